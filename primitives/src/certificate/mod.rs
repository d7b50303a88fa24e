//! What certificates share between the chain, which keeps batches and status, and the apps that issue, show and verify.
//!
//! - [`merkle`]: the hash tree of RFC 6962, whose root stands for a whole batch;
//! - [`leaf`]: what one certificate commits to, and so what a root stands for;
//! - [`status`]: what happens to a certificate after it was issued;
//! - [`mod@verification`]: the one pure function that says whether a certificate counts, and why not.
//!
//! A batch is named before it is hashed: [`BatchId`] follows from who issues it, under which schema, for which interval,
//! how many certificates, and a random number. Every leaf contains that identifier, the batch takes its root once, and the
//! identifier serves once. So a leaf counts in one batch and at one place in it, and what was revoked there cannot be
//! issued again elsewhere: in any other batch it is no leaf.

use crate::{Moment, OrganisationId};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::stored;
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use sp_core::H256;
use sp_crypto_hashing::blake2_256;

pub mod leaf;
pub mod merkle;
pub mod status;
pub mod verification;

pub use leaf::{FieldDigest, HolderKey, Leaf};
pub use status::{
    Change, EndorsementRefusalReason, RevocationReason, Status, StatusChange, SuspensionReason, status_at,
};
pub use verification::{
    BatchFacts, BatchRevocation, EndorsementFacts, Evidence, Facts, Finding, Lapse, Question, SchemaFacts, Verdict,
    verify,
};

/// A schema of certificates, derived from who registers it, its name and its version.
#[stored]
#[derive(Copy, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SchemaId(pub H256);

impl SchemaId {
    /// The identifier of version `version` of the schema that `authority` calls `name`.
    ///
    /// Nothing else of the schema is part of it, so that one name and version never mean two things.
    pub fn derive(authority: OrganisationId, name: &[u8], version: u32) -> Self {
        Self(H256(("bogam/schema-id/v1", authority, name, version).using_encoded(blake2_256)))
    }
}

/// A batch of certificates, derived from all that is known of it before its leaves are hashed.
#[stored]
#[derive(Copy, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct BatchId(pub H256);

/// What a batch is called after.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
    Serialize,
    Deserialize,
)]
pub struct BatchName {
    /// The organisation that issues it: nobody can take an identifier that he sees under way.
    pub organisation: OrganisationId,
    /// The schema of its certificates.
    pub schema: SchemaId,
    /// How many certificates it has.
    pub size: u32,
    /// From this moment on they count.
    pub valid_from: Moment,
    /// From this moment on they no longer count. What is over cannot be issued, so that the identifier of a batch whose
    /// record was pruned cannot come back.
    pub valid_until: Moment,
    /// A random number, so that two batches that are otherwise alike differ.
    pub nonce: H256,
}

impl BatchId {
    /// The identifier of the batch that is called after `name`.
    pub fn derive(name: &BatchName) -> Self {
        Self(H256(("bogam/batch-id/v1", name).using_encoded(blake2_256)))
    }
}

/// How many leaves an issuer fills a batch of `certificates` up to, whose schema asks for `least`: the next multiple of that,
/// so that the size does not tell how many certificates there are. `None` if it is more than can be counted.
pub fn filled_size(certificates: u32, least: u32) -> Option<u32> {
    certificates.checked_next_multiple_of(least.max(1))
}

/// The place of a certificate in its batch, from zero.
pub type CertificateIndex = u32;

/// Points to one certificate of a batch.
#[stored]
#[derive(Copy, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CertificateReference {
    /// The batch.
    pub batch: BatchId,
    /// The place of the certificate in it.
    pub index: CertificateIndex,
}

/// What the chain knows of one certificate, for whoever pays for it. Of whom it certifies something the chain knows nothing.
#[stored]
#[derive(Copy)]
pub struct CertificateRecord {
    /// The organisation that issued it.
    pub provider: OrganisationId,
    /// When it was issued.
    pub at: Moment,
    /// What it is now.
    pub status: Status,
    /// Whether it lacks an endorsement that its schema asks for.
    pub unendorsed: bool,
    /// Whether it has been billed already.
    pub billed: bool,
}

impl CertificateRecord {
    /// Whether it can be paid for: it counts now, but for its validity.
    pub fn is_payable(&self) -> bool {
        self.status == Status::Active && !self.unendorsed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schema_id_should_change_with_authority_name_and_version() {
        let id = SchemaId::derive(1, b"vaccination", 1);
        assert_eq!(id, SchemaId::derive(1, b"vaccination", 1));
        assert_ne!(id, SchemaId::derive(2, b"vaccination", 1));
        assert_ne!(id, SchemaId::derive(1, b"birth", 1));
        assert_ne!(id, SchemaId::derive(1, b"vaccination", 2));
    }

    #[test]
    fn batch_should_be_filled_to_a_multiple_of_what_its_schema_asks_for() {
        assert_eq!([1, 15, 16, 17].map(|count| filled_size(count, 16)), [Some(16), Some(16), Some(16), Some(32)]);
        for least in [0, 1] {
            assert_eq!([1, 2, u32::MAX].map(|count| filled_size(count, least)), [Some(1), Some(2), Some(u32::MAX)]);
        }
        assert_eq!((filled_size(1, u32::MAX), filled_size(u32::MAX, 2)), (Some(u32::MAX), None));
    }

    #[test]
    fn batch_id_should_change_with_each_part_of_its_name() {
        let name = BatchName {
            organisation: 1,
            schema: SchemaId(H256::repeat_byte(2)),
            size: 3,
            valid_from: 4,
            valid_until: 5,
            nonce: H256::repeat_byte(6),
        };
        let others = [
            BatchName { organisation: 9, ..name },
            BatchName { schema: SchemaId(H256::repeat_byte(9)), ..name },
            BatchName { size: 9, ..name },
            BatchName { valid_from: 9, ..name },
            BatchName { valid_until: 9, ..name },
            BatchName { nonce: H256::repeat_byte(9), ..name },
        ];
        let id = BatchId::derive(&name);
        assert_eq!(id, BatchId::derive(&name.clone()));
        for other in others {
            assert_ne!(id, BatchId::derive(&other));
        }
    }
}
