//! Validators that come, change their keys and go, as their operators do it, while the network goes on.

use bogam_runtime::{
    AccountId, Runtime,
    genesis::consortium::{ADMINISTERED, ADMINS},
};
use bogam_tests::{
    Failure, Outcome, await_until,
    chain::Chain,
    ensure,
    network::{Network, Shape},
    people::pair,
    transactions::Ending,
};
use codec::Decode;
use frame_support::storage::storage_prefix;
use pallet_validators::{Candidate, Standing};
use std::{
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::{Duration, Instant},
};

/// A session, in blocks: a change is in force after two of them.
const SESSION: u32 = 8;

/// The longest time without a finalised block, on a busy machine: 2 to 4 s are usual.
const LONGEST_PAUSE: Duration = Duration::from_secs(20);

/// How long a session change may take to be seen.
const PATIENCE: Duration = Duration::from_secs(90);

/// The validator that joins.
const FIFTH: u16 = 5;

#[test]
fn network_should_go_on_when_validators_join_rotate_their_keys_and_leave() {
    let network = Network::start_as(Shape { validators: 4, room: 1, session_blocks: Some(SESSION) }).unwrap();
    let ((), pause) = watched(network.chain(1), || come_and_go(&network)).unwrap();
    println!("the longest time without a finalised block was {pause:?}");
    assert!(pause < LONGEST_PAUSE, "finality paused for {pause:?}");
    agree(&network).unwrap();
}

fn come_and_go(network: &Network) -> Outcome<()> {
    joins(network)?;
    thread::scope(|scope| {
        let rotating = scope.spawn(|| rotates(network));
        let leaving = leaves(network);
        leaving.and(rotating.join().map_err(|_| Failure::new("the rotation could not be followed"))?)
    })?;
    floor_holds(network)
}

/// The account of the validator with this number: the admin of its organisation.
fn account(validator: u16) -> AccountId {
    ADMINS[usize::from(validator) - 1].account()
}

/// The fifth joins, and authors.
fn joins(network: &Network) -> Outcome<()> {
    let chain = network.chain(1);
    ensure(set(&chain)? == [1, 2, 3, 4].map(account), || "the set is not that of genesis".into())?;
    let said = network.join(ADMINISTERED[usize::from(FIFTH) - 1])?;
    ensure(said.contains("authors and finalises"), || format!("joining says {said}"))?;
    ensure(set(&chain)?.contains(&account(FIFTH)), || "the fifth is not in the set".into())?;
    // Not only by its own word.
    await_until("the chain to count a block of the fifth", PATIENCE, || {
        let own = candidates(&chain)?.into_iter().find(|candidate| candidate.account == account(FIFTH));
        let own = own.ok_or("the fifth is no validator")?;
        Ok((own.blocks_in_last_session > 0).then_some(()))
    })?;
    network.chain(FIFTH).await_finality_of(chain.finalised_height()?, PATIENCE).map(drop)
}

/// The second gets new keys, and authors with them. Nobody else's have changed.
fn rotates(network: &Network) -> Outcome<()> {
    let chain = network.chain(1);
    let before = authorities(&chain)?;
    network.rotate(2)?;
    let after = authorities(&chain)?;
    let others = |keys: &[[u8; 32]]| [&keys[..1], &keys[2..4]].concat();
    ensure(before.len() >= 4 && after.len() >= 4, || "the set has lost validators".into())?;
    ensure(before[1] != after[1], || "the second has the keys that it had".into())?;
    ensure(others(&before) == others(&after), || "the keys of others have changed".into())
}

/// The fifth leaves, and the others go on.
fn leaves(network: &Network) -> Outcome<()> {
    let said = network.leave(FIFTH)?;
    ensure(said.contains("has left"), || format!("leaving says {said}"))?;
    ensure(set(&network.chain(1))? == [1, 2, 3, 4].map(account), || "the set is not the one before".into())?;
    ensure(network.chain(FIFTH).best_height().is_err(), || "the node of the fifth still runs".into())
}

/// Two of four ask to leave, and the floor is three: one may. The other is retained until it stays.
fn floor_holds(network: &Network) -> Outcome<()> {
    let chain = network.chain(1);
    let said = thread::scope(|scope| {
        [3, 4]
            .map(|validator| scope.spawn(move || network.leave(validator)))
            .map(|leaving| leaving.join().map_err(|_| Failure::new("leaving could not be followed"))?)
            .into_iter()
            .collect::<Outcome<Vec<String>>>()
    })?;
    let retained = said.iter().position(|said| said.contains("is retained"));
    let retained = retained.ok_or_else(|| Failure(format!("nobody was retained: {said:?}")))?;
    ensure(said[1 - retained].contains("has left"), || format!("leaving says {said:?}"))?;

    let account = [3, 4].map(account)[retained].clone();
    let now = set(&chain)?;
    ensure(now.len() == 3 && now.contains(&account), || format!("the floor is undercut: {now:?}"))?;
    let is_leaving = |standing: Standing| matches!(standing, Standing::Leaving { .. });
    ensure(is_leaving(standing(&chain, &account)?), || "the wish to leave is forgotten".into())?;

    let key = pair(ADMINS[2 + retained].uri)?;
    let ending = chain.submit(&key, pallet_validators::Call::<Runtime>::rejoin { validator: account.clone() })?;
    ensure(ending == Ending::Finalised(Ok(())), || format!("rejoining ends with {ending:?}"))?;
    ensure(standing(&chain, &account)? == Standing::Serving, || "it does not stay".into())
}

/// Those that still run have the same block.
fn agree(network: &Network) -> Outcome<()> {
    let height = network.chain(1).finalised_height()?;
    network.chain(2).await_finality_of(height, PATIENCE)?;
    let hashes = [1, 2].map(|validator| network.chain(validator).block_hash(height));
    let [first, second] = hashes;
    ensure(first? == second?, || format!("they do not agree on block {height}"))
}

/// What is stored under an item of a pallet, as finalised.
fn stored<T: Decode>(chain: &Chain, pallet: &str, item: &str) -> Outcome<T> {
    let key = storage_prefix(pallet.as_bytes(), item.as_bytes());
    let bytes = chain.storage(&key, chain.finalised()?)?;
    let bytes = bytes.ok_or_else(|| Failure(format!("{pallet} stores no {item}")))?;
    Ok(T::decode(&mut bytes.as_slice())?)
}

/// Who authors and finalises in this session.
fn set(chain: &Chain) -> Outcome<Vec<AccountId>> {
    stored(chain, "Session", "Validators")
}

/// The keys with which they author, in the same order.
fn authorities(chain: &Chain) -> Outcome<Vec<[u8; 32]>> {
    stored(chain, "Aura", "Authorities")
}

fn candidates(chain: &Chain) -> Outcome<Vec<Candidate<AccountId>>> {
    stored(chain, "Validators", "Candidates")
}

fn standing(chain: &Chain, account: &AccountId) -> Outcome<Standing> {
    let own = candidates(chain)?.into_iter().find(|candidate| candidate.account == *account);
    own.map(|candidate| candidate.standing).ok_or_else(|| Failure(format!("{account} is no validator")))
}

/// Does something, and takes the longest time in which `chain` finalised nothing meanwhile.
fn watched<T>(chain: Chain, action: impl FnOnce() -> Outcome<T>) -> Outcome<(T, Duration)> {
    let is_over = AtomicBool::new(false);
    thread::scope(|scope| {
        let watching = scope.spawn(|| longest_pause(&chain, &is_over));
        let done = action();
        is_over.store(true, Ordering::Relaxed);
        let pause = watching.join().map_err(|_| Failure::new("finality could not be watched"))?;
        Ok((done?, pause?))
    })
}

fn longest_pause(chain: &Chain, is_over: &AtomicBool) -> Outcome<Duration> {
    let (mut height, mut since, mut longest) = (chain.finalised_height()?, Instant::now(), Duration::ZERO);
    while !is_over.load(Ordering::Relaxed) {
        let now = chain.finalised_height()?;
        longest = longest.max(since.elapsed());
        if now > height {
            (height, since) = (now, Instant::now());
        }
        thread::sleep(Duration::from_millis(250));
    }
    Ok(longest)
}
