//! From decisions on chain back to Consent resources, one for each.

use super::{
    actors::{CONSENT_SYSTEM, account_reference, grantee_reference, organisation_reference},
    codes::{ACT_CODE, ACT_REASON, CATEGORY_SYSTEM, CONFIDENTIALITY, CONSENT_ACTION, coding, concept},
};
use crate::fhir::{
    dates::format_moment,
    error::{FhirError, Problem},
};
use bogam_primitives::{
    Moment, OrganisationId,
    consent::{Author, Decision, Effect, Grantee, Purpose, Purposes, Terms},
};
use jiff::tz::TimeZone;
use serde_json::{Map, Value, json};
use subxt::utils::AccountId32;

/// What a decision is now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecisionStanding {
    /// It counts, or will from the start of its validity on.
    InForce,
    /// Its validity is over.
    Expired,
    /// The subject has revoked it, or withdrawn from the project.
    Revoked,
    /// Another decision has taken its place.
    Superseded,
}

/// A decision with what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionFacts {
    /// The decision, as the chain keeps or kept it.
    pub decision: Decision<AccountId32>,
    /// What it is now.
    pub standing: DecisionStanding,
}

/// What all decisions of a subject have in common.
#[derive(Clone, Debug)]
pub struct ConsentFacts {
    /// How the resources are to refer to the patient, for example `Patient/1`. The chain does not know it.
    pub patient: String,
    /// The subject's custodian.
    pub custodian: OrganisationId,
    /// The zone in which instants are written.
    pub time_zone: TimeZone,
}

/// One Consent for each decision. [`map_consent`](super::map_consent) makes the same terms of it again, for as long as
/// the decision is in force.
///
/// # Errors
/// If a decision names no action, category or purpose or one that is not known here, or has a moment outside the
/// calendar: a resource would say something else than the decision.
pub fn consent_to_fhir(decisions: &[DecisionFacts], facts: &ConsentFacts) -> Result<Vec<Value>, FhirError> {
    decisions.iter().map(|decision| consent(decision, facts)).collect()
}

fn consent(facts: &DecisionFacts, common: &ConsentFacts) -> Result<Value, FhirError> {
    let decision = &facts.decision;
    let id = hex::encode(decision.id.0);
    let status = match facts.standing {
        DecisionStanding::InForce => "active",
        DecisionStanding::Expired | DecisionStanding::Revoked | DecisionStanding::Superseded => "inactive",
    };
    let policy = match decision.terms.effect {
        Effect::Permit => "OPTIN",
        Effect::Deny => "OPTOUT",
    };
    Ok(json!({
        "resourceType": "Consent",
        "id": id,
        "identifier": [{ "system": CONSENT_SYSTEM, "value": id }],
        "status": status,
        "scope": concept("http://terminology.hl7.org/CodeSystem/consentscope", scope(decision.terms.purposes)),
        "category": [concept("http://loinc.org", "59284-0")],
        "patient": { "reference": common.patient },
        "dateTime": instant(decision.made_at, common, "Consent.dateTime")?,
        "performer": [performer(&decision.made_by, common)],
        "organization": [organisation_reference(common.custodian)],
        "policyRule": concept(ACT_CODE, policy),
        "provision": provision(&decision.terms, common)?,
    }))
}

/// Research is a scope of its own, where nothing else is meant.
fn scope(purposes: Purposes) -> &'static str {
    match purposes.is_subset(Purposes::of(&[Purpose::Research, Purpose::ClinicalTrial])) {
        true => "research",
        false => "patient-privacy",
    }
}

/// Who decided. Who acts for the subject is known by the account alone.
fn performer(author: &Author<AccountId32>, common: &ConsentFacts) -> Value {
    match author {
        Author::Subject => json!({ "reference": common.patient }),
        Author::Guardian(account) | Author::Delegate(account) => account_reference("RelatedPerson", account),
        Author::BroadConsent(account) => account_reference("PractitionerRole", account),
    }
}

fn instant(moment: Moment, common: &ConsentFacts, element: &str) -> Result<String, FhirError> {
    let outside = || FhirError::new(element, Problem::DateOutOfRange(format!("{moment} ms")));
    format_moment(moment, &common.time_zone).ok_or_else(outside)
}

fn provision(terms: &Terms<AccountId32>, common: &ConsentFacts) -> Result<Value, FhirError> {
    let known = terms.actions.is_known()
        && terms.categories.is_known()
        && terms.purposes.is_known()
        && terms.sensitivities.is_known();
    if !known || terms.actions.is_empty() || terms.categories.is_empty() || terms.purposes.is_empty() {
        return Err(FhirError::new("Consent.provision", Problem::DecisionNotKnown));
    }
    let mut provision = Map::new();
    let effect = match terms.effect {
        Effect::Permit => "permit",
        Effect::Deny => "deny",
    };
    provision.insert("type".into(), effect.into());
    provision.insert("period".into(), period(Some(terms.valid_from), terms.valid_until, common, "period")?);
    if let Some(reference) = grantee_reference(&terms.grantee) {
        let role = concept("http://terminology.hl7.org/CodeSystem/v3-ParticipationType", "PRCP");
        provision.insert("actor".into(), json!([{ "role": role, "reference": reference }]));
    } else if terms.grantee != Grantee::Anyone {
        return Err(FhirError::new("Consent.provision.actor", Problem::DecisionNotKnown));
    }
    let actions: Vec<Value> = terms.actions.iter().map(|action| concept(CONSENT_ACTION, action.code())).collect();
    provision.insert("action".into(), actions.into());
    // Without labels other readers would understand a permit to be about everything, sensitive or not.
    let mut labels = match terms.effect {
        Effect::Permit => vec![coding(CONFIDENTIALITY, "N")],
        Effect::Deny => Vec::new(),
    };
    labels.extend(terms.sensitivities.iter().map(|one| coding(ACT_CODE, one.code())));
    if !labels.is_empty() {
        provision.insert("securityLabel".into(), labels.into());
    }
    let purposes: Vec<Value> = terms.purposes.iter().map(|one| coding(ACT_REASON, one.code())).collect();
    provision.insert("purpose".into(), purposes.into());
    let classes: Vec<Value> = terms.categories.iter().map(|one| coding(CATEGORY_SYSTEM, one.code())).collect();
    provision.insert("class".into(), classes.into());
    if !terms.covers_all_dates() {
        let data = period(terms.data_from, terms.data_until, common, "dataPeriod")?;
        provision.insert("dataPeriod".into(), data);
    }
    Ok(Value::Object(provision))
}

/// A Period. FHIR's end is the last moment that belongs to it.
fn period(
    from: Option<Moment>,
    until: Option<Moment>,
    common: &ConsentFacts,
    member: &str,
) -> Result<Value, FhirError> {
    let element = format!("Consent.provision.{member}");
    let mut period = Map::new();
    if let Some(from) = from {
        period.insert("start".into(), instant(from, common, &element)?.into());
    }
    if let Some(until) = until {
        let before = || FhirError::new(element.clone(), Problem::DateOutOfRange(format!("{until} ms")));
        let last = until.checked_sub(1).ok_or_else(before)?;
        period.insert("end".into(), instant(last, common, &element)?.into());
    }
    Ok(Value::Object(period))
}
