//! Certificates: schemas, batches, status; and what holders show and verifiers ask.

mod batches;
pub mod issuing;
mod schemas;
mod verifying;
pub mod words;

use crate::{
    consent::account_of,
    context::{Context, read_one_more, write_file},
    output::{Failure, Outcome, Report},
};
use bogam_client::{
    chain::{Chain, runtime::view_functions},
    parts,
};
use bogam_primitives::OrganisationId;
use clap::Subcommand;
use std::{fs, path::Path};

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

/// Reads a file that the user named and a stranger may have written: not more of it than `limit` bytes.
pub fn read_at_most(path: &Path, limit: usize) -> Outcome<Vec<u8>> {
    let bytes = read_one_more(path, limit)?;
    match bytes.len() > limit {
        true => Err(Failure::input(
            "file_too_large",
            format!("{} has more than {limit} bytes, more than what is expected there ever has", path.display()),
            format!("{} 파일이 {limit}바이트를 넘습니다. 이 자리에 올 수 있는 어떤 파일보다도 큽니다.", path.display()),
        )),
        false => Ok(bytes),
    }
}

/// Writes codes: a picture for each, and their texts in one file.
pub fn write_codes(codes: &[String], folder: &Path) -> Outcome<()> {
    fs::create_dir_all(folder).map_err(|error| {
        Failure::input(
            "file_unwritable",
            format!("{} cannot be made: {error}", folder.display()),
            format!("{} 폴더를 만들 수 없습니다: {error}", folder.display()),
        )
    })?;
    for (number, code) in codes.iter().enumerate() {
        write_file(&folder.join(format!("code-{}.svg", number + 1)), parts::to_svg(code)?.as_bytes())?;
    }
    write_file(&folder.join("codes.txt"), format!("{}\n", codes.join("\n")).as_bytes())
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
