//! Strict reading: base64url without padding, JSON that means one thing only, members one by one.

use super::error::{CredentialError, Part};
use crate::json::{Met, walk};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Map, Value};

/// Deeper nesting than any document needs.
const DEEPEST: usize = 32;

/// Names that the JSON library uses for numbers of any precision: as a member they would be taken for a number.
const PRIVATE_NAMES: &str = "$serde_json::";

/// `bytes` as base64url without padding.
pub(super) fn encode(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The bytes of a base64url text. The only text with these bytes is accepted: no padding, no bits left over.
pub(super) fn decode(text: &str, part: Part) -> Result<Vec<u8>, CredentialError> {
    URL_SAFE_NO_PAD.decode(text).map_err(|_| CredentialError::NotBase64(part))
}

/// The beginning of what somebody else wrote, short enough for a message.
pub(super) fn shortened(text: &str) -> String {
    const LONGEST: usize = 60;
    match text.char_indices().nth(LONGEST) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
    }
}

/// Reads `bytes` as JSON. Refuses what readers could understand differently, and nesting that is too deep.
pub(super) fn parse(bytes: &[u8], part: Part) -> Result<Value, CredentialError> {
    let refuse = |reason: String| CredentialError::NotJson { part, reason };
    let value: Value = serde_json::from_slice(bytes).map_err(|error| refuse(shortened(&error.to_string())))?;
    check_names(bytes, part)?;
    Ok(value)
}

/// Refuses names that occur twice in one object of `json`, which is valid JSON, and nesting that is too deep.
fn check_names(json: &[u8], part: Part) -> Result<(), CredentialError> {
    walk(json, |met| match met {
        Met::Opened(depth) if depth > DEEPEST => {
            Err(CredentialError::NotJson { part, reason: "it is nested too deeply".to_owned() })
        }
        Met::Member { name, .. } if name.starts_with(PRIVATE_NAMES) => {
            Err(CredentialError::UnexpectedMember { part, name: shortened(name) })
        }
        Met::Member { name, again: true } => Err(CredentialError::DuplicateMember { part, name: shortened(name) }),
        _ => Ok(()),
    })
}

/// The members of an object, taken one by one, so that none is overlooked.
pub(super) struct Members {
    part: Part,
    members: Map<String, Value>,
}

impl Members {
    /// The members of `value`, which has to be an object.
    pub fn of(value: Value, part: Part) -> Result<Self, CredentialError> {
        match value {
            Value::Object(members) => Ok(Self { part, members }),
            _ => Err(CredentialError::NotJson { part, reason: "it is no object".into() }),
        }
    }

    /// Reads the members of the object in `bytes`.
    pub fn parse(bytes: &[u8], part: Part) -> Result<Self, CredentialError> {
        Self::of(parse(bytes, part)?, part)
    }

    /// The error for a member that is not what it should be.
    pub fn bad(&self, name: &str) -> CredentialError {
        CredentialError::BadMember { part: self.part, name: name.to_owned() }
    }

    /// The member, if it is there.
    pub fn optional(&mut self, name: &str) -> Option<Value> {
        self.members.remove(name)
    }

    /// The member.
    pub fn take(&mut self, name: &str) -> Result<Value, CredentialError> {
        let missing = CredentialError::MissingMember { part: self.part, name: name.to_owned() };
        self.optional(name).ok_or(missing)
    }

    /// A text that is not empty, of at most `longest` bytes.
    pub fn text(&mut self, name: &str, longest: usize) -> Result<String, CredentialError> {
        match self.take(name)? {
            Value::String(text) if !text.is_empty() && text.len() <= longest => Ok(text),
            _ => Err(self.bad(name)),
        }
    }

    /// A text, if it is there.
    pub fn optional_text(&mut self, name: &str, longest: usize) -> Result<Option<String>, CredentialError> {
        match self.members.contains_key(name) {
            true => self.text(name, longest).map(Some),
            false => Ok(None),
        }
    }

    /// A whole number that is not negative.
    pub fn whole<Number: TryFrom<u64>>(&mut self, name: &str) -> Result<Number, CredentialError> {
        let number = self.take(name)?.as_u64().and_then(|number| Number::try_from(number).ok());
        number.ok_or_else(|| self.bad(name))
    }

    /// The members of an object.
    pub fn object(&mut self, name: &str) -> Result<Self, CredentialError> {
        match self.take(name)? {
            Value::Object(members) => Ok(Self { part: self.part, members }),
            _ => Err(self.bad(name)),
        }
    }

    /// An array.
    pub fn list(&mut self, name: &str) -> Result<Vec<Value>, CredentialError> {
        match self.take(name)? {
            Value::Array(values) => Ok(values),
            _ => Err(self.bad(name)),
        }
    }

    /// Refuses members that nobody took.
    pub fn nothing_else(self) -> Result<(), CredentialError> {
        match self.members.keys().next() {
            None => Ok(()),
            Some(name) => Err(CredentialError::UnexpectedMember { part: self.part, name: shortened(name) }),
        }
    }
}
