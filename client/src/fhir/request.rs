//! One `MedicationRequest`: what of it goes on chain, and why it cannot if it cannot.

use super::{
    dates::FhirDateTime,
    decimal::parse_quantity,
    error::{FhirError, Problem, shortened},
    json::canonical,
    node::{Node, resource_id, resource_type},
    options::{SCHEDULE_SYSTEM, Warning, WarningKind, schedule_named},
    references::{Entry, Target, resolve},
};
use bogam_primitives::{
    Moment,
    prescription::{Quantity, Schedule},
    time::{DAY, HOUR, MINUTE, SECOND},
};
use serde_json::{Map, Value, json};

/// What one request says.
pub(crate) struct Request {
    pub(crate) authorised: Quantity,
    /// What is said about substitution, if anything.
    pub(crate) substitution: Option<bool>,
    /// Medication, unit and dosage: what the item's commitment stands for.
    pub(crate) product: Value,
    pub(crate) start: Option<FhirDateTime>,
    pub(crate) end: Option<FhirDateTime>,
    pub(crate) authored: Option<FhirDateTime>,
    pub(crate) repeats: u64,
    pub(crate) interval: Option<Moment>,
    pub(crate) schedule: Option<Schedule>,
    /// Who is meant, so that the requests of a group can be compared.
    pub(crate) subject: String,
    pub(crate) requester: Option<String>,
    pub(crate) warnings: Vec<Warning>,
}

/// Reads the request that is entry number `index`.
pub(crate) fn read_request(index: usize, entries: &[Entry]) -> Result<Request, FhirError> {
    let Some(entry) = entries.get(index) else {
        return Err(FhirError::new("MedicationRequest", Problem::NothingFound("MedicationRequest")));
    };
    let request = Node::resource(&entry.resource)?;
    let mut warnings = Vec::new();

    check_meaning(&request)?;
    let subject = party(&request.required("subject")?, &entry.resource, entries, &["Patient"], "Patient")?;
    if !subject.found {
        warnings.push(warning("MedicationRequest.subject", WarningKind::PatientUnresolved));
    }
    let requester = match request.get("requester")? {
        Some(node) => {
            let kinds = ["Practitioner", "PractitionerRole", "Organization"];
            Some(party(&node, &entry.resource, entries, &kinds, "Practitioner, PractitionerRole or Organization")?.key)
        }
        None => {
            warnings.push(warning("MedicationRequest.requester", WarningKind::RequesterMissing));
            None
        }
    };
    let medication = medication(&request, &entry.resource, entries, &mut warnings)?;

    let dispense = request.required("dispenseRequest")?;
    if let Some(initial) = dispense.get("initialFill")? {
        return Err(initial.refuse(Problem::InitialFill));
    }
    let (authorised, unit) = quantity(&dispense.required("quantity")?)?;
    let repeats = dispense.get("numberOfRepeatsAllowed")?.map(|node| node.count()).transpose()?.unwrap_or(0);
    let interval = dispense.get("dispenseInterval")?.map(|node| duration(&node)).transpose()?;
    if let Some(performer) = dispense.get("performer")? {
        performer.refuse_modifiers()?;
        warnings.push(warning("MedicationRequest.dispenseRequest.performer", WarningKind::PerformerNotEnforced));
    }
    let (start, end) = match dispense.get("validityPeriod")? {
        Some(period) => (date_time(&period, "start")?, date_time(&period, "end")?),
        None => (None, None),
    };
    let authored = date_time(&request, "authoredOn")?;
    let substitution = substitution(&request, &mut warnings)?;
    let schedule = schedule(&request)?;

    let mut product = Map::new();
    product.insert("medication".into(), medication);
    product.insert("unit".into(), unit);
    if let Some(dosage) = request.get("dosageInstruction")? {
        request.list_of("dosageInstruction")?;
        product.insert("dosageInstruction".into(), dosage.value().clone());
    }
    Ok(Request {
        authorised,
        substitution,
        product: Value::Object(product),
        start,
        end,
        authored,
        repeats,
        interval,
        schedule,
        subject: subject.key,
        requester,
        warnings,
    })
}

fn warning(element: &str, kind: WarningKind) -> Warning {
    Warning { element: element.into(), kind }
}

/// Whether this is an order that counts now, with nothing in it that could turn its meaning.
fn check_meaning(request: &Node<'_>) -> Result<(), FhirError> {
    request.refuse_modifiers()?;
    let status = request.required("status")?;
    if status.text()? != "active" {
        return Err(status.refuse(Problem::StatusNotActive(shortened(status.text()?))));
    }
    let intent = request.required("intent")?;
    if !matches!(intent.text()?, "order" | "original-order") {
        return Err(intent.refuse(Problem::IntentNotOrder(shortened(intent.text()?))));
    }
    if request.flag_of("doNotPerform")? == Some(true) {
        return Err(request.refuse_member("doNotPerform", Problem::DoNotPerform));
    }
    if request.flag_of("reportedBoolean")? == Some(true) {
        return Err(request.refuse_member("reportedBoolean", Problem::Reported));
    }
    if let Some(reported) = request.get("reportedReference")? {
        return Err(reported.refuse(Problem::Reported));
    }
    if let Some(group) = request.get("groupIdentifier")? {
        // Without a value nobody can tell which requests are to be one prescription.
        group.required("value")?.text()?;
    }
    Ok(())
}

struct Party {
    key: String,
    found: bool,
}

/// The patient or the requester: found in the input, or said clearly enough otherwise.
fn party(
    node: &Node<'_>,
    from: &Value,
    entries: &[Entry],
    kinds: &[&str],
    expected: &'static str,
) -> Result<Party, FhirError> {
    let refuse_kind =
        |found: &str| Err(node.refuse_member("reference", Problem::WrongTarget { found: shortened(found), expected }));
    match resolve(node, from, entries)? {
        Target::Contained(resource) => match resource_type(resource) {
            Some(kind) if kinds.contains(&kind) => {
                let canonical = canonical(resource)?;
                Ok(Party { key: format!("contained {}", String::from_utf8_lossy(&canonical)), found: true })
            }
            other => refuse_kind(other.unwrap_or("resource without type")),
        },
        Target::Entry(index) => match entries.get(index).and_then(|entry| resource_type(&entry.resource)) {
            Some(kind) if kinds.contains(&kind) => Ok(Party { key: format!("entry {index}"), found: true }),
            other => refuse_kind(other.unwrap_or("resource without type")),
        },
        Target::Elsewhere => {
            if let Some(kind) = node.text_of("type")?
                && !kinds.contains(&kind)
            {
                return refuse_kind(kind);
            }
            if let Some(reference) = node.text_of("reference")? {
                // The type is the second last part of a relative reference or of a REST address.
                let kind = reference.split("/_history/").next().unwrap_or(reference).rsplit('/').nth(1);
                let is_type = |kind: &&str| kind.starts_with(|first: char| first.is_ascii_uppercase());
                return match kind.filter(is_type) {
                    Some(kind) if !kinds.contains(&kind) => refuse_kind(kind),
                    _ => Ok(Party { key: format!("reference {reference}"), found: false }),
                };
            }
            if let Some(identifier) = node.get("identifier")? {
                let canonical = canonical(identifier.value())?;
                return Ok(Party { key: format!("identifier {}", String::from_utf8_lossy(&canonical)), found: false });
            }
            match node.text_of("display")? {
                Some(display) => Ok(Party { key: format!("display {display}"), found: false }),
                None => Err(node.refuse_member("reference", Problem::Missing)),
            }
        }
    }
}

/// The medication as the product's commitment carries it.
fn medication(
    request: &Node<'_>,
    from: &Value,
    entries: &[Entry],
    warnings: &mut Vec<Warning>,
) -> Result<Value, FhirError> {
    match (request.get("medicationCodeableConcept")?, request.get("medicationReference")?) {
        (Some(concept), None) => {
            if !identifies(&concept)? {
                return Err(concept.refuse(Problem::MedicationNotIdentified));
            }
            Ok(json!({ "codeableConcept": concept.value() }))
        }
        (None, Some(reference)) => {
            let found = match resolve(&reference, from, entries)? {
                Target::Contained(resource) => Some(resource),
                Target::Entry(index) => entries.get(index).map(|entry| &entry.resource),
                Target::Elsewhere => None,
            };
            let Some(resource) = found else {
                if reference.text_of("display")?.is_none() {
                    let literal = reference.text_of("reference")?.unwrap_or("the medication");
                    return Err(reference.refuse(Problem::UnresolvedReference(shortened(literal))));
                }
                warnings.push(warning("MedicationRequest.medicationReference", WarningKind::MedicationByName));
                return Ok(json!({ "reference": reference.value() }));
            };
            if resource_type(resource) != Some("Medication") {
                let found = resource_type(resource).map_or_else(|| "resource without type".into(), shortened);
                return Err(reference.refuse(Problem::WrongTarget { found, expected: "Medication" }));
            }
            let medication = Node::resource(resource)?;
            medication.refuse_modifiers()?;
            if let Some(status) = medication.get("status")?
                && status.text()? != "active"
            {
                return Err(status.refuse(Problem::MedicationNotActive(shortened(status.text()?))));
            }
            let coded = medication.get("code")?.map(|code| identifies(&code)).transpose()?.unwrap_or(false);
            if !coded && medication.list_of("ingredient")?.is_empty() {
                return Err(medication.refuse_member("code", Problem::MedicationNotIdentified));
            }
            Ok(json!({ "resource": resource }))
        }
        (Some(_), Some(second)) => {
            let expected = "the only one of medicationCodeableConcept and medicationReference";
            Err(second.refuse(Problem::WrongType { expected }))
        }
        (None, None) => Err(request.refuse_member("medication[x]", Problem::Missing)),
    }
}

/// Whether a CodeableConcept says anything.
fn identifies(concept: &Node<'_>) -> Result<bool, FhirError> {
    if concept.text_of("text")?.is_some() {
        return Ok(true);
    }
    for coding in concept.list_of("coding")? {
        if coding.text_of("display")?.is_some() || coding.text_of("code")?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// A quantity in thousandths, and its unit with system and code.
pub(crate) fn quantity(node: &Node<'_>) -> Result<(Quantity, Value), FhirError> {
    if let Some(comparator) = node.text_of("comparator")? {
        return Err(node.refuse_member("comparator", Problem::Comparator(shortened(comparator))));
    }
    let value = node.required("value")?;
    let quantity = parse_quantity(&value.number()?).map_err(|problem| value.refuse(problem))?;
    let (unit, code, system) = (node.text_of("unit")?, node.text_of("code")?, node.text_of("system")?);
    if code.is_some() && system.is_none() {
        return Err(node.refuse_member("system", Problem::CodeWithoutSystem));
    }
    if unit.is_none() && code.is_none() {
        return Err(node.refuse_member("unit", Problem::MissingUnit));
    }
    let members = [("unit", unit), ("code", code), ("system", system)];
    let unit: Map<String, Value> =
        members.into_iter().filter_map(|(name, text)| Some((name.to_owned(), Value::from(text?)))).collect();
    Ok((quantity, Value::Object(unit)))
}

/// A FHIR Duration in milliseconds. A month counts 28 days and a year 365: an interval is a least time, and nobody who
/// comes on the same day of the next month is to be sent away.
fn duration(node: &Node<'_>) -> Result<Moment, FhirError> {
    if let Some(comparator) = node.text_of("comparator")? {
        return Err(node.refuse_member("comparator", Problem::Comparator(shortened(comparator))));
    }
    let value = node.required("value")?;
    let literal = value.number()?;
    let thousandths = match parse_quantity(&literal) {
        Ok(quantity) => quantity,
        Err(problem) => return Err(value.refuse(problem)),
    };
    let code = node.required("code")?;
    let unit = match code.text()? {
        "s" => SECOND,
        "min" => MINUTE,
        "h" => HOUR,
        "d" => DAY,
        "wk" => 7 * DAY,
        "mo" => 28 * DAY,
        "a" => 365 * DAY,
        other => return Err(code.refuse(Problem::UnknownTimeUnit(shortened(other)))),
    };
    if let Some(system) = node.text_of("system")?
        && system != "http://unitsofmeasure.org"
    {
        return Err(node.refuse_member("system", Problem::UnknownTimeUnit(shortened(system))));
    }
    let milliseconds = thousandths.checked_mul(unit / 1_000);
    milliseconds.ok_or_else(|| value.refuse(Problem::QuantityTooLarge(shortened(&literal))))
}

pub(crate) fn date_time(node: &Node<'_>, name: &str) -> Result<Option<FhirDateTime>, FhirError> {
    let Some(member) = node.get(name)? else { return Ok(None) };
    let text = member.text()?;
    let expected = "a FHIR dateTime: year, month, day, or an instant with its offset";
    match FhirDateTime::parse(text) {
        Some(parsed) => Ok(Some(parsed)),
        None => Err(member.refuse(Problem::Malformed { value: shortened(text), expected })),
    }
}

/// What is said about substitution. The codes are those of HL7's substanceAdminSubstitution.
fn substitution(request: &Node<'_>, warnings: &mut Vec<Warning>) -> Result<Option<bool>, FhirError> {
    let Some(substitution) = request.get("substitution")? else { return Ok(None) };
    // Nothing is assumed of a substitution that says neither: FHIR STU3 has `allowed`, which may be false.
    let concept = match (substitution.flag_of("allowedBoolean")?, substitution.get("allowedCodeableConcept")?) {
        (Some(allowed), None) => return Ok(Some(allowed)),
        (None, Some(concept)) => concept,
        (Some(_), Some(concept)) => return Err(concept.refuse(Problem::SeveralMeant)),
        (None, None) => return Err(substitution.refuse_member("allowed[x]", Problem::Missing)),
    };
    let codings = concept.list_of("coding")?;
    let mut said: Option<bool> = None;
    for coding in &codings {
        let system = coding.text_of("system")?.unwrap_or_default();
        let known = system.ends_with("v3-substanceAdminSubstitution") || system == "urn:oid:2.16.840.1.113883.5.1070";
        let allowed = match coding.text_of("code")? {
            Some("N") if known => false,
            Some("E" | "EC" | "BC" | "G" | "TE" | "TB" | "TG" | "F") if known => true,
            _ => continue,
        };
        if said.is_some_and(|before| before != allowed) {
            return Err(concept.refuse(Problem::SeveralMeant));
        }
        said = Some(allowed);
    }
    if said == Some(true) {
        let element = "MedicationRequest.substitution.allowedCodeableConcept";
        warnings.push(warning(element, WarningKind::SubstitutionKind));
    }
    if said.is_some() {
        return Ok(said);
    }
    let shown = match codings.first() {
        Some(coding) => coding.text_of("code")?,
        None => concept.text_of("text")?,
    };
    Err(concept.refuse(Problem::UnknownSubstitution(shortened(shown.unwrap_or_default()))))
}

/// The schedule that a category of [`SCHEDULE_SYSTEM`] names.
fn schedule(request: &Node<'_>) -> Result<Option<Schedule>, FhirError> {
    let mut said: Option<Schedule> = None;
    for category in request.list_of("category")? {
        for coding in category.list_of("coding")? {
            if coding.text_of("system")? == Some(SCHEDULE_SYSTEM) {
                let code = coding.required("code")?;
                let named = schedule_named(code.text()?);
                let unknown = || code.refuse(Problem::UnknownSchedule(shortened(code.text().unwrap_or_default())));
                let named = named.ok_or_else(unknown)?;
                if said.is_some_and(|before| before != named) {
                    return Err(category.refuse(Problem::SeveralMeant));
                }
                said = Some(named);
            }
        }
    }
    Ok(said)
}

/// Whether two units, as [`quantity`] returns them, are the same. Codes of one system decide; litres are written `l` or
/// `L`, and dosage forms in either case.
pub(crate) fn same_unit(one: &Value, other: &Value) -> bool {
    let member = |unit: &Value, name: &str| unit.get(name).and_then(Value::as_str).map(str::to_owned);
    let plain = |text: String, ucum: bool| if ucum { text.replace('L', "l") } else { text.to_lowercase() };
    match (member(one, "code"), member(other, "code")) {
        (Some(code), Some(other_code)) => {
            let (system, other_system) = (member(one, "system"), member(other, "system"));
            let ucum = system.as_deref() == Some("http://unitsofmeasure.org");
            system == other_system && plain(code, ucum) == plain(other_code, ucum)
        }
        _ => {
            let name = |unit: &Value| member(unit, "unit").or_else(|| member(unit, "code")).unwrap_or_default();
            plain(name(one), false) == plain(name(other), false)
        }
    }
}

/// How a unit is called.
pub(crate) fn unit_name(unit: &Value) -> String {
    shortened(unit_text(unit))
}

/// The unit in words, or else its code.
pub(crate) fn unit_text(unit: &Value) -> &str {
    ["unit", "code"].iter().find_map(|name| unit.get(name)?.as_str()).unwrap_or_default()
}

/// The id of a request, if it has one.
pub(crate) fn request_id(entry: &Entry) -> Option<&str> {
    resource_id(&entry.resource)
}
