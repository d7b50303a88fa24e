//! A model of consent runs beside the pallet, through thousands of random histories, and must agree with it on every
//! answer, every ruling and everything that can be read.
//!
//! The model is a statement of the rules that shares nothing with the pallet but its words. [`state`] is what there is;
//! [`ruling`] the rule of conflicts; [`answers`] what speaks against an operation; [`effects`] what it does; [`attempts`] who tries
//! what. `PROPTEST_CASES` says in how many sequences.

mod answers;
mod attempts;
mod effects;
mod ruling;
mod state;

use super::scenario::*;
use crate::{
    Call, DecisionView, EmergencyReason, Pallet, PendingKey, Projects, Receipts, Standing, SubjectByKey, Subjects,
    UnlistedWithdrawals, mock::*,
};
use attempts::{Step, steps};
use bogam_pallet_tests::{
    model,
    people::{sorted, sponsorships},
};
use frame_support::pallet_prelude::DispatchResult;
use ruling::{Asker, consent, kind};
use state::{Model, NOBODY, Operation, Person};
use std::collections::BTreeMap;

#[derive(Default)]
struct World {
    model: Model,
    /// All that were ever registered, oldest first.
    subjects: Vec<SubjectId>,
    projects: Vec<ProjectId>,
    keys: u32,
}

impl World {
    /// Three patients of two custodians, and two projects.
    fn begin() -> Self {
        let mut world = Self::default();
        world.model.now = now();
        for (number, custodian) in [(1, RECORDS_OFFICER), (2, RECORDS_OFFICER), (3, CLINIC_RECORDS_OFFICER)] {
            world.try_out(&Operation::Register(custodian, key(number), None));
        }
        for number in [1, 2] {
            world.try_out(&Operation::ApproveProject(ETHICS_BOARD, plan(number)));
        }
        world
    }

    fn try_out(&mut self, operation: &Operation) {
        let reasons = self.model.answer(operation);
        let result = perform(operation);
        reasons.compare(&result, operation);
        match operation {
            Operation::Register(who, key, _) if result.is_ok() => {
                let custodian = self.model.custodian(who).expect("who has registered may");
                self.subjects.push(SubjectId::derive(custodian, key));
            }
            Operation::ApproveProject(_, new) if result.is_ok() => self.projects.push(id_of(new)),
            _ => {}
        }
    }

    fn step(&mut self, step: &Step) {
        self.wait(step.wait);
        let operation = self.plan(step);
        self.try_out(&operation);
        match &operation {
            Operation::Register(..) => {
                if let Some(id) = self.subjects.last() {
                    self.compare(*id);
                }
            }
            Operation::RotateKey(_, id, _)
            | Operation::ProposeKey(_, id, _)
            | Operation::ObjectToKey(_, id)
            | Operation::CompleteKey(_, id)
            | Operation::AppointGuardian(_, id, _)
            | Operation::DismissGuardian(_, id, _)
            | Operation::AppointDelegate(_, id, _)
            | Operation::DismissDelegate(_, id, _)
            | Operation::Decide(_, id, ..)
            | Operation::Revoke(_, id, _)
            | Operation::OptIn(_, id, ..)
            | Operation::ConsentBroadly(_, id, _)
            | Operation::Enrol(_, id, _)
            | Operation::Withdraw(_, id, _)
            | Operation::RequestErasure(_, id, _)
            | Operation::ConfirmErasure(_, id, _)
            | Operation::PruneReceipts(_, id, _)
            | Operation::Close(_, id) => self.compare(*id),
            Operation::RequestAccess(who, id, request) => {
                self.compare(*id);
                self.compare_evaluation(*id, who, *request);
            }
            Operation::BreakGlass(seat, id, _) => {
                self.compare(*id);
                self.compare_seat(seat);
            }
            Operation::Review(_, seat, id, ..) => {
                self.compare(*id);
                self.compare_seat(seat);
            }
            Operation::Restore(_, seat) => self.compare_seat(seat),
            Operation::ApproveProject(..) | Operation::CloseProject(..) => self.compare_projects(),
            Operation::SetPolicy(..) | Operation::Suspend(..) => {}
        }
    }

    /// What would be ruled, as the view function answers it: a project that the reader may not name does not count.
    fn compare_evaluation(&self, id: SubjectId, who: &AccountId, mut request: crate::AccessRequest) {
        let organisation = match self.model.reader(who) {
            Ok(organisation) if request.sensitivities.is_known() => organisation,
            _ => return,
        };
        let seen = Pallet::<Test>::evaluation(id, organisation, who.clone(), request);
        let person = self.model.people.get(&id).filter(|person| person.closed.is_none());
        let (Some(person), Some(_)) = (person, kind(organisation)) else { return assert_eq!(seen, None) };
        request.project = request.project.filter(|project| {
            let study = self.model.studies.get(project);
            study.is_some_and(|study| study.is_open(self.model.now) && study.new.organisation == organisation)
        });
        let asker = Asker { account: who, organisation };
        let seen = seen.expect("the subject is open");
        assert_eq!((seen.ruling, seen.redact), consent(&self.model, person, &asker, &request));
    }

    fn compare_seat(&self, seat: &AccountId) {
        let seen = Pallet::<Test>::overrides(seat.clone());
        assert_eq!(seen.open, self.model.open.get(seat).cloned().unwrap_or_default(), "of {seat:?}");
        assert_eq!(seen.suspended, self.model.suspensions.get(seat).copied());
        assert_eq!(seen.overdue, self.model.emergency_stop(seat).1);
    }

    fn compare_projects(&self) {
        for (id, study) in &self.model.studies {
            let seen = Pallet::<Test>::project(*id).expect("it is there");
            assert_eq!(seen.open, study.is_open(self.model.now));
            let project = seen.project;
            assert_eq!((project.plan, project.closed_at), (study.new, study.closed));
            assert_eq!((project.approved_by, project.approved_at), (study.board.clone(), study.approved));
            assert_eq!(project.cohort as usize, self.model.cohort(*id), "of {id:?}");
        }
        assert_eq!(Projects::<Test>::iter_keys().count(), self.model.studies.len());
    }

    /// Compares all that can be read of a subject.
    fn compare(&self, id: SubjectId) {
        let Some(person) = self.model.people.get(&id) else {
            assert!(Pallet::<Test>::subject(id).is_none() && Pallet::<Test>::decisions(id).is_empty());
            return;
        };
        let seen = Pallet::<Test>::subject(id).expect("it is there");
        assert_eq!((seen.custodian, seen.registered_at), (person.custodian, person.registered));
        assert_eq!((&seen.key, seen.closed_at), (&person.key, person.closed));
        let proposed = seen.pending_key.map(|PendingKey { key, ready_at }| (key, ready_at));
        assert_eq!(proposed, person.proposed);
        assert_eq!(seen.guardians.to_vec(), person.guardians);
        assert_eq!(seen.delegates.to_vec(), person.delegates);
        assert_eq!(seen.broad_consent, person.broad);
        assert_eq!(Pallet::<Test>::next_decision(id), person.next_decision);
        assert_eq!((seen.next_enrolment, seen.next_erasure), (person.next_enrolment, person.next_request));
        assert_eq!((seen.next_receipt as usize, seen.first_receipt as usize), (person.receipts.len(), person.pruned));
        let parts: Vec<_> = seen.projects.iter().map(|part| (part.project, part.until, part.enrolled)).collect();
        let known: Vec<_> = person.parts.iter().map(|part| (part.project, part.until, part.enrolled)).collect();
        assert_eq!(parts, known);
        let unlisted = person.unlisted.iter().map(|part| part.until).max().unwrap_or(0);
        assert_eq!(UnlistedWithdrawals::<Test>::get(id), unlisted);
        let owner = person.closed.is_none().then_some(id);
        if owner.is_some() {
            assert_eq!(Pallet::<Test>::subject_by_key(person.key.clone()), owner);
        }
        self.compare_decisions(id, person);
        self.compare_receipts(id, person);
        self.compare_requests(id, person);
        for part in &person.parts {
            let cohort = Pallet::<Test>::cohort(part.project).expect("it is known");
            assert_eq!(cohort as usize, self.model.cohort(part.project));
        }
    }

    fn compare_decisions(&self, id: SubjectId, person: &Person) {
        let now = self.model.now;
        let seen = Pallet::<Test>::decisions(id);
        assert_eq!(seen.len(), person.decisions.len());
        for (DecisionView { decision, standing }, known) in seen.into_iter().zip(&person.decisions) {
            assert_eq!(decision, *known);
            let over = known.terms.valid_until.is_some_and(|until| until <= now);
            let expected = match (over, known.terms.valid_from > now) {
                (true, _) => Standing::Expired,
                (false, true) => Standing::Pending,
                (false, false) => Standing::Active,
            };
            assert_eq!(standing, expected);
        }
    }

    fn compare_receipts(&self, id: SubjectId, person: &Person) {
        let seen = Pallet::<Test>::receipts(id, None, 100).receipts;
        let known = person.receipts.iter().enumerate().skip(person.pruned).rev();
        assert_eq!(seen.len(), person.receipts.len() - person.pruned);
        for (view, (number, receipt)) in seen.into_iter().zip(known) {
            assert_eq!((view.number as usize, &view.receipt), (number, receipt));
        }
    }

    fn compare_requests(&self, id: SubjectId, person: &Person) {
        let seen = Pallet::<Test>::erasures(id);
        assert_eq!(seen.len(), person.requests.len());
        for (view, known) in seen.into_iter().zip(&person.requests) {
            let erasure = view.erasure;
            let confirmed = erasure.confirmed.map(|done| (done.by, done.at));
            let late = known.confirmed.is_none() && self.model.now >= known.at + ErasurePeriod::get();
            assert_eq!((view.overdue, confirmed), (late, known.confirmed.clone()));
            assert_eq!((erasure.number, erasure.scope), (known.number, known.scope));
            assert_eq!((erasure.requested_by, erasure.requested_at), (known.by.clone(), known.at));
        }
    }

    /// Compares everything that is stored, also what no operation was about.
    fn compare_all(&self) {
        self.subjects.iter().for_each(|id| self.compare(*id));
        self.compare_projects();
        for seat in [PHYSICIAN, CLINIC_PHYSICIAN, CLINIC_OFFICER] {
            self.compare_seat(&seat);
        }
        for custodian in [HOSPITAL, CLINIC, INSTITUTE] {
            for category in [Category::Medications, Category::LaboratoryResults] {
                let policy = self.model.policies.get(&(custodian, category)).copied().unwrap_or_default();
                assert_eq!(Pallet::<Test>::default_policy(custodian, category), policy);
            }
        }
        assert_eq!(Subjects::<Test>::iter_keys().count(), self.model.people.len());
        let receipts = self.model.people.values().map(|person| person.receipts.len() - person.pruned).sum::<usize>();
        assert_eq!(Receipts::<Test>::iter_keys().count(), receipts);

        let open = self.model.people.iter().filter(|(_, person)| person.closed.is_none());
        let owners: BTreeMap<AccountId, SubjectId> = open.map(|(id, person)| (person.key.clone(), *id)).collect();
        assert_eq!(SubjectByKey::<Test>::iter().collect::<BTreeMap<_, _>>(), owners);

        let people = self.model.people.values();
        let sponsored = people.flat_map(|person| person.keys().into_iter().map(move |key| (key, person.custodian)));
        assert_eq!(sorted(sponsorships()), sorted(sponsored));
        check();
    }
}

/// Does it on the chain.
fn perform(operation: &Operation) -> DispatchResult {
    let reason = EmergencyReason::UnableToConsent;
    let (who, call) = match operation.clone() {
        Operation::Register(who, key, guardian) => (who, Call::register_subject { key, guardian }),
        Operation::RotateKey(who, subject, new_key) => (who, Call::rotate_key { subject, new_key }),
        Operation::ProposeKey(who, subject, new_key) => (who, Call::propose_key { subject, new_key }),
        Operation::ObjectToKey(who, subject) => (who, Call::object_to_key { subject }),
        Operation::CompleteKey(who, subject) => (who, Call::complete_key { subject }),
        Operation::AppointGuardian(who, subject, guardian) => (who, Call::appoint_guardian { subject, guardian }),
        Operation::DismissGuardian(who, subject, guardian) => (who, Call::dismiss_guardian { subject, guardian }),
        Operation::AppointDelegate(who, subject, delegate) => (who, Call::appoint_delegate { subject, delegate }),
        Operation::DismissDelegate(who, subject, delegate) => (who, Call::dismiss_delegate { subject, delegate }),
        Operation::Decide(who, subject, sequence, terms, supersedes) => {
            (who, Call::decide { subject, sequence, terms, supersedes })
        }
        Operation::Revoke(who, subject, consent) => (who, Call::revoke { subject, consent }),
        Operation::RequestAccess(who, subject, request) => (who, Call::request_access { subject, request }),
        Operation::SetPolicy(who, category, policy) => (who, Call::set_default_policy { category, policy }),
        Operation::BreakGlass(who, subject, categories) => (who, Call::break_glass { subject, reason, categories }),
        Operation::Review(who, seat, subject, receipt, verdict) => {
            (who, Call::review_override { seat, subject, receipt, verdict })
        }
        Operation::Restore(who, seat) => (who, Call::restore_emergency_access { seat }),
        Operation::ApproveProject(who, project) => (who, Call::approve_project { project }),
        Operation::CloseProject(who, project) => (who, Call::close_project { project }),
        Operation::OptIn(who, subject, sequence, project, scope) => {
            (who, Call::opt_in { subject, sequence, project, scope })
        }
        Operation::ConsentBroadly(who, subject, broad) => (who, Call::consent_broadly { subject, broad }),
        Operation::Enrol(who, subject, project) => (who, Call::enrol { subject, project }),
        Operation::Withdraw(who, subject, project) => (who, Call::withdraw_from_research { subject, project }),
        Operation::RequestErasure(who, subject, scope) => (who, Call::request_erasure { subject, scope }),
        Operation::ConfirmErasure(who, subject, number) => (who, Call::confirm_erasure { subject, number }),
        Operation::PruneReceipts(who, subject, limit) => (who, Call::prune_receipts { subject, limit }),
        Operation::Close(who, subject) => (who, Call::close_subject { subject }),
        Operation::Suspend(seat, true) => {
            Withdrawn::insert(seat, ());
            return Ok(());
        }
        Operation::Suspend(seat, false) => {
            Withdrawn::remove(seat);
            return Ok(());
        }
    };
    let origin = if who == NOBODY { RuntimeOrigin::none() } else { RuntimeOrigin::signed(who) };
    dispatch(origin, call)
}

fn play(steps: Vec<Step>) {
    new_test_ext().execute_with(|| {
        let mut world = World::begin();
        for round in steps.chunks(model::ROUND) {
            round.iter().for_each(|step| world.step(step));
            world.compare_all();
        }
    });
}

bogam_pallet_tests::in_parts! {
    play, steps, Error:
    consent_should_do_what_the_model_does_when_anything_happens_1,
    consent_should_do_what_the_model_does_when_anything_happens_2,
    consent_should_do_what_the_model_does_when_anything_happens_3,
    consent_should_do_what_the_model_does_when_anything_happens_4,
}
