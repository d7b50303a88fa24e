//! What the chain says about a certificate, proven: without trust in the node that is asked, and without any node.
//!
//! A verifier keeps an [`Anchor`]: one block of the chain, and the authorities that make the blocks after it final. From
//! there each step is checked by whoever asks:
//!
//! 1. Changes of the authorities: the last block of each set is made final by that set, and names the next
//!    ([`Anchor::follow`]).
//! 2. A block is final: more than two thirds of its set's weight have signed for it ([`finality`]).
//! 3. Its state: the header names the state's root, and every node of the state's tree is named by its hash in the one above.
//!    That a certificate has no history, and so is active, is proven like everything else ([`storage`]).
//! 4. Facts and verdict: the chain's own rules, compiled from the same code ([`facts_from_proof`], then
//!    [`verify`](bogam_primitives::certificate::verify)).
//!
//! [`gather()`] fetches all of that from a node; an [`OfflineProof`] is what it yields, in a file or in QR codes, for verifiers
//! without a connection. Its age is part of the answer. `docs/proofs.md` describes the formats and what has to be trusted.

mod anchor;
mod error;
mod facts;
pub mod finality;
pub mod gather;
mod offline;
pub mod parts;
pub mod storage;
#[cfg(test)]
mod tests;

pub use anchor::{Anchor, Authority, LARGEST_ANCHOR};
pub use error::{GatherError, ProofError};
pub use facts::{KNOWN_RUNTIMES, RUNTIME, check_chain, facts_from_proof, first_keys, moment_of};
pub use finality::{AuthoritySet, BlockNumber, FinalHeader, Header, Justification};
pub use gather::{Node, RpcNode, anchor_from, gather, verify_online};
pub use offline::{
    CLOCK_TOLERANCE, LARGEST_PROOF, MOST_CHANGES, OfflineProof, ProvenBlock, ProvenVerdict, verify_offline,
};
pub use storage::{ProvenStorage, StorageKey};
