//! The council as its members run it: one proposes, the others vote, anybody closes; all with the real command.

use crate::{Failure, Outcome, chain::Chain, command::Bogam, ensure};
use bogam_runtime::{AccountId, genesis::consortium};
use codec::Decode;
use serde_json::Value;
use std::{
    path::{Path, PathBuf},
    thread,
};

/// The members of the council, with their keys.
#[derive(Clone, Debug)]
pub struct Council {
    command: Bogam,
    keys: Vec<PathBuf>,
}

impl Council {
    /// The members as the chain has them, with key files in `folder` that the command has written.
    pub fn gather(command: &Bogam, chain: &Chain, folder: &Path) -> Outcome<Self> {
        std::fs::create_dir_all(folder)?;
        let key = frame_support::storage::storage_prefix(b"Council", b"Members");
        let stored = chain.storage(&key, chain.finalised()?)?.ok_or("there is no council")?;
        let members = Vec::<AccountId>::decode(&mut stored.as_slice())?;
        let mut keys = Vec::new();
        for member in &members {
            // Members whom another part of the story has admitted have no development key, and do not vote.
            let Some(known) = consortium::KEYS.into_iter().find(|known| known.account() == *member) else { continue };
            let file = folder.join(format!("{}.key", known.uri.trim_start_matches('/')));
            if !file.exists() {
                let path = file.to_str().ok_or("the folder's name is no text")?;
                command.told(&["key", "from-uri", "--out", path], known.uri)?.done()?;
            }
            keys.push(file);
        }
        ensure(3 * keys.len() >= 2 * members.len(), || {
            format!("of {} members the keys of {} are known: too few for a rule change", members.len(), keys.len())
        })?;
        Ok(Self { command: command.clone(), keys })
    }

    /// How many members vote.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether nobody does.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// Proposes `matter`, in the words of `bogam governance propose`, and yields how the motion is named.
    pub fn propose(&self, matter: &[&str]) -> Outcome<String> {
        let proposer = self.keys.first().ok_or("the council is empty")?;
        let told = self.command.with_key(proposer, &[&["governance", "propose"][..], matter].concat())?.done()?;
        motion_of(&told)
    }

    /// Proposes `matter`, has all members vote for it, and closes the motion, which then has been carried out.
    pub fn carry(&self, matter: &[&str]) -> Outcome<()> {
        let motion = self.propose(matter)?;
        let motion = motion.as_str();
        // At the same time: each waits for its own finality.
        thread::scope(|votes| {
            let voting: Vec<_> = self
                .keys
                .iter()
                .map(|key| {
                    let vote = ["governance", "vote", "--motion", motion, "--yes"];
                    votes.spawn(move || self.command.with_key(key, &vote)?.done())
                })
                .collect();
            voting.into_iter().try_for_each(|vote| match vote.join() {
                Ok(told) => told.map(drop),
                Err(_) => Err(Failure::new("a vote ended unexpectedly")),
            })
        })?;
        let closer = self.keys.first().ok_or("the council is empty")?;
        let told = self.command.with_key(closer, &["governance", "close", "--motion", motion])?.done()?;
        ensure(told["outcome"] == "carriedOut", || format!("the motion was closed, and not carried out: {told}"))
    }
}

/// How the command names a motion that it has proposed: its number, or its hash.
fn motion_of(told: &Value) -> Outcome<String> {
    let names = [&told["motion"]["number"], &told["motion"], &told["number"], &told["hash"]];
    let name = names.into_iter().find_map(|name| match name {
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) => Some(text.clone()),
        _ => None,
    });
    name.ok_or_else(|| Failure(format!("the answer names no motion: {told}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn motion_should_be_found_by_number_or_hash() {
        for told in [json!({ "motion": 3 }), json!({ "number": 3 }), json!({ "motion": { "number": 3 } })] {
            assert_eq!(motion_of(&told), Ok("3".to_owned()), "{told}");
        }
        assert_eq!(motion_of(&json!({ "hash": "0xab" })), Ok("0xab".to_owned()));
        assert!(motion_of(&json!({ "done": true })).is_err());
    }
}
