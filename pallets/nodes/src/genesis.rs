//! What is there from the beginning. An inconsistent genesis stops with a clear word: it is found before there is a chain.
//!
//! Organisations are judged by the registry's own genesis, which comes later.

use crate::{Config, Enforced, GenesisConfig, Node, Nodes, functions::count_of};
use bogam_primitives::node::peer_id_from_base58;
use frame_support::{BoundedVec, traits::Get};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::traits::Zero;

pub(crate) fn build<T: Config>(config: &GenesisConfig<T>) {
    let mut nodes = BoundedVec::<Node<BlockNumberFor<T>>, T::MaxNodes>::new();
    for listed in &config.nodes {
        let peer_id = peer_id_from_base58(&listed.peer_id)
            .unwrap_or_else(|| panic!("genesis: {} is not the peer id of a node with an Ed25519 key", listed.peer_id));
        assert!(nodes.iter().all(|node| node.peer_id != peer_id), "genesis: node {} is listed twice", listed.peer_id);
        assert!(
            count_of(&nodes, listed.organisation) < T::MaxNodesPerOrganisation::get() as usize,
            "genesis: organisation {} has too many nodes",
            listed.organisation
        );
        let node = Node { peer_id, organisation: listed.organisation, added_at: BlockNumberFor::<T>::zero() };
        nodes.try_push(node).unwrap_or_else(|_| panic!("genesis: there are too many nodes"));
    }
    assert!(!config.enforced || !nodes.is_empty(), "genesis: a list is enforced that nobody is on");
    Nodes::<T>::put(nodes);
    Enforced::<T>::put(config.enforced);
}
