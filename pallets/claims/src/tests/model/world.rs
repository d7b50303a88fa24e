//! What there is: policies, approvals, claims and money. What has been used of a benefit year, who has billed a service and
//! which claims are unfunded is nowhere written down: it follows.

use super::arithmetic::{Judged, Used};
use crate::{
    Appellant, ClaimState, NewHandle, NewPlan, NewPolicy, Party, PreauthorisationState, PreauthorisationVerdict,
    RemittanceKind, RemittanceState, ReversalProgress, Standing, mock::*, tests::scenario::DAY,
};
use bogam_primitives::{
    ClaimId, Moment, OrganisationId, PlanId, PolicyId, PreauthorisationId, Won,
    claim::{
        AdjustmentReason, Limits, NewClaim, NewPreauthorisation, PayeeKind, PlanTerms, ServiceKey, SettlementMode,
        Verdict,
    },
};
use sp_core::H256;
use std::collections::{BTreeMap, BTreeSet};

/// Stands for a transaction that nobody signed.
pub const NOBODY: AccountId = AccountId::new([255; 32]);

pub const YEAR: Moment = 365 * DAY;

/// What a key has said, and how well it was signed.
#[derive(Clone, Debug)]
pub struct Said {
    /// The identifier of the claim or the request that it is about.
    pub about: H256,
    pub policy: PolicyId,
    pub provider: OrganisationId,
    pub expires: Moment,
    pub for_this_chain: bool,
    pub signer: AccountId,
    /// Whether what was signed is what is shown.
    pub intact: bool,
}

/// One thing that somebody does. The first field of all is who.
#[derive(Clone, Debug)]
pub enum Operation {
    PublishPlan(AccountId, NewPlan),
    ClosePlan(AccountId, PlanId),
    IssuePolicy(AccountId, NewPolicy<AccountId>),
    IssueHandle(AccountId, NewHandle<AccountId>),
    EndPolicy(AccountId, PolicyId),
    RotateKey(AccountId, PolicyId, AccountId),
    Ask(AccountId, NewPreauthorisation, Said),
    AnswerAsk(AccountId, PreauthorisationId, PreauthorisationVerdict),
    WithdrawAsk(AccountId, PreauthorisationId),
    ReleaseAsk(AccountId, PreauthorisationId),
    Submit(AccountId, NewClaim, Vec<Said>),
    Cancel(AccountId, ClaimId),
    RequestInformation(AccountId, ClaimId),
    ProvideInformation(AccountId, ClaimId),
    Decide(AccountId, ClaimId, Vec<Verdict>),
    DecideOverdue(AccountId, ClaimId),
    Appeal(AccountId, ClaimId),
    DecideAppeal(AccountId, ClaimId, Vec<Verdict>),
    Fund(AccountId, ClaimId),
    Settle(AccountId, Vec<ClaimId>),
    ConfirmPayment(AccountId, Vec<ClaimId>),
    ConfirmReceipt(AccountId, OrganisationId, u32, bool),
    Reverse(AccountId, ClaimId),
    Mint(AccountId, OrganisationId, Won, H256),
    Redeem(AccountId, Party<AccountId>, Won, H256),
    RequestRedemption(AccountId, Party<AccountId>, Won),
    CancelRedemption(AccountId, Party<AccountId>),
    /// The pharmacy withdraws what nobody has billed, or the issuer revokes what it has certified.
    SpoilService(ServiceKey),
    /// The record of what was delivered is pruned.
    PruneService(ServiceKey),
}

#[derive(Clone, Debug)]
pub struct Plan {
    pub insurer: OrganisationId,
    pub new: NewPlan,
    pub closed: bool,
}

#[derive(Clone, Debug)]
pub struct Policy {
    pub plan: PlanId,
    pub insurer: OrganisationId,
    pub terms: PlanTerms,
    pub key: AccountId,
    pub from: Moment,
    pub until: Moment,
    pub ended: Option<Moment>,
    /// Whether the insurer still sponsors the key for it.
    pub sponsored: bool,
    pub receipts: u32,
    /// Of a handle: its own limits, and the newest claim on it.
    pub handle: Option<(Limits, Option<ClaimId>)>,
}

impl Policy {
    pub fn limits(&self) -> Limits {
        let own = self.handle.as_ref().map(|(limits, _)| *limits);
        own.unwrap_or(Limits { deductible: self.terms.deductible, cap: self.terms.annual_cap })
    }

    pub fn covered_until(&self) -> Moment {
        self.until.min(self.ended.unwrap_or(Moment::MAX))
    }

    /// The benefit year of a moment; a handle has one.
    pub fn year(&self, moment: Moment) -> Option<u8> {
        let since = moment.checked_sub(self.from)?;
        Some(if self.handle.is_some() { 0 } else { u8::try_from(since / YEAR).expect("policies last ten years") })
    }

    /// When its key has nothing to appeal any more that was decided before its end. A handle is closed later than that.
    pub fn appealable_until(&self) -> Option<Moment> {
        let ended = self.ended.filter(|_| self.handle.is_none())?;
        Some(ended + self.terms.appeal_window)
    }

    pub fn end_of_year(&self, year: u8) -> Moment {
        (self.from + YEAR * (u64::from(year) + 1)).min(self.covered_until())
    }

    /// Why the period excludes a service of this moment.
    pub fn exclusions(&self, moment: Moment) -> Vec<AdjustmentReason> {
        let waits = self.handle.is_none() && moment < self.from + self.terms.waiting_period;
        let reasons = [
            (moment < self.from, AdjustmentReason::BeforeCoverage),
            (moment >= self.covered_until(), AdjustmentReason::AfterCoverage),
            (moment >= self.from && waits, AdjustmentReason::WaitingPeriod),
        ];
        reasons.into_iter().filter(|(applies, _)| *applies).map(|(_, reason)| reason).collect()
    }
}

#[derive(Clone, Debug)]
pub struct Approval {
    pub new: NewPreauthorisation,
    pub provider: OrganisationId,
    pub year: u8,
    pub state: PreauthorisationState,
}

#[derive(Clone, Debug)]
pub struct Line {
    pub served: Moment,
    /// Whether it was entered in the service's ledger when it was submitted.
    pub entered: bool,
    pub judged: Judged,
}

#[derive(Clone, Debug)]
pub struct Bill {
    pub new: NewClaim,
    pub insurer: OrganisationId,
    pub provider: OrganisationId,
    pub year: u8,
    pub submitted: Moment,
    pub lines: Vec<Line>,
    pub state: ClaimState,
    pub decision: Option<(Moment, Option<AccountId>)>,
    pub appealed: Option<Appellant>,
    pub settled: Won,
    pub held: Won,
    pub awaiting: Option<u32>,
    pub reversal: ReversalProgress,
}

impl Bill {
    pub fn is_open(&self) -> bool {
        matches!(self.state, ClaimState::Pended { .. } | ClaimState::InformationRequested { .. })
    }

    /// Whether a decision on it is in force.
    pub fn is_in_force(&self) -> bool {
        matches!(self.state, ClaimState::Decided | ClaimState::Appealed { .. })
    }

    pub fn charge(&self) -> Won {
        self.new.lines.iter().map(|line| line.charge).sum()
    }

    pub fn paid(&self) -> Won {
        self.lines.iter().map(|line| line.judged.paid).sum()
    }

    pub fn is_covered(&self) -> bool {
        self.lines.iter().any(|line| line.judged.covered)
    }

    pub fn due(&self) -> Won {
        self.paid() - self.settled
    }

    pub fn deadline(&self) -> Option<Moment> {
        match self.state {
            ClaimState::Pended { deadline }
            | ClaimState::InformationRequested { deadline, .. }
            | ClaimState::Appealed { deadline } => Some(deadline),
            _ => None,
        }
    }

    /// Whether the line in this place counts in the ledger of its service.
    pub fn is_entered(&self, place: usize) -> bool {
        let line = &self.lines[place];
        if self.is_open() { line.entered } else { self.is_in_force() && line.judged.covered }
    }

    pub fn standing(&self, now: Moment) -> Standing {
        let overdue = self.deadline().is_some_and(|deadline| now >= deadline);
        match self.state {
            ClaimState::Pended { .. } => Standing::Pended { overdue },
            ClaimState::InformationRequested { .. } => Standing::InformationRequested { overdue },
            ClaimState::Appealed { .. } => Standing::Appealed { overdue },
            ClaimState::Cancelled => Standing::Cancelled,
            ClaimState::Reversed => Standing::Reversed,
            ClaimState::Decided if !self.is_covered() => Standing::Denied,
            ClaimState::Decided if self.due() == 0 => Standing::Settled,
            ClaimState::Decided if self.awaiting.is_some() => Standing::AwaitingReceipt,
            ClaimState::Decided if self.held == self.due() => Standing::Funded,
            ClaimState::Decided => Standing::Due,
        }
    }
}

#[derive(Clone, Debug)]
pub struct Remittance {
    pub payee: Party<AccountId>,
    pub kind: RemittanceKind,
    pub lines: Vec<(ClaimId, Won)>,
    pub state: RemittanceState,
}

/// What is on an account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Purse {
    pub free: u128,
    /// Held for claims.
    pub granted: u128,
    /// Held until it is paid out.
    pub redeeming: u128,
}

impl Purse {
    /// One won keeps the account.
    pub fn available(&self) -> u128 {
        self.free.saturating_sub(1)
    }

    /// All can be given away, unless something is held: then one won keeps the account.
    pub fn spendable(&self) -> u128 {
        if self.granted + self.redeeming > 0 { self.available() } else { self.free }
    }

    pub fn total(&self) -> u128 {
        self.free + self.granted + self.redeeming
    }
}

/// A service that somebody has delivered.
#[derive(Clone, Debug)]
pub struct Delivery {
    pub provider: OrganisationId,
    pub at: Moment,
    /// The key that it was delivered to, if the chain knows it.
    pub key: Option<AccountId>,
    /// Whether it was withdrawn or revoked.
    pub spoiled: bool,
}

/// Everything that there is.
#[derive(Default)]
pub struct Model {
    pub now: Moment,
    pub plans: BTreeMap<PlanId, Plan>,
    pub policies: BTreeMap<PolicyId, Policy>,
    pub approvals: BTreeMap<PreauthorisationId, Approval>,
    pub bills: BTreeMap<ClaimId, Bill>,
    pub remittances: BTreeMap<OrganisationId, Vec<Remittance>>,
    pub purses: BTreeMap<AccountId, Purse>,
    pub deliveries: BTreeMap<ServiceKey, Delivery>,
    pub references: BTreeSet<H256>,
}

// What follows.
impl Model {
    /// What has been used of a benefit year, but for what claim `but` has used: the decisions in force, and the approvals
    /// that reserve.
    pub fn used(&self, policy: PolicyId, year: u8, but: Option<ClaimId>) -> Used {
        let mut used = Used::default();
        for (id, bill) in &self.bills {
            if bill.new.policy == policy && bill.year == year && bill.is_in_force() && but != Some(*id) {
                for (new, line) in bill.new.lines.iter().zip(&bill.lines) {
                    used.add(new.category, &line.judged);
                }
            }
        }
        for approval in self.approvals.values() {
            if let PreauthorisationState::Approved { amount, .. } = approval.state
                && approval.new.policy == policy
                && approval.year == year
            {
                used.reserved += amount;
            }
        }
        used
    }

    /// The live entries of a service: claim, insurer, charge and what it pays.
    pub fn entries(&self, service: ServiceKey) -> Vec<(ClaimId, OrganisationId, Won, Won)> {
        let mut entries = Vec::new();
        for (id, bill) in &self.bills {
            for (place, new) in bill.new.lines.iter().enumerate() {
                if new.service.key() == service && bill.is_entered(place) {
                    let paid = if bill.is_in_force() { bill.lines[place].judged.paid } else { 0 };
                    entries.push((*id, bill.insurer, new.charge, paid));
                }
            }
        }
        entries
    }

    /// To whom a claim is paid now.
    pub fn payee(&self, bill: &Bill) -> Party<AccountId> {
        match bill.new.payee {
            PayeeKind::Provider => Party::Organisation(bill.provider),
            PayeeKind::Holder => Party::Holder(self.policies[&bill.new.policy].key.clone()),
        }
    }

    pub fn terms(&self, bill: &Bill) -> &PlanTerms {
        &self.policies[&bill.new.policy].terms
    }

    pub fn is_on_chain(&self, bill: &Bill) -> bool {
        self.terms(bill).settlement == SettlementMode::OnChain
    }

    /// Whether more is due than what is held for it, which whoever likes can have made up for.
    pub fn is_short(&self, bill: &Bill) -> bool {
        bill.is_in_force() && self.is_on_chain(bill) && bill.held < bill.due()
    }

    /// Whether somebody sponsors the key.
    pub fn is_sponsored(&self, key: &AccountId) -> bool {
        self.policies.values().any(|policy| policy.sponsored && policy.key == *key)
    }

    pub fn purse(&self, account: &AccountId) -> Purse {
        self.purses.get(account).copied().unwrap_or_default()
    }

    /// Whether an approval is kept for a claim that waits for a decision, at first or on appeal.
    pub fn is_kept(&self, user: Option<ClaimId>) -> bool {
        let bill = user.map(|id| &self.bills[&id]);
        bill.is_some_and(|bill| bill.is_open() || matches!(bill.state, ClaimState::Appealed { .. }))
    }

    /// Whether the provider or the insured person can still appeal.
    pub fn is_appealable(&self, bill: &Bill) -> bool {
        let in_time = |at: Moment| self.now < at + self.terms(bill).appeal_window;
        matches!(bill.state, ClaimState::Decided)
            && bill.appealed.is_none()
            && bill.paid() < bill.charge()
            && bill.decision.as_ref().is_some_and(|(at, _)| in_time(*at))
    }
}

/// The account that is kept for a party.
pub fn account(party: &Party<AccountId>) -> AccountId {
    match party {
        Party::Organisation(organisation) => crate::Pallet::<Test>::organisation_account(*organisation),
        Party::Holder(key) => key.clone(),
    }
}
