//! What calls cost: measured by `scripts/weights`, and to be changed by measuring again. `docs/weights.md` tells how, and what
//! is not contained.
//!
//! Measured on 2026-11-21 with 20 steps and 10 repetitions, on one core of: AMD EPYC.

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
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:1 w:0)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Claims::Plans` (r:1 w:1)
    // Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(536), added: 3011, mode: `MaxEncodedLen`)
    fn publish_plan() -> Weight {
        // The shortest run took 35_773 ns. Proof measured: 2793 bytes.
        Weight::from_parts(38_677_000, 4_708)
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
    // Storage: `Claims::Plans` (r:1 w:1)
    // Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(536), added: 3011, mode: `MaxEncodedLen`)
    fn close_plan() -> Weight {
        // The shortest run took 33_790 ns. Proof measured: 3214 bytes.
        Weight::from_parts(48_142_000, 4_708)
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
    // Storage: `Claims::Plans` (r:1 w:0)
    // Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(536), added: 3011, mode: `MaxEncodedLen`)
    // Storage: `Registry::Holders` (r:1 w:1)
    // Proof: `Registry::Holders` (`max_values`: None, `max_size`: Some(177), added: 2652, mode: `MaxEncodedLen`)
    // Storage: `Claims::Policies` (r:1 w:1)
    // Proof: `Claims::Policies` (`max_values`: None, `max_size`: Some(213), added: 2688, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admitted` (r:1 w:1)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn issue_policy() -> Weight {
        // The shortest run took 55_632 ns. Proof measured: 3632 bytes.
        Weight::from_parts(59_038_000, 4_708)
            .saturating_add(T::DbWeight::get().reads(9))
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
    // Storage: `Claims::Plans` (r:1 w:0)
    // Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(536), added: 3011, mode: `MaxEncodedLen`)
    // Storage: `Registry::Holders` (r:1 w:1)
    // Proof: `Registry::Holders` (`max_values`: None, `max_size`: Some(177), added: 2652, mode: `MaxEncodedLen`)
    // Storage: `Claims::Policies` (r:1 w:1)
    // Proof: `Claims::Policies` (`max_values`: None, `max_size`: Some(213), added: 2688, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admitted` (r:1 w:1)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn issue_handle() -> Weight {
        // The shortest run took 57_234 ns. Proof measured: 3632 bytes.
        Weight::from_parts(61_091_000, 4_708)
            .saturating_add(T::DbWeight::get().reads(9))
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
    // Storage: `Claims::Policies` (r:1 w:1)
    // Proof: `Claims::Policies` (`max_values`: None, `max_size`: Some(213), added: 2688, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    // Storage: `Claims::Years` (r:1 w:0)
    // Proof: `Claims::Years` (`max_values`: None, `max_size`: Some(85), added: 2560, mode: `MaxEncodedLen`)
    // Storage: `Claims::Plans` (r:1 w:0)
    // Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(536), added: 3011, mode: `MaxEncodedLen`)
    // Storage: `Claims::Claims` (r:1 w:0)
    // Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(6302), added: 8777, mode: `MaxEncodedLen`)
    // Storage: `Registry::Holders` (r:1 w:1)
    // Proof: `Registry::Holders` (`max_values`: None, `max_size`: Some(177), added: 2652, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admitted` (r:1 w:1)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
    fn end_policy() -> Weight {
        // The shortest run took 113_789 ns. Proof measured: 7588 bytes.
        Weight::from_parts(125_777_000, 9_767)
            .saturating_add(T::DbWeight::get().reads(11))
            .saturating_add(T::DbWeight::get().writes(4))
    }

    // Storage: `Registry::Holders` (r:2 w:2)
    // Proof: `Registry::Holders` (`max_values`: None, `max_size`: Some(177), added: 2652, mode: `MaxEncodedLen`)
    // Storage: `Claims::Policies` (r:1 w:1)
    // Proof: `Claims::Policies` (`max_values`: None, `max_size`: Some(213), added: 2688, mode: `MaxEncodedLen`)
    // Storage: `Claims::Redemptions` (r:1 w:0)
    // Proof: `Claims::Redemptions` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admitted` (r:2 w:2)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:2 w:2)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn rotate_policy_key() -> Weight {
        // The shortest run took 103_243 ns. Proof measured: 1475 bytes.
        Weight::from_parts(108_141_000, 6_294)
            .saturating_add(T::DbWeight::get().reads(8))
            .saturating_add(T::DbWeight::get().writes(7))
    }

    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
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
    // Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(536), added: 3011, mode: `MaxEncodedLen`)
    // Storage: `System::BlockHash` (r:1 w:0)
    // Proof: `System::BlockHash` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
    // Storage: `Claims::Years` (r:1 w:1)
    // Proof: `Claims::Years` (`max_values`: None, `max_size`: Some(85), added: 2560, mode: `MaxEncodedLen`)
    fn request_preauthorisation() -> Weight {
        // The shortest run took 94_660 ns. Proof measured: 3421 bytes.
        Weight::from_parts(100_679_000, 4_708)
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
    // Storage: `Claims::Preauthorisations` (r:1 w:1)
    // Proof: `Claims::Preauthorisations` (`max_values`: None, `max_size`: Some(160), added: 2635, mode: `MaxEncodedLen`)
    // Storage: `Claims::Policies` (r:1 w:0)
    // Proof: `Claims::Policies` (`max_values`: None, `max_size`: Some(213), added: 2688, mode: `MaxEncodedLen`)
    // Storage: `Claims::Plans` (r:1 w:0)
    // Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(536), added: 3011, mode: `MaxEncodedLen`)
    // Storage: `Claims::Years` (r:1 w:1)
    // Proof: `Claims::Years` (`max_values`: None, `max_size`: Some(85), added: 2560, mode: `MaxEncodedLen`)
    fn decide_preauthorisation() -> Weight {
        // The shortest run took 46_589 ns. Proof measured: 3514 bytes.
        Weight::from_parts(49_724_000, 4_708)
            .saturating_add(T::DbWeight::get().reads(8))
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
    // Storage: `Claims::Preauthorisations` (r:1 w:1)
    // Proof: `Claims::Preauthorisations` (`max_values`: None, `max_size`: Some(160), added: 2635, mode: `MaxEncodedLen`)
    // Storage: `Claims::Claims` (r:1 w:0)
    // Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(6302), added: 8777, mode: `MaxEncodedLen`)
    // Storage: `Claims::Years` (r:1 w:1)
    // Proof: `Claims::Years` (`max_values`: None, `max_size`: Some(85), added: 2560, mode: `MaxEncodedLen`)
    fn withdraw_preauthorisation() -> Weight {
        // The shortest run took 90_434 ns. Proof measured: 6697 bytes.
        Weight::from_parts(95_591_000, 9_767)
            .saturating_add(T::DbWeight::get().reads(7))
            .saturating_add(T::DbWeight::get().writes(2))
    }

    // Storage: `Claims::Preauthorisations` (r:1 w:1)
    // Proof: `Claims::Preauthorisations` (`max_values`: None, `max_size`: Some(160), added: 2635, mode: `MaxEncodedLen`)
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Claims::Claims` (r:1 w:0)
    // Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(6302), added: 8777, mode: `MaxEncodedLen`)
    // Storage: `Claims::Policies` (r:1 w:0)
    // Proof: `Claims::Policies` (`max_values`: None, `max_size`: Some(213), added: 2688, mode: `MaxEncodedLen`)
    // Storage: `Claims::Plans` (r:1 w:0)
    // Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(536), added: 3011, mode: `MaxEncodedLen`)
    // Storage: `Claims::Years` (r:1 w:1)
    // Proof: `Claims::Years` (`max_values`: None, `max_size`: Some(85), added: 2560, mode: `MaxEncodedLen`)
    fn release_preauthorisation() -> Weight {
        // The shortest run took 81_311 ns. Proof measured: 4474 bytes.
        Weight::from_parts(87_510_000, 9_767)
            .saturating_add(T::DbWeight::get().reads(6))
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
    // Storage: `Claims::Claims` (r:34 w:1)
    // Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(6302), added: 8777, mode: `MaxEncodedLen`)
    // Storage: `Claims::Policies` (r:1 w:1)
    // Proof: `Claims::Policies` (`max_values`: None, `max_size`: Some(213), added: 2688, mode: `MaxEncodedLen`)
    // Storage: `Claims::Plans` (r:1 w:0)
    // Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(536), added: 3011, mode: `MaxEncodedLen`)
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
        // The shortest run took 283_601 ns. Proof measured: 7637 + l × 2190 bytes.
        Weight::from_parts(27_295_383, 18_544)
            .saturating_add(Weight::from_parts(137_002_164, 0).saturating_mul(l.into()))
            .saturating_add(T::DbWeight::get().reads(12))
            .saturating_add(T::DbWeight::get().reads(5).saturating_mul(l.into()))
            .saturating_add(T::DbWeight::get().writes(6))
            .saturating_add(T::DbWeight::get().writes(3).saturating_mul(l.into()))
            .saturating_add(Weight::from_parts(0, 8_777).saturating_mul(l.into()))
    }

    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:1 w:0)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Claims::Claims` (r:1 w:1)
    // Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(6302), added: 8777, mode: `MaxEncodedLen`)
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
        // The shortest run took 66_749 ns. Proof measured: 3229 + l × 2310 bytes.
        Weight::from_parts(32_492_734, 9_767)
            .saturating_add(Weight::from_parts(29_252_185, 0).saturating_mul(l.into()))
            .saturating_add(T::DbWeight::get().reads(5))
            .saturating_add(T::DbWeight::get().reads(4).saturating_mul(l.into()))
            .saturating_add(T::DbWeight::get().writes(1))
            .saturating_add(T::DbWeight::get().writes(3).saturating_mul(l.into()))
            .saturating_add(Weight::from_parts(0, 4_342).saturating_mul(l.into()))
    }

    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:1 w:0)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Claims::Claims` (r:1 w:1)
    // Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(6302), added: 8777, mode: `MaxEncodedLen`)
    // Storage: `Claims::Policies` (r:1 w:0)
    // Proof: `Claims::Policies` (`max_values`: None, `max_size`: Some(213), added: 2688, mode: `MaxEncodedLen`)
    // Storage: `Claims::Plans` (r:1 w:0)
    // Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(536), added: 3011, mode: `MaxEncodedLen`)
    fn request_information() -> Weight {
        // The shortest run took 92_588 ns. Proof measured: 6322 bytes.
        Weight::from_parts(101_480_000, 9_767)
            .saturating_add(T::DbWeight::get().reads(7))
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
    // Storage: `Claims::Claims` (r:1 w:1)
    // Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(6302), added: 8777, mode: `MaxEncodedLen`)
    // Storage: `Claims::Policies` (r:1 w:0)
    // Proof: `Claims::Policies` (`max_values`: None, `max_size`: Some(213), added: 2688, mode: `MaxEncodedLen`)
    // Storage: `Claims::Plans` (r:1 w:0)
    // Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(536), added: 3011, mode: `MaxEncodedLen`)
    fn provide_information() -> Weight {
        // The shortest run took 117_284 ns. Proof measured: 6350 bytes.
        Weight::from_parts(135_792_000, 9_767)
            .saturating_add(T::DbWeight::get().reads(7))
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
    // Storage: `Claims::Claims` (r:1 w:1)
    // Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(6302), added: 8777, mode: `MaxEncodedLen`)
    // Storage: `Claims::Policies` (r:1 w:0)
    // Proof: `Claims::Policies` (`max_values`: None, `max_size`: Some(213), added: 2688, mode: `MaxEncodedLen`)
    // Storage: `Claims::Plans` (r:1 w:0)
    // Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(536), added: 3011, mode: `MaxEncodedLen`)
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
        // The shortest run took 210_783 ns. Proof measured: 4017 + l × 2244 bytes.
        Weight::from_parts(174_192_503, 9_767)
            .saturating_add(Weight::from_parts(52_444_142, 0).saturating_mul(l.into()))
            .saturating_add(T::DbWeight::get().reads(10))
            .saturating_add(T::DbWeight::get().reads(4).saturating_mul(l.into()))
            .saturating_add(T::DbWeight::get().writes(5))
            .saturating_add(T::DbWeight::get().writes(3).saturating_mul(l.into()))
            .saturating_add(Weight::from_parts(0, 4_342).saturating_mul(l.into()))
    }

    // Storage: `Claims::Claims` (r:1 w:1)
    // Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(6302), added: 8777, mode: `MaxEncodedLen`)
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Claims::Policies` (r:1 w:0)
    // Proof: `Claims::Policies` (`max_values`: None, `max_size`: Some(213), added: 2688, mode: `MaxEncodedLen`)
    // Storage: `Claims::Plans` (r:1 w:0)
    // Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(536), added: 3011, mode: `MaxEncodedLen`)
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
        // The shortest run took 179_276 ns. Proof measured: 1291 + l × 2244 bytes.
        Weight::from_parts(226_625_647, 9_767)
            .saturating_add(Weight::from_parts(45_253_506, 0).saturating_mul(l.into()))
            .saturating_add(T::DbWeight::get().reads(7))
            .saturating_add(T::DbWeight::get().reads(4).saturating_mul(l.into()))
            .saturating_add(T::DbWeight::get().writes(5))
            .saturating_add(T::DbWeight::get().writes(3).saturating_mul(l.into()))
            .saturating_add(Weight::from_parts(0, 4_342).saturating_mul(l.into()))
    }

    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:1 w:0)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Claims::Claims` (r:1 w:1)
    // Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(6302), added: 8777, mode: `MaxEncodedLen`)
    // Storage: `Claims::Policies` (r:1 w:0)
    // Proof: `Claims::Policies` (`max_values`: None, `max_size`: Some(213), added: 2688, mode: `MaxEncodedLen`)
    // Storage: `Claims::Plans` (r:1 w:0)
    // Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(536), added: 3011, mode: `MaxEncodedLen`)
    fn appeal() -> Weight {
        // The shortest run took 85_197 ns. Proof measured: 6771 bytes.
        Weight::from_parts(101_501_000, 9_767)
            .saturating_add(T::DbWeight::get().reads(7))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Claims::Claims` (r:1 w:1)
    // Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(6302), added: 8777, mode: `MaxEncodedLen`)
    // Storage: `Claims::Policies` (r:1 w:0)
    // Proof: `Claims::Policies` (`max_values`: None, `max_size`: Some(213), added: 2688, mode: `MaxEncodedLen`)
    // Storage: `Claims::Plans` (r:1 w:0)
    // Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(536), added: 3011, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    // Storage: `Balances::Holds` (r:1 w:1)
    // Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(175), added: 2650, mode: `MaxEncodedLen`)
    // Storage: `Claims::UnfundedClaims` (r:0 w:1)
    // Proof: `Claims::UnfundedClaims` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
    fn fund() -> Weight {
        // The shortest run took 114_961 ns. Proof measured: 4085 bytes.
        Weight::from_parts(126_859_000, 9_767)
            .saturating_add(T::DbWeight::get().reads(5))
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
    // Storage: `Claims::Claims` (r:64 w:64)
    // Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(6302), added: 8777, mode: `MaxEncodedLen`)
    // Storage: `Claims::Policies` (r:64 w:64)
    // Proof: `Claims::Policies` (`max_values`: None, `max_size`: Some(213), added: 2688, mode: `MaxEncodedLen`)
    // Storage: `Claims::Plans` (r:64 w:0)
    // Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(536), added: 3011, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:2 w:2)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    // Storage: `Balances::Holds` (r:1 w:1)
    // Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(175), added: 2650, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admitted` (r:1 w:1)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
    // Storage: `Registry::Holders` (r:1 w:1)
    // Proof: `Registry::Holders` (`max_values`: None, `max_size`: Some(177), added: 2652, mode: `MaxEncodedLen`)
    // Storage: `Claims::NextRemittance` (r:1 w:1)
    // Proof: `Claims::NextRemittance` (`max_values`: None, `max_size`: Some(16), added: 2491, mode: `MaxEncodedLen`)
    // Storage: `Claims::UnfundedClaims` (r:0 w:64)
    // Proof: `Claims::UnfundedClaims` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
    // Storage: `Claims::Remittances` (r:0 w:1)
    // Proof: `Claims::Remittances` (`max_values`: None, `max_size`: Some(2670), added: 5145, mode: `MaxEncodedLen`)
    fn settle(c: u32) -> Weight {
        // c: 1..=64
        // The shortest run took 195_500 ns. Proof measured: 3660 + c × 3807 bytes.
        Weight::from_parts(131_639_990, 6_196)
            .saturating_add(Weight::from_parts(97_969_043, 0).saturating_mul(c.into()))
            .saturating_add(T::DbWeight::get().reads(10))
            .saturating_add(T::DbWeight::get().reads(3).saturating_mul(c.into()))
            .saturating_add(T::DbWeight::get().writes(7))
            .saturating_add(T::DbWeight::get().writes(3).saturating_mul(c.into()))
            .saturating_add(Weight::from_parts(0, 8_777).saturating_mul(c.into()))
    }

    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:1 w:0)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Claims::Claims` (r:64 w:64)
    // Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(6302), added: 8777, mode: `MaxEncodedLen`)
    // Storage: `Claims::Policies` (r:64 w:1)
    // Proof: `Claims::Policies` (`max_values`: None, `max_size`: Some(213), added: 2688, mode: `MaxEncodedLen`)
    // Storage: `Claims::Plans` (r:64 w:0)
    // Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(536), added: 3011, mode: `MaxEncodedLen`)
    // Storage: `Claims::NextRemittance` (r:1 w:1)
    // Proof: `Claims::NextRemittance` (`max_values`: None, `max_size`: Some(16), added: 2491, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admitted` (r:1 w:1)
    // Proof: `Registry::Admitted` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
    // Storage: `Registry::Holders` (r:1 w:1)
    // Proof: `Registry::Holders` (`max_values`: None, `max_size`: Some(177), added: 2652, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    // Storage: `Claims::Remittances` (r:0 w:1)
    // Proof: `Claims::Remittances` (`max_values`: None, `max_size`: Some(2670), added: 5145, mode: `MaxEncodedLen`)
    fn confirm_payment(c: u32) -> Weight {
        // c: 1..=64
        // The shortest run took 97_465 ns. Proof measured: 3446 + c × 3807 bytes.
        Weight::from_parts(164_197_882, 4_708)
            .saturating_add(Weight::from_parts(40_628_387, 0).saturating_mul(c.into()))
            .saturating_add(T::DbWeight::get().reads(8))
            .saturating_add(T::DbWeight::get().reads(3).saturating_mul(c.into()))
            .saturating_add(T::DbWeight::get().writes(6))
            .saturating_add(T::DbWeight::get().writes(1).saturating_mul(c.into()))
            .saturating_add(Weight::from_parts(0, 8_777).saturating_mul(c.into()))
    }

    // Storage: `Claims::Remittances` (r:1 w:1)
    // Proof: `Claims::Remittances` (`max_values`: None, `max_size`: Some(2670), added: 5145, mode: `MaxEncodedLen`)
    // Storage: `Claims::Claims` (r:64 w:64)
    // Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(6302), added: 8777, mode: `MaxEncodedLen`)
    // Storage: `Claims::Policies` (r:1 w:1)
    // Proof: `Claims::Policies` (`max_values`: None, `max_size`: Some(213), added: 2688, mode: `MaxEncodedLen`)
    // Storage: `Registry::Holders` (r:1 w:0)
    // Proof: `Registry::Holders` (`max_values`: None, `max_size`: Some(177), added: 2652, mode: `MaxEncodedLen`)
    fn confirm_receipt(c: u32) -> Weight {
        // c: 1..=64
        // The shortest run took 66_839 ns. Proof measured: 1020 + c × 3218 bytes.
        Weight::from_parts(73_997_327, 6_135)
            .saturating_add(Weight::from_parts(28_135_081, 0).saturating_mul(c.into()))
            .saturating_add(T::DbWeight::get().reads(3))
            .saturating_add(T::DbWeight::get().reads(1).saturating_mul(c.into()))
            .saturating_add(T::DbWeight::get().writes(2))
            .saturating_add(T::DbWeight::get().writes(1).saturating_mul(c.into()))
            .saturating_add(Weight::from_parts(0, 8_777).saturating_mul(c.into()))
    }

    // Storage: `Claims::Claims` (r:1 w:1)
    // Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(6302), added: 8777, mode: `MaxEncodedLen`)
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Registry::Seats` (r:1 w:0)
    // Proof: `Registry::Seats` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Licences` (r:1 w:0)
    // Proof: `Registry::Licences` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
    // Storage: `Claims::Policies` (r:1 w:0)
    // Proof: `Claims::Policies` (`max_values`: None, `max_size`: Some(213), added: 2688, mode: `MaxEncodedLen`)
    // Storage: `Claims::Plans` (r:1 w:0)
    // Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(536), added: 3011, mode: `MaxEncodedLen`)
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
        // The shortest run took 191_754 ns. Proof measured: 4252 + l × 2321 bytes.
        Weight::from_parts(140_033_555, 9_767)
            .saturating_add(Weight::from_parts(31_705_149, 0).saturating_mul(l.into()))
            .saturating_add(T::DbWeight::get().reads(12))
            .saturating_add(T::DbWeight::get().reads(4).saturating_mul(l.into()))
            .saturating_add(T::DbWeight::get().writes(8))
            .saturating_add(T::DbWeight::get().writes(3).saturating_mul(l.into()))
            .saturating_add(Weight::from_parts(0, 4_342).saturating_mul(l.into()))
    }

    // Storage: `Claims::ClearingAgent` (r:0 w:1)
    // Proof: `Claims::ClearingAgent` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
    fn set_clearing_agent() -> Weight {
        // The shortest run took 4_707 ns. Proof measured: 0 bytes.
        Weight::from_parts(5_218_000, 0).saturating_add(T::DbWeight::get().writes(1))
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
        // The shortest run took 37_816 ns. Proof measured: 213 bytes.
        Weight::from_parts(40_390_000, 3_593)
            .saturating_add(T::DbWeight::get().reads(4))
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
    // Storage: `Claims::Redemptions` (r:1 w:1)
    // Proof: `Claims::Redemptions` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    // Storage: `Balances::Holds` (r:1 w:1)
    // Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(175), added: 2650, mode: `MaxEncodedLen`)
    fn request_redemption() -> Weight {
        // The shortest run took 78_486 ns. Proof measured: 3036 bytes.
        Weight::from_parts(82_272_000, 4_708)
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
    // Storage: `Claims::Redemptions` (r:1 w:1)
    // Proof: `Claims::Redemptions` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    // Storage: `Balances::Holds` (r:1 w:1)
    // Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(175), added: 2650, mode: `MaxEncodedLen`)
    fn cancel_redemption() -> Weight {
        // The shortest run took 70_955 ns. Proof measured: 3168 bytes.
        Weight::from_parts(75_201_000, 4_708)
            .saturating_add(T::DbWeight::get().reads(7))
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
        // The shortest run took 41_372 ns. Proof measured: 396 bytes.
        Weight::from_parts(44_696_000, 3_640)
            .saturating_add(T::DbWeight::get().reads(6))
            .saturating_add(T::DbWeight::get().writes(5))
    }
}
