//! What was sent, and what came of it.

use serde_json::{Value, json};
use std::sync::atomic::{AtomicU64, Ordering};

/// A number that many count at once.
#[derive(Debug, Default)]
pub struct Counter(AtomicU64);

impl Counter {
    /// One more.
    pub fn count(&self) {
        self.add(1);
    }

    /// So many more.
    pub fn add(&self, more: u64) {
        self.0.fetch_add(more, Ordering::Relaxed);
    }

    /// How many so far.
    pub fn get(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// What one abuse sent, and what came back.
#[derive(Debug, Default)]
pub struct Tally {
    /// Messages that were sent.
    pub sent: Counter,
    /// Their bytes.
    pub bytes: Counter,
    /// Requests that were answered.
    pub answered: Counter,
    /// The bytes of the answers.
    pub answer_bytes: Counter,
    /// Requests that the other side dropped.
    pub refused: Counter,
    /// Requests that were neither answered nor dropped in time.
    pub timed_out: Counter,
    /// Messages that did not get to the other side.
    pub failed: Counter,
    /// Requests on which the abuse ended.
    pub unfinished: Counter,
}

impl Tally {
    /// As JSON.
    pub fn told(&self) -> Value {
        json!({
            "sent": self.sent.get(),
            "bytes": self.bytes.get(),
            "answered": self.answered.get(),
            "answerBytes": self.answer_bytes.get(),
            "refused": self.refused.get(),
            "timedOut": self.timed_out.get(),
            "failed": self.failed.get(),
            "unfinished": self.unfinished.get(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tally_should_tell_what_was_counted() {
        let tally = Tally::default();
        tally.sent.count();
        tally.sent.count();
        tally.answer_bytes.add(40);
        let told = tally.told();
        assert_eq!((told["sent"].as_u64(), told["answerBytes"].as_u64()), (Some(2), Some(40)));
        assert_eq!(told["refused"], 0);
    }
}
