//! The attacker who puts together everything that is on the chain.
//!
//! Two prescriptions are the centre: what they have in common by themselves, the policies and handles on which they
//! were billed, and the sick notes and receipts next to them. A claim leads to the prescriptions that it names, a sick
//! note or a receipt to that of the same visit: so all kinds of records are linked with each other.
//!
//! What prescriptions have in common by themselves he learns as the others do, from what policies link in public. What
//! the rest says, and whether it can be relied on, he learns from a simulation of his own with other people.

use crate::{
    attacks::{Finding, Knowledge, Rehearsal, statistical},
    exact,
    ledger::Ledger,
    linker::{Attacker, Candidates, Model, Traces, match_persons},
    model::schema_id,
    random::Random,
    traces::{
        notes::{self, NoteTraces, VisitTraces},
        prescriptions::{self, PrescriptionTraces},
        signs::{Issued, Sign, visits_of_batches},
        whole::{self, WholeTraces},
    },
    year::{Schema, Year},
};
use std::collections::{BTreeMap, BTreeSet};

/// How the report calls what he looks at.
pub const WHOLE: &str = "the whole chain";

/// Of so many pairs of two patients' prescriptions within an organisation, one is scored.
const THINNING: usize = 8;

/// For how many claims, sick notes, subjects or customers all records are scored.
const KNOWN: usize = 150;

/// How often handles in a row have to be one patient's to be taken for it.
const SURE: f64 = 0.95;

/// Somebody: which prescriptions are known to be this person's, and who it is, for the score alone.
pub type Somebody = (Vec<usize>, Vec<u32>);

/// What he relies on, because it is so in his own simulation: he knows what institutions are used to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Reliance {
    /// That handles that are issued in a row are one patient's.
    runs: bool,
    /// That a sick note is of the same visit as the prescription just before.
    notes: bool,
}

impl Reliance {
    fn learn(rehearsal: &Rehearsal) -> Self {
        let Rehearsal { year, ledger } = rehearsal;
        let insured: Vec<_> = year.coverages.iter().map(|it| it.patient).collect();
        let runs = exact::coverages_by_run(ledger).pairs(&insured).measures();
        let shown = year.batches.iter().zip(visits_of_sick_notes(ledger));
        let right: Vec<_> = shown
            .filter_map(|(batch, visit)| Some(batch.members.contains(&year.prescriptions.get(visit?)?.patient)))
            .collect();
        let notes = right.iter().filter(|is_right| **is_right).count() * 2 > right.len();
        Self { runs: runs.precision >= SURE, notes }
    }

    /// For each batch, the prescription that he takes for the same visit's.
    fn visits(self, ledger: &Ledger) -> Vec<Option<usize>> {
        if self.notes { visits_of_sick_notes(ledger) } else { vec![None; ledger.batches.len()] }
    }
}

fn visits_of_sick_notes(ledger: &Ledger) -> Vec<Option<usize>> {
    visits_of_batches(ledger, schema_id(Schema::SickNote).0)
}

/// The attacker, with what he has before him and what he has learnt.
pub struct Joint<'all> {
    seed: u64,
    year: &'all Year,
    ledger: &'all Ledger,
    prescriptions: WholeTraces<'all>,
    notes: NoteTraces,
    model: Model<{ whole::FEATURES }>,
    model_of_notes: Model<{ notes::OWN }>,
}

impl<'all> Joint<'all> {
    /// Puts together what is on `ledger`, and learns. `habits`: what was learnt of prescriptions by themselves.
    pub fn new(
        seed: u64,
        (year, ledger): (&'all Year, &'all Ledger),
        prescriptions: &'all PrescriptionTraces,
        habits: &Model<{ prescriptions::FEATURES }>,
        rehearsal: &Rehearsal,
    ) -> Self {
        let reliance = Reliance::learn(rehearsal);
        let patients = rehearsal.year.prescriptions.iter().map(|it| it.patient).collect();
        let own = PrescriptionTraces::new(&rehearsal.ledger, patients);
        let visits = reliance.visits(&rehearsal.ledger);
        let examples = WholeTraces::new(&rehearsal.ledger, &own, &visits, reliance.runs);
        let learnt: Model<{ whole::FEATURES }> = learn(&examples, seed, "learning the whole chain");
        let model = learnt.beginning_with(habits).certain_of(whole::BILLING, whole::SURE);
        let examples = NoteTraces::new(&rehearsal.ledger, &rehearsal.year.batches, &visits);
        let model_of_notes = learn(&examples, seed, "learning sick notes");

        let visits = reliance.visits(ledger);
        let prescriptions = WholeTraces::new(ledger, prescriptions, &visits, reliance.runs);
        let notes = NoteTraces::new(ledger, &year.batches, &visits);
        Self { seed, year, ledger, prescriptions, notes, model, model_of_notes }
    }

    fn random(&self, name: &str) -> Random {
        Random::new(self.seed, name)
    }

    /// Pairs of all prescriptions, also of those that policies link.
    pub fn prescriptions(&self) -> Vec<Finding> {
        let all: Vec<_> = (0..self.prescriptions.patients().len()).collect();
        let attackers = [Attacker { name: WHOLE, mask: [true; whole::FEATURES] }];
        let (target, random) = ((&self.prescriptions, all.as_slice()), self.random("the whole chain"));
        statistical("prescriptions", target, &self.model, &attackers, THINNING, random)
    }

    /// Claims on handles, with prescriptions, one of which each names, and with sick notes.
    pub fn claims(&self) -> [Finding; 2] {
        let claims = self.claims_on_handles();
        let with_prescriptions = self.with_prescriptions("claims on handles and prescriptions", claims.clone());
        [with_prescriptions, self.with_sick_notes("claims on handles and sick notes", claims)]
    }

    /// Sick notes, with prescriptions and with each other.
    pub fn sick_notes(&self) -> Vec<Finding> {
        let notes: Vec<_> = (0..).zip(self.notes.patients()).collect();
        let known =
            notes.iter().map(|(note, patient)| (self.notes.visit(*note).into_iter().collect(), vec![**patient]));
        let mut findings = vec![self.with_prescriptions("sick notes and prescriptions", known.collect())];

        let all: Vec<_> = notes.iter().map(|(note, _)| *note).collect();
        let by_themselves = [Attacker { name: "organisations and days", mask: [true; notes::OWN] }];
        let (target, random) = ((&self.notes, all.as_slice()), self.random("sick notes"));
        findings.extend(statistical("sick notes", target, &self.model_of_notes, &by_themselves, 1, random));

        let traces = VisitTraces::new(&self.notes, &self.prescriptions);
        let model = Model::joined(&self.model_of_notes, &self.model);
        let with_visits = [Attacker { name: WHOLE, mask: [true; notes::FEATURES] }];
        let (target, random) = ((&traces, all.as_slice()), self.random("visits of sick notes"));
        findings.extend(statistical("sick notes", target, &model, &with_visits, 1, random));
        findings
    }

    /// Subjects of consent, by the visits that receipts show, with prescriptions.
    pub fn subjects(&self) -> Finding {
        let issued = Issued::of(self.ledger);
        let subjects = self.ledger.subjects.iter().zip(&self.year.subjects);
        let known = subjects.map(|(record, subject)| {
            let visits = record.receipts.iter().filter_map(|receipt| issued.after(&Sign::from(receipt)));
            (visits.collect(), vec![subject.patient])
        });
        self.with_prescriptions("subjects of consent and prescriptions", known.collect())
    }

    /// Customers of a pharmacy, which knows them, with the prescriptions that were filled elsewhere.
    pub fn customers(&self, about: &'static str, customers: Vec<Somebody>, elsewhere: &[usize]) -> Finding {
        self.matched((Knowledge::Pharmacy, about), customers, (elsewhere, self.prescriptions.patients()), Some)
    }

    /// The claims on handles that bill supplies, each with the prescriptions that it names.
    fn claims_on_handles(&self) -> Vec<Somebody> {
        let on_policies = exact::on_policies(self.ledger);
        let on_handle = |claim: usize| (on_policies.get(claim) == Some(&false)).then_some(claim);
        let mut named = BTreeMap::<usize, BTreeSet<usize>>::new();
        for (claim, prescription) in exact::named(self.ledger, on_handle) {
            named.entry(claim).or_default().insert(prescription);
        }
        let somebody = |(claim, prescriptions): (usize, BTreeSet<usize>)| {
            Some((prescriptions.into_iter().collect(), vec![self.year.bills.get(claim)?.patient]))
        };
        named.into_iter().filter_map(somebody).collect()
    }

    fn with_prescriptions(&self, about: &'static str, known: Vec<Somebody>) -> Finding {
        let patients = self.prescriptions.patients();
        let all: Vec<_> = (0..patients.len()).collect();
        self.matched((Knowledge::Member, about), known, (&all, patients), Some)
    }

    fn with_sick_notes(&self, about: &'static str, known: Vec<Somebody>) -> Finding {
        let patients = self.notes.patients();
        let all: Vec<_> = (0..patients.len()).collect();
        self.matched((Knowledge::Member, about), known, (&all, patients), |note| self.notes.visit(note))
    }

    /// Matches some of those who are known, drawn at random, with all records, by the prescription to which each record
    /// leads.
    fn matched(
        &self,
        (knowledge, about): (Knowledge, &'static str),
        mut known: Vec<Somebody>,
        (records, patients): (&[usize], &[u32]),
        visit: impl Fn(usize) -> Option<usize>,
    ) -> Finding {
        self.random(about).shuffle(&mut known);
        known.truncate(KNOWN);
        let (known, persons): (Vec<_>, Vec<_>) = known.into_iter().unzip();
        let candidates = Candidates { known: known.as_slice(), persons: &persons, records, patients };
        let score = |known: &usize, record: usize| {
            let features = self.prescriptions.features(*known, visit(record)?);
            Some(self.model.score(&features, &[true; whole::FEATURES]))
        };
        // Claims and receipts lead across organisations: all records are one block.
        let outcome = match_persons(&candidates, |_| 0, |_| 0, score);
        Finding::of(knowledge, about, WHOLE, &outcome)
    }
}

/// Learns from records of which it is known whose they are.
fn learn<const N: usize, T: Traces<N>>(examples: &T, seed: u64, name: &str) -> Model<N> {
    let groups: Vec<_> = examples.patients().iter().copied().map(Some).collect();
    Model::learn(examples, &groups, &mut Random::new(seed, name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{discipline::Discipline, model::ledger, names::Names, year::Settings};

    fn reliance(discipline: Discipline) -> Reliance {
        let year = Year::simulate(&Settings { patients: 600, seed: 9, discipline });
        let ledger = ledger(&year, Names::new(9, false));
        Reliance::learn(&Rehearsal { year, ledger })
    }

    #[test]
    fn attacker_should_rely_on_habits_that_institutions_have_and_on_no_others() {
        let careless = Reliance { runs: true, notes: true };
        assert_eq!(reliance(Discipline::AS_IT_COMES), careless);
        assert_eq!(reliance(Discipline::ENFORCED), careless);
        assert!(!reliance(Discipline::CAREFUL).runs);
    }
}
