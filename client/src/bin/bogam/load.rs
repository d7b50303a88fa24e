//! Load a network, and measure what it takes.

use crate::{
    context::{Context, write_file},
    output::{Failure, Outcome, Report},
};
use bogam_client::{
    load::{self, Kind, LoadError, Pace, Phase, Progress, Settings},
    messages::{Explained, Language},
};
use clap::{Args, Subcommand, ValueEnum};
use serde_json::{Value, json};
use std::{
    path::{Path, PathBuf},
    time::{Duration, Instant},
};
use url::Url;

/// How often something is said about what is prepared or signed.
const BETWEEN: Duration = Duration::from_secs(1);

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Put on the chain what is needed, sign everything, send it to all nodes, and follow it until it is final. What is sent
    /// stays on the chain: for development networks.
    Run(Box<Run>),
}

#[derive(Debug, Args)]
pub struct Run {
    /// The JSON-RPC of a node of the network; may be repeated, and had better name all of them. The first one is also watched.
    /// Without it: the node of --url.
    #[arg(long = "node", value_name = "URL")]
    nodes: Vec<String>,
    /// What is sent; the shares of the mixed load are in docs/load.md.
    #[arg(long, default_value = "mixed")]
    kind: Sent,
    /// How many transactions a second, whatever becomes of them. Default: 50.
    #[arg(long, conflicts_with = "in_flight", value_parser = clap::value_parser!(u32).range(1..=10_000))]
    rate: Option<u32>,
    /// How many transactions are to be under way at a time, sent and not yet in a block; to find what the network takes at most.
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    in_flight: Option<u32>,
    /// For how long.
    #[arg(long, alias = "seconds", default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..=load::LONGEST_RUN))]
    duration: u64,
    /// By how many accounts: many, so that each has few transactions under way.
    #[arg(long, default_value_t = 200, value_parser = clap::value_parser!(u32).range(1..=2_000))]
    accounts: u32,
    /// With --in-flight: how many transactions are signed for each second of the run. When they are used up, it ends.
    #[arg(long, requires = "in_flight", default_value_t = 1_500, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    budget: u32,
    /// The chain is a stock Substrate one: transfers by accounts that //Alice gives money to.
    #[arg(long)]
    stock: bool,
    /// Leave the organisations' allowances as they are. Without this the council, whose development keys are public, raises them.
    #[arg(long)]
    keep_allowances: bool,
    /// Where a node serves its metrics, such as http://127.0.0.1:9615/metrics; may be repeated.
    #[arg(long, value_name = "URL")]
    metrics: Vec<Url>,
    /// Write the figures to this file in JSON, and beside it all transactions and blocks as tables (.samples.csv, .blocks.csv).
    #[arg(long)]
    out: Option<PathBuf>,
    /// Say how far it is in JSON, one object a line on the standard error: for programs.
    #[arg(long)]
    json_progress: bool,
    /// Although the chain is of another type than Development or Local.
    #[arg(long)]
    force: bool,
}

/// What is sent, on the command line.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Sent {
    /// A region's day: prescriptions, claims, consent, certificates.
    Mixed,
    /// Plain transfers of money.
    Transfers,
    /// Prescriptions: issued, accepted, dispensed.
    Prescriptions,
    /// Access under consent, and decisions.
    Consent,
    /// Batches of certificates, and revocations.
    Certificates,
    /// Claims for visits.
    Claims,
}

impl From<Sent> for Kind {
    fn from(sent: Sent) -> Self {
        match sent {
            Sent::Mixed => Self::Mixed,
            Sent::Transfers => Self::Transfers,
            Sent::Prescriptions => Self::Prescriptions,
            Sent::Consent => Self::Consent,
            Sent::Certificates => Self::Certificates,
            Sent::Claims => Self::Claims,
        }
    }
}

/// How many a second without a word about it: light enough for any network.
const DEFAULT_RATE: u32 = 50;

impl Run {
    fn settings(&self, url: &str) -> Settings {
        let pace = match (self.rate, self.in_flight) {
            // A number of 32 bits is one of this machine.
            (_, Some(most)) => Pace::InFlight(usize::try_from(most).unwrap_or(usize::MAX)),
            (rate, None) => Pace::Rate(rate.unwrap_or(DEFAULT_RATE)),
        };
        Settings {
            nodes: if self.nodes.is_empty() { vec![url.to_owned()] } else { self.nodes.clone() },
            kind: self.kind.into(),
            is_stock: self.stock,
            pace,
            duration: Duration::from_secs(self.duration),
            accounts: usize::try_from(self.accounts).unwrap_or(usize::MAX),
            budget: self.budget,
            keep_allowances: self.keep_allowances,
            is_forced: self.force,
            metrics: self.metrics.clone(),
        }
    }
}

impl From<LoadError> for Failure {
    fn from(error: LoadError) -> Self {
        let (code, english, korean) = (error.code(), error.to_string(), error.message(Language::Korean));
        match error {
            LoadError::Chain(error) => error.into(),
            LoadError::Governance(error) => error.into(),
            LoadError::Key(error) => error.into(),
            LoadError::Preparation { .. } | LoadError::Allowances { .. } => Self::unreleased(code, english, korean),
            _ => Self::input(code, english, korean),
        }
    }
}

/// Says how far it is, and not too often.
struct Teller<'a> {
    context: &'a Context,
    in_json: bool,
    next: Instant,
    last: Option<Progress>,
}

impl Teller<'_> {
    fn hear(&mut self, phase: Phase) {
        let (english, korean) = match phase {
            Phase::Allowances => {
                ("the council raises allowances ...".to_owned(), "평의회가 사용 한도를 올립니다 ...".to_owned())
            }
            Phase::Preparing(progress) => (
                format!("preparing: {} of {} transactions final", progress.counts.finalised, progress.all),
                format!("준비: 거래 {}건 가운데 {}건 확정", progress.all, progress.counts.finalised),
            ),
            Phase::Signing(done, all) => {
                // Signing is told about more often than anybody reads.
                if done < all && Instant::now() < self.next {
                    return;
                }
                self.next = Instant::now() + BETWEEN;
                (format!("signed: {done} of {all}"), format!("서명: {all}건 가운데 {done}건"))
            }
            Phase::Sending(progress) => self.sending(progress),
        };
        if self.in_json {
            eprintln!("{}", progress_value(phase, &english, &korean));
        } else {
            self.context.say(&english, &korean);
        }
    }

    fn sending(&mut self, progress: Progress) -> (String, String) {
        let before = self.last.replace(progress);
        let (counts, elapsed) = (progress.counts, progress.elapsed.as_secs());
        let new = counts.included.saturating_sub(before.map_or(0, |before| before.counts.included));
        let (due, accepted, finalised, refused) = (counts.due, counts.accepted, counts.finalised, counts.refused);
        let under_way = counts.in_flight();
        (
            format!(
                "{elapsed:>4} s: {due} due, {accepted} taken, {under_way} under way, {new} new in blocks, {finalised} final, \
                 {refused} refused"
            ),
            format!(
                "{elapsed:>4}초: 예정 {due}, 받음 {accepted}, 진행 중 {under_way}, 새로 블록에 {new}, 확정 {finalised}, 거절 \
                 {refused}"
            ),
        )
    }
}

/// How far it is, for programs: counts with the names that they have in the report, beside what people are told.
fn progress_value(phase: Phase, english: &str, korean: &str) -> Value {
    let (name, counts) = match phase {
        Phase::Allowances => ("allowances", json!({})),
        Phase::Preparing(progress) => ("preparing", progress_counts(progress)),
        Phase::Signing(done, all) => ("signing", json!({ "all": all, "signed": done })),
        Phase::Sending(progress) => ("sending", progress_counts(progress)),
    };
    json!({ "phase": name, "counts": counts, "message": english, "messageKorean": korean })
}

/// How many transactions have come how far, and since when they are sent.
fn progress_counts(Progress { elapsed, all, counts }: Progress) -> Value {
    json!({
        "seconds": elapsed.as_secs(),
        "all": all,
        "due": counts.due,
        "accepted": counts.accepted,
        "inFlight": counts.in_flight(),
        "included": counts.included,
        "final": counts.finalised,
        "refused": counts.refused,
        "skipped": counts.skipped,
        "resent": counts.resent,
    })
}

/// The file beside `path` with another ending.
fn beside(path: &Path, ending: &str) -> PathBuf {
    path.with_extension(ending)
}

pub async fn run(command: Command, context: &Context) -> Outcome<Report> {
    let Command::Run(run) = command;
    let settings = run.settings(context.url());
    let mut teller = Teller { context, in_json: run.json_progress, next: Instant::now(), last: None };
    let report = load::run(&settings, &mut |phase| teller.hear(phase)).await?;
    let (mut value, mut text) = (report.json(), report.text(context.language));
    if let Some(out) = &run.out {
        let (samples, blocks) = (beside(out, "samples.csv"), beside(out, "blocks.csv"));
        write_file(out, format!("{value:#}\n").as_bytes())?;
        write_file(&samples, report.samples_csv().as_bytes())?;
        write_file(&blocks, report.blocks_csv().as_bytes())?;
        let written = [out, &samples, &blocks].map(|path| path.display().to_string());
        text.push_str(
            &context
                .text(format!("written: {}\n", written.join(", ")), format!("저장한 파일: {}\n", written.join(", "))),
        );
        if let Some(members) = value.as_object_mut() {
            members.insert("written".into(), json!(written));
        }
    }
    Ok(Report { value, text })
}

#[cfg(test)]
mod tests {
    use super::*;
    use bogam_client::load::Counts;
    use clap::Parser;

    #[derive(Debug, Parser)]
    struct Line {
        #[command(subcommand)]
        command: Command,
    }

    fn settings(line: &str) -> Settings {
        let Line { command: Command::Run(run) } = Line::try_parse_from(line.split_whitespace()).unwrap();
        run.settings("ws://127.0.0.1:9944")
    }

    #[test]
    fn settings_should_be_those_of_a_light_open_loop_when_nothing_is_said() {
        let settings = settings("load run");
        assert_eq!(settings.nodes, vec!["ws://127.0.0.1:9944"]);
        assert_eq!((settings.kind, settings.pace), (Kind::Mixed, Pace::Rate(DEFAULT_RATE)));
        assert!(!settings.is_forced && !settings.is_stock && !settings.keep_allowances);
        assert_eq!(settings.transactions().unwrap(), 3_000);
    }

    #[test]
    fn named_nodes_should_replace_the_one_of_all_commands() {
        let settings = settings("load run --node ws://a:1 --node ws://b:2 --in-flight 700 --duration 9");
        assert_eq!(settings.nodes, vec!["ws://a:1", "ws://b:2"]);
        assert_eq!((settings.pace, settings.duration), (Pace::InFlight(700), Duration::from_secs(9)));
    }

    #[test]
    fn progress_should_have_counts_for_programs_beside_the_words_for_people() {
        let counts = Counts { due: 9, accepted: 8, included: 4, finalised: 3, refused: 1, skipped: 2, resent: 5 };
        let progress = Progress { elapsed: Duration::from_millis(3_900), all: 20, counts };
        assert_eq!(
            progress_value(Phase::Sending(progress), "three are final", "세 건 확정"),
            json!({
                "phase": "sending",
                "counts": {
                    "seconds": 3, "all": 20, "due": 9, "accepted": 8, "inFlight": 2, "included": 4, "final": 3,
                    "refused": 1, "skipped": 2, "resent": 5,
                },
                "message": "three are final",
                "messageKorean": "세 건 확정",
            })
        );
        let signing = progress_value(Phase::Signing(3, 9), "", "");
        assert_eq!((&signing["phase"], &signing["counts"]), (&json!("signing"), &json!({ "all": 9, "signed": 3 })));
    }

    #[test]
    fn failure_should_tell_what_the_chain_said_and_refusals_from_wrong_input() {
        let live = Failure::from(LoadError::NotADevelopmentChain("Live".into()));
        assert!(format!("{live:?}").contains("load_not_a_development_chain"));
        assert_eq!(beside(Path::new("a/load.json"), "samples.csv"), Path::new("a/load.samples.csv"));
    }
}
