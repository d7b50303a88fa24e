//! The transactions that wait: the SDK's pool, which hears that a block is final one block later than the rest of the node does.
//!
//! That pool has a view of what waits for each recent block. What is submitted while the view of a new block is being made gets into the
//! view before it only, and into the next one with the next block. But once a block is final, the views before it are thrown away, and with them,
//! without a word, what is in no other view and waits for a predecessor: the next transactions of whoever has several under way. Where it takes
//! several blocks until one is final, nobody is hit. Here it takes one second, and of 7,480 transactions with ten under way for each account, four
//! busy validators lost 1,400. So the pool is told of a final block when it has made the view of the block after it.
//!
//! What it asks the chain goes through [validation].

mod validation;

use crate::service::{Block, FullClient};
use async_trait::async_trait;
use bogam_runtime::{BlockNumber, Hash};
use sc_service::{Configuration, SpawnEssentialTaskHandle};
use sc_transaction_pool::{ForkAwareTxPool, Options, TransactionPoolHandle, TransactionPoolWrapper};
use sc_transaction_pool_api::{
    ChainEvent, ImportNotificationStream, LocalTransactionFor, LocalTransactionPool, MaintainedTransactionPool,
    PoolStatus, ReadyTransactions, TransactionFor, TransactionPool, TransactionSource, TransactionStatusStreamFor,
    TxHash, TxInvalidityReportMap,
};
use sp_blockchain::HeaderBackend;
use std::{
    collections::HashMap,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use validation::{Hurry, Validation};

/// The SDK's pool.
type Inner = TransactionPoolHandle<Block, FullClient>;
type Waiting = <Inner as TransactionPool>::InPoolTransaction;
type PoolError = <Inner as TransactionPool>::Error;
type Ready = Box<dyn ReadyTransactions<Item = Arc<Waiting>> + Send>;

/// A final block that the pool is to hear of when it has the view of the block after it.
struct Held<Event> {
    /// The newest block that the pool has a view of, as far as new blocks have told.
    viewed: BlockNumber,
    /// The final block, and what the pool will be told. No view is newer.
    waiting: Option<(BlockNumber, Event)>,
}

impl<Event> Held<Event> {
    fn new(viewed: BlockNumber) -> Self {
        Self { viewed, waiting: None }
    }

    /// The block of this height is final: what the pool hears of now, in this order.
    ///
    /// A node that catches up hears of final blocks before new ones, or of those only. Its pool must not stay behind: what is signed for a
    /// final block would be refused until there is a new one.
    fn finalise(&mut self, height: BlockNumber, event: Event) -> impl Iterator<Item = Event> + use<Event> {
        let before = self.waiting.take().map(|(_, event)| event);
        let mut now = None;
        if height == self.viewed {
            self.waiting = Some((height, event));
        } else {
            now = Some(event);
        }
        before.into_iter().chain(now)
    }

    /// The pool has the view of the block of this height: what it hears of now.
    fn view(&mut self, height: BlockNumber) -> Option<Event> {
        self.viewed = height;
        self.waiting.take_if(|(waiting, _)| *waiting < height).map(|(_, event)| event)
    }
}

/// The height of a block. `None` where it is not known: the block is not in the database any more, or that cannot be read. What happened to
/// it is handed on then as it came, and decides nothing about other blocks.
fn height_of(chain: &impl HeaderBackend<Block>, block: Hash) -> Option<BlockNumber> {
    chain.number(block).unwrap_or_else(|error| {
        log::error!(target: "txpool", "the height of {block:?} is not known: {error}");
        None
    })
}

/// The SDK's pool, told of final blocks when it can do without the views before them.
pub struct Pool {
    inner: Inner,
    client: Arc<FullClient>,
    hurry: Hurry,
    held: Mutex<Held<ChainEvent<Block>>>,
}

impl Pool {
    /// An empty pool for the chain of `client`, which holds as much as `options` say.
    pub fn new(
        options: Options,
        client: Arc<FullClient>,
        config: &Configuration,
        spawner: SpawnEssentialTaskHandle,
    ) -> Self {
        let hurry = Hurry::default();
        let validation = Validation::new(&client, &spawner, hurry.clone());
        let info = client.info();
        let inner = TransactionPoolWrapper(Box::new(ForkAwareTxPool::new_with_background_worker(
            options,
            config.role.is_authority().into(),
            Arc::new(validation),
            config.prometheus_registry(),
            spawner,
            info.best_hash,
            info.finalized_hash,
        )));
        Self { inner, client, hurry, held: Mutex::new(Held::new(info.best_number)) }
    }

    /// Has the SDK's pool make a view, or throw some away.
    async fn follow(&self, event: ChainEvent<Block>) {
        self.hurry.during(self.inner.maintain(event)).await;
    }

    fn with_held<Answer>(&self, act: impl FnOnce(&mut Held<ChainEvent<Block>>) -> Answer) -> Answer {
        act(&mut self.held.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[async_trait]
impl MaintainedTransactionPool for Pool {
    async fn maintain(&self, event: ChainEvent<Block>) {
        let Some(height) = height_of(&*self.client, event.hash()) else { return self.follow(event).await };
        match event {
            ChainEvent::Finalized { .. } => {
                for event in self.with_held(|held| held.finalise(height, event)) {
                    self.follow(event).await;
                }
            }
            ChainEvent::NewBlock { .. } => self.follow(event).await,
            ChainEvent::NewBestBlock { .. } => {
                self.follow(event).await;
                if let Some(event) = self.with_held(|held| held.view(height)) {
                    self.follow(event).await;
                }
            }
        }
    }
}

#[async_trait]
impl TransactionPool for Pool {
    type Block = Block;
    type Hash = Hash;
    type InPoolTransaction = Waiting;
    type Error = PoolError;

    async fn submit_at(
        &self,
        at: Hash,
        source: TransactionSource,
        transactions: Vec<TransactionFor<Self>>,
    ) -> Result<Vec<Result<TxHash<Self>, PoolError>>, PoolError> {
        self.inner.submit_at(at, source, transactions).await
    }

    async fn submit_one(
        &self,
        at: Hash,
        source: TransactionSource,
        transaction: TransactionFor<Self>,
    ) -> Result<TxHash<Self>, PoolError> {
        self.inner.submit_one(at, source, transaction).await
    }

    async fn submit_and_watch(
        &self,
        at: Hash,
        source: TransactionSource,
        transaction: TransactionFor<Self>,
    ) -> Result<Pin<Box<TransactionStatusStreamFor<Self>>>, PoolError> {
        self.inner.submit_and_watch(at, source, transaction).await
    }

    async fn ready_at(&self, at: Hash) -> Ready {
        self.inner.ready_at(at).await
    }

    async fn ready_at_with_timeout(&self, at: Hash, timeout: Duration) -> Ready {
        self.inner.ready_at_with_timeout(at, timeout).await
    }

    fn ready(&self) -> Ready {
        self.inner.ready()
    }

    async fn report_invalid(
        &self,
        at: Option<Hash>,
        invalid: TxInvalidityReportMap<TxHash<Self>>,
    ) -> Vec<Arc<Waiting>> {
        self.inner.report_invalid(at, invalid).await
    }

    fn futures(&self) -> Vec<Waiting> {
        self.inner.futures()
    }

    fn status(&self) -> PoolStatus {
        self.inner.status()
    }

    fn import_notification_stream(&self) -> ImportNotificationStream<TxHash<Self>> {
        self.inner.import_notification_stream()
    }

    fn on_broadcasted(&self, propagations: HashMap<TxHash<Self>, Vec<String>>) {
        self.inner.on_broadcasted(propagations);
    }

    fn hash_of(&self, transaction: &TransactionFor<Self>) -> TxHash<Self> {
        self.inner.hash_of(transaction)
    }

    fn ready_transaction(&self, hash: &TxHash<Self>) -> Option<Arc<Waiting>> {
        self.inner.ready_transaction(hash)
    }
}

impl LocalTransactionPool for Pool {
    type Block = Block;
    type Hash = Hash;
    type Error = PoolError;

    fn submit_local(&self, at: Hash, transaction: LocalTransactionFor<Self>) -> Result<Hash, PoolError> {
        self.inner.submit_local(at, transaction)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bogam_runtime::Header;
    use sp_blockchain::{BlockStatus, Error, Info};

    /// A database that answers whatever it is asked for a height with this.
    struct Database(fn() -> sp_blockchain::Result<Option<BlockNumber>>);

    impl HeaderBackend<Block> for Database {
        fn header(&self, _: Hash) -> sp_blockchain::Result<Option<Header>> {
            Ok(None)
        }

        fn info(&self) -> Info<Block> {
            unreachable!("a height is asked for")
        }

        fn status(&self, _: Hash) -> sp_blockchain::Result<BlockStatus> {
            Ok(BlockStatus::Unknown)
        }

        fn number(&self, _: Hash) -> sp_blockchain::Result<Option<BlockNumber>> {
            (self.0)()
        }

        fn hash(&self, _: BlockNumber) -> sp_blockchain::Result<Option<Hash>> {
            Ok(None)
        }
    }

    #[test]
    fn height_should_be_unknown_and_not_zero_when_the_database_fails_or_has_no_such_block() {
        let block = Hash::repeat_byte(1);
        assert_eq!(height_of(&Database(|| Ok(Some(7))), block), Some(7));
        assert_eq!(height_of(&Database(|| Ok(None)), block), None);
        assert_eq!(height_of(&Database(|| Err(Error::Backend("it is broken".to_owned()))), block), None);
    }

    fn finalise(held: &mut Held<&'static str>, height: BlockNumber, event: &'static str) -> Vec<&'static str> {
        held.finalise(height, event).collect()
    }

    #[test]
    fn final_block_should_be_told_when_its_successor_is_viewed() {
        let mut held = Held::new(6);
        assert_eq!(held.view(7), None);
        assert_eq!(finalise(&mut held, 7, "seven"), [""; 0]);
        assert_eq!(held.view(8), Some("seven"));
        assert_eq!(held.view(9), None);
    }

    #[test]
    fn final_block_should_be_told_at_once_when_its_successor_is_viewed_already() {
        let mut held = Held::new(9);
        assert_eq!(finalise(&mut held, 7, "seven"), ["seven"]);
        assert_eq!(finalise(&mut held, 8, "eight"), ["eight"]);
        assert_eq!(held.view(10), None);
    }

    #[test]
    fn final_blocks_should_be_told_at_once_when_a_node_catches_up_and_views_nothing() {
        let mut held = Held::new(3);
        assert_eq!(finalise(&mut held, 3, "three"), [""; 0]);
        assert_eq!(finalise(&mut held, 5, "five"), ["three", "five"]);
        assert_eq!(finalise(&mut held, 70, "seventy"), ["seventy"]);
    }

    #[test]
    fn final_block_should_be_told_when_the_chain_grows_on_after_a_change_to_a_shorter_one() {
        let mut held = Held::new(9);
        assert_eq!(held.view(8), None);
        assert_eq!(finalise(&mut held, 8, "eight"), [""; 0]);
        assert_eq!(held.view(8), None);
        assert_eq!(held.view(9), Some("eight"));
    }
}
