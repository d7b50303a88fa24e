//! The rehearsed migration: every record is kept, and counts from none.

use super::scenario::*;
use crate::migrations::v2::{Bucket, FromVersion1, after, before, checks};
use frame_support::{
    traits::{GetStorageVersion, OnRuntimeUpgrade, StorageVersion},
    weights::constants::ParityDbWeight,
};

/// Records as version 1 stores them: more than there are organisations.
const RECORDS: u32 = 40;

/// A chain at version 1, with its records.
fn old_chain() -> sp_io::TestExternalities {
    let mut ext = new_test_ext();
    ext.execute_with(|| {
        StorageVersion::new(1).put::<Pallet>();
        before::Usage::<Test>::insert(Account::Council, before::Bucket { window: 3, used: u64::MAX });
        for organisation in 1..RECORDS {
            let record = before::Bucket { window: organisation.into(), used: u64::from(organisation) << 32 };
            before::Usage::<Test>::insert(Account::HoldersOf(organisation), record);
        }
    });
    ext
}

#[test]
fn migration_should_keep_each_record_and_count_from_none() {
    old_chain().execute_with(|| {
        let old = checks::records::<Test>();
        assert_eq!(old.len(), RECORDS as usize);
        FromVersion1::<Test>::on_runtime_upgrade();
        checks::kept_and_counted_from_none::<Test>(&old).unwrap();
        let expected = Bucket { window: 3, used: u64::MAX, transactions: 0 };
        assert_eq!(after::Usage::<Test>::get(Account::Council), Some(expected));
        assert_eq!(Pallet::on_chain_storage_version(), StorageVersion::new(2));
    });
}

#[test]
fn migration_should_do_nothing_when_it_has_run() {
    old_chain().execute_with(|| {
        FromVersion1::<Test>::on_runtime_upgrade();
        let counted = Bucket { window: 9, used: 5, transactions: 7 };
        after::Usage::<Test>::insert(Account::Council, counted);
        let weight = FromVersion1::<Test>::on_runtime_upgrade();
        assert_eq!(weight, ParityDbWeight::get().reads(1));
        assert_eq!(after::Usage::<Test>::get(Account::Council), Some(counted));
        assert_eq!(Pallet::on_chain_storage_version(), StorageVersion::new(2));
    });
}

#[test]
fn migration_should_weigh_more_the_more_records_there_are() {
    let empty = new_test_ext().execute_with(|| {
        StorageVersion::new(1).put::<Pallet>();
        FromVersion1::<Test>::on_runtime_upgrade()
    });
    // The version is read and written, and the map looked into.
    assert_eq!(empty, ParityDbWeight::get().reads_writes(2, 1));
    let full = old_chain().execute_with(FromVersion1::<Test>::on_runtime_upgrade);
    let records = u64::from(RECORDS);
    assert!(full.all_gte(empty.saturating_add(ParityDbWeight::get().reads_writes(2 * records, records))));
}

#[test]
fn check_should_fail_when_a_record_is_lost_or_changed() {
    old_chain().execute_with(|| {
        let old = checks::records::<Test>();
        FromVersion1::<Test>::on_runtime_upgrade();
        after::Usage::<Test>::mutate(Account::Council, |record| {
            if let Some(record) = record {
                record.used = 0;
            }
        });
        assert!(checks::kept_and_counted_from_none::<Test>(&old).is_err());
        after::Usage::<Test>::remove(Account::Council);
        assert!(checks::kept_and_counted_from_none::<Test>(&old).is_err());
    });
}
