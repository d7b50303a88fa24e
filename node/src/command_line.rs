//! What an operator types.

use crate::node_key::GenerateNodeKey;
use clap::ArgMatches;
use sc_cli::{Cors, InsertKeyCmd, InspectKeyCmd, RunCmd};
use sc_network::PeerId;
use std::path::PathBuf;

/// How many transactions wait at the most, unless an operator says otherwise. A tenth of it is for those whose predecessor is missing:
/// a gateway with some dozen seats has that many on their way when a block is given up.
const POOL_LIMIT: &str = "32768";

/// How many kilobytes they may have.
const POOL_KILOBYTES: &str = "65536";

/// The host of a Bogam network: authors, imports and finalises blocks, and serves JSON-RPC.
#[derive(Debug, clap::Parser)]
#[command(
    mut_arg("pool_limit", |argument| argument.default_value(POOL_LIMIT)),
    mut_arg("pool_kbytes", |argument| argument.default_value(POOL_KILOBYTES))
)]
pub struct CommandLine {
    /// What to do instead of running a node.
    #[command(subcommand)]
    pub subcommand: Option<Subcommand>,

    /// Talk to these nodes too, whatever the chain's list of members' nodes says.
    ///
    /// For an emergency: if the list has cut off nodes without which nothing can be finalised, the list cannot change any more.
    /// Operators who agree on it then start their nodes with this option until the list is right again.
    #[arg(long, value_name = "PEER_ID", num_args = 1..)]
    pub also_permit: Vec<PeerId>,

    /// Keep the compiled runtime in this folder, so that the next start does not compile it again.
    ///
    /// What lies there is executed: nobody but the node's own user may write to it.
    #[arg(long, value_name = "FOLDER")]
    pub wasm_cache: Option<PathBuf>,

    /// How many signatures that were found right are not checked again; 0 for none. Each takes some 50 bytes.
    #[arg(long, value_name = "COUNT", default_value_t = 65_536)]
    pub remember_signatures: u32,

    /// How to run the node.
    #[clap(flatten)]
    pub run: RunCmd,
}

/// The pages that may call the node from a browser, unless others are named: those of this machine. The SDK's own default names
/// a public site besides.
const OWN_PAGES: [&str; 4] = ["http://localhost:*", "http://127.0.0.1:*", "https://localhost:*", "https://127.0.0.1:*"];

impl CommandLine {
    /// The same with values fit for a private chain where nothing was typed and the SDK's are made for public ones.
    #[must_use]
    pub fn with_safe_defaults(mut self) -> Self {
        let own_pages = || OWN_PAGES.map(str::to_owned).to_vec();
        if self.run.rpc_params.rpc_cors.is_none() && !self.run.shared_params.dev {
            self.run.rpc_params.rpc_cors = Some(Cors::List(own_pages()));
        }
        for endpoint in &mut self.run.rpc_params.experimental_rpc_endpoint {
            endpoint.cors.get_or_insert_with(own_pages);
        }
        self
    }
}

/// What the binary does besides running a node.
#[derive(Debug, clap::Subcommand)]
#[allow(clippy::large_enum_variant)]
pub enum Subcommand {
    /// Generate, inspect and store keys.
    #[command(subcommand)]
    Key(KeySubcommand),

    /// Write a chain spec: from a preset (`--chain development` or `local`), or made raw from a JSON file.
    ExportChainSpec(sc_cli::ExportChainSpecCmd),

    /// Check that the blocks in the database are valid.
    CheckBlock(sc_cli::CheckBlockCmd),

    /// Write blocks to a file.
    ExportBlocks(sc_cli::ExportBlocksCmd),

    /// Write the state at a block as a chain spec.
    ExportState(sc_cli::ExportStateCmd),

    /// Read blocks from a file.
    ImportBlocks(sc_cli::ImportBlocksCmd),

    /// Delete the chain's database.
    PurgeChain(sc_cli::PurgeChainCmd),

    /// Take blocks that are not finalised back.
    Revert(sc_cli::RevertCmd),

    /// Show what the database says of the chain.
    ChainInfo(sc_cli::ChainInfoCmd),

    /// Measure pallets, blocks, transactions, the database and the machine.
    #[cfg(feature = "runtime-benchmarks")]
    #[command(subcommand)]
    Benchmark(frame_benchmarking_cli::BenchmarkCmd),
}

/// What is done with keys: as the SDK's commands of these names do it, but for what they do with secrets.
#[derive(Debug, clap::Subcommand)]
pub enum KeySubcommand {
    /// Generate a node key, write it to a new file or print it, and tell its peer id on the standard error.
    GenerateNodeKey(GenerateNodeKey),

    /// Generate a random phrase, and print it with its keys.
    Generate(sc_cli::GenerateCmd),

    /// Print the public keys of a phrase, which is in a file or asked for.
    Inspect(WithUri<InspectKeyCmd>),

    /// Print the peer id of a node key, which is in a file or on the standard input.
    InspectNodeKey(sc_cli::InspectNodeKeyCmd),

    /// Store a key, whose phrase is in a file or asked for, in the keystore of a node.
    Insert(WithUri<InsertKeyCmd>),
}

/// A command of the SDK that keeps the secret URI that it takes to itself, and that URI.
#[derive(Debug)]
pub struct WithUri<Command> {
    /// The command.
    pub command: Command,
    /// What was typed: a secret URI, or the name of a file with one. `None` if it was nothing, or something public.
    pub uri: Option<String>,
}

/// A command of the SDK that takes a secret URI.
pub trait TakesUri: clap::Args {
    /// What was typed for it, unless something else says that it is public.
    fn uri(matches: &ArgMatches) -> Option<String>;
}

impl TakesUri for InsertKeyCmd {
    fn uri(matches: &ArgMatches) -> Option<String> {
        matches.get_one::<String>("suri").cloned()
    }
}

impl TakesUri for InspectKeyCmd {
    fn uri(matches: &ArgMatches) -> Option<String> {
        matches.get_one::<String>("uri").filter(|_| !matches.get_flag("public")).cloned()
    }
}

impl<Command: TakesUri> clap::FromArgMatches for WithUri<Command> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        Ok(Self { command: Command::from_arg_matches(matches)?, uri: Command::uri(matches) })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = <Self as clap::FromArgMatches>::from_arg_matches(matches)?;
        Ok(())
    }
}

impl<Command: TakesUri> clap::Args for WithUri<Command> {
    fn augment_args(command: clap::Command) -> clap::Command {
        Command::augment_args(command)
    }

    fn augment_args_for_update(command: clap::Command) -> clap::Command {
        Command::augment_args_for_update(command)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    fn origins(arguments: &[&str]) -> Option<Vec<String>> {
        let typed = [&["bogam-node"], arguments].concat();
        let parameters = CommandLine::try_parse_from(typed).unwrap().with_safe_defaults().run.rpc_params;
        match parameters.experimental_rpc_endpoint.first() {
            Some(endpoint) => endpoint.cors.clone(),
            None => parameters.rpc_cors(false).unwrap(),
        }
    }

    #[test]
    fn pool_should_have_room_for_chains_of_transactions_unless_told_otherwise() {
        let pool = |arguments: &[&str]| {
            let typed = [&["bogam-node"], arguments].concat();
            CommandLine::try_parse_from(typed).unwrap().with_safe_defaults().run.pool_config
        };
        let (ours, named) = (pool(&[]), pool(&["--pool-limit", "7"]));
        assert_eq!((ours.pool_limit, ours.pool_kbytes), (32_768, 65_536));
        assert_eq!((named.pool_limit, named.pool_kbytes), (7, 65_536));
    }

    #[test]
    fn pages_should_be_those_of_this_machine_when_none_are_named() {
        for arguments in [&[][..], &["--experimental-rpc-endpoint", "listen-addr=127.0.0.1:9944"]] {
            let origins = origins(arguments).unwrap();
            assert_eq!(origins, OWN_PAGES, "{arguments:?}");
            assert!(!origins.iter().any(|origin| origin.contains("polkadot")));
        }
    }

    #[test]
    fn pages_should_be_those_that_are_named() {
        assert_eq!(origins(&["--rpc-cors", "https://gateway.example"]).unwrap(), ["https://gateway.example"]);
        assert_eq!(origins(&["--rpc-cors", "all"]), None);
    }
}
