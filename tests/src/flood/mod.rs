//! Floods and abuse, and how long honest members wait for finality meanwhile.
//!
//! [`wire`] writes what no client of good will writes, [`hostile`] makes transactions that no node may take, [`pool`]
//! fills what a node keeps of those that wait. [`members`] are the honest ones, [`latency`] is how long they wait and
//! may wait, and [`figures`] puts that into the documentation. The bounded test does each abuse once; `bogam-soak` goes
//! on with them.

pub mod figures;
pub mod hostile;
pub mod latency;
pub mod members;
pub mod pool;
pub mod wire;

use crate::{
    Failure, Outcome, await_until,
    chain::{Chain, bytes_of},
    chaos::books::Issuer,
    command::Bogam,
    councillors::Councillors,
    ensure,
    network::Network,
};
use bogam_runtime::{BlockNumber, Nonce, Runtime, genesis::consortium};
use frame_support::traits::Get;
use hostile::{Bad, heavy, is_banned, malformed, remark};
use latency::{Fared, Latency, Tolerance};
use members::Members;
use pool::Hoarder;
use serde_json::{Value, json};
use sp_core::{Pair, sr25519};
use std::{
    collections::HashSet,
    fmt,
    ops::RangeInclusive,
    path::Path,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    thread,
    time::Duration,
};
use wire::{Socket, post};

/// How long a node may take until it does what it is waited for: to answer again, or to finalise some blocks.
const PATIENCE: Duration = Duration::from_secs(45);

/// How many attackers there are at the same time.
const ATTACKERS: u64 = 2;

/// The validator whose JSON-RPC is abused.
const ABUSED: u16 = 1;

/// A validator that is not abused alone.
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

/// One way to misbehave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Abuse {
    /// Signed transactions of accounts that nobody knows, to all validators.
    Outsiders,
    /// Members' transactions whose numbers leave a gap, so that none can be applied: more than a pool has room for.
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
    /// How honest members fared.
    pub fared: Fared,
    /// How the others did, as a sentence.
    pub sentence: String,
}

impl fmt::Display for Seen {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "honest: {}; {}", self.fared, self.sentence)
    }
}

/// A network with honest members whose transactions are timed.
pub struct Field<'a> {
    network: &'a Network,
    members: Members<'a>,
    salt: u64,
    undisturbed: Fared,
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

/// Whether a node refuses this for what it is; it need not look again at what it has refused a moment ago, and may be
/// silent. Fails if it takes it, or refuses it for something else.
fn is_refused(chain: Chain, Bad { name, bytes, refusal }: &Bad) -> Outcome<bool> {
    match chain.send(bytes) {
        Ok(hash) => Err(Failure(format!("{name} was taken as a transaction: {hash:?}"))),
        Err(Failure(told)) if is_silence(&told) => Ok(false),
        Err(Failure(told)) => {
            let error = error_in(&told).unwrap_or_default();
            let is_right = refusal.is_told_by(&error);
            ensure(is_right || is_banned(&error), || format!("{name} has to be refused as {refusal:?}: {told}"))?;
            Ok(is_right)
        }
    }
}

/// Has a node refuse each of them for what it is, and yields how many there are. When a block comes at that moment, its
/// view of what waits may have refused one before.
fn refuses_each(chain: Chain, fresh: impl Fn() -> Outcome<Vec<Bad>>) -> Outcome<usize> {
    let mut all = fresh()?;
    let mut left: HashSet<&str> = all.iter().map(|bad| bad.name).collect();
    let kinds = left.len();
    for _ in 0..TRIES {
        for bad in &all {
            if is_refused(chain, bad)? {
                left.remove(bad.name);
            }
        }
        if left.is_empty() {
            return Ok(kinds);
        }
        all = fresh()?;
    }
    Err(Failure(format!("these were not refused for what they are: {left:?}")))
}

impl Abuse {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Outsiders, Self::FutureNonces, Self::Malformed, Self::Requests, Self::Subscriptions, Self::Connections];

    /// What it is, in a few words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Outsiders => "transactions of unknown accounts",
            Self::FutureNonces => "a pool that is full of transactions with a gap",
            Self::Malformed => "bad transactions",
            Self::Requests => "bad requests",
            Self::Subscriptions => "subscriptions that nobody reads",
            Self::Connections => "connections that are held",
        }
    }
}

impl<'a> Field<'a> {
    /// The network, and how honest members fare on it before there is any trouble. The same `salt` must not be used
    /// twice on it.
    pub fn new(network: &'a Network, salt: u64) -> Outcome<Self> {
        let members = Members::of(network, salt)?;
        let undisturbed = members.measure()?;
        undisturbed
            .ensure_tolerable(&undisturbed.elsewhere)
            .map_err(|failure| failure.within("before there was any trouble"))?;
        Ok(Self { network, members, salt, undisturbed })
    }

    /// How honest members fared before there was any trouble.
    pub fn undisturbed(&self) -> &Fared {
        &self.undisturbed
    }

    /// Has the honest members send one transaction after the other, each final before the next. Fails if they wait too
    /// long.
    pub fn measure(&self) -> Outcome<Fared> {
        let fared = self.members.measure()?;
        fared.ensure_tolerable(&self.undisturbed.elsewhere)?;
        Ok(fared)
    }

    /// Has one of them do it for as long as something goes on, and at least once.
    pub fn measure_while(&self, goes_on: impl FnMut() -> Outcome<bool>) -> Outcome<Latency> {
        self.members.measure_while(goes_on)
    }

    /// Fails if it took longer than is tolerated.
    pub fn ensure_within(&self, tolerance: Tolerance, latency: &Latency) -> Outcome<()> {
        latency.ensure_within(tolerance, &self.undisturbed.elsewhere)
    }

    /// Does it while honest members work. Fails if anything is taken that must not be, if honest members wait too long,
    /// or if a validator does not answer afterwards.
    pub fn stand(&self, abuse: Abuse) -> Outcome<Seen> {
        let seen = match abuse {
            Abuse::Outsiders => self.outsiders(),
            Abuse::FutureNonces => self.future_nonces(),
            Abuse::Malformed => self.malformed(),
            Abuse::Requests => self.requests(),
            Abuse::Subscriptions => self.subscriptions(),
            Abuse::Connections => self.connections(),
        };
        let seen = seen.and_then(|seen| self.tolerable(seen));
        let seen = seen.map_err(|failure| failure.within(format!("{abuse:?}")))?;
        // Who is dead refuses everything, too.
        for validator in 1..=self.network.validators() {
            let chain = self.network.chain(validator);
            let what = format!("validator {validator} to answer after {abuse:?}");
            await_until(what, PATIENCE, || chain.best_height().map(Some))?;
        }
        Ok(seen)
    }

    fn tolerable(&self, seen: Seen) -> Outcome<Seen> {
        let judged = seen.fared.ensure_tolerable(&self.undisturbed.elsewhere);
        judged.map_err(|Failure(reason)| {
            Failure(format!("{reason}; without trouble it was {}; meanwhile {}", self.undisturbed, seen.sentence))
        })?;
        Ok(seen)
    }

    fn outsiders(&self) -> Outcome<Seen> {
        let (network, salt) = (self.network, self.salt);
        let genesis = network.chain(HONEST).block_hash(0)?;
        let refused = AtomicU64::new(0);
        let attack = |number: u64| -> Outcome<()> {
            let text = format!("outsider/{salt}/{number}");
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
        let (fared, tried) = under(ATTACKERS, attack, || self.members.measure())?;
        let refused = refused.into_inner();
        ensure(refused > 0, || "no outsider was refused".into())?;
        Ok(Seen {
            fared,
            sentence: format!("{refused} of {tried} transactions of outsiders were refused, none was taken"),
        })
    }

    fn future_nonces(&self) -> Outcome<Seen> {
        let (port, chain) = (self.network.rpc_port(ABUSED), self.network.chain(ABUSED));
        let genesis = chain.block_hash(0)?;
        let hoarders = Hoarder::all(chain)?;
        let filled = pool::fill(port, genesis, &hoarders)?;
        // The pool stays full: each that comes takes the place of the oldest.
        let later = AtomicU64::new(0);
        let attack = |number: u64| -> Outcome<()> {
            let Some(hoarder) = hoarders.first() else { return Ok(()) };
            if chain.send(&hoarder.another(genesis, Nonce::try_from(number)?)).is_ok() {
                later.fetch_add(1, Ordering::Relaxed);
            }
            Ok(())
        };
        let (fared, tried) = under(1, attack, || self.members.measure())?;
        let later = later.into_inner();
        ensure(later > 0, || "no transaction with a gap was taken while honest members were measured".into())?;
        hoarders.iter().try_for_each(|hoarder| hoarder.ensure_waits(chain))?;
        let sentence =
            format!("{filled}; {later} of {tried} came later and took the place of others, none was applied");
        Ok(Seen { fared, sentence })
    }

    fn malformed(&self) -> Outcome<Seen> {
        let chain = self.network.chain(ABUSED);
        let member = Issuer::of(&consortium::CLAIMS_OFFICER_B)?;
        let (genesis, nonce) = (chain.block_hash(0)?, chain.next_nonce(&member.account())?);
        let fresh = || malformed(genesis, &member.key, nonce);
        let kinds = refuses_each(chain, fresh)?;
        // Always new ones: a node does not look twice at the same.
        let (stock, refused) = (Mutex::new(Vec::new()), AtomicU64::new(0));
        let attack = |_: u64| -> Outcome<()> {
            let next = {
                let mut stock = stock.lock().unwrap_or_else(PoisonError::into_inner);
                if stock.is_empty() {
                    *stock = fresh()?;
                }
                stock.pop()
            };
            if let Some(bad) = next
                && is_refused(chain, &bad)?
            {
                refused.fetch_add(1, Ordering::Relaxed);
            }
            Ok(())
        };
        let (fared, tried) = under(1, attack, || self.members.measure())?;
        let refused = refused.into_inner();
        ensure(refused > 0, || format!("none of {tried} bad transactions was refused for what it is"))?;
        let sentence =
            format!("{kinds} kinds of bad transactions were refused for what they are, and {refused} of {tried} more");
        Ok(Seen { fared, sentence })
    }

    fn requests(&self) -> Outcome<Seen> {
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
        let answered = AtomicU64::new(0);
        let attack = |number: u64| -> Outcome<()> {
            let place = usize::try_from(number % cases.len() as u64)?;
            // Under this load it may also be silent.
            if let Some((_, body, _)) = cases.get(place)
                && post(port, body).is_ok()
            {
                answered.fetch_add(1, Ordering::Relaxed);
            }
            Ok(())
        };
        let (fared, tried) = under(ATTACKERS, attack, || self.members.measure())?;
        let answered = answered.into_inner();
        ensure(answered > 0, || format!("none of {tried} bad requests was answered"))?;
        let sentence = format!("of {tried} bad requests of {} kinds {answered} were answered", cases.len());
        Ok(Seen { fared, sentence })
    }

    fn subscriptions(&self) -> Outcome<Seen> {
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
        ensure((1..=SUBSCRIPTIONS).contains(&accepted) && refusal.is_string(), || {
            format!("{accepted} subscriptions were accepted on one connection: {refusal}")
        })?;
        // From here on nobody reads.
        let fared = self.members.measure()?;
        drop(socket);
        Ok(Seen { fared, sentence: format!("{accepted} subscriptions on a connection, the next one: {refusal}") })
    }

    fn connections(&self) -> Outcome<Seen> {
        let (port, chain) = (self.network.rpc_port(ABUSED), self.network.chain(ABUSED));
        let (mut held, mut refused) = (Vec::new(), 0);
        for _ in 0..CONNECTIONS + 20 {
            match Socket::open(port, "https://elsewhere.example") {
                Ok(Ok(socket)) => held.push(socket),
                _ => refused += 1,
            }
        }
        ensure((1..=CONNECTIONS).contains(&held.len()) && refused > 0, || {
            format!("{} connections were accepted", held.len())
        })?;
        let is_deaf = chain.best_height().is_err();
        // Nobody else gets a connection to the abused node.
        let fared = Fared { elsewhere: self.members.measure_elsewhere()?, there: None };
        let count = held.len();
        drop(held);
        let height = self.network.chain(HONEST).finalised_height()?;
        chain.await_finality_of(height, PATIENCE)?;
        let others = if is_deaf { "was refused" } else { "was served" };
        Ok(Seen {
            fared,
            sentence: format!("{count} connections were held, {refused} refused, and one that came then {others}"),
        })
    }

    /// A member sends more than it may use, and the council lowers the member's allowance: from then on what it sends
    /// waits. Honest members are measured before, while what that member sends is applied, and afterwards, while it
    /// waits: what was seen then, and then. The council acts with key files in `folder`.
    pub fn member_over_its_allowance(&self, folder: &Path) -> Outcome<[Seen; 2]> {
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
        let within = self.members.measure()?;

        let command = Bogam::new(format!("ws://127.0.0.1:{}", network.rpc_port(HONEST)), &folder.join("documents"))?;
        let council = Councillors::gather(&command, &folder.join("council"))?;
        council.carry(&["set-allowance", &flooder.organisation.to_string(), "--milliseconds", LOWERED])?;
        let lowered = chain.best_height()?;
        chain.await_finality_of(lowered + QUIET, PATIENCE)?;
        let over = self.members.measure()?;

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
        let until_then =
            format!("of {FLOOD} heavy transactions {before} were applied until the council lowered the allowance");
        let since_then = format!("{after} more were applied in the {QUIET} blocks after that, and {waiting} wait");
        let within = self.tolerable(Seen { fared: within, sentence: until_then })?;
        let over = self.tolerable(Seen { fared: over, sentence: since_then })?;
        Ok([within, over])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
