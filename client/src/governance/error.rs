//! What can go wrong about motions, upgrades, keys and nodes.

use super::{call::LONGEST_CALL, code::LARGEST_CODE, comparison::LARGEST_METADATA};
use crate::chain::ChainError;
use subxt::utils::H256;

/// Why something about governance cannot be done or shown.
#[derive(Debug, thiserror::Error)]
pub enum GovernanceError {
    /// The chain, or the way to it.
    #[error(transparent)]
    Chain(#[from] ChainError),
    /// The bytes are no call of this chain.
    #[error("this is no call of this chain: {0}")]
    NotACall(String),
    /// The bytes are more than a motion is read with.
    #[error("the call has {} bytes, and at most {} are read", .0, LONGEST_CALL)]
    CallTooLong(usize),
    /// A motion is named in another way.
    #[error("a motion is named by its number, or by its hash: 0x and 64 hexadecimal digits")]
    NotAMotion,
    /// The council has no such motion.
    #[error("the council has no motion {0}: it is unknown, or closed already")]
    UnknownMotion(String),
    /// A motion was carried with fewer votes than its matter needs, so that its call was refused.
    #[error("the motion was carried, but with fewer votes than its matter needs: nothing has been done")]
    TooFewVotes,
    /// The file is larger than any runtime.
    #[error("the file is larger than {} bytes, which no runtime is", LARGEST_CODE)]
    CodeTooLarge,
    /// The file is no WASM of a runtime.
    #[error("the file is not the WASM of a runtime: {0}")]
    NotARuntime(&'static str),
    /// The file is another code than the one that is meant.
    #[error("the file's hash is {found:?}, and the one that is meant is {expected:?}: this is another code")]
    OtherCode {
        /// The hash of the code that is meant.
        expected: H256,
        /// The hash of the file.
        found: H256,
    },
    /// The motion is not about an upgrade.
    #[error("the motion is not about an upgrade of the runtime, so there is no code to compare")]
    NotAnUpgrade,
    /// The file is larger than any metadata.
    #[error("the file is larger than {} bytes, which no metadata is", LARGEST_METADATA)]
    MetadataTooLarge,
    /// The file is no metadata.
    #[error("the file is not the metadata of a runtime: {0}")]
    NotMetadata(String),
    /// The text is no peer id.
    #[error("this is not the peer id of a node, such as 12D3KooW…")]
    NotAPeerId,
    /// The node makes no session keys for this account.
    #[error("the node makes no session keys: {0}")]
    NoSessionKeys(String),
    /// What is in the file, or what the node made, are no session keys of this chain.
    #[error("these are not session keys of this chain with the proof that somebody owns them")]
    NotSessionKeys,
}
