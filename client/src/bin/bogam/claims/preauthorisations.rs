//! Approval before a service.

use super::{
    agree::{Agree, agree},
    files::{Committed, Prepared, RequestContent, StatementFile, read_json, tags, write_json},
    state,
    values::preauthorisation_value,
    words::read,
};
use crate::{
    consent::account_of,
    context::Context,
    output::{Outcome, Report},
    prescription::organisation_of,
};
use bogam_client::chain::{
    Chain,
    runtime::{runtime_types::pallet_claims::types::PreauthorisationVerdict, storage, transactions},
};
use bogam_primitives::{
    OrganisationId, PolicyId, PreauthorisationId,
    claim::{AdjustmentReason, AuthorisePreauthorisation, ServiceCategory, Won},
};
use clap::{Args, Subcommand};
use serde_json::json;
use std::path::PathBuf;
use subxt::utils::Static;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Prepare a request, for the patient to sign.
    Prepare {
        /// The policy or handle.
        #[arg(long, value_parser = read::<PolicyId>)]
        policy: PolicyId,
        /// What kind of service, such as procedure.
        #[arg(long, value_parser = read::<ServiceCategory>)]
        category: ServiceCategory,
        /// How much the insurer is asked to pay at most, in won.
        #[arg(long)]
        amount: Won,
        /// The number of the provider. Default: the organisation of the key in --key.
        #[arg(long)]
        provider: Option<OrganisationId>,
        #[command(flatten)]
        committed: Committed,
        /// The file to write.
        #[arg(long)]
        out: PathBuf,
    },
    /// Agree to a prepared request, with the key of the policy or handle. Needs no network.
    Agree(Agree),
    /// Ask for approval (signed by the provider).
    Request {
        /// What was prepared.
        prepared: PathBuf,
        /// What the patient has signed.
        #[arg(long)]
        statement: PathBuf,
    },
    /// Approve, approve less, or deny (signed by an assessor).
    Decide {
        /// The request.
        #[arg(value_parser = read::<PreauthorisationId>)]
        preauthorisation: PreauthorisationId,
        #[command(flatten)]
        verdict: Decided,
    },
    /// Withdraw a request, or give an approval back (signed by the provider).
    Withdraw {
        /// The request.
        #[arg(value_parser = read::<PreauthorisationId>)]
        preauthorisation: PreauthorisationId,
    },
    /// Release an approval whose time is over (anybody with a seat).
    Release {
        /// The request.
        #[arg(value_parser = read::<PreauthorisationId>)]
        preauthorisation: PreauthorisationId,
    },
    /// Show a request and what became of it.
    Show {
        /// The request.
        #[arg(value_parser = read::<PreauthorisationId>)]
        preauthorisation: PreauthorisationId,
    },
    /// List the requests.
    List {
        /// Only those on this policy or handle.
        #[arg(long, value_parser = read::<PolicyId>)]
        policy: Option<PolicyId>,
        /// Only those of this provider.
        #[arg(long)]
        provider: Option<OrganisationId>,
    },
}

/// What an assessor says about a request.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub struct Decided {
    /// As much as is asked for.
    #[arg(long)]
    approve: bool,
    /// No more than this, in won.
    #[arg(long)]
    modify: Option<Won>,
    /// Nothing, and why: the code or name of a reason, such as 50 or not-medically-necessary.
    #[arg(long, value_parser = read::<AdjustmentReason>)]
    deny: Option<AdjustmentReason>,
}

impl Decided {
    fn verdict(&self) -> PreauthorisationVerdict {
        match (self.modify, self.deny) {
            (Some(amount), _) => PreauthorisationVerdict::Modify(amount),
            (None, Some(reason)) => PreauthorisationVerdict::Deny(Static(reason)),
            (None, None) => PreauthorisationVerdict::Approve,
        }
    }
}

pub async fn run(command: Command, context: &Context) -> Outcome<Report> {
    let calls = transactions().claims();
    match command {
        Command::Prepare { policy, category, amount, provider, committed, out } => {
            let chain = context.chain().await?;
            let provider = match provider {
                Some(provider) => provider,
                None => organisation_of(&chain, account_of(&context.key()?)).await?,
            };
            let commitment = committed.make(tags::CLAIM)?;
            let content = RequestContent { policy, category, amount, commitment };
            let prepared = Prepared::new(chain.genesis(), provider, content);
            committed.settle(context, write_json(&out, &prepared))?;
            let text = context.text(
                format!("{} is prepared in {}", prepared.id, out.display()),
                format!("{}을(를) {}에 준비했습니다.", prepared.id, out.display()),
            );
            Ok(Report {
                value: json!({ "preauthorisation": prepared.id, "prepared": out.display().to_string() }),
                text,
            })
        }
        Command::Agree(asked) => agree::<RequestContent>(&asked, context),
        Command::Request { prepared, statement } => {
            let prepared = Prepared::<RequestContent>::read(&prepared)?;
            let statement = read_json::<StatementFile>(&statement)?.decode::<AuthorisePreauthorisation>()?;
            let chain = context.chain().await?;
            let new = Static(prepared.content.request());
            context.submit(&chain, &calls.request_preauthorisation(new, statement)).await?;
            let id = PreauthorisationId::derive(prepared.provider, &prepared.content.request());
            show(id, &chain).await
        }
        Command::Decide { preauthorisation, verdict } => {
            let chain = context.chain().await?;
            let call = calls.decide_preauthorisation(Static(preauthorisation), verdict.verdict());
            context.submit(&chain, &call).await?;
            show(preauthorisation, &chain).await
        }
        Command::Withdraw { preauthorisation } => {
            let chain = context.chain().await?;
            context.submit(&chain, &calls.withdraw_preauthorisation(Static(preauthorisation))).await?;
            show(preauthorisation, &chain).await
        }
        Command::Release { preauthorisation } => {
            let chain = context.chain().await?;
            context.submit(&chain, &calls.release_preauthorisation(Static(preauthorisation))).await?;
            show(preauthorisation, &chain).await
        }
        Command::Show { preauthorisation } => show(preauthorisation, &context.chain().await?).await,
        Command::List { policy, provider } => {
            let all = state::all(&context.chain().await?, storage().claims().preauthorisations(), ()).await?;
            let wanted = all.iter().filter(|(_, record)| {
                policy.is_none_or(|policy| record.policy.0 == policy)
                    && provider.is_none_or(|provider| record.provider == provider)
            });
            let found: Vec<_> = wanted.map(|((id,), record)| preauthorisation_value(id.0, record)).collect();
            Ok(Report::data(json!({ "preauthorisations": found })))
        }
    }
}

async fn show(id: PreauthorisationId, chain: &Chain) -> Outcome<Report> {
    Ok(Report::data(preauthorisation_value(id, &state::preauthorisation(chain, id).await?)))
}

#[cfg(test)]
mod tests {
    use super::{super::words::Word, *};
    use clap::Parser;

    #[derive(Debug, Parser)]
    struct Line {
        #[command(flatten)]
        verdict: Decided,
    }

    #[test]
    fn verdict_should_be_exactly_one() {
        let read = |text: &str| Line::try_parse_from(text.split_whitespace()).map(|line| line.verdict.verdict());
        assert_eq!(read("x --approve").unwrap(), PreauthorisationVerdict::Approve);
        assert_eq!(read("x --modify 5").unwrap(), PreauthorisationVerdict::Modify(5));
        let reason = AdjustmentReason::NotMedicallyNecessary;
        assert_eq!(read("x --deny 50").unwrap(), PreauthorisationVerdict::Deny(Static(reason)));
        assert_eq!(read(&format!("x --deny {}", reason.show())).unwrap(), read("x --deny 50").unwrap());
        for wrong in ["x", "x --approve --modify 5", "x --modify 5 --deny 50", "x --deny 51", "x --modify much"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
