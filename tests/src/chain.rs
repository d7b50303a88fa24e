//! What is finalised, read from a node's JSON-RPC with the runtime's own types.

use crate::{Failure, Outcome, await_until, ensure, http};
use bogam_primitives::{LicenceId, OrganisationId, PrescriptionId, prescription::FillNumber};
use bogam_runtime::{BlockNumber, Hash, Runtime, RuntimeEvent};
use codec::Decode;
use frame_support::StoragePrefixedMap;
use pallet_prescriptions::types::{Fill, Prescription, Standing};
use pallet_registry::types::Licence;
use serde_json::{Value, json};
use sp_core::storage::well_known_keys;
use std::{collections::BTreeMap, time::Duration};

/// A prescription as this network's runtime stores it.
pub type Record = Prescription<Runtime>;
/// An entry of its log.
pub type Entry = Fill<Runtime>;
/// An event with the transaction that it belongs to.
pub type EventRecord = frame_system::EventRecord<RuntimeEvent, Hash>;

/// How long a transaction or a block may take until it is finalised.
pub const FINALITY: Duration = Duration::from_secs(60);

/// How many keys a node gives at a time.
const KEYS: usize = 500;

/// A node that is asked.
#[derive(Clone, Copy, Debug)]
pub struct Chain {
    port: u16,
}

/// The content of one block.
#[derive(Clone, Debug)]
pub struct Block {
    /// Its height.
    pub number: BlockNumber,
    /// Its header, as the node tells it.
    pub header: Value,
    /// Its transactions, as they are stored.
    pub transactions: Vec<Vec<u8>>,
    /// Its events, as they are stored.
    pub events: Vec<u8>,
}

/// The bytes that a node writes in hexadecimal.
pub fn bytes_of(value: &Value) -> Outcome<Vec<u8>> {
    let text = value.as_str().and_then(|text| text.strip_prefix("0x"));
    let bytes = text.and_then(|digits| hex::decode(digits).ok());
    bytes.ok_or_else(|| Failure(format!("{value} is not hexadecimal")))
}

/// The hash, or the identifier, that the command writes like this.
pub fn hash_of(text: &str) -> Outcome<Hash> {
    let bytes = hex::decode(text.trim_start_matches("0x")).ok().and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
    bytes.map(Hash::from).ok_or_else(|| Failure(format!("{text} is no identifier")))
}

fn hexadecimal(bytes: &[u8]) -> String {
    format!("0x{}", hex::encode(bytes))
}

fn number_of(value: &Value) -> Outcome<BlockNumber> {
    let digits = value.as_str().and_then(|text| text.strip_prefix("0x"));
    let number = digits.and_then(|digits| BlockNumber::from_str_radix(digits, 16).ok());
    number.ok_or_else(|| Failure(format!("{value} is not a block's number")))
}

impl Chain {
    /// The node whose JSON-RPC is at `port` of this machine.
    pub fn at(port: u16) -> Self {
        Self { port }
    }

    /// Calls a JSON-RPC method.
    pub fn call(&self, method: &str, parameters: Value) -> Outcome<Value> {
        http::call(self.port, method, parameters)
    }

    fn hash(&self, method: &str, parameters: Value) -> Outcome<Hash> {
        let bytes = bytes_of(&self.call(method, parameters)?)?;
        Ok(Hash::decode(&mut bytes.as_slice())?)
    }

    /// The hash of the newest finalised block.
    pub fn finalised(&self) -> Outcome<Hash> {
        self.hash("chain_getFinalizedHead", json!([]))
    }

    /// The hash of the block at `height`.
    pub fn block_hash(&self, height: BlockNumber) -> Outcome<Hash> {
        self.hash("chain_getBlockHash", json!([height]))
    }

    /// The height of the block with this hash.
    pub fn height_of(&self, block: Hash) -> Outcome<BlockNumber> {
        number_of(&self.call("chain_getHeader", json!([hexadecimal(block.as_bytes())]))?["number"])
    }

    /// The height of the newest finalised block.
    pub fn finalised_height(&self) -> Outcome<BlockNumber> {
        self.height_of(self.finalised()?)
    }

    /// The height of the newest block.
    pub fn best_height(&self) -> Outcome<BlockNumber> {
        number_of(&self.call("chain_getHeader", json!([]))?["number"])
    }

    /// How many others the node is connected to.
    pub fn peers(&self) -> Outcome<u64> {
        let health = self.call("system_health", json!([]))?;
        health["peers"].as_u64().ok_or_else(|| "the node does not say how many peers it has".into())
    }

    /// Gives the node a transaction, and does not wait for a block. Yields the transaction's hash.
    pub fn send(&self, transaction: &[u8]) -> Outcome<Hash> {
        self.hash("author_submitExtrinsic", json!([hexadecimal(transaction)]))
    }

    /// Waits until a block at `height` is finalised.
    pub fn await_finality_of(&self, height: BlockNumber, limit: Duration) -> Outcome<BlockNumber> {
        await_until(format!("the node at port {} to finalise block {height}", self.port), limit, || {
            Ok(Some(self.finalised_height()?).filter(|finalised| *finalised >= height))
        })
    }

    /// What is stored under `key` after `block`.
    pub fn storage(&self, key: &[u8], block: Hash) -> Outcome<Option<Vec<u8>>> {
        match self.call("state_getStorage", json!([hexadecimal(key), hexadecimal(block.as_bytes())]))? {
            Value::Null => Ok(None),
            value => bytes_of(&value).map(Some),
        }
    }

    fn decoded<T: Decode>(&self, key: &[u8], block: Hash) -> Outcome<Option<T>> {
        let Some(bytes) = self.storage(key, block)? else { return Ok(None) };
        let mut input = bytes.as_slice();
        let value = T::decode(&mut input)?;
        ensure(input.is_empty(), || "the node stores more than the runtime's type has".into())?;
        Ok(Some(value))
    }

    /// The prescription, as it is finalised; `None` if there is none.
    pub fn prescription(&self, id: PrescriptionId) -> Outcome<Option<Record>> {
        let key = pallet_prescriptions::Prescriptions::<Runtime>::hashed_key_for(id);
        self.decoded(&key, self.finalised()?)
    }

    /// The prescription, which must be there.
    pub fn known_prescription(&self, id: PrescriptionId) -> Outcome<Record> {
        self.prescription(id)?.ok_or_else(|| Failure(format!("the prescription {:?} is not on the chain", id.0)))
    }

    /// What the prescription is at the moment of the newest finalised block.
    pub fn standing(&self, id: PrescriptionId) -> Outcome<Standing> {
        Ok(self.known_prescription(id)?.standing(self.now()?))
    }

    /// An entry of the prescription's log.
    pub fn fill(&self, id: PrescriptionId, number: FillNumber) -> Outcome<Entry> {
        let key = pallet_prescriptions::Fills::<Runtime>::hashed_key_for(id, number);
        let entry = self.decoded(&key, self.finalised()?)?;
        entry.ok_or_else(|| Failure(format!("fill {number} of {:?} is not on the chain", id.0)))
    }

    /// A licence.
    pub fn licence(&self, number: LicenceId) -> Outcome<Licence> {
        let key = pallet_registry::Licences::<Runtime>::hashed_key_for(number);
        let licence = self.decoded(&key, self.finalised()?)?;
        licence.ok_or_else(|| Failure(format!("licence {number} is not on the chain")))
    }

    /// How many organisations there are.
    pub fn organisations(&self) -> Outcome<OrganisationId> {
        let key = pallet_registry::NextOrganisationId::<Runtime>::hashed_key();
        Ok(self.decoded(&key, self.finalised()?)?.unwrap_or_default())
    }

    /// The time of the newest finalised block, in milliseconds.
    pub fn now(&self) -> Outcome<u64> {
        let key = frame_support::storage::storage_prefix(b"Timestamp", b"Now");
        self.decoded(&key, self.finalised()?)?.ok_or_else(|| "the chain has no time".into())
    }

    /// The prescription, once `expected` holds of it and is finalised. `what` says in the failure what was waited for.
    pub fn await_prescription(
        &self,
        id: PrescriptionId,
        what: &str,
        expected: impl Fn(&Record) -> bool,
    ) -> Outcome<Record> {
        await_until(format!("{what} (prescription {:?}) to be finalised", id.0), FINALITY, || {
            Ok(self.prescription(id)?.filter(|record| expected(record)))
        })
    }

    /// All keys that begin with `prefix`, after `block`.
    fn keys(&self, prefix: &[u8], block: Hash) -> Outcome<Vec<String>> {
        let (prefix, block) = (hexadecimal(prefix), hexadecimal(block.as_bytes()));
        let mut keys: Vec<String> = Vec::new();
        loop {
            let page = self.call("state_getKeysPaged", json!([prefix, KEYS, keys.last(), block]))?;
            let page = page.as_array().ok_or("the node gives no keys")?;
            keys.extend(page.iter().filter_map(Value::as_str).map(str::to_owned));
            if page.len() < KEYS {
                return Ok(keys);
            }
        }
    }

    /// Everything that is stored under keys that begin with `prefix`, after `block`.
    pub fn pairs(&self, prefix: &[u8], block: Hash) -> Outcome<BTreeMap<Vec<u8>, Vec<u8>>> {
        let mut pairs = BTreeMap::new();
        for part in self.keys(prefix, block)?.chunks(KEYS) {
            let answer = self.call("state_queryStorageAt", json!([part, hexadecimal(block.as_bytes())]))?;
            let changes = answer[0]["changes"].as_array().ok_or("the node tells no values")?;
            for change in changes {
                pairs.insert(bytes_of(&change[0])?, bytes_of(&change[1])?);
            }
        }
        Ok(pairs)
    }

    /// The version of the runtime's specification after the newest block.
    pub fn spec_version(&self) -> Outcome<u32> {
        let version = self.call("state_getRuntimeVersion", json!([]))?;
        let number = version["specVersion"].as_u64().ok_or("the node tells no version")?;
        Ok(number.try_into()?)
    }

    /// The hash of the runtime's code after `block`.
    pub fn code_hash(&self, block: Hash) -> Outcome<Hash> {
        let parameters = json!([hexadecimal(well_known_keys::CODE), hexadecimal(block.as_bytes())]);
        self.hash("state_getStorageHash", parameters)
    }

    /// How many prescriptions there are.
    pub fn prescriptions(&self) -> Outcome<usize> {
        let prefix = pallet_prescriptions::Prescriptions::<Runtime>::final_prefix();
        Ok(self.keys(&prefix, self.finalised()?)?.len())
    }

    /// A hash of everything that Bogam's pallets store after the newest finalised block. The same before and after means
    /// that nothing has changed.
    pub fn fingerprint(&self) -> Outcome<[u8; 32]> {
        let block = self.finalised()?;
        let mut all = Vec::new();
        for pallet in ["Registry", "Prescriptions", "Consent", "Certificates", "Claims"] {
            let keys = self.keys(&sp_crypto_hashing::twox_128(pallet.as_bytes()), block)?;
            ensure(pallet != "Registry" || !keys.is_empty(), || "the registry's storage is empty".into())?;
            for part in keys.chunks(KEYS) {
                let answer = self.call("state_queryStorageAt", json!([part, hexadecimal(block.as_bytes())]))?;
                all.extend(answer[0]["changes"].to_string().into_bytes());
            }
        }
        Ok(sp_crypto_hashing::blake2_256(&all))
    }

    /// The block at `height`, with its events.
    pub fn block(&self, number: BlockNumber) -> Outcome<Block> {
        let hash = self.block_hash(number)?;
        let shown = hexadecimal(hash.as_bytes());
        let header = self.call("chain_getHeader", json!([shown]))?;
        let body = self.call("archive_v1_body", json!([shown]))?;
        let transactions =
            body.as_array().ok_or("a block without a body")?.iter().map(bytes_of).collect::<Outcome<_>>()?;
        let events = self.storage(&events_key(), hash)?.unwrap_or_default();
        Ok(Block { number, header, transactions, events })
    }

    /// The code of the runtime after the newest finalised block.
    pub fn code(&self) -> Outcome<Vec<u8>> {
        self.storage(well_known_keys::CODE, self.finalised()?)?.ok_or_else(|| "the chain has no code".into())
    }

    /// The runtime's metadata in version 16, as the node tells it.
    pub fn metadata(&self) -> Outcome<Vec<u8>> {
        let parameters = json!(["Metadata_metadata_at_version", "0x10000000"]);
        let answer = bytes_of(&self.call("state_call", parameters)?)?;
        Option::<Vec<u8>>::decode(&mut answer.as_slice())?.ok_or_else(|| "the node has no metadata version 16".into())
    }
}

fn events_key() -> Vec<u8> {
    frame_support::storage::storage_prefix(b"System", b"Events").to_vec()
}

impl Block {
    /// The events, as the runtime's types.
    pub fn event_records(&self) -> Outcome<Vec<EventRecord>> {
        match self.events.is_empty() {
            true => Ok(Vec::new()),
            false => Ok(Decode::decode(&mut self.events.as_slice())?),
        }
    }
}
