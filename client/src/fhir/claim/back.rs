//! From the chain back to FHIR: `ClaimResponse` and `ExplanationOfBenefit`.

use super::{
    amount::{CURRENCY, LARGEST_AMOUNT},
    balance::{ADJUDICATION_SYSTEM, GROUP_SYSTEM, REASON_SYSTEM},
    document::{ClaimDocument, service_to_json},
    facts::{
        BenefitYearFacts, ClaimFacts, ClaimStanding, DecidedLine, PreauthorisationFacts, PreauthorisationStanding,
        Refusal,
    },
    resolve::{ORGANISATION_SYSTEM, POLICY_SYSTEM},
};
use crate::{
    fhir::{
        dates::format_moment,
        error::{FhirError, Problem},
        node::resource_id,
    },
    messages::{Language, claim_words},
};
use bogam_primitives::{
    Moment, OrganisationId, PolicyId, Won,
    claim::{AdjustmentGroup, AdjustmentReason, PayeeKind},
};
use jiff::tz::TimeZone;
use serde_json::{Map, Value, json};

const CLAIM_SYSTEM: &str = "urn:bogam:claim";
const PREAUTHORISATION_SYSTEM: &str = "urn:bogam:preauthorisation";
const REMITTANCE_SYSTEM: &str = "urn:bogam:remittance";
const REFUSAL_SYSTEM: &str = "urn:bogam:refusal";
const PAYEE_SYSTEM: &str = "http://terminology.hl7.org/CodeSystem/payeetype";
const PAYMENT_SYSTEM: &str = "http://terminology.hl7.org/CodeSystem/ex-paymenttype";

type Members = Map<String, Value>;

/// The `ClaimResponse` to a claim: what was decided of each item, in codes of adjustment groups and reasons, and what was
/// paid. The words are in `language`, the instants in `zone`.
///
/// # Errors
/// If document and record do not fit together, or a line does not balance.
pub fn claim_response(
    facts: &ClaimFacts,
    document: &ClaimDocument,
    language: Language,
    zone: &TimeZone,
) -> Result<Value, FhirError> {
    let claim = fitting(facts, document, "ClaimResponse")?;
    let mut response = head("ClaimResponse", claim, "claim");
    let identifier = json!({ "system": CLAIM_SYSTEM, "value": hex::encode(facts.id.0) });
    response.insert("identifier".into(), json!([identifier]));
    response.insert("status".into(), status(facts.standing).into());
    let created = facts.decided_at.unwrap_or(facts.submitted_at);
    response.insert("created".into(), moment(created, zone, "ClaimResponse.created")?);
    response.insert("insurer".into(), organisation(facts.insurer));
    response.insert("requestor".into(), organisation(facts.provider));
    response.insert("request".into(), request(claim, &identifier));
    response.insert("outcome".into(), outcome(facts.standing).into());
    response.insert("disposition".into(), claim_words::disposition(facts, language).into());
    response.insert("payeeType".into(), payee_type(facts.payee));
    response.insert("insurance".into(), insurance(facts.policy));
    if facts.standing.is_decided() {
        let item = |(line, own): (&DecidedLine, &super::DocumentedLine)| json!({ "itemSequence": own.sequence, "adjudication": adjudication(line) });
        let items: Vec<Value> = facts.lines.iter().zip(&document.lines).map(item).collect();
        response.insert("item".into(), items.into());
    }
    response.insert("total".into(), totals(facts));
    if let Some(payment) = payment(facts, zone)? {
        response.insert("payment".into(), payment);
    }
    Ok(Value::Object(response))
}

/// The `ExplanationOfBenefit` of a claim: the claim's items with what was decided of them, and what is left of the benefit
/// year, where the reader knows it.
///
/// # Errors
/// Like those of [`claim_response`].
pub fn explanation_of_benefit(
    facts: &ClaimFacts,
    document: &ClaimDocument,
    year: Option<&BenefitYearFacts>,
    language: Language,
    zone: &TimeZone,
) -> Result<Value, FhirError> {
    const NAME: &str = "ExplanationOfBenefit";
    let claim = fitting(facts, document, NAME)?;
    let mut explanation = head(NAME, claim, "claim");
    let identifier = json!({ "system": CLAIM_SYSTEM, "value": hex::encode(facts.id.0) });
    explanation.insert("identifier".into(), json!([identifier]));
    explanation.insert("status".into(), status(facts.standing).into());
    let created = facts.decided_at.unwrap_or(facts.submitted_at);
    explanation.insert("created".into(), moment(created, zone, "ExplanationOfBenefit.created")?);
    explanation.insert("insurer".into(), organisation(facts.insurer));
    explanation.insert("provider".into(), organisation(facts.provider));
    explanation.insert("payee".into(), json!({ "type": payee_type(facts.payee) }));
    explanation.insert("claim".into(), request(claim, &identifier));
    explanation.insert("outcome".into(), outcome(facts.standing).into());
    explanation.insert("disposition".into(), claim_words::disposition(facts, language).into());
    let coverage = policy(facts.policy);
    explanation.insert("insurance".into(), json!([{ "focal": true, "coverage": coverage }]));
    let mut items = Vec::with_capacity(facts.lines.len());
    for (line, own) in facts.lines.iter().zip(&document.lines) {
        let mut item = Members::new();
        item.insert("sequence".into(), own.sequence.into());
        let written = item_of(claim, own.sequence).ok_or_else(|| differs(NAME))?;
        for name in ["category", "productOrService", "modifier"] {
            if let Some(value) = written.get(name) {
                item.insert(name.into(), value.clone());
            }
        }
        item.insert("servicedDate".into(), day(line.served_at, zone, "ExplanationOfBenefit.item.servicedDate")?);
        // In won, whatever the claim was written in.
        item.insert("net".into(), money(line.charge));
        if facts.standing.is_decided() {
            item.insert("adjudication".into(), adjudication(line).into());
        }
        item.insert(
            "extension".into(),
            json!([{
                "url": "urn:bogam:service",
                "valueIdentifier": without_moment(service_to_json(&line.service)),
            }]),
        );
        items.push(Value::Object(item));
    }
    explanation.insert("item".into(), items.into());
    explanation.insert("total".into(), totals(facts));
    if let Some(payment) = payment(facts, zone)? {
        explanation.insert("payment".into(), payment);
    }
    if let Some(year) = year {
        let start = moment(year.from, zone, "ExplanationOfBenefit.benefitPeriod.start")?;
        // FHIR's end is part of the period.
        let end = moment(year.until.saturating_sub(1), zone, "ExplanationOfBenefit.benefitPeriod.end")?;
        explanation.insert("benefitPeriod".into(), json!({ "start": start, "end": end }));
        explanation.insert("benefitBalance".into(), benefit_balance(year)?);
    }
    Ok(Value::Object(explanation))
}

/// The `ClaimResponse` to a request for approval.
///
/// # Errors
/// If document and record do not fit together, or a moment is out of range.
pub fn preauthorisation_response(
    facts: &PreauthorisationFacts,
    document: &ClaimDocument,
    language: Language,
    zone: &TimeZone,
) -> Result<Value, FhirError> {
    let claim = document.claim().ok_or_else(|| differs("ClaimResponse"))?;
    let [line] = document.lines.as_slice() else { return Err(differs("ClaimResponse")) };
    let same = document.policy == facts.policy && line.category == facts.category && line.charge == facts.requested;
    if !same || document.part != Some(line.sequence) {
        return Err(differs("ClaimResponse"));
    }
    let mut response = head("ClaimResponse", claim, "preauthorization");
    let number = hex::encode(facts.id.0);
    let identifier = json!({ "system": PREAUTHORISATION_SYSTEM, "value": number });
    response.insert("identifier".into(), json!([identifier]));
    let lapsed = facts.standing == PreauthorisationStanding::Lapsed;
    response.insert("status".into(), if lapsed { "cancelled" } else { "active" }.into());
    response.insert("created".into(), moment(facts.at, zone, "ClaimResponse.created")?);
    response.insert("insurer".into(), organisation(facts.insurer));
    response.insert("requestor".into(), organisation(facts.provider));
    response.insert("request".into(), request(claim, &identifier));
    let pended = facts.standing == PreauthorisationStanding::Pended;
    response.insert("outcome".into(), if pended { "queued" } else { "complete" }.into());
    let words = claim_words::preauthorisation(&facts.standing, facts.requested, language);
    response.insert("disposition".into(), words.into());
    response.insert("insurance".into(), insurance(facts.policy));
    let requested = facts.requested;
    let decided = match facts.standing {
        PreauthorisationStanding::Pended | PreauthorisationStanding::Lapsed => None,
        PreauthorisationStanding::Approved { amount, until, .. } => {
            let rest = requested.checked_sub(amount).ok_or_else(|| differs("ClaimResponse"))?;
            response.insert("preAuthRef".into(), number.into());
            let end = moment(until.saturating_sub(1), zone, "ClaimResponse.preAuthPeriod.end")?;
            response.insert("preAuthPeriod".into(), json!({ "end": end }));
            // An assessor who approves less gives no reason code.
            Some((amount, (rest > 0).then(|| adjustment(AdjustmentGroup::PayerInitiated, None, rest))))
        }
        PreauthorisationStanding::Denied(reason) => {
            Some((0, Some(adjustment(AdjustmentGroup::PayerInitiated, Some(reason), requested))))
        }
    };
    if let Some((granted, rest)) = decided {
        let mut parts = vec![part("submitted", requested)];
        parts.extend(rest);
        parts.push(part("benefit", granted));
        response.insert("item".into(), json!([{ "itemSequence": line.sequence, "adjudication": parts }]));
        response.insert("total".into(), json!([part("submitted", requested), part("benefit", granted)]));
    }
    Ok(Value::Object(response))
}

/// The `ClaimResponse` to what the chain refused. Nothing was adjudicated, so it has an error and no items.
///
/// # Errors
/// If the document has no claim, or `now` is out of range.
pub fn refusal_response(
    refusal: &Refusal,
    document: &ClaimDocument,
    insurer: OrganisationId,
    provider: OrganisationId,
    now: Moment,
    zone: &TimeZone,
) -> Result<Value, FhirError> {
    let claim = document.claim().ok_or_else(|| differs("ClaimResponse"))?;
    let usage = if document.part.is_some() { "preauthorization" } else { "claim" };
    let mut response = head("ClaimResponse", claim, usage);
    response.insert("status".into(), "active".into());
    response.insert("created".into(), moment(now, zone, "ClaimResponse.created")?);
    response.insert("insurer".into(), organisation(insurer));
    response.insert("requestor".into(), organisation(provider));
    response.insert("request".into(), request(claim, &Value::Null));
    response.insert("outcome".into(), "error".into());
    response.insert("disposition".into(), refusal.text.clone().into());
    let mut error = Members::new();
    if let Some(item) = refusal.item {
        error.insert("itemSequence".into(), item.into());
    }
    let coding = json!({ "system": REFUSAL_SYSTEM, "code": refusal.code });
    error.insert("code".into(), json!({ "coding": [coding], "text": refusal.text }));
    response.insert("error".into(), json!([error]));
    Ok(Value::Object(response))
}

fn differs(name: &str) -> FhirError {
    FhirError::new(name, Problem::ClaimRecordDiffers)
}

/// The claim of `document`, if the record is its own and balances.
fn fitting<'a>(facts: &ClaimFacts, document: &'a ClaimDocument, name: &str) -> Result<&'a Value, FhirError> {
    let same = |(line, own): (&DecidedLine, &super::DocumentedLine)| {
        line.category == own.category && line.charge == own.charge && own.service == Some(line.service)
    };
    let fits = facts.policy == document.policy
        && facts.payee == document.payee
        && document.part.is_none()
        && facts.lines.len() == document.lines.len()
        && facts.lines.iter().zip(&document.lines).all(same);
    let claim = document.claim().filter(|_| fits).ok_or_else(|| differs(name))?;
    let (mut charged, mut paid) = (0u64, 0u64);
    for (index, line) in facts.lines.iter().enumerate() {
        charged = charged.saturating_add(line.charge);
        paid = paid.saturating_add(line.outcome.paid);
        if facts.standing.is_decided() && !line.outcome.balances(line.charge) {
            let computed = line.outcome.paid.saturating_add(line.outcome.adjusted());
            let problem = Problem::AmountDiffers { stated: line.charge.to_string(), computed: computed.to_string() };
            return Err(FhirError::new(format!("{name}.item[{index}].adjudication"), problem));
        }
    }
    if charged > LARGEST_AMOUNT {
        return Err(FhirError::new(format!("{name}.total"), Problem::AmountTooLarge(charged.to_string())));
    }
    match facts.standing.is_decided() && facts.settled > paid {
        true => {
            let problem = Problem::AmountDiffers { stated: facts.settled.to_string(), computed: paid.to_string() };
            Err(FhirError::new(format!("{name}.payment.amount"), problem))
        }
        false => Ok(claim),
    }
}

/// What every response has from the claim: type, use, patient, and what the reference to the patient needs.
fn head(name: &str, claim: &Value, usage: &str) -> Members {
    let mut members = Members::new();
    members.insert("resourceType".into(), name.into());
    members.insert("use".into(), usage.into());
    for copied in ["type", "subType", "patient"] {
        if let Some(value) = claim.get(copied) {
            members.insert(copied.into(), value.clone());
        }
    }
    let literal = claim.pointer("/patient/reference").and_then(Value::as_str);
    if let Some(id) = literal.and_then(|literal| literal.strip_prefix('#')) {
        let contained = claim.get("contained").and_then(Value::as_array).into_iter().flatten();
        let patient: Vec<&Value> = contained.filter(|resource| resource_id(resource) == Some(id)).take(1).collect();
        members.insert("contained".into(), json!(patient));
    }
    members
}

/// A reference to the claim: by its id where it has one, and by what it is called on the chain.
fn request(claim: &Value, identifier: &Value) -> Value {
    let mut reference = Members::new();
    reference.insert("type".into(), "Claim".into());
    if let Some(id) = resource_id(claim) {
        reference.insert("reference".into(), format!("Claim/{id}").into());
    }
    let own = claim.pointer("/identifier/0").cloned();
    if let Some(identifier) = Some(identifier.clone()).filter(|value| !value.is_null()).or(own) {
        reference.insert("identifier".into(), identifier);
    }
    Value::Object(reference)
}

fn item_of(claim: &Value, sequence: u64) -> Option<&Value> {
    let mut items = claim.get("item")?.as_array()?.iter();
    items.find(|item| item.get("sequence").and_then(Value::as_u64) == Some(sequence))
}

fn status(standing: ClaimStanding) -> &'static str {
    match standing {
        ClaimStanding::Cancelled | ClaimStanding::Reversed => "cancelled",
        _ => "active",
    }
}

/// FHIR's outcome says how far processing is, not how much is paid.
fn outcome(standing: ClaimStanding) -> &'static str {
    match standing {
        ClaimStanding::Pended | ClaimStanding::InformationRequested => "queued",
        // Decided, and to be decided once more.
        ClaimStanding::Appealed => "partial",
        _ => "complete",
    }
}

fn moment(at: Moment, zone: &TimeZone, element: &str) -> Result<Value, FhirError> {
    let text = format_moment(at, zone);
    text.map(Value::String).ok_or_else(|| FhirError::new(element, Problem::DateOutOfRange(at.to_string())))
}

fn day(at: Moment, zone: &TimeZone, element: &str) -> Result<Value, FhirError> {
    let day = crate::fhir::day_of(at, zone);
    let refuse = || FhirError::new(element, Problem::DateOutOfRange(at.to_string()));
    day.map(|day| day.to_string().into()).ok_or_else(refuse)
}

fn organisation(id: OrganisationId) -> Value {
    json!({ "type": "Organization", "identifier": { "system": ORGANISATION_SYSTEM, "value": id.to_string() } })
}

fn policy(id: PolicyId) -> Value {
    json!({ "type": "Coverage", "identifier": { "system": POLICY_SYSTEM, "value": hex::encode(id.0) } })
}

fn insurance(id: PolicyId) -> Value {
    json!([{ "sequence": 1, "focal": true, "coverage": policy(id) }])
}

fn payee_type(payee: PayeeKind) -> Value {
    let code = match payee {
        PayeeKind::Provider => "provider",
        PayeeKind::Holder => "subscriber",
    };
    json!({ "coding": [{ "system": PAYEE_SYSTEM, "code": code }] })
}

fn money(amount: Won) -> Value {
    json!({ "value": amount, "currency": CURRENCY })
}

fn part(code: &str, amount: Won) -> Value {
    json!({ "category": { "coding": [{ "system": ADJUDICATION_SYSTEM, "code": code }] }, "amount": money(amount) })
}

/// An adjustment. Co-payment and deductible have a category of HL7's as well.
fn adjustment(group: AdjustmentGroup, reason: Option<AdjustmentReason>, amount: Won) -> Value {
    let mut codings = vec![json!({ "system": GROUP_SYSTEM, "code": group.code() })];
    let also = match reason {
        Some(AdjustmentReason::Copayment) => Some("copay"),
        Some(AdjustmentReason::Deductible) => Some("deductible"),
        _ => None,
    };
    codings.extend(also.map(|code| json!({ "system": ADJUDICATION_SYSTEM, "code": code })));
    let mut adjustment = json!({ "category": { "coding": codings }, "amount": money(amount) });
    if let (Some(reason), Some(members)) = (reason, adjustment.as_object_mut()) {
        let coding = json!({ "system": REASON_SYSTEM, "code": reason.code().to_string() });
        members.insert("reason".into(), json!({ "coding": [coding] }));
    }
    adjustment
}

fn adjudication(line: &DecidedLine) -> Vec<Value> {
    let mut parts = vec![part("submitted", line.charge), part("eligible", line.eligible())];
    let adjustments = line.outcome.adjustments.iter();
    parts.extend(adjustments.map(|own| adjustment(own.group, Some(own.reason), own.amount)));
    parts.push(part("benefit", line.outcome.paid));
    parts
}

fn totals(facts: &ClaimFacts) -> Value {
    let sum = |of: fn(&DecidedLine) -> Won| facts.lines.iter().fold(0u64, |sum, line| sum.saturating_add(of(line)));
    let mut totals = vec![part("submitted", sum(|line| line.charge))];
    if facts.standing.is_decided() {
        totals.push(part("eligible", sum(DecidedLine::eligible)));
        totals.push(part("benefit", sum(|line| line.outcome.paid)));
    }
    totals.into()
}

fn payment(facts: &ClaimFacts, zone: &TimeZone) -> Result<Option<Value>, FhirError> {
    let Some(payment) = facts.payment.filter(|_| facts.settled > 0 && facts.standing.is_decided()) else {
        return Ok(None);
    };
    let granted = facts.lines.iter().fold(0u64, |sum, line| sum.saturating_add(line.outcome.paid));
    let kind = if facts.settled < granted { "partial" } else { "complete" };
    Ok(Some(json!({
        "type": { "coding": [{ "system": PAYMENT_SYSTEM, "code": kind }] },
        "date": day(payment.at, zone, "ClaimResponse.payment.date")?,
        "amount": money(facts.settled),
        "identifier": { "system": REMITTANCE_SYSTEM, "value": format!("{}/{}", facts.insurer, payment.remittance) },
    })))
}

/// What is left of the benefit year. What approvals reserve counts as used: it is not there for other claims.
fn benefit_balance(year: &BenefitYearFacts) -> Result<Value, FhirError> {
    let code = |system: &str, code: &str| json!({ "coding": [{ "system": format!("http://terminology.hl7.org/CodeSystem/{system}"), "code": code }] });
    let used = year.used.paid.saturating_add(year.used.reserved);
    let mut financial = Vec::new();
    for (name, allowed, used) in
        [("benefit", year.limits.cap, used), ("deductible", year.limits.deductible, year.used.deductible_met)]
    {
        if allowed > LARGEST_AMOUNT || used > LARGEST_AMOUNT {
            let element = "ExplanationOfBenefit.benefitBalance.financial";
            return Err(FhirError::new(element, Problem::AmountTooLarge(allowed.max(used).to_string())));
        }
        let kind = code("benefit-type", name);
        financial.push(json!({ "type": kind, "allowedMoney": money(allowed), "usedMoney": money(used) }));
    }
    Ok(json!([{
        "category": code("ex-benefitcategory", "30"),
        "unit": code("benefit-unit", "individual"),
        "term": code("benefit-term", "annual"),
        "financial": financial,
    }]))
}

/// An identifier has no member for a time.
fn without_moment(mut identifier: Value) -> Value {
    if let Some(members) = identifier.as_object_mut() {
        members.shift_remove("at");
    }
    identifier
}
