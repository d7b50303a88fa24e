use super::{
    consent::{PHYSICIAN, act_code, category, confidentiality, consent_options, purpose, resource},
    consent_refusals::{json_value, places},
    *,
};
use crate::messages::{Explained, Language};
use bogam_primitives::consent::{
    Action, Categories, Category, ConsentId, ProjectId, Purpose, Sensitivities, Sensitivity, SubjectId,
};
use proptest::prelude::*;
use sp_core::H256;

const DICOM: &str = "http://dicom.nema.org/resources/ontology/DCM";

fn subject() -> SubjectId {
    SubjectId(H256::repeat_byte(0xab))
}

fn receipts() -> ReceiptsFacts {
    ReceiptsFacts { subject: subject(), custodian: 1, time_zone: consent_options().time_zone }
}

fn access() -> AccessFacts {
    AccessFacts {
        category: Category::Medications,
        purpose: Purpose::Treatment,
        action: Action::Access,
        sensitivities: Sensitivities::NONE,
        data_date: None,
        project: None,
        permitted: true,
        decided_by: DecidedBy::Consent(ConsentId(H256::repeat_byte(0xcd))),
        redact: Sensitivities::NONE,
    }
}

fn receipt(content: ReceiptContent) -> ReceiptFacts {
    ReceiptFacts { number: 7, at: NOW, organisation: 2, account: PHYSICIAN, content }
}

fn written(access: AccessFacts) -> Result<Value, FhirError> {
    receipt_to_audit_event(&receipt(ReceiptContent::Access(access)), &receipts())
}

/// Options under which the events that are written here can be read.
fn own_options() -> AuditOptions {
    AuditOptions { patient: format!("urn:bogam:subject|{}", "ab".repeat(32)), ..audit_options() }
}

fn audit_options() -> AuditOptions {
    AuditOptions {
        patient: "Patient/1".into(),
        readers: [("Practitioner/1".to_owned(), (2, PHYSICIAN))].into(),
        purpose: None,
        time_zone: consent_options().time_zone,
    }
}

/// The physician has read the patient's medications, for treatment.
pub(super) fn event() -> Value {
    json!({
        "resourceType": "AuditEvent",
        "id": "one",
        "type": { "system": "http://terminology.hl7.org/CodeSystem/audit-event-type", "code": "rest" },
        "subtype": [{ "system": "http://hl7.org/fhir/restful-interaction", "code": "read" }],
        "action": "R",
        "recorded": "2026-11-21T09:30:00+09:00",
        "outcome": "0",
        "purposeOfEvent": [{ "coding": [purpose("TREAT")] }],
        "agent": [
            { "who": { "reference": "Practitioner/1" }, "requestor": true },
            { "who": { "display": "A server" }, "requestor": false },
        ],
        "source": { "observer": { "display": "A hospital" } },
        "entity": [
            {
                "what": { "reference": "Patient/1" },
                "role": { "system": "http://terminology.hl7.org/CodeSystem/object-role", "code": "1" },
            },
            { "what": { "reference": "MedicationRequest/5/_history/2" } },
        ],
    })
}

fn question() -> AccessQuestion {
    AccessQuestion {
        organisation: 2,
        account: PHYSICIAN,
        category: Category::Medications,
        purpose: Purpose::Treatment,
        action: Action::Access,
        sensitivities: Sensitivities::NONE,
        data_date: None,
        project: None,
        recorded: NOW - 30 * 60 * 1_000,
    }
}

fn read_event(event: &Value) -> Result<AccessQuestion, FhirError> {
    read_audit_event(event, &audit_options())
}

#[test]
fn receipt_of_a_permitted_access_should_name_reader_purpose_decision_and_data() {
    let event = written(access()).unwrap();
    assert_eq!(event["resourceType"], "AuditEvent");
    assert_eq!(event["id"], format!("{}-7", "ab".repeat(16)));
    assert_eq!(event["type"]["code"], "rest");
    assert_eq!((&event["action"], &event["outcome"]), (&json!("R"), &json!("0")));
    assert_eq!(event["recorded"], "2026-11-21T10:00:00.000+09:00");
    assert_eq!(event["purposeOfEvent"], json!([{ "coding": [purpose("TREAT")] }]));
    let reader = &event["agent"][0];
    assert_eq!(reader["requestor"], true);
    assert_eq!(reader["who"]["identifier"]["value"], format!("2:{PHYSICIAN}"));
    assert_eq!(reader["policy"], json!([format!("urn:bogam:consent:{}", "cd".repeat(32))]));
    assert_eq!(event["agent"][1]["who"]["identifier"]["value"], "2");
    assert_eq!(event["source"]["observer"]["identifier"]["value"], "1");
    let entities = event["entity"].as_array().unwrap();
    assert_eq!(entities.len(), 3);
    assert_eq!(entities[0]["what"]["identifier"]["value"], "ab".repeat(32));
    assert_eq!(entities[1]["type"], category("medications"));
    assert_eq!(entities[2]["what"]["type"], "Consent");
}

#[test]
fn outcome_should_tell_who_decided() {
    let consent = DecidedBy::Consent(ConsentId(H256::repeat_byte(0xcd)));
    for (permitted, decided_by, outcome, policy) in [
        (true, consent, "0", format!("urn:bogam:consent:{}", "cd".repeat(32))),
        (false, consent, "8", format!("urn:bogam:consent:{}", "cd".repeat(32))),
        (true, DecidedBy::DefaultPolicy, "0", "urn:bogam:default-policy:1:medications".to_owned()),
        (false, DecidedBy::DefaultPolicy, "4", "urn:bogam:default-policy:1:medications".to_owned()),
        (true, DecidedBy::Override(3), "0", format!("urn:bogam:receipt:{}:3", "ab".repeat(32))),
    ] {
        let event = written(AccessFacts { permitted, decided_by, ..access() }).unwrap();
        assert_eq!(event["outcome"], outcome, "{decided_by:?}");
        assert_eq!(event["agent"][0]["policy"], json!([policy]));
        assert!(event["outcomeDesc"].as_str().is_some_and(|text| text.starts_with("re")));
        let glass = event["purposeOfEvent"].as_array().unwrap().iter().any(|one| one["coding"][0]["code"] == "BTG");
        assert_eq!(glass, matches!(decided_by, DecidedBy::Override(_)));
    }
}

#[test]
fn redaction_should_be_told_only_of_what_was_released() {
    let redact = Sensitivities::of(&[Sensitivity::Hiv, Sensitivity::Psychiatry]);
    let details = |permitted| {
        let decided_by = DecidedBy::DefaultPolicy;
        let event = written(AccessFacts { permitted, decided_by, redact, ..access() }).unwrap();
        event["entity"][1]["detail"].as_array().map_or(0, Vec::len)
    };
    assert_eq!((details(true), details(false)), (2, 0));
}

#[test]
fn override_should_be_a_security_alert_with_its_review() {
    let broken = OverrideFacts {
        reason: "unable-to-consent".into(),
        categories: Categories::of(&[Category::Medications, Category::Allergies]),
        until: NOW + 3_600_000,
        review_by: NOW + DAY,
        review: None,
    };
    let event = |broken: &OverrideFacts| {
        receipt_to_audit_event(&receipt(ReceiptContent::Override(broken.clone())), &receipts()).unwrap()
    };
    let open = event(&broken);
    assert_eq!(open["type"], json!({ "system": DICOM, "code": "110113" }));
    assert_eq!(open["subtype"][0]["code"], "110127");
    assert_eq!(open["purposeOfEvent"][0]["coding"][0]["code"], "ETREAT");
    assert_eq!(open["purposeOfEvent"][1]["coding"][0]["code"], "BTG");
    assert_eq!(open["entity"].as_array().unwrap().len(), 4);
    assert_eq!(open["agent"].as_array().unwrap().len(), 2);
    assert_eq!(open["entity"][3]["detail"][1]["valueString"], "2026-11-22T10:00:00.000+09:00");
    let review = ReviewFacts { account: PHYSICIAN, organisation: 1, at: NOW + 5, verdict: "abusive".into() };
    let reviewed = event(&OverrideFacts { review: Some(review), ..broken });
    assert_eq!(reviewed["agent"][2]["who"]["identifier"]["value"], format!("1:{PHYSICIAN}"));
    assert_eq!(reviewed["entity"][3]["detail"][2]["valueString"], "abusive");
    // It is no question: the glass is broken by an act of its own.
    assert_eq!(read_audit_event(&reviewed, &own_options()).unwrap_err().code(), "fhir_not_an_access");
}

#[test]
fn receipt_should_be_refused_when_it_contradicts_itself() {
    let unknown = Sensitivities::from_bits(1 << 31);
    let override_of = |categories: Categories| {
        let moments = OverrideFacts { reason: "x".into(), categories, until: NOW, review_by: NOW, review: None };
        receipt_to_audit_event(&receipt(ReceiptContent::Override(moments)), &receipts())
    };
    let refused = |outcome: Result<Value, FhirError>| {
        let error = outcome.unwrap_err();
        (error.code(), error.element().to_owned())
    };
    let known = |element: &str| ("fhir_receipt_not_known", element.to_owned());
    let outcome = written(AccessFacts { permitted: false, decided_by: DecidedBy::Override(1), ..access() });
    assert_eq!(refused(outcome), known("AuditEvent.outcome"));
    let label = "AuditEvent.entity.securityLabel";
    assert_eq!(refused(written(AccessFacts { redact: unknown, ..access() })), known(label));
    assert_eq!(refused(written(AccessFacts { sensitivities: unknown, ..access() })), known(label));
    assert_eq!(refused(override_of(Categories::NONE)), known("AuditEvent.entity.type"));
    assert_eq!(refused(override_of(Categories::from_bits(1 << 31))), known("AuditEvent.entity.type"));
    let late = ReceiptFacts { at: u64::MAX, ..receipt(ReceiptContent::Access(access())) };
    let late = receipt_to_audit_event(&late, &receipts());
    assert_eq!(refused(late), ("fhir_date_out_of_range", "AuditEvent.recorded".to_owned()));
    let dated = written(AccessFacts { data_date: Some(u64::MAX), ..access() });
    assert_eq!(refused(dated), ("fhir_date_out_of_range", "AuditEvent.entity.detail".to_owned()));
}

#[test]
fn event_should_become_the_question_that_its_reader_asks() {
    assert_eq!(read_event(&event()), Ok(question()));
    let labelled =
        with(event(), "/entity/1/securityLabel", json!([confidentiality("R"), act_code("HIV"), act_code("DELAU")]));
    assert_eq!(read_event(&labelled), Ok(AccessQuestion { sensitivities: Sensitivity::Hiv.into(), ..question() }));
    let dated =
        json!([{ "type": "data-date", "valueString": "2026-11-21T00:00:00Z" }, { "type": "x", "valueString": "y" }]);
    let dated = read_event(&with(event(), "/entity/1/detail", dated)).unwrap();
    assert_eq!(dated.data_date, Some(NOW - 3_600_000));
    // The patient's own resource is data where it is no mere mention of whose they are.
    let himself = with(event(), "/entity/1/what/reference", json!("Patient/1"));
    assert_eq!(read_event(&himself).unwrap().category, Category::Demographics);
    let own = with(event(), "/entity/1", json!({ "type": category("imaging") }));
    assert_eq!(read_event(&own).unwrap().category, Category::Imaging);
}

#[test]
fn action_should_follow_from_type_subtype_and_letter() {
    let interaction = |code: &str| json!([{ "system": "http://hl7.org/fhir/restful-interaction", "code": code }]);
    for (code, action) in [
        ("vread", Action::Access),
        ("search-type", Action::Access),
        ("create", Action::Collect),
        ("patch", Action::Correct),
        ("operation", Action::Use),
    ] {
        assert_eq!(read_event(&with(event(), "/subtype", interaction(code))).unwrap().action, action, "{code}");
    }
    let bare = with(event(), "/subtype", Value::Null);
    for (letter, action) in [("R", Action::Access), ("C", Action::Collect), ("U", Action::Correct), ("E", Action::Use)]
    {
        assert_eq!(read_event(&with(bare.clone(), "/action", json!(letter))).unwrap().action, action, "{letter}");
    }
    for (code, action) in [("110106", Action::Disclose), ("110107", Action::Collect), ("110112", Action::Access)] {
        let typed = with(bare.clone(), "/type", json!({ "system": DICOM, "code": code }));
        assert_eq!(read_event(&typed).unwrap().action, action, "{code}");
    }
}

#[test]
fn purpose_should_be_chosen_only_where_the_event_has_none() {
    let chosen =
        |event: &Value, purpose| read_audit_event(event, &AuditOptions { purpose: Some(purpose), ..audit_options() });
    let bare = with(event(), "/purposeOfEvent", Value::Null);
    assert_eq!(chosen(&bare, Purpose::Payment).unwrap().purpose, Purpose::Payment);
    let by_agent = with(bare, "/agent/0/purposeOfUse", json!([{ "coding": [purpose("HRESCH")] }]));
    assert_eq!(read_event(&by_agent).unwrap().purpose, Purpose::Research);
    assert_eq!(chosen(&event(), Purpose::Treatment), Ok(question()));
    let error = chosen(&event(), Purpose::Payment).unwrap_err();
    assert_eq!((error.code(), error.element()), ("fhir_purpose_conflict", "AuditEvent.purposeOfEvent[0]"));
    assert!(error.message(Language::Korean).contains("HPAYMT"));
}

type Case = (&'static str, Value, &'static str, &'static str);

fn cases() -> Vec<Case> {
    let second = |entity: Value| json!([event()["entity"][0], event()["entity"][1], entity]);
    let project =
        |value: &str| second(json!({ "what": { "identifier": { "system": "urn:bogam:project", "value": value } } }));
    vec![
        ("/implicitRules", json!("urn:x"), "fhir_implicit_rules", "implicitRules"),
        ("/type", Value::Null, "fhir_missing", "type"),
        ("/type/code", Value::Null, "fhir_missing", "type.code"),
        ("/type", json!({ "system": DICOM, "code": "110114" }), "fhir_not_an_access", "type"),
        ("/type/system", json!("urn:x"), "fhir_not_an_access", "type"),
        ("/subtype/0/code", json!("delete"), "fhir_not_an_access", "subtype[0].code"),
        (
            "/subtype/1",
            json!({ "system": "http://terminology.hl7.org/CodeSystem/consentaction", "code": "peek" }),
            "fhir_unknown_code",
            "subtype[1].code",
        ),
        (
            "/subtype",
            json!([event()["subtype"][0], { "system": "http://hl7.org/fhir/restful-interaction", "code": "create" }]),
            "fhir_several_meant",
            "subtype[1]",
        ),
        ("/outcome", Value::Null, "fhir_missing", "outcome"),
        ("/outcome", json!("8"), "fhir_access_failed", "outcome"),
        ("/recorded", Value::Null, "fhir_missing", "recorded"),
        ("/recorded", json!("2026-11-21"), "fhir_malformed", "recorded"),
        ("/recorded", json!("1969-01-01T00:00:00Z"), "fhir_date_out_of_range", "recorded"),
        ("/agent", Value::Null, "fhir_missing", "agent"),
        ("/agent/0/requestor", json!(false), "fhir_missing", "agent"),
        ("/agent/0/requestor", json!("yes"), "fhir_wrong_type", "agent[0].requestor"),
        ("/agent/1/requestor", json!(true), "fhir_several_meant", "agent[1].requestor"),
        ("/agent/1/requestor", Value::Null, "fhir_missing", "agent[1].requestor"),
        ("/agent/0/who", Value::Null, "fhir_missing", "agent[0].who"),
        ("/agent/0/who/reference", json!("Practitioner/2"), "fhir_unknown_party", "agent[0].who"),
        ("/purposeOfEvent", Value::Null, "fhir_missing", "purposeOfEvent"),
        ("/purposeOfEvent/0/coding/0", purpose("FUN"), "fhir_unknown_code", "purposeOfEvent[0].coding[0].code"),
        ("/purposeOfEvent/0/coding/0", purpose("BTG"), "fhir_breaks_glass", "purposeOfEvent[0]"),
        (
            "/agent/0/purposeOfUse",
            json!([{ "coding": [purpose("HMARKT")] }]),
            "fhir_several_meant",
            "agent[0].purposeOfUse[0]",
        ),
        ("/entity", Value::Null, "fhir_missing", "entity"),
        ("/entity", json!([event()["entity"][0]]), "fhir_missing", "entity"),
        ("/entity", json!([event()["entity"][1]]), "fhir_missing", "entity"),
        ("/entity/0/what", Value::Null, "fhir_missing", "entity[0].what"),
        ("/entity/0/what/reference", json!("Patient/2"), "fhir_other_patient", "entity[0].what"),
        ("/entity/1/what/reference", json!("Patient/2"), "fhir_other_patient", "entity[1].what"),
        ("/entity/1/what/reference", json!("Observation/2"), "fhir_several_categories", "entity[1].what"),
        ("/entity/1/what/reference", json!("Task/2"), "fhir_unknown_code", "entity[1].what"),
        ("/entity/1/type", resource("DiagnosticReport"), "fhir_several_categories", "entity[1].type.code"),
        ("/entity/1/type", category("gossip"), "fhir_unknown_code", "entity[1].type.code"),
        ("/entity", second(json!({ "type": category("claims") })), "fhir_several_meant", "entity[2]"),
        (
            "/entity/1/securityLabel",
            json!([confidentiality("V")]),
            "fhir_restricted_without_reason",
            "entity[1].securityLabel[0].code",
        ),
        (
            "/entity/1/securityLabel",
            json!([confidentiality("X")]),
            "fhir_unknown_code",
            "entity[1].securityLabel[0].code",
        ),
        ("/entity/1/securityLabel", json!([act_code("SPI")]), "fhir_unknown_code", "entity[1].securityLabel[0].code"),
        (
            "/entity/1/securityLabel",
            json!([{ "system": "urn:x", "code": "secret" }]),
            "fhir_no_known_code",
            "entity[1].securityLabel[0].system",
        ),
        (
            "/entity/1/detail",
            json!([{ "type": "data-date", "valueString": "once" }]),
            "fhir_malformed",
            "entity[1].detail[0].valueString",
        ),
        (
            "/entity/1/detail",
            json!([{ "type": "data-date", "valueString": "1812" }]),
            "fhir_date_out_of_range",
            "entity[1].detail[0].valueString",
        ),
        ("/entity", project("09"), "fhir_malformed", "entity[2].what.identifier.value"),
    ]
}

#[test]
fn event_should_be_refused_naming_the_element_when_nothing_can_be_asked() {
    for (pointer, new, code, element) in cases() {
        let changed = match pointer {
            "/subtype/1" => with(event(), "/subtype", json!([event()["subtype"][0], new])),
            _ => with(event(), pointer, new.clone()),
        };
        let error = read_event(&changed).unwrap_err();
        let found = (error.code(), error.element().to_owned());
        assert_eq!(found, (code, format!("AuditEvent.{element}")), "{pointer} = {new}: {error}");
        assert_eq!(error.resource(), Some("AuditEvent/one"));
        let korean = error.message(Language::Korean);
        assert!(korean.chars().any(|character| ('가'..='힣').contains(&character)), "{korean}");
    }
    let error = read_event(&json!({ "resourceType": "Provenance" })).unwrap_err();
    assert_eq!((error.code(), error.element()), ("fhir_wrong_target", "Provenance"));
    assert_eq!(read_event(&json!([])).unwrap_err().code(), "fhir_not_a_resource");
}

#[test]
fn shipped_events_should_be_read_or_refused() {
    let read_example = |name: &str| {
        let event: Value = serde_json::from_str(&example(name)).unwrap();
        read_event(&event)
    };
    let question = read_example("audit-event-read-korean.json").unwrap();
    assert_eq!((question.category, question.purpose), (Category::Medications, Purpose::Treatment));
    let refused = read_example("audit-event-login-english.json").unwrap_err();
    assert_eq!((refused.code(), refused.element()), ("fhir_not_an_access", "AuditEvent.type"));
}

fn word<Word: Copy + std::fmt::Debug + 'static>(all: &'static [Word]) -> impl Strategy<Value = Word> {
    any::<prop::sample::Index>().prop_map(move |index| *index.get(all))
}

proptest! {
    /// What a receipt says was asked is read back from its event, whatever was ruled; a refused access is none to record.
    #[test]
    fn receipt_that_is_written_should_be_read_as_the_same_question(
        category in word(Category::ALL),
        purpose in word(Purpose::ALL),
        action in word(Action::ALL),
        bits: u32,
        data_date in prop::option::of(0..NOW),
        project in prop::option::of(any::<[u8; 32]>().prop_map(|id| ProjectId(H256(id)))),
        by_policy: bool,
        permitted: bool,
    ) {
        let sensitivities = Sensitivities::from_bits(bits & Sensitivities::ALL.bits());
        let decided_by = if by_policy { DecidedBy::DefaultPolicy } else { access().decided_by };
        let facts = AccessFacts {
            category, purpose, action, sensitivities, data_date, project, permitted, decided_by, ..access()
        };
        let outcome = read_audit_event(&written(facts).unwrap(), &own_options());
        let expected = AccessQuestion {
            category, purpose, action, sensitivities, data_date, project, recorded: NOW, ..question()
        };
        match permitted {
            true => prop_assert_eq!(outcome, Ok(expected)),
            false => prop_assert_eq!(outcome.map_err(|error| error.code()), Err("fhir_access_failed")),
        }
    }

    #[test]
    fn event_with_any_json_in_a_place_should_be_read_or_refused_without_a_panic(
        value in json_value(),
        place: prop::sample::Index,
    ) {
        let mut all = Vec::new();
        places(&event(), "", &mut all);
        if let Err(error) = read_event(&with(event(), all[place.index(all.len())].as_str(), value.clone())) {
            prop_assert!(!error.element().is_empty());
        }
        prop_assert!(read_event(&value).is_err());
    }
}
