//! The state of the chain, exported by the node as it is, and the pallets' invariants over it.

use crate::{
    Failure, Outcome,
    chain::{Chain, bytes_of},
    command::{Finished, node_binary, run, text},
    ensure,
    network::Network,
};
use bogam_runtime::{
    Certificates, Claims, Consent, Governance, Hash, Metering, Nodes, Prescriptions, Registry, Validators,
};
use serde_json::Value;
use sp_core::storage::{Storage, well_known_keys};
use sp_runtime::TryRuntimeError;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    process::Command,
    time::Duration,
};

/// How long an export may take.
const PATIENCE: Duration = Duration::from_secs(120);

/// How many bytes of a key name the pallet and the storage item.
const ITEM: usize = 32;

/// Everything that is stored, by its key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChainState(BTreeMap<Vec<u8>, Vec<u8>>);

impl ChainState {
    /// Reads a raw chain spec.
    pub fn from_raw_spec(spec: &Value) -> Outcome<Self> {
        let top = spec["genesis"]["raw"]["top"].as_object().ok_or("the chain spec is not raw")?;
        let children = spec["genesis"]["raw"]["childrenDefault"].as_object();
        if children.is_some_and(|children| !children.is_empty()) {
            return Err("there are child tries, which no pallet of this runtime makes".into());
        }
        let pair = |(key, value): (&String, &Value)| Ok((bytes_of(&Value::String(key.clone()))?, bytes_of(value)?));
        top.iter().map(pair).collect::<Outcome<_>>().map(Self)
    }

    /// The state with which the network began.
    pub fn genesis(network: &Network) -> Outcome<Self> {
        Self::from_raw_spec(&serde_json::from_slice(&fs::read(network.raw_chain_spec())?)?)
    }

    /// The state after `block`, from the database of a validator that is not running.
    pub fn export(network: &Network, validator: u16, block: Hash) -> Outcome<Self> {
        let folder = network.validator_folder(validator);
        let folder = text(&folder)?;
        let block = format!("{block:?}");
        let database = ["--database", "paritydb", "--state-pruning", "archive", "--blocks-pruning", "archive"];
        let mut command = Command::new(node_binary()?);
        command.args(["export-state", "--chain"]).arg(network.raw_chain_spec()).args(["--base-path", folder]);
        let Finished { exit, output, errors } = run(command.args(database).arg(&block), "", PATIENCE)?;
        ensure(exit == 0, || format!("bogam-node export-state ended with {exit}: {}", errors.trim()))?;
        Self::from_raw_spec(&serde_json::from_slice(&output)?)
    }

    /// The state after `block`, as a running node tells it.
    pub fn read(chain: &Chain, block: Hash) -> Outcome<Self> {
        let state = Self(chain.pairs(&[], block)?);
        // What is left out would be found equal.
        ensure(state.code().is_some(), || "the node tells a state without code".into())?;
        Ok(state)
    }

    /// How many pairs there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The pairs that are not in `other` exactly as they are here: what has come since.
    pub fn since<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = (&'a [u8], &'a [u8])> {
        let is_new = |(key, value): &(&Vec<u8>, &Vec<u8>)| other.0.get(*key) != Some(value);
        self.0.iter().filter(is_new).map(|(key, value)| (key.as_slice(), value.as_slice()))
    }

    /// The runtime's code.
    pub fn code(&self) -> Option<&[u8]> {
        self.0.get(well_known_keys::CODE).map(Vec::as_slice)
    }

    /// What is stored under `key`.
    pub fn value(&self, key: &[u8]) -> Option<&[u8]> {
        self.0.get(key).map(Vec::as_slice)
    }

    /// The pairs whose keys begin with `prefix`.
    pub fn under<'a>(&'a self, prefix: &'a [u8]) -> impl Iterator<Item = (&'a [u8], &'a [u8])> {
        let begins = move |(key, _): &(&Vec<u8>, &Vec<u8>)| key.starts_with(prefix);
        self.0.iter().filter(begins).map(|(key, value)| (key.as_slice(), value.as_slice()))
    }

    /// The storage items that are not the same in `other`: the beginnings of their keys, 32 bytes or the whole key.
    pub fn items_unlike(&self, other: &Self) -> BTreeSet<Vec<u8>> {
        let come = self.since(other).map(|(key, _)| key);
        let gone = other.since(self).map(|(key, _)| key);
        come.chain(gone).map(|key| key.get(..ITEM).unwrap_or(key).to_vec()).collect()
    }

    /// Runs the invariants of all pallets of this workspace over it, compiled from the same sources as the node's runtime.
    pub fn try_state(&self) -> Outcome<()> {
        let storage = Storage { top: self.0.clone(), children_default: Default::default() };
        sp_io::TestExternalities::new(storage).execute_with(|| {
            let holds = |pallet: &str, invariants: Result<(), TryRuntimeError>| {
                invariants.map_err(|error| Failure(format!("an invariant of the {pallet} does not hold: {error:?}")))
            };
            holds("registry", Registry::do_try_state())?;
            holds("metering", Metering::do_try_state())?;
            holds("prescriptions", Prescriptions::do_try_state())?;
            holds("consent", Consent::do_try_state())?;
            holds("certificates", Certificates::do_try_state())?;
            holds("claims", Claims::do_try_state())?;
            holds("validators", Validators::do_try_state())?;
            holds("nodes", Nodes::do_try_state())?;
            holds("governance", Governance::do_try_state())
        })
    }

    /// Changes the state for a test of the checks themselves.
    #[cfg(test)]
    fn with(mut self, key: Vec<u8>, value: Vec<u8>) -> Self {
        self.0.insert(key, value);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bogam_primitives::PrescriptionId;
    use bogam_runtime::{AccountId, Runtime};
    use codec::Encode;
    use pallet_prescriptions::Belonging;
    use serde_json::json;

    #[test]
    fn state_should_be_read_from_a_raw_spec_and_compared() {
        let spec = |top: Value| json!({ "genesis": { "raw": { "top": top, "childrenDefault": {} } } });
        let before = ChainState::from_raw_spec(&spec(json!({ "0x01": "0xaa", "0x02": "0xbb" }))).unwrap();
        let after = ChainState::from_raw_spec(&spec(json!({ "0x01": "0xaa", "0x02": "0xcc", "0x03": "0x" }))).unwrap();
        let new: Vec<_> = after.since(&before).collect();
        assert_eq!(new, [([2].as_slice(), [0xcc].as_slice()), ([3].as_slice(), [].as_slice())]);
        assert_eq!(after.value(&[2]), Some([0xcc].as_slice()));
        assert_eq!(after.under(&[3]).count(), 1);
        assert_eq!(after.items_unlike(&before), [vec![2], vec![3]].into());
        assert_eq!(before.items_unlike(&after), after.items_unlike(&before), "what has gone counts like what has come");
        assert!(ChainState::from_raw_spec(&json!({ "genesis": { "runtimeGenesis": {} } })).is_err());
    }

    #[test]
    fn invariants_should_hold_of_nothing_and_be_broken_by_a_key_that_belongs_to_no_prescription() {
        ChainState::default().try_state().unwrap();
        let key = pallet_prescriptions::ByHolder::<Runtime>::hashed_key_for(AccountId::new([1; 32]));
        let stray = Belonging { prescription: PrescriptionId(Hash::repeat_byte(2)), since: 0 }.encode();
        let failure = ChainState::default().with(key, stray).try_state().unwrap_err();
        assert!(failure.0.contains("prescriptions"), "{failure}");
    }
}
