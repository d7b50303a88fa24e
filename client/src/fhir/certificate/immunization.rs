//! `Immunization` to vaccination certificate.

use super::{
    PRODUCT_EXTENSION, Source,
    elements::{absent_primitive, concept, concept_of, concepts_of, date_of, day_of, owned_text, quantity},
    patient::person,
};
use crate::{
    certificate::{Dose, Quantity, Vaccination},
    fhir::{
        FhirError, WarningKind,
        error::{Problem, shortened},
        node::{Node, resource_type},
    },
};
use serde_json::Value;

/// The code of a performer who gave the vaccine, in HL7's table 0443.
pub(super) const ADMINISTERING: &str = "AP";

pub(super) fn map(node: &Node<'_>, source: &mut Source<'_>) -> Result<Vaccination, FhirError> {
    let status = node.required("status")?;
    if status.text()? != "completed" {
        let problem = Problem::StatusNotCertifiable { status: shortened(status.text()?), allowed: "completed" };
        return Err(status.refuse(problem));
    }
    // Earlier versions of FHIR say in a flag of its own that nothing was given. It must not go unnoticed.
    for flag in ["wasNotGiven", "notGiven"] {
        if node.flag_of(flag)? == Some(true) {
            return Err(node.refuse_member(flag, Problem::NotGiven));
        }
    }
    if node.flag_of("isSubpotent")? == Some(true) {
        return Err(node.refuse_member("isSubpotent", Problem::Subpotent));
    }
    if node.flag_of("primarySource")? == Some(false) {
        return Err(node.refuse_member("primarySource", Problem::SecondHand));
    }
    if let Some(origin) = node.get("reportOrigin")? {
        return Err(origin.refuse(Problem::SecondHand));
    }
    let code = node.required("vaccineCode")?;
    let vaccine = concept(&code)?;
    if vaccine.codings.is_empty() {
        return Err(code.refuse_member("coding", Problem::Missing));
    }
    let date = occurrence(node)?;
    let person = person(node, "patient", source)?;
    Ok(Vaccination {
        person,
        vaccine,
        product: product(node)?,
        manufacturer: source.name_in(node, "manufacturer")?,
        lot: owned_text(node, "lotNumber")?,
        lot_expiry: day_of(node, "expirationDate")?,
        date,
        doses: node.list_of("protocolApplied")?.iter().map(|dose| protocol(dose, source)).collect::<Result<_, _>>()?,
        site: concept_of(node, "site")?,
        route: concept_of(node, "route")?,
        amount: amount(node, source)?,
        performers: performers(node, source)?,
        location: source.name_in(node, "location")?,
        country: country(node, source)?,
    })
}

fn occurrence(node: &Node<'_>) -> Result<String, FhirError> {
    if let Some(date) = date_of(node, "occurrenceDateTime")? {
        return Ok(date);
    }
    absent_primitive(node, "occurrenceString")?;
    match node.get("occurrenceString")? {
        Some(words) => Err(words.refuse(Problem::DateInWords)),
        None => Err(node.refuse_member("occurrence[x]", Problem::Missing)),
    }
}

fn product(node: &Node<'_>) -> Result<Option<String>, FhirError> {
    for extension in node.list_of("extension")? {
        if extension.text_of("url")? == Some(PRODUCT_EXTENSION) {
            return owned_text(&extension, "valueString");
        }
    }
    Ok(None)
}

/// The amount, where its unit is of UCUM. The certificate does without it otherwise.
fn amount(node: &Node<'_>, source: &mut Source<'_>) -> Result<Option<Quantity>, FhirError> {
    let Some(dose) = node.get("doseQuantity")? else { return Ok(None) };
    match quantity(&dose) {
        Ok(amount) => Ok(Some(amount)),
        Err(error) if *error.problem() == Problem::NotUcum => {
            source.warn(&dose, WarningKind::NotCarried);
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

fn protocol(node: &Node<'_>, source: &mut Source<'_>) -> Result<Dose, FhirError> {
    let number = count(node, "doseNumberPositiveInt")?;
    let label = owned_text(node, "doseNumberString")?;
    if number.is_none() && label.is_none() {
        return Err(node.refuse_member("doseNumber[x]", Problem::Missing));
    }
    Ok(Dose {
        series: owned_text(node, "series")?,
        authority: source.name_in(node, "authority")?,
        target_diseases: concepts_of(node, "targetDisease")?,
        number,
        label,
        of: count(node, "seriesDosesPositiveInt")?,
        of_label: owned_text(node, "seriesDosesString")?,
    })
}

fn count(node: &Node<'_>, name: &str) -> Result<Option<u32>, FhirError> {
    let Some(inner) = node.get(name)? else { return Ok(None) };
    let value = inner.count()?;
    let problem = || Problem::Malformed { value: value.to_string(), expected: "a number of doses from 1 to 99" };
    match u32::try_from(value) {
        Ok(value) if (1..=99).contains(&value) => Ok(Some(value)),
        _ => Err(inner.refuse(problem())),
    }
}

/// Who gave it: the performers that are called so, or those whose function is not said.
fn performers(node: &Node<'_>, source: &mut Source<'_>) -> Result<Vec<String>, FhirError> {
    let (mut giving, mut unsaid) = (Vec::new(), Vec::new());
    for performer in node.list_of("performer")? {
        let actor = performer.required("actor")?;
        match performer.get("function")? {
            None => unsaid.push(actor),
            Some(function) => {
                for coding in function.list_of("coding")? {
                    if coding.text_of("code")? == Some(ADMINISTERING) {
                        giving.push(actor.clone());
                        break;
                    }
                }
            }
        }
    }
    let chosen = if giving.is_empty() { unsaid } else { giving };
    let mut names = Vec::new();
    for actor in chosen {
        match source.name(&actor)? {
            Some(name) => names.push(name),
            None => source.warn(&actor, WarningKind::ReferenceUnresolved),
        }
    }
    Ok(names)
}

/// The country of the place, where it is given by its two letters.
fn country(node: &Node<'_>, source: &Source<'_>) -> Result<Option<String>, FhirError> {
    let Some(reference) = node.get("location")? else { return Ok(None) };
    let Some(location) = source.follow(&reference, source.resource)? else { return Ok(None) };
    if resource_type(location) != Some("Location") {
        return Ok(None);
    }
    let country = location.pointer("/address/country").and_then(Value::as_str);
    let is_code = |text: &&str| text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase());
    Ok(country.filter(is_code).map(str::to_owned))
}
