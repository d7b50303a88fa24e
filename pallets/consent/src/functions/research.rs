//! Research projects, and subjects' parts in them.

use super::decisions::DecisionsOf;
use crate::{
    BroadConsent, Config, Decisions, Error, Event, NewProject, Pallet, Participation, Project, Projects, Subject,
    UnlistedWithdrawals,
};
use bogam_primitives::{
    Actor, Moment,
    consent::{Author, ConsentId, Decision, Mismatch, ProjectId, ResearchScope, SubjectId},
    traits::Organisations,
};
use frame_support::{
    ensure,
    pallet_prelude::{DispatchResult, Get},
};

impl<T: Config> Pallet<T> {
    pub(crate) fn do_approve_project(board: Actor<T::AccountId>, plan: NewProject) -> DispatchResult {
        let now = Self::now();
        ensure!(T::Organisations::kind(plan.organisation).is_some(), Error::<T>::UnknownOrganisation);
        ensure!(now < plan.until, Error::<T>::EndsInThePast);
        ensure!(plan.terms.bound_by.is_known(), Error::<T>::UnknownModifier);
        ensure!(!plan.terms.is_contradictory(), Error::<T>::ContradictoryTerms);
        let id = ProjectId::derive(plan.organisation, &plan.protocol, plan.until);
        ensure!(!Projects::<T>::contains_key(id), Error::<T>::DuplicateProject);
        Projects::<T>::insert(id, Project { plan, approved_by: board, approved_at: now, closed_at: None, cohort: 0 });
        Self::deposit_event(Event::ProjectApproved { project: id, organisation: plan.organisation, until: plan.until });
        Ok(())
    }

    pub(crate) fn do_close_project(board: Actor<T::AccountId>, id: ProjectId) -> DispatchResult {
        let now = Self::now();
        let mut project = Self::open_project(id, now)?;
        ensure!(project.approved_by.organisation == board.organisation, Error::<T>::NotYourApproval);
        project.closed_at = Some(now);
        Projects::<T>::insert(id, project);
        Self::deposit_event(Event::ProjectClosed { project: id });
        Ok(())
    }

    pub(crate) fn do_opt_in(
        holder: T::AccountId,
        id: SubjectId,
        sequence: u32,
        project: ProjectId,
        scope: ResearchScope,
    ) -> DispatchResult {
        Self::mutate(id, |subject, now| {
            let author = Self::ensure_subject_or_guardian(subject, holder, now)?;
            Decisions::<T>::try_mutate(id, |log| {
                Self::ensure_next(log, sequence)?;
                Self::ensure_scope(&scope)?;
                let mut record = Self::open_project(project, now)?;
                let part = subject.participation(project);
                ensure!(part.is_none_or(|part| part.enrolled.is_none()), Error::<T>::AlreadyEnrolled);
                let until = record.plan.until;
                let terms = scope.enrolment(project, until);
                let (consent, _) = Self::add_decision(id, subject, log, author, terms, now)?;
                let part = Participation { project, until, enrolled: Some(consent) };
                Self::take_part(id, subject, &mut log.standing, part, now)?;
                record.cohort = Self::next(record.cohort)?;
                Projects::<T>::insert(project, record);
                Ok(())
            })
        })
    }

    pub(crate) fn do_consent_broadly(holder: T::AccountId, id: SubjectId, broad: BroadConsent) -> DispatchResult {
        Self::mutate(id, |subject, now| {
            Self::ensure_subject_or_guardian(subject, holder, now)?;
            Self::ensure_scope(&broad.scope)?;
            ensure!(broad.terms.demanded.is_known(), Error::<T>::UnknownModifier);
            ensure!(broad.until.is_none_or(|until| now < until), Error::<T>::AlreadyExpired);
            subject.broad_consent = Some(broad);
            Self::deposit_event(Event::BroadConsentGiven { subject: id });
            Ok(())
        })
    }

    pub(crate) fn do_enrol(actor: Actor<T::AccountId>, id: SubjectId, project: ProjectId) -> DispatchResult {
        Self::mutate(id, |subject, now| {
            let mut record = Self::open_project(project, now)?;
            let ours = [record.plan.organisation, subject.custodian].contains(&actor.organisation);
            ensure!(ours, Error::<T>::NotYourProject);
            match subject.participation(project) {
                Some(Participation { enrolled: Some(_), .. }) => return Err(Error::<T>::AlreadyEnrolled.into()),
                Some(Participation { enrolled: None, .. }) => return Err(Error::<T>::WithdrawnFromProject.into()),
                None => {}
            }
            let until = record.plan.until;
            // The subject may have withdrawn from this one.
            ensure!(UnlistedWithdrawals::<T>::get(id) < until, Error::<T>::WithdrawnFromMany);
            let broad = subject.broad_consent.ok_or(Error::<T>::NoBroadConsent)?;
            // So every part in a project lasts as long as the project, and a cohort shrinks by withdrawal alone.
            ensure!(broad.until.is_none_or(|end| until <= end), Error::<T>::BroadConsentEndsSooner);
            broad.terms.permits(&record.plan.terms).map_err(|mismatch| match mismatch {
                Mismatch::Research => Error::<T>::ResearchNotPermitted,
                Mismatch::NotBoundBy(_) => Error::<T>::ConditionNotMet,
            })?;

            let number = subject.next_enrolment;
            subject.next_enrolment = Self::next(number)?;
            let consent = ConsentId::of_enrolment(id, project, number);
            let decision = Decision {
                id: consent,
                sequence: number,
                made_by: Author::BroadConsent(actor.account),
                made_at: now,
                terms: broad.scope.enrolment(project, until),
            };
            let part = Participation { project, until, enrolled: Some(consent) };
            Decisions::<T>::try_mutate(id, |log| {
                Self::place_decision(id, subject, &mut log.standing, decision, now)?;
                Self::take_part(id, subject, &mut log.standing, part, now)
            })?;
            record.cohort = Self::next(record.cohort)?;
            Projects::<T>::insert(project, record);
            Ok(())
        })
    }

    pub(crate) fn do_withdraw_from_research(
        holder: T::AccountId,
        id: SubjectId,
        project: Option<ProjectId>,
    ) -> DispatchResult {
        Self::mutate(id, |subject, now| {
            Self::ensure_subject_or_guardian(subject, holder, now)?;
            let mut withdrawn = 0u32;
            Decisions::<T>::mutate(id, |log| {
                for part in subject.projects.iter_mut().filter(|part| project.is_none_or(|one| one == part.project)) {
                    let Some(consent) = part.enrolled.take() else { continue };
                    log.standing.retain(|decision| decision.id != consent);
                    Self::shrink_cohort(part.project);
                    withdrawn = withdrawn.saturating_add(1);
                    Self::deposit_event(Event::WithdrawnFromProject { subject: id, project: part.project });
                }
            });
            if project.is_none() && subject.broad_consent.take().is_some() {
                withdrawn = withdrawn.saturating_add(1);
                Self::deposit_event(Event::BroadConsentWithdrawn { subject: id });
            }
            ensure!(withdrawn > 0, Error::<T>::NotEnrolled);
            Ok(())
        })
    }

    fn ensure_scope(scope: &ResearchScope) -> DispatchResult {
        Self::ensure_categories(scope.categories)?;
        Self::ensure_sensitivities(scope.sensitivities)
    }

    /// Records a part in a project. If there is no room, what ended makes it, or else a withdrawal.
    fn take_part(
        id: SubjectId,
        subject: &mut Subject<T>,
        decisions: &mut DecisionsOf<T>,
        part: Participation,
        now: Moment,
    ) -> DispatchResult {
        let Participation { project, enrolled, .. } = part;
        match subject.projects.iter_mut().find(|one| one.project == project) {
            Some(existing) => *existing = part,
            None => {
                if subject.projects.len() >= T::MaxProjects::get() as usize {
                    Self::forget_ended_project(subject, decisions, now);
                }
                if subject.projects.len() >= T::MaxProjects::get() as usize {
                    Self::unlist_withdrawal(id, subject);
                }
                subject.projects.try_push(part).map_err(|_| Error::<T>::TooManyProjects)?;
            }
        }
        if let Some(consent) = enrolled {
            Self::deposit_event(Event::Enrolled { subject: id, project, consent });
        }
        Ok(())
    }

    /// Forgets the parts in ended projects from which the subject had withdrawn, and one part in an ended project besides,
    /// with its decision: that makes the room that is needed, and bounds what it costs. Yields whether there were any.
    pub(crate) fn forget_ended_project(subject: &mut Subject<T>, decisions: &mut DecisionsOf<T>, now: Moment) -> bool {
        let before = subject.projects.len();
        subject.projects.retain(|part| now < part.until || part.enrolled.is_some());
        if let Some(place) = subject.projects.iter().position(|part| now >= part.until) {
            let ended = subject.projects.remove(place);
            decisions.retain(|decision| Some(decision.id) != ended.enrolled);
            Self::shrink_cohort(ended.project);
        }
        subject.projects.len() < before
    }

    /// Takes the withdrawal from the project that ends first off the list, if there is one. From then on whatever ends as
    /// early needs the subject's own opting in: so it still has withdrawn, and all such withdrawals together take the room of
    /// one moment. When that has passed, nothing is open any more that it is about.
    fn unlist_withdrawal(id: SubjectId, subject: &mut Subject<T>) {
        let parts = subject.projects.iter().enumerate();
        let withdrawn = parts.filter(|(_, part)| part.enrolled.is_none()).map(|(place, part)| (place, part.until));
        if let Some((place, until)) = withdrawn.min_by_key(|(_, until)| *until) {
            subject.projects.remove(place);
            UnlistedWithdrawals::<T>::mutate(id, |last| *last = until.max(*last));
        }
    }

    /// One less. Every part that is counted was counted once, so nothing is lost by saturating.
    pub(crate) fn shrink_cohort(project: ProjectId) {
        Projects::<T>::mutate_extant(project, |record| record.cohort = record.cohort.saturating_sub(1));
    }
}
