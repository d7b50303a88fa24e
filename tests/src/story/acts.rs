//! What people do in the story, with the real command, each act checked on the chain.

use super::Scene;
use crate::{
    Outcome,
    chain::Record,
    command::{Answer, text},
    ensure,
    fhir_examples::{Issued, Order, issue_arguments},
    people::Person,
};
use bogam_client::fhir::format_quantity;
use bogam_primitives::prescription::Quantity;
use pallet_prescriptions::types::State;
use std::path::{Path, PathBuf};

/// How an item and its quantity are named to the command.
pub fn item_argument(item: usize, quantity: Quantity) -> String {
    format!("{item}={}", format_quantity(quantity))
}

/// The organisation that holds, if any does.
pub fn holding(record: &Record) -> Option<u32> {
    match &record.state {
        State::Held(hold) => Some(hold.dispenser.organisation),
        _ => None,
    }
}

impl Scene<'_> {
    /// `prescriber` issues `order`; the prescription is then on the chain.
    pub(super) fn issue(
        &self,
        prescriber: &Person,
        order: &Order,
        name: &str,
        further: &[&str],
    ) -> Outcome<(Issued, Record)> {
        let folder = self.folder.join(name);
        self.command.by(prescriber, &issue_arguments(order, &folder, further)?)?.done()?;
        let issued = Issued::read(&folder)?;
        let organisation = prescriber.organisation()?;
        let record = self.chain.await_prescription(issued.id, "an issued prescription", |_| true)?;
        ensure(record.prescriber.organisation == organisation, || "another organisation issued it".into())?;
        ensure(record.holders.len() == issued.codes.len(), || "there is not one code for each issue".into())?;
        Ok((issued, record))
    }

    /// `pharmacist` accepts with the code of `issue`; the pharmacy then holds.
    pub(super) fn accept(&self, pharmacist: &Person, issued: &Issued, issue: usize) -> Outcome<Record> {
        self.try_accept(pharmacist, issued, issue)?.done()?;
        let organisation = pharmacist.organisation()?;
        self.chain.await_prescription(issued.id, "a hold", |record| holding(record) == Some(organisation))
    }

    /// `pharmacist` tries to accept with the code of `issue`.
    pub(super) fn try_accept(&self, pharmacist: &Person, issued: &Issued, issue: usize) -> Outcome<Answer> {
        self.command.by(pharmacist, &["pharmacy", "accept", "--qr", issued.code(issue)?])
    }

    /// The patient's phone signs a statement for the pharmacy of `pharmacist` and writes it into a file.
    pub(super) fn statement(&self, pharmacist: &Person, issued: &Issued, name: &str) -> Outcome<PathBuf> {
        let file = self.folder.join(name);
        let organisation = pharmacist.organisation()?.to_string();
        let question =
            ["holder", "statement", "--qr", issued.code(0)?, "--dispenser", &organisation, "--out", text(&file)?];
        self.command.read(&question)?.done()?;
        Ok(file)
    }

    /// The patient's phone writes the code for a pharmacy, without the secret, into a file.
    pub(super) fn pharmacy_code(&self, issued: &Issued, name: &str) -> Outcome<PathBuf> {
        let file = self.folder.join(name);
        self.command.read(&["holder", "pharmacy-code", "--qr", issued.code(0)?, "--out", text(&file)?])?.done()?;
        Ok(file)
    }

    /// `pharmacist` tries to accept with a statement.
    pub(super) fn accept_with(&self, pharmacist: &Person, statement: &Path) -> Outcome<Answer> {
        self.command.by(pharmacist, &["pharmacy", "accept", "--statement", text(statement)?])
    }

    /// `pharmacist` tries to dispense `quantity` of the first item.
    pub(super) fn try_dispense(&self, pharmacist: &Person, issued: &Issued, quantity: Quantity) -> Outcome<Answer> {
        let item = item_argument(0, quantity);
        let code = issued.code(0)?;
        self.command.by(pharmacist, &["pharmacy", "dispense", &issued.name(), "--item", &item, "--qr", code])
    }

    /// `pharmacist` dispenses all that is left of the issue.
    pub(super) fn dispense_all(&self, pharmacist: &Person, issued: &Issued, issue: usize) -> Outcome<()> {
        let code = issued.code(issue)?;
        self.command.by(pharmacist, &["pharmacy", "dispense", &issued.name(), "--all", "--qr", code])?.done()?;
        Ok(())
    }

    /// `pharmacist` gives back; nobody holds then.
    pub(super) fn give_back(&self, pharmacist: &Person, issued: &Issued, reason: &str) -> Outcome<Record> {
        self.command.by(pharmacist, &["pharmacy", "give-back", &issued.name(), "--reason", reason])?.done()?;
        self.chain.await_prescription(issued.id, "a give-back", |record| holding(record).is_none())
    }

    /// Checks that `attempt` changes nothing: neither in the registry nor in any prescription. The command has followed what
    /// it sent to finality when it says that the chain refused.
    pub(super) fn unchanged<T>(&self, attempt: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
        let before = self.chain.fingerprint()?;
        let value = attempt()?;
        ensure(self.chain.fingerprint()? == before, || "the refused attempt has changed the state".into())?;
        Ok(value)
    }
}
