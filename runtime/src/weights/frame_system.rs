//! What the calls of `frame_system` cost on this runtime: measured by `scripts/weights`, and to be changed by measuring
//! again. `docs/weights.md` tells how, and what is not contained.
//!
//! Measured on 2026-11-23 with 20 steps and 10 repetitions, on one core of: Intel(R) Xeon(R) Processor.

#![allow(unused_imports, reason = "where nothing is read or written, the costs of storage are not asked for")]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// The weights of `frame_system` on a chain with the costs of storage of `T`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> frame_system::WeightInfo for WeightInfo<T> {
    fn remark(b: u32) -> Weight {
        // b: 0..=3932160
        // The shortest run took 1_679 ns. Proof measured: 0 bytes.
        Weight::from_parts(1_745_000, 0).saturating_add(Weight::from_parts(357, 0).saturating_mul(b.into()))
    }

    fn remark_with_event(b: u32) -> Weight {
        // b: 0..=3932160
        // The shortest run took 4_390 ns. Proof measured: 0 bytes.
        Weight::from_parts(4_502_000, 0).saturating_add(Weight::from_parts(1_752, 0).saturating_mul(b.into()))
    }

    // Storage: UNKNOWN KEY `0x3a686561707061676573` (r:0 w:1)
    // Proof: UNKNOWN KEY `0x3a686561707061676573` (r:0 w:1)
    fn set_heap_pages() -> Weight {
        // The shortest run took 3_034 ns. Proof measured: 0 bytes.
        Weight::from_parts(3_491_000, 0).saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: UNKNOWN KEY `0x3a636f6465` (r:0 w:1)
    // Proof: UNKNOWN KEY `0x3a636f6465` (r:0 w:1)
    fn set_code() -> Weight {
        // The shortest run took 143_403_511 ns. Proof measured: 0 bytes.
        Weight::from_parts(148_291_167_000, 0).saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Skipped::Metadata` (r:0 w:0)
    // Proof: `Skipped::Metadata` (`max_values`: None, `max_size`: None, mode: `Measured`)
    fn set_storage(i: u32) -> Weight {
        // i: 0..=1000
        // The shortest run took 1_686 ns. Proof measured: 0 bytes.
        Weight::from_parts(1_723_000, 0)
            .saturating_add(Weight::from_parts(787_402, 0).saturating_mul(i.into()))
            .saturating_add(T::DbWeight::get().writes(1).saturating_mul(i.into()))
    }

    // Storage: `Skipped::Metadata` (r:0 w:0)
    // Proof: `Skipped::Metadata` (`max_values`: None, `max_size`: None, mode: `Measured`)
    fn kill_storage(i: u32) -> Weight {
        // i: 0..=1000
        // The shortest run took 1_580 ns. Proof measured: 0 bytes.
        Weight::from_parts(1_696_000, 0)
            .saturating_add(Weight::from_parts(555_588, 0).saturating_mul(i.into()))
            .saturating_add(T::DbWeight::get().writes(1).saturating_mul(i.into()))
    }

    // Storage: `Skipped::Metadata` (r:0 w:0)
    // Proof: `Skipped::Metadata` (`max_values`: None, `max_size`: None, mode: `Measured`)
    fn kill_prefix(p: u32) -> Weight {
        // p: 0..=1000
        // The shortest run took 2_879 ns. Proof measured: 27 + p × 69 bytes.
        Weight::from_parts(3_024_000, 46)
            .saturating_add(Weight::from_parts(1_052_830, 0).saturating_mul(p.into()))
            .saturating_add(T::DbWeight::get().reads(1).saturating_mul(p.into()))
            .saturating_add(T::DbWeight::get().writes(1).saturating_mul(p.into()))
            .saturating_add(Weight::from_parts(0, 70).saturating_mul(p.into()))
    }

    // Storage: `System::AuthorizedUpgrade` (r:0 w:1)
    // Proof: `System::AuthorizedUpgrade` (`max_values`: Some(1), `max_size`: Some(33), added: 528, mode: `MaxEncodedLen`)
    fn authorize_upgrade() -> Weight {
        // The shortest run took 17_804 ns. Proof measured: 0 bytes.
        Weight::from_parts(21_742_000, 0).saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `System::AuthorizedUpgrade` (r:1 w:1)
    // Proof: `System::AuthorizedUpgrade` (`max_values`: Some(1), `max_size`: Some(33), added: 528, mode: `MaxEncodedLen`)
    // Storage: UNKNOWN KEY `0x3a636f6465` (r:0 w:1)
    // Proof: UNKNOWN KEY `0x3a636f6465` (r:0 w:1)
    fn apply_authorized_upgrade() -> Weight {
        // The shortest run took 149_282_917 ns. Proof measured: 22 bytes.
        Weight::from_parts(151_513_617_000, 1_518)
            .saturating_add(T::DbWeight::get().reads(1))
            .saturating_add(T::DbWeight::get().writes(2))
    }
}
