//! What calls cost. `benchmarking.rs` regenerates this file with measured times; those given here are generous
//! estimates, and reads and writes are counted from the code.
//!
//! There is no implementation that costs nothing: the tests run with these too.
//!
//! Not contained: what is asked of the registry, whose own weights the calls add. Session changes weigh a whole block
//! anyway: the session pallet says so.

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// What calls cost, by the number of validators.
pub trait WeightInfo {
    /// Admitting a validator.
    fn admit(validators: u32) -> Weight;
    /// Removing one.
    fn remove(validators: u32) -> Weight;
    /// Leaving.
    fn leave(validators: u32) -> Weight;
    /// Coming back.
    fn rejoin(validators: u32) -> Weight;
    /// Moving to another account.
    fn move_to(validators: u32) -> Weight;
    /// Giving up keys.
    fn release_keys(validators: u32) -> Weight;
    /// Setting the floor.
    fn set_floor(validators: u32) -> Weight;
    /// Setting an organisation's slots.
    fn set_slots(validators: u32) -> Weight;
    /// Counting a block.
    fn note_author() -> Weight;
    /// Handling an offence.
    fn on_offence(validators: u32) -> Weight;
}

/// The weights on a chain with the costs of storage of `T`.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
    fn admit(validators: u32) -> Weight {
        estimate::admit(T::DbWeight::get(), validators)
    }

    fn remove(validators: u32) -> Weight {
        estimate::change(T::DbWeight::get(), validators)
    }

    fn leave(validators: u32) -> Weight {
        estimate::change(T::DbWeight::get(), validators)
    }

    fn rejoin(validators: u32) -> Weight {
        estimate::rejoin(T::DbWeight::get(), validators)
    }

    fn move_to(validators: u32) -> Weight {
        estimate::move_to(T::DbWeight::get(), validators)
    }

    fn release_keys(validators: u32) -> Weight {
        estimate::release_keys(T::DbWeight::get(), validators)
    }

    fn set_floor(validators: u32) -> Weight {
        estimate::set_floor(T::DbWeight::get(), validators)
    }

    fn set_slots(validators: u32) -> Weight {
        estimate::set_slots(T::DbWeight::get(), validators)
    }

    fn note_author() -> Weight {
        estimate::note_author(T::DbWeight::get())
    }

    fn on_offence(validators: u32) -> Weight {
        estimate::on_offence(T::DbWeight::get(), validators)
    }
}

/// The estimates. Times are in picoseconds, proof sizes in bytes.
mod estimate {
    use frame_support::weights::{RuntimeDbWeight, Weight};

    /// What any call does.
    const CALL: Weight = Weight::from_parts(15_000_000, 2_048);
    /// Decoding, comparing and encoding a validator of the list.
    const VALIDATOR: Weight = Weight::from_parts(400_000, 128);
    /// Decoding and comparing a validator of a set with its keys.
    const KEYS: Weight = Weight::from_parts(400_000, 160);

    fn list(validators: u32) -> Weight {
        CALL.saturating_add(VALIDATOR.saturating_mul(validators.into()))
    }

    fn sets(validators: u32) -> Weight {
        KEYS.saturating_mul(2).saturating_mul(validators.into())
    }

    /// The list and the session read, the list written.
    pub fn change(db: RuntimeDbWeight, validators: u32) -> Weight {
        list(validators).saturating_add(db.reads_writes(2, 1))
    }

    /// The keys and the slots read besides.
    pub fn admit(db: RuntimeDbWeight, validators: u32) -> Weight {
        change(db, validators).saturating_add(db.reads(2))
    }

    /// The slots read besides.
    pub fn rejoin(db: RuntimeDbWeight, validators: u32) -> Weight {
        change(db, validators).saturating_add(db.reads(1))
    }

    /// The list read twice, and the keys.
    pub fn move_to(db: RuntimeDbWeight, validators: u32) -> Weight {
        change(db, validators).saturating_add(list(validators)).saturating_add(db.reads(1))
    }

    /// The keys, the list and two sets read; the keys, their two owners, the mark of how they were set, the account and its
    /// hold read and written.
    pub fn release_keys(db: RuntimeDbWeight, validators: u32) -> Weight {
        list(validators).saturating_add(sets(validators)).saturating_add(db.reads_writes(10, 6))
    }

    /// The list, two sets and each validator's keys read, the floor written.
    pub fn set_floor(db: RuntimeDbWeight, validators: u32) -> Weight {
        list(validators)
            .saturating_add(sets(validators))
            .saturating_add(db.reads_writes(3, 1))
            .saturating_add(db.reads(validators.into()))
    }

    /// The list read, the slots written.
    pub fn set_slots(db: RuntimeDbWeight, validators: u32) -> Weight {
        list(validators).saturating_add(db.reads_writes(1, 1))
    }

    /// The count read and written.
    pub fn note_author(db: RuntimeDbWeight) -> Weight {
        Weight::from_parts(5_000_000, 64).saturating_add(db.reads_writes(1, 1))
    }

    /// The list, the set, the disabled and the session read; the list and the disabled written, for one account and, if the
    /// validator has moved, for another.
    pub fn on_offence(db: RuntimeDbWeight, validators: u32) -> Weight {
        change(db, validators).saturating_add(sets(validators)).saturating_add(db.reads_writes(6, 2))
    }
}
