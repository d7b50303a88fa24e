//! The whole proof as a file.

use super::fixture::*;
use crate::{
    messages::Explained,
    proof::{
        CLOCK_TOLERANCE, FinalHeader, LARGEST_PROOF, MOST_CHANGES, OfflineProof, ProofError, facts::keys,
        verify_offline,
    },
};
use bogam_primitives::{
    certificate::{CertificateReference, Change, Finding, Question, RevocationReason, StatusChange},
    time::DAY,
};
use codec::Encode;
use proptest::prelude::*;
use sp_core::H256;
use sp_keyring::Ed25519Keyring::*;

fn check(proof: &OfflineProof) -> Result<Vec<Finding>, ProofError> {
    let answer = proof.verify(&anchor(), &evidence(), &question(), NOW)?;
    Ok(answer.verdict.findings)
}

#[test]
fn certificate_should_be_verified_from_a_file_alone() {
    let proof = valid_proof();
    let file = proof.to_bytes().unwrap();
    let answer = verify_offline(&anchor(), &file, &evidence(), &question(), NOW + DAY).unwrap();
    assert!(answer.verdict.valid);
    assert_eq!(answer.verdict.findings, []);
    assert_eq!((answer.block.number, answer.block.moment, answer.age), (9, NOW, DAY));
    assert_eq!(answer.block.hash, proof.block.header.hash());
    assert_eq!(answer.anchor, anchor());
}

#[test]
fn certificate_should_be_verified_over_changes_of_the_authorities() {
    let mut proof = valid_proof();
    proof.changes = vec![
        made_final(change_header(3, &SECOND), 0, &FIRST[..3]),
        made_final(change_header(5, &THIRD), 1, &SECOND[..3]),
    ];
    proof.block = made_final(proof.block.header, 2, &THIRD);
    let answer = proof.verify(&anchor(), &evidence(), &question(), NOW).unwrap();
    assert!(answer.verdict.valid);
    assert_eq!((answer.anchor.set, answer.anchor.number), (2, 5));
    // The anchor that was led on serves for the same proof, and for one that starts there.
    assert!(proof.verify(&answer.anchor, &evidence(), &question(), NOW).is_ok());
    let (from, changes) = (2, vec![]);
    let later = OfflineProof { from, changes, ..proof.clone() };
    assert!(later.verify(&answer.anchor, &evidence(), &question(), NOW).is_ok());
    assert_eq!(check(&later), Err(ProofError::OtherSets { from: 2, to: 2, anchor: 0 }));

    let mut skipped = proof.clone();
    skipped.changes.remove(0);
    assert_eq!(check(&skipped), Err(ProofError::BadSignature { number: 5 }));
    let mut unfollowed = proof;
    unfollowed.changes.pop();
    assert_eq!(check(&unfollowed), Err(ProofError::BadSignature { number: 9 }));
}

#[test]
fn revocation_should_be_found_when_the_proof_is_younger() {
    let revoked = StatusChange { change: Change::Revoked(RevocationReason::WrongPerson), at: NOW - 5, by: CLINIC };
    let mut state = State::new();
    state.history(vec![revoked]);
    assert_eq!(check(&state.proof()), Ok(vec![Finding::Revoked(RevocationReason::WrongPerson)]));
    let yesterday = Question { moment: NOW - DAY, ..question() };
    let answer = state.proof().verify(&anchor(), &evidence(), &yesterday, NOW).unwrap();
    assert!(answer.verdict.valid);
    assert_eq!(answer.verdict.findings, [Finding::EndedSince]);
    // Its nodes do not go with the header of a block before.
    let spliced = OfflineProof { block: valid_proof().block, ..state.proof() };
    assert_eq!(check(&spliced), Err(ProofError::OtherState));
}

#[test]
fn proof_should_be_refused_when_it_is_for_another_certificate() {
    let mut proof = valid_proof();
    proof.certificate.index = 2;
    assert_eq!(check(&proof), Err(ProofError::OtherCertificate));
    let mut other = evidence();
    other.certificate.index = 2;
    let answer = valid_proof().verify(&anchor(), &other, &question(), NOW);
    assert_eq!(answer, Err(ProofError::OtherCertificate));
    // Nor does it help to say that it is: what is needed for the other one is not there.
    proof.certificate = CertificateReference { index: 1000, ..certificate() };
    other.certificate = proof.certificate;
    let answer = proof.verify(&anchor(), &other, &question(), NOW);
    assert_eq!(answer.unwrap_err().code(), "proof_not_proven");
}

#[test]
fn proof_should_be_refused_when_the_state_is_not_the_headers() {
    let mut root = valid_proof();
    root.block.header.state_root = H256::repeat_byte(1);
    assert_eq!(check(&root), Err(ProofError::OtherBlock { number: 9 }));
    root.block = made_final(root.block.header, 0, &FIRST);
    assert_eq!(check(&root), Err(ProofError::OtherState));
}

#[test]
fn proof_should_be_refused_when_its_block_is_not_final() {
    let mut proof = valid_proof();
    proof.block = made_final(proof.block.header, 0, &FIRST[..2]);
    assert_eq!(check(&proof), Err(ProofError::TooFewVotes { number: 9, weight: 2, needed: 3 }));
    proof.block = made_final(proof.block.header, 0, &[Eve, Ferdie, One]);
    assert_eq!(check(&proof), Err(ProofError::Stranger { number: 9, set: 0 }));
}

#[test]
fn proof_should_be_refused_when_it_is_of_another_chain_with_the_same_authorities() {
    let mut state = State::new();
    state.put(keys::block_hash(0), H256::repeat_byte(8));
    assert_eq!(check(&state.proof()), Err(ProofError::OtherChain));
}

#[test]
fn proof_should_be_refused_when_it_is_from_the_future() {
    let proof = valid_proof();
    let at = |now| proof.verify(&anchor(), &evidence(), &question(), now).map(|answer| answer.age);
    assert_eq!(at(NOW - CLOCK_TOLERANCE), Ok(0));
    let ahead = CLOCK_TOLERANCE + 1;
    assert_eq!(at(NOW - ahead), Err(ProofError::InFuture { ahead }));
    assert_eq!(at(u64::MAX), Ok(u64::MAX - NOW));
}

#[test]
fn answer_should_be_refused_when_it_is_older_than_the_verifier_accepts() {
    let answer = valid_proof().verify(&anchor(), &evidence(), &question(), NOW + DAY).unwrap();
    assert_eq!(answer.ensure_younger(DAY), Ok(()));
    assert_eq!(answer.ensure_younger(DAY - 1), Err(ProofError::TooOld { age: DAY, limit: DAY - 1 }));
}

#[test]
fn file_should_be_refused_when_it_is_none() {
    let file = valid_proof().to_bytes().unwrap();
    assert_eq!(OfflineProof::from_bytes(&file), Ok(valid_proof()));
    assert_eq!(OfflineProof::from_bytes(&[]), Err(ProofError::NotAProof));
    assert_eq!(OfflineProof::from_bytes(b"BOGAMPROOF"), Err(ProofError::NotAProof));
    assert_eq!(OfflineProof::from_bytes(&file[1..]), Err(ProofError::NotAProof));
    let mut newer = file.clone();
    newer[10] = 2;
    assert_eq!(OfflineProof::from_bytes(&newer), Err(ProofError::UnknownVersion(2)));
    let longer = [file.as_slice(), &[0]].concat();
    assert_eq!(OfflineProof::from_bytes(&longer).unwrap_err().code(), "proof_malformed");
}

#[test]
fn file_should_be_refused_when_it_is_cut_off_anywhere() {
    let file = valid_proof().to_bytes().unwrap();
    for length in (11..file.len()).step_by(7).chain([file.len() - 1]) {
        let cut = OfflineProof::from_bytes(&file[..length]);
        assert_eq!(cut.unwrap_err().code(), "proof_malformed", "{length}");
    }
}

#[test]
fn file_should_be_refused_when_it_is_huge() {
    let huge = vec![0; LARGEST_PROOF + 1];
    assert_eq!(OfflineProof::from_bytes(&huge).unwrap_err().code(), "proof_too_large");
    let mut proof = valid_proof();
    proof.nodes = vec![vec![0; LARGEST_PROOF]];
    assert_eq!(proof.to_bytes().unwrap_err().code(), "proof_too_large");
    // A length that promises far more than there is.
    let file = valid_proof().to_bytes().unwrap();
    let lying = [&file[..11 + 36 + 8], &codec::Compact(u32::MAX).encode()].concat();
    assert_eq!(OfflineProof::from_bytes(&lying).unwrap_err().code(), "proof_malformed");
    let mut many = valid_proof();
    let small = FinalHeader { header: child(&many.block.header), ..made_final(many.block.header.clone(), 0, &[]) };
    many.changes = vec![small; MOST_CHANGES + 1];
    assert_eq!(OfflineProof::from_bytes(&many.to_bytes().unwrap()).unwrap_err().code(), "proof_too_large");
}

#[test]
fn every_error_should_explain_itself_in_both_languages() {
    let errors = [
        ProofError::NotAProof,
        ProofError::UnknownVersion(2),
        ProofError::TooLarge { what: "proof", size: 2, limit: 1 },
        ProofError::Malformed("end".into()),
        ProofError::OtherCertificate,
        ProofError::BadAnchor("empty".into()),
        ProofError::OtherSets { from: 1, to: 2, anchor: 0 },
        ProofError::NotAfter { number: 1, after: 2 },
        ProofError::OtherBlock { number: 1 },
        ProofError::Stranger { number: 1, set: 1 },
        ProofError::BadSignature { number: 1 },
        ProofError::OtherSet { number: 1, set: 1 },
        ProofError::TooFewVotes { number: 1, weight: 1, needed: 2 },
        ProofError::BrokenAncestry { number: 1 },
        ProofError::NotFinal { number: 1 },
        ProofError::NoSetChange { number: 1 },
        ProofError::DelayedChange { number: 1 },
        ProofError::ForcedChange { number: 1 },
        ProofError::OtherState,
        ProofError::NotProven { what: "clock", key: vec![] },
        ProofError::UnknownForm { what: "clock" },
        ProofError::OtherChain,
        ProofError::UnknownRuntime { name: "node".into(), version: 1 },
        ProofError::InFuture { ahead: 5000 },
        ProofError::TooOld { age: 5000, limit: 4000 },
    ];
    let mut codes = std::collections::BTreeSet::new();
    for error in &errors {
        assert!(error.korean().chars().any(|letter| ('가'..='힣').contains(&letter)), "{error}");
        assert!(codes.insert(error.code()), "{error}");
    }
}

/// How long one proof takes to verify and how large it is: `scripts/figures certificates` runs it.
#[test]
#[ignore = "a measurement"]
fn verification_should_take_milliseconds() {
    const ROUNDS: usize = 1_000;
    let file = valid_proof().to_bytes().unwrap();
    let (anchor, evidence, question) = (anchor(), evidence(), question());
    let mut times: Vec<_> = (0..ROUNDS)
        .map(|_| {
            let start = std::time::Instant::now();
            assert!(verify_offline(&anchor, &file, &evidence, &question, NOW).is_ok());
            start.elapsed()
        })
        .collect();
    times.sort();
    let (median, late) = (times[ROUNDS / 2], times[ROUNDS * 99 / 100]);
    let (size, codes) = (file.len(), crate::proof::parts::divide(&file).unwrap().len());
    println!("the file of a proof: {size} bytes, in {codes} codes");
    println!("a file checked: p50 {median:?}, p99 {late:?}, slowest {:?} (of {ROUNDS})", times[ROUNDS - 1]);
    assert!(late < std::time::Duration::from_millis(10), "{late:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn reading_should_not_panic_whatever_it_is_given(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = OfflineProof::from_bytes(&bytes);
        let _ = OfflineProof::from_bytes(&[&b"BOGAMPROOF\x01"[..], bytes.as_slice()].concat());
    }

    #[test]
    fn no_altered_file_should_prove_anything_else(at in any::<prop::sample::Index>(), bit in 0u8..8) {
        let mut file = valid_proof().to_bytes().unwrap();
        let at = at.index(file.len());
        file[at] ^= 1 << bit;
        if let Ok(answer) = verify_offline(&anchor(), &file, &evidence(), &question(), NOW) {
            // Superfluous nodes and votes may be altered; what was proven may not.
            let whole = valid_proof().verify(&anchor(), &evidence(), &question(), NOW).unwrap();
            prop_assert_eq!(answer, whole);
        }
    }
}
