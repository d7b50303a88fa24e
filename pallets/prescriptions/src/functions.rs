//! What calls do. They come here with an actor whose rights have been checked.

use crate::{
    CancellationCause, Config, Error, Event, Fill, FillContent, Fills, Hold, Item, NewPrescription, Pallet,
    Prescription, Prescriptions, Standing, State, SuppliedItem, Withdrawal,
};
use bogam_primitives::{
    Actor, Commitment, Moment, OrganisationId, PrescriptionId, Signed,
    prescription::{
        AcceptPrescription, CancellationReason, FillNumber, GiveBackReason, IssueIndex, ItemIndex, NotDispensedReason,
        WithdrawalReason,
    },
};
use frame_support::{
    BoundedVec, ensure,
    pallet_prelude::{DispatchError, DispatchResult},
    traits::{Contains, Get, Time},
};
use scale_info::prelude::vec::Vec;

// The calls, one function each.
impl<T: Config> Pallet<T> {
    pub(crate) fn do_issue(
        prescriber: Actor<T::AccountId>,
        new: NewPrescription<T::AccountId>,
        replaces: Option<PrescriptionId>,
    ) -> Result<PrescriptionId, DispatchError> {
        let now = T::Time::now();
        Self::ensure_issuable(&new, now)?;
        let NewPrescription { commitment, schedule, valid_from, valid_until, interval, holders, items } = new;
        let organisation = prescriber.organisation;
        let id = PrescriptionId::derive(organisation, &commitment, valid_until);
        ensure!(!Prescriptions::<T>::contains_key(id), Error::<T>::DuplicatePrescription);

        let holders = BoundedVec::try_from(holders).map_err(|_| Error::<T>::TooManyIssues)?;
        for holder in &holders {
            // One by one, so that a key that is named twice is found in use the second time.
            Self::engage_key(id, holder)?;
        }
        let items = items.into_iter().map(Item::from).collect::<Vec<_>>();
        let record = Prescription::<T> {
            prescriber,
            commitment,
            schedule,
            issued_at: now,
            valid_from,
            valid_until,
            interval,
            holders,
            items: BoundedVec::try_from(items).map_err(|_| Error::<T>::TooManyItems)?,
            issue: 0,
            opens_at: valid_from,
            nomination: None,
            renewal_requested: false,
            state: State::Active,
            suspended: false,
            holds: 0,
            next_fill: 0,
            newest_fill: None,
            replaces,
            replaced_by: None,
        };
        Prescriptions::<T>::insert(id, record);
        Self::deposit_event(Event::Issued { prescription: id, organisation, replaces });
        Ok(id)
    }

    /// Yields how many keys the old one has.
    pub(crate) fn do_replace(
        prescriber: Actor<T::AccountId>,
        old: PrescriptionId,
        new: NewPrescription<T::AccountId>,
    ) -> Result<u32, DispatchError> {
        Self::mutate(old, |record, now| {
            Self::ensure_prescribed_by(record, &prescriber)?;
            Self::ensure_free(record.standing(now))?;
            record.replaced_by = Some(Self::do_issue(prescriber, new, Some(old))?);
            Self::end_as_cancelled(old, record, CancellationCause::Replaced, now);
            Ok(record.key_count())
        })
    }

    /// Yields how many keys it has, as all that can let them go do.
    pub(crate) fn do_cancel(
        prescriber: Actor<T::AccountId>,
        id: PrescriptionId,
        reason: CancellationReason,
    ) -> Result<u32, DispatchError> {
        Self::mutate(id, |record, now| {
            Self::ensure_prescribed_by(record, &prescriber)?;
            Self::ensure_unmarked(record.standing(now))?;
            let keys = record.key_count();
            let State::Held(hold) = &mut record.state else {
                Self::end_as_cancelled(id, record, CancellationCause::Prescriber(reason), now);
                return Ok(keys);
            };
            hold.cancellation = Some(reason);
            Self::deposit_event(Event::CancellationMarked {
                prescription: id,
                organisation: prescriber.organisation,
                dispenser: hold.dispenser.organisation,
                reason,
                until: hold.until,
            });
            Ok(keys)
        })
    }

    pub(crate) fn do_suspend(prescriber: Actor<T::AccountId>, id: PrescriptionId) -> DispatchResult {
        Self::mutate(id, |record, now| {
            Self::ensure_prescribed_by(record, &prescriber)?;
            Self::ensure_unmarked(record.standing(now))?;
            ensure!(!record.suspended, Error::<T>::AlreadySuspended);
            record.suspended = true;
            Self::deposit_event(Event::Suspended { prescription: id, organisation: prescriber.organisation });
            Ok(())
        })
    }

    pub(crate) fn do_resume(prescriber: Actor<T::AccountId>, id: PrescriptionId) -> DispatchResult {
        Self::mutate(id, |record, now| {
            Self::ensure_prescribed_by(record, &prescriber)?;
            Self::ensure_unmarked(record.standing(now))?;
            ensure!(record.suspended, Error::<T>::NotSuspended);
            record.suspended = false;
            Self::deposit_event(Event::Resumed { prescription: id, organisation: prescriber.organisation });
            Ok(())
        })
    }

    pub(crate) fn do_accept(
        dispenser: Actor<T::AccountId>,
        id: PrescriptionId,
        signed: Signed<AcceptPrescription, T::HolderSignature>,
    ) -> DispatchResult {
        Self::mutate(id, |record, now| {
            Self::ensure_acceptable_by(record, &dispenser, now)?;
            Self::ensure_statement(id, record, &dispenser, &signed, now)?;
            let organisation = dispenser.organisation;
            let (hold, until) = (record.holds, Self::hold_deadline(now));
            record.holds = hold.checked_add(1).ok_or(Error::<T>::TooManyHolds)?;
            record.state = State::Held(Hold { dispenser, until, cancellation: None });
            Self::deposit_event(Event::Accepted {
                prescription: id,
                issue: record.issue,
                dispenser: organisation,
                hold,
                until,
            });
            Ok(())
        })
    }

    pub(crate) fn do_dispense(
        dispenser: Actor<T::AccountId>,
        id: PrescriptionId,
        lines: Vec<SuppliedItem>,
        commitment: Commitment,
    ) -> DispatchResult {
        Self::mutate(id, |record, now| {
            let valid_until = record.valid_until;
            let hold = Self::ensure_fillable_by(record, &dispenser, now)?;
            ensure!(now < valid_until, Error::<T>::Expired);
            hold.until = Self::hold_deadline(now);
            let lines = Self::ensure_lines(record, lines)?;
            let (issue, organisation) = (record.issue, dispenser.organisation);
            let content = FillContent::Supplied { lines, commitment };
            Self::record_fill(id, record, dispenser, content, now, |fill| Event::Filled {
                prescription: id,
                issue,
                fill,
                dispenser: organisation,
            })
        })
    }

    pub(crate) fn do_not_dispensed(
        dispenser: Actor<T::AccountId>,
        id: PrescriptionId,
        item: ItemIndex,
        reason: NotDispensedReason,
    ) -> DispatchResult {
        Self::mutate(id, |record, now| {
            // Validity is not asked for: to say that nothing more was supplied lets nothing out.
            Self::ensure_fillable_by(record, &dispenser, now)?;
            let closed = record.items.get(usize::from(item)).ok_or(Error::<T>::UnknownItem)?;
            ensure!(closed.not_dispensed.is_none(), Error::<T>::ItemClosed);
            ensure!(!closed.is_complete(), Error::<T>::ItemComplete);
            let (issue, organisation) = (record.issue, dispenser.organisation);
            let content = FillContent::NotDispensed { item, reason };
            Self::record_fill(id, record, dispenser, content, now, |fill| Event::ItemNotDispensed {
                prescription: id,
                issue,
                fill,
                dispenser: organisation,
                item,
                reason,
            })
        })
    }

    pub(crate) fn do_give_back(
        dispenser: Actor<T::AccountId>,
        id: PrescriptionId,
        reason: GiveBackReason,
    ) -> Result<u32, DispatchError> {
        Self::mutate(id, |record, now| {
            Self::ensure_held_by(record, &dispenser, now)?;
            let Some(hold) = record.end_hold(now) else { return Err(Error::<T>::NotHeld.into()) };
            Self::deposit_event(Event::GivenBack { prescription: id, dispenser: dispenser.organisation, reason });
            Self::announce_marked(id, record, &hold);
            Ok(record.key_count())
        })
    }

    /// Yields how many entries of the log were read, and how many keys it has.
    pub(crate) fn do_withdraw(
        dispenser: Actor<T::AccountId>,
        id: PrescriptionId,
        number: FillNumber,
        reason: WithdrawalReason,
    ) -> Result<(u32, u32), DispatchError> {
        Self::mutate(id, |record, now| {
            let mut fill = Fills::<T>::get(id, number).ok_or(Error::<T>::UnknownFill)?;
            Self::ensure_withdrawable_by(record, &fill, number, &dispenser, now)?;
            fill.withdrawn = Some(Withdrawal { reason, at: now });
            record.newest_fill = fill.previous;
            if let Some(before) = &fill.completed {
                record.reopen_issue(fill.issue, before);
            }
            if let State::Dispensed { .. } = record.state {
                record.state = State::Active;
            }
            Fills::<T>::insert(id, number, &fill);
            let read = Self::recount(id, record);
            Self::deposit_event(Event::FillWithdrawn {
                prescription: id,
                issue: fill.issue,
                fill: number,
                dispenser: dispenser.organisation,
                reason,
            });
            Ok((read.saturating_add(1), record.key_count()))
        })
    }

    pub(crate) fn do_nominate(
        holder: T::AccountId,
        id: PrescriptionId,
        dispenser: Option<OrganisationId>,
    ) -> DispatchResult {
        Self::mutate(id, |record, now| {
            ensure!(record.holder() == Some(&holder), Error::<T>::NotTheHolder);
            Self::ensure_unmarked(record.standing(now))?;
            ensure!(dispenser.is_none_or(|named| T::Dispensers::contains(&named)), Error::<T>::NotADispenser);
            record.nomination = dispenser;
            Self::deposit_event(Event::Nominated { prescription: id, issue: record.issue, dispenser });
            Ok(())
        })
    }

    pub(crate) fn do_rotate(
        holder: T::AccountId,
        id: PrescriptionId,
        issue: IssueIndex,
        new_holder: T::AccountId,
    ) -> DispatchResult {
        Self::mutate(id, |record, now| {
            let standing = record.standing(now);
            let current = record.issue;
            let slot = record.holders.get_mut(usize::from(issue)).ok_or(Error::<T>::UnknownIssue)?;
            ensure!(*slot == holder, Error::<T>::NotTheHolder);
            Self::ensure_unmarked(standing)?;
            ensure!(issue >= current, Error::<T>::IssueOver);
            Self::engage_key(id, &new_holder)?;
            *slot = new_holder;
            Self::retire_key(&holder);
            Self::deposit_event(Event::HolderRotated { prescription: id, issue });
            Ok(())
        })
    }

    pub(crate) fn do_decline(holder: T::AccountId, id: PrescriptionId) -> Result<u32, DispatchError> {
        Self::mutate(id, |record, now| {
            ensure!(record.holder() == Some(&holder), Error::<T>::NotTheHolder);
            Self::ensure_free(record.standing(now))?;
            Self::end_as_cancelled(id, record, CancellationCause::Declined, now);
            Ok(record.key_count())
        })
    }

    pub(crate) fn do_request_renewal(holder: T::AccountId, id: PrescriptionId) -> DispatchResult {
        Self::mutate(id, |record, now| {
            ensure!(record.holder() == Some(&holder), Error::<T>::NotTheHolder);
            ensure!(record.standing(now) != Standing::Cancelled, Error::<T>::AlreadyCancelled);
            ensure!(!record.renewal_requested, Error::<T>::RenewalAlreadyRequested);
            record.renewal_requested = true;
            Self::deposit_event(Event::RenewalRequested {
                prescription: id,
                issue: record.issue,
                organisation: record.prescriber.organisation,
            });
            Ok(())
        })
    }

    pub(crate) fn do_release_stale(id: PrescriptionId) -> Result<u32, DispatchError> {
        let record = Prescriptions::<T>::get(id).ok_or(Error::<T>::UnknownPrescription)?;
        match &record.state {
            State::Held(hold) => ensure!(T::Time::now() >= hold.until, Error::<T>::HoldNotStale),
            State::Active => return Err(Error::<T>::NotHeld.into()),
            State::Dispensed { .. } => return Err(Error::<T>::AlreadyDispensed.into()),
            State::Cancelled { .. } => return Err(Error::<T>::AlreadyCancelled.into()),
        }
        // To settle the record is all there is to do.
        Self::mutate(id, |record, _| Ok(record.key_count()))
    }

    /// Yields how many entries of the log were removed, and how many keys.
    pub(crate) fn do_prune(id: PrescriptionId) -> Result<(u32, u32), DispatchError> {
        let record = Self::mutate(id, |record, now| {
            let ended_at = match record.state {
                State::Held(_) => return Err(Error::<T>::CurrentlyHeld.into()),
                State::Dispensed { at } | State::Cancelled { at, .. } => at,
                State::Active => record.valid_until,
            };
            let ended = !matches!(record.state, State::Active) || now >= record.valid_until;
            ensure!(ended, Error::<T>::NotEnded);
            let kept_until = ended_at.saturating_add(T::Retention::get()).max(record.valid_until);
            ensure!(now >= kept_until, Error::<T>::RetentionNotOver);
            Ok(record.clone())
        })?;
        let organisation = record.prescriber.organisation;
        record.holders.iter().for_each(Self::retire_key);
        for number in 0..record.next_fill {
            Fills::<T>::remove(id, number);
        }
        Prescriptions::<T>::remove(id);
        Self::deposit_event(Event::Pruned { prescription: id, organisation });
        Ok((record.next_fill.into(), record.key_count()))
    }
}

// What the calls have in common.
impl<T: Config> Pallet<T> {
    /// Settles the record, lets `act` change it, and stores it. Lets its keys go if it has been cancelled. Nothing is stored if
    /// `act` refuses.
    pub(crate) fn mutate<Outcome>(
        id: PrescriptionId,
        act: impl FnOnce(&mut Prescription<T>, Moment) -> Result<Outcome, DispatchError>,
    ) -> Result<Outcome, DispatchError> {
        Prescriptions::<T>::try_mutate(id, |slot| {
            let record = slot.as_mut().ok_or(Error::<T>::UnknownPrescription)?;
            let now = T::Time::now();
            let was_cancelled = record.is_cancelled();
            if let Some(hold) = record.settle(now) {
                let dispenser = hold.dispenser.organisation;
                Self::deposit_event(Event::HoldLapsed { prescription: id, dispenser });
                Self::announce_marked(id, record, &hold);
            }
            let outcome = act(record, now)?;
            // Only now: a call that is refused has not declared what it takes to go through all keys.
            if record.is_cancelled() && !was_cancelled {
                Self::let_keys_go(record);
            }
            Ok(outcome)
        })
    }

    /// Tells that the end of `hold` has cancelled the prescription, if it was marked.
    fn announce_marked(id: PrescriptionId, record: &Prescription<T>, hold: &Hold<T::AccountId>) {
        if let Some(reason) = hold.cancellation {
            Self::deposit_event(Event::Cancelled {
                prescription: id,
                organisation: record.prescriber.organisation,
                cause: CancellationCause::Prescriber(reason),
            });
        }
    }

    fn end_as_cancelled(id: PrescriptionId, record: &mut Prescription<T>, cause: CancellationCause, at: Moment) {
        let organisation = record.prescriber.organisation;
        record.state = State::Cancelled { cause, at };
        Self::deposit_event(Event::Cancelled { prescription: id, organisation, cause });
    }

    fn hold_deadline(now: Moment) -> Moment {
        now.saturating_add(T::HoldPeriod::get())
    }

    /// Puts a new entry on top of the log and completes the issue if nothing remains to be supplied.
    fn record_fill(
        id: PrescriptionId,
        record: &mut Prescription<T>,
        dispenser: Actor<T::AccountId>,
        content: FillContent<T>,
        now: Moment,
        event: impl FnOnce(FillNumber) -> Event<T>,
    ) -> DispatchResult {
        let number = record.next_fill;
        ensure!(number < T::MaxFills::get(), Error::<T>::TooManyFills);
        let issue = record.issue;
        let previous = record.newest_fill;
        let mut fill = Fill { issue, dispenser, at: now, content, previous, completed: None, withdrawn: None };
        fill.apply(&mut record.items);
        record.next_fill = number.saturating_add(1);
        record.newest_fill = Some(number);
        Self::deposit_event(event(number));

        if record.is_issue_finished() {
            let mut next_opens_at = None;
            if record.has_next_issue() {
                fill.completed = Some(record.open_next_issue(now));
                next_opens_at = Some(record.opens_at);
            } else {
                record.state = State::Dispensed { at: now };
            }
            Self::deposit_event(Event::IssueCompleted { prescription: id, issue, next_opens_at });
        }
        Fills::<T>::insert(id, number, fill);
        Ok(())
    }

    /// Counts the progress of the current issue anew from the live entries of the log, so that the log is the one truth.
    /// Yields how many entries were read.
    fn recount(id: PrescriptionId, record: &mut Prescription<T>) -> u32 {
        record.items.iter_mut().for_each(Item::reset);
        let mut read = 0u32;
        let mut next = record.newest_fill;
        while let Some(fill) = next.and_then(|number| Fills::<T>::get(id, number)) {
            read = read.saturating_add(1);
            if fill.issue != record.issue {
                break;
            }
            fill.apply(&mut record.items);
            next = fill.previous;
        }
        read
    }
}
