//! What is there from the beginning, under the same rules as what comes later. An inconsistent genesis stops with a clear
//! word: it is found before there is a chain.

use crate::{
    Config, GenesisConfig, Organisations, Pallet,
    types::{GenesisLicence, GenesisOrganisation, GenesisSeat, Seat},
};
use bogam_primitives::{Capacities, Moment, OrganisationKind};

/// No block has told the time yet.
const GENESIS: Moment = 0;

pub(crate) fn build<T: Config>(config: &GenesisConfig<T>) {
    for (id, organisation) in config.organisations.iter().enumerate() {
        let GenesisOrganisation { kind, admin, name, institution_code } = organisation.clone();
        Pallet::<T>::do_admit_organisation(kind, admin, name.into_bytes(), institution_code.into_bytes(), GENESIS)
            .unwrap_or_else(|error| panic!("genesis: organisation {id} cannot be admitted: {error:?}"));
    }

    for (id, licence) in config.licences.iter().enumerate() {
        let GenesisLicence { authority, profession, person, valid_from, valid_until } = licence.clone();
        assert!(
            Organisations::<T>::get(authority).is_some_and(|record| record.kind == OrganisationKind::Authority),
            "genesis: licence {id} cannot be granted: organisation {authority} is not an authority"
        );
        Pallet::<T>::do_grant_licence(authority, profession, person, valid_from, valid_until, GENESIS)
            .unwrap_or_else(|error| panic!("genesis: licence {id} cannot be granted: {error:?}"));
    }

    for (position, seat) in config.seats.iter().enumerate() {
        let GenesisSeat { account, organisation, capacities, licence } = seat.clone();
        let seat = Seat {
            organisation,
            capacities: Capacities::of(&capacities),
            granted_at: GENESIS,
            valid_from: GENESIS,
            valid_until: None,
            licence,
        };
        Pallet::<T>::do_grant_seat(account, seat)
            .unwrap_or_else(|error| panic!("genesis: seat {position} cannot be granted: {error:?}"));
    }
}
