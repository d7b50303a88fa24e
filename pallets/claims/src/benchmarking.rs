//! What calls cost at worst.
#![cfg(feature = "runtime-benchmarks")]
