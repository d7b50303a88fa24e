//! What calls of the SDK's pallets, extensions, blocks, transactions and storage cost on this runtime. All of it is measured:
//! `scripts/weights` writes the files, and `docs/weights.md` tells how. The weights of Bogam's own pallets are with them.

pub mod block_weights;
pub mod extrinsic_weights;
pub mod frame_system;
pub mod frame_system_extensions;
pub mod pallet_balances;
pub mod pallet_collective;
pub mod pallet_grandpa;
pub mod pallet_membership;
pub mod pallet_meta_tx;
pub mod pallet_preimage;
pub mod pallet_safe_mode;
pub mod pallet_scheduler;
pub mod pallet_timestamp;
pub mod pallet_utility;
pub mod pallet_verify_signature;
pub mod paritydb_weights;

use frame_support::weights::Weight;

/// What the benchmarks of GRANDPA's pallet measure. It is not what its calls weigh: see `configs::consensus`.
pub trait GrandpaMeasurements {
    /// Checking the proof of an equivocation.
    fn check_equivocation_proof(x: u32) -> Weight;
    /// Noting that finality has stalled.
    fn note_stalled() -> Weight;
}
