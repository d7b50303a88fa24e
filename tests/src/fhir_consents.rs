//! The consents and audit events in a folder of FHIR resources: each is mapped, or refused with its reason. No chain is
//! needed for that.

use crate::{Failure, Outcome, ensure, fhir_examples::references_in};
use bogam_client::fhir::{
    AuditOptions, ConsentOptions, DEFAULT_TIME_ZONE, FhirError, UntypedRule, map_consent, read_audit_event, time_zone,
};
use bogam_primitives::{Moment, consent::Grantee};
use serde_json::Value;
use sp_runtime::AccountId32;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    str::FromStr,
};

/// The custodian in these mappings.
const CUSTODIAN: u32 = 1;
/// The number of the first other organisation in a resource: for it everybody acts.
const FIRST_OTHER: u32 = 2;

/// How it went with the resources of a type.
#[derive(Clone, Debug, Default)]
pub struct Judged {
    /// Those that say what is meant.
    pub mapped: Vec<String>,
    /// Those that say it once it is decided how a provision without a type is read.
    pub mapped_if_decided: Vec<String>,
    /// Those that are refused, by element and code.
    pub refused: BTreeMap<String, Vec<String>>,
}

impl Judged {
    pub(crate) fn refuse(&mut self, label: String, error: &FhirError) {
        self.refused.entry(format!("{} ({})", error.element(), error.code())).or_default().push(label);
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.mapped.len() + self.mapped_if_decided.len() + self.refused.values().map(Vec::len).sum::<usize>()
    }

    /// How many are refused.
    pub fn refusals(&self) -> usize {
        self.refused.values().map(Vec::len).sum()
    }
}

/// Judges every Consent and every AuditEvent that is a JSON file of `folder`: as if everybody whom they name were known.
pub fn judge(folder: &Path, now: Moment) -> Outcome<(Judged, Judged)> {
    let (mut consents, mut events) = (Judged::default(), Judged::default());
    each_resource(folder, &["Consent", "AuditEvent"], |_, value| {
        let label = value["id"].as_str().unwrap_or("without id").to_owned();
        match value["resourceType"].as_str() {
            Some("Consent") => judge_consent(&mut consents, label, value, now),
            Some("AuditEvent") => judge_event(&mut events, label, value),
            _ => Ok(()),
        }
    })?;
    for reason in consents.refused.keys().chain(events.refused.keys()) {
        ensure(reason.contains('.'), || format!("a refusal names no element: {reason}"))?;
    }
    Ok((consents, events))
}

/// Shows `judge` each JSON file of `folder` that is a resource of one of these types or a Bundle that mentions one, in order.
pub(crate) fn each_resource(
    folder: &Path,
    kinds: &[&str],
    mut judge: impl FnMut(&[u8], &Value) -> Outcome<()>,
) -> Outcome<()> {
    let failed = |error: std::io::Error| Failure(format!("{} cannot be read: {error}", folder.display()));
    let entries = fs::read_dir(folder).map_err(failed)?;
    let mut files: Vec<PathBuf> =
        entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>().map_err(failed)?;
    files.sort();
    let kinds: Vec<_> = kinds.iter().map(|kind| format!("\"{kind}\"")).collect();
    for file in files.iter().filter(|file| file.extension().is_some_and(|extension| extension == "json")) {
        let bytes = fs::read(file).map_err(failed)?;
        let text = String::from_utf8_lossy(&bytes);
        if !kinds.iter().any(|kind| text.contains(kind.as_str())) {
            continue;
        }
        let Ok(value) = serde_json::from_slice::<Value>(&bytes) else { continue };
        // Definitions mention the names of resources too.
        let kind = value["resourceType"].as_str().map(|kind| format!("\"{kind}\"")).unwrap_or_default();
        if kinds.contains(&kind) || value["resourceType"] == "Bundle" {
            judge(&bytes, &value)?;
        }
    }
    Ok(())
}

/// An account of nobody.
fn account<Account: FromStr>(number: u8) -> Outcome<Account> {
    let text = AccountId32::new([number; 32]).to_string();
    text.parse().map_err(|_| Failure(format!("{text} cannot be read as an account")))
}

fn judge_consent(judged: &mut Judged, label: String, consent: &Value, now: Moment) -> Outcome<()> {
    let mut references = BTreeSet::new();
    references_in(consent, &mut references);
    let custodian = consent.pointer("/organization/0/reference").and_then(Value::as_str).unwrap_or_default();
    references.remove(custodian);
    let (organisations, people): (Vec<_>, Vec<_>) =
        references.into_iter().partition(|reference| reference.starts_with("Organization/"));
    let mut grantees = BTreeMap::from([(custodian.to_owned(), Grantee::Organisation(CUSTODIAN))]);
    grantees.extend(organisations.into_iter().zip((FIRST_OTHER..).map(Grantee::Organisation)));
    for (number, person) in (1..=u8::MAX).zip(people) {
        grantees.insert(person, Grantee::Seat { organisation: FIRST_OTHER, account: account(number)? });
    }
    let patient = consent.pointer("/patient/reference").and_then(Value::as_str).unwrap_or_default();
    let options = ConsentOptions { redate: true, grantees, ..ConsentOptions::at(now, CUSTODIAN, patient) };
    let error = match map_consent(consent, &options) {
        Ok(_) => {
            judged.mapped.push(label);
            return Ok(());
        }
        Err(error) => error,
    };
    let read_as = |rule| map_consent(consent, &ConsentOptions { untyped_rule: Some(rule), ..options.clone() });
    match (read_as(UntypedRule::Policy), read_as(UntypedRule::Exception)) {
        (Err(_), Err(as_exception)) if error.code() == "fhir_untyped_rule" => judged.refuse(label, &as_exception),
        (Err(_), Err(_)) => judged.refuse(label, &error),
        _ => judged.mapped_if_decided.push(label),
    }
    Ok(())
}

fn judge_event(judged: &mut Judged, label: String, event: &Value) -> Outcome<()> {
    let account = account(1)?;
    let whos = event["agent"].as_array().into_iter().flatten().flat_map(|agent| names(&agent["who"]));
    let entities: Vec<&Value> = event["entity"].as_array().into_iter().flatten().collect();
    let is_patient = |entity: &&&Value| {
        let reference = entity.pointer("/what/reference").and_then(Value::as_str).unwrap_or_default();
        entity.pointer("/role/code").and_then(Value::as_str) == Some("1") || reference.starts_with("Patient/")
    };
    let patient = entities.iter().find(is_patient).map(|entity| names(&entity["what"])).unwrap_or_default();
    let options = AuditOptions {
        patient: patient.into_iter().next().unwrap_or_default(),
        readers: whos.map(|name| (name, (FIRST_OTHER, account))).collect(),
        purpose: None,
        time_zone: time_zone(DEFAULT_TIME_ZONE).ok_or("there is no time zone")?,
    };
    match read_audit_event(event, &options) {
        Ok(_) => judged.mapped.push(label),
        Err(error) => judged.refuse(label, &error),
    }
    Ok(())
}

/// How a FHIR Reference calls whom it means.
pub(crate) fn names(reference: &Value) -> Vec<String> {
    let literal = reference["reference"].as_str().and_then(|text| text.split("/_history/").next()).map(str::to_owned);
    let value = reference.pointer("/identifier/value").and_then(Value::as_str);
    let system = reference.pointer("/identifier/system").and_then(Value::as_str).unwrap_or_default();
    literal.into_iter().chain(value.map(|value| format!("{system}|{value}"))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shipped_consents_and_events_should_be_mapped_or_refused() {
        let (consents, events) = judge(&crate::story::shipped_examples(), 1_795_222_800_000).unwrap();
        assert_eq!(consents.mapped, ["consent-clinic", "consent-opt-out"]);
        assert_eq!((consents.count(), consents.refusals()), (3, 1));
        assert_eq!(events.mapped, ["audit-read"]);
        assert_eq!(events.refused.keys().collect::<Vec<_>>(), ["AuditEvent.type (fhir_not_an_access)"]);
    }
}
