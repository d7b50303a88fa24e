//! What clinic, pharmacy, patient, authority and admin do besides the story: each with the real command, and each checked
//! on the finalised chain.

use bogam_client::fhir::format_quantity;
use bogam_primitives::{Commitment, Profession, commitment::tags};
use bogam_runtime::genesis::consortium;
use bogam_tests::{
    Outcome,
    chain::Record,
    command::{Answer, exit, text},
    ensure,
    fhir_examples::{Issued, issue_arguments},
    network::Network,
    story::{Scene, shipped_examples},
};
use pallet_prescriptions::types::{CancellationCause, State};
use pallet_registry::types::LicenceStatus;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Everybody's desk. One network serves all sections of a test: starting it takes longer than each of them.
struct Desk<'a>(Scene<'a>);

impl Desk<'_> {
    fn clinic(&self, arguments: &[&str]) -> Outcome<Answer> {
        self.0.command.by(&self.0.people.physician, arguments)
    }

    fn pharmacy(&self, arguments: &[&str]) -> Outcome<Answer> {
        self.0.command.by(&self.0.people.pharmacist_a, arguments)
    }

    /// The patient, and whoever only reads.
    fn patient(&self, arguments: &[&str]) -> Outcome<Answer> {
        self.0.command.read(arguments)
    }

    fn issue(&self, name: &str) -> Outcome<Issued> {
        let folder = self.0.folder.join(name);
        self.clinic(&issue_arguments(&self.0.plain, &folder, &[])?)?.done()?;
        Issued::read(&folder)
    }

    fn becomes(&self, issued: &Issued, what: &str, expected: impl Fn(&Record) -> bool) -> Outcome<Record> {
        self.0.chain.await_prescription(issued.id, what, expected)
    }

    /// A new key: its file and its account.
    fn key(&self, name: &str) -> Outcome<(PathBuf, String)> {
        let file = self.0.folder.join(name);
        let account = self.0.command.new_key(&file)?;
        Ok((file, account))
    }

    /// The prescriber stops new holds, and permits them again.
    fn suspend(&self, issued: &Issued) -> Outcome<()> {
        let (name, accept) = (issued.name(), ["pharmacy", "accept", "--qr", issued.code(0)?]);
        self.clinic(&["prescription", "suspend", &name])?.done()?;
        self.becomes(issued, "a suspension", |record| record.suspended)?;
        self.pharmacy(&accept)?.refused(exit::REFUSED, "PrescriptionSuspended")?;
        self.clinic(&["prescription", "suspend", &name])?.refused(exit::REFUSED, "AlreadySuspended")?;
        self.clinic(&["prescription", "resume", &name])?.done()?;
        self.becomes(issued, "the end of the suspension", |record| !record.suspended).map(drop)
    }

    /// The patient binds it to the hospital, which dispenses as pharmacies do, and to none again.
    fn nominate(&self, issued: &Issued) -> Outcome<()> {
        let (code, other) = (issued.code(0)?, self.0.people.hospital_admin.organisation()?);
        let nominate = ["holder", "nominate", "--qr", code];
        let (clinic, named) = (self.0.people.physician.organisation()?.to_string(), other.to_string());
        self.patient(&[&nominate[..], &["--dispenser", &clinic]].concat())?.refused(exit::REFUSED, "NotADispenser")?;
        self.patient(&[&nominate[..], &["--dispenser", &named]].concat())?.done()?;
        self.becomes(issued, "a nomination", |record| record.nomination == Some(other))?;
        let accept = ["pharmacy", "accept", "--qr", code];
        self.pharmacy(&accept)?.refused(exit::REFUSED, "NominatedElsewhere")?;
        self.patient(&nominate)?.done()?;
        self.becomes(issued, "the end of the nomination", |record| record.nomination.is_none()).map(drop)
    }

    /// The patient changes the key: the lost paper takes nothing. Yields the new code.
    fn rotate(&self, issued: &Issued) -> Outcome<PathBuf> {
        let (code, renewed) = (issued.code(0)?, self.0.folder.join("renewed.txt"));
        let old = self.0.chain.known_prescription(issued.id)?.holders.first().cloned();
        self.patient(&["holder", "rotate", "--qr", code, "--out", text(&renewed)?])?.done()?;
        self.becomes(issued, "another key", |record| record.holders.first() != old.as_ref())?;
        let lost = ["pharmacy", "accept", "--qr", code];
        self.pharmacy(&lost)?.refused(exit::REFUSED, "StatementSignatureInvalid")?;
        self.pharmacy(&["pharmacy", "scan", "--qr", text(&renewed)?])?.done()?;
        self.pharmacy(&["pharmacy", "accept", "--qr", text(&renewed)?])?.done()?;
        self.becomes(issued, "a hold", |record| matches!(record.state, State::Held(_)))?;
        Ok(renewed)
    }

    /// The pharmacy supplies a part and closes the item: that is the end, and the log and FHIR say so.
    fn close(&self, issued: &Issued, code: &Path) -> Outcome<()> {
        let (name, code) = (issued.name(), text(code)?);
        let authorised = self.0.chain.known_prescription(issued.id)?.items.first().map(|item| item.authorised);
        let part = (authorised.ok_or("nothing is ordered")? / 2_000).max(1) * 1_000;
        let item = format!("0={}", format_quantity(part));
        self.pharmacy(&["pharmacy", "dispense", &name, "--item", &item, "--qr", code])?.done()?;
        let close = ["pharmacy", "not-dispensed", &name, "--item", "0", "--reason", "out-of-stock"];
        self.pharmacy(&close)?.done()?;
        let record = self.becomes(issued, "its end", |record| matches!(record.state, State::Dispensed { .. }))?;
        let item = record.items.first().ok_or("the item is gone")?;
        ensure(item.dispensed == part && item.not_dispensed.is_some(), || format!("the item is {item:?}"))?;
        self.pharmacy(&close)?.refused(exit::REFUSED, "AlreadyDispensed")?;

        let fills = self.patient(&["prescription", "fills", &name])?.done()?;
        let entries = fills["fills"].as_array().map(Vec::len);
        ensure(entries == Some(2), || format!("the log is {fills}"))?;
        let bundle = self.patient(&["fhir", "export", &name, "--qr", code])?.done()?;
        let statuses = |kind: &str| -> Vec<String> {
            let resources = bundle["entry"].as_array().into_iter().flatten().map(|entry| &entry["resource"]);
            let wanted = resources.filter(|resource| resource["resourceType"] == kind);
            wanted.filter_map(|resource| Some(resource["status"].as_str()?.to_owned())).collect()
        };
        let said = (statuses("MedicationRequest"), statuses("MedicationDispense"));
        let expected = (vec!["stopped".to_owned()], vec!["completed".to_owned(), "declined".to_owned()]);
        ensure(said == expected, || format!("FHIR says {said:?}"))
    }

    /// The patient asks for a renewal, once.
    fn ask_for_renewal(&self, issued: &Issued, code: &Path) -> Outcome<()> {
        let ask = ["holder", "request-renewal", "--qr", text(code)?];
        self.patient(&ask)?.done()?;
        self.becomes(issued, "a request for a renewal", |record| record.renewal_requested)?;
        self.patient(&ask)?.refused(exit::REFUSED, "RenewalAlreadyRequested").map(drop)
    }

    /// The patient declines.
    fn decline(&self, issued: &Issued) -> Outcome<()> {
        self.patient(&["holder", "decline", "--qr", issued.code(0)?])?.done()?;
        let declined =
            |record: &Record| matches!(record.state, State::Cancelled { cause: CancellationCause::Declined, .. });
        self.becomes(issued, "the patient's refusal", declined)?;
        let accept = ["pharmacy", "accept", "--qr", issued.code(0)?];
        self.pharmacy(&accept)?.refused(exit::REFUSED, "AlreadyCancelled").map(drop)
    }

    /// The prescriber cancels and issues anew in one step: both name each other.
    fn replace(&self, issued: &Issued) -> Outcome<()> {
        let (name, folder) = (issued.name(), self.0.folder.join("successor"));
        let mut arguments = issue_arguments(&self.0.plain, &folder, &[])?;
        arguments.splice(1..2, ["replace", name.as_str()]);
        self.clinic(&arguments)?.done()?;
        let successor = Issued::read(&folder)?;
        let named = Some(successor.id);
        let old = self.becomes(issued, "its successor", |record| record.replaced_by == named)?;
        let replaced = matches!(old.state, State::Cancelled { cause: CancellationCause::Replaced, .. });
        ensure(replaced, || format!("it is {:?}", old.state))?;
        let new = self.0.chain.known_prescription(successor.id)?;
        ensure(new.replaces == Some(issued.id), || "the successor does not name it".into())
    }

    /// A reader lists them all, page by page.
    fn list(&self) -> Outcome<()> {
        let (mut after, mut listed) = (None::<String>, 0);
        loop {
            let mut question = vec!["prescription", "list", "--limit", "2"];
            question.extend(after.as_deref().into_iter().flat_map(|id| ["--after", id]));
            let page = self.patient(&question)?.done()?;
            let entries = page["prescriptions"].as_array().map_or(0, Vec::len);
            ensure((1..=2).contains(&entries), || format!("a page is {page}"))?;
            listed += entries;
            after = page["next"].as_str().map(str::to_owned);
            if after.is_none() {
                break;
            }
        }
        let all = self.0.chain.prescriptions()?;
        ensure(listed == all, || format!("{listed} of {all} are listed"))
    }

    /// A pharmacist's licence: granted, lengthened, and revoked for good. The seat under it stands and falls with it.
    fn license(&self) -> Outcome<()> {
        let Scene { command, chain, people, folder, .. } = &self.0;
        let (officer, admin) = (&people.licensing_officer, &people.hospital_admin);
        let (named, salt) = (folder.join("person.json"), folder.join("person.salt"));
        let person = br#"{"name":"Rowan Sample","register":"P-000123"}"#;
        fs::write(&named, person)?;
        let grant = ["registry", "licence", "grant", "--profession", "pharmacist", "--person", text(&named)?];
        let further = ["--salt-out", text(&salt)?, "--valid-from", "2026-01-01", "--valid-until", "2090-01-01"];
        let granted = command.by(officer, &[&grant[..], &further].concat())?.done()?;
        let number = granted["licence"]["id"].as_u64().ok_or("the licence has no number")?;
        let (licence, name) = (u32::try_from(number)?, number.to_string());
        let record = chain.licence(licence)?;
        let salt = hex::decode(fs::read_to_string(&salt)?.trim()).ok().and_then(|salt| <[u8; 32]>::try_from(salt).ok());
        let commitment = Commitment::new(tags::LICENSED_PERSON, &salt.ok_or("the salt was not written")?, person);
        ensure(record.person == commitment, || "the licence is not the person's".into())?;
        ensure(record.profession == Profession::Pharmacist, || format!("it is for a {:?}", record.profession))?;

        let (key, account) = self.key("pharmacist.key")?;
        let entitled = ["registry", "seat", "entitled", &account, "--capacity", "dispense"];
        self.patient(&entitled)?.refused(exit::REFUSED, "NoSeat")?;
        let seat = ["registry", "seat", "grant", &account, "--capacity", "dispense", "--licence", &name];
        command.by(admin, &seat)?.done()?;
        let answer = self.patient(&entitled)?.done()?;
        ensure(answer["organisation"] == admin.organisation()?, || format!("another organisation: {answer}"))?;
        command.by(admin, &seat)?.refused(exit::REFUSED, "SeatExists")?;
        let meanwhile = chain.now()?.to_string();

        command.by(officer, &["registry", "licence", "extend", &name, "--valid-until", "2091-01-01"])?.done()?;
        ensure(chain.licence(licence)?.valid_until > record.valid_until, || "it was not lengthened".into())?;
        command.by(officer, &["registry", "licence", "revoke", &name, "--reason", "surrendered"])?.done()?;
        ensure(chain.licence(licence)?.status == LicenceStatus::Revoked, || "it was not revoked".into())?;
        self.patient(&entitled)?.refused(exit::REFUSED, "LicenceRevoked")?;
        self.patient(&[&entitled[..], &["--at", &meanwhile]].concat())?.done()?;
        let reinstate = ["registry", "licence", "reinstate", &name];
        command.by(officer, &reinstate)?.refused(exit::REFUSED, "LicenceRevoked")?;
        // Whoever has the seat learns the same.
        let nowhere = format!("0x{}", "00".repeat(32));
        let back = ["pharmacy", "give-back", &nowhere, "--reason", "patient-request"];
        command.with_key(&key, &back)?.refused(exit::REFUSED, "LicenceRevoked")?;
        self.end_seat(&account, &meanwhile)
    }

    /// The seat ends, and its key turns out to have been in the wrong hands.
    fn end_seat(&self, account: &str, meanwhile: &str) -> Outcome<()> {
        let (command, admin) = (&self.0.command, &self.0.people.hospital_admin);
        command.by(admin, &["registry", "seat", "withdraw", account])?.done()?;
        let entitled = ["registry", "seat", "entitled", account, "--capacity", "dispense"];
        self.patient(&entitled)?.refused(exit::REFUSED, "NoSeat")?;
        let then = [&entitled[..], &["--at", meanwhile]].concat();
        self.patient(&then)?.done()?;
        command.by(admin, &["registry", "seat", "compromise", account, "--since", meanwhile])?.done()?;
        self.patient(&then)?.refused(exit::REFUSED, "AccountCompromised")?;
        let again = ["registry", "seat", "grant", account, "--capacity", "custodian"];
        command.by(admin, &again)?.refused(exit::REFUSED, "AccountCompromised").map(drop)
    }

    /// The clinic's admin hands over to another key.
    fn hand_over(&self) -> Outcome<()> {
        let Scene { command, people, folder, .. } = &self.0;
        let (clinic, old) = (people.physician.organisation()?.to_string(), folder.join("old-admin.key"));
        command.told(&["key", "from-uri", "--out", text(&old)?], consortium::CLINIC.uri)?.done()?;
        let ((new, admin), (_, clerk)) = (self.key("new-admin.key")?, self.key("clerk.key")?);
        let grant = ["registry", "seat", "grant", &clerk, "--capacity", "custodian"];
        command.with_key(&old, &["registry", "admin", "rotate", &admin])?.done()?;
        let shown = self.patient(&["registry", "organisation", "show", &clinic])?.done()?;
        ensure(shown["organisation"]["admin"] == admin.as_str(), || format!("the clinic is {shown}"))?;
        let answer = command.with_key(&old, &grant)?;
        ensure(answer.exit == exit::REFUSED, || format!("the old key is answered {}", answer.exit))?;
        command.with_key(&new, &grant)?.done()?;
        let history = self.patient(&["registry", "organisation", "history", &clinic])?.done()?;
        ensure(history["history"][0]["status"] == "active", || format!("its history is {history}"))
    }
}

fn with_desk(told: impl FnOnce(&Desk<'_>) -> Outcome<()>) -> Outcome<()> {
    let network = Network::start(1)?;
    let folder = tempfile::tempdir()?;
    told(&Desk(Scene::set(&network, &shipped_examples(), folder.path())?))
}

#[test]
fn prescription_should_become_what_clinic_pharmacy_and_patient_decide() {
    with_desk(|desk| {
        let issued = desk.issue("first")?;
        desk.suspend(&issued)?;
        desk.nominate(&issued)?;
        let code = desk.rotate(&issued)?;
        desk.close(&issued, &code)?;
        desk.ask_for_renewal(&issued, &code)?;
        desk.decline(&desk.issue("declined")?)?;
        desk.replace(&desk.issue("replaced")?)?;
        desk.list()
    })
    .unwrap();
}

#[test]
fn registry_should_become_what_authority_and_admins_decide() {
    with_desk(|desk| desk.license().and_then(|()| desk.hand_over())).unwrap();
}
