//! The shared cases of verification, on a proven state that tells their facts.

use super::fixture::*;
use crate::proof::{
    ProofError, StorageKey,
    facts::{Batch, Endorsement, Schema, keys},
    facts_from_proof, first_keys,
    storage::ProvenStorage,
};
use bogam_primitives::{
    Actor,
    certificate::{
        BatchFacts, CertificateReference, EndorsementFacts, EndorsementRefusalReason, Evidence, Facts, Question,
        Verdict, verify,
    },
};
use serde::Deserialize;

#[derive(Deserialize)]
struct Case {
    name: String,
    evidence: Evidence,
    facts: Facts,
    question: Question,
    verdict: Verdict,
}

#[derive(Deserialize)]
struct Vectors {
    cases: Vec<Case>,
}

/// Whether it is about rights that somebody lacked. The registry's records behind each of these are tried with the facts.
fn is_about_rights(facts: &Facts) -> bool {
    facts.batch.is_some_and(|batch| {
        let endorser_lacks = matches!(batch.endorsement, EndorsementFacts::Endorsed { lapse: Some(_), .. });
        batch.issuer_lapse.is_some() || endorser_lacks
    })
}

/// A state whose records say what the case does.
fn state_of(case: &Case) -> State {
    let (mut state, certificate) = (State::new(), case.evidence.certificate);
    let Some(BatchFacts { name, root, issued_at, endorsement, revoked, .. }) = case.facts.batch else { return state };
    let endorsement = match endorsement {
        EndorsementFacts::None => Endorsement::None,
        EndorsementFacts::Endorsed { at, .. } => {
            Endorsement::Endorsed { by: Actor { account: REGISTRAR, organisation: AUTHORITY, licence: None }, at }
        }
        EndorsementFacts::Refused { at } => Endorsement::Refused { reason: EndorsementRefusalReason::NotConfirmed, at },
    };
    let endorser = case.facts.schema.and_then(|schema| schema.endorsement);
    let record = Batch { name, root, issued_at, endorser, endorsement, revoked, ..batch() };
    state.put(keys::batch(certificate.batch), record);
    match case.facts.schema {
        Some(facts) => {
            let record = Schema { endorsement: facts.endorsement, retired_at: facts.retired_at, ..schema() };
            state.put(keys::schema(name.schema), record)
        }
        None => state.remove(keys::schema(name.schema)),
    };
    if !case.facts.history.is_empty() {
        state.put(keys::changes(certificate), case.facts.history.clone());
    }
    state
}

/// What a proof of the state tells about the certificate.
fn proven_facts(state: &State, certificate: CertificateReference) -> Facts {
    let mut keys = first_keys(certificate);
    loop {
        let nodes = state.prove(&keys);
        let proven = ProvenStorage::new(state.root(), nodes.iter().map(Vec::as_slice)).unwrap();
        match facts_from_proof(&proven, certificate) {
            Err(ProofError::NotProven { key, .. }) => keys.push(StorageKey(key)),
            facts => return facts.unwrap(),
        }
    }
}

#[test]
fn proof_should_lead_to_what_the_shared_cases_say() {
    let text = std::fs::read_to_string("../primitives/vectors/verification.json").unwrap();
    let Vectors { cases } = serde_json::from_str(&text).unwrap();
    let mut tried = 0;
    for case in cases.iter().filter(|case| !is_about_rights(&case.facts)) {
        let facts = proven_facts(&state_of(case), case.evidence.certificate);
        assert_eq!(facts, case.facts, "{}", case.name);
        assert_eq!(verify(&case.evidence, &facts, &case.question), case.verdict, "{}", case.name);
        tried += 1;
    }
    println!("{tried} of {} cases tried", cases.len());
    assert!(tried >= 60);
    // Of the others too the client finds what the file says, from the facts.
    for case in &cases {
        assert_eq!(verify(&case.evidence, &case.facts, &case.question), case.verdict, "{}", case.name);
    }
}
