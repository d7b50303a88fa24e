use super::{
    consent::{
        act_code, action, actor, actor_as, category, confidentiality, consent, consent_options, purpose, resource,
    },
    *,
};
use crate::messages::{Explained, Language};
use proptest::prelude::*;

fn exceptions(exceptions: Value) -> (&'static str, Value) {
    ("/provision/provision", exceptions)
}

type Case = ((&'static str, Value), &'static str, &'static str);

fn cases() -> Vec<Case> {
    let many: Vec<Value> = (0..40).map(|_| json!({ "type": "deny", "actor": [actor("Practitioner/1")] })).collect();
    vec![
        (("/resourceType", json!("Contract")), "fhir_wrong_target", ""),
        (("/status", Value::Null), "fhir_missing", ".status"),
        (("/status", json!("draft")), "fhir_consent_not_active", ".status"),
        (("/status", json!("inactive")), "fhir_consent_not_active", ".status"),
        (("/status", json!(1)), "fhir_wrong_type", ".status"),
        (("/modifierExtension", json!([])), "fhir_modifier_extension", ".modifierExtension"),
        (("/scope", Value::Null), "fhir_missing", ".scope"),
        (("/scope/coding/0/code", json!("treatment")), "fhir_unknown_code", ".scope.coding[0].code"),
        (("/scope/coding/0/system", json!("urn:x")), "fhir_no_known_code", ".scope.coding"),
        (("/category", Value::Null), "fhir_missing", ".category"),
        (
            (
                "/category/0/coding/0",
                json!({ "system": "http://terminology.hl7.org/CodeSystem/consentcategorycodes", "code": "dnr" }),
            ),
            "fhir_about_treatment",
            ".category[0].coding[0].code",
        ),
        (("/category/0/coding/0", act_code("RSDID")), "fhir_de_identification", ".category[0].coding[0].code"),
        (("/category/0/coding/0", act_code("EMRGONLY")), "fhir_category_contradicted", ".category[0].coding[0].code"),
        (("/patient", Value::Null), "fhir_missing", ".patient"),
        (("/patient/reference", json!("Patient/2")), "fhir_other_patient", ".patient"),
        (("/patient", json!({ "display": "Rowan" })), "fhir_missing", ".patient.reference"),
        (("/dateTime", json!("yesterday")), "fhir_malformed", ".dateTime"),
        (("/organization/0/reference", json!("Organization/2")), "fhir_other_custodian", ".organization[0]"),
        (("/organization/0/reference", json!("Organization/9")), "fhir_unknown_party", ".organization[0]"),
        (("/policyRule/coding/0/code", json!("OPTSOMEHOW")), "fhir_unknown_code", ".policyRule.coding[0].code"),
        (("/provision", json!([])), "fhir_wrong_type", ".provision"),
        (("/provision/type", json!("allow")), "fhir_unknown_code", ".provision.type"),
        (("/provision/type", Value::Null), "fhir_untyped_rule", ".provision.type"),
        (("/provision/period", json!({})), "fhir_missing", ".provision.period.start"),
        (("/provision/period/start", json!("soon")), "fhir_malformed", ".provision.period.start"),
        (("/provision/period/start", json!("1969")), "fhir_date_out_of_range", ".provision.period.start"),
        (("/provision/period/start", json!("2028")), "fhir_period_reversed", ".provision.period"),
        (
            ("/provision/period", json!({ "start": "2020", "end": "2026-11-20" })),
            "fhir_already_expired",
            ".provision.period.end",
        ),
        (("/provision/actor", json!({})), "fhir_wrong_type", ".provision.actor"),
        (("/provision/actor/0/role", Value::Null), "fhir_missing", ".provision.actor[0].role"),
        (
            ("/provision/actor/0", actor_as("AUT", "Organization/2")),
            "fhir_unknown_code",
            ".provision.actor[0].role.coding[0].code",
        ),
        (
            ("/provision/actor/0", actor_as("CST", "Organization/2")),
            "fhir_other_custodian",
            ".provision.actor[0].reference",
        ),
        (("/provision/actor/0/reference", Value::Null), "fhir_missing", ".provision.actor[0].reference"),
        (("/provision/actor/0", actor("Organization/9")), "fhir_unknown_party", ".provision.actor[0].reference"),
        (
            (
                "/provision/actor/0/reference",
                json!({
                    "reference": "Organization/2",
                    "identifier": { "system": "urn:bogam:organisation", "value": "3" },
                }),
            ),
            "fhir_ambiguous_reference",
            ".provision.actor[0].reference",
        ),
        (("/provision/action/0", action("read")), "fhir_unknown_code", ".provision.action[0].coding[0].code"),
        (("/provision/action/0", json!({ "text": "read" })), "fhir_no_known_code", ".provision.action[0].coding"),
        (
            ("/provision/action/0/coding", json!([action("use")["coding"][0], action("access")["coding"][0]])),
            "fhir_several_meant",
            ".provision.action[0]",
        ),
        (("/provision/purpose/0", purpose("CURIOSITY")), "fhir_unknown_code", ".provision.purpose[0].code"),
        (("/provision/purpose/0", act_code("TREAT")), "fhir_no_known_code", ".provision.purpose[0].system"),
        (("/provision/class/0", resource("Observation")), "fhir_several_categories", ".provision.class[0].code"),
        (("/provision/class/0", resource("Task")), "fhir_unknown_code", ".provision.class[0].code"),
        (("/provision/class/0", category("gossip")), "fhir_unknown_code", ".provision.class[0].code"),
        (
            ("/provision/class/0", json!({ "system": "urn:ietf:bcp:13", "code": "application/pdf" })),
            "fhir_no_known_code",
            ".provision.class[0].system",
        ),
        (("/provision/code", json!([{ "text": "x" }])), "fhir_content_codes", ".provision.code[0]"),
        (("/provision/data", json!([{ "meaning": "instance" }])), "fhir_single_resources", ".provision.data[0]"),
        (("/provision/securityLabel", json!([act_code("PSY")])), "fhir_sensitive_alone", ".provision.securityLabel"),
        (
            ("/provision/securityLabel/0", confidentiality("V")),
            "fhir_label_not_expressible",
            ".provision.securityLabel",
        ),
        (
            ("/provision/securityLabel/0", confidentiality("R")),
            "fhir_label_not_expressible",
            ".provision.securityLabel[0].code",
        ),
        (("/provision/securityLabel/0", act_code("SPI")), "fhir_unknown_code", ".provision.securityLabel[0].code"),
        (
            ("/provision/securityLabel/0", json!({ "code": "N" })),
            "fhir_no_known_code",
            ".provision.securityLabel[0].system",
        ),
        (("/provision/dataPeriod", json!({ "end": "1812" })), "fhir_date_out_of_range", ".provision.dataPeriod.end"),
        (exceptions(json!({})), "fhir_wrong_type", ".provision.provision"),
        (exceptions(json!([1])), "fhir_wrong_type", ".provision.provision[0]"),
        (exceptions(json!([{ "type": "permit" }])), "fhir_not_an_exception", ".provision.provision[0].type"),
        (
            exceptions(json!([{ "action": [action("use")] }])),
            "fhir_exception_beyond_rule",
            ".provision.provision[0].action",
        ),
        (
            exceptions(json!([{ "class": [category("claims")] }])),
            "fhir_exception_beyond_rule",
            ".provision.provision[0].class",
        ),
        (
            exceptions(json!([{ "purpose": [purpose("HMARKT")] }])),
            "fhir_exception_beyond_rule",
            ".provision.provision[0].purpose",
        ),
        (
            exceptions(json!([{ "period": { "end": "2030" } }])),
            "fhir_exception_beyond_rule",
            ".provision.provision[0].period",
        ),
        (
            exceptions(json!([{ "actor": [actor("Organization/3")] }])),
            "fhir_exception_beyond_rule",
            ".provision.provision[0].actor",
        ),
        (
            exceptions(json!([{ "actor": [actor("Group/clinics")] }])),
            "fhir_exception_beyond_rule",
            ".provision.provision[0].actor",
        ),
        (
            exceptions(json!([{ "securityLabel": [confidentiality("N")] }])),
            "fhir_label_not_expressible",
            ".provision.provision[0].securityLabel",
        ),
        (
            exceptions(json!([{ "securityLabel": [act_code("PSY")], "provision": [{}] }])),
            "fhir_exception_beyond_rule",
            ".provision.provision[0].provision[0].securityLabel",
        ),
        (
            exceptions(json!([{ "provision": [{ "type": "permit" }] }])),
            "fhir_exception_too_weak",
            ".provision.provision[0].provision[0].actor",
        ),
        (
            exceptions(json!([
                { "actor": [actor("Practitioner/1")], "provision": [{ "actor": [actor("Practitioner/1")] }] },
            ])),
            "fhir_exception_too_weak",
            ".provision.provision[0].provision[0].actor",
        ),
        (
            exceptions(json!([
                { "provision": [{ "actor": [actor("Practitioner/1")] }] },
                { "actor": [actor("Practitioner/1")] },
            ])),
            "fhir_exceptions_conflict",
            ".provision.provision[1].actor",
        ),
        (exceptions(json!(many)), "fhir_too_many_decisions", ".provision.provision[31]"),
    ]
}

#[test]
fn consent_should_be_refused_naming_the_element_when_it_cannot_be_decided() {
    for ((pointer, new), code, element) in cases() {
        let error = map_consent(&with(consent(), pointer, new.clone()), &consent_options()).unwrap_err();
        let path = match pointer {
            "/resourceType" => "Contract".to_owned(),
            _ => format!("Consent{element}"),
        };
        assert_eq!((error.code(), error.element()), (code, path.as_str()), "{pointer} = {new}: {error}");
        assert!(error.resource().is_some_and(|resource| resource.ends_with("/one")), "{pointer}");
    }
}

#[test]
fn consent_should_be_refused_when_two_of_its_parts_do_not_fit_together() {
    let refused = |consent: &Value, options: &ConsentOptions| {
        let error = map_consent(consent, options).unwrap_err();
        (error.code(), error.element().to_owned())
    };
    let research = with(consent(), "/scope/coding/0/code", json!("research"));
    let expected = ("fhir_scope_contradicted", "Consent.provision.purpose".to_owned());
    assert_eq!(refused(&research, &consent_options()), expected);

    let access_only = with(consent(), "/category/0/coding/0", act_code("INFAO"));
    let access_only = with(access_only, "/provision/action/0", action("disclose"));
    let expected = ("fhir_category_contradicted", "Consent.category[0].coding[0].code".to_owned());
    assert_eq!(refused(&access_only, &consent_options()), expected);

    let nothing = with(with(consent(), "/provision", Value::Null), "/policyRule", Value::Null);
    assert_eq!(refused(&nothing, &consent_options()), ("fhir_missing", "Consent.policyRule".to_owned()));
    let untyped = with(with(consent(), "/policyRule", Value::Null), "/provision/type", Value::Null);
    assert_eq!(refused(&untyped, &consent_options()), ("fhir_missing", "Consent.policyRule".to_owned()));

    let data = with(consent(), "/provision/dataPeriod", json!({ "start": "2020", "end": "2021" }));
    let beyond = json!([{ "dataPeriod": { "start": "2019" } }]);
    let expected = ("fhir_exception_beyond_rule", "Consent.provision.provision[0].dataPeriod".to_owned());
    assert_eq!(refused(&with(data, "/provision/provision", beyond), &consent_options()), expected);

    let opt_out = with(consent(), "/policyRule/coding/0", act_code("OPTOUT"));
    let weak = with(opt_out, "/provision/actor", Value::Null);
    assert_eq!(refused(&weak, &consent_options()), ("fhir_exception_too_weak", "Consent.provision.actor".to_owned()));

    let few = ConsentOptions { most_decisions: 1, ..consent_options() };
    let two = with(consent(), "/provision/actor", json!([actor("Organization/2"), actor("Organization/3")]));
    assert_eq!(refused(&two, &few), ("fhir_too_many_decisions", "Consent.provision.actor".to_owned()));
    let policy = with(consent(), "/policyRule/coding/0", act_code("OPTOUT"));
    assert_eq!(refused(&policy, &few), ("fhir_too_many_decisions", "Consent.provision".to_owned()));
}

#[test]
fn refusals_of_consents_should_speak_both_languages() {
    for ((pointer, new), ..) in cases() {
        let error = map_consent(&with(consent(), pointer, new), &consent_options()).unwrap_err();
        let (english, korean) = (error.message(Language::English), error.message(Language::Korean));
        assert!(english.contains(error.element()) && korean.contains(error.element()));
        assert!(korean.chars().any(|character| ('가'..='힣').contains(&character)), "{korean}");
        assert!(!english.chars().any(|character| ('가'..='힣').contains(&character)), "{english}");
    }
}

#[test]
fn consent_should_be_refused_when_it_is_no_resource_or_nested_without_end() {
    for value in [json!(null), json!([]), json!({}), json!("Consent"), json!({ "resourceType": 1 })] {
        assert_eq!(map_consent(&value, &consent_options()).unwrap_err().code(), "fhir_not_a_resource", "{value}");
    }
    let deep = (0..100).fold(json!({}), |inner, _| json!({ "provision": [inner] }));
    let error = map_consent(&with(consent(), "/provision/provision", json!([deep])), &consent_options()).unwrap_err();
    assert_eq!(error.code(), "fhir_too_many_decisions");
    let huge = format!(r#"{{"resourceType":"Consent","x":"{}"}}"#, "x".repeat(LARGEST_INPUT));
    assert_eq!(read(huge.as_bytes()).err().map(|error| error.code()), Some("fhir_input_too_large"));
}

/// JSON of any form.
pub(super) fn json_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "[ -~가-힣]{0,12}".prop_map(Value::from),
        prop_oneof![Just("Consent"), Just("permit"), Just("2026-11-21"), Just("N"), Just("PRCP")].prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        let name = prop_oneof![
            Just("provision".to_owned()),
            Just("coding".to_owned()),
            Just("reference".to_owned()),
            Just("period".to_owned()),
            Just("start".to_owned()),
            "[a-zA-Z]{0,8}",
        ];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((name, inner), 0..4).prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// All places in `value`, as JSON pointers.
pub(super) fn places(value: &Value, path: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => members.iter().for_each(|(name, inner)| {
            let path = format!("{path}/{name}");
            places(inner, &path, found);
            found.push(path);
        }),
        Value::Array(values) => values.iter().enumerate().for_each(|(index, inner)| {
            let path = format!("{path}/{index}");
            places(inner, &path, found);
            found.push(path);
        }),
        _ => {}
    }
}

proptest! {
    #[test]
    fn any_json_should_be_mapped_or_refused_without_a_panic(value in json_value(), redate: bool) {
        let options = ConsentOptions { redate, ..consent_options() };
        prop_assert!(map_consent(&value, &options).is_err());
    }

    #[test]
    fn consent_with_any_json_in_a_place_should_be_mapped_or_refused_without_a_panic(
        value in json_value(),
        place: prop::sample::Index,
        redate: bool,
    ) {
        let mut all = Vec::new();
        places(&consent(), "", &mut all);
        let changed = with(consent(), all[place.index(all.len())].as_str(), value);
        let options = ConsentOptions { redate, untyped_rule: Some(UntypedRule::Policy), ..consent_options() };
        if let Err(error) = map_consent(&changed, &options) {
            prop_assert!(!error.element().is_empty());
        }
    }
}
