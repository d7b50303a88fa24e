//! One-time handles.

use super::scenario::*;
use crate::{Call, NewHandle, mock::*};
use bogam_primitives::{
    PlanId,
    claim::{HandleSteps, Limits, PlanTerms, plan::BENEFIT_YEAR},
    traits::Holders,
};
use frame_support::{assert_noop, assert_ok};
use sp_core::H256;

fn hand_out(who: &AccountId, new: NewHandle<AccountId>) -> sp_runtime::DispatchResult {
    signed(who, Call::issue_handle { new })
}

#[test]
fn handle_should_carry_one_claim_and_return_what_it_did_not_use() {
    run(|| {
        mint(INSURER_A, 1_000_000);
        let id = handle(1);
        let plan = plan_id(INSURER_A, &plan());
        assert_events(&[Event::HandleIssued { policy: id, plan }]);
        let claim = medicine(id, 50, 50_000);
        assert_eq!(decided(claim), [(40_000, vec![(2, 10_000)])]);
        let again = bill(id, vec![line(Medicine, supplied(51), 1_000)]);
        assert_noop!(submit(&CLERK_P, again), Error::HandleUsed);

        // It stays open while money is due or the decision can be appealed.
        assert_noop!(end(&UNDERWRITER_A, id), Error::HandleInUse);
        assert_ok!(settle(&TREASURER_P, &[claim]));
        assert_noop!(end(&UNDERWRITER_A, id), Error::HandleInUse);
        pass(30 * DAY);
        assert_ok!(end(&UNDERWRITER_A, id));
        assert_events(&[Event::HandleClosed { policy: id, returned: 160_000, deductible_met: 0 }]);
        assert!(!Sponsorship::is_sponsored(&key(1)));
        let late = bill(id, vec![line(Medicine, supplied(51), 1_000)]);
        assert_noop!(submit(&CLERK_P, late), Error::HandleClosed);
    });
}

#[test]
fn handle_should_pay_no_more_than_its_share() {
    run(|| {
        let plan = published(
            &UNDERWRITER_A,
            crate::NewPlan {
                terms: bogam_primitives::claim::PlanTerms { automatic_limit: 1_000_000, ..plan().terms },
                ..plan()
            },
        );
        let new = new_handle(plan, 1, Limits { deductible: 4_000, cap: 30_000 });
        let id = handle_id(&UNDERWRITER_A, &new);
        assert_ok!(hand_out(&UNDERWRITER_A, new));
        let claim = medicine(id, 50, 54_000);
        assert_eq!(decided(claim), [(30_000, vec![(1, 4_000), (2, 10_000), (119, 10_000)])]);
    });
}

#[test]
fn handle_should_carry_another_claim_when_nothing_is_paid_on_the_first() {
    run(|| {
        let id = handle(1);
        let first = pended(id, 1, 5_000);
        let second = bill(id, vec![line(Document, encounter(2), 5_000)]);
        assert_noop!(submit(&CLERK_H, second.clone()), Error::HandleUsed);
        assert_ok!(cancel(&CLERK_H, first));
        let second = submitted(&CLERK_H, second);
        assert_ok!(decide(&ASSESSOR_A1, second, &[Verdict::Deny(Why::NotCovered)]));
        let third = pended(id, 3, 5_000);
        // The denied claim cannot be appealed any more: the handle serves another.
        for who in [CLERK_H, key(1)] {
            assert_noop!(appeal(&who, second), Error::HandleUsed);
        }
        assert_noop!(end(&UNDERWRITER_A, id), Error::HandleInUse);
        assert_ok!(cancel(&CLERK_H, third));
        assert_ok!(end(&UNDERWRITER_A, id));
        assert_events(&[Event::HandleClosed { policy: id, returned: 200_000, deductible_met: 0 }]);
        assert_noop!(appeal(&CLERK_H, second), Error::HandleClosed);
    });
}

#[test]
fn handle_should_stay_open_for_an_appeal_by_its_key() {
    run(|| {
        let id = handle(1);
        let denied = denied(id, 1);
        assert_noop!(end(&UNDERWRITER_A, id), Error::HandleInUse);
        assert_ok!(appeal(&key(1), denied));
        let second = bill(id, vec![line(Document, encounter(2), 5_000)]);
        assert_noop!(submit(&CLERK_H, second), Error::HandleUsed);
        assert_noop!(end(&UNDERWRITER_A, id), Error::HandleInUse);
        assert_ok!(decide_appeal(&ASSESSOR_A2, denied, &[Verdict::Deny(Why::NotCovered)]));
        assert_ok!(end(&UNDERWRITER_A, id));
        assert!(!Sponsorship::is_sponsored(&key(1)));
    });
}

#[test]
fn handle_should_stay_open_while_an_approval_reserves() {
    run(|| {
        let id = handle(1);
        let approval = asked(id, 50_000);
        assert_eq!(year(id).reserved, 50_000);
        assert_noop!(end(&UNDERWRITER_A, id), Error::HandleInUse);
        assert_ok!(signed(&CLERK_H, Call::withdraw_preauthorisation { preauthorisation: approval }));
        assert_ok!(end(&UNDERWRITER_A, id));
    });
}

#[test]
fn handle_should_be_refused_when_plan_period_share_or_key_do_not_fit() {
    run(|| {
        let plan = published(&UNDERWRITER_A, plan());
        let good = new_handle(plan, 1, Limits { deductible: 10_000, cap: 1_000_000 });
        let with = |change: fn(&mut NewHandle<AccountId>)| {
            let mut new = good.clone();
            change(&mut new);
            hand_out(&UNDERWRITER_A, new)
        };
        assert_noop!(with(|new| new.plan = PlanId(H256::zero())), Error::UnknownPlan);
        assert_noop!(hand_out(&UNDERWRITER_B, good.clone()), Error::NotYourPlan);
        assert_noop!(with(|new| new.limits.cap = 0), Error::ShareOutOfRange);
        assert_noop!(with(|new| new.limits.cap += 1), Error::ShareOutOfRange);
        assert_noop!(with(|new| new.limits.deductible += 1), Error::ShareOutOfRange);
        assert_noop!(with(|new| new.until = new.from + BENEFIT_YEAR + 1), Error::HandleTooLong);
        assert_noop!(with(|new| new.until = new.from), Error::EmptyPeriod);
        assert_ok!(hand_out(&UNDERWRITER_A, good.clone()));
        assert_noop!(hand_out(&UNDERWRITER_A, good), Error::KeyNotFresh);
    });
}

/// [`plan`], with the steps given.
fn stepped(handle_steps: HandleSteps) -> PlanId {
    published(&UNDERWRITER_A, crate::NewPlan { terms: PlanTerms { handle_steps, ..plan().terms }, ..plan() })
}

#[test]
fn handle_should_be_refused_when_its_figures_are_not_in_the_steps_of_the_plan() {
    run(|| {
        let steps = HandleSteps { deductible: 2_500, share: 50_000, time: DAY, offset: 15 * HOUR };
        let plan = stepped(steps);
        // Midnight before, in Korea, and a number of days.
        let from = START - (START - 15 * HOUR) % DAY;
        assert_eq!(steps.last_before(START), from);
        let mut good = new_handle(plan, 1, Limits { deductible: 7_500, cap: 150_000 });
        (good.from, good.until) = (from, from + 30 * DAY);
        let with = |change: fn(&mut NewHandle<AccountId>)| {
            let mut new = good.clone();
            change(&mut new);
            hand_out(&UNDERWRITER_A, new)
        };
        assert_noop!(with(|new| new.limits.deductible += 1), Error::DeductibleNotInSteps);
        assert_noop!(with(|new| new.limits.deductible = 2_499), Error::DeductibleNotInSteps);
        assert_noop!(with(|new| new.limits.cap += 1), Error::ShareNotInSteps);
        assert_noop!(with(|new| new.limits.cap = 1), Error::ShareNotInSteps);
        assert_noop!(with(|new| new.from += 1), Error::PeriodNotInSteps);
        assert_noop!(with(|new| new.until -= 1), Error::PeriodNotInSteps);
        assert_noop!(with(|new| (new.from, new.until) = (new.from + HOUR, new.until + HOUR)), Error::PeriodNotInSteps);
        // What the plan does not permit at all is refused for that.
        assert_noop!(with(|new| new.limits.deductible = 10_001), Error::ShareOutOfRange);
        assert_noop!(with(|new| new.limits.cap = 0), Error::ShareOutOfRange);
        assert_noop!(with(|new| new.until = new.from + BENEFIT_YEAR + 1), Error::HandleTooLong);
        assert_ok!(hand_out(&UNDERWRITER_A, good.clone()));
        // All of the plan's limits, or none of its deductible, are steps too.
        for (number, deductible, cap) in [(2, 10_000, 1_000_000), (3, 0, 50_000)] {
            let limits = Limits { deductible, cap };
            assert_ok!(hand_out(&UNDERWRITER_A, NewHandle { holder: key(number), limits, ..good.clone() }));
        }
    });
}

#[test]
fn handle_should_carry_any_figures_when_the_plan_has_no_steps() {
    run(|| {
        let plan = stepped(HandleSteps::NONE);
        let mut new = new_handle(plan, 1, Limits { deductible: 4_321, cap: 98_765 });
        (new.from, new.until) = (START + 7, START + 7_777_777);
        assert_ok!(hand_out(&UNDERWRITER_A, new));
    });
}

#[test]
fn policy_should_have_any_period_when_the_plan_has_steps_for_handles() {
    run(|| {
        let plan = stepped(HandleSteps { deductible: 10_000, share: 1_000_000, time: DAY, offset: 1 });
        let new = crate::NewPolicy { until: START + 300 * DAY + 1, ..new_policy(plan, key(1)) };
        assert_ok!(issue(&UNDERWRITER_A, new));
    });
}

/// What members see of two claims by handles has nothing in common but the plan: see `docs/claims.md`.
#[test]
fn handles_should_have_nothing_in_common_but_the_plan() {
    run(|| {
        let (first, second) = (handle(1), handle(2));
        let (one, other) = (claim(medicine(first, 50, 1_000)), claim(medicine(second, 51, 2_000)));
        assert_ne!(one.policy, other.policy);
        let (one, other) = (
            crate::Policies::<Test>::get(first).expect("handed out"),
            crate::Policies::<Test>::get(second).expect("handed out"),
        );
        assert_ne!(one.holder, other.holder);
        assert_eq!(one.plan, other.plan);
    });
}
