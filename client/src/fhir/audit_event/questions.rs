//! From AuditEvents to what has to be asked on chain.

use super::{AUDIT_EVENT_TYPE, BREAK_THE_GLASS, DATA_DATE, DICOM, ENTITY_TYPE, INTERACTION, LIFECYCLE, OBJECT_ROLE};
use crate::fhir::{
    FhirDateTime,
    consent::{
        ACT_CODE, ACT_REASON, CATEGORY_SYSTEM, CONFIDENTIALITY, CONSENT_ACTION, PROJECT_SYSTEM, RESOURCE_TYPES,
        category_of_resource, coded, coding_code, is_called, is_instruction, named_grantee, resolve_in,
    },
    error::{FhirError, Problem, shortened},
    node::{Node, label},
};
use bogam_primitives::{
    Moment, OrganisationId,
    consent::{Action, Category, Grantee, ProjectId, Purpose, Sensitivities, Sensitivity},
};
use jiff::tz::TimeZone;
use serde_json::Value;
use std::collections::BTreeMap;
use subxt::utils::AccountId32;

/// How an AuditEvent is to be read.
#[derive(Clone, Debug)]
pub struct AuditOptions {
    /// How the event must name the patient: a reference (`Patient/1`), or an identifier (`system|value`). It is compared
    /// and never sent.
    pub patient: String,
    /// Who is meant by which reference (`Practitioner/1`) or identifier (`system|value`): organisation and account.
    pub readers: BTreeMap<String, (OrganisationId, AccountId32)>,
    /// The purpose, where the event has none. It must not contradict one that the event has.
    pub purpose: Option<Purpose>,
    /// The zone in which a date of data without a time of day is understood.
    pub time_zone: TimeZone,
}

/// What a reader asks for on chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessQuestion {
    /// The reader's organisation.
    pub organisation: OrganisationId,
    /// The reader's account.
    pub account: AccountId32,
    /// Data of which category.
    pub category: Category,
    /// What for.
    pub purpose: Purpose,
    /// To do what.
    pub action: Action,
    /// The sensitivities that the data have.
    pub sensitivities: Sensitivities,
    /// The date of the data; `None`: all.
    pub data_date: Option<Moment>,
    /// The research project for which it is asked.
    pub project: Option<ProjectId>,
    /// When the event was recorded. The receipt has the moment at which it is asked on chain.
    pub recorded: Moment,
}

/// Reads of an AuditEvent what the reader has to ask for on chain.
///
/// # Errors
/// If the event is no access to a patient's data (a login, a failure), or lacks what the chain needs to rule; with the
/// element.
pub fn read_audit_event(resource: &Value, options: &AuditOptions) -> Result<AccessQuestion, FhirError> {
    question(resource, options).map_err(|error| error.of_resource(label(resource)))
}

fn question(resource: &Value, options: &AuditOptions) -> Result<AccessQuestion, FhirError> {
    let event = Node::resource(resource)?;
    if event.path() != "AuditEvent" {
        return Err(event.refuse(Problem::WrongTarget { found: event.path().to_owned(), expected: "AuditEvent" }));
    }
    event.refuse_modifiers()?;
    let action = action(&event)?;
    let outcome = event.required("outcome")?;
    if outcome.text()? != "0" {
        return Err(outcome.refuse(Problem::AccessFailed(shortened(outcome.text()?))));
    }
    let recorded = recorded(&event)?;
    let requestor = requestor(&event)?;
    let purpose = purpose(&event, &requestor, options.purpose)?;
    let (organisation, account) = resolve_in(&requestor.required("who")?, &options.readers, named_reader)?;
    let data = data(&event, options)?;
    Ok(AccessQuestion {
        organisation,
        account,
        category: data.category.ok_or_else(|| event.refuse_member("entity", Problem::Missing))?,
        purpose,
        action,
        sensitivities: data.sensitivities,
        data_date: data.date,
        project: data.project,
        recorded,
    })
}

/// What was done, by type and subtype of the event.
fn action(event: &Node<'_>) -> Result<Action, FhirError> {
    let kind = event.required("type")?;
    let code = kind.required("code")?;
    let text = code.text()?;
    let no_access = || kind.refuse(Problem::NotAnAccess(shortened(text)));
    let by_kind = match (kind.text_of("system")?, text) {
        (Some(AUDIT_EVENT_TYPE), "rest") => None,
        (Some(DICOM), "110103" | "110110" | "110112") | (Some(LIFECYCLE), "access") => Some(Action::Access),
        (Some(DICOM), "110104" | "110106") | (Some(LIFECYCLE), "disclose") => Some(Action::Disclose),
        (Some(DICOM), "110107") | (Some(LIFECYCLE), "originate") => Some(Action::Collect),
        (Some(LIFECYCLE), "amend") => Some(Action::Correct),
        _ => return Err(no_access()),
    };
    let (mut stated, mut interaction) = (None, None);
    for subtype in event.list_of("subtype")? {
        if let Some(code) = coding_code(&subtype, CONSENT_ACTION)? {
            let expected = "a consent action";
            let unknown = |text: &str| Problem::UnknownCode { code: shortened(text), expected };
            let text = code.text()?;
            let found = Action::from_code(text).ok_or_else(|| code.refuse(unknown(text)))?;
            if stated.replace(found).is_some_and(|other| other != found) {
                return Err(subtype.refuse(Problem::SeveralMeant));
            }
        } else if let Some(code) = coding_code(&subtype, INTERACTION)? {
            let text = code.text()?;
            let found = by_interaction(text).ok_or_else(|| code.refuse(Problem::NotAnAccess(shortened(text))))?;
            if interaction.replace(found).is_some_and(|other| other != found) {
                return Err(subtype.refuse(Problem::SeveralMeant));
            }
        }
    }
    if let Some(action) = stated.or(by_kind).or(interaction) {
        return Ok(action);
    }
    let letter = event.required("action")?;
    match letter.text()? {
        "R" => Ok(Action::Access),
        "C" => Ok(Action::Collect),
        "U" => Ok(Action::Correct),
        "E" => Ok(Action::Use),
        other => Err(letter.refuse(Problem::NotAnAccess(shortened(other)))),
    }
}

fn by_interaction(code: &str) -> Option<Action> {
    match code {
        "read" | "vread" | "search" | "search-type" | "search-system" | "history" | "history-instance"
        | "history-type" => Some(Action::Access),
        "create" => Some(Action::Collect),
        "update" | "patch" => Some(Action::Correct),
        "operation" => Some(Action::Use),
        _ => None,
    }
}

fn recorded(event: &Node<'_>) -> Result<Moment, FhirError> {
    let recorded = event.required("recorded")?;
    let text = recorded.text()?;
    let malformed = || Problem::Malformed { value: shortened(text), expected: "a FHIR instant" };
    let instant = FhirDateTime::parse(text).filter(|_| text.contains('T'));
    let instant = instant.ok_or_else(|| recorded.refuse(malformed()))?;
    // An instant has its own offset, so the zone does not matter.
    let moment = instant.first_moment(&TimeZone::UTC);
    moment.ok_or_else(|| recorded.refuse(Problem::DateOutOfRange(shortened(text))))
}

/// The one agent that has requested the access.
fn requestor<'a>(event: &Node<'a>) -> Result<Node<'a>, FhirError> {
    let mut found = None;
    for agent in event.list_of("agent")? {
        agent.required("requestor")?;
        if agent.flag_of("requestor")? == Some(true) {
            if found.is_some() {
                return Err(agent.refuse_member("requestor", Problem::SeveralMeant));
            }
            found = Some(agent);
        }
    }
    found.ok_or_else(|| event.refuse_member("agent", Problem::Missing))
}

/// A purpose of use, or that the glass is broken.
#[derive(Clone, Copy, PartialEq)]
enum Use {
    For(Purpose),
    BreakingTheGlass,
}

fn purpose(event: &Node<'_>, requestor: &Node<'_>, chosen: Option<Purpose>) -> Result<Purpose, FhirError> {
    let word_of = |code: &str| match code {
        BREAK_THE_GLASS => Some(Use::BreakingTheGlass),
        _ => Purpose::from_code(code).map(Use::For),
    };
    let mut found: Option<(Purpose, Node<'_>)> = None;
    let mut contradiction = None;
    for concept in event.list_of("purposeOfEvent")?.into_iter().chain(requestor.list_of("purposeOfUse")?) {
        match coded(&concept, ACT_REASON, word_of, "a purpose of use")? {
            Use::BreakingTheGlass => return Err(concept.refuse(Problem::BreaksGlass)),
            Use::For(purpose) => match &found {
                Some((other, _)) if *other != purpose => contradiction = contradiction.or(Some(concept)),
                Some(_) => {}
                None => found = Some((purpose, concept)),
            },
        }
    }
    if let Some(concept) = contradiction {
        return Err(concept.refuse(Problem::SeveralMeant));
    }
    match (found, chosen) {
        (Some((purpose, concept)), Some(chosen)) if purpose != chosen => {
            Err(concept.refuse(Problem::PurposeConflict { resource: purpose.code(), chosen: chosen.code() }))
        }
        (Some((purpose, _)), _) => Ok(purpose),
        (None, Some(chosen)) => Ok(chosen),
        (None, None) => Err(event.refuse_member("purposeOfEvent", Problem::Missing)),
    }
}

fn named_reader(name: &str) -> Option<(OrganisationId, AccountId32)> {
    match named_grantee(name)? {
        Grantee::Seat { organisation, account } => Some((organisation, account)),
        _ => None,
    }
}

/// What the entities of an event say about the data.
#[derive(Default)]
struct Data {
    category: Option<Category>,
    sensitivities: Sensitivities,
    date: Option<Moment>,
    project: Option<ProjectId>,
    /// The label that says that the data are restricted.
    restricted: Option<String>,
}

fn data(event: &Node<'_>, options: &AuditOptions) -> Result<Data, FhirError> {
    let mut data = Data::default();
    let mut is_about_patient = false;
    for entity in event.list_of("entity")? {
        let what = entity.get("what")?;
        let role = code_of(&entity, "role", OBJECT_ROLE)?;
        data.add_labels(&entity)?;
        let kind = match &what {
            Some(what) => kind_of(what)?,
            None => None,
        };
        let is_patient = role == Some("1");
        if is_patient || kind == Some("Patient") {
            let what = entity.required("what")?;
            if !is_called(&what, &options.patient)? {
                return Err(what.refuse(Problem::OtherPatient));
            }
            is_about_patient = true;
        }
        // A query, a job or what secures the access is no data; and who the patient is, is data only where it is read.
        if is_patient || matches!(role, Some("13" | "20" | "24")) {
            continue;
        }
        if let Some(project) = project(what.as_ref())? {
            if data.project.replace(project).is_some_and(|other| other != project) {
                return Err(entity.refuse(Problem::SeveralMeant));
            }
            continue;
        }
        let Some(category) = category(&entity, what.as_ref(), kind)? else { continue };
        if data.category.replace(category).is_some_and(|other| other != category) {
            return Err(entity.refuse(Problem::SeveralMeant));
        }
        data.add_date(&entity, options)?;
    }
    if !is_about_patient {
        return Err(event.refuse_member("entity", Problem::Missing));
    }
    match &data.restricted {
        Some(element) if data.sensitivities.is_empty() => {
            Err(FhirError::new(element.clone(), Problem::RestrictedWithoutReason))
        }
        _ => Ok(data),
    }
}

/// The code of the Coding `name` if it is of `system`.
fn code_of<'a>(node: &Node<'a>, name: &str, system: &str) -> Result<Option<&'a str>, FhirError> {
    let Some(coding) = node.get(name)? else { return Ok(None) };
    coding_code(&coding, system)?.map(|code| code.text()).transpose()
}

/// The type of the resource to which `what` (a FHIR Reference) refers, if it says.
fn kind_of<'a>(what: &Node<'a>) -> Result<Option<&'a str>, FhirError> {
    if let Some(kind) = what.text_of("type")? {
        return Ok(Some(kind));
    }
    let Some(reference) = what.text_of("reference")? else { return Ok(None) };
    let current = reference.split("/_history/").next().unwrap_or(reference);
    Ok(current.rsplit('/').nth(1))
}

fn project(what: Option<&Node<'_>>) -> Result<Option<ProjectId>, FhirError> {
    let Some(identifier) = what.map(|what| what.get("identifier")).transpose()?.flatten() else { return Ok(None) };
    if identifier.text_of("system")? != Some(PROJECT_SYSTEM) {
        return Ok(None);
    }
    let value = identifier.required("value")?;
    let malformed = || Problem::Malformed { value: shortened(value.text().unwrap_or_default()), expected: "an id" };
    match named_grantee(&format!("{PROJECT_SYSTEM}|{}", value.text()?)) {
        Some(Grantee::Project(project)) => Ok(Some(project)),
        _ => Err(value.refuse(malformed())),
    }
}

/// The category of the data that `entity` is, if it is data.
fn category(entity: &Node<'_>, what: Option<&Node<'_>>, kind: Option<&str>) -> Result<Option<Category>, FhirError> {
    let expected = "a class of data";
    let unknown = |text: &str| Problem::UnknownCode { code: shortened(text), expected };
    let of_resource = |text: &str, node: &Node<'_>| match text {
        "Observation" | "DiagnosticReport" => Err(node.refuse(Problem::SeveralCategories(text.to_owned()))),
        "Consent" => Ok(Some(Category::Directives)),
        _ => category_of_resource(text).map(Some).ok_or_else(|| node.refuse(unknown(text))),
    };
    if let Some(coding) = entity.get("type")? {
        if let Some(code) = coding_code(&coding, CATEGORY_SYSTEM)? {
            let text = code.text()?;
            return Category::from_code(text).map(Some).ok_or_else(|| code.refuse(unknown(text)));
        }
        if let Some(code) = coding_code(&coding, RESOURCE_TYPES)? {
            return of_resource(code.text()?, &code);
        }
        // A person or an organisation that is no patient is nobody's data; system objects and others may be.
        if coding_code(&coding, ENTITY_TYPE)?.is_some_and(|code| matches!(code.text(), Ok("1" | "3"))) {
            return Ok(None);
        }
    }
    match (what, kind) {
        (Some(what), Some(kind)) => of_resource(kind, what),
        _ => Ok(None),
    }
}

impl Data {
    /// The sensitivities among the labels of `entity`. Labels that tell the receiver what to do are no sensitivities.
    fn add_labels(&mut self, entity: &Node<'_>) -> Result<(), FhirError> {
        let expected = "a sensitivity or a degree of confidentiality";
        for label in entity.list_of("securityLabel")? {
            if let Some(code) = coding_code(&label, ACT_CODE)? {
                let text = code.text()?;
                match Sensitivity::from_code(text) {
                    Some(sensitivity) => self.sensitivities = self.sensitivities.with(sensitivity),
                    None if is_instruction(text) => {}
                    None => return Err(code.refuse(Problem::UnknownCode { code: shortened(text), expected })),
                }
            } else if let Some(code) = coding_code(&label, CONFIDENTIALITY)? {
                match code.text()? {
                    "U" | "L" | "M" | "N" => {}
                    "R" | "V" => self.restricted = Some(code.path().to_owned()),
                    text => return Err(code.refuse(Problem::UnknownCode { code: shortened(text), expected })),
                }
            } else {
                return Err(label.refuse_member("system", Problem::NoKnownCode { expected }));
            }
        }
        Ok(())
    }

    fn add_date(&mut self, entity: &Node<'_>, options: &AuditOptions) -> Result<(), FhirError> {
        for detail in entity.list_of("detail")? {
            if detail.text_of("type")? != Some(DATA_DATE) {
                continue;
            }
            let value = detail.required("valueString")?;
            let text = value.text()?;
            let malformed = || Problem::Malformed { value: shortened(text), expected: "a FHIR date or dateTime" };
            let date = FhirDateTime::parse(text).ok_or_else(|| value.refuse(malformed()))?;
            let moment = date.first_moment(&options.time_zone);
            let moment = moment.ok_or_else(|| value.refuse(Problem::DateOutOfRange(shortened(text))))?;
            if self.date.replace(moment).is_some_and(|other| other != moment) {
                return Err(detail.refuse(Problem::SeveralMeant));
            }
        }
        Ok(())
    }
}
