//! Every Consent and every AuditEvent of HL7's own examples is either mapped or refused with the element that is at fault.
//! The tables are those of docs/fhir-mapping.md.
//!
//! The package is not shipped. `BOGAM_FHIR_EXAMPLES` names the folder with its JSON files (npm: `hl7.fhir.r4.examples`
//! 4.0.1); without it the tests say so and end.

use bogam_client::fhir::{
    AuditOptions, ConsentOptions, DEFAULT_TIME_ZONE, UntypedRule, map_consent, read, read_audit_event, time_zone,
};
use bogam_primitives::consent::{Grantee, Purpose};
use serde_json::Value;
use std::{collections::BTreeMap, fs, path::PathBuf};
use subxt::utils::AccountId32;

/// 2026-11-21T01:00:00Z.
const NOW: u64 = 1_795_222_800_000;
const ACCOUNT: AccountId32 = AccountId32([7; 32]);

/// The resources of the type `kind` with their ids; `None` without the package.
fn resources(kind: &str) -> Option<BTreeMap<String, Value>> {
    let Some(folder) = std::env::var_os("BOGAM_FHIR_EXAMPLES").map(PathBuf::from) else {
        eprintln!("BOGAM_FHIR_EXAMPLES is not set, so the package's examples are not tried");
        return None;
    };
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let named = |path: &PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy();
        name.starts_with(&format!("{kind}-")) && name.ends_with(".json")
    };
    let read_one = |path: PathBuf| {
        let kind: &'static str = if kind == "Consent" { "Consent" } else { "AuditEvent" };
        let input = read(&fs::read(path).unwrap()).unwrap();
        let resource = (*input.of_type(kind).unwrap().first().unwrap()).clone();
        (resource["id"].as_str().unwrap().to_owned(), resource)
    };
    Some(files.filter(named).map(read_one).collect())
}

fn consent_options(consent: &Value, untyped_rule: Option<UntypedRule>) -> ConsentOptions {
    let seat = |organisation| Grantee::Seat { organisation, account: ACCOUNT };
    let known = [
        ("Organization/f001", Grantee::Organisation(1)),
        ("Practitioner/f204", seat(2)),
        ("Practitioner/13", seat(3)),
        ("Patient/example", seat(4)),
    ];
    let grantees = known.into_iter().map(|(name, grantee)| (name.to_owned(), grantee)).collect();
    let patient = consent["patient"]["reference"].as_str().unwrap();
    ConsentOptions { redate: true, grantees, untyped_rule, ..ConsentOptions::at(NOW, 1, patient) }
}

fn outcome_of_consent(consent: &Value, untyped_rule: Option<UntypedRule>) -> String {
    match map_consent(consent, &consent_options(consent, untyped_rule)) {
        Ok(mapped) => format!("{} decisions", mapped.decisions.len()),
        Err(error) => format!("{} {}", error.element(), error.code()),
    }
}

/// Each Consent: as it is; if a provision without a type is what the policy holds for; if it is an exception to it.
const CONSENTS: [(&str, [&str; 3]); 12] = [
    (
        "consent-example-Emergency",
        [
            "Consent.provision.type fhir_untyped_rule",
            "Consent.provision.provision[0].type fhir_not_an_exception",
            "Consent.provision.actor fhir_exception_too_weak",
        ],
    ),
    (
        "consent-example-Out",
        ["Consent.provision.type fhir_untyped_rule", "1 decisions", "Consent.provision.actor fhir_exception_too_weak"],
    ),
    ("consent-example-basic", ["Consent.provision.type fhir_untyped_rule", "1 decisions", "2 decisions"]),
    ("consent-example-grantor", ["Consent.provision.type fhir_untyped_rule", "1 decisions", "2 decisions"]),
    ("consent-example-notAuthor", ["Consent.provision.type fhir_untyped_rule", "1 decisions", "2 decisions"]),
    ("consent-example-notOrg", ["2 decisions", "2 decisions", "2 decisions"]),
    ("consent-example-notThem", ["Consent.provision.type fhir_untyped_rule", "1 decisions", "2 decisions"]),
    ("consent-example-notThis", ["Consent.provision.data[0] fhir_single_resources"; 3]),
    ("consent-example-notTime", ["Consent.provision.type fhir_untyped_rule", "1 decisions", "2 decisions"]),
    ("consent-example-pkb", ["Consent.provision.provision[1].securityLabel[0].code fhir_unknown_code"; 3]),
    ("consent-example-signature", ["Consent.provision.provision[0].code[0] fhir_content_codes"; 3]),
    (
        "consent-example-smartonfhir",
        [
            "Consent.provision.type fhir_untyped_rule",
            "Consent.provision.provision[0].type fhir_not_an_exception",
            "Consent.provision.provision[0].actor fhir_exception_too_weak",
        ],
    ),
];

#[test]
fn every_consent_of_the_package_should_be_mapped_or_refused_with_its_element() {
    let Some(consents) = resources("Consent") else { return };
    assert_eq!(consents.len(), CONSENTS.len());
    for (id, expected) in CONSENTS {
        let readings = [None, Some(UntypedRule::Policy), Some(UntypedRule::Exception)];
        let found = readings.map(|reading| outcome_of_consent(&consents[id], reading));
        println!("{id}: {}", found.join("; "));
        assert_eq!(found, expected, "{id}");
    }
}

#[test]
fn consents_of_the_package_should_be_refused_when_they_are_not_moved_to_today() {
    let Some(consents) = resources("Consent") else { return };
    let refused = |id: &str, reading| {
        let options = ConsentOptions { redate: false, ..consent_options(&consents[id], Some(reading)) };
        let error = map_consent(&consents[id], &options).unwrap_err();
        (error.code(), error.element().to_owned())
    };
    let over = ("fhir_already_expired", "Consent.provision.period.end".to_owned());
    assert_eq!(refused("consent-example-notTime", UntypedRule::Exception), over);
    // It begins in 1964, before any moment on the chain.
    let before = ("fhir_date_out_of_range", "Consent.provision.period.start".to_owned());
    assert_eq!(refused("consent-example-basic", UntypedRule::Policy), before);
}

fn outcome_of_event(event: &Value, purpose: Option<Purpose>) -> String {
    // How the package calls its patients and readers.
    let patient = match event.pointer("/entity/0/what/identifier/value").and_then(Value::as_str) {
        Some(value) => format!("|{value}"),
        None => "Patient/example".to_owned(),
    };
    let readers = ["|95", "|SomeIdiot@nowhere", "|Grahame"].map(|name| (name.to_owned(), (2, ACCOUNT)));
    let time_zone = time_zone(DEFAULT_TIME_ZONE).unwrap();
    match read_audit_event(event, &AuditOptions { patient, readers: readers.into(), purpose, time_zone }) {
        Ok(question) => {
            let sensitivities: Vec<_> = question.sensitivities.iter().map(|one| one.code()).collect();
            let words = [question.action.code(), question.category.code(), question.purpose.code()];
            [&words[..], &sensitivities].concat().join(" ")
        }
        Err(error) => format!("{} {}", error.element(), error.code()),
    }
}

/// Each AuditEvent: as it is; if its purpose is said to be treatment, where it has none.
const EVENTS: [(&str, [&str; 2]); 9] = [
    ("example", ["AuditEvent.type fhir_not_an_access"; 2]),
    ("example-disclosure", ["disclose demographics HMARKT STD", "AuditEvent.purposeOfEvent[0] fhir_purpose_conflict"]),
    ("example-error", ["AuditEvent.outcome fhir_access_failed"; 2]),
    ("example-login", ["AuditEvent.type fhir_not_an_access"; 2]),
    ("example-logout", ["AuditEvent.type fhir_not_an_access"; 2]),
    ("example-media", ["AuditEvent.purposeOfEvent fhir_missing", "AuditEvent.entity[2].what fhir_unknown_code"]),
    ("example-pixQuery", ["AuditEvent.purposeOfEvent fhir_missing", "AuditEvent.entity fhir_missing"]),
    ("example-rest", ["AuditEvent.purposeOfEvent fhir_missing", "access demographics TREAT"]),
    ("example-search", ["AuditEvent.purposeOfEvent fhir_missing", "AuditEvent.entity fhir_missing"]),
];

#[test]
fn every_audit_event_of_the_package_should_be_read_or_refused_with_its_element() {
    let Some(events) = resources("AuditEvent") else { return };
    assert_eq!(events.len(), EVENTS.len());
    for (id, expected) in EVENTS {
        let found = [None, Some(Purpose::Treatment)].map(|purpose| outcome_of_event(&events[id], purpose));
        println!("{id}: {}", found.join("; "));
        assert_eq!(found, expected, "{id}");
    }
}
