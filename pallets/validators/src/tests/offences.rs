//! Proven equivocations.

use super::scenario::*;
use sp_staking::offence::OffenceError;

#[test]
fn offender_should_be_disabled_at_once_and_leave() {
    run(|| {
        sessions(2);
        assert_ok!(report(validator(4), 1).map_err(|_| "refused"));
        assert_eq!(disabled(), vec![validator(4)]);
        assert_eq!(standing(validator(4)), Some(Standing::Offender { since: 2 }));
        assert_noop!(rejoin(validator(4), validator(4)), Error::AlreadyRemoved);
        settle();
        assert_eq!((active(), disabled(), candidate(validator(4))), (of(1..=3), vec![], None));
        assert_eq!(events()[0], Event::Equivocated { validator: validator(4), session: 1 });
    });
}

#[test]
fn offence_should_be_handled_once_when_it_is_reported_twice() {
    run(|| {
        assert_ok!(report(validator(4), 0).map_err(|_| "refused"));
        assert_eq!(report(validator(4), 0), Err(OffenceError::DuplicateReport));
        // Another one by the same validator.
        sessions(1);
        assert_ok!(report(validator(4), 1).map_err(|_| "refused"));
        let told = events().into_iter().filter(|event| matches!(event, Event::Equivocated { .. }));
        assert_eq!(told.count(), 2, "the second one after it has left the list");
        assert_eq!(disabled(), vec![validator(4)]);
    });
}

#[test]
fn offender_should_be_retained_at_the_floor_and_stay_disabled_when_the_set_changes() {
    run(|| {
        assert_ok!(leave(validator(4), validator(4)));
        settle();
        assert_eq!(active(), of(1..=3));
        assert_ok!(report(validator(3), 2).map_err(|_| "refused"));
        settle();
        assert_eq!(active(), of(1..=3), "the floor is three");
        assert_eq!(disabled(), Vec::<u64>::new(), "of three validators none can be disabled without losing finality");

        // With one more there is no need for it.
        join(5);
        settle();
        assert_eq!((active(), candidate(validator(3))), (of([1, 2, 5]), None));
    });
}

#[test]
fn retained_offender_should_be_disabled_again_after_a_change_of_the_set() {
    run(|| {
        assert_ok!(set_floor(4));
        assert_ok!(report(validator(2), 0).map_err(|_| "refused"));
        assert_eq!(disabled(), vec![validator(2)]);
        // Another validator rotates its keys, which is a change of the set for the session pallet.
        assert_ok!(set_keys(validator(1), 100));
        for _ in 0..4 {
            sessions(1);
            assert_eq!((active(), disabled()), (of(1..=4), vec![validator(2)]));
        }
        assert_eq!(Authorities::get()[0], 100);
    });
}

#[test]
fn offence_should_count_when_the_validator_has_moved_to_another_account() {
    run(|| {
        assert_ok!(set_keys(spare(4), 400));
        assert_ok!(move_to(admin(4), validator(4), spare(4)));
        sessions(1);
        assert_ok!(report(validator(4), 0).map_err(|_| "refused"));
        assert_eq!(standing(spare(4)), Some(Standing::Offender { since: 1 }));
        assert_eq!(disabled(), vec![validator(4)], "which still serves");
        settle();
        assert_eq!(active(), of(1..=3));
    });
}

#[test]
fn offence_should_not_count_against_a_validator_that_was_admitted_later() {
    run(|| {
        sessions(1);
        assert_ok!(remove(validator(4)));
        settle();
        assert_ok!(admit(4, validator(4)));
        settle();
        assert_eq!(active(), of(1..=4));
        assert_ok!(report(validator(4), 1).map_err(|_| "refused"));
        assert_eq!((standing(validator(4)), disabled()), (Some(Standing::Serving), vec![]));
        settle();
        assert_eq!(active(), of(1..=4));
    });
}

#[test]
fn offender_that_has_left_the_list_should_be_disabled_while_it_still_serves() {
    run(|| {
        assert_ok!(leave(validator(4), validator(4)));
        sessions(1);
        assert_eq!((active(), candidate(validator(4))), (of(1..=4), None));
        assert_ok!(report(validator(4), 1).map_err(|_| "refused"));
        assert_eq!(disabled(), vec![validator(4)]);
    });
}

#[test]
fn governance_should_be_able_to_take_back_a_retained_offender() {
    run(|| {
        assert_ok!(set_floor(4));
        assert_ok!(report(validator(4), 0).map_err(|_| "refused"));
        sessions(1);
        assert_ok!(admit(4, validator(4)));
        assert_eq!(standing(validator(4)), Some(Standing::Serving));
        assert_eq!(candidate(validator(4)).map(|it| it.admitted_in), Some(1));
    });
}
