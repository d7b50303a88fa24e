//! Nodes that are started otherwise than `scripts/network` does it, and validators that are ended without being asked.

use crate::{
    Failure, Outcome, await_until,
    chain::Chain,
    command::{Finished, Process, node_binary, run, wasm_cache},
    ensure,
    network::Network,
};
use std::{
    ffi::OsString,
    fs::{self, OpenOptions},
    net::{Ipv4Addr, TcpListener},
    path::{Path, PathBuf},
    process::{Command, ExitStatus},
    time::Duration,
};

/// How long a small tool may take, or a process to end that was killed.
const PATIENCE: Duration = Duration::from_secs(30);

/// Whose development keys the validators of the presets have, in their order.
const NAMES: [&str; 6] = ["Alice", "Bob", "Charlie", "Dave", "Eve", "Ferdie"];

/// What a node says when one of its threads has panicked. What the runtime says in its sandbox is not among it.
const PANICS: [&str; 2] = ["Thread '", "thread '"];

/// Runs a small tool to its end.
pub fn tool(command: &mut Command) -> Outcome<String> {
    let shown = format!("{command:?}");
    let Finished { exit, output, errors } = run(command, "", PATIENCE)?;
    ensure(exit == 0, || format!("{shown} ended with {exit}: {}", errors.trim()))?;
    Ok(String::from_utf8_lossy(&output).into_owned())
}

/// Two ports that are free at this moment: for JSON-RPC, and for peers.
pub fn free_ports() -> Outcome<[u16; 2]> {
    let held = [TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?, TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?];
    Ok([held[0].local_addr()?.port(), held[1].local_addr()?.port()])
}

/// The peer id of the validator with this number.
pub fn peer_id(network: &Network, validator: u16) -> Outcome<String> {
    Ok(fs::read_to_string(network.validator_folder(validator).join("peer-id"))?.trim().to_owned())
}

/// Where the validators listen, without the one with the number `except`.
pub fn addresses(network: &Network, except: u16) -> Outcome<Vec<String>> {
    let others = (1..=network.validators()).filter(|validator| *validator != except);
    let address = |validator: u16| -> Outcome<String> {
        Ok(format!("/ip4/127.0.0.1/tcp/{}/p2p/{}", network.peer_port(validator), peer_id(network, validator)?))
    };
    others.map(address).collect()
}

/// The name of the development key of the validator with this number.
pub(crate) fn name_of(validator: u16) -> Outcome<&'static str> {
    let name = usize::from(validator).checked_sub(1).and_then(|place| NAMES.get(place));
    name.copied().ok_or_else(|| Failure(format!("there is no development key for validator {validator}")))
}

/// The development key of the validator with this number, as a secret URI.
pub fn development_key(validator: u16) -> Outcome<String> {
    Ok(format!("//{}", name_of(validator)?))
}

/// The folder of a validator's database; it need not be there.
pub fn database(network: &Network, validator: u16) -> Outcome<PathBuf> {
    let chains = network.validator_folder(validator).join("chains");
    let chain = fs::read_dir(&chains)?.next().ok_or_else(|| Failure(format!("{} is empty", chains.display())))??;
    Ok(chain.path().join("paritydb"))
}

/// The process of a validator that runs.
pub fn process_of(network: &Network, validator: u16) -> Outcome<u32> {
    let folder = network.validator_folder(validator);
    let pid: u32 = fs::read_to_string(folder.join("pid"))?
        .trim()
        .parse()
        .map_err(|_| Failure(format!("validator {validator} has no process number")))?;
    // Numbers are used again: it has to be the one that was started with this folder.
    let line = fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
    let folder = folder.into_os_string().into_encoded_bytes();
    let is_it = line.split(|byte| *byte == 0).any(|argument| argument == folder);
    ensure(is_it, || format!("validator {validator} does not run"))?;
    Ok(pid)
}

/// Ends validators at the same moment, without letting them put anything in order (`kill -9`).
pub fn kill(network: &Network, validators: &[u16]) -> Outcome<()> {
    let processes = validators.iter().map(|validator| process_of(network, *validator)).collect::<Outcome<Vec<_>>>()?;
    tool(Command::new("kill").arg("-KILL").args(processes.iter().map(u32::to_string)))?;
    for process in processes {
        await_until(format!("process {process} to end"), PATIENCE, || Ok(has_ended(process).then_some(())))?;
    }
    Ok(())
}

/// Whether nothing is left of a process but what its parent may want to know. One that is being torn down has no command line
/// any more, but its ports and its database still.
fn has_ended(process: u32) -> bool {
    // The state follows the program's name, which is in parentheses and may contain any sign.
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    stat.rsplit_once(") ").is_none_or(|(_, rest)| rest.starts_with(['Z', 'X']))
}

/// Fails if the log of a validator tells of a panic, but for the validator `except`; with 0 for all. What a validator says that was
/// started with a [`Plan`] is not in its log.
pub fn ensure_no_panic(network: &Network, except: u16) -> Outcome<()> {
    for validator in (1..=network.validators()).filter(|validator| *validator != except) {
        let told = said(&network.validator_folder(validator).join("log"), &PANICS);
        ensure(told.is_empty(), || format!("validator {validator} says: {told}"))?;
    }
    Ok(())
}

/// How a node is to be started.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Its chain spec.
    pub chain_spec: PathBuf,
    /// Where its database and its keystore are.
    pub base: PathBuf,
    /// Its node key's file.
    pub node_key: PathBuf,
    /// With whose development key it authors and votes, if it does: a name.
    pub identity: Option<&'static str>,
    /// Whom it connects to.
    pub peers: Vec<String>,
    /// Its port for JSON-RPC.
    pub rpc: u16,
    /// Its port for peers.
    pub port: u16,
    /// What it finds in its environment besides.
    pub environment: Vec<(&'static str, String)>,
    /// What is typed besides.
    pub options: Vec<&'static str>,
}

impl Plan {
    /// As `scripts/network` starts the validator with this number, but with the base path `base` and on other ports for
    /// JSON-RPC and metrics. The validator itself has to be stopped.
    pub fn of_validator(network: &Network, validator: u16, base: &Path) -> Outcome<Self> {
        let [rpc, _] = free_ports()?;
        Ok(Self {
            chain_spec: network.raw_chain_spec(),
            base: base.to_owned(),
            node_key: network.validator_folder(validator).join("node-key"),
            identity: Some(name_of(validator)?),
            peers: addresses(network, validator)?,
            rpc,
            port: network.peer_port(validator),
            environment: Vec::new(),
            options: Vec::new(),
        })
    }

    /// What is typed to start it.
    pub fn arguments(&self) -> Outcome<Vec<OsString>> {
        let mut arguments: Vec<OsString> = vec![node_binary()?.into()];
        let mut option = |name: &str, value: OsString| arguments.extend([OsString::from(name), value]);
        option("--chain", self.chain_spec.clone().into());
        option("--base-path", self.base.clone().into());
        option("--node-key-file", self.node_key.clone().into());
        option("--listen-addr", format!("/ip4/127.0.0.1/tcp/{}", self.port).into());
        option("--in-peers", "8".into());
        option("--rpc-port", self.rpc.to_string().into());
        for (name, value) in
            [("--database", "paritydb"), ("--state-pruning", "archive"), ("--blocks-pruning", "archive")]
        {
            option(name, value.into());
        }
        for peer in &self.peers {
            option("--reserved-nodes", peer.into());
        }
        option("--wasm-cache", wasm_cache()?.into());
        arguments.extend(["--no-mdns", "--no-telemetry", "--no-prometheus"].map(OsString::from));
        arguments.extend(self.options.iter().map(OsString::from));
        if let Some(identity) = self.identity {
            arguments.extend([format!("--{}", identity.to_lowercase()), "--validator".into()].map(OsString::from));
        }
        Ok(arguments)
    }
}

/// A node that was started here. It ends with this value.
#[derive(Debug)]
pub struct Daemon {
    process: Process,
    chain: Chain,
    log: PathBuf,
}

impl Daemon {
    /// Starts it, and does not wait. What it says is appended to `log`.
    pub fn start(plan: &Plan, log: &Path) -> Outcome<Self> {
        let output = OpenOptions::new().create(true).append(true).open(log)?;
        let arguments = plan.arguments()?;
        let (program, arguments) = arguments.split_first().ok_or("there is nothing to start")?;
        let mut command = Command::new(program);
        command.args(arguments).envs(plan.environment.iter().map(|(name, value)| (name, value)));
        Ok(Self { process: Process::start(&mut command, output)?, chain: Chain::at(plan.rpc), log: log.to_owned() })
    }

    /// The node, to be asked.
    pub fn chain(&self) -> Chain {
        self.chain
    }

    /// How it has ended, if it has.
    pub fn ended(&mut self) -> Outcome<Option<ExitStatus>> {
        self.process.ended()
    }

    /// Waits until it answers or has ended: whether it answers.
    pub fn answers(&mut self, limit: Duration) -> Outcome<bool> {
        let chain = self.chain;
        await_until("a node to answer or to end", limit, || {
            if self.process.ended()?.is_some() {
                return Ok(Some(false));
            }
            chain.best_height().map(|_| Some(true))
        })
    }

    /// The lines of its log that contain one of `words`, at most ten.
    pub fn said(&self, words: &[&str]) -> String {
        said(&self.log, words)
    }
}

/// The lines of a log that contain one of `words`, at most ten, each cut to a readable length.
pub fn said(log: &Path, words: &[&str]) -> String {
    said_since(log, 0, words)
}

/// Those of them that came when the log had so many bytes already.
pub fn said_since(log: &Path, length: u64, words: &[&str]) -> String {
    let bytes = fs::read(log).unwrap_or_default();
    let from = usize::try_from(length).unwrap_or(usize::MAX).min(bytes.len());
    let text = String::from_utf8_lossy(&bytes[from..]).into_owned();
    let found = text.lines().filter(|line| words.iter().any(|word| line.contains(word)));
    let cut = |line: &str| line.chars().take(200).collect::<String>();
    found.take(10).map(cut).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn development_keys_should_be_those_of_the_validators_in_their_order() {
        assert_eq!(development_key(1).unwrap(), "//Alice");
        assert_eq!(development_key(6).unwrap(), "//Ferdie");
        for nobody in [0, 7] {
            assert!(development_key(nobody).is_err());
        }
    }

    #[test]
    fn log_should_be_searched_for_words() {
        let folder = tempfile::tempdir().unwrap();
        let log = folder.path().join("log");
        fs::write(&log, "all is well\nCritical database error\nbye\n").unwrap();
        assert_eq!(said(&log, &["Critical", "panicked"]), "Critical database error");
        assert_eq!(said_since(&log, 12, &["all", "bye"]), "bye");
        assert_eq!(said_since(&log, 1_000, &["all", "bye"]), "");
        assert_eq!(said(&folder.path().join("none"), &["a"]), "");
    }

    #[test]
    fn tool_should_tell_how_it_failed() {
        assert_eq!(tool(Command::new("echo").arg("done")).unwrap().trim(), "done");
        let failure = tool(Command::new("ls").arg("/nowhere/at/all")).unwrap_err();
        assert!(failure.0.contains("ended with"), "{failure}");
    }
}
