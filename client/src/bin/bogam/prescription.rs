//! What the prescriber does, and what any reader can see.

use crate::{
    context::{Context, expect_prescription, machine_clock, parse_id, parse_name, read_either_code, read_file},
    output::{Failure, Outcome, Report},
    show,
};
use bogam_client::{
    chain::{
        Chain, Done,
        runtime::{
            runtime_types::pallet_prescriptions::types::{NewPrescription, OrderedItem},
            transactions,
        },
    },
    documents::{DocumentStore, Purpose, Sealed, seal},
    fhir::{self, Input, Mapped, Options, format_quantity, schedule_name},
    keys::{HolderSecret, KeyError, write_private},
    messages::Explained,
    qr::{PharmacyPayload, QrPayload},
};
use bogam_primitives::{
    OrganisationId, PrescriptionId,
    prescription::{CancellationReason, Schedule},
};
use clap::{Args, Subcommand};
use serde_json::{Value, json};
use std::{fs, path::PathBuf};
use subxt::utils::{AccountId32, Static};

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Issue a prescription from a FHIR MedicationRequest, or from a Bundle with several.
    Issue(Order),
    /// Cancel a prescription and issue its successor in one step.
    Replace {
        /// The prescription to replace.
        #[arg(value_parser = parse_id)]
        id: PrescriptionId,
        #[command(flatten)]
        order: Order,
    },
    /// Cancel a prescription; while a pharmacy holds it, mark it.
    Cancel {
        /// The prescription.
        #[arg(value_parser = parse_id)]
        id: PrescriptionId,
        /// Why, such as prescribing-error, change-of-treatment, patient-request or duplicate.
        #[arg(long, value_parser = parse_name::<CancellationReason>)]
        reason: CancellationReason,
    },
    /// Stop new holds.
    Suspend {
        /// The prescription.
        #[arg(value_parser = parse_id)]
        id: PrescriptionId,
    },
    /// Allow holds again.
    Resume {
        /// The prescription.
        #[arg(value_parser = parse_id)]
        id: PrescriptionId,
    },
    /// Show what the chain says of a prescription; with the code also what the document says.
    Show {
        /// The prescription.
        #[arg(value_parser = parse_id)]
        id: PrescriptionId,
        /// The text file of the code.
        #[arg(long)]
        qr: Option<PathBuf>,
    },
    /// List prescriptions, a page at a time.
    List {
        /// Start after this one.
        #[arg(long, value_parser = parse_id)]
        after: Option<PrescriptionId>,
        /// How many, at most 100.
        #[arg(long, default_value_t = 20)]
        limit: u32,
    },
    /// List what was dispensed, closed and withdrawn.
    Fills {
        /// The prescription.
        #[arg(value_parser = parse_id)]
        id: PrescriptionId,
    },
}

/// What to prescribe, and where to put what the patient gets.
#[derive(Debug, Args)]
pub struct Order {
    /// The file with the FHIR resource or Bundle, as JSON.
    #[arg(long)]
    from: PathBuf,
    /// Of several prescriptions in the file, this one: the id of a MedicationRequest, or the value of a group. May be
    /// given more than once for the same group.
    #[arg(long)]
    select: Vec<String>,
    /// Move all dates so that the prescription is of today, keeping every length.
    #[arg(long)]
    redate: bool,
    /// End the validity so many days after it begins, whatever the resource says.
    #[arg(long)]
    valid_days: Option<u32>,
    /// The days between two issues, whatever the resource says.
    #[arg(long)]
    interval_days: Option<u32>,
    /// Count supplies instead of tablets: the chain gets the quantity 1, and the document says how much that is.
    #[arg(long)]
    whole_supplies: bool,
    /// The schedule: ordinary or controlled.
    #[arg(long, value_parser = parse_name::<Schedule>)]
    schedule: Option<Schedule>,
    /// Map and check only; no network is needed.
    #[arg(long)]
    dry_run: bool,
    /// The folder for codes and the record of the issue. Default: the id, in the current folder.
    #[arg(long)]
    out: Option<PathBuf>,
}

pub async fn run(command: Command, context: &Context) -> Outcome<Report> {
    let calls = transactions().prescriptions();
    match command {
        Command::Issue(order) => issue(context, order, None).await,
        Command::Replace { id, order } => issue(context, order, Some(id)).await,
        Command::Cancel { id, reason } => {
            let chain = context.chain().await?;
            context.submit(&chain, &calls.cancel(Static(id), Static(reason))).await?;
            report_of(context, &chain, id).await
        }
        Command::Suspend { id } => {
            let chain = context.chain().await?;
            context.submit(&chain, &calls.suspend(Static(id))).await?;
            report_of(context, &chain, id).await
        }
        Command::Resume { id } => {
            let chain = context.chain().await?;
            context.submit(&chain, &calls.resume(Static(id))).await?;
            report_of(context, &chain, id).await
        }
        Command::Show { id, qr } => {
            let chain = context.chain().await?;
            let Some(path) = qr else { return report_of(context, &chain, id).await };
            let code = read_either_code(&path)?;
            expect_prescription(&code, id)?;
            with_document(context, &chain, &code).await
        }
        Command::List { after, limit } => list(context, after, limit).await,
        Command::Fills { id } => {
            let chain = context.chain().await?;
            show::known(&chain, id).await?;
            let fills = chain.fills(id).await?;
            Ok(Report::data(json!({ "fills": fills.iter().map(show::fill_value).collect::<Vec<_>>() })))
        }
    }
}

/// What the chain says of a prescription now.
pub async fn report_of(context: &Context, chain: &Chain, id: PrescriptionId) -> Outcome<Report> {
    let view = show::known(chain, id).await?;
    let prescriber = show::organisation_name(chain, view.record.prescriber.organisation).await?;
    Ok(Report {
        value: json!({ "prescription": show::prescription_value(&view) }),
        text: show::prescription_text(context, &view, &prescriber),
    })
}

/// What the chain says, and the authentic document behind the code.
pub async fn with_document(context: &Context, chain: &Chain, code: &PharmacyPayload) -> Outcome<Report> {
    let view = show::known(chain, code.prescription).await?;
    let prescriber = show::organisation_name(chain, view.record.prescriber.organisation).await?;
    let document = show::open(context, code, &view).await?;
    let text = show::prescription_text(context, &view, &prescriber) + &show::document_text(context, &document);
    let value = json!({
        "prescription": show::prescription_value(&view),
        "prescriberName": prescriber,
        "issueOfCode": code.issue,
        "document": show::document_value(&document),
    });
    Ok(Report { value, text })
}

async fn list(context: &Context, after: Option<PrescriptionId>, limit: u32) -> Outcome<Report> {
    let chain = context.chain().await?;
    let (views, next) = chain.prescriptions(after, limit).await?;
    let values: Vec<_> = views.iter().map(show::prescription_value).collect();
    let lines = values.iter().map(|value| {
        format!("{}  {}\n", value["id"].as_str().unwrap_or_default(), value["standing"].as_str().unwrap_or_default())
    });
    let text = lines.collect();
    Ok(Report { value: json!({ "prescriptions": values, "next": next.map(show::id_text) }), text })
}

fn options(order: &Order) -> Options {
    Options {
        redate: order.redate,
        valid_days: order.valid_days,
        interval_days: order.interval_days,
        whole_supplies: order.whole_supplies,
        schedule: order.schedule,
        ..Options::at(machine_clock())
    }
}

/// Maps the one prescription of the file that is meant.
fn map(context: &Context, order: &Order) -> Outcome<Mapped> {
    let input = fhir::read(&read_file(&order.from)?)?;
    // Requests inside of other resources are no orders of their own; say so rather than overlook them.
    for refusal in input.contained_requests() {
        if input.prescriptions().is_empty() {
            return Err(refusal.into());
        }
        context.say(&format!("note: {refusal}"), &format!("참고: {}", refusal.korean()));
    }
    Ok(fhir::map(&input, chosen(&input, order)?, &options(order))?)
}

fn chosen<'a>(input: &'a Input, order: &Order) -> Outcome<&'a fhir::Source> {
    let sources = input.select(&order.select)?;
    match sources.as_slice() {
        [source] => Ok(source),
        [] => Err(Failure::input(
            "fhir_no_request",
            "there is no MedicationRequest in the file",
            "파일에 MedicationRequest가 없습니다.",
        )),
        several => {
            let labels: Vec<_> = several.iter().flat_map(|source| source.labels()).map(String::as_str).collect();
            Err(Failure::input(
                "fhir_several_prescriptions",
                format!("the file has several prescriptions: choose one with --select: {}", labels.join(", ")),
                format!("파일에 처방전이 여러 개 있습니다. --select로 하나를 고르십시오: {}", labels.join(", ")),
            ))
        }
    }
}

fn terms_value(mapped: &Mapped) -> Value {
    let terms = &mapped.terms;
    json!({
        "schedule": schedule_name(terms.schedule),
        "validFrom": terms.valid_from,
        "validUntil": terms.valid_until,
        "interval": terms.interval,
        "issues": terms.issues,
        "items": terms.items.iter().map(|item| json!({
            "authorised": format_quantity(item.authorised),
            "substitutionAllowed": item.substitution_allowed,
        })).collect::<Vec<_>>(),
        "warnings": mapped.warnings.iter().map(|warning| json!({
            "code": warning.code(),
            "message": warning.to_string(),
            "messageKorean": warning.korean(),
        })).collect::<Vec<_>>(),
    })
}

async fn issue(context: &Context, order: Order, replaces: Option<PrescriptionId>) -> Outcome<Report> {
    let mapped = map(context, &order)?;
    for warning in &mapped.warnings {
        context.say(&format!("note: {warning}"), &format!("참고: {}", warning.korean()));
    }
    if order.dry_run {
        let text = context.text(
            format!("{} can be issued: {}", order.from.display(), terms_value(&mapped)),
            format!("{}에서 처방전을 발행할 수 있습니다: {}", order.from.display(), terms_value(&mapped)),
        );
        return Ok(Report { value: json!({ "dryRun": true, "terms": terms_value(&mapped) }), text });
    }

    let key = context.key()?;
    let store = context.store()?;
    let chain = context.chain().await?;
    let account = AccountId32(key.keypair().public_key().0);
    let organisation = organisation_of(&chain, account).await?;
    let terms = &mapped.terms;
    let id = PrescriptionId::derive(organisation, &terms.commitment, terms.valid_until);
    let secrets: Vec<_> = (0..terms.issues).map(|_| HolderSecret::generate()).collect();
    let holders = secrets
        .iter()
        .map(|secret| Ok(AccountId32(secret.key()?.keypair().public_key().0)))
        .collect::<Outcome<Vec<_>>>()?;
    let new = NewPrescription {
        commitment: Static(terms.commitment),
        schedule: Static(terms.schedule),
        valid_from: terms.valid_from,
        valid_until: terms.valid_until,
        interval: terms.interval,
        holders,
        items: terms
            .items
            .iter()
            .map(|item| OrderedItem {
                authorised: item.authorised,
                substitution_allowed: item.substitution_allowed,
                product: Static(item.product),
            })
            .collect(),
    };

    // The document and the codes come first: a prescription on the chain that nobody can open would be worse than a
    // document that no prescription names.
    let sealed = seal(Purpose::Prescription, &mapped.document.to_bytes()?)?;
    store.put(&sealed).await?;
    let folder = order.out.unwrap_or_else(|| PathBuf::from(show::id_text(id)));
    let codes = match write_codes(&folder, id, secrets, &sealed, &store) {
        Ok(codes) => codes,
        Err(failure) => {
            let _ = store.delete(&sealed.hash).await;
            return Err(failure);
        }
    };
    let sent = match replaces {
        None => context.submit_as(&chain, &transactions().prescriptions().issue(new), &key).await,
        Some(old) => context.submit_as(&chain, &transactions().prescriptions().replace(Static(old), new), &key).await,
    };
    let done = match sent {
        Ok(done) => done,
        Err(failure) if failure.is_undecided() => {
            // Should it still become final, the patient must not be left without codes.
            context.say_kept(&folder.display().to_string());
            return Err(failure);
        }
        Err(failure) => {
            // Nothing of a prescription that was not issued stays behind.
            for code in &codes {
                let _ = fs::remove_file(&code.text);
                let _ = fs::remove_file(&code.picture);
            }
            let _ = store.delete(&sealed.hash).await;
            return Err(failure);
        }
    };
    finish(context, &mapped, &folder, id, &sealed, &codes, &done)
}

/// The organisation for which the account has a seat.
pub async fn organisation_of(chain: &Chain, account: AccountId32) -> Outcome<OrganisationId> {
    let seat = chain.seat(account).await?;
    let missing = || Failure::unknown("Registry", "NoSeat", "The account has no seat.");
    Ok(seat.ok_or_else(missing)?.organisation)
}

/// The files of one code.
struct Code {
    text: PathBuf,
    picture: PathBuf,
    terminal: String,
}

fn write_codes(
    folder: &PathBuf,
    id: PrescriptionId,
    secrets: Vec<HolderSecret>,
    sealed: &Sealed,
    store: &DocumentStore,
) -> Outcome<Vec<Code>> {
    fs::create_dir_all(folder).map_err(|error| {
        Failure::input(
            "file_unwritable",
            format!("{} cannot be made: {error}", folder.display()),
            format!("{} 폴더를 만들 수 없습니다: {error}", folder.display()),
        )
    })?;
    // The codes of another prescription are not overwritten, and not mixed with these.
    let taken = (1..=secrets.len()).map(|number| folder.join(format!("qr-{number}.txt")));
    if let Some(path) = taken.chain([folder.join("prescription.json")]).find(|path| path.exists()) {
        return Err(KeyError::Exists(path.display().to_string()).into());
    }
    let mut codes = Vec::new();
    for (issue, holder) in (0u8..).zip(secrets) {
        let payload = QrPayload {
            prescription: id,
            issue,
            holder,
            document: sealed.hash,
            document_key: sealed.key.clone(),
            store: store.location().to_owned(),
        };
        let number = u16::from(issue) + 1;
        let code = Code {
            text: folder.join(format!("qr-{number}.txt")),
            picture: folder.join(format!("qr-{number}.svg")),
            terminal: payload.to_terminal(true)?.to_string(),
        };
        write_private(&code.text, payload.encode()?.as_bytes())?;
        write_private(&code.picture, payload.to_svg()?.as_bytes())?;
        codes.push(code);
    }
    Ok(codes)
}

fn finish(
    context: &Context,
    mapped: &Mapped,
    folder: &std::path::Path,
    id: PrescriptionId,
    sealed: &Sealed,
    codes: &[Code],
    done: &Done,
) -> Outcome<Report> {
    let value = json!({
        "id": show::id_text(id),
        "block": format!("{:?}", done.block),
        "document": hex::encode(sealed.hash),
        "terms": terms_value(mapped),
        "folder": folder.display().to_string(),
        "codes": codes.iter().map(|code| json!({
            "text": code.text.display().to_string(),
            "picture": code.picture.display().to_string(),
        })).collect::<Vec<_>>(),
    });
    write_private(&folder.join("prescription.json"), value.to_string().as_bytes())?;
    let mut text = context.text(
        format!("issued: {}\ncodes for the patient, one per issue, are in {}\n", show::id_text(id), folder.display()),
        format!("발행했습니다: {}\n환자에게 줄 교부분별 코드는 {}에 있습니다.\n", show::id_text(id), folder.display()),
    );
    for code in codes {
        text.push_str(&code.terminal);
        text.push('\n');
    }
    Ok(Report { value, text })
}
