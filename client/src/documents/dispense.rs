//! The private document of one dispense.

use super::{
    error::DocumentError,
    prescription::{entry, list, malformed, member, salt, whole},
};
use crate::fhir::{Entry, FhirError, canonical, parse_json};
use bogam_primitives::{
    Commitment, PrescriptionId, Salt,
    commitment::tags,
    prescription::{IssueIndex, ItemIndex, Quantity},
};
use serde_json::{Value, json};
use sp_core::H256;
use std::fmt;
use zeroize::Zeroizing;

/// The name of the format, in every document.
const FORMAT: &str = "bogam/dispense-document/v1";

/// What a pharmacy supplied: its `MedicationDispense` resources, one per line, and the salt of the commitment.
///
/// Its plaintext is built like that of a prescription's document. `Debug` shows nothing of a patient.
#[derive(Clone, PartialEq, Eq)]
pub struct DispenseDocument {
    /// Blinds the commitment.
    pub salt: Salt,
    /// The prescription that was filled.
    pub prescription: PrescriptionId,
    /// Which issue of it.
    pub issue: IssueIndex,
    /// What was supplied, in the order of the call.
    pub lines: Vec<DocumentLine>,
    /// The resources, those of the lines first.
    pub entries: Vec<Entry>,
}

/// One item that was supplied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DocumentLine {
    /// The item of the prescription.
    pub item: ItemIndex,
    /// How much, in thousandths of the item's unit.
    pub quantity: Quantity,
    /// Whether another product was supplied than was prescribed.
    pub substituted: bool,
    /// The `MedicationDispense`, as a number of an entry.
    pub entry: usize,
}

impl fmt::Debug for DispenseDocument {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = formatter.debug_struct("DispenseDocument");
        debug.field("prescription", &self.prescription).field("issue", &self.issue).finish_non_exhaustive()
    }
}

impl DispenseDocument {
    fn content(&self) -> Value {
        let line = |line: &DocumentLine| {
            json!({
                "item": line.item,
                "quantity": line.quantity,
                "substituted": line.substituted,
                "entry": line.entry,
            })
        };
        json!({
            "format": FORMAT,
            "prescription": hex::encode(self.prescription.0),
            "issue": self.issue,
            "lines": self.lines.iter().map(line).collect::<Vec<_>>(),
            "entries": self.entries.iter().map(Entry::to_json).collect::<Vec<_>>(),
        })
    }

    /// The bytes that are encrypted.
    pub fn to_bytes(&self) -> Result<Zeroizing<Vec<u8>>, FhirError> {
        let document = json!({ "content": self.content(), "salt": hex::encode(self.salt) });
        canonical(&document).map(Zeroizing::new)
    }

    /// Reads what [`Self::to_bytes`] wrote, and only exactly that.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, DocumentError> {
        let value = parse_json(bytes)?;
        let content = member(&value, "content")?;
        if member(content, "format")?.as_str() != Some(FORMAT) {
            return Err(DocumentError::UnknownFormat);
        }
        let line = |line: &Value| {
            Ok(DocumentLine {
                item: whole(line, "item")?,
                quantity: whole(line, "quantity")?,
                substituted: member(line, "substituted")?.as_bool().ok_or_else(|| malformed("substituted"))?,
                entry: whole(line, "entry")?,
            })
        };
        let document = Self {
            salt: salt(member(&value, "salt")?)?,
            prescription: PrescriptionId(H256(
                salt(member(content, "prescription")?).map_err(|_| malformed("prescription"))?,
            )),
            issue: whole(content, "issue")?,
            lines: list(content, "lines")?.iter().map(line).collect::<Result<_, DocumentError>>()?,
            entries: list(content, "entries")?.iter().map(entry).collect::<Result<_, _>>()?,
        };
        if document.to_bytes()?.as_slice() != bytes {
            return Err(DocumentError::Malformed("it is not canonical, or has members that are not known here".into()));
        }
        let entries = document.entries.len();
        match document.lines.iter().all(|line| line.entry < entries) {
            true => Ok(document),
            false => Err(malformed("entry")),
        }
    }

    /// The commitment to it.
    pub fn commitment(&self) -> Result<Commitment, FhirError> {
        Ok(Commitment::new(tags::DISPENSE_DOCUMENT, &self.salt, &canonical(&self.content())?))
    }
}

/// Reads a decrypted dispense document and checks it against the commitment of its fill and its prescription.
pub fn check_dispense(
    document: &[u8],
    prescription: &PrescriptionId,
    commitment: &Commitment,
) -> Result<DispenseDocument, DocumentError> {
    let document = DispenseDocument::from_bytes(document)?;
    match document.prescription == *prescription && document.commitment()? == *commitment {
        true => Ok(document),
        false => Err(DocumentError::ForeignDocument),
    }
}
