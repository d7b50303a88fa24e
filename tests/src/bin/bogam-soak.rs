//! `bogam-soak`: does to a network at random, for as long as it is told, what the bounded tests do once.

use bogam_tests::{
    Outcome,
    chaos::{Dice, Stage, Trial, daemon::ensure_no_panic, trials::double_sign},
    flood::{Abuse, Field},
    hostile::endurance::abuse_all,
};
use clap::Parser;
use std::{
    fs::{self, OpenOptions},
    io::Write,
    path::PathBuf,
    process::{ExitCode, id},
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

/// Kills, fills, damages, sets back, misleads and floods the validators of a local network, while prescriptions are issued on it, and
/// checks again and again that what was final is. At last a member goes over its allowance, and a validator signs twice: nobody gets
/// over that. `scripts/soak` does it for half of its time.
#[derive(Debug, Parser)]
struct Arguments {
    /// For how many seconds. What has begun by then is done to its end.
    #[arg(long, default_value_t = 600)]
    seconds: u64,

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
    /// A node that the chain lists abuses all validators.
    ListedNode,
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
fn go_on(
    stage: &Stage,
    field: &Field<'_>,
    seed: u64,
    report: &Report,
    began: Instant,
    limit: Duration,
) -> Outcome<u64> {
    let mut dice = Dice::new(seed);
    let trials = Trial::ALL.map(Act::Trial);
    let acts: Vec<Act> = trials.into_iter().chain(Abuse::ALL.map(Act::Abuse)).chain([Act::ListedNode]).collect();
    let (mut rounds, mut left) = (0, Vec::new());
    while began.elapsed() < limit {
        // Each once, in any order, before one comes again.
        if left.is_empty() {
            left.clone_from(&acts);
        }
        let act = left.swap_remove(usize::try_from(dice.below(left.len() as u64))?);
        let (from, at) = (Instant::now(), began.elapsed().as_secs());
        let seen = match act {
            Act::Trial(trial) => trial.run(stage, &mut dice)?,
            Act::Abuse(abuse) => {
                let seen = field.stand(abuse)?.to_string();
                stage.watch.agree(&stage.network).map_err(|failure| failure.within(format!("after {abuse:?}")))?;
                seen
            }
            Act::ListedNode => abuse_all(stage, field).map_err(|failure| failure.within("ListedNode"))?,
        };
        stage.watch.books().ensure_consistent()?;
        stage.watch.serves().map_err(|failure| failure.within(format!("after {act:?}")))?;
        ensure_no_panic(&stage.network, 0)?;
        rounds += 1;
        report.say(&format!("{at:>6} s  {act:?}, {:.0} s: {seen}", from.elapsed().as_secs_f64()))?;
    }
    Ok(rounds)
}

/// What uses up something, or changes who the validators are: it is done once, and nothing comes after it.
fn end(stage: &Stage, field: &Field<'_>, report: &Report) -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let over = field.member_over_its_allowance(folder.path())?;
    for (seen, what) in over.iter().zip(["a member uses up its allowance", "a member is over its allowance"]) {
        report.say(&format!("in the end, {what}: {seen}"))?;
    }
    ensure_no_panic(&stage.network, 0)?;
    report.say(&format!("in the end, {}", double_sign(stage)?))?;
    // The last one has signed twice.
    ensure_no_panic(&stage.network, stage.network.validators())
}

/// Everything that happens on a stage.
fn play(stage: &Stage, seed: u64, report: &Report, began: Instant, limit: Duration) -> Outcome<u64> {
    // Not the numbers of those whose prescriptions are watched.
    let field = Field::new(&stage.network, !seed)?;
    let rounds = go_on(stage, &field, seed, report, began, limit)?;
    end(stage, &field, report)?;
    Ok(rounds)
}

fn run(arguments: &Arguments, seed: u64, report: &Report) -> Outcome<()> {
    let began = Instant::now();
    let mut stage = Stage::set(seed)?;
    let folder = stage.network.keep();
    report
        .say(&format!("who stops this stops the network with: scripts/network down --folder {}", folder.display()))?;
    let done = play(&stage, seed, report, began, Duration::from_secs(arguments.seconds));
    match done.and_then(|rounds| Ok((rounds, stage.settle()?))) {
        Ok((rounds, summary)) => {
            // Nobody has to look into it.
            fs::remove_dir_all(folder)?;
            report.say(&format!("{rounds} rounds in {} s: {summary:?}", began.elapsed().as_secs()))
        }
        Err(failure) => {
            report
                .say(&format!("FAILED: {failure}\nthe validators' logs and databases are in {}", folder.display()))?;
            Err(failure)
        }
    }
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
    let done = report.say(&format!("seed {seed}")).and_then(|()| run(&arguments, seed, &report));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}
