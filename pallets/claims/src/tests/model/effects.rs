//! What follows from an operation that is done.

use super::{
    answers::{clerk, underwriter},
    arithmetic::Judged,
    world::{Approval, Bill, Line, Model, Operation, Plan, Policy},
};
use crate::{Appellant, ClaimState, Party, PreauthorisationState, PreauthorisationVerdict, ReversalProgress, mock::*};
use bogam_primitives::{
    ClaimId, Commitment, OrganisationId, PlanId, PolicyId, PreauthorisationId, Won,
    claim::{AdjustmentReason, Limits, NewClaim, NewPreauthorisation, ServiceReference, Verdict},
};
use sp_core::H256;

/// The commitment of every question.
pub const QUESTION: Commitment = Commitment(H256::repeat_byte(3));

impl Model {
    /// Does what nothing speaks against.
    pub(super) fn apply(&mut self, operation: &Operation) {
        let now = self.now;
        match operation {
            Operation::PublishPlan(who, new) => {
                let insurer = underwriter(who).expect("judged");
                let id = PlanId::derive(insurer, &new.commitment, &new.terms, &new.rules);
                self.plans.insert(id, Plan { insurer, new: new.clone(), closed: false });
            }
            Operation::ClosePlan(_, id) => self.plans.get_mut(id).expect("judged").closed = true,
            Operation::IssuePolicy(_, new) => {
                self.insure(new.plan, new.holder.clone(), (new.from, new.until), None);
            }
            Operation::IssueHandle(_, new) => {
                self.insure(new.plan, new.holder.clone(), (new.from, new.until), Some((new.limits, None)));
            }
            Operation::EndPolicy(_, id) => {
                let policy = self.policies.get_mut(id).expect("judged");
                policy.ended = policy.ended.or(Some(now));
                let needed = self.is_key_needed(&self.policies[id]);
                self.policies.get_mut(id).expect("judged").sponsored = needed;
            }
            Operation::RotateKey(_, id, new) => {
                let policy = self.policies.get_mut(id).expect("judged");
                let old = std::mem::replace(&mut policy.key, new.clone());
                let money = std::mem::take(&mut self.purse_of(&Party::Holder(old)).free);
                self.purse_of(&Party::Holder(new.clone())).free += money;
            }
            Operation::Ask(who, new, _) => self.ask(clerk(who).expect("judged"), new),
            Operation::AnswerAsk(_, id, verdict) => match verdict {
                PreauthorisationVerdict::Approve => self.approve(id, self.approvals[id].new.amount),
                PreauthorisationVerdict::Modify(amount) => self.approve(id, *amount),
                PreauthorisationVerdict::Deny(reason) => {
                    self.approval(id).state = PreauthorisationState::Denied(*reason);
                }
            },
            Operation::WithdrawAsk(_, id) | Operation::ReleaseAsk(_, id) => {
                self.approval(id).state = PreauthorisationState::Lapsed;
            }
            Operation::Submit(who, new, _) => self.submit(clerk(who).expect("judged"), new),
            Operation::Cancel(_, id) => {
                let bill = self.bill(id);
                bill.state = ClaimState::Cancelled;
                for named in bill.new.clone().lines.iter().filter_map(|line| line.preauthorisation) {
                    self.give_back(id, &named);
                }
            }
            Operation::RequestInformation(_, id) => {
                let deadline = self.deadline(id);
                self.bill(id).state = ClaimState::InformationRequested { deadline, question: QUESTION };
            }
            Operation::ProvideInformation(_, id) => {
                let deadline = self.deadline(id);
                self.bill(id).state = ClaimState::Pended { deadline };
            }
            Operation::Decide(who, id, verdicts) => self.decide(id, verdicts, Some(who.clone())),
            Operation::DecideOverdue(_, id) => match self.bills[id].state {
                ClaimState::InformationRequested { .. } => {
                    let verdicts = vec![Verdict::Deny(AdjustmentReason::LacksInformation); self.bills[id].lines.len()];
                    self.decide(id, &verdicts, None);
                }
                _ => self.decide(id, &[], None),
            },
            Operation::Appeal(who, id) => {
                let deadline = self.deadline(id);
                let by_provider = clerk(who).is_ok();
                let bill = self.bill(id);
                bill.state = ClaimState::Appealed { deadline };
                bill.appealed = Some(if by_provider { Appellant::Provider } else { Appellant::Holder });
            }
            Operation::DecideAppeal(who, id, verdicts) => self.decide(id, verdicts, Some(who.clone())),
            Operation::Fund(_, id) => assert!(self.hold(id), "judged to be there"),
            Operation::Settle(_, ids) => self.settle(ids),
            Operation::ConfirmPayment(_, ids) => self.confirm_payment(ids),
            Operation::ConfirmReceipt(_, insurer, number, received) => {
                self.confirm_receipt(*insurer, *number, *received);
            }
            Operation::Reverse(who, id) => self.reverse(who, id),
            Operation::Mint(_, organisation, amount, reference) => {
                self.references.insert(*reference);
                self.purse_of(&Party::Organisation(*organisation)).free += u128::from(*amount);
            }
            Operation::Redeem(_, party, _, reference) => {
                self.references.insert(*reference);
                self.purse_of(party).redeeming = 0;
            }
            Operation::RequestRedemption(_, party, amount) => {
                let purse = self.purse_of(party);
                purse.free -= u128::from(*amount);
                purse.redeeming += u128::from(*amount);
            }
            Operation::CancelRedemption(_, party) => {
                let purse = self.purse_of(party);
                purse.free += std::mem::take(&mut purse.redeeming);
            }
            Operation::SpoilService(key) => self.deliveries.get_mut(key).expect("delivered").spoiled = true,
            Operation::PruneService(key) => {
                self.deliveries.remove(key);
            }
        }
    }

    fn insure(
        &mut self,
        plan: PlanId,
        key: AccountId,
        (from, until): (u64, u64),
        handle: Option<(Limits, Option<ClaimId>)>,
    ) {
        let Plan { insurer, new, .. } = &self.plans[&plan];
        let (insurer, terms) = (*insurer, new.terms);
        let id = PolicyId::derive(insurer, &plan, &key, from, until);
        let policy =
            Policy { plan, insurer, terms, key, from, until, ended: None, sponsored: true, receipts: 0, handle };
        self.policies.insert(id, policy);
    }

    fn approval(&mut self, id: &PreauthorisationId) -> &mut Approval {
        self.approvals.get_mut(id).expect("judged")
    }

    fn ask(&mut self, provider: OrganisationId, new: &NewPreauthorisation) {
        let policy = &self.policies[&new.policy];
        let year = policy.year(self.now).expect("covered");
        let reviewed =
            self.plans[&policy.plan].new.rules.iter().any(|rule| rule.category == new.category && rule.review);
        let free = self.used(new.policy, year, None).free(&policy.limits());
        let at_once = !reviewed && new.amount <= policy.terms.automatic_limit && new.amount <= free;
        let state = PreauthorisationState::Pended { deadline: self.now + policy.terms.decision_period };
        let id = PreauthorisationId::derive(provider, new);
        self.approvals.insert(id, Approval { new: *new, provider, year, state });
        if at_once {
            self.approve(&id, new.amount);
        }
    }

    fn approve(&mut self, id: &PreauthorisationId, amount: Won) {
        let approval = &self.approvals[id];
        let policy = &self.policies[&approval.new.policy];
        let until = (self.now + policy.terms.preauthorisation_period).min(policy.end_of_year(approval.year));
        self.approval(id).state = PreauthorisationState::Approved { amount, until, claim: None };
    }

    /// An approval that a claim keeps is free for another one.
    fn give_back(&mut self, id: &ClaimId, named: &PreauthorisationId) {
        if let PreauthorisationState::Approved { claim, .. } = &mut self.approval(named).state
            && *claim == Some(*id)
        {
            *claim = None;
        }
    }

    /// By when whoever has to act next has to have acted.
    fn deadline(&self, id: &ClaimId) -> u64 {
        self.now + self.terms(&self.bills[id]).decision_period
    }

    fn submit(&mut self, provider: OrganisationId, new: &NewClaim) {
        let id = ClaimId::derive(provider, new);
        let policy = &self.policies[&new.policy];
        let served = |line: &bogam_primitives::claim::NewLine| match line.service {
            ServiceReference::Encounter { at, .. } => at,
            _ => self.deliveries[&line.service.key()].at,
        };
        let lines: Vec<Line> = new
            .lines
            .iter()
            .map(|line| Line { served: served(line), entered: false, judged: Judged::default() })
            .collect();
        let covered = lines.iter().find(|line| line.served >= policy.from && line.served < policy.covered_until());
        let bill = Bill {
            insurer: policy.insurer,
            provider,
            year: covered.and_then(|line| policy.year(line.served)).unwrap_or(0),
            submitted: self.now,
            lines,
            state: ClaimState::Pended { deadline: self.now + policy.terms.decision_period },
            decision: None,
            appealed: None,
            settled: 0,
            held: 0,
            awaiting: None,
            reversal: ReversalProgress::None,
            new: new.clone(),
        };
        self.bills.insert(id, bill);
        for place in 0..new.lines.len() {
            let entered = self.facts(&id, place).is_empty();
            self.bill(&id).lines[place].entered = entered;
        }
        for named in new.lines.iter().filter_map(|line| line.preauthorisation) {
            if let PreauthorisationState::Approved { claim, .. } = &mut self.approval(&named).state {
                *claim = Some(id);
            }
        }
        let policy = self.policies.get_mut(&new.policy).expect("judged");
        if let Some((_, newest)) = &mut policy.handle {
            *newest = Some(id);
        }
        // The rules decide by themselves, unless somebody has to look at a line that is covered or it is much.
        let (limit, rules) = (policy.terms.automatic_limit, self.plans[&policy.plan].new.rules.clone());
        let judged = self.adjudicate(&id, &[]);
        let reviewed = judged.iter().zip(&new.lines).any(|((judged, _), line)| {
            judged.covered && rules.iter().any(|rule| rule.category == line.category && rule.review)
        });
        let paid = judged.iter().map(|(line, _)| line.paid).sum::<Won>();
        if !reviewed && paid <= limit {
            self.put(&id, judged, None);
        }
    }

    /// Decides, or decides an appeal: that never takes away.
    fn decide(&mut self, id: &ClaimId, verdicts: &[Verdict], assessor: Option<AccountId>) {
        let judged = self.adjudicate(id, verdicts);
        let paid = judged.iter().map(|(line, _)| line.paid).sum::<Won>();
        let bill = &self.bills[id];
        if bill.is_open() || paid > bill.paid() {
            self.put(id, judged, assessor);
        } else {
            let now = self.now;
            let bill = self.bill(id);
            bill.state = ClaimState::Decided;
            bill.decision = Some((now, assessor));
        }
    }

    /// Puts a decision in force.
    fn put(&mut self, id: &ClaimId, judged: Vec<(Judged, Option<Won>)>, assessor: Option<AccountId>) {
        let now = self.now;
        let names: Vec<_> = self.bills[id].new.lines.iter().map(|line| line.preauthorisation).collect();
        for (named, (line, approved)) in names.into_iter().zip(&judged) {
            let (Some(named), Some(reserved)) = (named, approved) else { continue };
            let approval = self.approval(&named);
            approval.state = match approval.state {
                PreauthorisationState::Approved { amount, until, .. } if line.covered => {
                    PreauthorisationState::Used { amount, until, claim: *id }
                }
                PreauthorisationState::Approved { amount, until, .. } => {
                    PreauthorisationState::Approved { amount, until, claim: Some(*id) }
                }
                PreauthorisationState::Used { until, .. } if !line.covered => {
                    PreauthorisationState::Approved { amount: *reserved, until, claim: Some(*id) }
                }
                other => other,
            };
        }
        let bill = self.bill(id);
        for (line, (judged, _)) in bill.lines.iter_mut().zip(judged) {
            line.judged = judged;
        }
        bill.state = ClaimState::Decided;
        bill.decision = Some((now, assessor));
        // Whoever wanted to undo the decision before has to see what is decided now.
        bill.reversal = ReversalProgress::None;
        self.hold(id);
    }
}
