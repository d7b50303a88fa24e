//! What an operator types.

use sc_cli::RunCmd;
use sc_network::PeerId;
use std::path::PathBuf;

/// The host of a Bogam network: authors, imports and finalises blocks, and serves JSON-RPC.
#[derive(Debug, clap::Parser)]
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

    /// How to run the node.
    #[clap(flatten)]
    pub run: RunCmd,
}

/// What the binary does besides running a node.
#[derive(Debug, clap::Subcommand)]
#[allow(clippy::large_enum_variant)]
pub enum Subcommand {
    /// Generate, inspect and store keys.
    #[command(subcommand)]
    Key(sc_cli::KeySubcommand),

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
