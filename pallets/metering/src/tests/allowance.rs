//! What is charged, to whom, and how it runs off.

use super::scenario::*;
use crate::{CheckNonce, Error, Event, Meter, UsageView, WeightInfo};
use bogam_primitives::traits::{Sender, Senders};
use codec::Encode;
use frame_support::{
    dispatch::{DispatchInfo, GetDispatchInfo},
    traits::Get,
};
use frame_system::limits::BlockWeights;
use sp_runtime::traits::{DispatchTransaction, TransactionExtension};

type Weights = <Test as crate::Config>::WeightInfo;

/// What `who` is charged for a call whose declared weight is all used.
fn price(who: AccountId, call: &RuntimeCall) -> u64 {
    let limits: BlockWeights = <Test as frame_system::Config>::BlockWeights::get();
    let base = limits.get(call.get_dispatch_info().class).base_extrinsic.ref_time();
    let sender = People::sender(&who).expect("it may send");
    let accounts = match &sender {
        Sender::Holder(sponsors) => sponsors.len() as u32,
        Sender::Member(_) | Sender::Governor(_) => 1,
    };
    let own = People::weight_of(&sender) + Weights::meter(accounts);
    call.get_dispatch_info().call_weight.ref_time() + own.ref_time() + base + BYTE * call.encoded_size() as u64
}

#[test]
fn organisation_should_be_charged_exactly_what_was_used() {
    run(|| {
        assert_ok!(apply(clerk(1), remark(100)).map(|_| ()));
        assert_eq!(staff(1), price(clerk(1), &remark(100)));
        assert_ok!(apply(clerk(1), remark(5_000)).map(|_| ()));
        assert_eq!(staff(1), price(clerk(1), &remark(100)) + price(clerk(1), &remark(5_000)));
        assert_eq!((staff(2), holders(1)), (0, 0));
    });
}

#[test]
fn failing_calls_should_be_charged_too() {
    run(|| {
        let done = apply(clerk(1), operational()).expect("it is applied");
        assert!(done.is_err());
        assert_eq!(staff(1), price(clerk(1), &operational()));
    });
}

#[test]
fn what_was_declared_and_not_used_should_be_given_back() {
    run(|| {
        // The batch stops at its second call, and gives back the weight of the third.
        let long: RuntimeCall = pallet_utility::Call::batch { calls: vec![remark(10); 40] }.into();
        let broken: RuntimeCall =
            pallet_utility::Call::batch { calls: [vec![operational()], vec![remark(10); 39]].concat() }.into();
        assert!(is_applied(clerk(1), long.clone()));
        let all = staff(1);
        assert!(is_applied(clerk(2), broken.clone()));
        let some = staff(2);
        assert!(some < all, "{some} of {all}");
        assert!(some < price(clerk(2), &broken));
    });
}

#[test]
fn what_an_extension_inside_gives_back_should_not_be_charged() {
    run(|| {
        System::inc_providers(&clerk(1));
        let call = remark(10);
        let (declared, length) = (call.get_dispatch_info(), call.encoded_size());
        let extension = Meter::<Test, _>::around(CheckNonce::<Test>::from(0));
        let info = DispatchInfo { extension_weight: extension.weight(&call), ..declared };
        let most = People::weight() + Weights::meter(4) + Weights::check_nonce();
        assert_eq!(info.extension_weight, most);

        let done = extension.dispatch_transaction(RuntimeOrigin::signed(clerk(1)), call.clone(), &info, length, 0);
        let used = done.expect("it is applied").expect("a remark does not fail").actual_weight;
        let own = People::weight_of(&Sender::Member(1)) + Weights::meter(1);
        assert_eq!(used, Some(declared.call_weight + own + Weights::check_nonce_known()));
        assert_eq!(staff(1), price(clerk(1), &call) + Weights::check_nonce_known().ref_time());
        assert_eq!(System::account_nonce(clerk(1)), 1);
    });
}

#[test]
fn holder_should_be_charged_to_the_sponsor_s_share_for_holders() {
    run(|| {
        assert!(is_applied(patient(1), remark(10)));
        assert_eq!((holders(1), staff(1)), (price(patient(1), &remark(10)), 0));
        let view = Pallet::usage(1);
        assert_eq!((view.allowance, view.holders_allowance), (ALLOWANCE, ALLOWANCE / 4));
    });
}

#[test]
fn holders_should_not_hold_up_the_staff() {
    run(|| {
        exhaust(patient(1));
        assert!(is_applied(clerk(1), remark(10)));
        assert!(!is_applied(patient(1), remark(10)));
    });
}

#[test]
fn holder_of_several_should_be_charged_to_the_sponsor_with_the_most_left() {
    run(|| {
        exhaust(patient(1));
        let before = holders(1);
        assert!(is_applied(PATIENT_OF_TWO, remark(10)));
        assert_eq!((holders(1), holders(2)), (before, price(PATIENT_OF_TWO, &remark(10))));
        exhaust(patient(2));
        assert!(!is_applied(PATIENT_OF_TWO, remark(10)));
    });
}

#[test]
fn councillors_without_an_organisation_should_have_an_account_of_their_own() {
    run(|| {
        assert!(is_applied(COUNCILLOR, remark(10)));
        let charged = Usage::<Test>::iter().map(|(account, _)| account).collect::<Vec<_>>();
        assert_eq!(charged, vec![Account::Council]);
        assert!(is_applied(GOVERNOR, remark(10)));
        assert_eq!(staff(1), price(GOVERNOR, &remark(10)));
    });
}

#[test]
fn allowance_should_be_whole_again_in_the_next_window() {
    run(|| {
        let first = exhaust(clerk(1));
        assert!(first > 3, "the allowance is for more than a few");
        System::set_block_number(WINDOW - 1);
        assert!(!is_applied(clerk(1), remark(10)), "the window lasts until its last block");
        System::set_block_number(WINDOW);
        // What the last transaction took too much is missing: at most one less.
        let second = exhaust(clerk(1));
        assert!((first - 1..=first).contains(&second), "{first}, then {second}");
        System::set_block_number(100 * WINDOW);
        assert_eq!(staff(1), 0);
        assert_eq!(exhaust(clerk(1)), first, "what was not used is not saved up");
    });
}

#[test]
fn large_transaction_should_be_applied_and_paid_from_the_next_windows() {
    run(|| {
        let bytes = (ALLOWANCE / BYTE * 3) as usize;
        assert!(is_applied(clerk(1), remark(bytes)));
        let windows = staff(1) / ALLOWANCE;
        assert!(windows >= 3);
        for _ in 0..windows {
            assert!(!is_applied(clerk(1), remark(10)));
            next_window();
        }
        assert!(is_applied(clerk(1), remark(10)));
    });
}

#[test]
fn governance_should_set_allowances() {
    run(|| {
        let usual = exhaust(clerk(1));
        assert_ok!(set_allowance(2, Some(2 * ALLOWANCE)));
        assert!(exhaust(clerk(2)) >= 2 * usual - 1);
        assert_ok!(set_allowance(2, None));
        assert_eq!(Allowances::<Test>::iter().count(), 0);
        let told = System::read_events_for_pallet::<Event<Test>>();
        let set = |allowance| Event::AllowanceSet { organisation: 2, allowance };
        assert_eq!(told, vec![set(2 * ALLOWANCE), set(ALLOWANCE)]);
    });
}

#[test]
fn allowance_should_be_refused_for_an_unknown_organisation_and_by_anybody_else() {
    run(|| {
        assert_noop!(set_allowance(77, Some(1)), Error::<Test>::UnknownOrganisation);
        for origin in [RuntimeOrigin::none(), RuntimeOrigin::signed(clerk(1)), RuntimeOrigin::signed(GOVERNOR)] {
            assert_noop!(Pallet::set_allowance(origin, 1, Some(1)), sp_runtime::DispatchError::BadOrigin);
        }
    });
}

#[test]
fn usage_should_be_shown_with_the_next_window() {
    run(|| {
        System::set_block_number(WINDOW + 3);
        let expected = UsageView {
            allowance: ALLOWANCE,
            used: 0,
            holders_allowance: ALLOWANCE / 4,
            holders_used: 0,
            next_window: 2 * WINDOW,
        };
        assert_eq!(Pallet::usage(1), expected);
    });
}

#[test]
fn use_in_the_future_should_be_found() {
    new_test_ext().execute_with(|| {
        Usage::<Test>::insert(Account::Council, crate::Bucket { window: 7, used: 1 });
        let found = Pallet::do_try_state();
        assert_eq!(found, Err(sp_runtime::TryRuntimeError::Other("something was used in the future")));
    });
}
