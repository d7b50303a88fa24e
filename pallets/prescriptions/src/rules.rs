//! What calls are refused for.

use crate::{
    Config, Error, Fill, FillLine, Hold, NewPrescription, Pallet, Prescription, ScheduleTable, Standing, State,
    SuppliedItem,
};
use bogam_primitives::{
    Actor, Moment, PrescriptionId, Signed, StatementError,
    prescription::{AcceptPrescription, FillNumber},
};
use frame_support::{BoundedVec, ensure, traits::Get};
use frame_system::pallet_prelude::BlockNumberFor;
use scale_info::prelude::vec::Vec;
use sp_runtime::traits::Zero;

impl<T: Config> Pallet<T> {
    /// Refuses a prescription that could not be issued by anybody.
    pub(crate) fn ensure_issuable(new: &NewPrescription<T::AccountId>, now: Moment) -> Result<(), Error<T>> {
        let rules = T::Schedules::rules(new.schedule);
        ensure!(!new.items.is_empty(), Error::<T>::NoItems);
        ensure!(new.items.len() <= T::MaxItems::get() as usize, Error::<T>::TooManyItems);
        ensure!(new.items.iter().all(|item| item.authorised > 0), Error::<T>::ZeroQuantity);
        let substitution = new.items.iter().any(|item| item.substitution_allowed);
        ensure!(rules.substitution || !substitution, Error::<T>::SubstitutionNotPermitted);

        ensure!(new.valid_from < new.valid_until, Error::<T>::EmptyValidity);
        ensure!(new.valid_until > now, Error::<T>::AlreadyExpired);
        // From here on no sum of validity and a period of the chain can overflow.
        let latest = T::Retention::get().max(T::HoldPeriod::get()).saturating_add(rules.longest_validity);
        ensure!(new.valid_until.checked_add(latest).is_some(), Error::<T>::MomentOutOfRange);
        ensure!(new.valid_from <= now.saturating_add(rules.furthest_start), Error::<T>::StartsTooLate);
        let length = new.valid_until.saturating_sub(new.valid_from);
        ensure!(length <= rules.longest_validity, Error::<T>::ValidityTooLong);

        ensure!(!new.holders.is_empty(), Error::<T>::NoHolderKeys);
        ensure!(new.holders.len() <= T::MaxIssues::get() as usize, Error::<T>::TooManyIssues);
        ensure!(new.holders.len() <= usize::from(rules.most_issues), Error::<T>::RepeatsNotPermitted);
        let repeats = (new.holders.len() as Moment).saturating_sub(1);
        let waiting = new.interval.checked_mul(repeats).ok_or(Error::<T>::IntervalOutOfRange)?;
        ensure!(waiting < length && (repeats > 0 || new.interval == 0), Error::<T>::IntervalOutOfRange);
        Ok(())
    }

    pub(crate) fn ensure_prescribed_by(
        record: &Prescription<T>,
        prescriber: &Actor<T::AccountId>,
    ) -> Result<(), Error<T>> {
        ensure!(record.prescriber.organisation == prescriber.organisation, Error::<T>::NotYourPrescription);
        Ok(())
    }

    /// Refuses what has ended.
    pub(crate) fn ensure_open(standing: Standing) -> Result<(), Error<T>> {
        match standing {
            Standing::Dispensed => Err(Error::<T>::AlreadyDispensed),
            Standing::Cancelled => Err(Error::<T>::AlreadyCancelled),
            Standing::Expired => Err(Error::<T>::Expired),
            _ => Ok(()),
        }
    }

    /// Refuses what has ended or is about to be cancelled.
    pub(crate) fn ensure_unmarked(standing: Standing) -> Result<(), Error<T>> {
        match standing {
            Standing::CancellationPending { .. } => Err(Error::<T>::CancellationPending),
            _ => Self::ensure_open(standing),
        }
    }

    /// Refuses what has ended or is held.
    pub(crate) fn ensure_free(standing: Standing) -> Result<(), Error<T>> {
        match standing {
            Standing::Held { .. } => Err(Error::<T>::CurrentlyHeld),
            _ => Self::ensure_unmarked(standing),
        }
    }

    /// Refuses what `dispenser` cannot accept now, whatever the patient says.
    pub(crate) fn ensure_acceptable_by(
        record: &Prescription<T>,
        dispenser: &Actor<T::AccountId>,
        now: Moment,
    ) -> Result<(), Error<T>> {
        match (record.standing(now), &record.state) {
            (Standing::Active, _) => Ok(()),
            (Standing::Held { .. } | Standing::CancellationPending { .. }, State::Held(hold))
                if hold.dispenser.organisation == dispenser.organisation =>
            {
                Err(Error::<T>::AlreadyHolding)
            }
            (Standing::Held { .. } | Standing::CancellationPending { .. }, _) => Err(Error::<T>::HeldByAnother),
            (Standing::Suspended, _) => Err(Error::<T>::PrescriptionSuspended),
            (Standing::NotYetValid { .. }, _) => Err(Error::<T>::NotYetValid),
            (Standing::Waiting { .. }, _) => Err(Error::<T>::IssueNotDue),
            (ended, _) => Self::ensure_open(ended),
        }?;
        let nominated = record.nomination.is_none_or(|named| named == dispenser.organisation);
        ensure!(nominated, Error::<T>::NominatedElsewhere);
        Ok(())
    }

    /// Refuses a statement that does not let `dispenser` have the next hold.
    pub(crate) fn ensure_statement(
        id: PrescriptionId,
        record: &Prescription<T>,
        dispenser: &Actor<T::AccountId>,
        signed: &Signed<AcceptPrescription, T::HolderSignature>,
        now: Moment,
    ) -> Result<(), Error<T>> {
        let content = &signed.statement.content;
        ensure!(content.prescription == id, Error::<T>::StatementForAnotherPrescription);
        ensure!(content.dispenser == dispenser.organisation, Error::<T>::StatementForAnotherDispenser);
        ensure!(content.hold == record.holds, Error::<T>::StatementUsed);
        // The hash of block zero is the one that is kept for ever.
        let genesis = frame_system::Pallet::<T>::block_hash(BlockNumberFor::<T>::zero());
        let holder = record.holder().ok_or(Error::<T>::UnknownIssue)?;
        match signed.verify(&genesis, now, holder) {
            Ok(_) => Ok(()),
            Err(StatementError::ForeignChain) => Err(Error::<T>::StatementForAnotherChain),
            Err(StatementError::Expired) => Err(Error::<T>::StatementExpired),
            Err(StatementError::BadSignature) => Err(Error::<T>::StatementSignatureInvalid),
        }
    }

    /// The hold, if it is `dispenser`'s.
    pub(crate) fn ensure_held_by<'record>(
        record: &'record mut Prescription<T>,
        dispenser: &Actor<T::AccountId>,
        now: Moment,
    ) -> Result<&'record mut Hold<T::AccountId>, Error<T>> {
        Self::ensure_open(record.standing(now))?;
        match &mut record.state {
            State::Held(hold) if hold.dispenser.organisation == dispenser.organisation => Ok(hold),
            State::Held(_) => Err(Error::<T>::HeldByAnother),
            _ => Err(Error::<T>::NotHeld),
        }
    }

    /// The hold, if it is `dispenser`'s and the log may grow under it.
    pub(crate) fn ensure_fillable_by<'record>(
        record: &'record mut Prescription<T>,
        dispenser: &Actor<T::AccountId>,
        now: Moment,
    ) -> Result<&'record mut Hold<T::AccountId>, Error<T>> {
        let hold = Self::ensure_held_by(record, dispenser, now)?;
        ensure!(hold.cancellation.is_none(), Error::<T>::CancellationPending);
        Ok(hold)
    }

    /// What is supplied, in the form of the log, if all of it may be supplied.
    pub(crate) fn ensure_lines(
        record: &Prescription<T>,
        supplied: Vec<SuppliedItem>,
    ) -> Result<BoundedVec<FillLine, T::MaxItems>, Error<T>> {
        ensure!(!supplied.is_empty(), Error::<T>::NoLines);
        let mut lines = BoundedVec::<FillLine, T::MaxItems>::new();
        for SuppliedItem { item, quantity, substituted } in supplied {
            let ordered = record.items.get(usize::from(item)).ok_or(Error::<T>::UnknownItem)?;
            ensure!(lines.iter().all(|line| line.item != item), Error::<T>::DuplicateItem);
            ensure!(ordered.not_dispensed.is_none(), Error::<T>::ItemClosed);
            ensure!(quantity > 0, Error::<T>::ZeroQuantity);
            let total = ordered.dispensed.checked_add(quantity).ok_or(Error::<T>::OverAuthorised)?;
            ensure!(total <= ordered.authorised, Error::<T>::OverAuthorised);
            ensure!(ordered.substitution_allowed || !substituted, Error::<T>::SubstitutionNotAllowed);
            // There is room: distinct items of a record that has no more than these.
            let line = FillLine { item, quantity, substituted, billed: false };
            lines.try_push(line).map_err(|_| Error::<T>::DuplicateItem)?;
        }
        Ok(lines)
    }

    /// Refuses the withdrawal of what is not `dispenser`'s newest to withdraw.
    pub(crate) fn ensure_withdrawable_by(
        record: &Prescription<T>,
        fill: &Fill<T>,
        number: FillNumber,
        dispenser: &Actor<T::AccountId>,
        now: Moment,
    ) -> Result<(), Error<T>> {
        ensure!(fill.dispenser.organisation == dispenser.organisation, Error::<T>::NotYourFill);
        ensure!(fill.withdrawn.is_none(), Error::<T>::AlreadyWithdrawn);
        ensure!(record.newest_fill == Some(number), Error::<T>::NotNewestFill);
        ensure!(!fill.is_billed(), Error::<T>::FillBilled);
        let window_end = fill.at.saturating_add(T::WithdrawalWindow::get());
        ensure!(now < window_end, Error::<T>::WithdrawalWindowOver);
        if let State::Held(hold) = &record.state {
            ensure!(hold.dispenser.organisation == dispenser.organisation, Error::<T>::HeldByAnother);
            // The patient let the pharmacy have that issue. It gives no right to an earlier one.
            ensure!(record.issue == fill.issue, Error::<T>::LaterIssueHeld);
        }
        Ok(())
    }
}
