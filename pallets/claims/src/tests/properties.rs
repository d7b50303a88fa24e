//! Random histories: everybody does anything at any time, over several policies, insurers and services at once. After each
//! step the invariants hold. In the end whatever was settled is reversed, and everything is as it was in the beginning.

use super::scenario::*;
use crate::{
    Call, ClaimState, Claims, PolicyKind, PreauthorisationState, PreauthorisationVerdict, Preauthorisations, Services,
    Years, mock::*,
};
use bogam_primitives::{
    ClaimId, Commitment, PolicyId, PreauthorisationId, Won,
    claim::{NewLine, OverdueRule, PayeeKind, SettlementMode},
};
use proptest::prelude::*;
use sp_core::H256;
use std::collections::BTreeMap;

#[derive(Clone, Debug)]
enum Act {
    Medicine { policy: usize, services: Vec<u32>, to_holder: bool },
    Document { policy: usize, service: u32 },
    Ask { policy: usize, amount: Won },
    AnswerAsk { which: usize, modify: bool },
    Procedure { which: usize, service: u32 },
    GiveBackAsk { which: usize },
    Cancel { which: usize },
    Decide { which: usize, verdict: u8, second: bool },
    Question { which: usize },
    Reply { which: usize },
    Overdue { which: usize },
    Appeal { which: usize, by_provider: bool },
    DecideAppeal { which: usize, verdict: u8, second: bool },
    Mint { organisation: usize, amount: Won },
    Fund { which: usize },
    Settle { which: usize },
    PayByBank { which: usize },
    Receive { which: usize, received: bool },
    Reverse { which: usize, by_insurer: bool },
    Withdraw { service: u32 },
    EndPolicy { policy: usize },
    Pass { hours: u64 },
}

fn act() -> impl Strategy<Value = Act> {
    let which = 0..6usize;
    let policy = 0..5usize;
    let service = 0..6u32;
    let verdict = 0..3u8;
    prop_oneof![
        14 => (policy.clone(), prop::collection::vec(service.clone(), 1..3), prop::bool::weighted(0.3))
            .prop_map(|(policy, services, to_holder)| Act::Medicine { policy, services, to_holder }),
        6 => (policy.clone(), service.clone()).prop_map(|(policy, service)| Act::Document { policy, service }),
        4 => (policy.clone(), 1..150_000u64).prop_map(|(policy, amount)| Act::Ask { policy, amount }),
        3 => (which.clone(), any::<bool>()).prop_map(|(which, modify)| Act::AnswerAsk { which, modify }),
        6 => (which.clone(), service.clone()).prop_map(|(which, service)| Act::Procedure { which, service }),
        2 => which.clone().prop_map(|which| Act::GiveBackAsk { which }),
        2 => which.clone().prop_map(|which| Act::Cancel { which }),
        10 => (which.clone(), verdict.clone(), any::<bool>())
            .prop_map(|(which, verdict, second)| Act::Decide { which, verdict, second }),
        3 => which.clone().prop_map(|which| Act::Question { which }),
        3 => which.clone().prop_map(|which| Act::Reply { which }),
        4 => which.clone().prop_map(|which| Act::Overdue { which }),
        5 => (which.clone(), any::<bool>()).prop_map(|(which, by_provider)| Act::Appeal { which, by_provider }),
        5 => (which.clone(), verdict, any::<bool>())
            .prop_map(|(which, verdict, second)| Act::DecideAppeal { which, verdict, second }),
        5 => (0..2usize, 1..200_000u64).prop_map(|(organisation, amount)| Act::Mint { organisation, amount }),
        3 => which.clone().prop_map(|which| Act::Fund { which }),
        10 => which.clone().prop_map(|which| Act::Settle { which }),
        5 => which.clone().prop_map(|which| Act::PayByBank { which }),
        5 => (which.clone(), prop::bool::weighted(0.8)).prop_map(|(which, received)| Act::Receive { which, received }),
        7 => (which.clone(), prop::bool::weighted(0.3)).prop_map(|(which, by_insurer)| Act::Reverse { which, by_insurer }),
        2 => service.prop_map(|service| Act::Withdraw { service }),
        1 => policy.prop_map(|policy| Act::EndPolicy { policy }),
        4 => prop_oneof![8 => 0..48u64, 1 => 100..900u64].prop_map(|hours| Act::Pass { hours }),
    ]
}

const CHARGES: [Won; 6] = [1, 999, 20_000, 55_555, 150_000, 400_000];

struct World {
    policies: Vec<PolicyId>,
    claims: Vec<ClaimId>,
    approvals: Vec<PreauthorisationId>,
    counts: BTreeMap<&'static str, u32>,
}

fn assessor(insurer: u32, second: bool) -> AccountId {
    match (insurer, second) {
        (INSURER_A, false) => ASSESSOR_A1,
        (INSURER_A, true) => ASSESSOR_A2,
        _ => ASSESSOR_B,
    }
}

fn treasurer(organisation: u32) -> AccountId {
    match organisation {
        INSURER_A => TREASURER_A,
        INSURER_B => TREASURER_B,
        HOSPITAL => TREASURER_H,
        _ => TREASURER_P,
    }
}

/// The key of the claim's policy.
fn holder(id: ClaimId) -> AccountId {
    crate::Policies::<Test>::get(claim(id).policy).expect("it has one").holder
}

/// Whoever is paid for the claim.
fn payee(id: ClaimId) -> AccountId {
    let claim = claim(id);
    match claim.payee {
        PayeeKind::Provider => treasurer(claim.provider),
        PayeeKind::Holder => holder(id),
    }
}

fn clerk(provider: u32) -> AccountId {
    if provider == PHARMACY { CLERK_P } else { CLERK_H }
}

fn verdicts(id: ClaimId, kind: u8) -> Vec<Verdict> {
    let verdict = |(place, line): (usize, &crate::ClaimLine)| match (usize::from(kind) + place) % 3 {
        0 => Verdict::Accept,
        1 => Verdict::Reduce { allowed: line.charge / 2, reason: Why::ExceedsAllowed },
        _ => Verdict::Deny(Why::NotMedicallyNecessary),
    };
    claim(id).lines.iter().enumerate().map(verdict).collect()
}

impl World {
    fn new() -> Self {
        let mut bank = plan();
        bank.terms.settlement = SettlementMode::OffChain;
        bank.terms.overdue = OverdueRule::Automatic;
        let mut tight = plan();
        (tight.terms.annual_cap, tight.terms.deductible) = (120_000, 0);
        tight.rules[0] = bogam_primitives::claim::CategoryRule {
            frequency: Some(3),
            line_cap: Some(80_000),
            ..rule(Medicine, 10_000)
        };
        let policies =
            vec![policy(1), insured(&UNDERWRITER_B, tight, 2), insured(&UNDERWRITER_A, bank, 3), handle(4), handle(5)];
        for number in 0..6 {
            supplied(50 + number);
        }
        Self { policies, claims: vec![], approvals: vec![], counts: BTreeMap::new() }
    }

    /// The newest but `which` of those that fit; seldom any.
    fn pick(&self, which: usize, fits: impl Fn(&crate::Claim<Test>) -> bool) -> Option<ClaimId> {
        if which == 5 {
            return self.claims.last().copied();
        }
        let fitting: Vec<ClaimId> = self.claims.iter().copied().filter(|id| fits(&claim(*id))).collect();
        fitting.iter().rev().nth(which % fitting.len().max(1)).copied()
    }

    /// The newest but `which` of the approvals that fit.
    fn approval(&self, which: usize, fits: impl Fn(&PreauthorisationState) -> bool) -> Option<PreauthorisationId> {
        let state = |id: &PreauthorisationId| Preauthorisations::<Test>::get(id).expect("asked for").state;
        let fitting: Vec<PreauthorisationId> = self.approvals.iter().copied().filter(|id| fits(&state(id))).collect();
        fitting.iter().rev().nth(which % fitting.len().max(1)).copied()
    }

    fn submit(&mut self, who: &AccountId, new: bogam_primitives::claim::NewClaim) -> sp_runtime::DispatchResult {
        let id = ClaimId::derive(provider_of(who), &new);
        submit(who, new)?;
        self.claims.push(id);
        Ok(())
    }

    fn act(&mut self, act: Act) {
        let name = format!("{act:?}");
        let name = name.split(' ').next().unwrap_or_default().to_string();
        let done = self.try_act(act);
        if done.is_some_and(|result| result.is_ok()) {
            *self.counts.entry(name.leak()).or_default() += 1;
        }
    }

    fn try_act(&mut self, act: Act) -> Option<sp_runtime::DispatchResult> {
        let fresh = Commitment(H256::from_low_u64_be(self.claims.len() as u64));
        Some(match act {
            Act::Medicine { policy, services, to_holder } => {
                let mut services = services;
                services.dedup();
                let lines: Vec<NewLine> = services
                    .iter()
                    .map(|service| line(Medicine, supplied(50 + service), CHARGES[*service as usize]))
                    .collect();
                let payee = if to_holder { PayeeKind::Holder } else { PayeeKind::Provider };
                let new = bill(self.policies[policy], lines);
                self.submit(&CLERK_P, bogam_primitives::claim::NewClaim { payee, commitment: fresh, ..new })
            }
            Act::Document { policy, service } => {
                let lines = vec![line(Document, encounter(service), CHARGES[service as usize])];
                let new = bill(self.policies[policy], lines);
                self.submit(&CLERK_H, bogam_primitives::claim::NewClaim { commitment: fresh, ..new })
            }
            Act::Ask { policy, amount } => {
                let new = request(self.policies[policy], Procedure, amount);
                let result = ask(&CLERK_H, new);
                if result.is_ok() {
                    self.approvals.push(request_id(&CLERK_H, &new));
                }
                result
            }
            Act::AnswerAsk { which, modify } => {
                let id = self.approval(which, |state| matches!(state, PreauthorisationState::Pended { .. }))?;
                let record = Preauthorisations::<Test>::get(id)?;
                let insurer = crate::Policies::<Test>::get(record.policy)?.insurer;
                let verdict = match modify {
                    true => PreauthorisationVerdict::Modify(record.requested / 2),
                    false => PreauthorisationVerdict::Approve,
                };
                answer(&assessor(insurer, false), id, verdict)
            }
            Act::Procedure { which, service } => {
                let id = self.approval(which, |state| matches!(state, PreauthorisationState::Approved { .. }))?;
                let record = Preauthorisations::<Test>::get(id)?;
                let new = procedure(record.policy, 20 + service, CHARGES[service as usize], id);
                self.submit(&CLERK_H, bogam_primitives::claim::NewClaim { commitment: fresh, ..new })
            }
            Act::GiveBackAsk { which } => {
                let preauthorisation =
                    self.approval(which, |state| matches!(state, PreauthorisationState::Approved { .. }))?;
                let released = signed(&STRANGER, Call::release_preauthorisation { preauthorisation });
                released.or_else(|_| signed(&CLERK_H, Call::withdraw_preauthorisation { preauthorisation }))
            }
            Act::Cancel { which } => {
                let id = self.pick(which, |claim| claim.is_open())?;
                cancel(&clerk(claim(id).provider), id)
            }
            Act::Decide { which, verdict, second } => {
                let id = self.pick(which, |claim| claim.is_open())?;
                decide(&assessor(claim(id).insurer, second), id, &verdicts(id, verdict))
            }
            Act::Question { which } => {
                let id = self.pick(which, |claim| matches!(claim.state, ClaimState::Pended { .. }))?;
                let call = Call::request_information { claim: id, question: fresh };
                signed(&assessor(claim(id).insurer, false), call)
            }
            Act::Reply { which } => {
                let id = self.pick(which, |claim| matches!(claim.state, ClaimState::InformationRequested { .. }))?;
                signed(&clerk(claim(id).provider), Call::provide_information { claim: id, answer: fresh })
            }
            Act::Overdue { which } => {
                overdue(self.pick(which, |claim| claim.deadline().is_some_and(|deadline| deadline <= now()))?)
            }
            Act::Appeal { which, by_provider } => {
                let id = self.pick(which, |claim| claim.is_decided() && claim.paid() < claim.charge())?;
                let who = if by_provider { clerk(claim(id).provider) } else { holder(id) };
                appeal(&who, id)
            }
            Act::DecideAppeal { which, verdict, second } => {
                let id = self.pick(which, |claim| matches!(claim.state, ClaimState::Appealed { .. }))?;
                let before = claim(id);
                let result = decide_appeal(&assessor(before.insurer, second), id, &verdicts(id, verdict));
                assert!(claim(id).paid() >= before.paid(), "an appeal never takes away");
                result
            }
            Act::Mint { organisation, amount } => {
                mint([INSURER_A, INSURER_B][organisation], amount);
                Ok(())
            }
            Act::Fund { which } => signed(
                &STRANGER,
                Call::fund { claim: self.pick(which, |claim| claim.is_decided() && claim.held < claim.outstanding())? },
            ),
            Act::Settle { which } => {
                let id = self.pick(which, |claim| claim.is_decided() && claim.outstanding() > 0)?;
                settle(&treasurer(claim(id).insurer), &[id])
            }
            Act::PayByBank { which } => {
                let id = self.pick(which, |claim| claim.is_decided() && claim.outstanding() > 0)?;
                let call = Call::confirm_payment { claims: vec![id], reference: fresh };
                signed(&treasurer(claim(id).insurer), call)
            }
            Act::Receive { which, received } => {
                let id = self.pick(which, |claim| claim.awaiting.is_some())?;
                let remittance = claim(id).awaiting?;
                let call = Call::confirm_receipt { insurer: claim(id).insurer, remittance, received };
                signed(&payee(id), call)
            }
            Act::Reverse { which, by_insurer } => {
                let id = self.pick(which, |claim| claim.settled > 0)?;
                let who = if by_insurer { treasurer(claim(id).insurer) } else { payee(id) };
                reverse(&who, id)
            }
            Act::Withdraw { service } => {
                // As the pharmacy's own pallet has it: what is billed cannot be withdrawn.
                let service = supplied(50 + service);
                change_dispense(service, |record| record.withdrawn = !record.billed);
                Ok(())
            }
            Act::EndPolicy { policy } => {
                let id = self.policies[policy];
                let insurer = crate::Policies::<Test>::get(id)?.insurer;
                end(if insurer == INSURER_A { &UNDERWRITER_A } else { &UNDERWRITER_B }, id)
            }
            Act::Pass { hours } => {
                pass(hours * HOUR);
                Ok(())
            }
        })
    }

    /// What was never delivered is not paid, and what is billed has a live claim.
    fn check_services(&self) {
        for number in 50..56 {
            let service = supplied(number);
            let live = Services::<Test>::contains_key(service.key());
            assert_eq!(dispense_record(service).billed, live, "billed as long as a claim is live");
        }
        for (key, ledger) in Services::<Test>::iter() {
            assert!(ledger.paid() <= ledger.charge, "{key:?}");
        }
    }

    /// Ends every claim, the ones in `order` first, and finds everything as in the beginning.
    fn undo(&mut self, order: usize) {
        mint(INSURER_A, 100_000_000);
        mint(INSURER_B, 100_000_000);
        let length = self.claims.len().max(1);
        let mut claims = self.claims.clone();
        claims.rotate_left(order % length);
        for id in claims {
            if matches!(claim(id).state, ClaimState::Appealed { .. }) {
                let before = claim(id).decision.and_then(|decision| decision.assessor);
                let insurer = claim(id).insurer;
                // Insurer B has one assessor here; what it decided itself stays under appeal.
                let second = before == Some(ASSESSOR_A1);
                if decide_appeal(&assessor(insurer, second), id, &verdicts(id, 2)).is_err() {
                    continue;
                }
            }
            if claim(id).is_open() {
                cancel(&clerk(claim(id).provider), id).expect("it is open");
                continue;
            }
            if claim(id).is_decided() && claim(id).is_covered() {
                self.settle_and_reverse(id);
            }
        }
    }

    fn settle_and_reverse(&self, id: ClaimId) {
        let insurer = claim(id).insurer;
        let due = claim(id).awaiting.is_none() && claim(id).outstanding() > 0;
        if due && settle(&treasurer(insurer), &[id]).is_err() {
            let call = Call::confirm_payment { claims: vec![id], reference: Commitment(H256::zero()) };
            signed(&treasurer(insurer), call).expect("it is due");
        }
        if let Some(remittance) = claim(id).awaiting {
            signed(&payee(id), Call::confirm_receipt { insurer, remittance, received: true }).expect("it is awaited");
        }
        let released = crate::Policies::<Test>::get(claim(id).policy).is_some_and(|policy| policy.released);
        if claim(id).payee == PayeeKind::Holder && released {
            // The key cannot act any more: it had been paid by bank before the end of the policy.
            return;
        }
        if claim(id).reversal != crate::ReversalProgress::Repaid {
            reverse(&payee(id), id).expect("the payee may");
        }
        if claim(id).state == ClaimState::Decided {
            reverse(&treasurer(insurer), id).expect("the insurer confirms");
        }
        assert_eq!(claim(id).state, ClaimState::Reversed);
    }
}

fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(64)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), max_shrink_iters: 400, ..ProptestConfig::default() })]

    #[test]
    fn histories_should_keep_the_invariants_and_be_undone_exactly(
        acts in prop::collection::vec(act(), 1..90), order in any::<usize>(),
    ) {
        run(|| {
            let mut world = World::new();
            for act in acts {
                world.act(act);
                world.check_services();
            }
            world.undo(order);
            world.check_services();
            check();
            let live = |id: &ClaimId| claim(*id).is_decided() && claim(*id).is_covered();
            if !world.claims.iter().any(live) {
                // What is left of the years is what approvals reserve.
                for (_, _, used) in Years::<Test>::iter() {
                    let reserved = bogam_primitives::claim::Accumulators { reserved: used.reserved, ..Default::default() };
                    assert_eq!(used, reserved);
                }
                assert!(Services::<Test>::iter().next().is_none());
                for organisation in [HOSPITAL, PHARMACY] {
                    assert_eq!(balance(organisation), 0);
                }
                assert_eq!((held(INSURER_A), held(INSURER_B)), (0, 0));
            }
            let reserved: Won = Preauthorisations::<Test>::iter_values().map(|approval| approval.reserved()).sum();
            let in_years: Won = Years::<Test>::iter_values().map(|used| used.reserved).sum();
            assert_eq!(reserved, in_years);
        });
    }
}

/// The histories reach what they are meant to reach.
#[test]
fn histories_should_reach_every_act() {
    use proptest::{strategy::ValueTree, test_runner::TestRunner};
    let mut runner = TestRunner::deterministic();
    let mut counts = BTreeMap::<&'static str, u32>::new();
    for _ in 0..60 {
        let acts = prop::collection::vec(act(), 90).new_tree(&mut runner).expect("a list").current();
        run(|| {
            let mut world = World::new();
            acts.into_iter().for_each(|act| world.act(act));
            for (name, count) in world.counts {
                *counts.entry(name).or_default() += count;
            }
            let used = |policy: &PolicyId| {
                crate::Policies::<Test>::get(policy)
                    .is_some_and(|policy| matches!(policy.kind, PolicyKind::Handle { claim: Some(_), .. }))
            };
            *counts.entry("handles used").or_default() += world.policies.iter().filter(|id| used(id)).count() as u32;
            let spent = Preauthorisations::<Test>::iter_values()
                .filter(|approval| matches!(approval.state, PreauthorisationState::Used { .. }));
            *counts.entry("approvals used").or_default() += spent.count() as u32;
            *counts.entry("claims").or_default() += Claims::<Test>::iter().count() as u32;
        });
    }
    println!("{counts:?}");
    for act in [
        "Medicine",
        "Document",
        "Ask",
        "AnswerAsk",
        "Procedure",
        "GiveBackAsk",
        "Cancel",
        "Decide",
        "Question",
        "Reply",
        "Overdue",
        "Appeal",
        "DecideAppeal",
        "Mint",
        "Fund",
        "Settle",
        "PayByBank",
        "Receive",
        "Reverse",
        "EndPolicy",
        "handles used",
        "approvals used",
    ] {
        assert!(counts.contains_key(act), "{act} is never reached: {counts:?}");
    }
}
