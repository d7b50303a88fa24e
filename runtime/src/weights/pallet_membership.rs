//! What the calls of `pallet_membership` cost on this runtime: measured by `scripts/weights`, and to be changed by measuring
//! again. `docs/weights.md` tells how, and what is not contained.
//!
//! Measured on 2026-11-22 with 20 steps and 10 repetitions, on one core of: Intel(R) Xeon(R) Processor.

#![allow(unused_imports, reason = "where nothing is read or written, the costs of storage are not asked for")]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// The weights of `pallet_membership` on a chain with the costs of storage of `T`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_membership::WeightInfo for WeightInfo<T> {
    // Storage: `CouncilMembership::Members` (r:1 w:1)
    // Proof: `CouncilMembership::Members` (`max_values`: Some(1), `max_size`: Some(3202), added: 3697, mode: `MaxEncodedLen`)
    // Storage: `Council::Proposals` (r:1 w:0)
    // Proof: `Council::Proposals` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    // Storage: `Council::Members` (r:0 w:1)
    // Proof: `Council::Members` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    // Storage: `Council::Prime` (r:0 w:1)
    // Proof: `Council::Prime` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    fn add_member(m: u32) -> Weight {
        // m: 1..=99
        // The shortest run took 10_126 ns. Proof measured: 146 + m × 32 bytes.
        Weight::from_parts(11_578_467, 4_687)
            .saturating_add(Weight::from_parts(27_551, 0).saturating_mul(m.into()))
            .saturating_add(T::DbWeight::get().reads(2))
            .saturating_add(T::DbWeight::get().writes(3))
            .saturating_add(Weight::from_parts(0, 32).saturating_mul(m.into()))
    }

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
    fn remove_member(m: u32) -> Weight {
        // m: 2..=100
        // The shortest run took 12_009 ns. Proof measured: 232 + m × 32 bytes.
        Weight::from_parts(13_242_145, 4_687)
            .saturating_add(Weight::from_parts(26_092, 0).saturating_mul(m.into()))
            .saturating_add(T::DbWeight::get().reads(3))
            .saturating_add(T::DbWeight::get().writes(3))
            .saturating_add(Weight::from_parts(0, 32).saturating_mul(m.into()))
    }

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
    fn swap_member(m: u32) -> Weight {
        // m: 2..=100
        // The shortest run took 11_800 ns. Proof measured: 232 + m × 32 bytes.
        Weight::from_parts(13_110_336, 4_687)
            .saturating_add(Weight::from_parts(36_884, 0).saturating_mul(m.into()))
            .saturating_add(T::DbWeight::get().reads(3))
            .saturating_add(T::DbWeight::get().writes(3))
            .saturating_add(Weight::from_parts(0, 32).saturating_mul(m.into()))
    }

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
    fn reset_members(m: u32) -> Weight {
        // m: 1..=100
        // The shortest run took 11_430 ns. Proof measured: 231 + m × 32 bytes.
        Weight::from_parts(13_443_832, 4_687)
            .saturating_add(Weight::from_parts(100_413, 0).saturating_mul(m.into()))
            .saturating_add(T::DbWeight::get().reads(3))
            .saturating_add(T::DbWeight::get().writes(3))
            .saturating_add(Weight::from_parts(0, 32).saturating_mul(m.into()))
    }

    // Storage: `CouncilMembership::Members` (r:1 w:1)
    // Proof: `CouncilMembership::Members` (`max_values`: Some(1), `max_size`: Some(3202), added: 3697, mode: `MaxEncodedLen`)
    // Storage: `Council::Proposals` (r:1 w:0)
    // Proof: `Council::Proposals` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    // Storage: `CouncilMembership::Prime` (r:1 w:1)
    // Proof: `CouncilMembership::Prime` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
    // Storage: `Council::Members` (r:0 w:1)
    // Proof: `Council::Members` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    // Storage: `Council::Prime` (r:0 w:1)
    // Proof: `Council::Prime` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    fn change_key(m: u32) -> Weight {
        // m: 1..=100
        // The shortest run took 11_975 ns. Proof measured: 231 + m × 32 bytes.
        Weight::from_parts(13_131_208, 4_687)
            .saturating_add(Weight::from_parts(38_824, 0).saturating_mul(m.into()))
            .saturating_add(T::DbWeight::get().reads(3))
            .saturating_add(T::DbWeight::get().writes(4))
            .saturating_add(Weight::from_parts(0, 32).saturating_mul(m.into()))
    }

    // Storage: `CouncilMembership::Members` (r:1 w:0)
    // Proof: `CouncilMembership::Members` (`max_values`: Some(1), `max_size`: Some(3202), added: 3697, mode: `MaxEncodedLen`)
    // Storage: `CouncilMembership::Prime` (r:0 w:1)
    // Proof: `CouncilMembership::Prime` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
    // Storage: `Council::Prime` (r:0 w:1)
    // Proof: `Council::Prime` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    fn set_prime(m: u32) -> Weight {
        // m: 1..=100
        // The shortest run took 5_615 ns. Proof measured: 103 + m × 32 bytes.
        Weight::from_parts(6_396_778, 4_687)
            .saturating_add(Weight::from_parts(14_985, 0).saturating_mul(m.into()))
            .saturating_add(T::DbWeight::get().reads(1))
            .saturating_add(T::DbWeight::get().writes(2))
            .saturating_add(Weight::from_parts(0, 32).saturating_mul(m.into()))
    }

    // Storage: `CouncilMembership::Prime` (r:0 w:1)
    // Proof: `CouncilMembership::Prime` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
    // Storage: `Council::Prime` (r:0 w:1)
    // Proof: `Council::Prime` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    fn clear_prime() -> Weight {
        // The shortest run took 2_042 ns. Proof measured: 0 bytes.
        Weight::from_parts(2_466_000, 0).saturating_add(T::DbWeight::get().writes(2))
    }
}
