//! Repeats: one issue after the other, each with its own key.

use super::scenario::*;
use crate::{Standing, State, mock::*};
use frame_support::{assert_noop, assert_ok};

#[test]
fn issue_should_open_after_the_interval_when_the_one_before_is_complete() {
    run(|| {
        let id = held(1, 3);
        pass(DAY);
        assert_ok!(complete(&DISPENSER_P, id));
        let opens_at = START + 6 * DAY;
        let record = record(id);
        assert_eq!((record.issue, record.opens_at, &record.state), (1, opens_at, &State::Active));
        assert_eq!(progress(id), [0, 0]);
        assert_eq!(standing(id), Standing::Waiting { opens_at });
        assert_events(&[Event::IssueCompleted { prescription: id, issue: 0, next_opens_at: Some(opens_at) }]);

        set_now(opens_at - 1);
        assert_noop!(accept(&DISPENSER_P, id), Error::IssueNotDue);
        set_now(opens_at);
        assert_eq!(standing(id), Standing::Active);
        assert_ok!(accept(&DISPENSER_P, id));
    });
}

#[test]
fn pharmacy_should_not_fill_the_next_issue_with_the_paper_of_the_last() {
    run(|| {
        let id = held(1, 2);
        assert_ok!(complete(&DISPENSER_P, id));
        pass(5 * DAY);
        let scanned_before = sign(&key(10), statement(id, PHARMACY_P));
        assert_noop!(accept_with(&DISPENSER_P, id, scanned_before), Error::StatementSignatureInvalid);
        let next_paper = sign(&key(11), statement(id, PHARMACY_P));
        assert_ok!(accept_with(&DISPENSER_P, id, next_paper));
    });
}

#[test]
fn hold_should_be_over_when_its_issue_is_complete() {
    run(|| {
        let id = held(1, 2);
        assert_ok!(complete(&DISPENSER_P, id));
        assert_noop!(dispense(&DISPENSER_P, id, &[(0, 1, false)]), Error::NotHeld);
        assert_noop!(give_back(&DISPENSER_P, id), Error::NotHeld);
    });
}

#[test]
fn key_should_sign_until_its_issue_ends_and_the_last_one_beyond() {
    run(|| {
        let id = held(1, 2);
        assert_ok!(complete(&DISPENSER_P, id));
        assert!(!signs(&key(10)));
        assert!(signs(&key(11)));
        pass(5 * DAY);
        assert_ok!(accept(&DISPENSER_Q, id));
        assert_ok!(complete(&DISPENSER_Q, id));
        assert_eq!(standing(id), Standing::Dispensed);
        assert!(signs(&key(11)));
    });
}

#[test]
fn what_is_said_of_an_issue_should_be_forgotten_when_the_next_one_opens() {
    run(|| {
        let id = held(1, 2);
        assert_ok!(nominate(&key(10), id, Some(PHARMACY_P)));
        assert_ok!(request_renewal(&key(10), id));
        assert_ok!(complete(&DISPENSER_P, id));
        assert_eq!((record(id).nomination, record(id).renewal_requested), (None, false));
        assert_ok!(request_renewal(&key(11), id));
        assert_noop!(request_renewal(&key(11), id), Error::RenewalAlreadyRequested);
    });
}

#[test]
fn issue_should_be_complete_when_every_item_was_closed() {
    run(|| {
        let id = held(1, 2);
        assert_ok!(not_dispensed(&DISPENSER_P, id, 0));
        assert_ok!(not_dispensed(&DISPENSER_P, id, 1));
        assert_eq!(record(id).issue, 1);
        assert!(record(id).items.iter().all(|item| item.not_dispensed.is_none()));
        pass(5 * DAY);
        assert_ok!(accept(&DISPENSER_P, id));
    });
}

#[test]
fn issue_that_opens_after_validity_should_expire_unfilled() {
    run(|| {
        let id = issued(1, 2);
        let until = record(id).valid_until;
        set_now(until - DAY);
        assert_ok!(accept(&DISPENSER_P, id));
        assert_ok!(complete(&DISPENSER_P, id));
        assert_eq!(standing(id), Standing::Waiting { opens_at: until + 4 * DAY });
        set_now(until + 4 * DAY);
        assert_noop!(accept(&DISPENSER_P, id), Error::Expired);
    });
}

#[test]
fn items_should_be_closed_after_the_end_of_validity_and_let_nothing_out() {
    run(|| {
        let id = issued(1, 2);
        let until = record(id).valid_until;
        set_now(until - DAY);
        assert_ok!(accept(&DISPENSER_P, id));
        assert_ok!(dispense(&DISPENSER_P, id, &[(0, 10, false)]));
        let held_until = now() + HoldPeriod::get();

        // Nothing is supplied any more. That the rest was not, can be said, by whoever holds, while it holds.
        set_now(until + HOUR);
        assert_noop!(dispense(&DISPENSER_P, id, &[(0, 1, false)]), Error::Expired);
        assert_noop!(not_dispensed(&DISPENSER_Q, id, 0), Error::HeldByAnother);
        assert_ok!(not_dispensed(&DISPENSER_P, id, 0));
        assert_eq!(progress(id), [10, 0]);
        assert_eq!(standing(id), Standing::Held { until: held_until });

        // The issue is complete then, its key free, and the next issue nobody's.
        assert_ok!(not_dispensed(&DISPENSER_P, id, 1));
        assert_eq!((record(id).issue, standing(id)), (1, Standing::Expired));
        assert!(!signs(&key(10)));
        pass(5 * DAY);
        assert_noop!(accept(&DISPENSER_Q, id), Error::Expired);

        // To take the last entry back opens nothing either.
        assert_ok!(withdraw(&DISPENSER_P, id, 2));
        assert_eq!((record(id).issue, standing(id)), (0, Standing::Expired));
        assert_eq!(progress(id), [10, 0]);
        assert_noop!(accept(&DISPENSER_P, id), Error::Expired);
        assert_noop!(not_dispensed(&DISPENSER_P, id, 1), Error::Expired);
    });
}

#[test]
fn hold_should_not_be_closed_item_by_item_once_it_is_over() {
    run(|| {
        let id = issued(1, 1);
        set_now(record(id).valid_until - 1);
        assert_ok!(accept(&DISPENSER_P, id));
        pass(HoldPeriod::get());
        assert_noop!(not_dispensed(&DISPENSER_P, id, 0), Error::Expired);
        assert_eq!(record(id).next_fill, 0);
    });
}

#[test]
fn suspension_should_outlast_the_issue() {
    run(|| {
        let id = held(1, 2);
        assert_ok!(suspend(&PRESCRIBER_A1, id));
        assert_ok!(complete(&DISPENSER_P, id));
        pass(5 * DAY);
        assert_noop!(accept(&DISPENSER_P, id), Error::PrescriptionSuspended);
    });
}
