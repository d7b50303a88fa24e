//! Batches and single certificates on the chain: endorsed, suspended, revoked, superseded, and read.

use super::words::{batch_value, certificate_text, change_value, parse_certificate, parse_reason, status_value};
use crate::{
    context::Context,
    output::{Failure, Outcome, Report},
    words::{hash_text, parse_moment, read},
};
use bogam_client::chain::{
    Chain,
    runtime::{transactions, view_functions},
};
use bogam_primitives::{
    Moment,
    certificate::{
        BatchId, CertificateIndex, CertificateReference, EndorsementRefusalReason, RevocationReason, Status,
        SuspensionReason,
    },
};
use clap::Subcommand;
use serde_json::{Value, json};
use subxt::utils::Static;

/// How many entries a page of a list has.
const PAGE: u32 = 100;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Endorse a batch (signed by the authority that its schema names).
    Endorse {
        /// The batch.
        #[arg(value_parser = read::<BatchId>)]
        batch: BatchId,
    },
    /// Refuse to endorse a batch, for good (signed by that authority).
    Refuse {
        /// The batch.
        #[arg(value_parser = read::<BatchId>)]
        batch: BatchId,
        /// Why: schema-not-kept, not-confirmed, issuer-not-accredited or duplicate.
        #[arg(long, value_parser = parse_reason::<EndorsementRefusalReason>)]
        reason: EndorsementRefusalReason,
    },
    /// Suspend a certificate (signed by its issuer or the endorsing authority).
    Suspend {
        /// The certificate: the id of its batch, a colon, its place.
        #[arg(value_parser = parse_certificate)]
        certificate: CertificateReference,
        /// Why, such as under-review.
        #[arg(long, value_parser = parse_reason::<SuspensionReason>)]
        reason: SuspensionReason,
    },
    /// End a suspension (signed by who suspended).
    Reinstate {
        /// The certificate.
        #[arg(value_parser = parse_certificate)]
        certificate: CertificateReference,
    },
    /// Revoke a certificate, for good (signed by its issuer or the endorsing authority).
    Revoke {
        /// The certificate.
        #[arg(value_parser = parse_certificate)]
        certificate: CertificateReference,
        /// Why, such as issued-in-error, wrong-person or fraud.
        #[arg(long, value_parser = parse_reason::<RevocationReason>)]
        reason: RevocationReason,
    },
    /// Put another certificate in the place of one, for good (signed by the issuer of both).
    Supersede {
        /// The certificate.
        #[arg(value_parser = parse_certificate)]
        certificate: CertificateReference,
        /// The one that takes its place.
        #[arg(long, value_parser = parse_certificate)]
        by: CertificateReference,
    },
    /// Revoke a whole batch, for good (signed by its issuer or the endorsing authority).
    RevokeBatch {
        /// The batch.
        #[arg(value_parser = read::<BatchId>)]
        batch: BatchId,
        /// Why, such as source-withdrawn or issuer-key-compromised.
        #[arg(long, value_parser = parse_reason::<RevocationReason>)]
        reason: RevocationReason,
    },
    /// Remove a batch whose validity and retention are over, a part at a time.
    Prune {
        /// The batch.
        #[arg(value_parser = read::<BatchId>)]
        batch: BatchId,
        /// How many histories and marks to remove at most.
        #[arg(long, default_value_t = PAGE)]
        limit: u32,
    },
    /// Show a batch.
    Show {
        /// The batch.
        #[arg(value_parser = read::<BatchId>)]
        batch: BatchId,
    },
    /// List the batches.
    List,
    /// Show what a certificate is, or was, and what has happened to it.
    Status {
        /// The certificate.
        #[arg(value_parser = parse_certificate)]
        certificate: CertificateReference,
        /// The moment in question. Default: now.
        #[arg(long, value_parser = parse_moment)]
        at: Option<Moment>,
    },
    /// List the certificates of a batch to which something has happened.
    Changed {
        /// The batch.
        #[arg(value_parser = read::<BatchId>)]
        batch: BatchId,
    },
}

pub async fn run(command: Command, context: &Context, chain: &Chain) -> Outcome<Report> {
    let calls = transactions().certificates();
    match command {
        Command::Endorse { batch } => {
            context.submit(chain, &calls.endorse(Static(batch))).await?;
            show(batch, chain).await
        }
        Command::Refuse { batch, reason } => {
            context.submit(chain, &calls.refuse_endorsement(Static(batch), Static(reason))).await?;
            show(batch, chain).await
        }
        Command::Suspend { certificate, reason } => {
            context.submit(chain, &calls.suspend(Static(certificate), Static(reason))).await?;
            status(certificate, None, chain).await
        }
        Command::Reinstate { certificate } => {
            context.submit(chain, &calls.reinstate(Static(certificate))).await?;
            status(certificate, None, chain).await
        }
        Command::Revoke { certificate, reason } => {
            context.submit(chain, &calls.revoke(Static(certificate), Static(reason))).await?;
            status(certificate, None, chain).await
        }
        Command::Supersede { certificate, by } => {
            context.submit(chain, &calls.supersede(Static(certificate), Static(by))).await?;
            status(certificate, None, chain).await
        }
        Command::RevokeBatch { batch, reason } => {
            context.submit(chain, &calls.revoke_batch(Static(batch), Static(reason))).await?;
            show(batch, chain).await
        }
        Command::Prune { batch, limit } => {
            context.submit(chain, &calls.prune(Static(batch), limit)).await?;
            let left = chain.ask(view_functions().certificates().batch(Static(batch))).await?;
            Ok(Report::data(json!({ "batch": hash_text(batch.0), "removed": left.is_none() })))
        }
        Command::Show { batch } => show(batch, chain).await,
        Command::List => list(chain).await,
        Command::Status { certificate, at } => status(certificate, at, chain).await,
        Command::Changed { batch } => {
            let changed = changed(batch, chain).await?;
            let changed: Vec<_> = changed.iter().map(|(index, status)| entry(batch, *index, status)).collect();
            Ok(Report::data(json!({ "changed": changed })))
        }
    }
}

fn entry(batch: BatchId, index: CertificateIndex, status: &Status) -> Value {
    let mut value = status_value(status);
    value["certificate"] = certificate_text(&CertificateReference { batch, index }).into();
    value
}

/// The batch, or the refusal that the chain would give.
pub async fn show(id: BatchId, chain: &Chain) -> Outcome<Report> {
    let found = chain.ask(view_functions().certificates().batch(Static(id))).await?;
    let unknown = || Failure::unknown("Certificates", "UnknownBatch", "There is no such batch, or it has been pruned.");
    Ok(Report::data(batch_value(&found.ok_or_else(unknown)?)))
}

async fn list(chain: &Chain) -> Outcome<Report> {
    let (mut batches, mut cursor) = (Vec::new(), None);
    loop {
        let page = chain.ask(view_functions().certificates().batches(cursor, PAGE)).await?;
        batches.extend(page.batches.iter().map(batch_value));
        cursor = page.next;
        if cursor.is_none() {
            return Ok(Report::data(json!({ "batches": batches })));
        }
    }
}

async fn status(certificate: CertificateReference, at: Option<Moment>, chain: &Chain) -> Outcome<Report> {
    let unknown = || {
        Failure::unknown(
            "Certificates",
            "UnknownCertificate",
            "There is no such certificate, or its batch has been pruned.",
        )
    };
    let views = view_functions().certificates();
    // What happens at a moment counts from that moment on: the end of time is now.
    let moment = at.unwrap_or(Moment::MAX);
    let found = chain.ask(views.status(Static(certificate), moment)).await?.ok_or_else(unknown)?;
    let history = chain.ask(views.history(Static(certificate))).await?.ok_or_else(unknown)?;
    let mut value = entry(certificate.batch, certificate.index, &found.0);
    value["history"] = history.0.iter().map(|change| change_value(&change.0)).collect();
    Ok(Report::data(value))
}

/// The certificates of a batch to which something has happened, with what they are now.
pub async fn changed(batch: BatchId, chain: &Chain) -> Outcome<Vec<(CertificateIndex, Status)>> {
    let (mut changed, mut cursor) = (Vec::new(), None);
    loop {
        let page = chain.ask(view_functions().certificates().changed(Static(batch), cursor, PAGE)).await?;
        changed.extend(page.changed.iter().map(|view| (view.index, view.status.0)));
        cursor = page.next;
        if cursor.is_none() {
            changed.sort_by_key(|(index, _)| *index);
            return Ok(changed);
        }
    }
}
