//! Deciding and revoking.

use crate::{Config, Decisions, Error, Event, Pallet, Subject};
use bogam_primitives::{
    Moment,
    consent::{Author, ConsentId, Decision, SubjectId, Terms},
};
use frame_support::{
    BoundedVec, ensure,
    pallet_prelude::{DispatchResult, Get},
};

/// A subject's decisions.
pub(crate) type DecisionsOf<T> =
    BoundedVec<Decision<<T as frame_system::Config>::AccountId>, <T as Config>::MaxDecisions>;

impl<T: Config> Pallet<T> {
    pub(crate) fn do_decide(
        holder: T::AccountId,
        id: SubjectId,
        sequence: u32,
        terms: Terms<T::AccountId>,
        supersedes: Option<ConsentId>,
    ) -> DispatchResult {
        Self::mutate(id, |subject, now| {
            let author = Self::ensure_author(subject, holder, now)?;
            Self::ensure_next(subject, sequence)?;
            Self::ensure_terms(&terms, now)?;
            Self::ensure_may_make(subject, &author, &terms)?;
            Decisions::<T>::try_mutate(id, |decisions| {
                if let Some(superseded) = supersedes {
                    Self::end_decision(subject, &author, decisions, superseded)?;
                }
                let consent = Self::add_decision(id, subject, decisions, author, terms, now)?;
                Self::deposit_event(Event::Decided { subject: id, consent, supersedes });
                Ok(())
            })
        })
    }

    pub(crate) fn do_revoke(holder: T::AccountId, id: SubjectId, consent: ConsentId) -> DispatchResult {
        // The subject itself does not change, so it is read and not written.
        let subject = Self::open_subject(id)?;
        let author = Self::ensure_author(&subject, holder, Self::now())?;
        Decisions::<T>::try_mutate(id, |decisions| Self::end_decision(&subject, &author, decisions, consent))?;
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

    /// Adds the decision that has the subject's next number.
    pub(crate) fn add_decision(
        id: SubjectId,
        subject: &mut Subject<T>,
        decisions: &mut DecisionsOf<T>,
        made_by: Author<T::AccountId>,
        terms: Terms<T::AccountId>,
        now: Moment,
    ) -> Result<ConsentId, Error<T>> {
        let sequence = subject.next_decision;
        let consent = ConsentId::derive(id, sequence, &terms);
        subject.next_decision = Self::next(sequence)?;
        let decision = Decision { id: consent, sequence, made_by, made_at: now, terms };
        Self::place_decision(id, subject, decisions, decision, now)?;
        Ok(consent)
    }

    /// Puts a decision among the others. Those whose validity is over make room if there is none.
    pub(crate) fn place_decision(
        id: SubjectId,
        subject: &mut Subject<T>,
        decisions: &mut DecisionsOf<T>,
        decision: Decision<T::AccountId>,
        now: Moment,
    ) -> Result<(), Error<T>> {
        if decisions.len() >= T::MaxDecisions::get() as usize {
            let before = decisions.len();
            decisions.retain(|one| !one.terms.is_over_at(now) || one.terms.is_enrolment());
            if decisions.len() == before {
                Self::forget_ended_project(subject, decisions, now);
            }
            let count = before.saturating_sub(decisions.len()) as u32;
            ensure!(count > 0, Error::<T>::TooManyDecisions);
            Self::deposit_event(Event::ExpiredDecisionsRemoved { subject: id, count });
        }
        decisions.try_push(decision).map_err(|_| Error::<T>::TooManyDecisions)
    }
}
