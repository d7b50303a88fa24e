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
    // Proof: `Consent::Subjects` (`max_values`: None, `max_size`: Some(1940), added: 4415, mode: `MaxEncodedLen`)
    // Storage: `Consent::SubjectByKey` (r:1 w:1)
    // Proof: `Consent::SubjectByKey` (`max_values`: None, `max_size`: Some(80), added: 2555, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admitted` (r:2 w:2)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::ByHolder` (r:1 w:0)
    // Proof: `Prescriptions::ByHolder` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    fn register_subject() -> Weight {
        // The shortest run took 50_820 ns. Proof measured: 3338 bytes.
        Weight::from_parts(57_506_000, 6_306)
            .saturating_add(T::DbWeight::get().reads(9))
            .saturating_add(T::DbWeight::get().writes(4))
    }

    // Storage: `Registry::Admitted` (r:2 w:2)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
    // Storage: `Consent::Subjects` (r:1 w:1)
    // Proof: `Consent::Subjects` (`max_values`: None, `max_size`: Some(1940), added: 4415, mode: `MaxEncodedLen`)
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Consent::SubjectByKey` (r:1 w:2)
    // Proof: `Consent::SubjectByKey` (`max_values`: None, `max_size`: Some(80), added: 2555, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::ByHolder` (r:2 w:0)
    // Proof: `Prescriptions::ByHolder` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn rotate_key() -> Weight {
        // The shortest run took 69_244 ns. Proof measured: 3539 bytes.
        Weight::from_parts(78_152_000, 6_306)
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
    // Proof: `Consent::Subjects` (`max_values`: None, `max_size`: Some(1940), added: 4415, mode: `MaxEncodedLen`)
    // Storage: `Consent::SubjectByKey` (r:1 w:0)
    // Proof: `Consent::SubjectByKey` (`max_values`: None, `max_size`: Some(80), added: 2555, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admitted` (r:1 w:0)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::ByHolder` (r:1 w:0)
    // Proof: `Prescriptions::ByHolder` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    fn propose_key() -> Weight {
        // The shortest run took 56_508 ns. Proof measured: 5655 bytes.
        Weight::from_parts(64_836_000, 5_405)
            .saturating_add(T::DbWeight::get().reads(8))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Registry::Admitted` (r:1 w:0)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
    // Storage: `Consent::Subjects` (r:1 w:1)
    // Proof: `Consent::Subjects` (`max_values`: None, `max_size`: Some(1940), added: 4415, mode: `MaxEncodedLen`)
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    fn object_to_key() -> Weight {
        // The shortest run took 35_771 ns. Proof measured: 3198 bytes.
        Weight::from_parts(41_330_000, 5_405)
            .saturating_add(T::DbWeight::get().reads(3))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Consent::Subjects` (r:1 w:1)
    // Proof: `Consent::Subjects` (`max_values`: None, `max_size`: Some(1940), added: 4415, mode: `MaxEncodedLen`)
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
        // The shortest run took 66_056 ns. Proof measured: 3579 bytes.
        Weight::from_parts(74_196_000, 6_306)
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
    // Proof: `Consent::Subjects` (`max_values`: None, `max_size`: Some(1940), added: 4415, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:12 w:12)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::ByHolder` (r:12 w:0)
    // Proof: `Prescriptions::ByHolder` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    fn appoint_guardian() -> Weight {
        // The shortest run took 226_149 ns. Proof measured: 8353 bytes.
        Weight::from_parts(250_140_000, 38_202)
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
    // Proof: `Consent::Subjects` (`max_values`: None, `max_size`: Some(1940), added: 4415, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::ByHolder` (r:1 w:0)
    // Proof: `Prescriptions::ByHolder` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    fn dismiss_guardian() -> Weight {
        // The shortest run took 69_922 ns. Proof measured: 6188 bytes.
        Weight::from_parts(78_594_000, 6_306)
            .saturating_add(T::DbWeight::get().reads(9))
            .saturating_add(T::DbWeight::get().writes(3))
    }

    // Storage: `Registry::Admitted` (r:14 w:13)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
    // Storage: `Consent::Subjects` (r:1 w:1)
    // Proof: `Consent::Subjects` (`max_values`: None, `max_size`: Some(1940), added: 4415, mode: `MaxEncodedLen`)
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:12 w:12)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::ByHolder` (r:12 w:0)
    // Proof: `Prescriptions::ByHolder` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    fn appoint_delegate() -> Weight {
        // The shortest run took 208_445 ns. Proof measured: 5844 bytes.
        Weight::from_parts(232_632_000, 38_202)
            .saturating_add(T::DbWeight::get().reads(40))
            .saturating_add(T::DbWeight::get().writes(26))
    }

    // Storage: `Registry::Admitted` (r:2 w:1)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
    // Storage: `Consent::Subjects` (r:1 w:1)
    // Proof: `Consent::Subjects` (`max_values`: None, `max_size`: Some(1940), added: 4415, mode: `MaxEncodedLen`)
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::ByHolder` (r:1 w:0)
    // Proof: `Prescriptions::ByHolder` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    fn dismiss_delegate() -> Weight {
        // The shortest run took 55_003 ns. Proof measured: 3508 bytes.
        Weight::from_parts(62_951_000, 6_306)
            .saturating_add(T::DbWeight::get().reads(6))
            .saturating_add(T::DbWeight::get().writes(3))
    }

    // Storage: `Registry::Admitted` (r:1 w:0)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
    // Storage: `Consent::Subjects` (r:1 w:1)
    // Proof: `Consent::Subjects` (`max_values`: None, `max_size`: Some(1940), added: 4415, mode: `MaxEncodedLen`)
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Consent::Decisions` (r:1 w:1)
    // Proof: `Consent::Decisions` (`max_values`: None, `max_size`: Some(5249), added: 7724, mode: `MaxEncodedLen`)
    // Storage: `Consent::Projects` (r:1 w:1)
    // Proof: `Consent::Projects` (`max_values`: None, `max_size`: Some(144), added: 2619, mode: `MaxEncodedLen`)
    fn decide() -> Weight {
        // The shortest run took 80_863 ns. Proof measured: 9241 bytes.
        Weight::from_parts(89_609_000, 8_714)
            .saturating_add(T::DbWeight::get().reads(6))
            .saturating_add(T::DbWeight::get().writes(3))
    }

    // Storage: `Registry::Admitted` (r:1 w:0)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
    // Storage: `Consent::Subjects` (r:1 w:0)
    // Proof: `Consent::Subjects` (`max_values`: None, `max_size`: Some(1940), added: 4415, mode: `MaxEncodedLen`)
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Consent::Decisions` (r:1 w:1)
    // Proof: `Consent::Decisions` (`max_values`: None, `max_size`: Some(5249), added: 7724, mode: `MaxEncodedLen`)
    fn revoke() -> Weight {
        // The shortest run took 34_501 ns. Proof measured: 6074 bytes.
        Weight::from_parts(41_937_000, 8_714)
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
    // Proof: `Consent::Subjects` (`max_values`: None, `max_size`: Some(1940), added: 4415, mode: `MaxEncodedLen`)
    // Storage: `Consent::Decisions` (r:1 w:0)
    // Proof: `Consent::Decisions` (`max_values`: None, `max_size`: Some(5249), added: 7724, mode: `MaxEncodedLen`)
    // Storage: `Consent::DefaultPolicies` (r:1 w:0)
    // Proof: `Consent::DefaultPolicies` (`max_values`: None, `max_size`: Some(26), added: 2501, mode: `MaxEncodedLen`)
    // Storage: `Consent::Suspensions` (r:1 w:0)
    // Proof: `Consent::Suspensions` (`max_values`: None, `max_size`: Some(96), added: 2571, mode: `MaxEncodedLen`)
    // Storage: `Consent::OpenOverrides` (r:1 w:0)
    // Proof: `Consent::OpenOverrides` (`max_values`: None, `max_size`: Some(1073), added: 3548, mode: `MaxEncodedLen`)
    // Storage: `Consent::Receipts` (r:0 w:1)
    // Proof: `Consent::Receipts` (`max_values`: None, `max_size`: Some(180), added: 2655, mode: `MaxEncodedLen`)
    fn request_access() -> Weight {
        // The shortest run took 80_956 ns. Proof measured: 9981 bytes.
        Weight::from_parts(90_742_000, 8_714)
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
        // The shortest run took 25_371 ns. Proof measured: 2751 bytes.
        Weight::from_parts(28_975_000, 4_708)
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
    // Proof: `Consent::Subjects` (`max_values`: None, `max_size`: Some(1940), added: 4415, mode: `MaxEncodedLen`)
    // Storage: `Consent::Suspensions` (r:1 w:0)
    // Proof: `Consent::Suspensions` (`max_values`: None, `max_size`: Some(96), added: 2571, mode: `MaxEncodedLen`)
    // Storage: `Consent::OpenOverrides` (r:1 w:1)
    // Proof: `Consent::OpenOverrides` (`max_values`: None, `max_size`: Some(1073), added: 3548, mode: `MaxEncodedLen`)
    // Storage: `Consent::Receipts` (r:0 w:1)
    // Proof: `Consent::Receipts` (`max_values`: None, `max_size`: Some(180), added: 2655, mode: `MaxEncodedLen`)
    fn break_glass() -> Weight {
        // The shortest run took 66_947 ns. Proof measured: 6059 bytes.
        Weight::from_parts(75_081_000, 5_405)
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
        // The shortest run took 61_942 ns. Proof measured: 4426 bytes.
        Weight::from_parts(72_206_000, 4_708)
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
        // The shortest run took 30_474 ns. Proof measured: 2878 bytes.
        Weight::from_parts(34_994_000, 4_708)
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
        // The shortest run took 32_958 ns. Proof measured: 4157 bytes.
        Weight::from_parts(39_627_000, 8_426)
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
        // The shortest run took 30_147 ns. Proof measured: 2979 bytes.
        Weight::from_parts(34_006_000, 4_708)
            .saturating_add(T::DbWeight::get().reads(5))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Registry::Admitted` (r:1 w:0)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
    // Storage: `Consent::Subjects` (r:1 w:1)
    // Proof: `Consent::Subjects` (`max_values`: None, `max_size`: Some(1940), added: 4415, mode: `MaxEncodedLen`)
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Consent::Projects` (r:2 w:2)
    // Proof: `Consent::Projects` (`max_values`: None, `max_size`: Some(144), added: 2619, mode: `MaxEncodedLen`)
    // Storage: `Consent::Decisions` (r:1 w:1)
    // Proof: `Consent::Decisions` (`max_values`: None, `max_size`: Some(5249), added: 7724, mode: `MaxEncodedLen`)
    fn opt_in() -> Weight {
        // The shortest run took 75_510 ns. Proof measured: 7729 bytes.
        Weight::from_parts(85_178_000, 8_714)
            .saturating_add(T::DbWeight::get().reads(6))
            .saturating_add(T::DbWeight::get().writes(4))
    }

    // Storage: `Registry::Admitted` (r:1 w:0)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
    // Storage: `Consent::Subjects` (r:1 w:1)
    // Proof: `Consent::Subjects` (`max_values`: None, `max_size`: Some(1940), added: 4415, mode: `MaxEncodedLen`)
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    fn consent_broadly() -> Weight {
        // The shortest run took 35_995 ns. Proof measured: 3158 bytes.
        Weight::from_parts(40_908_000, 5_405)
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
    // Proof: `Consent::Subjects` (`max_values`: None, `max_size`: Some(1940), added: 4415, mode: `MaxEncodedLen`)
    // Storage: `Consent::Projects` (r:2 w:2)
    // Proof: `Consent::Projects` (`max_values`: None, `max_size`: Some(144), added: 2619, mode: `MaxEncodedLen`)
    // Storage: `Consent::UnlistedWithdrawals` (r:1 w:0)
    // Proof: `Consent::UnlistedWithdrawals` (`max_values`: None, `max_size`: Some(40), added: 2515, mode: `MaxEncodedLen`)
    // Storage: `Consent::Decisions` (r:1 w:1)
    // Proof: `Consent::Decisions` (`max_values`: None, `max_size`: Some(5249), added: 7724, mode: `MaxEncodedLen`)
    fn enrol() -> Weight {
        // The shortest run took 92_483 ns. Proof measured: 9695 bytes.
        Weight::from_parts(103_800_000, 8_714)
            .saturating_add(T::DbWeight::get().reads(9))
            .saturating_add(T::DbWeight::get().writes(4))
    }

    // Storage: `Registry::Admitted` (r:1 w:0)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
    // Storage: `Consent::Subjects` (r:1 w:1)
    // Proof: `Consent::Subjects` (`max_values`: None, `max_size`: Some(1940), added: 4415, mode: `MaxEncodedLen`)
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Consent::Decisions` (r:1 w:1)
    // Proof: `Consent::Decisions` (`max_values`: None, `max_size`: Some(5249), added: 7724, mode: `MaxEncodedLen`)
    // Storage: `Consent::Projects` (r:16 w:16)
    // Proof: `Consent::Projects` (`max_values`: None, `max_size`: Some(144), added: 2619, mode: `MaxEncodedLen`)
    fn withdraw_from_research(p: u32) -> Weight {
        // p: 1..=16
        // The shortest run took 45_434 ns. Proof measured: 6111 + p × 200 bytes.
        Weight::from_parts(47_587_081, 8_714)
            .saturating_add(Weight::from_parts(7_291_258, 0).saturating_mul(p.into()))
            .saturating_add(T::DbWeight::get().reads(4))
            .saturating_add(T::DbWeight::get().reads(1).saturating_mul(p.into()))
            .saturating_add(T::DbWeight::get().writes(2))
            .saturating_add(T::DbWeight::get().writes(1).saturating_mul(p.into()))
            .saturating_add(Weight::from_parts(0, 2_619).saturating_mul(p.into()))
    }

    // Storage: `Registry::Admitted` (r:1 w:0)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
    // Storage: `Consent::Subjects` (r:1 w:1)
    // Proof: `Consent::Subjects` (`max_values`: None, `max_size`: Some(1940), added: 4415, mode: `MaxEncodedLen`)
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Consent::Erasures` (r:1 w:1)
    // Proof: `Consent::Erasures` (`max_values`: None, `max_size`: Some(2209), added: 4684, mode: `MaxEncodedLen`)
    fn request_erasure() -> Weight {
        // The shortest run took 41_400 ns. Proof measured: 4044 bytes.
        Weight::from_parts(46_373_000, 5_674)
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
    // Proof: `Consent::Subjects` (`max_values`: None, `max_size`: Some(1940), added: 4415, mode: `MaxEncodedLen`)
    // Storage: `Consent::Erasures` (r:1 w:1)
    // Proof: `Consent::Erasures` (`max_values`: None, `max_size`: Some(2209), added: 4684, mode: `MaxEncodedLen`)
    fn confirm_erasure() -> Weight {
        // The shortest run took 49_238 ns. Proof measured: 5972 bytes.
        Weight::from_parts(53_844_000, 5_674)
            .saturating_add(T::DbWeight::get().reads(6))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Consent::Subjects` (r:1 w:1)
    // Proof: `Consent::Subjects` (`max_values`: None, `max_size`: Some(1940), added: 4415, mode: `MaxEncodedLen`)
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Consent::Receipts` (r:100 w:100)
    // Proof: `Consent::Receipts` (`max_values`: None, `max_size`: Some(180), added: 2655, mode: `MaxEncodedLen`)
    fn prune_receipts(r: u32) -> Weight {
        // r: 1..=100
        // The shortest run took 35_885 ns. Proof measured: 2210 + r × 47 bytes.
        Weight::from_parts(30_521_882, 5_405)
            .saturating_add(Weight::from_parts(4_237_260, 0).saturating_mul(r.into()))
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
    // Proof: `Consent::Subjects` (`max_values`: None, `max_size`: Some(1940), added: 4415, mode: `MaxEncodedLen`)
    // Storage: `Consent::Erasures` (r:1 w:0)
    // Proof: `Consent::Erasures` (`max_values`: None, `max_size`: Some(2209), added: 4684, mode: `MaxEncodedLen`)
    // Storage: `Consent::Projects` (r:16 w:16)
    // Proof: `Consent::Projects` (`max_values`: None, `max_size`: Some(144), added: 2619, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:13 w:13)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::ByHolder` (r:13 w:0)
    // Proof: `Prescriptions::ByHolder` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Consent::SubjectByKey` (r:0 w:1)
    // Proof: `Consent::SubjectByKey` (`max_values`: None, `max_size`: Some(80), added: 2555, mode: `MaxEncodedLen`)
    // Storage: `Consent::Decisions` (r:0 w:1)
    // Proof: `Consent::Decisions` (`max_values`: None, `max_size`: Some(5249), added: 7724, mode: `MaxEncodedLen`)
    // Storage: `Consent::UnlistedWithdrawals` (r:0 w:1)
    // Proof: `Consent::UnlistedWithdrawals` (`max_values`: None, `max_size`: Some(40), added: 2515, mode: `MaxEncodedLen`)
    fn close_subject(p: u32) -> Weight {
        // p: 0..=16
        // The shortest run took 225_475 ns. Proof measured: 7131 + p × 249 bytes.
        Weight::from_parts(247_156_436, 38_202)
            .saturating_add(Weight::from_parts(5_120_174, 0).saturating_mul(p.into()))
            .saturating_add(T::DbWeight::get().reads(46))
            .saturating_add(T::DbWeight::get().reads(1).saturating_mul(p.into()))
            .saturating_add(T::DbWeight::get().writes(30))
            .saturating_add(T::DbWeight::get().writes(1).saturating_mul(p.into()))
            .saturating_add(Weight::from_parts(0, 2_619).saturating_mul(p.into()))
    }
}
