//! Whom the node talks to: the nodes on the chain's list, as the newest finalised block has it.
//!
//! The list is read when the node starts and after each finalised block. It reaches the network in two ways:
//!
//! - **Connections.** The protocol on which blocks are announced is in reserved-only mode, and its reserved peers are those
//!   permitted: nobody else's substream is accepted, and no other is opened. Transactions and GRANDPA's votes have sets of
//!   their own, which take in exactly the peers of that protocol and drop them with it.
//! - **Requests.** Blocks, state, proofs of finality and of storage are also answered to whoever asks, connected to the protocols
//!   above or not. [`Served`] stands before them (see `network`), so that nobody gets an answer who is not on the list.
//!
//! Peer discovery goes on with everybody: it tells addresses and nothing of the chain, and is how the addresses of permitted nodes
//! are found.
//!
//! A node that begins at genesis has a list from genesis, and possibly none of those on it exists any more. So **until it has caught
//! up** once, it also talks to the boot nodes and to the reserved nodes that its operator names. It does not serve them.
//! `docs/permissioning.md` says what this means for operators.

use crate::service::{Block, FullClient};
use bogam_primitives::{Moment, node::NodePermissions, time::MINUTE};
use bogam_runtime::Hash;
use futures::{FutureExt, StreamExt};
use sc_client_api::BlockchainEvents;
use sc_network::{
    PeerId,
    config::{NetworkConfiguration, NonReservedPeerMode},
    service::traits::NetworkService,
};
use sc_network_sync::SyncingService;
use sp_api::{ApiError, ApiExt, ProvideRuntimeApi};
use sp_blockchain::HeaderBackend;
use std::{
    collections::HashSet,
    sync::{Arc, PoisonError, RwLock},
    time::{SystemTime, UNIX_EPOCH},
};

/// Where the log of this part goes.
const LOG: &str = "permissioning";

/// A finalised block that is no older tells the list as it is: the node has caught up.
const RECENT: Moment = 5 * MINUTE;

/// The addresses of so many newly permitted nodes are searched for at once. The others turn up in the course of time.
const SEARCHES: usize = 16;

/// A set of peers, or all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Peers {
    Everybody,
    Only(HashSet<PeerId>),
}

/// Who gets answers to requests. All clones are the same.
#[derive(Clone, Debug)]
pub struct Served(Arc<RwLock<Peers>>);

impl Served {
    /// Whether this peer gets an answer.
    pub fn includes(&self, peer: &PeerId) -> bool {
        match &*self.0.read().unwrap_or_else(PoisonError::into_inner) {
            Peers::Everybody => true,
            Peers::Only(peers) => peers.contains(peer),
        }
    }

    /// These peers, for tests.
    #[cfg(test)]
    pub fn only(peers: impl IntoIterator<Item = PeerId>) -> Self {
        Self(Arc::new(RwLock::new(Peers::Only(peers.into_iter().collect()))))
    }

    fn set(&self, peers: Peers) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = peers;
    }
}

/// What the chain says after some block.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Reading {
    /// The list; `None` if the chain is open.
    list: Option<HashSet<PeerId>>,
    /// The moment of the block.
    moment: Moment,
}

impl Reading {
    fn at(client: &FullClient, block: Hash) -> Result<Self, ApiError> {
        let api = client.runtime_api();
        // A runtime from before there were lists.
        if !api.has_api::<dyn NodePermissions<Block>>(block)? {
            return Ok(Self { list: None, moment: 0 });
        }
        let nodes = api.permitted_nodes(block)?;
        let list = nodes.map(|nodes| nodes.iter().filter_map(|node| PeerId::from_bytes(node).ok()).collect());
        Ok(Self { list, moment: api.moment(block)? })
    }
}

/// What the operator and the chain spec say, beside the chain.
#[derive(Clone, Debug)]
struct Local {
    /// The operator's reserved nodes.
    reserved: HashSet<PeerId>,
    /// The boot nodes, and the operator's reserved nodes.
    guides: HashSet<PeerId>,
    /// Nodes that the operator permits whatever the chain says.
    also: HashSet<PeerId>,
    /// Whether the operator takes nodes that are not reserved, if the chain is open.
    is_open: bool,
}

impl Local {
    fn of(network: &NetworkConfiguration, also: HashSet<PeerId>) -> Self {
        let reserved = &network.default_peers_set.reserved_nodes;
        Self {
            reserved: reserved.iter().map(|node| node.peer_id).collect(),
            guides: network.boot_nodes.iter().chain(reserved).map(|node| node.peer_id).collect(),
            also,
            is_open: network.default_peers_set.non_reserved_mode == NonReservedPeerMode::Accept,
        }
    }

    /// Who gets answers.
    fn served(&self, list: Option<&HashSet<PeerId>>) -> Peers {
        list.map_or(Peers::Everybody, |list| Peers::Only(list | &self.also))
    }

    /// Who is connected to.
    fn connected(&self, list: Option<&HashSet<PeerId>>, has_caught_up: bool) -> Peers {
        match self.served(list) {
            Peers::Only(peers) if !has_caught_up => Peers::Only(&peers | &self.guides),
            peers => peers,
        }
    }
}

/// Keeps the network to what the chain says.
pub struct Permissioning {
    client: Arc<FullClient>,
    local: Local,
    served: Served,
    connected: Peers,
    /// The last word of the chain; `None` if it could not be read yet.
    reading: Option<Reading>,
    has_caught_up: bool,
}

impl Permissioning {
    /// Reads the list as the database has it, and has the network begin with it.
    pub fn begin(client: Arc<FullClient>, also: Vec<PeerId>, network: &mut NetworkConfiguration) -> Self {
        let local = Local::of(network, also.into_iter().collect());
        let block = client.info().finalized_hash;
        let reading = Reading::at(&client, block)
            // A node that was stopped while it fetched its first state.
            .inspect_err(|error| log::warn!(target: LOG, "The list of nodes cannot be read at {block:?}: {error}"))
            .ok();
        let has_caught_up = reading.as_ref().is_some_and(|reading| is_recent(reading.moment, now()));
        // Without any list, it is as if nobody was on it.
        let nobody = HashSet::new();
        let list = reading.as_ref().map_or(Some(&nobody), |reading| reading.list.as_ref());
        let served = Served(Arc::new(RwLock::new(local.served(list))));
        let connected = local.connected(list, has_caught_up);

        if let Peers::Only(peers) = &connected {
            let known = network.boot_nodes.iter().chain(&network.default_peers_set.reserved_nodes);
            let reserved = known.filter(|node| peers.contains(&node.peer_id)).cloned().collect();
            network.default_peers_set.reserved_nodes = reserved;
            network.default_peers_set.non_reserved_mode = NonReservedPeerMode::Deny;
        }
        Self { client, local, served, connected, reading, has_caught_up }
    }

    /// Who gets answers, now and whenever it changes.
    pub fn served(&self) -> Served {
        self.served.clone()
    }

    /// Follows the chain for as long as the node runs.
    pub async fn follow(mut self, network: Arc<dyn NetworkService>, sync: Arc<SyncingService<Block>>) {
        let own = network.local_peer_id();
        let mut finalised = self.client.finality_notification_stream();
        self.tell_own_standing(&own);
        // The network has begun with those whose addresses it was given.
        self.connect(&own, &*network, &sync, &HashSet::new());
        while let Some(notification) = finalised.next().await {
            let mut newest = notification.hash;
            // While it catches up, blocks are finalised faster than lists have to be read.
            while let Some(Some(later)) = finalised.next().now_or_never() {
                newest = later.hash;
            }
            self.update(newest, &own, &*network, &sync);
        }
    }

    fn update(&mut self, block: Hash, own: &PeerId, network: &dyn NetworkService, sync: &SyncingService<Block>) {
        let reading = match Reading::at(&self.client, block) {
            Ok(reading) => reading,
            Err(error) => {
                log::warn!(target: LOG, "The list of nodes cannot be read at {block:?}, the last one counts: {error}");
                return;
            }
        };
        let had_caught_up = self.has_caught_up;
        self.has_caught_up |= is_recent(reading.moment, now());
        let changes = self.reading.as_ref().is_none_or(|last| last.list != reading.list);
        self.reading = Some(reading);
        if !changes && had_caught_up == self.has_caught_up {
            return;
        }

        let list = self.reading.as_ref().and_then(|reading| reading.list.as_ref());
        self.served.set(self.local.served(list));
        let connected = self.local.connected(list, self.has_caught_up);
        let before = std::mem::replace(&mut self.connected, connected);
        if before != self.connected {
            let before = match before {
                Peers::Only(peers) => peers,
                Peers::Everybody => {
                    // Only now: the SDK takes every peer that is connected for one that is being closed when it is told so, and
                    // would not close it any more when it is taken off the list.
                    network.deny_unreserved_peers();
                    HashSet::new()
                }
            };
            self.connect(own, network, sync, &before);
        }
        if changes {
            self.tell_own_standing(own);
        }
    }

    /// Has the network keep to those permitted, of which `before` were so already.
    fn connect(
        &self,
        own: &PeerId,
        network: &dyn NetworkService,
        sync: &SyncingService<Block>,
        before: &HashSet<PeerId>,
    ) {
        match &self.connected {
            Peers::Only(peers) => {
                let others = peers.iter().filter(|peer| *peer != own).copied().collect::<HashSet<_>>();
                for peer in others.iter().filter(|peer| !before.contains(*peer)).take(SEARCHES) {
                    network.find_closest_peers(*peer);
                }
                // In this order, those who are permitted stay connected. Slots are for those who are not.
                sync.set_no_slot_peers(others.clone());
                network.set_authorized_peers(others);
            }
            Peers::Everybody => {
                sync.set_no_slot_peers(HashSet::new());
                network.set_authorized_peers(self.local.reserved.clone());
                if self.local.is_open {
                    network.accept_unreserved_peers();
                }
            }
        }
    }

    /// Tells the operator how many nodes there are, and whether this is one of them.
    fn tell_own_standing(&self, own: &PeerId) {
        match self.reading.as_ref().map(|reading| reading.list.as_ref()) {
            None => log::warn!(target: LOG, "The list of nodes is not known yet: only boot nodes are talked to"),
            Some(None) => log::warn!(target: LOG, "This chain is open: every node may take part in its network"),
            Some(Some(list)) if list.contains(own) => {
                log::info!(target: LOG, "{} nodes may take part in the network, this one among them", list.len());
            }
            Some(Some(list)) => log::warn!(
                target: LOG,
                "{} nodes may take part in the network, and this one is not among them: others will not talk to it until its \
                 organisation lists it as {own}",
                list.len(),
            ),
        }
    }
}

/// The time, in milliseconds.
fn now() -> Moment {
    // Before the epoch, nothing is recent.
    let time = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Moment::try_from(time.as_millis()).unwrap_or(Moment::MAX)
}

/// Whether a block of this moment tells how things are at present.
fn is_recent(moment: Moment, now: Moment) -> bool {
    moment.saturating_add(RECENT) >= now
}

#[cfg(test)]
mod tests {
    use super::*;
    use sc_network::config::{MultiaddrWithPeerId, NodeKeyConfig, SetConfig};

    fn peer(number: u8) -> PeerId {
        PeerId::from_bytes(&bogam_primitives::node::peer_id_of_key(&[number; 32])).expect("it is one")
    }

    fn peers(numbers: &[u8]) -> HashSet<PeerId> {
        numbers.iter().copied().map(peer).collect()
    }

    /// Boot node 1, reserved node 2, node 3 permitted by the operator.
    fn local(non_reserved_mode: NonReservedPeerMode) -> Local {
        let address = |number| {
            let text = format!("/ip4/127.0.0.1/tcp/1/p2p/{}", peer(number));
            text.parse::<MultiaddrWithPeerId>().expect("it is one")
        };
        let mut network = NetworkConfiguration::new("node", "client", NodeKeyConfig::default(), None);
        network.boot_nodes = vec![address(1)];
        network.default_peers_set =
            SetConfig { in_peers: 1, out_peers: 1, reserved_nodes: vec![address(2)], non_reserved_mode };
        Local::of(&network, peers(&[3]))
    }

    #[test]
    fn everybody_should_be_talked_to_when_the_chain_is_open() {
        let local = local(NonReservedPeerMode::Accept);
        assert!(local.is_open);
        assert_eq!(local.served(None), Peers::Everybody);
        assert_eq!(local.connected(None, false), Peers::Everybody);
        assert_eq!(local.connected(None, true), Peers::Everybody);
    }

    #[test]
    fn listed_nodes_should_be_talked_to_when_the_node_has_caught_up() {
        let local = local(NonReservedPeerMode::Deny);
        assert!(!local.is_open);
        let list = peers(&[4, 5]);
        assert_eq!(local.served(Some(&list)), Peers::Only(peers(&[3, 4, 5])));
        assert_eq!(local.connected(Some(&list), true), Peers::Only(peers(&[3, 4, 5])));
    }

    #[test]
    fn boot_nodes_should_be_asked_but_not_served_until_the_node_has_caught_up() {
        let local = local(NonReservedPeerMode::Accept);
        let list = peers(&[4]);
        assert_eq!(local.connected(Some(&list), false), Peers::Only(peers(&[1, 2, 3, 4])));
        assert_eq!(local.served(Some(&list)), Peers::Only(peers(&[3, 4])));
        let served = Served(Arc::new(RwLock::new(local.served(Some(&list)))));
        assert!(served.includes(&peer(4)) && !served.includes(&peer(1)));
        served.clone().set(Peers::Everybody);
        assert!(served.includes(&peer(1)));
    }

    #[test]
    fn block_should_be_recent_for_five_minutes() {
        assert!(is_recent(1_000, 1_000 + RECENT));
        assert!(!is_recent(1_000, 1_001 + RECENT));
        assert!(is_recent(Moment::MAX, 0), "a clock that is behind");
        assert!(!is_recent(0, now()), "genesis");
    }
}
