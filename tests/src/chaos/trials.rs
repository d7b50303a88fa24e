//! What is done to a network, one thing after the other, while prescriptions are being issued on it.

use super::{
    Dice, Summary, Watch,
    books::settled_height,
    censor::leave_out,
    clock::{self, CLOCKS, TWO_CLOCKS, with_clock, with_two_clocks},
    daemon::{Daemon, Plan, addresses, database, free_ports, kill, said, tool},
    disk::{self, SmallDisk},
    partition::take_apart,
};
use crate::{
    Failure, Outcome, await_until,
    chain::Chain,
    ensure,
    network::Network,
    node_key::{NodeKey, list},
    not_checked, relay,
};
use bogam_runtime::{AccountId, BlockNumber, Runtime};
use codec::Decode;
use pallet_validators::{Candidate, Standing};
use serde_json::{Value, json};
use std::{
    fs::{self, OpenOptions},
    io::{Seek, SeekFrom, Write},
    net::{Ipv4Addr, SocketAddr, TcpListener},
    os::unix::process::ExitStatusExt,
    path::{Path, PathBuf},
    process::Command,
    thread::{self, sleep},
    time::{Duration, Instant},
};
use tempfile::TempDir;

/// How long finality may take with one validator missing, on a busy machine.
const FINALITY: Duration = Duration::from_secs(60);

/// How many blocks a validator misses that was away for a moment: so many that it takes itself for far behind, and so few that its own
/// newest block is recent (`node/src/sync`).
const MISSED: BlockNumber = 7;

/// How long finality may take when a validator has just come back and another one goes. The SDK's syncing asks a peer for nothing for
/// a minute that went while it was asked for something: nobody may wait for that.
const RETURN: Duration = Duration::from_secs(40);

/// For how long nothing may be finalised without two of four.
const SILENCE: Duration = Duration::from_secs(6);

/// How long a node that was started may take to answer or to give up.
const START: Duration = Duration::from_secs(60);

/// For how long a node is watched of which nothing good is expected.
const A_LOOK: Duration = Duration::from_secs(6);

/// How far away the second signer is: what it votes for shall be older than what the first one votes for.
const LATENCY: Duration = Duration::from_millis(400);

/// How long it may take until two different votes have met, were reported, and the report is final.
const CONVICTION: Duration = Duration::from_secs(25);

/// How many times a second signer begins. Its votes differ from the first one's while it catches up, and hardly ever later: what it
/// has not done then it does not do at all.
const TWINS: u32 = 6;

/// How a shell tells that a signal has ended a process: by this and the signal's number.
const SIGNALS: i32 = 128;

/// The most bytes that are damaged at one place, and the least distance of two places.
const DAMAGE: (u64, u64) = (4 * 1024, 16 * 1024);

/// A network that is watched.
#[derive(Debug)]
pub struct Stage {
    /// What is seen on it. It ends first.
    pub watch: Watch,
    /// The network, of four validators.
    pub network: Network,
    folder: TempDir,
    /// Node keys that are on the chain's list and that no validator has: for whoever is to get as far as the chain lets him.
    spare: [PathBuf; 2],
}

/// Something that happens to it, and that it gets over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trial {
    /// One validator is killed.
    KillOne,
    /// Two of four are killed at the same moment.
    KillTwo,
    /// All are killed at the same moment.
    KillAll,
    /// A validator comes back after a few blocks, and at once another one is killed.
    TakeTurns,
    /// A validator's database is replaced by a copy from before.
    OldBackup,
    /// A validator's disk is full.
    FullDisk,
    /// A validator's database is damaged.
    DamagedDatabase,
    /// A node of another genesis connects.
    ForeignGenesis,
    /// A validator's clock is wrong.
    WrongClock,
    /// A validator leaves out what members send.
    LeaveOut,
    /// The cables of a network of its own are pulled, while this one goes on.
    CutCables,
}

fn copy(from: &Path, to: &Path) -> Outcome<()> {
    tool(Command::new("cp").arg("-a").arg(from).arg(to)).map(drop)
}

impl Stage {
    /// Starts a network of four validators, and begins to issue prescriptions on it. The same seed makes the same ones.
    pub fn set(seed: u64) -> Outcome<Self> {
        let network = Network::start(4)?;
        let folder = tempfile::Builder::new().prefix("bogam-chaos-").tempdir()?;
        let spare = [NodeKey::make(folder.path(), "spare-key-1")?, NodeKey::make(folder.path(), "spare-key-2")?];
        list(network.chain(1), &spare)?;
        let spare = spare.map(|key| key.file);
        let watch = Watch::begin(&network, seed)?;
        Ok(Self { watch, network, folder, spare })
    }

    /// Ends it, and checks everything that was ever seen to be final.
    pub fn settle(self) -> Outcome<Summary> {
        let Self { watch, network, folder: _folder, .. } = self;
        watch.settle(&network)
    }

    fn any(&self, dice: &mut Dice) -> u16 {
        // There are at most six.
        1 + dice.below(u64::from(self.network.validators())) as u16
    }

    /// The validator after this one.
    fn next(&self, validator: u16) -> u16 {
        validator % self.network.validators() + 1
    }

    /// Waits until `chain` has finalised so many blocks more.
    fn goes_on(&self, chain: Chain, blocks: BlockNumber) -> Outcome<BlockNumber> {
        let height = chain.finalised_height()?;
        chain.await_finality_of(height + blocks, FINALITY)
    }

    /// Starts these validators again and waits until all agree.
    fn recovers(&self, validators: &[u16]) -> Outcome<BlockNumber> {
        for validator in validators {
            self.network.start_validator(*validator)?;
        }
        self.watch.agree(&self.network)
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

impl Trial {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::KillOne,
        Self::KillTwo,
        Self::KillAll,
        Self::TakeTurns,
        Self::OldBackup,
        Self::FullDisk,
        Self::DamagedDatabase,
        Self::ForeignGenesis,
        Self::WrongClock,
        Self::LeaveOut,
        Self::CutCables,
    ];

    /// Does it to a validator that the dice choose. Fails if the others do not go on, or if not all agree afterwards. Yields what
    /// was seen, for the report.
    pub fn run(self, stage: &Stage, dice: &mut Dice) -> Outcome<String> {
        let done = match self {
            Self::KillOne => kill_one(stage, dice),
            Self::KillTwo => kill_two(stage, dice),
            Self::KillAll => kill_all(stage, dice),
            Self::TakeTurns => take_turns(stage, dice),
            Self::OldBackup => old_backup(stage, dice),
            Self::FullDisk => full_disk(stage, dice),
            Self::DamagedDatabase => damaged_database(stage, dice),
            Self::ForeignGenesis => foreign_genesis(stage),
            Self::WrongClock => wrong_clock(stage, dice),
            Self::LeaveOut => left_out(stage, dice),
            Self::CutCables => take_apart(),
        };
        done.map_err(|failure| failure.within(format!("{self:?}")))
    }
}

/// At a moment that nobody knows before.
fn moment(dice: &mut Dice) {
    sleep(Duration::from_millis(dice.below(1_500)));
}

fn kill_one(stage: &Stage, dice: &mut Dice) -> Outcome<String> {
    let victim = stage.any(dice);
    moment(dice);
    kill(&stage.network, &[victim])?;
    let height = stage.goes_on(stage.network.chain(stage.next(victim)), 4)?;
    let agreed = stage.recovers(&[victim])?;
    Ok(format!("validator {victim} was killed, the others went on to block {height}, and all agree on {agreed}"))
}

fn kill_two(stage: &Stage, dice: &mut Dice) -> Outcome<String> {
    let first = stage.any(dice);
    let second = stage.next(first);
    moment(dice);
    kill(&stage.network, &[first, second])?;
    let chain = stage.network.chain(stage.next(second));
    // Votes that were under way may finalise a little more.
    let height = settled_height(chain, FINALITY)?;
    sleep(SILENCE);
    let later = chain.finalised_height()?;
    ensure(later == height, || format!("two of four have finalised blocks {height} to {later}"))?;
    let agreed = stage.recovers(&[first, second])?;
    Ok(format!("validators {first} and {second} were killed, finality stood at {height}, and all agree on {agreed}"))
}

fn kill_all(stage: &Stage, dice: &mut Dice) -> Outcome<String> {
    moment(dice);
    let all: Vec<u16> = (1..=stage.network.validators()).collect();
    let before = stage.watch.books().height();
    kill(&stage.network, &all)?;
    let agreed = stage.recovers(&all)?;
    ensure(agreed > before, || format!("block {before} was final, and all agree on {agreed} only"))?;
    Ok(format!("all were killed when block {before} was final, and agree on {agreed}"))
}

fn take_turns(stage: &Stage, dice: &mut Dice) -> Outcome<String> {
    let first = stage.any(dice);
    let second = stage.next(first);
    let network = &stage.network;
    kill(network, &[first])?;
    let height = stage.goes_on(network.chain(second), MISSED)?;
    network.start_validator(first)?;
    let chain = network.chain(first);
    chain.await_finality_of(height, FINALITY)?;
    kill(network, &[second])?;
    let began = Instant::now();
    let height = chain.finalised_height()?;
    // Votes that were under way may finalise a little more; it takes the validator that has come back to go on from there.
    let height = chain.await_finality_of(height + 4, RETURN)?;
    let waited = began.elapsed().as_secs_f64();
    let agreed = stage.recovers(&[second])?;
    Ok(format!(
        "validator {first} came back and {second} was killed, {waited:.0} s later block {height} was final, and all agree on {agreed}"
    ))
}

fn old_backup(stage: &Stage, dice: &mut Dice) -> Outcome<String> {
    let victim = stage.any(dice);
    let network = &stage.network;
    let (database, backup) = (database(network, victim)?, stage.file("backup"));
    network.stop_validator(victim)?;
    copy(&database, &backup)?;
    network.start_validator(victim)?;
    let height = stage.goes_on(network.chain(victim), 8)?;
    kill(network, &[victim])?;
    fs::remove_dir_all(&database)?;
    copy(&backup, &database)?;
    fs::remove_dir_all(&backup)?;
    stage.recovers(&[victim])?;
    // With another one down nothing becomes final without the votes of the one that was set back.
    let other = stage.next(victim);
    kill(network, &[other])?;
    let voted = stage.goes_on(network.chain(victim), 4)?;
    let agreed = stage.recovers(&[other])?;
    let disabled = disabled(network.chain(victim))?;
    ensure(disabled.is_empty(), || format!("the restored validator has voted twice: {disabled:?} are disabled"))?;
    Ok(format!(
        "validator {victim} was set back from block {height} to a copy from before, block {voted} became final with its votes and \
         without those of {other}, and all agree on {agreed}"
    ))
}

/// What a node tells to be final, if it tells anything. Fails if it is above `known` and not what the others have.
fn final_as_elsewhere(node: Chain, others: Chain, known: BlockNumber) -> Outcome<Option<BlockNumber>> {
    // It may end at any moment.
    let told = node.finalised().and_then(|hash| Ok((node.height_of(hash)?, hash)));
    let Ok((height, hash)) = told else { return Ok(None) };
    others.await_finality_of(height, FINALITY)?;
    let theirs = others.block_hash(height)?;
    ensure(height <= known || hash == theirs, || {
        format!("it told {hash:?} to be final at height {height}, where the others have {theirs:?}")
    })?;
    Ok(Some(height))
}

/// Fails unless an operator can see that a node has ended, with this status as a shell tells it: not as if it had been asked to, and
/// unless a signal says what it was, with words in its log.
fn ensure_ended_visibly(status: i32, words: &str) -> Outcome<()> {
    ensure(status != 0, || "it ended itself as if it had been asked to".into())?;
    ensure(status > SIGNALS || !words.is_empty(), || {
        format!("it ended itself with {status}, and its log has no reason")
    })
}

fn full_disk(stage: &Stage, dice: &mut Dice) -> Outcome<String> {
    if let Err(reason) = disk::permitted() {
        return not_checked("a validator whose disk is full, for want of a file system of one's own", reason);
    }
    let victim = stage.any(dice);
    let network = &stage.network;
    let others = network.chain(stage.next(victim));
    network.stop_validator(victim)?;
    let folder = tempfile::tempdir_in(stage.folder.path())?;
    let plan = Plan::of_validator(network, victim, folder.path())?;
    let chain = Chain::at(plan.rpc);
    // Of its own, so that it tells of nothing that was before.
    let log = folder.path().with_extension("log");
    let mut disk = SmallDisk::make(&plan, folder.path(), &network.validator_folder(victim), &log)?;
    disk.start()?;
    let height = others.finalised_height()?;
    chain.await_finality_of(height, START)?;

    disk.fill()?;
    let ended = disk.await_end(Duration::from_secs(45));
    stage.goes_on(others, 4)?;
    let why = disk.said(&["Critical", "No space", "os error 28", "panicked", "Error", "error"]);
    let stood = match &ended {
        Some(status) => {
            let number: i32 = status.parse().map_err(|_| Failure(format!("{status} is no status")))?;
            ensure_ended_visibly(number, &why)?;
            format!("it ended itself ({status})")
        }
        // What it has in its memory is right.
        None => {
            let height = final_as_elsewhere(chain, others, 0)?;
            format!("it did not end itself, and had finalised block {height:?}")
        }
    };
    disk.kill()?;

    // Room, and the same database.
    disk.free()?;
    disk.start()?;
    let height = others.finalised_height()?;
    let mut opened = "the same database was good again";
    if chain.await_finality_of(height, START).is_err() {
        opened = "its database had to be fetched anew";
        disk.kill()?;
        disk.remove_database()?;
        disk.start()?;
        chain.await_finality_of(height, START)?;
    }
    let (own, theirs) = (chain.block_hash(height)?, others.block_hash(height)?);
    ensure(own == theirs, || format!("after a full disk it has another block {height}"))?;
    drop(disk);
    let agreed = stage.recovers(&[victim])?;
    let why = why.lines().next().unwrap_or("it said nothing");
    Ok(format!("the disk of validator {victim} was full: {stood}, {opened}, and all agree on {agreed} ({why})"))
}

/// Overwrites places in the files of a database.
fn damage(database: &Path, dice: &mut Dice) -> Outcome<usize> {
    let mut places = 0;
    for entry in fs::read_dir(database)? {
        let path = entry?.path();
        if path.is_dir() {
            places += damage(&path, dice)?;
            continue;
        }
        let length = fs::metadata(&path)?.len();
        let mut file = OpenOptions::new().write(true).open(&path)?;
        let distance = DAMAGE.1.max(length / 64);
        let mut at = dice.below(DAMAGE.0);
        while at + DAMAGE.0 <= length {
            let noise: Vec<u8> = (0..DAMAGE.0 / 8).flat_map(|_| dice.roll().to_le_bytes()).collect();
            file.seek(SeekFrom::Start(at))?;
            file.write_all(&noise)?;
            places += 1;
            at += distance;
        }
    }
    Ok(places)
}

fn damaged_database(stage: &Stage, dice: &mut Dice) -> Outcome<String> {
    let victim = stage.any(dice);
    let network = &stage.network;
    let others = network.chain(stage.next(victim));
    let database = database(network, victim)?;
    network.stop_validator(victim)?;
    let places = damage(&database, dice)?;
    ensure(places > 0, || "nothing of the database was damaged".into())?;
    // No block of those that it has in its database is above this one.
    let known = others.best_height()?;
    let plan = Plan::of_validator(network, victim, &network.validator_folder(victim))?;
    // Of its own, so that it tells of nothing that was before.
    let folder = tempfile::tempdir_in(stage.folder.path())?;
    let log = folder.path().join("log");
    let mut node = Daemon::start(&plan, &log)?;
    let mut seen = "it did not answer".to_owned();
    if node.answers(START).unwrap_or_default() {
        sleep(A_LOOK);
        // It believes what it reads from its disk, but what is finalised now needs the others' votes.
        let height = final_as_elsewhere(node.chain(), others, known)?;
        seen = format!("it answered, and told block {height:?} to be final");
    }
    let ended = node.ended()?;
    drop(node);
    stage.goes_on(others, 4)?;
    let why = said(&log, &["Critical", "panicked", "Error", "error", "orrupt"]);
    if let Some(status) = ended {
        let number = status.code().or_else(|| status.signal().map(|signal| SIGNALS + signal));
        ensure_ended_visibly(number.unwrap_or_default(), &why)?;
        seen = format!("it ended itself ({status})");
    }

    // What an operator does: the database away, keystore and node key stay.
    fs::remove_dir_all(&database)?;
    let agreed = stage.recovers(&[victim])?;
    let why = why.lines().next().unwrap_or("it said nothing");
    Ok(format!(
        "the database of validator {victim} was damaged at {places} places: {seen}; fetched anew, all agree on {agreed} ({why})"
    ))
}

/// The network's chain spec with another organisation's name in it: another genesis.
fn foreign_spec(network: &Network) -> Outcome<Value> {
    let mut spec: Value = serde_json::from_slice(&fs::read(network.chain_spec())?)?;
    let organisations = &mut spec["genesis"]["runtimeGenesis"]["patch"]["registry"]["organisations"];
    let name = organisations.get_mut(1).and_then(|first| first.get_mut("name"));
    *name.ok_or("the chain spec has no organisations")? = json!("다른 병원");
    Ok(spec)
}

fn foreign_genesis(stage: &Stage) -> Outcome<String> {
    let network = &stage.network;
    let (spec, base) = (stage.file("foreign.json"), tempfile::tempdir_in(stage.folder.path())?);
    fs::write(&spec, foreign_spec(network)?.to_string())?;
    let [rpc, port] = free_ports()?;
    let plan = Plan {
        chain_spec: spec,
        base: base.path().to_owned(),
        node_key: stage.spare[0].clone(),
        // No session keys: what is signed for one chain can be held against the signer on another.
        identity: None,
        peers: addresses(network, 0)?,
        rpc,
        port,
        environment: Vec::new(),
        options: Vec::new(),
    };
    let mut node = Daemon::start(&plan, &stage.file("foreign.log"))?;
    ensure(node.answers(START)?, || format!("the foreign node has ended: {}", node.said(&["Error", "panicked"])))?;
    let chain = network.chain(1);
    ensure(node.chain().block_hash(0)? != chain.block_hash(0)?, || "the genesis is the same".into())?;
    let height = stage.goes_on(chain, 6)?;
    let (peers, best) = (node.chain().peers()?, node.chain().best_height()?);
    ensure(peers == 0, || format!("a node of another genesis has {peers} peers"))?;
    ensure(best == 0, || format!("a node of another genesis has got block {best}"))?;
    drop(node);
    let agreed = stage.watch.agree(network)?;
    Ok(format!("a listed node of another genesis got no peer and no block up to {height}, and all agree on {agreed}"))
}

fn wrong_clock(stage: &Stage, dice: &mut Dice) -> Outcome<String> {
    let Some(library) = clock::library() else { return clock::without_library() };
    let victim = stage.any(dice);
    if dice.below(3) == 0 {
        let offsets = dice.choose(&TWO_CLOCKS).ok_or("there are no two wrong clocks")?;
        let other = stage.next(victim);
        let seen = with_two_clocks(&stage.network, &stage.watch, [victim, other], &library, offsets)?;
        return Ok(format!("the clocks of validators {victim} and {other} were wrong by {seen}"));
    }
    let wrong = dice.choose(&CLOCKS).ok_or("there is no wrong clock")?;
    let seen = with_clock(&stage.network, &stage.watch, victim, &library, wrong)?;
    Ok(format!("the clock of validator {victim} was wrong by {seen}"))
}

fn left_out(stage: &Stage, dice: &mut Dice) -> Outcome<String> {
    let victim = stage.any(dice);
    let seen = leave_out(&stage.network, victim, dice.roll())?;
    let agreed = stage.recovers(&[victim])?;
    Ok(format!("{seen}; it takes them again, and all agree on {agreed}"))
}

/// The places in the set of the validators that are disabled, as it is finalised.
pub fn disabled(chain: Chain) -> Outcome<Vec<u32>> {
    let key = frame_support::storage::storage_prefix(b"Session", b"DisabledValidators");
    let stored = chain.storage(&key, chain.finalised()?)?;
    let Some(bytes) = stored else { return Ok(Vec::new()) };
    // Each with how severe the offence was, in billionths.
    let disabled = Vec::<(u32, u32)>::decode(&mut bytes.as_slice())?;
    Ok(disabled.into_iter().map(|(place, _)| place).collect())
}

/// How many validators are known to have voted twice.
pub fn offenders(chain: Chain) -> Outcome<usize> {
    let key = pallet_validators::Candidates::<Runtime>::hashed_key();
    let stored = chain.storage(&key, chain.finalised()?)?.ok_or("there are no validators")?;
    let candidates = Vec::<Candidate<AccountId>>::decode(&mut stored.as_slice())?;
    let is_offender = |candidate: &&Candidate<AccountId>| matches!(candidate.standing, Standing::Offender { .. });
    Ok(candidates.iter().filter(is_offender).count())
}

/// A second node signs with the session keys of the last validator, on another machine as it were. The chain has to notice,
/// disable the validator and go on. The validator does not come back from that: nothing can be done with this stage afterwards
/// but to settle it.
pub fn double_sign(stage: &Stage) -> Outcome<String> {
    let network = &stage.network;
    let (chain, victim) = (network.chain(1), network.validators());
    ensure(disabled(chain)?.is_empty(), || "somebody is disabled already".into())?;
    let mut found = Vec::new();
    let mut twin = None;
    for _ in 0..TWINS {
        // Two of them would share a node key.
        drop(twin.take());
        twin = Some(second_signer(stage, victim)?);
        let caught = await_until("two votes in one round to be reported", CONVICTION, || {
            Ok(Some(disabled(chain)?).filter(|disabled| !disabled.is_empty()))
        });
        if let Ok(disabled) = caught {
            found = disabled;
            break;
        }
    }
    let logged = said(&network.validator_folder(1).join("log"), &["Detected", "quivocation report"]);
    ensure(found.len() == 1, || format!("{found:?} are disabled; validator 1 said: {logged}"))?;
    let offenders = offenders(chain)?;
    ensure(offenders == 1, || format!("{offenders} validators are known to have voted twice"))?;
    let height = stage.goes_on(chain, 6)?;
    drop(twin);
    let agreed = stage.watch.agree(network)?;
    let logged = logged.lines().next().unwrap_or("validator 1 said nothing").to_owned();
    Ok(format!(
        "place {} of the set signed twice and is disabled, the others went on to block {height}, and all agree on {agreed} \
         ({logged})",
        found[0]
    ))
}

/// Starts a node with the session keys of `victim`, far from all validators and with nothing in its database, and waits until it
/// has finalised what they have.
fn second_signer(stage: &Stage, victim: u16) -> Outcome<(Daemon, TempDir)> {
    let network = &stage.network;
    let base = tempfile::tempdir_in(stage.folder.path())?;
    let [rpc, port] = free_ports()?;
    let plan = Plan {
        node_key: stage.spare[1].clone(),
        peers: far_addresses(network, victim)?,
        rpc,
        port,
        ..Plan::of_validator(network, victim, base.path())?
    };
    let mut twin = Daemon::start(&plan, &stage.file("twin.log"))?;
    ensure(twin.answers(START)?, || format!("the second signer has ended: {}", twin.said(&["Error", "panicked"])))?;
    let height = network.chain(1).finalised_height()?;
    twin.chain().await_finality_of(height, FINALITY)?;
    Ok((twin, base))
}

/// The addresses of all validators but one, each behind a relay that keeps everything back for a while.
fn far_addresses(network: &Network, except: u16) -> Outcome<Vec<String>> {
    let mut far = Vec::new();
    for address in addresses(network, except)? {
        let (before, peer) = address.split_once("/p2p/").ok_or("an address without a peer")?;
        let port: u16 =
            before.rsplit('/').next().and_then(|port| port.parse().ok()).ok_or("an address without a port")?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let own = listener.local_addr()?.port();
        let to = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        // It ends with the process.
        thread::spawn(move || relay::serve(&listener, to, LATENCY));
        far.push(format!("/ip4/127.0.0.1/tcp/{own}/p2p/{peer}"));
    }
    Ok(far)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn end_should_be_visible_by_its_status_and_by_words_unless_a_signal_ended_the_node() {
        ensure_ended_visibly(1, "Error: no space").unwrap();
        ensure_ended_visibly(135, "").unwrap();
        for (status, words) in [(0, "bye"), (1, ""), (101, "")] {
            assert!(ensure_ended_visibly(status, words).is_err(), "{status}");
        }
    }

    #[test]
    fn damage_should_change_files_and_leave_their_length() {
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("full");
        fs::create_dir(&inner).unwrap();
        fs::write(inner.join("table"), vec![0; 100_000]).unwrap();
        fs::write(inner.join("small"), b"lock").unwrap();
        assert!(damage(folder.path(), &mut Dice::new(1)).unwrap() > 4);
        let damaged = fs::read(inner.join("table")).unwrap();
        assert_eq!(damaged.len(), 100_000);
        assert!(damaged.iter().any(|byte| *byte != 0));
        assert_eq!(fs::read(inner.join("small")).unwrap(), b"lock");
    }
}
