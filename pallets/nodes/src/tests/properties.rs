//! Whatever members and governance do, in any order: the invariants hold, the bounds hold, and no call cuts off everybody or a
//! validator.

use super::scenario::*;
use proptest::{prelude::*, test_runner::TestRunner};

#[derive(Clone, Debug)]
enum Act {
    Add { who: AccountId, peer: u8 },
    Remove { who: AccountId, peer: u8 },
    SetEnforced(bool),
    Suspend(OrganisationId),
    Reinstate(OrganisationId),
    Expel(OrganisationId),
    Serve(Vec<OrganisationId>),
}

fn organisation() -> impl Strategy<Value = OrganisationId> {
    1..=ORGANISATIONS
}

fn account() -> impl Strategy<Value = AccountId> {
    prop_oneof![4 => organisation().prop_map(admin), 2 => organisation().prop_map(seat), 1 => Just(STRANGER)]
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        6 => (account(), 0..10u8).prop_map(|(who, peer)| Act::Add { who, peer }),
        6 => (account(), 0..10u8).prop_map(|(who, peer)| Act::Remove { who, peer }),
        2 => any::<bool>().prop_map(Act::SetEnforced),
        1 => organisation().prop_map(Act::Suspend),
        1 => organisation().prop_map(Act::Reinstate),
        1 => organisation().prop_map(Act::Expel),
        1 => prop::collection::vec(organisation(), 0..3).prop_map(Act::Serve),
    ]
}

/// The organisations that have a node which is talked to.
fn reachable() -> Vec<OrganisationId> {
    Pallet::nodes().into_iter().filter(|view| view.counts).map(|view| view.organisation).collect()
}

/// Does it. Whether it was a call, and one that was accepted.
fn perform(act: &Act) -> bool {
    match act.clone() {
        Act::Add { who, peer: number } => return add(who, peer(number)).is_ok(),
        Act::Remove { who, peer: number } => return remove(who, peer(number)).is_ok(),
        Act::SetEnforced(enforced) => return set_enforced(enforced).is_ok(),
        Act::Suspend(organisation) if Statuses::get(organisation) == Some(Status::Active) => suspend(organisation),
        Act::Reinstate(organisation) if Statuses::get(organisation) == Some(Status::Suspended) => {
            reinstate(organisation);
        }
        Act::Suspend(_) | Act::Reinstate(_) => (),
        Act::Expel(organisation) => expel(organisation),
        Act::Serve(organisations) => Validators::put(organisations),
    }
    false
}

#[test]
fn nobody_should_be_cut_off_by_a_call_in_any_history() {
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) };
    let histories = prop::collection::vec(act(), 1..60);
    let tried = TestRunner::new(config).run(&histories, |acts| {
        new_test_ext().execute_with(|| {
            for act in &acts {
                let before = reachable();
                let was_accepted = perform(act);
                check();
                let after = reachable();
                if was_accepted && permitted().is_some() {
                    assert!(!after.is_empty(), "everybody was cut off by {act:?}");
                    for serving in Validators::get() {
                        let was_reachable = before.contains(&serving);
                        assert!(!was_reachable || after.contains(&serving), "a validator was cut off by {act:?}");
                    }
                }
            }
        });
        Ok(())
    });
    tried.expect("nobody is cut off");
}
