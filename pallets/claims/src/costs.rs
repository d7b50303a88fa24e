//! What calls cost beyond their own work: checks of origins, keys sponsored and released, services looked up and billed.

use crate::{Config, Pallet, WeightInfo};
use bogam_primitives::traits::{Certifies, Dispenses, EnsureRole, Holders};
use frame_support::{traits::Get, weights::Weight};

impl<T: Config> Pallet<T> {
    /// A call by an insurer that sponsors a key and releases one, at most.
    pub(crate) fn cost_of_policy(call: Weight) -> Weight {
        call.saturating_add(T::InsurerOrigin::weight())
            .saturating_add(T::Holders::sponsor_weight())
            .saturating_add(T::Holders::release_weight())
    }

    /// Looking a service up twice, and billing or freeing it.
    fn cost_of_services(lines: u32) -> Weight {
        T::Dispenses::weight().max(T::Certificates::weight()).saturating_mul(3).saturating_mul(lines.into())
    }

    pub(crate) fn cost_of_submit(lines: u32) -> Weight {
        // What is too long is refused before any of it is looked at, and more signatures than fit are not verified.
        let lines = lines.min(T::MaxLines::get());
        T::WeightInfo::submit(lines)
            .saturating_add(T::ProviderOrigin::weight())
            .saturating_add(Self::cost_of_services(lines))
    }

    /// A call that decides or ends a claim.
    pub(crate) fn cost_of_ending(call: Weight) -> Weight {
        call.saturating_add(Self::cost_of_services(T::MaxLines::get()))
    }

    pub(crate) fn cost_of_settle(claims: u32) -> Weight {
        let claims = claims.min(T::MaxBatch::get());
        let keys = T::Holders::sponsor_weight().saturating_mul(claims.into());
        T::WeightInfo::settle(claims).saturating_add(T::TreasurerOrigin::weight()).saturating_add(keys)
    }

    /// A call by a party: an organisation's treasurer or a patient's key, tried one after the other.
    pub(crate) fn cost_of_party(call: Weight) -> Weight {
        call.saturating_add(T::TreasurerOrigin::weight()).saturating_add(T::HolderOrigin::weight())
    }
}
