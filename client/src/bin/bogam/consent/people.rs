//! Guardians and delegates.

use super::{
    Whose, subjects,
    words::{categories, parse_category, parse_purpose, parse_sensitivity, purposes},
};
use crate::{
    context::Context,
    output::{Outcome, Report},
    words::{parse_moment, read},
};
use bogam_client::chain::{
    Chain,
    runtime::{
        runtime_types::pallet_consent::types::{Delegate, Guardian, Limits},
        transactions,
    },
};
use bogam_primitives::{
    Moment,
    consent::{Category, Purpose, Sensitivities, Sensitivity},
};
use clap::{Subcommand, ValueEnum};
use subxt::utils::{AccountId32, Static};

#[derive(Debug, Subcommand)]
pub enum GuardianCommand {
    /// Appoint a guardian (signed by the patient or the custodian).
    Appoint {
        #[command(flatten)]
        whose: Whose,
        /// The guardian's account.
        #[arg(value_parser = read::<AccountId32>)]
        account: AccountId32,
        /// When the guardianship ends.
        #[arg(long, value_parser = parse_moment)]
        until: Moment,
    },
    /// End a guardianship.
    Dismiss {
        #[command(flatten)]
        whose: Whose,
        /// The guardian's account.
        #[arg(value_parser = read::<AccountId32>)]
        account: AccountId32,
    },
}

/// What a delegate may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Right {
    /// Make permits.
    Permit,
    /// Make denies.
    Deny,
    /// Revoke what is within the limits.
    Revoke,
}

#[derive(Debug, Subcommand)]
pub enum DelegateCommand {
    /// Let somebody decide within limits (signed by the patient or a guardian).
    Appoint {
        #[command(flatten)]
        whose: Whose,
        /// The delegate's account.
        #[arg(value_parser = read::<AccountId32>)]
        account: AccountId32,
        /// When the delegation ends.
        #[arg(long, value_parser = parse_moment)]
        until: Moment,
        /// What the delegate may do. May be given more than once.
        #[arg(long = "may", required = true)]
        rights: Vec<Right>,
        /// Only about this purpose (code or name). May be given more than once. Default: all.
        #[arg(long = "purpose", value_parser = parse_purpose)]
        purposes: Vec<Purpose>,
        /// Only about this category. May be given more than once. Default: all.
        #[arg(long = "category", value_parser = parse_category)]
        categories: Vec<Category>,
        /// A permit may name this sensitivity. May be given more than once. Default: none.
        #[arg(long = "sensitivity", value_parser = parse_sensitivity)]
        sensitivities: Vec<Sensitivity>,
    },
    /// End a delegation.
    Dismiss {
        #[command(flatten)]
        whose: Whose,
        /// The delegate's account.
        #[arg(value_parser = read::<AccountId32>)]
        account: AccountId32,
    },
}

pub async fn guardian(command: GuardianCommand, context: &Context, chain: &Chain) -> Outcome<Report> {
    let calls = transactions().consent();
    let id = match command {
        GuardianCommand::Appoint { whose, account, until } => {
            let (id, _) = whose.find(context, chain).await?;
            context.submit(chain, &calls.appoint_guardian(Static(id), Guardian { account, until })).await?;
            id
        }
        GuardianCommand::Dismiss { whose, account } => {
            let (id, _) = whose.find(context, chain).await?;
            context.submit(chain, &calls.dismiss_guardian(Static(id), account)).await?;
            id
        }
    };
    subjects::report(chain, id).await
}

pub async fn delegate(command: DelegateCommand, context: &Context, chain: &Chain) -> Outcome<Report> {
    let calls = transactions().consent();
    let id = match command {
        DelegateCommand::Appoint {
            whose,
            account,
            until,
            rights,
            purposes: named_purposes,
            categories: named_categories,
            sensitivities,
        } => {
            let (id, _) = whose.find(context, chain).await?;
            let limits = Limits {
                purposes: Static(purposes(&named_purposes)),
                categories: Static(categories(&named_categories)),
                sensitivities: Static(Sensitivities::of(&sensitivities)),
                may_permit: rights.contains(&Right::Permit),
                may_deny: rights.contains(&Right::Deny),
                may_revoke: rights.contains(&Right::Revoke),
            };
            context.submit(chain, &calls.appoint_delegate(Static(id), Delegate { account, until, limits })).await?;
            id
        }
        DelegateCommand::Dismiss { whose, account } => {
            let (id, _) = whose.find(context, chain).await?;
            context.submit(chain, &calls.dismiss_delegate(Static(id), account)).await?;
            id
        }
    };
    subjects::report(chain, id).await
}
