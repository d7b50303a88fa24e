//! Keys of nodes, made by the node's own command, and the chain's list of nodes.

use crate::{
    Failure, Outcome,
    chain::Chain,
    command::{node_binary, run},
    ensure,
    people::pair,
    transactions::Ending,
};
use bogam_primitives::node::{PeerId, peer_id_from_base58};
use bogam_runtime::{
    Runtime, RuntimeCall,
    genesis::consortium::{self, DevelopmentKey},
};
use pallet_nodes::Call;
use std::{
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

/// How long it may take to make a key.
const PATIENCE: Duration = Duration::from_secs(60);

/// The member that lists these nodes. It has no validator, so that they are cut off as soon as it is suspended.
const MEMBER: &DevelopmentKey = &consortium::INSURER_B;

/// A node's key, and its name on the network.
#[derive(Clone, Debug)]
pub struct NodeKey {
    /// Its file.
    pub file: PathBuf,
    /// The name.
    pub peer_id: PeerId,
}

impl NodeKey {
    /// Makes a key in a folder.
    pub fn make(folder: &Path, name: &str) -> Outcome<Self> {
        let file = folder.join(name);
        let mut command = Command::new(node_binary()?);
        let made = run(command.args(["key", "generate-node-key", "--file"]).arg(&file), "", PATIENCE)?;
        let peer_id = peer_id_from_base58(made.errors.trim()).ok_or(Failure(made.errors))?;
        Ok(Self { file, peer_id })
    }
}

/// The member lists the nodes with these keys. It may have eight of them.
pub fn list(chain: Chain, keys: &[NodeKey]) -> Outcome<()> {
    change(chain, keys, |peer_id| Call::add_node { peer_id })
}

/// The member takes them off the list again.
pub fn unlist(chain: Chain, keys: &[NodeKey]) -> Outcome<()> {
    change(chain, keys, |peer_id| Call::remove_node { peer_id })
}

fn change(chain: Chain, keys: &[NodeKey], call: impl Fn(PeerId) -> Call<Runtime>) -> Outcome<()> {
    let admin = pair(MEMBER.uri)?;
    let calls = keys.iter().map(|key| (admin.clone(), RuntimeCall::from(call(key.peer_id.clone())))).collect();
    for ending in chain.submit_all(calls)? {
        ensure(ending == Ending::Finalised(Ok(())), || format!("the list of nodes was not changed: {ending:?}"))?;
    }
    Ok(())
}
