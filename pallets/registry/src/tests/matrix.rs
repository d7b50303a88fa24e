//! Every call × every state × every class of origin.
//!
//! All calls are about the hospital, the seat of its physician, and her licence. What they have to answer is written down
//! here call by call, and not asked of the pallet.

use super::*;
use crate::Call;
use bogam_primitives::{Profession, traits::Holders};
use frame_support::{
    storage::{TransactionOutcome, with_transaction_unchecked},
    traits::{GetCallName, UnfilteredDispatchable},
};
use std::collections::BTreeSet;

/// What has become of the hospital, of its physician's seat, of her licence, and of the authority that granted it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Settled,
    OrganisationSuspended,
    OrganisationRemoved,
    AuthoritySuspended,
    AuthorityRemoved,
    LicenceSuspended,
    LicenceRevoked,
    LicenceExpired,
    SeatNotYetValid,
    SeatOver,
    SeatWithdrawn,
    SeatCompromised,
}

impl State {
    const ALL: [State; 12] = [
        State::Settled,
        State::OrganisationSuspended,
        State::OrganisationRemoved,
        State::AuthoritySuspended,
        State::AuthorityRemoved,
        State::LicenceSuspended,
        State::LicenceRevoked,
        State::LicenceExpired,
        State::SeatNotYetValid,
        State::SeatOver,
        State::SeatWithdrawn,
        State::SeatCompromised,
    ];
}

/// Gives the physician another seat in the place of hers.
fn seat_anew(valid_from: Moment, valid_until: Option<Moment>) {
    let (admin, capacities) = (signed(HOSPITAL_ADMIN), Capacities::of(&[Capacity::Prescribe]));
    assert_ok!(Registry::withdraw_seat(admin.clone(), PHYSICIAN));
    assert_ok!(Registry::grant_seat(admin, PHYSICIAN, capacities, valid_from, valid_until, Some(PHYSICIAN_LICENCE)));
}

fn prepare(state: State) {
    assert_ok!(Registry::sponsor(&HOLDER, HOSPITAL));
    let reason = LicenceReason::Lapsed;
    match state {
        State::Settled => {}
        State::OrganisationSuspended => suspend(HOSPITAL),
        State::OrganisationRemoved => remove(HOSPITAL),
        State::AuthoritySuspended => suspend(AUTHORITY),
        State::AuthorityRemoved => remove(AUTHORITY),
        State::LicenceSuspended => {
            assert_ok!(Registry::suspend_licence(signed(LICENSOR), PHYSICIAN_LICENCE, reason));
        }
        State::LicenceRevoked => {
            assert_ok!(Registry::revoke_licence(signed(LICENSOR), PHYSICIAN_LICENCE, reason));
        }
        State::LicenceExpired => set_time(LICENCE_END),
        State::SeatNotYetValid => seat_anew(NOW + 5, None),
        State::SeatOver => {
            seat_anew(NOW, Some(NOW + 5));
            set_time(NOW + 5);
        }
        State::SeatWithdrawn => {
            assert_ok!(Registry::withdraw_seat(signed(HOSPITAL_ADMIN), PHYSICIAN));
        }
        State::SeatCompromised => {
            assert_ok!(Registry::report_seat_compromise(signed(HOSPITAL_ADMIN), PHYSICIAN, NOW));
        }
    }
}

/// Every call, with arguments that are right wherever any are. A seat is granted to somebody new, and to the physician.
fn calls() -> Vec<Call<Test>> {
    let (now, capacities) = (Registry::now(), Capacities::of(&[Capacity::Prescribe]));
    let (organisation, licence) = (HOSPITAL, PHYSICIAN_LICENCE);
    let grant_seat = |account: AccountId| Call::<Test>::grant_seat {
        account,
        capacities,
        valid_from: now,
        valid_until: None,
        licence: Some(licence),
    };
    vec![
        Call::admit_organisation {
            kind: OrganisationKind::Hospital,
            admin: NEWCOMER,
            name: b"Another".to_vec(),
            institution_code: b"X-1".to_vec(),
        },
        Call::suspend_organisation { organisation, reason: OrganisationReason::Misconduct },
        Call::reinstate_organisation { organisation },
        Call::remove_organisation { organisation, reason: OrganisationReason::Misconduct },
        Call::replace_admin { organisation, new_admin: NEWCOMER, compromised_since: None },
        Call::rotate_admin { new_admin: NEWCOMER },
        grant_seat(NEWCOMER),
        grant_seat(PHYSICIAN),
        Call::withdraw_seat { account: PHYSICIAN },
        Call::report_seat_compromise { account: PHYSICIAN, since: NOW },
        Call::grant_licence {
            profession: Profession::Midwife,
            person: person(9),
            valid_from: now,
            valid_until: now + 2,
        },
        Call::suspend_licence { licence, reason: LicenceReason::Fraud },
        Call::reinstate_licence { licence },
        Call::revoke_licence { licence, reason: LicenceReason::Fraud },
        Call::extend_licence { licence, valid_until: Moment::MAX },
        Call::reclaim_account { account: PHYSICIAN },
    ]
}

/// To grant a seat to who has, or had, one.
const GRANT_ANEW: &str = "grant_seat anew";

fn name_of(call: &Call<Test>) -> &'static str {
    match call {
        Call::grant_seat { account, .. } if *account == PHYSICIAN => GRANT_ANEW,
        other => other.get_call_name(),
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Nobody,
    Root,
    Stranger,
    Holder,
    Admin,
    OtherAdmin,
    OtherSeat,
    Licensor,
    OtherLicensor,
}

impl Class {
    const ALL: [Class; 9] = [
        Class::Nobody,
        Class::Root,
        Class::Stranger,
        Class::Holder,
        Class::Admin,
        Class::OtherAdmin,
        Class::OtherSeat,
        Class::Licensor,
        Class::OtherLicensor,
    ];

    fn origin(self) -> RuntimeOrigin {
        match self {
            Class::Nobody => RuntimeOrigin::none(),
            Class::Root => root(),
            Class::Stranger => signed(STRANGER),
            Class::Holder => signed(HOLDER),
            Class::Admin => signed(HOSPITAL_ADMIN),
            Class::OtherAdmin => signed(CLINIC_ADMIN),
            Class::OtherSeat => signed(PHARMACIST),
            Class::Licensor => signed(LICENSOR),
            Class::OtherLicensor => signed(OTHER_LICENSOR),
        }
    }
}

/// What whoever may is answered.
fn at_home(name: &str, state: State) -> Result<(), DispatchError> {
    use State::*;
    let refused: Error<Test> = match (name, state) {
        (
            "suspend_organisation" | "reinstate_organisation" | "remove_organisation" | "replace_admin",
            OrganisationRemoved,
        ) => Error::OrganisationRemoved,
        ("suspend_organisation", OrganisationSuspended) => Error::OrganisationSuspended,
        ("reinstate_organisation", OrganisationSuspended) => return Ok(()),
        ("reinstate_organisation", _) => Error::OrganisationNotSuspended,

        (
            "rotate_admin" | "grant_seat" | GRANT_ANEW | "withdraw_seat" | "report_seat_compromise",
            OrganisationSuspended,
        ) => Error::OrganisationSuspended,
        (
            "rotate_admin" | "grant_seat" | GRANT_ANEW | "withdraw_seat" | "report_seat_compromise",
            OrganisationRemoved,
        ) => Error::NotAnAdmin,
        ("grant_seat" | GRANT_ANEW, LicenceRevoked) => Error::LicenceRevoked,
        (GRANT_ANEW, SeatCompromised) => Error::AccountCompromised,
        (GRANT_ANEW, SeatOver | SeatWithdrawn) => return Ok(()),
        (GRANT_ANEW, _) => Error::SeatExists,
        ("withdraw_seat", SeatWithdrawn | SeatCompromised) => Error::NoSeat,
        ("report_seat_compromise", SeatCompromised) => Error::CompromiseNotEarlier,

        (
            "grant_licence" | "suspend_licence" | "reinstate_licence" | "revoke_licence" | "extend_licence",
            AuthoritySuspended,
        ) => Error::OrganisationSuspended,
        (
            "grant_licence" | "suspend_licence" | "reinstate_licence" | "revoke_licence" | "extend_licence",
            AuthorityRemoved,
        ) => Error::OrganisationRemoved,
        ("suspend_licence" | "reinstate_licence" | "revoke_licence" | "extend_licence", LicenceRevoked) => {
            Error::LicenceRevoked
        }
        ("suspend_licence", LicenceSuspended) => Error::LicenceSuspended,
        ("reinstate_licence", LicenceSuspended) => return Ok(()),
        ("reinstate_licence", _) => Error::LicenceNotSuspended,

        ("reclaim_account", OrganisationRemoved | SeatOver) => return Ok(()),
        ("reclaim_account", SeatWithdrawn | SeatCompromised) => Error::NotAdmitted,
        ("reclaim_account", _) => Error::AccountInUse,
        _ => return Ok(()),
    };
    Err(refused.into())
}

/// What the clinic's admin and the other authority's licensor are answered. They may do the like, but not to this seat and
/// this licence.
fn elsewhere(name: &str, state: State) -> Result<(), DispatchError> {
    use State::*;
    let refused: Error<Test> = match (name, state) {
        ("grant_seat" | GRANT_ANEW, LicenceRevoked) => Error::LicenceRevoked,
        (GRANT_ANEW, SeatCompromised) => Error::AccountCompromised,
        (GRANT_ANEW, OrganisationRemoved | SeatOver | SeatWithdrawn) => return Ok(()),
        (GRANT_ANEW, _) => Error::AccountIsSeat,
        ("withdraw_seat", SeatWithdrawn | SeatCompromised) => Error::NoSeat,
        ("withdraw_seat", _) => Error::SeatOfAnotherOrganisation,
        ("report_seat_compromise", _) => Error::NeverSeated,
        ("suspend_licence" | "reinstate_licence" | "revoke_licence" | "extend_licence", _) => {
            Error::LicenceOfAnotherAuthority
        }
        _ => return Ok(()),
    };
    Err(refused.into())
}

fn expected(call: &Call<Test>, class: Class, state: State) -> Result<(), DispatchError> {
    let name = name_of(call);
    let is_for_governance = matches!(
        call,
        Call::admit_organisation { .. }
            | Call::suspend_organisation { .. }
            | Call::reinstate_organisation { .. }
            | Call::remove_organisation { .. }
            | Call::replace_admin { .. }
    );
    let is_for_admins = matches!(
        call,
        Call::rotate_admin { .. }
            | Call::grant_seat { .. }
            | Call::withdraw_seat { .. }
            | Call::report_seat_compromise { .. }
    );
    let is_for_anyone = matches!(call, Call::reclaim_account { .. });
    match class {
        Class::Root if is_for_governance => at_home(name, state),
        _ if is_for_governance => Err(DispatchError::BadOrigin),
        Class::Nobody | Class::Root => Err(DispatchError::BadOrigin),
        _ if is_for_anyone => at_home(name, state),
        Class::Admin if is_for_admins => at_home(name, state),
        Class::OtherAdmin if is_for_admins => elsewhere(name, state),
        _ if is_for_admins => Err(Error::<Test>::NotAnAdmin.into()),
        Class::Licensor => at_home(name, state),
        Class::OtherLicensor => elsewhere(name, state),
        Class::OtherSeat => Err(Error::<Test>::CapacityNotGranted.into()),
        _ => Err(Error::<Test>::NoSeat.into()),
    }
}

/// What the call answers, whose effect is undone. What is refused leaves no trace.
fn answer(call: Call<Test>, class: Class) -> Result<(), DispatchError> {
    with_transaction_unchecked(|| {
        let (before, shown) = (state(), format!("{call:?} by {class:?}"));
        let answer = call.dispatch_bypass_filter(class.origin()).map(|_| ()).map_err(|refused| refused.error);
        match answer {
            Ok(()) => assert_sound(),
            Err(_) => assert_eq!(state(), before, "{shown} was refused and left a trace"),
        }
        TransactionOutcome::Rollback(answer)
    })
}

#[test]
fn matrix_should_have_every_call_of_the_pallet() {
    run(|| {
        let listed: BTreeSet<&str> = calls().iter().map(GetCallName::get_call_name).collect();
        let existing: BTreeSet<&str> = Call::<Test>::get_call_names().iter().copied().collect();
        assert_eq!(listed, existing);
    });
}

#[test]
fn every_call_should_answer_as_written_here_in_every_state_to_every_origin() {
    for state in State::ALL {
        run(|| {
            prepare(state);
            assert_sound();
            for call in calls() {
                for class in Class::ALL {
                    let expected = expected(&call, class, state);
                    assert_eq!(answer(call.clone(), class), expected, "{call:?} by {class:?} when {state:?}");
                }
            }
        });
    }
}
