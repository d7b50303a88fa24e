//! Every refusal of a resource that is to be certified, with the element at fault.

use super::{
    certificates::{certificate_options, certified, document_reference, immunization, observation, patient},
    *,
};
use crate::messages::Explained;

/// Expects that `base` with `new` at `pointer` is refused with `code` at `element`.
fn refused(base: Value, pointer: &str, new: Value, code: &str, element: &str) {
    let value = with(base, pointer, new);
    let error = certified(&value, &certificate_options()).unwrap_err();
    assert_eq!((error.code(), error.element()), (code, element), "{pointer}: {error}");
    assert!(error.resource().is_some() && !error.korean().is_empty());
}

fn refused_patient(pointer: &str, new: Value, code: &str, element: &str) {
    let options = CertificateOptions { patient: Some(with(patient(), pointer, new)), ..Default::default() };
    let error = certified(&immunization(), &options).unwrap_err();
    assert_eq!((error.code(), error.element()), (code, element), "{pointer}: {error}");
    assert!(!error.korean().is_empty());
}

const ABSENT: &str = "http://terminology.hl7.org/CodeSystem/data-absent-reason";

fn absent() -> Value {
    json!({ "extension": [{ "url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason", "valueCode": "unknown" }] })
}

#[test]
fn immunization_should_be_refused_when_it_was_not_given_or_does_not_count() {
    for status in ["not-done", "entered-in-error", "in-progress"] {
        refused(immunization(), "/status", json!(status), "fhir_status_not_certifiable", "Immunization.status");
    }
    refused(immunization(), "/status", Value::Null, "fhir_missing", "Immunization.status");
    refused(immunization(), "/status", json!(7), "fhir_wrong_type", "Immunization.status");
    refused(immunization(), "/wasNotGiven", json!(true), "fhir_not_given", "Immunization.wasNotGiven");
    refused(immunization(), "/notGiven", json!(true), "fhir_not_given", "Immunization.notGiven");
    refused(immunization(), "/isSubpotent", json!(true), "fhir_subpotent", "Immunization.isSubpotent");
    refused(immunization(), "/primarySource", json!(false), "fhir_second_hand", "Immunization.primarySource");
    refused(
        immunization(),
        "/reportOrigin",
        json!({ "text": "book" }),
        "fhir_second_hand",
        "Immunization.reportOrigin",
    );
    refused(
        immunization(),
        "/modifierExtension",
        json!([]),
        "fhir_modifier_extension",
        "Immunization.modifierExtension",
    );
    refused(immunization(), "/implicitRules", json!("x"), "fhir_implicit_rules", "Immunization.implicitRules");
}

#[test]
fn immunization_should_be_refused_when_vaccine_or_date_is_not_known() {
    let coding = "Immunization.vaccineCode.coding";
    refused(immunization(), "/vaccineCode", Value::Null, "fhir_missing", "Immunization.vaccineCode");
    refused(immunization(), "/vaccineCode", json!({ "text": "flu" }), "fhir_missing", coding);
    refused(immunization(), "/vaccineCode", json!({ "coding": [{ "code": "140" }] }), "fhir_missing", coding);
    let unknown = json!({ "coding": [{ "system": ABSENT, "code": "unknown" }] });
    refused(immunization(), "/vaccineCode", unknown, "fhir_data_absent", "Immunization.vaccineCode.coding[0]");
    let at = "/occurrenceDateTime";
    refused(immunization(), at, Value::Null, "fhir_missing", "Immunization.occurrence[x]");
    refused(immunization(), at, json!("2026-02-30"), "fhir_malformed", "Immunization.occurrenceDateTime");
    refused(immunization(), at, json!(2026), "fhir_wrong_type", "Immunization.occurrenceDateTime");
    refused(immunization(), "/_occurrenceDateTime", absent(), "fhir_data_absent", "Immunization.occurrenceDateTime");
    let words = with(immunization(), at, Value::Null);
    refused(words, "/occurrenceString", json!("last winter"), "fhir_date_in_words", "Immunization.occurrenceString");
    refused(
        immunization(),
        "/expirationDate",
        json!("2026-01-01T00:00:00Z"),
        "fhir_malformed",
        "Immunization.expirationDate",
    );
    refused(immunization(), at, json!("1989"), "fhir_not_certifiable", "Immunization");
}

#[test]
fn immunization_should_be_refused_when_its_doses_are_malformed() {
    let dose = |value: Value| json!([value]);
    let at = "Immunization.protocolApplied[0]";
    refused(
        immunization(),
        "/protocolApplied",
        dose(json!({ "series": "a" })),
        "fhir_missing",
        &format!("{at}.doseNumber[x]"),
    );
    for number in [0, 100] {
        let value = dose(json!({ "doseNumberPositiveInt": number }));
        refused(immunization(), "/protocolApplied", value, "fhir_malformed", &format!("{at}.doseNumberPositiveInt"));
    }
    let both = dose(json!({ "doseNumberPositiveInt": 1, "doseNumberString": "first" }));
    refused(immunization(), "/protocolApplied", both, "fhir_not_certifiable", "Immunization");
    refused(immunization(), "/performer", json!([{}]), "fhir_missing", "Immunization.performer[0].actor");
    refused(immunization(), "/lotNumber", json!("x".repeat(101)), "fhir_not_certifiable", "Immunization");
}

#[test]
fn patient_should_be_refused_when_it_is_another_or_nobody() {
    refused(immunization(), "/patient", Value::Null, "fhir_missing", "Immunization.patient");
    refused(immunization(), "/patient/reference", json!("Patient/two"), "fhir_patient_differs", "Immunization.patient");
    refused(immunization(), "/patient/reference", json!("one"), "fhir_patient_differs", "Immunization.patient");
    refused(immunization(), "/patient/reference", json!("Group/one"), "fhir_wrong_target", "Immunization.patient");
    refused(immunization(), "/patient", json!({ "display": "Rowan" }), "fhir_patient_differs", "Immunization.patient");
    let other = json!({ "identifier": { "system": "urn:example", "value": "8" } });
    refused(immunization(), "/patient", other, "fhir_patient_differs", "Immunization.patient");
    refused(
        immunization(),
        "/patient/reference",
        json!("#p"),
        "fhir_unresolved_reference",
        "Immunization.patient.reference",
    );
    let error = certified(&immunization(), &CertificateOptions::default()).unwrap_err();
    assert_eq!((error.code(), error.element()), ("fhir_patient_not_given", "Immunization.patient"));
    refused_patient("/resourceType", json!("Person"), "fhir_wrong_target", "Immunization.patient");
    refused_patient("/id", Value::Null, "fhir_patient_differs", "Immunization.patient");
    refused_patient("/active", json!(false), "fhir_patient_inactive", "Patient.active");
    let link = json!([{ "other": {}, "type": "replaced-by" }]);
    refused_patient("/link", link, "fhir_patient_inactive", "Patient.link[0].type");
    refused_patient("/modifierExtension", json!([]), "fhir_modifier_extension", "Patient.modifierExtension");
}

#[test]
fn patient_should_be_refused_when_name_or_birth_date_is_not_known() {
    refused_patient("/birthDate", Value::Null, "fhir_missing", "Patient.birthDate");
    refused_patient("/birthDate", json!("1990-05-01T00:00:00Z"), "fhir_malformed", "Patient.birthDate");
    refused_patient("/birthDate", json!("01.05.1990"), "fhir_malformed", "Patient.birthDate");
    refused_patient("/_birthDate", absent(), "fhir_data_absent", "Patient.birthDate");
    refused_patient("/name", Value::Null, "fhir_missing", "Patient.name");
    refused_patient("/name", json!([{ "use": "nickname", "text": "Ro" }]), "fhir_missing", "Patient.name");
    refused_patient("/name", json!([{ "use": "official" }]), "fhir_missing", "Patient.name[0].family");
    let two = json!([{ "use": "official", "family": "A" }, { "use": "official", "family": "B" }]);
    refused_patient("/name", two, "fhir_name_ambiguous", "Patient.name");
    refused_patient("/gender", json!("F"), "fhir_malformed", "Patient.gender");
}

#[test]
fn observation_should_be_refused_when_it_is_no_finished_laboratory_result() {
    for status in ["registered", "preliminary", "cancelled", "entered-in-error", "unknown"] {
        refused(observation(), "/status", json!(status), "fhir_status_not_certifiable", "Observation.status");
    }
    refused(observation(), "/category", Value::Null, "fhir_category_missing", "Observation.category");
    for category in ["vital-signs", "imaging", "survey", "social-history"] {
        let at = "/category/0/coding/0/code";
        refused(observation(), at, json!(category), "fhir_not_laboratory", "Observation.category");
    }
    // A mean blood pressure is no laboratory result, whatever its category says.
    refused(observation(), "/code/coding/0/code", json!("8478-0"), "fhir_not_laboratory", "Observation.code");
    refused(
        observation(),
        "/code/coding/0/system",
        json!("urn:x"),
        "fhir_code_system_missing",
        "Observation.code.coding",
    );
    refused(observation(), "/code", Value::Null, "fhir_missing", "Observation.code");
    refused(observation(), "/component", json!([{}]), "fhir_several_results", "Observation.component");
    refused(observation(), "/hasMember", json!([{}]), "fhir_several_results", "Observation.hasMember");
    refused(observation(), "/focus", json!([{}]), "fhir_focus_elsewhere", "Observation.focus");
    refused(observation(), "/subject", Value::Null, "fhir_missing", "Observation.subject");
}

#[test]
fn observation_should_be_refused_when_its_value_cannot_be_carried() {
    let bare = || with(observation(), "/valueQuantity", Value::Null);
    refused(bare(), "/id", json!("two"), "fhir_missing", "Observation.value[x]");
    refused(bare(), "/dataAbsentReason", json!({ "text": "lost" }), "fhir_data_absent", "Observation.dataAbsentReason");
    refused(bare(), "/_valueString", absent(), "fhir_data_absent", "Observation.valueString");
    for (name, value) in [
        ("valueSampledData", json!({})),
        ("valueTime", json!("09:00:00")),
        ("valueDateTime", json!("2026")),
        ("valuePeriod", json!({})),
    ] {
        refused(bare(), &format!("/{name}"), value, "fhir_value_not_carried", &format!("Observation.{name}"));
    }
    refused(bare(), "/valueInteger", json!(1_i64 << 40), "fhir_malformed", "Observation.valueInteger");
    refused(bare(), "/valueBoolean", json!("true"), "fhir_wrong_type", "Observation.valueBoolean");
    refused(bare(), "/valueRange", json!({}), "fhir_missing", "Observation.valueRange.low");
    refused(bare(), "/valueRatio", json!({}), "fhir_missing", "Observation.valueRatio.numerator");
    let mixed = json!({ "numerator": { "value": 1, "unit": "drop" }, "denominator": { "value": 2 } });
    refused(bare(), "/valueRatio", mixed, "fhir_not_ucum", "Observation.valueRatio.numerator.system");
    refused(observation(), "/valueString", json!("x"), "fhir_several_values", "Observation.valueString");
    refused(observation(), "/valueQuantity/system", Value::Null, "fhir_not_ucum", "Observation.valueQuantity.system");
    refused(observation(), "/valueQuantity/code", Value::Null, "fhir_not_ucum", "Observation.valueQuantity.code");
    refused(observation(), "/valueQuantity/value", Value::Null, "fhir_missing", "Observation.valueQuantity.value");
    refused(observation(), "/valueQuantity/value", json!("1"), "fhir_wrong_type", "Observation.valueQuantity.value");
    refused(observation(), "/valueQuantity/_value", absent(), "fhir_data_absent", "Observation.valueQuantity.value");
    refused(observation(), "/valueQuantity/comparator", json!("~"), "fhir_not_certifiable", "Observation");
}

#[test]
fn observation_should_be_refused_when_time_or_range_is_open() {
    let undated = || with(observation(), "/effectiveDateTime", Value::Null);
    refused(undated(), "/issued", json!("2026-11-20T09:00:00Z"), "fhir_missing", "Observation.effective[x]");
    refused(undated(), "/effectiveTiming", json!({}), "fhir_value_not_carried", "Observation.effectiveTiming");
    let open = json!({ "start": "2026-11-20" });
    refused(undated(), "/effectivePeriod", open, "fhir_missing", "Observation.effectivePeriod.end");
    let reversed = json!({ "start": "2026-11-20", "end": "2026-11-19" });
    refused(undated(), "/effectivePeriod", reversed, "fhir_not_certifiable", "Observation");
    let at = "Observation.referenceRange[0]";
    refused(observation(), "/referenceRange", json!([{}]), "fhir_missing", &format!("{at}.low"));
    let aged = json!([{ "text": "x", "age": { "low": {} } }]);
    refused(observation(), "/referenceRange", aged, "fhir_range_by_age", &format!("{at}.age"));
    let other = json!([{ "low": { "value": 1, "unit": "mg" } }]);
    refused(observation(), "/referenceRange", other, "fhir_range_unit_differs", &format!("{at}.low"));
    let other = json!([{ "low": { "value": 1, "system": "http://unitsofmeasure.org", "code": "g/dL" } }]);
    refused(observation(), "/referenceRange", other, "fhir_range_unit_differs", &format!("{at}.low"));
}

#[test]
fn document_should_be_refused_when_it_is_no_finished_medical_certificate() {
    let element = "DocumentReference";
    for status in ["superseded", "entered-in-error"] {
        refused(
            document_reference(),
            "/status",
            json!(status),
            "fhir_status_not_certifiable",
            "DocumentReference.status",
        );
    }
    refused(
        document_reference(),
        "/docStatus",
        json!("preliminary"),
        "fhir_status_not_certifiable",
        "DocumentReference.docStatus",
    );
    refused(document_reference(), "/type", Value::Null, "fhir_not_medical_certificate", "DocumentReference.type");
    refused(document_reference(), "/subject", Value::Null, "fhir_missing", &format!("{element}.subject"));
    refused(document_reference(), "/content", Value::Null, "fhir_missing", &format!("{element}.content"));
    let content = document_reference()["content"][0].clone();
    let two = json!([content.clone(), content]);
    refused(document_reference(), "/content", two, "fhir_several_attachments", &format!("{element}.content"));
}

#[test]
fn document_should_be_refused_when_its_content_is_missing_or_another() {
    let attachment = "DocumentReference.content[0].attachment";
    let at = |name: &str| format!("/content/0/attachment/{name}");
    let element = |name: &str| format!("{attachment}.{name}");
    let elsewhere = with(document_reference(), &at("data"), Value::Null);
    let elsewhere = with(elsewhere, &at("url"), json!("https://example.org/1.pdf"));
    refused(elsewhere, &at("hash"), json!("SGVsbG8gdGhlcmU="), "fhir_attachment_missing", &element("data"));
    refused(document_reference(), &at("data"), json!("S!"), "fhir_malformed", &element("data"));
    refused(document_reference(), &at("size"), json!(6), "fhir_attachment_differs", &element("size"));
    refused(document_reference(), &at("hash"), json!("SGVsbG8gdGhlcmU="), "fhir_attachment_differs", &element("hash"));
    refused(document_reference(), &at("creation"), Value::Null, "fhir_missing", &element("creation"));
    refused(document_reference(), &at("contentType"), Value::Null, "fhir_missing", &element("contentType"));
    refused(document_reference(), &at("contentType"), json!("pdf"), "fhir_not_certifiable", "DocumentReference");
    refused(document_reference(), &at("creation"), json!("1989"), "fhir_not_certifiable", "DocumentReference");
}

#[test]
fn resource_should_be_refused_when_it_is_contained_or_when_there_is_none() {
    let holder = json!({ "resourceType": "List", "id": "l", "contained": [immunization(), patient()] });
    let outcomes = map_certificates(&read(holder.to_string().as_bytes()).unwrap(), &certificate_options()).unwrap();
    assert_eq!(outcomes.len(), 1);
    let error = outcomes[0].1.as_ref().unwrap_err();
    assert_eq!((error.code(), error.element()), ("fhir_contained_resource", "List.contained"));
    let error = map_certificates(&read(patient().to_string().as_bytes()).unwrap(), &certificate_options()).unwrap_err();
    assert_eq!(error.code(), "fhir_nothing_found");
}
