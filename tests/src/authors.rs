//! Who authors which block.

use crate::{
    Failure, Outcome,
    chain::{Chain, bytes_of},
    ensure,
    network::Network,
    people::pair,
};
use bogam_runtime::BlockNumber;
use codec::Decode;
use serde_json::Value;
use sp_core::{Pair, sr25519};
use sp_runtime::DigestItem;
use std::ops::RangeInclusive;

/// The authors of a chain's blocks, who take turns by slot.
#[derive(Clone, Debug)]
pub struct Authors(Vec<sr25519::Public>);

impl Authors {
    /// Those of the network's last finalised block, as `chain` tells them: as many as the network has validators.
    pub fn of(network: &Network, chain: Chain) -> Outcome<Self> {
        let key = frame_support::storage::storage_prefix(b"Aura", b"Authorities");
        let stored = chain.storage(&key, chain.finalised()?)?.ok_or("there are no authors")?;
        let authors = Vec::<sr25519::Public>::decode(&mut stored.as_slice())?;
        ensure(authors.len() == usize::from(network.validators()), || format!("there are {} authors", authors.len()))?;
        Ok(Self(authors))
    }

    /// The place of the author with this development key.
    pub fn place_of(&self, uri: &str) -> Outcome<usize> {
        let key = pair(uri)?.public();
        let place = self.0.iter().position(|author| *author == key);
        place.ok_or_else(|| Failure(format!("{uri} is no author")))
    }

    /// The place of whoever authored the block with this header.
    pub fn author(&self, header: &Value) -> Outcome<usize> {
        Ok(usize::try_from(slot_of(header)? % u64::try_from(self.0.len())?)?)
    }

    /// How many of the blocks with these heights the author at `place` has authored.
    pub fn authored(&self, chain: Chain, place: usize, heights: RangeInclusive<BlockNumber>) -> Outcome<usize> {
        let mut count = 0;
        for height in heights {
            count += usize::from(self.author(&chain.block(height)?.header)? == place);
        }
        Ok(count)
    }
}

/// The slot that a block's author claimed.
fn slot_of(header: &Value) -> Outcome<u64> {
    for log in header["digest"]["logs"].as_array().ok_or("a header without a digest")? {
        let bytes = bytes_of(log)?;
        if let DigestItem::PreRuntime(engine, slot) = DigestItem::decode(&mut bytes.as_slice())?
            && engine == *b"aura"
        {
            return Ok(u64::decode(&mut slot.as_slice())?);
        }
    }
    Err("a block without a slot".into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use codec::Encode;
    use serde_json::json;

    fn header(slot: u64) -> Value {
        let log = DigestItem::PreRuntime(*b"aura", slot.encode()).encode();
        json!({ "digest": { "logs": [format!("0x{}", hex::encode(log))] } })
    }

    #[test]
    fn authors_should_take_turns_by_slot() {
        let key = |uri| pair(uri).unwrap().public();
        let authors = Authors(["//Alice", "//Bob", "//Charlie"].map(key).to_vec());
        assert_eq!(authors.place_of("//Charlie").unwrap(), 2);
        assert!(authors.place_of("//Mallory").is_err());
        assert_eq!([6, 7, 8, 9].map(|slot| authors.author(&header(slot)).unwrap()), [0, 1, 2, 0]);
        assert!(authors.author(&json!({ "digest": { "logs": [] } })).is_err());
    }
}
