//! Breaking the glass, and answering for it.

use crate::{
    Config, EmergencyReason, Entry, Error, Event, OpenOverride, OpenOverrides, Pallet, Receipt, Receipts, Review,
    Suspension, Suspensions, Verdict,
};
use bogam_primitives::{
    Actor,
    consent::{Categories, SubjectId},
};
use frame_support::{
    ensure,
    pallet_prelude::{DispatchResult, Get},
};

impl<T: Config> Pallet<T> {
    pub(crate) fn do_break_glass(
        clinician: Actor<T::AccountId>,
        id: SubjectId,
        reason: EmergencyReason,
        categories: Categories,
    ) -> DispatchResult {
        Self::mutate(id, |subject, now| {
            Self::ensure_categories(categories)?;
            let (seat, organisation) = (clinician.account.clone(), clinician.organisation);
            Self::ensure_emergency_access(&seat, now)?;
            let until = now.saturating_add(T::EmergencyPeriod::get());
            let review_by = now.saturating_add(T::ReviewPeriod::get());
            let custodian = subject.custodian;
            OpenOverrides::<T>::try_mutate(&seat, |open| {
                let covered =
                    open.iter().any(|one| one.subject == id && now < one.until && categories.is_subset(one.categories));
                ensure!(!covered, Error::<T>::AlreadyOverridden);
                let entry = Entry::Override { reason, categories, until, review_by, review: None };
                let receipt = Self::leave_receipt(id, subject, Receipt { at: now, reader: clinician, entry })?;
                let record =
                    OpenOverride { subject: id, receipt, custodian, organisation, categories, until, review_by };
                open.try_push(record).map_err(|_| Error::<T>::TooManyOverrides)?;
                Self::deposit_event(Event::GlassBroken {
                    subject: id,
                    receipt,
                    organisation,
                    reason,
                    until,
                    review_by,
                });
                Ok(())
            })
        })
    }

    pub(crate) fn do_review_override(
        officer: Actor<T::AccountId>,
        seat: T::AccountId,
        id: SubjectId,
        number: u32,
        verdict: Verdict,
    ) -> DispatchResult {
        let now = Self::now();
        let mut open = OpenOverrides::<T>::get(&seat);
        let place = open.iter().position(|one| one.subject == id && one.receipt == number);
        let place = place.ok_or(Error::<T>::UnknownOverride)?;
        let record = open.remove(place);
        ensure!(officer.account != seat, Error::<T>::OwnReview);
        ensure!(record.concerns(officer.organisation), Error::<T>::NotYourReview);

        let reviewer = officer.organisation;
        Receipts::<T>::mutate(id, number, |slot| {
            if let Some(Receipt { entry: Entry::Override { review, .. }, .. }) = slot {
                *review = Some(Review { by: officer, at: now, verdict });
            }
        });
        if open.is_empty() {
            OpenOverrides::<T>::remove(&seat);
        } else {
            OpenOverrides::<T>::insert(&seat, open);
        }
        Self::deposit_event(Event::OverrideReviewed { subject: id, receipt: number, organisation: reviewer, verdict });
        if verdict == Verdict::Abusive && !Suspensions::<T>::contains_key(&seat) {
            let organisation = record.organisation;
            Suspensions::<T>::insert(&seat, Suspension { organisation, subject: id, receipt: number, since: now });
            Self::deposit_event(Event::EmergencyAccessSuspended { seat, organisation });
        }
        Ok(())
    }

    pub(crate) fn do_restore_emergency_access(officer: Actor<T::AccountId>, seat: T::AccountId) -> DispatchResult {
        let suspension = Suspensions::<T>::get(&seat).ok_or(Error::<T>::NotSuspended)?;
        ensure!(officer.account != seat, Error::<T>::OwnReview);
        ensure!(officer.organisation == suspension.organisation, Error::<T>::NotYourSeat);
        ensure!(!OpenOverrides::<T>::contains_key(&seat), Error::<T>::ReviewPending);
        Suspensions::<T>::remove(&seat);
        Self::deposit_event(Event::EmergencyAccessRestored { seat, organisation: suspension.organisation });
        Ok(())
    }
}
