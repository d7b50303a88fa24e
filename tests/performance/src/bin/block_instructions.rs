//! Executes one block natively, for a profiler that counts the instructions of `measured_block` alone:
//!
//! `valgrind --tool=callgrind --toggle-collect='*measured_block*' --callgrind-out-file=FILE bogam-block-instructions CONTENT`
//!
//! It prints how many calls the block has, and nothing else.

use bogam_performance::{
    calls::{Content, Kind},
    failure::{self, Failure},
    instructions::{Prepared, measured_block, prepare},
};
use clap::{Parser, ValueEnum};
use std::process::ExitCode;

/// What the block is full of.
#[derive(Clone, Copy, ValueEnum)]
enum Block {
    /// Nothing but the moment: what every block costs.
    Empty,
    /// `prescriptions.issue`
    Issue,
    /// `certificates.revoke`
    Revoke,
    /// Transfers by those who issue and revoke.
    StaffTransfer,
    /// `consent.decide`
    Decide,
    /// Transfers by those who decide.
    PatientTransfer,
}

impl From<Block> for Content {
    fn from(block: Block) -> Self {
        match block {
            Block::Empty => Self::Empty,
            Block::Issue => Self::Calls(Kind::Issue),
            Block::Revoke => Self::Calls(Kind::Revoke),
            Block::StaffTransfer => Self::Transfers(Kind::Issue),
            Block::Decide => Self::Calls(Kind::Decide),
            Block::PatientTransfer => Self::Transfers(Kind::Decide),
        }
    }
}

/// One block of calls, executed natively once.
#[derive(Parser)]
#[command(name = "bogam-block-instructions", version)]
struct Arguments {
    /// What the block is full of.
    block: Block,
    /// How many calls it has; none for an empty one.
    #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..=1_000))]
    calls: u32,
}

fn main() -> ExitCode {
    failure::end(run(&Arguments::parse()))
}

fn run(arguments: &Arguments) -> Result<(), Failure> {
    let content = Content::from(arguments.block);
    let calls = if content == Content::Empty { 0 } else { arguments.calls };
    let Prepared { mut state, block } = prepare(content, calls)?;
    measured_block(&mut state, block);
    println!("{calls}");
    Ok(())
}
