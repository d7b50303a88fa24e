//! What calls cost: measured by `scripts/weights`, and to be changed by measuring again. `docs/weights.md` tells how, and what
//! is not contained.
//!
//! Measured on 2026-11-23 with 20 steps and 10 repetitions, on one core of: Intel(R) Xeon(R) Processor.

#![allow(unused_imports, reason = "where nothing is read or written, the costs of storage are not asked for")]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// What calls cost, by the benchmarks of the same names and by the numbers that their work grows with.
pub trait WeightInfo {
    /// The benchmark `admit`; `v` was measured from 2 to 64.
    fn admit(v: u32) -> Weight;
    /// The benchmark `remove`; `v` was measured from 1 to 64.
    fn remove(v: u32) -> Weight;
    /// The benchmark `leave`; `v` was measured from 1 to 64.
    fn leave(v: u32) -> Weight;
    /// The benchmark `rejoin`; `v` was measured from 1 to 64.
    fn rejoin(v: u32) -> Weight;
    /// The benchmark `move_to`; `v` was measured from 1 to 64.
    fn move_to(v: u32) -> Weight;
    /// The benchmark `release_keys`; `v` was measured from 1 to 64.
    fn release_keys(v: u32) -> Weight;
    /// The benchmark `set_floor`; `v` was measured from 1 to 64.
    fn set_floor(v: u32) -> Weight;
    /// The benchmark `set_slots`; `v` was measured from 1 to 64.
    fn set_slots(v: u32) -> Weight;
    /// The benchmark `note_author`.
    fn note_author() -> Weight;
    /// The benchmark `on_offence`; `v` was measured from 1 to 64.
    fn on_offence(v: u32) -> Weight;
}

/// The weights on a chain with the costs of storage of `T`.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admins` (r:1 w:0)
    // Proof: `Registry::Admins` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
    // Storage: `Session::NextKeys` (r:1 w:0)
    // Proof: `Session::NextKeys` (`max_values`: None, `max_size`: None, mode: `Measured`)
    // Storage: `Validators::Candidates` (r:1 w:1)
    // Proof: `Validators::Candidates` (`max_values`: Some(1), `max_size`: Some(5762), added: 6257, mode: `MaxEncodedLen`)
    // Storage: `Session::CurrentIndex` (r:1 w:0)
    // Proof: `Session::CurrentIndex` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    // Storage: `Validators::Slots` (r:1 w:0)
    // Proof: `Validators::Slots` (`max_values`: None, `max_size`: Some(16), added: 2491, mode: `MaxEncodedLen`)
    fn admit(v: u32) -> Weight {
        // v: 2..=64
        // The shortest run took 27_435 ns. Proof measured: 1786 + v × 69 bytes.
        Weight::from_parts(29_663_138, 7_247)
            .saturating_add(Weight::from_parts(477_026, 0).saturating_mul(v.into()))
            .saturating_add(T::DbWeight::get().reads(6))
            .saturating_add(T::DbWeight::get().writes(1))
            .saturating_add(Weight::from_parts(0, 70).saturating_mul(v.into()))
    }

    // Storage: `Validators::Candidates` (r:1 w:1)
    // Proof: `Validators::Candidates` (`max_values`: Some(1), `max_size`: Some(5762), added: 6257, mode: `MaxEncodedLen`)
    // Storage: `Session::CurrentIndex` (r:1 w:0)
    // Proof: `Session::CurrentIndex` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    fn remove(v: u32) -> Weight {
        // v: 1..=64
        // The shortest run took 10_324 ns. Proof measured: 340 + v × 50 bytes.
        Weight::from_parts(11_598_497, 7_247)
            .saturating_add(Weight::from_parts(298_322, 0).saturating_mul(v.into()))
            .saturating_add(T::DbWeight::get().reads(2))
            .saturating_add(T::DbWeight::get().writes(1))
            .saturating_add(Weight::from_parts(0, 50).saturating_mul(v.into()))
    }

    // Storage: `Validators::Candidates` (r:1 w:1)
    // Proof: `Validators::Candidates` (`max_values`: Some(1), `max_size`: Some(5762), added: 6257, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admins` (r:1 w:0)
    // Proof: `Registry::Admins` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
    // Storage: `Session::CurrentIndex` (r:1 w:0)
    // Proof: `Session::CurrentIndex` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    fn leave(v: u32) -> Weight {
        // v: 1..=64
        // The shortest run took 15_842 ns. Proof measured: 1099 + v × 54 bytes.
        Weight::from_parts(17_923_927, 7_247)
            .saturating_add(Weight::from_parts(349_256, 0).saturating_mul(v.into()))
            .saturating_add(T::DbWeight::get().reads(3))
            .saturating_add(T::DbWeight::get().writes(1))
            .saturating_add(Weight::from_parts(0, 56).saturating_mul(v.into()))
    }

    // Storage: `Validators::Candidates` (r:1 w:1)
    // Proof: `Validators::Candidates` (`max_values`: Some(1), `max_size`: Some(5762), added: 6257, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admins` (r:1 w:0)
    // Proof: `Registry::Admins` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
    // Storage: `Validators::Slots` (r:1 w:0)
    // Proof: `Validators::Slots` (`max_values`: None, `max_size`: Some(16), added: 2491, mode: `MaxEncodedLen`)
    fn rejoin(v: u32) -> Weight {
        // v: 1..=64
        // The shortest run took 15_718 ns. Proof measured: 928 + v × 54 bytes.
        Weight::from_parts(17_026_127, 7_247)
            .saturating_add(Weight::from_parts(402_389, 0).saturating_mul(v.into()))
            .saturating_add(T::DbWeight::get().reads(3))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Validators::Candidates` (r:1 w:1)
    // Proof: `Validators::Candidates` (`max_values`: Some(1), `max_size`: Some(5762), added: 6257, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admins` (r:1 w:0)
    // Proof: `Registry::Admins` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
    // Storage: `Session::NextKeys` (r:1 w:0)
    // Proof: `Session::NextKeys` (`max_values`: None, `max_size`: None, mode: `Measured`)
    // Storage: `Session::CurrentIndex` (r:1 w:0)
    // Proof: `Session::CurrentIndex` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    fn move_to(v: u32) -> Weight {
        // v: 1..=64
        // The shortest run took 23_220 ns. Proof measured: 1408 + v × 63 bytes.
        Weight::from_parts(25_672_316, 7_247)
            .saturating_add(Weight::from_parts(458_504, 0).saturating_mul(v.into()))
            .saturating_add(T::DbWeight::get().reads(4))
            .saturating_add(T::DbWeight::get().writes(1))
            .saturating_add(Weight::from_parts(0, 64).saturating_mul(v.into()))
    }

    // Storage: `Session::NextKeys` (r:1 w:1)
    // Proof: `Session::NextKeys` (`max_values`: None, `max_size`: None, mode: `Measured`)
    // Storage: `Validators::Candidates` (r:1 w:0)
    // Proof: `Validators::Candidates` (`max_values`: Some(1), `max_size`: Some(5762), added: 6257, mode: `MaxEncodedLen`)
    // Storage: `Session::Validators` (r:1 w:0)
    // Proof: `Session::Validators` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    // Storage: `Session::QueuedKeys` (r:1 w:0)
    // Proof: `Session::QueuedKeys` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    // Storage: `Registry::Admins` (r:1 w:0)
    // Proof: `Registry::Admins` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
    // Storage: `Balances::Holds` (r:1 w:1)
    // Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(175), added: 2650, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    // Storage: `Session::ExternallySetKeys` (r:1 w:0)
    // Proof: `Session::ExternallySetKeys` (`max_values`: None, `max_size`: None, mode: `Measured`)
    // Storage: `Session::KeyOwner` (r:0 w:2)
    // Proof: `Session::KeyOwner` (`max_values`: None, `max_size`: None, mode: `Measured`)
    fn release_keys(v: u32) -> Weight {
        // v: 1..=64
        // The shortest run took 55_571 ns. Proof measured: 1501 + v × 194 bytes.
        Weight::from_parts(59_673_290, 7_247)
            .saturating_add(Weight::from_parts(591_244, 0).saturating_mul(v.into()))
            .saturating_add(T::DbWeight::get().reads(8))
            .saturating_add(T::DbWeight::get().writes(5))
            .saturating_add(Weight::from_parts(0, 195).saturating_mul(v.into()))
    }

    // Storage: `Validators::Candidates` (r:1 w:0)
    // Proof: `Validators::Candidates` (`max_values`: Some(1), `max_size`: Some(5762), added: 6257, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:64 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admins` (r:64 w:0)
    // Proof: `Registry::Admins` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
    // Storage: `Session::NextKeys` (r:64 w:0)
    // Proof: `Session::NextKeys` (`max_values`: None, `max_size`: None, mode: `Measured`)
    // Storage: `Session::Validators` (r:1 w:0)
    // Proof: `Session::Validators` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    // Storage: `Session::QueuedKeys` (r:1 w:0)
    // Proof: `Session::QueuedKeys` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    // Storage: `Validators::Floor` (r:0 w:1)
    // Proof: `Validators::Floor` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    fn set_floor(v: u32) -> Weight {
        // v: 1..=64
        // The shortest run took 26_754 ns. Proof measured: 1318 + v × 399 bytes.
        Weight::from_parts(19_552_692, 7_247)
            .saturating_add(Weight::from_parts(9_005_108, 0).saturating_mul(v.into()))
            .saturating_add(T::DbWeight::get().reads(3))
            .saturating_add(T::DbWeight::get().reads(3).saturating_mul(v.into()))
            .saturating_add(T::DbWeight::get().writes(1))
            .saturating_add(Weight::from_parts(0, 3_718).saturating_mul(v.into()))
    }

    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Validators::Candidates` (r:1 w:0)
    // Proof: `Validators::Candidates` (`max_values`: Some(1), `max_size`: Some(5762), added: 6257, mode: `MaxEncodedLen`)
    // Storage: `Validators::Slots` (r:0 w:1)
    // Proof: `Validators::Slots` (`max_values`: None, `max_size`: Some(16), added: 2491, mode: `MaxEncodedLen`)
    fn set_slots(v: u32) -> Weight {
        // v: 1..=64
        // The shortest run took 14_821 ns. Proof measured: 865 + v × 56 bytes.
        Weight::from_parts(15_996_680, 7_247)
            .saturating_add(Weight::from_parts(365_303, 0).saturating_mul(v.into()))
            .saturating_add(T::DbWeight::get().reads(2))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Validators::Authored` (r:1 w:1)
    // Proof: `Validators::Authored` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
    fn note_author() -> Weight {
        // The shortest run took 6_102 ns. Proof measured: 249 bytes.
        Weight::from_parts(6_693_000, 3_517)
            .saturating_add(T::DbWeight::get().reads(1))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Session::CurrentIndex` (r:1 w:0)
    // Proof: `Session::CurrentIndex` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    // Storage: `Validators::Candidates` (r:1 w:1)
    // Proof: `Validators::Candidates` (`max_values`: Some(1), `max_size`: Some(5762), added: 6257, mode: `MaxEncodedLen`)
    // Storage: `Session::DisabledValidators` (r:1 w:1)
    // Proof: `Session::DisabledValidators` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    // Storage: `Session::Validators` (r:1 w:0)
    // Proof: `Session::Validators` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    fn on_offence(v: u32) -> Weight {
        // v: 1..=64
        // The shortest run took 11_468 ns. Proof measured: 367 + v × 82 bytes.
        Weight::from_parts(18_274_748, 7_247)
            .saturating_add(Weight::from_parts(375_770, 0).saturating_mul(v.into()))
            .saturating_add(T::DbWeight::get().reads(4))
            .saturating_add(T::DbWeight::get().writes(2))
            .saturating_add(Weight::from_parts(0, 82).saturating_mul(v.into()))
    }
}
