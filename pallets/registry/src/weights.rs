//! What calls cost: measured by `scripts/weights`, and to be changed by measuring again. `docs/weights.md` tells how, and what
//! is not contained.
//!
//! Measured on 2026-11-22 with 20 steps and 10 repetitions, on one core of: Intel(R) Xeon(R) Processor.

#![allow(unused_imports, reason = "where nothing is read or written, the costs of storage are not asked for")]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// What calls cost, by the benchmarks of the same names and by the numbers that their work grows with.
pub trait WeightInfo {
    /// The benchmark `admit_organisation`.
    fn admit_organisation() -> Weight;
    /// The benchmark `suspend_organisation`.
    fn suspend_organisation() -> Weight;
    /// The benchmark `reinstate_organisation`.
    fn reinstate_organisation() -> Weight;
    /// The benchmark `remove_organisation`.
    fn remove_organisation() -> Weight;
    /// The benchmark `replace_admin`.
    fn replace_admin() -> Weight;
    /// The benchmark `rotate_admin`.
    fn rotate_admin() -> Weight;
    /// The benchmark `grant_seat`.
    fn grant_seat() -> Weight;
    /// The benchmark `withdraw_seat`.
    fn withdraw_seat() -> Weight;
    /// The benchmark `report_seat_compromise`.
    fn report_seat_compromise() -> Weight;
    /// The benchmark `grant_licence`.
    fn grant_licence() -> Weight;
    /// The benchmark `suspend_licence`.
    fn suspend_licence() -> Weight;
    /// The benchmark `reinstate_licence`.
    fn reinstate_licence() -> Weight;
    /// The benchmark `revoke_licence`.
    fn revoke_licence() -> Weight;
    /// The benchmark `extend_licence`.
    fn extend_licence() -> Weight;
    /// The benchmark `reclaim_account`.
    fn reclaim_account() -> Weight;
}

/// The weights on a chain with the costs of storage of `T`.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Registry::InstitutionCodes` (r:1 w:1)
    // Proof: `Registry::InstitutionCodes` (`max_values`: None, `max_size`: Some(53), added: 2528, mode: `MaxEncodedLen`)
    // Storage: `CouncilMembership::Members` (r:1 w:1)
    // Proof: `CouncilMembership::Members` (`max_values`: Some(1), `max_size`: Some(3202), added: 3697, mode: `MaxEncodedLen`)
    // Storage: `Registry::NextOrganisationId` (r:1 w:1)
    // Proof: `Registry::NextOrganisationId` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    // Storage: `Registry::Seats` (r:1 w:1)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:1)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::SeatHistory` (r:1 w:1)
    // Proof: `Registry::SeatHistory` (`max_values`: None, `max_size`: Some(3506), added: 5981, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admitted` (r:1 w:1)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    // Storage: `Registry::CompromisedKeys` (r:1 w:0)
    // Proof: `Registry::CompromisedKeys` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admins` (r:1 w:1)
    // Proof: `Registry::Admins` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::ByHolder` (r:1 w:0)
    // Proof: `Prescriptions::ByHolder` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::OrganisationHistory` (r:1 w:1)
    // Proof: `Registry::OrganisationHistory` (`max_values`: None, `max_size`: Some(718), added: 3193, mode: `MaxEncodedLen`)
    // Storage: `Council::Proposals` (r:1 w:0)
    // Proof: `Council::Proposals` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    // Storage: `Council::Members` (r:0 w:1)
    // Proof: `Council::Members` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    // Storage: `Council::Prime` (r:0 w:1)
    // Proof: `Council::Prime` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    fn admit_organisation() -> Weight {
        // The shortest run took 81_806 ns. Proof measured: 6532 bytes.
        Weight::from_parts(89_250_000, 8_017)
            .saturating_add(T::DbWeight::get().reads(14))
            .saturating_add(T::DbWeight::get().writes(12))
    }

    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:1)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::OrganisationHistory` (r:1 w:1)
    // Proof: `Registry::OrganisationHistory` (`max_values`: None, `max_size`: Some(718), added: 3193, mode: `MaxEncodedLen`)
    // Storage: `CouncilMembership::Members` (r:1 w:1)
    // Proof: `CouncilMembership::Members` (`max_values`: Some(1), `max_size`: Some(3202), added: 3697, mode: `MaxEncodedLen`)
    // Storage: `Council::Proposals` (r:1 w:0)
    // Proof: `Council::Proposals` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    // Storage: `CouncilMembership::Prime` (r:1 w:0)
    // Proof: `CouncilMembership::Prime` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
    // Storage: `Council::Members` (r:0 w:1)
    // Proof: `Council::Members` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    // Storage: `Council::Prime` (r:0 w:1)
    // Proof: `Council::Prime` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    fn suspend_organisation() -> Weight {
        // The shortest run took 31_896 ns. Proof measured: 3156 bytes.
        Weight::from_parts(35_833_000, 4_708)
            .saturating_add(T::DbWeight::get().reads(6))
            .saturating_add(T::DbWeight::get().writes(5))
    }

    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:1)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `CouncilMembership::Members` (r:1 w:1)
    // Proof: `CouncilMembership::Members` (`max_values`: Some(1), `max_size`: Some(3202), added: 3697, mode: `MaxEncodedLen`)
    // Storage: `Registry::OrganisationHistory` (r:1 w:1)
    // Proof: `Registry::OrganisationHistory` (`max_values`: None, `max_size`: Some(718), added: 3193, mode: `MaxEncodedLen`)
    // Storage: `Council::Proposals` (r:1 w:0)
    // Proof: `Council::Proposals` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    // Storage: `Council::Members` (r:0 w:1)
    // Proof: `Council::Members` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    // Storage: `Council::Prime` (r:0 w:1)
    // Proof: `Council::Prime` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    fn reinstate_organisation() -> Weight {
        // The shortest run took 32_452 ns. Proof measured: 3114 bytes.
        Weight::from_parts(36_021_000, 4_708)
            .saturating_add(T::DbWeight::get().reads(5))
            .saturating_add(T::DbWeight::get().writes(5))
    }

    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:1)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `CouncilMembership::Members` (r:1 w:1)
    // Proof: `CouncilMembership::Members` (`max_values`: Some(1), `max_size`: Some(3202), added: 3697, mode: `MaxEncodedLen`)
    // Storage: `Council::Proposals` (r:1 w:0)
    // Proof: `Council::Proposals` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    // Storage: `CouncilMembership::Prime` (r:1 w:0)
    // Proof: `CouncilMembership::Prime` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admitted` (r:1 w:1)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    // Storage: `Registry::OrganisationHistory` (r:1 w:1)
    // Proof: `Registry::OrganisationHistory` (`max_values`: None, `max_size`: Some(718), added: 3193, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admins` (r:0 w:1)
    // Proof: `Registry::Admins` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
    // Storage: `Council::Members` (r:0 w:1)
    // Proof: `Council::Members` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    // Storage: `Council::Prime` (r:0 w:1)
    // Proof: `Council::Prime` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    fn remove_organisation() -> Weight {
        // The shortest run took 44_048 ns. Proof measured: 3907 bytes.
        Weight::from_parts(47_032_000, 5_392)
            .saturating_add(T::DbWeight::get().reads(8))
            .saturating_add(T::DbWeight::get().writes(8))
    }

    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:2 w:1)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Seats` (r:2 w:2)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::SeatHistory` (r:2 w:2)
    // Proof: `Registry::SeatHistory` (`max_values`: None, `max_size`: Some(3506), added: 5981, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admitted` (r:2 w:2)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:2 w:2)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    // Storage: `Registry::CompromisedKeys` (r:2 w:1)
    // Proof: `Registry::CompromisedKeys` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admins` (r:1 w:2)
    // Proof: `Registry::Admins` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::ByHolder` (r:1 w:0)
    // Proof: `Prescriptions::ByHolder` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `CouncilMembership::Members` (r:1 w:1)
    // Proof: `CouncilMembership::Members` (`max_values`: Some(1), `max_size`: Some(3202), added: 3697, mode: `MaxEncodedLen`)
    // Storage: `Council::Proposals` (r:1 w:0)
    // Proof: `Council::Proposals` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    // Storage: `CouncilMembership::Prime` (r:1 w:0)
    // Proof: `CouncilMembership::Prime` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
    // Storage: `Council::Members` (r:0 w:1)
    // Proof: `Council::Members` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    // Storage: `Council::Prime` (r:0 w:1)
    // Proof: `Council::Prime` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    fn replace_admin() -> Weight {
        // The shortest run took 108_275 ns. Proof measured: 10974 bytes.
        Weight::from_parts(113_017_000, 12_952)
            .saturating_add(T::DbWeight::get().reads(18))
            .saturating_add(T::DbWeight::get().writes(15))
    }

    // Storage: `Registry::Admins` (r:2 w:2)
    // Proof: `Registry::Admins` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:2 w:1)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Registry::Seats` (r:1 w:1)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::SeatHistory` (r:1 w:1)
    // Proof: `Registry::SeatHistory` (`max_values`: None, `max_size`: Some(3506), added: 5981, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admitted` (r:2 w:2)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:2 w:2)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    // Storage: `Registry::CompromisedKeys` (r:1 w:0)
    // Proof: `Registry::CompromisedKeys` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::ByHolder` (r:1 w:0)
    // Proof: `Prescriptions::ByHolder` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `CouncilMembership::Members` (r:1 w:1)
    // Proof: `CouncilMembership::Members` (`max_values`: Some(1), `max_size`: Some(3202), added: 3697, mode: `MaxEncodedLen`)
    // Storage: `Council::Proposals` (r:1 w:0)
    // Proof: `Council::Proposals` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    // Storage: `CouncilMembership::Prime` (r:1 w:0)
    // Proof: `CouncilMembership::Prime` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
    // Storage: `Council::Members` (r:0 w:1)
    // Proof: `Council::Members` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    // Storage: `Council::Prime` (r:0 w:1)
    // Proof: `Council::Prime` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    fn rotate_admin() -> Weight {
        // The shortest run took 86_663 ns. Proof measured: 7635 bytes.
        Weight::from_parts(91_977_000, 9_120)
            .saturating_add(T::DbWeight::get().reads(16))
            .saturating_add(T::DbWeight::get().writes(12))
    }

    // Storage: `Registry::Admins` (r:2 w:0)
    // Proof: `Registry::Admins` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:2 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:1 w:0)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Registry::Seats` (r:1 w:1)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::SeatHistory` (r:1 w:1)
    // Proof: `Registry::SeatHistory` (`max_values`: None, `max_size`: Some(3506), added: 5981, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admitted` (r:1 w:1)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    // Storage: `Registry::CompromisedKeys` (r:1 w:0)
    // Proof: `Registry::CompromisedKeys` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::ByHolder` (r:1 w:0)
    // Proof: `Prescriptions::ByHolder` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    fn grant_seat() -> Weight {
        // The shortest run took 78_800 ns. Proof measured: 7328 bytes.
        Weight::from_parts(87_479_000, 8_426)
            .saturating_add(T::DbWeight::get().reads(12))
            .saturating_add(T::DbWeight::get().writes(4))
    }

    // Storage: `Registry::Admins` (r:1 w:0)
    // Proof: `Registry::Admins` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Registry::Seats` (r:1 w:1)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::SeatHistory` (r:1 w:1)
    // Proof: `Registry::SeatHistory` (`max_values`: None, `max_size`: Some(3506), added: 5981, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admitted` (r:1 w:1)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn withdraw_seat() -> Weight {
        // The shortest run took 41_242 ns. Proof measured: 6746 bytes.
        Weight::from_parts(44_712_000, 6_971)
            .saturating_add(T::DbWeight::get().reads(7))
            .saturating_add(T::DbWeight::get().writes(4))
    }

    // Storage: `Registry::Admins` (r:2 w:0)
    // Proof: `Registry::Admins` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Registry::SeatHistory` (r:1 w:1)
    // Proof: `Registry::SeatHistory` (`max_values`: None, `max_size`: Some(3506), added: 5981, mode: `MaxEncodedLen`)
    // Storage: `Registry::Seats` (r:1 w:1)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admitted` (r:1 w:1)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    // Storage: `Registry::CompromisedKeys` (r:1 w:1)
    // Proof: `Registry::CompromisedKeys` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
    fn report_seat_compromise() -> Weight {
        // The shortest run took 53_037 ns. Proof measured: 6746 bytes.
        Weight::from_parts(59_704_000, 6_971)
            .saturating_add(T::DbWeight::get().reads(9))
            .saturating_add(T::DbWeight::get().writes(5))
    }

    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:1 w:1)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Registry::LicencesByPerson` (r:1 w:1)
    // Proof: `Registry::LicencesByPerson` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
    // Storage: `Registry::NextLicenceId` (r:1 w:1)
    // Proof: `Registry::NextLicenceId` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    // Storage: `Registry::LicenceHistory` (r:1 w:1)
    // Proof: `Registry::LicenceHistory` (`max_values`: None, `max_size`: Some(1230), added: 3705, mode: `MaxEncodedLen`)
    fn grant_licence() -> Weight {
        // The shortest run took 35_531 ns. Proof measured: 3246 bytes.
        Weight::from_parts(41_361_000, 4_708)
            .saturating_add(T::DbWeight::get().reads(7))
            .saturating_add(T::DbWeight::get().writes(4))
    }

    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:2 w:1)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Registry::LicenceHistory` (r:1 w:1)
    // Proof: `Registry::LicenceHistory` (`max_values`: None, `max_size`: Some(1230), added: 3705, mode: `MaxEncodedLen`)
    fn suspend_licence() -> Weight {
        // The shortest run took 32_114 ns. Proof measured: 4113 bytes.
        Weight::from_parts(37_888_000, 6_072)
            .saturating_add(T::DbWeight::get().reads(6))
            .saturating_add(T::DbWeight::get().writes(2))
    }

    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:2 w:1)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Registry::LicenceHistory` (r:1 w:1)
    // Proof: `Registry::LicenceHistory` (`max_values`: None, `max_size`: Some(1230), added: 3705, mode: `MaxEncodedLen`)
    fn reinstate_licence() -> Weight {
        // The shortest run took 32_112 ns. Proof measured: 4095 bytes.
        Weight::from_parts(35_830_000, 6_072)
            .saturating_add(T::DbWeight::get().reads(6))
            .saturating_add(T::DbWeight::get().writes(2))
    }

    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:2 w:1)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Registry::LicenceHistory` (r:1 w:1)
    // Proof: `Registry::LicenceHistory` (`max_values`: None, `max_size`: Some(1230), added: 3705, mode: `MaxEncodedLen`)
    fn revoke_licence() -> Weight {
        // The shortest run took 33_492 ns. Proof measured: 4113 bytes.
        Weight::from_parts(37_544_000, 6_072)
            .saturating_add(T::DbWeight::get().reads(6))
            .saturating_add(T::DbWeight::get().writes(2))
    }

    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:2 w:1)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Registry::LicenceHistory` (r:1 w:1)
    // Proof: `Registry::LicenceHistory` (`max_values`: None, `max_size`: Some(1230), added: 3705, mode: `MaxEncodedLen`)
    fn extend_licence() -> Weight {
        // The shortest run took 34_280 ns. Proof measured: 4095 bytes.
        Weight::from_parts(38_771_000, 6_072)
            .saturating_add(T::DbWeight::get().reads(6))
            .saturating_add(T::DbWeight::get().writes(2))
    }

    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Registry::Seats` (r:1 w:1)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::SeatHistory` (r:1 w:1)
    // Proof: `Registry::SeatHistory` (`max_values`: None, `max_size`: Some(3506), added: 5981, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admitted` (r:1 w:1)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn reclaim_account() -> Weight {
        // The shortest run took 36_647 ns. Proof measured: 5382 bytes.
        Weight::from_parts(40_303_000, 6_971)
            .saturating_add(T::DbWeight::get().reads(6))
            .saturating_add(T::DbWeight::get().writes(4))
    }
}
