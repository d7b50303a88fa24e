//! A presentation in one or several QR codes ([`crate::parts`]).
//!
//! The whole that is divided is one byte for the form, and the presentation's text, or, where that is shorter, its base64url
//! parts as bytes, compressed.

use super::{json, presentation::LARGEST_PRESENTATION};
use crate::parts::{self, Kind};
pub use crate::parts::{Added, PartsError, to_svg, to_terminal};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use codec::{Decode, Encode};
use flate2::{Compression, bufread::DeflateDecoder, write::DeflateEncoder};
use std::io::{Read, Write};

/// The most parts of one presentation: more than anybody scans.
pub const MOST_PARTS: usize = Kind::CREDENTIAL.most_parts as usize;

/// The longest piece in one code, in bytes: a code that phones read well, also printed.
pub const LONGEST_PIECE: usize = Kind::CREDENTIAL.longest_piece;

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
        return Err(PartsError::TooLong { count: text.len().div_ceil(LONGEST_PIECE), limit: MOST_PARTS });
    }
    let packed = pack(text).filter(|packed| packed.len() < text.len());
    let (form, content) = match &packed {
        Some(packed) => (Form::Packed, packed.as_slice()),
        None => (Form::Plain, text.as_bytes()),
    };
    let mut whole = vec![form as u8];
    whole.extend_from_slice(content);
    parts::divide(Kind::CREDENTIAL, &whole)
}

/// Collects the parts of one presentation, in any order.
#[derive(Clone, Debug)]
pub struct Collector(parts::Collector);

impl Default for Collector {
    fn default() -> Self {
        Self(parts::Collector::new(Kind::CREDENTIAL))
    }
}

impl Collector {
    /// Takes the text of one code. After an error, what was collected before is still there.
    pub fn add(&mut self, text: &str) -> Result<Added, PartsError> {
        self.0.add(text)
    }

    /// How many parts are there, and how many there are in all; `None` before the first.
    pub fn progress(&self) -> Option<(usize, usize)> {
        self.0.progress()
    }

    /// The numbers of the missing parts, from zero.
    pub fn missing(&self) -> Vec<u8> {
        self.0.missing()
    }

    /// The text of the presentation, when all parts are there.
    pub fn finish(&self) -> Result<String, PartsError> {
        let whole = self.0.finish()?;
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
