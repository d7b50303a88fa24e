//! What peers do to a node, and what the strategy hears of it.

use super::*;
use crate::sync::ANSWER;
use async_trait::async_trait;
use sc_consensus::IncomingBlock;
use sc_network_sync::{
    SyncState, WarpSyncProgress,
    service::network::NetworkServiceProvider,
    strategy::state_sync::{StateSyncPhase, StateSyncProgress},
};
use sp_consensus::BlockOrigin;
use sp_runtime::traits::Header as _;
use std::sync::atomic::{AtomicU32, Ordering};

/// Refuses as often as it is told, then answers: with a header at the height that was asked for.
#[derive(Debug)]
pub struct Remote {
    name: ProtocolName,
    pub refusals: AtomicU32,
}

pub fn remote(refusals: u32) -> Arc<Remote> {
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

const KEY: StrategyKey = StrategyKey::new("test");

/// Asks each peer once, when it comes, and writes down who comes and goes.
#[derive(Default)]
struct Strategy {
    is_behind: bool,
    is_fetching_state: bool,
    is_fetching_target: bool,
    /// Who comes, with which block, and who goes.
    said: Vec<(PeerId, Option<Place>)>,
    announced: Vec<BlockNumber>,
    wishes: Vec<SyncingAction<Block>>,
    /// What the strategy wants that comes next.
    next: Vec<SyncingAction<Block>>,
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
            warp_sync: self.is_fetching_target.then_some(WarpSyncProgress {
                phase: WarpSyncPhase::DownloadingTargetBlock,
                total_bytes: 0,
                status: None,
            }),
        }
    }

    fn num_downloaded_blocks(&self) -> usize {
        0
    }

    fn num_sync_requests(&self) -> usize {
        0
    }

    fn actions(&mut self, _: &NetworkServiceHandle) -> Result<Vec<SyncingAction<Block>>, sp_blockchain::Error> {
        let wishes = std::mem::take(&mut self.wishes);
        if wishes.iter().any(SyncingAction::is_finished) {
            self.is_fetching_state = false;
            self.wishes = std::mem::take(&mut self.next);
        }
        Ok(wishes)
    }
}

/// A node with a hundred blocks and such a newest one, to which nothing came for so long.
fn node(age: Option<Duration>, idle: Duration, strategy: Strategy) -> (Robust<Strategy>, Arc<AtomicU32>) {
    let height = Arc::new(AtomicU32::new(100));
    let other = height.clone();
    let claims = Claims::with(move || other.load(Ordering::SeqCst), move || age);
    let mut node = Robust::with(strategy, remote(0), claims);
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

/// The strategy has had enough of a peer.
fn enough(peer: PeerId) -> SyncingAction<Block> {
    SyncingAction::DropPeer(BadPeer(peer, sc_network::ReputationChange::new(-1, "test")))
}

#[test]
fn peer_should_come_back_after_a_while_when_the_strategy_has_had_enough_of_it() {
    let (node, _) = node(NEW, Duration::ZERO, Strategy::default());
    let (mut node, peer) = with_peer(node, 100);
    // Nobody would take the answer to what was asked before.
    node.strategy.wishes.extend([request(peer), enough(peer)]);
    assert_eq!(done(&mut node), [Asked(peer)]);
    assert_eq!(node.on_validated_block_announce(true, peer, &announce(101)), place(101));
    assert_eq!(done(&mut node), []);
    assert!(node.strategy.announced.is_empty());
    assert_eq!(node.strategy.said, [(peer, None)]);

    node.peers.get_mut(&peer).unwrap().away = Some(Instant::now());
    assert_eq!(done(&mut node), [Asked(peer)]);
    assert_eq!(node.strategy.said[1..], [(peer, place(101))]);
    assert_eq!(node.on_validated_block_announce(true, peer, &announce(102)), place(102));
    assert_eq!(node.strategy.announced, [102]);
}

/// Whether the one request of a node waits before it is sent. It fails at once when it is.
fn waits(node: &mut Robust<Strategy>) -> bool {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    let _context = runtime.enter();
    let actions = node.actions(&NetworkServiceProvider::new().handle()).unwrap();
    let mut requests = actions.into_iter().filter_map(|action| match action {
        SyncingAction::StartRequest { request, .. } => Some(request),
        _ => None,
    });
    let answer = requests.next().expect("something is asked").now_or_never();
    assert!(requests.next().is_none());
    answer.is_none()
}

// It is asked in the same breath: were it to go, it would be asked for nothing else for a minute.
#[test]
fn peer_should_be_asked_a_little_later_when_the_strategy_has_had_enough_of_it_and_asks_it_all_the_same() {
    let (node, _) = node(NEW, Duration::ZERO, Strategy::default());
    let (mut node, peer) = with_peer(node, 100);
    node.strategy.wishes.extend([enough(peer), request(peer)]);
    assert!(waits(&mut node));
    assert!(node.strategy.said.is_empty());
    answer(&mut node, peer);
    node.strategy.wishes.push(request(peer));
    assert!(!waits(&mut node));
}

#[test]
fn peer_should_be_asked_a_little_later_when_what_it_sent_could_not_be_imported() {
    let (node, _) = node(NEW, Duration::ZERO, Strategy::default());
    let (mut node, peer) = with_peer(node, 101);
    for (failure, is_to_wait) in [
        (BlockImportError::UnknownParent, true),
        (BlockImportError::Other(sp_consensus::Error::InvalidAuthoritiesSet), true),
        (BlockImportError::Cancelled, false),
    ] {
        let block = IncomingBlock {
            hash: header(101).hash(),
            header: Some(header(101)),
            body: None,
            indexed_body: None,
            justifications: None,
            origin: Some(peer),
            allow_missing_state: false,
            import_existing: false,
            skip_execution: false,
            state: None,
        };
        node.strategy
            .wishes
            .push(SyncingAction::ImportBlocks { origin: BlockOrigin::NetworkBroadcast, blocks: vec![block] });
        answer(&mut node, peer);
        assert_eq!(done(&mut node), []);
        node.on_blocks_processed(0, 1, vec![(Err(failure), header(101).hash())]);
        assert!(node.importing.is_empty());
        node.strategy.wishes.push(request(peer));
        assert_eq!(waits(&mut node), is_to_wait);
    }
}

#[test]
fn peer_should_not_be_waited_for_when_nothing_comes_and_others_claim_to_have_more() {
    let (node, _) = node(NEW, Duration::ZERO, Strategy::default());
    let (mut node, silent) = with_peer(node, 105);
    let other = PeerId::random();
    node.downloader = remote(u32::MAX);
    node.add_peer(other, Hash::zero(), 112);
    node.peers.get_mut(&silent).unwrap().asked = Some((KEY, ago(ANSWER)));
    assert_eq!(done(&mut node), [Checked(other)]);
    node.doubted = Some(ago(IDLE));
    assert_eq!(done(&mut node), [], "a block came a moment ago");
    node.came = ago(IDLE);
    assert_eq!(done(&mut node), [Cancelled(silent), Asked(silent)]);
}

#[test]
fn strategy_should_be_told_of_fewer_blocks_when_a_peer_takes_back_what_was_believed() {
    let (mut node, peer) = with_peer(behind(OLD, Duration::ZERO), 1_000_000);
    // The strategy looks for an ancestor, and does not listen.
    node.peers.get_mut(&peer).unwrap().newest = place(101).unwrap();
    node.claims.moved = ago(IDLE);
    answer(&mut node, peer);
    assert_eq!(done(&mut node), [Asked(peer)]);
    assert_eq!(node.strategy.said, [(peer, None), (peer, place(101))]);
}

#[test]
fn peer_should_stay_when_the_strategy_that_comes_next_asks_it() {
    let strategy = Strategy { is_behind: true, is_fetching_state: true, ..Strategy::default() };
    let (mut node, peer) = with_peer(node(None, IDLE, strategy).0, 1_000_000);
    answer(&mut node, peer);
    node.strategy.wishes.push(SyncingAction::Finished);
    node.strategy.next.push(request(peer));
    assert_eq!(done(&mut node), [Asked(peer)]);
    assert!(node.strategy.said.is_empty());
}

#[test]
fn peer_should_be_left_alone_for_longer_when_it_does_not_send_a_state() {
    let strategy = Strategy { is_behind: true, is_fetching_state: true, ..Strategy::default() };
    let (mut node, peer) = with_peer(node(None, IDLE, strategy).0, 1_000_000);
    node.strategy.wishes.push(request(peer));
    assert!(!waits(&mut node));
    assert_eq!(done(&mut node), []);
    assert_eq!(node.strategy.said, [(peer, None)]);
    let until = node.peers.get(&peer).unwrap().away.unwrap();
    assert!(until > Instant::now() + ABSENCE / 2);
    node.peers.get_mut(&peer).unwrap().away = Some(Instant::now());
    assert_eq!(done(&mut node), [Asked(peer)]);
}

#[test]
fn peer_should_not_be_waited_for_when_it_does_not_send_the_block_whose_state_is_fetched() {
    for is_fetching_target in [false, true] {
        let is_fetching_state = !is_fetching_target;
        let strategy = Strategy { is_behind: true, is_fetching_state, is_fetching_target, ..Strategy::default() };
        let (mut node, peer) = with_peer(node(None, IDLE, strategy).0, 1_000_000);
        assert_eq!(done(&mut node), []);
        node.peers.get_mut(&peer).unwrap().asked = Some((KEY, ago(TARGET)));
        if is_fetching_state {
            assert_eq!(done(&mut node), [], "a state takes its time");
            continue;
        }
        assert_eq!(done(&mut node), [Cancelled(peer)]);
        assert_eq!(node.strategy.said, [(peer, None)]);
        let until = node.peers.get(&peer).unwrap().away.unwrap();
        assert!(until > Instant::now() + ABSENCE / 2);
        node.peers.get_mut(&peer).unwrap().away = Some(Instant::now());
        assert_eq!(done(&mut node), [Asked(peer)]);
    }
}
