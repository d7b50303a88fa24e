//! The numbers of transactions, and where a holder's account begins.

use super::scenario::*;
use crate::{CheckNonce, WeightInfo, mock::Dismissed};
use codec::Encode;
use frame_support::{
    dispatch::GetDispatchInfo,
    pallet_prelude::{InvalidTransaction, TransactionSource, TransactionValidityError, ValidTransaction, Weight},
};
use sp_runtime::{
    StateVersion,
    traits::{DispatchTransaction, TransactionExtension},
};

const HOLDER: AccountId = patient(1);

fn check_of(nonce: u32) -> CheckNonce<Test> {
    CheckNonce::from(nonce)
}

/// What the pool says of a transaction with this number. It writes nothing.
fn said(who: AccountId, nonce: u32) -> Result<ValidTransaction, TransactionValidityError> {
    let (call, before) = (remark(1), sp_io::storage::root(StateVersion::V1));
    let origin = RuntimeOrigin::signed(who);
    let said =
        check_of(nonce).validate_only(origin, &call, &call.get_dispatch_info(), 1, TransactionSource::External, 0);
    assert_eq!(sp_io::storage::root(StateVersion::V1), before, "validation writes nothing");
    said.map(|(validity, ..)| validity)
}

/// Applies it as far as the check goes. Yields the weight that was not needed.
fn applied(who: AccountId, nonce: u32) -> Result<Weight, TransactionValidityError> {
    let call = remark(1);
    let origin = RuntimeOrigin::signed(who);
    check_of(nonce).validate_and_prepare(origin, &call, &call.get_dispatch_info(), 1, 0).map(|(unspent, _)| unspent)
}

/// What the check of an account that is known takes less.
fn spared() -> Weight {
    type Weights = <Test as crate::Config>::WeightInfo;
    Weights::check_nonce() - Weights::check_nonce_known()
}

fn refusal(reason: InvalidTransaction) -> TransactionValidityError {
    reason.into()
}

/// The references and the number of an account.
fn account(who: AccountId) -> (u32, u32, u32) {
    let record = System::account(who);
    (record.providers, record.sufficients, record.nonce)
}

#[test]
fn account_of_a_holder_should_begin_with_its_first_transaction() {
    run(|| {
        assert!(!frame_system::Account::<Test>::contains_key(HOLDER));
        assert_eq!(Pallet::next_nonce(&HOLDER), ADMITTED_AT);
        assert_eq!(applied(HOLDER, ADMITTED_AT), Ok(Weight::zero()));
        assert_eq!(account(HOLDER), (0, 1, ADMITTED_AT + 1));
        System::assert_last_event(frame_system::Event::NewAccount { account: HOLDER }.into());
    });
}

#[test]
fn account_of_a_holder_should_be_made_once() {
    run(|| {
        for nonce in ADMITTED_AT..ADMITTED_AT + 3 {
            assert_eq!(Pallet::next_nonce(&HOLDER), nonce);
            assert!(applied(HOLDER, nonce).is_ok());
            assert_eq!(account(HOLDER), (0, 1, nonce + 1));
        }
        assert_eq!(System::events().len(), 1);
    });
}

#[test]
fn validation_should_write_nothing_however_often_it_is_asked() {
    run(|| {
        let first = said(HOLDER, ADMITTED_AT);
        assert!(first.is_ok());
        assert_eq!(said(HOLDER, ADMITTED_AT), first);
        System::set_block_number(100);
        assert_eq!(said(HOLDER, ADMITTED_AT), first, "the first number stays the same until it is used");
        assert!(!frame_system::Account::<Test>::contains_key(HOLDER));
    });
}

#[test]
fn number_should_be_stale_or_future_for_a_holder_without_an_account_too() {
    run(|| {
        let stale = Err(refusal(InvalidTransaction::Stale));
        assert_eq!(said(HOLDER, ADMITTED_AT - 1), stale);
        assert_eq!(said(HOLDER, 0), stale);
        // The pool keeps what comes too early behind what it waits for.
        let early = said(HOLDER, ADMITTED_AT + 1).expect("it may come true");
        assert_eq!(early.requires, [(HOLDER, ADMITTED_AT).encode()]);
        assert_eq!(early.provides, [(HOLDER, ADMITTED_AT + 1).encode()]);
        assert_eq!(
            said(HOLDER, ADMITTED_AT).map(|first| (first.requires, first.provides)),
            Ok((vec![], early.requires))
        );
        assert_eq!(applied(HOLDER, ADMITTED_AT + 1), Err(refusal(InvalidTransaction::Future)));
        assert!(!frame_system::Account::<Test>::contains_key(HOLDER), "what is refused makes no account");

        assert!(applied(HOLDER, ADMITTED_AT).is_ok());
        assert_eq!(said(HOLDER, ADMITTED_AT), stale);
        assert_eq!(applied(HOLDER, ADMITTED_AT), Err(refusal(InvalidTransaction::Stale)));
    });
}

#[test]
fn outsider_should_be_asked_to_pay() {
    run(|| {
        // Staff that nobody has set up is one too: the registry takes a provider for it.
        for who in [STRANGER, clerk(1), GOVERNOR] {
            assert_eq!(said(who, 0), Err(refusal(InvalidTransaction::Payment)));
            assert_eq!(applied(who, 0), Err(refusal(InvalidTransaction::Payment)));
            assert!(!frame_system::Account::<Test>::contains_key(who));
        }
    });
}

#[test]
fn former_holder_should_be_asked_to_pay_also_while_it_has_an_account() {
    run(|| {
        assert!(applied(HOLDER, ADMITTED_AT).is_ok());
        Dismissed::set(Some(HOLDER));
        assert_eq!(said(HOLDER, ADMITTED_AT + 1), Err(refusal(InvalidTransaction::Payment)));
        Dismissed::set(None);
        assert!(said(HOLDER, ADMITTED_AT + 1).is_ok());
    });
}

#[test]
fn account_with_a_provider_should_get_no_reference() {
    run(|| {
        for who in [clerk(1), STRANGER, HOLDER] {
            System::inc_providers(&who);
            assert_eq!(Pallet::next_nonce(&who), 0);
            assert_eq!(applied(who, 0), Ok(spared()));
            assert_eq!(account(who), (1, 0, 1));
        }
    });
}

#[test]
fn what_is_spared_should_be_given_back_only_where_the_account_alone_was_looked_at() {
    run(|| {
        assert!(spared().ref_time() > 0);
        // With an account, too, it is asked whether it still is a holder.
        for nonce in ADMITTED_AT..ADMITTED_AT + 2 {
            assert_eq!(applied(HOLDER, nonce), Ok(Weight::zero()));
        }
        System::inc_providers(&HOLDER);
        assert_eq!(applied(HOLDER, ADMITTED_AT + 2), Ok(spared()));
    });
}

#[test]
fn check_should_look_like_the_system_pallets() {
    type Theirs = frame_system::CheckNonce<Test>;
    type Ours = CheckNonce<Test>;
    assert_eq!(
        <Ours as TransactionExtension<RuntimeCall>>::IDENTIFIER,
        <Theirs as TransactionExtension<RuntimeCall>>::IDENTIFIER
    );
    for nonce in [0, 1, 63, 64, 1 << 20, u32::MAX] {
        assert_eq!(Ours::from(nonce).encode(), Theirs::from(nonce).encode());
    }
    let definition = |info: scale_info::Type| info.type_def;
    assert_eq!(
        definition(<Ours as scale_info::TypeInfo>::type_info()),
        definition(<Theirs as scale_info::TypeInfo>::type_info())
    );
}

#[test]
fn transaction_that_nobody_signed_should_have_no_number() {
    run(|| {
        let call = remark(1);
        let root = RuntimeOrigin::root();
        let done = check_of(5).validate_and_prepare(root, &call, &call.get_dispatch_info(), 1, 0);
        assert_eq!(done.map(|(unspent, _)| unspent), Ok(check_of(5).weight(&call)));
        assert_eq!(frame_system::Account::<Test>::iter().count(), 0);
    });
}
