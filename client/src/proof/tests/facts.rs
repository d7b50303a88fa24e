//! From records to facts, as the chain itself gathers them.

use super::fixture::*;
use crate::proof::{
    ProofError, check_chain,
    facts::{Batch, Endorsement, LastRuntimeUpgrade, Organisation, Schema, keys},
    facts_from_proof, moment_of,
};
use bogam_primitives::{
    Capacity, OrganisationKind,
    certificate::{
        BatchFacts, BatchRevocation, Change, EndorsementFacts, EndorsementRefusalReason, Facts, Finding, Lapse,
        RevocationReason, SchemaFacts, StatusChange, SuspensionReason, verify,
    },
    entitlement::{
        CompromisedSpan, LicenceChange, LicenceStatus, OrganisationChange, OrganisationStatus, SeatInterval,
    },
    time::DAY,
};
use codec::Compact;
use sp_core::H256;

fn facts(state: &State) -> Facts {
    facts_from_proof(&state.proven(), certificate()).unwrap()
}

fn findings(state: &State) -> Vec<Finding> {
    verify(&evidence(), &facts(state), &question()).findings
}

#[test]
fn facts_should_be_what_the_records_say() {
    let expected = Facts {
        batch: Some(BatchFacts {
            name: batch_name(),
            root: batch().root,
            issued_at: ISSUED_AT,
            issuer_lapse: None,
            endorsement: EndorsementFacts::Endorsed { at: ENDORSED_AT, lapse: None },
            revoked: None,
        }),
        schema: Some(SchemaFacts { endorsement: Some(AUTHORITY), retired_at: None }),
        history: vec![],
    };
    assert_eq!(facts(&State::new()), expected);
    assert_eq!(findings(&State::new()), []);
    assert_eq!(moment_of(&State::new().proven()), Ok(NOW));
}

#[test]
fn facts_should_be_none_when_the_batch_is_proven_to_be_unknown() {
    let mut state = State::new();
    state.remove(keys::batch(certificate().batch));
    assert_eq!(facts(&state), Facts::default());
    assert_eq!(findings(&state), [Finding::UnknownBatch]);
}

#[test]
fn facts_should_have_the_history_of_the_certificate() {
    let history = vec![
        StatusChange { change: Change::Suspended(SuspensionReason::UnderReview), at: NOW - DAY, by: CLINIC },
        StatusChange { change: Change::Revoked(RevocationReason::Fraud), at: NOW, by: AUTHORITY },
    ];
    let mut state = State::new();
    state.history(history.clone());
    assert_eq!(facts(&state).history, history);
    assert_eq!(findings(&state), [Finding::Revoked(RevocationReason::Fraud)]);
}

#[test]
fn facts_should_have_what_was_said_of_the_batch() {
    let mut state = State::new();
    let revoked = BatchRevocation { reason: RevocationReason::SourceWithdrawn, at: NOW - DAY, by: CLINIC };
    let refused = Endorsement::Refused { reason: EndorsementRefusalReason::NotConfirmed, at: ENDORSED_AT };
    state.put(keys::batch(certificate().batch), Batch { revoked: Some(revoked), endorsement: refused, ..batch() });
    state.put(keys::schema(schema_id()), Schema { retired_at: Some(NOW), ..schema() });
    assert_eq!(
        findings(&state),
        [Finding::EndorsementRefused, Finding::BatchRevoked(RevocationReason::SourceWithdrawn), Finding::SchemaRetired]
    );
    state.put(keys::batch(certificate().batch), Batch { endorsement: Endorsement::None, ..batch() });
    state.remove(keys::schema(schema_id()));
    assert_eq!(findings(&state), [Finding::UnknownSchema]);
}

#[test]
fn lapse_should_be_found_by_the_registrys_own_rule() {
    type Alter = fn(&mut State);
    fn licence_was(state: &mut State, status: LicenceStatus, since: u64) {
        let change = LicenceChange { status, reason: None, valid_until: NOW + DAY, since };
        let first = LicenceChange { status: LicenceStatus::Active, since: 0, ..change };
        state.put(keys::licence_history(LICENCE), vec![first, change]);
    }
    fn seat_is(state: &mut State, seat: SeatInterval) {
        state.put(keys::seats(&PHYSICIAN), vec![seat]);
    }
    let cases: [(&str, Option<Lapse>, Alter); 13] = [
        ("never a seat", Some(Lapse::NoSeat), |state| {
            state.remove(keys::seats(&PHYSICIAN));
        }),
        ("withdrawn before", Some(Lapse::NoSeat), |state| {
            let own = seat(CLINIC, Capacity::IssueCertificate, Some(LICENCE));
            seat_is(state, SeatInterval { until: Some(ISSUED_AT), ..own });
        }),
        ("withdrawn after", None, |state| {
            let own = seat(CLINIC, Capacity::IssueCertificate, Some(LICENCE));
            seat_is(state, SeatInterval { until: Some(ISSUED_AT + 1), ..own });
        }),
        ("another capacity", Some(Lapse::NoSeat), |state| {
            seat_is(state, seat(CLINIC, Capacity::Prescribe, Some(LICENCE)));
        }),
        ("a seat elsewhere", Some(Lapse::NoSeat), |state| {
            // Entitled, but for another organisation than the batch names.
            state.put(keys::organisation(5), organisation(OrganisationKind::Hospital));
            let change = OrganisationChange { status: OrganisationStatus::Active, reason: None, since: 0 };
            state.put(keys::organisation_history(5), vec![change]);
            seat_is(state, seat(5, Capacity::IssueCertificate, Some(LICENCE)));
        }),
        ("key compromised", Some(Lapse::KeyCompromised), |state| {
            let own = seat(CLINIC, Capacity::IssueCertificate, Some(LICENCE));
            seat_is(state, SeatInterval { until: Some(NOW), compromised_since: Some(ISSUED_AT), ..own });
        }),
        ("admin's key compromised at the grant", Some(Lapse::KeyCompromised), |state| {
            let span = CompromisedSpan { since: 0, until: DAY };
            let clinic = Organisation { compromised: vec![span], ..organisation(OrganisationKind::Clinic) };
            state.put(keys::organisation(CLINIC), clinic);
        }),
        ("organisation suspended", Some(Lapse::OrganisationInactive), |state| {
            let change = |status, since| OrganisationChange { status, reason: None, since };
            let history = vec![
                change(OrganisationStatus::Active, 0),
                change(OrganisationStatus::Suspended, ISSUED_AT - 1),
                change(OrganisationStatus::Active, ISSUED_AT + 1),
            ];
            state.put(keys::organisation_history(CLINIC), history);
        }),
        ("no licence", Some(Lapse::LicenceMissing), |state| {
            seat_is(state, seat(CLINIC, Capacity::IssueCertificate, None));
        }),
        ("licence suspended then", Some(Lapse::LicenceSuspended), |state| {
            licence_was(state, LicenceStatus::Suspended, ISSUED_AT);
        }),
        ("licence revoked then", Some(Lapse::LicenceRevoked), |state| {
            licence_was(state, LicenceStatus::Revoked, ISSUED_AT);
        }),
        ("licence revoked later", None, |state| {
            licence_was(state, LicenceStatus::Revoked, ISSUED_AT + 1);
        }),
        ("licence over", Some(Lapse::LicenceNotInForce), |state| {
            let change =
                LicenceChange { status: LicenceStatus::Active, reason: None, valid_until: ISSUED_AT, since: 0 };
            state.put(keys::licence_history(LICENCE), vec![change]);
        }),
    ];
    for (name, lapse, alter) in cases {
        let mut state = State::new();
        alter(&mut state);
        assert_eq!(facts(&state).batch.unwrap().issuer_lapse, lapse, "{name}");
    }
}

#[test]
fn endorsers_lapse_should_be_found_too() {
    let mut state = State::new();
    let own = seat(AUTHORITY, Capacity::EndorseCertificate, None);
    let stolen = SeatInterval { until: Some(NOW), compromised_since: Some(ENDORSED_AT), ..own };
    state.put(keys::seats(&REGISTRAR), vec![stolen]);
    assert_eq!(findings(&state), [Finding::EndorserNotEntitled(Lapse::KeyCompromised)]);
    // To issue is not to endorse.
    state.put(keys::seats(&REGISTRAR), vec![seat(AUTHORITY, Capacity::IssueCertificate, Some(LICENCE))]);
    assert_eq!(findings(&state), [Finding::EndorserNotEntitled(Lapse::NoSeat)]);
}

#[test]
fn facts_should_be_refused_when_anything_they_need_is_not_proven() {
    let state = State::new();
    let all = state.keys();
    // The runtime's version, block zero and the clock are not facts about the certificate.
    for left_out in &all[3..] {
        let keys: Vec<_> = all.iter().filter(|key| *key != left_out).cloned().collect();
        let nodes = state.prove(&keys);
        let proven = crate::proof::ProvenStorage::new(state.root(), nodes.iter().map(Vec::as_slice)).unwrap();
        match facts_from_proof(&proven, certificate()) {
            Err(ProofError::NotProven { key, .. }) => assert_eq!(key, left_out.0),
            // Whoever is not there is on the way to somebody else.
            Ok(_) => assert!(proven.read("value", left_out).is_ok()),
            Err(error) => panic!("{error}"),
        }
    }
}

#[test]
fn chain_should_be_refused_when_it_is_another() {
    let mut state = State::new();
    assert_eq!(check_chain(&state.proven(), GENESIS), Ok(()));
    assert_eq!(check_chain(&state.proven(), H256::zero()), Err(ProofError::OtherChain));
    state.remove(keys::block_hash(0));
    assert_eq!(check_chain(&state.proven(), GENESIS), Err(ProofError::OtherChain));
}

#[test]
fn chain_should_be_refused_when_its_runtime_is_unknown() {
    for (version, name) in [(0, "bogam"), (u32::MAX, "bogam"), (1, "node")] {
        let mut state = State::new();
        state.put(keys::runtime(), LastRuntimeUpgrade { version: Compact(version), name: name.into() });
        let unknown = ProofError::UnknownRuntime { name: name.into(), version };
        assert_eq!(check_chain(&state.proven(), GENESIS), Err(unknown));
    }
    let mut state = State::new();
    state.remove(keys::runtime());
    assert_eq!(check_chain(&state.proven(), GENESIS).unwrap_err().code(), "proof_unknown_form");
}
