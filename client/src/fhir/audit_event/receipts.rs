//! From receipts on chain to AuditEvents.

use super::{AUDIT_EVENT_TYPE, BREAK_THE_GLASS, DATA_DATE, DICOM, ENTITY_TYPE, INTERACTION, LIFECYCLE, OBJECT_ROLE};
use crate::fhir::{
    consent::{
        ACT_CODE, ACT_REASON, CATEGORY_SYSTEM, CONSENT_ACTION, CONSENT_SYSTEM, PROJECT_SYSTEM, SUBJECT_SYSTEM, coding,
        concept, consent_urn, logical, organisation_reference, seat_reference,
    },
    dates::format_moment,
    error::{FhirError, Problem},
};
use bogam_primitives::{
    Moment, OrganisationId,
    consent::{Action, Categories, Category, ConsentId, ProjectId, Purpose, Sensitivities, SubjectId},
};
use jiff::tz::TimeZone;
use serde_json::{Value, json};
use subxt::utils::AccountId32;

/// HL7's roles in an act.
const PARTICIPATION: &str = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";
/// What IHE's audit patterns call a ruling about access.
const AUTHORISATION: &str = "https://profiles.ihe.net/ITI/BALP/CodeSystem/AuthZsubType";

/// Whose receipts they are.
#[derive(Clone, Debug)]
pub struct ReceiptsFacts {
    /// The subject.
    pub subject: SubjectId,
    /// The subject's custodian.
    pub custodian: OrganisationId,
    /// The zone in which instants are written.
    pub time_zone: TimeZone,
}

/// A receipt: who did what when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptFacts {
    /// Its number among the subject's receipts.
    pub number: u32,
    /// When.
    pub at: Moment,
    /// The reader's organisation.
    pub organisation: OrganisationId,
    /// The reader's account.
    pub account: AccountId32,
    /// What.
    pub content: ReceiptContent,
}

/// What a receipt records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReceiptContent {
    /// Somebody asked for data.
    Access(AccessFacts),
    /// Somebody broke the glass.
    Override(OverrideFacts),
}

/// What was asked, and what was ruled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessFacts {
    /// Data of which category.
    pub category: Category,
    /// What for.
    pub purpose: Purpose,
    /// To do what.
    pub action: Action,
    /// The sensitivities that were asked for.
    pub sensitivities: Sensitivities,
    /// The date of the data; `None`: all.
    pub data_date: Option<Moment>,
    /// The research project for which it was asked.
    pub project: Option<ProjectId>,
    /// Whether data were released.
    pub permitted: bool,
    /// What decided that.
    pub decided_by: DecidedBy,
    /// The sensitivities that had to be left out of what was released.
    pub redact: Sensitivities,
}

/// What decides about an access.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecidedBy {
    /// A decision of the subject.
    Consent(ConsentId),
    /// The custodian's policy: the subject has decided nothing.
    DefaultPolicy,
    /// An override in an emergency, by the number of its receipt.
    Override(u32),
}

/// An override in an emergency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverrideFacts {
    /// Why, such as `unable-to-consent`.
    pub reason: String,
    /// For data of which categories: at least one.
    pub categories: Categories,
    /// From this moment on it releases nothing more.
    pub until: Moment,
    /// From this moment on its review is overdue.
    pub review_by: Moment,
    /// Its review.
    pub review: Option<ReviewFacts>,
}

/// The review of an override.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewFacts {
    /// The privacy officer's account.
    pub account: AccountId32,
    /// The privacy officer's organisation.
    pub organisation: OrganisationId,
    /// When.
    pub at: Moment,
    /// What was found, such as `justified`.
    pub verdict: String,
}

/// The AuditEvent of a receipt, after IHE's Basic Audit Log Patterns: the reader is the agent that requested, the
/// custodian the source, the subject and the category of data are entities, and the agent's policy is what decided.
///
/// An access that was released has the outcome `0`, one that nobody had decided about and the custodian refused `4`, and
/// one that the subject denies `8`.
///
/// # Errors
/// If the receipt contradicts itself (a refusal under an override, a category that is not known), or has a moment outside
/// the calendar.
pub fn receipt_to_audit_event(receipt: &ReceiptFacts, of: &ReceiptsFacts) -> Result<Value, FhirError> {
    let mut event = match &receipt.content {
        ReceiptContent::Access(access) => access_event(receipt, access, of)?,
        ReceiptContent::Override(broken) => override_event(receipt, broken, of)?,
    };
    let subject = hex::encode(of.subject.0);
    event["resourceType"] = "AuditEvent".into();
    // An id has at most 64 characters. Half of the subject's tells it from others well enough, and all of it is below.
    event["id"] = format!("{}-{}", subject.get(..32).unwrap_or(&subject), receipt.number).into();
    event["recorded"] = instant(receipt.at, of, "AuditEvent.recorded")?.into();
    event["source"] = json!({ "observer": organisation_reference(of.custodian) });
    let patient = json!({
        "what": logical("Patient", SUBJECT_SYSTEM, subject),
        "type": coding(ENTITY_TYPE, "1"),
        "role": coding(OBJECT_ROLE, "1"),
    });
    if let Some(entities) = event["entity"].as_array_mut() {
        entities.insert(0, patient);
    }
    Ok(event)
}

fn instant(moment: Moment, of: &ReceiptsFacts, element: &str) -> Result<String, FhirError> {
    let outside = || FhirError::new(element, Problem::DateOutOfRange(format!("{moment} ms")));
    format_moment(moment, &of.time_zone).ok_or_else(outside)
}

/// The reader, and the organisation that answers for the reader.
fn agents(receipt: &ReceiptFacts, policy: &str, purposes: &[Value]) -> Value {
    json!([
        {
            "type": concept(PARTICIPATION, "IRCP"),
            "who": seat_reference(receipt.organisation, &receipt.account),
            "requestor": true,
            "policy": [policy],
            "purposeOfUse": purposes,
        },
        {
            "type": concept(PARTICIPATION, "RESP"),
            "who": organisation_reference(receipt.organisation),
            "requestor": false,
        },
    ])
}

fn detail(kind: &str, value: impl Into<String>) -> Value {
    json!({ "type": kind, "valueString": value.into() })
}

fn access_event(receipt: &ReceiptFacts, access: &AccessFacts, of: &ReceiptsFacts) -> Result<Value, FhirError> {
    let contradicts = |element: &str| Err(FhirError::new(element, Problem::ReceiptNotKnown));
    if !access.sensitivities.is_known() || !access.redact.is_known() {
        return contradicts("AuditEvent.entity.securityLabel");
    }
    let (outcome, description) = match (access.permitted, &access.decided_by) {
        (true, DecidedBy::Consent(_)) => ("0", "released: the patient permits it"),
        (true, DecidedBy::DefaultPolicy) => {
            ("0", "released: the patient has decided nothing, and the custodian's policy releases it")
        }
        (true, DecidedBy::Override(_)) => ("0", "released under an override in an emergency"),
        (false, DecidedBy::DefaultPolicy) => {
            ("4", "refused: the patient has decided nothing, and the custodian's policy does not release it")
        }
        (false, DecidedBy::Consent(_)) => ("8", "refused: the patient denies it"),
        (false, DecidedBy::Override(_)) => return contradicts("AuditEvent.outcome"),
    };
    let mut purposes = vec![concept(ACT_REASON, access.purpose.code())];
    let policy = match &access.decided_by {
        DecidedBy::Consent(consent) => consent_urn(*consent),
        DecidedBy::DefaultPolicy => format!("urn:bogam:default-policy:{}:{}", of.custodian, access.category.code()),
        DecidedBy::Override(number) => {
            purposes.push(concept(ACT_REASON, BREAK_THE_GLASS));
            receipt_urn(of.subject, *number)
        }
    };
    let (kind, interaction, action) = interaction(access.action);
    let mut subtypes = vec![interaction, coding(CONSENT_ACTION, access.action.code())];
    let mut data = json!({
        "type": coding(CATEGORY_SYSTEM, access.category.code()),
        "role": coding(OBJECT_ROLE, "4"),
    });
    if !access.sensitivities.is_empty() {
        let labels = access.sensitivities.iter().map(|one| coding(ACT_CODE, one.code()));
        data["securityLabel"] = labels.collect();
    }
    let mut details = Vec::new();
    if let Some(date) = access.data_date {
        details.push(detail(DATA_DATE, instant(date, of, "AuditEvent.entity.detail")?));
    }
    // A refusal releases nothing, so there is nothing to leave out of it.
    if access.permitted {
        details.extend(access.redact.iter().map(|one| detail("redacted", one.code())));
    }
    if !details.is_empty() {
        data["detail"] = details.into();
    }
    let mut entities = vec![data];
    if let DecidedBy::Consent(consent) = &access.decided_by {
        subtypes.push(coding(AUTHORISATION, "AuthZ-Consent"));
        entities.push(json!({
            "what": logical("Consent", CONSENT_SYSTEM, hex::encode(consent.0)),
            "type": coding(ENTITY_TYPE, "2"),
            "role": coding(OBJECT_ROLE, "13"),
        }));
    }
    if let Some(project) = access.project {
        entities.push(json!({ "what": logical("ResearchStudy", PROJECT_SYSTEM, hex::encode(project.0)) }));
    }
    Ok(json!({
        "type": kind,
        "subtype": subtypes,
        "action": action,
        "outcome": outcome,
        "outcomeDesc": description,
        "agent": agents(receipt, &policy, &purposes),
        "purposeOfEvent": purposes,
        "entity": entities,
    }))
}

/// The type and subtype of an event in which data are so treated, and the letter of its action.
fn interaction(action: Action) -> (Value, Value, &'static str) {
    let rest = || coding(AUDIT_EVENT_TYPE, "rest");
    match action {
        Action::Access => (rest(), coding(INTERACTION, "read"), "R"),
        Action::Collect => (rest(), coding(INTERACTION, "create"), "C"),
        Action::Correct => (rest(), coding(INTERACTION, "update"), "U"),
        Action::Use => (rest(), coding(INTERACTION, "operation"), "E"),
        Action::Disclose => (coding(DICOM, "110106"), coding(LIFECYCLE, "disclose"), "R"),
    }
}

fn receipt_urn(subject: SubjectId, number: u32) -> String {
    format!("urn:bogam:receipt:{}:{number}", hex::encode(subject.0))
}

/// A security alert, as DICOM has it: an emergency override has started.
fn override_event(receipt: &ReceiptFacts, broken: &OverrideFacts, of: &ReceiptsFacts) -> Result<Value, FhirError> {
    if broken.categories.is_empty() || !broken.categories.is_known() {
        return Err(FhirError::new("AuditEvent.entity.type", Problem::ReceiptNotKnown));
    }
    let mut details = vec![
        detail("until", instant(broken.until, of, "AuditEvent.entity.detail")?),
        detail("review-by", instant(broken.review_by, of, "AuditEvent.entity.detail")?),
    ];
    if let Some(review) = &broken.review {
        details.push(detail("verdict", review.verdict.as_str()));
        details.push(detail("reviewed", instant(review.at, of, "AuditEvent.entity.detail")?));
    }
    let mut entities: Vec<Value> = broken
        .categories
        .iter()
        .map(|category| json!({ "type": coding(CATEGORY_SYSTEM, category.code()), "role": coding(OBJECT_ROLE, "4") }))
        .collect();
    // What is to be known of the override itself stands with the receipt that records it.
    entities.push(json!({
        "what": { "identifier": { "system": "urn:bogam:receipt", "value": receipt_urn(of.subject, receipt.number) } },
        "type": coding(ENTITY_TYPE, "2"),
        "role": coding(OBJECT_ROLE, "13"),
        "detail": details,
    }));
    let purposes = [concept(ACT_REASON, Purpose::EmergencyTreatment.code()), concept(ACT_REASON, BREAK_THE_GLASS)];
    let mut agents = agents(receipt, &receipt_urn(of.subject, receipt.number), &purposes);
    if let (Some(review), Some(agents)) = (&broken.review, agents.as_array_mut()) {
        agents.push(json!({
            "type": concept(PARTICIPATION, "VRF"),
            "who": seat_reference(review.organisation, &review.account),
            "requestor": false,
        }));
    }
    Ok(json!({
        "type": coding(DICOM, "110113"),
        "subtype": [coding(DICOM, "110127")],
        "action": "E",
        "outcome": "0",
        "outcomeDesc": format!("the glass was broken: {}", broken.reason),
        "agent": agents,
        "purposeOfEvent": purposes,
        "entity": entities,
    }))
}
