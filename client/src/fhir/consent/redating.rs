//! Moving the periods of a Consent to today.

use crate::fhir::{
    FhirDateTime,
    dates::{day_of, days_between},
    error::{FhirError, Problem},
};
use bogam_primitives::Moment;
use jiff::{civil::Date, tz::TimeZone};
use serde_json::Value;

/// Moves the periods of all rules of `consent` by the same number of days, so that the earliest start falls on today.
/// Without a start, the date of the Consent itself is what is moved to today. Says whether anything was moved.
///
/// What is no date stays as it is: who reads the rules refuses it, naming the element.
pub(super) fn redate(consent: &mut Value, now: Moment, zone: &TimeZone) -> Result<bool, FhirError> {
    let outside = || FhirError::new("Consent.provision.period", Problem::DateOutOfRange(format!("{now} ms")));
    let Some(provision) = consent.get("provision") else { return Ok(false) };
    let mut earliest: Option<Date> = None;
    visit(provision, &mut |rule| {
        if let Some(day) = start_of(rule) {
            earliest = Some(earliest.map_or(day, |other| other.min(day)));
        }
    });
    let dated = || FhirDateTime::parse(consent.get("dateTime")?.as_str()?).map(|dated| dated.date());
    let Some(anchor) = earliest.or_else(dated) else { return Ok(false) };
    let today = day_of(now, zone).ok_or_else(outside)?;
    let days = days_between(anchor, today).ok_or_else(outside)?;
    let Some(provision) = consent.get_mut("provision") else { return Ok(false) };
    let mut moved = false;
    shift(provision, days, &mut moved).ok_or_else(outside)?;
    Ok(moved)
}

fn start_of(rule: &Value) -> Option<Date> {
    FhirDateTime::parse(rule.pointer("/period/start")?.as_str()?).map(|start| start.date())
}

/// Calls `each` for the rule `rule` and all that are nested in it.
fn visit(rule: &Value, each: &mut impl FnMut(&Value)) {
    each(rule);
    for nested in rule.get("provision").and_then(Value::as_array).into_iter().flatten() {
        visit(nested, each);
    }
}

/// Moves the period of `rule` and of all that are nested in it. `None` if a date leaves the calendar.
fn shift(rule: &mut Value, days: i64, moved: &mut bool) -> Option<()> {
    for (member, is_end) in [("/period/start", false), ("/period/end", true)] {
        let Some(value) = rule.pointer_mut(member) else { continue };
        let Some(date) = value.as_str().and_then(FhirDateTime::parse) else { continue };
        let text = if is_end { date.shifted_end(days) } else { date.shifted_start(days) };
        *value = Value::String(text?);
        *moved = true;
    }
    let nested = rule.get_mut("provision").and_then(Value::as_array_mut).into_iter().flatten();
    nested.into_iter().try_for_each(|one| shift(one, days, moved))
}
