//! Reading decisions from bytes.

use codec::{Decode, Encode};
use sp_core::H256;
use sp_crypto_hashing::blake2_256;

/// The bytes of one step. When they are used up they go on with hashes of them, so that a step never runs dry and the same
/// bytes always say the same.
pub struct Bytes {
    buffer: Vec<u8>,
    at: usize,
    round: u32,
}

impl Bytes {
    /// Reads from `given`.
    pub fn new(given: &[u8]) -> Self {
        Self { buffer: given.to_vec(), at: 0, round: 0 }
    }

    /// The next byte.
    pub fn byte(&mut self) -> u8 {
        if let Some(byte) = self.buffer.get(self.at) {
            self.at += 1;
            return *byte;
        }
        self.buffer = (&self.buffer, self.round).using_encoded(blake2_256).to_vec();
        self.round += 1;
        self.at = 1;
        self.buffer[0]
    }

    /// So many bytes.
    pub fn take(&mut self, count: usize) -> Vec<u8> {
        (0..count).map(|_| self.byte()).collect()
    }

    /// A number of 32 bits.
    pub fn number(&mut self) -> u32 {
        u32::from_le_bytes([self.byte(), self.byte(), self.byte(), self.byte()])
    }

    /// A number of 64 bits.
    pub fn long(&mut self) -> u64 {
        (u64::from(self.number()) << 32) | u64::from(self.number())
    }

    /// A number below `limit`; zero if there is none.
    pub fn below(&mut self, limit: usize) -> usize {
        match limit {
            0 | 1 => 0,
            2..=256 => usize::from(self.byte()) % limit,
            _ => self.number() as usize % limit,
        }
    }

    /// True once in `times` on average.
    pub fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// True every second time.
    pub fn flip(&mut self) -> bool {
        self.one_in(2)
    }

    /// One of several.
    pub fn pick<'entries, Entry>(&mut self, entries: &'entries [Entry]) -> Option<&'entries Entry> {
        entries.get(self.below(entries.len()))
    }

    /// One of several that can be copied. The list must not be empty: then there is a first one.
    pub fn one_of<Entry: Copy, const COUNT: usize>(&mut self, entries: [Entry; COUNT]) -> Entry {
        const { assert!(COUNT > 0) };
        entries[self.below(COUNT)]
    }

    /// A hash that hardly comes twice.
    pub fn hash(&mut self) -> H256 {
        H256(("bogam/fuzz/hash", self.long()).using_encoded(blake2_256))
    }

    /// One of the first `count` variants of an enumeration without fields.
    pub fn variant<Enumeration: Decode>(&mut self, count: u8) -> Option<Enumeration> {
        let code = [self.byte() % count.max(1)];
        Enumeration::decode(&mut &code[..]).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_should_go_on_in_the_same_way_when_they_are_used_up() {
        let read = || Bytes::new(&[1, 2, 3]).take(100);
        assert_eq!(read(), read());
        assert_eq!(read()[..3], [1, 2, 3]);
        let other = Bytes::new(&[1, 2, 4]).take(100);
        assert_ne!(read()[3..], other[3..]);
        assert_ne!(read()[3..35], read()[35..67], "each round is another");
        assert_eq!(Bytes::new(&[]).take(40).len(), 40);
    }

    #[test]
    fn number_should_be_below_its_limit() {
        let mut bytes = Bytes::new(&[255; 16]);
        for limit in [1, 2, 3, 255, 256, 257, 100_000] {
            assert!(bytes.below(limit) < limit);
        }
        assert_eq!(bytes.below(0), 0);
        assert_eq!(bytes.pick::<u8>(&[]), None);
    }
}
