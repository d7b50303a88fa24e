//! What calls do.

use crate::{Config, Pallet, Years};
use bogam_primitives::{Moment, PolicyId, claim::Accumulators};
use frame_support::traits::Time;

mod decisions;
mod money;
mod plans;
mod preauthorisations;
mod settlement;
mod submission;

impl<T: Config> Pallet<T> {
    pub(crate) fn now() -> Moment {
        T::Time::now()
    }

    /// Writes what has been used of a benefit year; nothing used is nothing stored.
    pub(crate) fn set_year(policy: PolicyId, year: crate::BenefitYear, accumulators: Accumulators) {
        if accumulators == Accumulators::default() {
            Years::<T>::remove(policy, year);
        } else {
            Years::<T>::insert(policy, year, accumulators);
        }
    }
}
