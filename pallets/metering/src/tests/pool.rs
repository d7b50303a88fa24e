//! Who gets into the pool, and in which order.

use super::scenario::*;
use crate::extension::{OPERATIONAL, ORDINARY};
use codec::Encode;
use frame_support::pallet_prelude::{InvalidTransaction, TransactionSource};
use sp_runtime::{traits::DispatchTransaction, transaction_validity::TransactionValidityError};

#[test]
fn outsider_should_be_refused_with_a_code_of_its_own() {
    run(|| {
        assert_eq!(validate(STRANGER, &remark(10)), Err(refused(Refusal::Outsider)));
        assert_eq!(validate(STRANGER, &operational()), Err(refused(Refusal::Outsider)));
        assert_eq!(apply(STRANGER, remark(10)), Err(refused(Refusal::Outsider)));
        assert_eq!(Usage::<Test>::iter().count(), 0);
        assert_eq!((Refusal::Outsider as u8, Refusal::NoAllowance as u8), (10, 11), "clients know them by number");
    });
}

#[test]
fn members_holders_and_governors_should_be_let_in() {
    run(|| {
        for who in [clerk(1), patient(1), PATIENT_OF_TWO, COUNCILLOR, GOVERNOR] {
            assert_eq!(validate(who, &remark(10)).map(|validity| validity.priority), Ok(ORDINARY));
            assert_eq!(validate(who, &operational()).map(|validity| validity.priority), Ok(OPERATIONAL));
        }
    });
}

#[test]
fn organisation_over_its_allowance_should_wait_behind_all_others() {
    run(|| {
        exhaust(clerk(1));
        assert_eq!(validate(clerk(1), &remark(10)).map(|validity| validity.priority), Ok(0), "it stays valid");
        let waits = TransactionValidityError::from(InvalidTransaction::ExhaustsResources);
        assert_eq!(apply(clerk(1), remark(10)), Err(waits));
        assert_eq!(apply(clerk(1), operational()), Err(waits), "calling it operational does not help");
        assert_eq!(validate(clerk(2), &remark(10)).map(|validity| validity.priority), Ok(ORDINARY));
        next_window();
        assert!(is_applied(clerk(1), remark(10)));
    });
}

#[test]
fn council_should_decide_when_nothing_is_left() {
    run(|| {
        exhaust(GOVERNOR);
        assert!(!is_applied(GOVERNOR, remark(10)));
        assert_eq!(validate(GOVERNOR, &operational()).map(|validity| validity.priority), Ok(OPERATIONAL));
        let before = staff(1);
        assert!(is_applied(GOVERNOR, operational()));
        assert!(staff(1) > before, "it is charged all the same");
    });
}

#[test]
fn organisation_without_allowance_should_be_refused_with_a_code_of_its_own() {
    run(|| {
        assert_ok!(set_allowance(1, Some(0)));
        for who in [clerk(1), patient(1), GOVERNOR] {
            assert_eq!(validate(who, &remark(10)), Err(refused(Refusal::NoAllowance)));
        }
        // Another organisation sponsors it too.
        assert_ok!(validate(PATIENT_OF_TWO, &remark(10)).map(|_| ()));
        assert_ok!(validate(GOVERNOR, &operational()).map(|_| ()));
        assert_ok!(set_allowance(1, None));
        assert_ok!(validate(clerk(1), &remark(10)).map(|_| ()));
    });
}

#[test]
fn councillor_should_wait_when_its_reserve_is_used_up() {
    run(|| {
        for allowance in [None, Some(0)] {
            assert_ok!(set_allowance(1, allowance));
            let mut count = 0;
            while is_applied(GOVERNOR, operational()) {
                count += 1;
                assert!(count < 10_000, "it never ends");
            }
            assert!(count > 3);
            let reserve = allowance.unwrap_or(ALLOWANCE) + ALLOWANCE;
            assert!(staff(1) >= reserve && staff(1) < reserve + ALLOWANCE, "{}", staff(1));
            next_window();
            next_window();
            assert!(is_applied(GOVERNOR, operational()), "votes are worked off, also by who may use nothing else");
            next_window();
            next_window();
        }
    });
}

#[test]
fn transaction_that_nobody_signed_should_not_be_charged() {
    run(|| {
        let call = remark(10);
        let length = call.encoded_size();
        // The extension does not object; that nobody has signed is for others to refuse.
        let said =
            meter().validate_only(RuntimeOrigin::none(), &call, &info(&call), length, TransactionSource::External, 0);
        assert!(said.is_err(), "nothing authorises it");
        assert_eq!(Usage::<Test>::iter().count(), 0);
    });
}

#[test]
fn extension_should_encode_to_nothing() {
    assert_eq!(meter().encode(), Vec::<u8>::new());
}
