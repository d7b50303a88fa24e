//! How a validator leaves, by its own will or governance's.

use super::scenario::*;

#[test]
fn validator_should_leave_at_the_end_of_the_session_after() {
    run(|| {
        assert_ok!(leave(validator(4), validator(4)));
        sessions(1);
        assert_eq!(active(), of(1..=4), "the next session was planned already");
        assert_eq!(candidate(validator(4)), None, "it is gone from the list with the plan without it");
        sessions(1);
        assert_eq!(active(), of(1..=3));
        assert_eq!(
            events(),
            vec![Event::Leaving { validator: validator(4) }, Event::Departed { validator: validator(4), session: 2 }]
        );
    });
}

#[test]
fn admin_should_let_its_validator_leave_and_stay() {
    run(|| {
        assert_ok!(leave(admin(4), validator(4)));
        assert_ok!(rejoin(admin(4), validator(4)));
        assert_eq!(standing(validator(4)), Some(Standing::Serving));
        settle();
        assert_eq!(active(), of(1..=4));
    });
}

#[test]
fn leaving_and_rejoining_should_be_refused_to_anybody_else() {
    run(|| {
        for stranger in [admin(1), validator(1), spare(4), STRANGER] {
            assert_noop!(leave(stranger, validator(4)), Error::NotOperator);
            assert_noop!(rejoin(stranger, validator(4)), Error::NotOperator);
        }
        // Nor to the validator itself once it does not act for the organisation any more: its key may be stolen.
        Staff::remove(validator(4));
        assert_noop!(leave(validator(4), validator(4)), Error::NotOperator);
        assert_ok!(leave(admin(4), validator(4)));
    });
}

#[test]
fn calls_should_be_refused_for_whoever_is_no_validator() {
    run(|| {
        assert_noop!(remove(validator(5)), Error::NotValidator);
        assert_noop!(leave(validator(5), validator(5)), Error::NotValidator);
        assert_noop!(rejoin(validator(5), validator(5)), Error::NotValidator);
        assert_noop!(move_to(admin(5), validator(5), spare(5)), Error::NotValidator);
    });
}

#[test]
fn leaving_twice_and_rejoining_without_having_left_should_be_refused() {
    run(|| {
        assert_noop!(rejoin(validator(4), validator(4)), Error::NotAway);
        assert_ok!(leave(validator(4), validator(4)));
        assert_noop!(leave(validator(4), validator(4)), Error::AlreadyLeaving);
    });
}

#[test]
fn removed_validator_should_not_come_back_by_itself() {
    run(|| {
        assert_ok!(remove(validator(4)));
        assert_noop!(remove(validator(4)), Error::AlreadyRemoved);
        assert_noop!(leave(validator(4), validator(4)), Error::AlreadyRemoved);
        assert_noop!(rejoin(validator(4), validator(4)), Error::AlreadyRemoved);
        assert_noop!(move_to(admin(4), validator(4), spare(4)), Error::AlreadyRemoved);
        settle();
        assert_eq!(active(), of(1..=3));
        assert_ok!(admit(4, validator(4)));
        settle();
        assert_eq!(active(), of(1..=4));
    });
}

#[test]
fn removed_validator_should_stay_when_governance_admits_it_again_in_time() {
    run(|| {
        assert_ok!(remove(validator(4)));
        assert_ok!(admit(4, validator(4)));
        settle();
        assert_eq!(active(), of(1..=4));
    });
}

#[test]
fn admission_of_a_removed_validator_should_need_a_slot() {
    run(|| {
        assert_ok!(remove(validator(4)));
        assert_ok!(set_keys(spare(4), 400));
        assert_ok!(admit(4, spare(4)));
        assert_noop!(admit(4, validator(4)), Error::NoSlotLeft);
    });
}

#[test]
fn rejoining_should_be_refused_when_the_slot_is_taken() {
    run(|| {
        assert_ok!(leave(validator(4), validator(4)));
        assert_ok!(set_keys(spare(4), 400));
        assert_ok!(admit(4, spare(4)));
        assert_noop!(rejoin(validator(4), validator(4)), Error::NoSlotLeft);
        settle();
        assert_eq!(active(), [of(1..=3), vec![spare(4)]].concat());
    });
}

#[test]
fn set_should_not_change_for_consensus_when_nothing_changes() {
    run(|| {
        settle();
        let before = System::read_events_for_pallet::<pallet_session::Event<Test>>();
        sessions(3);
        let after = System::read_events_for_pallet::<pallet_session::Event<Test>>();
        let queued = after[before.len()..].iter().filter(|event| matches!(event, pallet_session::Event::NewQueued));
        assert_eq!(queued.count(), 0, "no session planned a new set");
    });
}
