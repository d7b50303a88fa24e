//! Insurers publish plans, insure the patient and have money; and what all steps about claims share.

use crate::{
    Failure, Outcome,
    command::{Bogam, string, text},
    ensure,
    people::Person,
};
use bogam_client::fhir::{DEFAULT_TIME_ZONE, format_moment, time_zone};
use bogam_primitives::{Moment, OrganisationId, Won, time::DAY};
use serde_json::{Value, json};
use std::{fmt::Debug, fs, path::PathBuf};

/// What each insurer has to begin with, in won: one of them keeps its account.
pub const FUNDS: Won = 500_001;

/// The patient's name: in every FHIR Claim, and never on the chain.
pub const PATIENT: &str = "Ga-eul Han";

/// A policy or handle, and the patient's key for it.
#[derive(Clone, Debug)]
pub struct Cover {
    /// Its identifier, as it is typed.
    pub policy: String,
    /// The file with the key.
    pub key: PathBuf,
}

/// Insures the patient: a plan, a fresh key, and a policy or a handle.
pub struct Insuring<'a> {
    /// The command.
    pub command: &'a Bogam,
    /// Where everything is written.
    pub folder: PathBuf,
    /// When the policies begin.
    pub from: Moment,
}

impl Insuring<'_> {
    fn path(&self, name: &str, ending: &str) -> PathBuf {
        self.folder.join(format!("{name}.{ending}"))
    }

    /// Publishes a plan with one rule.
    fn plan(&self, underwriter: &Person, name: &str, rule: &str) -> Outcome<String> {
        let (document, salt) = (self.path(name, "txt"), self.path(name, "salt"));
        fs::write(&document, format!("The terms of plan {name}, for the story."))?;
        let publish = [
            "plan",
            "publish",
            "--annual-cap",
            "10000000",
            "--filing-limit",
            "365d",
            "--automatic-limit",
            "1000000",
            "--decision-period",
            "30d",
            "--appeal-window",
            "30d",
            "--preauthorisation-period",
            "30d",
            "--deductible-step",
            "10000",
            "--share-step",
            "100000",
            "--rule",
            rule,
            "--document",
            text(&document)?,
            "--salt-out",
            text(&salt)?,
        ];
        string(&self.command.by(underwriter, &publish)?.done()?["plan"])
    }

    /// A fresh key, and its account.
    fn key(&self, name: &str) -> Outcome<(PathBuf, String)> {
        let key = self.path(name, "key");
        let account = self.command.new_key(&key)?;
        Ok((key, account))
    }

    /// Insures by what is typed: with a policy, or with `further` a handle.
    pub fn insure(&self, underwriter: &Person, name: &str, rule: &str, further: &[&str]) -> Outcome<Cover> {
        let plan = self.plan(underwriter, name, rule)?;
        let (key, holder) = self.key(name)?;
        let (from, until) = (self.from.to_string(), (self.from + 300 * DAY).to_string());
        let act = if further.is_empty() { "issue" } else { "handle" };
        let issue = ["policy", act, "--plan", &plan, "--holder", &holder];
        let period = ["--valid-from", &from, "--valid-until", &until];
        let issued = self.command.by(underwriter, &[&issue[..], &period, further].concat())?.done()?;
        Ok(Cover { policy: string(&issued["policy"])?, key })
    }

    /// The same with a FHIR Coverage, which is mapped without a network first.
    pub fn insure_by_coverage(&self, underwriter: &Person, name: &str, rule: &str) -> Outcome<Cover> {
        let plan = self.plan(underwriter, name, rule)?;
        let (key, holder) = self.key(name)?;
        let file = self.path(name, "json");
        let insurer = underwriter.organisation()?;
        let coverage = json!({
            "resourceType": "Coverage",
            "status": "active",
            "subscriberId": format!("{name}-1"),
            "beneficiary": { "display": PATIENT },
            "payor": [named("urn:bogam:organisation", &insurer.to_string())],
            "period": { "start": written(self.from)?, "end": written(self.from + 300 * DAY)? },
            "class": [{
                "type": { "coding": [{
                    "system": "http://terminology.hl7.org/CodeSystem/coverage-class", "code": "plan",
                }] },
                "value": name,
            }],
        });
        fs::write(&file, coverage.to_string())?;
        let (class, subscriber) = (format!("{name}={plan}"), self.path(name, "subscriber"));
        let actor = format!("Organization/1=organisation:{insurer}");
        let issue = ["policy", "issue", "--from", text(&file)?, "--holder", &holder];
        let meant = ["--class", &class, "--actor", &actor, "--subscriber-out", text(&subscriber)?];
        let nowhere = self.command.with_url("ws://127.0.0.1:1");
        let mapped = nowhere.read(&[&issue[..], &meant, &["--dry-run"]].concat())?.done()?;
        same("the plan and its start", (&mapped["plan"], mapped["from"].as_u64()), (&json!(plan), Some(self.from)))?;
        let issued = self.command.by(underwriter, &[&issue[..], &meant].concat())?.done()?;
        ensure(subscriber.is_file(), || "the number of the insured was not committed to".into())?;
        Ok(Cover { policy: string(&issued["policy"])?, key })
    }

    /// Issues settlement money to an insurer.
    pub fn fund(&self, agent: &Person, organisation: OrganisationId) -> Outcome<()> {
        let (number, amount) = (organisation.to_string(), FUNDS.to_string());
        let (reference, salt) = (format!("story/{organisation}"), self.folder.join("clearing.salt"));
        let issue = ["clearing", "issue", "--organisation", &number, "--amount", &amount];
        let reference = ["--bank-reference", &reference, "--salt", text(&salt)?];
        self.command.by(agent, &[&issue[..], &reference].concat())?.done().map(drop)
    }
}

/// A FHIR Reference to something by its identifier.
pub fn named(system: &str, value: &str) -> Value {
    json!({ "identifier": { "system": system, "value": value } })
}

/// A moment as FHIR writes it.
pub fn written(at: Moment) -> Outcome<String> {
    let zone = time_zone(DEFAULT_TIME_ZONE).ok_or("there is no time zone")?;
    format_moment(at, &zone).ok_or_else(|| Failure(format!("{at} is no moment of FHIR's")))
}

/// Whether two things are the same.
pub fn same<T: PartialEq + Debug>(what: &str, found: T, expected: T) -> Outcome<()> {
    ensure(found == expected, || format!("{what} is {found:?}, not {expected:?}"))
}
