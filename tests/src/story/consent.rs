//! The patient decides who reads what, and sees who did.

use super::{Scene, Telling, shipped_examples};
use crate::{
    Failure, Outcome,
    command::{Answer, exit, text},
    ensure,
    fhir_consents::{Judged, judge},
    leaks::Kind,
    people::Person,
};
use bogam_client::fhir::{ConsentOptions, map_consent};
use serde_json::Value;
use std::path::PathBuf;

/// A patient with a phone: a key, and the subject that it stands for at the hospital.
#[derive(Clone, Debug)]
pub struct Patient {
    key: PathBuf,
    /// The subject's identifier, as it is typed.
    pub subject: String,
}

fn string(value: &Value) -> Outcome<&str> {
    value.as_str().ok_or_else(|| Failure(format!("{value} is no text")))
}

fn array(value: &Value) -> Outcome<&Vec<Value>> {
    value.as_array().ok_or_else(|| Failure(format!("{value} is no list")))
}

impl Scene<'_> {
    fn patient(&self) -> Outcome<&Patient> {
        self.patient.as_ref().ok_or_else(|| "the patient, with whom this step goes on, was not registered".into())
    }

    /// The patient's phone runs the command with the patient's own key.
    fn patient_does(&self, arguments: &[&str]) -> Outcome<Value> {
        self.command.with_key(&self.patient()?.key, arguments)?.done()
    }

    /// `reader` asks for the patient's medications, to treat.
    fn asks(&self, reader: &Person, further: &[&str]) -> Outcome<Answer> {
        let subject = &self.patient()?.subject;
        let question = ["access", "request", "--subject", subject, "--category", "medications"];
        self.command.by(reader, &[&question[..], further].concat())
    }

    fn receipts(&self) -> Outcome<Vec<Value>> {
        Ok(array(&self.patient_does(&["access", "receipts"])?["receipts"])?.clone())
    }
}

const TREATMENT: [&str; 2] = ["--purpose", "TREAT"];

/// Grant, access, revoke, refused access, consent again, access.
pub fn decide(scene: &mut Scene<'_>, tell: &mut Telling<'_>) -> Outcome<()> {
    let patient = tell.line("the hospital registers a patient with a fresh key, which needs no coin", || {
        let key = scene.folder.join("patient.key");
        let account = scene.command.new_key(&key)?;
        let register = ["consent", "subject", "register", "--holder", &account];
        let registered = scene.command.by(&scene.people.hospital_records, &register)?.done()?;
        let subject = string(&registered["subject"])?.to_owned();
        ensure(registered["custodian"] == scene.people.hospital_records.organisation()?, || {
            "another keeps them".into()
        })?;
        Ok(Patient { key, subject })
    })?;
    scene.patient = Some(patient);
    let scene = &*scene;
    let physician = &scene.people.physician;
    let clinic = format!("organisation:{}", physician.organisation()?);
    let permit = |purpose: &str| {
        scene.patient_does(&[
            "consent",
            "permit",
            "--grantee",
            &clinic,
            "--category",
            "medications",
            "--purpose",
            purpose,
        ])
    };

    tell.line("nobody reads before the patient has decided, and the attempt leaves a receipt", || {
        scene.asks(physician, &TREATMENT)?.refused(exit::REFUSED, "access_no_consent")?;
        let receipts = scene.receipts()?;
        ensure(receipts.len() == 1, || format!("there are {} receipts", receipts.len()))?;
        let ruling = &receipts[0]["access"]["ruling"];
        ensure(*ruling == serde_json::json!({ "released": false, "by": "default-policy" }), || ruling.to_string())
    })?;
    let consent = tell.line("the patient permits the clinic to read medications for treatment", || {
        Ok(string(&permit("TREAT")?["consent"])?.to_owned())
    })?;
    tell.line("the clinic reads, and the receipt names the decision", || {
        let read = scene.asks(physician, &TREATMENT)?.done()?;
        ensure(read["ruling"]["consent"] == consent.as_str(), || format!("another decision decided: {read}"))?;
        let newest = scene.receipts()?.into_iter().next().unwrap_or_default();
        ensure(newest["access"]["ruling"]["consent"] == consent.as_str(), || format!("the receipt says {newest}"))
    })?;
    tell.line("but not for another purpose, and the insurer does not read at all", || {
        scene.asks(physician, &["--purpose", "HMARKT"])?.refused(exit::REFUSED, "access_no_consent")?;
        scene.asks(&scene.people.assessor, &["--purpose", "HPAYMT"])?.refused(exit::REFUSED, "access_no_consent")?;
        Ok(())
    })?;
    tell.line("the patient revokes, and the clinic reads no more", || {
        scene.patient_does(&["consent", "revoke", &consent])?;
        scene.asks(physician, &TREATMENT)?.refused(exit::REFUSED, "access_no_consent").map(drop)
    })?;
    tell.line("the patient consents again, and the clinic reads again", || {
        let again = permit("TREAT")?;
        ensure(again["consent"] != consent.as_str(), || "a decision has come back".into())?;
        scene.asks(physician, &TREATMENT)?.done().map(drop)
    })?;
    tell.line("a deny for this one physician weighs more than the permit for the clinic", || {
        let seat = format!("seat:{}:{}", physician.organisation()?, physician.account());
        let denied = scene.patient_does(&["consent", "deny", "--grantee", &seat])?;
        let id = string(&denied["consent"])?;
        scene.asks(physician, &TREATMENT)?.refused(exit::REFUSED, "access_denied")?;
        scene.patient_does(&["consent", "revoke", id]).map(drop)
    })?;
    tell.line("a decision that the patient signs, the clinic's desk sends: once", || {
        let act = scene.folder.join("act.txt");
        let path = text(&act)?;
        scene.patient_does(&["--sign-only", path, "consent", "deny", "--grantee", "kind:insurer"])?;
        scene.command.by(physician, &["relay", path])?.done()?;
        let decisions = scene.patient_does(&["consent", "list"])?;
        let denies = array(&decisions["decisions"])?.iter().filter(|one| one["effect"] == "deny").count();
        ensure(denies == 1, || format!("there are {denies} denies"))?;
        scene.command.by(physician, &["relay", path])?.refused(exit::REFUSED, "Stale").map(drop)
    })
}

/// Tells how many resources of a type are mapped, and why the others are refused.
pub(super) fn tell_judged(kind: &str, judged: &Judged, tell: &mut Telling<'_>) -> Outcome<()> {
    let decided = match judged.mapped_if_decided.len() {
        0 => String::new(),
        count => format!("{count} if it is said what a provision without a type is, "),
    };
    let (count, mapped, refused) = (judged.count(), judged.mapped.len(), judged.refusals());
    tell.line(
        &format!("of {count} {kind} {mapped} can be mapped as they are, {decided}{refused} are refused:"),
        || Ok(()),
    )?;
    for (reason, labels) in &judged.refused {
        tell.line(&format!("  {}: {reason}", labels.join(", ")), || Ok(()))?;
    }
    Ok(())
}

/// A FHIR Consent is decided and given back, an AuditEvent is asked, and receipts are written as AuditEvents.
pub fn fhir(scene: &mut Scene<'_>, tell: &mut Telling<'_>) -> Outcome<()> {
    let (consents, events) = judge(&scene.input, scene.chain.now()?)?;
    tell_judged("consents", &consents, tell)?;
    tell_judged("audit events", &events, tell)?;

    let file = shipped_examples().join("consent-clinic-korean.json");
    let consent: Value = serde_json::from_slice(&std::fs::read(&file)?)
        .map_err(|error| Failure(format!("{} cannot be read: {error}", file.display())))?;
    scene.secrets.insert(Kind::Name, string(&consent["patient"]["display"])?);
    let scene = &*scene;
    let physician = &scene.people.physician;
    let (hospital, clinic) = (scene.people.hospital_records.organisation()?, physician.organisation()?);
    let custodian = format!("Organization/1=organisation:{hospital}");
    let reader = format!("Organization/2=organisation:{clinic}");
    let person = format!("Practitioner/1=seat:{clinic}:{}", physician.account());
    let asks = |further: &[&str]| -> Outcome<Answer> {
        let question = ["access", "request", "--subject", scene.patient()?.subject.as_str()];
        scene.command.by(physician, &[&question[..], further].concat())
    };
    let grant = |file: &str, further: &[&str]| {
        let question = [
            "consent",
            "grant",
            "--from",
            file,
            "--patient",
            "Patient/1",
            "--redate",
            "--actor",
            &custodian,
            "--actor",
            &reader,
            "--actor",
            &person,
        ];
        scene.command.with_key(&scene.patient()?.key, &[&question[..], further].concat())
    };
    let made =
        tell.line("a FHIR Consent becomes a permit for the clinic with an exception, in one transaction", || {
            let mapped = grant(text(&file)?, &["--dry-run"])?.done()?;
            let made = grant(text(&file)?, &[])?.done()?;
            let ids = array(&made["consents"])?.clone();
            let foreseen: Vec<_> = array(&mapped["decisions"])?.iter().map(|one| one["id"].clone()).collect();
            ensure(ids.len() == 2 && ids == foreseen, || format!("decided {ids:?}, and {foreseen:?} was foreseen"))?;
            Ok(ids)
        })?;
    tell.line("one that is about a single letter is refused, naming the element", || {
        let refused = shipped_examples().join("consent-refused-english.json");
        let refused = grant(text(&refused)?, &[])?.refused(exit::INPUT, "fhir_single_resources")?;
        ensure(refused.element() == "Consent.provision.data[0]", || format!("it names {}", refused.element()))
    })?;
    tell.line("the physician's AuditEvent is asked for and permitted; what the exception denies is refused", || {
        let event = shipped_examples().join("audit-event-read-korean.json");
        let read = asks(&["--from", text(&event)?, "--patient", "Patient/1", "--actor", &person])?.done()?;
        ensure(read["ruling"]["consent"] == made[0], || format!("another decision decided: {read}"))?;
        let denied = asks(&["--category", "laboratory-results", "--purpose", "TREAT"])?;
        denied.refused(exit::REFUSED, "access_denied").map(drop)
    })?;
    tell.line("the decisions are given back as FHIR Consents that map to the same again", || {
        let bundle = scene.patient_does(&["consent", "export", "--patient", "Patient/1"])?;
        let options = ConsentOptions::at(scene.chain.now()?, hospital, "Patient/1");
        for id in &made {
            let id = string(id)?.trim_start_matches("0x");
            let mut resources = array(&bundle["entry"])?.iter().map(|entry| &entry["resource"]);
            let resource = resources.find(|one| one["id"] == id).ok_or_else(|| format!("{id} is missing"))?;
            let mapped = map_consent(resource, &options).map_err(|error| Failure(error.to_string()))?;
            ensure(mapped.decisions.len() == 1, || format!("{id} is {} decisions", mapped.decisions.len()))?;
        }
        Ok(())
    })?;
    tell.line("and both accesses as AuditEvents: who, what for, and by which decision", || {
        let bundle = scene.patient_does(&["access", "receipts", "--fhir"])?;
        for (place, (outcome, decision)) in [("8", &made[1]), ("0", &made[0])].into_iter().enumerate() {
            let event = &bundle["entry"][place]["resource"];
            let policy = format!("urn:bogam:consent:{}", string(decision)?.trim_start_matches("0x"));
            let is_right = event["outcome"] == outcome
                && event["agent"][0]["policy"][0] == policy.as_str()
                && event["agent"][0]["requestor"] == true
                && event["purposeOfEvent"][0]["coding"][0]["code"] == "TREAT";
            ensure(is_right, || format!("it says {event}"))?;
        }
        Ok(())
    })
}

/// Break-glass and its review.
pub fn emergency(scene: &mut Scene<'_>, tell: &mut Telling<'_>) -> Outcome<()> {
    let scene = &*scene;
    let subject = scene.patient()?.subject.as_str();
    let clinician = &scene.people.emergency_physician;
    let emergency = ["--purpose", "ETREAT"];
    let break_glass = |reason: &str| -> Outcome<String> {
        let question = ["access", "break-glass", "--subject", subject, "--reason", reason, "--category", "medications"];
        Ok(scene.command.by(clinician, &question)?.done()?["receipt"].to_string())
    };
    let review = |officer: &Person, receipt: &str, verdict: &str| {
        let account = clinician.account().to_string();
        let question =
            ["access", "review", "--seat", &account, "--subject", subject, "--receipt", receipt, "--verdict", verdict];
        scene.command.by(officer, &question)
    };
    tell.line("the emergency department may not read without consent", || {
        scene.asks(clinician, &emergency)?.refused(exit::REFUSED, "access_no_consent").map(drop)
    })?;
    tell.line("nor may somebody break the glass who has no such capacity", || {
        let question = ["access", "break-glass", "--subject", subject, "--reason", "disaster"];
        scene.command.by(&scene.people.physician, &question)?.refused(exit::REFUSED, "CapacityNotGranted").map(drop)
    })?;
    let receipt = tell.line("its physician breaks the glass, with a reason, and reads", || {
        let receipt = break_glass("unable-to-consent")?;
        let read = scene.asks(clinician, &emergency)?.done()?;
        ensure(read["ruling"]["by"] == "override", || format!("released by {read}"))?;
        Ok(receipt)
    })?;
    tell.line("the patient sees it", || {
        let seen = scene.receipts()?.into_iter().any(|one| one["override"]["reason"] == "UnableToConsent");
        ensure(seen, || "there is no receipt of it".into())
    })?;
    tell.line("she cannot review herself; the hospital's privacy officer reviews, and finds it justified", || {
        review(clinician, &receipt, "justified")?.refused(exit::REFUSED, "CapacityNotGranted")?;
        review(&scene.people.hospital_privacy_officer, &receipt, "justified")?.done().map(drop)
    })?;
    tell.line("the override is over with its review", || {
        scene.asks(clinician, &emergency)?.refused(exit::REFUSED, "access_no_consent").map(drop)
    })?;
    tell.line("an abusive one suspends the seat's capability, until her officer restores it", || {
        let receipt = break_glass("urgent-treatment")?;
        let account = clinician.account().to_string();
        review(&scene.people.hospital_privacy_officer, &receipt, "abusive")?.done()?;
        let again = ["access", "break-glass", "--subject", subject, "--reason", "disaster"];
        scene.command.by(clinician, &again)?.refused(exit::REFUSED, "EmergencyAccessSuspended")?;
        scene.command.by(&scene.people.hospital_privacy_officer, &["access", "restore", &account])?.done().map(drop)
    })
}

/// Opt-in, use and withdrawal; and erasure.
pub fn research(scene: &mut Scene<'_>, tell: &mut Telling<'_>) -> Outcome<()> {
    let scene = &*scene;
    let subject = scene.patient()?.subject.as_str();
    let investigator = &scene.people.investigator;
    let show = |project: &str| scene.command.read(&["consent", "research", "show", project])?.done();
    let project = tell.line("the ethics board approves a project of the research institute", || {
        let (protocol, salt) = (scene.folder.join("protocol.txt"), scene.folder.join("protocol.salt"));
        std::fs::write(&protocol, "A study of adherence, for the story.")?;
        let organisation = investigator.organisation()?.to_string();
        let question = [
            "consent",
            "research",
            "approve",
            "--organisation",
            &organisation,
            "--protocol",
            text(&protocol)?,
            "--salt-out",
            text(&salt)?,
            "--research",
            "HMB",
            "--bound-by",
            "NPU",
            "--bound-by",
            "IRB",
            "--until",
            "2036-12-31",
        ];
        let approved = scene.command.by(&scene.people.ethics_board, &question)?.done()?;
        ensure(approved["open"] == true && approved["cohort"] == 0, || format!("it is {approved}"))?;
        Ok(string(&approved["project"])?.to_owned())
    })?;
    let ask = || scene.asks(investigator, &["--purpose", "HRESCH", "--project", &project]);
    tell.line("who has not opted in is not read for it", || {
        ask()?.refused(exit::REFUSED, "access_no_consent").map(drop)
    })?;
    tell.line("the patient opts in with medications: the cohort counts one, and she is read", || {
        scene.patient_does(&["consent", "research", "opt-in", &project, "--category", "medications"])?;
        ensure(show(&project)?["cohort"] == 1, || "the cohort does not count her".into())?;
        ask()?.done().map(drop)
    })?;
    tell.line("she withdraws: the cohort counts nobody, and she is read no more", || {
        scene.patient_does(&["consent", "research", "withdraw", &project])?;
        ensure(show(&project)?["cohort"] == 0, || "the cohort still counts her".into())?;
        ask()?.refused(exit::REFUSED, "access_no_consent").map(drop)
    })?;
    tell.line("nor can the institute take her back in", || {
        scene.patient_does(&["consent", "research", "consent-broadly", "--research", "HMB", "--demand", "NPU"])?;
        let enrol = ["consent", "research", "enrol", &project, "--subject", subject];
        scene.command.by(investigator, &enrol)?.refused(exit::REFUSED, "WithdrawnFromProject").map(drop)
    })?;
    tell.line("she has everything erased: the hospital has a deadline, and confirms", || {
        let asked = scene.patient_does(&["consent", "erasure", "request"])?;
        let pending = &asked["erasures"][0];
        ensure(pending["overdue"] == false && pending["deadline"].is_u64(), || format!("it is {pending}"))?;
        let number = pending["number"].to_string();
        let confirm = ["consent", "erasure", "confirm", "--subject", subject, "--number", &number];
        let confirmed = scene.command.by(&scene.people.hospital_records, &confirm)?.done()?;
        ensure(confirmed["erasures"][0]["confirmedAt"].is_u64(), || format!("it says {confirmed}"))
    })
}
