//! A day's vaccinations: issued in one transaction, presented in part, verified in three ways, revoked.

use super::{Scene, Telling};
use crate::{
    Failure, Outcome,
    certificate_samples::sample_vaccinations,
    command::{exit, string, text},
    ensure,
};
use bogam_client::credential::{Algorithm, SigningKey};
use bogam_primitives::time::{DAY, MINUTE};
use serde_json::{Value, json};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// How many certificates the day has.
const CERTIFICATES: usize = 1_000;

/// How many leaves a batch has at least, and so in multiples of this.
const LEAST_SIZE: usize = 64;

/// How many leaves the day's batch has.
const LEAVES: usize = CERTIFICATES.next_multiple_of(LEAST_SIZE);

/// The seed of the people who do not exist.
const SEED: u64 = 2026;

/// The number of the holder's certificate among the day's. Where it is in the batch is drawn when it is issued.
const NUMBER: usize = 417;

/// Of how many of them the chain is searched.
const SEARCHED: usize = 20;

/// The issuer, as its credentials name it.
const ISSUER: &str = "https://hospital.example";

/// Where the status list would be found.
const STATUS_LIST: &str = "https://hospital.example/status/1";

/// Who asks, as he names himself.
const VERIFIER: &str = "https://airline.example";

/// What the first step makes for the others.
#[derive(Clone, Debug)]
pub struct Passport {
    /// The batch, and the holder's certificate in it, as they are typed, and its place.
    batch: String,
    certificate: String,
    place: usize,
    wallet: PathBuf,
    passphrase: PathBuf,
    signing_key: PathBuf,
    issuer_keys: PathBuf,
    anchor: PathBuf,
}

impl Scene<'_> {
    fn passport(&self) -> Outcome<&Passport> {
        self.passport.as_ref().ok_or_else(|| "the certificates, with which this step goes on, were not issued".into())
    }

    fn in_folder(&self, name: &str) -> PathBuf {
        self.folder.join("certificates").join(name)
    }

    /// The holder's phone runs the wallet.
    fn wallet(&self, passport: &Passport, arguments: &[&str]) -> Outcome<Value> {
        let wallet = ["wallet", "--wallet", text(&passport.wallet)?, "--passphrase", text(&passport.passphrase)?];
        self.command.read(&[&wallet[..], arguments].concat())?.done()
    }

    /// The holder presents name and vaccine to the verifier, who drew `nonce`.
    pub(super) fn presented(&self, nonce: &str) -> Outcome<PathBuf> {
        let passport = self.passport()?;
        let (file, codes) = (self.in_folder(&format!("{nonce}.txt")), self.in_folder(nonce));
        let present = ["present", &passport.certificate, "--field", "family_name", "--field", "vaccine"];
        let asked = ["--audience", VERIFIER, "--nonce", nonce, "--out", text(&file)?, "--qr", text(&codes)?];
        let made = self.wallet(passport, &[&present[..], &asked].concat())?;
        ensure(made["codes"].as_u64().is_some_and(|codes| codes >= 1), || format!("it has no codes: {made}"))?;
        // Whoever scans has the texts of the codes.
        Ok(codes.join("codes.txt"))
    }

    /// The verifier asks what he is told: the node, or a proof.
    pub(super) fn verify(&self, file: &Path, nonce: &str, further: &[&str]) -> Outcome<crate::command::Answer> {
        let passport = self.passport()?;
        let verify = ["certificate", "verify", text(file)?, "--audience", VERIFIER, "--nonce", nonce];
        let keys = ["--issuer-keys", text(&passport.issuer_keys)?];
        self.command.read(&[&verify[..], &keys, further].concat())
    }
}

/// What was found, by name.
fn findings(verdict: &Value) -> Vec<String> {
    let findings = verdict["findings"].as_array().into_iter().flatten();
    let name = |finding: &Value| match &finding["finding"] {
        Value::String(name) => name.clone(),
        Value::Object(members) => members.keys().next().cloned().unwrap_or_default(),
        other => other.to_string(),
    };
    findings.map(name).collect()
}

fn ensure_fields(answer: &Value) -> Outcome<()> {
    let fields: Vec<_> = answer["fields"].as_object().into_iter().flatten().map(|(name, _)| name.as_str()).collect();
    ensure(fields == ["family_name", "vaccine"], || format!("these fields are shown: {fields:?}"))
}

/// A schema, a day's batch, its endorsement, and the holder's wallet.
pub fn issue(scene: &mut Scene<'_>, tell: &mut Telling<'_>) -> Outcome<()> {
    let people = scene.people.clone();
    fs::create_dir_all(scene.folder.join("certificates"))?;
    let authority = people.certification_officer.organisation()?.to_string();
    let schema =
        tell.line("the authority registers what a vaccination certificate says, and that it endorses", || {
            let register =
                ["certificate", "schema", "register", "--document", "vaccination", "--longest-validity", "3660"];
            let rules =
                ["--kind", "hospital", "--kind", "clinic", "--profession", "physician", "--endorsed-by", &authority];
            let least = LEAST_SIZE.to_string();
            let register = [&register[..], &rules, &["--least-size", &least]].concat();
            let made = scene.command.by(&people.certification_officer, &register)?.done()?;
            ensure(made["leastSize"] == LEAST_SIZE, || made.to_string())?;
            string(&made["schema"])
        })?;
    let mut passport = Passport {
        batch: String::new(),
        certificate: String::new(),
        place: 0,
        wallet: scene.in_folder("holder.wallet"),
        passphrase: scene.in_folder("passphrase"),
        signing_key: scene.in_folder("issuer.pem"),
        issuer_keys: scene.in_folder("issuer.json"),
        anchor: scene.in_folder("anchor.json"),
    };
    let input = scene.in_folder("day.jsonl");
    let day =
        tell.line(&format!("the holder's wallet makes a fresh key; {CERTIFICATES} people were vaccinated"), || {
            fs::write(&passport.passphrase, "a phrase for the story\n")?;
            scene.wallet(&passport, &["create"])?;
            let own = scene.wallet(&passport, &["key"])?;
            let mut lines = String::new();
            let mut searched = Vec::new();
            for (place, fields) in sample_vaccinations(SEED, CERTIFICATES).into_iter().enumerate() {
                let holder = match place == NUMBER {
                    true => own.clone(),
                    false => SigningKey::generate(Algorithm::EdDsa)?.public().to_jwk(),
                };
                if place == NUMBER || place < SEARCHED {
                    searched.push(Value::Object(fields.clone()));
                }
                lines.push_str(&json!({ "holder": holder, "fields": fields }).to_string());
                lines.push('\n');
            }
            fs::write(&input, lines)?;
            Ok(searched)
        })?;
    for fields in &day {
        scene.secrets.collect_document(fields);
    }
    let credentials = scene.in_folder("day.credentials");
    let now = scene.chain.now()?;
    let until = (now + 3_650 * DAY).to_string();
    let line = format!("the hospital issues all {CERTIFICATES} in one transaction of a few hundred bytes");
    passport.batch = tell.line(&line, || {
        let keys = ["certificate", "issuer-key", "--out", text(&passport.signing_key)?];
        scene.command.read(&[&keys[..], &["--public", text(&passport.issuer_keys)?]].concat())?.done()?;
        let issue = ["certificate", "issue", "--schema", &schema, "--input", text(&input)?, "--valid-until", &until];
        let how = ["--issuer", ISSUER, "--status-list", STATUS_LIST, "--signing-key", text(&passport.signing_key)?];
        let out = ["--out", text(&credentials)?];
        let made = scene.command.by(&people.hospital_physician, &[&issue[..], &how, &out].concat())?.done()?;
        ensure(made["size"] == LEAVES && made["standing"] == "endorsement-pending", || made.to_string())?;
        let added = made["certificates"] == CERTIFICATES && made["addedForNobody"] == LEAVES - CERTIFICATES;
        ensure(added, || format!("the batch is filled otherwise: {made}"))?;
        ensure(made["callBytes"].as_u64().is_some_and(|bytes| bytes < 300), || format!("it is large: {made}"))?;
        string(&made["batch"])
    })?;
    let (certificate, place) =
        tell.line("the holder receives one of them into the wallet, and nobody else's", || {
            let all = fs::read_to_string(&credentials)?;
            ensure(all.lines().count() == CERTIFICATES, || "a leaf that belongs to nobody has a credential".into())?;
            let own = all.lines().nth(NUMBER).ok_or("there are fewer credentials")?;
            let file = scene.in_folder("own.txt");
            fs::write(&file, own)?;
            let held = scene.wallet(&passport, &["receive", text(&file)?])?;
            let certificate = string(&held["certificate"])?;
            let place = certificate.strip_prefix(&format!("{}:", passport.batch));
            let place = place.and_then(|place| place.parse::<usize>().ok()).filter(|place| *place < LEAVES);
            let place = place.ok_or_else(|| Failure(held.to_string()))?;
            let other = all.lines().next().ok_or("there are no credentials")?;
            fs::write(&file, other)?;
            let wallet = ["wallet", "--wallet", text(&passport.wallet)?, "--passphrase", text(&passport.passphrase)?];
            let refused = scene.command.read(&[&wallet[..], &["receive", text(&file)?]].concat())?;
            ensure(refused.exit == exit::INPUT, || format!("it was taken: {}", refused.value))?;
            Ok((certificate, place))
        })?;
    (passport.certificate, passport.place) = (certificate, place);
    scene.passport = Some(passport);
    let scene = &*scene;
    let passport = scene.passport()?;
    tell.line("before the authority has endorsed the batch, nothing of it counts", || {
        let file = scene.presented("unendorsed")?;
        let refused = scene.verify(&file, "unendorsed", &[])?.refused(exit::REFUSED, "CertificateNotValid")?;
        let found = findings(&refused.value["details"]);
        ensure(found.iter().any(|finding| finding == "not-endorsed"), || format!("it was found: {found:?}"))
    })?;
    tell.line("the authority endorses", || {
        let endorsed = scene.command.by(&people.certification_officer, &["certificate", "endorse", &passport.batch])?;
        ensure(endorsed.done()?["standing"] == "active", || "it is not active".into())
    })
}

/// Two fields, three verifiers.
pub fn present(scene: &mut Scene<'_>, tell: &mut Telling<'_>) -> Outcome<()> {
    let scene = &*scene;
    let passport = scene.passport()?;
    let anchor = ["--anchor", text(&passport.anchor)?];
    let by_proof = ["--proof", "--anchor", text(&passport.anchor)?];
    tell.line("the holder shows name and vaccine in QR codes; the verifier asks a node and sees nothing else", || {
        let file = scene.presented("online")?;
        let answer = scene.verify(&file, "online", &[])?.done()?;
        ensure_fields(&answer)?;
        let proven = answer["holderProven"] == true && answer["issuerSignatureChecked"] == true;
        ensure(proven && answer["comparedWithTheBatch"] == true, || answer.to_string())?;
        ensure(findings(&answer).is_empty(), || format!("it was found: {:?}", findings(&answer)))
    })?;
    tell.line("the same presentation answers nobody else's question", || {
        let file = scene.in_folder("online").join("codes.txt");
        let refused = scene.verify(&file, "another", &[])?;
        ensure(refused.exit == exit::INPUT, || format!("it was accepted: {}", refused.value))
    })?;
    tell.line("a verifier who trusts no node checks a proof against finalised blocks", || {
        scene.command.read(&["certificate", "anchor", "--out", text(&passport.anchor)?])?.done()?;
        let height = scene.chain.finalised_height()?;
        scene.chain.await_finality_of(height + 2, crate::chain::FINALITY)?;
        let file = scene.presented("proof")?;
        let answer = scene.verify(&file, "proof", &by_proof)?.done()?;
        ensure_fields(&answer)?;
        ensure(answer["source"]["trusted"] == "anchor", || answer.to_string())?;
        let block = answer["source"]["block"].as_u64().unwrap_or_default();
        ensure(block > u64::from(height), || format!("block {block} is older than the anchor"))
    })?;
    tell.line("a verifier without a connection checks a file or its QR codes, and learns how old they are", || {
        let (proof, codes) = (scene.in_folder("offline.proof"), scene.in_folder("offline-codes"));
        let prove = ["certificate", "prove", &passport.certificate, "--out", text(&proof)?, "--qr", text(&codes)?];
        scene.command.read(&[&prove[..], &anchor].concat())?.done()?;
        let file = scene.presented("offline")?;
        for proof in [proof, codes.join("codes.txt")] {
            // Nobody listens there.
            let nowhere = ["--url", "ws://127.0.0.1:1", "--offline", text(&proof)?, "--longest-proof-age", "600"];
            let answer = scene.verify(&file, "offline", &[&anchor[..], &nowhere].concat())?.done()?;
            let age = answer["source"]["ageInMilliseconds"].as_u64();
            ensure(age.is_some_and(|age| age <= 10 * MINUTE), || format!("it is {age:?} ms old"))?;
        }
        Ok(())
    })?;
    tell.line("the wallet prints a page that proves the certificate, but nobody as its holder", || {
        let page = scene.in_folder("page.html");
        scene.wallet(passport, &["print", &passport.certificate, "--field", "vaccine", "--out", text(&page)?])?;
        let page = fs::read_to_string(page)?;
        ensure(page.contains("<svg") && !page.contains("<script"), || "the page has no code, or a script".into())
    })
}

/// Revoked, and what verifiers see of it at which moment.
pub fn revoke(scene: &mut Scene<'_>, tell: &mut Telling<'_>) -> Outcome<()> {
    let scene = &*scene;
    let passport = scene.passport()?;
    let people = &scene.people;
    let before = scene.chain.now()?;
    tell.line("the hospital suspends the certificate, and reinstates it", || {
        let suspend = ["certificate", "suspend", &passport.certificate, "--reason", "under-review"];
        scene.command.by(&people.hospital_physician, &suspend)?.done()?;
        let file = scene.presented("suspended")?;
        let refused = scene.verify(&file, "suspended", &[])?.refused(exit::REFUSED, "CertificateNotValid")?;
        let found = findings(&refused.value["details"]);
        ensure(found.iter().any(|finding| finding == "suspended"), || format!("it was found: {found:?}"))?;
        let reinstate = ["certificate", "reinstate", &passport.certificate];
        scene.command.by(&people.hospital_physician, &reinstate)?.done().map(drop)
    })?;
    tell.line("the hospital revokes it, and every verifier who asks learns it", || {
        let revoke = ["certificate", "revoke", &passport.certificate, "--reason", "source-withdrawn"];
        scene.command.by(&people.hospital_physician, &revoke)?.done()?;
        let file = scene.presented("revoked")?;
        let by_proof = ["--proof", "--anchor", text(&passport.anchor)?];
        for further in [&[][..], &by_proof[..]] {
            let refused = scene.verify(&file, "revoked", further)?.refused(exit::REFUSED, "CertificateNotValid")?;
            let found = findings(&refused.value["details"]);
            ensure(found.iter().any(|finding| finding == "revoked"), || format!("it was found: {found:?}"))?;
        }
        Ok(())
    })?;
    tell.line("it cannot be reinstated", || {
        let reinstate = ["certificate", "reinstate", &passport.certificate];
        scene.command.by(&people.hospital_physician, &reinstate)?.refused(exit::REFUSED, "AlreadyRevoked").map(drop)
    })?;
    tell.line("at the moment before it still counts, with the remark that it has ended since", || {
        let file = scene.presented("before")?;
        let answer = scene.verify(&file, "before", &["--at", &before.to_string()])?.done()?;
        let found = findings(&answer);
        ensure(found == ["ended-since"], || format!("it was found: {found:?}"))
    })?;
    tell.line("the status list, for verifiers who do not know the chain, says so too", || {
        let list = scene.in_folder("status.jwt");
        let export = ["certificate", "status-list", &passport.batch, "--issuer", ISSUER, "--uri", STATUS_LIST];
        let how = ["--signing-key", text(&passport.signing_key)?, "--out", text(&list)?];
        let made = scene.command.read(&[&export[..], &how].concat())?.done()?;
        ensure(made["changed"] == 1, || made.to_string())?;
        ensure(is_set(&fs::read_to_string(list)?, scene, passport.place)?, || "the bit is not set".into())?;
        let list = fs::read_to_string(scene.in_folder("status.jwt"))?;
        ensure(!is_set(&list, scene, passport.place + 1)?, || "the neighbour's bit is set".into())
    })
}

/// Reads the list as a verifier does who has the issuer's keys and nothing else.
fn is_set(list: &str, scene: &Scene<'_>, place: usize) -> Outcome<bool> {
    use bogam_client::credential::{
        KeySet,
        status_list::{Bitstring, ListExpectation},
    };
    let keys = KeySet::parse(&fs::read(&scene.passport()?.issuer_keys)?)?;
    let now = scene.chain.now()?;
    let expected = ListExpectation { uri: STATUS_LIST, issuer: ISSUER, keys: &keys, now };
    Ok(Bitstring::read(list.trim(), &expected)?.is_set(u64::try_from(place)?)?)
}
