//! What apps read: the records as they stand now, one by one and page by page.

use crate::{
    Config, FillPage, FillView, Fills, LONGEST_PAGE, Pallet, Prescription, PrescriptionPage, PrescriptionView,
    Prescriptions,
};
use bogam_primitives::{Moment, PrescriptionId, prescription::FillNumber};
use frame_support::traits::Time;

impl<T: Config> Pallet<T> {
    pub(crate) fn view(id: PrescriptionId) -> Option<PrescriptionView<T>> {
        Prescriptions::<T>::get(id).map(|record| Self::viewed(id, record, T::Time::now()))
    }

    pub(crate) fn prescription_page(cursor: Option<PrescriptionId>, limit: u32) -> PrescriptionPage<T> {
        let now = T::Time::now();
        let mut rest = match cursor {
            Some(id) => Prescriptions::<T>::iter_from_key(id),
            None => Prescriptions::<T>::iter(),
        };
        let mut page = PrescriptionPage { prescriptions: Default::default(), next: None };
        page.prescriptions
            .extend(rest.by_ref().take(page_length(limit)).map(|(id, record)| Self::viewed(id, record, now)));
        if rest.next().is_some() {
            page.next = page.prescriptions.last().map(|view| view.id);
        }
        page
    }

    pub(crate) fn fill_page(id: PrescriptionId, from: FillNumber, limit: u32) -> FillPage<T> {
        let mut numbers = from..Prescriptions::<T>::get(id).map_or(0, |record| record.next_fill);
        let fills = numbers
            .by_ref()
            .take(page_length(limit))
            .filter_map(|number| Some(FillView { number, fill: Fills::<T>::get(id, number)? }))
            .collect();
        FillPage { fills, next: numbers.next() }
    }

    fn viewed(id: PrescriptionId, mut record: Prescription<T>, now: Moment) -> PrescriptionView<T> {
        record.settle(now);
        let standing = record.standing(now);
        PrescriptionView { id, record, standing }
    }
}

fn page_length(limit: u32) -> usize {
    limit.clamp(1, LONGEST_PAGE) as usize
}
