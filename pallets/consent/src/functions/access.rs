//! Requests for data, and their receipts.

use crate::{
    AccessRequest, Config, Decisions, DefaultPolicies, Entry, Error, Evaluation, Event, LONGEST_PAGE, OpenOverrides,
    Pallet, Policy, Receipt, Receipts, Ruling, Subject, Subjects,
};
use bogam_primitives::{
    Actor, Moment, OrganisationId, OrganisationKind,
    consent::{Action, Category, Purpose, Question, Reader, Sensitivities, SubjectId, decide},
    traits::Organisations,
};
use frame_support::{
    ensure,
    pallet_prelude::{DispatchError, DispatchResult, Get},
};

impl<T: Config> Pallet<T> {
    pub(crate) fn do_request_access(
        reader: Actor<T::AccountId>,
        id: SubjectId,
        request: AccessRequest,
        may_override: impl FnOnce() -> bool,
    ) -> DispatchResult {
        Self::mutate(id, |subject, now| {
            Self::ensure_sensitivities(request.sensitivities)?;
            let organisation = reader.organisation;
            let kind = T::Organisations::kind(organisation).ok_or(Error::<T>::UnknownOrganisation)?;
            if let Some(project) = request.project {
                let conducted_by = Self::open_project(project, now)?.plan.organisation;
                ensure!(conducted_by == organisation, Error::<T>::NotYourProject);
            }
            let Evaluation { mut ruling, mut redact, .. } =
                Self::evaluate(id, subject, (organisation, kind, reader.account.clone()), request, now);
            if !ruling.releases()
                && let Some(receipt) = Self::usable_override(id, &reader.account, &request, now)
                && may_override()
            {
                (ruling, redact) = (Ruling::Emergency(receipt), Sensitivities::NONE);
            }
            let entry = Entry::Access { request, ruling, redact };
            let receipt = Self::leave_receipt(id, subject, Receipt { at: now, reader, entry })?;
            Self::deposit_event(if ruling.releases() {
                Event::AccessPermitted { subject: id, receipt, organisation, ruling, redact }
            } else {
                Event::AccessRefused { subject: id, receipt, organisation, ruling }
            });
            Ok(())
        })
    }

    /// What the subject's decisions and the custodian's policy amount to. Whether the project may be named is for the
    /// caller to know.
    pub(crate) fn evaluate(
        id: SubjectId,
        subject: &Subject<T>,
        (organisation, kind, account): (OrganisationId, OrganisationKind, T::AccountId),
        request: AccessRequest,
        now: Moment,
    ) -> Evaluation {
        let AccessRequest { project, category, purpose, action, sensitivities, data_date } = request;
        let reader = Reader { account, organisation, kind, project };
        let question = Question { reader, category, purpose, action, sensitivities, data_date, now };
        let answer = decide(&Decisions::<T>::get(id).standing, &question);
        let policy = || DefaultPolicies::<T>::get(subject.custodian, category).releases(purpose, sensitivities);
        let ruling = Ruling::new(&answer, policy);
        Evaluation { answer, ruling, redact: answer.redact }
    }

    /// The receipt of an override by this seat that releases what is asked: to read and use data of its categories for
    /// emergency treatment.
    fn usable_override(id: SubjectId, seat: &T::AccountId, request: &AccessRequest, now: Moment) -> Option<u32> {
        let emergency = request.purpose == Purpose::EmergencyTreatment
            && matches!(request.action, Action::Access | Action::Use)
            && request.project.is_none();
        if !emergency || Self::ensure_emergency_access(seat, now).is_err() {
            return None;
        }
        let open = OpenOverrides::<T>::get(seat);
        let usable =
            open.iter().find(|one| one.subject == id && now < one.until && one.categories.contains(request.category));
        usable.map(|one| one.receipt)
    }

    /// Stores the receipt under the subject's next number.
    pub(crate) fn leave_receipt(
        id: SubjectId,
        subject: &mut Subject<T>,
        receipt: Receipt<T::AccountId>,
    ) -> Result<u32, DispatchError> {
        let number = subject.next_receipt;
        subject.next_receipt = Self::next(number)?;
        Receipts::<T>::insert(id, number, receipt);
        Ok(number)
    }

    /// Yields how many were removed. Also the receipts of a closed subject are.
    pub(crate) fn do_prune_receipts(id: SubjectId, limit: u32) -> Result<u32, DispatchError> {
        Subjects::<T>::try_mutate(id, |slot| {
            let subject = slot.as_mut().ok_or(Error::<T>::UnknownSubject)?;
            let now = Self::now();
            let first = subject.first_receipt;
            let last = first.saturating_add(limit.clamp(1, LONGEST_PAGE)).min(subject.next_receipt);
            for number in first..last {
                let kept = Receipts::<T>::get(id, number).is_some_and(|receipt| {
                    receipt.awaits_review() || now < receipt.at.saturating_add(T::ReceiptRetention::get())
                });
                if kept {
                    break;
                }
                Receipts::<T>::remove(id, number);
                subject.first_receipt = number.saturating_add(1);
            }
            let count = subject.first_receipt.saturating_sub(first);
            ensure!(count > 0, Error::<T>::NothingToPrune);
            Self::deposit_event(Event::ReceiptsPruned { subject: id, count });
            Ok(count)
        })
    }

    pub(crate) fn do_set_default_policy(
        officer: Actor<T::AccountId>,
        category: Category,
        policy: Policy,
    ) -> DispatchResult {
        let custodian = officer.organisation;
        match policy {
            Policy::Refuse => DefaultPolicies::<T>::remove(custodian, category),
            Policy::Release(purposes) => {
                ensure!(purposes.is_known(), Error::<T>::UnknownPurpose);
                ensure!(!purposes.is_empty(), Error::<T>::NoPurposes);
                DefaultPolicies::<T>::insert(custodian, category, policy);
            }
        }
        Self::deposit_event(Event::DefaultPolicySet { custodian, category, policy });
        Ok(())
    }
}
