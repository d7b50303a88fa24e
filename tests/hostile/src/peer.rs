//! The node: the SDK's network with the protocols of a Bogam node, and nobody behind it who would keep to their rules.

use crate::{
    Facts,
    answers::{Answers, Responder},
    consensus::Consensus,
    tally::Counter,
};
use codec::Encode;
use sc_network::{
    IfDisconnected, Litep2pNetworkBackend, MessageSink, Multiaddr, NetworkBackend, NetworkRequest, NotificationService,
    PeerId, ProtocolName, RequestFailure,
    config::{
        FullNetworkConfiguration, IncomingRequest, MultiaddrWithPeerId, NetworkConfiguration, NodeKeyConfig,
        NonReservedPeerMode, NotificationHandshake, Params, PeerStore, Role, Secret, SetConfig,
    },
    service::traits::{NetworkService, NotificationEvent, ValidationResult},
};
use sp_core::H256;
use sp_runtime::{OpaqueExtrinsic, generic, traits::BlakeTwo256};
use std::{
    collections::{BTreeMap, HashMap},
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::{
    runtime::Handle,
    time::{Instant, sleep},
};

/// The network library, as the node has it.
type Network = Litep2pNetworkBackend;

/// Blocks, as far as the network looks into them.
type Block = generic::Block<generic::Header<u32, BlakeTwo256>, OpaqueExtrinsic>;

/// The most bytes that this side would send or take in one message: more than any honest node does.
const MOST: u64 = 64 * 1024 * 1024;

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// How many requests of others wait to be taken.
const WAITING: usize = 64;

/// How many other nodes may open a stream here.
const ROOM: u32 = 64;

/// How often something is looked at that is waited for.
const PERIOD: Duration = Duration::from_millis(50);

/// A protocol in which whoever asks gets one answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protocol {
    /// Blocks.
    Blocks,
    /// State, for nodes that begin with a recent block.
    State,
    /// Proofs of finality over a long time.
    Warp,
    /// Proofs of storage and of execution.
    Light,
}

impl Protocol {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Blocks, Self::State, Self::Warp, Self::Light];

    fn name(self, genesis: H256) -> ProtocolName {
        let end = match self {
            Self::Blocks => "sync/2",
            Self::State => "state/2",
            Self::Warp => "sync/warp",
            Self::Light => "light/2",
        };
        named(genesis, end)
    }
}

/// A protocol in which both sides say what they like, and nobody answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    /// New blocks.
    Announces,
    /// Transactions.
    Transactions,
    /// GRANDPA's votes.
    Consensus,
}

impl Stream {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Announces, Self::Transactions, Self::Consensus];

    fn name(self, genesis: H256) -> ProtocolName {
        let end = match self {
            Self::Announces => "block-announces/1",
            Self::Transactions => "transactions/1",
            Self::Consensus => "grandpa/1",
        };
        named(genesis, end)
    }
}

/// How a Bogam network names a protocol: it has no fork id.
fn named(genesis: H256, end: &str) -> ProtocolName {
    format!("/{}/{end}", hex::encode(genesis.as_bytes())).into()
}

/// What is known of a kind of streams.
#[derive(Default)]
struct Streams {
    open: Mutex<HashMap<PeerId, Arc<dyn MessageSink>>>,
}

impl Streams {
    fn lock(&self) -> MutexGuard<'_, HashMap<PeerId, Arc<dyn MessageSink>>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What the others did.
#[derive(Debug, Default)]
pub struct Others {
    /// How often they asked for blocks: those that this node has claimed to have.
    pub asked: Counter,
    /// The same of each of them.
    askers: Mutex<HashMap<PeerId, u64>>,
    /// How many messages they sent on streams.
    pub said: Counter,
    /// How many streams ended.
    pub closed: Counter,
}

impl Others {
    fn askers(&self) -> MutexGuard<'_, HashMap<PeerId, u64>> {
        self.askers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes down that this one has asked for blocks. Yields how often all have.
    pub fn note_asked(&self, asker: PeerId) -> u64 {
        self.asked.count();
        *self.askers().entry(asker).or_default() += 1;
        self.asked.get()
    }

    /// How often each has asked for blocks since this node was started, by the names of the nodes.
    pub fn asked_by(&self) -> BTreeMap<String, u64> {
        self.askers().iter().map(|(asker, times)| (asker.to_string(), *times)).collect()
    }
}

/// The node.
pub struct Peer {
    network: Arc<dyn NetworkService>,
    streams: [Arc<Streams>; 3],
    names: [ProtocolName; 4],
    /// Whom it abuses.
    pub targets: Vec<PeerId>,
    /// What it was told about the chain.
    pub facts: Facts,
    /// What it has learned of the votes.
    pub consensus: Arc<Consensus>,
    /// What the others did.
    pub others: Arc<Others>,
}

impl Peer {
    /// Starts the node and has it connect to its targets. Others find it at `port`, and what they ask is answered so.
    pub fn start(key: PathBuf, port: u16, targets: &[String], facts: Facts, answers: Answers) -> Result<Self, String> {
        let parsed = |target: &String| {
            target.parse::<MultiaddrWithPeerId>().map_err(|error| format!("{target} is no address of a node: {error}"))
        };
        let reserved = targets.iter().map(parsed).collect::<Result<Vec<_>, _>>()?;
        let targets: Vec<PeerId> = reserved.iter().map(|target| target.peer_id).collect();

        let mut config = NetworkConfiguration::new_local();
        let address = format!("/ip4/127.0.0.1/tcp/{port}").parse::<Multiaddr>();
        config.listen_addresses = vec![address.map_err(|error| format!("nobody can listen at port {port}: {error}"))?];
        config.node_key = NodeKeyConfig::Ed25519(Secret::File(key));
        config.default_peers_set = SetConfig {
            in_peers: 0,
            out_peers: 0,
            reserved_nodes: reserved,
            non_reserved_mode: NonReservedPeerMode::Deny,
        };
        let mut full = FullNetworkConfiguration::<Block, H256, Network>::new(&config, None);
        let metrics = <Network as NetworkBackend<Block, H256>>::register_notification_metrics(None);

        let others = Arc::new(Others::default());
        let consensus = Arc::new(Consensus::default());
        let streams: [Arc<Streams>; 3] = Default::default();
        // It claims to be a validator: nobody checks that, and validators get more of the votes.
        let handshake = (4u8, facts.height, facts.best, facts.genesis).encode();
        let (announces, service) = <Network as NetworkBackend<Block, H256>>::notification_config(
            Stream::Announces.name(facts.genesis),
            Vec::new(),
            MOST,
            Some(NotificationHandshake::from_bytes(handshake)),
            config.default_peers_set.clone(),
            metrics.clone(),
            full.peer_store_handle(),
        );
        let mut services = vec![(Stream::Announces, service)];
        for stream in [Stream::Transactions, Stream::Consensus] {
            let (protocol, service) = <Network as NetworkBackend<Block, H256>>::notification_config(
                stream.name(facts.genesis),
                Vec::new(),
                MOST,
                None,
                // The others open these, once they have a stream for blocks.
                SetConfig {
                    in_peers: ROOM,
                    out_peers: 0,
                    reserved_nodes: Vec::new(),
                    non_reserved_mode: NonReservedPeerMode::Accept,
                },
                metrics.clone(),
                full.peer_store_handle(),
            );
            full.add_notification_protocol(protocol);
            services.push((stream, service));
        }

        let (queue, requests) = async_channel::bounded::<IncomingRequest>(WAITING);
        let names = Protocol::ALL.map(|protocol| protocol.name(facts.genesis));
        for (protocol, name) in Protocol::ALL.into_iter().zip(&names) {
            let queue = (protocol == Protocol::Blocks).then(|| queue.clone());
            full.add_request_response_protocol(<Network as NetworkBackend<Block, H256>>::request_response_config(
                name.clone(),
                Vec::new(),
                MOST,
                MOST,
                PATIENCE,
                queue,
            ));
        }

        for (stream, service) in services {
            let attended = streams[stream as usize].clone();
            tokio::spawn(attend(stream, service, attended, others.clone(), consensus.clone()));
        }
        let store = full.take_peer_store();
        tokio::spawn(store.run());
        let runtime = Handle::current();
        let worker = <Network as NetworkBackend<Block, H256>>::new(Params::<Block, H256, Network> {
            role: Role::Authority,
            executor: Box::new(move |task| {
                runtime.spawn(task);
            }),
            network_config: full,
            protocol_id: "bogam".into(),
            genesis_hash: facts.genesis,
            fork_id: None,
            metrics_registry: None,
            block_announce_config: announces,
            ipfs_config: None,
            notification_metrics: metrics,
        })
        .map_err(|error| format!("the network does not start: {error}"))?;
        let network = NetworkBackend::<Block, H256>::network_service(&worker);
        tokio::spawn(NetworkBackend::<Block, H256>::run(worker));
        let responder = Responder {
            answers,
            network: network.clone(),
            protocol: names[Protocol::Blocks as usize].clone(),
            honest: targets.clone(),
            others: others.clone(),
        };
        tokio::spawn(responder.serve(requests));
        Ok(Self { network, streams, names, targets, facts, consensus, others })
    }

    /// What can be said to a target on this kind of stream, if there is one.
    pub fn sink(&self, stream: Stream, target: &PeerId) -> Option<Arc<dyn MessageSink>> {
        self.streams[stream as usize].lock().get(target).cloned()
    }

    /// To how many targets there is a stream of this kind.
    pub fn connected(&self, stream: Stream) -> usize {
        let open = self.streams[stream as usize].lock();
        self.targets.iter().filter(|target| open.contains_key(*target)).count()
    }

    /// Waits until there is a stream of this kind to each target, for at most `limit`.
    pub async fn await_streams(&self, stream: Stream, limit: Duration) {
        let deadline = Instant::now() + limit;
        while self.connected(stream) < self.targets.len() && Instant::now() < deadline {
            sleep(PERIOD).await;
        }
    }

    /// Asks a target something.
    pub async fn ask(&self, target: PeerId, protocol: Protocol, request: Vec<u8>) -> Result<Vec<u8>, RequestFailure> {
        let name = self.names[protocol as usize].clone();
        let answer = self.network.request(target, name, request, None, IfDisconnected::TryConnect).await;
        answer.map(|(bytes, _)| bytes)
    }
}

/// Accepts whoever comes on a kind of streams, and listens.
async fn attend(
    stream: Stream,
    mut service: Box<dyn NotificationService>,
    streams: Arc<Streams>,
    others: Arc<Others>,
    consensus: Arc<Consensus>,
) {
    while let Some(event) = service.next_event().await {
        match event {
            NotificationEvent::ValidateInboundSubstream { result_tx, .. } => {
                // It has gone again if nobody hears this.
                let _ = result_tx.send(ValidationResult::Accept);
            }
            NotificationEvent::NotificationStreamOpened { peer, .. } => {
                if let Some(sink) = service.message_sink(&peer) {
                    streams.lock().insert(peer, Arc::from(sink));
                }
            }
            NotificationEvent::NotificationStreamClosed { peer } => {
                streams.lock().remove(&peer);
                others.closed.count();
            }
            NotificationEvent::NotificationReceived { notification, .. } => {
                others.said.count();
                if stream == Stream::Consensus {
                    consensus.hear(&notification);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn protocols_should_be_in_the_order_in_which_they_are_looked_up() {
        for (place, protocol) in Protocol::ALL.into_iter().enumerate() {
            assert_eq!(protocol as usize, place);
        }
        for (place, stream) in Stream::ALL.into_iter().enumerate() {
            assert_eq!(stream as usize, place);
        }
    }

    #[test]
    fn protocols_should_have_the_names_of_the_sdk() {
        let genesis = H256::repeat_byte(0xab);
        let digits = "ab".repeat(32);
        assert_eq!(&*Protocol::Warp.name(genesis), format!("/{digits}/sync/warp"));
        assert_eq!(&*Stream::Announces.name(genesis), format!("/{digits}/block-announces/1"));
    }
}
