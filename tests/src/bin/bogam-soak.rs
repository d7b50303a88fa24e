//! `bogam-soak`: does to a network at random, for as long as it is told, what the bounded tests do once.

use bogam_tests::{
    Outcome,
    chaos::{Dice, Stage, Trial},
    flood::{Abuse, Field},
};
use clap::Parser;
use std::{
    fs::{self, OpenOptions},
    io::Write,
    path::PathBuf,
    process::{ExitCode, id},
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

/// Kills, fills, damages, sets back and floods the validators of a local network, while prescriptions are issued on it, and
/// checks again and again that what was final is.
#[derive(Debug, Parser)]
struct Arguments {
    /// For how many minutes.
    #[arg(long, default_value_t = 10)]
    minutes: u64,

    /// The seed of what is chosen. The same seed chooses the same; without it, another one each time.
    #[arg(long)]
    seed: Option<u64>,

    /// Where the report is written besides: into the file `soak.log` of this folder.
    #[arg(long)]
    folder: Option<PathBuf>,
}

/// What happens next.
#[derive(Clone, Copy, Debug)]
enum Act {
    Trial(Trial),
    Abuse(Abuse),
}

/// Says it, and writes it down.
struct Report {
    file: Option<PathBuf>,
}

impl Report {
    fn say(&self, line: &str) -> Outcome<()> {
        println!("{line}");
        if let Some(file) = &self.file {
            writeln!(OpenOptions::new().create(true).append(true).open(file)?, "{line}")?;
        }
        Ok(())
    }
}

/// Does one thing after the other until the time is over, and yields how many.
fn go_on(stage: &Stage, seed: u64, report: &Report, began: Instant, limit: Duration) -> Outcome<u64> {
    let mut dice = Dice::new(seed);
    let acts: Vec<Act> = Trial::ALL.map(Act::Trial).into_iter().chain(Abuse::ALL.map(Act::Abuse)).collect();
    // Not the numbers of those whose prescriptions are watched.
    let mut field = Field::new(&stage.network, !seed)?;
    let mut rounds = 0;
    while began.elapsed() < limit {
        let Some(act) = dice.choose(&acts) else { break };
        let (from, at) = (Instant::now(), began.elapsed().as_secs());
        let seen = match act {
            Act::Trial(trial) => trial.run(stage, &mut dice)?,
            Act::Abuse(abuse) => field.stand(abuse)?.to_string(),
        };
        stage.watch.books().ensure_consistent()?;
        rounds += 1;
        report.say(&format!("{at:>6} s  {act:?}, {:.0} s: {seen}", from.elapsed().as_secs_f64()))?;
    }
    Ok(rounds)
}

fn run(arguments: &Arguments, seed: u64, report: &Report) -> Outcome<()> {
    let began = Instant::now();
    let limit = Duration::from_secs(arguments.minutes.saturating_mul(60));
    let stage = Stage::set(seed)?;
    let rounds = go_on(&stage, seed, report, began, limit)?;
    let summary = stage.settle()?;
    report.say(&format!("{rounds} rounds in {} s: {summary:?}", began.elapsed().as_secs()))
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let moment = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs());
    let seed = arguments.seed.unwrap_or_else(|| Dice::new(moment ^ u64::from(id())).roll());
    if let Some(folder) = &arguments.folder
        && let Err(error) = fs::create_dir_all(folder)
    {
        eprintln!("{} cannot be made: {error}", folder.display());
        return ExitCode::FAILURE;
    }
    let report = Report { file: arguments.folder.as_ref().map(|folder| folder.join("soak.log")) };
    let repeat = format!("to repeat it: scripts/soak {} --seed {seed}", arguments.minutes);
    let done = report.say(&format!("seed {seed}; {repeat}")).and_then(|()| run(&arguments, seed, &report));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("FAILED: {failure}\n{repeat}");
            ExitCode::FAILURE
        }
    }
}
