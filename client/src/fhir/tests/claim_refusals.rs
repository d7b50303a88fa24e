use super::{
    claim::{map_value, options, visit},
    example, with,
};
use crate::{
    fhir::{
        claim::{coverages, map_coverage},
        error::{FhirError, Problem},
        read,
    },
    messages::Explained,
};
use proptest::prelude::*;
use serde_json::{Value, json};

/// What each case changes in a claim that can be submitted, and the code and element of the refusal.
fn cases() -> Vec<(&'static str, Value, &'static str, &'static str)> {
    let krw = |value: Value| json!({ "value": value, "currency": "KRW" });
    let item = visit()["item"][0].clone();
    let second = |sequence: u64| with(item.clone(), "/sequence", json!(sequence));
    let missing_information = with(item.clone(), "/informationSequence", json!([9]));
    vec![
        ("/status", Value::Null, "fhir_missing", "status"),
        ("/status", json!("draft"), "fhir_claim_not_active", "status"),
        ("/status", json!("cancelled"), "fhir_claim_not_active", "status"),
        ("/use", Value::Null, "fhir_missing", "use"),
        ("/use", json!("bill"), "fhir_unknown_code", "use"),
        ("/type", Value::Null, "fhir_missing", "type"),
        ("/type", json!({}), "fhir_missing", "type.coding"),
        ("/type/coding/0/code", json!("veterinary"), "fhir_unknown_code", "type"),
        ("/type/coding/0/system", json!("urn:x"), "fhir_unknown_code", "type"),
        ("/patient", Value::Null, "fhir_missing", "patient"),
        ("/created", Value::Null, "fhir_missing", "created"),
        ("/created", json!("yesterday"), "fhir_malformed", "created"),
        ("/created", json!("1812-01-01"), "fhir_date_out_of_range", "created"),
        ("/provider", Value::Null, "fhir_missing", "provider"),
        ("/provider", json!({ "display": "a clinic" }), "fhir_missing", "provider.reference"),
        ("/provider/reference", json!("Organization/9"), "fhir_not_resolved", "provider"),
        ("/provider/reference", json!("Organization/other"), "fhir_foreign_provider", "provider"),
        ("/provider/reference", json!("#gone"), "fhir_unresolved_reference", "provider.reference"),
        ("/payee", json!({}), "fhir_missing", "payee.type"),
        ("/payee", json!({ "type": { "coding": [{ "code": "other" }] } }), "fhir_unsupported_payee", "payee.type"),
        (
            "/payee",
            json!({ "type": { "coding": [{ "code": "provider" }] }, "party": { "reference": "Organization/other" } }),
            "fhir_foreign_provider",
            "payee.party",
        ),
        (
            "/payee",
            json!({ "type": { "coding": [{ "code": "subscriber" }] }, "party": { "reference": "Patient/2" } }),
            "fhir_unsupported_payee",
            "payee.party",
        ),
        ("/insurance", Value::Null, "fhir_missing", "insurance"),
        ("/insurance", json!([]), "fhir_missing", "insurance"),
        ("/insurance/0/focal", Value::Null, "fhir_missing", "insurance[0].focal"),
        ("/insurance/0/focal", json!(false), "fhir_focal_insurance", "insurance"),
        ("/insurance/0/focal", json!("yes"), "fhir_wrong_type", "insurance[0].focal"),
        ("/insurance/0/coverage", Value::Null, "fhir_missing", "insurance[0].coverage"),
        ("/insurance/0/coverage/reference", json!("Coverage/9"), "fhir_not_resolved", "insurance[0].coverage"),
        ("/insurance/0/preAuthRef", json!(["PA-9"]), "fhir_not_resolved", "insurance[0].preAuthRef[0]"),
        ("/insurance/0/preAuthRef", json!(["PA-1", "PA-1"]), "fhir_preauthorisation_unused", "insurance"),
        (
            "/supportingInfo",
            json!([{ "sequence": 1 }, { "sequence": 1 }]),
            "fhir_duplicate_sequence",
            "supportingInfo[1].sequence",
        ),
        ("/item", Value::Null, "fhir_missing", "item"),
        ("/item", json!([]), "fhir_missing", "item"),
        ("/item", json!({}), "fhir_wrong_type", "item"),
        ("/item", Value::Array(vec![item.clone(); 33]), "fhir_too_many_lines", "item"),
        ("/item", json!([item, second(1)]), "fhir_duplicate_sequence", "item[1].sequence"),
        ("/item", json!([missing_information]), "fhir_not_resolved", "item[0].informationSequence[0]"),
        ("/item/0/sequence", Value::Null, "fhir_missing", "item[0].sequence"),
        ("/item/0/sequence", json!(0), "fhir_malformed", "item[0].sequence"),
        ("/item/0/sequence", json!(-1), "fhir_malformed", "item[0].sequence"),
        ("/item/0/productOrService", Value::Null, "fhir_missing", "item[0].productOrService"),
        ("/item/0/category", Value::Null, "fhir_unknown_category", "item[0].productOrService"),
        ("/item/0/category/coding/0/code", json!("vision"), "fhir_unknown_code", "item[0].category.coding[0].code"),
        ("/item/0/net", Value::Null, "fhir_missing", "item[0].net"),
        ("/item/0/net", krw(json!(0)), "fhir_amount_not_positive", "item[0].net"),
        ("/item/0/net", krw(json!(-5)), "fhir_amount_not_positive", "item[0].net.value"),
        ("/item/0/net", krw(json!(0.5)), "fhir_not_whole_won", "item[0].net"),
        ("/item/0/net", krw(json!(1e15)), "fhir_amount_differs", "total"),
        ("/item/0/net", krw(json!(1e18)), "fhir_amount_too_large", "item[0].net"),
        ("/item/0/net", krw(json!("20000")), "fhir_wrong_type", "item[0].net.value"),
        ("/item/0/net", json!({ "value": 20_000 }), "fhir_missing", "item[0].net.currency"),
        ("/item/0/net/currency", json!("USD"), "fhir_currency_not_won", "item[0].net.currency"),
        ("/item/0/unitPrice", krw(json!(19_999)), "fhir_amount_differs", "item[0].net"),
        (
            "/item/0/quantity",
            json!({ "comparator": "<", "value": 1 }),
            "fhir_comparator",
            "item[0].quantity.comparator",
        ),
        ("/item/0/detail", json!([{ "net": krw(json!(1)) }]), "fhir_amount_differs", "item[0].net"),
        (
            "/item/0/detail",
            json!([{ "net": krw(json!(20_000)), "subDetail": [{ "net": krw(json!(1)) }] }]),
            "fhir_amount_differs",
            "item[0].detail[0].net",
        ),
        ("/item/0/servicedDate", Value::Null, "fhir_missing", "item[0].serviced[x]"),
        ("/item/0/servicedDate", json!("2026-11-22"), "fhir_service_in_future", "item[0].servicedDate"),
        ("/item/0/servicedDate", json!(2026), "fhir_wrong_type", "item[0].servicedDate"),
        ("/item/0/encounter/0/reference", json!("Encounter/9"), "fhir_not_resolved", "item[0].encounter[0]"),
        ("/item/0/encounter", json!([{ "reference": "Encounter/1" }, {}]), "fhir_no_service", "item[0].encounter[1]"),
        ("/total", krw(json!(20_001)), "fhir_amount_differs", "total"),
        ("/total/currency", json!("EUR"), "fhir_currency_not_won", "total.currency"),
        ("/modifierExtension", json!([{ "url": "urn:x" }]), "fhir_modifier_extension", "modifierExtension"),
        ("/item/0/modifierExtension", json!([]), "fhir_modifier_extension", "item[0].modifierExtension"),
        ("/implicitRules", json!("urn:x"), "fhir_implicit_rules", "implicitRules"),
    ]
}

#[test]
fn claim_should_be_refused_with_its_element_when_it_cannot_be_carried() {
    for (pointer, value, code, element) in cases() {
        let error = map_value(&with(visit(), pointer, value.clone()), &options()).unwrap_err();
        let expected = (code, format!("Claim.{element}"));
        assert_eq!((error.code(), error.element().to_owned()), expected, "{pointer} = {value}");
        assert_eq!(error.resource(), Some("Claim/one"));
    }
}

#[test]
fn claim_should_be_refused_when_nothing_says_what_it_bills() {
    let mut no_number = with(visit(), "/item/0/encounter", Value::Null);
    no_number = with(no_number, "/identifier", Value::Null);
    let error = map_value(&no_number, &options()).unwrap_err();
    assert_eq!((error.code(), error.element()), ("fhir_no_service", "Claim.item[0].encounter"));
    // A pharmacy bills what it has dispensed.
    let pharmacy = with(with(visit(), "/type/coding/0/code", json!("pharmacy")), "/item/0/category", Value::Null);
    let error = map_value(&pharmacy, &options()).unwrap_err();
    assert_eq!((error.code(), error.element()), ("fhir_no_service", "Claim.prescription"));
    let unknown = with(pharmacy, "/prescription", json!({ "reference": "MedicationRequest/9" }));
    assert_eq!(map_value(&unknown, &options()).unwrap_err().element(), "Claim.prescription");
    // The same service twice, under two sequences.
    let mut twice = with(visit(), "/total", Value::Null);
    let mut same = options();
    same.services.insert(
        "MedicationDispense/1".into(),
        bogam_primitives::claim::ServiceReference::Encounter { nullifier: Default::default(), at: 1 },
    );
    let information = json!([{ "sequence": 1, "valueReference": { "reference": "MedicationDispense/1" } }]);
    twice["supportingInfo"] = information;
    let item = with(twice["item"][0].clone(), "/informationSequence", json!([1]));
    twice["item"] = json!([item, with(item.clone(), "/sequence", json!(2))]);
    let error = map_value(&twice, &same).unwrap_err();
    assert_eq!((error.code(), error.element()), ("fhir_duplicate_service", "Claim.item[1]"));
}

#[test]
fn claim_should_be_refused_when_its_coverage_in_the_input_does_not_count() {
    let bundle = |coverage: Value| {
        super::bundle("collection", &[with(visit(), "/insurance/0/coverage/reference", json!("Coverage/c")), coverage])
    };
    let coverage = json!({ "resourceType": "Coverage", "id": "c", "status": "cancelled" });
    let error = map_value(&bundle(coverage), &options()).unwrap_err();
    assert_eq!((error.code(), error.element()), ("fhir_claim_not_active", "Claim.insurance[0].coverage"));
    let mut patient = with(visit(), "/insurance/0/coverage/reference", json!("#c"));
    patient["contained"] = json!([{ "resourceType": "Patient", "id": "c" }]);
    let error = map_value(&patient, &options()).unwrap_err();
    assert_eq!((error.code(), error.element()), ("fhir_wrong_target", "Claim.insurance[0].coverage.reference"));
}

#[test]
fn coverage_should_be_refused_with_its_element_when_it_is_no_policy() {
    let bundle: Value = serde_json::from_str(&example("claim-korean.json")).unwrap();
    let coverage = bundle["entry"][3]["resource"].clone();
    let plan = "/class/0/value";
    for (pointer, value, code, element) in [
        ("/status", json!("cancelled"), "fhir_claim_not_active", "status"),
        ("/beneficiary", Value::Null, "fhir_missing", "beneficiary"),
        ("/payor", json!([]), "fhir_missing", "payor"),
        ("/payor", json!([{ "reference": "Organization/1" }, {}]), "fhir_several_payors", "payor"),
        ("/payor/0/reference", json!("Patient/p1"), "fhir_wrong_target", "payor[0].reference"),
        ("/payor/0/reference", json!("Organization/9"), "fhir_not_resolved", "payor[0]"),
        ("/class", Value::Null, "fhir_missing", "class"),
        ("/class/0/type/coding/0/code", json!("group"), "fhir_missing", "class"),
        (plan, json!("SILSON-5"), "fhir_not_resolved", "class[0].value"),
        ("/period", Value::Null, "fhir_missing", "period"),
        ("/period/start", Value::Null, "fhir_missing", "period.start"),
        ("/period/end", Value::Null, "fhir_missing", "period.end"),
        ("/period/end", json!("2025"), "fhir_period_reversed", "period"),
        ("/period/end", json!("2026-11-20"), "fhir_already_expired", "period.end"),
        ("/period/end", json!("soon"), "fhir_malformed", "period.end"),
        ("/modifierExtension", json!([]), "fhir_modifier_extension", "modifierExtension"),
    ] {
        let changed = with(coverage.clone(), pointer, value);
        let input = read(changed.to_string().as_bytes()).unwrap();
        let error = map_coverage(&input, coverages(&input)[0], &options()).unwrap_err();
        assert_eq!((error.code(), error.element()), (code, format!("Coverage.{element}").as_str()), "{pointer}");
    }
    let input = read(visit().to_string().as_bytes()).unwrap();
    assert_eq!(map_coverage(&input, &visit(), &options()).unwrap_err().code(), "fhir_wrong_target");
}

#[test]
fn huge_claim_should_be_refused_before_it_is_gone_through() {
    let item = visit()["item"][0].clone();
    let many = with(visit(), "/item", Value::Array(vec![item; 20_000]));
    assert_eq!(map_value(&many, &options()).unwrap_err().code(), "fhir_too_many_lines");
    // A claim that is mapped but whose document would be too large.
    let long = with(visit(), "/item/0/productOrService/text", json!("x".repeat(1024 * 1024)));
    assert_eq!(map_value(&long, &options()).unwrap_err().code(), "fhir_input_too_large");
}

#[test]
fn problems_of_claims_should_speak_both_languages() {
    let text = || "x".to_owned();
    for problem in [
        Problem::ClaimNotActive(text()),
        Problem::UnknownCode { code: text(), expected: "y" },
        Problem::UnknownCategory(text()),
        Problem::CurrencyNotWon(text()),
        Problem::NotWholeWon(text()),
        Problem::AmountNotPositive(text()),
        Problem::AmountTooLarge(text()),
        Problem::AmountDiffers { stated: text(), computed: text() },
        Problem::NotResolved(text()),
        Problem::FocalInsurance(2),
        Problem::ForeignProvider,
        Problem::UnsupportedPayee(text()),
        Problem::NoService,
        Problem::DuplicateService,
        Problem::DuplicateSequence(1),
        Problem::TooManyLines { count: 2, limit: 1 },
        Problem::ServiceInFuture,
        Problem::PreauthorisationUnused,
        Problem::SeveralPayors { count: 2 },
        Problem::ClaimRecordDiffers,
    ] {
        let error = FhirError::new("Claim.item", problem);
        assert!(error.korean().chars().any(|character| ('가'..='힣').contains(&character)), "{error}");
        assert!(error.to_string().is_ascii() && error.code().starts_with("fhir_"));
    }
}

/// Any JSON, with the names of a claim's elements now and then.
fn any_json() -> impl Strategy<Value = Value> {
    let names = "item|net|value|currency|sequence|insurance|coverage|reference|type|coding|code|detail|[a-z]{1,6}";
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "[ -~가-힣]{0,12}".prop_map(Value::from),
        Just(json!("active")),
        Just(json!(true)),
    ];
    leaf.prop_recursive(4, 24, 5, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::hash_map(names, inner, 0..5).prop_map(|members| members.into_iter().collect::<Value>()),
        ]
    })
}

const PLACES: [&str; 16] = [
    "/status",
    "/type",
    "/use",
    "/patient",
    "/created",
    "/provider",
    "/payee",
    "/insurance",
    "/insurance/0/coverage",
    "/insurance/0/preAuthRef",
    "/supportingInfo",
    "/item",
    "/item/0",
    "/item/0/net",
    "/item/0/detail",
    "/total",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn mapping_should_answer_whatever_stands_in_a_claim(place in 0..PLACES.len(), value in any_json()) {
        let changed = with(visit(), PLACES[place], value);
        if let Err(error) = map_value(&changed, &options()) {
            prop_assert!(!error.element().is_empty() && !error.korean().is_empty());
        }
    }

    #[test]
    fn mapping_should_answer_for_any_json(value in any_json()) {
        let _ = map_value(&value, &options());
        let mut claim = value.clone();
        if let Some(members) = claim.as_object_mut() {
            members.insert("resourceType".into(), "Coverage".into());
        }
        if let Ok(input) = read(claim.to_string().as_bytes()) {
            for coverage in coverages(&input) {
                let _ = map_coverage(&input, coverage, &options());
            }
        }
    }
}
