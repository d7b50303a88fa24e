//! Other inputs made of known ones, by whole steps: a byte more or less would make other steps of all that follow it.

use crate::play::STEP;

type Step = [u8; STEP];

/// Numbers that follow from a seed.
struct Random(u64);

impl Random {
    fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Less than `number`, or zero.
    fn below(&mut self, number: usize) -> usize {
        (self.number() % (number as u64).max(1)) as usize
    }

    fn step(&mut self) -> Step {
        std::array::from_fn(|_| self.number() as u8)
    }
}

/// The steps of an input; the last one filled up.
fn steps_of(input: &[u8]) -> Vec<Step> {
    let filled = |bytes: &[u8]| {
        let mut step = [0; STEP];
        step[..bytes.len()].copy_from_slice(bytes);
        step
    };
    input.chunks(STEP).map(filled).collect()
}

/// As many whole steps as there is room for in `most` bytes.
fn joined(mut steps: Vec<Step>, most: usize) -> Vec<u8> {
    steps.truncate(most / STEP);
    steps.concat()
}

/// An input with one step taken away, put in, doubled or swapped with another one; or with one that `mutate` has changed. Not longer
/// than `most` bytes.
pub fn altered(input: &[u8], most: usize, seed: u32, mutate: impl FnOnce(&mut [u8])) -> Vec<u8> {
    let (mut random, mut steps) = (Random(seed.into()), steps_of(input));
    let has_room = steps.len() < most / STEP;
    let (place, other) = (random.below(steps.len()), random.below(steps.len()));
    match random.below(8) {
        _ if steps.is_empty() => steps.push(random.step()),
        0 if steps.len() > 1 => drop(steps.remove(place)),
        1 if has_room => steps.insert(place, random.step()),
        2 if has_room => steps.insert(other, steps[place]),
        3 => steps.swap(place, other),
        _ => mutate(&mut steps[place]),
    }
    joined(steps, most)
}

/// The beginning of one input, and the end of another one. Not longer than `most` bytes.
pub fn crossed(first: &[u8], second: &[u8], most: usize, seed: u32) -> Vec<u8> {
    let mut random = Random(seed.into());
    let (first, second) = (steps_of(first), steps_of(second));
    let (end, begin) = (random.below(first.len() + 1), random.below(second.len() + 1));
    joined([&first[..end], &second[begin..]].concat(), most)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// So many steps, each of which has another byte.
    fn input(from: u8, steps: u8) -> Vec<u8> {
        (from..from + steps).flat_map(|byte| [byte; STEP]).collect()
    }

    #[test]
    fn alteration_should_leave_all_steps_but_one_where_they_begin_and_end() {
        let sound = input(1, 10);
        let mut lengths = [0; 3];
        for seed in 0..1_000 {
            let other = altered(&sound, 20 * STEP, seed, |step| step[7] = 0xff);
            lengths[other.len() / STEP - 9] += 1;
            let strange = other.chunks(STEP).filter(|step| step.iter().any(|byte| *byte != step[0])).count();
            assert!(strange <= 1, "seed {seed}");
        }
        assert!(lengths.iter().all(|number| *number > 50), "{lengths:?} became shorter, stayed, became longer");
    }

    #[test]
    fn alteration_should_be_the_same_for_the_same_seed() {
        let of = |seed| altered(&input(1, 10), 20 * STEP, seed, |step| step.reverse());
        assert_eq!(of(7), of(7));
        assert!((0..20).any(|seed| of(seed) != of(7)));
    }

    #[test]
    fn alteration_should_begin_with_a_step_where_there_is_none_and_never_be_too_long() {
        assert_eq!(altered(&[], 20 * STEP, 1, |_| {}).len(), STEP);
        assert_eq!(altered(&[1, 2, 3], 20 * STEP, 1, |_| {}).len() % STEP, 0);
        for seed in 0..100 {
            assert!(altered(&input(1, 10), 4 * STEP + 1, seed, |_| {}).len() <= 4 * STEP);
            assert!(altered(&input(1, 10), STEP - 1, seed, |_| {}).is_empty());
        }
    }

    #[test]
    fn crossing_should_take_the_beginning_of_one_and_the_end_of_the_other() {
        let (first, second) = (input(1, 10), input(101, 10));
        for seed in 0..100 {
            let both = crossed(&first, &second, 30 * STEP, seed);
            let cut = both.iter().position(|byte| *byte > 100).unwrap_or(both.len());
            assert!(first.starts_with(&both[..cut]) && second.ends_with(&both[cut..]), "seed {seed}");
            assert!(crossed(&first, &second, 3 * STEP, seed).len() <= 3 * STEP);
        }
    }
}
