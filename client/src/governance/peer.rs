//! The names of nodes: peer ids, which are multihashes written in base58.

use super::GovernanceError;
use crate::chain::Chain;
use std::{fmt, str::FromStr};
use subxt::{dynamic, ext::scale_decode::DecodeAsType};

/// The digits of base58: no zero, no capital I and O, and no small l.
const DIGITS: &[u8; 58] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/// The most bytes of a peer id that the chain takes.
const LONGEST: usize = 64;

/// The most characters that so many bytes have.
const LONGEST_TEXT: usize = LONGEST * 138 / 100 + 1;

/// The peer id of a node.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PeerId(Vec<u8>);

impl PeerId {
    /// The peer id with these bytes: a multihash, which says its own length.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self, GovernanceError> {
        match bytes.as_slice() {
            [_, length, digest @ ..]
                if bytes.len() <= LONGEST && usize::from(*length) == digest.len() && *length > 0 =>
            {
                Ok(Self(bytes))
            }
            _ => Err(GovernanceError::NotAPeerId),
        }
    }

    /// Its bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl FromStr for PeerId {
    type Err = GovernanceError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        if text.len() > LONGEST_TEXT {
            return Err(GovernanceError::NotAPeerId);
        }
        // The number that the digits stand for, its lowest byte first.
        let mut number: Vec<u8> = Vec::with_capacity(LONGEST);
        for digit in text.bytes() {
            let value = DIGITS.iter().position(|known| *known == digit).ok_or(GovernanceError::NotAPeerId)?;
            let mut carry = u32::try_from(value).map_err(|_| GovernanceError::NotAPeerId)?;
            for byte in &mut number {
                carry += u32::from(*byte) * 58;
                *byte = (carry & 0xff) as u8;
                carry >>= 8;
            }
            while carry > 0 {
                number.push((carry & 0xff) as u8);
                carry >>= 8;
            }
        }
        let zeros = text.bytes().take_while(|digit| *digit == DIGITS[0]).count();
        let bytes = std::iter::repeat_n(0, zeros).chain(number.into_iter().rev()).collect();
        Self::from_bytes(bytes)
    }
}

impl fmt::Display for PeerId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The digits, the lowest first.
        let mut digits: Vec<u8> = Vec::with_capacity(LONGEST_TEXT);
        for byte in &self.0 {
            let mut carry = u32::from(*byte);
            for digit in &mut digits {
                carry += u32::from(*digit) << 8;
                *digit = (carry % 58) as u8;
                carry /= 58;
            }
            while carry > 0 {
                digits.push((carry % 58) as u8);
                carry /= 58;
            }
        }
        let zeros = self.0.iter().take_while(|byte| **byte == 0).count();
        let digits = std::iter::repeat_n(0, zeros).chain(digits.into_iter().rev());
        let text: String = digits.map(|digit| char::from(DIGITS[usize::from(digit) % DIGITS.len()])).collect();
        formatter.write_str(&text)
    }
}

/// A node on the chain's list.
#[derive(Clone, Debug, PartialEq, Eq, DecodeAsType)]
#[decode_as_type(crate_path = "subxt::ext::scale_decode")]
pub struct NodeView {
    /// The bytes of its peer id.
    pub peer_id: Vec<u8>,
    /// The organisation that listed it.
    pub organisation: u32,
    /// In which block.
    pub added_at: u32,
    /// Whether it counts: its organisation is active, or a validator of it serves.
    pub counts: bool,
}

impl Chain {
    /// The nodes on the chain's list, and whether nodes talk to these only.
    pub async fn nodes(&self) -> Result<(Vec<NodeView>, bool), GovernanceError> {
        let nodes = dynamic::view_function_call::<(), Vec<NodeView>>("Nodes", "nodes", ());
        let enforced = dynamic::view_function_call::<(), bool>("Nodes", "is_enforced", ());
        Ok((self.ask(nodes).await?, self.ask(enforced).await?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Of the ed25519 key of 32 zeros: the identity multihash of its protobuf.
    fn example() -> Vec<u8> {
        [&[0, 36, 8, 1, 18, 32][..], &[0; 32]].concat()
    }

    #[test]
    fn peer_id_should_be_written_as_nodes_write_it() {
        let peer = PeerId::from_bytes(example()).unwrap();
        let text = peer.to_string();
        assert!(text.starts_with("12D3KooW"), "{text}");
        assert_eq!(text.len(), 52);
        assert_eq!(text.parse::<PeerId>().unwrap(), peer);
    }

    #[test]
    fn text_should_be_refused_when_it_is_no_peer_id() {
        let long = "z".repeat(10_000);
        for text in ["", "1", "12D3KooW", "0OIl", "12D3KooW한국", long.as_str()] {
            assert!(matches!(text.parse::<PeerId>(), Err(GovernanceError::NotAPeerId)), "{text}");
        }
        assert!(PeerId::from_bytes(vec![0, 5, 1]).is_err());
        assert!(PeerId::from_bytes([&[0, 63][..], &[1; 63]].concat()).is_err());
    }

    proptest! {
        #[test]
        fn peer_id_should_survive_its_text(kind in 0u8..=0x20, digest in prop::collection::vec(any::<u8>(), 1..=62)) {
            let bytes = [&[kind, digest.len() as u8][..], &digest].concat();
            let peer = PeerId::from_bytes(bytes).unwrap();
            prop_assert_eq!(peer.to_string().parse::<PeerId>().unwrap(), peer);
        }
    }
}
