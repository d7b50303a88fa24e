//! Tests, one file per behaviour. Each ends with the check of the invariants.

mod accounts;
mod electorate;
mod genesis;
mod histories;
mod holders;
mod licences;
mod matrix;
mod organisations;
mod origins;
mod properties;
mod seats;
mod try_state;
mod views;

use crate::{Error, Event, mock::*, types::*};
use bogam_primitives::{Capacities, Capacity, LicenceId, Moment, OrganisationId, OrganisationKind};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResult};
use sp_runtime::{DispatchError, StateVersion};

/// A capacity that needs no licence, at a hospital.
const UNLICENSED: Capacity = Capacity::PrivacyOfficer;

/// What all of the storage hashes to.
fn state() -> Vec<u8> {
    sp_io::storage::root(StateVersion::V1)
}

fn signed(account: AccountId) -> RuntimeOrigin {
    RuntimeOrigin::signed(account)
}

fn root() -> RuntimeOrigin {
    RuntimeOrigin::root()
}

/// Admits a hospital.
fn admit(admin: AccountId, code: &str) -> OrganisationId {
    let id = crate::NextOrganisationId::<Test>::get();
    assert_ok!(Registry::admit_organisation(
        root(),
        OrganisationKind::Hospital,
        admin,
        b"Another".to_vec(),
        code.into()
    ));
    id
}

/// Lets an admin grant a seat from now on, without an end.
fn grant(admin: AccountId, account: AccountId, capacity: Capacity, licence: Option<LicenceId>) {
    assert_ok!(Registry::grant_seat(signed(admin), account, Capacities::of(&[capacity]), NOW, None, licence));
}

fn suspend(organisation: OrganisationId) {
    assert_ok!(Registry::suspend_organisation(root(), organisation, OrganisationReason::SecurityIncident));
}

fn reinstate(organisation: OrganisationId) {
    assert_ok!(Registry::reinstate_organisation(root(), organisation));
}

fn remove(organisation: OrganisationId) {
    assert_ok!(Registry::remove_organisation(root(), organisation, OrganisationReason::Request));
}

fn entitled(account: AccountId, capacity: Capacity) -> Result<(), NotEntitled> {
    Registry::entitled_now(account, capacity).map(|_| ())
}

fn entitled_at(account: AccountId, capacity: Capacity, moment: Moment) -> Result<(), NotEntitled> {
    Registry::entitled_at(account, capacity, moment).map(|_| ())
}
