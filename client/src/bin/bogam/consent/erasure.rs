//! Erasure: asked by the patient, confirmed by the custodian, overdue in sight.

use super::{Whose, words::author_value};
use crate::{
    context::Context,
    output::{Outcome, Report},
    words::{Word, hash_text},
};
use bogam_client::chain::{
    Chain,
    runtime::{
        runtime_types::pallet_consent::types::{ErasureScope, ErasureView},
        transactions, view_functions,
    },
};
use bogam_primitives::{Commitment, consent::SubjectId};
use clap::Subcommand;
use serde_json::{Value, json};
use subxt::utils::{AccountId32, Static};

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Ask the custodian to erase a record, or everything (signed by the patient or a guardian).
    Request {
        #[command(flatten)]
        whose: Whose,
        /// The commitment of the record. Default: everything that the custodian keeps of the patient.
        #[arg(long, value_parser = parse_commitment)]
        record: Option<Commitment>,
    },
    /// Say that payload and salt are destroyed (signed by the custodian).
    Confirm {
        #[command(flatten)]
        whose: Whose,
        /// The number of the request.
        #[arg(long)]
        number: u32,
    },
    /// List the requests.
    List {
        #[command(flatten)]
        whose: Whose,
    },
}

fn parse_commitment(text: &str) -> Result<Commitment, String> {
    Commitment::read(text).map_err(|error| error.replace("an id", "a commitment"))
}

pub async fn run(command: Command, context: &Context, chain: &Chain) -> Outcome<Report> {
    let calls = transactions().consent();
    let id = match command {
        Command::Request { whose, record } => {
            let (id, _) = whose.find(context, chain).await?;
            let scope = record.map_or(ErasureScope::Everything, |record| ErasureScope::Record(Static(record)));
            context.submit(chain, &calls.request_erasure(Static(id), scope)).await?;
            id
        }
        Command::Confirm { whose, number } => {
            let (id, _) = whose.find(context, chain).await?;
            context.submit(chain, &calls.confirm_erasure(Static(id), number)).await?;
            id
        }
        Command::List { whose } => whose.find(context, chain).await?.0,
    };
    list(id, chain).await
}

async fn list(id: SubjectId, chain: &Chain) -> Outcome<Report> {
    let erasures = chain.ask(view_functions().consent().erasures(Static(id))).await?;
    let erasures: Vec<_> = erasures.iter().map(erasure_value).collect();
    Ok(Report::data(json!({ "subject": hash_text(id.0), "erasures": erasures })))
}

fn erasure_value(view: &ErasureView<AccountId32>) -> Value {
    let erasure = &view.erasure;
    json!({
        "number": erasure.number,
        "record": match &erasure.scope {
            ErasureScope::Record(record) => Some(hash_text(record.0.0)),
            ErasureScope::Everything => None,
        },
        "requestedBy": author_value(&erasure.requested_by.0),
        "requestedAt": erasure.requested_at,
        "deadline": erasure.deadline,
        "overdue": view.overdue,
        "confirmedAt": erasure.confirmed.as_ref().map(|confirmation| confirmation.at),
    })
}
