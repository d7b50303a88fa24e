//! From chain and documents back to FHIR: resources with the statuses that the chain knows.

use super::{
    dates::format_moment,
    dispense::{add_medication, quantity_json},
    error::{FhirError, Problem},
    node::resource_id,
};
use crate::documents::{DispenseDocument, PrescriptionDocument};
use bogam_primitives::{
    Moment, OrganisationId, PrescriptionId,
    prescription::{FillNumber, IssueIndex, ItemIndex, NotDispensedReason, Quantity, WithdrawalReason},
};
use jiff::tz::TimeZone;
use serde_json::{Map, Value, json};

/// The system of identifiers of prescriptions on chain; the value is the id in hexadecimal.
const PRESCRIPTION_SYSTEM: &str = "urn:bogam:prescription";
/// The system of identifiers of fills: the prescription's id, the fill's number and the item.
const FILL_SYSTEM: &str = "urn:bogam:fill";
/// The system of identifiers of organisations on chain.
const ORGANISATION_SYSTEM: &str = "urn:bogam:organisation";

/// What a prescription is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PrescriptionStanding {
    /// Its validity has not begun.
    NotYetValid,
    /// The interval before the next issue runs.
    Waiting,
    /// It can be accepted.
    Active,
    /// The prescriber has stopped new holds.
    Suspended,
    /// A pharmacy holds it.
    Held,
    /// A pharmacy holds it, and the end of the hold will cancel it.
    CancellationPending,
    /// Every issue has been completed.
    Dispensed,
    /// It was cancelled, replaced or declined; the cause in words.
    Cancelled {
        /// Why, as a code such as `PrescribingError`, `Replaced` or `Declined`.
        cause: String,
    },
    /// Its validity is over.
    Expired,
}

/// What the chain knows of a prescription, in plain types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrescriptionFacts {
    /// Its id.
    pub id: PrescriptionId,
    /// What it is now.
    pub standing: PrescriptionStanding,
    /// The current issue, from zero.
    pub issue: IssueIndex,
    /// The number of issues.
    pub issues: u8,
    /// Its items, with the progress of the current issue.
    pub items: Vec<ItemFacts>,
    /// Its log, in the order of the numbers, withdrawn entries included.
    pub fills: Vec<FillFacts>,
}

/// An item's progress in the current issue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ItemFacts {
    /// What may be dispensed per issue, in thousandths of the unit.
    pub authorised: Quantity,
    /// What has been dispensed of it.
    pub dispensed: Quantity,
    /// Why it was closed without supply of the rest, if it was.
    pub not_dispensed: Option<NotDispensedReason>,
}

/// One entry of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FillFacts {
    /// Its number.
    pub number: FillNumber,
    /// The issue that was filled.
    pub issue: IssueIndex,
    /// The pharmacy.
    pub dispenser: OrganisationId,
    /// When it was recorded.
    pub at: Moment,
    /// What was recorded.
    pub content: FillContent,
    /// Its withdrawal, if it was withdrawn.
    pub withdrawn: Option<WithdrawalFacts>,
}

/// What an entry of the log records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FillContent {
    /// Items were supplied.
    Supplied {
        /// What and how much.
        lines: Vec<super::DispenseLine>,
        /// The document, where the reader has it and checked it.
        document: Option<DispenseDocument>,
    },
    /// An item was closed without supply of the rest.
    NotSupplied(NotSupplied),
}

/// An item that was closed without supply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotSupplied {
    /// The item.
    pub item: ItemIndex,
    /// Why.
    pub reason: NotDispensedReason,
}

/// A withdrawal of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WithdrawalFacts {
    /// When.
    pub at: Moment,
    /// Why.
    pub reason: WithdrawalReason,
}

/// A Bundle of type collection: each request with its status, a `MedicationDispense` per line of the log, and what the
/// requests refer to. Instants are written in `zone`.
///
/// # Errors
/// If the document does not fit the record. Check it with [`crate::documents::open_and_check`] first.
pub fn to_fhir(
    facts: &PrescriptionFacts,
    document: &PrescriptionDocument,
    zone: &TimeZone,
) -> Result<Value, FhirError> {
    let differs = || FhirError::new("MedicationRequest", Problem::RecordDiffers);
    if facts.items.len() != document.items.len() {
        return Err(differs());
    }
    let mut entries = Vec::new();
    for (number, entry) in document.entries.iter().enumerate() {
        let mut entry = entry.clone();
        let ordered = document.items.iter().enumerate().find(|(_, item)| item.entry == number);
        if let Some((item, _)) = ordered
            && let Some(request) = entry.resource.as_object_mut()
        {
            update_request(request, facts, item).ok_or_else(differs)?;
        }
        entries.push(entry.to_json());
    }
    for fill in &facts.fills {
        let dispenses = match &fill.content {
            FillContent::Supplied { lines, document: own } => lines
                .iter()
                .map(|line| supplied(facts, document, fill, line, own.as_ref(), zone))
                .collect::<Option<Vec<_>>>(),
            FillContent::NotSupplied(closed) => not_supplied(facts, document, fill, closed, zone).map(|one| vec![one]),
        };
        for dispense in dispenses.ok_or_else(differs)? {
            entries.push(json!({ "resource": dispense }));
        }
    }
    Ok(json!({
        "resourceType": "Bundle",
        "type": "collection",
        "identifier": { "system": PRESCRIPTION_SYSTEM, "value": hex::encode(facts.id.0) },
        "entry": entries,
    }))
}

/// The status of the request behind item `item`, and why, in words.
fn request_status(facts: &PrescriptionFacts, item: usize) -> Option<(&'static str, Option<String>)> {
    let progress = facts.items.get(item)?;
    let complete = progress.dispensed >= progress.authorised;
    let last = facts.issue.saturating_add(1) >= facts.issues;
    let supplied = facts.fills.iter().any(|fill| {
        let lines = match &fill.content {
            FillContent::Supplied { lines, .. } => lines.as_slice(),
            FillContent::NotSupplied(_) => &[],
        };
        fill.withdrawn.is_none() && lines.iter().any(|line| usize::from(line.item) == item)
    });
    Some(match (&facts.standing, progress.not_dispensed) {
        // What is done is done, whatever became of the rest.
        (_, Some(reason)) if last => ("stopped", Some(words(&reason))),
        _ if last && complete => ("completed", None),
        (PrescriptionStanding::Dispensed, _) => ("completed", None),
        (PrescriptionStanding::Cancelled { cause }, _) if supplied => ("stopped", Some(cause.clone())),
        (PrescriptionStanding::Cancelled { cause }, _) => ("cancelled", Some(cause.clone())),
        (PrescriptionStanding::Expired, _) => ("stopped", Some("Expired".into())),
        (PrescriptionStanding::Suspended, _) => ("on-hold", Some("Suspended".into())),
        (PrescriptionStanding::CancellationPending, _) => ("on-hold", Some("CancellationPending".into())),
        (
            PrescriptionStanding::NotYetValid
            | PrescriptionStanding::Waiting
            | PrescriptionStanding::Active
            | PrescriptionStanding::Held,
            _,
        ) => ("active", None),
    })
}

fn update_request(request: &mut Map<String, Value>, facts: &PrescriptionFacts, item: usize) -> Option<()> {
    let (status, reason) = request_status(facts, item)?;
    request.insert("status".into(), status.into());
    // The reason that was given with the order was for another status.
    request.shift_remove("statusReason");
    if let Some(reason) = reason {
        request.insert("statusReason".into(), json!({ "text": reason }));
    }
    // The narrative still tells the old status.
    request.shift_remove("text");
    let own = json!({ "system": PRESCRIPTION_SYSTEM, "value": hex::encode(facts.id.0) });
    match request.get_mut("identifier").and_then(Value::as_array_mut) {
        Some(identifiers) => identifiers.push(own),
        None => {
            request.insert("identifier".into(), json!([own]));
        }
    }
    Some(())
}

/// What every `MedicationDispense` of the log has.
fn dispense(
    facts: &PrescriptionFacts,
    document: &PrescriptionDocument,
    fill: &FillFacts,
    item: ItemIndex,
    base: Map<String, Value>,
    zone: &TimeZone,
) -> Option<Map<String, Value>> {
    let mut dispense = base;
    let request = document.request(usize::from(item))?;
    let identifier = json!({
        "system": FILL_SYSTEM,
        "value": format!("{}/{}/{item}", hex::encode(facts.id.0), fill.number),
    });
    dispense.insert("resourceType".into(), "MedicationDispense".into());
    dispense.insert("identifier".into(), json!([identifier]));
    dispense.shift_remove("text");
    if let Some(subject) = request.get("subject") {
        dispense.insert("subject".into(), subject.clone());
    }
    let entry = document.entries.get(document.items.get(usize::from(item))?.entry)?;
    let reference = resource_id(request).map(|id| format!("MedicationRequest/{id}")).or(entry.full_url.clone());
    let order = match reference {
        Some(reference) => json!({ "reference": reference }),
        None => json!({ "identifier": { "system": PRESCRIPTION_SYSTEM, "value": hex::encode(facts.id.0) } }),
    };
    dispense.insert("authorizingPrescription".into(), json!([order]));
    let organisation = json!({
        "type": "Organization",
        "identifier": { "system": ORGANISATION_SYSTEM, "value": fill.dispenser.to_string() },
    });
    dispense.insert("performer".into(), json!([{ "actor": organisation }]));
    if let Some(withdrawal) = &fill.withdrawn {
        let (status, reason) = withdrawn_status(withdrawal.reason);
        dispense.insert("status".into(), status.into());
        let at = format_moment(withdrawal.at, zone)?;
        dispense.insert("statusReasonCodeableConcept".into(), json!({ "text": format!("{reason} at {at}") }));
    }
    Some(dispense)
}

/// What was never collected was cancelled before it was handed over; anything else was recorded in error.
fn withdrawn_status(reason: WithdrawalReason) -> (&'static str, String) {
    let status = match reason {
        WithdrawalReason::NotCollected => "cancelled",
        _ => "entered-in-error",
    };
    (status, words(&reason))
}

fn supplied(
    facts: &PrescriptionFacts,
    document: &PrescriptionDocument,
    fill: &FillFacts,
    line: &super::DispenseLine,
    own: Option<&DispenseDocument>,
    zone: &TimeZone,
) -> Option<Value> {
    let product = &document.items.get(usize::from(line.item))?.product;
    let recorded = own.and_then(|own| {
        let found = own.lines.iter().find(|recorded| recorded.item == line.item)?;
        own.entries.get(found.entry)?.resource.as_object().cloned()
    });
    let mut base = recorded.unwrap_or_else(|| {
        let mut base = Map::new();
        if line.substituted {
            base.insert("medicationCodeableConcept".into(), json!({ "text": "substituted product" }));
        } else {
            add_medication(&mut base, product);
        }
        base
    });
    base.insert("status".into(), "completed".into());
    // Quantity, substitution and time are the chain's, whatever the document says.
    base.insert("quantity".into(), quantity_json(line.quantity, product));
    match base.get_mut("substitution").and_then(Value::as_object_mut) {
        Some(substitution) => {
            substitution.insert("wasSubstituted".into(), line.substituted.into());
        }
        None => {
            base.insert("substitution".into(), json!({ "wasSubstituted": line.substituted }));
        }
    }
    base.insert("whenHandedOver".into(), format_moment(fill.at, zone)?.into());
    dispense(facts, document, fill, line.item, base, zone).map(Value::Object)
}

fn not_supplied(
    facts: &PrescriptionFacts,
    document: &PrescriptionDocument,
    fill: &FillFacts,
    closed: &NotSupplied,
    zone: &TimeZone,
) -> Option<Value> {
    let mut base = Map::new();
    add_medication(&mut base, &document.items.get(usize::from(closed.item))?.product);
    base.insert("status".into(), "declined".into());
    base.insert("statusReasonCodeableConcept".into(), json!({ "text": words(&closed.reason) }));
    dispense(facts, document, fill, closed.item, base, zone).map(Value::Object)
}

/// A reason code by its name in the vocabulary.
fn words(reason: &impl std::fmt::Debug) -> String {
    format!("{reason:?}")
}
