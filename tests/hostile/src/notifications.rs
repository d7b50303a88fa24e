//! What nodes are told: noise, blocks that do not exist, and transactions that no runtime takes.

use crate::{
    Facts,
    wire::{noise, nothing},
};
use codec::{Compact, Encode};

/// That a block is said to be the newest, and that it is not.
const NEWEST: u8 = 1;
const ORDINARY: u8 = 0;

/// Far above any block that there is.
const FAR: u64 = 1_000_000;

/// How many transactions come at once.
const LIST: u64 = 20;

/// The most bytes that a node takes at once: of announcements, of transactions, of votes.
const BOUNDS: [usize; 3] = [1024 * 1024, 16 * 1024 * 1024, 1024 * 1024];

/// Bytes that are no block.
pub fn announcement_noise(number: u64) -> Vec<u8> {
    // A header needs more than a hundred bytes, and its digest says how many entries it has: more than there can be.
    let length = [0, 1, 90, 1_000, 64 * 1024][(number % 5) as usize];
    let mut bytes = noise(number, length);
    if let Some(digest) = bytes.get_mut(97..).filter(|rest| rest.len() > 5) {
        digest[..5].copy_from_slice(&[0x03, 0xff, 0xff, 0xff, 0x7f]);
    }
    if let Some(height) = bytes.get_mut(32) {
        // One byte for the height.
        *height = 4;
    }
    bytes
}

/// A header that nobody has made, and what follows it in an announcement.
pub fn announcement(facts: &Facts, number: u64) -> Vec<u8> {
    let next = facts.height + 1;
    let (parent, height, newest, data) = match number % 5 {
        // On a block that there is.
        0 => (facts.best, next, NEWEST, 0),
        // On none, at the height where the chain is, far above it, and at its beginning.
        1 => (nothing(number), next + (number % 50) as u32, NEWEST, 0),
        2 => (nothing(number), next + (number % FAR) as u32 + 1_000, NEWEST, 0),
        3 => (nothing(number), 0, ORDINARY, 0),
        // With much beside it.
        _ => (nothing(number), next, ORDINARY, 500 * 1024),
    };
    let roots = (nothing(number ^ FAR), nothing(number ^ FAR ^ 1));
    // The digest is empty.
    let header = (parent, Compact(height), roots, Compact(0u32)).encode();
    [header, vec![newest], noise(number, data).encode()].concat()
}

/// Bytes that are no list of transactions, and lists whose length lies.
pub fn transaction_noise(number: u64) -> Vec<u8> {
    match number % 4 {
        0 => [Compact(u32::MAX).encode(), noise(number, 300)].concat(),
        1 => [Compact(1_000u32), Compact(u32::MAX)].map(|length| length.encode()).concat(),
        2 => [Compact(1u32).encode(), Compact(3_000_000_000u32).encode(), noise(number, 64 * 1024)].concat(),
        _ => Vec::new(),
    }
}

/// A list of transactions that are none: noise with the first byte of a signed one, of one without a signature, and of nothing.
pub fn transactions(number: u64) -> Vec<u8> {
    if number % 200 == 199 {
        // One that is larger than a block.
        return vec![noise(number, 8 * 1024 * 1024)].encode();
    }
    let transaction = |place: u64| {
        let mut bytes = noise(number * LIST + place, 200);
        bytes[0] = [0x84, 0x04, 0x45, 0xff][(place % 4) as usize];
        bytes
    };
    (0..LIST).map(transaction).collect::<Vec<_>>().encode()
}

/// Noise of any length that a node takes, for the votes.
pub fn vote_noise(number: u64) -> Vec<u8> {
    noise(number, [1, 150, 10_000, 1_000 * 1024][(number % 4) as usize])
}

/// Noise that is longer than a node takes on the stream at this place.
pub fn huge(stream: usize, number: u64) -> Vec<u8> {
    noise(number, BOUNDS[stream % BOUNDS.len()] + 1 + (number % 1_000) as usize)
}

#[cfg(test)]
mod tests {
    use super::*;
    use codec::{Decode, DecodeAll};
    use sp_core::H256;
    use sp_runtime::{OpaqueExtrinsic, generic::Header, traits::BlakeTwo256};

    type Announced = Header<u32, BlakeTwo256>;

    const FACTS: Facts = Facts { genesis: H256::repeat_byte(1), best: H256::repeat_byte(2), height: 9 };

    #[test]
    fn announcements_should_be_read_as_blocks_and_noise_should_not() {
        for number in 0..20 {
            let message = announcement(&FACTS, number);
            let header = Announced::decode(&mut message.as_slice()).unwrap();
            assert!(header.digest.logs.is_empty());
            assert_eq!(header.parent_hash == FACTS.best, number.is_multiple_of(5));
            assert!(message.len() < BOUNDS[0]);
            assert!(Announced::decode(&mut announcement_noise(number).as_slice()).is_err(), "{number}");
        }
    }

    #[test]
    fn transactions_should_be_read_as_a_list_and_noise_should_not() {
        for number in [0, 1, 2, 199] {
            let message = transactions(number);
            let list = Vec::<OpaqueExtrinsic>::decode_all(&mut message.as_slice()).unwrap();
            assert_eq!(list.len() as u64, if number == 199 { 1 } else { LIST });
            assert!(message.len() < BOUNDS[1]);
        }
        for number in 0..8 {
            let noise = transaction_noise(number);
            assert!(Vec::<OpaqueExtrinsic>::decode(&mut noise.as_slice()).is_err(), "{number}");
        }
    }

    #[test]
    fn huge_messages_should_be_above_the_bounds() {
        for (stream, bound) in BOUNDS.into_iter().enumerate() {
            assert!(huge(stream, 5).len() > bound);
        }
        assert!((0..4).all(|number| vote_noise(number).len() < BOUNDS[2]));
    }
}
