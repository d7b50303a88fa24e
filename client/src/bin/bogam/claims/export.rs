//! Back to FHIR: what the chain has decided, as ClaimResponse and ExplanationOfBenefit.

use super::{claims, fhir::read_bytes, state, values::limits_of};
use crate::{
    consent::fhir::{written, zone},
    context::Context,
    output::{Outcome, Report},
    words::read,
};
use bogam_client::{
    chain::{
        Chain,
        runtime::{
            runtime_types::pallet_claims::types::{
                ClaimView, PreauthorisationState, RemittanceKind, RemittanceState, Standing,
            },
            view_functions,
        },
    },
    fhir::claim::{
        BenefitYearFacts, ClaimFacts, ClaimStanding, DecidedLine, PaymentFacts, PreauthorisationFacts,
        PreauthorisationStanding, claim_response, explanation_of_benefit, open_and_check_claim,
        preauthorisation_response,
    },
};
use bogam_primitives::{ClaimId, PreauthorisationId, claim::plan::BENEFIT_YEAR};
use clap::Args;
use serde_json::{Value, json};
use std::path::PathBuf;
use subxt::utils::{H256, Static};

/// Which claim is written, and where.
#[derive(Debug, Args)]
pub struct Claim {
    /// The claim.
    #[arg(value_parser = read::<ClaimId>)]
    claim: ClaimId,
    #[command(flatten)]
    files: Files,
}

/// Which request for approval is written, and where.
#[derive(Debug, Args)]
pub struct Preauthorisation {
    /// The request.
    #[arg(value_parser = read::<PreauthorisationId>)]
    preauthorisation: PreauthorisationId,
    #[command(flatten)]
    files: Files,
}

/// From what it is written, and where.
#[derive(Debug, Args)]
struct Files {
    /// The private document, as it was written with --document-out when the claim was prepared from FHIR.
    #[arg(long)]
    document: PathBuf,
    /// The file to write. Default: the standard output.
    #[arg(long)]
    out: Option<PathBuf>,
}

/// Writes a Bundle of ClaimResponse and ExplanationOfBenefit.
pub async fn claim(export: Claim, context: &Context, chain: &Chain) -> Outcome<Report> {
    let view = claims::known(chain, export.claim).await?;
    let document = open_and_check_claim(&read_bytes(&export.files.document)?, &view.record.commitment.0)?;
    let facts = claim_facts(&view, newest_payment(&view, chain).await?);
    let year = benefit_year(&view, chain).await?;
    let (language, zone) = (context.language, zone()?);
    let response = claim_response(&facts, &document, language, &zone)?;
    let explanation = explanation_of_benefit(&facts, &document, year.as_ref(), language, &zone)?;
    let bundle = bundle(vec![
        ("claim-response", identified(response, export.claim.0)),
        ("explanation-of-benefit", identified(explanation, export.claim.0)),
    ]);
    written(bundle, export.files.out.as_deref(), context)
}

/// Writes the ClaimResponse to a request for approval.
pub async fn preauthorisation(export: Preauthorisation, context: &Context, chain: &Chain) -> Outcome<Report> {
    let id = export.preauthorisation;
    let record = state::preauthorisation(chain, id).await?;
    let document = open_and_check_claim(&read_bytes(&export.files.document)?, &record.commitment.0)?;
    let facts = PreauthorisationFacts {
        id,
        policy: record.policy.0,
        insurer: state::policy(chain, record.policy.0).await?.insurer,
        provider: record.provider,
        category: record.category.0,
        requested: record.requested,
        // The chain keeps no time of it: this is how it stands now.
        at: chain.now().await?,
        standing: match &record.state {
            PreauthorisationState::Pended { .. } => PreauthorisationStanding::Pended,
            PreauthorisationState::Approved { amount, until, .. } => {
                PreauthorisationStanding::Approved { amount: *amount, until: *until, used_by: None }
            }
            PreauthorisationState::Used { amount, until, claim } => {
                PreauthorisationStanding::Approved { amount: *amount, until: *until, used_by: Some(claim.0) }
            }
            PreauthorisationState::Denied(reason) => PreauthorisationStanding::Denied(reason.0),
            PreauthorisationState::Lapsed => PreauthorisationStanding::Lapsed,
        },
    };
    let response = preauthorisation_response(&facts, &document, context.language, &zone()?)?;
    written(identified(response, id.0), export.files.out.as_deref(), context)
}

/// The resource under the identifier of what it answers.
fn identified(mut resource: Value, id: H256) -> Value {
    resource["id"] = hex::encode(id).into();
    resource
}

/// A Bundle of resources, each addressed by its id under its kind.
fn bundle(resources: Vec<(&str, Value)>) -> Value {
    let entry = |(kind, resource): (&str, Value)| {
        let id = resource["id"].as_str().unwrap_or_default();
        json!({ "fullUrl": format!("urn:bogam:{kind}:{id}"), "resource": resource })
    };
    let entries: Vec<_> = resources.into_iter().map(entry).collect();
    json!({ "resourceType": "Bundle", "type": "collection", "entry": entries })
}

/// What the chain knows of a claim, in the terms of FHIR.
pub fn claim_facts(view: &ClaimView, payment: Option<PaymentFacts>) -> ClaimFacts {
    let record = &view.record;
    ClaimFacts {
        id: view.id.0,
        policy: record.policy.0,
        insurer: record.insurer,
        provider: record.provider,
        payee: record.payee.0,
        submitted_at: record.submitted_at,
        decided_at: record.decision.as_ref().map(|decision| decision.at),
        standing: standing_of(&view.standing),
        lines: record
            .lines
            .0
            .iter()
            .map(|line| DecidedLine {
                category: line.category.0,
                service: line.service.0,
                served_at: line.served_at,
                charge: line.charge,
                outcome: line.outcome.0.clone(),
            })
            .collect(),
        settled: record.settled,
        payment,
    }
}

fn standing_of(standing: &Standing) -> ClaimStanding {
    match standing {
        Standing::Pended { .. } => ClaimStanding::Pended,
        Standing::InformationRequested { .. } => ClaimStanding::InformationRequested,
        Standing::Appealed { .. } => ClaimStanding::Appealed,
        Standing::Denied => ClaimStanding::Denied,
        Standing::Funded => ClaimStanding::Funded,
        Standing::Due => ClaimStanding::Due,
        Standing::AwaitingReceipt => ClaimStanding::AwaitingReceipt,
        Standing::Settled => ClaimStanding::Settled,
        Standing::Cancelled => ClaimStanding::Cancelled,
        Standing::Reversed => ClaimStanding::Reversed,
    }
}

/// The newest payment that has the claim and was received.
async fn newest_payment(view: &ClaimView, chain: &Chain) -> Outcome<Option<PaymentFacts>> {
    if view.record.settled == 0 {
        return Ok(None);
    }
    let all = state::remittances(chain, view.record.insurer, 0).await?;
    let newest = all.iter().rev().find(|(_, one)| {
        matches!((&one.kind, &one.state), (RemittanceKind::Payment, RemittanceState::Completed))
            && one.lines.0.iter().any(|line| line.claim.0 == view.id.0)
    });
    Ok(newest.map(|(number, one)| PaymentFacts { remittance: *number, at: one.at }))
}

/// The benefit year that the claim counts for.
async fn benefit_year(view: &ClaimView, chain: &Chain) -> Outcome<Option<BenefitYearFacts>> {
    let id = view.record.policy.0;
    let policy = state::policy(chain, id).await?;
    let terms = state::plan(chain, policy.plan.0).await?.terms.0;
    let from = policy.from.saturating_add(BENEFIT_YEAR.saturating_mul(view.record.year.into()));
    let covered_until = policy.ended.map_or(policy.until, |ended| ended.min(policy.until));
    let until = from.saturating_add(BENEFIT_YEAR).min(covered_until);
    let found = chain.ask(view_functions().claims().benefit_year(Static(id), from)).await?;
    Ok(found.map(|(_, used)| BenefitYearFacts { from, until, limits: limits_of(&policy, &terms), used: used.0 }))
}
