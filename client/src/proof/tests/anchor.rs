//! From the anchor to later authority sets.

use super::fixture::*;
use crate::proof::{Anchor, FinalHeader, LARGEST_ANCHOR, ProofError};
use codec::Encode;
use sp_consensus_grandpa::ConsensusLog;
use sp_core::H256;
use sp_runtime::DigestItem;

/// Two changes of the set: at block 10 to the second, at block 20 to the third.
fn changes() -> Vec<FinalHeader> {
    vec![made_final(change_header(10, &SECOND), 0, &FIRST[..3]), made_final(change_header(20, &THIRD), 1, &SECOND[1..])]
}

#[test]
fn anchor_should_follow_changes_of_the_authorities() {
    let led_on = anchor().follow(0, &changes()).unwrap();
    let last = changes()[1].header.hash();
    let expected = Anchor::new(GENESIS, 20, last, 2, &set(2, &THIRD).authorities());
    assert_eq!(led_on, expected);
    let block = made_final(header(25, H256::zero(), H256::zero(), vec![]), 2, &THIRD);
    assert_eq!(led_on.check(&block), Ok(()));
    // The old authorities have no say any more.
    let old = made_final(header(26, H256::zero(), H256::zero(), vec![]), 0, &FIRST);
    assert_eq!(led_on.check(&old).unwrap_err().code(), "proof_stranger");
}

#[test]
fn anchor_should_pass_over_changes_that_it_has_behind_it() {
    let later = anchor().follow(0, &changes()[..1]).unwrap();
    assert_eq!((later.set, later.number), (1, 10));
    assert_eq!(later.follow(0, &changes()), anchor().follow(0, &changes()));
    assert_eq!(later.follow(1, &changes()[1..]), anchor().follow(0, &changes()));
    assert_eq!(later.follow(0, &changes()[..1]), Ok(later.clone()));
}

#[test]
fn changes_should_be_refused_when_one_is_skipped() {
    let skipped = anchor().follow(0, &changes()[1..]);
    assert_eq!(skipped, Err(ProofError::BadSignature { number: 20 }));
    // Where the people stay the same, the number of the set tells.
    let same = vec![
        made_final(change_header(10, &FIRST), 0, &FIRST),
        made_final(change_header(20, &FIRST), 1, &FIRST),
        made_final(change_header(30, &FIRST), 2, &FIRST),
    ];
    assert!(anchor().follow(0, &same).is_ok());
    let skipped = [same[0].clone(), same[2].clone()];
    assert_eq!(anchor().follow(0, &skipped), Err(ProofError::BadSignature { number: 30 }));
}

#[test]
fn changes_should_be_refused_when_they_do_not_meet_the_anchor() {
    let later = anchor().follow(0, &changes()).unwrap();
    let too_old = later.follow(0, &changes()[..1]);
    assert_eq!(too_old, Err(ProofError::OtherSets { from: 0, to: 1, anchor: 2 }));
    assert!(too_old.unwrap_err().to_string().contains("older than the anchor"));
    let gap = anchor().follow(1, &changes()[1..]);
    assert_eq!(gap, Err(ProofError::OtherSets { from: 1, to: 2, anchor: 0 }));
    assert!(gap.unwrap_err().to_string().contains("lacks the changes"));
    assert_eq!(anchor().follow(u64::MAX, &changes()).unwrap_err().code(), "proof_other_sets");
}

#[test]
fn changes_should_be_refused_when_their_blocks_do_not_rise() {
    let same = [made_final(change_header(10, &SECOND), 0, &FIRST), made_final(change_header(10, &THIRD), 1, &SECOND)];
    assert_eq!(anchor().follow(0, &same), Err(ProofError::NotAfter { number: 10, after: 10 }));
    let at_anchor = [made_final(change_header(0, &SECOND), 0, &FIRST)];
    assert_eq!(anchor().follow(0, &at_anchor), Err(ProofError::NotAfter { number: 0, after: 0 }));
    let block = made_final(header(0, H256::zero(), H256::zero(), vec![]), 0, &FIRST);
    assert_eq!(anchor().check(&block), Err(ProofError::NotAfter { number: 0, after: 0 }));
}

#[test]
fn changes_should_be_refused_when_too_few_voted_for_them() {
    let weak = [made_final(change_header(10, &SECOND), 0, &FIRST[..2])];
    assert_eq!(anchor().follow(0, &weak), Err(ProofError::TooFewVotes { number: 10, weight: 2, needed: 3 }));
}

fn with_logs(logs: Vec<DigestItem>) -> Result<Anchor, ProofError> {
    anchor().follow(0, &[made_final(header(10, H256::zero(), H256::zero(), logs), 0, &FIRST)])
}

#[test]
fn change_should_be_refused_when_the_block_names_no_next_set() {
    let none = Err(ProofError::NoSetChange { number: 10 });
    assert_eq!(with_logs(vec![]), none);
    assert_eq!(with_logs(vec![log(ConsensusLog::OnDisabled(1))]), none);
    let other_engine = DigestItem::Consensus(*b"AURA", ConsensusLog::ScheduledChange(scheduled(&SECOND)).encode());
    assert_eq!(with_logs(vec![other_engine]), none);
    let of_the_block_itself = ConsensusLog::ScheduledChange(scheduled(&SECOND)).encode();
    assert_eq!(with_logs(vec![DigestItem::Seal(*b"FRNK", of_the_block_itself)]), none);
}

#[test]
fn change_should_be_refused_when_it_is_forced_or_delayed() {
    let forced = log(ConsensusLog::ForcedChange(1, scheduled(&SECOND)));
    assert_eq!(with_logs(vec![forced.clone()]), Err(ProofError::ForcedChange { number: 10 }));
    // It takes precedence over one that is scheduled in the same block.
    let both = vec![log(ConsensusLog::ScheduledChange(scheduled(&SECOND))), forced];
    assert_eq!(with_logs(both), Err(ProofError::ForcedChange { number: 10 }));
    let mut delayed = scheduled(&SECOND);
    delayed.delay = 1;
    let delayed = log(ConsensusLog::ScheduledChange(delayed));
    assert_eq!(with_logs(vec![delayed]), Err(ProofError::DelayedChange { number: 10 }));
}

#[test]
fn first_change_should_count_when_a_block_has_two() {
    let two = [&SECOND[..], &THIRD[..]].map(|keys| log(ConsensusLog::ScheduledChange(scheduled(keys))));
    let led_on = with_logs(two.to_vec()).unwrap();
    assert_eq!(led_on.authority_set(), Ok(set(1, &SECOND)));
}

#[test]
fn change_should_be_refused_when_the_next_set_cannot_be_one() {
    let empty = log(ConsensusLog::ScheduledChange(scheduled(&[])));
    assert_eq!(with_logs(vec![empty]).unwrap_err().code(), "proof_bad_anchor");
}

#[test]
fn anchor_should_survive_being_kept_in_a_file() {
    assert_eq!(Anchor::from_json(&anchor().to_json()), Ok(anchor()));
}

#[test]
fn anchors_file_should_be_refused_when_it_is_none() {
    let refused = |text: &str| Anchor::from_json(text).unwrap_err().code();
    assert_eq!(refused("{}"), "proof_bad_anchor");
    assert_eq!(refused(&anchor().to_json().replace("\"number\"", "\"nummer\"")), "proof_bad_anchor");
    let nobody = Anchor { authorities: vec![], ..anchor() };
    assert_eq!(refused(&nobody.to_json()), "proof_bad_anchor");
    assert_eq!(refused(&" ".repeat(LARGEST_ANCHOR + 1)), "proof_too_large");
}
