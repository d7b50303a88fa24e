//! What the network itself has to stand, and what must not be in it.

use super::{Scene, Telling};
use crate::{
    Outcome,
    chain::FINALITY,
    ensure,
    leaks::{Leak, Search, take_out},
    state::ChainState,
};
use bogam_runtime_rehearsal as rehearsal;
use sp_core::storage::well_known_keys;
use std::{collections::BTreeSet, time::Duration};

/// How many blocks are finalised without the stopped validator before it starts again.
const BLOCKS_WITHOUT: u32 = 8;

/// How long a validator may take to catch up.
const CATCHING_UP: Duration = Duration::from_secs(90);

/// The longest time in which at least one block must be finalised, while all is well: far above the usual 2 to 4 s, for
/// a busy machine.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// A validator stops, and catches up when it starts again.
pub fn stop_and_start(scene: &mut Scene<'_>, tell: &mut Telling<'_>) -> Outcome<()> {
    let network = scene.network;
    let last = network.validators();
    ensure(last >= 4, || "finality survives a stopped validator from four validators on".into())?;
    let stopped_at = tell.line("a validator stops", || {
        let height = scene.chain.finalised_height()?;
        network.stop_validator(last)?;
        ensure(network.chain(last).best_height().is_err(), || "it still answers".into())?;
        Ok(height)
    })?;
    let height = tell.line("the others go on, block after block, and finalise", || {
        let mut height = scene.chain.finalised_height()?;
        while height < stopped_at + BLOCKS_WITHOUT {
            height = scene.chain.await_finality_of(height + 1, LONGEST_PAUSE)?;
        }
        Ok(height)
    });
    tell.line("it starts again, and catches up with what was finalised meanwhile", || {
        network.start_validator(last)?;
        let height = height.clone()?;
        network.chain(last).await_finality_of(height, CATCHING_UP)?;
        let (own, theirs) = (network.chain(last).block_hash(height)?, scene.chain.block_hash(height)?);
        ensure(own == theirs, || format!("it has another block {height}"))
    })?;
    tell.line("and all of them finalise new blocks together", || {
        let next = scene.chain.best_height()? + 2;
        for validator in 1..=last {
            network.chain(validator).await_finality_of(next, LONGEST_PAUSE)?;
        }
        let hashes = (1..=last).map(|validator| network.chain(validator).block_hash(next));
        let hashes = hashes.collect::<Outcome<BTreeSet<_>>>()?;
        ensure(hashes.len() == 1, || format!("they do not agree on block {next}"))
    })
}

/// No block, event or exported state has anything of a patient in it, and every invariant holds.
pub fn search_everything(scene: &mut Scene<'_>, tell: &mut Telling<'_>) -> Outcome<()> {
    let network = scene.network;
    let last = network.validators();
    let search = Search::new(&scene.secrets)?;
    let height = scene.chain.finalised_height()?;
    let block = scene.chain.block_hash(height)?;
    let line = format!(
        "none of {} names, identifiers, dates, drugs and codes, in {} forms, is in blocks 1 to {height} or their events",
        scene.secrets.len(),
        search.len()
    );
    tell.line(&line, || {
        ensure(!search.is_empty(), || "there is nothing to look for".into())?;
        let mut leaks = BTreeSet::new();
        let mut bytes = 0;
        for number in 1..=height {
            let mut block = scene.chain.block(number)?;
            // The code of an upgrade was built before anything was put in, and has digits in a row of its own.
            for transaction in &mut block.transactions {
                take_out(transaction, rehearsal::CODE.unwrap_or_default());
            }
            bytes += block.events.len() + block.transactions.iter().map(Vec::len).sum::<usize>();
            leaks.extend(search.find_in_block(&block));
        }
        ensure(bytes > 0, || "the blocks are empty".into())?;
        none(&leaks)
    })?;
    let state = tell.line("the state is exported by a stopped validator, which then goes on", || {
        // The export reads the database of a node that has the block and is not running.
        network.chain(last).await_finality_of(height, FINALITY)?;
        network.stop_validator(last)?;
        let state = ChainState::export(network, last, block);
        network.start_validator(last)?;
        network.chain(last).await_finality_of(height, CATCHING_UP)?;
        state
    })?;
    tell.line("nor is any of them in the state", || {
        let genesis = ChainState::genesis(network)?;
        // What was there before the first transaction cannot come from the input: the runtime's code above all. Nor can the
        // code to which the network was upgraded: it was built before.
        let built = state.code().is_some() && (state.code() == genesis.code() || state.code() == rehearsal::CODE);
        ensure(built, || "the code is neither that of genesis nor the one that is rehearsed".into())?;
        let mut leaks = BTreeSet::new();
        let mut pairs = 0;
        for (key, value) in state.since(&genesis).filter(|(key, _)| *key != well_known_keys::CODE) {
            pairs += 1;
            let place = format!("the state under 0x{}", hex::encode(key));
            // Together, so that a text which continues from the key into the value is found as well.
            leaks.extend(search.find(&place, &[key, value].concat()));
        }
        ensure(pairs > 0, || "the state has not changed since genesis".into())?;
        none(&leaks)
    })?;
    tell.line("the search finds what is planted: it could have failed", || {
        let text = scene.secrets.longest().ok_or("there is nothing to look for")?;
        let planted = [&[0; 40], text.as_bytes(), &[0; 40]].concat();
        ensure(!search.find("planted", &planted).is_empty(), || format!("{text:?} was planted and not found"))
    })?;
    tell.line("the invariants of all pallets hold in the exported state", || state.try_state())
}

fn none(leaks: &BTreeSet<Leak>) -> Outcome<()> {
    let shown: Vec<_> = leaks.iter().take(10).map(ToString::to_string).collect();
    ensure(leaks.is_empty(), || format!("{} are found: {}", leaks.len(), shown.join("; ")))
}
