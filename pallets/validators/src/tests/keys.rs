//! Session keys, and the roots of past sessions.

use super::scenario::*;
use codec::Encode;
use frame_support::traits::{Get, KeyOwnerProofSystem};
use pallet_session::historical::{HistoricalSessions, StoredRange};
use sp_runtime::{key_types::DUMMY, testing::UintAuthorityId};

#[test]
fn keys_should_not_be_purged_past_the_pallet() {
    run(|| {
        for account in [validator(1), validator(5)] {
            let refused = dispatch(RuntimeOrigin::signed(account), pallet_session::Call::purge_keys {});
            assert_eq!(refused, Err(frame_system::Error::<Test>::CallFiltered.into()));
        }
    });
}

#[test]
fn keys_should_be_refused_to_be_released_while_they_are_needed() {
    run(|| {
        assert_noop!(release_keys(validator(5), validator(5)), Error::NoSessionKeys);
        assert_noop!(release_keys(validator(4), validator(4)), Error::KeysInUse);
        assert_ok!(leave(validator(4), validator(4)));
        assert_noop!(release_keys(validator(4), validator(4)), Error::KeysInUse);
        sessions(1);
        assert_eq!(candidate(validator(4)), None);
        assert_noop!(release_keys(validator(4), validator(4)), Error::KeysInUse);
        sessions(1);
        assert_ok!(release_keys(validator(4), validator(4)));
        assert_eq!(Session::load_keys(&validator(4)), None);
        assert_eq!(events().last(), Some(&Event::KeysReleased { account: validator(4) }));
        // The key is free, and may be another account's.
        assert_ok!(set_keys(spare(4), validator(4)));
    });
}

#[test]
fn keys_of_an_admitted_validator_should_be_refused_to_be_released_before_it_serves() {
    run(|| {
        join(5);
        assert_noop!(release_keys(validator(5), validator(5)), Error::KeysInUse);
    });
}

#[test]
fn keys_should_be_released_by_anyone_once_the_account_acts_for_nobody() {
    run(|| {
        assert_ok!(set_keys(validator(5), 500));
        assert_noop!(release_keys(STRANGER, validator(5)), Error::KeysOfMember);
        Staff::remove(validator(5));
        assert_ok!(release_keys(STRANGER, validator(5)));
        assert_eq!(System::consumers(&validator(5)), 0, "nothing depends on the account any more");
    });
}

#[test]
fn rotated_keys_should_be_used_two_sessions_later() {
    run(|| {
        assert_ok!(set_keys(validator(2), 200));
        sessions(1);
        assert_eq!(Authorities::get(), of(1..=4));
        sessions(1);
        assert_eq!(Authorities::get(), vec![validator(1), 200, validator(3), validator(4)]);
    });
}

#[test]
fn roots_should_be_kept_for_as_long_as_offences_can_be_reported() {
    run(|| {
        assert_eq!(StoredRange::<Test>::get(), Some((0, 2)), "those of genesis are there");
        for _ in 0..20 {
            sessions(1);
            check();
        }
        let depth: u32 = <Test as crate::Config>::HistoryDepth::get();
        assert_eq!(StoredRange::<Test>::get(), Some((20 - depth, 22)));
        assert_eq!(HistoricalSessions::<Test>::iter().count(), depth as usize + 2);
    });
}

#[test]
fn ownership_of_a_key_should_be_provable_later_when_its_validator_has_left() {
    run(|| {
        let key = |number: u64| (DUMMY, UintAuthorityId(number).encode());
        let proof = Historical::prove(key(validator(4))).expect("it serves");
        assert_ok!(leave(validator(4), validator(4)));
        sessions(3);
        assert_eq!(active(), of(1..=3));
        let owner = Historical::check_proof(key(validator(4)), proof.clone());
        assert_eq!(owner, Some((validator(4), ())));
        assert_eq!(Historical::check_proof(key(99), proof.clone()), None, "it proves nothing of others");
        sessions(HISTORY_DEPTH as usize);
        assert_eq!(Historical::check_proof(key(validator(4)), proof), None, "it is too long ago");
    });
}

#[test]
fn ownership_of_a_rotated_key_should_be_provable_with_the_session_s_root() {
    run(|| {
        assert_ok!(set_keys(validator(2), 200));
        settle();
        let key = (DUMMY, UintAuthorityId(200).encode());
        let proof = Historical::prove(key.clone()).expect("it is in use");
        sessions(2);
        assert_eq!(Historical::check_proof(key, proof), Some((validator(2), ())), "not with an older one");
    });
}
