//! Approval before a service.

use super::{
    agree::{Agree, agree},
    export,
    fhir::{read_input, warnings_value, with_document},
    files::{Prepared, RequestContent, StatementFile, read_json, write_json},
    prepare::Making,
    state,
    values::preauthorisation_value,
};
use crate::{
    context::Context,
    output::{Failure, Outcome, Report},
    words::{Word, read},
};
use bogam_client::{
    chain::{
        Chain,
        runtime::{runtime_types::pallet_claims::types::PreauthorisationVerdict, storage, transactions},
    },
    fhir::claim::{ClaimWarning, MappedClaim, PreauthorisationRequest},
};
use bogam_primitives::{
    OrganisationId, PolicyId, PreauthorisationId,
    claim::{AdjustmentReason, AuthorisePreauthorisation, ServiceCategory, Won},
    commitment::tags,
};
use clap::{Args, Subcommand};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use subxt::utils::Static;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Prepare a request, for the patient to sign.
    Prepare(Box<Prepare>),
    /// Agree to a prepared request, with the key of the policy or handle. Needs no network.
    Agree(Agree),
    /// Ask for approval (signed by the provider).
    Request {
        /// What was prepared.
        prepared: PathBuf,
        /// What the patient has signed.
        #[arg(long)]
        statement: PathBuf,
    },
    /// Approve, approve less, or deny (signed by an assessor).
    Decide {
        /// The request.
        #[arg(value_parser = read::<PreauthorisationId>)]
        preauthorisation: PreauthorisationId,
        #[command(flatten)]
        verdict: Decided,
    },
    /// Withdraw a request, or give an approval back (signed by the provider).
    Withdraw {
        /// The request.
        #[arg(value_parser = read::<PreauthorisationId>)]
        preauthorisation: PreauthorisationId,
    },
    /// Put away a request that was not decided by its deadline, or an approval whose time is over and that no claim can come to
    /// use any more, on appeal neither (anybody with a seat).
    Release {
        /// The request.
        #[arg(value_parser = read::<PreauthorisationId>)]
        preauthorisation: PreauthorisationId,
    },
    /// Show a request and what became of it.
    Show {
        /// The request.
        #[arg(value_parser = read::<PreauthorisationId>)]
        preauthorisation: PreauthorisationId,
    },
    /// Write what became of a request as FHIR: a ClaimResponse.
    Export(export::Preauthorisation),
    /// List the requests.
    List {
        /// Only those on this policy or handle.
        #[arg(long, value_parser = read::<PolicyId>)]
        policy: Option<PolicyId>,
        /// Only those of this provider.
        #[arg(long)]
        provider: Option<OrganisationId>,
    },
}

/// What is asked for: from a FHIR Claim, or from options.
#[derive(Debug, Args)]
pub struct Prepare {
    /// The file with a FHIR R4 Claim of use preauthorization, or with a Bundle that has one. Each item is a request.
    #[arg(long, conflicts_with_all = ["policy", "category", "amount", "document", "commitment"])]
    from: Option<PathBuf>,
    /// Of several items of the Claim, the one with this sequence.
    #[arg(long, requires = "from")]
    item: Option<u64>,
    /// The policy or handle.
    #[arg(long, required_unless_present = "from", value_parser = read::<PolicyId>)]
    policy: Option<PolicyId>,
    /// What kind of service, such as procedure.
    #[arg(long, required_unless_present = "from", value_parser = read::<ServiceCategory>)]
    category: Option<ServiceCategory>,
    /// How much the insurer is asked to pay at most, in won.
    #[arg(long, required_unless_present = "from")]
    amount: Option<Won>,
    #[command(flatten)]
    making: Making,
}

/// What an assessor says about a request.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub struct Decided {
    /// As much as is asked for.
    #[arg(long)]
    approve: bool,
    /// No more than this, in won.
    #[arg(long)]
    modify: Option<Won>,
    /// Nothing, and why: the code or name of a reason, such as 50 or not-medically-necessary.
    #[arg(long, value_parser = read::<AdjustmentReason>)]
    deny: Option<AdjustmentReason>,
}

impl Decided {
    fn verdict(&self) -> PreauthorisationVerdict {
        match (self.modify, self.deny) {
            (Some(amount), _) => PreauthorisationVerdict::Modify(amount),
            (None, Some(reason)) => PreauthorisationVerdict::Deny(Static(reason)),
            (None, None) => PreauthorisationVerdict::Approve,
        }
    }
}

pub async fn run(command: Command, context: &Context) -> Outcome<Report> {
    let calls = transactions().claims();
    match command {
        Command::Prepare(prepare) => run_prepare(*prepare, context).await,
        Command::Agree(asked) => agree::<RequestContent>(&asked, context),
        Command::Export(wanted) => export::preauthorisation(wanted, context, &context.chain().await?).await,
        Command::Request { prepared, statement } => {
            let prepared = Prepared::<RequestContent>::read(&prepared)?;
            let statement = read_json::<StatementFile>(&statement)?.decode::<AuthorisePreauthorisation>()?;
            let chain = context.chain().await?;
            let new = Static(prepared.content.request());
            context.submit(&chain, &calls.request_preauthorisation(new, statement)).await?;
            let id = PreauthorisationId::derive(prepared.provider, &prepared.content.request());
            show(id, &chain).await
        }
        Command::Decide { preauthorisation, verdict } => {
            let chain = context.chain().await?;
            let call = calls.decide_preauthorisation(Static(preauthorisation), verdict.verdict());
            context.submit(&chain, &call).await?;
            show(preauthorisation, &chain).await
        }
        Command::Withdraw { preauthorisation } => {
            let chain = context.chain().await?;
            context.submit(&chain, &calls.withdraw_preauthorisation(Static(preauthorisation))).await?;
            show(preauthorisation, &chain).await
        }
        Command::Release { preauthorisation } => {
            let chain = context.chain().await?;
            context.submit(&chain, &calls.release_preauthorisation(Static(preauthorisation))).await?;
            show(preauthorisation, &chain).await
        }
        Command::Show { preauthorisation } => show(preauthorisation, &context.chain().await?).await,
        Command::List { policy, provider } => {
            let all = state::all(&context.chain().await?, storage().claims().preauthorisations(), ()).await?;
            let wanted = all.iter().filter(|(_, record)| {
                policy.is_none_or(|policy| record.policy.0 == policy)
                    && provider.is_none_or(|provider| record.provider == provider)
            });
            let found: Vec<_> = wanted.map(|((id,), record)| preauthorisation_value(id.0, record)).collect();
            Ok(Report::data(json!({ "preauthorisations": found })))
        }
    }
}

async fn run_prepare(prepare: Prepare, context: &Context) -> Outcome<Report> {
    let Prepare { from, item, policy, category, amount, making } = prepare;
    let input = from.as_deref().map(read_input).transpose()?;
    if let (Some(setting), Some(input)) = (making.rehearsal(), &input) {
        return rehearse(making.tables.map(input, setting, context)?, item);
    }
    let out = making.out()?;
    let chain = context.chain().await?;
    let setting = making.setting(context, &chain).await?;
    if let Some(input) = &input {
        let path = making.document_out()?;
        let mapped = making.tables.map(input, setting, context)?;
        let PreauthorisationRequest { request, document, .. } = only(mapped.request.into_preauthorisations()?, item)?;
        let prepared = Prepared::new(chain.genesis(), setting.provider, RequestContent::from(request));
        with_document(&document, path, || write_json(out, &prepared))?;
        let mut report = prepared_report(context, &prepared, out, &mapped.warnings);
        report.value["document"] = path.display().to_string().into();
        return Ok(report);
    }
    let (Some(policy), Some(category), Some(amount)) = (policy, category, amount) else {
        return Err(Failure::usage(
            "--policy, --category and --amount are needed, or --from",
            "--policy, --category, --amount, 또는 --from이 필요합니다.",
        ));
    };
    let committed = making.committed();
    let commitment = committed.make(tags::CLAIM_DOCUMENT)?;
    let content = RequestContent { policy, category, amount, commitment };
    let prepared = Prepared::new(chain.genesis(), setting.provider, content);
    committed.settle(context, write_json(out, &prepared))?;
    Ok(prepared_report(context, &prepared, out, &[]))
}

/// The request for the item that is meant: the one with this sequence, or the only one.
fn only(requests: Vec<PreauthorisationRequest>, item: Option<u64>) -> Outcome<PreauthorisationRequest> {
    let sequences: Vec<_> = requests.iter().map(|request| request.sequence.to_string()).collect();
    let sequences = sequences.join(", ");
    let wanted = |request: &PreauthorisationRequest| item.is_none_or(|item| item == request.sequence);
    let mut found = requests.into_iter().filter(wanted);
    match (found.next(), found.next()) {
        (Some(request), None) => Ok(request),
        _ => Err(Failure::usage(
            format!("each item is a request of its own: choose one with --item: {sequences}"),
            format!("항목마다 따로 요청합니다. --item으로 하나를 고르십시오: {sequences}"),
        )),
    }
}

/// What would be asked for: all items, or the one that is meant.
fn rehearse(mapped: MappedClaim, item: Option<u64>) -> Outcome<Report> {
    let requests = mapped.request.into_preauthorisations()?;
    let requests = match item {
        Some(_) => vec![only(requests, item)?],
        None => requests,
    };
    let value = |request: &PreauthorisationRequest| {
        json!({
            "item": request.sequence,
            "policy": request.request.policy.show(),
            "category": request.request.category.show(),
            "amount": request.request.amount,
        })
    };
    let requests: Vec<Value> = requests.iter().map(value).collect();
    let warnings = warnings_value(&mapped.warnings);
    Ok(Report::data(json!({ "dryRun": true, "requests": requests, "warnings": warnings })))
}

fn prepared_report(
    context: &Context,
    prepared: &Prepared<RequestContent>,
    out: &Path,
    warnings: &[ClaimWarning],
) -> Report {
    let text = context.text(
        format!("{} is prepared in {}", prepared.id, out.display()),
        format!("{}을(를) {}에 준비했습니다.", prepared.id, out.display()),
    );
    let value = json!({
        "preauthorisation": prepared.id,
        "prepared": out.display().to_string(),
        "warnings": warnings_value(warnings),
    });
    Report { value, text }
}

async fn show(id: PreauthorisationId, chain: &Chain) -> Outcome<Report> {
    Ok(Report::data(preauthorisation_value(id, &state::preauthorisation(chain, id).await?)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    #[derive(Debug, Parser)]
    struct Line {
        #[command(flatten)]
        verdict: Decided,
    }

    #[test]
    fn verdict_should_be_exactly_one() {
        let read = |text: &str| Line::try_parse_from(text.split_whitespace()).map(|line| line.verdict.verdict());
        assert_eq!(read("x --approve").unwrap(), PreauthorisationVerdict::Approve);
        assert_eq!(read("x --modify 5").unwrap(), PreauthorisationVerdict::Modify(5));
        let reason = AdjustmentReason::NotMedicallyNecessary;
        assert_eq!(read("x --deny 50").unwrap(), PreauthorisationVerdict::Deny(Static(reason)));
        assert_eq!(read(&format!("x --deny {}", reason.show())).unwrap(), read("x --deny 50").unwrap());
        for wrong in ["x", "x --approve --modify 5", "x --modify 5 --deny 50", "x --deny 51", "x --modify much"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }

    #[derive(Debug, Parser)]
    struct Typed {
        #[command(flatten)]
        prepare: Prepare,
    }

    #[test]
    fn each_item_of_a_fhir_claim_should_be_a_request_of_its_own() {
        let line = format!(
            "x --from examples/claim-preauthorisation-english.json --provider 3 --dry-run \
             --coverage https://mirae-insurance.example/policies|M-2026-77={}",
            "70".repeat(32)
        );
        let Typed { prepare } = Typed::try_parse_from(line.split_whitespace()).unwrap();
        let input = read_input(prepare.from.as_deref().unwrap()).unwrap();
        let setting = prepare.making.rehearsal().unwrap();
        let mapped = || prepare.making.tables.map(&input, setting, &Context::offline()).unwrap();
        let all = rehearse(mapped(), None).unwrap().value;
        let asked = |place: usize| {
            let request = &all["requests"][place];
            (request["item"].as_u64(), request["category"].as_str(), request["amount"].as_u64())
        };
        assert_eq!(asked(0), (Some(1), Some("imaging"), Some(450_000)));
        assert_eq!(asked(1), (Some(2), Some("procedure"), Some(1_500_000)));
        let second = rehearse(mapped(), Some(2)).unwrap().value;
        assert_eq!(second["requests"].as_array().map(Vec::len), Some(1));
        for item in [None, Some(9)] {
            let requests = mapped().request.into_preauthorisations().unwrap();
            assert!(format!("{:?}", only(requests, item).unwrap_err()).contains("--item: 1, 2"));
        }
    }
}
