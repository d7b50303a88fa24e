//! What calls cost: measured by `scripts/weights`, and to be changed by measuring again. `docs/weights.md` tells how, and what
//! is not contained.
//!
//! Measured on 2026-11-23 with 20 steps and 10 repetitions, on one core of: Intel(R) Xeon(R) Processor.

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
        // The shortest run took 46_370 ns. Proof measured: 3230 bytes.
        Weight::from_parts(49_629_000, 6_306)
            .saturating_add(T::DbWeight::get().reads(8))
            .saturating_add(T::DbWeight::get().writes(4))
    }

    // Storage: `Registry::Admitted` (r:2 w:2)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
    // Storage: `Consent::Subjects` (r:1 w:1)
    // Proof: `Consent::Subjects` (`max_values`: None, `max_size`: Some(1936), added: 4411, mode: `MaxEncodedLen`)
    // Storage: `Consent::SubjectByKey` (r:1 w:2)
    // Proof: `Consent::SubjectByKey` (`max_values`: None, `max_size`: Some(80), added: 2555, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::ByHolder` (r:2 w:0)
    // Proof: `Prescriptions::ByHolder` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn rotate_key() -> Weight {
        // The shortest run took 64_013 ns. Proof measured: 3427 bytes.
        Weight::from_parts(70_594_000, 6_306)
            .saturating_add(T::DbWeight::get().reads(7))
            .saturating_add(T::DbWeight::get().writes(6))
    }

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
        // The shortest run took 53_415 ns. Proof measured: 5543 bytes.
        Weight::from_parts(59_896_000, 5_401)
            .saturating_add(T::DbWeight::get().reads(7))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Registry::Admitted` (r:1 w:0)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
    // Storage: `Consent::Subjects` (r:1 w:1)
    // Proof: `Consent::Subjects` (`max_values`: None, `max_size`: Some(1936), added: 4411, mode: `MaxEncodedLen`)
    fn object_to_key() -> Weight {
        // The shortest run took 30_443 ns. Proof measured: 3086 bytes.
        Weight::from_parts(35_950_000, 5_401)
            .saturating_add(T::DbWeight::get().reads(2))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Consent::Subjects` (r:1 w:1)
    // Proof: `Consent::Subjects` (`max_values`: None, `max_size`: Some(1936), added: 4411, mode: `MaxEncodedLen`)
    // Storage: `Consent::SubjectByKey` (r:1 w:2)
    // Proof: `Consent::SubjectByKey` (`max_values`: None, `max_size`: Some(80), added: 2555, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admitted` (r:2 w:2)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::ByHolder` (r:2 w:0)
    // Proof: `Prescriptions::ByHolder` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn complete_key() -> Weight {
        // The shortest run took 61_282 ns. Proof measured: 3467 bytes.
        Weight::from_parts(67_023_000, 6_306)
            .saturating_add(T::DbWeight::get().reads(7))
            .saturating_add(T::DbWeight::get().writes(6))
    }

    // Storage: `Registry::Admitted` (r:14 w:13)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
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
        // The shortest run took 220_458 ns. Proof measured: 8241 bytes.
        Weight::from_parts(234_998_000, 38_202)
            .saturating_add(T::DbWeight::get().reads(42))
            .saturating_add(T::DbWeight::get().writes(26))
    }

    // Storage: `Registry::Admitted` (r:2 w:1)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
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
        // The shortest run took 66_706 ns. Proof measured: 6076 bytes.
        Weight::from_parts(75_019_000, 6_306)
            .saturating_add(T::DbWeight::get().reads(8))
            .saturating_add(T::DbWeight::get().writes(3))
    }

    // Storage: `Registry::Admitted` (r:14 w:13)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
    // Storage: `Consent::Subjects` (r:1 w:1)
    // Proof: `Consent::Subjects` (`max_values`: None, `max_size`: Some(1936), added: 4411, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::ByHolder` (r:12 w:0)
    // Proof: `Prescriptions::ByHolder` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:12 w:12)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn appoint_delegate() -> Weight {
        // The shortest run took 208_701 ns. Proof measured: 5732 bytes.
        Weight::from_parts(218_506_000, 38_202)
            .saturating_add(T::DbWeight::get().reads(39))
            .saturating_add(T::DbWeight::get().writes(26))
    }

    // Storage: `Registry::Admitted` (r:2 w:1)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
    // Storage: `Consent::Subjects` (r:1 w:1)
    // Proof: `Consent::Subjects` (`max_values`: None, `max_size`: Some(1936), added: 4411, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::ByHolder` (r:1 w:0)
    // Proof: `Prescriptions::ByHolder` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn dismiss_delegate() -> Weight {
        // The shortest run took 50_431 ns. Proof measured: 3396 bytes.
        Weight::from_parts(54_598_000, 6_306)
            .saturating_add(T::DbWeight::get().reads(5))
            .saturating_add(T::DbWeight::get().writes(3))
    }

    // Storage: `Registry::Admitted` (r:1 w:0)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
    // Storage: `Consent::Subjects` (r:1 w:1)
    // Proof: `Consent::Subjects` (`max_values`: None, `max_size`: Some(1936), added: 4411, mode: `MaxEncodedLen`)
    // Storage: `Consent::Decisions` (r:1 w:1)
    // Proof: `Consent::Decisions` (`max_values`: None, `max_size`: Some(5253), added: 7728, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Consent::Projects` (r:1 w:1)
    // Proof: `Consent::Projects` (`max_values`: None, `max_size`: Some(144), added: 2619, mode: `MaxEncodedLen`)
    fn decide() -> Weight {
        // The shortest run took 72_443 ns. Proof measured: 9133 bytes.
        Weight::from_parts(81_215_000, 8_718)
            .saturating_add(T::DbWeight::get().reads(5))
            .saturating_add(T::DbWeight::get().writes(3))
    }

    // Storage: `Registry::Admitted` (r:1 w:0)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
    // Storage: `Consent::Subjects` (r:1 w:0)
    // Proof: `Consent::Subjects` (`max_values`: None, `max_size`: Some(1936), added: 4411, mode: `MaxEncodedLen`)
    // Storage: `Consent::Decisions` (r:1 w:1)
    // Proof: `Consent::Decisions` (`max_values`: None, `max_size`: Some(5253), added: 7728, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    fn decide_in_place() -> Weight {
        // The shortest run took 60_514 ns. Proof measured: 8738 bytes.
        Weight::from_parts(68_720_000, 8_718)
            .saturating_add(T::DbWeight::get().reads(4))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Registry::Admitted` (r:1 w:0)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
    // Storage: `Consent::Subjects` (r:1 w:0)
    // Proof: `Consent::Subjects` (`max_values`: None, `max_size`: Some(1936), added: 4411, mode: `MaxEncodedLen`)
    // Storage: `Consent::Decisions` (r:1 w:1)
    // Proof: `Consent::Decisions` (`max_values`: None, `max_size`: Some(5253), added: 7728, mode: `MaxEncodedLen`)
    fn revoke() -> Weight {
        // The shortest run took 30_959 ns. Proof measured: 5966 bytes.
        Weight::from_parts(34_476_000, 8_718)
            .saturating_add(T::DbWeight::get().reads(3))
            .saturating_add(T::DbWeight::get().writes(1))
    }

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
        // The shortest run took 75_540 ns. Proof measured: 9873 bytes.
        Weight::from_parts(82_897_000, 8_718)
            .saturating_add(T::DbWeight::get().reads(8))
            .saturating_add(T::DbWeight::get().writes(2))
    }

    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:1 w:0)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Consent::DefaultPolicies` (r:0 w:1)
    // Proof: `Consent::DefaultPolicies` (`max_values`: None, `max_size`: Some(26), added: 2501, mode: `MaxEncodedLen`)
    fn set_default_policy() -> Weight {
        // The shortest run took 21_309 ns. Proof measured: 2675 bytes.
        Weight::from_parts(23_262_000, 4_708)
            .saturating_add(T::DbWeight::get().reads(3))
            .saturating_add(T::DbWeight::get().writes(1))
    }

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
        // The shortest run took 58_457 ns. Proof measured: 5947 bytes.
        Weight::from_parts(63_860_000, 5_401)
            .saturating_add(T::DbWeight::get().reads(6))
            .saturating_add(T::DbWeight::get().writes(3))
    }

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
        // The shortest run took 56_125 ns. Proof measured: 4318 bytes.
        Weight::from_parts(65_564_000, 4_708)
            .saturating_add(T::DbWeight::get().reads(6))
            .saturating_add(T::DbWeight::get().writes(3))
    }

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
        // The shortest run took 26_191 ns. Proof measured: 2802 bytes.
        Weight::from_parts(28_417_000, 4_708)
            .saturating_add(T::DbWeight::get().reads(5))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:2 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:1 w:0)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Consent::Projects` (r:1 w:1)
    // Proof: `Consent::Projects` (`max_values`: None, `max_size`: Some(144), added: 2619, mode: `MaxEncodedLen`)
    fn approve_project() -> Weight {
        // The shortest run took 29_046 ns. Proof measured: 4049 bytes.
        Weight::from_parts(32_153_000, 8_426)
            .saturating_add(T::DbWeight::get().reads(5))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:1 w:0)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Consent::Projects` (r:1 w:1)
    // Proof: `Consent::Projects` (`max_values`: None, `max_size`: Some(144), added: 2619, mode: `MaxEncodedLen`)
    fn close_project() -> Weight {
        // The shortest run took 25_904 ns. Proof measured: 2871 bytes.
        Weight::from_parts(28_029_000, 4_708)
            .saturating_add(T::DbWeight::get().reads(4))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Registry::Admitted` (r:1 w:0)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
    // Storage: `Consent::Subjects` (r:1 w:1)
    // Proof: `Consent::Subjects` (`max_values`: None, `max_size`: Some(1936), added: 4411, mode: `MaxEncodedLen`)
    // Storage: `Consent::Decisions` (r:1 w:1)
    // Proof: `Consent::Decisions` (`max_values`: None, `max_size`: Some(5253), added: 7728, mode: `MaxEncodedLen`)
    // Storage: `Consent::Projects` (r:2 w:2)
    // Proof: `Consent::Projects` (`max_values`: None, `max_size`: Some(144), added: 2619, mode: `MaxEncodedLen`)
    fn opt_in() -> Weight {
        // The shortest run took 68_385 ns. Proof measured: 7621 bytes.
        Weight::from_parts(77_056_000, 8_718)
            .saturating_add(T::DbWeight::get().reads(5))
            .saturating_add(T::DbWeight::get().writes(4))
    }

    // Storage: `Registry::Admitted` (r:1 w:0)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
    // Storage: `Consent::Subjects` (r:1 w:1)
    // Proof: `Consent::Subjects` (`max_values`: None, `max_size`: Some(1936), added: 4411, mode: `MaxEncodedLen`)
    fn consent_broadly() -> Weight {
        // The shortest run took 30_901 ns. Proof measured: 3046 bytes.
        Weight::from_parts(35_392_000, 5_401)
            .saturating_add(T::DbWeight::get().reads(2))
            .saturating_add(T::DbWeight::get().writes(1))
    }

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
        // The shortest run took 91_366 ns. Proof measured: 9587 bytes.
        Weight::from_parts(98_967_000, 8_718)
            .saturating_add(T::DbWeight::get().reads(8))
            .saturating_add(T::DbWeight::get().writes(4))
    }

    // Storage: `Registry::Admitted` (r:1 w:0)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
    // Storage: `Consent::Subjects` (r:1 w:1)
    // Proof: `Consent::Subjects` (`max_values`: None, `max_size`: Some(1936), added: 4411, mode: `MaxEncodedLen`)
    // Storage: `Consent::Decisions` (r:1 w:1)
    // Proof: `Consent::Decisions` (`max_values`: None, `max_size`: Some(5253), added: 7728, mode: `MaxEncodedLen`)
    // Storage: `Consent::Projects` (r:16 w:16)
    // Proof: `Consent::Projects` (`max_values`: None, `max_size`: Some(144), added: 2619, mode: `MaxEncodedLen`)
    fn withdraw_from_research(p: u32) -> Weight {
        // p: 1..=16
        // The shortest run took 41_568 ns. Proof measured: 6003 + p × 200 bytes.
        Weight::from_parts(40_438_320, 8_718)
            .saturating_add(Weight::from_parts(7_231_776, 0).saturating_mul(p.into()))
            .saturating_add(T::DbWeight::get().reads(3))
            .saturating_add(T::DbWeight::get().reads(1).saturating_mul(p.into()))
            .saturating_add(T::DbWeight::get().writes(2))
            .saturating_add(T::DbWeight::get().writes(1).saturating_mul(p.into()))
            .saturating_add(Weight::from_parts(0, 2_619).saturating_mul(p.into()))
    }

    // Storage: `Registry::Admitted` (r:1 w:0)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
    // Storage: `Consent::Subjects` (r:1 w:1)
    // Proof: `Consent::Subjects` (`max_values`: None, `max_size`: Some(1936), added: 4411, mode: `MaxEncodedLen`)
    // Storage: `Consent::Erasures` (r:1 w:1)
    // Proof: `Consent::Erasures` (`max_values`: None, `max_size`: Some(2209), added: 4684, mode: `MaxEncodedLen`)
    fn request_erasure() -> Weight {
        // The shortest run took 37_338 ns. Proof measured: 3932 bytes.
        Weight::from_parts(43_798_000, 5_674)
            .saturating_add(T::DbWeight::get().reads(3))
            .saturating_add(T::DbWeight::get().writes(2))
    }

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
        // The shortest run took 45_777 ns. Proof measured: 5860 bytes.
        Weight::from_parts(52_505_000, 5_674)
            .saturating_add(T::DbWeight::get().reads(5))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Consent::Subjects` (r:1 w:1)
    // Proof: `Consent::Subjects` (`max_values`: None, `max_size`: Some(1936), added: 4411, mode: `MaxEncodedLen`)
    // Storage: `Consent::Receipts` (r:100 w:100)
    // Proof: `Consent::Receipts` (`max_values`: None, `max_size`: Some(180), added: 2655, mode: `MaxEncodedLen`)
    fn prune_receipts(r: u32) -> Weight {
        // r: 1..=100
        // The shortest run took 31_753 ns. Proof measured: 2098 + r × 47 bytes.
        Weight::from_parts(31_238_299, 5_401)
            .saturating_add(Weight::from_parts(4_280_207, 0).saturating_mul(r.into()))
            .saturating_add(T::DbWeight::get().reads(1))
            .saturating_add(T::DbWeight::get().reads(1).saturating_mul(r.into()))
            .saturating_add(T::DbWeight::get().writes(1))
            .saturating_add(T::DbWeight::get().writes(1).saturating_mul(r.into()))
            .saturating_add(Weight::from_parts(0, 2_655).saturating_mul(r.into()))
    }

    // Storage: `Registry::Admitted` (r:14 w:13)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
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
        // The shortest run took 223_332 ns. Proof measured: 7019 + p × 249 bytes.
        Weight::from_parts(234_827_972, 38_202)
            .saturating_add(Weight::from_parts(4_418_339, 0).saturating_mul(p.into()))
            .saturating_add(T::DbWeight::get().reads(45))
            .saturating_add(T::DbWeight::get().reads(1).saturating_mul(p.into()))
            .saturating_add(T::DbWeight::get().writes(30))
            .saturating_add(T::DbWeight::get().writes(1).saturating_mul(p.into()))
            .saturating_add(Weight::from_parts(0, 2_619).saturating_mul(p.into()))
    }
}
