//! A model of claims runs beside the pallet, through thousands of random histories, and must agree with it on every answer
//! and on everything that can be read: verdicts, benefit years, ledgers, approvals, money.
//!
//! The model is a statement of the rules that shares nothing with the pallet but its words. [`world`] is what there is,
//! and what follows from it: nothing that is a sum is kept. [`arithmetic`] and [`adjudication`] say what is paid;
//! [`answers`] and [`settlement`] what speaks against an operation; [`effects`] what it does; [`attempts`] and [`choices`] who
//! tries what. `PROPTEST_CASES` says in how many sequences.

mod adjudication;
mod answers;
mod arithmetic;
mod attempts;
mod choices;
mod effects;
mod settlement;
mod world;

use super::scenario::*;
use crate::{
    Call, Claims, EstimateLine, HoldReason, NewHandle, NewPolicy, Outcome, Pallet, Party, Policies, PolicyKind,
    Preauthorisations, Services, Years, mock::*,
};
use arithmetic::{Judged, Question, judge};
use attempts::{Step, plans, steps};
use bogam_pallet_tests::{
    model,
    people::{sorted, sponsorships},
};
use bogam_primitives::{
    ClaimId, Commitment, OrganisationId, PlanId, PolicyId, PreauthorisationId, Signed, Statement, StatementContent,
    claim::{
        AuthoriseClaim, AuthorisePreauthorisation, Limits, LineOutcome, NewPreauthorisation, ServiceCategory,
        ServiceReference,
    },
};
use effects::QUESTION;
use frame_support::{
    pallet_prelude::DispatchResult,
    traits::{
        UnfilteredDispatchable,
        fungible::{Inspect, InspectHold},
    },
};
use sp_core::H256;
use sp_runtime::MultiSignature;
use world::{Delivery, Model, NOBODY, Operation, Said, account};

#[derive(Default)]
struct World {
    model: Model,
    plans: Vec<PlanId>,
    policies: Vec<PolicyId>,
    claims: Vec<ClaimId>,
    asked: Vec<PreauthorisationId>,
    requests: Vec<NewPreauthorisation>,
    /// Six dispenses and three certificates.
    services: Vec<ServiceReference>,
    keys: u32,
    fresh: u64,
}

impl World {
    /// Plans, policies, handles, services and some money.
    fn begin() -> Self {
        let mut world = Self::default();
        world.model.now = now();
        let agent = Call::set_clearing_agent { agent: Some(AGENT) };
        dispatch_fast(RuntimeOrigin::root(), agent).expect("governance may");
        for (who, new) in plans() {
            world.try_out(&Operation::PublishPlan(who, new));
        }
        let (from, until) = (now() - DAY, now() + 3 * 365 * DAY);
        for (number, plan) in world.plans.clone().into_iter().enumerate() {
            let holder = key(number as u32 + 1);
            let who = [UNDERWRITER_A, UNDERWRITER_B, UNDERWRITER_A, UNDERWRITER_C][number].clone();
            world.try_out(&Operation::IssuePolicy(who, NewPolicy { plan, holder, from, until }));
        }
        for (number, place) in [(5, 0), (6, 2)] {
            let limits = Limits { deductible: 2_000, cap: 200_000 };
            let (plan, until) = (world.plans[place], now() + 60 * DAY);
            let new = NewHandle { plan, holder: key(number), from, until, limits };
            world.try_out(&Operation::IssueHandle(UNDERWRITER_A, new));
        }
        for (organisation, amount) in [(INSURER_A, 80_000), (INSURER_B, 40_000), (INSURER_C, 15_000)] {
            world.fresh += 1;
            let reference = H256::from_low_u64_be(world.fresh);
            world.try_out(&Operation::Mint(AGENT, organisation, amount, reference));
        }
        for number in 0..6 {
            let service = supplied(50 + number);
            let key = Some(key(50 + number));
            world.services.push(service);
            let delivery = Delivery { provider: PHARMACY, at: now(), key, spoiled: false };
            world.model.deliveries.insert(service.key(), delivery);
        }
        for number in 0..3 {
            let service = certified(number);
            world.services.push(service);
            let delivery = Delivery { provider: HOSPITAL, at: now(), key: None, spoiled: false };
            world.model.deliveries.insert(service.key(), delivery);
        }
        world
    }

    fn try_out(&mut self, operation: &Operation) {
        let reasons = self.model.answer(operation);
        let result = perform(operation);
        reasons.compare(&result, operation);
        if result.is_ok() {
            self.remember(operation);
        }
    }

    fn remember(&mut self, operation: &Operation) {
        match operation {
            Operation::PublishPlan(who, new) => self.plans.push(plan_id(insurer_of(who), new)),
            Operation::IssuePolicy(who, new) => {
                let id = PolicyId::derive(insurer_of(who), &new.plan, &new.holder, new.from, new.until);
                self.policies.push(id);
            }
            Operation::IssueHandle(who, new) => self.policies.push(handle_id(who, new)),
            Operation::Ask(who, new, _) => {
                self.asked.push(request_id(who, new));
                self.requests.push(*new);
            }
            Operation::Submit(who, new, _) => self.claims.push(ClaimId::derive(provider_of(who), new)),
            _ => {}
        }
    }

    fn step(&mut self, step: &Step) {
        self.wait(step.wait);
        let operation = self.plan(step);
        self.try_out(&operation);
        let policy = match &operation {
            Operation::Submit(_, new, _) => {
                if let Some(id) = self.claims.last() {
                    self.compare_claim(*id);
                }
                Some(new.policy)
            }
            Operation::Cancel(_, id)
            | Operation::RequestInformation(_, id)
            | Operation::ProvideInformation(_, id)
            | Operation::Decide(_, id, _)
            | Operation::DecideOverdue(_, id)
            | Operation::Appeal(_, id)
            | Operation::DecideAppeal(_, id, _)
            | Operation::Fund(_, id)
            | Operation::Reverse(_, id) => {
                self.compare_claim(*id);
                self.model.bills.get(id).map(|bill| bill.new.policy)
            }
            Operation::Settle(_, ids) | Operation::ConfirmPayment(_, ids) => {
                ids.iter().for_each(|id| self.compare_claim(*id));
                None
            }
            Operation::Ask(_, new, _) => Some(new.policy),
            Operation::AnswerAsk(_, id, _) | Operation::WithdrawAsk(_, id) | Operation::ReleaseAsk(_, id) => {
                self.compare_approval(*id);
                self.model.approvals.get(id).map(|approval| approval.new.policy)
            }
            Operation::EndPolicy(_, id) | Operation::RotateKey(_, id, _) => Some(*id),
            _ => None,
        };
        if let Some(policy) = policy {
            self.compare_policy(policy);
        }
    }

    fn compare_claim(&self, id: ClaimId) {
        let (seen, bill) = match (Pallet::<Test>::claim(id), self.model.bills.get(&id)) {
            (Some(seen), Some(bill)) => (seen, bill),
            (seen, known) => {
                assert!(seen.is_none() && known.is_none(), "one of the two does not know {id:?}");
                return;
            }
        };
        assert_eq!(seen.standing, bill.standing(self.model.now), "{id:?}");
        assert_eq!((seen.charge, seen.paid), (bill.charge(), bill.paid()), "{id:?}");
        let outcome = match bill.paid() {
            _ if !bill.is_in_force() => None,
            _ if !bill.is_covered() => Some(Outcome::Denied),
            paid if paid < bill.charge() => Some(Outcome::Partial),
            _ => Some(Outcome::Approved),
        };
        assert_eq!(seen.outcome, outcome);
        let record = seen.record;
        assert_eq!(record.state, bill.state, "{id:?}");
        assert_eq!(record.decision.map(|decision| (decision.at, decision.assessor)), bill.decision);
        assert_eq!((record.insurer, record.provider, record.payee), (bill.insurer, bill.provider, bill.new.payee));
        assert_eq!((record.policy, record.year), (bill.new.policy, bill.year));
        assert_eq!((record.settled, record.held), (bill.settled, bill.held), "{id:?}");
        assert_eq!((record.appealed, record.awaiting), (bill.appealed, bill.awaiting));
        assert_eq!(record.reversal, bill.reversal, "{id:?}");
        assert_eq!(record.lines.len(), bill.lines.len());
        for (place, line) in record.lines.iter().enumerate() {
            assert_eq!(line.served_at, bill.lines[place].served);
            compare_outcome(&line.outcome, &bill.lines[place].judged, line.charge);
            self.compare_service(&line.service);
            line.preauthorisation.iter().for_each(|named| self.compare_approval(*named));
        }
    }

    fn compare_approval(&self, id: PreauthorisationId) {
        let seen = Preauthorisations::<Test>::get(id);
        let known = self.model.approvals.get(&id);
        assert_eq!(seen.map(|seen| seen.state), known.map(|known| known.state), "{id:?}");
        let seen = seen.map(|seen| (seen.policy, seen.provider, seen.category, seen.requested, seen.year));
        let known =
            known.map(|known| (known.new.policy, known.provider, known.new.category, known.new.amount, known.year));
        assert_eq!(seen, known);
    }

    /// The ledger of a service, and whether it is marked as billed.
    fn compare_service(&self, service: &ServiceReference) {
        let entries = self.model.entries(service.key());
        let seen = Pallet::<Test>::service(service.key());
        let charge = entries.first().map(|(_, _, charge, _)| *charge);
        assert_eq!(seen.as_ref().map(|ledger| ledger.charge), charge, "{service:?}");
        let ledger = seen.map(|ledger| ledger.entries.into_inner()).unwrap_or_default();
        let mut seen: Vec<_> = ledger.iter().map(|entry| (entry.claim, entry.insurer, entry.paid)).collect();
        seen.sort_unstable();
        let mut known: Vec<_> = entries.iter().map(|(claim, insurer, _, paid)| (*claim, *insurer, *paid)).collect();
        known.sort_unstable();
        assert_eq!(seen, known, "{service:?}");
        let billed = match service {
            ServiceReference::Dispense(reference) => Supplied::get(reference).map(|record| record.billed),
            ServiceReference::Certificate(reference) => Issued::get(reference).map(|record| record.billed),
            ServiceReference::Encounter { .. } => None,
        };
        assert!(billed.is_none_or(|billed| billed != known.is_empty()), "{service:?}");
    }

    fn compare_policy(&self, id: PolicyId) {
        let Some(policy) = self.model.policies.get(&id) else {
            assert!(!Policies::<Test>::contains_key(id));
            return;
        };
        let seen = Policies::<Test>::get(id).expect("it is there");
        assert_eq!((&seen.holder, seen.ended, seen.released), (&policy.key, policy.ended, !policy.sponsored));
        assert_eq!((seen.plan, seen.insurer, seen.receipts), (policy.plan, policy.insurer, policy.receipts));
        let handle = match seen.kind {
            PolicyKind::Plain => None,
            PolicyKind::Handle { limits, claim } => Some((limits, claim)),
        };
        assert_eq!(handle, policy.handle);
        for year in 0..3 {
            let seen = Years::<Test>::get(id, year);
            let used = self.model.used(id, year, None);
            let amounts = (seen.deductible_met, seen.paid, seen.reserved);
            assert_eq!(amounts, (used.deductible, used.paid, used.reserved), "year {year} of {id:?}");
            for category in ServiceCategory::ALL {
                let count = used.counts.get(&category).copied().unwrap_or_default();
                assert_eq!(seen.count(category), count, "{category:?} in year {year} of {id:?}");
            }
        }
        self.compare_estimate(id);
    }

    /// What would be paid before a service is what the rules say.
    fn compare_estimate(&self, id: PolicyId) {
        let now = self.model.now;
        let policy = &self.model.policies[&id];
        let (charge, paid_by_others) = (55_555, 1_000);
        let line = EstimateLine { category: Medicine, charge, other_paid: paid_by_others, preauthorisation: None };
        let seen = Pallet::<Test>::estimate(id, now, vec![line]).expect("the policy is known");
        let question = Question {
            rule: self.model.plans[&policy.plan].new.rules.iter().find(|rule| rule.category == Medicine),
            category: Medicine,
            charge,
            paid_by_others,
            facts: policy.exclusions(now),
            verdict: Verdict::Accept,
            approved: None,
        };
        let used = self.model.used(id, policy.year(now).unwrap_or(0), None);
        compare_outcome(&seen[0], &judge(&question, &policy.limits(), &used), charge);
    }

    fn compare_money(&self) {
        for (account, purse) in &self.model.purses {
            let held = |reason: HoldReason| Balances::balance_on_hold(&RuntimeHoldReason::from(reason), account);
            let seen = (Balances::balance(account), held(HoldReason::GrantedClaims), held(HoldReason::Redemption));
            assert_eq!(seen, (purse.free, purse.granted, purse.redeeming), "on {account:?}");
        }
        let all = self.model.purses.values().map(|purse| purse.total()).sum::<u128>();
        assert_eq!(Balances::total_issuance(), all);
        for insurer in [INSURER_A, INSURER_B, INSURER_C] {
            self.compare_insurer(insurer);
        }
    }

    fn compare_insurer(&self, insurer: OrganisationId) {
        let purse = self.model.purse(&account(&Party::Organisation(insurer)));
        let seen = Pallet::<Test>::account_of(insurer);
        let known = (purse.available(), purse.granted, purse.redeeming);
        assert_eq!((seen.free, seen.held_for_claims, seen.held_for_redemption), known);

        let mut unfunded = Pallet::<Test>::unfunded(insurer);
        unfunded.sort_unstable();
        let short = self.model.bills.iter().filter(|(_, bill)| {
            let due = bill.is_in_force() && self.model.is_on_chain(bill) && bill.held < bill.due();
            due && bill.insurer == insurer
        });
        assert_eq!(unfunded, short.map(|(id, _)| *id).collect::<Vec<_>>());

        let seen = Pallet::<Test>::remittances(insurer, 0, 100).remittances;
        let known = self.model.remittances.get(&insurer).cloned().unwrap_or_default();
        assert_eq!(seen.len(), known.len());
        for ((_, seen), known) in seen.into_iter().zip(known) {
            assert_eq!((seen.payee, seen.kind, seen.state), (known.payee, known.kind, known.state));
            assert_eq!(seen.total, known.lines.iter().map(|(_, amount)| amount).sum::<u64>());
            let lines: Vec<_> = seen.lines.iter().map(|line| (line.claim, line.amount)).collect();
            assert_eq!(lines, known.lines);
        }
    }

    /// Compares everything that is stored, also what no operation was about.
    fn compare_all(&self) {
        self.claims.iter().for_each(|id| self.compare_claim(*id));
        self.asked.iter().for_each(|id| self.compare_approval(*id));
        self.policies.iter().for_each(|id| self.compare_policy(*id));
        self.services.iter().for_each(|service| self.compare_service(service));
        self.compare_money();
        assert_eq!(Claims::<Test>::iter_keys().count(), self.model.bills.len());
        assert_eq!(Preauthorisations::<Test>::iter_keys().count(), self.model.approvals.len());
        assert_eq!(Policies::<Test>::iter_keys().count(), self.model.policies.len());
        for (key, ledger) in Services::<Test>::iter() {
            assert_eq!(ledger.entries.len(), self.model.entries(key).len());
        }
        for (policy, year, seen) in Years::<Test>::iter() {
            assert_eq!(seen.paid, self.model.used(policy, year, None).paid);
        }
        let sponsored = self.model.policies.values().filter(|policy| policy.sponsored);
        let sponsored = sponsored.map(|policy| (policy.key.clone(), policy.insurer));
        assert_eq!(sorted(sponsorships()), sorted(sponsored));
        check();
    }
}

fn compare_outcome(seen: &LineOutcome, judged: &Judged, charge: u64) {
    assert_eq!((seen.paid, seen.counted), (judged.paid, judged.covered));
    let parts: Vec<_> = seen.adjustments.iter().map(|part| (part.group, part.reason, part.amount)).collect();
    if judged.denials.is_empty() {
        assert_eq!(parts, judged.parts);
    } else {
        // One of the good reasons, for the whole line.
        let [(group, reason, amount)] = parts[..] else { panic!("denied for {parts:?}") };
        assert!(judged.denials.contains(&(group, reason)), "{reason:?} is none of {:?}", judged.denials);
        assert_eq!(amount, charge);
    }
}

/// Dispatches without a look at every invariant: that is done in each round.
fn dispatch_fast(origin: RuntimeOrigin, call: Call<Test>) -> DispatchResult {
    let result = RuntimeCall::from(call).dispatch_bypass_filter(origin);
    result.map(|_| ()).map_err(|refused| refused.error)
}

/// Does it on the chain.
fn perform(operation: &Operation) -> DispatchResult {
    let evidence = Commitment(H256::repeat_byte(4));
    let (who, call) = match operation.clone() {
        Operation::PublishPlan(who, new) => (who, Call::publish_plan { new }),
        Operation::ClosePlan(who, plan) => (who, Call::close_plan { plan }),
        Operation::IssuePolicy(who, new) => (who, Call::issue_policy { new }),
        Operation::IssueHandle(who, new) => (who, Call::issue_handle { new }),
        Operation::EndPolicy(who, policy) => (who, Call::end_policy { policy }),
        Operation::RotateKey(who, policy, new_holder) => (who, Call::rotate_policy_key { policy, new_holder }),
        Operation::Ask(who, new, said) => {
            let Said { policy, provider, .. } = said;
            let preauthorisation = PreauthorisationId(said.about);
            let statement = signed_by(&said, AuthorisePreauthorisation { preauthorisation, policy, provider });
            (who, Call::request_preauthorisation { new, statement })
        }
        Operation::AnswerAsk(who, preauthorisation, verdict) => {
            (who, Call::decide_preauthorisation { preauthorisation, verdict })
        }
        Operation::WithdrawAsk(who, preauthorisation) => (who, Call::withdraw_preauthorisation { preauthorisation }),
        Operation::ReleaseAsk(who, preauthorisation) => (who, Call::release_preauthorisation { preauthorisation }),
        Operation::Submit(who, new, said) => {
            let agree = |said: &Said| {
                let Said { about, policy, provider, .. } = *said;
                signed_by(said, AuthoriseClaim { claim: ClaimId(about), policy, provider })
            };
            let statements = said.iter().map(agree).collect();
            (who, Call::submit { new, statements })
        }
        Operation::Cancel(who, claim) => (who, Call::cancel { claim }),
        Operation::RequestInformation(who, claim) => (who, Call::request_information { claim, question: QUESTION }),
        Operation::ProvideInformation(who, claim) => (who, Call::provide_information { claim, answer: evidence }),
        Operation::Decide(who, claim, verdicts) => (who, Call::decide { claim, verdicts }),
        Operation::DecideOverdue(who, claim) => (who, Call::decide_overdue { claim }),
        Operation::Appeal(who, claim) => (who, Call::appeal { claim, grounds: evidence }),
        Operation::DecideAppeal(who, claim, verdicts) => (who, Call::decide_appeal { claim, verdicts }),
        Operation::Fund(who, claim) => (who, Call::fund { claim }),
        Operation::Settle(who, claims) => (who, Call::settle { claims }),
        Operation::ConfirmPayment(who, claims) => (who, Call::confirm_payment { claims, reference: evidence }),
        Operation::ConfirmReceipt(who, insurer, remittance, received) => {
            (who, Call::confirm_receipt { insurer, remittance, received })
        }
        Operation::Reverse(who, claim) => (who, Call::reverse { claim }),
        Operation::Mint(who, organisation, amount, reference) => (who, Call::mint { organisation, amount, reference }),
        Operation::Redeem(who, party, amount, reference) => (who, Call::redeem { party, amount, reference }),
        Operation::RequestRedemption(who, party, amount) => (who, Call::request_redemption { party, amount }),
        Operation::CancelRedemption(who, party) => (who, Call::cancel_redemption { party }),
        Operation::SpoilService(key) => {
            spoil(key);
            return Ok(());
        }
        Operation::PruneService(key) => {
            let found = Supplied::iter_keys().find(|reference| ServiceReference::Dispense(*reference).key() == key);
            Supplied::remove(found.expect("the model knows it"));
            return Ok(());
        }
    };
    let origin = if who == NOBODY { RuntimeOrigin::none() } else { RuntimeOrigin::signed(who) };
    dispatch_fast(origin, call)
}

fn spoil(key: bogam_primitives::claim::ServiceKey) {
    let dispense = Supplied::iter_keys().find(|reference| ServiceReference::Dispense(*reference).key() == key);
    if let Some(reference) = dispense {
        return change_dispense(ServiceReference::Dispense(reference), |record| record.withdrawn = true);
    }
    let certificate = Issued::iter_keys().find(|reference| ServiceReference::Certificate(*reference).key() == key);
    revoke(&certificate.expect("the model knows it"));
}

fn signed_by<Content: StatementContent + Clone>(said: &Said, content: Content) -> Signed<Content, MultiSignature> {
    let genesis = if said.for_this_chain { GENESIS } else { H256::zero() };
    let statement = |expires| Statement { genesis, content: content.clone(), expires };
    let Signed { signature, .. } = sign(&said.signer, statement(said.expires + u64::from(!said.intact)));
    Signed { statement: statement(said.expires), signature }
}

fn play(steps: Vec<Step>) {
    new_test_ext().execute_with(|| {
        let mut world = World::begin();
        for round in steps.chunks(model::ROUND) {
            round.iter().for_each(|step| world.step(step));
            world.compare_all();
        }
    });
}

bogam_pallet_tests::in_parts! {
    play, steps, Error:
    claims_should_do_what_the_model_does_when_anything_happens_1,
    claims_should_do_what_the_model_does_when_anything_happens_2,
    claims_should_do_what_the_model_does_when_anything_happens_3,
    claims_should_do_what_the_model_does_when_anything_happens_4,
    claims_should_do_what_the_model_does_when_anything_happens_5,
    claims_should_do_what_the_model_does_when_anything_happens_6,
    claims_should_do_what_the_model_does_when_anything_happens_7,
    claims_should_do_what_the_model_does_when_anything_happens_8,
}
