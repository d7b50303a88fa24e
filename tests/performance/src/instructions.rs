//! One block of each content, executed natively once, so that its instructions can be counted.
//!
//! Native execution is not what nodes do, but its count repeats to the instruction, and shows what a change of the runtime costs.
//! The state is in memory; verifying signatures and hashing the tree are part of it.

use crate::{
    blocks::{digest, moment},
    calls::{Content, Maker},
    failure::Failure,
    genesis::{self, Plan},
};
use bogam_runtime::{Block, BlockNumber, Executive, Hash, Header, UncheckedExtrinsic};
use codec::{DecodeAll, Encode};
use sp_core::H256;
use sp_io::TestExternalities;
use sp_runtime::traits::{Block as BlockT, Header as _};

/// A block as the runtime is given it: with transactions that are still to be decoded.
pub type SealedBlock = <Block as BlockT>::LazyBlock;

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
pub fn prepare(content: Content, calls: u32) -> Result<Prepared, Failure> {
    let plan = Plan { officers: calls, subjects: calls };
    let mut state = TestExternalities::new(genesis::state(&plan)?);
    let genesis = H256::repeat_byte(1);
    let first = state.execute_with(|| build(1, genesis, Vec::new()))?;
    state.commit_all().map_err(Failure::Building)?;

    // The first block has stored the hash of block zero, for which transactions are signed.
    let transactions = Maker::new(genesis, &plan, 0).block(content, calls)?;
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

    #[test]
    fn block_of_each_content_should_be_executed_when_prepared() {
        let contents = Kind::COMPARED.into_iter().flat_map(|kind| [Content::Calls(kind), Content::Transfers(kind)]);
        for content in contents.chain([Content::Empty]) {
            let Prepared { mut state, block } = prepare(content, 3).expect("all calls succeed");
            // It panics if anything differs from what was built.
            measured_block(&mut state, block);
        }
    }
}
