//! What apps list.

use crate::{Config, NextOrganisationId, Organisations, Pallet, types::OrganisationPage};
use bogam_primitives::OrganisationId;

/// The most organisations on one page.
pub(crate) const MAX_PAGE: u32 = 100;

impl<T: Config> Pallet<T> {
    /// The organisations from `from` on. Identifiers have no gaps, so a page is a range of them. It has room for at least
    /// one organisation, so that whoever follows `next` arrives.
    pub(crate) fn page_of_organisations(from: OrganisationId, limit: u32) -> OrganisationPage<T> {
        let end = NextOrganisationId::<T>::get();
        let until = from.saturating_add(limit.clamp(1, MAX_PAGE)).min(end);
        let organisations =
            (from..until).filter_map(|id| Organisations::<T>::get(id).map(|record| (id, record))).collect();
        OrganisationPage { organisations, next: (until < end).then_some(until) }
    }
}
