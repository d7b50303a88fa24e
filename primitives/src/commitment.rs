//! Commitments: how the chain says *that* a document exists without saying *what* is in it.
//!
//! A commitment is `blake2_256(SCALE(tag, salt, bytes))`. The tag names the purpose, so that a commitment made for one
//! purpose cannot be presented for another; the 32 random bytes of salt make a guess at the content worthless. The salt
//! stays with the document, off chain: when both are destroyed, what remains on chain commits to nothing recoverable.

use codec::Encode;
use frame_support::stored;
use serde::{Deserialize, Serialize};
use sp_core::H256;
use sp_crypto_hashing::blake2_256;

/// The random part of a commitment: 32 bytes from a cryptographic source, fresh for every commitment.
pub type Salt = [u8; 32];

/// A salted commitment to bytes that are kept off chain.
#[stored]
#[derive(Copy, Default, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Commitment(pub H256);

impl Commitment {
    /// Commits to `bytes` for the purpose named by `tag`, blinded by `salt`.
    ///
    /// JSON is to be given in its canonical form (RFC 8785), so that whoever checks the document computes the same bytes.
    pub fn new(tag: &str, salt: &Salt, bytes: &[u8]) -> Self {
        // SCALE prefixes the lengths of tag and bytes, so that no two different triples have the same encoding.
        Self(H256((tag, salt, bytes).using_encoded(blake2_256)))
    }

    /// Whether this is the commitment to `bytes` under `tag` and `salt`.
    pub fn opens_to(&self, tag: &str, salt: &Salt, bytes: &[u8]) -> bool {
        *self == Self::new(tag, salt, bytes)
    }
}

/// The tags in use. Each names its purpose and its version.
pub mod tags {
    /// The FHIR document of a prescription.
    pub const PRESCRIPTION_DOCUMENT: &str = "bogam/prescription-document/v1";
    /// The product (medication, strength, form, unit, dosage) of one prescription item.
    pub const PRESCRIPTION_ITEM: &str = "bogam/prescription-item/v1";
    /// The FHIR document of one dispense.
    pub const DISPENSE_DOCUMENT: &str = "bogam/dispense-document/v1";
    /// The person to whom a licence is granted.
    pub const LICENSED_PERSON: &str = "bogam/licensed-person/v1";
    /// The protocol of a research project.
    pub const RESEARCH_PROTOCOL: &str = "bogam/research-protocol/v1";
    /// A record that a custodian keeps of a subject.
    pub const SUBJECT_RECORD: &str = "bogam/subject-record/v1";
    /// The document of a plan that people read.
    pub const PLAN_DOCUMENT: &str = "bogam/plan-document/v1";
    /// The FHIR Claim of a claim or of a request for approval, with its attachments.
    pub const CLAIM_DOCUMENT: &str = "bogam/claim-document/v1";
    /// An assessor's question about a claim.
    pub const CLAIM_QUESTION: &str = "bogam/claim-question/v1";
    /// A provider's answer to it.
    pub const CLAIM_ANSWER: &str = "bogam/claim-answer/v1";
    /// The grounds of an appeal.
    pub const CLAIM_APPEAL: &str = "bogam/claim-appeal/v1";
    /// A reference of a bank: to a transfer, or to money that is issued against it.
    pub const BANK_REFERENCE: &str = "bogam/bank-reference/v1";
    /// An insurer's number of an insured person.
    pub const SUBSCRIBER: &str = "bogam/subscriber/v1";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commitment_should_open_only_to_its_own_tag_salt_and_bytes() {
        let (salt, other_salt) = ([1; 32], [2; 32]);
        let commitment = Commitment::new(tags::PRESCRIPTION_DOCUMENT, &salt, b"{}");

        assert!(commitment.opens_to(tags::PRESCRIPTION_DOCUMENT, &salt, b"{}"));
        assert!(!commitment.opens_to(tags::DISPENSE_DOCUMENT, &salt, b"{}"));
        assert!(!commitment.opens_to(tags::PRESCRIPTION_DOCUMENT, &other_salt, b"{}"));
        assert!(!commitment.opens_to(tags::PRESCRIPTION_DOCUMENT, &salt, b"[]"));
    }

    #[test]
    fn commitment_should_differ_when_a_byte_moves_between_tag_and_content() {
        let salt = [0; 32];
        assert_ne!(Commitment::new("ab", &salt, b"c"), Commitment::new("a", &salt, b"bc"));
    }
}
