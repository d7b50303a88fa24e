//! The rule that decides who may do what, written once and asked about two times: now, and at a moment of the past.
//!
//! Both questions gather the same [`Facts`], the first from what is current (three reads at most), the second from the
//! histories; [`judge`] answers. What several calls change at the same moment counts, for that whole moment, as the last
//! of them left it.

use crate::{
    Config, LicenceHistory, Licences, OrganisationHistory, Organisations, Pallet, SeatHistory, Seats,
    types::{Entitlements, LicenceStatus, NotEntitled, OrganisationStatus, Seat},
};
use bogam_primitives::{Actor, Capacity, Moment, OrganisationKind, Profession};
use frame_support::ensure;

/// What decides whether a seat entitles, as it is or was at one moment.
struct Facts {
    seat: Seat,
    kind: OrganisationKind,
    status: OrganisationStatus,
    /// Whether the seat was granted while the admin key was in the wrong hands.
    grant_void: bool,
    /// The licence that the seat is tied to.
    licence: Option<LicenceFacts>,
}

/// What decides whether a licence counts, as it is or was at one moment.
struct LicenceFacts {
    profession: Profession,
    status: LicenceStatus,
    valid_from: Moment,
    valid_until: Moment,
}

/// The rule. Intervals are half open.
fn judge<E: Entitlements>(facts: &Facts, capacity: Capacity, moment: Moment) -> Result<(), NotEntitled> {
    let seat = &facts.seat;
    ensure!(seat.valid_from <= moment, NotEntitled::SeatNotYetValid);
    ensure!(seat.valid_until.is_none_or(|end| moment < end), NotEntitled::SeatExpired);
    ensure!(seat.capacities.contains(capacity), NotEntitled::CapacityNotGranted);

    match facts.status {
        OrganisationStatus::Active => (),
        OrganisationStatus::Suspended => return Err(NotEntitled::OrganisationSuspended),
        OrganisationStatus::Removed => return Err(NotEntitled::OrganisationRemoved),
    }
    ensure!(!facts.grant_void, NotEntitled::GrantVoid);
    ensure!(E::kinds(capacity).contains(&facts.kind), NotEntitled::KindNotEntitled);

    let professions = E::professions(capacity);
    let Some(licence) = &facts.licence else {
        return if professions.is_some() { Err(NotEntitled::LicenceRequired) } else { Ok(()) };
    };
    match licence.status {
        LicenceStatus::Active => (),
        LicenceStatus::Suspended => return Err(NotEntitled::LicenceSuspended),
        LicenceStatus::Revoked => return Err(NotEntitled::LicenceRevoked),
    }
    ensure!(licence.valid_from <= moment, NotEntitled::LicenceNotYetValid);
    ensure!(moment < licence.valid_until, NotEntitled::LicenceExpired);
    ensure!(
        professions.is_none_or(|professions| professions.contains(&licence.profession)),
        NotEntitled::ProfessionNotEntitled
    );
    Ok(())
}

impl<T: Config> Pallet<T> {
    /// Whether `account` may act in `capacity` now, and for whom and under which licence.
    pub fn entitlement(
        account: &T::AccountId,
        capacity: Capacity,
        now: Moment,
    ) -> Result<Actor<T::AccountId>, NotEntitled> {
        let seat = Seats::<T>::get(account).ok_or(NotEntitled::NoSeat)?;
        judge::<T::Entitlements>(&Self::facts_now(seat)?, capacity, now)?;
        Ok(Actor { account: account.clone(), organisation: seat.organisation, licence: seat.licence })
    }

    /// Whether `account` might act in `capacity` at `moment`, as the histories tell it today: a compromise that was
    /// reported later counts.
    ///
    /// About the future nothing is known; a moment that has not come is judged as if nothing changed until then.
    pub fn entitlement_at(
        account: &T::AccountId,
        capacity: Capacity,
        moment: Moment,
    ) -> Result<Actor<T::AccountId>, NotEntitled> {
        let interval = SeatHistory::<T>::get(account)
            .into_iter()
            .find(|interval| interval.seat.granted_at <= moment && interval.until.is_none_or(|end| moment < end))
            .ok_or(NotEntitled::NoSeat)?;
        ensure!(interval.compromised_since.is_none_or(|since| moment < since), NotEntitled::KeyCompromised);
        let seat = interval.seat;
        judge::<T::Entitlements>(&Self::facts_at(seat, moment)?, capacity, moment)?;
        Ok(Actor { account: account.clone(), organisation: seat.organisation, licence: seat.licence })
    }

    fn facts_now(seat: Seat) -> Result<Facts, NotEntitled> {
        let organisation = Organisations::<T>::get(seat.organisation).ok_or(NotEntitled::NoSeat)?;
        let licence = match seat.licence {
            None => None,
            Some(id) => {
                let licence = Licences::<T>::get(id).ok_or(NotEntitled::LicenceRequired)?;
                Some(LicenceFacts {
                    profession: licence.profession,
                    status: licence.status,
                    valid_from: licence.valid_from,
                    valid_until: licence.valid_until,
                })
            }
        };
        Ok(Facts {
            seat,
            kind: organisation.kind,
            status: organisation.status,
            grant_void: organisation.voids_grant_at(seat.granted_at),
            licence,
        })
    }

    fn facts_at(seat: Seat, moment: Moment) -> Result<Facts, NotEntitled> {
        let organisation = Organisations::<T>::get(seat.organisation).ok_or(NotEntitled::NoSeat)?;
        // Organisation and licence are older than the seat, so that at each of its moments both have an entry.
        let status = OrganisationHistory::<T>::get(seat.organisation)
            .iter()
            .rfind(|change| change.since <= moment)
            .ok_or(NotEntitled::NoSeat)?
            .status;
        let licence = match seat.licence {
            None => None,
            Some(id) => {
                let licence = Licences::<T>::get(id).ok_or(NotEntitled::LicenceRequired)?;
                let history = LicenceHistory::<T>::get(id);
                let change =
                    history.iter().rfind(|change| change.since <= moment).ok_or(NotEntitled::LicenceRequired)?;
                Some(LicenceFacts {
                    profession: licence.profession,
                    status: change.status,
                    valid_from: licence.valid_from,
                    valid_until: change.valid_until,
                })
            }
        };
        Ok(Facts {
            seat,
            kind: organisation.kind,
            status,
            grant_void: organisation.voids_grant_at(seat.granted_at),
            licence,
        })
    }
}
