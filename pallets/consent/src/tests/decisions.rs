//! Deciding and revoking.

use super::scenario::*;
use crate::{Decisions, Ruling, Subjects, mock::*};
use bogam_primitives::consent::Author;
use frame_support::storage::unhashed;

#[test]
fn decision_should_have_the_identifier_that_the_app_knew() {
    run(|| {
        let id = registered(1);
        let terms = permit();
        let consent = ConsentId::derive(id, 0, &terms);
        assert_ok!(decide_as(&key(1), id, 0, terms.clone(), None));
        assert_events(&[Event::Decided { subject: id, consent, supersedes: None }]);
        let made = Decision { id: consent, sequence: 0, made_by: Author::Subject, made_at: now(), terms };
        assert_eq!(decisions(id), [made]);
    });
}

#[test]
fn decision_should_be_refused_when_it_is_submitted_twice() {
    run(|| {
        let id = registered(1);
        let terms = permit();
        assert_ok!(decide_as(&key(1), id, 0, terms.clone(), None));
        assert_noop!(decide_as(&key(1), id, 0, terms.clone(), None), Error::SequenceUsed);
        assert_noop!(decide_as(&key(1), id, 2, terms.clone(), None), Error::SequenceAhead);
        // Also when what was decided is gone: the identifier never returns.
        assert_ok!(revoke(&key(1), id, ConsentId::derive(id, 0, &terms)));
        assert_noop!(decide_as(&key(1), id, 0, terms.clone(), None), Error::SequenceUsed);
        assert_ok!(decide_as(&key(1), id, 1, terms, None));
    });
}

#[test]
fn decision_should_be_refused_when_no_number_is_left() {
    run(|| {
        let id = registered(1);
        Decisions::<Test>::mutate(id, |log| log.next = u32::MAX);
        assert_noop!(decide(&key(1), id, permit()), Error::NumbersExhausted);
    });
}

#[test]
fn decision_should_be_refused_when_it_makes_no_sense() {
    run(|| {
        let id = registered(1);
        let refused = |change: fn(&mut AnyTerms), error: Error| {
            let mut terms = permit();
            change(&mut terms);
            assert_noop!(decide(&key(1), id, terms), error);
        };
        refused(|terms| terms.actions = Actions::from_bits(1 << 7), Error::UnknownAction);
        refused(|terms| terms.purposes = Purposes::from_bits(1 << 31), Error::UnknownPurpose);
        refused(|terms| terms.categories = Categories::from_bits(1 << 31), Error::UnknownCategory);
        refused(|terms| terms.sensitivities = Sensitivities::from_bits(1 << 31), Error::UnknownSensitivity);
        refused(|terms| terms.actions = Actions::NONE, Error::NoActions);
        refused(|terms| terms.purposes = Purposes::NONE, Error::NoPurposes);
        refused(|terms| terms.categories = Categories::NONE, Error::NoCategories);
        refused(|terms| terms.valid_until = Some(terms.valid_from), Error::EmptyValidity);
        refused(|terms| (terms.valid_from, terms.valid_until) = (0, Some(now())), Error::AlreadyExpired);
        refused(|terms| (terms.data_from, terms.data_until) = (Some(5), Some(5)), Error::EmptyDataInterval);
        refused(|terms| terms.grantee = Grantee::Organisation(SUSPENDED), Error::UnknownOrganisation);
        refused(
            |terms| terms.grantee = Grantee::Seat { organisation: 77, account: PHYSICIAN },
            Error::UnknownOrganisation,
        );
        refused(|terms| terms.grantee = Grantee::Project(id_of(&plan(1))), Error::OptInNeeded);
        refused(
            |terms| (terms.effect, terms.grantee) = (Effect::Deny, Grantee::Project(id_of(&plan(1)))),
            Error::UnknownProject,
        );
        // What is denied to a suspended organisation counts when it returns.
        assert_ok!(decide(&key(1), id, Terms { grantee: Grantee::Organisation(SUSPENDED), ..deny() }));
    });
}

#[test]
fn superseded_decision_should_end_in_the_same_step() {
    run(|| {
        let id = registered(1);
        let old = decide(&key(1), id, deny()).expect("it may");
        assert_eq!(ask(&PHYSICIAN, id, request()), Ruling::Denied(old));
        let new = ConsentId::derive(id, 1, &permit());
        assert_ok!(decide_as(&key(1), id, 1, permit(), Some(old)));
        assert_events(&[Event::Decided { subject: id, consent: new, supersedes: Some(old) }]);
        // In the same moment a deny would have won.
        assert_eq!(ask(&PHYSICIAN, id, request()), Ruling::Permitted(new));
        assert_noop!(decide_as(&key(1), id, 2, permit(), Some(old)), Error::UnknownDecision);
    });
}

#[test]
fn revocation_should_count_for_everything_after_it_in_its_own_block() {
    run(|| {
        let id = registered(1);
        let consent = decide(&key(1), id, permit()).expect("it may");
        assert_eq!(ask(&PHYSICIAN, id, request()), Ruling::Permitted(consent));
        assert_ok!(revoke(&key(1), id, consent));
        assert_events(&[Event::Revoked { subject: id, consent }]);
        assert_eq!(ask(&PHYSICIAN, id, request()), Ruling::RefusedByPolicy);
        assert_noop!(revoke(&key(1), id, consent), Error::UnknownDecision);
    });
}

#[test]
fn consent_should_restore_access_when_it_is_given_again() {
    run(|| {
        let id = registered(1);
        for _ in 0..3 {
            let consent = decide(&key(1), id, permit()).expect("it may");
            assert_eq!(ask(&PHYSICIAN, id, request()), Ruling::Permitted(consent));
            assert_ok!(revoke(&key(1), id, consent));
            assert_eq!(ask(&PHYSICIAN, id, request()), Ruling::RefusedByPolicy);
        }
    });
}

#[test]
fn decision_should_count_only_within_its_validity() {
    run(|| {
        let id = registered(1);
        let (valid_from, valid_until) = (now() + DAY, Some(now() + 2 * DAY));
        let consent = decide(&key(1), id, Terms { valid_from, valid_until, ..permit() }).expect("it may");
        assert_eq!(ask(&PHYSICIAN, id, request()), Ruling::RefusedByPolicy);
        set_now(valid_from);
        assert_eq!(ask(&PHYSICIAN, id, request()), Ruling::Permitted(consent));
        set_now(valid_from + DAY);
        assert_eq!(ask(&PHYSICIAN, id, request()), Ruling::RefusedByPolicy);
    });
}

/// The bytes that are stored of a subject.
fn stored(id: SubjectId) -> Vec<u8> {
    unhashed::get_raw(&Subjects::<Test>::hashed_key_for(id)).expect("it is there")
}

/// Adds a byte to what is stored of a subject. It reads as before, and whoever writes it again leaves the byte out.
fn mark(id: SubjectId) -> Vec<u8> {
    let marked = [stored(id), vec![0]].concat();
    unhashed::put_raw(&Subjects::<Test>::hashed_key_for(id), &marked);
    marked
}

#[test]
fn decision_should_not_write_its_subject() {
    run(|| {
        let id = registered(1);
        let marked = mark(id);
        let first = decide(&key(1), id, permit()).expect("it may");
        assert_ok!(decide_as(&key(1), id, 1, deny(), Some(first)));
        for _ in 1..MAX_DECISIONS {
            assert_ok!(decide(&key(1), id, Terms { valid_until: Some(now() + DAY), ..permit() }));
        }
        assert_noop!(decide(&key(1), id, permit()), Error::TooManyDecisions);
        // Also when what has expired makes room.
        pass(DAY);
        let last = decide(&key(1), id, permit()).expect("there is room");
        assert_ok!(revoke(&key(1), id, last));
        assert_eq!(stored(id), marked);
    });
}

#[test]
fn decision_should_write_its_subject_when_a_part_in_an_ended_project_made_room() {
    run(|| {
        let id = registered(1);
        let project = approved(1);
        assert_ok!(opt_in(&key(1), id, project));
        for _ in 1..MAX_DECISIONS {
            assert_ok!(decide(&key(1), id, permit()));
        }
        pass(100 * DAY);
        let marked = mark(id);
        assert_ok!(decide(&key(1), id, permit()));
        assert_ne!(stored(id), marked);
        assert!(subject(id).projects.is_empty());
        assert_eq!((cohort(project), decisions(id).len()), (0, MAX_DECISIONS as usize));
    });
}

#[test]
fn number_of_the_next_decision_should_stay_when_no_decision_is_left() {
    run(|| {
        let id = registered(1);
        let consent = decide(&key(1), id, permit()).expect("it may");
        assert_ok!(revoke(&key(1), id, consent));
        assert!(decisions(id).is_empty() && Decisions::<Test>::contains_key(id));
        assert_eq!(next_decision(id), 1);
        let project = approved(1);
        assert_ok!(opt_in(&key(1), id, project));
        assert_ok!(withdraw(&key(1), id, Some(project)));
        assert!(decisions(id).is_empty());
        assert_eq!(next_decision(id), 2);
    });
}
