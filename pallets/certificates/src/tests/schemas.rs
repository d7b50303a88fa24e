//! Registering and retiring schemas.

use super::scenario::*;
use crate::{NewSchema, Schemas};

#[test]
fn schema_should_be_stored_under_its_derived_identifier() {
    run(|| {
        let new = endorsed_schema();
        let id = schema_id(&new);
        assert_ok!(register_schema(&REGISTRAR, new.clone()));

        let schema = Pallet::schema(id).expect("it is registered");
        assert_eq!((schema.authority, schema.registered_at, schema.retired_at), (AUTHORITY, START, None));
        assert_eq!(schema.name.to_vec(), new.name);
        assert_eq!(schema.endorsement, Some(AUTHORITY));
        assert!(schema.professions.contains(&Profession::Physician) && schema.kinds.len() == 3);
        assert_eq!(last_event(), Event::SchemaRegistered { schema: id, authority: AUTHORITY });
    });
}

#[test]
fn schema_should_be_refused_when_its_name_and_version_are_taken_whatever_else_it_says() {
    run(|| {
        assert_ok!(register_schema(&REGISTRAR, plain_schema()));
        let other = NewSchema { longest_validity: DAY, ..plain_schema() };
        assert_noop!(register_schema(&SECOND_REGISTRAR, other), Error::DuplicateSchema);

        assert_ok!(register_schema(&REGISTRAR, NewSchema { version: 2, ..plain_schema() }));
        // Another authority has names of its own.
        assert_ok!(register_schema(&HEALTH_OFFICER, plain_schema()));
        assert_eq!(Schemas::<Test>::iter().count(), 3);
    });
}

#[test]
fn schema_should_be_refused_when_its_name_is_no_name() {
    run(|| {
        for name in [&b""[..], b"   ", b"a\nb", b"\xff\xfe", "탭\u{7}".as_bytes()] {
            let schema = NewSchema { name: name.to_vec(), ..plain_schema() };
            assert_noop!(register_schema(&REGISTRAR, schema), Error::InvalidName);
        }
        let long = NewSchema { name: vec![b'a'; MAX_NAME_LENGTH as usize + 1], ..plain_schema() };
        assert_noop!(register_schema(&REGISTRAR, long), Error::NameTooLong);
        let longest = NewSchema { name: vec![b'a'; MAX_NAME_LENGTH as usize], ..plain_schema() };
        assert_ok!(register_schema(&REGISTRAR, longest));
        assert_ok!(register_schema(&REGISTRAR, NewSchema { name: "진단서".into(), ..plain_schema() }));
    });
}

#[test]
fn schema_should_be_refused_when_nobody_or_somebody_twice_may_issue() {
    run(|| {
        let nobody = NewSchema { kinds: vec![], ..plain_schema() };
        assert_noop!(register_schema(&REGISTRAR, nobody), Error::NoIssuingKinds);
        let twice = NewSchema { kinds: vec![OrganisationKind::Clinic; 2], ..plain_schema() };
        assert_noop!(register_schema(&REGISTRAR, twice), Error::DuplicateIssuers);
        let many = NewSchema { professions: vec![Profession::Nurse; 1_000], ..plain_schema() };
        assert_noop!(register_schema(&REGISTRAR, many), Error::DuplicateIssuers);
    });
}

#[test]
fn schema_should_be_refused_when_its_least_size_is_out_of_range() {
    run(|| {
        for least_size in [0, MAX_BATCH_SIZE + 1, u32::MAX] {
            let schema = NewSchema { least_size, ..plain_schema() };
            assert_noop!(register_schema(&REGISTRAR, schema), Error::LeastSizeOutOfRange);
        }
        for (version, least_size) in [(1, 1), (2, 16), (3, MAX_BATCH_SIZE)] {
            let schema = NewSchema { version, least_size, ..plain_schema() };
            assert_ok!(register_schema(&REGISTRAR, schema.clone()));
            assert_eq!(Pallet::schema(schema_id(&schema)).map(|schema| schema.least_size), Some(least_size));
        }
    });
}

#[test]
fn schema_should_be_refused_when_its_longest_validity_is_out_of_range() {
    run(|| {
        for longest_validity in [0, LongestValidity::get() + 1, Moment::MAX] {
            let schema = NewSchema { longest_validity, ..plain_schema() };
            assert_noop!(register_schema(&REGISTRAR, schema), Error::LongestValidityOutOfRange);
        }
        let longest = NewSchema { longest_validity: LongestValidity::get(), ..plain_schema() };
        assert_ok!(register_schema(&REGISTRAR, longest));
    });
}

#[test]
fn schema_should_be_refused_when_the_endorser_is_no_active_authority() {
    run(|| {
        for endorser in [CLINIC, SUSPENDED_AUTHORITY, 1_000] {
            let schema = NewSchema { endorsement: Some(endorser), ..plain_schema() };
            assert_noop!(register_schema(&REGISTRAR, schema), Error::EndorserNotAnAuthority);
        }
        // It may be another authority than registers.
        let schema = NewSchema { endorsement: Some(HEALTH_OFFICE), ..plain_schema() };
        assert_ok!(register_schema(&REGISTRAR, schema));
    });
}

#[test]
fn schema_should_be_retired_once_and_only_by_who_registered_it() {
    run(|| {
        let id = schema_id(&plain_schema());
        assert_noop!(retire_schema(&REGISTRAR, id), Error::UnknownSchema);
        register_schemas();
        let batch = issued(1);
        assert_noop!(retire_schema(&HEALTH_OFFICER, id), Error::NotYourSchema);
        pass(DAY);
        assert_ok!(retire_schema(&SECOND_REGISTRAR, id));
        assert_eq!(last_event(), Event::SchemaRetired { schema: id, authority: AUTHORITY });
        assert_eq!(Pallet::schema(id).and_then(|schema| schema.retired_at), Some(START + DAY));

        assert_noop!(retire_schema(&REGISTRAR, id), Error::SchemaRetired);
        assert_noop!(issue(&PHYSICIAN, draft(&plain_schema(), 2)), Error::SchemaRetired);
        // It is not registered again, and what was issued is what it was.
        assert_noop!(register_schema(&REGISTRAR, plain_schema()), Error::DuplicateSchema);
        assert_eq!(standing(batch), crate::BatchStanding::Active);
        assert_ok!(suspend(&PHYSICIAN, at(batch, 0)));
    });
}
