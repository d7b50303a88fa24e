//! Carrying: the transactions of an account come to one node, in the order of their numbers; and to another node when that one has
//! lost them.
//!
//! A node that takes a transaction does not promise to keep it. A pool that is short of room throws out what waits for the number before
//! it, the oldest first, tells nobody, and refuses it for a while; all that comes after it waits then, at that node for good. So whoever
//! hands transactions to nodes has to look after them, as the gateway of an app has to: when the next one of an account is overdue, its
//! node is asked for the account's next number, and what it lacks from there on is sent again through another node, in order.

use super::{board::Board, drive::Parcel, node::Node};
use futures::{
    StreamExt,
    channel::mpsc::{UnboundedReceiver, UnboundedSender, unbounded},
};
use std::{
    collections::{HashMap, VecDeque},
    sync::Arc,
    time::Duration,
};
use subxt::{
    rpcs::{Error as RpcError, rpc_params},
    utils::AccountId32,
};
use tokio::{
    task::JoinHandle,
    time::{Instant, sleep, sleep_until, timeout, timeout_at},
};

/// How long a node that has no room is left alone: at first, and at most.
const PAUSE: (Duration, Duration) = (Duration::from_millis(50), Duration::from_secs(1));

/// How long a node may take to answer.
const ANSWER: Duration = Duration::from_secs(30);

/// How often each account is looked after in the time after which its next transaction is overdue.
const LOOKS: u32 = 4;

/// Not all accounts are looked after in the same moment: in so many groups, one after the other.
const GROUPS: u32 = 16;

/// How often an account's transactions are sent again without the next one becoming final.
const TRIES: u32 = 3;

/// Why transactions are given up that were sent again so often.
const LOST: &str = "lost by the nodes, and sent again 3 times in vain: their pools may be too small (--pool-limit)";

/// The most characters of what a node says that are kept.
const LONGEST_REASON: usize = 120;

/// What a node said to a transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Reply {
    /// It has it.
    Taken,
    /// It had it before, which does not say that it can be in a block.
    Known,
    /// It has no room now.
    Later(String),
    /// It will not take it for now, or it is not known whether it did: another node may.
    Elsewhere(String),
    /// The account has used the number already.
    Past(String),
    /// It will never take it.
    Never(String),
}

/// What the codes of `author_submitExtrinsic` mean.
fn reply_of(answer: Result<String, RpcError>) -> Reply {
    let said = match answer {
        Ok(_) => return Reply::Taken,
        Err(RpcError::User(said)) => said,
        Err(other) => return Reply::Elsewhere(short("connection", &other.to_string())),
    };
    let data = said.data.as_ref().map(|data| data.get().trim_matches('"').to_owned());
    let detail = data.unwrap_or_else(|| said.message.clone());
    match said.code {
        1010 if detail == "Transaction is outdated" => Reply::Past(short("invalid", &detail)),
        1010 => Reply::Never(short("invalid", &detail)),
        1011 => Reply::Later("validity unknown".into()),
        // Also what was thrown out for want of room a moment ago.
        1012 => Reply::Elsewhere("temporarily banned".into()),
        // Another node has passed it on already.
        1013 => Reply::Known,
        1014 => Reply::Never("priority too low".into()),
        1016 => Reply::Later("pool full".into()),
        code => Reply::Never(short(&code.to_string(), &detail)),
    }
}

fn short(kind: &str, detail: &str) -> String {
    format!("{kind}: {detail}").chars().take(LONGEST_REASON).collect()
}

/// The node through which an account sends at first, of so many: as many accounts through each.
fn home_of(lane: usize, nodes: usize) -> Option<usize> {
    lane.checked_rem(nodes)
}

/// The nodes to be tried after `home`: all others in turn, and at last itself.
fn others(home: usize, nodes: usize) -> impl Iterator<Item = usize> {
    (1..=nodes).filter_map(move |step| home.saturating_add(step).checked_rem(nodes))
}

/// From which on of an account's open transactions, by their numbers in order, a node lacks them that expects `next`: what is before
/// that is in a block, or ready to be.
fn lost_from(mut numbers: impl Iterator<Item = u64>, next: u64) -> Option<usize> {
    numbers.position(|number| number >= next)
}

/// The accounts' queues.
pub struct Carriers {
    queues: HashMap<usize, UnboundedSender<usize>>,
    tasks: Vec<JoinHandle<()>>,
}

impl Carriers {
    /// One for each account that has signed some of `parcels`. What is not final after `patience`, while others are, is looked for.
    pub fn start(nodes: &[Node], parcels: &Arc<Vec<Parcel>>, board: &Arc<Board>, patience: Duration) -> Self {
        let nodes: Arc<[Node]> = Arc::from(nodes);
        let (mut queues, mut tasks) = (HashMap::new(), Vec::new());
        for parcel in parcels.iter() {
            if queues.contains_key(&parcel.lane) {
                continue;
            }
            let Some(home) = home_of(parcel.lane, nodes.len()) else { continue };
            let (queue, waiting) = unbounded();
            queues.insert(parcel.lane, queue);
            let carrier = Carrier {
                nodes: nodes.clone(),
                home,
                address: AccountId32(parcel.transaction.signer).to_string(),
                parcels: parcels.clone(),
                board: board.clone(),
                patience,
                open: VecDeque::new(),
                front: None,
                since: Duration::ZERO,
                tries: 0,
                is_held: false,
                is_closed: false,
            };
            tasks.push(tokio::spawn(carrier.run(waiting, parcel.lane)));
        }
        Self { queues, tasks }
    }

    /// Sends a transaction when those before it of the same account are sent.
    pub fn send(&self, parcel: &Parcel, place: usize) {
        if let Some(queue) = self.queues.get(&parcel.lane) {
            // A carrier lives as long as its queue.
            let _ = queue.unbounded_send(place);
        }
    }
}

impl Drop for Carriers {
    fn drop(&mut self) {
        self.tasks.iter().for_each(JoinHandle::abort);
    }
}

/// Who looks after one account's transactions.
struct Carrier {
    nodes: Arc<[Node]>,
    /// The node through which the account sends now, by its place.
    home: usize,
    /// The account.
    address: String,
    parcels: Arc<Vec<Parcel>>,
    board: Arc<Board>,
    patience: Duration,
    /// What was sent and is not final, in the order of the numbers.
    open: VecDeque<usize>,
    /// The first of them when it was last looked at, and since when it is that, or was last sent again or found at its node.
    front: Option<usize>,
    since: Duration,
    /// How often it was sent again.
    tries: u32,
    /// Whether nothing more is sent until all that is open has found a node.
    is_held: bool,
    /// Whether a number is missing for good, so that nothing after it could be in a block.
    is_closed: bool,
}

impl Carrier {
    async fn run(mut self, mut queue: UnboundedReceiver<usize>, lane: usize) {
        let pause = self.patience / LOOKS;
        let group = u32::try_from(lane).unwrap_or_default() % GROUPS;
        let mut next_look = Instant::now() + pause + pause / GROUPS * group;
        loop {
            if self.is_held {
                sleep_until(next_look).await;
            } else {
                match timeout_at(next_look, queue.next()).await {
                    Ok(Some(place)) => self.send(place).await,
                    Ok(None) => return,
                    Err(_) => {}
                }
            }
            if Instant::now() >= next_look {
                self.look().await;
                next_look = Instant::now() + pause;
            }
        }
    }

    async fn submit(&self, node: &Node, place: usize) -> Reply {
        let Some(parcel) = self.parcels.get(place) else { return Reply::Never("there is no such transaction".into()) };
        let params = rpc_params![parcel.transaction.text.as_str()];
        match timeout(ANSWER, node.rpc().request("author_submitExtrinsic", params)).await {
            Ok(answer) => reply_of(answer),
            Err(_) => Reply::Elsewhere("no answer".into()),
        }
    }

    /// Sends a transaction for the first time, and waits until a node has it or none ever will.
    async fn send(&mut self, place: usize) {
        let nodes = self.nodes.clone();
        let Some(node) = nodes.get(self.home).filter(|_| !self.is_closed) else {
            self.board.skipped(place);
            return;
        };
        let mut pause = PAUSE.0;
        loop {
            self.board.sent(place);
            match self.submit(node, place).await {
                Reply::Taken | Reply::Known => {
                    self.board.accepted(place);
                    self.open.push_back(place);
                    return;
                }
                Reply::Later(reason) => {
                    self.board.refused(place, &reason, false);
                    sleep(pause).await;
                    pause = pause.saturating_mul(2).min(PAUSE.1);
                }
                Reply::Elsewhere(reason) => {
                    self.board.refused(place, &reason, false);
                    self.open.push_back(place);
                    self.is_held = !self.again(self.open.len().saturating_sub(1)).await;
                    return;
                }
                Reply::Past(reason) | Reply::Never(reason) => {
                    self.board.refused(place, &reason, true);
                    self.is_closed = true;
                    return;
                }
            }
        }
    }

    /// Whether all goes on; if not, what is lost is sent again.
    async fn look(&mut self) {
        self.board.keep_open(&mut self.open);
        let front = self.open.front().copied();
        if front != self.front {
            (self.front, self.since, self.tries) = (front, self.board.now(), 0);
        }
        if front.is_none() {
            self.is_held = false;
            return;
        }
        if !self.board.is_overdue(self.since, self.patience) {
            return;
        }
        let next = match self.nodes.get(self.home) {
            Some(node) => node.next_nonce(&self.address).await.ok(),
            None => None,
        };
        // A node that does not answer has nothing.
        let Some(from) = lost_from(self.numbers(), next.unwrap_or_default()) else {
            (self.since, self.is_held) = (self.board.now(), false);
            return;
        };
        if self.tries >= TRIES {
            self.give_up();
            return;
        }
        self.tries = self.tries.saturating_add(1);
        self.is_held = !self.again(from).await;
    }

    /// The numbers of what is open.
    fn numbers(&self) -> impl Iterator<Item = u64> {
        let parcels = &self.parcels;
        self.open.iter().filter_map(move |place| parcels.get(*place)).map(|parcel| parcel.transaction.nonce)
    }

    /// Sends all that is open, of which the `from`th and those after it are lost, to the other nodes in turn, until one has that one ready: it
    /// is the account's node from then on. Whether there is such a node.
    async fn again(&mut self, from: usize) -> bool {
        let nodes = self.nodes.clone();
        let mut has_found = false;
        for place in others(self.home, nodes.len()) {
            let Some(node) = nodes.get(place) else { continue };
            if self.offer(node, from).await {
                (self.home, has_found) = (place, true);
                break;
            }
        }
        self.since = self.board.now();
        has_found
    }

    /// Sends all that is open to a node, in its order: also what is before the `from`th, which another node need not have. Whether that one is
    /// in a block or ready there then: a node may also know one that it keeps out of its blocks.
    async fn offer(&self, node: &Node, from: usize) -> bool {
        for (order, place) in self.open.iter().copied().enumerate() {
            match self.submit(node, place).await {
                Reply::Taken => {
                    self.board.accepted(place);
                    if order >= from {
                        self.board.resent(place);
                    }
                }
                Reply::Known => self.board.accepted(place),
                Reply::Past(_) => {}
                Reply::Later(reason) | Reply::Elsewhere(reason) | Reply::Never(reason) => {
                    self.board.refused(place, &reason, false);
                    return false;
                }
            }
        }
        let lost = self.numbers().nth(from);
        let next = node.next_nonce(&self.address).await.ok();
        lost.zip(next).is_some_and(|(lost, next)| next > lost)
    }

    /// What is open comes into no block, and nothing after it could.
    fn give_up(&mut self) {
        for place in self.open.drain(..) {
            self.board.refused(place, LOST, true);
        }
        (self.is_closed, self.is_held) = (true, false);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use subxt::rpcs::UserError;

    fn said(code: i32, message: &str) -> Result<String, RpcError> {
        Err(RpcError::User(UserError { code, message: message.into(), data: None }))
    }

    #[test]
    fn reply_should_tell_for_now_from_for_good() {
        assert_eq!(reply_of(Ok("0x00".into())), Reply::Taken);
        assert_eq!(reply_of(said(1013, "Already Imported")), Reply::Known);
        assert_eq!(reply_of(said(1016, "Immediately Dropped")), Reply::Later("pool full".into()));
        assert_eq!(reply_of(said(1012, "Banned")), Reply::Elsewhere("temporarily banned".into()));
        assert_eq!(reply_of(said(1010, "Invalid Transaction")), Reply::Never("invalid: Invalid Transaction".into()));
        assert_eq!(reply_of(said(1014, "Priority is too low")), Reply::Never("priority too low".into()));
        assert_eq!(reply_of(said(-32_000, "odd")), Reply::Never("-32000: odd".into()));
    }

    #[test]
    fn reply_should_tell_a_used_number_from_what_is_invalid() {
        let outdated = said(1010, "Transaction is outdated");
        assert_eq!(reply_of(outdated), Reply::Past("invalid: Transaction is outdated".into()));
    }

    #[test]
    fn reason_should_be_cut_when_it_is_long() {
        let Reply::Never(reason) = reply_of(said(1010, &"가".repeat(1_000))) else { panic!("it was taken") };
        assert_eq!(reason.chars().count(), LONGEST_REASON);
    }

    #[test]
    fn reason_for_giving_up_should_say_how_often_it_was_tried() {
        assert!(LOST.contains(&format!(" {TRIES} times")) && LOST.chars().count() <= LONGEST_REASON);
    }

    #[test]
    fn accounts_should_have_one_node_each_and_nobody_any_when_there_is_none() {
        let homes: Vec<_> = (0..5).map(|lane| home_of(lane, 4)).collect();
        assert_eq!(homes, [Some(0), Some(1), Some(2), Some(3), Some(0)]);
        assert_eq!(home_of(3, 0), None);
    }

    #[test]
    fn others_should_be_tried_before_the_node_that_has_lost_something() {
        assert_eq!(others(2, 4).collect::<Vec<_>>(), [3, 0, 1, 2]);
        assert_eq!(others(0, 1).collect::<Vec<_>>(), [0]);
        assert_eq!(others(0, 0).count(), 0);
    }

    #[test]
    fn lost_should_be_what_a_node_expects_next_and_all_after_it() {
        let lost = |numbers: &[u64], next: u64| lost_from(numbers.iter().copied(), next);
        assert_eq!(lost(&[7, 8, 9], 10), None);
        assert_eq!(lost(&[7, 8, 9], 9), Some(2));
        assert_eq!(lost(&[7, 8, 9], 7), Some(0));
        // A node that is behind what is final, or does not answer, has nothing of it.
        assert_eq!(lost(&[7, 8, 9], 0), Some(0));
        assert_eq!(lost(&[], 0), None);
    }
}
