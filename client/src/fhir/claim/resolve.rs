//! From FHIR's references to the tables of the caller.

use super::options::Directory;
use crate::fhir::{
    error::{FhirError, Problem, shortened},
    node::{Node, resource_type},
    references::{Entry, Target, resolve},
};
use bogam_primitives::{
    OrganisationId, PolicyId, PrescriptionId, Salt,
    certificate::{BatchId, CertificateReference},
    claim::ServiceReference,
    prescription::DispenseReference,
};
use serde_json::Value;
use sp_core::H256;

/// The system of identifiers of fills: prescription, fill and item, as `MedicationDispense.identifier` has it.
pub(super) const FILL_SYSTEM: &str = "urn:bogam:fill";
/// The system of identifiers of certificates: batch and place in it.
pub(super) const CERTIFICATE_SYSTEM: &str = "urn:bogam:certificate";

/// The system of identifiers of organisations: their numbers on the chain.
pub(super) const ORGANISATION_SYSTEM: &str = "urn:bogam:organisation";
/// The system of identifiers of policies and handles.
pub(super) const POLICY_SYSTEM: &str = "urn:bogam:policy";

/// Of a resource with more identifiers the others are not looked at.
const MOST_IDENTIFIERS: usize = 32;

/// The resource that refers, and what else is in the input.
#[derive(Clone, Copy)]
pub(super) struct Surroundings<'a> {
    pub(super) from: &'a Value,
    pub(super) entries: &'a [Entry],
}

/// A reference, followed.
pub(super) struct Followed<'a> {
    /// What it may be called in a table, the most literal first; never empty.
    pub(super) keys: Vec<String>,
    /// The resource, if it is in the input.
    pub(super) target: Option<&'a Value>,
}

impl<'a> Surroundings<'a> {
    /// Follows the reference in `node`, which must lead to a resource of type `expected` if it is in the input.
    pub(super) fn follow(&self, node: &Node<'a>, expected: &[&'static str]) -> Result<Followed<'a>, FhirError> {
        let target = match resolve(node, self.from, self.entries)? {
            Target::Contained(resource) => Some(resource),
            Target::Entry(index) => self.entries.get(index).map(|entry| &entry.resource),
            Target::Elsewhere => None,
        };
        if let Some(found) = target.and_then(resource_type)
            && !expected.is_empty()
            && !expected.contains(&found)
        {
            let expected = expected.first().copied().unwrap_or_default();
            return Err(node.refuse_member("reference", Problem::WrongTarget { found: shortened(found), expected }));
        }
        let mut keys = Vec::new();
        if let Some(literal) = node.text_of("reference")?.filter(|literal| !literal.starts_with('#')) {
            keys.push(literal.split("/_history/").next().unwrap_or(literal).to_owned());
        }
        if let Some(identifier) = node.get("identifier")? {
            keys.extend(identifier_key(identifier.value()));
        }
        let identifiers = target.and_then(|target| target.get("identifier")).and_then(Value::as_array);
        keys.extend(identifiers.into_iter().flatten().take(MOST_IDENTIFIERS).filter_map(identifier_key));
        match keys.is_empty() {
            true => Err(node.refuse_member("reference", Problem::Missing)),
            false => Ok(Followed { keys, target }),
        }
    }
}

impl Followed<'_> {
    /// What `table` has for it.
    pub(super) fn find<'t, T>(&self, table: &'t Directory<T>) -> Option<&'t T> {
        self.keys.iter().find_map(|key| table.get(key))
    }

    /// The organisation that `table` has for it, or that its identifier on the chain names.
    pub(super) fn organisation(&self, table: &Directory<OrganisationId>) -> Option<OrganisationId> {
        self.find(table).copied().or_else(|| self.native(ORGANISATION_SYSTEM)?.parse().ok())
    }

    /// The policy or handle that `table` has for it, or that its identifier on the chain names.
    pub(super) fn policy(&self, table: &Directory<PolicyId>) -> Option<PolicyId> {
        self.find(table).copied().or_else(|| hash(self.native(POLICY_SYSTEM)?).map(PolicyId))
    }

    /// The value of its identifier of `system`, one of the chain's.
    fn native(&self, system: &str) -> Option<&str> {
        self.keys.iter().find_map(|key| key.strip_prefix(system)?.strip_prefix('|'))
    }

    /// What `table` has for it and the item with this sequence, or for it alone; and under which name.
    pub(super) fn find_for<'t, T>(&self, table: &'t Directory<T>, sequence: u64) -> Option<(&str, &'t T)> {
        self.keys.iter().find_map(|key| Some((key.as_str(), find_for(table, key, sequence)?)))
    }

    /// The refusal of a reference for which no table has anything.
    pub(super) fn unknown(&self, node: &Node<'_>) -> FhirError {
        node.refuse(Problem::NotResolved(shortened(self.keys.first().map_or("", String::as_str))))
    }
}

pub(super) fn find_for<'t, T>(table: &'t Directory<T>, key: &str, sequence: u64) -> Option<&'t T> {
    table.get(&format!("{key}#{sequence}")).or_else(|| table.get(key))
}

/// An identifier as `system|value`, if it has both.
pub(super) fn identifier_key(identifier: &Value) -> Option<String> {
    let (system, value) = (identifier.get("system")?.as_str()?, identifier.get("value")?.as_str()?);
    Some(format!("{system}|{value}"))
}

/// A service of the chain that says itself which it is.
pub(super) fn native_service(key: &str) -> Option<ServiceReference> {
    let (system, value) = key.split_once('|')?;
    let mut parts = value.split('/');
    let service = match system {
        FILL_SYSTEM => ServiceReference::Dispense(DispenseReference {
            prescription: PrescriptionId(hash(parts.next()?)?),
            fill: parts.next()?.parse().ok()?,
            item: parts.next()?.parse().ok()?,
        }),
        CERTIFICATE_SYSTEM => ServiceReference::Certificate(CertificateReference {
            batch: BatchId(hash(parts.next()?)?),
            index: parts.next()?.parse().ok()?,
        }),
        _ => return None,
    };
    parts.next().is_none().then_some(service)
}

/// Thirty-two bytes in hexadecimal, with or without `0x`.
pub(super) fn hash(text: &str) -> Option<H256> {
    let mut bytes = Salt::default();
    hex::decode_to_slice(text.strip_prefix("0x").unwrap_or(text), &mut bytes).ok()?;
    Some(H256(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn service_should_say_itself_which_it_is() {
        let id = "07".repeat(32);
        let prescription = PrescriptionId(H256::repeat_byte(7));
        let dispense = ServiceReference::Dispense(DispenseReference { prescription, fill: 3, item: 1 });
        assert_eq!(native_service(&format!("urn:bogam:fill|{id}/3/1")), Some(dispense));
        let certificate = CertificateReference { batch: BatchId(H256::repeat_byte(7)), index: 5 };
        let expected = ServiceReference::Certificate(certificate);
        assert_eq!(native_service(&format!("urn:bogam:certificate|0x{id}/5")), Some(expected));
        for key in ["urn:bogam:fill|7/3/1", "urn:x|1", "urn:bogam:fill|", "", "urn:bogam:certificate|/"] {
            assert_eq!(native_service(key), None, "{key}");
        }
        assert_eq!(native_service(&format!("urn:bogam:fill|{id}/3/1/9")), None);
        assert_eq!(native_service(&format!("urn:bogam:fill|{id}/99999/1")), None);
    }
}
