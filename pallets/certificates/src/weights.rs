//! What calls cost. `benchmarking.rs` regenerates this file with measured times; those given here are generous
//! estimates, and reads and writes are counted from the code.
//!
//! There is no implementation that costs nothing: the tests run with these too.
//!
//! Not contained: the check of the origin and what is asked of the registry, whose own weights the calls add.

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// What calls cost, by the numbers that their work grows with.
pub trait WeightInfo {
    /// Registering a schema with a name of `name` bytes.
    fn register_schema(name: u32) -> Weight;
    /// Retiring a schema.
    fn retire_schema() -> Weight;
    /// Issuing a batch of any size.
    fn issue() -> Weight;
    /// Endorsing a batch.
    fn endorse() -> Weight;
    /// Refusing to.
    fn refuse_endorsement() -> Weight;
    /// Suspending a certificate.
    fn suspend() -> Weight;
    /// Reinstating it.
    fn reinstate() -> Weight;
    /// Revoking it.
    fn revoke() -> Weight;
    /// Superseding it: the successor is looked up besides.
    fn supersede() -> Weight;
    /// Revoking a batch.
    fn revoke_batch() -> Weight;
    /// Removing a batch's record and `entries` histories and marks.
    fn prune(entries: u32) -> Weight;
    /// Looking up, billing or unbilling a certificate.
    fn bill() -> Weight;
}

/// The weights on a chain with the costs of storage of `T`.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
    fn register_schema(name: u32) -> Weight {
        estimate::register_schema(T::DbWeight::get(), name)
    }

    fn retire_schema() -> Weight {
        estimate::change(T::DbWeight::get())
    }

    fn issue() -> Weight {
        estimate::issue(T::DbWeight::get())
    }

    fn endorse() -> Weight {
        estimate::change(T::DbWeight::get())
    }

    fn refuse_endorsement() -> Weight {
        estimate::change(T::DbWeight::get())
    }

    fn suspend() -> Weight {
        estimate::status(T::DbWeight::get())
    }

    fn reinstate() -> Weight {
        estimate::status(T::DbWeight::get())
    }

    fn revoke() -> Weight {
        estimate::status(T::DbWeight::get())
    }

    fn supersede() -> Weight {
        estimate::supersede(T::DbWeight::get())
    }

    fn revoke_batch() -> Weight {
        estimate::change(T::DbWeight::get())
    }

    fn prune(entries: u32) -> Weight {
        estimate::prune(T::DbWeight::get(), entries)
    }

    fn bill() -> Weight {
        estimate::bill(T::DbWeight::get())
    }
}

/// The estimates. Times are in picoseconds, proof sizes in bytes.
mod estimate {
    use frame_support::weights::{RuntimeDbWeight, Weight};

    /// Decoding, changing and encoding a schema or a batch.
    const RECORD: Weight = Weight::from_parts(20_000_000, 2_048);
    /// The same for a certificate's history at its bound.
    const HISTORY: Weight = Weight::from_parts(15_000_000, 2_048);
    /// Finding and removing a history or a mark.
    const ENTRY: Weight = Weight::from_parts(8_000_000, 2_048);
    /// What a byte of a name adds.
    const BYTE: Weight = Weight::from_parts(20_000, 1);

    /// The record and the clock read, the record written.
    pub fn change(db: RuntimeDbWeight) -> Weight {
        RECORD.saturating_add(db.reads_writes(2, 1))
    }

    pub fn register_schema(db: RuntimeDbWeight, name: u32) -> Weight {
        change(db).saturating_add(BYTE.saturating_mul(name.into()))
    }

    /// The schema read besides.
    pub fn issue(db: RuntimeDbWeight) -> Weight {
        change(db).saturating_add(RECORD).saturating_add(db.reads(1))
    }

    /// The batch, the history and the clock read, the history written.
    pub fn status(db: RuntimeDbWeight) -> Weight {
        RECORD.saturating_add(HISTORY).saturating_add(db.reads_writes(3, 1))
    }

    /// The successor's batch and history read besides.
    pub fn supersede(db: RuntimeDbWeight) -> Weight {
        status(db).saturating_add(RECORD).saturating_add(HISTORY).saturating_add(db.reads(2))
    }

    /// The batch, the clock and the mark of pruning read; the batch and that mark written; one more of each kind of entry
    /// looked for than is there.
    pub fn prune(db: RuntimeDbWeight, entries: u32) -> Weight {
        let entries = ENTRY.saturating_add(db.reads_writes(1, 1)).saturating_mul(entries.into());
        RECORD.saturating_add(ENTRY.saturating_mul(2)).saturating_add(entries).saturating_add(db.reads_writes(5, 2))
    }

    /// The batch, the history and the mark read, the mark written.
    pub fn bill(db: RuntimeDbWeight) -> Weight {
        RECORD.saturating_add(HISTORY).saturating_add(db.reads_writes(3, 1))
    }
}
