//! What calls cost: measured by `scripts/weights`, and to be changed by measuring again. `docs/weights.md` tells how, and what
//! is not contained.
//!
//! Measured on 2026-11-23 with 20 steps and 10 repetitions, on one core of: Intel(R) Xeon(R) Processor.

#![allow(unused_imports, reason = "where nothing is read or written, the costs of storage are not asked for")]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// What calls cost, by the benchmarks of the same names and by the numbers that their work grows with.
pub trait WeightInfo {
    /// The benchmark `issue`; `i` was measured from 1 to 16; `k` was measured from 1 to 24.
    fn issue(i: u32, k: u32) -> Weight;
    /// The benchmark `replace`; `i` was measured from 1 to 16; `k` was measured from 1 to 24; `o` was measured from 1 to 24.
    fn replace(i: u32, k: u32, o: u32) -> Weight;
    /// The benchmark `cancel`; `k` was measured from 1 to 24.
    fn cancel(k: u32) -> Weight;
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
    /// The benchmark `give_back`; `k` was measured from 1 to 24.
    fn give_back(k: u32) -> Weight;
    /// The benchmark `withdraw`; `e` was measured from 1 to 256; `k` was measured from 1 to 24.
    fn withdraw(e: u32, k: u32) -> Weight;
    /// The benchmark `nominate`.
    fn nominate() -> Weight;
    /// The benchmark `rotate`.
    fn rotate() -> Weight;
    /// The benchmark `decline`; `k` was measured from 1 to 24.
    fn decline(k: u32) -> Weight;
    /// The benchmark `request_renewal`.
    fn request_renewal() -> Weight;
    /// The benchmark `release_stale`; `k` was measured from 1 to 24.
    fn release_stale(k: u32) -> Weight;
    /// The benchmark `prune`; `f` was measured from 1 to 256; `k` was measured from 1 to 24.
    fn prune(f: u32, k: u32) -> Weight;
    /// The benchmark `bill`.
    fn bill() -> Weight;
}

/// The weights on a chain with the costs of storage of `T`.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:1 w:0)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::Prescriptions` (r:1 w:1)
    // Proof: `Prescriptions::Prescriptions` (`max_values`: None, `max_size`: Some(1867), added: 4342, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::ByHolder` (r:24 w:24)
    // Proof: `Prescriptions::ByHolder` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admitted` (r:24 w:0)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
    fn issue(i: u32, k: u32) -> Weight {
        // i: 1..=16
        // k: 1..=24
        // The shortest run took 36_431 ns. Proof measured: 3198 + k × 25 bytes.
        Weight::from_parts(32_738_761, 5_332)
            .saturating_add(Weight::from_parts(20_670, 0).saturating_mul(i.into()))
            .saturating_add(Weight::from_parts(5_833_568, 0).saturating_mul(k.into()))
            .saturating_add(T::DbWeight::get().reads(4))
            .saturating_add(T::DbWeight::get().reads(2).saturating_mul(k.into()))
            .saturating_add(T::DbWeight::get().writes(1))
            .saturating_add(T::DbWeight::get().writes(1).saturating_mul(k.into()))
            .saturating_add(Weight::from_parts(0, 2_658).saturating_mul(k.into()))
    }

    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:1 w:0)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::Prescriptions` (r:2 w:2)
    // Proof: `Prescriptions::Prescriptions` (`max_values`: None, `max_size`: Some(1867), added: 4342, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::ByHolder` (r:24 w:24)
    // Proof: `Prescriptions::ByHolder` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admitted` (r:48 w:0)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:24 w:24)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn replace(i: u32, k: u32, o: u32) -> Weight {
        // i: 1..=16
        // k: 1..=24
        // o: 1..=24
        // The shortest run took 204_884 ns. Proof measured: 4346 + k × 30 + o × 189 bytes.
        Weight::from_parts(57_747_049, 9_674)
            .saturating_add(Weight::from_parts(131_907, 0).saturating_mul(i.into()))
            .saturating_add(Weight::from_parts(6_283_841, 0).saturating_mul(k.into()))
            .saturating_add(Weight::from_parts(9_196_344, 0).saturating_mul(o.into()))
            .saturating_add(T::DbWeight::get().reads(5))
            .saturating_add(T::DbWeight::get().reads(2).saturating_mul(k.into()))
            .saturating_add(T::DbWeight::get().reads(2).saturating_mul(o.into()))
            .saturating_add(T::DbWeight::get().writes(2))
            .saturating_add(T::DbWeight::get().writes(1).saturating_mul(k.into()))
            .saturating_add(T::DbWeight::get().writes(1).saturating_mul(o.into()))
            .saturating_add(Weight::from_parts(0, 2_658).saturating_mul(k.into()))
            .saturating_add(Weight::from_parts(0, 2_658).saturating_mul(o.into()))
    }

    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:1 w:0)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::Prescriptions` (r:1 w:1)
    // Proof: `Prescriptions::Prescriptions` (`max_values`: None, `max_size`: Some(1867), added: 4342, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admitted` (r:24 w:0)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:24 w:24)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn cancel(k: u32) -> Weight {
        // k: 1..=24
        // The shortest run took 44_356 ns. Proof measured: 4427 + k × 164 bytes.
        Weight::from_parts(39_863_209, 5_332)
            .saturating_add(Weight::from_parts(9_432_818, 0).saturating_mul(k.into()))
            .saturating_add(T::DbWeight::get().reads(4))
            .saturating_add(T::DbWeight::get().reads(2).saturating_mul(k.into()))
            .saturating_add(T::DbWeight::get().writes(1))
            .saturating_add(T::DbWeight::get().writes(1).saturating_mul(k.into()))
            .saturating_add(Weight::from_parts(0, 2_658).saturating_mul(k.into()))
    }

    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:1 w:0)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::Prescriptions` (r:1 w:1)
    // Proof: `Prescriptions::Prescriptions` (`max_values`: None, `max_size`: Some(1867), added: 4342, mode: `MaxEncodedLen`)
    fn suspend() -> Weight {
        // The shortest run took 35_156 ns. Proof measured: 4585 bytes.
        Weight::from_parts(40_558_000, 5_332)
            .saturating_add(T::DbWeight::get().reads(4))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:1 w:0)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::Prescriptions` (r:1 w:1)
    // Proof: `Prescriptions::Prescriptions` (`max_values`: None, `max_size`: Some(1867), added: 4342, mode: `MaxEncodedLen`)
    fn resume() -> Weight {
        // The shortest run took 33_415 ns. Proof measured: 4585 bytes.
        Weight::from_parts(40_593_000, 5_332)
            .saturating_add(T::DbWeight::get().reads(4))
            .saturating_add(T::DbWeight::get().writes(1))
    }

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
        // The shortest run took 79_829 ns. Proof measured: 4739 bytes.
        Weight::from_parts(87_859_000, 5_332)
            .saturating_add(T::DbWeight::get().reads(5))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:1 w:0)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::Prescriptions` (r:1 w:1)
    // Proof: `Prescriptions::Prescriptions` (`max_values`: None, `max_size`: Some(1867), added: 4342, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::Fills` (r:0 w:1)
    // Proof: `Prescriptions::Fills` (`max_values`: None, `max_size`: Some(330), added: 2805, mode: `MaxEncodedLen`)
    fn dispense(l: u32) -> Weight {
        // l: 1..=16
        // The shortest run took 39_883 ns. Proof measured: 4721 bytes.
        Weight::from_parts(44_250_856, 5_332)
            .saturating_add(Weight::from_parts(71_581, 0).saturating_mul(l.into()))
            .saturating_add(T::DbWeight::get().reads(4))
            .saturating_add(T::DbWeight::get().writes(2))
    }

    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:1 w:0)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::Prescriptions` (r:1 w:1)
    // Proof: `Prescriptions::Prescriptions` (`max_values`: None, `max_size`: Some(1867), added: 4342, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::Fills` (r:0 w:1)
    // Proof: `Prescriptions::Fills` (`max_values`: None, `max_size`: Some(330), added: 2805, mode: `MaxEncodedLen`)
    fn not_dispensed() -> Weight {
        // The shortest run took 36_263 ns. Proof measured: 4721 bytes.
        Weight::from_parts(43_197_000, 5_332)
            .saturating_add(T::DbWeight::get().reads(4))
            .saturating_add(T::DbWeight::get().writes(2))
    }

    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:1 w:0)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::Prescriptions` (r:1 w:1)
    // Proof: `Prescriptions::Prescriptions` (`max_values`: None, `max_size`: Some(1867), added: 4342, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admitted` (r:24 w:0)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:24 w:24)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn give_back(k: u32) -> Weight {
        // k: 1..=24
        // The shortest run took 45_866 ns. Proof measured: 4528 + k × 164 bytes.
        Weight::from_parts(40_143_831, 5_332)
            .saturating_add(Weight::from_parts(9_375_553, 0).saturating_mul(k.into()))
            .saturating_add(T::DbWeight::get().reads(4))
            .saturating_add(T::DbWeight::get().reads(2).saturating_mul(k.into()))
            .saturating_add(T::DbWeight::get().writes(1))
            .saturating_add(T::DbWeight::get().writes(1).saturating_mul(k.into()))
            .saturating_add(Weight::from_parts(0, 2_658).saturating_mul(k.into()))
    }

    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:1 w:0)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::Prescriptions` (r:1 w:1)
    // Proof: `Prescriptions::Prescriptions` (`max_values`: None, `max_size`: Some(1867), added: 4342, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admitted` (r:24 w:0)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:24 w:24)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::Fills` (r:256 w:1)
    // Proof: `Prescriptions::Fills` (`max_values`: None, `max_size`: Some(330), added: 2805, mode: `MaxEncodedLen`)
    fn withdraw(e: u32, k: u32) -> Weight {
        // e: 1..=256
        // k: 1..=24
        // The shortest run took 272_291 ns. Proof measured: 4593 + e × 282 + k × 164 bytes.
        Weight::from_parts(56_802_839, 5_332)
            .saturating_add(Weight::from_parts(3_408_418, 0).saturating_mul(e.into()))
            .saturating_add(Weight::from_parts(9_138_221, 0).saturating_mul(k.into()))
            .saturating_add(T::DbWeight::get().reads(4))
            .saturating_add(T::DbWeight::get().reads(1).saturating_mul(e.into()))
            .saturating_add(T::DbWeight::get().reads(2).saturating_mul(k.into()))
            .saturating_add(T::DbWeight::get().writes(2))
            .saturating_add(T::DbWeight::get().writes(1).saturating_mul(k.into()))
            .saturating_add(Weight::from_parts(0, 2_805).saturating_mul(e.into()))
            .saturating_add(Weight::from_parts(0, 2_658).saturating_mul(k.into()))
    }

    // Storage: `Prescriptions::ByHolder` (r:1 w:0)
    // Proof: `Prescriptions::ByHolder` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::Prescriptions` (r:1 w:1)
    // Proof: `Prescriptions::Prescriptions` (`max_values`: None, `max_size`: Some(1867), added: 4342, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    fn nominate() -> Weight {
        // The shortest run took 31_138 ns. Proof measured: 4365 bytes.
        Weight::from_parts(38_229_000, 5_332)
            .saturating_add(T::DbWeight::get().reads(3))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Prescriptions::ByHolder` (r:2 w:2)
    // Proof: `Prescriptions::ByHolder` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::Prescriptions` (r:1 w:1)
    // Proof: `Prescriptions::Prescriptions` (`max_values`: None, `max_size`: Some(1867), added: 4342, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admitted` (r:2 w:0)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn rotate() -> Weight {
        // The shortest run took 50_611 ns. Proof measured: 3698 bytes.
        Weight::from_parts(58_731_000, 6_306)
            .saturating_add(T::DbWeight::get().reads(6))
            .saturating_add(T::DbWeight::get().writes(4))
    }

    // Storage: `Prescriptions::ByHolder` (r:1 w:0)
    // Proof: `Prescriptions::ByHolder` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::Prescriptions` (r:1 w:1)
    // Proof: `Prescriptions::Prescriptions` (`max_values`: None, `max_size`: Some(1867), added: 4342, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admitted` (r:24 w:0)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:24 w:24)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn decline(k: u32) -> Weight {
        // k: 1..=24
        // The shortest run took 35_407 ns. Proof measured: 2110 + k × 183 bytes.
        Weight::from_parts(31_441_141, 5_332)
            .saturating_add(Weight::from_parts(9_423_305, 0).saturating_mul(k.into()))
            .saturating_add(T::DbWeight::get().reads(2))
            .saturating_add(T::DbWeight::get().reads(2).saturating_mul(k.into()))
            .saturating_add(T::DbWeight::get().writes(1))
            .saturating_add(T::DbWeight::get().writes(1).saturating_mul(k.into()))
            .saturating_add(Weight::from_parts(0, 2_658).saturating_mul(k.into()))
    }

    // Storage: `Prescriptions::ByHolder` (r:1 w:0)
    // Proof: `Prescriptions::ByHolder` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::Prescriptions` (r:1 w:1)
    // Proof: `Prescriptions::Prescriptions` (`max_values`: None, `max_size`: Some(1867), added: 4342, mode: `MaxEncodedLen`)
    fn request_renewal() -> Weight {
        // The shortest run took 24_278 ns. Proof measured: 2393 bytes.
        Weight::from_parts(29_893_000, 5_332)
            .saturating_add(T::DbWeight::get().reads(2))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Prescriptions::Prescriptions` (r:1 w:1)
    // Proof: `Prescriptions::Prescriptions` (`max_values`: None, `max_size`: Some(1867), added: 4342, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admitted` (r:24 w:0)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:24 w:24)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn release_stale(k: u32) -> Weight {
        // k: 1..=24
        // The shortest run took 32_717 ns. Proof measured: 2037 + k × 164 bytes.
        Weight::from_parts(26_722_433, 5_332)
            .saturating_add(Weight::from_parts(9_376_701, 0).saturating_mul(k.into()))
            .saturating_add(T::DbWeight::get().reads(1))
            .saturating_add(T::DbWeight::get().reads(2).saturating_mul(k.into()))
            .saturating_add(T::DbWeight::get().writes(1))
            .saturating_add(T::DbWeight::get().writes(1).saturating_mul(k.into()))
            .saturating_add(Weight::from_parts(0, 2_658).saturating_mul(k.into()))
    }

    // Storage: `Prescriptions::Prescriptions` (r:1 w:1)
    // Proof: `Prescriptions::Prescriptions` (`max_values`: None, `max_size`: Some(1867), added: 4342, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admitted` (r:24 w:0)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:24 w:24)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::Fills` (r:0 w:256)
    // Proof: `Prescriptions::Fills` (`max_values`: None, `max_size`: Some(330), added: 2805, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::ByHolder` (r:0 w:24)
    // Proof: `Prescriptions::ByHolder` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    fn prune(f: u32, k: u32) -> Weight {
        // f: 1..=256
        // k: 1..=24
        // The shortest run took 356_979 ns. Proof measured: 2084 + k × 164 bytes.
        Weight::from_parts(59_119_884, 5_332)
            .saturating_add(Weight::from_parts(1_431_440, 0).saturating_mul(f.into()))
            .saturating_add(Weight::from_parts(13_429_983, 0).saturating_mul(k.into()))
            .saturating_add(T::DbWeight::get().reads(1))
            .saturating_add(T::DbWeight::get().reads(2).saturating_mul(k.into()))
            .saturating_add(T::DbWeight::get().writes(1))
            .saturating_add(T::DbWeight::get().writes(1).saturating_mul(f.into()))
            .saturating_add(T::DbWeight::get().writes(2).saturating_mul(k.into()))
            .saturating_add(Weight::from_parts(0, 2_658).saturating_mul(k.into()))
    }

    // Storage: `Prescriptions::Fills` (r:1 w:1)
    // Proof: `Prescriptions::Fills` (`max_values`: None, `max_size`: Some(330), added: 2805, mode: `MaxEncodedLen`)
    fn bill() -> Weight {
        // The shortest run took 9_584 ns. Proof measured: 370 bytes.
        Weight::from_parts(12_990_000, 3_795)
            .saturating_add(T::DbWeight::get().reads(1))
            .saturating_add(T::DbWeight::get().writes(1))
    }
}
