//! What the calls of `frame_system_extensions` cost on this runtime: measured by `scripts/weights`, and to be changed by measuring
//! again. `docs/weights.md` tells how, and what is not contained.
//!
//! Measured on 2026-11-21 with 20 steps and 10 repetitions, on one core of: AMD EPYC.

#![allow(unused_imports, reason = "where nothing is read or written, the costs of storage are not asked for")]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// The weights of `frame_system_extensions` on a chain with the costs of storage of `T`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> frame_system::ExtensionsWeightInfo for WeightInfo<T> {
    fn check_genesis() -> Weight {
        // The shortest run took 2_003 ns. Proof measured: 0 bytes.
        Weight::from_parts(2_294_000, 0)
    }

    fn check_mortality_mortal_transaction() -> Weight {
        // The shortest run took 4_066 ns. Proof measured: 0 bytes.
        Weight::from_parts(4_456_000, 0)
    }

    fn check_mortality_immortal_transaction() -> Weight {
        // The shortest run took 4_046 ns. Proof measured: 0 bytes.
        Weight::from_parts(4_437_000, 0)
    }

    fn check_non_zero_sender() -> Weight {
        // The shortest run took 581 ns. Proof measured: 0 bytes.
        Weight::from_parts(701_000, 0)
    }

    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn check_nonce() -> Weight {
        // The shortest run took 8_022 ns. Proof measured: 102 bytes.
        Weight::from_parts(8_653_000, 3_593)
            .saturating_add(T::DbWeight::get().reads(1))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    fn check_spec_version() -> Weight {
        // The shortest run took 451 ns. Proof measured: 0 bytes.
        Weight::from_parts(551_000, 0)
    }

    fn check_tx_version() -> Weight {
        // The shortest run took 451 ns. Proof measured: 0 bytes.
        Weight::from_parts(560_000, 0)
    }

    fn check_weight() -> Weight {
        // The shortest run took 3_826 ns. Proof measured: 0 bytes.
        Weight::from_parts(4_306_000, 0)
    }

    fn weight_reclaim() -> Weight {
        // The shortest run took 2_133 ns. Proof measured: 0 bytes.
        Weight::from_parts(2_424_000, 0)
    }
}
