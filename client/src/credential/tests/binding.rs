//! Presenting, and the proof that the holder presents.

use super::*;
use crate::credential::IssuerSignature;
use bogam_primitives::certificate::Finding;

/// A presentation with another key binding.
fn bound(desk: &Desk, header: Value, change: impl FnOnce(&mut Value), key: &SigningKey) -> String {
    let content = Presentation::decode(&desk.present(&["doses"])).unwrap().content().to_owned();
    let mut payload = json!({
        "iat": NOW / 1000,
        "aud": VERIFIER,
        "nonce": NONCE,
        "sd_hash": json::encode(sp_crypto_hashing::sha2_256(content.as_bytes())),
    });
    change(&mut payload);
    format!("{content}{}", jwt(&header, &payload, key))
}

fn binding_header() -> Value {
    json!({ "alg": "ES256", "typ": "kb+jwt" })
}

fn verify(text: &str) -> Result<crate::credential::Verified, CredentialError> {
    Presentation::decode(text)?.verify(&asked())
}

#[test]
fn key_binding_should_be_refused_when_it_answers_something_else() {
    let desk = Desk::new(Algorithm::Es256);
    let refused = |change: &dyn Fn(&mut Value)| code(verify(&bound(&desk, binding_header(), change, &desk.holder)));
    assert!(verify(&bound(&desk, binding_header(), |_| {}, &desk.holder)).is_ok());
    assert_eq!(
        refused(&|payload| payload["aud"] = json!("https://border.example/")),
        "credential_key_binding_other_audience"
    );
    assert_eq!(refused(&|payload| payload["nonce"] = json!("other")), "credential_key_binding_other_nonce");
    let other = json::encode([1; 32]);
    assert_eq!(refused(&|payload| payload["sd_hash"] = json!(other)), "credential_key_binding_other_content");
    let seconds = NOW / 1000;
    assert_eq!(refused(&|payload| payload["iat"] = json!(seconds + 61)), "credential_key_binding_from_future");
    assert_eq!(refused(&|payload| payload["iat"] = json!(u64::MAX)), "credential_key_binding_from_future");
    assert_eq!(refused(&|payload| payload["iat"] = json!(seconds - 361)), "credential_key_binding_too_old");
    assert_eq!(refused(&|payload| payload["iat"] = json!(0)), "credential_key_binding_too_old");
    for sound in [seconds + 60, seconds - 360] {
        verify(&bound(&desk, binding_header(), |payload| payload["iat"] = json!(sound), &desk.holder)).unwrap();
    }
    for name in ["iat", "aud", "nonce", "sd_hash"] {
        let remove = |payload: &mut Value| drop(payload.as_object_mut().unwrap().shift_remove(name));
        assert_eq!(refused(&remove), "credential_missing_member", "{name}");
        assert_eq!(refused(&|payload| payload[name] = json!([])), "credential_bad_member", "{name}");
    }
    assert_eq!(refused(&|payload| payload["exp"] = json!(1)), "credential_unexpected_member");
}

#[test]
fn key_binding_should_be_refused_when_somebody_else_made_it() {
    let desk = Desk::new(Algorithm::Es256);
    let thief = SigningKey::generate(Algorithm::Es256).unwrap();
    assert_eq!(code(verify(&bound(&desk, binding_header(), |_| {}, &thief))), "credential_bad_key_binding");
    let other_kind = SigningKey::generate(Algorithm::EdDsa).unwrap();
    let header = json!({ "alg": "EdDSA", "typ": "kb+jwt" });
    assert_eq!(code(verify(&bound(&desk, header, |_| {}, &other_kind))), "credential_unexpected_algorithm");
    let none = json!({ "alg": "none", "typ": "kb+jwt" });
    assert_eq!(code(verify(&bound(&desk, none, |_| {}, &desk.holder))), "credential_unsigned");
    let wrong = json!({ "alg": "ES256", "typ": "dc+sd-jwt" });
    assert_eq!(code(verify(&bound(&desk, wrong, |_| {}, &desk.holder))), "credential_wrong_type");
    // A damaged signature is refused even by who has not asked for the proof.
    let text = bound(&desk, binding_header(), |_| {}, &thief);
    let unasked = Presentation::decode(&text).unwrap().verify(&Expectation::default());
    assert_eq!(code(unasked), "credential_bad_key_binding");
}

#[test]
fn presentation_should_be_refused_when_its_disclosures_were_changed_afterwards() {
    let desk = Desk::new(Algorithm::Es256);
    let credential = desk.credential();
    let text = desk.present(&["doses", "vaccine"]);
    let parts: Vec<_> = text.split('~').collect();
    let withheld = [parts[0], parts[1], parts[3]].join("~");
    assert_eq!(code(verify(&withheld)), "credential_key_binding_other_content");
    let swapped = [parts[0], parts[2], parts[1], parts[3]].join("~");
    assert_eq!(code(verify(&swapped)), "credential_key_binding_other_content");
    let added = [parts[0], credential.split('~').nth(1).unwrap(), parts[1], parts[2], parts[3]].join("~");
    assert_eq!(code(verify(&added)), "credential_key_binding_other_content");
}

#[test]
fn holder_should_not_be_proven_when_nothing_was_asked_or_answered() {
    let desk = Desk::new(Algorithm::Es256);
    let print = Presentation::decode(&desk.credential()).unwrap().conceal(&["doses"]).unwrap();
    assert_eq!(code(verify(&print)), "credential_key_binding_missing");
    for text in [&print, &desk.present(&["doses"])] {
        let verified = Presentation::decode(text).unwrap().verify(&Expectation::default()).unwrap();
        assert_eq!(verified.presented_by, None);
        assert_eq!(verified.issuer_signature, IssuerSignature::NotChecked);
        assert_eq!(Value::from(verified.fields.clone()), json!({ "doses": 2 }));
        let verdict = desk.verdict(&verified);
        assert_eq!((verdict.valid, verdict.findings), (true, vec![Finding::HolderNotProven]));
    }
}

#[test]
fn credential_should_be_refused_when_it_is_for_another_chain() {
    let desk = Desk::new(Algorithm::Es256);
    let expected = Expectation { genesis: Some(H256::zero()), ..asked() };
    assert_eq!(code(Presentation::decode(&desk.present(&[])).unwrap().verify(&expected)), "credential_other_chain");
}

#[test]
fn issuer_signature_should_be_refused_when_it_does_not_fit_the_published_keys() {
    let desk = Desk::new(Algorithm::Es256);
    let text = desk.present(&["doses"]);
    let presentation = Presentation::decode(&text).unwrap();
    let other = SigningKey::generate(Algorithm::Es256).unwrap();
    let with = |presentation: &Presentation, keys: &KeySet| {
        presentation.verify(&Expectation { issuer_keys: Some(keys), ..Expectation::default() })
    };
    assert_eq!(code(with(&presentation, &KeySet::new([*other.public()]))), "credential_unknown_issuer_key");
    assert_eq!(code(with(&presentation, &KeySet::default())), "credential_unknown_issuer_key");
    assert!(with(&presentation, &KeySet::new([*other.public(), *desk.issuer.public()])).is_ok());
    // Another key under the same identifier.
    let mut set = KeySet::new([*other.public()]).to_json();
    set["keys"][0]["kid"] = json!(desk.issuer.public().key_id());
    let set = KeySet::parse(set.to_string().as_bytes()).unwrap();
    assert_eq!(code(with(&presentation, &set)), "credential_bad_issuer_signature");
    // Signed by a stranger, without an identifier.
    let forged = jwt(&header(), &payload_of(&desk.credential()), &other);
    let forged = Presentation::decode(&format!("{forged}~")).unwrap();
    assert_eq!(code(with(&forged, &desk.keys())), "credential_bad_issuer_signature");
    // A key of another kind never fits.
    let kind = SigningKey::generate(Algorithm::EdDsa).unwrap();
    assert_eq!(code(with(&forged, &KeySet::new([*kind.public()]))), "credential_bad_issuer_signature");
}

#[test]
fn presenting_should_be_refused_when_fields_key_or_question_do_not_fit() {
    let desk = Desk::new(Algorithm::Es256);
    let credential = Presentation::decode_complete(&desk.credential()).unwrap();
    let other = SigningKey::generate(Algorithm::Es256).unwrap();
    let present =
        |fields: &[&str], audience: &str, nonce: &str, key| credential.present(fields, audience, nonce, NOW, key);
    assert_eq!(code(present(&["weight"], VERIFIER, NONCE, &desk.holder)), "credential_no_such_field");
    assert_eq!(code(present(&["doses", "doses"], VERIFIER, NONCE, &desk.holder)), "credential_duplicate_field");
    assert_eq!(code(present(&[], VERIFIER, NONCE, &other)), "credential_other_holder_key");
    assert_eq!(code(present(&[], "", NONCE, &desk.holder)), "credential_bad_member");
    assert_eq!(code(present(&[], VERIFIER, "", &desk.holder)), "credential_bad_member");
    assert_eq!(code(present(&[], VERIFIER, &"n".repeat(257), &desk.holder)), "credential_bad_member");
    // What was presented can be shown again with less, but not presented by who has not the key.
    let shown = Presentation::decode(&desk.present(&["doses", "vaccine"])).unwrap();
    let less = shown.present(&["doses"], "https://other.example", "1", NOW, &desk.holder).unwrap();
    assert_eq!(Presentation::decode(&less).unwrap().disclosures().len(), 1);
}
