//! Two prescriptions: organisations, times, quantities.

use super::{Numbers, RARITIES, rarity};
use crate::{
    calendar::{HOUR_SECONDS, day_of, second_of, weekday},
    ledger::{Ledger, PrescriptionRecord},
    linker::{Attacker, Traces},
};
use bogam_primitives::{OrganisationId, time::DAY};

/// How many features two prescriptions have.
pub const FEATURES: usize = 5;

/// The most days between two prescriptions of the year.
const MOST_DAYS: u32 = 366;

/// The most hours between two times of day that are told apart.
const MOST_HOURS: u32 = 10;

/// What is known about organisations without their pharmacy's rarity.
const HABITS: u16 = 12;

/// Whoever looks at everything.
pub const ALL: [bool; FEATURES] = [true; FEATURES];

/// Who attacks prescriptions.
pub const ATTACKERS: [Attacker<FEATURES>; 4] = [
    Attacker { name: "organisations", mask: [true, false, false, false, false] },
    Attacker { name: "timing", mask: [false, true, true, false, false] },
    Attacker { name: "quantities and lines", mask: [false, false, false, true, true] },
    Attacker { name: "all of it", mask: ALL },
];

/// A prescription in numbers.
#[derive(Debug)]
struct Trace {
    organisation: OrganisationId,
    prescriber: u32,
    pharmacy: Option<OrganisationId>,
    /// How rare it is to come from this organisation to this pharmacy.
    rare_way: u16,
    day: u32,
    hour: u32,
    /// The number of all quantities together.
    quantities: u32,
    /// How rare they are.
    rare_quantities: u16,
    /// In ascending order.
    sorted: Vec<u64>,
    issues: usize,
    interval: u64,
}

/// All prescriptions of a ledger.
#[derive(Debug)]
pub struct PrescriptionTraces {
    traces: Vec<Trace>,
    patients: Vec<u32>,
}

impl PrescriptionTraces {
    /// The prescriptions of `ledger`. `patients`: whose they are, for the score.
    pub fn new(ledger: &Ledger, patients: Vec<u32>) -> Self {
        let (mut prescribers, mut ways, mut patterns) = (Numbers::default(), Numbers::default(), Numbers::default());
        let numbers: Vec<_> = ledger
            .prescriptions
            .iter()
            .map(|it| {
                let mut sorted = it.quantities.clone();
                sorted.sort_unstable();
                let way = ways.number((it.organisation, pharmacy(it)));
                (prescribers.number(it.prescriber.clone()), way, patterns.number(sorted.clone()), sorted)
            })
            .collect();
        let all = ledger.prescriptions.len();
        let traces =
            ledger.prescriptions.iter().zip(numbers).map(|(it, (prescriber, way, quantities, sorted))| Trace {
                organisation: it.organisation,
                prescriber,
                pharmacy: pharmacy(it),
                rare_way: rarity(ways.count(way), all),
                day: day_of(it.issued_at),
                hour: second_of(it.issued_at) / HOUR_SECONDS,
                quantities,
                rare_quantities: rarity(patterns.count(quantities), all),
                sorted,
                issues: it.keys.len(),
                interval: it.interval / DAY,
            });
        Self { traces: traces.collect(), patients }
    }

    /// Whether two prescriptions are by the same organisation, and by the same physician.
    pub fn common_source(&self, first: usize, second: usize) -> (bool, bool) {
        let (first, second) = (&self.traces[first], &self.traces[second]);
        (first.organisation == second.organisation, first.prescriber == second.prescriber)
    }

    /// How alike the quantities of two prescriptions are.
    pub fn common_lines(&self, first: usize, second: usize) -> u16 {
        common_lines(&self.traces[first], &self.traces[second])
    }
}

/// The values that [`PrescriptionTraces::common_lines`] can have.
pub const LINES: usize = RARITIES + 4;

/// The pharmacy of the first supply.
fn pharmacy(record: &PrescriptionRecord) -> Option<OrganisationId> {
    record.fills.first().map(|fill| fill.pharmacy)
}

fn common_lines(first: &Trace, second: &Trace) -> u16 {
    if first.quantities == second.quantities {
        return first.rare_quantities;
    }
    let shared = first.sorted.iter().any(|quantity| second.sorted.contains(quantity));
    let equally_many = first.sorted.len() == second.sorted.len();
    RARITIES as u16 + u16::from(!shared) * 2 + u16::from(!equally_many)
}

fn habits(first: &Trace, second: &Trace) -> u16 {
    let source = u16::from(first.organisation == second.organisation);
    let prescriber = u16::from(first.prescriber == second.prescriber);
    match (first.pharmacy, second.pharmacy) {
        (Some(one), Some(other)) if one == other && source == 1 => {
            HABITS + prescriber * RARITIES as u16 + first.rare_way
        }
        (Some(one), Some(other)) => source * 6 + prescriber * 3 + u16::from(one != other),
        _ => source * 6 + prescriber * 3 + 2,
    }
}

impl Traces<FEATURES> for PrescriptionTraces {
    const SIZES: [usize; FEATURES] =
        [HABITS as usize + 2 * RARITIES, MOST_DAYS as usize + 1, (MOST_HOURS as usize + 1) * 2, LINES, 3];

    fn patients(&self) -> &[u32] {
        &self.patients
    }

    fn block(&self, record: usize) -> u32 {
        self.traces[record].organisation
    }

    fn features(&self, first: usize, second: usize) -> [u16; FEATURES] {
        let (first, second) = (&self.traces[first], &self.traces[second]);
        let hours = first.hour.abs_diff(second.hour).min(MOST_HOURS);
        let weekdays = u32::from(weekday(first.day) == weekday(second.day));
        let scheme = match first.issues == second.issues && first.interval == second.interval {
            true if first.issues == 1 => 0,
            true => 1,
            false => 2,
        };
        [
            habits(first, second),
            first.day.abs_diff(second.day).min(MOST_DAYS) as u16,
            (hours * 2 + weekdays) as u16,
            common_lines(first, second),
            scheme,
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
    fn features_should_be_below_their_sizes_and_the_same_in_either_order() {
        let year = Year::simulate(&Settings { patients: 200, seed: 4, discipline: Discipline::AS_IT_COMES });
        let patients = year.prescriptions.iter().map(|it| it.patient).collect();
        let traces = PrescriptionTraces::new(&ledger(&year, Names::new(4, false)), patients);
        let count = traces.patients().len().min(150);
        for first in 0..count {
            for second in 0..count {
                let features = traces.features(first, second);
                assert_eq!(features, traces.features(second, first));
                for (value, size) in features.iter().zip(<PrescriptionTraces as Traces<FEATURES>>::SIZES) {
                    assert!(usize::from(*value) < size, "{features:?}");
                }
            }
        }
    }
}
