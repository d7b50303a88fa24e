//! The invariants notice what they are there for: each corruption of the storage is found, under its own name.

use super::*;
use crate::{
    Admins, Admitted, CompromisedKeys, InstitutionCodes, LicenceHistory, Licences, LicencesByPerson, NextLicenceId,
    NextOrganisationId, OrganisationHistory, Organisations, SeatHistory, Seats,
};
use bogam_primitives::traits::Holders;
use sp_runtime::TryRuntimeError;

/// The small consortium, with a holder, and with a seat that was compromised.
fn found(message: &'static str, corrupt: impl FnOnce()) {
    new_test_ext().execute_with(|| {
        assert_ok!(Registry::sponsor(&HOLDER, HOSPITAL));
        grant(HOSPITAL_ADMIN, NEWCOMER, UNLICENSED, None);
        assert_ok!(Registry::report_seat_compromise(signed(HOSPITAL_ADMIN), NEWCOMER, NOW));
        assert_sound();
        corrupt();
        assert_eq!(Registry::do_try_state(), Err(TryRuntimeError::Other(message)));
    });
}

fn change_clinic(change: impl FnOnce(&mut Organisation<Test>)) {
    Organisations::<Test>::mutate(CLINIC, |slot| change(slot.as_mut().expect("it is there")));
}

fn found_in_licence(message: &'static str, change: impl FnOnce(&mut Licence)) {
    found(message, || {
        Licences::<Test>::mutate(PHYSICIAN_LICENCE, |slot| change(slot.as_mut().expect("it is there")));
    });
}

/// In the entry of the history that belongs to the compromised seat.
fn found_in_seat(message: &'static str, change: impl FnOnce(&mut SeatInterval)) {
    found(message, || SeatHistory::<Test>::mutate(NEWCOMER, |history| change(&mut history[0])));
}

fn found_in_holder(message: &'static str, change: impl FnOnce(&mut Holder<Test>)) {
    found(message, || {
        Admitted::<Test>::mutate(HOLDER, |slot| {
            let Some(Admission::Holder(holder)) = slot else { panic!("it is a holder") };
            change(holder);
        });
    });
}

/// Makes `account` the clinic's admin, whatever else it is.
fn crown(account: AccountId) {
    Admins::<Test>::remove(CLINIC_ADMIN);
    Admins::<Test>::insert(account, CLINIC);
    change_clinic(|clinic| clinic.admin = account);
}

#[test]
fn organisations_should_be_found_when_unsound() {
    let code = || Organisations::<Test>::get(CLINIC).expect("it is there").institution_code;
    found("organisations: numbers have gaps", || NextOrganisationId::<Test>::put(6));
    found("organisations: histories do not correspond", || OrganisationHistory::<Test>::remove(CLINIC));
    found("organisations: codes do not correspond", || InstitutionCodes::<Test>::remove(code()));
    found("organisations: a number is from the future", || {
        let clinic = Organisations::<Test>::take(CLINIC).expect("it is there");
        Organisations::<Test>::insert(7, clinic);
    });
    found("organisations: a code is another's", || InstitutionCodes::<Test>::insert(code(), HOSPITAL));
    found("organisations: the admin is another's", || Admins::<Test>::insert(CLINIC_ADMIN, HOSPITAL));
    found("organisations: a compromise ends before it begins", || {
        change_clinic(|clinic| clinic.compromised.try_push(CompromisedSpan { since: 2, until: 1 }).expect("it fits"));
    });
    found("organisations: admins do not correspond", || Admins::<Test>::insert(STRANGER, CLINIC));
}

#[test]
fn histories_of_organisations_should_be_found_when_unsound() {
    found("organisations: history is unordered", || {
        suspend(CLINIC);
        reinstate(CLINIC);
        OrganisationHistory::<Test>::mutate(CLINIC, |history| history[1].since = NOW + 1);
    });
    found("organisations: history does not begin with the admission", || {
        OrganisationHistory::<Test>::mutate(CLINIC, |history| history[0].since = 1);
    });
    found("organisations: history does not end with the status", || {
        change_clinic(|clinic| clinic.status = OrganisationStatus::Suspended);
    });
    found("organisations: removal was not final", || {
        remove(CLINIC);
        crown(CLINIC_ADMIN);
        change_clinic(|clinic| clinic.status = OrganisationStatus::Active);
        OrganisationHistory::<Test>::mutate(CLINIC, |history| {
            let again = OrganisationChange { since: NOW, ..history[0] };
            history.try_push(again).expect("it fits");
        });
    });
    found("organisations: no room for taking rights away", || {
        OrganisationHistory::<Test>::mutate(CLINIC, |history| {
            let last = history[0];
            while history.try_push(last).is_ok() {}
        });
    });
}

#[test]
fn licences_should_be_found_when_unsound() {
    found("licences: numbers have gaps", || NextLicenceId::<Test>::put(4));
    found("licences: histories do not correspond", || LicenceHistory::<Test>::remove(NURSE_LICENCE));
    found("licences: persons do not correspond", || LicencesByPerson::<Test>::remove((AUTHORITY, person(1))));
    found("licences: a number is from the future", || {
        let licence = Licences::<Test>::take(NURSE_LICENCE).expect("it is there");
        Licences::<Test>::insert(7, licence);
    });
    found("licences: a person has another licence", || {
        LicencesByPerson::<Test>::insert((AUTHORITY, person(1)), NURSE_LICENCE);
    });
    found_in_licence("licences: not granted by an authority", |licence| {
        licence.authority = HOSPITAL;
        LicencesByPerson::<Test>::remove((AUTHORITY, person(1)));
        LicencesByPerson::<Test>::insert((HOSPITAL, person(1)), PHYSICIAN_LICENCE);
    });
    found_in_licence("licences: an interval is empty", |licence| licence.valid_from = licence.valid_until);
}

#[test]
fn histories_of_licences_should_be_found_when_unsound() {
    let reason = LicenceReason::Lapsed;
    found("licences: history is unordered", || {
        assert_ok!(Registry::suspend_licence(signed(LICENSOR), PHYSICIAN_LICENCE, reason));
        assert_ok!(Registry::reinstate_licence(signed(LICENSOR), PHYSICIAN_LICENCE));
        LicenceHistory::<Test>::mutate(PHYSICIAN_LICENCE, |history| history[1].since = NOW + 1);
    });
    found("licences: history does not begin with the grant", || {
        LicenceHistory::<Test>::mutate(PHYSICIAN_LICENCE, |history| history[0].status = LicenceStatus::Suspended);
    });
    found_in_licence("licences: history does not end with what is current", |licence| licence.valid_until += 1);
    found("licences: revocation was not final", || {
        assert_ok!(Registry::revoke_licence(signed(LICENSOR), PHYSICIAN_LICENCE, reason));
        Licences::<Test>::mutate(PHYSICIAN_LICENCE, |slot| {
            slot.as_mut().expect("it is there").status = LicenceStatus::Active;
        });
        LicenceHistory::<Test>::mutate(PHYSICIAN_LICENCE, |history| {
            let again = LicenceChange { since: NOW, ..history[0] };
            history.try_push(again).expect("it fits");
        });
    });
    found("licences: no room for taking rights away", || {
        LicenceHistory::<Test>::mutate(PHYSICIAN_LICENCE, |history| {
            let last = history[0];
            while history.try_push(last).is_ok() {}
        });
    });
}

#[test]
fn seats_should_be_found_when_unsound() {
    found("seats: the live seat is not the last of its history", || SeatHistory::<Test>::remove(PHYSICIAN));
    found("seats: an admin sits in another organisation", || crown(PHYSICIAN));
    found("seats: an open entry is not live", || Seats::<Test>::remove(PHYSICIAN));
    found_in_seat("seats: entries overlap", |interval| interval.until = Some(NOW - 1));
    found_in_seat("seats: the organisation is unknown", |interval| interval.seat.organisation = 99);
    found_in_seat("seats: the licence is unknown", |interval| interval.seat.licence = Some(99));
    found_in_seat("seats: capacities are unsound", |interval| interval.seat.capacities = Capacities::of(&[]));
    found("seats: a compromised seat is live", || {
        SeatHistory::<Test>::mutate(PHYSICIAN, |history| history[0].compromised_since = Some(NOW));
    });
    found("seats: a compromised key is not known", || CompromisedKeys::<Test>::remove(NEWCOMER));
}

#[test]
fn accounts_should_be_found_when_unsound() {
    let both = || -> Admission<Test> { Admission::Staff(Roles::default().with(Role::Seat).with(Role::Admin)) };
    found("accounts: an admitted one has no provider", || {
        assert_ok!(System::dec_providers(&PHYSICIAN));
    });
    found("accounts: one of staff is another pallet's holder", || OtherKeys::insert(PHYSICIAN, ()));
    found("accounts: an admin is not admitted", || Admitted::<Test>::remove(CLINIC_ADMIN));
    found("accounts: a seat is not admitted", || Admitted::<Test>::remove(PHYSICIAN));
    found("accounts: admitted as an admin without being one", || {
        Admitted::<Test>::insert(PHYSICIAN, both());
    });
    found("accounts: admitted as a seat without having one", || {
        Admitted::<Test>::insert(CLINIC_ADMIN, both());
    });
}

#[test]
fn holders_should_be_found_when_unsound() {
    found_in_holder("holders: one has no sponsor", |holder| holder.sponsors.truncate(0));
    found_in_holder("holders: a sponsor is listed twice", |holder| {
        let again = holder.sponsors[0];
        holder.sponsors.try_push(again).expect("it fits");
    });
    found_in_holder("holders: no reference", |holder| holder.sponsors[0].references = 0);
    found_in_holder("holders: what was staff has no provider", |holder| holder.since = None);
    found_in_holder("holders: one is from the future", |holder| holder.since = Some(2));
    found("holders: nothing keeps an account", || {
        frame_system::Account::<Test>::mutate(HOLDER, |account| account.nonce = 1);
    });
    found("holders: one is an admin", || {
        crown(HOLDER);
        // Who was admitted as the admin before is found too, and perhaps first.
        Admitted::<Test>::remove(CLINIC_ADMIN);
    });
    found("holders: one has a seat", || {
        let seat = Seats::<Test>::get(PHYSICIAN).expect("it is there");
        Seats::<Test>::insert(HOLDER, seat);
        SeatHistory::<Test>::mutate(HOLDER, |history| {
            history.try_push(SeatInterval { seat, until: None, compromised_since: None }).expect("it fits");
        });
    });
}
