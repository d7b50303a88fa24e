//! What the library for SD-JWT writes, byte for byte, what it reads, and where it is not strict enough.

use super::*;
use crate::credential::Part;
use bogam_primitives::certificate::FieldDigest;
use sd_jwt_payload::{SdJwt, Sha256Hasher};

const SALT: &str = "AAAAAAAAAAAAAAAAAAAAAA";

/// Part `place` of a JWT, decoded.
fn part_of(jwt: &str, place: usize) -> String {
    let part = jwt.split('.').nth(place).unwrap();
    String::from_utf8(json::decode(part, Part::Credential).unwrap()).unwrap()
}

/// A complete credential with these fields.
fn credential_with(fields: Value) -> String {
    let [issuer, holder] = [Algorithm::EdDsa; 2].map(|kind| SigningKey::generate(kind).unwrap());
    let fields = fields.as_object().cloned().unwrap();
    let prepared = batch(vec![Certificate { holder: *holder.public(), fields }]).prepare(|_| {}).unwrap();
    prepared.credential(0, &issuer).unwrap()
}

#[test]
fn disclosure_should_be_salt_name_and_value_as_they_were_given() {
    let desk = Desk::new(Algorithm::Es256);
    let evidence = desk.prepared.evidence(1).unwrap();
    assert_eq!(evidence.disclosures.len(), fields(1).len());
    for (text, (name, value)) in evidence.disclosures.iter().zip(fields(1)) {
        let plain = part_of(text, 0);
        let salt = plain.split('"').nth(1).unwrap().to_owned();
        assert_eq!(json::decode(&salt, Part::Credential).unwrap().len(), 16);
        assert_eq!(plain, format!(r#"["{salt}","{name}",{value}]"#));
    }
    // What the leaf commits to, in its order.
    let mut digests: Vec<_> = evidence.disclosures.iter().map(|text| FieldDigest::of(text)).collect();
    digests.sort_unstable();
    assert_eq!(digests, evidence.fields);
    // Whoever asks again gets the same, and so does the holder.
    assert_eq!(desk.prepared.evidence(1).unwrap(), evidence);
    let credential = desk.credential();
    let (_, disclosures) = credential.split_once('~').unwrap();
    assert_eq!(disclosures, format!("{}~", evidence.disclosures.join("~")));
}

#[test]
fn jwts_should_have_exactly_these_headers_and_claims() {
    for algorithm in [Algorithm::Es256, Algorithm::EdDsa] {
        let desk = Desk::new(algorithm);
        let (name, key) = (algorithm.name(), desk.issuer.public().key_id());
        let header = format!(r#"{{"alg":"{name}","typ":"dc+sd-jwt","kid":"{key}"}}"#);
        assert_eq!(part_of(&desk.credential(), 0), header);
        let text = desk.present(&["doses"]);
        let (content, binding) = text.rsplit_once('~').unwrap();
        assert_eq!(part_of(binding, 0), format!(r#"{{"alg":"{name}","typ":"kb+jwt"}}"#));
        let digest = json::encode(sp_crypto_hashing::sha2_256(format!("{content}~").as_bytes()));
        let claims = format!(r#"{{"iat":{},"aud":"{VERIFIER}","nonce":"{NONCE}","sd_hash":"{digest}"}}"#, NOW / 1000);
        assert_eq!(part_of(binding, 1), claims);
    }
}

#[test]
fn field_should_be_shown_alone_when_its_name_is_unusual() {
    let names = ["~", "a~1b", "~0", "#a", "%2Fa", "-", "0", "a.b", " ", "백신 이름", r#"a"b\c"#, "$ref"];
    let fields: Map<String, Value> =
        names.iter().enumerate().map(|(place, name)| ((*name).into(), json!(place))).collect();
    let credential = Presentation::decode_complete(&credential_with(fields.into())).unwrap();
    for (place, name) in names.iter().enumerate() {
        let shown = Presentation::decode(&credential.conceal(&[*name]).unwrap()).unwrap();
        assert_eq!(Value::from(shown.fields()), json!({ *name: place }));
    }
    let all = credential.conceal(&names).unwrap();
    assert_eq!(all, credential.content());
}

#[test]
fn presentation_should_keep_the_order_of_the_credential_when_fields_are_asked_for_in_another() {
    let desk = Desk::new(Algorithm::Es256);
    let credential = Presentation::decode_complete(&desk.credential()).unwrap();
    let text = credential.conceal(&["doses", "given_name"]).unwrap();
    let shown = decode(&text).unwrap();
    let names: Vec<_> = shown.disclosures().iter().map(|disclosure| disclosure.name().to_owned()).collect();
    assert_eq!(names, ["given_name", "doses"]);
    assert_eq!(text, credential.conceal(&["given_name", "doses"]).unwrap());
    // Nothing chosen: the JWT of the issuer alone.
    let nothing = credential.conceal(&[]).unwrap();
    assert_eq!(nothing.strip_suffix('~'), credential.content().split('~').next());
}

/// What docs/credentials.md says of the library, and why reading stays strict here. Should one of these fail after an update of
/// the library, it does more than that chapter says.
#[test]
fn text_should_be_refused_here_when_the_library_accepts_it() {
    let desk = Desk::new(Algorithm::Es256);
    let credential = desk.credential();
    let issuer_jwt = credential.split('~').next().unwrap();
    let own = credential.split('~').nth(1).unwrap();
    let signed = |header: Value| format!("{}~", jwt(&header, &payload_of(&credential), &desk.issuer));
    let committing_to = |plain: String| {
        let disclosure = json::encode(plain);
        let digest = json::encode(FieldDigest::of(&disclosure).0);
        let text = resigned(&desk, |payload| payload["_sd"] = json!([digest]));
        format!("{}~{disclosure}~", text.split('~').next().unwrap())
    };
    let reversed = resigned(&desk, |payload| {
        let digests = payload["_sd"].as_array_mut().unwrap();
        digests.reverse();
    });
    for (text, expected) in [
        (signed(json!({ "alg": "none", "typ": "dc+sd-jwt" })), "credential_unsigned"),
        (signed(json!({ "alg": "HS256", "typ": "dc+sd-jwt" })), "credential_unexpected_algorithm"),
        (signed(json!({ "alg": "ES256", "typ": "JWT" })), "credential_wrong_type"),
        (signed(json!({ "alg": "ES256", "typ": "dc+sd-jwt", "crit": ["b64"] })), "credential_unexpected_member"),
        (resigned(&desk, |payload| payload["weight"] = json!("x")), "credential_unexpected_member"),
        (reversed, "credential_digests_not_ascending"),
        (format!("{issuer_jwt}~{own}~{own}~"), "credential_duplicate_disclosure"),
        (committing_to(format!(r#"["{SALT}","sub",1]"#)), "credential_reserved_name"),
        (committing_to(format!(r#"["{SALT}","a",{{"b":1,"b":2}}]"#)), "credential_duplicate_member"),
        (committing_to(r#"["","a",1]"#.to_owned()), "credential_short_salt"),
        (committing_to(format!(r#"["{SALT}","a","{}"]"#, "x".repeat(9_000))), "credential_too_large"),
    ] {
        let read = SdJwt::parse(&text).and_then(|parsed| parsed.into_disclosed_object(&Sha256Hasher::new()));
        assert!(read.is_ok(), "{expected}: {read:?}");
        assert_eq!(code(decode(&text)), expected);
    }
}

#[test]
fn value_should_be_what_was_disclosed_when_the_library_would_leave_something_out() {
    let text = credential_with(json!({ "lots": [{}, 1] }));
    let theirs = SdJwt::parse(&text).unwrap().into_disclosed_object(&Sha256Hasher::new()).unwrap();
    assert_eq!(theirs["lots"], json!([1]));
    assert_eq!(Presentation::decode_complete(&text).unwrap().fields()["lots"], json!([{}, 1]));
}

#[test]
fn presentation_should_be_read_by_the_library_as_it_is_read_here() {
    let desk = Desk::new(Algorithm::Es256);
    let text = desk.present(&["vaccine", "lots", "doses"]);
    let theirs = SdJwt::parse(&text).unwrap();
    assert_eq!(theirs.disclosures().len(), 3);
    let binding = theirs.key_binding_jwt().unwrap().claims().clone();
    assert_eq!((binding.aud.as_str(), binding.nonce.as_str()), (VERIFIER, NONCE));
    let disclosed = theirs.into_disclosed_object(&Sha256Hasher::new()).unwrap();
    let ours = Presentation::decode(&text).unwrap();
    for (name, value) in ours.fields() {
        assert_eq!(disclosed[&name], value, "{name}");
    }
    assert!(!disclosed.contains_key("given_name"));
    assert_eq!(disclosed["vct"], ours.claims().vct);
    assert_eq!(disclosed["iss"], ISSUER);
}

#[test]
fn example_of_the_standard_should_be_refused_for_what_a_certificate_lacks() {
    // A disclosure of RFC 9901, 4.2.1: its digest and its content are what the standard says.
    let text = "WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0";
    let disclosure = crate::credential::disclosure::Disclosure::read(text, 0).unwrap();
    assert_eq!((disclosure.name(), disclosure.value()), ("family_name", &json!("Möbius")));
    assert_eq!(json::encode(disclosure.digest().0), "X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0");
    // One of an array's element (4.2.2).
    let element = crate::credential::disclosure::Disclosure::read("WyJsa2x4RjVqTVlsR1RQVW92TU5JdkNBIiwgIkZSIl0", 0);
    assert_eq!(code(element), "credential_element_disclosed");
}
