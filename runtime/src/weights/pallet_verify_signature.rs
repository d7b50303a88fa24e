//! What the calls of `pallet_verify_signature` cost on this runtime: measured by `scripts/weights`, and to be changed by measuring
//! again. `docs/weights.md` tells how, and what is not contained.
//!
//! Measured on 2026-11-23 with 20 steps and 10 repetitions, on one core of: Intel(R) Xeon(R) Processor.

#![allow(unused_imports, reason = "where nothing is read or written, the costs of storage are not asked for")]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// The weights of `pallet_verify_signature` on a chain with the costs of storage of `T`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_verify_signature::WeightInfo for WeightInfo<T> {
    fn verify_signature() -> Weight {
        // The shortest run took 36_908 ns. Proof measured: 0 bytes.
        Weight::from_parts(39_960_000, 0)
    }
}
