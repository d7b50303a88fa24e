//! Deciding and revoking.

use crate::{Config, DecisionLog, Decisions, Error, Event, Pallet, Subject, Subjects};
use bogam_primitives::{
    Moment,
    consent::{Author, ConsentId, Decision, SubjectId, Terms},
};
use frame_support::{
    BoundedVec, ensure,
    pallet_prelude::{DispatchError, DispatchResult, Get},
};

/// A subject's decisions that stand.
pub(crate) type DecisionsOf<T> =
    BoundedVec<Decision<<T as frame_system::Config>::AccountId>, <T as Config>::MaxDecisions>;

impl<T: Config> Pallet<T> {
    /// Yields whether the subject has changed, and not its decisions alone.
    pub(crate) fn do_decide(
        holder: T::AccountId,
        id: SubjectId,
        sequence: u32,
        terms: Terms<T::AccountId>,
        supersedes: Option<ConsentId>,
    ) -> Result<bool, DispatchError> {
        let now = Self::now();
        let mut subject = Self::open_subject(id)?;
        let author = Self::ensure_author(&subject, holder, now)?;
        Decisions::<T>::try_mutate(id, |log| {
            Self::ensure_next(log, sequence)?;
            Self::ensure_terms(&terms, now)?;
            Self::ensure_may_make(&subject, &author, &terms)?;
            if let Some(superseded) = supersedes {
                Self::end_decision(&subject, &author, &mut log.standing, superseded)?;
            }
            let (consent, changed) = Self::add_decision(id, &mut subject, log, author, terms, now)?;
            // Mostly it has not: then the subject is read and not written.
            if changed {
                Subjects::<T>::insert(id, subject);
            }
            Self::deposit_event(Event::Decided { subject: id, consent, supersedes });
            Ok(changed)
        })
    }

    pub(crate) fn do_revoke(holder: T::AccountId, id: SubjectId, consent: ConsentId) -> DispatchResult {
        // The subject itself does not change, so it is read and not written.
        let subject = Self::open_subject(id)?;
        let author = Self::ensure_author(&subject, holder, Self::now())?;
        Decisions::<T>::try_mutate(id, |log| Self::end_decision(&subject, &author, &mut log.standing, consent))?;
        Self::deposit_event(Event::Revoked { subject: id, consent });
        Ok(())
    }

    fn end_decision(
        subject: &Subject<T>,
        author: &Author<T::AccountId>,
        decisions: &mut DecisionsOf<T>,
        consent: ConsentId,
    ) -> DispatchResult {
        let place = decisions.iter().position(|decision| decision.id == consent).ok_or(Error::<T>::UnknownDecision)?;
        if let Some(decision) = decisions.get(place) {
            ensure!(!decision.terms.is_enrolment(), Error::<T>::WithdrawalNeeded);
            Self::ensure_may_end(subject, author, &decision.terms)?;
        }
        decisions.remove(place);
        Ok(())
    }

    /// Adds the decision that has the subject's next number. Yields its identifier, and whether the subject has changed.
    pub(crate) fn add_decision(
        id: SubjectId,
        subject: &mut Subject<T>,
        log: &mut DecisionLog<T>,
        made_by: Author<T::AccountId>,
        terms: Terms<T::AccountId>,
        now: Moment,
    ) -> Result<(ConsentId, bool), Error<T>> {
        let sequence = log.next;
        let consent = ConsentId::derive(id, sequence, &terms);
        log.next = Self::next(sequence)?;
        let decision = Decision { id: consent, sequence, made_by, made_at: now, terms };
        let changed = Self::place_decision(id, subject, &mut log.standing, decision, now)?;
        Ok((consent, changed))
    }

    /// Puts a decision among the others. Those whose validity is over make room if there is none, or else a part in a
    /// project that has ended. Yields whether the subject has changed, which is so in that last case alone.
    pub(crate) fn place_decision(
        id: SubjectId,
        subject: &mut Subject<T>,
        decisions: &mut DecisionsOf<T>,
        decision: Decision<T::AccountId>,
        now: Moment,
    ) -> Result<bool, Error<T>> {
        let mut changed = false;
        if decisions.len() >= T::MaxDecisions::get() as usize {
            let before = decisions.len();
            decisions.retain(|one| !one.terms.is_over_at(now) || one.terms.is_enrolment());
            if decisions.len() == before {
                changed = Self::forget_ended_project(subject, decisions, now);
            }
            let count = before.saturating_sub(decisions.len()) as u32;
            ensure!(count > 0, Error::<T>::TooManyDecisions);
            Self::deposit_event(Event::ExpiredDecisionsRemoved { subject: id, count });
        }
        decisions.try_push(decision).map_err(|_| Error::<T>::TooManyDecisions)?;
        Ok(changed)
    }
}
