//! New keys in place of old ones.

use crate::{Config, Error, Event, Pallet, PendingKey, Subject, SubjectByKey};
use bogam_primitives::{
    Actor,
    consent::{Author, SubjectId},
    traits::Holders,
};
use core::mem;
use frame_support::{
    ensure,
    pallet_prelude::{DispatchResult, Get},
};

impl<T: Config> Pallet<T> {
    pub(crate) fn do_rotate_key(holder: T::AccountId, id: SubjectId, new_key: T::AccountId) -> DispatchResult {
        Self::mutate(id, |subject, now| {
            let author = Self::ensure_author(subject, holder, now)?;
            ensure!(author == Author::Subject, Error::<T>::OwnKeyNeeded);
            Self::exchange_key(id, subject, new_key)
        })
    }

    pub(crate) fn do_propose_key(
        custodian: Actor<T::AccountId>,
        id: SubjectId,
        new_key: T::AccountId,
    ) -> DispatchResult {
        Self::mutate(id, |subject, now| {
            Self::ensure_custodian(subject, custodian.organisation)?;
            Self::ensure_fresh(&new_key)?;
            let ready_at = now.saturating_add(T::RotationDelay::get());
            subject.pending_key = Some(PendingKey { key: new_key, ready_at });
            Self::deposit_event(Event::KeyProposed { subject: id, ready_at });
            Ok(())
        })
    }

    pub(crate) fn do_object_to_key(holder: T::AccountId, id: SubjectId) -> DispatchResult {
        Self::mutate(id, |subject, now| {
            Self::ensure_subject_or_guardian(subject, holder, now)?;
            ensure!(subject.pending_key.take().is_some(), Error::<T>::NoKeyProposed);
            Self::deposit_event(Event::KeyRefused { subject: id });
            Ok(())
        })
    }

    pub(crate) fn do_complete_key(id: SubjectId) -> DispatchResult {
        Self::mutate(id, |subject, now| {
            let PendingKey { key, ready_at } = subject.pending_key.take().ok_or(Error::<T>::NoKeyProposed)?;
            ensure!(now >= ready_at, Error::<T>::RotationDelayNotOver);
            Self::exchange_key(id, subject, key)
        })
    }

    fn exchange_key(id: SubjectId, subject: &mut Subject<T>, new_key: T::AccountId) -> DispatchResult {
        Self::ensure_fresh(&new_key)?;
        T::Holders::sponsor(&new_key, subject.custodian)?;
        SubjectByKey::<T>::insert(&new_key, id);
        let old_key = mem::replace(&mut subject.key, new_key);
        SubjectByKey::<T>::remove(&old_key);
        T::Holders::release(&old_key, subject.custodian)?;
        subject.pending_key = None;
        Self::deposit_event(Event::KeyRotated { subject: id });
        Ok(())
    }
}
