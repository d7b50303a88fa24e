//! What a listed node does to a network for a while, and what has to hold meanwhile and afterwards.

use super::{Hostile, Orders, Vital, figure};
use crate::{
    Failure, Outcome, await_until,
    chain::Chain,
    chaos::Stage,
    ensure,
    flood::{
        Field,
        latency::{Latency, Tolerance},
    },
    network::Network,
    node_key::{NodeKey, list, unlist},
};
use bogam_runtime::BlockNumber;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// How much more memory a validator may have while it is abused, in bytes.
const MEMORY: u64 = 512 * 1024 * 1024;

/// How many blocks have to become final while somebody abuses the validators, at least.
pub const PROGRESS: BlockNumber = 5;

/// How long something may take that nodes do by themselves, on a busy machine.
pub const PATIENCE: Duration = Duration::from_secs(90);

/// The abuses that consist of requests that a node answers, and those that consist of what is no request.
const ANSWERED: [&str; 5] = ["blocks", "same-blocks", "state", "warp", "light"];
const UNANSWERED: [&str; 2] = ["request-noise", "huge-requests"];

/// Those that consist of messages on streams, which have to be open.
const STREAMED: [&str; 6] =
    ["announcement-noise", "announcements", "transaction-noise", "transactions", "votes", "vote-noise"];

/// For how long each abuse goes on.
const SECONDS: u64 = 2;

/// Lists a node for this alone, has it do everything to all validators, and takes it off the list again. Yields what was seen, for the
/// report.
pub fn abuse_all(stage: &Stage, field: &Field<'_>) -> Outcome<String> {
    let (network, folder) = (&stage.network, tempfile::tempdir()?);
    // Another one each time: who has misbehaved enough is not answered for a while.
    let key = NodeKey::make(folder.path(), "hostile")?;
    let keys = std::slice::from_ref(&key);
    list(network.chain(1), keys)?;
    let all: Vec<u16> = (1..=network.validators()).collect();
    let (told, latency) = endure(network, field, &Orders { seconds: SECONDS, ..Orders::of(&key, &all) })?;
    took_place(&told)?;
    unlist(network.chain(1), keys)?;
    let agreed = stage.watch.agree(network)?;
    Ok(format!(
        "honest: {latency}; a listed node abused all validators in {} ways, and all agree on {agreed}",
        told.len()
    ))
}

/// What is final on each validator.
pub fn heights(network: &Network) -> Outcome<Vec<BlockNumber>> {
    network.chains().iter().map(Chain::finalised_height).collect()
}

/// Has the node do everything to some validators, and the honest member work meanwhile. Yields what the node told, and how the member
/// fared.
pub fn endure(network: &Network, field: &Field<'_>, orders: &Orders<'_>) -> Outcome<(Vec<Value>, Latency)> {
    let vitals = (1..=network.validators())
        .map(|validator| Ok((validator, Vital::of(network, validator)?)))
        .collect::<Outcome<Vec<_>>>()?;
    let (before, began) = (heights(network)?, Instant::now());
    let mut hostile = Hostile::start(network, orders)?;
    let latency = field.measure_while(|| hostile.goes_on())?;
    let (after, took) = (heights(network)?, began.elapsed());
    let told = hostile.told();
    for line in &told {
        println!("{line}");
    }
    println!("{:.0} s against {:?}: honest: {latency}", took.as_secs_f64(), orders.targets);
    field.ensure_within(Tolerance::THERE, &latency)?;
    for ((validator, vital), (from, to)) in vitals.iter().zip(before.iter().zip(&after)) {
        let growth = vital.growth(network, *validator)?;
        println!(
            "validator {validator}: {} blocks became final, {} MiB more memory, {} KiB more log",
            to.saturating_sub(*from),
            growth.memory >> 20,
            growth.log >> 10
        );
        ensure(*to >= from + PROGRESS, || format!("validator {validator} finalised {from} to {to} only"))?;
        ensure(growth.memory <= MEMORY, || format!("validator {validator} has taken {} bytes more", growth.memory))?;
    }
    Ok((told, latency))
}

/// Checks that each abuse took place: the node was connected, it sent, and what can be answered was.
pub fn took_place(told: &[Value]) -> Outcome<()> {
    let of = |abuse: &str| {
        let found = told.iter().find(|line| line["abuse"] == abuse);
        found.ok_or_else(|| Failure(format!("the hostile node tells nothing of {abuse}")))
    };
    for abuse in ANSWERED.iter().chain(&UNANSWERED).chain(&STREAMED).chain(&["huge-messages"]) {
        ensure(figure(of(abuse)?, "sent")? > 0, || format!("nothing was sent of {abuse}"))?;
    }
    for abuse in ANSWERED {
        ensure(figure(of(abuse)?, "answered")? > 0, || format!("nothing was answered of {abuse}"))?;
        // Six times as many as a node may have under way are asked at once.
        ensure(figure(of(abuse)?, "refused")? > 0, || format!("nothing was refused of {abuse}"))?;
    }
    for abuse in UNANSWERED {
        ensure(figure(of(abuse)?, "answered")? == 0, || format!("{abuse} was answered: {told:?}"))?;
    }
    for abuse in STREAMED {
        ensure(figure(of(abuse)?, "connected")? > 0, || format!("there was no connection for {abuse}"))?;
    }
    // Streams end with a message that is too long for them; that may be heard a moment later.
    let closed = figure(of("huge-messages")?, "closed")? + figure(of("ordinary")?, "closed")?;
    ensure(closed > 0, || format!("no stream was closed on which came more than it takes: {told:?}"))?;
    // The third time on, a node does not answer the same request.
    let same = of("same-blocks")?;
    let [sent, answered, targets] = [figure(same, "sent")?, figure(same, "answered")?, figure(same, "targets")?];
    ensure(sent > answered && answered <= 2 * targets, || format!("the same request was answered again: {same}"))
}

/// Checks that nothing is left of what was invented: what a validator takes for its newest block becomes final, and is the same one on
/// all, and when everything honest is final no transaction waits.
pub fn left_no_trace(network: &Network) -> Outcome<()> {
    network.agree_on(network.best_height()?, PATIENCE)?;
    for (validator, chain) in (1_u16..).zip(network.chains()) {
        let waiting = || chain.call("author_pendingExtrinsics", json!([]));
        await_until(format!("nothing to wait at validator {validator}"), PATIENCE, || {
            Ok(waiting()?.as_array().is_some_and(Vec::is_empty).then_some(()))
        })?;
    }
    Ok(())
}
