//! What calls cost. `benchmarking.rs` regenerates this file with measured times; those given here are generous
//! estimates, and reads and writes are counted from the code.
//!
//! There is no implementation that costs nothing: the tests run with these too.
//!
//! Not contained: the check of the origin and the sponsoring and releasing of keys, whose own weights the calls add.

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// What calls cost, by the numbers that their work grows with.
pub trait WeightInfo {
    /// Issuing `items` items with a key for each of `issues` issues.
    fn issue(items: u32, issues: u32) -> Weight;
    /// The same, and cancelling what is replaced.
    fn replace(items: u32, issues: u32) -> Weight;
    /// Cancelling.
    fn cancel() -> Weight;
    /// Stopping new holds.
    fn suspend() -> Weight;
    /// Permitting them again.
    fn resume() -> Weight;
    /// Accepting: it verifies a signature.
    fn accept() -> Weight;
    /// Dispensing `lines` items.
    fn dispense(lines: u32) -> Weight;
    /// Closing an item.
    fn not_dispensed() -> Weight;
    /// Giving back.
    fn give_back() -> Weight;
    /// Withdrawing, with `entries` entries of the log read.
    fn withdraw(entries: u32) -> Weight;
    /// Nominating a pharmacy.
    fn nominate() -> Weight;
    /// Exchanging a key.
    fn rotate() -> Weight;
    /// Declining.
    fn decline() -> Weight;
    /// Requesting a renewal.
    fn request_renewal() -> Weight;
    /// Ending a stale hold.
    fn release_stale() -> Weight;
    /// Removing a record with `fills` entries of the log and `keys` keys.
    fn prune(fills: u32, keys: u32) -> Weight;
    /// Looking up, billing or unbilling one item.
    fn bill() -> Weight;
}

/// The weights on a chain with the costs of storage of `T`.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
    fn issue(items: u32, issues: u32) -> Weight {
        estimate::issue(T::DbWeight::get(), items, issues)
    }

    fn replace(items: u32, issues: u32) -> Weight {
        estimate::replace(T::DbWeight::get(), items, issues)
    }

    fn cancel() -> Weight {
        estimate::change(T::DbWeight::get())
    }

    fn suspend() -> Weight {
        estimate::change(T::DbWeight::get())
    }

    fn resume() -> Weight {
        estimate::change(T::DbWeight::get())
    }

    fn accept() -> Weight {
        estimate::accept(T::DbWeight::get())
    }

    fn dispense(lines: u32) -> Weight {
        estimate::fill(T::DbWeight::get(), lines)
    }

    fn not_dispensed() -> Weight {
        estimate::fill(T::DbWeight::get(), 1)
    }

    fn give_back() -> Weight {
        estimate::change(T::DbWeight::get())
    }

    fn withdraw(entries: u32) -> Weight {
        estimate::withdraw(T::DbWeight::get(), entries)
    }

    fn nominate() -> Weight {
        // One read more: whether the organisation may be named.
        estimate::change(T::DbWeight::get()).saturating_add(T::DbWeight::get().reads(1))
    }

    fn rotate() -> Weight {
        estimate::rotate(T::DbWeight::get())
    }

    fn decline() -> Weight {
        estimate::change(T::DbWeight::get())
    }

    fn request_renewal() -> Weight {
        estimate::change(T::DbWeight::get())
    }

    fn release_stale() -> Weight {
        estimate::change(T::DbWeight::get()).saturating_add(T::DbWeight::get().reads(1))
    }

    fn prune(fills: u32, keys: u32) -> Weight {
        estimate::prune(T::DbWeight::get(), fills, keys)
    }

    fn bill() -> Weight {
        estimate::bill(T::DbWeight::get())
    }
}

/// The estimates. Times are in picoseconds, proof sizes in bytes. `Holders::is_sponsored` counts as one read.
mod estimate {
    use frame_support::weights::{RuntimeDbWeight, Weight};

    /// Decoding, changing and encoding a record with everything in it at its bound.
    const RECORD: Weight = Weight::from_parts(60_000_000, 8_192);
    /// The same for an entry of the log.
    const ENTRY: Weight = Weight::from_parts(15_000_000, 2_048);
    /// What an item, a line or a key adds.
    const EACH: Weight = Weight::from_parts(3_000_000, 96);
    /// Verifying the dearest kind of signature.
    const SIGNATURE: Weight = Weight::from_parts(150_000_000, 0);

    /// The record and the clock read, the record written.
    pub fn change(db: RuntimeDbWeight) -> Weight {
        RECORD.saturating_add(db.reads_writes(2, 1))
    }

    /// Each key: its index and its sponsorship read, its index written.
    pub fn issue(db: RuntimeDbWeight, items: u32, issues: u32) -> Weight {
        let keys = EACH.saturating_add(db.reads_writes(2, 1)).saturating_mul(issues.into());
        change(db).saturating_add(EACH.saturating_mul(items.into())).saturating_add(keys)
    }

    pub fn replace(db: RuntimeDbWeight, items: u32, issues: u32) -> Weight {
        issue(db, items, issues).saturating_add(change(db))
    }

    /// The hash of block zero read besides.
    pub fn accept(db: RuntimeDbWeight) -> Weight {
        change(db).saturating_add(SIGNATURE).saturating_add(db.reads(1))
    }

    /// The entry written besides.
    pub fn fill(db: RuntimeDbWeight, lines: u32) -> Weight {
        change(db).saturating_add(ENTRY).saturating_add(EACH.saturating_mul(lines.into())).saturating_add(db.writes(1))
    }

    /// The entries read and one written.
    pub fn withdraw(db: RuntimeDbWeight, entries: u32) -> Weight {
        let entries = ENTRY.saturating_add(db.reads(1)).saturating_mul(entries.into());
        change(db).saturating_add(ENTRY).saturating_add(entries).saturating_add(db.writes(1))
    }

    /// The new key's index and sponsorship read, both keys' indexes written.
    pub fn rotate(db: RuntimeDbWeight) -> Weight {
        change(db).saturating_add(EACH).saturating_add(db.reads_writes(2, 2))
    }

    /// The record written twice, entries and indexes removed.
    pub fn prune(db: RuntimeDbWeight, fills: u32, keys: u32) -> Weight {
        let removed = EACH.saturating_add(db.writes(1));
        change(db)
            .saturating_add(db.writes(1))
            .saturating_add(removed.saturating_mul(fills.into()))
            .saturating_add(removed.saturating_mul(keys.into()))
    }

    /// The entry and the record read, the entry written.
    pub fn bill(db: RuntimeDbWeight) -> Weight {
        RECORD.saturating_add(ENTRY).saturating_add(db.reads_writes(2, 1))
    }
}
