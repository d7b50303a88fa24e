//! Sending what somebody else has signed.

use crate::{
    context::{Context, read_file},
    output::{Failure, Outcome, Report},
};
use bogam_client::chain::{NotASignedAct, SignedAct};
use clap::Args;
use serde_json::json;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub struct Command {
    /// The file that --sign-only wrote.
    file: PathBuf,
}

pub async fn run(command: Command, context: &Context) -> Outcome<Report> {
    let content = read_file(&command.file)?;
    let text = std::str::from_utf8(&content).unwrap_or_default();
    let act: SignedAct = text.parse().map_err(|error: NotASignedAct| {
        Failure::input("not_a_signed_act", error.to_string(), "대신 보내도록 서명된 행위가 아닙니다.")
    })?;
    let chain = context.chain().await?;
    // Whoever sends something should know what it is.
    let (pallet, call) = chain.act_name(&act).await?;
    context.say(&format!("sending {pallet}.{call}"), &format!("{pallet}.{call}을(를) 보냅니다."));
    let done = context.relay(&chain, &act).await?;
    let value = json!({
        "pallet": pallet,
        "call": call,
        "block": format!("{:?}", done.block),
        "transaction": format!("{:?}", done.transaction),
    });
    Ok(Report {
        text: context.text(format!("done: {pallet}.{call}"), format!("처리했습니다: {pallet}.{call}")), value
    })
}
