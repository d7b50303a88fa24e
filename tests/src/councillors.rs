//! The councillors of the development consortium: the admins of its organisations, each of whom acts with the real command.

use crate::{
    Failure, Outcome,
    command::{Answer, Bogam, text},
    ensure,
};
use bogam_runtime::genesis::consortium::{self, DevelopmentKey};
use serde_json::Value;
use std::{
    path::{Path, PathBuf},
    thread,
};

/// The admins of the development consortium's organisations.
const ADMINS: [&DevelopmentKey; 9] = [
    &consortium::HOSPITAL,
    &consortium::CLINIC,
    &consortium::PHARMACY_A,
    &consortium::INSURER,
    &consortium::AUTHORITY,
    &consortium::PHARMACY_B,
    &consortium::RESEARCH,
    &consortium::INSURER_B,
    &consortium::INSURER_C,
];

/// One of them.
#[derive(Clone, Debug)]
pub struct Councillor {
    /// The account, as it is typed.
    pub account: String,
    /// The key file that the command takes.
    pub key: PathBuf,
}

/// The members of the council whose keys are known.
#[derive(Clone, Debug)]
pub struct Councillors {
    command: Bogam,
    /// How many members the council has.
    pub seats: usize,
    /// Those whose keys are known. Who was admitted by an earlier story does not vote.
    pub members: Vec<Councillor>,
}

/// The text that an answer has at `name`.
pub fn text_of<'a>(value: &'a Value, name: &str) -> Outcome<&'a str> {
    value[name].as_str().ok_or_else(|| Failure(format!("{value} has no text {name}")))
}

impl Councillors {
    /// The council as the chain has it, with key files in `folder` that the command has written.
    pub fn gather(command: &Bogam, folder: &Path) -> Outcome<Self> {
        std::fs::create_dir_all(folder)?;
        let listed = command.read(&["governance", "list"])?.done()?;
        let listed = listed["members"].as_array().ok_or("the council has no members")?.clone();
        let mut members = Vec::new();
        for admin in ADMINS {
            let key = folder.join(format!("{}.key", admin.uri.trim_start_matches('/')));
            if !key.exists() {
                command.told(&["key", "from-uri", "--out", text(&key)?], admin.uri)?.done()?;
            }
            let shown = command.with_key(&key, &["key", "show"])?.done()?;
            let account = text_of(&shown, "account")?.to_owned();
            if listed.iter().any(|member| member["account"] == account.as_str()) {
                members.push(Councillor { account, key });
            }
        }
        ensure(3 * members.len() >= 2 * listed.len(), || {
            format!("of {} members only the keys of {} are known", listed.len(), members.len())
        })?;
        Ok(Self { command: command.clone(), seats: listed.len(), members })
    }

    /// The member with this place.
    pub fn member(&self, place: usize) -> Outcome<&Councillor> {
        self.members.get(place).ok_or_else(|| Failure(format!("the council has no member {place}")))
    }

    /// The member with this place runs the command.
    pub fn does(&self, place: usize, arguments: &[&str]) -> Outcome<Answer> {
        self.command.with_key(&self.member(place)?.key, arguments)
    }

    /// The first member moves something; what the command answered.
    pub fn propose(&self, matter: &[&str]) -> Outcome<Value> {
        self.does(0, &[&["governance", "propose"], matter].concat())?.done()
    }

    /// The members with these places vote at the same time. Returns when all votes are final.
    pub fn vote(&self, motion: &str, places: std::ops::Range<usize>, choice: &str) -> Outcome<()> {
        let arguments = ["governance", "vote", "--motion", motion, choice];
        let voters = self.members.get(places).ok_or("the council has not so many members")?;
        let votes = thread::scope(|scope| {
            let voting: Vec<_> = voters
                .iter()
                .map(|voter| scope.spawn(move || self.command.with_key(&voter.key, &arguments)?.done()))
                .collect();
            let joined = voting.into_iter().map(|vote| vote.join().unwrap_or_else(|_| Err("a vote panicked".into())));
            joined.collect::<Outcome<Vec<_>>>()
        })?;
        ensure(votes.len() == voters.len(), || "not every vote has an answer".into())
    }

    /// The council decides: moved, voted on by just as many as it needs, and closed. What closing it answered.
    pub fn decide(&self, matter: &[&str]) -> Outcome<Value> {
        let moved = self.propose(matter)?;
        let number = moved["number"].to_string();
        let threshold = moved["threshold"].as_u64().ok_or("the motion has no threshold")?;
        self.vote(&number, 0..usize::try_from(threshold)?, "--yes")?;
        self.does(0, &["governance", "close", "--motion", &number])?.done()
    }

    /// The council decides, and what it decided is carried out.
    pub fn carry(&self, matter: &[&str]) -> Outcome<()> {
        let told = self.decide(matter)?;
        ensure(told["outcome"] == "carriedOut", || format!("the motion was closed, and not carried out: {told}"))
    }
}
