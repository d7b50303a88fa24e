//! What the calls of `pallet_balances` cost on this runtime: measured by `scripts/weights`, and to be changed by measuring
//! again. `docs/weights.md` tells how, and what is not contained.
//!
//! Measured on 2026-11-22 with 20 steps and 10 repetitions, on one core of: Intel(R) Xeon(R) Processor.

#![allow(unused_imports, reason = "where nothing is read or written, the costs of storage are not asked for")]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// The weights of `pallet_balances` on a chain with the costs of storage of `T`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_balances::WeightInfo for WeightInfo<T> {
    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn transfer_allow_death() -> Weight {
        // The shortest run took 44_225 ns. Proof measured: 0 bytes.
        Weight::from_parts(47_075_000, 3_593)
            .saturating_add(T::DbWeight::get().reads(1))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn transfer_keep_alive() -> Weight {
        // The shortest run took 37_637 ns. Proof measured: 0 bytes.
        Weight::from_parts(39_832_000, 3_593)
            .saturating_add(T::DbWeight::get().reads(1))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn force_set_balance_creating() -> Weight {
        // The shortest run took 19_141 ns. Proof measured: 39 bytes.
        Weight::from_parts(21_669_000, 3_593)
            .saturating_add(T::DbWeight::get().reads(1))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn force_set_balance_killing() -> Weight {
        // The shortest run took 18_917 ns. Proof measured: 174 bytes.
        Weight::from_parts(20_799_000, 3_593)
            .saturating_add(T::DbWeight::get().reads(1))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `System::Account` (r:2 w:2)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn force_transfer() -> Weight {
        // The shortest run took 46_439 ns. Proof measured: 174 bytes.
        Weight::from_parts(50_319_000, 6_196)
            .saturating_add(T::DbWeight::get().reads(2))
            .saturating_add(T::DbWeight::get().writes(2))
    }

    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn transfer_all() -> Weight {
        // The shortest run took 46_731 ns. Proof measured: 0 bytes.
        Weight::from_parts(49_840_000, 3_593)
            .saturating_add(T::DbWeight::get().reads(1))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn force_unreserve() -> Weight {
        // The shortest run took 15_036 ns. Proof measured: 174 bytes.
        Weight::from_parts(16_870_000, 3_593)
            .saturating_add(T::DbWeight::get().reads(1))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `System::Account` (r:1000 w:1000)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn upgrade_accounts(u: u32) -> Weight {
        // u: 1..=1000
        // The shortest run took 16_160 ns. Proof measured: 127 + u × 85 bytes.
        Weight::from_parts(16_377_000, 990)
            .saturating_add(Weight::from_parts(13_184_419, 0).saturating_mul(u.into()))
            .saturating_add(T::DbWeight::get().reads(1).saturating_mul(u.into()))
            .saturating_add(T::DbWeight::get().writes(1).saturating_mul(u.into()))
            .saturating_add(Weight::from_parts(0, 2_603).saturating_mul(u.into()))
    }

    fn force_adjust_total_issuance() -> Weight {
        // The shortest run took 4_610 ns. Proof measured: 0 bytes.
        Weight::from_parts(5_481_000, 0)
    }

    fn burn_allow_death() -> Weight {
        // The shortest run took 24_900 ns. Proof measured: 0 bytes.
        Weight::from_parts(26_877_000, 0)
    }

    fn burn_keep_alive() -> Weight {
        // The shortest run took 18_133 ns. Proof measured: 0 bytes.
        Weight::from_parts(19_142_000, 0)
    }
}
