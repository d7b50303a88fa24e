//! Medians, and how far they can be trusted.

use crate::failure::Failure;
use serde::Serialize;

/// The chance that the true median lies outside of an interval.
const DOUBT: f64 = 0.05;

/// From this many samples on the binomial distribution is taken for a normal one.
const MANY: usize = 1_000;

/// What a set of samples says about where the middle is.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Summary {
    /// How many samples there are.
    pub samples: usize,
    /// Their median.
    pub median: f64,
    /// The interval that has the true median with 95 %, whatever the distribution: two of the samples, by their ranks. `None`
    /// for fewer than six samples, of which no two are far enough apart.
    pub interval: Option<(f64, f64)>,
    /// The least sample.
    pub least: f64,
    /// The greatest sample.
    pub greatest: f64,
}

impl Summary {
    /// Sums `samples` up, which are in any order.
    pub fn of(samples: impl IntoIterator<Item = f64>) -> Result<Self, Failure> {
        let mut sorted: Vec<f64> = samples.into_iter().collect();
        sorted.sort_unstable_by(f64::total_cmp);
        let (Some(least), Some(greatest), Some(median)) = (sorted.first(), sorted.last(), middle(&sorted)) else {
            return Err(Failure::NoSamples);
        };
        let interval = rank(sorted.len()).and_then(|rank| {
            let low = sorted.get(rank)?;
            let high = sorted.get(sorted.len().checked_sub(rank + 1)?)?;
            Some((*low, *high))
        });
        Ok(Self { samples: sorted.len(), median, interval, least: *least, greatest: *greatest })
    }
}

/// The median of what is sorted; `None` of nothing.
pub fn middle(sorted: &[f64]) -> Option<f64> {
    let high = *sorted.get(sorted.len() / 2)?;
    if sorted.len() % 2 == 1 {
        return Some(high);
    }
    let low = *sorted.get((sorted.len() / 2).checked_sub(1)?)?;
    Some(low + (high - low) / 2.0)
}

/// The greatest place (from zero) such that the true median lies below the sample there, or above its counterpart from the
/// end, with no more than the accepted doubt. `None` if even the outermost samples are not far enough apart.
///
/// The number of samples below the true median is binomial with a chance of one half. The sample at place `r` is above the true
/// median if at most `r` samples are below it.
fn rank(samples: usize) -> Option<usize> {
    let count = samples as f64;
    if samples > MANY {
        // 1.96 standard deviations, and a half for the steps.
        let place = (count / 2.0 - 1.96 * count.sqrt() / 2.0 - 0.5).floor();
        return (place >= 1.0).then_some(place as usize - 1);
    }
    let mut probability = 0.5f64.powi(samples as i32);
    let mut at_most = 0.0;
    let mut found = None;
    for place in 0..samples / 2 {
        at_most += probability;
        if at_most > DOUBT / 2.0 {
            break;
        }
        found = Some(place);
        probability *= (count - place as f64) / (place as f64 + 1.0);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn summary_should_have_the_median_of_odd_and_even_counts() {
        let median = |samples: &[f64]| Summary::of(samples.iter().copied()).expect("there are samples").median;
        assert_eq!(median(&[3.0]), 3.0);
        assert_eq!(median(&[9.0, 1.0, 5.0]), 5.0);
        assert_eq!(median(&[4.0, 1.0, 2.0, 9.0]), 3.0);
    }

    #[test]
    fn summary_should_be_refused_when_there_are_no_samples() {
        assert!(matches!(Summary::of([]), Err(Failure::NoSamples)));
    }

    #[test]
    fn interval_should_have_the_ranks_of_the_tables_of_the_sign_test() {
        // Places from zero; tables count from one: for 6 samples the 1st and 6th, for 10 the 2nd and 9th, for 30 the 10th and
        // 21st, for 100 the 40th and 61st.
        assert_eq!(rank(5), None);
        assert_eq!(rank(6), Some(0));
        assert_eq!(rank(10), Some(1));
        assert_eq!(rank(30), Some(9));
        assert_eq!(rank(100), Some(39));
        // The approximation continues what is exact.
        let (exact, approximate) = (rank(MANY).unwrap_or_default(), rank(MANY + 1).unwrap_or_default());
        assert!(exact.abs_diff(approximate) <= 1, "{exact} and {approximate}");
    }

    #[test]
    fn interval_should_be_two_samples_around_the_median() {
        let summary = Summary::of((1..=30).rev().map(f64::from)).expect("there are samples");
        assert_eq!(summary.median, 15.5);
        assert_eq!(summary.interval, Some((10.0, 21.0)));
        assert_eq!((summary.least, summary.greatest, summary.samples), (1.0, 30.0, 30));
    }
}
