//! What the calls of `frame_system_extensions` cost on this runtime: measured by `scripts/weights`, and to be changed by measuring
//! again. `docs/weights.md` tells how, and what is not contained.
//!
//! Measured on 2026-11-23 with 20 steps and 10 repetitions, on one core of: Intel(R) Xeon(R) Processor.

#![allow(unused_imports, reason = "where nothing is read or written, the costs of storage are not asked for")]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// The weights of `frame_system_extensions` on a chain with the costs of storage of `T`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> frame_system::ExtensionsWeightInfo for WeightInfo<T> {
    fn check_genesis() -> Weight {
        // The shortest run took 1_468 ns. Proof measured: 0 bytes.
        Weight::from_parts(1_753_000, 0)
    }

    fn check_mortality_mortal_transaction() -> Weight {
        // The shortest run took 3_027 ns. Proof measured: 0 bytes.
        Weight::from_parts(3_481_000, 0)
    }

    fn check_mortality_immortal_transaction() -> Weight {
        // The shortest run took 3_081 ns. Proof measured: 0 bytes.
        Weight::from_parts(3_565_000, 0)
    }

    fn check_non_zero_sender() -> Weight {
        // The shortest run took 475 ns. Proof measured: 0 bytes.
        Weight::from_parts(610_000, 0)
    }

    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn check_nonce() -> Weight {
        // The shortest run took 6_192 ns. Proof measured: 102 bytes.
        Weight::from_parts(6_810_000, 3_593)
            .saturating_add(T::DbWeight::get().reads(1))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    fn check_spec_version() -> Weight {
        // The shortest run took 382 ns. Proof measured: 0 bytes.
        Weight::from_parts(490_000, 0)
    }

    fn check_tx_version() -> Weight {
        // The shortest run took 380 ns. Proof measured: 0 bytes.
        Weight::from_parts(489_000, 0)
    }

    fn check_weight() -> Weight {
        // The shortest run took 3_040 ns. Proof measured: 0 bytes.
        Weight::from_parts(3_603_000, 0)
    }

    fn weight_reclaim() -> Weight {
        // The shortest run took 1_733 ns. Proof measured: 0 bytes.
        Weight::from_parts(2_058_000, 0)
    }
}
