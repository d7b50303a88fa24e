//! The acts: for each call of the runtime, how it is made up from what there is.
//!
//! An act looks for a record that the call can be about and for somebody who may send it, and gives up where there is
//! none; then another act is tried. So what needs much to have happened before is made as soon as it can be. A **blind**
//! act takes any record, and chooses moments and amounts at or beyond their bounds.

use crate::scene::{Act, Scene, Sender};
use std::sync::LazyLock;

mod certificates;
mod claims;
mod consent;
mod consortium;
mod money;
mod offences;
mod prescriptions;
mod registry;
mod wrapped;

pub use wrapped::is_inherent;

/// Makes up a call; `None` where there is nothing that it could be about.
pub type Make = fn(&mut Scene<'_>) -> Option<Act>;

/// All acts, each as often as it is to be made.
static TABLE: LazyLock<Vec<Make>> = LazyLock::new(|| {
    let lists = [
        registry::ACTS,
        prescriptions::ACTS,
        consent::ACTS,
        certificates::ACTS,
        claims::ACTS,
        money::ACTS,
        consortium::ACTS,
        offences::ACTS,
    ];
    let entries = lists.into_iter().flatten();
    entries.flat_map(|(count, make)| std::iter::repeat_n(*make, *count)).collect()
});

/// How many acts are tried until one has something to be about.
const MOST_TRIES: usize = 12;

/// How many calls are made up until one is the council's.
const MOST_DECISION_TRIES: usize = 8;

/// How deep acts are made up within acts: a motion holds an act.
const DEEPEST: usize = 2;

/// A call as people send it.
pub fn make_plain(scene: &mut Scene<'_>) -> Option<Act> {
    if scene.depth >= DEEPEST {
        return None;
    }
    scene.depth += 1;
    let mut made = None;
    for _ in 0..MOST_TRIES {
        let make = *scene.bytes.pick(TABLE.as_slice())?;
        made = make(scene);
        if made.is_some() {
            break;
        }
    }
    scene.depth -= 1;
    made
}

/// A call as people send it, mostly one that the council decides.
fn make_decision(scene: &mut Scene<'_>) -> Option<Act> {
    let mut act = make_plain(scene)?;
    for _ in 0..MOST_DECISION_TRIES {
        if scene.blind || matches!(act.sender, Sender::Council(_)) {
            break;
        }
        act = make_plain(scene)?;
    }
    Some(act)
}

/// Some call, and the manner in which it was made.
pub fn make(scene: &mut Scene<'_>) -> Option<(&'static str, Act)> {
    let (manner, make): (_, Make) = match scene.bytes.below(32) {
        0 | 1 => ("decoded from bytes", wrapped::raw),
        2..=5 => ("with a changed byte", wrapped::spoiled),
        6..=8 => ("by somebody else", wrapped::usurped),
        9..=11 => ("in a batch", wrapped::batched),
        12 | 13 => ("relayed", wrapped::relayed),
        14 => ("scheduled", wrapped::scheduled),
        _ => ("plain", make_plain),
    };
    let made = make(scene)?;
    let manner = if scene.blind && manner == "plain" { "blind" } else { manner };
    Some((manner, made))
}
