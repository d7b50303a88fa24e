//! A listed node that abuses the others: what it does to an honest member is measured, the validators go on, one that was away catches up
//! though others answer it badly, and once the node's organisation is suspended it gets nothing any more.

use bogam_primitives::{OrganisationId, node::peer_id_to_base58};
use bogam_runtime::genesis::consortium;
use bogam_tests::{
    Outcome, await_until,
    chaos::{
        books::Issuer,
        daemon::{free_ports, peer_id},
    },
    command::Bogam,
    councillors::Councillors,
    ensure,
    flood::{Field, latency::Tolerance},
    hostile::{
        Hostile, Orders,
        endurance::{PATIENCE, PROGRESS, endure, heights, left_no_trace, took_place},
        figure,
    },
    network::Network,
    node_key::{NodeKey, list},
};
use serde_json::Value;
use std::{
    path::Path,
    thread::sleep,
    time::{Duration, Instant},
};

/// For how long each abuse goes on, against one validator and against all.
const AGAINST_ONE: u64 = 2;
const AGAINST_ALL: u64 = 2;

/// How long nodes claim to be far ahead.
const LIES: Duration = Duration::from_secs(15);

/// How many reports in a row have to be without an answer, so that somebody is cut off.
const SILENCE: usize = 3;

/// More often than the test waits for.
const ENDLESS: u32 = 10_000;

/// Further ahead than any chain gets in the time of a test.
const FAR: u32 = 1_000_000;

/// How nodes answer that are asked for blocks, which they have claimed to have.
const ANSWERS: [&str; 3] = ["silence", "noise", "orphans"];

/// The validator that is away for a while.
const AWAY: u16 = 4;

/// For how long: when it comes back its newest block is so old that it believes what others claim to have (`node/src/sync`).
const ABSENCE: Duration = Duration::from_secs(16);

/// How long it may take to catch up then, on a busy machine. Nobody may wait for an answer that never comes.
const CATCHING_UP: Duration = Duration::from_secs(60);

/// The organisation that lists the nodes.
fn organisation() -> Outcome<OrganisationId> {
    Ok(Issuer::of(&consortium::CLAIMS_OFFICER_B)?.organisation)
}

/// Waits until all validators have so many liars as peers beside each other.
fn are_connected(network: &Network, liars: usize) -> Outcome<()> {
    let all = u64::from(network.validators()) - 1 + liars as u64;
    for (validator, chain) in (1..).zip(network.chains()) {
        await_until(format!("validator {validator} to have the liars as peers"), PATIENCE, || {
            Ok(Some(chain.peers()?).filter(|found| *found == all))
        })?;
    }
    Ok(())
}

/// As many nodes as a validator has honest peers claim to have many more blocks. The SDK believes that, and who is far behind makes no
/// blocks: but nobody is whose own block is a second old.
fn are_not_believed(network: &Network, field: &Field<'_>, keys: &[NodeKey]) -> Outcome<()> {
    let all: Vec<u16> = (1..=network.validators()).collect();
    let start = |key| {
        let orders = Orders { abuses: &["ordinary"], rounds: ENDLESS, ahead: FAR, ..Orders::of(key, &all) };
        Hostile::start(network, &orders)
    };
    let mut liars = keys.iter().map(start).collect::<Outcome<Vec<_>>>()?;
    are_connected(network, keys.len())?;
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

/// How often a validator has asked a node for blocks, as far as the node has told.
fn asked_by(node: &Hostile, validator: &str) -> u64 {
    node.told().last().and_then(|line| line["askedBy"][validator].as_u64()).unwrap_or_default()
}

/// A validator was away, and connects to others among which as many have nothing of what they claim: one does not answer at all, one
/// answers with noise, and one with blocks on an invented parent. It catches up with those who are honest.
fn catches_up_beside_liars(network: &Network, keys: &[NodeKey]) -> Outcome<()> {
    let all: Vec<u16> = (1..=network.validators()).collect();
    let (mut liars, mut options) = (Vec::new(), Vec::new());
    for (key, answers) in keys.iter().zip(ANSWERS) {
        let [port, _] = free_ports()?;
        let orders =
            Orders { abuses: &["ordinary"], rounds: ENDLESS, ahead: FAR, answers, port, ..Orders::of(key, &all) };
        liars.push(Hostile::start(network, &orders)?);
        let name = peer_id_to_base58(&key.peer_id);
        // So that it finds them as soon as the others.
        options.push(format!("--reserved-nodes /ip4/127.0.0.1/tcp/{port}/p2p/{name}"));
    }
    are_connected(network, liars.len())?;
    let (honest, chain) = (network.chain(1), network.chain(AWAY));
    let left = chain.finalised_height()?;
    network.stop_validator(AWAY)?;
    sleep(ABSENCE);
    let late = peer_id(network, AWAY)?;
    let asked = |liars: &[Hostile]| liars.iter().map(|liar| asked_by(liar, &late)).collect::<Vec<_>>();
    let before = asked(&liars);
    let missed = honest.finalised_height()?;

    let began = Instant::now();
    network.start_validator_with(AWAY, &options.join(" "))?;
    chain.await_finality_of(missed, CATCHING_UP)?;
    let took = began.elapsed();
    let newest = honest.finalised_height()?;
    chain.await_finality_of(newest, CATCHING_UP)?;
    let (own, theirs) = (chain.block_hash(newest)?, honest.block_hash(newest)?);
    ensure(own == theirs, || format!("validator {AWAY} has another block {newest} than the others"))?;
    // It may have had the blocks before it asked them all, but it does ask.
    let times = await_until(format!("validator {AWAY} to ask each of them for blocks"), PATIENCE, || {
        let times = asked(&liars);
        Ok(times.iter().zip(&before).all(|(now, then)| now > then).then_some(times))
    })?;
    println!(
        "validator {AWAY} came back {} blocks behind, among nodes that answer with {ANSWERS:?}, and had them {:.1} s after it was \
         started; it has asked them for blocks {before:?} times before and {times:?} in all",
        missed.saturating_sub(left),
        took.as_secs_f64()
    );
    liars.iter_mut().try_for_each(|liar| ensure(liar.goes_on()?, || "a liar has ended".into()))
}

/// While the node asks for blocks without end, the council suspends its organisation.
fn is_cut_off(network: &Network, folder: &Path, key: &NodeKey) -> Outcome<()> {
    let all: Vec<u16> = (1..=network.validators()).collect();
    let orders = Orders { abuses: &["blocks"], rounds: ENDLESS, ..Orders::of(key, &all) };
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
    list(network.chain(1), &keys).unwrap();
    let field = Field::new(&network, 2_000).unwrap();
    println!("without trouble: honest: {}", field.undisturbed());

    let [one, all, last, liars @ ..] = &keys;
    let against = |key, targets, seconds| Orders { seconds, ..Orders::of(key, targets) };
    let (told, _) = endure(&network, &field, &against(one, &[1], AGAINST_ONE)).unwrap();
    took_place(&told).unwrap();
    left_no_trace(&network).unwrap();
    let (told, _) = endure(&network, &field, &against(all, &[1, 2, 3, 4], AGAINST_ALL)).unwrap();
    took_place(&told).unwrap();
    left_no_trace(&network).unwrap();

    are_not_believed(&network, &field, liars).unwrap();
    catches_up_beside_liars(&network, liars).unwrap();
    is_cut_off(&network, folder.path(), last).unwrap();
    let after = field.measure().unwrap();
    println!("afterwards: honest: {after}");
}
