//! Disclosures: salt, name and value of one field, as RFC 9901 writes them.

use super::{
    error::{CredentialError, Part},
    json,
};
use crate::documents::random;
use bogam_primitives::certificate::{FieldDigest, leaf::LONGEST_DISCLOSURE};
use serde_json::{Value, json};
use std::fmt;

/// The random bytes of a salt: 128 bits.
pub(super) const SALT: usize = 16;

/// The salt of one field.
pub(super) type FieldSalt = [u8; SALT];

/// Names that no field may have: the claims that are never concealed, those of the mechanism, and the registered ones
/// that would change what a reader takes the credential for.
const RESERVED: [&str; 18] = [
    "_sd",
    "...",
    "_sd_alg",
    "iss",
    "sub",
    "aud",
    "nbf",
    "exp",
    "iat",
    "jti",
    "cnf",
    "vct",
    "vct#integrity",
    "vctm",
    "status",
    "credentialStatus",
    "bogam",
    "",
];

/// The longest name of a field, in bytes.
const LONGEST_NAME: usize = 256;

/// Refuses a name that no field may have.
pub(super) fn check_name(name: &str) -> Result<(), CredentialError> {
    match RESERVED.contains(&name) || name.len() > LONGEST_NAME {
        true => Err(CredentialError::ReservedName(json::shortened(name))),
        false => Ok(()),
    }
}

/// One field with its salt. `Debug` shows no content.
#[derive(Clone, PartialEq, Eq)]
pub struct Disclosure {
    text: String,
    name: String,
    value: Value,
    digest: FieldDigest,
}

impl fmt::Debug for Disclosure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Disclosure").field(&self.digest).finish()
    }
}

impl Disclosure {
    /// The base64url text, over which the digest is.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The name of the field.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The value of the field.
    pub fn value(&self) -> &Value {
        &self.value
    }

    /// The digest, as the certificate commits to it.
    pub fn digest(&self) -> FieldDigest {
        self.digest
    }

    /// Reads the disclosure at `place` of a text.
    pub(super) fn read(text: &str, place: usize) -> Result<Self, CredentialError> {
        let part = Part::Disclosure(place);
        if text.len() > LONGEST_DISCLOSURE {
            return Err(CredentialError::TooLarge { part, size: text.len(), limit: LONGEST_DISCLOSURE });
        }
        let not_needed = |reason: &str| CredentialError::NotJson { part, reason: reason.to_owned() };
        let Value::Array(parts) = json::parse(&json::decode(text, part)?, part)? else {
            return Err(not_needed("it is no array"));
        };
        let [salt, name, value]: [Value; 3] = match parts.len() {
            2 => return Err(CredentialError::ElementDisclosed(place)),
            _ => parts.try_into().map_err(|_| not_needed("it is not salt, name and value"))?,
        };
        let (Value::String(salt), Value::String(name)) = (salt, name) else {
            return Err(not_needed("salt and name must be text"));
        };
        // What matters is that nobody can try all salts: 16 bytes, in whatever notation.
        if json::decode(&salt, part).map_or(salt.len(), |bytes| bytes.len()) < SALT {
            return Err(CredentialError::ShortSalt(place));
        }
        check_name(&name)?;
        if has_digests(&value) {
            return Err(CredentialError::NestedDigests(place));
        }
        Ok(Self { digest: FieldDigest::of(text), text: text.to_owned(), name, value })
    }
}

/// The text of the disclosure of one field.
pub(super) fn write(salt: &FieldSalt, name: &str, value: &Value) -> String {
    json::encode(json!([json::encode(salt), name, value]).to_string())
}

/// Whether something in `value` would be taken for a digest. Its depth is bounded by whoever read it.
pub(super) fn has_digests(value: &Value) -> bool {
    match value {
        Value::Array(values) => values.iter().any(has_digests),
        Value::Object(members) => members
            .iter()
            .any(|(name, inner)| name == "_sd" || name == "..." || name == "_sd_alg" || has_digests(inner)),
        _ => false,
    }
}

/// Fresh salts for `count` fields.
pub(super) fn salts(count: usize) -> Vec<FieldSalt> {
    let mut salts = vec![[0; SALT]; count];
    random(salts.as_flattened_mut());
    salts
}
