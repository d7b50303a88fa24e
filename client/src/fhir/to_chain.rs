//! From FHIR to the chain: the terms of an issue and the private document.

use super::{
    FhirDateTime,
    dates::{day_of, days_between, format_moment},
    decimal::format_quantity,
    error::{FhirError, Problem},
    json::check_numbers,
    node::{Node, label, resource_type},
    options::{
        IssueItem, IssueTerms, Mapped, MappingResult, Options, ScheduleLimits, Warning, WarningKind, schedule_name,
    },
    reading::{Input, Source},
    references::{Entry, needed},
    request::{Request, read_request, unit_text},
};
use crate::documents::{DocumentItem, DocumentTerms, PrescriptionDocument, TermsItem, random_salt};
use bogam_primitives::{
    Moment,
    prescription::{QUANTITY_SCALE, Schedule},
    time::DAY,
};
use serde_json::{Value, json};

const VALIDITY: &str = "MedicationRequest.dispenseRequest.validityPeriod";
const INTERVAL: &str = "MedicationRequest.dispenseRequest.dispenseInterval";
const QUANTITY: &str = "MedicationRequest.dispenseRequest.quantity";
const REPEATS: &str = "MedicationRequest.dispenseRequest.numberOfRepeatsAllowed";

/// Maps every prescription that `names` ask for (all without names). Each is mapped or refused by itself.
pub fn map_all<'a>(
    input: &'a Input,
    names: &[String],
    options: &Options,
) -> Result<Vec<(&'a Source, MappingResult)>, FhirError> {
    let selected = input.select(names)?;
    Ok(selected.into_iter().map(|source| (source, map(input, source, options))).collect())
}

/// Maps one prescription of `input`: makes its document with fresh salts and the terms to issue on chain.
///
/// # Errors
/// The first element that a prescription cannot carry, with its reason.
pub fn map(input: &Input, source: &Source, options: &Options) -> MappingResult {
    let label = || source.labels().first().cloned().unwrap_or_default();
    map_requests(input, source, options).map_err(|error| error.of_resource(label()))
}

fn map_requests(input: &Input, source: &Source, options: &Options) -> MappingResult {
    let mut entries = carried(input.entries(), source.requests())?;
    let count = source.requests().len();
    if count > usize::from(options.limits.most_items) {
        let problem = Problem::TooManyItems { count, limit: options.limits.most_items };
        return Err(FhirError::new("MedicationRequest.groupIdentifier", problem));
    }
    let mut warnings = Vec::new();
    let mut requests = read_all(count, &entries, source)?;
    if options.redate && redate(&mut entries, &requests, options)? {
        warnings.push(Warning { element: VALIDITY.into(), kind: WarningKind::Redated });
        requests = read_all(count, &entries, source)?;
    }
    if options.whole_supplies && count_supplies(&mut entries, &requests) {
        warnings.push(Warning { element: QUANTITY.into(), kind: WarningKind::SuppliesCounted });
        requests = read_all(count, &entries, source)?;
    }
    agree(&requests)?;
    let Some(first) = requests.first() else {
        return Err(FhirError::new("$this", Problem::NothingFound("MedicationRequest")));
    };
    let schedule = schedule(first.schedule, options.schedule)?;
    let limits = options.limits.of(schedule);

    let issues = match first.repeats.checked_add(1).and_then(|issues| u8::try_from(issues).ok()) {
        Some(issues) if issues <= limits.most_issues => issues,
        _ => {
            let issues = first.repeats.saturating_add(1);
            return Err(FhirError::new(REPEATS, Problem::TooManyRepeats { issues, limit: limits.most_issues }));
        }
    };
    let (valid_from, valid_until) = validity(first, options, limits, &mut warnings)?;
    let interval = interval(first, options, issues, valid_until - valid_from, &mut warnings)?;
    override_in_document(&mut entries, count, options, valid_from, valid_until)?;

    let mut items = Vec::new();
    let mut terms_items = Vec::new();
    for (entry, request) in requests.into_iter().enumerate() {
        let substitution_allowed = match request.substitution {
            Some(true) if !limits.substitution => {
                let problem = Problem::SubstitutionForbidden { schedule: schedule_name(schedule) };
                return Err(FhirError::new("MedicationRequest.substitution.allowed[x]", problem));
            }
            Some(allowed) => allowed,
            None => {
                let kind = match limits.substitution {
                    true => WarningKind::SubstitutionAssumed,
                    false => WarningKind::SubstitutionWithheld,
                };
                warnings.push(Warning { element: "MedicationRequest.substitution".into(), kind });
                limits.substitution
            }
        };
        warnings.extend(request.warnings);
        items.push(DocumentItem { entry, product: request.product, salt: random_salt() });
        terms_items.push(TermsItem { authorised: request.authorised, substitution_allowed });
    }
    let terms = DocumentTerms { schedule, valid_from, valid_until, interval, issues, items: terms_items };
    let document = PrescriptionDocument { salt: random_salt(), items, entries, terms };
    let terms = issue_terms(&document)?;
    Ok(Mapped { terms, document, warnings })
}

/// What `document` promises that the chain says.
pub(crate) fn issue_terms(document: &PrescriptionDocument) -> Result<IssueTerms, FhirError> {
    let products = document.item_commitments()?;
    let terms = &document.terms;
    let items = terms.items.iter().zip(products).map(|(item, product)| IssueItem {
        authorised: item.authorised,
        substitution_allowed: item.substitution_allowed,
        product,
    });
    Ok(IssueTerms {
        commitment: document.commitment()?,
        schedule: terms.schedule,
        valid_from: terms.valid_from,
        valid_until: terms.valid_until,
        interval: terms.interval,
        issues: terms.issues,
        items: items.collect(),
    })
}

/// The requests, in their order, and after them what they need to be understood.
fn carried(entries: &[Entry], requests: &[usize]) -> Result<Vec<Entry>, FhirError> {
    let others = needed(requests, entries)?;
    let wanted = requests.iter().chain(others.iter().filter(|index| !requests.contains(index)));
    let carried: Vec<Entry> = wanted.filter_map(|index| entries.get(*index).cloned()).collect();
    for entry in &carried {
        check_numbers(&entry.resource, resource_type(&entry.resource).unwrap_or("$this"))?;
    }
    // Those of the requests themselves are met when they are read.
    for entry in carried.iter().skip(requests.len()) {
        let resource = Node::resource(&entry.resource)?;
        resource.refuse_modifiers().map_err(|error| error.of_resource(label(&entry.resource)))?;
    }
    Ok(carried)
}

fn read_all(count: usize, entries: &[Entry], source: &Source) -> Result<Vec<Request>, FhirError> {
    let label = |index| source.labels().get(index).cloned().unwrap_or_default();
    (0..count).map(|index| read_request(index, entries).map_err(|error| error.of_resource(label(index)))).collect()
}

/// What the chain keeps once per prescription must be the same in every request of a group.
fn agree(requests: &[Request]) -> Result<(), FhirError> {
    let differs = |element: &str| Err(FhirError::new(element, Problem::GroupDiffers));
    for (one, other) in requests.iter().zip(requests.iter().skip(1)) {
        if one.subject != other.subject {
            return differs("MedicationRequest.subject");
        }
        if one.requester != other.requester {
            return differs("MedicationRequest.requester");
        }
        if (&one.start, &one.end) != (&other.start, &other.end) {
            return differs(VALIDITY);
        }
        if one.start.is_none() && one.authored != other.authored {
            return differs("MedicationRequest.authoredOn");
        }
        if one.repeats != other.repeats {
            return differs(REPEATS);
        }
        if one.interval != other.interval {
            return differs(INTERVAL);
        }
        if one.schedule != other.schedule {
            return differs("MedicationRequest.category");
        }
    }
    Ok(())
}

fn schedule(resource: Option<Schedule>, chosen: Option<Schedule>) -> Result<Schedule, FhirError> {
    match (resource, chosen) {
        (Some(resource), Some(chosen)) if resource != chosen => {
            let problem =
                Problem::ScheduleConflict { resource: schedule_name(resource), chosen: schedule_name(chosen) };
            Err(FhirError::new("MedicationRequest.category", problem))
        }
        (resource, chosen) => Ok(resource.or(chosen).unwrap_or(Schedule::Ordinary)),
    }
}

/// From when until when, both in milliseconds since the epoch.
fn validity(
    request: &Request,
    options: &Options,
    limits: ScheduleLimits,
    warnings: &mut Vec<Warning>,
) -> Result<(Moment, Moment), FhirError> {
    let zone = &options.time_zone;
    let longest = limits.longest_validity;
    let outside =
        |element: &str, date: &FhirDateTime| FhirError::new(element, Problem::DateOutOfRange(date.date().to_string()));
    let (start_element, end_element) = (format!("{VALIDITY}.start"), format!("{VALIDITY}.end"));
    let valid_from = match (&request.start, &request.authored) {
        (Some(start), _) => start.first_moment(zone).ok_or_else(|| outside(&start_element, start))?,
        (None, Some(day)) => day.first_moment(zone).ok_or_else(|| outside("MedicationRequest.authoredOn", day))?,
        (None, None) => options.now,
    };
    let after_days = |days: u32| {
        let end = valid_from.checked_add(u64::from(days).saturating_mul(DAY));
        end.ok_or_else(|| FhirError::new(end_element.clone(), Problem::ValidityTooLong { limit_days: longest / DAY }))
    };
    let valid_until = match (options.valid_days, &request.end) {
        (Some(days), _) => {
            warnings.push(Warning { element: end_element.clone(), kind: WarningKind::ValidityOverridden });
            after_days(days)?
        }
        (None, Some(end)) => end.moment_after(zone).ok_or_else(|| outside(&end_element, end))?,
        (None, None) => {
            warnings.push(Warning { element: end_element.clone(), kind: WarningKind::ValidityAssumed });
            after_days(options.default_valid_days)?
        }
    };
    if valid_until <= valid_from {
        return Err(FhirError::new(VALIDITY, Problem::PeriodReversed));
    }
    if valid_until <= options.now {
        return Err(FhirError::new(end_element, Problem::AlreadyExpired));
    }
    if valid_from > options.now.saturating_add(limits.furthest_start) {
        let problem = Problem::StartsTooLate { limit_days: limits.furthest_start / DAY };
        return Err(FhirError::new(start_element, problem));
    }
    if valid_until - valid_from > longest {
        return Err(FhirError::new(VALIDITY, Problem::ValidityTooLong { limit_days: longest / DAY }));
    }
    Ok((valid_from, valid_until))
}

/// The least time between two issues; all repeats must fit into the validity.
fn interval(
    request: &Request,
    options: &Options,
    issues: u8,
    validity: Moment,
    warnings: &mut Vec<Warning>,
) -> Result<Moment, FhirError> {
    let mut warn = |kind| warnings.push(Warning { element: INTERVAL.into(), kind });
    let asked = match options.interval_days {
        Some(days) => {
            warn(WarningKind::IntervalOverridden);
            Some(u64::from(days).saturating_mul(DAY))
        }
        None => request.interval,
    };
    match asked {
        Some(_) if issues == 1 => {
            warn(WarningKind::IntervalUnused);
            Ok(0)
        }
        Some(interval) => match interval.checked_mul(u64::from(issues - 1)) {
            Some(total) if total < validity => Ok(interval),
            _ => Err(FhirError::new(INTERVAL, Problem::IntervalTooLong)),
        },
        None => {
            if issues > 1 {
                warn(WarningKind::NoInterval);
            }
            Ok(0)
        }
    }
}

/// Moves the dates of all requests by the same number of days, so that the earliest start falls on today. Says whether
/// there was any date to move.
fn redate(entries: &mut [Entry], requests: &[Request], options: &Options) -> Result<bool, FhirError> {
    let starts = requests.iter().filter_map(|request| request.start.as_ref().or(request.authored.as_ref()));
    let Some(anchor) = starts.min_by_key(|start| start.date()).cloned() else { return Ok(false) };
    let out_of_range = || FhirError::new(VALIDITY, Problem::DateOutOfRange(anchor.date().to_string()));
    let today = day_of(options.now, &options.time_zone).ok_or_else(out_of_range)?;
    let mut days = days_between(anchor.date(), today).ok_or_else(out_of_range)?;
    // A start later on this day would leave the prescription waiting for some hours.
    let moved = anchor.shifted_start(days).and_then(|text| FhirDateTime::parse(&text));
    let first = moved.and_then(|start| start.first_moment(&options.time_zone)).ok_or_else(out_of_range)?;
    if first > options.now {
        days -= 1;
    }
    for entry in entries.iter_mut().take(requests.len()) {
        let request = &mut entry.resource;
        if let Some(members) = request.as_object_mut() {
            members.shift_remove("text");
        }
        let move_date = |value: Option<&mut Value>, end: bool| -> Result<(), FhirError> {
            let Some(value) = value else { return Ok(()) };
            let Some(date) = value.as_str().and_then(FhirDateTime::parse) else { return Ok(()) };
            let moved = if end { date.shifted_end(days) } else { date.shifted_start(days) };
            *value = Value::String(moved.ok_or_else(out_of_range)?);
            Ok(())
        };
        move_date(request.pointer_mut("/authoredOn"), false)?;
        move_date(request.pointer_mut("/dispenseRequest/validityPeriod/start"), false)?;
        move_date(request.pointer_mut("/dispenseRequest/validityPeriod/end"), true)?;
        for dosage in request.get_mut("dosageInstruction").and_then(Value::as_array_mut).into_iter().flatten() {
            move_date(dosage.pointer_mut("/timing/repeat/boundsPeriod/start"), false)?;
            move_date(dosage.pointer_mut("/timing/repeat/boundsPeriod/end"), true)?;
            let events = dosage.pointer_mut("/timing/event").and_then(Value::as_array_mut).into_iter().flatten();
            events.into_iter().try_for_each(|event| move_date(Some(event), false))?;
        }
    }
    Ok(true)
}

/// Writes each quantity as one, with how much that is in its unit: 28 tablets are one "× 28 tablet". Says whether there was
/// any to write: what is one already tells nobody anything.
fn count_supplies(entries: &mut [Entry], requests: &[Request]) -> bool {
    let mut written = false;
    for (entry, request) in entries.iter_mut().zip(requests) {
        let quantity = entry.resource.pointer_mut("/dispenseRequest/quantity");
        let Some(quantity) = quantity.filter(|_| request.authorised != QUANTITY_SCALE) else { continue };
        let unit = request.product.get("unit").map(unit_text).unwrap_or_default();
        *quantity = json!({ "value": 1, "unit": format!("× {} {unit}", format_quantity(request.authorised)) });
        written = true;
    }
    written
}

/// Writes what the options overrode into the requests, so that document and chain say the same.
fn override_in_document(
    entries: &mut [Entry],
    count: usize,
    options: &Options,
    valid_from: Moment,
    valid_until: Moment,
) -> Result<(), FhirError> {
    let written = |moment| {
        let outside = || FhirError::new(VALIDITY, Problem::DateOutOfRange(format!("{moment} ms")));
        format_moment(moment, &options.time_zone).map(Value::String).ok_or_else(outside)
    };
    for entry in entries.iter_mut().take(count) {
        let Some(dispense) = entry.resource.get_mut("dispenseRequest").and_then(Value::as_object_mut) else { continue };
        if options.valid_days.is_some() {
            let period = dispense.entry("validityPeriod").or_insert_with(|| json!({}));
            if let Some(period) = period.as_object_mut() {
                if !period.contains_key("start") {
                    period.insert("start".into(), written(valid_from)?);
                }
                // FHIR's end is the last moment that belongs to the period.
                period.insert("end".into(), written(valid_until.saturating_sub(1))?);
            }
        }
        if let Some(days) = options.interval_days {
            let interval = json!({ "value": days, "unit": "days", "system": "http://unitsofmeasure.org", "code": "d" });
            dispense.insert("dispenseInterval".into(), interval);
        }
    }
    Ok(())
}
