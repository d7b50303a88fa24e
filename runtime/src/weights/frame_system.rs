//! What the calls of `frame_system` cost on this runtime: measured by `scripts/weights`, and to be changed by measuring
//! again. `docs/weights.md` tells how, and what is not contained.
//!
//! Measured on 2026-11-21 with 20 steps and 10 repetitions, on one core of: AMD EPYC.

#![allow(unused_imports, reason = "where nothing is read or written, the costs of storage are not asked for")]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// The weights of `frame_system` on a chain with the costs of storage of `T`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> frame_system::WeightInfo for WeightInfo<T> {
    fn remark(b: u32) -> Weight {
        // b: 0..=3932160
        // The shortest run took 2_183 ns. Proof measured: 0 bytes.
        Weight::from_parts(21_110_186, 0).saturating_add(Weight::from_parts(388, 0).saturating_mul(b.into()))
    }

    fn remark_with_event(b: u32) -> Weight {
        // b: 0..=3932160
        // The shortest run took 5_338 ns. Proof measured: 0 bytes.
        Weight::from_parts(5_438_000, 0).saturating_add(Weight::from_parts(1_385, 0).saturating_mul(b.into()))
    }

    // Storage: UNKNOWN KEY `0x3a686561707061676573` (r:0 w:1)
    // Proof: UNKNOWN KEY `0x3a686561707061676573` (r:0 w:1)
    fn set_heap_pages() -> Weight {
        // The shortest run took 4_016 ns. Proof measured: 0 bytes.
        Weight::from_parts(4_547_000, 0).saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: UNKNOWN KEY `0x3a636f6465` (r:0 w:1)
    // Proof: UNKNOWN KEY `0x3a636f6465` (r:0 w:1)
    fn set_code() -> Weight {
        // The shortest run took 114_813_816 ns. Proof measured: 0 bytes.
        Weight::from_parts(117_464_507_000, 0).saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Skipped::Metadata` (r:0 w:0)
    // Proof: `Skipped::Metadata` (`max_values`: None, `max_size`: None, mode: `Measured`)
    fn set_storage(i: u32) -> Weight {
        // i: 0..=1000
        // The shortest run took 2_193 ns. Proof measured: 0 bytes.
        Weight::from_parts(2_343_000, 0)
            .saturating_add(Weight::from_parts(965_764, 0).saturating_mul(i.into()))
            .saturating_add(T::DbWeight::get().writes(1).saturating_mul(i.into()))
    }

    // Storage: `Skipped::Metadata` (r:0 w:0)
    // Proof: `Skipped::Metadata` (`max_values`: None, `max_size`: None, mode: `Measured`)
    fn kill_storage(i: u32) -> Weight {
        // i: 0..=1000
        // The shortest run took 2_384 ns. Proof measured: 0 bytes.
        Weight::from_parts(2_424_000, 0)
            .saturating_add(Weight::from_parts(714_667, 0).saturating_mul(i.into()))
            .saturating_add(T::DbWeight::get().writes(1).saturating_mul(i.into()))
    }

    // Storage: `Skipped::Metadata` (r:0 w:0)
    // Proof: `Skipped::Metadata` (`max_values`: None, `max_size`: None, mode: `Measured`)
    fn kill_prefix(p: u32) -> Weight {
        // p: 0..=1000
        // The shortest run took 4_126 ns. Proof measured: 27 + p × 69 bytes.
        Weight::from_parts(4_156_000, 46)
            .saturating_add(Weight::from_parts(1_304_354, 0).saturating_mul(p.into()))
            .saturating_add(T::DbWeight::get().reads(1).saturating_mul(p.into()))
            .saturating_add(T::DbWeight::get().writes(1).saturating_mul(p.into()))
            .saturating_add(Weight::from_parts(0, 70).saturating_mul(p.into()))
    }

    // Storage: `System::AuthorizedUpgrade` (r:0 w:1)
    // Proof: `System::AuthorizedUpgrade` (`max_values`: Some(1), `max_size`: Some(33), added: 528, mode: `MaxEncodedLen`)
    fn authorize_upgrade() -> Weight {
        // The shortest run took 20_410 ns. Proof measured: 0 bytes.
        Weight::from_parts(27_080_000, 0).saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `System::AuthorizedUpgrade` (r:1 w:1)
    // Proof: `System::AuthorizedUpgrade` (`max_values`: Some(1), `max_size`: Some(33), added: 528, mode: `MaxEncodedLen`)
    // Storage: UNKNOWN KEY `0x3a636f6465` (r:0 w:1)
    // Proof: UNKNOWN KEY `0x3a636f6465` (r:0 w:1)
    fn apply_authorized_upgrade() -> Weight {
        // The shortest run took 120_366_511 ns. Proof measured: 22 bytes.
        Weight::from_parts(123_693_855_000, 1_518)
            .saturating_add(T::DbWeight::get().reads(1))
            .saturating_add(T::DbWeight::get().writes(2))
    }
}
