//! What calls are refused for, and what lines are denied for by facts.

use crate::{
    Appellant, Claim, ClaimLine, ClaimState, Claims, Config, Error, Pallet, Party, Plan, Plans, Policies, Policy,
    PolicyKind, Preauthorisation, PreauthorisationState, Preauthorisations,
};
use bogam_primitives::{
    Actor, ClaimId, Moment, OrganisationId, PlanId, PolicyId, PreauthorisationId, Signed, StatementContent,
    StatementError,
    claim::{
        AdjustmentReason, AuthoriseClaim, NewClaim, NewLine, PayeeKind, PlanTerms, ServiceLedger, ServiceReference,
        TermsError, Verdict,
    },
    traits::{Certifies, Dispenses, EnsureRole, Holders},
};
use frame_support::{BoundedVec, ensure, pallet_prelude::DispatchError, sp_runtime::traits::Zero, traits::Get};
use frame_system::pallet_prelude::BlockNumberFor;
use scale_info::prelude::vec::Vec;

// Who, and which.
impl<T: Config> Pallet<T> {
    pub(crate) fn ensure_plan(insurer: &Actor<T::AccountId>, id: &PlanId) -> Result<Plan<T>, Error<T>> {
        let plan = Plans::<T>::get(id).ok_or(Error::<T>::UnknownPlan)?;
        ensure!(plan.insurer == insurer.organisation, Error::<T>::NotYourPlan);
        Ok(plan)
    }

    pub(crate) fn ensure_policy(id: &PolicyId) -> Result<(Policy<T>, Plan<T>), Error<T>> {
        let policy = Policies::<T>::get(id).ok_or(Error::<T>::UnknownPolicy)?;
        let plan = Plans::<T>::get(policy.plan).ok_or(Error::<T>::UnknownPlan)?;
        Ok((policy, plan))
    }

    pub(crate) fn ensure_claim(id: &ClaimId) -> Result<Claim<T>, Error<T>> {
        Claims::<T>::get(id).ok_or(Error::<T>::UnknownClaim)
    }

    pub(crate) fn ensure_providers_claim(provider: &Actor<T::AccountId>, id: &ClaimId) -> Result<Claim<T>, Error<T>> {
        let claim = Self::ensure_claim(id)?;
        ensure!(claim.provider == provider.organisation, Error::<T>::NotYourClaim);
        Ok(claim)
    }

    /// A claim, and as whom the origin may appeal the decision on it. The key of a policy may also after the policy's end.
    pub(crate) fn ensure_appellant(
        origin: T::RuntimeOrigin,
        id: &ClaimId,
    ) -> Result<(Claim<T>, Appellant), DispatchError> {
        // A patient's key has no seat, and a seat's key is no patient's.
        if let Ok(holder) = T::HolderOrigin::ensure_role(origin.clone()) {
            let claim = Self::ensure_claim(id)?;
            let policy = Policies::<T>::get(claim.policy).ok_or(Error::<T>::UnknownPolicy)?;
            ensure!(policy.holder == holder, Error::<T>::NotTheHolder);
            return Ok((claim, Appellant::Holder));
        }
        let provider = T::ProviderOrigin::ensure_role(origin)?;
        Ok((Self::ensure_providers_claim(&provider, id)?, Appellant::Provider))
    }

    pub(crate) fn ensure_insurers_claim(assessor: &Actor<T::AccountId>, id: &ClaimId) -> Result<Claim<T>, Error<T>> {
        let claim = Self::ensure_claim(id)?;
        ensure!(claim.insurer == assessor.organisation, Error::<T>::NotYourInsuredClaim);
        Ok(claim)
    }

    /// Refuses a claim that nobody will decide any more.
    pub(crate) fn ensure_open(claim: &Claim<T>) -> Result<(), Error<T>> {
        match claim.state {
            ClaimState::Pended { .. } | ClaimState::InformationRequested { .. } => Ok(()),
            ClaimState::Decided | ClaimState::Appealed { .. } => Err(Error::<T>::AlreadyDecided),
            ClaimState::Cancelled => Err(Error::<T>::AlreadyCancelled),
            ClaimState::Reversed => Err(Error::<T>::AlreadyReversed),
        }
    }

    /// Refuses a claim on which no decision is in force.
    pub(crate) fn ensure_decided(claim: &Claim<T>) -> Result<(), Error<T>> {
        match claim.state {
            ClaimState::Decided | ClaimState::Appealed { .. } => Ok(()),
            ClaimState::Pended { .. } | ClaimState::InformationRequested { .. } => Err(Error::<T>::NotDecided),
            ClaimState::Cancelled => Err(Error::<T>::AlreadyCancelled),
            ClaimState::Reversed => Err(Error::<T>::AlreadyReversed),
        }
    }

    /// The account of a party, if the origin acts for it.
    pub(crate) fn ensure_party(
        origin: T::RuntimeOrigin,
        party: &Party<T::AccountId>,
    ) -> Result<T::AccountId, DispatchError> {
        match party {
            Party::Organisation(organisation) => {
                let treasurer = T::TreasurerOrigin::ensure_role(origin)?;
                ensure!(treasurer.organisation == *organisation, Error::<T>::NotAParty);
            }
            Party::Holder(key) => {
                let holder = T::HolderOrigin::ensure_role(origin)?;
                ensure!(holder == *key, Error::<T>::NotTheHolder);
            }
        }
        Ok(Self::account(party))
    }

    /// To whom a claim is paid now.
    pub(crate) fn payee(claim: &Claim<T>) -> Result<Party<T::AccountId>, Error<T>> {
        match claim.payee {
            PayeeKind::Provider => Ok(Party::Organisation(claim.provider)),
            PayeeKind::Holder => {
                let policy = Policies::<T>::get(claim.policy).ok_or(Error::<T>::UnknownPolicy)?;
                Ok(Party::Holder(policy.holder))
            }
        }
    }

    pub(crate) fn ensure_fresh_key(key: &T::AccountId) -> Result<(), Error<T>> {
        ensure!(!T::Holders::is_sponsored(key), Error::<T>::KeyNotFresh);
        Ok(())
    }
}

// Plans and verdicts.
impl<T: Config> Pallet<T> {
    pub(crate) fn terms_error(error: TermsError) -> Error<T> {
        match error {
            TermsError::NoRules => Error::<T>::NoRules,
            TermsError::DuplicateCategory => Error::<T>::DuplicateCategory,
            TermsError::CoverageOutOfRange => Error::<T>::CoverageOutOfRange,
            TermsError::NothingCovered => Error::<T>::NothingCovered,
            TermsError::PeriodTooLong => Error::<T>::PeriodTooLong,
            TermsError::NoTime => Error::<T>::NoTime,
            TermsError::StepsOutOfRange => Error::<T>::StepsOutOfRange,
        }
    }

    pub(crate) fn ensure_verdicts(claim: &Claim<T>, verdicts: &[Verdict]) -> Result<(), Error<T>> {
        ensure!(verdicts.len() == claim.lines.len(), Error::<T>::WrongNumberOfVerdicts);
        let judged = |verdict: &Verdict| match verdict {
            Verdict::Accept => true,
            Verdict::Deny(reason) | Verdict::Reduce { reason, .. } => reason.is_for_assessors(),
        };
        ensure!(verdicts.iter().all(judged), Error::<T>::ReasonNotForAssessors);
        Ok(())
    }
}

// What patients sign.
impl<T: Config> Pallet<T> {
    pub(crate) fn ensure_signed_by<Content: StatementContent>(
        signed: &Signed<Content, T::HolderSignature>,
        signer: &T::AccountId,
        now: Moment,
    ) -> Result<(), Error<T>> {
        // The hash of block zero is the one that is kept for ever.
        let genesis = frame_system::Pallet::<T>::block_hash(BlockNumberFor::<T>::zero());
        match signed.verify(&genesis, now, signer) {
            Ok(_) => Ok(()),
            Err(StatementError::ForeignChain) => Err(Error::<T>::StatementForAnotherChain),
            Err(StatementError::Expired) => Err(Error::<T>::StatementExpired),
            Err(StatementError::BadSignature) => Err(Error::<T>::StatementSignatureInvalid),
        }
    }

    /// The policy's key has to sign, or anybody's prescription could be billed to anybody's policy; and the key of each
    /// prescription, or anybody's policy could pay for anybody's prescription.
    pub(crate) fn ensure_statements(
        id: ClaimId,
        policy: PolicyId,
        provider: OrganisationId,
        keys: &[T::AccountId],
        statements: &[Signed<AuthoriseClaim, T::HolderSignature>],
        now: Moment,
    ) -> Result<(), Error<T>> {
        ensure!(keys.len() == statements.len(), Error::<T>::WrongNumberOfStatements);
        for (key, signed) in keys.iter().zip(statements) {
            let content = &signed.statement.content;
            ensure!(content.claim == id, Error::<T>::StatementForAnotherSubject);
            ensure!(content.policy == policy, Error::<T>::StatementForAnotherPolicy);
            ensure!(content.provider == provider, Error::<T>::StatementForAnotherProvider);
            Self::ensure_signed_by(signed, key, now)?;
        }
        Ok(())
    }
}

// Submission.
impl<T: Config> Pallet<T> {
    /// Refuses a second claim on a handle, unless nothing of the first is covered.
    pub(crate) fn ensure_free_for_a_claim(policy: &Policy<T>) -> Result<(), Error<T>> {
        let PolicyKind::Handle { claim, .. } = policy.kind else { return Ok(()) };
        ensure!(policy.ended.is_none(), Error::<T>::HandleClosed);
        let Some(before) = claim.and_then(Claims::<T>::get) else { return Ok(()) };
        let over = match before.state {
            ClaimState::Cancelled | ClaimState::Reversed => true,
            ClaimState::Decided => !before.is_covered(),
            _ => false,
        };
        ensure!(over, Error::<T>::HandleUsed);
        Ok(())
    }

    /// When the service of a line was delivered, and which key it was delivered to if that is known; refused if the
    /// provider has not delivered it.
    fn ensure_service(
        provider: &Actor<T::AccountId>,
        service: &ServiceReference,
        now: Moment,
    ) -> Result<(Moment, Option<T::AccountId>), Error<T>> {
        let (deliverer, at, key) = match service {
            ServiceReference::Dispense(reference) => {
                let record = T::Dispenses::dispense(reference).ok_or(Error::<T>::UnknownService)?;
                (record.provider, record.at, Some(record.holder))
            }
            ServiceReference::Certificate(reference) => {
                let record = T::Certificates::certificate(reference).ok_or(Error::<T>::UnknownService)?;
                (record.provider, record.at, None)
            }
            ServiceReference::Encounter { at, .. } => {
                ensure!(*at <= now, Error::<T>::ServiceInFuture);
                (provider.organisation, *at, None)
            }
        };
        ensure!(deliverer == provider.organisation, Error::<T>::NotYourService);
        Ok((at, key))
    }

    /// The lines in the form of the record, and the keys that have to agree, the policy's first.
    #[allow(clippy::type_complexity, reason = "two lists")]
    pub(crate) fn ensure_lines(
        provider: &Actor<T::AccountId>,
        policy: &Policy<T>,
        new: &NewClaim,
        now: Moment,
    ) -> Result<(BoundedVec<ClaimLine, T::MaxLines>, Vec<T::AccountId>), Error<T>> {
        let mut lines = BoundedVec::<ClaimLine, T::MaxLines>::new();
        let mut keys = Vec::from([policy.holder.clone()]);
        let mut total = 0u64;
        for NewLine { category, service, charge, preauthorisation } in &new.lines {
            ensure!(*charge > 0, Error::<T>::ZeroAmount);
            total = total.checked_add(*charge).ok_or(Error::<T>::AmountOutOfRange)?;
            let key = service.key();
            ensure!(lines.iter().all(|line| line.service.key() != key), Error::<T>::DuplicateLine);
            let named_before =
                preauthorisation.is_some() && lines.iter().any(|line| line.preauthorisation == *preauthorisation);
            ensure!(!named_before, Error::<T>::PreauthorisationNamedTwice);
            let (served_at, holder) = Self::ensure_service(provider, service, now)?;
            if let Some(holder) = holder
                && !keys.contains(&holder)
            {
                keys.push(holder);
            }
            lines
                .try_push(ClaimLine {
                    category: *category,
                    service: *service,
                    served_at,
                    charge: *charge,
                    preauthorisation: *preauthorisation,
                    outcome: Default::default(),
                })
                .map_err(|_| Error::<T>::TooManyLines)?;
        }
        Ok((lines, keys))
    }

    /// The one benefit year that the lines count for. Lines outside the period are denied and count for none.
    pub(crate) fn ensure_one_year(policy: &Policy<T>, lines: &[ClaimLine]) -> Result<crate::BenefitYear, Error<T>> {
        let covered = |line: &&ClaimLine| line.served_at >= policy.from && line.served_at < policy.covered_until();
        let mut years = lines.iter().filter(covered).filter_map(|line| policy.year_of(line.served_at));
        let first = years.next();
        ensure!(years.all(|year| Some(year) == first), Error::<T>::SpansBenefitYears);
        Ok(first.unwrap_or_default())
    }

    /// The approval that a line names, if the line can use it.
    pub(crate) fn ensure_usable(
        provider: &Actor<T::AccountId>,
        claim: &Claim<T>,
        line: &ClaimLine,
        id: &PreauthorisationId,
        now: Moment,
    ) -> Result<Preauthorisation, Error<T>> {
        let record = Preauthorisations::<T>::get(id).ok_or(Error::<T>::UnknownPreauthorisation)?;
        ensure!(record.provider == provider.organisation, Error::<T>::NotYourPreauthorisation);
        let fits = record.policy == claim.policy && record.category == line.category && record.year == claim.year;
        ensure!(fits, Error::<T>::PreauthorisationMismatch);
        let PreauthorisationState::Approved { until, claim: user, .. } = record.state else {
            return Err(Error::<T>::PreauthorisationNotUsable);
        };
        ensure!(!Self::is_kept(user), Error::<T>::PreauthorisationInUse);
        // What is submitted in its time was also delivered in its time: nobody can bill what is to come.
        ensure!(now < until, Error::<T>::PreauthorisationOver);
        Ok(record)
    }

    /// Whether an approval is kept for a claim that waits for a decision, at first or on appeal.
    pub(crate) fn is_kept(user: Option<ClaimId>) -> bool {
        user.and_then(Claims::<T>::get).is_some_and(|claim| claim.deadline().is_some())
    }
}

// Facts.
impl<T: Config> Pallet<T> {
    /// Why nothing is paid of a line, if that is certain from facts outside the plan's rules per category.
    pub(crate) fn denial(
        id: &ClaimId,
        claim: &Claim<T>,
        line: &ClaimLine,
        ledger: Option<&ServiceLedger>,
        policy: &Policy<T>,
        terms: &PlanTerms,
    ) -> Option<AdjustmentReason> {
        if ledger.is_some_and(|ledger| ledger.has_other_claim_of(claim.insurer, id)) {
            return Some(AdjustmentReason::ExactDuplicate);
        }
        let delivered = match &line.service {
            // What this claim has billed cannot have been withdrawn since, but its record may have been pruned.
            ServiceReference::Dispense(reference) => {
                ledger.is_some_and(|ledger| ledger.has(id))
                    || T::Dispenses::dispense(reference).is_some_and(|record| !record.withdrawn)
            }
            ServiceReference::Certificate(reference) => {
                T::Certificates::certificate(reference).is_some_and(|record| record.is_payable())
            }
            ServiceReference::Encounter { .. } => true,
        };
        if !delivered {
            return Some(AdjustmentReason::NotFurnished);
        }
        let too_late = claim.submitted_at > line.served_at.saturating_add(terms.filing_limit);
        policy.not_covering(line.served_at, terms).or_else(|| too_late.then_some(AdjustmentReason::FiledTooLate))
    }

    pub(crate) fn max_lines() -> usize {
        T::MaxLines::get() as usize
    }
}
