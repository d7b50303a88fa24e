//! What would be paid: asked before the service, answered by the rules that decide. Nothing is recorded.

use super::{
    fhir::{Setting, Tables, read_input},
    prepare::provider_of,
    values::{outcome_text, outcome_value, won_text},
};
use crate::{
    context::Context,
    output::{Failure, Outcome, Report},
    words::{Word, parse_moment, read},
};
use bogam_client::{
    chain::{
        Chain,
        runtime::{runtime_types::pallet_claims::types::EstimateLine, view_functions},
    },
    fhir::claim::EstimatedLine,
};
use bogam_primitives::{
    Moment, OrganisationId, PolicyId, PreauthorisationId,
    claim::{ServiceCategory, Won},
};
use clap::Args;
use serde_json::json;
use std::path::PathBuf;
use subxt::utils::Static;

/// What is to be estimated: from a FHIR Claim, or from options.
#[derive(Debug, Args)]
pub struct Estimate {
    /// The policy or handle.
    #[arg(required_unless_present = "from", value_parser = read::<PolicyId>)]
    policy: Option<PolicyId>,
    /// The file with a FHIR R4 Claim of use predetermination, or with a Bundle that has one.
    #[arg(long, conflicts_with_all = ["policy", "lines"])]
    from: Option<PathBuf>,
    #[command(flatten)]
    tables: Tables,
    /// The number of the provider that the Claim names. Default: the organisation of the key in --key.
    #[arg(long, requires = "from")]
    provider: Option<OrganisationId>,
    /// A line: CATEGORY,CHARGE and where needed other=WON that other insurers pay, and approval=ID. May be given more than
    /// once.
    #[arg(long = "line", required_unless_present = "from", value_parser = parse_estimate)]
    lines: Vec<Estimated>,
    /// When the service is delivered. Default: now.
    #[arg(long, value_parser = parse_moment)]
    at: Option<Moment>,
}

/// A line to be estimated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Estimated {
    category: ServiceCategory,
    charge: Won,
    other_paid: Won,
    approval: Option<PreauthorisationId>,
}

impl From<EstimatedLine> for Estimated {
    fn from(line: EstimatedLine) -> Self {
        Self { category: line.category, charge: line.charge, other_paid: 0, approval: line.preauthorisation }
    }
}

fn parse_estimate(text: &str) -> Result<Estimated, String> {
    let wrong = || "a line is CATEGORY,CHARGE and where needed other=WON and approval=ID".to_owned();
    let mut parts = text.split(',');
    let (category, charge) = (parts.next().ok_or_else(wrong)?, parts.next().ok_or_else(wrong)?);
    let charge = charge.parse().map_err(|_| wrong())?;
    let mut line = Estimated { category: Word::read(category)?, charge, other_paid: 0, approval: None };
    for part in parts {
        match part.split_once('=') {
            Some(("other", amount)) => line.other_paid = amount.parse().map_err(|_| wrong())?,
            Some(("approval", id)) => line.approval = Some(Word::read(id)?),
            _ => return Err(wrong()),
        }
    }
    Ok(line)
}

/// Asks what would be paid.
pub async fn run(estimate: Estimate, context: &Context, chain: &Chain) -> Outcome<Report> {
    let Estimate { policy, from, tables, provider, lines, at } = estimate;
    let now = chain.now().await?;
    let (policy, lines) = match (from, policy) {
        (Some(path), _) => {
            let input = read_input(&path)?;
            let provider = provider_of(provider, context, chain).await?;
            let mapped = tables.map(&input, Setting { provider, now, rehearsal: true }, context)?;
            let (policy, lines) = mapped.request.into_estimate()?;
            (policy, lines.into_iter().map(Estimated::from).collect())
        }
        (None, Some(policy)) => (policy, lines),
        (None, None) => {
            return Err(Failure::usage("a policy or --from is needed", "보험 계약이나 --from이 필요합니다."));
        }
    };
    ask(policy, &lines, at.unwrap_or(now), context, chain).await
}

async fn ask(policy: PolicyId, lines: &[Estimated], at: Moment, context: &Context, chain: &Chain) -> Outcome<Report> {
    let asked = |line: &Estimated| EstimateLine {
        category: Static(line.category),
        charge: line.charge,
        other_paid: line.other_paid,
        preauthorisation: line.approval.map(Static),
    };
    let question = view_functions().claims().estimate(Static(policy), at, lines.iter().map(asked).collect());
    let unknown = || Failure::unknown("Claims", "UnknownPolicy", "There is no such policy or handle.");
    let outcomes = chain.ask(question).await?.ok_or_else(unknown)?;
    let mut text = String::new();
    let mut values = Vec::new();
    let mut paid: Won = 0;
    for (line, outcome) in lines.iter().zip(&outcomes) {
        let outcome = &outcome.0;
        paid = paid.saturating_add(outcome.paid);
        let (category, charge) = (line.category.show(), won_text(context, line.charge));
        let would = won_text(context, outcome.paid);
        text.push_str(&context.text(
            format!("{category}  {charge}: {would} would be paid\n"),
            format!("{category}  {charge}: {would} 지급 예상\n"),
        ));
        text.push_str(&outcome_text(context, outcome));
        let mut value = outcome_value(line.charge, outcome);
        value["category"] = category.into();
        values.push(value);
    }
    Ok(Report { value: json!({ "policy": policy.show(), "at": at, "paid": paid, "lines": values }), text })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn estimate_should_be_read_with_what_other_insurers_pay() {
        let plain = Estimated { category: ServiceCategory::Dental, charge: 5_000, other_paid: 0, approval: None };
        assert_eq!(parse_estimate("dental,5000"), Ok(plain));
        assert_eq!(parse_estimate("dental,5000,other=300"), Ok(Estimated { other_paid: 300, ..plain }));
        let approval = Some(PreauthorisationId(subxt::utils::H256::repeat_byte(0xab)));
        let text = format!("dental,5000,approval=0x{}", "ab".repeat(32));
        assert_eq!(parse_estimate(&text), Ok(Estimated { approval, ..plain }));
        for wrong in ["", "dental", "dental,x", "dental,5000,300", "dental,5000,other=x", "weather,5000"] {
            assert!(parse_estimate(wrong).is_err(), "{wrong}");
        }
    }
}
