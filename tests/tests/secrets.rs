//! Secrets stay in the files that are made for them. A validator, a physician, a pharmacist and a patient do what they do every
//! day, with keys from files and the node at its most talkative. Then everything that was written meanwhile is searched: the
//! node's log, its database, its command line and environment, the document store, and all that the commands said.

use aho_corasick::AhoCorasick;
use bogam_runtime::genesis::consortium::{self, DevelopmentKey};
use bogam_tests::{
    Failure, Outcome, await_until,
    chain::Chain,
    chaos::daemon::free_ports,
    command::{Answer, Bogam, Finished, Process, exit, node_binary, run, text, wasm_cache},
    ensure,
    fhir_examples::Issued,
    story::shipped_examples,
};
use serde_json::{Value, json};
use sp_core::{Pair, crypto::SecretStringError, ed25519, sr25519};
use std::{
    collections::BTreeSet,
    ffi::OsStr,
    fs::{self, File},
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};
use tempfile::TempDir;

const PATIENCE: Duration = Duration::from_secs(120);

/// All parts of the node that have to do with keys, transactions and questions, at their most talkative. The compiler of the
/// runtime would write gigabytes, and knows no secret.
const LOG: &str = "aura=trace,author=trace,basic-authorship=trace,db=debug,grandpa=trace,afg=trace,jsonrpsee-server=trace,\
                   keystore=trace,rpc=trace,rpc-spec-v2=trace,runtime=trace,sc_keystore=trace,slots=trace,state=trace,\
                   sub-libp2p=trace,sync=trace,txpool=trace";

/// No file that is searched is larger, in bytes.
const LARGEST_FILE: u64 = 1 << 30;

/// The shortest form that is looked for, in bytes: chance has to be ruled out.
const SHORTEST_FORM: usize = 8;

// -- What is looked for

/// Bytes in base 64 without padding; `last` are the two letters in which its kinds differ.
fn base64(bytes: &[u8], last: [char; 2]) -> String {
    let letters: Vec<char> = ('A'..='Z').chain('a'..='z').chain('0'..='9').chain(last).collect();
    let group = |chunk: &[u8]| {
        let byte = |at: usize| chunk.get(at).copied().map_or(0, usize::from);
        let number = (byte(0) << 16) | (byte(1) << 8) | byte(2);
        let digits = [18, 12, 6, 0].map(|shift| letters[(number >> shift) & 63]);
        digits.into_iter().take(chunk.len() + 1).collect::<String>()
    };
    bytes.chunks(3).map(group).collect()
}

/// Bytes in base 58, as Bitcoin and libp2p write them.
fn base58(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 58] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    let mut digits: Vec<usize> = Vec::new();
    for byte in bytes {
        let mut carry = usize::from(*byte);
        for digit in &mut digits {
            carry += *digit << 8;
            *digit = carry % 58;
            carry /= 58;
        }
        while carry > 0 {
            digits.push(carry % 58);
            carry /= 58;
        }
    }
    let zeros = bytes.iter().take_while(|byte| **byte == 0).map(|_| 0);
    zeros.chain(digits.into_iter().rev()).map(|digit| char::from(LETTERS[digit])).collect()
}

/// Secrets, each with its name and in every form in which a program might write it.
#[derive(Default)]
struct Secrets(Vec<(String, Vec<u8>)>);

impl Secrets {
    fn add(&mut self, name: &str, form: &str, bytes: impl Into<Vec<u8>>) {
        let bytes = bytes.into();
        if bytes.len() >= SHORTEST_FORM {
            self.0.push((format!("{name} ({form})"), bytes));
        }
    }

    /// A key or a seed.
    fn key(&mut self, name: &str, bytes: &[u8]) {
        self.add(name, "raw", bytes);
        self.add(name, "hexadecimal", hex::encode(bytes));
        self.add(name, "hexadecimal in capitals", hex::encode_upper(bytes));
        self.add(name, "base 58", base58(bytes));
        self.add(name, "base 64", base64(bytes, ['+', '/']));
        self.add(name, "base 64 for URLs", base64(bytes, ['-', '_']));
        // As `Debug` and JSON write a list of bytes.
        let numbers: Vec<String> = bytes.iter().map(u8::to_string).collect();
        self.add(name, "a list", numbers.join(", "));
        self.add(name, "a list without blanks", numbers.join(","));
    }

    /// A phrase or a password.
    fn text(&mut self, name: &str, text: &str) {
        self.add(name, "text", text);
        self.add(name, "hexadecimal of the text", hex::encode(text));
        self.add(name, "the text's list", text.bytes().map(|byte| byte.to_string()).collect::<Vec<_>>().join(", "));
        // Words are a secret in any layout.
        if text.contains(' ') {
            self.add(name, "words in quotes", text.replace(' ', "\", \""));
        }
    }

    fn search(self) -> Outcome<Search> {
        let automaton = AhoCorasick::new(self.0.iter().map(|(_, bytes)| bytes)).map_err(|error| error.to_string())?;
        Ok(Search { automaton, names: self.0.into_iter().map(|(name, _)| name).collect() })
    }
}

/// All forms of all secrets, ready to be looked for.
struct Search {
    automaton: AhoCorasick,
    names: Vec<String>,
}

impl Search {
    /// The names of what is found in `bytes`, with the place.
    fn find(&self, place: &str, bytes: &[u8]) -> BTreeSet<String> {
        let found = self.automaton.find_overlapping_iter(bytes);
        let named = found.filter_map(|one| self.names.get(one.pattern().as_usize()));
        named.map(|name| format!("{place}: {name}")).collect()
    }

    /// What is found in a file, or in all files of a folder but those below `except`. Adds up how many bytes these are.
    fn find_in(&self, path: &Path, except: &Path, searched: &mut u64) -> Outcome<BTreeSet<String>> {
        if path == except {
            return Ok(BTreeSet::new());
        }
        let mut leaks = BTreeSet::new();
        if path.is_dir() {
            for entry in fs::read_dir(path)? {
                leaks.extend(self.find_in(&entry?.path(), except, searched)?);
            }
            return Ok(leaks);
        }
        // A running database renames and removes its files.
        let Ok(length) = fs::metadata(path).map(|file| file.len()) else { return Ok(leaks) };
        ensure(length <= LARGEST_FILE, || format!("{} is too large to be searched", path.display()))?;
        if let Ok(bytes) = fs::read(path) {
            *searched += length;
            leaks.extend(self.find(&path.display().to_string(), &bytes));
        }
        Ok(leaks)
    }
}

fn none(leaks: BTreeSet<String>) -> Outcome<()> {
    // The names only: a report with the secrets in it would be one more leak.
    ensure(leaks.is_empty(), || format!("secrets were found: {leaks:#?}"))
}

// -- Who has them

/// Writes a file that only its owner can read.
fn private(path: &Path, content: &str) -> Outcome<()> {
    fs::write(path, content)?;
    Ok(fs::set_permissions(path, fs::Permissions::from_mode(0o600))?)
}

/// Whether a phrase of the keystore makes, with this password, the key by which its file is named.
fn makes(path: &Path, phrase: &str, password: Option<&str>) -> Outcome<bool> {
    let name = path.file_name().and_then(OsStr::to_str).unwrap_or_default();
    let failed = |error: SecretStringError| Failure(format!("{name} holds no phrase: {error:?}"));
    let public = match name.get(..8) {
        // "aura"; the others vote on finality.
        Some("61757261") => hex::encode(sr25519::Pair::from_string(phrase, password).map_err(failed)?.public()),
        _ => hex::encode(ed25519::Pair::from_string(phrase, password).map_err(failed)?.public()),
    };
    Ok(name.get(8..) == Some(public.as_str()))
}

/// The seed in a key file that the command has made.
fn seed_in(path: &Path) -> Outcome<Vec<u8>> {
    let content = fs::read_to_string(path)?;
    let seed = content.trim().strip_prefix("0x").and_then(|digits| hex::decode(digits).ok());
    seed.ok_or_else(|| Failure(format!("{} holds no seed", path.display())))
}

/// A chain of one validator, and the people who use it. None of their keys is public.
struct Stage {
    folder: TempDir,
    secrets: Secrets,
    /// What was said by whom, in the order in which it was.
    said: Vec<(String, String)>,
    password: String,
    physician: PathBuf,
    pharmacist: PathBuf,
}

impl Stage {
    fn set() -> Outcome<Self> {
        let folder = tempfile::tempdir()?;
        // As random as a key, and no number by chance.
        let password = format!("keystore-{}", hex::encode(&sr25519::Pair::generate().1[..12]));
        let [physician, pharmacist] = ["physician.key", "pharmacist.key"].map(|name| folder.path().join(name));
        let mut stage = Self { folder, secrets: Secrets::default(), said: Vec::new(), password, physician, pharmacist };
        stage.secrets.text("the keystore's password", &stage.password);
        private(&stage.path("password"), &stage.password)?;
        Ok(stage)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Everything that the node writes, except its log.
    fn data(&self) -> PathBuf {
        self.path("data")
    }

    fn keystore(&self) -> PathBuf {
        self.data().join("chains/bogam_local/keystore")
    }

    fn heard(&mut self, place: &str, what: &str) {
        self.said.push((place.to_owned(), what.to_owned()));
    }

    /// Runs a sub-command of the node to its end, and remembers what it was told and what it said. Yields its output.
    fn node(&mut self, arguments: &[&str]) -> Outcome<String> {
        let question = format!("bogam-node {}", arguments.join(" "));
        let Finished { exit, output, errors } = run(Command::new(node_binary()?).args(arguments), "", PATIENCE)?;
        let output = String::from_utf8_lossy(&output).into_owned();
        ensure(exit == 0, || format!("{question} ended with {exit}: {errors}"))?;
        self.heard(&question, &question);
        self.heard(&question, &output);
        self.heard(&question, &errors);
        Ok(output)
    }

    /// Remembers what the command was told and what it said.
    fn answered(&mut self, answer: Answer) -> Answer {
        let Answer { question, value, errors, .. } = &answer;
        let all = format!("{question}\n{value}\n{errors}");
        self.heard(question, &all);
        answer
    }

    /// Makes a key, and the account of it.
    fn person(&mut self, command: &Bogam, path: &Path) -> Outcome<String> {
        let made = self.answered(command.read(&["key", "generate", "--out", text(path)?])?).done()?;
        self.secrets.key(text(path)?, &seed_in(path)?);
        made["account"].as_str().map(str::to_owned).ok_or_else(|| "a key without an account".into())
    }

    /// Makes a validator's session key and writes its phrase into a file, as an operator does. Yields the public key.
    fn session_key<P: Pair>(&mut self, name: &str, scheme: &str, key_type: &str) -> Outcome<(PathBuf, Vec<String>, P)> {
        // With the keystore's password, which is part of the key.
        let (pair, phrase, _) = P::generate_with_phrase(Some(self.password.as_str()));
        let file = self.path(name);
        private(&file, &phrase)?;
        self.phrase(name, &phrase)?;
        let arguments = ["--scheme", scheme, "--key-type", key_type].map(str::to_owned).to_vec();
        Ok((file, arguments, pair))
    }

    /// A phrase of the keystore, and the keys that are made of it.
    fn phrase(&mut self, name: &str, phrase: &str) -> Outcome<()> {
        self.secrets.text(name, phrase);
        let (pair, seed) = sr25519::Pair::from_string_with_seed(phrase, Some(self.password.as_str()))
            .map_err(|error| Failure(format!("{name} holds no phrase: {error:?}")))?;
        self.secrets.key(&format!("{name}, secret key"), &pair.to_raw_vec());
        // One seed for both kinds of keys.
        if let Some(seed) = seed {
            self.secrets.key(&format!("{name}, seed"), &seed);
        }
        Ok(())
    }

    /// The chain spec: that of a local network of one validator, with these people's keys instead of the public ones.
    fn chain_spec(&mut self, command: &Bogam, aura: &sr25519::Pair, grandpa: &ed25519::Pair) -> Outcome<()> {
        let mut spec: Value = serde_json::from_str(&self.node(&["export-chain-spec", "--chain", "local-1"])?)?;
        let patch = &mut spec["genesis"]["runtimeGenesis"]["patch"];
        let keys = &mut patch["session"]["keys"][0][2];
        ensure(keys["aura"].is_string() && keys["grandpa"].is_string(), || {
            format!("these are no session keys: {keys}")
        })?;
        *keys = json!({ "aura": aura.public().to_string(), "grandpa": grandpa.public().to_string() });
        let people: [(PathBuf, &DevelopmentKey); 2] = [
            (self.physician.clone(), &consortium::CLINIC_PHYSICIAN),
            (self.pharmacist.clone(), &consortium::PHARMACIST_A),
        ];
        for (file, public) in people {
            let account = self.person(command, &file)?;
            let seats = patch["registry"]["seats"].as_array_mut().ok_or("the chain spec has no seats")?;
            let public = public.account().to_string();
            let seat = seats.iter_mut().find(|seat| seat["account"] == public.as_str());
            seat.ok_or("the chain spec has no such seat")?["account"] = json!(account);
        }
        Ok(fs::write(self.path("chain-spec.json"), spec.to_string())?)
    }

    /// Everything that a validator's operator does before the first start.
    fn prepare(&mut self, command: &Bogam) -> Outcome<()> {
        let (aura_file, aura_arguments, aura) = self.session_key::<sr25519::Pair>("aura.phrase", "sr25519", "aura")?;
        let (grandpa_file, grandpa_arguments, grandpa) =
            self.session_key::<ed25519::Pair>("grandpa.phrase", "ed25519", "gran")?;
        self.chain_spec(command, &aura, &grandpa)?;

        let node_key = self.path("node-key");
        self.node(&["key", "generate-node-key", "--file", text(&node_key)?])?;
        let secret = hex::decode(fs::read_to_string(&node_key)?.trim()).map_err(|error| error.to_string())?;
        self.secrets.key("the node key", &secret);

        let [spec, data, password] = ["chain-spec.json", "data", "password"].map(|name| self.path(name));
        for (file, arguments) in [(aura_file, aura_arguments), (grandpa_file, grandpa_arguments)] {
            let mut all = vec!["key", "insert", "--chain", text(&spec)?, "--base-path", text(&data)?];
            all.extend(["--password-filename", text(&password)?, "--suri", text(&file)?]);
            all.extend(arguments.iter().map(String::as_str));
            self.node(&all)?;
        }
        Ok(())
    }

    /// The keys that the node has made since; and that nobody else can read the keystore's files, and nobody use them without
    /// the password.
    fn read_keystore(&mut self) -> Outcome<usize> {
        let mut keys = 0;
        for entry in fs::read_dir(self.keystore())? {
            let path = entry?.path();
            let mode = fs::metadata(&path)?.permissions().mode() & 0o777;
            ensure(mode & 0o077 == 0, || format!("others can read {}: {mode:03o}", path.display()))?;
            let phrase: String = serde_json::from_slice(&fs::read(&path)?)?;
            let [with, without] = [Some(self.password.as_str()), None].map(|password| makes(&path, &phrase, password));
            ensure(with? && !without?, || format!("{} is not its key's file, or is all of the key", path.display()))?;
            self.phrase(&format!("key {keys} of the keystore"), &phrase)?;
            keys += 1;
        }
        Ok(keys)
    }
}

/// The validator, with its log.
struct Validator {
    process: Process,
    log: PathBuf,
    port: u16,
}

impl Validator {
    fn start(stage: &Stage) -> Outcome<Self> {
        let [port, peer] = free_ports()?;
        let log = stage.path("log");
        let mut command = Command::new(node_binary()?);
        command.arg("--chain").arg(stage.path("chain-spec.json")).arg("--base-path").arg(stage.data());
        command.arg("--node-key-file").arg(stage.path("node-key"));
        command.arg("--password-filename").arg(stage.path("password"));
        command.args(["--validator", "--no-mdns", "--listen-addr", &format!("/ip4/127.0.0.1/tcp/{peer}")]);
        command.args(["--rpc-port", &port.to_string(), "--no-prometheus", "--no-telemetry", "--database", "paritydb"]);
        command.arg("--wasm-cache").arg(wasm_cache()?);
        command.args(["--log", LOG]);
        let process = Process::start(&mut command, File::create(&log)?)?;
        let validator = Self { process, log, port };
        let chain = Chain::at(port);
        await_until("the validator to finalise", PATIENCE, || {
            Ok(Some(chain.finalised_height()?).filter(|height| *height > 0))
        })
        .map_err(|failure| validator.explain(&failure))?;
        Ok(validator)
    }

    /// A failure, with the end of the log.
    fn explain(&self, failure: &Failure) -> Failure {
        let log = fs::read(&self.log).unwrap_or_default();
        let end = String::from_utf8_lossy(&log[log.len().saturating_sub(4_000)..]);
        Failure(format!("{failure}\nThe log of the validator ends with:\n{end}"))
    }

    /// What the kernel tells of the process to whoever may ask: its command line, and its environment.
    fn told(&self) -> Outcome<Vec<(&'static str, Vec<u8>)>> {
        let read = |name: &str| fs::read(format!("/proc/{}/{name}", self.process.id()));
        Ok(vec![("the command line", read("cmdline")?), ("the environment", read("environ")?)])
    }
}

// -- What they do

/// A prescription from its issue to its supply, and the patient's own transaction.
fn prescribe(stage: &mut Stage, command: &Bogam) -> Outcome<()> {
    let (physician, pharmacist) = (stage.physician.clone(), stage.pharmacist.clone());
    let (order, folder) = (shipped_examples().join("single-korean.json"), stage.path("issued"));
    let issue = ["prescription", "issue", "--from", text(&order)?, "--redate", "--out", text(&folder)?];
    stage.answered(command.with_key(&physician, &issue)?).done()?;

    let issued = Issued::read(&folder)?;
    for (file, code) in &issued.codes {
        stage.secrets.key("the holder's secret", code.holder.expose());
        stage.secrets.key("the document's key", code.document_key.expose());
        stage.secrets.text("the code", fs::read_to_string(file)?.trim());
    }
    let (code, name) = (issued.code(0)?, issued.name());
    let statement = stage.path("statement");
    let sign = ["holder", "statement", "--qr", code, "--dispenser", "3", "--out", text(&statement)?];
    stage.answered(command.read(&sign)?).done()?;
    let accept = ["pharmacy", "accept", "--statement", text(&statement)?];
    stage.answered(command.with_key(&pharmacist, &accept)?).done()?;
    let supplied = stage.path("supplied.json");
    let dispense = ["pharmacy", "dispense", &name, "--all", "--qr", code, "--out", text(&supplied)?];
    stage.answered(command.with_key(&pharmacist, &dispense)?).done()?;
    let sealed: Value = serde_json::from_slice(&fs::read(&supplied)?)?;
    let key = sealed["key"].as_str().and_then(|digits| hex::decode(digits).ok()).ok_or("a dispense without a key")?;
    stage.secrets.key("the dispense's key", &key);
    stage.answered(command.read(&["holder", "request-renewal", "--qr", code])?).done()?;
    stage.answered(command.read(&["holder", "show", "--qr", code])?).done()?;
    Ok(())
}

/// A wallet, and what is said of a passphrase or a phrase that is wrong.
fn keep(stage: &mut Stage, command: &Bogam) -> Outcome<()> {
    let [wallet, right, wrong] = ["wallet", "passphrase", "wrong-passphrase"].map(|name| stage.path(name));
    for (file, secret) in
        [(&right, "마포나루 correct horse battery staple"), (&wrong, "마포나루 wrong horse battery staple")]
    {
        private(file, secret)?;
        stage.secrets.text(text(file)?, secret);
    }
    let act = |passphrase: &Path, act: &str| -> Outcome<Answer> {
        command.read(&["wallet", "--wallet", text(&wallet)?, "--passphrase", text(passphrase)?, act])
    };
    let (made, key, refused) = (act(&right, "create")?, act(&right, "key")?, act(&wrong, "list")?);
    ensure(refused.exit == exit::INPUT || refused.exit == exit::REFUSED, || {
        format!("another passphrase opens the wallet, or the command fails with {}", refused.exit)
    })?;
    for answer in [made, key] {
        stage.answered(answer).done()?;
    }
    stage.answered(refused);

    // One word of the phrase is none: whoever reads the answer must not learn the others.
    let (_, phrase, _) = sr25519::Pair::generate_with_phrase(None);
    let mistyped = format!("{phrase}x");
    stage.secrets.text("a phrase with a mistake", &phrase);
    let never = stage.path("never.key");
    let refused = command.told(&["key", "from-uri", "--out", text(&never)?], &mistyped)?;
    stage.answered(refused.refused(exit::INPUT, "key_not_a_key")?);
    Ok(())
}

#[test]
fn secrets_should_be_in_no_log_command_line_database_or_answer() {
    let mut stage = Stage::set().unwrap();
    let store = stage.path("documents");
    // Nobody is asked yet.
    stage.prepare(&Bogam::new("ws://127.0.0.1:1", &store).unwrap()).unwrap();
    let validator = Validator::start(&stage).unwrap();
    let command = Bogam::new(format!("ws://127.0.0.1:{}", validator.port), &store).unwrap();

    prescribe(&mut stage, &command).unwrap();
    keep(&mut stage, &command).unwrap();
    // The validator's own new keys, asked for over JSON-RPC.
    let owner = consortium::HOSPITAL.account().to_string();
    let keys = command.read(&["validator", "keys", "--owner", &owner]).unwrap();
    stage.answered(keys).done().unwrap();
    assert_eq!(stage.read_keystore().unwrap(), 4, "two keys that were inserted, and two that the node has made");

    let search = std::mem::take(&mut stage.secrets).search().unwrap();
    // It could have failed: where the secrets belong, they are.
    let mut searched = 0;
    let nothing = Path::new("");
    for path in [stage.keystore(), stage.physician.clone(), stage.path("node-key"), stage.path("aura.phrase")] {
        assert!(!search.find_in(&path, nothing, &mut searched).unwrap().is_empty(), "{}", path.display());
    }

    for (place, what) in &stage.said {
        none(search.find(place, what.as_bytes())).unwrap();
    }
    for (place, what) in validator.told().unwrap() {
        assert!(!what.is_empty(), "{place} cannot be read");
        none(search.find(place, &what)).unwrap();
    }
    let log = String::from_utf8_lossy(&fs::read(&validator.log).unwrap()).into_owned();
    assert!(log.contains("TRACE") && log.contains("txpool"), "the node is not talkative enough");
    searched = 0;
    for path in [validator.log.clone(), stage.data(), store, stage.path("wallet"), stage.path("statement")] {
        none(search.find_in(&path, &stage.keystore(), &mut searched).unwrap()).unwrap();
    }
    println!("{} forms of secrets are not in {searched} bytes, of which the log has {}", search.names.len(), log.len());
    assert!(searched > log.len() as u64, "neither database nor documents were searched");
}

#[test]
fn search_should_find_a_planted_secret_in_every_form() {
    let mut secrets = Secrets::default();
    secrets.key("a key", &[7, 0, 255, 16, 32, 64, 128, 1, 2, 3, 5, 8, 13, 21, 34, 55]);
    secrets.text("a phrase", "bottom drive obey lake");
    let planted = secrets.0.clone();
    let search = secrets.search().unwrap();
    let noise: Vec<u8> =
        (0..10_000_u32).flat_map(|number| sp_crypto_hashing::blake2_256(&number.to_le_bytes())).collect();
    assert_eq!(search.find("noise", &noise), BTreeSet::new());
    assert_eq!(planted.len(), 12);
    for (name, form) in planted {
        let mut bytes = noise.clone();
        bytes.splice(5_000..5_000, form);
        assert!(search.find("here", &bytes).contains(&format!("here: {name}")), "{name}");
    }
}

#[test]
fn encodings_should_be_those_of_the_standards() {
    // RFC 4648, section 10; and the draft that describes base 58.
    for (text, expected) in [("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
        assert_eq!(base64(text.as_bytes(), ['+', '/']), expected);
    }
    assert_eq!(base64(&[0xfb, 0xff], ['-', '_']), "-_8");
    assert_eq!(base58(b"Hello World!"), "2NEpo7TZRRrLZSi2U");
    assert_eq!(base58(&[0, 0, 0x28, 0x7f, 0xb4, 0xcd]), "11233QC4");
}
