//! The nodes of members, with which all others talk.

use crate::{
    context::Context,
    output::{Outcome, Report},
};
use bogam_client::governance::{
    GovernanceError,
    call::{harmless, hexadecimal},
    matter,
    peer::{NodeView, PeerId},
};
use clap::Subcommand;
use serde_json::{Value, json};

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Put a node of your organisation on the list (signed by its admin or a seat).
    Add {
        /// Its peer id, as `bogam-node key inspect-node-key` prints it.
        #[arg(long, value_parser = parse_peer)]
        peer_id: PeerId,
    },
    /// Take a node of your organisation off the list: others cut it off (signed by its admin or a seat).
    Remove {
        /// Its peer id.
        #[arg(long, value_parser = parse_peer)]
        peer_id: PeerId,
    },
    /// List the nodes, and say whether nodes talk to these only.
    List,
}

fn parse_peer(text: &str) -> Result<PeerId, String> {
    text.parse().map_err(|error: GovernanceError| error.to_string())
}

/// A peer id as nodes write it; in hexadecimal if it is none.
fn peer_text(bytes: &[u8]) -> String {
    PeerId::from_bytes(bytes.to_vec()).map_or_else(|_| hexadecimal(bytes), |peer| peer.to_string())
}

fn node_value(node: &NodeView) -> Value {
    json!({
        "peerId": peer_text(&node.peer_id),
        "organisation": node.organisation,
        "addedAt": node.added_at,
        "counts": node.counts,
    })
}

pub async fn run(command: Command, context: &Context) -> Outcome<Report> {
    let chain = context.chain().await?;
    match command {
        Command::Add { peer_id } => {
            context.submit(&chain, &matter::add_node(peer_id.bytes())).await?;
            let text = context.text(format!("{peer_id} is listed"), format!("{peer_id}을(를) 등록했습니다."));
            Ok(Report { value: json!({ "added": peer_id.to_string() }), text })
        }
        Command::Remove { peer_id } => {
            context.submit(&chain, &matter::remove_node(peer_id.bytes())).await?;
            let text = context.text(format!("{peer_id} is listed no more"), format!("{peer_id}을(를) 뺐습니다."));
            Ok(Report { value: json!({ "removed": peer_id.to_string() }), text })
        }
        Command::List => {
            let ((nodes, enforced), directory) = (chain.nodes().await?, chain.directory().await?);
            let mut lines = vec![match enforced {
                true => context.text("nodes talk to these only:", "노드는 다음 노드와만 통신합니다:"),
                false => {
                    context.text("nodes talk to any node; listed are:", "노드는 아무 노드와나 통신합니다. 등록된 노드:")
                }
            }];
            lines.extend(nodes.iter().map(|node| {
                let name = directory.name(node.organisation).map(harmless);
                let name = name.unwrap_or_else(|| node.organisation.to_string());
                let line = format!("  {}  {name}", peer_text(&node.peer_id));
                match node.counts {
                    true => line,
                    false => {
                        let away =
                            context.text("does not count: its organisation is not active", "기관의 자격이 없어 제외됨");
                        format!("{line}; {away}")
                    }
                }
            }));
            let value = json!({ "nodes": nodes.iter().map(node_value).collect::<Vec<_>>(), "enforced": enforced });
            Ok(Report { value, text: lines.join("\n") })
        }
    }
}
