//! Two sick notes: what is on the chain of them, and the prescriptions of the visits on which they were issued.
//!
//! Of a batch the chain has who issued it and when, and how large it is with what fills it up. The attacker is told how
//! many certificates are in it; each of them is a record here.

use super::whole::{self, WholeTraces};
use crate::{
    calendar::day_of,
    ledger::Ledger,
    linker::{Traces, UNKNOWN},
    model::schema_id,
    year::{Batch, Schema},
};
use bogam_primitives::OrganisationId;
use sp_runtime::AccountId32;

/// How many features two sick notes have by themselves.
pub const OWN: usize = 2;

/// How many they have with the visits on which they were issued.
pub const FEATURES: usize = OWN + whole::FEATURES;

/// Up to how many days between two sick notes are told apart.
const DAYS: [u32; 7] = [0, 1, 5, 14, 30, 90, 180];

#[derive(Debug)]
struct Note {
    organisation: OrganisationId,
    issuer: AccountId32,
    day: u32,
    /// The place of the prescription of the same visit.
    visit: Option<usize>,
}

/// The sick notes of a ledger.
#[derive(Debug)]
pub struct NoteTraces {
    notes: Vec<Note>,
    patients: Vec<u32>,
}

impl NoteTraces {
    /// The sick notes of `ledger`. `batches`: for whom its batches are, for the score. `visits`: for its batches, the
    /// prescription of the same visit, where one is taken for it.
    pub fn new(ledger: &Ledger, batches: &[Batch], visits: &[Option<usize>]) -> Self {
        let schema = schema_id(Schema::SickNote).0;
        let (mut notes, mut patients) = (Vec::new(), Vec::new());
        for ((record, batch), visit) in ledger.batches.iter().zip(batches).zip(visits) {
            if record.schema != schema {
                continue;
            }
            for patient in &batch.members {
                notes.push(Note {
                    organisation: record.organisation,
                    issuer: record.issuer.clone(),
                    day: day_of(record.issued_at),
                    visit: *visit,
                });
                patients.push(*patient);
            }
        }
        Self { notes, patients }
    }

    /// The prescription of the visit on which a sick note was issued.
    pub fn visit(&self, note: usize) -> Option<usize> {
        self.notes.get(note).and_then(|it| it.visit)
    }
}

impl Traces<OWN> for NoteTraces {
    const SIZES: [usize; OWN] = [3, DAYS.len() + 1];

    fn patients(&self) -> &[u32] {
        &self.patients
    }

    fn block(&self, record: usize) -> u32 {
        self.notes[record].organisation
    }

    fn features(&self, first: usize, second: usize) -> [u16; OWN] {
        let (first, second) = (&self.notes[first], &self.notes[second]);
        let organisation = u16::from(first.organisation == second.organisation);
        let days = first.day.abs_diff(second.day);
        [
            organisation + u16::from(first.issuer == second.issuer),
            DAYS.iter().filter(|most| days > **most).count() as u16,
        ]
    }
}

/// Sick notes with their visits: where both have one, the prescriptions say everything; where not, the sick notes by
/// themselves.
#[derive(Debug)]
pub struct VisitTraces<'all> {
    notes: &'all NoteTraces,
    prescriptions: &'all WholeTraces<'all>,
}

impl<'all> VisitTraces<'all> {
    /// These sick notes, whose visits are among these prescriptions.
    pub const fn new(notes: &'all NoteTraces, prescriptions: &'all WholeTraces<'all>) -> Self {
        Self { notes, prescriptions }
    }
}

impl Traces<FEATURES> for VisitTraces<'_> {
    const SIZES: [usize; FEATURES] = {
        let [source, days] = <NoteTraces as Traces<OWN>>::SIZES;
        let [habits, between, hours, lines, scheme, billing, issues, deductibles, charges, noted, receipts] =
            whole::SIZES;
        [source, days, habits, between, hours, lines, scheme, billing, issues, deductibles, charges, noted, receipts]
    };

    fn patients(&self) -> &[u32] {
        self.notes.patients()
    }

    fn block(&self, record: usize) -> u32 {
        self.notes.block(record)
    }

    fn features(&self, first: usize, second: usize) -> [u16; FEATURES] {
        let mut features = [UNKNOWN; FEATURES];
        let (own, visits) = features.split_at_mut(OWN);
        match (self.notes.visit(first), self.notes.visit(second)) {
            // Two sick notes next to one prescription: for at least one of them it is another's.
            (Some(one), Some(other)) if one != other => {
                visits.copy_from_slice(&self.prescriptions.features(one, other));
            }
            _ => own.copy_from_slice(&self.notes.features(first, second)),
        }
        features
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        discipline::Discipline,
        model::ledger,
        names::Names,
        traces::{prescriptions::PrescriptionTraces, signs::visits_of_batches},
        year::{Settings, Year},
    };

    #[test]
    fn visits_should_mostly_be_those_of_the_patients_when_sick_notes_are_issued_at_once() {
        let year = Year::simulate(&Settings { patients: 600, seed: 4, discipline: Discipline::AS_IT_COMES });
        let records = ledger(&year, Names::new(4, false));
        let patients: Vec<_> = year.prescriptions.iter().map(|it| it.patient).collect();
        let visits = visits_of_batches(&records, schema_id(Schema::SickNote).0);
        let notes = NoteTraces::new(&records, &year.batches, &visits);
        let count = notes.patients().len();
        let sick = year.batches.iter().filter(|batch| batch.schema == Schema::SickNote);
        assert_eq!(count, sick.map(|batch| batch.members.len()).sum::<usize>());
        let right = |note: &usize| notes.visit(*note).is_some_and(|visit| patients[visit] == notes.patients()[*note]);
        assert!((0..count).filter(right).count() * 10 > count * 8);

        let prescriptions = PrescriptionTraces::new(&records, patients.clone());
        let whole = WholeTraces::new(&records, &prescriptions, &visits, true);
        let traces = VisitTraces::new(&notes, &whole);
        for first in 0..count.min(60) {
            for second in 0..first {
                let features = traces.features(first, second);
                assert_eq!(features, traces.features(second, first));
                for (value, size) in features.iter().zip(<VisitTraces as Traces<FEATURES>>::SIZES) {
                    assert!(usize::from(*value) < size || *value == UNKNOWN, "{features:?}");
                }
            }
        }
    }
}
