//! Access to patients' data: asked for, ruled, recorded; and overridden in an emergency.

use crate::{
    consent::{
        Whose, account_of,
        decisions::{Asked, ruling_value},
        fhir::{Reader, receipts_bundle},
        words::{categories, codes, parse_category, parse_purpose},
    },
    context::Context,
    output::{Failure, Outcome, Report},
    words::{hash_text, read},
};
use bogam_client::chain::{
    Chain,
    runtime::{
        consent::events,
        runtime_types::pallet_consent::types::{
            AccessRequest, EmergencyReason, Entry, OpenOverride, Policy, ReceiptView, Ruling, Verdict,
        },
        transactions, view_functions,
    },
};
use bogam_primitives::{
    OrganisationId,
    consent::{Category, Purpose, Purposes, SubjectId},
};
use clap::{Subcommand, ValueEnum};
use serde_json::{Value, json};
use subxt::utils::{AccountId32, Static};

/// The most entries on a page.
const PAGE: u32 = 100;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Ask for data, as named here or in a FHIR AuditEvent. Leaves a receipt that the patient can read, whatever is ruled.
    /// Exit code 1 if nothing is released.
    Request {
        /// The subject.
        #[arg(long, value_parser = read::<SubjectId>)]
        subject: SubjectId,
        #[command(flatten)]
        request: Asked,
    },
    /// Override consent in an emergency, for a short time. A privacy officer will review it.
    BreakGlass {
        /// The subject.
        #[arg(long, value_parser = read::<SubjectId>)]
        subject: SubjectId,
        /// Why.
        #[arg(long)]
        reason: Reason,
        /// For data of this category. May be given more than once. Default: all.
        #[arg(long = "category", value_parser = parse_category)]
        categories: Vec<Category>,
    },
    /// Review an override (signed by a privacy officer of the custodian or of the seat's organisation).
    Review {
        /// The account that broke the glass.
        #[arg(long, value_parser = read::<AccountId32>)]
        seat: AccountId32,
        /// The subject.
        #[arg(long, value_parser = read::<SubjectId>)]
        subject: SubjectId,
        /// The number of the receipt.
        #[arg(long)]
        receipt: u32,
        /// What was found.
        #[arg(long)]
        verdict: Finding,
    },
    /// End the suspension of a seat of your organisation (signed by its privacy officer).
    Restore {
        /// The account.
        #[arg(value_parser = read::<AccountId32>)]
        seat: AccountId32,
    },
    /// List the overrides that an organisation's privacy officer may review.
    Reviews {
        /// The organisation.
        #[arg(long)]
        organisation: OrganisationId,
    },
    /// Show what a seat has to answer for.
    Overrides {
        /// The account.
        #[arg(value_parser = read::<AccountId32>)]
        seat: AccountId32,
    },
    /// List who asked for a patient's data, newest first.
    Receipts {
        #[command(flatten)]
        whose: Whose,
        /// As a Bundle of FHIR AuditEvents.
        #[arg(long)]
        fhir: bool,
    },
    /// Remove receipts whose retention is over. Anyone may.
    Prune {
        #[command(flatten)]
        whose: Whose,
        /// At most so many.
        #[arg(long, default_value_t = PAGE)]
        limit: u32,
    },
    /// What a custodian does when a patient has decided nothing.
    #[command(subcommand)]
    Policy(PolicyCommand),
}

#[derive(Debug, Subcommand)]
pub enum PolicyCommand {
    /// Release data of a category for these purposes, or refuse them (signed by the custodian's privacy officer).
    Set {
        /// The category.
        #[arg(long, value_parser = parse_category)]
        category: Category,
        /// Release for this purpose. May be given more than once. Default: refuse.
        #[arg(long = "release-for", value_parser = parse_purpose)]
        release_for: Vec<Purpose>,
    },
    /// Show a custodian's policies.
    Show {
        /// The custodian.
        #[arg(long)]
        organisation: OrganisationId,
    },
}

/// Why a clinician overrides consent.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Reason {
    /// The patient's life is in danger.
    LifeThreatening,
    /// The patient cannot express himself.
    UnableToConsent,
    /// Harm threatens if treatment waits.
    UrgentTreatment,
    /// Poisoning or an allergic reaction.
    PoisoningOrAllergy,
    /// A mass casualty or disaster.
    Disaster,
    /// Danger of infection for others.
    PublicHealthThreat,
    /// Danger that the patient harms himself or others.
    DangerToSelfOrOthers,
}

impl From<Reason> for EmergencyReason {
    fn from(reason: Reason) -> Self {
        match reason {
            Reason::LifeThreatening => Self::LifeThreatening,
            Reason::UnableToConsent => Self::UnableToConsent,
            Reason::UrgentTreatment => Self::UrgentTreatment,
            Reason::PoisoningOrAllergy => Self::PoisoningOrAllergy,
            Reason::Disaster => Self::Disaster,
            Reason::PublicHealthThreat => Self::PublicHealthThreat,
            Reason::DangerToSelfOrOthers => Self::DangerToSelfOrOthers,
        }
    }
}

/// What a privacy officer finds.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Finding {
    /// There was an emergency.
    Justified,
    /// There was none, or more was read than it needed.
    Abusive,
}

pub async fn run(command: Command, context: &Context) -> Outcome<Report> {
    let chain = context.chain().await?;
    let chain = &chain;
    let calls = transactions().consent();
    match command {
        Command::Request { subject, request } => {
            let account = account_of(&context.key()?);
            let seat = chain.seat(account).await?;
            let reader = Reader { organisation: seat.map(|seat| seat.organisation), account };
            request_access(subject, request.request(subject, &reader)?, context, chain).await
        }
        Command::BreakGlass { subject, reason, categories: named } => {
            let call = calls.break_glass(Static(subject), reason.into(), Static(categories(&named)));
            let done = context.submit(chain, &call).await?;
            let broken = done.events.find_first::<events::GlassBroken>();
            let broken = broken.and_then(Result::ok).ok_or_else(|| no_event("GlassBroken"))?;
            Ok(Report::data(json!({
                "subject": hash_text(subject.0),
                "receipt": broken.receipt,
                "until": broken.until,
                "reviewBy": broken.review_by,
            })))
        }
        Command::Review { seat, subject, receipt, verdict } => {
            let verdict = match verdict {
                Finding::Justified => Verdict::Justified,
                Finding::Abusive => Verdict::Abusive,
            };
            context.submit(chain, &calls.review_override(seat, Static(subject), receipt, verdict)).await?;
            overrides(seat, chain).await
        }
        Command::Restore { seat } => {
            context.submit(chain, &calls.restore_emergency_access(seat)).await?;
            overrides(seat, chain).await
        }
        Command::Reviews { organisation } => {
            let (mut seats, mut cursor) = (Vec::new(), None);
            loop {
                let page = chain.ask(view_functions().consent().open_reviews(organisation, cursor, PAGE)).await?;
                seats.extend(page.seats.iter().map(|seat| {
                    json!({
                        "seat": seat.seat.to_string(),
                        "overdue": seat.overdue,
                        "overrides": seat.open.iter().map(override_value).collect::<Vec<_>>(),
                    })
                }));
                match page.next {
                    Some(next) => cursor = Some(next),
                    None => return Ok(Report::data(json!({ "organisation": organisation, "seats": seats }))),
                }
            }
        }
        Command::Overrides { seat } => overrides(seat, chain).await,
        Command::Receipts { whose, fhir } => {
            let (id, subject) = whose.find(context, chain).await?;
            match fhir {
                false => receipts(id, chain).await,
                true => Ok(Report::data(receipts_bundle(id, subject.custodian, &all_receipts(id, chain).await?)?)),
            }
        }
        Command::Prune { whose, limit } => {
            let (id, _) = whose.find(context, chain).await?;
            context.submit(chain, &calls.prune_receipts(Static(id), limit)).await?;
            receipts(id, chain).await
        }
        Command::Policy(PolicyCommand::Set { category, release_for }) => {
            let policy = match release_for.as_slice() {
                [] => Policy::Refuse,
                purposes => Policy::Release(Static(Purposes::of(purposes))),
            };
            let done = context.submit(chain, &calls.set_default_policy(Static(category), policy)).await?;
            let set = done.events.find_first::<events::DefaultPolicySet>();
            let set = set.and_then(Result::ok).ok_or_else(|| no_event("DefaultPolicySet"))?;
            policies(set.custodian, chain).await
        }
        Command::Policy(PolicyCommand::Show { organisation }) => policies(organisation, chain).await,
    }
}

/// A transaction that succeeded and does not say so: the chain's runtime is another one.
fn no_event(name: &str) -> Failure {
    bogam_client::chain::ChainError::AnotherRuntime(format!("there is no event {name}")).into()
}

async fn request_access(
    subject: SubjectId,
    request: AccessRequest,
    context: &Context,
    chain: &Chain,
) -> Outcome<Report> {
    let done = context.submit(chain, &transactions().consent().request_access(Static(subject), request)).await?;
    let released = done.events.find_first::<events::AccessPermitted>().and_then(Result::ok);
    if let Some(released) = released {
        return Ok(Report::data(json!({
            "subject": hash_text(subject.0),
            "receipt": released.receipt,
            "ruling": ruling_value(&released.ruling),
            "redact": codes!(released.redact.0),
        })));
    }
    let refused = done.events.find_first::<events::AccessRefused>().and_then(Result::ok);
    let refused = refused.ok_or_else(|| no_event("AccessRefused"))?;
    let receipt = refused.receipt;
    Err(match refused.ruling {
        Ruling::Denied(consent) => Failure::unreleased(
            "access_denied",
            format!("the patient denies this (decision {}); receipt {receipt}", hash_text(consent.0.0)),
            format!("환자가 거부했습니다(결정 {}). 열람 기록 {receipt}번", hash_text(consent.0.0)),
        ),
        _ => Failure::unreleased(
            "access_no_consent",
            format!(
                "the patient has decided nothing about this, and the custodian does not release it; receipt {receipt}"
            ),
            format!("환자가 이에 대해 결정한 바가 없고 보관 기관은 제공하지 않습니다. 열람 기록 {receipt}번"),
        ),
    })
}

async fn overrides(seat: AccountId32, chain: &Chain) -> Outcome<Report> {
    let answer = chain.ask(view_functions().consent().overrides(seat)).await?;
    Ok(Report::data(json!({
        "seat": seat.to_string(),
        "overdue": answer.overdue,
        "overrides": answer.open.iter().map(override_value).collect::<Vec<_>>(),
        "suspended": answer.suspended.as_ref().map(|suspension| json!({
            "organisation": suspension.organisation,
            "subject": hash_text(suspension.subject.0.0),
            "receipt": suspension.receipt,
            "since": suspension.since,
        })),
    })))
}

fn override_value(open: &OpenOverride) -> Value {
    json!({
        "subject": hash_text(open.subject.0.0),
        "receipt": open.receipt,
        "custodian": open.custodian,
        "organisation": open.organisation,
        "categories": codes!(open.categories.0),
        "until": open.until,
        "reviewBy": open.review_by,
    })
}

/// All receipts of a subject, newest first.
async fn all_receipts(id: SubjectId, chain: &Chain) -> Outcome<Vec<ReceiptView<AccountId32>>> {
    let (mut receipts, mut before) = (Vec::new(), None);
    loop {
        let page = chain.ask(view_functions().consent().receipts(Static(id), before, PAGE)).await?;
        receipts.extend(page.receipts);
        match page.next {
            Some(next) => before = Some(next),
            None => return Ok(receipts),
        }
    }
}

async fn receipts(id: SubjectId, chain: &Chain) -> Outcome<Report> {
    let receipts: Vec<_> = all_receipts(id, chain).await?.iter().map(receipt_value).collect();
    Ok(Report::data(json!({ "subject": hash_text(id.0), "receipts": receipts })))
}

fn receipt_value(view: &ReceiptView<AccountId32>) -> Value {
    let receipt = &view.receipt;
    let mut value = json!({
        "number": view.number,
        "at": receipt.at,
        "organisation": receipt.reader.organisation,
        "account": receipt.reader.account.to_string(),
    });
    match &receipt.entry {
        Entry::Access { request, ruling, redact } => {
            value["access"] = json!({
                "category": request.category.0.code(),
                "purpose": request.purpose.0.code(),
                "action": request.action.0.code(),
                "sensitivities": codes!(request.sensitivities.0),
                "dataDate": request.data_date,
                "project": request.project.as_ref().map(|project| hash_text(project.0.0)),
                "ruling": ruling_value(ruling),
                "redact": codes!(redact.0),
            });
        }
        Entry::Override { reason, categories, until, review_by, review } => {
            value["override"] = json!({
                "reason": format!("{reason:?}"),
                "categories": codes!(categories.0),
                "until": until,
                "reviewBy": review_by,
                "overdue": view.overdue,
                "review": review.as_ref().map(|review| json!({
                    "by": review.by.account.to_string(),
                    "organisation": review.by.organisation,
                    "at": review.at,
                    "verdict": format!("{:?}", review.verdict).to_lowercase(),
                })),
            });
        }
    }
    value
}

async fn policies(organisation: OrganisationId, chain: &Chain) -> Outcome<Report> {
    let mut policies = Vec::new();
    for category in Category::ALL {
        let policy = chain.ask(view_functions().consent().default_policy(organisation, Static(*category))).await?;
        policies.push(json!({
            "category": category.code(),
            "releaseFor": match policy {
                Policy::Refuse => Vec::new(),
                Policy::Release(purposes) => codes!(purposes.0),
            },
        }));
    }
    Ok(Report::data(json!({ "organisation": organisation, "policies": policies })))
}
