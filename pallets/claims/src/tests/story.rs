//! One dispense and three insurers, from submission to reversal, with a balance sheet that sums to zero.

use super::scenario::*;
use crate::{Services, Standing, mock::*};
use bogam_primitives::Won;
use frame_support::assert_ok;

/// What every party has more or less than at the start, in won. The sum is zero at any time.
fn balance_sheet(when: &str, start: &[(&'static str, i128)]) -> Vec<(&'static str, i128)> {
    let sheet: Vec<(&str, i128)> =
        accounts().into_iter().zip(start).map(|(now, then)| (now.0, now.1 - then.1)).collect();
    println!("{when}: {sheet:?}");
    assert_eq!(sheet.iter().map(|(_, change)| change).sum::<i128>(), 0, "{when}");
    sheet
}

fn accounts() -> Vec<(&'static str, i128)> {
    let of = |name, organisation| (name, balance(organisation) as i128);
    vec![of("insurer A", INSURER_A), of("insurer B", INSURER_B), of("insurer C", INSURER_C), of("pharmacy", PHARMACY)]
}

#[test]
fn story_of_a_dispense_and_three_insurers() {
    run(|| {
        for insurer in [INSURER_A, INSURER_B, INSURER_C] {
            mint(insurer, 500_001);
        }
        let start = accounts();
        // A pays 80 % by a handle. B and C pay all that is left, B after review.
        let mut all = plan();
        (all.terms.deductible, all.rules[0].coverage) = (0, 10_000);
        let mut reviewed = all.clone();
        reviewed.rules[0].review = true;
        let a = handle(1);
        let b = insured(&UNDERWRITER_B, reviewed, 2);
        let c = insured(&UNDERWRITER_C, all, 3);
        const CHARGE: Won = 100_000;

        // First insurer: decided in the block, settled in the next.
        let first = medicine(a, 50, CHARGE);
        assert_eq!(decided(first), [(80_000, vec![(2, 20_000)])]);
        assert_ok!(settle(&TREASURER_P, &[first]));
        assert_eq!(balance_sheet("A has paid", &start)[0], ("insurer A", -80_000));

        // Second insurer: denied by an assessor, partly granted on appeal by another, settled.
        let second = medicine(b, 50, CHARGE);
        assert_eq!(standing(second), Standing::Pended { overdue: false });
        assert_ok!(decide(&ASSESSOR_B, second, &[Verdict::Deny(Why::NotMedicallyNecessary)]));
        assert_eq!(standing(second), Standing::Denied);
        assert_ok!(appeal(&CLERK_P, second));
        // Insurer B has one assessor here, who cannot decide it: the appeal stays open.
        assert_eq!(decide_appeal(&ASSESSOR_B, second, &[Verdict::Accept]), Err(Error::SelfAppeal.into()),);
        balance_sheet("B has denied", &start);

        // Third insurer: pays the rest, because B pays nothing.
        let third = medicine(c, 50, CHARGE);
        assert_eq!(decided(third), [(20_000, vec![(22, 80_000)])]);
        assert_ok!(settle(&TREASURER_P, &[third]));
        assert_eq!(Services::<Test>::get(supplied(50).key()).map(|ledger| ledger.paid()), Some(CHARGE));
        assert_eq!(balance_sheet("C has paid", &start)[3], ("pharmacy", 100_000));

        // The same claim again, and the same service again.
        let again = bill(c, vec![line(Medicine, supplied(50), CHARGE)]);
        assert_eq!(submit(&CLERK_P, again.clone()), Err(Error::DuplicateClaim.into()));
        let rephrased = bogam_primitives::claim::NewClaim {
            commitment: bogam_primitives::Commitment(sp_core::H256::zero()),
            ..again
        };
        assert_eq!(decided(submitted(&CLERK_P, rephrased)), [(0, vec![(18, CHARGE)])]);

        // The pharmacy finds that it had overcharged, and gives everything back.
        assert_ok!(reverse(&TREASURER_P, first));
        assert!(dispense_record(supplied(50)).billed);
        assert_ok!(reverse(&TREASURER_P, third));
        assert!(!dispense_record(supplied(50)).billed);
        assert!(balance_sheet("all is reversed", &start).iter().all(|(_, change)| *change == 0));
        for (policy, used) in [(a, year(a)), (b, year(b)), (c, year(c))] {
            assert_eq!(used, Default::default(), "{policy:?}");
        }
        let corrected = bill(c, vec![line(Medicine, supplied(50), 90_000)]);
        assert_eq!(decided(submitted(&CLERK_P, corrected)), [(90_000, vec![])]);
    });
}

#[test]
fn story_of_a_second_payer_and_an_appeal() {
    run(|| {
        for insurer in [INSURER_A, INSURER_B, INSURER_C] {
            mint(insurer, 500_001);
        }
        let start = accounts();
        let mut full = plan();
        (full.terms.deductible, full.rules[0].coverage) = (0, 10_000);
        let mut capped = full.clone();
        capped.rules[0].line_cap = Some(60_000);
        let mut reviewed = full.clone();
        reviewed.rules[0].review = true;
        let first = medicine(insured(&UNDERWRITER_B, capped, 1), 50, 100_000);
        let second = medicine(insured(&UNDERWRITER_A, full.clone(), 2), 50, 100_000);
        let third = medicine(insured(&UNDERWRITER_C, full, 3), 50, 100_000);
        assert_eq!(decided(first), [(60_000, vec![(45, 40_000)])]);
        assert_eq!(decided(second), [(40_000, vec![(22, 60_000)])]);
        assert_eq!(decided(third), [(0, vec![(22, 100_000)])]);
        assert_ok!(settle(&TREASURER_P, &[first]));
        assert_ok!(settle(&TREASURER_P, &[second]));
        balance_sheet("two insurers have paid", &start);

        // Another dispense: denied, appealed, granted in part by another assessor, settled, reversed.
        let denied = medicine(insured(&UNDERWRITER_A, reviewed, 4), 51, 80_000);
        assert_ok!(decide(&ASSESSOR_A1, denied, &[Verdict::Deny(Why::NotMedicallyNecessary)]));
        assert_ok!(appeal(&CLERK_P, denied));
        let half = [Verdict::Reduce { allowed: 40_000, reason: Why::ExceedsAllowed }];
        assert_ok!(decide_appeal(&ASSESSOR_A2, denied, &half));
        assert_ok!(settle(&TREASURER_P, &[denied]));
        assert_eq!(standing(denied), Standing::Settled);
        let sheet = balance_sheet("the appeal is settled", &start);
        assert_eq!(sheet, [("insurer A", -80_000), ("insurer B", -60_000), ("insurer C", 0), ("pharmacy", 140_000)]);
        assert_ok!(reverse(&TREASURER_P, denied));
        let sheet = balance_sheet("the appeal is reversed", &start);
        assert_eq!(sheet, [("insurer A", -40_000), ("insurer B", -60_000), ("insurer C", 0), ("pharmacy", 100_000)]);
    });
}
