//! Decisions: by the rules, by an assessor, on appeal; and how a decision is undone.

use crate::{
    Appellant, Claim, ClaimLine, ClaimState, Claims, Config, Decision, Error, Event, Outcome, Pallet, Plan, Policy,
    PolicyKind, PreauthorisationState, Preauthorisations, ReversalProgress, Services, Years,
};
use bogam_primitives::{
    Actor, ClaimId, Commitment, Moment, Won,
    claim::{Accumulators, AdjustmentReason, Limits, LineInput, LineOutcome, OverdueRule, Verdict, adjudicate},
};
use frame_support::{
    ensure,
    pallet_prelude::{DispatchError, DispatchResult},
};
use scale_info::prelude::vec::Vec;

/// What the rules make of a claim, before anything is written.
pub(crate) struct Adjudicated {
    /// Per line.
    pub(crate) outcomes: Vec<LineOutcome>,
    /// What was reserved for each line.
    authorised: Vec<Option<Won>>,
    /// The benefit year as it would be.
    year: Accumulators,
}

impl Adjudicated {
    fn paid(&self) -> Won {
        self.outcomes.iter().fold(0, |sum, outcome| sum.saturating_add(outcome.paid))
    }
}

impl<T: Config> Pallet<T> {
    /// Adjudicates a claim as if no decision on it were in force. Lines without a verdict are accepted.
    pub(crate) fn adjudicated(
        id: &ClaimId,
        claim: &Claim<T>,
        verdicts: &[Verdict],
        policy: &Policy<T>,
        plan: &Plan<T>,
    ) -> Adjudicated {
        let limits = policy.limits(&plan.terms);
        let mut year = Years::<T>::get(claim.policy, claim.year);
        for line in &claim.lines {
            year.revert(line.category, &line.outcome);
        }
        let now = Self::now();
        let authorised: Vec<Option<Won>> =
            claim.lines.iter().map(|line| Self::reserved_for(id, line, &mut year, &limits, now)).collect();
        let inputs: Vec<LineInput> = claim
            .lines
            .iter()
            .zip(&authorised)
            .enumerate()
            .map(|(place, (line, authorised))| {
                let ledger = Services::<T>::get(line.service.key());
                LineInput {
                    category: line.category,
                    charge: line.charge,
                    other_paid: ledger.as_ref().map_or(0, |ledger| ledger.paid_by_others(id)),
                    denial: Self::denial(id, claim, line, ledger.as_ref(), policy, &plan.terms),
                    verdict: verdicts.get(place).copied().unwrap_or_default(),
                    authorised: *authorised,
                }
            })
            .collect();
        let outcomes = adjudicate(&plan.rules, &limits, &mut year, &inputs);
        Adjudicated { outcomes, authorised, year }
    }

    /// What `year` reserves for a line. What an earlier decision on this claim used up is reserved again, as far as it is
    /// free.
    ///
    /// An approval that is kept for the claim serves it however long the decision takes, at first or on appeal: the claim was
    /// submitted in the approval's time, and the service delivered before. One that another claim has taken over and given
    /// back serves it while its time lasts.
    fn reserved_for(
        id: &ClaimId,
        line: &ClaimLine,
        year: &mut Accumulators,
        limits: &Limits,
        now: Moment,
    ) -> Option<Won> {
        match Preauthorisations::<T>::get(line.preauthorisation?)?.state {
            PreauthorisationState::Approved { amount, claim: Some(user), .. } => (user == *id).then_some(amount),
            PreauthorisationState::Approved { amount, until, claim: None } => (now < until).then_some(amount),
            PreauthorisationState::Used { amount, claim, .. } if claim == *id => {
                let again = amount.min(year.free(limits));
                year.reserve(limits, again).then_some(again)
            }
            _ => None,
        }
    }

    /// Whether the rules alone decide: no line that is covered is always reviewed, and no more is paid than the plan permits.
    pub(crate) fn is_for_the_rules(claim: &Claim<T>, adjudicated: &Adjudicated, plan: &Plan<T>) -> bool {
        let reviewed = |(line, outcome): (&ClaimLine, &LineOutcome)| {
            outcome.counted && plan.rules.iter().any(|rule| rule.category == line.category && rule.review)
        };
        adjudicated.paid() <= plan.terms.automatic_limit && !claim.lines.iter().zip(&adjudicated.outcomes).any(reviewed)
    }

    /// Puts a decision in force: lines, ledgers, approvals, benefit year and money.
    pub(crate) fn put_decision(
        id: ClaimId,
        claim: &mut Claim<T>,
        adjudicated: Adjudicated,
        assessor: Option<T::AccountId>,
        plan: &Plan<T>,
    ) -> DispatchResult {
        let Adjudicated { outcomes, authorised, year } = adjudicated;
        for ((place, outcome), authorised) in outcomes.into_iter().enumerate().zip(authorised) {
            let Some(line) = claim.lines.get(place) else { continue };
            // What is covered stays entered even if nothing is paid: it has met the deductible, and cannot do so twice.
            if !outcome.counted {
                Self::strike(&id, line)?;
            } else {
                let ledger = Services::<T>::get(line.service.key());
                if !ledger.as_ref().is_some_and(|ledger| ledger.has(&id)) {
                    Self::enter(id, claim, line, ledger)?;
                }
                Services::<T>::try_mutate(line.service.key(), |slot| {
                    let ledger = slot.as_mut().ok_or(Error::<T>::OverCharge)?;
                    ledger.pay(&id, outcome.paid).map_err(Self::ledger_error)
                })?;
            }
            if let (Some(named), Some(amount)) = (line.preauthorisation, authorised) {
                Self::use_approval(id, named, amount, outcome.counted);
            }
            if let Some(line) = claim.lines.get_mut(place) {
                line.outcome = outcome;
            }
        }
        Self::set_year(claim.policy, claim.year, year);
        // What the sides had agreed to undo was another decision.
        claim.reversal = ReversalProgress::None;
        Self::note_decision(id, claim, assessor);
        Self::provide_funds(id, claim, plan);
        Ok(())
    }

    /// Writes down who decided, and when.
    fn note_decision(id: ClaimId, claim: &mut Claim<T>, assessor: Option<T::AccountId>) {
        let automatic = assessor.is_none();
        claim.state = ClaimState::Decided;
        claim.decision = Some(Decision { at: Self::now(), assessor });
        let outcome = claim.outcome().unwrap_or(Outcome::Denied);
        Self::deposit_event(Event::Decided { claim: id, outcome, paid: claim.paid(), automatic });
    }

    /// Marks an approval as used, or as still reserving `amount` and kept for what can be appealed.
    fn use_approval(id: ClaimId, named: bogam_primitives::PreauthorisationId, reserved: Won, used: bool) {
        Preauthorisations::<T>::mutate_extant(named, |record| {
            record.state = match record.state {
                PreauthorisationState::Approved { amount, until, .. } if used => {
                    PreauthorisationState::Used { amount, until, claim: id }
                }
                PreauthorisationState::Approved { amount, until, .. } => {
                    PreauthorisationState::Approved { amount, until, claim: Some(id) }
                }
                PreauthorisationState::Used { until, .. } if !used => {
                    PreauthorisationState::Approved { amount: reserved, until, claim: Some(id) }
                }
                other => other,
            };
        });
    }

    pub(crate) fn do_decide(assessor: Actor<T::AccountId>, id: ClaimId, verdicts: Vec<Verdict>) -> DispatchResult {
        let mut claim = Self::ensure_insurers_claim(&assessor, &id)?;
        Self::ensure_open(&claim)?;
        Self::ensure_verdicts(&claim, &verdicts)?;
        Self::decide_with(id, &mut claim, &verdicts, Some(assessor.account))
    }

    fn decide_with(
        id: ClaimId,
        claim: &mut Claim<T>,
        verdicts: &[Verdict],
        assessor: Option<T::AccountId>,
    ) -> DispatchResult {
        let (policy, plan) = Self::ensure_policy(&claim.policy)?;
        let adjudicated = Self::adjudicated(&id, claim, verdicts, &policy, &plan);
        Self::put_decision(id, claim, adjudicated, assessor, &plan)?;
        Claims::<T>::insert(id, claim);
        Ok(())
    }

    /// Yields how many lines the claim has.
    pub(crate) fn do_decide_overdue(id: ClaimId) -> Result<u32, DispatchError> {
        let mut claim = Self::ensure_claim(&id)?;
        let lines = claim.lines.len() as u32;
        let appealed = matches!(claim.state, ClaimState::Appealed { .. });
        if !appealed {
            Self::ensure_open(&claim)?;
        }
        let overdue = claim.deadline().is_some_and(|deadline| Self::now() >= deadline);
        ensure!(overdue, Error::<T>::NotOverdue);
        if matches!(claim.state, ClaimState::InformationRequested { .. }) {
            // The provider has not answered: that is not the insurer's delay.
            let verdicts: Vec<Verdict> =
                claim.lines.iter().map(|_| Verdict::Deny(AdjustmentReason::LacksInformation)).collect();
            Self::decide_with(id, &mut claim, &verdicts, None)?;
            return Ok(lines);
        }
        let (_, plan) = Self::ensure_policy(&claim.policy)?;
        ensure!(plan.terms.overdue == OverdueRule::Automatic, Error::<T>::OverdueWaits);
        if appealed {
            Self::decide_appeal_with(id, &mut claim, &[], None)?;
        } else {
            Self::decide_with(id, &mut claim, &[], None)?;
        }
        Ok(lines)
    }

    /// Whether a claim can be appealed at `now`.
    pub(crate) fn is_appealable(claim: &Claim<T>, appeal_window: Moment, now: Moment) -> bool {
        let in_time = |decision: &Decision<T::AccountId>| now < decision.at.saturating_add(appeal_window);
        matches!(claim.state, ClaimState::Decided)
            && claim.appealed.is_none()
            && claim.paid() < claim.charge()
            && claim.decision.as_ref().is_some_and(in_time)
    }

    pub(crate) fn do_appeal(id: ClaimId, mut claim: Claim<T>, by: Appellant, grounds: Commitment) -> DispatchResult {
        Self::ensure_decided(&claim)?;
        ensure!(claim.appealed.is_none(), Error::<T>::AlreadyAppealed);
        ensure!(claim.paid() < claim.charge(), Error::<T>::NothingToAppeal);
        let (policy, plan) = Self::ensure_policy(&claim.policy)?;
        let now = Self::now();
        ensure!(Self::is_appealable(&claim, plan.terms.appeal_window, now), Error::<T>::AppealWindowOver);
        if let PolicyKind::Handle { claim: user, .. } = policy.kind {
            ensure!(policy.ended.is_none(), Error::<T>::HandleClosed);
            ensure!(user == Some(id), Error::<T>::HandleUsed);
        }
        let deadline = now.saturating_add(plan.terms.decision_period);
        claim.state = ClaimState::Appealed { deadline };
        claim.appealed = Some(by);
        claim.evidence = Some(grounds);
        Claims::<T>::insert(id, claim);
        Self::deposit_event(Event::Appealed { claim: id, by, deadline });
        Ok(())
    }

    pub(crate) fn do_decide_appeal(
        assessor: Actor<T::AccountId>,
        id: ClaimId,
        verdicts: Vec<Verdict>,
    ) -> DispatchResult {
        let mut claim = Self::ensure_insurers_claim(&assessor, &id)?;
        ensure!(matches!(claim.state, ClaimState::Appealed { .. }), Error::<T>::NotAppealed);
        let before = claim.decision.as_ref().and_then(|decision| decision.assessor.as_ref());
        ensure!(before != Some(&assessor.account), Error::<T>::SelfAppeal);
        Self::ensure_verdicts(&claim, &verdicts)?;
        Self::decide_appeal_with(id, &mut claim, &verdicts, Some(assessor.account))
    }

    fn decide_appeal_with(
        id: ClaimId,
        claim: &mut Claim<T>,
        verdicts: &[Verdict],
        assessor: Option<T::AccountId>,
    ) -> DispatchResult {
        let (policy, plan) = Self::ensure_policy(&claim.policy)?;
        let adjudicated = Self::adjudicated(&id, claim, verdicts, &policy, &plan);
        if adjudicated.paid() > claim.paid() {
            Self::put_decision(id, claim, adjudicated, assessor, &plan)?;
        } else {
            // The decision before stays, line by line.
            Self::note_decision(id, claim, assessor);
        }
        Claims::<T>::insert(id, claim);
        Ok(())
    }

    /// Takes a decision out of force: what its lines took from the benefit year and the ledgers is given back, and an
    /// approval that it used reserves again while its time lasts. One that was kept for a line that is not covered is free.
    pub(crate) fn undo_decision(id: ClaimId, claim: &Claim<T>) -> DispatchResult {
        let (policy, plan) = Self::ensure_policy(&claim.policy)?;
        let limits = policy.limits(&plan.terms);
        let now = Self::now();
        let mut year = Years::<T>::get(claim.policy, claim.year);
        for line in &claim.lines {
            year.revert(line.category, &line.outcome);
            Self::strike(&id, line)?;
        }
        for named in claim.lines.iter().filter_map(|line| line.preauthorisation) {
            Preauthorisations::<T>::mutate_extant(named, |record| match &mut record.state {
                PreauthorisationState::Approved { claim: user, .. } if *user == Some(id) => *user = None,
                PreauthorisationState::Used { amount, until, claim: user } if *user == id => {
                    let (amount, until) = (*amount, *until);
                    let again = if now < until { amount.min(year.free(&limits)) } else { 0 };
                    record.state = match again > 0 && year.reserve(&limits, again) {
                        true => PreauthorisationState::Approved { amount: again, until, claim: None },
                        false => PreauthorisationState::Lapsed,
                    };
                }
                _ => {}
            });
        }
        Self::set_year(claim.policy, claim.year, year);
        Ok(())
    }
}
