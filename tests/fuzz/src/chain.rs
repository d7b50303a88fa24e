//! A chain of the development consortium whose blocks are made and applied here, as an author makes them.

use crate::{Failure, checks, checks::Money, weights};
use bogam_primitives::{Moment, time::SECOND};
use bogam_runtime::{
    AccountId, Executive, Hash, Header, Metering, Runtime, RuntimeCall, RuntimeEvent, RuntimeGenesisConfig, Session,
    System, UncheckedExtrinsic, VERSION, configs::system::SLOT_DURATION, genesis, signing,
};
use codec::Encode;
use frame_support::{
    genesis_builder_helper::build_state,
    storage::{TransactionOutcome, with_transaction_unchecked},
};
use pallet_scheduler::{Agenda, IncompleteSince};
use serde_json::{Value, json};
use sp_consensus_aura::{AURA_ENGINE_ID, Slot};
use sp_core::{
    H256, Pair, sr25519,
    traits::{Externalities, ReadRuntimeVersion, ReadRuntimeVersionExt},
};
use sp_runtime::{ApplyExtrinsicResult, Digest, DigestItem, traits::Header as _};

/// When the chain begins: in September 2026.
pub const BEGINNING: Moment = 1_790_000_000_000;

/// How many blocks a session has: few, so that the set of validators changes.
pub const SESSION_LENGTH: u32 = 8;

/// What code has to begin with for a newer runtime. Whatever else is uploaded is no runtime.
pub const NEWER_RUNTIME: &[u8] = b"a newer runtime";

/// Reads versions in the place of an executor: nothing here has a real runtime in WASM.
struct Versions;

impl ReadRuntimeVersion for Versions {
    fn read_runtime_version(&self, code: &[u8], _: &mut dyn Externalities) -> Result<Vec<u8>, String> {
        if !code.starts_with(NEWER_RUNTIME) {
            return Err("this is no runtime".to_owned());
        }
        let mut newer = VERSION;
        newer.spec_version = newer.spec_version.saturating_add(1);
        Ok(newer.encode())
    }
}

/// The genesis of the network of four, with short sessions.
fn genesis_json() -> Result<Vec<u8>, serde_json::Error> {
    let mut config = serde_json::to_value(RuntimeGenesisConfig::default())?;
    if let Some(preset) = genesis::preset(&genesis::LOCAL.into()) {
        merge(&mut config, serde_json::from_slice(&preset)?);
    }
    merge(&mut config, json!({ "validators": { "sessionLength": SESSION_LENGTH } }));
    serde_json::to_vec(&config)
}

/// A preset is a patch of the default.
fn merge(into: &mut Value, patch: Value) {
    match (into, patch) {
        (Value::Object(into), Value::Object(patch)) => {
            for (key, value) in patch {
                merge(into.entry(key).or_insert(Value::Null), value);
            }
        }
        (into, patch) => *into = patch,
    }
}

/// The state of a chain at its genesis.
pub fn externalities() -> sp_io::TestExternalities {
    let mut ext = sp_io::TestExternalities::default();
    ext.register_extension(ReadRuntimeVersionExt::new(Versions));
    ext.execute_with(|| {
        let json = genesis_json().expect("a preset is JSON");
        build_state::<RuntimeGenesisConfig>(json).expect("the consortium's own tests build it");
    });
    ext
}

/// The next transaction of a key.
pub fn transaction(key: &sr25519::Pair, call: RuntimeCall) -> UncheckedExtrinsic {
    let nonce = Metering::next_nonce(&AccountId::from(key.public()));
    signing::signed(System::block_hash(0), key, *nonce, call)
}

/// Applies a transaction. What is not applied leaves no trace, as when a block is built.
pub fn apply(transaction: UncheckedExtrinsic) -> ApplyExtrinsicResult {
    with_transaction_unchecked(|| match Executive::apply_extrinsic(transaction) {
        applied @ Ok(_) => TransactionOutcome::Commit(applied),
        refused @ Err(_) => TransactionOutcome::Rollback(refused),
    })
}

/// The scheduler has looked at the blocks that were passed over, and there was nothing in them. Else it would look at them
/// now, for half of each block's weight, and not come to what is due before it is through with all of them.
fn pass_over_agendas(number: u32) {
    let Some(since) = IncompleteSince::<Runtime>::get() else { return };
    let due = Agenda::<Runtime>::iter_keys().filter(|when| *when >= since).min();
    IncompleteSince::<Runtime>::put(due.unwrap_or(number).min(number).max(since));
}

/// Where a chain is. Its state is in the externalities in which all of this is called.
pub struct Chain {
    number: u32,
    parent: Hash,
    now: Moment,
    money: Money,
}

impl Default for Chain {
    /// At its genesis.
    fn default() -> Self {
        // The first block must have a later slot.
        Self { number: 0, parent: System::block_hash(0), now: BEGINNING - SECOND, money: Money::default() }
    }
}

impl Chain {
    /// The moment of the block.
    pub fn now(&self) -> Moment {
        self.now
    }

    /// The number of the block.
    pub fn number(&self) -> u32 {
        self.number
    }

    /// Begins a block, `later` than the one before and after `blocks` in which nothing happens. No block is passed over in
    /// which something is scheduled; where a session ends in between, one ends in this block.
    pub fn begin(&mut self, later: Moment, blocks: u32) -> Result<(), Failure> {
        let next = self.number.saturating_add(1);
        let number = next.saturating_add(blocks);
        let scheduled = Agenda::<Runtime>::iter_keys().filter(|when| *when >= next).min();
        let number = number.min(scheduled.unwrap_or(number)).max(next);
        let session_end = number - number % SESSION_LENGTH;
        self.number = if session_end >= next && scheduled != Some(number) { session_end } else { number };

        let step = later.max(SLOT_DURATION);
        let mut slot = self.now.saturating_add(step) / SLOT_DURATION;
        // A disabled validator does not author.
        let disabled = Session::disabled_validators();
        let authorities = pallet_session::Validators::<Runtime>::decode_len().unwrap_or(1).max(1) as u64;
        while (disabled.len() as u64) < authorities && disabled.iter().any(|one| u64::from(*one) == slot % authorities)
        {
            slot = slot.saturating_add(1);
        }
        self.now = slot.saturating_mul(SLOT_DURATION);

        let digest = Digest { logs: vec![DigestItem::PreRuntime(AURA_ENGINE_ID, Slot::from(slot).encode())] };
        let header = Header::new(self.number, H256::zero(), H256::zero(), self.parent, digest);
        self.money = Money::now();
        // The blocks that were passed over were there, for whoever counts.
        System::set_block_number(self.number.saturating_sub(1));
        pass_over_agendas(self.number);
        weights::check_scheduled(self.number)?;
        Executive::initialize_block(&header);
        let time = UncheckedExtrinsic::new_bare(pallet_timestamp::Call::<Runtime>::set { now: self.now }.into());
        match Executive::apply_extrinsic(time) {
            Ok(Ok(())) => Ok(()),
            other => Err(Failure::invariant("inherent", format!("the time is refused: {other:?}"))),
        }
    }

    /// Ends the block, and checks everything. What is left are its events.
    pub fn end(&mut self) -> Result<Vec<RuntimeEvent>, Failure> {
        let header = Executive::finalize_block();
        self.parent = header.hash();
        checks::check_block(&self.money)
    }
}
