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
        // The shortest run took 1_596 ns. Proof measured: 0 bytes.
        Weight::from_parts(1_969_000, 0)
    }

    fn check_mortality_mortal_transaction() -> Weight {
        // The shortest run took 3_218 ns. Proof measured: 0 bytes.
        Weight::from_parts(3_845_000, 0)
    }

    fn check_mortality_immortal_transaction() -> Weight {
        // The shortest run took 3_448 ns. Proof measured: 0 bytes.
        Weight::from_parts(3_969_000, 0)
    }

    fn check_non_zero_sender() -> Weight {
        // The shortest run took 458 ns. Proof measured: 0 bytes.
        Weight::from_parts(586_000, 0)
    }

    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn check_nonce() -> Weight {
        // The shortest run took 6_727 ns. Proof measured: 102 bytes.
        Weight::from_parts(7_912_000, 3_593)
            .saturating_add(T::DbWeight::get().reads(1))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    fn check_spec_version() -> Weight {
        // The shortest run took 352 ns. Proof measured: 0 bytes.
        Weight::from_parts(441_000, 0)
    }

    fn check_tx_version() -> Weight {
        // The shortest run took 353 ns. Proof measured: 0 bytes.
        Weight::from_parts(447_000, 0)
    }

    fn check_weight() -> Weight {
        // The shortest run took 3_417 ns. Proof measured: 0 bytes.
        Weight::from_parts(4_107_000, 0)
    }

    fn weight_reclaim() -> Weight {
        // The shortest run took 1_888 ns. Proof measured: 0 bytes.
        Weight::from_parts(2_260_000, 0)
    }
}
