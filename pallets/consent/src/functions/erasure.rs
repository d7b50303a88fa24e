//! Requests for erasure, and the custodian's word that it is done.

use crate::{Config, Erasure, ErasureConfirmation, ErasureScope, Erasures, Error, Event, Pallet};
use bogam_primitives::{Actor, consent::SubjectId};
use frame_support::{
    ensure,
    pallet_prelude::{DispatchResult, Get},
};

impl<T: Config> Pallet<T> {
    pub(crate) fn do_request_erasure(holder: T::AccountId, id: SubjectId, scope: ErasureScope) -> DispatchResult {
        Self::mutate(id, |subject, now| {
            let requested_by = Self::ensure_subject_or_guardian(subject, holder, now)?;
            let number = subject.next_erasure;
            subject.next_erasure = Self::next(number)?;
            let deadline = now.saturating_add(T::ErasurePeriod::get());
            Erasures::<T>::try_mutate(id, |erasures| {
                let repeated = erasures.iter().any(|one| one.scope == scope && one.confirmed.is_none());
                ensure!(!repeated, Error::<T>::ErasureAlreadyRequested);
                // The last place is kept for everything, so that a custodian who confirms nothing cannot crowd that out.
                let places = match scope {
                    ErasureScope::Everything => T::MaxErasures::get(),
                    ErasureScope::Record(_) => T::MaxErasures::get().saturating_sub(1),
                };
                if erasures.len() >= places as usize {
                    // What was confirmed long ago makes room.
                    erasures.retain(|one| {
                        one.confirmed
                            .as_ref()
                            .is_none_or(|done| now < done.at.saturating_add(T::ReceiptRetention::get()))
                    });
                }
                ensure!(erasures.len() < places as usize, Error::<T>::TooManyErasures);
                let erasure = Erasure { number, scope, requested_by, requested_at: now, deadline, confirmed: None };
                erasures.try_push(erasure).map_err(|_| Error::<T>::TooManyErasures)?;
                Self::deposit_event(Event::ErasureRequested {
                    subject: id,
                    number,
                    custodian: subject.custodian,
                    deadline,
                });
                Ok(())
            })
        })
    }

    pub(crate) fn do_confirm_erasure(custodian: Actor<T::AccountId>, id: SubjectId, number: u32) -> DispatchResult {
        let subject = Self::open_subject(id)?;
        Self::ensure_custodian(&subject, custodian.organisation)?;
        Erasures::<T>::try_mutate(id, |erasures| {
            let erasure = erasures.iter_mut().find(|one| one.number == number).ok_or(Error::<T>::UnknownErasure)?;
            ensure!(erasure.confirmed.is_none(), Error::<T>::ErasureAlreadyConfirmed);
            erasure.confirmed = Some(ErasureConfirmation { by: custodian, at: Self::now() });
            Self::deposit_event(Event::ErasureConfirmed { subject: id, number });
            Ok(())
        })
    }
}
