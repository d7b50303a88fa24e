//! The attackers, and what each of them knows.

use crate::{
    exact,
    joint::{Joint, Somebody},
    ledger::Ledger,
    linker::{Attacker, Candidates, Model, Outcome, Traces, attack, match_persons, pairs_of},
    model::{self, schema_id},
    names::Names,
    random::Random,
    score::{Anonymity, Histogram, Measures},
    traces::{
        claims::{self, ClaimTraces},
        prescriptions::{self, PrescriptionTraces},
        signs::Sign,
    },
    year::{Schema, Settings, Year},
};
use bogam_primitives::{Moment, OrganisationId, time::MINUTE};
use serde::Serialize;
use sp_runtime::AccountId32;
use std::collections::{BTreeMap, BTreeSet};

/// The most people in the simulation that an attacker makes for himself to learn from.
const REHEARSAL: u32 = 2_500;

/// Up to how many minutes between an access, or a certificate, and a prescription are told apart.
const MINUTES: [u64; 9] = [1, 2, 4, 6, 8, 15, 60, 12 * 60, 36 * 60];

/// What somebody knows to begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Knowledge {
    /// Nothing: nodes talk to members alone.
    Outsider,
    /// The chain.
    Member,
    /// The chain, and who the customers of one pharmacy are, with what they got there.
    Pharmacy,
}

/// What one attack came to.
#[derive(Clone, Debug, Serialize)]
pub struct Finding {
    /// What the attacker knows.
    pub knowledge: Knowledge,
    /// Pairs of what.
    pub about: &'static str,
    /// What he looks at.
    pub by: &'static str,
    /// Whether the link is there by design, so that no statistics are needed.
    pub by_design: bool,
    /// How well he does on pairs.
    #[serde(flatten)]
    pub measures: Measures,
    /// Among how many records somebody hides from him.
    pub anonymity: Option<Anonymity>,
}

impl Finding {
    fn exact(about: &'static str, by: &'static str, pairs: &Histogram) -> Self {
        let measures = pairs.measures();
        Self { knowledge: Knowledge::Member, about, by, by_design: true, measures, anonymity: None }
    }

    pub(crate) fn of(knowledge: Knowledge, about: &'static str, by: &'static str, outcome: &Outcome) -> Self {
        let Outcome { pairs, anonymity } = outcome;
        Self { knowledge, about, by, by_design: false, measures: pairs.measures(), anonymity: *anonymity }
    }

    /// Whether it is about this, by this.
    pub fn is(&self, knowledge: Knowledge, about: &str, by: &str) -> bool {
        self.knowledge == knowledge && self.about == about && self.by == by
    }
}

/// What is attacked: what everybody sees, and the truth to score by.
pub struct Target<'all> {
    settings: &'all Settings,
    year: &'all Year,
    ledger: &'all Ledger,
    prescriptions: PrescriptionTraces,
    patients: Vec<u32>,
    /// The prescriptions that no claim on a policy names: what is not linked by design.
    unlinked: Vec<usize>,
    model: Model<{ prescriptions::FEATURES }>,
    rehearsal: Rehearsal,
}

impl<'all> Target<'all> {
    /// The target. The linker of prescriptions learns from what policies link in public.
    pub fn new(settings: &'all Settings, year: &'all Year, ledger: &'all Ledger) -> Self {
        let patients: Vec<_> = year.prescriptions.iter().map(|it| it.patient).collect();
        let prescriptions = PrescriptionTraces::new(ledger, patients.clone());
        let public = exact::policies_of_prescriptions(ledger);
        let model = Model::learn(&prescriptions, &public, &mut Random::new(settings.seed, "learning"));
        let unlinked = public.iter().enumerate().filter(|(_, policy)| policy.is_none()).map(|(place, _)| place);
        let unlinked = unlinked.collect();
        let rehearsal = Rehearsal::of(settings);
        Self { settings, year, ledger, prescriptions, patients, unlinked, model, rehearsal }
    }

    /// Everything that is tried.
    pub fn attacks(&self) -> Vec<Finding> {
        let chain = (self.year, self.ledger);
        let joint = Joint::new(self.settings.seed, chain, &self.prescriptions, &self.model, &self.rehearsal);
        let mut findings = vec![self.outsider()];
        findings.extend(self.by_design());
        findings.extend(self.prescriptions());
        findings.extend(joint.prescriptions());
        findings.extend(self.claims());
        findings.extend(joint.claims());
        findings.extend([self.receipts(), joint.subjects(), self.sick_notes()]);
        findings.extend(joint.sick_notes());
        findings.extend(self.pharmacy(&joint));
        findings
    }

    fn random(&self, name: &str) -> Random {
        Random::new(self.settings.seed, name)
    }

    /// Whoever is no member sees no record, and proposes no pair.
    fn outsider(&self) -> Finding {
        let mut pairs = Histogram::default();
        let same = same_pairs(self.unlinked.iter().filter_map(|place| self.patients.get(*place)));
        pairs.complete(same, pairs_of(self.unlinked.len()) - same);
        let outcome = Outcome { pairs, anonymity: None };
        Finding::of(Knowledge::Outsider, "prescriptions", "nothing", &outcome)
    }

    fn by_design(&self) -> Vec<Finding> {
        let (year, ledger) = (self.year, self.ledger);
        let coverages = year.coverages.iter().map(|it| it.patient);
        let subjects = year.subjects.iter().map(|it| it.patient);
        let keyed: Vec<_> = self.patients.iter().copied().chain(coverages).chain(subjects).collect();
        let claims: Vec<_> = year.bills.iter().map(|bill| bill.patient).collect();
        vec![
            Finding::exact("all records with keys", "equal keys", &exact::by_key(ledger).pairs(&keyed)),
            Finding::exact("claims", "policy or handle", &exact::claims_by_coverage(ledger).pairs(&claims)),
            Finding::exact(
                "prescriptions",
                "policies on which they are billed",
                &exact::prescriptions_by_policy(ledger).pairs(&self.patients),
            ),
            Finding::exact(
                "prescriptions",
                "one claim on a handle for several",
                &exact::prescriptions_by_claim(ledger).pairs(&self.patients),
            ),
        ]
    }

    fn prescriptions(&self) -> Vec<Finding> {
        let target = (&self.prescriptions, self.unlinked.as_slice());
        let random = self.random("prescriptions");
        statistical("prescriptions", target, &self.model, &prescriptions::ATTACKERS, 1, random)
    }

    /// No claims on handles are linked in public: the attacker learns from a simulation of his own, as he knows what
    /// institutions are used to.
    fn claims(&self) -> Vec<Finding> {
        let Rehearsal { year, ledger } = &self.rehearsal;
        let own: Vec<_> = year.prescriptions.iter().map(|it| it.patient).collect();
        let own = PrescriptionTraces::new(ledger, own);
        let patients: Vec<_> = year.bills.iter().map(|bill| bill.patient).collect();
        let examples = ClaimTraces::new(ledger, &own, &patients);
        let groups: Vec<_> = examples.patients().iter().copied().map(Some).collect();
        let model = Model::learn(&examples, &groups, &mut self.random("learning claims"));

        let patients: Vec<_> = self.year.bills.iter().map(|bill| bill.patient).collect();
        let traces = ClaimTraces::new(self.ledger, &self.prescriptions, &patients);
        let chosen: Vec<_> = (0..traces.patients().len()).collect();
        let target = (&traces, chosen.as_slice());
        statistical("claims on handles", target, &model, &claims::ATTACKERS, 1, self.random("claims"))
    }

    /// Somebody asked a hospital for a subject's records: whose prescription came next?
    fn receipts(&self) -> Finding {
        let known: Vec<Vec<Sign>> =
            self.ledger.subjects.iter().map(|subject| subject.receipts.iter().map(Sign::from).collect()).collect();
        let persons: Vec<_> = self.year.subjects.iter().map(|subject| vec![subject.patient]).collect();
        let Rehearsal { year, ledger } = &self.rehearsal;
        let examples = ledger.subjects.iter().zip(&year.subjects).flat_map(|(record, subject)| {
            record.receipts.iter().map(move |receipt| (Sign::from(receipt), vec![subject.patient]))
        });
        let about = "subjects of consent and prescriptions";
        self.signs(about, "times of receipts", (&known, &persons), (year, ledger, examples))
    }

    /// A batch of sick notes was issued that is as small as any: whose prescription came before? Without a floor it is
    /// one person's. With one, nobody sees how many are in it, and whoever finds one of them has found somebody.
    fn sick_notes(&self) -> Finding {
        let (least, schema) = (self.settings.discipline.least_size, schema_id(Schema::SickNote).0);
        let smallest = |(ledger, year): (&Ledger, &Year)| -> Vec<(Sign, Vec<u32>)> {
            let batches = ledger.batches.iter().zip(&year.batches);
            let batches = batches.filter(|(record, _)| record.size <= least && record.schema == schema);
            let signs = batches.map(|(record, batch)| {
                let persons: BTreeSet<_> = batch.members.iter().copied().collect();
                (Sign::from(record), persons.into_iter().collect())
            });
            signs.collect()
        };
        let (known, persons): (Vec<_>, Vec<_>) =
            smallest((self.ledger, self.year)).into_iter().map(|(sign, persons)| (vec![sign], persons)).unzip();
        let Rehearsal { year, ledger } = &self.rehearsal;
        let examples = smallest((ledger, year)).into_iter();
        let about = "smallest batches of sick notes and prescriptions";
        self.signs(about, "times of issue", (&known, &persons), (year, ledger, examples))
    }

    /// Matches signs of persons with prescriptions of the same organisation, by the time between them.
    fn signs(
        &self,
        about: &'static str,
        by: &'static str,
        (known, persons): (&[Vec<Sign>], &[Vec<u32>]),
        (year, ledger, examples): (&Year, &Ledger, impl Iterator<Item = (Sign, Vec<u32>)>),
    ) -> Finding {
        let weights = learn_gaps(year, ledger, examples);
        let all: Vec<_> = (0..self.patients.len()).collect();
        let candidates = Candidates { known, persons, records: &all, patients: &self.patients };
        let issued = |record: usize| self.ledger.prescriptions.get(record);
        let outcome = match_persons(
            &candidates,
            |sign: &Sign| sign.organisation,
            |record| issued(record).map_or(0, |it| it.organisation),
            |sign, record| {
                let it = issued(record).filter(|it| it.organisation == sign.organisation)?;
                weights.get(gap(sign, it.issued_at, &it.prescriber)).copied().flatten()
            },
        );
        Finding::of(Knowledge::Member, about, by, &outcome)
    }

    /// A pharmacy knows its customers, and looks for what they got elsewhere: by habits, and with everything that is on
    /// the chain.
    fn pharmacy(&self, joint: &Joint) -> [Finding; 2] {
        let about = "customers of a pharmacy and prescriptions filled elsewhere";
        let customers = self.customers();
        let own: BTreeSet<_> = customers.iter().flat_map(|(known, _)| known).copied().collect();
        let is_elsewhere = |record: &usize| !own.contains(record);
        let unlinked: Vec<_> = self.unlinked.iter().copied().filter(is_elsewhere).collect();
        let all: Vec<_> = (0..self.patients.len()).filter(is_elsewhere).collect();

        let (known, persons): (Vec<_>, Vec<_>) = customers.iter().cloned().unzip();
        let candidates =
            Candidates { known: known.as_slice(), persons: &persons, records: &unlinked, patients: &self.patients };
        let outcome = match_persons(
            &candidates,
            |known: &usize| self.prescriptions.block(*known),
            |record| self.prescriptions.block(record),
            |known, record| {
                let features = self.prescriptions.features(*known, record);
                Some(self.model.score(&features, &prescriptions::ALL))
            },
        );
        let by_habits = Finding::of(Knowledge::Pharmacy, about, "all of it", &outcome);
        [by_habits, joint.customers(about, customers, &all)]
    }

    /// The customers of the pharmacy of middling size, each with the prescriptions that were filled there.
    fn customers(&self) -> Vec<Somebody> {
        let mut customers = BTreeMap::<OrganisationId, BTreeMap<u32, BTreeSet<usize>>>::new();
        for supply in &self.year.supplies {
            if let Some(patient) = self.patients.get(supply.prescription) {
                let theirs = customers.entry(supply.pharmacy).or_default();
                theirs.entry(*patient).or_default().insert(supply.prescription);
            }
        }
        let mut sizes: Vec<_> = customers.iter().map(|(pharmacy, theirs)| (theirs.len(), *pharmacy)).collect();
        sizes.sort_unstable();
        let middle = sizes.get(sizes.len() / 2).map(|(_, pharmacy)| *pharmacy).unwrap_or_default();
        let theirs = customers.remove(&middle).unwrap_or_default().into_iter();
        theirs.map(|(patient, prescriptions)| (prescriptions.into_iter().collect(), vec![patient])).collect()
    }
}

/// What attackers come to who score pairs of records. `thinning`: see [`attack`].
pub(crate) fn statistical<const N: usize, T: Traces<N>>(
    about: &'static str,
    (traces, chosen): (&T, &[usize]),
    model: &Model<N>,
    attackers: &[Attacker<N>],
    thinning: usize,
    mut random: Random,
) -> Vec<Finding> {
    let outcomes = attack(traces, chosen, model, attackers, thinning, &mut random);
    let named = outcomes.iter().zip(attackers);
    named.map(|(outcome, attacker)| Finding::of(Knowledge::Member, about, attacker.name, outcome)).collect()
}

/// A simulation that an attacker makes for himself, of other people with institutions that are used to the same.
pub struct Rehearsal {
    /// What happened.
    pub year: Year,
    /// What the chain keeps of it.
    pub ledger: Ledger,
}

impl Rehearsal {
    /// The rehearsal of an attack on what `settings` say.
    fn of(settings: &Settings) -> Self {
        let Settings { patients, seed, discipline } = *settings;
        let settings = Settings { patients: patients.min(REHEARSAL), seed: seed.wrapping_add(1_000), discipline };
        let year = Year::simulate(&settings);
        let ledger = model::ledger(&year, Names::new(settings.seed, false));
        Self { year, ledger }
    }
}

/// The pairs of one patient.
fn same_pairs<'all>(patients: impl Iterator<Item = &'all u32>) -> f64 {
    let mut counts = BTreeMap::<u32, usize>::new();
    for patient in patients {
        *counts.entry(*patient).or_default() += 1;
    }
    counts.values().map(|count| pairs_of(*count)).sum()
}

/// How many classes of gaps there are: before and after, by the same seat and by another, and what is further apart.
const GAPS: usize = MINUTES.len() * 4 + 1;

/// The class of the time between a sign and a prescription of the same organisation.
fn gap(sign: &Sign, issued_at: Moment, prescriber: &AccountId32) -> usize {
    let minutes = sign.at.abs_diff(issued_at) / MINUTE;
    let Some(class) = MINUTES.iter().position(|most| minutes < *most) else { return GAPS - 1 };
    let (after, same_seat) = (usize::from(issued_at >= sign.at), usize::from(*prescriber == sign.seat));
    (class * 2 + after) * 2 + same_seat
}

/// What speaks for one patient in each class of gaps; `None` where nothing was seen that does.
fn learn_gaps(year: &Year, ledger: &Ledger, examples: impl Iterator<Item = (Sign, Vec<u32>)>) -> Vec<Option<f64>> {
    let mut issued = BTreeMap::<OrganisationId, Vec<usize>>::new();
    for (place, prescription) in ledger.prescriptions.iter().enumerate() {
        issued.entry(prescription.organisation).or_default().push(place);
    }
    let (mut same, mut other) = (vec![0.0f64; GAPS], vec![0.0f64; GAPS]);
    for (sign, persons) in examples {
        for place in issued.get(&sign.organisation).into_iter().flatten() {
            let Some(it) = ledger.prescriptions.get(*place) else { continue };
            let is_same = year.prescriptions.get(*place).is_some_and(|it| persons.contains(&it.patient));
            let side = if is_same { &mut same } else { &mut other };
            if let Some(count) = side.get_mut(gap(&sign, it.issued_at, &it.prescriber)) {
                *count += 1.0;
            }
        }
    }
    // What is far apart says no more than that the organisation is the same: it is not proposed.
    let weigh = |(class, (same, other)): (usize, (&f64, &f64))| {
        (class < GAPS - 1 && *same > 0.0).then(|| (same / (other + 1.0)).ln())
    };
    same.iter().zip(&other).enumerate().map(weigh).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gap_should_tell_times_order_and_seats_apart() {
        let (one, other) = (AccountId32::new([1; 32]), AccountId32::new([2; 32]));
        let sign = Sign { at: 100 * MINUTE, organisation: 1, seat: one.clone() };
        let classes = [
            gap(&sign, 100 * MINUTE, &one),
            gap(&sign, 100 * MINUTE, &other),
            gap(&sign, 100 * MINUTE - 1, &one),
            gap(&sign, 103 * MINUTE, &one),
            gap(&sign, 10_000 * MINUTE, &one),
        ];
        let distinct: BTreeSet<_> = classes.iter().collect();
        assert_eq!(distinct.len(), classes.len());
        assert!(classes.iter().all(|class| *class < GAPS));
        assert_eq!(classes[4], GAPS - 1);
    }

    #[test]
    fn pairs_of_one_patient_should_be_counted() {
        assert_eq!(same_pairs([1, 1, 1, 2, 2, 3].iter()), 4.0);
    }
}
