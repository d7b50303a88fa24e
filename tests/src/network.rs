//! A local network of validators: real processes, on 127.0.0.1 only, started and stopped with `scripts/network`.

use crate::{
    Failure, Outcome,
    chain::Chain,
    command::{Finished, node_binary, run, workspace},
    ensure,
};
use bogam_primitives::OrganisationId;
use bogam_runtime::{BlockNumber, Hash};
use std::{
    env, fs,
    net::{Ipv4Addr, TcpListener},
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, SystemTime, UNIX_EPOCH},
};
use tempfile::TempDir;

/// How long the script may take: it waits itself for at most 180 s per validator.
const PATIENCE: Duration = Duration::from_secs(780);

/// Ports are taken from here: below those that the system gives to outgoing connections.
const PORTS: std::ops::Range<u16> = 20_000..32_000;

/// Where `scripts/network` leaves the chain spec that nodes take.
pub(crate) const RAW_CHAIN_SPEC: &str = "chain-spec-raw.json";

/// A network that was started here, or one that runs already.
#[derive(Debug)]
pub struct Network {
    folder: PathBuf,
    ports: Ports,
    validators: u16,
    /// The folder, if the network was started here: it ends with this value.
    own: Option<TempDir>,
}

/// What a network is to be like.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// How many validators it begins with.
    pub validators: u16,
    /// For how many more it has room.
    pub room: u16,
    /// How many blocks a session has; `None` for as many as the runtime says.
    pub session_blocks: Option<u32>,
}

/// The first validator's ports. The next one has the next numbers.
#[derive(Clone, Copy, Debug)]
struct Ports {
    rpc: u16,
    peer: u16,
    metrics: u16,
}

impl Ports {
    /// Ports that are free at this moment, `count` of each.
    fn free(count: u16) -> Outcome<Self> {
        let seed = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.subsec_nanos());
        let range = u32::from(PORTS.end - PORTS.start - 3 * count);
        let mut next = seed ^ std::process::id();
        for _ in 0..200 {
            next = next.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let Ok(offset) = u16::try_from((next >> 8) % range) else { continue };
            let first = PORTS.start + offset;
            // All are held at once, so that none is counted twice, and let go together.
            let held: Result<Vec<_>, _> =
                (first..first + 3 * count).map(|port| TcpListener::bind((Ipv4Addr::LOCALHOST, port))).collect();
            if held.is_ok() {
                return Ok(Self { rpc: first, peer: first + count, metrics: first + 2 * count });
            }
        }
        Err("there are no free ports".into())
    }
}

/// Runs `scripts/network` on `folder` with the node's binary of this run. Yields what it says.
pub fn script(arguments: &[&str], folder: &Path) -> Outcome<String> {
    let node = node_binary()?;
    // The script finds the binary in the target folder.
    let target = node.parent().filter(|release| release.ends_with("release")).and_then(Path::parent);
    let target = target.ok_or_else(|| Failure(format!("{} does not lie in a folder \"release\"", node.display())))?;
    let target = target.canonicalize()?;
    let mut command = Command::new(workspace().join("scripts/network"));
    command.args(arguments).arg("--folder").arg(folder).env("CARGO_TARGET_DIR", target);
    // What the validators would inherit must not be the pipes of this process: the script sends theirs to their logs.
    let Finished { exit, output, errors } = run(&mut command, "", PATIENCE)?;
    match exit {
        0 => Ok(String::from_utf8_lossy(&output).into_owned()),
        code => Err(Failure(format!("scripts/network {} ended with {code}: {}", arguments.join(" "), errors.trim()))),
    }
}

/// Makes in `folder` what a network of `validators` validators needs, and starts none of them: a chain spec, and for each
/// one a folder with its node's key and its peer id.
pub(crate) fn prepare(validators: u16, folder: &Path) -> Outcome<()> {
    script(&["prepare", "--validators", &validators.to_string()], folder).map(drop)
}

impl Network {
    /// Starts `validators` validators in a temporary folder and waits until they finalise blocks.
    pub fn start(validators: u16) -> Outcome<Self> {
        Self::start_as(Shape { validators, room: 0, session_blocks: None })
    }

    /// Starts a network of this shape in a temporary folder and waits until it finalises blocks.
    pub fn start_as(Shape { validators, room, session_blocks }: Shape) -> Outcome<Self> {
        let mut last = Failure::new("no attempt was made");
        // Between the choice of a port and its use somebody else may take it.
        for _ in 0..3 {
            let ports = Ports::free(validators + room)?;
            let own = tempfile::Builder::new().prefix("bogam-network-").tempdir()?;
            let network = Self { folder: own.path().to_owned(), ports, validators, own: Some(own) };
            let [count, rpc, peer, metrics] =
                [validators, ports.rpc, ports.peer, ports.metrics].map(|number| number.to_string());
            let length = session_blocks.map(|blocks| blocks.to_string());
            let mut arguments =
                vec!["up", "--validators", &count, "--rpc-port", &rpc, "--port", &peer, "--prometheus", &metrics];
            if let Some(length) = &length {
                arguments.extend(["--session-blocks", length.as_str()]);
            }
            match script(&arguments, &network.folder) {
                Ok(_) => return Ok(network),
                Err(failure) if failure.0.contains("is in use") => last = failure,
                Err(failure) => return Err(failure),
            }
        }
        Err(last)
    }

    /// The network that runs in `folder` already. It goes on when this value ends.
    pub fn attach(folder: &Path) -> Outcome<Self> {
        let settings = fs::read_to_string(folder.join("settings"))
            .map_err(|error| Failure(format!("there is no network in {}: {error}", folder.display())))?;
        let setting = |name: &str| -> Outcome<u16> {
            let line = settings.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix('='));
            let number = line.and_then(|value| value.trim_matches('"').parse().ok());
            number.ok_or_else(|| Failure(format!("{}/settings does not say {name}", folder.display())))
        };
        let ports = Ports { rpc: setting("RPC_PORT")?, peer: setting("PORT")?, metrics: setting("PROMETHEUS")? };
        Ok(Self { folder: folder.canonicalize()?, ports, validators: setting("VALIDATORS")?, own: None })
    }

    /// Leaves its folder behind when this value ends, with logs and databases: this one.
    pub fn keep(&mut self) -> PathBuf {
        if let Some(own) = &mut self.own {
            own.disable_cleanup(true);
        }
        self.folder.clone()
    }

    /// How many validators there were at first.
    pub fn validators(&self) -> u16 {
        self.validators
    }

    /// The JSON-RPC port of the validator with this number, from 1.
    pub fn rpc_port(&self, validator: u16) -> u16 {
        self.ports.rpc + validator - 1
    }

    /// The port for peers of the validator with this number, from 1.
    pub fn peer_port(&self, validator: u16) -> u16 {
        self.ports.peer + validator - 1
    }

    /// The metrics' port of the validator with this number, from 1.
    pub fn metrics_port(&self, validator: u16) -> u16 {
        self.ports.metrics + validator - 1
    }

    /// The first validator's address for the command.
    pub fn url(&self) -> String {
        format!("ws://127.0.0.1:{}", self.ports.rpc)
    }

    /// The validator with this number, to be asked.
    pub fn chain(&self, validator: u16) -> Chain {
        Chain::at(self.rpc_port(validator))
    }

    /// All validators that there were at first, in their order, to be asked.
    pub fn chains(&self) -> Vec<Chain> {
        (1..=self.validators).map(|validator| self.chain(validator)).collect()
    }

    /// How high the newest block is that any validator has.
    pub fn best_height(&self) -> Outcome<BlockNumber> {
        let heights = self.chains().iter().map(Chain::best_height).collect::<Outcome<Vec<_>>>()?;
        heights.into_iter().max().ok_or_else(|| "the network has no validators".into())
    }

    /// Waits until all validators have finalised a block at `height`, for at most `limit` at each in turn, and checks that it is
    /// the same one everywhere. Yields its hash.
    pub fn agree_on(&self, height: BlockNumber, limit: Duration) -> Outcome<Hash> {
        let mut agreed = None;
        for (validator, chain) in (1..).zip(self.chains()) {
            chain.await_finality_of(height, limit)?;
            let hash = chain.block_hash(height)?;
            let first: Hash = *agreed.get_or_insert(hash);
            ensure(hash == first, || {
                format!("block {height} is {first:?} at validator 1, and {hash:?} at validator {validator}")
            })?;
        }
        agreed.ok_or_else(|| "the network has no validators".into())
    }

    /// The chain spec of the network, to be read and edited.
    pub fn chain_spec(&self) -> PathBuf {
        self.folder.join("chain-spec.json")
    }

    /// The same with the state that comes of it, as nodes take it.
    pub fn raw_chain_spec(&self) -> PathBuf {
        self.folder.join(RAW_CHAIN_SPEC)
    }

    /// The folder of the validator with this number: its database, its keys and its log.
    pub fn validator_folder(&self, validator: u16) -> PathBuf {
        self.folder.join(validator.to_string())
    }

    /// Stops one validator.
    pub fn stop_validator(&self, validator: u16) -> Outcome<()> {
        script(&["stop", &validator.to_string()], &self.folder).map(drop)
    }

    /// Starts one validator again.
    pub fn start_validator(&self, validator: u16) -> Outcome<()> {
        self.start_validator_with(validator, "")
    }

    /// Starts one validator again, this time with further options of the node.
    pub fn start_validator_with(&self, validator: u16, options: &str) -> Outcome<()> {
        script(&["start", &validator.to_string(), "--options", options], &self.folder).map(drop)
    }

    /// Adds a validator, the next by number, for `organisation`, and waits until it authors and finalises. There has to be
    /// room for it. Yields what the script says.
    pub fn join(&self, organisation: OrganisationId) -> Outcome<String> {
        script(&["join", "--organisation", &organisation.to_string()], &self.folder)
    }

    /// Has a validator ask to leave, and waits until it has left and is stopped, or is known to be retained. Yields what the
    /// script says.
    pub fn leave(&self, validator: u16) -> Outcome<String> {
        script(&["leave", &validator.to_string()], &self.folder)
    }

    /// Gives a validator new session keys, and waits until it authors with them. Yields what the script says.
    pub fn rotate(&self, validator: u16) -> Outcome<String> {
        script(&["rotate", &validator.to_string()], &self.folder)
    }
}

impl Drop for Network {
    fn drop(&mut self) {
        let Some(own) = self.own.take() else { return };
        if own.path().join("settings").exists()
            && let Err(failure) = script(&["down"], own.path())
        {
            eprintln!("the network in {} could not be taken down: {failure}", own.path().display());
        }
        if env::var_os("BOGAM_KEEP").is_some() {
            eprintln!("the network's folder is kept: {}", own.keep().display());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ports_should_be_free_and_distinct() {
        let ports = Ports::free(4).unwrap();
        let mut all: Vec<u16> =
            [ports.rpc, ports.peer, ports.metrics].iter().flat_map(|first| *first..first + 4).collect();
        assert!(all.iter().all(|port| TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok()));
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), 12);
    }

    #[test]
    fn network_should_be_read_from_its_settings() {
        let folder = tempfile::tempdir().unwrap();
        assert!(Network::attach(folder.path()).is_err());
        let settings = "VALIDATORS=\"4\"\nRPC_PORT=\"9944\"\nPORT=\"30333\"\nPROMETHEUS=\"9615\"\n";
        fs::write(folder.path().join("settings"), settings).unwrap();
        let network = Network::attach(folder.path()).unwrap();
        assert_eq!(
            (network.rpc_port(2), network.peer_port(4), network.metrics_port(1), network.url().as_str()),
            (9945, 30336, 9615, "ws://127.0.0.1:9944")
        );
    }
}
