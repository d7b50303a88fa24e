//! Subjects: a patient at one custodian.

use super::{Whose, account_of, known, next_decision};
use crate::{
    context::Context,
    output::{Outcome, Report},
    words::{hash_text, parse_moment, read},
};
use bogam_client::chain::{
    Chain,
    runtime::{
        runtime_types::pallet_consent::types::{Guardian, Subject},
        transactions,
    },
};
use bogam_client::keys::Key;
use bogam_primitives::{Moment, consent::SubjectId};
use clap::{Args, Subcommand};
use serde_json::{Value, json};
use std::path::PathBuf;
use subxt::utils::{AccountId32, Static};

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Register a patient (signed by a custodian). The patient's key must be fresh, and may be used without any coin from
    /// then on.
    Register {
        /// The patient's account.
        #[arg(long, value_parser = read::<AccountId32>)]
        holder: AccountId32,
        #[command(flatten)]
        guardian: Option<NewGuardian>,
    },
    /// Show a subject.
    Show {
        #[command(flatten)]
        whose: Whose,
    },
    /// Change to a new key (signed by the old one).
    Rotate {
        #[command(flatten)]
        whose: Whose,
        /// The file with the new key, as `bogam key generate` writes it.
        #[arg(long)]
        new_key: PathBuf,
    },
    /// Propose a new key in place of a lost one (signed by the custodian, which has made sure whose it is).
    ProposeKey {
        #[command(flatten)]
        whose: Whose,
        /// The account of the new key.
        #[arg(long, value_parser = read::<AccountId32>)]
        holder: AccountId32,
    },
    /// Object to a key that the custodian has proposed.
    ObjectToKey {
        #[command(flatten)]
        whose: Whose,
    },
    /// Put the proposed key in place, after the delay. Anyone may.
    CompleteKey {
        #[command(flatten)]
        whose: Whose,
    },
    /// End a subject for good.
    Close {
        #[command(flatten)]
        whose: Whose,
    },
}

/// Who decides for a patient, and until when.
#[derive(Debug, Args)]
#[group(multiple = true, requires_all = ["guardian", "guardian_until"])]
pub struct NewGuardian {
    /// The guardian's account, for a minor.
    #[arg(long, required = false, value_parser = read::<AccountId32>)]
    guardian: AccountId32,
    /// When the guardianship ends.
    #[arg(long, required = false, value_parser = parse_moment)]
    guardian_until: Moment,
}

pub async fn run(command: Command, context: &Context, chain: &Chain) -> Outcome<Report> {
    let calls = transactions().consent();
    let id = match command {
        Command::Register { holder, guardian } => {
            let guardian = guardian.map(|one| Guardian { account: one.guardian, until: one.guardian_until });
            context.submit(chain, &calls.register_subject(holder, guardian)).await?;
            let found =
                chain.ask(bogam_client::chain::runtime::view_functions().consent().subject_by_key(holder)).await?;
            // The key may have been exchanged in the next block already.
            match found {
                Some(id) => id.0,
                None => return Ok(Report::data(json!({ "subject": Value::Null }))),
            }
        }
        Command::Show { whose } => whose.find(context, chain).await?.0,
        Command::Rotate { whose, new_key } => {
            let (id, _) = whose.find(context, chain).await?;
            let account = account_of(&Key::read(&new_key)?);
            context.submit(chain, &calls.rotate_key(Static(id), account)).await?;
            id
        }
        Command::ProposeKey { whose, holder } => {
            let (id, _) = whose.find(context, chain).await?;
            context.submit(chain, &calls.propose_key(Static(id), holder)).await?;
            id
        }
        Command::ObjectToKey { whose } => {
            let (id, _) = whose.find(context, chain).await?;
            context.submit(chain, &calls.object_to_key(Static(id))).await?;
            id
        }
        Command::CompleteKey { whose } => {
            let (id, _) = whose.find(context, chain).await?;
            context.submit(chain, &calls.complete_key(Static(id))).await?;
            id
        }
        Command::Close { whose } => {
            let (id, _) = whose.find(context, chain).await?;
            context.submit(chain, &calls.close_subject(Static(id))).await?;
            id
        }
    };
    report(chain, id).await
}

/// What the chain says of a subject.
pub async fn report(chain: &Chain, id: SubjectId) -> Outcome<Report> {
    let subject = known(chain, id).await?;
    let next = match subject.closed_at {
        Some(_) => None,
        None => Some(next_decision(chain, id).await?),
    };
    Ok(Report::data(subject_value(id, &subject, next)))
}

/// `next_decision` is `None` for a subject that is closed: nobody decides for it.
fn subject_value(id: SubjectId, subject: &Subject, next_decision: Option<u32>) -> Value {
    json!({
        "subject": hash_text(id.0),
        "custodian": subject.custodian,
        "key": subject.key.to_string(),
        "registeredAt": subject.registered_at,
        "closedAt": subject.closed_at,
        "nextDecision": next_decision,
        "nextReceipt": subject.next_receipt,
        "pendingKey": subject.pending_key.as_ref().map(|pending| json!({
            "key": pending.key.to_string(),
            "readyAt": pending.ready_at,
        })),
        "guardians": subject.guardians.0.iter().map(|guardian| json!({
            "account": guardian.account.to_string(),
            "until": guardian.until,
        })).collect::<Vec<_>>(),
        "delegates": subject.delegates.0.iter().map(|delegate| json!({
            "account": delegate.account.to_string(),
            "until": delegate.until,
            "purposes": super::words::codes!(delegate.limits.purposes.0),
            "categories": super::words::codes!(delegate.limits.categories.0),
            "sensitivities": super::words::codes!(delegate.limits.sensitivities.0),
            "mayPermit": delegate.limits.may_permit,
            "mayDeny": delegate.limits.may_deny,
            "mayRevoke": delegate.limits.may_revoke,
        })).collect::<Vec<_>>(),
        "broadConsent": subject.broad_consent.as_ref().map(super::research::broad_value),
        "projects": subject.projects.0.iter().map(|part| json!({
            "project": hash_text(part.project.0.0),
            "until": part.until,
            "enrolledBy": part.enrolled.as_ref().map(|consent| hash_text(consent.0.0)),
        })).collect::<Vec<_>>(),
    })
}
