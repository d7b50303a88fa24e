//! Pausing and resuming, and what the filter then lets through.

use super::scenario::*;
use crate::{Call, Paused};
use frame_support::traits::Contains;

fn batch(calls: Vec<RuntimeCall>) -> RuntimeCall {
    pallet_utility::Call::<Test>::batch_all { calls }.into()
}

#[test]
fn paused_pallet_should_be_filtered_until_the_pause_ends() {
    run(|| {
        assert_ok!(pause(EMERGENCY, "Ward", None, SHORT));
        assert_eq!(last_event(), Some(Event::Paused { pallet: name("Ward"), call: None, ends_at: 1 + SHORT }));
        assert_noop!(admit(), filtered());
        assert_noop!(discharge(), filtered());
        pass(SHORT - 1);
        assert_noop!(admit(), filtered());
        // Nobody does anything, and it is over.
        pass(1);
        assert_ok!(admit());
        assert_ok!(discharge());
    });
}

#[test]
fn paused_call_should_be_filtered_and_the_others_not() {
    run(|| {
        assert_ok!(pause(EMERGENCY, "Ward", Some("admit"), 1));
        assert_noop!(admit(), filtered());
        assert_ok!(discharge());
        pass(1);
        assert_ok!(admit());
    });
}

#[test]
fn paused_call_should_be_filtered_inside_of_others_too() {
    run(|| {
        assert_ok!(pause(EMERGENCY, "Ward", Some("admit"), SHORT));
        let inner: RuntimeCall = ward::Call::<Test>::admit {}.into();
        assert_noop!(by(CLERK, batch(vec![inner.clone()])), filtered());
        assert_noop!(by(CLERK, batch(vec![batch(vec![inner.clone()])])), filtered());
        let derived = pallet_utility::Call::<Test>::as_derivative { index: 1, call: Box::new(inner) };
        assert_noop!(by(CLERK, derived), filtered());
        assert_ok!(by(CLERK, batch(vec![ward::Call::<Test>::discharge {}.into()])));
        // What can hold others can be paused as well.
        assert_ok!(pause(EMERGENCY, "Utility", None, SHORT));
        assert_noop!(by(CLERK, batch(vec![ward::Call::<Test>::discharge {}.into()])), filtered());
    });
}

#[test]
fn council_should_be_bound_by_what_it_paused() {
    run(|| {
        assert_ok!(pause(COUNCIL, "Ward", None, LONG));
        assert_noop!(by(COUNCIL, ward::Call::<Test>::admit {}), filtered());
    });
}

#[test]
fn pause_should_be_refused_when_it_names_nothing() {
    run(|| {
        assert_noop!(pause(EMERGENCY, "Pharmacy", None, 1), Error::UnknownPallet);
        assert_noop!(pause(EMERGENCY, "ward", None, 1), Error::UnknownPallet);
        assert_noop!(pause(EMERGENCY, "", None, 1), Error::UnknownPallet);
        assert_noop!(pause(EMERGENCY, "Ward", Some("transfer"), 1), Error::UnknownCall);
        assert_noop!(pause(EMERGENCY, "Ward", Some(""), 1), Error::UnknownCall);
    });
}

#[test]
fn governance_and_what_the_runtime_names_should_never_be_paused() {
    run(|| {
        for who in [COUNCIL, EMERGENCY] {
            assert_noop!(pause(who, "Governance", None, 1), Error::NeverPaused);
            assert_noop!(pause(who, "Governance", Some("resume"), 1), Error::NeverPaused);
            assert_noop!(pause(who, "System", None, 1), Error::NeverPaused);
            assert_noop!(pause(who, "System", Some("remark"), 1), Error::NeverPaused);
        }
    });
}

#[test]
fn governance_should_go_on_even_with_damaged_storage() {
    new_test_ext().execute_with(|| {
        let pause = crate::Pause { since: 1, ends_at: u64::MAX };
        Paused::<Test>::insert((name("Governance"), None::<crate::NameOf<Test>>), pause);
        assert!(Pallet::contains(&Call::<Test>::withdraw_upgrade {}.into()));
        assert!(Pallet::do_try_state().is_err(), "and it is found");
    });
}

#[test]
fn length_of_a_pause_should_be_bounded_by_who_asks() {
    run(|| {
        assert_noop!(pause(EMERGENCY, "Ward", None, 0), Error::PauseTooShort);
        assert_noop!(pause(EMERGENCY, "Ward", None, SHORT + 1), Error::PauseTooLong);
        assert_noop!(pause(COUNCIL, "Ward", None, LONG + 1), Error::PauseTooLong);
        assert_noop!(pause(COUNCIL, "Ward", None, u64::MAX), Error::PauseTooLong);
        assert_ok!(pause(COUNCIL, "Ward", None, LONG));
    });
}

#[test]
fn pause_should_be_extended_and_never_shortened() {
    run(|| {
        assert_ok!(pause(COUNCIL, "Ward", None, 50));
        assert_noop!(pause(EMERGENCY, "Ward", None, SHORT), Error::AlreadyPaused);
        assert_noop!(pause(COUNCIL, "Ward", None, 50), Error::AlreadyPaused);
        pass(10);
        assert_ok!(pause(COUNCIL, "Ward", None, 50));
        let kept = Paused::<Test>::get((name("Ward"), None::<crate::NameOf<Test>>));
        assert_eq!(kept, Some(crate::Pause { since: 1, ends_at: 61 }), "since when is not forgotten");
        assert_eq!(Paused::<Test>::count(), 1);
    });
}

#[test]
fn resuming_should_end_a_pause_at_once() {
    run(|| {
        assert_noop!(resume("Ward", None), Error::NotPaused);
        assert_ok!(pause(EMERGENCY, "Ward", None, SHORT));
        assert_noop!(resume("Ward", Some("admit")), Error::NotPaused);
        assert_ok!(resume("Ward", None));
        assert_eq!(last_event(), Some(Event::Resumed { pallet: name("Ward"), call: None }));
        assert_ok!(admit());
        // One that is over is not paused any more.
        assert_ok!(pause(EMERGENCY, "Ward", Some("admit"), 1));
        pass(1);
        assert_noop!(resume("Ward", Some("admit")), Error::NotPaused);
    });
}

#[test]
fn resuming_the_pallet_should_not_resume_its_calls() {
    run(|| {
        assert_ok!(pause(EMERGENCY, "Ward", None, SHORT));
        assert_ok!(pause(EMERGENCY, "Ward", Some("admit"), SHORT));
        assert_ok!(resume("Ward", None));
        assert_noop!(admit(), filtered());
        assert_ok!(discharge());
    });
}

#[test]
fn pauses_should_be_bounded_and_make_room_when_they_are_over() {
    run(|| {
        let targets = [("Ward", None), ("Ward", Some("admit")), ("Ward", Some("discharge"))];
        assert_eq!(targets.len(), MAX_PAUSES as usize);
        for (pallet, call) in targets {
            assert_ok!(pause(EMERGENCY, pallet, call, SHORT));
        }
        assert_noop!(pause(COUNCIL, "Utility", None, 1), Error::TooManyPauses);
        // What is paused can be extended all the same.
        assert_ok!(pause(COUNCIL, "Ward", None, LONG));
        pass(SHORT);
        assert_ok!(pause(COUNCIL, "Utility", None, 1));
        assert_eq!(Paused::<Test>::count(), 2, "those that were over are gone");
    });
}
