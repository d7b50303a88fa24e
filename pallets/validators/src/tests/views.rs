//! What apps read.

use super::scenario::*;
use crate::{Overview, SlotsView};

#[test]
fn overview_should_tell_the_sets_of_three_sessions() {
    run(|| {
        join(5);
        let expected = Overview {
            session: 0,
            floor: FLOOR,
            ceiling: MAX_VALIDATORS,
            active: of(1..=4),
            queued: of(1..=4),
            planned: of(1..=5),
        };
        assert_eq!(Pallet::overview(), expected);
        sessions(1);
        let expected = Overview { session: 1, queued: of(1..=5), ..expected };
        assert_eq!(Pallet::overview(), expected);
    });
}

#[test]
fn validator_should_be_shown_with_its_blocks_and_its_state() {
    run(|| {
        sessions(1);
        block(validator(4));
        block(validator(4));
        let view = Pallet::validator(validator(4)).expect("it is one");
        assert_eq!((view.record.organisation, view.record.standing), (4, Standing::Serving));
        assert_eq!((view.record.blocks_in_last_session, view.blocks_in_this_session), (TURNS as u32, 2));
        assert!(view.is_active && view.is_queued && !view.is_disabled && !view.is_retained);
        assert_eq!(view.absence, None);
        assert_eq!(Pallet::validator(validator(5)), None);
        assert_eq!(Pallet::validators().len(), 4);
    });
}

#[test]
fn offline_validator_should_be_shown_with_the_session_since_when() {
    run(|| {
        for _ in 0..OFFLINE_SESSIONS {
            session_without(&[validator(4)]);
        }
        let view = Pallet::validator(validator(4)).expect("it is one");
        assert_eq!(view.record.standing, Standing::Offline { since: OFFLINE_SESSIONS - 1 });
        assert_eq!((view.absence, view.is_retained), (Some(Absence::Offline), false));
        assert!(view.is_active, "it serves until the plan without it");
        assert_eq!((view.record.idle_sessions, view.record.blocks_in_last_session), (OFFLINE_SESSIONS, 0));
    });
}

#[test]
fn retained_offender_should_be_shown_as_such() {
    run(|| {
        assert_ok!(set_floor(4));
        assert_ok!(report(validator(2), 0).map_err(|_| "refused"));
        let view = Pallet::validator(validator(2)).expect("it is one");
        assert_eq!(view.absence, Some(Absence::Offender));
        assert!(view.is_retained && view.is_disabled);
        suspend(3);
        let view = Pallet::validator(validator(3)).expect("it is one");
        assert_eq!((view.absence, view.is_retained), (Some(Absence::OrganisationInactive), true));
        Staff::remove(validator(4));
        let view = Pallet::validator(validator(4)).expect("it is one");
        assert_eq!(view.absence, Some(Absence::AccountNotOfOrganisation));
    });
}

#[test]
fn slots_should_be_counted_without_those_who_leave() {
    run(|| {
        assert_eq!(Pallet::slots(4), SlotsView { granted: 1, used: 1 });
        assert_ok!(leave(validator(4), validator(4)));
        assert_eq!(Pallet::slots(4), SlotsView { granted: 1, used: 0 });
        assert_ok!(set_slots(4, 2));
        assert_eq!(Pallet::slots(4), SlotsView { granted: 2, used: 0 });
        assert_eq!(Pallet::slots(77), SlotsView { granted: 1, used: 0 });
    });
}
