//! Watching the chain while it is loaded: one node tells of all blocks, of the best and of the final ones, and transactions are
//! recognised by their hashes. Following each transaction by a subscription of its own would cost the node more than the
//! transaction does.

use super::{
    LoadError,
    blocks::{Block, Blocks, Hash},
    board::Board,
    form::{Form, weight_of},
    node::{Header, Node, slot_of},
};
use crate::proof::StorageKey;
use futures::{
    StreamExt,
    channel::mpsc::{UnboundedReceiver, UnboundedSender, unbounded},
};
use sp_core::H256;
use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};
use subxt::rpcs::client::RpcSubscription;
use tokio::task::JoinHandle;

/// How long the last answers are waited for when the run is over.
const FAREWELL: Duration = Duration::from_secs(60);

/// The most bytes of events that are kept until they are read, of all blocks together.
const MOST_EVENTS: usize = 1024 * 1024 * 1024;

/// What a node tells of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Told {
    /// There is such a block.
    Known,
    /// It is the best one.
    Best,
    /// It is final.
    Final,
}

/// That, and when it was heard.
struct News {
    told: Told,
    at: Instant,
    header: Header,
}

/// What was seen.
#[derive(Debug)]
struct Seen {
    blocks: Blocks,
    /// The events of final blocks that have some of the transactions, encoded.
    events: Vec<(Hash, Vec<u8>)>,
    /// How many bytes of them there are.
    size: usize,
    /// What could not be asked, and why not at last.
    gaps: u32,
    gap: Option<String>,
}

/// Somebody who hears what a node tells, and does not look yet.
pub struct Listener {
    node: Node,
    base: Header,
    streams: Vec<(Told, RpcSubscription<Header>)>,
}

impl Listener {
    /// Has `node` tell of its blocks, on a connection of its own.
    pub async fn start(node: &Node) -> Result<Self, LoadError> {
        let node = node.again().await?;
        let mut finals = node.headers("chain_subscribeFinalizedHeads", "chain_unsubscribeFinalizedHeads").await?;
        // A node begins with the block that is final already.
        let base = finals.next().await.ok_or_else(|| node.odd("it tells of no final block"))?;
        let base = base.map_err(|error| node.odd(error))?;
        let best = node.headers("chain_subscribeNewHeads", "chain_unsubscribeNewHeads").await?;
        let all = node.headers("chain_subscribeAllHeads", "chain_unsubscribeAllHeads").await?;
        Ok(Self { node, base, streams: vec![(Told::Final, finals), (Told::Best, best), (Told::Known, all)] })
    }

    /// Looks at everything that is told from now on, and writes on `board` what became of its transactions.
    pub fn watch(self, board: Arc<Board>) -> Watch {
        let Self { node, base, streams } = self;
        let blocks = Blocks::new(base.hash().0, base.number);
        let seen = Arc::new(Mutex::new(Seen { blocks, events: Vec::new(), size: 0, gaps: 0, gap: None }));
        let (tell, news) = unbounded();
        let ears = streams.into_iter().map(|(told, stream)| tokio::spawn(hear(told, stream, tell.clone()))).collect();
        let (hand_on, settled) = unbounded();
        let eye = Eye { node: node.clone(), board, seen: seen.clone(), hand_on };
        let eyes = tokio::spawn(eye.look(news));
        let details = tokio::spawn(inspect(node, seen.clone(), settled));
        Watch { seen, ears, eyes, details }
    }
}

/// Notes when a node tells something: before anything else is done, so that the moment is right.
async fn hear(told: Told, mut stream: RpcSubscription<Header>, tell: UnboundedSender<News>) {
    while let Some(Ok(header)) = stream.next().await {
        if tell.unbounded_send(News { told, at: Instant::now(), header }).is_err() {
            break;
        }
    }
}

fn open(seen: &Mutex<Seen>) -> MutexGuard<'_, Seen> {
    seen.lock().unwrap_or_else(PoisonError::into_inner)
}

fn note_gap(seen: &Mutex<Seen>, error: &LoadError) {
    let mut seen = open(seen);
    (seen.gaps, seen.gap) = (seen.gaps.saturating_add(1), Some(error.to_string()));
}

/// Who makes sense of what was heard.
struct Eye {
    node: Node,
    board: Arc<Board>,
    seen: Arc<Mutex<Seen>>,
    /// To whoever asks for more about final blocks: which, and how many of the transactions it has.
    hand_on: UnboundedSender<(Hash, usize)>,
}

impl Eye {
    async fn look(self, mut news: UnboundedReceiver<News>) {
        while let Some(news) = news.next().await {
            if let Err(error) = self.take(news).await {
                note_gap(&self.seen, &error);
            }
        }
    }

    async fn take(&self, News { told, at, header }: News) -> Result<(), LoadError> {
        let (hash, at) = (header.hash(), self.board.moment(at));
        self.learn(header, at).await?;
        match told {
            Told::Known => Ok(()),
            Told::Best => {
                let mut seen = open(&self.seen);
                for fresh in seen.blocks.mark_best(hash.0, at) {
                    if let Some(block) = seen.blocks.get(&fresh) {
                        self.board.included(&block.transactions, at);
                    }
                }
                Ok(())
            }
            Told::Final => self.settle(hash.0, at).await,
        }
    }

    /// Asks for what is in a block that is not known yet.
    async fn learn(&self, header: Header, seen_at: Duration) -> Result<(), LoadError> {
        let hash = header.hash();
        if open(&self.seen).blocks.knows(&hash.0) {
            return Ok(());
        }
        let transactions = self.node.transactions(hash).await?;
        open(&self.seen).blocks.insert(Block {
            hash: hash.0,
            parent: header.parent_hash.0,
            number: header.number,
            slot: slot_of(&header),
            seen: seen_at,
            transactions,
            best: None,
            finalised: None,
            weight: None,
        });
        Ok(())
    }

    /// A block is final, and all below it.
    async fn settle(&self, hash: Hash, at: Duration) -> Result<(), LoadError> {
        let path = loop {
            let missing = match open(&self.seen).blocks.becoming_final(hash) {
                Ok(path) => break path,
                Err(missing) => missing,
            };
            let header = self.node.header(H256(missing)).await?;
            self.learn(header, at).await?;
        };
        for hash in path {
            let mut seen = open(&self.seen);
            seen.blocks.mark_final(hash, at);
            let own = seen.blocks.get(&hash).map_or(0, |block| self.board.finalised(block, at));
            drop(seen);
            // Nobody listens any more only when the run is over.
            let _ = self.hand_on.unbounded_send((hash, own));
        }
        Ok(())
    }
}

/// Asks for the events and the weight of final blocks. They are read after the run, so that reading them does not take from it.
async fn inspect(node: Node, seen: Arc<Mutex<Seen>>, mut settled: UnboundedReceiver<(Hash, usize)>) {
    let (events, weight) = (StorageKey::value("System", "Events"), StorageKey::value("System", "BlockWeight"));
    while let Some((hash, own)) = settled.next().await {
        match node.storage(&weight.0, H256(hash)).await {
            Ok(value) => {
                if let Some(weight) = value.as_deref().and_then(weight_of) {
                    open(&seen).blocks.weigh(&hash, weight);
                }
            }
            Err(error) => note_gap(&seen, &error),
        }
        if own == 0 {
            continue;
        }
        match node.storage(&events.0, H256(hash)).await {
            Ok(value) => {
                let mut seen = open(&seen);
                let bytes = value.unwrap_or_default();
                let size = seen.size.saturating_add(bytes.len());
                if size <= MOST_EVENTS {
                    seen.size = size;
                    seen.events.push((hash, bytes));
                } else {
                    (seen.gaps, seen.gap) =
                        (seen.gaps.saturating_add(1), Some("there are more events than are kept".into()));
                }
            }
            Err(error) => note_gap(&seen, &error),
        }
    }
}

/// Somebody who watches until it is told to stop.
pub struct Watch {
    seen: Arc<Mutex<Seen>>,
    ears: Vec<JoinHandle<()>>,
    eyes: JoinHandle<()>,
    details: JoinHandle<()>,
}

/// What was seen when it is over.
#[derive(Clone, Debug)]
pub struct Observation {
    /// The blocks.
    pub blocks: Blocks,
    /// How many answers of the node are missing: what they would have told is not in the report.
    pub gaps: u32,
    /// Why the last of them is.
    pub gap: Option<String>,
}

impl Watch {
    /// Whether the node tells no more of its blocks, so that nothing can be seen of them.
    pub fn is_deaf(&self) -> bool {
        self.ears.iter().any(JoinHandle::is_finished)
    }

    /// Stops, and writes on `board` which transactions failed in their blocks.
    pub async fn finish(self, board: &Board, form: &Form) -> Observation {
        let was_deaf = self.is_deaf();
        // Each waits for the one before: ears, eyes, details.
        self.ears.iter().for_each(JoinHandle::abort);
        let _ = tokio::time::timeout(FAREWELL, self.eyes).await;
        let _ = tokio::time::timeout(FAREWELL, self.details).await;
        let mut seen = open(&self.seen);
        if was_deaf {
            (seen.gaps, seen.gap) =
                (seen.gaps.saturating_add(1), Some("the node has stopped telling of its blocks".into()));
        }
        for (hash, events) in std::mem::take(&mut seen.events) {
            let failures = form.failures(events);
            let block = seen.blocks.get(&hash);
            for (place, error) in failures {
                let place = usize::try_from(place).unwrap_or(usize::MAX);
                if let Some(transaction) = block.and_then(|block| block.transactions.get(place)) {
                    board.failed(transaction, error);
                }
            }
        }
        Observation { blocks: seen.blocks.clone(), gaps: seen.gaps, gap: seen.gap.clone() }
    }
}
