//! What issuers do off the chain: sign batches of credentials, and publish keys and status lists.

use super::{batches::changed, read_at_most};
use crate::{
    context::{Context, machine_clock, write_file},
    output::{Failure, Outcome, Report},
    words::{self, hash_text, parse_moment},
};
use bogam_client::{
    certificate::{Document, Kind},
    chain::{
        Chain,
        runtime::{runtime_types::pallet_certificates::types::NewBatch, transactions, view_functions},
    },
    credential::{
        Algorithm, Certificate, CredentialError, IssueBatch, KeySet, LARGEST_BATCH, PreparedBatch, Progress, PublicKey,
        SigningKey, Step, batch_nonce,
        status_list::{ListTerms, Purpose, StatusList},
    },
    fhir::{CertificateOptions, LARGEST_INPUT, map_certificates, read},
};
use bogam_primitives::{
    Moment,
    certificate::{BatchId, SchemaId},
    time::HOUR,
};
use clap::{Args, Subcommand, ValueEnum};
use serde::Deserialize;
use serde_json::{Value, json};
use std::{
    fs::{self, File, OpenOptions},
    io::{self, BufRead, BufReader, BufWriter, Read, Write},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
    time::Instant,
};
use subxt::utils::Static;

/// The longest line of the input, in bytes: a key and the fields of one certificate.
const LONGEST_LINE: u64 = 256 * 1024;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make the key with which an issuer signs credentials for verifiers without the chain.
    IssuerKey {
        /// The algorithm of its signatures.
        #[arg(long, value_enum, default_value_t = Signature::Es256)]
        algorithm: Signature,
        /// The file for the secret key.
        #[arg(long)]
        out: PathBuf,
        /// The file for the key set that the issuer publishes.
        #[arg(long)]
        public: PathBuf,
    },
    /// Make documents of FHIR resources: Immunization, Observation and DocumentReference.
    FromFhir {
        /// Files with a resource or a Bundle.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// The file with the Patient, where it is in none of them.
        #[arg(long)]
        patient: Option<PathBuf>,
        /// An Observation without a category comes from a laboratory.
        #[arg(long)]
        laboratory: bool,
        /// A DocumentReference stands for a medical certificate.
        #[arg(long)]
        medical_certificate: bool,
    },
    /// Issue a batch: sign its credentials, and put its root on the chain (signed by a physician or whoever the schema
    /// names). Where the schema asks for more leaves than there are certificates, leaves that belong to nobody are added.
    Issue(Issue),
    /// Write the status list of a batch for verifiers that do not know the chain.
    StatusList {
        /// The batch.
        #[arg(value_parser = words::read::<BatchId>)]
        batch: BatchId,
        /// What the list is about.
        #[arg(long, value_enum, default_value_t = About::Revocation)]
        purpose: About,
        /// The issuer, as its credentials name it.
        #[arg(long)]
        issuer: String,
        /// Where the list will be found.
        #[arg(long)]
        uri: String,
        /// The issuer's key, as `bogam certificate issuer-key` made it.
        #[arg(long)]
        signing_key: PathBuf,
        /// For how many hours the list may be used.
        #[arg(long, default_value_t = 24)]
        hours: u64,
        /// The file for the list.
        #[arg(long)]
        out: PathBuf,
    },
}

/// The algorithm of a signature.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Signature {
    /// ECDSA over P-256.
    Es256,
    /// Ed25519.
    Eddsa,
}

impl From<Signature> for Algorithm {
    fn from(signature: Signature) -> Self {
        match signature {
            Signature::Es256 => Self::Es256,
            Signature::Eddsa => Self::EdDsa,
        }
    }
}

/// What a status list is about.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum About {
    /// Revoked and superseded.
    Revocation,
    /// Suspended.
    Suspension,
}

#[derive(Debug, Args)]
pub struct Issue {
    /// The schema.
    #[arg(long, value_parser = words::read::<SchemaId>)]
    schema: SchemaId,
    /// The file with a certificate on each line: {"holder": a public JWK, "fields": the document}.
    #[arg(long)]
    input: PathBuf,
    /// From this moment on they count. Default: now.
    #[arg(long, value_parser = parse_moment)]
    valid_from: Option<Moment>,
    /// From this moment on they no longer count.
    #[arg(long, value_parser = parse_moment)]
    valid_until: Moment,
    /// The issuer as a URI, under which its keys can be found.
    #[arg(long)]
    issuer: String,
    /// The issuer's key, as `bogam certificate issuer-key` made it.
    #[arg(long)]
    signing_key: PathBuf,
    /// Where the status list of this batch will be found, if there is to be one.
    #[arg(long)]
    status_list: Option<String>,
    /// The file for the credentials, one on each line, in the order of the input.
    #[arg(long)]
    out: PathBuf,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    holder: Value,
    fields: Value,
}

/// What needs no connection.
pub fn offline(command: &Command, context: &Context) -> Option<Outcome<Report>> {
    match command {
        Command::IssuerKey { algorithm, out, public } => Some(issuer_key(*algorithm, out, public, context)),
        Command::FromFhir { files, patient, laboratory, medical_certificate } => {
            let options = || -> Outcome<CertificateOptions> {
                let patient = patient.as_ref().map(|path| -> Outcome<Value> {
                    let input = read(&read_at_most(path, LARGEST_INPUT)?)?;
                    let resource = input.entries().first().map(|entry| entry.resource.clone());
                    Ok(resource.unwrap_or_default())
                });
                Ok(CertificateOptions {
                    patient: patient.transpose()?,
                    laboratory: *laboratory,
                    medical_certificate: *medical_certificate,
                    attachment: None,
                })
            };
            Some(options().and_then(|options| from_fhir(files, &options)))
        }
        Command::Issue(_) | Command::StatusList { .. } => None,
    }
}

pub async fn run(command: Command, context: &Context, chain: &Chain) -> Outcome<Report> {
    match command {
        Command::Issue(issue) => self::issue(issue, context, chain).await,
        Command::StatusList { batch, purpose, issuer, uri, signing_key, hours, out } => {
            let key = SigningKey::read(&signing_key)?;
            let view = chain.ask(view_functions().certificates().batch(Static(batch))).await?;
            let unknown =
                || Failure::unknown("Certificates", "UnknownBatch", "There is no such batch, or it has been pruned.");
            let size = view.ok_or_else(unknown)?.record.name.0.size;
            let entries = changed(batch, chain).await?;
            let left = entries.len();
            let list = StatusList::new(size, entries)?;
            let at = chain.now().await?;
            let until = hours.checked_mul(HOUR).and_then(|span| at.checked_add(span)).unwrap_or(Moment::MAX);
            let purpose = match purpose {
                About::Revocation => Purpose::Revocation,
                About::Suspension => Purpose::Suspension,
            };
            let text = list.bitstring_credential(purpose, &ListTerms { uri, issuer, at, until }, &key)?;
            write_file(&out, text.as_bytes())?;
            Ok(Report::data(json!({
                "batch": hash_text(batch.0),
                "purpose": purpose.name(),
                "certificates": size,
                "changed": left,
                "at": at,
                "until": until,
                "file": out.display().to_string(),
            })))
        }
        // Done without a connection, above.
        Command::IssuerKey { .. } | Command::FromFhir { .. } => Ok(Report::data(Value::Null)),
    }
}

fn issuer_key(algorithm: Signature, out: &Path, public: &Path, context: &Context) -> Outcome<Report> {
    let key = SigningKey::generate(algorithm.into())?;
    key.store(out)?;
    let set = KeySet::new([*key.public()]).to_json();
    write_file(public, serde_json::to_string_pretty(&set).unwrap_or_default().as_bytes())?;
    let text = context.text(
        format!("the issuer's key is in {}, what to publish in {}", out.display(), public.display()),
        format!("발급자의 키는 {}에, 공개할 키는 {}에 있습니다.", out.display(), public.display()),
    );
    Ok(Report { value: json!({ "key": key.public().key_id(), "public": set }), text })
}

fn from_fhir(files: &[PathBuf], options: &CertificateOptions) -> Outcome<Report> {
    let mut outcomes = Vec::new();
    for path in files {
        for (label, outcome) in map_certificates(&read(&read_at_most(path, LARGEST_INPUT)?)?, options)? {
            outcomes.push(match outcome {
                Ok(mapped) => json!({
                    "resource": label,
                    "kind": mapped.document.kind().name(),
                    "fields": mapped.document.fields(),
                    "warnings": mapped.warnings.iter().map(ToString::to_string).collect::<Vec<_>>(),
                }),
                Err(error) => json!({ "resource": label, "refused": error.to_string() }),
            });
        }
    }
    Ok(Report::data(json!({ "resources": outcomes })))
}

/// The certificates of the input, each checked against the schema of its kind.
fn read_lines(path: &Path, kind: Kind) -> Outcome<Vec<Certificate>> {
    let unreadable = |error: io::Error| {
        Failure::input(
            "file_unreadable",
            format!("{} cannot be read: {error}", path.display()),
            format!("{} 파일을 읽을 수 없습니다: {error}", path.display()),
        )
    };
    let mut reader = BufReader::new(File::open(path).map_err(unreadable)?);
    let mut certificates = Vec::new();
    loop {
        let number = certificates.len() + 1;
        let refused = |english: &str, korean: &str| {
            Failure::input(
                "certificate_input_refused",
                format!("line {number}: {english}"),
                format!("{number}번째 줄: {korean}"),
            )
        };
        if certificates.len() > LARGEST_BATCH {
            return Err(CredentialError::BadBatchSize { size: certificates.len(), limit: LARGEST_BATCH }.into());
        }
        let mut line = Vec::new();
        let length = reader.by_ref().take(LONGEST_LINE + 1).read_until(b'\n', &mut line).map_err(unreadable)?;
        if length == 0 {
            return Ok(certificates);
        }
        if line.len() as u64 > LONGEST_LINE {
            return Err(refused("it is too long", "너무 깁니다."));
        }
        let Line { holder, fields } =
            serde_json::from_slice(&line).map_err(|error| refused(&error.to_string(), &error.to_string()))?;
        let holder = PublicKey::from_jwk(&holder).map_err(|error| refused(&error.to_string(), &error.to_string()))?;
        let document =
            Document::from_value(kind, fields).map_err(|error| refused(&error.to_string(), &error.to_string()))?;
        certificates.push(Certificate { holder, fields: document.into_fields() });
    }
}

/// Says how far the work is, each tenth of it.
fn say_progress(context: &Context) -> impl FnMut(Progress) {
    let mut last = (Step::Hashing, 0);
    move |Progress { step, done, total }| {
        let tenth = done.saturating_mul(10).checked_div(total).unwrap_or(10);
        if total < 10_000 || (step, tenth) == last {
            return;
        }
        last = (step, tenth);
        match step {
            Step::Hashing => context.say(&format!("hashed {done} of {total}"), &format!("{total}개 중 {done}개 해시")),
            Step::Signing => context.say(&format!("signed {done} of {total}"), &format!("{total}개 중 {done}개 서명")),
        }
    }
}

fn write_credentials(prepared: &PreparedBatch, key: &SigningKey, path: &Path, context: &Context) -> Outcome<()> {
    let unwritable = |error: io::Error| {
        Failure::input(
            "file_unwritable",
            format!("{} cannot be written: {error}", path.display()),
            format!("{} 파일을 쓸 수 없습니다: {error}", path.display()),
        )
    };
    // What is in it is a patient's: for the owner's eyes alone, and never over something else.
    let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path).map_err(unwritable)?;
    let mut out = BufWriter::new(file);
    prepared.issue(key, say_progress(context), |_, credential| {
        writeln!(out, "{credential}").map_err(|error| error.to_string())
    })?;
    out.flush().map_err(unwritable)
}

async fn issue(issue: Issue, context: &Context, chain: &Chain) -> Outcome<Report> {
    let schema = chain.ask(view_functions().certificates().schema(Static(issue.schema))).await?;
    let schema = schema.ok_or_else(|| Failure::unknown("Certificates", "UnknownSchema", "There is no such schema."))?;
    let schema_name = String::from_utf8_lossy(&schema.name.0).into_owned();
    let kind = Kind::named(&schema_name)
        .filter(|kind| kind.version() == schema.version && kind.digest() == schema.digest)
        .ok_or_else(|| {
            Failure::input(
                "certificate_schema_unknown",
                format!("this program does not know version {} of the schema {schema_name}", schema.version),
                format!("이 프로그램은 {schema_name} 양식의 {}판을 알지 못합니다.", schema.version),
            )
        })?;
    let key = SigningKey::read(&issue.signing_key)?;
    let began = Instant::now();
    let certificates = read_lines(&issue.input, kind)?;
    let count = certificates.len();
    let now = chain.now().await?;
    let batch = IssueBatch {
        genesis: chain.genesis(),
        organisation: super::organisation_of(context, chain).await?,
        schema: issue.schema,
        schema_name,
        schema_version: schema.version,
        issuer: issue.issuer,
        valid_from: issue.valid_from.unwrap_or(now),
        valid_until: issue.valid_until,
        nonce: batch_nonce(),
        issued_at: machine_clock(),
        status_list: issue.status_list,
        least_size: schema.least_size,
        certificates,
    };
    let prepared = batch.prepare(say_progress(context))?;
    let (size, fillers) = (prepared.name().size, prepared.fillers());
    if fillers > 0 {
        context.say(
            &format!("added {fillers} leaves that belong to nobody: the batch has {size}"),
            &format!("아무에게도 속하지 않는 잎 {fillers}개를 더했습니다. 묶음의 크기는 {size}입니다."),
        );
    }
    let hashed = began.elapsed();
    // The salts are nowhere else: the credentials are written before the root is on the chain.
    write_credentials(&prepared, &key, &issue.out, context)?;
    let signed = began.elapsed();
    let name = prepared.name();
    let new = NewBatch {
        schema: Static(name.schema),
        root: prepared.root(),
        size: name.size,
        valid_from: name.valid_from,
        valid_until: name.valid_until,
        nonce: name.nonce,
    };
    let call = transactions().certificates().issue(new);
    let bytes = chain.size_of(&call).await?;
    if let Err(failure) = context.submit(chain, &call).await {
        match failure.is_undecided() {
            true => context.say_kept(&issue.out.display().to_string()),
            // There is no such batch, so these are no credentials.
            false => drop(fs::remove_file(&issue.out)),
        }
        return Err(failure);
    }
    let mut report = super::batches::show(prepared.id(), chain).await?;
    report.value["certificates"] = count.into();
    report.value["addedForNobody"] = fillers.into();
    report.value["credentials"] = issue.out.display().to_string().into();
    report.value["callBytes"] = bytes.into();
    report.value["hashedInMilliseconds"] = u64::try_from(hashed.as_millis()).unwrap_or(u64::MAX).into();
    report.value["signedInMilliseconds"] = u64::try_from(signed.as_millis()).unwrap_or(u64::MAX).into();
    Ok(Report::data(report.value))
}
