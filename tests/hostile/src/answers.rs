//! What those get who ask this node for blocks: it has claimed to have some, and has none.

use crate::{
    peer::Others,
    wire::{self, Field, noise, nothing},
};
use clap::ValueEnum;
use codec::{Decode, Encode};
use sc_network::{
    IfDisconnected, NetworkRequest, PeerId, ProtocolName,
    config::{IncomingRequest, OutgoingResponse},
    service::traits::NetworkService,
};
use sp_runtime::{Digest, generic::Header, traits::BlakeTwo256};
use std::{sync::Arc, time::Duration};
use tokio::time::sleep;

/// Longer than anybody waits for an answer.
const FOR_EVER: Duration = Duration::from_secs(120);

/// How long an answer is that makes no sense.
const NOISE: usize = 1_000;

/// The bit of a request that asks for the transactions of blocks, in the first byte of four.
const BODIES: u64 = 0b10 << 24;

/// How many blocks an honest node gives at once.
const MOST: u32 = 128;

/// How requests for blocks are answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Answers {
    /// Refused: whoever asks knows at once that there is nothing.
    Refusal,
    /// Taken, and never answered.
    Silence,
    /// With bytes that are no blocks.
    Noise,
    /// With the headers that an honest node has, so that the claim looks true, and then with blocks on a parent that nobody knows.
    Orphans,
}

/// Answers them.
pub struct Responder {
    /// How.
    pub answers: Answers,
    /// The network, to ask an honest node.
    pub network: Arc<dyn NetworkService>,
    /// The protocol in which blocks are asked for.
    pub protocol: ProtocolName,
    /// The honest nodes.
    pub honest: Vec<PeerId>,
    /// Where it is written down who has asked.
    pub others: Arc<Others>,
}

impl Responder {
    /// Answers whatever comes, each for itself.
    pub async fn serve(self, requests: async_channel::Receiver<IncomingRequest>) {
        let responder = Arc::new(self);
        while let Ok(IncomingRequest { peer, payload, pending_response }) = requests.recv().await {
            let number = responder.others.note_asked(peer);
            let responder = responder.clone();
            tokio::spawn(async move {
                // Whoever gets no answer is refused, when this ends.
                if let Some(bytes) = responder.answer(peer, payload, number).await {
                    let answer =
                        OutgoingResponse { result: Ok(bytes), reputation_changes: Vec::new(), sent_feedback: None };
                    // Whoever has asked may have gone.
                    let _ = pending_response.send(answer);
                }
            });
        }
    }

    async fn answer(&self, asker: PeerId, request: Vec<u8>, number: u64) -> Option<Vec<u8>> {
        match self.answers {
            Answers::Refusal => None,
            Answers::Silence => {
                sleep(FOR_EVER).await;
                None
            }
            Answers::Noise => Some(garbled(number)),
            Answers::Orphans => match Wanted::read(&request) {
                Some(wanted) => Some(wanted.orphans(number)),
                None => self.honestly(asker, request).await,
            },
        }
    }

    /// What an honest node answers, who is not the one that asks.
    async fn honestly(&self, asker: PeerId, request: Vec<u8>) -> Option<Vec<u8>> {
        let honest = self.honest.iter().find(|honest| **honest != asker)?;
        let protocol = self.protocol.clone();
        let answer = self.network.request(*honest, protocol, request, None, IfDisconnected::ImmediateError).await;
        answer.ok().map(|(bytes, _)| bytes)
    }
}

/// Bytes that are no answer.
fn garbled(number: u64) -> Vec<u8> {
    let mut bytes = noise(number, NOISE);
    // No field of Protocol Buffers begins with this.
    bytes[0] = 0xff;
    bytes
}

/// Blocks by their height, with what is in them.
#[derive(Debug, PartialEq, Eq)]
struct Wanted {
    lowest: u32,
    highest: u32,
    is_descending: bool,
}

impl Wanted {
    /// `None` where somebody asks for headers alone, for a block by its hash, or for nothing that makes sense.
    fn read(request: &[u8]) -> Option<Self> {
        let (mut bodies, mut from, mut is_descending, mut most) = (false, None, false, MOST);
        for field in wire::read(request)? {
            match field {
                (1, Field::Number(attributes)) => bodies = attributes & BODIES != 0,
                (3, Field::Bytes(mut height)) => from = u32::decode(&mut height).ok(),
                (5, Field::Number(direction)) => is_descending = direction != 0,
                (6, Field::Number(number)) => most = u32::try_from(number).ok()?.clamp(1, MOST),
                _ => {}
            }
        }
        let from = from.filter(|height| bodies && *height > 0)?;
        let (lowest, highest) = if is_descending {
            (from.saturating_sub(most - 1).max(1), from)
        } else {
            (from, from.saturating_add(most - 1))
        };
        Some(Self { lowest, highest, is_descending })
    }

    /// As many blocks, each on the one before it, and the first on nothing. They are empty.
    fn orphans(&self, number: u64) -> Vec<u8> {
        let mut parent_hash = nothing(number);
        let mut blocks = Vec::new();
        for height in self.lowest..=self.highest {
            let header = Header::<u32, BlakeTwo256> {
                parent_hash,
                number: height,
                state_root: nothing(number ^ 1),
                extrinsics_root: nothing(number ^ 2),
                digest: Digest::default(),
            };
            parent_hash = header.hash();
            let mut block = Vec::new();
            wire::bytes(1, parent_hash.as_bytes(), &mut block);
            wire::bytes(2, &header.encode(), &mut block);
            blocks.push(block);
        }
        if self.is_descending {
            blocks.reverse();
        }
        let mut message = Vec::new();
        blocks.iter().for_each(|block| wire::bytes(1, block, &mut message));
        message
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::requests;
    use sp_core::H256;

    /// A request for blocks below this height, and it: as a node that catches up makes it.
    fn request(attributes: u64, from: u32, most: u64) -> Vec<u8> {
        let mut message = Vec::new();
        wire::number(1, attributes << 24, &mut message);
        wire::bytes(3, &from.encode(), &mut message);
        wire::number(5, 1, &mut message);
        wire::number(6, most, &mut message);
        message
    }

    #[test]
    fn request_should_be_read_if_it_is_for_blocks_by_height() {
        let wanted = |lowest, highest, is_descending| Some(Wanted { lowest, highest, is_descending });
        assert_eq!(Wanted::read(&request(0b1_0011, 20, 4)), wanted(17, 20, true));
        assert_eq!(Wanted::read(&request(0b1_0011, 3, 64)), wanted(1, 3, true));
        assert_eq!(Wanted::read(&requests::oldest_blocks(5).1), wanted(5, 132, false));
        // Headers alone, a block that has no parent, and noise.
        for other in [request(0b1_0001, 20, 4), request(0b1_0011, 0, 4), requests::garbage(4).1] {
            assert_eq!(Wanted::read(&other), None);
        }
    }

    #[test]
    fn orphans_should_follow_each_other_and_begin_with_nothing() {
        let answer = Wanted { lowest: 7, highest: 9, is_descending: true }.orphans(1);
        let mut above: Option<Header<u32, BlakeTwo256>> = None;
        let blocks = wire::read(&answer).unwrap();
        assert_eq!(blocks.len(), 3);
        for (place, block) in blocks.into_iter().enumerate() {
            let (1, Field::Bytes(block)) = block else { panic!("there are blocks only") };
            let [(1, Field::Bytes(hash)), (2, Field::Bytes(mut header))] = wire::read(block).unwrap()[..] else {
                panic!("a block is its hash and its header")
            };
            let header = Header::<u32, BlakeTwo256>::decode(&mut header).unwrap();
            assert_eq!((header.number as usize, header.hash()), (9 - place, H256::from_slice(hash)));
            assert!(above.is_none_or(|above| above.parent_hash == header.hash()));
            above = Some(header);
        }
        assert_eq!(above.unwrap().parent_hash, nothing(1));
    }

    #[test]
    fn noise_should_not_be_read() {
        assert!((0..20).all(|number| wire::read(&garbled(number)).is_none()));
    }
}
