//! The invariants are found broken when they are.

use super::scenario::*;
use crate::{
    Claim, Claims, Pallet, Policies, Preauthorisation, PreauthorisationState, Preauthorisations, Remittances, Services,
    UnfundedClaims, Years, mock::*,
};
use bogam_primitives::{
    ClaimId, OrganisationId, PlanId, PolicyId, PreauthorisationId,
    claim::{HandleSteps, Limits},
};
use frame_support::{assert_ok, traits::fungible::MutateHold};
use sp_core::H256;
use sp_runtime::TryRuntimeError;

struct Things {
    policy: PolicyId,
    settled: ClaimId,
    funded: ClaimId,
    open: ClaimId,
    approval: PreauthorisationId,
}

/// A policy with a settled, a funded and an open claim, and an approval that reserves.
fn things() -> Things {
    mint(INSURER_A, 1_000_000);
    let policy = policy(1);
    let settled = medicine(policy, 50, 60_000);
    assert_ok!(settle(&TREASURER_A, &[settled]));
    let funded = medicine(policy, 51, 10_000);
    let open = pended(policy, 1, 5_000);
    let approval = asked(policy, 20_000);
    Things { policy, settled, funded, open, approval }
}

fn found(message: &'static str, corrupt: impl FnOnce(&Things)) {
    new_test_ext().execute_with(|| {
        let things = things();
        check();
        corrupt(&things);
        assert_eq!(Pallet::<Test>::do_try_state(), Err(TryRuntimeError::Other(message)));
    });
}

fn found_in_claim(message: &'static str, which: fn(&Things) -> ClaimId, corrupt: impl FnOnce(&mut Claim<Test>)) {
    found(message, |things| {
        Claims::<Test>::mutate(which(things), |slot| corrupt(slot.as_mut().expect("it is there")));
    });
}

fn found_in_policy(message: &'static str, corrupt: impl FnOnce(&mut crate::Policy<Test>)) {
    found(message, |things| {
        Policies::<Test>::mutate(things.policy, |slot| corrupt(slot.as_mut().expect("it is there")));
    });
}

fn found_in_approval(message: &'static str, corrupt: impl FnOnce(&Things, &mut Preauthorisation)) {
    found(message, |things| {
        Preauthorisations::<Test>::mutate(things.approval, |slot| {
            corrupt(things, slot.as_mut().expect("it is there"));
        });
    });
}

/// A handle under a plan with steps, with a figure that `corrupt` changes.
fn found_in_stepped_handle(corrupt: impl FnOnce(&mut crate::Policy<Test>)) {
    found("a handle is not in its plan's steps", |_| {
        let mut stepped = plan();
        stepped.terms.handle_steps = HandleSteps { deductible: 5_000, share: 100_000, ..HandleSteps::NONE };
        let limits = Limits { deductible: 5_000, cap: 200_000 };
        let new = new_handle(published(&UNDERWRITER_A, stepped), 9, limits);
        let id = handle_id(&UNDERWRITER_A, &new);
        assert_ok!(signed(&UNDERWRITER_A, crate::Call::issue_handle { new }));
        check();
        Policies::<Test>::mutate(id, |slot| corrupt(slot.as_mut().expect("handed out")));
    });
}

const NOBODY: OrganisationId = 99;

#[test]
fn plans_and_policies_should_be_found_when_unsound() {
    found("a plan's identifier is not derived from it", |things| {
        let plan = Policies::<Test>::get(things.policy).expect("issued").plan;
        crate::Plans::<Test>::mutate(plan, |slot| slot.as_mut().expect("published").insurer = NOBODY);
    });
    found("the terms do not make a plan", |_| {
        let mut bad = plan();
        bad.rules.clear();
        let id = plan_id(INSURER_A, &bad);
        let rules = Default::default();
        let bad = crate::Plan { insurer: INSURER_A, commitment: bad.commitment, terms: bad.terms, rules, closed: true };
        crate::Plans::<Test>::insert(id, bad);
    });
    found_in_policy("a policy's identifier is not derived from it", |policy| policy.until += 1);
    found_in_policy("a policy's identifier is not derived from it", |policy| {
        policy.first_holder = Some(key(9));
    });
    found_in_policy("a key is released before the end", |policy| policy.released = true);
    found_in_policy("a key has other receipts to confirm", |policy| policy.receipts = 1);
    found("a key is not sponsored", |_| Sponsors::remove(key(1)));
    found_in_policy("the claim of a handle is not on it", |policy| {
        let limits = plan().terms.limits();
        policy.kind = crate::PolicyKind::Handle { limits, claim: Some(ClaimId(H256::zero())) };
    });
    found_in_stepped_handle(|policy| {
        let crate::PolicyKind::Handle { limits, .. } = &mut policy.kind else { panic!("it is a handle") };
        limits.deductible -= 1;
    });
    found_in_stepped_handle(|policy| {
        let crate::PolicyKind::Handle { limits, .. } = &mut policy.kind else { panic!("it is a handle") };
        limits.cap -= 1;
    });
    found("a policy has no plan", |_| {
        let plan = PlanId(H256::repeat_byte(9));
        let new = new_policy(plan, key(9));
        let id = PolicyId::derive(INSURER_A, &plan, &key(9), new.from, new.until);
        let mut record = Policies::<Test>::iter_values().next().expect("issued");
        (record.plan, record.holder) = (plan, key(9));
        Policies::<Test>::insert(id, record);
    });
}

#[test]
fn claims_should_be_found_when_unsound() {
    found("a claim has no policy", |things| {
        let record = claim(things.open);
        let stray = Claim { policy: PolicyId(H256::zero()), ..record };
        Claims::<Test>::insert(ClaimId(H256::zero()), stray);
    });
    found_in_claim("a claim is not of its policy's insurer", |things| things.open, |claim| claim.insurer = NOBODY);
    found_in_claim("a claim has no line", |things| things.open, |claim| claim.lines.truncate(0));
    found_in_claim("what is settled is not what was remitted", |things| things.settled, |claim| claim.settled -= 1);
    found_in_claim("money without a decision", |things| things.open, |claim| claim.held = 1);
    found_in_claim("money is due without a decision", |things| things.open, |claim| claim.awaiting = Some(0));
    found_in_claim(
        "an open claim has a decision",
        |things| things.open,
        |claim| {
            claim.decision = Some(crate::Decision { at: START, assessor: None });
        },
    );
    found_in_claim("a line charges nothing", |things| things.open, |claim| claim.lines[0].charge = 0);
    found_in_claim(
        "a line does not balance",
        |things| things.settled,
        |claim| {
            claim.lines[0].outcome.adjustments.truncate(0);
        },
    );
    found_in_claim("a decision is missing", |things| things.settled, |claim| claim.decision = None);
    found_in_claim(
        "nobody has made an appeal that is open",
        |things| things.funded,
        |claim| {
            claim.state = crate::ClaimState::Appealed { deadline: START };
        },
    );
    found_in_claim("more is held than is due", |things| things.funded, |claim| claim.held += 1);
    found_in_claim(
        "what is not funded is not listed, or the other way round",
        |things| things.funded,
        |claim| {
            claim.held -= 1;
        },
    );
    found("what is not funded is not listed, or the other way round", |things| {
        UnfundedClaims::<Test>::insert(INSURER_A, things.funded, ());
    });
    found("a claim is listed that is not there", |_| {
        UnfundedClaims::<Test>::insert(INSURER_A, ClaimId(H256::zero()), ());
    });
    found_in_claim(
        "a claim awaits a receipt that nobody owes",
        |things| things.funded,
        |claim| {
            claim.awaiting = Some(0);
        },
    );
    found_in_claim(
        "a claim that is not settled is to be reversed",
        |things| things.funded,
        |claim| {
            claim.reversal = crate::ReversalProgress::Requested;
        },
    );
}

#[test]
fn ledgers_should_be_found_when_they_are_not_what_lines_say() {
    let key = || supplied(50).key();
    found("a covered line has no entry", |_| Services::<Test>::remove(supplied(50).key()));
    found("an entry is not what the line pays", |_| {
        Services::<Test>::mutate(key(), |slot| slot.as_mut().expect("billed").entries[0].paid -= 1);
    });
    found("an entry is another insurer's", |_| {
        Services::<Test>::mutate(key(), |slot| slot.as_mut().expect("billed").entries[0].insurer = NOBODY);
    });
    found("a ledger has another charge", |_| {
        Services::<Test>::mutate(key(), |slot| slot.as_mut().expect("billed").charge += 1);
    });
    found("an entry belongs to no line", |_| {
        Services::<Test>::mutate(key(), |slot| {
            let ledger = slot.as_mut().expect("billed");
            ledger.lodge(NOBODY, ClaimId(H256::zero()), 60_000).expect("there is room");
        });
    });
    found("a ledger is empty", |_| {
        Services::<Test>::insert(supplied(70).key(), bogam_primitives::claim::ServiceLedger::new(1));
    });
    found("an insurer has two entries for a service", |_| {
        Services::<Test>::mutate(key(), |slot| {
            let ledger = slot.as_mut().expect("billed");
            ledger.lodge(NOBODY, ClaimId(H256::zero()), 60_000).expect("there is room");
            ledger.entries[1].insurer = INSURER_A;
        });
    });
    found("a ledger has an entry of what is not live", |things| {
        Claims::<Test>::mutate(things.open, |slot| {
            slot.as_mut().expect("submitted").state = crate::ClaimState::Cancelled;
        });
    });
}

#[test]
fn sums_should_be_found_when_they_are_not_exact() {
    found("a benefit year is not the sum of its claims", |things| {
        Years::<Test>::mutate(things.policy, 0, |year| year.paid += 1);
    });
    found("a benefit year is not the sum of its claims", |things| {
        Years::<Test>::mutate(things.policy, 1, |year| year.paid += 1);
    });
    found("a benefit year is missing", |things| Years::<Test>::remove(things.policy, 0));
    found_in_approval("a benefit year is not the sum of its claims", |_, approval| {
        approval.state = PreauthorisationState::Lapsed;
    });
    found("what is held is not what claims hold", |_| {
        let account = Pallet::<Test>::organisation_account(INSURER_A);
        assert_ok!(Balances::hold(&crate::HoldReason::GrantedClaims.into(), &account, 1));
    });
    found("what is held is not what is to be redeemed", |_| {
        crate::Redemptions::<Test>::insert(Pallet::<Test>::organisation_account(INSURER_A), 1);
    });
}

#[test]
fn remittances_and_approvals_should_be_found_when_unsound() {
    found("a remittance is missing", |_| Remittances::<Test>::remove(INSURER_A, 0));
    found("a remittance has a number that was not handed out", |_| {
        let record = Remittances::<Test>::get(INSURER_A, 0).expect("made");
        Remittances::<Test>::insert(INSURER_A, 1, record);
    });
    found("a remittance is not the sum of its lines", |_| {
        Remittances::<Test>::mutate(INSURER_A, 0, |slot| slot.as_mut().expect("made").total += 1);
    });
    found("more was taken back than was paid", |_| {
        Remittances::<Test>::mutate(INSURER_A, 0, |slot| {
            slot.as_mut().expect("made").kind = crate::RemittanceKind::Reversal;
        });
    });
    found("a remittance is for no claim", |_| {
        let mut record = Remittances::<Test>::get(INSURER_A, 0).expect("made");
        record.lines[0].claim = ClaimId(H256::zero());
        Remittances::<Test>::insert(INSURER_A, 1, record);
        crate::NextRemittance::<Test>::insert(INSURER_A, 2);
    });
    let kept = |claim| PreauthorisationState::Approved { amount: 20_000, until: START + 60 * DAY, claim: Some(claim) };
    found_in_approval("the claim of an approval is missing", |_, approval| {
        approval.state = kept(ClaimId(H256::zero()));
    });
    found_in_approval("an approval is kept for a claim that does not name it", |things, approval| {
        approval.state = kept(things.open);
    });
    found("an approval is used without a decision", |things| {
        let used = submitted(&CLERK_H, procedure(things.policy, 9, 20_000, things.approval));
        Preauthorisations::<Test>::mutate(things.approval, |slot| {
            slot.as_mut().expect("asked for").state = kept(used);
        });
    });
}
