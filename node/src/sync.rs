//! Fetching blocks from peers that fail to answer, or that claim to have what they have not.
//!
//! All peers of a permissioned node are reserved. When a request to a peer fails, or its answer makes no sense, the SDK's syncing
//! engine asks the network to hang up, so that the syncing strategy forgets the request together with the peer. But the network does
//! not hang up on reserved peers: the strategy waits for an answer that never comes, and asks that peer for nothing any more.
//! Validators that had been cut off from each other stayed on forks of their own for ever, each connected to all others.
//!
//! So a request for blocks that failed is repeated ([`Insistent`]), which lets a network go on within seconds after a cut. What fails
//! for longer, requests for other things, and peers that the strategy has had enough of are forgotten: to the strategy it looks as if
//! the peer had gone and come back.
//!
//! And while a node believes that it is far behind, it makes no blocks and takes no transactions from its peers. The SDK believes it
//! when half of the peers claim to have more blocks: nothing has to be shown. A few listed nodes of one member could stop the chain with
//! that: the node also waits for the blocks that they have not, and takes none from others meanwhile. So claims count only where a
//! node's own newest block is old, and only as long as blocks come ([`Claims`]); else the strategy is told of a block of that peer which is
//! not far ahead, once the peer has shown its header, and of the next such block when the node has got that far.
//!
//! A peer that goes while it is asked for something is asked for no blocks for a minute and longer, which is the SDK's way of sparing
//! peers that are overworked. So a peer is made to go and come back only while it is not asked for anything; a validator that had
//! just been started would otherwise listen to none of the others.
//!
//! [`Robust`] does all this.

use crate::service::{Block, FullClient};
use async_trait::async_trait;
use bogam_runtime::{BlockNumber, Hash, Header};
use futures::{FutureExt, channel::oneshot, future::BoxFuture};
use sc_consensus::{BlockImportError, BlockImportStatus};
use sc_consensus_aura::{find_pre_digest, standalone::slot_duration_at};
use sc_network::{PeerId, ProtocolName, RequestFailure};
use sc_network_common::sync::message::{BlockAnnounce, BlockAttributes, BlockData, BlockRequest, Direction, FromBlock};
use sc_network_sync::{
    SyncStatus, WarpSyncPhase,
    block_relay_protocol::{BlockDownloader, BlockResponseError},
    service::network::NetworkServiceHandle,
    strategy::{StrategyKey, SyncingAction, SyncingStrategy},
    types::BadPeer,
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

/// What the engine waits for.
type Request =
    BoxFuture<'static, Result<Result<(Box<dyn Any + Send>, ProtocolName), RequestFailure>, oneshot::Canceled>>;

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

/// How long a peer may take to answer that claims more than is believed, and after how long it is asked for the same header again.
const ANSWER: Duration = Duration::from_secs(10);

/// How long nothing is asked of a peer that the strategy has had enough of.
const DISMISSAL: Duration = Duration::from_secs(5);

/// The requests for headers of peers that claim too much.
const CHECK: StrategyKey = StrategyKey::new("Check");

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

/// How long ago the slot of the newest block began, by the clock of this machine; `None` if that is not known.
fn age(client: &FullClient) -> Option<Duration> {
    let newest = client.info().best_hash;
    let header = client.header(newest).ok().flatten()?;
    let slot = find_pre_digest::<Block, AuthoritySignature>(&header).ok()?;
    let began = slot.timestamp(slot_duration_at(client, newest).ok()?)?;
    Some(Duration::from_millis(Timestamp::current().as_millis().saturating_sub(began.as_millis())))
}

/// Whether claims of peers to be far ahead are believed.
struct Claims {
    /// How high this node's newest block is.
    height: Box<dyn Fn() -> BlockNumber + Send>,
    /// How old it is; one of which that is not known counts as old.
    age: Box<dyn Fn() -> Option<Duration> + Send>,
    /// When a block came that was not there before, or the node began to wait for one.
    moved: Instant,
}

impl Claims {
    fn are_believed(&self) -> bool {
        self.moved.elapsed() < IDLE && (self.age)().is_none_or(|age| age >= RECENT)
    }
}

/// A block of a peer.
type Place = (Hash, BlockNumber);

/// What is known of a peer.
struct Peer {
    /// Its newest block, as it says.
    newest: Place,
    /// How many blocks it has for all that the strategy knows. `None`: the strategy does not know the peer.
    told: Option<BlockNumber>,
    /// What the strategy asks it for, and since when.
    asked: Option<(StrategyKey, Instant)>,
    /// An older block of which it has shown the header.
    shown: Option<Place>,
    /// Which header it was asked for last, and when.
    check: Option<(BlockNumber, Instant)>,
    /// Whether it has not answered that yet.
    is_checking: bool,
    /// Since when the strategy has had enough of it.
    dismissed: Option<Instant>,
}

impl Peer {
    const fn new(newest: Place) -> Self {
        Self { newest, told: None, asked: None, shown: None, check: None, is_checking: false, dismissed: None }
    }

    /// The engine asks it for nothing any more.
    const fn forget_requests(&mut self) {
        self.asked = None;
        self.is_checking = false;
    }
}

/// What a peer says to a question for a header, with the number that was asked for.
type Shown = (BlockNumber, Result<Vec<BlockData<Block>>, BlockResponseError>);

/// A strategy to which a peer that did not answer has gone and come back, so that it is asked again; and which does not take
/// itself for far behind because peers say so.
pub struct Robust<S> {
    strategy: S,
    claims: Claims,
    downloader: Arc<dyn BlockDownloader<Block>>,
    peers: HashMap<PeerId, Peer>,
    /// Who did not answer since the last look, and to whom.
    silent: mpsc::Receiver<(PeerId, StrategyKey)>,
    reports: mpsc::Sender<(PeerId, StrategyKey)>,
}

impl<S> Robust<S> {
    /// Syncs as `strategy` does, for the chain of `client`. Headers are asked for with `downloader`.
    pub fn new(strategy: S, client: Arc<FullClient>, downloader: Arc<dyn BlockDownloader<Block>>) -> Self {
        let other = client.clone();
        Self::with(strategy, downloader, move || client.info().best_number, move || age(&other))
    }

    fn with(
        strategy: S,
        downloader: Arc<dyn BlockDownloader<Block>>,
        height: impl Fn() -> BlockNumber + Send + 'static,
        age: impl Fn() -> Option<Duration> + Send + 'static,
    ) -> Self {
        let (reports, silent) = mpsc::channel();
        let claims = Claims { height: Box::new(height), age: Box::new(age), moved: Instant::now() };
        Self { strategy, claims, downloader, peers: HashMap::new(), silent, reports }
    }
}

impl<S: SyncingStrategy<Block>> Robust<S> {
    /// Whether the strategy fetches a state, or the proof of one. Until it has it, this node can do nothing else.
    fn is_fetching_state(&self) -> bool {
        let status = self.strategy.status();
        let is_warping = |phase| !matches!(phase, WarpSyncPhase::DownloadingBlocks(_) | WarpSyncPhase::Complete);
        status.state_sync.is_some() || status.warp_sync.is_some_and(|progress| is_warping(progress.phase))
    }

    fn are_claims_believed(&self) -> bool {
        self.is_fetching_state() || self.claims.are_believed()
    }

    /// The most blocks that a peer may claim to have, if it is not believed.
    fn most(&self) -> BlockNumber {
        (self.claims.height)().saturating_add(AHEAD)
    }

    /// Whether the strategy may be told when a peer claims to have so many blocks.
    fn is_allowed(&self, claimed: BlockNumber) -> bool {
        claimed <= self.most() || self.are_claims_believed()
    }

    /// What is to be done with the peers: those with blocks that the strategy does not know of, those of which it believes too much, and
    /// those that it does not know. Yields questions to them.
    fn review(&mut self, actions: &mut Vec<SyncingAction<Block>>) {
        let (height, most) = ((self.claims.height)(), self.most());
        let too_much = |number: BlockNumber| number > most;
        let are_doubted = self.peers.values().any(|peer| too_much(peer.newest.1)) && !self.are_claims_believed();
        // Too many blocks are only too many to the strategy if they make it believe that it is far behind.
        let is_misled = are_doubted
            && self.peers.values().any(|peer| peer.told.is_some_and(too_much))
            && self.strategy.is_major_syncing();
        for (peer_id, peer) in &mut self.peers {
            if peer.dismissed.is_some_and(|since| since.elapsed() < DISMISSAL) {
                continue;
            }
            let is_too_much = is_misled && peer.told.is_some_and(too_much);
            match peer.asked {
                // It claims too much, and does not answer either.
                Some((key, since)) if is_too_much && since.elapsed() >= ANSWER => {
                    actions.push(SyncingAction::CancelRequest { peer_id: *peer_id, key });
                    peer.asked = None;
                }
                Some(_) => continue,
                None => {}
            }
            if is_too_much {
                self.strategy.remove_peer(peer_id);
                peer.told = None;
            }
            if peer.told.is_some_and(|told| told > height || peer.newest.1 <= height) {
                continue;
            }
            let place = if are_doubted && too_much(peer.newest.1) {
                peer.shown.filter(|(_, number)| *number > height && !too_much(*number))
            } else {
                Some(peer.newest)
            };
            match (place, peer.check) {
                (Some((hash, number)), _) => {
                    log::debug!(target: "sync", "{peer_id} claims to have {} blocks, {number} are believed", peer.newest.1);
                    if peer.told.is_some() {
                        self.strategy.remove_peer(peer_id);
                    }
                    self.strategy.add_peer(*peer_id, hash, number);
                    peer.told = Some(number);
                    peer.dismissed = None;
                }
                (None, Some((number, since))) if number == most && since.elapsed() < ANSWER => {}
                (None, _) if !peer.is_checking => {
                    peer.check = Some((most, Instant::now()));
                    peer.is_checking = true;
                    actions.push(check(*peer_id, most, self.downloader.clone(), &self.reports));
                }
                (None, _) => {}
            }
        }
    }

    /// What the strategy wants to be done, noted down.
    fn wishes(
        &mut self,
        network_service: &NetworkServiceHandle,
    ) -> Result<Vec<SyncingAction<Block>>, sp_blockchain::Error> {
        Ok(self.strategy.actions(network_service)?.into_iter().filter_map(|action| self.watch(action)).collect())
    }

    /// Notes what the strategy wants to be done, and makes it known when a request fails.
    fn watch(&mut self, action: SyncingAction<Block>) -> Option<SyncingAction<Block>> {
        match action {
            SyncingAction::StartRequest { peer_id, key, request } => {
                if let Some(peer) = self.peers.get_mut(&peer_id) {
                    // It was dismissed by an action before this one.
                    peer.told?;
                    peer.asked = Some((key, Instant::now()));
                }
                Some(reported(peer_id, key, request, &self.reports))
            }
            SyncingAction::CancelRequest { peer_id, key } => {
                if let Some(peer) = self.peers.get_mut(&peer_id) {
                    peer.asked = None;
                }
                Some(SyncingAction::CancelRequest { peer_id, key })
            }
            SyncingAction::DropPeer(BadPeer(peer_id, change)) => {
                if let Some(peer) = self.peers.get_mut(&peer_id) {
                    log::debug!(target: "sync", "{peer_id} is dismissed for a while: {}", change.reason);
                    peer.forget_requests();
                    peer.told = None;
                    peer.dismissed = Some(Instant::now());
                    self.strategy.remove_peer(&peer_id);
                }
                Some(SyncingAction::DropPeer(BadPeer(peer_id, change)))
            }
            action => Some(action),
        }
    }

    /// Notes who did not answer. What the strategy has asked is forgotten together with the peer, which comes back with the next review.
    fn listen(&mut self) {
        for (peer_id, key) in self.silent.try_iter() {
            // The engine may have heard meanwhile that it has gone.
            let Some(peer) = self.peers.get_mut(&peer_id) else { continue };
            log::debug!(target: "sync", "{peer_id} did not answer ({key:?})");
            if key == CHECK {
                peer.is_checking = false;
            } else {
                peer.asked = None;
                peer.told = None;
                self.strategy.remove_peer(&peer_id);
            }
        }
    }

    /// Notes the header that a peer shows.
    fn show(&mut self, peer_id: &PeerId, response: Box<dyn Any + Send>) {
        let Some(peer) = self.peers.get_mut(peer_id) else { return };
        peer.is_checking = false;
        let Ok(shown) = response.downcast::<Shown>() else { return };
        let (number, Ok(blocks)) = *shown else { return };
        let headers = blocks.first().and_then(|block| block.header.as_ref());
        peer.shown = headers.filter(|header| header.number == number).map(|header| (header.hash(), number));
    }
}

/// A request which makes it known when it fails.
fn reported(
    peer_id: PeerId,
    key: StrategyKey,
    request: Request,
    reports: &mpsc::Sender<(PeerId, StrategyKey)>,
) -> SyncingAction<Block> {
    let reports = reports.clone();
    let request = request.map(move |answer| {
        if !matches!(answer, Ok(Ok(_))) {
            // Nobody listens when the node ends.
            let _ = reports.send((peer_id, key));
        }
        answer
    });
    SyncingAction::StartRequest { peer_id, key, request: request.boxed() }
}

/// Asks a peer for the header of its block number `number`.
fn check(
    peer_id: PeerId,
    number: BlockNumber,
    downloader: Arc<dyn BlockDownloader<Block>>,
    reports: &mpsc::Sender<(PeerId, StrategyKey)>,
) -> SyncingAction<Block> {
    let wanted = BlockRequest::<Block> {
        id: 0,
        fields: BlockAttributes::HEADER,
        from: FromBlock::Number(number),
        direction: Direction::Ascending,
        max: Some(1),
    };
    let request = async move {
        Ok(downloader.download_blocks(peer_id, wanted.clone()).await?.map(|(response, protocol)| {
            let shown: Shown = (number, downloader.block_response_into_blocks(&wanted, response));
            (Box::new(shown) as Box<dyn Any + Send>, protocol)
        }))
    };
    reported(peer_id, CHECK, request.boxed(), reports)
}

impl<S: SyncingStrategy<Block>> SyncingStrategy<Block> for Robust<S> {
    fn add_peer(&mut self, peer_id: PeerId, best_hash: Hash, best_number: BlockNumber) {
        // The strategy is told with the next review.
        self.peers.insert(peer_id, Peer::new((best_hash, best_number)));
    }

    fn remove_peer(&mut self, peer_id: &PeerId) {
        if self.peers.remove(peer_id).is_some_and(|peer| peer.told.is_some()) {
            self.strategy.remove_peer(peer_id);
        }
    }

    fn on_validated_block_announce(
        &mut self,
        is_best: bool,
        peer_id: PeerId,
        announce: &BlockAnnounce<Header>,
    ) -> Option<(Hash, BlockNumber)> {
        let newest = (announce.header.hash(), announce.header.number);
        let is_allowed = self.is_allowed(newest.1);
        let peer = self.peers.get_mut(&peer_id)?;
        if is_best {
            peer.newest = newest;
        }
        if is_allowed
            && peer.told.is_some()
            && let Some((_, number)) = self.strategy.on_validated_block_announce(is_best, peer_id, announce)
        {
            peer.told = Some(number);
        }
        is_best.then_some(newest)
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
        if key == CHECK {
            self.show(peer_id, response);
            return;
        }
        if let Some(peer) = self.peers.get_mut(peer_id) {
            peer.asked = None;
        }
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
        self.strategy.is_major_syncing() && self.are_claims_believed()
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
        self.listen();
        // First what the strategy wants, so that it is known who is not asked for anything.
        let mut actions = self.wishes(network_service)?;
        self.review(&mut actions);
        actions.extend(self.wishes(network_service)?);
        Ok(actions)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sc_network_common::sync::message::{BlockAttributes, Direction, FromBlock};
    use sc_network_sync::{
        SyncState,
        service::network::NetworkServiceProvider,
        strategy::state_sync::{StateSyncPhase, StateSyncProgress},
    };
    use sp_runtime::traits::Header as _;
    use std::sync::atomic::{AtomicU32, Ordering};

    const KEY: StrategyKey = StrategyKey::new("test");

    /// Refuses as often as it is told, then answers: with a header at the height that was asked for.
    #[derive(Debug)]
    struct Remote {
        name: ProtocolName,
        refusals: AtomicU32,
    }

    fn remote(refusals: u32) -> Arc<Remote> {
        Arc::new(Remote { name: "/blocks".into(), refusals: AtomicU32::new(refusals) })
    }

    #[async_trait]
    impl BlockDownloader<Block> for Remote {
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
            request: &BlockRequest<Block>,
            _: Vec<u8>,
        ) -> Result<Vec<BlockData<Block>>, BlockResponseError> {
            let FromBlock::Number(number) = request.from else { return Ok(Vec::new()) };
            let header = header(number);
            let (hash, header) = (header.hash(), Some(header));
            let (body, justification) = (None, None);
            let block = BlockData::<Block> {
                hash,
                header,
                body,
                indexed_body: None,
                receipt: None,
                message_queue: None,
                justification,
                justifications: None,
            };
            Ok(vec![block])
        }
    }

    fn asked(refusals: u32, patience: Duration) -> (Result<Vec<u8>, RequestFailure>, u32) {
        let peer = remote(refusals);
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
        is_fetching_state: bool,
        /// Who comes, with which block, and who goes.
        said: Vec<(PeerId, Option<Place>)>,
        announced: Vec<BlockNumber>,
        wishes: Vec<SyncingAction<Block>>,
    }

    /// A request that fails at once.
    fn request(peer_id: PeerId) -> SyncingAction<Block> {
        let request = async { Ok(Err(RequestFailure::NotConnected)) }.boxed();
        SyncingAction::StartRequest { peer_id, key: KEY, request }
    }

    impl SyncingStrategy<Block> for Strategy {
        fn add_peer(&mut self, peer_id: PeerId, best_hash: Hash, best_number: BlockNumber) {
            self.said.push((peer_id, Some((best_hash, best_number))));
            self.wishes.push(request(peer_id));
        }

        fn remove_peer(&mut self, peer_id: &PeerId) {
            self.said.push((*peer_id, None));
        }

        fn on_validated_block_announce(
            &mut self,
            _: bool,
            _: PeerId,
            announce: &BlockAnnounce<Header>,
        ) -> Option<(Hash, BlockNumber)> {
            self.announced.push(announce.header.number);
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
            SyncStatus {
                state: if self.is_behind { SyncState::Downloading { target: 0 } } else { SyncState::Idle },
                best_seen_block: None,
                num_peers: 0,
                queued_blocks: 0,
                state_sync: self.is_fetching_state.then_some(StateSyncProgress {
                    percentage: 0,
                    size: 0,
                    phase: StateSyncPhase::DownloadingState,
                }),
                warp_sync: None,
            }
        }

        fn num_downloaded_blocks(&self) -> usize {
            0
        }

        fn num_sync_requests(&self) -> usize {
            0
        }

        fn actions(&mut self, _: &NetworkServiceHandle) -> Result<Vec<SyncingAction<Block>>, sp_blockchain::Error> {
            Ok(std::mem::take(&mut self.wishes))
        }
    }

    /// A node with a hundred blocks and such a newest one, to which nothing came for so long.
    fn node(age: Option<Duration>, idle: Duration, strategy: Strategy) -> (Robust<Strategy>, Arc<AtomicU32>) {
        let height = Arc::new(AtomicU32::new(100));
        let other = height.clone();
        let mut node = Robust::with(strategy, remote(0), move || other.load(Ordering::SeqCst), move || age);
        node.claims.moved = ago(idle);
        (node, height)
    }

    fn ago(time: Duration) -> Instant {
        Instant::now().checked_sub(time).expect("this machine runs for longer")
    }

    /// One that peers claim to be behind.
    fn behind(age: Option<Duration>, idle: Duration) -> Robust<Strategy> {
        node(age, idle, Strategy { is_behind: true, ..Strategy::default() }).0
    }

    fn header(number: BlockNumber) -> Header {
        Header::new(number, Hash::zero(), Hash::zero(), Hash::zero(), Default::default())
    }

    fn announce(number: BlockNumber) -> BlockAnnounce<Header> {
        BlockAnnounce { header: header(number), state: None, data: None }
    }

    /// What is to be done with whom.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    enum Done {
        /// The strategy asks.
        Asked(PeerId),
        /// The peer is asked for a header.
        Checked(PeerId),
        /// Nobody waits for the answer any more.
        Cancelled(PeerId),
    }
    use Done::{Asked, Cancelled, Checked};

    /// What is to be done next. Headers that are asked for are shown at once.
    fn done(node: &mut Robust<Strategy>) -> Vec<Done> {
        let actions = node.actions(&NetworkServiceProvider::new().handle()).unwrap();
        let mut done = Vec::new();
        for action in actions {
            match action {
                SyncingAction::StartRequest { peer_id, key, request } if key == CHECK => {
                    done.push(Checked(peer_id));
                    if let Ok((response, protocol)) = futures::executor::block_on(request).unwrap() {
                        node.on_generic_response(&peer_id, key, protocol, response);
                    }
                }
                SyncingAction::StartRequest { peer_id, .. } => done.push(Asked(peer_id)),
                SyncingAction::CancelRequest { peer_id, .. } => done.push(Cancelled(peer_id)),
                _ => {}
            }
        }
        done
    }

    /// The peer answers what it was asked for.
    fn answer(node: &mut Robust<Strategy>, peer: PeerId) {
        node.on_generic_response(&peer, KEY, "/blocks".into(), Box::new(()));
    }

    /// The place of a block of [`header`].
    fn place(number: BlockNumber) -> Option<Place> {
        Some((header(number).hash(), number))
    }

    const OLD: Option<Duration> = Some(Duration::from_secs(7_200));
    const NEW: Option<Duration> = Some(Duration::from_secs(1));

    /// A node with a peer that has so many blocks, of which the strategy has been told and which it has asked.
    fn with_peer(mut node: Robust<Strategy>, number: BlockNumber) -> (Robust<Strategy>, PeerId) {
        let peer = PeerId::random();
        node.add_peer(peer, header(number).hash(), number);
        assert_eq!(done(&mut node), [Asked(peer)]);
        assert_eq!(std::mem::take(&mut node.strategy.said), [(peer, place(number))]);
        (node, peer)
    }

    #[test]
    fn peer_should_be_asked_anew_when_it_did_not_answer() {
        let (node, _) = node(OLD, Duration::ZERO, Strategy::default());
        let (mut node, peer) = with_peer(node, 1);
        assert!(node.on_validated_block_announce(true, peer, &announce(9)).is_some());
        let gone = PeerId::random();
        node.add_peer(gone, Hash::zero(), 1);
        // Both are asked, and fail.
        node.strategy.wishes.push(request(peer));
        for action in node.actions(&NetworkServiceProvider::new().handle()).unwrap() {
            let SyncingAction::StartRequest { request, .. } = action else { panic!("{action:?} is no request") };
            assert!(matches!(futures::executor::block_on(request), Ok(Err(RequestFailure::NotConnected))));
        }
        node.remove_peer(&gone);
        node.strategy.said.clear();
        assert_eq!(done(&mut node), [Asked(peer)]);
        assert_eq!(node.strategy.said, [(peer, None), (peer, place(9))]);
    }

    #[test]
    fn claims_should_be_believed_while_the_newest_block_is_old_and_others_come() {
        assert!(behind(OLD, Duration::ZERO).is_major_syncing());
        assert!(behind(None, Duration::ZERO).is_major_syncing());
        assert!(!node(OLD, Duration::ZERO, Strategy::default()).0.is_major_syncing());
    }

    #[test]
    fn claims_should_not_be_believed_while_the_newest_block_is_recent() {
        assert!(!behind(NEW, Duration::ZERO).is_major_syncing());
    }

    #[test]
    fn claims_should_be_believed_while_the_state_is_fetched() {
        for is_fetching_state in [true, false] {
            let strategy = Strategy { is_behind: true, is_fetching_state, ..Strategy::default() };
            let (mut node, _) = node(None, IDLE, strategy);
            let peer = PeerId::random();
            node.add_peer(peer, Hash::zero(), 1_000_000);
            assert_eq!(node.is_major_syncing(), is_fetching_state);
            assert_eq!(done(&mut node), [if is_fetching_state { Asked(peer) } else { Checked(peer) }]);
        }
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
    fn strategy_should_be_told_of_a_block_that_was_shown_when_a_peer_claims_more_than_is_believed() {
        let peer = PeerId::random();
        let (mut node, height) = node(NEW, Duration::ZERO, Strategy::default());
        node.add_peer(peer, header(112).hash(), 112);
        assert_eq!(done(&mut node), [Checked(peer)]);
        assert!(node.strategy.said.is_empty());
        assert_eq!(done(&mut node), [Asked(peer)]);
        assert_eq!(node.strategy.said, [(peer, place(105))], "the hash is of the block at that height");

        // It goes on from there when it has got there, and is not asked for anything.
        height.store(105, Ordering::SeqCst);
        assert_eq!(done(&mut node), []);
        answer(&mut node, peer);
        assert_eq!(done(&mut node), [Checked(peer)]);
        assert_eq!(done(&mut node), [Asked(peer)]);
        assert_eq!(node.strategy.said[1..], [(peer, None), (peer, place(110))]);
        // The rest is not far ahead.
        height.store(110, Ordering::SeqCst);
        answer(&mut node, peer);
        assert_eq!(done(&mut node), [Asked(peer)]);
        assert_eq!(node.strategy.said[3..], [(peer, None), (peer, place(112))]);
    }

    #[test]
    fn strategy_should_not_be_told_of_a_peer_that_claims_more_than_is_believed_and_shows_nothing() {
        let peer = PeerId::random();
        let (mut node, height) = node(NEW, Duration::ZERO, Strategy::default());
        node.downloader = remote(u32::MAX);
        node.add_peer(peer, Hash::zero(), 1_000_000);
        assert_eq!(done(&mut node), [Checked(peer)]);
        assert_eq!(done(&mut node), [], "it is not asked again at once");
        height.store(101, Ordering::SeqCst);
        assert_eq!(done(&mut node), [Checked(peer)]);
        node.peers.get_mut(&peer).unwrap().check = Some((106, ago(ANSWER)));
        assert_eq!(done(&mut node), [Checked(peer)]);
        assert!(node.strategy.said.is_empty());
        // It is as good as any other when it claims what it may have.
        assert!(node.on_validated_block_announce(true, peer, &announce(102)).is_some());
        assert_eq!(done(&mut node), [Asked(peer)]);
        assert_eq!(node.strategy.said, [(peer, place(102))]);
    }

    #[test]
    fn announcement_should_be_kept_from_the_strategy_when_it_claims_too_much() {
        let (node, height) = node(NEW, Duration::ZERO, Strategy::default());
        let (mut node, peer) = with_peer(node, 100);
        assert_eq!(node.on_validated_block_announce(true, peer, &announce(105)), place(105));
        assert_eq!(node.strategy.announced, [105]);
        assert_eq!(node.on_validated_block_announce(true, peer, &announce(106)), place(106));
        assert_eq!(node.on_validated_block_announce(false, peer, &announce(1_000)), None);
        assert_eq!(node.strategy.announced, [105]);

        // When the node has what it was told of, it is told of the rest.
        answer(&mut node, peer);
        assert_eq!(done(&mut node), []);
        height.store(105, Ordering::SeqCst);
        assert_eq!(done(&mut node), [Asked(peer)]);
        assert_eq!(node.strategy.said, [(peer, None), (peer, place(106))]);
        answer(&mut node, peer);
        assert_eq!(done(&mut node), []);
    }

    // A peer that goes while it is asked for something is asked for nothing else for a minute: see `disconnected_peers` in the SDK.
    #[test]
    fn peer_should_stay_while_it_is_asked_for_something() {
        let (mut node, peer) = with_peer(behind(OLD, Duration::ZERO), 110);
        // Not believed any more.
        node.claims.moved = ago(IDLE);
        assert_eq!(done(&mut node), []);
        // The strategy goes on asking, with the answer.
        answer(&mut node, peer);
        node.strategy.wishes.push(request(peer));
        assert_eq!(done(&mut node), [Asked(peer)]);
        assert!(node.strategy.said.is_empty());

        answer(&mut node, peer);
        assert_eq!(done(&mut node), [Checked(peer)]);
        assert_eq!(done(&mut node), [Asked(peer)]);
        assert_eq!(node.strategy.said, [(peer, None), (peer, place(105))]);
    }

    #[test]
    fn peer_should_not_be_waited_for_when_it_claims_too_much_and_does_not_answer() {
        let (mut node, peer) = with_peer(behind(OLD, Duration::ZERO), 110);
        node.claims.moved = ago(IDLE);
        node.peers.get_mut(&peer).unwrap().asked = Some((KEY, ago(ANSWER)));
        assert_eq!(done(&mut node), [Cancelled(peer), Checked(peer)]);
        assert_eq!(node.strategy.said, [(peer, None)]);
    }

    #[test]
    fn peer_should_come_back_after_a_while_when_the_strategy_has_had_enough_of_it() {
        let (node, _) = node(NEW, Duration::ZERO, Strategy::default());
        let (mut node, peer) = with_peer(node, 100);
        let change = sc_network::ReputationChange::new(-1, "test");
        node.strategy.wishes.push(SyncingAction::DropPeer(BadPeer(peer, change)));
        // Nobody would take the answer.
        node.strategy.wishes.push(request(peer));
        assert_eq!(done(&mut node), []);
        assert_eq!(node.on_validated_block_announce(true, peer, &announce(101)), place(101));
        assert_eq!(done(&mut node), []);
        assert!(node.strategy.announced.is_empty());
        assert_eq!(node.strategy.said, [(peer, None)]);

        node.peers.get_mut(&peer).unwrap().dismissed = Some(ago(DISMISSAL));
        assert_eq!(done(&mut node), [Asked(peer)]);
        assert_eq!(node.strategy.said[1..], [(peer, place(101))]);
        assert_eq!(node.on_validated_block_announce(true, peer, &announce(102)), place(102));
        assert_eq!(node.strategy.announced, [102]);
    }
}
