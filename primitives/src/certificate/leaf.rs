//! What one certificate commits to.

use crate::certificate::{BatchId, CertificateIndex, merkle::leaf_hash};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use sp_core::H256;
use sp_crypto_hashing::sha2_256;

/// The most fields of a certificate.
pub const MOST_FIELDS: usize = 64;

/// The longest disclosure of one field, in bytes.
pub const LONGEST_DISCLOSURE: usize = 8 * 1024;

/// The salted digest of one field: the SHA-256 digest of its disclosure, as SD-JWT (RFC 9901) defines it.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
    Serialize,
    Deserialize,
)]
pub struct FieldDigest(pub H256);

impl FieldDigest {
    /// The digest of `disclosure`: the base64url text of salt, name and value. Its salt, at least 128 random bits, is what
    /// makes guessing at a field that is not disclosed worthless.
    pub fn of(disclosure: &str) -> Self {
        Self(H256(sha2_256(disclosure.as_bytes())))
    }
}

/// The holder's key, by its thumbprint (RFC 7638: the SHA-256 digest of the public key as a canonical JWK), so that wallets
/// may use any kind of key. Fresh for every certificate, or certificates can be linked by whoever sees two of them.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
    Serialize,
    Deserialize,
)]
pub struct HolderKey(pub H256);

/// One certificate, as its batch's tree contains it.
///
/// It names the batch, and through the batch's identifier issuer, schema, size, interval and nonce; its own place; the
/// holder's key; and the digests of its fields. It contains no signature: signatures can be changed without breaking.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct Leaf {
    /// The batch.
    pub batch: BatchId,
    /// The place in it.
    pub index: CertificateIndex,
    /// The holder's key.
    pub holder: HolderKey,
    /// The digests of the fields, strictly ascending, so that their order says nothing about what they are.
    pub fields: Vec<FieldDigest>,
}

impl Leaf {
    /// The hash of the leaf: of a tag with a version and the leaf, in SCALE, under the prefix for leaves.
    pub fn hash(&self) -> H256 {
        leaf_hash(&("bogam/certificate/v1", self).encode())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn field_digest_should_be_that_of_the_standard() {
        // RFC 9901, 4.2.3: the digest of a disclosure is over its base64url text.
        let disclosure = "WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0";
        let digest = FieldDigest::of(disclosure);
        // X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0 in base64url.
        let expected = "5fdc87d008eb766d4e8a3e2d5aca3d533cca26f3e80f1c26b8470edd701d442d";
        assert_eq!(format!("{:x}", digest.0), expected);
    }

    #[test]
    fn leaf_hash_should_change_with_each_part() {
        let leaf = Leaf {
            batch: BatchId(H256::repeat_byte(1)),
            index: 2,
            holder: HolderKey(H256::repeat_byte(3)),
            fields: vec![FieldDigest::of("a")],
        };
        let others = [
            Leaf { batch: BatchId(H256::repeat_byte(9)), ..leaf.clone() },
            Leaf { index: 9, ..leaf.clone() },
            Leaf { holder: HolderKey(H256::repeat_byte(9)), ..leaf.clone() },
            Leaf { fields: vec![FieldDigest::of("b")], ..leaf.clone() },
            Leaf { fields: vec![FieldDigest::of("a"), FieldDigest::of("b")], ..leaf.clone() },
            Leaf { fields: vec![], ..leaf.clone() },
        ];
        for other in others {
            assert_ne!(leaf.hash(), other.hash());
        }
    }
}
