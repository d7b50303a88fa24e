//! Who is meant by a reference, and how those whom the chain knows are referred to.

use crate::fhir::{
    error::{FhirError, Problem, shortened},
    node::Node,
};
use bogam_primitives::{
    OrganisationId, OrganisationKind,
    consent::{ConsentId, Grantee, ProjectId},
};
use serde_json::{Value, json};
use sp_core::H256;
use std::collections::BTreeMap;
use subxt::utils::AccountId32;

/// The system of identifiers of organisations on chain; the value is the number.
const ORGANISATION_SYSTEM: &str = "urn:bogam:organisation";
/// The system of identifiers of seats: the organisation's number, a colon, and the account.
const SEAT_SYSTEM: &str = "urn:bogam:seat";
/// The system of identifiers of kinds of organisations; the value is the kind's name.
const KIND_SYSTEM: &str = "urn:bogam:organisation-kind";
/// The system of identifiers of research projects; the value is the id in hexadecimal.
pub(crate) const PROJECT_SYSTEM: &str = "urn:bogam:project";
/// The system of identifiers of accounts.
const ACCOUNT_SYSTEM: &str = "urn:bogam:account";
/// The system of identifiers of decisions; the value is the id in hexadecimal.
pub(crate) const CONSENT_SYSTEM: &str = "urn:bogam:consent";
/// The system of identifiers of subjects; the value is the id in hexadecimal.
pub(crate) const SUBJECT_SYSTEM: &str = "urn:bogam:subject";

/// All kinds of organisations with the names by which they are referred to.
const KINDS: [(OrganisationKind, &str); 8] = [
    (OrganisationKind::Hospital, "hospital"),
    (OrganisationKind::Clinic, "clinic"),
    (OrganisationKind::Pharmacy, "pharmacy"),
    (OrganisationKind::Insurer, "insurer"),
    (OrganisationKind::Laboratory, "laboratory"),
    (OrganisationKind::Authority, "authority"),
    (OrganisationKind::Research, "research"),
    (OrganisationKind::Manufacturer, "manufacturer"),
];

/// The names by which `reference` (a FHIR Reference) calls whom it means: the literal reference without its version, and
/// the identifier as `system|value`.
fn names(reference: &Node<'_>) -> Result<Vec<String>, FhirError> {
    let mut names = Vec::new();
    if let Some(literal) = reference.text_of("reference")? {
        names.push(literal.split("/_history/").next().unwrap_or(literal).to_owned());
    }
    if let Some(identifier) = reference.get("identifier")?
        && let Some(value) = identifier.text_of("value")?
    {
        names.push(format!("{}|{value}", identifier.text_of("system")?.unwrap_or_default()));
    }
    match names.is_empty() {
        true => Err(reference.refuse_member("reference", Problem::Missing)),
        false => Ok(names),
    }
}

/// Whether `reference` means what is called `name`.
pub(crate) fn is_called(reference: &Node<'_>, name: &str) -> Result<bool, FhirError> {
    Ok(names(reference)?.iter().any(|one| one == name))
}

/// What `table` says that `reference` means, or else `own` of it.
pub(crate) fn resolve_in<Party: Clone + PartialEq>(
    reference: &Node<'_>,
    table: &BTreeMap<String, Party>,
    own: impl Fn(&str) -> Option<Party>,
) -> Result<Party, FhirError> {
    let names = names(reference)?;
    let mut found = names.iter().filter_map(|name| table.get(name).cloned().or_else(|| own(name)));
    let Some(party) = found.next() else {
        let name = names.first().map(|name| shortened(name)).unwrap_or_default();
        return Err(reference.refuse(Problem::UnknownParty(name)));
    };
    match found.all(|other| other == party) {
        true => Ok(party),
        false => {
            Err(reference.refuse(Problem::AmbiguousReference(shortened(names.first().map_or("", String::as_str)))))
        }
    }
}

/// Whom the grantee in `reference` is, by the caller's table or by an identifier of the chain's own.
pub(super) fn grantee(
    reference: &Node<'_>,
    table: &BTreeMap<String, Grantee<AccountId32>>,
) -> Result<Grantee<AccountId32>, FhirError> {
    resolve_in(reference, table, named_grantee)
}

/// The grantee with an identifier of the chain's own, as `system|value`.
pub(crate) fn named_grantee(name: &str) -> Option<Grantee<AccountId32>> {
    let (system, value) = name.split_once('|')?;
    match system {
        ORGANISATION_SYSTEM => value.parse().ok().map(Grantee::Organisation),
        KIND_SYSTEM => KINDS.iter().find(|(_, name)| *name == value).map(|(kind, _)| Grantee::Kind(*kind)),
        PROJECT_SYSTEM => {
            let mut bytes = [0; 32];
            hex::decode_to_slice(value, &mut bytes).ok()?;
            Some(Grantee::Project(ProjectId(H256(bytes))))
        }
        SEAT_SYSTEM => {
            let (organisation, account) = value.split_once(':')?;
            Some(Grantee::Seat { organisation: organisation.parse().ok()?, account: account.parse().ok()? })
        }
        _ => None,
    }
}

/// A reference by identifier to a resource of the type `kind`.
pub(crate) fn logical(kind: &str, system: &str, value: String) -> Value {
    json!({ "type": kind, "identifier": { "system": system, "value": value } })
}

/// A reference to an organisation of the consortium.
pub(crate) fn organisation_reference(organisation: OrganisationId) -> Value {
    logical("Organization", ORGANISATION_SYSTEM, organisation.to_string())
}

/// A reference to who uses an account, a resource of the type `kind`.
pub(crate) fn account_reference(kind: &str, account: &AccountId32) -> Value {
    logical(kind, ACCOUNT_SYSTEM, account.to_string())
}

/// A reference to who acts for an organisation with an account.
pub(crate) fn seat_reference(organisation: OrganisationId, account: &AccountId32) -> Value {
    logical("PractitionerRole", SEAT_SYSTEM, format!("{organisation}:{account}"))
}

/// A reference to a grantee; `None` for everybody, who is referred to by naming nobody.
pub(super) fn grantee_reference(grantee: &Grantee<AccountId32>) -> Option<Value> {
    Some(match grantee {
        Grantee::Anyone => return None,
        Grantee::Kind(kind) => {
            let name = KINDS.iter().find(|(one, _)| one == kind).map(|(_, name)| *name)?;
            logical("Group", KIND_SYSTEM, name.to_owned())
        }
        Grantee::Organisation(organisation) => organisation_reference(*organisation),
        Grantee::Project(project) => logical("Group", PROJECT_SYSTEM, hex::encode(project.0)),
        Grantee::Seat { organisation, account } => seat_reference(*organisation, account),
    })
}

/// A decision as a URN, for places that take an address.
pub(crate) fn consent_urn(id: ConsentId) -> String {
    format!("{CONSENT_SYSTEM}:{}", hex::encode(id.0))
}
