//! Disclosures: salt, name and value of one field, as RFC 9901 writes them.

use super::{
    error::{CredentialError, Part},
    json,
};
use bogam_primitives::certificate::{FieldDigest, leaf::LONGEST_DISCLOSURE};
use serde_json::Value;
use std::fmt;

/// The random bytes of a salt: 128 bits.
pub(super) const SALT: usize = 16;

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

/// Refuses a name that no field may have. A slash would be taken for a step of a path by libraries that address fields by paths.
pub(super) fn check_name(name: &str) -> Result<(), CredentialError> {
    match RESERVED.contains(&name) || name.contains('/') || name.len() > LONGEST_NAME {
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
        // What readers could understand differently, and what is nested too deeply, is refused before the library sees it.
        json::parse(&json::decode(text, part)?, part)?;
        // Its error would repeat what is disclosed.
        let sd_jwt_payload::Disclosure { salt, claim_name, claim_value: value, .. } =
            sd_jwt_payload::Disclosure::parse(text)
                .map_err(|_| CredentialError::NotJson { part, reason: "it is not salt, name and value".to_owned() })?;
        let name = claim_name.ok_or(CredentialError::ElementDisclosed(place))?;
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
