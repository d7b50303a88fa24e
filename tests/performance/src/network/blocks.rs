//! What blocks say about themselves, of any chain of this SDK.

use bogam_runtime::{BlockNumber, Hash};
use bogam_tests::{
    Failure, Outcome,
    chain::{Chain, bytes_of},
};
use codec::Decode;
use frame_support::{dispatch::DispatchClass, storage::storage_prefix};
use frame_system::ConsumedWeight;
use serde::Serialize;
use serde_json::{Value, json};
use std::time::Duration;

/// Picoseconds, which weights are counted in, per second.
pub const PICOSECONDS: f64 = 1e12;

/// Every block brings the time in a transaction of its own. There is no other that nobody has signed.
const INHERENTS: usize = 1;

/// One block, as its chain has stored it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BlockFacts {
    /// Its height.
    pub height: BlockNumber,
    /// Its time, in milliseconds.
    pub moment: u64,
    /// How many signed transactions it has.
    pub transactions: usize,
    /// How many bytes its transactions have.
    pub bytes: usize,
    /// What it is declared to have taken, after refunds, in seconds of execution.
    pub declared_seconds: f64,
    /// What of this was ordinary transactions.
    pub ordinary_seconds: f64,
}

/// A hash as nodes write it.
pub fn shown(hash: Hash) -> String {
    format!("0x{}", hex::encode(hash.as_bytes()))
}

/// What is stored under the value `item` of `pallet` after `block`.
fn value<T: Decode>(chain: &Chain, pallet: &str, item: &str, block: Hash) -> Outcome<T> {
    let bytes = chain.storage(&storage_prefix(pallet.as_bytes(), item.as_bytes()), block)?;
    let bytes = bytes.ok_or_else(|| Failure(format!("the chain has no {pallet}.{item}")))?;
    Ok(T::decode(&mut bytes.as_slice())?)
}

fn seconds(picoseconds: u64) -> f64 {
    picoseconds as f64 / PICOSECONDS
}

/// A block with all that is in it.
#[derive(Clone, Debug)]
pub struct Whole {
    /// Its hash.
    pub hash: Hash,
    /// Its header, as the node tells it.
    pub header: Value,
    /// Its transactions, as they are stored.
    pub transactions: Vec<Vec<u8>>,
}

/// The block with this height. The node has to keep all blocks.
pub fn whole(chain: &Chain, height: BlockNumber) -> Outcome<Whole> {
    let hash = chain.block_hash(height)?;
    let header = chain.call("chain_getHeader", json!([shown(hash)]))?;
    // Not `chain_getBlock`, which writes transactions as the node's own type would be written.
    let body = chain.call("archive_v1_body", json!([shown(hash)]))?;
    let transactions = body.as_array().ok_or("a block without a body")?.iter().map(bytes_of).collect::<Outcome<_>>()?;
    Ok(Whole { hash, header, transactions })
}

/// What the block with this height says about itself.
pub fn facts(chain: &Chain, height: BlockNumber) -> Outcome<BlockFacts> {
    let Whole { hash, transactions, .. } = whole(chain, height)?;
    let weight: ConsumedWeight = value(chain, "System", "BlockWeight", hash)?;
    Ok(BlockFacts {
        height,
        moment: value(chain, "Timestamp", "Now", hash)?,
        bytes: transactions.iter().map(Vec::len).sum(),
        transactions: transactions.len().saturating_sub(INHERENTS),
        declared_seconds: seconds(weight.total().ref_time()),
        ordinary_seconds: seconds(weight.get(DispatchClass::Normal).ref_time()),
    })
}

/// What the blocks from the first height to the last say about themselves.
pub fn between(chain: &Chain, first: BlockNumber, last: BlockNumber) -> Outcome<Vec<BlockFacts>> {
    (first..=last).map(|height| facts(chain, height)).collect()
}

/// How long the chain's slots are, in milliseconds.
pub fn slot_duration(chain: &Chain) -> Outcome<u64> {
    let answer = bytes_of(&chain.call("state_call", json!(["AuraApi_slot_duration", "0x"]))?)?;
    match u64::decode(&mut answer.as_slice())? {
        0 => Err("the chain says that its slots take no time".into()),
        duration => Ok(duration),
    }
}

/// How many slots between these blocks, which follow each other, have no block. The slot of a block is that of its time.
pub fn missed_slots(blocks: &[BlockFacts], slot_milliseconds: u64) -> u64 {
    let slot = |block: &BlockFacts| block.moment.checked_div(slot_milliseconds).unwrap_or_default();
    let gaps = blocks.windows(2).map(|pair| slot(&pair[1]).saturating_sub(slot(&pair[0])).saturating_sub(1));
    gaps.sum()
}

/// Of these blocks, which follow each other, those that were made in `duration` from the moment `from` on, since 1970.
pub fn during(blocks: &[BlockFacts], from: Duration, duration: Duration) -> Outcome<&[BlockFacts]> {
    let [first, end] = [u64::try_from(from.as_millis())?, u64::try_from((from + duration).as_millis())?];
    let place = |moment: u64| blocks.partition_point(|block| block.moment < moment);
    Ok(blocks.get(place(first)..place(end)).unwrap_or_default())
}

/// Those with the most declared time, at most `count`, in their order.
pub fn fullest(blocks: &[BlockFacts], count: usize) -> Vec<BlockFacts> {
    let mut sorted = blocks.to_vec();
    sorted.sort_by(|one, other| other.declared_seconds.total_cmp(&one.declared_seconds));
    sorted.truncate(count);
    sorted.sort_by_key(|block| block.height);
    sorted
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A block for tests.
    pub fn block(height: BlockNumber, moment: u64, transactions: usize, declared_seconds: f64) -> BlockFacts {
        BlockFacts { height, moment, transactions, bytes: 0, declared_seconds, ordinary_seconds: declared_seconds }
    }

    #[test]
    fn missed_slots_should_be_counted_from_times_anywhere_in_their_slots() {
        let at = |moments: &[u64]| -> Vec<BlockFacts> {
            moments.iter().zip(1..).map(|(moment, height)| block(height, *moment, 0, 0.0)).collect()
        };
        assert_eq!(missed_slots(&at(&[1_000, 2_900, 3_000]), 1_000), 0);
        assert_eq!(missed_slots(&at(&[1_900, 4_100, 5_000, 8_000]), 1_000), 4);
        assert_eq!(missed_slots(&at(&[6_000, 18_000]), 6_000), 1);
        assert_eq!(missed_slots(&at(&[1_000]), 1_000) + missed_slots(&[], 0), 0);
    }

    #[test]
    fn preparation_and_what_comes_after_the_window_should_be_left_out() {
        let all: Vec<_> = (1..=6).map(|height| block(height, u64::from(height) * 1_000, 9, 0.1)).collect();
        let heights = |from, duration| -> Vec<BlockNumber> {
            let [from, duration] = [from, duration].map(Duration::from_millis);
            during(&all, from, duration).unwrap().iter().map(|block| block.height).collect()
        };
        assert_eq!(heights(2_500, 3_000), [3, 4, 5]);
        assert_eq!(heights(3_000, 2_000), [3, 4]);
        assert_eq!(heights(0, 60_000), [1, 2, 3, 4, 5, 6]);
        assert!(heights(3_000, 0).is_empty() && heights(7_000, 9_000).is_empty());
    }

    #[test]
    fn fullest_blocks_should_be_those_with_the_most_declared_time() {
        let all = [block(1, 0, 5, 0.1), block(2, 0, 1, 0.3), block(3, 0, 9, 0.2)];
        let heights: Vec<_> = fullest(&all, 2).into_iter().map(|block| block.height).collect();
        assert_eq!(heights, [2, 3]);
        assert_eq!(fullest(&all, 9).len(), 3);
    }
}
