//! What nobody thought of: one sound Bundle of everything that is read, with something changed.

use super::{
    audit_event::event,
    bundle,
    certificates::{document_reference, immunization, observation, patient},
    claim::visit,
    consent::consent,
    dispense::dispense,
    request,
};
use crate::{
    alterations::{altered, cases, edits},
    seeds::begins_with,
    strangers::read_fhir,
};
use proptest::prelude::*;
use serde_json::json;
use std::sync::LazyLock;

static BUNDLE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let coverage = json!({
        "resourceType": "Coverage",
        "status": "active",
        "beneficiary": { "reference": "Patient/1" },
        "payor": [{ "reference": "Organization/1" }],
        "period": { "start": "2026-01-01", "end": "2026-12-31" },
        "class": [{ "type": { "coding": [{ "code": "plan" }] }, "value": "basic" }],
    });
    let all = [
        request(),
        dispense(),
        consent(),
        event(),
        visit(),
        coverage,
        patient(),
        immunization(),
        observation(),
        document_reference(),
    ];
    serde_json::to_vec(&bundle("collection", &all)).unwrap()
});

#[test]
fn bundle_should_be_readable_before_it_is_altered() {
    let input = super::read(&BUNDLE).unwrap();
    assert_eq!((input.entries().len(), input.prescriptions().len(), input.dispenses().len()), (10, 1, 1));
}

#[test]
fn fuzz_target_should_begin_with_the_sound_bundle() {
    begins_with("fhir", "bundle", &BUNDLE);
}

proptest! {
    #![proptest_config(cases(2_000))]

    #[test]
    fn bundle_should_be_mapped_or_refused_without_panic_when_altered(edits in edits()) {
        read_fhir(&altered(&BUNDLE, &edits, b"{}[]\",:0123456789abcdetTZ+-. "));
    }
}
