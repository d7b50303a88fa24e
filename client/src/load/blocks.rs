//! The blocks of a run as a node told of them: which were best, which became final, which were given up, and which slots stayed
//! empty. Pure: where blocks come from is told in `watch`.

use std::{
    collections::{BTreeSet, HashMap},
    time::Duration,
};

/// The hash of a block or of a transaction.
pub type Hash = [u8; 32];

/// A block. Times are counted from when sending began.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its hash.
    pub hash: Hash,
    /// The hash of the one below.
    pub parent: Hash,
    /// Its height.
    pub number: u32,
    /// The slot it was made in, if its author said so.
    pub slot: Option<u64>,
    /// When the node told of it.
    pub seen: Duration,
    /// The hashes of its transactions.
    pub transactions: Vec<Hash>,
    /// When it first was the best one, or below it.
    pub best: Option<Duration>,
    /// When it became final.
    pub finalised: Option<Duration>,
    /// What its ordinary transactions took by their declared weights, in picoseconds of execution.
    pub weight: Option<u64>,
}

/// How the way of best blocks branched.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Forks {
    /// At how many heights there was more than one block.
    pub heights: usize,
    /// How many blocks were given up.
    pub abandoned: usize,
    /// How often the best block was not above the one before.
    pub reorganisations: usize,
}

/// Slots between the first and the last final block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Slots {
    /// How many there were.
    pub all: u64,
    /// How many of them have no block.
    pub missed: u64,
}

/// All blocks of a run.
#[derive(Clone, Debug)]
pub struct Blocks {
    known: HashMap<Hash, Block>,
    /// The final block from which on blocks are counted, and its height.
    base: (Hash, u32),
    /// The newest final block, and its height.
    last: (Hash, u32),
    best: Option<Hash>,
    reorganisations: usize,
}

impl Blocks {
    /// From the final block with this hash and height on. Of it nothing else is told.
    pub fn new(hash: Hash, number: u32) -> Self {
        Self { known: HashMap::new(), base: (hash, number), last: (hash, number), best: None, reorganisations: 0 }
    }

    /// Whether a block is known.
    pub fn knows(&self, hash: &Hash) -> bool {
        self.known.contains_key(hash)
    }

    /// A block.
    pub fn get(&self, hash: &Hash) -> Option<&Block> {
        self.known.get(hash)
    }

    /// A new block. One that is known already stays as it is.
    pub fn insert(&mut self, block: Block) {
        self.known.entry(block.hash).or_insert(block);
    }

    /// A known block is the best one at this moment, and so are those below it. Yields those that had not been best before.
    pub fn mark_best(&mut self, hash: Hash, at: Duration) -> Vec<Hash> {
        if self.best.is_some_and(|before| !self.is_above(hash, before)) {
            self.reorganisations = self.reorganisations.saturating_add(1);
        }
        self.best = Some(hash);
        let (mut cursor, mut fresh) = (hash, Vec::new());
        while let Some(block) = self.known.get_mut(&cursor)
            && block.best.is_none()
        {
            block.best = Some(at);
            fresh.push(cursor);
            cursor = block.parent;
        }
        fresh
    }

    /// Whether a block is another one, or above it. Of what is not known, that is taken to be so.
    fn is_above(&self, hash: Hash, other: Hash) -> bool {
        let Some(lowest) = self.known.get(&other).map(|block| block.number) else { return true };
        let mut cursor = hash;
        while cursor != other {
            match self.known.get(&cursor) {
                Some(block) if block.number > lowest => cursor = block.parent,
                Some(_) => return false,
                None => return true,
            }
        }
        true
    }

    /// What becomes final with a block: it and those below it that are not final yet, the lowest first. If one of them is not
    /// known: its hash.
    pub fn becoming_final(&self, hash: Hash) -> Result<Vec<Hash>, Hash> {
        let (mut cursor, mut path) = (hash, Vec::new());
        while cursor != self.last.0 {
            let block = self.known.get(&cursor).ok_or(cursor)?;
            // A node may tell again of what is final already.
            if block.number <= self.last.1 {
                return Ok(Vec::new());
            }
            path.push(cursor);
            cursor = block.parent;
        }
        path.reverse();
        Ok(path)
    }

    /// A known block is final from this moment on.
    pub fn mark_final(&mut self, hash: Hash, at: Duration) {
        if let Some(block) = self.known.get_mut(&hash) {
            block.finalised = Some(at);
            self.last = (hash, block.number);
        }
    }

    /// What a block's transactions took.
    pub fn weigh(&mut self, hash: &Hash, weight: u64) {
        if let Some(block) = self.known.get_mut(hash) {
            block.weight = Some(weight);
        }
    }

    /// The final blocks, the lowest first.
    pub fn finalised(&self) -> Vec<&Block> {
        let mut blocks: Vec<_> = self.known.values().filter(|block| block.finalised.is_some()).collect();
        blocks.sort_unstable_by_key(|block| block.number);
        blocks
    }

    /// How the way branched, up to the newest final block.
    pub fn forks(&self) -> Forks {
        let given_up =
            |block: &&Block| block.finalised.is_none() && block.number > self.base.1 && block.number <= self.last.1;
        let abandoned: Vec<u32> = self.known.values().filter(given_up).map(|block| block.number).collect();
        let heights: BTreeSet<u32> = abandoned.iter().copied().collect();
        Forks { heights: heights.len(), abandoned: abandoned.len(), reorganisations: self.reorganisations }
    }

    /// The slots between the first and the last final block whose slots are known.
    pub fn slots(&self) -> Slots {
        let slots: Vec<u64> = self.finalised().iter().filter_map(|block| block.slot).collect();
        let (Some(first), Some(last)) = (slots.first(), slots.last()) else { return Slots::default() };
        let all = last.saturating_sub(*first);
        // Each block but the first fills a slot after the first.
        let filled = u64::try_from(slots.len()).unwrap_or(u64::MAX).saturating_sub(1);
        Slots { all, missed: all.saturating_sub(filled) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: Hash = [0; 32];

    fn at(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    fn block(name: u8, parent: u8, number: u32, slot: u64) -> Block {
        Block {
            hash: [name; 32],
            parent: [parent; 32],
            number,
            slot: Some(slot),
            seen: at(slot),
            transactions: Vec::new(),
            best: None,
            finalised: None,
            weight: None,
        }
    }

    /// 1 – 2 – 3 – 4, and 9 beside 3. No block was made in slots 13 and 14.
    fn forked() -> Blocks {
        let mut blocks = Blocks::new(BASE, 100);
        for new in [
            block(1, 0, 101, 11),
            block(2, 1, 102, 12),
            block(9, 2, 103, 12),
            block(3, 2, 103, 15),
            block(4, 3, 104, 16),
        ] {
            blocks.insert(new);
        }
        blocks
    }

    #[test]
    fn best_block_should_make_those_below_best_when_they_were_not() {
        let mut blocks = forked();
        assert_eq!(blocks.mark_best([1; 32], at(1)), vec![[1; 32]]);
        assert_eq!(blocks.mark_best([2; 32], at(2)), vec![[2; 32]]);
        assert_eq!(blocks.mark_best([9; 32], at(3)), vec![[9; 32]]);
        assert_eq!(blocks.forks().reorganisations, 0);
        assert_eq!(blocks.mark_best([4; 32], at(5)), vec![[4; 32], [3; 32]]);
        assert_eq!(blocks.get(&[3; 32]).unwrap().best, Some(at(5)));
        assert_eq!(blocks.get(&[2; 32]).unwrap().best, Some(at(2)));
        assert_eq!(blocks.forks().reorganisations, 1);
        assert!(blocks.mark_best([4; 32], at(6)).is_empty());
        assert_eq!(blocks.forks().reorganisations, 1);
    }

    #[test]
    fn reorganisation_should_not_be_counted_when_a_height_is_only_skipped() {
        let mut blocks = forked();
        blocks.mark_best([1; 32], at(1));
        assert_eq!(blocks.mark_best([4; 32], at(5)).len(), 3);
        assert_eq!(blocks.forks().reorganisations, 0);
        blocks.mark_best([2; 32], at(6));
        assert_eq!(blocks.forks().reorganisations, 1);
    }

    #[test]
    fn final_block_should_take_all_below_it_along() {
        let mut blocks = forked();
        assert_eq!(blocks.becoming_final([2; 32]), Ok(vec![[1; 32], [2; 32]]));
        for hash in [[1; 32], [2; 32]] {
            blocks.mark_final(hash, at(3));
        }
        assert_eq!(blocks.becoming_final([1; 32]), Ok(Vec::new()));
        assert_eq!(blocks.becoming_final([4; 32]), Ok(vec![[3; 32], [4; 32]]));
        assert_eq!(blocks.becoming_final([7; 32]), Err([7; 32]));
        let numbers: Vec<u32> = blocks.finalised().iter().map(|block| block.number).collect();
        assert_eq!(numbers, vec![101, 102]);
    }

    #[test]
    fn forks_and_missed_slots_should_be_counted_up_to_the_last_final_block() {
        let mut blocks = forked();
        assert_eq!((blocks.forks(), blocks.slots()), (Forks::default(), Slots::default()));
        for name in [1, 2, 3, 4] {
            blocks.mark_final([name; 32], at(9));
        }
        assert_eq!(blocks.forks(), Forks { heights: 1, abandoned: 1, reorganisations: 0 });
        assert_eq!(blocks.slots(), Slots { all: 5, missed: 2 });
    }

    #[test]
    fn block_should_stay_as_it_is_when_it_is_told_again() {
        let mut blocks = forked();
        blocks.mark_best([1; 32], at(1));
        blocks.insert(block(1, 0, 101, 11));
        assert_eq!(blocks.get(&[1; 32]).unwrap().best, Some(at(1)));
        blocks.weigh(&[1; 32], 7);
        assert_eq!(blocks.get(&[1; 32]).unwrap().weight, Some(7));
    }
}
