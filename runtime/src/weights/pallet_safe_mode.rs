//! What the calls of `pallet_safe_mode` cost on this runtime: measured by `scripts/weights`, and to be changed by measuring
//! again. `docs/weights.md` tells how, and what is not contained.
//!
//! Measured on 2026-11-23 with 20 steps and 10 repetitions, on one core of: Intel(R) Xeon(R) Processor.

#![allow(unused_imports, reason = "where nothing is read or written, the costs of storage are not asked for")]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// The weights of `pallet_safe_mode` on a chain with the costs of storage of `T`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_safe_mode::WeightInfo for WeightInfo<T> {
    // Storage: `SafeMode::EnteredUntil` (r:1 w:0)
    // Proof: `SafeMode::EnteredUntil` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    fn on_initialize_noop() -> Weight {
        // The shortest run took 1_038 ns. Proof measured: 3 bytes.
        Weight::from_parts(1_232_000, 1_489).saturating_add(T::DbWeight::get().reads(1))
    }

    // Storage: `SafeMode::EnteredUntil` (r:1 w:1)
    // Proof: `SafeMode::EnteredUntil` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    fn on_initialize_exit() -> Weight {
        // The shortest run took 3_797 ns. Proof measured: 30 bytes.
        Weight::from_parts(4_362_000, 1_489)
            .saturating_add(T::DbWeight::get().reads(1))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    fn enter() -> Weight {
        // The shortest run took 0 ns. Proof measured: 0 bytes.
        Weight::from_parts(0, 0)
    }

    // Storage: `SafeMode::EnteredUntil` (r:1 w:1)
    // Proof: `SafeMode::EnteredUntil` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    fn force_enter() -> Weight {
        // The shortest run took 4_547 ns. Proof measured: 3 bytes.
        Weight::from_parts(5_138_000, 1_489)
            .saturating_add(T::DbWeight::get().reads(1))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    fn extend() -> Weight {
        // The shortest run took 0 ns. Proof measured: 0 bytes.
        Weight::from_parts(0, 0)
    }

    // Storage: `SafeMode::EnteredUntil` (r:1 w:1)
    // Proof: `SafeMode::EnteredUntil` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    fn force_extend() -> Weight {
        // The shortest run took 5_019 ns. Proof measured: 30 bytes.
        Weight::from_parts(5_807_000, 1_489)
            .saturating_add(T::DbWeight::get().reads(1))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `SafeMode::EnteredUntil` (r:1 w:1)
    // Proof: `SafeMode::EnteredUntil` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    fn force_exit() -> Weight {
        // The shortest run took 5_131 ns. Proof measured: 30 bytes.
        Weight::from_parts(5_661_000, 1_489)
            .saturating_add(T::DbWeight::get().reads(1))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    fn release_deposit() -> Weight {
        // The shortest run took 0 ns. Proof measured: 0 bytes.
        Weight::from_parts(0, 0)
    }

    fn force_release_deposit() -> Weight {
        // The shortest run took 0 ns. Proof measured: 0 bytes.
        Weight::from_parts(0, 0)
    }

    fn force_slash_deposit() -> Weight {
        // The shortest run took 0 ns. Proof measured: 0 bytes.
        Weight::from_parts(0, 0)
    }
}
