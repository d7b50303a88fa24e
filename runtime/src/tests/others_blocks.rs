//! Blocks of others. A node executes each one before it builds on it or votes for it, and takes it only if it is exactly what its
//! transactions make of the state: the runtime panics otherwise, and the node refuses the block.

use super::{block::*, consortium::*, *};
use crate::{Block, Header};
use bogam_primitives::time::SECOND;
use sp_consensus_aura::{AURA_ENGINE_ID, Slot};
use sp_runtime::{Digest, DigestItem, traits::Header as _};

/// The slot of the block.
const SLOT: u64 = 1_000_000;

/// What a block begins with: a moment, here the beginning of a slot.
fn time(slot: u64) -> UncheckedExtrinsic {
    UncheckedExtrinsic::new_bare(pallet_timestamp::Call::<Runtime>::set { now: slot * SECOND }.into())
}

/// On the state of genesis, before the first block.
fn at_the_beginning<T>(then: impl FnOnce() -> T) -> T {
    chain(genesis::LOCAL).execute_with(|| {
        System::set_block_number(0);
        then()
    })
}

/// The first block as an honest author builds it, with a transaction of a member.
fn built() -> Block {
    at_the_beginning(|| {
        let digest = Digest { logs: vec![DigestItem::PreRuntime(AURA_ENGINE_ID, Slot::from(SLOT).encode())] };
        let header = Header::new(1, H256::zero(), H256::zero(), System::block_hash(0), digest);
        Executive::initialize_block(&header);
        let extrinsics = vec![time(SLOT), next(&key(&HOSPITAL), remark())];
        for extrinsic in &extrinsics {
            let read = UncheckedExtrinsic::decode(&mut &extrinsic.encode()[..]).expect("it decodes");
            assert_eq!(Executive::apply_extrinsic(read), Ok(Ok(())));
        }
        Block { header: Executive::finalize_block(), extrinsics }
    })
}

/// What another node does with it.
fn execute(block: Block) {
    at_the_beginning(|| Executive::execute_block(block.into()));
}

#[test]
fn block_should_be_taken_when_it_is_what_its_transactions_make() {
    execute(built());
}

#[test]
#[should_panic(expected = "Storage root must match")]
fn block_should_be_refused_when_it_claims_another_state() {
    let mut block = built();
    block.header.state_root = H256::repeat_byte(1);
    execute(block);
}

#[test]
#[should_panic(expected = "Storage root must match")]
fn block_should_be_refused_when_a_transaction_was_taken_out_of_it() {
    let mut block = built();
    block.extrinsics.pop();
    execute(block);
}

#[test]
#[should_panic(expected = "ExecuteBlockError applying extrinsic")]
fn block_should_be_refused_when_an_outsider_s_transaction_is_in_it() {
    let mut block = built();
    block.extrinsics.push(at_the_beginning(|| next(&Sr25519Keyring::One.pair(), remark())));
    execute(block);
}

#[test]
#[should_panic(expected = "ExecuteBlockError applying extrinsic")]
fn block_should_be_refused_when_a_transaction_is_in_it_twice() {
    let mut block = built();
    block.extrinsics.push(at_the_beginning(|| next(&key(&HOSPITAL), remark())));
    execute(block);
}

#[test]
#[should_panic(expected = "Timestamp slot must match")]
fn block_should_be_refused_when_its_time_is_not_in_its_slot() {
    let mut block = built();
    block.extrinsics[0] = time(SLOT + 1);
    execute(block);
}

#[test]
#[should_panic(expected = "Timestamp must be updated once")]
fn block_should_be_refused_when_it_has_no_time() {
    let mut block = built();
    block.extrinsics.remove(0);
    execute(block);
}
