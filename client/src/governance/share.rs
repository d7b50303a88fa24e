//! How many votes a matter needs.
//!
//! The chain's metadata does not say it. A motion names its own threshold, and when it is carried the call is judged again by
//! the votes that it had: with too few, it is refused although the motion was carried. So the command proposes with what the
//! matter needs, by the same table as the runtime's (`runtime/src/configs/governance.rs`, `docs/governance.md`); what is not
//! in the table is proposed with two thirds, which satisfy every matter.

use super::call::{Argument, Call};

/// How many blocks a third of the council may pause something: a day of them.
const SHORT_PAUSE: u128 = 24 * 60 * 60;

/// A share of all members of the council. Who abstains has not said yes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Share {
    /// A third, for what cannot wait and ends by itself.
    Third,
    /// More than half, for ordinary matters.
    MoreThanHalf,
    /// Two thirds, for what changes the rules.
    TwoThirds,
}

impl Share {
    /// How many of `members` it is.
    pub const fn of(self, members: u32) -> u32 {
        match self {
            Self::Third => members.div_ceil(3),
            Self::MoreThanHalf => members / 2 + 1,
            // Two in three members, rounded up; in this order it cannot overflow.
            Self::TwoThirds => members - members / 3,
        }
    }

    /// What the matter of `call` needs. Calls within a batch are decided with it, so the strictest of them counts.
    pub fn needed_for(call: &Call) -> Self {
        match (call.pallet.as_str(), call.name.as_str()) {
            ("Utility", "batch" | "batch_all" | "force_batch") => {
                let hidden =
                    matches!(call.argument("calls"), Some(Argument::List(calls)) if calls.contains(&Argument::TooDeep));
                let shown = call.inner().into_iter().map(Self::needed_for).max();
                shown.filter(|_| !hidden).unwrap_or(Self::TwoThirds)
            }
            // What is done later is decided now, and needs what it always needs besides.
            ("Scheduler", "schedule" | "schedule_named" | "schedule_after" | "schedule_named_after") => {
                call.inner().into_iter().map(Self::needed_for).max().unwrap_or(Self::TwoThirds).max(Self::MoreThanHalf)
            }
            ("Governance", "pause") => match call.number("blocks") {
                Some(blocks) if blocks <= SHORT_PAUSE => Self::Third,
                _ => Self::MoreThanHalf,
            },
            ("SafeMode", "force_enter") => Self::Third,
            ("Governance", "resume")
            | ("SafeMode", "force_extend" | "force_exit")
            | ("Council", "disapprove_proposal" | "kill")
            | ("Scheduler", "cancel" | "cancel_named")
            | ("Preimage", "request_preimage" | "unrequest_preimage") => Self::MoreThanHalf,
            _ => Self::TwoThirds,
        }
    }

    /// Its name for programs.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Third => "third",
            Self::MoreThanHalf => "moreThanHalf",
            Self::TwoThirds => "twoThirds",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call(pallet: &str, name: &str, inner: Vec<Call>) -> Call {
        let calls = inner.into_iter().map(|call| Argument::Call(Box::new(call))).collect();
        let arguments = vec![("calls".to_owned(), Argument::List(calls))];
        Call { pallet: pallet.into(), name: name.into(), arguments, is_read: true }
    }

    #[test]
    fn share_should_be_the_least_number_of_members_that_reaches_it() {
        for members in 0..=200u32 {
            let two_thirds = Share::TwoThirds.of(members);
            assert!(
                two_thirds * 3 >= members * 2 && (two_thirds == 0 || (two_thirds - 1) * 3 < members * 2),
                "{members}"
            );
            let third = Share::Third.of(members);
            assert!(third * 3 >= members && (third == 0 || (third - 1) * 3 < members), "{members}");
            let half = Share::MoreThanHalf.of(members);
            assert!(half * 2 > members && (half - 1) * 2 <= members, "{members}");
        }
        assert_eq!(Share::TwoThirds.of(u32::MAX), u32::MAX / 3 * 2);
    }

    #[test]
    fn pause_should_need_a_third_only_while_it_is_short() {
        let pause = |blocks: u128| {
            let arguments = vec![("blocks".to_owned(), Argument::Number(blocks))];
            Share::needed_for(&Call { arguments, ..call("Governance", "pause", Vec::new()) })
        };
        assert_eq!((pause(SHORT_PAUSE), pause(SHORT_PAUSE + 1)), (Share::Third, Share::MoreThanHalf));
    }

    #[test]
    fn batch_should_need_what_the_strictest_call_in_it_needs() {
        let admit = || call("Registry", "admit_organisation", Vec::new());
        let resume = || call("Governance", "resume", Vec::new());
        let enter = || call("SafeMode", "force_enter", Vec::new());
        assert_eq!(Share::needed_for(&call("Utility", "batch_all", vec![resume(), enter()])), Share::MoreThanHalf);
        assert_eq!(Share::needed_for(&call("Utility", "batch", vec![admit(), enter()])), Share::TwoThirds);
        // What is hidden too deep, or not there, is not taken for harmless.
        assert_eq!(Share::needed_for(&call("Utility", "batch", Vec::new())), Share::TwoThirds);
        let mut hidden = call("Utility", "batch", vec![enter()]);
        if let Some((_, Argument::List(calls))) = hidden.arguments.first_mut() {
            calls.push(Argument::TooDeep);
        }
        assert_eq!(Share::needed_for(&hidden), Share::TwoThirds);
        assert_eq!(Share::needed_for(&call("Scheduler", "schedule", vec![enter()])), Share::MoreThanHalf);
        assert_eq!(Share::needed_for(&call("Scheduler", "schedule", vec![admit()])), Share::TwoThirds);
    }
}
