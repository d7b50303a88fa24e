//! Percentiles, the steady part of a run, and what follows from them.

use std::time::Duration;

/// The part of a run that is left out at its start, as the pools and caches fill: one in so many.
const WARM_UP_SHARE: u32 = 5;

/// The most that is left out at the start.
const LONGEST_WARM_UP: Duration = Duration::from_secs(10);

/// How long something took, over many times.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Latencies {
    /// How many there are.
    pub count: usize,
    /// Half of them took no longer.
    pub p50: Duration,
    /// Nineteen in twenty took no longer.
    pub p95: Duration,
    /// Ninety-nine in a hundred took no longer.
    pub p99: Duration,
    /// The longest.
    pub most: Duration,
}

impl Latencies {
    /// Of these times, in whatever order. `None` if there are none.
    pub fn of(times: impl IntoIterator<Item = Duration>) -> Option<Self> {
        let mut times: Vec<Duration> = times.into_iter().collect();
        times.sort_unstable();
        Some(Self {
            count: times.len(),
            p50: percentile(&times, 50)?,
            p95: percentile(&times, 95)?,
            p99: percentile(&times, 99)?,
            most: percentile(&times, 100)?,
        })
    }
}

/// The least of `sorted` that at least `percent` in a hundred do not exceed (the nearest rank). `None` if there is nothing.
pub fn percentile(sorted: &[Duration], percent: usize) -> Option<Duration> {
    let rank = sorted.len().saturating_mul(percent).div_ceil(100);
    sorted.get(rank.saturating_sub(1)).copied()
}

/// The part of a run in which it was steady: warmed up, and not yet running empty. Counted from when sending began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Its start.
    pub from: Duration,
    /// Its end, which is no part of it.
    pub until: Duration,
}

impl Window {
    /// Of a run in which something was sent for so long: all of it but a fifth at the start, and never more than ten seconds.
    pub fn steady(sending: Duration) -> Self {
        Self { from: (sending / WARM_UP_SHARE).min(LONGEST_WARM_UP), until: sending }
    }

    /// Whether a moment is in it.
    pub fn contains(&self, moment: Duration) -> bool {
        self.from <= moment && moment < self.until
    }

    /// How long it is.
    pub fn length(&self) -> Duration {
        self.until.saturating_sub(self.from)
    }

    /// How many of these moments are in it, per second. Nothing happens in a window without length.
    pub fn rate(&self, moments: impl IntoIterator<Item = Duration>) -> f64 {
        let count = moments.into_iter().filter(|moment| self.contains(*moment)).count();
        let seconds = self.length().as_secs_f64();
        // A count is far below what a float represents exactly.
        if seconds > 0.0 { count as f64 / seconds } else { 0.0 }
    }
}

/// The mean of some numbers; zero of none.
pub fn mean(values: impl IntoIterator<Item = f64>) -> f64 {
    let (sum, count) =
        values.into_iter().fold((0.0, 0u32), |(sum, count), value| (sum + value, count.saturating_add(1)));
    if count == 0 { 0.0 } else { sum / f64::from(count) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn milliseconds(values: &[u64]) -> Vec<Duration> {
        values.iter().copied().map(Duration::from_millis).collect()
    }

    #[test]
    fn percentile_should_be_the_nearest_rank() {
        let hundred = milliseconds(&(1..=100).collect::<Vec<_>>());
        for (percent, expected) in [(0, 1), (1, 1), (50, 50), (95, 95), (99, 99), (100, 100)] {
            assert_eq!(percentile(&hundred, percent), Some(Duration::from_millis(expected)), "{percent}");
        }
        let three = milliseconds(&[10, 20, 30]);
        assert_eq!(percentile(&three, 50), Some(Duration::from_millis(20)));
        assert_eq!(percentile(&three, 67), Some(Duration::from_millis(30)));
        assert_eq!(percentile(&[], 50), None);
    }

    #[test]
    fn latencies_should_not_depend_on_the_order() {
        let latencies = Latencies::of(milliseconds(&[30, 10, 20])).unwrap();
        assert_eq!(latencies, Latencies::of(milliseconds(&[10, 20, 30])).unwrap());
        assert_eq!((latencies.count, latencies.most), (3, Duration::from_millis(30)));
        assert_eq!(Latencies::of([]), None);
    }

    #[test]
    fn window_should_leave_out_a_fifth_but_no_more_than_ten_seconds() {
        assert_eq!(Window::steady(Duration::from_secs(20)).from, Duration::from_secs(4));
        assert_eq!(Window::steady(Duration::from_secs(600)).from, Duration::from_secs(10));
        assert_eq!(Window::steady(Duration::ZERO).length(), Duration::ZERO);
    }

    #[test]
    fn rate_should_count_only_what_is_in_the_window() {
        let window = Window { from: Duration::from_secs(1), until: Duration::from_secs(3) };
        let moments = milliseconds(&[0, 999, 1_000, 2_000, 2_999, 3_000]);
        assert!((window.rate(moments) - 1.5).abs() < f64::EPSILON);
        let nothing = Window { from: Duration::ZERO, until: Duration::ZERO };
        assert!(nothing.rate([Duration::ZERO]).abs() < f64::EPSILON);
    }

    #[test]
    fn mean_should_be_zero_when_there_is_nothing() {
        assert!(mean([]).abs() < f64::EPSILON);
        assert!((mean([1.0, 2.0, 6.0]) - 3.0).abs() < f64::EPSILON);
    }
}
