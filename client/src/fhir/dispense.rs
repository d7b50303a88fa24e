//! `MedicationDispense`: what a pharmacy's own system says it supplied, and the document of a dispense.

use super::{
    decimal::format_quantity,
    error::{FhirError, Problem, shortened},
    json::check_numbers,
    node::{Node, label},
    options::{Warning, WarningKind},
    references::Entry,
    request::{quantity, request_id, same_unit, unit_name},
};
use crate::documents::{DispenseDocument, DocumentLine, PrescriptionDocument, random_salt};
use bogam_primitives::{
    PrescriptionId,
    prescription::{IssueIndex, ItemIndex, Quantity},
};
use serde_json::{Map, Value, json};

/// One item of a dispense, as the chain is to record it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DispenseLine {
    /// The item of the prescription, from zero.
    pub item: ItemIndex,
    /// How much, in thousandths of the item's unit.
    pub quantity: Quantity,
    /// Whether another product was supplied than was prescribed.
    pub substituted: bool,
}

/// A `MedicationDispense` that was read against its prescription.
#[derive(Clone, Debug)]
pub struct ReadDispense {
    /// What it says for the chain.
    pub line: DispenseLine,
    /// What the reader should know.
    pub warnings: Vec<Warning>,
}

/// One line of a dispense and, where the pharmacy's system made one, its `MedicationDispense`.
#[derive(Clone, Debug)]
pub struct Supply {
    /// What the chain is to record.
    pub line: DispenseLine,
    /// The resource; one is made from the prescription where there is none.
    pub resource: Option<Value>,
}

/// Reads one `MedicationDispense` against the prescription that it fills. It must be completed, name a request of the
/// prescription in `authorizingPrescription`, and count in that item's unit.
pub fn read_dispense(resource: &Value, prescription: &PrescriptionDocument) -> Result<ReadDispense, FhirError> {
    read(resource, prescription).map_err(|error| error.of_resource(label(resource)))
}

fn read(resource: &Value, prescription: &PrescriptionDocument) -> Result<ReadDispense, FhirError> {
    let dispense = Node::resource(resource)?;
    check_numbers(resource, "MedicationDispense")?;
    dispense.refuse_modifiers()?;
    let status = dispense.required("status")?;
    if status.text()? != "completed" {
        return Err(status.refuse(Problem::DispenseNotCompleted(shortened(status.text()?))));
    }
    match (dispense.get("medicationCodeableConcept")?, dispense.get("medicationReference")?) {
        (None, None) => return Err(dispense.refuse_member("medication[x]", Problem::Missing)),
        (Some(_), Some(second)) => return Err(second.refuse(Problem::SeveralMeant)),
        _ => {}
    }
    let item = item_of(&dispense, prescription)?;
    let index = usize::from(item);
    let (Some(ordered), Some(terms)) = (prescription.items.get(index), prescription.terms.items.get(index)) else {
        return Err(dispense.refuse_member("authorizingPrescription", Problem::NotOfThisPrescription));
    };
    let node = dispense.required("quantity")?;
    let (quantity, unit) = quantity(&node)?;
    let expected = ordered.product.get("unit").cloned().unwrap_or(Value::Null);
    if !same_unit(&unit, &expected) {
        let problem = Problem::UnitDiffers { found: unit_name(&unit), expected: unit_name(&expected) };
        return Err(node.refuse_member("unit", problem));
    }
    let substituted = match dispense.get("substitution")? {
        Some(substitution) => {
            let missing = || substitution.refuse_member("wasSubstituted", Problem::Missing);
            substitution.flag_of("wasSubstituted")?.ok_or_else(missing)?
        }
        None => false,
    };
    if substituted && !terms.substitution_allowed {
        return Err(dispense.refuse_member("substitution.wasSubstituted", Problem::SubstitutionNotAllowed));
    }
    let mut warnings = Vec::new();
    if !substituted && differs(resource, &ordered.product) {
        warnings.push(Warning {
            element: "MedicationDispense.medicationCodeableConcept".into(),
            kind: WarningKind::ProductDiffers,
        });
    }
    Ok(ReadDispense { line: DispenseLine { item, quantity, substituted }, warnings })
}

/// The item whose request the dispense names.
fn item_of(dispense: &Node<'_>, prescription: &PrescriptionDocument) -> Result<ItemIndex, FhirError> {
    let orders = dispense.list_of("authorizingPrescription")?;
    for order in &orders {
        let Some(reference) = order.text_of("reference")? else { continue };
        let reference = reference.split("/_history/").next().unwrap_or(reference);
        for (index, item) in prescription.items.iter().enumerate() {
            let Some(entry) = prescription.entries.get(item.entry) else { continue };
            let by_id = request_id(entry).is_some_and(|id| reference == format!("MedicationRequest/{id}"));
            if by_id || entry.full_url.as_deref() == Some(reference) {
                let outside = |_| dispense.refuse_member("authorizingPrescription", Problem::NotOfThisPrescription);
                return ItemIndex::try_from(index).map_err(outside);
            }
        }
    }
    let problem = if orders.is_empty() { Problem::Missing } else { Problem::NotOfThisPrescription };
    Err(dispense.refuse_member("authorizingPrescription", problem))
}

/// Whether both name a code of the same system, and none in common.
fn differs(dispense: &Value, product: &Value) -> bool {
    fn codes(concept: Option<&Value>) -> Vec<(&str, &str)> {
        let codings = concept.and_then(|concept| concept.get("coding")?.as_array()).into_iter().flatten();
        codings.filter_map(|coding| Some((coding.get("system")?.as_str()?, coding.get("code")?.as_str()?))).collect()
    }
    let contained = || {
        let id = dispense.pointer("/medicationReference/reference")?.as_str()?.strip_prefix('#')?;
        let contained = dispense.get("contained")?.as_array()?;
        contained.iter().find(|resource| super::node::resource_id(resource) == Some(id))?.get("code")
    };
    let supplied = codes(dispense.get("medicationCodeableConcept").or_else(contained));
    let medication =
        product.pointer("/medication/codeableConcept").or_else(|| product.pointer("/medication/resource/code"));
    let ordered = codes(medication);
    let comparable = supplied.iter().any(|(system, _)| ordered.iter().any(|(other, _)| system == other));
    comparable && !supplied.iter().any(|code| ordered.contains(code))
}

/// The document of a dispense: `supplies` in the order in which the chain gets them. Where a supply has no resource, a
/// completed `MedicationDispense` is made from the prescription.
pub fn dispense_document(
    id: PrescriptionId,
    prescription: &PrescriptionDocument,
    issue: IssueIndex,
    supplies: &[Supply],
) -> Result<DispenseDocument, FhirError> {
    let mut lines = Vec::new();
    let mut entries = Vec::new();
    for (entry, supply) in supplies.iter().enumerate() {
        let resource = match &supply.resource {
            Some(resource) => {
                check_numbers(resource, "MedicationDispense")?;
                resource.clone()
            }
            None => made(prescription, &supply.line)?,
        };
        let DispenseLine { item, quantity, substituted } = supply.line;
        lines.push(DocumentLine { item, quantity, substituted, entry });
        entries.push(Entry { full_url: None, resource });
    }
    Ok(DispenseDocument { salt: random_salt(), prescription: id, issue, lines, entries })
}

fn made(prescription: &PrescriptionDocument, line: &DispenseLine) -> Result<Value, FhirError> {
    let item = usize::from(line.item);
    let unknown = || FhirError::new("MedicationDispense.authorizingPrescription", Problem::NotOfThisPrescription);
    let ordered = prescription.items.get(item).ok_or_else(unknown)?;
    let request = prescription.request(item).ok_or_else(unknown)?;
    let mut dispense = Map::new();
    dispense.insert("resourceType".into(), "MedicationDispense".into());
    dispense.insert("status".into(), "completed".into());
    // Without a resource of its own nothing is known of a substitute but that it is one.
    if line.substituted {
        dispense.insert("medicationCodeableConcept".into(), json!({ "text": "substituted product" }));
        dispense.insert("substitution".into(), json!({ "wasSubstituted": true }));
    } else {
        add_medication(&mut dispense, &ordered.product);
    }
    if let Some(subject) = request.get("subject") {
        dispense.insert("subject".into(), subject.clone());
    }
    if let Some(entry) = prescription.entries.get(ordered.entry) {
        let reference = match (&entry.full_url, request_id(entry)) {
            (_, Some(id)) => Some(format!("MedicationRequest/{id}")),
            (full_url, None) => full_url.clone(),
        };
        if let Some(reference) = reference {
            dispense.insert("authorizingPrescription".into(), json!([{ "reference": reference }]));
        }
    }
    dispense.insert("quantity".into(), quantity_json(line.quantity, &ordered.product));
    if !line.substituted
        && let Some(dosage) = ordered.product.get("dosageInstruction")
    {
        dispense.insert("dosageInstruction".into(), dosage.clone());
    }
    Ok(Value::Object(dispense))
}

/// Says in `dispense` which product is meant.
pub(super) fn add_medication(dispense: &mut Map<String, Value>, product: &Value) {
    let medication = product.get("medication");
    let part = |name: &str| medication.and_then(|medication| medication.get(name)).cloned();
    if let Some(concept) = part("codeableConcept") {
        dispense.insert("medicationCodeableConcept".into(), concept);
    } else if let Some(reference) = part("reference") {
        dispense.insert("medicationReference".into(), reference);
    } else if let Some(Value::Object(mut resource)) = part("resource") {
        resource.insert("id".into(), "medication".into());
        dispense.insert("contained".into(), json!([resource]));
        dispense.insert("medicationReference".into(), json!({ "reference": "#medication" }));
    }
}

/// A quantity in the item's unit, as FHIR writes it.
pub(super) fn quantity_json(quantity: Quantity, product: &Value) -> Value {
    let mut json = product.get("unit").and_then(Value::as_object).cloned().unwrap_or_default();
    // The text is a decimal by construction, so it is a JSON number.
    let number = format_quantity(quantity).parse::<serde_json::Number>();
    json.insert("value".into(), number.map_or(Value::Null, Value::Number));
    Value::Object(json)
}
