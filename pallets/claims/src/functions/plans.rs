//! Plans, policies and handles.

use crate::{
    Claims, Config, Error, Event, NewHandle, NewPlan, NewPolicy, Pallet, Party, Plan, Plans, Policies, Policy,
    PolicyKind, Redemptions, Years,
};
use bogam_primitives::{
    Actor, Moment, PlanId, PolicyId,
    claim::plan::{BENEFIT_YEAR, LONGEST_PERIOD, is_in_steps},
    traits::Holders,
};
use frame_support::{
    BoundedVec, ensure,
    pallet_prelude::DispatchResult,
    sp_runtime::traits::Zero,
    traits::{
        fungible::{Inspect, Mutate},
        tokens::Preservation,
    },
};

impl<T: Config> Pallet<T> {
    pub(crate) fn do_publish_plan(insurer: Actor<T::AccountId>, new: NewPlan) -> DispatchResult {
        new.terms.check(&new.rules).map_err(Self::terms_error)?;
        let id = PlanId::derive(insurer.organisation, &new.commitment, &new.terms, &new.rules);
        ensure!(!Plans::<T>::contains_key(id), Error::<T>::DuplicatePlan);
        let rules = BoundedVec::try_from(new.rules).map_err(|_| Error::<T>::TooManyRules)?;
        let plan =
            Plan { insurer: insurer.organisation, commitment: new.commitment, terms: new.terms, rules, closed: false };
        Plans::<T>::insert(id, plan);
        Self::deposit_event(Event::PlanPublished { plan: id, insurer: insurer.organisation });
        Ok(())
    }

    pub(crate) fn do_close_plan(insurer: Actor<T::AccountId>, id: PlanId) -> DispatchResult {
        let mut plan = Self::ensure_plan(&insurer, &id)?;
        ensure!(!plan.closed, Error::<T>::PlanClosed);
        plan.closed = true;
        Plans::<T>::insert(id, plan);
        Self::deposit_event(Event::PlanClosed { plan: id });
        Ok(())
    }

    pub(crate) fn do_issue_policy(insurer: Actor<T::AccountId>, new: NewPolicy<T::AccountId>) -> DispatchResult {
        let NewPolicy { plan, holder, from, until } = new;
        let policy = Self::register(insurer, plan, holder, from, until, PolicyKind::Plain)?;
        Self::deposit_event(Event::PolicyIssued { policy, plan });
        Ok(())
    }

    pub(crate) fn do_issue_handle(insurer: Actor<T::AccountId>, new: NewHandle<T::AccountId>) -> DispatchResult {
        let NewHandle { plan, holder, from, until, limits } = new;
        let terms = Self::ensure_plan(&insurer, &plan)?.terms;
        let (most, steps) = (terms.limits(), terms.handle_steps);
        let fits = limits.cap > 0 && limits.cap <= most.cap && limits.deductible <= most.deductible;
        ensure!(fits, Error::<T>::ShareOutOfRange);
        ensure!(until.saturating_sub(from) <= BENEFIT_YEAR, Error::<T>::HandleTooLong);
        // What only one handle has tells whose it is, to whoever sees the next one.
        ensure!(is_in_steps(limits.deductible, steps.deductible), Error::<T>::DeductibleNotInSteps);
        ensure!(is_in_steps(limits.cap, steps.share), Error::<T>::ShareNotInSteps);
        ensure!(steps.permits(from) && steps.permits(until), Error::<T>::PeriodNotInSteps);
        let kind = PolicyKind::Handle { limits, claim: None };
        let policy = Self::register(insurer, plan, holder, from, until, kind)?;
        Self::deposit_event(Event::HandleIssued { policy, plan });
        Ok(())
    }

    fn register(
        insurer: Actor<T::AccountId>,
        plan: PlanId,
        holder: T::AccountId,
        from: Moment,
        until: Moment,
        kind: PolicyKind,
    ) -> Result<PolicyId, frame_support::pallet_prelude::DispatchError> {
        let record = Self::ensure_plan(&insurer, &plan)?;
        ensure!(!record.closed, Error::<T>::PlanClosed);
        ensure!(from < until, Error::<T>::EmptyPeriod);
        ensure!(until > Self::now(), Error::<T>::PeriodOver);
        ensure!(until.saturating_sub(from) <= LONGEST_PERIOD, Error::<T>::PeriodTooLong);
        let id = PolicyId::derive(insurer.organisation, &plan, &holder, from, until);
        Self::ensure_fresh_key(&holder)?;
        // A key that was released may be sponsored again, but never for the same identifier.
        ensure!(!Policies::<T>::contains_key(id), Error::<T>::KeyNotFresh);
        T::Holders::sponsor(&holder, insurer.organisation)?;
        let policy = Policy {
            plan,
            insurer: insurer.organisation,
            holder,
            first_holder: None,
            from,
            until,
            ended: None,
            released: false,
            receipts: 0,
            kind,
        };
        Policies::<T>::insert(id, policy);
        Ok(id)
    }

    pub(crate) fn do_end_policy(insurer: Actor<T::AccountId>, id: PolicyId) -> DispatchResult {
        let mut policy = Policies::<T>::get(id).ok_or(Error::<T>::UnknownPolicy)?;
        ensure!(policy.insurer == insurer.organisation, Error::<T>::NotYourPolicy);
        ensure!(!policy.released, Error::<T>::AlreadyEnded);
        // One won keeps an account, and cannot be redeemed.
        let has_money = T::Currency::total_balance(&policy.holder) > T::Currency::minimum_balance();
        let is_paid = has_money || policy.receipts > 0;
        let again = policy.ended.is_some();
        if !again {
            Self::end(id, &mut policy)?;
        }
        let may_appeal = Self::is_kept_for_appeals(&policy)?;
        if again {
            // Nothing but the key is left to end.
            ensure!(!is_paid, Error::<T>::MoneyOnKey);
            ensure!(!may_appeal, Error::<T>::KeyCanAppeal);
        }
        if !is_paid && !may_appeal {
            T::Holders::release(&policy.holder, policy.insurer)?;
            policy.released = true;
        }
        Policies::<T>::insert(id, policy);
        Ok(())
    }

    /// Whether the key of a policy that has ended can still appeal something that was decided before the end, as far as times
    /// tell: else an insurer could deny, and end the policy before the patient has read it. A handle ends after that.
    fn is_kept_for_appeals(policy: &Policy<T>) -> Result<bool, Error<T>> {
        let Some(ended) = policy.ended.filter(|_| !policy.is_handle()) else { return Ok(false) };
        let plan = Plans::<T>::get(policy.plan).ok_or(Error::<T>::UnknownPlan)?;
        Ok(Self::now() < ended.saturating_add(plan.terms.appeal_window))
    }

    fn end(id: PolicyId, policy: &mut Policy<T>) -> DispatchResult {
        let now = Self::now();
        policy.ended = Some(now);
        let PolicyKind::Handle { limits, claim } = policy.kind else {
            Self::deposit_event(Event::PolicyEnded { policy: id });
            return Ok(());
        };
        let used = Years::<T>::get(id, 0);
        let appeal_window = Plans::<T>::get(policy.plan).ok_or(Error::<T>::UnknownPlan)?.terms.appeal_window;
        let in_use = claim.and_then(Claims::<T>::get).is_some_and(|claim| {
            let undecided = claim.is_open() || matches!(claim.state, crate::ClaimState::Appealed { .. });
            let due = claim.is_decided() && claim.outstanding() > 0;
            undecided || due || Self::is_appealable(&claim, appeal_window, now)
        });
        ensure!(!in_use && used.reserved == 0, Error::<T>::HandleInUse);
        let returned = limits.cap.saturating_sub(used.paid);
        Self::deposit_event(Event::HandleClosed { policy: id, returned, deductible_met: used.deductible_met });
        Ok(())
    }

    pub(crate) fn do_rotate_policy_key(holder: T::AccountId, id: PolicyId, new_holder: T::AccountId) -> DispatchResult {
        let mut policy = Policies::<T>::get(id).ok_or(Error::<T>::UnknownPolicy)?;
        ensure!(policy.holder == holder, Error::<T>::NotTheHolder);
        ensure!(!policy.released, Error::<T>::AlreadyEnded);
        Self::ensure_fresh_key(&new_holder)?;
        ensure!(!Redemptions::<T>::contains_key(&holder), Error::<T>::RedemptionUnderWay);
        T::Holders::sponsor(&new_holder, policy.insurer)?;
        // What has been paid to the old key goes with the policy, as what is still to be paid does.
        let balance = T::Currency::balance(&holder);
        if !balance.is_zero() {
            T::Currency::transfer(&holder, &new_holder, balance, Preservation::Expendable)?;
        }
        T::Holders::release(&holder, policy.insurer)?;
        policy.first_holder.get_or_insert(holder);
        policy.holder = new_holder;
        Policies::<T>::insert(id, policy);
        Self::deposit_event(Event::PolicyKeyRotated { policy: id });
        Ok(())
    }

    /// Before money goes to a key, the key must be able to act.
    pub(crate) fn ensure_key_can_act(id: PolicyId, payee: &Party<T::AccountId>) -> DispatchResult {
        Self::change_receipts(id, payee, |receipts| receipts)
    }

    /// The same, and counts what the key has to confirm.
    pub(crate) fn change_receipts(
        id: PolicyId,
        payee: &Party<T::AccountId>,
        change: impl FnOnce(u32) -> u32,
    ) -> DispatchResult {
        let Party::Holder(key) = payee else { return Ok(()) };
        Policies::<T>::try_mutate(id, |slot| {
            let policy = slot.as_mut().ok_or(Error::<T>::UnknownPolicy)?;
            if policy.released {
                T::Holders::sponsor(key, policy.insurer)?;
                policy.released = false;
            }
            policy.receipts = change(policy.receipts);
            Ok(())
        })
    }
}
