//! What apps read.

use super::scenario::*;
use crate::{EstimateLine, Outcome, Pallet, mock::*};
use bogam_primitives::{PolicyId, claim::LineOutcome};
use frame_support::assert_ok;
use sp_core::H256;

type Claims = Pallet<Test>;

fn estimate_line(category: bogam_primitives::claim::ServiceCategory, charge: u64) -> EstimateLine {
    EstimateLine { category, charge, other_paid: 0, preauthorisation: None }
}

fn outcomes(id: bogam_primitives::ClaimId) -> Vec<LineOutcome> {
    claim(id).lines.into_iter().map(|line| line.outcome).collect()
}

#[test]
fn estimate_should_be_what_is_decided_afterwards() {
    run(|| {
        let id = policy(1);
        medicine(id, 50, 5_000);
        let approval = asked(id, 20_000);
        let mut lines = vec![
            estimate_line(Medicine, 30_000),
            estimate_line(Consultation, 25_000),
            estimate_line(Procedure, 40_000),
            estimate_line(Dental, 1_000),
        ];
        let unapproved = Claims::estimate(id, now(), lines.clone()).expect("known");
        assert_eq!(unapproved[2].adjustments[0].reason.code(), 197);
        lines[2].preauthorisation = Some(approval);
        let estimated = Claims::estimate(id, now(), lines).expect("known");
        let mut new = bill(id, vec![line(Medicine, encounter(1), 30_000), line(Consultation, encounter(2), 25_000)]);
        new.lines.extend(procedure(id, 3, 40_000, approval).lines);
        new.lines.push(line(Dental, encounter(4), 1_000));
        let decided = submitted(&CLERK_H, new);
        assert_eq!(outcomes(decided), estimated);
    });
}

#[test]
fn estimate_should_say_why_a_time_is_not_covered_and_refuse_the_unknown() {
    run(|| {
        let id = policy(1);
        let at = |moment| {
            let estimated = Claims::estimate(id, moment, vec![estimate_line(Medicine, 1_000)]).expect("known");
            estimated[0].adjustments[0].reason.code()
        };
        assert_eq!(at(START - 1), 26);
        assert_eq!(at(START + 3 * 365 * DAY), 27);
        assert_eq!(at(START), 1);
        assert_eq!(Claims::estimate(PolicyId(H256::zero()), START, vec![]), None);
        let many = vec![estimate_line(Medicine, 1); crate::LONGEST_PAGE as usize + 1];
        assert_eq!(Claims::estimate(id, START, many), None);
    });
}

#[test]
fn claims_should_be_read_one_by_one_and_page_by_page() {
    run(|| {
        let id = policy(1);
        let ids: std::collections::BTreeSet<_> = (0..5).map(|number| medicine(id, 50 + number, 20_000)).collect();
        let view = Claims::claim(*ids.first().expect("five")).expect("there");
        assert_eq!((view.charge, view.outcome), (20_000, Some(Outcome::Partial)));
        assert!(Claims::claim(bogam_primitives::ClaimId(H256::zero())).is_none());

        let mut seen = std::collections::BTreeSet::new();
        let mut cursor = None;
        loop {
            let page = Claims::claims(cursor, 2);
            assert!(page.claims.len() <= 2);
            seen.extend(page.claims.iter().map(|view| view.id));
            cursor = page.next;
            if cursor.is_none() {
                break;
            }
        }
        assert_eq!(seen, ids);
        assert_eq!(Claims::claims(None, 0).claims.len(), 1);
    });
}

#[test]
fn remittances_services_and_accounts_should_be_read() {
    run(|| {
        mint(INSURER_A, 1_000_000);
        let id = policy(1);
        for number in 50..53 {
            let claim = medicine(id, number, 20_000);
            assert_ok!(settle(&TREASURER_A, &[claim]));
        }
        let page = Claims::remittances(INSURER_A, 1, 1);
        assert_eq!((page.remittances.len(), page.remittances[0].0, page.next), (1, 1, Some(2)));
        assert_eq!(Claims::remittances(INSURER_A, 2, 9).next, None);
        assert!(Claims::remittances(INSURER_B, 0, 9).remittances.is_empty());
        assert_eq!(Claims::service(supplied(50).key()).map(|ledger| ledger.paid()), Some(8_000));
        assert_eq!(Claims::benefit_year(id, now()).map(|(_, used)| used.paid), Some(8_000 + 16_000 + 16_000));
        assert_eq!(Claims::benefit_year(id, START - 1), None);
        let account = Claims::account_of(INSURER_A);
        assert_eq!((account.free, account.held_for_claims, account.held_for_redemption), (959_999, 0, 0));
    });
}
