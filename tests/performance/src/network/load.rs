//! The load generator, `bogam load run`: everything that is known here of its options and of its report is in this file.

use bogam_tests::{Failure, Outcome, command::command_binary, ensure};
use serde::Serialize;
use serde_json::Value;
use std::{
    collections::BTreeMap,
    fs::{self, File},
    path::Path,
    process::{Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

/// How long it may prepare accounts, sign, and wait for the last transactions, beside the time for which it sends.
const PATIENCE: Duration = Duration::from_secs(900);

/// How often it is looked at whether it has ended.
const GLANCE: Duration = Duration::from_millis(200);

/// The most bytes of a report.
const LARGEST_REPORT: u64 = 1 << 30;

/// What is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The day of a region: prescriptions, consent, certificates and claims, in the mix of docs/load.md.
    Mixed,
    /// `balances.transfer_keep_alive`.
    Transfers,
}

impl Kind {
    /// How it is typed.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mixed => "mixed",
            Self::Transfers => "transfers",
        }
    }
}

/// How fast it is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Pace {
    /// So many a second, whatever becomes of them.
    PerSecond(u32),
    /// So many are under way at any moment.
    InFlight(u32),
}

/// One run of the generator.
#[derive(Clone, Debug)]
pub struct Load {
    /// What is sent.
    pub kind: Kind,
    /// How fast.
    pub pace: Pace,
    /// For how long.
    pub duration: Duration,
    /// By how many accounts.
    pub accounts: u32,
    /// Whether the chain is the stock template's, whose metadata the generator has to ask for.
    pub stock: bool,
    /// The nodes that it is sent to.
    pub urls: Vec<String>,
}

/// Seconds, by percentile.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Percentiles {
    /// The middle.
    pub p50: f64,
    /// Of a hundred, five take longer.
    pub p95: f64,
    /// Of a hundred, one takes longer.
    pub p99: f64,
    /// The longest.
    pub max: f64,
}

/// What became of the transactions.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// How many were sent.
    pub submitted: u64,
    /// How many are in finalised blocks.
    pub finalised: u64,
    /// How many the pools refused, by reason.
    pub refused: BTreeMap<String, u64>,
    /// How many failed on the chain, by error.
    pub failed: BTreeMap<String, u64>,
    /// How many were finalised a second, in the steady part of the run.
    pub throughput: f64,
    /// From the moment at which each was to be sent until it was in a finalised block.
    pub finality: Percentiles,
    /// From the same moment until it was in a block.
    pub inclusion: Percentiles,
    /// How many competing best blocks were seen.
    pub forks: u64,
}

impl Load {
    /// The words of the command line, for a report to `out`.
    fn words(&self, out: &Path) -> Outcome<Vec<String>> {
        let out = out.to_str().ok_or("the folder's name is no text")?;
        let mut words: Vec<String> = ["--json", "--language", "en", "load", "run", "--kind", self.kind.name()]
            .into_iter()
            .map(str::to_owned)
            .collect();
        for url in &self.urls {
            words.extend(["--url".to_owned(), url.clone()]);
        }
        words.extend(match self.pace {
            Pace::PerSecond(number) => ["--rate".to_owned(), number.to_string()],
            Pace::InFlight(number) => ["--in-flight".to_owned(), number.to_string()],
        });
        words.extend(["--duration".to_owned(), self.duration.as_secs().max(1).to_string()]);
        words.extend(["--accounts".to_owned(), self.accounts.to_string()]);
        if self.stock {
            words.push("--stock".to_owned());
        }
        words.extend(["--out".to_owned(), out.to_owned()]);
        Ok(words)
    }

    /// Runs it to its end. Its report stays in the file `out`, and its progress is shown.
    pub fn run(&self, out: &Path) -> Outcome<Report> {
        let mut command = Command::new(command_binary()?);
        command.args(self.words(out)?).stdin(Stdio::null());
        // The summary is for people, and beside the report for whoever looks.
        command.stdout(File::create(out.with_extension("summary"))?);
        let shown = format!("bogam load run --kind {}", self.kind.name());
        let mut child = command.spawn().map_err(|error| Failure(format!("{shown} cannot be run: {error}")))?;
        let deadline = Instant::now() + self.duration + PATIENCE;
        let status = loop {
            if let Some(status) = child.try_wait()? {
                break status;
            }
            if Instant::now() >= deadline {
                // The one process that was started here.
                child.kill()?;
                child.wait()?;
                return Err(Failure(format!("{shown} did not end")));
            }
            sleep(GLANCE);
        };
        ensure(status.success(), || format!("{shown} failed ({status}): it says above why"))?;
        let size = fs::metadata(out)?.len();
        ensure(size <= LARGEST_REPORT, || format!("the report of {shown} has {size} bytes"))?;
        Report::read(&serde_json::from_slice(&fs::read(out)?)?).map_err(|failure| failure.within(shown))
    }
}

impl Report {
    /// Reads what the generator writes.
    pub fn read(value: &Value) -> Outcome<Self> {
        Ok(Self {
            submitted: count(value, "submitted")?,
            finalised: count(value, "finalised")?,
            refused: counts(value, "refused"),
            failed: counts(value, "failed"),
            throughput: number(value, "throughput")?,
            finality: percentiles(value, "finality")?,
            inclusion: percentiles(value, "inclusion")?,
            forks: value["blocks"]["forks"].as_u64().unwrap_or_default(),
        })
    }

    /// How many of those that are finalised did not do what they were to.
    pub fn failures(&self) -> u64 {
        self.failed.values().sum()
    }

    /// What counts as throughput: those that were finalised and did what they were to.
    pub fn useful_throughput(&self) -> f64 {
        let good = self.finalised.saturating_sub(self.failures()) as f64;
        self.throughput * super::statistics::ratio(good, self.finalised as f64).unwrap_or_default()
    }
}

fn count(value: &Value, name: &str) -> Outcome<u64> {
    value[name].as_u64().ok_or_else(|| Failure(format!("the report has no number {name}")))
}

fn number(value: &Value, name: &str) -> Outcome<f64> {
    value[name].as_f64().ok_or_else(|| Failure(format!("the report has no number {name}")))
}

fn counts(value: &Value, name: &str) -> BTreeMap<String, u64> {
    let all = value[name].as_object().into_iter().flatten();
    all.filter_map(|(key, value)| Some((key.clone(), value.as_u64()?))).collect()
}

fn percentiles(value: &Value, name: &str) -> Outcome<Percentiles> {
    let part = &value["latency"][name];
    Ok(Percentiles {
        p50: number(part, "p50")?,
        p95: number(part, "p95")?,
        p99: number(part, "p99")?,
        max: number(part, "max")?,
    })
}
