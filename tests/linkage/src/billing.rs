//! Insurance: who is covered by what, which services are claimed, and what insurers know.

use crate::{
    calendar::{HOUR_SECONDS, MONTHS, day_of, moment},
    discipline::{Discipline, HandleIssue},
    random::Random,
    region::{Cover, RULES, SHARE, TERMS},
    visits::Item,
    year::{Schema, Year},
};
use bogam_primitives::{
    Moment, OrganisationId, Won,
    claim::{Accumulators, Limits, LineInput, LineOutcome, ServiceCategory, adjudicate, plan::BENEFIT_YEAR},
    time::{DAY, SECOND},
};
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BinaryHeap, VecDeque},
};

/// How many handles a patient gets at once, when they are handed out in runs.
const RUN: u32 = 4;

/// How many handles a patient has at the beginning of a month, when they are handed out mixed.
const STOCK: usize = 3;

/// How many handles an insurer issues a second, when it issues many.
const A_SECOND: u64 = 20;

/// How long before the month in which it is issued a handle begins to cover. Round, so that it says nothing else.
const LOOKING_BACK: Moment = 180 * DAY;

/// What somebody waits at most to have two supplies on one claim.
const LONGEST_WAIT: Moment = 60 * DAY;

/// The price of a vaccination, in won.
const VACCINATION: Won = 30_000;

/// A policy or handle.
#[derive(Clone, Copy, Debug)]
pub struct Coverage {
    /// Whose it is.
    pub patient: u32,
    /// Who issued it.
    pub insurer: OrganisationId,
    /// From when on it covers.
    pub from: Moment,
    /// Until when.
    pub until: Moment,
    /// The limits of a handle; `None` for a policy.
    pub limits: Option<Limits>,
    /// When it was issued.
    pub at: Moment,
}

/// A service that can be claimed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Service {
    /// An item of a supply: a place in [`Year::supplies`], and the place of the item.
    Supply(usize, u8),
    /// A certificate: a place in [`Year::batches`], and the place in the batch.
    Certificate(usize, u32),
}

/// A line of a claim.
#[derive(Clone, Debug)]
pub struct Line {
    /// What kind of service.
    pub category: ServiceCategory,
    /// Which.
    pub service: Service,
    /// When it was delivered.
    pub served_at: Moment,
    /// What it costs.
    pub charge: Won,
    /// What is paid of it.
    pub outcome: LineOutcome,
}

/// A claim.
#[derive(Clone, Debug)]
pub struct Bill {
    /// For whom.
    pub patient: u32,
    /// On what: a place in [`Year::coverages`].
    pub coverage: usize,
    /// Who submits it.
    pub provider: OrganisationId,
    /// When.
    pub at: Moment,
    /// What it bills.
    pub lines: Vec<Line>,
}

/// Services that a provider wants to claim together.
struct Request {
    patient: u32,
    provider: OrganisationId,
    lines: Vec<Line>,
}

impl Request {
    fn first(&self) -> Moment {
        self.lines.iter().map(|line| line.served_at).min().unwrap_or_default()
    }

    fn last(&self) -> Moment {
        self.lines.iter().map(|line| line.served_at).max().unwrap_or_default()
    }
}

/// All policies, handles and claims of the year.
pub fn bills(year: &Year, discipline: &Discipline, seed: u64) -> (Vec<Coverage>, Vec<Bill>) {
    let mut office = Office::open(year, discipline, seed);
    let requests = requests(year, discipline, seed);
    let mut queue: BinaryHeap<_> =
        requests.iter().enumerate().map(|(number, (at, _))| Reverse((*at, number))).collect();
    while let Some(Reverse((at, number))) = queue.pop() {
        office.begin_months(at);
        let Some((_, request)) = requests.get(number) else { continue };
        let cover = year.region.patients.get(request.patient as usize).map(|patient| patient.cover);
        match cover {
            Some(Cover::Policy) => office.claim_on_policy(at, request),
            Some(Cover::Handles) => {
                if !office.claim_on_handle(at, request)
                    && let Some(later) = office.next_month()
                {
                    let later = later + u64::from(office.random.between(0, 7_199)) * SECOND;
                    queue.push(Reverse((later, number)));
                }
            }
            _ => {}
        }
    }
    (office.coverages, office.bills)
}

/// What is claimed, with the moment at which the provider would send it.
fn requests(year: &Year, discipline: &Discipline, seed: u64) -> Vec<(Moment, Request)> {
    let mut random = Random::new(seed, "requests");
    let mut requests = Vec::new();
    let mut kept = BTreeMap::<(u32, OrganisationId), Request>::new();
    for (place, supply) in year.supplies.iter().enumerate() {
        let Some(prescription) = year.prescriptions.get(supply.prescription) else { continue };
        let patient = prescription.patient;
        // All are drawn always, so that the same supplies are claimed whatever institutions are used to.
        let (wanted, waits) = (random.chance(0.6), random.chance(0.12));
        let (at_once, after, tonight) = (random.chance(0.8), random.between(60, 300), random.between(0, 7_199));
        let covered = year.region.patients.get(patient as usize).is_some_and(|it| it.cover != Cover::Nothing);
        if !wanted || !covered {
            continue;
        }
        let lines = prescription.items.iter().zip(0u8..).map(|(item, number)| Line {
            category: ServiceCategory::Medicine,
            service: Service::Supply(place, number),
            served_at: supply.at,
            charge: price(item),
            outcome: LineOutcome::default(),
        });
        let mut request = Request { patient, provider: supply.pharmacy, lines: lines.collect() };
        let night = moment(day_of(supply.at), 22 * HOUR_SECONDS + tonight);
        if discipline.nightly_claims {
            requests.push((night, request));
            continue;
        }
        let at = if at_once { supply.at + u64::from(after) * SECOND } else { night };
        match kept.remove(&(patient, supply.pharmacy)) {
            Some(before) if supply.at.saturating_sub(before.first()) <= LONGEST_WAIT => {
                request.lines = [before.lines, request.lines].concat();
            }
            Some(before) => requests.push((at, before)),
            None if waits => {
                kept.insert((patient, supply.pharmacy), request);
                continue;
            }
            None => {}
        }
        requests.push((at, request));
    }
    for (place, batch) in year.batches.iter().enumerate().filter(|(_, batch)| batch.schema == Schema::Vaccination) {
        for (member, number) in batch.members.iter().zip(0u32..) {
            let (wanted, tonight) = (random.chance(0.4), random.between(0, 7_199));
            let covered = year.region.patients.get(*member as usize).is_some_and(|it| it.cover != Cover::Nothing);
            if wanted && covered {
                let line = Line {
                    category: ServiceCategory::Prevention,
                    service: Service::Certificate(place, number),
                    served_at: batch.at,
                    charge: VACCINATION,
                    outcome: LineOutcome::default(),
                };
                let night = moment(day_of(batch.at), 22 * HOUR_SECONDS + tonight);
                requests.push((night, Request { patient: *member, provider: batch.organisation, lines: vec![line] }));
            }
        }
    }
    requests
}

/// What a pharmacy charges for an item: the same in every pharmacy.
fn price(item: &Item) -> Won {
    let unit = 80 + Won::from(item.product * 37 % 60) * 10;
    1_000 + unit * item.quantity / 1_000
}

/// What the insurers keep in their books.
struct Office<'year> {
    year: &'year Year,
    discipline: &'year Discipline,
    random: Random,
    coverages: Vec<Coverage>,
    bills: Vec<Bill>,
    /// The policy of each patient who has one.
    policies: BTreeMap<u32, usize>,
    /// What is used of each benefit year of a policy, as the chain counts it.
    used: BTreeMap<(usize, u64), Accumulators>,
    /// The handles that each patient has and has not used.
    handles: BTreeMap<u32, VecDeque<usize>>,
    /// What each patient with handles has met of the deductible.
    met: BTreeMap<u32, Won>,
    /// The next month for which handles are handed out.
    month: usize,
}

impl<'year> Office<'year> {
    fn open(year: &'year Year, discipline: &'year Discipline, seed: u64) -> Self {
        let mut office = Self {
            year,
            discipline,
            random: Random::new(seed, "office"),
            coverages: Vec::new(),
            bills: Vec::new(),
            policies: BTreeMap::new(),
            used: BTreeMap::new(),
            handles: BTreeMap::new(),
            met: BTreeMap::new(),
            month: 0,
        };
        office.issue_policies();
        office
    }

    fn insured(&self, cover: Cover) -> Vec<u32> {
        let numbered = (0u32..).zip(&self.year.region.patients);
        numbered.filter(|(_, patient)| patient.cover == cover).map(|(number, _)| number).collect()
    }

    /// All policies are entered in the first night of the year, in no particular order.
    fn issue_policies(&mut self) {
        let mut insured = self.insured(Cover::Policy);
        self.random.shuffle(&mut insured);
        let [insurer, _] = self.year.region.insurers;
        for (patient, number) in insured.into_iter().zip(0u64..) {
            let at = moment(0, 600) + number / A_SECOND * SECOND;
            let from = moment(0, 0) - u64::from(self.random.between(0, 180)) * DAY;
            self.policies.insert(patient, self.coverages.len());
            let until = from + 2 * BENEFIT_YEAR;
            self.coverages.push(Coverage { patient, insurer, from, until, limits: None, at });
        }
    }

    /// Hands out what is due until `now`, if handles are handed out by the month.
    fn begin_months(&mut self, now: Moment) {
        while self.discipline.handles == HandleIssue::Mixed
            && let Some(day) = MONTHS.get(self.month)
            && moment(*day, 3 * HOUR_SECONDS) <= now
        {
            let begin = moment(*day, 3 * HOUR_SECONDS);
            self.month += 1;
            let mut due = Vec::new();
            for patient in self.insured(Cover::Handles) {
                let coverages = &self.coverages;
                let stock = self.handles.entry(patient).or_default();
                let lasts = |place: &usize| coverages.get(*place).is_some_and(|it| it.until > begin + 40 * DAY);
                stock.retain(lasts);
                due.extend(std::iter::repeat_n(patient, STOCK.saturating_sub(stock.len())));
            }
            self.random.shuffle(&mut due);
            for (patient, number) in due.into_iter().zip(0u64..) {
                self.issue_handle(patient, begin + number / A_SECOND * SECOND, 0);
            }
        }
    }

    /// When handles are handed out next, in the night after the first of the month.
    fn next_month(&self) -> Option<Moment> {
        let day = MONTHS.get(self.month).filter(|_| self.discipline.handles == HandleIssue::Mixed)?;
        Some(moment(*day, 22 * HOUR_SECONDS))
    }

    fn issue_handle(&mut self, patient: u32, at: Moment, deductible: Won) {
        let [_, insurer] = self.year.region.insurers;
        let begun = MONTHS.iter().rev().find(|day| **day <= day_of(at)).copied().unwrap_or_default();
        let from = moment(begun, 0) - LOOKING_BACK;
        let limits = Some(Limits { deductible, cap: SHARE });
        self.handles.entry(patient).or_default().push_back(self.coverages.len());
        self.coverages.push(Coverage { patient, insurer, from, until: from + BENEFIT_YEAR, limits, at });
    }

    /// Services of two benefit years cannot be on one claim: they are claimed one after the other.
    fn claim_on_policy(&mut self, at: Moment, request: &Request) {
        let Some(place) = self.policies.get(&request.patient).copied() else { return };
        let from = self.coverages.get(place).map_or(0, |coverage| coverage.from);
        let mut years = BTreeMap::<u64, Vec<Line>>::new();
        for line in &request.lines {
            years.entry(line.served_at.saturating_sub(from) / BENEFIT_YEAR).or_default().push(line.clone());
        }
        for (year, lines) in years {
            let used = self.used.entry((place, year)).or_default();
            let lines = decided(lines, &TERMS.limits(), used);
            let Request { patient, provider, .. } = *request;
            self.bills.push(Bill { patient, coverage: place, provider, at, lines });
        }
    }

    /// Says whether there is a handle for it.
    fn claim_on_handle(&mut self, at: Moment, request: &Request) -> bool {
        let Request { patient, provider, .. } = *request;
        let place = self.take_handle(request).or_else(|| {
            if self.discipline.handles == HandleIssue::Mixed {
                return None;
            }
            let issued = at.saturating_sub(u64::from(self.random.between(180, 600)) * SECOND);
            let left = TERMS.deductible.saturating_sub(self.met.get(&patient).copied().unwrap_or_default());
            let carried = self.discipline.in_steps(left);
            for number in 0..RUN {
                self.issue_handle(patient, issued + u64::from(number) * SECOND, carried);
            }
            self.take_handle(request)
        });
        let Some((place, limits)) = place.and_then(|place| Some((place, self.coverages.get(place)?.limits?))) else {
            return false;
        };
        let lines = decided(request.lines.clone(), &limits, &mut Accumulators::default());
        let met = lines.iter().map(|line| line.outcome.deductible()).sum::<Won>();
        *self.met.entry(patient).or_default() += met;
        self.bills.push(Bill { patient, coverage: place, provider, at, lines });
        true
    }

    /// The patient's oldest handle that covers all of it.
    fn take_handle(&mut self, request: &Request) -> Option<usize> {
        let coverages = &self.coverages;
        let covers = |place: &usize| {
            coverages.get(*place).is_some_and(|it| it.from <= request.first() && request.last() < it.until)
        };
        let stock = self.handles.get_mut(&request.patient)?;
        let found = stock.iter().position(covers)?;
        stock.remove(found)
    }
}

/// The lines as the chain decides them, by the same function.
fn decided(mut lines: Vec<Line>, limits: &Limits, used: &mut Accumulators) -> Vec<Line> {
    let inputs: Vec<_> = lines.iter().map(|line| LineInput::plain(line.category, line.charge)).collect();
    for (line, outcome) in lines.iter_mut().zip(adjudicate(&RULES, limits, used, &inputs)) {
        line.outcome = outcome;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::year::Settings;
    use std::collections::BTreeSet;

    fn year(discipline: Discipline) -> Year {
        Year::simulate(&Settings { patients: 400, seed: 11, discipline })
    }

    #[test]
    fn service_should_be_claimed_once_on_a_coverage_of_the_same_patient() {
        for discipline in crate::DISCIPLINES {
            let year = year(discipline);
            assert!(year.bills.len() > 200, "{}", year.bills.len());
            let mut handles = BTreeSet::new();
            let mut services = BTreeSet::new();
            for bill in &year.bills {
                let coverage = &year.coverages[bill.coverage];
                assert_eq!(coverage.patient, bill.patient);
                assert!(coverage.at <= bill.at);
                assert!(coverage.limits.is_none() || handles.insert(bill.coverage), "a handle serves once");
                for line in &bill.lines {
                    assert!(line.served_at <= bill.at && line.outcome.balances(line.charge));
                    let service = match line.service {
                        Service::Supply(place, item) => (0, place, u32::from(item)),
                        Service::Certificate(place, index) => (1, place, index),
                    };
                    assert!(services.insert(service));
                }
            }
        }
    }

    #[test]
    fn handles_should_carry_few_different_deductibles_when_the_plan_has_steps() {
        let different = |discipline| {
            let year = year(discipline);
            let all: BTreeSet<_> = year.coverages.iter().filter_map(|it| it.limits).map(|it| it.deductible).collect();
            all
        };
        let coarse = different(Discipline::ENFORCED);
        assert!(coarse.len() > 1 && coarse.is_subset(&BTreeSet::from([0, 50_000, 100_000])), "{coarse:?}");
        assert!(different(Discipline::AS_IT_COMES).len() > 3);
    }

    #[test]
    fn careful_insurer_should_issue_handles_that_look_alike() {
        let year = year(Discipline::CAREFUL);
        let limits: BTreeSet<_> =
            year.coverages.iter().filter_map(|it| it.limits).map(|limits| (limits.deductible, limits.cap)).collect();
        assert_eq!(limits, BTreeSet::from([(0, SHARE)]));
        assert!(year.bills.iter().all(|bill| {
            let supplies: BTreeSet<_> = bill
                .lines
                .iter()
                .map(|line| match line.service {
                    Service::Supply(place, _) => place,
                    Service::Certificate(..) => usize::MAX,
                })
                .collect();
            supplies.len() == 1
        }));
    }
}
