//! Schemas: what certificates say, and who may issue them.

use super::words::schema_value;
use crate::{
    context::{Context, parse_name, read_file},
    output::{Failure, Outcome, Report},
    words::read,
};
use bogam_client::{
    certificate::Kind,
    chain::{
        Chain,
        runtime::{runtime_types::pallet_certificates::types::NewSchema, transactions, view_functions},
    },
};
use bogam_primitives::{OrganisationId, OrganisationKind, Profession, certificate::SchemaId, time::DAY};
use clap::{Args, Subcommand};
use serde_json::{Value, json};
use sp_crypto_hashing::sha2_256;
use std::path::PathBuf;
use subxt::utils::{H256, Static};

/// How many schemas a page of the list has.
const PAGE: u32 = 50;

/// The largest JSON schema that is read, in bytes.
const LARGEST_SCHEMA: usize = 1 << 20;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Register a schema (signed by an authority).
    Register(Register),
    /// Issue nothing more under a schema, for good (signed by its authority).
    Retire {
        /// The schema.
        #[arg(value_parser = read::<SchemaId>)]
        schema: SchemaId,
    },
    /// Show one.
    Show {
        /// The schema.
        #[arg(value_parser = read::<SchemaId>)]
        schema: SchemaId,
    },
    /// List all.
    List,
}

#[derive(Debug, Args)]
pub struct Register {
    /// One of the schemas that come with this program: vaccination, laboratory-result, medical-certificate,
    /// fitness-for-work or birth.
    #[arg(long, value_parser = parse_document, conflicts_with_all = ["name", "number", "json_schema"])]
    document: Option<Kind>,
    /// What certificates under it are called.
    #[arg(long, required_unless_present = "document")]
    name: Option<String>,
    /// Its version.
    #[arg(long = "schema-version", default_value_t = 1)]
    number: u32,
    /// The file with the JSON schema. Its digest goes on the chain; the file is public.
    #[arg(long, required_unless_present = "document")]
    json_schema: Option<PathBuf>,
    /// A kind of organisation that may issue, such as hospital. May be given more than once.
    #[arg(long = "kind", required = true, value_parser = parse_name::<OrganisationKind>)]
    kinds: Vec<OrganisationKind>,
    /// A profession of which the issuer's licence has to be one, such as physician. May be given more than once. Default:
    /// any.
    #[arg(long = "profession", value_parser = parse_name::<Profession>)]
    professions: Vec<Profession>,
    /// The longest validity, in days.
    #[arg(long)]
    longest_validity: u64,
    /// The fewest leaves of a batch. Issuers with fewer certificates add leaves that belong to nobody.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
    least_size: u32,
    /// The number of the authority that has to endorse each batch. Default: none has to.
    #[arg(long)]
    endorsed_by: Option<OrganisationId>,
}

fn parse_document(text: &str) -> Result<Kind, String> {
    Kind::named(text).ok_or_else(|| format!("{text} is none of the schemas that come with this program"))
}

/// The digest of a JSON schema in canonical form (RFC 8785).
fn digest_of(bytes: &[u8]) -> Outcome<H256> {
    let refused = |english: String, korean: String| Failure::input("certificate_schema_unreadable", english, korean);
    if bytes.len() > LARGEST_SCHEMA {
        return Err(refused(
            format!("the schema has more than {LARGEST_SCHEMA} bytes"),
            format!("양식이 {LARGEST_SCHEMA}바이트보다 큽니다."),
        ));
    }
    let schema: Value = serde_json::from_slice(bytes).map_err(|error| {
        refused(format!("the schema is no JSON: {error}"), format!("양식이 JSON이 아닙니다: {error}"))
    })?;
    let canonical = serde_json_canonicalizer::to_vec(&schema).map_err(|error| {
        refused(format!("the schema has no canonical form: {error}"), format!("양식의 정규형이 없습니다: {error}"))
    })?;
    Ok(H256(sha2_256(&canonical)))
}

pub async fn run(command: Command, context: &Context, chain: &Chain) -> Outcome<Report> {
    let calls = transactions().certificates();
    let id = match command {
        Command::Register(new) => {
            let (name, version, digest) = match (new.document, &new.name, &new.json_schema) {
                (Some(kind), ..) => (kind.name().to_owned(), kind.version(), kind.digest()),
                (None, Some(name), Some(path)) => (name.clone(), new.number, digest_of(&read_file(path)?)?),
                // The parser of the command line asks for both.
                _ => {
                    return Err(Failure::usage(
                        "a schema has a name and a file",
                        "양식에는 이름과 파일이 있어야 합니다.",
                    ));
                }
            };
            let longest_validity = new.longest_validity.checked_mul(DAY).ok_or_else(|| {
                Failure::usage("the longest validity is out of range", "최장 유효 기간이 범위를 벗어납니다.")
            })?;
            let schema = NewSchema {
                name: name.clone().into_bytes(),
                version,
                digest,
                kinds: new.kinds.iter().copied().map(Static).collect(),
                professions: new.professions.iter().copied().map(Static).collect(),
                longest_validity,
                least_size: new.least_size,
                endorsement: new.endorsed_by,
            };
            let authority = super::organisation_of(context, chain).await?;
            context.submit(chain, &calls.register_schema(schema)).await?;
            SchemaId::derive(authority, name.as_bytes(), version)
        }
        Command::Retire { schema } => {
            context.submit(chain, &calls.retire_schema(Static(schema))).await?;
            schema
        }
        Command::Show { schema } => schema,
        Command::List => return list(chain).await,
    };
    show(id, chain).await
}

async fn show(id: SchemaId, chain: &Chain) -> Outcome<Report> {
    let found = chain.ask(view_functions().certificates().schema(Static(id))).await?;
    let record = found.ok_or_else(|| Failure::unknown("Certificates", "UnknownSchema", "There is no such schema."))?;
    Ok(Report::data(schema_value(&Static(id), &record)))
}

async fn list(chain: &Chain) -> Outcome<Report> {
    let (mut schemas, mut cursor) = (Vec::new(), None);
    loop {
        let page = chain.ask(view_functions().certificates().schemas(cursor, PAGE)).await?;
        schemas.extend(page.schemas.iter().map(|view| schema_value(&view.id, &view.record)));
        cursor = page.next;
        if cursor.is_none() {
            return Ok(Report::data(json!({ "schemas": schemas })));
        }
    }
}
