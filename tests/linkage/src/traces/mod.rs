//! What can be said of two records from what is on the chain.

pub mod claims;
pub mod handles;
pub mod notes;
pub mod prescriptions;
pub mod signs;
pub mod whole;

use std::collections::BTreeMap;

/// How many degrees of rarity there are.
pub const RARITIES: usize = 8;

/// How rare something is that `count` of `all` have: from 0, which every second has, to 7, which hardly anybody has.
pub fn rarity(count: usize, all: usize) -> u16 {
    let share = count.max(1) as f64 / all.max(1) as f64;
    let halvings = -share.log2() / 1.6;
    (halvings.max(0.0) as usize).min(RARITIES - 1) as u16
}

/// Gives equal things the same number.
#[derive(Debug)]
pub struct Numbers<Thing> {
    numbers: BTreeMap<Thing, u32>,
    counts: Vec<usize>,
}

impl<Thing> Default for Numbers<Thing> {
    fn default() -> Self {
        Self { numbers: BTreeMap::new(), counts: Vec::new() }
    }
}

impl<Thing: Ord> Numbers<Thing> {
    /// The number of `thing`, which is counted once more.
    pub fn number(&mut self, thing: Thing) -> u32 {
        let next = self.counts.len() as u32;
        let number = *self.numbers.entry(thing).or_insert(next);
        if number == next {
            self.counts.push(0);
        }
        if let Some(count) = self.counts.get_mut(number as usize) {
            *count += 1;
        }
        number
    }

    /// How often the thing with this number was counted.
    pub fn count(&self, number: u32) -> usize {
        self.counts.get(number as usize).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rarity_should_grow_as_fewer_have_it() {
        assert_eq!(rarity(5, 10), 0);
        assert_eq!(rarity(1, 1_000_000), 7);
        assert!(rarity(1, 100) > rarity(10, 100));
        assert_eq!(rarity(0, 0), 0);
    }

    #[test]
    fn equal_things_should_have_the_same_number() {
        let mut numbers = Numbers::default();
        assert_eq!([numbers.number("a"), numbers.number("b"), numbers.number("a")], [0, 1, 0]);
        assert_eq!((numbers.count(0), numbers.count(1), numbers.count(2)), (2, 1, 0));
    }
}
