//! Endorsing and refusing to.

use super::scenario::*;
use crate::{BatchStanding, Endorsement};

#[test]
fn batch_should_count_from_its_endorsement_on() {
    run(|| {
        let id = pending(1);
        pass(2 * HOUR);
        assert_eq!(standing(id), BatchStanding::EndorsementPending);
        assert_ok!(endorse(&REGISTRAR, id));
        assert_eq!(last_event(), Event::BatchEndorsed { batch: id, authority: AUTHORITY });
        assert_eq!(standing(id), BatchStanding::Active);
        let Endorsement::Endorsed { by, at } = record(id).endorsement else { panic!("it is endorsed") };
        assert_eq!((by.account, by.organisation, at), (REGISTRAR, AUTHORITY, START + 2 * HOUR));
    });
}

#[test]
fn endorsement_should_be_given_once_and_not_taken_back() {
    run(|| {
        let id = endorsed(1);
        assert_noop!(endorse(&SECOND_REGISTRAR, id), Error::AlreadyEndorsed);
        assert_noop!(refuse_endorsement(&SECOND_REGISTRAR, id), Error::AlreadyEndorsed);
        // The authority that changes its mind revokes.
        assert_ok!(revoke_batch(&SECOND_REGISTRAR, id));
    });
}

#[test]
fn refusal_should_be_final() {
    run(|| {
        let id = pending(1);
        assert_ok!(suspend(&PHYSICIAN, at(id, 1)));
        assert_ok!(refuse_endorsement(&REGISTRAR, id));
        assert_eq!(last_event(), Event::BatchRefused { batch: id, authority: AUTHORITY, reason: NOT_CONFIRMED });
        assert_eq!(standing(id), BatchStanding::EndorsementRefused);

        assert_noop!(endorse(&REGISTRAR, id), Error::EndorsementRefused);
        assert_noop!(refuse_endorsement(&REGISTRAR, id), Error::EndorsementRefused);
        assert_noop!(suspend(&PHYSICIAN, at(id, 0)), Error::EndorsementRefused);
        assert_noop!(reinstate(&PHYSICIAN, at(id, 1)), Error::EndorsementRefused);
        assert_noop!(revoke(&REGISTRAR, at(id, 0)), Error::EndorsementRefused);
        assert_noop!(supersede(&PHYSICIAN, at(id, 0), at(id, 2)), Error::EndorsementRefused);
        assert_noop!(revoke_batch(&PHYSICIAN, id), Error::EndorsementRefused);
        pass(60 * DAY);
        assert_eq!(standing(id), BatchStanding::EndorsementRefused);
    });
}

#[test]
fn endorsement_should_be_refused_when_it_is_not_asked_for_or_not_yours() {
    run(|| {
        let plain = issued(1);
        let id = pending(2);
        assert_noop!(endorse(&REGISTRAR, plain), Error::EndorsementNotRequired);
        assert_noop!(refuse_endorsement(&REGISTRAR, plain), Error::EndorsementNotRequired);
        assert_noop!(endorse(&HEALTH_OFFICER, id), Error::NotYourEndorsement);
        assert_noop!(refuse_endorsement(&HEALTH_OFFICER, id), Error::NotYourEndorsement);
        assert_noop!(endorse(&PHYSICIAN, id), Refusal::NoSeat);
        assert_noop!(endorse(&SUSPENDED_SEAT, id), Refusal::SeatSuspended);
        assert_noop!(endorse(&REGISTRAR, BatchId(sp_core::H256::zero())), Error::UnknownBatch);
    });
}

#[test]
fn endorsement_should_be_refused_when_the_batch_is_over() {
    run(|| {
        let (revoked, expired) = (pending(1), pending(2));
        assert_ok!(revoke_batch(&PHYSICIAN, revoked));
        assert_noop!(endorse(&REGISTRAR, revoked), Error::BatchRevoked);
        set_now(record(expired).name.valid_until);
        assert_noop!(endorse(&REGISTRAR, expired), Error::Expired);
        assert_noop!(refuse_endorsement(&REGISTRAR, expired), Error::Expired);
        assert_eq!(standing(expired), BatchStanding::Expired);
    });
}

#[test]
fn pending_batch_should_be_endorsed_although_its_schema_was_retired_since() {
    run(|| {
        let id = pending(1);
        assert_ok!(retire_schema(&REGISTRAR, schema_id(&endorsed_schema())));
        assert_ok!(endorse(&REGISTRAR, id));
    });
}
