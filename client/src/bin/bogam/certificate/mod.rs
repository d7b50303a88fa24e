//! Certificates: schemas, batches, status; and what holders show and verifiers ask.

mod batches;
pub mod issuing;
mod schemas;
mod verifying;
pub mod words;

use crate::{
    consent::account_of,
    context::Context,
    output::{Failure, Outcome, Report},
};
use bogam_client::chain::{Chain, runtime::view_functions};
use bogam_primitives::OrganisationId;
use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// What certificates say, and who may issue them.
    #[command(subcommand)]
    Schema(schemas::Command),
    /// Endorse, suspend, revoke, supersede, and read.
    #[command(flatten)]
    Batch(batches::Command),
    /// Sign batches, and publish status lists.
    #[command(flatten)]
    Issuing(issuing::Command),
    /// Check what holders present.
    #[command(flatten)]
    Verifying(verifying::Command),
}

/// The organisation for which the key of `--key` acts.
pub async fn organisation_of(context: &Context, chain: &Chain) -> Outcome<OrganisationId> {
    let account = account_of(&context.key()?);
    let seat = chain.ask(view_functions().registry().seat(account)).await?;
    let seat = seat.ok_or_else(|| Failure::unknown("Registry", "NoSeat", "The account has no seat."))?;
    Ok(seat.organisation)
}

pub async fn run(command: Command, context: &Context) -> Outcome<Report> {
    match command {
        Command::Schema(command) => schemas::run(command, context, &context.chain().await?).await,
        Command::Batch(command) => batches::run(command, context, &context.chain().await?).await,
        Command::Issuing(command) => match issuing::offline(&command, context) {
            Some(outcome) => outcome,
            None => issuing::run(command, context, &context.chain().await?).await,
        },
        Command::Verifying(command) => verifying::run(command, context).await,
    }
}
