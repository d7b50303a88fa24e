//! What certificates refuse, over a real network with the real command: each with its own error, and nothing changes.

use bogam_client::{
    credential::{Algorithm, Certificate, IssueBatch, Presentation, SigningKey, parts},
    proof::StorageKey,
};
use bogam_primitives::{
    certificate::{BatchId, BatchName},
    time::DAY,
};
use bogam_runtime::{Certificates, Hash, RuntimeCall, RuntimeError};
use bogam_tests::{
    Failure, Outcome,
    chain::{Chain, FINALITY},
    command::{Answer, Bogam, exit, string, text, workspace},
    ensure,
    network::Network,
    people::{People, Person},
    transactions::Ending,
};
use codec::{Decode, Encode};
use frame_support::traits::PalletInfoAccess;
use serde_json::{Value, json};
use std::{
    fs,
    path::{Path, PathBuf},
    time::{SystemTime, UNIX_EPOCH},
};

const ISSUER: &str = "https://hospital.example";
const VERIFIER: &str = "https://airline.example";
const NONCE: &str = "n-0S6_WzA2Mj";

/// How many certificates the batch has that everything is about.
const SIZE: usize = 3;

/// Everything that the attempts need.
struct Stage {
    chain: Chain,
    command: Bogam,
    people: People,
    folder: PathBuf,
    /// The holder of all certificates, and the issuer's key and key set.
    holder: SigningKey,
    signing_key: PathBuf,
    issuer_keys: PathBuf,
}

/// A batch that was issued and endorsed.
struct Issued {
    /// The batch as it is typed, what it is called after, and its root.
    batch: String,
    name: BatchName,
    root: Hash,
    credentials: Vec<String>,
}

/// Milliseconds since the epoch, by this machine's clock.
fn machine_clock() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or_default()
}

/// base64url without padding.
fn base64url(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let joined = chunk.iter().fold(0u32, |joined, byte| (joined << 8) | u32::from(*byte));
        let group = joined << (8 * (3 - chunk.len()));
        for place in 0..=chunk.len() {
            text.push(char::from(LETTERS[((group >> (18 - 6 * place)) & 63) as usize]));
        }
    }
    text
}

/// `text` with the letter at `place` exchanged for another one that is as good there.
fn altered(text: &str, place: usize) -> Outcome<String> {
    let mut bytes = text.as_bytes().to_vec();
    let byte = bytes.get_mut(place).ok_or("the text is shorter than that")?;
    *byte = if *byte == b'A' { b'B' } else { b'A' };
    String::from_utf8(bytes).map_err(|error| Failure(error.to_string()))
}

/// What was found, by name.
fn findings(answer: &Answer) -> Vec<String> {
    let findings = answer.value["details"]["findings"].as_array().into_iter().flatten();
    let name = |finding: &Value| match &finding["finding"] {
        Value::String(name) => name.clone(),
        Value::Object(members) => members.keys().next().cloned().unwrap_or_default(),
        other => other.to_string(),
    };
    findings.map(name).collect()
}

impl Stage {
    fn set(network: &Network, folder: &Path) -> Outcome<Self> {
        let command = Bogam::new(network.url(), &folder.join("documents"))?;
        let people = People::gather(&command, &folder.join("keys"))?;
        let [signing_key, issuer_keys] = ["issuer.pem", "issuer.json"].map(|name| folder.join(name));
        let make = ["certificate", "issuer-key", "--out", text(&signing_key)?, "--public", text(&issuer_keys)?];
        command.read(&make)?.done()?;
        let holder = SigningKey::generate(Algorithm::Es256)?;
        let (chain, folder) = (network.chain(1), folder.to_owned());
        Ok(Self { chain, command, people, folder, holder, signing_key, issuer_keys })
    }

    /// Writes a file, and yields its path.
    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> Outcome<String> {
        let path = self.folder.join(name);
        fs::write(&path, content)?;
        text(&path).map(str::to_owned)
    }

    /// The authority registers one of the schemas that come with the command, and yields its identifier.
    fn register(&self, document: &str, rules: &[&str]) -> Outcome<String> {
        let register = ["certificate", "schema", "register", "--document", document, "--longest-validity", "3660"];
        let made = self.command.by(&self.people.certification_officer, &[&register[..], rules].concat())?;
        string(&made.done()?["schema"])
    }

    /// The input for a batch of `count` certificates with this content, all for the same holder.
    fn input(&self, kind: &str, count: usize) -> Outcome<String> {
        let example = workspace().join("client/examples").join(format!("certificate-{kind}.json"));
        let fields: Value = serde_json::from_slice(&fs::read(example)?)?;
        let line = json!({ "holder": self.holder.public().to_jwk(), "fields": fields }).to_string();
        self.file(&format!("{kind}-{count}.jsonl"), vec![line; count].join("\n"))
    }

    /// `person` issues the certificates in the file `input`; the credentials go into the file `out`.
    fn issue(&self, person: &Person, schema: &str, input: &str, out: &Path) -> Outcome<Answer> {
        let until = (self.chain.now()? + 300 * DAY).to_string();
        let what = ["certificate", "issue", "--schema", schema, "--input", input, "--valid-until", &until];
        let how = ["--issuer", ISSUER, "--signing-key", text(&self.signing_key)?, "--out", text(out)?];
        self.command.by(person, &[&what[..], &how].concat())
    }

    /// The hospital issues a batch under `schema`, and the authority endorses it.
    fn issued(&self, schema: &str) -> Outcome<Issued> {
        let out = self.folder.join("credentials.txt");
        let made = self.issue(&self.people.hospital_physician, schema, &self.input("vaccination", SIZE)?, &out)?;
        let batch = string(&made.done()?["batch"])?;
        self.command.by(&self.people.certification_officer, &["certificate", "endorse", &batch])?.done()?;
        let credentials: Vec<String> = fs::read_to_string(out)?.lines().map(str::to_owned).collect();
        ensure(credentials.len() == SIZE, || format!("there are {} credentials", credentials.len()))?;
        // What is on the chain, read without the command.
        let bytes = hex::decode(batch.trim_start_matches("0x")).map_err(|error| Failure(error.to_string()))?;
        let id = BatchId::decode(&mut bytes.as_slice())?;
        let key = StorageKey::value("Certificates", "Batches").identity(&id.encode());
        let stored = self.chain.storage(&key.0, self.chain.finalised()?)?.ok_or("the batch is not on the chain")?;
        let (name, root) = <(BatchName, Hash)>::decode(&mut stored.as_slice())?;
        ensure(BatchId::derive(&name) == id, || "the chain has the batch under another name".into())?;
        Ok(Issued { batch, name, root, credentials })
    }

    /// The holder presents two fields of a credential.
    fn presented(&self, credential: &str) -> Outcome<String> {
        let credential = Presentation::decode_complete(credential)?;
        Ok(credential.present(&["family_name", "vaccine"], VERIFIER, NONCE, machine_clock(), &self.holder)?)
    }

    /// The verifier checks the file, who drew the nonce for the holder.
    fn verify(&self, file: &str, further: &[&str]) -> Outcome<Answer> {
        let verify = ["certificate", "verify", file, "--audience", VERIFIER, "--nonce", NONCE];
        let keys = ["--issuer-keys", text(&self.issuer_keys)?];
        self.command.read(&[&verify[..], &keys, further].concat())
    }

    /// Checks that `attempt` changes nothing.
    fn unchanged(&self, attempt: impl FnOnce() -> Outcome<()>) -> Outcome<()> {
        let before = self.chain.fingerprint()?;
        attempt()?;
        ensure(self.chain.fingerprint()? == before, || "a refused attempt has changed the state".into())
    }
}

/// Who may not issue, and under what nobody may.
fn wrong_issues(stage: &Stage, schema: &str) -> Outcome<()> {
    let Stage { people, command, .. } = stage;
    let for_laboratories = stage.register("laboratory-result", &["--kind", "laboratory"])?;
    let for_nurses = stage.register("fitness-for-work", &["--kind", "hospital", "--profession", "nurse"])?;
    let for_births = stage.register("birth", &["--kind", "hospital", "--least-size", "1048576"])?;
    let out = stage.folder.join("refused.txt");
    let refused = |person, schema: &str, kind: &str, error: &str| -> Outcome<()> {
        stage.issue(person, schema, &stage.input(kind, 1)?, &out)?.refused(exit::REFUSED, error)?;
        ensure(!out.exists(), || format!("{error}: credentials were left behind"))
    };
    let nowhere = format!("0x{}", "00".repeat(32));
    let json = stage.file("schema.json", "{}")?;
    stage.unchanged(|| {
        refused(&people.hospital_physician, &nowhere, "vaccination", "UnknownSchema")?;
        refused(&people.hospital_physician, &for_laboratories, "laboratory-result", "KindNotPermitted")?;
        refused(&people.hospital_physician, &for_nurses, "fitness-for-work", "ProfessionNotPermitted")?;
        // More leaves than a batch of this program has.
        stage
            .issue(&people.hospital_physician, &for_births, &stage.input("birth", 1)?, &out)?
            .refused(exit::INPUT, "credential_bad_batch_size")?;
        // The clinic is no hospital, and a pharmacist does not issue at all.
        refused(&people.physician, schema, "vaccination", "KindNotPermitted")?;
        refused(&people.pharmacist_a, schema, "vaccination", "CapacityNotGranted")?;
        let register = ["certificate", "schema", "register", "--document", "birth", "--kind", "hospital"];
        let by_hospital = [&register[..], &["--longest-validity", "3660", "--endorsed-by", "1"]].concat();
        command.by(&people.certification_officer, &by_hospital)?.refused(exit::REFUSED, "EndorserNotAnAuthority")?;
        let floor = ["--longest-validity", "3660", "--least-size", "1048577", "--schema-version", "2"];
        let endless =
            ["certificate", "schema", "register", "--name", "x", "--json-schema", &json, "--kind", "hospital"];
        let endless = [&endless[..], &floor].concat();
        command.by(&people.certification_officer, &endless)?.refused(exit::REFUSED, "LeastSizeOutOfRange")?;
        command.by(&people.hospital_physician, &by_hospital)?.refused(exit::REFUSED, "CapacityNotGranted").map(drop)
    })
}

/// A physician whose licence is suspended issues nothing, and can again afterwards.
fn suspended_licence(stage: &Stage, schema: &str) -> Outcome<()> {
    let (officer, physician) = (&stage.people.licensing_officer, &stage.people.hospital_physician);
    let licence = physician.licence()?.to_string();
    let suspend = ["registry", "licence", "suspend", &licence, "--reason", "disciplinary"];
    stage.command.by(officer, &suspend)?.done()?;
    let out = stage.folder.join("suspended.txt");
    let refused = stage.unchanged(|| {
        let answer = stage.issue(physician, schema, &stage.input("vaccination", 1)?, &out)?;
        answer.refused(exit::REFUSED, "LicenceSuspended")?;
        ensure(!out.exists(), || "credentials were left behind".into())
    });
    // Whatever became of that: the licence must not stay suspended for what follows.
    stage.command.by(officer, &["registry", "licence", "reinstate", &licence])?.done()?;
    refused
}

/// Who may not endorse, nor say what a certificate is.
fn wrong_status_changes(stage: &Stage, issued: &Issued) -> Outcome<()> {
    let Stage { people, command, .. } = stage;
    let stranger = stage.folder.join("stranger.key");
    command.new_key(&stranger)?;
    let [first, second, beyond] = [0, 1, SIZE].map(|place| format!("{}:{place}", issued.batch));
    let nowhere = format!("0x{}:0", "00".repeat(32));
    let revoke = |certificate: &str| {
        ["certificate", "revoke", certificate, "--reason", "source-withdrawn"].map(str::to_owned).to_vec()
    };
    let by = |person: &Person, arguments: &[String]| {
        command.by(person, &arguments.iter().map(String::as_str).collect::<Vec<_>>())
    };
    stage.unchanged(|| {
        let endorse = ["certificate", "endorse", &issued.batch];
        command.by(&people.hospital_physician, &endorse)?.refused(exit::REFUSED, "CapacityNotGranted")?;
        command.by(&people.certification_officer, &endorse)?.refused(exit::REFUSED, "AlreadyEndorsed")?;
        by(&people.physician, &revoke(&second))?.refused(exit::REFUSED, "NotYourBatch")?;
        by(&people.pharmacist_a, &revoke(&second))?.refused(exit::REFUSED, "CapacityNotGranted")?;
        let revoked: Vec<String> = revoke(&second);
        let revoked: Vec<&str> = revoked.iter().map(String::as_str).collect();
        command.with_key(&stranger, &revoked)?.refused(exit::REFUSED, "chain_unknown_account")?;
        by(&people.hospital_physician, &revoke(&beyond))?.refused(exit::REFUSED, "IndexOutOfRange")?;
        by(&people.hospital_physician, &revoke(&nowhere))?.refused(exit::REFUSED, "UnknownBatch")?;
        let reinstate = ["certificate", "reinstate", &second];
        command.by(&people.hospital_physician, &reinstate)?.refused(exit::REFUSED, "NotSuspended").map(drop)
    })?;
    by(&people.hospital_physician, &revoke(&first))?.done()?;
    stage.unchanged(|| {
        by(&people.hospital_physician, &revoke(&first))?.refused(exit::REFUSED, "AlreadyRevoked")?;
        let supersede = ["certificate", "supersede", &first, "--by", &second];
        command.by(&people.hospital_physician, &supersede)?.refused(exit::REFUSED, "AlreadyRevoked").map(drop)
    })
}

/// What was revoked does not come back by issuing its batch again: neither as it was, nor with another root.
fn issued_again(stage: &Stage, issued: &Issued) -> Outcome<()> {
    let Issued { name, root, .. } = issued;
    let pair = stage.people.hospital_physician.pair()?;
    stage.unchanged(|| {
        for root in [*root, Hash::repeat_byte(7)] {
            let batch = (name.schema, root, name.size, name.valid_from, name.valid_until, name.nonce);
            // The third call of the pallet; that it is `issue`, the error tells.
            let call = (u8::try_from(Certificates::index())?, 2u8, batch).encode();
            let call = RuntimeCall::decode(&mut call.as_slice())?;
            let ending = stage.chain.submit(&pair, call)?;
            let error = match &ending {
                Ending::Finalised(Err(error)) => RuntimeError::from_dispatch_error(*error),
                _ => None,
            };
            let error = format!("{error:?}");
            ensure(error.contains("DuplicateBatch"), || format!("it ended with {ending:?}, {error}"))?;
        }
        Ok(())
    })
}

/// Input of issuers that is none.
fn wrong_input(stage: &Stage, schema: &str) -> Outcome<()> {
    let out = stage.folder.join("never.txt");
    let good = fs::read_to_string(stage.input("vaccination", 1)?)?;
    let without_date = good.replacen("\"birth_date\"", "\"birthdate\"", 1);
    let secret = good.replacen("\"kty\"", "\"d\":\"AA\",\"kty\"", 1);
    ensure(without_date != good && secret != good, || "the input is not as it was expected".into())?;
    let cases: [(&str, Vec<u8>); 5] = [
        ("malformed", b"{\"holder\":".to_vec()),
        ("another-form", b"[1, 2]".to_vec()),
        ("huge-line", vec![b' '; 300 * 1024]),
        ("unknown-field", without_date.into_bytes()),
        ("secret-key", secret.into_bytes()),
    ];
    for (name, content) in cases {
        let input = stage.file(&format!("{name}.jsonl"), content)?;
        let answer = stage.issue(&stage.people.hospital_physician, schema, &input, &out)?;
        answer.refused(exit::INPUT, "certificate_input_refused").map_err(|failure| failure.within(name))?;
    }
    let nothing = stage.file("nothing.jsonl", b"")?;
    let answer = stage.issue(&stage.people.hospital_physician, schema, &nothing, &out)?;
    answer.refused(exit::INPUT, "credential_bad_batch_size")?;
    ensure(!out.exists(), || "credentials were left behind".into())
}

/// Presentations that are none, or are not what the holder signed.
fn wrong_presentations(stage: &Stage, issued: &Issued) -> Outcome<()> {
    let good = stage.presented(&issued.credentials[1])?;
    let file = stage.file("good.txt", &good)?;
    let answer = stage.verify(&file, &[])?.done()?;
    ensure(answer["holderProven"] == true && answer["issuerSignatureChecked"] == true, || answer.to_string())?;

    let (jwt, disclosed) = good.split_once('~').ok_or("a presentation without disclosures")?;
    let (first, rest) = disclosed.split_once('~').ok_or("a presentation with one disclosure only")?;
    let (content, binding) = good.rsplit_once('~').ok_or("a presentation without a key binding")?;
    let mut parts_of_jwt = jwt.split('.');
    let (_, payload) = (parts_of_jwt.next(), parts_of_jwt.next().ok_or("a JWT without a payload")?);
    let under = |header: &str| format!("{}.{payload}.AAAA~{disclosed}", base64url(header.as_bytes()));
    let foreign = issued.credentials[2].split('~').nth(1).ok_or("a credential without disclosures")?;
    let cases: [(&str, String, &str); 12] = [
        ("nothing", "~".into(), "credential_not_a_jwt"),
        ("malformed", under("{\"alg\":"), "credential_not_json"),
        ("none", under(r#"{"alg":"none","typ":"dc+sd-jwt"}"#), "credential_unsigned"),
        ("symmetric", under(r#"{"alg":"HS256","typ":"dc+sd-jwt"}"#), "credential_unexpected_algorithm"),
        ("other-type", under(r#"{"alg":"ES256","typ":"JWT"}"#), "credential_wrong_type"),
        ("own-key", under(r#"{"alg":"ES256","typ":"dc+sd-jwt","jwk":{}}"#), "credential_unexpected_member"),
        ("twice", format!("{jwt}~{first}~{first}~{rest}"), "credential_duplicate_disclosure"),
        ("foreign", format!("{jwt}~{foreign}~{disclosed}"), "credential_unreferenced_disclosure"),
        ("broken", format!("{content}~{}", altered(binding, binding.len() - 40)?), "credential_bad_key_binding"),
        ("fewer", format!("{jwt}~{rest}"), "credential_key_binding_other_content"),
        ("unbound", format!("{content}~"), "credential_key_binding_missing"),
        ("large", format!("{}~", "A".repeat(700 * 1024)), "credential_too_large"),
    ];
    for (name, content, error) in cases {
        let file = stage.file(&format!("{name}.txt"), content)?;
        stage.verify(&file, &[])?.refused(exit::INPUT, error).map_err(|failure| failure.within(name))?;
    }
    let huge = stage.file("huge.txt", vec![b'A'; 8 << 20])?;
    stage.verify(&huge, &[])?.refused(exit::INPUT, "file_too_large")?;
    let asked = ["certificate", "verify", &file, "--audience", VERIFIER, "--nonce", "another"];
    stage.command.read(&asked)?.refused(exit::INPUT, "credential_key_binding_other_nonce")?;
    let asked = ["certificate", "verify", &file, "--audience", "https://train.example", "--nonce", NONCE];
    stage.command.read(&asked)?.refused(exit::INPUT, "credential_key_binding_other_audience")?;

    let divided = |text: &str| parts::divide(text).map_err(|error| Failure(error.to_string()));
    let codes = divided(&good)?;
    let others = divided(&stage.presented(&issued.credentials[2])?)?;
    ensure(codes.len() > 1 && others.len() > 1, || "the presentation fits one code".into())?;
    let file = stage.file("codes.txt", codes.join("\n"))?;
    stage.verify(&file, &[])?.done()?;
    let mut damaged = codes.clone();
    damaged[0] = altered(&codes[0], codes[0].len() / 2)?;
    let mixed = [&codes[..1], &others[1..]].concat();
    for (name, codes, error) in [
        ("damaged-codes", damaged, "qr_damaged"),
        ("missing-codes", codes[1..].to_vec(), "parts_missing"),
        ("mixed-codes", mixed, "parts_other_set"),
    ] {
        let file = stage.file(&format!("{name}.txt"), codes.join("\n"))?;
        stage.verify(&file, &[])?.refused(exit::INPUT, error).map_err(|failure| failure.within(name))?;
    }
    Ok(())
}

/// A credential like those of the batch, with other content, signed with the issuer's own key, for the chain with `genesis`:
/// what somebody makes who has stolen it.
fn forged(stage: &Stage, issued: &Issued, genesis: Hash) -> Outcome<String> {
    let BatchName { organisation, schema, size, valid_from, valid_until, nonce } = issued.name;
    let fields = json!({ "family_name": "위조", "vaccine": "every one there is" });
    let fields = fields.as_object().cloned().ok_or("an object is one")?;
    let certificate = || Certificate { holder: *stage.holder.public(), fields: fields.clone() };
    let batch = IssueBatch {
        genesis,
        organisation,
        schema,
        schema_name: "vaccination".into(),
        schema_version: 1,
        issuer: ISSUER.into(),
        valid_from,
        valid_until,
        nonce,
        issued_at: valid_from,
        status_list: None,
        least_size: 1,
        certificates: (0..size).map(|_| certificate()).collect(),
    };
    let prepared = batch.prepare(|_| {})?;
    ensure(prepared.root() != issued.root, || "the forged batch is the issued one".into())?;
    let credential = prepared.credential(1, &SigningKey::read(&stage.signing_key)?)?;
    stage.presented(&credential)
}

/// Proofs of another certificate or chain, too old, damaged, or without anybody to trust.
fn wrong_proofs(stage: &Stage, issued: &Issued) -> Outcome<()> {
    let Stage { command, chain, folder, .. } = stage;
    let [anchor, proof, other, codes] =
        ["anchor.json", "proof", "other.proof", "proof-codes"].map(|it| folder.join(it));
    let anchored = ["--anchor", text(&anchor)?];
    command.read(&["certificate", "anchor", "--out", text(&anchor)?])?.done()?;
    chain.await_finality_of(chain.finalised_height()? + 2, FINALITY)?;
    let prove = |place: u32, out: &Path, further: &[&str]| -> Outcome<Value> {
        let certificate = format!("{}:{place}", issued.batch);
        let prove = ["certificate", "prove", &certificate, "--out", text(out)?];
        command.read(&[&prove[..], &anchored, further].concat())?.done()
    };
    let block = prove(1, &proof, &["--qr", text(&codes)?])?["block"].as_u64().ok_or("a proof without a block")?;
    prove(2, &other, &[])?;

    let good = stage.file("good.txt", stage.presented(&issued.credentials[1])?)?;
    let offline = |file: &str, further: &[&str]| stage.verify(&good, &[&["--offline", file][..], further].concat());
    let codes = codes.join("codes.txt");
    let online = [&["--proof"][..], &anchored].concat();
    for answer in
        [stage.verify(&good, &online)?, offline(text(&proof)?, &anchored)?, offline(text(&codes)?, &anchored)?]
    {
        let answer = answer.done()?;
        ensure(answer["source"]["trusted"] == "anchor", || answer.to_string())?;
    }

    for question in [&["--proof"][..], &["--offline", text(&proof)?], &["--longest-proof-age", "60"]] {
        stage.verify(&good, question)?.refused(exit::USAGE, "usage")?;
    }
    offline(text(&other)?, &anchored)?.refused(exit::INPUT, "proof_other_certificate")?;
    let at_once = [&anchored[..], &["--longest-proof-age", "0"]].concat();
    offline(text(&proof)?, &at_once)?.refused(exit::INPUT, "proof_too_old")?;
    let later = folder.join("later.json");
    chain.await_finality_of(u32::try_from(block)? + 1, FINALITY)?;
    command.read(&["certificate", "anchor", "--out", text(&later)?])?.done()?;
    offline(text(&proof)?, &["--anchor", text(&later)?])?.refused(exit::INPUT, "proof_not_after")?;

    // The same authorities on another chain, and a credential for that one.
    let elsewhere = Hash::repeat_byte(7);
    let mut moved: Value = serde_json::from_slice(&fs::read(&anchor)?)?;
    moved["genesis"] = format!("{elsewhere:?}").into();
    let moved = stage.file("moved.json", moved.to_string())?;
    offline(text(&proof)?, &["--anchor", &moved])?.refused(exit::INPUT, "credential_other_chain")?;
    let foreign = stage.file("elsewhere.txt", forged(stage, issued, elsewhere)?)?;
    let asked = ["--anchor", &moved, "--offline", text(&proof)?];
    stage.verify(&foreign, &asked)?.refused(exit::INPUT, "proof_other_chain")?;

    let file = fs::read(&proof)?;
    let lines = fs::read_to_string(&codes)?;
    let fewer: Vec<&str> = lines.lines().skip(1).collect();
    let cases: [(&str, Vec<u8>, &str); 5] = [
        ("cut", file[..file.len() - 1].to_vec(), "proof_malformed"),
        ("none", b"trust me".to_vec(), "proof_not_a_proof"),
        ("huge", vec![0; 5 << 20], "file_too_large"),
        ("damaged", altered(&lines, 300)?.into_bytes(), "qr_damaged"),
        ("fewer", fewer.join("\n").into_bytes(), "parts_missing"),
    ];
    for (name, content, error) in cases {
        let file = stage.file(&format!("{name}.proof"), content)?;
        offline(&file, &anchored)?.refused(exit::INPUT, error).map_err(|failure| failure.within(name))?;
    }
    let nobody = stage.file("nobody.json", "{}")?;
    offline(text(&proof)?, &["--anchor", &nobody])?.refused(exit::INPUT, "proof_bad_anchor").map(drop)
}

/// A credential of a batch that is on the chain, but which the chain has never seen: the issuer's signature is not enough.
fn stolen_key(stage: &Stage, issued: &Issued) -> Outcome<()> {
    let file = stage.file("forged.txt", forged(stage, issued, stage.chain.block_hash(0)?)?)?;
    let refused = stage.verify(&file, &[])?.refused(exit::REFUSED, "certificate_not_valid")?;
    let found = findings(&refused);
    ensure(found.iter().any(|finding| finding == "root-mismatch"), || format!("it was found: {found:?}"))
}

/// One network serves all sections: starting it takes longer than each of them. It has one validator, which refuses what four
/// would.
#[test]
fn certificates_should_refuse_bad_input_each_with_its_own_error_and_change_nothing() {
    let network = Network::start(1).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let stage = Stage::set(&network, folder.path()).unwrap();
    let rules = ["--kind", "hospital", "--profession", "physician", "--endorsed-by", "0"];
    let schema = stage.register("vaccination", &rules).unwrap();
    let issued = stage.issued(&schema).unwrap();
    stage
        .unchanged(|| {
            wrong_input(&stage, &schema)?;
            wrong_presentations(&stage, &issued)?;
            stolen_key(&stage, &issued)?;
            wrong_proofs(&stage, &issued)
        })
        .unwrap();
    wrong_issues(&stage, &schema).unwrap();
    suspended_licence(&stage, &schema).unwrap();
    wrong_status_changes(&stage, &issued).unwrap();
    issued_again(&stage, &issued).unwrap();
}
