//! From submission to the decision of the rules, and what provider and assessor do before a decision.

use crate::{
    Claim, ClaimLine, ClaimState, ClaimStatements, Claims, Config, Error, Event, Pallet, Plan, Policies, Policy,
    PolicyKind, PreauthorisationState, Preauthorisations, ReversalProgress, Services,
};
use bogam_primitives::{
    Actor, ClaimId, Commitment, Moment,
    claim::{LedgerError, NewClaim, ServiceLedger, ServiceReference},
    traits::{Certifies, Dispenses},
};
use frame_support::{
    ensure,
    pallet_prelude::{DispatchError, DispatchResult},
};

impl<T: Config> Pallet<T> {
    pub(crate) fn do_submit(
        provider: Actor<T::AccountId>,
        new: NewClaim,
        statements: ClaimStatements<T>,
    ) -> DispatchResult {
        ensure!(!new.lines.is_empty(), Error::<T>::NoLines);
        ensure!(new.lines.len() <= Self::max_lines(), Error::<T>::TooManyLines);
        let id = ClaimId::derive(provider.organisation, &new);
        ensure!(!Claims::<T>::contains_key(id), Error::<T>::DuplicateClaim);
        let (mut policy, plan) = Self::ensure_policy(&new.policy)?;
        Self::ensure_free_for_a_claim(&policy)?;
        let now = Self::now();
        let (lines, keys) = Self::ensure_lines(&provider, &policy, &new, now)?;
        Self::ensure_statements(id, new.policy, provider.organisation, &keys, &statements, now)?;
        let year = Self::ensure_one_year(&policy, &lines)?;

        let deadline = now.saturating_add(plan.terms.decision_period);
        let mut claim = Claim {
            policy: new.policy,
            insurer: policy.insurer,
            provider: provider.organisation,
            payee: new.payee,
            year,
            commitment: new.commitment,
            evidence: None,
            submitted_at: now,
            lines,
            state: ClaimState::Pended { deadline },
            decision: None,
            appealed: None,
            settled: 0,
            held: 0,
            awaiting: None,
            reversal: ReversalProgress::None,
        };
        for line in &claim.lines {
            Self::lock(&provider, id, &claim, line, now)?;
            Self::lodge(id, &claim, line, &policy, &plan)?;
        }
        if let PolicyKind::Handle { claim: user, .. } = &mut policy.kind {
            *user = Some(id);
            Policies::<T>::insert(new.policy, &policy);
        }
        Self::deposit_event(Event::Submitted {
            claim: id,
            policy: new.policy,
            insurer: claim.insurer,
            provider: claim.provider,
        });

        let adjudicated = Self::adjudicated(&id, &claim, &[], &policy, &plan);
        if Self::is_for_the_rules(&claim, &adjudicated, &plan) {
            Self::put_decision(id, &mut claim, adjudicated, None, &plan)?;
        } else {
            Self::deposit_event(Event::Pended { claim: id, deadline });
        }
        Claims::<T>::insert(id, claim);
        Ok(())
    }

    /// Keeps the approval that a line names for this claim.
    fn lock(
        provider: &Actor<T::AccountId>,
        id: ClaimId,
        claim: &Claim<T>,
        line: &ClaimLine,
        now: Moment,
    ) -> DispatchResult {
        let Some(named) = line.preauthorisation else { return Ok(()) };
        let mut record = Self::ensure_usable(provider, claim, line, &named, now)?;
        if let PreauthorisationState::Approved { claim: user, .. } = &mut record.state {
            *user = Some(id);
        }
        Preauthorisations::<T>::insert(named, record);
        Ok(())
    }

    /// Enters a line in the ledger of its service, unless facts deny it already.
    fn lodge(id: ClaimId, claim: &Claim<T>, line: &ClaimLine, policy: &Policy<T>, plan: &Plan<T>) -> DispatchResult {
        let key = line.service.key();
        let ledger = Services::<T>::get(key);
        let differs = ledger.as_ref().is_some_and(|ledger| ledger.charge != line.charge);
        ensure!(!differs, Error::<T>::ChargeDiffers);
        if Self::denial(&id, claim, line, ledger.as_ref(), policy, &plan.terms).is_some() {
            return Ok(());
        }
        Self::enter(id, claim, line, ledger)
    }

    /// Enters a line in the ledger of its service. The first entry bills the service.
    pub(crate) fn enter(
        id: ClaimId,
        claim: &Claim<T>,
        line: &ClaimLine,
        ledger: Option<ServiceLedger>,
    ) -> DispatchResult {
        let mut ledger = match ledger {
            Some(ledger) => ledger,
            None => {
                match &line.service {
                    ServiceReference::Dispense(reference) => T::Dispenses::bill(reference)?,
                    ServiceReference::Certificate(reference) => T::Certificates::bill(reference)?,
                    ServiceReference::Encounter { .. } => {}
                }
                ServiceLedger::new(line.charge)
            }
        };
        ledger.lodge(claim.insurer, id, line.charge).map_err(Self::ledger_error)?;
        Services::<T>::insert(line.service.key(), ledger);
        Ok(())
    }

    /// Strikes a line out of the ledger of its service. The last entry frees the service.
    pub(crate) fn strike(id: &ClaimId, line: &ClaimLine) -> DispatchResult {
        let key = line.service.key();
        let Some(mut ledger) = Services::<T>::get(key) else { return Ok(()) };
        if !ledger.strike(id) {
            return Ok(());
        }
        if !ledger.is_empty() {
            Services::<T>::insert(key, ledger);
            return Ok(());
        }
        Services::<T>::remove(key);
        match &line.service {
            // A record that has been pruned since has no mark to take back.
            ServiceReference::Dispense(reference) if T::Dispenses::dispense(reference).is_some() => {
                T::Dispenses::unbill(reference)
            }
            ServiceReference::Certificate(reference) if T::Certificates::certificate(reference).is_some() => {
                T::Certificates::unbill(reference)
            }
            _ => Ok(()),
        }
    }

    pub(crate) fn ledger_error(error: LedgerError) -> Error<T> {
        match error {
            LedgerError::ChargeDiffers => Error::<T>::ChargeDiffers,
            LedgerError::TooManyPayers => Error::<T>::TooManyPayers,
            // Excluded where ledgers are written: duplicates are denied before, and what is paid fits what is left.
            LedgerError::Duplicate | LedgerError::OverCharge | LedgerError::NotLodged => Error::<T>::OverCharge,
        }
    }

    /// Yields how many lines the claim has.
    pub(crate) fn do_cancel(provider: Actor<T::AccountId>, id: ClaimId) -> Result<u32, DispatchError> {
        let mut claim = Self::ensure_providers_claim(&provider, &id)?;
        Self::ensure_open(&claim)?;
        for line in &claim.lines {
            Self::strike(&id, line)?;
            Self::unlock(&id, line);
        }
        claim.state = ClaimState::Cancelled;
        let lines = claim.lines.len() as u32;
        Claims::<T>::insert(id, claim);
        Self::deposit_event(Event::Cancelled { claim: id });
        Ok(lines)
    }

    /// Gives an approval that a claim has not used back to the provider.
    pub(crate) fn unlock(id: &ClaimId, line: &ClaimLine) {
        let Some(named) = line.preauthorisation else { return };
        Preauthorisations::<T>::mutate_extant(named, |record| {
            if let PreauthorisationState::Approved { claim: user, .. } = &mut record.state
                && *user == Some(*id)
            {
                *user = None;
            }
        });
    }

    pub(crate) fn do_request_information(
        assessor: Actor<T::AccountId>,
        id: ClaimId,
        question: Commitment,
    ) -> DispatchResult {
        let mut claim = Self::ensure_insurers_claim(&assessor, &id)?;
        Self::ensure_open(&claim)?;
        let asked = matches!(claim.state, ClaimState::InformationRequested { .. });
        ensure!(!asked, Error::<T>::InformationAlreadyRequested);
        let deadline = Self::deadline_of(&claim)?;
        claim.state = ClaimState::InformationRequested { deadline, question };
        Claims::<T>::insert(id, claim);
        Self::deposit_event(Event::InformationRequested { claim: id, deadline });
        Ok(())
    }

    pub(crate) fn do_provide_information(
        provider: Actor<T::AccountId>,
        id: ClaimId,
        answer: Commitment,
    ) -> DispatchResult {
        let mut claim = Self::ensure_providers_claim(&provider, &id)?;
        Self::ensure_open(&claim)?;
        let asked = matches!(claim.state, ClaimState::InformationRequested { .. });
        ensure!(asked, Error::<T>::NoInformationRequested);
        claim.state = ClaimState::Pended { deadline: Self::deadline_of(&claim)? };
        claim.evidence = Some(answer);
        Claims::<T>::insert(id, claim);
        Self::deposit_event(Event::InformationProvided { claim: id });
        Ok(())
    }

    /// By when whoever has to act next has to have acted.
    pub(crate) fn deadline_of(claim: &Claim<T>) -> Result<Moment, Error<T>> {
        let (_, plan) = Self::ensure_policy(&claim.policy)?;
        Ok(Self::now().saturating_add(plan.terms.decision_period))
    }
}
