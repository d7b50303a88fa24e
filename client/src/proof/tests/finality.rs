//! Votes: enough, of the right people, for the right block.

use super::fixture::*;
use crate::proof::{AuthoritySet, FinalHeader, ProofError};
use sp_core::H256;
use sp_keyring::Ed25519Keyring::*;

const SET: u64 = 4;

fn block() -> FinalHeader {
    made_final(header(20, H256::repeat_byte(1), H256::repeat_byte(2), vec![]), SET, &FIRST[..3])
}

fn check(block: &FinalHeader) -> Result<(), ProofError> {
    set(SET, &FIRST).check(block)
}

#[test]
fn block_should_be_final_when_three_of_four_authorities_voted_for_it() {
    assert_eq!(check(&block()), Ok(()));
    let all = made_final(block().header, SET, &FIRST);
    assert_eq!(check(&all), Ok(()));
}

#[test]
fn block_should_not_be_final_when_too_few_voted() {
    let two = made_final(block().header, SET, &FIRST[..2]);
    assert_eq!(check(&two), Err(ProofError::TooFewVotes { number: 20, weight: 2, needed: 3 }));
    let none = made_final(block().header, SET, &[]);
    assert_eq!(check(&none), Err(ProofError::TooFewVotes { number: 20, weight: 0, needed: 3 }));
}

#[test]
fn votes_should_count_by_their_weight() {
    let heavy = [(id(Alice), 10), (id(Bob), 1), (id(Charlie), 1)];
    let set = AuthoritySet::new(SET, heavy.to_vec()).unwrap();
    assert_eq!(set.check(&made_final(block().header, SET, &[Alice])), Ok(()));
    let light = made_final(block().header, SET, &[Bob, Charlie]);
    assert_eq!(set.check(&light), Err(ProofError::TooFewVotes { number: 20, weight: 2, needed: 9 }));
}

#[test]
fn vote_should_count_once_when_it_is_there_several_times() {
    let twice = made_final(block().header, SET, &[Alice, Bob, Bob, Bob]);
    assert_eq!(check(&twice), Err(ProofError::TooFewVotes { number: 20, weight: 2, needed: 3 }));
    // Superfluous ones do no harm: whoever relays votes may have added them.
    assert_eq!(check(&made_final(block().header, SET, &[Alice, Bob, Charlie, Charlie])), Ok(()));
}

#[test]
fn vote_should_be_refused_when_it_is_of_a_stranger() {
    let stranger = made_final(block().header, SET, &[Alice, Bob, Charlie, Eve]);
    assert_eq!(check(&stranger), Err(ProofError::Stranger { number: 20, set: SET }));
    let strangers = made_final(block().header, SET, &[Eve, Ferdie, One, Two]);
    assert_eq!(check(&strangers), Err(ProofError::Stranger { number: 20, set: SET }));
}

#[test]
fn vote_should_be_refused_when_its_signature_is_of_somebody_else() {
    let mut forged = block();
    forged.justification.commit.precommits[2].id = id(Dave);
    assert_eq!(check(&forged), Err(ProofError::BadSignature { number: 20 }));
}

#[test]
fn votes_should_be_refused_when_they_are_of_another_set() {
    // Of the same people: the number of the set is part of what they sign.
    let old = made_final(block().header, SET - 1, &FIRST);
    assert_eq!(check(&old), Err(ProofError::OtherSet { number: 20, set: SET }));
    let future = made_final(block().header, SET + 1, &FIRST);
    assert_eq!(check(&future), Err(ProofError::BadSignature { number: 20 }));
}

#[test]
fn votes_should_be_refused_when_they_are_of_another_round() {
    let mut other = block();
    other.justification.round += 1;
    assert_eq!(check(&other), Err(ProofError::BadSignature { number: 20 }));
    // Votes of two rounds do not add up.
    let mut mixed = block();
    let FinalHeader { header, justification } = &mut mixed;
    justification.commit.precommits[0] = vote(Alice, SET, ROUND + 1, header.hash(), 20);
    assert_eq!(check(&mixed), Err(ProofError::BadSignature { number: 20 }));
}

#[test]
fn justification_should_be_refused_when_it_is_for_another_block() {
    let mut other = block();
    other.header.state_root = H256::repeat_byte(9);
    assert_eq!(check(&other), Err(ProofError::OtherBlock { number: 20 }));
    let mut number = block();
    number.justification.commit.target_number = 21;
    assert_eq!(check(&number), Err(ProofError::OtherBlock { number: 20 }));
    // The target is the header's, but the votes are for another block.
    let mut votes = made_final(header(20, H256::repeat_byte(1), H256::repeat_byte(7), vec![]), SET, &FIRST);
    votes.justification.commit.target_hash = block().header.hash();
    votes.header = block().header;
    assert_eq!(check(&votes), Err(ProofError::BrokenAncestry { number: 20 }));
}

/// A block for which some voted directly, and others for its grandchild.
fn with_later_votes() -> FinalHeader {
    let target = block().header;
    let one = child(&target);
    let two = child(&one);
    let mut block = made_final(target, SET, &[Alice]);
    let votes = &mut block.justification.commit.precommits;
    votes.push(vote(Bob, SET, ROUND, two.hash(), two.number));
    votes.push(vote(Charlie, SET, ROUND, one.hash(), one.number));
    block.justification.votes_ancestries = vec![one, two];
    block
}

#[test]
fn votes_for_later_blocks_should_count_when_headers_link_them() {
    assert_eq!(check(&with_later_votes()), Ok(()));
}

#[test]
fn votes_for_later_blocks_should_be_refused_when_the_headers_do_not_link_them() {
    let broken = Err(ProofError::BrokenAncestry { number: 20 });
    let mut missing = with_later_votes();
    missing.justification.votes_ancestries.remove(0);
    assert_eq!(check(&missing), broken);

    let mut altered = with_later_votes();
    altered.justification.votes_ancestries[0].parent_hash = H256::repeat_byte(9);
    assert_eq!(check(&altered), broken);

    let mut superfluous = with_later_votes();
    superfluous.justification.votes_ancestries.push(header(30, H256::zero(), H256::zero(), vec![]));
    assert_eq!(check(&superfluous), broken);

    let mut doubled = with_later_votes();
    let one = doubled.justification.votes_ancestries[0].clone();
    doubled.justification.votes_ancestries.push(one);
    assert_eq!(check(&doubled), broken);
}

#[test]
fn votes_should_be_refused_when_numbers_do_not_fit_the_headers() {
    // An authority that signs nonsense must not be able to confuse whoever counts.
    for number in [0, 19, 21, 23, u32::MAX] {
        let mut block = with_later_votes();
        let hash = block.justification.commit.precommits[1].precommit.target_hash;
        block.justification.commit.precommits[1] = vote(Bob, SET, ROUND, hash, number);
        assert_eq!(check(&block), Err(ProofError::BrokenAncestry { number: 20 }), "{number}");
    }
    for number in [19, 21, u32::MAX] {
        let mut block = with_later_votes();
        let hash = block.header.hash();
        block.justification.commit.precommits[0] = vote(Alice, SET, ROUND, hash, number);
        assert_eq!(check(&block), Err(ProofError::BrokenAncestry { number: 20 }), "{number}");
    }
    let last = made_final(header(u32::MAX, H256::zero(), H256::zero(), vec![]), SET, &FIRST);
    assert_eq!(check(&last), Err(ProofError::BrokenAncestry { number: u32::MAX }));
}

#[test]
fn block_should_not_be_final_when_votes_went_to_its_sibling() {
    let target = block().header;
    let parent = header(19, H256::zero(), H256::zero(), vec![]);
    let (one, other) = (header(20, parent.hash(), H256::repeat_byte(1), vec![]), child(&parent));
    assert_eq!(target.number, one.number);
    let mut block = made_final(one.clone(), SET, &[Alice, Bob]);
    let votes = &mut block.justification.commit.precommits;
    votes.push(vote(Charlie, SET, ROUND, other.hash(), 20));
    votes.push(vote(Dave, SET, ROUND, parent.hash(), 19));
    block.justification.votes_ancestries = vec![one, other];
    // All four agree on the parent alone.
    assert_eq!(check(&block), Err(ProofError::NotFinal { number: 20 }));
}

#[test]
fn cheats_vote_should_count_as_the_nodes_count_it() {
    // Who votes for two blocks in one round counts for both: that is how GRANDPA gets on in spite of him.
    let parent = header(19, H256::zero(), H256::zero(), vec![]);
    let (one, other) = (header(20, parent.hash(), H256::repeat_byte(1), vec![]), child(&parent));
    let mut block = made_final(one.clone(), SET, &[Alice, Bob, Charlie]);
    let votes = &mut block.justification.commit.precommits;
    votes.push(vote(Charlie, SET, ROUND, other.hash(), 20));
    votes.push(vote(Dave, SET, ROUND, parent.hash(), 19));
    block.justification.votes_ancestries = vec![one, other];
    assert_eq!(check(&block), Ok(()));
}

#[test]
fn justification_should_be_refused_when_it_is_huge() {
    let mut votes = block();
    votes.justification.commit.precommits = vec![votes.justification.commit.precommits[0].clone(); 2049];
    let limit = ProofError::TooLarge { what: "list of votes", size: 2049, limit: 2048 };
    assert_eq!(check(&votes), Err(limit));
    let mut headers = block();
    headers.justification.votes_ancestries = vec![headers.header.clone(); 513];
    let limit = ProofError::TooLarge { what: "list of headers", size: 513, limit: 512 };
    assert_eq!(check(&headers), Err(limit));
}

#[test]
fn set_should_be_refused_when_it_cannot_be_one() {
    let refused = |authorities| AuthoritySet::new(0, authorities).unwrap_err().code();
    assert_eq!(refused(vec![]), "proof_bad_anchor");
    assert_eq!(refused(vec![(id(Alice), 0)]), "proof_bad_anchor");
    assert_eq!(refused(vec![(id(Alice), 1), (id(Alice), 1)]), "proof_bad_anchor");
    assert_eq!(refused(vec![(id(Alice), u64::MAX), (id(Bob), 1)]), "proof_bad_anchor");
    assert_eq!(refused(vec![(id(Alice), 1); 1025]), "proof_too_large");
}
