//! Every origin class at every origin, and at every call.

use super::*;
use crate::origins::{ActiveWithCapacity, EnsureAdmin, EnsureHolder, EnsureSeat};
use bogam_primitives::{
    Actor, Profession,
    traits::{EnsureRole, Holders},
};
use frame_support::{
    parameter_types,
    traits::{Contains, GetCallName, UnfilteredDispatchable},
};

parameter_types! {
    const Prescribe: Capacity = Capacity::Prescribe;
    const Dispense: Capacity = Capacity::Dispense;
}

type Prescriber = EnsureSeat<Test, Prescribe>;

fn prescriber(account: AccountId) -> Result<Actor<AccountId>, DispatchError> {
    Prescriber::ensure_role(signed(account))
}

#[test]
fn seat_should_yield_account_organisation_and_licence() {
    run(|| {
        assert_eq!(
            prescriber(PHYSICIAN),
            Ok(Actor { account: PHYSICIAN, organisation: HOSPITAL, licence: Some(PHYSICIAN_LICENCE) })
        );
    });
}

#[test]
fn origins_should_be_bad_when_nobody_signed() {
    run(|| {
        for origin in [RuntimeOrigin::none(), root()] {
            assert_eq!(Prescriber::ensure_role(origin.clone()), Err(DispatchError::BadOrigin));
            assert_eq!(EnsureAdmin::<Test>::ensure_role(origin.clone()), Err(DispatchError::BadOrigin));
            assert_eq!(EnsureHolder::<Test>::ensure_role(origin), Err(DispatchError::BadOrigin));
        }
    });
}

#[test]
fn seat_should_be_refused_with_the_reason_that_applies() {
    run(|| {
        let refused = |account, error: Error<Test>| {
            assert_noop!(prescriber(account), DispatchError::from(error));
        };
        refused(STRANGER, Error::NoSeat);
        refused(HOSPITAL_ADMIN, Error::NoSeat);
        refused(PHARMACIST, Error::CapacityNotGranted);

        let capacities = Capacities::of(&[Capacity::Prescribe]);
        let (from, until, licence) = (NOW + 5, Some(NOW + 10), Some(PHYSICIAN_LICENCE));
        assert_ok!(Registry::grant_seat(signed(CLINIC_ADMIN), NEWCOMER, capacities, from, until, licence));
        refused(NEWCOMER, Error::SeatNotYetValid);
        set_time(NOW + 5);
        assert_ok!(prescriber(NEWCOMER));
        set_time(NOW + 10);
        refused(NEWCOMER, Error::SeatExpired);

        suspend(HOSPITAL);
        refused(PHYSICIAN, Error::OrganisationSuspended);
        reinstate(HOSPITAL);
        assert_ok!(Registry::suspend_licence(signed(LICENSOR), PHYSICIAN_LICENCE, LicenceReason::Lapsed));
        refused(PHYSICIAN, Error::LicenceSuspended);
        assert_ok!(Registry::reinstate_licence(signed(LICENSOR), PHYSICIAN_LICENCE));
        assert_ok!(prescriber(PHYSICIAN));
        set_time(LICENCE_END);
        refused(PHYSICIAN, Error::LicenceExpired);
        assert_ok!(Registry::revoke_licence(signed(LICENSOR), PHYSICIAN_LICENCE, LicenceReason::Lapsed));
        refused(PHYSICIAN, Error::LicenceRevoked);
        remove(HOSPITAL);
        refused(PHYSICIAN, Error::OrganisationRemoved);
    });
}

#[test]
fn seat_should_be_judged_by_the_table_as_it_is_now() {
    run(|| {
        // Such seats cannot be granted; an earlier version of the table may have permitted them.
        let put = |organisation, licence| {
            let capacities = Capacities::of(&[Capacity::Prescribe]);
            let seat = Seat { organisation, capacities, granted_at: 0, valid_from: 0, valid_until: None, licence };
            crate::Seats::<Test>::insert(NEWCOMER, seat);
        };
        put(PHARMACY, Some(PHYSICIAN_LICENCE));
        assert_noop!(prescriber(NEWCOMER), Error::<Test>::KindNotEntitled);
        put(HOSPITAL, None);
        assert_noop!(prescriber(NEWCOMER), Error::<Test>::LicenceRequired);
        put(HOSPITAL, Some(NURSE_LICENCE));
        assert_noop!(prescriber(NEWCOMER), Error::<Test>::ProfessionNotEntitled);
        crate::Seats::<Test>::remove(NEWCOMER);
    });
}

#[test]
fn each_reason_should_have_its_own_error() {
    use NotEntitled::*;
    let reasons = [
        NoSeat,
        KeyCompromised,
        SeatNotYetValid,
        SeatExpired,
        CapacityNotGranted,
        OrganisationSuspended,
        OrganisationRemoved,
        GrantVoid,
        KindNotEntitled,
        LicenceRequired,
        LicenceSuspended,
        LicenceRevoked,
        LicenceNotYetValid,
        LicenceExpired,
        ProfessionNotEntitled,
    ];
    for reason in reasons {
        let error: &'static str = Error::<Test>::from(reason).into();
        match reason {
            // What is said of the past by the moment is said of a key for ever.
            KeyCompromised => assert_eq!(error, "AccountCompromised"),
            _ => assert_eq!(error, format!("{reason:?}")),
        }
    }
}

#[test]
fn admin_should_be_refused_when_it_is_none_or_its_organisation_may_not_act() {
    run(|| {
        let admin = |account| EnsureAdmin::<Test>::ensure_role(signed(account));
        assert_eq!(admin(CLINIC_ADMIN), Ok(Actor { account: CLINIC_ADMIN, organisation: CLINIC, licence: None }));
        for account in [STRANGER, PHYSICIAN] {
            assert_noop!(admin(account), Error::<Test>::NotAnAdmin);
        }
        suspend(CLINIC);
        assert_noop!(admin(CLINIC_ADMIN), Error::<Test>::OrganisationSuspended);
        remove(CLINIC);
        assert_noop!(admin(CLINIC_ADMIN), Error::<Test>::NotAnAdmin);
    });
}

#[test]
fn holder_should_be_refused_when_nobody_sponsors_it() {
    run(|| {
        let holder = |account| EnsureHolder::<Test>::ensure_role(signed(account));
        assert_noop!(holder(HOLDER), Error::<Test>::NotSponsored);
        assert_ok!(Registry::sponsor(&HOLDER, HOSPITAL));
        assert_eq!(holder(HOLDER), Ok(HOLDER));
        assert_ok!(Registry::release(&HOLDER, HOSPITAL));
        assert_noop!(holder(HOLDER), Error::<Test>::NotSponsored);
        assert_noop!(holder(PHYSICIAN), Error::<Test>::NotSponsored);
    });
}

#[test]
fn organisation_should_be_in_the_set_of_a_capacity_exactly_while_it_is_active_and_of_a_kind_that_may_have_it() {
    run(|| {
        type Dispensers = ActiveWithCapacity<Test, Dispense>;
        for organisation in [HOSPITAL, PHARMACY] {
            assert!(Dispensers::contains(&organisation));
        }
        for other in [CLINIC, AUTHORITY, 99] {
            assert!(!Dispensers::contains(&other));
        }
        suspend(HOSPITAL);
        assert!(!Dispensers::contains(&HOSPITAL) && Dispensers::contains(&PHARMACY));
        reinstate(HOSPITAL);
        assert!(Dispensers::contains(&HOSPITAL));
        remove(HOSPITAL);
        assert!(!Dispensers::contains(&HOSPITAL));
    });
}

/// One sound instance of each call, with the class of origin that it wants.
fn calls() -> Vec<(Wanted, crate::Call<Test>)> {
    use crate::Call::*;
    use Wanted::*;
    let (organisation, licence, capacities) = (CLINIC, PHYSICIAN_LICENCE, Capacities::of(&[UNLICENSED]));
    let calls = vec![
        (
            Governance,
            admit_organisation {
                kind: OrganisationKind::Research,
                admin: NEWCOMER,
                name: b"Institute".to_vec(),
                institution_code: b"R-1".to_vec(),
            },
        ),
        (Governance, suspend_organisation { organisation, reason: OrganisationReason::Misconduct }),
        (Governance, reinstate_organisation { organisation: PHARMACY }),
        (Governance, remove_organisation { organisation, reason: OrganisationReason::Misconduct }),
        (Governance, replace_admin { organisation, new_admin: NEWCOMER, compromised_since: Some(NOW) }),
        (Admin, rotate_admin { new_admin: NEWCOMER }),
        (Admin, grant_seat { account: NEWCOMER, capacities, valid_from: NOW, valid_until: None, licence: None }),
        (Admin, withdraw_seat { account: PHYSICIAN }),
        (Admin, report_seat_compromise { account: PHYSICIAN, since: NOW }),
        (
            Licensor,
            grant_licence { profession: Profession::Midwife, person: person(9), valid_from: NOW, valid_until: NOW + 2 },
        ),
        (Licensor, suspend_licence { licence, reason: LicenceReason::Lapsed }),
        (Licensor, reinstate_licence { licence: NURSE_LICENCE }),
        (Licensor, revoke_licence { licence, reason: LicenceReason::Lapsed }),
        (Licensor, extend_licence { licence, valid_until: LICENCE_END + 1 }),
        (Anyone, reclaim_account { account: CLERK }),
    ];
    assert_eq!(calls.len(), crate::Call::<Test>::get_call_names().len(), "a call is missing here");
    calls
}

/// The class of origin that a call wants.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Wanted {
    Governance,
    Admin,
    Licensor,
    Anyone,
}

/// An account with a seat of the pharmacy that is over.
const CLERK: AccountId = 50;

/// Brings about the state in which each of the calls is in order.
fn prepare() {
    assert_ok!(Registry::grant_seat(
        signed(PHARMACY_ADMIN),
        CLERK,
        Capacities::of(&[Capacity::SubmitClaim]),
        0,
        Some(NOW + 1),
        None
    ));
    set_time(NOW + 1);
    suspend(PHARMACY);
    assert_ok!(Registry::suspend_licence(signed(LICENSOR), NURSE_LICENCE, LicenceReason::Lapsed));
    assert_ok!(Registry::sponsor(&HOLDER, HOSPITAL));
    // A seat of a suspended authority.
    suspend(OTHER_AUTHORITY);
}

#[test]
fn each_call_should_pass_for_the_right_origin_and_change_nothing_for_any_other() {
    use Wanted::*;
    for index in 0..calls().len() {
        for (name, origin) in [
            ("none", RuntimeOrigin::none()),
            ("root", root()),
            ("stranger", signed(STRANGER)),
            ("holder", signed(HOLDER)),
            ("admin", signed(HOSPITAL_ADMIN)),
            ("suspended admin", signed(PHARMACY_ADMIN)),
            ("physician", signed(PHYSICIAN)),
            ("licensor", signed(LICENSOR)),
            ("suspended licensor", signed(OTHER_LICENSOR)),
        ] {
            run(|| {
                prepare();
                let (wanted, call) = calls().remove(index);
                let expected: Result<(), DispatchError> = match (wanted, name) {
                    (Governance, "root") | (Admin, "admin") | (Licensor, "licensor") => Ok(()),
                    (Governance, _) | (_, "none" | "root") => Err(DispatchError::BadOrigin),
                    (Anyone, _) => Ok(()),
                    (Admin, "suspended admin") | (Licensor, "suspended licensor") => {
                        Err(Error::<Test>::OrganisationSuspended.into())
                    }
                    (Admin, _) => Err(Error::<Test>::NotAnAdmin.into()),
                    (Licensor, "physician") => Err(Error::<Test>::CapacityNotGranted.into()),
                    (Licensor, _) => Err(Error::<Test>::NoSeat.into()),
                };
                let before = state();
                let answer = call.clone().dispatch_bypass_filter(origin).map(|_| ()).map_err(|failure| failure.error);
                assert_eq!(answer, expected, "{call:?} by {name}");
                let is_unchanged = before == state();
                assert_eq!(is_unchanged, expected.is_err(), "{call:?} by {name}");
            });
        }
    }
}
