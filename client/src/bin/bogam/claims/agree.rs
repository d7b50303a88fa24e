//! The patient's agreement, signed without the chain.

use super::files::{Agreeable, Prepared, Signatory, StatementFile, write_json};
use crate::{
    context::{Context, machine_clock},
    output::{Outcome, Report},
    show::moment_text,
};
use bogam_primitives::time::HOUR;
use clap::Args;
use serde_json::json;
use std::path::PathBuf;

/// What to sign, with which key, and for how long it counts.
#[derive(Debug, Args)]
pub struct Agree {
    /// What was prepared.
    prepared: PathBuf,
    #[command(flatten)]
    signatory: Signatory,
    /// For how many hours the statement counts.
    #[arg(long, default_value_t = 24)]
    hours: u32,
    /// The file to write, for the provider.
    #[arg(long)]
    out: PathBuf,
}

/// Shows what was prepared, and signs it. Whoever has altered it since has made something else, which is refused.
pub fn agree<Content: Agreeable>(asked: &Agree, context: &Context) -> Outcome<Report> {
    let prepared = Prepared::<Content>::read(&asked.prepared)?;
    let expires = machine_clock().saturating_add(HOUR.saturating_mul(asked.hours.into()));
    let statement: StatementFile = prepared.sign(&asked.signatory.key(context)?, expires)?;
    write_json(&asked.out, &statement)?;
    let until = moment_text(expires);
    let out = asked.out.display();
    let content = serde_json::to_value(&prepared.content).unwrap_or_default();
    let shown = serde_json::to_string_pretty(&content).unwrap_or_default();
    let text = context.text(
        format!("{shown}\norganisation {} may submit this with {out} until {until}", prepared.provider),
        format!("{shown}\n{}번 기관은 {until}까지 {out}(으)로 이것을 제출할 수 있습니다.", prepared.provider),
    );
    let value = json!({
        "about": prepared.id,
        "provider": prepared.provider,
        "content": content,
        "signer": statement.signer.to_string(),
        "expires": expires,
        "statement": out.to_string(),
    });
    Ok(Report { value, text })
}
