//! A listed node that misbehaves (`bogam-hostile`), and what a validator's process looks like meanwhile. [`endurance`] says what has
//! to hold while it does everything that it can.

pub mod endurance;

use crate::{
    Failure, Outcome,
    chaos::daemon::{addresses, process_of, said_since},
    command::{Process, hostile_binary},
    ensure,
    network::Network,
    node_key::NodeKey,
};
use serde_json::Value;
use std::{
    fs::{self, File},
    io::{BufRead, BufReader},
    path::PathBuf,
    process::{Command, Stdio},
    sync::{Arc, Mutex, PoisonError},
    thread,
};

/// What a node says when a part of it has failed. What the runtime says in its sandbox is not among it.
const BROKEN: [&str; 3] = ["Thread '", "thread '", "Essential task"];

/// What a node that misbehaves is told to do.
#[derive(Clone, Debug)]
pub struct Orders<'a> {
    /// Its key.
    pub key: &'a NodeKey,
    /// The validators that it abuses.
    pub targets: &'a [u16],
    /// The abuses; all if there is none.
    pub abuses: &'a [&'a str],
    /// For how long each goes on.
    pub seconds: u64,
    /// How often it does all of them.
    pub rounds: u32,
    /// How many blocks it claims to be ahead of the others.
    pub ahead: u32,
    /// How it answers those who ask it for blocks: a name of its own for that.
    pub answers: &'a str,
    /// The port at which others find it; 0 for any.
    pub port: u16,
}

impl<'a> Orders<'a> {
    /// Everything once, for a second each. It claims nothing, and answers nobody.
    pub fn of(key: &'a NodeKey, targets: &'a [u16]) -> Self {
        Self { key, targets, abuses: &[], seconds: 1, rounds: 1, ahead: 0, answers: "refusal", port: 0 }
    }
}

/// A node that misbehaves. It ends with this value.
#[derive(Debug)]
pub struct Hostile {
    process: Process,
    told: Arc<Mutex<Vec<Value>>>,
    log: PathBuf,
}

impl Hostile {
    /// Starts it. What goes wrong with it is written beside its key.
    pub fn start(network: &Network, orders: &Orders<'_>) -> Outcome<Self> {
        let chain = network.chain(1);
        let (genesis, recent) = (chain.block_hash(0)?, chain.finalised()?);
        let log = orders.key.file.with_extension("log");
        let all = addresses(network, 0)?;
        let mut command = Command::new(hostile_binary()?);
        command.arg("--node-key-file").arg(&orders.key.file);
        command.args(["--genesis", &hex::encode(genesis.as_bytes()), "--best", &hex::encode(recent.as_bytes())]);
        command.args(["--height", &chain.height_of(recent)?.saturating_add(orders.ahead).to_string()]);
        command.args(["--seconds", &orders.seconds.to_string(), "--rounds", &orders.rounds.to_string()]);
        command.args(["--answers", orders.answers, "--port", &orders.port.to_string()]);
        for target in orders.targets {
            let address = all.get(usize::from(*target) - 1);
            command.arg("--target").arg(address.ok_or_else(|| Failure(format!("there is no validator {target}")))?);
        }
        for abuse in orders.abuses {
            command.args(["--abuse", *abuse]);
        }
        let mut process = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(File::create(&log)?).spawn()?;
        let told = Arc::new(Mutex::new(Vec::new()));
        if let Some(output) = process.stdout.take() {
            let told = told.clone();
            // It ends when the process does.
            thread::spawn(move || {
                for line in BufReader::new(output).lines().map_while(Result::ok) {
                    // What is no JSON is kept as a text, so that it is seen.
                    let line = serde_json::from_str(&line).unwrap_or(Value::String(line));
                    told.lock().unwrap_or_else(PoisonError::into_inner).push(line);
                }
            });
        }
        Ok(Self { process: process.into(), told, log })
    }

    /// What it has told so far: a line for each abuse.
    pub fn told(&self) -> Vec<Value> {
        self.told.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Whether it still goes on. Fails if it has not ended well.
    pub fn goes_on(&mut self) -> Outcome<bool> {
        match self.process.ended()? {
            None => Ok(true),
            Some(status) if status.success() => Ok(false),
            Some(status) => {
                let log = fs::read_to_string(&self.log).unwrap_or_default();
                Err(Failure(format!("the hostile node ended with {status}: {}", log.trim())))
            }
        }
    }
}

/// A number in what it has told.
pub fn figure(told: &Value, name: &str) -> Outcome<u64> {
    told[name].as_u64().ok_or_else(|| Failure(format!("{told} has no number {name}")))
}

/// The process of a validator, at a moment.
#[derive(Clone, Copy, Debug)]
pub struct Vital {
    process: u32,
    /// The memory that it has, in bytes.
    resident: u64,
    /// The most that it ever had.
    peak: u64,
    /// How long its log is, in bytes.
    log: u64,
}

/// What has become of it later.
#[derive(Clone, Copy, Debug)]
pub struct Growth {
    /// How much more memory it has had meanwhile, in bytes.
    pub memory: u64,
    /// How much longer its log is, in bytes.
    pub log: u64,
}

/// A number of kilobytes in what the system says of a process, in bytes.
fn kilobytes(status: &str, name: &str) -> Outcome<u64> {
    let value = status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
    let number = value.and_then(|value| value.trim().strip_suffix("kB")?.trim().parse::<u64>().ok());
    Ok(number.ok_or_else(|| Failure(format!("the system does not say {name}")))? * 1024)
}

impl Vital {
    /// As it is. Fails if the validator does not run.
    pub fn of(network: &Network, validator: u16) -> Outcome<Self> {
        let process = process_of(network, validator)?;
        let status = fs::read_to_string(format!("/proc/{process}/status"))?;
        let log = fs::metadata(network.validator_folder(validator).join("log"))?.len();
        Ok(Self { process, resident: kilobytes(&status, "VmRSS")?, peak: kilobytes(&status, "VmHWM")?, log })
    }

    /// What has become of it. Fails if it is not the same process any more, or if a part of it has failed.
    pub fn growth(&self, network: &Network, validator: u16) -> Outcome<Growth> {
        let now = Self::of(network, validator)?;
        ensure(now.process == self.process, || format!("validator {validator} was started anew"))?;
        let broken = said_since(&network.validator_folder(validator).join("log"), self.log, &BROKEN);
        ensure(broken.is_empty(), || format!("validator {validator} says: {broken}"))?;
        // A peak that is not new says nothing of this time.
        let most = if now.peak > self.peak { now.peak } else { now.resident };
        Ok(Growth { memory: most.saturating_sub(self.resident), log: now.log.saturating_sub(self.log) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn memory_should_be_read_from_what_the_system_says() {
        let status = fs::read_to_string("/proc/self/status").unwrap();
        let (resident, peak) = (kilobytes(&status, "VmRSS").unwrap(), kilobytes(&status, "VmHWM").unwrap());
        assert!(resident > 100_000 && peak >= resident, "{resident} {peak}");
        assert!(kilobytes(&status, "VmNothing").is_err());
    }

    #[test]
    fn figure_should_be_a_number_that_was_told() {
        let told = json!({ "abuse": "blocks", "sent": 7 });
        assert_eq!(figure(&told, "sent"), Ok(7));
        assert!(figure(&told, "abuse").is_err());
        assert!(figure(&told, "answered").is_err());
    }
}
