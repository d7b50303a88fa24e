//! Running a model beside its pallet.
//!
//! A model states the rules of a pallet a second time. For each operation it tells what speaks against it ([`Reasons`]), and
//! the pallet has to agree. What is tried is chosen at random: a sequence of [`Step`]s, from which each pallet's own tests make
//! operations, by how things stand. A model knows nothing of its pallet, and what is here knows nothing of either.
//!
//! Agreement says nothing where an operation is always refused: each has to be done in every part of a test ([`Tally`]).

use crate::tally::{Tally, error_names};
use bogam_primitives::{Moment, time::HOUR};
use proptest::{prelude::*, test_runner::TestRunner};
use scale_info::TypeInfo;
use sp_runtime::{DispatchError, DispatchResult};
use std::{
    collections::BTreeSet,
    env,
    fmt::Debug,
    str::FromStr,
    time::{Duration, Instant},
};

/// In how many sequences a model is tried, over all parts of its test, unless [`CASES`] or [`SECONDS`] says otherwise.
const SEQUENCES: u32 = 5_000;

/// The variable that asks for so many sequences instead.
const CASES: &str = "PROPTEST_CASES";

/// The variable that has each part go on for so many seconds instead, however many sequences that are.
const SECONDS: &str = "BOGAM_MODEL_SECONDS";

/// How many operations a sequence has.
const OPERATIONS: usize = 50;

/// After how many operations everything that there is is compared, and not only what they were about.
pub const ROUND: usize = 10;

/// From how many sequences on every operation has to have been done. It is less than any part has.
const ENOUGH: u32 = 600;

/// Everything that speaks against an operation. It is done if and only if nothing does.
#[derive(Debug, Default)]
pub struct Reasons(pub Vec<DispatchError>);

impl Reasons {
    /// Adds a reason if it applies.
    pub fn when(&mut self, applies: bool, reason: impl Into<DispatchError>) {
        if applies {
            self.0.push(reason.into());
        }
    }

    /// Adds the first of these that applies: where it is written down which one is told.
    pub fn first<Reason: Into<DispatchError>>(&mut self, reasons: impl IntoIterator<Item = (bool, Reason)>) {
        if let Some((_, reason)) = reasons.into_iter().find(|(applies, _)| *applies) {
            self.0.push(reason.into());
        }
    }

    /// This reason alone.
    pub fn only(reason: impl Into<DispatchError>) -> Self {
        Self(vec![reason.into()])
    }

    /// Adds the refusal of somebody who has no right, if it is one.
    pub fn refusal<Right>(&mut self, right: Result<Right, DispatchError>) -> Option<Right> {
        right.map_err(|refusal| self.0.push(refusal)).ok()
    }

    /// Asserts that the pallet has done `operation` if nothing speaks against it, and otherwise has named one of the reasons.
    /// Counts what it has done.
    pub fn compare(&self, result: &DispatchResult, operation: &impl Debug) {
        let Self(reasons) = self;
        match result {
            Ok(()) => assert!(reasons.is_empty(), "done in spite of {reasons:?}: {operation:?}"),
            Err(error) => assert!(reasons.contains(error), "{error:?} is none of {reasons:?}: {operation:?}"),
        }
        Tally::note(operation, reasons, result);
    }
}

/// How long nothing happens before an operation.
#[derive(Clone, Copy, Debug)]
pub enum Wait {
    /// Not at all.
    None,
    /// So many hours.
    Hours(u64),
    /// Until one of the next bounds: a millisecond before it, at it, or one after it.
    Bound(usize, Moment),
}

impl Wait {
    /// The moment at which it is over, where something begins or ends at each of `bounds`.
    pub fn until(self, now: Moment, bounds: impl IntoIterator<Item = Moment>) -> Moment {
        match self {
            Self::None => now,
            Self::Hours(hours) => now + hours * HOUR,
            Self::Bound(which, beside) => {
                let next: BTreeSet<_> = bounds.into_iter().filter(|bound| *bound > now).collect();
                next.into_iter().nth(which).map_or(now, |bound| bound - 1 + beside)
            }
        }
    }
}

/// Waits: none, less than so many hours, or until one of so many next bounds, as often as the weights say.
pub fn waits(weights: [u32; 3], hours: u64, bounds: usize) -> impl Strategy<Value = Wait> {
    let [none, some_hours, bound] = weights;
    prop_oneof![
        none => Just(Wait::None),
        some_hours => (1..hours).prop_map(Wait::Hours),
        bound => (0..bounds, 0..3u64).prop_map(|(which, beside)| Wait::Bound(which, beside)),
    ]
}

/// A choice of what is tried. What the numbers choose from depends on how things stand.
#[derive(Clone, Debug)]
pub struct Step<Act> {
    /// The kind of operation.
    pub act: Act,
    /// How long nothing happens before.
    pub wait: Wait,
    /// Chooses who tries it.
    pub who: u8,
    /// Chooses what it is about.
    pub which: u8,
    /// Chooses how it is tried.
    pub how: u8,
    /// Chooses with what content.
    pub what: u8,
    /// Chooses whatever else there is.
    pub more: u8,
}

/// Sequences of steps.
pub fn steps<Act: Debug>(
    acts: impl Strategy<Value = Act>,
    waits: impl Strategy<Value = Wait>,
) -> impl Strategy<Value = Vec<Step<Act>>> {
    let luck = (any::<u8>(), any::<u8>(), any::<u8>(), any::<u8>(), any::<u8>());
    let step = (acts, waits, luck).prop_map(|(act, wait, (who, which, how, what, more))| Step {
        act,
        wait,
        who,
        which,
        how,
        what,
        more,
    });
    prop::collection::vec(step, OPERATIONS)
}

/// One of a list, if it has any.
pub fn one<T: Clone>(list: &[T], luck: u8) -> Option<T> {
    list.get(usize::from(luck) % list.len().max(1)).cloned()
}

/// How long a model is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Length {
    /// In so many sequences.
    Sequences(u32),
    /// For so long.
    Time(Duration),
}

impl Length {
    /// Of one of `parts` equal parts, where `seconds` or `cases` may have been asked for.
    fn of_part(parts: u32, seconds: Option<u64>, cases: Option<u32>) -> Self {
        match seconds {
            Some(seconds) => Self::Time(Duration::from_secs(seconds)),
            None => Self::Sequences(cases.unwrap_or(SEQUENCES).div_ceil(parts)),
        }
    }

    fn goes_on(self, played: u32, elapsed: Duration) -> bool {
        match self {
            Self::Sequences(most) => played < most,
            Self::Time(limit) => elapsed < limit,
        }
    }
}

fn asked<Number: FromStr>(variable: &str) -> Option<Number> {
    env::var(variable).ok().and_then(|number| number.parse().ok())
}

/// Plays one of `parts` equal parts of all sequences, or for as long as `BOGAM_MODEL_SECONDS` says. With the same
/// `PROPTEST_RNG_SEED` it plays the same ones.
///
/// Fails if something was tried and never done. Which of the pallet's errors were never seen it says: some come of nothing that
/// is tried at random.
pub fn play_part<Error: TypeInfo, Sequences: Strategy>(
    parts: u32,
    sequences: Sequences,
    play: impl Fn(Sequences::Value),
) {
    // What another test has counted in this thread.
    Tally::take();
    let length = Length::of_part(parts, asked(SECONDS), asked(CASES));
    let played = play_for(length, sequences, play);
    let tally = Tally::take();
    let unseen = tally.unseen(&error_names::<Error>()).join(", ");
    println!("{played} sequences of {OPERATIONS} operations\n{tally}errors that were not seen: {unseen}");
    if let Length::Sequences(all) = length {
        assert_eq!(played, all, "not all sequences were played");
    }
    if played >= ENOUGH {
        let never = tally.never_done();
        assert!(never.is_empty(), "in {played} sequences nobody has done {never:?}");
    }
}

/// Plays sequences one after the other, and yields how many. One that fails is made smaller and told.
fn play_for<Sequences: Strategy>(length: Length, sequences: Sequences, play: impl Fn(Sequences::Value)) -> u32 {
    // With fewer cases a sequence that fails would not be made as small.
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(SEQUENCES) };
    let mut runner = TestRunner::new(config);
    let (began, mut played) = (Instant::now(), 0);
    while length.goes_on(played, began.elapsed()) {
        let sequence = sequences.new_tree(&mut runner).expect("no step is ever rejected");
        let outcome = runner.run_one(sequence, |steps| {
            play(steps);
            Ok(())
        });
        if let Err(failure) = outcome {
            panic!("sequence {played}: {failure}");
        }
        played += 1;
    }
    played
}

/// Makes tests with these names, each of which plays an equal part of all sequences, so that they run side by side. The type is
/// that of the pallet's errors.
#[macro_export]
macro_rules! in_parts {
    ($play:ident, $steps:ident, $errors:ty: $($name:ident),+ $(,)?) => {
        const PARTS: u32 = [$(stringify!($name)),+].len() as u32;

        $(
            #[test]
            fn $name() {
                $crate::model::play_part::<$errors, _>(PARTS, $steps(), $play);
            }
        )+
    };
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    #[test]
    fn length_should_be_a_part_of_the_sequences_unless_a_time_is_asked_for() {
        assert_eq!(Length::of_part(4, None, None), Length::Sequences(1_250));
        assert_eq!(Length::of_part(8, None, Some(100)), Length::Sequences(13));
        let hour = Length::of_part(8, Some(3_600), Some(100));
        assert_eq!(hour, Length::Time(Duration::from_secs(3_600)));
        assert!(hour.goes_on(1_000_000, Duration::from_secs(3_599)));
        assert!(!hour.goes_on(0, Duration::from_secs(3_600)));
    }

    #[test]
    fn parts_should_have_all_sequences_together_and_each_enough_of_them() {
        for parts in 1..=8 {
            let Length::Sequences(part) = Length::of_part(parts, None, None) else { panic!("no time was asked for") };
            assert!(parts * part >= 5_000 && part >= ENOUGH, "{part} in each of {parts}");
        }
    }

    #[test]
    fn sequences_should_be_played_as_often_as_asked_and_not_be_the_same() {
        let (seen, last) = (Cell::new(0), Cell::new([0; 32]));
        let played = play_for(Length::Sequences(20), any::<[u8; 32]>(), |luck| {
            assert_ne!(luck, last.replace(luck));
            seen.set(seen.get() + 1);
        });
        assert_eq!((played, seen.get()), (20, 20));
        assert_eq!(play_for(Length::Time(Duration::ZERO), any::<u8>(), |_| ()), 0);
    }

    #[test]
    #[should_panic(expected = "minimal failing input: 10")]
    fn sequence_should_be_made_smaller_when_it_fails() {
        play_for(Length::Sequences(1_000), any::<u8>(), |luck| assert!(luck < 10));
    }

    #[test]
    fn wait_should_end_beside_the_next_bounds_which_count_once() {
        let until = |wait: Wait| wait.until(100, [300, 50, 100, 200, 200]);
        assert_eq!(until(Wait::None), 100);
        assert_eq!(until(Wait::Hours(2)), 100 + 2 * HOUR);
        assert_eq!([0, 1, 2].map(|beside| until(Wait::Bound(0, beside))), [199, 200, 201]);
        assert_eq!(until(Wait::Bound(1, 1)), 300);
        assert_eq!(until(Wait::Bound(2, 1)), 100);
    }

    #[test]
    fn reasons_should_agree_when_one_of_them_was_named_or_there_are_none() {
        let mut no = Reasons::default();
        no.when(false, DispatchError::BadOrigin);
        no.compare(&Ok(()), &"nothing");
        no.when(true, DispatchError::BadOrigin);
        assert_eq!(no.refusal::<()>(Err(DispatchError::CannotLookup)), None);
        no.compare(&Err(DispatchError::BadOrigin), &"one");
        no.compare(&Err(DispatchError::CannotLookup), &"the other");
    }

    #[test]
    fn reasons_should_have_the_first_that_applies_when_there_is_an_order() {
        let (one, two) = (DispatchError::BadOrigin, DispatchError::CannotLookup);
        let mut no = Reasons::default();
        no.first([(false, one), (false, two)]);
        assert!(no.0.is_empty());
        no.first([(false, one), (true, two), (true, DispatchError::Unavailable)]);
        assert_eq!(no.0, [two]);
    }

    #[test]
    #[should_panic(expected = "done in spite of")]
    fn reasons_should_disagree_when_it_was_done_all_the_same() {
        Reasons::only(DispatchError::BadOrigin).compare(&Ok(()), &"something");
    }

    #[test]
    #[should_panic(expected = "is none of")]
    fn reasons_should_disagree_when_another_one_was_named() {
        Reasons::only(DispatchError::BadOrigin).compare(&Err(DispatchError::CannotLookup), &"something");
    }
}
