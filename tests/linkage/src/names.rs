//! Keys, commitments and random numbers of the simulated year, all from one seed.

use bogam_primitives::{Commitment, OrganisationId};
use codec::Encode;
use sp_core::{H256, Pair, sr25519};
use sp_crypto_hashing::blake2_256;
use sp_runtime::AccountId32;

/// Makes names. Keys are real sr25519 keys where the chain has to check their signatures; elsewhere they are as random and as
/// long, and cost nothing.
#[derive(Clone, Copy, Debug)]
pub struct Names {
    seed: u64,
    real: bool,
}

impl Names {
    /// Names of `seed`, with keys that sign if `real`.
    pub const fn new(seed: u64, real: bool) -> Self {
        Self { seed, real }
    }

    fn bytes(&self, purpose: &str, number: usize, place: usize) -> [u8; 32] {
        ("bogam-linkage/v1", self.seed, purpose, number as u64, place as u64).using_encoded(blake2_256)
    }

    /// A patient's key for `purpose`, as it signs.
    pub fn pair(&self, purpose: &str, number: usize, place: usize) -> sr25519::Pair {
        sr25519::Pair::from_seed(&self.bytes(purpose, number, place))
    }

    /// The same as the chain knows it.
    pub fn key(&self, purpose: &str, number: usize, place: usize) -> AccountId32 {
        if self.real {
            self.pair(purpose, number, place).public().into()
        } else {
            AccountId32::new(self.bytes(purpose, number, place))
        }
    }

    /// A salted commitment: to whoever does not have the document, 32 random bytes.
    pub fn commitment(&self, purpose: &str, number: usize, place: usize) -> Commitment {
        Commitment(self.hash(purpose, number, place))
    }

    /// 32 random bytes.
    pub fn hash(&self, purpose: &str, number: usize, place: usize) -> H256 {
        H256(self.bytes(purpose, number, place))
    }
}

/// The account of a seat of an organisation. No simulated seat signs, so that no key is needed.
pub fn seat(organisation: OrganisationId, place: u32) -> AccountId32 {
    AccountId32::new(("bogam-linkage/seat", organisation, place).using_encoded(blake2_256))
}

/// The place of the seat that keeps records, claims, dispenses or underwrites: after all physicians.
pub const OFFICE: u32 = 1_000;
/// The place of the privacy officer's seat.
pub const PRIVACY_OFFICER: u32 = 1_001;
/// The place of the admin.
pub const ADMIN: u32 = 1_002;

/// What keys and commitments are for.
pub mod purpose {
    /// A prescription: its document, and a key per issue.
    pub const PRESCRIPTION: &str = "prescription";
    /// What is prescribed.
    pub const PRODUCT: &str = "product";
    /// The document of a supply.
    pub const SUPPLY: &str = "supply";
    /// A policy or handle.
    pub const COVERAGE: &str = "coverage";
    /// The document of a claim.
    pub const CLAIM: &str = "claim";
    /// A batch: its root, and its nonce.
    pub const BATCH: &str = "batch";
    /// A subject of consent.
    pub const SUBJECT: &str = "subject";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_should_differ_by_purpose_number_and_place_and_sign_where_they_are_real() {
        for names in [Names::new(1, false), Names::new(1, true)] {
            let keys = [names.key("a", 0, 0), names.key("b", 0, 0), names.key("a", 1, 0), names.key("a", 0, 1)];
            let distinct: std::collections::BTreeSet<_> = keys.iter().collect();
            assert_eq!(distinct.len(), keys.len());
        }
        let names = Names::new(1, true);
        assert_eq!(names.key("a", 0, 0), names.pair("a", 0, 0).public().into());
    }
}
