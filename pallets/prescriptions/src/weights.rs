//! What calls cost: measured by `scripts/weights`, and to be changed by measuring again. `docs/weights.md` tells how, and what
//! is not contained.
//!
//! Measured on 2026-11-21 with 20 steps and 10 repetitions, on one core of: AMD EPYC.

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
    // Storage: `Registry::Holders` (r:24 w:24)
    // Proof: `Registry::Holders` (`max_values`: None, `max_size`: Some(177), added: 2652, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admitted` (r:24 w:24)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:24 w:24)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn issue(i: u32, k: u32) -> Weight {
        // i: 1..=16
        // k: 1..=24
        // The shortest run took 60_831 ns. Proof measured: 3307 + k × 57 bytes.
        Weight::from_parts(24_522_276, 5_332)
            .saturating_add(Weight::from_parts(739_927, 0).saturating_mul(i.into()))
            .saturating_add(Weight::from_parts(21_998_356, 0).saturating_mul(k.into()))
            .saturating_add(T::DbWeight::get().reads(5))
            .saturating_add(T::DbWeight::get().reads(4).saturating_mul(k.into()))
            .saturating_add(T::DbWeight::get().writes(1))
            .saturating_add(T::DbWeight::get().writes(4).saturating_mul(k.into()))
            .saturating_add(Weight::from_parts(0, 2_652).saturating_mul(k.into()))
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
    // Storage: `Registry::Holders` (r:48 w:48)
    // Proof: `Registry::Holders` (`max_values`: None, `max_size`: Some(177), added: 2652, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admitted` (r:48 w:48)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:48 w:48)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn replace(_i: u32, k: u32) -> Weight {
        // i: 1..=16
        // k: 1..=24
        // The shortest run took 485_280 ns. Proof measured: 11688 + k × 38 bytes.
        Weight::from_parts(478_692_491, 64_638)
            .saturating_add(Weight::from_parts(22_695_689, 0).saturating_mul(k.into()))
            .saturating_add(T::DbWeight::get().reads(78))
            .saturating_add(T::DbWeight::get().reads(4).saturating_mul(k.into()))
            .saturating_add(T::DbWeight::get().writes(74))
            .saturating_add(T::DbWeight::get().writes(4).saturating_mul(k.into()))
            .saturating_add(Weight::from_parts(0, 2_652).saturating_mul(k.into()))
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
    // Storage: `Registry::Holders` (r:24 w:24)
    // Proof: `Registry::Holders` (`max_values`: None, `max_size`: Some(177), added: 2652, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admitted` (r:24 w:24)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:24 w:24)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn cancel() -> Weight {
        // The shortest run took 437_950 ns. Proof measured: 11165 bytes.
        Weight::from_parts(467_733_000, 64_638)
            .saturating_add(T::DbWeight::get().reads(77))
            .saturating_add(T::DbWeight::get().writes(73))
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
        // The shortest run took 48_082 ns. Proof measured: 4705 bytes.
        Weight::from_parts(53_960_000, 5_332)
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
        // The shortest run took 46_509 ns. Proof measured: 4705 bytes.
        Weight::from_parts(52_088_000, 5_332)
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
        // The shortest run took 93_198 ns. Proof measured: 4859 bytes.
        Weight::from_parts(99_368_000, 5_332)
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
    // Storage: `Registry::Holders` (r:1 w:1)
    // Proof: `Registry::Holders` (`max_values`: None, `max_size`: Some(177), added: 2652, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admitted` (r:1 w:1)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::Fills` (r:0 w:1)
    // Proof: `Prescriptions::Fills` (`max_values`: None, `max_size`: Some(330), added: 2805, mode: `MaxEncodedLen`)
    fn dispense(_l: u32) -> Weight {
        // l: 1..=16
        // The shortest run took 72_387 ns. Proof measured: 6264 bytes.
        Weight::from_parts(79_797_203, 5_332)
            .saturating_add(T::DbWeight::get().reads(8))
            .saturating_add(T::DbWeight::get().writes(5))
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
    // Storage: `Registry::Holders` (r:1 w:1)
    // Proof: `Registry::Holders` (`max_values`: None, `max_size`: Some(177), added: 2652, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admitted` (r:1 w:1)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::Fills` (r:0 w:1)
    // Proof: `Prescriptions::Fills` (`max_values`: None, `max_size`: Some(330), added: 2805, mode: `MaxEncodedLen`)
    fn not_dispensed() -> Weight {
        // The shortest run took 72_217 ns. Proof measured: 6264 bytes.
        Weight::from_parts(77_505_000, 5_332)
            .saturating_add(T::DbWeight::get().reads(8))
            .saturating_add(T::DbWeight::get().writes(5))
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
    // Storage: `Registry::Holders` (r:24 w:24)
    // Proof: `Registry::Holders` (`max_values`: None, `max_size`: Some(177), added: 2652, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admitted` (r:24 w:24)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:24 w:24)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn give_back() -> Weight {
        // The shortest run took 439_232 ns. Proof measured: 11266 bytes.
        Weight::from_parts(471_299_000, 64_638)
            .saturating_add(T::DbWeight::get().reads(77))
            .saturating_add(T::DbWeight::get().writes(73))
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
    // Storage: `Registry::Holders` (r:24 w:24)
    // Proof: `Registry::Holders` (`max_values`: None, `max_size`: Some(177), added: 2652, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admitted` (r:24 w:24)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:24 w:24)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn withdraw(e: u32) -> Weight {
        // e: 1..=256
        // The shortest run took 486_171 ns. Proof measured: 11317 + e × 282 bytes.
        Weight::from_parts(677_029_839, 64_638)
            .saturating_add(Weight::from_parts(3_921_187, 0).saturating_mul(e.into()))
            .saturating_add(T::DbWeight::get().reads(77))
            .saturating_add(T::DbWeight::get().reads(1).saturating_mul(e.into()))
            .saturating_add(T::DbWeight::get().writes(74))
            .saturating_add(Weight::from_parts(0, 2_805).saturating_mul(e.into()))
    }

    // Storage: `Registry::Holders` (r:1 w:0)
    // Proof: `Registry::Holders` (`max_values`: None, `max_size`: Some(177), added: 2652, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::Prescriptions` (r:1 w:1)
    // Proof: `Prescriptions::Prescriptions` (`max_values`: None, `max_size`: Some(1867), added: 4342, mode: `MaxEncodedLen`)
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    fn nominate() -> Weight {
        // The shortest run took 48_722 ns. Proof measured: 4481 bytes.
        Weight::from_parts(54_761_000, 5_332)
            .saturating_add(T::DbWeight::get().reads(4))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Registry::Holders` (r:2 w:2)
    // Proof: `Registry::Holders` (`max_values`: None, `max_size`: Some(177), added: 2652, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::Prescriptions` (r:1 w:1)
    // Proof: `Prescriptions::Prescriptions` (`max_values`: None, `max_size`: Some(1867), added: 4342, mode: `MaxEncodedLen`)
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::ByHolder` (r:1 w:2)
    // Proof: `Prescriptions::ByHolder` (`max_values`: None, `max_size`: Some(80), added: 2555, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admitted` (r:2 w:2)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:2 w:2)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn rotate() -> Weight {
        // The shortest run took 89_863 ns. Proof measured: 4809 bytes.
        Weight::from_parts(102_602_000, 6_294)
            .saturating_add(T::DbWeight::get().reads(9))
            .saturating_add(T::DbWeight::get().writes(9))
    }

    // Storage: `Registry::Holders` (r:24 w:24)
    // Proof: `Registry::Holders` (`max_values`: None, `max_size`: Some(177), added: 2652, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::Prescriptions` (r:1 w:1)
    // Proof: `Prescriptions::Prescriptions` (`max_values`: None, `max_size`: Some(1867), added: 4342, mode: `MaxEncodedLen`)
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admitted` (r:24 w:24)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:24 w:24)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn decline() -> Weight {
        // The shortest run took 435_847 ns. Proof measured: 8773 bytes.
        Weight::from_parts(490_357_000, 64_638)
            .saturating_add(T::DbWeight::get().reads(74))
            .saturating_add(T::DbWeight::get().writes(73))
    }

    // Storage: `Registry::Holders` (r:1 w:0)
    // Proof: `Registry::Holders` (`max_values`: None, `max_size`: Some(177), added: 2652, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::Prescriptions` (r:1 w:1)
    // Proof: `Prescriptions::Prescriptions` (`max_values`: None, `max_size`: Some(1867), added: 4342, mode: `MaxEncodedLen`)
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    fn request_renewal() -> Weight {
        // The shortest run took 41_281 ns. Proof measured: 2854 bytes.
        Weight::from_parts(55_162_000, 5_332)
            .saturating_add(T::DbWeight::get().reads(3))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Prescriptions::Prescriptions` (r:1 w:1)
    // Proof: `Prescriptions::Prescriptions` (`max_values`: None, `max_size`: Some(1867), added: 4342, mode: `MaxEncodedLen`)
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Registry::Holders` (r:24 w:24)
    // Proof: `Registry::Holders` (`max_values`: None, `max_size`: Some(177), added: 2652, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admitted` (r:24 w:24)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:24 w:24)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn release_stale() -> Weight {
        // The shortest run took 428_104 ns. Proof measured: 8774 bytes.
        Weight::from_parts(483_597_000, 64_638)
            .saturating_add(T::DbWeight::get().reads(74))
            .saturating_add(T::DbWeight::get().writes(73))
    }

    // Storage: `Prescriptions::Prescriptions` (r:1 w:1)
    // Proof: `Prescriptions::Prescriptions` (`max_values`: None, `max_size`: Some(1867), added: 4342, mode: `MaxEncodedLen`)
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Registry::Holders` (r:24 w:24)
    // Proof: `Registry::Holders` (`max_values`: None, `max_size`: Some(177), added: 2652, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admitted` (r:24 w:24)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:24 w:24)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::Fills` (r:0 w:256)
    // Proof: `Prescriptions::Fills` (`max_values`: None, `max_size`: Some(330), added: 2805, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::ByHolder` (r:0 w:24)
    // Proof: `Prescriptions::ByHolder` (`max_values`: None, `max_size`: Some(80), added: 2555, mode: `MaxEncodedLen`)
    fn prune(f: u32, k: u32) -> Weight {
        // f: 1..=256
        // k: 1..=24
        // The shortest run took 498_469 ns. Proof measured: 2229 + k × 274 bytes.
        Weight::from_parts(76_357_814, 5_332)
            .saturating_add(Weight::from_parts(1_990_352, 0).saturating_mul(f.into()))
            .saturating_add(Weight::from_parts(20_070_421, 0).saturating_mul(k.into()))
            .saturating_add(T::DbWeight::get().reads(2))
            .saturating_add(T::DbWeight::get().reads(3).saturating_mul(k.into()))
            .saturating_add(T::DbWeight::get().writes(1))
            .saturating_add(T::DbWeight::get().writes(1).saturating_mul(f.into()))
            .saturating_add(T::DbWeight::get().writes(4).saturating_mul(k.into()))
            .saturating_add(Weight::from_parts(0, 2_652).saturating_mul(k.into()))
    }

    // Storage: `Prescriptions::Fills` (r:1 w:1)
    // Proof: `Prescriptions::Fills` (`max_values`: None, `max_size`: Some(330), added: 2805, mode: `MaxEncodedLen`)
    fn bill() -> Weight {
        // The shortest run took 16_745 ns. Proof measured: 370 bytes.
        Weight::from_parts(22_734_000, 3_795)
            .saturating_add(T::DbWeight::get().reads(1))
            .saturating_add(T::DbWeight::get().writes(1))
    }
}
