//! What calls cost: measured by `scripts/weights`, and to be changed by measuring again. `docs/weights.md` tells how, and what
//! is not contained.
//!
//! Measured on 2026-11-23 with 20 steps and 10 repetitions, on one core of: Intel(R) Xeon(R) Processor.

#![allow(unused_imports, reason = "where nothing is read or written, the costs of storage are not asked for")]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// What calls cost, by the benchmarks of the same names and by the numbers that their work grows with.
pub trait WeightInfo {
    /// The benchmark `authorise_upgrade`.
    fn authorise_upgrade() -> Weight;
    /// The benchmark `withdraw_upgrade`.
    fn withdraw_upgrade() -> Weight;
    /// The benchmark `apply_upgrade`.
    fn apply_upgrade() -> Weight;
    /// The benchmark `code_bytes`; `b` was measured from 0 to 4194304.
    fn code_bytes(b: u32) -> Weight;
    /// The benchmark `pause`; `p` was measured from 0 to 32.
    fn pause(p: u32) -> Weight;
    /// The benchmark `resume`.
    fn resume() -> Weight;
}

/// The weights on a chain with the costs of storage of `T`.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
    // Storage: `Governance::Authorised` (r:1 w:1)
    // Proof: `Governance::Authorised` (`max_values`: Some(1), `max_size`: Some(40), added: 535, mode: `MaxEncodedLen`)
    fn authorise_upgrade() -> Weight {
        // The shortest run took 5_682 ns. Proof measured: 6 bytes.
        Weight::from_parts(6_421_000, 1_525)
            .saturating_add(T::DbWeight::get().reads(1))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Governance::Authorised` (r:1 w:1)
    // Proof: `Governance::Authorised` (`max_values`: Some(1), `max_size`: Some(40), added: 535, mode: `MaxEncodedLen`)
    fn withdraw_upgrade() -> Weight {
        // The shortest run took 5_782 ns. Proof measured: 71 bytes.
        Weight::from_parts(6_439_000, 1_525)
            .saturating_add(T::DbWeight::get().reads(1))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Governance::Authorised` (r:1 w:1)
    // Proof: `Governance::Authorised` (`max_values`: Some(1), `max_size`: Some(40), added: 535, mode: `MaxEncodedLen`)
    // Storage: UNKNOWN KEY `0x3a636f6465` (r:0 w:1)
    // Proof: UNKNOWN KEY `0x3a636f6465` (r:0 w:1)
    fn apply_upgrade() -> Weight {
        // The shortest run took 114_484_014 ns. Proof measured: 71 bytes.
        Weight::from_parts(115_494_540_000, 1_525)
            .saturating_add(T::DbWeight::get().reads(1))
            .saturating_add(T::DbWeight::get().writes(2))
    }

    // Storage: UNKNOWN KEY `0x3a636f6465` (r:0 w:1)
    // Proof: UNKNOWN KEY `0x3a636f6465` (r:0 w:1)
    fn code_bytes(b: u32) -> Weight {
        // b: 0..=4194304
        // The shortest run took 7_047 ns. Proof measured: 0 bytes.
        Weight::from_parts(7_312_000, 0)
            .saturating_add(Weight::from_parts(3_048, 0).saturating_mul(b.into()))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Governance::Paused` (r:34 w:33)
    // Proof: `Governance::Paused` (`max_values`: None, `max_size`: Some(157), added: 2632, mode: `MaxEncodedLen`)
    // Storage: `Governance::CounterForPaused` (r:1 w:1)
    // Proof: `Governance::CounterForPaused` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    fn pause(p: u32) -> Weight {
        // p: 0..=32
        // The shortest run took 13_563 ns. Proof measured: 166 + p × 163 bytes.
        Weight::from_parts(17_522_139, 6_254)
            .saturating_add(Weight::from_parts(7_780_923, 0).saturating_mul(p.into()))
            .saturating_add(T::DbWeight::get().reads(3))
            .saturating_add(T::DbWeight::get().reads(1).saturating_mul(p.into()))
            .saturating_add(T::DbWeight::get().writes(2))
            .saturating_add(T::DbWeight::get().writes(1).saturating_mul(p.into()))
            .saturating_add(Weight::from_parts(0, 2_632).saturating_mul(p.into()))
    }

    // Storage: `Governance::Paused` (r:1 w:1)
    // Proof: `Governance::Paused` (`max_values`: None, `max_size`: Some(157), added: 2632, mode: `MaxEncodedLen`)
    // Storage: `Governance::CounterForPaused` (r:1 w:1)
    // Proof: `Governance::CounterForPaused` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    fn resume() -> Weight {
        // The shortest run took 11_203 ns. Proof measured: 93 bytes.
        Weight::from_parts(12_398_000, 3_622)
            .saturating_add(T::DbWeight::get().reads(2))
            .saturating_add(T::DbWeight::get().writes(2))
    }
}
