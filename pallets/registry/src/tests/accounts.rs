//! The one provider reference per account of staff, on every way in and out.

use super::*;
use crate::{Admitted, SeatHistory};
use bogam_primitives::traits::Holders;
use frame_support::dispatch::{DispatchInfo, GetDispatchInfo};
use sp_runtime::{
    traits::DispatchTransaction,
    transaction_validity::{InvalidTransaction, TransactionSource, TransactionValidityError},
};

/// What the system's nonce check says to a coinless account's first transaction.
fn check_nonce(account: AccountId) -> Result<(), TransactionValidityError> {
    let call: RuntimeCall = crate::Call::reclaim_account { account }.into();
    let info: DispatchInfo = call.get_dispatch_info();
    frame_system::CheckNonce::<Test>::from(0)
        .validate_only(signed(account), &call, &info, 0, TransactionSource::External, 0)
        .map(|_| ())
}

fn providers(account: AccountId) -> u32 {
    System::providers(&account)
}

#[test]
fn account_should_be_able_to_sign_without_a_coin_exactly_while_it_has_a_role() {
    run(|| {
        let refused = Err(TransactionValidityError::Invalid(InvalidTransaction::Payment));
        assert_eq!(check_nonce(NEWCOMER), refused);

        grant(HOSPITAL_ADMIN, NEWCOMER, UNLICENSED, None);
        assert_eq!(check_nonce(NEWCOMER), Ok(()));
        assert_ok!(Registry::withdraw_seat(signed(HOSPITAL_ADMIN), NEWCOMER));
        assert_eq!(check_nonce(NEWCOMER), refused);

        // A holder is not set up: the runtime knows it by its sponsors.
        assert_ok!(Registry::sponsor(&NEWCOMER, HOSPITAL));
        assert_eq!(check_nonce(NEWCOMER), refused);
        assert_ok!(Registry::release(&NEWCOMER, HOSPITAL));

        assert_ok!(Registry::rotate_admin(signed(CLINIC_ADMIN), NEWCOMER));
        assert_eq!(check_nonce(NEWCOMER), Ok(()));
        assert_eq!(check_nonce(CLINIC_ADMIN), refused);
    });
}

#[test]
fn account_should_have_one_provider_however_many_roles_it_has() {
    run(|| {
        grant(HOSPITAL_ADMIN, HOSPITAL_ADMIN, UNLICENSED, None);
        assert_eq!(providers(HOSPITAL_ADMIN), 1);

        assert_ok!(Registry::rotate_admin(signed(HOSPITAL_ADMIN), NEWCOMER));
        assert_eq!(providers(HOSPITAL_ADMIN), 1);
        assert_ok!(Registry::withdraw_seat(signed(NEWCOMER), HOSPITAL_ADMIN));
        assert_eq!(providers(HOSPITAL_ADMIN), 0);
        assert!(!Admitted::<Test>::contains_key(HOSPITAL_ADMIN));
    });
}

#[test]
fn provider_should_be_given_back_on_every_way_out() {
    run(|| {
        // Removal of the organisation, and clearing away of its seats.
        remove(PHARMACY);
        assert_eq!(providers(PHARMACY_ADMIN), 0);
        assert_ok!(Registry::reclaim_account(signed(STRANGER), PHARMACIST));
        System::assert_last_event(Event::SeatLapsed { organisation: PHARMACY, account: PHARMACIST }.into());
        assert_eq!(providers(PHARMACIST), 0);
        // Replacement of a stolen key.
        assert_ok!(Registry::replace_admin(root(), CLINIC, NEWCOMER, Some(NOW)));
        assert_eq!(providers(CLINIC_ADMIN), 0);
        // Compromise of a seat.
        assert_ok!(Registry::report_seat_compromise(signed(HOSPITAL_ADMIN), PHYSICIAN, NOW));
        assert_eq!(providers(PHYSICIAN), 0);
    });
}

#[test]
fn account_should_stay_without_a_role_while_something_depends_on_it() {
    run(|| {
        assert_ok!(System::inc_consumers(&PHYSICIAN));
        assert_ok!(Registry::withdraw_seat(signed(HOSPITAL_ADMIN), PHYSICIAN));

        assert_eq!(Admitted::<Test>::get(PHYSICIAN), Some(Admission::Staff(Roles::default())));
        assert_eq!(providers(PHYSICIAN), 1);
        assert_eq!(entitled(PHYSICIAN, Capacity::Prescribe), Err(NotEntitled::NoSeat));
        assert_noop!(Registry::reclaim_account(signed(STRANGER), PHYSICIAN), Error::<Test>::ConsumersRemain);

        System::dec_consumers(&PHYSICIAN);
        assert_ok!(Registry::reclaim_account(signed(STRANGER), PHYSICIAN));
        System::assert_last_event(Event::AccountReclaimed { account: PHYSICIAN }.into());
        assert_eq!(providers(PHYSICIAN), 0);
        assert!(!Admitted::<Test>::contains_key(PHYSICIAN));
    });
}

#[test]
fn account_that_stayed_should_be_admitted_again_on_the_same_provider() {
    run(|| {
        assert_ok!(System::inc_consumers(&PHYSICIAN));
        assert_ok!(Registry::withdraw_seat(signed(HOSPITAL_ADMIN), PHYSICIAN));
        assert_ok!(Registry::sponsor(&PHYSICIAN, CLINIC));
        assert_eq!(providers(PHYSICIAN), 1);
        assert_ok!(Registry::release(&PHYSICIAN, CLINIC));
        assert_eq!(providers(PHYSICIAN), 1);

        System::dec_consumers(&PHYSICIAN);
        grant(HOSPITAL_ADMIN, PHYSICIAN, UNLICENSED, None);
        assert_eq!(providers(PHYSICIAN), 1);
    });
}

#[test]
fn foreign_provider_should_be_left_alone() {
    run(|| {
        System::inc_providers(&PHYSICIAN);
        assert_ok!(System::inc_consumers(&PHYSICIAN));
        assert_ok!(Registry::withdraw_seat(signed(HOSPITAL_ADMIN), PHYSICIAN));
        assert_eq!(providers(PHYSICIAN), 1);
        assert_noop!(Registry::reclaim_account(signed(STRANGER), PHYSICIAN), Error::<Test>::NotAdmitted);
    });
}

#[test]
fn reclaim_should_be_refused_when_there_is_nothing_to_reclaim() {
    run(|| {
        let reclaim = |account| Registry::reclaim_account(signed(STRANGER), account);
        assert_noop!(reclaim(STRANGER), Error::<Test>::NotAdmitted);
        assert_noop!(reclaim(PHYSICIAN), Error::<Test>::AccountInUse);
        assert_noop!(reclaim(CLINIC_ADMIN), Error::<Test>::AccountInUse);
    });
}

#[test]
fn reclaim_should_clear_an_expired_seat_and_keep_the_other_role() {
    run(|| {
        let capacities = Capacities::of(&[UNLICENSED]);
        let (admin, end) = (HOSPITAL_ADMIN, Some(NOW + 5));
        assert_ok!(Registry::grant_seat(signed(admin), admin, capacities, NOW, end, None));
        set_time(NOW + 5);
        assert_ok!(Registry::reclaim_account(signed(STRANGER), admin));
        assert_eq!(Registry::seat(admin), None);
        assert_eq!(SeatHistory::<Test>::get(admin)[0].until, Some(NOW + 5));
        assert_eq!(providers(admin), 1);
        assert_noop!(Registry::reclaim_account(signed(STRANGER), admin), Error::<Test>::AccountInUse);
    });
}
