//! Fuzzes the runtime for as long as it is let, with inputs that follow from numbers; or replays files.

use bogam_fuzz::{Failure, Kind, Tally, input_of_seed, minimise, run};
use clap::Parser;
use std::{
    fs, io,
    path::{Path, PathBuf},
    process::ExitCode,
    time::{Duration, Instant},
};

/// Plays sequences of calls on the whole runtime, and checks after each block that all its invariants hold.
#[derive(Parser)]
struct Arguments {
    /// Replay these files, and nothing else.
    files: Vec<PathBuf>,
    /// The number of the first input.
    #[arg(long, default_value_t = 1_000_000)]
    from: u64,
    /// For how many seconds.
    #[arg(long, default_value_t = 60)]
    seconds: u64,
    /// Where an input that fails is written.
    #[arg(long, default_value = "tests/fuzz/corpus")]
    corpus: PathBuf,
    /// For how many seconds an input that fails is made smaller.
    #[arg(long, default_value_t = 120)]
    minimise: u64,
}

fn main() -> io::Result<ExitCode> {
    let arguments = Arguments::parse();
    let mut tally = Tally::default();
    let failed =
        if arguments.files.is_empty() { explore(&arguments, &mut tally)? } else { replay(&arguments, &mut tally)? };
    println!("{tally}");
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// Replays files. Whether one fails.
fn replay(arguments: &Arguments, tally: &mut Tally) -> io::Result<bool> {
    let mut failed = false;
    for file in &arguments.files {
        let outcome = run(&fs::read(file)?);
        tally.add(outcome.tally);
        match outcome.failure {
            Some(failure) => {
                failed = true;
                println!("{}: {failure}", file.display());
            }
            None => println!("{}: all holds", file.display()),
        }
    }
    Ok(failed)
}

/// Plays one input after the other. Whether one fails: then it is made smaller and kept.
fn explore(arguments: &Arguments, tally: &mut Tally) -> io::Result<bool> {
    let start = Instant::now();
    let mut seed = arguments.from;
    while start.elapsed() < Duration::from_secs(arguments.seconds) {
        let input = input_of_seed(seed);
        let outcome = run(&input);
        tally.add(outcome.tally);
        if let Some(failure) = outcome.failure {
            println!("input {seed}: {failure}");
            let deadline = Instant::now() + Duration::from_secs(arguments.minimise);
            let file = keep(&input, &failure, deadline, &arguments.corpus)?;
            println!("what is needed of it is in {}", file.display());
            return Ok(true);
        }
        seed += 1;
    }
    println!("inputs {} to {}: all holds", arguments.from, seed.saturating_sub(1));
    Ok(false)
}

/// Makes an input smaller that fails in this way, and writes it.
fn keep(input: &[u8], failure: &Failure, deadline: Instant, corpus: &Path) -> io::Result<PathBuf> {
    let fails = |smaller: &[u8]| run(smaller).failure.is_some_and(|other| other.kind == failure.kind);
    let least = minimise(input, deadline, fails);
    let what = match &failure.kind {
        Kind::Panic(_) => "panic".to_owned(),
        Kind::Defensive => "defensive".to_owned(),
        Kind::Overweight => "overweight".to_owned(),
        Kind::Invariant(name) => name.replace(' ', "-"),
    };
    let number = least.iter().fold(0u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(u32::from(*byte)));
    let file = corpus.join(format!("{what}-{number:08x}"));
    fs::create_dir_all(corpus)?;
    fs::write(&file, least)?;
    Ok(file)
}
