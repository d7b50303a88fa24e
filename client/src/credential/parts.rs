//! A presentation in one or several QR codes, which can be read in any order.
//!
//! Text of a part: `BOGAMC1:` and Base32 (RFC 4648, no padding). Content: the length of the payload (2 bytes), the payload
//! in SCALE (digest of the whole, number of the part from zero, number of parts, piece), and the first 4 bytes of the
//! payload's blake2-256. The whole is the presentation's text, or, where that is shorter, its base64url parts as bytes,
//! compressed.

use super::{json, presentation::LARGEST_PRESENTATION};
use crate::qr::QrError;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use codec::{Decode, Encode};
use data_encoding::BASE32_NOPAD;
use flate2::{Compression, bufread::DeflateDecoder, write::DeflateEncoder};
use qrcode::{
    EcLevel, QrCode,
    render::{svg, unicode::Dense1x2},
};
use std::{
    collections::BTreeMap,
    io::{Read, Write},
};

/// What every code of this project begins with.
const PREFIX: &str = "BOGAM";
/// The kind of code: part of a credential.
const KIND: char = 'C';
/// The version that is written and read.
const VERSION: &str = "1";
const CHECKSUM: usize = 4;
const CHECKSUM_TAG: &str = "bogam/credential-qr/v1";
const DIGEST_TAG: &str = "bogam/credential-qr-content/v1";

/// The most parts of one presentation: more than anybody scans.
pub const MOST_PARTS: usize = 32;

/// The longest piece in one code, in bytes: a code that phones read well, also printed.
pub const LONGEST_PIECE: usize = 560;

/// The longest text of a part that is looked at, in bytes.
const LONGEST_TEXT: usize = 8 * 1024;

/// What can be wrong with the parts of a presentation.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PartsError {
    /// One code is at fault.
    #[error(transparent)]
    Code(#[from] QrError),
    /// Too long for the most parts that there may be.
    #[error("the presentation needs {0} codes; at most 32 are possible: disclose fewer fields, or send it as a file")]
    TooLong(usize),
    /// The part belongs to another presentation.
    #[error("this code belongs to another presentation")]
    OtherSet,
    /// The same part was there with another content.
    #[error("code {} was there already, with other content", .0.saturating_add(1))]
    Conflicting(u8),
    /// Some parts are missing.
    #[error("codes are missing: {}", numbers(.0))]
    Missing(Vec<u8>),
    /// No part is there.
    #[error("there is no code yet")]
    Empty,
    /// All parts are there, but are not what was divided.
    #[error("the codes do not fit together: the digest of the whole is another")]
    Damaged,
    /// The content cannot be decompressed, or to more than any presentation has.
    #[error("the content of the codes cannot be decompressed")]
    NotCompressed,
}

/// The numbers of parts, as people count.
pub(crate) fn numbers(parts: &[u8]) -> String {
    let numbers: Vec<_> = parts.iter().map(|part| u16::from(*part).saturating_add(1).to_string()).collect();
    numbers.join(", ")
}

impl PartsError {
    /// A code in `snake_case` that stays the same between versions.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Code(error) => error.code(),
            Self::TooLong(_) => "parts_too_long",
            Self::OtherSet => "parts_other_set",
            Self::Conflicting(_) => "parts_conflicting",
            Self::Missing(_) => "parts_missing",
            Self::Empty => "parts_empty",
            Self::Damaged => "parts_damaged",
            Self::NotCompressed => "parts_not_compressed",
        }
    }
}

/// One code of a presentation.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
struct CodePart {
    /// The digest of the whole, which is also the name of the set.
    whole: [u8; 32],
    /// The number of the part, from zero.
    number: u8,
    /// How many parts there are.
    count: u8,
    /// The piece of the whole.
    piece: Vec<u8>,
}

fn checksum(payload: &[u8]) -> [u8; CHECKSUM] {
    let [first, second, third, fourth, ..] = sp_crypto_hashing::blake2_256(&(CHECKSUM_TAG, payload).encode());
    [first, second, third, fourth]
}

fn digest(whole: &[u8]) -> [u8; 32] {
    sp_crypto_hashing::blake2_256(&(DIGEST_TAG, whole).encode())
}

/// The text of a presentation as it is divided: a byte for the form, and the content.
#[derive(Clone, Copy)]
enum Form {
    Plain = 0,
    Packed = 1,
}

/// The bytes behind the base64url text between the separators, if writing them again gives the same text.
fn pack(text: &str) -> Option<Vec<u8>> {
    let mut pieces: Vec<(Vec<u8>, Option<u8>)> = Vec::new();
    for piece in text.split_inclusive(['.', '~']) {
        let (body, separator) = match piece.as_bytes().last() {
            Some(last @ (b'.' | b'~')) => (piece.get(..piece.len() - 1)?, Some(*last)),
            _ => (piece, None),
        };
        let bytes = URL_SAFE_NO_PAD.decode(body).ok()?;
        pieces.push((bytes, separator));
    }
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&pieces.encode()).ok()?;
    encoder.finish().ok()
}

fn unpack(packed: &[u8]) -> Result<String, PartsError> {
    let mut bytes = Vec::new();
    let mut decoder = DeflateDecoder::new(packed).take(LARGEST_PRESENTATION as u64 + 1);
    decoder.read_to_end(&mut bytes).map_err(|_| PartsError::NotCompressed)?;
    if bytes.len() > LARGEST_PRESENTATION {
        return Err(PartsError::NotCompressed);
    }
    let mut input = bytes.as_slice();
    let pieces = Vec::<(Vec<u8>, Option<u8>)>::decode(&mut input).map_err(|_| PartsError::NotCompressed)?;
    if !input.is_empty() {
        return Err(PartsError::NotCompressed);
    }
    let mut text = String::new();
    for (bytes, separator) in pieces {
        text.push_str(&json::encode(bytes));
        match separator {
            Some(separator @ (b'.' | b'~')) => text.push(char::from(separator)),
            Some(_) => return Err(PartsError::NotCompressed),
            None => {}
        }
    }
    Ok(text)
}

/// Divides the text of a presentation into the texts of codes, as few as possible.
pub fn divide(text: &str) -> Result<Vec<String>, PartsError> {
    if text.len() > LARGEST_PRESENTATION {
        return Err(PartsError::TooLong(text.len().div_ceil(LONGEST_PIECE)));
    }
    let packed = pack(text).filter(|packed| packed.len() < text.len());
    let (form, content) = match &packed {
        Some(packed) => (Form::Packed, packed.as_slice()),
        None => (Form::Plain, text.as_bytes()),
    };
    let mut whole = vec![form as u8];
    whole.extend_from_slice(content);
    // Pieces of the same size, so that the codes look alike.
    let count = whole.len().div_ceil(LONGEST_PIECE);
    let few = u8::try_from(count).ok().filter(|few| usize::from(*few) <= MOST_PARTS);
    let few = few.ok_or(PartsError::TooLong(count))?;
    let digest = digest(&whole);
    let pieces = whole.chunks(whole.len().div_ceil(count));
    let part = |(number, piece): (u8, &[u8])| {
        write_part(&CodePart { whole: digest, number, count: few, piece: piece.to_vec() })
    };
    (0..few).zip(pieces).map(part).collect()
}

fn write_part(part: &CodePart) -> Result<String, PartsError> {
    let payload = part.encode();
    let length = u16::try_from(payload.len()).map_err(|_| PartsError::TooLong(MOST_PARTS))?;
    let mut bytes = length.to_be_bytes().to_vec();
    bytes.extend_from_slice(&payload);
    bytes.extend_from_slice(&checksum(&payload));
    Ok(format!("{PREFIX}{KIND}{VERSION}:{}", BASE32_NOPAD.encode(&bytes)))
}

fn read_part(text: &str) -> Result<CodePart, QrError> {
    if text.len() > LONGEST_TEXT {
        return Err(QrError::TooLong);
    }
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_uppercase()).collect();
    let rest = compact.strip_prefix(PREFIX).and_then(|rest| rest.strip_prefix(KIND)).ok_or(QrError::NotBogam)?;
    let (version, body) = rest.split_once(':').ok_or(QrError::NotBogam)?;
    if version != VERSION {
        return Err(match !version.is_empty() && version.len() <= 8 && version.bytes().all(|b| b.is_ascii_digit()) {
            true => QrError::UnknownVersion(version.to_owned()),
            false => QrError::NotBogam,
        });
    }
    if let Some(bad) = body.chars().find(|c| !matches!(c, 'A'..='Z' | '2'..='7')) {
        return Err(QrError::BadCharacter(bad));
    }
    // What is left is a length that no text has, or bits left over: something was cut off or changed.
    let bytes = BASE32_NOPAD.decode(body.as_bytes()).map_err(|_| QrError::Damaged)?;
    let truncated = |expected: usize| QrError::Truncated { missing: expected.saturating_sub(bytes.len()), expected };
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
    let part = CodePart::decode(&mut input).map_err(|_| QrError::Malformed)?;
    let sound = input.is_empty()
        && part.number < part.count
        && usize::from(part.count) <= MOST_PARTS
        && (1..=LONGEST_PIECE).contains(&part.piece.len());
    if sound { Ok(part) } else { Err(QrError::Malformed) }
}

/// Whether a scanned code brought something new.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// It is a part that was missing.
    New,
    /// It was there already, as happens when a camera looks at one code for a while.
    Known,
}

/// Collects the parts of one presentation, in any order.
#[derive(Clone, Debug, Default)]
pub struct Collector {
    set: Option<([u8; 32], u8)>,
    pieces: BTreeMap<u8, Vec<u8>>,
}

impl Collector {
    /// Takes the text of one code. After an error, what was collected before is still there.
    pub fn add(&mut self, text: &str) -> Result<Added, PartsError> {
        let CodePart { whole, number, count, piece } = read_part(text)?;
        if *self.set.get_or_insert((whole, count)) != (whole, count) {
            return Err(PartsError::OtherSet);
        }
        match self.pieces.get(&number) {
            None => {
                self.pieces.insert(number, piece);
                Ok(Added::New)
            }
            Some(known) if *known == piece => Ok(Added::Known),
            Some(_) => Err(PartsError::Conflicting(number)),
        }
    }

    /// How many parts are there, and how many there are in all; `None` before the first.
    pub fn progress(&self) -> Option<(usize, usize)> {
        self.set.map(|(_, count)| (self.pieces.len(), usize::from(count)))
    }

    /// The numbers of the missing parts, from zero.
    pub fn missing(&self) -> Vec<u8> {
        let count = self.set.map_or(0, |(_, count)| count);
        (0..count).filter(|number| !self.pieces.contains_key(number)).collect()
    }

    /// The text of the presentation, when all parts are there.
    pub fn finish(&self) -> Result<String, PartsError> {
        let (expected, _) = self.set.ok_or(PartsError::Empty)?;
        let missing = self.missing();
        if !missing.is_empty() {
            return Err(PartsError::Missing(missing));
        }
        let whole: Vec<u8> = self.pieces.values().flatten().copied().collect();
        if digest(&whole) != expected {
            return Err(PartsError::Damaged);
        }
        let (form, content) = whole.split_first().ok_or(PartsError::Damaged)?;
        match *form {
            form if form == Form::Plain as u8 => {
                String::from_utf8(content.to_vec()).map_err(|_| PartsError::NotCompressed)
            }
            form if form == Form::Packed as u8 => unpack(content),
            _ => Err(PartsError::NotCompressed),
        }
    }
}

/// The text of the presentation in these codes, in whatever order they come.
pub fn join<'a>(texts: impl IntoIterator<Item = &'a str>) -> Result<String, PartsError> {
    let mut collector = Collector::default();
    for text in texts {
        collector.add(text)?;
    }
    collector.finish()
}

fn symbol(text: &str) -> Result<QrCode, QrError> {
    QrCode::with_error_correction_level(text.as_bytes(), EcLevel::M)
        .map_err(|error| QrError::NotDrawable(error.to_string()))
}

/// The code with this text as an SVG picture with its quiet zone, at least 480 units wide.
pub fn to_svg(text: &str) -> Result<String, QrError> {
    Ok(symbol(text)?.render::<svg::Color<'_>>().quiet_zone(true).min_dimensions(480, 480).build())
}

/// The code with this text as lines of half blocks for a terminal, quiet zone included. `dark_background` says that the
/// terminal writes light on dark, as most do.
pub fn to_terminal(text: &str, dark_background: bool) -> Result<String, QrError> {
    let symbol = symbol(text)?;
    let (dark, light) = match dark_background {
        true => (Dense1x2::Light, Dense1x2::Dark),
        false => (Dense1x2::Dark, Dense1x2::Light),
    };
    let mut renderer = symbol.render::<Dense1x2>();
    Ok(renderer.dark_color(dark).light_color(light).quiet_zone(true).build())
}
