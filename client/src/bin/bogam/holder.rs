//! What the patient decides, with the secret of a code. The account needs no coin: the clinic sponsors it.

use crate::{
    context::{Context, read_code, write_file},
    output::{Outcome, Report},
    prescription::{report_of, with_document},
    show,
};
use bogam_client::{
    chain::runtime::transactions,
    keys::{HolderSecret, write_private},
    qr::QrPayload,
};
use bogam_primitives::{OrganisationId, time::HOUR};
use clap::Subcommand;
use codec::Encode;
use serde_json::json;
use std::path::PathBuf;
use subxt::utils::{AccountId32, Static};

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Show the prescription behind a code.
    Show {
        /// The text file of the code.
        #[arg(long)]
        qr: PathBuf,
    },
    /// Sign a statement that lets one pharmacy accept, once. The secret stays here; the pharmacy gets the file.
    Statement {
        /// The text file of the code.
        #[arg(long)]
        qr: PathBuf,
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
    /// Let only one pharmacy accept the current issue; without --dispenser, any.
    Nominate {
        /// The text file of the code.
        #[arg(long)]
        qr: PathBuf,
        /// The pharmacy's number in the registry.
        #[arg(long)]
        dispenser: Option<OrganisationId>,
    },
    /// Change to a new key, so that every copy of the code is worthless. Writes the new code.
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
        /// The text file of the code.
        #[arg(long)]
        qr: PathBuf,
    },
    /// Ask the prescriber for a renewal.
    RequestRenewal {
        /// The text file of the code.
        #[arg(long)]
        qr: PathBuf,
    },
}

pub async fn run(command: Command, context: &Context) -> Outcome<Report> {
    let calls = transactions().prescriptions();
    let chain = context.chain().await?;
    match command {
        Command::Show { qr } => with_document(context, &chain, &read_code(&qr)?).await,
        Command::Statement { qr, dispenser, hours, out } => {
            let code = read_code(&qr)?;
            let view = show::known(&chain, code.prescription).await?;
            let expires = chain.now().await?.saturating_add(HOUR.saturating_mul(hours.into()));
            let hold = view.record.holds;
            let genesis = chain.genesis();
            let signed = code.holder.key()?.sign_acceptance(genesis, code.prescription, dispenser, hold, expires);
            write_file(&out, format!("0x{}\n", hex::encode(signed.encode())).as_bytes())?;
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
        Command::Nominate { qr, dispenser } => {
            let code = read_code(&qr)?;
            let call = calls.nominate(Static(code.prescription), dispenser);
            context.submit_as(&chain, &call, &code.holder.key()?).await?;
            report_of(context, &chain, code.prescription).await
        }
        Command::Rotate { qr, out } => {
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
                let _ = std::fs::remove_file(&out);
                let _ = std::fs::remove_file(out.with_extension("svg"));
                return Err(failure);
            }
            let mut report = report_of(context, &chain, code.prescription).await?;
            report.value["code"] = out.display().to_string().into();
            report.text.push_str(&renewed.to_terminal(true)?);
            Ok(report)
        }
        Command::Decline { qr } => {
            let code = read_code(&qr)?;
            context.submit_as(&chain, &calls.decline(Static(code.prescription)), &code.holder.key()?).await?;
            report_of(context, &chain, code.prescription).await
        }
        Command::RequestRenewal { qr } => {
            let code = read_code(&qr)?;
            context.submit_as(&chain, &calls.request_renewal(Static(code.prescription)), &code.holder.key()?).await?;
            report_of(context, &chain, code.prescription).await
        }
    }
}
