//! What became of each transaction so far, and when. Those who send and those who watch write on it.

use super::{
    blocks::{Block, Hash},
    schedule::Act,
};
use std::{
    collections::{BTreeMap, HashMap, VecDeque},
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
    /// When a node first took it.
    pub accepted: Option<Duration>,
    /// How often a node took it again, because it was lost before.
    pub resent: u32,
    /// Why a node did not take it when it was last sent.
    pub refusal: Option<String>,
    /// Whether nobody tries any more: it was refused for good, or lost too often.
    pub given_up: bool,
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
    /// How often one was taken again that had been lost.
    pub resent: usize,
    /// Were refused for good, or lost too often.
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

/// How far blocks have come with what was taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Flow {
    /// When the youngest was taken that is in a block.
    youngest: Duration,
    /// When something last came into a block.
    last: Duration,
}

impl Flow {
    /// Whether a transaction that was sent at `since`, with nothing of its account before it, should be in a block by now: because of
    /// the time, and because others that are much younger are, or because nothing moves at all.
    fn has_passed(self, since: Duration, now: Duration, patience: Duration) -> bool {
        let much = patience / 2;
        let is_overtaken = self.youngest >= since.saturating_add(much);
        now.saturating_sub(since) >= patience && (is_overtaken || now.saturating_sub(self.last) >= much)
    }
}

#[derive(Debug)]
struct State {
    samples: Vec<Sample>,
    places: HashMap<Hash, usize>,
    counts: Counts,
    flow: Flow,
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
                resent: 0,
                refusal: None,
                given_up: false,
                skipped: false,
                included: None,
                finalised: None,
                block: None,
                failure: None,
            });
        }
        let (counts, flow, refusals) = (Counts::default(), Flow::default(), BTreeMap::new());
        let state = State { samples, places, counts, flow, refusals };
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
            sample.refusal = None;
            if sample.accepted.is_none() {
                sample.accepted = Some(now);
                counts.accepted = counts.accepted.saturating_add(1);
            }
        });
    }

    /// A node has taken it again.
    pub fn resent(&self, place: usize) {
        self.write(place, |sample, counts| {
            sample.resent = sample.resent.saturating_add(1);
            counts.resent = counts.resent.saturating_add(1);
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
            if !is_final || sample.given_up {
                return;
            }
            sample.given_up = true;
            counts.refused = counts.refused.saturating_add(1);
            // The block it was in was given up before.
            if sample.included.take().is_some() {
                counts.included = counts.included.saturating_sub(1);
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
        let State { samples, places, counts, flow, .. } = &mut *state;
        for hash in transactions {
            let sample = places.get(hash).and_then(|place| samples.get_mut(*place));
            if let Some(sample) = sample.filter(|sample| sample.included.is_none()) {
                sample.included = Some(at);
                counts.included = counts.included.saturating_add(1);
                flow.youngest = flow.youngest.max(sample.accepted.unwrap_or_default());
                flow.last = flow.last.max(at);
                take_up(sample, counts);
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
            take_up(sample, counts);
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

    /// Takes out of `places` those that are final or given up.
    pub fn keep_open(&self, places: &mut VecDeque<usize>) {
        let state = self.state();
        let is_open = |sample: &Sample| sample.finalised.is_none() && !sample.given_up;
        places.retain(|place| state.samples.get(*place).is_some_and(is_open));
    }

    /// Whether a transaction that was sent at `since`, with nothing of its account before it, should be in a block by now, as others are.
    pub fn is_overdue(&self, since: Duration, patience: Duration) -> bool {
        self.state().flow.has_passed(since, self.now(), patience)
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

/// A transaction is in a block, whatever was said of it before.
fn take_up(sample: &mut Sample, counts: &mut Counts) {
    sample.refusal = None;
    if std::mem::take(&mut sample.given_up) {
        counts.refused = counts.refused.saturating_sub(1);
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

    #[test]
    fn transaction_should_count_as_refused_only_while_it_is_in_no_block() {
        let board = board(2);
        for place in 0..2 {
            board.due(place, second(0));
            board.accepted(place);
        }
        board.included(&[[0; 32]], second(1));
        // The block of the first was given up, and so are both transactions, the first one twice.
        for place in [0, 1, 0] {
            board.refused(place, "lost", true);
        }
        assert_eq!((board.counts().refused, board.counts().included, board.counts().in_flight()), (2, 0, 0));
        assert!(board.counts().are_settled());
        board.included(&[[0; 32]], second(8));
        board.finalised(&block(vec![[0; 32], [1; 32]], None), second(9));
        let counts = board.counts();
        assert_eq!((counts.refused, counts.included, counts.finalised, counts.accepted), (0, 2, 2, 2));
        assert!(board.result().0.iter().all(|sample| !sample.given_up && sample.refusal.is_none()));
    }

    #[test]
    fn transactions_should_stay_open_until_they_are_final_or_given_up() {
        let board = board(4);
        board.included(&[[0; 32]], second(1));
        board.finalised(&block(vec![[1; 32]], None), second(2));
        board.refused(2, "invalid", true);
        board.refused(3, "full", false);
        let mut places = VecDeque::from([0, 1, 2, 3]);
        board.keep_open(&mut places);
        assert_eq!(places, [0, 3]);
    }

    #[test]
    fn transaction_should_count_each_time_it_is_taken_again() {
        let board = board(1);
        board.accepted(0);
        board.resent(0);
        board.accepted(0);
        board.resent(0);
        assert_eq!((board.counts().accepted, board.counts().resent), (1, 2));
        assert_eq!(board.result().0[0].resent, 2);
    }

    #[test]
    fn transaction_should_be_overdue_when_younger_ones_are_in_blocks_or_nothing_moves() {
        let (since, patience) = (second(100), second(20));
        let passed = |youngest, last, now| {
            Flow { youngest: second(youngest), last: second(last) }.has_passed(since, second(now), patience)
        };
        // In a long queue that moves, nothing is overdue, however long it takes.
        assert!(!passed(105, 199, 200));
        assert!(passed(110, 199, 200));
        assert!(!passed(119, 119, 119));
        assert!(passed(110, 119, 120));
        // Nothing has come into a block for half the time.
        assert!(passed(90, 110, 120));
        assert!(!passed(90, 111, 120));
    }

    #[test]
    fn flow_should_be_that_of_what_is_in_blocks() {
        let board = board(2);
        board.accepted(0);
        let taken = board.result().0[0].accepted.unwrap();
        assert_eq!(board.state().flow, Flow::default());
        board.included(&[[0; 32], [1; 32]], second(7));
        assert_eq!(board.state().flow, Flow { youngest: taken, last: second(7) });
    }
}
