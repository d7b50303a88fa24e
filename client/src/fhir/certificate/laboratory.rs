//! `Observation` of a laboratory to laboratory result.

use super::{
    Source,
    elements::{absent_primitive, concept, concept_of, concepts_of, date_of, decimal, owned_text, quantity},
    patient::person,
};
use crate::{
    certificate::{
        Concept, LOINC, LaboratoryResult, LaboratoryValue, Quantity, QuantityRange, Ratio, RatioPart, ReferenceRange,
        Stage, UCUM,
    },
    fhir::{
        FhirError, WarningKind,
        error::{Problem, shortened},
        node::{Node, resource_type},
    },
};

/// The system of the categories of observations.
const CATEGORY: &str = "http://terminology.hl7.org/CodeSystem/observation-category";

/// What R4's profile of vital signs covers, by LOINC: whatever has one of these codes is a vital sign.
const VITAL_SIGNS: [&str; 17] = [
    "85353-1", "9279-1", "8867-4", "2708-6", "59408-5", "8310-5", "8302-2", "8306-3", "9843-4", "29463-7", "3141-9",
    "39156-5", "85354-9", "8480-6", "8462-4", "8478-0", "55284-4",
];

/// The types that a value can have in R4.
const VALUES: [&str; 11] = [
    "valueQuantity",
    "valueCodeableConcept",
    "valueString",
    "valueBoolean",
    "valueInteger",
    "valueRange",
    "valueRatio",
    "valueSampledData",
    "valueTime",
    "valueDateTime",
    "valuePeriod",
];

pub(super) fn map(node: &Node<'_>, source: &mut Source<'_>) -> Result<LaboratoryResult, FhirError> {
    let status = node.required("status")?;
    let stage = match status.text()? {
        "final" => Stage::Final,
        "amended" => Stage::Amended,
        "corrected" => Stage::Corrected,
        other => {
            let allowed = "final, amended, corrected";
            return Err(status.refuse(Problem::StatusNotCertifiable { status: shortened(other), allowed }));
        }
    };
    let test = test(node, source)?;
    for several in ["component", "hasMember"] {
        if !node.list_of(several)?.is_empty() {
            return Err(node.refuse_member(several, Problem::SeveralResults));
        }
    }
    if !node.list_of("focus")?.is_empty() {
        return Err(node.refuse_member("focus", Problem::FocusElsewhere));
    }
    let value = value(node)?;
    let (date, date_until) = effective(node)?;
    let person = person(node, "subject", source)?;
    let mut performers = Vec::new();
    for performer in node.list_of("performer")? {
        match source.name(&performer)? {
            Some(name) => performers.push(name),
            None => source.warn(&performer, WarningKind::ReferenceUnresolved),
        }
    }
    Ok(LaboratoryResult {
        person,
        test,
        reference_ranges: node
            .list_of("referenceRange")?
            .iter()
            .map(|range| reference_range(range, &value))
            .collect::<Result<_, _>>()?,
        value,
        interpretations: concepts_of(node, "interpretation")?,
        specimen: specimen(node, source)?,
        body_site: concept_of(node, "bodySite")?,
        method: concept_of(node, "method")?,
        date,
        date_until,
        reported_at: date_of(node, "issued")?,
        stage,
        performers,
    })
}

/// What was tested; refused if it is not a laboratory's, or if LOINC does not say what it is.
fn test(node: &Node<'_>, source: &Source<'_>) -> Result<Concept, FhirError> {
    let mut categories = Vec::new();
    for category in node.list_of("category")? {
        for coding in category.list_of("coding")? {
            if coding.text_of("system")? == Some(CATEGORY) {
                categories.extend(coding.text_of("code")?);
            }
        }
    }
    match categories.first() {
        _ if categories.contains(&"laboratory") => {}
        Some(other) => return Err(node.refuse_member("category", Problem::NotLaboratory(shortened(other)))),
        None if source.options.laboratory => {}
        None => return Err(node.refuse_member("category", Problem::CategoryMissing)),
    }
    let code = node.required("code")?;
    let test = concept(&code)?;
    let mut loinc = test.codings.iter().filter(|coding| coding.system == LOINC).peekable();
    if loinc.peek().is_none() {
        return Err(code.refuse_member("coding", Problem::CodeSystemMissing("LOINC")));
    }
    match loinc.find(|coding| VITAL_SIGNS.contains(&coding.code.as_str())) {
        Some(vital) => Err(code.refuse(Problem::NotLaboratory(shortened(&vital.code)))),
        None => Ok(test),
    }
}

fn value(node: &Node<'_>) -> Result<LaboratoryValue, FhirError> {
    if let Some(reason) = node.get("dataAbsentReason")? {
        return Err(reason.refuse(Problem::DataAbsent));
    }
    let mut found = Vec::new();
    for name in VALUES {
        absent_primitive(node, name)?;
        found.extend(node.get(name)?.map(|value| (name, value)));
    }
    let mut found = found.into_iter();
    let Some((name, value)) = found.next() else {
        return Err(node.refuse_member("value[x]", Problem::Missing));
    };
    if let Some((_, other)) = found.next() {
        return Err(other.refuse(Problem::SeveralValues));
    }
    Ok(match name {
        "valueQuantity" => LaboratoryValue::Quantity(quantity(&value)?),
        "valueCodeableConcept" => LaboratoryValue::Concept(concept(&value)?),
        "valueString" => LaboratoryValue::Text(value.text()?.to_owned()),
        "valueBoolean" => match node.flag_of(name)? {
            Some(flag) => LaboratoryValue::Boolean(flag),
            None => return Err(value.refuse(Problem::Missing)),
        },
        "valueInteger" => {
            let literal = value.number()?;
            let problem = || Problem::Malformed { value: shortened(&literal), expected: "an integer of 32 bits" };
            LaboratoryValue::Integer(literal.parse().map_err(|_| value.refuse(problem()))?)
        }
        "valueRange" => {
            let (low, high) = bounds(&value, quantity)?;
            if low.is_none() && high.is_none() {
                return Err(value.refuse_member("low", Problem::Missing));
            }
            LaboratoryValue::Range(QuantityRange { low, high })
        }
        "valueRatio" => LaboratoryValue::Ratio(Ratio {
            numerator: ratio_part(&value.required("numerator")?)?,
            denominator: ratio_part(&value.required("denominator")?)?,
        }),
        _ => return Err(value.refuse(Problem::ValueNotCarried)),
    })
}

fn bounds(
    node: &Node<'_>,
    read: impl Fn(&Node<'_>) -> Result<Quantity, FhirError>,
) -> Result<(Option<Quantity>, Option<Quantity>), FhirError> {
    let bound = |name| node.get(name)?.map(|inner| read(&inner)).transpose();
    Ok((bound("low")?, bound("high")?))
}

fn ratio_part(node: &Node<'_>) -> Result<RatioPart, FhirError> {
    let code = owned_text(node, "code")?;
    let unit = owned_text(node, "unit")?;
    if (code.is_some() || unit.is_some()) && (node.text_of("system")? != Some(UCUM) || code.is_none()) {
        return Err(node.refuse_member("system", Problem::NotUcum));
    }
    Ok(RatioPart { value: decimal(node)?, comparator: owned_text(node, "comparator")?, unit, code })
}

/// A reference range. Its bounds have the unit of the value, said or not.
fn reference_range(node: &Node<'_>, value: &LaboratoryValue) -> Result<ReferenceRange, FhirError> {
    if let Some(age) = node.get("age")? {
        return Err(age.refuse(Problem::RangeByAge));
    }
    let (low, high) = bounds(node, |bound| match value {
        LaboratoryValue::Quantity(value) => bound_with_unit(bound, value),
        _ => quantity(bound),
    })?;
    let text = owned_text(node, "text")?;
    if low.is_none() && high.is_none() && text.is_none() {
        return Err(node.refuse_member("low", Problem::Missing));
    }
    Ok(ReferenceRange {
        low,
        high,
        text,
        meaning: concept_of(node, "type")?,
        applies_to: concepts_of(node, "appliesTo")?,
    })
}

fn bound_with_unit(node: &Node<'_>, value: &Quantity) -> Result<Quantity, FhirError> {
    let differs = |found: &str| {
        node.refuse(Problem::RangeUnitDiffers { found: shortened(found), expected: shortened(&value.code) })
    };
    match (node.text_of("code")?, node.text_of("unit")?) {
        (Some(code), _) => {
            if code != value.code {
                return Err(differs(code));
            }
            quantity(node)
        }
        (None, Some(unit)) if unit != value.code && value.unit.as_deref() != Some(unit) => Err(differs(unit)),
        (None, unit) => Ok(Quantity {
            value: decimal(node)?,
            comparator: owned_text(node, "comparator")?,
            unit: unit.map(str::to_owned).or_else(|| value.unit.clone()),
            code: value.code.clone(),
        }),
    }
}

/// What was tested: the type of the specimen, or what the reference displays.
fn specimen(node: &Node<'_>, source: &mut Source<'_>) -> Result<Option<Concept>, FhirError> {
    let Some(reference) = node.get("specimen")? else { return Ok(None) };
    if let Some(specimen) = source.follow(&reference, source.resource)?
        && resource_type(specimen) == Some("Specimen")
        && let Some(kind) = Node::resource(specimen)?.get("type")?
    {
        return concept(&kind).map(Some);
    }
    let text = owned_text(&reference, "display")?;
    if text.is_none() {
        source.warn(&reference, WarningKind::ReferenceUnresolved);
    }
    Ok(text.map(|text| Concept { codings: Vec::new(), text: Some(text) }))
}

/// When, and until when. `issued` is when it was reported, which is something else.
fn effective(node: &Node<'_>) -> Result<(String, Option<String>), FhirError> {
    for name in ["effectiveDateTime", "effectiveInstant"] {
        if let Some(date) = date_of(node, name)? {
            return Ok((date, None));
        }
    }
    if let Some(timing) = node.get("effectiveTiming")? {
        return Err(timing.refuse(Problem::ValueNotCarried));
    }
    let Some(period) = node.get("effectivePeriod")? else {
        return Err(node.refuse_member("effective[x]", Problem::Missing));
    };
    let bound = |name| date_of(&period, name)?.ok_or_else(|| period.refuse_member(name, Problem::Missing));
    Ok((bound("start")?, Some(bound("end")?)))
}
