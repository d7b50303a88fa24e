//! Key files.

use crate::{
    context::Context,
    output::{Failure, Outcome, Report},
};
use bogam_client::keys::Key;
use clap::Subcommand;
use serde_json::json;
use std::{
    io::Read,
    path::{Path, PathBuf},
};
use zeroize::Zeroizing;

/// The longest secret that is read, in bytes.
const LONGEST_SECRET: u64 = 4096;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a new key from the operating system's randomness.
    Generate {
        /// The key file to write. Only its owner can read it; an existing file is never overwritten.
        #[arg(long)]
        out: PathBuf,
    },
    /// Make a key file from a phrase, seed or secret URI (such as //Clinic//Physician) on the standard input.
    FromUri {
        /// The key file to write.
        #[arg(long)]
        out: PathBuf,
    },
    /// Show the account of the key in --key.
    Show,
}

pub fn run(command: Command, context: &Context) -> Outcome<Report> {
    match command {
        Command::Generate { out } => Ok(report(&Key::generate(&out)?, Some(&out))),
        Command::FromUri { out } => {
            let mut secret = Zeroizing::new(String::new());
            std::io::stdin().take(LONGEST_SECRET).read_to_string(&mut secret).map_err(|error| {
                Failure::input(
                    "standard_input",
                    format!("the standard input cannot be read: {error}"),
                    format!("표준 입력을 읽을 수 없습니다: {error}"),
                )
            })?;
            Ok(report(&Key::store(&out, secret.trim())?, Some(&out)))
        }
        Command::Show => Ok(report(&context.key()?, None)),
    }
}

fn report(key: &Key, file: Option<&Path>) -> Report {
    let account = subxt::utils::AccountId32(key.keypair().public_key().0).to_string();
    let file = file.map(|path| path.display().to_string());
    Report { text: account.clone(), value: json!({ "account": account, "file": file }) }
}
