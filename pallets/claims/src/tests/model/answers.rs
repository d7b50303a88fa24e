//! What speaks against an operation: a set in which each reason stands for itself. Nobody is promised which of several mistakes
//! he is told first, but for those of a statement: its chain, expiry and signature are checked in this order.

use super::{
    settlement::{judge_payment, judge_receipt, judge_reversal},
    world::{Bill, Model, NOBODY, Operation, Policy, Said, YEAR, account},
};
use crate::{ClaimState, NewPlan, Party, PreauthorisationState, PreauthorisationVerdict, mock::*, tests::scenario::*};
use bogam_pallet_tests::model::Reasons;
use bogam_primitives::{
    ClaimId, Moment, OrganisationId, PlanId, PolicyId, PreauthorisationId, Won,
    claim::{Limits, NewClaim, NewPreauthorisation, OverdueRule, ServiceReference, SettlementMode},
};
use sp_core::H256;
use sp_runtime::DispatchError;
use std::collections::BTreeSet;

const MOST_RULES: usize = 4;
const MOST_LINES: usize = 5;

fn seat(who: &AccountId, seats: &[(AccountId, OrganisationId)]) -> Result<OrganisationId, DispatchError> {
    somebody(who)?;
    if *who == SUSPENDED {
        return Err(Refusal::SeatSuspended.into());
    }
    let seat = seats.iter().find(|(seated, _)| seated == who);
    seat.map(|(_, organisation)| *organisation).ok_or(Refusal::NoSeat.into())
}

pub fn somebody(who: &AccountId) -> Result<(), DispatchError> {
    if *who == NOBODY { Err(DispatchError::BadOrigin) } else { Ok(()) }
}

pub fn underwriter(who: &AccountId) -> Result<OrganisationId, DispatchError> {
    seat(who, &[(UNDERWRITER_A, INSURER_A), (UNDERWRITER_B, INSURER_B), (UNDERWRITER_C, INSURER_C)])
}

pub fn clerk(who: &AccountId) -> Result<OrganisationId, DispatchError> {
    seat(who, &[(CLERK_P, PHARMACY), (CLERK_H, HOSPITAL)])
}

fn assessor(who: &AccountId) -> Result<OrganisationId, DispatchError> {
    let seats = [(ASSESSOR_A1, INSURER_A), (ASSESSOR_A2, INSURER_A), (ASSESSOR_B, INSURER_B), (ASSESSOR_C, INSURER_C)];
    seat(who, &seats)
}

pub fn treasurer(who: &AccountId) -> Result<OrganisationId, DispatchError> {
    let seats = [(TREASURER_A, INSURER_A), (TREASURER_B, INSURER_B), (TREASURER_H, HOSPITAL), (TREASURER_P, PHARMACY)];
    seat(who, &seats)
}

impl Model {
    pub fn patient(&self, who: &AccountId) -> Result<(), DispatchError> {
        somebody(who)?;
        if self.is_sponsored(who) { Ok(()) } else { Err(Refusal::NotSponsored.into()) }
    }

    /// Whether somebody may act for a party.
    pub fn judge_party(&self, who: &AccountId, party: &Party<AccountId>, no: &mut Reasons) {
        match party {
            Party::Organisation(organisation) => {
                if let Some(acting) = no.refusal(treasurer(who)) {
                    no.when(acting != *organisation, Error::NotAParty);
                }
            }
            Party::Holder(key) => {
                if no.refusal(self.patient(who)).is_some() {
                    no.when(who != key, Error::NotTheHolder);
                }
            }
        }
    }
}

/// Nobody has decided it yet.
fn judge_open(bill: &Bill, no: &mut Reasons) {
    no.when(bill.is_in_force(), Error::AlreadyDecided);
    judge_live(bill, no);
}

/// A decision on it is in force.
pub fn judge_decided(bill: &Bill, no: &mut Reasons) {
    no.when(bill.is_open(), Error::NotDecided);
    judge_live(bill, no);
}

fn judge_live(bill: &Bill, no: &mut Reasons) {
    no.when(bill.state == ClaimState::Cancelled, Error::AlreadyCancelled);
    no.when(bill.state == ClaimState::Reversed, Error::AlreadyReversed);
}

// The answers.
impl Model {
    /// What speaks against the operation. If nothing does, it is done.
    pub fn answer(&mut self, operation: &Operation) -> Reasons {
        let reasons = self.judge(operation).unwrap_or_else(Reasons::only);
        if reasons.0.is_empty() {
            self.apply(operation);
        }
        reasons
    }

    /// The error is that of somebody who has no right to the call, whatever it is about.
    fn judge(&self, operation: &Operation) -> Result<Reasons, DispatchError> {
        let now = self.now;
        let mut no = Reasons::default();
        match operation {
            Operation::PublishPlan(who, new) => self.judge_plan(underwriter(who)?, new, &mut no),
            Operation::ClosePlan(who, id) => {
                let insurer = underwriter(who)?;
                let Some(plan) = self.plans.get(id) else { return Ok(Reasons::only(Error::UnknownPlan)) };
                no.when(plan.insurer != insurer, Error::NotYourPlan);
                no.when(plan.closed, Error::PlanClosed);
            }
            Operation::IssuePolicy(who, new) => {
                let insurer = underwriter(who)?;
                self.judge_policy(insurer, new.plan, &new.holder, (new.from, new.until), &mut no);
            }
            Operation::IssueHandle(who, new) => {
                let insurer = underwriter(who)?;
                self.judge_policy(insurer, new.plan, &new.holder, (new.from, new.until), &mut no);
                no.when(new.until.saturating_sub(new.from) > YEAR, Error::HandleTooLong);
                if let Some(plan) = self.plans.get(&new.plan) {
                    let (Limits { deductible, cap }, terms) = (new.limits, &plan.new.terms);
                    let fits = cap > 0 && cap <= terms.annual_cap && deductible <= terms.deductible;
                    no.when(!fits, Error::ShareOutOfRange);
                    let steps = &terms.handle_steps;
                    no.when(is_odd(deductible, steps.deductible), Error::DeductibleNotInSteps);
                    no.when(is_odd(cap, steps.share), Error::ShareNotInSteps);
                    let odd = |moment: Moment| steps.time > 0 && moment % steps.time != steps.offset;
                    no.when(odd(new.from) || odd(new.until), Error::PeriodNotInSteps);
                }
            }
            Operation::EndPolicy(who, id) => {
                let insurer = underwriter(who)?;
                let Some(policy) = self.policies.get(id) else { return Ok(Reasons::only(Error::UnknownPolicy)) };
                no.when(policy.insurer != insurer, Error::NotYourPolicy);
                no.when(!policy.sponsored, Error::AlreadyEnded);
                let again = policy.ended.is_some();
                no.when(again && self.is_paid_to_key(policy), Error::MoneyOnKey);
                no.when(again && self.may_key_appeal(policy), Error::KeyCanAppeal);
                no.when(!again && self.is_handle_in_use(*id, policy), Error::HandleInUse);
            }
            Operation::RotateKey(who, id, new) => {
                self.patient(who)?;
                let Some(policy) = self.policies.get(id) else { return Ok(Reasons::only(Error::UnknownPolicy)) };
                no.when(policy.key != *who, Error::NotTheHolder);
                no.when(!policy.sponsored, Error::AlreadyEnded);
                no.when(self.is_sponsored(new), Error::KeyNotFresh);
                no.when(self.purse(who).redeeming > 0, Error::RedemptionUnderWay);
            }
            Operation::Ask(who, new, said) => self.judge_asking(clerk(who)?, new, said, &mut no),
            Operation::AnswerAsk(who, id, verdict) => {
                let insurer = assessor(who)?;
                let Some(approval) = self.approvals.get(id) else {
                    return Ok(Reasons::only(Error::UnknownPreauthorisation));
                };
                let policy = &self.policies[&approval.new.policy];
                no.when(policy.insurer != insurer, Error::NotYourPolicy);
                match approval.state {
                    PreauthorisationState::Pended { deadline } => {
                        no.when(now >= deadline, Error::PreauthorisationOverdue);
                    }
                    _ => no.when(true, Error::PreauthorisationNotPending),
                }
                let amount = match verdict {
                    PreauthorisationVerdict::Approve => approval.new.amount,
                    PreauthorisationVerdict::Modify(amount) => {
                        let less = *amount > 0 && *amount < approval.new.amount;
                        no.when(!less, Error::ModifiedOutOfRange);
                        *amount
                    }
                    PreauthorisationVerdict::Deny(reason) => {
                        no.when(!is_for_assessors(*reason), Error::ReasonNotForAssessors);
                        return Ok(no);
                    }
                };
                no.when(now >= policy.end_of_year(approval.year), Error::NotCoveredNow);
                let used = self.used(approval.new.policy, approval.year, None);
                no.when(amount > used.free(&policy.limits()), Error::BenefitExceeded);
            }
            Operation::WithdrawAsk(who, id) => {
                let provider = clerk(who)?;
                let Some(approval) = self.approvals.get(id) else {
                    return Ok(Reasons::only(Error::UnknownPreauthorisation));
                };
                no.when(approval.provider != provider, Error::NotYourPreauthorisation);
                match approval.state {
                    PreauthorisationState::Pended { .. } => {}
                    PreauthorisationState::Approved { claim, .. } => {
                        no.when(self.is_kept(claim), Error::PreauthorisationInUse);
                    }
                    _ => no.when(true, Error::PreauthorisationNotUsable),
                }
            }
            Operation::ReleaseAsk(who, id) => {
                somebody(who)?;
                let Some(approval) = self.approvals.get(id) else {
                    return Ok(Reasons::only(Error::UnknownPreauthorisation));
                };
                match approval.state {
                    PreauthorisationState::Pended { deadline } => {
                        no.when(now < deadline, Error::PreauthorisationNotOver);
                    }
                    PreauthorisationState::Approved { until, claim, .. } => {
                        no.when(now < until, Error::PreauthorisationNotOver);
                        let appealable = claim.is_some_and(|id| self.is_appealable(&self.bills[&id]));
                        no.when(self.is_kept(claim) || appealable, Error::PreauthorisationInUse);
                    }
                    _ => no.when(true, Error::PreauthorisationNotUsable),
                }
            }
            Operation::Submit(who, new, said) => self.judge_claim(clerk(who)?, new, said, &mut no),
            Operation::Cancel(who, id) | Operation::ProvideInformation(who, id) => {
                let provider = clerk(who)?;
                let Some(bill) = self.bills.get(id) else { return Ok(Reasons::only(Error::UnknownClaim)) };
                no.when(bill.provider != provider, Error::NotYourClaim);
                judge_open(bill, &mut no);
                let asked = matches!(bill.state, ClaimState::InformationRequested { .. });
                let answers = matches!(operation, Operation::ProvideInformation(..));
                no.when(answers && !asked, Error::NoInformationRequested);
            }
            Operation::RequestInformation(who, id) => {
                let insurer = assessor(who)?;
                let Some(bill) = self.bills.get(id) else { return Ok(Reasons::only(Error::UnknownClaim)) };
                no.when(bill.insurer != insurer, Error::NotYourInsuredClaim);
                judge_open(bill, &mut no);
                let asked = matches!(bill.state, ClaimState::InformationRequested { .. });
                no.when(asked, Error::InformationAlreadyRequested);
            }
            Operation::Decide(who, id, verdicts) => {
                let insurer = assessor(who)?;
                let Some(bill) = self.bills.get(id) else { return Ok(Reasons::only(Error::UnknownClaim)) };
                no.when(bill.insurer != insurer, Error::NotYourInsuredClaim);
                judge_open(bill, &mut no);
                judge_verdicts(bill, verdicts, &mut no);
                no.when(bill.is_open() && self.is_charge_disputed(id, verdicts), Error::ChargeDiffers);
            }
            Operation::DecideOverdue(who, id) => {
                somebody(who)?;
                let Some(bill) = self.bills.get(id) else { return Ok(Reasons::only(Error::UnknownClaim)) };
                let appealed = matches!(bill.state, ClaimState::Appealed { .. });
                if !appealed {
                    judge_open(bill, &mut no);
                }
                let overdue = bill.deadline().is_some_and(|deadline| now >= deadline);
                no.when(!overdue, Error::NotOverdue);
                // A provider that does not answer is not the insurer's delay.
                let unanswered = matches!(bill.state, ClaimState::InformationRequested { .. });
                let waits = self.terms(bill).overdue == OverdueRule::Wait;
                no.when(!unanswered && waits, Error::OverdueWaits);
                if bill.deadline().is_some() && !unanswered {
                    no.when(self.is_charge_disputed(id, &[]), Error::ChargeDiffers);
                }
            }
            Operation::Appeal(who, id) => {
                // Whoever is no patient needs a seat.
                let provider = if self.patient(who).is_ok() { None } else { Some(clerk(who)?) };
                let Some(bill) = self.bills.get(id) else { return Ok(Reasons::only(Error::UnknownClaim)) };
                match provider {
                    Some(provider) => no.when(bill.provider != provider, Error::NotYourClaim),
                    None => no.when(self.policies[&bill.new.policy].key != *who, Error::NotTheHolder),
                }
                judge_decided(bill, &mut no);
                no.when(bill.appealed.is_some(), Error::AlreadyAppealed);
                no.when(bill.is_in_force() && bill.paid() == bill.charge(), Error::NothingToAppeal);
                if let Some((at, _)) = bill.decision {
                    no.when(now >= at + self.terms(bill).appeal_window, Error::AppealWindowOver);
                }
                let policy = &self.policies[&bill.new.policy];
                if let Some((_, newest)) = policy.handle {
                    no.when(policy.ended.is_some(), Error::HandleClosed);
                    no.when(newest != Some(*id), Error::HandleUsed);
                }
            }
            Operation::DecideAppeal(who, id, verdicts) => {
                let insurer = assessor(who)?;
                let Some(bill) = self.bills.get(id) else { return Ok(Reasons::only(Error::UnknownClaim)) };
                no.when(bill.insurer != insurer, Error::NotYourInsuredClaim);
                let appealed = matches!(bill.state, ClaimState::Appealed { .. });
                no.when(!appealed, Error::NotAppealed);
                let own = bill.decision.as_ref().is_some_and(|(_, before)| before.as_ref() == Some(who));
                no.when(own, Error::SelfAppeal);
                judge_verdicts(bill, verdicts, &mut no);
                no.when(appealed && self.is_charge_disputed(id, verdicts), Error::ChargeDiffers);
            }
            Operation::Fund(who, id) => {
                somebody(who)?;
                let Some(bill) = self.bills.get(id) else { return Ok(Reasons::only(Error::UnknownClaim)) };
                judge_decided(bill, &mut no);
                no.when(!self.is_on_chain(bill), Error::SettledOffChain);
                if bill.is_in_force() {
                    no.when(bill.held == bill.due(), Error::AlreadyFunded);
                    let available = self.purse(&account(&Party::Organisation(bill.insurer))).available();
                    no.when(u128::from(bill.due() - bill.held) > available, Error::InsufficientFunds);
                }
            }
            Operation::Settle(who, ids) => {
                judge_payment(self, treasurer(who)?, ids, SettlementMode::OnChain, &mut no);
            }
            Operation::ConfirmPayment(who, ids) => {
                judge_payment(self, treasurer(who)?, ids, SettlementMode::OffChain, &mut no);
            }
            Operation::ConfirmReceipt(who, insurer, number, _) => {
                judge_receipt(self, who, *insurer, *number, &mut no);
            }
            Operation::Reverse(who, id) => {
                let Some(bill) = self.bills.get(id) else { return Ok(Reasons::only(Error::UnknownClaim)) };
                judge_reversal(self, who, bill, &mut no);
            }
            Operation::Mint(who, _, amount, reference) => {
                somebody(who)?;
                no.when(*who != AGENT, Error::NotTheClearingAgent);
                no.when(*amount == 0, Error::ZeroAmount);
                no.when(self.references.contains(reference), Error::DuplicateReference);
            }
            Operation::Redeem(who, party, amount, reference) => {
                somebody(who)?;
                no.when(*who != AGENT, Error::NotTheClearingAgent);
                let asked = self.purse(&account(party)).redeeming;
                no.when(asked == 0, Error::NoRedemption);
                no.when(asked > 0 && asked != u128::from(*amount), Error::RedemptionDiffers);
                no.when(self.references.contains(reference), Error::DuplicateReference);
            }
            Operation::RequestRedemption(who, party, amount) => {
                self.judge_party(who, party, &mut no);
                let purse = self.purse(&account(party));
                no.when(*amount == 0, Error::ZeroAmount);
                no.when(purse.redeeming > 0, Error::RedemptionUnderWay);
                no.when(u128::from(*amount) > purse.available(), Error::InsufficientFunds);
            }
            Operation::CancelRedemption(who, party) => {
                self.judge_party(who, party, &mut no);
                no.when(self.purse(&account(party)).redeeming == 0, Error::NoRedemption);
            }
            Operation::SpoilService(_) | Operation::PruneService(_) => {}
        }
        Ok(no)
    }

    fn judge_plan(&self, insurer: OrganisationId, new: &NewPlan, no: &mut Reasons) {
        let NewPlan { commitment, terms, rules } = new;
        no.when(rules.is_empty(), Error::NoRules);
        no.when(rules.len() > MOST_RULES, Error::TooManyRules);
        let categories = rules.iter().map(|rule| rule.category).collect::<BTreeSet<_>>();
        no.when(categories.len() < rules.len(), Error::DuplicateCategory);
        no.when(rules.iter().any(|rule| rule.coverage > 10_000), Error::CoverageOutOfRange);
        let nothing =
            rules.iter().any(|rule| rule.coverage == 0 || rule.line_cap == Some(0) || rule.frequency == Some(0));
        no.when(nothing || terms.annual_cap == 0, Error::NothingCovered);
        let needed = [terms.filing_limit, terms.decision_period, terms.preauthorisation_period];
        no.when(needed.contains(&0), Error::NoTime);
        let all = [terms.waiting_period, terms.appeal_window, needed[0], needed[1], needed[2]];
        no.when(all.iter().any(|period| *period > 10 * YEAR), Error::PeriodTooLong);
        let steps = &terms.handle_steps;
        let odd = is_odd(terms.deductible, steps.deductible) || is_odd(terms.annual_cap, steps.share);
        let shifted = if steps.time == 0 { steps.offset > 0 } else { steps.offset >= steps.time };
        no.when(odd || steps.time > YEAR || shifted, Error::StepsOutOfRange);
        let id = PlanId::derive(insurer, commitment, terms, rules);
        no.when(self.plans.contains_key(&id), Error::DuplicatePlan);
    }

    fn judge_policy(
        &self,
        insurer: OrganisationId,
        plan: PlanId,
        key: &AccountId,
        (from, until): (Moment, Moment),
        no: &mut Reasons,
    ) {
        match self.plans.get(&plan) {
            None => no.when(true, Error::UnknownPlan),
            Some(known) => {
                no.when(known.insurer != insurer, Error::NotYourPlan);
                no.when(known.closed, Error::PlanClosed);
            }
        }
        no.when(until <= from, Error::EmptyPeriod);
        no.when(until <= self.now, Error::PeriodOver);
        no.when(until.saturating_sub(from) > 10 * YEAR, Error::PeriodTooLong);
        let again = self.policies.contains_key(&PolicyId::derive(insurer, &plan, key, from, until));
        no.when(again || self.is_sponsored(key), Error::KeyNotFresh);
    }

    /// Whether the key of a policy has money on it, or a payment to be confirmed.
    fn is_paid_to_key(&self, policy: &Policy) -> bool {
        self.purse(&policy.key).total() > 1 || policy.receipts > 0
    }

    /// Whether the key of a policy that has ended may have something to appeal.
    fn may_key_appeal(&self, policy: &Policy) -> bool {
        policy.appealable_until().is_some_and(|until| self.now < until)
    }

    /// Whether the key of a policy has still to act.
    pub fn is_key_needed(&self, policy: &Policy) -> bool {
        self.is_paid_to_key(policy) || self.may_key_appeal(policy)
    }

    /// Whether anything on a handle is open, due or reserved, or can be appealed.
    fn is_handle_in_use(&self, id: PolicyId, policy: &Policy) -> bool {
        let Some((_, newest)) = policy.handle else { return false };
        let in_use = newest.and_then(|id| self.bills.get(&id)).is_some_and(|bill| {
            let appealed = matches!(bill.state, ClaimState::Appealed { .. });
            let due = bill.is_in_force() && bill.due() > 0;
            bill.is_open() || appealed || due || self.is_appealable(bill)
        });
        in_use || self.used(id, 0, None).reserved > 0
    }

    fn judge_said(
        &self,
        said: &Said,
        about: H256,
        policy: PolicyId,
        provider: OrganisationId,
        key: &AccountId,
        no: &mut Reasons,
    ) {
        no.when(said.about != about, Error::StatementForAnotherSubject);
        no.when(said.policy != policy, Error::StatementForAnotherPolicy);
        no.when(said.provider != provider, Error::StatementForAnotherProvider);
        no.first([
            (!said.for_this_chain, Error::StatementForAnotherChain),
            (self.now >= said.expires, Error::StatementExpired),
            (!said.intact || said.signer != *key, Error::StatementSignatureInvalid),
        ]);
    }

    fn judge_asking(&self, provider: OrganisationId, new: &NewPreauthorisation, said: &Said, no: &mut Reasons) {
        let id = PreauthorisationId::derive(provider, new);
        no.when(self.approvals.contains_key(&id), Error::DuplicatePreauthorisation);
        no.when(new.amount == 0, Error::ZeroAmount);
        let Some(policy) = self.policies.get(&new.policy) else { return no.when(true, Error::UnknownPolicy) };
        let rules = &self.plans[&policy.plan].new.rules;
        no.when(!rules.iter().any(|rule| rule.category == new.category), Error::CategoryNotCovered);
        no.when(!policy.exclusions(self.now).is_empty(), Error::NotCoveredNow);
        self.judge_said(said, id.0, new.policy, provider, &policy.key, no);
    }

    fn judge_claim(&self, provider: OrganisationId, new: &NewClaim, said: &[Said], no: &mut Reasons) {
        let id = ClaimId::derive(provider, new);
        no.when(new.lines.is_empty(), Error::NoLines);
        no.when(new.lines.len() > MOST_LINES, Error::TooManyLines);
        no.when(self.bills.contains_key(&id), Error::DuplicateClaim);
        let charge = new.lines.iter().map(|line| u128::from(line.charge)).sum::<u128>();
        no.when(charge > u128::from(Won::MAX), Error::AmountOutOfRange);
        no.when(new.lines.iter().any(|line| line.charge == 0), Error::ZeroAmount);
        let services = new.lines.iter().map(|line| line.service.key()).collect::<BTreeSet<_>>();
        no.when(services.len() < new.lines.len(), Error::DuplicateLine);
        let named = new.lines.iter().filter_map(|line| line.preauthorisation).collect::<Vec<_>>();
        let distinct = named.iter().collect::<BTreeSet<_>>().len();
        no.when(distinct < named.len(), Error::PreauthorisationNamedTwice);

        let Some(policy) = self.policies.get(&new.policy) else { return no.when(true, Error::UnknownPolicy) };
        if let Some((_, newest)) = policy.handle {
            no.when(policy.ended.is_some(), Error::HandleClosed);
            let before = newest.and_then(|id| self.bills.get(&id));
            let counts = before.is_some_and(|bill| {
                bill.is_open() || (bill.is_in_force() && (bill.is_covered() || bill.state != ClaimState::Decided))
            });
            no.when(counts, Error::HandleUsed);
        }

        let mut keys = vec![policy.key.clone()];
        let mut years = BTreeSet::new();
        for line in &new.lines {
            let served = match line.service {
                ServiceReference::Encounter { at, .. } => {
                    no.when(at > self.now, Error::ServiceInFuture);
                    Some(at)
                }
                _ => self.deliveries.get(&line.service.key()).map(|delivery| delivery.at),
            };
            no.when(served.is_none(), Error::UnknownService);
            if let Some(delivery) = self.deliveries.get(&line.service.key()) {
                no.when(delivery.provider != provider, Error::NotYourService);
                keys.extend(delivery.key.clone().filter(|key| !keys.contains(key)));
            }
            let covered = served.filter(|at| *at >= policy.from && *at < policy.covered_until());
            years.extend(covered.and_then(|at| policy.year(at)));
            let others = self.entries(line.service.key());
            no.when(others.iter().any(|(_, _, charge, _)| *charge != line.charge), Error::ChargeDiffers);
        }
        no.when(years.len() > 1, Error::SpansBenefitYears);
        let year = years.first().copied().unwrap_or(0);
        for line in &new.lines {
            let Some(id) = line.preauthorisation else { continue };
            let Some(approval) = self.approvals.get(&id) else {
                no.when(true, Error::UnknownPreauthorisation);
                continue;
            };
            no.when(approval.provider != provider, Error::NotYourPreauthorisation);
            let (policy, category) = (approval.new.policy, approval.new.category);
            let fits = policy == new.policy && category == line.category && (approval.year == year || years.len() > 1);
            no.when(!fits, Error::PreauthorisationMismatch);
            match approval.state {
                PreauthorisationState::Approved { until, claim, .. } => {
                    no.when(self.is_kept(claim), Error::PreauthorisationInUse);
                    no.when(self.now >= until, Error::PreauthorisationOver);
                }
                _ => no.when(true, Error::PreauthorisationNotUsable),
            }
        }
        no.when(said.len() != keys.len(), Error::WrongNumberOfStatements);
        for (said, key) in said.iter().zip(&keys) {
            self.judge_said(said, id.0, new.policy, provider, key, no);
        }
    }
}

/// Whether there is a step, and the figure is none of its multiples.
fn is_odd(figure: u64, step: u64) -> bool {
    step > 0 && !figure.is_multiple_of(step)
}

/// The reasons that are a matter of judgement.
pub fn is_for_assessors(reason: Why) -> bool {
    let judgement =
        [Why::LacksInformation, Why::ExceedsAllowed, Why::NotMedicallyNecessary, Why::NotCovered, Why::NotFurnished];
    judgement.contains(&reason)
}

fn judge_verdicts(bill: &Bill, verdicts: &[Verdict], no: &mut Reasons) {
    no.when(verdicts.len() != bill.lines.len(), Error::WrongNumberOfVerdicts);
    let foreign = verdicts.iter().any(|verdict| match verdict {
        Verdict::Accept => false,
        Verdict::Deny(reason) | Verdict::Reduce { reason, .. } => !is_for_assessors(*reason),
    });
    no.when(foreign, Error::ReasonNotForAssessors);
}
