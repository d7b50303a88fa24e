//! Issuing.

use super::scenario::*;
use crate::{NewPrescription, OrderedItem, Prescriptions, Standing, State, mock::*};
use bogam_primitives::{Commitment, Moment, traits::Holders};
use frame_support::{assert_noop, assert_ok};
use sp_core::H256;

#[test]
fn issue_should_store_what_was_prescribed_and_let_every_key_sign() {
    run(|| {
        let new = draft(1, 3);
        let id = id_of(CLINIC_A, &new);
        assert_ok!(issue(&PRESCRIBER_A1, new.clone()));

        let record = record(id);
        assert_eq!(record.prescriber.account, PRESCRIBER_A1);
        assert_eq!(record.prescriber.licence, Some(7));
        assert_eq!((record.valid_from, record.opens_at, record.issued_at), (START, START, START));
        assert_eq!(record.holders.to_vec(), new.holders);
        assert_eq!(record.items.len(), 2);
        assert_eq!((record.issue, record.holds, record.next_fill, record.newest_fill), (0, 0, 0, None));
        assert_eq!(record.state, State::Active);
        for holder in &new.holders {
            assert_eq!(owner_of(holder), Some(id));
            assert_eq!(sponsor_of(holder), Some(CLINIC_A));
            assert_eq!(crate::Pallet::<Test>::signs_since(holder), Some(1));
            assert!(!has_account(holder), "nothing is set up for it");
        }
        assert_eq!(standing(id), Standing::Active);
        assert_events(&[Event::Issued { prescription: id, organisation: CLINIC_A, replaces: None }]);
    });
}

#[test]
fn issue_should_be_refused_as_a_duplicate_when_repeated() {
    run(|| {
        let new = draft(1, 1);
        assert_ok!(issue(&PRESCRIBER_A1, new.clone()));
        assert_noop!(issue(&PRESCRIBER_A1, new.clone()), Error::DuplicatePrescription);
        assert_noop!(issue(&PRESCRIBER_A2, new), Error::DuplicatePrescription);
    });
}

#[test]
fn issue_should_give_another_organisation_another_identifier_when_content_is_the_same() {
    run(|| {
        let new = draft(1, 1);
        assert_ok!(issue(&PRESCRIBER_A1, new.clone()));
        assert_ok!(issue(&PRESCRIBER_B, NewPrescription { holders: vec![key(77)], ..new }));
        assert_eq!(Prescriptions::<Test>::iter().count(), 2);
    });
}

#[test]
fn issue_should_be_refused_without_items_with_too_many_or_with_a_zero_quantity() {
    run(|| {
        let items = |items: Vec<OrderedItem>| NewPrescription { items, ..draft(1, 1) };
        assert_noop!(issue(&PRESCRIBER_A1, items(vec![])), Error::NoItems);
        assert_noop!(issue(&PRESCRIBER_A1, items(vec![item(1, false); 5])), Error::TooManyItems);
        assert_noop!(issue(&PRESCRIBER_A1, items(vec![item(1, false), item(0, false)])), Error::ZeroQuantity);
        assert_ok!(issue(&PRESCRIBER_A1, items(vec![item(1, false); 4])));
    });
}

#[test]
fn issue_should_be_refused_without_keys_or_with_too_many() {
    run(|| {
        let issues = |issues| NewPrescription { interval: DAY, ..draft(1, issues) };
        assert_noop!(issue(&PRESCRIBER_A1, issues(0)), Error::NoHolderKeys);
        assert_noop!(issue(&PRESCRIBER_A1, issues(5)), Error::TooManyIssues);
        assert_ok!(issue(&PRESCRIBER_A1, issues(4)));
    });
}

#[test]
fn issue_should_be_refused_when_a_key_is_not_fresh() {
    run(|| {
        let holders = |holders| NewPrescription { holders, interval: DAY, ..draft(2, 2) };
        issued(1, 1);
        assert_noop!(issue(&PRESCRIBER_A1, holders(vec![key(20), key(20)])), Error::HolderKeyReused);
        assert_noop!(issue(&PRESCRIBER_B, holders(vec![key(20), key(10)])), Error::HolderKeyReused);

        assert_ok!(Sponsorship::sponsor(&key(30), ELSEWHERE));
        assert_noop!(issue(&PRESCRIBER_A1, holders(vec![key(20), key(30)])), Error::HolderKeyReused);
    });
}

#[test]
fn issue_should_be_refused_when_a_key_of_an_ended_issue_comes_again() {
    run(|| {
        let id = held(1, 2);
        assert_ok!(complete(&DISPENSER_P, id));
        assert!(!signs(&key(10)));
        assert_noop!(
            issue(&PRESCRIBER_A1, NewPrescription { holders: vec![key(10)], ..draft(2, 1) }),
            Error::HolderKeyReused
        );
    });
}

#[test]
fn issue_should_be_refused_when_a_key_has_another_role() {
    run(|| {
        let new = NewPrescription { holders: vec![key(20), UNSPONSORABLE], interval: DAY, ..draft(2, 2) };
        assert_noop!(issue(&PRESCRIBER_A1, new), Error::HolderKeyReused);
    });
}

#[test]
fn issue_should_be_refused_when_validity_is_empty_over_late_or_long() {
    run(|| {
        let valid = |valid_from, valid_until| NewPrescription { valid_from, valid_until, ..draft(1, 1) };
        assert_noop!(issue(&PRESCRIBER_A1, valid(START, START)), Error::EmptyValidity);
        assert_noop!(issue(&PRESCRIBER_A1, valid(START + 2, START + 1)), Error::EmptyValidity);
        assert_noop!(issue(&PRESCRIBER_A1, valid(START - DAY, START)), Error::AlreadyExpired);
        let late = START + 30 * DAY;
        assert_noop!(issue(&PRESCRIBER_A1, valid(late + 1, late + DAY)), Error::StartsTooLate);
        assert_noop!(issue(&PRESCRIBER_A1, valid(START, START + 120 * DAY + 1)), Error::ValidityTooLong);
        assert_ok!(issue(&PRESCRIBER_A1, valid(late, late + 120 * DAY)));
    });
}

#[test]
fn issue_should_be_refused_when_moments_could_overflow() {
    run(|| {
        let until = |valid_until: Moment| NewPrescription { valid_from: valid_until - 1, valid_until, ..draft(1, 1) };
        assert_noop!(issue(&PRESCRIBER_A1, until(Moment::MAX)), Error::MomentOutOfRange);
        // The last moment that can be reckoned with is merely too late.
        let last = Moment::MAX - (90 + 120) * DAY;
        assert_noop!(issue(&PRESCRIBER_A1, until(last + 1)), Error::MomentOutOfRange);
        assert_noop!(issue(&PRESCRIBER_A1, until(last)), Error::StartsTooLate);
    });
}

#[test]
fn issue_should_be_refused_when_the_interval_does_not_fit() {
    run(|| {
        let interval = |issues, interval| NewPrescription { interval, ..draft(1, issues) };
        assert_noop!(issue(&PRESCRIBER_A1, interval(1, 1)), Error::IntervalOutOfRange);
        assert_noop!(issue(&PRESCRIBER_A1, interval(3, 30 * DAY)), Error::IntervalOutOfRange);
        assert_noop!(issue(&PRESCRIBER_A1, interval(3, Moment::MAX)), Error::IntervalOutOfRange);
        assert_ok!(issue(&PRESCRIBER_A1, interval(3, 30 * DAY - 1)));
    });
}

#[test]
fn issue_should_accept_a_start_in_the_past_when_validity_goes_on() {
    run(|| {
        let new = NewPrescription { valid_from: START - DAY, ..draft(1, 1) };
        let id = id_of(CLINIC_A, &new);
        assert_ok!(issue(&PRESCRIBER_A1, new));
        assert_eq!(standing(id), Standing::Active);
    });
}

#[test]
fn replace_should_cancel_the_old_and_link_both_in_one_step() {
    run(|| {
        let old = issued(1, 3);
        let new = draft(2, 1);
        let successor = id_of(CLINIC_A, &new);
        assert_ok!(suspend(&PRESCRIBER_A1, old));
        assert_ok!(replace(&PRESCRIBER_A2, old, new));

        let cause = crate::CancellationCause::Replaced;
        assert_eq!(record(old).state, State::Cancelled { cause, at: START });
        assert_eq!(record(old).replaced_by, Some(successor));
        assert_eq!(record(successor).replaces, Some(old));
        assert_eq!(standing(successor), Standing::Active);
        assert!(!signs(&key(10)));
        assert_events(&[
            Event::Issued { prescription: successor, organisation: CLINIC_A, replaces: Some(old) },
            Event::Cancelled { prescription: old, organisation: CLINIC_A, cause },
        ]);
    });
}

#[test]
fn replace_should_be_refused_when_the_old_is_held_ended_foreign_or_the_successor_unfit() {
    run(|| {
        let old = held(1, 1);
        assert_noop!(replace(&PRESCRIBER_B, old, draft(2, 1)), Error::NotYourPrescription);
        assert_noop!(replace(&PRESCRIBER_A1, old, draft(2, 1)), Error::CurrentlyHeld);
        assert_ok!(give_back(&DISPENSER_P, old));

        assert_noop!(replace(&PRESCRIBER_A1, old, draft(1, 1)), Error::DuplicatePrescription);
        let reused = NewPrescription { commitment: Commitment(H256::repeat_byte(8)), ..draft(1, 1) };
        assert_noop!(replace(&PRESCRIBER_A1, old, reused), Error::HolderKeyReused);

        assert_ok!(replace(&PRESCRIBER_A1, old, draft(2, 1)));
        assert_noop!(replace(&PRESCRIBER_A1, old, draft(3, 1)), Error::AlreadyCancelled);
    });
}
