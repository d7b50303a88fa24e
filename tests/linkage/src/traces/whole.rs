//! Two prescriptions, with everything else on the chain that names them or happened next to them: policies, claims,
//! handles, sick notes and receipts.

use super::{
    handles::{CHARGES, DEDUCTIBLES, ISSUES, UsedHandle},
    prescriptions::{self, LINES, PrescriptionTraces},
    signs::{Issued, Sign},
};
use crate::{
    exact,
    ledger::Ledger,
    linker::{Traces, UNKNOWN},
};
use bogam_primitives::time::DAY;
use std::collections::BTreeSet;

/// How many features two prescriptions have with all that belongs to them: those that they have by themselves come
/// first.
pub const FEATURES: usize = prescriptions::FEATURES + 6;

/// Which feature says how the two are billed.
pub const BILLING: usize = prescriptions::FEATURES;

/// The value of [`BILLING`] when the two surely are of one patient: see [`exact::surely_of_one`].
pub const SURE: u16 = 0;

/// The values that [`BILLING`] can have.
const BILLINGS: usize = 7;

/// How many of two prescriptions can have a sick note next to them: none, one, both.
const NOTES: usize = 3;

/// The ways in which the receipts next to two prescriptions relate.
const RECEIPTS: usize = 5;

/// How many values each feature has.
pub const SIZES: [usize; FEATURES] = {
    let [habits, days, hours, lines, scheme] = <PrescriptionTraces as Traces<{ prescriptions::FEATURES }>>::SIZES;
    [habits, days, hours, lines, scheme, BILLINGS, ISSUES, DEDUCTIBLES, LINES * CHARGES, NOTES, RECEIPTS]
};

/// On what a prescription was billed.
#[derive(Debug)]
enum Billed {
    Nothing,
    Policy,
    Handles(Vec<UsedHandle>),
}

/// What belongs to a prescription.
#[derive(Debug)]
struct Trace {
    /// The same for all that surely are of one patient.
    set: usize,
    billed: Billed,
    /// Whether a sick note was issued on the same visit.
    noted: bool,
    /// The subjects whose records were asked for on the same visit.
    asked: Vec<u32>,
    /// The subjects whose records the organisation asked for on the day before, these among them.
    expected: Vec<u32>,
}

/// All prescriptions of a ledger, with all that belongs to them.
#[derive(Debug)]
pub struct WholeTraces<'all> {
    prescriptions: &'all PrescriptionTraces,
    traces: Vec<Trace>,
}

impl<'all> WholeTraces<'all> {
    /// The prescriptions of `ledger`. `visits`: for its batches, the prescription of the same visit, where one is taken
    /// for it. `runs`: whether handles that are issued in a row are taken for one patient's.
    pub fn new(ledger: &Ledger, prescriptions: &'all PrescriptionTraces, visits: &[Option<usize>], runs: bool) -> Self {
        let mut sets = exact::surely_of_one(ledger, runs);
        let billed = billed(ledger).into_iter().enumerate();
        let mut traces: Vec<_> = billed
            .map(|(place, billed)| {
                let (asked, expected) = (Vec::new(), Vec::new());
                Trace { set: sets.root(place), billed, noted: false, asked, expected }
            })
            .collect();
        for visit in visits.iter().flatten() {
            if let Some(trace) = traces.get_mut(*visit) {
                trace.noted = true;
            }
        }
        add_receipts(ledger, &mut traces);
        Self { prescriptions, traces }
    }
}

/// On what each prescription was billed.
fn billed(ledger: &Ledger) -> Vec<Billed> {
    let handles = UsedHandle::of_claims(ledger);
    let mut all: Vec<_> = ledger.prescriptions.iter().map(|_| Billed::Nothing).collect();
    // A claim names a prescription once for each item.
    let named: BTreeSet<(usize, usize)> = exact::named(ledger, Some).collect();
    for (claim, prescription) in named {
        let (Some(billed), Some(handle)) = (all.get_mut(prescription), handles.get(claim)) else { continue };
        match (handle, &mut *billed) {
            (Some(handle), Billed::Handles(others)) => others.push(handle.clone()),
            (Some(handle), _) => *billed = Billed::Handles(vec![handle.clone()]),
            (None, _) => *billed = Billed::Policy,
        }
    }
    all
}

fn add_receipts(ledger: &Ledger, traces: &mut [Trace]) {
    let issued = Issued::of(ledger);
    for (subject, record) in (0u32..).zip(&ledger.subjects) {
        for sign in record.receipts.iter().map(Sign::from) {
            for place in issued.between(sign.organisation, sign.at, sign.at.saturating_add(DAY)) {
                let Some(trace) = traces.get_mut(*place) else { continue };
                trace.expected.push(subject);
                if issued.is_of_visit(&sign, *place) {
                    trace.asked.push(subject);
                }
            }
        }
    }
}

/// How two prescriptions are billed and, if both are on handles, how these relate.
fn billing(first: &Trace, second: &Trace) -> [u16; 4] {
    let alone = |value: u16| [value, UNKNOWN, UNKNOWN, UNKNOWN];
    if first.set == second.set {
        return alone(SURE);
    }
    match (&first.billed, &second.billed) {
        (Billed::Nothing, Billed::Nothing) => alone(1),
        (Billed::Policy, Billed::Nothing) | (Billed::Nothing, Billed::Policy) => alone(2),
        (Billed::Handles(_), Billed::Nothing) | (Billed::Nothing, Billed::Handles(_)) => alone(3),
        (Billed::Policy, Billed::Policy) => alone(4),
        (Billed::Policy, Billed::Handles(_)) | (Billed::Handles(_), Billed::Policy) => alone(5),
        (Billed::Handles(one), Billed::Handles(other)) => closest(one, other),
    }
}

/// How those two handles relate that were issued closest to each other: a prescription for several issues has several.
fn closest(one: &[UsedHandle], other: &[UsedHandle]) -> [u16; 4] {
    let pairs = one.iter().flat_map(|one| other.iter().map(move |other| (one, other)));
    let relations = pairs.map(|(one, other)| [6, one.issues(other), one.deductibles(other), one.charges(other)]);
    relations.min().unwrap_or([6, UNKNOWN, UNKNOWN, UNKNOWN])
}

/// How the receipts next to two prescriptions relate: a subject's receipts are linked by design.
fn receipts(first: &Trace, second: &Trace) -> u16 {
    let share = |one: &[u32], other: &[u32]| one.iter().any(|subject| other.contains(subject));
    if share(&first.asked, &second.asked) {
        4
    } else if share(&first.expected, &second.expected) {
        3
    } else {
        u16::from(!first.asked.is_empty()) + u16::from(!second.asked.is_empty())
    }
}

impl Traces<FEATURES> for WholeTraces<'_> {
    const SIZES: [usize; FEATURES] = SIZES;

    fn patients(&self) -> &[u32] {
        self.prescriptions.patients()
    }

    fn block(&self, record: usize) -> u32 {
        self.prescriptions.block(record)
    }

    fn features(&self, first: usize, second: usize) -> [u16; FEATURES] {
        let [habits, days, hours, lines, scheme] = self.prescriptions.features(first, second);
        let (first, second) = (&self.traces[first], &self.traces[second]);
        let [billing, issues, deductibles, charges] = billing(first, second);
        // The same medicine has the same quantity and the same charge, which counts once: where there are charges, both are
        // weighed together.
        let (lines, charges) = match charges {
            UNKNOWN => (lines, UNKNOWN),
            charges => (UNKNOWN, lines * CHARGES as u16 + charges),
        };
        let notes = u16::from(first.noted) + u16::from(second.noted);
        let receipts = receipts(first, second);
        [habits, days, hours, lines, scheme, billing, issues, deductibles, charges, notes, receipts]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        discipline::Discipline,
        model::{ledger, schema_id},
        names::Names,
        traces::signs::visits_of_batches,
        year::{Schema, Settings, Year},
    };

    #[test]
    fn features_should_be_below_their_sizes_and_the_same_in_either_order() {
        let year = Year::simulate(&Settings { patients: 300, seed: 4, discipline: Discipline::AS_IT_COMES });
        let records = ledger(&year, Names::new(4, false));
        let prescriptions = PrescriptionTraces::new(&records, year.prescriptions.iter().map(|it| it.patient).collect());
        let visits = visits_of_batches(&records, schema_id(Schema::SickNote).0);
        let traces = WholeTraces::new(&records, &prescriptions, &visits, true);
        let count = traces.patients().len().min(400);
        let mut seen = BTreeSet::new();
        for first in 0..count {
            assert_eq!(traces.features(first, first)[BILLING], SURE);
            for second in 0..first {
                let features = traces.features(first, second);
                assert_eq!(features, traces.features(second, first));
                for (value, size) in features.iter().zip(SIZES) {
                    assert!(usize::from(*value) < size || *value == UNKNOWN, "{features:?}");
                }
                seen.insert(features[BILLING]);
            }
        }
        assert_eq!(seen.len(), BILLINGS, "{seen:?}");
    }

    #[test]
    fn prescriptions_next_to_receipts_of_one_subject_should_mostly_be_one_patient_s() {
        let year = Year::simulate(&Settings { patients: 1_000, seed: 4, discipline: Discipline::AS_IT_COMES });
        let records = ledger(&year, Names::new(4, false));
        let patients: Vec<_> = year.prescriptions.iter().map(|it| it.patient).collect();
        let prescriptions = PrescriptionTraces::new(&records, patients.clone());
        let traces = WholeTraces::new(&records, &prescriptions, &[], false);
        let asked: Vec<_> = (0..patients.len()).filter(|place| !traces.traces[*place].asked.is_empty()).collect();
        let pairs = asked.iter().flat_map(|one| asked.iter().map(move |other| (*one, *other)));
        let alike: Vec<_> =
            pairs.filter(|(one, other)| one < other && traces.features(*one, *other)[FEATURES - 1] == 4).collect();
        let right = alike.iter().filter(|(one, other)| patients[*one] == patients[*other]).count();
        assert!(alike.len() > 20 && right * 2 > alike.len(), "{right} of {}", alike.len());
    }
}
