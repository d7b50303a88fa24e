use super::*;
use crate::documents::{PrescriptionDocument, check_dispense};
use bogam_primitives::PrescriptionId;
use sp_core::H256;

fn prescription() -> PrescriptionDocument {
    map_value(&request(), &options()).unwrap().document
}

pub(super) fn dispense() -> Value {
    json!({
        "resourceType": "MedicationDispense",
        "id": "d",
        "status": "completed",
        "medicationCodeableConcept": { "text": "Examplipine 10 mg tablet" },
        "subject": { "reference": "Patient/1" },
        "authorizingPrescription": [{ "reference": "MedicationRequest/one" }],
        "quantity": { "value": 14, "unit": "Tablet" },
    })
}

#[test]
fn dispense_should_become_a_line() {
    let read = read_dispense(&dispense(), &prescription()).unwrap();
    assert_eq!(read.line, DispenseLine { item: 0, quantity: 14_000, substituted: false });
    let substituted = with(dispense(), "/substitution", json!({ "wasSubstituted": true }));
    assert!(read_dispense(&substituted, &prescription()).unwrap().line.substituted);
}

#[test]
fn part_of_a_supply_should_be_a_fraction_of_it() {
    let options = Options { whole_supplies: true, ..options() };
    let prescription = map_value(&request(), &options).unwrap().document;
    let half = with(dispense(), "/quantity", json!({ "value": 0.5, "unit": "× 28 tablet" }));
    assert_eq!(read_dispense(&half, &prescription).unwrap().line.quantity, 500);
    assert_eq!(read_dispense(&dispense(), &prescription).unwrap_err().code(), "fhir_unit_differs");
}

#[test]
fn dispense_should_be_refused_naming_the_element_when_it_does_not_fit() {
    for (pointer, new, code, element) in [
        ("/status", json!("in-progress"), "fhir_dispense_not_completed", "status"),
        ("/status", json!("entered-in-error"), "fhir_dispense_not_completed", "status"),
        ("/authorizingPrescription", Value::Null, "fhir_missing", "authorizingPrescription"),
        (
            "/authorizingPrescription/0/reference",
            json!("MedicationRequest/two"),
            "fhir_not_of_this_prescription",
            "authorizingPrescription",
        ),
        ("/medicationCodeableConcept", Value::Null, "fhir_missing", "medication[x]"),
        ("/medicationReference", json!({ "reference": "#m" }), "fhir_several_meant", "medicationReference"),
        ("/substitution", json!({ "reason": [] }), "fhir_missing", "substitution.wasSubstituted"),
        ("/quantity", Value::Null, "fhir_missing", "quantity"),
        ("/quantity/unit", json!("box"), "fhir_unit_differs", "quantity.unit"),
        ("/quantity/value", json!(0.0001), "fhir_too_precise", "quantity.value"),
        ("/modifierExtension", json!([]), "fhir_modifier_extension", "modifierExtension"),
    ] {
        let error = read_dispense(&with(dispense(), pointer, new), &prescription()).unwrap_err();
        let expected = (code, format!("MedicationDispense.{element}"));
        assert_eq!((error.code(), error.element().to_owned()), expected, "{error}");
    }
    let strict = with(request(), "/substitution/allowedBoolean", json!(false));
    let strict = map_value(&strict, &options()).unwrap().document;
    let substituted = with(dispense(), "/substitution", json!({ "wasSubstituted": true }));
    assert_eq!(read_dispense(&substituted, &strict).unwrap_err().code(), "fhir_substitution_not_allowed");
}

#[test]
fn other_product_code_should_be_warned_of_unless_it_is_called_a_substitution() {
    let coded = |code: &str| json!({ "coding": [{ "system": "urn:codes", "code": code }] });
    let prescription =
        map_value(&with(request(), "/medicationCodeableConcept", coded("1")), &options()).unwrap().document;
    let read =
        |code| read_dispense(&with(dispense(), "/medicationCodeableConcept", coded(code)), &prescription).unwrap();
    assert_eq!(read("1").warnings, []);
    assert_eq!(read("2").warnings[0].code(), "product_differs");
}

#[test]
fn shipped_dispense_should_fit_its_prescription() {
    let document = map_text(&example("single-korean.json"), &redated()).unwrap().document;
    let input = read(example("dispense-korean.json").as_bytes()).unwrap();
    let read = read_dispense(input.dispense("dispense-1").unwrap(), &document).unwrap();
    assert_eq!((read.line.quantity, read.warnings.len()), (21_000, 0));
}

#[test]
fn dispense_document_should_open_only_for_its_own_commitment_and_prescription() {
    let id = PrescriptionId(H256::repeat_byte(5));
    let line = DispenseLine { item: 0, quantity: 14_500, substituted: false };
    let supplies = [Supply { line, resource: None }, Supply { line, resource: Some(dispense()) }];
    let document = dispense_document(id, &prescription(), 0, &supplies).unwrap();
    assert_eq!(document.entries[0].resource["quantity"].to_string(), r#"{"unit":"tablet","value":14.5}"#);
    assert_eq!(document.entries[1].resource, dispense());

    let (bytes, commitment) = (document.to_bytes().unwrap(), document.commitment().unwrap());
    assert_eq!(check_dispense(&bytes, &id, &commitment).unwrap(), document);
    let other = PrescriptionId(H256::repeat_byte(6));
    assert_eq!(check_dispense(&bytes, &other, &commitment).unwrap_err().code(), "document_foreign");
    let again = dispense_document(id, &prescription(), 0, &supplies).unwrap();
    assert_eq!(check_dispense(&bytes, &id, &again.commitment().unwrap()).unwrap_err().code(), "document_foreign");

    let absent = Supply { line: DispenseLine { item: 1, ..line }, resource: None };
    let error = dispense_document(id, &prescription(), 0, &[absent]).unwrap_err();
    assert_eq!(error.code(), "fhir_not_of_this_prescription");
}
