//! What must hold of the storage after every block.

use crate::{
    ByHolder, CancellationCause, Config, Fill, FillContent, Fills, Item, Pallet, Prescription, Prescriptions, State,
};
use bogam_primitives::{
    PrescriptionId,
    prescription::{FillNumber, IssueIndex},
};
use frame_support::{ensure, traits::Get};
use scale_info::prelude::{collections::BTreeMap, vec::Vec};
use sp_runtime::TryRuntimeError;

/// A prescription's log, by number.
type Log<T> = BTreeMap<FillNumber, Fill<T>>;

impl<T: Config> Pallet<T> {
    /// Checks the storage and changes nothing. The invariants:
    ///
    /// 1. **Record.** The identifier is the one derived from the content. There is an item, every item has an authorised
    ///    quantity, the current issue has a key, validity is not empty, and the first issue opens with it.
    /// 2. **Progress.** Of no item more is dispensed than authorised, and no complete item is closed. Progress is the
    ///    sum of the live entries of the current issue. In every issue before, every item is complete or closed.
    /// 3. **State.** Dispensed: the last issue, with every item complete or closed. Active or Held: an item is neither.
    ///    Held: there has been a hold.
    /// 4. **Log.** The entries are numbered from zero without a gap, within the bound. The live ones, and no others, form
    ///    one stack: each names an older one, issues do not grow downwards, the newest is the record's. Exactly the last
    ///    live entry of each issue before the current one keeps what reopening that issue needs.
    /// 5. **Billing.** No withdrawn entry has a billed line.
    /// 6. **Keys.** Each key of a record leads to it, not since a block that has not come, and no others are indexed. Exactly
    ///    those of issues that have not ended have a sponsor, the prescribing organisation; of a cancelled prescription none.
    ///    If a key has an account, something keeps that.
    /// 7. **Links.** A replaced prescription is cancelled as replaced and names its successor, and they name each other,
    ///    as far as they have not been pruned.
    /// 8. Every entry of a log belongs to a record.
    pub fn do_try_state() -> Result<(), TryRuntimeError> {
        let mut keys = 0usize;
        let mut entries = 0usize;
        for (id, record) in Prescriptions::<T>::iter() {
            let log: Log<T> = Fills::<T>::iter_prefix(id).collect();
            Self::check_record(id, &record)?;
            Self::check_log(&record, &log)?;
            Self::check_progress(&record, &log)?;
            Self::check_state(&record)?;
            Self::check_keys(id, &record)?;
            Self::check_links(id, &record)?;
            keys = keys.saturating_add(record.holders.len());
            entries = entries.saturating_add(log.len());
        }
        ensure!(ByHolder::<T>::iter().count() == keys, "a key is indexed that no record has");
        ensure!(Fills::<T>::iter().count() == entries, "an entry belongs to no record");
        Ok(())
    }

    fn check_record(id: PrescriptionId, record: &Prescription<T>) -> Result<(), TryRuntimeError> {
        let derived = PrescriptionId::derive(record.prescriber.organisation, &record.commitment, record.valid_until);
        ensure!(derived == id, "the identifier is not derived from the record");
        ensure!(!record.items.is_empty(), "a prescription has no item");
        ensure!(record.items.iter().all(|item| item.authorised > 0), "nothing is authorised of an item");
        ensure!(record.holder().is_some(), "the current issue has no key");
        ensure!(record.valid_from < record.valid_until, "validity is empty");
        ensure!(record.opens_at >= record.valid_from, "an issue opens before validity starts");
        ensure!(
            record.issue > 0 || record.opens_at == record.valid_from,
            "the first issue does not open with validity"
        );
        Ok(())
    }

    fn check_log(record: &Prescription<T>, log: &Log<T>) -> Result<(), TryRuntimeError> {
        ensure!(record.next_fill <= T::MaxFills::get(), "the log is longer than its bound");
        ensure!(log.keys().copied().eq(0..record.next_fill), "the log has a gap");
        let withdrawn_and_billed = |fill: &Fill<T>| fill.withdrawn.is_some() && fill.is_billed();
        ensure!(!log.values().any(withdrawn_and_billed), "a withdrawn entry is billed");

        let live = log.iter().filter(|(_, fill)| fill.withdrawn.is_none()).rev();
        let mut expected = record.newest_fill;
        let mut issue_above = record.issue;
        for (number, fill) in live {
            ensure!(expected == Some(*number), "a live entry is not where the stack expects it");
            let completes = fill.issue < issue_above;
            let skips = issue_above.saturating_sub(fill.issue) > 1 || fill.issue > issue_above;
            ensure!(!skips, "an issue is missing from the log");
            ensure!(fill.completed.is_some() == completes, "an entry keeps what it should not, or lacks it");
            issue_above = fill.issue;
            expected = fill.previous;
        }
        ensure!(expected.is_none(), "the stack goes on below its oldest live entry");
        ensure!(issue_above == 0, "the log does not start with the first issue");
        Ok(())
    }

    fn check_progress(record: &Prescription<T>, log: &Log<T>) -> Result<(), TryRuntimeError> {
        for issue in 0..=record.issue {
            let items = Self::progress(record, log, issue)?;
            ensure!(items.iter().all(|item| item.dispensed <= item.authorised), "more is dispensed than authorised");
            let closed_and_complete = |item: &Item| item.not_dispensed.is_some() && item.is_complete();
            ensure!(!items.iter().any(closed_and_complete), "a complete item is closed");
            if issue == record.issue {
                ensure!(items == record.items.to_vec(), "progress is not the sum of the log");
            } else {
                ensure!(items.iter().all(Item::is_finished), "an earlier issue is not finished");
            }
        }
        Ok(())
    }

    /// The progress of `issue` as the log tells it, reckoned apart from what the calls use.
    fn progress(record: &Prescription<T>, log: &Log<T>, issue: IssueIndex) -> Result<Vec<Item>, TryRuntimeError> {
        let mut items = record.items.to_vec();
        for item in &mut items {
            item.dispensed = 0;
            item.not_dispensed = None;
        }
        for fill in log.values().filter(|fill| fill.issue == issue && fill.withdrawn.is_none()) {
            match &fill.content {
                FillContent::Supplied { lines, .. } => {
                    for line in lines {
                        let item = items.get_mut(usize::from(line.item)).ok_or("a line has no item")?;
                        ensure!(line.quantity > 0, "a line supplies nothing");
                        ensure!(
                            !line.substituted || item.substitution_allowed,
                            "a line is substituted against the order"
                        );
                        item.dispensed = item.dispensed.checked_add(line.quantity).ok_or("the sum overflows")?;
                    }
                }
                FillContent::NotDispensed { item, reason } => {
                    let item = items.get_mut(usize::from(*item)).ok_or("a closed item does not exist")?;
                    ensure!(item.not_dispensed.replace(*reason).is_none(), "an item is closed twice");
                }
            }
        }
        Ok(items)
    }

    fn check_state(record: &Prescription<T>) -> Result<(), TryRuntimeError> {
        match &record.state {
            State::Dispensed { .. } => {
                ensure!(record.is_issue_finished() && !record.has_next_issue(), "a dispensed prescription goes on");
            }
            State::Active => ensure!(!record.is_issue_finished(), "nothing remains of the current issue"),
            State::Held(_) => {
                ensure!(!record.is_issue_finished(), "nothing remains of the issue that is held");
                ensure!(record.holds > 0, "a hold has not been counted");
            }
            State::Cancelled { .. } => {}
        }
        Ok(())
    }

    fn check_keys(id: PrescriptionId, record: &Prescription<T>) -> Result<(), TryRuntimeError> {
        let now = frame_system::Pallet::<T>::block_number();
        let organisation = record.prescriber.organisation;
        for (issue, key) in record.holders.iter().enumerate() {
            let belonging = ByHolder::<T>::get(key).filter(|belonging| belonging.prescription == id);
            let belonging = belonging.ok_or("a key does not lead to its prescription")?;
            ensure!(belonging.since <= now, "a key is from the future");
            let signs = issue >= usize::from(record.issue) && !record.is_cancelled();
            ensure!(Self::sponsor_of(key) == signs.then_some(organisation), "a key has the wrong sponsor");
            let account = frame_system::Account::<T>::try_get(key).ok();
            let is_kept = account.is_none_or(|account| account.providers > 0 || account.sufficients > 0);
            ensure!(is_kept, "nothing keeps the account of a key");
        }
        Ok(())
    }

    fn check_links(id: PrescriptionId, record: &Prescription<T>) -> Result<(), TryRuntimeError> {
        let replaced = matches!(record.state, State::Cancelled { cause: CancellationCause::Replaced, .. });
        ensure!(replaced == record.replaced_by.is_some(), "replaced without a successor, or a successor without that");
        let successor = record.replaced_by.and_then(Prescriptions::<T>::get);
        ensure!(successor.is_none_or(|new| new.replaces == Some(id)), "the successor does not name what it replaces");
        let predecessor = record.replaces.and_then(Prescriptions::<T>::get);
        ensure!(
            predecessor.is_none_or(|old| old.replaced_by == Some(id)),
            "the predecessor does not name its successor"
        );
        Ok(())
    }
}
