//! Withdrawing: newest first, and exactly.

use super::scenario::*;
use crate::{Fills, NewPrescription, Pallet, Prescription, Standing, State, Withdrawal, mock::*};
use bogam_primitives::{
    PrescriptionId,
    prescription::{DispenseReference, WithdrawalReason},
    traits::Dispenses,
};
use frame_support::{assert_noop, assert_ok};
use sp_core::H256;

/// The record without what only counts upwards.
fn undone(id: PrescriptionId) -> Prescription<Test> {
    Prescription { next_fill: 0, holds: 0, ..record(id) }
}

#[test]
fn withdraw_should_return_the_quantities_and_keep_the_own_hold() {
    run(|| {
        let id = held(1, 1);
        let before = undone(id);
        assert_ok!(dispense(&DISPENSER_P, id, &[(0, 12, true), (1, 3, false)]));
        assert_ok!(withdraw(&DISPENSER_P2, id, 0));
        assert_eq!(undone(id), before);
        let reason = WithdrawalReason::RecordedInError;
        assert_eq!(withdrawal(id, 0), Some(Withdrawal { reason, at: START }));
        assert_events(&[Event::FillWithdrawn { prescription: id, issue: 0, fill: 0, dispenser: PHARMACY_P, reason }]);
        // Numbers are never given twice.
        assert_ok!(dispense(&DISPENSER_P, id, &[(0, 1, false)]));
        assert_eq!(record(id).newest_fill, Some(1));
    });
}

#[test]
fn withdraw_should_reopen_a_closed_item() {
    run(|| {
        let id = held(1, 1);
        assert_ok!(dispense(&DISPENSER_P, id, &[(0, 12, false)]));
        let before = undone(id);
        assert_ok!(not_dispensed(&DISPENSER_P, id, 0));
        assert_ok!(withdraw(&DISPENSER_P, id, 1));
        assert_eq!(undone(id), before);
        assert_ok!(dispense(&DISPENSER_P, id, &[(0, 18, false)]));
    });
}

#[test]
fn withdraw_should_make_a_dispensed_prescription_active_again() {
    run(|| {
        let id = held(1, 1);
        assert_ok!(dispense(&DISPENSER_P, id, &[(0, 30, false)]));
        assert_ok!(dispense(&DISPENSER_P, id, &[(1, 10, false)]));
        assert_eq!(standing(id), Standing::Dispensed);
        assert_ok!(withdraw(&DISPENSER_P, id, 1));
        assert_eq!(record(id).state, State::Active);
        assert_eq!(progress(id), [30, 0]);
        assert_ok!(accept(&DISPENSER_Q, id));
        assert_ok!(complete(&DISPENSER_Q, id));
        assert_eq!(standing(id), Standing::Dispensed);
    });
}

#[test]
fn withdraw_should_reopen_a_completed_issue_as_it_was() {
    run(|| {
        let id = issued(1, 3);
        assert_ok!(nominate(&key(10), id, Some(PHARMACY_P)));
        assert_ok!(request_renewal(&key(10), id));
        assert_ok!(accept(&DISPENSER_P, id));
        assert_ok!(dispense(&DISPENSER_P, id, &[(0, 20, false)]));
        assert_ok!(not_dispensed(&DISPENSER_P, id, 0));
        let before = Prescription { state: State::Active, ..undone(id) };
        assert_ok!(dispense(&DISPENSER_P, id, &[(1, 10, false)]));
        assert_eq!(record(id).issue, 1);
        assert!(!signs(&key(10)));

        // What is said of the next issue meanwhile is forgotten.
        assert_ok!(nominate(&key(11), id, Some(PHARMACY_Q)));
        pass(DAY);
        assert_ok!(withdraw(&DISPENSER_P, id, 2));
        assert_eq!(undone(id), before);
        assert!(before.renewal_requested && before.nomination == Some(PHARMACY_P));
        assert_eq!(sponsor_of(&key(10)), Some(CLINIC_A));
        assert_noop!(request_renewal(&key(10), id), Error::RenewalAlreadyRequested);
        assert_noop!(accept(&DISPENSER_Q, id), Error::NominatedElsewhere);

        // Everything further down can be withdrawn too.
        assert_ok!(withdraw(&DISPENSER_P, id, 1));
        assert_ok!(withdraw(&DISPENSER_P, id, 0));
        assert_eq!(progress(id), [0, 0]);
        assert_eq!(record(id).newest_fill, None);
    });
}

#[test]
fn withdraw_should_keep_the_renewal_request_when_the_last_issue_reopens() {
    run(|| {
        let id = held(1, 1);
        assert_ok!(complete(&DISPENSER_P, id));
        assert_ok!(request_renewal(&key(10), id));
        assert_ok!(withdraw(&DISPENSER_P, id, 0));
        // It is the same issue: once is once.
        assert!(record(id).renewal_requested);
        assert_noop!(request_renewal(&key(10), id), Error::RenewalAlreadyRequested);
    });
}

#[test]
fn withdraw_should_cascade_over_issues_newest_first() {
    run(|| {
        let id = issued(1, 3);
        for pharmacist in [DISPENSER_P, DISPENSER_P, DISPENSER_P2] {
            assert_ok!(accept(&pharmacist, id));
            assert_ok!(complete(&pharmacist, id));
            if standing(id) != Standing::Dispensed {
                pass(5 * DAY);
            }
        }
        // Three issues at days 0, 5 and 10: the first is out of the window by now.
        assert_noop!(withdraw(&DISPENSER_P, id, 0), Error::NotNewestFill);
        assert_noop!(withdraw(&DISPENSER_P, id, 1), Error::NotNewestFill);
        assert_ok!(withdraw(&DISPENSER_P, id, 2));
        assert_eq!((record(id).issue, record(id).opens_at), (2, START + 10 * DAY));
        assert_ok!(withdraw(&DISPENSER_P, id, 1));
        assert_eq!((record(id).issue, record(id).opens_at), (1, START + 5 * DAY));
        assert_noop!(withdraw(&DISPENSER_P, id, 0), Error::WithdrawalWindowOver);
        assert_noop!(withdraw(&DISPENSER_P, id, 1), Error::AlreadyWithdrawn);

        // And forwards again.
        for _ in 0..2 {
            assert_ok!(accept(&DISPENSER_Q, id));
            assert_ok!(complete(&DISPENSER_Q, id));
            pass(5 * DAY);
        }
        assert_eq!(standing(id), Standing::Dispensed);
    });
}

#[test]
fn withdraw_should_be_refused_when_the_entry_is_unknown_or_anothers() {
    run(|| {
        let id = held(1, 1);
        assert_noop!(withdraw(&DISPENSER_P, id, 0), Error::UnknownFill);
        assert_noop!(withdraw(&DISPENSER_P, PrescriptionId(H256::zero()), 0), Error::UnknownPrescription);
        assert_ok!(dispense(&DISPENSER_P, id, &[(0, 1, false)]));
        assert_noop!(withdraw(&DISPENSER_Q, id, 0), Error::NotYourFill);
        assert_noop!(withdraw(&SUSPENDED_DISPENSER, id, 0), Refusal::SeatSuspended);
    });
}

#[test]
fn withdraw_should_wait_for_what_another_pharmacy_recorded_later() {
    run(|| {
        let id = held(1, 1);
        assert_ok!(dispense(&DISPENSER_P, id, &[(0, 1, false)]));
        assert_ok!(give_back(&DISPENSER_P, id));
        assert_ok!(accept(&DISPENSER_Q, id));
        assert_noop!(withdraw(&DISPENSER_P, id, 0), Error::HeldByAnother);
        assert_ok!(dispense(&DISPENSER_Q, id, &[(0, 1, false)]));
        assert_noop!(withdraw(&DISPENSER_P, id, 0), Error::NotNewestFill);
        assert_ok!(withdraw(&DISPENSER_Q, id, 1));
        assert_ok!(give_back(&DISPENSER_Q, id));
        assert_ok!(withdraw(&DISPENSER_P, id, 0));
        assert_eq!(progress(id), [0, 0]);
    });
}

#[test]
fn withdraw_should_be_possible_when_the_hold_of_another_has_lapsed() {
    run(|| {
        let id = held(1, 1);
        assert_ok!(dispense(&DISPENSER_P, id, &[(0, 1, false)]));
        assert_ok!(give_back(&DISPENSER_P, id));
        assert_ok!(accept(&DISPENSER_Q, id));
        pass(HoldPeriod::get());
        assert_ok!(withdraw(&DISPENSER_P, id, 0));
        assert_eq!(record(id).state, State::Active);
    });
}

#[test]
fn withdraw_should_be_refused_while_the_own_hold_is_on_a_later_issue() {
    run(|| {
        let id = held(1, 2);
        assert_ok!(complete(&DISPENSER_P, id));
        pass(5 * DAY);
        assert_ok!(accept(&DISPENSER_P, id));
        assert_noop!(withdraw(&DISPENSER_P, id, 0), Error::LaterIssueHeld);
        assert_ok!(give_back(&DISPENSER_P, id));
        assert_ok!(withdraw(&DISPENSER_P, id, 0));
        assert_eq!(record(id).issue, 0);
    });
}

#[test]
fn withdraw_should_be_refused_when_any_line_is_billed() {
    run(|| {
        let id = held(1, 1);
        assert_ok!(dispense(&DISPENSER_P, id, &[(0, 1, false), (1, 1, false)]));
        let reference = DispenseReference { prescription: id, fill: 0, item: 1 };
        assert_ok!(Pallet::<Test>::bill(&reference));
        assert_noop!(withdraw(&DISPENSER_P, id, 0), Error::FillBilled);
        assert_ok!(Pallet::<Test>::unbill(&reference));
        assert_ok!(withdraw(&DISPENSER_P, id, 0));
    });
}

#[test]
fn withdraw_should_be_refused_from_the_end_of_the_window_on() {
    run(|| {
        let id = held(1, 1);
        assert_ok!(complete(&DISPENSER_P, id));
        pass(WithdrawalWindow::get());
        assert_noop!(withdraw(&DISPENSER_P, id, 0), Error::WithdrawalWindowOver);
        set_now(now() - 1);
        assert_ok!(withdraw(&DISPENSER_P, id, 0));
    });
}

#[test]
fn withdraw_should_leave_a_cancelled_prescription_cancelled() {
    run(|| {
        let id = held(1, 2);
        assert_ok!(dispense(&DISPENSER_P, id, &[(0, 30, false)]));
        assert_ok!(dispense(&DISPENSER_P, id, &[(1, 10, false)]));
        assert_ok!(cancel(&PRESCRIBER_A1, id));
        let cancelled = record(id).state;
        assert_ok!(withdraw(&DISPENSER_P, id, 1));
        assert_eq!((record(id).issue, record(id).state), (0, cancelled));
        assert_eq!(progress(id), [30, 0]);
        assert!(!signs(&key(10)));
        assert_noop!(accept(&DISPENSER_P, id), Error::AlreadyCancelled);
        assert_ok!(withdraw(&DISPENSER_P, id, 0));
    });
}

#[test]
fn withdraw_should_settle_a_marked_hold_first_when_its_deadline_has_passed() {
    run(|| {
        let id = held(1, 2);
        assert_ok!(dispense(&DISPENSER_P, id, &[(0, 30, false)]));
        assert_ok!(cancel(&PRESCRIBER_A1, id));
        pass(HoldPeriod::get());
        assert_ok!(withdraw(&DISPENSER_P, id, 0));
        assert_eq!(standing(id), Standing::Cancelled);
        assert!(!signs(&key(10)) && !signs(&key(11)));
    });
}

#[test]
fn withdraw_should_settle_a_marked_hold_on_the_next_issue_and_reopen_the_one_before() {
    run(|| {
        let id = held(1, 3);
        assert_ok!(complete(&DISPENSER_P, id));
        pass(5 * DAY);
        assert_ok!(accept(&DISPENSER_Q, id));
        assert_ok!(cancel(&PRESCRIBER_A1, id));
        pass(HoldPeriod::get());
        assert_ok!(withdraw(&DISPENSER_P, id, 0));
        assert_eq!(record(id).issue, 0);
        assert_eq!(standing(id), Standing::Cancelled);
    });
}

#[test]
fn withdraw_should_be_possible_after_validity_within_the_window() {
    run(|| {
        let new = NewPrescription { valid_until: START + DAY, ..draft(1, 1) };
        let id = id_of(CLINIC_A, &new);
        assert_ok!(issue(&PRESCRIBER_A1, new));
        assert_ok!(accept(&DISPENSER_P, id));
        assert_ok!(complete(&DISPENSER_P, id));
        pass(2 * DAY);
        assert_ok!(withdraw(&DISPENSER_P, id, 0));
        assert_eq!(standing(id), Standing::Expired);
        assert!(Fills::<Test>::get(id, 0).is_some());
    });
}
