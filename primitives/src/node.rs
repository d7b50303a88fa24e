//! Members' nodes: how they are named on chain, and what a node asks the chain about them.
//!
//! A node is named by its peer id, the multihash of its public key. Bogam's nodes have Ed25519 keys, whose peer ids are not
//! hashes but the keys themselves behind six fixed bytes: so a peer id can be checked for being one, and nothing else fits.

use crate::{Moment, OrganisationId};
use alloc::{collections::BTreeSet, string::String, vec::Vec};
use frame_support::{BoundedVec, traits::ConstU32, weights::Weight};

/// The most bytes that a peer id of any kind has.
pub const MAX_PEER_ID_LENGTH: u32 = 64;

/// The bytes of the peer id of an Ed25519 key.
pub const PEER_ID_LENGTH: usize = 38;

/// How the peer id of an Ed25519 key begins: an identity multihash (0) of 36 bytes, which hold a public key of type
/// Ed25519 (field 1, value 1) of 32 bytes (field 2).
pub const PEER_ID_PREFIX: [u8; 6] = [0x00, 0x24, 0x08, 0x01, 0x12, 0x20];

/// A node's peer id: the bytes of its multihash, as they travel.
pub type PeerId = BoundedVec<u8, ConstU32<MAX_PEER_ID_LENGTH>>;

/// Whether these bytes are the peer id of an Ed25519 key.
pub fn is_peer_id(bytes: &[u8]) -> bool {
    bytes.len() == PEER_ID_LENGTH && bytes.starts_with(&PEER_ID_PREFIX)
}

/// The peer id of the node with this public key.
pub fn peer_id_of_key(key: &[u8; 32]) -> PeerId {
    let mut bytes = PEER_ID_PREFIX.to_vec();
    bytes.extend_from_slice(key);
    // 38 bytes are fewer than 64.
    PeerId::truncate_from(bytes)
}

/// The digits of base 58, as Bitcoin has them, in which peer ids are written.
const DIGITS: &[u8; 58] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/// Reads a peer id as `bogam-node key inspect-node-key` writes it: `12D3KooW…`. `None` if it is none.
pub fn peer_id_from_base58(text: &str) -> Option<PeerId> {
    // A peer id of 38 bytes has 52 digits.
    if text.len() > MAX_PEER_ID_LENGTH as usize {
        return None;
    }
    // The number so far, the least byte first.
    let mut number: Vec<u8> = Vec::new();
    for character in text.bytes() {
        let digit = DIGITS.iter().position(|digit| *digit == character)?;
        let mut carry = digit as u32;
        for byte in &mut number {
            carry += u32::from(*byte) * 58;
            *byte = (carry & 0xff) as u8;
            carry >>= 8;
        }
        // The carry is below 58.
        if carry > 0 {
            number.push(carry as u8);
        }
    }
    // Each leading one stands for a leading zero byte, which the number does not have.
    let zeros = text.bytes().take_while(|character| *character == DIGITS[0]).count();
    number.resize(number.len() + zeros, 0);
    number.reverse();
    is_peer_id(&number).then(|| PeerId::truncate_from(number))
}

/// Writes a peer id, or any other few bytes, in base 58.
pub fn peer_id_to_base58(bytes: &[u8]) -> String {
    // The digits so far, the least first.
    let mut digits: Vec<u8> = Vec::new();
    for byte in bytes {
        let mut carry = u32::from(*byte);
        for digit in &mut digits {
            carry += u32::from(*digit) * 256;
            *digit = (carry % 58) as u8;
            carry /= 58;
        }
        while carry > 0 {
            digits.push((carry % 58) as u8);
            carry /= 58;
        }
    }
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    digits.resize(digits.len() + zeros, 0);
    digits.iter().rev().map(|digit| char::from(DIGITS[usize::from(*digit)])).collect()
}

/// Which organisations consensus depends on at present, for the pallet that says whose nodes are talked to.
pub trait Serving {
    /// The organisations whose validators are in the set of this session or the next, whatever else is true of them.
    fn organisations() -> BTreeSet<OrganisationId>;

    /// The weight of the question where as many serve and are listed as there can be. Calls are measured with fewer who serve,
    /// and have to add it.
    fn weight() -> Weight;
}

sp_api::decl_runtime_apis! {
    /// What a node asks about the nodes that it may talk to.
    pub trait NodePermissions {
        /// The peer ids of the nodes that may take part; `None` if every node may.
        fn permitted_nodes() -> Option<Vec<PeerId>>;

        /// The moment of the block: a node that knows the time learns from it how old its list is. Zero at genesis.
        fn moment() -> Moment;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A peer id as `bogam-node` writes it.
    const TEXT: &str = "12D3KooWEyoppNCUx8Yx66oV9fJnriXwCcXwDDUA2kj6vnc6iDEp";

    #[test]
    fn peer_id_should_be_read_and_written() {
        let peer = peer_id_from_base58(TEXT).unwrap();
        assert_eq!(peer.len(), PEER_ID_LENGTH);
        assert_eq!(peer_id_to_base58(&peer), TEXT);
        let key: [u8; 32] = peer[6..].try_into().unwrap();
        assert_eq!(peer_id_of_key(&key), peer);
    }

    #[test]
    fn peer_id_should_be_refused_when_it_is_none() {
        for text in [
            "",
            "1",
            "12D3KooW",
            // A digit that base 58 has not, one digit less, one more.
            "12D3KooWEyoppNCUx8Yx66oV9fJnriXwCcXwDDUA2kj6vnc6iDE0",
            "12D3KooWEyoppNCUx8Yx66oV9fJnriXwCcXwDDUA2kj6vnc6iDE",
            "12D3KooWEyoppNCUx8Yx66oV9fJnriXwCcXwDDUA2kj6vnc6iDEpp",
            // The hash of an RSA key.
            "QmYyQSo1c1Ym7orWxLYvCrM2EmxFTANf8wXmmE7DWjhx5N",
        ] {
            assert_eq!(peer_id_from_base58(text), None, "{text}");
        }
        assert_eq!(peer_id_from_base58(&"1".repeat(100_000)), None);
        assert!(!is_peer_id(&[0; PEER_ID_LENGTH]));
        assert!(!is_peer_id(&PEER_ID_PREFIX));
    }

    proptest! {
        #[test]
        fn peer_id_should_survive_the_text(key: [u8; 32]) {
            let peer = peer_id_of_key(&key);
            prop_assert!(is_peer_id(&peer));
            prop_assert_eq!(peer_id_from_base58(&peer_id_to_base58(&peer)), Some(peer));
        }

        #[test]
        fn any_text_should_be_read_without_a_panic(text in ".{0,80}") {
            if let Some(peer) = peer_id_from_base58(&text) {
                prop_assert_eq!(peer_id_to_base58(&peer), text);
            }
        }
    }
}
