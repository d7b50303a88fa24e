//! What the pharmacy does.

use crate::{
    context::{Context, expect_prescription, parse_id, parse_name, read_code, read_either_code, read_file},
    output::{Failure, Outcome, Report},
    prescription::{organisation_of, report_of, with_document},
    show,
};
use bogam_client::{
    chain::{
        Chain,
        runtime::{
            runtime_types::pallet_prescriptions::types::{PrescriptionView, SuppliedItem},
            transactions,
        },
    },
    documents::{PrescriptionDocument, Purpose, Sealed, seal},
    fhir::{self, DispenseLine, Supply, dispense_document, parse_quantity, read_dispense},
    keys::write_private,
    statements,
};
use bogam_primitives::{
    PrescriptionId, Signed,
    prescription::{AcceptPrescription, FillNumber, GiveBackReason, ItemIndex, NotDispensedReason, WithdrawalReason},
    time::HOUR,
};
use clap::Subcommand;
use serde_json::{Value, json};
use sp_runtime::MultiSignature;
use std::path::{Path, PathBuf};
use subxt::utils::{AccountId32, Static};

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Open the prescription behind a code, check it against the chain, and show it. Changes nothing.
    Scan {
        /// The text file of the code: the patient's, or one for a pharmacy (`bogam holder pharmacy-code`).
        #[arg(long)]
        qr: PathBuf,
    },
    /// Take a prescription: nobody else can fill it until it is given back or the hold ends.
    Accept {
        /// The text file of the code: its secret signs for this pharmacy. With --statement a code for a pharmacy serves: the
        /// document is opened and checked before anything is sent.
        #[arg(long, required_unless_present = "statement")]
        qr: Option<PathBuf>,
        /// A statement that the patient's wallet signed (`bogam holder statement`): it is sent, whichever code is there.
        #[arg(long)]
        statement: Option<PathBuf>,
    },
    /// Record what was supplied.
    Dispense {
        /// The prescription.
        #[arg(value_parser = parse_id)]
        id: PrescriptionId,
        /// An item and its quantity in the item's unit: 0=30, or 0=30:substituted. May be given more than once.
        #[arg(long = "item", required_unless_present_any = ["all", "from"], value_parser = parse_line)]
        items: Vec<DispenseLine>,
        /// All that is left of every item.
        #[arg(long, conflicts_with_all = ["items", "from"])]
        all: bool,
        /// The file with FHIR MedicationDispense resources that say what was supplied.
        #[arg(long, conflicts_with = "items")]
        from: Option<PathBuf>,
        /// The text file of the code, the patient's or one for a pharmacy: the document of the dispense is made from the
        /// prescription's.
        #[arg(long)]
        qr: PathBuf,
        /// Where to write the hash and key of the document of the dispense (only its owner can read it).
        #[arg(long)]
        out: Option<PathBuf>,
    },
    /// Let go of a prescription. What was dispensed stays dispensed.
    GiveBack {
        /// The prescription.
        #[arg(value_parser = parse_id)]
        id: PrescriptionId,
        /// Why, such as patient-request, out-of-stock or clarification-needed.
        #[arg(long, value_parser = parse_name::<GiveBackReason>)]
        reason: GiveBackReason,
    },
    /// Close an item without supplying the rest.
    NotDispensed {
        /// The prescription.
        #[arg(value_parser = parse_id)]
        id: PrescriptionId,
        /// The item, from zero.
        #[arg(long)]
        item: ItemIndex,
        /// Why, such as not-required, out-of-stock or clinically-unsuitable.
        #[arg(long, value_parser = parse_name::<NotDispensedReason>)]
        reason: NotDispensedReason,
    },
    /// Withdraw the newest entry of the log.
    Withdraw {
        /// The prescription.
        #[arg(value_parser = parse_id)]
        id: PrescriptionId,
        /// The number of the entry.
        #[arg(long)]
        fill: FillNumber,
        /// Why, such as recorded-in-error or not-collected.
        #[arg(long, value_parser = parse_name::<WithdrawalReason>)]
        reason: WithdrawalReason,
    },
    /// End a hold whose deadline has passed.
    ReleaseStale {
        /// The prescription.
        #[arg(value_parser = parse_id)]
        id: PrescriptionId,
    },
    /// Remove a prescription whose retention is over.
    Prune {
        /// The prescription.
        #[arg(value_parser = parse_id)]
        id: PrescriptionId,
    },
}

/// `0=30` or `0=2.5:substituted`.
fn parse_line(text: &str) -> Result<DispenseLine, String> {
    let expected = || "an item is its number, =, and a quantity: 0=30, or 0=30:substituted".to_owned();
    let (item, rest) = text.split_once('=').ok_or_else(expected)?;
    let (quantity, substituted) = match rest.split_once(':') {
        None => (rest, false),
        Some((quantity, "substituted")) => (quantity, true),
        Some(_) => return Err(expected()),
    };
    let item = item.parse().map_err(|_| expected())?;
    let quantity = parse_quantity(quantity).map_err(|error| format!("{quantity}: {error:?}"))?;
    Ok(DispenseLine { item, quantity, substituted })
}

pub async fn run(command: Command, context: &Context) -> Outcome<Report> {
    let calls = transactions().prescriptions();
    let chain = context.chain().await?;
    match command {
        Command::Scan { qr } => return with_document(context, &chain, &read_either_code(&qr)?).await,
        Command::Accept { qr: Some(qr), statement: None } => {
            let code = read_code(&qr)?;
            let view = show::known(&chain, code.prescription).await?;
            // Nobody should hold what he cannot read.
            show::open(context, &code.for_pharmacy(), &view).await?;
            let account = AccountId32(context.key()?.keypair().public_key().0);
            let dispenser = organisation_of(&chain, account).await?;
            let expires = chain.now().await?.saturating_add(HOUR);
            let genesis = chain.genesis();
            let signed =
                code.holder.key()?.sign_acceptance(genesis, code.prescription, dispenser, view.record.holds, expires);
            accept(context, &chain, signed).await
        }
        Command::Accept { qr, statement } => {
            let signed = read_statement(&statement.unwrap_or_default())?;
            if let Some(qr) = qr {
                let code = read_either_code(&qr)?;
                expect_prescription(&code, signed.statement.content.prescription)?;
                let view = show::known(&chain, code.prescription).await?;
                show::open(context, &code, &view).await?;
            }
            accept(context, &chain, signed).await
        }
        Command::Dispense { id, items, all, from, qr, out } => {
            let code = read_either_code(&qr)?;
            expect_prescription(&code, id)?;
            let view = show::known(&chain, id).await?;
            let document = show::open(context, &code, &view).await?;
            let supplies = match (all, from) {
                (true, _) => all_that_is_left(&view),
                (false, Some(path)) => supplies_of(context, &path, &document)?,
                (false, None) => items.into_iter().map(|line| Supply { line, resource: None }).collect(),
            };
            return dispense(context, &chain, &view, &document, supplies, out).await;
        }
        Command::GiveBack { id, reason } => {
            context.submit(&chain, &calls.give_back(Static(id), Static(reason))).await?;
            report_of(context, &chain, id).await
        }
        Command::NotDispensed { id, item, reason } => {
            context.submit(&chain, &calls.not_dispensed(Static(id), item, Static(reason))).await?;
            report_of(context, &chain, id).await
        }
        Command::Withdraw { id, fill, reason } => {
            context.submit(&chain, &calls.withdraw(Static(id), fill, Static(reason))).await?;
            report_of(context, &chain, id).await
        }
        Command::ReleaseStale { id } => {
            context.submit(&chain, &calls.release_stale(Static(id))).await?;
            report_of(context, &chain, id).await
        }
        Command::Prune { id } => {
            context.submit(&chain, &calls.prune(Static(id))).await?;
            let text = context.text("removed", "정리했습니다.");
            Ok(Report { value: json!({ "pruned": show::id_text(id) }), text })
        }
    }
}

/// A statement as `bogam holder statement` writes it: hexadecimal SCALE.
fn read_statement(path: &Path) -> Outcome<Signed<AcceptPrescription, MultiSignature>> {
    let malformed = || {
        Failure::input(
            "statement_malformed",
            format!("{} is no statement", path.display()),
            format!("{}은(는) 진술서가 아닙니다.", path.display()),
        )
    };
    let text = String::from_utf8(read_file(path)?).map_err(|_| malformed())?;
    statements::parse_statement(&text).ok_or_else(malformed)
}

async fn accept(
    context: &Context,
    chain: &Chain,
    signed: Signed<AcceptPrescription, MultiSignature>,
) -> Outcome<Report> {
    let id = signed.statement.content.prescription;
    let unknown = || {
        Failure::input(
            "statement_signature",
            "the statement has a signature of an unknown kind",
            "진술서의 서명 종류를 알 수 없습니다.",
        )
    };
    let signed = statements::for_chain(signed).ok_or_else(unknown)?;
    context.submit(chain, &transactions().prescriptions().accept(Static(id), signed)).await?;
    report_of(context, chain, id).await
}

fn all_that_is_left(view: &PrescriptionView) -> Vec<Supply> {
    (0..)
        .zip(&view.record.items.0)
        .filter(|(_, item)| item.not_dispensed.is_none() && item.dispensed < item.authorised)
        .map(|(index, item)| {
            let quantity = item.authorised.saturating_sub(item.dispensed);
            Supply { line: DispenseLine { item: index, quantity, substituted: false }, resource: None }
        })
        .collect()
}

fn supplies_of(context: &Context, path: &Path, document: &PrescriptionDocument) -> Outcome<Vec<Supply>> {
    let input = fhir::read(&read_file(path)?)?;
    let mut supplies = Vec::new();
    for resource in input.dispenses() {
        let read = read_dispense(resource, document)?;
        for warning in &read.warnings {
            context.say(&format!("note: {warning}"), &format!("참고: {}", warning.korean()));
        }
        supplies.push(Supply { line: read.line, resource: Some(resource.clone()) });
    }
    if supplies.is_empty() {
        return Err(Failure::input(
            "fhir_no_dispense",
            "there is no MedicationDispense in the file",
            "파일에 MedicationDispense가 없습니다.",
        ));
    }
    Ok(supplies)
}

async fn dispense(
    context: &Context,
    chain: &Chain,
    view: &PrescriptionView,
    document: &PrescriptionDocument,
    supplies: Vec<Supply>,
    out: Option<PathBuf>,
) -> Outcome<Report> {
    let id = view.id.0;
    let own = dispense_document(id, document, view.record.issue, &supplies)?;
    let sealed = seal(Purpose::Dispense, &own.to_bytes()?)?;
    let store = context.store()?;
    store.put(&sealed).await?;
    let lines = supplies
        .iter()
        .map(|supply| SuppliedItem {
            item: supply.line.item,
            quantity: supply.line.quantity,
            substituted: supply.line.substituted,
        })
        .collect();
    let call = transactions().prescriptions().dispense(Static(id), lines, Static(own.commitment()?));
    if let Err(failure) = context.submit(chain, &call).await {
        if failure.is_undecided() {
            keep(out.as_deref(), id, None, &sealed)?;
            context.say_kept(&hex::encode(sealed.hash));
            return Err(failure);
        }
        let _ = store.delete(&sealed.hash).await;
        return Err(failure);
    }
    let mut report = report_of(context, chain, id).await?;
    let fill = report.value.pointer("/prescription/newestFill").cloned();
    report.value["fill"] = fill.clone().unwrap_or_default();
    report.value["document"] = hex::encode(sealed.hash).into();
    keep(out.as_deref(), id, fill, &sealed)?;
    Ok(report)
}

/// Writes what opens the document of a dispense, for its owner alone.
fn keep(path: Option<&Path>, id: PrescriptionId, fill: Option<Value>, sealed: &Sealed) -> Outcome<()> {
    let Some(path) = path else { return Ok(()) };
    let receipt = json!({
        "prescription": show::id_text(id),
        "fill": fill,
        "document": hex::encode(sealed.hash),
        "key": hex::encode(sealed.key.expose()),
    });
    Ok(write_private(path, receipt.to_string().as_bytes())?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_should_be_an_item_a_quantity_and_a_mark() {
        let line = |item, quantity, substituted| DispenseLine { item, quantity, substituted };
        assert_eq!(parse_line("0=30"), Ok(line(0, 30_000, false)));
        assert_eq!(parse_line("2=2.5:substituted"), Ok(line(2, 2_500, true)));
        for malformed in ["", "0", "=3", "0=", "x=1", "0=1:other", "0=-1", "0=1.2345"] {
            assert!(parse_line(malformed).is_err(), "{malformed}");
        }
    }
}
