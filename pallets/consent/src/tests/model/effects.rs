//! What follows from an operation that is done.

use super::{
    ruling::{Asker, rule},
    state::{Model, Operation, Part, Person, Request, Study},
};
use crate::{EmergencyReason, Entry, OpenOverride, Receipt, Review, Suspension, Verdict, mock::*, tests::scenario::*};
use bogam_primitives::consent::Author;

/// The decision with this number.
pub fn decision(
    id: SubjectId,
    sequence: u32,
    made_by: Author<AccountId>,
    terms: AnyTerms,
    made_at: Moment,
) -> Decision<AccountId> {
    Decision { id: ConsentId::derive(id, sequence, &terms), sequence, made_by, made_at, terms }
}

/// The decision by which somebody is taken into a project under a broad consent.
pub fn enrolment(
    id: SubjectId,
    project: ProjectId,
    number: u32,
    by: &AccountId,
    terms: AnyTerms,
    made_at: Moment,
) -> Decision<AccountId> {
    let made_by = Author::BroadConsent(by.clone());
    Decision { id: ConsentId::of_enrolment(id, project, number), sequence: number, made_by, made_at, terms }
}

impl Model {
    /// Does what nothing speaks against.
    pub(super) fn apply(&mut self, operation: &Operation) {
        let now = self.now;
        match operation {
            Operation::Register(who, key, guardian) => {
                let custodian = self.custodian(who).expect("judged");
                let person = Person {
                    custodian,
                    key: key.clone(),
                    registered: now,
                    closed: None,
                    proposed: None,
                    guardians: guardian.iter().cloned().collect(),
                    delegates: Vec::new(),
                    broad: None,
                    decisions: Vec::new(),
                    parts: Vec::new(),
                    unlisted: Vec::new(),
                    receipts: Vec::new(),
                    pruned: 0,
                    requests: Vec::new(),
                    next_decision: 0,
                    next_enrolment: 0,
                    next_request: 0,
                };
                self.people.insert(SubjectId::derive(custodian, key), person);
            }
            Operation::RotateKey(_, id, key) => {
                let person = self.known(id);
                person.key = key.clone();
                person.proposed = None;
            }
            Operation::ProposeKey(_, id, key) => {
                self.known(id).proposed = Some((key.clone(), now + RotationDelay::get()));
            }
            Operation::ObjectToKey(_, id) => self.known(id).proposed = None,
            Operation::CompleteKey(_, id) => {
                let person = self.known(id);
                let (key, _) = person.proposed.take().expect("judged");
                person.key = key;
            }
            Operation::AppointGuardian(_, id, guardian) => {
                let person = self.known(id);
                person.dismiss_whose_time_is_over(now);
                person.guardians.push(guardian.clone());
            }
            Operation::DismissGuardian(_, id, account) => {
                self.known(id).guardians.retain(|one| one.account != *account);
            }
            Operation::AppointDelegate(_, id, delegate) => {
                let person = self.known(id);
                person.dismiss_whose_time_is_over(now);
                person.delegates.push(delegate.clone());
            }
            Operation::DismissDelegate(_, id, account) => {
                self.known(id).delegates.retain(|one| one.account != *account);
            }
            Operation::Decide(who, id, number, terms, supersedes) => {
                let person = self.known(id);
                let by = person.author(who, now).expect("judged");
                person.decisions.retain(|one| Some(one.id) != *supersedes);
                assert!(person.make_room(now), "judged");
                person.decisions.push(decision(*id, *number, by, terms.clone(), now));
                person.next_decision += 1;
            }
            Operation::Revoke(_, id, consent) => self.known(id).decisions.retain(|one| one.id != *consent),
            Operation::RequestAccess(who, id, request) => {
                let organisation = self.reader(who).expect("judged");
                let asker = Asker { account: who, organisation };
                let (ruling, redact) = rule(self, *id, &self.people[id], &asker, request);
                let entry = Entry::Access { request: *request, ruling, redact };
                let reader = Self::actor(who, organisation);
                self.known(id).receipts.push(Receipt { at: now, reader, entry });
            }
            Operation::SetPolicy(who, category, policy) => {
                let custodian = self.privacy_officer(who).expect("judged");
                self.policies.insert((custodian, *category), *policy);
            }
            Operation::BreakGlass(who, id, categories) => self.break_glass(who, *id, *categories),
            Operation::Review(who, seat, id, number, verdict) => self.review(who, seat, *id, *number, *verdict),
            Operation::Restore(_, seat) => {
                self.suspensions.remove(seat);
            }
            Operation::ApproveProject(who, new) => {
                let board = Self::actor(who, self.ethics_board(who).expect("judged"));
                self.studies.insert(id_of(new), Study { new: *new, board, approved: now, closed: None });
            }
            Operation::CloseProject(_, id) => self.studies.get_mut(id).expect("judged").closed = Some(now),
            Operation::OptIn(who, id, number, project, scope) => {
                let until = self.studies[project].new.until;
                let person = self.known(id);
                let by = person.author(who, now).expect("judged");
                let made = decision(*id, *number, by, scope.enrolment(*project, until), now);
                person.next_decision += 1;
                enter(person, made, *project, until, now);
            }
            Operation::ConsentBroadly(_, id, broad) => self.known(id).broad = Some(*broad),
            Operation::Enrol(who, id, project) => {
                let until = self.studies[project].new.until;
                let person = self.known(id);
                let left = person.parts.iter().chain(&person.unlisted).any(|part| part.project == *project);
                assert!(!left, "into what it has left, the subject comes by itself alone");
                let scope = person.broad.expect("judged").scope;
                let number = person.next_enrolment;
                let made = enrolment(*id, *project, number, who, scope.enrolment(*project, until), now);
                person.next_enrolment += 1;
                enter(person, made, *project, until, now);
            }
            Operation::Withdraw(_, id, project) => {
                let person = self.known(id);
                for part in person.parts.iter_mut().filter(|part| project.is_none_or(|one| one == part.project)) {
                    let ended = part.enrolled.take();
                    person.decisions.retain(|one| Some(one.id) != ended);
                }
                if project.is_none() {
                    person.broad = None;
                }
            }
            Operation::RequestErasure(who, id, scope) => {
                let person = self.known(id);
                let by = person.author(who, now).expect("judged");
                assert!(person.make_room_for_request(*scope, now), "judged");
                let number = person.next_request;
                person.next_request += 1;
                person.requests.push(Request { number, scope: *scope, by, at: now, confirmed: None });
            }
            Operation::ConfirmErasure(who, id, number) => {
                let by = Self::actor(who, self.custodian(who).expect("judged"));
                let request = self.known(id).requests.iter_mut().find(|one| one.number == *number);
                request.expect("judged").confirmed = Some((by, now));
            }
            Operation::PruneReceipts(_, id, limit) => {
                let person = self.known(id);
                person.pruned += person.prunable(*limit, now);
            }
            Operation::Close(_, id) => {
                let person = self.known(id);
                person.closed = Some(now);
                person.proposed = None;
                person.broad = None;
                person.guardians.clear();
                person.delegates.clear();
                person.decisions.clear();
                // Nobody decides for it any more.
                person.next_decision = 0;
                person.parts.clear();
                person.unlisted.clear();
            }
            Operation::Suspend(seat, true) => {
                self.suspended.insert(seat.clone());
            }
            Operation::Suspend(seat, false) => {
                self.suspended.remove(seat);
            }
        }
    }

    fn known(&mut self, id: &SubjectId) -> &mut Person {
        self.people.get_mut(id).expect("judged")
    }

    fn break_glass(&mut self, who: &AccountId, id: SubjectId, categories: Categories) {
        let organisation = self.emergency_clinician(who).expect("judged");
        let (until, review_by) = (self.now + EmergencyPeriod::get(), self.now + ReviewPeriod::get());
        let reader = Self::actor(who, organisation);
        let reason = EmergencyReason::UnableToConsent;
        let entry = Entry::Override { reason, categories, until, review_by, review: None };
        let at = self.now;
        let person = self.known(&id);
        let (custodian, receipt) = (person.custodian, person.receipts.len() as u32);
        person.receipts.push(Receipt { at, reader, entry });
        let open = OpenOverride { subject: id, receipt, custodian, organisation, categories, until, review_by };
        self.open.entry(who.clone()).or_default().push(open);
    }

    fn review(&mut self, who: &AccountId, seat: &AccountId, id: SubjectId, number: u32, verdict: Verdict) {
        let by = Self::actor(who, self.privacy_officer(who).expect("judged"));
        let (at, open) = (self.now, self.open.get_mut(seat).expect("judged"));
        let place = open.iter().position(|one| one.subject == id && one.receipt == number).expect("judged");
        let organisation = open.remove(place).organisation;
        if let Entry::Override { review, .. } = &mut self.known(&id).receipts[number as usize].entry {
            *review = Some(Review { by, at, verdict });
        }
        if verdict == Verdict::Abusive {
            let suspension = Suspension { organisation, subject: id, receipt: number, since: at };
            self.suspensions.entry(seat.clone()).or_insert(suspension);
        }
    }
}

/// Adds a decision about a project, and the part in it.
fn enter(person: &mut Person, made: Decision<AccountId>, project: ProjectId, until: Moment, now: Moment) {
    assert!(person.make_room(now), "judged");
    let enrolled = Some(made.id);
    person.decisions.push(made);
    assert!(person.take_part(Part { project, until, enrolled }, now), "judged");
}
