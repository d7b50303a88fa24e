//! What calls cost: measured by `scripts/weights`, and to be changed by measuring again. `docs/weights.md` tells how, and what
//! is not contained.
//!
//! Measured on 2026-11-23 with 20 steps and 10 repetitions, on one core of: Intel(R) Xeon(R) Processor.

#![allow(unused_imports, reason = "where nothing is read or written, the costs of storage are not asked for")]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// What calls cost, by the benchmarks of the same names and by the numbers that their work grows with.
pub trait WeightInfo {
    /// The benchmark `register_schema`; `n` was measured from 1 to 64.
    fn register_schema(n: u32) -> Weight;
    /// The benchmark `retire_schema`.
    fn retire_schema() -> Weight;
    /// The benchmark `issue`.
    fn issue() -> Weight;
    /// The benchmark `endorse`.
    fn endorse() -> Weight;
    /// The benchmark `refuse_endorsement`.
    fn refuse_endorsement() -> Weight;
    /// The benchmark `suspend`.
    fn suspend() -> Weight;
    /// The benchmark `reinstate`.
    fn reinstate() -> Weight;
    /// The benchmark `revoke`.
    fn revoke() -> Weight;
    /// The benchmark `supersede`.
    fn supersede() -> Weight;
    /// The benchmark `revoke_batch`.
    fn revoke_batch() -> Weight;
    /// The benchmark `prune`; `e` was measured from 1 to 100.
    fn prune(e: u32) -> Weight;
    /// The benchmark `bill`.
    fn bill() -> Weight;
}

/// The weights on a chain with the costs of storage of `T`.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:2 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:1 w:0)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Certificates::Schemas` (r:1 w:1)
    // Proof: `Certificates::Schemas` (`max_values`: None, `max_size`: Some(206), added: 2681, mode: `MaxEncodedLen`)
    fn register_schema(n: u32) -> Weight {
        // n: 1..=64
        // The shortest run took 31_052 ns. Proof measured: 3985 bytes.
        Weight::from_parts(35_646_433, 8_426)
            .saturating_add(Weight::from_parts(997, 0).saturating_mul(n.into()))
            .saturating_add(T::DbWeight::get().reads(5))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:1 w:0)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Certificates::Schemas` (r:1 w:1)
    // Proof: `Certificates::Schemas` (`max_values`: None, `max_size`: Some(206), added: 2681, mode: `MaxEncodedLen`)
    fn retire_schema() -> Weight {
        // The shortest run took 25_849 ns. Proof measured: 2889 bytes.
        Weight::from_parts(29_158_000, 4_708)
            .saturating_add(T::DbWeight::get().reads(4))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:1 w:0)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Certificates::Schemas` (r:1 w:0)
    // Proof: `Certificates::Schemas` (`max_values`: None, `max_size`: Some(206), added: 2681, mode: `MaxEncodedLen`)
    // Storage: `Certificates::Batches` (r:1 w:1)
    // Proof: `Certificates::Batches` (`max_values`: None, `max_size`: Some(266), added: 2741, mode: `MaxEncodedLen`)
    fn issue() -> Weight {
        // The shortest run took 35_712 ns. Proof measured: 2947 bytes.
        Weight::from_parts(39_512_000, 4_708)
            .saturating_add(T::DbWeight::get().reads(5))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:1 w:0)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Certificates::Batches` (r:1 w:1)
    // Proof: `Certificates::Batches` (`max_values`: None, `max_size`: Some(266), added: 2741, mode: `MaxEncodedLen`)
    fn endorse() -> Weight {
        // The shortest run took 26_966 ns. Proof measured: 3045 bytes.
        Weight::from_parts(29_602_000, 4_708)
            .saturating_add(T::DbWeight::get().reads(4))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:1 w:0)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Certificates::Batches` (r:1 w:1)
    // Proof: `Certificates::Batches` (`max_values`: None, `max_size`: Some(266), added: 2741, mode: `MaxEncodedLen`)
    fn refuse_endorsement() -> Weight {
        // The shortest run took 27_219 ns. Proof measured: 3045 bytes.
        Weight::from_parts(29_699_000, 4_708)
            .saturating_add(T::DbWeight::get().reads(4))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:1 w:0)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Certificates::Batches` (r:1 w:0)
    // Proof: `Certificates::Batches` (`max_values`: None, `max_size`: Some(266), added: 2741, mode: `MaxEncodedLen`)
    // Storage: `Certificates::Changes` (r:1 w:1)
    // Proof: `Certificates::Changes` (`max_values`: None, `max_size`: Some(437), added: 2912, mode: `MaxEncodedLen`)
    fn suspend() -> Weight {
        // The shortest run took 33_987 ns. Proof measured: 3177 bytes.
        Weight::from_parts(37_719_000, 4_708)
            .saturating_add(T::DbWeight::get().reads(5))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:1 w:0)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Certificates::Batches` (r:1 w:0)
    // Proof: `Certificates::Batches` (`max_values`: None, `max_size`: Some(266), added: 2741, mode: `MaxEncodedLen`)
    // Storage: `Certificates::Changes` (r:1 w:1)
    // Proof: `Certificates::Changes` (`max_values`: None, `max_size`: Some(437), added: 2912, mode: `MaxEncodedLen`)
    fn reinstate() -> Weight {
        // The shortest run took 34_049 ns. Proof measured: 3192 bytes.
        Weight::from_parts(37_714_000, 4_708)
            .saturating_add(T::DbWeight::get().reads(5))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:1 w:0)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Certificates::Batches` (r:1 w:0)
    // Proof: `Certificates::Batches` (`max_values`: None, `max_size`: Some(266), added: 2741, mode: `MaxEncodedLen`)
    // Storage: `Certificates::Changes` (r:1 w:1)
    // Proof: `Certificates::Changes` (`max_values`: None, `max_size`: Some(437), added: 2912, mode: `MaxEncodedLen`)
    fn revoke() -> Weight {
        // The shortest run took 32_477 ns. Proof measured: 3205 bytes.
        Weight::from_parts(37_526_000, 4_708)
            .saturating_add(T::DbWeight::get().reads(5))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:1 w:0)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Certificates::Batches` (r:2 w:0)
    // Proof: `Certificates::Batches` (`max_values`: None, `max_size`: Some(266), added: 2741, mode: `MaxEncodedLen`)
    // Storage: `Certificates::Changes` (r:2 w:1)
    // Proof: `Certificates::Changes` (`max_values`: None, `max_size`: Some(437), added: 2912, mode: `MaxEncodedLen`)
    fn supersede() -> Weight {
        // The shortest run took 35_661 ns. Proof measured: 3459 bytes.
        Weight::from_parts(40_304_000, 6_814)
            .saturating_add(T::DbWeight::get().reads(7))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:1 w:0)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Certificates::Batches` (r:1 w:1)
    // Proof: `Certificates::Batches` (`max_values`: None, `max_size`: Some(266), added: 2741, mode: `MaxEncodedLen`)
    fn revoke_batch() -> Weight {
        // The shortest run took 29_003 ns. Proof measured: 3053 bytes.
        Weight::from_parts(34_019_000, 4_708)
            .saturating_add(T::DbWeight::get().reads(4))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Certificates::Batches` (r:1 w:1)
    // Proof: `Certificates::Batches` (`max_values`: None, `max_size`: Some(266), added: 2741, mode: `MaxEncodedLen`)
    // Storage: `Certificates::Changes` (r:101 w:100)
    // Proof: `Certificates::Changes` (`max_values`: None, `max_size`: Some(437), added: 2912, mode: `MaxEncodedLen`)
    // Storage: `Certificates::BilledCertificates` (r:1 w:0)
    // Proof: `Certificates::BilledCertificates` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
    // Storage: `Certificates::Pruning` (r:0 w:1)
    // Proof: `Certificates::Pruning` (`max_values`: None, `max_size`: Some(32), added: 2507, mode: `MaxEncodedLen`)
    fn prune(e: u32) -> Weight {
        // e: 1..=100
        // The shortest run took 24_412 ns. Proof measured: 438 + e × 47 bytes.
        Weight::from_parts(23_652_953, 3_902)
            .saturating_add(Weight::from_parts(2_820_283, 0).saturating_mul(e.into()))
            .saturating_add(T::DbWeight::get().reads(3))
            .saturating_add(T::DbWeight::get().reads(1).saturating_mul(e.into()))
            .saturating_add(T::DbWeight::get().writes(2))
            .saturating_add(T::DbWeight::get().writes(1).saturating_mul(e.into()))
            .saturating_add(Weight::from_parts(0, 2_912).saturating_mul(e.into()))
    }

    // Storage: `Certificates::Batches` (r:1 w:0)
    // Proof: `Certificates::Batches` (`max_values`: None, `max_size`: Some(266), added: 2741, mode: `MaxEncodedLen`)
    // Storage: `Certificates::Changes` (r:1 w:0)
    // Proof: `Certificates::Changes` (`max_values`: None, `max_size`: Some(437), added: 2912, mode: `MaxEncodedLen`)
    // Storage: `Certificates::BilledCertificates` (r:1 w:1)
    // Proof: `Certificates::BilledCertificates` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
    fn bill() -> Weight {
        // The shortest run took 12_322 ns. Proof measured: 472 bytes.
        Weight::from_parts(14_618_000, 3_902)
            .saturating_add(T::DbWeight::get().reads(3))
            .saturating_add(T::DbWeight::get().writes(1))
    }
}
