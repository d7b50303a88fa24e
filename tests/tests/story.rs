//! The story that the demo tells, on the FHIR resources that the project ships: each chapter on a network of its own.

use bogam_tests::{
    network::Network,
    story::{CERTIFICATES, CLAIMS, CONSENT, Chapter, GOVERNANCE, PRESCRIPTIONS, Quiet, Scene, shipped_examples, tell},
};

/// Tells one chapter, finds every line of it true, and yields how many orders were issued, refused, and read.
fn told(chapter: &Chapter) -> (usize, usize, usize) {
    let network = Network::start(4).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut scene = Scene::set(&network, &shipped_examples(), folder.path()).unwrap();
    let report = tell(&mut scene, &[chapter], &Quiet);

    assert!(report.is_complete(), "{:#?}", report.failures());
    assert!(report.steps.iter().all(|step| step.lines > 0), "{:#?}", report.steps);
    assert!(report.orders.reasons().keys().all(|reason| reason.contains("MedicationRequest.")));
    let read = scene.examples.orders.iter().map(|order| order.labels.len()).sum();
    (report.orders.issued(), report.orders.refused(), read)
}

#[test]
fn prescriptions_should_hold_line_by_line_on_a_network_of_four_validators() {
    // Five prescriptions of seven requests, and four requests that cannot be carried.
    let (issued, refused, read) = told(&PRESCRIPTIONS);
    assert_eq!(issued + refused, read);
    assert!(issued >= 7 && refused >= 3, "{issued} issued, {refused} refused");
}

#[test]
fn consent_should_hold_line_by_line_on_a_network_of_four_validators() {
    told(&CONSENT);
}

#[test]
fn certificates_should_hold_line_by_line_on_a_network_of_four_validators() {
    told(&CERTIFICATES);
}

#[test]
fn claims_should_hold_line_by_line_on_a_network_of_four_validators() {
    told(&CLAIMS);
}

#[test]
fn governance_should_hold_line_by_line_on_a_network_of_four_validators() {
    told(&GOVERNANCE);
}
