//! What must hold of the storage after every block.

use crate::{Config, Enforced, Nodes, Pallet, functions::count_of};
use alloc::collections::BTreeSet;
use bogam_primitives::node::is_peer_id;
use frame_support::{ensure, traits::Get};
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
    /// Checks the storage and changes nothing. The invariants:
    ///
    /// 1. **Nodes.** Each has the peer id of an Ed25519 key and is listed once, and was added in a block that has come, in the
    ///    order of the list.
    /// 2. **Bounds.** No organisation has more nodes than it may.
    /// 3. **Enforcement.** A list that is enforced is not empty. (That somebody on it counts is not an invariant of this pallet:
    ///    governance can suspend every organisation.)
    pub fn do_try_state() -> Result<(), TryRuntimeError> {
        let nodes = Nodes::<T>::get();
        let now = frame_system::Pallet::<T>::block_number();
        ensure!(nodes.iter().all(|node| is_peer_id(&node.peer_id)), "a node has no peer id");
        let distinct = nodes.iter().map(|node| node.peer_id.as_slice()).collect::<BTreeSet<_>>();
        ensure!(distinct.len() == nodes.len(), "a node is listed twice");
        ensure!(nodes.iter().all(|node| node.added_at <= now), "a node was added in the future");
        let is_ordered = nodes.windows(2).all(|pair| pair[0].added_at <= pair[1].added_at);
        ensure!(is_ordered, "nodes are not in the order in which they were added");
        for node in &nodes {
            let own = count_of(&nodes, node.organisation);
            ensure!(own <= T::MaxNodesPerOrganisation::get() as usize, "an organisation has too many nodes");
        }
        ensure!(!Enforced::<T>::get() || !nodes.is_empty(), "a list is enforced that nobody is on");
        Ok(())
    }
}
