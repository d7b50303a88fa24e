//! The abuses, one after the other, each for a while and against all targets at once.

use crate::{
    notifications,
    peer::{Peer, Protocol, Stream},
    requests,
    tally::{Counter, Tally},
};
use clap::ValueEnum;
use futures::future::join_all;
use sc_network::{OutboundFailure, PeerId, RequestFailure};
use serde_json::{Value, json};
use std::time::Duration;
use tokio::time::{Instant, sleep, timeout_at};

/// How many requests are under way at each target.
const PARALLEL: u64 = 24;

/// How many of those that are huge.
const PARALLEL_HUGE: u64 = 2;

/// How many ordinary requests are made at the end.
const ORDINARY: u64 = 5;

/// How long it takes until somebody who was refused asks again. Shorter, and what is measured is how fast this machine refuses, which
/// also has the nodes on it.
const AGAIN: Duration = Duration::from_millis(20);

/// How many messages or bytes are sent on a stream without a pause, and how long that is: at most 2,000 messages or 25 MiB in a
/// second, which this machine has to encrypt and decrypt too. The nodes slow it down further when they read no faster.
const BURST: u64 = 20;
const BURST_BYTES: usize = 256 * 1024;
const PAUSE: Duration = Duration::from_millis(10);

/// How long streams may take to come back that an earlier abuse has cost.
const PATIENCE: Duration = Duration::from_secs(12);

/// One way to abuse the nodes of others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Abuse {
    /// As many of the oldest blocks as there are at once, endlessly and in parallel.
    Blocks,
    /// The same blocks again and again.
    SameBlocks,
    /// State of old and recent blocks, from anywhere, with proofs and without.
    State,
    /// Proofs of finality.
    Warp,
    /// Thousands of keys with their proof, and executions with theirs.
    Light,
    /// Bytes that are no request.
    RequestNoise,
    /// The same, and more than a request may have.
    HugeRequests,
    /// Bytes that are no block.
    AnnouncementNoise,
    /// Blocks that do not exist.
    Announcements,
    /// Bytes that are no transactions.
    TransactionNoise,
    /// Transactions that no runtime takes.
    Transactions,
    /// Votes of nobody, forged proofs of finality, and neighbours that lie.
    Votes,
    /// Bytes that are no vote.
    VoteNoise,
    /// More than a message on a stream may have.
    HugeMessages,
    /// A few requests that anybody might make: whether they are still answered.
    Ordinary,
}

impl Abuse {
    /// Its name on the command line.
    fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }

    /// The request with this number, if the abuse consists of requests.
    fn request(self, peer: &Peer, number: u64) -> Option<(Protocol, Vec<u8>)> {
        Some(match self {
            Self::Blocks | Self::Ordinary => requests::oldest_blocks(number),
            Self::SameBlocks => requests::same_blocks(&peer.facts),
            Self::State => requests::state(&peer.facts, number),
            Self::Warp => requests::warp(&peer.facts, number),
            Self::Light => requests::light(&peer.facts, number),
            Self::RequestNoise => requests::garbage(number),
            Self::HugeRequests => requests::huge(number),
            _ => return None,
        })
    }

    /// The message with this number, and on which stream it goes.
    fn message(self, peer: &Peer, number: u64) -> (Stream, Vec<u8>) {
        match self {
            Self::AnnouncementNoise => (Stream::Announces, notifications::announcement_noise(number)),
            Self::Announcements => (Stream::Announces, notifications::announcement(&peer.facts, number)),
            Self::TransactionNoise => (Stream::Transactions, notifications::transaction_noise(number)),
            Self::Transactions => (Stream::Transactions, notifications::transactions(number)),
            Self::Votes => (Stream::Consensus, peer.consensus.message(&peer.facts, number)),
            Self::VoteNoise => (Stream::Consensus, notifications::vote_noise(number)),
            _ => {
                let place = (number % 3) as usize;
                (Stream::ALL[place], notifications::huge(place, number))
            }
        }
    }

    /// How many requests are under way at each target, and how many each of those who ask makes at most.
    fn intensity(self) -> (u64, u64) {
        match self {
            Self::HugeRequests => (PARALLEL_HUGE, u64::MAX),
            Self::Ordinary => (1, ORDINARY),
            _ => (PARALLEL, u64::MAX),
        }
    }
}

/// Commits an abuse for so long. Yields, as JSON, what was sent and what came back.
pub async fn commit(peer: &Peer, abuse: Abuse, length: Duration) -> Value {
    let is_request = abuse.request(peer, 0).is_some();
    if !is_request {
        for stream in Stream::ALL {
            peer.await_streams(stream, PATIENCE).await;
        }
    }
    let connected = peer.connected(Stream::Announces);
    let before = [&peer.others.asked, &peer.others.said, &peer.others.closed, &peer.consensus.asked].map(Counter::get);
    let (tally, next, began) = (Tally::default(), Counter::default(), Instant::now());
    let until = began + length;
    if is_request {
        let (parallel, most) = abuse.intensity();
        let asking = peer.targets.iter().flat_map(|target| (0..parallel).map(move |_| *target));
        let (tally, next) = (&tally, &next);
        join_all(asking.map(|target| ask(peer, abuse, target, most, until, tally, next))).await;
    } else {
        join_all(peer.targets.iter().map(|target| tell(peer, abuse, target, until, &tally, &next))).await;
    }
    let after = [&peer.others.asked, &peer.others.said, &peer.others.closed, &peer.consensus.asked].map(Counter::get);
    let mut told = tally.told();
    told["abuse"] = abuse.name().into();
    told["targets"] = peer.targets.len().into();
    told["connected"] = connected.into();
    told["seconds"] = json!(began.elapsed().as_secs_f64());
    told["askedBy"] = json!(peer.others.asked_by());
    for (place, name) in ["askedForBlocks", "said", "closed", "askedForVotes"].into_iter().enumerate() {
        told[name] = (after[place] - before[place]).into();
    }
    told
}

/// The next number. Each is given once.
fn number(next: &Counter) -> u64 {
    let number = next.get();
    next.count();
    number
}

/// Makes one request after the other.
async fn ask(peer: &Peer, abuse: Abuse, target: PeerId, most: u64, until: Instant, tally: &Tally, next: &Counter) {
    for _ in 0..most {
        if Instant::now() >= until {
            return;
        }
        let Some((protocol, request)) = abuse.request(peer, number(next)) else { return };
        tally.sent.count();
        tally.bytes.add(request.len() as u64);
        let Ok(answer) = timeout_at(until, peer.ask(target, protocol, request)).await else {
            tally.unfinished.count();
            return;
        };
        match answer {
            Ok(answer) => {
                tally.answered.count();
                tally.answer_bytes.add(answer.len() as u64);
                continue;
            }
            Err(RequestFailure::Refused) => tally.refused.count(),
            Err(RequestFailure::Network(OutboundFailure::Timeout)) => tally.timed_out.count(),
            Err(_) => tally.failed.count(),
        }
        sleep(AGAIN).await;
    }
}

/// Says one thing after the other.
async fn tell(peer: &Peer, abuse: Abuse, target: &PeerId, until: Instant, tally: &Tally, next: &Counter) {
    let (mut messages, mut bytes) = (0, 0);
    while Instant::now() < until {
        let (stream, message) = abuse.message(peer, number(next));
        let length = message.len();
        // Without a stream there is nobody to be told.
        let Some(sink) = peer.sink(stream, target) else {
            sleep(AGAIN).await;
            continue;
        };
        match timeout_at(until, sink.send_async_notification(message)).await {
            Ok(Ok(())) => {
                tally.sent.count();
                tally.bytes.add(length as u64);
            }
            Ok(Err(_)) => {
                tally.failed.count();
                sleep(AGAIN).await;
            }
            Err(_) => tally.unfinished.count(),
        }
        messages += 1;
        bytes += length;
        if messages >= BURST || bytes >= BURST_BYTES {
            sleep(PAUSE * (bytes / BURST_BYTES).max(1) as u32).await;
            (messages, bytes) = (0, 0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_should_follow_each_other() {
        let next = Counter::default();
        assert_eq!([number(&next), number(&next), number(&next)], [0, 1, 2]);
    }

    #[test]
    fn abuse_should_be_named_as_it_is_typed() {
        assert_eq!(Abuse::SameBlocks.name(), "same-blocks");
        assert_eq!(Abuse::from_str("huge-messages", false), Ok(Abuse::HugeMessages));
    }
}
