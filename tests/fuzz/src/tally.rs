//! Counting what was sent and what came of it, so that a fuzzer that no longer reaches anything is noticed.

use bogam_runtime::{RuntimeCall, RuntimeEvent};
use frame_support::traits::GetCallMetadata;
use sp_runtime::{DispatchError, ModuleError};
use std::{collections::BTreeMap, fmt};

/// A call: the names of its pallet and of itself.
pub type Name = (&'static str, &'static str);

/// The result of what succeeded.
pub const DONE: &str = "done";

/// What was sent, and what came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many blocks were finalised.
    pub blocks: u64,
    /// How many calls were sent, each counted once, whatever was in it.
    pub calls: u64,
    /// How many were refused before they were dispatched, by the reason.
    pub refused: BTreeMap<String, u64>,
    /// How often each call was dispatched, by its result: [`DONE`], or the name of the error.
    pub results: BTreeMap<Name, BTreeMap<String, u64>>,
    /// How the calls were sent.
    pub manners: BTreeMap<&'static str, u64>,
}

/// The name of a call.
pub fn name(call: &RuntimeCall) -> Name {
    let metadata = call.get_call_metadata();
    (metadata.pallet_name, metadata.function_name)
}

/// The name of an error.
pub fn describe(error: &DispatchError) -> String {
    match error {
        DispatchError::Module(ModuleError { message: Some(message), .. }) => (*message).to_owned(),
        // Events keep the numbers of the pallet and of the error only.
        DispatchError::Module(ModuleError { index, error: [error, ..], .. }) => {
            format!("error {error} of pallet {index}")
        }
        other => format!("{other:?}"),
    }
}

impl Tally {
    /// Notes what came of a call.
    pub fn note(&mut self, name: Name, result: &Result<(), DispatchError>) {
        let result = result.as_ref().map_or_else(describe, |()| DONE.to_owned());
        *self.results.entry(name).or_default().entry(result).or_default() += 1;
    }

    /// Notes what came of a call in another one, or of one that was to be dispatched later: of these the events alone tell. What
    /// they were in may succeed whatever came of them.
    pub fn note_event(&mut self, event: &RuntimeEvent) {
        use pallet_utility::Event::{BatchInterrupted, ItemCompleted, ItemFailed};

        let (name, result) = match event {
            RuntimeEvent::MetaTransactions(pallet_meta_tx::Event::Dispatched { result }) => {
                (("MetaTransactions", "(relayed)"), result.map(|_| ()).map_err(|refused| refused.error))
            }
            RuntimeEvent::Scheduler(pallet_scheduler::Event::Dispatched { result, .. }) => {
                (("Scheduler", "(dispatched)"), *result)
            }
            RuntimeEvent::Council(pallet_collective::Event::Executed { result, .. }) => {
                (("Council", "(executed)"), *result)
            }
            RuntimeEvent::Utility(ItemCompleted) => (("Utility", "(item)"), Ok(())),
            RuntimeEvent::Utility(ItemFailed { error } | BatchInterrupted { error, .. }) => {
                (("Utility", "(item)"), Err(*error))
            }
            _ => return,
        };
        self.note(name, &result);
    }

    /// Notes that a call was refused before it was dispatched.
    pub fn note_refusal(&mut self, reason: String) {
        *self.refused.entry(reason).or_default() += 1;
    }

    /// Adds what another run has counted.
    pub fn add(&mut self, other: Self) {
        self.blocks += other.blocks;
        self.calls += other.calls;
        for (reason, count) in other.refused {
            *self.refused.entry(reason).or_default() += count;
        }
        for (name, results) in other.results {
            for (result, count) in results {
                *self.results.entry(name).or_default().entry(result).or_default() += count;
            }
        }
        for (manner, count) in other.manners {
            *self.manners.entry(manner).or_default() += count;
        }
    }

    /// How many calls got past the door: they were dispatched, whatever came of them.
    pub fn admitted(&self) -> u64 {
        self.calls.saturating_sub(self.refused.values().sum())
    }

    /// How often a call was dispatched.
    pub fn dispatched(&self, name: Name) -> u64 {
        self.results.get(&name).map_or(0, |results| results.values().sum())
    }

    /// How often a call succeeded.
    pub fn succeeded(&self, name: Name) -> u64 {
        self.results.get(&name).and_then(|results| results.get(DONE)).copied().unwrap_or_default()
    }

    /// The calls of the pallets that have never been dispatched.
    pub fn never_dispatched(&self, pallets: &[&'static str]) -> Vec<Name> {
        calls_of(pallets).filter(|name| self.dispatched(*name) == 0).collect()
    }

    /// The calls of the pallets that have never succeeded.
    pub fn never_succeeded(&self, pallets: &[&'static str]) -> Vec<Name> {
        calls_of(pallets).filter(|name| self.succeeded(*name) == 0).collect()
    }
}

/// All calls of pallets that have calls.
fn calls_of(pallets: &[&'static str]) -> impl Iterator<Item = Name> {
    let calls = |pallet: &&'static str| {
        let pallet = *pallet;
        RuntimeCall::get_call_names(pallet).iter().map(move |call| (pallet, *call))
    };
    pallets.iter().flat_map(calls).collect::<Vec<_>>().into_iter()
}

impl fmt::Display for Tally {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let share = self.admitted() * 100 / self.calls.max(1);
        writeln!(formatter, "{} calls in {} blocks, {share} % of them dispatched", self.calls, self.blocks)?;
        for (manner, count) in &self.manners {
            writeln!(formatter, "  {manner}: {count}")?;
        }
        writeln!(formatter, "refused before they were dispatched:")?;
        for (reason, count) in &self.refused {
            writeln!(formatter, "  {reason}: {count}")?;
        }
        for ((pallet, call), results) in &self.results {
            write!(formatter, "{pallet}.{call}:")?;
            for (result, count) in results {
                write!(formatter, " {result} {count}")?;
            }
            writeln!(formatter)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn call_should_be_noted_when_an_event_alone_tells_of_it() {
        let mut tally = Tally::default();
        let item = ("Utility", "(item)");
        tally.note_event(&pallet_utility::Event::ItemCompleted.into());
        tally.note_event(&pallet_utility::Event::ItemFailed { error: DispatchError::BadOrigin }.into());
        tally.note_event(&pallet_utility::Event::BatchCompletedWithErrors.into());
        assert_eq!((tally.dispatched(item), tally.succeeded(item)), (2, 1));
    }

    #[test]
    fn call_should_not_count_as_admitted_when_it_is_refused() {
        let mut tally = Tally { calls: 3, ..Tally::default() };
        tally.note_refusal("a reason".to_owned());
        assert_eq!(tally.admitted(), 2);
        assert!(tally.to_string().starts_with("3 calls in 0 blocks, 66 % of them dispatched"));
    }
}
