//! What calls cost. `benchmarking.rs` regenerates this file with measured times; those given here are generous
//! estimates, and reads and writes are counted from the code.

use core::marker::PhantomData;
use frame_support::{
    traits::Get,
    weights::{Weight, constants::WEIGHT_REF_TIME_PER_MICROS},
};

/// What calls cost.
pub trait WeightInfo {
    /// Authorising an upgrade.
    fn authorise_upgrade() -> Weight;
    /// Taking an authorisation back.
    fn withdraw_upgrade() -> Weight;
    /// Applying an upgrade.
    fn apply_upgrade() -> Weight;
    /// Hashing and storing so many bytes of code.
    fn code_bytes(bytes: u32) -> Weight;
    /// Pausing while so much is paused and over.
    fn pause(pauses: u32) -> Weight;
    /// Resuming.
    fn resume() -> Weight;
}

/// The weights on a chain with the costs of storage of `T`.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
    fn authorise_upgrade() -> Weight {
        Weight::from_parts(15 * WEIGHT_REF_TIME_PER_MICROS, 1_024).saturating_add(T::DbWeight::get().reads_writes(1, 1))
    }

    fn withdraw_upgrade() -> Weight {
        Weight::from_parts(15 * WEIGHT_REF_TIME_PER_MICROS, 1_024).saturating_add(T::DbWeight::get().reads_writes(1, 1))
    }

    fn apply_upgrade() -> Weight {
        // Reading the version is by far the most of it: the code has to be decompressed and parsed. This is what the system
        // pallet takes for all of it.
        Weight::from_parts(100_000 * WEIGHT_REF_TIME_PER_MICROS, 70_000)
            // The authorisation, the version and the migrations; the authorisation, the code and the digest.
            .saturating_add(T::DbWeight::get().reads_writes(3, 3))
    }

    fn code_bytes(bytes: u32) -> Weight {
        Weight::from_parts(30_000, 0).saturating_mul(bytes.into())
    }

    fn pause(pauses: u32) -> Weight {
        let over = Weight::from_parts(5 * WEIGHT_REF_TIME_PER_MICROS, 256)
            .saturating_add(T::DbWeight::get().reads_writes(1, 1));
        Weight::from_parts(25 * WEIGHT_REF_TIME_PER_MICROS, 1_024)
            .saturating_add(over.saturating_mul(pauses.into()))
            .saturating_add(T::DbWeight::get().reads_writes(3, 2))
    }

    fn resume() -> Weight {
        Weight::from_parts(15 * WEIGHT_REF_TIME_PER_MICROS, 1_024).saturating_add(T::DbWeight::get().reads_writes(2, 2))
    }
}
