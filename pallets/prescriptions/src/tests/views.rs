//! What apps read.

use super::scenario::*;
use crate::{LONGEST_PAGE, NewPrescription, Pallet, Standing, State, mock::*};
use bogam_primitives::{Commitment, PrescriptionId, prescription::DispenseReference};
use frame_support::assert_ok;
use sp_core::H256;

type Views = Pallet<Test>;

#[test]
fn view_should_show_the_record_as_it_stands_now() {
    run(|| {
        let id = held(1, 1);
        let view = Views::prescription(id).expect("it is there");
        assert_eq!((view.id, &view.record), (id, &record(id)));
        assert_eq!(view.standing, Standing::Held { until: START + HoldPeriod::get() });

        pass(HoldPeriod::get());
        let view = Views::prescription(id).expect("it is there");
        assert_eq!((view.standing, view.record.state), (Standing::Active, State::Active));
        // To look changes nothing.
        assert!(matches!(record(id).state, State::Held(_)));
    });
}

#[test]
fn view_should_be_none_when_unknown() {
    run(|| {
        let unknown = PrescriptionId(H256::zero());
        assert_eq!(Views::prescription(unknown), None);
        assert_eq!(Views::standing(unknown), None);
        assert_eq!(Views::by_holder(key(1)), None);
        assert!(Views::fills(unknown, 0, 10).fills.is_empty());
        let reference = DispenseReference { prescription: unknown, fill: 0, item: 0 };
        assert_eq!(Views::dispense_record(reference), None);
    });
}

#[test]
fn prescription_should_be_found_by_each_of_its_keys() {
    run(|| {
        let id = issued(1, 2);
        assert_eq!(Views::by_holder(key(10)), Some(id));
        assert_eq!(Views::by_holder(key(11)), Some(id));
    });
}

#[test]
fn pages_should_cover_all_prescriptions_once() {
    run(|| {
        assert_eq!(Views::prescriptions(None, 10).next, None);
        let mut all: Vec<_> = (1..=7).map(|number| issued(number, 1)).collect();
        all.sort();
        for limit in [0, 1, 2, 3, 7, 8] {
            let mut seen = Vec::new();
            let mut cursor = None;
            loop {
                let page = Views::prescriptions(cursor, limit);
                assert!(page.prescriptions.len() <= limit.max(1) as usize);
                seen.extend(page.prescriptions.iter().map(|view| view.id));
                cursor = page.next;
                if cursor.is_none() {
                    break;
                }
            }
            assert_eq!(seen, all, "limit {limit}");
        }
    });
}

#[test]
fn page_should_go_on_when_what_the_cursor_names_was_pruned() {
    run(|| {
        let mut all: Vec<_> = (1..=3).map(|number| issued(number, 1)).collect();
        all.sort();
        let cursor = Views::prescriptions(None, 1).next;
        assert_eq!(cursor, Some(all[0]));
        pass_retention(all[0]);
        assert_ok!(prune(&STRANGER, all[0]));
        let rest: Vec<_> = Views::prescriptions(cursor, 10).prescriptions.iter().map(|view| view.id).collect();
        assert_eq!(rest, all[1..]);
    });
}

#[test]
fn page_should_not_be_longer_than_its_bound() {
    run(|| {
        for number in 0..=LONGEST_PAGE {
            let new = NewPrescription {
                commitment: Commitment(H256::from_low_u64_be(number.into())),
                holders: vec![AccountId::new(H256::from_low_u64_be(u64::from(number) + 1_000).0)],
                ..draft(1, 0)
            };
            assert_ok!(issue(&PRESCRIBER_A1, new));
        }
        let page = Views::prescriptions(None, u32::MAX);
        assert_eq!(page.prescriptions.len(), LONGEST_PAGE as usize);
        assert!(page.next.is_some());
        assert_eq!(Views::prescriptions(page.next, u32::MAX).prescriptions.len(), 1);
    });
}

#[test]
fn fills_should_come_page_by_page_withdrawn_ones_included() {
    run(|| {
        let id = held(1, 1);
        for _ in 0..3 {
            assert_ok!(dispense(&DISPENSER_P, id, &[(0, 1, false)]));
        }
        assert_ok!(withdraw(&DISPENSER_P, id, 2));
        let first = Views::fills(id, 0, 2);
        assert_eq!(first.fills.iter().map(|view| view.number).collect::<Vec<_>>(), [0, 1]);
        assert_eq!(first.next, Some(2));
        let second = Views::fills(id, 2, 2);
        assert_eq!(second.fills.len(), 1);
        assert!(second.fills[0].fill.withdrawn.is_some());
        assert_eq!(second.next, None);
        assert_eq!(Views::fills(id, 3, 2).fills.len(), 0);
        assert_eq!(Views::fills(id, 0, 0).fills.len(), 1);
    });
}

#[test]
fn dispense_should_be_readable_by_its_reference() {
    run(|| {
        let id = held(1, 1);
        assert_ok!(dispense(&DISPENSER_P, id, &[(1, 2, false)]));
        let reference = DispenseReference { prescription: id, fill: 0, item: 1 };
        assert_eq!(Views::dispense_record(reference).map(|record| record.provider), Some(PHARMACY_P));
    });
}

#[test]
fn view_functions_should_answer_through_the_runtime() {
    use codec::{Decode, Encode};
    use frame_support::view_functions::{DispatchViewFunction, ViewFunction};
    run(|| {
        let id = issued(1, 1);
        let query = crate::pallet::StandingViewFunction::<Test>::new(id);
        let mut answer = Vec::new();
        let view = <crate::pallet::StandingViewFunction<Test> as ViewFunction>::id();
        RuntimeViewFunction::dispatch_view_function(&view, &mut &query.encode()[..], &mut answer)
            .expect("the function is known");
        assert_eq!(Option::<Standing>::decode(&mut &answer[..]), Ok(Some(Standing::Active)));
    });
}
