//! Fetching from a node that answers as the nodes of this chain do, and from nodes that lie.

use super::fixture::*;
use crate::proof::{
    Anchor, BlockNumber, FinalHeader, GatherError, Header, Node, OfflineProof, ProofError, StorageKey, anchor_from,
    gather, verify_online,
};
use bogam_primitives::certificate::{CertificateReference, Change, Finding, RevocationReason, StatusChange};
use codec::Encode;
use serde_json::{Value, json};
use sp_consensus_grandpa::{ConsensusLog, SetId};
use sp_core::{Bytes, H256};
use sp_keyring::Ed25519Keyring;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The last blocks of set 0 and set 1.
const LAST: [BlockNumber; 2] = [11, 40];
const HEAD: BlockNumber = 60;

fn voters(set: SetId) -> &'static [Ed25519Keyring] {
    match set {
        0 => &FIRST[..3],
        1 => &SECOND[1..],
        _ => &THIRD,
    }
}

/// The set that made a block final.
fn set_of(number: BlockNumber) -> SetId {
    LAST.iter().filter(|last| **last < number).count() as SetId
}

/// A node with a chain of three authority sets. What it would lie about is there to be altered.
struct FakeNode {
    headers: Vec<Header>,
    state: State,
    /// From which block on it still knows the states.
    states_from: BlockNumber,
    /// The newest block for which it has votes.
    best: BlockNumber,
    genesis: H256,
    /// Who it says votes for a set.
    voters: fn(SetId) -> &'static [Ed25519Keyring],
    /// What becomes of its storage proofs.
    alter: fn(Vec<Vec<u8>>) -> Vec<Vec<u8>>,
    requests: AtomicUsize,
}

impl FakeNode {
    fn new() -> Self {
        Self::with(State::new())
    }

    fn with(state: State) -> Self {
        let mut headers = vec![header(0, H256::zero(), H256::zero(), vec![])];
        for number in 1..=HEAD {
            let next = LAST.iter().position(|last| *last == number).map(|set| [&SECOND[..], &THIRD[..]][set]);
            let logs = next.map(|keys| log(ConsensusLog::ScheduledChange(scheduled(keys)))).into_iter().collect();
            headers.push(header(number, headers[number as usize - 1].hash(), state.root(), logs));
        }
        Self {
            headers,
            state,
            states_from: 0,
            best: HEAD,
            genesis: GENESIS,
            voters,
            alter: |nodes| nodes,
            requests: AtomicUsize::new(0),
        }
    }

    fn at(&self, hash: &Value) -> &Header {
        let hash: H256 = serde_json::from_value(hash.clone()).unwrap();
        self.headers.iter().find(|header| header.hash() == hash).unwrap()
    }

    fn prove_finality(&self, number: BlockNumber) -> Value {
        let last = LAST.into_iter().find(|last| *last >= number && *last < self.best).unwrap_or(self.best);
        let header = self.headers[last as usize].clone();
        let FinalHeader { header, justification } = made_final(header, set_of(last), (self.voters)(set_of(last)));
        let unknown: Vec<Header> = self.headers[(number as usize + 1).min(last as usize + 1)..=last as usize].to_vec();
        json!(Bytes((header.hash(), justification.encode(), unknown).encode()))
    }

    fn answer(&self, method: &'static str, params: &[Value]) -> Result<Value, String> {
        let number = |param: &Value| param.as_u64().unwrap() as BlockNumber;
        Ok(match (method, params) {
            ("chain_getBlockHash", [at]) if number(at) == 0 => json!(self.genesis),
            ("chain_getBlockHash", [at]) => json!(self.headers[number(at) as usize].hash()),
            ("chain_getFinalizedHead", []) => json!(self.headers[self.best as usize].hash()),
            ("chain_getHeader", [hash]) => json!(self.at(hash)),
            ("grandpa_proveFinality", [at]) => self.prove_finality(number(at)),
            ("state_call", [question, _, hash]) => {
                let at = self.at(hash).number;
                if at < self.states_from {
                    return Err("State already discarded".into());
                }
                // After the last block of a set the next one is in office.
                let set = set_of(at + 1);
                match question.as_str().unwrap() {
                    "GrandpaApi_current_set_id" => json!(Bytes(set.encode())),
                    "GrandpaApi_grandpa_authorities" => {
                        let keys = [&FIRST[..], &SECOND[..], &THIRD[..]][set as usize];
                        json!(Bytes(authorities(keys).encode()))
                    }
                    other => return Err(format!("no {other}")),
                }
            }
            ("state_getReadProof", [keys, hash]) => {
                let keys: Vec<Bytes> = serde_json::from_value(keys.clone()).unwrap();
                let keys: Vec<_> = keys.into_iter().map(|Bytes(key)| StorageKey(key)).collect();
                let nodes = (self.alter)(self.state.prove(&keys));
                let proof: Vec<Bytes> = nodes.into_iter().map(Bytes).collect();
                json!({ "at": hash, "proof": proof })
            }
            other => return Err(format!("no {other:?}")),
        })
    }
}

impl Node for FakeNode {
    async fn request(&self, method: &'static str, params: Vec<Value>) -> Result<Value, GatherError> {
        self.requests.fetch_add(1, Ordering::Relaxed);
        self.answer(method, &params).map_err(|detail| GatherError::Node { method, detail })
    }
}

fn later_anchor(node: &FakeNode, number: BlockNumber) -> Anchor {
    let number_of_set = set_of(number + 1);
    let keys = [&FIRST[..], &SECOND[..], &THIRD[..]][number_of_set as usize];
    let authorities = set(number_of_set, keys).authorities();
    Anchor::new(GENESIS, number, node.headers[number as usize].hash(), number_of_set, &authorities)
}

async fn gathered(node: &FakeNode, anchor: &Anchor) -> Result<OfflineProof, GatherError> {
    gather(node, anchor, certificate()).await
}

#[tokio::test]
async fn proof_should_be_gathered_over_all_changes_since_the_anchor() {
    let node = FakeNode::new();
    let proof = gathered(&node, &anchor()).await.unwrap();
    let numbers: Vec<_> = proof.changes.iter().map(|change| change.header.number).collect();
    assert_eq!((numbers, proof.block.header.number), (LAST.to_vec(), HEAD));
    let answer = proof.verify(&anchor(), &evidence(), &question(), NOW).unwrap();
    assert!(answer.verdict.valid, "{:?}", answer.verdict);
    assert_eq!(answer.anchor, later_anchor(&node, LAST[1]));
    // It contains all that is needed, and survives being a file.
    assert_eq!(OfflineProof::from_bytes(&proof.to_bytes().unwrap()), Ok(proof));
}

#[tokio::test]
async fn answer_should_be_the_same_when_the_node_is_asked_and_not_believed() {
    let revoked = StatusChange { change: Change::Revoked(RevocationReason::Fraud), at: NOW - 1, by: CLINIC };
    let mut state = State::new();
    state.history(vec![revoked]);
    let node = FakeNode::with(state);
    let answer = verify_online(&node, &anchor(), &evidence(), &question(), NOW + 1000).await.unwrap();
    assert_eq!(answer.verdict.findings, [Finding::Revoked(RevocationReason::Fraud)]);
    assert_eq!((answer.block.number, answer.age), (HEAD, 1000));
}

#[tokio::test]
async fn unknown_batch_should_be_proven_too() {
    let node = FakeNode::new();
    let batch = bogam_primitives::certificate::BatchId(H256::repeat_byte(0xee));
    let unknown = CertificateReference { batch, index: 0 };
    let proof = gather(&node, &anchor(), unknown).await.unwrap();
    let mut evidence = evidence();
    evidence.certificate = unknown;
    let answer = proof.verify(&anchor(), &evidence, &question(), NOW).unwrap();
    assert_eq!(answer.verdict.findings, [Finding::UnknownBatch]);
}

#[tokio::test]
async fn changes_should_be_gathered_from_wherever_the_anchor_is() {
    let node = FakeNode::new();
    for number in [1, 5, 10, 11, 12, 39, 40, 41, 59] {
        let anchor = later_anchor(&node, number);
        let proof = gathered(&node, &anchor).await.unwrap();
        let expected = LAST.into_iter().filter(|last| *last > number).collect::<Vec<_>>();
        let numbers: Vec<_> = proof.changes.iter().map(|change| change.header.number).collect();
        assert_eq!(numbers, expected, "anchor at {number}");
        assert!(proof.check(&anchor).is_ok());
    }
}

#[tokio::test]
async fn proof_should_be_gathered_wherever_the_chain_is() {
    // Also where the newest block is itself the last of its set.
    for best in [1, 2, 10, 11, 12, 39, 40, 41, 42] {
        let node = FakeNode { best, ..FakeNode::new() };
        let proof = gathered(&node, &anchor()).await.unwrap();
        assert_eq!(proof.block.header.number, best);
        assert_eq!(proof.changes.len() as SetId, set_of(best), "best {best}");
        assert!(proof.check(&anchor()).is_ok());
    }
}

#[tokio::test]
async fn proof_should_be_gathered_when_the_node_has_forgotten_old_states() {
    let node = FakeNode { states_from: HEAD - 5, ..FakeNode::new() };
    let proof = gathered(&node, &anchor()).await.unwrap();
    assert_eq!(proof.changes.len(), 2);
    assert!(proof.check(&anchor()).is_ok());
}

#[tokio::test]
async fn gathering_should_take_few_questions() {
    let node = FakeNode::new();
    gathered(&node, &anchor()).await.unwrap();
    let requests = node.requests.load(Ordering::Relaxed);
    assert!(requests < 60, "{requests}");
}

#[tokio::test]
async fn proof_should_be_refused_when_the_node_is_behind_the_anchor() {
    let node = FakeNode { best: 20, ..FakeNode::new() };
    for number in [20, 21, 50] {
        let anchor = later_anchor(&node, number);
        let refused = gathered(&node, &anchor).await.unwrap_err();
        assert!(matches!(refused, GatherError::NodeBehind { node: 20, anchor } if anchor == number), "{refused}");
    }
}

#[tokio::test]
async fn proof_should_be_refused_when_the_node_makes_votes_up() {
    let strangers = FakeNode { voters: |_| &[Ed25519Keyring::One, Ed25519Keyring::Two], ..FakeNode::new() };
    assert_eq!(gathered(&strangers, &anchor()).await.unwrap_err().code(), "proof_stranger");
    let few = FakeNode { voters: |set| &voters(set)[..1], ..FakeNode::new() };
    assert_eq!(gathered(&few, &anchor()).await.unwrap_err().code(), "proof_too_few_votes");
}

#[tokio::test]
async fn proof_should_be_refused_when_the_node_makes_the_state_up() {
    let missing = FakeNode { alter: |nodes| nodes[1..].to_vec(), ..FakeNode::new() };
    let code = gathered(&missing, &anchor()).await.unwrap_err().code();
    assert!(["proof_not_proven", "proof_other_state"].contains(&code), "{code}");
    let altered = |mut nodes: Vec<Vec<u8>>| {
        nodes.iter_mut().for_each(|node| node[0] ^= 1);
        nodes
    };
    let altered = FakeNode { alter: altered, ..FakeNode::new() };
    assert_eq!(gathered(&altered, &anchor()).await.unwrap_err().code(), "proof_other_state");
}

#[tokio::test]
async fn proof_should_be_refused_when_the_node_is_of_another_chain() {
    let other = Anchor { genesis: H256::repeat_byte(9), ..anchor() };
    let refused = gathered(&FakeNode::new(), &other).await.unwrap_err();
    assert!(matches!(refused, GatherError::Proof(ProofError::OtherChain)), "{refused}");
}

#[tokio::test]
async fn anchor_should_be_taken_from_a_node_that_is_trusted() {
    for best in [5, 11, 12, 40, HEAD] {
        let node = FakeNode { best, ..FakeNode::new() };
        let taken = anchor_from(&node).await.unwrap();
        let expected = later_anchor(&node, best);
        assert_eq!((taken.number, taken.set, taken.genesis), (best, expected.set, GENESIS));
        assert_eq!(taken.authority_set(), expected.authority_set());
        // It serves for what comes after.
        if best < HEAD {
            assert!(gathered(&FakeNode::new(), &taken).await.is_ok());
        }
    }
}

#[tokio::test]
async fn node_should_be_reported_when_it_does_not_answer_as_expected() {
    struct Silly(Value);
    impl Node for Silly {
        async fn request(&self, _: &'static str, _: Vec<Value>) -> Result<Value, GatherError> {
            Ok(self.0.clone())
        }
    }
    for answer in [json!(null), json!("0x"), json!(7), json!({}), json!([])] {
        let node = Silly(answer);
        assert_eq!(gather(&node, &anchor(), certificate()).await.unwrap_err().code(), "proof_node");
        assert_eq!(anchor_from(&node).await.unwrap_err().code(), "proof_node");
    }
}
