//! What verifiers do: with a node of their own, with one that they do not trust, or with none.

use super::{
    read_at_most,
    words::{certificate_text, english, korean, parse_certificate, verdict_value},
    write_codes,
};
use crate::{
    context::{Context, machine_clock, write_file},
    output::{Failure, Outcome, Report},
    words::{hash_text, parse_moment},
};
use bogam_client::{
    chain::{Chain, runtime::view_functions},
    credential::{
        Challenge, Expectation, IssuerSignature, KeySet, LARGEST_KEY_SET, LARGEST_PRESENTATION, Presentation, Verified,
        parts,
    },
    proof::{
        self, Anchor, LARGEST_ANCHOR, LARGEST_PROOF, OfflineProof, ProvenVerdict, RpcNode, anchor_from, gather,
        verify_offline, verify_online,
    },
};
use bogam_primitives::{
    Moment, OrganisationId,
    certificate::{CertificateReference, Question, Verdict, verify},
    time::SECOND,
};
use clap::{Args, Subcommand};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use subxt::utils::Static;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check what a holder presents: signatures, place in the batch, and what the chain says about it.
    Verify(Verify),
    /// Write the root of trust for proofs, as this node tells it: ask your own, or one that you trust.
    Anchor {
        /// The file.
        #[arg(long)]
        out: PathBuf,
    },
    /// Fetch the proof of what the chain says about a certificate, for verifiers without a connection.
    Prove {
        /// The certificate.
        #[arg(value_parser = parse_certificate)]
        certificate: CertificateReference,
        /// The root of trust.
        #[arg(long)]
        anchor: PathBuf,
        /// The file for the proof.
        #[arg(long)]
        out: PathBuf,
        /// The folder for its codes: SVG pictures and their texts.
        #[arg(long)]
        qr: Option<PathBuf>,
    },
}

#[derive(Debug, Args)]
pub struct Verify {
    /// The file with the presentation, or with the texts of its codes, one on each line.
    file: PathBuf,
    /// The moment at which it is to count. Default: now.
    #[arg(long, value_parser = parse_moment)]
    at: Option<Moment>,
    /// The audience that the holder was asked to name.
    #[arg(long, requires = "nonce")]
    audience: Option<String>,
    /// The number that was drawn for the holder to sign.
    #[arg(long, requires = "audience")]
    nonce: Option<String>,
    /// How old the holder's signature may be, in seconds.
    #[arg(long, default_value_t = 300)]
    longest_age: u64,
    /// The file with the issuer's published keys. Default: the issuer's signature is not checked; the chain is believed.
    #[arg(long)]
    issuer_keys: Option<PathBuf>,
    /// The authority whose schema it has to be. Default: the one that the chain names.
    #[arg(long)]
    authority: Option<OrganisationId>,
    /// Believe no node: check a storage proof against a header that GRANDPA has made final. Needs --anchor.
    #[arg(long)]
    proof: bool,
    /// The root of trust from which the proof has to lead on, as `bogam certificate anchor` wrote it of a node that you
    /// trust. Whoever names one wants a proof: --proof goes without saying.
    #[arg(long)]
    anchor: Option<PathBuf>,
    /// Ask no node: check this proof, which is a file of `bogam certificate prove`, or the texts of its codes, one on each
    /// line. Needs --anchor.
    #[arg(long)]
    offline: Option<PathBuf>,
    /// How old the proven state may be, in seconds. Default: as old as it is; the answer says how old. Needs --anchor.
    #[arg(long)]
    longest_proof_age: Option<u64>,
}

impl Verify {
    /// The root of trust, if a proof is asked for; the word of a node never stands in for a proof.
    fn root_of_trust(&self) -> Outcome<Option<&Path>> {
        let proven = self.proof || self.offline.is_some() || self.longest_proof_age.is_some();
        match &self.anchor {
            None if proven => Err(Failure::usage(
                "a proof needs a root of trust: --anchor FILE, which `bogam certificate anchor` writes of a node that you \
                 trust",
                "증명에는 신뢰 기준점이 필요합니다: 신뢰하는 노드에서 `bogam certificate anchor`로 만든 파일을 --anchor로 \
                 지정하십시오.",
            )),
            anchor => Ok(anchor.as_deref()),
        }
    }
}

/// The presentation in a file: its text, or its codes.
pub fn read_presentation(path: &Path) -> Outcome<Presentation> {
    // Codes carry a third more than the text.
    let bytes = read_at_most(path, 2 * LARGEST_PRESENTATION)?;
    let text = String::from_utf8_lossy(&bytes);
    let text = text.trim();
    match text.contains('~') {
        true => Ok(Presentation::decode(text)?),
        false => Ok(Presentation::decode(&parts::join(text.lines())?)?),
    }
}

fn read_anchor(path: &Path) -> Outcome<Anchor> {
    Ok(Anchor::from_json(&String::from_utf8_lossy(&read_at_most(path, LARGEST_ANCHOR)?))?)
}

/// What is known about the state by which was judged.
enum Source {
    /// A node's word.
    Node,
    /// A proof.
    Proof(Box<ProvenVerdict>),
}

pub async fn run(command: Command, context: &Context) -> Outcome<Report> {
    match command {
        Command::Verify(question) => self::verify_presentation(question, context).await,
        Command::Anchor { out } => {
            let anchor = anchor_from(&RpcNode::connect(context.url()).await?).await?;
            write_file(&out, anchor.to_json().as_bytes())?;
            Ok(Report::data(json!({
                "genesis": hash_text(anchor.genesis),
                "block": anchor.number,
                "hash": hash_text(anchor.hash),
                "set": anchor.set,
                "authorities": anchor.authorities.len(),
                "file": out.display().to_string(),
            })))
        }
        Command::Prove { certificate, anchor, out, qr } => {
            let anchor = read_anchor(&anchor)?;
            let proven = gather(&RpcNode::connect(context.url()).await?, &anchor, certificate).await?;
            let bytes = proven.to_bytes()?;
            write_file(&out, &bytes)?;
            let codes = match &qr {
                Some(folder) => {
                    let codes = proof::parts::divide(&bytes)?;
                    write_codes(&codes, folder)?;
                    Some(codes.len())
                }
                None => None,
            };
            let OfflineProof { changes, block, nodes, .. } = &proven;
            Ok(Report::data(json!({
                "certificate": certificate_text(&certificate),
                "block": block.header.number,
                "setChanges": changes.len(),
                "nodes": nodes.len(),
                "bytes": bytes.len(),
                "codes": codes,
                "file": out.display().to_string(),
            })))
        }
    }
}

async fn verify_presentation(question: Verify, context: &Context) -> Outcome<Report> {
    let root_of_trust = question.root_of_trust()?;
    let presentation = read_presentation(&question.file)?;
    let read_keys = |path: &PathBuf| -> Outcome<KeySet> { Ok(KeySet::parse(&read_at_most(path, LARGEST_KEY_SET)?)?) };
    let keys = question.issuer_keys.as_ref().map(read_keys).transpose()?;
    let now = machine_clock();
    let challenge = question.audience.as_deref().zip(question.nonce.as_deref()).map(|(audience, nonce)| Challenge {
        audience,
        nonce,
        now,
        longest_age: question.longest_age.saturating_mul(SECOND),
    });
    let certificate = presentation.claims().certificate;
    let asked =
        |verified: &Verified| Question { moment: question.at.unwrap_or(now), presented_by: verified.presented_by };
    let check =
        |genesis| presentation.verify(&Expectation { genesis: Some(genesis), challenge, issuer_keys: keys.as_ref() });

    let (verified, verdict, facts, source, authority) = match root_of_trust {
        Some(path) => {
            let anchor = read_anchor(path)?;
            let verified = check(anchor.genesis)?;
            let proven = match &question.offline {
                Some(path) => {
                    let file = proof::parts::file_of(read_at_most(path, LARGEST_PROOF)?)?;
                    verify_offline(&anchor, &file, &verified.evidence, &asked(&verified), now)?
                }
                None => {
                    let node = RpcNode::connect(context.url()).await?;
                    verify_online(&node, &anchor, &verified.evidence, &asked(&verified), now).await?
                }
            };
            if let Some(seconds) = question.longest_proof_age {
                proven.ensure_younger(seconds.saturating_mul(SECOND))?;
            }
            let (verdict, facts) = (proven.verdict.clone(), proven.facts.clone());
            (verified, verdict, facts, Source::Proof(Box::new(proven)), question.authority)
        }
        None => {
            let chain = context.chain().await?;
            let verified = check(chain.genesis())?;
            let facts = chain.ask(view_functions().certificates().facts(Static(certificate))).await?.0;
            let verdict = verify(&verified.evidence, &facts, &asked(&verified));
            let authority = match (question.authority, &facts.batch) {
                (Some(authority), _) => Some(authority),
                (None, Some(batch)) => authority_of(&chain, batch.name.schema).await?,
                (None, None) => None,
            };
            (verified, verdict, facts, Source::Node, authority)
        }
    };
    // What the leaf does not contain (type, interval, size) is the issuer's word alone: it is compared with the chain's.
    let compared = match (&facts.batch, authority) {
        (Some(batch), Some(authority)) => {
            presentation.claims().check_facts(batch, authority)?;
            true
        }
        _ => false,
    };
    answer(&presentation, &verified, &verdict, &source, compared, authority, context)
}

async fn authority_of(
    chain: &Chain,
    schema: bogam_primitives::certificate::SchemaId,
) -> Outcome<Option<OrganisationId>> {
    let found = chain.ask(view_functions().certificates().schema(Static(schema))).await?;
    Ok(found.map(|schema| schema.authority))
}

fn answer(
    presentation: &Presentation,
    verified: &Verified,
    verdict: &Verdict,
    source: &Source,
    compared: bool,
    authority: Option<OrganisationId>,
    context: &Context,
) -> Outcome<Report> {
    let claims = presentation.claims();
    let mut value = verdict_value(verdict);
    value["certificate"] = certificate_text(&claims.certificate).into();
    value["type"] = claims.vct.as_str().into();
    value["issuer"] = claims.issuer.as_str().into();
    value["fields"] = Value::Object(verified.fields.clone());
    value["holderProven"] = verified.presented_by.is_some().into();
    value["issuerSignatureChecked"] = (verified.issuer_signature == IssuerSignature::Valid).into();
    value["comparedWithTheBatch"] = compared.into();
    value["authority"] = authority.into();
    value["source"] = match source {
        Source::Node => json!({ "trusted": "node" }),
        Source::Proof(proven) => json!({
            "trusted": "anchor",
            "block": proven.block.number,
            "hash": hash_text(proven.block.hash),
            "moment": proven.block.moment,
            "ageInMilliseconds": proven.age,
        }),
    };
    let found = |word: fn(&bogam_primitives::certificate::Finding) -> String, remarks: bool| {
        let findings = verdict.findings.iter().filter(|finding| finding.is_remark() == remarks);
        findings.map(word).collect::<Vec<_>>().join("; ")
    };
    if !verdict.valid {
        return Err(Failure::unreleased(
            "certificate_not_valid",
            format!("the certificate does not count: {}", found(english, false)),
            format!("효력이 없는 증명서입니다: {}", found(korean, false)),
        )
        .with_details(value));
    }
    let mut text = context.text("the certificate counts", "유효한 증명서입니다.");
    let remarks = context.text(found(english, true), found(korean, true));
    if !remarks.is_empty() {
        text.push_str(&format!(" ({remarks})"));
    }
    for (name, field) in &verified.fields {
        text.push_str(&format!("\n  {name}: {field}"));
    }
    if let Source::Proof(proven) = source {
        let seconds = proven.age / SECOND;
        text.push('\n');
        text.push_str(&context.text(
            format!("proven by block {}, {seconds} s old", proven.block.number),
            format!("{}번 블록으로 증명되었습니다. {seconds}초 전의 상태입니다.", proven.block.number),
        ));
    }
    Ok(Report { value, text })
}
