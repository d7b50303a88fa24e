//! Registering and closing subjects, and who decides for them.

use crate::{
    Config, Decisions, Delegate, ErasureScope, Erasures, Error, Event, Guardian, Pallet, Participation, Subject,
    SubjectByKey, Subjects, UnlistedWithdrawals, rules::Party,
};
use bogam_primitives::{
    Actor, Moment, OrganisationId,
    consent::{Author, SubjectId},
    traits::Holders,
};
use frame_support::{BoundedVec, ensure, pallet_prelude::DispatchResult};
use scale_info::prelude::vec::Vec;

impl<T: Config> Pallet<T> {
    pub(crate) fn do_register(
        custodian: Actor<T::AccountId>,
        key: T::AccountId,
        guardian: Option<Guardian<T::AccountId>>,
    ) -> DispatchResult {
        let now = Self::now();
        let organisation = custodian.organisation;
        let id = SubjectId::derive(organisation, &key);
        ensure!(!Subjects::<T>::contains_key(id), Error::<T>::DuplicateSubject);
        Self::ensure_fresh(&key)?;
        T::Holders::sponsor(&key, organisation)?;
        let mut subject = Subject::<T> {
            custodian: organisation,
            key: key.clone(),
            registered_at: now,
            closed_at: None,
            next_enrolment: 0,
            next_receipt: 0,
            first_receipt: 0,
            next_erasure: 0,
            pending_key: None,
            guardians: BoundedVec::new(),
            delegates: BoundedVec::new(),
            broad_consent: None,
            projects: BoundedVec::new(),
        };
        Self::deposit_event(Event::SubjectRegistered { subject: id, custodian: organisation });
        if let Some(guardian) = guardian {
            Self::add_guardian(id, &mut subject, guardian, now)?;
        }
        SubjectByKey::<T>::insert(key, id);
        Subjects::<T>::insert(id, subject);
        Ok(())
    }

    pub(crate) fn do_appoint_guardian(
        party: Party<T::AccountId>,
        id: SubjectId,
        guardian: Guardian<T::AccountId>,
    ) -> DispatchResult {
        Self::mutate(id, |subject, now| {
            match party {
                Party::Custodian(custodian) => Self::ensure_custodian(subject, custodian.organisation)?,
                Party::Holder(holder) => {
                    let author = Self::ensure_author(subject, holder, now)?;
                    ensure!(author == Author::Subject, Error::<T>::OwnKeyNeeded);
                }
            }
            Self::add_guardian(id, subject, guardian, now)
        })
    }

    fn add_guardian(
        id: SubjectId,
        subject: &mut Subject<T>,
        guardian: Guardian<T::AccountId>,
        now: Moment,
    ) -> DispatchResult {
        ensure!(now < guardian.until, Error::<T>::EndsInThePast);
        Self::dismiss_whose_time_is_over(subject, now)?;
        Self::ensure_not_appointed(subject, &guardian.account)?;
        T::Holders::sponsor(&guardian.account, subject.custodian)?;
        let until = guardian.until;
        subject.guardians.try_push(guardian).map_err(|_| Error::<T>::TooManyGuardians)?;
        Self::deposit_event(Event::GuardianAppointed { subject: id, until });
        Ok(())
    }

    pub(crate) fn do_dismiss_guardian(
        party: Party<T::AccountId>,
        id: SubjectId,
        account: T::AccountId,
    ) -> DispatchResult {
        Self::mutate(id, |subject, _| {
            match party {
                Party::Custodian(custodian) => Self::ensure_custodian(subject, custodian.organisation)?,
                // A guardian may resign at any time.
                Party::Holder(holder) => {
                    ensure!(holder == subject.key || holder == account, Error::<T>::OwnKeyNeeded);
                }
            }
            let place = subject.guardians.iter().position(|guardian| guardian.account == account);
            subject.guardians.remove(place.ok_or(Error::<T>::UnknownGuardian)?);
            T::Holders::release(&account, subject.custodian)?;
            Self::deposit_event(Event::GuardianDismissed { subject: id });
            Ok(())
        })
    }

    pub(crate) fn do_appoint_delegate(
        holder: T::AccountId,
        id: SubjectId,
        delegate: Delegate<T::AccountId>,
    ) -> DispatchResult {
        Self::mutate(id, |subject, now| {
            Self::ensure_subject_or_guardian(subject, holder, now)?;
            ensure!(now < delegate.until, Error::<T>::EndsInThePast);
            let limits = &delegate.limits;
            ensure!(limits.purposes.is_known(), Error::<T>::UnknownPurpose);
            ensure!(limits.categories.is_known(), Error::<T>::UnknownCategory);
            Self::ensure_sensitivities(limits.sensitivities)?;
            let something = limits.may_permit || limits.may_deny || limits.may_revoke;
            ensure!(something && !limits.purposes.is_empty() && !limits.categories.is_empty(), Error::<T>::EmptyLimits);

            Self::dismiss_whose_time_is_over(subject, now)?;
            Self::ensure_not_appointed(subject, &delegate.account)?;
            T::Holders::sponsor(&delegate.account, subject.custodian)?;
            let until = delegate.until;
            subject.delegates.try_push(delegate).map_err(|_| Error::<T>::TooManyDelegates)?;
            Self::deposit_event(Event::DelegateAppointed { subject: id, until });
            Ok(())
        })
    }

    pub(crate) fn do_dismiss_delegate(holder: T::AccountId, id: SubjectId, account: T::AccountId) -> DispatchResult {
        Self::mutate(id, |subject, now| {
            if holder != account {
                Self::ensure_subject_or_guardian(subject, holder, now)?;
            }
            let place = subject.delegates.iter().position(|delegate| delegate.account == account);
            subject.delegates.remove(place.ok_or(Error::<T>::UnknownDelegate)?);
            T::Holders::release(&account, subject.custodian)?;
            Self::deposit_event(Event::DelegateDismissed { subject: id });
            Ok(())
        })
    }

    pub(crate) fn do_close_subject(party: Party<T::AccountId>, id: SubjectId) -> DispatchResult {
        Self::mutate(id, |subject, now| {
            let erasures = Erasures::<T>::get(id);
            match party {
                Party::Custodian(custodian) => {
                    Self::ensure_custodian(subject, custodian.organisation)?;
                    // Otherwise a custodian could rid itself of what a patient has decided, and keep the data.
                    let erased =
                        erasures.iter().any(|one| one.scope == ErasureScope::Everything && one.confirmed.is_some());
                    ensure!(erased, Error::<T>::RecordsNotErased);
                }
                Party::Holder(holder) => {
                    Self::ensure_subject_or_guardian(subject, holder, now)?;
                }
            }
            ensure!(erasures.iter().all(|one| one.confirmed.is_some()), Error::<T>::ErasurePending);

            for Participation { project, enrolled, .. } in core::mem::take(&mut subject.projects) {
                if enrolled.is_some() {
                    Self::shrink_cohort(project);
                }
            }
            let keys = subject.sponsored_keys().cloned().collect::<Vec<_>>();
            Self::release_all(keys, subject.custodian)?;
            SubjectByKey::<T>::remove(&subject.key);
            // The number of the next decision goes too: nobody decides for a closed subject, and as its identifier stays
            // taken, no subject of that name begins to count anew. So no identifier of a decision returns.
            Decisions::<T>::remove(id);
            UnlistedWithdrawals::<T>::remove(id);
            subject.guardians = BoundedVec::new();
            subject.delegates = BoundedVec::new();
            subject.pending_key = None;
            subject.broad_consent = None;
            subject.closed_at = Some(now);
            Self::deposit_event(Event::SubjectClosed { subject: id });
            Ok(())
        })
    }

    /// A guardian or delegate whose time is over is none any more: it leaves its place, and can be appointed as either.
    fn dismiss_whose_time_is_over(subject: &mut Subject<T>, now: Moment) -> DispatchResult {
        let guardians = subject.guardians.iter().map(|one| (&one.account, one.until));
        let delegates = subject.delegates.iter().map(|one| (&one.account, one.until));
        let over = guardians.chain(delegates).filter(|(_, until)| now >= *until);
        let over = over.map(|(account, _)| account.clone()).collect::<Vec<_>>();
        subject.guardians.retain(|one| now < one.until);
        subject.delegates.retain(|one| now < one.until);
        Self::release_all(over, subject.custodian)
    }

    fn release_all(keys: Vec<T::AccountId>, custodian: OrganisationId) -> DispatchResult {
        keys.iter().try_for_each(|key| T::Holders::release(key, custodian))
    }
}
