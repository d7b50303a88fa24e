//! What calls cost. `benchmarking.rs` regenerates this file with measured times; those given here are generous
//! estimates, and reads and writes are counted from the code.
//!
//! There is no implementation that costs nothing: the tests run with these too.
//!
//! Not contained: what is asked of the registry and of the validators, whose own weights the calls add.

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// What calls cost, by the number of nodes.
pub trait WeightInfo {
    /// Adding a node.
    fn add_node(nodes: u32) -> Weight;
    /// Removing one.
    fn remove_node(nodes: u32) -> Weight;
    /// Deciding whether the list is enforced.
    fn set_enforced(nodes: u32) -> Weight;
}

/// The weights on a chain with the costs of storage of `T`.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
    fn add_node(nodes: u32) -> Weight {
        // The list read and written.
        estimate::list(nodes).saturating_add(T::DbWeight::get().reads_writes(1, 1))
    }

    fn remove_node(nodes: u32) -> Weight {
        // The list read and written, the mark of enforcement read.
        estimate::list(nodes).saturating_add(T::DbWeight::get().reads_writes(2, 1))
    }

    fn set_enforced(nodes: u32) -> Weight {
        // The list read, the mark written.
        estimate::list(nodes).saturating_add(T::DbWeight::get().reads_writes(1, 1))
    }
}

/// The estimates. Times are in picoseconds, proof sizes in bytes.
mod estimate {
    use frame_support::weights::Weight;

    /// What any call does.
    const CALL: Weight = Weight::from_parts(15_000_000, 2_048);
    /// Decoding, comparing and encoding a node of the list.
    const NODE: Weight = Weight::from_parts(400_000, 80);

    pub fn list(nodes: u32) -> Weight {
        CALL.saturating_add(NODE.saturating_mul(nodes.into()))
    }
}
