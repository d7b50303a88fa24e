//! Links that need no statistics: what names the same key, the same policy or the same prescription.

use crate::{
    ledger::{Ledger, ServiceRecord},
    linker::pairs_of,
    score::{Histogram, bin},
};
use bogam_primitives::time::SECOND;
use sp_core::H256;
use std::collections::BTreeMap;

/// Records that are linked with each other, directly or over others.
#[derive(Clone, Debug)]
pub struct Links {
    parents: Vec<usize>,
}

impl Links {
    /// So many records, none of them linked.
    pub fn new(records: usize) -> Self {
        Self { parents: (0..records).collect() }
    }

    /// The record that stands for all that are linked with `record`.
    pub fn root(&mut self, record: usize) -> usize {
        let mut root = record;
        while let Some(parent) = self.parents.get(root).copied().filter(|parent| *parent != root) {
            // Halve the way for the next one who asks.
            let above = self.parents.get(parent).copied().unwrap_or(parent);
            self.parents[root] = above;
            root = above;
        }
        root
    }

    /// Links two records.
    pub fn link(&mut self, first: usize, second: usize) {
        let (first, second) = (self.root(first), self.root(second));
        if let Some(parent) = self.parents.get_mut(first) {
            *parent = second;
        }
    }

    /// Links all records that have the same name.
    pub fn link_equal<Name: Ord>(&mut self, named: impl Iterator<Item = (Name, usize)>) {
        let mut first = BTreeMap::new();
        for (name, record) in named {
            let other = *first.entry(name).or_insert(record);
            self.link(other, record);
        }
    }

    /// The pairs that are linked, all others being not proposed. `patients`: whose the records are.
    pub fn pairs(&mut self, patients: &[u32]) -> Histogram {
        let mut groups = BTreeMap::<usize, BTreeMap<u32, usize>>::new();
        let mut all = BTreeMap::<u32, usize>::new();
        for (record, patient) in patients.iter().enumerate() {
            *groups.entry(self.root(record)).or_default().entry(*patient).or_default() += 1;
            *all.entry(*patient).or_default() += 1;
        }
        let mut histogram = Histogram::default();
        for group in groups.values() {
            let same: f64 = group.values().map(|count| pairs_of(*count)).sum();
            histogram.add(bin(1.0), true, same);
            histogram.add(bin(1.0), false, pairs_of(group.values().sum()) - same);
        }
        let same: f64 = all.values().map(|count| pairs_of(*count)).sum();
        histogram.complete(same, pairs_of(patients.len()) - same);
        histogram
    }
}

/// The place of each prescription.
fn places(ledger: &Ledger) -> BTreeMap<H256, usize> {
    ledger.prescriptions.iter().enumerate().map(|(place, it)| (it.id, place)).collect()
}

/// Prescriptions, coverages and subjects, in this order, linked by the keys that are on them.
pub fn by_key(ledger: &Ledger) -> Links {
    let (prescriptions, coverages) = (ledger.prescriptions.len(), ledger.coverages.len());
    let mut links = Links::new(prescriptions + coverages + ledger.subjects.len());
    links.link_equal(ledger.keys().map(|(key, (kind, place))| {
        let offset = match kind {
            "prescription" => 0,
            "coverage" => prescriptions,
            _ => prescriptions + coverages,
        };
        (key, offset + place)
    }));
    links
}

/// Claims, linked by the policy or handle that they name.
pub fn claims_by_coverage(ledger: &Ledger) -> Links {
    let mut links = Links::new(ledger.claims.len());
    links.link_equal(ledger.claims.iter().enumerate().map(|(place, claim)| (claim.coverage, place)));
    links
}

/// The prescriptions that claims name, with what is the same for all that are linked by it: `group` says it of a claim,
/// given by its place, or that it links nothing.
pub(crate) fn named<'all, Group>(
    ledger: &'all Ledger,
    group: impl Fn(usize) -> Option<Group> + 'all,
) -> impl Iterator<Item = (Group, usize)> + 'all
where
    Group: Clone + 'all,
{
    let places = places(ledger);
    ledger.claims.iter().enumerate().flat_map(move |(place, claim)| {
        let Some(group) = group(place) else { return Vec::new() };
        let dispenses = claim.lines.iter().filter_map(|line| match line.service {
            ServiceRecord::Dispense(prescription, ..) => places.get(&prescription).copied(),
            ServiceRecord::Certificate(..) => None,
        });
        dispenses.map(|prescription| (group.clone(), prescription)).collect()
    })
}

/// Whether each claim is on a policy.
pub(crate) fn on_policies(ledger: &Ledger) -> Vec<bool> {
    let plain: BTreeMap<_, _> = ledger.coverages.iter().map(|it| (it.id, it.limits.is_none())).collect();
    ledger.claims.iter().map(|claim| plain.get(&claim.coverage).copied().unwrap_or_default()).collect()
}

/// Prescriptions, linked by claims that bill several of them on one handle.
pub fn prescriptions_by_claim(ledger: &Ledger) -> Links {
    let mut links = Links::new(ledger.prescriptions.len());
    let plain = on_policies(ledger);
    links.link_equal(named(ledger, |place| (plain.get(place) == Some(&false)).then_some(place)));
    links
}

/// Prescriptions, linked by policies on which they were billed.
pub fn prescriptions_by_policy(ledger: &Ledger) -> Links {
    let mut links = Links::new(ledger.prescriptions.len());
    let plain = on_policies(ledger);
    let policy_of = |place: usize| {
        let coverage = ledger.claims.get(place)?.coverage;
        (plain.get(place) == Some(&true)).then_some(coverage)
    };
    links.link_equal(named(ledger, policy_of));
    links
}

/// Policies and handles, of which those handles are linked that one insurer issued in a row, with the same limits and
/// at most a second from one to the next.
pub fn coverages_by_run(ledger: &Ledger) -> Links {
    let handles = ledger.coverages.iter().enumerate().filter(|(_, it)| it.limits.is_some());
    let mut handles: Vec<_> = handles.map(|(place, it)| ((it.insurer, it.limits), it.issued_at, place)).collect();
    handles.sort_unstable();
    let mut links = Links::new(ledger.coverages.len());
    for ((like, issued_at, place), (next_like, next_issued_at, next)) in handles.iter().zip(handles.iter().skip(1)) {
        if like == next_like && next_issued_at.abs_diff(*issued_at) <= SECOND {
            links.link(*place, *next);
        }
    }
    links
}

/// Prescriptions, linked by what is as good as certain: the policy on which they were billed, the claim on a handle
/// that bills several of them, and, if `runs` are one patient's, the run in which their handles were issued. What is
/// linked with the same is linked.
pub fn surely_of_one(ledger: &Ledger, runs: bool) -> Links {
    let mut coverages = if runs { coverages_by_run(ledger) } else { Links::new(ledger.coverages.len()) };
    let places: BTreeMap<_, _> = ledger.coverages.iter().enumerate().map(|(place, it)| (it.id, place)).collect();
    // A handle serves one claim, so that the claim is known by the handle.
    let groups: Vec<_> =
        ledger.claims.iter().map(|it| places.get(&it.coverage).map(|place| coverages.root(*place))).collect();
    let mut links = Links::new(ledger.prescriptions.len());
    links.link_equal(named(ledger, |claim| groups.get(claim).copied().flatten()));
    links
}

/// The policy on which each prescription was billed, if one was: what is public about who is who. Policies are
/// numbered.
pub fn policies_of_prescriptions(ledger: &Ledger) -> Vec<Option<u32>> {
    let plain = on_policies(ledger);
    let mut numbers = BTreeMap::new();
    let mut policies = vec![None; ledger.prescriptions.len()];
    let policy_of = |place: usize| {
        let coverage = ledger.claims.get(place)?.coverage;
        (plain.get(place) == Some(&true)).then_some(coverage)
    };
    for (policy, prescription) in named(ledger, policy_of) {
        let next = numbers.len() as u32;
        let number = *numbers.entry(policy).or_insert(next);
        if let Some(slot) = policies.get_mut(prescription) {
            *slot = Some(number);
        }
    }
    policies
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        discipline::Discipline,
        model::ledger,
        names::Names,
        score::Measures,
        year::{Settings, Year},
    };

    #[test]
    fn links_should_be_transitive() {
        let mut links = Links::new(5);
        links.link(0, 1);
        links.link(1, 2);
        assert_eq!(links.root(0), links.root(2));
        assert_ne!(links.root(0), links.root(3));
        // Records 0 to 2 are linked, of which two are of one patient; 3 and 4 are of one patient and not linked.
        let Measures { pairs, same_patient, precision, recall, .. } = links.pairs(&[1, 1, 2, 3, 3]).measures();
        assert_eq!((pairs, same_patient), (10.0, 2.0));
        assert!((precision - 1.0 / 3.0).abs() < 1e-9 && (recall - 0.5).abs() < 1e-9);
    }

    #[test]
    fn equal_names_should_link() {
        let mut links = Links::new(4);
        links.link_equal([("a", 0), ("b", 1), ("a", 2)].into_iter());
        assert_eq!(links.root(0), links.root(2));
        assert_ne!(links.root(0), links.root(1));
    }

    #[test]
    fn handles_in_a_row_should_be_one_patient_s_unless_they_are_issued_mixed() {
        let precision = |discipline| {
            let year = Year::simulate(&Settings { patients: 400, seed: 11, discipline });
            let patients: Vec<_> = year.coverages.iter().map(|it| it.patient).collect();
            coverages_by_run(&ledger(&year, Names::new(11, false))).pairs(&patients).measures().precision
        };
        assert!(precision(Discipline::AS_IT_COMES) > 0.95);
        assert!(precision(Discipline::CAREFUL) < 0.2);
    }

    #[test]
    fn prescriptions_should_be_linked_by_all_that_is_sure_together() {
        let year = Year::simulate(&Settings { patients: 400, seed: 11, discipline: Discipline::AS_IT_COMES });
        let (records, patients) =
            (ledger(&year, Names::new(11, false)), year.prescriptions.iter().map(|it| it.patient));
        let patients: Vec<_> = patients.collect();
        let found = |mut links: Links| links.pairs(&patients).measures();
        let [by_policy, by_claim] = [prescriptions_by_policy(&records), prescriptions_by_claim(&records)].map(found);
        let [by_design, with_runs] = [false, true].map(|runs| found(surely_of_one(&records, runs)));
        assert_eq!(by_design.precision, 1.0);
        assert!(by_design.recall >= by_policy.recall.max(by_claim.recall), "{by_design:?}");
        assert!(with_runs.precision > 0.95 && with_runs.recall > by_design.recall, "{with_runs:?}");
    }
}
