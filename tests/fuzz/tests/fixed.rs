//! The fuzzing that is done each time: what was found once, and the same inputs always, a quarter of them in each test.

use bogam_fuzz::{Tally, input_of_seed, run, tally::Name};
use std::fs;

/// How many calls each quarter has at least: together 200,000 of them.
const CALLS: u64 = 50_000;

/// The pallets of which every call has to be reached.
const PALLETS: [&str; 9] =
    ["Registry", "Prescriptions", "Consent", "Certificates", "Claims", "Metering", "Validators", "Nodes", "Governance"];

/// The least share of the calls, in percent, that has to get past the door: what is refused there tries no pallet.
const LEAST_ADMITTED: u64 = 70;

/// The calls of other pallets that have to succeed too. In brackets: calls in these, or of which these told that they are to be
/// dispatched later, since these may succeed whatever comes of them.
const OTHERS: [Name; 23] = [
    ("Balances", "transfer_allow_death"),
    ("Council", "(executed)"),
    ("Council", "close"),
    ("Council", "propose"),
    ("Council", "vote"),
    ("Grandpa", "report_equivocation"),
    ("Grandpa", "report_equivocation_unsigned"),
    ("MetaTransactions", "(relayed)"),
    ("MetaTransactions", "dispatch"),
    ("Preimage", "note_preimage"),
    ("Preimage", "request_preimage"),
    ("SafeMode", "force_enter"),
    ("SafeMode", "force_exit"),
    ("Scheduler", "(dispatched)"),
    ("Scheduler", "cancel_named"),
    ("Scheduler", "schedule"),
    ("Scheduler", "schedule_named"),
    ("Session", "set_keys"),
    ("Utility", "(item)"),
    ("Utility", "batch"),
    ("Utility", "batch_all"),
    ("Utility", "force_batch"),
    ("Utility", "if_else"),
];

/// Plays the inputs from `from` on until there were enough calls.
fn play(from: u64) -> Tally {
    let mut tally = Tally::default();
    let mut seed = from;
    while tally.calls < CALLS {
        let outcome = run(&input_of_seed(seed));
        if let Some(failure) = outcome.failure {
            panic!(
                "input {seed}: {failure}\nreproduce it with: cargo run --release --locked --package bogam-fuzz -- --from {seed}"
            );
        }
        tally.add(outcome.tally);
        seed += 1;
    }
    tally
}

/// A quarter of the inputs. Each of them has to reach everything, so that none silently stops to.
fn quarter(from: u64) {
    let tally = play(from);
    println!("{tally}");
    let missed = tally.never_dispatched(&PALLETS);
    assert!(missed.is_empty(), "never dispatched: {missed:?}");
    let mut failing = tally.never_succeeded(&PALLETS);
    failing.extend(OTHERS.into_iter().filter(|name| tally.succeeded(*name) == 0));
    assert!(failing.is_empty(), "never succeeded: {failing:?}");
    let admitted = tally.admitted();
    assert!(admitted * 100 >= tally.calls * LEAST_ADMITTED, "only {admitted} of {} calls are dispatched", tally.calls);
    let all = tally.results.values().flat_map(|results| results.values()).sum::<u64>();
    let done = tally.results.keys().map(|name| tally.succeeded(*name)).sum::<u64>();
    assert!(done * 10 > all, "only {done} of {all} calls succeed: the rest proves little");
}

#[test]
fn invariants_should_hold_after_every_block_of_the_first_quarter() {
    quarter(0);
}

#[test]
fn invariants_should_hold_after_every_block_of_the_second_quarter() {
    quarter(1_000);
}

#[test]
fn invariants_should_hold_after_every_block_of_the_third_quarter() {
    quarter(2_000);
}

#[test]
fn invariants_should_hold_after_every_block_of_the_fourth_quarter() {
    quarter(3_000);
}

#[test]
fn invariants_should_hold_for_every_input_of_the_corpus() {
    let mut files = fs::read_dir("corpus")
        .expect("the tests run in the package's folder")
        .map(|entry| entry.expect("it can be read").path())
        .filter(|path| path.is_file())
        .collect::<Vec<_>>();
    files.sort();
    assert!(!files.is_empty(), "the corpus is missing");
    for file in files {
        let outcome = run(&fs::read(&file).expect("it can be read"));
        assert_eq!(outcome.failure, None, "{}", file.display());
    }
}
