//! Dispensing, closing and giving back.

use super::scenario::*;
use crate::{FillContent, Fills, NewPrescription, Standing, State, mock::*};
use bogam_primitives::{
    Moment,
    prescription::{GiveBackReason, NotDispensedReason, QUANTITY_SCALE, Quantity},
};
use frame_support::{assert_noop, assert_ok};

#[test]
fn dispense_should_record_a_part_and_renew_the_deadline() {
    run(|| {
        let id = held(1, 1);
        pass(DAY);
        assert_ok!(dispense(&DISPENSER_P2, id, &[(0, 12, true)]));

        assert_eq!(progress(id), [12, 0]);
        assert_eq!(standing(id), Standing::Held { until: START + DAY + HoldPeriod::get() });
        let fill = Fills::<Test>::get(id, 0).expect("recorded");
        assert_eq!((fill.issue, fill.at, fill.previous), (0, START + DAY, None));
        assert_eq!((fill.dispenser.account, fill.dispenser.organisation), (DISPENSER_P2, PHARMACY_P));
        let FillContent::Supplied { lines, .. } = fill.content else { panic!("something was supplied") };
        assert_eq!((lines[0].item, lines[0].quantity, lines[0].substituted), (0, 12 * QUANTITY_SCALE, true));
        assert!(!lines[0].billed);
        assert_events(&[Event::Filled { prescription: id, issue: 0, fill: 0, dispenser: PHARMACY_P }]);
    });
}

#[test]
fn dispense_should_complete_the_prescription_when_nothing_remains() {
    run(|| {
        let id = held(1, 1);
        assert_ok!(dispense(&DISPENSER_P, id, &[(0, 30, false)]));
        assert_ok!(dispense(&DISPENSER_P, id, &[(1, 10, false)]));
        assert_eq!(record(id).state, State::Dispensed { at: START });
        assert_eq!(standing(id), Standing::Dispensed);
        assert_eq!(Fills::<Test>::get(id, 1).and_then(|fill| fill.previous), Some(0));
        assert_events(&[
            Event::Filled { prescription: id, issue: 0, fill: 1, dispenser: PHARMACY_P },
            Event::IssueCompleted { prescription: id, issue: 0, next_opens_at: None },
        ]);
        assert_noop!(dispense(&DISPENSER_P, id, &[(0, 1, false)]), Error::AlreadyDispensed);
    });
}

#[test]
fn two_pharmacies_should_not_dispense_more_than_authorised_together() {
    run(|| {
        let id = held(1, 1);
        assert_ok!(dispense(&DISPENSER_P, id, &[(0, 20, false)]));
        assert_ok!(give_back(&DISPENSER_P, id));
        assert_ok!(accept(&DISPENSER_Q, id));
        assert_noop!(dispense(&DISPENSER_Q, id, &[(0, 11, false)]), Error::OverAuthorised);
        assert_ok!(dispense(&DISPENSER_Q, id, &[(0, 10, false)]));
        assert_eq!(progress(id), [30, 0]);
        assert_noop!(dispense(&DISPENSER_Q, id, &[(0, 1, false)]), Error::OverAuthorised);
    });
}

#[test]
fn dispense_should_be_refused_when_lines_are_unfit() {
    run(|| {
        let id = held(1, 1);
        let refused = |lines: &[_], error: Error| {
            assert_noop!(dispense(&DISPENSER_P, id, lines), error);
        };
        refused(&[], Error::NoLines);
        refused(&[(2, 1, false)], Error::UnknownItem);
        refused(&[(255, 1, false)], Error::UnknownItem);
        refused(&[(0, 1, false), (0, 1, false)], Error::DuplicateItem);
        refused(&[(0, 1, false), (1, 0, false)], Error::ZeroQuantity);
        refused(&[(1, 5, false), (0, 31, false)], Error::OverAuthorised);
        refused(&[(1, 1, true)], Error::SubstitutionNotAllowed);
        assert_ok!(not_dispensed(&DISPENSER_P, id, 1));
        refused(&[(1, 1, false)], Error::ItemClosed);
        assert_eq!(progress(id), [0, 0]);
    });
}

#[test]
fn dispense_should_be_refused_when_the_sum_overflows() {
    run(|| {
        let id = held(1, 1);
        assert_ok!(dispense(&DISPENSER_P, id, &[(0, 1, false)]));
        let line = crate::SuppliedItem { item: 0, quantity: Quantity::MAX, substituted: false };
        let call = crate::Call::dispense { prescription: id, lines: vec![line], commitment: Default::default() };
        assert_noop!(signed(&DISPENSER_P, call), Error::OverAuthorised);
    });
}

#[test]
fn dispense_should_be_refused_without_a_hold() {
    run(|| {
        let id = issued(1, 1);
        let line = [(0, 1, false)];
        assert_noop!(dispense(&DISPENSER_P, id, &line), Error::NotHeld);
        assert_ok!(accept(&DISPENSER_P, id));
        assert_noop!(dispense(&DISPENSER_Q, id, &line), Error::HeldByAnother);
        pass(HoldPeriod::get());
        assert_noop!(dispense(&DISPENSER_P, id, &line), Error::NotHeld);
    });
}

#[test]
fn dispense_should_be_refused_from_the_end_of_validity_on() {
    run(|| {
        let new = NewPrescription { valid_until: START + DAY, ..draft(1, 1) };
        let id = id_of(CLINIC_A, &new);
        assert_ok!(issue(&PRESCRIBER_A1, new));
        assert_ok!(accept(&DISPENSER_P, id));
        pass(DAY - 1);
        assert_ok!(dispense(&DISPENSER_P, id, &[(0, 1, false)]));
        pass(1);
        assert_noop!(dispense(&DISPENSER_P, id, &[(0, 1, false)]), Error::Expired);

        // What is left can still be closed and given back.
        assert_ok!(not_dispensed(&DISPENSER_P, id, 0));
        assert_ok!(give_back(&DISPENSER_P, id));
        assert_eq!(standing(id), Standing::Expired);
    });
}

#[test]
fn dispense_should_go_on_while_suspended() {
    run(|| {
        let id = held(1, 1);
        assert_ok!(suspend(&PRESCRIBER_A1, id));
        assert_ok!(dispense(&DISPENSER_P, id, &[(0, 30, false)]));
        assert_ok!(give_back(&DISPENSER_P, id));
        assert_eq!(standing(id), Standing::Suspended);
        assert_noop!(accept(&DISPENSER_P, id), Error::PrescriptionSuspended);
    });
}

#[test]
fn fill_should_be_refused_when_the_log_is_full() {
    run(|| {
        let id = held(1, 1);
        for fill in 0..12 {
            assert_ok!(dispense(&DISPENSER_P, id, &[(0, 1, false)]));
            assert_ok!(withdraw(&DISPENSER_P, id, fill));
        }
        assert_noop!(dispense(&DISPENSER_P, id, &[(0, 1, false)]), Error::TooManyFills);
        assert_noop!(not_dispensed(&DISPENSER_P, id, 0), Error::TooManyFills);
        assert_ok!(give_back(&DISPENSER_P, id));
    });
}

#[test]
fn not_dispensed_should_close_an_item_and_complete_the_prescription_when_it_was_the_last() {
    run(|| {
        let id = held(1, 1);
        assert_ok!(dispense(&DISPENSER_P, id, &[(0, 10, false)]));
        // The owed rest was never collected.
        assert_ok!(not_dispensed(&DISPENSER_P, id, 0));
        assert_eq!(record(id).items[0].not_dispensed, Some(NotDispensedReason::OutOfStock));
        assert_eq!(progress(id), [10, 0]);
        assert_ok!(dispense(&DISPENSER_P, id, &[(1, 9, false)]));
        assert_ok!(not_dispensed(&DISPENSER_P, id, 1));
        assert_eq!(standing(id), Standing::Dispensed);
        assert_events(&[
            Event::ItemNotDispensed {
                prescription: id,
                issue: 0,
                fill: 3,
                dispenser: PHARMACY_P,
                item: 1,
                reason: NotDispensedReason::OutOfStock,
            },
            Event::IssueCompleted { prescription: id, issue: 0, next_opens_at: None },
        ]);
    });
}

#[test]
fn not_dispensed_should_be_refused_when_the_item_is_unknown_closed_or_complete() {
    run(|| {
        let id = issued(1, 1);
        assert_noop!(not_dispensed(&DISPENSER_P, id, 0), Error::NotHeld);
        assert_ok!(accept(&DISPENSER_P, id));
        assert_noop!(not_dispensed(&DISPENSER_Q, id, 0), Error::HeldByAnother);
        assert_noop!(not_dispensed(&DISPENSER_P, id, 2), Error::UnknownItem);
        assert_ok!(dispense(&DISPENSER_P, id, &[(0, 30, false)]));
        assert_noop!(not_dispensed(&DISPENSER_P, id, 0), Error::ItemComplete);
        assert_ok!(withdraw(&DISPENSER_P, id, 0));
        assert_ok!(not_dispensed(&DISPENSER_P, id, 0));
        assert_noop!(not_dispensed(&DISPENSER_P, id, 0), Error::ItemClosed);
    });
}

#[test]
fn not_dispensed_should_not_renew_the_deadline() {
    run(|| {
        let id = held(1, 1);
        pass(DAY);
        assert_ok!(not_dispensed(&DISPENSER_P, id, 0));
        assert_eq!(standing(id), Standing::Held { until: START + HoldPeriod::get() });
    });
}

#[test]
fn give_back_should_make_the_rest_available_elsewhere() {
    run(|| {
        let id = held(1, 1);
        assert_noop!(give_back(&DISPENSER_Q, id), Error::HeldByAnother);
        assert_ok!(dispense(&DISPENSER_P, id, &[(0, 5, false)]));
        assert_ok!(give_back(&DISPENSER_P2, id));
        let reason = GiveBackReason::PatientRequest;
        assert_events(&[Event::GivenBack { prescription: id, dispenser: PHARMACY_P, reason }]);
        assert_eq!(standing(id), Standing::Active);
        assert_noop!(give_back(&DISPENSER_P, id), Error::NotHeld);
        assert_ok!(accept(&DISPENSER_Q, id));
        assert_ok!(complete(&DISPENSER_Q, id));
    });
}

#[test]
fn items_should_be_counted_up_to_their_bound() {
    run(|| {
        let new = NewPrescription { items: vec![item(2, false); 4], ..draft(1, 1) };
        let id = id_of(CLINIC_A, &new);
        assert_ok!(issue(&PRESCRIBER_A1, new));
        assert_ok!(accept(&DISPENSER_P, id));
        let all: Vec<_> = (0..4).map(|item| (item, 1, false)).collect();
        assert_ok!(dispense(&DISPENSER_P, id, &all));
        let and_one_more: Vec<_> = (0..5).map(|item| (item, 1, false)).collect();
        assert_noop!(dispense(&DISPENSER_P, id, &and_one_more), Error::UnknownItem);
        assert_ok!(dispense(&DISPENSER_P, id, &all));
        assert_eq!(standing(id), Standing::Dispensed);
    });
}

#[test]
fn hold_should_not_be_renewed_beyond_what_a_moment_can_tell() {
    run(|| {
        // Nothing that can be issued comes near: the sum is saturated, not wrapped.
        let id = held(1, 1);
        set_now(Moment::MAX);
        assert_noop!(dispense(&DISPENSER_P, id, &[(0, 1, false)]), Error::Expired);
        assert_ok!(release_stale(&STRANGER, id));
    });
}
