//! One run over the networks, window by window. Never two networks at once.

use super::{
    blocks::{self, BlockFacts},
    catch_up::{self, CatchUp},
    execution::{self, Execution},
    load::{Kind, Load, Pace, Report},
    metrics::{self, Reading},
    plan::Plan,
    rig::{Ports, Rig, VALIDATORS},
    statistics::{mean, ratio},
};
use bogam_runtime::BlockNumber;
use bogam_tests::{Outcome, ensure};
use serde::Serialize;
use std::{
    collections::BTreeMap,
    fs,
    path::Path,
    sync::atomic::{AtomicBool, Ordering},
    thread::{ScopedJoinHandle, scope, sleep},
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

/// How often it is looked at whether there is another block.
const GLANCE: Duration = Duration::from_millis(500);

/// How long it may take until a validator has missed what it is to miss, the generator's preparation included.
const PREPARATION: Duration = Duration::from_secs(900);

/// For how long the load lasts at least while a validator is away and comes back: to notice that it has begun and to stop a validator
/// takes seconds, whatever the number of blocks that it is to miss.
const SHORTEST_LOAD: Duration = Duration::from_secs(20);

/// With this, a node checks each signature each time.
const FORGETFUL: &str = "--remember-signatures 0";

/// How long a validator that was away for moments may take until it is up to date.
const RETURN: Duration = Duration::from_secs(60);

/// The share of the slots of a window, without those that have no block, in which a proposal has to end at a limit, for the window to
/// count as saturated.
const SATURATED: f64 = 0.8;

/// What a window is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Throughput of the mixed workload.
    Mixed,
    /// Throughput of our transfers.
    Transfers,
    /// Throughput of the stock template's transfers.
    Stock,
    /// Latency under light load.
    Light,
    /// Throughput with a long queue.
    Deep,
    /// Throughput with a short queue.
    Shallow,
}

/// What was seen in one window.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Window {
    /// Its name, which its files have too.
    pub name: String,
    /// What it is for.
    pub role: Role,
    /// What was sent.
    pub kind: Kind,
    /// How fast.
    pub pace: Pace,
    /// What the generator says.
    pub report: Report,
    /// How long slots are.
    pub slot_milliseconds: u64,
    /// The finalised blocks while it was sent, without those of the preparation.
    pub blocks: Vec<BlockFacts>,
    /// How many slots among them have no block.
    pub missed_slots: u64,
    /// Why proposals ended while it was sent, over all validators.
    pub end_reasons: BTreeMap<String, f64>,
    /// The mean time to construct a block, in seconds.
    pub construction_seconds: Option<f64>,
    /// The mean time to verify and import a block, in seconds.
    pub import_seconds: Option<f64>,
    /// Whether nearly every proposal of the window ended at a limit, and not because there was nothing more to put in.
    pub saturated: bool,
}

/// Everything of one run.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Results {
    /// What was to be measured.
    pub plan: Plan,
    /// The windows in the order in which they were.
    pub windows: Vec<Window>,
    /// The blocks that were executed again.
    pub executions: Vec<Execution>,
    /// How the validator caught up.
    pub catch_up: Option<CatchUp>,
    /// Which share of the blocks that it imported then was full.
    pub full_share: Option<f64>,
    /// Why it is not known how it caught up.
    pub catch_up_failure: Option<String>,
    /// What else could not be measured, and why not.
    pub failures: Vec<String>,
}

/// A run that goes on.
#[derive(Debug)]
pub struct Measurement<'a> {
    plan: Plan,
    out: &'a Path,
    ports: Ports,
    began: Instant,
    /// What windows were for that were begun, those that failed included.
    tried: Vec<Role>,
    windows: Vec<Window>,
    failures: Vec<String>,
}

/// How many of the proposals ended at a limit.
fn hits(end_reasons: &BTreeMap<String, f64>) -> f64 {
    end_reasons.iter().filter(|(reason, _)| reason.starts_with("hit_")).map(|(_, count)| count).sum()
}

/// Whether nearly all of these proposals ended at a limit.
fn is_saturated(end_reasons: &BTreeMap<String, f64>) -> bool {
    ratio(hits(end_reasons), end_reasons.values().sum()).is_some_and(|share| share >= SATURATED)
}

/// From how many transactions on a block counts as full: four fifths of what the fullest has.
fn full_from(blocks: &[BlockFacts]) -> usize {
    let most = blocks.iter().map(|block| block.transactions).max().unwrap_or_default();
    most.saturating_mul(4).div_ceil(5).max(1)
}

/// Executes blocks again on a validator that checks every signature: what a node has seen in its pool, it would remember.
fn executed_again(rig: &Rig, facts: &[BlockFacts], repeats: u32) -> Outcome<Vec<Execution>> {
    let (network, chain) = (rig.network()?, rig.chain(VALIDATORS));
    let newest = rig.chain(1).finalised_height()?;
    network.stop_validator(VALIDATORS)?;
    network.start_validator_with(VALIDATORS, FORGETFUL)?;
    // Whatever comes of it, what is measured next needs a validator that is as the others.
    let executions = chain.await_finality_of(newest, RETURN).and_then(|_| execution::again(&chain, facts, repeats));
    network.stop_validator(VALIDATORS)?;
    network.start_validator(VALIDATORS)?;
    chain.await_finality_of(rig.chain(1).finalised_height()?, RETURN)?;
    executions
}

impl<'a> Measurement<'a> {
    /// A run by this plan, whose samples go to the folder `out`.
    pub fn new(plan: Plan, out: &'a Path, ports: Ports) -> Self {
        let (tried, windows, failures) = (Vec::new(), Vec::new(), Vec::new());
        Self { plan, out, ports, began: Instant::now(), tried, windows, failures }
    }

    fn say(&self, what: &str) {
        eprintln!("[{:>5} s] {what}", self.began.elapsed().as_secs());
    }

    /// What came of a step. A failure is told and kept, and the run goes on: an hour must not be lost with one window. In a smoke run it is
    /// the end, because whether everything runs is all that it is for.
    fn kept<T>(&mut self, outcome: Outcome<T>) -> Outcome<Option<T>> {
        match outcome {
            Ok(value) => Ok(Some(value)),
            Err(failure) if self.plan.quick => Err(failure),
            Err(failure) => {
                self.say(&format!("FAILED: {failure}"));
                self.failures.push(failure.0);
                Ok(None)
            }
        }
    }

    /// Measures everything. `stock` is the binary of the stock template's node.
    pub fn run(mut self, stock: Option<&Path>) -> Outcome<Results> {
        fs::create_dir_all(self.out)?;
        // What fails here has cost no time yet.
        self.peer(stock, "stock-1")?;
        self.say("starting our validators");
        let rig = Rig::own(self.ports, &self.out.join("logs-own"))?;
        let plan = self.plan.clone();
        let flood = Pace::InFlight(plan.in_flight);
        for role in plan.alternated(Role::Mixed, Role::Transfers) {
            let measured = self.window(&rig, role, flood, plan.window);
            self.kept(measured)?;
        }
        self.say("executing full blocks again");
        let mixed: Vec<BlockFacts> = self.of(Role::Mixed).flat_map(|window| window.blocks.clone()).collect();
        let executions = executed_again(&rig, &blocks::fullest(&mixed, plan.blocks), plan.repeats);
        let executions = self.kept(executions)?.unwrap_or_default();
        let measured = self.window(&rig, Role::Light, Pace::PerSecond(plan.light), plan.window);
        self.kept(measured)?;
        // To see whether it runs, the same with other numbers is not needed.
        if !plan.quick {
            for (role, queue) in plan.alternated((Role::Shallow, plan.shallow), (Role::Deep, plan.deep)) {
                let measured = self.window(&rig, role, Pace::InFlight(queue), plan.window);
                self.kept(measured)?;
            }
        }
        // What it takes to catch up is known last, because the network has one validator less meanwhile.
        let (catch_up, full_share, catch_up_failure) = match self.catch_up(&rig, full_from(&mixed)) {
            Ok((catch_up, share)) => (Some(catch_up), share, None),
            Err(failure) => (None, None, Some(failure.0)),
        };
        drop(rig);
        // Before and after ours, so that a drift of the machine is seen.
        if !plan.quick {
            let measured = self.peer(stock, "stock-2");
            self.kept(measured)?;
        }
        let Self { windows, failures, .. } = self;
        Ok(Results { plan, windows, executions, catch_up, full_share, catch_up_failure, failures })
    }

    fn of(&self, role: Role) -> impl Iterator<Item = &Window> {
        self.windows.iter().filter(move |window| window.role == role)
    }

    /// A window on the stock template's network, if there is one to be measured.
    fn peer(&mut self, stock: Option<&Path>, name: &str) -> Outcome<()> {
        let Some(binary) = stock else { return Ok(()) };
        self.say(&format!("starting the stock validators ({name})"));
        let rig = Rig::stock(self.ports, binary, &self.out.join(format!("logs-{name}")))?;
        let slot = Duration::from_millis(blocks::slot_duration(&rig.chain(1))?);
        let duration = self.plan.window.max(slot * self.plan.stock_slots);
        self.window(&rig, Role::Stock, Pace::InFlight(self.plan.stock_in_flight), duration)
    }

    /// Runs the generator once, and keeps what was seen.
    fn window(&mut self, rig: &Rig, role: Role, pace: Pace, duration: Duration) -> Outcome<()> {
        self.tried.push(role);
        let number = self.tried.iter().filter(|tried| **tried == role).count();
        let name = format!("{}-{number}", format!("{role:?}").to_lowercase());
        self.say(&format!("window {name}: {pace:?}, {} s", duration.as_secs()));
        let seen = self.seen(rig, role, pace, duration, name.clone());
        let window = seen.map_err(|failure| failure.within(format!("window {name}")))?;
        // At once, so that a run that breaks off leaves what it has.
        fs::write(self.out.join(format!("{name}.json")), serde_json::to_vec_pretty(&window)?)?;
        self.say(&format!(
            "window {name}: {:.0} a second, finality p50 {:.2} s, p99 {:.2} s",
            window.report.throughput, window.report.finality.p50, window.report.finality.p99
        ));
        self.windows.push(window);
        Ok(())
    }

    /// What is seen while the generator runs once.
    fn seen(&self, rig: &Rig, role: Role, pace: Pace, duration: Duration, name: String) -> Outcome<Window> {
        let chain = rig.chain(1);
        let (slot_milliseconds, first) = (blocks::slot_duration(&chain)?, chain.finalised_height()?);
        let load = Load {
            kind: role.kind(),
            pace,
            duration,
            accounts: self.plan.accounts,
            budget: self.plan.budget,
            stock: rig.is_stock,
            urls: rig.urls(VALIDATORS),
        };
        let (path, is_sending) = (self.out.join(format!("{name}.load.json")), AtomicBool::new(false));
        let (report, from, [before, after]) = scope(|scope| -> Outcome<(Report, Duration, [Reading; 2])> {
            let generator = scope.spawn(|| load.run(&path, &is_sending));
            while !is_sending.load(Ordering::Relaxed) && !generator.is_finished() {
                sleep(GLANCE);
            }
            // Neither what the nodes have counted during the preparation is part of the window, nor what they still do when nothing more
            // is sent.
            let from = SystemTime::now().duration_since(UNIX_EPOCH).map_err(|_| "it is before 1970 here")?;
            let end = Instant::now() + duration;
            let before = Reading::take(&rig.metrics());
            while Instant::now() < end && !generator.is_finished() {
                sleep(GLANCE);
            }
            let after = Reading::take(&rig.metrics());
            let report = generator.join().unwrap_or_else(|_| Err("the generator panicked".into()))?;
            Ok((report, from, [before?, after?]))
        })?;
        let all = blocks::between(&chain, first + 1, chain.finalised_height()?)?;
        let blocks = blocks::during(&all, from, duration)?.to_vec();
        let end_reasons = after.grown(&before, metrics::END_REASONS, "reason");
        let missed_slots = blocks::missed_slots(&blocks, slot_milliseconds);
        Ok(Window {
            role,
            kind: load.kind,
            pace,
            slot_milliseconds,
            saturated: is_saturated(&end_reasons),
            missed_slots,
            blocks,
            end_reasons,
            construction_seconds: after.mean(&before, metrics::CONSTRUCTION),
            import_seconds: after.mean(&before, metrics::IMPORT),
            report,
            name,
        })
    }

    /// Has a validator miss blocks of at least `full` transactions, and catch up while more of them come. Also: which share of
    /// the blocks that it imported was full.
    fn catch_up(&self, rig: &Rig, full: usize) -> Outcome<(CatchUp, Option<f64>)> {
        self.say(&format!("validator {} is to miss {} full blocks", catch_up::ABSENT, self.plan.missed));
        let chain = rig.chain(1);
        let slot = Duration::from_millis(blocks::slot_duration(&chain)?);
        // Without it every fourth slot is empty. At twice real time it needs as long again as it was away.
        let validators = u32::from(VALIDATORS);
        let away = slot * self.plan.missed * validators / (validators - 1);
        let rates: Vec<f64> = self.of(Role::Mixed).map(|window| window.report.throughput).collect();
        // A third more than was taken before is enough; to sign it takes as long as to measure it.
        let enough = mean(&rates).map_or(self.plan.budget, |rate| (rate * 1.34).ceil() as u32 + 1);
        let load = Load {
            kind: Kind::Mixed,
            pace: Pace::InFlight(self.plan.in_flight),
            duration: SHORTEST_LOAD.max(away * 3),
            accounts: self.plan.accounts,
            budget: enough.min(self.plan.budget),
            stock: false,
            urls: rig.urls(VALIDATORS - 1),
        };
        let (report, is_sending) = (self.out.join("catch-up.load.json"), AtomicBool::new(false));
        let caught_up = scope(|scope| -> Outcome<CatchUp> {
            let generator = scope.spawn(|| load.run(&report, &is_sending));
            let caught_up = self.miss(rig, full, &generator, &is_sending).and_then(|left| {
                self.say("it comes back");
                catch_up::come_back(rig, left, slot, away * 2)
            });
            // The generator's own failure says more than what followed from it.
            generator.join().unwrap_or_else(|_| Err("the generator panicked".into()))?;
            caught_up
        })?;
        let ends = caught_up.glances.first().zip(caught_up.glances.last());
        let imported = match ends {
            Some((begin, end)) => blocks::between(&chain, begin.own + 1, end.own)?,
            None => Vec::new(),
        };
        let full = imported.iter().filter(|block| block.transactions >= full).count();
        let share = ratio(full as f64, imported.len() as f64);
        Ok((caught_up, share))
    }

    /// Stops the validator when the generator sends, and waits until as many full blocks have come as it is to miss. Yields the
    /// height at which it left.
    fn miss(
        &self,
        rig: &Rig,
        full: usize,
        generator: &ScopedJoinHandle<'_, Outcome<Report>>,
        is_sending: &AtomicBool,
    ) -> Outcome<BlockNumber> {
        let deadline = Instant::now() + PREPARATION;
        let in_time = || {
            ensure(!generator.is_finished(), || "the generator ended before there were enough full blocks".into())?;
            ensure(Instant::now() < deadline, || format!("there are no blocks with {full} transactions"))
        };
        while !is_sending.load(Ordering::Relaxed) {
            in_time()?;
            sleep(GLANCE);
        }
        let left = catch_up::leave(rig)?;
        let chain = rig.chain(1);
        let (mut height, mut missed): (BlockNumber, u32) = (chain.best_height()?, 0);
        while missed < self.plan.missed {
            in_time()?;
            while height < chain.best_height()? {
                height += 1;
                missed += u32::from(blocks::facts(&chain, height)?.transactions >= full);
            }
            sleep(GLANCE);
        }
        Ok(left)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::blocks::tests::block;

    #[test]
    fn proposals_should_count_as_full_only_at_a_limit() {
        let reasons = [("hit_deadline", 3.0), ("hit_block_weight_limit", 4.0), ("no_more_transactions", 9.0)];
        let reasons = reasons.map(|(reason, count)| (reason.to_owned(), count));
        assert_eq!(hits(&BTreeMap::from(reasons)), 7.0);
        assert_eq!(hits(&BTreeMap::new()), 0.0);
    }

    #[test]
    fn window_should_be_saturated_when_nearly_all_of_its_proposals_ended_at_limits() {
        let reasons = |full, empty| {
            let reasons = [("hit_block_weight_limit", full), ("no_more_transactions", empty)];
            BTreeMap::from(reasons.map(|(reason, count)| (reason.to_owned(), count)))
        };
        assert!(is_saturated(&reasons(48.0, 12.0)) && !is_saturated(&reasons(47.0, 13.0)));
        assert!(!is_saturated(&reasons(0.0, 0.0)) && !is_saturated(&BTreeMap::new()));
    }

    #[test]
    fn block_should_be_full_from_four_fifths_of_the_fullest_on() {
        assert_eq!(full_from(&[block(1, 0, 900, 0.1), block(2, 0, 1_001, 0.1)]), 801);
        assert_eq!(full_from(&[]), 1);
    }
}
