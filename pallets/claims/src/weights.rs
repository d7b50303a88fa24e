//! What calls cost: measured by `scripts/weights`, and to be changed by measuring again. `docs/weights.md` tells how, and what
//! is not contained.
//!
//! Measured on 2026-11-23 with 20 steps and 10 repetitions, on one core of: Intel(R) Xeon(R) Processor.

#![allow(unused_imports, reason = "where nothing is read or written, the costs of storage are not asked for")]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// What calls cost, by the benchmarks of the same names and by the numbers that their work grows with.
pub trait WeightInfo {
    /// The benchmark `publish_plan`.
    fn publish_plan() -> Weight;
    /// The benchmark `close_plan`.
    fn close_plan() -> Weight;
    /// The benchmark `issue_policy`.
    fn issue_policy() -> Weight;
    /// The benchmark `issue_handle`.
    fn issue_handle() -> Weight;
    /// The benchmark `end_policy`.
    fn end_policy() -> Weight;
    /// The benchmark `rotate_policy_key`.
    fn rotate_policy_key() -> Weight;
    /// The benchmark `request_preauthorisation`.
    fn request_preauthorisation() -> Weight;
    /// The benchmark `decide_preauthorisation`.
    fn decide_preauthorisation() -> Weight;
    /// The benchmark `withdraw_preauthorisation`.
    fn withdraw_preauthorisation() -> Weight;
    /// The benchmark `release_preauthorisation`.
    fn release_preauthorisation() -> Weight;
    /// The benchmark `submit`; `l` was measured from 1 to 32.
    fn submit(l: u32) -> Weight;
    /// The benchmark `submit_delivered`; `l` was measured from 1 to 32.
    fn submit_delivered(l: u32) -> Weight;
    /// The benchmark `submit_encounters`; `l` was measured from 1 to 32.
    fn submit_encounters(l: u32) -> Weight;
    /// The benchmark `cancel`; `l` was measured from 1 to 32.
    fn cancel(l: u32) -> Weight;
    /// The benchmark `request_information`.
    fn request_information() -> Weight;
    /// The benchmark `provide_information`.
    fn provide_information() -> Weight;
    /// The benchmark `decide`; `l` was measured from 1 to 32.
    fn decide(l: u32) -> Weight;
    /// The benchmark `decide_overdue`; `l` was measured from 1 to 32.
    fn decide_overdue(l: u32) -> Weight;
    /// The benchmark `appeal`.
    fn appeal() -> Weight;
    /// The benchmark `fund`.
    fn fund() -> Weight;
    /// The benchmark `settle`; `c` was measured from 1 to 64.
    fn settle(c: u32) -> Weight;
    /// The benchmark `confirm_payment`; `c` was measured from 1 to 64.
    fn confirm_payment(c: u32) -> Weight;
    /// The benchmark `confirm_receipt`; `c` was measured from 1 to 64.
    fn confirm_receipt(c: u32) -> Weight;
    /// The benchmark `reverse`; `l` was measured from 1 to 32.
    fn reverse(l: u32) -> Weight;
    /// The benchmark `set_clearing_agent`.
    fn set_clearing_agent() -> Weight;
    /// The benchmark `mint`.
    fn mint() -> Weight;
    /// The benchmark `request_redemption`.
    fn request_redemption() -> Weight;
    /// The benchmark `cancel_redemption`.
    fn cancel_redemption() -> Weight;
    /// The benchmark `redeem`.
    fn redeem() -> Weight;
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
    // Storage: `Claims::Plans` (r:1 w:1)
    // Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(568), added: 3043, mode: `MaxEncodedLen`)
    fn publish_plan() -> Weight {
        // The shortest run took 26_602 ns. Proof measured: 2717 bytes.
        Weight::from_parts(29_486_000, 4_708)
            .saturating_add(T::DbWeight::get().reads(4))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:1 w:0)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Claims::Plans` (r:1 w:1)
    // Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(568), added: 3043, mode: `MaxEncodedLen`)
    fn close_plan() -> Weight {
        // The shortest run took 26_306 ns. Proof measured: 3138 bytes.
        Weight::from_parts(28_266_000, 4_708)
            .saturating_add(T::DbWeight::get().reads(4))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:1 w:0)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Claims::Plans` (r:1 w:0)
    // Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(568), added: 3043, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admitted` (r:1 w:1)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::ByHolder` (r:1 w:0)
    // Proof: `Prescriptions::ByHolder` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Claims::Policies` (r:1 w:1)
    // Proof: `Claims::Policies` (`max_values`: None, `max_size`: Some(213), added: 2688, mode: `MaxEncodedLen`)
    fn issue_policy() -> Weight {
        // The shortest run took 38_273 ns. Proof measured: 3559 bytes.
        Weight::from_parts(41_488_000, 4_708)
            .saturating_add(T::DbWeight::get().reads(7))
            .saturating_add(T::DbWeight::get().writes(2))
    }

    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:1 w:0)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Claims::Plans` (r:1 w:0)
    // Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(568), added: 3043, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admitted` (r:1 w:1)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::ByHolder` (r:1 w:0)
    // Proof: `Prescriptions::ByHolder` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Claims::Policies` (r:1 w:1)
    // Proof: `Claims::Policies` (`max_values`: None, `max_size`: Some(213), added: 2688, mode: `MaxEncodedLen`)
    fn issue_handle() -> Weight {
        // The shortest run took 38_860 ns. Proof measured: 3559 bytes.
        Weight::from_parts(43_071_000, 4_708)
            .saturating_add(T::DbWeight::get().reads(7))
            .saturating_add(T::DbWeight::get().writes(2))
    }

    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:1 w:0)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Claims::Policies` (r:1 w:1)
    // Proof: `Claims::Policies` (`max_values`: None, `max_size`: Some(213), added: 2688, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    // Storage: `Claims::Years` (r:1 w:0)
    // Proof: `Claims::Years` (`max_values`: None, `max_size`: Some(85), added: 2560, mode: `MaxEncodedLen`)
    // Storage: `Claims::Plans` (r:1 w:0)
    // Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(568), added: 3043, mode: `MaxEncodedLen`)
    // Storage: `Claims::Claims` (r:1 w:0)
    // Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(6303), added: 8778, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admitted` (r:1 w:1)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::ByHolder` (r:1 w:0)
    // Proof: `Prescriptions::ByHolder` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    fn end_policy() -> Weight {
        // The shortest run took 100_422 ns. Proof measured: 7605 bytes.
        Weight::from_parts(107_097_000, 9_768)
            .saturating_add(T::DbWeight::get().reads(10))
            .saturating_add(T::DbWeight::get().writes(3))
    }

    // Storage: `Registry::Admitted` (r:2 w:2)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
    // Storage: `Claims::Policies` (r:1 w:1)
    // Proof: `Claims::Policies` (`max_values`: None, `max_size`: Some(213), added: 2688, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::ByHolder` (r:2 w:0)
    // Proof: `Prescriptions::ByHolder` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Claims::Redemptions` (r:1 w:0)
    // Proof: `Claims::Redemptions` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:2 w:2)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn rotate_policy_key() -> Weight {
        // The shortest run took 86_210 ns. Proof measured: 1534 bytes.
        Weight::from_parts(96_165_000, 6_306)
            .saturating_add(T::DbWeight::get().reads(8))
            .saturating_add(T::DbWeight::get().writes(5))
    }

    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:1 w:0)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Claims::Preauthorisations` (r:1 w:1)
    // Proof: `Claims::Preauthorisations` (`max_values`: None, `max_size`: Some(160), added: 2635, mode: `MaxEncodedLen`)
    // Storage: `Claims::Policies` (r:1 w:0)
    // Proof: `Claims::Policies` (`max_values`: None, `max_size`: Some(213), added: 2688, mode: `MaxEncodedLen`)
    // Storage: `Claims::Plans` (r:1 w:0)
    // Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(568), added: 3043, mode: `MaxEncodedLen`)
    // Storage: `System::BlockHash` (r:1 w:0)
    // Proof: `System::BlockHash` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
    // Storage: `Claims::Years` (r:1 w:1)
    // Proof: `Claims::Years` (`max_values`: None, `max_size`: Some(85), added: 2560, mode: `MaxEncodedLen`)
    fn request_preauthorisation() -> Weight {
        // The shortest run took 83_696 ns. Proof measured: 3333 bytes.
        Weight::from_parts(89_707_000, 4_708)
            .saturating_add(T::DbWeight::get().reads(8))
            .saturating_add(T::DbWeight::get().writes(2))
    }

    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:1 w:0)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Claims::Preauthorisations` (r:1 w:1)
    // Proof: `Claims::Preauthorisations` (`max_values`: None, `max_size`: Some(160), added: 2635, mode: `MaxEncodedLen`)
    // Storage: `Claims::Policies` (r:1 w:0)
    // Proof: `Claims::Policies` (`max_values`: None, `max_size`: Some(213), added: 2688, mode: `MaxEncodedLen`)
    // Storage: `Claims::Plans` (r:1 w:0)
    // Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(568), added: 3043, mode: `MaxEncodedLen`)
    // Storage: `Claims::Years` (r:1 w:1)
    // Proof: `Claims::Years` (`max_values`: None, `max_size`: Some(85), added: 2560, mode: `MaxEncodedLen`)
    fn decide_preauthorisation() -> Weight {
        // The shortest run took 37_828 ns. Proof measured: 3426 bytes.
        Weight::from_parts(42_005_000, 4_708)
            .saturating_add(T::DbWeight::get().reads(7))
            .saturating_add(T::DbWeight::get().writes(2))
    }

    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:1 w:0)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Claims::Preauthorisations` (r:1 w:1)
    // Proof: `Claims::Preauthorisations` (`max_values`: None, `max_size`: Some(160), added: 2635, mode: `MaxEncodedLen`)
    // Storage: `Claims::Claims` (r:1 w:0)
    // Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(6303), added: 8778, mode: `MaxEncodedLen`)
    // Storage: `Claims::Years` (r:1 w:1)
    // Proof: `Claims::Years` (`max_values`: None, `max_size`: Some(85), added: 2560, mode: `MaxEncodedLen`)
    fn withdraw_preauthorisation() -> Weight {
        // The shortest run took 72_658 ns. Proof measured: 6742 bytes.
        Weight::from_parts(81_121_000, 9_768)
            .saturating_add(T::DbWeight::get().reads(6))
            .saturating_add(T::DbWeight::get().writes(2))
    }

    // Storage: `Claims::Preauthorisations` (r:1 w:1)
    // Proof: `Claims::Preauthorisations` (`max_values`: None, `max_size`: Some(160), added: 2635, mode: `MaxEncodedLen`)
    // Storage: `Claims::Claims` (r:1 w:0)
    // Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(6303), added: 8778, mode: `MaxEncodedLen`)
    // Storage: `Claims::Policies` (r:1 w:0)
    // Proof: `Claims::Policies` (`max_values`: None, `max_size`: Some(213), added: 2688, mode: `MaxEncodedLen`)
    // Storage: `Claims::Plans` (r:1 w:0)
    // Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(568), added: 3043, mode: `MaxEncodedLen`)
    // Storage: `Claims::Years` (r:1 w:1)
    // Proof: `Claims::Years` (`max_values`: None, `max_size`: Some(85), added: 2560, mode: `MaxEncodedLen`)
    fn release_preauthorisation() -> Weight {
        // The shortest run took 58_869 ns. Proof measured: 4392 bytes.
        Weight::from_parts(71_191_000, 9_768)
            .saturating_add(T::DbWeight::get().reads(5))
            .saturating_add(T::DbWeight::get().writes(2))
    }

    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:1 w:0)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Claims::Claims` (r:34 w:1)
    // Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(6303), added: 8778, mode: `MaxEncodedLen`)
    // Storage: `Claims::Policies` (r:1 w:1)
    // Proof: `Claims::Policies` (`max_values`: None, `max_size`: Some(213), added: 2688, mode: `MaxEncodedLen`)
    // Storage: `Claims::Plans` (r:1 w:0)
    // Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(568), added: 3043, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::Fills` (r:32 w:32)
    // Proof: `Prescriptions::Fills` (`max_values`: None, `max_size`: Some(330), added: 2805, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::Prescriptions` (r:32 w:0)
    // Proof: `Prescriptions::Prescriptions` (`max_values`: None, `max_size`: Some(1867), added: 4342, mode: `MaxEncodedLen`)
    // Storage: `System::BlockHash` (r:1 w:0)
    // Proof: `System::BlockHash` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
    // Storage: `Claims::Preauthorisations` (r:32 w:32)
    // Proof: `Claims::Preauthorisations` (`max_values`: None, `max_size`: Some(160), added: 2635, mode: `MaxEncodedLen`)
    // Storage: `Claims::Services` (r:32 w:32)
    // Proof: `Claims::Services` (`max_values`: None, `max_size`: Some(393), added: 2868, mode: `MaxEncodedLen`)
    // Storage: `Claims::Years` (r:1 w:1)
    // Proof: `Claims::Years` (`max_values`: None, `max_size`: Some(85), added: 2560, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    // Storage: `Balances::Holds` (r:1 w:1)
    // Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(175), added: 2650, mode: `MaxEncodedLen`)
    // Storage: `Claims::UnfundedClaims` (r:0 w:1)
    // Proof: `Claims::UnfundedClaims` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
    fn submit(l: u32) -> Weight {
        // l: 1..=32
        // The shortest run took 244_352 ns. Proof measured: 7514 + l × 2189 bytes.
        Weight::from_parts(75_074_826, 18_546)
            .saturating_add(Weight::from_parts(109_083_839, 0).saturating_mul(l.into()))
            .saturating_add(T::DbWeight::get().reads(11))
            .saturating_add(T::DbWeight::get().reads(5).saturating_mul(l.into()))
            .saturating_add(T::DbWeight::get().writes(6))
            .saturating_add(T::DbWeight::get().writes(3).saturating_mul(l.into()))
            .saturating_add(Weight::from_parts(0, 8_778).saturating_mul(l.into()))
    }

    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:1 w:0)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Claims::Claims` (r:2 w:1)
    // Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(6303), added: 8778, mode: `MaxEncodedLen`)
    // Storage: `Claims::Policies` (r:1 w:1)
    // Proof: `Claims::Policies` (`max_values`: None, `max_size`: Some(213), added: 2688, mode: `MaxEncodedLen`)
    // Storage: `Claims::Plans` (r:1 w:0)
    // Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(568), added: 3043, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::Fills` (r:32 w:32)
    // Proof: `Prescriptions::Fills` (`max_values`: None, `max_size`: Some(330), added: 2805, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::Prescriptions` (r:32 w:0)
    // Proof: `Prescriptions::Prescriptions` (`max_values`: None, `max_size`: Some(1867), added: 4342, mode: `MaxEncodedLen`)
    // Storage: `System::BlockHash` (r:1 w:0)
    // Proof: `System::BlockHash` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
    // Storage: `Claims::Services` (r:32 w:32)
    // Proof: `Claims::Services` (`max_values`: None, `max_size`: Some(393), added: 2868, mode: `MaxEncodedLen`)
    // Storage: `Claims::Years` (r:1 w:1)
    // Proof: `Claims::Years` (`max_values`: None, `max_size`: Some(85), added: 2560, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    // Storage: `Balances::Holds` (r:1 w:1)
    // Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(175), added: 2650, mode: `MaxEncodedLen`)
    // Storage: `Claims::UnfundedClaims` (r:0 w:1)
    // Proof: `Claims::UnfundedClaims` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
    fn submit_delivered(l: u32) -> Weight {
        // l: 1..=32
        // The shortest run took 228_815 ns. Proof measured: 4212 + l × 1987 bytes.
        Weight::from_parts(104_612_456, 18_546)
            .saturating_add(Weight::from_parts(87_775_503, 0).saturating_mul(l.into()))
            .saturating_add(T::DbWeight::get().reads(11))
            .saturating_add(T::DbWeight::get().reads(3).saturating_mul(l.into()))
            .saturating_add(T::DbWeight::get().writes(6))
            .saturating_add(T::DbWeight::get().writes(2).saturating_mul(l.into()))
            .saturating_add(Weight::from_parts(0, 4_342).saturating_mul(l.into()))
    }

    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:1 w:0)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Claims::Claims` (r:2 w:1)
    // Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(6303), added: 8778, mode: `MaxEncodedLen`)
    // Storage: `Claims::Policies` (r:1 w:1)
    // Proof: `Claims::Policies` (`max_values`: None, `max_size`: Some(213), added: 2688, mode: `MaxEncodedLen`)
    // Storage: `Claims::Plans` (r:1 w:0)
    // Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(568), added: 3043, mode: `MaxEncodedLen`)
    // Storage: `System::BlockHash` (r:1 w:0)
    // Proof: `System::BlockHash` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
    // Storage: `Claims::Services` (r:32 w:32)
    // Proof: `Claims::Services` (`max_values`: None, `max_size`: Some(393), added: 2868, mode: `MaxEncodedLen`)
    // Storage: `Claims::Years` (r:1 w:1)
    // Proof: `Claims::Years` (`max_values`: None, `max_size`: Some(85), added: 2560, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    // Storage: `Balances::Holds` (r:1 w:1)
    // Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(175), added: 2650, mode: `MaxEncodedLen`)
    // Storage: `Claims::UnfundedClaims` (r:0 w:1)
    // Proof: `Claims::UnfundedClaims` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
    fn submit_encounters(l: u32) -> Weight {
        // l: 1..=32
        // The shortest run took 165_071 ns. Proof measured: 4018 bytes.
        Weight::from_parts(104_590_394, 18_546)
            .saturating_add(Weight::from_parts(23_709_579, 0).saturating_mul(l.into()))
            .saturating_add(T::DbWeight::get().reads(11))
            .saturating_add(T::DbWeight::get().reads(1).saturating_mul(l.into()))
            .saturating_add(T::DbWeight::get().writes(6))
            .saturating_add(T::DbWeight::get().writes(1).saturating_mul(l.into()))
            .saturating_add(Weight::from_parts(0, 2_868).saturating_mul(l.into()))
    }

    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:1 w:0)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Claims::Claims` (r:1 w:1)
    // Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(6303), added: 8778, mode: `MaxEncodedLen`)
    // Storage: `Claims::Services` (r:32 w:32)
    // Proof: `Claims::Services` (`max_values`: None, `max_size`: Some(393), added: 2868, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::Fills` (r:32 w:32)
    // Proof: `Prescriptions::Fills` (`max_values`: None, `max_size`: Some(330), added: 2805, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::Prescriptions` (r:32 w:0)
    // Proof: `Prescriptions::Prescriptions` (`max_values`: None, `max_size`: Some(1867), added: 4342, mode: `MaxEncodedLen`)
    // Storage: `Claims::Preauthorisations` (r:32 w:32)
    // Proof: `Claims::Preauthorisations` (`max_values`: None, `max_size`: Some(160), added: 2635, mode: `MaxEncodedLen`)
    fn cancel(l: u32) -> Weight {
        // l: 1..=32
        // The shortest run took 54_595 ns. Proof measured: 3105 + l × 2310 bytes.
        Weight::from_parts(36_476_816, 9_768)
            .saturating_add(Weight::from_parts(23_709_414, 0).saturating_mul(l.into()))
            .saturating_add(T::DbWeight::get().reads(4))
            .saturating_add(T::DbWeight::get().reads(4).saturating_mul(l.into()))
            .saturating_add(T::DbWeight::get().writes(1))
            .saturating_add(T::DbWeight::get().writes(3).saturating_mul(l.into()))
            .saturating_add(Weight::from_parts(0, 4_342).saturating_mul(l.into()))
    }

    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:1 w:0)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Claims::Claims` (r:1 w:1)
    // Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(6303), added: 8778, mode: `MaxEncodedLen`)
    // Storage: `Claims::Policies` (r:1 w:0)
    // Proof: `Claims::Policies` (`max_values`: None, `max_size`: Some(213), added: 2688, mode: `MaxEncodedLen`)
    // Storage: `Claims::Plans` (r:1 w:0)
    // Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(568), added: 3043, mode: `MaxEncodedLen`)
    fn request_information() -> Weight {
        // The shortest run took 74_190 ns. Proof measured: 6234 bytes.
        Weight::from_parts(82_866_000, 9_768)
            .saturating_add(T::DbWeight::get().reads(6))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:1 w:0)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Claims::Claims` (r:1 w:1)
    // Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(6303), added: 8778, mode: `MaxEncodedLen`)
    // Storage: `Claims::Policies` (r:1 w:0)
    // Proof: `Claims::Policies` (`max_values`: None, `max_size`: Some(213), added: 2688, mode: `MaxEncodedLen`)
    // Storage: `Claims::Plans` (r:1 w:0)
    // Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(568), added: 3043, mode: `MaxEncodedLen`)
    fn provide_information() -> Weight {
        // The shortest run took 70_468 ns. Proof measured: 6262 bytes.
        Weight::from_parts(79_098_000, 9_768)
            .saturating_add(T::DbWeight::get().reads(6))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:1 w:0)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Claims::Claims` (r:1 w:1)
    // Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(6303), added: 8778, mode: `MaxEncodedLen`)
    // Storage: `Claims::Policies` (r:1 w:0)
    // Proof: `Claims::Policies` (`max_values`: None, `max_size`: Some(213), added: 2688, mode: `MaxEncodedLen`)
    // Storage: `Claims::Plans` (r:1 w:0)
    // Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(568), added: 3043, mode: `MaxEncodedLen`)
    // Storage: `Claims::Years` (r:1 w:1)
    // Proof: `Claims::Years` (`max_values`: None, `max_size`: Some(85), added: 2560, mode: `MaxEncodedLen`)
    // Storage: `Claims::Preauthorisations` (r:32 w:32)
    // Proof: `Claims::Preauthorisations` (`max_values`: None, `max_size`: Some(160), added: 2635, mode: `MaxEncodedLen`)
    // Storage: `Claims::Services` (r:32 w:32)
    // Proof: `Claims::Services` (`max_values`: None, `max_size`: Some(393), added: 2868, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::Fills` (r:32 w:32)
    // Proof: `Prescriptions::Fills` (`max_values`: None, `max_size`: Some(330), added: 2805, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::Prescriptions` (r:32 w:0)
    // Proof: `Prescriptions::Prescriptions` (`max_values`: None, `max_size`: Some(1867), added: 4342, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    // Storage: `Balances::Holds` (r:1 w:1)
    // Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(175), added: 2650, mode: `MaxEncodedLen`)
    // Storage: `Claims::UnfundedClaims` (r:0 w:1)
    // Proof: `Claims::UnfundedClaims` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
    fn decide(l: u32) -> Weight {
        // l: 1..=32
        // The shortest run took 125_976 ns. Proof measured: 3930 + l × 2244 bytes.
        Weight::from_parts(93_067_253, 9_768)
            .saturating_add(Weight::from_parts(29_805_621, 0).saturating_mul(l.into()))
            .saturating_add(T::DbWeight::get().reads(9))
            .saturating_add(T::DbWeight::get().reads(4).saturating_mul(l.into()))
            .saturating_add(T::DbWeight::get().writes(5))
            .saturating_add(T::DbWeight::get().writes(3).saturating_mul(l.into()))
            .saturating_add(Weight::from_parts(0, 4_342).saturating_mul(l.into()))
    }

    // Storage: `Claims::Claims` (r:1 w:1)
    // Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(6303), added: 8778, mode: `MaxEncodedLen`)
    // Storage: `Claims::Policies` (r:1 w:0)
    // Proof: `Claims::Policies` (`max_values`: None, `max_size`: Some(213), added: 2688, mode: `MaxEncodedLen`)
    // Storage: `Claims::Plans` (r:1 w:0)
    // Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(568), added: 3043, mode: `MaxEncodedLen`)
    // Storage: `Claims::Years` (r:1 w:1)
    // Proof: `Claims::Years` (`max_values`: None, `max_size`: Some(85), added: 2560, mode: `MaxEncodedLen`)
    // Storage: `Claims::Preauthorisations` (r:32 w:32)
    // Proof: `Claims::Preauthorisations` (`max_values`: None, `max_size`: Some(160), added: 2635, mode: `MaxEncodedLen`)
    // Storage: `Claims::Services` (r:32 w:32)
    // Proof: `Claims::Services` (`max_values`: None, `max_size`: Some(393), added: 2868, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::Fills` (r:32 w:32)
    // Proof: `Prescriptions::Fills` (`max_values`: None, `max_size`: Some(330), added: 2805, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::Prescriptions` (r:32 w:0)
    // Proof: `Prescriptions::Prescriptions` (`max_values`: None, `max_size`: Some(1867), added: 4342, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    // Storage: `Balances::Holds` (r:1 w:1)
    // Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(175), added: 2650, mode: `MaxEncodedLen`)
    // Storage: `Claims::UnfundedClaims` (r:0 w:1)
    // Proof: `Claims::UnfundedClaims` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
    fn decide_overdue(l: u32) -> Weight {
        // l: 1..=32
        // The shortest run took 101_798 ns. Proof measured: 1217 + l × 2244 bytes.
        Weight::from_parts(89_376_132, 9_768)
            .saturating_add(Weight::from_parts(28_090_574, 0).saturating_mul(l.into()))
            .saturating_add(T::DbWeight::get().reads(6))
            .saturating_add(T::DbWeight::get().reads(4).saturating_mul(l.into()))
            .saturating_add(T::DbWeight::get().writes(5))
            .saturating_add(T::DbWeight::get().writes(3).saturating_mul(l.into()))
            .saturating_add(Weight::from_parts(0, 4_342).saturating_mul(l.into()))
    }

    // Storage: `Registry::Admitted` (r:1 w:0)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:1 w:0)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Claims::Claims` (r:1 w:1)
    // Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(6303), added: 8778, mode: `MaxEncodedLen`)
    // Storage: `Claims::Policies` (r:1 w:0)
    // Proof: `Claims::Policies` (`max_values`: None, `max_size`: Some(213), added: 2688, mode: `MaxEncodedLen`)
    // Storage: `Claims::Plans` (r:1 w:0)
    // Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(568), added: 3043, mode: `MaxEncodedLen`)
    fn appeal() -> Weight {
        // The shortest run took 80_001 ns. Proof measured: 7193 bytes.
        Weight::from_parts(92_393_000, 9_768)
            .saturating_add(T::DbWeight::get().reads(7))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Claims::Claims` (r:1 w:1)
    // Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(6303), added: 8778, mode: `MaxEncodedLen`)
    // Storage: `Claims::Policies` (r:1 w:0)
    // Proof: `Claims::Policies` (`max_values`: None, `max_size`: Some(213), added: 2688, mode: `MaxEncodedLen`)
    // Storage: `Claims::Plans` (r:1 w:0)
    // Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(568), added: 3043, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    // Storage: `Balances::Holds` (r:1 w:1)
    // Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(175), added: 2650, mode: `MaxEncodedLen`)
    // Storage: `Claims::UnfundedClaims` (r:0 w:1)
    // Proof: `Claims::UnfundedClaims` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
    fn fund() -> Weight {
        // The shortest run took 98_039 ns. Proof measured: 4117 bytes.
        Weight::from_parts(113_977_000, 9_768)
            .saturating_add(T::DbWeight::get().reads(5))
            .saturating_add(T::DbWeight::get().writes(4))
    }

    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:1 w:0)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Claims::Claims` (r:64 w:64)
    // Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(6303), added: 8778, mode: `MaxEncodedLen`)
    // Storage: `Claims::Policies` (r:64 w:64)
    // Proof: `Claims::Policies` (`max_values`: None, `max_size`: Some(213), added: 2688, mode: `MaxEncodedLen`)
    // Storage: `Claims::Plans` (r:64 w:0)
    // Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(568), added: 3043, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:2 w:2)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    // Storage: `Balances::Holds` (r:1 w:1)
    // Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(175), added: 2650, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admitted` (r:1 w:1)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
    // Storage: `Claims::NextRemittance` (r:1 w:1)
    // Proof: `Claims::NextRemittance` (`max_values`: None, `max_size`: Some(16), added: 2491, mode: `MaxEncodedLen`)
    // Storage: `Claims::UnfundedClaims` (r:0 w:64)
    // Proof: `Claims::UnfundedClaims` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
    // Storage: `Claims::Remittances` (r:0 w:1)
    // Proof: `Claims::Remittances` (`max_values`: None, `max_size`: Some(2670), added: 5145, mode: `MaxEncodedLen`)
    fn settle(c: u32) -> Weight {
        // c: 1..=64
        // The shortest run took 163_482 ns. Proof measured: 3546 + c × 3839 bytes.
        Weight::from_parts(78_775_239, 6_196)
            .saturating_add(Weight::from_parts(81_089_751, 0).saturating_mul(c.into()))
            .saturating_add(T::DbWeight::get().reads(8))
            .saturating_add(T::DbWeight::get().reads(3).saturating_mul(c.into()))
            .saturating_add(T::DbWeight::get().writes(6))
            .saturating_add(T::DbWeight::get().writes(3).saturating_mul(c.into()))
            .saturating_add(Weight::from_parts(0, 8_778).saturating_mul(c.into()))
    }

    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:1 w:0)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Claims::Claims` (r:64 w:64)
    // Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(6303), added: 8778, mode: `MaxEncodedLen`)
    // Storage: `Claims::Policies` (r:64 w:1)
    // Proof: `Claims::Policies` (`max_values`: None, `max_size`: Some(213), added: 2688, mode: `MaxEncodedLen`)
    // Storage: `Claims::Plans` (r:64 w:0)
    // Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(568), added: 3043, mode: `MaxEncodedLen`)
    // Storage: `Claims::NextRemittance` (r:1 w:1)
    // Proof: `Claims::NextRemittance` (`max_values`: None, `max_size`: Some(16), added: 2491, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admitted` (r:1 w:1)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
    // Storage: `Claims::Remittances` (r:0 w:1)
    // Proof: `Claims::Remittances` (`max_values`: None, `max_size`: Some(2670), added: 5145, mode: `MaxEncodedLen`)
    fn confirm_payment(c: u32) -> Weight {
        // c: 1..=64
        // The shortest run took 75_050 ns. Proof measured: 3344 + c × 3838 bytes.
        Weight::from_parts(43_059_328, 4_708)
            .saturating_add(Weight::from_parts(34_451_772, 0).saturating_mul(c.into()))
            .saturating_add(T::DbWeight::get().reads(5))
            .saturating_add(T::DbWeight::get().reads(3).saturating_mul(c.into()))
            .saturating_add(T::DbWeight::get().writes(4))
            .saturating_add(T::DbWeight::get().writes(1).saturating_mul(c.into()))
            .saturating_add(Weight::from_parts(0, 8_778).saturating_mul(c.into()))
    }

    // Storage: `Claims::Remittances` (r:1 w:1)
    // Proof: `Claims::Remittances` (`max_values`: None, `max_size`: Some(2670), added: 5145, mode: `MaxEncodedLen`)
    // Storage: `Claims::Claims` (r:64 w:64)
    // Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(6303), added: 8778, mode: `MaxEncodedLen`)
    // Storage: `Claims::Policies` (r:1 w:1)
    // Proof: `Claims::Policies` (`max_values`: None, `max_size`: Some(213), added: 2688, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admitted` (r:1 w:0)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(183), added: 2658, mode: `MaxEncodedLen`)
    fn confirm_receipt(c: u32) -> Weight {
        // c: 1..=64
        // The shortest run took 56_050 ns. Proof measured: 1430 + c × 3218 bytes.
        Weight::from_parts(27_928_454, 6_135)
            .saturating_add(Weight::from_parts(23_671_516, 0).saturating_mul(c.into()))
            .saturating_add(T::DbWeight::get().reads(3))
            .saturating_add(T::DbWeight::get().reads(1).saturating_mul(c.into()))
            .saturating_add(T::DbWeight::get().writes(2))
            .saturating_add(T::DbWeight::get().writes(1).saturating_mul(c.into()))
            .saturating_add(Weight::from_parts(0, 8_778).saturating_mul(c.into()))
    }

    // Storage: `Claims::Claims` (r:1 w:1)
    // Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(6303), added: 8778, mode: `MaxEncodedLen`)
    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:1 w:0)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Claims::Policies` (r:1 w:0)
    // Proof: `Claims::Policies` (`max_values`: None, `max_size`: Some(213), added: 2688, mode: `MaxEncodedLen`)
    // Storage: `Claims::Plans` (r:1 w:0)
    // Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(568), added: 3043, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:2 w:2)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    // Storage: `Claims::Years` (r:1 w:1)
    // Proof: `Claims::Years` (`max_values`: None, `max_size`: Some(85), added: 2560, mode: `MaxEncodedLen`)
    // Storage: `Claims::Services` (r:32 w:32)
    // Proof: `Claims::Services` (`max_values`: None, `max_size`: Some(393), added: 2868, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::Fills` (r:32 w:32)
    // Proof: `Prescriptions::Fills` (`max_values`: None, `max_size`: Some(330), added: 2805, mode: `MaxEncodedLen`)
    // Storage: `Prescriptions::Prescriptions` (r:32 w:0)
    // Proof: `Prescriptions::Prescriptions` (`max_values`: None, `max_size`: Some(1867), added: 4342, mode: `MaxEncodedLen`)
    // Storage: `Claims::Preauthorisations` (r:32 w:32)
    // Proof: `Claims::Preauthorisations` (`max_values`: None, `max_size`: Some(160), added: 2635, mode: `MaxEncodedLen`)
    // Storage: `Balances::Holds` (r:1 w:1)
    // Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(175), added: 2650, mode: `MaxEncodedLen`)
    // Storage: `Claims::NextRemittance` (r:1 w:1)
    // Proof: `Claims::NextRemittance` (`max_values`: None, `max_size`: Some(16), added: 2491, mode: `MaxEncodedLen`)
    // Storage: `Claims::UnfundedClaims` (r:0 w:1)
    // Proof: `Claims::UnfundedClaims` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
    // Storage: `Claims::Remittances` (r:0 w:1)
    // Proof: `Claims::Remittances` (`max_values`: None, `max_size`: Some(2670), added: 5145, mode: `MaxEncodedLen`)
    fn reverse(l: u32) -> Weight {
        // l: 1..=32
        // The shortest run took 159_781 ns. Proof measured: 4154 + l × 2322 bytes.
        Weight::from_parts(148_751_408, 9_768)
            .saturating_add(Weight::from_parts(23_805_769, 0).saturating_mul(l.into()))
            .saturating_add(T::DbWeight::get().reads(11))
            .saturating_add(T::DbWeight::get().reads(4).saturating_mul(l.into()))
            .saturating_add(T::DbWeight::get().writes(8))
            .saturating_add(T::DbWeight::get().writes(3).saturating_mul(l.into()))
            .saturating_add(Weight::from_parts(0, 4_342).saturating_mul(l.into()))
    }

    // Storage: `Claims::ClearingAgent` (r:0 w:1)
    // Proof: `Claims::ClearingAgent` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
    fn set_clearing_agent() -> Weight {
        // The shortest run took 3_489 ns. Proof measured: 0 bytes.
        Weight::from_parts(4_128_000, 0).saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Claims::ClearingAgent` (r:1 w:0)
    // Proof: `Claims::ClearingAgent` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
    // Storage: `Claims::BankReferences` (r:1 w:1)
    // Proof: `Claims::BankReferences` (`max_values`: None, `max_size`: Some(48), added: 2523, mode: `MaxEncodedLen`)
    // Storage: `Claims::Circulating` (r:1 w:1)
    // Proof: `Claims::Circulating` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn mint() -> Weight {
        // The shortest run took 29_779 ns. Proof measured: 213 bytes.
        Weight::from_parts(32_465_000, 3_593)
            .saturating_add(T::DbWeight::get().reads(4))
            .saturating_add(T::DbWeight::get().writes(3))
    }

    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:1 w:0)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Claims::Redemptions` (r:1 w:1)
    // Proof: `Claims::Redemptions` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    // Storage: `Balances::Holds` (r:1 w:1)
    // Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(175), added: 2650, mode: `MaxEncodedLen`)
    fn request_redemption() -> Weight {
        // The shortest run took 61_111 ns. Proof measured: 2960 bytes.
        Weight::from_parts(66_309_000, 4_708)
            .saturating_add(T::DbWeight::get().reads(6))
            .saturating_add(T::DbWeight::get().writes(3))
    }

    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:1 w:0)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Claims::Redemptions` (r:1 w:1)
    // Proof: `Claims::Redemptions` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    // Storage: `Balances::Holds` (r:1 w:1)
    // Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(175), added: 2650, mode: `MaxEncodedLen`)
    fn cancel_redemption() -> Weight {
        // The shortest run took 57_036 ns. Proof measured: 3092 bytes.
        Weight::from_parts(60_583_000, 4_708)
            .saturating_add(T::DbWeight::get().reads(6))
            .saturating_add(T::DbWeight::get().writes(3))
    }

    // Storage: `Claims::ClearingAgent` (r:1 w:0)
    // Proof: `Claims::ClearingAgent` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
    // Storage: `Claims::Redemptions` (r:1 w:1)
    // Proof: `Claims::Redemptions` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
    // Storage: `Claims::BankReferences` (r:1 w:1)
    // Proof: `Claims::BankReferences` (`max_values`: None, `max_size`: Some(48), added: 2523, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    // Storage: `Balances::Holds` (r:1 w:1)
    // Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(175), added: 2650, mode: `MaxEncodedLen`)
    // Storage: `Claims::Circulating` (r:1 w:1)
    // Proof: `Claims::Circulating` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    fn redeem() -> Weight {
        // The shortest run took 34_225 ns. Proof measured: 396 bytes.
        Weight::from_parts(36_210_000, 3_640)
            .saturating_add(T::DbWeight::get().reads(6))
            .saturating_add(T::DbWeight::get().writes(5))
    }
}
