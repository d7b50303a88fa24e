//! A network whose machines are cut off from each other, and which recovers by itself.

use crate::{
    Outcome, ensure,
    namespaces::{LATENCY, Machines, permitted},
    not_checked,
};
use std::{thread::sleep, time::Duration};

/// How long finality may take with one machine missing, on a busy machine.
const FINALITY: Duration = Duration::from_secs(60);

/// How long a network may take to recover. Connections on which nothing arrived wait longer and longer before they try again.
const RECOVERY: Duration = Duration::from_secs(150);

/// By then votes that were under way have arrived, and what they finalise is final.
const SETTLING: Duration = Duration::from_secs(5);

/// For how long nothing may be finalised: many times as long as it takes otherwise.
const SILENCE: Duration = Duration::from_secs(12);

/// How many blocks are finalised while one machine is cut off.
const BLOCKS_WITHOUT: u32 = 8;

const MACHINES: u16 = 4;

/// Takes a network of its own apart, one machine and then two, and puts it together again. Fails if finality does not go on with three of
/// four, or does with two, or if not all agree afterwards. Yields what was done, for the report.
pub fn take_apart() -> Outcome<String> {
    if let Err(reason) = permitted() {
        return not_checked("a network that is taken apart, for want of network namespaces", reason);
    }
    let mut machines = Machines::start(MACHINES)?;
    goes_on_without_one(&machines)?;
    stops_without_two(&machines)?;
    machines.ensure_running()?;
    Ok(format!(
        "of {MACHINES} machines, {LATENCY:?} from one to another by the {:?}, three went on and two did not, and all agree again",
        machines.latency()
    ))
}

fn finalised(machines: &Machines) -> Outcome<Vec<u32>> {
    (1..=MACHINES).map(|machine| machines.finalised_height(machine)).collect()
}

/// Waits until every machine has finalised a block at `height`, and checks that it is the same one.
fn agree(machines: &Machines, height: u32, limit: Duration) -> Outcome<()> {
    for machine in 1..=MACHINES {
        machines.await_finality_of(machine, height, limit)?;
    }
    let first = machines.block_hash(1, height)?;
    for machine in 2..=MACHINES {
        let hash = machines.block_hash(machine, height)?;
        ensure(hash == first, || format!("machine {machine} has finalised another block {height}"))?;
    }
    Ok(())
}

fn goes_on_without_one(machines: &Machines) -> Outcome<()> {
    machines.cut(MACHINES)?;
    let before = machines.finalised_height(1)?;
    for machine in 1..MACHINES {
        machines.await_finality_of(machine, before + BLOCKS_WITHOUT, FINALITY)?;
    }
    let alone = machines.finalised_height(MACHINES)?;
    ensure(alone < before + BLOCKS_WITHOUT, || "the machine that is cut off has heard of everything".into())?;
    machines.heal(MACHINES)?;
    let height = machines.best_height(1)? + 1;
    agree(machines, height, RECOVERY)
}

fn stops_without_two(machines: &Machines) -> Outcome<()> {
    machines.cut(MACHINES - 1)?;
    machines.cut(MACHINES)?;
    sleep(SETTLING);
    let (before, best) = (finalised(machines)?, machines.best_height(1)?);
    sleep(SILENCE);
    let after = finalised(machines)?;
    ensure(before == after, || format!("two of four have finalised something: from {before:?} to {after:?}"))?;
    ensure(machines.best_height(1)? > best, || "without finality no blocks are made either".into())?;

    machines.heal(MACHINES - 1)?;
    machines.heal(MACHINES)?;
    let height = (1..=MACHINES).map(|machine| machines.best_height(machine)).collect::<Outcome<Vec<_>>>()?;
    let height = height.into_iter().max().unwrap_or_default() + 1;
    agree(machines, height, RECOVERY)
}
