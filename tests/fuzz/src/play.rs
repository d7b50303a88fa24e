//! Playing bytes: blocks, steps in time, and calls.

use crate::{
    Failure, Tally,
    acts::{self, is_inherent},
    bytes::Bytes,
    chain::{self, Chain},
    failure,
    keys::Keys,
    motions,
    scene::{Act, Scene, Sender},
    tally, weights,
    world::World,
};
use bogam_primitives::{
    Moment,
    time::{DAY, HOUR, MINUTE, SECOND},
};
use bogam_runtime::{RuntimeCall, UncheckedExtrinsic};
use codec::Encode;
use sp_crypto_hashing::blake2_256;

/// How many bytes a step has.
pub const STEP: usize = 64;

/// The most steps of a run: what is checked after each block grows with what there is.
pub const MOST_STEPS: usize = 512;

/// After how many calls a block ends, unless it ends before.
const MOST_CALLS_IN_BLOCK: usize = 40;

/// One in so many steps ends a block.
const BLOCK_ENDS_ONCE_IN: usize = 16;

/// What a run has done, and found.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// What was sent, and what came of it: up to the failure, if there is one.
    pub tally: Tally,
    /// What does not hold.
    pub failure: Option<Failure>,
}

/// The input that a number stands for: as long as a run can be.
pub fn input_of_seed(seed: u64) -> Vec<u8> {
    let hashes = MOST_STEPS * STEP / 32;
    (0..hashes as u64).flat_map(|place| ("bogam/fuzz/input", seed, place).using_encoded(blake2_256)).collect()
}

/// Plays bytes on a chain of its own.
pub fn run(input: &[u8]) -> Outcome {
    failure::watch();
    let mut tally = Tally::default();
    let played = failure::catch(|| chain::externalities().execute_with(|| play(input, &mut tally)));
    Outcome { tally, failure: played.err() }
}

fn play(input: &[u8], tally: &mut Tally) -> Result<(), Failure> {
    let mut chain = Chain::default();
    let mut keys = Keys::default();
    chain.begin(SECOND, 0)?;
    let mut world = World::read();
    let mut calls = 0;
    for step in input.chunks(STEP).take(MOST_STEPS) {
        let mut bytes = Bytes::new(step);
        if bytes.one_in(BLOCK_ENDS_ONCE_IN) || calls >= MOST_CALLS_IN_BLOCK {
            end(&mut chain, tally)?;
            calls = 0;
            chain.begin(later(&mut bytes), passed_over(&mut bytes))?;
            world = World::read();
            continue;
        }
        let blind = bytes.one_in(6);
        let mut scene = Scene { bytes, keys: &mut keys, world: &world, now: chain.now(), blind, depth: 0 };
        let Some((manner, act)) = acts::make(&mut scene) else { continue };
        if matches!(act.sender, Sender::Nobody) && is_inherent(&act.call) {
            continue;
        }
        *tally.manners.entry(manner).or_default() += 1;
        tally.calls += 1;
        calls += 1;
        send(&keys, act, tally)?;
    }
    end(&mut chain, tally)
}

/// Ends a block, and notes what its events tell.
fn end(chain: &mut Chain, tally: &mut Tally) -> Result<(), Failure> {
    for event in chain.end()? {
        tally.note_event(&event);
    }
    tally.blocks += 1;
    Ok(())
}

/// How long after the one before the next block is: mostly seconds to days, seldom years.
fn later(bytes: &mut Bytes) -> Moment {
    let (unit, most) = match bytes.below(16) {
        0..=5 => (SECOND, 30),
        6 | 7 => (MINUTE, 60),
        8 | 9 => (HOUR, 24),
        10..=12 => (DAY, 10),
        13 => (DAY, 45),
        14 => (30 * DAY, 12),
        _ if bytes.flip() => (366 * DAY, 3),
        // Longer than what ended is kept.
        _ => return 6 * 366 * DAY,
    };
    unit * (1 + bytes.below(most) as Moment)
}

/// After how many blocks in which nothing happened the next one is: mostly after none.
fn passed_over(bytes: &mut Bytes) -> u32 {
    match bytes.below(16) {
        0 => bytes.below(10) as u32,
        1 => bytes.one_of([60, 3_600, 21_601]),
        2 if bytes.one_in(3) => bytes.one_of([86_400, 432_001, 1_209_601]),
        _ => 0,
    }
}

/// Sends a call, and notes what came of it.
fn send(keys: &Keys, act: Act, tally: &mut Tally) -> Result<(), Failure> {
    let Act { sender, call } = act;
    let name = tally::name(&call);
    // Writing it down takes long, and is seldom needed.
    let sent = call.clone();
    match sender {
        Sender::Account(account) => match keys.pair(&account) {
            Some(pair) => {
                weights::check_within(&call)?;
                include(chain::transaction(pair, call), name, tally);
            }
            None => tally.note_refusal("nobody here has the key".to_owned()),
        },
        Sender::Nobody => include(UncheckedExtrinsic::new_bare(call), name, tally),
        Sender::Council(votes) => decide(votes, call, name, tally)?,
    }
    let Some(Failure { kind, detail }) = failure::logged() else { return Ok(()) };
    Err(Failure { kind, detail: format!("{detail}\nby {sent:?}") })
}

fn include(transaction: UncheckedExtrinsic, name: tally::Name, tally: &mut Tally) {
    match chain::apply(transaction) {
        Ok(result) => tally.note(name, &result),
        Err(reason) => tally.note_refusal(format!("{reason:?}")),
    }
}

/// Dispatches as the council does when a motion with so many votes has passed.
fn decide(votes: u32, call: RuntimeCall, name: tally::Name, tally: &mut Tally) -> Result<(), Failure> {
    let result = weights::dispatch(motions::origin(votes), call)?;
    tally.note(name, &result);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn run_should_be_the_same_for_the_same_bytes() {
        let input = &input_of_seed(1)[..100 * STEP];
        let (first, second) = (run(input), run(input));
        assert_eq!(first.failure, None);
        assert_eq!(first.tally, second.tally);
        assert!(first.tally.calls > 50, "{}", first.tally);
    }

    #[test]
    fn input_should_differ_by_seed() {
        assert_eq!(input_of_seed(1).len(), MOST_STEPS * STEP);
        assert_ne!(input_of_seed(1)[..STEP], input_of_seed(2)[..STEP]);
    }

    #[test]
    fn run_should_make_a_block_of_nothing_at_all() {
        let outcome = run(&[]);
        assert_eq!(outcome.failure, None);
        assert_eq!((outcome.tally.blocks, outcome.tally.calls), (1, 0));
    }
}
