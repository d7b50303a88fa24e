//! How plans, claims and amounts are shown, to programs and to people.

use super::words::{Percent, Period};
use crate::{context::Context, show::moment_text, words::Word};
use bogam_client::chain::runtime::runtime_types::pallet_claims::types::{
    Appellant, Claim, ClaimLine, ClaimState, ClaimView, Outcome, Party, Plan, Policy, PolicyKind, Preauthorisation,
    PreauthorisationState, Remittance, RemittanceKind, RemittanceState, ReversalProgress, Standing,
};
use bogam_client::messages::Language;
use bogam_primitives::{
    ClaimId, OrganisationId, PlanId, PolicyId, PreauthorisationId,
    claim::{Accumulators, AdjustmentReason, CategoryRule, Limits, LineOutcome, PlanTerms, ServiceCategory, Won},
};
use serde_json::{Value, json};
use std::fmt::Write;
use subxt::utils::AccountId32;

/// An amount with its thousands apart: `1,234,567`.
pub fn amount_text(amount: impl Into<i128>) -> String {
    let amount = amount.into();
    let digits = amount.unsigned_abs().to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && digits.len().saturating_sub(place) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    if amount < 0 { format!("-{text}") } else { text }
}

/// An amount in won, in the user's language.
pub fn won_text(context: &Context, amount: impl Into<i128>) -> String {
    let amount = amount_text(amount);
    match context.language {
        Language::English => format!("{amount} won"),
        Language::Korean => format!("{amount}원"),
    }
}

/// A party as JSON.
pub fn party_value(party: &Party<AccountId32>) -> Value {
    match party {
        Party::Organisation(number) => json!({ "organisation": number }),
        Party::Holder(account) => json!({ "holder": account.to_string() }),
    }
}

/// Why something is not paid, in English.
pub fn english(reason: AdjustmentReason) -> &'static str {
    match reason {
        AdjustmentReason::Deductible => "the deductible of the benefit year",
        AdjustmentReason::Coinsurance => "the patient's share",
        AdjustmentReason::Copayment => "the co-payment",
        AdjustmentReason::LacksInformation => "information is missing",
        AdjustmentReason::ExactDuplicate => "claimed from this insurer already",
        AdjustmentReason::OtherPayer => "paid by another insurer",
        AdjustmentReason::BeforeCoverage => "delivered before coverage began",
        AdjustmentReason::AfterCoverage => "delivered after coverage ended",
        AdjustmentReason::FiledTooLate => "filed too late",
        AdjustmentReason::ExceedsAllowed => "more than the plan allows for a line",
        AdjustmentReason::NotMedicallyNecessary => "not deemed a medical necessity",
        AdjustmentReason::NotCovered => "not covered by the plan",
        AdjustmentReason::NotFurnished => "withdrawn, revoked or not documented",
        AdjustmentReason::BenefitMaximum => "the maximum of the benefit year has been reached",
        AdjustmentReason::WaitingPeriod => "in the waiting period of the policy",
        AdjustmentReason::NoPreauthorisation => "not approved before the service",
        AdjustmentReason::PreauthorisationExceeded => "more than was approved before the service",
    }
}

/// Why something is not paid, in Korean.
pub fn korean(reason: AdjustmentReason) -> &'static str {
    match reason {
        AdjustmentReason::Deductible => "연간 공제액",
        AdjustmentReason::Coinsurance => "환자의 정률 부담",
        AdjustmentReason::Copayment => "환자의 정액 부담",
        AdjustmentReason::LacksInformation => "정보 부족",
        AdjustmentReason::ExactDuplicate => "같은 보험자에게 이미 청구됨",
        AdjustmentReason::OtherPayer => "다른 보험자가 지급함",
        AdjustmentReason::BeforeCoverage => "보장 개시 전에 제공됨",
        AdjustmentReason::AfterCoverage => "보장 종료 후에 제공됨",
        AdjustmentReason::FiledTooLate => "청구 기한이 지남",
        AdjustmentReason::ExceedsAllowed => "항목당 인정 한도를 넘음",
        AdjustmentReason::NotMedicallyNecessary => "의학적으로 필요하지 않은 것으로 판단됨",
        AdjustmentReason::NotCovered => "보장하지 않는 항목",
        AdjustmentReason::NotFurnished => "철회·취소되었거나 기록이 없음",
        AdjustmentReason::BenefitMaximum => "연간 보장 한도에 이름",
        AdjustmentReason::WaitingPeriod => "면책 기간 중",
        AdjustmentReason::NoPreauthorisation => "사전 승인이 없음",
        AdjustmentReason::PreauthorisationExceeded => "사전 승인 금액을 넘음",
    }
}

/// A reason as JSON.
pub fn reason_value(reason: AdjustmentReason) -> Value {
    json!({ "code": reason.code(), "reason": reason.show(), "english": english(reason), "korean": korean(reason) })
}

/// What is paid of a line that charges `charge`, and why not the rest, as JSON.
pub fn outcome_value(charge: Won, outcome: &LineOutcome) -> Value {
    let adjustments = outcome.adjustments.iter().map(|adjustment| {
        let mut value = reason_value(adjustment.reason);
        value["group"] = adjustment.group.code().into();
        value["amount"] = adjustment.amount.into();
        value
    });
    json!({
        "charge": charge,
        "paid": outcome.paid,
        "adjusted": outcome.adjusted(),
        "patient": outcome.patient_responsibility(),
        "balances": outcome.balances(charge),
        "counted": outcome.counted,
        "adjustments": adjustments.collect::<Vec<_>>(),
    })
}

/// One adjustment per row, for people.
pub fn outcome_text(context: &Context, outcome: &LineOutcome) -> String {
    let mut text = String::new();
    for adjustment in &outcome.adjustments {
        let why = context.text(english(adjustment.reason), korean(adjustment.reason));
        let (group, code) = (adjustment.group.code(), adjustment.reason.code());
        let _ = writeln!(text, "      {:>15}  {group} {code}: {why}", amount_text(adjustment.amount));
    }
    text
}

/// A standing by its name and in both languages: as what the chain says it is at the moment of the newest block.
pub fn standing_words(standing: &Standing) -> (&'static str, &'static str, &'static str) {
    match standing {
        Standing::Pended { overdue: false } => ("pended", "waits for an assessor", "심사 대기"),
        Standing::Pended { overdue: true } => ("pended", "waits for an assessor, overdue", "심사 대기 (기한 지남)"),
        Standing::InformationRequested { overdue: false } => {
            ("information-requested", "waits for the provider's answer", "자료 보완 대기")
        }
        Standing::InformationRequested { overdue: true } => {
            ("information-requested", "waits for the provider's answer, overdue", "자료 보완 대기 (기한 지남)")
        }
        Standing::Appealed { overdue: false } => ("appealed", "waits for another assessor", "이의신청 심사 대기"),
        Standing::Appealed { overdue: true } => {
            ("appealed", "waits for another assessor, overdue", "이의신청 심사 대기 (기한 지남)")
        }
        Standing::Denied => ("denied", "nothing is covered", "부지급"),
        Standing::Funded => ("funded", "granted, and the money is held", "지급 결정, 자금 확보"),
        Standing::Due => ("due", "granted, and the money is not held", "지급 결정, 자금 미확보"),
        Standing::AwaitingReceipt => {
            ("awaiting-receipt", "paid, to be confirmed by the payee", "지급함, 수령 확인 대기")
        }
        Standing::Settled => ("settled", "settled", "정산 완료"),
        Standing::Cancelled => ("cancelled", "cancelled by the provider", "청구 취소"),
        Standing::Reversed => ("reversed", "reversed", "환수 완료"),
    }
}

/// Whether somebody still has to decide for the first time.
pub fn is_waiting(standing: &Standing) -> bool {
    matches!(standing, Standing::Pended { .. } | Standing::InformationRequested { .. })
}

fn is_overdue(standing: &Standing) -> bool {
    matches!(
        standing,
        Standing::Pended { overdue: true }
            | Standing::InformationRequested { overdue: true }
            | Standing::Appealed { overdue: true }
    )
}

/// Who has appealed, by name and in both languages.
fn appellant_words(by: &Appellant) -> (&'static str, &'static str, &'static str) {
    match by {
        Appellant::Provider => ("provider", "appealed by the provider", "제공 기관이 이의를 신청함"),
        Appellant::Holder => ("holder", "appealed by the insured person", "피보험자가 이의를 신청함"),
    }
}

fn line_value(line: &ClaimLine) -> Value {
    let mut value = outcome_value(line.charge, &line.outcome.0);
    value["category"] = line.category.0.show().into();
    value["service"] = line.service.0.show().into();
    value["servedAt"] = line.served_at.into();
    value["preauthorisation"] = line.preauthorisation.as_ref().map(|id| id.0.show()).into();
    value
}

/// The deadline that runs, and the question that is open.
fn waiting(claim: &Claim) -> (Option<u64>, Option<String>) {
    match &claim.state {
        ClaimState::Pended { deadline } | ClaimState::Appealed { deadline } => (Some(*deadline), None),
        ClaimState::InformationRequested { deadline, question } => (Some(*deadline), Some(question.0.show())),
        _ => (None, None),
    }
}

/// A claim as JSON.
pub fn claim_value(view: &ClaimView) -> Value {
    let record = &view.record;
    let (standing, english, korean) = standing_words(&view.standing);
    let (deadline, question) = waiting(record);
    json!({
        "claim": view.id.0.show(),
        "standing": standing,
        "standingEnglish": english,
        "standingKorean": korean,
        "overdue": is_overdue(&view.standing),
        "outcome": view.outcome.as_ref().map(|outcome| match outcome {
            Outcome::Approved => "approved",
            Outcome::Partial => "partial",
            Outcome::Denied => "denied",
        }),
        "policy": record.policy.0.show(),
        "insurer": record.insurer,
        "provider": record.provider,
        "payee": record.payee.0.show(),
        "year": record.year,
        "commitment": record.commitment.0.show(),
        "evidence": record.evidence.as_ref().map(|commitment| commitment.0.show()),
        "submittedAt": record.submitted_at,
        "deadline": deadline,
        "question": question,
        "decidedAt": record.decision.as_ref().map(|decision| decision.at),
        "assessor": record.decision.as_ref().and_then(|decision| decision.assessor.as_ref()).map(ToString::to_string),
        "automatic": record.decision.as_ref().map(|decision| decision.assessor.is_none()),
        "appealed": record.appealed.is_some(),
        "appealedBy": record.appealed.as_ref().map(|by| appellant_words(by).0),
        "charge": view.charge,
        "paid": view.paid,
        "settled": record.settled,
        "held": record.held,
        "awaitingRemittance": record.awaiting,
        "reversal": match record.reversal {
            ReversalProgress::None => "none",
            ReversalProgress::Requested => "requested",
            ReversalProgress::Repaid => "repaid",
        },
        "lines": record.lines.0.iter().map(line_value).collect::<Vec<_>>(),
    })
}

/// A claim for people: its state, its lines, and what becomes of each won.
pub fn claim_text(context: &Context, view: &ClaimView) -> String {
    let record = &view.record;
    let (_, english, korean) = standing_words(&view.standing);
    let mut text = format!("{}\n{}\n", view.id.0.show(), context.text(english, korean));
    if let (Some(deadline), _) = waiting(record) {
        let until = moment_text(deadline);
        let _ = writeln!(text, "{}", context.text(format!("until {until}"), format!("{until}까지")));
    }
    if let Some(by) = &record.appealed {
        let (_, english, korean) = appellant_words(by);
        let _ = writeln!(text, "{}", context.text(english, korean));
    }
    for (number, line) in record.lines.0.iter().enumerate() {
        let (category, charge) = (line.category.0.show(), won_text(context, line.charge));
        let _ = writeln!(text, "{number}  {category}  {charge}  {}", line.service.0.show());
        if view.outcome.is_some() {
            let paid = context.text("paid", "지급");
            let _ = writeln!(text, "      {:>15}  {paid}", amount_text(line.outcome.0.paid));
            text.push_str(&outcome_text(context, &line.outcome.0));
        }
    }
    let (charge, paid) = (won_text(context, view.charge), won_text(context, view.paid));
    let settled = won_text(context, record.settled);
    let totals = context.text(
        format!("charge {charge}, to be paid {paid}, settled {settled}"),
        format!("청구 {charge}, 지급 결정 {paid}, 정산 {settled}"),
    );
    let _ = writeln!(text, "{totals}");
    text
}

fn rule_value(rule: &CategoryRule) -> Value {
    json!({
        "category": rule.category.show(),
        "coverage": Percent(rule.coverage).show(),
        "copayment": rule.copayment,
        "lineCap": rule.line_cap,
        "frequency": rule.frequency,
        "preauthorisation": rule.preauthorisation,
        "review": rule.review,
    })
}

fn terms_value(terms: &PlanTerms) -> Value {
    json!({
        "deductible": terms.deductible,
        "annualCap": terms.annual_cap,
        "waitingPeriod": Period(terms.waiting_period).show(),
        "filingLimit": Period(terms.filing_limit).show(),
        "automaticLimit": terms.automatic_limit,
        "decisionPeriod": Period(terms.decision_period).show(),
        "overdue": terms.overdue.show(),
        "appealWindow": Period(terms.appeal_window).show(),
        "preauthorisationPeriod": Period(terms.preauthorisation_period).show(),
        "settlement": terms.settlement.show(),
        "deductibleStep": terms.handle_steps.deductible,
        "shareStep": terms.handle_steps.share,
        "periodStep": Period(terms.handle_steps.time).show(),
        "periodOffset": Period(terms.handle_steps.offset).show(),
    })
}

/// Terms and rules, in the form of the file that a plan is published from.
pub fn promises_value(terms: &PlanTerms, rules: impl IntoIterator<Item = CategoryRule>) -> Value {
    json!({ "terms": terms_value(terms), "rules": rules.into_iter().map(|rule| rule_value(&rule)).collect::<Vec<_>>() })
}

/// A plan as JSON.
pub fn plan_value(id: PlanId, plan: &Plan) -> Value {
    let mut value = promises_value(&plan.terms.0, plan.rules.0.iter().map(|rule| rule.0));
    value["plan"] = id.show().into();
    value["insurer"] = plan.insurer.into();
    value["commitment"] = plan.commitment.0.show().into();
    value["closed"] = plan.closed.into();
    value
}

/// A policy or handle as JSON.
pub fn policy_value(id: PolicyId, policy: &Policy) -> Value {
    let (kind, limits, claim) = match &policy.kind {
        PolicyKind::Plain => ("policy", None, None),
        PolicyKind::Handle { limits, claim } => ("handle", Some(limits.0), claim.as_ref().map(|id| id.0.show())),
    };
    json!({
        "policy": id.show(),
        "kind": kind,
        "plan": policy.plan.0.show(),
        "insurer": policy.insurer,
        "holder": policy.holder.to_string(),
        "firstHolder": policy.first_holder.as_ref().map(ToString::to_string),
        "from": policy.from,
        "until": policy.until,
        "ended": policy.ended,
        "keyReleased": policy.released,
        "receiptsToConfirm": policy.receipts,
        "deductible": limits.map(|limits| limits.deductible),
        "share": limits.map(|limits| limits.cap),
        "claim": claim,
    })
}

/// What limits the payments of a benefit year: the plan's limits, or a handle's own.
pub fn limits_of(policy: &Policy, terms: &PlanTerms) -> Limits {
    match &policy.kind {
        PolicyKind::Plain => terms.limits(),
        PolicyKind::Handle { limits, .. } => limits.0,
    }
}

/// What has been used of a benefit year, as JSON.
pub fn year_value(year: u8, used: &Accumulators) -> Value {
    let counts: serde_json::Map<_, _> = ServiceCategory::ALL
        .into_iter()
        .filter(|category| used.count(*category) > 0)
        .map(|category| (category.show(), used.count(category).into()))
        .collect();
    json!({
        "year": year,
        "deductibleMet": used.deductible_met,
        "paid": used.paid,
        "reserved": used.reserved,
        "counts": counts,
    })
}

/// A request for approval as JSON.
pub fn preauthorisation_value(id: PreauthorisationId, record: &Preauthorisation) -> Value {
    let claim_text = |id: ClaimId| id.show();
    let state = match &record.state {
        PreauthorisationState::Pended { deadline } => json!({ "state": "pended", "deadline": deadline }),
        PreauthorisationState::Approved { amount, until, claim } => json!({
            "state": if *amount < record.requested { "modified" } else { "approved" },
            "amount": amount,
            "until": until,
            "claim": claim.as_ref().map(|id| claim_text(id.0)),
        }),
        PreauthorisationState::Used { amount, until, claim } => {
            json!({ "state": "used", "amount": amount, "until": until, "claim": claim_text(claim.0) })
        }
        PreauthorisationState::Denied(reason) => json!({ "state": "denied", "reason": reason_value(reason.0) }),
        PreauthorisationState::Lapsed => json!({ "state": "lapsed" }),
    };
    let mut value = json!({
        "preauthorisation": id.show(),
        "policy": record.policy.0.show(),
        "provider": record.provider,
        "category": record.category.0.show(),
        "requested": record.requested,
        "commitment": record.commitment.0.show(),
        "year": record.year,
    });
    if let (Value::Object(members), Value::Object(state)) = (&mut value, state) {
        members.extend(state);
    }
    value
}

/// A remittance as JSON.
pub fn remittance_value(insurer: OrganisationId, number: u32, remittance: &Remittance) -> Value {
    json!({
        "insurer": insurer,
        "remittance": number,
        "kind": kind_name(&remittance.kind),
        "payee": party_value(&remittance.payee),
        "total": remittance.total,
        "at": remittance.at,
        "state": match remittance.state {
            RemittanceState::Completed => "completed",
            RemittanceState::AwaitingReceipt => "awaiting-receipt",
            RemittanceState::Refused => "refused",
        },
        "reference": remittance.reference.as_ref().map(|commitment| commitment.0.show()),
        "claims": remittance.lines.0.iter().map(|line| json!({
            "claim": line.claim.0.show(),
            "amount": line.amount,
        })).collect::<Vec<_>>(),
    })
}

/// Whether a remittance pays or takes back.
pub fn kind_name(kind: &RemittanceKind) -> &'static str {
    match kind {
        RemittanceKind::Payment => "payment",
        RemittanceKind::Reversal => "reversal",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bogam_primitives::claim::{LineInput, adjudicate};

    #[test]
    fn amount_should_have_its_thousands_apart() {
        for (amount, text) in [
            (0, "0"),
            (999, "999"),
            (1_000, "1,000"),
            (12_345, "12,345"),
            (123_456, "123,456"),
            (1_234_567, "1,234,567"),
            (-40_000, "-40,000"),
            (i128::from(u64::MAX), "18,446,744,073,709,551,615"),
        ] {
            assert_eq!(amount_text(amount), text);
        }
    }

    #[test]
    fn reasons_should_be_told_apart_in_both_languages() {
        for language in [english, korean] {
            let words: std::collections::BTreeSet<_> = AdjustmentReason::ALL.into_iter().map(language).collect();
            assert_eq!(words.len(), AdjustmentReason::ALL.len());
        }
    }

    #[test]
    fn outcome_should_be_shown_balanced_with_the_codes_of_the_field() {
        let rule = CategoryRule {
            category: ServiceCategory::Medicine,
            coverage: 8_000,
            copayment: 1_000,
            line_cap: None,
            frequency: None,
            preauthorisation: false,
            review: false,
        };
        let limits = bogam_primitives::claim::Limits { deductible: 4_000, cap: 1_000_000 };
        let lines = [LineInput::plain(ServiceCategory::Medicine, 25_000)];
        let outcomes = adjudicate(&[rule], &limits, &mut Accumulators::default(), &lines);
        let value = outcome_value(25_000, &outcomes[0]);
        assert_eq!(
            (&value["paid"], &value["adjusted"], &value["balances"]),
            (&16_000.into(), &9_000.into(), &true.into())
        );
        let codes: Vec<_> = value["adjustments"].as_array().unwrap().iter().map(|one| one["code"].clone()).collect();
        assert_eq!(codes, [json!(3), json!(1), json!(2)]);
        assert_eq!(value["adjustments"][0]["group"], "PR");
        let shown = rule_value(&rule);
        assert_eq!((&shown["category"], &shown["coverage"]), (&"medicine".into(), &"80%".into()));
    }
}
