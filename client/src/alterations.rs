//! Sound input with something changed, for tests: the same in every run, unless other input or more of it is asked for.

use proptest::{
    prelude::*,
    test_runner::{Config, RngSeed},
};
use std::{env, str::FromStr};

/// The variable that asks for so many times as many cases.
const TIMES: &str = "BOGAM_ALTERED_TIMES";

/// The variable that asks for the cases of another seed.
const SEED: &str = "BOGAM_ALTERED_SEED";

/// The seed of every test run.
const USUAL_SEED: u64 = 2_026;

/// One change: where, what, and with which byte.
pub type Edit = (usize, u8, u8);

fn asked<Number: FromStr>(variable: &str) -> Option<Number> {
    env::var(variable).ok().and_then(|number| number.parse().ok())
}

/// So many cases, the same ones each time.
pub fn cases(number: u32) -> Config {
    let (times, seed) = (asked(TIMES).unwrap_or(1), asked(SEED).unwrap_or(USUAL_SEED));
    let cases = number.saturating_mul(times);
    Config { failure_persistence: None, rng_seed: RngSeed::Fixed(seed), ..Config::with_cases(cases) }
}

/// Up to six changes.
pub fn edits() -> impl Strategy<Value = Vec<Edit>> {
    prop::collection::vec(any::<Edit>(), 0..=6)
}

/// `sound` with each of `edits` made: a byte replaced, taken away or put in, a bit flipped, a stretch doubled, or the end cut
/// off. New bytes are of `alphabet`, if it is not empty.
pub fn altered(sound: &[u8], edits: &[Edit], alphabet: &[u8]) -> Vec<u8> {
    let mut bytes = sound.to_vec();
    for (place, action, byte) in edits {
        let Some(place) = place.checked_rem(bytes.len()) else { break };
        let new = usize::from(*byte).checked_rem(alphabet.len()).map_or(*byte, |letter| alphabet[letter]);
        match action % 8 {
            0..=2 => bytes[place] = new,
            3 => bytes[place] ^= 1 << (byte % 8),
            4 => drop(bytes.remove(place)),
            5 => bytes.insert(place, new),
            6 => {
                let end = bytes.len().min(place + usize::from(*byte));
                bytes.extend_from_within(place..end);
            }
            // Mostly near the end: what is cut off early is refused early.
            _ => bytes.truncate(bytes.len() - place.min(usize::from(*byte)) % bytes.len()),
        }
    }
    bytes
}
