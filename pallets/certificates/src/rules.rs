//! What calls are refused for.

use crate::{
    Batch, BatchStanding, Config, Endorsement, Error, NewBatch, NewSchema, Pallet, Schema, Schemas, types::MostIssuers,
};
use bogam_primitives::{
    Actor, Moment, OrganisationId, OrganisationKind,
    certificate::{CertificateIndex, Status, StatusChange},
    traits::{Credentials, EnsureRole, Organisations},
};
use frame_support::{BoundedVec, ensure, pallet_prelude::DispatchError, traits::Get};
use frame_system::pallet_prelude::OriginFor;
use scale_info::prelude::{collections::BTreeSet, vec::Vec};
use sp_runtime::BoundedBTreeSet;

/// Who may change the status of certificates: somebody who issues, somebody who acts for an authority, or both.
pub(crate) struct Officer {
    /// The organisation for which certificates may be issued.
    issuer: Option<OrganisationId>,
    /// The authority for which certificates may be endorsed.
    authority: Option<OrganisationId>,
}

/// As what an officer acts on a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mandate {
    /// The organisation.
    pub organisation: OrganisationId,
    /// Whether it is the batch's endorsing authority.
    pub as_authority: bool,
}

impl<T: Config> Pallet<T> {
    /// Whoever may issue or acts for an authority. Who may neither learns why he may not issue.
    pub(crate) fn ensure_officer(origin: OriginFor<T>) -> Result<Officer, DispatchError> {
        let authority = T::AuthorityOrigin::ensure_role(origin.clone()).map(|actor| actor.organisation).ok();
        match T::IssuerOrigin::ensure_role(origin) {
            Ok(actor) => Ok(Officer { issuer: Some(actor.organisation), authority }),
            Err(_) if authority.is_some() => Ok(Officer { issuer: None, authority }),
            Err(refusal) => Err(refusal),
        }
    }

    /// As what the officer acts on `batch`: as its endorsing authority before as its issuer.
    pub(crate) fn ensure_mandate(officer: &Officer, batch: &Batch<T>) -> Result<Mandate, Error<T>> {
        if let (Some(organisation), true) = (officer.authority, officer.authority == batch.endorser) {
            return Ok(Mandate { organisation, as_authority: true });
        }
        match officer.issuer {
            Some(organisation) if organisation == batch.name.organisation => {
                Ok(Mandate { organisation, as_authority: false })
            }
            _ => Err(Error::<T>::NotYourBatch),
        }
    }

    /// The schema, as it is to be stored.
    pub(crate) fn ensure_schema(
        authority: OrganisationId,
        new: NewSchema,
        now: Moment,
    ) -> Result<Schema<T>, DispatchError> {
        let NewSchema { name, version, digest, kinds, professions, longest_validity, least_size, endorsement } = new;
        let name: BoundedVec<_, _> = name.try_into().map_err(|_| Error::<T>::NameTooLong)?;
        let text = core::str::from_utf8(&name).map_err(|_| Error::<T>::InvalidName)?;
        ensure!(!text.trim().is_empty() && !text.chars().any(char::is_control), Error::<T>::InvalidName);
        ensure!(!kinds.is_empty(), Error::<T>::NoIssuingKinds);
        let (kinds, professions) = (Self::ensure_distinct(kinds)?, Self::ensure_distinct(professions)?);
        let longest_permitted = T::LongestValidity::get();
        ensure!((1..=longest_permitted).contains(&longest_validity), Error::<T>::LongestValidityOutOfRange);
        ensure!((1..=T::MaxBatchSize::get()).contains(&least_size), Error::<T>::LeastSizeOutOfRange);
        if let Some(endorser) = endorsement {
            let kind = T::Organisations::kind(endorser);
            ensure!(kind == Some(OrganisationKind::Authority), Error::<T>::EndorserNotAnAuthority);
        }
        Ok(Schema {
            authority,
            name,
            version,
            digest,
            kinds,
            professions,
            longest_validity,
            least_size,
            endorsement,
            registered_at: now,
            retired_at: None,
        })
    }

    fn ensure_distinct<Entry: Ord>(entries: Vec<Entry>) -> Result<BoundedBTreeSet<Entry, MostIssuers>, Error<T>> {
        let count = entries.len();
        // There is room for every kind and every profession once: in a longer list one occurs twice, and is not looked for.
        ensure!(count <= <MostIssuers as Get<u32>>::get() as usize, Error::<T>::DuplicateIssuers);
        let set: BTreeSet<_> = entries.into_iter().collect();
        ensure!(set.len() == count, Error::<T>::DuplicateIssuers);
        set.try_into().map_err(|_| Error::<T>::DuplicateIssuers)
    }

    /// Whether `issuer` may issue `new`. Yields the authority that has to endorse it.
    pub(crate) fn ensure_issuable(
        issuer: &Actor<T::AccountId>,
        new: &NewBatch,
        now: Moment,
    ) -> Result<Option<OrganisationId>, Error<T>> {
        let schema = Schemas::<T>::get(new.schema).ok_or(Error::<T>::UnknownSchema)?;
        ensure!(schema.retired_at.is_none(), Error::<T>::SchemaRetired);
        let (kind, profession) = T::Credentials::credentials(issuer).ok_or(Error::<T>::KindNotPermitted)?;
        ensure!(schema.kinds.contains(&kind), Error::<T>::KindNotPermitted);
        let qualified = profession.is_some_and(|profession| schema.professions.contains(&profession));
        ensure!(schema.professions.is_empty() || qualified, Error::<T>::ProfessionNotPermitted);

        ensure!(new.size > 0, Error::<T>::EmptyBatch);
        ensure!(new.size <= T::MaxBatchSize::get(), Error::<T>::BatchTooLarge);
        ensure!(new.size >= schema.least_size, Error::<T>::BatchTooSmall);
        let validity = new.valid_until.checked_sub(new.valid_from).filter(|validity| *validity > 0);
        let validity = validity.ok_or(Error::<T>::EmptyValidity)?;
        ensure!(new.valid_until > now, Error::<T>::AlreadyExpired);
        ensure!(validity <= schema.longest_validity, Error::<T>::ValidityTooLong);
        ensure!(new.valid_from <= now.saturating_add(T::FurthestStart::get()), Error::<T>::StartsTooLate);
        Ok(schema.endorsement)
    }

    /// Whether `authority` has still to say whether it endorses.
    pub(crate) fn ensure_endorsable(batch: &Batch<T>, authority: OrganisationId, now: Moment) -> Result<(), Error<T>> {
        let endorser = batch.endorser.ok_or(Error::<T>::EndorsementNotRequired)?;
        ensure!(endorser == authority, Error::<T>::NotYourEndorsement);
        Self::ensure_not_ended(batch)?;
        ensure!(!matches!(batch.endorsement, Endorsement::Endorsed { .. }), Error::<T>::AlreadyEndorsed);
        ensure!(now < batch.name.valid_until, Error::<T>::Expired);
        Ok(())
    }

    /// Whether anything can still happen to the batch's certificates.
    pub(crate) fn ensure_not_ended(batch: &Batch<T>) -> Result<(), Error<T>> {
        ensure!(batch.revoked.is_none(), Error::<T>::BatchRevoked);
        ensure!(!matches!(batch.endorsement, Endorsement::Refused { .. }), Error::<T>::EndorsementRefused);
        Ok(())
    }

    pub(crate) fn ensure_in_batch(batch: &Batch<T>, index: CertificateIndex) -> Result<(), Error<T>> {
        ensure!(index < batch.name.size, Error::<T>::IndexOutOfRange);
        Ok(())
    }

    pub(crate) fn ensure_not_expired(batch: &Batch<T>, now: Moment) -> Result<(), Error<T>> {
        ensure!(now < batch.name.valid_until, Error::<T>::Expired);
        Ok(())
    }

    /// The last change of a certificate that is active or suspended.
    pub(crate) fn ensure_not_final(history: &[StatusChange]) -> Result<(), Error<T>> {
        match current(history) {
            Status::Revoked(_) => Err(Error::<T>::AlreadyRevoked),
            Status::Superseded(_) => Err(Error::<T>::AlreadySuperseded),
            Status::Active | Status::Suspended(_) => Ok(()),
        }
    }

    pub(crate) fn ensure_suspendable(history: &[StatusChange]) -> Result<(), Error<T>> {
        Self::ensure_not_final(history)?;
        ensure!(current(history) == Status::Active, Error::<T>::AlreadySuspended);
        // Room for this, for its end, and for the end of all.
        ensure!(history.len().saturating_add(3) <= T::MaxChanges::get() as usize, Error::<T>::TooManyChanges);
        Ok(())
    }

    pub(crate) fn ensure_reinstatable(
        batch: &Batch<T>,
        history: &[StatusChange],
        mandate: Mandate,
    ) -> Result<(), Error<T>> {
        Self::ensure_not_final(history)?;
        ensure!(current(history) != Status::Active, Error::<T>::NotSuspended);
        ensure!(mandate.as_authority || !is_suspended_by_authority(batch, history), Error::<T>::SuspendedByAuthority);
        Ok(())
    }

    /// Whether the issuer may put another certificate in the place of this one: not while the authority suspends it.
    pub(crate) fn ensure_supersedable(batch: &Batch<T>, history: &[StatusChange]) -> Result<(), Error<T>> {
        Self::ensure_not_final(history)?;
        let is_endorser = batch.endorser == Some(batch.name.organisation);
        ensure!(is_endorser || !is_suspended_by_authority(batch, history), Error::<T>::SuspendedByAuthority);
        Ok(())
    }

    /// Whether a certificate of `batch` with this history may take the place of another one of `organisation`.
    pub(crate) fn ensure_successor(
        batch: &Batch<T>,
        index: CertificateIndex,
        history: &[StatusChange],
        organisation: OrganisationId,
        now: Moment,
    ) -> Result<(), Error<T>> {
        ensure!(index < batch.name.size, Error::<T>::UnknownSuccessor);
        ensure!(batch.name.organisation == organisation, Error::<T>::SuccessorOfAnother);
        let ended = matches!(
            batch.standing(now),
            BatchStanding::Revoked | BatchStanding::EndorsementRefused | BatchStanding::Expired
        );
        ensure!(!ended && current(history) == Status::Active, Error::<T>::SuccessorNotActive);
        Ok(())
    }
}

/// What a certificate with this history is now.
pub(crate) fn current(history: &[StatusChange]) -> Status {
    history.last().map_or(Status::Active, |entry| entry.change.into())
}

/// Whether a certificate with this history is suspended, and by the batch's endorsing authority.
fn is_suspended_by_authority<T: Config>(batch: &Batch<T>, history: &[StatusChange]) -> bool {
    let by = history.last().map(|entry| entry.by);
    matches!(current(history), Status::Suspended(_)) && by.is_some() && by == batch.endorser
}
