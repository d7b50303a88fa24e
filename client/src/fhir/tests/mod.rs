mod audit_event;
mod certificates;
mod certificates_refusals;
mod claim;
mod claim_back;
mod claim_refusals;
mod consent;
mod consent_refusals;
mod consent_round_trip;
mod dispense;
mod from_chain;
mod groups;
mod mapping;
mod random_input;
mod refusals;

use super::*;
use bogam_primitives::{Moment, time::DAY};
use serde_json::{Value, json};

/// 2026-11-21T01:00:00Z: ten in the morning in Seoul.
pub(crate) const NOW: Moment = 1_795_222_800_000;

pub(crate) fn options() -> Options {
    Options::at(NOW)
}

/// A request that can be issued.
pub(crate) fn request() -> Value {
    json!({
        "resourceType": "MedicationRequest",
        "id": "one",
        "status": "active",
        "intent": "order",
        "medicationCodeableConcept": { "text": "Examplipine 10 mg tablet" },
        "subject": { "reference": "Patient/1", "display": "Rowan Sample" },
        "requester": { "reference": "Practitioner/1" },
        "authoredOn": "2026-11-21",
        "dosageInstruction": [{ "text": "one in the morning" }],
        "dispenseRequest": {
            "quantity": { "value": 28, "unit": "tablet" },
            "validityPeriod": { "start": "2026-11-21", "end": "2026-12-20" },
        },
        "substitution": { "allowedBoolean": true },
    })
}

/// `value` with what is at `pointer` replaced; members that are missing are made, and null takes the member away.
pub(crate) fn with(mut value: Value, pointer: &str, new: Value) -> Value {
    let mut place = &mut value;
    let parts: Vec<&str> = pointer.split('/').skip(1).collect();
    let (last, path) = parts.split_last().unwrap();
    for part in path {
        place = match place {
            Value::Array(values) => &mut values[part.parse::<usize>().unwrap()],
            other => other.as_object_mut().unwrap().entry(*part).or_insert_with(|| json!({})),
        };
    }
    match (place, new) {
        (Value::Object(members), Value::Null) => drop(members.shift_remove(*last)),
        (Value::Object(members), new) => drop(members.insert((*last).into(), new)),
        (Value::Array(values), new) => values[last.parse::<usize>().unwrap()] = new,
        _ => unreachable!(),
    }
    value
}

pub(crate) fn map_value(value: &Value, options: &Options) -> MappingResult {
    map_text(&value.to_string(), options)
}

/// Maps the only prescription of `text`.
pub(crate) fn map_text(text: &str, options: &Options) -> MappingResult {
    let input = read(text.as_bytes())?;
    let selected = input.select(&[])?;
    assert_eq!(selected.len(), 1);
    map(&input, selected[0], options)
}

pub(crate) fn codes(mapped: &Mapped) -> Vec<&'static str> {
    mapped.warnings.iter().map(Warning::code).collect()
}

pub(crate) fn bundle(kind: &str, resources: &[Value]) -> Value {
    let entries: Vec<Value> = resources.iter().map(|resource| json!({ "resource": resource })).collect();
    json!({ "resourceType": "Bundle", "type": kind, "entry": entries })
}

/// An example of the client, by its file name. Tests run in the folder of their package: a path that the compiler wrote
/// into them would be another checkout's where several share a target folder.
pub(crate) fn example(name: &str) -> String {
    std::fs::read_to_string(std::path::Path::new("examples").join(name)).unwrap()
}

pub(crate) fn redated() -> Options {
    Options { redate: true, ..options() }
}

pub(crate) fn days(moment: Moment) -> u64 {
    assert_eq!(moment % DAY, 0);
    moment / DAY
}
