//! Counts the bytes of state that each sort of record adds: row 8 of the table.

use bogam_performance::{
    environment::Environment,
    failure::Failure,
    records::Record,
    report::{write_json, write_text},
    state_bytes::{StateReport, measure},
};
use clap::Parser;
use std::{path::PathBuf, process::ExitCode};

/// Bytes of state per record.
#[derive(Parser)]
#[command(name = "bogam-state-bytes", version)]
struct Arguments {
    /// How many records of each sort are made.
    #[arg(long, default_value_t = 10_000, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    count: u32,
    /// The file for the figures, as JSON.
    #[arg(long)]
    json: Option<PathBuf>,
    /// The file for the table, as Markdown. It is printed in any case.
    #[arg(long)]
    markdown: Option<PathBuf>,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\nerror ({}): {failure}", failure.code());
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), Failure> {
    let mut records = Vec::new();
    for record in Record::ALL {
        eprintln!("{}", record.name());
        records.push(measure(record, arguments.count)?);
    }
    let report = StateReport { environment: Environment::here(), records };
    let markdown = report.markdown();
    println!("{markdown}");
    if let Some(path) = &arguments.json {
        write_json(path, &report)?;
    }
    if let Some(path) = &arguments.markdown {
        write_text(path, &markdown)?;
    }
    Ok(())
}
