//! The claims in a folder of FHIR resources: each is mapped, or refused with its reason. No chain is needed for that.

use crate::{
    Outcome, ensure,
    fhir_consents::{Judged, each_resource, names},
};
use bogam_client::fhir::{
    self,
    claim::{ClaimOptions, Exchange, KnownPreauthorisation, claims, map_claim},
};
use bogam_primitives::{
    Moment, PolicyId, PreauthorisationId, PrescriptionId, claim::ServiceReference, prescription::DispenseReference,
};
use serde_json::Value;
use sp_core::H256;
use std::path::Path;

/// The provider in these mappings.
const PROVIDER: u32 = 1;
/// How many won a unit of another currency is.
const RATE: u64 = 1_000;
/// The salt of every encounter.
const SALT: [u8; 32] = [1; 32];

/// Judges every Claim in the JSON files of `folder`: as if its provider knew everything that it refers to, and answered for
/// 1,000 won per unit of another currency.
pub fn judge(folder: &Path, now: Moment) -> Outcome<Judged> {
    let mut judged = Judged::default();
    each_resource(folder, &["Claim"], |bytes, value| {
        let in_bundle = |entry: &Value| entry["resource"]["resourceType"] == "Claim";
        let is_claim = value["resourceType"] == "Claim"
            || value["resourceType"] == "Bundle"
                && value["entry"].as_array().is_some_and(|entries| entries.iter().any(in_bundle));
        if !is_claim {
            return Ok(());
        }
        let input = match fhir::read(bytes) {
            Ok(input) => input,
            Err(error) => {
                judged.refuse(label(value), &error);
                return Ok(());
            }
        };
        for claim in claims(&input) {
            match map_claim(&input, claim, &options(claim, now)) {
                Ok(_) => judged.mapped.push(label(claim)),
                Err(error) => judged.refuse(label(claim), &error),
            }
        }
        Ok(())
    })?;
    for reason in judged.refused.keys() {
        ensure(reason.contains('.'), || format!("a refusal names no element: {reason}"))?;
    }
    Ok(judged)
}

fn label(resource: &Value) -> String {
    resource["id"].as_str().unwrap_or("without id").to_owned()
}

/// What the claim's provider would know.
fn options(claim: &Value, now: Moment) -> ClaimOptions {
    let mut options = ClaimOptions::at(now, PROVIDER);
    let called = |reference: &Value| called(claim, reference);
    options.organisations.extend(called(&claim["provider"]).into_iter().map(|name| (name, PROVIDER)));
    for insurance in list(claim, "insurance") {
        let policy = PolicyId(H256::repeat_byte(7));
        options.policies.extend(called(&insurance["coverage"]).into_iter().map(|name| (name, policy)));
        for approval in list(insurance, "preAuthRef").iter().filter_map(Value::as_str) {
            let known = KnownPreauthorisation { id: PreauthorisationId(H256::repeat_byte(9)), category: None };
            options.preauthorisations.insert(approval.to_owned(), known);
        }
    }
    let prescription = PrescriptionId(H256::repeat_byte(8));
    let dispense = ServiceReference::Dispense(DispenseReference { prescription, fill: 0, item: 0 });
    options.services.extend(called(&claim["prescription"]).into_iter().map(|name| (name, dispense)));
    let encounters = list(claim, "item").iter().flat_map(|item| list(item, "encounter"));
    let own = list(claim, "identifier").iter().filter_map(identifier);
    options.encounter_salts.extend(encounters.flat_map(called).chain(own).map(|name| (name, SALT)));
    let currency = claim.pointer("/item/0/net/currency").or_else(|| claim.pointer("/total/currency"));
    let foreign = currency.and_then(Value::as_str).filter(|currency| *currency != "KRW");
    options.exchange = foreign.map(|currency| Exchange { currency: currency.to_owned(), won: RATE });
    options
}

fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value[name].as_array().map(Vec::as_slice).unwrap_or_default()
}

/// How a reference of `claim` calls what it means; what is contained in the claim is called by its identifiers.
fn called(claim: &Value, reference: &Value) -> Vec<String> {
    let mut called = names(reference);
    if let Some(id) = reference["reference"].as_str().and_then(|literal| literal.strip_prefix('#')) {
        let contained = list(claim, "contained").iter().filter(|resource| resource["id"] == id);
        called.extend(contained.flat_map(|resource| list(resource, "identifier")).filter_map(identifier));
    }
    called
}

fn identifier(identifier: &Value) -> Option<String> {
    Some(format!("{}|{}", identifier["system"].as_str()?, identifier["value"].as_str()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shipped_claims_should_be_mapped() {
        let judged = judge(&crate::story::shipped_examples(), 1_795_222_800_000).unwrap();
        assert_eq!(judged.mapped, ["2026-000123", "pre-7"]);
        assert_eq!((judged.count(), judged.refusals()), (2, 0));
    }

    /// The outcomes that docs/fhir-mapping.md lists, where HL7's package is there.
    #[test]
    fn claims_of_the_package_should_be_mapped_or_refused_with_their_element() {
        let Some(folder) = std::env::var_os("BOGAM_FHIR_EXAMPLES") else {
            eprintln!("BOGAM_FHIR_EXAMPLES is not set, so the package's claims are not judged");
            return;
        };
        let judged = judge(Path::new(&folder), 1_795_222_800_000).unwrap();
        assert_eq!((judged.count(), judged.mapped.len(), judged.refusals()), (17, 12, 5), "{:#?}", judged.refused);
        assert!(judged.refused.contains_key("Claim.payee.type (fhir_unsupported_payee)"), "{:#?}", judged.refused);
    }
}
