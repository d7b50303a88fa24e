//! What the calls of `frame_system_extensions` cost on this runtime: measured by `scripts/weights`, and to be changed by measuring
//! again. `docs/weights.md` tells how, and what is not contained.
//!
//! Measured on 2026-11-22 with 20 steps and 10 repetitions, on one core of: Intel(R) Xeon(R) Processor.

#![allow(unused_imports, reason = "where nothing is read or written, the costs of storage are not asked for")]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// The weights of `frame_system_extensions` on a chain with the costs of storage of `T`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> frame_system::ExtensionsWeightInfo for WeightInfo<T> {
    fn check_genesis() -> Weight {
        // The shortest run took 1_671 ns. Proof measured: 0 bytes.
        Weight::from_parts(2_012_000, 0)
    }

    fn check_mortality_mortal_transaction() -> Weight {
        // The shortest run took 3_469 ns. Proof measured: 0 bytes.
        Weight::from_parts(3_955_000, 0)
    }

    fn check_mortality_immortal_transaction() -> Weight {
        // The shortest run took 3_517 ns. Proof measured: 0 bytes.
        Weight::from_parts(3_964_000, 0)
    }

    fn check_non_zero_sender() -> Weight {
        // The shortest run took 516 ns. Proof measured: 0 bytes.
        Weight::from_parts(605_000, 0)
    }

    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn check_nonce() -> Weight {
        // The shortest run took 7_261 ns. Proof measured: 102 bytes.
        Weight::from_parts(7_992_000, 3_593)
            .saturating_add(T::DbWeight::get().reads(1))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    fn check_spec_version() -> Weight {
        // The shortest run took 407 ns. Proof measured: 0 bytes.
        Weight::from_parts(480_000, 0)
    }

    fn check_tx_version() -> Weight {
        // The shortest run took 406 ns. Proof measured: 0 bytes.
        Weight::from_parts(481_000, 0)
    }

    fn check_weight() -> Weight {
        // The shortest run took 3_657 ns. Proof measured: 0 bytes.
        Weight::from_parts(4_200_000, 0)
    }

    fn weight_reclaim() -> Weight {
        // The shortest run took 2_038 ns. Proof measured: 0 bytes.
        Weight::from_parts(2_360_000, 0)
    }
}
