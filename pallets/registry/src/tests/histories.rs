//! Histories: their bounds, and what they answer about the past.

use super::*;
use crate::{LicenceHistory, OrganisationHistory, SeatHistory};

#[test]
fn organisation_should_always_be_removable_when_its_history_is_full() {
    run(|| {
        // Admission, suspension and reinstatement; a second reinstatement would not leave room for both endings.
        suspend(CLINIC);
        reinstate(CLINIC);
        suspend(CLINIC);
        assert_eq!(OrganisationHistory::<Test>::get(CLINIC).len(), 4);
        assert_noop!(Registry::reinstate_organisation(root(), CLINIC), Error::<Test>::HistoryFull);
        remove(CLINIC);

        // The longest history there is: every entry is used.
        suspend(HOSPITAL);
        reinstate(HOSPITAL);
        OrganisationHistory::<Test>::mutate(HOSPITAL, |history| {
            let last = *history.last().unwrap();
            history.try_push(last).unwrap();
        });
        suspend(HOSPITAL);
        remove(HOSPITAL);
        assert_eq!(OrganisationHistory::<Test>::get(HOSPITAL).len(), MAX_HISTORY as usize);
    });
}

#[test]
fn licence_should_always_be_revocable_when_its_history_is_full() {
    run(|| {
        let licence = PHYSICIAN_LICENCE;
        let extend = |until| Registry::extend_licence(signed(LICENSOR), licence, until);
        // Grant and three extensions; a fourth would not leave room for both endings.
        for day in 1..=3 {
            assert_ok!(extend(LICENCE_END + day));
        }
        assert_eq!(LicenceHistory::<Test>::get(licence).len(), 4);
        assert_noop!(extend(LICENCE_END + 4), Error::<Test>::HistoryFull);

        assert_ok!(Registry::suspend_licence(signed(LICENSOR), licence, LicenceReason::Lapsed));
        assert_noop!(Registry::reinstate_licence(signed(LICENSOR), licence), Error::<Test>::HistoryFull);
        assert_noop!(extend(LICENCE_END + 4), Error::<Test>::HistoryFull);
        assert_ok!(Registry::revoke_licence(signed(LICENSOR), licence, LicenceReason::Lapsed));
        assert_eq!(LicenceHistory::<Test>::get(licence).len(), MAX_HISTORY as usize);
    });
}

#[test]
fn seat_should_always_be_removable_when_its_history_is_full() {
    run(|| {
        for turn in 0..u64::from(MAX_HISTORY) - 1 {
            grant(HOSPITAL_ADMIN, NEWCOMER, UNLICENSED, None);
            set_time(NOW + turn);
            assert_ok!(Registry::withdraw_seat(signed(HOSPITAL_ADMIN), NEWCOMER));
        }
        grant(HOSPITAL_ADMIN, NEWCOMER, UNLICENSED, None);
        assert_eq!(SeatHistory::<Test>::get(NEWCOMER).len(), MAX_HISTORY as usize);
        assert_ok!(Registry::withdraw_seat(signed(HOSPITAL_ADMIN), NEWCOMER));

        let capacities = Capacities::of(&[UNLICENSED]);
        assert_noop!(
            Registry::grant_seat(signed(HOSPITAL_ADMIN), NEWCOMER, capacities, NOW, None, None),
            Error::<Test>::HistoryFull
        );
        assert_ok!(Registry::report_seat_compromise(signed(HOSPITAL_ADMIN), NEWCOMER, NOW));
        assert_ok!(Registry::report_seat_compromise(signed(HOSPITAL_ADMIN), NEWCOMER, NOW - 1));
    });
}

#[test]
fn seat_at_the_bound_should_lapse_or_be_compromised_without_room() {
    let fill = || {
        for _ in 1..MAX_HISTORY {
            grant(HOSPITAL_ADMIN, NEWCOMER, UNLICENSED, None);
            assert_ok!(Registry::withdraw_seat(signed(HOSPITAL_ADMIN), NEWCOMER));
        }
        grant(HOSPITAL_ADMIN, NEWCOMER, UNLICENSED, None);
    };
    run(|| {
        fill();
        assert_ok!(Registry::report_seat_compromise(signed(HOSPITAL_ADMIN), NEWCOMER, NOW));
        assert_eq!(Registry::seat(NEWCOMER), None);
    });
    run(|| {
        fill();
        remove(HOSPITAL);
        assert_ok!(Registry::reclaim_account(signed(STRANGER), NEWCOMER));
        assert_eq!(Registry::seat(NEWCOMER), None);
    });
}

#[test]
fn past_should_be_answered_as_it_was() {
    run(|| {
        let change_at = |offset, change: &dyn Fn()| {
            set_time(NOW + offset);
            change();
        };
        change_at(10, &|| grant(HOSPITAL_ADMIN, NEWCOMER, Capacity::Prescribe, Some(PHYSICIAN_LICENCE)));
        change_at(20, &|| suspend(HOSPITAL));
        change_at(30, &|| reinstate(HOSPITAL));
        let suspension = || Registry::suspend_licence(signed(LICENSOR), PHYSICIAN_LICENCE, LicenceReason::Lapsed);
        change_at(40, &|| suspension().unwrap());
        change_at(50, &|| Registry::reinstate_licence(signed(LICENSOR), PHYSICIAN_LICENCE).unwrap());
        change_at(60, &|| Registry::withdraw_seat(signed(HOSPITAL_ADMIN), NEWCOMER).unwrap());
        change_at(70, &|| grant(CLINIC_ADMIN, NEWCOMER, Capacity::Custodian, None));
        change_at(80, &|| remove(CLINIC));
        set_time(NOW + 1_000);

        let prescribed = |offset| entitled_at(NEWCOMER, Capacity::Prescribe, NOW + offset);
        assert_eq!(prescribed(9), Err(NotEntitled::NoSeat));
        assert_eq!(prescribed(10), Ok(()));
        assert_eq!(prescribed(19), Ok(()));
        assert_eq!(prescribed(20), Err(NotEntitled::OrganisationSuspended));
        assert_eq!(prescribed(30), Ok(()));
        assert_eq!(prescribed(40), Err(NotEntitled::LicenceSuspended));
        assert_eq!(prescribed(50), Ok(()));
        assert_eq!(prescribed(59), Ok(()));
        assert_eq!(prescribed(60), Err(NotEntitled::NoSeat));
        assert_eq!(prescribed(70), Err(NotEntitled::CapacityNotGranted));

        let kept = |offset| Registry::entitled_at(NEWCOMER, Capacity::Custodian, NOW + offset);
        assert_eq!(kept(70).map(|actor| actor.organisation), Ok(CLINIC));
        assert_eq!(kept(80), Err(NotEntitled::OrganisationRemoved));
    });
}

#[test]
fn seat_should_not_count_before_its_grant_whatever_its_interval_says() {
    run(|| {
        let capacities = Capacities::of(&[UNLICENSED]);
        assert_ok!(Registry::grant_seat(signed(HOSPITAL_ADMIN), NEWCOMER, capacities, 0, None, None));
        assert_eq!(entitled_at(NEWCOMER, UNLICENSED, NOW - 1), Err(NotEntitled::NoSeat));
        assert_eq!(entitled_at(NEWCOMER, UNLICENSED, NOW), Ok(()));
    });
}
