//! What can be wrong with a document or its store.

use crate::fhir::FhirError;

/// Why a document cannot be had, or is not the one to which the chain commits.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// Nothing is stored under the hash.
    #[error("the document {name} is not in the store")]
    Missing {
        /// The hash, in hexadecimal.
        name: String,
    },
    /// What is stored under the hash has another hash.
    #[error("the document {name} was altered in the store: its content has another hash")]
    Altered {
        /// The hash that was asked for, in hexadecimal.
        name: String,
    },
    /// Too large to be a document.
    #[error("the document has {size} bytes; at most {limit} are possible")]
    TooLarge {
        /// Its size, in bytes.
        size: u64,
        /// The most that is possible, in bytes.
        limit: u64,
    },
    /// The key does not fit, or the ciphertext is not authentic.
    #[error("the document cannot be decrypted: the key does not fit, or the content is not authentic")]
    NotAuthentic,
    /// Not in a format that is known here.
    #[error("the document is not in a format that is known here")]
    UnknownFormat,
    /// Decrypted, but not what a document looks like.
    #[error("the document is malformed: {0}")]
    Malformed(String),
    /// Authentic, but not the one to which the chain commits.
    #[error("this document is not the one to which the chain commits")]
    ForeignDocument,
    /// An item's product is not the one to which the chain commits.
    #[error("item {item} of the document is not the one to which the chain commits")]
    ForeignItem {
        /// The item, from zero.
        item: usize,
    },
    /// Document and chain have different numbers of items.
    #[error("the document has {document} items, the chain {chain}")]
    ItemCount {
        /// Items of the document.
        document: usize,
        /// Items on chain.
        chain: usize,
    },
    /// Document and chain say different things.
    #[error("document and chain differ in {0}")]
    TermsDiffer(&'static str),
    /// The store's address cannot be understood.
    #[error("{location} is not a folder or a store's URL: {reason}")]
    BadLocation {
        /// What was given.
        location: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The store does not answer as it should.
    #[error("the document store failed: {0}")]
    Store(String),
    /// The FHIR resources in it are at fault.
    #[error(transparent)]
    Fhir(#[from] FhirError),
}

impl DocumentError {
    /// A code in `snake_case` that stays the same between versions.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing { .. } => "document_missing",
            Self::Altered { .. } => "document_altered",
            Self::TooLarge { .. } => "document_too_large",
            Self::NotAuthentic => "document_not_authentic",
            Self::UnknownFormat => "document_unknown_format",
            Self::Malformed(_) => "document_malformed",
            Self::ForeignDocument => "document_foreign",
            Self::ForeignItem { .. } => "document_foreign_item",
            Self::ItemCount { .. } => "document_item_count",
            Self::TermsDiffer(_) => "document_terms_differ",
            Self::BadLocation { .. } => "store_bad_location",
            Self::Store(_) => "store_failed",
            Self::Fhir(error) => error.code(),
        }
    }
}
