//! What calls cost: measured by `scripts/weights`, and to be changed by measuring again. `docs/weights.md` tells how, and what
//! is not contained.
//!
//! Measured on 2026-11-23 with 20 steps and 10 repetitions, on one core of: Intel(R) Xeon(R) Processor.

#![allow(unused_imports, reason = "where nothing is read or written, the costs of storage are not asked for")]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// What calls cost, by the benchmarks of the same names and by the numbers that their work grows with.
pub trait WeightInfo {
    /// The benchmark `meter`; `s` was measured from 1 to 4.
    fn meter(s: u32) -> Weight;
    /// The benchmark `check_nonce`.
    fn check_nonce() -> Weight;
    /// The benchmark `check_nonce_known`.
    fn check_nonce_known() -> Weight;
    /// The benchmark `set_allowance`.
    fn set_allowance() -> Weight;
}

/// The weights on a chain with the costs of storage of `T`.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
    // Storage: `Metering::Allowances` (r:4 w:0)
    // Proof: `Metering::Allowances` (`max_values`: None, `max_size`: Some(20), added: 2495, mode: `MaxEncodedLen`)
    // Storage: `Metering::Usage` (r:4 w:1)
    // Proof: `Metering::Usage` (`max_values`: None, `max_size`: Some(25), added: 2500, mode: `MaxEncodedLen`)
    fn meter(s: u32) -> Weight {
        // s: 1..=4
        // The shortest run took 19_349 ns. Proof measured: 36 + s × 56 bytes.
        Weight::from_parts(11_290_752, 990)
            .saturating_add(Weight::from_parts(9_415_393, 0).saturating_mul(s.into()))
            .saturating_add(T::DbWeight::get().reads(2).saturating_mul(s.into()))
            .saturating_add(T::DbWeight::get().writes(1))
            .saturating_add(Weight::from_parts(0, 2_500).saturating_mul(s.into()))
    }

    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admitted` (r:1 w:0)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::ByHolder` (r:1 w:0)
    // Proof: `Prescriptions::ByHolder` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::Prescriptions` (r:1 w:0)
    // Proof: `Prescriptions::Prescriptions` (`max_values`: None, `max_size`: Some(1867), added: 4342, mode: `MaxEncodedLen`)
    fn check_nonce() -> Weight {
        // The shortest run took 22_431 ns. Proof measured: 2793 bytes.
        Weight::from_parts(23_777_000, 5_332)
            .saturating_add(T::DbWeight::get().reads(4))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn check_nonce_known() -> Weight {
        // The shortest run took 4_843 ns. Proof measured: 103 bytes.
        Weight::from_parts(5_390_000, 3_593)
            .saturating_add(T::DbWeight::get().reads(1))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Metering::Allowances` (r:0 w:1)
    // Proof: `Metering::Allowances` (`max_values`: None, `max_size`: Some(20), added: 2495, mode: `MaxEncodedLen`)
    fn set_allowance() -> Weight {
        // The shortest run took 11_239 ns. Proof measured: 756 bytes.
        Weight::from_parts(12_590_000, 4_708)
            .saturating_add(T::DbWeight::get().reads(1))
            .saturating_add(T::DbWeight::get().writes(1))
    }
}
