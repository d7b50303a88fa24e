//! What the calls of `pallet_meta_tx` cost on this runtime: measured by `scripts/weights`, and to be changed by measuring
//! again. `docs/weights.md` tells how, and what is not contained.
//!
//! Measured on 2026-11-23 with 20 steps and 10 repetitions, on one core of: Intel(R) Xeon(R) Processor.

#![allow(unused_imports, reason = "where nothing is read or written, the costs of storage are not asked for")]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// The weights of `pallet_meta_tx` on a chain with the costs of storage of `T`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_meta_tx::WeightInfo for WeightInfo<T> {
    // Storage: `Governance::CounterForPaused` (r:1 w:0)
    // Proof: `Governance::CounterForPaused` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    // Storage: `SafeMode::EnteredUntil` (r:1 w:0)
    // Proof: `SafeMode::EnteredUntil` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    fn bare_dispatch(n: u32) -> Weight {
        // n: 8..=100
        // The shortest run took 6_843 ns. Proof measured: 9 bytes.
        Weight::from_parts(7_868_422, 1_489)
            .saturating_add(Weight::from_parts(1_893, 0).saturating_mul(n.into()))
            .saturating_add(T::DbWeight::get().reads(2))
    }
}
