//! What nodes are asked: as much as there is, the same again, and what is no question.

use crate::{
    Facts,
    peer::Protocol,
    wire::{self, noise, nothing},
};
use codec::Encode;
use sp_core::H256;

/// The header, the body and the proof of finality of a block.
const ALL_OF_A_BLOCK: u32 = 0b0001_0011;

/// The most blocks that a node gives at once.
const MOST_BLOCKS: u64 = 128;

/// From how far back blocks are asked for, at most.
const OLDEST: u64 = 40;

/// How many keys of the state a request names.
const KEYS: u64 = 5_000;

/// The calls of the runtime that are asked for, with a proof of their execution. None of them gets what it needs, or gets more than
/// makes sense.
const CALLS: [&str; 4] =
    ["Metadata_metadata", "Core_execute_block", "TaggedTransactionQueue_validate_transaction", "Core_version"];

/// Larger than a request for blocks or state may be; and so large that the network itself refuses it.
const HUGE: [usize; 3] = [2 * 1024 * 1024, 15 * 1024 * 1024, 17 * 1024 * 1024];

/// Where to begin.
enum Start {
    Height(u32),
    Hash(H256),
}

fn blocks(from: &Start, descending: bool) -> Vec<u8> {
    let mut message = Vec::new();
    // The bits are in the first byte of four.
    wire::number(1, u64::from(ALL_OF_A_BLOCK << 24), &mut message);
    match from {
        Start::Height(height) => wire::bytes(3, &height.encode(), &mut message),
        Start::Hash(hash) => wire::bytes(2, hash.as_bytes(), &mut message),
    }
    wire::number(5, u64::from(descending), &mut message);
    wire::number(6, MOST_BLOCKS, &mut message);
    wire::number(7, 1, &mut message);
    message
}

/// As many of the oldest blocks as there are at once. Each time from another one, so that it does not look like the same request.
pub fn oldest_blocks(number: u64) -> (Protocol, Vec<u8>) {
    (Protocol::Blocks, blocks(&Start::Height((number % OLDEST) as u32), false))
}

/// The same blocks again and again.
pub fn same_blocks(facts: &Facts) -> (Protocol, Vec<u8>) {
    (Protocol::Blocks, blocks(&Start::Hash(facts.best), true))
}

/// Bytes that are no request of any kind.
pub fn garbage(number: u64) -> (Protocol, Vec<u8>) {
    let protocol = Protocol::ALL[(number % 4) as usize];
    let length = [1, 31, 1_000, 64 * 1024, 1_000 * 1024][(number / 4 % 5) as usize];
    let mut bytes = noise(number, length);
    // No field of Protocol Buffers begins with this. As a hash, which anything that is long enough is, it belongs to nothing.
    bytes[0] = 0xff;
    (protocol, bytes)
}

/// Bytes that are no request, and more than a node has to take.
pub fn huge(number: u64) -> (Protocol, Vec<u8>) {
    let mut bytes = noise(number, HUGE[(number / 4 % 3) as usize]);
    bytes[0] = 0xff;
    (Protocol::ALL[(number % 4) as usize], bytes)
}

/// The state of an old block and of a recent one, from its beginning or from anywhere, with its proof or without; and of a block that
/// is not there.
pub fn state(facts: &Facts, number: u64) -> (Protocol, Vec<u8>) {
    let block = match number % 5 {
        0 | 1 => facts.genesis,
        2 | 3 => facts.best,
        _ => nothing(number),
    };
    let mut message = Vec::new();
    wire::bytes(1, block.as_bytes(), &mut message);
    match number / 5 % 3 {
        0 => (),
        1 => wire::bytes(2, &noise(number, 32), &mut message),
        // Levels of the state that are not there.
        _ => (0..3).for_each(|level| wire::bytes(2, &noise(number ^ level, 32), &mut message)),
    }
    wire::number(3, number % 2, &mut message);
    (Protocol::State, message)
}

/// A proof of finality from the first block on, from a recent one, and from one that is not there.
pub fn warp(facts: &Facts, number: u64) -> (Protocol, Vec<u8>) {
    let begin = match number % 3 {
        0 => facts.genesis,
        1 => facts.best,
        _ => nothing(number),
    };
    (Protocol::Warp, begin.encode())
}

/// Very many keys of the state with their proof, and calls of the runtime with the proof of their execution.
pub fn light(facts: &Facts, number: u64) -> (Protocol, Vec<u8>) {
    let block = if number.is_multiple_of(2) { facts.genesis } else { facts.best };
    let mut inner = Vec::new();
    wire::bytes(2, block.as_bytes(), &mut inner);
    let mut message = Vec::new();
    if (number / 2).is_multiple_of(2) {
        (0..KEYS).for_each(|key| wire::bytes(3, &noise(number ^ key, 32), &mut inner));
        wire::bytes(2, &inner, &mut message);
    } else {
        let call = CALLS[(number / 4 % 4) as usize];
        wire::bytes(3, call.as_bytes(), &mut inner);
        wire::bytes(4, &noise(number, 4_000), &mut inner);
        wire::bytes(1, &inner, &mut message);
    }
    (Protocol::Light, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FACTS: Facts = Facts { genesis: H256::repeat_byte(1), best: H256::repeat_byte(2), height: 9 };

    #[test]
    fn request_for_blocks_should_be_written_as_the_sdk_reads_it() {
        let (_, message) = oldest_blocks(3);
        let expected = [0x08, 0x80, 0x80, 0x80, 0x98, 0x01, 0x1a, 4, 3, 0, 0, 0, 0x28, 0, 0x30, 0x80, 0x01, 0x38, 1];
        assert_eq!(message, expected);
        assert_ne!(message, oldest_blocks(4).1);
        assert_eq!(same_blocks(&FACTS).1, same_blocks(&FACTS).1);
    }

    #[test]
    fn requests_should_go_to_each_protocol_and_stay_below_its_bound_unless_they_are_huge() {
        let usual = (0..60)
            .flat_map(|number| [garbage(number), state(&FACTS, number), warp(&FACTS, number), light(&FACTS, number)]);
        let usual: Vec<_> = usual.collect();
        assert!(usual.iter().all(|(_, request)| request.len() <= 1024 * 1024));
        for protocol in Protocol::ALL {
            assert!(usual.iter().any(|(to, _)| *to == protocol), "{protocol:?}");
            assert!((0..12).any(|number| huge(number).0 == protocol), "{protocol:?}");
        }
        assert!((0..12).all(|number| huge(number).1.len() > 1024 * 1024));
    }
}
