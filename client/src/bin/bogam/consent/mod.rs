//! What patients decide about their data: subjects, decisions, research and erasure.

pub mod decisions;
mod erasure;
pub mod fhir;
mod people;
mod research;
mod subjects;
pub mod words;

use crate::{
    context::Context,
    output::{Failure, Outcome, Report},
    words::read,
};
use bogam_client::{
    chain::{
        Chain,
        runtime::{runtime_types::pallet_consent::types::Subject, view_functions},
    },
    keys::Key,
};
use bogam_primitives::consent::SubjectId;
use clap::{Args, Subcommand};
use subxt::utils::{AccountId32, Static};

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Register patients, and look after their keys.
    #[command(subcommand)]
    Subject(subjects::Command),
    /// Who decides for a patient.
    #[command(subcommand)]
    Guardian(people::GuardianCommand),
    /// Whom a patient lets decide within limits.
    #[command(subcommand)]
    Delegate(people::DelegateCommand),
    /// Permit or deny, revoke, list, take from FHIR and give back, and ask what would be ruled.
    #[command(flatten)]
    Decision(decisions::Command),
    /// Research projects, and who takes part in them.
    #[command(subcommand)]
    Research(research::Command),
    /// Have records erased.
    #[command(subcommand)]
    Erasure(erasure::Command),
}

/// Whose consent it is about. Without an identifier: the patient whose key signs.
#[derive(Debug, Args)]
pub struct Whose {
    /// The subject's identifier.
    #[arg(long, value_parser = read::<SubjectId>)]
    subject: Option<SubjectId>,
}

impl Whose {
    /// The subject that is meant, and what the chain says of it.
    pub async fn find(&self, context: &Context, chain: &Chain) -> Outcome<(SubjectId, Subject)> {
        let id = match self.subject {
            Some(id) => id,
            None => {
                let account = account_of(&context.key()?);
                let found = chain.ask(view_functions().consent().subject_by_key(account)).await?;
                let unknown = || {
                    Failure::unknown(
                        "Consent",
                        "NotTheSubject",
                        "The key belongs to no subject: name it with --subject.",
                    )
                };
                found.ok_or_else(unknown)?.0
            }
        };
        Ok((id, known(chain, id).await?))
    }
}

/// The account of a key, as the chain's types have it.
pub fn account_of(key: &Key) -> AccountId32 {
    AccountId32(key.keypair().public_key().0)
}

/// The subject, or the refusal that the chain would give.
pub async fn known(chain: &Chain, id: SubjectId) -> Outcome<Subject> {
    let found = chain.ask(view_functions().consent().subject(Static(id))).await?;
    found.ok_or_else(|| Failure::unknown("Consent", "UnknownSubject", "There is no such subject."))
}

/// The number under which a decision of the subject has to be sent.
pub async fn next_decision(chain: &Chain, id: SubjectId) -> Outcome<u32> {
    Ok(chain.ask(view_functions().consent().next_decision(Static(id))).await?)
}

pub async fn run(command: Command, context: &Context) -> Outcome<Report> {
    let chain = context.chain().await?;
    match command {
        Command::Subject(command) => subjects::run(command, context, &chain).await,
        Command::Guardian(command) => people::guardian(command, context, &chain).await,
        Command::Delegate(command) => people::delegate(command, context, &chain).await,
        Command::Decision(command) => decisions::run(command, context, &chain).await,
        Command::Research(command) => research::run(command, context, &chain).await,
        Command::Erasure(command) => erasure::run(command, context, &chain).await,
    }
}
