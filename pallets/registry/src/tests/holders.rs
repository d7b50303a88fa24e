//! Sponsorship of holders.

use super::*;
use crate::Admitted;
use bogam_primitives::traits::{Holders, KeyAccounts};

#[test]
fn holder_should_last_from_its_first_to_its_last_reference() {
    run(|| {
        assert!(!Registry::is_sponsored(&HOLDER));
        assert_ok!(Registry::sponsor(&HOLDER, HOSPITAL));
        System::assert_last_event(Event::HolderAdmitted { holder: HOLDER }.into());
        assert_ok!(Registry::sponsor(&HOLDER, HOSPITAL));
        assert_ok!(Registry::sponsor(&HOLDER, CLINIC));
        assert_eq!(
            Registry::holder(HOLDER).unwrap().sponsors.into_inner(),
            [
                Sponsorship { organisation: HOSPITAL, references: 2 },
                Sponsorship { organisation: CLINIC, references: 1 }
            ]
        );
        assert_eq!(System::events().len(), 1, "it is told once, and the system has no new account");

        assert_ok!(Registry::release(&HOLDER, HOSPITAL));
        assert_ok!(Registry::release(&HOLDER, HOSPITAL));
        assert_eq!(
            Registry::holder(HOLDER).unwrap().sponsors.into_inner(),
            [Sponsorship { organisation: CLINIC, references: 1 }]
        );
        assert!(Registry::is_sponsored(&HOLDER));

        assert_ok!(Registry::release(&HOLDER, CLINIC));
        System::assert_last_event(Event::HolderDismissed { holder: HOLDER }.into());
        assert!(!Registry::is_sponsored(&HOLDER));
        assert_eq!(Registry::holder(HOLDER), None);
        assert!(!frame_system::Account::<Test>::contains_key(HOLDER));
    });
}

/// What the runtime does for the first transaction of a holder.
fn begin(holder: AccountId) {
    System::inc_sufficients(&holder);
}

fn has_account(account: AccountId) -> bool {
    frame_system::Account::<Test>::contains_key(account)
}

#[test]
fn account_of_a_holder_should_end_with_its_last_sponsor_when_it_has_begun() {
    run(|| {
        System::set_block_number(5);
        assert_ok!(Registry::sponsor(&HOLDER, HOSPITAL));
        assert_eq!(Registry::holder_since(&HOLDER), Some(5));
        assert!(!has_account(HOLDER), "nothing is set up");
        begin(HOLDER);
        System::set_block_number(9);
        assert_ok!(Registry::sponsor(&HOLDER, CLINIC));
        assert_ok!(Registry::release(&HOLDER, HOSPITAL));
        assert_eq!(Registry::holder_since(&HOLDER), Some(5));
        assert_eq!(System::sufficients(&HOLDER), 1);
        assert_ok!(Registry::release(&HOLDER, CLINIC));
        assert!(!has_account(HOLDER));

        // Another life begins with a later number.
        assert_ok!(Registry::sponsor(&HOLDER, CLINIC));
        assert_eq!(Registry::holder_since(&HOLDER), Some(9));
    });
}

#[test]
fn foreign_provider_of_a_holder_should_be_left_alone() {
    run(|| {
        assert_ok!(Registry::sponsor(&HOLDER, HOSPITAL));
        System::inc_providers(&HOLDER);
        begin(HOLDER);
        assert_ok!(Registry::release(&HOLDER, HOSPITAL));
        assert_eq!((System::providers(&HOLDER), System::sufficients(&HOLDER)), (1, 0));

        assert_ok!(Registry::sponsor(&HOLDER, HOSPITAL));
        assert_ok!(Registry::release(&HOLDER, HOSPITAL));
        assert_eq!(System::providers(&HOLDER), 1, "also where it never signed");
    });
}

#[test]
fn account_should_stay_when_another_pallet_keeps_the_key() {
    run(|| {
        OtherKeys::insert(HOLDER, ());
        assert_ok!(Registry::sponsor(&HOLDER, HOSPITAL));
        begin(HOLDER);
        assert_ok!(Registry::release(&HOLDER, HOSPITAL));
        assert_eq!(System::sufficients(&HOLDER), 1);

        // The last to keep it ends it.
        OtherKeys::remove(HOLDER);
        Registry::retire(&HOLDER);
        assert!(!has_account(HOLDER));
    });
}

#[test]
fn account_should_not_be_retired_when_the_registry_keeps_the_key() {
    run(|| {
        assert_ok!(Registry::sponsor(&HOLDER, HOSPITAL));
        begin(HOLDER);
        Registry::retire(&HOLDER);
        assert_eq!(System::sufficients(&HOLDER), 1);
        Registry::retire(&PHYSICIAN);
        assert_eq!(System::providers(&PHYSICIAN), 1);
        // Nor does anything happen where nothing is kept.
        let before = state();
        Registry::retire(&STRANGER);
        assert_eq!(state(), before);
    });
}

#[test]
fn account_should_be_unknown_when_it_is_neither_staff_nor_holder() {
    run(|| {
        assert!(Registry::is_unknown(&HOLDER));
        assert_ok!(Registry::sponsor(&HOLDER, HOSPITAL));
        for known in [HOLDER, HOSPITAL_ADMIN, PHYSICIAN] {
            assert!(!Registry::is_unknown(&known));
        }
        assert_ok!(Registry::release(&HOLDER, HOSPITAL));
        assert!(Registry::is_unknown(&HOLDER));
        // Former staff, for whom something is still held.
        assert_ok!(System::inc_consumers(&PHYSICIAN));
        assert_ok!(Registry::withdraw_seat(signed(HOSPITAL_ADMIN), PHYSICIAN));
        assert!(!Registry::is_unknown(&PHYSICIAN));
    });
}

#[test]
fn key_of_another_pallet_should_be_refused_as_staff() {
    run(|| {
        OtherKeys::insert(NEWCOMER, ());
        let capacities = Capacities::of(&[UNLICENSED]);
        assert_noop!(
            Registry::grant_seat(signed(HOSPITAL_ADMIN), NEWCOMER, capacities, NOW, None, None),
            Error::<Test>::AccountIsHolder
        );
        assert_noop!(Registry::rotate_admin(signed(CLINIC_ADMIN), NEWCOMER), Error::<Test>::AccountIsHolder);
        assert_noop!(Registry::replace_admin(root(), CLINIC, NEWCOMER, None), Error::<Test>::AccountIsHolder);
    });
}

#[test]
fn staff_should_not_be_sponsored() {
    run(|| {
        assert_noop!(Registry::sponsor(&HOSPITAL_ADMIN, HOSPITAL), Error::<Test>::AccountIsAdmin);
        assert_noop!(Registry::sponsor(&PHYSICIAN, HOSPITAL), Error::<Test>::AccountIsSeat);
    });
}

#[test]
fn former_staff_should_be_sponsored_like_anyone() {
    run(|| {
        assert_ok!(Registry::withdraw_seat(signed(HOSPITAL_ADMIN), PHYSICIAN));
        assert_ok!(Registry::sponsor(&PHYSICIAN, CLINIC));
    });
}

#[test]
fn release_should_be_refused_when_the_organisation_does_not_sponsor() {
    run(|| {
        assert_noop!(Registry::release(&HOLDER, HOSPITAL), Error::<Test>::NotSponsored);
        assert_ok!(Registry::sponsor(&HOLDER, HOSPITAL));
        assert_noop!(Registry::release(&HOLDER, CLINIC), Error::<Test>::NotSponsored);
    });
}

#[test]
fn sponsorship_should_be_refused_when_sponsors_or_references_are_too_many() {
    run(|| {
        for organisation in 0..MAX_SPONSORS {
            assert_ok!(Registry::sponsor(&HOLDER, organisation));
        }
        assert_noop!(Registry::sponsor(&HOLDER, MAX_SPONSORS), Error::<Test>::TooManySponsors);

        Admitted::<Test>::mutate(HOLDER, |admission| {
            let Some(Admission::Holder(holder)) = admission else { panic!("it is no holder") };
            holder.sponsors[0].references = u32::MAX;
        });
        assert_noop!(Registry::sponsor(&HOLDER, 0), Error::<Test>::TooManyReferences);
        // What is there can still be released.
        assert_ok!(Registry::release(&HOLDER, 0));
    });
}

#[test]
fn holder_that_was_staff_should_live_on_the_provider_that_was_kept() {
    run(|| {
        assert_ok!(System::inc_consumers(&PHYSICIAN));
        assert_ok!(Registry::withdraw_seat(signed(HOSPITAL_ADMIN), PHYSICIAN));
        assert_ok!(Registry::sponsor(&PHYSICIAN, CLINIC));
        assert_eq!(Registry::holder_since(&PHYSICIAN), None, "its account does not begin anew");
        assert_eq!(System::providers(&PHYSICIAN), 1);

        // Something depends on it still: it stays without a sponsor, and is nobody's.
        assert_ok!(Registry::release(&PHYSICIAN, CLINIC));
        assert!(!Registry::is_sponsored(&PHYSICIAN));
        assert_noop!(Registry::reclaim_account(signed(STRANGER), PHYSICIAN), Error::<Test>::ConsumersRemain);
        assert_ok!(Registry::sponsor(&PHYSICIAN, CLINIC));
        assert_eq!(System::providers(&PHYSICIAN), 1);

        System::dec_consumers(&PHYSICIAN);
        assert_ok!(Registry::release(&PHYSICIAN, CLINIC));
        assert!(!has_account(PHYSICIAN));
        // From now on it is like anybody else.
        assert_ok!(Registry::sponsor(&PHYSICIAN, CLINIC));
        assert!(Registry::holder_since(&PHYSICIAN).is_some() && !has_account(PHYSICIAN));
    });
}

#[test]
fn nothing_should_depend_on_the_account_of_a_holder_that_owns_nothing() {
    run(|| {
        assert_ok!(Registry::sponsor(&HOLDER, HOSPITAL));
        assert!(System::inc_consumers(&HOLDER).is_err());
        begin(HOLDER);
        assert!(System::inc_consumers(&HOLDER).is_err(), "a sufficient reference bears no consumer");
    });
}
