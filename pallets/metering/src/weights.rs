//! What metering costs. `benchmarking.rs` regenerates this file with measured times; those given here are generous
//! estimates, and reads and writes are counted from the code.
//!
//! Not contained: the question who is behind an account, whose own weight is added.

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// What metering costs.
pub trait WeightInfo {
    /// Charging a transaction of a holder with so many sponsors, and giving back what it did not use.
    fn meter(sponsors: u32) -> Weight;
    /// Setting an allowance.
    fn set_allowance() -> Weight;
}

/// The weights on a chain with the costs of storage of `T`.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
    fn meter(sponsors: u32) -> Weight {
        // An allowance and what was used, for each sponsor; a second time, from the cache, when it is applied. One of them
        // is written.
        let sponsor = Weight::from_parts(4_000_000, 128).saturating_add(T::DbWeight::get().reads(2));
        Weight::from_parts(8_000_000, 256)
            .saturating_add(sponsor.saturating_mul(sponsors.into()))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    fn set_allowance() -> Weight {
        Weight::from_parts(12_000_000, 128).saturating_add(T::DbWeight::get().writes(1))
    }
}
