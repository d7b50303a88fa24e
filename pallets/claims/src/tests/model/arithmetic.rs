//! What is paid of a line, by formulas: the table of steps in the documentation, read off line by line.

use bogam_primitives::{
    Won,
    claim::{AdjustmentGroup as Group, AdjustmentReason as Why, CategoryRule, Limits, ServiceCategory, Verdict},
};
use std::collections::BTreeMap;

/// A part of a charge that is not paid: who bears it, why, how much.
pub type Part = (Group, Why, Won);

/// What has been used of a benefit year.
#[derive(Clone, Debug, Default)]
pub struct Used {
    pub deductible: Won,
    pub paid: Won,
    pub reserved: Won,
    pub counts: BTreeMap<ServiceCategory, u16>,
}

impl Used {
    pub fn free(&self, limits: &Limits) -> Won {
        limits.cap.saturating_sub(self.paid + self.reserved)
    }

    pub fn add(&mut self, category: ServiceCategory, judged: &Judged) {
        self.deductible += judged.deductible();
        self.paid += judged.paid;
        if judged.covered {
            *self.counts.entry(category).or_default() += 1;
        }
    }
}

/// A line before the decision.
pub struct Question<'a> {
    pub rule: Option<&'a CategoryRule>,
    pub category: ServiceCategory,
    pub charge: Won,
    pub paid_by_others: Won,
    /// Why facts exclude it: any of these is a good answer.
    pub facts: Vec<Why>,
    pub verdict: Verdict,
    /// What is reserved for it.
    pub approved: Option<Won>,
}

/// What was decided of a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judged {
    pub paid: Won,
    pub covered: bool,
    pub parts: Vec<Part>,
    /// Where nothing is covered for a reason that takes the whole line: each of these would do.
    pub denials: Vec<(Group, Why)>,
}

impl Judged {
    pub fn deductible(&self) -> Won {
        self.parts.iter().filter(|(_, why, _)| *why == Why::Deductible).map(|(.., amount)| amount).sum()
    }
}

/// Who bears what the rules do not pay.
fn bearer(why: Why) -> Group {
    match why {
        Why::ExactDuplicate | Why::OtherPayer => Group::Other,
        Why::NotFurnished | Why::FiledTooLate | Why::NoPreauthorisation | Why::PreauthorisationExceeded => {
            Group::Contractual
        }
        _ => Group::PatientResponsibility,
    }
}

/// Why the whole line is denied, if it is.
fn denials(question: &Question, used: &Used) -> Vec<(Group, Why)> {
    let mut denials: Vec<(Group, Why)> = question.facts.iter().map(|why| (bearer(*why), *why)).collect();
    if let Verdict::Deny(why) = question.verdict {
        denials.push((Group::PayerInitiated, why));
    }
    if !denials.is_empty() {
        return denials;
    }
    let why = match question.rule {
        None => Why::NotCovered,
        Some(rule) => {
            let count = used.counts.get(&question.category).copied().unwrap_or_default();
            if rule.frequency.is_some_and(|most| count >= most) {
                Why::BenefitMaximum
            } else if rule.preauthorisation && question.approved.is_none() {
                Why::NoPreauthorisation
            } else {
                return denials;
            }
        }
    };
    vec![(bearer(why), why)]
}

/// What is paid of the line, when so much of the benefit year has been used.
pub fn judge(question: &Question, limits: &Limits, used: &Used) -> Judged {
    let denials = denials(question, used);
    let (true, Some(rule)) = (denials.is_empty(), question.rule) else {
        return Judged { denials, ..Judged::default() };
    };
    let charge = question.charge;
    let left_by_others = charge.saturating_sub(question.paid_by_others);
    let (allowed, why) = match question.verdict {
        Verdict::Reduce { allowed, reason } => (left_by_others.min(allowed), reason),
        _ => (left_by_others, Why::NotCovered),
    };
    let within_cap = rule.line_cap.map_or(allowed, |cap| allowed.min(cap));
    let after_copayment = within_cap.saturating_sub(rule.copayment);
    let open_deductible = limits.deductible.saturating_sub(used.deductible);
    let after_deductible = after_copayment.saturating_sub(open_deductible);
    let share = u128::from(after_deductible) * u128::from(rule.coverage) / 10_000;
    let share = u64::try_from(share).expect("a share of a charge");
    let within_approval = question.approved.map_or(share, |approved| share.min(approved));
    let available = used.free(limits) + question.approved.unwrap_or(0);
    let paid = within_approval.min(available);

    let part = |why: Why, from: Won, to: Won| (bearer(why), why, from - to);
    let parts = [
        part(Why::OtherPayer, charge, left_by_others),
        (Group::PayerInitiated, why, left_by_others - allowed),
        part(Why::ExceedsAllowed, allowed, within_cap),
        part(Why::Copayment, within_cap, after_copayment),
        part(Why::Deductible, after_copayment, after_deductible),
        part(Why::Coinsurance, after_deductible, share),
        part(Why::PreauthorisationExceeded, share, within_approval),
        part(Why::BenefitMaximum, within_approval, paid),
    ];
    let parts = parts.into_iter().filter(|(.., amount)| *amount > 0).collect();
    Judged { paid, covered: allowed > 0, parts, denials }
}
