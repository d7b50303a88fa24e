//! The simulated region: who provides, who insures, who lives there, and what each is used to.

use crate::{
    calendar::{DAYS, HOUR_SECONDS},
    discipline::Discipline,
    random::Random,
};
use bogam_primitives::{
    Commitment, OrganisationId, PlanId, Won,
    claim::{CategoryRule, HandleSteps, OverdueRule, PlanTerms, ServiceCategory, SettlementMode},
    time::DAY,
};
use sp_core::H256;

/// The number of the region's first organisation: those before it are the development consortium's.
pub const FIRST_ORGANISATION: OrganisationId = 9;

/// The authority of the development consortium, which registers schemas.
pub const AUTHORITY: OrganisationId = 0;

/// How many hospitals there are.
pub const HOSPITALS: usize = 2;

/// How many insurers there are: the first issues policies, the second one-time handles.
pub const INSURERS: usize = 2;

/// The most practices, and the most pharmacies: the council has a vote for each organisation, and a bound.
const MOST_OF_A_KIND: u32 = 40;

/// How many products practices prescribe for long.
const CHRONIC_PRODUCTS: u32 = 24;

/// The longest chronic supply in days.
const CYCLES: [u32; 4] = [28, 30, 56, 90];

/// A hospital or a practice.
#[derive(Clone, Debug)]
pub struct Provider {
    /// Its number on the chain.
    pub organisation: OrganisationId,
    /// How many physicians it has.
    pub doctors: u32,
}

/// Something that is prescribed. Only the quantity reaches the chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Product {
    /// Which product.
    pub product: u32,
    /// How much a day, in thousandths of its unit.
    pub daily: u64,
}

/// A chronic condition: the same supply again and again.
#[derive(Clone, Debug)]
pub struct Chronic {
    /// Where it is treated: a place in [`Region::providers`].
    pub provider: usize,
    /// By which of its physicians.
    pub doctor: u32,
    /// What is taken every day.
    pub items: Vec<Product>,
    /// For how many days each supply is.
    pub cycle: u32,
    /// How many supplies one prescription is for.
    pub issues: u32,
    /// The day of the first visit.
    pub first_day: u32,
    /// The second of the day at which the patient likes to come.
    pub preferred: u32,
}

/// How somebody is insured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cover {
    /// With the first insurer, by a policy under one key.
    Policy,
    /// With the second insurer, by one-time handles.
    Handles,
    /// Not at all, or without ever claiming.
    Nothing,
}

/// Somebody who lives in the region.
#[derive(Clone, Debug)]
pub struct Patient {
    /// The family, which has its practice and its pharmacy in common.
    pub family: u32,
    /// The family's practice: a place in [`Region::providers`].
    pub practice: usize,
    /// The family's pharmacy, and the one that it uses next to it: places in [`Region::pharmacies`].
    pub pharmacies: [usize; 2],
    /// What the patient has for long, if anything.
    pub chronic: Option<Chronic>,
    /// How many acute episodes there are this year.
    pub episodes: u32,
    /// How the patient is insured.
    pub cover: Cover,
    /// The hospital that keeps records about which the patient decides: a place in [`Region::providers`].
    pub custodian: Option<usize>,
    /// Whether the patient gets the vaccination of the season.
    pub vaccinated: bool,
}

/// The region.
#[derive(Clone, Debug)]
pub struct Region {
    /// The hospitals, then the practices.
    pub providers: Vec<Provider>,
    /// The pharmacies.
    pub pharmacies: Vec<OrganisationId>,
    /// The insurers.
    pub insurers: [OrganisationId; INSURERS],
    /// The people, families together.
    pub patients: Vec<Patient>,
    /// How many come to each provider, in proportion.
    popularity: Vec<f64>,
}

impl Region {
    /// A region in which `patients` live: with a practice for every 700 and a pharmacy for every 800 of them, about twice as
    /// dense as Korea, as these are people who are in care.
    pub fn new(patients: u32, seed: u64) -> Self {
        let mut random = Random::new(seed, "region");
        let practices = (patients / 700).clamp(3, MOST_OF_A_KIND);
        let pharmacies = (patients / 800).clamp(3, MOST_OF_A_KIND);
        let mut next = FIRST_ORGANISATION;
        let mut number = || {
            let number = next;
            next += 1;
            number
        };
        let mut providers: Vec<Provider> =
            (0..HOSPITALS).map(|_| Provider { organisation: number(), doctors: 8 }).collect();
        providers.extend((0..practices).map(|_| Provider { organisation: number(), doctors: 1 }));
        let pharmacies: Vec<_> = (0..pharmacies).map(|_| number()).collect();
        let insurers = [number(), number()];
        for practice in providers.iter_mut().skip(HOSPITALS) {
            practice.doctors = random.between(1, 3);
        }
        // A few practices are large, most are small; a hospital is as many practices.
        let popularity = (0..providers.len())
            .map(|place| if place < HOSPITALS { 0.6 } else { 1.0 / ((place - HOSPITALS + 1) as f64).sqrt() })
            .collect();
        let mut region = Self { providers, pharmacies, insurers, patients: Vec::new(), popularity };
        region.settle(patients, seed);
        region
    }

    /// A provider, as often as people go there.
    pub fn any_provider(&self, random: &mut Random) -> usize {
        random.weighted(&self.popularity)
    }

    /// A practice, as often as people go there.
    pub fn any_practice(&self, random: &mut Random) -> usize {
        let weights = self.popularity.get(HOSPITALS..).unwrap_or_default();
        HOSPITALS + random.weighted(weights)
    }

    /// The pharmacy next to a provider: a place in [`Region::pharmacies`].
    pub fn pharmacy_near(&self, provider: usize) -> usize {
        provider % self.pharmacies.len()
    }

    /// Lets families move in until there are `count` people.
    fn settle(&mut self, count: u32, seed: u64) {
        let mut random = Random::new(seed, "families");
        let mut family = 0;
        while self.patients.len() < count as usize {
            let practice = self.any_practice(&mut random);
            let pharmacies = [
                if random.chance(0.7) { self.pharmacy_near(practice) } else { random.place(self.pharmacies.len()) },
                random.place(self.pharmacies.len()),
            ];
            let left = count as usize - self.patients.len();
            let members = (random.between(1, 4) as usize).min(left);
            let vaccinated = random.chance(0.45);
            for member in 0..members {
                // The first two of a family are grown up.
                let chronic = (member < 2 && random.chance(0.42)).then(|| self.condition(practice, &mut random));
                let episodes = (0..8).take_while(|_| random.chance(if member < 2 { 0.66 } else { 0.78 })).count();
                let cover = match random.between(1, 100) {
                    1..=42 => Cover::Policy,
                    43..=80 => Cover::Handles,
                    _ => Cover::Nothing,
                };
                let custodian = random.chance(0.15).then(|| random.place(HOSPITALS));
                self.patients.push(Patient {
                    family,
                    practice,
                    pharmacies,
                    chronic,
                    episodes: episodes as u32,
                    cover,
                    custodian,
                    vaccinated: vaccinated && random.chance(0.85),
                });
            }
            family += 1;
        }
    }

    fn condition(&self, practice: usize, random: &mut Random) -> Chronic {
        let provider = if random.chance(0.8) { practice } else { random.place(HOSPITALS) };
        let doctors = self.providers.get(provider).map_or(1, |provider| provider.doctors);
        let count = [1, 2, 2, 3, 3, 4, 5, 6][random.place(8)];
        let items = (0..count)
            .map(|_| Product {
                product: random.between(1, CHRONIC_PRODUCTS),
                daily: [500, 1_000, 1_000, 1_000, 2_000, 2_000, 3_000][random.place(7)],
            })
            .collect();
        let cycle = CYCLES[random.weighted(&[0.2, 0.5, 0.15, 0.15])];
        let issues = if cycle <= 30 && random.chance(0.3) { 3 } else { 1 };
        let first_day = random.between(0, (cycle * issues).min(DAYS) - 1);
        let preferred = random.between(9 * HOUR_SECONDS, 18 * HOUR_SECONDS);
        Chronic { provider, doctor: random.between(0, doctors - 1), items, cycle, issues, first_day, preferred }
    }
}

/// What an insurer's plan says over all categories, but for what the discipline says of handles: see [`terms`].
pub const TERMS: PlanTerms = PlanTerms {
    deductible: 100_000,
    annual_cap: 50_000_000,
    waiting_period: 0,
    filing_limit: 3 * 365 * DAY,
    // All claims of the year are decided by the rules.
    automatic_limit: 50_000_000,
    decision_period: 30 * DAY,
    overdue: OverdueRule::Wait,
    appeal_window: 30 * DAY,
    preauthorisation_period: 30 * DAY,
    settlement: SettlementMode::OnChain,
    handle_steps: HandleSteps::NONE,
};

/// What an insurer's plan says over all categories, under a discipline.
pub const fn terms(discipline: &Discipline) -> PlanTerms {
    PlanTerms { handle_steps: discipline.handle_steps, ..TERMS }
}

/// What a handle's share of the benefit is, in won.
pub const SHARE: Won = 300_000;

/// What a plan says per category.
pub const RULES: [CategoryRule; 2] = [rule(ServiceCategory::Medicine, 8_000), rule(ServiceCategory::Prevention, 9_000)];

const fn rule(category: ServiceCategory, coverage: u16) -> CategoryRule {
    CategoryRule {
        category,
        coverage,
        copayment: 0,
        line_cap: None,
        frequency: None,
        preauthorisation: false,
        review: false,
    }
}

/// The commitment to the document of an insurer's plan.
pub fn plan_document(insurer: OrganisationId) -> Commitment {
    Commitment(H256::from_low_u64_be(u64::from(insurer)))
}

/// The plan of an insurer.
pub fn plan_of(insurer: OrganisationId, discipline: &Discipline) -> PlanId {
    PlanId::derive(insurer, &plan_document(insurer), &terms(discipline), &RULES)
}

#[cfg(test)]
mod tests {
    use super::*;
    use bogam_primitives::claim::plan::is_in_steps;

    #[test]
    fn region_should_have_as_many_people_as_asked_for_in_families_of_one_to_four() {
        let region = Region::new(1_000, 3);
        assert_eq!(region.patients.len(), 1_000);
        let mut sizes = std::collections::BTreeMap::<u32, usize>::new();
        for patient in &region.patients {
            *sizes.entry(patient.family).or_default() += 1;
            assert!((HOSPITALS..region.providers.len()).contains(&patient.practice));
        }
        assert!(sizes.values().all(|size| (1..=4).contains(size)));
        assert!(region.patients.iter().any(|patient| patient.chronic.is_some()));
    }

    #[test]
    fn numbers_of_organisations_should_follow_each_other() {
        let region = Region::new(300, 3);
        let numbers: Vec<_> = region.providers.iter().map(|provider| provider.organisation).collect();
        let numbers = [numbers, region.pharmacies.clone(), region.insurers.to_vec()].concat();
        let expected: Vec<_> = (FIRST_ORGANISATION..).take(numbers.len()).collect();
        assert_eq!(numbers, expected);
    }

    #[test]
    fn plan_should_be_one_that_the_chain_accepts() {
        for discipline in &crate::DISCIPLINES {
            assert_eq!(terms(discipline).check(&RULES), Ok(()));
            assert!(is_in_steps(SHARE, discipline.handle_steps.share));
            assert_ne!(plan_of(1, discipline), plan_of(2, discipline));
        }
        assert_ne!(plan_of(1, &Discipline::AS_IT_COMES), plan_of(1, &Discipline::CAREFUL));
    }
}
