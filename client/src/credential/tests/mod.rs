//! Credentials from the issuer's desk to the verifier's.

mod binding;
mod codes;
mod decoding;
mod interoperation;
mod issuing;
mod keys;
mod random_input;
mod status;

use super::{
    Algorithm, Certificate, Challenge, CredentialError, Expectation, IssueBatch, KeySet, PreparedBatch, Presentation,
    SigningKey, json,
};
use crate::messages::Explained;
use bogam_primitives::{
    Moment,
    certificate::{BatchFacts, EndorsementFacts, Facts, Question, SchemaFacts, SchemaId, Verdict},
};
use serde_json::{Map, Value, json};
use sp_core::H256;

/// 2026-11-21T09:00:00Z.
const NOW: Moment = 1_795_251_600_000;
const DAY: Moment = 24 * 3_600_000;
const AUTHORITY: u32 = 1;
const ISSUER: &str = "https://clinic.example/certificates";
const VERIFIER: &str = "https://border.example";
const NONCE: &str = "n-0S6_WzA2Mj";

fn fields(number: usize) -> Map<String, Value> {
    let fields = json!({
        "given_name": "소영",
        "family_name": format!("김{number}"),
        "birth_date": "1987-03-14",
        "vaccine": { "system": "http://hl7.org/fhir/sid/cvx", "code": "208" },
        "doses": 2,
        "lots": ["EL9261", "EL9262"],
        "titre": json::parse(b"12.50", super::Part::Credential).unwrap(),
    });
    fields.as_object().cloned().unwrap()
}

fn batch(certificates: Vec<Certificate>) -> IssueBatch {
    IssueBatch {
        genesis: H256::repeat_byte(7),
        organisation: 2,
        schema: SchemaId::derive(AUTHORITY, b"vaccination", 1),
        schema_name: "vaccination".into(),
        schema_version: 1,
        issuer: ISSUER.into(),
        valid_from: NOW - DAY,
        valid_until: NOW + 365 * DAY,
        nonce: H256::repeat_byte(9),
        issued_at: NOW - DAY,
        status_list: Some("https://clinic.example/status/1".into()),
        least_size: 1,
        certificates,
    }
}

/// A batch of three, and who takes part in it.
struct Desk {
    issuer: SigningKey,
    holder: SigningKey,
    prepared: PreparedBatch,
}

impl Desk {
    fn new(algorithm: Algorithm) -> Self {
        let [issuer, holder] = [SigningKey::generate(algorithm).unwrap(), SigningKey::generate(algorithm).unwrap()];
        let certificates = (0..3).map(|number| Certificate { holder: *holder.public(), fields: fields(number) });
        let prepared = batch(certificates.collect()).prepare(|_| {}).unwrap();
        Self { issuer, holder, prepared }
    }

    fn credential(&self) -> String {
        self.prepared.credential(1, &self.issuer).unwrap()
    }

    fn present(&self, fields: &[&str]) -> String {
        let credential = Presentation::decode_complete(&self.credential()).unwrap();
        credential.present(fields, VERIFIER, NONCE, NOW, &self.holder).unwrap()
    }

    fn keys(&self) -> KeySet {
        KeySet::new([*self.issuer.public()])
    }

    fn facts(&self) -> Facts {
        let batch = BatchFacts {
            name: *self.prepared.name(),
            root: self.prepared.root(),
            issued_at: NOW - DAY,
            issuer_lapse: None,
            endorsement: EndorsementFacts::None,
            revoked: None,
        };
        let schema = SchemaFacts { endorsement: None, retired_at: None };
        Facts { batch: Some(batch), schema: Some(schema), history: vec![] }
    }

    fn verdict(&self, verified: &super::Verified) -> Verdict {
        let question = Question { moment: NOW, presented_by: verified.presented_by };
        bogam_primitives::certificate::verify(&verified.evidence, &self.facts(), &question)
    }
}

fn challenge() -> Challenge<'static> {
    Challenge { audience: VERIFIER, nonce: NONCE, now: NOW, longest_age: 5 * 60_000 }
}

fn asked() -> Expectation<'static> {
    Expectation { genesis: Some(H256::repeat_byte(7)), challenge: Some(challenge()), issuer_keys: None }
}

/// The code of the error, which explains itself in both languages.
#[track_caller]
fn code<Answer: std::fmt::Debug, Error: Explained>(answer: Result<Answer, Error>) -> &'static str {
    let error = answer.expect_err("it should be refused");
    assert!(!error.to_string().is_empty() && error.korean().chars().any(|c| ('가'..='힣').contains(&c)), "{error}");
    Explained::code(&error)
}

/// The payload of the issuer-signed JWT of a credential.
fn payload_of(text: &str) -> Value {
    let payload = text.split('.').nth(1).unwrap();
    serde_json::from_slice(&json::decode(payload, super::Part::Credential).unwrap()).unwrap()
}

/// A JWT with any header and any payload, signed by `key`.
fn jwt(header: &Value, payload: &Value, key: &SigningKey) -> String {
    let text = format!("{}.{}", json::encode(header.to_string()), json::encode(payload.to_string()));
    let signature = key.sign(text.as_bytes()).unwrap();
    format!("{text}.{}", json::encode(signature))
}

/// The header of a credential.
fn header() -> Value {
    json!({ "alg": "ES256", "typ": "dc+sd-jwt" })
}

/// The credential with another payload, signed anew, and with its disclosures.
fn resigned(desk: &Desk, change: impl FnOnce(&mut Value)) -> String {
    let credential = desk.credential();
    let mut payload = payload_of(&credential);
    change(&mut payload);
    let (_, disclosures) = credential.split_once('~').unwrap();
    format!("{}~{disclosures}", jwt(&header(), &payload, &desk.issuer))
}

fn decode(text: &str) -> Result<Presentation, CredentialError> {
    Presentation::decode(text)
}
