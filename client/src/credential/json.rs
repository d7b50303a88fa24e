//! Strict reading: base64url without padding, JSON that means one thing only, members one by one.

use super::error::{CredentialError, Part};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Map, Value};
use std::collections::HashSet;

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
    let refuse = |reason: &str| CredentialError::NotJson { part, reason: reason.to_owned() };
    // One set of names per open object; arrays have none. In valid JSON a string is a name when a colon follows.
    let mut open: Vec<Option<HashSet<String>>> = Vec::new();
    let mut position = 0;
    while let Some(byte) = json.get(position) {
        position += 1;
        match byte {
            b'{' => open.push(Some(HashSet::new())),
            b'[' => open.push(None),
            b'}' | b']' => {
                open.pop();
            }
            b'"' => {
                let start = position - 1;
                while let Some(inner) = json.get(position) {
                    position += if *inner == b'\\' { 2 } else { 1 };
                    if *inner == b'"' {
                        break;
                    }
                }
                let follows = json.get(position..).unwrap_or_default().iter().find(|byte| !byte.is_ascii_whitespace());
                if follows == Some(&b':')
                    && let Some(Some(names)) = open.last_mut()
                {
                    let text = json.get(start..position).unwrap_or_default();
                    let name: String = serde_json::from_slice(text).map_err(|_| refuse("a name is not text"))?;
                    if name.starts_with(PRIVATE_NAMES) {
                        return Err(CredentialError::UnexpectedMember { part, name: shortened(&name) });
                    }
                    if names.contains(&name) {
                        return Err(CredentialError::DuplicateMember { part, name: shortened(&name) });
                    }
                    names.insert(name);
                }
            }
            _ => {}
        }
        if open.len() > DEEPEST {
            return Err(refuse("it is nested too deeply"));
        }
    }
    Ok(())
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
