//! What must hold of the storage after every block.

use crate::{
    BalanceOf, BenefitYear, Claim, ClaimState, Claims, Config, HoldReason, NextRemittance, Pallet, Party, Plans,
    Policies, PolicyKind, PreauthorisationState, Preauthorisations, Redemptions, RemittanceKind, RemittanceState,
    Remittances, ReversalProgress, Services, UnfundedClaims, Years,
};
use bogam_primitives::{
    ClaimId, OrganisationId, PlanId, PolicyId, Won,
    claim::{Accumulators, SettlementMode, plan::is_in_steps},
    traits::Holders,
};
use frame_support::{ensure, traits::fungible::InspectHold};
use scale_info::prelude::collections::BTreeMap;
use sp_runtime::TryRuntimeError;

/// Sums that must agree with what is stored.
struct Sums {
    years: BTreeMap<(PolicyId, BenefitYear), Accumulators>,
    held: BTreeMap<OrganisationId, Won>,
    /// What remittances have paid on a claim, less what they took back.
    remitted: BTreeMap<ClaimId, Won>,
    unfunded: usize,
    /// The lines of open and decided claims that must have an entry in a ledger.
    entries: usize,
}

impl<T: Config> Pallet<T> {
    /// Checks the storage and changes nothing. The invariants:
    ///
    /// 1. **Plans and policies.** Identifiers are derived from content, terms make a plan, every policy has its plan and
    ///    insurer, the key of one that has not been released is sponsored,
    ///    it has as many receipts to confirm as remittances await, the figures of a handle are in its plan's steps, and the claim
    ///    of a handle is on it.
    /// 2. **Balance.** Every line of a decided claim balances: charge = paid + Σ adjustments.
    /// 3. **Benefit years.** What is stored is exactly the sum over the decisions in force and the approvals that reserve. It
    ///    is below deductible and cap.
    /// 4. **Ledgers.** Every open line that is not denied by fact and every covered line has an entry of its insurer with what is
    ///    paid; there are no others; together they do not exceed the charge; no ledger is empty.
    /// 5. **Money.** What is held for claims on each insurer's account is the sum of what its claims say; what is held for
    ///    redemptions is what was requested. No claim holds or has settled more than was granted. Exactly the claims on
    ///    which more is due on the chain than is held are listed as unfunded.
    /// 6. **Remittances** are numbered without a gap. What a claim has settled is what its remittances have paid, less what
    ///    they took back. A claim that awaits a receipt is in a remittance that does.
    /// 7. **Appeals.** A claim that is appealed says by whom.
    /// 8. **Approvals.** One that is kept for a claim or used by it is named by a line of that claim: it is used where the line
    ///    is covered, and kept where the line is not decided or not covered.
    pub fn do_try_state() -> Result<(), TryRuntimeError> {
        let mut sums =
            Sums { years: BTreeMap::new(), held: BTreeMap::new(), remitted: BTreeMap::new(), unfunded: 0, entries: 0 };
        Self::check_plans_and_policies()?;
        Self::check_remittances(&mut sums)?;
        for (id, claim) in Claims::<T>::iter() {
            Self::check_claim(id, &claim, &mut sums)?;
        }
        Self::check_approvals(&mut sums)?;
        Self::check_years(&sums)?;
        Self::check_ledgers(&sums)?;
        Self::check_money(&sums)
    }

    fn check_plans_and_policies() -> Result<(), TryRuntimeError> {
        for (id, plan) in Plans::<T>::iter() {
            let derived = PlanId::derive(plan.insurer, &plan.commitment, &plan.terms, &plan.rules);
            ensure!(derived == id, "a plan's identifier is not derived from it");
            ensure!(plan.terms.check(&plan.rules).is_ok(), "the terms do not make a plan");
        }
        let mut receipts = BTreeMap::<PolicyId, u32>::new();
        for remittance in Remittances::<T>::iter_values() {
            let first = remittance.lines.first().ok_or("a remittance has no line")?;
            let awaited = remittance.state == RemittanceState::AwaitingReceipt;
            if awaited && matches!(remittance.payee, Party::Holder(_)) {
                let claim = Claims::<T>::get(first.claim).ok_or("a remittance is for no claim")?;
                let count = receipts.entry(claim.policy).or_default();
                *count = count.saturating_add(1);
            }
        }
        for (id, policy) in Policies::<T>::iter() {
            let awaited = receipts.get(&id).copied().unwrap_or_default();
            ensure!(policy.receipts == awaited, "a key has other receipts to confirm");
            ensure!(!policy.released || awaited == 0, "a key is released that has a receipt to confirm");
            let first = policy.first_holder.as_ref().unwrap_or(&policy.holder);
            let derived = PolicyId::derive(policy.insurer, &policy.plan, first, policy.from, policy.until);
            ensure!(derived == id, "a policy's identifier is not derived from it");
            let plan = Plans::<T>::get(policy.plan).ok_or("a policy has no plan")?;
            ensure!(plan.insurer == policy.insurer, "a policy is not of its plan's insurer");
            ensure!(policy.from < policy.until, "a policy has no period");
            ensure!(!policy.released || policy.ended.is_some(), "a key is released before the end");
            ensure!(policy.released || T::Holders::is_sponsored(&policy.holder), "a key is not sponsored");
            if let PolicyKind::Handle { limits, .. } = policy.kind {
                let steps = plan.terms.handle_steps;
                let limited = is_in_steps(limits.deductible, steps.deductible) && is_in_steps(limits.cap, steps.share);
                let timed = steps.permits(policy.from) && steps.permits(policy.until);
                ensure!(limited && timed, "a handle is not in its plan's steps");
            }
            if let PolicyKind::Handle { claim: Some(claim), .. } = policy.kind {
                let on_it = Claims::<T>::get(claim).is_some_and(|claim| claim.policy == id);
                ensure!(on_it, "the claim of a handle is not on it");
            }
        }
        Ok(())
    }

    fn check_claim(id: ClaimId, claim: &Claim<T>, sums: &mut Sums) -> Result<(), TryRuntimeError> {
        let policy = Policies::<T>::get(claim.policy).ok_or("a claim has no policy")?;
        ensure!(policy.insurer == claim.insurer, "a claim is not of its policy's insurer");
        let mode = Plans::<T>::get(policy.plan).ok_or("a policy has no plan")?.terms.settlement;
        ensure!(!claim.lines.is_empty(), "a claim has no line");
        let remitted = sums.remitted.remove(&id).unwrap_or_default();
        ensure!(claim.settled == remitted, "what is settled is not what was remitted");

        let listed = UnfundedClaims::<T>::contains_key(claim.insurer, id);
        if !claim.is_decided() {
            ensure!(claim.held == 0 && claim.settled == 0, "money without a decision");
            ensure!(claim.awaiting.is_none() && !listed, "money is due without a decision");
        }
        if claim.is_open() {
            let blank = claim.lines.iter().all(|line| line.outcome == Default::default());
            ensure!(blank && claim.decision.is_none(), "an open claim has a decision");
        }
        for line in &claim.lines {
            ensure!(line.charge > 0, "a line charges nothing");
            let ledger = Services::<T>::get(line.service.key());
            let entry =
                ledger.as_ref().and_then(|ledger| ledger.entries.iter().find(|entry| entry.claim == id).copied());
            let live = claim.is_open() || (claim.is_decided() && line.outcome.counted);
            ensure!(live || entry.is_none(), "a ledger has an entry of what is not live");
            ensure!(entry.is_some() || claim.is_open() || !live, "a covered line has no entry");
            if let Some(entry) = entry {
                ensure!(entry.insurer == claim.insurer, "an entry is another insurer's");
                ensure!(entry.paid == line.outcome.paid, "an entry is not what the line pays");
                ensure!(ledger.is_some_and(|ledger| ledger.charge == line.charge), "a ledger has another charge");
                sums.entries = sums.entries.saturating_add(1);
            }
            if claim.is_decided() {
                ensure!(line.outcome.balances(line.charge), "a line does not balance");
                let year = sums.years.entry((claim.policy, claim.year)).or_default();
                // What was reserved for the line is no longer in the sums.
                let outcome = bogam_primitives::claim::LineOutcome { released: 0, ..line.outcome.clone() };
                year.apply(line.category, &outcome);
            }
        }
        if claim.is_decided() {
            ensure!(claim.decision.is_some(), "a decision is missing");
            let is_appealed = matches!(claim.state, ClaimState::Appealed { .. });
            ensure!(!is_appealed || claim.appealed.is_some(), "nobody has made an appeal that is open");
            ensure!(claim.settled <= claim.paid(), "more is settled than was granted");
            ensure!(claim.held <= claim.outstanding(), "more is held than is due");
            ensure!(mode == SettlementMode::OnChain || claim.held == 0, "money is held for what is paid off the chain");
            let short = mode == SettlementMode::OnChain && claim.held < claim.outstanding();
            ensure!(short == listed, "what is not funded is not listed, or the other way round");
            if let Some(number) = claim.awaiting {
                let remittance = Remittances::<T>::get(claim.insurer, number);
                let awaits = remittance.is_some_and(|remittance| {
                    remittance.state == RemittanceState::AwaitingReceipt
                        && remittance.lines.iter().any(|line| line.claim == id)
                });
                ensure!(awaits, "a claim awaits a receipt that nobody owes");
            }
            ensure!(
                claim.reversal == ReversalProgress::None || claim.settled > 0 || claim.paid() == 0,
                "a claim that is not settled is to be reversed"
            );
        }
        if listed {
            sums.unfunded = sums.unfunded.saturating_add(1);
        }
        let held = sums.held.entry(claim.insurer).or_default();
        *held = held.saturating_add(claim.held);
        Ok(())
    }

    fn check_remittances(sums: &mut Sums) -> Result<(), TryRuntimeError> {
        let mut counted = BTreeMap::<OrganisationId, u32>::new();
        // Numbers are handed out in order, so payments come before what takes them back.
        for insurer in NextRemittance::<T>::iter_keys() {
            for number in 0..NextRemittance::<T>::get(insurer) {
                let remittance = Remittances::<T>::get(insurer, number).ok_or("a remittance is missing")?;
                let total = remittance.lines.iter().fold(0, |sum: Won, line| sum.saturating_add(line.amount));
                ensure!(total == remittance.total, "a remittance is not the sum of its lines");
                let empty = total == 0 && remittance.kind == RemittanceKind::Payment;
                ensure!(!empty, "nothing was paid");
                let count = counted.entry(insurer).or_default();
                *count = count.saturating_add(1);
                if remittance.state != RemittanceState::Completed {
                    continue;
                }
                for line in &remittance.lines {
                    let sum = sums.remitted.entry(line.claim).or_default();
                    *sum = match remittance.kind {
                        RemittanceKind::Payment => sum.checked_add(line.amount),
                        RemittanceKind::Reversal => sum.checked_sub(line.amount),
                    }
                    .ok_or("more was taken back than was paid")?;
                }
            }
        }
        let all = counted.values().fold(0usize, |sum, count| sum.saturating_add(*count as usize));
        ensure!(Remittances::<T>::iter_keys().count() == all, "a remittance has a number that was not handed out");
        Ok(())
    }

    fn check_approvals(sums: &mut Sums) -> Result<(), TryRuntimeError> {
        for (id, approval) in Preauthorisations::<T>::iter() {
            let user = match approval.state {
                PreauthorisationState::Approved { claim, .. } => claim,
                PreauthorisationState::Used { claim, .. } => Some(claim),
                _ => None,
            };
            if let Some(user) = user {
                let claim = Claims::<T>::get(user).ok_or("the claim of an approval is missing")?;
                let line = claim.lines.iter().find(|line| line.preauthorisation == Some(id));
                let line = line.filter(|_| claim.policy == approval.policy);
                let covered = line.ok_or("an approval is kept for a claim that does not name it")?.outcome.counted;
                let sound = match approval.state {
                    PreauthorisationState::Used { .. } => claim.is_decided() && covered,
                    _ => claim.is_open() || (claim.is_decided() && !covered),
                };
                ensure!(sound, "an approval is used without a decision");
            }
            let reserved = approval.reserved();
            if reserved > 0 {
                let year = sums.years.entry((approval.policy, approval.year)).or_default();
                year.reserved = year.reserved.saturating_add(reserved);
            }
        }
        Ok(())
    }

    fn check_years(sums: &Sums) -> Result<(), TryRuntimeError> {
        let mut stored = 0usize;
        for (policy, year, accumulators) in Years::<T>::iter() {
            ensure!(
                sums.years.get(&(policy, year)) == Some(&accumulators),
                "a benefit year is not the sum of its claims"
            );
            let record = Policies::<T>::get(policy).ok_or("a benefit year has no policy")?;
            let plan = Plans::<T>::get(record.plan).ok_or("a policy has no plan")?;
            let limits = record.limits(&plan.terms);
            let used = accumulators.paid.checked_add(accumulators.reserved);
            ensure!(used.is_some_and(|used| used <= limits.cap), "more is used than the cap");
            ensure!(accumulators.deductible_met <= limits.deductible, "more than the deductible is met");
            stored = stored.saturating_add(1);
        }
        let used = sums.years.values().filter(|sum| **sum != Accumulators::default()).count();
        ensure!(used == stored, "a benefit year is missing");
        Ok(())
    }

    fn check_ledgers(sums: &Sums) -> Result<(), TryRuntimeError> {
        let mut entries = 0usize;
        for ledger in Services::<T>::iter_values() {
            ensure!(!ledger.is_empty(), "a ledger is empty");
            ensure!(ledger.paid() <= ledger.charge, "more is paid for a service than its charge");
            for (place, entry) in ledger.entries.iter().enumerate() {
                let twice = ledger.entries.iter().take(place).any(|earlier| earlier.insurer == entry.insurer);
                ensure!(!twice, "an insurer has two entries for a service");
            }
            entries = entries.saturating_add(ledger.entries.len());
        }
        ensure!(entries == sums.entries, "an entry belongs to no line");
        Ok(())
    }

    fn check_money(sums: &Sums) -> Result<(), TryRuntimeError> {
        ensure!(sums.remitted.values().all(|sum| *sum == 0), "a remittance is for no claim");
        for (insurer, held) in &sums.held {
            let account = Self::organisation_account(*insurer);
            let on_hold = T::Currency::balance_on_hold(&HoldReason::GrantedClaims.into(), &account);
            ensure!(on_hold == BalanceOf::<T>::from(*held), "what is held is not what claims hold");
        }
        ensure!(UnfundedClaims::<T>::iter_keys().count() == sums.unfunded, "a claim is listed that is not there");
        for (account, amount) in Redemptions::<T>::iter() {
            let on_hold = T::Currency::balance_on_hold(&HoldReason::Redemption.into(), &account);
            ensure!(
                amount > 0 && on_hold == BalanceOf::<T>::from(amount),
                "what is held is not what is to be redeemed"
            );
        }
        Ok(())
    }
}
