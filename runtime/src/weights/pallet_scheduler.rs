//! What the calls of `pallet_scheduler` cost on this runtime: measured by `scripts/weights`, and to be changed by measuring
//! again. `docs/weights.md` tells how, and what is not contained.
//!
//! Measured on 2026-11-22 with 20 steps and 10 repetitions, on one core of: Intel(R) Xeon(R) Processor.

#![allow(unused_imports, reason = "where nothing is read or written, the costs of storage are not asked for")]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// The weights of `pallet_scheduler` on a chain with the costs of storage of `T`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_scheduler::WeightInfo for WeightInfo<T> {
    // Storage: `Scheduler::IncompleteSince` (r:1 w:1)
    // Proof: `Scheduler::IncompleteSince` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    fn service_agendas_base() -> Weight {
        // The shortest run took 5_175 ns. Proof measured: 69 bytes.
        Weight::from_parts(5_990_000, 1_489)
            .saturating_add(T::DbWeight::get().reads(1))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Scheduler::Agenda` (r:1 w:1)
    // Proof: `Scheduler::Agenda` (`max_values`: None, `max_size`: Some(10463), added: 12938, mode: `MaxEncodedLen`)
    fn service_agenda_base(s: u32) -> Weight {
        // s: 0..=50
        // The shortest run took 4_276 ns. Proof measured: 116 + s × 177 bytes.
        Weight::from_parts(7_390_167, 13_928)
            .saturating_add(Weight::from_parts(370_291, 0).saturating_mul(s.into()))
            .saturating_add(T::DbWeight::get().reads(1))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    fn service_task_base() -> Weight {
        // The shortest run took 2_579 ns. Proof measured: 0 bytes.
        Weight::from_parts(3_022_000, 0)
    }

    // Storage: `Preimage::PreimageFor` (r:1 w:1)
    // Proof: `Preimage::PreimageFor` (`max_values`: None, `max_size`: Some(4194344), added: 4196819, mode: `Measured`)
    // Storage: `Preimage::StatusFor` (r:1 w:0)
    // Proof: `Preimage::StatusFor` (`max_values`: None, `max_size`: Some(91), added: 2566, mode: `MaxEncodedLen`)
    // Storage: `Preimage::RequestStatusFor` (r:1 w:1)
    // Proof: `Preimage::RequestStatusFor` (`max_values`: None, `max_size`: Some(75), added: 2550, mode: `MaxEncodedLen`)
    fn service_task_fetched(s: u32) -> Weight {
        // s: 128..=4194304
        // The shortest run took 17_069 ns. Proof measured: 140 + s × 1 bytes.
        Weight::from_parts(17_517_000, 3_604)
            .saturating_add(Weight::from_parts(1_269, 0).saturating_mul(s.into()))
            .saturating_add(T::DbWeight::get().reads(3))
            .saturating_add(T::DbWeight::get().writes(2))
            .saturating_add(Weight::from_parts(0, 1).saturating_mul(s.into()))
    }

    // Storage: `Scheduler::Lookup` (r:0 w:1)
    // Proof: `Scheduler::Lookup` (`max_values`: None, `max_size`: Some(48), added: 2523, mode: `MaxEncodedLen`)
    fn service_task_named() -> Weight {
        // The shortest run took 3_717 ns. Proof measured: 0 bytes.
        Weight::from_parts(4_300_000, 0).saturating_add(T::DbWeight::get().writes(1))
    }

    fn service_task_periodic() -> Weight {
        // The shortest run took 2_633 ns. Proof measured: 0 bytes.
        Weight::from_parts(2_993_000, 0)
    }

    // Storage: `Governance::CounterForPaused` (r:1 w:0)
    // Proof: `Governance::CounterForPaused` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    // Storage: `SafeMode::EnteredUntil` (r:1 w:0)
    // Proof: `SafeMode::EnteredUntil` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    fn execute_dispatch_signed() -> Weight {
        // The shortest run took 4_389 ns. Proof measured: 82 bytes.
        Weight::from_parts(5_303_000, 1_489).saturating_add(T::DbWeight::get().reads(2))
    }

    fn execute_dispatch_unsigned() -> Weight {
        // The shortest run took 1_742 ns. Proof measured: 0 bytes.
        Weight::from_parts(2_037_000, 0)
    }

    // Storage: `Scheduler::Agenda` (r:1 w:1)
    // Proof: `Scheduler::Agenda` (`max_values`: None, `max_size`: Some(10463), added: 12938, mode: `MaxEncodedLen`)
    fn schedule(s: u32) -> Weight {
        // s: 0..=49
        // The shortest run took 9_134 ns. Proof measured: 116 + s × 177 bytes.
        Weight::from_parts(12_101_281, 13_928)
            .saturating_add(Weight::from_parts(365_734, 0).saturating_mul(s.into()))
            .saturating_add(T::DbWeight::get().reads(1))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Scheduler::Agenda` (r:1 w:1)
    // Proof: `Scheduler::Agenda` (`max_values`: None, `max_size`: Some(10463), added: 12938, mode: `MaxEncodedLen`)
    // Storage: `Scheduler::Retries` (r:0 w:1)
    // Proof: `Scheduler::Retries` (`max_values`: None, `max_size`: Some(30), added: 2505, mode: `MaxEncodedLen`)
    // Storage: `Scheduler::Lookup` (r:0 w:1)
    // Proof: `Scheduler::Lookup` (`max_values`: None, `max_size`: Some(48), added: 2523, mode: `MaxEncodedLen`)
    fn cancel(s: u32) -> Weight {
        // s: 1..=50
        // The shortest run took 13_903 ns. Proof measured: 116 + s × 177 bytes.
        Weight::from_parts(14_736_303, 13_928)
            .saturating_add(Weight::from_parts(548_187, 0).saturating_mul(s.into()))
            .saturating_add(T::DbWeight::get().reads(1))
            .saturating_add(T::DbWeight::get().writes(3))
    }

    // Storage: `Scheduler::Lookup` (r:1 w:1)
    // Proof: `Scheduler::Lookup` (`max_values`: None, `max_size`: Some(48), added: 2523, mode: `MaxEncodedLen`)
    // Storage: `Scheduler::Agenda` (r:1 w:1)
    // Proof: `Scheduler::Agenda` (`max_values`: None, `max_size`: Some(10463), added: 12938, mode: `MaxEncodedLen`)
    fn schedule_named(s: u32) -> Weight {
        // s: 0..=49
        // The shortest run took 12_098 ns. Proof measured: 268 + s × 186 bytes.
        Weight::from_parts(15_967_203, 13_928)
            .saturating_add(Weight::from_parts(408_104, 0).saturating_mul(s.into()))
            .saturating_add(T::DbWeight::get().reads(2))
            .saturating_add(T::DbWeight::get().writes(2))
    }

    // Storage: `Scheduler::Lookup` (r:1 w:1)
    // Proof: `Scheduler::Lookup` (`max_values`: None, `max_size`: Some(48), added: 2523, mode: `MaxEncodedLen`)
    // Storage: `Scheduler::Agenda` (r:1 w:1)
    // Proof: `Scheduler::Agenda` (`max_values`: None, `max_size`: Some(10463), added: 12938, mode: `MaxEncodedLen`)
    // Storage: `Scheduler::Retries` (r:0 w:1)
    // Proof: `Scheduler::Retries` (`max_values`: None, `max_size`: Some(30), added: 2505, mode: `MaxEncodedLen`)
    fn cancel_named(s: u32) -> Weight {
        // s: 1..=50
        // The shortest run took 16_482 ns. Proof measured: 320 + s × 185 bytes.
        Weight::from_parts(18_267_787, 13_928)
            .saturating_add(Weight::from_parts(602_483, 0).saturating_mul(s.into()))
            .saturating_add(T::DbWeight::get().reads(2))
            .saturating_add(T::DbWeight::get().writes(3))
    }

    // Storage: `Scheduler::Agenda` (r:1 w:1)
    // Proof: `Scheduler::Agenda` (`max_values`: None, `max_size`: Some(10463), added: 12938, mode: `MaxEncodedLen`)
    // Storage: `Scheduler::Retries` (r:0 w:1)
    // Proof: `Scheduler::Retries` (`max_values`: None, `max_size`: Some(30), added: 2505, mode: `MaxEncodedLen`)
    fn schedule_retry(s: u32) -> Weight {
        // s: 1..=50
        // The shortest run took 9_452 ns. Proof measured: 156 bytes.
        Weight::from_parts(10_240_654, 13_928)
            .saturating_add(Weight::from_parts(34_147, 0).saturating_mul(s.into()))
            .saturating_add(T::DbWeight::get().reads(1))
            .saturating_add(T::DbWeight::get().writes(2))
    }

    // Storage: `Scheduler::Agenda` (r:1 w:0)
    // Proof: `Scheduler::Agenda` (`max_values`: None, `max_size`: Some(10463), added: 12938, mode: `MaxEncodedLen`)
    // Storage: `Scheduler::Retries` (r:0 w:1)
    // Proof: `Scheduler::Retries` (`max_values`: None, `max_size`: Some(30), added: 2505, mode: `MaxEncodedLen`)
    fn set_retry() -> Weight {
        // The shortest run took 22_881 ns. Proof measured: 8966 bytes.
        Weight::from_parts(26_441_000, 13_928)
            .saturating_add(T::DbWeight::get().reads(1))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Scheduler::Lookup` (r:1 w:0)
    // Proof: `Scheduler::Lookup` (`max_values`: None, `max_size`: Some(48), added: 2523, mode: `MaxEncodedLen`)
    // Storage: `Scheduler::Agenda` (r:1 w:0)
    // Proof: `Scheduler::Agenda` (`max_values`: None, `max_size`: Some(10463), added: 12938, mode: `MaxEncodedLen`)
    // Storage: `Scheduler::Retries` (r:0 w:1)
    // Proof: `Scheduler::Retries` (`max_values`: None, `max_size`: Some(30), added: 2505, mode: `MaxEncodedLen`)
    fn set_retry_named() -> Weight {
        // The shortest run took 29_850 ns. Proof measured: 9644 bytes.
        Weight::from_parts(32_304_000, 13_928)
            .saturating_add(T::DbWeight::get().reads(2))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Scheduler::Agenda` (r:1 w:0)
    // Proof: `Scheduler::Agenda` (`max_values`: None, `max_size`: Some(10463), added: 12938, mode: `MaxEncodedLen`)
    // Storage: `Scheduler::Retries` (r:0 w:1)
    // Proof: `Scheduler::Retries` (`max_values`: None, `max_size`: Some(30), added: 2505, mode: `MaxEncodedLen`)
    fn cancel_retry() -> Weight {
        // The shortest run took 23_908 ns. Proof measured: 8978 bytes.
        Weight::from_parts(25_978_000, 13_928)
            .saturating_add(T::DbWeight::get().reads(1))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Scheduler::Lookup` (r:1 w:0)
    // Proof: `Scheduler::Lookup` (`max_values`: None, `max_size`: Some(48), added: 2523, mode: `MaxEncodedLen`)
    // Storage: `Scheduler::Agenda` (r:1 w:0)
    // Proof: `Scheduler::Agenda` (`max_values`: None, `max_size`: Some(10463), added: 12938, mode: `MaxEncodedLen`)
    // Storage: `Scheduler::Retries` (r:0 w:1)
    // Proof: `Scheduler::Retries` (`max_values`: None, `max_size`: Some(30), added: 2505, mode: `MaxEncodedLen`)
    fn cancel_retry_named() -> Weight {
        // The shortest run took 26_676 ns. Proof measured: 9656 bytes.
        Weight::from_parts(30_173_000, 13_928)
            .saturating_add(T::DbWeight::get().reads(2))
            .saturating_add(T::DbWeight::get().writes(1))
    }
}
