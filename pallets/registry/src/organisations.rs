//! The organisations, for pallets that have to know what kind one is.

use crate::{Config, Organisations, Pallet, types::OrganisationStatus};
use bogam_primitives::{OrganisationId, OrganisationKind, traits};

impl<T: Config> traits::Organisations for Pallet<T> {
    fn kind(organisation: OrganisationId) -> Option<OrganisationKind> {
        let record = Organisations::<T>::get(organisation)?;
        (record.status == OrganisationStatus::Active).then_some(record.kind)
    }

    #[cfg(feature = "runtime-benchmarks")]
    fn active_organisation(kind: OrganisationKind) -> OrganisationId {
        crate::benchmarking::active_organisation::<T>(kind)
    }
}
