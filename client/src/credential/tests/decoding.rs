//! What is refused while it is read.

use super::*;
use crate::credential::{LARGEST_PRESENTATION, Part};
use bogam_primitives::certificate::FieldDigest;

/// A sound credential with the disclosures replaced.
fn with_disclosures(desk: &Desk, disclosures: &[&str]) -> String {
    let credential = desk.credential();
    let jwt = credential.split('~').next().unwrap();
    let mut text = format!("{jwt}~");
    for disclosure in disclosures {
        text.push_str(disclosure);
        text.push('~');
    }
    text
}

/// A credential whose one field has this disclosure, whatever it is.
fn committing_to(desk: &Desk, disclosure: &str) -> String {
    let text = resigned(desk, |payload| payload["_sd"] = json!([json::encode(FieldDigest::of(disclosure).0)]));
    format!("{}~{disclosure}~", text.split('~').next().unwrap())
}

fn disclosure(parts: Value) -> String {
    json::encode(parts.to_string())
}

const SALT: &str = "AAAAAAAAAAAAAAAAAAAAAA";

#[test]
fn text_should_be_refused_when_it_is_no_sd_jwt() {
    let desk = Desk::new(Algorithm::Es256);
    let credential = desk.credential();
    let jwt = credential.split('~').next().unwrap();
    for (text, expected) in [
        ("", "credential_not_an_sd_jwt"),
        (jwt, "credential_not_an_sd_jwt"),
        ("~", "credential_not_a_jwt"),
        ("a.b~", "credential_not_a_jwt"),
        ("a.b.c.d~", "credential_not_a_jwt"),
        ("a.b.c~", "credential_not_base64"),
        ("e30.e30.e30~", "credential_missing_member"),
        (format!("{jwt}=~").as_str(), "credential_not_base64"),
        (format!(" {jwt}~").as_str(), "credential_not_base64"),
        (format!("{jwt}~~").as_str(), "credential_not_json"),
        (format!("{jwt}~\u{0}~").as_str(), "credential_not_base64"),
        (format!("{jwt}~e30~").as_str(), "credential_not_json"),
    ] {
        assert_eq!(code(decode(text)), expected, "{text}");
    }
}

#[test]
fn header_should_be_refused_when_it_is_not_exactly_what_is_needed() {
    let desk = Desk::new(Algorithm::Es256);
    let payload = payload_of(&desk.credential());
    for (header, expected) in [
        (json!({ "alg": "none", "typ": "dc+sd-jwt" }), "credential_unsigned"),
        (json!({ "alg": "None", "typ": "dc+sd-jwt" }), "credential_unsigned"),
        (json!({ "alg": "HS256", "typ": "dc+sd-jwt" }), "credential_unexpected_algorithm"),
        (json!({ "alg": "RS256", "typ": "dc+sd-jwt" }), "credential_unexpected_algorithm"),
        (json!({ "alg": "es256", "typ": "dc+sd-jwt" }), "credential_unexpected_algorithm"),
        (json!({ "alg": "ES256" }), "credential_wrong_type"),
        (json!({ "alg": "ES256", "typ": "vc+sd-jwt" }), "credential_wrong_type"),
        (json!({ "alg": "ES256", "typ": "kb+jwt" }), "credential_wrong_type"),
        (json!({ "alg": "ES256", "typ": 1 }), "credential_bad_member"),
        (json!({ "alg": ["ES256"], "typ": "dc+sd-jwt" }), "credential_bad_member"),
        (json!({ "typ": "dc+sd-jwt" }), "credential_missing_member"),
        (json!({ "alg": "ES256", "typ": "dc+sd-jwt", "crit": ["exp"] }), "credential_unexpected_member"),
        (json!({ "alg": "ES256", "typ": "dc+sd-jwt", "jwk": {} }), "credential_unexpected_member"),
        (json!([1]), "credential_not_json"),
    ] {
        let text = format!("{}~", jwt(&header, &payload, &desk.issuer));
        assert_eq!(code(decode(&text)), expected, "{header}");
    }
    for kind in ["dc+sd-jwt", "application/dc+sd-jwt", "DC+SD-JWT"] {
        let text = format!("{}~", jwt(&json!({ "alg": "ES256", "typ": kind }), &payload, &desk.issuer));
        decode(&text).unwrap();
    }
}

#[test]
fn claims_should_be_refused_when_one_is_missing_malformed_or_too_many() {
    let desk = Desk::new(Algorithm::Es256);
    let refused = |change: &dyn Fn(&mut Map<String, Value>)| {
        code(decode(&resigned(&desk, |payload| change(payload.as_object_mut().unwrap()))))
    };
    for name in ["iss", "vct", "nbf", "exp", "iat", "bogam", "_sd", "_sd_alg"] {
        let remove = |payload: &mut Map<String, Value>| drop(payload.shift_remove(name));
        assert_eq!(refused(&remove), "credential_missing_member", "{name}");
    }
    assert_eq!(refused(&|payload| drop(payload.shift_remove("cnf"))), "credential_holder_key_missing");
    assert_eq!(refused(&|payload| payload["cnf"] = json!({})), "credential_holder_key_missing");
    assert_eq!(refused(&|payload| payload["cnf"] = json!({ "kid": "a" })), "credential_holder_key_missing");
    assert_eq!(refused(&|payload| payload["cnf"]["jwk"]["d"] = json!("AA")), "credential_secret_key_shown");
    assert_eq!(refused(&|payload| payload["cnf"]["jwk"]["kty"] = json!("RSA")), "credential_bad_key");
    assert_eq!(refused(&|payload| payload["cnf"]["jwk"]["x"] = json!("AAAA")), "credential_bad_key");
    assert_eq!(refused(&|payload| payload["cnf"]["jwk"]["use"] = json!("sig")), "credential_unexpected_member");
    for (name, value) in [
        ("iss", json!(7)),
        ("nbf", json!(-1)),
        ("exp", json!(1.5)),
        ("exp", json!(0)),
        ("iat", json!("2026")),
        ("_sd", json!("digest")),
        ("_sd", json!([1])),
        ("_sd", json!(["AAAA"])),
        ("_sd_alg", json!("sha-512")),
        ("bogam", json!([])),
    ] {
        assert_eq!(refused(&|payload| payload[name] = value.clone()), "credential_bad_member", "{name}");
    }
    assert_eq!(refused(&|payload| payload["iss"] = json!("clinic")), "credential_bad_uri");
    assert_eq!(refused(&|payload| payload["_sd"] = json!(["=="])), "credential_not_base64");
    for (name, value) in [
        ("genesis", json!("0xAB")),
        ("genesis", json!(format!("0x{}", "AB".repeat(32)))),
        ("batch", json!("ab".repeat(33))),
        ("index", json!(3)),
        ("index", json!(u64::MAX)),
        ("size", json!(0)),
        ("path", json!("AAAA")),
        ("path", json!("A".repeat(2_000))),
        ("path", json!([])),
    ] {
        assert_eq!(refused(&|payload| payload["bogam"][name] = value.clone()), "credential_bad_member", "{name}");
    }
    for unexpected in ["given_name", "sub", "..."] {
        let add = |payload: &mut Map<String, Value>| drop(payload.insert(unexpected.into(), json!("x")));
        assert_eq!(refused(&add), "credential_unexpected_member", "{unexpected}");
    }
    assert_eq!(refused(&|payload| payload["bogam"]["more"] = json!(1)), "credential_unexpected_member");
    assert_eq!(refused(&|payload| payload["status"]["more"] = json!(1)), "credential_unexpected_member");
}

#[test]
fn digests_should_be_refused_when_they_are_out_of_order_repeated_or_too_many() {
    let desk = Desk::new(Algorithm::Es256);
    let refused = |digests: Vec<Value>| code(decode(&resigned(&desk, |payload| payload["_sd"] = json!(digests))));
    let digests = payload_of(&desk.credential())["_sd"].as_array().cloned().unwrap();
    let mut reversed = digests.clone();
    reversed.reverse();
    assert_eq!(refused(reversed), "credential_digests_not_ascending");
    assert_eq!(
        refused([digests.clone(), vec![digests.last().unwrap().clone()]].concat()),
        "credential_digests_not_ascending"
    );
    assert_eq!(refused(vec![digests[0].clone(); 65]), "credential_too_many_fields");
    // A digest without a disclosure is a field that is not shown, in a presentation; the holder has them all.
    let decoy = resigned(&desk, |payload| {
        let digests = payload["_sd"].as_array_mut().unwrap();
        digests.push(json!(json::encode([0xff; 32])));
    });
    assert!(decode(&decoy).is_ok());
    assert_eq!(code(Presentation::decode_complete(&decoy)), "credential_incomplete");
}

#[test]
fn members_should_be_refused_when_they_occur_twice() {
    let desk = Desk::new(Algorithm::Es256);
    let credential = desk.credential();
    let payload = payload_of(&credential).to_string();
    for (old, new) in [
        (r#"{"iss":"#, r#"{"iss":"https://other.example","iss":"#),
        (r#"{"iss":"#, r#"{"\u0069ss":"https://other.example","iss":"#),
        (r#""cnf":{"#, r#""cnf":{"jwk":{},"#),
        (r#""batch":"#, r#""batch":"0x00","batch":"#),
    ] {
        let twice = payload.replacen(old, new, 1);
        assert_ne!(twice, payload);
        let text = format!("{}.{}.AAAA~", json::encode(header().to_string()), json::encode(twice));
        assert_eq!(code(decode(&text)), "credential_duplicate_member", "{new}");
    }
    let header = json::encode(r#"{"alg":"ES256","typ":"dc+sd-jwt","alg":"none"}"#);
    let text = format!("{header}.{}.AAAA~", json::encode(&payload));
    assert_eq!(code(decode(&text)), "credential_duplicate_member");
    // What the JSON library would take for a number is no number.
    let magic = format!(r#"["{SALT}","a",{{"$serde_json::private::Number":"1"}}]"#);
    assert_eq!(code(decode(&committing_to(&desk, &json::encode(magic)))), "credential_unexpected_member");
    let inner = format!(r#"["{SALT}","a",{{"b":1,"b":2}}]"#);
    assert_eq!(code(decode(&committing_to(&desk, &json::encode(inner)))), "credential_duplicate_member");
}

#[test]
fn disclosure_should_be_refused_when_it_is_not_salt_name_and_value() {
    let desk = Desk::new(Algorithm::Es256);
    let refused = |parts: Value| code(decode(&committing_to(&desk, &disclosure(parts))));
    assert!(decode(&committing_to(&desk, &disclosure(json!([SALT, "a", null])))).is_ok());
    assert_eq!(refused(json!([SALT, "a"])), "credential_element_disclosed");
    assert_eq!(refused(json!([SALT])), "credential_not_json");
    assert_eq!(refused(json!([SALT, "a", 1, 2])), "credential_not_json");
    assert_eq!(refused(json!({ "a": 1 })), "credential_not_json");
    assert_eq!(refused(json!([1, "a", 1])), "credential_not_json");
    assert_eq!(refused(json!([SALT, 1, 1])), "credential_not_json");
    assert_eq!(refused(json!(["AAAA", "a", 1])), "credential_short_salt");
    assert_eq!(refused(json!(["", "a", 1])), "credential_short_salt");
    for name in ["_sd", "...", "iss", "vct", "cnf", "status", "bogam", "a/b", "/"] {
        assert_eq!(refused(json!([SALT, name, 1])), "credential_reserved_name", "{name}");
    }
    assert_eq!(refused(json!([SALT, "a", { "b": { "_sd": ["x"] } }])), "credential_nested_digests");
    assert_eq!(refused(json!([SALT, "a", [{ "...": "x" }]])), "credential_nested_digests");
    let mut deep = json!(1);
    for _ in 0..40 {
        deep = json!([deep]);
    }
    assert_eq!(refused(json!([SALT, "a", deep])), "credential_not_json");
    let very_deep = json::encode(format!(r#"["{SALT}","a",{}"#, "[".repeat(4_000)));
    assert_eq!(code(decode(&committing_to(&desk, &very_deep))), "credential_not_json");
}

#[test]
fn disclosures_should_be_refused_when_repeated_or_of_no_field() {
    let desk = Desk::new(Algorithm::Es256);
    let credential = desk.credential();
    let own: Vec<_> = credential.split('~').skip(1).filter(|part| !part.is_empty()).collect();
    assert!(decode(&with_disclosures(&desk, &own[..2])).is_ok());
    assert_eq!(code(decode(&with_disclosures(&desk, &[own[0], own[1], own[0]]))), "credential_duplicate_disclosure");
    let foreign = disclosure(json!([SALT, "family_name", "이"]));
    assert_eq!(code(decode(&with_disclosures(&desk, &[own[0], &foreign]))), "credential_unreferenced_disclosure");
    assert_eq!(code(decode(&with_disclosures(&desk, &[own[0]; 65]))), "credential_too_many_fields");
    // Two fields of one name: the issuer's fault, and no reader could tell which counts.
    let two = [disclosure(json!([SALT, "a", 1])), disclosure(json!([SALT, "a", 2]))];
    let mut digests = two.clone().map(|text| FieldDigest::of(&text));
    digests.sort();
    let text = resigned(&desk, |payload| payload["_sd"] = json!(digests.map(|digest| json::encode(digest.0))));
    let text = format!("{}~{}~{}~", text.split('~').next().unwrap(), two[0], two[1]);
    assert_eq!(code(decode(&text)), "credential_duplicate_field");
    assert_eq!(code(Presentation::decode_complete(&with_disclosures(&desk, &own[1..]))), "credential_incomplete");
    assert_eq!(code(Presentation::decode_complete(&desk.present(&[]))), "credential_key_binding_unexpected");
}

#[test]
fn input_should_be_refused_unread_when_it_is_too_large() {
    let desk = Desk::new(Algorithm::Es256);
    let large = "A".repeat(LARGEST_PRESENTATION) + "~";
    assert_eq!(code(decode(&large)), "credential_too_large");
    assert_eq!(code(decode(&format!("{}~", "A".repeat(30_000)))), "credential_too_large");
    let long = "A".repeat(8 * 1024 + 1);
    assert_eq!(code(decode(&with_disclosures(&desk, &[&long]))), "credential_too_large");
    let binding = format!("{}{}", desk.credential(), "A".repeat(4_097));
    match decode(&binding) {
        Err(CredentialError::TooLarge { part: Part::KeyBinding, size: 4_097, limit: 4_096 }) => {}
        other => panic!("{other:?}"),
    }
    // As many separators as fit: counted, not kept.
    assert_eq!(code(decode(&"~".repeat(LARGEST_PRESENTATION))), "credential_too_many_fields");
}
