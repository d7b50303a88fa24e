//! What the patient decides, with the secret of a code. The key needs no coin: it signs because its prescription says so.

use crate::{
    context::{Context, read_code, read_either_code, write_file},
    output::{Failure, Outcome, Report},
    prescription::{report_of, with_document},
    show,
};
use bogam_client::{
    chain::{Chain, runtime::transactions},
    keys::{HolderSecret, Key, write_private},
    qr::QrPayload,
    statements::statement_text,
};
use bogam_primitives::{OrganisationId, PrescriptionId, time::HOUR};
use clap::{Args, Subcommand};
use serde_json::json;
use std::path::{Path, PathBuf};
use subxt::utils::{AccountId32, Static};

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Show the prescription behind a code.
    Show {
        #[command(flatten)]
        bearer: Bearer,
    },
    /// Sign a statement that lets one pharmacy accept, once. The secret stays here; the pharmacy gets the file.
    Statement {
        #[command(flatten)]
        bearer: Bearer,
        /// The pharmacy's number in the registry.
        #[arg(long)]
        dispenser: OrganisationId,
        /// For how many hours it counts.
        #[arg(long, default_value_t = 24)]
        hours: u32,
        /// The file to write.
        #[arg(long)]
        out: PathBuf,
    },
    /// Write the code for a pharmacy: all but the secret. It opens the document; to accept, the pharmacy needs a statement
    /// too. No network is needed.
    PharmacyCode {
        /// The text file of the code.
        #[arg(long)]
        qr: PathBuf,
        /// Where to write the pharmacy's code: FILE, and FILE with the ending .svg.
        #[arg(long)]
        out: PathBuf,
    },
    /// Let only one pharmacy accept the current issue; without --dispenser, any.
    Nominate {
        #[command(flatten)]
        bearer: Bearer,
        /// The number in the registry of the pharmacy, or of the hospital that dispenses.
        #[arg(long)]
        dispenser: Option<OrganisationId>,
    },
    /// Change to a new key: nothing can be taken with old copies of the code any more. They still open the document, whose
    /// key stays the same. Writes the new code.
    Rotate {
        /// The text file of the code.
        #[arg(long)]
        qr: PathBuf,
        /// Where to write the new code: FILE, and FILE with the ending .svg.
        #[arg(long)]
        out: PathBuf,
    },
    /// Decline the prescription: nobody can fill it any more.
    Decline {
        #[command(flatten)]
        bearer: Bearer,
    },
    /// Ask the prescriber for a renewal.
    RequestRenewal {
        #[command(flatten)]
        bearer: Bearer,
    },
}

/// Whose prescription it is: the code, or the patient's key alone.
#[derive(Debug, Args)]
pub struct Bearer {
    /// The text file of the code.
    #[arg(long, required_unless_present = "holder_key")]
    qr: Option<PathBuf>,
    /// The file with the patient's key, where a wallet keeps it instead of the code.
    #[arg(long, conflicts_with = "qr")]
    holder_key: Option<PathBuf>,
}

impl Bearer {
    /// The prescription, and the key that signs for it.
    async fn find(&self, chain: &Chain) -> Outcome<(PrescriptionId, Key)> {
        if let Some(path) = &self.qr {
            let code = read_code(path)?;
            return Ok((code.prescription, code.holder.key()?));
        }
        let key = Key::read(self.holder_key.as_deref().unwrap_or(Path::new("")))?;
        let found = chain.by_holder(AccountId32(key.keypair().public_key().0)).await?;
        let unknown = || Failure::unknown("Prescriptions", "NotTheHolder", "The key belongs to no prescription.");
        Ok((found.ok_or_else(unknown)?, key))
    }
}

pub async fn run(command: Command, context: &Context) -> Outcome<Report> {
    let calls = transactions().prescriptions();
    match command {
        Command::PharmacyCode { qr, out } => pharmacy_code(&qr, &out, context),
        Command::Show { bearer: Bearer { qr: Some(qr), .. } } => {
            let chain = context.chain().await?;
            with_document(context, &chain, &read_either_code(&qr)?).await
        }
        Command::Show { bearer } => {
            let chain = context.chain().await?;
            let (id, _) = bearer.find(&chain).await?;
            report_of(context, &chain, id).await
        }
        Command::Statement { bearer, dispenser, hours, out } => {
            let chain = context.chain().await?;
            let (id, key) = bearer.find(&chain).await?;
            let view = show::known(&chain, id).await?;
            let expires = chain.now().await?.saturating_add(HOUR.saturating_mul(hours.into()));
            let hold = view.record.holds;
            let genesis = chain.genesis();
            let signed = key.sign_acceptance(genesis, id, dispenser, hold, expires);
            write_file(&out, format!("{}\n", statement_text(&signed)).as_bytes())?;
            let name = show::organisation_name(&chain, dispenser).await?;
            let until = show::moment_text(expires);
            let text = context.text(
                format!("{name} may accept with {} until {until}", out.display()),
                format!("{name}은(는) {until}까지 {}(으)로 접수할 수 있습니다.", out.display()),
            );
            let value = json!({
                "statement": out.display().to_string(),
                "dispenser": dispenser,
                "hold": hold,
                "expires": expires,
            });
            Ok(Report { value, text })
        }
        Command::Nominate { bearer, dispenser } => {
            let chain = context.chain().await?;
            let (id, key) = bearer.find(&chain).await?;
            context.submit_as(&chain, &calls.nominate(Static(id), dispenser), &key).await?;
            report_of(context, &chain, id).await
        }
        Command::Rotate { qr, out } => {
            let chain = context.chain().await?;
            let code = read_code(&qr)?;
            let renewed = QrPayload {
                prescription: code.prescription,
                issue: code.issue,
                holder: HolderSecret::generate(),
                document: code.document,
                document_key: code.document_key.clone(),
                store: code.store.clone(),
            };
            // The new code comes first: a key that nobody has would lock the patient out.
            write_private(&out, renewed.encode()?.as_bytes())?;
            write_private(&out.with_extension("svg"), renewed.to_svg()?.as_bytes())?;
            let account = AccountId32(renewed.holder.key()?.keypair().public_key().0);
            let call = calls.rotate(Static(code.prescription), code.issue, account);
            if let Err(failure) = context.submit_as(&chain, &call, &code.holder.key()?).await {
                if failure.is_undecided() {
                    context.say_kept(&out.display().to_string());
                    return Err(failure);
                }
                let _ = std::fs::remove_file(&out);
                let _ = std::fs::remove_file(out.with_extension("svg"));
                return Err(failure);
            }
            let mut report = report_of(context, &chain, code.prescription).await?;
            report.value["code"] = out.display().to_string().into();
            report.text.push_str(&renewed.to_terminal(true)?);
            Ok(report)
        }
        Command::Decline { bearer } => {
            let chain = context.chain().await?;
            let (id, key) = bearer.find(&chain).await?;
            context.submit_as(&chain, &calls.decline(Static(id)), &key).await?;
            report_of(context, &chain, id).await
        }
        Command::RequestRenewal { bearer } => {
            let chain = context.chain().await?;
            let (id, key) = bearer.find(&chain).await?;
            context.submit_as(&chain, &calls.request_renewal(Static(id)), &key).await?;
            report_of(context, &chain, id).await
        }
    }
}

/// Writes the code that a pharmacy gets where the patient keeps the secret.
fn pharmacy_code(qr: &Path, out: &Path, context: &Context) -> Outcome<Report> {
    let code = read_either_code(qr)?;
    let (content, picture) = (code.encode()?, out.with_extension("svg"));
    let drawn = code.to_svg()?;
    write_private(out, content.as_bytes())?;
    if let Err(error) = write_private(&picture, drawn.as_bytes()) {
        let _ = std::fs::remove_file(out);
        return Err(error.into());
    }
    let mut text = context.text(
        format!("the code for a pharmacy is in {}; to accept, it needs a statement too\n", out.display()),
        format!("약국용 코드는 {}에 있습니다. 접수하려면 진술서도 필요합니다.\n", out.display()),
    );
    text.push_str(&code.to_terminal(true)?);
    let value = json!({
        "code": out.display().to_string(),
        "picture": picture.display().to_string(),
        "prescription": show::id_text(code.prescription),
        "issue": code.issue,
    });
    Ok(Report { value, text })
}
