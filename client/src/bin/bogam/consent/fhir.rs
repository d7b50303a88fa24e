//! Consents and receipts as FHIR has them: decisions from a Consent and back, questions from an AuditEvent, and receipts as
//! AuditEvents.

use super::{
    Whose,
    decisions::list,
    next_decision,
    words::{decision_value, parse_grantee},
};
use crate::{
    context::{Context, read_file, write_file},
    output::{Failure, Outcome, Report},
    words::hash_text,
};
use bogam_client::{
    chain::{
        Chain,
        runtime::{
            runtime_types::{
                bogam_runtime::RuntimeCall,
                pallet_consent::{
                    pallet::Call,
                    types::{EmergencyReason, Entry, ReceiptView, Review, Ruling, Standing},
                },
            },
            transactions, view_functions,
        },
    },
    fhir::{
        AccessFacts, AccessQuestion, AuditOptions, ConsentFacts, ConsentOptions, ConsentWarning, DEFAULT_TIME_ZONE,
        DecidedBy, DecisionFacts, DecisionStanding, OverrideFacts, ReceiptContent, ReceiptFacts, ReceiptsFacts,
        ReviewFacts, UntypedRule, consent_to_fhir, map_consent, read, read_audit_event, receipt_to_audit_event,
        time_zone,
    },
};
use bogam_primitives::{
    Moment, OrganisationId,
    consent::{Author, ConsentId, Decision, Grantee, Purpose, SubjectId, Terms},
};
use clap::{Args, ValueEnum};
use serde_json::{Value, json};
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};
use subxt::utils::{AccountId32, Static};

/// A FHIR Consent, and how it is to be read.
#[derive(Debug, Args)]
pub struct Grant {
    #[command(flatten)]
    whose: Whose,
    /// The file with the Consent, or with a Bundle of some.
    #[arg(long)]
    from: PathBuf,
    /// Who is meant by a reference or identifier of the file, such as Organization/1=organisation:3. May be given more than
    /// once.
    #[arg(long = "actor", value_parser = parse_actor)]
    actors: Vec<(String, Grantee<AccountId32>)>,
    /// How the file names the patient, such as Patient/1: compared, and never sent. Default: the subject's identifier, as
    /// urn:bogam:subject|ID.
    #[arg(long)]
    patient: Option<String>,
    /// What a provision without a type is: what the base policy holds for, or an exception to it. Default: it is refused
    /// where that differs.
    #[arg(long)]
    untyped: Option<Untyped>,
    /// Move all periods so that the earliest begins today, keeping every length.
    #[arg(long)]
    redate: bool,
    /// Map and check only. Nothing is sent.
    #[arg(long)]
    dry_run: bool,
}

/// What a provision without a type is.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Untyped {
    /// What the base policy holds for.
    Policy,
    /// An exception to the base policy.
    Exception,
}

impl From<Untyped> for UntypedRule {
    fn from(untyped: Untyped) -> Self {
        match untyped {
            Untyped::Policy => Self::Policy,
            Untyped::Exception => Self::Exception,
        }
    }
}

/// How decisions are to be written.
#[derive(Debug, Args)]
pub struct Export {
    #[command(flatten)]
    whose: Whose,
    /// How the resources are to refer to the patient, such as Patient/1. The chain does not know it.
    #[arg(long)]
    patient: String,
    /// The file to write. Default: the standard output.
    #[arg(long)]
    out: Option<PathBuf>,
}

/// A FHIR AuditEvent that says what is asked.
#[derive(Debug, Args)]
pub struct Event {
    /// The file with an AuditEvent that says what is asked.
    #[arg(long)]
    from: Option<PathBuf>,
    /// Who is meant by a reference or identifier of the file, such as Practitioner/1=seat:3:ACCOUNT. May be given more than
    /// once.
    #[arg(long = "actor", value_parser = parse_actor, requires = "from")]
    actors: Vec<(String, Grantee<AccountId32>)>,
    /// How the file names the patient, such as Patient/1: compared, and never sent. Default: the subject's identifier, as
    /// urn:bogam:subject|ID.
    #[arg(long, requires = "from")]
    patient: Option<String>,
}

/// Who asks.
#[derive(Debug)]
pub struct Reader {
    /// The organisation, if the account has a seat.
    pub organisation: Option<OrganisationId>,
    /// The account.
    pub account: AccountId32,
}

/// Who is meant by a reference, as it is typed: `REFERENCE=GRANTEE`.
fn parse_actor(text: &str) -> Result<(String, Grantee<AccountId32>), String> {
    let (reference, grantee) =
        text.rsplit_once('=').ok_or("an actor is REFERENCE=GRANTEE, such as Organization/1=organisation:3")?;
    Ok((reference.to_owned(), parse_grantee(grantee)?))
}

/// What the patient is called where the file's own name for him is not given.
fn patient_name(patient: Option<&String>, subject: SubjectId) -> String {
    patient.cloned().unwrap_or_else(|| format!("urn:bogam:subject|{}", hex::encode(subject.0)))
}

impl Event {
    /// What the event asks, if one is named. It must be an act of `reader`.
    pub fn question(
        &self,
        subject: SubjectId,
        purpose: Option<Purpose>,
        reader: &Reader,
    ) -> Outcome<Option<AccessQuestion>> {
        let Some(path) = &self.from else { return Ok(None) };
        let readers = self.actors.iter().filter_map(|(reference, grantee)| match grantee {
            Grantee::Seat { organisation, account } => Some((reference.clone(), (*organisation, *account))),
            _ => None,
        });
        let options = AuditOptions {
            patient: patient_name(self.patient.as_ref(), subject),
            readers: readers.collect(),
            purpose,
            time_zone: zone()?,
        };
        let input = read(&read_file(path)?)?;
        let [event] = input.of_type("AuditEvent")?[..] else {
            return Err(Failure::input(
                "fhir_several_events",
                "the file has several AuditEvents: one is asked at a time",
                "파일에 AuditEvent가 여러 개 있습니다. 한 번에 하나만 요청할 수 있습니다.",
            ));
        };
        let question = read_audit_event(event, &options)?;
        let is_reader = question.account == reader.account
            && reader.organisation.is_none_or(|organisation| organisation == question.organisation);
        match is_reader {
            true => Ok(Some(question)),
            false => Err(Failure::input(
                "fhir_another_reader",
                "the event is an act of somebody else than who asks",
                "이 사건은 요청하는 사람이 아닌 다른 사람의 행위입니다.",
            )),
        }
    }
}

/// The zone in which dates are read and written.
pub fn zone() -> Outcome<jiff::tz::TimeZone> {
    let missing = || Failure::input("time_zone_missing", "there is no time zone", "시간대 정보가 없습니다.");
    time_zone(DEFAULT_TIME_ZONE).ok_or_else(missing)
}

fn warning_value(warning: &ConsentWarning) -> Value {
    json!({ "code": warning.code(), "message": warning.to_string(), "messageKorean": warning.korean() })
}

/// Sends all decisions that the file amounts to, in one transaction: a base rule without its exceptions would say
/// something else.
pub async fn grant(grant: Grant, context: &Context, chain: &Chain) -> Outcome<Report> {
    let (id, subject) = grant.whose.find(context, chain).await?;
    let patient = patient_name(grant.patient.as_ref(), id);
    let options = ConsentOptions {
        grantees: BTreeMap::from_iter(grant.actors),
        redate: grant.redate,
        untyped_rule: grant.untyped.map(UntypedRule::from),
        ..ConsentOptions::at(chain.now().await?, subject.custodian, patient)
    };
    let input = read(&read_file(&grant.from)?)?;
    let (mut terms, mut warnings) = (Vec::new(), Vec::new());
    for consent in input.of_type("Consent")? {
        let mapped = map_consent(consent, &options)?;
        terms.extend(mapped.decisions);
        warnings.extend(mapped.warnings);
    }
    for warning in &warnings {
        context.say(&format!("note: {warning}"), &format!("참고: {}", warning.korean()));
    }
    let first = next_decision(chain, id).await?;
    let decisions: Vec<(u32, Terms<AccountId32>)> = (first..).zip(terms).collect();
    let warnings: Vec<_> = warnings.iter().map(warning_value).collect();
    if grant.dry_run {
        let decisions: Vec<_> = decisions.iter().map(|(sequence, terms)| mapped_value(id, *sequence, terms)).collect();
        return Ok(Report::data(json!({
            "dryRun": true,
            "subject": hash_text(id.0),
            "decisions": decisions,
            "warnings": warnings,
        })));
    }
    if decisions.iter().any(|(_, terms)| terms.is_enrolment()) {
        return Err(Failure::input(
            "opt_in_needed",
            "a permit for a research project is made with: bogam consent research opt-in",
            "연구 과제에 대한 허용은 다음 명령으로 합니다: bogam consent research opt-in",
        ));
    }
    let ids: Vec<_> = decisions.iter().map(|(sequence, terms)| derive(id, *sequence, terms)).collect();
    submit(id, decisions, context, chain).await?;
    let mut report = list(id, chain).await?;
    report.value["consents"] = ids.iter().map(|id| Value::from(hash_text(id.0))).collect();
    report.value["warnings"] = warnings.into();
    report.text = context.text(
        format!("decided: {}", ids.iter().map(|id| hash_text(id.0)).collect::<Vec<_>>().join(", ")),
        format!("결정했습니다: {}", ids.iter().map(|id| hash_text(id.0)).collect::<Vec<_>>().join(", ")),
    );
    Ok(report)
}

fn derive(subject: SubjectId, sequence: u32, terms: &Terms<AccountId32>) -> ConsentId {
    ConsentId::derive(subject, sequence, terms)
}

/// A decision that is not made, in the form of those that are.
fn mapped_value(subject: SubjectId, sequence: u32, terms: &Terms<AccountId32>) -> Value {
    let decision = Decision {
        id: derive(subject, sequence, terms),
        sequence,
        made_by: Author::Subject,
        made_at: Moment::default(),
        terms: terms.clone(),
    };
    let mut value = decision_value(&decision);
    if let Some(members) = value.as_object_mut() {
        members.shift_remove("madeBy");
        members.shift_remove("madeAt");
    }
    value
}

async fn submit(
    subject: SubjectId,
    decisions: Vec<(u32, Terms<AccountId32>)>,
    context: &Context,
    chain: &Chain,
) -> Outcome<()> {
    if let [(sequence, terms)] = &decisions[..] {
        let call = transactions().consent().decide(Static(subject), *sequence, Static(terms.clone()), None);
        return context.submit(chain, &call).await.map(drop);
    }
    let calls = decisions.into_iter().map(|(sequence, terms)| {
        RuntimeCall::Consent(Call::decide {
            subject: Static(subject),
            sequence,
            terms: Static(terms),
            supersedes: None,
        })
    });
    context.submit(chain, &transactions().utility().batch_all(calls.collect())).await.map(drop)
}

/// Writes the decisions that the chain keeps of a subject.
pub async fn export(export: Export, context: &Context, chain: &Chain) -> Outcome<Report> {
    let (id, subject) = export.whose.find(context, chain).await?;
    let decisions = chain.ask(view_functions().consent().decisions(Static(id))).await?;
    let decisions: Vec<_> = decisions
        .into_iter()
        .map(|view| DecisionFacts {
            decision: view.decision.0,
            standing: match view.standing {
                Standing::Pending | Standing::Active => DecisionStanding::InForce,
                Standing::Expired => DecisionStanding::Expired,
            },
        })
        .collect();
    let facts = ConsentFacts { patient: export.patient, custodian: subject.custodian, time_zone: zone()? };
    written(bundle(consent_to_fhir(&decisions, &facts)?, "consent"), export.out.as_deref(), context)
}

/// The answer of an export: the resource itself, or the file into which it was written.
pub fn written(resource: Value, out: Option<&Path>, context: &Context) -> Outcome<Report> {
    let Some(path) = out else { return Ok(Report::data(resource)) };
    write_file(path, format!("{resource:#}\n").as_bytes())?;
    let text = context.text(format!("written: {}", path.display()), format!("저장: {}", path.display()));
    Ok(Report { value: json!({ "file": path.display().to_string() }), text })
}

/// A Bundle of resources, each addressed by its id under `urn:bogam:KIND`.
fn bundle(resources: Vec<Value>, kind: &str) -> Value {
    let entries: Vec<_> = resources
        .into_iter()
        .map(|resource| {
            let id = resource["id"].as_str().unwrap_or_default();
            json!({ "fullUrl": format!("urn:bogam:{kind}:{id}"), "resource": resource })
        })
        .collect();
    json!({ "resourceType": "Bundle", "type": "collection", "entry": entries })
}

/// Receipts as a Bundle of AuditEvents.
pub fn receipts_bundle(
    subject: SubjectId,
    custodian: OrganisationId,
    receipts: &[ReceiptView<AccountId32>],
) -> Outcome<Value> {
    let facts = ReceiptsFacts { subject, custodian, time_zone: zone()? };
    let events: Result<Vec<_>, _> =
        receipts.iter().map(|view| receipt_to_audit_event(&receipt_facts(view), &facts)).collect();
    Ok(bundle(events?, "receipt"))
}

fn receipt_facts(view: &ReceiptView<AccountId32>) -> ReceiptFacts {
    let receipt = &view.receipt;
    let content = match &receipt.entry {
        Entry::Access { request, ruling, redact } => {
            let (permitted, decided_by) = match ruling {
                Ruling::Permitted(consent) => (true, DecidedBy::Consent(consent.0)),
                Ruling::Denied(consent) => (false, DecidedBy::Consent(consent.0)),
                Ruling::ReleasedByPolicy => (true, DecidedBy::DefaultPolicy),
                Ruling::RefusedByPolicy => (false, DecidedBy::DefaultPolicy),
                Ruling::Emergency(number) => (true, DecidedBy::Override(*number)),
            };
            ReceiptContent::Access(AccessFacts {
                category: request.category.0,
                purpose: request.purpose.0,
                action: request.action.0,
                sensitivities: request.sensitivities.0,
                data_date: request.data_date,
                project: request.project.as_ref().map(|project| project.0),
                permitted,
                decided_by,
                redact: redact.0,
            })
        }
        Entry::Override { reason, categories, until, review_by, review } => ReceiptContent::Override(OverrideFacts {
            reason: reason_name(reason).to_owned(),
            categories: categories.0,
            until: *until,
            review_by: *review_by,
            review: review.as_ref().map(review_facts),
        }),
    };
    ReceiptFacts {
        number: view.number,
        at: receipt.at,
        organisation: receipt.reader.organisation,
        account: receipt.reader.account,
        content,
    }
}

fn review_facts(review: &Review<AccountId32>) -> ReviewFacts {
    ReviewFacts {
        account: review.by.account,
        organisation: review.by.organisation,
        at: review.at,
        verdict: format!("{:?}", review.verdict).to_lowercase(),
    }
}

/// The reason as it is typed.
fn reason_name(reason: &EmergencyReason) -> &'static str {
    match reason {
        EmergencyReason::LifeThreatening => "life-threatening",
        EmergencyReason::UnableToConsent => "unable-to-consent",
        EmergencyReason::UrgentTreatment => "urgent-treatment",
        EmergencyReason::PoisoningOrAllergy => "poisoning-or-allergy",
        EmergencyReason::Disaster => "disaster",
        EmergencyReason::PublicHealthThreat => "public-health-threat",
        EmergencyReason::DangerToSelfOrOthers => "danger-to-self-or-others",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn actor_should_be_read_up_to_the_last_sign_of_equality() {
        assert_eq!(
            parse_actor("Organization/1=organisation:3"),
            Ok(("Organization/1".to_owned(), Grantee::Organisation(3)))
        );
        assert_eq!(parse_actor("urn:a=b|c=anyone"), Ok(("urn:a=b|c".to_owned(), Grantee::Anyone)));
        assert!(parse_actor("Organization/1").is_err() && parse_actor("Organization/1=").is_err());
    }

    #[test]
    fn patient_should_be_named_by_the_subject_when_nothing_else_is_given() {
        let subject = SubjectId([0xab; 32].into());
        assert_eq!(patient_name(None, subject), format!("urn:bogam:subject|{}", "ab".repeat(32)));
        assert_eq!(patient_name(Some(&"Patient/1".to_owned()), subject), "Patient/1");
    }
}
