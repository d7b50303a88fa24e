//! What can be wrong with a proof.

use bogam_primitives::Moment;

/// Why a proof proves nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProofError {
    /// It is no file of this kind.
    #[error("this is not a proof of Bogam's chain state")]
    NotAProof,
    /// It has another version.
    #[error("this proof has version {0}, which is not known here; a newer program may read it")]
    UnknownVersion(u8),
    /// It is larger than any proof.
    #[error("the {what} has {size} bytes or entries; at most {limit} are possible")]
    TooLarge {
        /// What is.
        what: &'static str,
        /// How large it is.
        size: usize,
        /// The most that is possible.
        limit: usize,
    },
    /// It is cut off, or otherwise not what it looks like.
    #[error("the proof is cut off or malformed: {0}")]
    Malformed(String),
    /// It is about another certificate.
    #[error("the proof is about another certificate")]
    OtherCertificate,
    /// The anchor cannot be used.
    #[error("the anchor is unusable: {0}")]
    BadAnchor(String),
    /// The file begins or ends with another authority set than the anchor knows.
    #[error(
        "the proof leads from authority set {from} to {to}, but the anchor is at set {anchor}: {}",
        if .anchor < .from { "it lacks the changes in between" } else { "it is older than the anchor" }
    )]
    OtherSets {
        /// The set at which the proof begins.
        from: u64,
        /// The set that finalised its block.
        to: u64,
        /// The set of the anchor.
        anchor: u64,
    },
    /// The block is not after the anchor, or a change of the set not after the one before.
    #[error("block {number} is not after block {after}, from which the proof has to lead on")]
    NotAfter {
        /// The block of the proof.
        number: u32,
        /// The block that it has to follow.
        after: u32,
    },
    /// The justification is for another block than the header.
    #[error("the justification is for another block than the header of block {number}")]
    OtherBlock {
        /// The number that the header says.
        number: u32,
    },
    /// Somebody voted who is not an authority of the set.
    #[error("a vote for block {number} is from a key that is no authority of set {set}")]
    Stranger {
        /// The block.
        number: u32,
        /// The set.
        set: u64,
    },
    /// A vote is not signed by who is said to have voted, for this round of this set.
    #[error("a vote for block {number} has a signature that does not belong to it")]
    BadSignature {
        /// The block.
        number: u32,
    },
    /// The votes are those of the set before.
    #[error("the votes for block {number} are of an earlier authority set than {set}")]
    OtherSet {
        /// The block.
        number: u32,
        /// The set that was expected.
        set: u64,
    },
    /// Fewer than more than two thirds.
    #[error("block {number} has votes of weight {weight}; {needed} are needed for finality")]
    TooFewVotes {
        /// The block.
        number: u32,
        /// The weight of all who voted, each counted once.
        weight: u64,
        /// What is needed.
        needed: u64,
    },
    /// The headers that link the votes with the block do not.
    #[error("the votes for block {number} are not linked with it by headers")]
    BrokenAncestry {
        /// The block.
        number: u32,
    },
    /// There are enough votes, but they do not agree on this block.
    #[error("the votes do not make block {number} final")]
    NotFinal {
        /// The block.
        number: u32,
    },
    /// The last block of a set does not name the next set.
    #[error("block {number} is said to end an authority set, but names no next one")]
    NoSetChange {
        /// The block.
        number: u32,
    },
    /// The next set takes over later than the change was announced.
    #[error("block {number} announces a change of the authority set for later; only changes at once can be followed")]
    DelayedChange {
        /// The block.
        number: u32,
    },
    /// The set was changed by force.
    #[error(
        "the authority set was changed by force at block {number}, without the votes of the old one: a new anchor is needed"
    )]
    ForcedChange {
        /// The block.
        number: u32,
    },
    /// The proof's nodes do not hang on the header's state root.
    #[error("the storage proof belongs to another state than that of the block")]
    OtherState,
    /// A node of the state that is needed is missing.
    #[error("the proof does not tell {what}: nodes are missing")]
    NotProven {
        /// What is needed.
        what: &'static str,
        /// Its key in the state.
        key: Vec<u8>,
    },
    /// What is proven is not in the form that this program knows.
    #[error("the chain's {what} is not in a form that is known here")]
    UnknownForm {
        /// What was read.
        what: &'static str,
    },
    /// The state is that of another chain.
    #[error("the proof is of another chain than the anchor")]
    OtherChain,
    /// The state is kept by a runtime that this program does not know.
    #[error("the chain runs {name} version {version}, which this program does not know: a newer one is needed")]
    UnknownRuntime {
        /// The runtime's name.
        name: String,
        /// Its version.
        version: u32,
    },
    /// The block is later than the verifier's clock.
    #[error("the proof's block is {} seconds in the future: is this computer's clock right?", .ahead / 1000)]
    InFuture {
        /// By how much, in milliseconds.
        ahead: Moment,
    },
    /// The block is older than the verifier accepts.
    #[error("the proof's block is {} seconds old; at most {} are accepted", .age / 1000, .limit / 1000)]
    TooOld {
        /// How old it is, in milliseconds.
        age: Moment,
        /// How old it may be, in milliseconds.
        limit: Moment,
    },
}

impl ProofError {
    /// A code in `snake_case` that stays the same between versions.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotAProof => "proof_not_a_proof",
            Self::UnknownVersion(_) => "proof_unknown_version",
            Self::TooLarge { .. } => "proof_too_large",
            Self::Malformed(_) => "proof_malformed",
            Self::OtherCertificate => "proof_other_certificate",
            Self::BadAnchor(_) => "proof_bad_anchor",
            Self::OtherSets { .. } => "proof_other_sets",
            Self::NotAfter { .. } => "proof_not_after",
            Self::OtherBlock { .. } => "proof_other_block",
            Self::Stranger { .. } => "proof_stranger",
            Self::BadSignature { .. } => "proof_bad_signature",
            Self::OtherSet { .. } => "proof_other_set",
            Self::TooFewVotes { .. } => "proof_too_few_votes",
            Self::BrokenAncestry { .. } => "proof_broken_ancestry",
            Self::NotFinal { .. } => "proof_not_final",
            Self::NoSetChange { .. } => "proof_no_set_change",
            Self::DelayedChange { .. } => "proof_delayed_change",
            Self::ForcedChange { .. } => "proof_forced_change",
            Self::OtherState => "proof_other_state",
            Self::NotProven { .. } => "proof_not_proven",
            Self::UnknownForm { .. } => "proof_unknown_form",
            Self::OtherChain => "proof_other_chain",
            Self::UnknownRuntime { .. } => "proof_unknown_runtime",
            Self::InFuture { .. } => "proof_in_future",
            Self::TooOld { .. } => "proof_too_old",
        }
    }
}

/// Why no proof could be gathered from a node.
#[derive(Debug, thiserror::Error)]
pub enum GatherError {
    /// The node does not answer, or not as expected.
    #[error("the node did not answer {method} as expected: {detail}")]
    Node {
        /// What was asked.
        method: &'static str,
        /// What went wrong.
        detail: String,
    },
    /// The node has nothing final yet that is newer than the anchor.
    #[error("the node's finalised block {node} is not after the anchor's block {anchor}: is it still catching up?")]
    NodeBehind {
        /// The newest block of which the node can prove that it is final.
        node: u32,
        /// The block of the anchor.
        anchor: u32,
    },
    /// The node has no justification for a block that is final.
    #[error("the node has no proof that block {0} is final")]
    NoJustification(u32),
    /// What it gave proves nothing.
    #[error("what the node gave proves nothing: {0}")]
    Proof(#[from] ProofError),
}

impl GatherError {
    /// A code in `snake_case` that stays the same between versions.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Node { .. } => "proof_node",
            Self::NodeBehind { .. } => "proof_node_behind",
            Self::NoJustification(_) => "proof_no_justification",
            Self::Proof(error) => error.code(),
        }
    }
}
