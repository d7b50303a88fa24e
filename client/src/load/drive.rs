//! Sending: what was signed before goes out at its time, and in the order of each account, for which `carry` cares.
//!
//! In an open loop a transaction is due at a time that does not depend on what became of the others, and how long it took is
//! counted from then: a network that stands still for a while is not spared what users would have met. In a closed loop so many
//! are under way at a time, which finds what a network can do at most.

use super::{
    LoadError,
    board::{Board, Counts, Sample},
    carry::Carriers,
    form::{Form, Transaction},
    node::Node,
    schedule::{Act, due},
    watch::{Listener, Observation},
};
use std::{collections::BTreeMap, sync::Arc, time::Duration};
use tokio::time::sleep;

/// How often the clock is looked at.
const GLANCE: Duration = Duration::from_millis(1);

/// How often something is said about how far it is.
const REPORT: Duration = Duration::from_secs(1);

/// How long nothing may become final before what is left is given up, when everything was sent. With long slots it takes so many
/// of them: a pool that starves its neighbours' empties only when its own node authors, and finality comes after that.
const PATIENCE: (Duration, u32) = (Duration::from_secs(45), 15);

/// How long an account's next transaction may take while others come into blocks, before it is looked for and sent again. With long
/// slots it takes so many of them, in which most become final.
const OVERDUE: (Duration, u32) = (Duration::from_secs(20), 8);

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
    let overdue = OVERDUE.0.max(slot.saturating_mul(OVERDUE.1));
    let listener = Listener::start(first).await?;
    let parcels = Arc::new(parcels);
    let named = parcels.iter().map(|parcel| (parcel.act, parcel.lane, parcel.transaction.hash));
    let board = Arc::new(Board::new(named));
    let watch = listener.watch(board.clone());
    let carriers = Carriers::start(nodes, &parcels, &board, overdue);

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
            if now.saturating_sub(began) >= longest || watch.is_deaf() {
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
    while !board.counts().are_settled() && !watch.is_deaf() {
        let counts = board.counts();
        let settled_at_last = counts.finalised.saturating_add(counts.refused).saturating_add(counts.skipped);
        // What is sent again, which is not for ever, is waited for.
        let now_settled = settled_at_last.saturating_add(counts.resent);
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
