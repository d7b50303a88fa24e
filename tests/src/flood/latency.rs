//! How long honest members wait until what they send is final, and how long they may.

use crate::{Outcome, ensure};
use std::{fmt, time::Duration};

/// How many times as long as without trouble it may take in the middle, before anything is added.
const TIMES: u32 = 3;

/// How long honest members may wait while others misbehave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tolerance {
    /// What is added to [`TIMES`] the middle without trouble: on a busy machine a slot or two are missed at any time.
    more: Duration,
    /// The longest that anybody may wait.
    worst: Duration,
}

impl Tolerance {
    /// Through a validator that serves no attacker alone. On two cores with six networks on them it was seldom more
    /// than 1.5 s, and never more than 2.
    pub const ELSEWHERE: Self = Self { more: Duration::from_secs(3), worst: Duration::from_secs(15) };

    /// Through a validator that is being abused: it may be late, and has to serve all the same.
    pub const THERE: Self = Self { more: Duration::from_secs(10), worst: Duration::from_secs(30) };
}

/// How long honest transactions took until they were final.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Latency(Vec<Duration>);

impl Latency {
    /// What was measured.
    pub fn of(samples: Vec<Duration>) -> Self {
        Self(samples)
    }

    /// The longest.
    pub fn worst(&self) -> Duration {
        self.0.iter().max().copied().unwrap_or_default()
    }

    /// The one in the middle.
    pub fn median(&self) -> Duration {
        let mut sorted = self.0.clone();
        sorted.sort_unstable();
        sorted.get(sorted.len() / 2).copied().unwrap_or_default()
    }

    /// Fails if somebody waited too long, or most of them much longer than `undisturbed`.
    pub fn ensure_within(&self, Tolerance { more, worst }: Tolerance, undisturbed: &Self) -> Outcome<()> {
        ensure(!self.0.is_empty(), || "no honest transaction was timed".into())?;
        let middle = TIMES * undisturbed.median() + more;
        ensure(self.median() <= middle && self.worst() <= worst, || {
            let [middle, worst] = [middle, worst].map(|time| time.as_secs_f64());
            format!("honest members waited too long: {self}, and may wait {middle:.1} s and {worst:.1} s")
        })
    }
}

impl fmt::Display for Latency {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [median, worst] = [self.median(), self.worst()].map(|time| time.as_secs_f64());
        write!(formatter, "median {median:.1} s, worst {worst:.1} s of {}", self.0.len())
    }
}

/// How honest members fared at the same time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fared {
    /// Those who send through validators that serve no attacker alone.
    pub elsewhere: Latency,
    /// The one who sends through the validator that is abused; `None` if that cannot serve anybody meanwhile.
    pub there: Option<Latency>,
}

impl Fared {
    /// Fails if somebody waited too long. `undisturbed` is how long it took elsewhere without trouble.
    pub fn ensure_tolerable(&self, undisturbed: &Latency) -> Outcome<()> {
        self.elsewhere.ensure_within(Tolerance::ELSEWHERE, undisturbed)?;
        match &self.there {
            Some(there) => there
                .ensure_within(Tolerance::THERE, undisturbed)
                .map_err(|failure| failure.within("through the abused validator")),
            None => Ok(()),
        }
    }
}

impl fmt::Display for Fared {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.elsewhere)?;
        match &self.there {
            Some(there) => write!(formatter, "; through the abused validator {there}"),
            None => write!(formatter, "; nobody through the abused validator"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn latency(seconds: &[u64]) -> Latency {
        Latency::of(seconds.iter().copied().map(Duration::from_secs).collect())
    }

    #[test]
    fn latency_should_tell_the_middle_and_the_longest() {
        let latency = latency(&[3, 1, 2]);
        assert_eq!((latency.median().as_secs(), latency.worst().as_secs()), (2, 3));
        assert_eq!(latency.to_string(), "median 2.0 s, worst 3.0 s of 3");
        assert_eq!(Latency::of(Vec::new()).worst(), Duration::ZERO);
    }

    #[test]
    fn waiting_should_be_tolerated_within_bounds_only() {
        let undisturbed = latency(&[1, 1, 2]);
        let is_tolerable = |seconds: &[u64]| latency(seconds).ensure_within(Tolerance::ELSEWHERE, &undisturbed).is_ok();
        assert!(is_tolerable(&[1, 1, 2]) && is_tolerable(&[6, 6, 15]));
        assert!(!is_tolerable(&[7, 7, 7]), "the middle");
        assert!(!is_tolerable(&[1, 1, 16]), "the longest");
        assert!(!is_tolerable(&[]), "nobody");
    }

    #[test]
    fn waiting_should_be_judged_at_both_places() {
        let (undisturbed, slow, slower) = (latency(&[1]), latency(&[13]), latency(&[14]));
        let fared = |elsewhere: &Latency, there: Option<&Latency>| {
            Fared { elsewhere: elsewhere.clone(), there: there.cloned() }.ensure_tolerable(&undisturbed)
        };
        assert_eq!(fared(&undisturbed, None), Ok(()));
        assert_eq!(fared(&undisturbed, Some(&slow)), Ok(()));
        assert!(fared(&slow, None).is_err());
        assert!(fared(&undisturbed, Some(&slower)).unwrap_err().0.starts_with("through the abused validator"));
    }
}
