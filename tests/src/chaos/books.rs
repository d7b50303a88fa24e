//! What was seen to be final, by whomever, written down as it is seen: it must still be so when all is over.

use crate::{Outcome, await_until, chain::Chain, ensure, network::Network, people::pair, state::ChainState};
use bogam_primitives::{Commitment, OrganisationId, PrescriptionId, prescription::Schedule, time::DAY};
use bogam_runtime::{
    AccountId, BlockNumber, Hash, Runtime,
    genesis::consortium::{self, DevelopmentKey},
};
use pallet_prescriptions::{
    Call,
    types::{NewPrescription, OrderedItem},
};
use sp_core::{Pair, sr25519};
use std::{
    collections::BTreeMap,
    mem,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, JoinHandle, sleep},
    time::{Duration, Instant},
};

/// How often every validator is asked what it has finalised.
const PERIOD: Duration = Duration::from_millis(400);

/// How many prescriptions are issued at once.
const BATCH: u64 = 6;

/// How long the books wait for a batch to be final. What is not by then may have been lost with a node's pool: that is permitted,
/// since nobody was told that it is final.
const CONFIRMATION: Duration = Duration::from_secs(20);

/// How long all validators may take to agree on a new block when the trouble is over. Connections on which nothing arrived wait
/// longer and longer before they try again.
pub const RECOVERY: Duration = Duration::from_secs(150);

/// The quantity of the one item, in thousandths.
const QUANTITY: u64 = 30_000;

/// A prescription that nobody else issues: `salt` tells the issuers apart, `number` their prescriptions. Valid from `now`.
pub fn prescription(salt: u64, number: u64, now: u64) -> NewPrescription<AccountId> {
    let unique = |purpose: &str| {
        let text = format!("{purpose}/{salt}/{number}");
        sp_crypto_hashing::blake2_256(text.as_bytes())
    };
    NewPrescription {
        commitment: Commitment(Hash::from(unique("document"))),
        schedule: Schedule::Ordinary,
        valid_from: now,
        valid_until: now + 30 * DAY,
        interval: 0,
        holders: vec![AccountId::new(unique("holder"))],
        items: vec![OrderedItem {
            authorised: QUANTITY,
            substitution_allowed: false,
            product: Commitment(Hash::from(unique("product"))),
        }],
    }
}

/// Somebody who issues prescriptions.
#[derive(Clone)]
pub struct Issuer {
    /// The key.
    pub key: sr25519::Pair,
    /// For whom it acts.
    pub organisation: OrganisationId,
}

impl Issuer {
    /// The one with this development key, which has a seat.
    pub fn of(development: &DevelopmentKey) -> Outcome<Self> {
        let key = pair(development.uri)?;
        let account = AccountId::from(key.public());
        let seat = consortium::registry().seats.into_iter().find(|seat| seat.account == account);
        let organisation = seat.ok_or("the key has no seat")?.organisation;
        Ok(Self { key, organisation })
    }

    /// Its account.
    pub fn account(&self) -> AccountId {
        AccountId::from(self.key.public())
    }
}

/// What has been seen.
#[derive(Debug, Default)]
pub struct Books {
    /// The final block at each height, and who told it first.
    finals: BTreeMap<BlockNumber, (Hash, u16)>,
    /// The prescriptions that were seen in a final state, and at which height.
    issued: Vec<(PrescriptionId, BlockNumber)>,
    /// How many a node has taken.
    submitted: u64,
    /// What must not be.
    contradictions: Vec<String>,
}

impl Books {
    /// Writes down that `validator` tells this block to be final.
    pub fn note(&mut self, validator: u16, height: BlockNumber, hash: Hash) {
        match self.finals.get(&height) {
            None => {
                self.finals.insert(height, (hash, validator));
            }
            Some((seen, by)) if *seen != hash => self.contradictions.push(format!(
                "validator {by} has finalised {seen:?} at height {height}, and validator {validator} {hash:?}"
            )),
            Some(_) => (),
        }
    }

    /// Fails if two different blocks at one height were told to be final.
    pub fn ensure_consistent(&self) -> Outcome<()> {
        ensure(self.contradictions.is_empty(), || self.contradictions.join("; "))
    }

    /// The highest block that was seen to be final; 0 if there is none.
    pub fn height(&self) -> BlockNumber {
        self.finals.last_key_value().map_or(0, |(height, _)| *height)
    }

    /// How many prescriptions were seen to be final.
    pub fn issued(&self) -> usize {
        self.issued.len()
    }
}

/// What the books said at the end.
#[derive(Clone, Copy, Debug)]
pub struct Summary {
    /// How many blocks were seen to be final.
    pub blocks: usize,
    /// How many prescriptions the nodes have taken.
    pub submitted: u64,
    /// How many of them were seen to be final, and are.
    pub issued: usize,
}

/// Issues prescriptions through all validators and watches what each of them has finalised, until it ends.
#[derive(Debug)]
pub struct Watch {
    books: Arc<Mutex<Books>>,
    stop: Arc<AtomicBool>,
    issue: Arc<AtomicBool>,
    threads: Vec<JoinHandle<()>>,
}

fn locked(books: &Mutex<Books>) -> MutexGuard<'_, Books> {
    // A thread that panicked has written nothing half.
    books.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Watch {
    /// Begins. The same `seed` makes the same prescriptions.
    pub fn begin(network: &Network, seed: u64) -> Outcome<Self> {
        let chains = network.chains();
        let books = Arc::new(Mutex::new(Books::default()));
        let (stop, issue) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicBool::new(true)));
        let mut threads = Vec::new();
        for (validator, chain) in (1..).zip(chains.clone()) {
            let (books, stop) = (books.clone(), stop.clone());
            threads.push(thread::spawn(move || observe(validator, chain, &books, &stop)));
        }
        for (place, development) in [&consortium::CLINIC_PHYSICIAN, &consortium::HOSPITAL_PHYSICIAN].iter().enumerate()
        {
            let issuer = Issuer::of(development)?;
            let (books, issue, chains) = (books.clone(), issue.clone(), chains.clone());
            let salt = seed.wrapping_mul(2).wrapping_add(place as u64);
            threads.push(thread::spawn(move || prescribe(&issuer, salt, &chains, &books, &issue)));
        }
        Ok(Self { books, stop, issue, threads })
    }

    /// The books as they are.
    pub fn books(&self) -> MutexGuard<'_, Books> {
        locked(&self.books)
    }

    /// Waits until all validators have finalised a block that is newer than everything that any of them has by now, and checks
    /// that it is the same one and that nobody has contradicted anybody.
    pub fn agree(&self, network: &Network) -> Outcome<BlockNumber> {
        let height = network.best_height()? + 1;
        let hash = network.agree_on(height, RECOVERY)?;
        // All say the same by now, so that one of them stands for the others.
        let mut books = self.books();
        books.note(1, height, hash);
        books.ensure_consistent()?;
        Ok(height)
    }

    /// Waits until another prescription is seen to be final: when the trouble is over, whoever issues them goes on.
    pub fn serves(&self) -> Outcome<()> {
        let before = self.books().issued();
        await_until("another prescription to be final", RECOVERY, || Ok((self.books().issued() > before).then_some(())))
    }

    /// Ends, and checks of every validator that all which was ever seen to be final is so, that the prescriptions are in the
    /// state, and that the invariants of the pallets hold.
    pub fn settle(mut self, network: &Network) -> Outcome<Summary> {
        self.issue.store(false, Ordering::Relaxed);
        self.agree(network)?;
        self.end();
        let books = self.books();
        books.ensure_consistent()?;
        for validator in 1..=network.validators() {
            let chain = network.chain(validator);
            chain.await_finality_of(books.height(), RECOVERY)?;
            for (height, (seen, by)) in &books.finals {
                let hash = chain.block_hash(*height)?;
                ensure(hash == *seen, || {
                    format!("block {height} was final at validator {by} as {seen:?}, and is {hash:?} at {validator}")
                })?;
            }
        }
        let chain = network.chain(1);
        let block = chain.block_hash(books.height())?;
        let state = ChainState::read(&chain, block)?;
        for (id, height) in &books.issued {
            let key = pallet_prescriptions::Prescriptions::<Runtime>::hashed_key_for(*id);
            ensure(state.value(&key).is_some(), || {
                format!("the prescription {:?} was final at height {height}, and is not there any more", id.0)
            })?;
        }
        ensure(!books.issued.is_empty(), || "no prescription was issued: there was no load".into())?;
        state.try_state()?;
        Ok(Summary { blocks: books.finals.len(), submitted: books.submitted, issued: books.issued.len() })
    }

    fn end(&mut self) {
        self.issue.store(false, Ordering::Relaxed);
        self.stop.store(true, Ordering::Relaxed);
        for thread in mem::take(&mut self.threads) {
            if thread.join().is_err() {
                self.books().contradictions.push("a thread that watched has panicked".into());
            }
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.end();
    }
}

/// Writes down what a validator has finalised, whenever it answers.
fn observe(validator: u16, chain: Chain, books: &Mutex<Books>, stop: &AtomicBool) {
    while !stop.load(Ordering::Relaxed) {
        let told = chain.finalised().and_then(|hash| Ok((chain.height_of(hash)?, hash)));
        // One that is down tells nothing.
        if let Ok((height, hash)) = told {
            locked(books).note(validator, height, hash);
        }
        sleep(PERIOD);
    }
}

/// Issues batches through one validator after the other, and writes down which are seen to be final.
fn prescribe(issuer: &Issuer, salt: u64, chains: &[Chain], books: &Mutex<Books>, issue: &AtomicBool) {
    let mut number = 0;
    for chain in chains.iter().cycle() {
        if !issue.load(Ordering::Relaxed) {
            return;
        }
        let sent = send(issuer, *chain, salt, number).unwrap_or_default();
        // Never the same twice, also if a node has taken it and died.
        number += BATCH;
        if sent.is_empty() {
            sleep(PERIOD);
            continue;
        }
        locked(books).submitted += sent.len() as u64;
        confirm(sent, chains, books, issue);
    }
}

/// Gives a node a batch, and tells what it has taken of it.
fn send(issuer: &Issuer, chain: Chain, salt: u64, first: u64) -> Outcome<Vec<PrescriptionId>> {
    let (genesis, now) = (chain.block_hash(0)?, chain.now()?);
    let next = chain.next_nonce(&issuer.account())?;
    let mut taken = Vec::new();
    for (nonce, number) in (next..).zip(first..first + BATCH) {
        let new = prescription(salt, number, now);
        let id = PrescriptionId::derive(issuer.organisation, &new.commitment, new.valid_until);
        let transaction = Chain::signed(genesis, &issuer.key, nonce, Call::<Runtime>::issue { new }.into());
        if chain.send(&transaction).is_err() {
            break;
        }
        taken.push(id);
    }
    Ok(taken)
}

/// Waits until all of these are final at somebody, or it has taken too long.
fn confirm(mut waiting: Vec<PrescriptionId>, chains: &[Chain], books: &Mutex<Books>, issue: &AtomicBool) {
    let deadline = Instant::now() + CONFIRMATION;
    for chain in chains.iter().cycle() {
        if waiting.is_empty() || Instant::now() >= deadline || !issue.load(Ordering::Relaxed) {
            return;
        }
        sleep(PERIOD);
        let Ok((block, height)) = chain.finalised().and_then(|block| Ok((block, chain.height_of(block)?))) else {
            continue;
        };
        waiting.retain(|id| {
            let key = pallet_prescriptions::Prescriptions::<Runtime>::hashed_key_for(*id);
            let is_final = matches!(chain.storage(&key, block), Ok(Some(_)));
            if is_final {
                locked(books).issued.push((*id, height));
            }
            !is_final
        });
    }
}

/// Waits until nothing more of what was under way arrives, and tells how high finality is.
pub fn settled_height(chain: Chain, limit: Duration) -> Outcome<BlockNumber> {
    let mut last = chain.finalised_height()?;
    await_until("finality to stand still", limit, || {
        sleep(Duration::from_secs(2));
        let height = chain.finalised_height()?;
        let stands = height == last;
        last = height;
        Ok(stands.then_some(height))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn books_should_find_two_final_blocks_at_one_height() {
        let mut books = Books::default();
        assert_eq!(books.height(), 0);
        books.note(1, 5, Hash::repeat_byte(5));
        books.note(2, 5, Hash::repeat_byte(5));
        books.note(2, 6, Hash::repeat_byte(6));
        books.ensure_consistent().unwrap();
        assert_eq!(books.height(), 6);
        books.note(3, 5, Hash::repeat_byte(7));
        let failure = books.ensure_consistent().unwrap_err();
        assert!(failure.0.contains("validator 1") && failure.0.contains("validator 3"), "{failure}");
    }

    #[test]
    fn prescriptions_should_all_be_different_and_repeat_with_the_seed() {
        let new = prescription(1, 2, 0);
        assert_eq!(new, prescription(1, 2, 0));
        for other in [prescription(2, 2, 0), prescription(1, 3, 0)] {
            assert_ne!(new.commitment, other.commitment);
            assert_ne!(new.holders, other.holders);
        }
    }

    #[test]
    fn issuers_should_act_for_different_organisations() {
        let [clinic, hospital] =
            [&consortium::CLINIC_PHYSICIAN, &consortium::HOSPITAL_PHYSICIAN].map(|key| Issuer::of(key).unwrap());
        assert_ne!(clinic.organisation, hospital.organisation);
        assert_eq!(clinic.account(), consortium::CLINIC_PHYSICIAN.account());
    }
}
