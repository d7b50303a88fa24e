//! Organisations and their admins.

use super::*;
use crate::{Admins, CompromisedKeys, NextOrganisationId, Organisations};
use bogam_primitives::traits::Holders;

fn admit_with(name: &[u8], code: &[u8]) -> DispatchResult {
    Registry::admit_organisation(root(), OrganisationKind::Insurer, NEWCOMER, name.to_vec(), code.to_vec())
}

#[test]
fn admission_should_store_what_was_given_under_the_next_number() {
    run(|| {
        assert_ok!(admit_with("메리츠".as_bytes(), b"INS-1"));

        let id = 5;
        let organisation = Organisations::<Test>::get(id).unwrap();
        assert_eq!(organisation.kind, OrganisationKind::Insurer);
        assert_eq!(organisation.admin, NEWCOMER);
        assert_eq!(organisation.status, OrganisationStatus::Active);
        assert_eq!(organisation.name.into_inner(), "메리츠".as_bytes());
        assert_eq!(organisation.institution_code.into_inner(), b"INS-1");
        assert_eq!(organisation.admitted_at, NOW);
        assert_eq!(Admins::<Test>::get(NEWCOMER), Some(id));
        assert_eq!(
            Registry::organisation_history(id),
            [OrganisationChange { status: OrganisationStatus::Active, reason: None, since: NOW }]
        );
        System::assert_last_event(
            Event::OrganisationAdmitted { organisation: id, kind: OrganisationKind::Insurer, admin: NEWCOMER }.into(),
        );
    });
}

#[test]
fn admission_should_be_refused_when_the_name_is_no_name() {
    run(|| {
        for name in [&b""[..], b" blank", b"blank ", b"two\nlines", b"\xff\xfe"] {
            assert_noop!(admit_with(name, b"C"), Error::<Test>::NameInvalid);
        }
        let longest = vec![b'n'; MAX_NAME_LENGTH as usize];
        assert_noop!(admit_with(&[&longest[..], b"n"].concat(), b"C"), Error::<Test>::NameTooLong);
        assert_ok!(admit_with(&longest, b"C"));
    });
}

#[test]
fn admission_should_be_refused_when_the_code_is_no_code() {
    run(|| {
        for code in [&b""[..], b"with blank", b"tab\t", "코드".as_bytes(), b"\x7f"] {
            assert_noop!(admit_with(b"N", code), Error::<Test>::CodeInvalid);
        }
        let longest = vec![b'c'; MAX_CODE_LENGTH as usize];
        assert_noop!(admit_with(b"N", &[&longest[..], b"c"].concat()), Error::<Test>::CodeTooLong);
        assert_ok!(admit_with(b"N", &longest));
    });
}

#[test]
fn admission_should_be_refused_when_the_code_is_or_was_in_use() {
    run(|| {
        assert_noop!(admit_with(b"N", b"11100002"), Error::<Test>::CodeTaken);
        remove(CLINIC);
        assert_noop!(admit_with(b"N", b"11100002"), Error::<Test>::CodeTaken);
    });
}

#[test]
fn admission_should_be_refused_when_numbers_are_used_up() {
    run(|| {
        let next = NextOrganisationId::<Test>::get();
        NextOrganisationId::<Test>::put(u32::MAX);
        assert_noop!(admit_with(b"N", b"C"), Error::<Test>::IdentifiersExhausted);
        NextOrganisationId::<Test>::put(next);
    });
}

#[test]
fn account_should_not_become_admin_when_it_has_another_role() {
    run(|| {
        assert_ok!(Registry::sponsor(&HOLDER, HOSPITAL));
        grant(HOSPITAL_ADMIN, STRANGER, UNLICENSED, None);
        assert_ok!(Registry::report_seat_compromise(signed(HOSPITAL_ADMIN), STRANGER, NOW));

        for (account, error) in [
            (CLINIC_ADMIN, Error::<Test>::AccountIsAdmin),
            (PHARMACIST, Error::AccountIsSeat),
            (HOLDER, Error::AccountIsHolder),
            (STRANGER, Error::AccountCompromised),
        ] {
            let kind = OrganisationKind::Clinic;
            let refusal = Registry::admit_organisation(root(), kind, account, b"N".to_vec(), b"C".to_vec());
            assert_eq!(refusal, Err(error.into()));
            assert_noop!(Registry::rotate_admin(signed(HOSPITAL_ADMIN), account), refusal.unwrap_err());
            assert_noop!(Registry::replace_admin(root(), HOSPITAL, account, None), refusal.unwrap_err());
        }
    });
}

#[test]
fn governance_calls_should_be_refused_when_the_organisation_is_unknown() {
    run(|| {
        let (id, reason) = (99, OrganisationReason::Request);
        let error: DispatchError = Error::<Test>::UnknownOrganisation.into();
        assert_noop!(Registry::suspend_organisation(root(), id, reason), error);
        assert_noop!(Registry::reinstate_organisation(root(), id), error);
        assert_noop!(Registry::remove_organisation(root(), id, reason), error);
        assert_noop!(Registry::replace_admin(root(), id, NEWCOMER, None), error);
    });
}

#[test]
fn suspension_and_reinstatement_should_alternate() {
    run(|| {
        let reason = OrganisationReason::LegalOrder;
        assert_noop!(Registry::reinstate_organisation(root(), CLINIC), Error::<Test>::OrganisationNotSuspended);

        assert_ok!(Registry::suspend_organisation(root(), CLINIC, reason));
        System::assert_last_event(Event::OrganisationSuspended { organisation: CLINIC, reason }.into());
        assert_eq!(Registry::organisation(CLINIC).unwrap().status, OrganisationStatus::Suspended);
        assert_noop!(Registry::suspend_organisation(root(), CLINIC, reason), Error::<Test>::OrganisationSuspended);

        set_time(NOW + 1);
        assert_ok!(Registry::reinstate_organisation(root(), CLINIC));
        System::assert_last_event(Event::OrganisationReinstated { organisation: CLINIC }.into());
        assert_eq!(
            Registry::organisation_history(CLINIC)[1..],
            [
                OrganisationChange { status: OrganisationStatus::Suspended, reason: Some(reason), since: NOW },
                OrganisationChange { status: OrganisationStatus::Active, reason: None, since: NOW + 1 },
            ]
        );
    });
}

#[test]
fn removal_should_be_final_from_active_and_from_suspended() {
    run(|| {
        let reason = OrganisationReason::Insolvency;
        suspend(CLINIC);
        for id in [CLINIC, PHARMACY] {
            assert_ok!(Registry::remove_organisation(root(), id, reason));
            System::assert_last_event(Event::OrganisationRemoved { organisation: id, reason }.into());

            let error: DispatchError = Error::<Test>::OrganisationRemoved.into();
            assert_noop!(Registry::suspend_organisation(root(), id, reason), error);
            assert_noop!(Registry::reinstate_organisation(root(), id), error);
            assert_noop!(Registry::remove_organisation(root(), id, reason), error);
            assert_noop!(Registry::replace_admin(root(), id, NEWCOMER, None), error);
        }
    });
}

#[test]
fn removal_should_free_the_admin_for_another_organisation() {
    run(|| {
        remove(CLINIC);
        assert_noop!(Registry::rotate_admin(signed(CLINIC_ADMIN), NEWCOMER), Error::<Test>::NotAnAdmin);
        assert_eq!(System::providers(&CLINIC_ADMIN), 0);

        let id = admit(CLINIC_ADMIN, "C2");
        assert_eq!(Admins::<Test>::get(CLINIC_ADMIN), Some(id));
    });
}

#[test]
fn rotation_should_hand_the_organisation_over() {
    run(|| {
        assert_ok!(Registry::rotate_admin(signed(CLINIC_ADMIN), NEWCOMER));
        System::assert_last_event(
            Event::AdminRotated { organisation: CLINIC, old: CLINIC_ADMIN, new: NEWCOMER }.into(),
        );
        assert_eq!(Registry::organisation(CLINIC).unwrap().admin, NEWCOMER);
        assert_noop!(Registry::rotate_admin(signed(CLINIC_ADMIN), STRANGER), Error::<Test>::NotAnAdmin);

        // Rotation is not compromise: the old key may come back.
        assert_ok!(Registry::rotate_admin(signed(NEWCOMER), CLINIC_ADMIN));
    });
}

#[test]
fn rotation_should_be_refused_when_the_new_key_is_the_old_one() {
    run(|| {
        assert_noop!(Registry::rotate_admin(signed(CLINIC_ADMIN), CLINIC_ADMIN), Error::<Test>::AccountIsAdmin);
    });
}

#[test]
fn admin_should_be_able_to_hold_a_seat_of_its_own_organisation() {
    run(|| {
        grant(HOSPITAL_ADMIN, HOSPITAL_ADMIN, UNLICENSED, None);
        assert_ok!(Registry::rotate_admin(signed(HOSPITAL_ADMIN), PHYSICIAN));
        assert_eq!(entitled(HOSPITAL_ADMIN, UNLICENSED), Ok(()));
        assert_eq!(entitled(PHYSICIAN, Capacity::Prescribe), Ok(()));
    });
}

#[test]
fn replacement_should_serve_a_lost_key_without_voiding_anything() {
    run(|| {
        grant(HOSPITAL_ADMIN, STRANGER, UNLICENSED, None);
        assert_ok!(Registry::replace_admin(root(), HOSPITAL, NEWCOMER, None));
        System::assert_last_event(
            Event::AdminReplaced {
                organisation: HOSPITAL,
                old: HOSPITAL_ADMIN,
                new: NEWCOMER,
                compromised_since: None,
            }
            .into(),
        );
        assert_eq!(entitled(STRANGER, UNLICENSED), Ok(()));
        assert!(!CompromisedKeys::<Test>::contains_key(HOSPITAL_ADMIN));
    });
}

#[test]
fn replacement_should_be_possible_while_the_organisation_is_suspended() {
    run(|| {
        suspend(HOSPITAL);
        assert_ok!(Registry::replace_admin(root(), HOSPITAL, NEWCOMER, Some(NOW)));
        assert_eq!(Registry::organisation(HOSPITAL).unwrap().status, OrganisationStatus::Suspended);
    });
}

#[test]
fn replacement_should_void_what_a_stolen_key_granted_and_nothing_else() {
    run(|| {
        grant(HOSPITAL_ADMIN, 1, UNLICENSED, None);
        set_time(NOW + 10);
        grant(HOSPITAL_ADMIN, 2, UNLICENSED, None);
        grant(HOSPITAL_ADMIN, HOSPITAL_ADMIN, UNLICENSED, None);
        set_time(NOW + 20);
        grant(HOSPITAL_ADMIN, 3, UNLICENSED, None);
        assert_noop!(
            Registry::replace_admin(root(), HOSPITAL, NEWCOMER, Some(NOW + 21)),
            Error::<Test>::MomentInFuture
        );
        assert_ok!(Registry::replace_admin(root(), HOSPITAL, NEWCOMER, Some(NOW + 10)));

        assert_eq!(entitled(1, UNLICENSED), Ok(()));
        assert_eq!(entitled(2, UNLICENSED), Err(NotEntitled::GrantVoid));
        assert_eq!(entitled(3, UNLICENSED), Err(NotEntitled::GrantVoid));
        // The stolen key's own seat has ended, and the key never comes back.
        assert_eq!(entitled(HOSPITAL_ADMIN, UNLICENSED), Err(NotEntitled::NoSeat));
        assert_eq!(entitled_at(HOSPITAL_ADMIN, UNLICENSED, NOW + 15), Err(NotEntitled::KeyCompromised));
        let (organisation, account, since) = (HOSPITAL, HOSPITAL_ADMIN, NOW + 10);
        System::assert_has_event(Event::SeatCompromised { organisation, account, since }.into());
        assert_noop!(Registry::rotate_admin(signed(NEWCOMER), HOSPITAL_ADMIN), Error::<Test>::AccountCompromised);

        // At the very moment of the replacement grants are still doubtful, afterwards they are not.
        let privacy = Capacities::of(&[UNLICENSED]);
        assert_noop!(Registry::grant_seat(signed(NEWCOMER), 4, privacy, NOW, None, None), Error::<Test>::GrantVoid);
        set_time(NOW + 21);
        grant(NEWCOMER, 4, UNLICENSED, None);
        assert_eq!(entitled(4, UNLICENSED), Ok(()));
        // What was voided is granted again after it was withdrawn.
        assert_ok!(Registry::withdraw_seat(signed(NEWCOMER), 2));
        grant(NEWCOMER, 2, UNLICENSED, None);
        assert_eq!(entitled(2, UNLICENSED), Ok(()));
        assert_eq!(entitled_at(2, UNLICENSED, NOW + 15), Err(NotEntitled::GrantVoid));
    });
}

#[test]
fn compromise_should_never_want_for_room_when_the_spans_are_full() {
    run(|| {
        for turn in 0..u64::from(MAX_HISTORY) + 2 {
            set_time(NOW + 10 * turn);
            assert_ok!(Registry::replace_admin(root(), HOSPITAL, 100 + turn, Some(NOW + 10 * turn - 1)));
        }
        let spans = Registry::organisation(HOSPITAL).unwrap().compromised;
        assert_eq!(spans.len(), MAX_HISTORY as usize);
        assert_eq!(spans[0], CompromisedSpan { since: NOW - 1, until: NOW });
        // The newest span reaches from the start of the last that fitted to the end of the last of all.
        assert_eq!(spans.last(), Some(&CompromisedSpan { since: NOW + 49, until: NOW + 70 }));
    });
}
