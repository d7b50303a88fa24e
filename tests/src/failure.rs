//! What went wrong, in words, and waiting that ends.

use bogam_client::credential::{CredentialError, status_list::StatusListError};
use std::{
    fmt,
    thread::sleep,
    time::{Duration, Instant},
};

/// How often something is looked at that is waited for.
const PERIOD: Duration = Duration::from_millis(250);

/// Why a step failed, as a sentence for whoever reads the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure(pub String);

/// What a step yields.
pub type Outcome<T> = Result<T, Failure>;

impl Failure {
    /// The failure with this sentence.
    pub fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }

    /// Says in which context it happened.
    pub fn within(self, context: impl fmt::Display) -> Self {
        Self(format!("{context}: {}", self.0))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for Failure {}

impl From<String> for Failure {
    fn from(sentence: String) -> Self {
        Self(sentence)
    }
}

impl From<&str> for Failure {
    fn from(sentence: &str) -> Self {
        Self(sentence.into())
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self(error.to_string())
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self(format!("this is not the JSON that was expected: {error}"))
    }
}

impl From<CredentialError> for Failure {
    fn from(error: CredentialError) -> Self {
        Self(error.to_string())
    }
}

impl From<StatusListError> for Failure {
    fn from(error: StatusListError) -> Self {
        Self(error.to_string())
    }
}

impl From<std::num::TryFromIntError> for Failure {
    fn from(error: std::num::TryFromIntError) -> Self {
        Self(error.to_string())
    }
}

impl From<codec::Error> for Failure {
    fn from(error: codec::Error) -> Self {
        Self(format!("this is not the SCALE that was expected: {error}"))
    }
}

/// Fails with `sentence` unless `condition` holds.
pub fn ensure(condition: bool, sentence: impl FnOnce() -> String) -> Outcome<()> {
    match condition {
        true => Ok(()),
        false => Err(Failure(sentence())),
    }
}

/// Asks until there is an answer, for at most `limit`. `what` says in the failure what was waited for.
pub fn await_until<T>(
    what: impl fmt::Display,
    limit: Duration,
    mut ask: impl FnMut() -> Outcome<Option<T>>,
) -> Outcome<T> {
    let deadline = Instant::now() + limit;
    loop {
        let answer = ask();
        if let Ok(Some(answer)) = answer {
            return Ok(answer);
        }
        if Instant::now() >= deadline {
            let last = match answer {
                Err(failure) => format!("; the last attempt failed: {failure}"),
                Ok(_) => String::new(),
            };
            return Err(Failure(format!("waited {} s for {what}, in vain{last}", limit.as_secs())));
        }
        sleep(PERIOD);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_should_end_and_say_what_it_waited_for() {
        let failure = await_until("the moon", Duration::ZERO, || Ok(None::<()>)).unwrap_err();
        assert!(failure.0.contains("the moon"), "{failure}");
        let failure = await_until("the moon", Duration::ZERO, || Err::<Option<()>, _>("cloudy".into())).unwrap_err();
        assert!(failure.0.contains("cloudy"), "{failure}");
        assert_eq!(await_until("noon", Duration::ZERO, || Ok(Some(12))), Ok(12));
    }
}
