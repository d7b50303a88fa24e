//! How the pool asks the chain whether transactions are valid: about many at once, and in no hurry about what waits already.
//!
//! To ask costs as much as the answer: an instance of the runtime and a view of the state, and with them pages of memory that all threads of the
//! node have to agree on. So whoever asks takes along what else is to be asked by then. Nobody waits for others to come, and where
//! many come, each is cheap.
//!
//! The SDK's pool also validates what waits again and again, as fast as it can: under load, each transaction several times in its seconds of
//! life, on the processors on which blocks are made and imported. Nobody waits for that answer, so the pool rests in between.
//! What is submitted, and what the view of a new block asks for, is validated at once.

use crate::service::{Block, FullClient};
use async_channel::{Receiver, Sender};
use async_trait::async_trait;
use bogam_primitives::transaction::TransactionQueue;
use bogam_runtime::{BlockNumber, Hash, Header};
use futures::channel::oneshot;
use sc_service::SpawnEssentialTaskHandle;
use sc_transaction_pool::{ChainApi, FullChainApi, ValidateTransactionPriority};
use sc_transaction_pool_api::{TransactionSource, error::Error as PoolError};
use sp_api::ProvideRuntimeApi;
use sp_blockchain::TreeRoute;
use sp_runtime::{OpaqueExtrinsic, generic::BlockId, transaction_validity::TransactionValidity};
use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

/// How many are asked about at once at the most: some milliseconds' work.
const MOST: usize = 32;
/// And how many bytes those have that are taken along, the last one left out: a runtime has memory for a few of the largest, and not for
/// 32 of them.
const MOST_BYTES: usize = 1 << 20;
/// How many wait to be asked about before those who want to know wait in their turn.
const ROOM: usize = 1024;
/// How many ask, as in the SDK.
const WORKERS: [&str; 2] = ["pool-validation-0", "pool-validation-1"];

/// Whoever had what waits already validated rests so many times as long as it took. Several may rest at the same time.
const REST: u32 = 9;
/// And not longer than that: one that took long had to wait itself, most likely.
const LONGEST_REST: Duration = Duration::from_millis(20);

/// How long the pool rests after a validation that took this long.
fn rest_after(took: Duration) -> Duration {
    took.saturating_mul(REST).min(LONGEST_REST)
}

/// Whether the pool makes the view of a block at this moment, and so is waited for.
#[derive(Clone, Default)]
pub struct Hurry(Arc<AtomicBool>);

impl Hurry {
    /// The pool hurries as long as `work` goes on.
    pub async fn during<Answer>(&self, work: impl Future<Output = Answer>) -> Answer {
        self.0.store(true, Ordering::Relaxed);
        let answer = work.await;
        self.0.store(false, Ordering::Relaxed);
        answer
    }
}

type Inner = FullChainApi<FullClient, Block>;
type Error = <Inner as ChainApi>::Error;

/// A transaction that somebody wants to know about.
struct Question {
    at: Hash,
    source: TransactionSource,
    transaction: Arc<OpaqueExtrinsic>,
    answer: oneshot::Sender<Result<TransactionValidity, Error>>,
}

/// What is to be asked.
struct Queue {
    sender: Sender<Question>,
    receiver: Receiver<Question>,
}

impl Queue {
    fn new() -> Self {
        let (sender, receiver) = async_channel::bounded(ROOM);
        Self { sender, receiver }
    }
}

/// Takes along what waits behind the first.
fn take_along(first: Question, queue: &Receiver<Question>) -> Vec<Question> {
    let mut questions = vec![first];
    let mut bytes = 0;
    while questions.len() < MOST
        && bytes < MOST_BYTES
        && let Ok(next) = queue.try_recv()
    {
        bytes += next.transaction.inner().len();
        questions.push(next);
    }
    questions
}

/// What is asked about together: what is about the same block, in the order in which it came.
fn by_block(questions: Vec<Question>) -> BTreeMap<Hash, Vec<Question>> {
    let mut groups: BTreeMap<Hash, Vec<Question>> = BTreeMap::new();
    for question in questions {
        groups.entry(question.at).or_default().push(question);
    }
    groups
}

/// Asks the chain about transactions at the block `at`, and answers.
fn ask(client: &FullClient, inner: &Inner, at: Hash, questions: Vec<Question>) {
    if questions.len() > 1 {
        let transactions =
            questions.iter().map(|question| (question.source, (*question.transaction).clone())).collect();
        match client.runtime_api().validate_transactions(at, at, transactions) {
            Ok(answers) if answers.len() == questions.len() => {
                for (question, answer) in questions.into_iter().zip(answers) {
                    // Who does not wait any more does not want to know.
                    let _ = question.answer.send(Ok(answer));
                }
                return;
            }
            Ok(_) => log::error!(target: "txpool", "the runtime has not answered for each transaction at {at}"),
            // The runtime is from before this function, or one of them is too much for it: then each is asked about singly.
            Err(error) => log::debug!(target: "txpool", "transactions at {at} are validated singly: {error}"),
        }
    }
    for Question { source, transaction, answer, .. } in questions {
        let _ = answer.send(inner.validate_transaction_blocking(at, source, transaction));
    }
}

/// How the pool asks the chain.
pub struct Validation {
    inner: Arc<Inner>,
    submitted: Queue,
    maintained: Queue,
    hurry: Hurry,
}

impl Validation {
    /// Asks the chain of `client`, in tasks of its own.
    pub fn new(client: &Arc<FullClient>, spawner: &SpawnEssentialTaskHandle, hurry: Hurry) -> Self {
        // It would count only what its own workers validate, and they are never asked to: its counters would stand at zero.
        let inner = Arc::new(Inner::new(client.clone(), None, spawner));
        let (submitted, maintained) = (Queue::new(), Queue::new());
        for name in WORKERS {
            let (client, inner) = (client.clone(), inner.clone());
            let (submitted, maintained) = (submitted.receiver.clone(), maintained.receiver.clone());
            spawner.spawn_blocking(name, Some("transaction-pool"), async move {
                loop {
                    // What a view asks for goes first: what is submitted waits for that view too.
                    let (first, queue) = tokio::select! {
                        biased;
                        Ok(question) = maintained.recv() => (question, &maintained),
                        Ok(question) = submitted.recv() => (question, &submitted),
                        else => return,
                    };
                    for (at, questions) in by_block(take_along(first, queue)) {
                        ask(&client, &inner, at, questions);
                    }
                }
            });
        }
        Self { inner, submitted, maintained, hurry }
    }
}

#[async_trait]
impl ChainApi for Validation {
    type Block = Block;
    type Error = Error;

    async fn validate_transaction(
        &self,
        at: Hash,
        source: TransactionSource,
        transaction: Arc<OpaqueExtrinsic>,
        priority: ValidateTransactionPriority,
    ) -> Result<TransactionValidity, Error> {
        let again = priority == ValidateTransactionPriority::Maintained;
        let queue = if again { &self.maintained } else { &self.submitted };
        let begun = Instant::now();
        let (answer, answered) = oneshot::channel();
        // When the node ends.
        let gone = || Error::from(PoolError::ImmediatelyDropped);
        queue.sender.send(Question { at, source, transaction, answer }).await.map_err(|_| gone())?;
        let validity = answered.await.map_err(|_| gone())?;
        if again && !self.hurry.0.load(Ordering::Relaxed) {
            tokio::time::sleep(rest_after(begun.elapsed())).await;
        }
        validity
    }

    fn validate_transaction_blocking(
        &self,
        at: Hash,
        source: TransactionSource,
        transaction: Arc<OpaqueExtrinsic>,
    ) -> Result<TransactionValidity, Error> {
        self.inner.validate_transaction_blocking(at, source, transaction)
    }

    fn block_id_to_number(&self, at: &BlockId<Block>) -> Result<Option<BlockNumber>, Error> {
        self.inner.block_id_to_number(at)
    }

    fn block_id_to_hash(&self, at: &BlockId<Block>) -> Result<Option<Hash>, Error> {
        self.inner.block_id_to_hash(at)
    }

    fn hash_and_length(&self, transaction: &OpaqueExtrinsic) -> (Hash, usize) {
        self.inner.hash_and_length(transaction)
    }

    async fn block_body(&self, at: Hash) -> Result<Option<Vec<OpaqueExtrinsic>>, Error> {
        self.inner.block_body(at).await
    }

    fn block_header(&self, at: Hash) -> Result<Option<Header>, Error> {
        self.inner.block_header(at)
    }

    fn tree_route(&self, from: Hash, to: Hash) -> Result<TreeRoute<Block>, Error> {
        self.inner.tree_route(from, to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A question about a block and a transaction, which are named by a byte.
    fn question(at: u8, transaction: u8) -> Question {
        Question {
            at: Hash::repeat_byte(at),
            source: TransactionSource::External,
            transaction: Arc::new(OpaqueExtrinsic::from_blob(vec![transaction])),
            answer: oneshot::channel().0,
        }
    }

    fn transactions(questions: &[Question]) -> Vec<u8> {
        questions.iter().map(|question| question.transaction.inner()[0]).collect()
    }

    #[test]
    fn question_should_go_alone_when_nothing_waits_behind_it() {
        let queue = Queue::new();
        assert_eq!(transactions(&take_along(question(1, 7), &queue.receiver)), [7]);
    }

    #[test]
    fn question_should_take_along_what_waits_but_not_more_than_is_asked_at_once() {
        let queue = Queue::new();
        for transaction in 1..=40 {
            queue.sender.try_send(question(1, transaction)).unwrap();
        }
        let taken = take_along(question(1, 0), &queue.receiver);
        assert_eq!(transactions(&taken), (0..32).collect::<Vec<_>>());
        assert_eq!(queue.receiver.len(), 9);
    }

    #[test]
    fn question_should_take_along_no_more_than_a_runtime_has_memory_for() {
        let queue = Queue::new();
        let large = || Question {
            transaction: Arc::new(OpaqueExtrinsic::from_blob(vec![0; MOST_BYTES / 2])),
            ..question(1, 0)
        };
        for _ in 0..5 {
            queue.sender.try_send(large()).unwrap();
        }
        assert_eq!(take_along(large(), &queue.receiver).len(), 3);
        assert_eq!(take_along(question(1, 0), &queue.receiver).len(), 3);
    }

    #[test]
    fn questions_should_be_asked_by_block_in_the_order_in_which_they_came() {
        let questions = [(2, 1), (1, 2), (2, 3), (3, 4), (1, 5)].map(|(at, transaction)| question(at, transaction));
        let groups = by_block(questions.into());
        assert_eq!(
            groups.iter().map(|(at, group)| (*at, transactions(group))).collect::<Vec<_>>(),
            [(1, vec![2, 5]), (2, vec![1, 3]), (3, vec![4])].map(|(at, group)| (Hash::repeat_byte(at), group))
        );
    }

    #[test]
    fn rest_should_be_nine_times_as_long_as_the_work_and_never_long() {
        assert_eq!(rest_after(Duration::ZERO), Duration::ZERO);
        assert_eq!(rest_after(Duration::from_millis(1)), Duration::from_millis(9));
        assert_eq!(rest_after(Duration::from_millis(3)), LONGEST_REST);
        assert_eq!(rest_after(Duration::MAX), LONGEST_REST);
    }

    #[tokio::test]
    async fn hurry_should_last_as_long_as_a_view_is_made() {
        let hurry = Hurry::default();
        let seen = hurry.during(async { hurry.0.load(Ordering::Relaxed) }).await;
        assert!(seen);
        assert!(!hurry.0.load(Ordering::Relaxed));
    }
}
