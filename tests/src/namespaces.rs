//! Validators on machines of their own: each in a network namespace, with a switch between them. The cables have latency, and
//! can be pulled.
//!
//! The switch has a namespace too, so that nothing of it is in the machine's own network: no interface, no address, no
//! listening socket. Latency comes from the kernel (`tc netem`), or from a [`crate::relay`] in each namespace where the kernel
//! has none.

use crate::{
    Failure, Outcome, await_until,
    chaos::daemon::{name_of, tool},
    command::{Finished, Process, node_binary, relay_binary, run, wasm_cache},
    ensure,
    network::{RAW_CHAIN_SPEC, prepare},
};
use serde_json::{Value, json};
use std::{
    env,
    ffi::OsStr,
    fs::{self, File},
    path::PathBuf,
    process::{Command, Stdio},
    time::{Duration, SystemTime, UNIX_EPOCH},
};
use tempfile::TempDir;

/// How long a packet takes from one machine to another.
pub const LATENCY: Duration = Duration::from_millis(40);

/// How long a small tool may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// How long the first finalised block may take.
const START: Duration = Duration::from_secs(90);

/// The ports of every machine: each has all of them for itself.
const RPC: u16 = 9944;
const PEER: u16 = 30333;
const METRICS: u16 = 9615;

fn ip(arguments: &[&str]) -> Outcome<()> {
    tool(Command::new("ip").args(arguments)).map(drop)
}

/// Where the latency comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Latency {
    /// From the kernel: every packet waits.
    Kernel,
    /// From a relay before each validator: every byte on a connection waits.
    Relay,
}

/// A switch with machines at it.
#[derive(Debug)]
struct Namespaces {
    prefix: String,
    machines: u16,
    latency: Latency,
}

impl Namespaces {
    fn create(machines: u16) -> Outcome<Self> {
        let moment = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.subsec_micros());
        let prefix = format!("bogam-{}-{moment}", std::process::id());
        // Here already, so that what was made is removed again if the rest fails.
        let mut created = Self { prefix, machines, latency: Latency::Kernel };
        let switch = created.switch();
        ip(&["netns", "add", &switch])?;
        ip(&["-n", &switch, "link", "add", "bridge", "type", "bridge"])?;
        ip(&["-n", &switch, "link", "set", "bridge", "up"])?;
        for machine in 1..=machines {
            let (name, port) = (created.name(machine), port(machine));
            ip(&["netns", "add", &name])?;
            ip(&["link", "add", "cable", "netns", &name, "type", "veth", "peer", "name", &port, "netns", &switch])?;
            ip(&["-n", &switch, "link", "set", &port, "master", "bridge"])?;
            ip(&["-n", &switch, "link", "set", &port, "up"])?;
            ip(&["-n", &name, "address", "add", &format!("{}/24", address(machine)), "dev", "cable"])?;
            ip(&["-n", &name, "link", "set", "lo", "up"])?;
            ip(&["-n", &name, "link", "set", "cable", "up"])?;
        }
        let delay = format!("{}ms", LATENCY.as_millis());
        for machine in 1..=machines {
            let mut tc = Command::new("tc");
            tc.args(["-n", &created.name(machine), "qdisc", "add", "dev", "cable", "root", "netem", "delay", &delay]);
            if tool(&mut tc).is_err() {
                created.latency = Latency::Relay;
            }
        }
        Ok(created)
    }

    fn switch(&self) -> String {
        format!("{}-switch", self.prefix)
    }

    fn name(&self, machine: u16) -> String {
        format!("{}-{machine}", self.prefix)
    }

    /// A command that will run on the machine. Its process is the one that is started here.
    fn command(&self, machine: u16, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new("ip");
        command.args(["netns", "exec", &self.name(machine)]).arg(program);
        command
    }

    fn set_cable(&self, machine: u16, state: &str) -> Outcome<()> {
        ip(&["-n", &self.switch(), "link", "set", &port(machine), state])
    }
}

impl Drop for Namespaces {
    fn drop(&mut self) {
        // With a namespace go its interfaces, and the other ends of their cables.
        for name in (1..=self.machines).map(|machine| self.name(machine)).chain([self.switch()]) {
            let _ = ip(&["netns", "delete", &name]);
        }
    }
}

fn port(machine: u16) -> String {
    format!("port{machine}")
}

fn address(machine: u16) -> String {
    format!("10.77.0.{machine}")
}

/// Whether this machine permits namespaces with a network between them, or why not.
pub fn permitted() -> Outcome<()> {
    let namespaces = Namespaces::create(1)?;
    let Finished { exit, errors, .. } = run(&mut namespaces.command(1, "true"), "", PATIENCE)?;
    ensure(exit == 0, || format!("nothing can be run in a network namespace: {}", errors.trim()))
}

/// A network of validators, each on a machine of its own.
#[derive(Debug)]
pub struct Machines {
    // In the order in which they end: processes before what they run on.
    nodes: Vec<Process>,
    relays: Vec<Process>,
    namespaces: Namespaces,
    folder: Option<TempDir>,
    path: PathBuf,
}

impl Machines {
    /// Starts `validators` validators, at most six, and waits until each finalises blocks.
    pub fn start(validators: u16) -> Outcome<Self> {
        ensure((1..=6).contains(&validators), || "there are presets for one to six validators".into())?;
        let folder = tempfile::Builder::new().prefix("bogam-machines-").tempdir()?;
        prepare(validators, folder.path())?;
        let path = folder.path().to_owned();
        let namespaces = Namespaces::create(validators)?;
        let mut machines = Self { nodes: Vec::new(), relays: Vec::new(), namespaces, folder: Some(folder), path };
        if machines.latency() == Latency::Relay {
            for machine in 1..=validators {
                let relay = machines.relay(machine)?;
                machines.relays.push(relay);
            }
        }
        for machine in 1..=validators {
            let node = machines.node(machine, validators)?;
            machines.nodes.push(node);
        }
        for machine in 1..=validators {
            machines.await_finality_of(machine, 1, START)?;
        }
        Ok(machines)
    }

    /// Where the latency comes from.
    pub fn latency(&self) -> Latency {
        self.namespaces.latency
    }

    fn relay(&self, machine: u16) -> Outcome<Process> {
        let mut command = self.namespaces.command(machine, relay_binary()?);
        command.args(["--listen", &format!("{}:{PEER}", address(machine)), "--to", &format!("127.0.0.1:{PEER}")]);
        command.args(["--delay", &LATENCY.as_millis().to_string()]);
        Ok(command.stdin(Stdio::null()).spawn()?.into())
    }

    fn node(&self, machine: u16, validators: u16) -> Outcome<Process> {
        let own = self.path.join(machine.to_string());
        // Behind a relay nobody must get round it.
        let listens_on = match self.latency() {
            Latency::Kernel => address(machine),
            Latency::Relay => "127.0.0.1".to_owned(),
        };
        let identity = format!("--{}", name_of(machine)?.to_lowercase());
        let mut command = self.namespaces.command(machine, node_binary()?);
        command.arg("--chain").arg(self.path.join(RAW_CHAIN_SPEC)).arg("--base-path").arg(&own);
        command.arg("--node-key-file").arg(own.join("node-key")).args([identity.as_str(), "--validator", "--no-mdns"]);
        command.args(["--listen-addr", &format!("/ip4/{listens_on}/tcp/{PEER}"), "--in-peers", "8"]);
        command.args(["--rpc-port", &RPC.to_string(), "--prometheus-port", &METRICS.to_string()]);
        command.args(["--database", "paritydb", "--no-telemetry"]).arg("--wasm-cache").arg(wasm_cache()?);
        for other in (1..=validators).filter(|other| *other != machine) {
            let peer = fs::read_to_string(self.path.join(other.to_string()).join("peer-id"))?;
            let peer = format!("/ip4/{}/tcp/{PEER}/p2p/{}", address(other), peer.trim());
            command.args(["--reserved-nodes", &peer]);
        }
        Process::start(&mut command, File::create(own.join("log"))?)
    }

    /// Pulls the cable of a machine: nothing of what it sends arrives any more, and nobody tells it.
    pub fn cut(&self, machine: u16) -> Outcome<()> {
        self.namespaces.set_cable(machine, "down")
    }

    /// Puts the cable back.
    pub fn heal(&self, machine: u16) -> Outcome<()> {
        self.namespaces.set_cable(machine, "up")
    }

    /// Checks that every node is the process that was started.
    pub fn ensure_running(&mut self) -> Outcome<()> {
        for (index, node) in self.nodes.iter_mut().enumerate() {
            let ended = node.ended()?;
            ensure(ended.is_none(), || format!("the node of machine {} has ended: {ended:?}", index + 1))?;
        }
        Ok(())
    }

    /// Calls a JSON-RPC method of a machine's node, from within its namespace.
    pub fn call(&self, machine: u16, method: &str, parameters: &Value) -> Outcome<Value> {
        let question = json!({ "jsonrpc": "2.0", "id": 1, "method": method, "params": parameters }).to_string();
        let mut command = self.namespaces.command(machine, "curl");
        command.args(["-sS", "-m", "10", "-H", "Content-Type: application/json", "-d", &question]);
        command.arg(format!("http://127.0.0.1:{RPC}"));
        let Finished { exit, output, errors } = run(&mut command, "", PATIENCE)?;
        ensure(exit == 0, || format!("machine {machine} does not answer: {}", errors.trim()))?;
        let mut answer: Value = serde_json::from_slice(&output)?;
        match answer.get_mut("result") {
            Some(result) => Ok(result.take()),
            None => Err(Failure(format!("{method} is refused: {}", answer["error"]))),
        }
    }

    fn height(&self, machine: u16, parameters: &Value) -> Outcome<u32> {
        let header = self.call(machine, "chain_getHeader", parameters)?;
        let digits = header["number"].as_str().and_then(|text| text.strip_prefix("0x"));
        let number = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        number.ok_or_else(|| Failure(format!("this is no header: {header}")))
    }

    /// The height of the newest block that a machine's node has finalised.
    pub fn finalised_height(&self, machine: u16) -> Outcome<u32> {
        let head = self.call(machine, "chain_getFinalizedHead", &json!([]))?;
        self.height(machine, &json!([head]))
    }

    /// The height of its newest block.
    pub fn best_height(&self, machine: u16) -> Outcome<u32> {
        self.height(machine, &json!([]))
    }

    /// The hash of its block at `height`.
    pub fn block_hash(&self, machine: u16, height: u32) -> Outcome<Value> {
        self.call(machine, "chain_getBlockHash", &json!([height]))
    }

    /// Waits until it has finalised a block at `height`.
    pub fn await_finality_of(&self, machine: u16, height: u32, limit: Duration) -> Outcome<u32> {
        await_until(format!("machine {machine} to finalise block {height}"), limit, || {
            Ok(Some(self.finalised_height(machine)?).filter(|finalised| *finalised >= height))
        })
    }
}

impl Drop for Machines {
    fn drop(&mut self) {
        if env::var_os("BOGAM_KEEP").is_some()
            && let Some(folder) = self.folder.take()
        {
            eprintln!("the folder of the machines is kept: {}", folder.keep().display());
        }
    }
}
