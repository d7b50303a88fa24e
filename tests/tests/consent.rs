//! What consent refuses, over a real network with the real command: each with its own error, and nothing changes.

use bogam_tests::{
    Failure, Outcome, await_until,
    chain::FINALITY,
    command::{Answer, Bogam, exit, text},
    ensure,
    network::Network,
    people::{People, Person},
};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Somebody with a phone.
struct Wallet {
    key: PathBuf,
    account: String,
}

/// Everything that the attempts need.
struct Stage<'a> {
    network: &'a Network,
    command: Bogam,
    people: People,
    folder: PathBuf,
}

impl<'a> Stage<'a> {
    fn set(network: &'a Network, folder: &Path) -> Outcome<Self> {
        let command = Bogam::new(network.url(), &folder.join("documents"))?;
        let people = People::gather(&command, &folder.join("keys"))?;
        Ok(Self { network, command, people, folder: folder.to_owned() })
    }

    fn wallet(&self, name: &str) -> Outcome<Wallet> {
        let key = self.folder.join(name);
        let account = self.command.new_key(&key)?;
        Ok(Wallet { key, account })
    }

    /// Registers the wallet's owner at the hospital, and yields the subject.
    fn register(&self, wallet: &Wallet, further: &[&str]) -> Outcome<String> {
        let question = ["consent", "subject", "register", "--holder", &wallet.account];
        let answer = self.command.by(&self.people.hospital_records, &[&question[..], further].concat())?.done()?;
        answer["subject"].as_str().map(str::to_owned).ok_or_else(|| "there is no subject".into())
    }

    fn does(&self, wallet: &Wallet, arguments: &[&str]) -> Outcome<Answer> {
        self.command.with_key(&wallet.key, arguments)
    }

    /// Checks that `attempt` changes nothing.
    fn unchanged(&self, attempt: impl FnOnce() -> Outcome<()>) -> Outcome<()> {
        let chain = self.network.chain(1);
        let before = chain.fingerprint()?;
        attempt()?;
        ensure(chain.fingerprint()? == before, || "a refused attempt has changed the state".into())
    }
}

const PERMIT: [&str; 4] = ["consent", "permit", "--grantee", "anyone"];

fn wrong_people_and_words(stage: &Stage<'_>, patient: &Wallet, subject: &str) -> Outcome<()> {
    let (other, stranger) = (stage.wallet("other.key")?, stage.wallet("stranger.key")?);
    stage.register(&other, &[])?;
    let nowhere = format!("0x{}", "00".repeat(32));
    let permits = |wallet: &Wallet, further: &[&str]| stage.does(wallet, &[&PERMIT[..], further].concat());
    stage.unchanged(|| {
        permits(patient, &["--subject", &nowhere])?.refused(exit::REFUSED, "UnknownSubject")?;
        permits(&other, &["--subject", subject])?.refused(exit::REFUSED, "NotTheSubject")?;
        permits(&stranger, &["--subject", subject])?.refused(exit::REFUSED, "chain_unknown_account")?;
        let times = ["--valid-from", "2040-01-01", "--valid-until", "2039-01-01"];
        permits(patient, &times)?.refused(exit::REFUSED, "EmptyValidity")?;
        permits(patient, &["--valid-until", "2020-01-01"])?.refused(exit::REFUSED, "AlreadyExpired")?;
        let dates = ["--data-from", "2020-01-01", "--data-until", "2019-01-01"];
        permits(patient, &dates)?.refused(exit::REFUSED, "EmptyDataInterval")?;
        for words in [["--purpose", "CURIOSITY"], ["--category", "gossip"], ["--action", "sell"]] {
            ensure(permits(patient, &words)?.exit == exit::USAGE, || format!("{words:?} is understood"))?;
        }
        // The key is in use, and the custodian of somebody else's subject has no say.
        let register = ["consent", "subject", "register", "--holder", &patient.account];
        stage.command.by(&stage.people.hospital_records, &register)?.refused(exit::REFUSED, "DuplicateSubject")?;
        let propose = ["consent", "subject", "propose-key", "--subject", subject, "--holder", &stranger.account];
        stage.command.by(&stage.people.clinic_records, &propose)?.refused(exit::REFUSED, "NotYourSubject")?;
        let confirm = ["consent", "erasure", "confirm", "--subject", subject, "--number", "0"];
        stage.command.by(&stage.people.hospital_records, &confirm)?.refused(exit::REFUSED, "UnknownErasure")?;
        Ok(())
    })
}

/// A guardian whose time is over decides nothing more.
fn expired_guardian(stage: &Stage<'_>) -> Outcome<()> {
    let (minor, guardian) = (stage.wallet("minor.key")?, stage.wallet("guardian.key")?);
    let chain = stage.network.chain(1);
    let until = chain.now()? + 20_000;
    let end = until.to_string();
    let subject = stage.register(&minor, &["--guardian", &guardian.account, "--guardian-until", &end])?;
    let decide = [&PERMIT[..], &["--subject", &subject]].concat();
    stage.does(&guardian, &decide)?.done()?;
    await_until("the guardianship to end", FINALITY, || Ok(Some(chain.now()?).filter(|now| *now >= until)))?;
    stage.unchanged(|| stage.does(&guardian, &decide)?.refused(exit::REFUSED, "GuardianshipOver").map(drop))
}

/// What is signed for somebody else to send: altered, used, or for another chain.
fn relayed(stage: &Stage<'_>, other: &Stage<'_>, patient: &Wallet) -> Outcome<()> {
    let physician = &stage.people.physician;
    let file = stage.folder.join("act.txt");
    let relay = |content: &str| -> Outcome<Answer> {
        fs::write(&file, content)?;
        stage.command.by(physician, &["relay", text(&file)?])
    };
    let sign = |stage: &Stage<'_>, wallet: &Wallet, arguments: &[&str]| -> Outcome<String> {
        let out = stage.folder.join("signed.txt");
        stage.does(wallet, &[&["--sign-only", text(&out)?], arguments].concat())?.done()?;
        Ok(fs::read_to_string(out)?)
    };
    let act = sign(stage, patient, &PERMIT)?;
    // A digit of the signature, which stands before the account, the interval and the number.
    let mut altered = act.trim().to_owned().into_bytes();
    let place = altered.len().checked_sub(100).ok_or("an act too short for a signature")?;
    altered[place] = if altered[place] == b'0' { b'1' } else { b'0' };
    let altered = String::from_utf8(altered).map_err(|error| Failure(error.to_string()))?;

    // The same key is a patient on another chain too.
    other.register(patient, &[])?;
    let foreign = sign(other, patient, &PERMIT)?;
    stage.unchanged(|| {
        relay("sign here")?.refused(exit::INPUT, "not_a_signed_act")?;
        relay(&altered)?.refused(exit::REFUSED, "BadProof")?;
        relay(&foreign)?.refused(exit::REFUSED, "BadProof").map(drop)
    })?;
    relay(&act)?.done()?;
    stage.unchanged(|| relay(&act)?.refused(exit::REFUSED, "Stale").map(drop))?;
    // What the pallet refuses is a failure for whoever relays, too.
    let inner = sign(stage, patient, &["consent", "deny", "--grantee", "anyone", "--valid-until", "2020-01-01"])?;
    stage.unchanged(|| relay(&inner)?.refused(exit::REFUSED, "AlreadyExpired").map(drop))
}

/// Whoever broke the glass does not review it, with whatever capacities.
fn own_review(stage: &Stage<'_>, subject: &str) -> Outcome<()> {
    let both = stage.wallet("both.key")?;
    let licence = stage.people.emergency_physician.licence()?.to_string();
    let grant = [
        "registry",
        "seat",
        "grant",
        &both.account,
        "--capacity",
        "emergency-access",
        "--capacity",
        "privacy-officer",
        "--licence",
        &licence,
    ];
    stage.command.by(&stage.people.hospital_admin, &grant)?.done()?;
    let broken = ["access", "break-glass", "--subject", subject, "--reason", "disaster"];
    let receipt = stage.does(&both, &broken)?.done()?["receipt"].to_string();
    let review = |person: Option<&Person>| {
        let question = [
            "access",
            "review",
            "--seat",
            &both.account,
            "--subject",
            subject,
            "--receipt",
            &receipt,
            "--verdict",
            "justified",
        ];
        match person {
            Some(person) => stage.command.by(person, &question),
            None => stage.does(&both, &question),
        }
    };
    stage.unchanged(|| {
        review(None)?.refused(exit::REFUSED, "OwnReview")?;
        stage.does(&both, &broken)?.refused(exit::REFUSED, "AlreadyOverridden")?;
        review(Some(&stage.people.emergency_physician))?.refused(exit::REFUSED, "CapacityNotGranted").map(drop)
    })?;
    review(Some(&stage.people.hospital_privacy_officer))?.done()?;
    stage.unchanged(|| {
        review(Some(&stage.people.hospital_privacy_officer))?.refused(exit::REFUSED, "UnknownOverride").map(drop)
    })
}

/// One pair of networks serves all sections. Each has one validator, which refuses what four would.
#[test]
fn consent_should_refuse_bad_input_each_with_its_own_error_and_change_nothing() {
    let (network, another) = (Network::start(1).unwrap(), Network::start(1).unwrap());
    let (folder, other_folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let stage = Stage::set(&network, folder.path()).unwrap();
    let other = Stage::set(&another, other_folder.path()).unwrap();
    let patient = stage.wallet("patient.key").unwrap();
    let subject = stage.register(&patient, &[]).unwrap();
    wrong_people_and_words(&stage, &patient, &subject).unwrap();
    expired_guardian(&stage).unwrap();
    relayed(&stage, &other, &patient).unwrap();
    own_review(&stage, &subject).unwrap();
}
