//! Who a certificate is about: from the `Patient`, never from anything else.

use super::{
    Source,
    elements::{day_of, given, owned_text},
};
use crate::{
    certificate::{Person, Sex},
    fhir::{
        FhirError,
        error::{Problem, shortened},
        node::{Node, resource_id, resource_type},
    },
};
use serde_json::Value;

/// The extension that says in which script a name is written: `ABC` is Latin.
pub(super) const REPRESENTATION: &str = "http://hl7.org/fhir/StructureDefinition/iso21090-EN-representation";

/// The person to whom the reference in the member `name` of `node` leads.
pub(super) fn person(node: &Node<'_>, name: &str, source: &Source<'_>) -> Result<Person, FhirError> {
    let reference = node.required(name)?;
    let patient = find(&reference, source)?;
    let label = crate::fhir::node::label(patient);
    read(patient).map_err(|error| error.of_resource(label))
}

fn find<'a>(reference: &Node<'_>, source: &Source<'a>) -> Result<&'a Value, FhirError> {
    let wrong = |found: &str| reference.refuse(Problem::WrongTarget { found: shortened(found), expected: "Patient" });
    if let Some(found) = source.follow(reference, source.resource)? {
        return match resource_type(found) {
            Some("Patient") => Ok(found),
            other => Err(wrong(other.unwrap_or_default())),
        };
    }
    let literal = reference.text_of("reference")?;
    let literal = literal.map(|literal| literal.split("/_history/").next().unwrap_or(literal));
    let mut parts = literal.unwrap_or_default().rsplit('/');
    let (id, kind) = (parts.next(), parts.next());
    if let Some(kind) = kind
        && kind != "Patient"
    {
        return Err(wrong(kind));
    }
    let Some(given) = &source.options.patient else { return Err(reference.refuse(Problem::PatientNotGiven)) };
    if resource_type(given) != Some("Patient") {
        return Err(wrong(resource_type(given).unwrap_or_default()));
    }
    let same = match literal {
        Some(_) => kind.is_some() && resource_id(given).is_some() && resource_id(given) == id,
        // A logical reference: by an identifier that the patient has.
        None => match reference.get("identifier")? {
            Some(identifier) => {
                let wanted = (identifier.text_of("system")?, identifier.text_of("value")?);
                let mut known = Node::resource(given)?.list_of("identifier")?.into_iter();
                wanted.0.is_some()
                    && wanted.1.is_some()
                    && known.any(|known| {
                        (known.text_of("system").ok().flatten(), known.text_of("value").ok().flatten()) == wanted
                    })
            }
            None => false,
        },
    };
    if same { Ok(given) } else { Err(reference.refuse(Problem::PatientDiffers)) }
}

fn read(patient: &Value) -> Result<Person, FhirError> {
    let node = Node::resource(patient)?;
    node.refuse_modifiers()?;
    if node.flag_of("active")? == Some(false) {
        return Err(node.refuse_member("active", Problem::PatientInactive));
    }
    for link in node.list_of("link")? {
        if link.text_of("type")? == Some("replaced-by") {
            return Err(link.refuse_member("type", Problem::PatientInactive));
        }
    }
    let birth_date = day_of(&node, "birthDate")?.ok_or_else(|| node.refuse_member("birthDate", Problem::Missing))?;
    let mut person = Person { birth_date, ..Person::default() };
    let (native, latin) = names(&node)?;
    person.family_name = owned_text(&native, "family")?;
    person.given_name = given(&native)?;
    if person.family_name.is_none() && person.given_name.is_none() {
        person.full_name = owned_text(&native, "text")?;
        if person.full_name.is_none() {
            return Err(native.refuse_member("family", Problem::Missing));
        }
    }
    if let Some(latin) = latin {
        person.family_name_latin = owned_text(&latin, "family")?;
        person.given_name_latin = given(&latin)?;
    }
    person.sex = match node.text_of("gender")? {
        Some("female") => Some(Sex::Female),
        Some("male") => Some(Sex::Male),
        Some("other") => Some(Sex::Other),
        Some("unknown") | None => None,
        Some(other) => {
            let problem = Problem::Malformed { value: shortened(other), expected: "an administrative gender" };
            return Err(node.refuse_member("gender", problem));
        }
    };
    Ok(person)
}

/// The name that counts, and beside it the same in Latin letters where there is one.
fn names<'a>(patient: &Node<'a>) -> Result<(Node<'a>, Option<Node<'a>>), FhirError> {
    let mut ranked: [Vec<Node<'a>>; 3] = Default::default();
    for name in patient.list_of("name")? {
        // Names of which an end is known are past; nicknames, maiden, old and temporary names certify nobody.
        let ended = name.get("period")?.map(|period| period.get("end")).transpose()?.flatten().is_some();
        let rank = match name.text_of("use")? {
            Some("official") => 0,
            None => 1,
            Some("usual") => 2,
            Some(_) => continue,
        };
        if !ended && let Some(names) = ranked.get_mut(rank) {
            names.push(name);
        }
    }
    let Some(best) = ranked.into_iter().find(|names| !names.is_empty()) else {
        return Err(patient.refuse_member("name", Problem::Missing));
    };
    let mut native = Vec::new();
    let mut latin = Vec::new();
    for name in best {
        if is_latin(&name)? { latin.push(name) } else { native.push(name) }
    }
    if native.is_empty() {
        native.append(&mut latin);
    }
    let ambiguous = || patient.refuse_member("name", Problem::NameAmbiguous);
    match (native.len(), latin.len()) {
        (1, 0 | 1) => Ok((native.pop().ok_or_else(ambiguous)?, latin.pop())),
        _ => Err(ambiguous()),
    }
}

fn is_latin(name: &Node<'_>) -> Result<bool, FhirError> {
    for extension in name.list_of("extension")? {
        if extension.text_of("url")? == Some(REPRESENTATION) {
            return Ok(extension.text_of("valueCode")? == Some("ABC"));
        }
    }
    Ok(false)
}
