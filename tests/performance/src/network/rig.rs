//! The nodes that are measured: four validators on this machine, ours or the stock template's. Both have the same database, the
//! same pruning and the same connections; what differs is the node with the pool that it comes with, and its runtime.

use super::{blocks::shown, stock};
use bogam_runtime::{Hash, Runtime, genesis::consortium};
use bogam_tests::{
    Failure, Outcome,
    chain::Chain,
    command::{Finished, Process, node_binary, run},
    ensure,
    network::{Network, script},
};
use codec::Encode;
use serde_json::{Value, json};
use std::{
    fs::{self, File},
    io,
    net::{Ipv4Addr, TcpListener},
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};
use tempfile::TempDir;

/// How many validators each network has.
pub const VALIDATORS: u16 = 4;

/// How long it may take to make a node's key.
const PATIENCE: Duration = Duration::from_secs(60);

/// How long the stock nodes may take until they finalise their first blocks.
const FIRST_BLOCKS: Duration = Duration::from_secs(180);

/// What each organisation may use in a window of metering, in picoseconds: ten times all there is, so that what is measured is
/// the network and not the allowance, neither that of staff nor that of holders, who have a tenth. On a real network the
/// council decides it.
const ALLOWANCE: u64 = 600_000_000_000_000;

/// The development keys of the stock validators, as they are typed.
pub const STOCK_NAMES: [&str; VALIDATORS as usize] = ["Alice", "Bob", "Charlie", "Dave"];

/// Where the ports of the networks begin: JSON-RPC here, peers ten above, metrics twenty above.
#[derive(Clone, Copy, Debug)]
pub struct Ports(pub u16);

impl Ports {
    /// JSON-RPC of the validator with this number, from 1.
    pub fn rpc(self, validator: u16) -> u16 {
        self.0 + validator - 1
    }

    fn peer(self, validator: u16) -> u16 {
        self.0 + 10 + validator - 1
    }

    /// Metrics of the validator with this number, from 1.
    pub fn metrics(self, validator: u16) -> u16 {
        self.0 + 20 + validator - 1
    }
}

/// A network that runs, and ends with this value.
#[derive(Debug)]
pub struct Rig {
    ports: Ports,
    /// Whether the nodes are the stock template's.
    pub is_stock: bool,
    /// The folder where their logs stay.
    logs: PathBuf,
    nodes: Nodes,
}

#[derive(Debug)]
enum Nodes {
    /// Started with scripts/network.
    Own { network: Network, folder: TempDir },
    /// Started here.
    Stock { children: Vec<Process>, folder: TempDir },
}

/// Whether all ports of a network are free. The script looks itself.
fn ensure_free(ports: Ports) -> Outcome<()> {
    for validator in 1..=VALIDATORS {
        for port in [ports.rpc(validator), ports.peer(validator), ports.metrics(validator)] {
            let free = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok();
            ensure(free, || format!("port {port} is in use: choose others with --port"))?;
        }
    }
    Ok(())
}

/// Runs a command that has to succeed; what it wrote, to its standard output and to its standard error.
pub(super) fn finished(command: &mut Command, limit: Duration) -> Outcome<(Vec<u8>, String)> {
    let shown = command.get_program().to_string_lossy().into_owned();
    let Finished { exit, output, errors } = run(command, "", limit)?;
    match exit {
        0 => Ok((output, errors)),
        code => Err(Failure(format!("{shown} ended with {code}: {}", errors.trim()))),
    }
}

/// The raw chain spec with allowances that nothing here uses up.
fn with_allowances(mut spec: Value) -> Outcome<Value> {
    let organisations = u32::try_from(consortium::registry().organisations.len())?;
    let top = spec["genesis"]["raw"]["top"].as_object_mut().ok_or("the chain spec is not raw")?;
    for organisation in 0..organisations {
        let key = pallet_metering::Allowances::<Runtime>::hashed_key_for(organisation);
        top.insert(format!("0x{}", hex::encode(key)), json!(format!("0x{}", hex::encode(ALLOWANCE.encode()))));
    }
    Ok(spec)
}

impl Rig {
    /// Starts our validators, and waits until they finalise. Their logs stay in the folder `logs`.
    pub fn own(ports: Ports, logs: &Path) -> Outcome<Self> {
        let folder = tempfile::Builder::new().prefix("bogam-bench-").tempdir()?;
        let [count, rpc, peer, metrics] =
            [VALIDATORS, ports.rpc(1), ports.peer(1), ports.metrics(1)].map(|number| number.to_string());
        let shape = ["--validators", &count, "--rpc-port", &rpc, "--port", &peer, "--prometheus", &metrics];
        script(&[["prepare"].as_slice(), shape.as_slice()].concat(), folder.path())?;
        let spec = folder.path().join("chain-spec-raw.json");
        let raw = with_allowances(serde_json::from_slice(&fs::read(&spec)?)?)?;
        fs::write(&spec, serde_json::to_vec(&raw)?)?;
        // The network is known before it is up, so that whatever was started is stopped when not all of it starts.
        let nodes = Nodes::Own { network: Network::attach(folder.path())?, folder };
        let rig = Self { ports, is_stock: false, logs: logs.to_owned(), nodes };
        if let Nodes::Own { folder, .. } = &rig.nodes {
            script(&[["up"].as_slice(), shape.as_slice()].concat(), folder.path())?;
        }
        Ok(rig)
    }

    /// Starts validators of the stock template's `binary`, and waits until they finalise. Their logs stay in the folder `logs`.
    pub fn stock(ports: Ports, binary: &Path, logs: &Path) -> Outcome<Self> {
        ensure_free(ports)?;
        let folder = tempfile::Builder::new().prefix("stock-bench-").tempdir()?;
        let spec = folder.path().join("chain-spec.json");
        fs::write(&spec, serde_json::to_vec(&stock::chain_spec(binary, &STOCK_NAMES)?)?)?;
        let mut peers = Vec::new();
        for validator in 1..=VALIDATORS {
            fs::create_dir(node_folder(folder.path(), validator))?;
            // Both nodes read the same key files, and ours is sure to write one.
            let mut generate = Command::new(node_binary()?);
            generate.args(["key", "generate-node-key", "--file"]).arg(node_key(folder.path(), validator));
            let (_, peer) = finished(&mut generate, PATIENCE)?;
            peers.push(format!("/ip4/127.0.0.1/tcp/{}/p2p/{}", ports.peer(validator), peer.trim()));
        }
        let place = folder.path().to_owned();
        // The network is known before it is up, so that whatever was started is stopped when not all of it starts.
        let nodes = Nodes::Stock { children: Vec::new(), folder };
        let mut rig = Self { ports, is_stock: true, logs: logs.to_owned(), nodes };
        for (validator, name) in (1..=VALIDATORS).zip(STOCK_NAMES) {
            let home = node_folder(&place, validator);
            let mut command = Command::new(binary);
            command.arg("--chain").arg(&spec).arg("--base-path").arg(&home);
            command.arg("--node-key-file").arg(node_key(&place, validator));
            command.arg(format!("--{}", name.to_lowercase()));
            command.args(["--validator", "--no-mdns", "--no-telemetry", "--in-peers", "8", "--database", "paritydb"]);
            command.args(["--state-pruning", "archive", "--blocks-pruning", "archive"]);
            command.args(["--listen-addr", &format!("/ip4/127.0.0.1/tcp/{}", ports.peer(validator))]);
            command.args(["--rpc-port", &ports.rpc(validator).to_string()]);
            command.args(["--prometheus-port", &ports.metrics(validator).to_string()]);
            for (other, peer) in (1..).zip(&peers) {
                if other != validator {
                    command.args(["--reserved-nodes", peer]);
                }
            }
            let log = File::create(home.join("log"))?;
            let child = Process::start(&mut command, log);
            let child = child.map_err(|failure| failure.within(format!("{} cannot be run", binary.display())))?;
            let number = child.id();
            if let Nodes::Stock { children, .. } = &mut rig.nodes {
                children.push(child);
            }
            // As scripts/network does: scripts/bench stops what is left over of a run that was killed.
            fs::write(home.join("pid"), number.to_string())?;
        }
        for validator in 1..=VALIDATORS {
            let waited = rig.chain(validator).await_finality_of(1, FIRST_BLOCKS);
            if let Err(failure) = waited {
                return Err(failure.within(rig.last_words(validator)));
            }
        }
        Ok(rig)
    }

    /// What is known of a stock node that does not do what it should.
    fn last_words(&mut self, validator: u16) -> String {
        let Nodes::Stock { children, folder } = &mut self.nodes else { return "our node".into() };
        let log = fs::read_to_string(node_folder(folder.path(), validator).join("log")).unwrap_or_default();
        let lines: Vec<_> = log.lines().rev().take(5).collect();
        let runs = children.get_mut(usize::from(validator) - 1).is_some_and(|child| matches!(child.ended(), Ok(None)));
        let state = if runs { "runs" } else { "has ended" };
        format!("stock validator {validator}, which {state}, and whose log ends (newest first) with {lines:?}")
    }

    /// The validator with this number, from 1, to be asked.
    pub fn chain(&self, validator: u16) -> Chain {
        Chain::at(self.ports.rpc(validator))
    }

    /// The addresses of the first `count` validators.
    pub fn urls(&self, count: u16) -> Vec<String> {
        (1..=count).map(|validator| format!("ws://127.0.0.1:{}", self.ports.rpc(validator))).collect()
    }

    /// The metrics' ports of all validators.
    pub fn metrics(&self) -> Vec<u16> {
        (1..=VALIDATORS).map(|validator| self.ports.metrics(validator)).collect()
    }

    /// The network as scripts/network knows it; the stock template's is none.
    pub fn network(&self) -> Outcome<&Network> {
        match &self.nodes {
            Nodes::Own { network, .. } => Ok(network),
            Nodes::Stock { .. } => Err("the stock validators are not stopped one by one".into()),
        }
    }

    /// The hash of the genesis block, which names the chain.
    pub fn genesis(&self) -> Outcome<String> {
        let genesis: Hash = self.chain(1).block_hash(0)?;
        Ok(shown(genesis))
    }
}

impl Drop for Rig {
    fn drop(&mut self) {
        match &mut self.nodes {
            Nodes::Own { folder, .. } => {
                if let Err(failure) = script(&["down"], folder.path()) {
                    eprintln!("the network in {} could not be taken down: {failure}", folder.path().display());
                }
            }
            // They end before their logs are copied. Their databases go with them, so nothing has to be saved.
            Nodes::Stock { children, .. } => children.clear(),
        }
        let (Nodes::Own { folder, .. } | Nodes::Stock { folder, .. }) = &self.nodes;
        if let Err(error) = keep_logs(folder.path(), &self.logs) {
            eprintln!("the logs of the nodes could not be kept in {}: {error}", self.logs.display());
        }
    }
}

/// Copies the logs of the validators in `folder`, as far as there are any, to the folder `logs`.
fn keep_logs(folder: &Path, logs: &Path) -> io::Result<()> {
    fs::create_dir_all(logs)?;
    for validator in 1..=VALIDATORS {
        let log = node_folder(folder, validator).join("log");
        if log.is_file() {
            fs::copy(log, logs.join(format!("{validator}.log")))?;
        }
    }
    Ok(())
}

fn node_folder(folder: &Path, validator: u16) -> PathBuf {
    folder.join(validator.to_string())
}

fn node_key(folder: &Path, validator: u16) -> PathBuf {
    node_folder(folder, validator).join("node-key")
}

#[cfg(test)]
mod tests {
    use super::*;
    use codec::Decode;

    #[test]
    fn ports_should_not_collide() {
        let ports = Ports(24_400);
        let mut all: Vec<u16> = (1..=VALIDATORS)
            .flat_map(|validator| [ports.rpc(validator), ports.peer(validator), ports.metrics(validator)])
            .collect();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), 3 * usize::from(VALIDATORS));
    }

    #[test]
    fn logs_should_be_kept_of_the_nodes_that_have_one() {
        let (folder, logs) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        fs::create_dir(node_folder(folder.path(), 2)).unwrap();
        fs::write(node_folder(folder.path(), 2).join("log"), "imported").unwrap();
        let logs = logs.path().join("own");
        keep_logs(folder.path(), &logs).unwrap();
        assert_eq!(fs::read_to_string(logs.join("2.log")).unwrap(), "imported");
        assert_eq!(fs::read_dir(&logs).unwrap().count(), 1);
    }

    #[test]
    fn allowances_should_be_where_the_runtime_looks_for_them() {
        let spec = with_allowances(json!({ "genesis": { "raw": { "top": { "0x01": "0x02" } } } })).unwrap();
        let top = spec["genesis"]["raw"]["top"].as_object().unwrap();
        assert_eq!(top.len(), 1 + consortium::registry().organisations.len());
        let key = pallet_metering::Allowances::<Runtime>::hashed_key_for(3);
        let value = top[&format!("0x{}", hex::encode(key))].as_str().unwrap();
        let bytes = hex::decode(value.trim_start_matches("0x")).unwrap();
        assert_eq!(u64::decode(&mut bytes.as_slice()), Ok(ALLOWANCE));
        assert!(with_allowances(json!({ "genesis": { "runtimeGenesis": {} } })).is_err());
    }
}
