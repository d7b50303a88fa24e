//! Counts the bytes of state that each sort of record adds: row 8 of the table.

use bogam_performance::{
    environment::Environment,
    failure::{self, Failure},
    records::Record,
    report::Files,
    state_bytes::{StateReport, measure},
};
use clap::Parser;
use std::process::ExitCode;

/// Bytes of state per record.
#[derive(Parser)]
#[command(name = "bogam-state-bytes", version)]
struct Arguments {
    /// How many records of each sort are made.
    #[arg(long, default_value_t = 10_000, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    count: u32,
    #[command(flatten)]
    files: Files,
}

fn main() -> ExitCode {
    failure::end(run(&Arguments::parse()))
}

fn run(arguments: &Arguments) -> Result<(), Failure> {
    let mut records = Vec::new();
    for record in Record::ALL {
        eprintln!("{}", record.name());
        records.push(measure(record, arguments.count)?);
    }
    let report = StateReport { environment: Environment::here(), records };
    arguments.files.write(&report, &report.markdown())
}
