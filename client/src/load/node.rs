//! A node of the network that is measured. Only what every Substrate node answers is asked, so that a stock chain can be measured
//! with the same generator; and nothing is subscribed to in the background that would cost the node more than the test itself.

use super::{LoadError, blocks::Hash};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;
use sp_core::H256;
use sp_runtime::{generic, traits::BlakeTwo256};
use std::time::Duration;
use subxt::rpcs::{
    RpcClient,
    client::{RpcParams, RpcSubscription},
    rpc_params,
};

/// How long a connection, and the answer to a question, may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// A header of any chain with 32-bit heights and BLAKE2 hashes, which all Substrate chains have by default.
pub type Header = generic::Header<u32, BlakeTwo256>;

/// A connection to a node.
#[derive(Clone, Debug)]
pub struct Node {
    url: String,
    rpc: RpcClient,
}

/// A block as `chain_getBlock` answers it, as far as it is needed.
#[derive(Deserialize)]
struct Answer {
    block: Content,
}

#[derive(Deserialize)]
struct Content {
    extrinsics: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Version {
    spec_version: u32,
    transaction_version: u32,
}

impl Node {
    /// Connects to the node whose JSON-RPC is at `url`, such as `ws://127.0.0.1:9944`.
    pub async fn connect(url: &str) -> Result<Self, LoadError> {
        let failed = |detail: String| LoadError::Node { url: url.to_owned(), detail };
        let connecting = tokio::time::timeout(PATIENCE, RpcClient::from_insecure_url(url));
        let rpc = connecting.await.map_err(|_| failed("no connection within 30 s".into()))?;
        Ok(Self { url: url.to_owned(), rpc: rpc.map_err(|error| failed(error.to_string()))? })
    }

    /// Another connection to the same node, so that one does not wait for the other.
    pub async fn again(&self) -> Result<Self, LoadError> {
        Self::connect(&self.url).await
    }

    /// Where it is.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The connection itself.
    pub(super) fn rpc(&self) -> &RpcClient {
        &self.rpc
    }

    /// It said something that a node does not say.
    pub(super) fn odd(&self, detail: impl ToString) -> LoadError {
        LoadError::Node { url: self.url.clone(), detail: detail.to_string() }
    }

    /// The answer to a question.
    pub(super) async fn request<T: DeserializeOwned>(&self, method: &str, params: RpcParams) -> Result<T, LoadError> {
        let asking = tokio::time::timeout(PATIENCE, self.rpc.request(method, params));
        let answer = asking.await.map_err(|_| self.odd(format!("{method}: no answer within 30 s")))?;
        answer.map_err(|error: subxt::rpcs::Error| self.odd(format!("{method}: {error}")))
    }

    /// Headers as the node comes to know of them.
    pub(super) async fn headers(&self, method: &str, end: &str) -> Result<RpcSubscription<Header>, LoadError> {
        let asking = tokio::time::timeout(PATIENCE, self.rpc.subscribe(method, rpc_params![], end));
        let stream = asking.await.map_err(|_| self.odd(format!("{method}: no answer within 30 s")))?;
        stream.map_err(|error| self.odd(format!("{method}: {error}")))
    }

    /// The type of the chain: `Development`, `Local`, `Live`, or a name of its own.
    pub async fn chain_type(&self) -> Result<String, LoadError> {
        Ok(match self.request("system_chainType", rpc_params![]).await? {
            Value::String(name) => name,
            other => other.get("Custom").and_then(Value::as_str).map_or_else(|| other.to_string(), str::to_owned),
        })
    }

    /// The name of the chain, and of the node's program with its version.
    pub async fn description(&self) -> Result<(String, String), LoadError> {
        let chain: String = self.request("system_chain", rpc_params![]).await?;
        let name: String = self.request("system_name", rpc_params![]).await?;
        let version: String = self.request("system_version", rpc_params![]).await?;
        Ok((chain, format!("{name} {version}")))
    }

    /// The hash of the block of this height.
    pub(super) async fn hash_of(&self, number: u32) -> Result<H256, LoadError> {
        let hash: Option<H256> = self.request("chain_getBlockHash", rpc_params![number]).await?;
        hash.ok_or_else(|| self.odd(format!("it has no block {number}")))
    }

    /// The hash of the newest final block.
    pub(super) async fn final_hash(&self) -> Result<H256, LoadError> {
        self.request("chain_getFinalizedHead", rpc_params![]).await
    }

    /// The header of a block.
    pub(super) async fn header(&self, hash: H256) -> Result<Header, LoadError> {
        let header: Option<Header> = self.request("chain_getHeader", rpc_params![hash]).await?;
        header.ok_or_else(|| self.odd(format!("it has no block {hash:?}")))
    }

    /// The hashes of the transactions of a block.
    pub(super) async fn transactions(&self, hash: H256) -> Result<Vec<Hash>, LoadError> {
        let answer: Option<Answer> = self.request("chain_getBlock", rpc_params![hash]).await?;
        let answer = answer.ok_or_else(|| self.odd(format!("it has no block {hash:?}")))?;
        let hashes = answer.block.extrinsics.iter().map(|text| {
            let bytes = hex::decode(text.trim_start_matches("0x")).map_err(|error| self.odd(error))?;
            Ok(sp_crypto_hashing::blake2_256(&bytes))
        });
        hashes.collect()
    }

    /// What the state of a block has under a key.
    pub(super) async fn storage(&self, key: &[u8], hash: H256) -> Result<Option<Vec<u8>>, LoadError> {
        let key = format!("0x{}", hex::encode(key));
        let value: Option<String> = self.request("state_getStorage", rpc_params![key, hash]).await?;
        let decoded = value.map(|text| hex::decode(text.trim_start_matches("0x")).map_err(|error| self.odd(error)));
        decoded.transpose()
    }

    /// The answer of the runtime of the newest block to a call of its API.
    pub(super) async fn call(&self, function: &str, arguments: &[u8]) -> Result<Vec<u8>, LoadError> {
        let arguments = format!("0x{}", hex::encode(arguments));
        let answer: String = self.request("state_call", rpc_params![function, arguments]).await?;
        hex::decode(answer.trim_start_matches("0x")).map_err(|error| self.odd(error))
    }

    /// The versions of the runtime, and of its transactions.
    pub(super) async fn version(&self) -> Result<(u32, u32), LoadError> {
        let version: Version = self.request("state_getRuntimeVersion", rpc_params![]).await?;
        Ok((version.spec_version, version.transaction_version))
    }

    /// The next number of an account, with what is in the node's pool.
    pub(super) async fn next_nonce(&self, account: &str) -> Result<u64, LoadError> {
        self.request("system_accountNextIndex", rpc_params![account]).await
    }

    /// How long a slot takes, in milliseconds.
    pub(super) async fn slot_duration(&self) -> Result<u64, LoadError> {
        let answer = self.call("AuraApi_slot_duration", &[]).await?;
        let bytes: [u8; 8] = answer.try_into().map_err(|_| self.odd("it tells no length of a slot"))?;
        Ok(u64::from_le_bytes(bytes))
    }
}

/// Connects to all, which have to be nodes of one chain.
pub async fn connect_all(urls: &[String]) -> Result<Vec<Node>, LoadError> {
    let mut nodes: Vec<(Node, H256)> = Vec::new();
    for url in urls {
        let node = Node::connect(url).await?;
        let genesis = node.hash_of(0).await?;
        if let Some((first, own)) = nodes.first()
            && *own != genesis
        {
            return Err(LoadError::TwoChains(first.url.clone(), node.url));
        }
        nodes.push((node, genesis));
    }
    Ok(nodes.into_iter().map(|(node, _)| node).collect())
}

/// The slot that the author of a block made it in: Aura writes it into the digest.
pub fn slot_of(header: &Header) -> Option<u64> {
    header.digest.logs.iter().find_map(|log| match log.as_pre_runtime() {
        Some((engine, bytes)) if engine == *b"aura" => bytes.try_into().ok().map(u64::from_le_bytes),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use sp_runtime::{Digest, DigestItem, traits::Header as _};

    #[test]
    fn slot_should_be_read_from_auras_part_of_the_digest_only() {
        let with = |logs: Vec<DigestItem>| Header::new(1, H256::zero(), H256::zero(), H256::zero(), Digest { logs });
        let aura = DigestItem::PreRuntime(*b"aura", 7u64.to_le_bytes().to_vec());
        let other = DigestItem::PreRuntime(*b"BABE", 9u64.to_le_bytes().to_vec());
        assert_eq!(slot_of(&with(vec![other.clone(), aura])), Some(7));
        assert_eq!(slot_of(&with(vec![other])), None);
        assert_eq!(slot_of(&with(vec![DigestItem::PreRuntime(*b"aura", vec![1])])), None);
    }

    #[test]
    fn header_should_be_read_as_a_node_writes_it() {
        let text = format!(
            r#"{{"parentHash":"0x{zero}","number":"0x1f","stateRoot":"0x{zero}","extrinsicsRoot":"0x{zero}",
                "digest":{{"logs":["0x066175726120{slot}"]}}}}"#,
            zero = "00".repeat(32),
            slot = "0900000000000000"
        );
        let header: Header = serde_json::from_str(&text).unwrap();
        assert_eq!((header.number, slot_of(&header)), (31, Some(9)));
    }

    #[tokio::test]
    async fn connection_should_fail_clearly_when_nobody_listens() {
        let failure = Node::connect("ws://127.0.0.1:1").await.map(|_| ()).unwrap_err();
        assert!(matches!(&failure, LoadError::Node { url, .. } if url == "ws://127.0.0.1:1"), "{failure}");
    }
}
