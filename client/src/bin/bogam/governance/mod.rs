//! The council: motions, votes, and what they change.

mod matters;
mod motions;
mod upgrades;

use crate::{
    context::Context,
    output::{Failure, Outcome, Report},
};
use bogam_client::{
    governance::{GovernanceError, motion::Reference},
    messages::{Explained, Language},
};
use clap::{Args, Subcommand};
use std::path::PathBuf;
use subxt::utils::AccountId32;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Move that the council decides something (signed by a member). Prints the motion's number and hash.
    Propose(matters::Propose),
    /// Say yes or no to a motion (signed by a member). A vote can be changed until the motion is closed.
    Vote {
        /// The motion: its number, or its hash.
        #[arg(long, value_parser = parse_motion)]
        motion: Reference,
        #[command(flatten)]
        choice: Choice,
    },
    /// Close a motion that has enough votes, or whose time is over; if it was carried, it takes effect (signed by anyone).
    Close {
        /// The motion: its number, or its hash.
        #[arg(long, value_parser = parse_motion)]
        motion: Reference,
    },
    /// List the motions: what they do, how they stand, and who has voted.
    List,
    /// Show a motion: what it does in words, who has voted, how many votes it needs, and how much time is left.
    Show {
        /// The motion: its number, or its hash.
        #[arg(long, value_parser = parse_motion)]
        motion: Reference,
        #[command(flatten)]
        compared: upgrades::Compared,
    },
    /// Show which upgrade of the runtime is authorised.
    Upgrade {
        #[command(flatten)]
        compared: upgrades::Compared,
    },
    /// Apply the authorised upgrade (signed by anyone who may send transactions).
    ApplyUpgrade {
        /// The WASM file of the runtime, exactly as it was authorised.
        #[arg(long)]
        code: PathBuf,
    },
    /// Clear away an authorisation that has expired (signed by anyone).
    ClearUpgrade,
    /// Show what is paused, and whether the chain is in safe mode.
    Paused,
}

/// Yes or no.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub struct Choice {
    /// Vote for it.
    #[arg(long)]
    yes: bool,
    /// Vote against it.
    #[arg(long)]
    no: bool,
}

impl Choice {
    fn approves(&self) -> bool {
        self.yes && !self.no
    }
}

impl From<GovernanceError> for Failure {
    fn from(error: GovernanceError) -> Self {
        let (code, english, korean) = (error.code(), error.to_string(), error.message(Language::Korean));
        match error {
            GovernanceError::Chain(error) => error.into(),
            // What only the chain or its node could say is a refusal, like those of the chain itself.
            GovernanceError::UnknownMotion(_) | GovernanceError::TooFewVotes | GovernanceError::NoSessionKeys(_) => {
                Self::unreleased(code, english, korean)
            }
            _ => Self::input(code, english, korean),
        }
    }
}

fn parse_motion(text: &str) -> Result<Reference, String> {
    text.parse().map_err(|error: GovernanceError| error.to_string())
}

/// The account of the key that signs.
pub fn own_account(context: &Context) -> Outcome<AccountId32> {
    Ok(AccountId32(context.key()?.keypair().public_key().0))
}

pub async fn run(command: Command, context: &Context) -> Outcome<Report> {
    match command {
        Command::Propose(asked) => matters::propose(asked, context).await,
        Command::Vote { motion, choice } => motions::vote(motion, choice.approves(), context).await,
        Command::Close { motion } => motions::close(motion, context).await,
        Command::List => motions::list(context).await,
        Command::Show { motion, compared } => motions::show(motion, &compared, context).await,
        Command::Upgrade { compared } => upgrades::show(&compared, context).await,
        Command::ApplyUpgrade { code } => upgrades::apply(&code, context).await,
        Command::ClearUpgrade => upgrades::clear(context).await,
        Command::Paused => upgrades::paused(context).await,
    }
}
