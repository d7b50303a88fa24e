//! GRANDPA's messages, as they are on the wire: the SDK keeps their types to itself.

use crate::{
    Facts,
    tally::Counter,
    wire::{noise, nothing},
};
use codec::Encode;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The kinds of messages.
const VOTE: u8 = 0;
const COMMIT: u8 = 1;
const NEIGHBOUR: u8 = 2;
const CATCH_UP_REQUEST: u8 = 3;
const CATCH_UP: u8 = 4;

/// The version of what neighbours tell each other.
const VERSION: u8 = 1;

/// The kinds of votes.
const PREVOTE: u8 = 0;
const PRECOMMIT: u8 = 1;

/// How long a vote is: its kind, the round, the set, what is voted for, a signature and a key.
const VOTE_LENGTH: usize = 1 + 8 + 8 + (1 + 32 + 4) + 64 + 32;

/// How long a neighbour's message is: its kind, the version, the round, the set and a height.
const NEIGHBOUR_LENGTH: usize = 1 + 1 + 8 + 8 + 4;

/// The most voters that are remembered.
const VOTERS: usize = 16;

/// How many votes a forged commit has.
const FORGED: u64 = 500;

/// Further away than any honest node gets in the time of a test.
const FAR: u64 = 1_000_000;

/// Where a validator says that it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// The round of votes.
    pub round: u64,
    /// The number of the set of voters.
    pub set: u64,
    /// What is final.
    pub height: u32,
}

/// What was learned.
#[derive(Debug, Default)]
struct Learned {
    view: View,
    voters: Vec<[u8; 32]>,
}

/// What the validators have told.
#[derive(Debug, Default)]
pub struct Consensus {
    learned: Mutex<Learned>,
    /// How often a validator asked for the votes of a round that this node has claimed to be in.
    pub asked: Counter,
}

fn u64_at(message: &[u8], place: usize) -> Option<u64> {
    Some(u64::from_le_bytes(message.get(place..place + 8)?.try_into().ok()?))
}

impl Consensus {
    fn lock(&self) -> MutexGuard<'_, Learned> {
        self.learned.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Learns from a message: who votes, and where the validators are.
    pub fn hear(&self, message: &[u8]) {
        match message.first() {
            Some(&VOTE) if message.len() == VOTE_LENGTH => {
                let Ok(voter) = message[VOTE_LENGTH - 32..].try_into() else { return };
                let mut learned = self.lock();
                if learned.voters.len() < VOTERS && !learned.voters.contains(&voter) {
                    learned.voters.push(voter);
                }
            }
            Some(&NEIGHBOUR) if message.len() == NEIGHBOUR_LENGTH => {
                let height = message[NEIGHBOUR_LENGTH - 4..].try_into().map(u32::from_le_bytes);
                let (Some(round), Some(set), Ok(height)) = (u64_at(message, 2), u64_at(message, 10), height) else {
                    return;
                };
                self.lock().view = View { round, set, height };
            }
            Some(&CATCH_UP_REQUEST) => self.asked.count(),
            _ => (),
        }
    }

    /// A message that means nothing. They differ by their number.
    pub fn message(&self, facts: &Facts, number: u64) -> Vec<u8> {
        let (View { round, set, height }, voter) = {
            let learned = self.lock();
            let place = usize::try_from(number).unwrap_or_default() % learned.voters.len().max(1);
            (learned.view, learned.voters.get(place).copied().unwrap_or([7; 32]))
        };
        let stranger = nothing(number).0;
        match number % 12 {
            // Votes of nobody: now, long ago, and in the future; for another set of voters.
            0 => vote(round, set, PREVOTE, stranger, number),
            1 => vote(round.saturating_sub(FAR), set, PRECOMMIT, stranger, number),
            2 => vote(round + FAR, set, PRECOMMIT, stranger, number),
            3 => vote(round, set + FAR, PREVOTE, stranger, number),
            // Votes in the name of a voter, with a signature that is none.
            4 => vote(round, set, PRECOMMIT, voter, number),
            5 => vote(round + 1, set, PREVOTE, voter, number),
            // Proofs of finality: empty, and of very many votes that nobody gave.
            6 => commit(round, set, height + 1, 0, voter, number),
            7 => commit(round, set, height + 1 + (number % FAR) as u32, FORGED, voter, number),
            // A neighbour that is far ahead, and one that goes back.
            8 => neighbour(View { round: round + FAR + number, set, height: u32::MAX }),
            9 => neighbour(View { round: 1, set: number % 3, height: 0 }),
            // Asked for old rounds, and answered without having been asked.
            10 => (CATCH_UP_REQUEST, number % round.max(1), set).encode(),
            _ => catch_up(round + FAR, set, facts, voter, number),
        }
    }
}

fn signature(number: u64) -> [u8; 64] {
    noise(number, 64).try_into().unwrap_or([0; 64])
}

fn vote(round: u64, set: u64, kind: u8, voter: [u8; 32], number: u64) -> Vec<u8> {
    (VOTE, round, set, (kind, nothing(number), number as u32), signature(number), voter).encode()
}

fn commit(round: u64, set: u64, height: u32, votes: u64, voter: [u8; 32], number: u64) -> Vec<u8> {
    let target = nothing(number);
    let precommits: Vec<_> = (0..votes).map(|_| (target, height)).collect();
    let signatures: Vec<_> = (0..votes).map(|vote| (signature(number ^ vote), voter)).collect();
    (COMMIT, round, set, target, height, precommits, signatures).encode()
}

fn neighbour(view: View) -> Vec<u8> {
    (NEIGHBOUR, VERSION, view.round, view.set, view.height).encode()
}

fn catch_up(round: u64, set: u64, facts: &Facts, voter: [u8; 32], number: u64) -> Vec<u8> {
    let votes: Vec<_> =
        (0..FORGED).map(|vote| (nothing(vote), facts.height, signature(number ^ vote), voter)).collect();
    (CATCH_UP, set, round, votes.clone(), votes, facts.best, facts.height).encode()
}

#[cfg(test)]
mod tests {
    use super::*;
    use sp_core::H256;

    const FACTS: Facts = Facts { genesis: H256::repeat_byte(1), best: H256::repeat_byte(2), height: 9 };

    #[test]
    fn votes_and_neighbours_should_be_learned_from() {
        let consensus = Consensus::default();
        consensus.hear(&neighbour(View { round: 7, set: 2, height: 30 }));
        assert_eq!(consensus.lock().view, View { round: 7, set: 2, height: 30 });
        let heard = vote(7, 2, PRECOMMIT, [3; 32], 1);
        assert_eq!(heard.len(), VOTE_LENGTH);
        consensus.hear(&heard);
        consensus.hear(&heard);
        assert_eq!(consensus.lock().voters, [[3; 32]]);
        consensus.hear(&(CATCH_UP_REQUEST, 1u64, 2u64).encode());
        assert_eq!(consensus.asked.get(), 1);
        // And from nothing else.
        for message in [Vec::new(), vec![VOTE; 9], vec![NEIGHBOUR; 3], vec![77; VOTE_LENGTH]] {
            consensus.hear(&message);
        }
        assert_eq!(consensus.lock().voters.len(), 1);
    }

    #[test]
    fn messages_should_be_of_every_kind_and_in_the_name_of_a_real_voter() {
        let consensus = Consensus::default();
        consensus.hear(&vote(5, 0, PREVOTE, [9; 32], 1));
        let all: Vec<_> = (0..12).map(|number| consensus.message(&FACTS, number)).collect();
        for kind in [VOTE, COMMIT, NEIGHBOUR, CATCH_UP_REQUEST, CATCH_UP] {
            assert!(all.iter().any(|message| message[0] == kind), "{kind}");
        }
        assert!(all[4].ends_with(&[9; 32]));
        assert!(!all[0].ends_with(&[9; 32]));
        // Less than what a node takes at once.
        assert!(all.iter().all(|message| message.len() < 1024 * 1024));
    }
}
