//! From version 1 to version 2: what an account has used also counts its transactions, from none.
//!
//! The example for a migration that adds a field. What belongs to one:
//!
//! - the form that the old version stored, kept here (`before`), since the pallet's own type is the new one;
//! - the unchecked migration, private, and around it a `VersionedMigration`, which runs it from the one version that it
//!   is for and raises the version. A second run does nothing;
//! - a bound: this runs in one block. There are at most two records for each organisation that was ever admitted and one
//!   for the council. What grows with patients and prescriptions needs a migration over several blocks instead;
//! - its weight, counted while it runs: the block in which it runs has it on top of everything else;
//! - checks before and after, which `try-runtime` runs on a copy of the real state and the tests here on a made one.

use crate::{Account, Config, Pallet};
use frame_support::{migrations::VersionedMigration, storage_alias, stored};
use frame_system::pallet_prelude::BlockNumberFor;

/// Migrates from version 1.
pub type FromVersion1<T> =
    VersionedMigration<1, 2, unchecked::CountTransactions<T>, Pallet<T>, <T as frame_system::Config>::DbWeight>;

/// What an account has used and not worked off, and how often it was charged.
#[stored(no_skip_type_params)]
#[derive(Copy)]
pub struct Bucket<BlockNumber> {
    /// The number of the window in which it was last charged, counted from the first block.
    pub window: BlockNumber,
    /// What was used then and not yet worked off, in picoseconds of execution: more than the allowance, if the last
    /// transaction took more than was left.
    pub used: u64,
    /// How many transactions it was charged for since the storage has this version.
    pub transactions: u32,
}

/// What version 1 stores.
pub(crate) mod before {
    use super::*;
    use frame_support::Twox64Concat;

    /// What an account has used.
    #[stored(no_skip_type_params)]
    #[derive(Copy)]
    pub struct Bucket<BlockNumber> {
        /// The number of the window in which it was last charged.
        pub window: BlockNumber,
        /// What was used then and not yet worked off.
        pub used: u64,
    }

    #[storage_alias]
    pub(crate) type Usage<T: Config> = StorageMap<Pallet<T>, Twox64Concat, Account, Bucket<BlockNumberFor<T>>>;
}

/// What version 2 stores.
pub(crate) mod after {
    use super::*;
    use frame_support::Twox64Concat;

    #[storage_alias]
    pub(crate) type Usage<T: Config> = StorageMap<Pallet<T>, Twox64Concat, Account, Bucket<BlockNumberFor<T>>>;
}

/// Without the check of the version: private, so that no runtime can use it.
mod unchecked {
    use super::*;
    use core::marker::PhantomData;
    use frame_support::{
        traits::{Get, UncheckedOnRuntimeUpgrade},
        weights::Weight,
    };

    /// What a record takes beside reading and writing it: a generous estimate.
    const RECORD: Weight = Weight::from_parts(5_000_000, 0);

    /// Adds the count to each record.
    pub struct CountTransactions<T>(PhantomData<T>);

    impl<T: Config> UncheckedOnRuntimeUpgrade for CountTransactions<T> {
        fn on_runtime_upgrade() -> Weight {
            let mut records = 0_u64;
            after::Usage::<T>::translate_values::<before::Bucket<BlockNumberFor<T>>, _>(
                |before::Bucket { window, used }| {
                    records = records.saturating_add(1);
                    Some(Bucket { window, used, transactions: 0 })
                },
            );
            // The next key and its value, for each; and the key after the last.
            let reads = records.saturating_mul(2).saturating_add(1);
            RECORD.saturating_mul(records).saturating_add(T::DbWeight::get().reads_writes(reads, records))
        }

        #[cfg(feature = "try-runtime")]
        fn pre_upgrade() -> Result<alloc::vec::Vec<u8>, sp_runtime::TryRuntimeError> {
            Ok(codec::Encode::encode(&checks::records::<T>()))
        }

        #[cfg(feature = "try-runtime")]
        fn post_upgrade(state: alloc::vec::Vec<u8>) -> Result<(), sp_runtime::TryRuntimeError> {
            let old: alloc::vec::Vec<checks::Record<T>> =
                codec::DecodeAll::decode_all(&mut state.as_slice()).map_err(|_| "the records before do not decode")?;
            checks::kept_and_counted_from_none::<T>(&old)
        }
    }
}

/// What must hold.
#[cfg(any(feature = "try-runtime", test))]
pub(crate) mod checks {
    use super::*;
    use alloc::vec::Vec;
    use frame_support::ensure;
    use sp_runtime::TryRuntimeError;

    /// An account with what it has used.
    pub(crate) type Record<T> = (Account, before::Bucket<BlockNumberFor<T>>);

    /// What there is before.
    pub(crate) fn records<T: Config>() -> Vec<Record<T>> {
        before::Usage::<T>::iter().collect()
    }

    /// That it is there after, under the same keys, and nothing besides.
    pub(crate) fn kept_and_counted_from_none<T: Config>(old: &[Record<T>]) -> Result<(), TryRuntimeError> {
        ensure!(after::Usage::<T>::iter_keys().count() == old.len(), "records have come or gone");
        for (account, before::Bucket { window, used }) in old {
            let expected = Bucket { window: *window, used: *used, transactions: 0 };
            ensure!(after::Usage::<T>::get(account) == Some(expected), "a record was not kept");
        }
        Ok(())
    }
}
