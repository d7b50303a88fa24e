//! What the calls weigh.
//!
//! Reads and writes are counted by hand for the worst case of each call, with a generous estimate of its execution time;
//! `benchmarking.rs` regenerates this file (`frame-omni-bencher v1 benchmark pallet --pallet pallet_registry`).

use core::marker::PhantomData;
use frame_support::{
    traits::Get,
    weights::{RuntimeDbWeight, Weight},
};

/// The weights of the calls.
#[allow(missing_docs)] // named after what they weigh
pub trait WeightInfo {
    fn admit_organisation() -> Weight;
    fn suspend_organisation() -> Weight;
    fn reinstate_organisation() -> Weight;
    fn remove_organisation() -> Weight;
    fn replace_admin() -> Weight;
    fn rotate_admin() -> Weight;
    fn grant_seat() -> Weight;
    fn withdraw_seat() -> Weight;
    fn report_seat_compromise() -> Weight;
    fn grant_licence() -> Weight;
    fn suspend_licence() -> Weight;
    fn reinstate_licence() -> Weight;
    fn revoke_licence() -> Weight;
    fn extend_licence() -> Weight;
    fn reclaim_account() -> Weight;
}

/// Microseconds of execution, and reads and writes of the storage.
struct Estimate(u64, u64, u64);

/// The most bytes of proof that one read may need: a full history and its path in the trie.
const PROOF_SIZE_PER_READ: u64 = 8_192;

impl Estimate {
    const ADMIT_ORGANISATION: Self = Self(100, 10, 9);
    const SUSPEND_ORGANISATION: Self = Self(30, 3, 2);
    const REINSTATE_ORGANISATION: Self = Self(30, 3, 2);
    const REMOVE_ORGANISATION: Self = Self(50, 5, 5);
    const REPLACE_ADMIN: Self = Self(120, 13, 12);
    const ROTATE_ADMIN: Self = Self(100, 11, 9);
    const GRANT_SEAT: Self = Self(100, 11, 4);
    const WITHDRAW_SEAT: Self = Self(60, 7, 4);
    const REPORT_SEAT_COMPROMISE: Self = Self(80, 9, 5);
    const GRANT_LICENCE: Self = Self(60, 7, 4);
    const CHANGE_LICENCE: Self = Self(50, 6, 2);
    const RECLAIM_ACCOUNT: Self = Self(60, 6, 4);

    fn with(self, database: RuntimeDbWeight) -> Weight {
        let Self(microseconds, reads, writes) = self;
        Weight::from_parts(microseconds.saturating_mul(1_000_000), reads.saturating_mul(PROOF_SIZE_PER_READ))
            .saturating_add(database.reads_writes(reads, writes))
    }
}

/// The weights on a runtime, with its own cost of storage.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
    fn admit_organisation() -> Weight {
        Estimate::ADMIT_ORGANISATION.with(T::DbWeight::get())
    }
    fn suspend_organisation() -> Weight {
        Estimate::SUSPEND_ORGANISATION.with(T::DbWeight::get())
    }
    fn reinstate_organisation() -> Weight {
        Estimate::REINSTATE_ORGANISATION.with(T::DbWeight::get())
    }
    fn remove_organisation() -> Weight {
        Estimate::REMOVE_ORGANISATION.with(T::DbWeight::get())
    }
    fn replace_admin() -> Weight {
        Estimate::REPLACE_ADMIN.with(T::DbWeight::get())
    }
    fn rotate_admin() -> Weight {
        Estimate::ROTATE_ADMIN.with(T::DbWeight::get())
    }
    fn grant_seat() -> Weight {
        Estimate::GRANT_SEAT.with(T::DbWeight::get())
    }
    fn withdraw_seat() -> Weight {
        Estimate::WITHDRAW_SEAT.with(T::DbWeight::get())
    }
    fn report_seat_compromise() -> Weight {
        Estimate::REPORT_SEAT_COMPROMISE.with(T::DbWeight::get())
    }
    fn grant_licence() -> Weight {
        Estimate::GRANT_LICENCE.with(T::DbWeight::get())
    }
    fn suspend_licence() -> Weight {
        Estimate::CHANGE_LICENCE.with(T::DbWeight::get())
    }
    fn reinstate_licence() -> Weight {
        Estimate::CHANGE_LICENCE.with(T::DbWeight::get())
    }
    fn revoke_licence() -> Weight {
        Estimate::CHANGE_LICENCE.with(T::DbWeight::get())
    }
    fn extend_licence() -> Weight {
        Estimate::CHANGE_LICENCE.with(T::DbWeight::get())
    }
    fn reclaim_account() -> Weight {
        Estimate::RECLAIM_ACCOUNT.with(T::DbWeight::get())
    }
}
