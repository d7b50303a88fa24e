//! Floods and abuse, and how long an honest member waits for finality meanwhile.
//!
//! [`wire`] writes what no client of good will writes, [`hostile`] makes transactions that no node may take. The bounded test
//! does each abuse once; `bogam-soak` goes on with them.

pub mod hostile;
pub mod wire;

use crate::{
    Failure, Outcome, await_until,
    chain::{Chain, bytes_of},
    chaos::books::{Issuer, prescription},
    command::Bogam,
    councillors::Councillors,
    ensure,
    network::Network,
    transactions::Ending,
};
use bogam_runtime::{BlockNumber, Nonce, Runtime, genesis::consortium};
use frame_support::traits::Get;
use hostile::{Bad, heavy, is_banned, malformed, remark};
use serde_json::{Value, json};
use sp_core::{Pair, sr25519};
use std::{
    collections::HashSet,
    fmt,
    ops::RangeInclusive,
    path::Path,
    sync::atomic::{AtomicBool, AtomicU64, Ordering},
    thread,
    time::{Duration, Instant},
};
use wire::{Socket, post};

/// The longest that an honest member may wait while others misbehave, on a busy machine that has all validators on it. Without
/// trouble it is one or two seconds.
pub const TOLERATED: Duration = Duration::from_secs(45);

/// How often the honest member is measured in each case.
const SAMPLES: u64 = 3;

/// How many attackers there are at the same time.
const ATTACKERS: u64 = 2;

/// The validator whose JSON-RPC is abused.
const ABUSED: u16 = 1;

/// The validator that serves the honest member.
const HONEST: u16 = 2;

/// How many calls a batch may have, and how many connections and how many subscriptions on one of them a node permits.
const BATCH: usize = 100;
const CONNECTIONS: usize = 100;
const SUBSCRIPTIONS: u64 = 1024;

/// How much execution each transaction of the flooding member declares, in picoseconds: two thirds of what a block has.
const HEAVY: u64 = 200_000_000_000;

/// How many of them it sends: more than it may use in a window.
const FLOOD: usize = 100;

/// How many of them it may send in a window at the most: those that its allowance of 9 s has room for, and the one that goes over.
const ALLOWED: usize = 46;

/// What the council then leaves the member of a window, in milliseconds: five of its transactions, and the one that goes over.
const LOWERED: &str = "1000";
const PERMITTED: usize = 6;

/// For how many blocks it is watched afterwards.
const QUIET: BlockNumber = 8;

/// How many times bad transactions are made anew that a pool has refused before it was asked about them.
const TRIES: usize = 3;

/// How far above its next number the numbers begin of somebody who fills the pool.
const GAP: Nonce = 10;

/// How long honest transactions took until they were final.
#[derive(Clone, Debug)]
pub struct Latency(Vec<Duration>);

impl Latency {
    /// The longest.
    pub fn worst(&self) -> Duration {
        self.0.iter().max().copied().unwrap_or_default()
    }

    /// The one in the middle.
    pub fn median(&self) -> Duration {
        let mut sorted = self.0.clone();
        sorted.sort_unstable();
        sorted.get(sorted.len() / 2).copied().unwrap_or_default()
    }
}

impl fmt::Display for Latency {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [median, worst] = [self.median(), self.worst()].map(|time| time.as_secs_f64());
        write!(formatter, "median {median:.1} s, worst {worst:.1} s of {}", self.0.len())
    }
}

/// One way to misbehave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Abuse {
    /// Signed transactions of accounts that nobody knows, to all validators.
    Outsiders,
    /// A member's transactions whose numbers leave a gap, so that none can be applied.
    FutureNonces,
    /// Bytes that are no transaction, too large, too deep, too heavy, or of another chain.
    Malformed,
    /// Huge bodies, nested JSON, long batches, and batches of what takes long.
    Requests,
    /// As many subscriptions as there can be, which nobody reads.
    Subscriptions,
    /// As many connections as there can be, held.
    Connections,
}

/// What was seen.
#[derive(Clone, Debug)]
pub struct Seen {
    /// How the honest member fared.
    pub latency: Latency,
    /// How the others did, as a sentence.
    pub sentence: String,
}

impl fmt::Display for Seen {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "honest: {}; {}", self.latency, self.sentence)
    }
}

/// A network with an honest member whose transactions are timed.
pub struct Field<'a> {
    network: &'a Network,
    issuer: Issuer,
    salt: u64,
    number: u64,
}

/// Has attackers attack again and again, each time with another number, while something is measured. Yields with it how often they
/// did. Fails if an attack says that something was not as it has to be.
pub fn under<T>(
    attackers: u64,
    attack: impl Fn(u64) -> Outcome<()> + Sync,
    measure: impl FnOnce() -> Outcome<T>,
) -> Outcome<(T, u64)> {
    let (stop, next) = (AtomicBool::new(false), AtomicU64::new(0));
    let (stop, next, attack) = (&stop, &next, &attack);
    thread::scope(|scope| {
        let attack_on = move || -> Outcome<()> {
            while !stop.load(Ordering::Relaxed) {
                attack(next.fetch_add(1, Ordering::Relaxed))?;
            }
            Ok(())
        };
        let attackers: Vec<_> = (0..attackers).map(|_| scope.spawn(attack_on)).collect();
        let measured = measure();
        stop.store(true, Ordering::Relaxed);
        for attacker in attackers {
            attacker.join().unwrap_or_else(|_| Err("an attacker has panicked".into()))?;
        }
        Ok((measured?, next.load(Ordering::Relaxed)))
    })
}

/// Whether a node did not say no, but did not get to say anything.
fn is_silence(refusal: &str) -> bool {
    refusal.contains("does not answer") || refusal.contains(" answers ")
}

/// The error with which a node says no, if it does.
fn error_in(refusal: &str) -> Option<Value> {
    let (_, error) = refusal.split_once(" is refused: ")?;
    serde_json::from_str(error).ok()
}

impl Abuse {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Outsiders, Self::FutureNonces, Self::Malformed, Self::Requests, Self::Subscriptions, Self::Connections];
}

impl<'a> Field<'a> {
    /// The network, of which the honest member uses one validator. The same `salt` must not be used twice on it.
    pub fn new(network: &'a Network, salt: u64) -> Outcome<Self> {
        Ok(Self { network, issuer: Issuer::of(&consortium::VISITING_PHYSICIAN)?, salt, number: 0 })
    }

    /// Has the honest member issue prescriptions, one after the other, each final before the next.
    pub fn measure(&mut self) -> Outcome<Latency> {
        let mut left = SAMPLES;
        self.measure_while(|| {
            left -= 1;
            Ok(left > 0)
        })
    }

    /// Does the same for as long as something goes on, and at least once.
    pub fn measure_while(&mut self, mut goes_on: impl FnMut() -> Outcome<bool>) -> Outcome<Latency> {
        let chain = self.network.chain(HONEST);
        let mut samples = Vec::new();
        loop {
            self.number += 1;
            let began = Instant::now();
            let new = prescription(self.salt, self.number, chain.now()?);
            let ending = chain.submit(&self.issuer.key, pallet_prescriptions::Call::<Runtime>::issue { new })?;
            ensure(ending == Ending::Finalised(Ok(())), || format!("an honest transaction ended with {ending:?}"))?;
            samples.push(began.elapsed());
            if !goes_on()? {
                return Ok(Latency(samples));
            }
        }
    }

    /// Does it while the honest member works. Fails if anything is taken that must not be, if the honest member waits too long, or
    /// if a validator does not answer afterwards.
    pub fn stand(&mut self, abuse: Abuse) -> Outcome<Seen> {
        let seen = match abuse {
            Abuse::Outsiders => self.outsiders(),
            Abuse::FutureNonces => self.future_nonces(),
            Abuse::Malformed => self.malformed(),
            Abuse::Requests => self.requests(),
            Abuse::Subscriptions => self.subscriptions(),
            Abuse::Connections => self.connections(),
        };
        let seen = seen.map_err(|failure| failure.within(format!("{abuse:?}")))?;
        // Who is dead refuses everything, too.
        for validator in 1..=self.network.validators() {
            let chain = self.network.chain(validator);
            let what = format!("validator {validator} to answer after {abuse:?}");
            await_until(what, TOLERATED, || chain.best_height().map(Some))?;
        }
        tolerable(seen)
    }

    fn outsiders(&mut self) -> Outcome<Seen> {
        let (network, salt) = (self.network, self.salt);
        let genesis = network.chain(HONEST).block_hash(0)?;
        let first = self.number;
        let refused = AtomicU64::new(0);
        let attack = |number: u64| -> Outcome<()> {
            let text = format!("outsider/{salt}/{first}/{number}");
            let key = sr25519::Pair::from_seed(&sp_crypto_hashing::blake2_256(text.as_bytes()));
            let transaction = Chain::signed(genesis, &key, 0, remark(64));
            let validator = 1 + (number % u64::from(network.validators())) as u16;
            match network.chain(validator).send(&transaction) {
                Ok(hash) => Err(Failure(format!("an outsider's transaction was taken: {hash:?}"))),
                Err(Failure(refusal)) if refusal.contains("Custom error: 10") => {
                    refused.fetch_add(1, Ordering::Relaxed);
                    Ok(())
                }
                Err(Failure(refusal)) if is_silence(&refusal) => Ok(()),
                Err(failure) => Err(failure),
            }
        };
        let (latency, tried) = under(ATTACKERS, attack, || self.measure())?;
        let refused = refused.into_inner();
        ensure(refused > 0, || "no outsider was refused".into())?;
        Ok(Seen {
            latency,
            sentence: format!("{refused} of {tried} transactions of outsiders were refused, none was taken"),
        })
    }

    fn future_nonces(&mut self) -> Outcome<Seen> {
        let chain = self.network.chain(ABUSED);
        let member = Issuer::of(&consortium::CLAIMS_OFFICER_B)?;
        let genesis = chain.block_hash(0)?;
        let first = chain.next_nonce(&member.account())? + GAP;
        let taken = AtomicU64::new(0);
        let attack = |number: u64| -> Outcome<()> {
            let nonce = first + Nonce::try_from(number)?;
            // Whether the pool takes it is for the pool to decide: it has a bound.
            if chain.send(&Chain::signed(genesis, &member.key, nonce, remark(64))).is_ok() {
                taken.fetch_add(1, Ordering::Relaxed);
            }
            Ok(())
        };
        let (latency, tried) = under(1, attack, || self.measure())?;
        let ready = chain.call("author_pendingExtrinsics", json!([]))?.as_array().map_or(0, Vec::len);
        ensure(chain.next_nonce(&member.account())? + GAP == first, || "a number was left out, and applied".into())?;
        let taken = taken.into_inner();
        Ok(Seen {
            latency,
            sentence: format!("of {tried} with a gap {taken} were taken to wait, and {ready} are ready"),
        })
    }

    fn malformed(&mut self) -> Outcome<Seen> {
        let chain = self.network.chain(ABUSED);
        let member = Issuer::of(&consortium::CLAIMS_OFFICER_B)?;
        let fresh = || -> Outcome<Vec<Bad>> {
            malformed(chain.block_hash(0)?, &member.key, chain.next_nonce(&member.account())?)
        };
        // Whether it was refused for what it is: a node does not look twice at the same.
        let is_refused = |Bad { name, bytes, refusal }: &Bad| -> Outcome<bool> {
            match chain.send(bytes) {
                Ok(hash) => Err(Failure(format!("{name} was taken as a transaction: {hash:?}"))),
                Err(Failure(told)) if is_silence(&told) => Ok(false),
                Err(Failure(told)) => {
                    let error = error_in(&told).unwrap_or_default();
                    let is_right = refusal.is_told_by(&error);
                    ensure(is_right || is_banned(&error), || {
                        format!("{name} has to be refused as {refusal:?}: {told}")
                    })?;
                    Ok(is_right)
                }
            }
        };
        // Each of them once in any case. When a block comes at that moment, its view of what waits may have refused one before.
        let mut all = fresh()?;
        let mut left: HashSet<&str> = all.iter().map(|bad| bad.name).collect();
        for _ in 0..TRIES {
            for bad in &all {
                if is_refused(bad)? {
                    left.remove(bad.name);
                }
            }
            if left.is_empty() {
                break;
            }
            all = fresh()?;
        }
        ensure(left.is_empty(), || format!("these were not refused for what they are: {left:?}"))?;
        let attack = |number: u64| -> Outcome<()> {
            // There are a few, and each comes again.
            let place = usize::try_from(number % all.len() as u64)?;
            let Some(bad) = all.get(place) else { return Ok(()) };
            is_refused(bad)?;
            Ok(())
        };
        let (latency, tried) = under(1, attack, || self.measure())?;
        let sentence =
            format!("{} kinds of bad transactions were refused, each for what it is, {tried} more of them", all.len());
        Ok(Seen { latency, sentence })
    }

    fn requests(&mut self) -> Outcome<Seen> {
        let port = self.network.rpc_port(ABUSED);
        let call = |method: &str, parameters: Value| json!({ "jsonrpc": "2.0", "id": 1, "method": method, "params": parameters });
        let batch = |method: &str, length: usize| {
            let calls: Vec<Value> = (0..length).map(|_| call(method, json!([]))).collect();
            Value::from(calls).to_string().into_bytes()
        };
        // A body, and what its answer has to be.
        type Case = (&'static str, Vec<u8>, fn(u16, &str) -> bool);
        let cases: [Case; 7] = [
            ("a body of 16 MB", vec![b' '; 16 * 1024 * 1024], |status, _| status != 200),
            ("nested JSON", vec![b'['; 100_000], |status, body| status != 200 || body.contains("error")),
            ("no JSON", b"hello".to_vec(), |status, body| status != 200 || body.contains("error")),
            ("a batch that is too long", batch("system_health", BATCH + 1), |_, body| body.contains("-32010")),
            ("a batch", batch("system_health", BATCH), |_, body| body.matches("\"result\"").count() == BATCH),
            (
                "too many keys",
                call("state_getKeysPaged", json!(["0x", 100_000, null])).to_string().into_bytes(),
                |_, body| body.contains("error"),
            ),
            ("a batch of what takes long", batch("state_getMetadata", BATCH), |_, body| !body.is_empty()),
        ];
        for (name, body, is_right) in &cases {
            match post(port, body) {
                Ok((status, answer)) => ensure(is_right(status, &answer), || {
                    let begin: String = answer.chars().take(200).collect();
                    format!("{name} is answered with {status}: {begin}")
                })?,
                // It may hang up on who sends too much, and on nobody else.
                Err(failure) => ensure(body.len() > 1024 * 1024, || format!("{name}: {failure}"))?,
            }
        }
        let attack = |number: u64| -> Outcome<()> {
            let place = usize::try_from(number % cases.len() as u64)?;
            if let Some((_, body, _)) = cases.get(place) {
                // Under this load it may also be silent.
                let _ = post(port, body);
            }
            Ok(())
        };
        let (latency, tried) = under(ATTACKERS, attack, || self.measure())?;
        let chain = self.network.chain(ABUSED);
        await_until("the abused node to answer again", TOLERATED, || chain.best_height().map(Some))?;
        Ok(Seen { latency, sentence: format!("{} kinds of bad requests, {tried} in all", cases.len()) })
    }

    fn subscriptions(&mut self) -> Outcome<Seen> {
        let opened = Socket::open(self.network.rpc_port(ABUSED), "http://localhost")?;
        let mut socket = opened.map_err(|status| Failure(format!("the node refuses a WebSocket with {status}")))?;
        let mut refusal = Value::Null;
        let mut accepted = 0;
        for id in 0..SUBSCRIPTIONS + 10 {
            socket.send(&json!({ "jsonrpc": "2.0", "id": id, "method": "chain_subscribeNewHeads" }).to_string())?;
            let answer = loop {
                // Between answers come the blocks.
                let told: Value = serde_json::from_str(&socket.receive()?)?;
                if told["id"].as_u64() == Some(id) {
                    break told;
                }
            };
            if answer["error"].is_object() {
                refusal = answer["error"]["message"].clone();
                break;
            }
            accepted += 1;
        }
        ensure(accepted <= SUBSCRIPTIONS && refusal.is_string(), || {
            format!("{accepted} subscriptions were accepted on one connection: {refusal}")
        })?;
        // From here on nobody reads.
        let latency = self.measure()?;
        drop(socket);
        Ok(Seen { latency, sentence: format!("{accepted} subscriptions on a connection, the next one: {refusal}") })
    }

    fn connections(&mut self) -> Outcome<Seen> {
        let (port, chain) = (self.network.rpc_port(ABUSED), self.network.chain(ABUSED));
        let (mut held, mut refused) = (Vec::new(), 0);
        for _ in 0..CONNECTIONS + 20 {
            match Socket::open(port, "https://elsewhere.example") {
                Ok(Ok(socket)) => held.push(socket),
                _ => refused += 1,
            }
        }
        ensure(held.len() <= CONNECTIONS && refused > 0, || format!("{} connections were accepted", held.len()))?;
        let is_deaf = chain.best_height().is_err();
        let latency = self.measure()?;
        let count = held.len();
        drop(held);
        let height = self.network.chain(HONEST).finalised_height()?;
        chain.await_finality_of(height, TOLERATED)?;
        let others = if is_deaf { "was refused" } else { "was served" };
        Ok(Seen {
            latency,
            sentence: format!("{count} connections were held, {refused} refused, and one that came then {others}"),
        })
    }

    /// A member sends more than it may use, and the council lowers the member's allowance: from then on what it sends waits. The honest one is
    /// measured before, while what the member sends is applied, and afterwards, while it waits. The council acts with key files in
    /// `folder`.
    pub fn member_over_its_allowance(&mut self, folder: &Path) -> Outcome<Seen> {
        let (network, chain) = (self.network, self.network.chain(ABUSED));
        let flooder = Issuer::of(&consortium::CLAIMS_OFFICER_C)?;
        let (genesis, from) = (chain.block_hash(0)?, chain.finalised_height()?);
        let (first, call) = (chain.next_nonce(&flooder.account())?, heavy(HEAVY)?);
        let mut flood = HashSet::new();
        for nonce in (first..).take(FLOOD) {
            let transaction = Chain::signed(genesis, &flooder.key, nonce, call.clone());
            chain.send(&transaction)?;
            flood.insert(transaction);
        }
        let within = self.measure()?;

        let command = Bogam::new(format!("ws://127.0.0.1:{}", network.rpc_port(HONEST)), &folder.join("documents"))?;
        let council = Councillors::gather(&command, &folder.join("council"))?;
        council.carry(&["set-allowance", &flooder.organisation.to_string(), "--milliseconds", LOWERED])?;
        let lowered = chain.best_height()?;
        chain.await_finality_of(lowered + QUIET, TOLERATED)?;
        let over = self.measure()?;

        let applied = |heights: RangeInclusive<BlockNumber>| -> Outcome<usize> {
            let mut count = 0;
            for height in heights {
                let block = chain.block(height)?;
                count += block.transactions.iter().filter(|transaction| flood.contains(*transaction)).count();
            }
            Ok(count)
        };
        let (before, after) = (applied(from + 1..=lowered)?, applied(lowered + 1..=lowered + QUIET)?);
        // The windows of which a part lay before that: one begins after the other, and one had begun.
        let window: BlockNumber = <Runtime as pallet_metering::Config>::Window::get();
        let windows = usize::try_from((lowered - from) / window)? + 2;
        ensure((1..=ALLOWED * windows).contains(&before), || {
            format!(
                "{before} transactions of the flood were applied in {windows} windows, of which each has room for {ALLOWED}"
            )
        })?;
        ensure(after <= PERMITTED, || {
            format!("{after} transactions of the flood were applied in {QUIET} blocks after the allowance was lowered")
        })?;
        let pending = chain.call("author_pendingExtrinsics", json!([]))?;
        let pending = pending.as_array().ok_or("the node does not tell its pool")?;
        let pending = pending.iter().filter_map(|transaction| bytes_of(transaction).ok());
        let waiting = pending.filter(|transaction| flood.contains(transaction)).count();
        // A few may have been applied since.
        ensure(before + after + waiting + PERMITTED >= FLOOD, || {
            format!("of {FLOOD} transactions {} were applied, and only {waiting} wait", before + after)
        })?;
        ensure(waiting > 0, || "nothing of the flood waited while the honest member was measured".into())?;
        let sentence = format!(
            "of {FLOOD} heavy transactions {before} were applied until the council lowered the allowance, {after} in the \
             {QUIET} blocks after that, and {waiting} wait; until then it was: {within}"
        );
        tolerable(Seen { latency: within, sentence: sentence.clone() })?;
        tolerable(Seen { latency: over, sentence })
    }
}

fn tolerable(seen: Seen) -> Outcome<Seen> {
    ensure(seen.latency.worst() <= TOLERATED, || format!("an honest member waited too long: {seen}"))?;
    Ok(seen)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latency_should_tell_the_middle_and_the_longest() {
        let latency = Latency([3, 1, 2].map(Duration::from_secs).to_vec());
        assert_eq!((latency.median().as_secs(), latency.worst().as_secs()), (2, 3));
        assert_eq!(latency.to_string(), "median 2.0 s, worst 3.0 s of 3");
        assert_eq!(Latency(Vec::new()).worst(), Duration::ZERO);
    }

    #[test]
    fn error_should_be_found_in_what_a_node_says() {
        let error = error_in("author_submitExtrinsic is refused: {\"code\":1010,\"message\":\"no\"}").unwrap();
        assert_eq!(error["code"], 1010);
        assert_eq!(error_in("127.0.0.1:1 does not answer: timed out"), None);
    }

    #[test]
    fn attackers_should_attack_while_it_is_measured_and_tell_what_is_wrong() {
        let pause = || {
            thread::sleep(Duration::from_millis(50));
            Ok(7)
        };
        let (measured, tried) = under(2, |_| Ok(()), pause).unwrap();
        assert!(measured == 7 && tried >= 2, "{tried}");
        let failure = under(1, |_| Err("taken".into()), pause).unwrap_err();
        assert_eq!(failure.0, "taken");
    }
}
