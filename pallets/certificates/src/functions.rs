//! What calls do.

use crate::{
    Batch, Batches, BilledCertificates, Changes, Config, Endorsement, Error, Event, NewBatch, NewSchema, Pallet,
    Pruning, Schemas,
    rules::{Mandate, Officer},
};
use bogam_primitives::{
    Actor, Moment,
    certificate::{
        BatchId, BatchRevocation, CertificateReference, Change, EndorsementRefusalReason, RevocationReason, SchemaId,
        StatusChange, SuspensionReason,
    },
};
use frame_support::{
    ensure,
    pallet_prelude::{DispatchError, DispatchResult},
    traits::{Get, Time},
};
use scale_info::prelude::vec::Vec;

impl<T: Config> Pallet<T> {
    pub(crate) fn do_register_schema(authority: Actor<T::AccountId>, new: NewSchema) -> DispatchResult {
        let authority = authority.organisation;
        let schema = Self::ensure_schema(authority, new, T::Time::now())?;
        let id = SchemaId::derive(authority, &schema.name, schema.version);
        ensure!(!Schemas::<T>::contains_key(id), Error::<T>::DuplicateSchema);
        Schemas::<T>::insert(id, schema);
        Self::deposit_event(Event::SchemaRegistered { schema: id, authority });
        Ok(())
    }

    pub(crate) fn do_retire_schema(authority: Actor<T::AccountId>, id: SchemaId) -> DispatchResult {
        let authority = authority.organisation;
        Schemas::<T>::try_mutate(id, |slot| {
            let schema = slot.as_mut().ok_or(Error::<T>::UnknownSchema)?;
            ensure!(schema.authority == authority, Error::<T>::NotYourSchema);
            ensure!(schema.retired_at.is_none(), Error::<T>::SchemaRetired);
            schema.retired_at = Some(T::Time::now());
            Self::deposit_event(Event::SchemaRetired { schema: id, authority });
            Ok(())
        })
    }

    pub(crate) fn do_issue(issuer: Actor<T::AccountId>, new: NewBatch) -> DispatchResult {
        let now = T::Time::now();
        let endorser = Self::ensure_issuable(&issuer, &new, now)?;
        let Actor { account, organisation, licence } = issuer;
        let name = new.name(organisation);
        let id = BatchId::derive(&name);
        ensure!(!Batches::<T>::contains_key(id), Error::<T>::DuplicateBatch);
        let batch = Batch {
            name,
            root: new.root,
            issuer: account,
            licence,
            issued_at: now,
            endorser,
            endorsement: Endorsement::None,
            revoked: None,
        };
        Batches::<T>::insert(id, batch);
        Self::deposit_event(Event::BatchIssued { batch: id, schema: name.schema, organisation, size: name.size });
        Ok(())
    }

    pub(crate) fn do_endorse(authority: Actor<T::AccountId>, id: BatchId) -> DispatchResult {
        Self::mutate_batch(id, |batch, now| {
            Self::ensure_endorsable(batch, authority.organisation, now)?;
            Self::deposit_event(Event::BatchEndorsed { batch: id, authority: authority.organisation });
            batch.endorsement = Endorsement::Endorsed { by: authority, at: now };
            Ok(())
        })
    }

    pub(crate) fn do_refuse_endorsement(
        authority: Actor<T::AccountId>,
        id: BatchId,
        reason: EndorsementRefusalReason,
    ) -> DispatchResult {
        let authority = authority.organisation;
        Self::mutate_batch(id, |batch, now| {
            Self::ensure_endorsable(batch, authority, now)?;
            batch.endorsement = Endorsement::Refused { reason, at: now };
            Self::deposit_event(Event::BatchRefused { batch: id, authority, reason });
            Ok(())
        })
    }

    pub(crate) fn do_suspend(
        officer: Officer,
        certificate: CertificateReference,
        reason: SuspensionReason,
    ) -> DispatchResult {
        Self::change(&officer, certificate, |batch, history, _, now| {
            Self::ensure_not_expired(batch, now)?;
            Self::ensure_suspendable(history)?;
            Ok(Change::Suspended(reason))
        })
    }

    pub(crate) fn do_reinstate(officer: Officer, certificate: CertificateReference) -> DispatchResult {
        Self::change(&officer, certificate, |batch, history, mandate, now| {
            Self::ensure_not_expired(batch, now)?;
            Self::ensure_reinstatable(batch, history, mandate)?;
            Ok(Change::Reinstated)
        })
    }

    pub(crate) fn do_revoke(
        officer: Officer,
        certificate: CertificateReference,
        reason: RevocationReason,
    ) -> DispatchResult {
        Self::change(&officer, certificate, |_, history, _, _| {
            Self::ensure_not_final(history)?;
            Ok(Change::Revoked(reason))
        })
    }

    pub(crate) fn do_supersede(
        issuer: Actor<T::AccountId>,
        certificate: CertificateReference,
        successor: CertificateReference,
    ) -> DispatchResult {
        let organisation = issuer.organisation;
        let batch = Batches::<T>::get(certificate.batch).ok_or(Error::<T>::UnknownBatch)?;
        ensure!(batch.name.organisation == organisation, Error::<T>::NotTheIssuer);
        let mandate = Mandate { organisation, as_authority: false };
        Self::change_as(mandate, &batch, certificate, |batch, history, _, now| {
            Self::ensure_not_expired(batch, now)?;
            Self::ensure_supersedable(batch, history)?;
            ensure!(successor != certificate, Error::<T>::SuccessorIsItself);
            let CertificateReference { batch: other, index } = successor;
            let standing_in = Batches::<T>::get(other).ok_or(Error::<T>::UnknownSuccessor)?;
            let successors_history = Changes::<T>::get(other, index);
            Self::ensure_successor(&standing_in, index, &successors_history, organisation, now)?;
            Ok(Change::Superseded(successor))
        })
    }

    pub(crate) fn do_revoke_batch(officer: Officer, id: BatchId, reason: RevocationReason) -> DispatchResult {
        Self::mutate_batch(id, |batch, now| {
            let by = Self::ensure_mandate(&officer, batch)?.organisation;
            Self::ensure_not_ended(batch)?;
            batch.revoked = Some(BatchRevocation { reason, at: now, by });
            Self::deposit_event(Event::BatchRevoked { batch: id, reason, by });
            Ok(())
        })
    }

    /// Yields how many histories and marks were removed.
    pub(crate) fn do_prune(id: BatchId, limit: u32) -> Result<u32, DispatchError> {
        if let Some(batch) = Batches::<T>::get(id) {
            let kept_until = batch.name.valid_until.saturating_add(T::Retention::get());
            ensure!(T::Time::now() >= kept_until, Error::<T>::RetentionNotOver);
            Batches::<T>::remove(id);
        } else {
            ensure!(Pruning::<T>::contains_key(id), Error::<T>::UnknownBatch);
        }
        let limit = limit as usize;
        let changed: Vec<_> = Changes::<T>::iter_key_prefix(id).take(limit).collect();
        for index in &changed {
            Changes::<T>::remove(id, index);
        }
        let room = limit.saturating_sub(changed.len());
        let billed: Vec<_> = BilledCertificates::<T>::iter_key_prefix(id).take(room).collect();
        for index in &billed {
            BilledCertificates::<T>::remove(id, index);
        }
        let removed = changed.len().saturating_add(billed.len());
        let complete = removed < limit
            || (Changes::<T>::iter_key_prefix(id).next().is_none()
                && BilledCertificates::<T>::iter_key_prefix(id).next().is_none());
        if complete {
            Pruning::<T>::remove(id);
        } else {
            Pruning::<T>::insert(id, ());
        }
        Self::deposit_event(Event::Pruned { batch: id, complete });
        // At most `limit`, which is a u32.
        Ok(removed as u32)
    }
}

// What the calls have in common.
impl<T: Config> Pallet<T> {
    /// Lets `act` change the batch, and stores it. Nothing is stored if `act` refuses.
    fn mutate_batch(id: BatchId, act: impl FnOnce(&mut Batch<T>, Moment) -> DispatchResult) -> DispatchResult {
        Batches::<T>::try_mutate(id, |slot| {
            let batch = slot.as_mut().ok_or(Error::<T>::UnknownBatch)?;
            act(batch, T::Time::now())
        })
    }

    /// Puts the change that `judge` permits the officer on top of the certificate's history.
    fn change(
        officer: &Officer,
        certificate: CertificateReference,
        judge: impl FnOnce(&Batch<T>, &[StatusChange], Mandate, Moment) -> Result<Change, Error<T>>,
    ) -> DispatchResult {
        let batch = Batches::<T>::get(certificate.batch).ok_or(Error::<T>::UnknownBatch)?;
        let mandate = Self::ensure_mandate(officer, &batch)?;
        Self::change_as(mandate, &batch, certificate, judge)
    }

    fn change_as(
        mandate: Mandate,
        batch: &Batch<T>,
        certificate: CertificateReference,
        judge: impl FnOnce(&Batch<T>, &[StatusChange], Mandate, Moment) -> Result<Change, Error<T>>,
    ) -> DispatchResult {
        let CertificateReference { batch: id, index } = certificate;
        Self::ensure_not_ended(batch)?;
        Self::ensure_in_batch(batch, index)?;
        let now = T::Time::now();
        Changes::<T>::try_mutate(id, index, |history| {
            let change = judge(batch, history, mandate, now)?;
            let by = mandate.organisation;
            history.try_push(StatusChange { change, at: now, by }).map_err(|_| Error::<T>::TooManyChanges)?;
            Self::deposit_event(Event::StatusChanged { certificate, change, by });
            Ok(())
        })
    }
}
