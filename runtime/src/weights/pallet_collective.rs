//! What the calls of `pallet_collective` cost on this runtime: measured by `scripts/weights`, and to be changed by measuring
//! again. `docs/weights.md` tells how, and what is not contained.
//!
//! Measured on 2026-11-22 with 20 steps and 10 repetitions, on one core of: Intel(R) Xeon(R) Processor.

#![allow(unused_imports, reason = "where nothing is read or written, the costs of storage are not asked for")]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// The weights of `pallet_collective` on a chain with the costs of storage of `T`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_collective::WeightInfo for WeightInfo<T> {
    // Storage: `Council::Members` (r:1 w:1)
    // Proof: `Council::Members` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    // Storage: `Council::Proposals` (r:1 w:0)
    // Proof: `Council::Proposals` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    // Storage: `Council::Voting` (r:100 w:100)
    // Proof: `Council::Voting` (`max_values`: None, `max_size`: None, mode: `Measured`)
    // Storage: `Council::Prime` (r:0 w:1)
    // Proof: `Council::Prime` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    fn set_members(m: u32, _n: u32, p: u32) -> Weight {
        // m: 0..=100
        // n: 0..=100
        // p: 0..=100
        // The shortest run took 11_387 ns. Proof measured: 0 + m × 3232 + p × 3190 bytes.
        Weight::from_parts(11_616_000, 32_690)
            .saturating_add(Weight::from_parts(2_586_957, 0).saturating_mul(m.into()))
            .saturating_add(Weight::from_parts(5_493_559, 0).saturating_mul(p.into()))
            .saturating_add(T::DbWeight::get().reads(2))
            .saturating_add(T::DbWeight::get().reads(1).saturating_mul(p.into()))
            .saturating_add(T::DbWeight::get().writes(2))
            .saturating_add(T::DbWeight::get().writes(1).saturating_mul(p.into()))
            .saturating_add(Weight::from_parts(0, 1_969).saturating_mul(m.into()))
            .saturating_add(Weight::from_parts(0, 4_247).saturating_mul(p.into()))
    }

    // Storage: `Council::Members` (r:1 w:0)
    // Proof: `Council::Members` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    // Storage: `Governance::CounterForPaused` (r:1 w:0)
    // Proof: `Governance::CounterForPaused` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    // Storage: `SafeMode::EnteredUntil` (r:1 w:0)
    // Proof: `SafeMode::EnteredUntil` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    fn execute(b: u32, m: u32) -> Weight {
        // b: 2..=1024
        // m: 1..=100
        // The shortest run took 12_894 ns. Proof measured: 114 + m × 32 bytes.
        Weight::from_parts(13_689_839, 1_599)
            .saturating_add(Weight::from_parts(1_378, 0).saturating_mul(b.into()))
            .saturating_add(Weight::from_parts(12_457, 0).saturating_mul(m.into()))
            .saturating_add(T::DbWeight::get().reads(3))
            .saturating_add(Weight::from_parts(0, 32).saturating_mul(m.into()))
    }

    // Storage: `Council::Members` (r:1 w:0)
    // Proof: `Council::Members` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    // Storage: `Council::ProposalOf` (r:1 w:0)
    // Proof: `Council::ProposalOf` (`max_values`: None, `max_size`: None, mode: `Measured`)
    // Storage: `Governance::CounterForPaused` (r:1 w:0)
    // Proof: `Governance::CounterForPaused` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    // Storage: `SafeMode::EnteredUntil` (r:1 w:0)
    // Proof: `SafeMode::EnteredUntil` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    fn propose_execute(b: u32, m: u32) -> Weight {
        // b: 2..=1024
        // m: 1..=100
        // The shortest run took 16_580 ns. Proof measured: 114 + m × 32 bytes.
        Weight::from_parts(16_542_925, 3_579)
            .saturating_add(Weight::from_parts(1_386, 0).saturating_mul(b.into()))
            .saturating_add(Weight::from_parts(20_970, 0).saturating_mul(m.into()))
            .saturating_add(T::DbWeight::get().reads(4))
            .saturating_add(Weight::from_parts(0, 32).saturating_mul(m.into()))
    }

    // Storage: `Council::Members` (r:1 w:0)
    // Proof: `Council::Members` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    // Storage: `Council::ProposalOf` (r:1 w:1)
    // Proof: `Council::ProposalOf` (`max_values`: None, `max_size`: None, mode: `Measured`)
    // Storage: `Council::Proposals` (r:1 w:1)
    // Proof: `Council::Proposals` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    // Storage: `Council::ProposalCount` (r:1 w:1)
    // Proof: `Council::ProposalCount` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    // Storage: `Council::Voting` (r:0 w:1)
    // Proof: `Council::Voting` (`max_values`: None, `max_size`: None, mode: `Measured`)
    fn propose_proposed(b: u32, m: u32, p: u32) -> Weight {
        // b: 2..=1024
        // m: 2..=100
        // p: 1..=100
        // The shortest run took 20_591 ns. Proof measured: 392 + m × 32 + p × 36 bytes.
        Weight::from_parts(12_504_179, 3_750)
            .saturating_add(Weight::from_parts(7_235, 0).saturating_mul(b.into()))
            .saturating_add(Weight::from_parts(37_189, 0).saturating_mul(m.into()))
            .saturating_add(Weight::from_parts(252_687, 0).saturating_mul(p.into()))
            .saturating_add(T::DbWeight::get().reads(4))
            .saturating_add(T::DbWeight::get().writes(4))
            .saturating_add(Weight::from_parts(0, 33).saturating_mul(m.into()))
            .saturating_add(Weight::from_parts(0, 36).saturating_mul(p.into()))
    }

    // Storage: `Council::Members` (r:1 w:0)
    // Proof: `Council::Members` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    // Storage: `Council::Voting` (r:1 w:1)
    // Proof: `Council::Voting` (`max_values`: None, `max_size`: None, mode: `Measured`)
    fn vote(m: u32) -> Weight {
        // m: 5..=100
        // The shortest run took 20_133 ns. Proof measured: 770 + m × 64 bytes.
        Weight::from_parts(26_670_053, 4_235)
            .saturating_add(Weight::from_parts(33_900, 0).saturating_mul(m.into()))
            .saturating_add(T::DbWeight::get().reads(2))
            .saturating_add(T::DbWeight::get().writes(1))
            .saturating_add(Weight::from_parts(0, 64).saturating_mul(m.into()))
    }

    // Storage: `Council::Voting` (r:1 w:1)
    // Proof: `Council::Voting` (`max_values`: None, `max_size`: None, mode: `Measured`)
    // Storage: `Council::Members` (r:1 w:0)
    // Proof: `Council::Members` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    // Storage: `Council::Proposals` (r:1 w:1)
    // Proof: `Council::Proposals` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    // Storage: `Council::ProposalOf` (r:0 w:1)
    // Proof: `Council::ProposalOf` (`max_values`: None, `max_size`: None, mode: `Measured`)
    fn close_early_disapproved(m: u32, p: u32) -> Weight {
        // m: 4..=100
        // p: 1..=100
        // The shortest run took 21_385 ns. Proof measured: 397 + m × 64 + p × 35 bytes.
        Weight::from_parts(21_318_715, 3_786)
            .saturating_add(Weight::from_parts(36_034, 0).saturating_mul(m.into()))
            .saturating_add(Weight::from_parts(221_535, 0).saturating_mul(p.into()))
            .saturating_add(T::DbWeight::get().reads(3))
            .saturating_add(T::DbWeight::get().writes(3))
            .saturating_add(Weight::from_parts(0, 65).saturating_mul(m.into()))
            .saturating_add(Weight::from_parts(0, 36).saturating_mul(p.into()))
    }

    // Storage: `Council::Voting` (r:1 w:1)
    // Proof: `Council::Voting` (`max_values`: None, `max_size`: None, mode: `Measured`)
    // Storage: `Council::Members` (r:1 w:0)
    // Proof: `Council::Members` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    // Storage: `Council::ProposalOf` (r:1 w:1)
    // Proof: `Council::ProposalOf` (`max_values`: None, `max_size`: None, mode: `Measured`)
    // Storage: `Governance::CounterForPaused` (r:1 w:0)
    // Proof: `Governance::CounterForPaused` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    // Storage: `SafeMode::EnteredUntil` (r:1 w:0)
    // Proof: `SafeMode::EnteredUntil` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    // Storage: `Council::Proposals` (r:1 w:1)
    // Proof: `Council::Proposals` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    fn close_early_approved(b: u32, m: u32, p: u32) -> Weight {
        // b: 2..=1024
        // m: 4..=100
        // p: 1..=100
        // The shortest run took 34_813 ns. Proof measured: 789 + m × 64 + p × 39 bytes.
        Weight::from_parts(30_765_907, 4_130)
            .saturating_add(Weight::from_parts(6_089, 0).saturating_mul(b.into()))
            .saturating_add(Weight::from_parts(25_217, 0).saturating_mul(m.into()))
            .saturating_add(Weight::from_parts(321_748, 0).saturating_mul(p.into()))
            .saturating_add(T::DbWeight::get().reads(6))
            .saturating_add(T::DbWeight::get().writes(3))
            .saturating_add(Weight::from_parts(0, 1).saturating_mul(b.into()))
            .saturating_add(Weight::from_parts(0, 65).saturating_mul(m.into()))
            .saturating_add(Weight::from_parts(0, 40).saturating_mul(p.into()))
    }

    // Storage: `Council::Voting` (r:1 w:1)
    // Proof: `Council::Voting` (`max_values`: None, `max_size`: None, mode: `Measured`)
    // Storage: `Council::Members` (r:1 w:0)
    // Proof: `Council::Members` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    // Storage: `Council::Prime` (r:1 w:0)
    // Proof: `Council::Prime` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    // Storage: `Council::Proposals` (r:1 w:1)
    // Proof: `Council::Proposals` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    // Storage: `Council::ProposalOf` (r:0 w:1)
    // Proof: `Council::ProposalOf` (`max_values`: None, `max_size`: None, mode: `Measured`)
    fn close_disapproved(m: u32, p: u32) -> Weight {
        // m: 4..=100
        // p: 1..=100
        // The shortest run took 24_384 ns. Proof measured: 417 + m × 64 + p × 35 bytes.
        Weight::from_parts(22_464_240, 3_806)
            .saturating_add(Weight::from_parts(37_091, 0).saturating_mul(m.into()))
            .saturating_add(Weight::from_parts(249_208, 0).saturating_mul(p.into()))
            .saturating_add(T::DbWeight::get().reads(4))
            .saturating_add(T::DbWeight::get().writes(3))
            .saturating_add(Weight::from_parts(0, 65).saturating_mul(m.into()))
            .saturating_add(Weight::from_parts(0, 36).saturating_mul(p.into()))
    }

    // Storage: `Council::Voting` (r:1 w:1)
    // Proof: `Council::Voting` (`max_values`: None, `max_size`: None, mode: `Measured`)
    // Storage: `Council::Members` (r:1 w:0)
    // Proof: `Council::Members` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    // Storage: `Council::Prime` (r:1 w:0)
    // Proof: `Council::Prime` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    // Storage: `Council::ProposalOf` (r:1 w:1)
    // Proof: `Council::ProposalOf` (`max_values`: None, `max_size`: None, mode: `Measured`)
    // Storage: `Governance::CounterForPaused` (r:1 w:0)
    // Proof: `Governance::CounterForPaused` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    // Storage: `SafeMode::EnteredUntil` (r:1 w:0)
    // Proof: `SafeMode::EnteredUntil` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    // Storage: `Council::Proposals` (r:1 w:1)
    // Proof: `Council::Proposals` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    fn close_approved(b: u32, m: u32, p: u32) -> Weight {
        // b: 2..=1024
        // m: 4..=100
        // p: 1..=100
        // The shortest run took 37_349 ns. Proof measured: 809 + m × 64 + p × 39 bytes.
        Weight::from_parts(33_287_778, 4_150)
            .saturating_add(Weight::from_parts(6_309, 0).saturating_mul(b.into()))
            .saturating_add(Weight::from_parts(33_479, 0).saturating_mul(m.into()))
            .saturating_add(Weight::from_parts(320_031, 0).saturating_mul(p.into()))
            .saturating_add(T::DbWeight::get().reads(7))
            .saturating_add(T::DbWeight::get().writes(3))
            .saturating_add(Weight::from_parts(0, 1).saturating_mul(b.into()))
            .saturating_add(Weight::from_parts(0, 65).saturating_mul(m.into()))
            .saturating_add(Weight::from_parts(0, 40).saturating_mul(p.into()))
    }

    // Storage: `Council::Proposals` (r:1 w:1)
    // Proof: `Council::Proposals` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    // Storage: `Council::Voting` (r:0 w:1)
    // Proof: `Council::Voting` (`max_values`: None, `max_size`: None, mode: `Measured`)
    // Storage: `Council::ProposalOf` (r:0 w:1)
    // Proof: `Council::ProposalOf` (`max_values`: None, `max_size`: None, mode: `Measured`)
    fn disapprove_proposal(p: u32) -> Weight {
        // p: 1..=100
        // The shortest run took 11_693 ns. Proof measured: 188 + p × 32 bytes.
        Weight::from_parts(12_412_052, 1_674)
            .saturating_add(Weight::from_parts(219_442, 0).saturating_mul(p.into()))
            .saturating_add(T::DbWeight::get().reads(1))
            .saturating_add(T::DbWeight::get().writes(3))
            .saturating_add(Weight::from_parts(0, 32).saturating_mul(p.into()))
    }

    // Storage: `Council::ProposalOf` (r:1 w:1)
    // Proof: `Council::ProposalOf` (`max_values`: None, `max_size`: None, mode: `Measured`)
    // Storage: `Council::CostOf` (r:1 w:0)
    // Proof: `Council::CostOf` (`max_values`: None, `max_size`: None, mode: `Measured`)
    // Storage: `Council::Proposals` (r:1 w:1)
    // Proof: `Council::Proposals` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    // Storage: `Council::Voting` (r:0 w:1)
    // Proof: `Council::Voting` (`max_values`: None, `max_size`: None, mode: `Measured`)
    fn kill(d: u32, p: u32) -> Weight {
        // d: 0..=1
        // p: 1..=100
        // The shortest run took 17_291 ns. Proof measured: 1482 + p × 36 bytes.
        Weight::from_parts(18_303_103, 4_876)
            .saturating_add(Weight::from_parts(166_854, 0).saturating_mul(d.into()))
            .saturating_add(Weight::from_parts(251_188, 0).saturating_mul(p.into()))
            .saturating_add(T::DbWeight::get().reads(3))
            .saturating_add(T::DbWeight::get().writes(3))
            .saturating_add(Weight::from_parts(0, 93).saturating_mul(d.into()))
            .saturating_add(Weight::from_parts(0, 37).saturating_mul(p.into()))
    }

    // Storage: `Council::ProposalOf` (r:1 w:0)
    // Proof: `Council::ProposalOf` (`max_values`: None, `max_size`: None, mode: `Measured`)
    // Storage: `Council::CostOf` (r:1 w:0)
    // Proof: `Council::CostOf` (`max_values`: None, `max_size`: None, mode: `Measured`)
    fn release_proposal_cost() -> Weight {
        // The shortest run took 12_111 ns. Proof measured: 874 bytes.
        Weight::from_parts(14_067_000, 4_339).saturating_add(T::DbWeight::get().reads(2))
    }
}
