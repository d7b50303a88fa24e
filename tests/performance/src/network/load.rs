//! The load generator, `bogam load run`: everything that is known here of its options and of its report is in this file.

use bogam_tests::{
    Failure, Outcome,
    command::{await_end, command_binary, text},
    ensure,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::{BufRead, BufReader, Read},
    path::Path,
    process::{Command, Stdio},
    sync::atomic::{AtomicBool, Ordering},
    thread::scope,
    time::Duration,
};

/// How long it may prepare accounts, sign, and wait for the last transactions, beside the time for which it sends.
const PATIENCE: Duration = Duration::from_secs(900);

/// The most bytes of a report. Its samples are in other files.
const LARGEST_REPORT: u64 = 1 << 26;

/// The most bytes of what it says on its way.
const LONGEST_PROGRESS: u64 = 1 << 26;

/// The phase in which it sends.
const SENDING: &str = "sending";

/// The most accounts that it takes.
pub const MOST_ACCOUNTS: u32 = 2_000;

/// The longest window, in seconds, for which it signs as many transactions as a second may need.
pub const LONGEST_WINDOW: u64 = 300;

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
    /// So many are under way at any moment: due, and not yet in a block.
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
    /// How many transactions are signed for each second of a run with so many under way. It ends when they are used up.
    pub budget: u32,
    /// Whether the chain is the stock template's, whose metadata the generator has to ask for.
    pub stock: bool,
    /// The nodes that it is sent to. The first one is watched.
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
    /// How many were due.
    pub due: u64,
    /// How many are in finalised blocks.
    pub finalised: u64,
    /// How many no node ever took, by what was said last.
    pub not_taken: BTreeMap<String, u64>,
    /// How many were taken, and are in no finalised block.
    pub lost: u64,
    /// How many failed on the chain, by error.
    pub failed: BTreeMap<String, u64>,
    /// How many were finalised a second, in the steady part of the run.
    pub throughput: f64,
    /// From the moment at which each was to be sent until it was in a finalised block.
    pub finality: Percentiles,
    /// From the same moment until it was in a block.
    pub inclusion: Percentiles,
    /// At how many heights there was more than one block.
    pub forks: u64,
    /// How many answers of the watched node are missing.
    pub gaps: u64,
}

impl Load {
    /// The words of the command line, for a report to `out`.
    fn words(&self, out: &Path) -> Outcome<Vec<String>> {
        let words = ["--json", "load", "run", "--json-progress", "--kind", self.kind.name()];
        let mut words: Vec<String> = words.map(str::to_owned).into();
        for url in &self.urls {
            words.extend(["--node".to_owned(), url.clone()]);
        }
        match self.pace {
            Pace::PerSecond(number) => words.extend(["--rate".to_owned(), number.to_string()]),
            Pace::InFlight(number) => {
                words.extend(["--in-flight".to_owned(), number.to_string()]);
                words.extend(["--budget".to_owned(), self.budget.to_string()]);
            }
        }
        words.extend(["--seconds".to_owned(), self.duration.as_secs().max(1).to_string()]);
        words.extend(["--accounts".to_owned(), self.accounts.to_string()]);
        if self.stock {
            words.push("--stock".to_owned());
        }
        words.extend(["--out".to_owned(), text(out)?.to_owned()]);
        Ok(words)
    }

    /// Runs it to its end, and shows what it says. Its report stays in the file `out`. `sending` becomes true when it has
    /// prepared and signed everything and sends.
    pub fn run(&self, out: &Path, sending: &AtomicBool) -> Outcome<Report> {
        let mut command = Command::new(command_binary()?);
        command.args(self.words(out)?).stdin(Stdio::null()).stderr(Stdio::piped());
        // The report once more, or why there is none: beside it for whoever looks.
        let summary = out.with_extension("summary");
        command.stdout(File::create(&summary)?);
        let shown = format!("bogam load run --kind {}", self.kind.name());
        let mut child = command.spawn().map_err(|error| Failure(format!("{shown} cannot be run: {error}")))?;
        let progress = child.stderr.take();
        let status = scope(|scope| {
            scope.spawn(|| {
                if let Some(progress) = progress {
                    follow(progress, sending);
                }
            });
            await_end(&mut child, self.duration + PATIENCE)
        })?;
        let status = status.ok_or_else(|| Failure(format!("{shown} did not end")))?;
        ensure(status.success(), || format!("{shown} failed ({status}): {}", refusal(&summary)))?;
        let size = fs::metadata(out)?.len();
        ensure(size <= LARGEST_REPORT, || format!("the report of {shown} has {size} bytes"))?;
        Report::read(&serde_json::from_slice(&fs::read(out)?)?).map_err(|failure| failure.within(shown))
    }
}

/// Why the generator failed, as it says on its standard output.
fn refusal(summary: &Path) -> String {
    let told = super::others::read::<Value>(summary, LARGEST_REPORT).ok();
    let message = told.as_ref().and_then(|value| value["error"]["message"].as_str());
    message.unwrap_or("it says above why").to_owned()
}

/// What the generator says of how far it is.
#[derive(Debug, Deserialize)]
struct Progress {
    /// What it does.
    phase: String,
    /// The line for people.
    message: String,
}

/// Shows what the generator says.
fn follow(progress: impl Read, sending: &AtomicBool) {
    for line in BufReader::new(progress.take(LONGEST_PROGRESS)).lines().map_while(Result::ok) {
        match serde_json::from_str::<Progress>(&line) {
            Ok(Progress { phase, message }) => {
                eprintln!("          {message}");
                if phase == SENDING {
                    sending.store(true, Ordering::Relaxed);
                }
            }
            // What comes of no phase, such as a panic.
            Err(_) => eprintln!("          {line}"),
        }
    }
}

impl Report {
    /// Reads what the generator writes.
    pub fn read(value: &Value) -> Outcome<Self> {
        Ok(Self {
            due: count(value, "due")?,
            finalised: count(value, "final")?,
            not_taken: counts(value, "notTaken"),
            lost: count(value, "lost")?,
            failed: counts(value, "failures"),
            throughput: number(value, "finalPerSecond")?,
            finality: percentiles(value, "toFinal")?,
            inclusion: percentiles(value, "toBlock")?,
            forks: count(&value["blocks"], "forkedHeights")?,
            gaps: count(&value["gaps"], "count")?,
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

/// In the report they are in milliseconds.
fn percentiles(value: &Value, name: &str) -> Outcome<Percentiles> {
    let part = &value[name];
    ensure(!part.is_null(), || format!("no transaction of the steady part came so far ({name})"))?;
    let seconds = |name: &str| Ok::<f64, Failure>(number(part, name)? / 1_000.0);
    Ok(Percentiles { p50: seconds("p50")?, p95: seconds("p95")?, p99: seconds("p99")?, max: seconds("most")? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn load() -> Load {
        Load {
            kind: Kind::Transfers,
            pace: Pace::InFlight(3_000),
            duration: Duration::from_secs(60),
            accounts: 7,
            budget: 1_500,
            stock: true,
            urls: vec!["ws://a:1".into(), "ws://b:2".into()],
        }
    }

    #[test]
    fn command_line_should_name_every_node_and_the_pace() {
        let words = load().words(Path::new("f/x.load.json")).unwrap().join(" ");
        let expected = "--json load run --json-progress --kind transfers --node ws://a:1 --node ws://b:2 --in-flight 3000 \
                        --budget 1500 --seconds 60 --accounts 7 --stock --out f/x.load.json";
        assert_eq!(words, expected);
        let light = Load { kind: Kind::Mixed, pace: Pace::PerSecond(5), stock: false, ..load() };
        let words = light.words(Path::new("x")).unwrap().join(" ");
        assert!(words.contains("--kind mixed") && words.contains("--rate 5") && !words.contains("--budget"), "{words}");
    }

    #[test]
    fn report_should_be_read_in_seconds_and_without_what_failed() {
        let times = json!({ "count": 3, "p50": 1_500, "p95": 2_000, "p99": 2_500, "most": 3_000 });
        let mut value = json!({
            "due": 110, "final": 100, "lost": 1, "finalPerSecond": 50.0, "toFinal": times, "toBlock": times,
            "notTaken": { "pool full": 9 }, "failures": { "Claims.Expired": 20 },
            "blocks": { "forkedHeights": 2 }, "gaps": { "count": 0, "last": null },
        });
        let report = Report::read(&value).unwrap();
        assert_eq!(report.finality, Percentiles { p50: 1.5, p95: 2.0, p99: 2.5, max: 3.0 });
        assert_eq!((report.due, report.failures(), report.forks), (110, 20, 2));
        assert!((report.useful_throughput() - 40.0).abs() < 1e-9);
        value["toFinal"] = Value::Null;
        assert!(Report::read(&value).unwrap_err().0.contains("toFinal"));
    }

    #[test]
    fn failure_should_be_told_as_the_generator_tells_it() {
        let folder = tempfile::tempdir().unwrap();
        let summary = folder.path().join("x.summary");
        assert_eq!(refusal(&summary), "it says above why");
        fs::write(&summary, r#"{"error":{"code":"load_preparation","message":"20 of 70 were done"}}"#).unwrap();
        assert_eq!(refusal(&summary), "20 of 70 were done");
    }

    #[test]
    fn sending_should_be_heard_of_when_it_begins() {
        let sending = AtomicBool::new(false);
        let said = |phase: &str| {
            let progress = json!({ "phase": phase, "counts": { "all": 9 }, "message": "sending", "messageKorean": "" });
            format!("{progress}\n")
        };
        follow(["sending".to_owned(), said("preparing"), said("signing")].join("\n").as_bytes(), &sending);
        assert!(!sending.load(Ordering::Relaxed));
        follow(said("sending").as_bytes(), &sending);
        assert!(sending.load(Ordering::Relaxed));
    }
}
