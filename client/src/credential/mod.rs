//! Certificates as verifiable credentials: SD-JWT VC, whose fields are disclosed one by one and whose trust comes from the
//! batch's root on chain.
//!
//! - [`IssueBatch`] hashes a batch and signs its credentials;
//! - [`Presentation`] reads, presents and checks them: it yields the `Evidence` for [`bogam_primitives::certificate::verify`];
//! - [`SigningKey`], [`PublicKey`] and [`KeySet`]: P-256 and Ed25519, as PKCS#8 and JWK;
//! - [`status_list`]: the status for verifiers that do not know the chain;
//! - [`parts`]: a presentation in one or several QR codes, and [`page`], to print it.

mod claims;
mod disclosure;
mod error;
mod issue;
mod json;
mod jwk;
pub mod page;
pub mod parts;
mod presentation;
mod sd_jwt;
mod signing;
pub mod status_list;

#[cfg(test)]
mod tests;

pub use claims::{Claims, StatusReference, schema_of, vct_of};
pub use disclosure::Disclosure;
pub use error::{CredentialError, Part};
pub use issue::{Certificate, IssueBatch, LARGEST_BATCH, PreparedBatch, Progress, Step, batch_nonce};
pub use jwk::{Algorithm, KeySet, LARGEST_KEY_SET, PublicKey};
pub use presentation::{
    Challenge, Expectation, IssuerSignature, LARGEST_PRESENTATION, LONGEST_NONCE, Presentation, Verified,
};
pub use signing::SigningKey;

/// Whether `text` can be read as a credential or presentation. For the fuzz target: it neither panics nor takes much memory,
/// whatever it is given; and what was read once is read again from its own text.
pub fn is_readable(text: &str) -> bool {
    let Ok(presentation) = Presentation::decode(text) else { return false };
    // Whatever was read strictly can be checked without a panic.
    let _ = presentation.verify(&Expectation::default());
    let _ = presentation.check_root(&presentation.claims().genesis);
    Presentation::decode(presentation.content()).is_ok()
}
