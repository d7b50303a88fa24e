//! Real clients: ParityDB, WASM execution and the import of the node, without network and consensus.
//!
//! Two chains with the same genesis stand for author and importer: the author's reads must not warm the caches of whoever imports.

use crate::failure::Failure;
use bogam_runtime::{
    Block, BlockNumber, Hash, Header, Runtime, RuntimeCall, RuntimeEvent, UncheckedExtrinsic, apis::RuntimeApi,
};
use codec::{Decode, Encode};
use futures::executor::block_on;
use sc_block_builder::{BlockBuilderBuilder, BuiltBlock};
use sc_client_api::{
    Backend, Finalizer, HeaderBackend, ProofProvider, TrieCacheContext, execution_extensions::ExecutionExtensions,
};
use sc_client_db::DatabaseSettings;
use sc_consensus::{BlockImport, BlockImportParams, ForkChoiceStrategy, ImportResult, StateAction, StorageChanges};
use sc_executor::WasmExecutor;
use sc_service::{
    BlocksPruning, ClientConfig, DatabaseSource, GenesisBlockBuilder, PruningMode, TFullBackend, TFullClient,
};
use sp_consensus::BlockOrigin;
use sp_consensus_aura::AURA_ENGINE_ID;
use sp_core::testing::TaskExecutor;
use sp_runtime::{
    Digest, DigestItem,
    traits::{BlakeTwo256, Header as _},
};
use sp_state_machine::Backend as _;
use sp_storage::{StateVersion, Storage};
use std::{
    collections::BTreeMap,
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

/// What executes the runtime, as in the node. Its clones share what they have compiled.
pub type Executor = WasmExecutor<sp_io::SubstrateHostFunctions>;

/// The client, as in the node.
type Client = TFullClient<Block, RuntimeApi, Executor>;

/// Of how many finalised blocks the node keeps the state, unless told otherwise.
const STATE_PRUNING: u32 = 256;

/// What a slot takes, in milliseconds.
const SLOT: u64 = bogam_runtime::configs::system::SLOT_DURATION;

/// An executor as the node has it.
pub fn executor() -> Executor {
    WasmExecutor::builder().build()
}

/// Keys and the values that they have from now on; `None` for none.
pub type Changes = BTreeMap<Vec<u8>, Option<Vec<u8>>>;

/// The digest with the slot of a block: one slot a block, from genesis on.
pub fn digest(number: BlockNumber) -> Digest {
    let slot = crate::genesis::START / SLOT + u64::from(number);
    Digest { logs: vec![DigestItem::PreRuntime(AURA_ENGINE_ID, slot.encode())] }
}

/// What every block begins with: the moment of its slot.
pub fn moment(number: BlockNumber) -> UncheckedExtrinsic {
    // Genesis is at the beginning of a slot.
    let now = crate::genesis::START + SLOT * u64::from(number);
    UncheckedExtrinsic::new_bare(RuntimeCall::Timestamp(pallet_timestamp::Call::<Runtime>::set { now }))
}

/// A chain in a database of its own.
pub struct Chain {
    client: Arc<Client>,
    backend: Arc<TFullBackend<Block>>,
}

impl Chain {
    /// Begins a chain with this state in an empty folder. `trie_cache` is in bytes; `None` for no cache.
    pub fn begin(
        folder: &Path,
        storage: Storage,
        executor: &Executor,
        tasks: &TaskExecutor,
        trie_cache: Option<usize>,
    ) -> Result<Self, Failure> {
        let backend = sc_service::new_db_backend::<Block>(DatabaseSettings {
            trie_cache_maximum_size: trie_cache,
            state_pruning: Some(PruningMode::blocks_pruning(STATE_PRUNING)),
            source: DatabaseSource::ParityDb { path: folder.to_owned() },
            blocks_pruning: BlocksPruning::KeepFinalized,
            pruning_filters: Vec::new(),
            metrics_registry: None,
        })?;
        let genesis =
            GenesisBlockBuilder::<Block, _, _>::new_with_storage(storage, true, backend.clone(), executor.clone())?;
        let client = sc_service::new_client::<_, Block, RuntimeApi, _>(
            backend.clone(),
            executor.clone(),
            genesis,
            None,
            None,
            ExecutionExtensions::new(None, Arc::new(executor.clone())),
            Box::new(tasks.clone()),
            None,
            None,
            ClientConfig::default(),
        )?;
        Ok(Self { client: Arc::new(client), backend })
    }

    /// The hash of block zero.
    pub fn genesis(&self) -> Hash {
        self.client.info().genesis_hash
    }

    /// The hash and the height of the best block.
    pub fn head(&self) -> (Hash, BlockNumber) {
        let info = self.client.info();
        (info.best_hash, info.best_number)
    }

    /// Builds the next block of these transactions. All have to fit, and all have to succeed.
    pub fn build(&self, transactions: &[UncheckedExtrinsic]) -> Result<BuiltBlock<Block>, Failure> {
        let failed = |error: sp_blockchain::Error| Failure::Building(error.to_string());
        let (parent, height) = self.head();
        let number = height + 1;
        let mut builder = BlockBuilderBuilder::<Block, _>::new(&*self.client)
            .on_parent_block(parent)
            .with_parent_block_number(height)
            .with_inherent_digests(digest(number))
            .build()
            .map_err(failed)?;
        builder.push(moment(number)).map_err(failed)?;
        for transaction in transactions {
            builder.push(transaction.clone()).map_err(failed)?;
        }
        let built = builder.build().map_err(failed)?;
        match failures(&built)? {
            0 => Ok(built),
            failed => Err(Failure::CallsFailed { failed, calls: transactions.len() }),
        }
    }

    /// Imports a block that this chain has built, with the changes that it knows already, and finalises it.
    pub fn adopt(&self, built: BuiltBlock<Block>) -> Result<(), Failure> {
        let (block, changes) = built.into_inner();
        let mut params = params(block);
        params.state_action = StateAction::ApplyChanges(StorageChanges::Changes(changes));
        params.finalized = true;
        self.take(params).map(|_| ())
    }

    /// Imports a block of another chain: executes it, compares what comes of it, and stores it. Yields how long that took.
    pub fn import(&self, block: Block) -> Result<Duration, Failure> {
        let mut params = params(block);
        params.state_action = StateAction::Execute;
        self.take(params)
    }

    /// Finalises the best block.
    pub fn finalise(&self) -> Result<(), Failure> {
        let (head, _) = self.head();
        Finalizer::finalize_block(&*self.client, head, None, false)?;
        Ok(())
    }

    /// Changes the state in a block of its own, which is not executed: a state that has grown over years. With
    /// `TrieCacheContext::Trusted` the cache has afterwards what it has on a node that imported the changes, else nothing of them.
    pub fn write(&self, changes: &Changes, cache: TrieCacheContext) -> Result<(), Failure> {
        let (parent, height) = self.head();
        let state = self.backend.state_at(parent, cache)?;
        // The runtime insists on a height without gaps.
        let (number_key, number) =
            (frame_support::storage::storage_prefix(b"System", b"Number"), (height + 1).encode());
        let delta = changes
            .iter()
            .map(|(key, value)| (key.as_slice(), value.as_deref()))
            .chain([(number_key.as_slice(), Some(number.as_slice()))]);
        let (root, transaction) = state.storage_root(delta, StateVersion::V1);
        drop(state);
        let changes = sp_state_machine::StorageChanges::<BlakeTwo256> {
            transaction,
            transaction_storage_root: root,
            ..Default::default()
        };
        let header = Header::new(height + 1, Hash::default(), root, parent, digest(height + 1));
        let mut params = params(Block { header, extrinsics: Vec::new() });
        params.state_action = StateAction::ApplyChanges(StorageChanges::Changes(changes));
        params.finalized = true;
        self.take(params).map(|_| ())
    }

    /// The nodes of the tree on the ways to these entries, each once, and their bytes: what has to be looked up to read them.
    pub fn ways(&self, keys: &[Vec<u8>]) -> Result<(usize, usize), Failure> {
        let proof = self.client.read_proof(self.head().0, &mut keys.iter().map(Vec::as_slice))?;
        Ok((proof.len(), proof.iter_nodes().map(Vec::len).sum()))
    }

    fn take(&self, params: BlockImportParams<Block>) -> Result<Duration, Failure> {
        let begun = Instant::now();
        let result = block_on(BlockImport::import_block(&*self.client, params));
        let taken = begun.elapsed();
        match result {
            Ok(ImportResult::Imported(_)) => Ok(taken),
            Ok(other) => Err(Failure::Import(format!("{other:?}"))),
            Err(error) => Err(Failure::Import(error.to_string())),
        }
    }
}

/// The import of a block as the last in a chain that nobody else extends.
fn params(block: Block) -> BlockImportParams<Block> {
    let Block { header, extrinsics } = block;
    let mut params = BlockImportParams::new(BlockOrigin::File, header);
    params.body = Some(extrinsics);
    params.fork_choice = Some(ForkChoiceStrategy::LongestChain);
    params
}

/// How many calls of a block have failed, as its events tell.
fn failures(built: &BuiltBlock<Block>) -> Result<usize, Failure> {
    let key = frame_support::storage::storage_prefix(b"System", b"Events");
    let changes = &built.storage_changes.main_storage_changes;
    let stored = changes.iter().find(|(changed, _)| changed.as_slice() == key.as_slice());
    let Some((_, Some(encoded))) = stored else {
        return Err(Failure::Building("the block has no events".to_owned()));
    };
    let records = Vec::<frame_system::EventRecord<RuntimeEvent, Hash>>::decode(&mut encoded.as_slice())
        .map_err(|error| Failure::Building(format!("its events cannot be read: {error}")))?;
    let failed = |event: &RuntimeEvent| {
        matches!(event, RuntimeEvent::System(frame_system::Event::<Runtime>::ExtrinsicFailed { .. }))
    };
    Ok(records.iter().filter(|record| failed(&record.event)).count())
}
