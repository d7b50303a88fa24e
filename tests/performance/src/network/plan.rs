//! What is measured for how long.

use super::load::MOST_ACCOUNTS;
use serde::Serialize;
use std::time::Duration;

/// The lengths, numbers and paces of one run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Plan {
    /// Whether it is only checked that everything runs. The figures mean nothing then.
    pub quick: bool,
    /// For how long each window sends.
    pub window: Duration,
    /// How many transactions are under way in the windows that compare throughput.
    pub in_flight: u32,
    /// How many accounts send: many, so that no account has a long chain of transactions under way.
    pub accounts: u32,
    /// How many transactions are signed for each second of a window. More than any network here takes.
    pub budget: u32,
    /// How many slots a window on the stock template's network has at least: with slots of six seconds, a minute has only ten.
    pub stock_slots: u32,
    /// How many transactions are under way there: its blocks are twice as large, and would not be full with as many as ours.
    pub stock_in_flight: u32,
    /// How many transactions a second are a light load.
    pub light: u32,
    /// How many transactions are under way in the windows with a short queue.
    pub shallow: u32,
    /// How many transactions are under way in the windows with a long queue.
    pub deep: u32,
    /// How many of the fullest blocks are executed again.
    pub blocks: usize,
    /// How often each of them.
    pub repeats: u32,
    /// How many full blocks a validator misses before it catches up.
    pub missed: u32,
}

impl Plan {
    /// What docs/performance.md describes, with windows of this length.
    pub fn full(window: Duration) -> Self {
        Self {
            quick: false,
            window,
            in_flight: 3_000,
            accounts: MOST_ACCOUNTS,
            budget: 1_500,
            stock_slots: 30,
            stock_in_flight: 6_000,
            light: 5,
            shallow: 1_000,
            deep: 8_000,
            blocks: 20,
            repeats: 5,
            missed: 60,
        }
    }

    /// Everything once and briefly, on a small load.
    pub fn quick() -> Self {
        Self {
            quick: true,
            window: Duration::from_secs(4),
            in_flight: 50,
            accounts: 20,
            budget: 60,
            stock_slots: 4,
            stock_in_flight: 100,
            light: 4,
            shallow: 20,
            deep: 60,
            blocks: 2,
            repeats: 1,
            missed: 3,
        }
    }

    /// Both in the order A B B A, or only A B where it is not about figures.
    pub fn alternated<T: Copy>(&self, a: T, b: T) -> Vec<T> {
        match self.quick {
            true => vec![a, b],
            false => vec![a, b, b, a],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_should_alternate_so_that_a_drift_hits_both_alike() {
        assert_eq!(Plan::full(Duration::from_secs(60)).alternated('a', 'b'), ['a', 'b', 'b', 'a']);
        assert_eq!(Plan::quick().alternated('a', 'b'), ['a', 'b']);
    }
}
