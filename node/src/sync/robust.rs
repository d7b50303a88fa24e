//! The strategy.

#[cfg(test)]
pub(super) mod tests;

use super::{ANSWER, IDLE, claims::Claims};
use crate::service::{Block, FullClient};
use bogam_runtime::{BlockNumber, Hash, Header};
use futures::{FutureExt, channel::oneshot, future::BoxFuture};
use sc_consensus::{BlockImportError, BlockImportStatus};
use sc_network::{PeerId, ProtocolName, RequestFailure};
use sc_network_common::sync::message::{BlockAnnounce, BlockAttributes, BlockData, BlockRequest, Direction, FromBlock};
use sc_network_sync::{
    SyncStatus, WarpSyncPhase,
    block_relay_protocol::{BlockDownloader, BlockResponseError},
    service::network::NetworkServiceHandle,
    strategy::{StrategyKey, SyncingAction, SyncingStrategy},
    types::BadPeer,
};
use std::{
    any::Any,
    collections::HashMap,
    sync::{Arc, mpsc},
    time::{Duration, Instant},
};

/// How far ahead a peer may be whose claims are not believed: so far that the strategy does not take this node for far behind.
const AHEAD: BlockNumber = 5;

/// How long nothing is asked of a peer that the strategy has had enough of, or whose blocks could not be imported.
const DISMISSAL: Duration = Duration::from_secs(5);

/// How long a peer is left alone that did not send a state, or the proof of one: while a state is fetched, whoever claims most is asked.
const ABSENCE: Duration = Duration::from_secs(120);

/// How long a peer may take to send the block whose state is fetched then. Requests for blocks are repeated for longer
/// ([`Insistent`](super::Insistent)), but this is a single block, nothing else goes on meanwhile, and any other peer has it too.
const TARGET: Duration = Duration::from_secs(30);

/// The requests for headers of peers that claim too much.
const CHECK: StrategyKey = StrategyKey::new("Check");

/// What the engine waits for.
type Request =
    BoxFuture<'static, Result<Result<(Box<dyn Any + Send>, ProtocolName), RequestFailure>, oneshot::Canceled>>;

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
    /// Until when the strategy does not know it, because it had enough of it.
    away: Option<Instant>,
    /// Until when what it is asked for waits.
    spared: Option<Instant>,
}

impl Peer {
    const fn new(newest: Place) -> Self {
        Self { newest, told: None, asked: None, shown: None, check: None, is_checking: false, away: None, spared: None }
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
    /// Who has sent the blocks that are being imported.
    importing: HashMap<Hash, PeerId>,
    /// When a block came that was not there before.
    came: Instant,
    /// Since when more is claimed than is believed.
    doubted: Option<Instant>,
    /// Who did not answer since the last look, and to whom.
    silent: mpsc::Receiver<(PeerId, StrategyKey)>,
    reports: mpsc::Sender<(PeerId, StrategyKey)>,
}

impl<S> Robust<S> {
    /// Syncs as `strategy` does, for the chain of `client`. Headers are asked for with `downloader`.
    pub fn new(strategy: S, client: Arc<FullClient>, downloader: Arc<dyn BlockDownloader<Block>>) -> Self {
        Self::with(strategy, downloader, Claims::new(client))
    }

    fn with(strategy: S, downloader: Arc<dyn BlockDownloader<Block>>, claims: Claims) -> Self {
        let (reports, silent) = mpsc::channel();
        Self {
            strategy,
            claims,
            downloader,
            peers: HashMap::new(),
            importing: HashMap::new(),
            came: Instant::now(),
            doubted: None,
            silent,
            reports,
        }
    }
}

/// The most blocks that a peer may claim to have that is not believed, at a node of this height.
const fn most(height: BlockNumber) -> BlockNumber {
    height.saturating_add(AHEAD)
}

impl<S: SyncingStrategy<Block>> Robust<S> {
    /// Whether the strategy fetches a state, or the proof of one. Until it has it, this node can do nothing else.
    fn is_fetching_state(&self) -> bool {
        let status = self.strategy.status();
        let is_warping = |phase| !matches!(phase, WarpSyncPhase::DownloadingBlocks(_) | WarpSyncPhase::Complete);
        status.state_sync.is_some() || status.warp_sync.is_some_and(|progress| is_warping(progress.phase))
    }

    /// Whether the strategy fetches the block whose state it is to fetch.
    fn is_fetching_target(&self) -> bool {
        let progress = self.strategy.status().warp_sync;
        progress.is_some_and(|progress| matches!(progress.phase, WarpSyncPhase::DownloadingTargetBlock))
    }

    fn are_claims_believed(&self) -> bool {
        self.is_fetching_state() || self.claims.are_believed()
    }

    /// Whether the strategy may be told when a peer claims to have so many blocks.
    fn is_allowed(&self, claimed: BlockNumber) -> bool {
        claimed <= most(self.claims.height()) || self.are_claims_believed()
    }

    /// What is to be done with the peers: those with blocks that the strategy does not know of, those of which it believes too much, and
    /// those that it does not know. Yields questions to them.
    fn review(&mut self, actions: &mut Vec<SyncingAction<Block>>) {
        let height = self.claims.height();
        let most = most(height);
        let too_much = |number: BlockNumber| number > most;
        let claims_too_much = |peer: &Peer| too_much(peer.newest.1) || peer.told.is_some_and(too_much);
        let are_doubted = self.peers.values().any(claims_too_much) && !self.are_claims_believed();
        self.doubted = if are_doubted { self.doubted.or_else(|| Some(Instant::now())) } else { None };
        // Nothing comes, though others claim to have more: what was asked for is asked of them.
        let is_stalled = self.doubted.is_some_and(|since| since.max(self.came).elapsed() >= IDLE);
        // Too many blocks are only too many to the strategy if they make it believe that it is far behind.
        let is_misled = are_doubted
            && self.peers.values().any(|peer| peer.told.is_some_and(too_much))
            && self.strategy.is_major_syncing();
        let is_fetching_target = self.is_fetching_target();
        for (peer_id, peer) in &mut self.peers {
            if peer.away.is_some_and(|until| Instant::now() < until) {
                continue;
            }
            let mut goes = is_misled && peer.told.is_some_and(too_much);
            match peer.asked {
                Some((key, since)) if is_fetching_target && since.elapsed() >= TARGET => {
                    log::debug!(target: "sync", "{peer_id} does not send the block whose state is fetched");
                    actions.push(SyncingAction::CancelRequest { peer_id: *peer_id, key });
                    peer.asked = None;
                    peer.told = None;
                    peer.away = Some(Instant::now() + ABSENCE);
                    self.strategy.remove_peer(peer_id);
                    continue;
                }
                Some((key, since)) if (goes || is_stalled) && since.elapsed() >= ANSWER => {
                    actions.push(SyncingAction::CancelRequest { peer_id: *peer_id, key });
                    peer.asked = None;
                    goes = true;
                }
                Some(_) => continue,
                None => {}
            }
            if goes {
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
                    peer.away = None;
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
        let wishes = self.strategy.actions(network_service)?;
        let mut requests = HashMap::new();
        for (place, wish) in wishes.iter().enumerate() {
            if let SyncingAction::StartRequest { peer_id, .. } = wish {
                requests.insert(*peer_id, place);
            }
        }
        let is_asked_later = |place, peer_id: &PeerId| requests.get(peer_id).is_some_and(|request| *request > place);
        let mut actions = Vec::with_capacity(wishes.len());
        for (place, wish) in wishes.into_iter().enumerate() {
            if let SyncingAction::DropPeer(BadPeer(peer_id, change)) = &wish {
                log::debug!(target: "sync", "the strategy has had enough of {peer_id}: {}", change.reason);
                self.dismiss(peer_id, is_asked_later(place, peer_id));
            }
            actions.extend(self.watch(wish));
        }
        Ok(actions)
    }

    /// The strategy has had enough of a peer. The engine lets go of its requests. If the strategy asks it for something all the same, that
    /// waits; else the peer goes for a while.
    fn dismiss(&mut self, peer_id: &PeerId, is_asked_later: bool) {
        let Some(peer) = self.peers.get_mut(peer_id) else { return };
        peer.forget_requests();
        if is_asked_later {
            peer.spared = Some(Instant::now() + DISMISSAL);
        } else if peer.told.take().is_some() {
            peer.away = Some(Instant::now() + DISMISSAL);
            self.strategy.remove_peer(peer_id);
        }
    }

    /// Notes what the strategy wants to be done, and makes it known when a request fails.
    fn watch(&mut self, action: SyncingAction<Block>) -> Option<SyncingAction<Block>> {
        match action {
            SyncingAction::StartRequest { peer_id, key, mut request } => {
                if let Some(peer) = self.peers.get_mut(&peer_id) {
                    // It was dismissed by an action before this one.
                    peer.told?;
                    peer.asked = Some((key, Instant::now()));
                    if let Some(until) = peer.spared.take().filter(|until| Instant::now() < *until) {
                        request = async move {
                            tokio::time::sleep_until(until.into()).await;
                            request.await
                        }
                        .boxed();
                    }
                }
                Some(reported(peer_id, key, request, &self.reports))
            }
            SyncingAction::CancelRequest { peer_id, key } => {
                if let Some(peer) = self.peers.get_mut(&peer_id) {
                    peer.asked = None;
                }
                Some(SyncingAction::CancelRequest { peer_id, key })
            }
            SyncingAction::ImportBlocks { origin, blocks } => {
                let sent = blocks.iter().filter_map(|block| Some((block.hash, block.origin?)));
                self.importing.extend(sent);
                Some(SyncingAction::ImportBlocks { origin, blocks })
            }
            action => Some(action),
        }
    }

    /// Notes who did not answer. What the strategy has asked is forgotten together with the peer, which comes back with the next review.
    fn listen(&mut self) {
        let silent = self.silent.try_iter().collect::<Vec<_>>();
        let is_fetching_state = !silent.is_empty() && self.is_fetching_state();
        for (peer_id, key) in silent {
            // The engine may have heard meanwhile that it has gone.
            let Some(peer) = self.peers.get_mut(&peer_id) else { continue };
            log::debug!(target: "sync", "{peer_id} did not answer ({key:?})");
            if key == CHECK {
                peer.is_checking = false;
            } else {
                peer.asked = None;
                peer.told = None;
                peer.away = is_fetching_state.then(|| Instant::now() + ABSENCE);
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
        for (result, hash) in &results {
            let sender = self.importing.remove(hash);
            match (result, sender.and_then(|sender| self.peers.get_mut(&sender))) {
                (Ok(BlockImportStatus::ImportedUnknown(..)), _) => self.came = Instant::now(),
                // The strategy begins anew with everybody, and does not mind who sent it.
                (Err(BlockImportError::UnknownParent | BlockImportError::Other(_)), Some(peer)) => {
                    peer.spared = Some(Instant::now() + DISMISSAL);
                }
                _ => {}
            }
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
        self.claims.look();
        self.listen();
        // First what the strategy wants, so that it is known who is not asked for anything.
        let mut actions = self.wishes(network_service)?;
        if actions.iter().any(SyncingAction::is_finished) {
            // So that of the strategy that comes next.
            actions.extend(self.wishes(network_service)?);
        }
        self.review(&mut actions);
        actions.extend(self.wishes(network_service)?);
        Ok(actions)
    }
}
