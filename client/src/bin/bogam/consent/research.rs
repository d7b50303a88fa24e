//! Research projects, and who takes part in them.

use super::{
    Whose, next_decision, subjects,
    words::{categories, modifier_codes, parse_category, parse_modifier, parse_sensitivity, sensitivity_codes},
};
use crate::{
    context::{Context, parse_name, read_file},
    output::{Failure, Outcome, Report},
    words::{hash_text, parse_moment, read},
};
use bogam_client::{
    chain::{
        Chain,
        runtime::{
            runtime_types::pallet_consent::types::{BroadConsent, NewProject, ProjectView},
            transactions, view_functions,
        },
    },
    documents::random_salt,
    keys::write_private,
};
use bogam_primitives::{
    Commitment, Moment, OrganisationId,
    commitment::tags,
    consent::{
        BroadUse, Category, DiseaseArea, Modifier, Modifiers, ProjectId, ProjectTerms, ResearchScope, ResearchTerms,
        ResearchUse, Sensitivities, Sensitivity,
    },
};
use clap::{Args, Subcommand};
use serde_json::{Value, json};
use std::path::PathBuf;
use subxt::utils::{AccountId32, Static};

/// The most projects on a page.
const PAGE: u32 = 100;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Approve a project (signed by an ethics board).
    Approve {
        /// The organisation that conducts it.
        #[arg(long)]
        organisation: OrganisationId,
        /// The file with its protocol. Only a salted commitment to it goes on the chain.
        #[arg(long)]
        protocol: PathBuf,
        /// Where to write the salt of the commitment (only its owner can read it).
        #[arg(long)]
        salt_out: PathBuf,
        /// Which research, in the Data Use Ontology: NRES, GRU, HMB, POA, or DS:AREA such as DS:neoplasms.
        #[arg(long, value_parser = parse_research)]
        research: ResearchUse,
        /// A condition that it is bound by, such as NPU or IRB. May be given more than once.
        #[arg(long = "bound-by", value_parser = parse_modifier)]
        bound_by: Vec<Modifier>,
        /// When it ends.
        #[arg(long, value_parser = parse_moment)]
        until: Moment,
    },
    /// Close a project before its end (signed by the board that approved it).
    Close {
        /// The project.
        #[arg(value_parser = read::<ProjectId>)]
        project: ProjectId,
    },
    /// Show a project, and how many take part.
    Show {
        /// The project.
        #[arg(value_parser = read::<ProjectId>)]
        project: ProjectId,
    },
    /// List all projects.
    List,
    /// Take part in a project (signed by the patient or a guardian).
    OptIn {
        #[command(flatten)]
        whose: Whose,
        /// The project.
        #[arg(value_parser = read::<ProjectId>)]
        project: ProjectId,
        #[command(flatten)]
        scope: Scope,
    },
    /// Consent to research in general, under conditions (signed by the patient or a guardian).
    ConsentBroadly {
        #[command(flatten)]
        whose: Whose,
        /// Which research, in the Data Use Ontology: NRES, GRU, HMB or POA.
        #[arg(long, value_parser = parse_broad_use)]
        research: BroadUse,
        /// A condition that a project must be bound by, such as NPU or IRB. May be given more than once.
        #[arg(long = "demand", value_parser = parse_modifier)]
        demanded: Vec<Modifier>,
        /// Only for projects that end by then.
        #[arg(long, value_parser = parse_moment)]
        until: Option<Moment>,
        #[command(flatten)]
        scope: Scope,
    },
    /// Take a patient who has consented broadly into a project (signed for the project's organisation or the custodian).
    Enrol {
        #[command(flatten)]
        whose: Whose,
        /// The project.
        #[arg(value_parser = read::<ProjectId>)]
        project: ProjectId,
    },
    /// Withdraw from a project, or from all research (signed by the patient or a guardian).
    Withdraw {
        #[command(flatten)]
        whose: Whose,
        /// The project. Default: all, and the broad consent.
        #[arg(value_parser = read::<ProjectId>)]
        project: Option<ProjectId>,
    },
}

/// Which data are given for research.
#[derive(Debug, Args)]
pub struct Scope {
    /// A category of data. May be given more than once. Default: all.
    #[arg(long = "category", value_parser = parse_category)]
    categories: Vec<Category>,
    /// A sensitivity that the data may have. May be given more than once. Default: none.
    #[arg(long = "sensitivity", value_parser = parse_sensitivity)]
    sensitivities: Vec<Sensitivity>,
}

impl Scope {
    fn chosen(&self) -> ResearchScope {
        ResearchScope {
            categories: categories(&self.categories),
            sensitivities: Sensitivities::of(&self.sensitivities),
        }
    }
}

fn parse_research(text: &str) -> Result<ResearchUse, String> {
    Ok(match text {
        "NRES" => ResearchUse::NoRestriction,
        "GRU" => ResearchUse::GeneralResearch,
        "HMB" => ResearchUse::HealthMedicalBiomedical,
        "POA" => ResearchUse::PopulationOriginsAncestry,
        _ => {
            let area = text.strip_prefix("DS:").ok_or("research is NRES, GRU, HMB, POA or DS:AREA")?;
            let named = DiseaseArea::from_code(area).map_or_else(|| parse_name(area), Ok)?;
            ResearchUse::DiseaseSpecific(named)
        }
    })
}

fn parse_broad_use(text: &str) -> Result<BroadUse, String> {
    let all = [
        BroadUse::NoRestriction,
        BroadUse::GeneralResearch,
        BroadUse::HealthMedicalBiomedical,
        BroadUse::PopulationOriginsAncestry,
    ];
    all.into_iter().find(|one| one.code() == text).ok_or_else(|| "research is NRES, GRU, HMB or POA".to_owned())
}

pub async fn run(command: Command, context: &Context, chain: &Chain) -> Outcome<Report> {
    let calls = transactions().consent();
    let id = match command {
        Command::Approve { organisation, protocol, salt_out, research, bound_by, until } => {
            let (salt, protocol) = (random_salt(), read_file(&protocol)?);
            let commitment = Commitment::new(tags::RESEARCH_PROTOCOL, &salt, &protocol);
            write_private(&salt_out, hex::encode(salt).as_bytes())?;
            let project = NewProject {
                organisation,
                protocol: Static(commitment),
                terms: Static(ProjectTerms { research, bound_by: Modifiers::of(&bound_by) }),
                until,
            };
            if let Err(failure) = context.submit(chain, &calls.approve_project(project)).await {
                if failure.is_undecided() {
                    context.say_kept(&salt_out.display().to_string());
                } else {
                    let _ = std::fs::remove_file(&salt_out);
                }
                return Err(failure);
            }
            return show(ProjectId::derive(organisation, &commitment, until), chain).await;
        }
        Command::Close { project } => {
            context.submit(chain, &calls.close_project(Static(project))).await?;
            return show(project, chain).await;
        }
        Command::Show { project } => return show(project, chain).await,
        Command::List => return list(chain).await,
        Command::OptIn { whose, project, scope } => {
            let (id, _) = whose.find(context, chain).await?;
            let sequence = next_decision(chain, id).await?;
            let call = calls.opt_in(Static(id), sequence, Static(project), Static(scope.chosen()));
            context.submit(chain, &call).await?;
            id
        }
        Command::ConsentBroadly { whose, research, demanded, until, scope } => {
            let (id, _) = whose.find(context, chain).await?;
            let terms = Static(ResearchTerms { permitted: research, demanded: Modifiers::of(&demanded) });
            let broad = BroadConsent { terms, scope: Static(scope.chosen()), until };
            context.submit(chain, &calls.consent_broadly(Static(id), broad)).await?;
            id
        }
        Command::Enrol { whose, project } => {
            let (id, _) = whose.find(context, chain).await?;
            context.submit(chain, &calls.enrol(Static(id), Static(project))).await?;
            id
        }
        Command::Withdraw { whose, project } => {
            let (id, _) = whose.find(context, chain).await?;
            context.submit(chain, &calls.withdraw_from_research(Static(id), project.map(Static))).await?;
            id
        }
    };
    subjects::report(chain, id).await
}

async fn show(id: ProjectId, chain: &Chain) -> Outcome<Report> {
    let found = chain.ask(view_functions().consent().project(Static(id))).await?;
    let unknown = || Failure::unknown("Consent", "UnknownProject", "There is no such project.");
    Ok(Report::data(project_value(&found.ok_or_else(unknown)?)))
}

async fn list(chain: &Chain) -> Outcome<Report> {
    let (mut projects, mut cursor) = (Vec::new(), None);
    loop {
        let page = chain.ask(view_functions().consent().projects(cursor, PAGE)).await?;
        projects.extend(page.projects.iter().map(project_value));
        match page.next {
            Some(next) => cursor = Some(next),
            None => return Ok(Report::data(json!({ "projects": projects }))),
        }
    }
}

fn project_value(view: &ProjectView<AccountId32>) -> Value {
    let (project, plan) = (&view.project, &view.project.plan);
    json!({
        "project": hash_text(view.id.0.0),
        "organisation": plan.organisation,
        "research": plan.terms.0.research.code(),
        "diseaseArea": match plan.terms.0.research {
            ResearchUse::DiseaseSpecific(area) => Some(area.code()),
            _ => None,
        },
        "boundBy": modifier_codes(plan.terms.0.bound_by),
        "until": plan.until,
        "approvedBy": project.approved_by.organisation,
        "approvedAt": project.approved_at,
        "closedAt": project.closed_at,
        "open": view.open,
        "cohort": project.cohort,
    })
}

/// A broad consent as JSON.
pub fn broad_value(broad: &BroadConsent) -> Value {
    json!({
        "research": broad.terms.0.permitted.code(),
        "demands": modifier_codes(broad.terms.0.demanded),
        "categories": super::words::codes!(broad.scope.0.categories),
        "sensitivities": sensitivity_codes(broad.scope.0.sensitivities),
        "until": broad.until,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn research_should_be_read_as_the_ontology_abbreviates_it() {
        assert_eq!(parse_research("HMB"), Ok(ResearchUse::HealthMedicalBiomedical));
        assert_eq!(parse_research("DS:neoplasms"), Ok(ResearchUse::DiseaseSpecific(DiseaseArea::Neoplasms)));
        assert!(parse_research("DS").is_err() && parse_research("DS:luck").is_err());
        assert_eq!(parse_broad_use("GRU"), Ok(BroadUse::GeneralResearch));
        assert!(parse_broad_use("DS").is_err());
    }
}
