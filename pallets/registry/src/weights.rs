//! What calls cost: measured by `scripts/weights`, and to be changed by measuring again. `docs/weights.md` tells how, and what
//! is not contained.
//!
//! Measured on 2026-11-23 with 20 steps and 10 repetitions, on one core of: Intel(R) Xeon(R) Processor.

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
        // The shortest run took 77_610 ns. Proof measured: 6456 bytes.
        Weight::from_parts(81_381_000, 7_941)
            .saturating_add(T::DbWeight::get().reads(13))
            .saturating_add(T::DbWeight::get().writes(12))
    }

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
        // The shortest run took 28_475 ns. Proof measured: 3080 bytes.
        Weight::from_parts(30_653_000, 4_708)
            .saturating_add(T::DbWeight::get().reads(5))
            .saturating_add(T::DbWeight::get().writes(5))
    }

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
        // The shortest run took 27_669 ns. Proof measured: 3038 bytes.
        Weight::from_parts(30_576_000, 4_708)
            .saturating_add(T::DbWeight::get().reads(4))
            .saturating_add(T::DbWeight::get().writes(5))
    }

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
        // The shortest run took 40_244 ns. Proof measured: 3831 bytes.
        Weight::from_parts(43_090_000, 5_316)
            .saturating_add(T::DbWeight::get().reads(7))
            .saturating_add(T::DbWeight::get().writes(8))
    }

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
        // The shortest run took 98_521 ns. Proof measured: 10898 bytes.
        Weight::from_parts(106_459_000, 12_952)
            .saturating_add(T::DbWeight::get().reads(17))
            .saturating_add(T::DbWeight::get().writes(15))
    }

    // Storage: `Registry::Admins` (r:2 w:2)
    // Proof: `Registry::Admins` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:2 w:1)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
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
        // The shortest run took 82_104 ns. Proof measured: 7559 bytes.
        Weight::from_parts(87_143_000, 9_044)
            .saturating_add(T::DbWeight::get().reads(15))
            .saturating_add(T::DbWeight::get().writes(12))
    }

    // Storage: `Registry::Admins` (r:2 w:0)
    // Proof: `Registry::Admins` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:2 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
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
        // The shortest run took 66_860 ns. Proof measured: 7252 bytes.
        Weight::from_parts(71_864_000, 8_426)
            .saturating_add(T::DbWeight::get().reads(11))
            .saturating_add(T::DbWeight::get().writes(4))
    }

    // Storage: `Registry::Admins` (r:1 w:0)
    // Proof: `Registry::Admins` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Seats` (r:1 w:1)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::SeatHistory` (r:1 w:1)
    // Proof: `Registry::SeatHistory` (`max_values`: None, `max_size`: Some(3506), added: 5981, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admitted` (r:1 w:1)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn withdraw_seat() -> Weight {
        // The shortest run took 36_423 ns. Proof measured: 6670 bytes.
        Weight::from_parts(39_571_000, 6_971)
            .saturating_add(T::DbWeight::get().reads(6))
            .saturating_add(T::DbWeight::get().writes(4))
    }

    // Storage: `Registry::Admins` (r:2 w:0)
    // Proof: `Registry::Admins` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
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
        // The shortest run took 47_378 ns. Proof measured: 6670 bytes.
        Weight::from_parts(50_703_000, 6_971)
            .saturating_add(T::DbWeight::get().reads(8))
            .saturating_add(T::DbWeight::get().writes(5))
    }

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
        // The shortest run took 31_706 ns. Proof measured: 3170 bytes.
        Weight::from_parts(34_372_000, 4_708)
            .saturating_add(T::DbWeight::get().reads(6))
            .saturating_add(T::DbWeight::get().writes(4))
    }

    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:2 w:1)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Registry::LicenceHistory` (r:1 w:1)
    // Proof: `Registry::LicenceHistory` (`max_values`: None, `max_size`: Some(1230), added: 3705, mode: `MaxEncodedLen`)
    fn suspend_licence() -> Weight {
        // The shortest run took 28_231 ns. Proof measured: 4037 bytes.
        Weight::from_parts(30_492_000, 6_072)
            .saturating_add(T::DbWeight::get().reads(5))
            .saturating_add(T::DbWeight::get().writes(2))
    }

    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:2 w:1)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Registry::LicenceHistory` (r:1 w:1)
    // Proof: `Registry::LicenceHistory` (`max_values`: None, `max_size`: Some(1230), added: 3705, mode: `MaxEncodedLen`)
    fn reinstate_licence() -> Weight {
        // The shortest run took 28_353 ns. Proof measured: 4019 bytes.
        Weight::from_parts(30_576_000, 6_072)
            .saturating_add(T::DbWeight::get().reads(5))
            .saturating_add(T::DbWeight::get().writes(2))
    }

    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:2 w:1)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Registry::LicenceHistory` (r:1 w:1)
    // Proof: `Registry::LicenceHistory` (`max_values`: None, `max_size`: Some(1230), added: 3705, mode: `MaxEncodedLen`)
    fn revoke_licence() -> Weight {
        // The shortest run took 28_075 ns. Proof measured: 4037 bytes.
        Weight::from_parts(30_293_000, 6_072)
            .saturating_add(T::DbWeight::get().reads(5))
            .saturating_add(T::DbWeight::get().writes(2))
    }

    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:2 w:1)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Registry::LicenceHistory` (r:1 w:1)
    // Proof: `Registry::LicenceHistory` (`max_values`: None, `max_size`: Some(1230), added: 3705, mode: `MaxEncodedLen`)
    fn extend_licence() -> Weight {
        // The shortest run took 29_753 ns. Proof measured: 4019 bytes.
        Weight::from_parts(32_451_000, 6_072)
            .saturating_add(T::DbWeight::get().reads(5))
            .saturating_add(T::DbWeight::get().writes(2))
    }

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
        // The shortest run took 33_079 ns. Proof measured: 5306 bytes.
        Weight::from_parts(35_146_000, 6_971)
            .saturating_add(T::DbWeight::get().reads(5))
            .saturating_add(T::DbWeight::get().writes(4))
    }
}
