//! Between clinic, patient and pharmacies.

use super::{Scene, Telling, acts::holding};
use crate::{
    Failure, Outcome,
    chain::Record,
    command::{Answer, exit, text},
    ensure,
};
use bogam_client::{documents::document_hash, fhir::format_quantity, qr::PrescriptionCode};
use pallet_prescriptions::types::{FillContent, Standing, State};
use serde_json::Value;
use std::{fs, path::Path};

/// Whether `text` stands anywhere in `value`.
fn says(value: &Value, text: &str) -> bool {
    match value {
        Value::String(found) => found.contains(text),
        Value::Array(values) => values.iter().any(|inner| says(inner, text)),
        Value::Object(members) => members.values().any(|inner| says(inner, text)),
        _ => false,
    }
}

/// The name of the first drug that `order` orders, as a pharmacist has to read it.
fn drug_of(file: &Path, label: &str) -> Outcome<String> {
    fn request<'a>(value: &'a Value, id: &str) -> Option<&'a Value> {
        match value {
            Value::Object(members) => {
                let is_it = members.get("resourceType").and_then(Value::as_str) == Some("MedicationRequest")
                    && members.get("id").and_then(Value::as_str) == Some(id);
                if is_it { Some(value) } else { members.values().find_map(|inner| request(inner, id)) }
            }
            Value::Array(values) => values.iter().find_map(|inner| request(inner, id)),
            _ => None,
        }
    }
    let value: Value = serde_json::from_slice(&fs::read(file)?)?;
    let id = label.rsplit('/').next().unwrap_or(label);
    let request = request(&value, id).ok_or_else(|| Failure(format!("{} has no {label}", file.display())))?;
    let contained = request["contained"].as_array().into_iter().flatten().map(|resource| &resource["code"]);
    let concepts = [&request["medicationCodeableConcept"]].into_iter().chain(contained);
    let names = concepts.flat_map(|concept| [&concept["text"], &concept["coding"][0]["display"]]);
    let names = names.chain([&request["medicationReference"]["display"]]);
    let name = names.filter_map(Value::as_str).find(|name| !name.is_empty());
    name.map(str::to_owned).ok_or_else(|| Failure(format!("{label} does not name its drug")))
}

/// Step 1.
pub fn issue(scene: &mut Scene<'_>, tell: &mut Telling<'_>) -> Outcome<()> {
    let (issued, record) = tell.line("the prescription is on the chain, issued by the clinic", || {
        let (issued, record) = scene.issue(&scene.people.physician, &scene.plain, "first", &[])?;
        let licence = scene.people.physician.licence()?;
        ensure(record.prescriber.licence == Some(licence), || "it is issued under another licence".into())?;
        ensure(scene.chain.standing(issued.id)? == Standing::Active, || "it cannot be accepted".into())?;
        Ok((issued, record))
    })?;
    tell.line("the code is written as text and as a picture, and carries the holder's key", || {
        let (path, payload) = issued.codes.first().ok_or("there is no code")?;
        let picture = fs::read_to_string(path.with_extension("svg"))?;
        ensure(picture.contains("<svg"), || "the picture is no SVG".into())?;
        let key = payload.holder.key().map_err(|error| error.to_string())?;
        ensure(record.holders.first() == Some(&key.account()), || "the code has another key than the chain".into())
    })?;
    tell.line("the document is in the store, and only encrypted", || {
        let (_, payload) = issued.codes.first().ok_or("there is no code")?;
        let stored = fs::read(scene.command.store().join(hex::encode(payload.document)))?;
        ensure(document_hash(&stored) == payload.document, || "it is stored under another hash".into())?;
        let search = crate::leaks::Search::new(&scene.secrets)?;
        let leaks = search.find("the stored document", &stored);
        ensure(leaks.is_empty(), || format!("the stored document can be read: {leaks:?}"))
    })?;
    scene.first = Some(issued);
    Ok(())
}

/// Step 2.
pub fn dispense(scene: &mut Scene<'_>, tell: &mut Telling<'_>) -> Outcome<()> {
    let issued = scene.first()?;
    let pharmacist = &scene.people.pharmacist_a;
    tell.line("the scan shows the prescription itself, checked against the chain", || {
        let drug = drug_of(&scene.plain.file, scene.plain.labels.first().ok_or("an order without a label")?)?;
        let shown =
            scene.unchanged(|| scene.command.by(pharmacist, &["pharmacy", "scan", "--qr", issued.code(0)?])?.done())?;
        ensure(says(&shown, &drug), || format!("the scan does not show {drug:?}"))
    })?;
    tell.line("pharmacy A holds it, by the holder's signed statement", || {
        let record = scene.accept(pharmacist, issued, 0)?;
        ensure(record.holds == 1, || format!("there were {} holds", record.holds))
    })?;
    let authorised = scene.chain.known_prescription(issued.id)?.items.first().map(|item| item.authorised);
    let authorised = authorised.ok_or("a prescription without items")?;
    // Whole units, for the reader's sake; at least one of each part.
    let part = (authorised / 2_000).max(1) * 1_000;
    tell.line("a part is dispensed, and the rest stays owing", || {
        scene.try_dispense(pharmacist, issued, part)?.done()?;
        let record = scene.chain.await_prescription(issued.id, "a fill", |record| record.newest_fill == Some(0))?;
        ensure(dispensed(&record) == part, || format!("{} are dispensed, not {part}", dispensed(&record)))?;
        ensure(holding(&record).is_some(), || "the hold is over".into())?;
        let entry = scene.chain.fill(issued.id, 0)?;
        let documented = matches!(entry.content, FillContent::Supplied { ref lines, .. } if lines.len() == 1);
        ensure(documented, || "the log does not have the fill".into())
    })?;
    tell.line("more than is owing is refused", || {
        scene.unchanged(|| {
            let answer = scene.try_dispense(pharmacist, issued, authorised - part + 1)?;
            answer.refused(exit::REFUSED, "OverAuthorised")
        })
    })?;
    tell.line("later the rest is dispensed, and the prescription is done", || {
        scene.dispense_all(pharmacist, issued, 0)?;
        let done = |record: &Record| matches!(record.state, State::Dispensed { .. });
        let record = scene.chain.await_prescription(issued.id, "the last fill", done)?;
        ensure(dispensed(&record) == authorised, || "not everything is dispensed".into())
    })
}

fn dispensed(record: &Record) -> u64 {
    record.items.first().map(|item| item.dispensed).unwrap_or_default()
}

/// Step 3.
pub fn held_by_another(scene: &mut Scene<'_>, tell: &mut Telling<'_>) -> Outcome<()> {
    let (issued, _) = scene.issue(&scene.people.physician, &scene.plain, "held-by-another", &[])?;
    tell.line("pharmacy A holds", || scene.accept(&scene.people.pharmacist_a, &issued, 0))?;
    tell.line("pharmacy B, with the same code, is refused, and nothing changes", || {
        scene.unchanged(|| {
            let answer = scene.try_accept(&scene.people.pharmacist_b, &issued, 0)?;
            answer.refused(exit::REFUSED, "HeldByAnother")
        })
    })?;
    tell.line("nor can pharmacy B dispense on pharmacy A's hold", || {
        scene.unchanged(|| {
            let answer = scene.try_dispense(&scene.people.pharmacist_b, &issued, 1_000)?;
            answer.refused(exit::REFUSED, "HeldByAnother")
        })
    })?;
    Ok(())
}

/// Step 4.
pub fn statement_serves_once(scene: &mut Scene<'_>, tell: &mut Telling<'_>) -> Outcome<()> {
    let (a, b) = (&scene.people.pharmacist_a, &scene.people.pharmacist_b);
    let (issued, _) = scene.issue(&scene.people.physician, &scene.plain, "statement", &[])?;
    let statement = tell.line("the patient's phone signs for pharmacy A, and keeps its secret", || {
        let file = scene.statement(a, &issued, "statement-for-a")?;
        let written = fs::read(&file)?;
        let (_, payload) = issued.codes.first().ok_or("there is no code")?;
        let secret = payload.holder.expose();
        let shown = String::from_utf8_lossy(&written).to_lowercase();
        let leaks = written.windows(32).any(|window| window == secret) || shown.contains(&hex::encode(secret));
        ensure(!leaks, || "the statement contains the secret".into())?;
        Ok(file)
    })?;
    tell.line("pharmacy B cannot use what is signed for pharmacy A", || {
        scene.unchanged(|| scene.accept_with(b, &statement)?.refused(exit::REFUSED, "StatementForAnotherDispenser"))
    })?;
    tell.line("pharmacy A holds with it, and gives back", || {
        scene.accept_with(a, &statement)?.done()?;
        let organisation = a.organisation()?;
        scene.chain.await_prescription(issued.id, "a hold", |record| holding(record) == Some(organisation))?;
        scene.give_back(a, &issued, "patient-request")
    })?;
    tell.line("the same statement is refused: to pharmacy B, and to pharmacy A again", || {
        scene.unchanged(|| {
            scene.accept_with(b, &statement)?.refused(exit::REFUSED, "StatementForAnotherDispenser")?;
            scene.accept_with(a, &statement)?.refused(exit::REFUSED, "StatementUsed")
        })
    })?;
    let code =
        tell.line("the phone writes a code for a pharmacy: it opens the document, without the secret", || {
            let file = scene.pharmacy_code(&issued, "code-for-a-pharmacy")?;
            let read =
                PrescriptionCode::decode(&fs::read_to_string(&file)?).map_err(|error| Failure(error.to_string()))?;
            let (_, payload) = issued.codes.first().ok_or("there is no code")?;
            ensure(read == PrescriptionCode::Pharmacy(payload.for_pharmacy()), || "it is another code".into())?;
            let drug = drug_of(&scene.plain.file, scene.plain.labels.first().ok_or("an order without a label")?)?;
            let scan = ["pharmacy", "scan", "--qr", text(&file)?];
            let shown = scene.unchanged(|| scene.command.by(b, &scan)?.done())?;
            ensure(says(&shown, &drug), || format!("the scan does not show {drug:?}"))?;
            Ok(file)
        })?;
    tell.line("with that code alone nobody can accept", || {
        let accept = ["pharmacy", "accept", "--qr", text(&code)?];
        scene.unchanged(|| scene.command.by(b, &accept)?.refused(exit::INPUT, "qr_without_secret"))
    })?;
    tell.line("with a new statement pharmacy B accepts, and with that code it dispenses", || {
        let statement = scene.statement(b, &issued, "statement-for-b")?;
        let accept = ["pharmacy", "accept", "--statement", text(&statement)?, "--qr", text(&code)?];
        scene.command.by(b, &accept)?.done()?;
        let organisation = b.organisation()?;
        scene.chain.await_prescription(issued.id, "a hold", |record| holding(record) == Some(organisation))?;
        let name = issued.name();
        scene.command.by(b, &["pharmacy", "dispense", &name, "--all", "--qr", text(&code)?])?.done()?;
        let done = |record: &Record| matches!(record.state, State::Dispensed { .. });
        scene.chain.await_prescription(issued.id, "the last fill", done).map(drop)
    })
}

/// Step 7.
pub fn withdraw(scene: &mut Scene<'_>, tell: &mut Telling<'_>) -> Outcome<()> {
    let issued = scene.first()?;
    let (a, b) = (&scene.people.pharmacist_a, &scene.people.pharmacist_b);
    let before = scene.chain.known_prescription(issued.id)?;
    let newest = before.newest_fill.ok_or("nothing was dispensed")?;
    let (number, name) = (newest.to_string(), issued.name());
    let withdraw = ["pharmacy", "withdraw", &name, "--fill", &number, "--reason", "quantity-correction"];
    tell.line("pharmacy B cannot withdraw what pharmacy A dispensed", || {
        scene.unchanged(|| scene.command.by(b, &withdraw)?.refused(exit::REFUSED, "NotYourFill"))
    })?;
    tell.line("pharmacy A withdraws its last fill: exactly its quantity is open again", || {
        let entry = scene.chain.fill(issued.id, newest)?;
        let supplied = entry.lines().first().map(|line| line.quantity).unwrap_or_default();
        scene.command.by(a, &withdraw)?.done()?;
        let record =
            scene.chain.await_prescription(issued.id, "a withdrawal", |record| record.newest_fill != Some(newest))?;
        ensure(dispensed(&record) + supplied == dispensed(&before), || {
            format!("{} were dispensed, {supplied} withdrawn, and {} remain", dispensed(&before), dispensed(&record))
        })?;
        ensure(record.state == State::Active, || format!("it is not open again: {:?}", record.state))?;
        let entry = scene.chain.fill(issued.id, newest)?;
        ensure(entry.withdrawn.is_some(), || "the log does not say that the fill is withdrawn".into())
    })?;
    tell.line("what is open again can be dispensed elsewhere", || {
        scene.accept(b, issued, 0)?;
        scene.dispense_all(b, issued, 0)?;
        let done = |record: &Record| matches!(record.state, State::Dispensed { .. });
        let record = scene.chain.await_prescription(issued.id, "the last fill", done)?;
        ensure(dispensed(&record) == dispensed(&before), || "not everything is dispensed".into())
    })
}

/// The first resource of the type `kind` in what was exported.
fn exported<'a>(bundle: &'a Value, kind: &str) -> Outcome<&'a Value> {
    let resources = bundle["entry"].as_array().into_iter().flatten().map(|entry| &entry["resource"]);
    let mut found = resources.filter(|resource| resource["resourceType"] == kind);
    found.next().ok_or_else(|| Failure(format!("the export has no {kind}")))
}

/// Step 10: the other kind of resource of the input.
pub fn record_as_fhir(scene: &mut Scene<'_>, tell: &mut Telling<'_>) -> Outcome<()> {
    let supply = &scene.supply;
    let pharmacist = &scene.people.pharmacist_a;
    let (issued, _) = scene.issue(&scene.people.physician, &supply.order, "supplied-as-fhir", &[])?;
    scene.accept(pharmacist, &issued, 0)?;
    let (name, code, receipt) = (issued.name(), issued.code(0)?, scene.folder.join("supplied-as-fhir.receipt"));
    let dispense = |file: &Path| -> Outcome<Answer> {
        let (from, out) = (text(file)?, text(&receipt)?);
        scene.command.by(pharmacist, &["pharmacy", "dispense", &name, "--from", from, "--qr", code, "--out", out])
    };
    tell.line("a MedicationDispense that is not completed is refused with its element, and nothing changes", || {
        let mut unfinished: Value = serde_json::from_slice(&fs::read(&supply.file)?)?;
        unfinished["status"] = "in-progress".into();
        let file = scene.folder.join("unfinished-dispense.json");
        fs::write(&file, unfinished.to_string())?;
        scene.unchanged(|| {
            let answer = dispense(&file)?.refused(exit::INPUT, "dispense_not_completed")?;
            ensure(answer.element() == "MedicationDispense.status", || format!("{} is named", answer.element()))
        })
    })?;
    let record = tell.line("one that is completed is on the chain, with exactly its quantity", || {
        dispense(&supply.file)?.done()?;
        let record = scene.chain.await_prescription(issued.id, "a fill", |record| record.newest_fill == Some(0))?;
        let entry = scene.chain.fill(issued.id, 0)?;
        let lines: Vec<_> = entry.lines().iter().map(|line| (line.item, line.quantity, line.substituted)).collect();
        let expected = [(supply.line.item, supply.line.quantity, supply.line.substituted)];
        ensure(lines == expected, || format!("the log has {lines:?}, and it says {expected:?}"))?;
        Ok(record)
    })?;
    tell.line("and goes back as FHIR: order and supply, with the statuses that the chain tells", || {
        let export = ["fhir", "export", &name, "--qr", code, "--dispense", text(&receipt)?];
        let bundle = scene.command.read(&export)?.done()?;
        let written: Value = serde_json::from_slice(&fs::read(&supply.file)?)?;
        let (order, supplied) = (exported(&bundle, "MedicationRequest")?, exported(&bundle, "MedicationDispense")?);
        let is_over = matches!(record.state, State::Dispensed { .. });
        let expected = if is_over { "completed" } else { "active" };
        ensure(order["status"] == expected, || format!("the order is {}, and not {expected}", order["status"]))?;
        ensure(supplied["status"] == "completed" && supplied["id"] == written["id"], || {
            format!("the supply is not the pharmacy's own: {supplied}")
        })?;
        let (quantity, expected) = (supplied["quantity"]["value"].to_string(), format_quantity(supply.line.quantity));
        ensure(quantity == expected, || format!("{quantity} are said to be supplied, and not {expected}"))
    })
}
