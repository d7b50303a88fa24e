//! Benchmarks of every call, each in its worst case. What the other pallets ask, the checks behind the origins and sponsorship,
//! is measured in their calls: from what is set up here, in its worst case too.

use crate::{
    Admitted, Call, CompromisedKeys, Config, Entitlements, LicenceHistory, LicenceStatus, Licences, NextLicenceId,
    NextOrganisationId, OrganisationHistory, OrganisationStatus, Organisations, Pallet, SeatHistory, Seats,
    types::{CompromisedSpan, LicenceReason, OrganisationReason, Role, Seat, SeatInterval},
};
use alloc::{vec, vec::Vec};
use bogam_primitives::{
    Capacities, Capacity, Commitment, LicenceId, OrganisationId, OrganisationKind, Profession,
    traits::Holders as HoldersTrait,
};
use codec::Encode;
use frame_benchmarking::v2::*;
use frame_support::{
    BoundedVec,
    traits::{EnsureOrigin, Get},
};
use frame_system::RawOrigin;
use sp_runtime::traits::Hash;

/// The end of all intervals.
const END: u64 = u64::MAX;

/// An account that no other call of this function yields.
fn fresh_account<T: Config>(name: &'static str) -> T::AccountId {
    account(name, NextOrganisationId::<T>::get(), Admitted::<T>::iter_keys().count() as u32)
}

/// An organisation with the longest name and code.
fn organisation<T: Config>(kind: OrganisationKind) -> (OrganisationId, T::AccountId) {
    let admin = fresh_account::<T>("admin");
    let id = Pallet::<T>::do_admit_organisation(kind, admin.clone(), longest_name::<T>(), fresh_code::<T>(), 0)
        .expect("account and code are fresh");
    (id, admin)
}

fn longest_name<T: Config>() -> Vec<u8> {
    vec![b'n'; T::MaxNameLength::get() as usize]
}

/// The number of the next organisation, as long as a code may be.
fn fresh_code<T: Config>() -> Vec<u8> {
    let mut digits = vec![b'0'; T::MaxCodeLength::get() as usize];
    let mut number = NextOrganisationId::<T>::get();
    for digit in digits.iter_mut().rev() {
        *digit = b'0'.saturating_add((number % 10) as u8);
        number /= 10;
    }
    digits
}

fn person<T: Config>() -> Commitment {
    let hash = T::Hashing::hash(&NextLicenceId::<T>::get().encode());
    Commitment(sp_runtime::traits::BlakeTwo256::hash(hash.as_ref()))
}

fn licence<T: Config>(authority: OrganisationId, profession: Profession) -> LicenceId {
    Pallet::<T>::do_grant_licence(authority, profession, person::<T>(), 0, END, 0).expect("the person is fresh")
}

/// The seat that entitles to `capacity` at `organisation`, under a licence even where none is needed.
fn seat<T: Config>(organisation: OrganisationId, capacity: Capacity) -> Seat {
    let (authority, _) = self::organisation::<T>(OrganisationKind::Authority);
    let profession = T::Entitlements::professions(capacity)
        .and_then(|professions| professions.first().copied())
        .unwrap_or(Profession::Physician);
    Seat {
        organisation,
        capacities: Capacities::of(&[capacity]),
        granted_at: 0,
        valid_from: 0,
        valid_until: Some(END),
        licence: Some(licence::<T>(authority, profession)),
    }
}

fn kind<T: Config>(capacity: Capacity) -> OrganisationKind {
    T::Entitlements::kinds(capacity).first().copied().unwrap_or(OrganisationKind::Hospital)
}

/// Gives `account` a seat, as the last that its history has room for.
fn grant_last_seat<T: Config>(account: &T::AccountId, seat: Seat) {
    let past = SeatInterval { seat, until: Some(0), compromised_since: None };
    let room = T::MaxHistory::get().saturating_sub(1) as usize;
    SeatHistory::<T>::insert(account, BoundedVec::<_, T::MaxHistory>::truncate_from(vec![past; room]));
    Pallet::<T>::do_grant_seat(account.clone(), seat).expect("the account has no role and the seat fits the table");
}

/// Gives `account` a seat whose organisation is then removed: the next call clears it away first.
fn grant_seat_that_is_over<T: Config>(account: &T::AccountId) {
    let (organisation, _) = organisation::<T>(OrganisationKind::Authority);
    let seat = seat::<T>(organisation, Capacity::License);
    grant_last_seat::<T>(account, seat);
    // Room for the seat that a benchmark grants next.
    SeatHistory::<T>::mutate(account, |history| history.remove(0));
    Pallet::<T>::do_remove_organisation(organisation, OrganisationReason::Request, 0).expect("it is active");
}

/// Fills the history of an organisation but for `room` entries.
fn fill_organisation_history<T: Config>(organisation: OrganisationId, room: u32) {
    OrganisationHistory::<T>::mutate(organisation, |history| {
        let first = history[0];
        *history = BoundedVec::truncate_from(vec![first; T::MaxHistory::get().saturating_sub(room) as usize]);
    });
}

/// Fills the history of a licence but for `room` entries.
fn fill_licence_history<T: Config>(licence: LicenceId, room: u32) {
    LicenceHistory::<T>::mutate(licence, |history| {
        let first = history[0];
        *history = BoundedVec::truncate_from(vec![first; T::MaxHistory::get().saturating_sub(room) as usize]);
    });
}

/// Fills the list of the spans in which the admin's key was in the wrong hands, but for one.
fn fill_compromised_spans<T: Config>(organisation: OrganisationId) {
    Organisations::<T>::mutate(organisation, |record| {
        if let Some(record) = record {
            let span = CompromisedSpan { since: END, until: END };
            let room = T::MaxHistory::get().saturating_sub(1) as usize;
            record.compromised = BoundedVec::truncate_from(vec![span; room]);
        }
    });
}

/// A licensing seat, and a licence that it may change whose history has room for `room` entries.
fn licensor_and_licence<T: Config>(room: u32) -> (T::AccountId, LicenceId) {
    let (authority, _) = organisation::<T>(OrganisationKind::Authority);
    let licensor = fresh_account::<T>("licensor");
    let seat = seat::<T>(authority, Capacity::License);
    grant_last_seat::<T>(&licensor, seat);
    fill_compromised_spans::<T>(authority);
    let licence = licence::<T>(authority, Profession::Physician);
    fill_licence_history::<T>(licence, room);
    (licensor, licence)
}

fn status<T: Config>(organisation: OrganisationId) -> Option<OrganisationStatus> {
    Organisations::<T>::get(organisation).map(|record| record.status)
}

fn licence_status<T: Config>(licence: LicenceId) -> Option<LicenceStatus> {
    Licences::<T>::get(licence).map(|record| record.status)
}

/// The origin of a seat that may act in `capacity`.
pub fn seat_origin<T: Config>(capacity: Capacity) -> T::RuntimeOrigin {
    let account: T::AccountId = account("seat", capacity as u32, 0);
    if !Seats::<T>::contains_key(&account) {
        let (organisation, _) = organisation::<T>(kind::<T>(capacity));
        let seat = seat::<T>(organisation, capacity);
        grant_last_seat::<T>(&account, seat);
        fill_compromised_spans::<T>(organisation);
    }
    RawOrigin::Signed(account).into()
}

/// An organisation that is active, with the longest record that there is.
pub fn active_organisation<T: Config>(kind: OrganisationKind) -> OrganisationId {
    let (id, _) = organisation::<T>(kind);
    fill_compromised_spans::<T>(id);
    id
}

/// The origin of an admin.
pub fn admin_origin<T: Config>() -> T::RuntimeOrigin {
    let (id, admin) = organisation::<T>(OrganisationKind::Hospital);
    fill_compromised_spans::<T>(id);
    RawOrigin::Signed(admin).into()
}

/// The origin of a sponsored holder.
pub fn holder_origin<T: Config>() -> T::RuntimeOrigin {
    let holder: T::AccountId = account("holder", 0, 0);
    if !Pallet::<T>::is_sponsored(&holder) {
        <Pallet<T> as HoldersTrait<_>>::sponsor(&holder, 0).expect("the account has no role");
    }
    RawOrigin::Signed(holder).into()
}

#[benchmarks]
mod benchmarks {
    use super::*;

    fn governance<T: Config>() -> Result<T::RuntimeOrigin, BenchmarkError> {
        T::GovernanceOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)
    }

    #[benchmark]
    fn admit_organisation() -> Result<(), BenchmarkError> {
        let origin = governance::<T>()?;
        let admin: T::AccountId = account("newcomer", 0, 0);
        grant_seat_that_is_over::<T>(&admin);
        let (name, code) = (longest_name::<T>(), fresh_code::<T>());

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, OrganisationKind::Hospital, admin.clone(), name, code);

        assert!(Pallet::<T>::roles(&admin).contains(Role::Admin));
        Ok(())
    }

    #[benchmark]
    fn suspend_organisation() -> Result<(), BenchmarkError> {
        let origin = governance::<T>()?;
        let (id, _) = organisation::<T>(OrganisationKind::Hospital);
        fill_organisation_history::<T>(id, 2);
        fill_compromised_spans::<T>(id);

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, id, OrganisationReason::Request);

        assert_eq!(status::<T>(id), Some(OrganisationStatus::Suspended));
        Ok(())
    }

    #[benchmark]
    fn reinstate_organisation() -> Result<(), BenchmarkError> {
        let origin = governance::<T>()?;
        let (id, _) = organisation::<T>(OrganisationKind::Hospital);
        Pallet::<T>::do_suspend_organisation(id, OrganisationReason::Request, 0)?;
        fill_organisation_history::<T>(id, 3);
        fill_compromised_spans::<T>(id);

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, id);

        assert_eq!(status::<T>(id), Some(OrganisationStatus::Active));
        Ok(())
    }

    #[benchmark]
    fn remove_organisation() -> Result<(), BenchmarkError> {
        let origin = governance::<T>()?;
        let (id, admin) = organisation::<T>(OrganisationKind::Hospital);
        fill_organisation_history::<T>(id, 2);
        fill_compromised_spans::<T>(id);

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, id, OrganisationReason::Request);

        assert_eq!(status::<T>(id), Some(OrganisationStatus::Removed));
        assert!(Pallet::<T>::roles(&admin).is_empty());
        Ok(())
    }

    #[benchmark]
    fn replace_admin() -> Result<(), BenchmarkError> {
        let origin = governance::<T>()?;
        let (id, admin) = organisation::<T>(OrganisationKind::Authority);
        let seat = seat::<T>(id, Capacity::License);
        grant_last_seat::<T>(&admin, seat);
        fill_compromised_spans::<T>(id);
        let new: T::AccountId = account("newcomer", 0, 0);
        grant_seat_that_is_over::<T>(&new);

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, id, new.clone(), Some(0));

        assert!(Pallet::<T>::roles(&admin).is_empty());
        assert!(Pallet::<T>::roles(&new).contains(Role::Admin));
        Ok(())
    }

    #[benchmark]
    fn rotate_admin() {
        let (id, admin) = organisation::<T>(OrganisationKind::Hospital);
        fill_compromised_spans::<T>(id);
        let new: T::AccountId = account("newcomer", 0, 0);
        grant_seat_that_is_over::<T>(&new);

        #[extrinsic_call]
        _(RawOrigin::Signed(admin.clone()), new.clone());

        assert!(Pallet::<T>::roles(&admin).is_empty());
        assert!(Pallet::<T>::roles(&new).contains(Role::Admin));
    }

    #[benchmark]
    fn grant_seat() {
        let (id, admin) = organisation::<T>(OrganisationKind::Authority);
        fill_compromised_spans::<T>(id);
        let Seat { capacities, licence, .. } = seat::<T>(id, Capacity::License);
        let newcomer: T::AccountId = account("newcomer", 0, 0);
        grant_seat_that_is_over::<T>(&newcomer);

        #[extrinsic_call]
        _(RawOrigin::Signed(admin), newcomer.clone(), capacities, 0, Some(END), licence);

        assert!(Seats::<T>::contains_key(&newcomer));
    }

    #[benchmark]
    fn withdraw_seat() {
        let (id, admin) = organisation::<T>(OrganisationKind::Authority);
        fill_compromised_spans::<T>(id);
        let member: T::AccountId = account("member", 0, 0);
        let seat = seat::<T>(id, Capacity::License);
        grant_last_seat::<T>(&member, seat);

        #[extrinsic_call]
        _(RawOrigin::Signed(admin), member.clone());

        assert!(!Seats::<T>::contains_key(&member));
    }

    #[benchmark]
    fn report_seat_compromise() {
        let (id, admin) = organisation::<T>(OrganisationKind::Authority);
        fill_compromised_spans::<T>(id);
        let member: T::AccountId = account("member", 0, 0);
        let seat = seat::<T>(id, Capacity::License);
        grant_last_seat::<T>(&member, seat);

        #[extrinsic_call]
        _(RawOrigin::Signed(admin), member.clone(), 0);

        assert!(CompromisedKeys::<T>::contains_key(&member));
    }

    #[benchmark]
    fn grant_licence() {
        let (licensor, _) = licensor_and_licence::<T>(2);
        let id = NextLicenceId::<T>::get();

        #[extrinsic_call]
        _(RawOrigin::Signed(licensor), Profession::Physician, person::<T>(), 0, END);

        assert!(Licences::<T>::contains_key(id));
    }

    #[benchmark]
    fn suspend_licence() {
        let (licensor, licence) = licensor_and_licence::<T>(2);

        #[extrinsic_call]
        _(RawOrigin::Signed(licensor), licence, LicenceReason::Lapsed);

        assert_eq!(licence_status::<T>(licence), Some(LicenceStatus::Suspended));
    }

    #[benchmark]
    fn reinstate_licence() -> Result<(), BenchmarkError> {
        let (licensor, licence) = licensor_and_licence::<T>(2);
        let authority = Seats::<T>::get(&licensor).map(|seat| seat.organisation).unwrap_or_default();
        Pallet::<T>::do_suspend_licence(authority, licence, LicenceReason::Lapsed, 0)?;
        fill_licence_history::<T>(licence, 3);

        #[extrinsic_call]
        _(RawOrigin::Signed(licensor), licence);

        assert_eq!(licence_status::<T>(licence), Some(LicenceStatus::Active));
        Ok(())
    }

    #[benchmark]
    fn revoke_licence() {
        let (licensor, licence) = licensor_and_licence::<T>(2);

        #[extrinsic_call]
        _(RawOrigin::Signed(licensor), licence, LicenceReason::Fraud);

        assert_eq!(licence_status::<T>(licence), Some(LicenceStatus::Revoked));
    }

    #[benchmark]
    fn extend_licence() {
        let (licensor, licence) = licensor_and_licence::<T>(3);
        Licences::<T>::mutate(licence, |record| {
            if let Some(record) = record {
                record.valid_until = 1;
            }
        });

        #[extrinsic_call]
        _(RawOrigin::Signed(licensor), licence, END);

        assert!(Licences::<T>::get(licence).is_some_and(|record| record.valid_until == END));
    }

    #[benchmark]
    fn reclaim_account() {
        let former: T::AccountId = account("member", 0, 0);
        grant_seat_that_is_over::<T>(&former);
        let caller: T::AccountId = whitelisted_caller();

        #[extrinsic_call]
        _(RawOrigin::Signed(caller), former.clone());

        assert!(!Admitted::<T>::contains_key(&former));
    }

    impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
