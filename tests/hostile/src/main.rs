//! A node that means no good, and that the chain lists: it speaks the protocols of a Bogam network, with the SDK's own network, and
//! does with them what no honest node does, one abuse after the other. It keeps no chain.
//!
//! For each abuse it prints a line of JSON: what it sent and what came back. `tests/tests/hostile.rs` runs it against real validators.

mod abuse;
mod answers;
mod consensus;
mod notifications;
mod peer;
mod requests;
mod tally;
mod wire;

use abuse::Abuse;
use answers::Answers;
use clap::{Parser, ValueEnum};
use peer::Peer;
use sp_core::H256;
use std::{path::PathBuf, time::Duration};

/// How long the first connections may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// What is known of the chain that is abused.
#[derive(Clone, Copy, Debug)]
pub struct Facts {
    /// The hash of its first block.
    pub genesis: H256,
    /// The hash of a recent block.
    pub best: H256,
    /// The height of that block.
    pub height: u32,
}

/// Abuses nodes from a node that they are permitted to talk to. Only for networks of one's own, that are there to be tested.
#[derive(Debug, Parser)]
struct Arguments {
    /// The node key, as `bogam-node key generate-node-key` writes it.
    #[arg(long)]
    node_key_file: PathBuf,
    /// The hash of the chain's first block.
    #[arg(long)]
    genesis: String,
    /// The hash of a recent block.
    #[arg(long)]
    best: String,
    /// The height of the recent block.
    #[arg(long)]
    height: u32,
    /// Whom to abuse: addresses that end with a peer id.
    #[arg(long = "target", required = true)]
    targets: Vec<String>,
    /// For how long each abuse goes on, in seconds.
    #[arg(long, default_value_t = 3)]
    seconds: u64,
    /// What to do; everything if it is not said.
    #[arg(long = "abuse")]
    abuses: Vec<Abuse>,
    /// How often to do all of it.
    #[arg(long, default_value_t = 1)]
    rounds: u32,
    /// How to answer those who ask for blocks.
    #[arg(long, value_enum, default_value_t = Answers::Refusal)]
    answers: Answers,
    /// The port at which others find it; any that is free if it is not said.
    #[arg(long, default_value_t = 0)]
    port: u16,
}

fn hash(text: &str) -> Result<H256, String> {
    let digits = text.strip_prefix("0x").unwrap_or(text);
    let bytes = hex::decode(digits).ok().and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
    bytes.map(H256::from).ok_or_else(|| format!("{text} is no hash"))
}

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() -> Result<(), String> {
    let arguments = Arguments::parse();
    let facts = Facts { genesis: hash(&arguments.genesis)?, best: hash(&arguments.best)?, height: arguments.height };
    let peer = Peer::start(arguments.node_key_file, arguments.port, &arguments.targets, facts, arguments.answers)?;
    // Whoever is not let in says so with its lines: it goes on all the same.
    peer.await_streams(peer::Stream::Announces, PATIENCE).await;
    let abuses = if arguments.abuses.is_empty() { Abuse::value_variants() } else { arguments.abuses.as_slice() };
    for _ in 0..arguments.rounds {
        for abuse in abuses {
            let told = abuse::commit(&peer, *abuse, Duration::from_secs(arguments.seconds)).await;
            println!("{told}");
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hash_should_be_read_with_and_without_its_prefix_and_refused_when_it_is_none() {
        let digits = "07".repeat(32);
        assert_eq!(hash(&digits), Ok(H256::repeat_byte(7)));
        assert_eq!(hash(&format!("0x{digits}")), Ok(H256::repeat_byte(7)));
        assert!(hash("0x0707").is_err());
        assert!(hash("a block").is_err());
    }
}
