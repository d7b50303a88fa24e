//! What the calls of `pallet_grandpa` cost on this runtime: measured by `scripts/weights`, and to be changed by measuring
//! again. `docs/weights.md` tells how, and what is not contained.
//!
//! Measured on 2026-11-23 with 20 steps and 10 repetitions, on one core of: Intel(R) Xeon(R) Processor.

#![allow(unused_imports, reason = "where nothing is read or written, the costs of storage are not asked for")]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// The weights of `pallet_grandpa` on a chain with the costs of storage of `T`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> super::GrandpaMeasurements for WeightInfo<T> {
    // Storage: `Grandpa::Stalled` (r:0 w:1)
    // Proof: `Grandpa::Stalled` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    fn note_stalled() -> Weight {
        // The shortest run took 1_850 ns. Proof measured: 0 bytes.
        Weight::from_parts(2_221_000, 0).saturating_add(T::DbWeight::get().writes(1))
    }
}
