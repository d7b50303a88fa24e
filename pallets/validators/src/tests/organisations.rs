//! What organisations do to their validators.

use super::scenario::*;

#[test]
fn validator_of_a_suspended_organisation_should_be_away_until_it_is_reinstated() {
    run(|| {
        suspend(4);
        settle();
        assert_eq!(active(), of(1..=3));
        assert_eq!(standing(validator(4)), Some(Standing::Serving), "nothing is held against it");
        sessions(3);
        reinstate(4);
        settle();
        assert_eq!(active(), of(1..=4));
    });
}

#[test]
fn validator_of_a_removed_organisation_should_leave_for_good() {
    run(|| {
        expel(4);
        settle();
        assert_eq!((active(), candidate(validator(4))), (of(1..=3), None));
        assert_eq!(events(), vec![Event::Departed { validator: validator(4), session: 2 }]);
    });
}

#[test]
fn validator_should_be_away_when_its_account_loses_its_role() {
    run(|| {
        Staff::remove(validator(4));
        settle();
        assert_eq!(active(), of(1..=3));
        assert_ok!(set_keys(spare(4), 400));
        assert_ok!(move_to(admin(4), validator(4), spare(4)));
        settle();
        assert_eq!(active(), [of(1..=3), vec![spare(4)]].concat());
        assert_eq!(Authorities::get().last(), Some(&400));
    });
}

#[test]
fn move_should_be_refused_when_it_is_not_the_admin_s() {
    run(|| {
        assert_ok!(set_keys(spare(4), 400));
        for stranger in [validator(4), spare(4), admin(3), STRANGER] {
            assert_noop!(move_to(stranger, validator(4), spare(4)), Error::NotAdmin);
        }
    });
}

#[test]
fn move_should_be_refused_to_an_account_that_does_not_fit() {
    run(|| {
        assert_noop!(move_to(admin(4), validator(4), spare(4)), Error::NoSessionKeys);
        assert_noop!(move_to(admin(4), validator(4), validator(4)), Error::AlreadyValidator);
        assert_noop!(move_to(admin(4), validator(4), validator(3)), Error::AlreadyValidator);
        assert_ok!(set_keys(spare(5), 500));
        assert_noop!(move_to(admin(4), validator(4), spare(5)), Error::AccountNotOfOrganisation);
    });
}

#[test]
fn move_should_be_refused_while_an_offence_before_the_last_one_may_be_reported() {
    run(|| {
        assert_ok!(set_keys(spare(4), 400));
        assert_ok!(move_to(admin(4), validator(4), spare(4)));
        sessions(HISTORY_DEPTH as usize);
        assert_noop!(move_to(admin(4), spare(4), validator(4)), Error::MovedRecently);
        sessions(1);
        assert_ok!(move_to(admin(4), spare(4), validator(4)));
        settle();
        assert_eq!(active(), of(1..=4));
    });
}

#[test]
fn validator_that_was_set_aside_should_come_back_by_moving() {
    run(|| {
        for _ in 0..OFFLINE_SESSIONS {
            session_without(&[validator(4)]);
        }
        assert_ok!(set_keys(spare(4), 400));
        assert_ok!(move_to(admin(4), validator(4), spare(4)));
        assert_eq!(standing(spare(4)), Some(Standing::Serving));
    });
}
