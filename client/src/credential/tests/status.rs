//! Status lists, written and read.

use super::*;
use crate::credential::status_list::{
    Bitstring, Entry, FEWEST_ENTRIES, LARGEST_LIST, ListExpectation, ListTerms, MOST_ENTRIES, Purpose, StatusList,
    TokenList,
};
use bogam_primitives::certificate::{BatchId, CertificateReference, RevocationReason, Status, SuspensionReason};
use flate2::{
    Compression,
    write::{GzEncoder, ZlibEncoder},
};
use std::io::Write;

const URI: &str = "https://clinic.example/status/1";

fn terms() -> ListTerms {
    ListTerms { uri: URI.into(), issuer: ISSUER.into(), at: NOW, until: NOW + DAY }
}

fn list() -> StatusList {
    let successor = CertificateReference { batch: BatchId(H256::zero()), index: 9 };
    let entries = [
        (0, Status::Revoked(RevocationReason::Fraud)),
        (7, Status::Suspended(SuspensionReason::UnderReview)),
        (8, Status::Superseded(successor)),
        (9, Status::Suspended(SuspensionReason::LegalOrder)),
        (9, Status::Active),
        (10, Status::Suspended(SuspensionReason::LegalOrder)),
        (10, Status::Revoked(RevocationReason::WrongPerson)),
        (199_999, Status::Revoked(RevocationReason::Fraud)),
    ];
    StatusList::new(200_000, entries).unwrap()
}

fn expecting<'a>(keys: &'a KeySet, now: Moment) -> ListExpectation<'a> {
    ListExpectation { uri: URI, issuer: ISSUER, keys, now }
}

#[test]
fn bitstring_should_tell_each_status_that_was_listed() {
    let key = SigningKey::generate(Algorithm::Es256).unwrap();
    let keys = KeySet::new([*key.public()]);
    for (purpose, set) in [(Purpose::Revocation, &[0, 8, 10, 199_999][..]), (Purpose::Suspension, &[7])] {
        let text = list().bitstring_credential(purpose, &terms(), &key).unwrap();
        println!("a list of 200,000 entries for {}: {} bytes", purpose.name(), text.len());
        let read = Bitstring::read(&text, &expecting(&keys, NOW)).unwrap();
        assert_eq!(read.purpose(), purpose);
        for index in (0..20).chain(199_990..200_000) {
            assert_eq!(read.is_set(index).unwrap(), set.contains(&index), "{index}");
        }
        assert_eq!(code(read.is_set(200_000)), "status_list_no_such_entry");
        assert_eq!(code(read.is_set(u64::MAX)), "status_list_no_such_entry");
        let payload = payload_of(&text);
        assert_eq!(payload["validFrom"], "2026-11-21T09:00:00Z");
        assert_eq!(payload["credentialSubject"]["statusPurpose"], purpose.name());
        assert!(payload["credentialSubject"]["encodedList"].as_str().unwrap().starts_with('u'));
    }
}

#[test]
fn token_list_should_tell_each_status_that_was_listed() {
    let key = SigningKey::generate(Algorithm::EdDsa).unwrap();
    let keys = KeySet::new([*key.public()]);
    let text = list().token(&terms(), &key).unwrap();
    let read = TokenList::read(&text, &expecting(&keys, NOW)).unwrap();
    for index in (0..20).chain(199_990..200_000) {
        let expected = match index {
            0 | 8 | 10 | 199_999 => Entry::Invalid,
            7 => Entry::Suspended,
            _ => Entry::Valid,
        };
        assert_eq!(read.entry(index).unwrap(), expected, "{index}");
    }
    assert_eq!(code(read.entry(200_000)), "status_list_no_such_entry");
    // The example of the draft: sixteen statuses of one bit each.
    let bytes = compressed(&[0xb9, 0xa3], false);
    let text = signed_token(&key, json!({ "bits": 1, "lst": json::encode(bytes) }));
    let read = TokenList::read(&text, &expecting(&keys, NOW)).unwrap();
    let bits: Vec<_> = (0..16).map(|index| u8::from(read.entry(index).unwrap() == Entry::Invalid)).collect();
    assert_eq!(bits, [1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1]);
}

#[test]
fn list_should_hide_a_few_certificates_among_many_entries() {
    let key = SigningKey::generate(Algorithm::EdDsa).unwrap();
    let keys = KeySet::new([*key.public()]);
    let list = StatusList::new(1, [(0, Status::Revoked(RevocationReason::Fraud))]).unwrap();
    let text = list.bitstring_credential(Purpose::Revocation, &terms(), &key).unwrap();
    let read = Bitstring::read(&text, &expecting(&keys, NOW)).unwrap();
    assert!(read.is_set(0).unwrap() && !read.is_set(u64::from(FEWEST_ENTRIES) - 1).unwrap());
    assert_eq!(code(StatusList::new(1, [(1, Status::Active)])), "status_list_no_such_entry");
    assert_eq!(code(StatusList::new(MOST_ENTRIES + 1, [])), "status_list_too_many_entries");
    assert!(StatusList::new(MOST_ENTRIES, []).is_ok());
    let reversed = ListTerms { at: NOW, until: NOW, ..terms() };
    assert_eq!(code(list.token(&reversed, &key)), "status_list_bad_interval");
    let endless = ListTerms { until: u64::MAX, ..terms() };
    assert_eq!(code(list.token(&endless, &key)), "status_list_bad_interval");
    assert_eq!(code(list.token(&ListTerms { uri: "list".into(), ..terms() }, &key)), "credential_bad_uri");
}

fn compressed(bytes: &[u8], gzip: bool) -> Vec<u8> {
    match gzip {
        true => {
            let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
            encoder.write_all(bytes).unwrap();
            encoder.finish().unwrap()
        }
        false => {
            let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
            encoder.write_all(bytes).unwrap();
            encoder.finish().unwrap()
        }
    }
}

fn signed_token(key: &SigningKey, list: Value) -> String {
    let payload = json!({ "sub": URI, "iss": ISSUER, "iat": NOW / 1000, "exp": NOW / 1000 + 60, "status_list": list });
    jwt(&json!({ "alg": key.public().algorithm().name(), "typ": "statuslist+jwt" }), &payload, key)
}

#[test]
fn list_should_be_refused_when_it_is_not_what_the_issuer_published() {
    let key = SigningKey::generate(Algorithm::Es256).unwrap();
    let (keys, expected) = (KeySet::new([*key.public()]), NOW);
    let sound = list().bitstring_credential(Purpose::Revocation, &terms(), &key).unwrap();
    let header = json!({ "alg": "ES256", "typ": "vc+jwt" });
    let refused = |change: &dyn Fn(&mut Value)| {
        let mut payload = payload_of(&sound);
        change(&mut payload);
        code(Bitstring::read(&jwt(&header, &payload, &key), &expecting(&keys, expected)))
    };
    assert_eq!(refused(&|list| list["id"] = json!("https://other.example")), "status_list_other_address");
    assert_eq!(refused(&|list| list["issuer"] = json!("https://other.example")), "status_list_other_address");
    assert_eq!(refused(&|list| list["validFrom"] = json!("yesterday")), "credential_bad_member");
    assert_eq!(refused(&|list| list["type"] = json!(["VerifiableCredential"])), "credential_bad_member");
    assert_eq!(refused(&|list| list["@context"] = json!([])), "credential_bad_member");
    let subject = |name: &'static str, value: Value| {
        refused(&move |list: &mut Value| list["credentialSubject"][name] = value.clone())
    };
    assert_eq!(subject("type", json!("StatusList2021")), "credential_bad_member");
    assert_eq!(subject("statusPurpose", json!("message")), "status_list_other_purpose");
    assert_eq!(subject("encodedList", json!("zAAAA")), "credential_bad_member");
    assert_eq!(subject("encodedList", json!("u=")), "credential_not_base64");
    assert_eq!(subject("encodedList", json!("uAAAA")), "status_list_not_compressed");
    let encoded = |bytes: &[u8]| json!(format!("u{}", json::encode(bytes)));
    let few = compressed(&[0; 16_383], true);
    assert_eq!(subject("encodedList", encoded(&few)), "status_list_too_few_entries");
    let mut cut = compressed(&[0; 16_384], true);
    cut.truncate(cut.len() - 4);
    assert_eq!(subject("encodedList", encoded(&cut)), "status_list_not_compressed");
    let more = [compressed(&[0; 16_384], true), vec![0]].concat();
    assert_eq!(subject("encodedList", encoded(&more)), "status_list_not_compressed");
    // A bomb: 8 MiB of zeros in 8 KiB.
    let bomb = compressed(&vec![0; 8 << 20], true);
    assert!(bomb.len() < 10_000);
    assert_eq!(subject("encodedList", encoded(&bomb)), "status_list_bomb");

    for now in [NOW - 1_000, NOW + DAY] {
        assert_eq!(code(Bitstring::read(&sound, &expecting(&keys, now))), "status_list_not_in_force");
    }
    let stranger = SigningKey::generate(Algorithm::Es256).unwrap();
    let others = KeySet::new([*stranger.public()]);
    assert_eq!(code(Bitstring::read(&sound, &expecting(&others, NOW))), "credential_unknown_issuer_key");
    let forged = jwt(&header, &payload_of(&sound), &stranger);
    assert_eq!(code(Bitstring::read(&forged, &expecting(&keys, NOW))), "credential_bad_issuer_signature");
    let none = jwt(&json!({ "alg": "none", "typ": "vc+jwt" }), &payload_of(&sound), &key);
    assert_eq!(code(Bitstring::read(&none, &expecting(&keys, NOW))), "credential_unsigned");
    let credential = Desk::new(Algorithm::Es256).credential();
    let credential = credential.split('~').next().unwrap();
    assert_eq!(code(Bitstring::read(credential, &expecting(&keys, NOW))), "credential_wrong_type");
    let large = "A".repeat(LARGEST_LIST + 1);
    assert_eq!(code(Bitstring::read(&large, &expecting(&keys, NOW))), "credential_too_large");
    assert_eq!(code(TokenList::read(&large, &expecting(&keys, NOW))), "credential_too_large");
}

#[test]
fn token_list_should_be_refused_when_it_is_not_what_the_issuer_published() {
    let key = SigningKey::generate(Algorithm::Es256).unwrap();
    let keys = KeySet::new([*key.public()]);
    let read = |list: Value| TokenList::read(&signed_token(&key, list), &expecting(&keys, NOW));
    let bytes = compressed(&[0; 32], false);
    assert!(read(json!({ "bits": 8, "lst": json::encode(&bytes) })).is_ok());
    for bits in [json!(0), json!(3), json!(16), json!("1")] {
        assert_eq!(code(read(json!({ "bits": bits, "lst": json::encode(&bytes) }))), "credential_bad_member");
    }
    assert_eq!(code(read(json!({ "bits": 1, "lst": "AAAA" }))), "status_list_not_compressed");
    let bomb = compressed(&vec![0; 3 << 20], false);
    assert_eq!(code(read(json!({ "bits": 1, "lst": json::encode(bomb) }))), "status_list_bomb");
    let text = signed_token(&key, json!({ "bits": 1, "lst": json::encode(&bytes) }));
    let elsewhere = ListExpectation { uri: "https://clinic.example/status/2", ..expecting(&keys, NOW) };
    assert_eq!(code(TokenList::read(&text, &elsewhere)), "status_list_other_address");
    assert_eq!(code(TokenList::read(&text, &expecting(&keys, NOW + 60_000))), "status_list_not_in_force");
}
