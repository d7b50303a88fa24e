//! What a verifier trusts: one block of the chain, and who made blocks final after it.

use super::{
    ProofError,
    finality::{AuthoritySet, BlockNumber, FinalHeader},
};
use serde::{Deserialize, Serialize};
use sp_consensus_grandpa::{AuthorityId, AuthorityList, SetId};
use sp_core::{ByteArray, H256};

/// The largest file with an anchor, in bytes.
pub const LARGEST_ANCHOR: usize = 256 * 1024;

/// One who votes on finality.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Authority {
    /// The ed25519 key with which it votes.
    pub key: H256,
    /// How much its vote weighs.
    pub weight: u64,
}

/// The root of a verifier's trust: a block that he knows to be of the right chain, and the authorities that make the blocks
/// after it final.
///
/// Whoever gives it to him can deceive him, so it comes from where he gets the program, from a member of the consortium, or
/// from his own node; nothing else has to be trusted. It leads forwards only: what was proven from an earlier block than
/// this is refused, so that the keys of authorities that have long been replaced are worth nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Anchor {
    /// The hash of block zero. Proven states have to name it.
    pub genesis: H256,
    /// The number of the block.
    pub number: BlockNumber,
    /// The hash of the block.
    pub hash: H256,
    /// The number of the authority set that makes the blocks after it final.
    pub set: SetId,
    /// The authorities of that set.
    pub authorities: Vec<Authority>,
}

impl Anchor {
    /// The anchor at a block, with the authorities that make the blocks after it final.
    pub fn new(genesis: H256, number: BlockNumber, hash: H256, set: SetId, authorities: &AuthorityList) -> Self {
        let authority = |(key, weight): &(AuthorityId, u64)| Authority { key: raw_key(key), weight: *weight };
        Self { genesis, number, hash, set, authorities: authorities.iter().map(authority).collect() }
    }

    /// Reads the text of an anchor's file.
    pub fn from_json(text: &str) -> Result<Self, ProofError> {
        if text.len() > LARGEST_ANCHOR {
            return Err(ProofError::TooLarge { what: "anchor", size: text.len(), limit: LARGEST_ANCHOR });
        }
        let anchor: Self = serde_json::from_str(text).map_err(|error| ProofError::BadAnchor(error.to_string()))?;
        anchor.authority_set()?;
        Ok(anchor)
    }

    /// The text of an anchor's file.
    pub fn to_json(&self) -> String {
        // Hashes and numbers alone: there is nothing in it that has no form in JSON.
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    /// The authorities that make the blocks after the anchor final.
    pub fn authority_set(&self) -> Result<AuthoritySet, ProofError> {
        let id = |authority: &Authority| {
            AuthorityId::from_slice(authority.key.as_bytes())
                .map_err(|()| ProofError::BadAnchor("an authority's key has a wrong length".into()))
        };
        let authorities = self
            .authorities
            .iter()
            .map(|authority| Ok((id(authority)?, authority.weight)))
            .collect::<Result<AuthorityList, ProofError>>()?;
        AuthoritySet::new(self.set, authorities)
    }

    /// Follows changes of the authority set, of which the first ends set `from`: each is the last block of its set, made
    /// final by it, and names the next one. Changes that are older than the anchor are passed over.
    ///
    /// Yields the anchor at the last change, with the set after it: whoever keeps it need not check them again.
    pub fn follow(&self, from: SetId, changes: &[FinalHeader]) -> Result<Self, ProofError> {
        let to = from.saturating_add(changes.len() as u64);
        let sets = ProofError::OtherSets { from, to, anchor: self.set };
        // How many the anchor has already behind it.
        let known = self.set.checked_sub(from).and_then(|known| usize::try_from(known).ok()).ok_or(sets.clone())?;
        let ahead = changes.get(known..).ok_or(sets)?;

        let mut anchor = self.clone();
        let mut set = self.authority_set()?;
        for change in ahead {
            anchor.ensure_after(change.header.number)?;
            set.check(change)?;
            set = set.next(&change.header)?;
            anchor = Self::new(self.genesis, change.header.number, change.header.hash(), set.id(), &set.authorities());
        }
        Ok(anchor)
    }

    /// Checks that the authorities of the anchor's set have made a later block final.
    pub fn check(&self, block: &FinalHeader) -> Result<(), ProofError> {
        self.ensure_after(block.header.number)?;
        self.authority_set()?.check(block)
    }

    fn ensure_after(&self, number: BlockNumber) -> Result<(), ProofError> {
        if number <= self.number {
            return Err(ProofError::NotAfter { number, after: self.number });
        }
        Ok(())
    }
}

fn raw_key(key: &AuthorityId) -> H256 {
    let mut raw = H256::zero();
    // Both have 32 bytes.
    raw.as_bytes_mut().copy_from_slice(key.as_slice());
    raw
}
