use super::{
    NOW,
    claim::{INSURER, PROVIDER, map_value, options, submitted, visit},
    example, with,
};
use crate::{
    fhir::{claim::*, read},
    messages::Language,
};
use bogam_primitives::{
    PreauthorisationId,
    claim::{Accumulators, AdjustmentReason, CategoryRule, Limits, LineInput, ServiceCategory, Verdict, adjudicate},
    time::DAY,
};
use proptest::prelude::*;
use serde_json::{Value, json};
use sp_core::H256;

const LIMITS: Limits = Limits { deductible: 10_000, cap: 100_000 };

fn rule(category: ServiceCategory) -> CategoryRule {
    CategoryRule {
        category,
        coverage: 8_000,
        copayment: 3_000,
        line_cap: Some(50_000),
        frequency: None,
        preauthorisation: false,
        review: false,
    }
}

/// A claim with a visit and an x-ray at these charges, and its document.
fn document(charges: &[u64]) -> ClaimDocument {
    let mut claim = with(visit(), "/total", Value::Null);
    let items: Vec<Value> = charges
        .iter()
        .enumerate()
        .map(|(index, charge)| {
            let item = with(claim["item"][0].clone(), "/sequence", json!(10 * (index + 1)));
            with(item, "/net/value", json!(charge))
        })
        .collect();
    claim["item"] = items.into();
    submitted(map_value(&claim, &options()).unwrap()).2
}

/// What the chain would know of it after adjudication.
fn facts(document: &ClaimDocument, rules: &[CategoryRule], limits: &Limits, inputs: &[LineInput]) -> ClaimFacts {
    let claim = document.new_claim().unwrap();
    let outcomes = adjudicate(rules, limits, &mut Accumulators::default(), inputs);
    let lines = claim.lines.iter().zip(outcomes).map(|(line, outcome)| DecidedLine {
        category: line.category,
        service: line.service,
        served_at: NOW - 2 * DAY,
        charge: line.charge,
        outcome,
    });
    ClaimFacts {
        id: bogam_primitives::ClaimId::derive(PROVIDER, &claim),
        policy: claim.policy,
        insurer: INSURER,
        provider: PROVIDER,
        payee: claim.payee,
        submitted_at: NOW - DAY,
        decided_at: Some(NOW),
        standing: ClaimStanding::Funded,
        lines: lines.collect(),
        settled: 0,
        payment: None,
    }
}

fn plain(charges: &[u64]) -> Vec<LineInput> {
    charges.iter().map(|charge| LineInput::plain(ServiceCategory::Consultation, *charge)).collect()
}

fn settled() -> (ClaimDocument, ClaimFacts) {
    let document = document(&[60_000, 20_000]);
    let rules = [rule(ServiceCategory::Consultation)];
    let mut facts = facts(&document, &rules, &LIMITS, &plain(&[60_000, 20_000]));
    facts.settled = facts.lines.iter().map(|line| line.outcome.paid).sum();
    facts.standing = ClaimStanding::Settled;
    facts.payment = Some(PaymentFacts { remittance: 4, at: NOW });
    (document, facts)
}

fn response(facts: &ClaimFacts, document: &ClaimDocument) -> Value {
    claim_response(facts, document, Language::English, &options().time_zone).unwrap()
}

#[test]
fn response_should_say_item_by_item_what_is_paid_and_why_not_the_rest() {
    let (document, facts) = settled();
    let response = response(&facts, &document);
    assert_eq!((&response["resourceType"], &response["status"]), (&json!("ClaimResponse"), &json!("active")));
    assert_eq!((&response["use"], &response["outcome"]), (&json!("claim"), &json!("complete")));
    assert_eq!(response["patient"], json!({ "reference": "Patient/1", "display": "Rowan Sample" }));
    assert_eq!(response["request"]["reference"], "Claim/one");
    assert_eq!(response["request"]["identifier"]["value"], hex::encode(facts.id.0));
    assert_eq!(response["created"], "2026-11-21T10:00:00.000+09:00");
    let first = &response["item"][0];
    assert_eq!(first["itemSequence"], 10);
    let parts: Vec<(String, String, u64)> = first["adjudication"]
        .as_array()
        .unwrap()
        .iter()
        .map(|part| {
            let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
            let reason = text(&part["reason"]["coding"][0]["code"]);
            (text(&part["category"]["coding"][0]["code"]), reason, part["amount"]["value"].as_u64().unwrap())
        })
        .collect();
    let expected: [(&str, &str, u64); 7] = [
        ("submitted", "", 60_000),
        ("eligible", "", 50_000),
        ("PR", "45", 10_000),
        ("PR", "3", 3_000),
        ("PR", "1", 10_000),
        ("PR", "2", 7_400),
        ("benefit", "", 29_600),
    ];
    assert_eq!(parts, expected.map(|(code, reason, amount)| (code.to_owned(), reason.to_owned(), amount)));
    assert_eq!(first["adjudication"][3]["category"]["coding"][1]["code"], "copay");
    // The second: 20,000 − 3,000 = 17,000, of which the insurer pays 13,600.
    assert_eq!(check_balance(&response).unwrap(), Balance { submitted: 80_000, benefit: 43_200, adjusted: 36_800 });
    assert_eq!(response["payment"]["amount"], json!({ "value": 43_200, "currency": "KRW" }));
    assert_eq!(response["payment"]["identifier"]["value"], "6/4");
    assert_eq!(response["payment"]["type"]["coding"][0]["code"], "complete");
    assert_eq!(response["disposition"], "43,200 won of 80,000 won are granted, and 43,200 won have been paid.");
    read(response.to_string().as_bytes()).unwrap();
}

#[test]
fn response_should_tell_how_far_the_claim_is() {
    let (document, mut facts) = settled();
    use ClaimStanding::*;
    for (standing, status, outcome) in [
        (Pended, "active", "queued"),
        (InformationRequested, "active", "queued"),
        (Appealed, "active", "partial"),
        (Denied, "active", "complete"),
        (Funded, "active", "complete"),
        (Due, "active", "complete"),
        (AwaitingReceipt, "active", "complete"),
        (Settled, "active", "complete"),
        (Cancelled, "cancelled", "complete"),
        (Reversed, "cancelled", "complete"),
    ] {
        facts.standing = standing;
        let english = response(&facts, &document);
        assert_eq!((&english["status"], &english["outcome"]), (&json!(status), &json!(outcome)), "{standing:?}");
        assert_eq!(english.get("item").is_some(), standing.is_decided(), "{standing:?}");
        assert_eq!(english.get("payment").is_some(), standing.is_decided(), "{standing:?}");
        check_balance(&english).unwrap();
        let korean = claim_response(&facts, &document, Language::Korean, &options().time_zone).unwrap();
        assert!(korean["disposition"].as_str().unwrap().contains(['다', '.']), "{standing:?}");
        assert_ne!(korean["disposition"], english["disposition"]);
    }
    facts.standing = Settled;
    facts.settled -= 1;
    assert_eq!(response(&facts, &document)["payment"]["type"]["coding"][0]["code"], "partial");
}

#[test]
fn explanation_should_show_the_items_and_what_is_left_of_the_year() {
    let (document, facts) = settled();
    let used = Accumulators { paid: 43_200, reserved: 1_800, deductible_met: 10_000, ..Default::default() };
    let year = BenefitYearFacts { from: NOW - 100 * DAY, until: NOW + 265 * DAY, limits: LIMITS, used };
    let zone = options().time_zone;
    let explanation = explanation_of_benefit(&facts, &document, Some(&year), Language::Korean, &zone).unwrap();
    assert_eq!(check_balance(&explanation).unwrap().benefit, 43_200);
    let item = &explanation["item"][1];
    assert_eq!((&item["sequence"], &item["productOrService"]["text"]), (&json!(20), &json!("visit")));
    assert_eq!((&item["servicedDate"], &item["net"]["value"]), (&json!("2026-11-19"), &json!(20_000)));
    assert_eq!(item["extension"][0]["valueIdentifier"]["system"], "urn:bogam:encounter");
    assert_eq!(explanation["payee"]["type"]["coding"][0]["code"], "provider");
    let financial = explanation["benefitBalance"][0]["financial"].as_array().unwrap();
    let left: Vec<_> =
        financial.iter().map(|own| (&own["allowedMoney"]["value"], &own["usedMoney"]["value"])).collect();
    assert_eq!(left, [(&json!(100_000), &json!(45_000)), (&json!(10_000), &json!(10_000))]);
    assert_eq!(explanation["disposition"], "청구액 80,000원 중 43,200원이 인정되었고, 43,200원이 지급되었습니다.");
    for name in ["status", "type", "use", "patient", "created", "insurer", "provider", "outcome", "insurance"] {
        assert!(explanation.get(name).is_some(), "{name} is required");
    }
    // Without a record of the year there is none.
    let plain = explanation_of_benefit(&facts, &document, None, Language::English, &zone).unwrap();
    assert!(plain.get("benefitBalance").is_none());
    read(explanation.to_string().as_bytes()).unwrap();
}

#[test]
fn contained_patient_should_go_along_with_the_reference() {
    let text = example("claim-preauthorisation-english.json");
    let mapped = map_value(&serde_json::from_str(&text).unwrap(), &options()).unwrap();
    let ClaimRequest::Preauthorisations(requests) = mapped.request else { panic!() };
    let own = &requests[1];
    let mut facts = PreauthorisationFacts {
        id: own.id,
        policy: own.request.policy,
        insurer: INSURER,
        provider: PROVIDER,
        category: own.request.category,
        requested: own.request.amount,
        at: NOW,
        standing: PreauthorisationStanding::Approved { amount: 1_000_000, until: NOW + 30 * DAY, used_by: None },
    };
    let zone = options().time_zone;
    let answer = |facts: &PreauthorisationFacts, language| {
        preauthorisation_response(facts, &own.document, language, &zone).unwrap()
    };
    let approved = answer(&facts, Language::English);
    assert_eq!(approved["patient"]["reference"], "#patient");
    assert_eq!(approved["contained"][0]["name"][0]["text"], "Rowan Sample");
    assert_eq!(approved["preAuthRef"], hex::encode(own.id.0));
    assert_eq!(approved["preAuthPeriod"]["end"], "2026-12-21T09:59:59.999+09:00");
    assert_eq!(approved["item"][0]["itemSequence"], 2);
    assert_eq!(
        check_balance(&approved).unwrap(),
        Balance { submitted: 1_500_000, benefit: 1_000_000, adjusted: 500_000 }
    );
    assert_eq!(approved["disposition"], "1,000,000 won of 1,500,000 won are approved and reserved.");

    facts.standing = PreauthorisationStanding::Denied(AdjustmentReason::NotMedicallyNecessary);
    let denied = answer(&facts, Language::Korean);
    assert_eq!(denied["item"][0]["adjudication"][1]["reason"]["coding"][0]["code"], "50");
    assert_eq!(check_balance(&denied).unwrap().adjusted, 1_500_000);
    assert!(denied.get("preAuthRef").is_none());
    facts.standing = PreauthorisationStanding::Pended;
    assert_eq!(answer(&facts, Language::English)["outcome"], "queued");
    facts.standing = PreauthorisationStanding::Lapsed;
    assert_eq!(answer(&facts, Language::Korean)["status"], "cancelled");
    // Somebody else's document, or the document of the other item.
    for document in [&requests[0].document, &document(&[20_000])] {
        let error = preauthorisation_response(&facts, document, Language::English, &zone).unwrap_err();
        assert_eq!(error.code(), "fhir_claim_record_differs");
    }
}

#[test]
fn refusal_should_be_an_error_without_adjudication() {
    let refusal =
        Refusal { code: "UnknownService".into(), text: "The service was never delivered.".into(), item: Some(10) };
    let zone = options().time_zone;
    let response = refusal_response(&refusal, &document(&[20_000]), INSURER, PROVIDER, NOW, &zone).unwrap();
    assert_eq!((&response["outcome"], &response["error"][0]["itemSequence"]), (&json!("error"), &json!(10)));
    assert_eq!(response["error"][0]["code"]["coding"][0]["code"], "UnknownService");
    assert!(response.get("item").is_none() && response.get("payment").is_none() && response.get("total").is_none());
    assert_eq!(check_balance(&response).unwrap(), Balance::default());
}

#[test]
fn response_should_be_refused_when_record_and_document_do_not_fit() {
    let (document, facts) = settled();
    let zone = options().time_zone;
    let code = |facts: &ClaimFacts| {
        let error = claim_response(facts, &document, Language::English, &zone).unwrap_err();
        let explained = explanation_of_benefit(facts, &document, None, Language::English, &zone).unwrap_err();
        assert_eq!(error.code(), explained.code());
        (error.code(), error.element().to_owned())
    };
    let mut fewer = facts.clone();
    fewer.lines.pop();
    assert_eq!(code(&fewer).0, "fhir_claim_record_differs");
    let mut dearer = facts.clone();
    dearer.lines[0].charge += 1;
    assert_eq!(code(&dearer).0, "fhir_claim_record_differs");
    let mut foreign = facts.clone();
    foreign.policy = bogam_primitives::PolicyId(H256::zero());
    assert_eq!(code(&foreign).0, "fhir_claim_record_differs");
    let mut unbalanced = facts.clone();
    unbalanced.lines[1].outcome.paid += 1;
    assert_eq!(code(&unbalanced), ("fhir_amount_differs", "ClaimResponse.item[1].adjudication".into()));
    let mut overpaid = facts.clone();
    overpaid.settled += 1;
    assert_eq!(code(&overpaid), ("fhir_amount_differs", "ClaimResponse.payment.amount".into()));
    let mut late = facts;
    late.decided_at = Some(u64::MAX);
    assert_eq!(code(&late).0, "fhir_date_out_of_range");
}

#[test]
fn balance_should_be_refused_when_an_amount_was_changed() {
    let (document, facts) = settled();
    let response = response(&facts, &document);
    for (pointer, element) in [
        ("/item/0/adjudication/0/amount/value", "ClaimResponse.item[0]"),
        ("/item/1/adjudication/2/amount/value", "ClaimResponse.item[1]"),
        ("/total/0/amount/value", "ClaimResponse.total[0]"),
        ("/total/2/amount/value", "ClaimResponse.total[2]"),
        ("/payment/amount/value", "ClaimResponse.payment"),
    ] {
        let value = response.pointer(pointer).unwrap().as_u64().unwrap();
        let error = check_balance(&with(response.clone(), pointer, json!(value + 1))).unwrap_err();
        assert_eq!((error.code(), error.element()), ("fhir_amount_differs", element));
    }
    let foreign = with(response, "/payment/amount/currency", json!("USD"));
    assert_eq!(check_balance(&foreign).unwrap_err().code(), "fhir_currency_not_won");
}

fn verdict() -> impl Strategy<Value = Verdict> {
    prop_oneof![
        3 => Just(Verdict::Accept),
        1 => Just(Verdict::Deny(AdjustmentReason::NotMedicallyNecessary)),
        1 => (0u64..200_000).prop_map(|allowed| Verdict::Reduce { allowed, reason: AdjustmentReason::ExceedsAllowed }),
    ]
}

fn input() -> impl Strategy<Value = LineInput> {
    let denial = prop_oneof![5 => Just(None), 1 => (0..AdjustmentReason::ALL.len()).prop_map(|n| Some(AdjustmentReason::ALL[n]))];
    (1u64..300_000, 0u64..100_000, denial, verdict()).prop_map(|(charge, other_paid, denial, verdict)| LineInput {
        other_paid,
        denial,
        verdict,
        ..LineInput::plain(ServiceCategory::Consultation, charge)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn responses_should_balance_whatever_was_decided(
        inputs in prop::collection::vec(input(), 1..6),
        coverage in 1u16..=10_000,
        copayment in 0u64..20_000,
        line_cap in prop::option::of(1u64..100_000),
        frequency in prop::option::of(1u16..4),
        (deductible, cap) in (0u64..50_000, 1u64..400_000),
    ) {
        let charges: Vec<u64> = inputs.iter().map(|line| line.charge).collect();
        let document = document(&charges);
        let rule = CategoryRule { coverage, copayment, line_cap, frequency, ..rule(ServiceCategory::Consultation) };
        let limits = Limits { deductible, cap };
        let facts = facts(&document, &[rule], &limits, &inputs);
        let zone = options().time_zone;
        let charged: u64 = charges.iter().sum();
        let paid: u64 = facts.lines.iter().map(|line| line.outcome.paid).sum();
        let response = claim_response(&facts, &document, Language::English, &zone).unwrap();
        let explanation = explanation_of_benefit(&facts, &document, None, Language::Korean, &zone).unwrap();
        for resource in [response, explanation] {
            let balance = check_balance(&resource).unwrap();
            prop_assert_eq!((balance.submitted, balance.benefit), (charged, paid));
            prop_assert_eq!(balance.submitted, balance.benefit + balance.adjusted);
        }
        for line in &facts.lines {
            prop_assert!(line.outcome.paid <= line.eligible() && line.eligible() <= line.charge);
        }
    }

    #[test]
    fn preauthorisation_should_balance_whatever_is_approved(amount in 0u64..=450_000) {
        let text = example("claim-preauthorisation-english.json");
        let mapped = map_value(&serde_json::from_str(&text).unwrap(), &options()).unwrap();
        let ClaimRequest::Preauthorisations(requests) = mapped.request else { panic!() };
        let own = &requests[0];
        let facts = PreauthorisationFacts {
            id: PreauthorisationId(H256::zero()),
            policy: own.request.policy,
            insurer: INSURER,
            provider: PROVIDER,
            category: own.request.category,
            requested: own.request.amount,
            at: NOW,
            standing: PreauthorisationStanding::Approved { amount, until: NOW + DAY, used_by: None },
        };
        let answer = preauthorisation_response(&facts, &own.document, Language::English, &options().time_zone).unwrap();
        let expected = Balance { submitted: 450_000, benefit: amount, adjusted: 450_000 - amount };
        prop_assert_eq!(check_balance(&answer).unwrap(), expected);
    }
}
