//! The chain itself.

use crate::{
    allowance,
    context::Context,
    output::{Outcome, Report},
    show::moment_text,
};
use bogam_client::chain::ChainError;
use bogam_primitives::OrganisationId;
use clap::Subcommand;
use serde_json::json;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Show which chain it is, how far it is final, and which runtime it runs.
    Status,
    /// Show what organisations may use of the chain in this window, what is left, and when the window ends.
    Allowance {
        /// The organisation's number. Default: all that have not been removed.
        organisation: Option<OrganisationId>,
    },
    /// Print each block as it becomes final, until interrupted.
    #[command(visible_alias = "blocks")]
    Follow {
        /// Stop after so many blocks.
        #[arg(long)]
        blocks: Option<u64>,
    },
}

pub async fn run(command: Command, context: &Context) -> Outcome<Report> {
    let chain = context.chain().await?;
    match command {
        Command::Status => {
            let block = chain.finalised().await?;
            let now = chain.now().await?;
            let head = chain.head().await?;
            let health = chain.health().await?;
            let value = json!({
                "url": chain.url(),
                "genesis": format!("{:?}", chain.genesis()),
                "finalised": { "number": block.block_number(), "hash": format!("{:?}", block.block_hash()) },
                "head": head,
                "peers": health.peers,
                "syncing": health.is_syncing,
                "clock": now,
                "specVersion": block.spec_version(),
                "transactionVersion": block.transaction_version(),
            });
            let text = context.text(
                format!(
                    "final up to block {}, {}; head {head}; {} peers; runtime {}",
                    block.block_number(),
                    moment_text(now),
                    health.peers,
                    block.spec_version()
                ),
                format!(
                    "블록 {}까지 확정, {}; 최신 블록 {head}; 연결된 노드 {}; 런타임 {}",
                    block.block_number(),
                    moment_text(now),
                    health.peers,
                    block.spec_version()
                ),
            );
            Ok(Report { value, text })
        }
        Command::Allowance { organisation } => allowance::show(organisation, &chain, context).await,
        Command::Follow { blocks } => {
            let failed = |error: String| ChainError::Node(error);
            let mut stream = chain.client().stream_blocks().await.map_err(|error| failed(error.to_string()))?;
            let mut seen = 0u64;
            while blocks.is_none_or(|limit| seen < limit) {
                let Some(block) = stream.next().await else { break };
                let block = block.map_err(|error| failed(error.to_string()))?;
                eprintln!("{} {:?}", block.number(), block.hash());
                seen = seen.saturating_add(1);
            }
            let text = context.text(format!("{seen} blocks"), format!("블록 {seen}개"));
            Ok(Report { value: json!({ "blocks": seen }), text })
        }
    }
}
