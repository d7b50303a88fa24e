//! The fields of one certificate.

use super::{
    CertificateError, Kind,
    validation::{check, escaped},
};
use crate::fhir::{FhirError, Problem, canonical, parse_json, shortened};
use bogam_primitives::certificate::leaf::{LONGEST_DISCLOSURE, MOST_FIELDS};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};
use std::fmt;

/// The largest document that is read, in bytes. Larger than any that follows its schema.
pub const LARGEST_CERTIFICATE: usize = 256 * 1024;

/// The longest salt of a disclosure that is reckoned with, in characters of base64url: 256 bits.
const LONGEST_SALT: usize = 43;

/// What one certificate says: the fields that its holder can disclose one by one.
///
/// A document always follows the schema of its kind, and every field fits into a disclosure. [`fmt::Debug`] shows nothing
/// of a patient.
#[derive(Clone, PartialEq)]
pub struct Document {
    kind: Kind,
    fields: Map<String, Value>,
}

impl fmt::Debug for Document {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Document").field("kind", &self.kind).finish_non_exhaustive()
    }
}

/// The content of one kind of certificate, with a type of its own.
pub trait Content: Serialize + DeserializeOwned {
    /// The kind.
    const KIND: Kind;
}

impl Document {
    /// Reads `bytes`, the JSON object of the fields, as a document of the kind `kind`.
    ///
    /// Refused, with the field at fault: what is too large, no JSON or ambiguous, what the schema does not allow, dates
    /// that do not exist or contradict each other, and fields that do not fit into a disclosure.
    pub fn parse(kind: Kind, bytes: &[u8]) -> Result<Self, CertificateError> {
        if bytes.len() > LARGEST_CERTIFICATE {
            return Err(CertificateError::TooLarge { size: bytes.len(), limit: LARGEST_CERTIFICATE });
        }
        Self::from_value(kind, parse_json(bytes).map_err(unreadable)?)
    }

    /// Makes a document of `value`, the object of the fields. Refuses what [`Self::parse`] refuses.
    pub fn from_value(kind: Kind, value: Value) -> Result<Self, CertificateError> {
        let Value::Object(fields) = &value else { return Err(CertificateError::NotAnObject) };
        if fields.len() > MOST_FIELDS {
            return Err(CertificateError::TooManyFields { count: fields.len(), limit: MOST_FIELDS });
        }
        for (name, field) in fields {
            let size = disclosure_size(name, field);
            if size > LONGEST_DISCLOSURE {
                let at = format!("/{}", escaped(name));
                return Err(CertificateError::FieldTooLarge { at, size, limit: LONGEST_DISCLOSURE });
            }
        }
        check(kind, &value)?;
        match value {
            Value::Object(fields) => Ok(Self { kind, fields }),
            _ => Err(CertificateError::NotAnObject),
        }
    }

    /// Makes a document of `content`. Refused if it says what its type allows and its schema does not.
    pub fn of<C: Content>(content: &C) -> Result<Self, CertificateError> {
        let value =
            serde_json::to_value(content).map_err(|error| CertificateError::NotJson(shortened(&error.to_string())))?;
        Self::from_value(C::KIND, value)
    }

    /// The content with its own type. Refused if the document is of another kind.
    pub fn content<C: Content>(&self) -> Result<C, CertificateError> {
        if self.kind != C::KIND {
            return Err(CertificateError::WrongKind { found: self.kind, expected: C::KIND });
        }
        serde_json::from_value(Value::Object(self.fields.clone()))
            .map_err(|error| CertificateError::NotJson(shortened(&error.to_string())))
    }

    /// What it certifies.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Its fields, by name.
    pub fn fields(&self) -> &Map<String, Value> {
        &self.fields
    }

    /// Its fields, by name.
    pub fn into_fields(self) -> Map<String, Value> {
        self.fields
    }

    /// Its canonical form (RFC 8785): the same bytes whoever writes it.
    pub fn to_bytes(&self) -> Result<Vec<u8>, CertificateError> {
        canonical(&Value::Object(self.fields.clone())).map_err(unreadable)
    }
}

fn unreadable(error: FhirError) -> CertificateError {
    match error.problem() {
        Problem::DuplicateMember(name) => CertificateError::DuplicateMember(name.clone()),
        Problem::NotJson(detail) => CertificateError::NotJson(detail.clone()),
        other => CertificateError::NotJson(other.to_string()),
    }
}

/// The most bytes that disclosing a field takes: base64url of salt, name and value as a JSON list (RFC 9901, 4.2.1).
fn disclosure_size(name: &str, value: &Value) -> usize {
    let length = |value: &Value| value.to_string().len();
    let json = length(&Value::String(name.into())) + length(value) + LONGEST_SALT + r#"["","",]"#.len();
    (json * 4).div_ceil(3)
}
