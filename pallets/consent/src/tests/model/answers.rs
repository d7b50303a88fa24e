//! What speaks against an operation: a set in which each reason stands for itself. Only rights come before everything, and a
//! subject to which nothing can happen; which of several other mistakes is told first is nowhere promised.

use super::{
    effects::{decision, enrolment},
    ruling::kind,
    state::{Model, Operation, Part, Person},
};
use crate::{Guardian, Policy, mock::*, tests::scenario::*};
use bogam_pallet_tests::model::Reasons;
use bogam_primitives::consent::Author;
use sp_runtime::DispatchError;

const MOST_APPOINTED: usize = 2;
const MOST_OVERRIDES: usize = 2;

impl Person {
    /// As whom `who` decides for the subject at `now`.
    pub fn author(&self, who: &AccountId, now: Moment) -> Result<Author<AccountId>, DispatchError> {
        if self.key == *who {
            return Ok(Author::Subject);
        }
        if let Some(guardian) = self.guardians.iter().find(|one| one.account == *who) {
            let over = now >= guardian.until;
            return if over { Err(Error::GuardianshipOver.into()) } else { Ok(Author::Guardian(who.clone())) };
        }
        if let Some(delegate) = self.delegates.iter().find(|one| one.account == *who) {
            let over = now >= delegate.until;
            return if over { Err(Error::DelegationOver.into()) } else { Ok(Author::Delegate(who.clone())) };
        }
        Err(Error::NotTheSubject.into())
    }
}

/// Whoever decides for the subject may; whether delegates may too.
fn judge_author(person: &Person, who: &AccountId, now: Moment, delegates: bool, no: &mut Reasons) {
    match person.author(who, now) {
        Err(reason) => no.when(true, reason),
        Ok(Author::Delegate(_)) => no.when(!delegates, Error::NotForDelegates),
        Ok(_) => {}
    }
}

/// The subject itself, or its custodian. Who is neither a holder nor a custodian has no right.
fn judge_party(
    model: &Model,
    person: &Person,
    who: &AccountId,
    no: &mut Reasons,
    holder: impl FnOnce(&mut Reasons),
) -> Result<(), DispatchError> {
    if model.holder(who).is_ok() {
        holder(no);
        return Ok(());
    }
    let organisation = model.custodian(who)?;
    no.when(person.custodian != organisation, Error::NotYourSubject);
    Ok(())
}

// The answers.
impl Model {
    /// What speaks against the operation. If nothing does, it is done.
    pub fn answer(&mut self, operation: &Operation) -> Reasons {
        let reasons = self.judge(operation).unwrap_or_else(Reasons::only);
        if reasons.0.is_empty() {
            self.apply(operation);
        }
        reasons
    }

    /// The subject, if anything can still happen to it.
    fn person(&self, id: &SubjectId) -> Result<&Person, DispatchError> {
        let person = self.people.get(id).ok_or(Error::UnknownSubject)?;
        if person.closed.is_some() { Err(Error::SubjectClosed.into()) } else { Ok(person) }
    }

    fn judge_fresh(&self, key: &AccountId, no: &mut Reasons) {
        no.when(self.is_sponsored(key), Error::KeyNotFresh);
    }

    /// The error is that of somebody who has no right to the call, whatever it is about, or of a subject to which nothing
    /// can happen.
    fn judge(&self, operation: &Operation) -> Result<Reasons, DispatchError> {
        let now = self.now;
        let mut no = Reasons::default();
        match operation {
            Operation::Register(who, key, guardian) => {
                let custodian = self.custodian(who)?;
                no.when(self.people.contains_key(&SubjectId::derive(custodian, key)), Error::DuplicateSubject);
                self.judge_fresh(key, &mut no);
                no.when(*key == UNSPONSORABLE, Refusal::CannotBeSponsored);
                if let Some(Guardian { account, until }) = guardian {
                    no.when(*until <= now, Error::EndsInThePast);
                    no.when(account == key, Error::AlreadyAppointed);
                    no.when(*account == UNSPONSORABLE, Refusal::CannotBeSponsored);
                }
            }
            Operation::RotateKey(who, id, key) => {
                self.holder(who)?;
                let person = self.person(id)?;
                match person.author(who, now) {
                    Err(reason) => no.when(true, reason),
                    Ok(author) => no.when(author != Author::Subject, Error::OwnKeyNeeded),
                }
                self.judge_fresh(key, &mut no);
                no.when(*key == UNSPONSORABLE, Refusal::CannotBeSponsored);
            }
            Operation::ProposeKey(who, id, key) => {
                let custodian = self.custodian(who)?;
                no.when(self.person(id)?.custodian != custodian, Error::NotYourSubject);
                self.judge_fresh(key, &mut no);
            }
            Operation::ObjectToKey(who, id) => {
                self.holder(who)?;
                let person = self.person(id)?;
                judge_author(person, who, now, false, &mut no);
                no.when(person.proposed.is_none(), Error::NoKeyProposed);
            }
            Operation::CompleteKey(who, id) => {
                Self::somebody(who)?;
                match &self.person(id)?.proposed {
                    None => no.when(true, Error::NoKeyProposed),
                    Some((key, ready)) => {
                        no.when(now < *ready, Error::RotationDelayNotOver);
                        self.judge_fresh(key, &mut no);
                        no.when(*key == UNSPONSORABLE, Refusal::CannotBeSponsored);
                    }
                }
            }
            Operation::AppointGuardian(who, id, guardian) => {
                self.party_right(who)?;
                let person = self.person(id)?;
                judge_party(self, person, who, &mut no, |no| match person.author(who, now) {
                    Err(reason) => no.when(true, reason),
                    Ok(author) => no.when(author != Author::Subject, Error::OwnKeyNeeded),
                })?;
                let in_force = person.guardians.iter().filter(|one| now < one.until);
                no.when(in_force.count() == MOST_APPOINTED, Error::TooManyGuardians);
                self.judge_appointment(person, &guardian.account, guardian.until, &mut no);
            }
            Operation::DismissGuardian(who, id, account) => {
                self.party_right(who)?;
                let person = self.person(id)?;
                judge_party(self, person, who, &mut no, |no| {
                    no.when(person.key != *who && account != who, Error::OwnKeyNeeded);
                })?;
                let known = person.guardians.iter().any(|one| one.account == *account);
                no.when(!known, Error::UnknownGuardian);
            }
            Operation::AppointDelegate(who, id, delegate) => {
                self.holder(who)?;
                let person = self.person(id)?;
                judge_author(person, who, now, false, &mut no);
                let limits = &delegate.limits;
                no.when(!limits.purposes.is_known(), Error::UnknownPurpose);
                no.when(!limits.categories.is_known(), Error::UnknownCategory);
                no.when(!limits.sensitivities.is_known(), Error::UnknownSensitivity);
                let something = limits.may_permit || limits.may_deny || limits.may_revoke;
                let empty = limits.purposes.is_empty() || limits.categories.is_empty();
                no.when(!something || empty, Error::EmptyLimits);
                let in_force = person.delegates.iter().filter(|one| now < one.until);
                no.when(in_force.count() == MOST_APPOINTED, Error::TooManyDelegates);
                self.judge_appointment(person, &delegate.account, delegate.until, &mut no);
            }
            Operation::DismissDelegate(who, id, account) => {
                self.holder(who)?;
                let person = self.person(id)?;
                if who != account {
                    judge_author(person, who, now, false, &mut no);
                }
                let known = person.delegates.iter().any(|one| one.account == *account);
                no.when(!known, Error::UnknownDelegate);
            }
            Operation::Decide(who, id, number, terms, supersedes) => {
                self.holder(who)?;
                let person = self.person(id)?;
                judge_author(person, who, now, true, &mut no);
                judge_number(person, *number, &mut no);
                self.judge_terms(terms, &mut no);
                let limits = person.limits(who).filter(|_| person.key != *who);
                if let Some(limits) = limits {
                    let may = if terms.effect == Effect::Deny { limits.may_deny } else { limits.may_permit };
                    no.when(!may || !are_within(&limits, terms), Error::BeyondLimits);
                }
                if let Some(ended) = supersedes {
                    judge_ending(person, who, *ended, &mut no);
                }
                let mut after = person.clone();
                after.decisions.retain(|one| Some(one.id) != *supersedes);
                no.when(!after.make_room(now), Error::TooManyDecisions);
            }
            Operation::Revoke(who, id, consent) => {
                self.holder(who)?;
                let person = self.person(id)?;
                judge_author(person, who, now, true, &mut no);
                judge_ending(person, who, *consent, &mut no);
            }
            Operation::RequestAccess(who, id, request) => {
                let organisation = self.reader(who)?;
                self.person(id)?;
                no.when(!request.sensitivities.is_known(), Error::UnknownSensitivity);
                no.when(kind(organisation).is_none(), Error::UnknownOrganisation);
                if let Some(project) = request.project {
                    self.judge_project(project, &[organisation], &mut no);
                }
            }
            Operation::SetPolicy(who, _, policy) => {
                self.privacy_officer(who)?;
                if let Policy::Release(purposes) = policy {
                    no.when(!purposes.is_known(), Error::UnknownPurpose);
                    no.when(purposes.is_empty(), Error::NoPurposes);
                }
            }
            Operation::BreakGlass(who, id, categories) => {
                self.emergency_clinician(who)?;
                self.person(id)?;
                judge_categories(*categories, &mut no);
                let (suspended, overdue) = self.emergency_stop(who);
                no.when(suspended, Error::EmergencyAccessSuspended);
                no.when(overdue, Error::ReviewOverdue);
                let open = self.open.get(who).cloned().unwrap_or_default();
                let covered = open.iter().any(|one| {
                    one.subject == *id && now < one.until && categories.iter().all(|two| one.categories.contains(two))
                });
                no.when(covered, Error::AlreadyOverridden);
                no.when(open.len() == MOST_OVERRIDES, Error::TooManyOverrides);
            }
            Operation::Review(who, seat, id, number, _) => {
                let organisation = self.privacy_officer(who)?;
                let mut open = self.open.get(seat).into_iter().flatten();
                let Some(one) = open.find(|one| one.subject == *id && one.receipt == *number) else {
                    return Ok(Reasons::only(Error::UnknownOverride));
                };
                no.when(who == seat, Error::OwnReview);
                no.when(![one.custodian, one.organisation].contains(&organisation), Error::NotYourReview);
            }
            Operation::Restore(who, seat) => {
                let organisation = self.privacy_officer(who)?;
                let Some(suspension) = self.suspensions.get(seat) else {
                    return Ok(Reasons::only(Error::NotSuspended));
                };
                no.when(who == seat, Error::OwnReview);
                no.when(organisation != suspension.organisation, Error::NotYourSeat);
                no.when(self.open.get(seat).is_some_and(|open| !open.is_empty()), Error::ReviewPending);
            }
            Operation::ApproveProject(who, new) => {
                self.ethics_board(who)?;
                no.when(kind(new.organisation).is_none(), Error::UnknownOrganisation);
                no.when(new.until <= now, Error::EndsInThePast);
                no.when(!new.terms.bound_by.is_known(), Error::UnknownModifier);
                let ancestry = new.terms.research == ResearchUse::PopulationOriginsAncestry;
                let none = new.terms.bound_by.contains(Modifier::NoPopulationOriginsAncestry);
                no.when(ancestry && none, Error::ContradictoryTerms);
                no.when(self.studies.contains_key(&id_of(new)), Error::DuplicateProject);
            }
            Operation::CloseProject(who, id) => {
                let organisation = self.ethics_board(who)?;
                let Some(study) = self.studies.get(id) else { return Ok(Reasons::only(Error::UnknownProject)) };
                no.when(!study.is_open(now), Error::ProjectClosed);
                no.when(study.board.organisation != organisation, Error::NotYourApproval);
            }
            Operation::OptIn(who, id, number, project, scope) => {
                self.holder(who)?;
                let person = self.person(id)?;
                judge_author(person, who, now, false, &mut no);
                judge_number(person, *number, &mut no);
                judge_scope(scope, &mut no);
                self.judge_open_project(*project, &mut no);
                let takes_part = person.part(*project).is_some_and(|part| part.enrolled.is_some());
                no.when(takes_part, Error::AlreadyEnrolled);
                if let Some(study) = self.studies.get(project) {
                    let terms = scope.enrolment(*project, study.new.until);
                    let made = decision(*id, person.next_decision, Author::Subject, terms, now);
                    judge_room(person.clone(), made, *project, study.new.until, now, &mut no);
                }
            }
            Operation::ConsentBroadly(who, id, broad) => {
                self.holder(who)?;
                judge_author(self.person(id)?, who, now, false, &mut no);
                judge_scope(&broad.scope, &mut no);
                no.when(!broad.terms.demanded.is_known(), Error::UnknownModifier);
                no.when(broad.until.is_some_and(|until| until <= now), Error::AlreadyExpired);
            }
            Operation::Enrol(who, id, project) => {
                let organisation = self.reader(who).or_else(|_| self.custodian(who))?;
                let person = self.person(id)?;
                self.judge_project(*project, &[organisation], &mut no);
                if organisation == person.custodian {
                    no.0.retain(|reason| *reason != DispatchError::from(Error::NotYourProject));
                }
                if let Some(part) = person.part(*project) {
                    no.when(part.enrolled.is_some(), Error::AlreadyEnrolled);
                    no.when(part.enrolled.is_none(), Error::WithdrawnFromProject);
                }
                if let Some(study) = self.studies.get(project) {
                    no.when(person.may_have_left(study.new.until), Error::WithdrawnFromMany);
                }
                match (person.broad, self.studies.get(project)) {
                    (None, _) => no.when(true, Error::NoBroadConsent),
                    (Some(_), None) => {}
                    (Some(broad), Some(study)) => {
                        let ProjectTerms { research, bound_by } = study.new.terms;
                        no.when(broad.until.is_some_and(|end| study.new.until > end), Error::BroadConsentEndsSooner);
                        no.when(!permits(broad.terms.permitted, research), Error::ResearchNotPermitted);
                        let bound = broad.terms.demanded.iter().all(|demanded| bound_by.contains(demanded));
                        no.when(!bound, Error::ConditionNotMet);
                        let terms = broad.scope.enrolment(*project, study.new.until);
                        let made = enrolment(*id, *project, person.next_enrolment, who, terms, now);
                        judge_room(person.clone(), made, *project, study.new.until, now, &mut no);
                    }
                }
            }
            Operation::Withdraw(who, id, project) => {
                self.holder(who)?;
                let person = self.person(id)?;
                judge_author(person, who, now, false, &mut no);
                let ends = |part: &Part| part.enrolled.is_some() && project.is_none_or(|one| one == part.project);
                let all = project.is_none() && person.broad.is_some();
                no.when(!all && !person.parts.iter().any(ends), Error::NotEnrolled);
            }
            Operation::RequestErasure(who, id, scope) => {
                self.holder(who)?;
                let person = self.person(id)?;
                judge_author(person, who, now, false, &mut no);
                let repeated = person.requests.iter().any(|one| one.scope == *scope && one.confirmed.is_none());
                no.when(repeated, Error::ErasureAlreadyRequested);
                no.when(!person.clone().make_room_for_request(*scope, now), Error::TooManyErasures);
            }
            Operation::ConfirmErasure(who, id, number) => {
                let custodian = self.custodian(who)?;
                let person = self.person(id)?;
                no.when(person.custodian != custodian, Error::NotYourSubject);
                match person.requests.iter().find(|one| one.number == *number) {
                    None => no.when(true, Error::UnknownErasure),
                    Some(one) => no.when(one.confirmed.is_some(), Error::ErasureAlreadyConfirmed),
                }
            }
            Operation::PruneReceipts(who, id, limit) => {
                Self::somebody(who)?;
                let Some(person) = self.people.get(id) else { return Ok(Reasons::only(Error::UnknownSubject)) };
                no.when(person.prunable(*limit, now) == 0, Error::NothingToPrune);
            }
            Operation::Close(who, id) => {
                self.party_right(who)?;
                let person = self.person(id)?;
                let by_custodian = self.holder(who).is_err();
                judge_party(self, person, who, &mut no, |no| judge_author(person, who, now, false, no))?;
                let everything = crate::ErasureScope::Everything;
                let erased = person.requests.iter().any(|one| one.scope == everything && one.confirmed.is_some());
                no.when(by_custodian && !erased, Error::RecordsNotErased);
                no.when(person.requests.iter().any(|one| one.confirmed.is_none()), Error::ErasurePending);
            }
            Operation::Suspend(..) => {}
        }
        Ok(no)
    }

    /// Who is neither a holder nor a custodian learns why he is no custodian.
    fn party_right(&self, who: &AccountId) -> Result<(), DispatchError> {
        if self.holder(who).is_ok() { Ok(()) } else { self.custodian(who).map(|_| ()) }
    }

    /// Whose time is over decides no more, and stands in nobody's way.
    fn judge_appointment(&self, person: &Person, account: &AccountId, until: Moment, no: &mut Reasons) {
        let mut others = person.clone();
        others.dismiss_whose_time_is_over(self.now);
        no.when(until <= self.now, Error::EndsInThePast);
        no.when(others.keys().contains(account), Error::AlreadyAppointed);
        no.when(*account == UNSPONSORABLE, Refusal::CannotBeSponsored);
    }

    fn judge_open_project(&self, project: ProjectId, no: &mut Reasons) {
        match self.studies.get(&project) {
            None => no.when(true, Error::UnknownProject),
            Some(study) => no.when(!study.is_open(self.now), Error::ProjectClosed),
        }
    }

    fn judge_project(&self, project: ProjectId, by: &[OrganisationId], no: &mut Reasons) {
        self.judge_open_project(project, no);
        if let Some(study) = self.studies.get(&project) {
            no.when(!by.contains(&study.new.organisation), Error::NotYourProject);
        }
    }

    fn judge_terms(&self, terms: &AnyTerms, no: &mut Reasons) {
        no.when(!terms.actions.is_known(), Error::UnknownAction);
        no.when(!terms.purposes.is_known(), Error::UnknownPurpose);
        no.when(terms.actions.is_empty(), Error::NoActions);
        no.when(terms.purposes.is_empty(), Error::NoPurposes);
        judge_categories(terms.categories, no);
        no.when(!terms.sensitivities.is_known(), Error::UnknownSensitivity);
        no.when(terms.valid_until.is_some_and(|until| until <= terms.valid_from), Error::EmptyValidity);
        no.when(terms.valid_until.is_some_and(|until| until <= self.now), Error::AlreadyExpired);
        if let (Some(from), Some(until)) = (terms.data_from, terms.data_until) {
            no.when(until <= from, Error::EmptyDataInterval);
        }
        let permit = terms.effect == Effect::Permit;
        match &terms.grantee {
            Grantee::Seat { organisation, .. } | Grantee::Organisation(organisation) => {
                no.when(permit && kind(*organisation).is_none(), Error::UnknownOrganisation);
            }
            Grantee::Project(project) => {
                no.when(permit, Error::OptInNeeded);
                no.when(!permit && !self.studies.contains_key(project), Error::UnknownProject);
            }
            Grantee::Kind(_) | Grantee::Anyone => {}
        }
    }
}

fn judge_number(person: &Person, number: u32, no: &mut Reasons) {
    no.when(number < person.next_decision, Error::SequenceUsed);
    no.when(number > person.next_decision, Error::SequenceAhead);
}

fn judge_categories(categories: Categories, no: &mut Reasons) {
    no.when(!categories.is_known(), Error::UnknownCategory);
    no.when(categories.is_empty(), Error::NoCategories);
}

fn judge_scope(scope: &ResearchScope, no: &mut Reasons) {
    judge_categories(scope.categories, no);
    no.when(!scope.sensitivities.is_known(), Error::UnknownSensitivity);
}

/// Whether what terms are about is within a delegate's limits. A deny may name anything that is sensitive.
fn are_within(limits: &crate::Limits, terms: &AnyTerms) -> bool {
    let sensitive = terms.sensitivities.iter().all(|one| limits.sensitivities.contains(one));
    terms.purposes.iter().all(|one| limits.purposes.contains(one))
        && terms.categories.iter().all(|one| limits.categories.contains(one))
        && (terms.effect == Effect::Deny || sensitive)
}

fn judge_ending(person: &Person, who: &AccountId, consent: ConsentId, no: &mut Reasons) {
    let Some(ended) = person.decisions.iter().find(|one| one.id == consent) else {
        return no.when(true, Error::UnknownDecision);
    };
    no.when(ended.terms.is_enrolment(), Error::WithdrawalNeeded);
    if let Some(limits) = person.limits(who).filter(|_| person.key != *who) {
        no.when(!limits.may_revoke || !are_within(&limits, &ended.terms), Error::BeyondLimits);
    }
}

/// Whether there is room for a decision about a project, and for the part in it.
fn judge_room(
    mut person: Person,
    made: Decision<AccountId>,
    project: ProjectId,
    until: Moment,
    now: Moment,
    no: &mut Reasons,
) {
    if !person.make_room(now) {
        return no.when(true, Error::TooManyDecisions);
    }
    let enrolled = Some(made.id);
    person.decisions.push(made);
    no.when(!person.take_part(Part { project, until, enrolled }, now), Error::TooManyProjects);
}

/// Which research a broad consent permits.
fn permits(permitted: BroadUse, research: ResearchUse) -> bool {
    let disease = matches!(research, ResearchUse::DiseaseSpecific(_));
    let health = disease || research == ResearchUse::HealthMedicalBiomedical;
    let ancestry = research == ResearchUse::PopulationOriginsAncestry;
    match permitted {
        BroadUse::NoRestriction => true,
        BroadUse::GeneralResearch => health || ancestry || research == ResearchUse::GeneralResearch,
        BroadUse::HealthMedicalBiomedical => health,
        BroadUse::PopulationOriginsAncestry => ancestry,
    }
}
