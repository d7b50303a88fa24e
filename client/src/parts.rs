//! Content in one or several QR codes, which can be read in any order and more than once.
//!
//! Text of a code: `BOGAM`, a letter for its [`Kind`], the version, `:`, and Base32 (RFC 4648, no padding), all in characters
//! that QR codes store compactly. Content: the length of the payload (2 bytes), the payload in SCALE (digest of the whole,
//! number of the part from zero, number of parts, piece), and the first 4 bytes of the payload's blake2-256. So a code that
//! was read wrongly is known before the others are there.

use crate::qr::QrError;
use codec::{Decode, Encode};
use data_encoding::BASE32_NOPAD;
use qrcode::{
    EcLevel, QrCode,
    render::{svg, unicode::Dense1x2},
};
use std::collections::BTreeMap;

/// What every code of this project begins with.
const PREFIX: &str = "BOGAM";
/// The version that is written and read.
const VERSION: &str = "1";
const CHECKSUM: usize = 4;

/// What the codes of a set carry. Codes of one kind are never taken for those of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind {
    letter: char,
    checksum_tag: &'static str,
    digest_tag: &'static str,
    /// The most parts of one set.
    pub most_parts: u8,
    /// The longest piece in one code, in bytes.
    pub longest_piece: usize,
}

impl Kind {
    /// A credential or presentation. Codes that phones read well, also printed; as many as anybody scans.
    pub const CREDENTIAL: Self = Self {
        letter: 'C',
        checksum_tag: "bogam/credential-qr/v1",
        digest_tag: "bogam/credential-qr-content/v1",
        most_parts: 32,
        longest_piece: 560,
    };

    /// A proof of what the chain says. There is more to carry, and a screen that shows code after code can do it.
    pub const PROOF: Self = Self {
        letter: 'P',
        checksum_tag: "bogam/proof-qr/v1",
        digest_tag: "bogam/proof-qr-content/v1",
        most_parts: u8::MAX,
        longest_piece: 640,
    };

    /// The longest text of a code that is looked at, in bytes: far longer than any, for those who put spaces in between.
    const LONGEST_TEXT: usize = 8 * 1024;

    fn checksum(self, payload: &[u8]) -> [u8; CHECKSUM] {
        let [first, second, third, fourth, ..] = sp_crypto_hashing::blake2_256(&(self.checksum_tag, payload).encode());
        [first, second, third, fourth]
    }

    fn digest(self, whole: &[u8]) -> [u8; 32] {
        sp_crypto_hashing::blake2_256(&(self.digest_tag, whole).encode())
    }
}

/// What can be wrong with codes in several parts.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PartsError {
    /// One code is at fault.
    #[error(transparent)]
    Code(#[from] QrError),
    /// Too long for the most parts that there may be.
    #[error("this needs {count} codes; at most {limit} are possible: show less of it, or send it as a file")]
    TooLong {
        /// How many codes it would need.
        count: usize,
        /// The most that are possible.
        limit: usize,
    },
    /// The part belongs to another set.
    #[error("this code belongs to another set of codes")]
    OtherSet,
    /// The same part was there with another content.
    #[error("code {} was there already, with other content", .0.saturating_add(1))]
    Conflicting(u8),
    /// Some parts are missing.
    #[error("codes are missing: {}", numbers(.0))]
    Missing(Vec<u8>),
    /// No part is there.
    #[error("there is no code yet, or nothing to put into one")]
    Empty,
    /// All parts are there, but are not what was divided.
    #[error("the codes do not fit together: the digest of the whole is another")]
    Damaged,
    /// The content cannot be decompressed, or to more than any content has.
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
            Self::TooLong { .. } => "parts_too_long",
            Self::OtherSet => "parts_other_set",
            Self::Conflicting(_) => "parts_conflicting",
            Self::Missing(_) => "parts_missing",
            Self::Empty => "parts_empty",
            Self::Damaged => "parts_damaged",
            Self::NotCompressed => "parts_not_compressed",
        }
    }
}

/// One code of a set.
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

/// Divides `whole` into the texts of codes, as few as possible and about equally long. Nothing cannot be divided.
pub fn divide(kind: Kind, whole: &[u8]) -> Result<Vec<String>, PartsError> {
    let count = whole.len().div_ceil(kind.longest_piece);
    let too_long = || PartsError::TooLong { count, limit: kind.most_parts.into() };
    let few = u8::try_from(count).ok().filter(|few| *few <= kind.most_parts).ok_or_else(too_long)?;
    if few == 0 {
        return Err(PartsError::Empty);
    }
    let digest = kind.digest(whole);
    // Pieces of the same size, so that the codes look alike.
    let pieces = whole.chunks(whole.len().div_ceil(count));
    let part = |(number, piece): (u8, &[u8])| {
        write_part(kind, &CodePart { whole: digest, number, count: few, piece: piece.to_vec() }).ok_or_else(too_long)
    };
    (0..few).zip(pieces).map(part).collect()
}

/// The text of a code; `None` if the piece is longer than any.
fn write_part(kind: Kind, part: &CodePart) -> Option<String> {
    let payload = part.encode();
    let mut bytes = u16::try_from(payload.len()).ok()?.to_be_bytes().to_vec();
    bytes.extend_from_slice(&payload);
    bytes.extend_from_slice(&kind.checksum(&payload));
    Some(format!("{PREFIX}{}{VERSION}:{}", kind.letter, BASE32_NOPAD.encode(&bytes)))
}

fn read_part(kind: Kind, text: &str) -> Result<CodePart, QrError> {
    if text.len() > Kind::LONGEST_TEXT {
        return Err(QrError::TooLong);
    }
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_uppercase()).collect();
    let rest = compact.strip_prefix(PREFIX).and_then(|rest| rest.strip_prefix(kind.letter));
    let (version, body) = rest.and_then(|rest| rest.split_once(':')).ok_or(QrError::NotBogam)?;
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
    if given != kind.checksum(payload) {
        return Err(QrError::Damaged);
    }
    let mut input = payload;
    let part = CodePart::decode(&mut input).map_err(|_| QrError::Malformed)?;
    let sound = input.is_empty()
        && part.number < part.count
        && part.count <= kind.most_parts
        && (1..=kind.longest_piece).contains(&part.piece.len());
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

/// Collects the parts of one set, in any order. It holds no more than the most parts at their longest.
#[derive(Clone, Debug)]
pub struct Collector {
    kind: Kind,
    set: Option<([u8; 32], u8)>,
    pieces: BTreeMap<u8, Vec<u8>>,
}

impl Collector {
    /// Nothing yet, of this kind.
    pub fn new(kind: Kind) -> Self {
        Self { kind, set: None, pieces: BTreeMap::new() }
    }

    /// Takes the text of one code. Spaces and line breaks around and in it, and its case, do not matter. After an error, what
    /// was collected before is still there.
    pub fn add(&mut self, text: &str) -> Result<Added, PartsError> {
        let CodePart { whole, number, count, piece } = read_part(self.kind, text)?;
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

    /// What was divided, when all parts are there.
    pub fn finish(&self) -> Result<Vec<u8>, PartsError> {
        let (expected, _) = self.set.ok_or(PartsError::Empty)?;
        let missing = self.missing();
        if !missing.is_empty() {
            return Err(PartsError::Missing(missing));
        }
        let whole: Vec<u8> = self.pieces.values().flatten().copied().collect();
        match self.kind.digest(&whole) == expected {
            true => Ok(whole),
            false => Err(PartsError::Damaged),
        }
    }
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
