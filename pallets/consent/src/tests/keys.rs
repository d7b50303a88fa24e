//! Registering subjects, and new keys in place of old ones.

use super::scenario::*;
use crate::{PendingKey, SubjectByKey, mock::*};
use bogam_primitives::traits::Holders;

#[test]
fn subject_should_be_registered_under_the_identifier_of_its_key() {
    run(|| {
        let id = registered(1);
        assert_eq!((subject(id).custodian, subject(id).key), (HOSPITAL, key(1)));
        assert_eq!(SubjectByKey::<Test>::get(key(1)), Some(id));
        assert!(Sponsorship::is_sponsored(&key(1)));
        assert_events(&[Event::SubjectRegistered { subject: id, custodian: HOSPITAL }]);
    });
}

#[test]
fn subjects_of_one_patient_should_be_unlinkable_at_two_custodians() {
    run(|| {
        registered(1);
        // Not even with one key: it would be the link.
        assert_noop!(register(&CLINIC_RECORDS_OFFICER, key(1), None), Error::KeyNotFresh);
        assert_ok!(register(&CLINIC_RECORDS_OFFICER, key(2), None));
        assert_ne!(SubjectId::derive(HOSPITAL, &key(1)), SubjectId::derive(CLINIC, &key(1)));
    });
}

#[test]
fn registration_should_be_refused_without_a_custodian_or_a_fresh_key() {
    run(|| {
        assert_noop!(register(&PHYSICIAN, key(1), None), sp_runtime::DispatchError::from(Refusal::NoSeat));
        assert_noop!(register(&SUSPENDED_SEAT, key(1), None), sp_runtime::DispatchError::from(Refusal::SeatSuspended));
        assert_ok!(Sponsorship::sponsor(&key(1), ELSEWHERE));
        assert_noop!(register(&RECORDS_OFFICER, key(1), None), Error::KeyNotFresh);
        let unsponsorable = register(&RECORDS_OFFICER, UNSPONSORABLE, None);
        assert_noop!(unsponsorable, sp_runtime::DispatchError::from(Refusal::CannotBeSponsored));
        let own = crate::Guardian { account: key(2), until: now() + DAY };
        assert_noop!(register(&RECORDS_OFFICER, key(2), Some(own)), Error::AlreadyAppointed);
    });
}

#[test]
fn identifier_should_stay_taken_when_its_key_is_free_again() {
    run(|| {
        let id = registered(1);
        assert_ok!(rotate_key(&key(1), id, key(2)));
        assert!(!Sponsorship::is_sponsored(&key(1)));
        assert_noop!(register(&RECORDS_OFFICER, key(1), None), Error::DuplicateSubject);
        assert_ok!(close_subject(&key(2), id));
        assert_noop!(register(&RECORDS_OFFICER, key(1), None), Error::DuplicateSubject);
    });
}

#[test]
fn key_should_be_rotated_by_itself_alone() {
    run(|| {
        let id = registered(1);
        let other = registered(2);
        assert_ok!(appoint_guardian(&key(1), id, guardian(3, DAY)));
        assert_ok!(appoint_delegate(&key(1), id, delegate(4, DAY)));
        assert_noop!(rotate_key(&key(2), id, key(9)), Error::NotTheSubject);
        assert_noop!(rotate_key(&key(3), id, key(9)), Error::OwnKeyNeeded);
        assert_noop!(rotate_key(&key(4), id, key(9)), Error::OwnKeyNeeded);
        assert_noop!(rotate_key(&key(1), id, key(2)), Error::KeyNotFresh);
        assert_noop!(rotate_key(&key(1), id, key(1)), Error::KeyNotFresh);
        assert_noop!(rotate_key(&key(1), id, key(3)), Error::KeyNotFresh);
        assert_noop!(rotate_key(&key(8), id, key(9)), sp_runtime::DispatchError::from(Refusal::NotSponsored));
        assert_noop!(rotate_key(&key(2), SubjectId::derive(9, &key(9)), key(9)), Error::UnknownSubject);

        assert_ok!(rotate_key(&key(1), id, key(9)));
        assert_events(&[Event::KeyRotated { subject: id }]);
        assert_eq!(SubjectByKey::<Test>::get(key(1)), None);
        assert_eq!(SubjectByKey::<Test>::get(key(9)), Some(id));
        // The old key is nobody's now.
        assert_noop!(decide(&key(1), id, permit()), sp_runtime::DispatchError::from(Refusal::NotSponsored));
        assert_ok!(decide(&key(9), id, permit()));
        assert_eq!(subject(other).key, key(2));
    });
}

#[test]
fn lost_key_should_be_replaced_after_the_delay_when_nobody_objects() {
    run(|| {
        let id = registered(1);
        assert_noop!(complete_key(&STRANGER, id), Error::NoKeyProposed);
        assert_noop!(propose_key(&CLINIC_RECORDS_OFFICER, id, key(9)), Error::NotYourSubject);
        assert_noop!(propose_key(&RECORDS_OFFICER, id, key(1)), Error::KeyNotFresh);
        assert_noop!(propose_key(&key(1), id, key(9)), sp_runtime::DispatchError::from(Refusal::NoSeat));
        assert_ok!(propose_key(&RECORDS_OFFICER, id, key(9)));
        let ready_at = now() + RotationDelay::get();
        assert_events(&[Event::KeyProposed { subject: id, ready_at }]);
        assert_eq!(subject(id).pending_key, Some(PendingKey { key: key(9), ready_at }));

        set_now(ready_at - 1);
        assert_noop!(complete_key(&STRANGER, id), Error::RotationDelayNotOver);
        assert_ok!(decide(&key(1), id, permit()));
        set_now(ready_at);
        assert_ok!(complete_key(&STRANGER, id));
        assert_eq!((subject(id).key, subject(id).pending_key), (key(9), None));
        assert!(!Sponsorship::is_sponsored(&key(1)));
    });
}

#[test]
fn new_proposal_should_start_the_delay_anew() {
    run(|| {
        let id = registered(1);
        assert_ok!(propose_key(&RECORDS_OFFICER, id, key(8)));
        pass(RotationDelay::get() - 1);
        assert_ok!(propose_key(&RECORDS_OFFICER, id, key(9)));
        pass(1);
        assert_noop!(complete_key(&STRANGER, id), Error::RotationDelayNotOver);
    });
}

#[test]
fn proposed_key_should_be_off_the_table_when_subject_or_guardian_objects() {
    run(|| {
        let id = registered(1);
        assert_ok!(appoint_guardian(&RECORDS_OFFICER, id, guardian(2, DAY)));
        assert_ok!(appoint_delegate(&key(1), id, delegate(3, DAY)));
        assert_noop!(object_to_key(&key(1), id), Error::NoKeyProposed);
        for objector in [key(1), key(2)] {
            assert_ok!(propose_key(&RECORDS_OFFICER, id, key(9)));
            assert_noop!(object_to_key(&key(3), id), Error::NotForDelegates);
            assert_ok!(object_to_key(&objector, id));
            assert_events(&[Event::KeyRefused { subject: id }]);
            assert_noop!(complete_key(&STRANGER, id), Error::NoKeyProposed);
        }
        // Whoever still has the key need not object: rotating does too.
        assert_ok!(propose_key(&RECORDS_OFFICER, id, key(9)));
        assert_ok!(rotate_key(&key(1), id, key(8)));
        assert_noop!(complete_key(&STRANGER, id), Error::NoKeyProposed);
    });
}

#[test]
fn proposed_key_should_be_refused_when_it_is_no_longer_fresh() {
    run(|| {
        let id = registered(1);
        assert_ok!(propose_key(&RECORDS_OFFICER, id, key(9)));
        assert_ok!(register(&CLINIC_RECORDS_OFFICER, key(9), None));
        pass(RotationDelay::get());
        assert_noop!(complete_key(&STRANGER, id), Error::KeyNotFresh);
    });
}
