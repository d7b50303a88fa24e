//! Keys of nodes, made by the node's own command.

use crate::{
    Failure, Outcome,
    command::{node_binary, run},
};
use bogam_primitives::node::{PeerId, peer_id_from_base58};
use std::{
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

/// How long it may take to make a key.
const PATIENCE: Duration = Duration::from_secs(60);

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
