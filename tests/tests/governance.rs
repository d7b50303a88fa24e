//! The council over a real network with the real command: motions are moved, told in words, voted on and closed; and what is
//! wrong is refused, each with its own error.

use bogam_runtime::{AccountId, RuntimeCall, Utility};
use bogam_tests::{
    Failure, Outcome,
    command::{Bogam, exit, text},
    councillors::{Councillors, text_of},
    ensure,
    network::Network,
    people::People,
};
use codec::{Compact, Decode, Encode};
use frame_support::traits::PalletInfoAccess;
use serde_json::Value;
use std::{fs, path::Path};

struct Stage {
    command: Bogam,
    council: Councillors,
    people: People,
    folder: std::path::PathBuf,
}

impl Stage {
    fn set(network: &Network, folder: &Path) -> Outcome<Self> {
        let command = Bogam::new(network.url(), &folder.join("documents"))?;
        let people = People::gather(&command, &folder.join("keys"))?;
        let council = Councillors::gather(&command, &folder.join("council"))?;
        Ok(Self { command, council, people, folder: folder.to_owned() })
    }

    fn file(&self, name: &str, content: &[u8]) -> Outcome<String> {
        let path = self.folder.join(name);
        fs::write(&path, content)?;
        text(&path).map(str::to_owned)
    }

    fn motion(&self, reference: &str) -> Outcome<Value> {
        Ok(self.command.read(&["governance", "show", "--motion", reference])?.done()?["motion"].clone())
    }

    fn votes_needed(&self) -> usize {
        // Two thirds, rounded up.
        (2 * self.council.seats).div_ceil(3)
    }
}

/// What can be seen before anything is sent is refused before.
fn bad_input(stage: &Stage) -> Outcome<()> {
    let Stage { command, council, people, .. } = stage;
    let propose = |matter: &[&str]| council.does(0, &[&["governance", "propose"], matter].concat());
    propose(&["call", "--hex", "0xzz"])?.refused(exit::INPUT, "not_a_call")?;
    propose(&["call", "--hex", "0xffff"])?.refused(exit::INPUT, "not_a_call")?;
    // Arguments of nothing, and then more.
    propose(&["call", "--hex", &"00".repeat(1_000)])?.refused(exit::INPUT, "not_a_call")?;
    let no_runtime = stage.file("no-runtime", b"\0asm\x01\0\0\0")?;
    propose(&["authorise-upgrade", "--code", &no_runtime])?.refused(exit::INPUT, "not_a_runtime")?;
    ensure(propose(&["suspend-organisation", "1", "--reason", "weather"])?.exit == exit::USAGE, || {
        "weather is a reason".into()
    })?;
    for reference in ["4000000000", &format!("0x{}", "00".repeat(32))] {
        command.read(&["governance", "show", "--motion", reference])?.refused(exit::REFUSED, "unknown_motion")?;
        council
            .does(0, &["governance", "vote", "--motion", reference, "--yes"])?
            .refused(exit::REFUSED, "unknown_motion")?;
        council.does(0, &["governance", "close", "--motion", reference])?.refused(exit::REFUSED, "unknown_motion")?;
    }
    // Whoever is no member has no say, and a stranger none at all.
    let floor = ["governance", "propose", "set-validator-floor", "2"];
    command.by(&people.physician, &floor)?.refused(exit::REFUSED, "NotMember")?;
    let stranger = stage.folder.join("stranger.key");
    command.new_key(&stranger)?;
    command.with_key(&stranger, &floor)?.refused(exit::REFUSED, "chain_unknown_account")?;
    let listed = command.read(&["governance", "list"])?.done()?;
    ensure(listed["motions"].as_array().is_some_and(Vec::is_empty), || format!("there are motions: {listed}"))
}

/// A motion from its beginning to its end.
fn carried(stage: &Stage) -> Outcome<()> {
    let Stage { council, .. } = stage;
    let needed = stage.votes_needed();
    let moved = council.propose(&["set-validator-floor", "2"])?;
    let number = moved["number"].to_string();
    ensure(moved["threshold"] == needed, || format!("another threshold than {needed}: {moved}"))?;
    // The same thing cannot be moved twice at a time.
    council
        .does(1, &["governance", "propose", "set-validator-floor", "2"])?
        .refused(exit::REFUSED, "DuplicateProposal")?;

    let shown = stage.motion(&number)?;
    ensure(shown["does"]["english"] == "sets the least number of validators to 2", || format!("told as {shown}"))?;
    ensure(shown["standing"] == "open" && shown["members"] == council.seats, || format!("stands as {shown}"))?;
    ensure(shown["blocksLeft"].as_u64().is_some_and(|left| left > 0) && shown["endsAt"].is_u64(), || {
        format!("no time is left: {shown}")
    })?;
    ensure(stage.motion(text_of(&moved, "hash")?)?["number"] == moved["number"], || "the hash names another".into())?;

    let vote = |place: usize, choice: &str| council.does(place, &["governance", "vote", "--motion", &number, choice]);
    vote(0, "--no")?.done()?;
    vote(0, "--no")?.refused(exit::REFUSED, "DuplicateVote")?;
    // A vote can be changed.
    let voted = vote(0, "--yes")?.done()?;
    let ayes = voted["motion"]["ayes"].as_array().cloned().unwrap_or_default();
    ensure(ayes.len() == 1 && ayes[0]["account"] == council.member(0)?.account.as_str(), || format!("{voted}"))?;
    ensure(text_of(&ayes[0], "name")?.contains("Hospital"), || format!("the hospital is told as {}", ayes[0]))?;
    let close = ["governance", "close", "--motion", &number];
    council.does(0, &close)?.refused(exit::REFUSED, "TooEarly")?;
    council.vote(&number, 1..needed, "--yes")?;
    let shown = stage.motion(&number)?;
    ensure(shown["standing"] == "carried" && shown["canBeClosed"] == true, || format!("stands as {shown}"))?;
    // Closing is anybody's business who may send a transaction.
    let closed = stage.command.by(&stage.people.physician, &close)?.done()?;
    ensure(closed["outcome"] == "carriedOut", || format!("it ended so: {closed}"))?;
    let listed = stage.command.read(&["validator", "list"])?.done()?;
    ensure(listed["floor"] == 2, || format!("the floor is another: {listed}"))?;
    council.does(0, &close)?.refused(exit::REFUSED, "unknown_motion").map(drop)
}

/// Carried by too few for its matter: the chain does nothing, and the command says why.
fn carried_by_too_few(stage: &Stage) -> Outcome<()> {
    let Stage { council, .. } = stage;
    let moved = council.propose(&["--threshold", "2", "set-validator-floor", "3"])?;
    let number = moved["number"].to_string();
    let shown = stage.motion(&number)?;
    ensure(shown["threshold"] == 2 && shown["votesNeeded"] == stage.votes_needed(), || format!("needs {shown}"))?;
    council.vote(&number, 0..2, "--yes")?;
    let closed = council.does(0, &["governance", "close", "--motion", &number])?;
    let closed = closed.refused(exit::REFUSED, "too_few_votes")?;
    ensure(closed.value["details"]["outcome"] == "refused", || format!("{}", closed.value))?;
    let listed = stage.command.read(&["validator", "list"])?.done()?;
    ensure(listed["floor"] == 2, || format!("the floor has changed: {listed}"))
}

/// Carried by enough, and refused by the pallet: its own error, and in both languages.
fn carried_and_refused(stage: &Stage) -> Outcome<()> {
    let answer = stage.council.decide(&["set-validator-floor", "60"]);
    let Err(Failure(said)) = answer else { return Err("a floor above the set was accepted".into()) };
    ensure(said.contains("validators_floor_above_set"), || said)
}

/// Enough have said no: closed at once, and nothing is done.
fn rejected(stage: &Stage) -> Outcome<()> {
    let Stage { council, .. } = stage;
    let moved = council.propose(&["remove-organisation", "2", "--reason", "misconduct"])?;
    let number = moved["number"].to_string();
    council.vote(&number, 0..council.seats - stage.votes_needed() + 1, "--no")?;
    let closed = council.does(0, &["governance", "close", "--motion", &number])?.done()?;
    ensure(closed["outcome"] == "rejected", || format!("it ended so: {closed}"))?;
    let clinic = stage.command.read(&["registry", "organisation", "show", "2"])?.done()?;
    ensure(clinic["organisation"]["status"] == "active", || format!("the clinic is {clinic}"))
}

/// A batch is told call by call, and so is what this program has no sentence for.
fn told_in_words(stage: &Stage) -> Outcome<()> {
    let hidden = RuntimeCall::Registry(pallet_registry::Call::suspend_organisation {
        organisation: 1,
        reason: pallet_registry::OrganisationReason::LegalOrder,
    });
    let account = AccountId::from([7; 32]);
    let unusual = RuntimeCall::Registry(pallet_registry::Call::reclaim_account { account });
    // `batch_all` is the utility pallet's call 2.
    let head = [u8::try_from(Utility::index())?, 2];
    let batch = [&head[..], &Compact(2u32).encode(), &hidden.encode(), &unusual.encode()].concat();
    let hex = format!("0x{}", hex::encode(batch));
    let moved = stage.council.propose(&["--dry-run", "call", "--hex", &hex])?;
    let inner = &moved["does"]["inner"];
    ensure(text_of(&inner[0], "english")?.starts_with("suspends organisation 1 ("), || format!("told as {inner}"))?;
    ensure(text_of(&inner[0], "korean")?.contains("정지"), || format!("told as {inner}"))?;
    ensure(text_of(&inner[1], "english")?.starts_with("calls Registry.reclaim_account account: 5"), || {
        format!("told as {inner}")
    })?;
    ensure(text_of(&moved, "hex")? == hex, || "the call has other bytes".into())?;
    // What the command builds is what the runtime means.
    let dry = stage.council.propose(&["--dry-run", "reinstate-organisation", "3"])?;
    let bytes =
        hex::decode(text_of(&dry, "hex")?.trim_start_matches("0x")).map_err(|error| Failure(error.to_string()))?;
    let expected = RuntimeCall::Registry(pallet_registry::Call::reinstate_organisation { organisation: 3 });
    ensure(RuntimeCall::decode(&mut bytes.as_slice())? == expected, || "it is another call".into())
}

/// Keys are made by the node for an account, which alone can register them; and only the operator sends a validator away.
fn validators(stage: &Stage) -> Outcome<()> {
    let Stage { command, council, people, .. } = stage;
    let listed = command.read(&["validator", "list"])?.done()?;
    let all = listed["validators"].as_array().cloned().unwrap_or_default();
    ensure(all.len() == 4 && all.iter().all(|validator| validator["active"] == true), || format!("{listed}"))?;
    let file = stage.folder.join("session-keys.json");
    let path = text(&file)?;
    let owner = &council.member(4)?.account;
    command.read(&["validator", "keys", "--owner", owner, "--out", path])?.done()?;
    let register = ["validator", "register", "--from", path];
    council.does(5, &register)?.refused(exit::INPUT, "keys_of_another")?;
    council.does(4, &register)?.done()?;
    let broken = stage.file("broken.json", b"{}")?;
    council.does(4, &["validator", "register", "--from", &broken])?.refused(exit::INPUT, "not_session_keys")?;
    let own = council.member(0)?.account.clone();
    command.by(&people.physician, &["validator", "leave", &own])?.refused(exit::REFUSED, "NotOperator")?;
    let stranger = command.by(&people.physician, &["validator", "rejoin"])?;
    stranger.refused(exit::REFUSED, "NotValidator").map(drop)
}

/// What each organisation may use of the chain, and when the window ends.
fn allowances(stage: &Stage) -> Outcome<()> {
    let shown = stage.command.read(&["chain", "allowance"])?.done()?;
    let all = shown["organisations"].as_array().cloned().unwrap_or_default();
    ensure(all.len() == stage.council.seats, || format!("other organisations than the council's: {shown}"))?;
    for organisation in &all {
        let (staff, holders) = (&organisation["staff"], &organisation["holders"]);
        // What the chain gives unless the council says otherwise: 9 s for staff, a tenth of that for holders.
        ensure(staff["allowance"] == 9_000_000_000_000_u64 && holders["allowance"] == 900_000_000_000_u64, || {
            format!("another allowance: {organisation}")
        })?;
        ensure(staff["usedUp"] == false && staff["waitsUntil"].is_null(), || format!("it waits: {organisation}"))?;
        ensure(holders["used"] == 0 && holders["leftPercent"] == 100, || format!("no holder acted: {organisation}"))?;
    }
    let (height, next) = (shown["height"].as_u64(), shown["nextWindow"]["block"].as_u64());
    ensure(next.is_some_and(|next| next.is_multiple_of(60) && Some(next) > height), || {
        format!("the window ends so: {shown}")
    })?;
    ensure(shown["nextWindow"]["at"].is_u64(), || format!("the window ends at no moment: {shown}"))?;
    let one = stage.command.read(&["chain", "allowance", "2"])?.done()?;
    ensure(one["organisations"][0]["organisation"] == 2 && one["organisations"][1].is_null(), || format!("{one}"))?;
    stage.command.read(&["chain", "allowance", "4000000"])?.refused(exit::REFUSED, "UnknownOrganisation").map(drop)
}

/// One network serves all sections.
#[test]
fn council_should_decide_what_it_is_told_and_refuse_bad_input() {
    let network = Network::start(4).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let stage = Stage::set(&network, folder.path()).unwrap();
    bad_input(&stage).unwrap();
    carried(&stage).unwrap();
    carried_by_too_few(&stage).unwrap();
    carried_and_refused(&stage).unwrap();
    rejected(&stage).unwrap();
    told_in_words(&stage).unwrap();
    validators(&stage).unwrap();
    allowances(&stage).unwrap();
}
