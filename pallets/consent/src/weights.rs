//! What calls cost: measured by `scripts/weights`, and to be changed by measuring again. `docs/weights.md` tells how, and what
//! is not contained.
//!
//! Measured on 2026-11-22 with 20 steps and 10 repetitions, on one core of: Intel(R) Xeon(R) Processor.

#![allow(unused_imports, reason = "where nothing is read or written, the costs of storage are not asked for")]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// What calls cost, by the benchmarks of the same names and by the numbers that their work grows with.
pub trait WeightInfo {
    /// The benchmark `register_subject`.
    fn register_subject() -> Weight;
    /// The benchmark `rotate_key`.
    fn rotate_key() -> Weight;
    /// The benchmark `propose_key`.
    fn propose_key() -> Weight;
    /// The benchmark `object_to_key`.
    fn object_to_key() -> Weight;
    /// The benchmark `complete_key`.
    fn complete_key() -> Weight;
    /// The benchmark `appoint_guardian`.
    fn appoint_guardian() -> Weight;
    /// The benchmark `dismiss_guardian`.
    fn dismiss_guardian() -> Weight;
    /// The benchmark `appoint_delegate`.
    fn appoint_delegate() -> Weight;
    /// The benchmark `dismiss_delegate`.
    fn dismiss_delegate() -> Weight;
    /// The benchmark `decide`.
    fn decide() -> Weight;
    /// The benchmark `decide_in_place`.
    fn decide_in_place() -> Weight;
    /// The benchmark `revoke`.
    fn revoke() -> Weight;
    /// The benchmark `request_access`.
    fn request_access() -> Weight;
    /// The benchmark `set_default_policy`.
    fn set_default_policy() -> Weight;
    /// The benchmark `break_glass`.
    fn break_glass() -> Weight;
    /// The benchmark `review_override`.
    fn review_override() -> Weight;
    /// The benchmark `restore_emergency_access`.
    fn restore_emergency_access() -> Weight;
    /// The benchmark `approve_project`.
    fn approve_project() -> Weight;
    /// The benchmark `close_project`.
    fn close_project() -> Weight;
    /// The benchmark `opt_in`.
    fn opt_in() -> Weight;
    /// The benchmark `consent_broadly`.
    fn consent_broadly() -> Weight;
    /// The benchmark `enrol`.
    fn enrol() -> Weight;
    /// The benchmark `withdraw_from_research`; `p` was measured from 1 to 16.
    fn withdraw_from_research(p: u32) -> Weight;
    /// The benchmark `request_erasure`.
    fn request_erasure() -> Weight;
    /// The benchmark `confirm_erasure`.
    fn confirm_erasure() -> Weight;
    /// The benchmark `prune_receipts`; `r` was measured from 1 to 100.
    fn prune_receipts(r: u32) -> Weight;
    /// The benchmark `close_subject`; `p` was measured from 0 to 16.
    fn close_subject(p: u32) -> Weight;
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
    // Storage: `Consent::Subjects` (r:1 w:1)
    // Proof: `Consent::Subjects` (`max_values`: None, `max_size`: Some(1936), added: 4411, mode: `MaxEncodedLen`)
    // Storage: `Consent::SubjectByKey` (r:1 w:1)
    // Proof: `Consent::SubjectByKey` (`max_values`: None, `max_size`: Some(80), added: 2555, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admitted` (r:2 w:2)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::ByHolder` (r:1 w:0)
    // Proof: `Prescriptions::ByHolder` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    fn register_subject() -> Weight {
        // The shortest run took 50_060 ns. Proof measured: 3338 bytes.
        Weight::from_parts(56_110_000, 6_306)
            .saturating_add(T::DbWeight::get().reads(9))
            .saturating_add(T::DbWeight::get().writes(4))
    }

    // Storage: `Registry::Admitted` (r:2 w:2)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
    // Storage: `Consent::Subjects` (r:1 w:1)
    // Proof: `Consent::Subjects` (`max_values`: None, `max_size`: Some(1936), added: 4411, mode: `MaxEncodedLen`)
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Consent::SubjectByKey` (r:1 w:2)
    // Proof: `Consent::SubjectByKey` (`max_values`: None, `max_size`: Some(80), added: 2555, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::ByHolder` (r:2 w:0)
    // Proof: `Prescriptions::ByHolder` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn rotate_key() -> Weight {
        // The shortest run took 69_304 ns. Proof measured: 3535 bytes.
        Weight::from_parts(76_329_000, 6_306)
            .saturating_add(T::DbWeight::get().reads(8))
            .saturating_add(T::DbWeight::get().writes(6))
    }

    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:1 w:0)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Consent::Subjects` (r:1 w:1)
    // Proof: `Consent::Subjects` (`max_values`: None, `max_size`: Some(1936), added: 4411, mode: `MaxEncodedLen`)
    // Storage: `Consent::SubjectByKey` (r:1 w:0)
    // Proof: `Consent::SubjectByKey` (`max_values`: None, `max_size`: Some(80), added: 2555, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admitted` (r:1 w:0)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::ByHolder` (r:1 w:0)
    // Proof: `Prescriptions::ByHolder` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    fn propose_key() -> Weight {
        // The shortest run took 55_961 ns. Proof measured: 5651 bytes.
        Weight::from_parts(64_268_000, 5_401)
            .saturating_add(T::DbWeight::get().reads(8))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Registry::Admitted` (r:1 w:0)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
    // Storage: `Consent::Subjects` (r:1 w:1)
    // Proof: `Consent::Subjects` (`max_values`: None, `max_size`: Some(1936), added: 4411, mode: `MaxEncodedLen`)
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    fn object_to_key() -> Weight {
        // The shortest run took 35_276 ns. Proof measured: 3194 bytes.
        Weight::from_parts(39_600_000, 5_401)
            .saturating_add(T::DbWeight::get().reads(3))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Consent::Subjects` (r:1 w:1)
    // Proof: `Consent::Subjects` (`max_values`: None, `max_size`: Some(1936), added: 4411, mode: `MaxEncodedLen`)
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Consent::SubjectByKey` (r:1 w:2)
    // Proof: `Consent::SubjectByKey` (`max_values`: None, `max_size`: Some(80), added: 2555, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admitted` (r:2 w:2)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::ByHolder` (r:2 w:0)
    // Proof: `Prescriptions::ByHolder` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn complete_key() -> Weight {
        // The shortest run took 66_885 ns. Proof measured: 3575 bytes.
        Weight::from_parts(74_925_000, 6_306)
            .saturating_add(T::DbWeight::get().reads(8))
            .saturating_add(T::DbWeight::get().writes(6))
    }

    // Storage: `Registry::Admitted` (r:14 w:13)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:1 w:0)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Consent::Subjects` (r:1 w:1)
    // Proof: `Consent::Subjects` (`max_values`: None, `max_size`: Some(1936), added: 4411, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::ByHolder` (r:12 w:0)
    // Proof: `Prescriptions::ByHolder` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:12 w:12)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn appoint_guardian() -> Weight {
        // The shortest run took 240_170 ns. Proof measured: 8349 bytes.
        Weight::from_parts(257_569_000, 38_202)
            .saturating_add(T::DbWeight::get().reads(43))
            .saturating_add(T::DbWeight::get().writes(26))
    }

    // Storage: `Registry::Admitted` (r:2 w:1)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:1 w:0)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Consent::Subjects` (r:1 w:1)
    // Proof: `Consent::Subjects` (`max_values`: None, `max_size`: Some(1936), added: 4411, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::ByHolder` (r:1 w:0)
    // Proof: `Prescriptions::ByHolder` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn dismiss_guardian() -> Weight {
        // The shortest run took 74_227 ns. Proof measured: 6184 bytes.
        Weight::from_parts(82_579_000, 6_306)
            .saturating_add(T::DbWeight::get().reads(9))
            .saturating_add(T::DbWeight::get().writes(3))
    }

    // Storage: `Registry::Admitted` (r:14 w:13)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
    // Storage: `Consent::Subjects` (r:1 w:1)
    // Proof: `Consent::Subjects` (`max_values`: None, `max_size`: Some(1936), added: 4411, mode: `MaxEncodedLen`)
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::ByHolder` (r:12 w:0)
    // Proof: `Prescriptions::ByHolder` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:12 w:12)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn appoint_delegate() -> Weight {
        // The shortest run took 220_841 ns. Proof measured: 5840 bytes.
        Weight::from_parts(235_926_000, 38_202)
            .saturating_add(T::DbWeight::get().reads(40))
            .saturating_add(T::DbWeight::get().writes(26))
    }

    // Storage: `Registry::Admitted` (r:2 w:1)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
    // Storage: `Consent::Subjects` (r:1 w:1)
    // Proof: `Consent::Subjects` (`max_values`: None, `max_size`: Some(1936), added: 4411, mode: `MaxEncodedLen`)
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::ByHolder` (r:1 w:0)
    // Proof: `Prescriptions::ByHolder` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn dismiss_delegate() -> Weight {
        // The shortest run took 54_645 ns. Proof measured: 3504 bytes.
        Weight::from_parts(64_348_000, 6_306)
            .saturating_add(T::DbWeight::get().reads(6))
            .saturating_add(T::DbWeight::get().writes(3))
    }

    // Storage: `Registry::Admitted` (r:1 w:0)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Consent::Subjects` (r:1 w:1)
    // Proof: `Consent::Subjects` (`max_values`: None, `max_size`: Some(1936), added: 4411, mode: `MaxEncodedLen`)
    // Storage: `Consent::Decisions` (r:1 w:1)
    // Proof: `Consent::Decisions` (`max_values`: None, `max_size`: Some(5253), added: 7728, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Consent::Projects` (r:1 w:1)
    // Proof: `Consent::Projects` (`max_values`: None, `max_size`: Some(144), added: 2619, mode: `MaxEncodedLen`)
    fn decide() -> Weight {
        // The shortest run took 80_458 ns. Proof measured: 9241 bytes.
        Weight::from_parts(90_204_000, 8_718)
            .saturating_add(T::DbWeight::get().reads(6))
            .saturating_add(T::DbWeight::get().writes(3))
    }

    // Storage: `Registry::Admitted` (r:1 w:0)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Consent::Subjects` (r:1 w:0)
    // Proof: `Consent::Subjects` (`max_values`: None, `max_size`: Some(1936), added: 4411, mode: `MaxEncodedLen`)
    // Storage: `Consent::Decisions` (r:1 w:1)
    // Proof: `Consent::Decisions` (`max_values`: None, `max_size`: Some(5253), added: 7728, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    fn decide_in_place() -> Weight {
        // The shortest run took 60_000 ns. Proof measured: 9000 bytes.
        Weight::from_parts(66_000_000, 8_718)
            .saturating_add(T::DbWeight::get().reads(5))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Registry::Admitted` (r:1 w:0)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
    // Storage: `Consent::Subjects` (r:1 w:0)
    // Proof: `Consent::Subjects` (`max_values`: None, `max_size`: Some(1936), added: 4411, mode: `MaxEncodedLen`)
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Consent::Decisions` (r:1 w:1)
    // Proof: `Consent::Decisions` (`max_values`: None, `max_size`: Some(5253), added: 7728, mode: `MaxEncodedLen`)
    fn revoke() -> Weight {
        // The shortest run took 36_689 ns. Proof measured: 6074 bytes.
        Weight::from_parts(41_351_000, 8_718)
            .saturating_add(T::DbWeight::get().reads(4))
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
    // Storage: `Consent::Subjects` (r:1 w:1)
    // Proof: `Consent::Subjects` (`max_values`: None, `max_size`: Some(1936), added: 4411, mode: `MaxEncodedLen`)
    // Storage: `Consent::Decisions` (r:1 w:0)
    // Proof: `Consent::Decisions` (`max_values`: None, `max_size`: Some(5253), added: 7728, mode: `MaxEncodedLen`)
    // Storage: `Consent::DefaultPolicies` (r:1 w:0)
    // Proof: `Consent::DefaultPolicies` (`max_values`: None, `max_size`: Some(26), added: 2501, mode: `MaxEncodedLen`)
    // Storage: `Consent::Suspensions` (r:1 w:0)
    // Proof: `Consent::Suspensions` (`max_values`: None, `max_size`: Some(96), added: 2571, mode: `MaxEncodedLen`)
    // Storage: `Consent::OpenOverrides` (r:1 w:0)
    // Proof: `Consent::OpenOverrides` (`max_values`: None, `max_size`: Some(1073), added: 3548, mode: `MaxEncodedLen`)
    // Storage: `Consent::Receipts` (r:0 w:1)
    // Proof: `Consent::Receipts` (`max_values`: None, `max_size`: Some(180), added: 2655, mode: `MaxEncodedLen`)
    fn request_access() -> Weight {
        // The shortest run took 85_873 ns. Proof measured: 9981 bytes.
        Weight::from_parts(94_895_000, 8_718)
            .saturating_add(T::DbWeight::get().reads(9))
            .saturating_add(T::DbWeight::get().writes(2))
    }

    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:1 w:0)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Consent::DefaultPolicies` (r:0 w:1)
    // Proof: `Consent::DefaultPolicies` (`max_values`: None, `max_size`: Some(26), added: 2501, mode: `MaxEncodedLen`)
    fn set_default_policy() -> Weight {
        // The shortest run took 27_738 ns. Proof measured: 2751 bytes.
        Weight::from_parts(29_962_000, 4_708)
            .saturating_add(T::DbWeight::get().reads(4))
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
    // Storage: `Consent::Subjects` (r:1 w:1)
    // Proof: `Consent::Subjects` (`max_values`: None, `max_size`: Some(1936), added: 4411, mode: `MaxEncodedLen`)
    // Storage: `Consent::Suspensions` (r:1 w:0)
    // Proof: `Consent::Suspensions` (`max_values`: None, `max_size`: Some(96), added: 2571, mode: `MaxEncodedLen`)
    // Storage: `Consent::OpenOverrides` (r:1 w:1)
    // Proof: `Consent::OpenOverrides` (`max_values`: None, `max_size`: Some(1073), added: 3548, mode: `MaxEncodedLen`)
    // Storage: `Consent::Receipts` (r:0 w:1)
    // Proof: `Consent::Receipts` (`max_values`: None, `max_size`: Some(180), added: 2655, mode: `MaxEncodedLen`)
    fn break_glass() -> Weight {
        // The shortest run took 68_855 ns. Proof measured: 6055 bytes.
        Weight::from_parts(76_393_000, 5_401)
            .saturating_add(T::DbWeight::get().reads(7))
            .saturating_add(T::DbWeight::get().writes(3))
    }

    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:1 w:0)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Consent::OpenOverrides` (r:1 w:1)
    // Proof: `Consent::OpenOverrides` (`max_values`: None, `max_size`: Some(1073), added: 3548, mode: `MaxEncodedLen`)
    // Storage: `Consent::Receipts` (r:1 w:1)
    // Proof: `Consent::Receipts` (`max_values`: None, `max_size`: Some(180), added: 2655, mode: `MaxEncodedLen`)
    // Storage: `Consent::Suspensions` (r:1 w:1)
    // Proof: `Consent::Suspensions` (`max_values`: None, `max_size`: Some(96), added: 2571, mode: `MaxEncodedLen`)
    fn review_override() -> Weight {
        // The shortest run took 68_559 ns. Proof measured: 4426 bytes.
        Weight::from_parts(75_133_000, 4_708)
            .saturating_add(T::DbWeight::get().reads(7))
            .saturating_add(T::DbWeight::get().writes(3))
    }

    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:1 w:0)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Consent::Suspensions` (r:1 w:1)
    // Proof: `Consent::Suspensions` (`max_values`: None, `max_size`: Some(96), added: 2571, mode: `MaxEncodedLen`)
    // Storage: `Consent::OpenOverrides` (r:1 w:0)
    // Proof: `Consent::OpenOverrides` (`max_values`: None, `max_size`: Some(1073), added: 3548, mode: `MaxEncodedLen`)
    fn restore_emergency_access() -> Weight {
        // The shortest run took 33_435 ns. Proof measured: 2878 bytes.
        Weight::from_parts(36_977_000, 4_708)
            .saturating_add(T::DbWeight::get().reads(6))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:2 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:1 w:0)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Consent::Projects` (r:1 w:1)
    // Proof: `Consent::Projects` (`max_values`: None, `max_size`: Some(144), added: 2619, mode: `MaxEncodedLen`)
    fn approve_project() -> Weight {
        // The shortest run took 36_995 ns. Proof measured: 4157 bytes.
        Weight::from_parts(41_823_000, 8_426)
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
    // Storage: `Consent::Projects` (r:1 w:1)
    // Proof: `Consent::Projects` (`max_values`: None, `max_size`: Some(144), added: 2619, mode: `MaxEncodedLen`)
    fn close_project() -> Weight {
        // The shortest run took 33_649 ns. Proof measured: 2979 bytes.
        Weight::from_parts(37_205_000, 4_708)
            .saturating_add(T::DbWeight::get().reads(5))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Registry::Admitted` (r:1 w:0)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
    // Storage: `Consent::Subjects` (r:1 w:1)
    // Proof: `Consent::Subjects` (`max_values`: None, `max_size`: Some(1936), added: 4411, mode: `MaxEncodedLen`)
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Consent::Decisions` (r:1 w:1)
    // Proof: `Consent::Decisions` (`max_values`: None, `max_size`: Some(5253), added: 7728, mode: `MaxEncodedLen`)
    // Storage: `Consent::Projects` (r:2 w:2)
    // Proof: `Consent::Projects` (`max_values`: None, `max_size`: Some(144), added: 2619, mode: `MaxEncodedLen`)
    fn opt_in() -> Weight {
        // The shortest run took 74_913 ns. Proof measured: 7729 bytes.
        Weight::from_parts(83_586_000, 8_718)
            .saturating_add(T::DbWeight::get().reads(6))
            .saturating_add(T::DbWeight::get().writes(4))
    }

    // Storage: `Registry::Admitted` (r:1 w:0)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
    // Storage: `Consent::Subjects` (r:1 w:1)
    // Proof: `Consent::Subjects` (`max_values`: None, `max_size`: Some(1936), added: 4411, mode: `MaxEncodedLen`)
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    fn consent_broadly() -> Weight {
        // The shortest run took 38_617 ns. Proof measured: 3154 bytes.
        Weight::from_parts(42_494_000, 5_401)
            .saturating_add(T::DbWeight::get().reads(3))
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
    // Storage: `Consent::Subjects` (r:1 w:1)
    // Proof: `Consent::Subjects` (`max_values`: None, `max_size`: Some(1936), added: 4411, mode: `MaxEncodedLen`)
    // Storage: `Consent::Projects` (r:2 w:2)
    // Proof: `Consent::Projects` (`max_values`: None, `max_size`: Some(144), added: 2619, mode: `MaxEncodedLen`)
    // Storage: `Consent::UnlistedWithdrawals` (r:1 w:0)
    // Proof: `Consent::UnlistedWithdrawals` (`max_values`: None, `max_size`: Some(40), added: 2515, mode: `MaxEncodedLen`)
    // Storage: `Consent::Decisions` (r:1 w:1)
    // Proof: `Consent::Decisions` (`max_values`: None, `max_size`: Some(5253), added: 7728, mode: `MaxEncodedLen`)
    fn enrol() -> Weight {
        // The shortest run took 99_749 ns. Proof measured: 9695 bytes.
        Weight::from_parts(108_534_000, 8_718)
            .saturating_add(T::DbWeight::get().reads(9))
            .saturating_add(T::DbWeight::get().writes(4))
    }

    // Storage: `Registry::Admitted` (r:1 w:0)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
    // Storage: `Consent::Subjects` (r:1 w:1)
    // Proof: `Consent::Subjects` (`max_values`: None, `max_size`: Some(1936), added: 4411, mode: `MaxEncodedLen`)
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Consent::Decisions` (r:1 w:1)
    // Proof: `Consent::Decisions` (`max_values`: None, `max_size`: Some(5253), added: 7728, mode: `MaxEncodedLen`)
    // Storage: `Consent::Projects` (r:16 w:16)
    // Proof: `Consent::Projects` (`max_values`: None, `max_size`: Some(144), added: 2619, mode: `MaxEncodedLen`)
    fn withdraw_from_research(p: u32) -> Weight {
        // p: 1..=16
        // The shortest run took 48_771 ns. Proof measured: 6111 + p × 200 bytes.
        Weight::from_parts(47_813_432, 8_718)
            .saturating_add(Weight::from_parts(7_671_697, 0).saturating_mul(p.into()))
            .saturating_add(T::DbWeight::get().reads(4))
            .saturating_add(T::DbWeight::get().reads(1).saturating_mul(p.into()))
            .saturating_add(T::DbWeight::get().writes(2))
            .saturating_add(T::DbWeight::get().writes(1).saturating_mul(p.into()))
            .saturating_add(Weight::from_parts(0, 2_619).saturating_mul(p.into()))
    }

    // Storage: `Registry::Admitted` (r:1 w:0)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
    // Storage: `Consent::Subjects` (r:1 w:1)
    // Proof: `Consent::Subjects` (`max_values`: None, `max_size`: Some(1936), added: 4411, mode: `MaxEncodedLen`)
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Consent::Erasures` (r:1 w:1)
    // Proof: `Consent::Erasures` (`max_values`: None, `max_size`: Some(2209), added: 4684, mode: `MaxEncodedLen`)
    fn request_erasure() -> Weight {
        // The shortest run took 45_462 ns. Proof measured: 4040 bytes.
        Weight::from_parts(51_181_000, 5_674)
            .saturating_add(T::DbWeight::get().reads(4))
            .saturating_add(T::DbWeight::get().writes(2))
    }

    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:1 w:0)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Consent::Subjects` (r:1 w:0)
    // Proof: `Consent::Subjects` (`max_values`: None, `max_size`: Some(1936), added: 4411, mode: `MaxEncodedLen`)
    // Storage: `Consent::Erasures` (r:1 w:1)
    // Proof: `Consent::Erasures` (`max_values`: None, `max_size`: Some(2209), added: 4684, mode: `MaxEncodedLen`)
    fn confirm_erasure() -> Weight {
        // The shortest run took 54_654 ns. Proof measured: 5968 bytes.
        Weight::from_parts(60_487_000, 5_674)
            .saturating_add(T::DbWeight::get().reads(6))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Consent::Subjects` (r:1 w:1)
    // Proof: `Consent::Subjects` (`max_values`: None, `max_size`: Some(1936), added: 4411, mode: `MaxEncodedLen`)
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Consent::Receipts` (r:100 w:100)
    // Proof: `Consent::Receipts` (`max_values`: None, `max_size`: Some(180), added: 2655, mode: `MaxEncodedLen`)
    fn prune_receipts(r: u32) -> Weight {
        // r: 1..=100
        // The shortest run took 38_697 ns. Proof measured: 2206 + r × 47 bytes.
        Weight::from_parts(38_401_145, 5_401)
            .saturating_add(Weight::from_parts(4_483_420, 0).saturating_mul(r.into()))
            .saturating_add(T::DbWeight::get().reads(2))
            .saturating_add(T::DbWeight::get().reads(1).saturating_mul(r.into()))
            .saturating_add(T::DbWeight::get().writes(1))
            .saturating_add(T::DbWeight::get().writes(1).saturating_mul(r.into()))
            .saturating_add(Weight::from_parts(0, 2_655).saturating_mul(r.into()))
    }

    // Storage: `Registry::Admitted` (r:14 w:13)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:1 w:0)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Consent::Subjects` (r:1 w:1)
    // Proof: `Consent::Subjects` (`max_values`: None, `max_size`: Some(1936), added: 4411, mode: `MaxEncodedLen`)
    // Storage: `Consent::Erasures` (r:1 w:0)
    // Proof: `Consent::Erasures` (`max_values`: None, `max_size`: Some(2209), added: 4684, mode: `MaxEncodedLen`)
    // Storage: `Consent::Projects` (r:16 w:16)
    // Proof: `Consent::Projects` (`max_values`: None, `max_size`: Some(144), added: 2619, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::ByHolder` (r:13 w:0)
    // Proof: `Prescriptions::ByHolder` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:13 w:13)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    // Storage: `Consent::SubjectByKey` (r:0 w:1)
    // Proof: `Consent::SubjectByKey` (`max_values`: None, `max_size`: Some(80), added: 2555, mode: `MaxEncodedLen`)
    // Storage: `Consent::Decisions` (r:0 w:1)
    // Proof: `Consent::Decisions` (`max_values`: None, `max_size`: Some(5253), added: 7728, mode: `MaxEncodedLen`)
    // Storage: `Consent::UnlistedWithdrawals` (r:0 w:1)
    // Proof: `Consent::UnlistedWithdrawals` (`max_values`: None, `max_size`: Some(40), added: 2515, mode: `MaxEncodedLen`)
    fn close_subject(p: u32) -> Weight {
        // p: 0..=16
        // The shortest run took 254_419 ns. Proof measured: 7127 + p × 249 bytes.
        Weight::from_parts(265_899_106, 38_202)
            .saturating_add(Weight::from_parts(4_629_729, 0).saturating_mul(p.into()))
            .saturating_add(T::DbWeight::get().reads(46))
            .saturating_add(T::DbWeight::get().reads(1).saturating_mul(p.into()))
            .saturating_add(T::DbWeight::get().writes(30))
            .saturating_add(T::DbWeight::get().writes(1).saturating_mul(p.into()))
            .saturating_add(Weight::from_parts(0, 2_619).saturating_mul(p.into()))
    }
}
