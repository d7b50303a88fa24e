//! Plans and policies.

use super::scenario::*;
use crate::{Call, Policies, mock::*};
use bogam_primitives::{
    Commitment, PlanId, PolicyId,
    claim::plan::{BENEFIT_YEAR, LONGEST_PERIOD},
    traits::Holders,
};
use frame_support::{assert_noop, assert_ok};
use sp_core::H256;

#[test]
fn plan_should_be_published_once_and_closed_once() {
    run(|| {
        let id = plan_id(INSURER_A, &plan());
        assert_ok!(publish(&UNDERWRITER_A, plan()));
        assert_events(&[Event::PlanPublished { plan: id, insurer: INSURER_A }]);
        assert_noop!(publish(&UNDERWRITER_A, plan()), Error::DuplicatePlan);
        // The same content is another insurer's own plan.
        assert_ok!(publish(&UNDERWRITER_B, plan()));

        let close = |who: &AccountId, plan| signed(who, Call::close_plan { plan });
        assert_noop!(close(&UNDERWRITER_A, PlanId(H256::zero())), Error::UnknownPlan);
        assert_noop!(close(&UNDERWRITER_B, id), Error::NotYourPlan);
        assert_ok!(close(&UNDERWRITER_A, id));
        assert_noop!(close(&UNDERWRITER_A, id), Error::PlanClosed);
        assert_noop!(issue(&UNDERWRITER_A, new_policy(id, key(1))), Error::PlanClosed);
    });
}

#[test]
fn plan_should_be_refused_when_its_terms_make_none() {
    run(|| {
        let refused = |error: Error, change: fn(&mut crate::NewPlan)| {
            let mut new = plan();
            change(&mut new);
            assert_noop!(publish(&UNDERWRITER_A, new), error);
        };
        refused(Error::NoRules, |plan| plan.rules.clear());
        refused(Error::DuplicateCategory, |plan| plan.rules[1].category = Medicine);
        refused(Error::CoverageOutOfRange, |plan| plan.rules[0].coverage = 10_001);
        refused(Error::NothingCovered, |plan| plan.rules[0].coverage = 0);
        refused(Error::NothingCovered, |plan| plan.rules[0].line_cap = Some(0));
        refused(Error::NothingCovered, |plan| plan.rules[0].frequency = Some(0));
        refused(Error::NothingCovered, |plan| plan.terms.annual_cap = 0);
        refused(Error::PeriodTooLong, |plan| plan.terms.appeal_window = LONGEST_PERIOD + 1);
        refused(Error::PeriodTooLong, |plan| plan.terms.filing_limit = u64::MAX);
        refused(Error::NoTime, |plan| plan.terms.filing_limit = 0);
        refused(Error::NoTime, |plan| plan.terms.decision_period = 0);
        refused(Error::NoTime, |plan| plan.terms.preauthorisation_period = 0);
        refused(Error::StepsOutOfRange, |plan| plan.terms.handle_steps.deductible = 3_000);
        refused(Error::StepsOutOfRange, |plan| plan.terms.handle_steps.deductible = 10_001);
        refused(Error::StepsOutOfRange, |plan| plan.terms.handle_steps.share = 300_000);
        refused(Error::StepsOutOfRange, |plan| plan.terms.handle_steps.share = u64::MAX);
        refused(Error::StepsOutOfRange, |plan| plan.terms.handle_steps.time = BENEFIT_YEAR + 1);
        refused(Error::StepsOutOfRange, |plan| plan.terms.handle_steps.offset = 1);
        refused(Error::StepsOutOfRange, |plan| {
            (plan.terms.handle_steps.time, plan.terms.handle_steps.offset) = (DAY, DAY);
        });
        refused(Error::TooManyRules, |plan| plan.rules.push(rule(Dental, 1)));
    });
}

#[test]
fn policy_should_be_refused_when_plan_period_or_key_do_not_fit() {
    run(|| {
        let plan = published(&UNDERWRITER_A, plan());
        let good = new_policy(plan, key(1));
        let with = |change: fn(&mut crate::NewPolicy<AccountId>)| {
            let mut new = good.clone();
            change(&mut new);
            issue(&UNDERWRITER_A, new)
        };
        assert_noop!(with(|new| new.plan = PlanId(H256::zero())), Error::UnknownPlan);
        assert_noop!(issue(&UNDERWRITER_B, good.clone()), Error::NotYourPlan);
        assert_noop!(with(|new| new.until = new.from), Error::EmptyPeriod);
        assert_noop!(with(|new| (new.from, new.until) = (0, START)), Error::PeriodOver);
        assert_noop!(with(|new| new.until = new.from + LONGEST_PERIOD + 1), Error::PeriodTooLong);
        assert_ok!(issue(&UNDERWRITER_A, good.clone()));
        assert_noop!(with(|new| new.until += 1), Error::KeyNotFresh);
        // A key that was released does not bring an identifier back.
        let id = PolicyId::derive(INSURER_A, &plan, &key(1), good.from, good.until);
        end_and_release(&UNDERWRITER_A, id);
        assert!(!Sponsorship::is_sponsored(&key(1)));
        assert_noop!(issue(&UNDERWRITER_A, good.clone()), Error::KeyNotFresh);
    });
}

#[test]
fn policy_should_be_ended_once_by_its_insurer() {
    run(|| {
        let id = policy(1);
        assert_noop!(end(&UNDERWRITER_A, PolicyId(H256::zero())), Error::UnknownPolicy);
        assert_noop!(end(&UNDERWRITER_B, id), Error::NotYourPolicy);
        pass(DAY);
        assert_ok!(end(&UNDERWRITER_A, id));
        assert_events(&[Event::PolicyEnded { policy: id }]);
        let covered_until = || Policies::<Test>::get(id).map(|policy| policy.covered_until());
        assert_eq!(covered_until(), Some(START + DAY));
        assert_noop!(end(&UNDERWRITER_A, id), Error::KeyCanAppeal);
        // It has ended when it was ended, and not when its key was released.
        pass(30 * DAY);
        let before = events();
        assert_ok!(end(&UNDERWRITER_A, id));
        assert_eq!((covered_until(), events()), (Some(START + DAY), before));
        assert_noop!(end(&UNDERWRITER_A, id), Error::AlreadyEnded);
    });
}

#[test]
fn key_should_be_released_with_the_end_when_the_plan_leaves_no_time_to_appeal() {
    run(|| {
        let mut final_at_once = plan();
        final_at_once.terms.appeal_window = 0;
        let id = insured(&UNDERWRITER_A, final_at_once, 1);
        assert_ok!(end(&UNDERWRITER_A, id));
        assert!(!Sponsorship::is_sponsored(&key(1)));
        assert_noop!(end(&UNDERWRITER_A, id), Error::AlreadyEnded);
    });
}

#[test]
fn policy_key_should_be_rotated_by_its_holder_with_its_money() {
    run(|| {
        mint(INSURER_A, 1_000_000);
        let id = policy(1);
        let mut new = bill(id, vec![line(Medicine, supplied(50), 60_000)]);
        new.payee = bogam_primitives::claim::PayeeKind::Holder;
        let claim = submitted(&CLERK_P, new);
        assert_ok!(settle(&TREASURER_A, &[claim]));

        let rotate = |who: &AccountId, policy, new_holder| signed(who, Call::rotate_policy_key { policy, new_holder });
        assert_noop!(rotate(&key(1), PolicyId(H256::zero()), key(2)), Error::UnknownPolicy);
        assert_noop!(rotate(&STRANGER, id, key(2)), Refusal::NotSponsored);
        let other = policy(3);
        assert_noop!(rotate(&key(3), id, key(2)), Error::NotTheHolder);
        assert_noop!(rotate(&key(1), id, key(3)), Error::KeyNotFresh);
        let party = crate::Party::Holder(key(1));
        assert_ok!(signed(&key(1), Call::request_redemption { party: party.clone(), amount: 1_000 }));
        assert_noop!(rotate(&key(1), id, key(2)), Error::RedemptionUnderWay);
        assert_ok!(signed(&key(1), Call::cancel_redemption { party }));

        assert_ok!(rotate(&key(1), id, key(2)));
        assert_events(&[Event::PolicyKeyRotated { policy: id }]);
        assert!(Sponsorship::is_sponsored(&key(2)) && !Sponsorship::is_sponsored(&key(1)));
        assert_eq!((Balances::free_balance(key(1)), Balances::free_balance(key(2))), (0, 40_000));
        assert_ok!(rotate(&key(2), id, key(4)));
        assert_eq!(Policies::<Test>::get(id).and_then(|policy| policy.first_holder), Some(key(1)));

        // A key that is on its way out keeps its sponsor until its money has been redeemed, and is not exchanged after.
        assert_ok!(end(&UNDERWRITER_A, id));
        end_and_release(&UNDERWRITER_A, other);
        assert_noop!(rotate(&key(3), other, key(5)), Refusal::NotSponsored);
        assert!(Sponsorship::is_sponsored(&key(4)));
        assert_noop!(end(&UNDERWRITER_A, id), Error::MoneyOnKey);
        let party = crate::Party::Holder(key(4));
        assert_ok!(signed(&key(4), Call::request_redemption { party: party.clone(), amount: 39_999 }));
        assert_ok!(signed(&AGENT, Call::redeem { party, amount: 39_999, reference: reference() }));
        assert_ok!(end(&UNDERWRITER_A, id));
        assert!(!Sponsorship::is_sponsored(&key(4)));
        assert_noop!(end(&UNDERWRITER_A, id), Error::AlreadyEnded);
    });
}

#[test]
fn released_key_should_not_be_exchanged_even_when_it_is_sponsored_elsewhere() {
    run(|| {
        let id = policy(1);
        end_and_release(&UNDERWRITER_A, id);
        assert_ok!(Sponsorship::sponsor(&key(1), HOSPITAL));
        let call = Call::rotate_policy_key { policy: id, new_holder: key(2) };
        assert_noop!(signed(&key(1), call), Error::AlreadyEnded);
    });
}

#[test]
fn benefit_year_should_be_counted_from_the_start_of_the_policy() {
    run(|| {
        let id = policy(1);
        let record = Policies::<Test>::get(id).expect("issued");
        assert_eq!(record.year_of(START - 1), None);
        assert_eq!(record.year_of(START + BENEFIT_YEAR - 1), Some(0));
        assert_eq!(record.year_of(START + BENEFIT_YEAR), Some(1));
        assert_eq!(record.end_of_year(0), START + BENEFIT_YEAR);
        assert_eq!(record.end_of_year(2), record.until);

        // The deductible is met anew in each year.
        medicine(id, 50, 20_000);
        pass(BENEFIT_YEAR);
        let later = medicine(id, 51, 20_000);
        assert_eq!(claim(later).year, 1);
        assert_eq!(decided(later), [(8_000, vec![(1, 10_000), (2, 2_000)])]);
        assert_eq!(
            crate::Pallet::<Test>::benefit_year(id, now()).map(|(year, used)| (year, used.paid)),
            Some((1, 8_000))
        );
    });
}

#[test]
fn commitment_of_a_plan_should_be_part_of_its_identifier() {
    run(|| {
        let other = crate::NewPlan { commitment: Commitment(H256::repeat_byte(2)), ..plan() };
        assert_ok!(publish(&UNDERWRITER_A, plan()));
        assert_ok!(publish(&UNDERWRITER_A, other));
    });
}
