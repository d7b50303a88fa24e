//! FHIR's data types as a certificate has them.

use super::Source;
use crate::{
    certificate::{Coding, Concept, Quantity, UCUM},
    fhir::{
        FhirDateTime, FhirError, Warning, WarningKind,
        error::{Problem, shortened},
        node::{Node, resource_type},
        references::{Target, resolve},
    },
};
use serde_json::Value;

/// The systems whose codes say that something is not known.
const ABSENT: [&str; 2] =
    ["http://terminology.hl7.org/CodeSystem/data-absent-reason", "http://terminology.hl7.org/CodeSystem/v3-NullFlavor"];

/// The extension that says why a primitive has no value.
const ABSENT_EXTENSION: &str = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";

/// How far a chain of references is followed: from a role to the person who plays it.
const FURTHEST: usize = 2;

/// A `CodeableConcept`. Codings without system or code mean nothing and are left out; what remains may be words only.
/// Refused if the source says that it does not know.
pub(super) fn concept(node: &Node<'_>) -> Result<Concept, FhirError> {
    let mut concept = Concept { codings: Vec::new(), text: node.text_of("text")?.map(str::to_owned) };
    let mut displayed = None;
    for coding in node.list_of("coding")? {
        let (system, code) = (coding.text_of("system")?, coding.text_of("code")?);
        let display = coding.text_of("display")?.map(str::to_owned);
        displayed = displayed.or_else(|| display.clone());
        if system.is_some_and(|system| ABSENT.contains(&system)) {
            return Err(coding.refuse(Problem::DataAbsent));
        }
        if let (Some(system), Some(code)) = (system, code) {
            concept.codings.push(Coding { system: system.to_owned(), code: code.to_owned(), display });
        }
    }
    if concept.codings.is_empty() {
        concept.text = concept.text.or(displayed);
        if concept.text.is_none() {
            return Err(node.refuse_member("coding", Problem::Missing));
        }
    }
    Ok(concept)
}

/// The concept in the member `name`, which may be absent.
pub(super) fn concept_of(node: &Node<'_>, name: &str) -> Result<Option<Concept>, FhirError> {
    node.get(name)?.map(|inner| concept(&inner)).transpose()
}

/// The concepts in the list `name`.
pub(super) fn concepts_of(node: &Node<'_>, name: &str) -> Result<Vec<Concept>, FhirError> {
    node.list_of(name)?.iter().map(concept).collect()
}

/// The literal of a decimal number, as it was written.
pub(super) fn decimal(node: &Node<'_>) -> Result<String, FhirError> {
    absent_primitive(node, "value")?;
    node.required("value")?.number()
}

/// A `Quantity` whose unit is of UCUM.
pub(super) fn quantity(node: &Node<'_>) -> Result<Quantity, FhirError> {
    let value = decimal(node)?;
    match (node.text_of("system")?, node.text_of("code")?) {
        (Some(UCUM), Some(code)) => Ok(Quantity {
            value,
            comparator: node.text_of("comparator")?.map(str::to_owned),
            unit: node.text_of("unit")?.map(str::to_owned),
            code: code.to_owned(),
        }),
        (Some(UCUM), None) => Err(node.refuse_member("code", Problem::NotUcum)),
        _ => Err(node.refuse_member("system", Problem::NotUcum)),
    }
}

/// The `date`, `dateTime` or `instant` in the member `name`, as it was written.
pub(super) fn date_of(node: &Node<'_>, name: &str) -> Result<Option<String>, FhirError> {
    absent_primitive(node, name)?;
    let Some(inner) = node.get(name)? else { return Ok(None) };
    let text = inner.text()?;
    match FhirDateTime::parse(text) {
        Some(_) => Ok(Some(text.to_owned())),
        None => Err(inner.refuse(Problem::Malformed { value: shortened(text), expected: "a FHIR date" })),
    }
}

/// The `date` in the member `name`: no time of day.
pub(super) fn day_of(node: &Node<'_>, name: &str) -> Result<Option<String>, FhirError> {
    match date_of(node, name)? {
        Some(text) if text.contains('T') => Err(node.refuse_member(
            name,
            Problem::Malformed { value: shortened(&text), expected: "a date without a time of day" },
        )),
        other => Ok(other),
    }
}

/// Refuses a primitive `name` of which an extension says that it is not known.
pub(super) fn absent_primitive(node: &Node<'_>, name: &str) -> Result<(), FhirError> {
    // The extensions of the primitive `name` are in the member `_name`.
    let Some(inner) = node.get(&format!("_{name}"))? else { return Ok(()) };
    for extension in inner.list_of("extension")? {
        if extension.text_of("url")? == Some(ABSENT_EXTENSION) {
            return Err(node.refuse_member(name, Problem::DataAbsent));
        }
    }
    Ok(())
}

/// A text in the member `name`, owned.
pub(super) fn owned_text(node: &Node<'_>, name: &str) -> Result<Option<String>, FhirError> {
    Ok(node.text_of(name)?.map(str::to_owned))
}

/// A person's name for readers: as it was written, or from its parts in the order of its script.
fn shown_name(name: &Node<'_>) -> Result<Option<String>, FhirError> {
    if let Some(text) = owned_text(name, "text")? {
        return Ok(Some(text));
    }
    let given = given(name)?;
    Ok(match (name.text_of("family")?, given) {
        // In Chinese, Japanese and Korean scripts the family name comes first, without a space.
        (Some(family), Some(given)) if !given.is_ascii() && family.chars().all(is_east_asian) => {
            Some(format!("{family}{given}"))
        }
        (Some(family), Some(given)) => Some(format!("{given} {family}")),
        (Some(family), None) => Some(family.to_owned()),
        (None, given) => given,
    })
}

fn is_east_asian(character: char) -> bool {
    matches!(character, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

/// The given names of a `HumanName`, in their order.
pub(super) fn given(name: &Node<'_>) -> Result<Option<String>, FhirError> {
    let parts = name.list_of("given")?.iter().map(Node::text).collect::<Result<Vec<_>, _>>()?;
    Ok((!parts.is_empty()).then(|| parts.join(" ")))
}

impl<'a> Source<'a> {
    /// Notes that the certificate does not say what the element does.
    pub(super) fn warn(&mut self, node: &Node<'_>, kind: WarningKind) {
        self.warnings.push(Warning { element: node.path().to_owned(), kind });
    }

    /// The resource that the reference `node` leads to, if it is in the input.
    pub(super) fn follow(&self, node: &Node<'_>, from: &'a Value) -> Result<Option<&'a Value>, FhirError> {
        Ok(match resolve(node, from, self.entries)? {
            Target::Contained(resource) => Some(resource),
            Target::Entry(index) => self.entries.get(index).map(|entry| &entry.resource),
            Target::Elsewhere => None,
        })
    }

    /// The name of what the reference `node` leads to: of the resource, or the display of the reference.
    pub(super) fn name(&self, node: &Node<'_>) -> Result<Option<String>, FhirError> {
        self.name_from(node, self.resource, FURTHEST)
    }

    fn name_from(&self, node: &Node<'_>, from: &'a Value, left: usize) -> Result<Option<String>, FhirError> {
        let found = match (self.follow(node, from)?, left.checked_sub(1)) {
            (Some(resource), Some(left)) => self.name_of(resource, from, left)?,
            _ => None,
        };
        match found {
            Some(name) => Ok(Some(name)),
            None => owned_text(node, "display"),
        }
    }

    fn name_of(&self, value: &'a Value, container: &'a Value, left: usize) -> Result<Option<String>, FhirError> {
        let resource = Node::resource(value)?;
        match resource_type(value) {
            Some("Organization" | "Location") => owned_text(&resource, "name"),
            Some("Practitioner" | "RelatedPerson") => match resource.list_of("name")?.first() {
                Some(name) => shown_name(name),
                None => Ok(None),
            },
            Some("PractitionerRole") => {
                // What a contained resource contains is contained in the same container.
                let is_contained = container
                    .get("contained")
                    .and_then(Value::as_array)
                    .is_some_and(|all| all.iter().any(|inner| std::ptr::eq(inner, value)));
                let from = if is_contained { container } else { value };
                match resource.get("practitioner")? {
                    Some(practitioner) => self.name_from(&practitioner, from, left),
                    None => Ok(None),
                }
            }
            _ => Ok(None),
        }
    }

    /// [`Self::name`] of the reference in the member `name`, with a warning if there is one that leads nowhere.
    pub(super) fn name_in(&mut self, node: &Node<'_>, name: &str) -> Result<Option<String>, FhirError> {
        let Some(reference) = node.get(name)? else { return Ok(None) };
        let found = self.name(&reference)?;
        if found.is_none() {
            self.warn(&reference, WarningKind::ReferenceUnresolved);
        }
        Ok(found)
    }
}
