//! What may happen to validators, done to real ones, and what must still be true afterwards.
//!
//! - [`books`] writes down what anybody has seen to be final, while prescriptions are being issued, and compares at the end;
//! - [`daemon`] starts nodes otherwise than `scripts/network` does: on another disk, with another clock, with stolen keys;
//! - [`disk`] gives a node a small disk of its own, and fills it;
//! - [`trials`] has what is done: kills, a full disk, a damaged database, an old backup, a stranger, a second signer. What needs more
//!   words is apart: wrong [`clock`]s, a validator that leaves out what members send ([`censor`]), cables that are pulled
//!   ([`partition`]).
//!
//! The bounded tests do each once, `bogam-soak` does them at random for as long as it is told.

pub mod books;
pub mod censor;
pub mod clock;
pub mod daemon;
pub mod disk;
pub mod partition;
pub mod trials;

pub use books::{Summary, Watch};
pub use trials::{Stage, Trial};

/// Numbers that look random and are the same for the same seed, so that a run can be repeated (SplitMix64).
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// The numbers of this seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number.
    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`; 0 if there is none.
    pub fn below(&mut self, bound: u64) -> u64 {
        self.roll().checked_rem(bound).unwrap_or_default()
    }

    /// One of `all`.
    pub fn choose<T: Copy>(&mut self, all: &[T]) -> Option<T> {
        let place = usize::try_from(self.below(all.len() as u64)).ok()?;
        all.get(place).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dice_should_repeat_themselves_when_the_seed_is_the_same() {
        let rolls = |seed| {
            let mut dice = Dice::new(seed);
            (0..1_000).map(|_| dice.below(4)).collect::<Vec<_>>()
        };
        assert_eq!(rolls(7), rolls(7));
        assert_ne!(rolls(7), rolls(8));
        assert!((0..4).all(|number| rolls(7).contains(&number)));
        assert_eq!(Dice::new(1).below(0), 0);
        assert_eq!(Dice::new(1).choose::<u8>(&[]), None);
    }
}
