//! Why a load test cannot be made.

use crate::{chain::ChainError, governance::GovernanceError, keys::KeyError};
use bogam_primitives::OrganisationId;

/// Why a load test cannot be made, or not be finished. What single transactions met is no error: the report tells it.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The chain, or the way to it.
    #[error(transparent)]
    Chain(#[from] ChainError),
    /// The council's part of the preparation.
    #[error(transparent)]
    Governance(#[from] GovernanceError),
    /// A key.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// Nobody answers there, or not as a node does.
    #[error("the node at {url} does not answer as expected: {detail}")]
    Node {
        /// The node.
        url: String,
        /// What it said.
        detail: String,
    },
    /// The chain has other users than this test.
    #[error(
        "the chain says that it is of the type {0}, and a load test is for development chains: what it sends stays for ever; \
         --force if that is meant"
    )]
    NotADevelopmentChain(String),
    /// Two nodes are of two chains.
    #[error("{0} and {1} are nodes of two chains")]
    TwoChains(String, String),
    /// The numbers that were asked for do not go together.
    #[error("{english}")]
    Settings {
        /// Why not.
        english: String,
        /// The same in Korean.
        korean: String,
    },
    /// An account that the test works with is not on the chain.
    #[error(
        "{0} has no part on this chain: the test works with the organisations and keys of the development consortium"
    )]
    AnotherConsortium(&'static str),
    /// The organisations may not use enough of the chain, and nobody here can change it.
    #[error(
        "the allowances are too small for a load test, and the keys of the council are not those of the development \
         consortium. Two thirds of the council have to raise them, for each organisation of {}: bogam governance propose \
         set-allowance NUMBER --milliseconds {needed}; then vote and close. Or measure what they allow: --keep-allowances",
        listed(.organisations)
    )]
    Allowances {
        /// Whose.
        organisations: Vec<OrganisationId>,
        /// What they should be, in milliseconds of execution per window.
        needed: u64,
    },
    /// What the test needs could not be put on the chain.
    #[error("the test could not be prepared: {done} of {all} transactions were done; the first that was not: {detail}")]
    Preparation {
        /// How many were done.
        done: usize,
        /// Of how many.
        all: usize,
        /// What the first other one met.
        detail: String,
    },
    /// A transaction could not be encoded or signed for this chain.
    #[error("a transaction cannot be made for this chain: {0}")]
    Signing(String),
}

/// Numbers with commas between.
fn listed(organisations: &[OrganisationId]) -> String {
    let numbers: Vec<String> = organisations.iter().map(ToString::to_string).collect();
    numbers.join(", ")
}

impl LoadError {
    /// Settings that do not go together.
    pub(super) fn settings(english: impl Into<String>, korean: impl Into<String>) -> Self {
        Self::Settings { english: english.into(), korean: korean.into() }
    }

    /// The organisations in a sentence.
    pub(crate) fn organisations(list: &[OrganisationId]) -> String {
        listed(list)
    }
}
