//! Private documents: what the chain only commits to.
//!
//! [`PrescriptionDocument`] and [`DispenseDocument`] hold the FHIR resources and the salts; [`seal`] encrypts one under a
//! fresh key, [`DocumentStore`] keeps the ciphertext under its hash, and [`open_and_check`] refuses a document that is
//! not the one to which the chain commits.

mod dispense;
mod error;
mod prescription;
mod sealing;
mod store;

#[cfg(test)]
mod tests;

pub use dispense::{DispenseDocument, DocumentLine, check_dispense};
pub use error::DocumentError;
pub use prescription::{DocumentItem, DocumentTerms, PrescriptionDocument, TermsItem, open_and_check};
pub use sealing::{DocumentHash, DocumentKey, LARGEST_DOCUMENT, Purpose, Sealed, document_hash, seal, unseal};
pub use store::DocumentStore;

use bogam_primitives::Salt;

/// A fresh salt from the operating system's randomness.
pub fn random_salt() -> Salt {
    let mut salt = [0; 32];
    random(&mut salt);
    salt
}

/// Fills `bytes` from the operating system's randomness.
///
/// # Panics
/// If the operating system has no randomness to give: nothing secret can be made on such a machine, and going on with
/// anything else would be worse.
pub(crate) fn random(bytes: &mut [u8]) {
    if let Err(error) = getrandom::fill(bytes) {
        panic!("the operating system gives no randomness: {error}");
    }
}
