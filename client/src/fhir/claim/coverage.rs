//! From a FHIR `Coverage` to the terms of a policy.

use super::{
    lines::moment,
    options::{ClaimOptions, ClaimWarning, ClaimWarningKind, CoverageTerms, SubscriberCommitment},
    resolve::{Surroundings, hash},
};
use crate::{
    documents::random_salt,
    fhir::{
        FhirDateTime,
        error::{FhirError, Problem, shortened},
        json::check_numbers,
        node::{Node, label, resource_type},
        reading::Input,
    },
};
use bogam_primitives::{Commitment, Moment, OrganisationId, PlanId, commitment::tags};
use serde_json::Value;

/// The `Coverage` resources in the input, in its order.
pub fn coverages(input: &Input) -> Vec<&Value> {
    let resources = input.entries().iter().map(|entry| &entry.resource);
    resources.filter(|resource| resource_type(resource) == Some("Coverage")).collect()
}

/// Maps one `Coverage` of `input`.
///
/// # Errors
/// The first element that a policy cannot carry, with its reason.
pub fn map_coverage(input: &Input, coverage: &Value, options: &ClaimOptions) -> Result<CoverageTerms, FhirError> {
    map(input, coverage, options).map_err(|error| error.of_resource(label(coverage)))
}

fn map(input: &Input, resource: &Value, options: &ClaimOptions) -> Result<CoverageTerms, FhirError> {
    let coverage = Node::resource(resource)?;
    if resource_type(resource) != Some("Coverage") {
        let found = shortened(resource_type(resource).unwrap_or_default());
        return Err(coverage.refuse_member("resourceType", Problem::WrongTarget { found, expected: "Coverage" }));
    }
    check_numbers(resource, "Coverage")?;
    coverage.refuse_modifiers()?;
    let status = coverage.required("status")?;
    if status.text()? != "active" {
        return Err(status.refuse(Problem::ClaimNotActive(shortened(status.text()?))));
    }
    coverage.required("beneficiary")?;
    let surroundings = Surroundings { from: resource, entries: input.entries() };
    let insurer = insurer(&coverage, &surroundings, options)?;
    let plan = plan(&coverage, insurer, options)?;
    let (from, until) = period(&coverage, options)?;
    let mut warnings = Vec::new();
    if !coverage.list_of("costToBeneficiary")?.is_empty() {
        let element = "Coverage.costToBeneficiary".to_owned();
        warnings.push(ClaimWarning { element, kind: ClaimWarningKind::CostFromPlan });
    }
    let subscriber = coverage.text_of("subscriberId")?.map(|id| {
        let salt = random_salt();
        SubscriberCommitment { salt, commitment: Commitment::new(tags::SUBSCRIBER, &salt, id.as_bytes()) }
    });
    Ok(CoverageTerms { insurer, plan, from, until, subscriber, warnings })
}

fn insurer(
    coverage: &Node<'_>,
    surroundings: &Surroundings<'_>,
    options: &ClaimOptions,
) -> Result<OrganisationId, FhirError> {
    let payors = coverage.list_of("payor")?;
    let payor = match payors.as_slice() {
        [] => return Err(coverage.refuse_member("payor", Problem::Missing)),
        [payor] => payor,
        several => return Err(coverage.refuse_member("payor", Problem::SeveralPayors { count: several.len() })),
    };
    // Who pays for himself has no insurer.
    let literal = payor.text_of("reference")?.unwrap_or_default();
    let named = payor.text_of("type")?.or_else(|| {
        let mut parts = literal.rsplit('/').skip(1);
        parts.next().filter(|kind| ["Patient", "RelatedPerson"].contains(kind))
    });
    if let Some(found) = named.filter(|kind| *kind != "Organization") {
        let problem = Problem::WrongTarget { found: shortened(found), expected: "Organization" };
        return Err(payor.refuse_member("reference", problem));
    }
    let followed = surroundings.follow(payor, &["Organization"])?;
    followed.organisation(&options.organisations).ok_or_else(|| followed.unknown(payor))
}

fn plan(coverage: &Node<'_>, insurer: OrganisationId, options: &ClaimOptions) -> Result<PlanId, FhirError> {
    for class in coverage.list_of("class")? {
        let codings = class.required("type")?.list_of("coding")?;
        let is_plan = codings.iter().any(|coding| coding.value().get("code").and_then(Value::as_str) == Some("plan"));
        if is_plan {
            let value = class.required("value")?;
            let key = (insurer, value.text()?.to_owned());
            let unknown = || value.refuse(Problem::NotResolved(shortened(&key.1)));
            // A class may say itself which plan of the chain it is.
            let own = || hash(&key.1).map(PlanId);
            return options.plans.get(&key).copied().or_else(own).ok_or_else(unknown);
        }
    }
    Err(coverage.refuse_member("class", Problem::Missing))
}

fn period(coverage: &Node<'_>, options: &ClaimOptions) -> Result<(Moment, Moment), FhirError> {
    let period = coverage.required("period")?;
    let from = moment(&period.required("start")?, options)?;
    let end = period.required("end")?;
    let text = end.text()?;
    let malformed = || end.refuse(Problem::Malformed { value: shortened(text), expected: "a date or an instant" });
    let until = FhirDateTime::parse(text).ok_or_else(malformed)?.moment_after(&options.time_zone);
    let until = until.ok_or_else(|| end.refuse(Problem::DateOutOfRange(shortened(text))))?;
    if until <= from {
        return Err(period.refuse(Problem::PeriodReversed));
    }
    match until <= options.now {
        true => Err(end.refuse(Problem::AlreadyExpired)),
        false => Ok((from, until)),
    }
}
