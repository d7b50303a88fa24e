//! What other people's software reads, and what it writes.

use super::*;
use sd_jwt_payload::{SdJwt, Sha256Hasher};

#[test]
fn presentation_should_be_read_by_another_implementation() {
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
