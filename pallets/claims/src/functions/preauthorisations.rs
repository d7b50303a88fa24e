//! Approval before the service.

use crate::{
    Claims, Config, Error, Event, Pallet, Plan, Policy, Preauthorisation, PreauthorisationState,
    PreauthorisationVerdict, Preauthorisations, Years,
};
use bogam_primitives::{
    Actor, Moment, PreauthorisationId, Signed, Won,
    claim::{AuthorisePreauthorisation, NewPreauthorisation},
};
use frame_support::{ensure, pallet_prelude::DispatchResult};

impl<T: Config> Pallet<T> {
    pub(crate) fn do_request_preauthorisation(
        provider: Actor<T::AccountId>,
        new: NewPreauthorisation,
        signed: Signed<AuthorisePreauthorisation, T::HolderSignature>,
    ) -> DispatchResult {
        let now = Self::now();
        let id = PreauthorisationId::derive(provider.organisation, &new);
        ensure!(!Preauthorisations::<T>::contains_key(id), Error::<T>::DuplicatePreauthorisation);
        ensure!(new.amount > 0, Error::<T>::ZeroAmount);
        let (policy, plan) = Self::ensure_policy(&new.policy)?;
        let rule = plan.rules.iter().find(|rule| rule.category == new.category);
        let review = rule.ok_or(Error::<T>::CategoryNotCovered)?.review;
        ensure!(policy.not_covering(now, &plan.terms).is_none(), Error::<T>::NotCoveredNow);
        let year = policy.year_of(now).ok_or(Error::<T>::NotCoveredNow)?;

        let content = &signed.statement.content;
        ensure!(content.preauthorisation == id, Error::<T>::StatementForAnotherSubject);
        ensure!(content.policy == new.policy, Error::<T>::StatementForAnotherPolicy);
        ensure!(content.provider == provider.organisation, Error::<T>::StatementForAnotherProvider);
        Self::ensure_signed_by(&signed, &policy.holder, now)?;

        let deadline = now.saturating_add(plan.terms.decision_period);
        let mut record = Preauthorisation {
            policy: new.policy,
            provider: provider.organisation,
            category: new.category,
            requested: new.amount,
            commitment: new.commitment,
            year,
            state: PreauthorisationState::Pended { deadline },
        };
        let free = Years::<T>::get(new.policy, year).free(&policy.limits(&plan.terms));
        if !review && new.amount <= plan.terms.automatic_limit && new.amount <= free {
            Self::approve(id, &mut record, new.amount, &policy, &plan, now)?;
        } else {
            Self::deposit_event(Event::PreauthorisationPended { preauthorisation: id, deadline });
        }
        Preauthorisations::<T>::insert(id, record);
        Ok(())
    }

    fn approve(
        id: PreauthorisationId,
        record: &mut Preauthorisation,
        amount: Won,
        policy: &Policy<T>,
        plan: &Plan<T>,
        now: Moment,
    ) -> DispatchResult {
        let until = now.saturating_add(plan.terms.preauthorisation_period).min(policy.end_of_year(record.year));
        ensure!(now < until, Error::<T>::NotCoveredNow);
        let mut year = Years::<T>::get(record.policy, record.year);
        ensure!(year.reserve(&policy.limits(&plan.terms), amount), Error::<T>::BenefitExceeded);
        Self::set_year(record.policy, record.year, year);
        record.state = PreauthorisationState::Approved { amount, until, claim: None };
        Self::deposit_event(Event::PreauthorisationApproved { preauthorisation: id, amount, until });
        Ok(())
    }

    pub(crate) fn do_decide_preauthorisation(
        assessor: Actor<T::AccountId>,
        id: PreauthorisationId,
        verdict: PreauthorisationVerdict,
    ) -> DispatchResult {
        let mut record = Preauthorisations::<T>::get(id).ok_or(Error::<T>::UnknownPreauthorisation)?;
        let (policy, plan) = Self::ensure_policy(&record.policy)?;
        ensure!(policy.insurer == assessor.organisation, Error::<T>::NotYourPolicy);
        let PreauthorisationState::Pended { deadline } = record.state else {
            return Err(Error::<T>::PreauthorisationNotPending.into());
        };
        let now = Self::now();
        // From then on provider and patient rely on it that nothing is approved, and nothing reserved.
        ensure!(now < deadline, Error::<T>::PreauthorisationOverdue);
        match verdict {
            PreauthorisationVerdict::Approve => {
                let amount = record.requested;
                Self::approve(id, &mut record, amount, &policy, &plan, now)?;
            }
            PreauthorisationVerdict::Modify(amount) => {
                ensure!(amount > 0 && amount < record.requested, Error::<T>::ModifiedOutOfRange);
                Self::approve(id, &mut record, amount, &policy, &plan, now)?;
            }
            PreauthorisationVerdict::Deny(reason) => {
                ensure!(reason.is_for_assessors(), Error::<T>::ReasonNotForAssessors);
                record.state = PreauthorisationState::Denied(reason);
                Self::deposit_event(Event::PreauthorisationDenied { preauthorisation: id, reason });
            }
        }
        Preauthorisations::<T>::insert(id, record);
        Ok(())
    }

    pub(crate) fn do_withdraw_preauthorisation(
        provider: Actor<T::AccountId>,
        id: PreauthorisationId,
    ) -> DispatchResult {
        let record = Preauthorisations::<T>::get(id).ok_or(Error::<T>::UnknownPreauthorisation)?;
        ensure!(record.provider == provider.organisation, Error::<T>::NotYourPreauthorisation);
        Self::lapse(id, record)
    }

    pub(crate) fn do_release_preauthorisation(id: PreauthorisationId) -> DispatchResult {
        let record = Preauthorisations::<T>::get(id).ok_or(Error::<T>::UnknownPreauthorisation)?;
        let now = Self::now();
        match record.state {
            PreauthorisationState::Pended { deadline } => {
                ensure!(now >= deadline, Error::<T>::PreauthorisationNotOver);
            }
            PreauthorisationState::Approved { until, claim, .. } => {
                ensure!(now >= until, Error::<T>::PreauthorisationNotOver);
                // A claim that was submitted in its time can be granted on appeal, and nobody else shall prevent it.
                if let Some(claim) = claim.and_then(Claims::<T>::get) {
                    let (_, plan) = Self::ensure_policy(&record.policy)?;
                    let appealable = Self::is_appealable(&claim, plan.terms.appeal_window, now);
                    ensure!(!appealable, Error::<T>::PreauthorisationInUse);
                }
            }
            _ => return Err(Error::<T>::PreauthorisationNotUsable.into()),
        }
        Self::lapse(id, record)
    }

    /// Ends a request or an approval, and gives back what it reserved.
    fn lapse(id: PreauthorisationId, mut record: Preauthorisation) -> DispatchResult {
        match record.state {
            PreauthorisationState::Pended { .. } => {}
            PreauthorisationState::Approved { amount, claim, .. } => {
                ensure!(!Self::is_kept(claim), Error::<T>::PreauthorisationInUse);
                let mut year = Years::<T>::get(record.policy, record.year);
                year.release(amount);
                Self::set_year(record.policy, record.year, year);
            }
            _ => return Err(Error::<T>::PreauthorisationNotUsable.into()),
        }
        record.state = PreauthorisationState::Lapsed;
        Preauthorisations::<T>::insert(id, record);
        Self::deposit_event(Event::PreauthorisationLapsed { preauthorisation: id });
        Ok(())
    }
}
