//! Claims: prepared, signed, submitted, decided and appealed.

use super::{
    agree::{Agree, agree},
    estimate::{self, Estimate},
    export,
    files::{ClaimContent, Committed, Prepared, StatementFile, arrange, lasting_salt, read_json},
    prepare::{self, Prepare},
    state,
    values::{claim_text, claim_value, standing_words, won_text},
};
use crate::{
    context::Context,
    output::{Failure, Outcome, Report},
    words::{Word, hash_text, parse_moment, read},
};
use bogam_client::chain::{
    Chain,
    runtime::{runtime_types::pallet_claims::types::ClaimView, transactions, view_functions},
};
use bogam_primitives::{
    ClaimId, Moment, OrganisationId, PolicyId,
    claim::{AuthoriseClaim, ServiceReference, Verdict, encounter_nullifier},
    commitment::tags,
};
use clap::{Args, Subcommand};
use serde_json::json;
use std::path::PathBuf;
use subxt::utils::{AccountId32, Static};

/// How many claims a page has.
const PAGE: u32 = 100;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make the nullifier of an encounter: the same whenever it is billed, and nothing to anybody else.
    Encounter {
        /// The institution's number of the encounter, and of the item in its bill.
        #[arg(long)]
        number: String,
        /// The institution's number in the registry.
        #[arg(long)]
        provider: OrganisationId,
        /// The file with the salt that is kept with the encounter; it is made if there is none.
        #[arg(long)]
        salt: PathBuf,
        /// When it took place.
        #[arg(long, value_parser = parse_moment)]
        at: Moment,
    },
    /// Agree to a prepared claim, with the key of the policy or handle (--key), or of a prescription (--qr). Needs no
    /// network.
    Agree(Agree),
    /// Prepare a claim, for the patient to sign.
    Prepare(Box<Prepare>),
    #[command(flatten)]
    Online(Online),
}

/// What needs the chain.
#[derive(Debug, Subcommand)]
pub enum Online {
    /// Say what would be paid, and why not the rest, by the rules that decide. Nothing is recorded.
    Estimate(Box<Estimate>),
    /// Submit a claim (signed by the provider). It is decided at once, or waits for an assessor.
    Submit {
        /// What was prepared.
        prepared: PathBuf,
        /// What the patient has signed: with the key of the policy or handle, and with that of each prescription. May be
        /// given more than once, in any order.
        #[arg(long = "statement", required = true)]
        statements: Vec<PathBuf>,
    },
    /// Take a claim back before it is decided (signed by the provider).
    Cancel {
        /// The claim.
        #[arg(value_parser = read::<ClaimId>)]
        claim: ClaimId,
    },
    /// Ask the provider for information (signed by an assessor).
    RequestInformation {
        /// The claim.
        #[arg(value_parser = read::<ClaimId>)]
        claim: ClaimId,
        #[command(flatten)]
        question: Committed,
    },
    /// Answer the insurer's question (signed by the provider).
    ProvideInformation {
        /// The claim.
        #[arg(value_parser = read::<ClaimId>)]
        claim: ClaimId,
        #[command(flatten)]
        answer: Committed,
    },
    /// Decide a claim, line by line (signed by an assessor).
    Decide {
        /// The claim.
        #[arg(value_parser = read::<ClaimId>)]
        claim: ClaimId,
        #[command(flatten)]
        judgement: Judgement,
    },
    /// Have an overdue claim decided by the rules, or denied for want of an answer (anybody with a seat).
    DecideOverdue {
        /// The claim.
        #[arg(value_parser = read::<ClaimId>)]
        claim: ClaimId,
    },
    /// Appeal a decision that did not grant everything (signed by the provider, or with the key of the policy or handle).
    /// There is one appeal, whoever of the two makes it.
    Appeal {
        /// The claim.
        #[arg(value_parser = read::<ClaimId>)]
        claim: ClaimId,
        #[command(flatten)]
        grounds: Committed,
    },
    /// Decide an appeal, line by line (signed by another assessor than before).
    DecideAppeal {
        /// The claim.
        #[arg(value_parser = read::<ClaimId>)]
        claim: ClaimId,
        #[command(flatten)]
        judgement: Judgement,
    },
    /// Show a claim, what is paid of each line, and why not the rest.
    Show {
        /// The claim.
        #[arg(value_parser = read::<ClaimId>)]
        claim: ClaimId,
    },
    /// Write what was decided as FHIR: a Bundle of ClaimResponse and ExplanationOfBenefit.
    Export(export::Claim),
    /// List claims.
    List(Wanted),
    /// Show what all insurers together pay for a service.
    Service {
        /// The service: dispense:PRESCRIPTION:FILL:ITEM, certificate:BATCH:PLACE or encounter:NULLIFIER:MOMENT.
        #[arg(value_parser = read::<ServiceReference>)]
        service: ServiceReference,
    },
}

/// What an assessor says: accept, deny:REASON or reduce:ALLOWED:REASON, where a reason is a code or a name: 16, 45, 50,
/// 96 or 112.
#[derive(Debug, Args)]
pub struct Judgement {
    /// What is said about one line: LINE=VERDICT, such as 0=accept or 1=deny:50. May be given more than once.
    #[arg(long = "line", required_unless_present = "all", value_parser = parse_judged)]
    lines: Vec<(usize, Verdict)>,
    /// What is said about all lines that are not named.
    #[arg(long, value_parser = read::<Verdict>)]
    all: Option<Verdict>,
}

fn parse_judged(text: &str) -> Result<(usize, Verdict), String> {
    let wrong = || "what is said about a line is LINE=VERDICT, such as 0=accept".to_owned();
    let (line, verdict) = text.split_once('=').ok_or_else(wrong)?;
    Ok((line.parse().map_err(|_| wrong())?, Word::read(verdict)?))
}

impl Judgement {
    /// One verdict per line of a claim that has so many.
    fn verdicts(&self, lines: usize) -> Outcome<Vec<Verdict>> {
        let mut verdicts = vec![self.all; lines];
        for (line, verdict) in &self.lines {
            let slot = verdicts.get_mut(*line).ok_or_else(|| {
                Failure::usage(format!("there is no line {line}"), format!("{line}번 항목이 없습니다."))
            })?;
            *slot = Some(*verdict);
        }
        let said = |(line, verdict): (usize, Option<Verdict>)| {
            verdict.ok_or_else(|| {
                Failure::usage(
                    format!("nothing is said about line {line}: name it, or give --all"),
                    format!("{line}번 항목에 대한 판단이 없습니다. 지정하거나 --all을 쓰십시오."),
                )
            })
        };
        verdicts.into_iter().enumerate().map(said).collect()
    }
}

/// Which claims are listed.
#[derive(Debug, Args)]
pub struct Wanted {
    /// Only those on this policy or handle.
    #[arg(long, value_parser = read::<PolicyId>)]
    policy: Option<PolicyId>,
    /// Only those at this insurer.
    #[arg(long)]
    insurer: Option<OrganisationId>,
    /// Only those of this provider.
    #[arg(long)]
    provider: Option<OrganisationId>,
    /// Only those that stand like this, such as pended, funded or settled.
    #[arg(long)]
    standing: Option<String>,
}

impl Wanted {
    fn wants(&self, view: &ClaimView) -> bool {
        self.policy.is_none_or(|policy| view.record.policy.0 == policy)
            && self.insurer.is_none_or(|insurer| view.record.insurer == insurer)
            && self.provider.is_none_or(|provider| view.record.provider == provider)
            && self.standing.as_ref().is_none_or(|standing| standing_words(&view.standing).0 == standing)
    }
}

pub async fn run(command: Command, context: &Context) -> Outcome<Report> {
    match command {
        Command::Agree(asked) => agree::<ClaimContent>(&asked, context),
        Command::Prepare(prepare) => prepare::run(*prepare, context).await,
        Command::Encounter { number, provider, salt, at } => {
            let nullifier = encounter_nullifier(provider, &lasting_salt(&salt)?, number.as_bytes());
            let service = ServiceReference::Encounter { nullifier, at }.show();
            Ok(Report { value: json!({ "nullifier": hash_text(nullifier), "service": service }), text: service })
        }
        Command::Online(command) => run_online(command, context, &context.chain().await?).await,
    }
}

async fn run_online(command: Online, context: &Context, chain: &Chain) -> Outcome<Report> {
    let calls = transactions().claims();
    let id = match command {
        Online::Estimate(estimate) => return estimate::run(*estimate, context, chain).await,
        Online::Submit { prepared, statements } => {
            let prepared = Prepared::<ClaimContent>::read(&prepared)?;
            let statements = statements.iter().map(|path| read_json(path)).collect::<Outcome<Vec<StatementFile>>>()?;
            let keys = match statements.len() {
                1 => Vec::new(),
                _ => keys_of(&prepared.content, chain).await?,
            };
            let statements = arrange(statements, &keys);
            let signed = statements.iter().map(StatementFile::decode::<AuthoriseClaim>).collect::<Outcome<Vec<_>>>()?;
            context.submit(chain, &calls.submit(Static(prepared.content.claim()), signed)).await?;
            ClaimId::derive(prepared.provider, &prepared.content.claim())
        }
        Online::Cancel { claim } => {
            context.submit(chain, &calls.cancel(Static(claim))).await?;
            claim
        }
        Online::RequestInformation { claim, question } => {
            let commitment = Static(question.make(tags::CLAIM_QUESTION)?);
            let sent = context.submit(chain, &calls.request_information(Static(claim), commitment)).await;
            question.settle(context, sent)?;
            claim
        }
        Online::ProvideInformation { claim, answer } => {
            let commitment = Static(answer.make(tags::CLAIM_ANSWER)?);
            let sent = context.submit(chain, &calls.provide_information(Static(claim), commitment)).await;
            answer.settle(context, sent)?;
            claim
        }
        Online::Decide { claim, judgement } => {
            let verdicts = judgement.verdicts(known(chain, claim).await?.record.lines.0.len())?;
            let verdicts = verdicts.into_iter().map(Static).collect();
            context.submit(chain, &calls.decide(Static(claim), verdicts)).await?;
            claim
        }
        Online::DecideOverdue { claim } => {
            context.submit(chain, &calls.decide_overdue(Static(claim))).await?;
            claim
        }
        Online::Appeal { claim, grounds } => {
            let commitment = Static(grounds.make(tags::CLAIM_APPEAL)?);
            let sent = context.submit(chain, &calls.appeal(Static(claim), commitment)).await;
            grounds.settle(context, sent)?;
            claim
        }
        Online::DecideAppeal { claim, judgement } => {
            let verdicts = judgement.verdicts(known(chain, claim).await?.record.lines.0.len())?;
            let verdicts = verdicts.into_iter().map(Static).collect();
            context.submit(chain, &calls.decide_appeal(Static(claim), verdicts)).await?;
            claim
        }
        Online::Show { claim } => claim,
        Online::Export(wanted) => return export::claim(wanted, context, chain).await,
        Online::List(wanted) => {
            let found: Vec<_> = all(chain).await?.into_iter().filter(|view| wanted.wants(view)).collect();
            return Ok(list(context, &found));
        }
        Online::Service { service } => return ledger(&service, chain).await,
    };
    show(context, chain, id).await
}

/// The claim, or the refusal that the chain would give.
pub async fn known(chain: &Chain, id: ClaimId) -> Outcome<ClaimView> {
    let found = chain.ask(view_functions().claims().claim(Static(id))).await?;
    found.ok_or_else(|| Failure::unknown("Claims", "UnknownClaim", "There is no such claim."))
}

/// What the chain says of a claim now.
pub async fn show(context: &Context, chain: &Chain, id: ClaimId) -> Outcome<Report> {
    let view = known(chain, id).await?;
    Ok(Report { value: claim_value(&view), text: claim_text(context, &view) })
}

/// All claims.
pub async fn all(chain: &Chain) -> Outcome<Vec<ClaimView>> {
    let (mut claims, mut cursor) = (Vec::new(), None);
    loop {
        let page = chain.ask(view_functions().claims().claims(cursor, PAGE)).await?;
        claims.extend(page.claims);
        cursor = page.next;
        if cursor.is_none() {
            return Ok(claims);
        }
    }
}

/// A list of claims: one row each for people.
pub fn list(context: &Context, views: &[ClaimView]) -> Report {
    let row = |view: &ClaimView| {
        let (standing, _, korean) = standing_words(&view.standing);
        let (charge, paid) = (won_text(context, view.charge), won_text(context, view.paid));
        format!("{}  {charge} / {paid}  {}\n", view.id.0.show(), context.text(standing, korean))
    };
    Report {
        value: json!({ "claims": views.iter().map(claim_value).collect::<Vec<_>>() }),
        text: views.iter().map(row).collect(),
    }
}

/// The keys that have to sign a claim, in their order: the policy's, and those of the prescriptions. What the chain does
/// not know it will refuse by itself.
async fn keys_of(content: &ClaimContent, chain: &Chain) -> Outcome<Vec<AccountId32>> {
    let mut keys = vec![state::policy(chain, content.policy).await?.holder];
    for line in &content.lines {
        let ServiceReference::Dispense(dispense) = line.service else { continue };
        let Some(view) = chain.prescription(dispense.prescription).await? else { continue };
        let fills = chain.fills(dispense.prescription).await?;
        let issue = fills.iter().find(|entry| entry.number == dispense.fill).map(|entry| entry.fill.issue);
        let key = issue.and_then(|issue| view.record.holders.0.get(usize::from(issue)));
        if let Some(key) = key.filter(|key| !keys.contains(key)) {
            keys.push(*key);
        }
    }
    Ok(keys)
}

async fn ledger(service: &ServiceReference, chain: &Chain) -> Outcome<Report> {
    let key = service.key();
    let found = chain.ask(view_functions().claims().service(Static(key))).await?;
    let entries = found.as_ref().map(|ledger| {
        let entries = ledger.0.entries.iter();
        entries
            .map(|entry| json!({ "insurer": entry.insurer, "claim": entry.claim.show(), "paid": entry.paid }))
            .collect::<Vec<_>>()
    });
    Ok(Report::data(json!({
        "service": service.show(),
        "key": hash_text(key.0),
        "billed": found.is_some(),
        "charge": found.as_ref().map(|ledger| ledger.0.charge),
        "paid": found.as_ref().map_or(0, |ledger| ledger.0.paid()),
        "claims": entries.unwrap_or_default(),
    })))
}

#[cfg(test)]
mod tests {
    use super::*;
    use bogam_primitives::claim::AdjustmentReason;

    #[test]
    fn verdicts_should_be_one_per_line() {
        let deny = Verdict::Deny(AdjustmentReason::NotMedicallyNecessary);
        let judged = |lines: &[&str], all: Option<&str>| Judgement {
            lines: lines.iter().map(|line| parse_judged(line).unwrap()).collect(),
            all: all.map(|verdict| Verdict::read(verdict).unwrap()),
        };
        assert_eq!(judged(&[], Some("accept")).verdicts(2).unwrap(), [Verdict::Accept; 2]);
        assert_eq!(judged(&["1=deny:50"], Some("accept")).verdicts(2).unwrap(), [Verdict::Accept, deny]);
        assert_eq!(judged(&["1=deny:50", "0=accept"], None).verdicts(2).unwrap(), [Verdict::Accept, deny]);
        assert!(judged(&["0=accept"], None).verdicts(2).is_err());
        assert!(judged(&["2=accept"], Some("accept")).verdicts(2).is_err());
        for wrong in ["", "accept", "x=accept", "0=maybe", "-1=accept"] {
            assert!(parse_judged(wrong).is_err(), "{wrong}");
        }
    }
}
