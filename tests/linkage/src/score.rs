//! How well an attacker does: from the scores that pairs of records got to the figures of the report.

use serde::Serialize;

/// How finely scores are told apart.
const BINS: usize = 2_048;

/// Scores beyond this, either way, count as this.
const RANGE: f64 = 32.0;

/// The bin of pairs that the attacker does not propose, whatever his threshold.
pub const NOT_PROPOSED: usize = 0;

/// The bin of a score: higher is more alike.
pub fn bin(score: f64) -> usize {
    let scaled = (score + RANGE) * (BINS as f64 / (2.0 * RANGE));
    (scaled.max(1.0) as usize).clamp(1, BINS - 1)
}

/// How many pairs of records of one patient, and of different patients, got which score. A histogram of fixed size, so that
/// the number of pairs does not matter for memory.
#[derive(Clone, Debug)]
pub struct Histogram {
    same: Vec<f64>,
    other: Vec<f64>,
}

impl Default for Histogram {
    fn default() -> Self {
        Self { same: vec![0.0; BINS], other: vec![0.0; BINS] }
    }
}

/// How well an attacker does on pairs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Measures {
    /// How many pairs there are.
    pub pairs: f64,
    /// How many of them are of one patient.
    pub same_patient: f64,
    /// The share of these: how often somebody is right who guesses.
    pub base_rate: f64,
    /// How often a pair of one patient gets a higher score than a pair of two: 0.5 is chance.
    pub auc: f64,
    /// At the threshold where precision and recall together (F1) are best: how often a proposed pair is right.
    pub precision: f64,
    /// At the same threshold: how many of the pairs of one patient are proposed.
    pub recall: f64,
    /// Precision divided by the base rate: how many times better than guessing.
    pub lift: f64,
    /// The greatest difference, over all thresholds, between the share of right pairs that are proposed and that of wrong
    /// ones: 0 is chance, 1 is certainty.
    pub advantage: f64,
    /// How many of the pairs of one patient are found at most while nine of ten proposed pairs are right.
    pub confident_recall: f64,
}

impl Histogram {
    /// Counts a pair, or as many as `weight` says.
    pub fn add(&mut self, bin: usize, same: bool, weight: f64) {
        let side = if same { &mut self.same } else { &mut self.other };
        if let Some(count) = side.get_mut(bin) {
            *count += weight;
        }
    }

    /// How many pairs of one patient were counted, and how many of different ones.
    pub fn counted(&self) -> (f64, f64) {
        (self.same.iter().sum(), self.other.iter().sum())
    }

    /// Counts what is left of `same` and `other` pairs as not proposed.
    pub fn complete(&mut self, same: f64, other: f64) {
        let (counted_same, counted_other) = self.counted();
        self.add(NOT_PROPOSED, true, (same - counted_same).max(0.0));
        self.add(NOT_PROPOSED, false, (other - counted_other).max(0.0));
    }

    /// The figures. Without a pair of each kind there is nothing to tell apart: chance.
    pub fn measures(&self) -> Measures {
        let (same, other) = self.counted();
        let pairs = same + other;
        let base_rate = ratio(same, pairs);
        let mut measures = Measures { pairs, same_patient: same, base_rate, auc: 0.5, ..Measures::default() };
        if same <= 0.0 || other <= 0.0 {
            return measures;
        }
        let (mut found, mut wrong, mut below_best, mut best) = (0.0, 0.0, 0.0, 0.0);
        for (place, (right, false_ones)) in self.same.iter().zip(&self.other).enumerate().rev() {
            // A pair of one patient wins over all pairs of two that come later, and draws with those of its own bin.
            below_best += right * (other - wrong - false_ones / 2.0);
            found += right;
            wrong += false_ones;
            if place == NOT_PROPOSED {
                break;
            }
            let (precision, recall) = (ratio(found, found + wrong), found / same);
            let harmonic = ratio(2.0 * precision * recall, precision + recall);
            if harmonic > best {
                best = harmonic;
                (measures.precision, measures.recall) = (precision, recall);
            }
            measures.advantage = measures.advantage.max(recall - wrong / other);
            if precision >= 0.9 {
                measures.confident_recall = measures.confident_recall.max(recall);
            }
        }
        measures.auc = below_best / (same * other);
        measures.lift = ratio(measures.precision, base_rate);
        measures
    }
}

fn ratio(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

/// Among how many records somebody hides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Anonymity {
    /// How many records were looked for.
    pub records: usize,
    /// Among how many others each of them was.
    pub candidates: usize,
    /// How many the attacker has to look at, in the order of their scores, until he has the first of the same patient: the
    /// mean.
    pub mean: f64,
    /// The same: the median.
    pub median: f64,
    /// How often the first that he looks at is right.
    pub first_guess: f64,
}

impl Anonymity {
    /// From the ranks of the first right candidates, and how often the first guess was right.
    pub fn of(mut ranks: Vec<f64>, first_guess: f64, candidates: usize) -> Option<Self> {
        ranks.sort_unstable_by(f64::total_cmp);
        let median = *ranks.get(ranks.len() / 2)?;
        let records = ranks.len();
        let mean = ranks.iter().sum::<f64>() / records as f64;
        Some(Self { records, candidates, mean, median, first_guess: first_guess / records as f64 })
    }
}

/// The place of the best right candidate among all of them, when equals are in random order, and how likely the first is
/// right. `scores`: of each candidate, with whether it is right. `None` if none is.
pub fn rank(scores: &[(usize, bool)]) -> Option<(f64, f64)> {
    let best_right = scores.iter().filter(|(_, right)| *right).map(|(score, _)| *score).max()?;
    let best = scores.iter().map(|(score, _)| *score).max()?;
    let at = |wanted: usize, right: bool| scores.iter().filter(|it| it.0 == wanted && it.1 == right).count() as f64;
    let above = scores.iter().filter(|(score, _)| *score > best_right).count() as f64;
    let (right, wrong) = (at(best_right, true), at(best_right, false));
    // The first of `right` among `right + wrong` in random order has this many wrong ones before it.
    let rank = above + wrong / (right + 1.0) + 1.0;
    let first = if best == best_right { right / (right + wrong) } else { 0.0 };
    Some((rank, first))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn histogram(same: &[f64], other: &[f64]) -> Histogram {
        let mut histogram = Histogram::default();
        same.iter().for_each(|score| histogram.add(bin(*score), true, 1.0));
        other.iter().for_each(|score| histogram.add(bin(*score), false, 1.0));
        histogram
    }

    #[test]
    fn attacker_should_be_perfect_when_scores_separate() {
        let measures = histogram(&[2.0, 3.0], &[-1.0, 0.0, 1.0]).measures();
        assert_eq!((measures.auc, measures.precision, measures.recall, measures.advantage), (1.0, 1.0, 1.0, 1.0));
        assert_eq!((measures.base_rate, measures.lift), (0.4, 2.5));
        assert_eq!(measures.confident_recall, 1.0);
    }

    #[test]
    fn attacker_should_be_chance_when_all_scores_are_equal_or_nothing_is_proposed() {
        let equal = histogram(&[1.0, 1.0], &[1.0; 8]).measures();
        assert_eq!((equal.auc, equal.advantage, equal.precision, equal.lift), (0.5, 0.0, 0.2, 1.0));
        let mut nothing = Histogram::default();
        nothing.complete(2.0, 8.0);
        let nothing = nothing.measures();
        assert_eq!((nothing.auc, nothing.advantage, nothing.recall), (0.5, 0.0, 0.0));
        assert_eq!(nothing.pairs, 10.0);
    }

    #[test]
    fn auc_should_be_the_share_of_ordered_pairs() {
        // 3 of the 4 pairs of a right and a wrong score are in the right order.
        let measures = histogram(&[1.0, 3.0], &[0.0, 2.0]).measures();
        assert_eq!(measures.auc, 0.75);
    }

    #[test]
    fn bin_should_grow_with_the_score_and_never_be_that_of_what_is_not_proposed() {
        assert!(bin(-1e9) > NOT_PROPOSED);
        assert!(bin(-1.0) < bin(0.0) && bin(0.0) < bin(1.0));
        assert_eq!(bin(1e9), BINS - 1);
        assert_eq!(bin(f64::NEG_INFINITY), 1);
    }

    #[test]
    fn rank_should_count_what_comes_before_the_best_right_one() {
        assert_eq!(rank(&[(5, false), (4, true), (3, true)]), Some((2.0, 0.0)));
        assert_eq!(rank(&[(5, true), (4, false)]), Some((1.0, 1.0)));
        // One right among four equals: on average in the middle.
        assert_eq!(rank(&[(1, true), (1, false), (1, false), (1, false)]), Some((2.5, 0.25)));
        assert_eq!(rank(&[(1, false)]), None);
    }

    #[test]
    fn anonymity_should_be_mean_and_median_of_the_ranks() {
        let anonymity = Anonymity::of(vec![1.0, 9.0, 2.0], 1.0, 50).expect("there are ranks");
        assert_eq!((anonymity.mean, anonymity.median, anonymity.records), (4.0, 2.0, 3));
        assert_eq!(Anonymity::of(Vec::new(), 0.0, 50), None);
    }
}
