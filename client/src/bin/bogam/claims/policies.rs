//! Policies, and one-time handles on them.

use super::{
    fhir::{Coverage, warnings_value},
    state,
    values::{limits_of, policy_value, year_value},
};
use crate::{
    consent::account_of,
    context::{Context, machine_clock},
    output::{Failure, Outcome, Report},
    prescription::organisation_of,
    words::{Word, parse_moment, read},
};
use bogam_client::{
    chain::{
        Chain,
        runtime::{
            runtime_types::pallet_claims::types::{NewHandle, NewPolicy},
            transactions, view_functions,
        },
    },
    fhir::{FhirError, Problem, claim::CoverageTerms},
    keys::Key,
};
use bogam_primitives::{
    Moment, OrganisationId, PlanId, PolicyId,
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
        /// What is left of the deductible, in won, in the plan's steps: round down, to the patient's favour.
        #[arg(long, default_value_t = 0)]
        deductible: Won,
        /// The share of the benefit that is set aside for the handle, in won, in the plan's steps.
        #[arg(long)]
        share: Won,
    },
    /// End a policy now, or close a handle and return what it did not use (signed by an underwriter). The key of a policy stays
    /// for the time to appeal, and as long as money is on it: the same command releases it later.
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

/// Under which plan, for whom, and for how long: from options, or from a FHIR Coverage.
#[derive(Debug, Args)]
pub struct Issue {
    #[command(flatten)]
    coverage: Coverage,
    /// The plan.
    #[arg(long, required_unless_present = "from", conflicts_with = "from", value_parser = read::<PlanId>)]
    plan: Option<PlanId>,
    /// A fresh key of the insured person: its account.
    #[arg(long, value_parser = read::<AccountId32>)]
    holder: AccountId32,
    /// From this moment on services are covered. Default: now; for a handle, the plan's step before.
    #[arg(long, conflicts_with = "from", value_parser = parse_moment)]
    valid_from: Option<Moment>,
    /// From this moment on they are no longer covered.
    #[arg(
        long,
        alias = "until",
        required_unless_present = "from",
        conflicts_with = "from",
        value_parser = parse_moment
    )]
    valid_until: Option<Moment>,
    /// Map and check a FHIR Coverage only; no network is needed.
    #[arg(long, requires = "from")]
    dry_run: bool,
}

/// What a policy or handle is issued with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Terms {
    insurer: OrganisationId,
    plan: PlanId,
    from: Moment,
    until: Moment,
}

impl Issue {
    /// What would be issued by `insurer` at the moment `now`, and what the file says, if one is named.
    fn terms(
        &self,
        now: Moment,
        insurer: Option<OrganisationId>,
        context: &Context,
    ) -> Outcome<(Terms, Option<CoverageTerms>)> {
        if let Some(said) = self.coverage.terms(now, insurer, context)? {
            if insurer.is_some_and(|insurer| insurer != said.insurer) {
                // Another insurer's policy is that one's to issue.
                let found = format!("organisation {}", said.insurer);
                let problem = Problem::WrongTarget { found, expected: "the organisation of the key that signs" };
                return Err(FhirError::new("Coverage.payor", problem).into());
            }
            let terms = Terms { insurer: said.insurer, plan: said.plan, from: said.from, until: said.until };
            return Ok((terms, Some(said)));
        }
        match (insurer, self.plan, self.valid_until) {
            (Some(insurer), Some(plan), Some(until)) => {
                Ok((Terms { insurer, plan, from: self.valid_from.unwrap_or(now), until }, None))
            }
            _ => Err(Failure::usage(
                "--plan and --valid-until are needed, or --from",
                "--plan과 --valid-until, 또는 --from이 필요합니다.",
            )),
        }
    }

    /// What would be issued, without a network.
    fn rehearse(&self, context: &Context) -> Outcome<Report> {
        let (terms, said) = self.terms(machine_clock(), None, context)?;
        let warnings = said.map(|said| warnings_value(&said.warnings)).unwrap_or_default();
        Ok(Report::data(json!({
            "dryRun": true,
            "insurer": terms.insurer,
            "plan": terms.plan.show(),
            "holder": self.holder.show(),
            "from": terms.from,
            "until": terms.until,
            "warnings": warnings,
        })))
    }

    /// Issues what the options or the file say: a policy, or a handle with these limits.
    async fn issue(&self, limits: Option<Limits>, context: &Context) -> Outcome<Report> {
        if self.dry_run {
            return self.rehearse(context);
        }
        let chain = &context.chain().await?;
        let insurer = organisation_of(chain, account_of(&context.key()?)).await?;
        let (terms, said) = self.terms(chain.now().await?, Some(insurer), context)?;
        let Terms { plan, mut from, until, .. } = terms;
        if limits.is_some() && self.valid_from.is_none() && said.is_none() {
            // The present moment is no other handle's: this one begins where the plan's last step did.
            from = state::plan(chain, plan).await?.terms.0.handle_steps.last_before(from);
        }
        let holder = self.holder;
        let kept = match &said {
            Some(said) => self.coverage.keep_subscriber(said)?,
            None => None,
        };
        let calls = transactions().claims();
        let sent = match limits {
            None => {
                let new = NewPolicy { plan: Static(plan), holder, from, until };
                context.submit(chain, &calls.issue_policy(new)).await
            }
            Some(limits) => {
                let new = NewHandle { plan: Static(plan), holder, from, until, limits: Static(limits) };
                context.submit(chain, &calls.issue_handle(new)).await
            }
        };
        if let (Some(path), Err(failure)) = (kept, &sent) {
            match failure.is_undecided() {
                true => context.say_kept(&path.display().to_string()),
                false => drop(std::fs::remove_file(path)),
            }
        }
        sent?;
        let mut report = show(PolicyId::derive(insurer, &plan, &holder.0, from, until), chain).await?;
        if let Some(said) = &said {
            report.value["warnings"] = warnings_value(&said.warnings);
        }
        Ok(report)
    }
}

pub async fn run(command: Command, context: &Context) -> Outcome<Report> {
    let calls = transactions().claims();
    match command {
        Command::Issue(issue) => issue.issue(None, context).await,
        Command::Handle { issue, deductible, share } => {
            issue.issue(Some(Limits { deductible, cap: share }), context).await
        }
        Command::End { policy } => {
            let chain = context.chain().await?;
            context.submit(&chain, &calls.end_policy(Static(policy))).await?;
            show(policy, &chain).await
        }
        Command::RotateKey { policy, new_key } => {
            let new_holder = account_of(&Key::read(&new_key)?);
            let chain = context.chain().await?;
            context.submit(&chain, &calls.rotate_policy_key(Static(policy), new_holder)).await?;
            show(policy, &chain).await
        }
        Command::Show { policy } => show(policy, &context.chain().await?).await,
        Command::Year { policy, at } => year(policy, at, &context.chain().await?).await,
    }
}

async fn show(id: PolicyId, chain: &Chain) -> Outcome<Report> {
    Ok(Report::data(policy_value(id, &state::policy(chain, id).await?)))
}

async fn year(id: PolicyId, at: Option<Moment>, chain: &Chain) -> Outcome<Report> {
    let record = state::policy(chain, id).await?;
    let terms = state::plan(chain, record.plan.0).await?.terms.0;
    let limits = limits_of(&record, &terms);
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
