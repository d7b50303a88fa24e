//! The records.

use alloc::string::String;
use bogam_primitives::{OrganisationId, node::PeerId};
use codec::{Decode, Encode};
use frame_support::stored;
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// A member's node.
#[stored(no_skip_type_params)]
pub struct Node<BlockNumber> {
    /// Its peer id.
    pub peer_id: PeerId,
    /// The organisation that listed it.
    pub organisation: OrganisationId,
    /// In which block.
    pub added_at: BlockNumber,
}

/// A node that is listed from genesis.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GenesisNode {
    /// The organisation that runs it.
    pub organisation: OrganisationId,
    /// Its peer id, as `bogam-node key inspect-node-key` writes it.
    pub peer_id: String,
}

/// A node as apps see it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct NodeView<BlockNumber> {
    /// Its peer id.
    pub peer_id: PeerId,
    /// The organisation that listed it.
    pub organisation: OrganisationId,
    /// In which block.
    pub added_at: BlockNumber,
    /// Whether it counts: its organisation is active, or a validator of it serves.
    pub counts: bool,
}
