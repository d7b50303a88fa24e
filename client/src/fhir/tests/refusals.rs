use super::*;
use crate::messages::{Explained, Language};

/// A CodeableConcept with these codes of HL7's substanceAdminSubstitution.
fn substitution(codes: &[&str]) -> Value {
    let system = "http://terminology.hl7.org/CodeSystem/v3-substanceAdminSubstitution";
    let codings: Vec<Value> = codes.iter().map(|code| json!({ "system": system, "code": code })).collect();
    json!({ "coding": codings })
}

/// A category that names a schedule.
fn schedule(code: &str) -> Value {
    json!({ "coding": [{ "system": SCHEDULE_SYSTEM, "code": code }] })
}

/// What each case changes in a request that can be issued, and the code and element of the refusal.
fn cases() -> Vec<(&'static str, Value, &'static str, &'static str)> {
    let dispense = |part: &str| format!("/dispenseRequest/{part}").leak() as &'static str;
    vec![
        ("/status", Value::Null, "fhir_missing", "status"),
        ("/status", json!("on-hold"), "fhir_status_not_active", "status"),
        ("/status", json!("entered-in-error"), "fhir_status_not_active", "status"),
        ("/status", json!(1), "fhir_wrong_type", "status"),
        ("/intent", Value::Null, "fhir_missing", "intent"),
        ("/intent", json!("plan"), "fhir_intent_not_order", "intent"),
        ("/intent", json!("reflex-order"), "fhir_intent_not_order", "intent"),
        ("/intent", json!("filler-order"), "fhir_intent_not_order", "intent"),
        ("/intent", json!("instance-order"), "fhir_intent_not_order", "intent"),
        ("/intent", json!("option"), "fhir_intent_not_order", "intent"),
        ("/doNotPerform", json!(true), "fhir_do_not_perform", "doNotPerform"),
        ("/doNotPerform", json!("true"), "fhir_wrong_type", "doNotPerform"),
        ("/reportedBoolean", json!(true), "fhir_reported", "reportedBoolean"),
        ("/reportedReference", json!({ "reference": "Patient/1" }), "fhir_reported", "reportedReference"),
        ("/modifierExtension", json!([{ "url": "urn:x" }]), "fhir_modifier_extension", "modifierExtension"),
        (
            "/dosageInstruction/0/modifierExtension",
            json!([{ "url": "urn:x" }]),
            "fhir_modifier_extension",
            "dosageInstruction[0].modifierExtension",
        ),
        ("/implicitRules", json!("urn:x"), "fhir_implicit_rules", "implicitRules"),
        ("/subject", Value::Null, "fhir_missing", "subject"),
        ("/subject", json!({}), "fhir_missing", "subject.reference"),
        ("/subject", json!({ "reference": "Group/1" }), "fhir_wrong_target", "subject.reference"),
        ("/subject", json!({ "type": "Group", "display": "all" }), "fhir_wrong_target", "subject.reference"),
        ("/subject", json!({ "reference": "#none" }), "fhir_unresolved_reference", "subject.reference"),
        ("/requester", json!({ "reference": "Patient/1" }), "fhir_wrong_target", "requester.reference"),
        ("/medicationCodeableConcept", Value::Null, "fhir_missing", "medication[x]"),
        ("/medicationCodeableConcept", json!({}), "fhir_medication_not_identified", "medicationCodeableConcept"),
        ("/medicationReference", json!({ "reference": "Medication/1" }), "fhir_wrong_type", "medicationReference"),
        ("/dispenseRequest", Value::Null, "fhir_missing", "dispenseRequest"),
        ("/dispenseRequest", json!([]), "fhir_wrong_type", "dispenseRequest"),
        (dispense("quantity"), Value::Null, "fhir_missing", "dispenseRequest.quantity"),
        (dispense("quantity/value"), Value::Null, "fhir_missing", "dispenseRequest.quantity.value"),
        (dispense("quantity/value"), json!("28"), "fhir_wrong_type", "dispenseRequest.quantity.value"),
        (dispense("quantity/value"), json!(0), "fhir_quantity_not_positive", "dispenseRequest.quantity.value"),
        (dispense("quantity/value"), json!(-1), "fhir_quantity_not_positive", "dispenseRequest.quantity.value"),
        (dispense("quantity/value"), json!(0.0005), "fhir_too_precise", "dispenseRequest.quantity.value"),
        (dispense("quantity/value"), json!(1e15), "fhir_quantity_too_large", "dispenseRequest.quantity.value"),
        (dispense("quantity/comparator"), json!("<"), "fhir_comparator", "dispenseRequest.quantity.comparator"),
        (dispense("quantity/unit"), Value::Null, "fhir_missing_unit", "dispenseRequest.quantity.unit"),
        (dispense("quantity/code"), json!("TAB"), "fhir_code_without_system", "dispenseRequest.quantity.system"),
        (
            dispense("numberOfRepeatsAllowed"),
            json!(24),
            "fhir_too_many_repeats",
            "dispenseRequest.numberOfRepeatsAllowed",
        ),
        (
            dispense("numberOfRepeatsAllowed"),
            json!(u64::MAX),
            "fhir_inexact_number",
            "dispenseRequest.numberOfRepeatsAllowed",
        ),
        (dispense("numberOfRepeatsAllowed"), json!(-1), "fhir_malformed", "dispenseRequest.numberOfRepeatsAllowed"),
        (dispense("numberOfRepeatsAllowed"), json!(1.5), "fhir_malformed", "dispenseRequest.numberOfRepeatsAllowed"),
        (
            dispense("initialFill"),
            json!({ "quantity": { "value": 1 } }),
            "fhir_initial_fill",
            "dispenseRequest.initialFill",
        ),
        (dispense("dispenseInterval"), json!({ "value": 1 }), "fhir_missing", "dispenseRequest.dispenseInterval.code"),
        (
            dispense("dispenseInterval"),
            json!({ "value": 1, "code": "{x}" }),
            "fhir_unknown_time_unit",
            "dispenseRequest.dispenseInterval.code",
        ),
        (
            dispense("validityPeriod/start"),
            json!("21.11.2026"),
            "fhir_malformed",
            "dispenseRequest.validityPeriod.start",
        ),
        (
            dispense("validityPeriod/start"),
            json!("2027-01-01"),
            "fhir_period_reversed",
            "dispenseRequest.validityPeriod",
        ),
        (
            dispense("validityPeriod/start"),
            json!("1969"),
            "fhir_date_out_of_range",
            "dispenseRequest.validityPeriod.start",
        ),
        (
            dispense("validityPeriod"),
            json!({ "start": "2026-01-01", "end": "2026-11-20" }),
            "fhir_already_expired",
            "dispenseRequest.validityPeriod.end",
        ),
        (
            dispense("validityPeriod"),
            json!({ "start": "2028-01-01", "end": "2028-01-31" }),
            "fhir_starts_too_late",
            "dispenseRequest.validityPeriod.start",
        ),
        (dispense("validityPeriod/end"), json!("2028"), "fhir_validity_too_long", "dispenseRequest.validityPeriod"),
        ("/authoredOn", json!("yesterday"), "fhir_malformed", "authoredOn"),
        ("/groupIdentifier", json!({ "system": "urn:clinic" }), "fhir_missing", "groupIdentifier.value"),
        ("/dosageInstruction", json!("one in the morning"), "fhir_wrong_type", "dosageInstruction"),
        ("/substitution", json!({}), "fhir_missing", "substitution.allowed[x]"),
        // As FHIR STU3 had it.
        ("/substitution", json!({ "allowed": false }), "fhir_missing", "substitution.allowed[x]"),
        (
            "/substitution/allowedCodeableConcept",
            substitution(&["N"]),
            "fhir_several_meant",
            "substitution.allowedCodeableConcept",
        ),
        (
            "/substitution",
            json!({ "allowedCodeableConcept": substitution(&["G", "N"]) }),
            "fhir_several_meant",
            "substitution.allowedCodeableConcept",
        ),
        (
            "/category",
            json!([schedule("ordinary"), { "text": "outpatient" }, schedule("controlled")]),
            "fhir_several_meant",
            "category[2]",
        ),
    ]
}

#[test]
fn request_should_be_refused_naming_the_element_when_it_cannot_be_carried() {
    for (pointer, new, code, element) in cases() {
        let error = map_value(&with(request(), pointer, new.clone()), &options()).unwrap_err();
        let found = (error.code(), error.element().to_owned());
        assert_eq!(found, (code, format!("MedicationRequest.{element}")), "{pointer} = {new}: {error}");
        assert_eq!(error.resource(), Some("MedicationRequest/one"), "{pointer}");
    }
}

#[test]
fn refusals_should_speak_both_languages() {
    for (pointer, new, ..) in cases() {
        let error = map_value(&with(request(), pointer, new), &options()).unwrap_err();
        let (english, korean) = (error.message(Language::English), error.message(Language::Korean));
        assert!(english.contains(error.element()) && korean.contains(error.element()));
        assert!(korean.chars().any(|character| ('가'..='힣').contains(&character)), "{korean}");
        assert!(!english.chars().any(|character| ('가'..='힣').contains(&character)), "{english}");
        assert_eq!(error.fhir_element(), Some(error.element()));
    }
}

#[test]
fn warnings_should_speak_both_languages() {
    let kinds = [
        WarningKind::MedicationByName,
        WarningKind::PatientUnresolved,
        WarningKind::RequesterMissing,
        WarningKind::SubstitutionAssumed,
        WarningKind::SubstitutionWithheld,
        WarningKind::SubstitutionKind,
        WarningKind::NoInterval,
        WarningKind::IntervalUnused,
        WarningKind::ValidityAssumed,
        WarningKind::ValidityOverridden,
        WarningKind::IntervalOverridden,
        WarningKind::Redated,
        WarningKind::SuppliesCounted,
        WarningKind::PerformerNotEnforced,
        WarningKind::ProductDiffers,
    ];
    for kind in kinds {
        let warning = Warning { element: "X.y".into(), kind };
        assert!(
            warning.to_string().starts_with("X.y: ") && warning.korean().chars().any(|c| ('가'..='힣').contains(&c))
        );
    }
}

#[test]
fn medication_should_be_refused_when_it_is_unknown_inactive_or_none() {
    let referring = |reference: Value| {
        with(with(request(), "/medicationCodeableConcept", Value::Null), "/medicationReference", reference)
    };
    let error = map_value(&referring(json!({ "reference": "Medication/9" })), &options()).unwrap_err();
    assert_eq!((error.code(), error.element()), ("fhir_unresolved_reference", "MedicationRequest.medicationReference"));
    let contained = |medication: Value| {
        let value = with(referring(json!({ "reference": "#m" })), "/contained", json!([medication]));
        let error = map_value(&value, &options()).unwrap_err();
        (error.code(), error.element().to_owned())
    };
    let medication = json!({ "resourceType": "Medication", "id": "m" });
    assert_eq!(contained(medication.clone()), ("fhir_medication_not_identified", "Medication.code".into()));
    let inactive = with(with(medication, "/code", json!({ "text": "x" })), "/status", json!("inactive"));
    assert_eq!(contained(inactive), ("fhir_medication_not_active", "Medication.status".into()));
    let other = json!({ "resourceType": "Patient", "id": "m" });
    assert_eq!(contained(other), ("fhir_wrong_target", "MedicationRequest.medicationReference".into()));

    let twice = ["a", "b"].map(|text| json!({ "resourceType": "Medication", "id": "m", "code": { "text": text } }));
    let ambiguous =
        bundle("collection", &[referring(json!({ "reference": "Medication/m" })), twice[0].clone(), twice[1].clone()]);
    assert_eq!(map_value(&ambiguous, &options()).unwrap_err().code(), "fhir_ambiguous_reference");
}

#[test]
fn input_should_be_refused_when_it_is_no_resource_or_has_no_request() {
    let code = |text: &str| map_text(text, &options()).unwrap_err().code();
    assert_eq!(code("{}"), "fhir_not_a_resource");
    assert_eq!(code("[]"), "fhir_not_a_resource");
    assert_eq!(code("nonsense"), "fhir_not_json");
    assert_eq!(code(r#"{"resourceType":"Patient"}"#), "fhir_nothing_found");
    assert_eq!(code(r#"{"resourceType":"Bundle","type":"collection"}"#), "fhir_nothing_found");
    assert_eq!(code(r#"{"resourceType":"Bundle"}"#), "fhir_missing");
    for kind in ["history", "transaction-response", "batch-response", "x"] {
        let error = map_value(&bundle(kind, &[request()]), &options()).unwrap_err();
        assert_eq!((error.code(), error.element()), ("fhir_unsupported_bundle", "Bundle.type"));
    }
    let text = request().to_string().replacen("\"status\"", "\"status\":\"draft\",\"status\"", 1);
    assert_eq!(code(&text), "fhir_duplicate_member");
    let number = request()
        .to_string()
        .replace("\"value\":28", "\"value\":28,\"extension\":[{\"valueDecimal\":0.12345678901234567890}]");
    let error = map_text(&number, &options()).unwrap_err();
    assert_eq!(
        (error.code(), error.element()),
        ("fhir_inexact_number", "MedicationRequest.dispenseRequest.quantity.extension[0].valueDecimal")
    );
    let nested = (0..5).fold(request(), |inner, _| bundle("collection", &[inner]));
    assert_eq!(map_value(&nested, &options()).unwrap_err().code(), "fhir_nested_too_deeply");
}

#[test]
fn modifier_extension_should_be_refused_in_whatever_goes_along() {
    let patient = json!({ "resourceType": "Patient", "id": "1" });
    let map = |patient: Value| map_value(&bundle("collection", &[request(), patient]), &options());
    assert_eq!(map(patient.clone()).unwrap().document.entries.len(), 2);
    for (pointer, code) in
        [("/modifierExtension", "fhir_modifier_extension"), ("/implicitRules", "fhir_implicit_rules")]
    {
        let error = map(with(patient.clone(), pointer, json!("urn:x"))).unwrap_err();
        assert_eq!((error.code(), error.resource()), (code, Some("Patient/1")));
        assert_eq!(error.element(), format!("Patient.{}", &pointer[1..]));
    }
    // What no request needs stays where it is, whatever it says.
    let other = with(with(patient, "/id", json!("2")), "/implicitRules", json!("urn:x"));
    assert_eq!(map(other).unwrap().document.entries.len(), 1);
}

#[test]
fn contained_request_should_be_refused_as_no_order_of_its_own() {
    let group = json!({ "resourceType": "RequestGroup", "id": "g", "contained": [request()] });
    let error = map_value(&group, &options()).unwrap_err();
    assert_eq!((error.code(), error.element()), ("fhir_contained_request", "RequestGroup.contained"));
    assert_eq!(error.resource(), Some("MedicationRequest/one"));
}
