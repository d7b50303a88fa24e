//! Blocks of signed transactions that the executive applies, and motions of the council.

use super::{consortium::*, *};
use crate::{AccountId, Header};
use codec::DecodeAll;
use frame_support::storage::{TransactionOutcome, with_transaction_unchecked};
use pallet_collective::Instance1;
use sp_runtime::{
    ApplyExtrinsicResult, Digest,
    traits::{BlakeTwo256, Hash, Header as _},
};

/// The admins of the organisations of genesis, and so its council.
pub const COUNCIL: [DevelopmentKey; 9] =
    [HOSPITAL, CLINIC, PHARMACY_A, INSURER, AUTHORITY, PHARMACY_B, RESEARCH, INSURER_B, INSURER_C];

/// A chain with the genesis of the network of four, in its second block.
pub fn run(test: impl FnOnce()) {
    chain(genesis::LOCAL).execute_with(|| {
        begin_block(2);
        test();
        assert_ok!(pallet_governance::Pallet::<Runtime>::do_try_state());
        assert_ok!(Validators::do_try_state());
        assert_ok!(pallet_registry::Pallet::<Runtime>::do_try_state());
        assert_ok!(pallet_metering::Pallet::<Runtime>::do_try_state());
        super::council::check();
    });
}

/// Begins block `number`, as if there had been nothing in the blocks before it.
pub fn begin_block(number: u32) {
    System::set_block_number(number - 1);
    let parent = System::block_hash(0);
    let header = Header::new(number, H256::zero(), H256::zero(), parent, Digest::default());
    Executive::initialize_block(&header);
}

/// The same transaction as it travels.
pub fn sent(transaction: UncheckedExtrinsic) -> UncheckedExtrinsic {
    UncheckedExtrinsic::decode_all(&mut &transaction.encode()[..]).expect("it decodes")
}

/// Applies a transaction. What is not applied leaves no trace, as when a block is built.
pub fn include(transaction: UncheckedExtrinsic) -> ApplyExtrinsicResult {
    with_transaction_unchecked(|| match Executive::apply_extrinsic(sent(transaction)) {
        applied @ Ok(_) => TransactionOutcome::Commit(applied),
        refused @ Err(_) => TransactionOutcome::Rollback(refused),
    })
}

/// The next transaction of the key.
pub fn next(key: &sr25519::Pair, call: impl Into<RuntimeCall>) -> UncheckedExtrinsic {
    let nonce = *pallet_metering::Pallet::<Runtime>::next_nonce(&AccountId::from(key.public()));
    signed(key, nonce, call.into())
}

/// Signs a call and applies it.
pub fn submit(from: &DevelopmentKey, call: impl Into<RuntimeCall>) -> ApplyExtrinsicResult {
    include(next(&key(from), call))
}

/// The origin of a motion with so many votes of all nine.
pub fn votes(yes: u32) -> RuntimeOrigin {
    pallet_collective::RawOrigin::<AccountId, Instance1>::Members(yes, COUNCIL.len() as u32).into()
}

/// Dispatches as the council does when a motion with so many votes has passed.
pub fn decide(yes: u32, call: impl Into<RuntimeCall>) -> Result<(), sp_runtime::DispatchError> {
    let call = call.into();
    with_transaction_unchecked(|| match call.dispatch(votes(yes)) {
        Ok(_) => TransactionOutcome::Commit(Ok(())),
        Err(refused) => TransactionOutcome::Rollback(Err(refused.error)),
    })
}

/// A motion that is being voted on.
pub struct Motion {
    pub hash: H256,
    pub index: u32,
    pub call: RuntimeCall,
}

impl Motion {
    /// The first of the council proposes; nobody has voted.
    pub fn propose(threshold: u32, call: impl Into<RuntimeCall>) -> Self {
        let call = call.into();
        let hash = BlakeTwo256::hash_of(&call);
        let index = pallet_collective::ProposalCount::<Runtime, Instance1>::get();
        let length_bound = call.encoded_size() as u32;
        let proposal = Box::new(call.clone());
        let propose = pallet_collective::Call::<Runtime, Instance1>::propose { threshold, proposal, length_bound };
        assert_eq!(submit(&COUNCIL[0], propose), Ok(Ok(())));
        Self { hash, index, call }
    }

    pub fn vote(&self, from: &DevelopmentKey, approve: bool) -> ApplyExtrinsicResult {
        let (proposal, index) = (self.hash, self.index);
        submit(from, pallet_collective::Call::<Runtime, Instance1>::vote { proposal, index, approve })
    }

    /// The first so many of the council agree.
    pub fn agree(&self, yes: usize) {
        for member in &COUNCIL[..yes] {
            assert_eq!(self.vote(member, true), Ok(Ok(())));
        }
    }

    pub fn close(&self, from: &DevelopmentKey) -> ApplyExtrinsicResult {
        let close = pallet_collective::Call::<Runtime, Instance1>::close {
            proposal_hash: self.hash,
            index: self.index,
            proposal_weight_bound: self.call.get_dispatch_info().call_weight,
            // The length is stored with it.
            length_bound: self.call.encoded_size() as u32 + 4,
        };
        submit(from, close)
    }

    /// What came of the call, if the motion has passed.
    pub fn result(&self) -> Option<Result<(), sp_runtime::DispatchError>> {
        System::events().into_iter().find_map(|record| match record.event {
            RuntimeEvent::Council(pallet_collective::Event::Executed { proposal_hash, result })
                if proposal_hash == self.hash =>
            {
                Some(result)
            }
            _ => None,
        })
    }
}

/// The name of a pallet or call, as pauses have it.
pub fn name(text: &str) -> pallet_governance::NameOf<Runtime> {
    text.as_bytes().to_vec().try_into().expect("it is short")
}

/// That the filter refused a call.
pub fn filtered() -> sp_runtime::DispatchError {
    frame_system::Error::<Runtime>::CallFiltered.into()
}
