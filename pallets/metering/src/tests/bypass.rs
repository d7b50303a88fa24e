//! Nothing gets round the allowance.

use super::scenario::*;
use frame_support::dispatch::GetDispatchInfo;

fn batch(calls: Vec<RuntimeCall>) -> RuntimeCall {
    pallet_utility::Call::batch { calls }.into()
}

#[test]
fn batch_should_be_charged_for_all_that_is_in_it() {
    run(|| {
        assert!(is_applied(clerk(1), remark(100)));
        let one = staff(1);
        assert!(is_applied(clerk(2), batch(vec![remark(100); 30])));
        let inside = 30 * remark(100).get_dispatch_info().call_weight.ref_time();
        assert!(staff(2) > inside && staff(2) > one, "{} for 30 of {inside}", staff(2));
    });
}

#[test]
fn nested_batches_should_be_charged_for_all_that_is_in_them() {
    run(|| {
        assert!(is_applied(clerk(1), batch(vec![remark(100); 30])));
        assert!(is_applied(clerk(2), batch(vec![batch(vec![batch(vec![remark(100); 30])])])));
        assert!(staff(2) >= staff(1));
    });
}

#[test]
fn call_under_a_derived_account_should_be_charged_to_whoever_signed() {
    run(|| {
        let call = pallet_utility::Call::as_derivative { index: 7, call: Box::new(remark(100)) };
        assert!(is_applied(clerk(1), call.into()));
        assert!(staff(1) > remark(100).get_dispatch_info().call_weight.ref_time());
        assert_eq!(Usage::<Test>::iter().count(), 1);
    });
}

#[test]
fn weight_of_a_call_should_not_be_understated() {
    run(|| {
        // `with_weight` would replace the declared weight; it is Root's, and fails with what it declared.
        let weight = frame_support::weights::Weight::zero();
        let call = pallet_utility::Call::with_weight { call: Box::new(remark(100)), weight };
        let done = apply(clerk(1), call.into()).expect("it is applied");
        assert_eq!(done, Err(sp_runtime::DispatchError::BadOrigin));
    });
}

#[test]
fn organisation_should_not_get_more_by_many_accounts_or_small_calls() {
    run(|| {
        exhaust(clerk(1));
        // Another signer of the same organisation, and the smallest call there is.
        assert!(!is_applied(GOVERNOR, remark(0)));
        assert!(!is_applied(clerk(1), batch(vec![])));
    });
}

#[test]
fn many_holders_of_one_sponsor_should_share_one_account() {
    run(|| {
        exhaust(patient(3));
        let left = Pallet::usage(3).holders_allowance.saturating_sub(holders(3));
        assert_eq!(left, 0);
        assert!(!is_applied(patient(3), remark(0)));
    });
}
