//! A validator whose blocks leave out what members send: the others' blocks have it.
//!
//! It is an ordinary node whose pool has room for nothing. So no transaction of anybody gets into its blocks, whoever sends it and
//! however often the others offer it.

use super::{
    books::{Issuer, prescription},
    daemon::{Daemon, Plan, development_key},
};
use crate::{
    Failure, Outcome,
    authors::Authors,
    chain::{Block, Chain},
    ensure,
    network::Network,
};
use bogam_primitives::PrescriptionId;
use bogam_runtime::{BlockNumber, Runtime, UncheckedExtrinsic, genesis::consortium};
use codec::Decode;
use pallet_prescriptions::Call;
use sp_runtime::generic::Preamble;
use std::{
    collections::HashMap,
    thread::sleep,
    time::{Duration, Instant},
};

/// What makes it leave out everything: a pool without room.
const NO_ROOM: [&str; 4] = ["--pool-limit", "0", "--pool-kbytes", "0"];

/// How often the member sends: several times in each slot, so that something is waiting whoever is next.
const PERIOD: Duration = Duration::from_millis(250);

/// How many transactions the member sends while all validators take them, and while one does not: one turn of the four validators
/// at least, and two.
const BEFORE: usize = 24;
const MEANWHILE: usize = 40;

/// How many blocks after the newest one a transaction may be, at most. The next block may be half made when it is sent, the one
/// after it the censor's, and a busy machine may be late once.
const BLOCKS: BlockNumber = 6;

/// How long it may take until it is final, on a busy machine. Without trouble it is 3 to 4 s.
const FINALITY: Duration = Duration::from_secs(30);

/// How long the node may take to start and to catch up.
const START: Duration = Duration::from_secs(60);

/// A member that sends, and what is needed to follow what it has sent.
struct Member {
    issuer: Issuer,
    chain: Chain,
    /// Who authors which block.
    authors: Authors,
    /// Tells its prescriptions from all others.
    salt: u64,
    /// How many prescriptions it has made.
    made: u64,
}

/// What was sent and is not final yet: the height of the newest block then, and when it was.
type Waiting = HashMap<Vec<u8>, (BlockNumber, Instant)>;

/// What became of what was sent.
#[derive(Debug, Default)]
struct Seen {
    /// The author's place and the number of members' transactions, of each block that became final meanwhile.
    blocks: Vec<(usize, usize)>,
    /// The prescriptions.
    sent: Vec<PrescriptionId>,
    /// The most blocks from the newest one at sending to the one that has the transaction.
    furthest: BlockNumber,
    /// The longest time until a transaction was seen to be final.
    slowest: Duration,
}

impl Seen {
    /// How many members' transactions each block of this author had.
    fn of(&self, author: usize) -> Vec<usize> {
        self.blocks.iter().filter(|(place, _)| *place == author).map(|(_, count)| *count).collect()
    }
}

impl Member {
    fn of(network: &Network, chain: Chain, salt: u64) -> Outcome<Self> {
        let authors = Authors::of(network, chain)?;
        Ok(Self { issuer: Issuer::of(&consortium::VISITING_PHYSICIAN)?, chain, authors, salt, made: 0 })
    }

    /// Its next transaction with this number.
    fn written(&mut self, nonce: u32) -> Outcome<(PrescriptionId, Vec<u8>)> {
        self.made += 1;
        let new = prescription(self.salt, self.made, self.chain.now()?);
        let id = PrescriptionId::derive(self.issuer.organisation, &new.commitment, new.valid_until);
        let call = Call::<Runtime>::issue { new }.into();
        Ok((id, Chain::signed(self.chain.block_hash(0)?, &self.issuer.key, nonce, call)))
    }

    /// Sends so many transactions, one after the other without waiting for them, and follows all until they are final.
    fn send(&mut self, count: usize) -> Outcome<Seen> {
        let first = self.chain.next_nonce(&self.issuer.account())?;
        let mut height = self.chain.finalised_height()?;
        let (mut waiting, mut seen) = (Waiting::new(), Seen::default());
        let mut nonces = (first..).take(count);
        let deadline = Instant::now() + PERIOD * u32::try_from(count)? + 2 * FINALITY;
        loop {
            if let Some(nonce) = nonces.next() {
                let (id, transaction) = self.written(nonce)?;
                let best = self.chain.best_height()?;
                self.chain.send(&transaction)?;
                waiting.insert(transaction, (best, Instant::now()));
                seen.sent.push(id);
            } else if waiting.is_empty() {
                return Ok(seen);
            }
            let newest = self.chain.finalised_height()?;
            while height < newest {
                height += 1;
                self.read(&self.chain.block(height)?, &mut waiting, &mut seen)?;
            }
            ensure(Instant::now() < deadline, || format!("{} transactions are never final", waiting.len()))?;
            sleep(PERIOD);
        }
    }

    /// Writes down who authored a block, how much of members is in it, and what of it was waited for.
    fn read(&self, block: &Block, waiting: &mut Waiting, seen: &mut Seen) -> Outcome<()> {
        let place = self.authors.author(&block.header)?;
        let mut count = 0;
        for transaction in &block.transactions {
            // What an author itself writes into a block is bare.
            let read = UncheckedExtrinsic::decode(&mut transaction.as_slice())?;
            if !matches!(read.preamble, Preamble::Bare(_)) {
                count += 1;
            }
            if let Some((best, sent)) = waiting.remove(transaction) {
                seen.furthest = seen.furthest.max(block.number.saturating_sub(best));
                seen.slowest = seen.slowest.max(sent.elapsed());
            }
        }
        seen.blocks.push((place, count));
        Ok(())
    }
}

/// Starts the censor's node again, so that it takes no transaction, and waits until it has caught up.
fn censor(network: &Network, censor: u16, others: Chain) -> Outcome<Daemon> {
    let folder = network.validator_folder(censor);
    network.stop_validator(censor)?;
    let plan = Plan { options: NO_ROOM.to_vec(), ..Plan::of_validator(network, censor, &folder)? };
    let mut node = Daemon::start(&plan, &folder.join("censor.log"))?;
    ensure(node.answers(START)?, || format!("the censor's node has ended: {}", node.said(&["rror", "panicked"])))?;
    // What is final from here on it has authored with the new options, if it has authored it.
    let height = others.best_height()? + 1;
    node.chain().await_finality_of(height, START)?;
    others.await_finality_of(height, START)?;
    Ok(node)
}

/// Has a validator leave out what a member sends, and finds out whether the others' blocks have it in time. The validator is stopped
/// afterwards. The same `salt` must not be used twice on a network. Yields what was seen, for the report.
pub fn leave_out(network: &Network, validator: u16, salt: u64) -> Outcome<String> {
    let serving = network.chain(validator % network.validators() + 1);
    let mut member = Member::of(network, serving, salt)?;
    let place = member.authors.place_of(&development_key(validator)?)?;

    let before = member.send(BEFORE)?;
    let takes = before.of(place).iter().any(|count| *count > 0);
    ensure(takes, || format!("it left them out before: {before:?}"))?;

    let node = censor(network, validator, serving)?;
    let next = serving.next_nonce(&member.issuer.account())?;
    let (_, refused) = member.written(next)?;
    match node.chain().send(&refused) {
        Err(refusal) if refusal.0.contains("1016") => {}
        answer => return Err(Failure(format!("who asks the censor itself is told: {answer:?}"))),
    }

    let meanwhile = member.send(MEANWHILE)?;
    let left_out = meanwhile.of(place);
    ensure(left_out.len() >= 2, || format!("it authored too little to leave anything out: {meanwhile:?}"))?;
    ensure(left_out.iter().all(|count| *count == 0), || format!("its blocks have transactions: {meanwhile:?}"))?;
    ensure(meanwhile.furthest <= BLOCKS, || format!("passed over too often: {meanwhile:?}"))?;
    ensure(meanwhile.slowest <= FINALITY, || format!("too late: {meanwhile:?}"))?;
    for id in before.sent.iter().chain(&meanwhile.sent) {
        serving.known_prescription(*id)?;
    }
    drop(node);
    Ok(format!(
        "while all take them a member's transactions are within {} blocks, final after {:?} at most; while validator {validator} takes \
         none, within {}, final after {:?} at most; its blocks had {left_out:?} of them",
        before.furthest, before.slowest, meanwhile.furthest, meanwhile.slowest
    ))
}
