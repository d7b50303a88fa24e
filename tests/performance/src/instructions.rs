//! One block of each content, executed natively once, so that its instructions can be counted.
//!
//! Native execution is not what nodes do, but its count repeats to the instruction, and shows what a change of the runtime costs.
//! The state is in memory; verifying signatures and hashing the tree are part of it.

use crate::{
    blocks::{digest, moment},
    calls::{Content, Maker},
    failure::Failure,
    genesis::{self, Plan},
    records::Record,
    signers::sign,
};
use bogam_runtime::{Block, BlockNumber, Executive, Hash, Header, UncheckedExtrinsic};
use codec::{DecodeAll, Encode};
use sp_core::H256;
use sp_io::TestExternalities;
use sp_runtime::traits::{Block as BlockT, Header as _};

/// A block as the runtime is given it: with transactions that are still to be decoded.
pub type SealedBlock = <Block as BlockT>::LazyBlock;

/// What a block is full of, whose instructions are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filling {
    /// What blocks are full of whose import is measured in pairs.
    Paired(Content),
    /// The calls that make records of a sort, on a state that has all they need.
    Records(Record),
}

impl Filling {
    /// The people whom so many calls need from genesis on.
    const fn plan(self, calls: u32) -> Plan {
        match self {
            Self::Paired(_) => Plan { officers: calls, subjects: calls },
            Self::Records(record) => record.plan(calls),
        }
    }

    /// So many calls as transactions for the chain of the externalities around, where what they need is made first. That
    /// uses up nobody's allowance, and a block alone cannot.
    fn transactions(self, genesis: Hash, calls: u32) -> Result<Vec<UncheckedExtrinsic>, Failure> {
        match self {
            Self::Paired(content) => Maker::new(genesis, &self.plan(calls), 0).block(content, calls),
            Self::Records(record) => {
                (0..calls).try_for_each(|number| record.prepare(number))?;
                sign((0..calls).map(|number| record.call(number)).collect())
            }
        }
    }
}

/// A state, and a block that fits on it.
pub struct Prepared {
    /// The state before the block.
    pub state: TestExternalities,
    /// The block.
    pub block: SealedBlock,
}

/// Executes the block. The count is of this function and of what it calls: its name is what a profiler is told.
#[inline(never)]
pub fn measured_block(state: &mut TestExternalities, block: SealedBlock) {
    state.execute_with(|| Executive::execute_block(block));
}

/// Prepares a block of so many calls, as the second one of a chain: what happens in a chain's first block alone is over.
pub fn prepare(filling: Filling, calls: u32) -> Result<Prepared, Failure> {
    let mut state = TestExternalities::new(genesis::state(&filling.plan(calls))?);
    let genesis = H256::repeat_byte(1);
    let first = state.execute_with(|| build(1, genesis, Vec::new()))?;
    // The first block has stored the hash of block zero, for which transactions and statements are signed.
    let transactions = state.execute_with(|| filling.transactions(genesis, calls))?;
    state.commit_all().map_err(Failure::Building)?;

    let parent = first.header.hash();
    let block = state.execute_with(|| build(2, parent, transactions))?;
    state.reset_overlay();
    Ok(Prepared { state, block: block.into() })
}

/// Builds a block in the externalities around. All calls have to succeed.
fn build(number: BlockNumber, parent: Hash, transactions: Vec<UncheckedExtrinsic>) -> Result<Block, Failure> {
    let header = Header::new(number, H256::zero(), H256::zero(), parent, digest(number));
    Executive::initialize_block(&header);
    let calls = transactions.len();
    let mut extrinsics = Vec::with_capacity(calls + 1);
    let mut failed = 0;
    for transaction in std::iter::once(moment(number)).chain(transactions) {
        // As it comes from elsewhere: with its length.
        let sent = UncheckedExtrinsic::decode_all(&mut transaction.encode().as_slice())
            .map_err(|error| Failure::Building(error.to_string()))?;
        match Executive::apply_extrinsic(sent) {
            Ok(Ok(())) => {}
            Ok(Err(_)) => failed += 1,
            Err(refused) => return Err(Failure::Building(format!("{refused:?}"))),
        }
        extrinsics.push(transaction);
    }
    if failed > 0 {
        return Err(Failure::CallsFailed { failed, calls });
    }
    Ok(Block { header: Executive::finalize_block(), extrinsics })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calls::Kind;

    /// Builds a block and executes it, which panics if anything differs from what was built.
    fn execute(filling: Filling, calls: u32) {
        let prepared = prepare(filling, calls);
        let Prepared { mut state, block } = prepared.unwrap_or_else(|failure| panic!("{filling:?}: {failure}"));
        measured_block(&mut state, block);
    }

    #[test]
    fn block_of_each_content_should_be_executed_when_prepared() {
        let contents = Kind::COMPARED.into_iter().flat_map(|kind| [Content::Calls(kind), Content::Transfers(kind)]);
        for content in contents.chain([Content::Empty]) {
            execute(Filling::Paired(content), 3);
        }
    }

    #[test]
    fn block_of_each_record_should_be_executed_when_prepared() {
        for record in Record::ALL.into_iter().chain([Record::Acceptance]) {
            execute(Filling::Records(record), 2);
        }
    }
}
