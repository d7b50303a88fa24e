//! A proof as text, in one or several parts, each small enough for a QR code.
//!
//! Text of a part: `BOGAMPROOF1:`, its number from one, `/`, how many there are, `:`, and Base32 (RFC 4648, no padding), all in
//! characters that QR codes store compactly. Content: the first 8 bytes of the hash of the whole file, by which the parts of
//! one proof are known; the part's bytes; and the first 4 bytes of the hash of all that, so that a part that was read
//! wrongly is known before the others are there. Parts may be read in any order, and more than once.

use super::{
    ProofError,
    offline::{LARGEST_PROOF, ensure_file_size},
};
use codec::Encode;
use data_encoding::BASE32_NOPAD;
use sp_crypto_hashing::blake2_256;

/// What every part begins with.
const PREFIX: &str = "BOGAMPROOF1:";

/// The most bytes of a part's content for a QR code that is still read easily from paper.
pub const PART: usize = 800;

/// The most parts.
pub const MOST_PARTS: usize = 256;

const WHOLE: usize = 8;
const CHECKSUM: usize = 4;

/// The longest text of a part that is looked at: one part may carry a whole proof, for other ways than QR codes.
const LONGEST_TEXT: usize = LARGEST_PROOF / 5 * 8 + 128;

fn whole_of(file: &[u8]) -> [u8; WHOLE] {
    start_of(blake2_256(&("bogam/proof/whole/v1", file).encode()))
}

fn checksum(number: u16, count: u16, content: &[u8]) -> [u8; CHECKSUM] {
    start_of(blake2_256(&("bogam/proof/part/v1", number, count, content).encode()))
}

fn start_of<const LENGTH: usize>(hash: [u8; 32]) -> [u8; LENGTH] {
    let mut start = [0; LENGTH];
    start.iter_mut().zip(hash).for_each(|(to, from)| *to = from);
    start
}

/// The texts of the parts of a file, each of at most `size` bytes of it. [`PART`] suits QR codes.
pub fn to_parts(file: &[u8], size: usize) -> Result<Vec<String>, ProofError> {
    ensure_file_size(file.len())?;
    let chunks: Vec<&[u8]> = file.chunks(size.max(1)).collect();
    let too_large = ProofError::TooLarge { what: "list of parts", size: chunks.len(), limit: MOST_PARTS };
    if chunks.is_empty() {
        return Err(ProofError::NotAProof);
    }
    let count = u16::try_from(chunks.len()).ok().filter(|count| usize::from(*count) <= MOST_PARTS).ok_or(too_large)?;
    let whole = whole_of(file);
    let part = |(number, chunk): (u16, &[u8])| {
        let mut content = [whole.as_slice(), chunk].concat();
        content.extend_from_slice(&checksum(number, count, &content));
        format!("{PREFIX}{number}/{count}:{}", BASE32_NOPAD.encode(&content))
    };
    Ok((1..=count).zip(chunks).map(part).collect())
}

/// One part.
struct Part {
    number: u16,
    count: u16,
    whole: [u8; WHOLE],
    chunk: Vec<u8>,
}

/// Puts together the parts of one proof, in whatever order they come.
#[derive(Debug, Default)]
pub struct Parts {
    whole: Option<[u8; WHOLE]>,
    chunks: Vec<Option<Vec<u8>>>,
    size: usize,
}

impl Parts {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the text of a part. Spaces and line breaks around and in it, and its case, do not matter. One that is refused
    /// changes nothing.
    pub fn add(&mut self, text: &str) -> Result<(), ProofError> {
        let part = read(text)?;
        if let Some(whole) = self.whole
            && (whole != part.whole || self.chunks.len() != usize::from(part.count))
        {
            return Err(ProofError::DamagedPart("it belongs to another proof"));
        }
        let size = self.size.saturating_add(part.chunk.len());
        ensure_file_size(size)?;
        if self.whole.is_none() {
            self.whole = Some(part.whole);
            self.chunks = vec![None; usize::from(part.count)];
        }
        let place = self.chunks.get_mut(usize::from(part.number.saturating_sub(1)));
        match place.ok_or(ProofError::DamagedPart("it has no place among the others"))? {
            Some(_) => {}
            place => {
                *place = Some(part.chunk);
                self.size = size;
            }
        }
        Ok(())
    }

    /// How many parts are missing, and how many there are; `None` before the first.
    pub fn missing(&self) -> Option<(usize, usize)> {
        self.whole.map(|_| (self.chunks.iter().filter(|chunk| chunk.is_none()).count(), self.chunks.len()))
    }

    /// The file.
    pub fn finish(self) -> Result<Vec<u8>, ProofError> {
        let (missing, count) = self.missing().unwrap_or((1, 1));
        if missing > 0 {
            return Err(ProofError::MissingParts { missing, count });
        }
        let file: Vec<u8> = self.chunks.into_iter().flatten().flatten().collect();
        if self.whole != Some(whole_of(&file)) {
            return Err(ProofError::DamagedPart("together they are not what was written"));
        }
        Ok(file)
    }
}

fn read(text: &str) -> Result<Part, ProofError> {
    let damaged = ProofError::DamagedPart;
    if text.len() > LONGEST_TEXT {
        return Err(ProofError::TooLarge { what: "part", size: text.len(), limit: LONGEST_TEXT });
    }
    let text: String =
        text.chars().filter(|letter| !letter.is_whitespace()).map(|letter| letter.to_ascii_uppercase()).collect();
    let rest = text.strip_prefix(PREFIX).ok_or(ProofError::NotAProof)?;
    let (place, content) = rest.split_once(':').ok_or(damaged("it has no content"))?;
    let place = place.split_once('/').and_then(|(number, count)| Some((number.parse().ok()?, count.parse().ok()?)));
    let (number, count): (u16, u16) = place.ok_or(damaged("it does not say which it is"))?;
    if number == 0 || number > count || usize::from(count) > MOST_PARTS {
        return Err(damaged("it does not say which it is"));
    }
    let bytes = BASE32_NOPAD.decode(content.as_bytes()).map_err(|_| damaged("it has characters that do not belong"))?;
    let (content, sum) = bytes.split_last_chunk::<CHECKSUM>().ok_or(damaged("it is cut off"))?;
    if *sum != checksum(number, count, content) {
        return Err(damaged("its checksum does not fit"));
    }
    let (whole, chunk) = content.split_first_chunk::<WHOLE>().ok_or(damaged("it is cut off"))?;
    Ok(Part { number, count, whole: *whole, chunk: chunk.to_vec() })
}
