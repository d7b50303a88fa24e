//! A validator whose clock is wrong: a little, far ahead, and far behind; and two of them at once. Needs libfaketime, which the package
//! `faketime` brings.

use super::{
    Watch,
    daemon::{Daemon, Plan, development_key, said},
};
use crate::{Outcome, authors::Authors, await_until, ensure, network::Network, not_checked};
use std::{
    env, fs,
    path::{Path, PathBuf},
    thread::sleep,
    time::{Duration, Instant},
};

/// How long finality may take without the validator, on a busy machine.
const FINALITY: Duration = Duration::from_secs(60);

/// How long the node may take to start.
const START: Duration = Duration::from_secs(60);

/// How many blocks are watched with a clock that is not tolerated: three of its turns.
const BLOCKS: u32 = 12;

/// For how long two validators have wrong clocks: for longer than these are wrong by, so that a clock that is behind gets to the time at
/// which it was put back.
const TOGETHER: Duration = Duration::from_secs(30);

/// How often these two are asked what they have finalised.
const PERIOD: Duration = Duration::from_millis(400);

/// A clock that is wrong.
#[derive(Clone, Copy, Debug)]
pub struct Wrong {
    /// By how much, as libfaketime is told.
    offset: &'static str,
    /// Whether the others take its blocks all the same.
    tolerated: bool,
}

/// What is tried. Whose clock is far off is silent for the chain: ahead, its blocks are of slots that have not begun, and the others refuse them; behind,
/// the others' blocks are such to it, and it has none to build on.
pub const CLOCKS: [Wrong; 4] = [
    Wrong { offset: "+0.3s", tolerated: true },
    Wrong { offset: "-0.3s", tolerated: true },
    Wrong { offset: "+60s", tolerated: false },
    Wrong { offset: "-60s", tolerated: false },
];

/// What is tried with two of four, as libfaketime is told: both ahead, so that each half takes its own blocks only (two that are behind
/// would be the same the other way round), and one on each side of the right time. Further off than is tolerated; but what was made in slots
/// to come has to wait for these afterwards.
pub const TWO_CLOCKS: [[&str; 2]; 2] = [["+20s", "+20s"], ["+20s", "-20s"]];

/// The library for programs with threads, where Debian and others have it, or where `BOGAM_FAKETIME` says.
pub fn library() -> Option<PathBuf> {
    if let Some(named) = env::var_os("BOGAM_FAKETIME") {
        return Some(named.into());
    }
    let folders = fs::read_dir("/usr/lib").ok()?.flatten().map(|entry| entry.path());
    let places = folders.chain(["/usr/lib".into(), "/usr/local/lib".into()]);
    places.map(|folder: PathBuf| folder.join("faketime/libfaketimeMT.so.1")).find(|path| path.exists())
}

/// Leaves word where there is no such library, so that no clock is wrong. Yields what is to be printed.
pub fn without_library() -> Outcome<String> {
    not_checked("clocks that are wrong", "libfaketime (package faketime) is missing")
}

/// Starts the validator again with a clock that is wrong by so much.
fn start(network: &Network, victim: u16, library: &Path, offset: &str, log: &Path) -> Outcome<Daemon> {
    network.stop_validator(victim)?;
    let mut plan = Plan::of_validator(network, victim, &network.validator_folder(victim))?;
    plan.environment = vec![
        ("LD_PRELOAD", library.display().to_string()),
        ("FAKETIME", offset.to_owned()),
        // Timers go on as they do: only the clock on the wall is wrong.
        ("FAKETIME_DONT_FAKE_MONOTONIC", "1".to_owned()),
        ("DONT_FAKE_MONOTONIC", "1".to_owned()),
    ];
    let mut node = Daemon::start(&plan, log)?;
    ensure(node.answers(START)?, || {
        format!("the node with another clock has ended: {}", node.said(&["Error", "panicked"]))
    })?;
    Ok(node)
}

/// Runs the validator with a clock that is wrong, and finds out whether the others go on, whether they take its blocks, and whether it has the
/// same ones.
pub fn with_clock(network: &Network, watch: &Watch, victim: u16, library: &Path, clock: Wrong) -> Outcome<String> {
    let Wrong { offset, tolerated } = clock;
    let others = network.chain(victim % network.validators() + 1);
    let authors = Authors::of(network, others)?;
    let place = authors.place_of(&development_key(victim)?)?;
    let log = network.validator_folder(victim).join(format!("clock{offset}.log"));
    let node = start(network, victim, library, offset, &log)?;
    // What is above was made with this clock, if the validator has made it.
    let from = others.best_height()? + 1;
    let height = others.await_finality_of(from + BLOCKS, FINALITY)?;
    let taken = match tolerated {
        true => await_until("a block of the validator to be final", FINALITY, || {
            let taken = authors.authored(others, place, from..=others.finalised_height()?)?;
            Ok((taken > 0).then_some(taken))
        })?,
        false => authors.authored(others, place, from..=height)?,
    };
    ensure(tolerated == (taken > 0), || format!("with a clock of {offset} the others took {taken} of its blocks"))?;
    let own = node.chain().finalised_height()?;
    let (hash, theirs) = (node.chain().block_hash(own)?, others.block_hash(own)?);
    ensure(hash == theirs, || format!("with a clock of {offset} it has another block {own}"))?;
    let why = said(&log, &["future", "drift", "Timestamp"]).lines().next().unwrap_or_default().to_owned();
    drop(node);
    network.start_validator(victim)?;
    let agreed = watch.agree(network)?;
    Ok(format!(
        "{offset}: from block {from} the others went on to {height} with {taken} blocks of its own, it had {own}, and with the right \
         time all agree on {agreed} {why}"
    ))
}

/// Runs two of four validators with clocks that are wrong for a while, and finds out whether nobody finalises what another one has not, and
/// whether all go on with the right time. How much is finalised meanwhile is told and not judged: neither half can do it alone, but what one
/// has made the other may take later.
pub fn with_two_clocks(
    network: &Network,
    watch: &Watch,
    victims: [u16; 2],
    library: &Path,
    offsets: [&str; 2],
) -> Outcome<String> {
    let right = (1..=network.validators()).find(|validator| !victims.contains(validator));
    let others = network.chain(right.ok_or("nobody has the right time")?);
    let mut nodes = Vec::new();
    for (victim, offset) in victims.into_iter().zip(offsets) {
        let log = network.validator_folder(victim).join(format!("two-clocks{offset}.log"));
        nodes.push((victim, start(network, victim, library, offset, &log)?));
    }
    let (from, began) = (others.finalised_height()?, Instant::now());
    while began.elapsed() < TOGETHER {
        for (victim, node) in &mut nodes {
            ensure(node.ended()?.is_none(), || {
                format!("validator {victim} has ended: {}", node.said(&["Error", "panicked"]))
            })?;
            // The watch does not know where it answers. One that is busy is asked again.
            let chain = node.chain();
            if let Ok((height, hash)) = chain.finalised().and_then(|hash| Ok((chain.height_of(hash)?, hash))) {
                watch.books().note(*victim, height, hash);
            }
        }
        watch.books().ensure_consistent()?;
        sleep(PERIOD);
    }
    let to = others.finalised_height()?;
    drop(nodes);
    let began = Instant::now();
    for victim in victims {
        network.start_validator(victim)?;
    }
    let agreed = watch.agree(network)?;
    watch.serves()?;
    let waited = began.elapsed().as_secs();
    Ok(format!(
        "{} and {} at once: the others finalised blocks {from} to {to} in {} s, and {waited} s after the time was right again all \
         agree on {agreed}",
        offsets[0],
        offsets[1],
        TOGETHER.as_secs()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_clocks_should_be_wrong_for_longer_than_by_how_much() {
        for offset in TWO_CLOCKS.as_flattened() {
            let seconds: i64 = offset.trim_end_matches('s').parse().unwrap();
            assert!(Duration::from_secs(seconds.unsigned_abs()) < TOGETHER, "{offset}");
        }
    }
}
