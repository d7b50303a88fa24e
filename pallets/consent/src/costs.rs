//! What calls cost beyond their own work: keys sponsored and released elsewhere, and the checks of origins.

use crate::{Config, Pallet, WeightInfo};
use bogam_primitives::traits::{EnsureRole, Holders};
use frame_support::{traits::Get, weights::Weight};

impl<T: Config> Pallet<T> {
    pub(crate) fn cost_of_sponsor(keys: u32) -> Weight {
        T::Holders::sponsor_weight().saturating_mul(keys.into())
    }

    pub(crate) fn cost_of_release(keys: u32) -> Weight {
        T::Holders::release_weight().saturating_mul(keys.into())
    }

    pub(crate) fn cost_of_register() -> Weight {
        T::WeightInfo::register_subject()
            .saturating_add(T::CustodianOrigin::weight())
            .saturating_add(Self::cost_of_sponsor(2))
    }

    pub(crate) fn cost_of_new_key(call: Weight) -> Weight {
        call.saturating_add(Self::cost_of_sponsor(1)).saturating_add(Self::cost_of_release(1))
    }

    /// One key is sponsored, and those of all guardians and delegates are released if their time is over.
    pub(crate) fn cost_of_appointing(call: Weight) -> Weight {
        let most = Self::most_keys().saturating_sub(1);
        call.saturating_add(T::HolderOrigin::weight())
            .saturating_add(Self::cost_of_sponsor(1))
            .saturating_add(Self::cost_of_release(most))
    }

    /// The most keys that are sponsored for a subject: its own, its guardians' and its delegates'.
    pub(crate) fn most_keys() -> u32 {
        T::MaxGuardians::get().saturating_add(T::MaxDelegates::get()).saturating_add(1)
    }
}
