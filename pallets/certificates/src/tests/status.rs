//! Suspending, reinstating, revoking and superseding.

use super::scenario::*;
use crate::{BatchStanding, Changes};

#[test]
fn status_should_change_for_one_certificate_alone_and_keep_its_history() {
    run(|| {
        let id = endorsed(1);
        pass(2 * HOUR);
        assert_ok!(suspend(&PHYSICIAN, at(id, 3)));
        let event = Event::StatusChanged { certificate: at(id, 3), change: Change::Suspended(REVIEW), by: CLINIC };
        assert_eq!(last_event(), event);
        pass(HOUR);
        assert_ok!(reinstate(&NURSE, at(id, 3)));
        pass(HOUR);
        assert_ok!(revoke(&GATEWAY, at(id, 3)));

        let history = Pallet::history(at(id, 3)).expect("it is there").into_inner();
        let entry = |change, hour| StatusChange { change, at: START + hour * HOUR, by: CLINIC };
        let expected =
            [entry(Change::Suspended(REVIEW), 2), entry(Change::Reinstated, 3), entry(Change::Revoked(FRAUD), 4)];
        assert_eq!(history, expected);
        assert_eq!(Changes::<Test>::iter().count(), 1, "the other certificates have no state");
        assert_eq!(status(at(id, 2)), Status::Active);

        let status_at = |hours| Pallet::status(at(id, 3), START + hours * HOUR).expect("it is there");
        assert_eq!(status_at(1), Status::Active);
        assert_eq!(status_at(2), Status::Suspended(REVIEW));
        assert_eq!(status_at(3), Status::Active);
        assert_eq!(status_at(4), Status::Revoked(FRAUD));
    });
}

#[test]
fn revoked_certificate_should_never_come_back() {
    run(|| {
        let id = endorsed(1);
        assert_ok!(revoke(&PHYSICIAN, at(id, 0)));
        for _ in 0..2 {
            assert_noop!(revoke(&PHYSICIAN, at(id, 0)), Error::AlreadyRevoked);
            assert_noop!(suspend(&REGISTRAR, at(id, 0)), Error::AlreadyRevoked);
            assert_noop!(reinstate(&REGISTRAR, at(id, 0)), Error::AlreadyRevoked);
            assert_noop!(supersede(&PHYSICIAN, at(id, 0), at(id, 1)), Error::AlreadyRevoked);
            pass(DAY);
        }
    });
}

#[test]
fn superseded_certificate_should_never_come_back() {
    run(|| {
        let (old, new) = (issued(1), issued(2));
        assert_ok!(supersede(&PHYSICIAN, at(old, 0), at(new, 5)));
        let change = Change::Superseded(at(new, 5));
        assert_eq!(last_event(), Event::StatusChanged { certificate: at(old, 0), change, by: CLINIC });
        assert_eq!(status(at(old, 0)), Status::Superseded(at(new, 5)));
        assert_noop!(revoke(&PHYSICIAN, at(old, 0)), Error::AlreadySuperseded);
        assert_noop!(suspend(&PHYSICIAN, at(old, 0)), Error::AlreadySuperseded);
        assert_noop!(reinstate(&PHYSICIAN, at(old, 0)), Error::AlreadySuperseded);
        assert_noop!(supersede(&PHYSICIAN, at(old, 0), at(new, 6)), Error::AlreadySuperseded);
    });
}

#[test]
fn status_should_be_changed_by_issuer_and_endorser_alone() {
    run(|| {
        let (plain, id) = (issued(1), endorsed(2));
        for other in [HOSPITAL_PHYSICIAN, PHARMACIST, HEALTH_OFFICER] {
            assert_noop!(suspend(&other, at(id, 0)), Error::NotYourBatch);
            assert_noop!(reinstate(&other, at(id, 0)), Error::NotYourBatch);
            assert_noop!(revoke(&other, at(id, 0)), Error::NotYourBatch);
            assert_noop!(revoke_batch(&other, id), Error::NotYourBatch);
            assert_noop!(supersede(&other, at(id, 0), at(id, 1)), Error::NotTheIssuer);
        }
        // An authority that has not to endorse has no say.
        assert_noop!(revoke(&REGISTRAR, at(plain, 0)), Error::NotYourBatch);
        assert_noop!(revoke(&STRANGER, at(id, 0)), Refusal::NoSeat);
        assert_noop!(revoke(&SUSPENDED_SEAT, at(id, 0)), Refusal::SeatSuspended);
        assert_noop!(supersede(&REGISTRAR, at(id, 0), at(id, 1)), Refusal::NoSeat);
        for (index, officer) in [PHYSICIAN, NURSE, GATEWAY, REGISTRAR, SECOND_REGISTRAR].into_iter().enumerate() {
            assert_ok!(revoke(&officer, at(id, index as u32)));
        }
    });
}

#[test]
fn suspension_of_the_authority_should_be_lifted_by_it_alone() {
    run(|| {
        let id = endorsed(1);
        assert_noop!(reinstate(&PHYSICIAN, at(id, 0)), Error::NotSuspended);
        assert_ok!(suspend(&REGISTRAR, at(id, 0)));
        assert_noop!(suspend(&PHYSICIAN, at(id, 0)), Error::AlreadySuspended);
        assert_noop!(reinstate(&PHYSICIAN, at(id, 0)), Error::SuspendedByAuthority);
        assert_noop!(supersede(&PHYSICIAN, at(id, 0), at(id, 2)), Error::SuspendedByAuthority);
        assert_ok!(reinstate(&SECOND_REGISTRAR, at(id, 0)));
        assert_noop!(reinstate(&SECOND_REGISTRAR, at(id, 0)), Error::NotSuspended);

        assert_ok!(suspend(&PHYSICIAN, at(id, 0)));
        assert_ok!(reinstate(&REGISTRAR, at(id, 0)));
        // While the authority suspends, the issuer may still revoke.
        assert_ok!(suspend(&REGISTRAR, at(id, 1)));
        assert_ok!(revoke(&PHYSICIAN, at(id, 1)));
    });
}

#[test]
fn history_should_always_leave_room_for_the_end() {
    run(|| {
        let (id, revocable, suspended) = (issued(1), 0, 1);
        for index in [revocable, suspended] {
            for _ in 0..(MAX_CHANGES - 1) / 2 {
                assert_ok!(suspend(&PHYSICIAN, at(id, index)));
                assert_ok!(reinstate(&PHYSICIAN, at(id, index)));
            }
            assert_noop!(suspend(&PHYSICIAN, at(id, index)), Error::TooManyChanges);
        }
        assert_ok!(revoke(&PHYSICIAN, at(id, revocable)));
        assert_ok!(supersede(&PHYSICIAN, at(id, suspended), at(id, 2)));
        assert_eq!(changes(at(id, revocable)).len(), MAX_CHANGES as usize - 1);
    });
}

#[test]
fn status_should_be_refused_when_there_is_no_such_certificate() {
    run(|| {
        let id = issued(1);
        for index in [100, 101, u32::MAX] {
            assert_noop!(suspend(&PHYSICIAN, at(id, index)), Error::IndexOutOfRange);
            assert_noop!(reinstate(&PHYSICIAN, at(id, index)), Error::IndexOutOfRange);
            assert_noop!(revoke(&PHYSICIAN, at(id, index)), Error::IndexOutOfRange);
            assert_noop!(supersede(&PHYSICIAN, at(id, index), at(id, 0)), Error::IndexOutOfRange);
            assert_eq!(Pallet::status(at(id, index), now()), None);
        }
        let unknown = BatchId(sp_core::H256::zero());
        assert_noop!(revoke(&PHYSICIAN, at(unknown, 0)), Error::UnknownBatch);
        assert_noop!(supersede(&PHYSICIAN, at(unknown, 0), at(id, 0)), Error::UnknownBatch);
        assert_noop!(revoke_batch(&PHYSICIAN, unknown), Error::UnknownBatch);
        assert_ok!(revoke(&PHYSICIAN, at(id, 99)));
    });
}

#[test]
fn expired_certificate_should_only_be_revoked() {
    run(|| {
        let id = issued(1);
        assert_ok!(suspend(&PHYSICIAN, at(id, 1)));
        set_now(record(id).name.valid_until);
        let fresh = issued(2);
        assert_noop!(suspend(&PHYSICIAN, at(id, 0)), Error::Expired);
        assert_noop!(reinstate(&PHYSICIAN, at(id, 1)), Error::Expired);
        assert_noop!(supersede(&PHYSICIAN, at(id, 0), at(fresh, 0)), Error::Expired);
        assert_ok!(revoke(&PHYSICIAN, at(id, 0)));
        assert_ok!(revoke(&PHYSICIAN, at(id, 1)));
        assert_ok!(revoke_batch(&PHYSICIAN, id));
    });
}

#[test]
fn successor_should_be_another_active_certificate_of_the_same_issuer() {
    run(|| {
        let (id, dead, foreign) = (issued(1), issued(2), draft(&plain_schema(), 3));
        assert_ok!(issue(&HOSPITAL_PHYSICIAN, foreign));
        let foreign = id_of(HOSPITAL, &foreign);
        let refused = |successor, error: Error| {
            assert_noop!(supersede(&PHYSICIAN, at(id, 0), successor), error);
        };
        refused(at(id, 0), Error::SuccessorIsItself);
        refused(at(BatchId(sp_core::H256::zero()), 0), Error::UnknownSuccessor);
        refused(at(dead, 100), Error::UnknownSuccessor);
        refused(at(foreign, 0), Error::SuccessorOfAnother);
        assert_ok!(suspend(&PHYSICIAN, at(dead, 1)));
        refused(at(dead, 1), Error::SuccessorNotActive);
        assert_ok!(revoke(&PHYSICIAN, at(dead, 2)));
        refused(at(dead, 2), Error::SuccessorNotActive);
        // Neither back nor in a circle.
        assert_ok!(supersede(&PHYSICIAN, at(id, 1), at(id, 2)));
        assert_noop!(supersede(&PHYSICIAN, at(id, 2), at(id, 1)), Error::SuccessorNotActive);
        assert_ok!(revoke_batch(&PHYSICIAN, dead));
        refused(at(dead, 3), Error::SuccessorNotActive);
        let unendorsed = pending(4);
        assert_ok!(refuse_endorsement(&REGISTRAR, unendorsed));
        refused(at(unendorsed, 0), Error::SuccessorNotActive);
        // One that is yet to be endorsed will do, and so will one of the same batch.
        assert_ok!(supersede(&PHYSICIAN, at(id, 3), at(pending(5), 0)));
        pass(DAY);
        let newer = issued(6);
        set_now(record(id).name.valid_until);
        assert_noop!(supersede(&PHYSICIAN, at(newer, 0), at(id, 4)), Error::SuccessorNotActive);
    });
}

#[test]
fn batch_should_be_revoked_as_a_whole_once_and_for_good() {
    run(|| {
        let (mine, endorsers) = (endorsed(1), endorsed(2));
        pass(2 * HOUR);
        assert_ok!(suspend(&PHYSICIAN, at(mine, 1)));
        assert_ok!(revoke_batch(&NURSE, mine));
        assert_eq!(last_event(), Event::BatchRevoked { batch: mine, reason: FRAUD, by: CLINIC });
        assert_ok!(revoke_batch(&REGISTRAR, endorsers));
        assert_eq!(last_event(), Event::BatchRevoked { batch: endorsers, reason: FRAUD, by: AUTHORITY });
        assert_eq!(standing(mine), BatchStanding::Revoked);
        assert_eq!(Changes::<Test>::iter().count(), 1, "no certificate's own state is touched");

        assert_noop!(revoke_batch(&REGISTRAR, mine), Error::BatchRevoked);
        assert_noop!(suspend(&PHYSICIAN, at(mine, 0)), Error::BatchRevoked);
        assert_noop!(reinstate(&PHYSICIAN, at(mine, 1)), Error::BatchRevoked);
        assert_noop!(revoke(&PHYSICIAN, at(mine, 0)), Error::BatchRevoked);
        assert_noop!(supersede(&PHYSICIAN, at(mine, 0), at(mine, 2)), Error::BatchRevoked);
        assert_noop!(endorse(&REGISTRAR, mine), Error::BatchRevoked);
        assert_noop!(
            issue(
                &PHYSICIAN,
                crate::NewBatch {
                    valid_from: START + HOUR,
                    valid_until: START + HOUR + 30 * DAY,
                    ..draft(&endorsed_schema(), 1)
                }
            ),
            Error::DuplicateBatch
        );
    });
}
