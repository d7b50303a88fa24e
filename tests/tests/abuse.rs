//! Floods and abuse on a real network: what they do to an honest member is measured, and what is not to be taken is not taken.
//! And what a node serves to whom.

use bogam_tests::{
    Outcome,
    chaos::daemon::tool,
    command::{Finished, node_binary, run},
    ensure,
    flood::{Abuse, Field, figures::Figures},
    network::Network,
    not_checked,
    state::ChainState,
};
use serde_json::Value;
use std::{
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

/// How long a node may take to start and to answer a few questions.
const PATIENCE: Duration = Duration::from_secs(100);

/// Starts a node that others could reach, in a network namespace where there are no others, and asks it one question a line.
/// Prints the answers, one a line.
const SCRIPT: &str = r#"
ip link set lo up || exit 77
log=$1 questions=$2
shift 2
"$@" >"$log" 2>&1 </dev/null & node=$!
trap 'kill -9 $node' EXIT
ask() { curl -s -m 10 -H 'Content-Type: application/json' -d "$1" http://127.0.0.1:9944; }
for _ in $(seq 160); do
    ask '{"id":1,"jsonrpc":"2.0","method":"system_health","params":[]}' >/dev/null && break
    kill -0 $node || exit 78
    sleep 0.5
done
while read -r question; do ask "$question" | tr -d '\n'; echo; done <"$questions"
"#;

/// Methods that read or make keys, choose peers, or change what the node does or says: with parameters that they would take.
const UNSAFE: [&str; 18] = [
    r#"{"id":1,"jsonrpc":"2.0","method":"author_rotateKeys","params":[]}"#,
    r#"{"id":1,"jsonrpc":"2.0","method":"author_insertKey","params":["aura","//Mallory","0x00"]}"#,
    r#"{"id":1,"jsonrpc":"2.0","method":"author_hasKey","params":["0x00","aura"]}"#,
    r#"{"id":1,"jsonrpc":"2.0","method":"author_hasSessionKeys","params":["0x00"]}"#,
    r#"{"id":1,"jsonrpc":"2.0","method":"author_rotateKeysWithOwner","params":["0x00"]}"#,
    r#"{"id":1,"jsonrpc":"2.0","method":"author_removeExtrinsic","params":[[]]}"#,
    r#"{"id":1,"jsonrpc":"2.0","method":"system_peers","params":[]}"#,
    r#"{"id":1,"jsonrpc":"2.0","method":"system_unstable_networkState","params":[]}"#,
    r#"{"id":1,"jsonrpc":"2.0","method":"system_addReservedPeer","params":["/ip4/192.0.2.1/tcp/1/p2p/12D3KooWDpJ7As7BWAwRMfu1VU2WCqNjvq387JEYKDBj4kx6nXTN"]}"#,
    r#"{"id":1,"jsonrpc":"2.0","method":"system_removeReservedPeer","params":["12D3KooWDpJ7As7BWAwRMfu1VU2WCqNjvq387JEYKDBj4kx6nXTN"]}"#,
    r#"{"id":1,"jsonrpc":"2.0","method":"system_addLogFilter","params":["trace"]}"#,
    r#"{"id":1,"jsonrpc":"2.0","method":"system_resetLogFilter","params":[]}"#,
    r#"{"id":1,"jsonrpc":"2.0","method":"state_getPairs","params":["0x"]}"#,
    r#"{"id":1,"jsonrpc":"2.0","method":"state_queryStorage","params":[["0x00"],"0x0000000000000000000000000000000000000000000000000000000000000000",null]}"#,
    r#"{"id":1,"jsonrpc":"2.0","method":"state_traceBlock","params":["0x0000000000000000000000000000000000000000000000000000000000000000",null,null,null]}"#,
    r#"{"id":1,"jsonrpc":"2.0","method":"offchain_localStorageSet","params":["PERSISTENT","0x00","0x00"]}"#,
    r#"{"id":1,"jsonrpc":"2.0","method":"offchain_localStorageGet","params":["PERSISTENT","0x00"]}"#,
    r#"{"id":1,"jsonrpc":"2.0","method":"offchain_localStorageClear","params":["PERSISTENT","0x00"]}"#,
];

/// What anybody may ask.
const SAFE: [&str; 3] = [
    r#"{"id":1,"jsonrpc":"2.0","method":"system_health","params":[]}"#,
    r#"{"id":1,"jsonrpc":"2.0","method":"chain_getHeader","params":[]}"#,
    r#"{"id":1,"jsonrpc":"2.0","method":"state_getRuntimeVersion","params":[]}"#,
];

/// One network serves all kinds of abuse.
#[test]
fn honest_member_should_be_served_while_others_flood_and_abuse() {
    let network = Network::start(4).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let field = Field::new(&network, 1_000).unwrap();
    println!("without trouble: {}", field.undisturbed());
    let mut figures = Figures::default();
    figures.note("nothing", field.undisturbed(), "");
    for abuse in Abuse::ALL {
        let began = Instant::now();
        let seen = field.stand(abuse).unwrap();
        println!("{abuse:?}, {:.0} s: {seen}", began.elapsed().as_secs_f64());
        figures.note(abuse.name(), &seen.fared, &seen.sentence);
    }
    let over = field.member_over_its_allowance(folder.path()).unwrap();
    for (seen, what) in over.iter().zip(["a member uses up its allowance", "a member is over its allowance"]) {
        println!("{what}: {seen}");
        figures.note(what, &seen.fared, &seen.sentence);
    }
    let afterwards = field.measure().unwrap();
    println!("afterwards: {afterwards}");
    figures.note("nothing any more", &afterwards, "");
    figures.keep().unwrap();
    let chain = network.chain(3);
    ChainState::read(&chain, chain.finalised().unwrap()).unwrap().try_state().unwrap();
}

/// A command in a network namespace of its own: as root, or as root of a user namespace.
fn namespace() -> Command {
    let is_root = tool(Command::new("id").arg("-u")).is_ok_and(|user| user.trim() == "0");
    let mut command = Command::new("unshare");
    if !is_root {
        command.args(["--user", "--map-root-user"]);
    }
    command.arg("--net");
    command
}

/// The answers of a node that listens on all addresses.
fn from_outside(folder: &Path) -> Outcome<Vec<Value>> {
    let questions = folder.join("questions");
    std::fs::write(&questions, format!("{}\n", [&UNSAFE[..], &SAFE[..]].concat().join("\n")))?;
    let mut command = namespace();
    command.args(["bash", "-c", SCRIPT, "outside"]).arg(folder.join("log")).arg(questions);
    command.arg(node_binary()?).args(["--chain", "development", "--rpc-external", "--rpc-port", "9944"]);
    command.args(["--listen-addr", "/ip4/127.0.0.1/tcp/30333", "--no-mdns", "--no-telemetry", "--no-prometheus"]);
    command.args(["--database", "paritydb", "--base-path"]).arg(folder.join("data"));
    let Finished { exit, output, errors } = run(&mut command, "", PATIENCE)?;
    ensure(exit == 0, || format!("the node could not be asked ({exit}): {}", errors.trim()))?;
    let answers = String::from_utf8_lossy(&output).into_owned();
    answers.lines().map(|line| Ok(serde_json::from_str(line)?)).collect()
}

#[test]
fn unsafe_methods_should_be_refused_when_the_caller_is_not_on_the_machine() {
    if let Err(reason) = tool(namespace().args(["ip", "link", "set", "lo", "up"])) {
        println!("{}", not_checked("unsafe methods from outside, for want of a network namespace", reason).unwrap());
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let answers = from_outside(folder.path()).unwrap();
    assert_eq!(answers.len(), UNSAFE.len() + SAFE.len(), "{answers:?}");
    for (question, answer) in UNSAFE.iter().zip(&answers) {
        let refusal = answer["error"]["message"].as_str().unwrap_or_default();
        assert!(refusal.contains("unsafe"), "{question}: {answer}");
    }
    for (question, answer) in SAFE.iter().zip(&answers[UNSAFE.len()..]) {
        assert!(answer["result"].is_object(), "{question}: {answer}");
    }
}

#[test]
fn node_should_not_start_when_unsafe_methods_were_to_be_served_to_others() {
    let folder = tempfile::tempdir().unwrap();
    for open in [["--rpc-external", "--no-mdns"], ["--unsafe-rpc-external", "--no-mdns"]] {
        let mut command = Command::new(node_binary().unwrap());
        command.args(["--chain", "development", "--rpc-methods", "unsafe", "--no-telemetry", "--no-prometheus"]);
        command
            .args(["--listen-addr", "/ip4/127.0.0.1/tcp/0", "--database", "paritydb", "--base-path"])
            .arg(folder.path());
        let Finished { exit, errors, .. } = run(command.args(open), "", PATIENCE).unwrap();
        assert_ne!(exit, 0, "{open:?}");
        assert!(errors.contains("only this machine may call them"), "{open:?}: {errors}");
    }
}
