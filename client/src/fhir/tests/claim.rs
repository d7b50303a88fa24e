use super::{NOW, example, with};
use crate::fhir::{claim::*, error::FhirError, read};
use bogam_primitives::{
    ClaimId, PlanId, PolicyId, PreauthorisationId, PrescriptionId,
    claim::{NewClaim, PayeeKind, ServiceCategory, ServiceReference, encounter_nullifier},
    commitment::tags,
    prescription::DispenseReference,
};
use serde_json::{Value, json};
use sp_core::H256;

pub(super) const PROVIDER: u32 = 3;
pub(super) const INSURER: u32 = 6;

pub(super) fn policy() -> PolicyId {
    PolicyId(H256::repeat_byte(0x70))
}

pub(super) fn options() -> ClaimOptions {
    let mut options = ClaimOptions::at(NOW, PROVIDER);
    let organisations = [
        ("Organization/hangang-pharmacy", PROVIDER),
        ("urn:bogam:organisation|3", PROVIDER),
        ("Organization/clinic", PROVIDER),
        ("Organization/other", 4),
        ("Organization/mirae-insurance", INSURER),
    ];
    options.organisations.extend(organisations.map(|(key, number)| (key.to_owned(), number)));
    options.policies.insert("https://mirae-insurance.example/policies|M-2026-77".into(), policy());
    options.policies.insert("Coverage/1".into(), policy());
    options.plans.insert((INSURER, "SILSON-4".into()), PlanId(H256::repeat_byte(0x50)));
    options.encounter_salts.insert("Encounter/1".into(), [1; 32]);
    options.encounter_salts.insert("urn:clinic|77".into(), [2; 32]);
    let id = PreauthorisationId(H256::repeat_byte(0x99));
    let known = KnownPreauthorisation { id, category: Some(ServiceCategory::Imaging) };
    options.preauthorisations.insert("PA-1".into(), known);
    options
}

/// A claim of a clinic for one visit.
pub(super) fn visit() -> Value {
    json!({
        "resourceType": "Claim",
        "id": "one",
        "identifier": [{ "system": "urn:clinic", "value": "77" }],
        "status": "active",
        "type": { "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/claim-type", "code": "professional" }] },
        "use": "claim",
        "patient": { "reference": "Patient/1", "display": "Rowan Sample" },
        "created": "2026-11-20",
        "provider": { "reference": "Organization/clinic" },
        "insurance": [{ "sequence": 1, "focal": true, "coverage": { "reference": "Coverage/1" } }],
        "item": [{
            "sequence": 1,
            "category": { "coding": [{ "system": "urn:bogam:service-category", "code": "consultation" }] },
            "productOrService": { "text": "visit" },
            "servicedDate": "2026-11-19",
            "encounter": [{ "reference": "Encounter/1" }],
            "net": { "value": 20000, "currency": "KRW" },
        }],
        "total": { "value": 20000, "currency": "KRW" },
    })
}

pub(super) fn map_value(claim: &Value, options: &ClaimOptions) -> Result<MappedClaim, FhirError> {
    let input = read(claim.to_string().as_bytes())?;
    let found = claims(&input);
    map_claim(&input, found.first().copied().unwrap_or(claim), options)
}

pub(super) fn submitted(mapped: MappedClaim) -> (ClaimId, NewClaim, ClaimDocument) {
    match mapped.request {
        ClaimRequest::Claim { id, claim, document } => (id, claim, document),
        other => panic!("{other:?}"),
    }
}

fn warnings(mapped: &MappedClaim) -> Vec<&'static str> {
    mapped.warnings.iter().map(ClaimWarning::code).collect()
}

#[test]
fn pharmacys_claim_should_bill_the_dispenses_that_it_refers_to() {
    let input = read(example("claim-korean.json").as_bytes()).unwrap();
    let mapped = map_claim(&input, claim_called(&input, "Claim/2026-000123").unwrap(), &options()).unwrap();
    assert_eq!(warnings(&mapped), ["category_from_type"]);
    let (id, claim, document) = submitted(mapped);
    assert_eq!((claim.policy, claim.payee), (policy(), PayeeKind::Provider));
    let dispense = |byte, fill, item| {
        let prescription = PrescriptionId(H256::repeat_byte(byte));
        ServiceReference::Dispense(DispenseReference { prescription, fill, item })
    };
    let lines: Vec<_> = claim.lines.iter().map(|line| (line.category, line.charge, line.service)).collect();
    assert_eq!(
        lines,
        [
            (ServiceCategory::Medicine, 35_000, dispense(7, 0, 0)),
            (ServiceCategory::Medicine, 12_000, dispense(8, 1, 2))
        ]
    );
    assert_eq!(id, ClaimId::derive(PROVIDER, &claim));

    // The document opens for its commitment, says the same, and carries what the claim refers to and nothing else.
    let bytes = document.to_bytes().unwrap();
    let opened = open_and_check_claim(&bytes, &claim.commitment).unwrap();
    assert_eq!((opened.new_claim().unwrap(), &opened), (claim.clone(), &document));
    let kinds: Vec<_> = document.entries.iter().map(|entry| entry.resource["resourceType"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["Claim", "MedicationDispense", "Patient", "Coverage", "Organization"]);
    assert!(!format!("{document:?}").contains("이가람"));
    // What goes on chain says nothing of the patient.
    let sent = codec::Encode::encode(&claim);
    assert!(!sent.windows("이가람".len()).any(|part| part == "이가람".as_bytes()));
}

#[test]
fn claim_document_should_be_refused_when_it_is_altered() {
    let (_, claim, document) = submitted(map_value(&visit(), &options()).unwrap());
    let text = String::from_utf8(document.to_bytes().unwrap().to_vec()).unwrap();
    let code = |text: &str| open_and_check_claim(text.as_bytes(), &claim.commitment).unwrap_err().code();
    assert_eq!(code(&text.replace("\"charge\":20000", "\"charge\":30000")), "document_foreign");
    assert_eq!(code(&text.replace("Rowan", "Robin")), "document_foreign");
    assert_eq!(code(&text.replace("claim-document/v1", "claim-document/v2")), "document_unknown_format");
    assert_eq!(code(&text.replace("\"provider\",\"policy\"", "\"nobody\",\"policy\"")), "document_malformed");
    assert_eq!(code(&text.replacen('{', "{ ", 1)), "document_malformed");
    assert_eq!(code("{}"), "document_malformed");
    assert_eq!(code(&" ".repeat(2 * 1024 * 1024)), "document_too_large");
    // Two documents of one claim have nothing in common that could be guessed.
    let (_, again, _) = submitted(map_value(&visit(), &options()).unwrap());
    assert_ne!(again.commitment, claim.commitment);
}

#[test]
fn encounter_should_have_the_same_nullifier_in_every_claim_and_none_in_common_with_other_items() {
    let service = |claim: &Value| submitted(map_value(claim, &options()).unwrap()).1.lines[0].service;
    let ServiceReference::Encounter { nullifier, at } = service(&visit()) else { panic!() };
    assert_eq!(nullifier, encounter_nullifier(PROVIDER, &[1; 32], b"Encounter/1#1"));
    // Midnight in Seoul.
    assert_eq!(at, 1_795_014_000_000);
    let second = with(with(visit(), "/id", json!("two")), "/created", json!("2026-11-21"));
    assert_eq!(service(&second).key(), service(&visit()).key());
    let other_item = with(visit(), "/item/0/sequence", json!(2));
    assert_ne!(service(&other_item).key(), service(&visit()).key());
    let assumed = map_value(&with(visit(), "/item/0/encounter", Value::Null), &options()).unwrap();
    assert_eq!(warnings(&assumed), ["encounter_assumed"]);
    let expected = encounter_nullifier(PROVIDER, &[2; 32], b"urn:clinic|77#1");
    let ServiceReference::Encounter { nullifier, .. } = submitted(assumed).1.lines[0].service else { panic!() };
    assert_eq!(nullifier, expected);
}

#[test]
fn request_for_approval_should_be_one_per_item_with_a_document_of_its_own() {
    let text = example("claim-preauthorisation-english.json");
    let mapped = map_value(&serde_json::from_str(&text).unwrap(), &options()).unwrap();
    let ClaimRequest::Preauthorisations(requests) = mapped.request else { panic!() };
    let asked: Vec<_> = requests.iter().map(|own| (own.sequence, own.request.category, own.request.amount)).collect();
    assert_eq!(asked, [(1, ServiceCategory::Imaging, 450_000), (2, ServiceCategory::Procedure, 1_500_000)]);
    assert_ne!(requests[0].request.commitment, requests[1].request.commitment);
    for own in &requests {
        assert_eq!(own.id, PreauthorisationId::derive(PROVIDER, &own.request));
        let bytes = own.document.to_bytes().unwrap();
        let opened = open_and_check_claim(&bytes, &own.request.commitment).unwrap();
        assert_eq!((opened.part, opened.lines.len()), (Some(own.sequence), 1));
        assert_eq!(opened.new_claim().unwrap_err().code(), "fhir_no_service");
    }
}

#[test]
fn predetermination_should_ask_without_a_document() {
    let mapped = map_value(&with(visit(), "/use", json!("predetermination")), &options()).unwrap();
    let ClaimRequest::Estimate { policy: asked, lines } = mapped.request else { panic!() };
    assert_eq!(asked, policy());
    let line = EstimatedLine { category: ServiceCategory::Consultation, charge: 20_000, preauthorisation: None };
    assert_eq!(lines, [line]);
}

#[test]
fn approval_should_go_to_the_first_line_that_it_fits() {
    let imaging = json!({
        "sequence": 2,
        "category": { "coding": [{ "system": "urn:bogam:service-category", "code": "imaging" }] },
        "productOrService": { "text": "x-ray" },
        "servicedDate": "2026-11-19",
        "encounter": [{ "reference": "Encounter/1" }],
        "net": { "value": 30000, "currency": "KRW" },
    });
    let mut claim = with(visit(), "/total/value", json!(50_000));
    claim["item"].as_array_mut().unwrap().push(imaging);
    let own = hex::encode([0x98; 32]);
    let claim = with(claim, "/insurance/0/preAuthRef", json!(["PA-1", own]));
    let (_, new, _) = submitted(map_value(&claim, &options()).unwrap());
    let id = |byte| Some(PreauthorisationId(H256::repeat_byte(byte)));
    assert_eq!(new.lines.iter().map(|line| line.preauthorisation).collect::<Vec<_>>(), [id(0x98), id(0x99)]);
    let alone = with(visit(), "/insurance/0/preAuthRef", json!(["PA-1"]));
    let error = map_value(&alone, &options()).unwrap_err();
    assert_eq!((error.code(), error.element()), ("fhir_preauthorisation_unused", "Claim.insurance[0].preAuthRef[0]"));
}

#[test]
fn patient_should_be_paid_when_the_claim_says_so() {
    let subscriber = json!({ "type": { "coding": [{ "code": "subscriber" }] } });
    let (_, new, document) = submitted(map_value(&with(visit(), "/payee", subscriber), &options()).unwrap());
    assert_eq!((new.payee, document.payee), (PayeeKind::Holder, PayeeKind::Holder));
    let bytes = document.to_bytes().unwrap();
    assert_eq!(ClaimDocument::from_bytes(&bytes).unwrap().payee, PayeeKind::Holder);
}

#[test]
fn amounts_should_be_rolled_up_from_the_parts() {
    let money = |value: Value| json!({ "value": value, "currency": "KRW" });
    let part = |net: Value| json!({ "sequence": 1, "productOrService": { "text": "part" }, "net": money(net) });
    let mut detail = part(json!(0));
    detail["net"] = Value::Null;
    detail.as_object_mut().unwrap().shift_remove("net");
    detail["subDetail"] = json!([part(json!(2_500.5)), part(json!(2_499.5))]);
    let claim = with(visit(), "/item/0/detail", json!([detail, part(json!(15_000))]));
    let (_, new, _) = submitted(map_value(&with(claim.clone(), "/item/0/net", Value::Null), &options()).unwrap());
    assert_eq!(new.lines[0].charge, 20_000);
    let (_, new, _) = submitted(map_value(&claim, &options()).unwrap());
    assert_eq!(new.lines[0].charge, 20_000);
}

#[test]
fn other_currency_should_be_exchanged_only_at_the_rate_given() {
    let dollars =
        with(with(visit(), "/item/0/net", json!({ "value": 13.57, "currency": "USD" })), "/total", Value::Null);
    let error = map_value(&dollars, &options()).unwrap_err();
    assert_eq!((error.code(), error.element()), ("fhir_currency_not_won", "Claim.item[0].net.currency"));
    let mut options = options();
    options.exchange = Some(Exchange { currency: "USD".into(), won: 1_300 });
    let mapped = map_value(&dollars, &options).unwrap();
    assert_eq!(warnings(&mapped), ["no_total", "exchanged"]);
    assert_eq!(submitted(mapped).1.lines[0].charge, 17_641);
    options.exchange = Some(Exchange { currency: "USD".into(), won: 1_333 });
    assert_eq!(map_value(&dollars, &options).unwrap_err().code(), "fhir_not_whole_won");
    // With an exchange there is one currency too.
    assert_eq!(map_value(&visit(), &options).unwrap_err().code(), "fhir_currency_not_won");
}

#[test]
fn coverage_should_become_the_terms_of_a_policy() {
    let input = read(example("claim-korean.json").as_bytes()).unwrap();
    let terms = map_coverage(&input, coverages(&input)[0], &options()).unwrap();
    assert_eq!((terms.insurer, terms.plan), (INSURER, PlanId(H256::repeat_byte(0x50))));
    // The year 2026 in Seoul, its last day included.
    assert_eq!((terms.from, terms.until), (1_767_193_200_000, 1_798_729_200_000));
    let subscriber = terms.subscriber.unwrap();
    assert!(subscriber.commitment.opens_to(tags::SUBSCRIBER, &subscriber.salt, b"M-2026-77-01"));
    assert!(terms.warnings.is_empty());
}

#[test]
fn category_names_should_lead_back_to_their_categories() {
    for category in ServiceCategory::ALL {
        assert_eq!(category_named(category_name(category)), Some(category));
    }
    assert_eq!(category_named("vision"), None);
}

#[test]
fn what_is_not_enforced_should_be_said_in_both_languages() {
    let insurance = |focal| json!({ "sequence": 1, "focal": focal, "coverage": { "reference": "Coverage/1" } });
    let two = with(visit(), "/insurance", json!([insurance(false), insurance(true)]));
    let mut mapped = map_value(&two, &options()).unwrap();
    assert_eq!(warnings(&mapped), ["other_insurance"]);
    assert_eq!(mapped.warnings[0].element, "Claim.insurance[0]");
    let both = with(visit(), "/insurance", json!([insurance(true), insurance(true)]));
    assert_eq!(map_value(&both, &options()).unwrap_err().code(), "fhir_focal_insurance");

    let reserve = with(with(visit(), "/use", json!("preauthorization")), "/fundsReserve", json!({ "text": "all" }));
    mapped.warnings.extend(map_value(&reserve, &options()).unwrap().warnings);
    let assumed = with(with(visit(), "/item/0/encounter", Value::Null), "/total", Value::Null);
    mapped.warnings.extend(map_value(&assumed, &options()).unwrap().warnings);
    let bundle: Value = serde_json::from_str(&example("claim-korean.json")).unwrap();
    let coverage = with(bundle["entry"][3]["resource"].clone(), "/costToBeneficiary", json!([{ "type": {} }]));
    let input = read(coverage.to_string().as_bytes()).unwrap();
    mapped.warnings.extend(map_coverage(&input, coverages(&input)[0], &options()).unwrap().warnings);
    assert_eq!(
        warnings(&mapped),
        ["other_insurance", "funds_reserve", "no_total", "encounter_assumed", "cost_from_plan"]
    );
    for kind in [ClaimWarningKind::Exchanged, ClaimWarningKind::CategoryFromType] {
        mapped.warnings.push(ClaimWarning { element: "Claim.item".into(), kind });
    }
    for warning in &mapped.warnings {
        assert!(warning.to_string().is_ascii() && warning.to_string().starts_with(&warning.element));
        assert!(warning.korean().chars().any(|character| ('가'..='힣').contains(&character)), "{warning}");
    }
}

#[test]
fn what_names_itself_as_the_chain_does_should_need_no_table() {
    let named = |system: &str, value: String| json!({ "identifier": { "system": system, "value": value } });
    let id = "70".repeat(32);
    let claim = with(visit(), "/provider", named("urn:bogam:organisation", PROVIDER.to_string()));
    let claim = with(claim, "/insurance/0/coverage", named("urn:bogam:policy", id.clone()));
    let mut bare = ClaimOptions::at(NOW, PROVIDER);
    bare.encounter_salts.insert("Encounter/1".into(), [1; 32]);
    let (_, own, _) = submitted(map_value(&claim, &bare).unwrap());
    assert_eq!(own.policy, policy());
    // A table counts for more than what a resource says of itself.
    bare.policies.insert(format!("urn:bogam:policy|{id}"), PolicyId(H256::repeat_byte(9)));
    let (_, other, _) = submitted(map_value(&claim, &bare).unwrap());
    assert_eq!(other.policy, PolicyId(H256::repeat_byte(9)));
    for wrong in ["", "7", "x"] {
        let claim = with(claim.clone(), "/insurance/0/coverage", named("urn:bogam:policy", wrong.to_owned()));
        let error = map_value(&claim, &bare).unwrap_err();
        assert_eq!((error.code(), error.element()), ("fhir_not_resolved", "Claim.insurance[0].coverage"), "{wrong}");
    }

    let input = read(
        json!({
            "resourceType": "Coverage", "status": "active", "beneficiary": { "reference": "Patient/1" },
            "payor": [named("urn:bogam:organisation", INSURER.to_string())],
            "class": [{ "type": { "coding": [{ "code": "plan" }] }, "value": "50".repeat(32) }],
            "period": { "start": "2026-01-01", "end": "2026-12-31" },
        })
        .to_string()
        .as_bytes(),
    )
    .unwrap();
    let terms = map_coverage(&input, coverages(&input)[0], &ClaimOptions::at(NOW, INSURER)).unwrap();
    assert_eq!((terms.insurer, terms.plan), (INSURER, PlanId(H256::repeat_byte(0x50))));
}

#[test]
fn request_should_be_taken_for_what_it_is_and_nothing_else() {
    let mapped = |usage: &str| map_value(&with(visit(), "/use", json!(usage)), &options()).unwrap().request;
    assert_eq!(mapped("claim").into_claim().unwrap().0.policy, policy());
    assert_eq!(mapped("preauthorization").into_preauthorisations().unwrap().len(), 1);
    assert_eq!(mapped("predetermination").into_estimate().unwrap().1[0].charge, 20_000);
    for refused in [
        mapped("preauthorization").into_claim().map(drop),
        mapped("predetermination").into_preauthorisations().map(drop),
        mapped("claim").into_estimate().map(drop),
    ] {
        let error = refused.unwrap_err();
        assert_eq!((error.code(), error.element()), ("fhir_unknown_code", "Claim.use"));
    }
}
