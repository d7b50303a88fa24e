//! What patients do themselves.

use super::scenario::*;
use crate::{CancellationCause, NewPrescription, Standing, State, mock::*};
use bogam_primitives::traits::Holders;
use frame_support::{assert_noop, assert_ok};

#[test]
fn holder_call_should_be_refused_when_the_key_is_not_the_current_one() {
    run(|| {
        let id = issued(1, 2);
        issued(2, 1);
        // The next issue's key, and one of another prescription.
        for other in [key(11), key(20)] {
            assert_noop!(nominate(&other, id, None), Error::NotTheHolder);
            assert_noop!(decline(&other, id), Error::NotTheHolder);
            assert_noop!(request_renewal(&other, id), Error::NotTheHolder);
            assert_noop!(rotate(&other, id, 0, key(500)), Error::NotTheHolder);
        }
        assert_noop!(nominate(&STRANGER, id, None), Refusal::NotSponsored);
        assert_noop!(decline(&PRESCRIBER_A1, id), Refusal::NotSponsored);
    });
}

#[test]
fn nominate_should_name_a_pharmacy_or_none() {
    run(|| {
        let id = issued(1, 1);
        assert_noop!(nominate(&key(10), id, Some(CLINIC_B)), Error::NotADispenser);
        assert_ok!(nominate(&key(10), id, Some(PHARMACY_Q)));
        assert_events(&[Event::Nominated { prescription: id, issue: 0, dispenser: Some(PHARMACY_Q) }]);
        assert_ok!(nominate(&key(10), id, None));
        assert_eq!(record(id).nomination, None);
        assert_ok!(accept(&DISPENSER_P, id));
    });
}

#[test]
fn nominate_should_count_from_the_next_hold_on() {
    run(|| {
        let id = held(1, 1);
        assert_ok!(nominate(&key(10), id, Some(PHARMACY_Q)));
        assert_ok!(dispense(&DISPENSER_P, id, &[(0, 1, false)]));
        assert_ok!(give_back(&DISPENSER_P, id));
        assert_noop!(accept(&DISPENSER_P, id), Error::NominatedElsewhere);
    });
}

#[test]
fn nominate_and_rotate_should_be_refused_when_marked_or_ended() {
    run(|| {
        let id = held(1, 1);
        assert_ok!(cancel(&PRESCRIBER_A1, id));
        assert_noop!(nominate(&key(10), id, None), Error::CancellationPending);
        assert_noop!(rotate(&key(10), id, 0, key(500)), Error::CancellationPending);
        assert_noop!(decline(&key(10), id), Error::CancellationPending);

        let dispensed = held(2, 1);
        assert_ok!(complete(&DISPENSER_P, dispensed));
        assert_noop!(nominate(&key(20), dispensed, None), Error::AlreadyDispensed);
        assert_noop!(rotate(&key(20), dispensed, 0, key(500)), Error::AlreadyDispensed);
        assert_noop!(decline(&key(20), dispensed), Error::AlreadyDispensed);

        let cancelled = issued(3, 1);
        assert_ok!(cancel(&PRESCRIBER_A1, cancelled));
        assert_noop!(nominate(&key(30), cancelled, None), Refusal::NotSponsored);
        // Also when the key can act for another reason.
        assert_ok!(Sponsorship::sponsor(&key(30), ELSEWHERE));
        assert_noop!(nominate(&key(30), cancelled, None), Refusal::NotSponsored);
        assert_noop!(request_renewal(&key(30), cancelled), Refusal::NotSponsored);

        // Until a marked hold that has lapsed is settled, the key is told what is wrong.
        let lapsed = held(5, 1);
        assert_ok!(cancel(&PRESCRIBER_A1, lapsed));
        pass(HoldPeriod::get());
        assert!(signs(&key(50)));
        assert_noop!(nominate(&key(50), lapsed, None), Error::AlreadyCancelled);
        assert_noop!(rotate(&key(50), lapsed, 0, key(500)), Error::AlreadyCancelled);
        assert_noop!(decline(&key(50), lapsed), Error::AlreadyCancelled);
        assert_noop!(request_renewal(&key(50), lapsed), Error::AlreadyCancelled);
        assert_ok!(release_stale(&STRANGER, lapsed));
        assert!(!signs(&key(50)));

        let expired = issued(4, 1);
        set_now(record(expired).valid_until);
        assert_noop!(nominate(&key(40), expired, None), Error::Expired);
        assert_noop!(rotate(&key(40), expired, 0, key(500)), Error::Expired);
        assert_noop!(decline(&key(40), expired), Error::Expired);
        assert_ok!(request_renewal(&key(40), expired));
    });
}

#[test]
fn rotate_should_exchange_the_key_and_end_the_account_of_the_old_one() {
    run(|| {
        let id = issued(1, 2);
        begin_account(&key(11));
        System::set_block_number(7);
        assert_ok!(rotate(&key(11), id, 1, key(500)));
        assert_events(&[Event::HolderRotated { prescription: id, issue: 1 }]);
        assert_eq!(record(id).holders.to_vec(), [key(10), key(500)]);
        assert_eq!((owner_of(&key(11)), owner_of(&key(500))), (None, Some(id)));
        assert!(!signs(&key(11)));
        assert_eq!(sponsor_of(&key(500)), Some(CLINIC_A));
        assert_eq!(crate::Pallet::<Test>::signs_since(&key(10)), Some(1));
        assert_eq!(crate::Pallet::<Test>::signs_since(&key(500)), Some(7), "a new life begins with a later number");
        assert!(!has_account(&key(11)) && !has_account(&key(500)));
        assert_noop!(rotate(&key(11), id, 1, key(501)), Refusal::NotSponsored);
    });
}

#[test]
fn rotate_should_be_refused_when_the_issue_is_unknown_or_over_or_the_key_not_fresh() {
    run(|| {
        let id = held(1, 2);
        assert_noop!(rotate(&key(10), id, 2, key(500)), Error::UnknownIssue);
        assert_noop!(rotate(&key(10), id, 0, key(10)), Error::HolderKeyReused);
        assert_noop!(rotate(&key(10), id, 0, key(11)), Error::HolderKeyReused);
        assert_noop!(rotate(&key(10), id, 0, UNSPONSORABLE), Error::HolderKeyReused);
        assert_ok!(complete(&DISPENSER_P, id));
        assert_noop!(rotate(&key(10), id, 0, key(500)), Refusal::NotSponsored);
        // The next issue's key has no say about the one that is over.
        assert_noop!(rotate(&key(11), id, 0, key(500)), Error::NotTheHolder);
    });
}

#[test]
fn rotate_should_leave_the_hold_and_bar_the_old_paper() {
    run(|| {
        let id = held(1, 1);
        assert_ok!(rotate(&key(10), id, 0, key(500)));
        assert_ok!(dispense(&DISPENSER_P, id, &[(0, 1, false)]));
        assert_ok!(give_back(&DISPENSER_P, id));
        let old_paper = sign(&key(10), statement(id, PHARMACY_P));
        assert_noop!(accept_with(&DISPENSER_P, id, old_paper), Error::StatementSignatureInvalid);
        assert_ok!(accept(&DISPENSER_P, id));
    });
}

#[test]
fn decline_should_cancel_what_nobody_holds() {
    run(|| {
        let id = held(1, 2);
        assert_noop!(decline(&key(10), id), Error::CurrentlyHeld);
        assert_ok!(give_back(&DISPENSER_P, id));
        assert_ok!(decline(&key(10), id));
        let cause = CancellationCause::Declined;
        assert_eq!(record(id).state, State::Cancelled { cause, at: START });
        assert_events(&[Event::Cancelled { prescription: id, organisation: CLINIC_A, cause }]);
        assert!(!signs(&key(10)) && !signs(&key(11)));
    });
}

#[test]
fn renewal_should_be_requested_once_per_issue_also_when_dispensed() {
    run(|| {
        let id = held(1, 1);
        assert_ok!(complete(&DISPENSER_P, id));
        assert_eq!(standing(id), Standing::Dispensed);
        assert_ok!(request_renewal(&key(10), id));
        assert_events(&[Event::RenewalRequested { prescription: id, issue: 0, organisation: CLINIC_A }]);
        assert_noop!(request_renewal(&key(10), id), Error::RenewalAlreadyRequested);
    });
}

#[test]
fn renewal_should_be_possible_while_held_and_before_validity() {
    run(|| {
        let id = held(1, 1);
        assert_ok!(request_renewal(&key(10), id));
        let new = NewPrescription { valid_from: START + DAY, ..draft(2, 1) };
        let id = id_of(CLINIC_A, &new);
        assert_ok!(issue(&PRESCRIBER_A1, new));
        assert_ok!(request_renewal(&key(20), id));
    });
}
