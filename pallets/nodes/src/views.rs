//! What apps and nodes read. There are at most `MaxNodes` of everything.

use crate::{Config, Enforced, NodeView, Nodes, Pallet};
use alloc::vec::Vec;
use bogam_primitives::node::PeerId;
use frame_system::pallet_prelude::BlockNumberFor;

impl<T: Config> Pallet<T> {
    /// The peer ids of the nodes that may take part; `None` if every node may. This is what a node asks after each finalised
    /// block.
    pub fn permitted() -> Option<Vec<PeerId>> {
        if !Enforced::<T>::get() {
            return None;
        }
        let nodes = Nodes::<T>::get();
        let counting = Self::counting(&nodes);
        let permitted = nodes.into_iter().filter(|node| counting.contains(&node.organisation));
        Some(permitted.map(|node| node.peer_id).collect())
    }

    pub(crate) fn do_nodes() -> Vec<NodeView<BlockNumberFor<T>>> {
        let nodes = Nodes::<T>::get();
        let counting = Self::counting(&nodes);
        let view = |node: crate::Node<BlockNumberFor<T>>| NodeView {
            counts: counting.contains(&node.organisation),
            peer_id: node.peer_id,
            organisation: node.organisation,
            added_at: node.added_at,
        };
        nodes.into_iter().map(view).collect()
    }
}
