use super::*;
use bogam_primitives::{
    OrganisationKind,
    consent::{
        Action, Actions, Categories, Category, Effect, Grantee, ProjectId, Purpose, Purposes, Sensitivities,
        Sensitivity, Terms,
    },
};
use sp_core::H256;
use std::collections::BTreeMap;
use subxt::utils::AccountId32;

pub(super) const PHYSICIAN: AccountId32 = AccountId32([7; 32]);
pub(super) const SEAT: Grantee<AccountId32> = Grantee::Seat { organisation: 2, account: PHYSICIAN };
/// 2026-11-21T00:00:00+09:00.
pub(super) const TODAY: Moment = NOW - 36_000_000;

pub(super) fn project() -> Grantee<AccountId32> {
    Grantee::Project(ProjectId(H256::repeat_byte(9)))
}

pub(super) fn consent_options() -> ConsentOptions {
    let named = [
        ("Organization/1", Grantee::Organisation(1)),
        ("Organization/2", Grantee::Organisation(2)),
        ("Organization/3", Grantee::Organisation(3)),
        ("Practitioner/1", SEAT),
        ("Group/clinics", Grantee::Kind(OrganisationKind::Clinic)),
        ("ResearchStudy/1", project()),
        ("urn:hira|12345678", Grantee::Organisation(2)),
    ];
    let grantees: BTreeMap<_, _> = named.into_iter().map(|(name, grantee)| (name.to_owned(), grantee)).collect();
    ConsentOptions { grantees, ..ConsentOptions::at(NOW, 1, "Patient/1") }
}

pub(super) fn actor(reference: &str) -> Value {
    actor_as("PRCP", reference)
}

pub(super) fn actor_as(role: &str, reference: &str) -> Value {
    let system = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";
    json!({ "role": { "coding": [{ "system": system, "code": role }] }, "reference": { "reference": reference } })
}

pub(super) fn action(code: &str) -> Value {
    json!({ "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/consentaction", "code": code }] })
}

pub(super) fn purpose(code: &str) -> Value {
    json!({ "system": "http://terminology.hl7.org/CodeSystem/v3-ActReason", "code": code })
}

pub(super) fn act_code(code: &str) -> Value {
    json!({ "system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": code })
}

pub(super) fn confidentiality(code: &str) -> Value {
    json!({ "system": "http://terminology.hl7.org/CodeSystem/v3-Confidentiality", "code": code })
}

pub(super) fn resource(code: &str) -> Value {
    json!({ "system": "http://hl7.org/fhir/resource-types", "code": code })
}

pub(super) fn category(code: &str) -> Value {
    json!({ "system": "urn:bogam:category", "code": code })
}

/// The patient permits organisation 2 to access medications for treatment, for a year.
pub(super) fn consent() -> Value {
    json!({
        "resourceType": "Consent",
        "id": "one",
        "status": "active",
        "scope": { "coding": [{
            "system": "http://terminology.hl7.org/CodeSystem/consentscope", "code": "patient-privacy",
        }] },
        "category": [{ "coding": [{ "system": "http://loinc.org", "code": "59284-0" }] }],
        "patient": { "reference": "Patient/1" },
        "dateTime": "2026-11-20",
        "organization": [{ "reference": "Organization/1" }],
        "policyRule": { "coding": [act_code("OPTIN")] },
        "provision": {
            "type": "permit",
            "period": { "start": "2026-11-21", "end": "2027-11-20" },
            "actor": [actor("Organization/2")],
            "action": [action("access")],
            "securityLabel": [confidentiality("N")],
            "purpose": [purpose("TREAT")],
            "class": [category("medications")],
        },
    })
}

pub(super) fn terms() -> Terms<AccountId32> {
    Terms {
        effect: Effect::Permit,
        grantee: Grantee::Organisation(2),
        actions: Action::Access.into(),
        categories: Category::Medications.into(),
        purposes: Purpose::Treatment.into(),
        sensitivities: Sensitivities::NONE,
        valid_from: TODAY,
        valid_until: Some(TODAY + 365 * DAY),
        data_from: None,
        data_until: None,
    }
}

pub(super) fn mapped(consent: &Value) -> MappedConsent {
    map_consent(consent, &consent_options()).unwrap()
}

fn warnings(mapped: &MappedConsent) -> Vec<(&str, &str)> {
    mapped.warnings.iter().map(|warning| (warning.element.as_str(), warning.code())).collect()
}

#[test]
fn consent_should_become_a_decision_that_says_the_same() {
    let mapped = mapped(&consent());
    assert_eq!(mapped, MappedConsent { decisions: vec![terms()], warnings: vec![] });
}

#[test]
fn absent_dimensions_should_mean_all_with_a_warning_for_each() {
    let bare = with(with(consent(), "/provision", Value::Null), "/organization", Value::Null);
    let mapped = mapped(&bare);
    let expected = Terms {
        grantee: Grantee::Anyone,
        actions: Actions::ALL,
        categories: Categories::ALL,
        purposes: Purposes::ALL,
        valid_from: NOW,
        valid_until: None,
        ..terms()
    };
    assert_eq!(mapped.decisions, [expected]);
    assert_eq!(
        warnings(&mapped),
        [
            ("Consent.organization", "custodian_assumed"),
            ("Consent.policyRule", "all_purposes"),
            ("Consent.policyRule", "everybody"),
            ("Consent.policyRule", "all_actions"),
            ("Consent.policyRule", "all_categories"),
            ("Consent.policyRule", "sensitive_withheld"),
            ("Consent.policyRule", "start_assumed"),
            ("Consent.policyRule", "no_end"),
        ]
    );
}

#[test]
fn sensitive_data_should_be_permitted_only_when_they_are_named() {
    let unlabelled = mapped(&with(consent(), "/provision/securityLabel", Value::Null));
    assert_eq!(unlabelled.decisions, [terms()]);
    assert_eq!(warnings(&unlabelled), [("Consent.provision", "sensitive_withheld")]);
    let labels = json!([confidentiality("N"), act_code("PSY"), act_code("HIV")]);
    let named = mapped(&with(consent(), "/provision/securityLabel", labels));
    let sensitivities = Sensitivities::of(&[Sensitivity::Psychiatry, Sensitivity::Hiv]);
    assert_eq!(named.decisions, [Terms { sensitivities, ..terms() }]);
}

#[test]
fn denial_should_be_of_everything_unless_it_names_sensitivities() {
    let denial = with(consent(), "/provision/type", json!("deny"));
    let denial = with(denial, "/policyRule/coding/0", act_code("OPTOUT"));
    let of = |labels: Value| mapped(&with(denial.clone(), "/provision/securityLabel", labels)).decisions;
    let denied = Terms { effect: Effect::Deny, ..terms() };
    assert_eq!(of(Value::Null), std::slice::from_ref(&denied));
    assert_eq!(of(json!([confidentiality("V")])), std::slice::from_ref(&denied));
    let sensitivities = Sensitivity::Psychiatry.into();
    assert_eq!(of(json!([act_code("PSY")])), [Terms { sensitivities, ..denied }]);
}

#[test]
fn exception_should_come_after_its_rule_and_have_what_it_does_not_name_from_there() {
    let exceptions = json!([
        { "type": "deny", "actor": [actor("Practitioner/1")] },
        { "actor": [actor("Organization/2")], "purpose": [purpose("TREAT")], "securityLabel": [act_code("PSY")] },
    ]);
    let labels = json!([confidentiality("N"), act_code("PSY")]);
    let consent = with(with(consent(), "/provision/provision", exceptions), "/provision/securityLabel", labels);
    let mapped = mapped(&consent);
    let psychiatry = Sensitivities::from(Sensitivity::Psychiatry);
    assert_eq!(
        mapped.decisions,
        [
            Terms { sensitivities: psychiatry, ..terms() },
            Terms { effect: Effect::Deny, grantee: SEAT, ..terms() },
            Terms { effect: Effect::Deny, sensitivities: psychiatry, ..terms() },
        ]
    );
    assert_eq!(warnings(&mapped), [("Consent.provision.provision[1]", "exception_assumed")]);
}

#[test]
fn rule_with_the_other_type_than_the_policy_should_be_its_exception() {
    let consent = with(consent(), "/policyRule/coding/0", act_code("OPTOUT"));
    let mapped = mapped(&consent);
    let base = Terms {
        effect: Effect::Deny,
        grantee: Grantee::Anyone,
        actions: Actions::ALL,
        categories: Categories::ALL,
        purposes: Purposes::ALL,
        valid_from: NOW,
        valid_until: None,
        ..terms()
    };
    assert_eq!(mapped.decisions, [base, terms()]);
}

#[test]
fn rule_without_a_type_should_be_read_as_it_is_said() {
    let untyped = with(consent(), "/provision/type", Value::Null);
    let read = |rule| {
        let options = ConsentOptions { untyped_rule: Some(rule), ..consent_options() };
        map_consent(&untyped, &options).unwrap().decisions
    };
    assert_eq!(read(UntypedRule::Policy), [terms()]);
    let excepted = with(untyped.clone(), "/provision/securityLabel", Value::Null);
    let options = ConsentOptions { untyped_rule: Some(UntypedRule::Exception), ..consent_options() };
    let decisions = map_consent(&excepted, &options).unwrap().decisions;
    assert_eq!(decisions.iter().map(|one| one.effect).collect::<Vec<_>>(), [Effect::Permit, Effect::Deny]);
    assert_eq!(decisions[1], Terms { effect: Effect::Deny, ..terms() });
    // Where it narrows nothing, both mean the same, and nothing has to be said.
    let empty = with(untyped, "/provision", json!({}));
    assert_eq!(mapped(&empty).decisions.len(), 1);
}

#[test]
fn each_grantee_of_a_rule_should_have_a_decision() {
    let actors = json!([
        actor("Organization/2"),
        actor("Practitioner/1/_history/3"),
        actor_as("IRCP", "Group/clinics"),
        actor_as("CST", "Organization/1"),
        actor("Organization/2"),
    ]);
    let mapped = mapped(&with(consent(), "/provision/actor", actors));
    let clinics = Grantee::Kind(OrganisationKind::Clinic);
    let expected = [Grantee::Organisation(2), SEAT, clinics].map(|grantee| Terms { grantee, ..terms() });
    assert_eq!(mapped.decisions, expected);
}

#[test]
fn grantee_should_be_known_by_identifiers_of_the_caller_and_of_the_chain() {
    let by = |system: &str, value: &str| {
        let reference = json!({ "identifier": { "system": system, "value": value } });
        mapped(&with(consent(), "/provision/actor/0/reference", reference)).decisions[0].grantee.clone()
    };
    assert_eq!(by("urn:hira", "12345678"), Grantee::Organisation(2));
    assert_eq!(by("urn:bogam:organisation", "5"), Grantee::Organisation(5));
    assert_eq!(by("urn:bogam:organisation-kind", "clinic"), Grantee::Kind(OrganisationKind::Clinic));
    assert_eq!(by("urn:bogam:seat", &format!("2:{PHYSICIAN}")), SEAT);
    assert_eq!(by("urn:bogam:project", &"09".repeat(32)), project());
}

#[test]
fn classes_should_become_categories_and_say_when_the_category_is_wider() {
    for (class, expected, wider) in [
        (vec![category("imaging")], Category::Imaging, false),
        (vec![resource("Procedure")], Category::Procedures, false),
        (vec![resource("MedicationRequest")], Category::Medications, true),
        (vec![resource("Patient"), resource("RelatedPerson")], Category::Demographics, false),
        (vec![resource("Consent")], Category::Directives, true),
        (vec![json!({ "system": "http://loinc.org", "code": "11369-6" })], Category::Immunizations, false),
        (vec![json!({ "system": "http://loinc.org", "code": "34133-9" })], Category::Documents, true),
    ] {
        let mapped = mapped(&with(consent(), "/provision/class", json!(class)));
        assert_eq!(mapped.decisions[0].categories, Categories::from(expected), "{class:?}");
        assert_eq!(mapped.warnings.iter().any(|one| one.code() == "category_wider"), wider, "{class:?}");
    }
}

#[test]
fn dates_of_data_should_be_kept_and_periods_moved_when_asked() {
    let old = with(consent(), "/provision/period", json!({ "start": "2016-02-01", "end": "2016-02-29" }));
    let old = with(old, "/provision/dataPeriod", json!({ "start": "2014-01-01T00:00:00Z", "end": "2014" }));
    assert_eq!(map_consent(&old, &consent_options()).unwrap_err().code(), "fhir_already_expired");
    let options = ConsentOptions { redate: true, ..consent_options() };
    let mapped = map_consent(&old, &options).unwrap();
    let first_of_2014 = 1_388_534_400_000;
    assert_eq!(
        mapped.decisions,
        [Terms {
            valid_until: Some(TODAY + 29 * DAY),
            data_from: Some(first_of_2014),
            data_until: Some(first_of_2014 + 365 * DAY - 9 * 3_600_000),
            ..terms()
        }]
    );
    assert_eq!(warnings(&mapped), [("Consent.provision.period", "redated")]);
}

#[test]
fn exception_of_a_period_that_began_before_now_should_lie_within_a_rule_that_begins_now() {
    let exception = json!({ "type": "deny", "period": { "start": "2026-11-21", "end": "2026-11-30" } });
    let decisions = mapped(&with(consent(), "/provision", exception)).decisions;
    assert_eq!(decisions.len(), 2);
    assert_eq!((decisions[0].valid_from, decisions[0].valid_until), (NOW, None));
    assert_eq!((decisions[1].valid_from, decisions[1].valid_until), (TODAY, Some(TODAY + 10 * DAY)));
}

#[test]
fn research_should_be_for_research_when_no_purpose_is_named() {
    let research = with(consent(), "/scope/coding/0/code", json!("research"));
    let unnamed = with(research.clone(), "/provision/purpose", Value::Null);
    let result = mapped(&unnamed);
    assert_eq!(result.decisions[0].purposes, Purposes::of(&[Purpose::Research, Purpose::ClinicalTrial]));
    assert_eq!(warnings(&result), [("Consent.provision", "research_purposes")]);
    let named = with(research, "/provision/purpose", json!([purpose("HRESCH")]));
    let named = with(named, "/provision/actor", json!([actor("ResearchStudy/1")]));
    let result = mapped(&named);
    assert_eq!(result.decisions[0].purposes, Purposes::from(Purpose::Research));
    assert_eq!(warnings(&result), [("Consent.provision.actor", "opt_in_needed")]);
}

#[test]
fn category_should_limit_what_may_be_permitted() {
    let emergency = with(consent(), "/category/0/coding/0", act_code("EMRGONLY"));
    let emergency = with(emergency, "/provision/purpose", json!([purpose("ETREAT")]));
    assert_eq!(mapped(&emergency).decisions[0].purposes, Purposes::from(Purpose::EmergencyTreatment));
    let access = with(consent(), "/category/0/coding/0", act_code("INFAO"));
    assert_eq!(mapped(&access).decisions, [terms()]);
}

#[test]
fn warnings_of_consents_should_speak_both_languages() {
    let mut codes = std::collections::BTreeSet::new();
    for kind in ConsentWarningKind::ALL {
        let warning = ConsentWarning { element: "Consent.x".into(), kind };
        assert!(warning.to_string().starts_with("Consent.x: ") && warning.korean().starts_with("Consent.x: "));
        assert!(warning.korean().chars().any(|character| ('가'..='힣').contains(&character)));
        assert!(codes.insert(warning.code()));
    }
}

#[test]
fn shipped_examples_should_be_mapped_or_refused() {
    let read_example = |name: &str| -> Value { serde_json::from_str(&example(name)).unwrap() };
    let korean = mapped(&read_example("consent-clinic-korean.json"));
    assert_eq!(korean.decisions.len(), 2);
    assert_eq!(korean.decisions[0].grantee, Grantee::Organisation(2));
    assert_eq!(korean.decisions[1].grantee, SEAT);
    let english = mapped(&read_example("consent-opt-out-english.json"));
    let effects: Vec<_> = english.decisions.iter().map(|one| one.effect).collect();
    assert_eq!(effects, [Effect::Deny, Effect::Permit]);
    let refused = map_consent(&read_example("consent-refused-english.json"), &consent_options()).unwrap_err();
    assert_eq!((refused.code(), refused.element()), ("fhir_single_resources", "Consent.provision.data[0]"));
}
