//! The figures of a run, with the circumstances without which they say nothing.

use super::{
    Settings,
    blocks::{Block, Forks, Slots},
    board::Sample,
    drive::{Driven, Pace},
    metrics::Figures,
    schedule::Act,
    statistics::{Latencies, Window, mean},
    watch::Observation,
};
use crate::chain::Allowance;
use serde_json::{Map, Value, json};
use std::{
    collections::BTreeMap,
    fmt::Write,
    fs,
    num::NonZero,
    thread,
    time::{Duration, SystemTime, UNIX_EPOCH},
};
use url::Url;

/// What a node said of itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NodeFigures {
    /// Where.
    pub url: String,
    /// How often its block author stopped for which reason.
    pub block_ends: BTreeMap<String, f64>,
    /// The largest of each gauge of its pool.
    pub pool: BTreeMap<String, f64>,
    /// Why there is nothing.
    pub failure: Option<String>,
}

impl NodeFigures {
    /// From what nodes said before and after, and the largest of what was seen between.
    pub(super) fn between(
        urls: &[Url],
        before: Vec<Result<Figures, String>>,
        after: Vec<Result<Figures, String>>,
        peaks: &BTreeMap<String, BTreeMap<String, f64>>,
    ) -> Vec<Self> {
        type Asked = Result<Figures, String>;
        let of = |(url, (before, after)): (&Url, (Asked, Asked))| {
            let url = url.to_string();
            let pool = peaks.get(&url).cloned().unwrap_or_default();
            match (before, after) {
                (Ok(before), Ok(after)) => Self { url, block_ends: after.ends_since(&before), pool, failure: None },
                (Err(failure), _) | (_, Err(failure)) => {
                    Self { url, block_ends: BTreeMap::new(), pool, failure: Some(failure) }
                }
            }
        };
        urls.iter().zip(before.into_iter().zip(after)).map(of).collect()
    }
}

/// Where and how it was measured.
#[derive(Clone, Debug)]
pub struct Circumstances {
    /// The name of the chain.
    pub chain: String,
    /// The node's program and version.
    pub program: String,
    /// How long a slot takes.
    pub slot: Duration,
    /// The most that the ordinary transactions of a block may take, in picoseconds.
    pub most_weight: Option<u64>,
    /// What was asked for.
    pub settings: Settings,
    /// What nodes said of themselves.
    pub nodes: Vec<NodeFigures>,
    /// What organisations have used of their allowances.
    pub allowances: Vec<Allowance>,
    /// How many transactions of the preparation were lost by a node and sent again.
    pub resent_before: usize,
}

/// What became of the transactions that do one thing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OfAct {
    /// Were due.
    pub due: usize,
    /// Are final.
    pub finalised: usize,
    /// Are final and failed.
    pub failed: usize,
    /// How long it took until they were final.
    pub latency: Option<Latencies>,
}

/// Blocks of the steady part of the run.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct OfBlocks {
    /// How many.
    pub count: usize,
    /// How many of the transactions they have on average.
    pub transactions: f64,
    /// How many of the transactions the fullest has.
    pub most: usize,
    /// How much of what their ordinary transactions may take they took on average, by declared weight: 1 is full.
    pub fill: Option<f64>,
    /// The slots of the whole run.
    pub slots: Slots,
    /// The branches of the whole run.
    pub forks: Forks,
}

/// All figures of a run.
#[derive(Clone, Debug)]
pub struct Report {
    /// Where and how.
    pub circumstances: Circumstances,
    /// What became of each transaction, in the order in which they were sent; times from when sending began.
    pub samples: Vec<Sample>,
    /// The final blocks.
    pub blocks: Vec<Block>,
    /// The steady part.
    pub window: Window,
    /// How many a second came into blocks during it.
    pub included: f64,
    /// How many a second became final during it.
    pub finalised: f64,
    /// How long it took into a block, of those due in the steady part.
    pub to_block: Option<Latencies>,
    /// How long it took until final, of those due in the steady part.
    pub to_final: Option<Latencies>,
    /// By act.
    pub acts: BTreeMap<Act, OfAct>,
    /// How often nodes said what instead of taking one.
    pub refusals: BTreeMap<String, u64>,
    /// How many were never taken, by what was said last.
    pub not_taken: BTreeMap<String, usize>,
    /// How many were not sent because one before them was refused.
    pub skipped: usize,
    /// How many were lost by a node and sent again.
    pub resent: usize,
    /// How many were taken, and are in no final block.
    pub lost: usize,
    /// How many failed in their block, by error.
    pub failures: BTreeMap<String, usize>,
    /// The blocks.
    pub of_blocks: OfBlocks,
    /// How many answers of the node are missing, and why the last is.
    pub gaps: (u32, Option<String>),
}

/// On the clock that starts when sending begins.
fn since(began: Duration, sample: Sample) -> Sample {
    let shift = |moment: Option<Duration>| moment.map(|moment| moment.saturating_sub(began));
    Sample {
        due: shift(sample.due),
        sent: shift(sample.sent),
        accepted: shift(sample.accepted),
        included: shift(sample.included),
        finalised: shift(sample.finalised),
        ..sample
    }
}

/// How many were sent again.
pub(super) fn resent(samples: &[Sample]) -> usize {
    samples.iter().filter(|sample| sample.resent > 0).count()
}

/// From when it was due.
fn took(sample: &Sample, until: Option<Duration>) -> Option<Duration> {
    Some(until?.saturating_sub(sample.due?))
}

fn count_by<Key: Ord>(keys: impl Iterator<Item = Key>) -> BTreeMap<Key, usize> {
    let mut counts = BTreeMap::new();
    for key in keys {
        let count: &mut usize = counts.entry(key).or_default();
        *count = count.saturating_add(1);
    }
    counts
}

impl Report {
    /// From what was sent and seen.
    pub fn of(driven: Driven, circumstances: Circumstances) -> Self {
        let Driven { samples, refusals, began, sending, observation } = driven;
        let Observation { blocks, gaps, gap } = observation;
        let samples: Vec<Sample> = samples.into_iter().map(|sample| since(began, sample)).collect();
        let window = Window::steady(sending);
        let steady = || samples.iter().filter(move |sample| sample.due.is_some_and(|due| window.contains(due)));
        let final_blocks: Vec<Block> = blocks.finalised().into_iter().cloned().collect();
        let of_blocks = OfBlocks {
            slots: blocks.slots(),
            forks: blocks.forks(),
            ..of_blocks(&samples, &final_blocks, began, &window, circumstances.most_weight)
        };
        let open = |sample: &&Sample| sample.due.is_some() && sample.finalised.is_none();
        Self {
            window,
            included: window
                .rate(samples.iter().filter(|sample| sample.finalised.is_some()).filter_map(|sample| sample.included)),
            finalised: window.rate(samples.iter().filter_map(|sample| sample.finalised)),
            to_block: Latencies::of(
                steady().filter(|sample| sample.finalised.is_some()).filter_map(|sample| took(sample, sample.included)),
            ),
            to_final: Latencies::of(steady().filter_map(|sample| took(sample, sample.finalised))),
            acts: by_act(&samples, &window),
            refusals,
            not_taken: count_by(
                samples
                    .iter()
                    .filter(open)
                    .filter(|sample| sample.accepted.is_none())
                    .filter_map(|sample| sample.refusal.clone()),
            ),
            skipped: samples.iter().filter(|sample| sample.skipped).count(),
            resent: resent(&samples),
            lost: samples.iter().filter(open).filter(|sample| sample.accepted.is_some()).count(),
            failures: count_by(samples.iter().filter_map(|sample| sample.failure.clone())),
            of_blocks,
            gaps: (gaps, gap),
            blocks: final_blocks,
            samples,
            circumstances,
        }
    }

    fn due(&self) -> usize {
        self.samples.iter().filter(|sample| sample.due.is_some()).count()
    }

    fn done(&self) -> usize {
        self.samples.iter().filter(|sample| sample.finalised.is_some()).count()
    }

    /// The organisations whose allowance is used up: what they sent has waited.
    pub fn used_up(&self) -> Vec<bogam_primitives::OrganisationId> {
        let waiting = self.circumstances.allowances.iter().filter(|allowance| allowance.is_used_up());
        waiting.map(|allowance| allowance.organisation).collect()
    }

    /// The figures for programs. Times are in milliseconds.
    pub fn json(&self) -> Value {
        let Circumstances { chain, program, slot, settings, nodes, allowances, resent_before, .. } =
            &self.circumstances;
        let pace = match settings.pace {
            Pace::Rate(rate) => json!({ "rate": rate }),
            Pace::InFlight(most) => json!({ "inFlight": most }),
        };
        let of_node = |node: &NodeFigures| json!({ "url": node.url, "blockEnds": node.block_ends, "largestPool": node.pool, "failure": node.failure });
        let of_allowance = |allowance: &Allowance| {
            json!({
                "organisation": allowance.organisation,
                "allowance": allowance.staff.allowance,
                "used": allowance.staff.used,
                "holdersAllowance": allowance.holders.allowance,
                "holdersUsed": allowance.holders.used,
            })
        };
        let acts: Map<String, Value> = self
            .acts
            .iter()
            .map(|(act, of)| {
                let value = json!({
                    "due": of.due, "final": of.finalised, "failed": of.failed, "toFinal": latencies(of.latency),
                });
                (act.name().to_owned(), value)
            })
            .collect();
        json!({
            "at": milliseconds(SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()),
            "machine": machine(),
            "chain": chain,
            "node": program,
            "slotMilliseconds": milliseconds(*slot),
            "nodes": settings.nodes,
            "kind": settings.kind.name(),
            "stock": settings.is_stock,
            "pace": pace,
            "seconds": settings.duration.as_secs(),
            "accounts": settings.accounts,
            "signed": self.samples.len(),
            "due": self.due(),
            "final": self.done(),
            "steady": { "from": milliseconds(self.window.from), "until": milliseconds(self.window.until) },
            "includedPerSecond": self.included,
            "finalPerSecond": self.finalised,
            "toBlock": latencies(self.to_block),
            "toFinal": latencies(self.to_final),
            "acts": acts,
            "refusals": self.refusals,
            "notTaken": self.not_taken,
            "skipped": self.skipped,
            "resent": self.resent,
            "resentBefore": resent_before,
            "lost": self.lost,
            "failures": self.failures,
            "blocks": {
                "steady": self.of_blocks.count,
                "transactionsMean": self.of_blocks.transactions,
                "transactionsMost": self.of_blocks.most,
                "fillMean": self.of_blocks.fill,
                "slots": self.of_blocks.slots.all,
                "missedSlots": self.of_blocks.slots.missed,
                "forkedHeights": self.of_blocks.forks.heights,
                "abandoned": self.of_blocks.forks.abandoned,
                "reorganisations": self.of_blocks.forks.reorganisations,
            },
            "nodeFigures": nodes.iter().map(of_node).collect::<Vec<_>>(),
            "allowances": allowances.iter().map(of_allowance).collect::<Vec<_>>(),
            "gaps": { "count": self.gaps.0, "last": self.gaps.1 },
        })
    }

    /// All transactions, one a line: times in milliseconds from when sending began.
    pub fn samples_csv(&self) -> String {
        let mut text =
            String::from("act,account,due,sent,accepted,included,final,block,refusal,skipped,resent,failure\n");
        let time = |moment: Option<Duration>| moment.map(|moment| milliseconds(moment).to_string()).unwrap_or_default();
        for sample in &self.samples {
            // Writing into a string does not fail.
            let _ = writeln!(
                text,
                "{},{},{},{},{},{},{},{},{},{},{},{}",
                sample.act.name(),
                sample.lane,
                time(sample.due),
                time(sample.sent),
                time(sample.accepted),
                time(sample.included),
                time(sample.finalised),
                sample.block.map(|block| block.to_string()).unwrap_or_default(),
                plain(sample.refusal.as_deref()),
                sample.skipped,
                sample.resent,
                plain(sample.failure.as_deref()),
            );
        }
        text
    }

    /// All final blocks, one a line.
    pub fn blocks_csv(&self) -> String {
        let mut text = String::from("number,hash,slot,transactions,weight\n");
        for block in &self.blocks {
            let slot = block.slot.map(|slot| slot.to_string()).unwrap_or_default();
            let weight = block.weight.map(|weight| weight.to_string()).unwrap_or_default();
            let (hash, transactions) = (hex::encode(block.hash), block.transactions.len());
            let _ = writeln!(text, "{},0x{hash},{slot},{transactions},{weight}", block.number);
        }
        text
    }
}

fn by_act(samples: &[Sample], window: &Window) -> BTreeMap<Act, OfAct> {
    let mut acts: BTreeMap<Act, (OfAct, Vec<Duration>)> = BTreeMap::new();
    for sample in samples {
        let Some(due) = sample.due else { continue };
        let (of, times) = acts.entry(sample.act).or_default();
        of.due = of.due.saturating_add(1);
        if sample.failure.is_some() {
            of.failed = of.failed.saturating_add(1);
        }
        if sample.finalised.is_some() {
            of.finalised = of.finalised.saturating_add(1);
        }
        if window.contains(due) {
            times.extend(took(sample, sample.finalised));
        }
    }
    acts.into_iter().map(|(act, (of, times))| (act, OfAct { latency: Latencies::of(times), ..of })).collect()
}

/// Of the blocks that were first seen in the steady part.
fn of_blocks(
    samples: &[Sample],
    blocks: &[Block],
    began: Duration,
    window: &Window,
    most_weight: Option<u64>,
) -> OfBlocks {
    let own = count_by(samples.iter().filter_map(|sample| sample.block));
    let steady: Vec<&Block> = blocks.iter().filter(|block| window.contains(block.seen.saturating_sub(began))).collect();
    let sizes: Vec<usize> = steady.iter().map(|block| own.get(&block.number).copied().unwrap_or_default()).collect();
    let full = most_weight.filter(|most| *most > 0);
    let fills: Vec<f64> = full.map_or_else(Vec::new, |most| {
        steady.iter().filter_map(|block| block.weight).map(|weight| weight as f64 / most as f64).collect()
    });
    OfBlocks {
        count: steady.len(),
        transactions: mean(sizes.iter().map(|size| *size as f64)),
        most: sizes.into_iter().max().unwrap_or_default(),
        fill: (!fills.is_empty()).then(|| mean(fills)),
        ..OfBlocks::default()
    }
}

/// Whole milliseconds.
fn milliseconds(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

fn latencies(of: Option<Latencies>) -> Value {
    of.map_or(Value::Null, |of| {
        json!({
            "count": of.count,
            "p50": milliseconds(of.p50),
            "p95": milliseconds(of.p95),
            "p99": milliseconds(of.p99),
            "most": milliseconds(of.most),
        })
    })
}

/// What a node said, as one field of a line.
fn plain(text: Option<&str>) -> String {
    text.unwrap_or_default()
        .chars()
        .map(|letter| if letter == ',' || letter.is_control() { ' ' } else { letter })
        .collect()
}

/// What the generator runs on; the nodes may be elsewhere.
pub fn machine() -> String {
    let told = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = told.lines().find_map(|line| line.strip_prefix("model name")?.split_once(':'));
    let cores = thread::available_parallelism().map_or(0, NonZero::get);
    format!("{cores} x {}", name.map_or(std::env::consts::ARCH, |(_, name)| name.trim()))
}

#[cfg(test)]
mod tests {
    use super::{super::blocks::Blocks, *};
    use crate::{chain::Quota, load::Kind};

    fn second(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    fn sample(act: Act, due: u64, included: Option<u64>, finalised: Option<u64>) -> Sample {
        Sample {
            act,
            lane: 0,
            due: Some(second(due)),
            sent: Some(second(due)),
            accepted: Some(second(due)),
            resent: 0,
            refusal: None,
            given_up: false,
            skipped: false,
            included: included.map(second),
            finalised: finalised.map(second),
            block: finalised.map(|_| 1),
            failure: None,
        }
    }

    fn report() -> Report {
        let settings = Settings {
            nodes: vec!["ws://127.0.0.1:1".into()],
            kind: Kind::Mixed,
            is_stock: false,
            pace: Pace::Rate(1),
            duration: second(20),
            accounts: 1,
            budget: 1,
            keep_allowances: false,
            is_forced: false,
            metrics: Vec::new(),
        };
        let circumstances = Circumstances {
            chain: "Bogam Development".into(),
            program: "bogam-node 0.1.0".into(),
            slot: second(1),
            most_weight: Some(100),
            settings,
            nodes: Vec::new(),
            allowances: vec![Allowance {
                organisation: 3,
                staff: Quota { allowance: 5, used: 5 },
                holders: Quota { allowance: 1, used: 0 },
                next_window: 60,
            }],
            resent_before: 7,
        };
        // The clock of the board was started two seconds before sending began.
        let mut samples: Vec<Sample> =
            (0..20).map(|number| sample(Act::Issue, 2 + number, Some(3 + number), Some(5 + number))).collect();
        samples[10].failure = Some("Prescriptions.AlreadyExpired, or so".into());
        samples[11] = Sample { resent: 3, refusal: Some("lost".into()), ..sample(Act::Issue, 13, Some(14), None) };
        samples[12] =
            Sample { accepted: None, refusal: Some("pool full".into()), ..sample(Act::Decide, 14, None, None) };
        samples[13] = Sample { due: None, ..sample(Act::Decide, 15, None, None) };
        let mut blocks = Blocks::new([0; 32], 0);
        blocks.insert(Block {
            hash: [1; 32],
            parent: [0; 32],
            number: 1,
            slot: Some(9),
            seen: second(10),
            transactions: Vec::new(),
            best: None,
            finalised: None,
            weight: None,
        });
        blocks.mark_final([1; 32], second(12));
        blocks.weigh(&[1; 32], 75);
        let refusals = BTreeMap::from([("pool full".to_owned(), 4)]);
        let observation = Observation { blocks, gaps: 1, gap: Some("no answer".into()) };
        Report::of(Driven { samples, refusals, began: second(2), sending: second(20), observation }, circumstances)
    }

    #[test]
    fn figures_should_count_what_became_of_each_transaction() {
        let report = report();
        assert_eq!((report.due(), report.done()), (19, 17));
        assert_eq!((report.lost, report.resent), (1, 1));
        assert_eq!(report.not_taken, BTreeMap::from([("pool full".to_owned(), 1)]));
        assert_eq!(report.failures.values().sum::<usize>(), 1);
        let issued = report.acts[&Act::Issue];
        assert_eq!((issued.due, issued.finalised, issued.failed), (18, 17, 1));
        assert_eq!(report.used_up(), vec![3]);
    }

    #[test]
    fn latencies_should_be_counted_from_when_transactions_were_due() {
        let report = report();
        assert_eq!(report.window, Window { from: second(4), until: second(20) });
        let (block, last) = (report.to_block.unwrap(), report.to_final.unwrap());
        assert_eq!((block.p50, block.most), (second(1), second(1)));
        assert_eq!((last.p50, last.most), (second(3), second(3)));
        // Of the twenty, four were due before the steady part, and three in it are not final.
        assert_eq!(last.count, 13);
    }

    #[test]
    fn blocks_should_be_measured_by_their_weight_and_own_transactions() {
        let blocks = report().of_blocks;
        assert_eq!((blocks.count, blocks.most), (1, 17));
        assert!((blocks.fill.unwrap() - 0.75).abs() < f64::EPSILON);
    }

    #[test]
    fn files_should_have_a_line_for_each_and_no_commas_within() {
        let report = report();
        let samples = report.samples_csv();
        assert_eq!(samples.lines().count(), 21);
        assert!(samples.lines().all(|line| line.split(',').count() == 12), "{samples}");
        assert!(samples.contains("prescriptions.issue,0,0,0,0,1000,3000,1,,false,0,\n"), "{samples}");
        assert_eq!(report.blocks_csv().lines().nth(1), Some(format!("1,0x{},9,0,75", "01".repeat(32)).as_str()));
        let value = report.json();
        assert_eq!((value["toFinal"]["p99"].as_u64(), value["blocks"]["missedSlots"].as_u64()), (Some(3_000), Some(0)));
        assert_eq!(value["pace"]["rate"].as_u64(), Some(1));
        assert_eq!((value["resent"].as_u64(), value["resentBefore"].as_u64()), (Some(1), Some(7)));
    }
}
