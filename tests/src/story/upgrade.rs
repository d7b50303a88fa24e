//! The running network gets another runtime, by vote: the one of `runtime/rehearsal`, with a higher version and a migration.

use super::{Scene, Telling};
use crate::{
    Failure, Outcome, await_until,
    chain::{Chain, FINALITY},
    command::{Answer, exit, text},
    councillors::Councillors,
    ensure,
    network::Network,
    state::ChainState,
    transactions::Ending,
};
use bogam_runtime::{BlockNumber, Hash, RuntimeCall, VERSION};
use bogam_runtime_rehearsal::{CODE, SPEC_VERSION};
use codec::{Decode, Encode};
use frame_support::storage::storage_prefix;
use serde_json::Value;
use sp_core::storage::well_known_keys;
use sp_crypto_hashing::{blake2_256, twox_128};
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

/// How long the nodes may take to compile another runtime and to go on: on a machine that has all of them, one after another.
const COMPILING: Duration = Duration::from_secs(180);

/// How many blocks a reader follows over the upgrade without a new connection.
const FOLLOWED: u64 = 20;

/// What the last empty block and the first one under the new code must have in common, entirely: all that members have recorded.
const KEPT: [&str; 8] =
    ["Registry", "Prescriptions", "Consent", "Certificates", "Claims", "Balances", "CouncilMembership", "Session"];

/// What the command is asked before and after: its answers must be the same.
const QUESTIONS: [&[&str]; 6] = [
    &["registry", "organisation", "list"],
    &["prescription", "list", "--limit", "100"],
    &["certificate", "list"],
    &["claim", "list"],
    &["plan", "list"],
    &["consent", "research", "list"],
];

/// What the migration of the rehearsal appends to each record of metering's usage: a count of nothing.
const APPENDED: [u8; 4] = [0; 4];

/// What the first step finds out for the second.
#[derive(Clone, Debug)]
pub struct Upgraded {
    /// A root of trust from before, for a verifier that knows only the old runtime.
    anchor: PathBuf,
}

/// The blob to which is upgraded.
pub fn rehearsed() -> Outcome<&'static [u8]> {
    CODE.ok_or_else(|| "the build was told to leave the rehearsed runtime out".into())
}

/// Each validator's process: its number and the moment at which it began, so that none is taken for another.
fn processes(network: &Network) -> Outcome<Vec<(String, String)>> {
    let process = |validator| -> Outcome<(String, String)> {
        let pid = fs::read_to_string(network.validator_folder(validator).join("pid"))?.trim().to_owned();
        let stat = fs::read_to_string(format!("/proc/{pid}/stat"))?;
        // The name before may have spaces in it. The twentieth field after it is the moment.
        let (_, fields) = stat.rsplit_once(')').ok_or("the system does not tell of a process")?;
        let began = fields.split_whitespace().nth(19).ok_or("the system does not tell when a process began")?;
        Ok((pid, began.to_owned()))
    };
    (1..=network.validators()).map(process).collect()
}

/// The first block after `from` whose state has the code with this hash.
fn block_of_code(chain: &Chain, code: Hash, from: BlockNumber) -> Outcome<BlockNumber> {
    for number in from..=chain.finalised_height()? {
        if chain.code_hash(chain.block_hash(number)?)? == code {
            return Ok(number);
        }
    }
    Err(Failure(format!("no block from {from} on has the code {code:?}")))
}

/// All validators have the same blocks up to `height`, finalised.
fn agree(network: &Network, from: BlockNumber, height: BlockNumber) -> Outcome<()> {
    let chains = network.chains();
    for chain in &chains {
        chain.await_finality_of(height, COMPILING)?;
    }
    for number in from..=height {
        let hashes = chains.iter().map(|chain| chain.block_hash(number)).collect::<Outcome<BTreeSet<_>>>()?;
        ensure(hashes.len() == 1, || format!("they do not agree on block {number}"))?;
    }
    Ok(())
}

/// How a storage item is told.
fn item_name(item: &[u8]) -> String {
    let others =
        ["System", "Timestamp", "Aura", "Grandpa", "Authorship", "Validators", "Metering", "Governance", "Council"];
    let pallet = KEPT.into_iter().chain(others).find(|name| item.starts_with(&twox_128(name.as_bytes())));
    format!("{} 0x{}", pallet.unwrap_or_default(), hex::encode(item))
}

/// Checks what block `migrated`, the first under the new code, has made of the state before it. `ordinary` are the items that
/// empty blocks change anyway.
fn compare(before: &ChainState, migrated: &ChainState, ordinary: &BTreeSet<Vec<u8>>) -> Outcome<()> {
    let usage = storage_prefix(b"Metering", b"Usage");
    let version = storage_prefix(b"Metering", b":__STORAGE_VERSION__:");
    let accounts = storage_prefix(b"System", b"Account");
    // Of the system everything tells of the block itself, except the accounts.
    let of_the_block = |item: &[u8]| item.starts_with(&twox_128(b"System")) && item != accounts;
    for item in before.items_unlike(migrated) {
        let declared = item == usage || item == version || of_the_block(&item);
        ensure(declared || ordinary.contains(&item), || format!("{} is not as before", item_name(&item)))?;
    }
    ensure(
        before.value(&version) == Some([1, 0].as_slice()) && migrated.value(&version) == Some([2, 0].as_slice()),
        || "the storage version of metering has not gone from 1 to 2".into(),
    )?;
    let mut records = 0_usize;
    for (key, value) in before.under(&usage) {
        let expected = [value, &APPENDED].concat();
        ensure(migrated.value(key) == Some(expected.as_slice()), || {
            format!("0x{} was not migrated", hex::encode(key))
        })?;
        records += 1;
    }
    ensure(records > 0, || "there was nothing to migrate".into())?;
    ensure(migrated.under(&usage).count() == records, || "the migration has made records".into())
}

/// The council authorises a hash, anyone applies the code, and all nodes follow while they run.
pub fn upgrade(scene: &mut Scene<'_>, tell: &mut Telling<'_>) -> Outcome<()> {
    let (network, chain) = (scene.network, scene.chain);
    let code = rehearsed()?;
    let hash = Hash::from(blake2_256(code));
    let file = scene.folder.join("runtime.wasm");
    let anchor = scene.folder.join("before-the-upgrade.json");
    fs::write(&file, code)?;
    let (file, shown) = (text(&file)?, format!("{hash:?}"));
    let council = Councillors::gather(&scene.command, &scene.folder.join("council"))?;
    let (command, anybody) = (&scene.command, &scene.people.pharmacist_a);
    let apply = || command.by(anybody, &["governance", "apply-upgrade", "--code", file]);
    let asked = || -> Outcome<Vec<Value>> { QUESTIONS.iter().map(|question| command.read(question)?.done()).collect() };

    let line = format!("the network runs version {}; what it has recorded is written down", VERSION.spec_version);
    let (processes_before, answers, quiet, ordinary) = tell.line(&line, || {
        ensure(chain.spec_version()? == VERSION.spec_version, || "it runs another version already".into())?;
        command.read(&["certificate", "anchor", "--out", text(&anchor)?])?.done()?;
        let (answers, first) = (asked()?, chain.best_height()? + 1);
        chain.await_finality_of(first + 1, FINALITY)?;
        let mut states = Vec::new();
        for number in [first, first + 1] {
            let inherents = chain.block(number)?.transactions.len();
            ensure(inherents == 1, || format!("block {number} has {inherents} transactions"))?;
            states.push(ChainState::read(&chain, chain.block_hash(number)?)?);
        }
        let [one, next] = states.as_slice() else { return Err("two states were read".into()) };
        Ok((processes(network)?, answers, next.clone(), one.items_unlike(next)))
    })?;
    tell.line("nobody can apply code that the council has not authorised, with the command or past it", || {
        scene.unchanged(|| refused(apply()?))?;
        match chain.submit(&anybody.pair()?, applying(code)?)? {
            Ending::Finalised(Err(_)) => (),
            ending => return Err(Failure(format!("the chain should have refused, and said {ending:?}"))),
        }
        ensure(chain.spec_version()? == VERSION.spec_version, || "the version has changed".into())
    })?;
    let line = format!("the council authorises the code with the hash {shown}, with two thirds of its votes or more");
    tell.line(&line, || {
        council.carry(&["authorise-upgrade", "--code", file])?;
        let told = command.read(&["governance", "upgrade"])?.done()?.to_string();
        ensure(told.contains(&shown), || format!("something else is authorised: {told}"))
    })?;
    let from = chain.finalised_height()?;
    let line = format!("a pharmacy applies it, and all validators go on under version {SPEC_VERSION}");
    tell.line(&line, || {
        let blocks = FOLLOWED.to_string();
        let follow = ["chain", "follow", "--blocks", &blocks];
        thread::scope(|readers| {
            let reader = readers.spawn(|| command.read(&follow)?.done());
            apply()?.done()?;
            for validator in 1..=network.validators() {
                await_until(format!("validator {validator} to run version {SPEC_VERSION}"), COMPILING, || {
                    Ok(Some(network.chain(validator).spec_version()?).filter(|version| *version == SPEC_VERSION))
                })?;
            }
            let followed = reader.join().map_err(|_| "the reader ended unexpectedly")??;
            ensure(followed["blocks"] == FOLLOWED, || format!("a reader lost its connection: {followed}"))
        })
    })?;
    let applied = block_of_code(&chain, hash, from)?;
    tell.line("without a restart and without a fork: the same processes, the same final blocks", || {
        agree(network, from, applied + 3)?;
        ensure(processes(network)? == processes_before, || "a node was restarted".into())
    })?;
    tell.line("the next block migrates: every key is as before, but for what the upgrade declares", || {
        let before = ChainState::read(&chain, chain.block_hash(applied)?)?;
        let migrated = ChainState::read(&chain, chain.block_hash(applied + 1)?)?;
        ensure(migrated.code() == Some(code), || "the code is another".into())?;
        compare(&before, &migrated, &ordinary)?;
        for pallet in KEPT {
            let prefix = twox_128(pallet.as_bytes());
            ensure(quiet.under(&prefix).eq(migrated.under(&prefix)), || format!("{pallet} is not as before the vote"))?;
        }
        Ok(())
    })?;
    tell.line("what the command reads is the same, to the letter", || {
        for ((before, after), question) in answers.iter().zip(asked()?).zip(QUESTIONS) {
            ensure(*before == after, || format!("bogam {}: {before}, then {after}", question.join(" ")))?;
        }
        Ok(())
    })?;
    scene.upgraded = Some(Upgraded { anchor });
    Ok(())
}

/// `Governance.apply_upgrade`, as it is encoded: the command sends only what is authorised.
fn applying(code: &[u8]) -> Outcome<RuntimeCall> {
    const PALLET_AND_CALL: [u8; 2] = [22, 2];
    let call = [&PALLET_AND_CALL[..], &code.encode()].concat();
    Ok(RuntimeCall::decode(&mut call.as_slice())?)
}

/// Refused, with an explanation in both languages; what the reason is called is governance's own matter.
fn refused(answer: Answer) -> Outcome<()> {
    ensure(answer.exit != exit::DONE, || format!("{} was not refused: {}", answer.question, answer.value))?;
    let (exit, name) = (answer.exit, answer.code().to_owned());
    answer.refused(exit, &name).map(drop)
}

/// Records are written, read and verified under the new runtime, and the migrated record counts.
pub fn go_on(scene: &mut Scene<'_>, tell: &mut Telling<'_>) -> Outcome<()> {
    let scene = &*scene;
    let upgraded = scene.upgraded.as_ref().ok_or("the upgrade, with which this step goes on, has failed")?;
    let (physician, pharmacist) = (&scene.people.physician, &scene.people.pharmacist_a);
    tell.line("the clinic issues with the command it had, and the pharmacy supplies", || {
        let (issued, _) = scene.issue(physician, &scene.plain, "after-the-upgrade", &[])?;
        scene.accept(pharmacist, &issued, 0)?;
        scene.dispense_all(pharmacist, &issued, 0)
    })?;
    tell.line("what was only migrated works: the transactions of both are counted from the upgrade on", || {
        for (person, least) in [(physician, 1), (pharmacist, 2)] {
            let count = transactions_of(&scene.chain, person.organisation()?)?;
            ensure(count >= least, || format!("the {} has sent {count} transactions", person.name))?;
        }
        Ok(())
    })?;
    if scene.passport.is_none() {
        return Ok(());
    }
    tell.line("a verifier who believes the node gets a verdict", || {
        let file = scene.presented("after-the-upgrade")?;
        let answer = scene.verify(&file, "after-the-upgrade", &[])?;
        match answer.exit {
            exit::DONE => Ok(()),
            // It was revoked earlier in the story.
            _ => answer.refused(exit::REFUSED, "CertificateNotValid").map(drop),
        }
    })?;
    tell.line("one who believes none, with a program from before, is told that the program is too old", || {
        let file = scene.presented("after-the-upgrade-proof")?;
        let further = ["--anchor", text(&upgraded.anchor)?];
        let answer = scene.verify(&file, "after-the-upgrade-proof", &further)?;
        answer.refused(exit::INPUT, "UnknownRuntime").map(drop)
    })
}

/// How many transactions the staff of an organisation has sent since the storage counts them.
fn transactions_of(chain: &Chain, organisation: u32) -> Outcome<u32> {
    // The key of an account of metering is hashed with its own bytes at the end: the kind, and the organisation.
    let mut own = vec![0];
    own.extend(organisation.to_le_bytes());
    let prefix = storage_prefix(b"Metering", b"Usage");
    let found = chain.pairs(&prefix, chain.finalised()?)?.into_iter().find(|(key, _)| key.ends_with(&own));
    let (_, value) = found.ok_or_else(|| Failure(format!("organisation {organisation} was charged for nothing")))?;
    let count = value.last_chunk::<4>().ok_or("a record of usage is too short")?;
    Ok(u32::from_le_bytes(*count))
}

/// What must not become the runtime: an authorisation that is taken back, and a runtime that is older than the running one.
pub fn refusals(scene: &mut Scene<'_>, tell: &mut Telling<'_>) -> Outcome<()> {
    let scene = &*scene;
    let chain = scene.chain;
    let council = Councillors::gather(&scene.command, &scene.folder.join("council"))?;
    let old = chain.storage(well_known_keys::CODE, chain.block_hash(0)?)?.ok_or("genesis has no code")?;
    let running = chain.code()?;
    ensure(running != old, || "the network runs the old runtime".into())?;
    let file = scene.folder.join("old-runtime.wasm");
    fs::write(&file, &old)?;
    let apply = |path: &Path| {
        let apply = ["governance", "apply-upgrade", "--code", text(path)?];
        refused(scene.command.by(&scene.people.pharmacist_a, &apply)?)?;
        ensure(chain.code()? == running, || "the code is another".into())
    };
    // By its hash: the command would rather not propose a runtime that is older.
    let hash = format!("0x{}", hex::encode(blake2_256(&old)));
    tell.line("while the old runtime is authorised, another code is refused", || {
        council.carry(&["authorise-upgrade", "--hash", &hash])?;
        let another = scene.folder.join("runtime.wasm");
        apply(&another)
    })?;
    tell.line("the old runtime itself is refused: the version has to rise", || apply(&file))?;
    tell.line("the council authorises again, and withdraws: the authorised code is refused too", || {
        // A refused runtime may have used its authorisation up.
        if scene.command.read(&["governance", "upgrade"])?.done()?.to_string().contains(&hash) {
            council.carry(&["withdraw-upgrade"])?;
        }
        council.carry(&["authorise-upgrade", "--hash", &hash])?;
        council.carry(&["withdraw-upgrade"])?;
        apply(&file)
    })
}
