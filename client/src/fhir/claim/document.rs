//! The private document of a claim or of a request for approval.

use super::{
    options::{category_name, category_named},
    resolve::{CERTIFICATE_SYSTEM, FILL_SYSTEM, hash, native_service},
};
use crate::{
    documents::{DocumentError, LARGEST_DOCUMENT, random_salt},
    fhir::{
        Entry,
        error::{FhirError, Problem},
        json::{canonical, parse},
    },
};
use bogam_primitives::{
    Commitment, PolicyId, PreauthorisationId, Salt, Won,
    claim::{NewClaim, NewLine, PayeeKind, ServiceCategory, ServiceReference},
    commitment::tags,
};
use serde_json::{Map, Value, json};
use std::fmt;
use zeroize::Zeroizing;

/// The name of the format, in every document.
const FORMAT: &str = "bogam/claim-document/v1";

/// What the chain only commits to: the FHIR `Claim`, what it refers to, and what it became on the chain, with the salt.
///
/// Its plaintext is canonical JSON (RFC 8785): `{"content": …, "salt": …}`. The commitment is to the canonical bytes of
/// `content`, blinded by `salt`. `Debug` shows nothing of a patient.
#[derive(Clone, PartialEq, Eq)]
pub struct ClaimDocument {
    /// Blinds the commitment.
    pub salt: Salt,
    /// For a request for approval, the item that it asks for.
    pub part: Option<u64>,
    /// The policy or handle.
    pub policy: PolicyId,
    /// To whom it is to be paid.
    pub payee: PayeeKind,
    /// What is billed, in the chain's order.
    pub lines: Vec<DocumentedLine>,
    /// The `Claim`, and the resources that it refers to.
    pub entries: Vec<Entry>,
}

/// What an item became on the chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DocumentedLine {
    /// The item's sequence in the `Claim`.
    pub sequence: u64,
    /// What kind of service.
    pub category: ServiceCategory,
    /// What it costs, in won.
    pub charge: Won,
    /// Which service; none where approval is only asked for.
    pub service: Option<ServiceReference>,
    /// The approval obtained before.
    pub preauthorisation: Option<PreauthorisationId>,
}

impl fmt::Debug for ClaimDocument {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("ClaimDocument").field("lines", &self.lines.len()).finish_non_exhaustive()
    }
}

impl ClaimDocument {
    /// A document with a fresh salt. `entries` begins with the `Claim`.
    pub fn new(
        part: Option<u64>,
        policy: PolicyId,
        payee: PayeeKind,
        lines: Vec<DocumentedLine>,
        entries: Vec<Entry>,
    ) -> Self {
        Self { salt: random_salt(), part, policy, payee, lines, entries }
    }

    fn content(&self) -> Value {
        let mut content = json!({
            "format": FORMAT,
            "policy": hex::encode(self.policy.0),
            "payee": payee_name(self.payee),
            "lines": self.lines.iter().map(line_to_json).collect::<Vec<_>>(),
            "entries": self.entries.iter().map(Entry::to_json).collect::<Vec<_>>(),
        });
        if let (Some(part), Some(members)) = (self.part, content.as_object_mut()) {
            members.insert("part".into(), part.into());
        }
        content
    }

    /// The bytes that are encrypted.
    ///
    /// # Errors
    /// If they would be more than a document may have.
    pub fn to_bytes(&self) -> Result<Zeroizing<Vec<u8>>, FhirError> {
        let document = json!({ "content": self.content(), "salt": hex::encode(self.salt) });
        let bytes = Zeroizing::new(canonical(&document)?);
        match u64::try_from(bytes.len()) {
            Ok(size) if size <= LARGEST_DOCUMENT => Ok(bytes),
            _ => {
                // Smaller than the memory of any machine that runs this.
                let limit = usize::try_from(LARGEST_DOCUMENT).unwrap_or(usize::MAX);
                Err(FhirError::new("Claim", Problem::InputTooLarge { limit }))
            }
        }
    }

    /// Reads what [`Self::to_bytes`] wrote, and only exactly that.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, DocumentError> {
        let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if size > LARGEST_DOCUMENT {
            return Err(DocumentError::TooLarge { size, limit: LARGEST_DOCUMENT });
        }
        let value = parse(bytes)?;
        let content = member(&value, "content")?;
        if text(content, "format")? != FORMAT {
            return Err(DocumentError::UnknownFormat);
        }
        let document = Self {
            salt: hash(text(&value, "salt")?).ok_or_else(|| malformed("salt"))?.0,
            part: content.get("part").map(|_| whole(content, "part")).transpose()?,
            policy: PolicyId(hash(text(content, "policy")?).ok_or_else(|| malformed("policy"))?),
            payee: payee_named(text(content, "payee")?).ok_or_else(|| malformed("payee"))?,
            lines: list(content, "lines")?.iter().map(line_from_json).collect::<Result<_, _>>()?,
            entries: list(content, "entries")?.iter().map(entry_from_json).collect::<Result<_, _>>()?,
        };
        match document.to_bytes()?.as_slice() == bytes {
            true => Ok(document),
            false => {
                Err(DocumentError::Malformed("it is not canonical, or has members that are not known here".into()))
            }
        }
    }

    /// The commitment to it.
    pub fn commitment(&self) -> Result<Commitment, FhirError> {
        // Whatever is committed to can be stored.
        self.to_bytes()?;
        Ok(Commitment::new(tags::CLAIM_DOCUMENT, &self.salt, &canonical(&self.content())?))
    }

    /// The `Claim`.
    pub fn claim(&self) -> Option<&Value> {
        self.entries.first().map(|entry| &entry.resource)
    }

    /// What is submitted under this document.
    ///
    /// # Errors
    /// If a line says no service, as in a request for approval.
    pub fn new_claim(&self) -> Result<NewClaim, FhirError> {
        let line = |line: &DocumentedLine| {
            Ok(NewLine {
                category: line.category,
                service: line.service.ok_or_else(|| FhirError::new("Claim.item", Problem::NoService))?,
                charge: line.charge,
                preauthorisation: line.preauthorisation,
            })
        };
        Ok(NewClaim {
            policy: self.policy,
            payee: self.payee,
            commitment: self.commitment()?,
            lines: self.lines.iter().map(line).collect::<Result<_, FhirError>>()?,
        })
    }
}

/// Reads a decrypted document and checks it against the commitment on the chain.
pub fn open_and_check_claim(document: &[u8], commitment: &Commitment) -> Result<ClaimDocument, DocumentError> {
    let document = ClaimDocument::from_bytes(document)?;
    match document.commitment()? == *commitment {
        true => Ok(document),
        false => Err(DocumentError::ForeignDocument),
    }
}

fn payee_name(payee: PayeeKind) -> &'static str {
    match payee {
        PayeeKind::Provider => "provider",
        PayeeKind::Holder => "holder",
    }
}

fn payee_named(name: &str) -> Option<PayeeKind> {
    [PayeeKind::Provider, PayeeKind::Holder].into_iter().find(|payee| payee_name(*payee) == name)
}

/// A service by its identifier, as other resources refer to it.
pub(super) fn service_to_json(service: &ServiceReference) -> Value {
    match service {
        ServiceReference::Dispense(dispense) => {
            let prescription = hex::encode(dispense.prescription.0);
            json!({ "system": FILL_SYSTEM, "value": format!("{prescription}/{}/{}", dispense.fill, dispense.item) })
        }
        ServiceReference::Certificate(certificate) => {
            let batch = hex::encode(certificate.batch.0);
            json!({ "system": CERTIFICATE_SYSTEM, "value": format!("{batch}/{}", certificate.index) })
        }
        ServiceReference::Encounter { nullifier, at } => {
            json!({ "system": ENCOUNTER_SYSTEM, "value": hex::encode(nullifier), "at": at })
        }
    }
}

/// The system of identifiers of encounters: their nullifiers.
const ENCOUNTER_SYSTEM: &str = "urn:bogam:encounter";

fn service_from_json(value: &Value) -> Result<ServiceReference, DocumentError> {
    let (system, own) = (text(value, "system")?, text(value, "value")?);
    if system == ENCOUNTER_SYSTEM {
        let nullifier = hash(own).ok_or_else(|| malformed("value"))?;
        return Ok(ServiceReference::Encounter { nullifier, at: whole(value, "at")? });
    }
    native_service(&format!("{system}|{own}")).ok_or_else(|| malformed("service"))
}

fn line_to_json(line: &DocumentedLine) -> Value {
    let mut json = Map::new();
    json.insert("sequence".into(), line.sequence.into());
    json.insert("category".into(), category_name(line.category).into());
    json.insert("charge".into(), line.charge.into());
    if let Some(service) = &line.service {
        json.insert("service".into(), service_to_json(service));
    }
    if let Some(preauthorisation) = &line.preauthorisation {
        json.insert("preauthorisation".into(), hex::encode(preauthorisation.0).into());
    }
    Value::Object(json)
}

fn line_from_json(value: &Value) -> Result<DocumentedLine, DocumentError> {
    let preauthorisation = value.get("preauthorisation").map(|_| text(value, "preauthorisation")).transpose()?;
    let preauthorisation = preauthorisation.map(|text| hash(text).ok_or_else(|| malformed("preauthorisation")));
    Ok(DocumentedLine {
        sequence: whole(value, "sequence")?,
        category: category_named(text(value, "category")?).ok_or_else(|| malformed("category"))?,
        charge: whole(value, "charge")?,
        service: value.get("service").map(service_from_json).transpose()?,
        preauthorisation: preauthorisation.transpose()?.map(PreauthorisationId),
    })
}

fn entry_from_json(value: &Value) -> Result<Entry, DocumentError> {
    let full_url = value.get("fullUrl").map(|_| text(value, "fullUrl").map(str::to_owned)).transpose()?;
    Ok(Entry { full_url, resource: member(value, "resource")?.clone() })
}

fn malformed(name: &str) -> DocumentError {
    DocumentError::Malformed(format!("{name} is missing or not what it should be"))
}

fn member<'a>(value: &'a Value, name: &str) -> Result<&'a Value, DocumentError> {
    value.as_object().and_then(|members| members.get(name)).ok_or_else(|| malformed(name))
}

fn text<'a>(value: &'a Value, name: &str) -> Result<&'a str, DocumentError> {
    member(value, name)?.as_str().ok_or_else(|| malformed(name))
}

fn list<'a>(value: &'a Value, name: &str) -> Result<&'a [Value], DocumentError> {
    member(value, name)?.as_array().map(Vec::as_slice).ok_or_else(|| malformed(name))
}

fn whole(value: &Value, name: &str) -> Result<u64, DocumentError> {
    member(value, name)?.as_u64().ok_or_else(|| malformed(name))
}
