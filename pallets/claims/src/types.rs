//! What the chain keeps of plans, policies and claims, and what follows from it without a look at anything else.

use crate::Config;
use bogam_primitives::{
    ClaimId, Commitment, Moment, OrganisationId, PlanId, PolicyId, PreauthorisationId, Won,
    claim::{
        AdjustmentReason, CategoryRule, Limits, LineOutcome, PayeeKind, PlanTerms, ServiceCategory, ServiceReference,
        plan::BENEFIT_YEAR,
    },
};
use codec::{Decode, DecodeWithMemTracking, Encode};
use frame_support::{BoundedVec, stored};
use scale_info::{TypeInfo, prelude::vec::Vec};

/// The number of a benefit year of a policy, from zero.
pub type BenefitYear = u8;

/// The number of a remittance of an insurer, from zero, never given twice.
pub type RemittanceNumber = u32;

/// A plan as an insurer publishes it. It never changes: other rules are another plan.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct NewPlan {
    /// The commitment to the document that people read.
    pub commitment: Commitment,
    /// What applies over all categories.
    pub terms: PlanTerms,
    /// What applies per category.
    pub rules: Vec<CategoryRule>,
}

/// A plan.
#[stored]
pub struct Plan<T: Config> {
    /// Whose it is.
    pub insurer: OrganisationId,
    /// The commitment to the document that people read.
    pub commitment: Commitment,
    /// What applies over all categories.
    pub terms: PlanTerms,
    /// What applies per category: at most one rule each.
    pub rules: BoundedVec<CategoryRule, T::MaxRules>,
    /// Whether no more policies are issued under it. Those that exist go on.
    pub closed: bool,
}

/// A policy as an insurer issues it.
#[stored(no_skip_type_params)]
pub struct NewPolicy<AccountId> {
    /// The plan.
    pub plan: PlanId,
    /// A fresh key of the insured person.
    pub holder: AccountId,
    /// From this moment on services are covered, subject to the plan's waiting period.
    pub from: Moment,
    /// From this moment on services are no longer covered.
    pub until: Moment,
}

/// A one-time handle as an insurer hands it out for a policy that only the insurer knows.
#[stored(no_skip_type_params)]
pub struct NewHandle<AccountId> {
    /// The plan.
    pub plan: PlanId,
    /// A fresh one-time key of the insured person.
    pub holder: AccountId,
    /// From this moment on services are covered. The insurer has seen to the waiting period. In the plan's steps.
    pub from: Moment,
    /// From this moment on services are no longer covered: at most a benefit year later. In the plan's steps.
    pub until: Moment,
    /// What is left of the deductible, and the share of the benefit that the insurer sets aside for this handle. In the plan's
    /// steps.
    pub limits: Limits,
}

/// Whether a coverage is a policy, or a handle on one.
#[stored]
#[derive(Copy)]
pub enum PolicyKind {
    /// A policy with the plan's own limits in each benefit year.
    Plain,
    /// A handle: one claim, with limits of its own.
    Handle {
        /// Its limits.
        limits: Limits,
        /// The claim made on it. Another one can follow when nothing of this one is covered.
        claim: Option<ClaimId>,
    },
}

/// A policy, or a one-time handle on a policy that only its insurer knows.
#[stored]
pub struct Policy<T: Config> {
    /// The plan.
    pub plan: PlanId,
    /// Whose plan it is.
    pub insurer: OrganisationId,
    /// The key of the insured person, as it is now.
    pub holder: T::AccountId,
    /// The key that the policy was issued to, which its identifier is derived from, if that was another one.
    pub first_holder: Option<T::AccountId>,
    /// From this moment on services are covered.
    pub from: Moment,
    /// From this moment on services are no longer covered.
    pub until: Moment,
    /// When the insurer ended it.
    pub ended: Option<Moment>,
    /// Whether the key has been released: after the end, when no money is on it and it has nothing to appeal any more.
    pub released: bool,
    /// How many payments off the chain the key has to confirm: it is not released before.
    #[codec(compact)]
    pub receipts: u32,
    /// Policy or handle.
    pub kind: PolicyKind,
}

impl<T: Config> Policy<T> {
    /// From this moment on services are no longer covered: the end of the period, or an earlier end of the policy.
    pub fn covered_until(&self) -> Moment {
        self.ended.map_or(self.until, |ended| ended.min(self.until))
    }

    /// Whether it is a one-time handle.
    pub fn is_handle(&self) -> bool {
        matches!(self.kind, PolicyKind::Handle { .. })
    }

    /// The benefit year that `moment` is in, covered or not any more; `None` before the first.
    pub fn year_of(&self, moment: Moment) -> Option<BenefitYear> {
        let since = moment.checked_sub(self.from)?;
        match self.kind {
            PolicyKind::Handle { .. } => Some(0),
            PolicyKind::Plain => BenefitYear::try_from(since.checked_div(BENEFIT_YEAR)?).ok(),
        }
    }

    /// When a benefit year ends.
    pub fn end_of_year(&self, year: BenefitYear) -> Moment {
        let years = u64::from(year).saturating_add(1);
        let end = self.from.saturating_add(BENEFIT_YEAR.saturating_mul(years));
        end.min(self.covered_until())
    }

    /// What limits its payments in each benefit year.
    pub fn limits(&self, terms: &PlanTerms) -> Limits {
        match self.kind {
            PolicyKind::Plain => terms.limits(),
            PolicyKind::Handle { limits, .. } => limits,
        }
    }

    /// Why a service delivered at `moment` is not covered, if that follows from the period.
    pub fn not_covering(&self, moment: Moment, terms: &PlanTerms) -> Option<AdjustmentReason> {
        if moment < self.from {
            return Some(AdjustmentReason::BeforeCoverage);
        }
        if moment >= self.covered_until() {
            return Some(AdjustmentReason::AfterCoverage);
        }
        // A handle does not say when its policy began: the insurer has seen to the waiting period.
        let waiting = !self.is_handle() && moment < self.from.saturating_add(terms.waiting_period);
        waiting.then_some(AdjustmentReason::WaitingPeriod)
    }
}

/// What an insurer says about a request for approval.
#[stored]
#[derive(Copy)]
pub enum PreauthorisationVerdict {
    /// As much as is asked for.
    Approve,
    /// No more than this, in won.
    Modify(Won),
    /// Nothing.
    Deny(AdjustmentReason),
}

/// What became of a request for approval.
#[stored]
#[derive(Copy)]
pub enum PreauthorisationState {
    /// An assessor has to decide, until the deadline.
    Pended {
        /// From this moment on nobody can decide any more, and it may be released.
        deadline: Moment,
    },
    /// Approved: the amount is reserved.
    Approved {
        /// The amount in won; less than was asked for if it was modified.
        amount: Won,
        /// From this moment on no claim can be submitted with it, and it may be released.
        until: Moment,
        /// The newest claim that has been submitted with it and does not use it: it waits for a decision, or was denied.
        claim: Option<ClaimId>,
    },
    /// Used by a claim.
    Used {
        /// The amount that had been approved, in won.
        amount: Won,
        /// Until when claims could be submitted with it.
        until: Moment,
        /// The claim.
        claim: ClaimId,
    },
    /// Denied.
    Denied(AdjustmentReason),
    /// Withdrawn by the provider, or released after its time: not decided, or not used.
    Lapsed,
}

/// A request for approval before the service.
#[stored]
#[derive(Copy)]
pub struct Preauthorisation {
    /// The policy or handle.
    pub policy: PolicyId,
    /// Who asks, and alone can use it.
    pub provider: OrganisationId,
    /// For what kind of service.
    pub category: ServiceCategory,
    /// How much was asked for, in won.
    pub requested: Won,
    /// The commitment to the document of the request.
    pub commitment: Commitment,
    /// The benefit year in which it reserves.
    pub year: BenefitYear,
    /// What became of it.
    pub state: PreauthorisationState,
}

impl Preauthorisation {
    /// What is reserved for it.
    pub fn reserved(&self) -> Won {
        match self.state {
            PreauthorisationState::Approved { amount, .. } => amount,
            _ => 0,
        }
    }
}

/// A line of a claim.
#[stored]
pub struct ClaimLine {
    /// What kind of service.
    pub category: ServiceCategory,
    /// Which service.
    pub service: ServiceReference,
    /// When it was delivered: what the chain has seen, or for an encounter what the provider states.
    pub served_at: Moment,
    /// What it costs, whoever pays, in won.
    #[codec(compact)]
    pub charge: Won,
    /// The approval obtained before.
    pub preauthorisation: Option<PreauthorisationId>,
    /// What was decided; paid 0 without adjustments before the decision.
    pub outcome: LineOutcome,
}

/// Whose money it is.
#[stored(no_skip_type_params)]
pub enum Party<AccountId> {
    /// An organisation's: on the account that the pallet keeps for it.
    Organisation(OrganisationId),
    /// A patient's: on the account of a key.
    Holder(AccountId),
}

/// Where a claim is.
#[stored]
#[derive(Copy)]
pub enum ClaimState {
    /// An assessor has to decide.
    Pended {
        /// Until when.
        deadline: Moment,
    },
    /// The provider has to answer a question.
    InformationRequested {
        /// Until when.
        deadline: Moment,
        /// The commitment to the question.
        question: Commitment,
    },
    /// Decided. How much of it has been paid is in the claim.
    Decided,
    /// Decided, and to be decided once more by another assessor. What was granted can be settled meanwhile.
    Appealed {
        /// Until when.
        deadline: Moment,
    },
    /// Taken back by the provider before a decision.
    Cancelled,
    /// Undone after settlement: money, accumulators and ledgers are as if it had not been.
    Reversed,
}

/// The decision in force.
#[stored(no_skip_type_params)]
pub struct Decision<AccountId> {
    /// When it was made.
    pub at: Moment,
    /// Who made it. `None`: the rules alone.
    pub assessor: Option<AccountId>,
}

/// Who has appealed a decision.
#[stored]
#[derive(Copy)]
pub enum Appellant {
    /// The organisation that submitted the claim.
    Provider,
    /// The insured person, by the key that the policy or handle has now.
    Holder,
}

/// How far both sides have agreed to undo a settled claim.
#[stored]
#[derive(Copy, Default)]
pub enum ReversalProgress {
    /// Nobody has asked.
    #[default]
    None,
    /// The insurer has asked for its money.
    Requested,
    /// The payee has paid back off the chain, and the insurer has to confirm it.
    Repaid,
}

/// A claim.
#[stored]
pub struct Claim<T: Config> {
    /// The policy or handle.
    pub policy: PolicyId,
    /// Who decides and pays.
    pub insurer: OrganisationId,
    /// Who submitted it.
    pub provider: OrganisationId,
    /// To whom it is paid: the provider, or the key that the policy has when it is settled.
    pub payee: PayeeKind,
    /// The benefit year it counts for.
    pub year: BenefitYear,
    /// The commitment to the FHIR Claim and its attachments.
    pub commitment: Commitment,
    /// The commitment to the newest of what was sent later: an answer, or the grounds of an appeal.
    pub evidence: Option<Commitment>,
    /// When it was submitted.
    pub submitted_at: Moment,
    /// What is billed.
    pub lines: BoundedVec<ClaimLine, T::MaxLines>,
    /// Where it is.
    pub state: ClaimState,
    /// The decision in force.
    pub decision: Option<Decision<T::AccountId>>,
    /// Who has appealed the decision, if anybody has: that is possible once.
    pub appealed: Option<Appellant>,
    /// What has been paid to the payee, in won.
    #[codec(compact)]
    pub settled: Won,
    /// What is held for it on the insurer's account, in won.
    #[codec(compact)]
    pub held: Won,
    /// The remittance off the chain that the payee has to confirm.
    pub awaiting: Option<RemittanceNumber>,
    /// How far its reversal is.
    pub reversal: ReversalProgress,
}

impl<T: Config> Claim<T> {
    /// What it charges, in won.
    pub fn charge(&self) -> Won {
        self.lines.iter().fold(0, |sum, line| sum.saturating_add(line.charge))
    }

    /// What was decided to be paid, in won.
    pub fn paid(&self) -> Won {
        self.lines.iter().fold(0, |sum, line| sum.saturating_add(line.outcome.paid))
    }

    /// Whether the decision covers anything, be it that the deductible takes it all.
    pub fn is_covered(&self) -> bool {
        self.lines.iter().any(|line| line.outcome.counted)
    }

    /// What was decided to be paid and has not been, in won.
    pub fn outstanding(&self) -> Won {
        self.paid().saturating_sub(self.settled)
    }

    /// Whether the decision is in force: it counts in accumulators and ledgers.
    pub fn is_decided(&self) -> bool {
        matches!(self.state, ClaimState::Decided | ClaimState::Appealed { .. })
    }

    /// Whether nobody has decided yet and somebody still will.
    pub fn is_open(&self) -> bool {
        matches!(self.state, ClaimState::Pended { .. } | ClaimState::InformationRequested { .. })
    }

    /// The deadline that runs, if any.
    pub fn deadline(&self) -> Option<Moment> {
        match self.state {
            ClaimState::Pended { deadline }
            | ClaimState::InformationRequested { deadline, .. }
            | ClaimState::Appealed { deadline } => Some(deadline),
            _ => None,
        }
    }

    /// What was decided of the whole, once it was.
    pub fn outcome(&self) -> Option<Outcome> {
        if !self.is_decided() {
            return None;
        }
        let paid = self.paid();
        Some(match paid {
            _ if !self.is_covered() => Outcome::Denied,
            _ if paid < self.charge() => Outcome::Partial,
            _ => Outcome::Approved,
        })
    }

    /// What people are told about it at `now`.
    pub fn standing(&self, now: Moment) -> Standing {
        let overdue = self.deadline().is_some_and(|deadline| now >= deadline);
        match self.state {
            ClaimState::Pended { .. } => Standing::Pended { overdue },
            ClaimState::InformationRequested { .. } => Standing::InformationRequested { overdue },
            ClaimState::Appealed { .. } => Standing::Appealed { overdue },
            ClaimState::Cancelled => Standing::Cancelled,
            ClaimState::Reversed => Standing::Reversed,
            ClaimState::Decided if !self.is_covered() => Standing::Denied,
            ClaimState::Decided if self.outstanding() == 0 => Standing::Settled,
            ClaimState::Decided if self.awaiting.is_some() => Standing::AwaitingReceipt,
            ClaimState::Decided if self.held >= self.outstanding() => Standing::Funded,
            ClaimState::Decided => Standing::Due,
        }
    }
}

/// What was decided of a whole claim.
#[stored]
#[derive(Copy)]
pub enum Outcome {
    /// All of the charge is paid.
    Approved,
    /// A part of it. It may be zero, where the deductible takes all that is covered.
    Partial,
    /// Nothing is covered.
    Denied,
}

/// What people are told about a claim.
#[stored]
#[derive(Copy)]
pub enum Standing {
    /// It waits for an assessor.
    Pended {
        /// The deadline has passed.
        overdue: bool,
    },
    /// It waits for the provider.
    InformationRequested {
        /// The deadline has passed.
        overdue: bool,
    },
    /// It waits for another assessor.
    Appealed {
        /// The deadline has passed.
        overdue: bool,
    },
    /// Nothing is covered.
    Denied,
    /// The money is held and can be settled.
    Funded,
    /// Money is due and not held: the insurer's account is short, or it pays off the chain.
    Due,
    /// The insurer has paid off the chain, and the payee has to confirm it.
    AwaitingReceipt,
    /// All that was granted has been paid.
    Settled,
    /// It was taken back.
    Cancelled,
    /// It was undone.
    Reversed,
}

/// Whether a remittance pays or takes back.
#[stored]
#[derive(Copy)]
pub enum RemittanceKind {
    /// The insurer pays.
    Payment,
    /// The payee pays back.
    Reversal,
}

/// How far a remittance is.
#[stored]
#[derive(Copy)]
pub enum RemittanceState {
    /// Paid on the chain, or confirmed by both sides.
    Completed,
    /// Paid off the chain, and to be confirmed by the payee.
    AwaitingReceipt,
    /// The payee has not received it: the claims are due again.
    Refused,
}

/// What one claim has in a remittance.
#[stored]
#[derive(Copy)]
pub struct RemittanceLine {
    /// The claim.
    pub claim: ClaimId,
    /// How much, in won.
    #[codec(compact)]
    pub amount: Won,
}

/// What an insurer paid to one payee at once, or got back.
#[stored]
pub struct Remittance<T: Config> {
    /// The other side.
    pub payee: Party<T::AccountId>,
    /// Payment or reversal.
    pub kind: RemittanceKind,
    /// The claims.
    pub lines: BoundedVec<RemittanceLine, T::MaxBatch>,
    /// The sum in won.
    pub total: Won,
    /// When it was made.
    pub at: Moment,
    /// The commitment to the bank's reference, off the chain.
    pub reference: Option<Commitment>,
    /// How far it is.
    pub state: RemittanceState,
}

/// A line to be estimated before the service.
#[stored]
#[derive(Copy)]
pub struct EstimateLine {
    /// What kind of service.
    pub category: ServiceCategory,
    /// What it would cost, in won.
    pub charge: Won,
    /// What other insurers would pay of it, in won.
    pub other_paid: Won,
    /// The approval obtained for it.
    pub preauthorisation: Option<PreauthorisationId>,
}

/// A claim as people see it.
#[derive(Encode, Decode, TypeInfo)]
#[scale_info(skip_type_params(T))]
pub struct ClaimView<T: Config> {
    /// Its identifier.
    pub id: ClaimId,
    /// What is stored.
    pub record: Claim<T>,
    /// Where it stands now.
    pub standing: Standing,
    /// What was decided, if it was.
    pub outcome: Option<Outcome>,
    /// What it charges, in won.
    pub charge: Won,
    /// What was decided to be paid, in won.
    pub paid: Won,
}

/// A page of claims.
#[derive(Encode, Decode, TypeInfo)]
#[scale_info(skip_type_params(T))]
pub struct ClaimPage<T: Config> {
    /// The claims, in no particular order.
    pub claims: Vec<ClaimView<T>>,
    /// What to continue from.
    pub next: Option<ClaimId>,
}

/// A page of an insurer's remittances.
#[derive(Encode, Decode, TypeInfo)]
#[scale_info(skip_type_params(T))]
pub struct RemittancePage<T: Config> {
    /// The remittances, by number.
    pub remittances: Vec<(RemittanceNumber, Remittance<T>)>,
    /// What to continue from.
    pub next: Option<RemittanceNumber>,
}

/// What is on the account of an organisation, in won.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct AccountStatement<AccountId, Balance> {
    /// The account that the pallet keeps for it.
    pub account: AccountId,
    /// What is neither held nor needed to keep the account.
    pub free: Balance,
    /// What is held for claims that are decided and not settled.
    pub held_for_claims: Balance,
    /// What is held until the clearing agent has paid it out.
    pub held_for_redemption: Balance,
}
