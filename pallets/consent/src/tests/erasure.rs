//! Erasure, and the end of a subject.

use super::scenario::*;
use crate::{Decisions, ErasureScope, Erasures, SubjectByKey, mock::*};
use bogam_primitives::{consent::Author, traits::Holders};
use sp_core::H256;
use sp_runtime::DispatchError;

fn record(number: u8) -> ErasureScope {
    ErasureScope::Record(Commitment(H256::repeat_byte(number)))
}

#[test]
fn erasure_should_be_requested_confirmed_and_seen_when_overdue() {
    run(|| {
        let id = registered(1);
        let deadline = now() + ErasurePeriod::get();
        assert_ok!(request_erasure(&key(1), id, record(1)));
        assert_events(&[Event::ErasureRequested { subject: id, number: 0, custodian: HOSPITAL, deadline }]);
        let view = || crate::Pallet::<Test>::erasures(id);
        assert!(!view()[0].overdue);
        assert_eq!(view()[0].erasure.requested_by, Author::Subject);
        set_now(deadline);
        assert!(view()[0].overdue);

        assert_noop!(confirm_erasure(&CLINIC_RECORDS_OFFICER, id, 0), Error::NotYourSubject);
        assert_noop!(confirm_erasure(&key(1), id, 0), DispatchError::from(Refusal::NoSeat));
        assert_noop!(confirm_erasure(&RECORDS_OFFICER, id, 1), Error::UnknownErasure);
        assert_ok!(confirm_erasure(&RECORDS_OFFICER, id, 0));
        assert_events(&[Event::ErasureConfirmed { subject: id, number: 0 }]);
        assert!(!view()[0].overdue);
        assert_noop!(confirm_erasure(&RECORDS_OFFICER, id, 0), Error::ErasureAlreadyConfirmed);
    });
}

#[test]
fn erasure_should_be_refused_when_it_is_pending_already_or_not_ones_own() {
    run(|| {
        let id = registered(1);
        assert_ok!(appoint_delegate(&key(1), id, delegate(2, DAY)));
        assert_noop!(request_erasure(&key(2), id, record(1)), Error::NotForDelegates);
        assert_ok!(request_erasure(&key(1), id, record(1)));
        assert_noop!(request_erasure(&key(1), id, record(1)), Error::ErasureAlreadyRequested);
        assert_ok!(confirm_erasure(&RECORDS_OFFICER, id, 0));
        // What was confirmed may turn out not to be done.
        assert_ok!(request_erasure(&key(1), id, record(1)));
    });
}

#[test]
fn subject_should_end_with_everything_that_belongs_to_it() {
    run(|| {
        let id = registered(1);
        let project = approved(1);
        assert_ok!(appoint_guardian(&key(1), id, guardian(2, DAY)));
        assert_ok!(appoint_delegate(&key(1), id, delegate(3, DAY)));
        assert_ok!(decide(&key(1), id, permit()));
        assert_ok!(opt_in(&key(1), id, project));
        assert_ok!(consent_broadly(&key(1), id, broad()));
        assert_ok!(propose_key(&RECORDS_OFFICER, id, key(4)));
        assert!(ask(&PHYSICIAN, id, request()).releases());

        assert_noop!(close_subject(&key(3), id), Error::NotForDelegates);
        assert_noop!(close_subject(&RECORDS_OFFICER, id), Error::RecordsNotErased);
        assert_ok!(close_subject(&key(1), id));
        assert_events(&[Event::SubjectClosed { subject: id }]);
        assert_eq!(cohort(project), 0);
        assert!(!SubjectByKey::<Test>::contains_key(key(1)) && !Decisions::<Test>::contains_key(id));
        assert!([key(1), key(2), key(3)].iter().all(|key| !Sponsorship::is_sponsored(key)));
        // Nor is there a next decision: the identifier stays taken.
        assert_eq!(next_decision(id), 0);
        assert_noop!(register(&RECORDS_OFFICER, key(1), None), Error::DuplicateSubject);
        // The receipts stay readable.
        assert_eq!(crate::Pallet::<Test>::receipts(id, None, 10).receipts.len(), 1);

        // Closed stays closed, whoever holds a key of his own elsewhere.
        let other = registered(5);
        assert_ne!(id, other);
        assert_noop!(decide(&key(5), id, permit()), Error::SubjectClosed);
        assert_noop!(confirm_erasure(&RECORDS_OFFICER, id, 0), Error::SubjectClosed);
        assert_noop!(propose_key(&RECORDS_OFFICER, id, key(9)), Error::SubjectClosed);
        assert_noop!(close_subject(&RECORDS_OFFICER, id), Error::SubjectClosed);
        assert_noop!(revoke(&key(5), id, ConsentId(H256::zero())), Error::SubjectClosed);
    });
}

#[test]
fn custodian_should_close_a_subject_only_when_everything_is_erased() {
    run(|| {
        let id = registered(1);
        assert_noop!(close_subject(&CLINIC_RECORDS_OFFICER, id), Error::NotYourSubject);
        assert_ok!(request_erasure(&key(1), id, record(1)));
        assert_noop!(close_subject(&key(1), id), Error::ErasurePending);
        assert_ok!(confirm_erasure(&RECORDS_OFFICER, id, 0));
        assert_noop!(close_subject(&RECORDS_OFFICER, id), Error::RecordsNotErased);
        assert_ok!(request_erasure(&key(1), id, ErasureScope::Everything));
        assert_noop!(close_subject(&RECORDS_OFFICER, id), Error::RecordsNotErased);
        assert_ok!(confirm_erasure(&RECORDS_OFFICER, id, 1));
        assert_ok!(request_erasure(&key(1), id, record(2)));
        assert_noop!(close_subject(&RECORDS_OFFICER, id), Error::ErasurePending);
        assert_ok!(confirm_erasure(&RECORDS_OFFICER, id, 2));
        assert_ok!(close_subject(&RECORDS_OFFICER, id));
        assert_eq!(Erasures::<Test>::get(id).len(), 3);
    });
}
