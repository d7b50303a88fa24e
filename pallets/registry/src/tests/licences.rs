//! Licences.

use super::*;
use crate::{Licences, LicencesByPerson, NextLicenceId};
use bogam_primitives::Profession;

fn try_license(number: u64, valid_from: Moment, valid_until: Moment) -> DispatchResult {
    Registry::grant_licence(signed(LICENSOR), Profession::Dentist, person(number), valid_from, valid_until)
}

/// One changing call each, with what it answers where all is well.
fn changes(licensor: AccountId, licence: LicenceId) -> [DispatchResult; 4] {
    let reason = LicenceReason::Lapsed;
    [
        Registry::suspend_licence(signed(licensor), licence, reason),
        Registry::reinstate_licence(signed(licensor), licence),
        Registry::revoke_licence(signed(licensor), licence, reason),
        Registry::extend_licence(signed(licensor), licence, Moment::MAX),
    ]
}

#[test]
fn grant_should_store_the_licence_under_the_next_number() {
    run(|| {
        assert_ok!(try_license(7, NOW, NOW + 100));
        let id = 3;
        let licence = Licence {
            authority: AUTHORITY,
            profession: Profession::Dentist,
            person: person(7),
            valid_from: NOW,
            valid_until: NOW + 100,
            status: LicenceStatus::Active,
        };
        assert_eq!(Registry::licence(id), Some(licence));
        assert_eq!(LicencesByPerson::<Test>::get((AUTHORITY, person(7))), Some(id));
        System::assert_last_event(
            Event::LicenceGranted { licence: id, authority: AUTHORITY, profession: Profession::Dentist }.into(),
        );
    });
}

#[test]
fn grant_should_be_refused_when_the_interval_is_unsound() {
    run(|| {
        assert_noop!(try_license(7, NOW + 5, NOW + 5), Error::<Test>::IntervalEmpty);
        assert_noop!(try_license(7, 0, NOW), Error::<Test>::IntervalOver);
    });
}

#[test]
fn grant_should_be_refused_when_it_is_repeated_also_after_revocation() {
    run(|| {
        assert_noop!(try_license(1, 0, Moment::MAX), Error::<Test>::PersonAlreadyLicensed);
        assert_ok!(Registry::revoke_licence(signed(LICENSOR), PHYSICIAN_LICENCE, LicenceReason::Deceased));
        assert_noop!(try_license(1, 0, Moment::MAX), Error::<Test>::PersonAlreadyLicensed);
        // Another authority may use the same commitment.
        let profession = Profession::Physician;
        assert_ok!(Registry::grant_licence(signed(OTHER_LICENSOR), profession, person(1), 0, Moment::MAX));
    });
}

#[test]
fn grant_should_be_refused_when_numbers_are_used_up() {
    run(|| {
        let next = NextLicenceId::<Test>::get();
        NextLicenceId::<Test>::put(u32::MAX);
        assert_noop!(try_license(7, NOW, NOW + 100), Error::<Test>::IdentifiersExhausted);
        NextLicenceId::<Test>::put(next);
    });
}

#[test]
fn licence_should_be_out_of_reach_of_whoever_is_not_its_authority() {
    run(|| {
        for (licensor, licence, error) in [
            (LICENSOR, 99, Error::<Test>::UnknownLicence),
            (OTHER_LICENSOR, PHYSICIAN_LICENCE, Error::LicenceOfAnotherAuthority),
            (STRANGER, PHYSICIAN_LICENCE, Error::NoSeat),
        ] {
            let error: DispatchError = error.into();
            for call in 0..4 {
                assert_noop!(changes(licensor, licence)[call], error);
            }
        }
    });
}

#[test]
fn suspension_and_reinstatement_should_alternate() {
    run(|| {
        let (licence, reason) = (PHYSICIAN_LICENCE, LicenceReason::Incapacity);
        assert_noop!(Registry::reinstate_licence(signed(LICENSOR), licence), Error::<Test>::LicenceNotSuspended);

        assert_ok!(Registry::suspend_licence(signed(LICENSOR), licence, reason));
        System::assert_last_event(Event::LicenceSuspended { licence, reason }.into());
        assert_noop!(Registry::suspend_licence(signed(LICENSOR), licence, reason), Error::<Test>::LicenceSuspended);
        assert_eq!(entitled(PHYSICIAN, Capacity::Prescribe), Err(NotEntitled::LicenceSuspended));

        set_time(NOW + 1);
        assert_ok!(Registry::reinstate_licence(signed(LICENSOR), licence));
        System::assert_last_event(Event::LicenceReinstated { licence }.into());
        assert_eq!(entitled(PHYSICIAN, Capacity::Prescribe), Ok(()));

        let change = |status, reason, since| LicenceChange { status, reason, valid_until: LICENCE_END, since };
        assert_eq!(
            Registry::licence_history(licence),
            [
                change(LicenceStatus::Active, None, 0),
                change(LicenceStatus::Suspended, Some(reason), NOW),
                change(LicenceStatus::Active, None, NOW + 1),
            ]
        );
    });
}

#[test]
fn revocation_should_be_final_from_active_and_from_suspended() {
    run(|| {
        let reason = LicenceReason::CourtOrder;
        assert_ok!(Registry::suspend_licence(signed(LICENSOR), NURSE_LICENCE, reason));
        for licence in [PHYSICIAN_LICENCE, NURSE_LICENCE] {
            assert_ok!(Registry::revoke_licence(signed(LICENSOR), licence, reason));
            System::assert_last_event(Event::LicenceRevoked { licence, reason }.into());
            for answer in changes(LICENSOR, licence) {
                assert_eq!(answer, Err(Error::<Test>::LicenceRevoked.into()));
            }
            assert_eq!(Licences::<Test>::get(licence).unwrap().status, LicenceStatus::Revoked);
        }
    });
}

#[test]
fn extension_should_count_from_now_on() {
    run(|| {
        let licence = PHYSICIAN_LICENCE;
        set_time(LICENCE_END);
        assert_eq!(entitled(PHYSICIAN, Capacity::Prescribe), Err(NotEntitled::LicenceExpired));

        set_time(LICENCE_END + 10);
        assert_ok!(Registry::extend_licence(signed(LICENSOR), licence, LICENCE_END + 20));
        System::assert_last_event(Event::LicenceExtended { licence, valid_until: LICENCE_END + 20 }.into());
        assert_eq!(entitled(PHYSICIAN, Capacity::Prescribe), Ok(()));

        let at = |moment| entitled_at(PHYSICIAN, Capacity::Prescribe, moment);
        assert_eq!(at(LICENCE_END - 1), Ok(()));
        assert_eq!(at(LICENCE_END), Err(NotEntitled::LicenceExpired));
        assert_eq!(at(LICENCE_END + 9), Err(NotEntitled::LicenceExpired));
        assert_eq!(at(LICENCE_END + 10), Ok(()));
        assert_eq!(at(LICENCE_END + 20), Err(NotEntitled::LicenceExpired));
    });
}

#[test]
fn extension_should_be_refused_when_it_extends_nothing() {
    run(|| {
        let extend = |until| Registry::extend_licence(signed(LICENSOR), PHYSICIAN_LICENCE, until);
        assert_noop!(extend(LICENCE_END), Error::<Test>::LicenceNotExtended);
        assert_noop!(extend(LICENCE_END - 1), Error::<Test>::LicenceNotExtended);
        set_time(LICENCE_END + 10);
        assert_noop!(extend(LICENCE_END + 10), Error::<Test>::IntervalOver);
        assert_ok!(extend(LICENCE_END + 11));
    });
}

#[test]
fn extension_should_leave_a_suspension_and_its_reason_as_they_are() {
    run(|| {
        let reason = LicenceReason::Disciplinary;
        assert_ok!(Registry::suspend_licence(signed(LICENSOR), PHYSICIAN_LICENCE, reason));
        assert_ok!(Registry::extend_licence(signed(LICENSOR), PHYSICIAN_LICENCE, Moment::MAX));
        let last = Registry::licence_history(PHYSICIAN_LICENCE).pop().unwrap();
        assert_eq!((last.status, last.reason), (LicenceStatus::Suspended, Some(reason)));
        assert_eq!(last.valid_until, Moment::MAX);
    });
}

#[test]
fn licence_should_not_entitle_before_it_begins() {
    run(|| {
        assert_ok!(try_license(7, NOW + 5, NOW + 100));
        grant(HOSPITAL_ADMIN, NEWCOMER, Capacity::Prescribe, Some(3));
        assert_eq!(entitled(NEWCOMER, Capacity::Prescribe), Err(NotEntitled::LicenceNotYetValid));
        // A licensing seat may be tied to a licence too, and then waits for it like any other.
        grant(AUTHORITY_ADMIN, STRANGER, Capacity::License, Some(3));
        assert_noop!(Registry::reinstate_licence(signed(STRANGER), NURSE_LICENCE), Error::<Test>::LicenceNotYetValid);
        set_time(NOW + 5);
        assert_eq!(entitled(NEWCOMER, Capacity::Prescribe), Ok(()));
    });
}
