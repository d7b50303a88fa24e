use super::*;
use bogam_primitives::{
    PrescriptionId,
    prescription::{NotDispensedReason, WithdrawalReason},
};
use sp_core::H256;

fn mapped() -> Mapped {
    map_text(&example("bundle-group-korean.json"), &redated()).unwrap()
}

fn facts(standing: PrescriptionStanding) -> PrescriptionFacts {
    let item = |authorised| ItemFacts { authorised, dispensed: 0, not_dispensed: None };
    PrescriptionFacts {
        id: PrescriptionId(H256::repeat_byte(1)),
        standing,
        issue: 0,
        issues: 1,
        items: vec![item(14_000), item(7_000), item(87_500)],
        fills: Vec::new(),
    }
}

fn fill(number: u16, item: u8, quantity: u64) -> FillFacts {
    let lines = vec![DispenseLine { item, quantity, substituted: false }];
    let content = FillContent::Supplied { lines, document: None };
    FillFacts { number, issue: 0, dispenser: 4, at: NOW, content, withdrawn: None }
}

fn export(facts: &PrescriptionFacts) -> Vec<Value> {
    let bundle = to_fhir(facts, &mapped().document, &options().time_zone).unwrap();
    // What is exported is FHIR that can be read again.
    read(bundle.to_string().as_bytes()).unwrap();
    bundle["entry"].as_array().unwrap().iter().map(|entry| entry["resource"].clone()).collect()
}

fn statuses(resources: &[Value], kind: &str) -> Vec<String> {
    let of_kind = resources.iter().filter(|resource| resource["resourceType"] == kind);
    of_kind.map(|resource| resource["status"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn requests_should_have_the_status_that_the_chain_knows() {
    let cancelled = || PrescriptionStanding::Cancelled { cause: "PrescribingError".into() };
    for (standing, status) in [
        (PrescriptionStanding::NotYetValid, "active"),
        (PrescriptionStanding::Waiting, "active"),
        (PrescriptionStanding::Active, "active"),
        (PrescriptionStanding::Held, "active"),
        (PrescriptionStanding::Suspended, "on-hold"),
        (PrescriptionStanding::CancellationPending, "on-hold"),
        (cancelled(), "cancelled"),
        (PrescriptionStanding::Expired, "stopped"),
        (PrescriptionStanding::Dispensed, "completed"),
    ] {
        assert_eq!(statuses(&export(&facts(standing)), "MedicationRequest"), [status; 3]);
    }
    let mut partly = facts(cancelled());
    partly.items[0].dispensed = 14_000;
    partly.items[1].dispensed = 1_000;
    partly.fills = vec![fill(0, 0, 14_000), fill(1, 1, 1_000)];
    assert_eq!(statuses(&export(&partly), "MedicationRequest"), ["completed", "stopped", "cancelled"]);
    partly.issues = 2;
    partly.standing = PrescriptionStanding::Active;
    assert_eq!(statuses(&export(&partly), "MedicationRequest"), ["active"; 3]);
}

#[test]
fn fills_should_become_dispenses_with_the_chains_quantities() {
    let mut facts = facts(PrescriptionStanding::Held);
    let not_supplied = NotSupplied { item: 1, reason: NotDispensedReason::OutOfStock };
    facts.items[1].not_dispensed = Some(NotDispensedReason::OutOfStock);
    let withdrawn = |reason| Some(WithdrawalFacts { at: NOW, reason });
    facts.fills = vec![
        fill(0, 2, 6_250),
        FillFacts { content: FillContent::NotSupplied(not_supplied), ..fill(1, 1, 0) },
        FillFacts { withdrawn: withdrawn(WithdrawalReason::RecordedInError), ..fill(2, 0, 1_000) },
        FillFacts { withdrawn: withdrawn(WithdrawalReason::NotCollected), ..fill(3, 0, 1_000) },
    ];
    let resources = export(&facts);
    assert_eq!(statuses(&resources, "MedicationRequest"), ["active", "stopped", "active"]);
    assert_eq!(statuses(&resources, "MedicationDispense"), ["completed", "declined", "entered-in-error", "cancelled"]);
    let first = resources.iter().find(|resource| resource["resourceType"] == "MedicationDispense").unwrap();
    assert_eq!(first["quantity"]["value"].to_string(), "6.25");
    assert_eq!(first["quantity"]["code"], "mL");
    assert_eq!(first["whenHandedOver"], "2026-11-21T10:00:00.000+09:00");
    assert_eq!(first["authorizingPrescription"], json!([{ "reference": "MedicationRequest/group-3" }]));
    assert_eq!(first["medicationCodeableConcept"]["text"], "차카타시럽");
    let closed = resources.iter().find(|resource| resource["status"] == "declined").unwrap();
    assert_eq!(closed["statusReasonCodeableConcept"]["text"], "OutOfStock");
    // A withdrawn fill supplied nothing.
    facts.standing = PrescriptionStanding::Cancelled { cause: "Declined".into() };
    assert_eq!(statuses(&export(&facts), "MedicationRequest"), ["cancelled", "stopped", "stopped"]);
}

#[test]
fn dispense_should_keep_the_pharmacys_resource_but_not_its_quantity() {
    let document = mapped().document;
    let mut facts = facts(PrescriptionStanding::Held);
    let line = DispenseLine { item: 0, quantity: 7_000, substituted: true };
    let resource = json!({
        "resourceType": "MedicationDispense",
        "status": "in-progress",
        "medicationCodeableConcept": { "text": "파하가정 5mg" },
        "quantity": { "value": 99, "unit": "정" },
    });
    let own = dispense_document(facts.id, &document, 0, &[Supply { line, resource: Some(resource) }]).unwrap();
    facts.fills =
        vec![FillFacts { content: FillContent::Supplied { lines: vec![line], document: Some(own) }, ..fill(0, 0, 0) }];
    let resources = export(&facts);
    let dispense = resources.last().unwrap();
    assert_eq!(dispense["medicationCodeableConcept"]["text"], "파하가정 5mg");
    assert_eq!((&dispense["status"], dispense["quantity"]["value"].to_string()), (&json!("completed"), "7".into()));
    assert_eq!(dispense["substitution"]["wasSubstituted"], true);
}

#[test]
fn export_should_be_refused_when_record_and_document_do_not_fit() {
    let zone = options().time_zone;
    let mut fewer = facts(PrescriptionStanding::Active);
    fewer.items.pop();
    assert_eq!(to_fhir(&fewer, &mapped().document, &zone).unwrap_err().code(), "fhir_record_differs");
    let mut unknown = facts(PrescriptionStanding::Active);
    unknown.fills = vec![fill(0, 9, 1)];
    assert_eq!(to_fhir(&unknown, &mapped().document, &zone).unwrap_err().code(), "fhir_record_differs");
}
