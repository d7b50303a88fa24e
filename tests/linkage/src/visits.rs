//! What people do: chronic patients come again and again to the same physician at their hour, families share practice and
//! pharmacy, and acute episodes come mostly in winter, some with a second visit.

use crate::{
    calendar::{DAYS, consultation, during_consultations, moment, next_working},
    random::Random,
    region::{Chronic, Patient, Product, Region},
};
use bogam_primitives::{Moment, time::DAY};

/// How many usual prescriptions for acute episodes there are.
const TEMPLATES: usize = 24;

/// The first product for acute episodes: those before are taken for long.
const ACUTE_PRODUCTS: u32 = 100;

/// Something that is prescribed on a visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    /// Which product. It never reaches the chain.
    pub product: u32,
    /// How much, in thousandths of its unit.
    pub quantity: u64,
}

/// A visit on which something is prescribed.
#[derive(Clone, Debug)]
pub struct Visit {
    /// Who comes.
    pub patient: u32,
    /// Where to: a place in [`Region::providers`].
    pub provider: usize,
    /// To which of its physicians.
    pub doctor: u32,
    /// When the prescription is written.
    pub at: Moment,
    /// What is prescribed for each issue.
    pub items: Vec<Item>,
    /// How many issues.
    pub issues: u32,
    /// The shortest time between them.
    pub interval: Moment,
    /// How long the prescription is valid.
    pub validity: Moment,
    /// Whether it is about an acute episode.
    pub acute: bool,
}

/// All visits of the year, in the order of time.
pub fn visits(region: &Region, seed: u64) -> Vec<Visit> {
    let mut random = Random::new(seed, "visits");
    let templates = templates();
    let mut visits = Vec::new();
    for (number, patient) in region.patients.iter().enumerate() {
        let number = number as u32;
        if let Some(chronic) = &patient.chronic {
            chronic_visits(number, chronic, &mut random, &mut visits);
        }
        for _ in 0..patient.episodes {
            episode(region, number, patient, &templates, &mut random, &mut visits);
        }
    }
    visits.sort_by_key(|visit| (visit.at, visit.patient));
    visits
}

fn chronic_visits(patient: u32, chronic: &Chronic, random: &mut Random, visits: &mut Vec<Visit>) {
    let Chronic { provider, doctor, cycle, issues, preferred, .. } = *chronic;
    let mut items = chronic.items.clone();
    let mut due = chronic.first_day;
    while due < DAYS {
        // People come a little late more often than early, and their appointments fall on working days.
        let day = next_working((due + random.between(0, 4)).saturating_sub(1));
        if day >= DAYS {
            break;
        }
        let second = (preferred + random.between(0, 5_400)).saturating_sub(2_700);
        if random.chance(0.08) {
            change_dose(&mut items, random);
        }
        let days = u64::from(cycle);
        visits.push(Visit {
            patient,
            provider,
            // Sometimes a colleague stands in.
            doctor: if random.chance(0.93) { doctor } else { 0 },
            at: moment(day, during_consultations(day, second)),
            items: items.iter().map(|item| Item { product: item.product, quantity: item.daily * days }).collect(),
            issues,
            interval: if issues > 1 { (days - 3) * DAY } else { 0 },
            validity: (days * u64::from(issues) + 30) * DAY,
            acute: false,
        });
        due = day + cycle * issues;
    }
}

/// Halves or doubles what is taken of one product.
fn change_dose(items: &mut [Product], random: &mut Random) {
    let place = random.place(items.len());
    if let Some(item) = items.get_mut(place) {
        let halved = item.daily > 1_000 || random.chance(0.3);
        item.daily = if halved { (item.daily / 2).max(250) } else { item.daily * 2 };
    }
}

fn episode(
    region: &Region,
    number: u32,
    patient: &Patient,
    templates: &[Vec<Product>],
    random: &mut Random,
    visits: &mut Vec<Visit>,
) {
    let mut day = random.between(0, DAYS - 1);
    if (100..260).contains(&day) && random.chance(0.35) {
        // It is winter.
        day = (day + 220) % DAYS;
    }
    let provider = if random.chance(0.68) { patient.practice } else { region.any_provider(random) };
    let doctors = region.providers.get(provider).map_or(1, |provider| provider.doctors);
    let doctor = random.between(0, doctors - 1);
    let weights: Vec<f64> = (1..=templates.len()).map(|rank| 1.0 / rank as f64).collect();
    let template = random.weighted(&weights);
    for follow_up in [false, true] {
        if follow_up {
            if !random.chance(0.25) {
                return;
            }
            day += random.between(2, 5);
        }
        day = next_working(day);
        if day >= DAYS {
            return;
        }
        let days = [2, 3, 3, 3, 5, 5, 7][random.place(7)];
        let items = templates.get(template).into_iter().flatten();
        visits.push(Visit {
            patient: number,
            provider,
            doctor,
            at: moment(day, consultation(day, random)),
            items: items.map(|item| Item { product: item.product, quantity: item.daily * days }).collect(),
            issues: 1,
            interval: 0,
            validity: 7 * DAY,
            acute: true,
        });
    }
}

/// What is usually prescribed for acute episodes: the same everywhere, in every region.
fn templates() -> Vec<Vec<Product>> {
    let mut random = Random::new(0, "templates");
    (0..TEMPLATES)
        .map(|_| {
            let count = random.between(2, 4);
            (0..count)
                .map(|_| Product {
                    product: ACUTE_PRODUCTS + random.between(0, 40),
                    daily: [1_000, 2_000, 3_000, 3_000, 3_000, 15_000][random.place(6)],
                })
                .collect()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::{day_of, is_working};

    #[test]
    fn visits_should_be_in_order_on_working_days_and_prescribe_something() {
        let region = Region::new(500, 5);
        let visits = visits(&region, 5);
        assert!(visits.len() > 1_000, "{}", visits.len());
        assert!(visits.is_sorted_by_key(|visit| visit.at));
        for visit in &visits {
            assert!(is_working(day_of(visit.at)));
            assert!(!visit.items.is_empty() && visit.items.iter().all(|item| item.quantity > 0));
            assert!(visit.interval * u64::from(visit.issues - 1) < visit.validity);
            assert!(visit.doctor < region.providers[visit.provider].doctors);
        }
    }

    #[test]
    fn chronic_patients_should_come_again_to_the_same_place() {
        let region = Region::new(500, 5);
        let visits = visits(&region, 5);
        let (number, patient) =
            region.patients.iter().enumerate().find(|(_, patient)| patient.chronic.is_some()).expect("somebody has");
        let chronic = patient.chronic.as_ref().expect("it was looked for");
        let theirs: Vec<_> = visits.iter().filter(|visit| visit.patient == number as u32 && !visit.acute).collect();
        assert!(!theirs.is_empty());
        assert!(theirs.iter().all(|visit| visit.provider == chronic.provider));
        assert!(theirs.windows(2).all(|pair| pair[0].at < pair[1].at));
    }
}
