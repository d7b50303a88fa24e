//! Money: holding what is granted, paying it, taking it back, and paying it out.

use super::{
    answers::{judge_decided, treasurer},
    world::{Bill, Model, Purse, Remittance, account},
};
use crate::{
    ClaimState, Party, PreauthorisationState, RemittanceKind, RemittanceState, ReversalProgress, mock::*,
    tests::scenario::Error,
};
use bogam_pallet_tests::model::Reasons;
use bogam_primitives::{
    ClaimId, OrganisationId, Won,
    claim::{PayeeKind, SettlementMode},
};
use std::collections::BTreeSet;

const MOST_CLAIMS: usize = 4;

/// What speaks against paying these claims at once.
pub fn judge_payment(model: &Model, acting: OrganisationId, ids: &[ClaimId], mode: SettlementMode, no: &mut Reasons) {
    no.when(ids.len() > MOST_CLAIMS, Error::TooManyClaims);
    no.when(ids.is_empty(), Error::NoClaims);
    no.when(ids.iter().collect::<BTreeSet<_>>().len() < ids.len(), Error::AlreadySettled);
    let on_chain = mode == SettlementMode::OnChain;
    let mut sides = Vec::<(OrganisationId, Party<AccountId>)>::new();
    let mut missing = 0;
    for id in ids {
        let Some(bill) = model.bills.get(id) else {
            no.when(true, Error::UnknownClaim);
            continue;
        };
        judge_decided(bill, no);
        no.when(on_chain && !model.is_on_chain(bill), Error::SettledOffChain);
        no.when(!on_chain && model.is_on_chain(bill), Error::SettledOnChain);
        no.when(bill.paid() == 0, Error::NothingGranted);
        no.when(bill.paid() > 0 && bill.paid() == bill.settled, Error::AlreadySettled);
        no.when(bill.awaiting.is_some(), Error::ReceiptAwaited);
        if bill.is_in_force() {
            missing += u128::from(bill.due() - bill.held);
        }
        let side = (bill.insurer, model.payee(bill));
        if !sides.contains(&side) {
            sides.push(side);
        }
    }
    no.when(sides.len() > 1, Error::MixedSettlement);
    for (insurer, payee) in &sides {
        let by_payee = *payee == Party::Organisation(acting);
        no.when(*insurer != acting && !(on_chain && by_payee), Error::NotAParty);
        let available = model.purse(&account(&Party::Organisation(*insurer))).available();
        no.when(on_chain && missing > available, Error::InsufficientFunds);
    }
}

/// What speaks against answering whether a payment was received.
pub fn judge_receipt(model: &Model, who: &AccountId, insurer: OrganisationId, number: u32, no: &mut Reasons) {
    let remittance = model.remittances.get(&insurer).and_then(|all| all.get(number as usize));
    let Some(remittance) = remittance else { return no.when(true, Error::UnknownRemittance) };
    no.when(remittance.state != RemittanceState::AwaitingReceipt, Error::NotAwaitingReceipt);
    // Whoever has the key now answers.
    let (first, _) = remittance.lines[0];
    model.judge_party(who, &model.payee(&model.bills[&first]), no);
}

/// Whether somebody acts for the payee of a claim (or for its insurer); `None` if he acts for neither.
fn side(model: &Model, who: &AccountId, bill: &Bill, no: &mut Reasons) -> Option<bool> {
    let payee = model.payee(bill);
    if bill.new.payee == PayeeKind::Holder {
        let mut not_the_holder = Reasons::default();
        model.judge_party(who, &payee, &mut not_the_holder);
        if not_the_holder.0.is_empty() {
            return Some(true);
        }
    }
    let acting = no.refusal(treasurer(who))?;
    let by_payee = payee == Party::Organisation(acting);
    let by_insurer = bill.insurer == acting;
    no.when(!by_payee && !by_insurer, Error::NotAParty);
    (by_payee || by_insurer).then_some(by_payee)
}

/// What speaks against undoing a settled claim, or against asking for it.
pub fn judge_reversal(model: &Model, who: &AccountId, bill: &Bill, no: &mut Reasons) {
    let by_payee = side(model, who, bill, no);
    judge_decided(bill, no);
    no.when(matches!(bill.state, ClaimState::Appealed { .. }), Error::AppealOpen);
    no.when(bill.awaiting.is_some(), Error::ReceiptAwaited);
    // Where the deductible takes everything, it is settled with nothing.
    let settled = bill.settled > 0 || (bill.is_covered() && bill.paid() == 0);
    no.when(!settled, Error::NotSettled);
    let Some(by_payee) = by_payee else { return };
    match (model.is_on_chain(bill), by_payee) {
        (true, true) => {
            let spendable = model.purse(&account(&model.payee(bill))).spendable();
            no.when(u128::from(bill.settled) > spendable, Error::PayeeShort);
        }
        (true, false) => no.when(bill.reversal != ReversalProgress::None, Error::AlreadyRequested),
        (false, true) => no.when(bill.reversal == ReversalProgress::Repaid, Error::AlreadyRequested),
        (false, false) => no.when(bill.reversal == ReversalProgress::Requested, Error::AlreadyRequested),
    }
}

// What follows.
impl Model {
    pub(super) fn purse_of(&mut self, party: &Party<AccountId>) -> &mut Purse {
        self.purses.entry(account(party)).or_default()
    }

    /// Holds what is due, if the insurer has it.
    pub(super) fn hold(&mut self, id: &ClaimId) -> bool {
        let bill = &self.bills[id];
        let (insurer, missing) = (bill.insurer, bill.due() - bill.held);
        if !self.is_on_chain(bill) {
            return true;
        }
        let purse = self.purse_of(&Party::Organisation(insurer));
        let amount = u128::from(missing);
        if amount > purse.available() {
            return missing == 0;
        }
        purse.free -= amount;
        purse.granted += amount;
        self.bill(id).held += missing;
        true
    }

    pub(super) fn bill(&mut self, id: &ClaimId) -> &mut Bill {
        self.bills.get_mut(id).expect("judged")
    }

    fn remit(&mut self, insurer: OrganisationId, remittance: Remittance) -> u32 {
        let all = self.remittances.entry(insurer).or_default();
        all.push(remittance);
        all.len() as u32 - 1
    }

    /// Money for a patient needs a key that can act.
    fn sponsor_again(&mut self, id: &ClaimId) {
        let bill = &self.bills[id];
        if bill.new.payee == PayeeKind::Holder {
            let policy = bill.new.policy;
            self.policies.get_mut(&policy).expect("judged").sponsored = true;
        }
    }

    fn change_receipts(&mut self, id: &ClaimId, change: impl FnOnce(u32) -> u32) {
        self.sponsor_again(id);
        let bill = &self.bills[id];
        if bill.new.payee == PayeeKind::Holder {
            let policy = self.policies.get_mut(&bill.new.policy).expect("judged");
            policy.receipts = change(policy.receipts);
        }
    }

    fn sides(&self, ids: &[ClaimId]) -> (OrganisationId, Party<AccountId>, Vec<(ClaimId, Won)>) {
        let first = &self.bills[&ids[0]];
        let lines = ids.iter().map(|id| (*id, self.bills[id].due())).collect();
        (first.insurer, self.payee(first), lines)
    }

    pub(super) fn settle(&mut self, ids: &[ClaimId]) {
        let (insurer, payee, lines) = self.sides(ids);
        for (id, amount) in &lines {
            assert!(self.hold(id), "judged to be there");
            self.sponsor_again(id);
            let bill = self.bill(id);
            bill.held = 0;
            bill.settled += amount;
            self.purse_of(&Party::Organisation(insurer)).granted -= u128::from(*amount);
            self.purse_of(&payee).free += u128::from(*amount);
        }
        let (kind, state) = (RemittanceKind::Payment, RemittanceState::Completed);
        self.remit(insurer, Remittance { payee, kind, lines, state });
    }

    pub(super) fn confirm_payment(&mut self, ids: &[ClaimId]) {
        let (insurer, payee, lines) = self.sides(ids);
        let (kind, state) = (RemittanceKind::Payment, RemittanceState::AwaitingReceipt);
        let number = self.remit(insurer, Remittance { payee, kind, lines, state });
        self.change_receipts(&ids[0], |receipts| receipts + 1);
        for id in ids {
            self.bill(id).awaiting = Some(number);
        }
    }

    pub(super) fn confirm_receipt(&mut self, insurer: OrganisationId, number: u32, received: bool) {
        let all = self.remittances.get_mut(&insurer).expect("judged");
        let remittance = &mut all[number as usize];
        remittance.state = if received { RemittanceState::Completed } else { RemittanceState::Refused };
        let lines = remittance.lines.clone();
        self.change_receipts(&lines[0].0, |receipts| receipts - 1);
        for (id, amount) in &lines {
            let bill = self.bill(id);
            bill.awaiting = None;
            if received {
                bill.settled += amount;
                bill.reversal = ReversalProgress::None;
            }
        }
    }

    pub(super) fn reverse(&mut self, who: &AccountId, id: &ClaimId) {
        let bill = &self.bills[id];
        let by_payee = side(self, who, bill, &mut Reasons::default()).expect("judged");
        let on_chain = self.is_on_chain(bill);
        match (on_chain, by_payee, bill.reversal) {
            (true, true, _) | (false, false, ReversalProgress::Repaid) => self.undo(id, on_chain),
            (false, true, _) => self.bill(id).reversal = ReversalProgress::Repaid,
            (_, false, _) => self.bill(id).reversal = ReversalProgress::Requested,
        }
    }

    /// Everything is as if the claim had not been.
    fn undo(&mut self, id: &ClaimId, on_chain: bool) {
        let bill = self.bills[id].clone();
        let payee = self.payee(&bill);
        if on_chain {
            self.purse_of(&payee).free -= u128::from(bill.settled);
            let purse = self.purse_of(&Party::Organisation(bill.insurer));
            purse.free += u128::from(bill.settled + bill.held);
            purse.granted -= u128::from(bill.held);
        }
        let reversed = self.bill(id);
        reversed.state = ClaimState::Reversed;
        (reversed.held, reversed.settled, reversed.reversal) = (0, 0, ReversalProgress::None);
        let limits = self.policies[&bill.new.policy].limits();
        for named in bill.new.lines.iter().filter_map(|line| line.preauthorisation) {
            let state = match self.approvals[&named].state {
                // It was kept for a line that was not covered.
                PreauthorisationState::Approved { amount, until, claim } if claim == Some(*id) => {
                    PreauthorisationState::Approved { amount, until, claim: None }
                }
                // It reserves again while its time lasts, as far as there is room.
                PreauthorisationState::Used { amount, until, claim } if claim == *id => {
                    let free = self.used(bill.new.policy, bill.year, None).free(&limits);
                    let again = if self.now < until { amount.min(free) } else { 0 };
                    match again {
                        0 => PreauthorisationState::Lapsed,
                        amount => PreauthorisationState::Approved { amount, until, claim: None },
                    }
                }
                _ => continue,
            };
            self.approvals.get_mut(&named).expect("judged").state = state;
        }
        let (kind, state) = (RemittanceKind::Reversal, RemittanceState::Completed);
        let lines = vec![(*id, bill.settled)];
        self.remit(bill.insurer, Remittance { payee, kind, lines, state });
    }
}
