//! What apps read.

use super::scenario::*;
use crate::{Call, LONGEST_PAGE, Policy, Ruling, Standing, Verdict, mock::*};

type Views = crate::Pallet<Test>;

#[test]
fn subject_should_be_found_by_identifier_and_by_key() {
    run(|| {
        let id = registered(1);
        assert_eq!(Views::subject(id).map(|subject| subject.key), Some(key(1)));
        assert_eq!(Views::subject_by_key(key(1)), Some(id));
        assert_eq!(Views::subject_by_key(key(2)), None);
        assert_eq!(Views::subject(SubjectId::derive(9, &key(9))), None);
    });
}

#[test]
fn decisions_should_be_shown_with_their_standing() {
    run(|| {
        let id = registered(1);
        let (from, until) = (now() + DAY, now() + 2 * DAY);
        assert_ok!(decide(&key(1), id, Terms { valid_from: from, valid_until: Some(until), ..permit() }));
        let standing = || Views::decisions(id)[0].standing;
        assert_eq!(standing(), Standing::Pending);
        set_now(from);
        assert_eq!(standing(), Standing::Active);
        set_now(until);
        assert_eq!(standing(), Standing::Expired);
    });
}

#[test]
fn number_of_the_next_decision_should_be_shown() {
    run(|| {
        let id = registered(1);
        assert_eq!((Views::next_decision(id), Views::next_decision(SubjectId::derive(9, &key(9)))), (0, 0));
        assert_ok!(decide_as(&key(1), id, 0, permit(), None));
        assert_eq!(Views::next_decision(id), 1);
        assert_ok!(opt_in_as(&key(1), id, 1, approved(1), scope()));
        assert_eq!(Views::next_decision(id), 2);
    });
}

#[test]
fn evaluation_should_be_what_a_request_is_ruled() {
    run(|| {
        let id = registered(1);
        let project = approved(1);
        assert_ok!(set_default_policy(
            &HOSPITAL_OFFICER,
            Category::Imaging,
            Policy::Release(Purpose::Treatment.into())
        ));
        let hiv = Sensitivities::from(Sensitivity::Hiv);
        assert_ok!(decide(&key(1), id, Terms { sensitivities: hiv, ..permit() }));
        assert_ok!(opt_in(&key(1), id, project));
        let imaging = crate::AccessRequest { category: Category::Imaging, ..request() };
        for (who, organisation, request) in [
            (PHYSICIAN, HOSPITAL, request()),
            (PHYSICIAN, HOSPITAL, imaging),
            (CLINIC_PHYSICIAN, CLINIC, emergency_request()),
            (RESEARCHER, INSTITUTE, research_request(project)),
        ] {
            let preview = Views::evaluation(id, organisation, who.clone(), request).expect("it can be asked");
            assert_eq!(ask(&who, id, request), preview.ruling);
            assert_eq!(preview.redact, preview.answer.redact);
        }
        // A project counts for its own organisation, and while it is open.
        let elsewhere = Views::evaluation(id, CLINIC, CLINIC_PHYSICIAN, research_request(project));
        assert_eq!(elsewhere.map(|preview| preview.ruling), Some(Ruling::RefusedByPolicy));
        assert_ok!(close_project(&ETHICS_BOARD, project));
        let closed = Views::evaluation(id, INSTITUTE, RESEARCHER, research_request(project));
        assert_eq!(closed.map(|preview| preview.ruling), Some(Ruling::RefusedByPolicy));
        assert_eq!(Views::evaluation(id, SUSPENDED, STRAY_READER, request()), None);
        assert_ok!(close_subject(&key(1), id));
        assert_eq!(Views::evaluation(id, HOSPITAL, PHYSICIAN, request()), None);
    });
}

#[test]
fn receipts_should_come_newest_first_and_page_by_page() {
    run(|| {
        let id = registered(1);
        for _ in 0..5 {
            ask(&PHYSICIAN, id, request());
        }
        let numbers =
            |page: &crate::ReceiptPage<AccountId>| page.receipts.iter().map(|one| one.number).collect::<Vec<_>>();
        let first = Views::receipts(id, None, 2);
        assert_eq!((numbers(&first), first.next), (vec![4, 3], Some(3)));
        let second = Views::receipts(id, first.next, 2);
        assert_eq!((numbers(&second), second.next), (vec![2, 1], Some(1)));
        let last = Views::receipts(id, second.next, 2);
        assert_eq!((numbers(&last), last.next), (vec![0], None));
        assert_eq!(numbers(&Views::receipts(id, None, 0)), [4]);
        assert_eq!(numbers(&Views::receipts(id, Some(99), u32::MAX)).len(), 5);
        assert_eq!(Views::receipts(SubjectId::derive(9, &key(9)), None, 5).receipts, []);
        for _ in 0..LONGEST_PAGE {
            ask(&PHYSICIAN, id, request());
        }
        assert_eq!(Views::receipts(id, None, u32::MAX).receipts.len(), LONGEST_PAGE as usize);

        pass(ReceiptRetention::get());
        assert_ok!(prune_receipts(&STRANGER, id, 100));
        let rest = Views::receipts(id, None, 100);
        assert_eq!((rest.receipts.len(), rest.next), (5, None));
    });
}

#[test]
fn reviews_should_be_listed_for_those_who_may_make_them() {
    run(|| {
        let id = registered(1);
        assert_ok!(register(&CLINIC_RECORDS_OFFICER, key(2), None));
        let at_clinic = SubjectId::derive(CLINIC, &key(2));
        assert_ok!(break_glass(&PHYSICIAN, id));
        assert_ok!(break_glass(&CLINIC_PHYSICIAN, id));
        assert_ok!(break_glass(&CLINIC_PHYSICIAN, at_clinic));

        let count = |organisation| {
            let page = Views::open_reviews(organisation, None, 10);
            assert_eq!(page.next, None);
            page.seats.iter().map(|seat| seat.open.len()).sum::<usize>()
        };
        assert_eq!((count(HOSPITAL), count(CLINIC), count(INSTITUTE)), (2, 2, 0));

        let first = Views::open_reviews(HOSPITAL, None, 1);
        let second = Views::open_reviews(HOSPITAL, first.next.clone(), 1);
        assert!(first.next.is_some() && second.next.is_none());
        assert_ne!(first.seats[0].seat, second.seats[0].seat);

        assert_ok!(review_override(&HOSPITAL_OFFICER, &CLINIC_PHYSICIAN, id, 1, Verdict::Abusive));
        let overrides = Views::overrides(CLINIC_PHYSICIAN);
        assert_eq!(overrides.open.len(), 1);
        assert_eq!(overrides.suspended.map(|suspension| suspension.subject), Some(id));
        assert_eq!(Views::overrides(STRANGER).open, []);
    });
}

#[test]
fn projects_should_come_page_by_page_with_their_cohorts() {
    run(|| {
        let id = registered(1);
        let projects: Vec<_> = (0..3).map(approved).collect();
        assert_ok!(opt_in(&key(1), id, projects[0]));
        let first = Views::projects(None, 2);
        let second = Views::projects(first.next, 2);
        let mut seen: Vec<_> = first.projects.iter().chain(&second.projects).map(|view| view.id).collect();
        seen.sort();
        let mut expected = projects.clone();
        expected.sort();
        assert_eq!(seen, expected);
        assert_eq!(second.next, None);
        let view = Views::project(projects[0]).expect("it is there");
        assert_eq!((view.open, view.project.cohort), (true, 1));
        pass(100 * DAY);
        assert!(!Views::project(projects[0]).expect("it is there").open);
        assert_eq!(Views::project(id_of(&plan(9))), None);
        assert_eq!(Views::cohort(id_of(&plan(9))), None);
        assert_eq!(Views::cohort(projects[1]), Some(0));
    });
}

#[test]
fn policy_should_be_visible() {
    run(|| {
        let policy = Policy::Release(Purpose::Treatment.into());
        assert_eq!(Views::default_policy(HOSPITAL, Category::Imaging), Policy::Refuse);
        assert_ok!(set_default_policy(&HOSPITAL_OFFICER, Category::Imaging, policy));
        assert_eq!(Views::default_policy(HOSPITAL, Category::Imaging), policy);
    });
}

#[test]
fn weight_of_pruning_should_be_bounded_whatever_is_asked() {
    use frame_support::dispatch::GetDispatchInfo;
    let weight = |limit| {
        let subject = SubjectId::derive(1, &key(1));
        Call::<Test>::prune_receipts { subject, limit }.get_dispatch_info().call_weight
    };
    assert_eq!(weight(u32::MAX), weight(LONGEST_PAGE));
    assert_eq!(weight(0), weight(1));
}
