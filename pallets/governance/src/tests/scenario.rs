//! What the tests have in common: every call as a verb.
//!
//! Verbs go through the dispatch of the runtime, with its filter, as on a chain: what is refused leaves no trace.

pub use crate::mock::*;
use crate::{Call, NameOf};
pub use frame_support::{assert_noop, assert_ok};
use frame_support::{
    dispatch::{DispatchResult, GetDispatchInfo},
    storage::{TransactionOutcome, with_transaction},
    weights::Weight,
};
use sp_core::H256;
pub use sp_runtime::DispatchError;
use sp_runtime::traits::{BlakeTwo256, Dispatchable, Hash};

pub type Error = crate::Error<Test>;
pub type Event = crate::Event<Test>;
pub type Pallet = crate::Pallet<Test>;

/// Runs a test in a new world and checks the invariants at its end.
pub fn run(test: impl FnOnce()) {
    new_test_ext().execute_with(|| {
        test();
        check();
    });
}

pub fn check() {
    Pallet::do_try_state().expect("the invariants hold");
}

/// Dispatches as a block does: in a storage layer of its own, and through the filter.
pub fn dispatch(origin: RuntimeOrigin, call: impl Into<RuntimeCall>) -> DispatchResult {
    let call = call.into();
    let declared = call.get_dispatch_info().call_weight;
    assert!(declared.any_gt(Weight::zero()), "every call costs something");
    with_transaction(|| match call.dispatch(origin) {
        Ok(done) => {
            assert!(
                done.actual_weight.is_none_or(|used| used.all_lte(declared)),
                "no call weighs more than it declares"
            );
            TransactionOutcome::Commit(Ok(()))
        }
        Err(refused) => TransactionOutcome::Rollback(Err(refused.error)),
    })
}

pub fn by(who: AccountId, call: impl Into<RuntimeCall>) -> DispatchResult {
    dispatch(RuntimeOrigin::signed(who), call)
}

pub fn hash_of(code: &[u8]) -> H256 {
    BlakeTwo256::hash(code)
}

pub fn authorise(code: &[u8]) -> DispatchResult {
    by(COUNCIL, Call::<Test>::authorise_upgrade { code_hash: hash_of(code) })
}

pub fn withdraw(who: AccountId) -> DispatchResult {
    by(who, Call::<Test>::withdraw_upgrade {})
}

pub fn apply(code: Vec<u8>) -> DispatchResult {
    by(CLERK, Call::<Test>::apply_upgrade { code })
}

pub fn name(text: &str) -> NameOf<Test> {
    text.as_bytes().to_vec().try_into().expect("it is short")
}

pub fn pause(who: AccountId, pallet: &str, call: Option<&str>, blocks: u64) -> DispatchResult {
    by(who, Call::<Test>::pause { pallet: name(pallet), call: call.map(name), blocks })
}

pub fn resume(pallet: &str, call: Option<&str>) -> DispatchResult {
    by(COUNCIL, Call::<Test>::resume { pallet: name(pallet), call: call.map(name) })
}

pub fn admit() -> DispatchResult {
    by(CLERK, ward::Call::<Test>::admit {})
}

pub fn discharge() -> DispatchResult {
    by(CLERK, ward::Call::<Test>::discharge {})
}

pub fn filtered() -> DispatchError {
    frame_system::Error::<Test>::CallFiltered.into()
}

pub fn pass(blocks: u64) {
    System::set_block_number(System::block_number() + blocks);
}

/// The code that is the runtime, if an upgrade was ever applied.
pub fn runtime_code() -> Option<Vec<u8>> {
    // The genesis of the tests has an empty one.
    frame_support::storage::unhashed::get_raw(b":code").filter(|code| !code.is_empty())
}

pub fn last_event() -> Option<Event> {
    System::read_events_for_pallet::<Event>().pop()
}
