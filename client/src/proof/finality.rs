//! GRANDPA's finality, checked by whoever knows the authorities: a block is final when more than two thirds of their weight
//! have signed for it or for blocks after it, in one round of one authority set.
//!
//! The count of votes is the one that the nodes use (`finality_grandpa::validate_commit`). That function trusts that
//! signatures have been checked and that numbers and hashes fit each other; both is checked here before.

use super::ProofError;
use codec::{Decode, Encode};
use finality_grandpa::{Chain, Error as NotDescendent, voter_set::VoterSet};
use sp_consensus_grandpa::{
    AuthorityId, AuthorityList, ConsensusLog, GRANDPA_ENGINE_ID, Message, ScheduledChange, SetId, SignatureResult,
    check_message_signature_with_buffer,
};
use sp_core::H256;
use sp_runtime::{generic, traits::BlakeTwo256};
use std::collections::{BTreeSet, HashMap, HashSet};

/// The number of a block.
pub type BlockNumber = u32;

/// A block's header.
pub type Header = generic::Header<BlockNumber, BlakeTwo256>;

/// The votes that made a block final, and the headers that link them with it.
pub type Justification = sp_consensus_grandpa::GrandpaJustification<Header>;

/// The most authorities of a set: many times the most validators of the consortium.
pub const MOST_AUTHORITIES: usize = 1024;

/// The most votes in one justification. An authority votes once; whoever cheats votes twice.
const MOST_VOTES: usize = 2 * MOST_AUTHORITIES;

/// The most headers between the votes of one justification. Honest votes are a few blocks apart.
const MOST_ANCESTRIES: usize = 512;

/// A header with the votes that made it final.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct FinalHeader {
    /// The header.
    pub header: Header,
    /// The votes.
    pub justification: Justification,
}

/// Those whose votes make blocks final, for some time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthoritySet {
    id: SetId,
    voters: VoterSet<AuthorityId>,
}

impl AuthoritySet {
    /// The set with this number. Refused if it is empty, too large, names a key twice, or weights are zero or overflow.
    pub fn new(id: SetId, authorities: AuthorityList) -> Result<Self, ProofError> {
        let bad = |reason: &str| ProofError::BadAnchor(reason.to_owned());
        let size = authorities.len();
        if size > MOST_AUTHORITIES {
            return Err(ProofError::TooLarge { what: "authority set", size, limit: MOST_AUTHORITIES });
        }
        if authorities.iter().any(|(_, weight)| *weight == 0) {
            return Err(bad("an authority has no weight"));
        }
        if authorities.iter().map(|(key, _)| key).collect::<BTreeSet<_>>().len() < size {
            return Err(bad("an authority is named twice"));
        }
        let voters =
            VoterSet::new(authorities).ok_or_else(|| bad("it has no authorities, or their weight overflows"))?;
        Ok(Self { id, voters })
    }

    /// Its number.
    pub fn id(&self) -> SetId {
        self.id
    }

    /// Its authorities with their weights, by key.
    pub fn authorities(&self) -> AuthorityList {
        self.voters.iter().map(|(key, info)| (key.clone(), info.weight().get())).collect()
    }

    /// Checks that this set has made the header's block final.
    pub fn check(&self, block: &FinalHeader) -> Result<(), ProofError> {
        let FinalHeader { header, justification } = block;
        let (number, commit) = (header.number, &justification.commit);
        if commit.target_hash != header.hash() || commit.target_number != number {
            return Err(ProofError::OtherBlock { number });
        }
        ensure_size("list of votes", commit.precommits.len(), MOST_VOTES)?;
        ensure_size("list of headers", justification.votes_ancestries.len(), MOST_ANCESTRIES)?;
        self.check_votes(number, justification)?;
        let ancestry = Ancestry::checked(number, justification)?;
        match finality_grandpa::validate_commit(commit, &self.voters, &ancestry) {
            Ok(result) if result.is_valid() => Ok(()),
            _ => Err(ProofError::NotFinal { number }),
        }
    }

    /// Checks who voted, and the signatures.
    fn check_votes(&self, number: BlockNumber, justification: &Justification) -> Result<(), ProofError> {
        let mut buffer = Vec::new();
        let (mut voted, mut weight) = (HashSet::new(), 0u64);
        for signed in &justification.commit.precommits {
            let voter = self.voters.get(&signed.id).ok_or(ProofError::Stranger { number, set: self.id })?;
            let vote = Message::<Header>::Precommit(signed.precommit.clone());
            let (round, set) = (justification.round, self.id);
            match check_message_signature_with_buffer(&vote, &signed.id, &signed.signature, round, set, &mut buffer) {
                SignatureResult::Valid => {}
                SignatureResult::OutdatedSet => return Err(ProofError::OtherSet { number, set }),
                SignatureResult::Invalid => return Err(ProofError::BadSignature { number }),
            }
            if voted.insert(&signed.id) {
                // Each voter once, so that the sum is at most the total, which does not overflow.
                weight = weight.saturating_add(voter.weight().get());
            }
        }
        let needed = self.voters.threshold().get();
        if weight < needed {
            return Err(ProofError::TooFewVotes { number, weight, needed });
        }
        Ok(())
    }

    /// The set after the one whose last block `header` is.
    pub fn next(&self, header: &Header) -> Result<Self, ProofError> {
        let number = header.number;
        let id = self.id.checked_add(1).ok_or_else(|| ProofError::BadAnchor("there is no further set".into()))?;
        Self::new(id, announced(header)?.ok_or(ProofError::NoSetChange { number })?)
    }
}

fn ensure_size(what: &'static str, size: usize, limit: usize) -> Result<(), ProofError> {
    if size > limit { Err(ProofError::TooLarge { what, size, limit }) } else { Ok(()) }
}

/// The authorities that take over after this block, if it says so.
fn announced(header: &Header) -> Result<Option<AuthorityList>, ProofError> {
    let number = header.number;
    let logs = || {
        let consensus = header.digest.logs.iter().filter_map(|item| item.as_consensus());
        let of_grandpa = consensus.filter(|(engine, _)| *engine == GRANDPA_ENGINE_ID);
        of_grandpa.filter_map(|(_, mut log)| ConsensusLog::<BlockNumber>::decode(&mut log).ok())
    };
    // A forced change takes precedence over a scheduled one, and of several scheduled ones the first counts.
    if logs().any(|log| matches!(log, ConsensusLog::ForcedChange(..))) {
        return Err(ProofError::ForcedChange { number });
    }
    match logs().find_map(ConsensusLog::try_into_change) {
        None => Ok(None),
        Some(ScheduledChange { next_authorities, delay: 0 }) => Ok(Some(next_authorities)),
        Some(_) => Err(ProofError::DelayedChange { number }),
    }
}

/// The headers that link the votes of a justification, by hash.
struct Ancestry<'a> {
    headers: HashMap<H256, &'a Header>,
}

impl<'a> Ancestry<'a> {
    /// Checks that the headers lead from every vote and from the block that is to be final down to the lowest vote, with
    /// numbers that fit, and that none of them is superfluous.
    fn checked(number: BlockNumber, justification: &'a Justification) -> Result<Self, ProofError> {
        let broken = || ProofError::BrokenAncestry { number };
        let headers: HashMap<_, _> =
            justification.votes_ancestries.iter().map(|header| (header.hash(), header)).collect();
        let commit = &justification.commit;
        let votes =
            commit.precommits.iter().map(|signed| (signed.precommit.target_hash, signed.precommit.target_number));
        let base = votes.clone().min_by_key(|(_, number)| *number).ok_or_else(broken)?;
        let mut visited = HashSet::new();
        for (mut hash, mut at) in votes.chain([(commit.target_hash, commit.target_number)]) {
            // Room for the arithmetic of whoever counts the votes.
            at.checked_add(2).ok_or_else(broken)?;
            while (hash, at) != base {
                let header =
                    headers.get(&hash).filter(|header| header.number == at && at > base.1).ok_or_else(broken)?;
                visited.insert(hash);
                hash = header.parent_hash;
                at -= 1;
            }
        }
        if visited.len() < justification.votes_ancestries.len() {
            return Err(broken());
        }
        Ok(Self { headers })
    }
}

impl Chain<H256, BlockNumber> for Ancestry<'_> {
    fn ancestry(&self, base: H256, block: H256) -> Result<Vec<H256>, NotDescendent> {
        let mut route = Vec::new();
        let mut hash = block;
        while hash != base {
            hash = self.headers.get(&hash).ok_or(NotDescendent::NotDescendent)?.parent_hash;
            route.push(hash);
        }
        // The base itself is not part of it.
        route.pop();
        Ok(route)
    }
}
