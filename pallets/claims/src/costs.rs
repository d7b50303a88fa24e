//! What calls cost where that is more than one measured weight.

use crate::{Config, Pallet, WeightInfo};
use bogam_primitives::traits::{Certifies, Dispenses};
use frame_support::{traits::Get, weights::Weight};

impl<T: Config> Pallet<T> {
    /// What so many lines may cost more than was measured. The benchmarks bill dispenses. A certificate takes one read more to
    /// look up, and no signature; the difference between billing the one and the other is two reads, and covers that.
    fn cost_of_certificates(lines: u32) -> Weight {
        T::Certificates::weight().saturating_sub(T::Dispenses::weight()).saturating_mul(lines.into())
    }

    pub(crate) fn cost_of_submit(lines: u32) -> Weight {
        // What is too long is refused before any of it is looked at, and more signatures than fit are not verified.
        let lines = lines.min(T::MaxLines::get());
        T::WeightInfo::submit(lines).saturating_add(Self::cost_of_certificates(lines))
    }

    /// A call that decides or ends a claim, whose lines are not known before.
    pub(crate) fn cost_of_ending(call: fn(u32) -> Weight) -> Weight {
        let lines = T::MaxLines::get();
        call(lines).saturating_add(Self::cost_of_certificates(lines))
    }

    /// A call that settles claims. More than fit are refused before they are looked at.
    pub(crate) fn cost_of_settlement(call: fn(u32) -> Weight, claims: u32) -> Weight {
        call(claims.min(T::MaxBatch::get()))
    }
}
