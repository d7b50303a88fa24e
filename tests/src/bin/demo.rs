//! `bogam-demo`: tells the story on a running network, line by line, and sums it up.

use bogam_tests::{
    Failure, Outcome,
    fhir_examples::{Fate, Order},
    network::Network,
    story::{CHAPTERS, Narrator, Report, Scene, shipped_examples, tell},
};
use clap::Parser;
use serde_json::json;
use std::{path::PathBuf, process::ExitCode, time::Duration};

/// Tells the story of a prescription on a running local network, each line checked against the finalised chain.
#[derive(Debug, Parser)]
struct Arguments {
    /// The folder of the network, as scripts/network made it.
    #[arg(long)]
    network: PathBuf,

    /// A folder with FHIR R4 resources as JSON files. Without it: the few that the project ships.
    #[arg(long)]
    examples: Option<PathBuf>,

    /// Where codes, documents and keys are written. Without it: a temporary folder, deleted at the end.
    #[arg(long)]
    folder: Option<PathBuf>,

    /// Print one JSON object with the result, and nothing else, on the standard output.
    #[arg(long)]
    json: bool,
}

/// Prints the story as it is told.
struct Printer {
    silent: bool,
}

impl Printer {
    fn print(&self, line: String) {
        match self.silent {
            true => eprintln!("{line}"),
            false => println!("{line}"),
        }
    }
}

impl Narrator for Printer {
    fn begins(&self, number: usize, title: &str) {
        match number {
            0 => self.print(format!("\n    {title}.")),
            _ => self.print(format!("\n{number:>2}. {title}.")),
        }
    }

    fn holds(&self, line: &str, took: Duration) {
        self.print(format!("    ok {:>5.1} s  {line}", took.as_secs_f64()));
    }

    fn fails(&self, line: &str, failure: &Failure) {
        self.print(format!("    FAILED      {line}\n                {failure}"));
    }

    fn order(&self, order: &Order, fate: &Fate) {
        let names = order.labels.join(", ");
        self.print(match fate {
            Fate::Issued(id) => format!("    issued   {names}: {:?}", id.0),
            Fate::Refused { message, .. } => format!("    refused  {names}: {message}"),
        });
    }
}

fn run(arguments: &Arguments, printer: &Printer) -> Outcome<Report> {
    let network = Network::attach(&arguments.network)?;
    let temporary = tempfile::Builder::new().prefix("bogam-demo-").tempdir()?;
    let folder = arguments.folder.clone().unwrap_or_else(|| temporary.path().to_owned());
    let input = arguments.examples.clone().unwrap_or_else(shipped_examples);
    printer.print(format!("FHIR resources: {}", input.display()));
    printer.print(format!("Network: {} validators, {}", network.validators(), network.url()));
    let mut scene = Scene::set(&network, &input, &folder)?;
    printer.print(format!(
        "Orders with a quantity: {}",
        scene.examples.orders.iter().map(|order| order.labels.len()).sum::<usize>()
    ));
    Ok(tell(&mut scene, &CHAPTERS, printer))
}

fn sum_up(report: &Report, printer: &Printer) {
    let orders = &report.orders;
    printer.print("\nSummary".into());
    printer.print(format!(
        "  orders with a quantity: {} issued, {} refused, in {:.1} s",
        orders.issued(),
        orders.refused(),
        report.orders_took.as_secs_f64()
    ));
    for (reason, count) in orders.reasons() {
        printer.print(format!("    {count:>3} refused: {reason}"));
    }
    for step in &report.steps {
        let mark = if step.failure.is_none() { "ok    " } else { "FAILED" };
        let seconds = step.took.as_secs_f64();
        printer.print(format!("  {mark} {seconds:>6.1} s  {:>2}. {} ({} lines)", step.number, step.title, step.lines));
    }
    printer.print(format!("  {} of {} steps passed", report.passed(), report.steps.len()));
    for failure in report.failures() {
        printer.print(format!("  failed: {failure}"));
    }
}

fn in_json(report: &Report) -> serde_json::Value {
    let steps: Vec<_> = report
        .steps
        .iter()
        .map(|step| {
            json!({
                "number": step.number, "title": step.title, "seconds": step.took.as_secs_f64(), "lines": step.lines,
                "failure": step.failure.as_ref().map(ToString::to_string),
            })
        })
        .collect();
    json!({
        "orders": { "issued": report.orders.issued(), "refused": report.orders.refused(), "reasons": report.orders.reasons() },
        "steps": steps, "passed": report.passed(), "complete": report.is_complete(), "failures": report.failures(),
    })
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let printer = Printer { silent: arguments.json };
    match run(&arguments, &printer) {
        Ok(report) => {
            sum_up(&report, &printer);
            if arguments.json {
                println!("{}", in_json(&report));
            }
            if report.is_complete() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(failure) => {
            printer.print(format!("The story could not begin: {failure}"));
            if arguments.json {
                println!("{}", json!({ "complete": false, "failures": [failure.to_string()] }));
            }
            ExitCode::FAILURE
        }
    }
}
