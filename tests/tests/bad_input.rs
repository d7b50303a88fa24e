//! What the command refuses, and what it passes on of the chain's refusals: each with its own code and exit code, in two
//! languages, and nothing changes on the chain.

use bogam_client::{
    fhir::{format_moment, time_zone},
    keys::HolderSecret,
    qr::QrPayload,
};
use bogam_primitives::{
    Moment,
    time::{DAY, HOUR, SECOND},
};
use bogam_tests::{
    Failure, Outcome, await_until,
    chain::FINALITY,
    command::{Answer, Bogam, exit, text},
    ensure,
    fhir_examples::{Issued, Order},
    network::Network,
    story::{Scene, shipped_examples},
};
use codec::Encode;
use serde_json::{Value, json};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// A name, a change of the resource, and the code and element of the refusal.
type Case<'a> = (&'a str, &'a dyn Fn(&mut Value), &'a str, &'a str);

/// A port of this machine on which nobody answers.
const NOBODY: &str = "ws://127.0.0.1:1";

fn refused(answer: Answer, exit: i32, name: &str) -> Answer {
    answer.refused(exit, name).unwrap()
}

/// A request as a clinic would write it.
fn request() -> Value {
    let file = shipped_examples().join("single-korean.json");
    serde_json::from_slice(&fs::read(file).unwrap()).unwrap()
}

fn written(folder: &Path, name: &str, content: &[u8]) -> String {
    let path = folder.join(name);
    fs::write(&path, content).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn dry_run_should_map_or_refuse_without_a_network() {
    let folder = tempfile::tempdir().unwrap();
    let command = Bogam::new(NOBODY, &folder.path().join("documents")).unwrap();
    let dry_run =
        |file: &str| command.read(&["prescription", "issue", "--from", file, "--redate", "--dry-run"]).unwrap();

    let good = dry_run(&written(folder.path(), "good.json", request().to_string().as_bytes()));
    assert_eq!(good.exit, exit::DONE, "{} {}", good.code(), good.message());

    refused(dry_run(&written(folder.path(), "text.json", b"prescribe something")), exit::INPUT, "not_json");
    refused(dry_run(&written(folder.path(), "array.json", b"[]")), exit::INPUT, "");
    let patient = json!({ "resourceType": "Patient" }).to_string();
    refused(dry_run(&written(folder.path(), "patient.json", patient.as_bytes())), exit::INPUT, "nothing_found");
    refused(dry_run("/nowhere/at-all.json"), exit::INPUT, "file_unreadable");

    let changed = |name: &str, change: &dyn Fn(&mut Value)| {
        let mut request = request();
        change(&mut request);
        dry_run(&written(folder.path(), name, request.to_string().as_bytes()))
    };
    let cases: [Case<'_>; 6] = [
        (
            "zero.json",
            &|order| order["dispenseRequest"]["quantity"]["value"] = json!(0),
            "not_positive",
            "quantity.value",
        ),
        (
            "below-zero.json",
            &|order| order["dispenseRequest"]["quantity"]["value"] = json!(-3),
            "not_positive",
            "quantity.value",
        ),
        (
            "too-fine.json",
            &|order| order["dispenseRequest"]["quantity"]["value"] = json!(0.0001),
            "too_precise",
            "quantity.value",
        ),
        ("draft.json", &|order| order["status"] = json!("draft"), "status_not_active", "status"),
        ("plan.json", &|order| order["intent"] = json!("plan"), "intent_not_order", "intent"),
        (
            "repeats.json",
            &|order| order["dispenseRequest"]["numberOfRepeatsAllowed"] = json!(200),
            "too_many_repeats",
            "numberOfRepeatsAllowed",
        ),
    ];
    for (name, change, code, element) in cases {
        let answer = refused(changed(name, change), exit::INPUT, code);
        assert!(
            answer.element().starts_with("MedicationRequest.") && answer.element().ends_with(element),
            "{answer:?}"
        );
    }

    // As they are, without new dates.
    for (name, start, end, code, element) in [
        ("over.json", "2020-01-01", "2020-01-31", "already_expired", "validityPeriod.end"),
        ("far.json", "2090-01-01", "2090-01-31", "starts_too_late", "validityPeriod.start"),
        ("reversed.json", "2090-01-31", "2090-01-01", "period_reversed", "validityPeriod"),
    ] {
        let mut request = request();
        request["dispenseRequest"]["validityPeriod"] = json!({ "start": start, "end": end });
        let file = written(folder.path(), name, request.to_string().as_bytes());
        let answer = command.read(&["prescription", "issue", "--from", &file, "--dry-run"]).unwrap();
        assert!(refused(answer, exit::INPUT, code).element().ends_with(element), "{name}");
    }

    // What is contained in another resource is not issued, and that is said also where something else is.
    let group = json!({ "resourceType": "RequestGroup", "id": "group", "contained": [request()] });
    let entries = [request(), group].map(|resource| json!({ "resource": resource }));
    let both = json!({ "resourceType": "Bundle", "type": "collection", "entry": entries }).to_string();
    let answer = dry_run(&written(folder.path(), "contained.json", both.as_bytes()));
    assert!(answer.exit == exit::DONE && answer.errors.contains("RequestGroup.contained"), "{answer:?}");

    let many = |count: usize| {
        let entries: Vec<_> = (0..count)
            .map(|number| {
                let mut request = request();
                request["id"] = json!(format!("item-{number}"));
                request["groupIdentifier"] = json!({ "system": "urn:example", "value": "group" });
                json!({ "resource": request })
            })
            .collect();
        json!({ "resourceType": "Bundle", "type": "collection", "entry": entries }).to_string()
    };
    assert_eq!(dry_run(&written(folder.path(), "most.json", many(16).as_bytes())).exit, exit::DONE);
    refused(dry_run(&written(folder.path(), "many.json", many(17).as_bytes())), exit::INPUT, "too_many_items");
    refused(dry_run(&written(folder.path(), "none.json", many(0).as_bytes())), exit::INPUT, "nothing_found");

    let several = shipped_examples().join("searchset-refused.json");
    refused(dry_run(several.to_str().unwrap()), exit::INPUT, "several_prescriptions");
}

#[test]
fn keys_and_connection_should_be_refused_each_with_its_own_error() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let command = Bogam::new(NOBODY, &folder.path().join("documents")).unwrap();
    let key = folder.path().join("key");
    let file = key.to_str().unwrap();
    command.read(&["key", "generate", "--out", file]).unwrap().done().unwrap();
    refused(command.read(&["key", "generate", "--out", file]).unwrap(), exit::INPUT, "key_exists");
    let show = || command.read(&["key", "show", "--key", file]).unwrap();
    assert_eq!(show().exit, exit::DONE);
    fs::set_permissions(&key, fs::Permissions::from_mode(0o644)).unwrap();
    refused(show(), exit::INPUT, "key_not_private");
    fs::remove_file(&key).unwrap();
    refused(show(), exit::INPUT, "key_missing");
    refused(command.told(&["key", "from-uri", "--out", file], "no key").unwrap(), exit::INPUT, "key_not_a_key");

    refused(command.read(&["chain", "status"]).unwrap(), exit::CONNECTION, "unreachable");
    assert_eq!(command.read(&["prescription", "issue"]).unwrap().exit, exit::USAGE);
    assert_eq!(
        command.read(&["prescription", "cancel", "not-an-id", "--reason", "duplicate"]).unwrap().exit,
        exit::USAGE
    );
}

/// One network serves all sections: starting it takes longer than each of them. It has one validator, which refuses what four
/// would.
#[test]
fn bad_input_should_be_refused_on_a_network_and_change_nothing() {
    let network = Network::start(1).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let scene = Scene::set(&network, &shipped_examples(), folder.path()).unwrap();
    let stage = Stage::set(scene).unwrap();
    let before = stage.scene.chain.fingerprint().unwrap();
    stage.wrong_roles().unwrap();
    stage.wrong_codes().unwrap();
    stage.wrong_documents().unwrap();
    stage.wrong_statements().unwrap();
    stage.wrong_quantities().unwrap();
    stage.wrong_times().unwrap();
    assert_eq!(stage.scene.chain.fingerprint().unwrap(), before, "refused commands have changed the state");
}

/// How long the short prescription is valid: until it is issued, and no longer than the other sections take.
const SHORT: Moment = 25 * SECOND;

/// Prescriptions that are there.
struct Stage<'a> {
    scene: Scene<'a>,
    /// Held by pharmacy A.
    held: Issued,
    free: Issued,
    /// Valid in an hour.
    future: Issued,
    /// Over soon.
    short: Issued,
}

impl<'a> Stage<'a> {
    fn set(scene: Scene<'a>) -> Outcome<Self> {
        let issue = |order: &Order, name: &str| -> Outcome<Issued> {
            let folder = scene.folder.join(name);
            let arguments = bogam_tests::fhir_examples::issue_arguments(order, &folder, &[])?;
            scene.command.by(&scene.people.physician, &arguments)?.done()?;
            Issued::read(&folder)
        };
        // As a clinic would write it, and not with new dates.
        let issue_dated = |name: &str, start: Moment, end: Moment| -> Outcome<Issued> {
            let zone = time_zone("UTC").ok_or("UTC is not known")?;
            let mut request = request();
            let when = |moment| format_moment(moment, &zone);
            request["dispenseRequest"]["validityPeriod"] = json!({ "start": when(start), "end": when(end) });
            let folder = scene.folder.join(name);
            let file = written(&scene.folder, &format!("{name}.json"), request.to_string().as_bytes());
            let arguments = ["prescription", "issue", "--from", &file, "--out", text(&folder)?];
            scene.command.by(&scene.people.physician, &arguments)?.done()?;
            Issued::read(&folder)
        };
        let now = scene.chain.now()?;
        let short = issue_dated("short", now - HOUR, now + SHORT)?;
        let future = issue_dated("future", now + HOUR, now + DAY)?;
        let (held, free) = (issue(&scene.plain, "held")?, issue(&scene.plain, "free")?);
        scene.command.by(&scene.people.pharmacist_a, &["pharmacy", "accept", "--qr", held.code(0)?])?.done()?;
        Ok(Self { scene, held, free, future, short })
    }

    fn file(&self, name: &str, content: &[u8]) -> Outcome<String> {
        let path: PathBuf = self.scene.folder.join(name);
        fs::write(&path, content)?;
        text(&path).map(str::to_owned)
    }

    fn wrong_roles(&self) -> Outcome<()> {
        let Scene { command, people, .. } = &self.scene;
        let nowhere = format!("0x{}", "00".repeat(32));
        let cancel = |id: &str| ["prescription", "cancel", id, "--reason", "duplicate"].map(str::to_owned);
        let by = |person, arguments: &[String]| {
            let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
            command.by(person, &arguments)
        };
        by(&people.physician, &cancel(&nowhere))?.refused(exit::REFUSED, "UnknownPrescription")?;
        command.read(&["prescription", "show", &nowhere])?.refused(exit::REFUSED, "UnknownPrescription")?;
        by(&people.pharmacist_b, &cancel(&self.free.name()))?.refused(exit::REFUSED, "CapacityNotGranted")?;
        by(&people.hospital_physician, &cancel(&self.free.name()))?.refused(exit::REFUSED, "NotYourPrescription")?;
        let accept = ["pharmacy", "accept", "--qr", self.free.code(0)?];
        command.by(&people.assessor, &accept)?.refused(exit::REFUSED, "CapacityNotGranted")?;
        let resume = ["prescription", "resume", &self.free.name()].map(str::to_owned);
        by(&people.physician, &resume)?.refused(exit::REFUSED, "NotSuspended")?;
        let stale = ["pharmacy", "release-stale", &self.held.name()].map(str::to_owned);
        by(&people.pharmacist_b, &stale)?.refused(exit::REFUSED, "HoldNotStale")?;
        let prune = ["pharmacy", "prune", &self.held.name()].map(str::to_owned);
        by(&people.pharmacist_b, &prune)?.refused(exit::REFUSED, "CurrentlyHeld")?;
        let prune = ["pharmacy", "prune", &self.free.name()].map(str::to_owned);
        by(&people.pharmacist_b, &prune)?.refused(exit::REFUSED, "NotEnded")?;
        Ok(())
    }

    fn wrong_codes(&self) -> Outcome<()> {
        let pharmacist = &self.scene.people.pharmacist_b;
        let text = fs::read_to_string(self.free.code(0)?)?.trim().to_owned();
        let mut damaged = text.clone().into_bytes();
        let place = damaged.len() - 20;
        damaged[place] = if damaged[place] == b'A' { b'B' } else { b'A' };
        let cases: [(&str, Vec<u8>, &str); 5] = [
            ("other", b"https://example.org/menu".to_vec(), "qr_not_bogam"),
            ("version", text.replacen("BOGAM1", "BOGAM9", 1).into_bytes(), "qr_unknown_version"),
            ("cut", text.as_bytes()[..text.len() - 40].to_vec(), "qr_truncated"),
            ("damaged", damaged, "qr_damaged"),
            ("character", text.replacen(':', ":!", 1).into_bytes(), "qr_bad_character"),
        ];
        for (name, content, code) in cases {
            let file = self.file(name, &content)?;
            for action in ["scan", "accept"] {
                let answer = self.scene.command.by(pharmacist, &["pharmacy", action, "--qr", &file])?;
                answer.refused(exit::INPUT, code)?;
            }
        }
        let dispense =
            ["pharmacy", "dispense", &self.held.name(), "--all", "--qr", self.free.code(0)?].map(str::to_owned);
        let dispense: Vec<_> = dispense.iter().map(String::as_str).collect();
        let answer = self.scene.command.by(&self.scene.people.pharmacist_a, &dispense)?;
        answer.refused(exit::INPUT, "qr_another_prescription")?;
        Ok(())
    }

    /// A code as it was issued, but for what `change` changes.
    fn code_with(&self, name: &str, change: impl FnOnce(&mut QrPayload)) -> Outcome<String> {
        let (_, payload) = self.free.codes.first().ok_or("there is no code")?;
        let mut payload = payload.clone();
        change(&mut payload);
        let text = payload.encode().map_err(|error| Failure(error.to_string()))?;
        self.file(name, text.as_bytes())
    }

    fn wrong_documents(&self) -> Outcome<()> {
        let Scene { command, people, folder, .. } = &self.scene;
        let attempt = |command: &Bogam, code: &str, error: &str| -> Outcome<()> {
            for action in ["scan", "accept"] {
                let answer = command.by(&people.pharmacist_b, &["pharmacy", action, "--qr", code])?;
                answer.refused(exit::DOCUMENT, error)?;
            }
            Ok(())
        };
        let (_, free) = self.free.codes.first().ok_or("there is no code")?;
        let (_, held) = self.held.codes.first().ok_or("there is no code")?;
        let name = hex::encode(free.document);

        let empty = folder.join("empty-store");
        attempt(&command.with_store(&empty), self.free.code(0)?, "document_missing")?;

        let altered = folder.join("altered-store");
        fs::create_dir_all(&altered)?;
        let mut content = fs::read(command.store().join(&name))?;
        let middle = content.len() / 2;
        content[middle] ^= 1;
        fs::write(altered.join(&name), content)?;
        attempt(&command.with_store(&altered), self.free.code(0)?, "document_altered")?;

        let wrong_key = self.code_with("wrong-key", |code| code.document_key = held.document_key.clone())?;
        attempt(command, &wrong_key, "document_not_authentic")?;

        // An authentic document, but another prescription's.
        let foreign = self.code_with("foreign", |code| {
            (code.document, code.document_key) = (held.document, held.document_key.clone());
        })?;
        attempt(command, &foreign, "document_foreign")
    }

    fn wrong_statements(&self) -> Outcome<()> {
        let Scene { command, people, chain, .. } = &self.scene;
        let attempt = |name: &str, statement: Vec<u8>, error: &str| -> Outcome<()> {
            let file = self.file(name, format!("0x{}", hex::encode(statement)).as_bytes())?;
            let answer = command.by(&people.pharmacist_b, &["pharmacy", "accept", "--statement", &file])?;
            answer.refused(exit::REFUSED, error).map(drop)
        };
        let (genesis, later) = (chain.block_hash(0)?, chain.now()? + 3_600_000);
        let (_, payload) = self.free.codes.first().ok_or("there is no code")?;
        let (own, other) = (payload.holder.key(), HolderSecret::generate().key());
        let (own, other) = (own.map_err(|error| error.to_string())?, other.map_err(|error| error.to_string())?);
        let (id, b, a) = (self.free.id, people.pharmacist_b.organisation()?, people.pharmacist_a.organisation()?);
        let foreign = bogam_runtime::Hash::repeat_byte(7);
        attempt("foreign-chain", own.sign_acceptance(foreign, id, b, 0, later).encode(), "StatementForAnotherChain")?;
        attempt("late", own.sign_acceptance(genesis, id, b, 0, chain.now()?).encode(), "StatementExpired")?;
        attempt("other-key", other.sign_acceptance(genesis, id, b, 0, later).encode(), "StatementSignatureInvalid")?;
        attempt("used", own.sign_acceptance(genesis, id, b, 1, later).encode(), "StatementUsed")?;
        attempt("for-a", own.sign_acceptance(genesis, id, a, 0, later).encode(), "StatementForAnotherDispenser")?;
        for (name, content) in [("no-hexadecimal", "sign here"), ("cut-short", "0x0102")] {
            let file = self.file(name, content.as_bytes())?;
            let answer = command.by(&people.pharmacist_b, &["pharmacy", "accept", "--statement", &file])?;
            answer.refused(exit::INPUT, "statement_malformed")?;
        }
        // The code of another key than the chain's: as after a rotation.
        let rotated = self.code_with("rotated", |code| code.holder = HolderSecret::generate())?;
        let answer = command.by(&people.pharmacist_b, &["pharmacy", "accept", "--qr", &rotated])?;
        answer.refused(exit::REFUSED, "StatementSignatureInvalid")?;
        Ok(())
    }

    fn wrong_quantities(&self) -> Outcome<()> {
        let Scene { command, people, .. } = &self.scene;
        let name = self.held.name();
        let dispense = |person, items: &[&str]| -> Outcome<Answer> {
            let mut arguments = vec!["pharmacy", "dispense", &name, "--qr", self.held.code(0)?];
            items.iter().for_each(|item| arguments.extend(["--item", item]));
            command.by(person, &arguments)
        };
        let documents = || fs::read_dir(command.store()).map(Iterator::count);
        let before = documents()?;
        dispense(&people.pharmacist_a, &["0=1000000"])?.refused(exit::REFUSED, "OverAuthorised")?;
        dispense(&people.pharmacist_b, &["0=1"])?.refused(exit::REFUSED, "HeldByAnother")?;
        dispense(&people.pharmacist_a, &["0=1", "0=1"])?.refused(exit::REFUSED, "DuplicateItem")?;
        dispense(&people.pharmacist_a, &["7=1"])?.refused(exit::INPUT, "not_of_this_prescription")?;
        for malformed in ["0", "x=1", "0=0", "0=-1", "0=1.2345"] {
            let answer = dispense(&people.pharmacist_a, &[malformed])?;
            ensure(answer.exit == exit::USAGE, || format!("{malformed} ended with {}", answer.exit))?;
        }
        ensure(documents()? == before, || "a refused dispense has left a document behind".into())
    }

    fn wrong_times(&self) -> Outcome<()> {
        let Scene { command, people, chain, .. } = &self.scene;
        let accept = |issued: &Issued| -> Outcome<Answer> {
            command.by(&people.pharmacist_b, &["pharmacy", "accept", "--qr", issued.code(0)?])
        };
        accept(&self.future)?.refused(exit::REFUSED, "prescriptions_not_yet_valid")?;
        let over = chain.known_prescription(self.short.id)?.valid_until;
        await_until(
            "the short prescription to expire",
            FINALITY,
            || Ok(Some(chain.now()?).filter(|now| *now >= over)),
        )?;
        // The whole code: a statement can expire too.
        accept(&self.short)?.refused(exit::REFUSED, "prescriptions_expired").map(drop)
    }
}
