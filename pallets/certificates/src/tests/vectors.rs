//! The shared cases of verification, on the state of a chain to which their facts really happened.

use super::scenario::*;
use crate::{Call, NewBatch, NewSchema};
use bogam_primitives::certificate::{
    BatchFacts, BatchName, BatchRevocation, EndorsementFacts, Evidence, Facts, Finding, Question, StatusChange, Verdict,
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

/// Whether no chain can come to such facts: the file has them for who gathers facts elsewhere.
fn is_impossible(case: &Case) -> bool {
    let found = |wanted: &[Finding]| case.verdict.findings.iter().any(|finding| wanted.contains(finding));
    // The chain looks its batch up by the name in the evidence, and never loses a schema.
    found(&[Finding::OtherBatch, Finding::UnknownSchema])
}

/// Makes the facts happen, in the order of their moments, and yields whether the chain then tells exactly them.
fn make_happen(case: &Case) -> bool {
    register_schemas();
    let certificate = case.evidence.certificate;
    let Some(BatchFacts { name, root, issued_at, issuer_lapse, endorsement, revoked }) = case.facts.batch else {
        return Pallet::facts(certificate) == case.facts;
    };
    let BatchName { organisation, schema, size, valid_from, valid_until, nonce } = name;
    assert_eq!(organisation, CLINIC);
    set_now(issued_at);
    assert_ok!(issue(&PHYSICIAN, NewBatch { schema, root, size, valid_from, valid_until, nonce }));

    // When, who, what.
    let mut deeds: Vec<(Moment, AccountId, Call<Test>)> = vec![];
    let batch = BatchId::derive(&name);
    match endorsement {
        EndorsementFacts::None => {}
        EndorsementFacts::Endorsed { at, .. } => deeds.push((at, REGISTRAR, Call::endorse { batch })),
        EndorsementFacts::Refused { at } => {
            deeds.push((at, REGISTRAR, Call::refuse_endorsement { batch, reason: NOT_CONFIRMED }));
        }
    }
    for StatusChange { change, at, by } in &case.facts.history {
        assert_eq!(*by, CLINIC);
        deeds.push((*at, PHYSICIAN, call(certificate, *change)));
    }
    if let Some(retired_at) = case.facts.schema.and_then(|schema| schema.retired_at) {
        deeds.push((retired_at, REGISTRAR, Call::retire_schema { schema }));
    }
    if let Some(BatchRevocation { reason, at, .. }) = revoked {
        deeds.push((at, PHYSICIAN, Call::revoke_batch { batch, reason }));
    }
    deeds.sort_by_key(|(at, ..)| *at);
    for (at, who, deed) in deeds {
        set_now(at.max(now()));
        assert_ok!(dispatch(RuntimeOrigin::signed(who), deed));
    }

    // What comes to light about who did so.
    if let Some(lapse) = issuer_lapse {
        Lapses::insert(PHYSICIAN, (issued_at, lapse));
    }
    if let EndorsementFacts::Endorsed { at, lapse: Some(lapse) } = endorsement {
        Lapses::insert(REGISTRAR, (at, lapse));
    }
    Pallet::facts(certificate) == case.facts
}

fn call(certificate: CertificateReference, change: Change) -> Call<Test> {
    match change {
        Change::Suspended(reason) => Call::suspend { certificate, reason },
        Change::Reinstated => Call::reinstate { certificate },
        Change::Revoked(reason) => Call::revoke { certificate, reason },
        Change::Superseded(successor) => Call::supersede { certificate, successor },
    }
}

#[test]
fn view_function_should_find_what_the_shared_cases_say_on_real_state() {
    let text = std::fs::read_to_string("../../primitives/vectors/verification.json").expect("the file is there");
    let vectors: Vectors = serde_json::from_str(&text).expect("the file is made of cases");
    let (mut built, mut left) = (0, vec![]);
    for case in vectors.cases {
        if is_impossible(&case) {
            left.push(case.name);
            continue;
        }
        run(|| {
            assert!(make_happen(&case), "{}: the chain tells other facts", case.name);
            assert_eq!(Pallet::verify(case.evidence, case.question), case.verdict, "{}", case.name);
        });
        built += 1;
    }
    println!("{built} cases built on the chain; not possible there: {left:?}");
    assert!(built >= 60 && left.len() <= 3);
}

#[test]
fn schemas_of_the_cases_should_be_those_of_the_tests() {
    let schema = |new: NewSchema| (schema_id(&new), new.endorsement);
    let of_cases = |name: &[u8]| SchemaId::derive(9, name, 1);
    assert_eq!(schema(plain_schema()), (of_cases(b"laboratory-result"), None));
    assert_eq!(schema(endorsed_schema()), (of_cases(b"vaccination"), Some(9)));
}
