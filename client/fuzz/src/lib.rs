//! What happens to the input of strangers, as one function for each way in: no panic, and where what was read can be written, it
//! is read again from that.
//!
//! The fuzz targets call these functions for as long as they are let; the client's own tests call the same ones with some
//! thousands of altered inputs each time, and with the files with which the targets begin.

use bogam_client::{
    credential::{
        self, KeySet, Presentation,
        parts::Collector,
        status_list::{Bitstring, ListExpectation, TokenList},
    },
    fhir::{self, claim},
    proof::{Anchor, LARGEST_ANCHOR, OfflineProof, parts},
    qr::{PrescriptionCode, QrPayload},
    remittance::read_835,
    statements::{for_chain, parse_statement, statement_text},
    wallet::{SecretString, is_readable},
};
use bogam_primitives::{
    claim::{AuthoriseClaim, AuthorisePreauthorisation},
    prescription::AcceptPrescription,
};
use codec::{Decode, Encode};
use std::{collections::BTreeMap, sync::LazyLock};

/// Some moment of the year 2026.
const NOW: u64 = 1_795_222_800_000;

/// What reads bytes alone.
pub type Target = fn(&[u8]);

/// The fuzz targets.
pub const TARGETS: [(&str, Target); 9] = [
    ("codes", read_codes),
    ("credential", read_credential),
    ("fhir", read_fhir),
    ("prescription_code", read_prescription_code),
    ("proof", proof),
    ("remittance", read_remittance),
    ("statement", read_statement),
    ("status_list", status_list),
    ("wallet", wallet),
];

/// The anchor of the target `proof`: four authorities whose keys are public.
pub static ANCHOR: LazyLock<Anchor> = LazyLock::new(|| {
    let genesis = format!("0x{}", "07".repeat(32));
    let keys = [
        "0x88dc3417d5058ec4b4503e0c12ea1a0a89be200fe98922423d4334014fa6b0ee",
        "0xd17c2d7823ebf260fd138f2d7e27d114c0145d968b5ff5006125f2414fadae69",
        "0x439660b36c6c03afafca027b910b4fecf99801834c62a5e6006f27d978de234f",
        "0x5e639b43e0052c47447dac87d6fd2b6ec50bdd4d0f614e4299c665249bbd09d9",
    ];
    let authorities = keys.map(|key| format!(r#"{{"key":"{key}","weight":1}}"#)).join(",");
    let text =
        format!(r#"{{"genesis":"{genesis}","number":0,"hash":"{genesis}","set":0,"authorities":[{authorities}]}}"#);
    Anchor::from_json(&text).expect("an anchor with four authorities is one")
});

/// The file of a proof, or an anchor.
pub fn proof(bytes: &[u8]) {
    read_anchor(bytes);
    read_proof(bytes, &ANCHOR);
}

/// What the target `status_list` expects, of an issuer with these keys.
pub fn expected_list(keys: &KeySet) -> ListExpectation<'_> {
    let (uri, issuer) = ("https://clinic.example/status/1", "https://clinic.example/certificates");
    ListExpectation { uri, issuer, keys, now: NOW + 12 * 3_600_000 }
}

/// The issuer's published keys on the first line, and the list after it.
pub fn status_list(bytes: &[u8]) {
    let (keys, list) = bytes.iter().position(|byte| *byte == b'\n').map_or((&[][..], bytes), |end| bytes.split_at(end));
    let keys = KeySet::parse(keys).unwrap_or_default();
    read_status_list(list.trim_ascii(), &expected_list(&keys));
}

/// The file of a wallet with this passphrase, or what is in one.
pub fn wallet(bytes: &[u8]) {
    read_wallet(bytes, &SecretString::from("correct horse".to_owned()));
}

/// A credential, a presentation, or the issuer's published keys.
pub fn read_credential(bytes: &[u8]) {
    let _ = KeySet::parse(bytes);
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let readable = Presentation::decode(text).is_ok();
    assert_eq!(credential::is_readable(text), readable, "what was read once is not read again");
}

/// The texts of codes, one on each line: of a presentation, or of a proof.
pub fn read_codes(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (mut presentation, mut proof) = (Collector::default(), parts::collector());
    for line in text.lines() {
        let _ = presentation.add(line);
        let _ = proof.add(line);
    }
    if let Ok(text) = presentation.finish() {
        read_credential(text.as_bytes());
    }
    let _ = proof.finish();
    if let Ok(file) = parts::file_of(bytes.to_vec()) {
        let _ = OfflineProof::from_bytes(&file);
    }
}

/// The file of a proof, for a verifier with `anchor`.
pub fn read_proof(bytes: &[u8], anchor: &Anchor) {
    let Ok(proof) = OfflineProof::from_bytes(bytes) else { return };
    let written = proof.to_bytes().and_then(|bytes| OfflineProof::from_bytes(&bytes));
    assert_eq!(written.as_ref(), Ok(&proof), "what was read once is not read again");
    // Whatever has the form of a proof can be checked without a panic.
    let _ = proof.check(anchor);
}

/// The root of trust, as somebody sends it.
pub fn read_anchor(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Ok(anchor) = Anchor::from_json(text) else { return };
    let written = anchor.to_json();
    // Written with spaces it can be longer than what was read.
    if written.len() <= LARGEST_ANCHOR {
        assert_eq!(Anchor::from_json(&written), Ok(anchor), "what was read once is not read again");
    }
}

/// The file of a wallet, or what is in it.
pub fn read_wallet(bytes: &[u8], passphrase: &SecretString) {
    is_readable(bytes, passphrase);
}

/// A status list of either form, as `expected`.
pub fn read_status_list(bytes: &[u8], expected: &ListExpectation<'_>) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Ok(list) = Bitstring::read(text, expected) {
        let _ = (list.is_set(0), list.is_set(u64::MAX));
    }
    if let Ok(list) = TokenList::read(text, expected) {
        let _ = (list.entry(0), list.entry(u64::MAX));
    }
}

/// The text of a prescription's code: the patient's, or a pharmacy's.
pub fn read_prescription_code(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (code, with_secret) = (PrescriptionCode::decode(&text), QrPayload::decode(&text));
    let is_holders = matches!(code, Ok(PrescriptionCode::Holder(_)));
    assert_eq!(with_secret.is_ok(), is_holders, "a code of one kind is read as one of the other");
    let Ok(code) = code else { return };
    let written = code.encode().map(|text| PrescriptionCode::decode(&text));
    assert_eq!(written, Ok(Ok(code)), "what was read once is not read again");
}

/// What a patient has signed, for whatever it may be.
pub fn read_statement(bytes: &[u8]) {
    fn read<Content: Decode + Encode>(text: &str) {
        let Some(statement) = parse_statement::<Content>(text) else { return };
        let written = statement_text(&statement);
        let again = parse_statement::<Content>(&written).as_ref().map(statement_text);
        assert_eq!(again, Some(written), "what was read once is not read again");
        let _ = for_chain(statement);
    }
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    read::<AcceptPrescription>(text);
    read::<AuthoriseClaim>(text);
    read::<AuthorisePreauthorisation>(text);
}

/// FHIR resources, as everything that this crate makes of them.
pub fn read_fhir(bytes: &[u8]) {
    let Ok(input) = fhir::read(bytes) else { return };
    let options = fhir::Options::at(NOW);
    for source in input.prescriptions() {
        let Ok(mapped) = fhir::map(&input, source, &options) else { continue };
        for dispense in input.dispenses() {
            let _ = fhir::read_dispense(dispense, &mapped.document);
        }
    }
    let consents = fhir::ConsentOptions {
        untyped_rule: Some(fhir::UntypedRule::Policy),
        ..fhir::ConsentOptions::at(NOW, 1, "Patient/1")
    };
    let audits = fhir::AuditOptions {
        patient: "Patient/1".to_owned(),
        readers: BTreeMap::new(),
        purpose: None,
        time_zone: consents.time_zone.clone(),
    };
    for entry in input.entries() {
        let _ = fhir::map_consent(&entry.resource, &consents);
        let _ = fhir::read_audit_event(&entry.resource, &audits);
    }
    let billing = claim::ClaimOptions::at(NOW, 1);
    for resource in claim::claims(&input) {
        let _ = claim::map_claim(&input, resource, &billing);
    }
    for resource in claim::coverages(&input) {
        let _ = claim::map_coverage(&input, resource, &billing);
    }
    let _ = fhir::map_certificates(&input, &fhir::CertificateOptions::default());
}

/// An insurer's X12 835.
pub fn read_remittance(bytes: &[u8]) {
    let _ = read_835(bytes);
}
