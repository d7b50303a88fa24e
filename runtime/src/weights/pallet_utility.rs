//! What the calls of `pallet_utility` cost on this runtime: measured by `scripts/weights`, and to be changed by measuring
//! again. `docs/weights.md` tells how, and what is not contained.
//!
//! Measured on 2026-11-22 with 20 steps and 10 repetitions, on one core of: Intel(R) Xeon(R) Processor.

#![allow(unused_imports, reason = "where nothing is read or written, the costs of storage are not asked for")]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// The weights of `pallet_utility` on a chain with the costs of storage of `T`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_utility::WeightInfo for WeightInfo<T> {
    // Storage: `Governance::CounterForPaused` (r:1 w:0)
    // Proof: `Governance::CounterForPaused` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    // Storage: `SafeMode::EnteredUntil` (r:1 w:0)
    // Proof: `SafeMode::EnteredUntil` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    fn batch(c: u32) -> Weight {
        // c: 0..=1000
        // The shortest run took 4_004 ns. Proof measured: 82 bytes.
        Weight::from_parts(17_639_540, 1_489)
            .saturating_add(Weight::from_parts(3_319_045, 0).saturating_mul(c.into()))
            .saturating_add(T::DbWeight::get().reads(2))
    }

    // Storage: `Governance::CounterForPaused` (r:1 w:0)
    // Proof: `Governance::CounterForPaused` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    // Storage: `SafeMode::EnteredUntil` (r:1 w:0)
    // Proof: `SafeMode::EnteredUntil` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    fn as_derivative() -> Weight {
        // The shortest run took 6_285 ns. Proof measured: 82 bytes.
        Weight::from_parts(7_627_000, 1_489).saturating_add(T::DbWeight::get().reads(2))
    }

    // Storage: `Governance::CounterForPaused` (r:1 w:0)
    // Proof: `Governance::CounterForPaused` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    // Storage: `SafeMode::EnteredUntil` (r:1 w:0)
    // Proof: `SafeMode::EnteredUntil` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    fn batch_all(c: u32) -> Weight {
        // c: 0..=1000
        // The shortest run took 3_972 ns. Proof measured: 82 bytes.
        Weight::from_parts(22_515_923, 1_489)
            .saturating_add(Weight::from_parts(3_537_709, 0).saturating_mul(c.into()))
            .saturating_add(T::DbWeight::get().reads(2))
    }

    fn dispatch_as() -> Weight {
        // The shortest run took 5_261 ns. Proof measured: 0 bytes.
        Weight::from_parts(5_921_000, 0)
    }

    // Storage: `Governance::CounterForPaused` (r:1 w:0)
    // Proof: `Governance::CounterForPaused` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    // Storage: `SafeMode::EnteredUntil` (r:1 w:0)
    // Proof: `SafeMode::EnteredUntil` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    fn force_batch(c: u32) -> Weight {
        // c: 0..=1000
        // The shortest run took 3_898 ns. Proof measured: 82 bytes.
        Weight::from_parts(2_905_396, 1_489)
            .saturating_add(Weight::from_parts(3_166_719, 0).saturating_mul(c.into()))
            .saturating_add(T::DbWeight::get().reads(2))
    }

    fn dispatch_as_fallible() -> Weight {
        // The shortest run took 5_343 ns. Proof measured: 0 bytes.
        Weight::from_parts(5_993_000, 0)
    }

    // Storage: `Governance::CounterForPaused` (r:1 w:0)
    // Proof: `Governance::CounterForPaused` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    // Storage: `SafeMode::EnteredUntil` (r:1 w:0)
    // Proof: `SafeMode::EnteredUntil` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    fn if_else() -> Weight {
        // The shortest run took 9_977 ns. Proof measured: 82 bytes.
        Weight::from_parts(11_421_000, 1_489).saturating_add(T::DbWeight::get().reads(2))
    }
}
