//! Fetching a proof from a node, over the JSON-RPC that every node serves.
//!
//! The node is asked and never believed: whatever it gives is checked against the anchor, and what it says beside that only
//! decides where to look.

use super::{
    Anchor, BlockNumber, FinalHeader, GatherError, Header, Justification, OfflineProof, ProofError, ProvenVerdict,
    StorageKey, check_chain, facts_from_proof, first_keys, offline::MOST_CHANGES, storage::ProvenStorage,
};
use bogam_primitives::{
    Moment,
    certificate::{CertificateReference, Evidence, Question},
};
use codec::{Decode, DecodeAll};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Value, json};
use sp_consensus_grandpa::{AuthorityList, SetId};
use sp_core::{Bytes, H256};
use std::{future::Future, time::Duration};
use subxt::rpcs::{RpcClient, client::RpcParams};

/// How long one answer may take.
const ANSWER_LIMIT: Duration = Duration::from_secs(30);

/// How long to wait for the next block to become final: several times the usual.
const JUSTIFICATION_LIMIT: Duration = Duration::from_secs(20);

/// How a node tells of votes on blocks.
const JUSTIFICATIONS: &str = "grandpa_subscribeJustifications";

/// How many times more keys may be asked for than at first: far more often than the records of a certificate refer to others.
const MOST_ROUNDS: usize = 32;

/// A node that answers JSON-RPC.
pub trait Node {
    /// The answer to `method` with `params`, or why there is none.
    fn request(
        &self,
        method: &'static str,
        params: Vec<Value>,
    ) -> impl Future<Output = Result<Value, GatherError>> + Send;

    /// The votes for the next block that becomes final, encoded, if the node tells of it in time.
    fn next_justification(&self) -> impl Future<Output = Result<Vec<u8>, GatherError>> + Send {
        async { Err(silent(JUSTIFICATIONS)) }
    }
}

/// A node somewhere on the network.
#[derive(Clone, Debug)]
pub struct RpcNode(RpcClient);

impl RpcNode {
    /// Connects to the node whose JSON-RPC is at `url`, such as `ws://127.0.0.1:9944`.
    pub async fn connect(url: &str) -> Result<Self, GatherError> {
        let method = "connect";
        let connecting = tokio::time::timeout(ANSWER_LIMIT, RpcClient::from_insecure_url(url));
        let client = connecting.await.map_err(|_| silent(method))?;
        client.map(Self).map_err(|error| GatherError::Node { method, detail: error.to_string() })
    }
}

impl Node for RpcNode {
    async fn request(&self, method: &'static str, params: Vec<Value>) -> Result<Value, GatherError> {
        let failed = |detail: String| GatherError::Node { method, detail };
        let mut list = RpcParams::new();
        for param in params {
            list.push(param).map_err(|error| failed(error.to_string()))?;
        }
        let answer = tokio::time::timeout(ANSWER_LIMIT, self.0.request(method, list));
        answer.await.map_err(|_| silent(method))?.map_err(|error: subxt::rpcs::Error| failed(error.to_string()))
    }

    async fn next_justification(&self) -> Result<Vec<u8>, GatherError> {
        let next = tokio::time::timeout(JUSTIFICATION_LIMIT, next_of(&self.0));
        next.await.map_err(|_| silent(JUSTIFICATIONS))?
    }
}

async fn next_of(client: &RpcClient) -> Result<Vec<u8>, GatherError> {
    let failed = |error: subxt::rpcs::Error| GatherError::Node { method: JUSTIFICATIONS, detail: error.to_string() };
    let end = "grandpa_unsubscribeJustifications";
    let mut votes = client.subscribe::<Bytes>(JUSTIFICATIONS, RpcParams::new(), end).await.map_err(failed)?;
    let Bytes(votes) = votes.next().await.ok_or_else(|| silent(JUSTIFICATIONS))?.map_err(failed)?;
    Ok(votes)
}

fn silent(method: &'static str) -> GatherError {
    GatherError::Node { method, detail: format!("no answer within {} s", ANSWER_LIMIT.as_secs()) }
}

/// What `grandpa_proveFinality` answers with. Of the headers after the block nothing is needed.
#[derive(Decode)]
struct FinalityProof {
    block: H256,
    justification: Vec<u8>,
    _headers: Vec<Header>,
}

#[derive(Deserialize)]
struct ReadProof {
    proof: Vec<Bytes>,
}

async fn ask<T: DeserializeOwned>(
    node: &impl Node,
    method: &'static str,
    params: Vec<Value>,
) -> Result<T, GatherError> {
    let answer = node.request(method, params).await?;
    serde_json::from_value(answer).map_err(|error| GatherError::Node { method, detail: error.to_string() })
}

async fn block_hash(node: &impl Node, number: BlockNumber) -> Result<H256, GatherError> {
    ask(node, "chain_getBlockHash", vec![json!(number)]).await
}

async fn header(node: &impl Node, hash: H256) -> Result<Header, GatherError> {
    ask(node, "chain_getHeader", vec![json!(hash)]).await
}

/// The answer of the runtime at a block to a question without arguments.
async fn runtime<T: Decode>(node: &impl Node, question: &'static str, at: H256) -> Result<T, GatherError> {
    let method = "state_call";
    let Bytes(answer) = ask(node, method, vec![json!(question), json!("0x"), json!(at)]).await?;
    T::decode_all(&mut answer.as_slice()).map_err(|error| GatherError::Node { method, detail: error.to_string() })
}

/// The authority set after a block, as the node's runtime says.
async fn set_after(node: &impl Node, at: H256) -> Result<SetId, GatherError> {
    runtime(node, "GrandpaApi_current_set_id", at).await
}

/// The last block of the set to which block `number` belongs, or the newest for which there are votes, with the votes.
async fn finality_of(node: &impl Node, number: BlockNumber) -> Result<FinalHeader, GatherError> {
    let method = "grandpa_proveFinality";
    let malformed = |error: codec::Error| GatherError::Node { method, detail: error.to_string() };
    let proof: Option<Bytes> = ask(node, method, vec![json!(number)]).await?;
    let Bytes(proof) = proof.ok_or(GatherError::NoJustification(number))?;
    let proof = FinalityProof::decode_all(&mut proof.as_slice()).map_err(malformed)?;
    let justification = Justification::decode_all(&mut proof.justification.as_slice()).map_err(malformed)?;
    Ok(FinalHeader { header: header(node, proof.block).await?, justification })
}

/// A block that has just become final, with its votes; or, while none does, the newest one for which the node has kept votes.
///
/// Most votes are not kept, and before the first change of the authority set a node cannot answer for any block.
async fn newest_final(node: &impl Node) -> Result<FinalHeader, GatherError> {
    match node.next_justification().await {
        Ok(votes) => {
            let malformed =
                |error: codec::Error| GatherError::Node { method: JUSTIFICATIONS, detail: error.to_string() };
            let justification = Justification::decode_all(&mut votes.as_slice()).map_err(malformed)?;
            Ok(FinalHeader { header: header(node, justification.commit.target_hash).await?, justification })
        }
        Err(_) => {
            let head: H256 = ask(node, "chain_getFinalizedHead", vec![]).await?;
            finality_of(node, header(node, head).await?.number).await
        }
    }
}

/// The last block of the set `set`, which lasts at least until after block `after` and is over at block `until`.
async fn last_block(
    node: &impl Node,
    set: SetId,
    after: BlockNumber,
    until: BlockNumber,
) -> Result<FinalHeader, GatherError> {
    let (mut low, mut high) = (after, until);
    // The first block after which another set is in office. Where the node keeps no states that old it can still tell itself.
    while high.saturating_sub(low) > 1 {
        let middle = low + (high - low) / 2;
        let at = block_hash(node, middle).await?;
        match set_after(node, at).await {
            Ok(found) if found > set => high = middle,
            Ok(_) => low = middle,
            Err(_) => return finality_of(node, after.saturating_add(1)).await,
        }
    }
    finality_of(node, high).await
}

/// The newest final block for which the node has votes, and the changes of the authority set that lead there from the anchor.
async fn newest(node: &impl Node, anchor: &Anchor) -> Result<(Vec<FinalHeader>, FinalHeader), GatherError> {
    let block = newest_final(node).await?;
    let number = block.header.number;
    if number <= anchor.number {
        return Err(GatherError::NodeBehind { node: number, anchor: anchor.number });
    }
    let last_set = set_after(node, block.header.hash()).await?;
    let mut changes: Vec<FinalHeader> = Vec::new();
    let mut anchor = anchor.clone();
    while anchor.set < last_set {
        if changes.len() >= MOST_CHANGES {
            let size = changes.len();
            return Err(ProofError::TooLarge { what: "list of set changes", size, limit: MOST_CHANGES }.into());
        }
        let last = last_block(node, anchor.set, anchor.number, number).await?;
        if last.header.number >= number {
            // The block is itself the last of its set, which made it final.
            break;
        }
        anchor = anchor.follow(anchor.set, std::slice::from_ref(&last))?;
        changes.push(last);
    }
    anchor.check(&block)?;
    Ok((changes, block))
}

async fn nodes_of(node: &impl Node, keys: &[StorageKey], at: H256) -> Result<Vec<Vec<u8>>, GatherError> {
    let keys: Vec<Bytes> = keys.iter().map(|key| Bytes(key.0.clone())).collect();
    let ReadProof { proof } = ask(node, "state_getReadProof", vec![json!(keys), json!(at)]).await?;
    Ok(proof.into_iter().map(|Bytes(node)| node).collect())
}

/// Fetches all that proves what the chain says about a certificate now, and checks it against the anchor.
pub async fn gather(
    node: &impl Node,
    anchor: &Anchor,
    certificate: CertificateReference,
) -> Result<OfflineProof, GatherError> {
    let (changes, block) = newest(node, anchor).await?;
    let (at, root) = (block.header.hash(), block.header.state_root);
    let mut keys = first_keys(certificate);
    for _ in 0..MOST_ROUNDS {
        let nodes = nodes_of(node, &keys, at).await?;
        let state = ProvenStorage::new(root, nodes.iter().map(Vec::as_slice))?;
        check_chain(&state, anchor.genesis)?;
        match facts_from_proof(&state, certificate) {
            Ok(_) => return Ok(OfflineProof { certificate, from: anchor.set, changes, block, nodes }),
            // What was asked for must be there; what the records refer to is asked for next.
            Err(ProofError::NotProven { key, .. }) if !keys.contains(&StorageKey(key.clone())) => {
                keys.push(StorageKey(key));
            }
            Err(error) => return Err(error.into()),
        }
    }
    Err(GatherError::Node { method: "state_getReadProof", detail: "its records refer to ever more others".into() })
}

/// Fetches a proof and answers by it: the answer of a node that is not believed. `now`: the verifier's clock.
pub async fn verify_online(
    node: &impl Node,
    anchor: &Anchor,
    evidence: &Evidence,
    question: &Question,
    now: Moment,
) -> Result<ProvenVerdict, GatherError> {
    Ok(gather(node, anchor, evidence.certificate).await?.verify(anchor, evidence, question, now)?)
}

/// The anchor at the newest final block, **as the node says**: for whoever trusts this one node, such as his own.
pub async fn anchor_from(node: &impl Node) -> Result<Anchor, GatherError> {
    let genesis = block_hash(node, 0).await?;
    let hash: H256 = ask(node, "chain_getFinalizedHead", vec![]).await?;
    let number = header(node, hash).await?.number;
    let set = set_after(node, hash).await?;
    let authorities: AuthorityList = runtime(node, "GrandpaApi_grandpa_authorities", hash).await?;
    let anchor = Anchor::new(genesis, number, hash, set, &authorities);
    anchor.authority_set()?;
    Ok(anchor)
}
