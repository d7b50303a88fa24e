//! Whom the nodes of a network talk to: a stranger's node gets nothing and gets nothing in, until its organisation lists it;
//! and again when it is listed no more.

use bogam_primitives::node::{PeerId, peer_id_of_key};
use bogam_runtime::{BlockNumber, Runtime, genesis::consortium};
use bogam_tests::{
    Failure, Outcome, await_until,
    chain::Chain,
    chaos::daemon::{addresses, free_ports},
    command::{Process, node_binary, wasm_cache},
    ensure,
    network::Network,
    node_key::NodeKey,
    people::pair,
    transactions::Ending,
};
use codec::Decode;
use std::{
    fs::{self, File},
    process::Command,
    time::Duration,
};
use tempfile::TempDir;

/// How long something may take that a node does by itself, on a busy machine. A peer that hangs up while it is asked something, as
/// one does that has just heard of its list, is let alone for a minute.
const PATIENCE: Duration = Duration::from_secs(180);

/// So many blocks are long enough for a node to notice them, if it could.
const A_WHILE: BlockNumber = 8;

/// A node that is no validator, with its own database and key.
struct Newcomer {
    /// Before its folder, so that it has ended when that is removed.
    _process: Process,
    peer_id: PeerId,
    chain: Chain,
    /// Everything that it writes, its log too.
    folder: TempDir,
}

impl Newcomer {
    /// Starts a node with the network's chain spec and the addresses of all its validators.
    fn start(network: &Network) -> Outcome<Self> {
        let folder = tempfile::tempdir()?;
        let NodeKey { file: key_file, peer_id } = NodeKey::make(folder.path(), "node-key")?;

        let [rpc, port] = free_ports()?;
        let log = File::create(folder.path().join("log"))?;
        let mut command = Command::new(node_binary()?);
        command.arg("--chain").arg(network.raw_chain_spec());
        command.arg("--base-path").arg(folder.path().join("data"));
        command.arg("--node-key-file").arg(key_file);
        command.arg("--bootnodes").args(addresses(network, 0)?);
        command.args(["--listen-addr", &format!("/ip4/127.0.0.1/tcp/{port}"), "--no-mdns"]);
        command.args(["--rpc-port", &rpc.to_string(), "--no-prometheus", "--no-telemetry", "--database", "paritydb"]);
        // Only a node that keeps everything answers questions about past blocks.
        command.args(["--state-pruning", "archive", "--blocks-pruning", "archive"]);
        command.arg("--wasm-cache").arg(wasm_cache()?);
        let process = Process::start(&mut command, log)?;
        let newcomer = Self { _process: process, peer_id, chain: Chain::at(rpc), folder };
        await_until("the new node to answer", PATIENCE, || newcomer.chain.best_height().map(Some))?;
        Ok(newcomer)
    }

    /// The end of its log, for a failure.
    fn explain(&self, failure: &Failure) -> Failure {
        let log = fs::read_to_string(self.folder.path().join("log")).unwrap_or_default();
        let lines = log.lines().collect::<Vec<_>>();
        let last = lines[lines.len().saturating_sub(30)..].join("\n");
        Failure(format!("{failure}\nThe log of the new node ends with:\n{last}"))
    }
}

/// The peer ids on the list, as it is finalised.
fn listed(chain: &Chain) -> Outcome<Vec<PeerId>> {
    let stored = chain.storage(&pallet_nodes::Nodes::<Runtime>::hashed_key(), chain.finalised()?)?;
    let nodes = Vec::<pallet_nodes::Node<BlockNumber>>::decode(&mut stored.unwrap_or_default().as_slice())?;
    Ok(nodes.into_iter().map(|node| node.peer_id).collect())
}

fn done(ending: &Ending) -> Outcome<()> {
    ensure(*ending == Ending::Finalised(Ok(())), || format!("the transaction ended with {ending:?}"))
}

#[test]
fn stranger_should_get_nothing_until_its_organisation_lists_its_node() {
    let network = Network::start(4).unwrap();
    let chain = network.chain(1);
    assert_eq!(listed(&chain).unwrap().len(), 4, "the chain spec lists the validators' nodes");
    let newcomer = Newcomer::start(&network).unwrap();
    let steps: [fn(&Network, &Newcomer) -> Outcome<()>; 3] =
        [is_kept_out, takes_part_once_it_is_listed, is_cut_off_once_it_is_removed];
    for step in steps {
        if let Err(failure) = step(&network, &newcomer) {
            panic!("{}", newcomer.explain(&failure));
        }
    }
    assert_eq!(chain.peers(), Ok(3), "the validators are connected to each other");
}

/// The same chain spec, the same boot nodes: no block, and no way in for a transaction.
fn is_kept_out(network: &Network, newcomer: &Newcomer) -> Outcome<()> {
    let chain = network.chain(1);
    // A transaction that any node of the network would take. The stranger takes it, and has nobody to pass it on to.
    let peer_id = peer_id_of_key(&[7; 32]);
    let admin = pair(consortium::RESEARCH.uri)?;
    let nonce = chain.next_nonce(&consortium::RESEARCH.account())?;
    let call = pallet_nodes::Call::<Runtime>::add_node { peer_id: peer_id.clone() };
    let transaction = Chain::signed(chain.block_hash(0)?, &admin, nonce, call.into());
    newcomer.chain.send(&transaction)?;

    let height = chain.finalised_height()?;
    chain.await_finality_of(height + A_WHILE, PATIENCE)?;
    ensure(newcomer.chain.best_height()? == 0, || "a stranger got a block".into())?;
    ensure(newcomer.chain.peers()? == 0, || "a stranger was connected to".into())?;
    ensure(!listed(&chain)?.contains(&peer_id), || "a stranger got a transaction in".into())?;
    for validator in 1..=network.validators() {
        let found = network.chain(validator).peers()?;
        ensure(found == 3, || format!("validator {validator} has {found} peers"))?;
    }
    Ok(())
}

fn takes_part_once_it_is_listed(network: &Network, newcomer: &Newcomer) -> Outcome<()> {
    let chain = network.chain(1);
    let admin = pair(consortium::INSURER_B.uri)?;
    let call = pallet_nodes::Call::<Runtime>::add_node { peer_id: newcomer.peer_id.clone() };
    done(&chain.submit(&admin, call)?)?;

    let height = chain.finalised_height()?;
    newcomer.chain.await_finality_of(height, PATIENCE)?;
    ensure(newcomer.chain.block_hash(height)? == chain.block_hash(height)?, || "the chains differ".into())?;
    await_until("the new node to be connected to all validators", PATIENCE, || {
        Ok(Some(newcomer.chain.peers()?).filter(|peers| *peers == u64::from(network.validators())))
    })?;
    // And now what it is given gets in.
    let remark = frame_system::Call::<Runtime>::remark { remark: b"listed".to_vec() };
    done(&newcomer.chain.submit(&pair(consortium::INSURER_C.uri)?, remark)?)
}

fn is_cut_off_once_it_is_removed(network: &Network, newcomer: &Newcomer) -> Outcome<()> {
    let chain = network.chain(1);
    let admin = pair(consortium::INSURER_B.uri)?;
    let call = pallet_nodes::Call::<Runtime>::remove_node { peer_id: newcomer.peer_id.clone() };
    done(&chain.submit(&admin, call)?)?;

    await_until("the removed node to be cut off", PATIENCE, || {
        Ok(Some(newcomer.chain.peers()?).filter(|peers| *peers == 0))
    })?;
    // What it had received before is imported by then.
    let height = chain.finalised_height()?;
    chain.await_finality_of(height + 2, PATIENCE)?;
    let last = newcomer.chain.best_height()?;
    chain.await_finality_of(height + 2 + A_WHILE, PATIENCE)?;
    ensure(newcomer.chain.best_height()? == last, || "a removed node got a block".into())?;
    ensure(newcomer.chain.peers()? == 0, || "a removed node was connected to again".into())
}
