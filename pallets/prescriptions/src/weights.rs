//! What calls cost: measured by `scripts/weights`, and to be changed by measuring again. `docs/weights.md` tells how, and what
//! is not contained.
//!
//! Measured on 2026-11-22 with 20 steps and 10 repetitions, on one core of: Intel(R) Xeon(R) Processor.

#![allow(unused_imports, reason = "where nothing is read or written, the costs of storage are not asked for")]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// What calls cost, by the benchmarks of the same names and by the numbers that their work grows with.
pub trait WeightInfo {
    /// The benchmark `issue`; `i` was measured from 1 to 16; `k` was measured from 1 to 24.
    fn issue(i: u32, k: u32) -> Weight;
    /// The benchmark `replace`; `i` was measured from 1 to 16; `k` was measured from 1 to 24.
    fn replace(i: u32, k: u32) -> Weight;
    /// The benchmark `cancel`.
    fn cancel() -> Weight;
    /// The benchmark `suspend`.
    fn suspend() -> Weight;
    /// The benchmark `resume`.
    fn resume() -> Weight;
    /// The benchmark `accept`.
    fn accept() -> Weight;
    /// The benchmark `dispense`; `l` was measured from 1 to 16.
    fn dispense(l: u32) -> Weight;
    /// The benchmark `not_dispensed`.
    fn not_dispensed() -> Weight;
    /// The benchmark `give_back`.
    fn give_back() -> Weight;
    /// The benchmark `withdraw`; `e` was measured from 1 to 256.
    fn withdraw(e: u32) -> Weight;
    /// The benchmark `nominate`.
    fn nominate() -> Weight;
    /// The benchmark `rotate`.
    fn rotate() -> Weight;
    /// The benchmark `decline`.
    fn decline() -> Weight;
    /// The benchmark `request_renewal`.
    fn request_renewal() -> Weight;
    /// The benchmark `release_stale`.
    fn release_stale() -> Weight;
    /// The benchmark `prune`; `f` was measured from 1 to 256; `k` was measured from 1 to 24.
    fn prune(f: u32, k: u32) -> Weight;
    /// The benchmark `bill`.
    fn bill() -> Weight;
}

/// The weights on a chain with the costs of storage of `T`.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:1 w:0)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::Prescriptions` (r:1 w:1)
    // Proof: `Prescriptions::Prescriptions` (`max_values`: None, `max_size`: Some(1867), added: 4342, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::ByHolder` (r:24 w:24)
    // Proof: `Prescriptions::ByHolder` (`max_values`: None, `max_size`: Some(80), added: 2555, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admitted` (r:24 w:24)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(178), added: 2653, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:24 w:24)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn issue(_i: u32, k: u32) -> Weight {
        // i: 1..=16
        // k: 1..=24
        // The shortest run took 47_667 ns. Proof measured: 3307 + k × 57 bytes.
        Weight::from_parts(47_170_825, 5_332)
            .saturating_add(Weight::from_parts(14_723_707, 0).saturating_mul(k.into()))
            .saturating_add(T::DbWeight::get().reads(5))
            .saturating_add(T::DbWeight::get().reads(3).saturating_mul(k.into()))
            .saturating_add(T::DbWeight::get().writes(1))
            .saturating_add(T::DbWeight::get().writes(3).saturating_mul(k.into()))
            .saturating_add(Weight::from_parts(0, 2_653).saturating_mul(k.into()))
    }

    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:1 w:0)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::Prescriptions` (r:2 w:2)
    // Proof: `Prescriptions::Prescriptions` (`max_values`: None, `max_size`: Some(1867), added: 4342, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::ByHolder` (r:24 w:24)
    // Proof: `Prescriptions::ByHolder` (`max_values`: None, `max_size`: Some(80), added: 2555, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admitted` (r:48 w:48)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(178), added: 2653, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:48 w:48)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn replace(_i: u32, k: u32) -> Weight {
        // i: 1..=16
        // k: 1..=24
        // The shortest run took 329_038 ns. Proof measured: 10373 + k × 38 bytes.
        Weight::from_parts(326_867_783, 64_662)
            .saturating_add(Weight::from_parts(15_972_145, 0).saturating_mul(k.into()))
            .saturating_add(T::DbWeight::get().reads(54))
            .saturating_add(T::DbWeight::get().reads(3).saturating_mul(k.into()))
            .saturating_add(T::DbWeight::get().writes(50))
            .saturating_add(T::DbWeight::get().writes(3).saturating_mul(k.into()))
            .saturating_add(Weight::from_parts(0, 2_653).saturating_mul(k.into()))
    }

    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:1 w:0)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::Prescriptions` (r:1 w:1)
    // Proof: `Prescriptions::Prescriptions` (`max_values`: None, `max_size`: Some(1867), added: 4342, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admitted` (r:24 w:24)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(178), added: 2653, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:24 w:24)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn cancel() -> Weight {
        // The shortest run took 300_400 ns. Proof measured: 9850 bytes.
        Weight::from_parts(325_227_000, 64_662)
            .saturating_add(T::DbWeight::get().reads(53))
            .saturating_add(T::DbWeight::get().writes(49))
    }

    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:1 w:0)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::Prescriptions` (r:1 w:1)
    // Proof: `Prescriptions::Prescriptions` (`max_values`: None, `max_size`: Some(1867), added: 4342, mode: `MaxEncodedLen`)
    fn suspend() -> Weight {
        // The shortest run took 44_078 ns. Proof measured: 4693 bytes.
        Weight::from_parts(52_328_000, 5_332)
            .saturating_add(T::DbWeight::get().reads(5))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:1 w:0)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::Prescriptions` (r:1 w:1)
    // Proof: `Prescriptions::Prescriptions` (`max_values`: None, `max_size`: Some(1867), added: 4342, mode: `MaxEncodedLen`)
    fn resume() -> Weight {
        // The shortest run took 40_824 ns. Proof measured: 4693 bytes.
        Weight::from_parts(51_154_000, 5_332)
            .saturating_add(T::DbWeight::get().reads(5))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:1 w:0)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::Prescriptions` (r:1 w:1)
    // Proof: `Prescriptions::Prescriptions` (`max_values`: None, `max_size`: Some(1867), added: 4342, mode: `MaxEncodedLen`)
    // Storage: `System::BlockHash` (r:1 w:0)
    // Proof: `System::BlockHash` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
    fn accept() -> Weight {
        // The shortest run took 95_555 ns. Proof measured: 4847 bytes.
        Weight::from_parts(106_806_000, 5_332)
            .saturating_add(T::DbWeight::get().reads(6))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:1 w:0)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::Prescriptions` (r:1 w:1)
    // Proof: `Prescriptions::Prescriptions` (`max_values`: None, `max_size`: Some(1867), added: 4342, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admitted` (r:1 w:1)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(178), added: 2653, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::Fills` (r:0 w:1)
    // Proof: `Prescriptions::Fills` (`max_values`: None, `max_size`: Some(330), added: 2805, mode: `MaxEncodedLen`)
    fn dispense(l: u32) -> Weight {
        // l: 1..=16
        // The shortest run took 61_985 ns. Proof measured: 5720 bytes.
        Weight::from_parts(72_011_396, 5_332)
            .saturating_add(Weight::from_parts(227_871, 0).saturating_mul(l.into()))
            .saturating_add(T::DbWeight::get().reads(7))
            .saturating_add(T::DbWeight::get().writes(4))
    }

    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:1 w:0)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::Prescriptions` (r:1 w:1)
    // Proof: `Prescriptions::Prescriptions` (`max_values`: None, `max_size`: Some(1867), added: 4342, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admitted` (r:1 w:1)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(178), added: 2653, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::Fills` (r:0 w:1)
    // Proof: `Prescriptions::Fills` (`max_values`: None, `max_size`: Some(330), added: 2805, mode: `MaxEncodedLen`)
    fn not_dispensed() -> Weight {
        // The shortest run took 58_333 ns. Proof measured: 5720 bytes.
        Weight::from_parts(71_331_000, 5_332)
            .saturating_add(T::DbWeight::get().reads(7))
            .saturating_add(T::DbWeight::get().writes(4))
    }

    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:1 w:0)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::Prescriptions` (r:1 w:1)
    // Proof: `Prescriptions::Prescriptions` (`max_values`: None, `max_size`: Some(1867), added: 4342, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admitted` (r:24 w:24)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(178), added: 2653, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:24 w:24)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn give_back() -> Weight {
        // The shortest run took 287_354 ns. Proof measured: 9951 bytes.
        Weight::from_parts(317_532_000, 64_662)
            .saturating_add(T::DbWeight::get().reads(53))
            .saturating_add(T::DbWeight::get().writes(49))
    }

    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:1 w:0)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::Prescriptions` (r:1 w:1)
    // Proof: `Prescriptions::Prescriptions` (`max_values`: None, `max_size`: Some(1867), added: 4342, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::Fills` (r:256 w:1)
    // Proof: `Prescriptions::Fills` (`max_values`: None, `max_size`: Some(330), added: 2805, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admitted` (r:24 w:24)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(178), added: 2653, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:24 w:24)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn withdraw(e: u32) -> Weight {
        // e: 1..=256
        // The shortest run took 318_339 ns. Proof measured: 10002 + e × 282 bytes.
        Weight::from_parts(344_706_789, 64_662)
            .saturating_add(Weight::from_parts(3_481_586, 0).saturating_mul(e.into()))
            .saturating_add(T::DbWeight::get().reads(53))
            .saturating_add(T::DbWeight::get().reads(1).saturating_mul(e.into()))
            .saturating_add(T::DbWeight::get().writes(50))
            .saturating_add(Weight::from_parts(0, 2_805).saturating_mul(e.into()))
    }

    // Storage: `Registry::Admitted` (r:1 w:0)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(178), added: 2653, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::Prescriptions` (r:1 w:1)
    // Proof: `Prescriptions::Prescriptions` (`max_values`: None, `max_size`: Some(1867), added: 4342, mode: `MaxEncodedLen`)
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    fn nominate() -> Weight {
        // The shortest run took 41_510 ns. Proof measured: 4579 bytes.
        Weight::from_parts(49_648_000, 5_332)
            .saturating_add(T::DbWeight::get().reads(4))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Registry::Admitted` (r:2 w:2)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(178), added: 2653, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::Prescriptions` (r:1 w:1)
    // Proof: `Prescriptions::Prescriptions` (`max_values`: None, `max_size`: Some(1867), added: 4342, mode: `MaxEncodedLen`)
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::ByHolder` (r:1 w:2)
    // Proof: `Prescriptions::ByHolder` (`max_values`: None, `max_size`: Some(80), added: 2555, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:2 w:2)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn rotate() -> Weight {
        // The shortest run took 66_834 ns. Proof measured: 4161 bytes.
        Weight::from_parts(78_323_000, 6_296)
            .saturating_add(T::DbWeight::get().reads(7))
            .saturating_add(T::DbWeight::get().writes(7))
    }

    // Storage: `Registry::Admitted` (r:24 w:24)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(178), added: 2653, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::Prescriptions` (r:1 w:1)
    // Proof: `Prescriptions::Prescriptions` (`max_values`: None, `max_size`: Some(1867), added: 4342, mode: `MaxEncodedLen`)
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:24 w:24)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn decline() -> Weight {
        // The shortest run took 288_024 ns. Proof measured: 7458 bytes.
        Weight::from_parts(315_123_000, 64_662)
            .saturating_add(T::DbWeight::get().reads(50))
            .saturating_add(T::DbWeight::get().writes(49))
    }

    // Storage: `Registry::Admitted` (r:1 w:0)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(178), added: 2653, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::Prescriptions` (r:1 w:1)
    // Proof: `Prescriptions::Prescriptions` (`max_values`: None, `max_size`: Some(1867), added: 4342, mode: `MaxEncodedLen`)
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    fn request_renewal() -> Weight {
        // The shortest run took 35_023 ns. Proof measured: 2952 bytes.
        Weight::from_parts(42_072_000, 5_332)
            .saturating_add(T::DbWeight::get().reads(3))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Prescriptions::Prescriptions` (r:1 w:1)
    // Proof: `Prescriptions::Prescriptions` (`max_values`: None, `max_size`: Some(1867), added: 4342, mode: `MaxEncodedLen`)
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admitted` (r:24 w:24)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(178), added: 2653, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:24 w:24)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn release_stale() -> Weight {
        // The shortest run took 299_522 ns. Proof measured: 7459 bytes.
        Weight::from_parts(319_244_000, 64_662)
            .saturating_add(T::DbWeight::get().reads(50))
            .saturating_add(T::DbWeight::get().writes(49))
    }

    // Storage: `Prescriptions::Prescriptions` (r:1 w:1)
    // Proof: `Prescriptions::Prescriptions` (`max_values`: None, `max_size`: Some(1867), added: 4342, mode: `MaxEncodedLen`)
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admitted` (r:24 w:24)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(178), added: 2653, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:24 w:24)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::Fills` (r:0 w:256)
    // Proof: `Prescriptions::Fills` (`max_values`: None, `max_size`: Some(330), added: 2805, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::ByHolder` (r:0 w:24)
    // Proof: `Prescriptions::ByHolder` (`max_values`: None, `max_size`: Some(80), added: 2555, mode: `MaxEncodedLen`)
    fn prune(f: u32, k: u32) -> Weight {
        // f: 1..=256
        // k: 1..=24
        // The shortest run took 349_294 ns. Proof measured: 2217 + k × 219 bytes.
        Weight::from_parts(34_955_991, 5_332)
            .saturating_add(Weight::from_parts(1_693_354, 0).saturating_mul(f.into()))
            .saturating_add(Weight::from_parts(13_592_456, 0).saturating_mul(k.into()))
            .saturating_add(T::DbWeight::get().reads(2))
            .saturating_add(T::DbWeight::get().reads(2).saturating_mul(k.into()))
            .saturating_add(T::DbWeight::get().writes(1))
            .saturating_add(T::DbWeight::get().writes(1).saturating_mul(f.into()))
            .saturating_add(T::DbWeight::get().writes(3).saturating_mul(k.into()))
            .saturating_add(Weight::from_parts(0, 2_653).saturating_mul(k.into()))
    }

    // Storage: `Prescriptions::Fills` (r:1 w:1)
    // Proof: `Prescriptions::Fills` (`max_values`: None, `max_size`: Some(330), added: 2805, mode: `MaxEncodedLen`)
    fn bill() -> Weight {
        // The shortest run took 12_966 ns. Proof measured: 370 bytes.
        Weight::from_parts(17_972_000, 3_795)
            .saturating_add(T::DbWeight::get().reads(1))
            .saturating_add(T::DbWeight::get().writes(1))
    }
}
