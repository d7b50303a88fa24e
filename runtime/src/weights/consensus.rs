//! What the calls of `consensus` cost on this runtime: measured by `scripts/weights`, and to be changed by measuring
//! again. `docs/weights.md` tells how, and what is not contained.
//!
//! Measured on 2026-11-23 with 20 steps and 10 repetitions, on one core of: Intel(R) Xeon(R) Processor.

#![allow(unused_imports, reason = "where nothing is read or written, the costs of storage are not asked for")]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// The weights of `consensus` on a chain with the costs of storage of `T`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> super::ConsensusMeasurements for WeightInfo<T> {
    // Storage: `Registry::Admins` (r:1 w:0)
    // Proof: `Registry::Admins` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
    // Storage: `Session::NextKeys` (r:1 w:1)
    // Proof: `Session::NextKeys` (`max_values`: None, `max_size`: None, mode: `Measured`)
    // Storage: `Session::ExternallySetKeys` (r:1 w:0)
    // Proof: `Session::ExternallySetKeys` (`max_values`: None, `max_size`: None, mode: `Measured`)
    // Storage: `Session::KeyOwner` (r:2 w:4)
    // Proof: `Session::KeyOwner` (`max_values`: None, `max_size`: None, mode: `Measured`)
    fn set_keys() -> Weight {
        // The shortest run took 119_416 ns. Proof measured: 1116 bytes.
        Weight::from_parts(131_284_000, 7_056)
            .saturating_add(T::DbWeight::get().reads(5))
            .saturating_add(T::DbWeight::get().writes(5))
    }

    // Storage: `Registry::Admins` (r:1 w:0)
    // Proof: `Registry::Admins` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
    // Storage: `Session::NextKeys` (r:1 w:1)
    // Proof: `Session::NextKeys` (`max_values`: None, `max_size`: None, mode: `Measured`)
    // Storage: `Balances::Holds` (r:1 w:1)
    // Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(175), added: 2650, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    // Storage: `Session::ExternallySetKeys` (r:1 w:0)
    // Proof: `Session::ExternallySetKeys` (`max_values`: None, `max_size`: None, mode: `Measured`)
    // Storage: `Session::KeyOwner` (r:0 w:2)
    // Proof: `Session::KeyOwner` (`max_values`: None, `max_size`: None, mode: `Measured`)
    fn purge_keys() -> Weight {
        // The shortest run took 47_934 ns. Proof measured: 1173 bytes.
        Weight::from_parts(55_485_000, 4_638)
            .saturating_add(T::DbWeight::get().reads(5))
            .saturating_add(T::DbWeight::get().writes(5))
    }

    // Storage: `Session::CurrentIndex` (r:1 w:0)
    // Proof: `Session::CurrentIndex` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    // Storage: `Session::Validators` (r:1 w:0)
    // Proof: `Session::Validators` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    // Storage: `Session::NextKeys` (r:64 w:0)
    // Proof: `Session::NextKeys` (`max_values`: None, `max_size`: None, mode: `Measured`)
    // Storage: `Grandpa::SetIdSession` (r:2 w:0)
    // Proof: `Grandpa::SetIdSession` (`max_values`: None, `max_size`: Some(20), added: 2495, mode: `MaxEncodedLen`)
    // Storage: `Offences::ConcurrentReportsIndex` (r:1 w:1)
    // Proof: `Offences::ConcurrentReportsIndex` (`max_values`: None, `max_size`: None, mode: `Measured`)
    // Storage: `Offences::Reports` (r:64 w:1)
    // Proof: `Offences::Reports` (`max_values`: None, `max_size`: None, mode: `Measured`)
    // Storage: `Validators::Candidates` (r:1 w:1)
    // Proof: `Validators::Candidates` (`max_values`: Some(1), `max_size`: Some(5762), added: 6257, mode: `MaxEncodedLen`)
    // Storage: `Session::DisabledValidators` (r:1 w:0)
    // Proof: `Session::DisabledValidators` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    fn report_equivocation() -> Weight {
        // The shortest run took 1_730_700 ns. Proof measured: 22964 bytes.
        Weight::from_parts(1_801_034_000, 182_354)
            .saturating_add(T::DbWeight::get().reads(135))
            .saturating_add(T::DbWeight::get().writes(3))
    }
}
