//! What calls cost where that is more than one measured weight.

use crate::{Config, Pallet, WeightInfo};
use bogam_primitives::{
    claim::{NewLine, ServiceReference},
    traits::{Certifies, Dispenses},
};
use frame_support::{traits::Get, weights::Weight};

impl<T: Config> Pallet<T> {
    /// What so many lines may cost more than was measured. The benchmarks bill dispenses. A certificate takes one read more to
    /// look up, and no signature; the difference between billing the one and the other is two reads, and covers that.
    fn cost_of_certificates(lines: u32) -> Weight {
        T::Certificates::weight().saturating_sub(T::Dispenses::weight()).saturating_mul(lines.into())
    }

    /// All lines count as the dearest of them: one that names an approval, or else one that bills something delivered, whose
    /// record is looked up and whose key has signed.
    pub(crate) fn cost_of_submit(lines: &[NewLine]) -> Weight {
        // What is too long is refused before any of it is looked at, and more signatures than fit are not verified.
        let lines = lines.get(..Self::max_lines()).unwrap_or(lines);
        let is_encounter = |line: &NewLine| matches!(line.service, ServiceReference::Encounter { .. });
        let is_certificate = |line: &&NewLine| matches!(line.service, ServiceReference::Certificate(_));
        let submit: fn(u32) -> Weight = if lines.iter().any(|line| line.preauthorisation.is_some()) {
            T::WeightInfo::submit
        } else if lines.iter().all(is_encounter) {
            T::WeightInfo::submit_encounters
        } else {
            T::WeightInfo::submit_delivered
        };
        let certificates = lines.iter().filter(is_certificate).count() as u32;
        submit(lines.len() as u32).saturating_add(Self::cost_of_certificates(certificates))
    }

    /// A call that decides or ends a claim of so many lines. More than fit are refused.
    pub(crate) fn cost_of_ending(call: fn(u32) -> Weight, lines: u32) -> Weight {
        let lines = lines.min(T::MaxLines::get());
        call(lines).saturating_add(Self::cost_of_certificates(lines))
    }

    /// The same where the claim is looked up, and its lines are known only then.
    pub(crate) fn most_of_ending(call: fn(u32) -> Weight) -> Weight {
        Self::cost_of_ending(call, T::MaxLines::get())
    }

    /// A call that settles claims. More than fit are refused before they are looked at.
    pub(crate) fn cost_of_settlement(call: fn(u32) -> Weight, claims: u32) -> Weight {
        call(claims.min(T::MaxBatch::get()))
    }
}
