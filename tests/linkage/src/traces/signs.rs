//! Signs of somebody: a certificate, or a receipt. Who it was may have got a prescription on the same visit.

use crate::ledger::{BatchRecord, Ledger, PrescriptionRecord, ReceiptRecord};
use bogam_primitives::{Moment, OrganisationId, time::MINUTE};
use sp_core::H256;
use sp_runtime::AccountId32;
use std::collections::BTreeMap;

/// How long before or after a prescription a sign of the same visit is at most.
pub const SAME_VISIT: Moment = 10 * MINUTE;

/// Something that happened about a person, at an organisation and by one of its seats.
#[derive(Clone, Debug)]
pub struct Sign {
    /// When.
    pub at: Moment,
    /// Where.
    pub organisation: OrganisationId,
    /// By whom.
    pub seat: AccountId32,
}

impl From<&ReceiptRecord> for Sign {
    fn from(receipt: &ReceiptRecord) -> Self {
        Self { at: receipt.at, organisation: receipt.organisation, seat: receipt.reader.clone() }
    }
}

impl From<&BatchRecord> for Sign {
    fn from(batch: &BatchRecord) -> Self {
        Self { at: batch.issued_at, organisation: batch.organisation, seat: batch.issuer.clone() }
    }
}

/// The prescriptions of each organisation, in the order of time.
#[derive(Debug)]
pub struct Issued<'all> {
    prescriptions: &'all [PrescriptionRecord],
    places: BTreeMap<OrganisationId, Vec<usize>>,
}

impl<'all> Issued<'all> {
    /// Those of `ledger`.
    pub fn of(ledger: &'all Ledger) -> Self {
        let mut issued = Self { prescriptions: &ledger.prescriptions, places: BTreeMap::new() };
        for (place, prescription) in ledger.prescriptions.iter().enumerate() {
            issued.places.entry(prescription.organisation).or_default().push(place);
        }
        for places in issued.places.values_mut() {
            places.sort_by_key(|place| ledger.prescriptions.get(*place).map(|it| it.issued_at));
        }
        issued
    }

    /// What `organisation` issued from one moment to another, both included.
    pub fn between(&self, organisation: OrganisationId, from: Moment, until: Moment) -> &[usize] {
        let places = self.places.get(&organisation).map(Vec::as_slice).unwrap_or_default();
        let issued_at = |place: &usize| self.prescriptions.get(*place).map_or(0, |it| it.issued_at);
        let begin = places.partition_point(|place| issued_at(place) < from);
        let end = places.partition_point(|place| issued_at(place) <= until);
        places.get(begin..end).unwrap_or_default()
    }

    /// Whether a prescription looks like one of the visit that `sign` is of: by the same seat, at about the same time.
    pub fn is_of_visit(&self, sign: &Sign, place: usize) -> bool {
        let near = |it: &PrescriptionRecord| it.prescriber == sign.seat && it.issued_at.abs_diff(sign.at) <= SAME_VISIT;
        self.prescriptions.get(place).is_some_and(near)
    }

    /// The last prescription before `sign` that looks like one of its visit.
    pub fn before(&self, sign: &Sign) -> Option<usize> {
        let places = self.between(sign.organisation, sign.at.saturating_sub(SAME_VISIT), sign.at);
        places.iter().copied().rfind(|place| self.is_of_visit(sign, *place))
    }

    /// The first prescription after `sign` that looks like one of its visit.
    pub fn after(&self, sign: &Sign) -> Option<usize> {
        let places = self.between(sign.organisation, sign.at, sign.at.saturating_add(SAME_VISIT));
        places.iter().copied().find(|place| self.is_of_visit(sign, *place))
    }
}

/// For each batch of `ledger`, the prescription of the visit at which it seems to have been issued; `None` for those of
/// other schemas than this one.
pub fn visits_of_batches(ledger: &Ledger, schema: H256) -> Vec<Option<usize>> {
    let issued = Issued::of(ledger);
    let visit = |batch: &BatchRecord| {
        if batch.schema == schema { issued.before(&Sign::from(batch)) } else { None }
    };
    ledger.batches.iter().map(visit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prescription(organisation: OrganisationId, seat: u8, minute: u64) -> PrescriptionRecord {
        PrescriptionRecord {
            id: H256::from_low_u64_be(minute),
            organisation,
            prescriber: AccountId32::new([seat; 32]),
            issued_at: minute * MINUTE,
            valid_until: 0,
            interval: 0,
            keys: Vec::new(),
            quantities: Vec::new(),
            fills: Vec::new(),
        }
    }

    #[test]
    fn visit_should_be_that_of_the_same_seat_at_about_the_same_time() {
        let prescriptions = vec![
            prescription(1, 1, 130),
            prescription(1, 1, 100),
            prescription(1, 1, 104),
            prescription(1, 2, 106),
            prescription(2, 1, 106),
        ];
        let ledger = Ledger { prescriptions, ..Ledger::default() };
        let issued = Issued::of(&ledger);
        assert_eq!(issued.between(1, 100 * MINUTE, 106 * MINUTE), [1, 2, 3]);
        assert_eq!(issued.between(3, 0, 1_000 * MINUTE), [0; 0]);

        let sign = |minute| Sign { at: minute * MINUTE, organisation: 1, seat: AccountId32::new([1; 32]) };
        let before = [103, 107, 114, 115, 99].map(|minute| issued.before(&sign(minute)));
        assert_eq!(before, [Some(1), Some(2), Some(2), None, None]);
        assert_eq!([99, 101, 105, 121].map(|minute| issued.after(&sign(minute))), [Some(1), Some(2), None, Some(0)]);
    }
}
