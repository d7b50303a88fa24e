//! `bogam-network-figures`: what a network of nodes does, and the pages that show the figures of all programs.

use bogam_performance::network::{
    load::{LONGEST_WINDOW, MOST_ACCOUNTS},
    machine::Machine,
    measure::{Measurement, Results},
    others,
    pages::{self, MACHINE, NOT_MEASURED, PARTS, Part, TABLE, Texts},
    plan::Plan,
    rig::Ports,
    rows::{self, Row},
};
use bogam_tests::{Failure, Outcome, ensure};
use clap::{Args, Parser, Subcommand};
use serde_json::json;
use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
    time::Duration,
};

/// The most bytes of a file with rows, or with the machine.
const LARGEST_ROWS: u64 = 1 << 20;

/// Measures networks of nodes, and makes the pages that show the figures.
#[derive(Debug, Parser)]
struct CommandLine {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Writes down the machine, the sources and the versions.
    Machine {
        /// The results folder.
        #[arg(long)]
        out: PathBuf,

        /// The binary of a stock solo-chain template's node, if it is measured too.
        #[arg(long)]
        stock: Option<PathBuf>,
    },
    /// Measures throughput, latency, weights and catching up on networks of four validators.
    Measure(Measure),
    /// Puts everything in a results folder into one table and one page.
    Table {
        /// The results folder.
        #[arg(long)]
        out: PathBuf,
    },
    /// Puts the figures of a results folder into a document, between its markers.
    Document {
        /// The results folder.
        #[arg(long)]
        out: PathBuf,

        /// The document.
        #[arg(long)]
        document: PathBuf,
    },
}

#[derive(Debug, Args)]
struct Measure {
    /// The results folder.
    #[arg(long)]
    out: PathBuf,

    /// Check that everything runs, and that alone.
    #[arg(long)]
    quick: bool,

    /// The binary of a stock solo-chain template's node, which is measured too.
    #[arg(long)]
    stock: Option<PathBuf>,

    /// How many seconds a window lasts.
    #[arg(long, default_value_t = 60, value_parser = clap::value_parser!(u64).range(60..=LONGEST_WINDOW))]
    window: u64,

    /// How many transactions are under way in the windows that compare throughput.
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=8_000))]
    in_flight: Option<u32>,

    /// How many accounts send.
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=i64::from(MOST_ACCOUNTS)))]
    accounts: Option<u32>,

    /// The first of thirty ports of this machine.
    #[arg(long, default_value_t = 24_400, value_parser = clap::value_parser!(u16).range(1_024..=60_000))]
    port: u16,
}

fn write(path: PathBuf, content: impl AsRef<[u8]>) -> Outcome<()> {
    fs::write(&path, content).map_err(|error| Failure(format!("{}: {error}", path.display())))
}

fn measure(arguments: &Measure) -> Outcome<()> {
    let mut plan = match arguments.quick {
        true => Plan::quick(),
        false => Plan::full(Duration::from_secs(arguments.window)),
    };
    plan.in_flight = arguments.in_flight.unwrap_or(plan.in_flight);
    plan.accounts = arguments.accounts.unwrap_or(plan.accounts);
    let out = arguments.out.join("network");
    let results = Measurement::new(plan, &out, Ports(arguments.port)).run(arguments.stock.as_deref())?;
    keep(&out, &results)?;
    // A figure that is missing is told in the table; whether everything runs is all that a smoke run is for.
    match results.catch_up_failure {
        Some(failure) if arguments.quick => Err(Failure(failure)),
        _ => Ok(()),
    }
}

/// Writes the samples, the plots, the page and the rows of a run.
fn keep(out: &Path, results: &Results) -> Outcome<()> {
    write(out.join("samples.json"), serde_json::to_vec_pretty(results)?)?;
    for (name, plot) in pages::plots(results) {
        write(out.join(name), plot)?;
    }
    write(out.join("network.md"), pages::windows(results))?;
    write(out.join("rows.json"), serde_json::to_vec_pretty(&rows::of(results))?)
}

/// The rows that all programs have left in the results folder, and what they have to say besides, in Markdown.
fn gather(out: &Path) -> Outcome<(Vec<Row>, Texts)> {
    let (mut rows, mut parts) = (others::rows(out)?, Vec::new());
    for part in PARTS {
        let folder = out.join(part.folder);
        let rows_path = folder.join("rows.json");
        if rows_path.is_file() {
            rows.extend(others::read::<Vec<Row>>(&rows_path, LARGEST_ROWS)?);
        }
        let mut files: Vec<PathBuf> = match fs::read_dir(&folder) {
            Ok(entries) => entries.filter_map(Result::ok).map(|entry| entry.path()).collect(),
            // What was not measured has no folder.
            Err(_) => continue,
        };
        files.retain(|file| file.extension().is_some_and(|extension| extension == "md"));
        files.sort();
        let mut text = String::new();
        for file in files {
            let page = pages::page(&file)?.unwrap_or_default();
            // A heading of its own would stand under the one that it gets here.
            let content = page.lines().skip_while(|line| line.starts_with('#') || line.trim().is_empty());
            text.push_str(&content.collect::<Vec<_>>().join("\n"));
            text.push_str("\n\n");
        }
        if !text.trim().is_empty() {
            parts.push((part, text));
        }
    }
    // What a smoke run says of costs means as little as what it says of networks.
    if is_quick(out) {
        rows.iter_mut().for_each(|row| row.met = None);
    }
    Ok((rows, parts))
}

/// Whether a smoke run has left the results.
fn is_quick(out: &Path) -> bool {
    out.join("quick").exists()
}

fn table(out: &Path) -> Outcome<()> {
    let machine: Machine = others::read(&out.join("machine.json"), LARGEST_ROWS)?;
    let (rows, parts) = gather(out)?;
    write(out.join("results.json"), serde_json::to_vec_pretty(&json!({ "machine": machine, "rows": rows }))?)?;
    write(out.join("table.md"), pages::table(&rows))?;
    write(out.join("figures.md"), pages::report(&machine, &rows, &parts))?;
    print!("{}", pages::table(&rows));
    Ok(())
}

fn document(out: &Path, document: &Path) -> Outcome<()> {
    let machine: Machine = others::read(&out.join("machine.json"), LARGEST_ROWS)?;
    let (rows, parts) = gather(out)?;
    ensure(!is_quick(out), || "these are the results of a smoke run, which no document may show".into())?;
    let text = pages::page(document)?.ok_or_else(|| Failure(format!("{} is not there", document.display())))?;
    let mut text = pages::replaced(&text, MACHINE, &machine.page())?;
    text = pages::replaced(&text, TABLE, &pages::table(&rows))?;
    for Part { place, .. } in PARTS {
        // A page has the figures of one run: what this one has not measured does not stay from another.
        let measured = parts.iter().find(|(part, _)| part.place == place).map_or(NOT_MEASURED, |(_, text)| text);
        text = pages::replaced(&text, place, measured)?;
    }
    write(document.to_owned(), text)
}

fn run(command: &CommandLine) -> Outcome<()> {
    match &command.task {
        Task::Machine { out, stock } => {
            fs::create_dir_all(out)?;
            let others: Vec<&Path> = stock.iter().map(PathBuf::as_path).collect();
            write(out.join("machine.json"), serde_json::to_vec_pretty(&Machine::look(&others))?)
        }
        Task::Measure(arguments) => measure(arguments),
        Task::Table { out } => table(out),
        Task::Document { out, document: path } => document(out, path),
    }
}

fn main() -> ExitCode {
    match run(&CommandLine::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}
