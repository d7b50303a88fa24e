//! A listed node that abuses the others: what it does to an honest member is measured, the validators go on, and once its organisation is
//! suspended it gets nothing any more.

use bogam_primitives::OrganisationId;
use bogam_runtime::{BlockNumber, Runtime, RuntimeCall, genesis::consortium};
use bogam_tests::{
    Failure, Outcome, await_until,
    chain::Chain,
    chaos::books::Issuer,
    command::Bogam,
    councillors::Councillors,
    ensure,
    flood::{Field, latency::Tolerance},
    hostile::{Hostile, Orders, Vital, figure},
    network::Network,
    node_key::NodeKey,
    people::pair,
    transactions::Ending,
};
use serde_json::{Value, json};
use std::{
    path::Path,
    time::{Duration, Instant},
};

/// How much more memory a validator may have while it is abused, in bytes.
const MEMORY: u64 = 512 * 1024 * 1024;

/// How many blocks have to become final while somebody abuses the validators, at least.
const PROGRESS: BlockNumber = 5;

/// How long something may take that nodes do by themselves, on a busy machine.
const PATIENCE: Duration = Duration::from_secs(90);

/// For how long each abuse goes on, against one validator and against all.
const AGAINST_ONE: u64 = 2;
const AGAINST_ALL: u64 = 2;

/// How long nodes claim to be far ahead.
const LIES: Duration = Duration::from_secs(15);

/// How many reports in a row have to be without an answer, so that somebody is cut off.
const SILENCE: usize = 3;

/// More often than the test waits for.
const ENDLESS: u32 = 10_000;

/// The abuses that consist of requests that a node answers, and those that consist of what is no request.
const ANSWERED: [&str; 5] = ["blocks", "same-blocks", "state", "warp", "light"];
const UNANSWERED: [&str; 2] = ["request-noise", "huge-requests"];

/// Those that consist of messages on streams, which have to be open.
const STREAMED: [&str; 6] =
    ["announcement-noise", "announcements", "transaction-noise", "transactions", "votes", "vote-noise"];

/// The member that lists the node. It has no validator, so that it is cut off as soon as it is suspended.
const MEMBER: &consortium::DevelopmentKey = &consortium::INSURER_B;

fn organisation() -> Outcome<OrganisationId> {
    Ok(Issuer::of(&consortium::CLAIMS_OFFICER_B)?.organisation)
}

/// The member lists the nodes with these keys.
fn list(chain: &Chain, keys: &[NodeKey]) -> Outcome<()> {
    let admin = pair(MEMBER.uri)?;
    let add = |key: &NodeKey| {
        let call = pallet_nodes::Call::<Runtime>::add_node { peer_id: key.peer_id.clone() };
        (admin.clone(), RuntimeCall::from(call))
    };
    for ending in chain.submit_all(keys.iter().map(add).collect())? {
        ensure(ending == Ending::Finalised(Ok(())), || format!("a node was not listed: {ending:?}"))?;
    }
    Ok(())
}

/// What is final on each validator.
fn heights(network: &Network) -> Outcome<Vec<BlockNumber>> {
    network.chains().iter().map(Chain::finalised_height).collect()
}

/// Has the node do everything to some validators, and the honest member work meanwhile. Yields what the node told.
fn endure(network: &Network, field: &Field<'_>, orders: &Orders<'_>) -> Outcome<Vec<Value>> {
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
    Ok(told)
}

/// Checks that each abuse took place: the node was connected, it sent, and what can be answered was.
fn took_place(told: &[Value]) -> Outcome<()> {
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
fn left_no_trace(network: &Network) -> Outcome<()> {
    let chains = network.chains();
    let best = chains.iter().map(Chain::best_height).collect::<Outcome<Vec<_>>>()?;
    let height = best.into_iter().max().unwrap_or_default();
    let mut found = None;
    for (validator, chain) in (1..).zip(&chains) {
        chain.await_finality_of(height, PATIENCE)?;
        let hash = chain.block_hash(height)?;
        let first = *found.get_or_insert(hash);
        ensure(hash == first, || format!("block {height} is {first:?}, and {hash:?} at validator {validator}"))?;
        let waiting = || chain.call("author_pendingExtrinsics", json!([]));
        await_until(format!("nothing to wait at validator {validator}"), PATIENCE, || {
            Ok(waiting()?.as_array().is_some_and(Vec::is_empty).then_some(()))
        })?;
    }
    Ok(())
}

/// As many nodes as a validator has honest peers claim to have many more blocks. The SDK believes that, and who is far behind makes no
/// blocks: but nobody is whose own block is a second old.
fn are_not_believed(network: &Network, field: &Field<'_>, keys: &[NodeKey]) -> Outcome<()> {
    let all: Vec<u16> = (1..=network.validators()).collect();
    let start = |key| {
        let orders =
            Orders { key, targets: &all, abuses: &["ordinary"], seconds: 1, rounds: ENDLESS, ahead: 1_000_000 };
        Hostile::start(network, &orders)
    };
    let mut liars = keys.iter().map(start).collect::<Outcome<Vec<_>>>()?;
    let honest = u64::from(network.validators()) - 1;
    for validator in &all {
        let chain = network.chain(*validator);
        await_until(format!("validator {validator} to have the liars as peers"), PATIENCE, || {
            Ok(Some(chain.peers()?).filter(|found| *found == honest + keys.len() as u64))
        })?;
    }
    // What was on its way when they came does not count.
    field.measure_while(|| Ok(false))?;
    let (before, began) = (heights(network)?, Instant::now());
    let latency = field.measure_while(|| Ok(began.elapsed() < LIES))?;
    let after = heights(network)?;
    println!("{} nodes claim to be far ahead: honest: {latency}", keys.len());
    field.ensure_within(Tolerance::ELSEWHERE, &latency)?;
    for (validator, (from, to)) in all.iter().zip(before.iter().zip(&after)) {
        ensure(*to >= from + PROGRESS, || format!("validator {validator} finalised {from} to {to} only"))?;
    }
    liars.iter_mut().try_for_each(|liar| ensure(liar.goes_on()?, || "a liar has ended".into()))
}

/// While the node asks for blocks without end, the council suspends its organisation.
fn is_cut_off(network: &Network, folder: &Path, key: &NodeKey) -> Outcome<()> {
    let all: Vec<u16> = (1..=network.validators()).collect();
    let orders = Orders { key, targets: &all, abuses: &["blocks"], seconds: 1, rounds: ENDLESS, ahead: 0 };
    let mut hostile = Hostile::start(network, &orders)?;
    let everywhere = all.len() as u64;
    await_until("the hostile node to be connected to all and answered", PATIENCE, || {
        ensure(hostile.goes_on()?, || "the hostile node has ended".into())?;
        let told = hostile.told();
        let Some(last) = told.last() else { return Ok(None) };
        let is_in = figure(last, "connected")? == everywhere && figure(last, "answered")? > 0;
        Ok(is_in.then_some(()))
    })?;

    let began = Instant::now();
    let url = format!("ws://127.0.0.1:{}", network.rpc_port(2));
    let council = Councillors::gather(&Bogam::new(url, &folder.join("documents"))?, &folder.join("council"))?;
    let number = organisation()?.to_string();
    council.carry(&["suspend-organisation", &number, "--reason", "misconduct"])?;
    println!(
        "abused all the while, the council suspended the organisation within {:.0} s",
        began.elapsed().as_secs_f64()
    );

    let began = Instant::now();
    let is_silence = |line: &Value| -> Outcome<bool> {
        Ok(figure(line, "connected")? == 0 && figure(line, "answered")? == 0 && figure(line, "sent")? > 0)
    };
    let last = await_until("the hostile node to be cut off", PATIENCE, || {
        ensure(hostile.goes_on()?, || "the hostile node has ended".into())?;
        let told = hostile.told();
        let last = &told[told.len().saturating_sub(SILENCE)..];
        let silent = last.iter().map(is_silence).collect::<Outcome<Vec<_>>>()?;
        Ok((silent.len() == SILENCE && silent.into_iter().all(|silent| silent)).then(|| last.to_vec()))
    })?;
    println!("it was cut off within {:.0} s, and tells: {}", began.elapsed().as_secs_f64(), last[0]);
    for validator in 1..=network.validators() {
        let honest = u64::from(network.validators()) - 1;
        let chain = network.chain(validator);
        await_until(format!("validator {validator} to have honest peers only"), PATIENCE, || {
            Ok(Some(chain.peers()?).filter(|found| *found == honest))
        })?;
    }
    // It stays so.
    let seen = hostile.told().len();
    await_until("the hostile node to try again", PATIENCE, || {
        Ok((hostile.told().len() >= seen + SILENCE).then_some(()))
    })?;
    for line in &hostile.told()[seen..] {
        ensure(is_silence(line)?, || format!("it was let in again: {line}"))?;
    }
    Ok(())
}

/// One network serves it all: each network costs time. The nodes have different keys, since a node that has misbehaved enough is
/// not answered for a while, listed or not.
#[test]
fn listed_node_should_be_endured_while_it_abuses_others_and_cut_off_when_its_organisation_is_suspended() {
    let network = Network::start(4).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let keys =
        ["one", "all", "last", "liar-1", "liar-2", "liar-3"].map(|name| NodeKey::make(folder.path(), name).unwrap());
    list(&network.chain(1), &keys).unwrap();
    let field = Field::new(&network, 2_000).unwrap();
    println!("without trouble: honest: {}", field.undisturbed());

    let [one, all, last, liars @ ..] = &keys;
    let against = |key, targets, seconds| Orders { key, targets, abuses: &[], seconds, rounds: 1, ahead: 0 };
    let told = endure(&network, &field, &against(one, &[1], AGAINST_ONE)).unwrap();
    took_place(&told).unwrap();
    left_no_trace(&network).unwrap();
    let told = endure(&network, &field, &against(all, &[1, 2, 3, 4], AGAINST_ALL)).unwrap();
    took_place(&told).unwrap();
    left_no_trace(&network).unwrap();

    are_not_believed(&network, &field, liars).unwrap();
    is_cut_off(&network, folder.path(), last).unwrap();
    let after = field.measure().unwrap();
    println!("afterwards: honest: {after}");
}
