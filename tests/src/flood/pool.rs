//! Fills what a node's pool keeps of transactions that wait for a predecessor, and looks what it does when there is no
//! more room.
//!
//! It throws out the oldest, tells nobody, and refuses them for half an hour. So whether a transaction still waits is
//! known from sending it again: a node that has it says so.

use super::{
    hostile::{BANNED, remark},
    wire::post,
};
use crate::{Failure, Outcome, await_until, chain::Chain, chaos::books::Issuer, ensure};
use bogam_runtime::{
    Hash, Nonce,
    genesis::consortium::{self, DevelopmentKey},
};
use serde_json::{Value, json};
use std::{
    fmt,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
    time::{Duration, Instant},
};

/// How many transactions without their predecessor a node keeps unless its operator says otherwise: a tenth of its
/// `--pool-limit`.
const ROOM: usize = 3_276;

/// How many it keeps at least when more were sent than there is room for. A few others may have come meanwhile.
const FULL: usize = ROOM / 10 * 9;

/// Whose transactions wait: members of several organisations, who do nothing else here that would close their gaps.
const HOARDERS: [&DevelopmentKey; 4] =
    [&consortium::CLAIMS_OFFICER_B, &consortium::UNDERWRITER, &consortium::INVESTIGATOR, &consortium::PHARMACIST_B];

/// How many each of them sends: together a tenth more than there is room for.
const EACH: Nonce = 900;

/// How far above an account's next number those of its transactions begin.
const GAP: Nonce = 10;

/// How many bytes are in each of their calls.
const LENGTH: usize = 64;

/// How many are sent in one request, and how many send at the same time.
const BATCH: usize = 50;
const SENDERS: usize = 2;

/// How long it may take to send them all: they are signed before.
const FILLING: Duration = Duration::from_secs(60);

/// How long it may take until the pool has forgotten what it has thrown out: it goes with the views of blocks that are
/// final since.
const FORGETTING: Duration = Duration::from_secs(45);

/// The codes with which a node says that it has a transaction already, and that there is no room for it.
const KNOWN: i64 = 1013;
const NO_ROOM: i64 = 1016;

/// A member whose transactions leave a gap in their numbers, so that none can be applied.
pub struct Hoarder {
    member: Issuer,
    first: Nonce,
}

impl Hoarder {
    /// All of them, on the chain of this node.
    pub fn all(chain: Chain) -> Outcome<Vec<Self>> {
        let hoarder = |key: &DevelopmentKey| -> Outcome<Self> {
            let member = Issuer::of(key)?;
            let first = chain.next_nonce(&member.account())? + GAP;
            Ok(Self { member, first })
        };
        HOARDERS.into_iter().map(hoarder).collect()
    }

    /// Its transaction with this number, counted from 0: another one each time, since no signature is made twice. So a pool that is
    /// filled again neither has what comes, nor refuses it for having thrown it out before.
    fn transaction(&self, genesis: Hash, number: Nonce) -> Vec<u8> {
        Chain::signed(genesis, &self.member.key, self.first + number, remark(LENGTH))
    }

    /// The same after those that fill the pool.
    pub fn another(&self, genesis: Hash, number: Nonce) -> Vec<u8> {
        self.transaction(genesis, EACH + number)
    }

    /// Fails if something behind the gap was applied, or could be.
    pub fn ensure_waits(&self, chain: Chain) -> Outcome<()> {
        let next = chain.next_nonce(&self.member.account())?;
        ensure(next + GAP == self.first, || format!("number {next} is next, where none below {} was sent", self.first))
    }
}

/// What a node says to many transactions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Answers {
    taken: usize,
    known: usize,
    thrown_out: usize,
    no_room: usize,
}

impl Answers {
    fn count(&mut self, answer: &Value) -> Outcome<()> {
        let of_its_kind = match answer["error"]["code"].as_i64() {
            None if answer["result"].is_string() => &mut self.taken,
            Some(KNOWN) => &mut self.known,
            Some(BANNED) => &mut self.thrown_out,
            Some(NO_ROOM) => &mut self.no_room,
            _ => return Err(Failure(format!("the pool answers {answer}"))),
        };
        *of_its_kind += 1;
        Ok(())
    }

    fn add(&mut self, other: Self) {
        self.taken += other.taken;
        self.known += other.known;
        self.thrown_out += other.thrown_out;
        self.no_room += other.no_room;
    }

    /// Fails unless these are answers to what was sent a second time, by a pool that is full and keeps no more than it
    /// has room for.
    fn ensure_full(self) -> Outcome<()> {
        let is_full = (FULL..=ROOM).contains(&self.known) && self.thrown_out > 0 && self.taken == 0;
        ensure(is_full, || format!("there is room for {ROOM}, and of those sent again {self}"))
    }
}

impl fmt::Display for Answers {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { taken, known, thrown_out, no_room } = self;
        write!(formatter, "{taken} are taken, {known} wait, {thrown_out} were thrown out, {no_room} have no room")
    }
}

/// How a pool was filled.
#[derive(Clone, Copy, Debug)]
pub struct Filled {
    /// How many transactions were sent.
    sent: usize,
    /// How many of them it took.
    taken: usize,
    /// How many it kept.
    kept: usize,
    /// How many of those that it had taken it threw out.
    thrown_out: usize,
    /// How long it took to send them.
    took: Duration,
}

impl fmt::Display for Filled {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { sent, taken, kept, thrown_out, took } = self;
        let seconds = took.as_secs_f64();
        write!(
            formatter,
            "of {sent} transactions with a gap {taken} were taken in {seconds:.0} s, {kept} waited when the pool was \
             full, {thrown_out} were thrown out"
        )
    }
}

/// What fills a pool: each one's transactions in turn.
fn hoarded(hoarders: &[Hoarder], genesis: Hash) -> Vec<Vec<u8>> {
    let of_all = |number| hoarders.iter().map(move |hoarder| hoarder.transaction(genesis, number));
    (0..EACH).flat_map(of_all).collect()
}

/// Sends transactions in one request: what the node says to each of them.
fn send_together(port: u16, transactions: &[Vec<u8>]) -> Outcome<Answers> {
    let call = |transaction: &Vec<u8>| {
        let parameters = [format!("0x{}", hex::encode(transaction))];
        json!({ "jsonrpc": "2.0", "id": 1, "method": "author_submitExtrinsic", "params": parameters })
    };
    let calls: Vec<Value> = transactions.iter().map(call).collect();
    let (status, text) = post(port, Value::from(calls).to_string().as_bytes())?;
    ensure(status == 200, || format!("the node answers transactions with {status}"))?;
    let told: Vec<Value> = serde_json::from_str(&text)?;
    ensure(told.len() == transactions.len(), || {
        format!("the node has {} answers to {} transactions", told.len(), transactions.len())
    })?;
    let mut answers = Answers::default();
    told.iter().try_for_each(|answer| answers.count(answer))?;
    Ok(answers)
}

/// Sends them all, in their order as far as several can do that.
fn send(port: u16, transactions: &[Vec<u8>]) -> Outcome<Answers> {
    let deadline = Instant::now() + FILLING;
    let batches: Vec<&[Vec<u8>]> = transactions.chunks(BATCH).collect();
    let next = AtomicUsize::new(0);
    let send_on = || -> Outcome<Answers> {
        let mut answers = Answers::default();
        while let Some(batch) = batches.get(next.fetch_add(1, Ordering::Relaxed)) {
            ensure(Instant::now() < deadline, || format!("{} s are not enough to send it all", FILLING.as_secs()))?;
            answers.add(send_together(port, batch)?);
        }
        Ok(answers)
    };
    thread::scope(|scope| {
        let senders: Vec<_> = (0..SENDERS).map(|_| scope.spawn(send_on)).collect();
        let mut all = Answers::default();
        for sender in senders {
            all.add(sender.join().unwrap_or_else(|_| Err("a sender has panicked".into()))?);
        }
        Ok(all)
    })
}

/// Fills the pool of the node at `port` with what waits for predecessors that never come. Fails unless it takes such
/// transactions, keeps as many as it has room for and no more, and throws out what is over that.
pub fn fill(port: u16, genesis: Hash, hoarders: &[Hoarder]) -> Outcome<Filled> {
    let transactions = hoarded(hoarders, genesis);
    let began = Instant::now();
    let first = send(port, &transactions)?;
    let took = began.elapsed();
    ensure(first.taken > 0, || format!("no transaction with a gap was taken: {first}"))?;
    let again = await_until("the pool to be full, and to forget what it has thrown out", FORGETTING, || {
        let again = send(port, &transactions)?;
        again.ensure_full()?;
        Ok(Some(again))
    })?;
    Ok(Filled { sent: transactions.len(), taken: first.taken, kept: again.known, thrown_out: again.thrown_out, took })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    fn answers(known: usize, thrown_out: usize, taken: usize) -> Answers {
        Answers { taken, known, thrown_out, no_room: 0 }
    }

    #[test]
    fn pool_should_be_full_only_when_it_keeps_what_it_has_room_for_and_has_thrown_out_the_rest() {
        assert_eq!(answers(ROOM, 324, 0).ensure_full(), Ok(()));
        assert!(answers(ROOM + 1, 323, 0).ensure_full().is_err(), "more than it has room for");
        assert!(answers(918, 2_682, 0).ensure_full().is_err(), "it was never full");
        assert!(answers(ROOM, 0, 0).ensure_full().is_err(), "nothing was thrown out");
        assert!(answers(ROOM, 323, 1).ensure_full().is_err(), "one was lost before it was sent again");
    }

    #[test]
    fn answers_should_be_counted_by_what_they_say() {
        let mut all = Answers::default();
        let refusal = |code: i64| json!({ "jsonrpc": "2.0", "id": 1, "error": { "code": code, "message": "no" } });
        all.count(&json!({ "jsonrpc": "2.0", "id": 1, "result": "0x00" })).unwrap();
        for code in [KNOWN, KNOWN, BANNED, NO_ROOM] {
            all.count(&refusal(code)).unwrap();
        }
        assert_eq!(all, Answers { taken: 1, known: 2, thrown_out: 1, no_room: 1 });
        assert!(all.count(&refusal(1010)).is_err());
        assert!(all.count(&Value::Null).is_err());
        all.add(all);
        assert_eq!(all.to_string(), "2 are taken, 4 wait, 2 were thrown out, 2 have no room");
    }

    #[test]
    fn hoarders_should_send_more_than_there_is_room_for_and_leave_gaps() {
        let hoarders: Vec<Hoarder> =
            HOARDERS.into_iter().map(|key| Hoarder { member: Issuer::of(key).unwrap(), first: GAP }).collect();
        let organisations: HashSet<_> = hoarders.iter().map(|hoarder| hoarder.member.organisation).collect();
        assert_eq!(organisations.len(), HOARDERS.len());
        let each = usize::try_from(EACH).unwrap();
        assert!(hoarders.len() * each > ROOM);
    }

    #[test]
    fn pool_should_be_filled_with_others_the_second_time() {
        let hoarder = Hoarder { member: Issuer::of(HOARDERS[0]).unwrap(), first: GAP };
        let transaction = || hoarder.transaction(Hash::zero(), 0);
        assert_ne!(transaction(), transaction());
    }
}
