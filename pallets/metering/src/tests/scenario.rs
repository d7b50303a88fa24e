//! What the tests have in common: transactions, validated as in the pool and applied as in a block.

use crate::extension::Meter;
pub use crate::mock::*;
pub use crate::{Account, Allowances, Refusal, Usage};
pub use bogam_primitives::OrganisationId;
use codec::Encode;
pub use frame_support::{assert_noop, assert_ok};
use frame_support::{
    dispatch::{DispatchInfo, DispatchResult, GetDispatchInfo},
    pallet_prelude::{InvalidTransaction, TransactionSource, TransactionValidityError, ValidTransaction},
};
use sp_runtime::{
    StateVersion,
    traits::{DispatchTransaction, TransactionExtension},
};

pub type Pallet = crate::Pallet<Test>;

pub fn run(test: impl FnOnce()) {
    new_test_ext().execute_with(|| {
        test();
        check();
    });
}

pub fn check() {
    Pallet::do_try_state().expect("the invariants hold");
}

/// A small call, of `length` bytes.
pub fn remark(length: usize) -> RuntimeCall {
    frame_system::Call::remark { remark: vec![0; length] }.into()
}

/// An operational call. It is Root's, so that it fails; but fail it must be allowed to.
pub fn operational() -> RuntimeCall {
    frame_system::Call::set_heap_pages { pages: 1 }.into()
}

pub fn meter() -> Meter<Test> {
    Meter::new()
}

pub fn info(call: &RuntimeCall) -> DispatchInfo {
    DispatchInfo { extension_weight: meter().weight(call), ..call.get_dispatch_info() }
}

/// What the pool says. It writes nothing.
pub fn validate(who: AccountId, call: &RuntimeCall) -> Result<ValidTransaction, TransactionValidityError> {
    let before = sp_io::storage::root(StateVersion::V1);
    let origin = RuntimeOrigin::signed(who);
    let said = meter().validate_only(origin, call, &info(call), call.encoded_size(), TransactionSource::External, 0);
    assert_eq!(sp_io::storage::root(StateVersion::V1), before, "validation writes nothing");
    said.map(|(validity, ..)| validity)
}

/// Applies a transaction as a block does: the outer result says whether it was applied, the inner one whether the call was done.
pub fn apply(who: AccountId, call: RuntimeCall) -> Result<DispatchResult, TransactionValidityError> {
    let declared = info(&call);
    let length = call.encoded_size();
    let done = meter().dispatch_transaction(RuntimeOrigin::signed(who), call, &declared, length, 0)?;
    Ok(done.map(|_| ()).map_err(|refused| refused.error))
}

/// Whether it was applied; it is an error of the test if it was refused for another reason than that nothing is left.
pub fn is_applied(who: AccountId, call: RuntimeCall) -> bool {
    match apply(who, call) {
        Ok(_) => true,
        Err(refused) => {
            assert_eq!(refused, InvalidTransaction::ExhaustsResources.into());
            false
        }
    }
}

pub fn refused(reason: Refusal) -> TransactionValidityError {
    InvalidTransaction::Custom(reason as u8).into()
}

pub fn staff(organisation: OrganisationId) -> u64 {
    Pallet::usage(organisation).used
}

pub fn holders(organisation: OrganisationId) -> u64 {
    Pallet::usage(organisation).holders_used
}

/// The next window.
pub fn next_window() {
    let next = Pallet::usage(1).next_window;
    System::set_block_number(next);
}

/// Has somebody use up what is left; how many transactions that took.
pub fn exhaust(who: AccountId) -> u32 {
    let mut count = 0;
    while is_applied(who, remark(10)) {
        count += 1;
        assert!(count < 10_000, "it never ends");
    }
    count
}

pub fn set_allowance(organisation: OrganisationId, allowance: Option<u64>) -> DispatchResult {
    Pallet::set_allowance(RuntimeOrigin::root(), organisation, allowance)
}
