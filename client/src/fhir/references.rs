//! Entries of a Bundle and what refers to them.

use super::{
    error::{FhirError, Problem, shortened},
    node::{Node, resource_id, resource_type},
};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// A resource with the address under which others in its Bundle refer to it.
#[derive(Clone, PartialEq, Eq)]
pub struct Entry {
    /// `Bundle.entry.fullUrl`, if it was given.
    pub full_url: Option<String>,
    /// The resource.
    pub resource: Value,
}

impl Entry {
    /// As an entry of a Bundle.
    pub(crate) fn to_json(&self) -> Value {
        let mut entry = Map::new();
        if let Some(full_url) = &self.full_url {
            entry.insert("fullUrl".into(), Value::String(full_url.clone()));
        }
        entry.insert("resource".into(), self.resource.clone());
        Value::Object(entry)
    }

    fn is_called(&self, reference: &str) -> bool {
        if self.full_url.as_deref() == Some(reference) {
            return true;
        }
        match reference.split_once('/') {
            Some((kind, id)) => resource_type(&self.resource) == Some(kind) && resource_id(&self.resource) == Some(id),
            None => false,
        }
    }
}

/// What a reference leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Target<'a> {
    /// A resource that is contained in the one that refers.
    Contained(&'a Value),
    /// The entry with this number.
    Entry(usize),
    /// Something that is not in the input.
    Elsewhere,
}

/// Follows the literal reference in `node` (a FHIR Reference) of the resource `from`.
pub(crate) fn resolve<'a>(node: &Node<'_>, from: &'a Value, entries: &[Entry]) -> Result<Target<'a>, FhirError> {
    let Some(literal) = node.text_of("reference")? else { return Ok(Target::Elsewhere) };
    let reference = literal.split("/_history/").next().unwrap_or(literal);
    if let Some(id) = reference.strip_prefix('#') {
        let contained = from.get("contained").and_then(Value::as_array).into_iter().flatten();
        let mut found = contained.filter(|resource| resource_id(resource) == Some(id));
        return match (found.next(), found.next()) {
            (Some(resource), None) => Ok(Target::Contained(resource)),
            (Some(_), Some(_)) => Err(ambiguous(node, literal)),
            (None, _) => Err(node.refuse_member("reference", Problem::UnresolvedReference(shortened(literal)))),
        };
    }
    let mut found = entries.iter().enumerate().filter(|(_, entry)| entry.is_called(reference));
    match found.next() {
        Some((index, first)) if found.all(|(_, other)| other.resource == first.resource) => Ok(Target::Entry(index)),
        Some(_) => Err(ambiguous(node, literal)),
        None => Ok(Target::Elsewhere),
    }
}

fn ambiguous(node: &Node<'_>, literal: &str) -> FhirError {
    node.refuse_member("reference", Problem::AmbiguousReference(shortened(literal)))
}

/// What a prescription's document carries beside its requests. Nothing else of a Bundle goes along.
const CARRIED: [&str; 6] = ["Medication", "Organization", "Patient", "Practitioner", "PractitionerRole", "Substance"];

/// The entries that `requests` (numbers of entries) need to be understood: patient, requester, medication, and what the
/// last two refer to themselves.
pub(crate) fn needed(requests: &[usize], entries: &[Entry]) -> Result<BTreeSet<usize>, FhirError> {
    let mut needed = BTreeSet::new();
    let mut open: Vec<usize> = requests.to_vec();
    while let Some(index) = open.pop() {
        let Some(entry) = entries.get(index) else { continue };
        let resource = Node::resource(&entry.resource)?;
        let places: &[&str] = match resource_type(&entry.resource) {
            Some("MedicationRequest") => &["medicationReference", "requester", "subject"],
            Some("MedicationDispense") => &["medicationReference"],
            Some("PractitionerRole") => &["organization", "practitioner"],
            Some("Medication") => &["manufacturer"],
            _ => &[],
        };
        let mut references: Vec<Node<'_>> = Vec::new();
        for place in places {
            references.extend(resource.get(place)?);
        }
        for ingredient in resource.list_of("ingredient")? {
            references.extend(ingredient.get("itemReference")?);
        }
        for reference in references {
            if let Target::Entry(target) = resolve(&reference, &entry.resource, entries)? {
                let kind = entries.get(target).and_then(|entry| resource_type(&entry.resource));
                if kind.is_some_and(|kind| CARRIED.contains(&kind)) && needed.insert(target) {
                    open.push(target);
                }
            }
        }
    }
    Ok(needed)
}
