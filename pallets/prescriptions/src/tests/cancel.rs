//! Cancelling, marking, suspending and resuming.

use super::scenario::*;
use crate::{CancellationCause, NewPrescription, Standing, State, mock::*};
use bogam_primitives::{PrescriptionId, prescription::CancellationReason, prescription::GiveBackReason};
use frame_support::{assert_noop, assert_ok};
use sp_core::H256;

const CAUSE: CancellationCause = CancellationCause::Prescriber(CancellationReason::PrescribingError);

#[test]
fn cancel_should_be_final_and_end_the_signing_of_the_keys() {
    run(|| {
        let id = issued(1, 3);
        assert_ok!(cancel(&PRESCRIBER_A2, id));
        assert_eq!(record(id).state, State::Cancelled { cause: CAUSE, at: START });
        assert_events(&[Event::Cancelled { prescription: id, organisation: CLINIC_A, cause: CAUSE }]);
        for issue in 0..3 {
            assert!(!signs(&key(10 + issue)));
        }
        assert_noop!(cancel(&PRESCRIBER_A1, id), Error::AlreadyCancelled);
        assert_noop!(suspend(&PRESCRIBER_A1, id), Error::AlreadyCancelled);
        assert_noop!(resume(&PRESCRIBER_A1, id), Error::AlreadyCancelled);
    });
}

#[test]
fn cancel_should_be_refused_when_foreign_unknown_dispensed_or_expired() {
    run(|| {
        let id = held(1, 1);
        assert_noop!(cancel(&PRESCRIBER_B, id), Error::NotYourPrescription);
        assert_noop!(cancel(&SUSPENDED_PRESCRIBER, id), Refusal::SeatSuspended);
        assert_noop!(cancel(&PRESCRIBER_A1, PrescriptionId(H256::zero())), Error::UnknownPrescription);
        assert_ok!(complete(&DISPENSER_P, id));
        assert_noop!(cancel(&PRESCRIBER_A1, id), Error::AlreadyDispensed);

        let expired = issued(2, 1);
        set_now(record(expired).valid_until);
        assert_noop!(cancel(&PRESCRIBER_A1, expired), Error::Expired);
        assert_noop!(replace(&PRESCRIBER_A1, expired, draft(3, 1)), Error::Expired);
    });
}

#[test]
fn cancel_should_only_mark_while_held_and_stop_further_fills() {
    run(|| {
        let id = held(1, 1);
        assert_ok!(dispense(&DISPENSER_P, id, &[(0, 5, false)]));
        assert_ok!(cancel(&PRESCRIBER_A1, id));
        let until = START + HoldPeriod::get();
        assert_eq!(standing(id), Standing::CancellationPending { until });
        assert_events(&[Event::CancellationMarked {
            prescription: id,
            organisation: CLINIC_A,
            dispenser: PHARMACY_P,
            reason: CancellationReason::PrescribingError,
            until,
        }]);
        assert_noop!(dispense(&DISPENSER_P, id, &[(0, 1, false)]), Error::CancellationPending);
        assert_noop!(not_dispensed(&DISPENSER_P, id, 0), Error::CancellationPending);
        assert_noop!(cancel(&PRESCRIBER_A1, id), Error::CancellationPending);
        assert_noop!(suspend(&PRESCRIBER_A1, id), Error::CancellationPending);
        assert_noop!(resume(&PRESCRIBER_A1, id), Error::CancellationPending);
        assert_noop!(replace(&PRESCRIBER_A1, id, draft(2, 1)), Error::CancellationPending);
        assert_noop!(accept(&DISPENSER_Q, id), Error::HeldByAnother);
        assert_noop!(accept(&DISPENSER_P, id), Error::AlreadyHolding);
        // What was supplied can still be taken back.
        assert_ok!(withdraw(&DISPENSER_P, id, 0));
        assert_eq!(standing(id), Standing::CancellationPending { until });
    });
}

#[test]
fn marked_cancellation_should_take_effect_when_given_back() {
    run(|| {
        let id = held(1, 2);
        assert_ok!(cancel(&PRESCRIBER_A1, id));
        pass(HOUR);
        assert_ok!(give_back(&DISPENSER_P, id));
        assert_eq!(record(id).state, State::Cancelled { cause: CAUSE, at: START + HOUR });
        assert!(!signs(&key(10)) && !signs(&key(11)));
        assert_events(&[
            Event::GivenBack { prescription: id, dispenser: PHARMACY_P, reason: GiveBackReason::PatientRequest },
            Event::Cancelled { prescription: id, organisation: CLINIC_A, cause: CAUSE },
        ]);
    });
}

#[test]
fn marked_cancellation_should_take_effect_at_the_deadline() {
    run(|| {
        let id = held(1, 2);
        assert_ok!(cancel(&PRESCRIBER_A1, id));
        pass(HoldPeriod::get());
        // Nobody has called yet, and it is cancelled all the same.
        assert_eq!(standing(id), Standing::Cancelled);
        assert_noop!(accept(&DISPENSER_Q, id), Error::AlreadyCancelled);
        assert_noop!(give_back(&DISPENSER_P, id), Error::AlreadyCancelled);
        assert_noop!(cancel(&PRESCRIBER_A1, id), Error::AlreadyCancelled);

        pass(DAY);
        assert_ok!(release_stale(&STRANGER, id));
        assert_eq!(record(id).state, State::Cancelled { cause: CAUSE, at: START + HoldPeriod::get() });
        assert!(!signs(&key(10)) && !signs(&key(11)));
        assert_events(&[
            Event::HoldLapsed { prescription: id, dispenser: PHARMACY_P },
            Event::Cancelled { prescription: id, organisation: CLINIC_A, cause: CAUSE },
        ]);
    });
}

/// What a refused call declares is not enough for all keys.
#[test]
fn keys_of_a_marked_prescription_should_be_gone_through_only_by_a_call_that_is_not_refused() {
    run(|| {
        let id = held(1, 3);
        assert_ok!(cancel(&PRESCRIBER_A1, id));
        pass(HoldPeriod::get());
        let before = Accounts::retired();
        assert_noop!(accept(&DISPENSER_Q, id), Error::AlreadyCancelled);
        assert_noop!(give_back(&DISPENSER_P, id), Error::AlreadyCancelled);
        assert_noop!(suspend(&PRESCRIBER_A1, id), Error::AlreadyCancelled);
        assert_eq!(Accounts::retired(), before);
        assert_ok!(release_stale(&STRANGER, id));
        assert_eq!(Accounts::retired(), before + record(id).holders.len());
    });
}

#[test]
fn cancel_should_take_effect_at_once_when_the_hold_has_lapsed() {
    run(|| {
        let id = held(1, 1);
        pass(HoldPeriod::get());
        assert_ok!(cancel(&PRESCRIBER_A1, id));
        assert_eq!(record(id).state, State::Cancelled { cause: CAUSE, at: START + HoldPeriod::get() });
    });
}

#[test]
fn cancel_should_end_what_remains_of_repeats() {
    run(|| {
        let id = held(1, 3);
        assert_ok!(complete(&DISPENSER_P, id));
        assert_ok!(cancel(&PRESCRIBER_A1, id));
        pass(5 * DAY);
        assert_noop!(accept(&DISPENSER_P, id), Error::AlreadyCancelled);
    });
}

#[test]
fn suspend_and_resume_should_alternate() {
    run(|| {
        let id = issued(1, 1);
        assert_noop!(resume(&PRESCRIBER_A1, id), Error::NotSuspended);
        assert_noop!(suspend(&PRESCRIBER_B, id), Error::NotYourPrescription);
        assert_ok!(suspend(&PRESCRIBER_A1, id));
        assert_events(&[Event::Suspended { prescription: id, organisation: CLINIC_A }]);
        assert_noop!(suspend(&PRESCRIBER_A2, id), Error::AlreadySuspended);
        assert_noop!(resume(&PRESCRIBER_B, id), Error::NotYourPrescription);
        assert_ok!(resume(&PRESCRIBER_A2, id));
        assert_events(&[Event::Resumed { prescription: id, organisation: CLINIC_A }]);
        assert_eq!(standing(id), Standing::Active);
    });
}

#[test]
fn standing_should_be_expired_before_suspended() {
    run(|| {
        let new = NewPrescription { valid_until: START + DAY, ..draft(1, 1) };
        let id = id_of(CLINIC_A, &new);
        assert_ok!(issue(&PRESCRIBER_A1, new));
        assert_ok!(suspend(&PRESCRIBER_A1, id));
        pass(DAY);
        // To resume it would not help.
        assert_eq!(standing(id), Standing::Expired);
        assert_noop!(accept(&DISPENSER_P, id), Error::Expired);
        assert_noop!(resume(&PRESCRIBER_A1, id), Error::Expired);
    });
}
