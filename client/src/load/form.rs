//! How transactions of a chain are made, without asking it again: by its metadata, its versions, and a recent block. A stock
//! chain's own metadata serves as well as Bogam's.

use super::{LoadError, blocks::Hash, calls::Account, crew::account_of, node::Node};
use crate::{governance::matter::EncodedCall, keys::Key};
use codec::{Compact, Decode, Encode};
use sp_core::H256;
use std::{num::NonZero, thread};
use subxt::{
    OfflineClient, OfflineClientAtBlock,
    config::{
        SubstrateConfig,
        substrate::{SpecVersionForRange, SubstrateExtrinsicParamsBuilder},
    },
    error::DispatchError,
    events::Phase,
    metadata::Metadata,
};

/// For how many blocks a transaction counts: more than come during the longest run.
const MORTALITY: u64 = 4096;

/// The versions of metadata that are read, the best first.
const METADATA_VERSIONS: [u32; 3] = [16, 15, 14];

/// The most bytes of metadata that are read: several times Bogam's.
const LARGEST_METADATA: usize = 16 * 1024 * 1024;

/// Execution and length of a proof, as the runtime encodes a weight.
type Weight = (Compact<u64>, Compact<u64>);

/// What a class of transactions may take, as the runtime encodes it: each, one at most, all at most, reserved.
type Class = (Weight, Option<Weight>, Option<Weight>, Option<Weight>);

/// A signed transaction.
#[derive(Clone, Debug)]
pub struct Transaction {
    /// Its hash.
    pub hash: Hash,
    /// Its bytes in hexadecimal, as nodes take it.
    pub text: String,
    /// Who signed it.
    pub signer: Account,
    /// Its number among the transactions of the signer.
    pub nonce: u64,
}

/// How transactions of a chain are made.
#[derive(Clone, Debug)]
pub struct Form {
    client: OfflineClientAtBlock<SubstrateConfig>,
    genesis: H256,
    /// The block from which on they count.
    birth: (u32, H256),
}

impl Form {
    /// Of the chain of `node`, from its newest final block on.
    pub async fn of(node: &Node) -> Result<Self, LoadError> {
        let genesis = node.hash_of(0).await?;
        let hash = node.final_hash().await?;
        let number = node.header(hash).await?.number;
        let (spec_version, transaction_version) = node.version().await?;
        let metadata = metadata_of(node).await?;
        let config = config(genesis, (spec_version, transaction_version), metadata);
        let client = OfflineClient::new_with_config(config).at_block(1u64).map_err(|error| node.odd(error))?;
        Ok(Self { client, genesis, birth: (number, hash) })
    }

    /// The hash of block zero.
    pub fn genesis(&self) -> H256 {
        self.genesis
    }

    /// The bytes of a call.
    pub fn call_data(&self, call: &EncodedCall) -> Result<Vec<u8>, LoadError> {
        self.client.transactions().call_data(call).map_err(|error| LoadError::Signing(error.to_string()))
    }

    /// Signs a call with a key, as the key's transaction number `nonce`.
    pub fn sign(&self, call: &EncodedCall, key: &Key, nonce: u64) -> Result<Transaction, LoadError> {
        let failed = |error: subxt::error::ExtrinsicError| LoadError::Signing(error.to_string());
        let (number, hash) = self.birth;
        let params = SubstrateExtrinsicParamsBuilder::<SubstrateConfig>::new()
            .nonce(nonce)
            .mortal_from_unchecked(MORTALITY, u64::from(number), hash)
            .build();
        let transactions = self.client.transactions();
        let mut unsigned = transactions.create_signable_offline(call, params).map_err(failed)?;
        let bytes = unsigned.sign(key.keypair()).map_err(failed)?.into_encoded();
        let (hash, text) = (sp_crypto_hashing::blake2_256(&bytes), format!("0x{}", hex::encode(bytes)));
        Ok(Transaction { hash, text, signer: account_of(key), nonce })
    }

    /// Which transactions of a block failed, and with which error, from the events of the block.
    pub fn failures(&self, events: Vec<u8>) -> Vec<(u32, String)> {
        let events = self.client.events().from_bytes(events);
        let failed = events.iter().filter_map(Result::ok).filter_map(|event| {
            let Phase::ApplyExtrinsic(place) = event.phase() else { return None };
            if (event.pallet_name(), event.event_name()) != ("System", "ExtrinsicFailed") {
                return None;
            }
            let error = DispatchError::decode_from(event.field_bytes(), self.client.metadata());
            Some((place, error.map_or_else(|_| "unknown".into(), |error| name_of(&error))))
        });
        failed.collect()
    }

    /// The most that the ordinary transactions of a block may take, in picoseconds of execution.
    pub fn most_weight(&self) -> Option<u64> {
        let bytes = self.client.constants().entry_bytes(("System", "BlockWeights")).ok()?;
        // What an empty block takes, what a block may take, and three classes, ordinary transactions first.
        let (_, most, ordinary) = <(Weight, Weight, Class)>::decode(&mut bytes.as_slice()).ok()?;
        let (_, _, total, _) = ordinary;
        Some(total.map_or(most.0.0, |total| total.0.0))
    }
}

/// What the ordinary transactions of a block took, from the value of `System.BlockWeight`, in picoseconds of execution.
pub fn weight_of(value: &[u8]) -> Option<u64> {
    let (ordinary, _): Weight = Decode::decode(&mut &*value).ok()?;
    Some(ordinary.0)
}

fn config(genesis: H256, versions: (u32, u32), metadata: Metadata) -> SubstrateConfig {
    let (spec_version, transaction_version) = versions;
    let every_block = SpecVersionForRange { block_range: 0..u64::MAX, spec_version, transaction_version };
    SubstrateConfig::builder()
        .set_genesis_hash(genesis)
        .set_spec_version_for_block_ranges([every_block])
        .set_metadata_for_spec_versions([(spec_version, metadata.arc())])
        .build()
}

/// The best metadata that the node's runtime gives and that can be read.
async fn metadata_of(node: &Node) -> Result<Metadata, LoadError> {
    let mut detail = String::from("its runtime has no metadata of a version that is read here");
    for version in METADATA_VERSIONS {
        let answer = node.call("Metadata_metadata_at_version", &version.encode()).await?;
        if answer.len() > LARGEST_METADATA {
            return Err(node.odd("its metadata is larger than any"));
        }
        let Ok(Some(bytes)) = Option::<Vec<u8>>::decode(&mut answer.as_slice()) else { continue };
        match Metadata::decode_from(&bytes) {
            Ok(metadata) => return Ok(metadata),
            Err(error) => detail = error.to_string(),
        }
    }
    Err(node.odd(detail))
}

/// A pallet's error by the names of both; another by its own words.
fn name_of(error: &DispatchError) -> String {
    match error {
        DispatchError::Module(module) => module.details_string().replace("::", "."),
        other => other.to_string(),
    }
}

/// `work` for each of `items` on all cores; the results in their order.
pub fn on_all_cores<Item: Sync, Output: Send>(
    items: &[Item],
    work: impl Fn(&Item) -> Result<Output, LoadError> + Sync,
) -> Result<Vec<Output>, LoadError> {
    let workers = thread::available_parallelism().map_or(1, NonZero::get);
    let share = items.len().div_ceil(workers).max(1);
    let work = &work;
    thread::scope(|scope| {
        let shares: Vec<_> = items
            .chunks(share)
            .map(|part| scope.spawn(move || part.iter().map(work).collect::<Result<Vec<_>, _>>()))
            .collect();
        let mut results = Vec::with_capacity(items.len());
        for share in shares {
            results.extend(share.join().map_err(|_| LoadError::Signing("a worker stopped".into()))??);
        }
        Ok(results)
    })
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::governance::matter::encoded;

    /// As of the runtime that the client was generated from.
    pub fn form() -> Form {
        let bytes = include_bytes!("../../artifacts/bogam.scale");
        let metadata = Metadata::decode_from(bytes).unwrap();
        let genesis = H256::repeat_byte(7);
        let client = OfflineClient::new_with_config(config(genesis, (1, 1), metadata)).at_block(1u64).unwrap();
        Form { client, genesis, birth: (9, H256::repeat_byte(9)) }
    }

    #[test]
    fn transaction_should_differ_by_its_number_and_have_the_hash_of_its_bytes() {
        let (form, key) = (form(), Key::parse("//Alice").unwrap());
        let call = encoded("Balances", "transfer_keep_alive", &(0u8, [3u8; 32], Compact(5u128)));
        let (one, other) = (form.sign(&call, &key, 0).unwrap(), form.sign(&call, &key, 1).unwrap());
        assert_ne!(one.hash, other.hash);
        assert_eq!((one.nonce, other.nonce, one.signer), (0, 1, account_of(&key)));
        let bytes = hex::decode(one.text.trim_start_matches("0x")).unwrap();
        assert_eq!(one.hash, sp_crypto_hashing::blake2_256(&bytes));
        // A signed transaction: its length, then version 4 with the bit that says so.
        let inner = Vec::<u8>::decode(&mut bytes.as_slice()).unwrap();
        assert_eq!(inner.first(), Some(&0x84));
    }

    #[test]
    fn transaction_should_be_refused_when_the_chain_has_no_such_call() {
        let key = Key::parse("//Alice").unwrap();
        let failure = form().sign(&encoded("Balances", "burn_everything", &()), &key, 0).unwrap_err();
        assert!(matches!(failure, LoadError::Signing(_)));
    }

    #[test]
    fn weights_should_be_read_as_the_runtime_encodes_them() {
        let form = form();
        // Far more than nothing, and far less than a minute, whatever the runtime's limits are.
        let most = form.most_weight().unwrap();
        assert!((10_000_000_000..60_000_000_000_000).contains(&most), "{most}");
        let weight = |time: u64| (Compact(time), Compact(0u64));
        let value = (weight(123_456_789), weight(2), weight(3)).encode();
        assert_eq!(weight_of(&value), Some(123_456_789));
        assert_eq!(weight_of(&[]), None);
    }

    #[test]
    fn events_should_tell_of_no_failure_when_there_are_none_or_they_cannot_be_read() {
        assert_eq!(form().failures(Vec::new()), Vec::new());
        assert_eq!(form().failures(vec![4, 255, 255]), Vec::new());
    }

    #[test]
    fn work_on_all_cores_should_keep_the_order_and_pass_failures_on() {
        let items: Vec<u32> = (0..1_000).collect();
        assert_eq!(on_all_cores(&items, |item| Ok(item + 1)).unwrap(), (1..=1_000).collect::<Vec<_>>());
        let fails = |item: &u32| if *item == 700 { Err(LoadError::Signing("700".into())) } else { Ok(()) };
        assert!(on_all_cores(&items, fails).is_err());
        assert!(on_all_cores(&Vec::<u32>::new(), fails).unwrap().is_empty());
    }
}
