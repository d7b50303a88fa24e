//! How fast a validator that was away catches up, while the others go on making full blocks.

use super::rig::{Rig, VALIDATORS};
use bogam_runtime::BlockNumber;
use bogam_tests::{Outcome, ensure};
use serde::Serialize;
use std::{
    thread::{scope, sleep},
    time::{Duration, Instant},
};

/// How often the heights are looked at.
const GLANCE: Duration = Duration::from_millis(250);

/// How many blocks behind the others a node may be that has caught up: the newest one may be on its way.
const CLOSE: BlockNumber = 2;

/// How long a node may take until it imports its first block after its start.
const START: Duration = Duration::from_secs(120);

/// The validator that is away: the last one. The generator sends to the others.
pub const ABSENT: u16 = VALIDATORS;

/// The heights at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Glance {
    /// Seconds since the node was started again.
    pub seconds: f64,
    /// Its newest block.
    pub own: BlockNumber,
    /// The newest block of another.
    pub others: BlockNumber,
}

/// How it caught up.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CatchUp {
    /// What was seen, from the last glance before it imported its first block to the first at which it was close to the others.
    pub glances: Vec<Glance>,
    /// Whether it was close to the others in the end.
    pub complete: bool,
    /// How many blocks it imported a second.
    pub blocks_per_second: f64,
    /// The same times the length of a slot in seconds: how much faster it is than blocks can come.
    pub real_time: f64,
}

/// Stops the validator. Yields its height.
pub fn leave(rig: &Rig) -> Outcome<BlockNumber> {
    let height = rig.chain(ABSENT).best_height()?;
    rig.network()?.stop_validator(ABSENT)?;
    Ok(height)
}

/// Starts it again at the height at which it left, and watches it until it is close to the others, for at most `limit`.
pub fn come_back(rig: &Rig, left: BlockNumber, slot: Duration, limit: Duration) -> Outcome<CatchUp> {
    let (own, others, network) = (rig.chain(ABSENT), rig.chain(1), rig.network()?);
    let began = Instant::now();
    scope(|scope| {
        let starting = scope.spawn(|| network.start_validator(ABSENT));
        let mut glances: Vec<Glance> = Vec::new();
        let mut complete = false;
        while !complete && began.elapsed() < START + limit {
            // Until the node has started, nobody answers.
            if let (Ok(own), Ok(others)) = (own.best_height(), others.best_height()) {
                glances.push(Glance { seconds: began.elapsed().as_secs_f64(), own, others });
                complete = own + CLOSE >= others;
            }
            sleep(GLANCE);
        }
        let started = starting.join().unwrap_or_else(|_| Err("the start of the validator panicked".into()));
        started.map_err(|failure| failure.within("the validator did not come back"))?;
        summed_up(left, glances, complete, slot)
    })
}

/// What the glances say of a validator that left at this height.
fn summed_up(left: BlockNumber, mut glances: Vec<Glance>, complete: bool, slot: Duration) -> Outcome<CatchUp> {
    // Before its first import it starts, connects and asks for blocks: that is not the speed of importing. It may have got
    // one block more while it was being stopped.
    let idle = glances.iter().take_while(|glance| glance.own <= left + 1).count();
    match idle {
        // It was faster than it could be looked at: its start counts.
        0 => glances.insert(0, Glance { seconds: 0.0, own: left, others: left }),
        _ => drop(glances.drain(..idle - 1)),
    }
    let (begin, end) = glances.first().zip(glances.last()).ok_or("the validator told no height")?;
    let (blocks, seconds) = (end.own.saturating_sub(begin.own), end.seconds - begin.seconds);
    ensure(blocks > 0 && seconds > 0.0, || "the validator imported nothing that could be measured".into())?;
    let blocks_per_second = f64::from(blocks) / seconds;
    let real_time = blocks_per_second * slot.as_secs_f64();
    Ok(CatchUp { glances, complete, blocks_per_second, real_time })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glance(seconds: f64, own: BlockNumber, others: BlockNumber) -> Glance {
        Glance { seconds, own, others }
    }

    #[test]
    fn speed_should_be_that_from_the_first_import_on() {
        let glances = [(0.0, 10, 70), (5.0, 10, 75), (6.0, 20, 76), (15.0, 84, 85)];
        let glances = glances.map(|(seconds, own, others)| glance(seconds, own, others)).to_vec();
        let caught_up = summed_up(9, glances, true, Duration::from_secs(1)).unwrap();
        assert_eq!(caught_up.glances.len(), 3);
        // 74 blocks in 10 seconds.
        assert!((caught_up.blocks_per_second - 7.4).abs() < 1e-9);
        assert!((caught_up.real_time - 7.4).abs() < 1e-9);
    }

    #[test]
    fn speed_should_count_slots_of_any_length() {
        let glances = vec![glance(0.0, 10, 70), glance(2.0, 20, 71)];
        let caught_up = summed_up(10, glances, false, Duration::from_secs(6)).unwrap();
        assert!((caught_up.real_time - 30.0).abs() < 1e-9 && !caught_up.complete);
    }

    #[test]
    fn speed_should_not_be_told_when_nothing_was_imported() {
        let slot = Duration::from_secs(1);
        assert!(summed_up(3, Vec::new(), false, slot).is_err());
        assert!(summed_up(3, vec![glance(0.0, 3, 9), glance(9.0, 3, 9)], false, slot).is_err());
    }

    #[test]
    fn speed_should_count_the_start_when_nothing_was_seen_before_the_end() {
        let caught_up = summed_up(3, vec![glance(4.0, 11, 11)], true, Duration::from_secs(1)).unwrap();
        assert!((caught_up.blocks_per_second - 2.0).abs() < 1e-9);
    }
}
