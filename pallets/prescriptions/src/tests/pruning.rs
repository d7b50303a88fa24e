//! Stale holds, and the removal of what has ended.

use super::scenario::*;
use crate::{ByHolder, Fills, NewPrescription, Prescriptions, Standing, mock::*};
use bogam_primitives::PrescriptionId;
use frame_support::{assert_noop, assert_ok};
use sp_core::H256;

#[test]
fn release_stale_should_end_only_a_hold_past_its_deadline() {
    run(|| {
        let id = issued(1, 1);
        assert_noop!(release_stale(&STRANGER, id), Error::NotHeld);
        assert_ok!(accept(&DISPENSER_P, id));
        pass(HoldPeriod::get() - 1);
        assert_noop!(release_stale(&STRANGER, id), Error::HoldNotStale);
        pass(1);
        assert_ok!(release_stale(&STRANGER, id));
        assert_events(&[Event::HoldLapsed { prescription: id, dispenser: PHARMACY_P }]);
        assert_eq!(standing(id), Standing::Active);
        assert_noop!(release_stale(&STRANGER, id), Error::NotHeld);
        assert_noop!(release_stale(&STRANGER, PrescriptionId(H256::zero())), Error::UnknownPrescription);
    });
}

#[test]
fn release_stale_should_be_refused_when_ended() {
    run(|| {
        let [dispensed, cancelled] = [held(1, 1), issued(2, 1)];
        assert_ok!(complete(&DISPENSER_P, dispensed));
        assert_ok!(cancel(&PRESCRIBER_A1, cancelled));
        assert_noop!(release_stale(&STRANGER, dispensed), Error::AlreadyDispensed);
        assert_noop!(release_stale(&STRANGER, cancelled), Error::AlreadyCancelled);
    });
}

#[test]
fn prune_should_remove_everything_when_retention_is_over() {
    run(|| {
        let id = held(1, 2);
        assert_ok!(dispense(&DISPENSER_P, id, &[(0, 1, false)]));
        assert_ok!(withdraw(&DISPENSER_P, id, 0));
        assert_ok!(complete(&DISPENSER_P, id));
        pass(5 * DAY);
        assert_ok!(accept(&DISPENSER_P, id));
        assert_ok!(complete(&DISPENSER_P, id));

        // Validity is over before retention here.
        let kept_until = now() + Retention::get();
        set_now(kept_until - 1);
        assert_noop!(prune(&STRANGER, id), Error::RetentionNotOver);
        set_now(kept_until);
        assert_ok!(prune(&STRANGER, id));
        assert_events(&[Event::Pruned { prescription: id, organisation: CLINIC_A }]);
        assert_eq!(Prescriptions::<Test>::iter().count(), 0);
        assert_eq!(Fills::<Test>::iter().count(), 0);
        assert_eq!(ByHolder::<Test>::iter().count(), 0);
        assert!(!signs(&key(10)) && !signs(&key(11)));
        assert_noop!(prune(&STRANGER, id), Error::UnknownPrescription);
    });
}

#[test]
fn prune_should_wait_for_the_end_of_validity_when_it_is_later_than_retention() {
    run(|| {
        let new = NewPrescription { valid_until: START + 120 * DAY, ..draft(1, 1) };
        let (id, until) = (id_of(CLINIC_A, &new), new.valid_until);
        assert_ok!(issue(&PRESCRIBER_A1, new));
        assert_ok!(cancel(&PRESCRIBER_A1, id));
        set_now(until - 1);
        assert_noop!(prune(&STRANGER, id), Error::RetentionNotOver);
        set_now(until);
        assert_ok!(prune(&STRANGER, id));
    });
}

#[test]
fn prune_should_remove_an_expired_one_after_retention_and_release_its_keys() {
    run(|| {
        let id = issued(1, 3);
        let until = record(id).valid_until;
        set_now(until - 1);
        assert_noop!(prune(&STRANGER, id), Error::NotEnded);
        set_now(until);
        assert_noop!(prune(&STRANGER, id), Error::RetentionNotOver);
        assert!(signs(&key(10)));
        set_now(until + Retention::get());
        assert_ok!(prune(&STRANGER, id));
        assert!(!signs(&key(10)));
    });
}

#[test]
fn account_of_a_key_should_outlive_its_issue_and_end_with_the_prescription() {
    run(|| {
        let id = held(1, 2);
        begin_account(&key(10));
        begin_account(&key(11));
        assert_ok!(complete(&DISPENSER_P, id));
        assert!(!signs(&key(10)) && has_account(&key(10)), "the numbers of what it has signed are not forgotten");
        assert_ok!(withdraw(&DISPENSER_P, id, 0));
        assert!(signs(&key(10)), "it may go on where it was");
        assert_ok!(cancel(&PRESCRIBER_A1, id));
        assert!(!signs(&key(10)) && !has_account(&key(10)) && !has_account(&key(11)));
        assert_eq!(owner_of(&key(10)), Some(id), "it still leads to its prescription");
        pass_retention(id);
        assert_ok!(prune(&STRANGER, id));
        assert_eq!(owner_of(&key(10)), None);
    });
}

#[test]
fn prune_should_be_refused_while_held() {
    run(|| {
        let id = issued(1, 1);
        set_now(record(id).valid_until - 1);
        assert_ok!(accept(&DISPENSER_P, id));
        pass(DAY);
        assert_noop!(prune(&STRANGER, id), Error::CurrentlyHeld);
    });
}

#[test]
fn prune_should_settle_a_marked_stale_hold_on_the_way() {
    run(|| {
        let id = held(1, 3);
        assert_ok!(cancel(&PRESCRIBER_A1, id));
        pass_retention(id);
        assert!(signs(&key(12)));
        assert_ok!(prune(&STRANGER, id));
        assert!(!signs(&key(12)));
    });
}

#[test]
fn prune_should_remove_a_full_log() {
    run(|| {
        let id = held(1, 1);
        for fill in 0..12 {
            assert_ok!(dispense(&DISPENSER_P, id, &[(0, 1, false)]));
            assert_ok!(withdraw(&DISPENSER_P, id, fill));
        }
        pass_retention(id);
        assert_ok!(prune(&STRANGER, id));
        assert_eq!(Fills::<Test>::iter().count(), 0);
    });
}

#[test]
fn identifier_should_stay_unusable_after_pruning() {
    run(|| {
        let new = draft(1, 1);
        let id = id_of(CLINIC_A, &new);
        assert_ok!(issue(&PRESCRIBER_A1, new.clone()));
        assert_ok!(decline(&key(10), id));
        assert_noop!(issue(&PRESCRIBER_A1, new.clone()), Error::DuplicatePrescription);
        pass_retention(id);
        assert_ok!(prune(&STRANGER, id));
        // The identifier contains the end of validity, so only the same end makes the same identifier.
        let fresh = |new| NewPrescription { holders: vec![key(500)], ..new };
        assert_noop!(issue(&PRESCRIBER_A1, fresh(new.clone())), Error::AlreadyExpired);
        let later = fresh(NewPrescription { valid_from: now(), valid_until: now() + DAY, ..new });
        assert_ne!(id_of(CLINIC_A, &later), id);
        assert_ok!(issue(&PRESCRIBER_A1, later));
    });
}

#[test]
fn links_should_outlive_the_pruning_of_what_they_name() {
    run(|| {
        let old = issued(1, 1);
        let new = NewPrescription { valid_until: START + 120 * DAY, ..draft(2, 1) };
        let successor = id_of(CLINIC_A, &new);
        assert_ok!(replace(&PRESCRIBER_A1, old, new));
        pass_retention(old);
        assert_ok!(prune(&STRANGER, old));
        assert_eq!(record(successor).replaces, Some(old));
    });
}
