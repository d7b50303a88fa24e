//! Every collection overflows with an error of its own, and what has ended frees its place.

use super::scenario::*;
use crate::{Call, ErasureScope, WeightInfo, mock::*};
use frame_support::traits::UnfilteredDispatchable;
use sp_core::H256;

#[test]
fn decisions_should_be_bounded_and_a_revoked_one_free_its_place() {
    run(|| {
        let id = registered(1);
        for _ in 0..MAX_DECISIONS {
            assert_ok!(decide(&key(1), id, permit()));
        }
        assert_noop!(decide(&key(1), id, permit()), Error::TooManyDecisions);
        let (first, second) = (approved(1), approved(2));
        assert_noop!(opt_in(&key(1), id, first), Error::TooManyDecisions);
        assert_ok!(consent_broadly(&key(1), id, broad()));
        assert_noop!(enrol(&RESEARCHER, id, second), Error::TooManyDecisions);
        let first = decisions(id)[0].id;
        assert_ok!(revoke(&key(1), id, first));
        assert_ok!(decide(&key(1), id, permit()));
        // One that is superseded makes room too.
        let next = next_decision(id);
        assert_ok!(decide_as(&key(1), id, next, deny(), Some(decisions(id)[0].id)));
        assert_eq!(decisions(id).len(), MAX_DECISIONS as usize);
    });
}

#[test]
fn expired_decisions_should_make_room_when_it_is_needed() {
    run(|| {
        let id = registered(1);
        assert_ok!(decide(&key(1), id, permit()));
        for _ in 1..MAX_DECISIONS {
            let valid_until = Some(now() + DAY);
            assert_ok!(decide(&key(1), id, Terms { valid_until, ..permit() }));
        }
        pass(DAY);
        let consent = decide(&key(1), id, deny()).expect("there is room");
        assert_events(&[
            Event::ExpiredDecisionsRemoved { subject: id, count: MAX_DECISIONS - 1 },
            Event::Decided { subject: id, consent, supersedes: None },
        ]);
        assert_eq!(decisions(id).len(), 2);
    });
}

#[test]
fn ended_enrolment_should_make_room_among_the_decisions_one_at_a_time() {
    run(|| {
        let id = registered(1);
        let (first, second) = (approved(1), approved(2));
        assert_ok!(opt_in(&key(1), id, first));
        assert_ok!(opt_in(&key(1), id, second));
        for _ in 2..MAX_DECISIONS {
            assert_ok!(decide(&key(1), id, permit()));
        }
        pass(100 * DAY);
        assert_ok!(decide(&key(1), id, permit()));
        assert_eq!((cohort(first), cohort(second)), (0, 1));
        check();
        assert_ok!(decide(&key(1), id, permit()));
        assert_eq!((cohort(first), cohort(second)), (0, 0));
        assert!(subject(id).projects.is_empty());
        assert_noop!(decide(&key(1), id, permit()), Error::TooManyDecisions);
    });
}

#[test]
fn decision_that_leaves_the_subject_alone_should_give_weight_back() {
    run(|| {
        let id = registered(1);
        assert_ok!(opt_in(&key(1), id, approved(1)));
        let taken = || {
            let call = Call::decide { subject: id, sequence: next_decision(id), terms: permit(), supersedes: None };
            let done = RuntimeCall::from(call).dispatch_bypass_filter(RuntimeOrigin::signed(key(1)));
            done.expect("it may").actual_weight
        };
        for _ in 1..MAX_DECISIONS {
            assert_eq!(taken(), Some(<Test as crate::Config>::WeightInfo::decide_in_place()));
        }
        pass(100 * DAY);
        assert_eq!(taken(), None, "a part in a project that has ended made room");
    });
}

#[test]
fn projects_should_be_bounded_and_an_ended_one_free_its_place() {
    run(|| {
        let id = registered(1);
        let projects: Vec<_> = (0..MAX_PROJECTS as u8).map(approved).collect();
        for project in &projects {
            assert_ok!(opt_in(&key(1), id, *project));
        }
        let further = approved(77);
        assert_noop!(opt_in(&key(1), id, further), Error::TooManyProjects);
        assert_ok!(consent_broadly(&key(1), id, broad()));
        assert_noop!(enrol(&RESEARCHER, id, further), Error::TooManyProjects);
        // A withdrawal leaves its place, and is remembered all the same for as long as it matters.
        assert_ok!(withdraw(&key(1), id, Some(projects[0])));
        assert_ok!(opt_in(&key(1), id, further));
        assert_eq!(subject(id).projects.len(), MAX_PROJECTS as usize);
        assert_noop!(enrol(&RESEARCHER, id, projects[0]), Error::WithdrawnFromMany);
        assert_noop!(opt_in(&key(1), id, projects[0]), Error::TooManyProjects);
        assert_ok!(withdraw(&key(1), id, Some(projects[1])));

        pass(100 * DAY);
        let later = approved(78);
        assert_ok!(opt_in(&key(1), id, later));
        assert_eq!((cohort(later), subject(id).projects.len()), (1, MAX_PROJECTS as usize - 1));
    });
}

#[test]
fn overrides_of_a_seat_should_be_bounded() {
    run(|| {
        for number in 0..MAX_OPEN_OVERRIDES as u8 {
            assert_ok!(break_glass(&PHYSICIAN, registered(number)));
        }
        let further = registered(99);
        assert_noop!(break_glass(&PHYSICIAN, further), Error::TooManyOverrides);
    });
}

#[test]
fn requests_for_erasure_should_be_bounded_and_old_confirmed_ones_make_room() {
    run(|| {
        let id = registered(1);
        let record = |number| ErasureScope::Record(Commitment(H256::from_low_u64_be(number)));
        for number in 1..MAX_ERASURES {
            assert_ok!(request_erasure(&key(1), id, record(number.into())));
        }
        assert_noop!(request_erasure(&key(1), id, record(99)), Error::TooManyErasures);
        // One place is left for everything, whatever the custodian does not confirm.
        assert_ok!(request_erasure(&key(1), id, ErasureScope::Everything));
        assert_ok!(confirm_erasure(&RECORDS_OFFICER, id, MAX_ERASURES - 1));
        assert_noop!(request_erasure(&key(1), id, ErasureScope::Everything), Error::TooManyErasures);
        assert_ok!(confirm_erasure(&RECORDS_OFFICER, id, 0));
        assert_noop!(request_erasure(&key(1), id, record(99)), Error::TooManyErasures);
        pass(ReceiptRetention::get());
        assert_ok!(request_erasure(&key(1), id, record(99)));
        assert_noop!(request_erasure(&key(1), id, record(100)), Error::TooManyErasures);
        assert_eq!(crate::Erasures::<Test>::get(id).len(), MAX_ERASURES as usize - 1);
    });
}

#[test]
fn enrolment_and_erasure_should_be_refused_when_numbers_are_exhausted() {
    run(|| {
        let id = registered(1);
        crate::Subjects::<Test>::mutate(id, |slot| {
            let subject = slot.as_mut().expect("it is there");
            (subject.next_enrolment, subject.next_erasure) = (u32::MAX, u32::MAX);
        });
        assert_ok!(consent_broadly(&key(1), id, broad()));
        let project = approved(1);
        assert_noop!(enrol(&RESEARCHER, id, project), Error::NumbersExhausted);
        assert_noop!(request_erasure(&key(1), id, ErasureScope::Everything), Error::NumbersExhausted);
    });
}
