//! What the chain knows of claims and approvals, in plain types that do not depend on how it was asked.

use bogam_primitives::{
    ClaimId, Moment, OrganisationId, PolicyId, PreauthorisationId, Won,
    claim::{Accumulators, AdjustmentReason, Limits, LineOutcome, PayeeKind, ServiceCategory, ServiceReference},
};

/// Where a claim stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClaimStanding {
    /// It waits for an assessor.
    Pended,
    /// It waits for the provider's answer.
    InformationRequested,
    /// It is decided and waits for another assessor.
    Appealed,
    /// Nothing is covered.
    Denied,
    /// The money is held and can be settled.
    Funded,
    /// Money is due and not held.
    Due,
    /// The insurer has paid off the chain, and the payee has to confirm it.
    AwaitingReceipt,
    /// All that was granted has been paid.
    Settled,
    /// The provider took it back before a decision.
    Cancelled,
    /// It was undone after settlement.
    Reversed,
}

impl ClaimStanding {
    /// Whether a decision is in force.
    pub fn is_decided(self) -> bool {
        use ClaimStanding::*;
        matches!(self, Appealed | Denied | Funded | Due | AwaitingReceipt | Settled)
    }
}

/// What the chain knows of a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimFacts {
    /// Its identifier.
    pub id: ClaimId,
    /// The policy or handle.
    pub policy: PolicyId,
    /// Who decides and pays.
    pub insurer: OrganisationId,
    /// Who submitted it.
    pub provider: OrganisationId,
    /// To whom it is paid.
    pub payee: PayeeKind,
    /// When it was submitted.
    pub submitted_at: Moment,
    /// When the decision in force was made.
    pub decided_at: Option<Moment>,
    /// Where it stands.
    pub standing: ClaimStanding,
    /// Its lines, in the chain's order.
    pub lines: Vec<DecidedLine>,
    /// What has been paid to the payee, in won.
    pub settled: Won,
    /// The newest payment, if there was one.
    pub payment: Option<PaymentFacts>,
}

/// What the chain knows of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecidedLine {
    /// What kind of service.
    pub category: ServiceCategory,
    /// Which service.
    pub service: ServiceReference,
    /// When it was delivered.
    pub served_at: Moment,
    /// What it costs, in won.
    pub charge: Won,
    /// What was decided. Without meaning before the decision.
    pub outcome: LineOutcome,
}

impl DecidedLine {
    /// What is covered: the charge less what is denied, paid by others, or above what the insurer allows; before the
    /// patient's share and the limits of the benefit year.
    pub fn eligible(&self) -> Won {
        use AdjustmentReason::*;
        if !self.outcome.counted {
            return 0;
        }
        let kept = [Deductible, Coinsurance, Copayment, BenefitMaximum, PreauthorisationExceeded];
        let taken = self.outcome.adjustments.iter().filter(|adjustment| !kept.contains(&adjustment.reason));
        taken.fold(self.charge, |rest, adjustment| rest.saturating_sub(adjustment.amount))
    }
}

/// A payment that contains the claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PaymentFacts {
    /// The insurer's number of the remittance.
    pub remittance: u32,
    /// When it was made.
    pub at: Moment,
}

/// What has been used of a benefit year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BenefitYearFacts {
    /// Its first moment.
    pub from: Moment,
    /// The first moment after it.
    pub until: Moment,
    /// What limits it.
    pub limits: Limits,
    /// What has been used.
    pub used: Accumulators,
}

/// What the chain knows of a request for approval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PreauthorisationFacts {
    /// Its identifier.
    pub id: PreauthorisationId,
    /// The policy or handle.
    pub policy: PolicyId,
    /// The insurer.
    pub insurer: OrganisationId,
    /// Who asked.
    pub provider: OrganisationId,
    /// For what kind of service.
    pub category: ServiceCategory,
    /// How much was asked for, in won.
    pub requested: Won,
    /// When the newest of what is known happened.
    pub at: Moment,
    /// What became of it.
    pub standing: PreauthorisationStanding,
}

/// What became of a request for approval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PreauthorisationStanding {
    /// An assessor has to decide.
    Pended,
    /// Approved, whether or not it has been used.
    Approved {
        /// How much, in won; less than was asked for if it was modified.
        amount: Won,
        /// From this moment on it can no longer be used.
        until: Moment,
        /// The claim that has used it.
        used_by: Option<ClaimId>,
    },
    /// Denied.
    Denied(AdjustmentReason),
    /// Withdrawn, or not used in time.
    Lapsed,
}

/// A request that the chain refused: nothing is recorded, and the submitter can mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The code, such as `UnknownService`.
    pub code: String,
    /// What it says.
    pub text: String,
    /// The item at fault, where that is known, by its sequence.
    pub item: Option<u64>,
}
