//! How a prescription is shown: what the chain says, and what the document says where it was opened.

use crate::{
    context::Context,
    output::{Failure, Outcome},
};
use bogam_client::{
    chain::{
        Chain,
        runtime::runtime_types::pallet_prescriptions::types::{
            CancellationCause, Fill, FillContent, FillView, PrescriptionView, Standing, State,
        },
        terms_of,
    },
    documents::{PrescriptionDocument, Purpose, open_and_check, unseal},
    fhir::{DEFAULT_TIME_ZONE, format_moment, format_quantity, schedule_name, time_zone},
    qr::PharmacyPayload,
};
use bogam_primitives::{Moment, OrganisationId, PrescriptionId};
use serde_json::{Value, json};
use std::fmt::Write;

/// An id as it is shown and typed.
pub fn id_text(id: PrescriptionId) -> String {
    format!("{:?}", id.0)
}

/// A moment, for people.
pub fn moment_text(moment: Moment) -> String {
    let zone = time_zone(DEFAULT_TIME_ZONE);
    zone.and_then(|zone| format_moment(moment, &zone)).unwrap_or_else(|| moment.to_string())
}

/// The prescription, or the refusal that the chain would give.
pub async fn known(chain: &Chain, id: PrescriptionId) -> Outcome<PrescriptionView> {
    let view = chain.prescription(id).await?;
    view.ok_or_else(|| {
        Failure::unknown(
            "Prescriptions",
            "UnknownPrescription",
            "There is no such prescription, or it has been pruned.",
        )
    })
}

/// The public name of an organisation, as the registry has it.
pub async fn organisation_name(chain: &Chain, id: OrganisationId) -> Outcome<String> {
    let found = chain.organisation(id).await?;
    Ok(found.map_or_else(|| format!("organisation {id}"), |found| String::from_utf8_lossy(&found.name.0).into_owned()))
}

/// Opens a code's document and checks it against what the chain says.
pub async fn open(context: &Context, code: &PharmacyPayload, view: &PrescriptionView) -> Outcome<PrescriptionDocument> {
    let ciphertext = context.store_of(code)?.fetch(&code.document).await?;
    let plaintext = unseal(Purpose::Prescription, &ciphertext, &code.document_key)?;
    let terms = terms_of(&view.record);
    let items: Vec<_> = terms.items.iter().map(|item| item.product).collect();
    let document = open_and_check(&plaintext, &terms.commitment, &items)?;
    document.check_terms(&terms)?;
    Ok(document)
}

/// What the chain says of a prescription, as JSON.
pub fn prescription_value(view: &PrescriptionView) -> Value {
    let record = &view.record;
    let (standing, moment) = standing_of(view);
    json!({
        "id": id_text(view.id.0),
        "standing": standing,
        "standingMoment": moment,
        "cancellationCause": cause_of(view),
        "organisation": record.prescriber.organisation,
        "prescriber": record.prescriber.account.to_string(),
        "licence": record.prescriber.licence,
        "schedule": schedule_name(record.schedule.0),
        "issuedAt": record.issued_at,
        "validFrom": record.valid_from,
        "validUntil": record.valid_until,
        "interval": record.interval,
        "issue": record.issue,
        "issues": record.holders.0.len(),
        "opensAt": record.opens_at,
        "suspended": record.suspended,
        "nomination": record.nomination,
        "renewalRequested": record.renewal_requested,
        "holds": record.holds,
        "heldBy": held_by(view),
        "newestFill": record.newest_fill,
        "replaces": record.replaces.as_ref().map(|id| id_text(id.0)),
        "replacedBy": record.replaced_by.as_ref().map(|id| id_text(id.0)),
        "items": record.items.0.iter().map(|item| json!({
            "authorised": format_quantity(item.authorised),
            "dispensed": format_quantity(item.dispensed),
            "remaining": format_quantity(item.authorised.saturating_sub(item.dispensed)),
            "substitutionAllowed": item.substitution_allowed,
            "notDispensed": item.not_dispensed.as_ref().map(|reason| format!("{:?}", reason.0)),
        })).collect::<Vec<_>>(),
    })
}

/// What it is now, and the moment that goes with it.
fn standing_of(view: &PrescriptionView) -> (&'static str, Option<Moment>) {
    match &view.standing {
        Standing::NotYetValid { valid_from } => ("not-yet-valid", Some(*valid_from)),
        Standing::Waiting { opens_at } => ("waiting", Some(*opens_at)),
        Standing::Active => ("active", None),
        Standing::Suspended => ("suspended", None),
        Standing::Held { until } => ("held", Some(*until)),
        Standing::CancellationPending { until } => ("cancellation-pending", Some(*until)),
        Standing::Dispensed => ("dispensed", None),
        Standing::Cancelled => ("cancelled", None),
        Standing::Expired => ("expired", None),
    }
}

fn cause_of(view: &PrescriptionView) -> Option<String> {
    match &view.record.state {
        State::Cancelled { cause: CancellationCause::Prescriber(reason), .. } => Some(format!("{:?}", reason.0)),
        State::Cancelled { cause: CancellationCause::Replaced, .. } => Some("Replaced".into()),
        State::Cancelled { cause: CancellationCause::Declined, .. } => Some("Declined".into()),
        _ => None,
    }
}

fn held_by(view: &PrescriptionView) -> Option<OrganisationId> {
    match &view.record.state {
        State::Held(hold) => Some(hold.dispenser.organisation),
        _ => None,
    }
}

/// What the chain says, for people.
pub fn prescription_text(context: &Context, view: &PrescriptionView, prescriber: &str) -> String {
    let record = &view.record;
    let (standing, moment) = standing_of(view);
    let moment = moment.map(|moment| format!(" ({})", moment_text(moment))).unwrap_or_default();
    let mut text = String::new();
    let mut line = |english: &str, korean: &str, value: &str| {
        let _ = writeln!(text, "{}: {value}", context.text(english, korean));
    };
    line("prescription", "처방전", &id_text(view.id.0));
    line("standing", "상태", &format!("{standing}{moment}"));
    line("issued by", "발행 기관", prescriber);
    line("valid", "유효 기간", &format!("{} – {}", moment_text(record.valid_from), moment_text(record.valid_until)));
    line("issue", "교부", &format!("{} / {}", u16::from(record.issue) + 1, record.holders.0.len()));
    for (index, item) in record.items.0.iter().enumerate() {
        let closed = item.not_dispensed.as_ref().map(|reason| format!(", {:?}", reason.0)).unwrap_or_default();
        let progress = format!("{} / {}{closed}", format_quantity(item.dispensed), format_quantity(item.authorised));
        line(&format!("item {index}, dispensed"), &format!("품목 {index}, 조제"), &progress);
    }
    text
}

/// What the document says of the items, as JSON.
pub fn document_value(document: &PrescriptionDocument) -> Value {
    json!({
        "items": document.items.iter().map(|item| item.product.clone()).collect::<Vec<_>>(),
        "resources": document.entries.iter().map(|entry| entry.resource.clone()).collect::<Vec<_>>(),
    })
}

/// The names of a medication in a product.
fn medication_of(product: &Value) -> String {
    let pointers = [
        "/medication/codeableConcept/text",
        "/medication/codeableConcept/coding/0/display",
        "/medication/resource/code/text",
        "/medication/resource/code/coding/0/display",
        "/medication/reference/display",
    ];
    let name = pointers.into_iter().find_map(|pointer| product.pointer(pointer)?.as_str());
    name.unwrap_or("?").to_owned()
}

/// What the document says, for the pharmacist.
pub fn document_text(context: &Context, document: &PrescriptionDocument) -> String {
    let mut text = String::new();
    for entry in &document.entries {
        if entry.resource["resourceType"] == "Patient" {
            let name = &entry.resource["name"][0];
            let given = name["given"].as_array().into_iter().flatten().filter_map(Value::as_str);
            let full: Vec<_> = given.chain(name["family"].as_str()).collect();
            let full = name["text"].as_str().map_or_else(|| full.join(" "), str::to_owned);
            let birth = entry.resource["birthDate"].as_str().unwrap_or("?");
            let _ = writeln!(text, "{}: {full} ({birth})", context.text("patient", "환자"));
        }
    }
    for (index, item) in document.items.iter().enumerate() {
        let unit = ["unit", "code"].into_iter().find_map(|name| item.product["unit"][name].as_str());
        let unit = unit.or(item.product["unit"].as_str()).unwrap_or_default();
        let authorised = document.terms.items.get(index).map(|terms| format_quantity(terms.authorised));
        let _ = writeln!(
            text,
            "{} {index}: {}, {} {unit}",
            context.text("item", "품목"),
            medication_of(&item.product),
            authorised.unwrap_or_default(),
        );
        for dosage in item.product["dosageInstruction"].as_array().into_iter().flatten() {
            if let Some(instruction) = dosage["text"].as_str() {
                let _ = writeln!(text, "    {instruction}");
            }
        }
    }
    text
}

/// One entry of the log, as JSON.
pub fn fill_value(view: &FillView) -> Value {
    let FillView { number, fill } = view;
    json!({
        "fill": number,
        "issue": fill.issue,
        "organisation": fill.dispenser.organisation,
        "at": fill.at,
        "content": content_value(fill),
        "withdrawn": fill.withdrawn.as_ref().map(|withdrawal| json!({
            "reason": format!("{:?}", withdrawal.reason.0),
            "at": withdrawal.at,
        })),
    })
}

fn content_value(fill: &Fill) -> Value {
    match &fill.content {
        FillContent::Supplied { lines, .. } => json!({
            "supplied": lines.0.iter().map(|line| json!({
                "item": line.item,
                "quantity": format_quantity(line.quantity),
                "substituted": line.substituted,
                "billed": line.billed,
            })).collect::<Vec<_>>(),
        }),
        FillContent::NotDispensed { item, reason } => {
            json!({ "notDispensed": { "item": item, "reason": format!("{:?}", reason.0) } })
        }
    }
}
