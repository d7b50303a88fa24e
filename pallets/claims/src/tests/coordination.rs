//! Several insurers and one service: together never more than its charge.

use super::scenario::*;
use crate::{Services, Standing, mock::*};
use bogam_primitives::{
    ClaimId, PolicyId, Won,
    claim::{MAX_PAYERS, ServiceReference},
};
use frame_support::{assert_noop, assert_ok};

/// Plans without a deductible that pay in full up to so much a year.
fn full(cap: Won) -> crate::NewPlan {
    let mut full = plan();
    (full.terms.deductible, full.terms.annual_cap) = (0, cap);
    full.rules[0].coverage = 10_000;
    full
}

/// The same, and an assessor looks at everything.
fn reviewed(cap: Won) -> crate::NewPlan {
    let mut reviewed = full(cap);
    reviewed.rules[0].review = true;
    reviewed
}

fn policies() -> [PolicyId; 3] {
    [
        insured(&UNDERWRITER_A, full(60_000), 1),
        insured(&UNDERWRITER_B, full(90_000), 2),
        insured(&UNDERWRITER_C, full(90_000), 3),
    ]
}

fn paid_for(number: u32) -> Won {
    Services::<Test>::get(supplied(number).key()).map_or(0, |ledger| ledger.paid())
}

#[test]
fn second_insurer_should_pay_the_rest_and_the_third_nothing() {
    run(|| {
        let [first, second, third] = policies();
        let first = medicine(first, 50, 80_000);
        let second = medicine(second, 50, 80_000);
        let third = medicine(third, 50, 80_000);
        assert_eq!(decided(first), [(60_000, vec![(119, 20_000)])]);
        assert_eq!(decided(second), [(20_000, vec![(22, 60_000)])]);
        assert_eq!(decided(third), [(0, vec![(22, 80_000)])]);
        assert_eq!(standing(third), Standing::Denied);
        assert_eq!(paid_for(50), 80_000);
    });
}

#[test]
fn exact_duplicate_should_be_denied_and_free_again_after_a_reversal() {
    run(|| {
        mint(INSURER_A, 1_000_000);
        let [first, ..] = policies();
        let other = insured(&UNDERWRITER_A, full(70_000), 4);
        let paid = medicine(first, 50, 30_000);
        // The same service at the same insurer, by another policy.
        let duplicate = medicine(other, 50, 30_000);
        assert_eq!(decided(duplicate), [(0, vec![(18, 30_000)])]);
        assert_eq!(year(other), Default::default());
        assert_ok!(settle(&TREASURER_A, &[paid]));
        assert_ok!(reverse(&TREASURER_P, paid));
        // On appeal the duplicate is one no longer.
        assert_ok!(appeal(&CLERK_P, duplicate));
        assert_ok!(decide_appeal(&ASSESSOR_A1, duplicate, &[Verdict::Accept]));
        assert_eq!(decided(duplicate), [(30_000, vec![])]);
        assert!(dispense_record(supplied(50)).billed);
    });
}

#[test]
fn appeal_should_pay_no_more_than_what_others_have_left_meanwhile() {
    run(|| {
        let [_, second, _] = policies();
        let first = insured(&UNDERWRITER_A, reviewed(60_000), 4);
        let denied = medicine(first, 50, 200_000);
        assert_ok!(decide(&ASSESSOR_A1, denied, &[Verdict::Deny(Why::NotMedicallyNecessary)]));
        assert!(!dispense_record(supplied(50)).billed);
        let paid = medicine(second, 50, 200_000);
        assert_eq!(claim(paid).paid(), 90_000);
        assert_ok!(appeal(&CLERK_P, denied));
        assert_ok!(decide_appeal(
            &ASSESSOR_A2,
            denied,
            &[Verdict::Reduce { allowed: 150_000, reason: Why::ExceedsAllowed }]
        ));
        assert_eq!(decided(denied), [(60_000, vec![(22, 90_000), (119, 50_000)])]);
        assert_eq!(paid_for(50), 150_000);
    });
}

#[test]
fn pended_claims_should_not_take_from_each_other_until_they_are_decided() {
    run(|| {
        let one = insured(&UNDERWRITER_A, reviewed(500_000), 1);
        let two = insured(&UNDERWRITER_B, reviewed(500_000), 2);
        let (one, two) = (medicine(one, 50, 80_000), medicine(two, 50, 80_000));
        assert_eq!(paid_for(50), 0);
        assert_ok!(decide(&ASSESSOR_B, two, &[Verdict::Reduce { allowed: 50_000, reason: Why::ExceedsAllowed }]));
        assert_ok!(decide(&ASSESSOR_A1, one, &[Verdict::Accept]));
        assert_eq!(decided(two), [(50_000, vec![(45, 30_000)])]);
        assert_eq!(decided(one), [(30_000, vec![(22, 50_000)])]);
    });
}

#[test]
fn second_claim_should_be_refused_when_it_states_another_charge() {
    run(|| {
        let [first, second, _] = policies();
        let paid = medicine(first, 50, 30_000);
        let differing = bill(second, vec![line(Medicine, supplied(50), 31_000)]);
        assert_noop!(submit(&CLERK_P, differing.clone()), Error::ChargeDiffers);
        mint(INSURER_A, 1_000_000);
        assert_ok!(settle(&TREASURER_A, &[paid]));
        assert_ok!(reverse(&TREASURER_P, paid));
        assert_ok!(submit(&CLERK_P, differing));
    });
}

#[test]
fn appeal_should_be_refused_when_the_charge_is_another_by_then() {
    run(|| {
        let [_, second, _] = policies();
        let first = insured(&UNDERWRITER_A, reviewed(60_000), 4);
        let denied = medicine(first, 50, 200_000);
        assert_ok!(decide(&ASSESSOR_A1, denied, &[Verdict::Deny(Why::NotCovered)]));
        medicine(second, 50, 100_000);
        assert_ok!(appeal(&CLERK_P, denied));
        assert_noop!(decide_appeal(&ASSESSOR_A2, denied, &[Verdict::Accept]), Error::ChargeDiffers);
        // The appeal can still be dismissed.
        assert_ok!(decide_appeal(&ASSESSOR_A2, denied, &[Verdict::Deny(Why::NotCovered)]));
        assert_eq!(standing(denied), Standing::Denied);
    });
}

#[test]
fn claim_should_be_refused_when_too_many_insurers_have_one_on_the_service() {
    run(|| {
        let [first, second, _] = policies();
        let claim = medicine(first, 50, 30_000);
        // Insurers that the mock has no seats for.
        Services::<Test>::mutate(supplied(50).key(), |slot| {
            let ledger = slot.as_mut().expect("billed");
            for insurer in 100..100 + MAX_PAYERS - 1 {
                let foreign = ClaimId(sp_core::H256::from_low_u64_be(insurer.into()));
                ledger.lodge(insurer, foreign, 30_000).expect("there is room");
            }
        });
        let ninth = bill(second, vec![line(Medicine, supplied(50), 30_000)]);
        assert_noop!(submit(&CLERK_P, ninth), Error::TooManyPayers);
        Services::<Test>::mutate(supplied(50).key(), |slot| {
            slot.as_mut().expect("billed").entries.retain(|entry| entry.claim == claim);
        });
    });
}

#[test]
fn certificate_should_be_billed_while_a_claim_is_live_and_denied_when_it_is_revoked_before_the_decision() {
    run(|| {
        let service = certified(1);
        let ServiceReference::Certificate(reference) = service else { unreachable!("a certificate") };
        let billed = || Issued::get(reference).expect("issued").billed;
        let (first, second) = (policy(1), insured(&UNDERWRITER_B, plan(), 2));
        let [one, two] = [first, second].map(|id| submitted(&CLERK_H, bill(id, vec![line(Document, service, 30_000)])));
        assert!(billed());
        assert_ok!(decide(&ASSESSOR_A1, one, &[Verdict::Accept]));
        assert_eq!(claim(one).paid(), 20_000);
        revoke(&reference);
        assert_ok!(decide(&ASSESSOR_B, two, &[Verdict::Accept]));
        assert_eq!(decided(two), [(0, vec![(112, 30_000)])]);
        assert!(billed());
        mint(INSURER_A, 1_000_000);
        assert_ok!(settle(&TREASURER_H, &[one]));
        assert_ok!(reverse(&TREASURER_H, one));
        assert!(!billed());
    });
}

#[test]
fn billed_dispense_should_be_freed_when_its_last_claim_ends_also_when_it_was_pruned() {
    run(|| {
        let first = insured(&UNDERWRITER_A, reviewed(60_000), 1);
        let second = insured(&UNDERWRITER_B, reviewed(60_000), 2);
        let (one, two) = (medicine(first, 50, 200_000), medicine(second, 50, 200_000));
        assert_ok!(cancel(&CLERK_P, one));
        assert!(dispense_record(supplied(50)).billed);
        assert_ok!(cancel(&CLERK_P, two));
        assert!(!dispense_record(supplied(50)).billed);

        let three = medicine(first, 51, 200_000);
        let ServiceReference::Dispense(reference) = supplied(51) else { unreachable!() };
        Supplied::remove(reference);
        assert_ok!(decide(&ASSESSOR_A1, three, &[Verdict::Deny(Why::NotCovered)]));
        assert!(Services::<Test>::iter().next().is_none());
    });
}

/// Cannot happen, and is refused if it did: adjudication leaves to others what they have paid.
#[test]
fn decision_should_be_refused_when_it_would_pay_more_than_the_ledger_permits() {
    run(|| {
        let claim_id = medicine(insured(&UNDERWRITER_A, reviewed(60_000), 1), 50, 30_000);
        let set = |charge| {
            Services::<Test>::mutate(supplied(50).key(), |slot| slot.as_mut().expect("billed").charge = charge);
        };
        set(29_999);
        assert_noop!(decide(&ASSESSOR_A1, claim_id, &[Verdict::Accept]), Error::OverCharge);
        set(30_000);
    });
}
