//! The holder's wallet: keys and credentials, encrypted with a passphrase. It needs no connection.

use crate::{
    certificate::{
        issuing::Signature,
        read_at_most,
        words::{certificate_text, parse_certificate},
        write_codes,
    },
    context::{Context, machine_clock, write_file},
    output::{Failure, Outcome, Report},
};
use age::secrecy::SecretString;
use bogam_client::{
    certificate::Kind,
    credential::{LARGEST_PRESENTATION, Presentation, page, parts, schema_of},
    wallet::{Held, Wallet, WorkFactor},
};
use bogam_primitives::certificate::CertificateReference;
use clap::{Args, Subcommand};
use serde_json::json;
use std::{
    io::Read,
    path::{Path, PathBuf},
};
use zeroize::Zeroizing;

/// The longest passphrase, in bytes.
const LONGEST_PASSPHRASE: usize = 4 * 1024;

#[derive(Debug, Args)]
pub struct Command {
    /// The wallet's file.
    #[arg(long, env = "BOGAM_WALLET")]
    wallet: PathBuf,
    /// The file with the passphrase. Default: the first line of the standard input.
    #[arg(long)]
    passphrase: Option<PathBuf>,
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// Make a wallet.
    Create,
    /// Make a fresh key, for one certificate; prints what the issuer needs of it.
    Key {
        /// The algorithm of its signatures.
        #[arg(long, value_enum, default_value_t = Signature::Es256)]
        algorithm: Signature,
    },
    /// Put a credential into the wallet.
    Receive {
        /// The file with the credential.
        file: PathBuf,
    },
    /// List the credentials.
    List,
    /// Show a credential with all its fields.
    Show {
        /// The certificate.
        #[arg(value_parser = parse_certificate)]
        certificate: CertificateReference,
    },
    /// Present a credential: choose the fields, and sign for who asks.
    Present {
        /// The certificate.
        #[arg(value_parser = parse_certificate)]
        certificate: CertificateReference,
        /// A field to disclose. May be given more than once. Default: none.
        #[arg(long = "field")]
        fields: Vec<String>,
        /// Who asks, as he names himself.
        #[arg(long)]
        audience: String,
        /// The number that he has drawn.
        #[arg(long)]
        nonce: String,
        /// The file for the presentation.
        #[arg(long)]
        out: PathBuf,
        /// The folder for its codes: SVG pictures and their texts.
        #[arg(long)]
        qr: Option<PathBuf>,
        /// Show its codes here, one below the other.
        #[arg(long)]
        show: bool,
    },
    /// Write a page to print, which proves the certificate but not its holder.
    Print {
        /// The certificate.
        #[arg(value_parser = parse_certificate)]
        certificate: CertificateReference,
        /// A field to disclose. May be given more than once. Default: none.
        #[arg(long = "field")]
        fields: Vec<String>,
        /// The file for the page (HTML).
        #[arg(long)]
        out: PathBuf,
    },
    /// Remove a credential and its key.
    Remove {
        /// The certificate.
        #[arg(value_parser = parse_certificate)]
        certificate: CertificateReference,
    },
    /// Encrypt the wallet with another passphrase.
    ChangePassphrase {
        /// The file with the new passphrase.
        #[arg(long)]
        new: PathBuf,
    },
}

/// A passphrase: the first line of a file or of the standard input.
fn passphrase(file: Option<&Path>) -> Outcome<SecretString> {
    let mut bytes = Zeroizing::new(Vec::new());
    match file {
        Some(path) => bytes.extend_from_slice(&Zeroizing::new(read_at_most(path, LONGEST_PASSPHRASE)?)),
        None => {
            std::io::stdin().lock().take(LONGEST_PASSPHRASE as u64).read_to_end(&mut bytes).map_err(|error| {
                Failure::input(
                    "input_unreadable",
                    format!("the passphrase cannot be read: {error}"),
                    format!("암호를 읽을 수 없습니다: {error}"),
                )
            })?;
        }
    }
    let text = Zeroizing::new(String::from_utf8_lossy(&bytes).into_owned());
    Ok(SecretString::from(text.lines().next().unwrap_or_default().to_owned()))
}

fn held_value(held: &Held) -> serde_json::Value {
    json!({
        "certificate": certificate_text(&held.certificate),
        "type": held.vct,
        "issuer": held.issuer,
        "validFrom": held.not_before.saturating_mul(1_000),
        "validUntil": held.expires.saturating_mul(1_000),
        "fields": held.fields,
        "receivedAt": held.received_at,
    })
}

pub fn run(command: Command, context: &Context) -> Outcome<Report> {
    let Command { wallet: path, passphrase: file, act } = command;
    let secret = passphrase(file.as_deref())?;
    if let Act::Create = act {
        Wallet::create(&path, secret, WorkFactor::STANDARD)?;
        let text = context.text(
            format!("the wallet is in {}", path.display()),
            format!("지갑을 {} 파일에 만들었습니다.", path.display()),
        );
        return Ok(Report { value: json!({ "wallet": path.display().to_string() }), text });
    }
    let mut wallet = Wallet::open(&path, secret, WorkFactor::STANDARD)?;
    let done =
        |certificate: &CertificateReference| Report::data(json!({ "certificate": certificate_text(certificate) }));
    match act {
        // Done above.
        Act::Create => Ok(Report::data(json!({}))),
        Act::Key { algorithm } => {
            let key = wallet.new_key(algorithm.into(), machine_clock())?;
            Ok(Report::data(key.to_jwk()))
        }
        Act::Receive { file } => {
            // A credential with its line's end.
            let bytes = Zeroizing::new(read_at_most(&file, LARGEST_PRESENTATION + 2)?);
            let text = String::from_utf8_lossy(&bytes);
            Ok(Report::data(held_value(&wallet.receive(text.trim(), machine_clock())?)))
        }
        Act::List => {
            let held: Vec<_> = wallet.list().iter().map(held_value).collect();
            Ok(Report::data(json!({ "credentials": held, "unusedKeys": wallet.unused_keys().len() })))
        }
        Act::Show { certificate } => {
            let fields = wallet.credential(&certificate)?.fields();
            Ok(Report::data(json!({ "certificate": certificate_text(&certificate), "fields": fields })))
        }
        Act::Present { certificate, fields, audience, nonce, out, qr, show } => {
            let fields: Vec<_> = fields.iter().map(String::as_str).collect();
            let text = wallet.present(&certificate, &fields, &audience, &nonce, machine_clock())?;
            write_file(&out, text.as_bytes())?;
            let codes = if show || qr.is_some() { Some(parts::divide(&text)?) } else { None };
            if let (Some(folder), Some(codes)) = (&qr, &codes) {
                write_codes(codes, folder)?;
            }
            let mut report = Report::data(json!({
                "certificate": certificate_text(&certificate),
                "fields": fields,
                "file": out.display().to_string(),
                "bytes": text.len(),
                "codes": codes.as_ref().map(Vec::len),
            }));
            if show {
                for code in codes.iter().flatten() {
                    report.text.push('\n');
                    report.text.push_str(&parts::to_terminal(code, true)?);
                }
            }
            Ok(report)
        }
        Act::Print { certificate, fields, out } => {
            let fields: Vec<_> = fields.iter().map(String::as_str).collect();
            let text = wallet.credential(&certificate)?.conceal(&fields)?;
            let shown = Presentation::decode(&text)?;
            let kind = schema_of(&shown.claims().vct).and_then(|(name, _)| Kind::named(&name));
            let label = |name: &str| {
                let title = kind.and_then(|kind| kind.field_title(name, context.language));
                title.unwrap_or(name).to_owned()
            };
            let html = page::render(&shown, &parts::divide(&text)?, context.language, label)?;
            write_file(&out, html.as_bytes())?;
            Ok(Report::data(json!({
                "certificate": certificate_text(&certificate),
                "fields": fields,
                "file": out.display().to_string(),
            })))
        }
        Act::Remove { certificate } => {
            wallet.remove(&certificate)?;
            Ok(done(&certificate))
        }
        Act::ChangePassphrase { new } => {
            wallet.change_passphrase(passphrase(Some(&new))?, WorkFactor::STANDARD)?;
            Ok(Report::data(json!({ "wallet": path.display().to_string() })))
        }
    }
}
