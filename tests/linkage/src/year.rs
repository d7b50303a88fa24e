//! The truth: what happened in the simulated year, to whom. The chain sees a part of it, see [`crate::ledger`].

use crate::{
    billing::{self, Bill, Coverage},
    calendar::{HOUR_SECONDS, at_pharmacy, day_of, moment, next_working, weekday},
    discipline::Discipline,
    random::Random,
    region::Region,
    visits::{Item, Visit, visits},
};
use bogam_primitives::{Moment, OrganisationId, time::SECOND};
use std::collections::BTreeMap;

/// What is simulated.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// How many people live in the region.
    pub patients: u32,
    /// What all randomness follows from.
    pub seed: u64,
    /// What institutions are used to.
    pub discipline: Discipline,
}

/// A prescription.
#[derive(Clone, Debug)]
pub struct Prescription {
    /// For whom.
    pub patient: u32,
    /// Who issued it.
    pub organisation: OrganisationId,
    /// Which of its physicians.
    pub doctor: u32,
    /// When.
    pub at: Moment,
    /// When its validity ends.
    pub valid_until: Moment,
    /// The shortest time between two issues.
    pub interval: Moment,
    /// How many issues it has.
    pub issues: u32,
    /// What is prescribed for each.
    pub items: Vec<Item>,
}

/// What a pharmacy supplied: all items of one issue.
#[derive(Clone, Copy, Debug)]
pub struct Supply {
    /// Of which prescription: a place in [`Year::prescriptions`].
    pub prescription: usize,
    /// Of which issue. Each is supplied at once, so that this is the number of the fill too.
    pub issue: u32,
    /// Who supplied it.
    pub pharmacy: OrganisationId,
    /// When.
    pub at: Moment,
}

/// What certificates say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Schema {
    /// That somebody cannot work.
    SickNote,
    /// That somebody was vaccinated.
    Vaccination,
}

impl Schema {
    /// All schemas.
    pub const ALL: [Self; 2] = [Self::SickNote, Self::Vaccination];

    /// Its name on the chain.
    pub const fn name(self) -> &'static str {
        match self {
            Self::SickNote => "sick-note",
            Self::Vaccination => "vaccination",
        }
    }
}

/// A batch of certificates.
#[derive(Clone, Debug)]
pub struct Batch {
    /// Who issued it.
    pub organisation: OrganisationId,
    /// Which of its physicians.
    pub doctor: u32,
    /// What its certificates say.
    pub schema: Schema,
    /// When.
    pub at: Moment,
    /// For whom its certificates are, in their order.
    pub members: Vec<u32>,
}

/// Somebody who asked for a patient's records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Access {
    /// When.
    pub at: Moment,
    /// For which organisation.
    pub organisation: OrganisationId,
    /// Which of its physicians.
    pub doctor: u32,
}

/// A patient at one custodian.
#[derive(Clone, Debug)]
pub struct Subject {
    /// Who it is.
    pub patient: u32,
    /// Who keeps the records.
    pub custodian: OrganisationId,
    /// When it was registered.
    pub at: Moment,
    /// Who asked for the records, in the order of time.
    pub accesses: Vec<Access>,
}

/// Something that is written to the chain. The variants are in the order in which they happen at the same moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Act {
    /// An insurer issues a policy or handle: a place in [`Year::coverages`].
    Cover(usize),
    /// A custodian registers a subject: a place in [`Year::subjects`].
    Register(usize),
    /// Somebody asks for records: places in [`Year::subjects`] and in [`Subject::accesses`].
    Access(usize, usize),
    /// A prescription is issued: a place in [`Year::prescriptions`].
    Prescribe(usize),
    /// It is accepted and supplied: a place in [`Year::supplies`].
    Supply(usize),
    /// A batch is issued: a place in [`Year::batches`].
    Certify(usize),
    /// A claim is submitted: a place in [`Year::bills`].
    Bill(usize),
}

/// What happened.
#[derive(Clone, Debug)]
pub struct Year {
    /// What institutions were used to.
    pub discipline: Discipline,
    /// Where.
    pub region: Region,
    /// The prescriptions, in the order of time.
    pub prescriptions: Vec<Prescription>,
    /// What was supplied, in the order of time.
    pub supplies: Vec<Supply>,
    /// The policies and handles.
    pub coverages: Vec<Coverage>,
    /// The claims.
    pub bills: Vec<Bill>,
    /// The batches of certificates.
    pub batches: Vec<Batch>,
    /// The subjects of consent.
    pub subjects: Vec<Subject>,
}

impl Year {
    /// Simulates the year.
    pub fn simulate(settings: &Settings) -> Self {
        let Settings { patients, seed, discipline } = *settings;
        let region = Region::new(patients, seed);
        let visits = visits(&region, seed);
        let batches = certificates(&region, &visits, &discipline, seed);
        let subjects = subjects(&region, &visits, &discipline, seed);
        let prescriptions: Vec<_> = visits.into_iter().map(|visit| prescription(&region, visit)).collect();
        let supplies = supplies(&region, &prescriptions, seed);
        let (coverages, bills) = (Vec::new(), Vec::new());
        let mut year = Self { discipline, region, prescriptions, supplies, coverages, bills, batches, subjects };
        let (coverages, bills) = billing::bills(&year, &discipline, seed);
        (year.coverages, year.bills) = (coverages, bills);
        year
    }

    /// Everything that is written to the chain, in the order of time.
    pub fn acts(&self) -> Vec<(Moment, Act)> {
        let covers = self.coverages.iter().enumerate().map(|(place, coverage)| (coverage.at, Act::Cover(place)));
        let registers = self.subjects.iter().enumerate().map(|(place, subject)| (subject.at, Act::Register(place)));
        let accesses = self.subjects.iter().enumerate().flat_map(|(place, subject)| {
            subject.accesses.iter().enumerate().map(move |(number, access)| (access.at, Act::Access(place, number)))
        });
        let prescribes = self.prescriptions.iter().enumerate().map(|(place, entry)| (entry.at, Act::Prescribe(place)));
        let supplies = self.supplies.iter().enumerate().map(|(place, supply)| (supply.at, Act::Supply(place)));
        let certifies = self.batches.iter().enumerate().map(|(place, batch)| (batch.at, Act::Certify(place)));
        let bills = self.bills.iter().enumerate().map(|(place, bill)| (bill.at, Act::Bill(place)));
        let mut acts: Vec<_> = covers
            .chain(registers)
            .chain(accesses)
            .chain(prescribes)
            .chain(supplies)
            .chain(certifies)
            .chain(bills)
            .collect();
        acts.sort_unstable();
        acts
    }
}

fn prescription(region: &Region, visit: Visit) -> Prescription {
    let Visit { patient, provider, doctor, at, items, issues, interval, validity, .. } = visit;
    let organisation = organisation_of(region, provider);
    Prescription { patient, organisation, doctor, at, valid_until: at + validity, interval, issues, items }
}

/// The number of a provider.
fn organisation_of(region: &Region, provider: usize) -> OrganisationId {
    region.providers.get(provider).map_or(0, |provider| provider.organisation)
}

/// Most prescriptions are supplied within the hour, by the family's pharmacy or the one next to the practice.
fn supplies(region: &Region, prescriptions: &[Prescription], seed: u64) -> Vec<Supply> {
    let mut random = Random::new(seed, "supplies");
    let end = moment(crate::calendar::DAYS, 0);
    let places: BTreeMap<_, _> =
        region.providers.iter().enumerate().map(|(place, provider)| (provider.organisation, place)).collect();
    let mut supplies = Vec::new();
    for (place, prescription) in prescriptions.iter().enumerate() {
        if random.chance(0.04) {
            continue;
        }
        let near = places.get(&prescription.organisation).map_or(0, |provider| region.pharmacy_near(*provider));
        let own = region.patients.get(prescription.patient as usize).map_or([0, 0], |patient| patient.pharmacies);
        let later = if random.chance(0.86) { 0 } else { random.between(10_000, 150_000) };
        let mut asked = prescription.at + u64::from(300 + random.between(0, 2_700) + later) * SECOND;
        for issue in 0..prescription.issues {
            let at = at_pharmacy(asked);
            if at >= prescription.valid_until || at >= end {
                break;
            }
            let chosen = [own[0], near, own[1]][random.weighted(&[0.68, 0.22, 0.10])];
            let pharmacy = region.pharmacies.get(chosen).copied().unwrap_or_default();
            supplies.push(Supply { prescription: place, issue, pharmacy, at });
            asked = at + prescription.interval + u64::from(random.between(0, 5 * 86_400)) * SECOND;
        }
    }
    supplies.sort_by_key(|supply| (supply.at, supply.prescription));
    supplies
}

/// Sick notes for some acute visits, and the vaccinations of autumn: two afternoons a week at each practice.
fn certificates(region: &Region, visits: &[Visit], discipline: &Discipline, seed: u64) -> Vec<Batch> {
    let mut random = Random::new(seed, "certificates");
    let mut batches = Vec::new();
    let mut days = BTreeMap::<(u32, OrganisationId, Schema), Vec<u32>>::new();
    for visit in visits.iter().filter(|visit| visit.acute) {
        // Both are drawn always, so that the same people get one whatever institutions are used to.
        let (wanted, after) = (random.chance(0.12), random.between(60, 360));
        if !wanted {
            continue;
        }
        let organisation = organisation_of(region, visit.provider);
        if discipline.daily_certificates {
            days.entry((day_of(visit.at), organisation, Schema::SickNote)).or_default().push(visit.patient);
        } else {
            let at = visit.at + u64::from(after) * SECOND;
            let (doctor, members) = (visit.doctor, vec![visit.patient]);
            batches.push(Batch { organisation, doctor, schema: Schema::SickNote, at, members });
        }
    }
    let mut sessions = BTreeMap::<u32, u32>::new();
    for (number, patient) in region.patients.iter().enumerate().filter(|(_, patient)| patient.vaccinated) {
        let day = *sessions.entry(patient.family).or_insert_with(|| session(&mut random));
        let organisation = organisation_of(region, patient.practice);
        days.entry((day, organisation, Schema::Vaccination)).or_default().push(number as u32);
    }
    for ((day, organisation, schema), mut members) in days {
        random.shuffle(&mut members);
        let at = moment(day, 18 * HOUR_SECONDS + random.between(300, 1_500));
        batches.push(Batch { organisation, doctor: 0, schema, at, members });
    }
    batches.sort_by_key(|batch| (batch.at, batch.organisation, batch.schema));
    batches
}

/// A Tuesday or Thursday in October or November.
fn session(random: &mut Random) -> u32 {
    let mut day = random.between(274, 330);
    while !matches!(weekday(day), 1 | 3) || next_working(day) != day {
        day += 1;
    }
    day
}

/// Records at hospitals, and who asks for them.
fn subjects(region: &Region, visits: &[Visit], discipline: &Discipline, seed: u64) -> Vec<Subject> {
    let mut random = Random::new(seed, "subjects");
    let mut subjects = Vec::new();
    let mut places = BTreeMap::new();
    for (number, patient) in region.patients.iter().enumerate() {
        if let Some(custodian) = patient.custodian {
            places.insert(number as u32, subjects.len());
            let custodian = organisation_of(region, custodian);
            let at = moment(0, 8 * HOUR_SECONDS) + subjects.len() as u64 * SECOND;
            subjects.push(Subject { patient: number as u32, custodian, at, accesses: Vec::new() });
        }
    }
    for visit in visits {
        let Some(subject) = places.get(&visit.patient).and_then(|place| subjects.get_mut(*place)) else { continue };
        let organisation = organisation_of(region, visit.provider);
        let (wanted, before, evening) =
            (random.chance(0.35), random.between(60, 480), random.between(0, 2 * HOUR_SECONDS));
        if !wanted || organisation == subject.custodian {
            continue;
        }
        let at = if discipline.early_access {
            moment(day_of(visit.at).saturating_sub(1), 19 * HOUR_SECONDS + evening)
        } else {
            visit.at - u64::from(before) * SECOND
        };
        // In the evening a clerk asks for all of them.
        let doctor = if discipline.early_access { 0 } else { visit.doctor };
        subject.accesses.push(Access { at, organisation, doctor });
    }
    for subject in &mut subjects {
        subject.accesses.sort_unstable();
    }
    subjects
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(discipline: Discipline) -> Settings {
        Settings { patients: 400, seed: 11, discipline }
    }

    #[test]
    fn year_should_be_the_same_for_the_same_seed() {
        let acts = |seed| Year::simulate(&Settings { seed, ..settings(Discipline::AS_IT_COMES) }).acts();
        assert_eq!(acts(11), acts(11));
        assert_ne!(acts(11), acts(12));
    }

    #[test]
    fn people_should_do_the_same_whatever_institutions_are_used_to() {
        let [plain, careful] = [Discipline::AS_IT_COMES, Discipline::CAREFUL].map(|it| Year::simulate(&settings(it)));
        assert_eq!(plain.prescriptions.len(), careful.prescriptions.len());
        assert_eq!(plain.supplies.len(), careful.supplies.len());
        let certified = |year: &Year| year.batches.iter().map(|batch| batch.members.len()).sum::<usize>();
        assert_eq!(certified(&plain), certified(&careful));
        assert!(careful.batches.len() < plain.batches.len());
    }

    #[test]
    fn supplies_should_follow_their_prescription_in_order_and_within_validity() {
        let year = Year::simulate(&settings(Discipline::AS_IT_COMES));
        let mut last = BTreeMap::<usize, &Supply>::new();
        for supply in &year.supplies {
            let prescription = &year.prescriptions[supply.prescription];
            assert!(supply.at > prescription.at && supply.at < prescription.valid_until);
            if let Some(before) = last.insert(supply.prescription, supply) {
                assert_eq!(supply.issue, before.issue + 1);
                assert!(supply.at >= before.at + prescription.interval);
            }
        }
    }
}
