//! Certificates of FHIR resources: what is mapped, and back.

use super::*;
use crate::certificate::{Document, Kind, LaboratoryResult, LaboratoryValue, MedicalCertificate, Vaccination};
use proptest::prelude::*;

/// A `Patient` who can be certified.
pub(super) fn patient() -> Value {
    json!({
        "resourceType": "Patient",
        "id": "one",
        "identifier": [{ "system": "urn:example", "value": "7" }],
        "name": [{ "use": "official", "family": "Sample", "given": ["Rowan", "Lee"] }],
        "gender": "unknown",
        "birthDate": "1990-05",
    })
}

/// An `Immunization` that can be certified.
pub(super) fn immunization() -> Value {
    json!({
        "resourceType": "Immunization",
        "id": "one",
        "status": "completed",
        "vaccineCode": { "coding": [{ "system": "http://hl7.org/fhir/sid/cvx", "code": "140" }] },
        "patient": { "reference": "Patient/one" },
        "occurrenceDateTime": "2026-11",
    })
}

/// An `Observation` of a laboratory that can be certified.
pub(super) fn observation() -> Value {
    json!({
        "resourceType": "Observation",
        "id": "one",
        "status": "final",
        "category": [{ "coding": [{
            "system": "http://terminology.hl7.org/CodeSystem/observation-category",
            "code": "laboratory",
        }] }],
        "code": { "coding": [{ "system": "http://loinc.org", "code": "718-7" }] },
        "subject": { "reference": "Patient/one" },
        "effectiveDateTime": "2026-11-20",
        "valueQuantity": { "value": 132, "unit": "g/L", "system": "http://unitsofmeasure.org", "code": "g/L" },
    })
}

/// A `DocumentReference` that can be certified.
pub(super) fn document_reference() -> Value {
    json!({
        "resourceType": "DocumentReference",
        "id": "one",
        "status": "current",
        "type": { "coding": [{ "system": CERTIFICATE_SYSTEM, "code": "medical-certificate" }] },
        "subject": { "reference": "Patient/one" },
        "content": [{ "attachment": {
            "contentType": "application/pdf",
            "data": "SGVsbG8=",
            "creation": "2026-11-20T23:30:00+09:00",
        } }],
    })
}

pub(super) fn certificate_options() -> CertificateOptions {
    CertificateOptions { patient: Some(patient()), ..CertificateOptions::default() }
}

/// Maps the only resource of `value`.
pub(super) fn certified(value: &Value, options: &CertificateOptions) -> CertificateResult {
    let mut outcomes = map_certificates(&read(value.to_string().as_bytes())?, options)?;
    assert_eq!(outcomes.len(), 1);
    outcomes.remove(0).1
}

fn fields(value: &Value) -> Value {
    Value::Object(certified(value, &certificate_options()).unwrap().document.into_fields())
}

#[test]
fn bundle_should_become_a_certificate_for_each_resource() {
    let input = read(example("certificate-fhir-bundle.json").as_bytes()).unwrap();
    let outcomes = map_certificates(&input, &CertificateOptions::default()).unwrap();
    let documents: Vec<Document> = outcomes
        .into_iter()
        .map(|(label, outcome)| {
            let mapped = outcome.unwrap();
            assert!(mapped.warnings.is_empty(), "{label}");
            mapped.document
        })
        .collect();
    let kinds: Vec<Kind> = documents.iter().map(Document::kind).collect();
    assert_eq!(kinds, [Kind::Vaccination, Kind::LaboratoryResult, Kind::MedicalCertificate]);
    let vaccination: Vaccination = documents[0].content().unwrap();
    assert_eq!(vaccination.person.family_name.as_deref(), Some("한"));
    assert_eq!(vaccination.person.given_name_latin.as_deref(), Some("BOGAM"));
    assert_eq!(vaccination.performers, ["나예시"]);
    assert_eq!(
        (vaccination.location.as_deref(), vaccination.country.as_deref()),
        (Some("예시소아청소년과의원"), Some("KR"))
    );
    assert_eq!(vaccination.doses.iter().map(|dose| dose.number).collect::<Vec<_>>(), [Some(5), Some(4)]);
    let result: LaboratoryResult = documents[1].content().unwrap();
    match &result.value {
        LaboratoryValue::Quantity(quantity) => {
            assert_eq!((quantity.value.as_str(), quantity.code.as_str()), ("13.20", "g/dL"))
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(result.reference_ranges[0].low.as_ref().unwrap().value, "12.0");
    let certificate: MedicalCertificate = documents[2].content().unwrap();
    let attachment = certificate.attachment.unwrap();
    assert_eq!(attachment.digest, "185f8db32271fe25f561a6fc938b2e264306ec304eda518007d1764826381969");
    assert_eq!((attachment.size, certificate.issue_date.as_str()), (5, "2026-11-20"));
    assert_eq!(certificate.physician.as_deref(), Some("나예시"));
}

#[test]
fn dates_should_stay_as_they_are() {
    let fields = fields(&immunization());
    assert_eq!((fields["date"].as_str(), fields["birth_date"].as_str()), (Some("2026-11"), Some("1990-05")));
    assert_eq!(fields["given_name"], "Rowan Lee");
    assert_eq!(fields.get("sex"), None);
}

#[test]
fn patient_should_be_found_wherever_the_reference_leads() {
    let without = CertificateOptions::default();
    let contained = with(immunization(), "/contained", json!([with(patient(), "/id", json!("p"))]));
    let contained = with(contained, "/patient/reference", json!("#p"));
    assert!(certified(&contained, &without).is_ok());
    assert!(certified(&bundle("collection", &[patient(), immunization()]), &without).is_ok());
    let versioned =
        with(immunization(), "/patient/reference", json!("https://example.org/fhir/Patient/one/_history/2"));
    assert!(certified(&versioned, &certificate_options()).is_ok());
    let logical = with(immunization(), "/patient", json!({ "identifier": { "system": "urn:example", "value": "7" } }));
    assert!(certified(&logical, &certificate_options()).is_ok());
}

#[test]
fn name_should_be_the_official_one() {
    let named = |names: Value| {
        let options = CertificateOptions { patient: Some(with(patient(), "/name", names)), ..Default::default() };
        certified(&immunization(), &options).map(|mapped| mapped.document.content::<Vaccination>().unwrap().person)
    };
    let person = named(
        json!([{ "use": "nickname", "text": "Ro" }, { "use": "usual", "text": "R. S." }, { "text": "Rowan S." }]),
    )
    .unwrap();
    assert_eq!((person.full_name.as_deref(), person.family_name), (Some("Rowan S."), None));
    let person = named(json!([
        { "use": "official", "family": "Old", "period": { "end": "2020" } },
        { "use": "usual", "family": "Now", "text": "Now!" },
    ]))
    .unwrap();
    assert_eq!((person.family_name.as_deref(), person.full_name), (Some("Now"), None));
}

#[test]
fn value_should_be_carried_in_each_type_that_a_laboratory_uses() {
    let valued = |name: &str, value: Value| {
        let base = with(observation(), "/valueQuantity", Value::Null);
        fields(&with(base, &format!("/{name}"), value))["value"].clone()
    };
    assert_eq!(valued("valueString", json!("clear")), json!({ "text": "clear" }));
    assert_eq!(valued("valueInteger", json!(-3)), json!({ "integer": -3 }));
    assert_eq!(valued("valueBoolean", json!(false)), json!({ "boolean": false }));
    assert_eq!(
        valued("valueCodeableConcept", json!({ "text": "positive" })),
        json!({ "concept": { "text": "positive" } })
    );
    let ucum = |value: u32| json!({ "value": value, "system": "http://unitsofmeasure.org", "code": "/uL" });
    let expected =
        json!({ "range": { "low": { "value": "1", "code": "/uL" }, "high": { "value": "3", "code": "/uL" } } });
    assert_eq!(valued("valueRange", json!({ "low": ucum(1), "high": ucum(3) })), expected);
    let titre = json!({ "numerator": { "value": 1 }, "denominator": { "value": 128 } });
    let expected = json!({ "ratio": { "numerator": { "value": "1" }, "denominator": { "value": "128" } } });
    assert_eq!(valued("valueRatio", titre), expected);
    let text = observation().to_string().replace("132", "7.20e1");
    let bytes = map_certificates(&read(text.as_bytes()).unwrap(), &certificate_options()).unwrap().remove(0).1.unwrap();
    let quantity = bytes.document.fields()["value"]["quantity"].clone();
    assert!(quantity["value"] == "7.20e1" || quantity["value"] == "7.20e+1", "{quantity}");
}

#[test]
fn laboratory_should_be_believed_when_the_caller_says_so_and_the_resource_nothing() {
    let silent = with(observation(), "/category", Value::Null);
    let believing = CertificateOptions { laboratory: true, ..certificate_options() };
    assert!(certified(&silent, &believing).is_ok());
    let vital = with(observation(), "/category/0/coding/0/code", json!("vital-signs"));
    assert_eq!(certified(&vital, &believing).unwrap_err().code(), "fhir_not_laboratory");
}

#[test]
fn range_should_have_the_unit_of_the_value_when_it_says_none() {
    let ranged = with(
        observation(),
        "/referenceRange",
        json!([{ "low": { "value": 120 }, "high": { "value": 160, "unit": "g/L" } }]),
    );
    let range = &fields(&ranged)["reference_ranges"][0];
    assert_eq!(range["low"], json!({ "value": "120", "unit": "g/L", "code": "g/L" }));
    assert_eq!(range["high"]["code"], "g/L");
}

#[test]
fn attachment_should_be_checked_when_it_is_given_beside_the_resource() {
    let at = "/content/0/attachment";
    let outside = with(document_reference(), &format!("{at}/data"), Value::Null);
    let outside = with(outside, &format!("{at}/hash"), json!("9/+ei3uy4Jtwk1pdeF4MxdnQq/A="));
    let given = |bytes: &[u8]| CertificateOptions { attachment: Some(bytes.to_vec()), ..certificate_options() };
    assert!(certified(&outside, &given(b"Hello")).is_ok());
    let error = certified(&outside, &given(b"hello")).unwrap_err();
    assert_eq!(
        (error.code(), error.element()),
        ("fhir_attachment_differs", "DocumentReference.content[0].attachment.hash")
    );
    let untyped = with(document_reference(), "/type", Value::Null);
    let believing = CertificateOptions { medical_certificate: true, ..certificate_options() };
    assert!(certified(&untyped, &believing).is_ok());
}

#[test]
fn what_cannot_be_named_should_be_left_out_with_a_warning() {
    let value = with(immunization(), "/location", json!({ "reference": "Location/9" }));
    let value = with(value, "/manufacturer", json!({ "reference": "Organization/9", "display": "Maker" }));
    let value = with(value, "/doseQuantity", json!({ "value": 5, "unit": "drops" }));
    let mapped = certified(&value, &certificate_options()).unwrap();
    let warnings: Vec<_> = mapped.warnings.iter().map(|warning| (warning.code(), warning.element.as_str())).collect();
    let expected = [("not_carried", "Immunization.doseQuantity"), ("reference_unresolved", "Immunization.location")];
    assert_eq!(warnings.iter().collect::<std::collections::BTreeSet<_>>(), expected.iter().collect());
    assert_eq!(mapped.document.fields()["manufacturer"], "Maker");
    assert!(mapped.warnings.iter().all(|warning| !warning.korean().is_empty() && !warning.to_string().is_empty()));
}

#[test]
fn performer_should_be_who_gave_it_and_not_who_ordered_it() {
    let function = |code: &str| json!({ "coding": [{ "code": code }] });
    let value = with(
        immunization(),
        "/performer",
        json!([
            { "function": function("OP"), "actor": { "display": "Who ordered" } },
            { "function": function("AP"), "actor": { "display": "Who gave" } },
            { "actor": { "display": "Who else" } },
        ]),
    );
    assert_eq!(fields(&value)["performers"], json!(["Who gave"]));
}

fn back_and_forth(document: &Document) {
    let resource = to_immunization(document).unwrap();
    let mapped = certified(&resource, &CertificateOptions::default()).unwrap();
    assert!(mapped.warnings.is_empty());
    assert_eq!(mapped.document.to_bytes().unwrap(), document.to_bytes().unwrap());
}

#[test]
fn vaccination_should_be_the_same_when_it_comes_back_from_fhir() {
    let example: Value = serde_json::from_str(&example("certificate-vaccination.json")).unwrap();
    // A name in parts goes back in parts: the whole is for those of whom the parts are not known.
    let whole = with(with(example.clone(), "/family_name", Value::Null), "/given_name", Value::Null);
    for value in [with(example, "/full_name", Value::Null), whole] {
        back_and_forth(&Document::from_value(Kind::Vaccination, value).unwrap());
    }
    let plain = certified(&immunization(), &certificate_options()).unwrap().document;
    back_and_forth(&plain);
    let other = certified(&observation(), &certificate_options()).unwrap().document;
    assert_eq!(to_immunization(&other).unwrap_err().code(), "certificate_wrong_kind");
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "[ -~가]{0,12}".prop_map(Value::from),
        Just(json!("2026-11-20")),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec(("[a-z]{1,4}|coding|reference|value|system|extension|url", inner), 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn mapping_should_answer_when_any_element_is_anything(
        which in 0usize..4,
        member in any::<prop::sample::Index>(),
        extra in "[a-z]{1,6}|_birthDate|value(Range|Ratio|Period|String)|referenceRange|protocolApplied|specimen|contained|performer|dataAbsentReason",
        value in any_json(),
        replace in any::<bool>(),
    ) {
        let base = [immunization(), observation(), document_reference(), patient()][which].clone();
        let names: Vec<String> = base.as_object().unwrap().keys().filter(|name| *name != "resourceType").cloned().collect();
        let name = if replace { names[member.index(names.len())].clone() } else { extra };
        let mut changed = base;
        changed[name.as_str()] = value;
        let (resource, options) = match which {
            3 => (immunization(), CertificateOptions { patient: Some(changed), ..Default::default() }),
            _ => (changed, certificate_options()),
        };
        let Ok(input) = read(resource.to_string().as_bytes()) else { return Ok(()) };
        for (_, outcome) in map_certificates(&input, &options).unwrap() {
            if let Err(error) = outcome {
                prop_assert!(!error.element().is_empty() && !error.code().is_empty());
            }
        }
    }
}
