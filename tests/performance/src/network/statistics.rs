//! The few statistics that the figures need.

use crate::statistics::middle;

/// The mean; `None` of nothing.
pub fn mean(values: &[f64]) -> Option<f64> {
    match values.is_empty() {
        true => None,
        false => Some(values.iter().sum::<f64>() / values.len() as f64),
    }
}

/// The middle one, or the mean of the two in the middle; `None` of nothing.
pub fn median(values: &[f64]) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    middle(&sorted)
}

/// The least and the greatest; `None` of nothing.
pub fn range(values: &[f64]) -> Option<(f64, f64)> {
    let least = values.iter().copied().min_by(f64::total_cmp)?;
    let greatest = values.iter().copied().max_by(f64::total_cmp)?;
    Some((least, greatest))
}

/// The quotient; `None` where there is nothing to divide by.
pub fn ratio(dividend: f64, divisor: f64) -> Option<f64> {
    (divisor > 0.0).then(|| dividend / divisor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn median_should_be_in_the_middle_whatever_the_order() {
        assert_eq!(median(&[3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(&[4.0, 1.0, 2.0, 3.0]), Some(2.5));
        assert_eq!(median(&[7.0]), Some(7.0));
        assert_eq!(median(&[]), None);
    }

    #[test]
    fn statistics_should_be_nothing_of_nothing() {
        assert_eq!((mean(&[]), range(&[]), ratio(1.0, 0.0)), (None, None, None));
        assert_eq!(
            (mean(&[1.0, 4.0]), range(&[2.0, 1.0, 4.0]), ratio(3.0, 2.0)),
            (Some(2.5), Some((1.0, 4.0)), Some(1.5))
        );
    }
}
