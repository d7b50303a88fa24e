//! Holding what is granted, paying it, and taking it back.

use crate::{
    Claim, ClaimState, Claims, Config, Error, Event, HoldReason, NextRemittance, Pallet, Party, Plan, Remittance,
    RemittanceKind, RemittanceLine, RemittanceNumber, RemittanceState, Remittances, ReversalProgress, UnfundedClaims,
};
use bogam_primitives::{
    Actor, ClaimId, Commitment, OrganisationId, Won,
    claim::{PayeeKind, SettlementMode},
    traits::EnsureRole,
};
use frame_support::{
    BoundedVec, ensure,
    pallet_prelude::{DispatchError, DispatchResult},
    traits::{
        fungible::{Mutate, MutateHold},
        tokens::{Fortitude, Precision, Preservation, Restriction},
    },
};
use scale_info::prelude::vec::Vec;

type Lines<T> = BoundedVec<RemittanceLine, <T as Config>::MaxBatch>;

// Holding.
impl<T: Config> Pallet<T> {
    /// Holds what is due on a claim and not held yet. If the insurer's account is short, the claim is listed.
    pub(crate) fn provide_funds(id: ClaimId, claim: &mut Claim<T>, plan: &Plan<T>) {
        let missing = claim.outstanding().saturating_sub(claim.held);
        if missing == 0 || plan.terms.settlement == SettlementMode::OffChain {
            return;
        }
        let account = Self::organisation_account(claim.insurer);
        match T::Currency::hold(&HoldReason::GrantedClaims.into(), &account, missing.into()) {
            Ok(()) => {
                claim.held = claim.held.saturating_add(missing);
                UnfundedClaims::<T>::remove(claim.insurer, id);
                Self::deposit_event(Event::Funded { claim: id, held: claim.held });
            }
            Err(_) => {
                UnfundedClaims::<T>::insert(claim.insurer, id, ());
                Self::deposit_event(Event::Unfunded { claim: id, missing });
            }
        }
    }

    pub(crate) fn do_fund(id: ClaimId) -> DispatchResult {
        let mut claim = Self::ensure_claim(&id)?;
        Self::ensure_decided(&claim)?;
        let (_, plan) = Self::ensure_policy(&claim.policy)?;
        ensure!(plan.terms.settlement == SettlementMode::OnChain, Error::<T>::SettledOffChain);
        ensure!(claim.held < claim.outstanding(), Error::<T>::AlreadyFunded);
        Self::provide_funds(id, &mut claim, &plan);
        ensure!(claim.held >= claim.outstanding(), Error::<T>::InsufficientFunds);
        Claims::<T>::insert(id, claim);
        Ok(())
    }
}

// Paying.
impl<T: Config> Pallet<T> {
    pub(crate) fn do_settle(treasurer: Actor<T::AccountId>, ids: Vec<ClaimId>) -> DispatchResult {
        let (insurer, payee, claims) = Self::ensure_settlement(&ids, SettlementMode::OnChain)?;
        let for_payee = payee == Party::Organisation(treasurer.organisation);
        ensure!(treasurer.organisation == insurer || for_payee, Error::<T>::NotAParty);
        let mut lines = Lines::<T>::new();
        for (id, mut claim) in claims {
            if claim.held < claim.outstanding() {
                let (_, plan) = Self::ensure_policy(&claim.policy)?;
                Self::provide_funds(id, &mut claim, &plan);
            }
            let amount = claim.outstanding();
            ensure!(claim.held >= amount, Error::<T>::InsufficientFunds);
            claim.held = claim.held.saturating_sub(amount);
            claim.settled = claim.settled.saturating_add(amount);
            Self::ensure_key_can_act(claim.policy, &payee)?;
            lines.try_push(RemittanceLine { claim: id, amount }).map_err(|_| Error::<T>::TooManyClaims)?;
            Claims::<T>::insert(id, claim);
        }
        let total = Self::total_of(&lines)?;
        T::Currency::transfer_on_hold(
            &HoldReason::GrantedClaims.into(),
            &Self::organisation_account(insurer),
            &Self::account(&payee),
            total.into(),
            Precision::Exact,
            Restriction::Free,
            Fortitude::Polite,
        )?;
        Self::remit(insurer, payee, RemittanceKind::Payment, lines, total, None, RemittanceState::Completed)?;
        Ok(())
    }

    pub(crate) fn do_confirm_payment(
        treasurer: Actor<T::AccountId>,
        ids: Vec<ClaimId>,
        reference: Commitment,
    ) -> DispatchResult {
        let (insurer, payee, claims) = Self::ensure_settlement(&ids, SettlementMode::OffChain)?;
        ensure!(treasurer.organisation == insurer, Error::<T>::NotAParty);
        let mut lines = Lines::<T>::new();
        for (id, claim) in &claims {
            let line = RemittanceLine { claim: *id, amount: claim.outstanding() };
            lines.try_push(line).map_err(|_| Error::<T>::TooManyClaims)?;
        }
        let total = Self::total_of(&lines)?;
        let side = payee.clone();
        let state = RemittanceState::AwaitingReceipt;
        let number = Self::remit(insurer, payee, RemittanceKind::Payment, lines, total, Some(reference), state)?;
        // A patient's claims are on one policy, whose key has to be able to answer.
        if let Some((_, claim)) = claims.first() {
            Self::change_receipts(claim.policy, &side, |receipts| receipts.saturating_add(1))?;
        }
        for (id, mut claim) in claims {
            claim.awaiting = Some(number);
            Claims::<T>::insert(id, claim);
        }
        Ok(())
    }

    pub(crate) fn do_confirm_receipt(
        origin: T::RuntimeOrigin,
        insurer: OrganisationId,
        number: RemittanceNumber,
        received: bool,
    ) -> DispatchResult {
        let mut remittance = Remittances::<T>::get(insurer, number).ok_or(Error::<T>::UnknownRemittance)?;
        ensure!(remittance.state == RemittanceState::AwaitingReceipt, Error::<T>::NotAwaitingReceipt);
        // The key of a patient may have been rotated since.
        let first = remittance.lines.first().ok_or(Error::<T>::UnknownRemittance)?;
        let first = Self::ensure_claim(&first.claim)?;
        let payee = Self::payee(&first)?;
        Self::ensure_party(origin, &payee)?;
        Self::change_receipts(first.policy, &payee, |receipts| receipts.saturating_sub(1))?;
        for RemittanceLine { claim: id, amount } in &remittance.lines {
            let mut claim = Self::ensure_claim(id)?;
            claim.awaiting = None;
            if received {
                claim.settled = claim.settled.saturating_add(*amount);
                // What the sides agreed on before was about less.
                claim.reversal = ReversalProgress::None;
            }
            Claims::<T>::insert(id, claim);
        }
        remittance.state = if received { RemittanceState::Completed } else { RemittanceState::Refused };
        Remittances::<T>::insert(insurer, number, remittance);
        Self::deposit_event(Event::ReceiptAnswered { insurer, remittance: number, received });
        Ok(())
    }

    /// The claims of one settlement, if something is due on each and they have the same insurer, payee and mode.
    #[allow(clippy::type_complexity, reason = "insurer, payee and claims")]
    fn ensure_settlement(
        ids: &[ClaimId],
        mode: SettlementMode,
    ) -> Result<(OrganisationId, Party<T::AccountId>, Vec<(ClaimId, Claim<T>)>), Error<T>> {
        ensure!(ids.len() <= Self::max_batch(), Error::<T>::TooManyClaims);
        let mut parties: Option<(OrganisationId, Party<T::AccountId>)> = None;
        let mut claims = Vec::with_capacity(ids.len());
        for id in ids {
            let claim = Self::ensure_claim(id)?;
            Self::ensure_decided(&claim)?;
            let (_, plan) = Self::ensure_policy(&claim.policy)?;
            ensure!(
                plan.terms.settlement == mode,
                match mode {
                    SettlementMode::OnChain => Error::<T>::SettledOffChain,
                    SettlementMode::OffChain => Error::<T>::SettledOnChain,
                }
            );
            ensure!(claim.paid() > 0, Error::<T>::NothingGranted);
            ensure!(claim.outstanding() > 0, Error::<T>::AlreadySettled);
            ensure!(claim.awaiting.is_none(), Error::<T>::ReceiptAwaited);
            // A claim that is named twice would be paid once.
            let twice = claims.iter().any(|(earlier, _)| earlier == id);
            ensure!(!twice, Error::<T>::AlreadySettled);
            let sides = (claim.insurer, Self::payee(&claim)?);
            let same = parties.as_ref().is_none_or(|before| *before == sides);
            ensure!(same, Error::<T>::MixedSettlement);
            parties = Some(sides);
            claims.push((*id, claim));
        }
        let (insurer, payee) = parties.ok_or(Error::<T>::NoClaims)?;
        Ok((insurer, payee, claims))
    }

    fn total_of(lines: &[RemittanceLine]) -> Result<Won, Error<T>> {
        lines.iter().try_fold(0, |sum: Won, line| sum.checked_add(line.amount)).ok_or(Error::<T>::AmountOutOfRange)
    }

    fn remit(
        insurer: OrganisationId,
        payee: Party<T::AccountId>,
        kind: RemittanceKind,
        lines: Lines<T>,
        total: Won,
        reference: Option<Commitment>,
        state: RemittanceState,
    ) -> Result<RemittanceNumber, DispatchError> {
        let number = NextRemittance::<T>::get(insurer);
        let next = number.checked_add(1).ok_or(Error::<T>::TooManyRemittances)?;
        NextRemittance::<T>::insert(insurer, next);
        let at = Self::now();
        Remittances::<T>::insert(insurer, number, Remittance { payee, kind, lines, total, at, reference, state });
        if kind == RemittanceKind::Payment {
            Self::deposit_event(Event::Remitted { insurer, remittance: number, total, state });
        }
        Ok(number)
    }

    fn max_batch() -> usize {
        <T::MaxBatch as frame_support::traits::Get<u32>>::get() as usize
    }
}

// Taking back.
impl<T: Config> Pallet<T> {
    /// Yields how many lines the claim has.
    pub(crate) fn do_reverse(origin: T::RuntimeOrigin, id: ClaimId) -> Result<u32, DispatchError> {
        let claim = Self::ensure_claim(&id)?;
        let lines = claim.lines.len() as u32;
        let payee = Self::payee(&claim)?;
        let by_payee = Self::ensure_side(origin, &claim, &payee)?;
        Self::ensure_decided(&claim)?;
        ensure!(!matches!(claim.state, ClaimState::Appealed { .. }), Error::<T>::AppealOpen);
        ensure!(claim.awaiting.is_none(), Error::<T>::ReceiptAwaited);
        // A claim whose deductible takes everything is settled with nothing.
        let settled = claim.settled > 0 || (claim.paid() == 0 && claim.is_covered());
        ensure!(settled, Error::<T>::NotSettled);
        let (_, plan) = Self::ensure_policy(&claim.policy)?;
        let done = match (plan.terms.settlement, by_payee, claim.reversal) {
            (SettlementMode::OnChain, true, _) => {
                let to = Self::organisation_account(claim.insurer);
                let from = Self::account(&payee);
                if claim.settled > 0 {
                    T::Currency::transfer(&from, &to, claim.settled.into(), Preservation::Expendable)
                        .map_err(|_| Error::<T>::PayeeShort)?;
                }
                Self::complete_reversal(id, claim, payee)
            }
            (SettlementMode::OffChain, false, ReversalProgress::Repaid) => Self::complete_reversal(id, claim, payee),
            (SettlementMode::OffChain, true, ReversalProgress::None | ReversalProgress::Requested) => {
                Self::progress_reversal(id, claim, ReversalProgress::Repaid)
            }
            (_, false, ReversalProgress::None) => Self::progress_reversal(id, claim, ReversalProgress::Requested),
            _ => Err(Error::<T>::AlreadyRequested.into()),
        };
        done.map(|()| lines)
    }

    /// Whether the origin acts for the payee; refused if it acts for neither payee nor insurer.
    fn ensure_side(
        origin: T::RuntimeOrigin,
        claim: &Claim<T>,
        payee: &Party<T::AccountId>,
    ) -> Result<bool, DispatchError> {
        if claim.payee == PayeeKind::Holder && Self::ensure_party(origin.clone(), payee).is_ok() {
            return Ok(true);
        }
        let treasurer = T::TreasurerOrigin::ensure_role(origin)?;
        let by_payee = *payee == Party::Organisation(treasurer.organisation);
        ensure!(by_payee || claim.insurer == treasurer.organisation, Error::<T>::NotAParty);
        Ok(by_payee)
    }

    fn progress_reversal(id: ClaimId, mut claim: Claim<T>, progress: ReversalProgress) -> DispatchResult {
        claim.reversal = progress;
        Claims::<T>::insert(id, claim);
        Self::deposit_event(Event::ReversalProgressed { claim: id, progress });
        Ok(())
    }

    fn complete_reversal(id: ClaimId, mut claim: Claim<T>, payee: Party<T::AccountId>) -> DispatchResult {
        Self::undo_decision(id, &claim)?;
        // What an appeal has granted on top and has not been settled.
        if claim.held > 0 {
            let account = Self::organisation_account(claim.insurer);
            let reason = HoldReason::GrantedClaims.into();
            T::Currency::release(&reason, &account, claim.held.into(), Precision::Exact)?;
        }
        UnfundedClaims::<T>::remove(claim.insurer, id);
        let amount = claim.settled;
        let lines = BoundedVec::try_from(Vec::from([RemittanceLine { claim: id, amount }]))
            .map_err(|_| Error::<T>::TooManyClaims)?;
        let insurer = claim.insurer;
        let state = RemittanceState::Completed;
        let remittance = Self::remit(insurer, payee, RemittanceKind::Reversal, lines, amount, None, state)?;
        claim.held = 0;
        claim.settled = 0;
        claim.reversal = ReversalProgress::None;
        claim.state = ClaimState::Reversed;
        Claims::<T>::insert(id, claim);
        Self::deposit_event(Event::Reversed { claim: id, amount, remittance });
        Ok(())
    }
}
