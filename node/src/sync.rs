//! Fetching blocks from peers that fail to answer, or that claim to have what they have not.
//!
//! All peers of a permissioned node are reserved. When a request to a peer fails, the SDK's syncing engine asks the network to hang
//! up, so that the syncing strategy forgets the request together with the peer. But the network does not hang up on reserved peers:
//! the strategy waits for an answer that never comes, and asks that peer for nothing any more. Validators that had been cut off from
//! each other stayed on forks of their own for ever, each connected to all others.
//!
//! So a request for blocks that failed is repeated ([`Insistent`]), which lets a network go on within seconds after a cut. What fails
//! for longer, and requests for other things, are forgotten: to the strategy it looks as if the peer had gone and come back.
//!
//! And while a node believes that it is far behind, it makes no blocks and takes no transactions from its peers. The SDK believes it
//! when half of the peers claim to have more blocks: nothing has to be shown. A few listed nodes of one member could stop the chain with
//! that: the node also waits for the blocks that they have not, and takes none from others meanwhile. So claims count only where a
//! node's own newest block is old, and only as long as blocks come ([`Claims`]); else the strategy is told less than the peer claims.
//!
//! [`Robust`] does both.

use crate::service::{Block, FullClient};
use async_trait::async_trait;
use bogam_runtime::{BlockNumber, Hash, Header};
use futures::{FutureExt, channel::oneshot};
use sc_consensus::{BlockImportError, BlockImportStatus};
use sc_consensus_aura::{find_pre_digest, standalone::slot_duration_at};
use sc_network::{PeerId, ProtocolName, RequestFailure};
use sc_network_common::sync::message::{BlockAnnounce, BlockData, BlockRequest};
use sc_network_sync::{
    SyncStatus,
    block_relay_protocol::{BlockDownloader, BlockResponseError},
    service::network::NetworkServiceHandle,
    strategy::{StrategyKey, SyncingAction, SyncingStrategy},
};
use sp_blockchain::HeaderBackend;
use sp_consensus_aura::sr25519::AuthoritySignature;
use sp_timestamp::Timestamp;
use std::{
    any::Any,
    collections::HashMap,
    sync::{Arc, mpsc},
    time::{Duration, Instant},
};

/// How long after a failure the peer is asked again.
const PAUSE: Duration = Duration::from_secs(1);

/// For how long it is asked again.
const PATIENCE: Duration = Duration::from_secs(300);

/// How old the newest block may be of a node that misses none. Blocks come each second, and less often while finality lags.
const RECENT: Duration = Duration::from_secs(15);

/// How long no block may come before a node does not believe any more that others have some.
const IDLE: Duration = Duration::from_secs(30);

/// How far ahead a peer may be whose claims are not believed: so far that the strategy does not take this node for far behind.
const AHEAD: BlockNumber = 5;

/// Asks a peer for blocks until it answers, or patience has an end. When the peer is known to have gone, the engine lets go of the
/// request, and with it of this.
#[derive(Debug)]
pub struct Insistent {
    downloader: Arc<dyn BlockDownloader<Block>>,
    pause: Duration,
    patience: Duration,
}

impl Insistent {
    /// Downloads with `downloader`.
    pub fn new(downloader: Arc<dyn BlockDownloader<Block>>) -> Self {
        Self { downloader, pause: PAUSE, patience: PATIENCE }
    }
}

#[async_trait]
impl BlockDownloader<Block> for Insistent {
    fn protocol_name(&self) -> &ProtocolName {
        self.downloader.protocol_name()
    }

    async fn download_blocks(
        &self,
        who: PeerId,
        request: BlockRequest<Block>,
    ) -> Result<Result<(Vec<u8>, ProtocolName), RequestFailure>, oneshot::Canceled> {
        let began = Instant::now();
        loop {
            match self.downloader.download_blocks(who, request.clone()).await {
                Ok(Err(failure)) if began.elapsed() < self.patience => {
                    log::debug!(target: "sync", "{who} is asked again for blocks: {failure:?}");
                    tokio::time::sleep(self.pause).await;
                }
                answer => return answer,
            }
        }
    }

    fn block_response_into_blocks(
        &self,
        request: &BlockRequest<Block>,
        response: Vec<u8>,
    ) -> Result<Vec<BlockData<Block>>, BlockResponseError> {
        self.downloader.block_response_into_blocks(request, response)
    }
}

/// How high the newest block is, and how long ago its slot began, by the clock of this machine. Without an answer it is old.
fn newest(client: &FullClient) -> (BlockNumber, Option<Duration>) {
    let info = client.info();
    (info.best_number, age_of(client, info.best_hash))
}

fn age_of(client: &FullClient, newest: Hash) -> Option<Duration> {
    let header = client.header(newest).ok().flatten()?;
    let slot = find_pre_digest::<Block, AuthoritySignature>(&header).ok()?;
    let began = slot.timestamp(slot_duration_at(client, newest).ok()?)?;
    Some(Duration::from_millis(Timestamp::current().as_millis().saturating_sub(began.as_millis())))
}

/// Whether claims of peers to be far ahead are believed.
struct Claims {
    /// How high this node's newest block is, and how old.
    newest: Box<dyn Fn() -> (BlockNumber, Option<Duration>) + Send>,
    /// When a block came that was not there before, or the node began to wait for one.
    moved: Instant,
}

impl Claims {
    /// The most that a peer may claim; `None` if it may claim what it likes.
    fn limit(&self) -> Option<BlockNumber> {
        let (height, age) = (self.newest)();
        let is_believed = age.is_none_or(|age| age >= RECENT) && self.moved.elapsed() < IDLE;
        (!is_believed).then(|| height.saturating_add(AHEAD))
    }
}

/// A strategy to which a peer that did not answer has gone and come back, so that it is asked again; and which does not take
/// itself for far behind because peers say so.
pub struct Robust<S> {
    strategy: S,
    claims: Claims,
    /// The peers, each with its newest block.
    peers: HashMap<PeerId, (Hash, BlockNumber)>,
    /// Who did not answer since the last look.
    silent: mpsc::Receiver<PeerId>,
    reports: mpsc::Sender<PeerId>,
}

impl<S> Robust<S> {
    /// Syncs as `strategy` does, for the chain of `client`.
    pub fn new(strategy: S, client: Arc<FullClient>) -> Self {
        Self::with(strategy, move || newest(&client))
    }

    fn with(strategy: S, newest: impl Fn() -> (BlockNumber, Option<Duration>) + Send + 'static) -> Self {
        let (reports, silent) = mpsc::channel();
        let claims = Claims { newest: Box::new(newest), moved: Instant::now() };
        Self { strategy, claims, peers: HashMap::new(), silent, reports }
    }
}

impl<S: SyncingStrategy<Block>> Robust<S> {
    /// Tells the strategy less of peers that claim too much, if it takes this node for far behind.
    fn doubt(&mut self) {
        if !self.strategy.is_major_syncing() {
            return;
        }
        let Some(limit) = self.claims.limit() else { return };
        for (peer, (hash, number)) in self.peers.iter_mut().filter(|(_, (_, number))| *number > limit) {
            log::debug!(target: "sync", "{peer} claims to have {number} blocks, and is not believed");
            *number = limit;
            self.strategy.remove_peer(peer);
            self.strategy.add_peer(*peer, *hash, limit);
        }
    }
}

impl<S: SyncingStrategy<Block>> SyncingStrategy<Block> for Robust<S> {
    fn add_peer(&mut self, peer_id: PeerId, best_hash: Hash, best_number: BlockNumber) {
        self.peers.insert(peer_id, (best_hash, best_number));
        self.strategy.add_peer(peer_id, best_hash, best_number);
    }

    fn remove_peer(&mut self, peer_id: &PeerId) {
        self.peers.remove(peer_id);
        self.strategy.remove_peer(peer_id);
    }

    fn on_validated_block_announce(
        &mut self,
        is_best: bool,
        peer_id: PeerId,
        announce: &BlockAnnounce<Header>,
    ) -> Option<(Hash, BlockNumber)> {
        let best = self.strategy.on_validated_block_announce(is_best, peer_id, announce);
        if let (Some(known), Some(new)) = (self.peers.get_mut(&peer_id), best) {
            *known = new;
        }
        best
    }

    fn set_sync_fork_request(&mut self, peers: Vec<PeerId>, hash: &Hash, number: BlockNumber) {
        self.strategy.set_sync_fork_request(peers, hash, number);
    }

    fn request_justification(&mut self, hash: &Hash, number: BlockNumber) {
        self.strategy.request_justification(hash, number);
    }

    fn clear_justification_requests(&mut self) {
        self.strategy.clear_justification_requests();
    }

    fn on_justification_import(&mut self, hash: Hash, number: BlockNumber, success: bool) {
        self.strategy.on_justification_import(hash, number, success);
    }

    fn on_generic_response(
        &mut self,
        peer_id: &PeerId,
        key: StrategyKey,
        protocol_name: ProtocolName,
        response: Box<dyn Any + Send>,
    ) {
        self.strategy.on_generic_response(peer_id, key, protocol_name, response);
    }

    fn on_blocks_processed(
        &mut self,
        imported: usize,
        count: usize,
        results: Vec<(Result<BlockImportStatus<BlockNumber>, BlockImportError>, Hash)>,
    ) {
        if results.iter().any(|(result, _)| matches!(result, Ok(BlockImportStatus::ImportedUnknown(..)))) {
            self.claims.moved = Instant::now();
        }
        self.strategy.on_blocks_processed(imported, count, results);
    }

    fn on_block_finalized(&mut self, hash: &Hash, number: BlockNumber) {
        self.strategy.on_block_finalized(hash, number);
    }

    fn update_chain_info(&mut self, best_hash: &Hash, best_number: BlockNumber) {
        self.strategy.update_chain_info(best_hash, best_number);
    }

    fn is_major_syncing(&self) -> bool {
        self.strategy.is_major_syncing() && self.claims.limit().is_none()
    }

    fn num_peers(&self) -> usize {
        self.strategy.num_peers()
    }

    fn status(&self) -> SyncStatus<Block> {
        self.strategy.status()
    }

    fn num_downloaded_blocks(&self) -> usize {
        self.strategy.num_downloaded_blocks()
    }

    fn num_sync_requests(&self) -> usize {
        self.strategy.num_sync_requests()
    }

    fn actions(
        &mut self,
        network_service: &NetworkServiceHandle,
    ) -> Result<Vec<SyncingAction<Block>>, sp_blockchain::Error> {
        for peer in self.silent.try_iter() {
            // The engine may have heard meanwhile that it has gone.
            let Some((hash, number)) = self.peers.get(&peer) else { continue };
            log::debug!(target: "sync", "{peer} did not answer, and is asked anew");
            self.strategy.remove_peer(&peer);
            self.strategy.add_peer(peer, *hash, *number);
        }
        self.doubt();
        let watched = |action| match action {
            SyncingAction::StartRequest { peer_id, key, request } => {
                let reports = self.reports.clone();
                let request = request.map(move |answer| {
                    if !matches!(answer, Ok(Ok(_))) {
                        // Nobody listens when the node ends.
                        let _ = reports.send(peer_id);
                    }
                    answer
                });
                SyncingAction::StartRequest { peer_id, key, request: request.boxed() }
            }
            action => action,
        };
        Ok(self.strategy.actions(network_service)?.into_iter().map(watched).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sc_network_common::sync::message::{BlockAttributes, Direction, FromBlock};
    use sc_network_sync::service::network::NetworkServiceProvider;
    use sp_runtime::traits::Header as _;
    use std::sync::atomic::{AtomicU32, Ordering};

    const KEY: StrategyKey = StrategyKey::new("test");

    /// Refuses as often as it is told, then answers.
    #[derive(Debug)]
    struct Peer {
        name: ProtocolName,
        refusals: AtomicU32,
    }

    #[async_trait]
    impl BlockDownloader<Block> for Peer {
        fn protocol_name(&self) -> &ProtocolName {
            &self.name
        }

        async fn download_blocks(
            &self,
            _: PeerId,
            _: BlockRequest<Block>,
        ) -> Result<Result<(Vec<u8>, ProtocolName), RequestFailure>, oneshot::Canceled> {
            let left = self.refusals.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1));
            Ok(left.map_or_else(|_| Ok((vec![7], self.name.clone())), |_| Err(RequestFailure::Refused)))
        }

        fn block_response_into_blocks(
            &self,
            _: &BlockRequest<Block>,
            _: Vec<u8>,
        ) -> Result<Vec<BlockData<Block>>, BlockResponseError> {
            Ok(Vec::new())
        }
    }

    fn asked(refusals: u32, patience: Duration) -> (Result<Vec<u8>, RequestFailure>, u32) {
        let peer = Arc::new(Peer { name: "/blocks".into(), refusals: AtomicU32::new(refusals) });
        let insistent = Insistent { downloader: peer.clone(), pause: Duration::from_millis(1), patience };
        let request = BlockRequest::<Block> {
            id: 0,
            fields: BlockAttributes::HEADER,
            from: FromBlock::Number(1),
            direction: Direction::Ascending,
            max: None,
        };
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        let answer = runtime.block_on(insistent.download_blocks(PeerId::random(), request)).unwrap();
        (answer.map(|(blocks, _)| blocks), peer.refusals.load(Ordering::SeqCst))
    }

    #[test]
    fn blocks_should_be_asked_for_again_until_the_peer_answers() {
        let (answer, left) = asked(3, Duration::from_secs(60));
        assert_eq!((answer.unwrap(), left), (vec![7], 0));
    }

    #[test]
    fn blocks_should_be_given_up_when_patience_ends() {
        let (answer, left) = asked(3, Duration::ZERO);
        assert!(matches!(answer, Err(RequestFailure::Refused)));
        assert_eq!(left, 2);
    }

    /// Asks each peer once, when it comes, and writes down who comes and goes.
    #[derive(Default)]
    struct Strategy {
        is_behind: bool,
        said: Vec<(bool, PeerId, BlockNumber)>,
        to_ask: Vec<PeerId>,
    }

    impl SyncingStrategy<Block> for Strategy {
        fn add_peer(&mut self, peer_id: PeerId, _: Hash, best_number: BlockNumber) {
            self.said.push((true, peer_id, best_number));
            self.to_ask.push(peer_id);
        }

        fn remove_peer(&mut self, peer_id: &PeerId) {
            self.said.push((false, *peer_id, 0));
        }

        fn on_validated_block_announce(
            &mut self,
            _: bool,
            _: PeerId,
            announce: &BlockAnnounce<Header>,
        ) -> Option<(Hash, BlockNumber)> {
            Some((announce.header.hash(), announce.header.number))
        }

        fn set_sync_fork_request(&mut self, _: Vec<PeerId>, _: &Hash, _: BlockNumber) {}
        fn request_justification(&mut self, _: &Hash, _: BlockNumber) {}
        fn clear_justification_requests(&mut self) {}
        fn on_justification_import(&mut self, _: Hash, _: BlockNumber, _: bool) {}
        fn on_generic_response(&mut self, _: &PeerId, _: StrategyKey, _: ProtocolName, _: Box<dyn Any + Send>) {}
        fn on_blocks_processed(
            &mut self,
            _: usize,
            _: usize,
            _: Vec<(Result<BlockImportStatus<BlockNumber>, BlockImportError>, Hash)>,
        ) {
        }
        fn on_block_finalized(&mut self, _: &Hash, _: BlockNumber) {}
        fn update_chain_info(&mut self, _: &Hash, _: BlockNumber) {}

        fn is_major_syncing(&self) -> bool {
            self.is_behind
        }

        fn num_peers(&self) -> usize {
            0
        }

        fn status(&self) -> SyncStatus<Block> {
            unreachable!("nobody asks for the status here")
        }

        fn num_downloaded_blocks(&self) -> usize {
            0
        }

        fn num_sync_requests(&self) -> usize {
            0
        }

        fn actions(&mut self, _: &NetworkServiceHandle) -> Result<Vec<SyncingAction<Block>>, sp_blockchain::Error> {
            let ask = |peer_id| SyncingAction::StartRequest {
                peer_id,
                key: KEY,
                request: async { Ok(Err(RequestFailure::NotConnected)) }.boxed(),
            };
            Ok(self.to_ask.drain(..).map(ask).collect())
        }
    }

    #[test]
    fn peer_should_be_asked_anew_when_it_did_not_answer() {
        let (peer, gone) = (PeerId::random(), PeerId::random());
        let handle = NetworkServiceProvider::new().handle();
        let mut strategy = Robust::with(Strategy::default(), || (0, None));
        strategy.add_peer(peer, Hash::zero(), 1);
        strategy.add_peer(gone, Hash::zero(), 1);
        let header = Header::new(9, Hash::zero(), Hash::zero(), Hash::zero(), Default::default());
        let announce = BlockAnnounce { header, state: None, data: None };
        assert!(strategy.on_validated_block_announce(true, peer, &announce).is_some());

        let requests = strategy.actions(&handle).unwrap();
        assert_eq!(requests.len(), 2);
        for request in requests {
            let SyncingAction::StartRequest { request, .. } = request else { panic!("{request:?} is no request") };
            assert!(matches!(futures::executor::block_on(request), Ok(Err(RequestFailure::NotConnected))));
        }
        strategy.remove_peer(&gone);

        let requests = strategy.actions(&handle).unwrap();
        let asked = |action: &SyncingAction<Block>| match action {
            SyncingAction::StartRequest { peer_id, .. } => Some(*peer_id),
            _ => None,
        };
        assert_eq!(requests.iter().map(asked).collect::<Vec<_>>(), [Some(peer)]);
        let said = &strategy.strategy.said;
        assert_eq!(said[2..], [(false, gone, 0), (false, peer, 0), (true, peer, 9)]);
    }

    /// A node that peers claim to be behind, whose newest block is so old, and to which nothing came for so long.
    fn behind(age: Option<Duration>, idle: Duration) -> Robust<Strategy> {
        let mut strategy = Robust::with(Strategy { is_behind: true, ..Strategy::default() }, move || (100, age));
        strategy.claims.moved = Instant::now().checked_sub(idle).expect("this machine runs for longer");
        strategy
    }

    #[test]
    fn claims_should_be_believed_while_the_newest_block_is_old_and_others_come() {
        let hours = Some(Duration::from_secs(7_200));
        assert!(behind(hours, Duration::ZERO).is_major_syncing());
        assert!(behind(None, Duration::ZERO).is_major_syncing());
        assert!(!Robust::with(Strategy::default(), move || (100, hours)).is_major_syncing());
    }

    #[test]
    fn claims_should_not_be_believed_while_the_newest_block_is_recent() {
        assert!(!behind(Some(Duration::from_secs(3)), Duration::ZERO).is_major_syncing());
    }

    #[test]
    fn claims_should_not_be_believed_any_more_when_no_block_comes() {
        let mut strategy = behind(None, IDLE);
        assert!(!strategy.is_major_syncing());
        let known = || (Ok(BlockImportStatus::ImportedKnown(1, None)), Hash::zero());
        strategy.on_blocks_processed(1, 1, vec![known()]);
        assert!(!strategy.is_major_syncing(), "a block that was there shows nothing");
        let new = (Ok(BlockImportStatus::ImportedUnknown(1, Default::default(), None)), Hash::zero());
        strategy.on_blocks_processed(2, 2, vec![known(), new]);
        assert!(strategy.is_major_syncing());
    }

    #[test]
    fn strategy_should_be_told_less_of_peers_that_claim_too_much_only_while_they_are_not_believed() {
        let handle = NetworkServiceProvider::new().handle();
        let (liar, honest) = (PeerId::random(), PeerId::random());
        for (age, told) in [(Some(Duration::from_secs(1)), Some(105)), (None, None)] {
            let mut strategy = behind(age, Duration::ZERO);
            strategy.add_peer(liar, Hash::zero(), 1_000_000);
            strategy.add_peer(honest, Hash::zero(), 101);
            strategy.actions(&handle).unwrap();
            let said = strategy.strategy.said[2..].to_vec();
            let expected = told.map(|limit| vec![(false, liar, 0), (true, liar, limit)]).unwrap_or_default();
            assert_eq!(said, expected);
        }
    }
}
