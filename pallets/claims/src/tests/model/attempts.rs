//! Who tries what, in which sequence: mostly what may succeed, and everything that may not.

use super::{
    World,
    choices::{NO_APPROVAL, NO_CLAIM, NO_POLICY},
    world::{Bill, Operation, Policy, YEAR, account},
};
use crate::{
    ClaimState, NewHandle, NewPlan, NewPolicy, PreauthorisationState, PreauthorisationVerdict, mock::*,
    tests::scenario::*,
};
use bogam_pallet_tests::model::{self, Wait, one, waits};
use bogam_primitives::{
    Moment, PlanId, PolicyId, PreauthorisationId, Won,
    claim::{CategoryRule, HandleSteps, Limits, NewPreauthorisation, OverdueRule, SettlementMode},
};
use proptest::prelude::*;
use sp_core::H256;

#[derive(Clone, Copy, Debug)]
pub enum Act {
    PublishPlan,
    ClosePlan,
    IssuePolicy,
    IssueHandle,
    EndPolicy,
    RotateKey,
    Ask,
    AnswerAsk,
    WithdrawAsk,
    ReleaseAsk,
    Submit,
    Resubmit,
    Cancel,
    RequestInformation,
    ProvideInformation,
    Decide,
    DecideOverdue,
    Appeal,
    DecideAppeal,
    Fund,
    Settle,
    ConfirmPayment,
    ConfirmReceipt,
    Reverse,
    Mint,
    Redeem,
    RequestRedemption,
    CancelRedemption,
    SpoilService,
    PruneService,
}

pub type Step = model::Step<Act>;

fn act() -> impl Strategy<Value = Act> {
    let first = prop_oneof![
        3 => Just(Act::PublishPlan),
        4 => Just(Act::ClosePlan),
        2 => Just(Act::IssuePolicy),
        3 => Just(Act::IssueHandle),
        3 => Just(Act::EndPolicy),
        2 => Just(Act::RotateKey),
        6 => Just(Act::Ask),
        5 => Just(Act::AnswerAsk),
        2 => Just(Act::WithdrawAsk),
        2 => Just(Act::ReleaseAsk),
    ];
    let second = prop_oneof![
        26 => Just(Act::Submit),
        1 => Just(Act::Resubmit),
        3 => Just(Act::Cancel),
        3 => Just(Act::RequestInformation),
        3 => Just(Act::ProvideInformation),
        10 => Just(Act::Decide),
        3 => Just(Act::DecideOverdue),
        9 => Just(Act::Appeal),
        9 => Just(Act::DecideAppeal),
    ];
    let third = prop_oneof![
        6 => Just(Act::Fund),
        9 => Just(Act::Settle),
        6 => Just(Act::ConfirmPayment),
        6 => Just(Act::ConfirmReceipt),
        11 => Just(Act::Reverse),
        4 => Just(Act::Mint),
        2 => Just(Act::Redeem),
        3 => Just(Act::RequestRedemption),
        1 => Just(Act::CancelRedemption),
        1 => Just(Act::SpoilService),
        1 => Just(Act::PruneService),
    ];
    prop_oneof![30 => first, 67 => second, 51 => third]
}

pub fn steps() -> impl Strategy<Value = Vec<Step>> {
    model::steps(act(), waits([40, 6, 4], 60, 4))
}

/// The plans at the beginning, and whose they are: a common one; a tight one with a waiting period; one that pays by bank
/// and decides what is overdue by itself, with steps for its handles; and one of a third insurer.
pub fn plans() -> [(AccountId, NewPlan); 4] {
    let mut tight = plan();
    (tight.terms.annual_cap, tight.terms.deductible, tight.terms.waiting_period) = (120_000, 0, 2 * DAY);
    tight.rules[0] =
        CategoryRule { frequency: Some(3), line_cap: Some(80_000), copayment: 500, ..rule(Medicine, 10_000) };
    let mut bank = plan();
    bank.terms.settlement = SettlementMode::OffChain;
    bank.terms.overdue = OverdueRule::Automatic;
    bank.terms.annual_cap = 300_000;
    bank.terms.handle_steps = HandleSteps { deductible: 1_000, share: 50_000, time: HOUR, offset: 0 };
    [(UNDERWRITER_A, plan()), (UNDERWRITER_B, tight), (UNDERWRITER_A, bank), (UNDERWRITER_C, plan())]
}

// Operations.
impl World {
    pub(super) fn plan(&mut self, step: &Step) -> Operation {
        let Step { act, who, which, how, what, more, .. } = *step;
        let now = self.model.now;
        match act {
            Act::PublishPlan => {
                let mut new = plan();
                new.commitment = self.fresh();
                match how % 20 {
                    0 => new.rules.clear(),
                    1 => new.rules.push(rule(Dental, 5_000)),
                    2 => new.rules[1] = new.rules[0],
                    3 => new.rules[0].coverage = 10_001,
                    4 => new.rules[0].coverage = 0,
                    5 => new.rules[0].line_cap = Some(0),
                    6 => new.rules[0].frequency = Some(0),
                    7 => new.terms.annual_cap = 0,
                    8 => new.terms.decision_period = 0,
                    9 => new.terms.filing_limit = 0,
                    10 => new.terms.appeal_window = 10 * YEAR + 1,
                    11 => new.terms.appeal_window = 10 * YEAR,
                    12 => new = plan(),
                    13 => new.terms.handle_steps.deductible = 3_000,
                    14 => new.terms.handle_steps.share = 300_000,
                    15 => new.terms.handle_steps.time = YEAR + 1,
                    16 => new.terms.handle_steps.offset = 1,
                    17 => {
                        new.terms.handle_steps =
                            HandleSteps { deductible: 5_000, share: 50_000, time: YEAR, offset: 7 };
                    }
                    18 => {
                        new.terms.handle_steps = HandleSteps { deductible: 2_500, share: 100_000, time: 0, offset: 0 };
                    }
                    _ => {}
                }
                Operation::PublishPlan(Self::underwriter(who, INSURER_A), new)
            }
            Act::ClosePlan => {
                // Mostly not those of the beginning: nothing could be issued any more.
                let later = one(&self.plans[4..], what).filter(|_| how >= 32);
                let id = later.unwrap_or(PlanId(H256::zero()));
                let id = if how < 8 { self.plans[usize::from(what) % 4] } else { id };
                let insurer = self.model.plans.get(&id).map_or(INSURER_A, |plan| plan.insurer);
                Operation::ClosePlan(Self::underwriter(who, insurer), id)
            }
            Act::IssuePolicy | Act::IssueHandle => {
                let plan =
                    if what < 4 { PlanId(H256::zero()) } else { self.plans[usize::from(what) % self.plans.len()] };
                let insurer = self.model.plans.get(&plan).map_or(INSURER_A, |plan| plan.insurer);
                let holder = self.some_key(more);
                let mut period = (now - DAY, now + 40 * DAY);
                match how {
                    0..4 => period.1 = period.0,
                    4..8 => period = (now - DAY, now),
                    8..12 => period = (now - DAY, now + 1),
                    12..16 => period = (now, now + 10 * YEAR),
                    16..20 => period = (now, now + 10 * YEAR + 1),
                    20..24 => period = (now, now + YEAR),
                    24..28 => period = (now, now + YEAR + 1),
                    28..40 => period = (now + DAY, now + 3 * YEAR),
                    _ => {}
                }
                if how >= 40 && !how.is_multiple_of(8) {
                    // In whole hours, as some plans ask of their handles.
                    period = (period.0 - period.0 % HOUR, period.1 - period.1 % HOUR);
                }
                let (from, until) = period;
                let who = Self::underwriter(who, insurer);
                if matches!(act, Act::IssuePolicy) {
                    return Operation::IssuePolicy(who, NewPolicy { plan, holder, from, until });
                }
                let limits = match which {
                    0..6 => Limits { deductible: 0, cap: 0 },
                    6..12 => Limits { deductible: 10_001, cap: 50_000 },
                    12..18 => Limits { deductible: 0, cap: 1_000_001 },
                    18..60 => Limits { deductible: 5_000, cap: 50_000 },
                    60..68 => Limits { deductible: 4_999, cap: 50_000 },
                    68..76 => Limits { deductible: 0, cap: 50_001 },
                    _ => Limits { deductible: 0, cap: 100_000 },
                };
                Operation::IssueHandle(who, NewHandle { plan, holder, from, until, limits })
            }
            Act::EndPolicy => {
                // Mostly a handle, which has rules of its own, or one that has been ended.
                let interesting = |policy: &Policy| policy.handle.is_some() || policy.ended.is_some();
                let some: Vec<PolicyId> =
                    self.policies.iter().copied().filter(|id| interesting(&self.model.policies[id])).collect();
                let id = one(&some, what).filter(|_| how >= 90).unwrap_or(self.policy(which));
                Operation::EndPolicy(Self::underwriter(who, self.insurer(id)), id)
            }
            Act::RotateKey => {
                let id = self.policy(which);
                let old = self.model.policies.get(&id).map_or(key(51), |policy| policy.key.clone());
                let new = self.some_key(more);
                Operation::RotateKey(Self::anybody(who, old), id, new)
            }
            Act::Ask => {
                let policy = self.policy(which);
                let category = match how {
                    0..8 => Dental,
                    8..40 => Medicine,
                    40..72 => Document,
                    _ => Procedure,
                };
                let amount = if what == 0 { 0 } else { 1_000 * u64::from(what) };
                let repeated = one(&self.requests, more).filter(|_| more < 10);
                let new = NewPreauthorisation { policy, category, amount, commitment: self.fresh() };
                let new = repeated.unwrap_or(new);
                let provider = if category == Medicine && how % 2 == 0 { PHARMACY } else { HOSPITAL };
                let clerk = Self::clerk(who, provider);
                let id = PreauthorisationId::derive(self.provider_of(&clerk, provider), &new).0;
                let signer = self.model.policies.get(&new.policy).map_or(key(51), |policy| policy.key.clone());
                let mut said = self.say(id, new.policy, self.provider_of(&clerk, provider), signer);
                self.misunderstand(&mut said, more);
                Operation::Ask(clerk, new, said)
            }
            Act::AnswerAsk => {
                let id = self
                    .approval_that(which, |approval| matches!(approval.state, PreauthorisationState::Pended { .. }));
                let known = self.model.approvals.get(&id);
                let amount = known.map_or(1, |approval| approval.new.amount);
                let insurer = self.insurer(known.map_or(NO_POLICY, |approval| approval.new.policy));
                let verdict = match how {
                    0..120 => PreauthorisationVerdict::Approve,
                    120..124 => PreauthorisationVerdict::Modify(amount),
                    124..128 => PreauthorisationVerdict::Modify(0),
                    128..220 => PreauthorisationVerdict::Modify(amount / 2),
                    220..225 => PreauthorisationVerdict::Deny(Why::Deductible),
                    _ => PreauthorisationVerdict::Deny(Why::NotMedicallyNecessary),
                };
                Operation::AnswerAsk(Self::assessor(who, insurer), id, verdict)
            }
            Act::WithdrawAsk | Act::ReleaseAsk => {
                let id = self.approval_that(which, |approval| match approval.state {
                    PreauthorisationState::Approved { .. } => true,
                    PreauthorisationState::Pended { .. } => how < 64,
                    _ => false,
                });
                let provider = self.model.approvals.get(&id).map_or(HOSPITAL, |approval| approval.provider);
                match act {
                    Act::WithdrawAsk => Operation::WithdrawAsk(Self::clerk(who, provider), id),
                    _ => Operation::ReleaseAsk(Self::anybody(who, STRANGER), id),
                }
            }
            Act::Submit => {
                let (provider, new) = self.claim(step);
                let clerk = Self::clerk(who, provider);
                let said = self.agreed(self.provider_of(&clerk, provider), &new, who.wrapping_mul(31));
                Operation::Submit(clerk, new, said)
            }
            Act::Resubmit => {
                let Some(bill) = self.model.bills.get(&self.claim_that(which.max(24), |_| true)) else {
                    return Operation::Cancel(CLERK_P, NO_CLAIM);
                };
                let (provider, new) = (bill.provider, bill.new.clone());
                let said = self.agreed(provider, &new, u8::MAX);
                Operation::Submit(Self::clerk(u8::MAX, provider), new, said)
            }
            Act::Cancel | Act::ProvideInformation => {
                let answers = matches!(act, Act::ProvideInformation);
                let asked = |bill: &Bill| matches!(bill.state, ClaimState::InformationRequested { .. });
                let id = self.claim_that(which, |bill| if answers { asked(bill) } else { bill.is_open() });
                let who = Self::clerk(who, self.model.bills.get(&id).map_or(PHARMACY, |bill| bill.provider));
                if answers { Operation::ProvideInformation(who, id) } else { Operation::Cancel(who, id) }
            }
            Act::RequestInformation | Act::Decide => {
                let id = self.claim_that(which, Bill::is_open);
                let who = Self::assessor(who, self.model.bills.get(&id).map_or(INSURER_A, |bill| bill.insurer));
                match act {
                    Act::Decide => Operation::Decide(who, id, self.verdicts(id, how)),
                    _ => Operation::RequestInformation(who, id),
                }
            }
            Act::DecideOverdue => {
                let late = |bill: &Bill| bill.deadline().is_some_and(|deadline| deadline <= now);
                Operation::DecideOverdue(Self::anybody(who, STRANGER), self.claim_that(which, late))
            }
            Act::Appeal => {
                let id = self.claim_that(which, |bill| self.model.is_appealable(bill));
                let bill = self.model.bills.get(&id);
                let key_of =
                    |policy: PolicyId| self.model.policies.get(&policy).map_or(key(51), |policy| policy.key.clone());
                let who = match how {
                    // The key of some policy, or that of the claim's.
                    0..16 => key_of(self.policy(what)),
                    16..100 => Self::anybody(who, key_of(bill.map_or(NO_POLICY, |bill| bill.new.policy))),
                    _ => Self::clerk(who, bill.map_or(PHARMACY, |bill| bill.provider)),
                };
                Operation::Appeal(who, id)
            }
            Act::DecideAppeal => {
                let id = self.claim_that(which, |bill| matches!(bill.state, ClaimState::Appealed { .. }));
                let insurer = self.model.bills.get(&id).map_or(INSURER_A, |bill| bill.insurer);
                Operation::DecideAppeal(Self::assessor(who, insurer), id, self.verdicts(id, how))
            }
            Act::Fund => {
                Operation::Fund(Self::anybody(who, STRANGER), self.claim_that(which, |bill| self.model.is_short(bill)))
            }
            Act::Settle | Act::ConfirmPayment => {
                let on_chain = matches!(act, Act::Settle) == (what >= 10);
                let ids = self.batch(step, on_chain);
                let first = ids.first().and_then(|id| self.model.bills.get(id));
                let acting = match first {
                    Some(bill) if more % 3 == 0 => bill.provider,
                    Some(bill) => bill.insurer,
                    None => INSURER_A,
                };
                let who = Self::treasurer(who, acting);
                if matches!(act, Act::Settle) {
                    Operation::Settle(who, ids)
                } else {
                    Operation::ConfirmPayment(who, ids)
                }
            }
            Act::ConfirmReceipt => {
                let id = self.claim_that(which, |bill| bill.awaiting.is_some());
                let Some(bill) = self.model.bills.get(&id) else {
                    return Operation::ConfirmReceipt(TREASURER_P, INSURER_A, u32::from(what), true);
                };
                let number = bill.awaiting.unwrap_or(u32::from(what % 4));
                let who = Self::acting_for(who, &self.model.payee(bill));
                Operation::ConfirmReceipt(who, bill.insurer, number, how < 170)
            }
            Act::Reverse => {
                let settled = |bill: &Bill| {
                    let with_nothing = bill.is_covered() && bill.paid() == 0;
                    bill.is_in_force() && (bill.settled > 0 || with_nothing)
                };
                let id = self.claim_that(which, settled);
                let Some(bill) = self.model.bills.get(&id) else { return Operation::Reverse(TREASURER_P, id) };
                let who = match how % 3 {
                    0 => Self::treasurer(who, bill.insurer),
                    _ => Self::acting_for(who, &self.model.payee(bill)),
                };
                Operation::Reverse(who, id)
            }
            Act::Mint => {
                let reference = self.reference(more);
                let organisation = [INSURER_A, INSURER_B, INSURER_C, PHARMACY][usize::from(what) % 4];
                let amount = if how == 0 { 0 } else { u64::from(how) * 700 };
                // Mostly to who has decided to pay more than it has: nothing else lets claims be funded later.
                let owing = self.model.bills.values().find(|bill| self.model.is_short(bill)).filter(|_| how >= 80);
                let (organisation, amount) = owing
                    .map_or((organisation, amount), |bill| (bill.insurer, bill.due() - bill.held + u64::from(how)));
                Operation::Mint(Self::anybody(who, AGENT), organisation, amount, reference)
            }
            Act::Redeem | Act::RequestRedemption | Act::CancelRedemption => {
                let party = self.party(act, what);
                let purse = self.model.purse(&account(&party));
                let free = u64::try_from(purse.free).unwrap_or(Won::MAX);
                let amount = match how {
                    0..8 => 0,
                    8..40 => free,
                    40..100 => free.saturating_sub(1),
                    _ => free / 2,
                };
                match act {
                    Act::RequestRedemption => {
                        Operation::RequestRedemption(Self::acting_for(who, &party), party, amount)
                    }
                    Act::CancelRedemption => Operation::CancelRedemption(Self::acting_for(who, &party), party),
                    _ => {
                        let asked = u64::try_from(purse.redeeming).unwrap_or(Won::MAX);
                        let amount = if how < 16 { asked + 1 } else { asked };
                        Operation::Redeem(Self::anybody(who, AGENT), party, amount, self.reference(more))
                    }
                }
            }
            Act::SpoilService | Act::PruneService => {
                let place = usize::from(what) % self.services.len();
                let key = self.services[place].key();
                let billed = !self.model.entries(key).is_empty();
                let is_dispense = place < 6;
                match act {
                    _ if !self.model.deliveries.contains_key(&key) => Operation::ReleaseAsk(STRANGER, NO_APPROVAL),
                    // What is billed cannot be withdrawn; what is certified can be revoked all the same.
                    Act::SpoilService if is_dispense && billed => Operation::ReleaseAsk(STRANGER, NO_APPROVAL),
                    Act::SpoilService => Operation::SpoilService(key),
                    // Certificates are kept for as long as they can be billed and appealed.
                    _ if is_dispense => Operation::PruneService(key),
                    _ => Operation::ReleaseAsk(STRANGER, NO_APPROVAL),
                }
            }
        }
    }

    pub(super) fn wait(&mut self, wait: Wait) {
        let now = self.model.now;
        self.model.now = wait.until(now, self.bounds());
        pass(self.model.now - now);
    }

    /// When something begins, ends or becomes possible.
    fn bounds(&self) -> Vec<Moment> {
        let mut bounds = Vec::new();
        for bill in self.model.bills.values() {
            bounds.extend(bill.deadline());
            let appeal = bill.decision.as_ref().map(|(at, _)| at + self.model.terms(bill).appeal_window);
            bounds.extend(appeal.filter(|_| self.model.is_appealable(bill)));
        }
        for approval in self.model.approvals.values() {
            match approval.state {
                PreauthorisationState::Approved { until: bound, .. }
                | PreauthorisationState::Pended { deadline: bound } => bounds.push(bound),
                _ => {}
            }
        }
        bounds.extend(self.model.policies.values().filter_map(Policy::appealable_until));
        for policy in self.model.policies.values().filter(|policy| policy.ended.is_none()) {
            let waiting = policy.from + policy.terms.waiting_period;
            let year = policy.year(self.model.now).map(|year| policy.end_of_year(year));
            bounds.extend([policy.from, waiting, policy.until]);
            bounds.extend(year);
        }
        bounds
    }
}
