//! Sending: what was signed before goes out at its time, and in the order of each account.
//!
//! In an open loop a transaction is due at a time that does not depend on what became of the others, and how long it took is
//! counted from then: a network that stands still for a while is not spared what users would have met. In a closed loop so many
//! are under way at a time, which finds what a network can do at most.

use super::{
    LoadError,
    board::{Board, Counts, Sample},
    form::{Form, Transaction},
    node::Node,
    schedule::{Act, due},
    watch::{Listener, Observation},
};
use futures::{
    StreamExt,
    channel::mpsc::{UnboundedReceiver, UnboundedSender, unbounded},
};
use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
    time::Duration,
};
use subxt::rpcs::{Error as RpcError, RpcClient, rpc_params};
use tokio::{task::JoinHandle, time::sleep};

/// How often the clock is looked at.
const GLANCE: Duration = Duration::from_millis(1);

/// How often something is said about how far it is.
const REPORT: Duration = Duration::from_secs(1);

/// How long nothing may become final before what is left is given up, when everything was sent. With long slots it takes so many
/// of them: a pool that starves its neighbours' empties only when its own node authors, and finality comes after that.
const PATIENCE: (Duration, u32) = (Duration::from_secs(45), 15);

/// How long a node that has no room is left alone: at first, and at most.
const PAUSE: (Duration, Duration) = (Duration::from_millis(50), Duration::from_secs(1));

/// The most characters of what a node says that are kept.
const LONGEST_REASON: usize = 120;

/// A transaction to be sent.
#[derive(Clone, Debug)]
pub struct Parcel {
    /// What it does.
    pub act: Act,
    /// The account that signed it, by its place.
    pub lane: usize,
    /// The transaction.
    pub transaction: Transaction,
}

/// How fast to send.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// So many a second, whatever becomes of them (an open loop).
    Rate(u32),
    /// So many under way at a time: due, and not yet in a block (a closed loop).
    InFlight(usize),
}

/// How far a run is.
#[derive(Clone, Copy, Debug)]
pub struct Progress {
    /// Since sending began.
    pub elapsed: Duration,
    /// Of so many transactions.
    pub all: usize,
    /// How far they are.
    pub counts: Counts,
}

/// What came of a run.
#[derive(Clone, Debug)]
pub struct Driven {
    /// What became of each transaction.
    pub samples: Vec<Sample>,
    /// How often nodes said what instead of taking one.
    pub refusals: BTreeMap<String, u64>,
    /// When sending began, on the clock of the samples.
    pub began: Duration,
    /// How long something was sent.
    pub sending: Duration,
    /// The blocks.
    pub observation: Observation,
}

/// What a node said to a transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Reply {
    /// It has it.
    Taken,
    /// It has no room now.
    Later(String),
    /// It will never take it, or it is not known whether it did.
    Never(String),
}

/// What the codes of `author_submitExtrinsic` mean.
fn reply_of(answer: Result<String, RpcError>) -> Reply {
    let said = match answer {
        Ok(_) => return Reply::Taken,
        Err(RpcError::User(said)) => said,
        Err(other) => return Reply::Never(short("connection", &other.to_string())),
    };
    let data = said.data.as_ref().map(|data| data.get().trim_matches('"').to_owned());
    let detail = data.unwrap_or_else(|| said.message.clone());
    match said.code {
        1010 => Reply::Never(short("invalid", &detail)),
        1011 => Reply::Later("validity unknown".into()),
        1012 => Reply::Never("temporarily banned".into()),
        // Another node has passed it on already.
        1013 => Reply::Taken,
        1014 => Reply::Never("priority too low".into()),
        1016 => Reply::Later("pool full".into()),
        code => Reply::Never(short(&code.to_string(), &detail)),
    }
}

fn short(kind: &str, detail: &str) -> String {
    format!("{kind}: {detail}").chars().take(LONGEST_REASON).collect()
}

/// Sends the transactions of one account, one after the other, so that they come in the order of their numbers.
async fn carry(rpc: RpcClient, mut queue: UnboundedReceiver<usize>, parcels: Arc<Vec<Parcel>>, board: Arc<Board>) {
    let mut closed = false;
    while let Some(place) = queue.next().await {
        let Some(parcel) = parcels.get(place).filter(|_| !closed) else {
            board.skipped(place);
            continue;
        };
        let mut pause = PAUSE.0;
        loop {
            board.sent(place);
            let params = rpc_params![parcel.transaction.text.as_str()];
            match reply_of(rpc.request("author_submitExtrinsic", params).await) {
                Reply::Taken => {
                    board.accepted(place);
                    break;
                }
                Reply::Later(reason) => {
                    board.refused(place, &reason, false);
                    sleep(pause).await;
                    pause = pause.saturating_mul(2).min(PAUSE.1);
                }
                Reply::Never(reason) => {
                    board.refused(place, &reason, true);
                    // Its number is missing now: nothing that comes after it could be in a block.
                    closed = true;
                    break;
                }
            }
        }
    }
}

/// The accounts' queues, each at the node that knows its numbers.
struct Carriers {
    queues: HashMap<usize, UnboundedSender<usize>>,
    tasks: Vec<JoinHandle<()>>,
}

impl Carriers {
    fn start(nodes: &[Node], parcels: &Arc<Vec<Parcel>>, board: &Arc<Board>) -> Self {
        let (mut queues, mut tasks) = (HashMap::new(), Vec::new());
        for parcel in parcels.iter() {
            if queues.contains_key(&parcel.lane) {
                continue;
            }
            let Some(node) = node_of(nodes, parcel.lane) else { continue };
            let (queue, waiting) = unbounded();
            queues.insert(parcel.lane, queue);
            tasks.push(tokio::spawn(carry(node.rpc().clone(), waiting, parcels.clone(), board.clone())));
        }
        Self { queues, tasks }
    }

    fn send(&self, parcel: &Parcel, place: usize) {
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

/// The node through which an account sends: always the same, and as many accounts through each.
pub fn node_of(nodes: &[Node], lane: usize) -> Option<&Node> {
    nodes.get(lane.checked_rem(nodes.len())?)
}

/// Sends `parcels` in their order at this pace, for at most so long, and follows them until they are final or given up. Who is told
/// about it is told every second.
pub async fn drive(
    nodes: &[Node],
    form: &Form,
    parcels: Vec<Parcel>,
    pace: Pace,
    longest: Duration,
    tell: &mut dyn FnMut(Progress),
) -> Result<Driven, LoadError> {
    let first = nodes.first().ok_or_else(|| LoadError::settings("no node is named", "노드가 지정되지 않았습니다."))?;
    let slot = Duration::from_millis(first.slot_duration().await?);
    let patience = PATIENCE.0.max(slot.saturating_mul(PATIENCE.1));
    let listener = Listener::start(first).await?;
    let parcels = Arc::new(parcels);
    let named = parcels.iter().map(|parcel| (parcel.act, parcel.lane, parcel.transaction.hash));
    let board = Arc::new(Board::new(named));
    let watch = listener.watch(board.clone());
    let carriers = Carriers::start(nodes, &parcels, &board);

    let began = board.now();
    let mut next_report = began.saturating_add(REPORT);
    let mut report = |board: &Board| {
        let now = board.now();
        if now >= next_report {
            next_report = now.saturating_add(REPORT);
            tell(Progress { elapsed: now.saturating_sub(began), all: parcels.len(), counts: board.counts() });
        }
    };
    for (place, parcel) in parcels.iter().enumerate() {
        let at = loop {
            let now = board.now();
            report(&board);
            if now.saturating_sub(began) >= longest {
                break None;
            }
            match pace {
                Pace::Rate(rate) => {
                    let at = began.saturating_add(due(place, rate));
                    if at <= now {
                        break Some(at);
                    }
                }
                Pace::InFlight(most) => {
                    if board.counts().in_flight() < most {
                        break Some(now);
                    }
                }
            }
            sleep(GLANCE).await;
        };
        let Some(at) = at else { break };
        board.due(place, at);
        carriers.send(parcel, place);
        // A long row that is due at once must not keep the carriers of this thread from their work.
        tokio::task::yield_now().await;
    }
    let sending = board.now().saturating_sub(began);

    let (mut settled, mut since) = (0usize, board.now());
    while !board.counts().are_settled() {
        let counts = board.counts();
        let now_settled = counts.finalised.saturating_add(counts.refused).saturating_add(counts.skipped);
        if now_settled != settled {
            (settled, since) = (now_settled, board.now());
        }
        if board.now().saturating_sub(since) > patience {
            break;
        }
        report(&board);
        sleep(REPORT / 10).await;
    }
    drop(carriers);
    let observation = watch.finish(&board, form).await;
    let (samples, refusals) = board.result();
    Ok(Driven { samples, refusals, began, sending, observation })
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
        assert_eq!(reply_of(said(1013, "Already Imported")), Reply::Taken);
        assert_eq!(reply_of(said(1016, "Immediately Dropped")), Reply::Later("pool full".into()));
        assert_eq!(reply_of(said(1010, "Invalid Transaction")), Reply::Never("invalid: Invalid Transaction".into()));
        assert_eq!(reply_of(said(1014, "Priority is too low")), Reply::Never("priority too low".into()));
        assert_eq!(reply_of(said(-32_000, "odd")), Reply::Never("-32000: odd".into()));
    }

    #[test]
    fn reason_should_be_cut_when_it_is_long() {
        let Reply::Never(reason) = reply_of(said(1010, &"가".repeat(1_000))) else { panic!("it was taken") };
        assert_eq!(reason.chars().count(), LONGEST_REASON);
    }

    #[test]
    fn nobody_should_send_when_there_is_no_node() {
        assert!(node_of(&[], 3).is_none());
    }
}
