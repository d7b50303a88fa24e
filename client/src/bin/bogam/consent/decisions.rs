//! Decisions: made, revoked, listed, and asked what they amount to.

use super::{
    Whose, fhir, next_decision,
    words::{
        actions, categories, codes, decision_value, parse_action, parse_category, parse_grantee, parse_purpose,
        parse_sensitivity, purposes,
    },
};
use crate::{
    context::Context,
    output::{Failure, Outcome, Report},
    words::{hash_text, parse_moment, read},
};
use bogam_client::chain::{
    Chain,
    runtime::{
        runtime_types::pallet_consent::types::{AccessRequest, Ruling},
        transactions, view_functions,
    },
};
use bogam_primitives::{
    Moment, OrganisationId,
    consent::{
        Action, Category, ConsentId, Effect, Grantee, Outcome as Answered, ProjectId, Purpose, Sensitivities,
        Sensitivity, SubjectId, Terms,
    },
};
use clap::{Args, Subcommand};
use serde_json::{Value, json};
use subxt::utils::{AccountId32, Static};

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Permit (signed by the patient, a guardian or a delegate).
    Permit(NewDecision),
    /// Deny (signed by the patient, a guardian or a delegate).
    Deny(NewDecision),
    /// Decide what a FHIR Consent says: all of it, or nothing (signed by the patient, a guardian or a delegate).
    Grant(fhir::Grant),
    /// Write the decisions as a Bundle of FHIR Consents.
    Export(fhir::Export),
    /// Revoke a decision: from then on it counts for nothing.
    Revoke {
        #[command(flatten)]
        whose: Whose,
        /// The decision.
        #[arg(value_parser = read::<ConsentId>)]
        consent: ConsentId,
    },
    /// List the decisions.
    List {
        #[command(flatten)]
        whose: Whose,
    },
    /// Say what would be ruled about a request now. Leaves no receipt.
    Ask {
        #[command(flatten)]
        whose: Whose,
        /// For which organisation it would be asked.
        #[arg(long)]
        organisation: OrganisationId,
        /// With which account.
        #[arg(long, value_parser = read::<AccountId32>)]
        account: AccountId32,
        #[command(flatten)]
        request: Asked,
    },
}

/// What a patient decides.
#[derive(Debug, Args)]
pub struct NewDecision {
    #[command(flatten)]
    whose: Whose,
    /// Whom it is about: anyone, kind:KIND, organisation:NUMBER, seat:NUMBER:ACCOUNT or project:ID.
    #[arg(long, value_parser = parse_grantee)]
    grantee: Grantee<AccountId32>,
    /// What is done with the data: collect, access, use, disclose or correct. May be given more than once. Default: all.
    #[arg(long = "action", value_parser = parse_action)]
    actions: Vec<Action>,
    /// Which data, such as medications. May be given more than once. Default: all.
    #[arg(long = "category", value_parser = parse_category)]
    categories: Vec<Category>,
    /// What for: HL7's code or its name, such as TREAT or treatment. May be given more than once. Default: all.
    #[arg(long = "purpose", value_parser = parse_purpose)]
    purposes: Vec<Purpose>,
    /// A sensitivity, such as PSY: a permit covers only what is named, a deny only that. May be given more than once.
    #[arg(long = "sensitivity", value_parser = parse_sensitivity)]
    sensitivities: Vec<Sensitivity>,
    /// From this moment on it counts. Default: at once.
    #[arg(long, value_parser = parse_moment)]
    valid_from: Option<Moment>,
    /// From this moment on it no longer counts. Default: until it is revoked.
    #[arg(long, value_parser = parse_moment)]
    valid_until: Option<Moment>,
    /// Only data from this moment on.
    #[arg(long, value_parser = parse_moment)]
    data_from: Option<Moment>,
    /// Only data from before this moment.
    #[arg(long, value_parser = parse_moment)]
    data_until: Option<Moment>,
    /// The decision in whose place it comes.
    #[arg(long, value_parser = read::<ConsentId>)]
    supersedes: Option<ConsentId>,
}

/// What somebody asks for: named here, or in a FHIR AuditEvent.
#[derive(Debug, Args)]
pub struct Asked {
    /// Data of which category, such as medications.
    #[arg(long, value_parser = parse_category, required_unless_present = "from")]
    category: Option<Category>,
    /// What for: HL7's code or its name, such as TREAT or treatment. With --from only if the event does not say.
    #[arg(long, value_parser = parse_purpose, required_unless_present = "from")]
    purpose: Option<Purpose>,
    /// To do what: collect, access, use, disclose or correct. Default: access.
    #[arg(long, value_parser = parse_action, conflicts_with = "from")]
    action: Option<Action>,
    /// A sensitivity that the data may have. May be given more than once. Default: none.
    #[arg(long = "sensitivity", value_parser = parse_sensitivity, conflicts_with = "from")]
    sensitivities: Vec<Sensitivity>,
    /// The date of the data. Default: all.
    #[arg(long, value_parser = parse_moment, conflicts_with = "from")]
    data_date: Option<Moment>,
    /// The research project for which it is asked.
    #[arg(long, value_parser = read::<ProjectId>, conflicts_with = "from")]
    project: Option<ProjectId>,
    #[command(flatten)]
    event: fhir::Event,
}

impl Asked {
    /// As the chain's calls take it, for the reader with this seat.
    pub fn request(&self, subject: SubjectId, reader: &fhir::Reader) -> Outcome<AccessRequest> {
        if let Some(question) = self.event.question(subject, self.purpose, reader)? {
            return Ok(AccessRequest {
                project: question.project.map(Static),
                category: Static(question.category),
                purpose: Static(question.purpose),
                action: Static(question.action),
                sensitivities: Static(question.sensitivities),
                data_date: question.data_date,
            });
        }
        let (Some(category), Some(purpose)) = (self.category, self.purpose) else {
            return Err(Failure::usage("name --category and --purpose", "--category와 --purpose를 지정하십시오."));
        };
        Ok(AccessRequest {
            project: self.project.map(Static),
            category: Static(category),
            purpose: Static(purpose),
            action: Static(self.action.unwrap_or(Action::Access)),
            sensitivities: Static(Sensitivities::of(&self.sensitivities)),
            data_date: self.data_date,
        })
    }
}

pub async fn run(command: Command, context: &Context, chain: &Chain) -> Outcome<Report> {
    match command {
        Command::Permit(new) => decide(Effect::Permit, new, context, chain).await,
        Command::Deny(new) => decide(Effect::Deny, new, context, chain).await,
        Command::Grant(grant) => fhir::grant(grant, context, chain).await,
        Command::Export(export) => fhir::export(export, context, chain).await,
        Command::Revoke { whose, consent } => {
            let (id, _) = whose.find(context, chain).await?;
            context.submit(chain, &transactions().consent().revoke(Static(id), Static(consent))).await?;
            list(id, chain).await
        }
        Command::List { whose } => list(whose.find(context, chain).await?.0, chain).await,
        Command::Ask { whose, organisation, account, request } => {
            let (id, _) = whose.find(context, chain).await?;
            let reader = fhir::Reader { organisation: Some(organisation), account };
            let request = request.request(id, &reader)?;
            let question = view_functions().consent().evaluation(Static(id), organisation, reader.account, request);
            let found = chain.ask(question).await?;
            let unknown =
                || Failure::unknown("Consent", "UnknownOrganisation", "The organisation is not an active one.");
            let evaluation = found.ok_or_else(unknown)?;
            Ok(Report::data(json!({
                "subject": hash_text(id.0),
                "answer": match evaluation.answer.0.outcome {
                    Answered::Permit => "permit",
                    Answered::Deny => "deny",
                    Answered::NoConsent => "no-consent",
                },
                "ruling": ruling_value(&evaluation.ruling),
                "redact": codes!(evaluation.redact.0),
            })))
        }
    }
}

async fn decide(effect: Effect, new: NewDecision, context: &Context, chain: &Chain) -> Outcome<Report> {
    let (id, _) = new.whose.find(context, chain).await?;
    let terms = Terms {
        effect,
        grantee: new.grantee,
        actions: actions(&new.actions),
        categories: categories(&new.categories),
        purposes: purposes(&new.purposes),
        sensitivities: Sensitivities::of(&new.sensitivities),
        valid_from: new.valid_from.unwrap_or_default(),
        valid_until: new.valid_until,
        data_from: new.data_from,
        data_until: new.data_until,
    };
    let sequence = next_decision(chain, id).await?;
    let consent = ConsentId::derive(id, sequence, &terms);
    let call = transactions().consent().decide(Static(id), sequence, Static(terms), new.supersedes.map(Static));
    context.submit(chain, &call).await?;
    let mut report = list(id, chain).await?;
    report.value["consent"] = hash_text(consent.0).into();
    report.text =
        context.text(format!("decided: {}", hash_text(consent.0)), format!("결정했습니다: {}", hash_text(consent.0)));
    Ok(report)
}

/// All decisions of a subject.
pub async fn list(id: SubjectId, chain: &Chain) -> Outcome<Report> {
    let decisions = chain.ask(view_functions().consent().decisions(Static(id))).await?;
    let decisions: Vec<_> = decisions
        .iter()
        .map(|view| {
            let mut value = decision_value(&view.decision.0);
            value["standing"] = format!("{:?}", view.standing).to_lowercase().into();
            value
        })
        .collect();
    Ok(Report::data(json!({ "subject": hash_text(id.0), "decisions": decisions })))
}

/// What was ruled, and why.
pub fn ruling_value(ruling: &Ruling) -> Value {
    match ruling {
        Ruling::Permitted(consent) => json!({ "released": true, "by": "decision", "consent": hash_text(consent.0.0) }),
        Ruling::Denied(consent) => json!({ "released": false, "by": "decision", "consent": hash_text(consent.0.0) }),
        Ruling::ReleasedByPolicy => json!({ "released": true, "by": "default-policy" }),
        Ruling::RefusedByPolicy => json!({ "released": false, "by": "default-policy" }),
        Ruling::Emergency(receipt) => json!({ "released": true, "by": "override", "receipt": receipt }),
    }
}
