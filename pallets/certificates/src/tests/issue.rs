//! Issuing batches.

use super::scenario::*;
use crate::{BatchStanding, Changes, Endorsement, NewBatch, NewSchema};

#[test]
fn batch_should_be_stored_under_its_derived_identifier_in_constant_size() {
    run(|| {
        register_schemas();
        let new = NewBatch { size: MAX_BATCH_SIZE, ..draft(&plain_schema(), 1) };
        let id = id_of(CLINIC, &new);
        assert_ok!(issue(&PHYSICIAN, new));

        let batch = record(id);
        assert_eq!(batch.name, new.name(CLINIC));
        assert_eq!((batch.root, batch.issuer, batch.licence), (new.root, PHYSICIAN, Some(7)));
        assert_eq!((batch.issued_at, batch.endorser, batch.endorsement), (START, None, Endorsement::None));
        assert_eq!(Changes::<Test>::iter().count(), 0, "an active certificate has no state of its own");
        let event = Event::BatchIssued { batch: id, schema: new.schema, organisation: CLINIC, size: MAX_BATCH_SIZE };
        assert_eq!(last_event(), event);
        assert_eq!(standing(id), BatchStanding::NotYetValid);
        pass(HOUR);
        assert_eq!(standing(id), BatchStanding::Active);
        assert_eq!(status(at(id, MAX_BATCH_SIZE - 1)), Status::Active);
    });
}

#[test]
fn batch_should_be_refused_when_its_identifier_is_taken_whatever_its_root() {
    run(|| {
        let id = issued(1);
        let again = draft(&plain_schema(), 1);
        assert_noop!(issue(&PHYSICIAN, again), Error::DuplicateBatch);
        let other_root = NewBatch { root: sp_core::H256::repeat_byte(6), ..again };
        assert_noop!(issue(&GATEWAY, other_root), Error::DuplicateBatch);
        assert_eq!(record(id).root, again.root);

        // Another organisation cannot take the identifier: its own is another one.
        assert_ok!(issue(&HOSPITAL_PHYSICIAN, again));
        assert_ne!(id_of(HOSPITAL, &again), id);
    });
}

#[test]
fn batch_should_be_refused_when_the_schema_does_not_permit_the_issuer() {
    run(|| {
        register_schemas();
        let unknown = NewBatch { schema: SchemaId(sp_core::H256::zero()), ..draft(&plain_schema(), 1) };
        assert_noop!(issue(&PHYSICIAN, unknown), Error::UnknownSchema);
        assert_noop!(issue(&PHARMACIST, draft(&plain_schema(), 1)), Error::KindNotPermitted);
        assert_noop!(issue(&STRAY, draft(&plain_schema(), 1)), Error::KindNotPermitted);
        assert_noop!(issue(&NURSE, draft(&endorsed_schema(), 1)), Error::ProfessionNotPermitted);
        assert_noop!(issue(&GATEWAY, draft(&endorsed_schema(), 1)), Error::ProfessionNotPermitted);
        for issuer in [PHYSICIAN, NURSE, GATEWAY, HOSPITAL_PHYSICIAN, HEALTH_OFFICER] {
            let number = u64::from(<AccountId as AsRef<[u8]>>::as_ref(&issuer)[0]);
            assert_ok!(issue(&issuer, draft(&plain_schema(), number)));
        }
        let retired = schema_id(&endorsed_schema());
        assert_ok!(retire_schema(&REGISTRAR, retired));
        assert_noop!(issue(&PHYSICIAN, draft(&endorsed_schema(), 1)), Error::SchemaRetired);
    });
}

#[test]
fn batch_should_be_refused_when_it_is_empty_or_too_large() {
    run(|| {
        register_schemas();
        let sized = |size| NewBatch { size, ..draft(&plain_schema(), 1) };
        assert_noop!(issue(&PHYSICIAN, sized(0)), Error::EmptyBatch);
        assert_noop!(issue(&PHYSICIAN, sized(MAX_BATCH_SIZE + 1)), Error::BatchTooLarge);
        assert_noop!(issue(&PHYSICIAN, sized(u32::MAX)), Error::BatchTooLarge);
        assert_ok!(issue(&PHYSICIAN, sized(1)));
    });
}

#[test]
fn batch_should_be_refused_when_it_is_smaller_than_its_schema_asks_for() {
    run(|| {
        let daily = NewSchema { name: b"sick-note".to_vec(), least_size: 16, ..plain_schema() };
        assert_ok!(register_schema(&REGISTRAR, daily.clone()));
        let sized = |size, number| NewBatch { size, ..draft(&daily, number) };
        assert_noop!(issue(&PHYSICIAN, sized(0, 1)), Error::EmptyBatch);
        assert_noop!(issue(&PHYSICIAN, sized(1, 1)), Error::BatchTooSmall);
        assert_noop!(issue(&PHYSICIAN, sized(15, 1)), Error::BatchTooSmall);
        assert_noop!(issue(&PHYSICIAN, sized(MAX_BATCH_SIZE + 1, 1)), Error::BatchTooLarge);
        for (number, size) in [(1, 16), (2, 17), (3, MAX_BATCH_SIZE)] {
            assert_ok!(issue(&PHYSICIAN, sized(size, number)));
        }
        // Which leaves belong to somebody the chain cannot tell: all have a status.
        let id = id_of(CLINIC, &sized(16, 1));
        for index in [0, 15] {
            assert_eq!(status(at(id, index)), Status::Active);
            assert_ok!(revoke(&PHYSICIAN, at(id, index)));
        }
        assert_noop!(revoke(&PHYSICIAN, at(id, 16)), Error::IndexOutOfRange);
    });
}

#[test]
fn batch_should_be_refused_when_its_validity_does_not_fit() {
    run(|| {
        register_schemas();
        let valid = |valid_from, valid_until| NewBatch { valid_from, valid_until, ..draft(&plain_schema(), 1) };
        let refused = |from, until, error: Error| {
            assert_noop!(issue(&PHYSICIAN, valid(from, until)), error);
        };
        refused(START, START, Error::EmptyValidity);
        refused(START + 1, START, Error::EmptyValidity);
        refused(Moment::MAX, 0, Error::EmptyValidity);
        refused(START - DAY, START, Error::AlreadyExpired);
        refused(START - DAY, START - 1, Error::AlreadyExpired);
        refused(START, START + 366 * DAY + 1, Error::ValidityTooLong);
        refused(0, Moment::MAX, Error::ValidityTooLong);
        refused(START + FurthestStart::get() + 1, START + 31 * DAY, Error::StartsTooLate);
        refused(Moment::MAX - 1, Moment::MAX, Error::StartsTooLate);

        // What was measured this morning, for a moment more.
        assert_ok!(issue(&PHYSICIAN, valid(START - DAY, START + 1)));
        assert_ok!(issue(&PHYSICIAN, valid(START + FurthestStart::get(), START + FurthestStart::get() + 366 * DAY)));
    });
}

#[test]
fn batch_should_be_issued_for_the_longest_validity_that_the_chain_permits() {
    run(|| {
        let birth = NewSchema { name: b"birth".to_vec(), longest_validity: LongestValidity::get(), ..plain_schema() };
        assert_ok!(register_schema(&REGISTRAR, birth.clone()));
        let new = draft(&birth, 1);
        let new = NewBatch { valid_until: new.valid_from + LongestValidity::get(), ..new };
        assert_ok!(issue(&PHYSICIAN, new));
        pass(LongestValidity::get());
        assert_eq!(standing(id_of(CLINIC, &new)), BatchStanding::Active);
    });
}

#[test]
fn batch_should_not_be_issued_by_who_has_no_right() {
    run(|| {
        register_schemas();
        let new = draft(&plain_schema(), 1);
        assert_noop!(issue(&STRANGER, new), Refusal::NoSeat);
        assert_noop!(issue(&REGISTRAR, new), Refusal::NoSeat);
        assert_noop!(issue(&SUSPENDED_SEAT, new), Refusal::SeatSuspended);
        assert_noop!(register_schema(&PHYSICIAN, plain_schema()), Refusal::NoSeat);
    });
}
