//! `bogam-linkage`: how well somebody with the whole chain can tell which records belong to one patient.

use bogam_linkage::{LinkageError, PATIENTS, SEED, VERIFIED, report, report::write_docs};
use clap::Parser;
use std::{fs, path::PathBuf, process::ExitCode, time::Instant};

/// Simulates a year of a region, attacks what every member sees of it, and says how much better than chance that is.
#[derive(Debug, Parser)]
struct Arguments {
    /// How many people.
    #[arg(long, default_value_t = PATIENTS, value_parser = clap::value_parser!(u32).range(100..=40_000))]
    patients: u32,

    /// For how many people the runtime executes every call, to check the generator.
    #[arg(long, default_value_t = VERIFIED, value_parser = clap::value_parser!(u32).range(1..=2_000))]
    verified: u32,

    /// What all randomness follows from.
    #[arg(long, default_value_t = SEED)]
    seed: u64,

    /// The file for the report as JSON.
    #[arg(long)]
    json: Option<PathBuf>,

    /// The page to put the tables into, between its markers.
    #[arg(long, value_name = "PAGE", num_args = 0..=1, default_missing_value = "docs/linkage.md")]
    write_docs: Option<PathBuf>,
}

fn run(arguments: &Arguments) -> Result<(), LinkageError> {
    let began = Instant::now();
    let report = report(arguments.patients, arguments.verified, arguments.seed)?;
    eprintln!("{:.1} s", began.elapsed().as_secs_f64());
    println!("{}", report.markdown());
    if let Some(file) = &arguments.json {
        let path = file.display().to_string();
        fs::write(file, report.json()?).map_err(|source| LinkageError::File { path, source })?;
    }
    if let Some(page) = &arguments.write_docs {
        write_docs(page, &report)?;
    }
    Ok(())
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}: {error}\n{}", error.code(), error.korean());
            ExitCode::FAILURE
        }
    }
}
