//! A linker of records: learns from examples how alike records of one patient are, and scores pairs.
//!
//! This is how statisticians link records without a common key (Fellegi and Sunter): each feature of a pair, say the
//! days between two prescriptions, adds the logarithm of how much more often it occurs with one patient than with two.
//!
//! **Bounds.** N records have N²/2 pairs. All pairs of one patient are scored. Of the others all are scored whose
//! records are in the same block (issued by the same organisation), where habits are strongest, or, where the caller
//! thins them out, one of so many; of the rest, a uniform sample. Each stands for as many as were left out. Scores go
//! into a histogram.

use crate::{
    random::Random,
    score::{Anonymity, Histogram, NOT_PROPOSED, bin, rank},
};
use std::collections::{BTreeMap, BTreeSet};

/// How many pairs of different patients are drawn to learn from, and to score across blocks.
const SAMPLE: usize = 1_500_000;

/// For how many records is counted among how many others they hide.
const QUERIES: usize = 250;

/// The most pairs of one patient to learn from.
const MOST_EXAMPLES: usize = 4_000_000;

/// The value of a feature of which nothing is known: it speaks for nobody.
pub const UNKNOWN: u16 = u16::MAX;

/// How much speaks for one patient where an attacker needs no statistics: more than anything learnt can speak against.
const CERTAIN: f64 = 1_000.0;

/// Records of one kind, and what can be said of two of them. `N` is the number of features.
pub trait Traces<const N: usize> {
    /// How many values each feature has.
    const SIZES: [usize; N];

    /// Who each record is about: the truth, for the score alone.
    fn patients(&self) -> &[u32];

    /// Who issued a record.
    fn block(&self, record: usize) -> u32;

    /// What can be said of two records, in either order. Each value is below its size, or [`UNKNOWN`].
    fn features(&self, first: usize, second: usize) -> [u16; N];
}

/// What was learnt: how much each value of each feature speaks for one patient.
#[derive(Clone, Debug)]
pub struct Model<const N: usize> {
    weights: Vec<Vec<f64>>,
}

impl<const N: usize> Model<N> {
    /// Learns from groups of records that are known to be of one patient each. `groups`: the group of each record, if
    /// it is known.
    pub fn learn<T: Traces<N>>(traces: &T, groups: &[Option<u32>], random: &mut Random) -> Self {
        let members = members(groups.iter().copied());
        let known: Vec<_> = groups.iter().enumerate().filter_map(|(record, group)| Some((record, (*group)?))).collect();
        let mut same = Counts::new(&T::SIZES);
        'learning: for group in members.values() {
            for (place, first) in group.iter().enumerate() {
                for second in group.iter().skip(place + 1) {
                    same.add(&traces.features(*first, *second));
                    if same.total as usize >= MOST_EXAMPLES {
                        break 'learning;
                    }
                }
            }
        }
        let mut other = Counts::new(&T::SIZES);
        if members.len() > 1 {
            while (other.total as usize) < SAMPLE {
                let (first, second) = (known[random.place(known.len())], known[random.place(known.len())]);
                if first.1 != second.1 {
                    other.add(&traces.features(first.0, second.0));
                }
            }
        }
        Self { weights: same.against(&other) }
    }

    /// The features of `one`, and after them those of `other`, each as they were learnt.
    pub fn joined<const A: usize, const B: usize>(one: &Model<A>, other: &Model<B>) -> Self {
        Self { weights: one.weights.iter().chain(&other.weights).cloned().collect() }
    }

    /// This, with the first features as `other` has learnt them.
    pub fn beginning_with<const M: usize>(mut self, other: &Model<M>) -> Self {
        for (weights, learnt) in self.weights.iter_mut().zip(&other.weights) {
            weights.clone_from(learnt);
        }
        self
    }

    /// This, certain of one patient where `feature` has this value.
    pub fn certain_of(mut self, feature: usize, value: u16) -> Self {
        if let Some(weight) = self.weights.get_mut(feature).and_then(|table| table.get_mut(usize::from(value))) {
            *weight = CERTAIN;
        }
        self
    }

    /// How much speaks for one patient, by the features that `mask` permits.
    pub fn score(&self, features: &[u16; N], mask: &[bool; N]) -> f64 {
        let weigh = |((table, value), permitted): ((&Vec<f64>, &u16), &bool)| {
            if *permitted { table.get(usize::from(*value)).copied().unwrap_or_default() } else { 0.0 }
        };
        self.weights.iter().zip(features).zip(mask).map(weigh).sum()
    }
}

struct Counts {
    tables: Vec<Vec<f64>>,
    total: f64,
}

impl Counts {
    fn new(sizes: &[usize]) -> Self {
        Self { tables: sizes.iter().map(|size| vec![0.0; *size]).collect(), total: 0.0 }
    }

    fn add(&mut self, features: &[u16]) {
        self.total += 1.0;
        for (table, value) in self.tables.iter_mut().zip(features) {
            if let Some(count) = table.get_mut(usize::from(*value)) {
                *count += 1.0;
            }
        }
    }

    /// How much more often each value is here than there.
    fn against(&self, other: &Self) -> Vec<Vec<f64>> {
        self.tables.iter().zip(&other.tables).map(|(here, there)| against(here, there)).collect()
    }
}

/// The logarithms of how much more often each value is here than there, among those that are known. What was hardly
/// seen says nothing.
fn against(here: &[f64], there: &[f64]) -> Vec<f64> {
    let (all_here, all_there) = (here.iter().sum::<f64>(), there.iter().sum::<f64>());
    if all_here < 1.0 || all_there < 1.0 {
        return vec![0.0; here.len()];
    }
    let doubt = 1.0 / all_here;
    let weigh = |(here, there): (&f64, &f64)| ((here / all_here + doubt) / (there / all_there + doubt)).ln();
    here.iter().zip(there).map(weigh).collect()
}

/// The records of each group.
fn members(groups: impl Iterator<Item = Option<u32>>) -> BTreeMap<u32, Vec<usize>> {
    let mut members = BTreeMap::<u32, Vec<usize>>::new();
    for (record, group) in groups.enumerate() {
        if let Some(group) = group {
            members.entry(group).or_default().push(record);
        }
    }
    members
}

/// An attacker: which features he looks at.
#[derive(Clone, Copy, Debug)]
pub struct Attacker<const N: usize> {
    /// How the report calls him.
    pub name: &'static str,
    /// Which features he looks at.
    pub mask: [bool; N],
}

/// How an attacker does.
pub struct Outcome {
    /// On pairs.
    pub pairs: Histogram,
    /// Among how many records somebody hides from him.
    pub anonymity: Option<Anonymity>,
}

/// Scores the pairs of `chosen` records for each attacker. `thinning`: of so many pairs of two patients within a block,
/// one is scored, for all of them.
pub fn attack<const N: usize, T: Traces<N>>(
    traces: &T,
    chosen: &[usize],
    model: &Model<N>,
    attackers: &[Attacker<N>],
    thinning: usize,
    random: &mut Random,
) -> Vec<Outcome> {
    let patients = traces.patients();
    let patient_of = |record: usize| patients.get(record).copied().unwrap_or_default();
    let mut histograms = vec![Histogram::default(); attackers.len()];
    let mut count = |first: usize, second: usize, weight: f64| {
        let (features, same) = (traces.features(first, second), patient_of(first) == patient_of(second));
        for (histogram, attacker) in histograms.iter_mut().zip(attackers) {
            histogram.add(bin(model.score(&features, &attacker.mask)), same, weight);
        }
    };

    // Within blocks: every pair of one patient, and of the others as many as are not thinned out.
    let mut blocks = BTreeMap::<u32, Vec<usize>>::new();
    for record in chosen {
        blocks.entry(traces.block(*record)).or_default().push(*record);
    }
    let mut within = 0.0;
    for block in blocks.values() {
        within += pairs_of(block.len());
        for (place, first) in block.iter().enumerate() {
            for second in block.iter().skip(place + 1) {
                if thinning <= 1 || patient_of(*first) == patient_of(*second) {
                    count(*first, *second, 1.0);
                } else if random.place(thinning) == 0 {
                    count(*first, *second, thinning as f64);
                }
            }
        }
    }

    // Across blocks: every pair of one patient, and a sample of the others.
    let mut same_across = 0.0;
    let mut own = BTreeMap::<u32, Vec<usize>>::new();
    for record in chosen {
        own.entry(patient_of(*record)).or_default().push(*record);
    }
    for records in own.values() {
        for (place, first) in records.iter().enumerate() {
            for second in records.iter().skip(place + 1) {
                if traces.block(*first) != traces.block(*second) {
                    same_across += 1.0;
                    count(*first, *second, 1.0);
                }
            }
        }
    }
    let other_across = (pairs_of(chosen.len()) - within - same_across).max(0.0);
    let counts = |first: usize, second: usize| {
        traces.block(first) != traces.block(second) && patient_of(first) != patient_of(second)
    };
    if other_across <= SAMPLE as f64 {
        for (place, first) in chosen.iter().enumerate() {
            for second in chosen.iter().skip(place + 1).filter(|second| counts(*first, **second)) {
                count(*first, *second, 1.0);
            }
        }
    } else {
        let mut drawn = 0;
        while drawn < SAMPLE {
            let (first, second) = (chosen[random.place(chosen.len())], chosen[random.place(chosen.len())]);
            if counts(first, second) {
                count(first, second, other_across / SAMPLE as f64);
                drawn += 1;
            }
        }
    }

    let anonymity = anonymity(traces, chosen, &own, model, attackers, random);
    histograms.into_iter().zip(anonymity).map(|(pairs, anonymity)| Outcome { pairs, anonymity }).collect()
}

/// The number of pairs of so many.
pub fn pairs_of(count: usize) -> f64 {
    count as f64 * count.saturating_sub(1) as f64 / 2.0
}

/// Among how many of `chosen` records that are not its own a patient's records hide. `own`: the records of each
/// patient.
fn anonymity<const N: usize, T: Traces<N>>(
    traces: &T,
    chosen: &[usize],
    own: &BTreeMap<u32, Vec<usize>>,
    model: &Model<N>,
    attackers: &[Attacker<N>],
    random: &mut Random,
) -> Vec<Option<Anonymity>> {
    // Each patient once, so that those with many records do not count more.
    let mut queries: Vec<_> = own.values().filter(|records| records.len() > 1).collect();
    random.shuffle(&mut queries);
    queries.truncate(QUERIES);
    let mut ranks = vec![(Vec::new(), 0.0); attackers.len()];
    for records in queries {
        let query = records[random.place(records.len())];
        let right: BTreeSet<_> = records.iter().copied().collect();
        let candidates: Vec<_> = chosen.iter().copied().filter(|record| *record != query).collect();
        let features: Vec<_> = candidates.iter().map(|record| traces.features(query, *record)).collect();
        for ((ranks, first_guesses), attacker) in ranks.iter_mut().zip(attackers) {
            let scores: Vec<_> = candidates
                .iter()
                .zip(&features)
                .map(|(record, features)| (bin(model.score(features, &attacker.mask)), right.contains(record)))
                .collect();
            if let Some((rank, first)) = rank(&scores) {
                ranks.push(rank);
                *first_guesses += first;
            }
        }
    }
    let candidates = chosen.len().saturating_sub(1);
    ranks.into_iter().map(|(ranks, first_guesses)| Anonymity::of(ranks, first_guesses, candidates)).collect()
}

/// Things that an attacker knows about somebody, and records that may be the same person's.
pub struct Candidates<'all, Known> {
    /// What is known about each person.
    pub known: &'all [Vec<Known>],
    /// Who it is, or who they are where several look like one: the truth, for the score alone.
    pub persons: &'all [Vec<u32>],
    /// The records in question.
    pub records: &'all [usize],
    /// Whose they are: the truth, for the score alone.
    pub patients: &'all [u32],
}

/// Scores every person against every record in the blocks that `blocks` names for what is known: the best score that
/// anything known gives counts. Other records are not proposed.
pub fn match_persons<Known>(
    candidates: &Candidates<Known>,
    block_of_known: impl Fn(&Known) -> u32,
    block_of_record: impl Fn(usize) -> u32,
    score: impl Fn(&Known, usize) -> Option<f64>,
) -> Outcome {
    let Candidates { known, persons, records, patients } = *candidates;
    let mut blocks = BTreeMap::<u32, Vec<usize>>::new();
    let mut of_patient = BTreeMap::<u32, usize>::new();
    for record in records {
        blocks.entry(block_of_record(*record)).or_default().push(*record);
        *of_patient.entry(patients.get(*record).copied().unwrap_or_default()).or_default() += 1;
    }
    let mut histogram = Histogram::default();
    let (mut all_same, mut ranks, mut first_guesses) = (0.0, Vec::new(), 0.0);
    for (facts, person) in known.iter().zip(persons) {
        let own: usize = person.iter().filter_map(|patient| of_patient.get(patient)).sum();
        all_same += own as f64;
        let looked_at: BTreeSet<_> = facts.iter().map(&block_of_known).collect();
        let mut scores = Vec::new();
        for record in looked_at.iter().filter_map(|block| blocks.get(block)).flatten() {
            let best = facts.iter().filter_map(|fact| score(fact, *record)).max_by(f64::total_cmp);
            let bin = best.map_or(NOT_PROPOSED, bin);
            let same = patients.get(*record).is_some_and(|patient| person.contains(patient));
            histogram.add(bin, same, 1.0);
            scores.push((bin, same));
        }
        // What was not looked at comes last, in random order.
        let found = scores.iter().filter(|(_, same)| *same).count();
        let rest = records.len().saturating_sub(scores.len());
        scores.extend(std::iter::repeat_n((NOT_PROPOSED, true), own.saturating_sub(found)));
        scores.extend(std::iter::repeat_n((NOT_PROPOSED, false), (rest + found).saturating_sub(own)));
        if let Some((rank, first)) = rank(&scores) {
            ranks.push(rank);
            first_guesses += first;
        }
    }
    let all = known.len() as f64 * records.len() as f64;
    histogram.complete(all_same, all - all_same);
    Outcome { pairs: histogram, anonymity: Anonymity::of(ranks, first_guesses, records.len()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ten patients with six records each; a feature that is the patient's number in some cases, and one that is noise.
    struct Toy {
        patients: Vec<u32>,
    }

    impl Traces<2> for Toy {
        const SIZES: [usize; 2] = [2, 3];

        fn patients(&self) -> &[u32] {
            &self.patients
        }

        fn block(&self, record: usize) -> u32 {
            (record % 3) as u32
        }

        fn features(&self, first: usize, second: usize) -> [u16; 2] {
            let alike = self.patients[first] / 2 == self.patients[second] / 2;
            [u16::from(alike), ((first + second) % 3) as u16]
        }
    }

    fn toy() -> Toy {
        Toy { patients: (0..60).map(|record| record / 6).collect() }
    }

    #[test]
    fn linker_should_learn_what_tells_patients_apart() {
        let (toy, mut random) = (toy(), Random::new(1, "toy"));
        let groups: Vec<_> = toy.patients.iter().copied().map(Some).collect();
        let model = Model::learn(&toy, &groups, &mut random);
        assert!(model.score(&[1, 0], &[true, false]) > 1.0);
        assert!(model.score(&[0, 0], &[true, false]) < -1.0);
        assert!(model.score(&[0, 1], &[false, true]).abs() < 0.5);

        let attackers =
            [Attacker { name: "patient", mask: [true, false] }, Attacker { name: "noise", mask: [false, true] }];
        let chosen: Vec<_> = (0..toy.patients.len()).collect();
        let outcomes = attack(&toy, &chosen, &model, &attackers, 1, &mut random);
        let [alike, noise] = [0, 1].map(|place| outcomes[place].pairs.measures());
        // 60 records; 15 pairs of each of 10 patients.
        assert!((alike.pairs - 1_770.0).abs() < 1e-6 && (alike.same_patient - 150.0).abs() < 1e-6, "{alike:?}");
        assert!(alike.auc > 0.9 && alike.recall > 0.99);
        // Two patients look alike: 5 of 11 proposed pairs are right.
        assert!((alike.precision - 150.0 / 330.0).abs() < 1e-6, "{alike:?}");
        assert!((noise.auc - 0.5).abs() < 0.1, "{noise:?}");
    }

    #[test]
    fn thinned_pairs_should_stand_for_those_that_were_left_out() {
        let (toy, mut random) = (toy(), Random::new(1, "toy"));
        let groups: Vec<_> = toy.patients.iter().copied().map(Some).collect();
        let model = Model::learn(&toy, &groups, &mut random);
        let chosen: Vec<_> = (0..toy.patients.len()).collect();
        let attackers = [Attacker { name: "patient", mask: [true, false] }];
        let outcomes = attack(&toy, &chosen, &model, &attackers, 4, &mut random);
        let measures = outcomes[0].pairs.measures();
        // All pairs of one patient, and about as many of the others as there are.
        assert!((measures.same_patient - 150.0).abs() < 1e-6, "{measures:?}");
        assert!((measures.pairs - 1_770.0).abs() < 400.0, "{measures:?}");
        assert!(measures.recall > 0.99, "{measures:?}");
    }

    #[test]
    fn models_should_be_put_together_and_be_certain_where_they_are_told() {
        let (toy, mut random) = (toy(), Random::new(1, "toy"));
        let groups: Vec<_> = toy.patients.iter().copied().map(Some).collect();
        let learnt = Model::learn(&toy, &groups, &mut random);
        let silent = Model::learn(&toy, &[None; 60], &mut random);
        assert_eq!(silent.score(&[1, 1], &[true; 2]), 0.0);
        let (alike, both) = (learnt.score(&[1, 0], &[true; 2]), [true; 4]);

        let joined: Model<4> = Model::joined(&silent, &learnt);
        assert_eq!(joined.score(&[1, 1, 1, 0], &both), alike);
        assert_eq!(joined.score(&[1, 1, UNKNOWN, UNKNOWN], &both), 0.0);
        assert_eq!(joined.beginning_with(&learnt).score(&[1, 0, UNKNOWN, UNKNOWN], &both), alike);
        assert!(silent.certain_of(0, 1).score(&[1, 0], &[true; 2]) > 100.0);
    }

    #[test]
    fn model_should_say_nothing_when_there_is_nothing_to_learn_from() {
        let (toy, mut random) = (toy(), Random::new(1, "toy"));
        let model = Model::learn(&toy, &[None; 60], &mut random);
        assert_eq!(model.score(&[1, 1], &[true, true]), 0.0);
    }

    #[test]
    fn persons_should_be_matched_by_their_best_fact_and_the_rest_be_counted() {
        let known = [vec![1u32], vec![2, 3]];
        let (records, patients, persons) = ([0, 1, 2, 3], [7, 8, 8, 9], [vec![7], vec![8]]);
        let candidates =
            Candidates { known: known.as_slice(), persons: &persons, records: &records, patients: &patients };
        // Block 1 has record 0, block 2 the others. The facts of the second person fit record 2.
        let outcome = match_persons(
            &candidates,
            |fact| (*fact).min(2),
            |record| if record == 0 { 1 } else { 2 },
            |fact, record| (*fact == 1 || record == 2).then_some(f64::from(*fact)),
        );
        let measures = outcome.pairs.measures();
        assert_eq!((measures.pairs, measures.same_patient), (8.0, 3.0));
        assert_eq!(measures.precision, 1.0);
        assert!((measures.recall - 2.0 / 3.0).abs() < 1e-9);
        assert_eq!(outcome.anonymity.map(|it| (it.mean, it.first_guess)), Some((1.0, 1.0)));
    }
}
