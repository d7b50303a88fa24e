//! Policies, and one-time handles on them.

use super::{
    state,
    values::{policy_value, year_value},
    words::{Word, read},
};
use crate::{
    consent::{account_of, words::parse_moment},
    context::Context,
    output::{Failure, Outcome, Report},
    prescription::organisation_of,
};
use bogam_client::{
    chain::{
        Chain,
        runtime::{
            runtime_types::pallet_claims::types::{NewHandle, NewPolicy},
            transactions, view_functions,
        },
    },
    keys::Key,
};
use bogam_primitives::{
    Moment, PlanId, PolicyId,
    claim::{Limits, Won},
};
use clap::{Args, Subcommand};
use serde_json::json;
use std::path::PathBuf;
use subxt::utils::{AccountId32, Static};

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Issue a policy (signed by an underwriter). The insurer sponsors its key.
    Issue(Issue),
    /// Hand out a one-time handle on a policy that only the insurer knows (signed by an underwriter).
    Handle {
        #[command(flatten)]
        issue: Issue,
        /// What is left of the deductible, in won.
        #[arg(long, default_value_t = 0)]
        deductible: Won,
        /// The share of the benefit that is set aside for the handle, in won.
        #[arg(long)]
        share: Won,
    },
    /// End a policy now, or close a handle and return what it did not use (signed by an underwriter).
    End {
        /// The policy or handle.
        #[arg(value_parser = read::<PolicyId>)]
        policy: PolicyId,
    },
    /// Put a fresh key in place of the policy's (signed by the present key).
    RotateKey {
        /// The policy or handle.
        #[arg(value_parser = read::<PolicyId>)]
        policy: PolicyId,
        /// The file with the new key.
        #[arg(long)]
        new_key: PathBuf,
    },
    /// Show a policy or handle.
    Show {
        /// The policy or handle.
        #[arg(value_parser = read::<PolicyId>)]
        policy: PolicyId,
    },
    /// Show what has been used of a benefit year, and what is left.
    Year {
        /// The policy or handle.
        #[arg(value_parser = read::<PolicyId>)]
        policy: PolicyId,
        /// A moment of the year. Default: now.
        #[arg(long, value_parser = parse_moment)]
        at: Option<Moment>,
    },
}

/// Under which plan, for whom, and for how long.
#[derive(Debug, Args)]
pub struct Issue {
    /// The plan.
    #[arg(long, value_parser = read::<PlanId>)]
    plan: PlanId,
    /// A fresh key of the insured person: its account.
    #[arg(long, value_parser = read::<AccountId32>)]
    holder: AccountId32,
    /// From this moment on services are covered. Default: now.
    #[arg(long, value_parser = parse_moment)]
    from: Option<Moment>,
    /// From this moment on they are no longer covered.
    #[arg(long, value_parser = parse_moment)]
    until: Moment,
}

impl Issue {
    async fn begins(&self, chain: &Chain) -> Outcome<Moment> {
        Ok(match self.from {
            Some(from) => from,
            None => chain.now().await?,
        })
    }
}

pub async fn run(command: Command, context: &Context) -> Outcome<Report> {
    let calls = transactions().claims();
    let chain = &context.chain().await?;
    let id = match command {
        Command::Issue(issue) => {
            let insurer = organisation_of(chain, account_of(&context.key()?)).await?;
            let from = issue.begins(chain).await?;
            let Issue { plan, holder, until, .. } = issue;
            let new = NewPolicy { plan: Static(plan), holder, from, until };
            context.submit(chain, &calls.issue_policy(new)).await?;
            PolicyId::derive(insurer, &plan, &holder.0, from, until)
        }
        Command::Handle { issue, deductible, share } => {
            let insurer = organisation_of(chain, account_of(&context.key()?)).await?;
            let from = issue.begins(chain).await?;
            let Issue { plan, holder, until, .. } = issue;
            let limits = Static(Limits { deductible, cap: share });
            let new = NewHandle { plan: Static(plan), holder, from, until, limits };
            context.submit(chain, &calls.issue_handle(new)).await?;
            PolicyId::derive(insurer, &plan, &holder.0, from, until)
        }
        Command::End { policy } => {
            context.submit(chain, &calls.end_policy(Static(policy))).await?;
            policy
        }
        Command::RotateKey { policy, new_key } => {
            let new_holder = account_of(&Key::read(&new_key)?);
            context.submit(chain, &calls.rotate_policy_key(Static(policy), new_holder)).await?;
            policy
        }
        Command::Show { policy } => policy,
        Command::Year { policy, at } => return year(policy, at, chain).await,
    };
    Ok(Report::data(policy_value(id, &state::policy(chain, id).await?)))
}

async fn year(id: PolicyId, at: Option<Moment>, chain: &Chain) -> Outcome<Report> {
    let record = state::policy(chain, id).await?;
    let terms = state::plan(chain, record.plan.0).await?.terms.0;
    let limits = super::values::limits_of(&record, &terms);
    let at = match at {
        Some(at) => at,
        None => chain.now().await?,
    };
    let found = chain.ask(view_functions().claims().benefit_year(Static(id), at)).await?;
    let (year, used) = found.ok_or_else(|| {
        Failure::input(
            "before_coverage",
            "the policy has no benefit year at that moment",
            "그때는 이 계약의 보험연도가 아닙니다.",
        )
    })?;
    let mut value = year_value(year, &used.0);
    value["policy"] = id.show().into();
    value["limits"] = json!({ "deductible": limits.deductible, "cap": limits.cap });
    value["free"] = used.0.free(&limits).into();
    value["deductibleLeft"] = limits.deductible.saturating_sub(used.0.deductible_met).into();
    Ok(Report::data(value))
}
