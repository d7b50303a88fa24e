//! Who may do what, now and at a moment of the past. The rule is in the primitives; this reads what it decides by.
//!
//! Now is asked about with every call and judged from what is current: three reads at most. The past is judged from the
//! histories.

use crate::{
    Config, LicenceHistory, Licences, OrganisationHistory, Organisations, Pallet, SeatHistory, Seats,
    types::{Licence, LicenceChange, NotEntitled, OrganisationChange, Seat, SeatInterval},
};
use alloc::vec::Vec;
use bogam_primitives::{
    Actor, Capacity, LicenceId, Moment, OrganisationId,
    entitlement::{self, EntitlementFacts, LicenceFacts, OrganisationFacts, RegistryRecords, judge},
};
use core::marker::PhantomData;

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
        entitlement::entitlement_at::<T::Entitlements, _, _>(&Stored::<T>(PhantomData), account, capacity, moment)
    }

    fn facts_now(seat: Seat) -> Result<EntitlementFacts, NotEntitled> {
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
        Ok(EntitlementFacts {
            seat,
            kind: organisation.kind,
            status: organisation.status,
            grant_void: organisation.voids_grant_at(seat.granted_at),
            licence,
        })
    }
}

/// The registry's own storage, which can always be read.
struct Stored<T>(PhantomData<T>);

impl<T: Config> RegistryRecords<T::AccountId> for Stored<T> {
    type Failure = NotEntitled;

    fn seats(&self, account: &T::AccountId) -> Result<Vec<SeatInterval>, NotEntitled> {
        Ok(SeatHistory::<T>::get(account).into_inner())
    }

    fn organisation(&self, organisation: OrganisationId) -> Result<Option<OrganisationFacts>, NotEntitled> {
        Ok(Organisations::<T>::get(organisation).map(|organisation| OrganisationFacts {
            kind: organisation.kind,
            compromised: organisation.compromised.into_inner(),
        }))
    }

    fn organisation_history(&self, organisation: OrganisationId) -> Result<Vec<OrganisationChange>, NotEntitled> {
        Ok(OrganisationHistory::<T>::get(organisation).into_inner())
    }

    fn licence(&self, licence: LicenceId) -> Result<Option<Licence>, NotEntitled> {
        Ok(Licences::<T>::get(licence))
    }

    fn licence_history(&self, licence: LicenceId) -> Result<Vec<LicenceChange>, NotEntitled> {
        Ok(LicenceHistory::<T>::get(licence).into_inner())
    }
}
