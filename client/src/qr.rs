//! The code that the patient carries: one per issue.
//!
//! Text: `BOGAM1:` and Base32 (RFC 4648, no padding), which QR codes store compactly and which survives copying and
//! typing in either case. Content: the length of the payload (2 bytes), the payload in SCALE, and the first 4 bytes of
//! its blake2-256. So a code that is cut off, damaged, or of another kind gets an error of its own.

use crate::{
    documents::{DocumentHash, DocumentKey},
    keys::HolderSecret,
};
use bogam_primitives::{PrescriptionId, prescription::IssueIndex};
use codec::{Decode, Encode};
use qrcode::{
    EcLevel, QrCode,
    render::{svg, unicode::Dense1x2},
};
use std::fmt;
use zeroize::{Zeroize, Zeroizing};

/// What every code of this project begins with, before its version.
const PREFIX: &str = "BOGAM";
/// The version that is written and read.
const VERSION: &str = "1";
const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const CHECKSUM: usize = 4;
/// The purpose of the checksum.
const TAG: &str = "bogam/qr/v1";

/// The longest hint where the store is, in bytes: a longer one would make the code hard to read.
pub const LONGEST_HINT: usize = 256;

/// What can be wrong with a code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QrError {
    /// It is not one of this project's codes.
    #[error("this is not a Bogam code: those begin with BOGAM")]
    NotBogam,
    /// It has another version.
    #[error("this code has version {0}, which is not known here; a newer program may read it")]
    UnknownVersion(String),
    /// It contains what no code contains.
    #[error("the code contains the character {0:?}, which does not belong into it")]
    BadCharacter(char),
    /// Its end is missing.
    #[error("the code is cut off: {missing} of {expected} bytes are missing")]
    Truncated {
        /// How many bytes are missing.
        missing: usize,
        /// How many there should be.
        expected: usize,
    },
    /// There is more than belongs to it.
    #[error("there is something after the end of the code")]
    TooLong,
    /// The checksum does not fit.
    #[error("the code is damaged: its checksum does not fit")]
    Damaged,
    /// Undamaged, but not what a code contains.
    #[error("the code has a content that is not known here")]
    Malformed,
    /// The hint is too long.
    #[error("the hint where the store is has {0} bytes; at most 256 are possible")]
    HintTooLong(usize),
    /// It does not fit into a QR symbol.
    #[error("the code cannot be drawn: {0}")]
    NotDrawable(String),
}

impl QrError {
    /// A code in `snake_case` that stays the same between versions.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotBogam => "qr_not_bogam",
            Self::UnknownVersion(_) => "qr_unknown_version",
            Self::BadCharacter(_) => "qr_bad_character",
            Self::Truncated { .. } => "qr_truncated",
            Self::TooLong => "qr_too_long",
            Self::Damaged => "qr_damaged",
            Self::Malformed => "qr_malformed",
            Self::HintTooLong(_) => "qr_hint_too_long",
            Self::NotDrawable(_) => "qr_not_drawable",
        }
    }
}

/// What a code carries. Its secrets are erased from memory when it is dropped; `Debug` shows none of them.
#[derive(Clone, PartialEq, Eq)]
pub struct QrPayload {
    /// The prescription.
    pub prescription: PrescriptionId,
    /// The issue for which the secret is, from zero.
    pub issue: IssueIndex,
    /// The secret of the issue's holder key.
    pub holder: HolderSecret,
    /// The hash under which the document is stored.
    pub document: DocumentHash,
    /// The key that opens the document.
    pub document_key: DocumentKey,
    /// Where the document store is: a URL or a folder. May be empty. It is a hint from whoever made the code, so a
    /// program asks its user, or its settings, before it goes anywhere new.
    pub store: String,
}

impl fmt::Debug for QrPayload {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = formatter.debug_struct("QrPayload");
        debug.field("prescription", &self.prescription).field("issue", &self.issue).finish_non_exhaustive()
    }
}

type Fields = (PrescriptionId, IssueIndex, [u8; 32], DocumentHash, [u8; 32], String);

fn checksum(payload: &[u8]) -> [u8; CHECKSUM] {
    let hash = sp_crypto_hashing::blake2_256(&Zeroizing::new((TAG, payload).encode()));
    let mut checksum = [0; CHECKSUM];
    checksum.copy_from_slice(&hash[..CHECKSUM]);
    checksum
}

impl QrPayload {
    /// The text of the code. It is a secret: who has it can take the prescription and read its document.
    pub fn encode(&self) -> Result<Zeroizing<String>, QrError> {
        if self.store.len() > LONGEST_HINT {
            return Err(QrError::HintTooLong(self.store.len()));
        }
        let fields = (
            self.prescription,
            self.issue,
            self.holder.expose(),
            self.document,
            self.document_key.expose(),
            self.store.as_str(),
        );
        let payload = Zeroizing::new(fields.encode());
        let length = u16::try_from(payload.len()).map_err(|_| QrError::HintTooLong(self.store.len()))?;
        let mut bytes = Zeroizing::new(Vec::with_capacity(2 + payload.len() + CHECKSUM));
        bytes.extend_from_slice(&length.to_be_bytes());
        bytes.extend_from_slice(&payload);
        bytes.extend_from_slice(&checksum(&payload));
        let mut text = Zeroizing::new(String::with_capacity(PREFIX.len() + 2 + bytes.len() * 8 / 5 + 1));
        text.push_str(PREFIX);
        text.push_str(VERSION);
        text.push(':');
        to_base32(&bytes, &mut text);
        Ok(text)
    }

    /// Reads the text of a code. Spaces and line breaks around and in it, and its case, do not matter.
    pub fn decode(text: &str) -> Result<Self, QrError> {
        // Far more than the longest code; nothing longer is worth looking at.
        const LONGEST: usize = 8 * 1024;
        if text.len() > LONGEST {
            return Err(QrError::TooLong);
        }
        let mut compact = Zeroizing::new(String::with_capacity(text.len()));
        compact.extend(text.chars().filter(|character| !character.is_whitespace()).map(|c| c.to_ascii_uppercase()));
        let rest = compact.strip_prefix(PREFIX).ok_or(QrError::NotBogam)?;
        let (version, body) = rest.split_once(':').ok_or(QrError::NotBogam)?;
        if version != VERSION {
            return Err(match version.len() <= 8 && version.bytes().all(|byte| byte.is_ascii_digit()) {
                true => QrError::UnknownVersion(version.to_owned()),
                false => QrError::NotBogam,
            });
        }
        let bytes = from_base32(body)?;
        let truncated =
            |expected: usize| QrError::Truncated { missing: expected.saturating_sub(bytes.len()), expected };
        let (length, rest) = bytes.split_first_chunk::<2>().ok_or_else(|| truncated(2 + CHECKSUM))?;
        let length = usize::from(u16::from_be_bytes(*length));
        if rest.len() < length + CHECKSUM {
            return Err(truncated(2 + length + CHECKSUM));
        }
        if rest.len() > length + CHECKSUM {
            return Err(QrError::TooLong);
        }
        let (payload, given) = rest.split_at(length);
        if given != checksum(payload) {
            return Err(QrError::Damaged);
        }
        let mut input = payload;
        let (prescription, issue, mut holder, document, mut key, store) =
            Fields::decode(&mut input).map_err(|_| QrError::Malformed)?;
        let decoded = Self {
            prescription,
            issue,
            holder: HolderSecret::from_bytes(holder),
            document,
            document_key: DocumentKey::from_bytes(key),
            store,
        };
        holder.zeroize();
        key.zeroize();
        match input.is_empty() && decoded.store.len() <= LONGEST_HINT {
            true => Ok(decoded),
            false => Err(QrError::Malformed),
        }
    }

    fn symbol(&self) -> Result<QrCode, QrError> {
        QrCode::with_error_correction_level(self.encode()?.as_bytes(), EcLevel::M)
            .map_err(|error| QrError::NotDrawable(error.to_string()))
    }

    /// The code as an SVG picture with its quiet zone, at least 480 units wide: readable on a screen and printed.
    pub fn to_svg(&self) -> Result<Zeroizing<String>, QrError> {
        let symbol = self.symbol()?;
        Ok(Zeroizing::new(symbol.render::<svg::Color<'_>>().quiet_zone(true).min_dimensions(480, 480).build()))
    }

    /// The code as lines of half blocks for a terminal, quiet zone included. `dark_background` says that the terminal
    /// writes light on dark, as most do.
    pub fn to_terminal(&self, dark_background: bool) -> Result<Zeroizing<String>, QrError> {
        let symbol = self.symbol()?;
        let (dark, light) = match dark_background {
            true => (Dense1x2::Light, Dense1x2::Dark),
            false => (Dense1x2::Dark, Dense1x2::Light),
        };
        let mut renderer = symbol.render::<Dense1x2>();
        Ok(Zeroizing::new(renderer.dark_color(dark).light_color(light).quiet_zone(true).build()))
    }
}

fn to_base32(bytes: &[u8], text: &mut String) {
    let mut push = |group: u32| text.push(char::from(ALPHABET[(group & 31) as usize]));
    let (mut buffer, mut bits) = (0u32, 0);
    for byte in bytes {
        buffer = (buffer << 8 | u32::from(*byte)) & 0xffff;
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            push(buffer >> bits);
        }
    }
    if bits > 0 {
        push(buffer << (5 - bits));
    }
}

fn from_base32(text: &str) -> Result<Zeroizing<Vec<u8>>, QrError> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(text.len() * 5 / 8));
    let (mut buffer, mut bits) = (0u32, 0);
    for character in text.chars() {
        let value = ALPHABET.iter().position(|letter| char::from(*letter) == character);
        let value = value.and_then(|value| u32::try_from(value).ok()).ok_or(QrError::BadCharacter(character))?;
        buffer = (buffer << 5 | value) & 0xffff;
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.push((buffer >> bits & 0xff) as u8);
        }
    }
    // What is left over is padding, less than one letter of it and all zero.
    match bits < 5 && buffer & ((1 << bits) - 1) == 0 {
        true => Ok(bytes),
        false => Err(QrError::Damaged),
    }
}

#[cfg(test)]
#[path = "qr_tests.rs"]
mod tests;
