//! The network of a node, put together so that only permitted nodes get answers.
//!
//! This does what `sc_service::build_network` does, part by part, with one difference. The SDK's reserved-only mode governs the
//! protocols on which peers notify each other. Its request-response protocols (blocks, state, proofs of finality, proofs of storage)
//! answer whoever asks, and the SDK has no place to hook in. So each of them is led through a guard here, which drops the
//! requests of nodes that are not permitted: to the one who asks it looks like a node that does not answer. The guard also leaves each
//! permitted node a share only: the SDK's handlers take whatever comes first, and who asks without end would keep the others out.
//! Bitswap, which Bogam has no use for, is left out, and so is libp2p: one network library is enough to guard.

use crate::{
    permissioning::Served,
    pool::Pool,
    service::{Block, FullClient},
    sync::{Insistent, Robust},
};
use bogam_runtime::Hash;
use futures::{FutureExt, StreamExt, channel::oneshot, stream::FuturesUnordered};
use sc_client_api::{BlockBackend, BlockchainEvents};
use sc_consensus::{DefaultImportQueue, ImportQueue};
use sc_network::{
    Litep2pNetworkBackend, NetworkBackend, NetworkBlock, NotificationMetrics, PeerId,
    config::{FullNetworkConfiguration, IncomingRequest, Params, PeerStore, Roles, SyncMode},
    service::traits::{NetworkService, RequestResponseConfig},
};
use sc_network_light::light_client_requests::handler::LightClientRequestHandler;
use sc_network_sync::{
    SyncingService, WarpSyncConfig,
    block_relay_protocol::BlockRelayParams,
    block_request_handler::BlockRequestHandler,
    engine::SyncingEngine,
    service::network::NetworkServiceProvider,
    state_request_handler::StateRequestHandler,
    strategy::{
        polkadot::{PolkadotSyncingStrategy, PolkadotSyncingStrategyConfig},
        warp::WarpSyncProvider,
    },
    warp_request_handler::RequestHandler as WarpSyncRequestHandler,
};
use sc_network_transactions::{TransactionsHandlerController, TransactionsHandlerPrototype};
use sc_service::{
    Configuration, SpawnEssentialTaskHandle, SpawnTaskHandle, TransactionPoolAdapter, build_system_rpc_future,
    default_gap_sync_body_policy, error::Error as ServiceError,
};
use sc_utils::mpsc::{TracingUnboundedSender, tracing_unbounded};
use sp_blockchain::HeaderBackend;
use sp_consensus::block_validation::DefaultBlockAnnounceValidator;
use std::{collections::HashMap, sync::Arc};

/// The group under which the tasks of the network are measured.
const NETWORKING: Option<&str> = Some("networking");

/// How many requests of a protocol wait for the guard, which never waits itself.
const WAITING: usize = 64;

/// How many requests of one node are under way in a protocol. A node that fetches blocks or state has one, and a second one for a proof
/// of finality; a node that has not heard that its last one was answered has one more.
const SHARE: usize = 4;

/// The network library.
pub type Network = Litep2pNetworkBackend;

/// A protocol of requests and responses.
type Protocol = <Network as NetworkBackend<Block, Hash>>::RequestResponseProtocolConfig;

/// How many requests of each node are under way.
#[derive(Debug, Default)]
struct Shares(HashMap<PeerId, usize>);

impl Shares {
    /// Whether a node has as many as it may.
    fn is_full(&self, peer: &PeerId) -> bool {
        self.0.get(peer).is_some_and(|count| *count >= SHARE)
    }

    /// One more of this node.
    fn begin(&mut self, peer: PeerId) {
        *self.0.entry(peer).or_default() += 1;
    }

    /// One less.
    fn end(&mut self, peer: &PeerId) {
        let Some(count) = self.0.get_mut(peer) else { return };
        *count = count.saturating_sub(1);
        if *count == 0 {
            self.0.remove(peer);
        }
    }
}

/// Stands before the protocols that answer requests.
struct Guard {
    served: Served,
    spawn_handle: SpawnTaskHandle,
}

impl Guard {
    /// The protocol, answering permitted nodes only, and each of them no more than its share at once.
    fn before(&self, mut protocol: Protocol) -> Protocol {
        let Some(handler) = protocol.inbound_queue.take() else { return protocol };
        let (sender, requests) = async_channel::bounded::<IncomingRequest>(WAITING);
        protocol.inbound_queue = Some(sender);
        let served = self.served.clone();
        let name = protocol.protocol_name().clone();
        self.spawn_handle.spawn("request-guard", NETWORKING, async move {
            let mut shares = Shares::default();
            let mut under_way = FuturesUnordered::new();
            loop {
                let request = tokio::select! {
                    request = requests.recv() => request,
                    Some(peer) = under_way.next(), if !under_way.is_empty() => {
                        shares.end(&peer);
                        continue;
                    }
                };
                let Ok(IncomingRequest { peer, payload, pending_response }) = request else { return };
                if !served.includes(&peer) {
                    log::debug!(target: "permissioning", "{name}: {peer} is not permitted to ask");
                    continue;
                }
                if shares.is_full(&peer) {
                    log::debug!(target: "permissioning", "{name}: {peer} asks for more than its share");
                    continue;
                }
                let (answer, answered) = oneshot::channel();
                // A handler that is too busy loses requests, as it does without a guard.
                if handler.try_send(IncomingRequest { peer, payload, pending_response: answer }).is_ok() {
                    shares.begin(peer);
                    under_way.push(async move {
                        if let Ok(response) = answered.await {
                            // Whoever asked may have gone.
                            let _ = pending_response.send(response);
                        }
                        peer
                    });
                }
            }
        });
        protocol
    }
}

/// What a network is made of.
pub struct Parts<'a> {
    /// How the node was started.
    pub config: &'a Configuration,
    /// The protocols so far.
    pub net_config: FullNetworkConfiguration<Block, Hash, Network>,
    /// The client.
    pub client: Arc<FullClient>,
    /// Where transactions go.
    pub transaction_pool: Arc<Pool>,
    /// What starts tasks.
    pub spawn_handle: SpawnTaskHandle,
    /// What starts tasks that the node cannot be without.
    pub spawn_essential_handle: SpawnEssentialTaskHandle,
    /// Where blocks go.
    pub import_queue: DefaultImportQueue<Block>,
    /// What proves and verifies finality over a long time.
    pub warp_sync: Arc<dyn WarpSyncProvider<Block>>,
    /// Measurements.
    pub metrics: NotificationMetrics,
    /// Who gets answers.
    pub served: Served,
}

/// A network that runs.
pub struct Built {
    /// The network itself.
    pub network: Arc<dyn NetworkService>,
    /// Answers to questions about it over JSON-RPC.
    pub system_rpc: TracingUnboundedSender<sc_rpc::system::Request<Block>>,
    /// Spreads transactions.
    pub transactions: TransactionsHandlerController<Hash>,
    /// Fetches blocks.
    pub sync: Arc<SyncingService<Block>>,
}

/// Puts the network together and starts it.
pub fn build(parts: Parts<'_>) -> Result<Built, ServiceError> {
    let Parts {
        config,
        mut net_config,
        client,
        transaction_pool,
        spawn_handle,
        spawn_essential_handle,
        import_queue,
        warp_sync,
        metrics,
        served,
    } = parts;
    if config.network.ipfs_server {
        return Err(ServiceError::Other("this node does not serve IPFS: start it without --ipfs-server".to_owned()));
    }
    if client.requires_full_sync() && !matches!(config.network.sync_mode, SyncMode::Full) {
        return Err(ServiceError::Other("a node that keeps all states has to start with --sync full".to_owned()));
    }

    let guard = Guard { served, spawn_handle: spawn_handle.clone() };
    let provider = NetworkServiceProvider::new();
    let protocol_id = config.protocol_id();
    let fork_id = config.chain_spec.fork_id();
    let genesis_hash = client.info().genesis_hash;
    let registry = config.prometheus_registry();
    let set = &config.network.default_peers_set;

    let expected_peers = (set.in_peers as usize).saturating_add(set.out_peers as usize);
    let BlockRelayParams { mut server, downloader, request_response_config } =
        BlockRequestHandler::<Block, FullClient>::new::<Network>(
            provider.handle(),
            &protocol_id,
            fork_id,
            client.clone(),
            expected_peers,
        );
    spawn_handle.spawn("block-request-handler", NETWORKING, async move { server.run().await });
    net_config.add_request_response_protocol(guard.before(request_response_config));

    let expected_peers = (config.network.default_peers_set_num_full as usize).saturating_add(set.reserved_nodes.len());
    let (handler, protocol) =
        StateRequestHandler::<Block, FullClient>::new::<Network>(&protocol_id, fork_id, client.clone(), expected_peers);
    let state_request_protocol_name = protocol.protocol_name().clone();
    spawn_handle.spawn("state-request-handler", NETWORKING, handler.run());
    net_config.add_request_response_protocol(guard.before(protocol));

    let (handler, protocol) = WarpSyncRequestHandler::<Block>::new::<_, Network>(
        protocol_id.clone(),
        genesis_hash,
        fork_id,
        warp_sync.clone(),
    );
    let warp_sync_protocol_name = protocol.protocol_name().clone();
    spawn_handle.spawn("warp-sync-request-handler", NETWORKING, handler.run());
    net_config.add_request_response_protocol(guard.before(protocol));

    let (handler, protocol) =
        LightClientRequestHandler::<Block, FullClient>::new::<Network>(&protocol_id, fork_id, client.clone());
    spawn_handle.spawn("light-client-request-handler", NETWORKING, handler.run());
    net_config.add_request_response_protocol(guard.before(protocol));

    let strategy = PolkadotSyncingStrategy::new(
        PolkadotSyncingStrategyConfig {
            mode: config.network.sync_mode,
            max_parallel_downloads: config.network.max_parallel_downloads,
            max_blocks_per_request: config.network.max_blocks_per_request,
            min_peers_to_start_warp_sync: config.network.min_peers_to_start_warp_sync,
            metrics_registry: registry.cloned(),
            state_request_protocol_name,
            block_downloader: Arc::new(Insistent::new(downloader.clone())),
            gap_sync_body_policy: default_gap_sync_body_policy(config.blocks_pruning),
        },
        client.clone(),
        Some(WarpSyncConfig::WithProvider(warp_sync)),
        Some(warp_sync_protocol_name),
    )?;
    let (engine, sync, block_announce_config) = SyncingEngine::new(
        Roles::from(&config.role),
        client.clone(),
        registry,
        metrics.clone(),
        &net_config,
        protocol_id.clone(),
        fork_id,
        Box::new(DefaultBlockAnnounceValidator),
        Box::new(Robust::new(strategy, client.clone(), downloader)),
        provider.handle(),
        import_queue.service(),
        net_config.peer_store_handle(),
    )?;
    spawn_essential_handle.spawn_blocking("syncing", None, engine.run());
    let sync = Arc::new(sync);

    let (transactions, transactions_config) = TransactionsHandlerPrototype::new::<_, Block, Network>(
        protocol_id.clone(),
        genesis_hash,
        fork_id,
        metrics.clone(),
        net_config.peer_store_handle(),
    );
    net_config.add_notification_protocol(transactions_config);
    let peer_store = net_config.take_peer_store();
    spawn_handle.spawn("peer-store", NETWORKING, peer_store.run());

    let has_boot_nodes = !net_config.network_config.boot_nodes.is_empty();
    let executor = spawn_handle.clone();
    let worker = <Network as NetworkBackend<Block, Hash>>::new(Params::<Block, Hash, Network> {
        role: config.role,
        executor: Box::new(move |task| executor.spawn("libp2p-node", NETWORKING, task)),
        network_config: net_config,
        genesis_hash,
        protocol_id,
        fork_id: fork_id.map(ToOwned::to_owned),
        metrics_registry: registry.cloned(),
        block_announce_config,
        ipfs_config: None,
        notification_metrics: metrics,
    })?;
    let network = NetworkBackend::<Block, Hash>::network_service(&worker);

    let pool = Arc::new(TransactionPoolAdapter::new(transaction_pool, client.clone()));
    let (handler, transactions) =
        transactions.build::<Block, Hash, _, _>(network.clone(), sync.clone(), pool, registry)?;
    spawn_handle.spawn_blocking("network-transactions-handler", NETWORKING, handler.run());
    spawn_handle.spawn_blocking(
        "chain-sync-network-service-provider",
        NETWORKING,
        provider.run(Arc::new(network.clone())),
    );
    let link = sync.clone();
    spawn_handle.spawn("import-queue", None, async move { import_queue.run(&*link).await });

    let (system_rpc, questions) = tracing_unbounded("mpsc_system_rpc", 10_000);
    let answers = build_system_rpc_future::<_, _, Hash>(
        config.role,
        network.clone(),
        sync.clone(),
        client.clone(),
        questions,
        has_boot_nodes,
    );
    spawn_handle.spawn("system-rpc-handler", NETWORKING, answers);

    // Without its network a node must not look alive.
    let work = drive(worker, client, sync.clone(), config.announce_block);
    spawn_essential_handle.spawn_blocking("network-worker", NETWORKING, work);

    Ok(Built { network, system_rpc, transactions, sync })
}

/// Runs the network, and tells the syncing service of blocks that the node imported or finalised.
async fn drive(worker: Network, client: Arc<FullClient>, sync: Arc<SyncingService<Block>>, announces: bool) {
    let mut imported = client.import_notification_stream().fuse();
    let mut finalised = client.finality_notification_stream().fuse();
    let work = NetworkBackend::<Block, Hash>::run(worker).fuse();
    futures::pin_mut!(work);
    loop {
        futures::select! {
            block = imported.next() => {
                // The stream ends with the client.
                let Some(block) = block else { return };
                if announces {
                    sync.announce_block(block.hash, None);
                }
                if block.is_new_best {
                    sync.new_best_block_imported(block.hash, block.header.number);
                }
            }
            block = finalised.select_next_some() => sync.on_block_finalized(block.hash, block.header),
            () = work => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sc_network::config::OutgoingResponse;
    use sc_service::TaskManager;
    use std::time::Duration;

    /// A protocol whose requests go to `handler`.
    fn protocol(handler: Option<async_channel::Sender<IncomingRequest>>) -> Protocol {
        <Network as NetworkBackend<Block, Hash>>::request_response_config(
            "/test/1".into(),
            Vec::new(),
            8,
            8,
            Duration::from_secs(1),
            handler,
        )
    }

    fn ask(queue: &async_channel::Sender<IncomingRequest>, peer: PeerId) -> oneshot::Receiver<OutgoingResponse> {
        let (pending_response, answer) = oneshot::channel();
        queue.try_send(IncomingRequest { peer, payload: vec![1], pending_response }).expect("the queue has room");
        answer
    }

    #[test]
    fn request_should_be_dropped_when_a_stranger_sends_it() {
        let runtime = tokio::runtime::Runtime::new().expect("there are threads");
        let tasks = TaskManager::new(runtime.handle().clone(), None).expect("nothing is measured");
        let (member, stranger) = (PeerId::random(), PeerId::random());
        let guard = Guard { served: Served::only([member]), spawn_handle: tasks.spawn_handle() };

        let (handler, handled) = async_channel::bounded(2);
        let mut guarded = guard.before(protocol(Some(handler)));
        let queue = guarded.inbound_queue.take().expect("it answers");
        let refused = ask(&queue, stranger);
        let taken = ask(&queue, member);
        runtime.block_on(async {
            assert!(refused.await.is_err(), "nobody answers a stranger");
            let request = handled.recv().await.expect("the guard is there");
            assert_eq!(request.peer, member);
            drop(request);
            assert!(taken.await.is_err(), "the handler has not answered");
        });
        assert!(handled.is_empty());

        let silent = guard.before(protocol(None));
        assert!(silent.inbound_queue.is_none(), "a protocol that only asks goes on only asking");
    }

    #[test]
    fn request_should_be_dropped_when_its_sender_has_its_share_under_way() {
        let runtime = tokio::runtime::Runtime::new().expect("there are threads");
        let tasks = TaskManager::new(runtime.handle().clone(), None).expect("nothing is measured");
        let (greedy, modest) = (PeerId::random(), PeerId::random());
        let guard = Guard { served: Served::only([greedy, modest]), spawn_handle: tasks.spawn_handle() };

        let (handler, handled) = async_channel::bounded(2 * SHARE);
        let mut guarded = guard.before(protocol(Some(handler)));
        let queue = guarded.inbound_queue.take().expect("it answers");
        let mut asked: Vec<_> = (0..SHARE + 1).map(|_| ask(&queue, greedy)).collect();
        let other = ask(&queue, modest);
        runtime.block_on(async {
            assert!(asked.pop().expect("it was asked").await.is_err(), "one is too many");
            let mut taken = Vec::new();
            for _ in 0..SHARE + 1 {
                taken.push(handled.recv().await.expect("the guard is there"));
            }
            assert_eq!(taken.iter().filter(|request| request.peer == greedy).count(), SHARE);
            assert!(handled.is_empty());

            // What is answered makes room.
            let answer = OutgoingResponse { result: Ok(vec![7]), reputation_changes: Vec::new(), sent_feedback: None };
            assert!(taken.remove(0).pending_response.send(answer).is_ok(), "the guard is there");
            let answer = asked.remove(0).await.expect("it was answered");
            assert_eq!(answer.result, Ok(vec![7]));
            drop(taken);
            assert!(other.await.is_err(), "the handler has not answered");
            for rest in asked {
                assert!(rest.await.is_err(), "the handler has not answered");
            }
        });
        let mut shares = Shares::default();
        (0..SHARE).for_each(|_| shares.begin(greedy));
        assert!(shares.is_full(&greedy) && !shares.is_full(&modest));
        shares.end(&greedy);
        assert!(!shares.is_full(&greedy));
        (0..SHARE).for_each(|_| shares.end(&greedy));
        assert!(shares.0.is_empty());
    }
}
