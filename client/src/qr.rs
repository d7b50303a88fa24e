//! The code that the patient carries, one per issue, and the code that a pharmacy gets where the patient keeps the secret.
//!
//! Text: `BOGAM1:`, or `BOGAMD1:` for a pharmacy (the dispenser), and Base32 (RFC 4648, no padding), which QR codes store
//! compactly and which survives copying and typing in either case. Content: the length of the payload (2 bytes), the payload
//! in SCALE, and the first 4 bytes of its blake2-256. So a code that is cut off, damaged, or of another kind gets an error of
//! its own.

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
    /// It was made for a pharmacy, and what is asked for needs the patient's secret.
    #[error(
        "this code was made for a pharmacy: it opens the document and has no secret that signs; to accept with it, \
         a statement that the patient has signed is needed too"
    )]
    WithoutSecret,
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
            Self::WithoutSecret => "qr_without_secret",
            Self::HintTooLong(_) => "qr_hint_too_long",
            Self::NotDrawable(_) => "qr_not_drawable",
        }
    }
}

/// What the patient's code carries. Its secrets are erased from memory when it is dropped; `Debug` shows none of them.
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

/// What the code for a pharmacy carries: all but the patient's secret. The document's key is erased from memory when it is
/// dropped, and not shown by `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct PharmacyPayload {
    /// The prescription.
    pub prescription: PrescriptionId,
    /// The issue for which the patient's code is, from zero.
    pub issue: IssueIndex,
    /// The hash under which the document is stored.
    pub document: DocumentHash,
    /// The key that opens the document.
    pub document_key: DocumentKey,
    /// Where the document store is, as in [`QrPayload::store`].
    pub store: String,
}

/// The code of a prescription, of either kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PrescriptionCode {
    /// The patient's, with the secret.
    Holder(QrPayload),
    /// A pharmacy's, without.
    Pharmacy(PharmacyPayload),
}

impl fmt::Debug for QrPayload {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = formatter.debug_struct("QrPayload");
        debug.field("prescription", &self.prescription).field("issue", &self.issue).finish_non_exhaustive()
    }
}

impl fmt::Debug for PharmacyPayload {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = formatter.debug_struct("PharmacyPayload");
        debug.field("prescription", &self.prescription).field("issue", &self.issue).finish_non_exhaustive()
    }
}

type HolderFields = (PrescriptionId, IssueIndex, [u8; 32], DocumentHash, [u8; 32], String);
type PharmacyFields = (PrescriptionId, IssueIndex, DocumentHash, [u8; 32], String);

/// For whom a code is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Holder,
    Pharmacy,
}

impl Kind {
    /// What stands before the version.
    const fn letter(self) -> &'static str {
        match self {
            Self::Holder => "",
            Self::Pharmacy => "D",
        }
    }

    /// The purpose of the checksum: a code of one kind is never taken for one of the other.
    const fn tag(self) -> &'static str {
        match self {
            Self::Holder => "bogam/qr/v1",
            Self::Pharmacy => "bogam/dispenser-qr/v1",
        }
    }

    fn checksum(self, payload: &[u8]) -> [u8; CHECKSUM] {
        let hash = sp_crypto_hashing::blake2_256(&Zeroizing::new((self.tag(), payload).encode()));
        let mut checksum = [0; CHECKSUM];
        checksum.copy_from_slice(&hash[..CHECKSUM]);
        checksum
    }

    /// The text of a code with this payload, of which `store` is a part.
    fn write(self, payload: &[u8], store: &str) -> Result<Zeroizing<String>, QrError> {
        let too_long = || QrError::HintTooLong(store.len());
        if store.len() > LONGEST_HINT {
            return Err(too_long());
        }
        let length = u16::try_from(payload.len()).map_err(|_| too_long())?;
        let mut bytes = Zeroizing::new(Vec::with_capacity(2 + payload.len() + CHECKSUM));
        bytes.extend_from_slice(&length.to_be_bytes());
        bytes.extend_from_slice(payload);
        bytes.extend_from_slice(&self.checksum(payload));
        // Long enough that nothing of it is left behind by growing.
        let mut text = Zeroizing::new(String::with_capacity(PREFIX.len() + 4 + bytes.len() * 8 / 5));
        for part in [PREFIX, self.letter(), VERSION, ":"] {
            text.push_str(part);
        }
        to_base32(&bytes, &mut text);
        Ok(text)
    }

    /// The kind and the undamaged payload of the code with this text.
    fn read(text: &str) -> Result<(Self, Zeroizing<Vec<u8>>), QrError> {
        // Far more than the longest code; nothing longer is worth looking at.
        const LONGEST: usize = 8 * 1024;
        if text.len() > LONGEST {
            return Err(QrError::TooLong);
        }
        let mut compact = Zeroizing::new(String::with_capacity(text.len()));
        compact.extend(text.chars().filter(|character| !character.is_whitespace()).map(|c| c.to_ascii_uppercase()));
        let rest = compact.strip_prefix(PREFIX).ok_or(QrError::NotBogam)?;
        let (head, body) = rest.split_once(':').ok_or(QrError::NotBogam)?;
        let (kind, version) = match head.strip_prefix(Self::Pharmacy.letter()) {
            Some(version) => (Self::Pharmacy, version),
            None => (Self::Holder, head),
        };
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
        if given != kind.checksum(payload) {
            return Err(QrError::Damaged);
        }
        Ok((kind, Zeroizing::new(payload.to_vec())))
    }
}

impl QrPayload {
    /// The text of the code. It is a secret: who has it can take the prescription and read its document.
    pub fn encode(&self) -> Result<Zeroizing<String>, QrError> {
        let fields = (
            self.prescription,
            self.issue,
            self.holder.expose(),
            self.document,
            self.document_key.expose(),
            self.store.as_str(),
        );
        Kind::Holder.write(&Zeroizing::new(fields.encode()), &self.store)
    }

    /// Reads the text of a code with the secret. Spaces and line breaks around and in it, and its case, do not matter. A code
    /// for a pharmacy is refused as one [without the secret](QrError::WithoutSecret).
    pub fn decode(text: &str) -> Result<Self, QrError> {
        match PrescriptionCode::decode(text)? {
            PrescriptionCode::Holder(code) => Ok(code),
            PrescriptionCode::Pharmacy(_) => Err(QrError::WithoutSecret),
        }
    }

    /// What a pharmacy needs to read the prescription and to record what it supplied: all but the secret.
    pub fn for_pharmacy(&self) -> PharmacyPayload {
        PharmacyPayload {
            prescription: self.prescription,
            issue: self.issue,
            document: self.document,
            document_key: self.document_key.clone(),
            store: self.store.clone(),
        }
    }

    /// The code as an SVG picture with its quiet zone, at least 480 units wide: readable on a screen and printed.
    pub fn to_svg(&self) -> Result<Zeroizing<String>, QrError> {
        svg_of(&self.encode()?)
    }

    /// The code as lines of half blocks for a terminal, quiet zone included. `dark_background` says that the terminal
    /// writes light on dark, as most do.
    pub fn to_terminal(&self, dark_background: bool) -> Result<Zeroizing<String>, QrError> {
        terminal_of(&self.encode()?, dark_background)
    }
}

impl PharmacyPayload {
    /// The text of the code. Who has it can read the document, and take nothing.
    pub fn encode(&self) -> Result<Zeroizing<String>, QrError> {
        let fields = (self.prescription, self.issue, self.document, self.document_key.expose(), self.store.as_str());
        Kind::Pharmacy.write(&Zeroizing::new(fields.encode()), &self.store)
    }

    /// The code as an SVG picture, as [`QrPayload::to_svg`].
    pub fn to_svg(&self) -> Result<Zeroizing<String>, QrError> {
        svg_of(&self.encode()?)
    }

    /// The code as lines for a terminal, as [`QrPayload::to_terminal`].
    pub fn to_terminal(&self, dark_background: bool) -> Result<Zeroizing<String>, QrError> {
        terminal_of(&self.encode()?, dark_background)
    }
}

impl PrescriptionCode {
    /// Reads the text of a code of either kind. Spaces and line breaks around and in it, and its case, do not matter.
    pub fn decode(text: &str) -> Result<Self, QrError> {
        let (kind, payload) = Kind::read(text)?;
        let mut input = payload.as_slice();
        let code = match kind {
            Kind::Holder => {
                let (prescription, issue, mut holder, document, mut key, store) =
                    HolderFields::decode(&mut input).map_err(|_| QrError::Malformed)?;
                let code = QrPayload {
                    prescription,
                    issue,
                    holder: HolderSecret::from_bytes(holder),
                    document,
                    document_key: DocumentKey::from_bytes(key),
                    store,
                };
                holder.zeroize();
                key.zeroize();
                Self::Holder(code)
            }
            Kind::Pharmacy => {
                let (prescription, issue, document, mut key, store) =
                    PharmacyFields::decode(&mut input).map_err(|_| QrError::Malformed)?;
                let document_key = DocumentKey::from_bytes(key);
                key.zeroize();
                Self::Pharmacy(PharmacyPayload { prescription, issue, document, document_key, store })
            }
        };
        match input.is_empty() && code.store().len() <= LONGEST_HINT {
            true => Ok(code),
            false => Err(QrError::Malformed),
        }
    }

    /// The text of the code.
    pub fn encode(&self) -> Result<Zeroizing<String>, QrError> {
        match self {
            Self::Holder(code) => code.encode(),
            Self::Pharmacy(code) => code.encode(),
        }
    }

    /// What serves to read and to record, without the secret if there was one.
    pub fn for_pharmacy(self) -> PharmacyPayload {
        match self {
            Self::Holder(code) => code.for_pharmacy(),
            Self::Pharmacy(code) => code,
        }
    }

    fn store(&self) -> &str {
        match self {
            Self::Holder(code) => &code.store,
            Self::Pharmacy(code) => &code.store,
        }
    }
}

fn symbol_of(text: &str) -> Result<QrCode, QrError> {
    QrCode::with_error_correction_level(text.as_bytes(), EcLevel::M)
        .map_err(|error| QrError::NotDrawable(error.to_string()))
}

fn svg_of(text: &str) -> Result<Zeroizing<String>, QrError> {
    let symbol = symbol_of(text)?;
    Ok(Zeroizing::new(symbol.render::<svg::Color<'_>>().quiet_zone(true).min_dimensions(480, 480).build()))
}

fn terminal_of(text: &str, dark_background: bool) -> Result<Zeroizing<String>, QrError> {
    let symbol = symbol_of(text)?;
    let (dark, light) = match dark_background {
        true => (Dense1x2::Light, Dense1x2::Dark),
        false => (Dense1x2::Dark, Dense1x2::Light),
    };
    let mut renderer = symbol.render::<Dense1x2>();
    Ok(Zeroizing::new(renderer.dark_color(dark).light_color(light).quiet_zone(true).build()))
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
