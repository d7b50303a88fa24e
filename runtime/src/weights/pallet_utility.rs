//! What the calls of `pallet_utility` cost on this runtime: measured by `scripts/weights`, and to be changed by measuring
//! again. `docs/weights.md` tells how, and what is not contained.
//!
//! Measured on 2026-11-23 with 20 steps and 10 repetitions, on one core of: Intel(R) Xeon(R) Processor.

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
        // The shortest run took 3_637 ns. Proof measured: 9 bytes.
        Weight::from_parts(10_789_641, 1_489)
            .saturating_add(Weight::from_parts(3_056_297, 0).saturating_mul(c.into()))
            .saturating_add(T::DbWeight::get().reads(2))
    }

    // Storage: `Governance::CounterForPaused` (r:1 w:0)
    // Proof: `Governance::CounterForPaused` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    // Storage: `SafeMode::EnteredUntil` (r:1 w:0)
    // Proof: `SafeMode::EnteredUntil` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    fn as_derivative() -> Weight {
        // The shortest run took 5_419 ns. Proof measured: 9 bytes.
        Weight::from_parts(6_046_000, 1_489).saturating_add(T::DbWeight::get().reads(2))
    }

    // Storage: `Governance::CounterForPaused` (r:1 w:0)
    // Proof: `Governance::CounterForPaused` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    // Storage: `SafeMode::EnteredUntil` (r:1 w:0)
    // Proof: `SafeMode::EnteredUntil` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    fn batch_all(c: u32) -> Weight {
        // c: 0..=1000
        // The shortest run took 3_570 ns. Proof measured: 9 bytes.
        Weight::from_parts(14_053_152, 1_489)
            .saturating_add(Weight::from_parts(3_330_501, 0).saturating_mul(c.into()))
            .saturating_add(T::DbWeight::get().reads(2))
    }

    fn dispatch_as() -> Weight {
        // The shortest run took 4_898 ns. Proof measured: 0 bytes.
        Weight::from_parts(5_690_000, 0)
    }

    // Storage: `Governance::CounterForPaused` (r:1 w:0)
    // Proof: `Governance::CounterForPaused` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    // Storage: `SafeMode::EnteredUntil` (r:1 w:0)
    // Proof: `SafeMode::EnteredUntil` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    fn force_batch(c: u32) -> Weight {
        // c: 0..=1000
        // The shortest run took 3_632 ns. Proof measured: 9 bytes.
        Weight::from_parts(11_758_190, 1_489)
            .saturating_add(Weight::from_parts(3_023_939, 0).saturating_mul(c.into()))
            .saturating_add(T::DbWeight::get().reads(2))
    }

    fn dispatch_as_fallible() -> Weight {
        // The shortest run took 4_975 ns. Proof measured: 0 bytes.
        Weight::from_parts(5_721_000, 0)
    }

    // Storage: `Governance::CounterForPaused` (r:1 w:0)
    // Proof: `Governance::CounterForPaused` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    // Storage: `SafeMode::EnteredUntil` (r:1 w:0)
    // Proof: `SafeMode::EnteredUntil` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    fn if_else() -> Weight {
        // The shortest run took 8_643 ns. Proof measured: 9 bytes.
        Weight::from_parts(9_668_000, 1_489).saturating_add(T::DbWeight::get().reads(2))
    }
}
