//! What apps read: the records as they stand now, one by one and page by page.

use crate::{
    AccessRequest, Config, DecisionView, Decisions, Entry, ErasureView, Erasures, Evaluation, LONGEST_PAGE,
    OpenOverrides, Pallet, Project, ProjectPage, ProjectView, Projects, Receipt, ReceiptPage, ReceiptView, Receipts,
    ReviewPage, SeatOverrides, Standing, Subjects, Suspensions,
};
use bogam_primitives::{
    Moment, OrganisationId,
    consent::{ProjectId, SubjectId},
    traits::Organisations,
};
use scale_info::prelude::vec::Vec;

impl<T: Config> Pallet<T> {
    pub(crate) fn viewed_decisions(subject: SubjectId) -> Vec<DecisionView<T::AccountId>> {
        let now = Self::now();
        let view = |decision: bogam_primitives::consent::Decision<T::AccountId>| {
            let standing = match decision.terms.is_valid_at(now) {
                true => Standing::Active,
                false if decision.terms.is_over_at(now) => Standing::Expired,
                false => Standing::Pending,
            };
            DecisionView { decision, standing }
        };
        Decisions::<T>::get(subject).standing.into_iter().map(view).collect()
    }

    pub(crate) fn preview(
        id: SubjectId,
        organisation: OrganisationId,
        account: T::AccountId,
        mut request: AccessRequest,
    ) -> Option<Evaluation> {
        let now = Self::now();
        let subject = Self::open_subject(id).ok()?;
        let kind = T::Organisations::kind(organisation)?;
        request.project = request.project.filter(|project| {
            Projects::<T>::get(project)
                .is_some_and(|record| record.is_open(now) && record.plan.organisation == organisation)
        });
        Some(Self::evaluate(id, &subject, (organisation, kind, account), request, now))
    }

    pub(crate) fn receipt_page(subject: SubjectId, before: Option<u32>, limit: u32) -> ReceiptPage<T::AccountId> {
        let now = Self::now();
        let Some(record) = Subjects::<T>::get(subject) else { return ReceiptPage { receipts: Vec::new(), next: None } };
        let end = before.unwrap_or(record.next_receipt).min(record.next_receipt);
        let start = end.saturating_sub(limit.clamp(1, LONGEST_PAGE)).max(record.first_receipt);
        let receipts = (start..end)
            .rev()
            .filter_map(|number| Some(viewed_receipt(number, Receipts::<T>::get(subject, number)?, now)))
            .collect();
        ReceiptPage { receipts, next: (start > record.first_receipt).then_some(start) }
    }

    pub(crate) fn review_page(
        organisation: OrganisationId,
        cursor: Option<T::AccountId>,
        limit: u32,
    ) -> ReviewPage<T::AccountId> {
        let now = Self::now();
        let mut rest = match cursor {
            Some(seat) => OpenOverrides::<T>::iter_keys_from(OpenOverrides::<T>::hashed_key_for(seat)),
            None => OpenOverrides::<T>::iter_keys(),
        };
        let looked_at = rest.by_ref().take(page_length(limit)).collect::<Vec<_>>();
        let next = if rest.next().is_some() { looked_at.last().cloned() } else { None };
        let seats = looked_at.into_iter().map(|seat| {
            let mut overrides = Self::overrides_at(seat, now);
            overrides.open.retain(|one| one.concerns(organisation));
            overrides
        });
        ReviewPage { seats: seats.filter(|overrides| !overrides.open.is_empty()).collect(), next }
    }

    pub(crate) fn overrides_of(seat: T::AccountId) -> SeatOverrides<T::AccountId> {
        Self::overrides_at(seat, Self::now())
    }

    fn overrides_at(seat: T::AccountId, now: Moment) -> SeatOverrides<T::AccountId> {
        let open = OpenOverrides::<T>::get(&seat).into_inner();
        let overdue = open.iter().any(|one| now >= one.review_by);
        let suspended = Suspensions::<T>::get(&seat);
        SeatOverrides { seat, open, suspended, overdue }
    }

    pub(crate) fn viewed_project(id: ProjectId) -> Option<ProjectView<T::AccountId>> {
        let now = Self::now();
        Projects::<T>::get(id).map(|project| viewed_project(id, project, now))
    }

    pub(crate) fn project_page(cursor: Option<ProjectId>, limit: u32) -> ProjectPage<T::AccountId> {
        let now = Self::now();
        let mut rest = match cursor {
            Some(id) => Projects::<T>::iter_from_key(id),
            None => Projects::<T>::iter(),
        };
        let taken = rest.by_ref().take(page_length(limit));
        let projects = taken.map(|(id, project)| viewed_project(id, project, now)).collect::<Vec<_>>();
        let next = if rest.next().is_some() { projects.last().map(|view| view.id) } else { None };
        ProjectPage { projects, next }
    }

    pub(crate) fn viewed_erasures(subject: SubjectId) -> Vec<ErasureView<T::AccountId>> {
        let now = Self::now();
        let erasures = Erasures::<T>::get(subject).into_iter();
        erasures.map(|erasure| ErasureView { overdue: erasure.is_overdue(now), erasure }).collect()
    }
}

fn viewed_receipt<AccountId>(number: u32, receipt: Receipt<AccountId>, now: Moment) -> ReceiptView<AccountId> {
    let overdue = matches!(receipt.entry, Entry::Override { review: None, review_by, .. } if now >= review_by);
    ReceiptView { number, receipt, overdue }
}

fn viewed_project<AccountId>(id: ProjectId, project: Project<AccountId>, now: Moment) -> ProjectView<AccountId> {
    let open = project.is_open(now);
    ProjectView { id, project, open }
}

fn page_length(limit: u32) -> usize {
    limit.clamp(1, LONGEST_PAGE) as usize
}
