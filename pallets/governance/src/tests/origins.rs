//! Who may do what.

use super::scenario::*;
use crate::Call;

fn calls() -> Vec<(&'static str, Call<Test>)> {
    vec![
        ("authorise", Call::authorise_upgrade { code_hash: hash_of(&[]) }),
        ("pause", Call::pause { pallet: name("Ward"), call: None, blocks: 1 }),
        ("resume", Call::resume { pallet: name("Utility"), call: None }),
    ]
}

#[test]
fn calls_should_be_made_by_those_alone_who_may() {
    run(|| {
        assert_ok!(pause(COUNCIL, "Utility", None, LONG));
        for (what, call) in calls() {
            for (who, origin) in [
                ("nobody", RuntimeOrigin::none()),
                ("root", RuntimeOrigin::root()),
                ("clerk", RuntimeOrigin::signed(CLERK)),
            ] {
                assert_eq!(dispatch(origin, call.clone()), Err(DispatchError::BadOrigin), "{what} by {who}");
            }
            let done = by(EMERGENCY, call.clone());
            assert_eq!(done.is_ok(), what == "pause", "{what} by the emergency body");
            if done.is_ok() {
                assert_ok!(resume("Ward", None));
            }
            assert_ok!(by(COUNCIL, call));
        }
    });
}

#[test]
fn upgrade_should_be_applied_by_anyone_who_signs() {
    run(|| {
        let new = code(SPEC_VERSION + 1);
        assert_ok!(authorise(&new));
        let call = Call::<Test>::apply_upgrade { code: new };
        assert_noop!(dispatch(RuntimeOrigin::none(), call.clone()), DispatchError::BadOrigin);
        assert_noop!(dispatch(RuntimeOrigin::root(), call.clone()), DispatchError::BadOrigin);
        assert_ok!(by(CLERK, call));
    });
}

#[test]
fn expired_authorisation_should_be_cleared_away_by_anyone_who_signs() {
    run(|| {
        assert_ok!(authorise(&code(SPEC_VERSION + 1)));
        pass(LIFETIME);
        assert_noop!(dispatch(RuntimeOrigin::none(), Call::<Test>::withdraw_upgrade {}), DispatchError::BadOrigin);
        assert_ok!(withdraw(EMERGENCY));
    });
}

#[test]
fn all_calls_should_be_operational() {
    use frame_support::dispatch::{DispatchClass, GetDispatchInfo};

    let others = [("withdraw", Call::withdraw_upgrade {}), ("apply", Call::apply_upgrade { code: vec![0; 100] })];
    for (what, call) in calls().into_iter().chain(others) {
        assert_eq!(call.get_dispatch_info().class, DispatchClass::Operational, "{what}");
    }
}
