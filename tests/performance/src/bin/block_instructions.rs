//! Executes one block natively, for a profiler that counts the instructions of `measured_block` alone:
//!
//! `valgrind --tool=callgrind --toggle-collect='*measured_block*' --callgrind-out-file=FILE bogam-block-instructions CONTENT`
//!
//! It prints how many calls the block has, and nothing else.

use bogam_performance::{
    calls::{Content, Kind},
    failure::{self, Failure},
    instructions::{Filling, Prepared, measured_block, prepare},
    records::Record,
};
use clap::{Parser, ValueEnum};
use std::process::ExitCode;

/// What the block is full of.
#[derive(Clone, Copy, ValueEnum)]
enum Block {
    /// Nothing but the moment: what every block costs.
    Empty,
    /// Transfers by those who issue and revoke.
    StaffTransfer,
    /// `prescriptions.issue`
    Issue,
    /// `prescriptions.accept`, with the statement of the prescription's key.
    Accept,
    /// `prescriptions.dispense` of a part of one item.
    Dispense,
    /// `certificates.issue`, one batch each.
    IssueCertificates,
    /// `certificates.revoke`
    Revoke,
    /// `consent.register_subject`
    RegisterSubject,
    /// Transfers by those who decide.
    PatientTransfer,
    /// `consent.decide`
    Decide,
    /// `consent.request_access`, which a decision permits.
    RequestAccess,
    /// `claims.issue_policy`
    IssuePolicy,
    /// `claims.submit` of a visit, with the statement of the insured: decided by the rules.
    SubmitClaim,
}

impl From<Block> for Filling {
    fn from(block: Block) -> Self {
        match block {
            Block::Empty => Self::Paired(Content::Empty),
            Block::StaffTransfer => Self::Paired(Content::Transfers(Kind::Issue)),
            Block::Issue => Self::Paired(Content::Calls(Kind::Issue)),
            Block::Accept => Self::Records(Record::Acceptance),
            Block::Dispense => Self::Records(Record::Fill),
            Block::IssueCertificates => Self::Records(Record::Batch),
            Block::Revoke => Self::Paired(Content::Calls(Kind::Revoke)),
            Block::RegisterSubject => Self::Records(Record::Subject),
            Block::PatientTransfer => Self::Paired(Content::Transfers(Kind::Decide)),
            Block::Decide => Self::Paired(Content::Calls(Kind::Decide)),
            Block::RequestAccess => Self::Records(Record::Receipt),
            Block::IssuePolicy => Self::Records(Record::Policy),
            Block::SubmitClaim => Self::Records(Record::Claim),
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
    let filling = Filling::from(arguments.block);
    let calls = if filling == Filling::Paired(Content::Empty) { 0 } else { arguments.calls };
    let Prepared { mut state, block } = prepare(filling, calls)?;
    measured_block(&mut state, block);
    println!("{calls}");
    Ok(())
}
