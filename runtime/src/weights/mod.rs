//! What calls of the SDK's pallets, extensions, blocks, transactions and storage cost on this runtime. All of it is measured:
//! `scripts/weights` writes the files, and `docs/weights.md` tells how. The weights of Bogam's own pallets are with them.

pub mod block_weights;
pub mod consensus;
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

/// What this runtime's own benchmarks of the SDK's pallets measure.
pub trait ConsensusMeasurements {
    /// A member sets its validator's keys.
    fn set_keys() -> Weight;
    /// A member removes them.
    fn purge_keys() -> Weight;
    /// A double vote is reported, with as many validators as there can be.
    fn report_equivocation() -> Weight;
}

/// What the benchmarks of GRANDPA's pallet measure.
pub trait GrandpaMeasurements {
    /// Noting that finality has stalled.
    fn note_stalled() -> Weight;
}
