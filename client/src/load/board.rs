//! What became of each transaction so far, and when. Those who send and those who watch write on it.

use super::{
    blocks::{Block, Hash},
    schedule::Act,
};
use std::{
    collections::{BTreeMap, HashMap},
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

/// What became of a transaction. Times are counted from when sending began.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    /// What it does.
    pub act: Act,
    /// The account that signed it, by its place.
    pub lane: usize,
    /// When it was to be sent; `None` if the run was over before its turn.
    pub due: Option<Duration>,
    /// When it was first sent.
    pub sent: Option<Duration>,
    /// When a node took it.
    pub accepted: Option<Duration>,
    /// Why a node did not take it when it was last sent.
    pub refusal: Option<String>,
    /// Whether it was not sent because one before it of the same account was refused for good.
    pub skipped: bool,
    /// When it was in a best block: in the one that became final, once that is known.
    pub included: Option<Duration>,
    /// When it was final.
    pub finalised: Option<Duration>,
    /// The height of the final block that it is in.
    pub block: Option<u32>,
    /// Its error, if it is in a block and failed.
    pub failure: Option<String>,
}

/// How many transactions have come how far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Were due.
    pub due: usize,
    /// Were taken by a node.
    pub accepted: usize,
    /// Were refused for good.
    pub refused: usize,
    /// Were not sent, because of one before them.
    pub skipped: usize,
    /// Have been in a best block.
    pub included: usize,
    /// Are final.
    pub finalised: usize,
}

impl Counts {
    /// How many are due and neither in a block nor given up.
    pub fn in_flight(&self) -> usize {
        self.due.saturating_sub(self.included).saturating_sub(self.refused).saturating_sub(self.skipped)
    }

    /// Whether all that were due are final or given up.
    pub fn are_settled(&self) -> bool {
        self.finalised.saturating_add(self.refused).saturating_add(self.skipped) >= self.due
    }
}

#[derive(Debug)]
struct State {
    samples: Vec<Sample>,
    places: HashMap<Hash, usize>,
    counts: Counts,
    /// How often a node had no room or said no, by what it said.
    refusals: BTreeMap<String, u64>,
}

/// What became of all transactions.
#[derive(Debug)]
pub struct Board {
    began: Instant,
    state: Mutex<State>,
}

impl Board {
    /// For transactions in the order in which they will be sent: what each does, its account, and its hash. The clock runs from
    /// now on.
    pub fn new(transactions: impl IntoIterator<Item = (Act, usize, Hash)>) -> Self {
        let (mut samples, mut places) = (Vec::new(), HashMap::new());
        for (act, lane, hash) in transactions {
            places.insert(hash, samples.len());
            samples.push(Sample {
                act,
                lane,
                due: None,
                sent: None,
                accepted: None,
                refusal: None,
                skipped: false,
                included: None,
                finalised: None,
                block: None,
                failure: None,
            });
        }
        let state = State { samples, places, counts: Counts::default(), refusals: BTreeMap::new() };
        Self { began: Instant::now(), state: Mutex::new(state) }
    }

    /// How long ago the clock was started.
    pub fn now(&self) -> Duration {
        self.began.elapsed()
    }

    /// A moment on the clock of this board. What was before its start is at its start.
    pub fn moment(&self, instant: Instant) -> Duration {
        instant.saturating_duration_since(self.began)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Whoever panicked while writing has left whole samples: each is written in one go.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self, place: usize, note: impl FnOnce(&mut Sample, &mut Counts)) {
        let mut state = self.state();
        let State { samples, counts, .. } = &mut *state;
        if let Some(sample) = samples.get_mut(place) {
            note(sample, counts);
        }
    }

    /// A transaction is due.
    pub fn due(&self, place: usize, at: Duration) {
        self.write(place, |sample, counts| {
            sample.due = Some(at);
            counts.due = counts.due.saturating_add(1);
        });
    }

    /// It is sent now, if it was not before.
    pub fn sent(&self, place: usize) {
        let now = self.now();
        self.write(place, |sample, _| sample.sent = sample.sent.or(Some(now)));
    }

    /// A node has taken it.
    pub fn accepted(&self, place: usize) {
        let now = self.now();
        self.write(place, |sample, counts| {
            (sample.accepted, sample.refusal) = (Some(now), None);
            counts.accepted = counts.accepted.saturating_add(1);
        });
    }

    /// A node has not taken it; for good, or for now.
    pub fn refused(&self, place: usize, reason: &str, is_final: bool) {
        let count = |refusals: &mut BTreeMap<String, u64>| {
            let times = refusals.entry(reason.to_owned()).or_default();
            *times = times.saturating_add(1);
        };
        count(&mut self.state().refusals);
        self.write(place, |sample, counts| {
            sample.refusal = Some(reason.to_owned());
            if is_final {
                counts.refused = counts.refused.saturating_add(1);
            }
        });
    }

    /// It is not sent, because one before it was refused for good.
    pub fn skipped(&self, place: usize) {
        self.write(place, |sample, counts| {
            sample.skipped = true;
            counts.skipped = counts.skipped.saturating_add(1);
        });
    }

    /// These are in a best block.
    pub fn included(&self, transactions: &[Hash], at: Duration) {
        let mut state = self.state();
        let State { samples, places, counts, .. } = &mut *state;
        for hash in transactions {
            let sample = places.get(hash).and_then(|place| samples.get_mut(*place));
            if let Some(sample) = sample.filter(|sample| sample.included.is_none()) {
                sample.included = Some(at);
                counts.included = counts.included.saturating_add(1);
            }
        }
    }

    /// A block is final. Yields how many of the transactions it has.
    pub fn finalised(&self, block: &Block, at: Duration) -> usize {
        let mut state = self.state();
        let State { samples, places, counts, .. } = &mut *state;
        let mut own = 0usize;
        for hash in &block.transactions {
            let Some(sample) = places.get(hash).and_then(|place| samples.get_mut(*place)) else { continue };
            own = own.saturating_add(1);
            if sample.included.is_none() {
                counts.included = counts.included.saturating_add(1);
            }
            if sample.finalised.is_none() {
                counts.finalised = counts.finalised.saturating_add(1);
            }
            (sample.included, sample.finalised) = (Some(block.best.unwrap_or(at)), Some(at));
            sample.block = Some(block.number);
        }
        own
    }

    /// A transaction in a block failed.
    pub fn failed(&self, hash: &Hash, error: String) {
        let mut state = self.state();
        let State { samples, places, .. } = &mut *state;
        if let Some(sample) = places.get(hash).and_then(|place| samples.get_mut(*place)) {
            sample.failure = Some(error);
        }
    }

    /// How far they are.
    pub fn counts(&self) -> Counts {
        self.state().counts
    }

    /// What became of them, and how often nodes said what instead of taking one.
    pub fn result(&self) -> (Vec<Sample>, BTreeMap<String, u64>) {
        let state = self.state();
        (state.samples.clone(), state.refusals.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn board(count: u8) -> Board {
        Board::new((0..count).map(|number| (Act::Issue, usize::from(number), [number; 32])))
    }

    fn block(transactions: Vec<Hash>, best: Option<Duration>) -> Block {
        Block {
            hash: [99; 32],
            parent: [98; 32],
            number: 7,
            slot: None,
            seen: Duration::ZERO,
            transactions,
            best,
            finalised: None,
            weight: None,
        }
    }

    fn second(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn inclusion_should_count_in_the_block_that_became_final() {
        let board = board(3);
        board.included(&[[0; 32], [50; 32]], second(1));
        board.included(&[[0; 32]], second(2));
        assert_eq!(board.counts().included, 1);
        let own = board.finalised(&block(vec![[0; 32], [1; 32], [50; 32]], Some(second(3))), second(5));
        assert_eq!(own, 2);
        let (samples, _) = board.result();
        for sample in &samples[..2] {
            assert_eq!((sample.included, sample.finalised), (Some(second(3)), Some(second(5))));
            assert_eq!(sample.block, Some(7));
        }
        assert_eq!((samples[2].included, samples[2].finalised), (None, None));
        let counts = board.counts();
        assert_eq!((counts.included, counts.finalised), (2, 2));
    }

    #[test]
    fn counts_should_tell_what_is_under_way_and_when_all_is_settled() {
        let board = board(4);
        for place in 0..4 {
            board.due(place, second(0));
        }
        board.accepted(0);
        board.refused(1, "invalid", true);
        board.skipped(2);
        board.refused(3, "full", false);
        assert_eq!(board.counts().in_flight(), 2);
        assert!(!board.counts().are_settled());
        board.accepted(3);
        board.finalised(&block(vec![[0; 32], [3; 32]], None), second(4));
        assert_eq!(board.counts().in_flight(), 0);
        assert!(board.counts().are_settled());
        let (samples, refusals) = board.result();
        assert_eq!(samples[3].refusal, None);
        assert_eq!(refusals, BTreeMap::from([("full".to_owned(), 1), ("invalid".to_owned(), 1)]));
    }

    #[test]
    fn failure_should_be_kept_with_its_transaction() {
        let board = board(1);
        board.failed(&[0; 32], "Claims.DuplicateClaim".into());
        board.failed(&[9; 32], "nobody's".into());
        assert_eq!(board.result().0[0].failure.as_deref(), Some("Claims.DuplicateClaim"));
    }

    #[test]
    fn moment_should_be_the_start_when_it_was_before() {
        let before = Instant::now();
        assert_eq!(board(0).moment(before), Duration::ZERO);
    }
}
