//! What calls cost: measured by `scripts/weights`, and to be changed by measuring again. `docs/weights.md` tells how, and what
//! is not contained.
//!
//! Measured on 2026-11-23 with 20 steps and 10 repetitions, on one core of: Intel(R) Xeon(R) Processor.

#![allow(unused_imports, reason = "where nothing is read or written, the costs of storage are not asked for")]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// What calls cost, by the benchmarks of the same names and by the numbers that their work grows with.
pub trait WeightInfo {
    /// The benchmark `add_node`; `n` was measured from 1 to 512.
    fn add_node(n: u32) -> Weight;
    /// The benchmark `remove_node`; `n` was measured from 1 to 512.
    fn remove_node(n: u32) -> Weight;
    /// The benchmark `set_enforced`; `n` was measured from 1 to 512.
    fn set_enforced(n: u32) -> Weight;
}

/// The weights on a chain with the costs of storage of `T`.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
    // Storage: `Registry::Admins` (r:1 w:0)
    // Proof: `Registry::Admins` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:1 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Nodes::Nodes` (r:1 w:1)
    // Proof: `Nodes::Nodes` (`max_values`: Some(1), `max_size`: Some(37890), added: 38385, mode: `MaxEncodedLen`)
    fn add_node(n: u32) -> Weight {
        // n: 1..=512
        // The shortest run took 21_964 ns. Proof measured: 1274 + n × 47 bytes.
        Weight::from_parts(22_855_215, 39_375)
            .saturating_add(Weight::from_parts(182_592, 0).saturating_mul(n.into()))
            .saturating_add(T::DbWeight::get().reads(3))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Nodes::Nodes` (r:1 w:1)
    // Proof: `Nodes::Nodes` (`max_values`: Some(1), `max_size`: Some(37890), added: 38385, mode: `MaxEncodedLen`)
    // Storage: `Registry::Organisations` (r:511 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Registry::Admins` (r:1 w:0)
    // Proof: `Registry::Admins` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
    // Storage: `Nodes::Enforced` (r:1 w:0)
    // Proof: `Nodes::Enforced` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
    // Storage: `Validators::Candidates` (r:1 w:0)
    // Proof: `Validators::Candidates` (`max_values`: Some(1), `max_size`: Some(5762), added: 6257, mode: `MaxEncodedLen`)
    // Storage: `Session::QueuedKeys` (r:1 w:0)
    // Proof: `Session::QueuedKeys` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    // Storage: `Session::Validators` (r:1 w:0)
    // Proof: `Session::Validators` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    fn remove_node(n: u32) -> Weight {
        // n: 1..=512
        // The shortest run took 34_442 ns. Proof measured: 1806 + n × 47 bytes.
        Weight::from_parts(34_050_640, 39_375)
            .saturating_add(Weight::from_parts(1_500_362, 0).saturating_mul(n.into()))
            .saturating_add(T::DbWeight::get().reads(5))
            .saturating_add(T::DbWeight::get().reads(1).saturating_mul(n.into()))
            .saturating_add(T::DbWeight::get().writes(1))
            .saturating_add(Weight::from_parts(0, 3_686).saturating_mul(n.into()))
    }

    // Storage: `Nodes::Nodes` (r:1 w:0)
    // Proof: `Nodes::Nodes` (`max_values`: Some(1), `max_size`: Some(37890), added: 38385, mode: `MaxEncodedLen`)
    // Storage: `Validators::Candidates` (r:1 w:0)
    // Proof: `Validators::Candidates` (`max_values`: Some(1), `max_size`: Some(5762), added: 6257, mode: `MaxEncodedLen`)
    // Storage: `Session::QueuedKeys` (r:1 w:0)
    // Proof: `Session::QueuedKeys` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    // Storage: `Session::Validators` (r:1 w:0)
    // Proof: `Session::Validators` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    // Storage: `Registry::Organisations` (r:511 w:0)
    // Proof: `Registry::Organisations` (`max_values`: None, `max_size`: Some(1243), added: 3718, mode: `MaxEncodedLen`)
    // Storage: `Nodes::Enforced` (r:0 w:1)
    // Proof: `Nodes::Enforced` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
    fn set_enforced(n: u32) -> Weight {
        // n: 1..=512
        // The shortest run took 26_833 ns. Proof measured: 1433 + n × 47 bytes.
        Weight::from_parts(26_934_210, 39_375)
            .saturating_add(Weight::from_parts(1_486_815, 0).saturating_mul(n.into()))
            .saturating_add(T::DbWeight::get().reads(3))
            .saturating_add(T::DbWeight::get().reads(1).saturating_mul(n.into()))
            .saturating_add(T::DbWeight::get().writes(1))
            .saturating_add(Weight::from_parts(0, 3_686).saturating_mul(n.into()))
    }
}
