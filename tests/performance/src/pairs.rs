//! Import measured in pairs: A B B A, two blocks at a time, each executed by a client that has not seen it.
//!
//! The author's chain builds a block, the importer's chain executes and stores it, and that alone is timed. Then both finalise
//! it. After each pair an empty block tells what every block costs, so that the ratio can also be given without it.

use crate::{
    blocks::{Chain, Changes, Executor},
    calls::{Content, Kind, Maker, account_there_before, there_before},
    failure::Failure,
    genesis::{self, HOSPITAL, Plan, START},
    statistics::Summary,
};
use bogam_runtime::Runtime;
use sc_client_api::TrieCacheContext;
use serde::Serialize;
use sp_core::testing::TaskExecutor;
use sp_state_machine::BasicExternalities;
use sp_storage::Storage;
use std::{collections::BTreeMap, path::Path, time::Duration};

/// How many records are added to the state at a time: what is held in memory.
const CHUNK: u32 = 50_000;

/// The first physician issues what is there before the measurement.
const ISSUER: u32 = 0;

/// What a chain is made with.
pub struct Settings<'settings> {
    /// Where its two databases are put: a folder of its own.
    pub folder: &'settings Path,
    /// The state at genesis, code included.
    pub storage: &'settings Storage,
    /// The people in it.
    pub plan: &'settings Plan,
    /// What executes the runtime.
    pub executor: &'settings Executor,
    /// What runs the clients' tasks.
    pub tasks: &'settings TaskExecutor,
    /// The clients' trie caches, in bytes; `None` for none.
    pub trie_cache: Option<usize>,
    /// How many prescriptions are in the state before anything is measured.
    pub records: u32,
    /// How many more were there and are there no longer. What a cache has room for it is full of at some time, whatever the size
    /// of the state: a node that has run for long is compared with one that has run as long.
    pub removed: u32,
    /// What the clients have of them in their caches.
    pub past: Past,
}

/// What a node was doing when the records came that are in its state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Past {
    /// It imported them, and has gone on since: its cache has as much of them as there is room for.
    Running,
    /// It has been started anew since: its cache is empty.
    Restarted,
}

impl Past {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Running, Self::Restarted];

    /// In words, for the report.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Running => "by a node that imported them",
            Self::Restarted => "by a node that was started anew",
        }
    }

    /// In a word, for a folder.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Restarted => "restarted",
        }
    }

    const fn cache(self) -> TrieCacheContext {
        match self {
            Self::Running => TrieCacheContext::Trusted,
            Self::Restarted => TrieCacheContext::Untrusted,
        }
    }
}

/// An author and an importer of the same chain.
pub struct Laboratory {
    author: Chain,
    importer: Chain,
    maker: Maker,
}

impl Laboratory {
    /// Begins both chains, with a first block that is not measured, and fills their state. `progress` is told how many records
    /// have been added, those included that are removed again.
    pub fn begin(settings: &Settings, mut progress: impl FnMut(u32)) -> Result<Self, Failure> {
        let Settings { folder, storage, plan, executor, tasks, trie_cache, records, removed, past } = *settings;
        let chain = |name: &str| {
            let folder = folder.join(name);
            std::fs::create_dir_all(&folder)?;
            Chain::begin(&folder, storage.clone(), executor, tasks, trie_cache)
        };
        let (author, importer) = (chain("author")?, chain("importer")?);
        let maker = Maker::new(author.genesis(), plan, records);
        let mut laboratory = Self { author, importer, maker };
        laboratory.import(Content::Empty, 0)?;
        // Those that are removed have the numbers after those that stay, and come first.
        let mut last = BTreeMap::new();
        for (first, size) in chunks(removed) {
            let entries = grown(storage, records + first, size)?;
            let keys = entries.keys().map(|key| (key.clone(), None)).collect();
            laboratory.write(&std::mem::replace(&mut last, keys).into_iter().chain(kept(entries)).collect(), past)?;
            progress(first + size);
        }
        if !last.is_empty() {
            laboratory.write(&last, past)?;
        }
        for (first, size) in chunks(records) {
            laboratory.write(&kept(grown(storage, first, size)?).collect(), past)?;
            progress(removed + first + size);
        }
        Ok(laboratory)
    }

    /// Changes the state of both chains, without executing anything.
    fn write(&self, changes: &Changes, past: Past) -> Result<(), Failure> {
        self.author.write(changes, past.cache())?;
        self.importer.write(changes, past.cache())
    }

    /// The ways through the tree to some of the `records` that were there before, `many` of them, whose places chance has chosen.
    pub fn ways(&self, records: u32, many: u32) -> Result<Ways, Failure> {
        let many = many.clamp(1, records.max(1));
        let keys = (0..many)
            .map(|place| {
                let number = u64::from(place) * u64::from(records) / u64::from(many);
                let (_, identifier) = there_before(number as u32);
                pallet_prescriptions::Prescriptions::<Runtime>::hashed_key_for(identifier)
            })
            .collect::<Vec<_>>();
        let mut alone = (0, 0);
        for key in &keys {
            let (nodes, bytes) = self.importer.ways(std::slice::from_ref(key))?;
            alone = (alone.0 + nodes, alone.1 + bytes);
        }
        let each = |(nodes, bytes): (usize, usize)| {
            let many = f64::from(many);
            Way { nodes: nodes as f64 / many, bytes: bytes as f64 / many }
        };
        Ok(Ways { records, many, alone: each(alone), together: each(self.importer.ways(&keys)?) })
    }

    /// Makes, builds and imports the next block. Yields how long the import took.
    pub fn import(&mut self, content: Content, calls: u32) -> Result<Duration, Failure> {
        let transactions = self.maker.block(content, calls)?;
        let built = self.author.build(&transactions)?;
        let taken = self.importer.import(built.block.clone())?;
        self.importer.finalise()?;
        self.author.adopt(built)?;
        Ok(taken)
    }
}

/// What of the tree has to be looked up to read a record, on average. The record itself is one of the nodes.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Way {
    /// Nodes of the tree.
    pub nodes: f64,
    /// Their bytes.
    pub bytes: f64,
}

/// The ways to some records of a state.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Ways {
    /// How many records the state has.
    pub records: u32,
    /// To how many of them.
    pub many: u32,
    /// To each by itself.
    pub alone: Way,
    /// To all of them in one block: what several ways have in common is looked up once.
    pub together: Way,
}

/// The first and the size of each part in which so many records are written.
fn chunks(records: u32) -> impl Iterator<Item = (u32, u32)> {
    (0..records).step_by(CHUNK as usize).map(move |first| (first, CHUNK.min(records - first)))
}

/// Entries that are written, as changes.
fn kept(entries: BTreeMap<Vec<u8>, Vec<u8>>) -> impl Iterator<Item = (Vec<u8>, Option<Vec<u8>>)> {
    entries.into_iter().map(|(key, value)| (key, Some(value)))
}

/// What `size` prescriptions and as many accounts with money add to the state, from number `first` on: as the runtime stores
/// them, each prescription with one item and one key.
fn grown(before: &Storage, first: u32, size: u32) -> Result<BTreeMap<Vec<u8>, Vec<u8>>, Failure> {
    let mut storage = before.clone();
    let issuer = genesis::account(&genesis::officer(ISSUER));
    BasicExternalities::execute_with_storage(&mut storage, || {
        (first..first.saturating_add(size)).try_for_each(|number| {
            let (new, _) = there_before(number);
            genesis::dispatch(issuer.clone(), pallet_prescriptions::Call::<Runtime>::issue { new })?;
            genesis::mint(&account_there_before(number))
        })
    })?;
    // What was there before is the chain's own by now.
    storage.top.retain(|key, _| !before.top.contains_key(key));
    Ok(storage.top)
}

/// What is compared with what.
pub trait Pairing {
    /// Imports the block whose cost is asked for.
    fn measured(&mut self, calls: u32) -> Result<Duration, Failure>;
    /// Imports the block that it is compared with.
    fn reference(&mut self, calls: u32) -> Result<Duration, Failure>;
    /// Imports an empty block on the side of each.
    fn empty(&mut self) -> Result<(Duration, Duration), Failure>;
}

/// Calls of a kind against transfers, on one chain.
pub struct Calls<'chain> {
    /// The chain.
    pub laboratory: &'chain mut Laboratory,
    /// The kind.
    pub kind: Kind,
}

impl Pairing for Calls<'_> {
    fn measured(&mut self, calls: u32) -> Result<Duration, Failure> {
        self.laboratory.import(Content::Calls(self.kind), calls)
    }

    fn reference(&mut self, calls: u32) -> Result<Duration, Failure> {
        self.laboratory.import(Content::Transfers(self.kind), calls)
    }

    fn empty(&mut self) -> Result<(Duration, Duration), Failure> {
        let taken = self.laboratory.import(Content::Empty, 0)?;
        Ok((taken, taken))
    }
}

/// Calls of a kind on a chain with a large state against the same calls on one with a small state.
pub struct Growth<'chain> {
    /// The chain with the large state.
    pub large: &'chain mut Laboratory,
    /// The chain with the small state.
    pub small: &'chain mut Laboratory,
    /// The kind.
    pub kind: Kind,
}

impl Pairing for Growth<'_> {
    fn measured(&mut self, calls: u32) -> Result<Duration, Failure> {
        self.large.import(Content::Calls(self.kind), calls)
    }

    fn reference(&mut self, calls: u32) -> Result<Duration, Failure> {
        self.small.import(Content::Calls(self.kind), calls)
    }

    fn empty(&mut self) -> Result<(Duration, Duration), Failure> {
        Ok((self.large.import(Content::Empty, 0)?, self.small.import(Content::Empty, 0)?))
    }
}

/// One pair of blocks. All times are in microseconds.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Sample {
    /// The import of the block whose cost is asked for.
    pub measured: f64,
    /// The import of the block that it is compared with.
    pub reference: f64,
    /// The import of an empty block after the pair, on the side of the first.
    pub measured_empty: f64,
    /// The same, on the side of the second.
    pub reference_empty: f64,
    /// Whether the block whose cost is asked for came first.
    pub measured_first: bool,
}

impl Sample {
    /// The cost of the block as a multiple of the other's.
    pub fn ratio(&self) -> f64 {
        self.measured / self.reference
    }

    /// The same for the calls alone: without what an empty block costs. `None` if a full block was as fast as an empty one.
    pub fn net_ratio(&self) -> Option<f64> {
        let (measured, reference) = (self.measured - self.measured_empty, self.reference - self.reference_empty);
        (measured > 0.0 && reference > 0.0).then_some(measured / reference)
    }
}

/// How much is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Extent {
    /// How many calls a block has.
    pub calls: u32,
    /// How many pairs count.
    pub pairs: u32,
    /// How many pairs come before them and do not count: caches fill, memory is mapped.
    pub warm_up: u32,
}

impl Extent {
    /// How many patients have to be there for one comparison of [`Kind::Decide`]: each signs once.
    pub const fn patients(&self) -> u32 {
        self.calls.saturating_mul(self.pairs.saturating_add(self.warm_up)).saturating_mul(2)
    }
}

/// The pairs of a comparison, and what they say.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Comparison {
    /// The ratio of the blocks.
    pub ratio: Summary,
    /// The ratio of the calls in them, without what an empty block costs.
    pub net_ratio: Option<Summary>,
    /// A call, in microseconds: the block's import by the number of its calls.
    pub measured_call: Summary,
    /// The other block's.
    pub reference_call: Summary,
    /// All pairs that count, in their order.
    pub samples: Vec<Sample>,
}

impl Comparison {
    /// Sums the pairs up, whose blocks had so many calls.
    fn of(samples: Vec<Sample>, calls: u32) -> Result<Self, Failure> {
        let calls = f64::from(calls.max(1));
        Ok(Self {
            ratio: Summary::of(samples.iter().map(Sample::ratio))?,
            net_ratio: Summary::of(samples.iter().filter_map(Sample::net_ratio)).ok(),
            measured_call: Summary::of(samples.iter().map(|sample| sample.measured / calls))?,
            reference_call: Summary::of(samples.iter().map(|sample| sample.reference / calls))?,
            samples,
        })
    }
}

/// Measures pair after pair, the order within a pair changing each time. `progress` is told how many have been measured.
pub fn compare(
    pairing: &mut impl Pairing,
    extent: &Extent,
    mut progress: impl FnMut(u32),
) -> Result<Comparison, Failure> {
    let mut samples = Vec::new();
    for number in 0..extent.warm_up.saturating_add(extent.pairs) {
        let measured_first = number.is_multiple_of(2);
        let (measured, reference) = if measured_first {
            let measured = pairing.measured(extent.calls)?;
            (measured, pairing.reference(extent.calls)?)
        } else {
            let reference = pairing.reference(extent.calls)?;
            (pairing.measured(extent.calls)?, reference)
        };
        let (measured_empty, reference_empty) = pairing.empty()?;
        if number >= extent.warm_up {
            samples.push(Sample {
                measured: microseconds(measured),
                reference: microseconds(reference),
                measured_empty: microseconds(measured_empty),
                reference_empty: microseconds(reference_empty),
                measured_first,
            });
        }
        progress(number + 1);
    }
    Comparison::of(samples, extent.calls)
}

fn microseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}

/// What is in the state before row 7 is measured, for the report.
pub fn describe_records() -> String {
    format!(
        "prescriptions of organisation {HOSPITAL}, issued at {START}, each with one item and one key: its record, and the index \
         of its key; and as many accounts with money"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Takes turns as it is told, and notes who came first.
    #[derive(Default)]
    struct Script {
        turns: Vec<char>,
    }

    impl Pairing for Script {
        fn measured(&mut self, calls: u32) -> Result<Duration, Failure> {
            self.turns.push('A');
            Ok(Duration::from_micros(100 + 12 * u64::from(calls)))
        }

        fn reference(&mut self, calls: u32) -> Result<Duration, Failure> {
            self.turns.push('B');
            Ok(Duration::from_micros(100 + 10 * u64::from(calls)))
        }

        fn empty(&mut self) -> Result<(Duration, Duration), Failure> {
            Ok((Duration::from_micros(100), Duration::from_micros(100)))
        }
    }

    #[test]
    fn pairs_should_alternate_and_leave_out_the_warm_up() {
        let mut script = Script::default();
        let extent = Extent { calls: 10, pairs: 3, warm_up: 1 };
        let comparison = compare(&mut script, &extent, |_| {}).expect("there are pairs");
        assert_eq!(script.turns.iter().collect::<String>(), "ABBAABBA");
        assert_eq!(comparison.samples.len(), 3);
        assert!((comparison.ratio.median - 1.1).abs() < 1e-9, "{comparison:?}");
        let net = comparison.net_ratio.expect("full blocks take longer").median;
        assert!((net - 1.2).abs() < 1e-9, "{net}");
        assert!((comparison.measured_call.median - 22.0).abs() < 1e-9);
    }

    #[test]
    fn comparison_should_be_refused_when_there_are_no_pairs() {
        let extent = Extent { calls: 10, pairs: 0, warm_up: 2 };
        let refused = compare(&mut Script::default(), &extent, |_| {});
        assert!(matches!(refused, Err(Failure::NoSamples)));
    }

    #[test]
    fn chunks_should_have_every_record_once() {
        assert_eq!(chunks(0).count(), 0);
        assert_eq!(chunks(CHUNK + 1).collect::<Vec<_>>(), [(0, CHUNK), (CHUNK, 1)]);
        assert_eq!(chunks(CHUNK).collect::<Vec<_>>(), [(0, CHUNK)]);
    }

    #[test]
    fn records_should_add_three_entries_each_to_the_state() {
        let storage = genesis::state(&Plan { officers: 1, subjects: 0 }).expect("the genesis is right");
        let entries = grown(&storage, 7, 10).expect("all are issued");
        assert_eq!(entries.len(), 30);
        let others = grown(&storage, 17, 10).expect("all are issued");
        assert!(others.keys().all(|key| !entries.contains_key(key)));
    }
}
