//! The private document of a prescription.

use super::error::DocumentError;
use crate::fhir::{Entry, FhirError, IssueTerms, canonical, issue_terms, parse_json, schedule_name, schedule_named};
use bogam_primitives::{
    Commitment, Moment, Salt,
    commitment::tags,
    prescription::{Quantity, Schedule},
};
use serde_json::{Map, Value, json};
use std::fmt;
use zeroize::Zeroizing;

/// The name of the format, in every document.
const FORMAT: &str = "bogam/prescription-document/v1";

/// What the chain only commits to: the FHIR resources of one prescription, the product of each item, and the salts.
///
/// Its plaintext is canonical JSON (RFC 8785): `{"content": …, "salt": …}`. The commitment is to the canonical bytes of
/// `content`, blinded by `salt`; each item's commitment is to the canonical bytes of its `product`, blinded by its own
/// salt, so that one item can be disclosed without the others. [`fmt::Debug`] shows nothing of a patient.
#[derive(Clone, PartialEq, Eq)]
pub struct PrescriptionDocument {
    /// Blinds the commitment to the whole.
    pub salt: Salt,
    /// The items, in the chain's order.
    pub items: Vec<DocumentItem>,
    /// The requests, in the order of the items, and the resources that they refer to.
    pub entries: Vec<Entry>,
    /// What the chain says of it.
    pub terms: DocumentTerms,
}

/// One item.
#[derive(Clone, PartialEq, Eq)]
pub struct DocumentItem {
    /// The `MedicationRequest` that orders it, as a number of an entry.
    pub entry: usize,
    /// `medication` (a `codeableConcept`, a Medication `resource` or a `reference` with its display), `unit`, and
    /// `dosageInstruction`.
    pub product: Value,
    /// Blinds the commitment to the product.
    pub salt: Salt,
}

/// What the chain says, repeated where the patient and the pharmacist can read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentTerms {
    /// How strictly it is regulated.
    pub schedule: Schedule,
    /// Valid from this moment,
    pub valid_from: Moment,
    /// until before this one.
    pub valid_until: Moment,
    /// The least time between two issues, in milliseconds.
    pub interval: Moment,
    /// The number of issues.
    pub issues: u8,
    /// Per item, in the chain's order.
    pub items: Vec<TermsItem>,
}

/// What the chain says of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TermsItem {
    /// What may be dispensed per issue, in thousandths of the unit.
    pub authorised: Quantity,
    /// Whether another product may be supplied instead.
    pub substitution_allowed: bool,
}

impl fmt::Debug for PrescriptionDocument {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("PrescriptionDocument").field("items", &self.items.len()).finish_non_exhaustive()
    }
}

impl fmt::Debug for DocumentItem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("DocumentItem").field("entry", &self.entry).finish_non_exhaustive()
    }
}

impl PrescriptionDocument {
    fn content(&self) -> Value {
        let item = |item: &DocumentItem| json!({ "entry": item.entry, "product": item.product, "salt": hex::encode(item.salt) });
        let terms_item = |item: &TermsItem| json!({ "authorised": item.authorised, "substitutionAllowed": item.substitution_allowed });
        json!({
            "format": FORMAT,
            "entries": self.entries.iter().map(Entry::to_json).collect::<Vec<_>>(),
            "items": self.items.iter().map(item).collect::<Vec<_>>(),
            "terms": {
                "schedule": schedule_name(self.terms.schedule),
                "validFrom": self.terms.valid_from,
                "validUntil": self.terms.valid_until,
                "interval": self.terms.interval,
                "issues": self.terms.issues,
                "items": self.terms.items.iter().map(terms_item).collect::<Vec<_>>(),
            },
        })
    }

    /// The bytes that are encrypted.
    pub fn to_bytes(&self) -> Result<Zeroizing<Vec<u8>>, FhirError> {
        let document = json!({ "content": self.content(), "salt": hex::encode(self.salt) });
        canonical(&document).map(Zeroizing::new)
    }

    /// Reads what [`Self::to_bytes`] wrote. Bytes that are not canonical are refused: the commitment stands for exactly
    /// these bytes.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, DocumentError> {
        let value = parse_json(bytes)?;
        if canonical(&value)? != bytes {
            return Err(DocumentError::Malformed("it is not canonical JSON".into()));
        }
        let content = member(&value, "content")?;
        if member(content, "format")?.as_str() != Some(FORMAT) {
            return Err(DocumentError::UnknownFormat);
        }
        let terms = member(content, "terms")?;
        let document = Self {
            salt: salt(member(&value, "salt")?)?,
            entries: list(content, "entries")?.iter().map(entry).collect::<Result<_, _>>()?,
            items: list(content, "items")?
                .iter()
                .map(|item| {
                    Ok(DocumentItem {
                        entry: whole(item, "entry")?,
                        product: member(item, "product")?.clone(),
                        salt: salt(member(item, "salt")?)?,
                    })
                })
                .collect::<Result<_, DocumentError>>()?,
            terms: DocumentTerms {
                schedule: member(terms, "schedule")?
                    .as_str()
                    .and_then(schedule_named)
                    .ok_or_else(|| malformed("schedule"))?,
                valid_from: whole(terms, "validFrom")?,
                valid_until: whole(terms, "validUntil")?,
                interval: whole(terms, "interval")?,
                issues: whole(terms, "issues")?,
                items: list(terms, "items")?
                    .iter()
                    .map(|item| {
                        let allowed = member(item, "substitutionAllowed")?.as_bool();
                        Ok(TermsItem {
                            authorised: whole(item, "authorised")?,
                            substitution_allowed: allowed.ok_or_else(|| malformed("substitutionAllowed"))?,
                        })
                    })
                    .collect::<Result<_, DocumentError>>()?,
            },
        };
        // What was not read would be lost on the way, and was perhaps meant to say something.
        if document.to_bytes()?.as_slice() != bytes {
            return Err(DocumentError::Malformed("it has members that are not known here".into()));
        }
        let entries = document.entries.len();
        if document.items.iter().any(|item| item.entry >= entries) {
            return Err(malformed("entry"));
        }
        match document.items.len() == document.terms.items.len() {
            true => Ok(document),
            false => Err(malformed("terms.items")),
        }
    }

    /// The commitment to the whole.
    pub fn commitment(&self) -> Result<Commitment, FhirError> {
        Ok(Commitment::new(tags::PRESCRIPTION_DOCUMENT, &self.salt, &canonical(&self.content())?))
    }

    /// The commitments to the products of the items, in their order.
    pub fn item_commitments(&self) -> Result<Vec<Commitment>, FhirError> {
        let commit =
            |item: &DocumentItem| Ok(Commitment::new(tags::PRESCRIPTION_ITEM, &item.salt, &canonical(&item.product)?));
        self.items.iter().map(commit).collect()
    }

    /// What was issued under this document, if it is authentic.
    pub fn issue_terms(&self) -> Result<IssueTerms, FhirError> {
        issue_terms(self)
    }

    /// The request that orders item `item`.
    pub fn request(&self, item: usize) -> Option<&Value> {
        self.entries.get(self.items.get(item)?.entry).map(|entry| &entry.resource)
    }

    /// Refuses a chain record that says something else than the document, commitments included.
    pub fn check_terms(&self, chain: &IssueTerms) -> Result<(), DocumentError> {
        let own = self.issue_terms()?;
        check(self, &chain.commitment, &chain.items.iter().map(|item| item.product).collect::<Vec<_>>())?;
        let differences = [
            (own.schedule != chain.schedule, "schedule"),
            ((own.valid_from, own.valid_until) != (chain.valid_from, chain.valid_until), "validity"),
            (own.interval != chain.interval, "interval"),
            (own.issues != chain.issues, "number of issues"),
            (own.items != chain.items, "items"),
        ];
        match differences.into_iter().find(|(differs, _)| *differs) {
            Some((_, what)) => Err(DocumentError::TermsDiffer(what)),
            None => Ok(()),
        }
    }
}

/// Reads a decrypted document and checks it against the commitments on chain: the one to the whole, and one per item.
pub fn open_and_check(
    document: &[u8],
    commitment: &Commitment,
    items: &[Commitment],
) -> Result<PrescriptionDocument, DocumentError> {
    let document = PrescriptionDocument::from_bytes(document)?;
    check(&document, commitment, items)?;
    Ok(document)
}

fn check(document: &PrescriptionDocument, commitment: &Commitment, items: &[Commitment]) -> Result<(), DocumentError> {
    if document.commitment()? != *commitment {
        return Err(DocumentError::ForeignDocument);
    }
    let own = document.item_commitments()?;
    if own.len() != items.len() {
        return Err(DocumentError::ItemCount { document: own.len(), chain: items.len() });
    }
    match own.iter().zip(items).position(|(own, chain)| own != chain) {
        Some(item) => Err(DocumentError::ForeignItem { item }),
        None => Ok(()),
    }
}

pub(super) fn malformed(name: &str) -> DocumentError {
    DocumentError::Malformed(format!("{name} is missing or not what it should be"))
}

pub(super) fn member<'a>(value: &'a Value, name: &str) -> Result<&'a Value, DocumentError> {
    value.as_object().and_then(|members: &Map<String, Value>| members.get(name)).ok_or_else(|| malformed(name))
}

pub(super) fn list<'a>(value: &'a Value, name: &str) -> Result<&'a [Value], DocumentError> {
    member(value, name)?.as_array().map(Vec::as_slice).ok_or_else(|| malformed(name))
}

pub(super) fn whole<T: TryFrom<u64>>(value: &Value, name: &str) -> Result<T, DocumentError> {
    let number = member(value, name)?.as_u64().and_then(|number| T::try_from(number).ok());
    number.ok_or_else(|| malformed(name))
}

pub(super) fn salt(value: &Value) -> Result<Salt, DocumentError> {
    let mut salt = Salt::default();
    let text = value.as_str().ok_or_else(|| malformed("salt"))?;
    hex::decode_to_slice(text, &mut salt).map_err(|_| malformed("salt"))?;
    Ok(salt)
}

pub(super) fn entry(value: &Value) -> Result<Entry, DocumentError> {
    let full_url = value.get("fullUrl").map(|url| url.as_str().map(str::to_owned).ok_or_else(|| malformed("fullUrl")));
    Ok(Entry { full_url: full_url.transpose()?, resource: member(value, "resource")?.clone() })
}
