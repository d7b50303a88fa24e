//! What must be true of the storage after every call.

use crate::{
    Admins, Admitted, CompromisedKeys, Config, InstitutionCodes, LicenceHistory, Licences, LicencesByPerson,
    NextLicenceId, NextOrganisationId, OrganisationHistory, Organisations, Pallet, SeatHistory, Seats,
    types::{Admission, LicenceStatus, OrganisationStatus, Role},
};
use alloc::collections::BTreeSet;
use bogam_primitives::{Moment, OrganisationKind};
use frame_support::{
    ensure,
    traits::{Contains, Get},
};
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
    /// Checks the invariants:
    ///
    /// 1. Organisations and licences are numbered from zero without gaps, and have a history each.
    /// 2. A history is in order of time, begins with being active, ends with what is current, goes on nowhere after its
    ///    final status, and leaves room for taking rights away.
    /// 3. Institution codes and organisations correspond one to one; so do admins and the organisations that are not
    ///    removed, and licences and pairs of authority and person.
    /// 4. Licences are of authorities, and seats of known organisations, in known capacities and under known licences.
    /// 5. Live seats and open entries of the seat histories correspond one to one; the entries of a history do not overlap.
    /// 6. What was compromised has ended, not before it began, and the key of a compromised seat is known.
    /// 7. A holder has a sponsor, each once, each with a reference; and neither seat nor organisation. An admin's seat is its
    ///    own organisation's.
    /// 8. The roles of an admitted account are exactly those that the other maps tell. Staff has a provider, and so has a
    ///    holder that was staff; if another holder has an account, something keeps that. None became one in the future.
    /// 9. Nobody is staff and another pallet's holder.
    pub fn do_try_state() -> Result<(), TryRuntimeError> {
        Self::try_organisations()?;
        Self::try_licences()?;
        Self::try_seats()?;
        Self::try_accounts()
    }

    fn try_organisations() -> Result<(), TryRuntimeError> {
        let count = Organisations::<T>::iter_keys().count();
        ensure!(count == NextOrganisationId::<T>::get() as usize, "organisations: numbers have gaps");
        ensure!(count == OrganisationHistory::<T>::iter_keys().count(), "organisations: histories do not correspond");
        ensure!(count == InstitutionCodes::<T>::iter_keys().count(), "organisations: codes do not correspond");

        let mut remaining = 0;
        for (id, organisation) in Organisations::<T>::iter() {
            ensure!(id < NextOrganisationId::<T>::get(), "organisations: a number is from the future");
            ensure!(
                InstitutionCodes::<T>::get(&organisation.institution_code) == Some(id),
                "organisations: a code is another's"
            );
            if organisation.status != OrganisationStatus::Removed {
                remaining += 1;
                ensure!(Admins::<T>::get(&organisation.admin) == Some(id), "organisations: the admin is another's");
            }

            ensure!(
                organisation.compromised.iter().all(|span| span.since <= span.until),
                "organisations: a compromise ends before it begins"
            );
            let history = OrganisationHistory::<T>::get(id);
            ensure!(is_ascending(history.iter().map(|change| change.since)), "organisations: history is unordered");
            ensure!(
                history.first().is_some_and(
                    |first| first.status == OrganisationStatus::Active && first.since == organisation.admitted_at
                ),
                "organisations: history does not begin with the admission"
            );
            ensure!(
                history.last().is_some_and(|last| last.status == organisation.status),
                "organisations: history does not end with the status"
            );
            ensure!(
                history.iter().rev().skip(1).all(|change| change.status != OrganisationStatus::Removed),
                "organisations: removal was not final"
            );
            ensure!(
                history.len().saturating_add(organisation.status.endings_ahead()) <= T::MaxHistory::get() as usize,
                "organisations: no room for taking rights away"
            );
        }
        ensure!(remaining == Admins::<T>::iter_keys().count(), "organisations: admins do not correspond");
        Ok(())
    }

    fn try_licences() -> Result<(), TryRuntimeError> {
        let count = Licences::<T>::iter_keys().count();
        ensure!(count == NextLicenceId::<T>::get() as usize, "licences: numbers have gaps");
        ensure!(count == LicenceHistory::<T>::iter_keys().count(), "licences: histories do not correspond");
        ensure!(count == LicencesByPerson::<T>::iter_keys().count(), "licences: persons do not correspond");

        for (id, licence) in Licences::<T>::iter() {
            ensure!(id < NextLicenceId::<T>::get(), "licences: a number is from the future");
            ensure!(
                LicencesByPerson::<T>::get((licence.authority, licence.person)) == Some(id),
                "licences: a person has another licence"
            );
            ensure!(
                Organisations::<T>::get(licence.authority)
                    .is_some_and(|organisation| organisation.kind == OrganisationKind::Authority),
                "licences: not granted by an authority"
            );
            ensure!(licence.valid_from < licence.valid_until, "licences: an interval is empty");

            let history = LicenceHistory::<T>::get(id);
            ensure!(is_ascending(history.iter().map(|change| change.since)), "licences: history is unordered");
            ensure!(
                history.first().is_some_and(|first| first.status == LicenceStatus::Active),
                "licences: history does not begin with the grant"
            );
            ensure!(
                history
                    .last()
                    .is_some_and(|last| last.status == licence.status && last.valid_until == licence.valid_until),
                "licences: history does not end with what is current"
            );
            ensure!(
                history.iter().rev().skip(1).all(|change| change.status != LicenceStatus::Revoked),
                "licences: revocation was not final"
            );
            ensure!(
                history.len().saturating_add(licence.status.endings_ahead()) <= T::MaxHistory::get() as usize,
                "licences: no room for taking rights away"
            );
        }
        Ok(())
    }

    fn try_seats() -> Result<(), TryRuntimeError> {
        for (account, seat) in Seats::<T>::iter() {
            let history = SeatHistory::<T>::get(&account);
            ensure!(
                history.last().is_some_and(|interval| interval.seat == seat && interval.until.is_none()),
                "seats: the live seat is not the last of its history"
            );
            ensure!(
                Admins::<T>::get(&account).is_none_or(|organisation| organisation == seat.organisation),
                "seats: an admin sits in another organisation"
            );
        }

        for (account, history) in SeatHistory::<T>::iter() {
            let open = history.iter().filter(|interval| interval.until.is_none()).count();
            ensure!(open == usize::from(Seats::<T>::contains_key(&account)), "seats: an open entry is not live");
            ensure!(
                is_ascending(
                    history.iter().flat_map(|interval| [Some(interval.seat.granted_at), interval.until]).flatten()
                ),
                "seats: entries overlap"
            );
            for interval in &history {
                let seat = &interval.seat;
                ensure!(Organisations::<T>::contains_key(seat.organisation), "seats: the organisation is unknown");
                ensure!(seat.licence.is_none_or(Licences::<T>::contains_key), "seats: the licence is unknown");
                ensure!(seat.capacities.is_known() && !seat.capacities.is_empty(), "seats: capacities are unsound");
                if let Some(since) = interval.compromised_since {
                    ensure!(interval.until.is_some(), "seats: a compromised seat is live");
                    ensure!(
                        CompromisedKeys::<T>::get(&account).is_some_and(|earliest| earliest <= since),
                        "seats: a compromised key is not known"
                    );
                }
            }
        }
        Ok(())
    }

    fn try_accounts() -> Result<(), TryRuntimeError> {
        // Each role that is told here is told elsewhere...
        for (account, admission) in Admitted::<T>::iter() {
            let has_provider = frame_system::Pallet::<T>::providers(&account) > 0;
            match admission {
                Admission::Staff(roles) => {
                    ensure!(has_provider, "accounts: an admitted one has no provider");
                    ensure!(!T::OtherHolders::contains(&account), "accounts: one of staff is another pallet's holder");
                    ensure!(
                        !roles.contains(Role::Admin) || Admins::<T>::contains_key(&account),
                        "accounts: admitted as an admin without being one"
                    );
                    ensure!(
                        !roles.contains(Role::Seat) || Seats::<T>::contains_key(&account),
                        "accounts: admitted as a seat without having one"
                    );
                }
                Admission::Holder(holder) => {
                    let now = frame_system::Pallet::<T>::block_number();
                    let has_account = frame_system::Account::<T>::contains_key(&account);
                    let is_kept = has_provider || frame_system::Pallet::<T>::sufficients(&account) > 0;
                    ensure!(has_provider || holder.since.is_some(), "holders: what was staff has no provider");
                    ensure!(is_kept || !has_account, "holders: nothing keeps an account");
                    ensure!(holder.since.is_none_or(|since| since <= now), "holders: one is from the future");
                    let sponsors: BTreeSet<_> = holder.sponsors.iter().map(|own| own.organisation).collect();
                    ensure!(!sponsors.is_empty(), "holders: one has no sponsor");
                    ensure!(sponsors.len() == holder.sponsors.len(), "holders: a sponsor is listed twice");
                    ensure!(holder.sponsors.iter().all(|own| own.references > 0), "holders: no reference");
                    ensure!(!Admins::<T>::contains_key(&account), "holders: one is an admin");
                    ensure!(!Seats::<T>::contains_key(&account), "holders: one has a seat");
                }
            }
        }

        // ... and each role that is told elsewhere, here.
        for account in Admins::<T>::iter_keys() {
            ensure!(Self::roles(&account).contains(Role::Admin), "accounts: an admin is not admitted");
        }
        for account in Seats::<T>::iter_keys() {
            ensure!(Self::roles(&account).contains(Role::Seat), "accounts: a seat is not admitted");
        }
        Ok(())
    }
}

/// Whether no moment is before the one that it follows.
fn is_ascending(moments: impl Iterator<Item = Moment>) -> bool {
    moments.is_sorted()
}
