//! Each invariant is missed when it is broken.

use super::scenario::*;
use crate::{Enforced, Node, Nodes};
use frame_support::{BoundedVec, traits::ConstU32};
use sp_runtime::TryRuntimeError;

/// What is found after `damage`.
fn broken(expected: &'static str, damage: impl FnOnce()) {
    new_test_ext().execute_with(|| {
        check();
        damage();
        assert_eq!(Pallet::do_try_state(), Err(TryRuntimeError::Other(expected)));
    });
}

/// Damages the second node.
fn change(damage: impl FnOnce(&mut Node<u64>)) {
    Nodes::<Test>::mutate(|nodes| damage(&mut nodes[1]));
}

#[test]
fn damage_to_the_list_should_be_found() {
    broken("a node has no peer id", || change(|node| node.peer_id = PeerId::default()));
    broken("a node is listed twice", || change(|node| node.peer_id = peer(1)));
    broken("a node was added in the future", || change(|node| node.added_at = 2));
    broken("nodes are not in the order in which they were added", || {
        Nodes::<Test>::mutate(|nodes| nodes[0].added_at = 1);
    });
}

#[test]
fn damage_to_the_bounds_should_be_found() {
    broken("an organisation has too many nodes", || {
        let nodes = (0..=MAX_OWN as u8).map(|number| Node { peer_id: peer(number), organisation: 1, added_at: 0 });
        let nodes: BoundedVec<_, ConstU32<MAX_NODES>> = BoundedVec::truncate_from(nodes.collect());
        Nodes::<Test>::put(nodes);
    });
}

#[test]
fn damage_to_the_enforcement_should_be_found() {
    broken("a list is enforced that nobody is on", || {
        Nodes::<Test>::kill();
        Enforced::<Test>::put(true);
    });
}
