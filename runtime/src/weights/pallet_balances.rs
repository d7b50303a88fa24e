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
        // The shortest run took 49_526 ns. Proof measured: 0 bytes.
        Weight::from_parts(51_348_000, 3_593)
            .saturating_add(T::DbWeight::get().reads(1))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn transfer_keep_alive() -> Weight {
        // The shortest run took 41_329 ns. Proof measured: 0 bytes.
        Weight::from_parts(43_664_000, 3_593)
            .saturating_add(T::DbWeight::get().reads(1))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn force_set_balance_creating() -> Weight {
        // The shortest run took 21_091 ns. Proof measured: 39 bytes.
        Weight::from_parts(22_776_000, 3_593)
            .saturating_add(T::DbWeight::get().reads(1))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn force_set_balance_killing() -> Weight {
        // The shortest run took 20_781 ns. Proof measured: 174 bytes.
        Weight::from_parts(22_722_000, 3_593)
            .saturating_add(T::DbWeight::get().reads(1))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `System::Account` (r:2 w:2)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn force_transfer() -> Weight {
        // The shortest run took 51_536 ns. Proof measured: 174 bytes.
        Weight::from_parts(54_326_000, 6_196)
            .saturating_add(T::DbWeight::get().reads(2))
            .saturating_add(T::DbWeight::get().writes(2))
    }

    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn transfer_all() -> Weight {
        // The shortest run took 51_565 ns. Proof measured: 0 bytes.
        Weight::from_parts(54_538_000, 3_593)
            .saturating_add(T::DbWeight::get().reads(1))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn force_unreserve() -> Weight {
        // The shortest run took 16_821 ns. Proof measured: 174 bytes.
        Weight::from_parts(18_080_000, 3_593)
            .saturating_add(T::DbWeight::get().reads(1))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `System::Account` (r:1000 w:1000)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn upgrade_accounts(u: u32) -> Weight {
        // u: 1..=1000
        // The shortest run took 17_161 ns. Proof measured: 127 + u × 85 bytes.
        Weight::from_parts(17_312_000, 990)
            .saturating_add(Weight::from_parts(14_556_991, 0).saturating_mul(u.into()))
            .saturating_add(T::DbWeight::get().reads(1).saturating_mul(u.into()))
            .saturating_add(T::DbWeight::get().writes(1).saturating_mul(u.into()))
            .saturating_add(Weight::from_parts(0, 2_603).saturating_mul(u.into()))
    }

    fn force_adjust_total_issuance() -> Weight {
        // The shortest run took 4_849 ns. Proof measured: 0 bytes.
        Weight::from_parts(5_651_000, 0)
    }

    fn burn_allow_death() -> Weight {
        // The shortest run took 25_757 ns. Proof measured: 0 bytes.
        Weight::from_parts(28_785_000, 0)
    }

    fn burn_keep_alive() -> Weight {
        // The shortest run took 19_924 ns. Proof measured: 0 bytes.
        Weight::from_parts(21_206_000, 0)
    }
}
