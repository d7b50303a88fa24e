//! What calls cost: measured by `scripts/weights`, and to be changed by measuring again. `docs/weights.md` tells how, and what
//! is not contained.
//!
//! Measured on 2026-11-21 with 20 steps and 10 repetitions, on one core of: AMD EPYC.

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
    // Storage: `Registry::Holders` (r:2 w:2)
    // Proof: `Registry::Holders` (`max_values`: None, `max_size`: Some(177), added: 2652, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admitted` (r:2 w:2)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:2 w:2)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn register_subject() -> Weight {
        // The shortest run took 74_901 ns. Proof measured: 3495 bytes.
        Weight::from_parts(78_316_000, 6_294)
            .saturating_add(T::DbWeight::get().reads(12))
            .saturating_add(T::DbWeight::get().writes(8))
    }

    // Storage: `Registry::Holders` (r:2 w:2)
    // Proof: `Registry::Holders` (`max_values`: None, `max_size`: Some(177), added: 2652, mode: `MaxEncodedLen`)
    // Storage: `Consent::Subjects` (r:1 w:1)
    // Proof: `Consent::Subjects` (`max_values`: None, `max_size`: Some(1940), added: 4415, mode: `MaxEncodedLen`)
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Consent::SubjectByKey` (r:1 w:2)
    // Proof: `Consent::SubjectByKey` (`max_values`: None, `max_size`: Some(80), added: 2555, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admitted` (r:2 w:2)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:2 w:2)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn rotate_key() -> Weight {
        // The shortest run took 83_284 ns. Proof measured: 3938 bytes.
        Weight::from_parts(91_686_000, 6_294)
            .saturating_add(T::DbWeight::get().reads(9))
            .saturating_add(T::DbWeight::get().writes(9))
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
    // Storage: `Registry::Holders` (r:1 w:0)
    // Proof: `Registry::Holders` (`max_values`: None, `max_size`: Some(177), added: 2652, mode: `MaxEncodedLen`)
    fn propose_key() -> Weight {
        // The shortest run took 58_928 ns. Proof measured: 5483 bytes.
        Weight::from_parts(66_098_000, 5_405)
            .saturating_add(T::DbWeight::get().reads(7))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Registry::Holders` (r:1 w:0)
    // Proof: `Registry::Holders` (`max_values`: None, `max_size`: Some(177), added: 2652, mode: `MaxEncodedLen`)
    // Storage: `Consent::Subjects` (r:1 w:1)
    // Proof: `Consent::Subjects` (`max_values`: None, `max_size`: Some(1940), added: 4415, mode: `MaxEncodedLen`)
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    fn object_to_key() -> Weight {
        // The shortest run took 36_564 ns. Proof measured: 2859 bytes.
        Weight::from_parts(41_502_000, 5_405)
            .saturating_add(T::DbWeight::get().reads(3))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Consent::Subjects` (r:1 w:1)
    // Proof: `Consent::Subjects` (`max_values`: None, `max_size`: Some(1940), added: 4415, mode: `MaxEncodedLen`)
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Consent::SubjectByKey` (r:1 w:2)
    // Proof: `Consent::SubjectByKey` (`max_values`: None, `max_size`: Some(80), added: 2555, mode: `MaxEncodedLen`)
    // Storage: `Registry::Holders` (r:2 w:2)
    // Proof: `Registry::Holders` (`max_values`: None, `max_size`: Some(177), added: 2652, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admitted` (r:2 w:2)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:2 w:2)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn complete_key() -> Weight {
        // The shortest run took 80_269 ns. Proof measured: 3978 bytes.
        Weight::from_parts(88_512_000, 6_294)
            .saturating_add(T::DbWeight::get().reads(9))
            .saturating_add(T::DbWeight::get().writes(9))
    }

    // Storage: `Registry::Holders` (r:14 w:13)
    // Proof: `Registry::Holders` (`max_values`: None, `max_size`: Some(177), added: 2652, mode: `MaxEncodedLen`)
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
    // Storage: `Registry::Admitted` (r:13 w:13)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:13 w:13)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn appoint_guardian() -> Weight {
        // The shortest run took 274_407 ns. Proof measured: 9096 bytes.
        Weight::from_parts(291_662_000, 38_118)
            .saturating_add(T::DbWeight::get().reads(45))
            .saturating_add(T::DbWeight::get().writes(40))
    }

    // Storage: `Registry::Holders` (r:2 w:1)
    // Proof: `Registry::Holders` (`max_values`: None, `max_size`: Some(177), added: 2652, mode: `MaxEncodedLen`)
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
    // Storage: `Registry::Admitted` (r:1 w:1)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn dismiss_guardian() -> Weight {
        // The shortest run took 79_888 ns. Proof measured: 6462 bytes.
        Weight::from_parts(110_484_000, 6_294)
            .saturating_add(T::DbWeight::get().reads(9))
            .saturating_add(T::DbWeight::get().writes(4))
    }

    // Storage: `Registry::Holders` (r:14 w:13)
    // Proof: `Registry::Holders` (`max_values`: None, `max_size`: Some(177), added: 2652, mode: `MaxEncodedLen`)
    // Storage: `Consent::Subjects` (r:1 w:1)
    // Proof: `Consent::Subjects` (`max_values`: None, `max_size`: Some(1940), added: 4415, mode: `MaxEncodedLen`)
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admitted` (r:13 w:13)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:13 w:13)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn appoint_delegate() -> Weight {
        // The shortest run took 253_696 ns. Proof measured: 6332 bytes.
        Weight::from_parts(288_988_000, 38_118)
            .saturating_add(T::DbWeight::get().reads(42))
            .saturating_add(T::DbWeight::get().writes(40))
    }

    // Storage: `Registry::Holders` (r:2 w:1)
    // Proof: `Registry::Holders` (`max_values`: None, `max_size`: Some(177), added: 2652, mode: `MaxEncodedLen`)
    // Storage: `Consent::Subjects` (r:1 w:1)
    // Proof: `Consent::Subjects` (`max_values`: None, `max_size`: Some(1940), added: 4415, mode: `MaxEncodedLen`)
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admitted` (r:1 w:1)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn dismiss_delegate() -> Weight {
        // The shortest run took 59_478 ns. Proof measured: 3701 bytes.
        Weight::from_parts(66_939_000, 6_294)
            .saturating_add(T::DbWeight::get().reads(6))
            .saturating_add(T::DbWeight::get().writes(4))
    }

    // Storage: `Registry::Holders` (r:1 w:0)
    // Proof: `Registry::Holders` (`max_values`: None, `max_size`: Some(177), added: 2652, mode: `MaxEncodedLen`)
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
        // The shortest run took 84_486 ns. Proof measured: 8902 bytes.
        Weight::from_parts(94_049_000, 8_714)
            .saturating_add(T::DbWeight::get().reads(6))
            .saturating_add(T::DbWeight::get().writes(3))
    }

    // Storage: `Registry::Holders` (r:1 w:0)
    // Proof: `Registry::Holders` (`max_values`: None, `max_size`: Some(177), added: 2652, mode: `MaxEncodedLen`)
    // Storage: `Consent::Subjects` (r:1 w:0)
    // Proof: `Consent::Subjects` (`max_values`: None, `max_size`: Some(1940), added: 4415, mode: `MaxEncodedLen`)
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Consent::Decisions` (r:1 w:1)
    // Proof: `Consent::Decisions` (`max_values`: None, `max_size`: Some(5249), added: 7724, mode: `MaxEncodedLen`)
    fn revoke() -> Weight {
        // The shortest run took 40_751 ns. Proof measured: 5834 bytes.
        Weight::from_parts(44_526_000, 8_714)
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
        // The shortest run took 86_508 ns. Proof measured: 9993 bytes.
        Weight::from_parts(100_940_000, 8_714)
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
        // The shortest run took 27_601 ns. Proof measured: 2751 bytes.
        Weight::from_parts(30_245_000, 4_708)
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
        // The shortest run took 64_125 ns. Proof measured: 6071 bytes.
        Weight::from_parts(75_532_000, 5_405)
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
        // The shortest run took 60_299 ns. Proof measured: 4438 bytes.
        Weight::from_parts(71_676_000, 4_708)
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
        // The shortest run took 33_219 ns. Proof measured: 2878 bytes.
        Weight::from_parts(35_793_000, 4_708)
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
        // The shortest run took 39_278 ns. Proof measured: 4157 bytes.
        Weight::from_parts(42_594_000, 8_426)
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
        // The shortest run took 34_121 ns. Proof measured: 2979 bytes.
        Weight::from_parts(36_595_000, 4_708)
            .saturating_add(T::DbWeight::get().reads(5))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Registry::Holders` (r:1 w:0)
    // Proof: `Registry::Holders` (`max_values`: None, `max_size`: Some(177), added: 2652, mode: `MaxEncodedLen`)
    // Storage: `Consent::Subjects` (r:1 w:1)
    // Proof: `Consent::Subjects` (`max_values`: None, `max_size`: Some(1940), added: 4415, mode: `MaxEncodedLen`)
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Consent::Projects` (r:2 w:2)
    // Proof: `Consent::Projects` (`max_values`: None, `max_size`: Some(144), added: 2619, mode: `MaxEncodedLen`)
    // Storage: `Consent::Decisions` (r:1 w:1)
    // Proof: `Consent::Decisions` (`max_values`: None, `max_size`: Some(5249), added: 7724, mode: `MaxEncodedLen`)
    fn opt_in() -> Weight {
        // The shortest run took 81_171 ns. Proof measured: 7390 bytes.
        Weight::from_parts(87_920_000, 8_714)
            .saturating_add(T::DbWeight::get().reads(6))
            .saturating_add(T::DbWeight::get().writes(4))
    }

    // Storage: `Registry::Holders` (r:1 w:0)
    // Proof: `Registry::Holders` (`max_values`: None, `max_size`: Some(177), added: 2652, mode: `MaxEncodedLen`)
    // Storage: `Consent::Subjects` (r:1 w:1)
    // Proof: `Consent::Subjects` (`max_values`: None, `max_size`: Some(1940), added: 4415, mode: `MaxEncodedLen`)
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    fn consent_broadly() -> Weight {
        // The shortest run took 39_940 ns. Proof measured: 2819 bytes.
        Weight::from_parts(46_649_000, 5_405)
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
        // The shortest run took 106_888 ns. Proof measured: 9707 bytes.
        Weight::from_parts(115_571_000, 8_714)
            .saturating_add(T::DbWeight::get().reads(9))
            .saturating_add(T::DbWeight::get().writes(4))
    }

    // Storage: `Registry::Holders` (r:1 w:0)
    // Proof: `Registry::Holders` (`max_values`: None, `max_size`: Some(177), added: 2652, mode: `MaxEncodedLen`)
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
        // The shortest run took 52_638 ns. Proof measured: 5854 + p × 196 bytes.
        Weight::from_parts(48_575_556, 8_714)
            .saturating_add(Weight::from_parts(8_744_921, 0).saturating_mul(p.into()))
            .saturating_add(T::DbWeight::get().reads(4))
            .saturating_add(T::DbWeight::get().reads(1).saturating_mul(p.into()))
            .saturating_add(T::DbWeight::get().writes(2))
            .saturating_add(T::DbWeight::get().writes(1).saturating_mul(p.into()))
            .saturating_add(Weight::from_parts(0, 2_619).saturating_mul(p.into()))
    }

    // Storage: `Registry::Holders` (r:1 w:0)
    // Proof: `Registry::Holders` (`max_values`: None, `max_size`: Some(177), added: 2652, mode: `MaxEncodedLen`)
    // Storage: `Consent::Subjects` (r:1 w:1)
    // Proof: `Consent::Subjects` (`max_values`: None, `max_size`: Some(1940), added: 4415, mode: `MaxEncodedLen`)
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Consent::Erasures` (r:1 w:1)
    // Proof: `Consent::Erasures` (`max_values`: None, `max_size`: Some(2209), added: 4684, mode: `MaxEncodedLen`)
    fn request_erasure() -> Weight {
        // The shortest run took 45_787 ns. Proof measured: 3705 bytes.
        Weight::from_parts(53_009_000, 5_674)
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
        // The shortest run took 54_441 ns. Proof measured: 5984 bytes.
        Weight::from_parts(61_652_000, 5_674)
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
        // The shortest run took 38_978 ns. Proof measured: 2210 + r × 47 bytes.
        Weight::from_parts(37_682_697, 5_405)
            .saturating_add(Weight::from_parts(5_549_084, 0).saturating_mul(r.into()))
            .saturating_add(T::DbWeight::get().reads(2))
            .saturating_add(T::DbWeight::get().reads(1).saturating_mul(r.into()))
            .saturating_add(T::DbWeight::get().writes(1))
            .saturating_add(T::DbWeight::get().writes(1).saturating_mul(r.into()))
            .saturating_add(Weight::from_parts(0, 2_655).saturating_mul(r.into()))
    }

    // Storage: `Registry::Holders` (r:14 w:13)
    // Proof: `Registry::Holders` (`max_values`: None, `max_size`: Some(177), added: 2652, mode: `MaxEncodedLen`)
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
    // Storage: `Registry::Admitted` (r:13 w:13)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:13 w:13)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    // Storage: `Consent::SubjectByKey` (r:0 w:1)
    // Proof: `Consent::SubjectByKey` (`max_values`: None, `max_size`: Some(80), added: 2555, mode: `MaxEncodedLen`)
    // Storage: `Consent::Decisions` (r:0 w:1)
    // Proof: `Consent::Decisions` (`max_values`: None, `max_size`: Some(5249), added: 7724, mode: `MaxEncodedLen`)
    // Storage: `Consent::UnlistedWithdrawals` (r:0 w:1)
    // Proof: `Consent::UnlistedWithdrawals` (`max_values`: None, `max_size`: Some(40), added: 2515, mode: `MaxEncodedLen`)
    fn close_subject(p: u32) -> Weight {
        // p: 0..=16
        // The shortest run took 265_785 ns. Proof measured: 7750 + p × 249 bytes.
        Weight::from_parts(271_441_264, 38_118)
            .saturating_add(Weight::from_parts(6_809_556, 0).saturating_mul(p.into()))
            .saturating_add(T::DbWeight::get().reads(46))
            .saturating_add(T::DbWeight::get().reads(1).saturating_mul(p.into()))
            .saturating_add(T::DbWeight::get().writes(43))
            .saturating_add(T::DbWeight::get().writes(1).saturating_mul(p.into()))
            .saturating_add(Weight::from_parts(0, 2_619).saturating_mul(p.into()))
    }
}
