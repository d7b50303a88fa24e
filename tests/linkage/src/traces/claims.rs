//! Two claims on one-time handles: who submits them, what they bill and charge, and how the handles were issued.

use super::{
    handles::{CHARGES, DEDUCTIBLES, ISSUES, UsedHandle},
    prescriptions::{LINES, PrescriptionTraces},
};
use crate::{
    calendar::day_of,
    ledger::{ClaimRecord, Ledger, ServiceRecord},
    linker::{Attacker, Traces},
};
use bogam_primitives::OrganisationId;
use sp_core::H256;
use std::collections::BTreeMap;

/// How many features two claims have.
pub const FEATURES: usize = 7;

/// The most days between two claims of the year.
const MOST_DAYS: u32 = 366;

/// Who attacks claims on handles.
pub const ATTACKERS: [Attacker<FEATURES>; 5] = [
    Attacker { name: "issue of handles", mask: [false, false, false, true, false, false, false] },
    Attacker { name: "deductibles of handles", mask: [false, false, false, false, true, false, false] },
    Attacker { name: "charges", mask: [false, false, false, false, false, true, false] },
    Attacker { name: "providers, days and quantities", mask: [true, true, true, false, false, false, false] },
    // Quantities and charges are weighed together: the same medicine has the same of both, which counts once.
    Attacker { name: "all of it", mask: [true, true, false, true, true, false, true] },
];

#[derive(Debug)]
struct Trace {
    provider: OrganisationId,
    day: u32,
    /// The place of the first prescription that it bills.
    prescription: Option<usize>,
    handle: UsedHandle,
}

/// The claims on handles of a ledger.
#[derive(Debug)]
pub struct ClaimTraces<'all> {
    prescriptions: &'all PrescriptionTraces,
    traces: Vec<Trace>,
    patients: Vec<u32>,
}

impl<'all> ClaimTraces<'all> {
    /// The claims on handles of `ledger`. `patients`: whose all of its claims are, for the score.
    pub fn new(ledger: &Ledger, prescriptions: &'all PrescriptionTraces, patients: &[u32]) -> Self {
        let places: BTreeMap<H256, usize> =
            ledger.prescriptions.iter().enumerate().map(|(place, it)| (it.id, place)).collect();
        let trace = |claim: &ClaimRecord, handle: UsedHandle| Trace {
            provider: claim.provider,
            day: day_of(claim.submitted_at),
            prescription: claim.lines.iter().find_map(|line| match line.service {
                ServiceRecord::Dispense(prescription, ..) => places.get(&prescription).copied(),
                ServiceRecord::Certificate(..) => None,
            }),
            handle,
        };
        let claims = ledger.claims.iter().zip(UsedHandle::of_claims(ledger)).zip(patients);
        let on_handles = claims.filter_map(|((claim, handle), patient)| Some((trace(claim, handle?), *patient)));
        let (traces, patients): (Vec<_>, Vec<_>) = on_handles.unzip();
        Self { prescriptions, traces, patients }
    }
}

impl Traces<FEATURES> for ClaimTraces<'_> {
    const SIZES: [usize; FEATURES] =
        [8, MOST_DAYS as usize + 1, LINES + 1, ISSUES, DEDUCTIBLES, CHARGES, (LINES + 1) * CHARGES];

    fn patients(&self) -> &[u32] {
        &self.patients
    }

    fn block(&self, record: usize) -> u32 {
        self.traces[record].provider
    }

    fn features(&self, first: usize, second: usize) -> [u16; FEATURES] {
        let (first, second) = (&self.traces[first], &self.traces[second]);
        let provider = u16::from(first.provider == second.provider);
        let (source, prescriber, lines) = match (first.prescription, second.prescription) {
            (Some(one), Some(other)) => {
                let (source, prescriber) = self.prescriptions.common_source(one, other);
                (u16::from(source), u16::from(prescriber), self.prescriptions.common_lines(one, other))
            }
            _ => (0, 0, LINES as u16),
        };
        let charges = first.handle.charges(&second.handle);
        [
            provider * 4 + source * 2 + prescriber,
            first.day.abs_diff(second.day).min(MOST_DAYS) as u16,
            lines,
            first.handle.issues(&second.handle),
            first.handle.deductibles(&second.handle),
            charges,
            lines * CHARGES as u16 + charges,
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        discipline::Discipline,
        model::ledger,
        names::Names,
        year::{Settings, Year},
    };

    #[test]
    fn features_should_be_below_their_sizes() {
        let year = Year::simulate(&Settings { patients: 300, seed: 4, discipline: Discipline::AS_IT_COMES });
        let records = ledger(&year, Names::new(4, false));
        let prescriptions = PrescriptionTraces::new(&records, year.prescriptions.iter().map(|it| it.patient).collect());
        let patients: Vec<_> = year.bills.iter().map(|bill| bill.patient).collect();
        let traces = ClaimTraces::new(&records, &prescriptions, &patients);
        let expected = year.bills.iter().filter(|bill| year.coverages[bill.coverage].limits.is_some()).count();
        assert_eq!(traces.patients().len(), expected);
        let count = expected.min(150);
        for first in 0..count {
            for second in (0..count).filter(|second| *second != first) {
                let features = traces.features(first, second);
                for (value, size) in features.iter().zip(<ClaimTraces as Traces<FEATURES>>::SIZES) {
                    assert!(usize::from(*value) < size, "{features:?}");
                }
            }
        }
    }
}
