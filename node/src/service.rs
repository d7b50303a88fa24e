//! The parts of a running node, and how they hang together.
//!
//! Offchain workers are not started: no pallet has one, and a private chain gains nothing from code that can reach
//! outside. Blocks are authored with a back-off: when finality lags, validators slow down instead of running ahead of it.

use crate::{
    network::{self, Built, Network, Parts},
    permissioning::Permissioning,
    pool::Pool,
    proposing, public_keys,
    rpc::{self, FullDeps, GrandpaDeps},
    signatures,
};
use bogam_runtime::{Hash, Header, apis::RuntimeApi};
use sc_client_api::BlockBackend;
use sc_consensus_aura::{ImportQueueParams, SlotProportion, StartAuraParams};
use sc_consensus_grandpa::{
    FinalityProofProvider, GrandpaPruningFilter, SharedVoterState, ThreeQuartersOfTheUnfinalizedChain,
    VotingRulesBuilder,
};
use sc_consensus_slots::BackoffAuthoringOnFinalizedHeadLagging;
#[cfg(not(feature = "runtime-benchmarks"))]
use sc_executor::sp_wasm_interface::ExtendedHostFunctions;
use sc_executor::{DEFAULT_HEAP_ALLOC_STRATEGY, HeapAllocStrategy, WasmExecutor};
use sc_network::{NetworkBackend, PeerId, config::NetworkBackendType};
use sc_service::{
    Configuration, GenesisBlockBuilder, PartialComponents, SpawnTasksParams, TaskManager,
    config::ExecutorConfiguration, error::Error as ServiceError,
};
use sc_telemetry::{Telemetry, TelemetryWorker};
use sc_transaction_pool::Options;
use sc_transaction_pool_api::OffchainTransactionPoolFactory;
use sp_consensus_aura::sr25519::{AuthorityId as AuraId, AuthorityPair as AuraPair};
use sp_core::storage::Storage;
use sp_runtime::{OpaqueExtrinsic, generic};
use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

/// What the WASM runtime can call on the host.
#[cfg(not(feature = "runtime-benchmarks"))]
pub type HostFunctions = ExtendedHostFunctions<sp_io::SubstrateHostFunctions, signatures::HostFunctions>;
/// What the WASM runtime can call on the host. Benchmarks need a few functions more, and no signature remembered: what it takes to check
/// one is part of what they measure.
#[cfg(feature = "runtime-benchmarks")]
pub type HostFunctions = (sp_io::SubstrateHostFunctions, bogam_runtime::benchmarks::HostFunctions);

/// A block as the node handles it: what is in a transaction is for the runtime alone to read.
///
/// Natively, nothing bounds how deep calls are nested, and a length is believed before the bytes are there: a transaction of
/// some kilobytes, from a client or from a peer, would end the process. In the runtime's sandbox it is refused.
pub type Block = generic::Block<Header, OpaqueExtrinsic>;

/// The client.
pub type FullClient = sc_service::TFullClient<Block, RuntimeApi, WasmExecutor<HostFunctions>>;
/// The database.
pub type FullBackend = sc_service::TFullBackend<Block>;
type FullSelectChain = sc_consensus::LongestChain<FullBackend, Block>;
type GrandpaBlockImport = sc_consensus_grandpa::GrandpaBlockImport<FullBackend, Block, FullClient, FullSelectChain>;
type GrandpaLink = sc_consensus_grandpa::LinkHalf<Block, FullClient, FullSelectChain>;

/// What an operator decides beyond the SDK's configuration.
#[derive(Default)]
pub struct OwnOptions {
    /// The nodes that are talked to whatever the chain says.
    pub also_permitted: Vec<PeerId>,
    /// Where the compiled runtime is kept.
    pub wasm_cache: Option<PathBuf>,
    /// How much the pool holds.
    pub pool: Options,
    /// How many signatures that were found right are remembered.
    pub remembered_signatures: u32,
}

/// What a node is made of before it joins the network.
pub type Service = PartialComponents<
    FullClient,
    FullBackend,
    FullSelectChain,
    sc_consensus::DefaultImportQueue<Block>,
    Pool,
    (GrandpaBlockImport, GrandpaLink, Option<Telemetry>),
>;

/// At least every so many blocks a justification is kept, for light clients and for nodes that catch up: 64 slots of one
/// second are about a minute.
const JUSTIFICATION_PERIOD: u32 = 64;

/// How long a GRANDPA message is expected to take through the network: members are in one region. A round takes four times as long at
/// least, and where messages need longer than that, as long as they need. docs/performance.md has what it was measured against.
const GOSSIP_DURATION: Duration = Duration::from_millis(150);

/// The part of its slot within which an author has to have its block: the rest is for propagating and importing it.
const PROPOSAL_SLOT_PORTION: f32 = 0.66;

/// The part of its slot for which an author fills its block: see [`proposing`]. docs/performance.md has what it was measured against.
const FILLING_SLOT_PORTION: f32 = 0.3;

/// What a block says about itself and every importer checks: its moment and its slot.
fn inherent_data(
    slot_duration: sp_consensus_aura::SlotDuration,
) -> (sp_consensus_aura::inherents::InherentDataProvider, sp_timestamp::InherentDataProvider) {
    let timestamp = sp_timestamp::InherentDataProvider::from_system_time();
    let slot =
        sp_consensus_aura::inherents::InherentDataProvider::from_timestamp_and_slot_duration(*timestamp, slot_duration);
    (slot, timestamp)
}

/// What executes the runtime. What it compiles the runtime to is kept in `cache`, if there is one.
fn executor(config: &ExecutorConfiguration, cache: Option<&Path>) -> WasmExecutor<HostFunctions> {
    let Some(cache) = cache else { return sc_service::new_wasm_executor(config) };
    let strategy = config
        .default_heap_pages
        .map_or(DEFAULT_HEAP_ALLOC_STRATEGY, |pages| HeapAllocStrategy::Static { extra_pages: pages as u32 });
    // As `new_wasm_executor` does, which takes no cache.
    WasmExecutor::builder()
        .with_execution_method(config.wasm_method)
        .with_onchain_heap_alloc_strategy(strategy)
        .with_offchain_heap_alloc_strategy(strategy)
        .with_max_runtime_instances(config.max_runtime_instances)
        .with_runtime_cache_size(config.runtime_cache_size)
        .with_cache_path(cache)
        .build()
}

/// Builds what every sub-command that touches the database needs.
pub fn new_partial(config: &Configuration) -> Result<Service, ServiceError> {
    let genesis = config.chain_spec.as_storage_builder().build_storage()?;
    new_partial_from(genesis, config, &OwnOptions::default())
}

/// The same, with the chain spec's genesis state.
fn new_partial_from(genesis: Storage, config: &Configuration, own: &OwnOptions) -> Result<Service, ServiceError> {
    let telemetry = config
        .telemetry_endpoints
        .clone()
        .filter(|endpoints| !endpoints.is_empty())
        .map(|endpoints| -> Result<_, sc_telemetry::Error> {
            let worker = TelemetryWorker::new(16)?;
            let telemetry = worker.handle().new_telemetry(endpoints);
            Ok((worker, telemetry))
        })
        .transpose()?;

    let executor = executor(&config.executor, own.wasm_cache.as_deref());
    // As `new_full_parts` does, which would have the genesis state made once more.
    let mut database = config.db_config();
    database.pruning_filters.push(Arc::new(GrandpaPruningFilter));
    let backend = sc_service::new_db_backend::<Block>(database)?;
    let genesis = GenesisBlockBuilder::<Block, _, _>::new_with_storage(
        genesis,
        !config.no_genesis(),
        backend.clone(),
        executor.clone(),
    )?;
    let (client, backend, keystore_container, task_manager) =
        sc_service::new_full_parts_with_genesis_builder::<Block, RuntimeApi, _, _>(
            config,
            telemetry.as_ref().map(|(_, telemetry)| telemetry.handle()),
            executor,
            backend,
            genesis,
            false,
        )?;
    let client = Arc::new(client);

    let telemetry = telemetry.map(|(worker, telemetry)| {
        task_manager.spawn_handle().spawn("telemetry", None, worker.run());
        telemetry
    });

    let select_chain = sc_consensus::LongestChain::new(backend.clone());

    let transaction_pool =
        Arc::new(Pool::new(own.pool.clone(), client.clone(), config, task_manager.spawn_essential_handle()));

    let (grandpa_block_import, grandpa_link) = sc_consensus_grandpa::block_import(
        client.clone(),
        JUSTIFICATION_PERIOD,
        &client,
        select_chain.clone(),
        telemetry.as_ref().map(Telemetry::handle),
    )?;

    let inherent_client = client.clone();
    let import_queue = sc_consensus_aura::import_queue::<AuraPair, _, _, _, _, _>(ImportQueueParams {
        block_import: grandpa_block_import.clone(),
        justification_import: Some(Box::new(grandpa_block_import.clone())),
        client: client.clone(),
        create_inherent_data_providers: move |parent_hash, _| {
            let client = inherent_client.clone();
            async move { Ok(inherent_data(sc_consensus_aura::standalone::slot_duration_at(&*client, parent_hash)?)) }
        },
        spawner: &task_manager.spawn_essential_handle(),
        registry: config.prometheus_registry(),
        check_for_equivocation: Default::default(),
        telemetry: telemetry.as_ref().map(Telemetry::handle),
        compatibility_mode: Default::default(),
    })?;

    Ok(PartialComponents {
        client,
        backend,
        task_manager,
        import_queue,
        keystore_container,
        select_chain,
        transaction_pool,
        other: (grandpa_block_import, grandpa_link, telemetry),
    })
}

/// Starts a node.
pub fn new_full(mut config: Configuration, own: OwnOptions) -> Result<TaskManager, ServiceError> {
    if !matches!(config.network.network_backend, NetworkBackendType::Litep2p) {
        return Err(ServiceError::Other(
            "this node talks over litep2p only: start it without --network-backend".into(),
        ));
    }
    let genesis = public_keys::genesis(config.chain_spec.as_ref())?;
    rpc::secure(config.rpc.addr.as_deref_mut().unwrap_or_default())?;
    signatures::remember(own.remembered_signatures);
    let PartialComponents {
        client,
        backend,
        mut task_manager,
        import_queue,
        keystore_container,
        select_chain,
        transaction_pool,
        other: (block_import, grandpa_link, mut telemetry),
    } = new_partial_from(genesis, &config, &own)?;

    let permissioning = Permissioning::begin(client.clone(), own.also_permitted, &mut config.network);
    let mut net_config = sc_network::config::FullNetworkConfiguration::<Block, Hash, Network>::new(
        &config.network,
        config.prometheus_registry().cloned(),
    );
    let metrics = <Network as NetworkBackend<Block, Hash>>::register_notification_metrics(config.prometheus_registry());

    let genesis_hash =
        client.block_hash(0)?.ok_or_else(|| ServiceError::Other("the database has no genesis block".to_owned()))?;
    let grandpa_protocol_name = sc_consensus_grandpa::protocol_standard_name(&genesis_hash, &config.chain_spec);
    let (grandpa_protocol_config, grandpa_notification_service) =
        sc_consensus_grandpa::grandpa_peers_set_config::<Block, Network>(
            grandpa_protocol_name.clone(),
            metrics.clone(),
            net_config.peer_store_handle(),
        );
    net_config.add_notification_protocol(grandpa_protocol_config);

    let warp_sync = Arc::new(sc_consensus_grandpa::warp_proof::NetworkProvider::new(
        backend.clone(),
        grandpa_link.shared_authority_set().clone(),
        Vec::default(),
    ));

    let Built { network, system_rpc: system_rpc_tx, transactions: tx_handler_controller, sync: sync_service } =
        network::build(Parts {
            config: &config,
            net_config,
            client: client.clone(),
            transaction_pool: transaction_pool.clone(),
            spawn_handle: task_manager.spawn_handle(),
            spawn_essential_handle: task_manager.spawn_essential_handle(),
            import_queue,
            warp_sync,
            metrics,
            served: permissioning.served(),
        })?;
    // A node that does not know any more whom to talk to must not go on talking.
    task_manager.spawn_essential_handle().spawn(
        "permissioning",
        Some("networking"),
        permissioning.follow(network.clone(), sync_service.clone()),
    );

    let role = config.role;
    let force_authoring = config.force_authoring;
    let name = config.network.node_name.clone();
    let enable_grandpa = !config.disable_grandpa;
    let prometheus_registry = config.prometheus_registry().cloned();
    let shared_voter_state = SharedVoterState::empty();

    let rpc_builder = {
        let client = client.clone();
        let pool = transaction_pool.clone();
        let shared_voter_state = shared_voter_state.clone();
        let shared_authority_set = grandpa_link.shared_authority_set().clone();
        let justification_stream = grandpa_link.justification_stream();
        let finality_provider =
            FinalityProofProvider::new_for_service(backend.clone(), Some(shared_authority_set.clone()));
        Box::new(move |subscription_executor: sc_rpc::SubscriptionTaskExecutor| {
            rpc::create_full(FullDeps {
                client: client.clone(),
                pool: pool.clone(),
                grandpa: GrandpaDeps {
                    shared_voter_state: shared_voter_state.clone(),
                    shared_authority_set: shared_authority_set.clone(),
                    justification_stream: justification_stream.clone(),
                    finality_provider: finality_provider.clone(),
                    subscription_executor,
                },
            })
            .map_err(Into::into)
        })
    };

    sc_service::spawn_tasks(SpawnTasksParams {
        network: Arc::new(network.clone()),
        client: client.clone(),
        keystore: keystore_container.keystore(),
        task_manager: &mut task_manager,
        transaction_pool: transaction_pool.clone(),
        rpc_builder,
        backend,
        system_rpc_tx,
        tx_handler_controller,
        sync_service: sync_service.clone(),
        config,
        telemetry: telemetry.as_mut(),
        tracing_execute_block: None,
    })?;

    if role.is_authority() {
        let proposer_factory = sc_basic_authorship::ProposerFactory::new(
            task_manager.spawn_handle(),
            client.clone(),
            transaction_pool.clone(),
            prometheus_registry.as_ref(),
            telemetry.as_ref().map(Telemetry::handle),
        );
        let slot_duration = sc_consensus_aura::slot_duration::<AuraId, _, _>(&*client)?;
        let filling = slot_duration.as_duration().mul_f32(FILLING_SLOT_PORTION);
        let proposer_factory = proposing::Limited::new(proposer_factory, filling);

        let aura = sc_consensus_aura::start_aura::<AuraPair, _, _, _, _, _, _, _, _, _, _>(StartAuraParams {
            slot_duration,
            client,
            select_chain,
            block_import,
            proposer_factory,
            create_inherent_data_providers: move |_, ()| async move { Ok(inherent_data(slot_duration)) },
            force_authoring,
            // This also bounds a fork that a node makes alone, which syncing relies on: each block of its own raises what it believes to
            // have in common with its peers, and a fork much longer than a request could not be left.
            backoff_authoring_blocks: Some(BackoffAuthoringOnFinalizedHeadLagging::default()),
            keystore: keystore_container.keystore(),
            sync_oracle: sync_service.clone(),
            justification_sync_link: sync_service.clone(),
            block_proposal_slot_portion: SlotProportion::new(PROPOSAL_SLOT_PORTION),
            // No more time after slots that were missed: where blocks come late, larger ones come later.
            max_block_proposal_slot_portion: Some(SlotProportion::new(PROPOSAL_SLOT_PORTION)),
            telemetry: telemetry.as_ref().map(Telemetry::handle),
            compatibility_mode: Default::default(),
        })?;

        // A validator that cannot author must not look alive.
        task_manager.spawn_essential_handle().spawn_blocking("aura", Some("block-authoring"), aura);
    }

    if enable_grandpa {
        let grandpa_config = sc_consensus_grandpa::Config {
            gossip_duration: GOSSIP_DURATION,
            justification_generation_period: JUSTIFICATION_PERIOD,
            name: Some(name),
            observer_enabled: false,
            keystore: role.is_authority().then(|| keystore_container.keystore()),
            local_role: role,
            telemetry: telemetry.as_ref().map(Telemetry::handle),
            protocol_name: grandpa_protocol_name,
        };

        // A node without authority runs the full voter too: it then checks every vote, and gossips them.
        let voter = sc_consensus_grandpa::run_grandpa_voter(sc_consensus_grandpa::GrandpaParams {
            config: grandpa_config,
            link: grandpa_link,
            network,
            sync: sync_service,
            notification_service: grandpa_notification_service,
            // The SDK's default leaves out the two newest blocks too, since they may be exchanged for others. Here one author has each
            // slot, so that this is rare, and a vote for such a block counts for what it has in common with the others.
            voting_rule: VotingRulesBuilder::new().add(ThreeQuartersOfTheUnfinalizedChain).build(),
            prometheus_registry,
            shared_voter_state,
            telemetry: telemetry.as_ref().map(Telemetry::handle),
            offchain_tx_pool_factory: OffchainTransactionPoolFactory::new(transaction_pool),
        })?;

        task_manager.spawn_essential_handle().spawn_blocking("grandpa-voter", None, voter);
    }

    Ok(task_manager)
}

#[cfg(test)]
mod tests {
    use super::*;
    use sp_runtime::traits::Block as BlockT;

    type Transaction = <Block as BlockT>::Extrinsic;

    #[test]
    fn transaction_should_stay_closed_when_the_node_takes_it() {
        // Eight bytes that are no transaction, after their length.
        let mut closed = vec![8u8 << 2];
        closed.extend([0xff; 8]);
        assert_eq!(Transaction::try_from_encoded_extrinsic(&closed).unwrap().inner(), [0xff; 8]);
        // A length of 4 GB, and one byte.
        assert!(Transaction::try_from_encoded_extrinsic(&[3, 0xff, 0xff, 0xff, 0xff, 0x84]).is_err());
    }
}
