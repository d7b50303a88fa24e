//! The story that the demo tells, on the FHIR resources that the project ships.

use bogam_tests::{
    network::Network,
    story::{Quiet, Scene, shipped_examples, tell},
};

#[test]
fn story_should_hold_line_by_line_on_a_network_of_four_validators() {
    let network = Network::start(4).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut scene = Scene::set(&network, &shipped_examples(), folder.path()).unwrap();
    let report = tell(&mut scene, &Quiet);

    assert!(report.is_complete(), "{:#?}", report.failures());
    // Five prescriptions of seven requests, and four requests that cannot be carried.
    let orders: usize = scene.examples.orders.iter().map(|order| order.labels.len()).sum();
    assert_eq!(report.orders.issued() + report.orders.refused(), orders);
    assert!(report.orders.issued() >= 7 && report.orders.refused() >= 3, "{:?}", report.orders.reasons());
    assert!(report.orders.reasons().keys().all(|reason| reason.contains("MedicationRequest.")));
}
