//! The invariants notice what they are there for: each corruption of the storage is found, under its own name.

use super::scenario::*;
use crate::{
    Decisions, DefaultPolicies, Entry, ErasureScope, Erasures, OpenOverrides, Pallet, Policy, Projects, Receipts,
    Subject, SubjectByKey, Subjects, Suspension, Suspensions, UnlistedWithdrawals, Verdict, mock::*,
};
use sp_core::H256;
use sp_runtime::TryRuntimeError;

/// A subject with one of everything.
fn whole() -> SubjectId {
    let id = registered(1);
    let project = approved(1);
    assert_ok!(appoint_guardian(&key(1), id, guardian(2, DAY)));
    assert_ok!(appoint_delegate(&key(1), id, delegate(3, DAY)));
    assert_ok!(decide(&key(1), id, permit()));
    assert_ok!(opt_in(&key(1), id, project));
    assert_ok!(consent_broadly(&key(1), id, broad()));
    assert_ok!(enrol(&RESEARCHER, id, approved(2)));
    assert_ok!(request_erasure(&key(1), id, ErasureScope::Everything));
    assert_ok!(break_glass(&PHYSICIAN, id));
    ask(&PHYSICIAN, id, request());
    id
}

fn found(message: &'static str, corrupt: impl FnOnce(SubjectId)) {
    new_test_ext().execute_with(|| {
        let id = whole();
        check();
        corrupt(id);
        assert_eq!(Pallet::<Test>::do_try_state(), Err(TryRuntimeError::Other(message)));
    });
}

fn found_in_subject(message: &'static str, corrupt: impl FnOnce(&mut Subject<Test>)) {
    found(message, |id| Subjects::<Test>::mutate(id, |slot| corrupt(slot.as_mut().expect("it is there"))));
}

fn found_in_decision(message: &'static str, place: usize, corrupt: impl FnOnce(&mut Decision<AccountId>)) {
    found(message, |id| Decisions::<Test>::mutate(id, |log| corrupt(&mut log.standing[place])));
}

#[test]
fn keys_should_be_found_when_index_or_sponsorship_is_wrong() {
    found("a key does not lead to its subject", |_| SubjectByKey::<Test>::remove(key(1)));
    found("a key is indexed that no subject has", |id| SubjectByKey::<Test>::insert(key(9), id));
    found("a key is not sponsored", |_| Sponsors::remove(key(2)));
    found_in_subject("a key is named twice", |subject| subject.delegates[0].account = key(2));
}

#[test]
fn closed_subjects_should_be_found_when_something_is_left() {
    found_in_subject("somebody decides for a closed subject", |subject| subject.closed_at = Some(START));
    found_in_subject("a closed subject is in research", |subject| {
        subject.closed_at = Some(START);
        subject.guardians = Default::default();
        subject.delegates = Default::default();
    });
    found_in_subject("a key is proposed for a closed subject", |subject| {
        subject.closed_at = Some(START);
        subject.guardians = Default::default();
        subject.delegates = Default::default();
        subject.pending_key = Some(crate::PendingKey { key: key(9), ready_at: 0 });
    });
    let close = |id: SubjectId| {
        Subjects::<Test>::mutate(id, |slot| {
            let subject = slot.as_mut().expect("it is there");
            subject.closed_at = Some(START);
            subject.guardians = Default::default();
            subject.delegates = Default::default();
            subject.broad_consent = None;
            subject.projects = Default::default();
        });
    };
    found("a closed subject has decisions", close);
    // The number of the next one is among them.
    found("a closed subject has decisions", |id| {
        close(id);
        Decisions::<Test>::mutate(id, |log| log.standing = Default::default());
    });
    found("an erasure of a closed subject is pending", |id| {
        close(id);
        Decisions::<Test>::remove(id);
    });
}

#[test]
fn decisions_should_be_found_when_unsound() {
    found("two decisions have one identifier", |id| {
        Decisions::<Test>::mutate(id, |log| {
            let again = log.standing[0].clone();
            log.standing.try_push(again).expect("there is room");
        });
    });
    found_in_decision("a decision's identifier or number is not its own", 0, |decision| decision.terms.valid_from = 1);
    found_in_decision("a decision's identifier or number is not its own", 2, |decision| decision.sequence = 1);
    found("a decision's identifier or number is not its own", |id| {
        Decisions::<Test>::mutate(id, |log| log.next = 1);
    });
    found_in_subject("a decision's identifier or number is not its own", |subject| subject.next_enrolment = 0);
    let rewritten = |change: fn(&mut AnyTerms)| {
        move |id: SubjectId| {
            Decisions::<Test>::mutate(id, |log| {
                let decision = &mut log.standing[0];
                change(&mut decision.terms);
                decision.id = ConsentId::derive(id, decision.sequence, &decision.terms);
            })
        }
    };
    found("a decision names what does not exist", rewritten(|terms| terms.actions = Actions::from_bits(255)));
    found("a decision is about nothing", rewritten(|terms| terms.purposes = Purposes::NONE));
    found("the validity of a decision is empty", rewritten(|terms| terms.valid_until = Some(0)));
    found("decisions belong to no subject", |id| {
        Decisions::<Test>::insert(SubjectId(H256::zero()), Decisions::<Test>::get(id));
    });
}

#[test]
fn research_should_be_found_when_enrolments_and_cohorts_disagree() {
    found_in_subject("a project is named twice", |subject| subject.projects[1] = subject.projects[0]);
    found_in_subject("an enrolment has no decision", |subject| subject.projects[0].until += 1);
    found_in_subject("a permit for a project has no enrolment", |subject| subject.projects[0].enrolled = None);
    found("a cohort is not the number of subjects enrolled", |_| {
        let project = id_of(&plan(1));
        Projects::<Test>::mutate_extant(project, |project| project.cohort += 1);
    });
    found("the identifier of a project is not derived from it", |_| {
        let project = Projects::<Test>::take(id_of(&plan(1))).expect("it is there");
        Projects::<Test>::insert(ProjectId(H256::zero()), project);
    });
    found("a subject is enrolled in a project that does not exist", |_| {
        Projects::<Test>::remove(id_of(&plan(1)));
    });
    found("withdrawals are remembered of nobody, or none is", |id| UnlistedWithdrawals::<Test>::insert(id, 0));
    found("withdrawals are remembered of nobody, or none is", |_| {
        UnlistedWithdrawals::<Test>::insert(SubjectId(H256::zero()), START);
    });
}

#[test]
fn receipts_should_be_found_when_not_whole() {
    found_in_subject("more receipts were pruned than there were", |subject| subject.first_receipt = 9);
    found("a receipt is missing", |id| Receipts::<Test>::remove(id, 1));
    found_in_subject("a receipt has a number that was not given", |subject| subject.next_receipt = 1);
    found("a receipt belongs to no subject", |id| {
        Receipts::<Test>::insert(SubjectId(H256::zero()), 0, receipt(id, 1));
    });
}

#[test]
fn overrides_should_be_found_when_they_contradict_the_receipts() {
    found("a seat has an empty list of overrides", |_| {
        OpenOverrides::<Test>::insert(STRANGER, frame_support::BoundedVec::default());
    });
    found("an open override is not what its receipt says", |_| {
        OpenOverrides::<Test>::mutate(PHYSICIAN, |open| open[0].until += 1);
    });
    found("a receipt waits for a review that nobody is asked for", |_| OpenOverrides::<Test>::remove(PHYSICIAN));
    found("an open override is not what its receipt says", |id| {
        Receipts::<Test>::mutate(id, 0, |slot| {
            let receipt = slot.as_mut().expect("it is there");
            let by = receipt.reader.clone();
            if let Entry::Override { review, .. } = &mut receipt.entry {
                *review = Some(crate::Review { by, at: START, verdict: Verdict::Justified });
            }
        });
    });
    found("the cause of a suspension is still open", |id| {
        let suspension = Suspension { organisation: HOSPITAL, subject: id, receipt: 0, since: START };
        Suspensions::<Test>::insert(PHYSICIAN, suspension);
    });
}

#[test]
fn erasures_and_policies_should_be_found_when_unsound() {
    found_in_subject("an erasure has a number that was not given", |subject| subject.next_erasure = 0);
    found("an erasure is pending twice", |id| {
        Erasures::<Test>::mutate(id, |erasures| {
            let again = erasures[0].clone();
            erasures.try_push(again).expect("there is room");
        });
    });
    found("a request for erasure belongs to no subject", |id| {
        Erasures::<Test>::insert(SubjectId(H256::zero()), Erasures::<Test>::get(id));
    });
    found("a policy is stored that says nothing", |_| {
        DefaultPolicies::<Test>::insert(HOSPITAL, Category::Imaging, Policy::Refuse);
    });
}
