//! Numbers that look random and are the same for the same seed, on every machine and with every version of every library.

/// A stream of numbers (SplitMix64). Streams of one seed with different names have nothing to do with each other, so that
/// what is drawn for one purpose does not shift what is drawn for another.
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    /// The stream `name` of `seed`.
    pub fn new(seed: u64, name: &str) -> Self {
        let mut stream = Self(seed ^ 0x9e37_79b9_7f4a_7c15);
        for byte in name.bytes() {
            stream.0 = stream.0.wrapping_add(u64::from(byte));
            stream.0 = stream.number();
        }
        stream
    }

    /// The next number.
    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from `least` to `most`, both included; `least` if there is none between.
    pub fn between(&mut self, least: u32, most: u32) -> u32 {
        let width = u64::from(most.saturating_sub(least)) + 1;
        // The bias of the remainder is below 2^-32.
        least + (self.number() % width) as u32
    }

    /// A place in a list of `length` entries; zero for an empty one.
    pub fn place(&mut self, length: usize) -> usize {
        (self.number() % (length.max(1) as u64)) as usize
    }

    /// A fraction of one: at least 0 and less than 1.
    pub fn fraction(&mut self) -> f64 {
        (self.number() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// True in this share of the cases.
    pub fn chance(&mut self, share: f64) -> bool {
        self.fraction() < share
    }

    /// A place in `weights`, as often as its weight says.
    pub fn weighted(&mut self, weights: &[f64]) -> usize {
        let mut rest = self.fraction() * weights.iter().sum::<f64>();
        for (place, weight) in weights.iter().enumerate() {
            if rest < *weight {
                return place;
            }
            rest -= weight;
        }
        weights.len().saturating_sub(1)
    }

    /// Puts `entries` into a random order.
    pub fn shuffle<Entry>(&mut self, entries: &mut [Entry]) {
        for last in (1..entries.len()).rev() {
            let place = self.place(last + 1);
            entries.swap(last, place);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stream_should_be_the_same_for_the_same_seed_and_name() {
        let draw = |seed, name| {
            let mut random = Random::new(seed, name);
            [random.number(), random.number(), random.number()]
        };
        assert_eq!(draw(1, "a"), draw(1, "a"));
        assert_ne!(draw(1, "a"), draw(2, "a"));
        assert_ne!(draw(1, "a"), draw(1, "b"));
    }

    #[test]
    fn numbers_should_stay_in_their_range_and_use_all_of_it() {
        let mut random = Random::new(7, "range");
        let mut seen = [false; 5];
        for _ in 0..200 {
            let number = random.between(3, 7);
            assert!((3..=7).contains(&number));
            seen[number as usize - 3] = true;
            assert!((0.0..1.0).contains(&random.fraction()));
        }
        assert_eq!(seen, [true; 5]);
        assert_eq!(random.between(4, 4), 4);
        assert_eq!(random.place(0), 0);
    }

    #[test]
    fn weighted_place_should_follow_the_weights() {
        let mut random = Random::new(7, "weights");
        let drawn = (0..1_000).filter(|_| random.weighted(&[1.0, 9.0]) == 1).count();
        assert!((850..950).contains(&drawn), "{drawn}");
    }
}
