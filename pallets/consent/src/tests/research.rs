//! Research projects, opting in, broad consent, enrolment and withdrawal.

use super::scenario::*;
use crate::{BroadConsent, NewProject, Participation, Ruling, UnlistedWithdrawals, mock::*};
use bogam_primitives::consent::Author;
use sp_runtime::DispatchError;

#[test]
fn project_should_be_approved_by_an_ethics_board() {
    run(|| {
        let good = plan(1);
        assert_noop!(approve_project(&RESEARCHER, good), DispatchError::from(Refusal::NoSeat));
        let refused = |change: fn(&mut NewProject), error: Error| {
            let mut plan = good;
            change(&mut plan);
            assert_noop!(approve_project(&ETHICS_BOARD, plan), error);
        };
        refused(|plan| plan.organisation = SUSPENDED, Error::UnknownOrganisation);
        refused(|plan| plan.until = now(), Error::EndsInThePast);
        refused(|plan| plan.terms.bound_by = Modifiers::from_bits(1 << 31), Error::UnknownModifier);
        refused(
            |plan| {
                plan.terms.research = ResearchUse::PopulationOriginsAncestry;
                plan.terms.bound_by = Modifier::NoPopulationOriginsAncestry.into();
            },
            Error::ContradictoryTerms,
        );
        assert_ok!(approve_project(&ETHICS_BOARD, good));
        let (project, until) = (id_of(&good), good.until);
        assert_events(&[Event::ProjectApproved { project, organisation: INSTITUTE, until }]);
        assert_noop!(approve_project(&OTHER_ETHICS_BOARD, good), Error::DuplicateProject);
    });
}

#[test]
fn project_should_be_closed_by_the_board_that_approved_it() {
    run(|| {
        let project = approved(1);
        assert_noop!(close_project(&OTHER_ETHICS_BOARD, project), Error::NotYourApproval);
        assert_noop!(close_project(&ETHICS_BOARD, id_of(&plan(2))), Error::UnknownProject);
        assert_ok!(close_project(&ETHICS_BOARD, project));
        assert_events(&[Event::ProjectClosed { project }]);
        assert_noop!(close_project(&ETHICS_BOARD, project), Error::ProjectClosed);
        let id = registered(1);
        assert_noop!(opt_in(&key(1), id, project), Error::ProjectClosed);
        // Closed, it cannot be approved again either.
        assert_noop!(approve_project(&ETHICS_BOARD, plan(1)), Error::DuplicateProject);
    });
}

#[test]
fn subject_should_be_read_for_the_project_into_which_it_opted() {
    run(|| {
        let id = registered(1);
        let (project, other) = (approved(1), approved(2));
        assert_eq!(ask(&RESEARCHER, id, research_request(project)), Ruling::RefusedByPolicy);
        let until = subject_end(project);
        let consent = ConsentId::derive(id, 0, &scope().enrolment::<AccountId>(project, until));
        assert_ok!(opt_in(&key(1), id, project));
        assert_events(&[Event::Enrolled { subject: id, project, consent }]);
        assert_eq!((cohort(project), cohort(other)), (1, 0));
        assert_eq!(ask(&RESEARCHER, id, research_request(project)), Ruling::Permitted(consent));
        assert_eq!(ask(&RESEARCHER, id, research_request(other)), Ruling::RefusedByPolicy);
        let wider = crate::AccessRequest { category: Category::Genomics, ..research_request(project) };
        assert_eq!(ask(&RESEARCHER, id, wider), Ruling::RefusedByPolicy);
        let outside = crate::AccessRequest { project: None, ..research_request(project) };
        assert_eq!(ask(&RESEARCHER, id, outside), Ruling::RefusedByPolicy);
        assert_noop!(opt_in(&key(1), id, project), Error::AlreadyEnrolled);
        // Such a decision ends by withdrawal alone, so that the cohort stays exact.
        assert_noop!(revoke(&key(1), id, consent), Error::WithdrawalNeeded);
        assert_noop!(decide_as(&key(1), id, 1, permit(), Some(consent)), Error::WithdrawalNeeded);

        set_now(until);
        assert_noop!(request_access(&RESEARCHER, id, research_request(project)), Error::ProjectClosed);
    });
}

fn subject_end(project: ProjectId) -> Moment {
    crate::Projects::<Test>::get(project).expect("it is there").plan.until
}

#[test]
fn opting_in_should_be_refused_when_it_makes_no_sense() {
    run(|| {
        let id = registered(1);
        let project = approved(1);
        assert_ok!(appoint_delegate(&key(1), id, delegate(2, DAY)));
        assert_noop!(opt_in(&key(2), id, project), Error::NotForDelegates);
        assert_noop!(opt_in(&key(1), id, id_of(&plan(2))), Error::UnknownProject);
        let refused = |scope, error: Error| {
            assert_noop!(opt_in_as(&key(1), id, 0, project, scope), error);
        };
        refused(ResearchScope { categories: Categories::NONE, ..scope() }, Error::NoCategories);
        refused(ResearchScope { categories: Categories::from_bits(1 << 31), ..scope() }, Error::UnknownCategory);
        refused(
            ResearchScope { sensitivities: Sensitivities::from_bits(1 << 31), ..scope() },
            Error::UnknownSensitivity,
        );
        assert_noop!(opt_in_as(&key(1), id, 1, project, scope()), Error::SequenceAhead);
        assert_ok!(decide(&key(1), id, permit()));
        assert_noop!(opt_in_as(&key(1), id, 0, project, scope()), Error::SequenceUsed);
    });
}

#[test]
fn withdrawal_should_stop_further_use_and_opting_in_again_restore_it() {
    run(|| {
        let id = registered(1);
        let project = approved(1);
        assert_noop!(withdraw(&key(1), id, Some(project)), Error::NotEnrolled);
        assert_noop!(withdraw(&key(1), id, None), Error::NotEnrolled);
        for round in 1..3 {
            assert_ok!(opt_in(&key(1), id, project));
            assert_eq!(cohort(project), 1);
            assert!(ask(&RESEARCHER, id, research_request(project)).releases());
            assert_ok!(withdraw(&key(1), id, Some(project)));
            assert_events(&[Event::WithdrawnFromProject { subject: id, project }]);
            assert_eq!(cohort(project), 0);
            assert_eq!(ask(&RESEARCHER, id, research_request(project)), Ruling::RefusedByPolicy);
            assert_noop!(withdraw(&key(1), id, Some(project)), Error::NotEnrolled);
            assert_eq!(subject(id).projects.len(), 1, "round {round}");
        }
    });
}

#[test]
fn broad_consent_should_let_a_matching_project_enrol() {
    run(|| {
        let id = registered(1);
        let project = approved(1);
        assert_noop!(enrol(&RESEARCHER, id, project), Error::NoBroadConsent);
        assert_ok!(consent_broadly(&key(1), id, broad()));
        assert_events(&[Event::BroadConsentGiven { subject: id }]);
        assert_noop!(enrol(&CLINIC_PHYSICIAN, id, project), Error::NotYourProject);
        assert_noop!(enrol(&STRANGER, id, project), DispatchError::from(Refusal::NoSeat));
        // To have consented broadly is not to be enrolled.
        assert_eq!(ask(&RESEARCHER, id, research_request(project)), Ruling::RefusedByPolicy);

        assert_ok!(enrol(&RESEARCHER, id, project));
        let consent = ConsentId::of_enrolment(id, project, 0);
        assert_events(&[Event::Enrolled { subject: id, project, consent }]);
        assert_eq!(decisions(id)[0].made_by, Author::BroadConsent(RESEARCHER));
        assert_eq!(ask(&RESEARCHER, id, research_request(project)), Ruling::Permitted(consent));
        assert_noop!(enrol(&RESEARCHER, id, project), Error::AlreadyEnrolled);
        // The number of the subject's next decision is not used up.
        assert_eq!(next_decision(id), 0);

        // The custodian may too.
        let second = approved(2);
        assert_ok!(enrol(&RECORDS_OFFICER, id, second));
        assert_eq!((cohort(project), cohort(second)), (1, 1));
    });
}

#[test]
fn enrolment_should_be_refused_when_the_terms_do_not_match() {
    run(|| {
        let id = registered(1);
        let project = approved(1);
        let refused = |change: fn(&mut BroadConsent), error: Error| {
            let mut broad = broad();
            change(&mut broad);
            assert_ok!(consent_broadly(&key(1), id, broad));
            assert_noop!(enrol(&RESEARCHER, id, project), error);
        };
        refused(|broad| broad.terms.permitted = BroadUse::PopulationOriginsAncestry, Error::ResearchNotPermitted);
        refused(|broad| broad.terms.demanded = Modifier::PublicationRequired.into(), Error::ConditionNotMet);
        refused(|broad| broad.until = Some(now() + 99 * DAY), Error::BroadConsentEndsSooner);
    });
}

#[test]
fn broad_consent_should_be_refused_when_it_makes_no_sense() {
    run(|| {
        let id = registered(1);
        assert_ok!(appoint_delegate(&key(1), id, delegate(2, DAY)));
        assert_noop!(consent_broadly(&key(2), id, broad()), Error::NotForDelegates);
        let refused = |change: fn(&mut BroadConsent), error: Error| {
            let mut broad = broad();
            change(&mut broad);
            assert_noop!(consent_broadly(&key(1), id, broad), error);
        };
        refused(|broad| broad.scope.categories = Categories::NONE, Error::NoCategories);
        refused(|broad| broad.terms.demanded = Modifiers::from_bits(1 << 31), Error::UnknownModifier);
        refused(|broad| broad.until = Some(now()), Error::AlreadyExpired);
    });
}

#[test]
fn subject_should_not_be_enrolled_again_once_it_has_withdrawn() {
    run(|| {
        let id = registered(1);
        let (project, second) = (approved(1), approved(2));
        assert_ok!(consent_broadly(&key(1), id, broad()));
        assert_ok!(enrol(&RESEARCHER, id, project));
        assert_ok!(enrol(&RESEARCHER, id, second));
        assert_ok!(withdraw(&key(1), id, Some(project)));
        assert_noop!(enrol(&RESEARCHER, id, project), Error::WithdrawnFromProject);
        assert_eq!((cohort(project), cohort(second)), (0, 1));

        assert_ok!(withdraw(&key(1), id, None));
        assert_events(&[
            Event::WithdrawnFromProject { subject: id, project: second },
            Event::BroadConsentWithdrawn { subject: id },
        ]);
        assert_eq!(cohort(second), 0);
        assert!(subject(id).broad_consent.is_none() && decisions(id).is_empty());
        // Only the subject itself comes back.
        assert_ok!(consent_broadly(&key(1), id, broad()));
        assert_noop!(enrol(&RESEARCHER, id, second), Error::WithdrawnFromProject);
        assert_ok!(opt_in(&key(1), id, second));
    });
}

/// Approves [`plan`], but for so many days.
fn approved_for(number: u8, days: u64) -> ProjectId {
    let plan = NewProject { until: now() + days * DAY, ..plan(number) };
    assert_ok!(approve_project(&ETHICS_BOARD, plan));
    id_of(&plan)
}

#[test]
fn withdrawals_should_take_no_room_and_not_be_forgotten_when_there_are_more_than_can_be_listed() {
    run(|| {
        let id = registered(1);
        assert_ok!(consent_broadly(&key(1), id, broad()));
        let left = [100, 99, 98, 97].map(|days| approved_for(days, days.into()));
        assert!(left.len() > MAX_PROJECTS as usize);
        for project in left {
            assert_ok!(opt_in(&key(1), id, project));
            assert_ok!(withdraw(&key(1), id, Some(project)));
        }
        // That which ended first made room.
        assert_eq!(UnlistedWithdrawals::<Test>::get(id), now() + 98 * DAY);
        for (place, project) in left.into_iter().enumerate() {
            let error = if place == 2 { Error::WithdrawnFromMany } else { Error::WithdrawnFromProject };
            assert_noop!(enrol(&RESEARCHER, id, project), error);
            assert_noop!(withdraw(&key(1), id, Some(project)), Error::NotEnrolled);
            assert_eq!(ask(&RESEARCHER, id, research_request(project)), Ruling::RefusedByPolicy);
        }

        // What ends later is not among them; into what ends as early, the subject comes by itself.
        let (early, late) = (approved_for(1, 50), approved_for(2, 200));
        assert_noop!(enrol(&RECORDS_OFFICER, id, early), Error::WithdrawnFromMany);
        assert_ok!(enrol(&RECORDS_OFFICER, id, late));
        assert_ok!(opt_in(&key(1), id, early));
        assert!(ask(&RESEARCHER, id, research_request(early)).releases());
        assert_ok!(opt_in(&key(1), id, left[1]));
        assert_eq!(UnlistedWithdrawals::<Test>::get(id), now() + 100 * DAY);
        for project in [left[0], left[2], left[3]] {
            assert_noop!(enrol(&RESEARCHER, id, project), Error::WithdrawnFromMany);
        }
        // Also under another broad consent.
        assert_ok!(withdraw(&key(1), id, None));
        assert_ok!(consent_broadly(&key(1), id, broad()));
        for project in left.into_iter().chain([early, late]) {
            assert!(enrol(&RESEARCHER, id, project).is_err());
        }

        // When all that it is about has ended, it stands in nobody's way.
        pass(100 * DAY);
        assert_ok!(enrol(&RESEARCHER, id, approved_for(3, 1)));
        assert_ok!(close_subject(&key(1), id));
        assert!(!UnlistedWithdrawals::<Test>::contains_key(id));
    });
}

#[test]
fn more_specific_deny_should_stop_a_project() {
    run(|| {
        let id = registered(1);
        let project = approved(1);
        assert_ok!(opt_in(&key(1), id, project));
        let terms =
            Terms { categories: Category::LaboratoryResults.into(), purposes: Purpose::Research.into(), ..deny() };
        // The institute as a whole is less specific than its project, the project itself is not, and newer.
        assert_ok!(decide(&key(1), id, Terms { grantee: Grantee::Organisation(INSTITUTE), ..terms.clone() }));
        assert!(ask(&RESEARCHER, id, research_request(project)).releases());
        pass(1);
        let stop = decide(&key(1), id, Terms { grantee: Grantee::Project(project), ..terms }).expect("it may");
        assert_eq!(ask(&RESEARCHER, id, research_request(project)), Ruling::Denied(stop));
        assert_ok!(revoke(&key(1), id, stop));
        assert!(ask(&RESEARCHER, id, research_request(project)).releases());
    });
}

#[test]
fn part_in_a_project_should_be_kept_until_room_is_needed() {
    run(|| {
        let id = registered(1);
        let project = approved(1);
        assert_ok!(opt_in(&key(1), id, project));
        let part = Participation { project, until: subject_end(project), enrolled: Some(decisions(id)[0].id) };
        assert_eq!(subject(id).projects.to_vec(), [part]);
        assert_eq!(subject(id).participation(project), Some(&part));
        pass(200 * DAY);
        assert_eq!(cohort(project), 1);
    });
}
