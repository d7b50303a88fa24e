//! Adjudication: what is paid of which line, and why not the rest.
//!
//! [`adjudicate`] is a pure function of the plan's rules, the limits, the accumulators of the benefit year and the lines.
//! It goes through the lines in their order, and through each line in the order of this table. Every step takes its part
//! from what the steps before have left:
//!
//! | step | takes | reason | group |
//! |---|---|---|---|
//! | 1. denial by fact (dates, delivery, duplicate) or by the assessor | everything | as given | the reason's, or PI |
//! | 2. the plan has no rule for the category | everything | 96 | PR |
//! | 3. as many lines as the rule's frequency have been covered this year | everything | 119 | PR |
//! | 4. the rule asks for an approval that is missing | everything | 197 | CO |
//! | 5. what other insurers have paid for the service | that amount | 22 | OA |
//! | 6. the assessor allows less | what exceeds it | as given | PI |
//! | 7. the line cap | what exceeds it | 45 | PR |
//! | 8. the co-payment | that amount | 3 | PR |
//! | 9. the deductible that has not been met | that amount | 1 | PR |
//! | 10. the coverage rate | the patient's share | 2 | PR |
//! | 11. the amount approved before | what exceeds it | 198 | CO |
//! | 12. the annual cap: what is neither paid nor reserved | what exceeds it | 119 | PR |
//! | the rest is **paid** | | | |
//!
//! So charge = paid + Σ adjustments holds of each line by construction, and hence of the claim.
//!
//! **Rounding.** Amounts are whole won. There is one division, in step 10: the insurer's share is rounded *down*, to
//! ⌊amount × rate ÷ 10,000⌋, and the patient's share is the rest.
//!
//! **What a claim cannot gain by.** No rule refers to a claim: co-payment, line cap and frequency are per line,
//! deductible and annual cap per benefit year. The function is a fold over the lines whose only state is the accumulators, so
//! a claim that is split into several pays, line by line, exactly what the whole pays with the lines in the same
//! order: nothing is gained by splitting, and nothing lost. (The order itself matters, as it does to every insurer: the
//! deductible is met by whatever comes first. That is why the order is the claimant's, is written into the claim's
//! identifier and cannot be changed afterwards.) Without a line cap, splitting one *line* into two never pays more either:
//! each half pays the co-payment, counts for the frequency, and is rounded down. With a line cap two halves could have two
//! caps; what prevents it is that a service can be billed once per insurer, with one charge for all of them.
//!
//! **Monotony.** Raising a coverage rate never lowers what a claim pays in all, because nothing before step 10 depends on
//! a rate: a line counts for frequency and deductible whether or not the rate leaves anything to pay.
//!
//! **Reversal.** What a line takes from the accumulators is in its outcome and nowhere else. [`Accumulators::revert`]
//! gives it back, so after reversing any of the claims, in any order, the accumulators are the sums over the others.

use super::{
    AdjustmentGroup, AdjustmentReason, CategoryRule, Limits, ServiceCategory, Won,
    plan::{BasisPoints, WHOLE},
};
use alloc::vec::Vec;
use frame_support::{BoundedVec, stored, traits::ConstU32};

/// The most adjustments of a line: steps 5 to 12 can each make one.
pub const MAX_ADJUSTMENTS: u32 = 8;

/// A part of a charge that is not paid.
#[stored]
#[derive(Copy)]
pub struct Adjustment {
    /// Who bears it.
    pub group: AdjustmentGroup,
    /// Why.
    pub reason: AdjustmentReason,
    /// How much, in won: never zero.
    #[codec(compact)]
    pub amount: Won,
}

/// The adjustments of a line, in the order of the steps.
pub type Adjustments = BoundedVec<Adjustment, ConstU32<MAX_ADJUSTMENTS>>;

/// What an assessor says about a line.
#[stored]
#[derive(Copy, Default)]
pub enum Verdict {
    /// It is paid as the rules say.
    #[default]
    Accept,
    /// Nothing is paid.
    Deny(AdjustmentReason),
    /// No more than `allowed` is covered.
    Reduce {
        /// The most that is covered, in won.
        allowed: Won,
        /// Why not the rest.
        reason: AdjustmentReason,
    },
}

/// A line to be adjudicated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineInput {
    /// What kind of service.
    pub category: ServiceCategory,
    /// What it costs, whoever pays.
    pub charge: Won,
    /// What other insurers have paid for it.
    pub other_paid: Won,
    /// Why nothing is paid, if that is certain from facts outside the plan's rules.
    pub denial: Option<AdjustmentReason>,
    /// What the assessor says.
    pub verdict: Verdict,
    /// What was approved before, and is reserved: [`Accumulators::reserved`] contains it.
    pub authorised: Option<Won>,
}

impl LineInput {
    /// A line about which nothing is known but category and charge: what an estimate starts from.
    pub const fn plain(category: ServiceCategory, charge: Won) -> Self {
        Self { category, charge, other_paid: 0, denial: None, verdict: Verdict::Accept, authorised: None }
    }
}

/// What is paid of a line, and why not the rest.
#[stored]
#[derive(Default)]
pub struct LineOutcome {
    /// What the insurer pays, in won.
    #[codec(compact)]
    pub paid: Won,
    /// Whether the line is covered: something is left after other payers and the assessor, so that it counts for the
    /// frequency and can meet the deductible, whether or not anything is paid in the end.
    pub counted: bool,
    /// What was reserved for the line and has been used or given back by it, in won.
    #[codec(compact)]
    pub released: Won,
    /// Why not the rest.
    pub adjustments: Adjustments,
}

impl LineOutcome {
    /// The sum of the adjustments in won.
    pub fn adjusted(&self) -> Won {
        self.adjustments.iter().fold(0, |sum, adjustment| sum.saturating_add(adjustment.amount))
    }

    /// What went towards the deductible, in won.
    pub fn deductible(&self) -> Won {
        let is_deductible = |adjustment: &&Adjustment| adjustment.reason == AdjustmentReason::Deductible;
        self.adjustments.iter().find(is_deductible).map_or(0, |adjustment| adjustment.amount)
    }

    /// What the patient bears, in won.
    pub fn patient_responsibility(&self) -> Won {
        self.in_group(AdjustmentGroup::PatientResponsibility)
    }

    /// The sum of the adjustments of one group in won.
    pub fn in_group(&self, group: AdjustmentGroup) -> Won {
        let ours = self.adjustments.iter().filter(|adjustment| adjustment.group == group);
        ours.fold(0, |sum, adjustment| sum.saturating_add(adjustment.amount))
    }

    /// Whether the line balances: `charge` = paid + Σ adjustments.
    pub fn balances(&self, charge: Won) -> bool {
        self.paid.checked_add(self.adjusted()) == Some(charge)
    }
}

/// How many lines of each category were covered in a benefit year, in the order of the categories.
pub type Counts = [u16; ServiceCategory::COUNT];

/// What has been used of a benefit year.
#[stored]
#[derive(Copy, Default)]
pub struct Accumulators {
    /// What went towards the deductible, in won.
    #[codec(compact)]
    pub deductible_met: Won,
    /// What has been decided to be paid, in won.
    #[codec(compact)]
    pub paid: Won,
    /// What is reserved by approvals before the service, in won.
    #[codec(compact)]
    pub reserved: Won,
    /// How many lines were covered, per category.
    pub counts: Counts,
}

impl Accumulators {
    /// What is left of the annual cap: neither paid nor reserved.
    pub const fn free(&self, limits: &Limits) -> Won {
        limits.cap.saturating_sub(self.paid).saturating_sub(self.reserved)
    }

    /// How many lines of `category` were covered.
    pub fn count(&self, category: ServiceCategory) -> u16 {
        // There is a place for each category; the default is never needed.
        self.counts.get(category as usize).copied().unwrap_or_default()
    }

    fn with_count(&mut self, category: ServiceCategory, change: impl FnOnce(u16) -> u16) {
        if let Some(count) = self.counts.get_mut(category as usize) {
            *count = change(*count);
        }
    }

    /// Takes what a line of `category` with this outcome uses.
    pub fn apply(&mut self, category: ServiceCategory, outcome: &LineOutcome) {
        // What is added was found to fit below a limit, and what is subtracted is contained: nothing saturates.
        self.deductible_met = self.deductible_met.saturating_add(outcome.deductible());
        self.paid = self.paid.saturating_add(outcome.paid);
        self.reserved = self.reserved.saturating_sub(outcome.released);
        if outcome.counted {
            self.with_count(category, |count| count.saturating_add(1));
        }
    }

    /// Gives back what such a line has used. What it had reserved stays given back: see [`Accumulators::reserve`].
    pub fn revert(&mut self, category: ServiceCategory, outcome: &LineOutcome) {
        self.deductible_met = self.deductible_met.saturating_sub(outcome.deductible());
        self.paid = self.paid.saturating_sub(outcome.paid);
        if outcome.counted {
            self.with_count(category, |count| count.saturating_sub(1));
        }
    }

    /// Reserves `amount`, if so much is free. Says whether it was.
    pub fn reserve(&mut self, limits: &Limits, amount: Won) -> bool {
        let fits = amount <= self.free(limits);
        if fits {
            self.reserved = self.reserved.saturating_add(amount);
        }
        fits
    }

    /// Gives back what was reserved and has not been used.
    pub fn release(&mut self, amount: Won) {
        self.reserved = self.reserved.saturating_sub(amount);
    }
}

/// What is left of a charge while the steps take their parts.
struct Remainder {
    left: Won,
    adjustments: Adjustments,
}

impl Remainder {
    fn take(&mut self, group: AdjustmentGroup, reason: AdjustmentReason, amount: Won) {
        let amount = amount.min(self.left);
        // There is room for one adjustment per step. If there were not, nothing would be taken, and the line would balance.
        if amount > 0 && self.adjustments.try_push(Adjustment { group, reason, amount }).is_ok() {
            self.left = self.left.saturating_sub(amount);
        }
    }

    fn take_by_rule(&mut self, reason: AdjustmentReason, amount: Won) {
        self.take(reason.group(), reason, amount);
    }

    fn cap(&mut self, reason: AdjustmentReason, most: Won) {
        self.take_by_rule(reason, self.left.saturating_sub(most));
    }
}

/// ⌊amount × rate ÷ 10,000⌋, and no more than the amount.
pub fn insurers_share(amount: Won, rate: BasisPoints) -> Won {
    // The product of 64 and 16 bits fits into 128.
    let share = u128::from(amount).saturating_mul(u128::from(rate.min(WHOLE))) / u128::from(WHOLE);
    // Not greater than the amount, so it fits.
    Won::try_from(share).unwrap_or(amount)
}

/// Adjudicates one line, see [the module](self), without changing the accumulators.
pub fn adjudicate_line(
    rules: &[CategoryRule],
    limits: &Limits,
    accumulators: &Accumulators,
    line: &LineInput,
) -> LineOutcome {
    let mut rest = Remainder { left: line.charge, adjustments: Adjustments::new() };
    let rule = rules.iter().find(|rule| rule.category == line.category);

    // Steps 1 to 4: what denies the whole line.
    let denial = match (line.denial, line.verdict, rule) {
        (Some(reason), _, _) => Some((reason.group(), reason)),
        (None, Verdict::Deny(reason), _) => Some((AdjustmentGroup::PayerInitiated, reason)),
        (None, _, None) => Some((AdjustmentReason::NotCovered.group(), AdjustmentReason::NotCovered)),
        (None, _, Some(rule)) => {
            let count = accumulators.count(line.category);
            // A count that is full is a limit too, or the line could not be counted.
            let used_up = rule.frequency.is_some_and(|most| count >= most) || count == u16::MAX;
            let unapproved = rule.preauthorisation && line.authorised.is_none();
            let reason = match (used_up, unapproved) {
                (true, _) => Some(AdjustmentReason::BenefitMaximum),
                (false, true) => Some(AdjustmentReason::NoPreauthorisation),
                (false, false) => None,
            };
            reason.map(|reason| (reason.group(), reason))
        }
    };
    let rule = match (denial, rule) {
        (None, Some(rule)) => rule,
        (denial, _) => {
            let (group, reason) =
                denial.unwrap_or((AdjustmentGroup::PatientResponsibility, AdjustmentReason::NotCovered));
            rest.take(group, reason, line.charge);
            return LineOutcome { paid: 0, counted: false, released: 0, adjustments: rest.adjustments };
        }
    };

    // Steps 5 to 8: what is covered at all.
    rest.take_by_rule(AdjustmentReason::OtherPayer, line.other_paid);
    if let Verdict::Reduce { allowed, reason } = line.verdict {
        rest.take(AdjustmentGroup::PayerInitiated, reason, rest.left.saturating_sub(allowed));
    }
    let counted = rest.left > 0;
    if let Some(cap) = rule.line_cap {
        rest.cap(AdjustmentReason::ExceedsAllowed, cap);
    }
    rest.take_by_rule(AdjustmentReason::Copayment, rule.copayment);

    // Steps 9 and 10: what patient and insurer share.
    let deductible = limits.deductible.saturating_sub(accumulators.deductible_met);
    rest.take_by_rule(AdjustmentReason::Deductible, deductible);
    rest.cap(AdjustmentReason::Coinsurance, insurers_share(rest.left, rule.coverage));

    // Steps 11 and 12: what was approved is paid from what was reserved, everything else from what is free.
    match line.authorised {
        Some(authorised) => {
            rest.cap(AdjustmentReason::PreauthorisationExceeded, authorised);
            let available = accumulators.free(limits).saturating_add(authorised);
            rest.cap(AdjustmentReason::BenefitMaximum, available);
        }
        None => rest.cap(AdjustmentReason::BenefitMaximum, accumulators.free(limits)),
    }

    // An approval is used up by a line that is covered, and what it does not use becomes free again.
    let released = if counted { line.authorised.unwrap_or(0) } else { 0 };
    LineOutcome { paid: rest.left, counted, released, adjustments: rest.adjustments }
}

/// Adjudicates `lines` in their order, and lets each use what the ones before have left. See [the module](self).
pub fn adjudicate(
    rules: &[CategoryRule],
    limits: &Limits,
    accumulators: &mut Accumulators,
    lines: &[LineInput],
) -> Vec<LineOutcome> {
    let mut outcomes = Vec::with_capacity(lines.len());
    for line in lines {
        let outcome = adjudicate_line(rules, limits, accumulators, line);
        accumulators.apply(line.category, &outcome);
        outcomes.push(outcome);
    }
    outcomes
}

#[cfg(test)]
mod tests;
