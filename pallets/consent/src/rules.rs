//! What calls are refused for.

use crate::{
    Config, DecisionLog, Error, OpenOverrides, Pallet, Project, Projects, Subject, SubjectByKey, Subjects, Suspensions,
};
use bogam_primitives::{
    Actor, Moment, OrganisationId,
    consent::{Author, Categories, Effect, Grantee, ProjectId, Sensitivities, SubjectId, Terms},
    traits::{EnsureRole, Holders, Organisations},
};
use frame_support::{
    ensure,
    pallet_prelude::{DispatchError, DispatchResult},
};

/// Who acts on a subject: a key that belongs to it, or its custodian.
pub(crate) enum Party<AccountId> {
    /// A sponsored key.
    Holder(AccountId),
    /// A seat of a custodian.
    Custodian(Actor<AccountId>),
}

// Who.
impl<T: Config> Pallet<T> {
    /// A sponsored key or a custodian's seat; whoever is neither learns why he is no custodian.
    pub(crate) fn ensure_party(origin: T::RuntimeOrigin) -> Result<Party<T::AccountId>, DispatchError> {
        match T::HolderOrigin::ensure_role(origin.clone()) {
            Ok(holder) => Ok(Party::Holder(holder)),
            Err(_) => T::CustodianOrigin::ensure_role(origin).map(Party::Custodian),
        }
    }

    pub(crate) fn ensure_custodian(subject: &Subject<T>, organisation: OrganisationId) -> DispatchResult {
        ensure!(subject.custodian == organisation, Error::<T>::NotYourSubject);
        Ok(())
    }

    /// As whom `account` decides for the subject now.
    pub(crate) fn ensure_author(
        subject: &Subject<T>,
        account: T::AccountId,
        now: Moment,
    ) -> Result<Author<T::AccountId>, Error<T>> {
        if account == subject.key {
            return Ok(Author::Subject);
        }
        if let Some(guardian) = subject.guardians.iter().find(|guardian| guardian.account == account) {
            ensure!(now < guardian.until, Error::<T>::GuardianshipOver);
            return Ok(Author::Guardian(account));
        }
        if let Some(delegate) = subject.delegates.iter().find(|delegate| delegate.account == account) {
            ensure!(now < delegate.until, Error::<T>::DelegationOver);
            return Ok(Author::Delegate(account));
        }
        Err(Error::<T>::NotTheSubject)
    }

    /// The same, for what no delegate may do.
    pub(crate) fn ensure_subject_or_guardian(
        subject: &Subject<T>,
        account: T::AccountId,
        now: Moment,
    ) -> Result<Author<T::AccountId>, Error<T>> {
        let author = Self::ensure_author(subject, account, now)?;
        ensure!(!matches!(author, Author::Delegate(_)), Error::<T>::NotForDelegates);
        Ok(author)
    }

    /// Whether the author may make this decision: a delegate only within limits.
    pub(crate) fn ensure_may_make(
        subject: &Subject<T>,
        author: &Author<T::AccountId>,
        terms: &Terms<T::AccountId>,
    ) -> DispatchResult {
        let Author::Delegate(account) = author else { return Ok(()) };
        let delegate = subject.delegates.iter().find(|delegate| delegate.account == *account);
        ensure!(delegate.is_some_and(|delegate| delegate.limits.permit_making(terms)), Error::<T>::BeyondLimits);
        Ok(())
    }

    /// Whether the author may end this decision: a delegate only within limits.
    pub(crate) fn ensure_may_end(
        subject: &Subject<T>,
        author: &Author<T::AccountId>,
        terms: &Terms<T::AccountId>,
    ) -> DispatchResult {
        let Author::Delegate(account) = author else { return Ok(()) };
        let delegate = subject.delegates.iter().find(|delegate| delegate.account == *account);
        let may = delegate.is_some_and(|delegate| delegate.limits.may_revoke && delegate.limits.contain(terms));
        ensure!(may, Error::<T>::BeyondLimits);
        Ok(())
    }

    /// A key for a subject belongs to nobody yet, so that nothing links the subject to anything else.
    pub(crate) fn ensure_fresh(key: &T::AccountId) -> DispatchResult {
        let fresh = !SubjectByKey::<T>::contains_key(key) && !T::Holders::is_sponsored(key);
        ensure!(fresh, Error::<T>::KeyNotFresh);
        Ok(())
    }

    /// A guardian or delegate is somebody else than the subject and whoever decides for it already.
    pub(crate) fn ensure_not_appointed(subject: &Subject<T>, account: &T::AccountId) -> DispatchResult {
        ensure!(!subject.sponsored_keys().any(|key| key == account), Error::<T>::AlreadyAppointed);
        Ok(())
    }

    /// Whether the seat may override consent now.
    pub(crate) fn ensure_emergency_access(seat: &T::AccountId, now: Moment) -> DispatchResult {
        ensure!(!Suspensions::<T>::contains_key(seat), Error::<T>::EmergencyAccessSuspended);
        let overdue = OpenOverrides::<T>::get(seat).iter().any(|one| now >= one.review_by);
        ensure!(!overdue, Error::<T>::ReviewOverdue);
        Ok(())
    }
}

// What.
impl<T: Config> Pallet<T> {
    pub(crate) fn open_subject(id: SubjectId) -> Result<Subject<T>, Error<T>> {
        let subject = Subjects::<T>::get(id).ok_or(Error::<T>::UnknownSubject)?;
        ensure!(subject.closed_at.is_none(), Error::<T>::SubjectClosed);
        Ok(subject)
    }

    pub(crate) fn open_project(id: ProjectId, now: Moment) -> Result<Project<T::AccountId>, Error<T>> {
        let project = Projects::<T>::get(id).ok_or(Error::<T>::UnknownProject)?;
        ensure!(project.is_open(now), Error::<T>::ProjectClosed);
        Ok(project)
    }

    pub(crate) fn ensure_categories(categories: Categories) -> DispatchResult {
        ensure!(categories.is_known(), Error::<T>::UnknownCategory);
        ensure!(!categories.is_empty(), Error::<T>::NoCategories);
        Ok(())
    }

    pub(crate) fn ensure_sensitivities(sensitivities: Sensitivities) -> DispatchResult {
        ensure!(sensitivities.is_known(), Error::<T>::UnknownSensitivity);
        Ok(())
    }

    /// What a decision says makes sense, and has not ended before it begins to count.
    pub(crate) fn ensure_terms(terms: &Terms<T::AccountId>, now: Moment) -> DispatchResult {
        ensure!(terms.actions.is_known(), Error::<T>::UnknownAction);
        ensure!(terms.purposes.is_known(), Error::<T>::UnknownPurpose);
        ensure!(!terms.actions.is_empty(), Error::<T>::NoActions);
        ensure!(!terms.purposes.is_empty(), Error::<T>::NoPurposes);
        Self::ensure_categories(terms.categories)?;
        Self::ensure_sensitivities(terms.sensitivities)?;
        ensure!(terms.valid_until.is_none_or(|until| terms.valid_from < until), Error::<T>::EmptyValidity);
        ensure!(!terms.is_over_at(now), Error::<T>::AlreadyExpired);
        if let (Some(from), Some(until)) = (terms.data_from, terms.data_until) {
            ensure!(from < until, Error::<T>::EmptyDataInterval);
        }
        Self::ensure_grantee(terms)
    }

    /// A permit is for somebody who exists. What is denied to an organisation that is suspended counts when it returns.
    fn ensure_grantee(terms: &Terms<T::AccountId>) -> DispatchResult {
        match (terms.effect, &terms.grantee) {
            (Effect::Permit, Grantee::Seat { organisation, .. } | Grantee::Organisation(organisation)) => {
                ensure!(T::Organisations::kind(*organisation).is_some(), Error::<T>::UnknownOrganisation);
            }
            (Effect::Permit, Grantee::Project(_)) => return Err(Error::<T>::OptInNeeded.into()),
            (Effect::Deny, Grantee::Project(project)) => {
                ensure!(Projects::<T>::contains_key(project), Error::<T>::UnknownProject);
            }
            _ => {}
        }
        Ok(())
    }

    /// The number with which a decision was sent is the next one.
    pub(crate) fn ensure_next(log: &DecisionLog<T>, sequence: u32) -> DispatchResult {
        ensure!(sequence >= log.next, Error::<T>::SequenceUsed);
        ensure!(sequence == log.next, Error::<T>::SequenceAhead);
        Ok(())
    }

    /// The number after `number`.
    pub(crate) fn next(number: u32) -> Result<u32, Error<T>> {
        number.checked_add(1).ok_or(Error::<T>::NumbersExhausted)
    }
}
