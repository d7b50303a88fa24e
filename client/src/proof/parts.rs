//! The file of a proof in several QR codes ([`crate::parts`]): each is of at most 105 modules a side, which is still read
//! easily from paper.

use super::offline::is_file;
use crate::parts::{self, Collector, Kind};
pub use crate::parts::{PartsError, to_svg, to_terminal};

/// The most parts of one proof: for one that is longer there is the file.
pub const MOST_PARTS: usize = Kind::PROOF.most_parts as usize;

/// The most bytes of the file in one code.
pub const LONGEST_PIECE: usize = Kind::PROOF.longest_piece;

/// The texts of the codes of a file, as few as possible.
pub fn divide(file: &[u8]) -> Result<Vec<String>, PartsError> {
    parts::divide(Kind::PROOF, file)
}

/// Collects the parts of one proof, in any order. What it yields is the file.
pub fn collector() -> Collector {
    Collector::new(Kind::PROOF)
}

/// The file in these codes, in whatever order they come.
pub fn join<'a>(texts: impl IntoIterator<Item = &'a str>) -> Result<Vec<u8>, PartsError> {
    let mut collector = collector();
    for text in texts {
        collector.add(text)?;
    }
    collector.finish()
}

/// The file that `bytes` are, or that comes out of them if they are the texts of codes, one on each line.
pub fn file_of(bytes: Vec<u8>) -> Result<Vec<u8>, PartsError> {
    let start = bytes.trim_ascii_start();
    // A file begins with BOGAMPROOF, and so almost like a code.
    let codes = start.get(..6).is_some_and(|start| start.eq_ignore_ascii_case(b"BOGAMP")) && !is_file(start);
    match std::str::from_utf8(&bytes) {
        Ok(text) if codes => join(text.lines().filter(|line| !line.trim().is_empty())),
        _ => Ok(bytes),
    }
}
