//! The `bogam` command: one sub-command for every act of every role.
//!
//! Secrets come from files or the standard input, never from the command line. With `--json` there is one JSON object on
//! the standard output, also for errors. Exit codes: 0 done, 1 refused by the chain, 2 wrong usage, 3 unusable input, 4 no
//! connection, 5 document missing or not authentic.

mod chain;
mod context;
mod fhir;
mod holder;
mod key;
mod output;
mod pharmacy;
mod prescription;
mod registry;
mod show;

use clap::{Parser, Subcommand};
use context::{Context, Global};
use output::{Outcome, Report};
use std::process::ExitCode;

/// Prescriptions on Bogam, for every role: clinic, pharmacy, patient, authority and reader.
#[derive(Debug, Parser)]
#[command(
    version,
    about,
    after_help = "Exit codes: 0 done, 1 refused by the chain, 2 wrong usage, 3 unusable input, \
    4 no connection, 5 document missing or not authentic."
)]
struct CommandLine {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make and show key files.
    #[command(subcommand)]
    Key(key::Command),
    /// Organisations, seats and licences.
    #[command(subcommand)]
    Registry(registry::Command),
    /// Issue and look after prescriptions; read them.
    #[command(subcommand)]
    Prescription(prescription::Command),
    /// Scan, accept and dispense.
    #[command(subcommand)]
    Pharmacy(pharmacy::Command),
    /// What the patient decides.
    #[command(subcommand)]
    Holder(holder::Command),
    /// Back to FHIR.
    #[command(subcommand)]
    Fhir(fhir::Command),
    /// The chain itself.
    #[command(subcommand)]
    Chain(chain::Command),
}

async fn run(command: Command, context: &Context) -> Outcome<Report> {
    match command {
        Command::Key(command) => key::run(command, context),
        Command::Registry(command) => registry::run(command, context).await,
        Command::Prescription(command) => prescription::run(command, context).await,
        Command::Pharmacy(command) => pharmacy::run(command, context).await,
        Command::Holder(command) => holder::run(command, context).await,
        Command::Fhir(command) => fhir::run(command, context).await,
        Command::Chain(command) => chain::run(command, context).await,
    }
}

#[tokio::main]
async fn main() -> ExitCode {
    let CommandLine { global, command } = CommandLine::parse();
    let context = Context::new(global);
    let outcome = run(command, &context).await;
    output::finish(outcome, &context)
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn command_line_should_be_consistent() {
        CommandLine::command().debug_assert();
    }
}
