//! Seats: granting, withdrawing, lapsing, compromise.

use super::*;
use crate::{CompromisedKeys, SeatHistory, Seats};
use bogam_primitives::traits::Holders;
use codec::Decode;

fn try_grant(account: AccountId, capacities: &[Capacity], licence: Option<LicenceId>) -> DispatchResult {
    Registry::grant_seat(signed(HOSPITAL_ADMIN), account, Capacities::of(capacities), NOW, None, licence)
}

fn try_interval(valid_from: Moment, valid_until: Option<Moment>) -> DispatchResult {
    let capacities = Capacities::of(&[UNLICENSED]);
    Registry::grant_seat(signed(HOSPITAL_ADMIN), NEWCOMER, capacities, valid_from, valid_until, None)
}

#[test]
fn grant_should_seat_the_account() {
    run(|| {
        let capacities = Capacities::of(&[Capacity::Prescribe, Capacity::Custodian]);
        let licence = Some(PHYSICIAN_LICENCE);
        assert_ok!(Registry::grant_seat(signed(HOSPITAL_ADMIN), NEWCOMER, capacities, NOW + 5, Some(NOW + 9), licence));

        let seat = Seat {
            organisation: HOSPITAL,
            capacities,
            granted_at: NOW,
            valid_from: NOW + 5,
            valid_until: Some(NOW + 9),
            licence,
        };
        assert_eq!(Registry::seat(NEWCOMER), Some(seat));
        assert_eq!(Registry::seat_history(NEWCOMER), [SeatInterval { seat, until: None, compromised_since: None }]);
        System::assert_last_event(
            Event::SeatGranted { organisation: HOSPITAL, account: NEWCOMER, capacities, licence }.into(),
        );
    });
}

#[test]
fn one_licence_should_serve_seats_at_two_organisations_and_stop_both() {
    run(|| {
        grant(CLINIC_ADMIN, NEWCOMER, Capacity::Prescribe, Some(PHYSICIAN_LICENCE));
        assert_ok!(Registry::suspend_licence(signed(LICENSOR), PHYSICIAN_LICENCE, LicenceReason::Disciplinary));
        for account in [PHYSICIAN, NEWCOMER] {
            assert_eq!(entitled(account, Capacity::Prescribe), Err(NotEntitled::LicenceSuspended));
        }
    });
}

#[test]
fn seat_should_fall_with_its_licence_in_capacities_that_need_none() {
    run(|| {
        assert_ok!(try_grant(NEWCOMER, &[UNLICENSED], Some(PHYSICIAN_LICENCE)));
        assert_eq!(entitled(NEWCOMER, UNLICENSED), Ok(()));
        assert_ok!(Registry::revoke_licence(signed(LICENSOR), PHYSICIAN_LICENCE, LicenceReason::Fraud));
        assert_eq!(entitled(NEWCOMER, UNLICENSED), Err(NotEntitled::LicenceRevoked));
    });
}

#[test]
fn grant_should_be_refused_when_the_capacities_are_unsound() {
    run(|| {
        assert_noop!(try_grant(NEWCOMER, &[], None), Error::<Test>::NoCapacities);
        let unknown = Capacities::decode(&mut &[0x00, 0x80][..]).unwrap();
        assert_noop!(
            Registry::grant_seat(signed(HOSPITAL_ADMIN), NEWCOMER, unknown, NOW, None, None),
            Error::<Test>::UnknownCapacity
        );
    });
}

#[test]
fn grant_should_be_refused_when_the_interval_is_unsound() {
    run(|| {
        assert_noop!(try_interval(NOW + 5, Some(NOW + 5)), Error::<Test>::IntervalEmpty);
        assert_noop!(try_interval(NOW + 5, Some(NOW + 4)), Error::<Test>::IntervalEmpty);
        assert_noop!(try_interval(0, Some(NOW)), Error::<Test>::IntervalOver);
        assert_ok!(try_interval(Moment::MAX - 1, Some(Moment::MAX)));
    });
}

#[test]
fn grant_should_be_refused_when_the_kind_of_organisation_does_not_fit() {
    run(|| {
        let assess = [Capacity::AssessClaim];
        assert_noop!(try_grant(NEWCOMER, &assess, None), Error::<Test>::KindNotEntitled);
        // One capacity that does not fit spoils the seat.
        assert_noop!(try_grant(NEWCOMER, &[UNLICENSED, Capacity::License], None), Error::<Test>::KindNotEntitled);
    });
}

#[test]
fn grant_should_be_refused_when_the_licence_does_not_fit() {
    run(|| {
        let prescribe = [Capacity::Prescribe];
        assert_noop!(try_grant(NEWCOMER, &prescribe, None), Error::<Test>::LicenceRequired);
        assert_noop!(try_grant(NEWCOMER, &prescribe, Some(99)), Error::<Test>::UnknownLicence);
        assert_noop!(try_grant(NEWCOMER, &prescribe, Some(PHARMACIST_LICENCE)), Error::<Test>::ProfessionNotEntitled);
        // Both professions would be needed.
        assert_noop!(
            try_grant(NEWCOMER, &[Capacity::Prescribe, Capacity::Dispense], Some(PHARMACIST_LICENCE)),
            Error::<Test>::ProfessionNotEntitled
        );
        assert_ok!(Registry::revoke_licence(signed(LICENSOR), PHYSICIAN_LICENCE, LicenceReason::Fraud));
        assert_noop!(try_grant(NEWCOMER, &prescribe, Some(PHYSICIAN_LICENCE)), Error::<Test>::LicenceRevoked);
    });
}

#[test]
fn grant_should_be_refused_when_the_account_has_another_role() {
    run(|| {
        assert_ok!(Registry::sponsor(&HOLDER, CLINIC));
        let privacy = [UNLICENSED];
        assert_noop!(try_grant(CLINIC_ADMIN, &privacy, None), Error::<Test>::AccountIsAdmin);
        assert_noop!(try_grant(PHARMACIST, &privacy, None), Error::<Test>::AccountIsSeat);
        assert_noop!(try_grant(PHYSICIAN, &privacy, None), Error::<Test>::SeatExists);
        assert_noop!(try_grant(HOLDER, &privacy, None), Error::<Test>::AccountIsHolder);
    });
}

#[test]
fn withdrawal_should_end_the_seat_and_let_the_past_stand() {
    run(|| {
        set_time(NOW + 10);
        assert_ok!(Registry::withdraw_seat(signed(HOSPITAL_ADMIN), PHYSICIAN));
        System::assert_last_event(Event::SeatWithdrawn { organisation: HOSPITAL, account: PHYSICIAN }.into());

        assert_eq!(entitled(PHYSICIAN, Capacity::Prescribe), Err(NotEntitled::NoSeat));
        assert_eq!(entitled_at(PHYSICIAN, Capacity::Prescribe, NOW + 9), Ok(()));
        assert_eq!(entitled_at(PHYSICIAN, Capacity::Prescribe, NOW + 10), Err(NotEntitled::NoSeat));
        assert_noop!(Registry::withdraw_seat(signed(HOSPITAL_ADMIN), PHYSICIAN), Error::<Test>::NoSeat);
    });
}

#[test]
fn withdrawal_should_be_refused_when_the_seat_is_another_organisations() {
    run(|| {
        assert_noop!(
            Registry::withdraw_seat(signed(CLINIC_ADMIN), PHYSICIAN),
            Error::<Test>::SeatOfAnotherOrganisation
        );
    });
}

#[test]
fn expired_seat_should_give_way_to_a_new_one_of_any_organisation() {
    run(|| {
        assert_ok!(try_interval(NOW, Some(NOW + 5)));
        set_time(NOW + 4);
        let capacities = Capacities::of(&[Capacity::Custodian]);
        let grant = || Registry::grant_seat(signed(CLINIC_ADMIN), NEWCOMER, capacities, 0, None, None);
        assert_noop!(grant(), Error::<Test>::AccountIsSeat);

        set_time(NOW + 5);
        assert_eq!(entitled(NEWCOMER, UNLICENSED), Err(NotEntitled::SeatExpired));
        assert_ok!(grant());
        System::assert_has_event(Event::SeatLapsed { organisation: HOSPITAL, account: NEWCOMER }.into());
        assert_eq!(Seats::<Test>::get(NEWCOMER).unwrap().organisation, CLINIC);
        assert_eq!(SeatHistory::<Test>::get(NEWCOMER)[0].until, Some(NOW + 5));
    });
}

#[test]
fn seat_of_a_removed_organisation_should_give_way_to_an_admin_role() {
    run(|| {
        remove(HOSPITAL);
        assert_eq!(entitled(PHYSICIAN, Capacity::Prescribe), Err(NotEntitled::OrganisationRemoved));
        assert_ok!(Registry::rotate_admin(signed(CLINIC_ADMIN), PHYSICIAN));
        System::assert_has_event(Event::SeatLapsed { organisation: HOSPITAL, account: PHYSICIAN }.into());
        assert_eq!(Registry::seat(PHYSICIAN), None);
    });
}

#[test]
fn compromise_should_void_what_came_after_and_end_the_seat() {
    run(|| {
        set_time(NOW + 10);
        assert_ok!(Registry::report_seat_compromise(signed(HOSPITAL_ADMIN), PHYSICIAN, NOW + 4));
        System::assert_last_event(
            Event::SeatCompromised { organisation: HOSPITAL, account: PHYSICIAN, since: NOW + 4 }.into(),
        );

        assert_eq!(entitled(PHYSICIAN, Capacity::Prescribe), Err(NotEntitled::NoSeat));
        assert_eq!(entitled_at(PHYSICIAN, Capacity::Prescribe, NOW + 3), Ok(()));
        assert_eq!(entitled_at(PHYSICIAN, Capacity::Prescribe, NOW + 4), Err(NotEntitled::KeyCompromised));
        assert_eq!(CompromisedKeys::<Test>::get(PHYSICIAN), Some(NOW + 4));
        assert_noop!(try_grant(PHYSICIAN, &[UNLICENSED], None), Error::<Test>::AccountCompromised);
    });
}

#[test]
fn compromise_should_reach_seats_that_ended_before_it_was_reported() {
    run(|| {
        set_time(NOW + 10);
        assert_ok!(Registry::withdraw_seat(signed(HOSPITAL_ADMIN), PHYSICIAN));
        set_time(NOW + 20);
        assert_ok!(Registry::report_seat_compromise(signed(HOSPITAL_ADMIN), PHYSICIAN, NOW + 5));
        assert_eq!(entitled_at(PHYSICIAN, Capacity::Prescribe, NOW + 5), Err(NotEntitled::KeyCompromised));
        assert_eq!(SeatHistory::<Test>::get(PHYSICIAN)[0].until, Some(NOW + 10));
    });
}

#[test]
fn compromise_should_only_move_to_an_earlier_date() {
    run(|| {
        set_time(NOW + 10);
        let report = |since| Registry::report_seat_compromise(signed(HOSPITAL_ADMIN), PHYSICIAN, since);
        assert_noop!(report(NOW + 11), Error::<Test>::MomentInFuture);
        assert_ok!(report(NOW + 5));
        assert_noop!(report(NOW + 5), Error::<Test>::CompromiseNotEarlier);
        assert_noop!(report(NOW + 6), Error::<Test>::CompromiseNotEarlier);
        assert_ok!(report(NOW + 2));
        assert_eq!(entitled_at(PHYSICIAN, Capacity::Prescribe, NOW + 2), Err(NotEntitled::KeyCompromised));
        assert_eq!(CompromisedKeys::<Test>::get(PHYSICIAN), Some(NOW + 2));
    });
}

#[test]
fn compromise_should_be_for_the_organisation_itself_to_report() {
    run(|| {
        let report = |admin, account| Registry::report_seat_compromise(signed(admin), account, NOW);
        assert_noop!(report(CLINIC_ADMIN, PHYSICIAN), Error::<Test>::NeverSeated);
        assert_noop!(report(CLINIC_ADMIN, STRANGER), Error::<Test>::NeverSeated);
    });
}

#[test]
fn compromise_should_leave_alone_what_the_key_did_for_another_organisation() {
    run(|| {
        set_time(NOW + 10);
        assert_ok!(Registry::withdraw_seat(signed(HOSPITAL_ADMIN), PHYSICIAN));
        grant(CLINIC_ADMIN, PHYSICIAN, Capacity::Custodian, None);
        set_time(NOW + 20);
        assert_ok!(Registry::report_seat_compromise(signed(HOSPITAL_ADMIN), PHYSICIAN, NOW));

        // The clinic has to judge for itself...
        assert_eq!(entitled(PHYSICIAN, Capacity::Custodian), Ok(()));
        assert_eq!(entitled_at(PHYSICIAN, Capacity::Custodian, NOW + 15), Ok(()));
        // ... but once the seat has ended, nobody gives the key another.
        assert_ok!(Registry::withdraw_seat(signed(CLINIC_ADMIN), PHYSICIAN));
        let capacities = Capacities::of(&[Capacity::Custodian]);
        assert_noop!(
            Registry::grant_seat(signed(CLINIC_ADMIN), PHYSICIAN, capacities, NOW, None, None),
            Error::<Test>::AccountCompromised
        );
    });
}

#[test]
fn compromise_of_the_admins_own_seat_should_wait_for_a_rotation() {
    run(|| {
        grant(HOSPITAL_ADMIN, HOSPITAL_ADMIN, UNLICENSED, None);
        assert_noop!(
            Registry::report_seat_compromise(signed(HOSPITAL_ADMIN), HOSPITAL_ADMIN, NOW),
            Error::<Test>::AccountIsAdmin
        );
        assert_ok!(Registry::rotate_admin(signed(HOSPITAL_ADMIN), NEWCOMER));
        assert_ok!(Registry::report_seat_compromise(signed(NEWCOMER), HOSPITAL_ADMIN, NOW));
    });
}

#[test]
fn seats_should_be_out_of_the_admins_reach_while_the_organisation_is_suspended() {
    run(|| {
        suspend(HOSPITAL);
        let error: DispatchError = Error::<Test>::OrganisationSuspended.into();
        assert_noop!(try_grant(NEWCOMER, &[UNLICENSED], None), error);
        assert_noop!(Registry::withdraw_seat(signed(HOSPITAL_ADMIN), PHYSICIAN), error);
        assert_noop!(Registry::report_seat_compromise(signed(HOSPITAL_ADMIN), PHYSICIAN, NOW), error);
        assert_noop!(Registry::rotate_admin(signed(HOSPITAL_ADMIN), NEWCOMER), error);
    });
}
