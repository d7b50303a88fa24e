//! Two claims on one-time handles: who submits them, what they bill, and how the handles were issued.

use super::prescriptions::{LINES, PrescriptionTraces};
use crate::{
    calendar::day_of,
    ledger::{ClaimRecord, CoverageRecord, Ledger, ServiceRecord},
    linker::{Attacker, Traces},
};
use bogam_primitives::{Moment, OrganisationId, Won, time::SECOND};
use sp_core::H256;
use std::collections::BTreeMap;

/// How many features two claims have.
pub const FEATURES: usize = 5;

/// The most days between two claims of the year.
const MOST_DAYS: u32 = 366;

/// Up to how many seconds between the issue of two handles are told apart.
const ISSUES: [u64; 8] = [0, 1, 4, 60, 600, 3_600, 86_400, 7 * 86_400];

/// Who attacks claims on handles.
pub const ATTACKERS: [Attacker<FEATURES>; 4] = [
    Attacker { name: "issue of handles", mask: [false, false, false, true, false] },
    Attacker { name: "deductibles of handles", mask: [false, false, false, false, true] },
    Attacker { name: "providers, days and quantities", mask: [true, true, true, false, false] },
    Attacker { name: "all of it", mask: [true; FEATURES] },
];

#[derive(Debug)]
struct Trace {
    provider: OrganisationId,
    day: u32,
    submitted_at: Moment,
    /// The place of the first prescription that it bills.
    prescription: Option<usize>,
    issued_at: Moment,
    deductible: Won,
    met: Won,
}

/// The claims on handles of a ledger.
#[derive(Debug)]
pub struct ClaimTraces<'all> {
    prescriptions: &'all PrescriptionTraces,
    traces: Vec<Trace>,
    patients: Vec<u32>,
    /// The deductible that a handle has before anything is met: nothing that could tell patients apart.
    highest: Won,
}

impl<'all> ClaimTraces<'all> {
    /// The claims on handles of `ledger`. `patients`: whose all of its claims are, for the score.
    pub fn new(ledger: &Ledger, prescriptions: &'all PrescriptionTraces, patients: &[u32]) -> Self {
        let places: BTreeMap<H256, usize> =
            ledger.prescriptions.iter().enumerate().map(|(place, it)| (it.id, place)).collect();
        let handles: BTreeMap<H256, (&CoverageRecord, Won)> =
            ledger.coverages.iter().filter_map(|it| Some((it.id, (it, it.limits?.0)))).collect();
        let trace = |claim: &ClaimRecord| {
            let (handle, deductible) = handles.get(&claim.coverage)?;
            let prescription = claim.lines.iter().find_map(|line| match line.service {
                ServiceRecord::Dispense(prescription, ..) => places.get(&prescription).copied(),
                ServiceRecord::Certificate(..) => None,
            });
            Some(Trace {
                provider: claim.provider,
                day: day_of(claim.submitted_at),
                submitted_at: claim.submitted_at,
                prescription,
                issued_at: handle.issued_at,
                deductible: *deductible,
                met: claim.lines.iter().map(|line| line.deductible).sum(),
            })
        };
        let on_handles =
            ledger.claims.iter().zip(patients).filter_map(|(claim, patient)| Some((trace(claim)?, *patient)));
        let (traces, patients): (Vec<_>, Vec<_>) = on_handles.unzip();
        let highest = traces.iter().map(|trace| trace.deductible).max().unwrap_or_default();
        Self { prescriptions, traces, patients, highest }
    }

    fn deductibles(&self, first: &Trace, second: &Trace) -> u16 {
        let (early, late) = if first.submitted_at <= second.submitted_at { (first, second) } else { (second, first) };
        if early.deductible == late.deductible {
            return match late.deductible {
                0 => 0,
                all if all == self.highest => 1,
                _ => 2,
            };
        }
        // What the one has left is what the other begins with.
        if early.met > 0 && early.deductible.saturating_sub(early.met) == late.deductible {
            return 3;
        }
        if early.deductible < late.deductible { 4 } else { 5 }
    }
}

impl Traces<FEATURES> for ClaimTraces<'_> {
    const SIZES: [usize; FEATURES] = [8, MOST_DAYS as usize + 1, LINES + 1, ISSUES.len() + 1, 6];

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
        let seconds = first.issued_at.abs_diff(second.issued_at) / SECOND;
        [
            provider * 4 + source * 2 + prescriber,
            first.day.abs_diff(second.day).min(MOST_DAYS) as u16,
            lines,
            ISSUES.iter().filter(|most| seconds > **most).count() as u16,
            self.deductibles(first, second),
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
