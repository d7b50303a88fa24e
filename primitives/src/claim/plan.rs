//! What an insurer promises.

use super::{ServiceCategory, Won};
use crate::{Moment, time::DAY};
use frame_support::stored;
use serde::{Deserialize, Serialize};

/// Ten thousandths: 7,500 is 75 %.
pub type BasisPoints = u16;

/// All of it, in basis points.
pub const WHOLE: BasisPoints = 10_000;

/// A benefit year: 365 days, counted from the start of the policy.
pub const BENEFIT_YEAR: Moment = 365 * DAY;

/// The longest time that terms may contain: ten years.
pub const LONGEST_PERIOD: Moment = 10 * BENEFIT_YEAR;

/// What applies to the lines of one category.
#[stored]
#[derive(Copy, Serialize, Deserialize)]
pub struct CategoryRule {
    /// The category.
    pub category: ServiceCategory,
    /// Which part of what is covered the insurer pays, in basis points.
    pub coverage: BasisPoints,
    /// What the patient pays of every line before anything else, in won.
    pub copayment: Won,
    /// The most that is allowed per line, in won.
    pub line_cap: Option<Won>,
    /// How many lines are covered per benefit year.
    pub frequency: Option<u16>,
    /// Whether the service must have been approved before.
    pub preauthorisation: bool,
    /// Whether an assessor looks at every line that is covered, however small.
    pub review: bool,
}

/// What happens to a claim that nobody has decided by the deadline.
#[stored]
#[derive(Copy, PartialOrd, Ord, Serialize, Deserialize)]
pub enum OverdueRule {
    /// It stays open, visibly overdue, until an assessor decides.
    Wait,
    /// It may be decided by the rules alone, whoever asks for it.
    Automatic,
}

/// How a decided claim is paid.
#[stored]
#[derive(Copy, PartialOrd, Ord, Serialize, Deserialize)]
pub enum SettlementMode {
    /// In settlement money on the chain.
    OnChain,
    /// By bank transfer, confirmed on the chain by both sides.
    OffChain,
}

/// What the figures of a plan's handles have to be multiples of, so that few handles look different from all others. A step
/// of zero permits any figure.
#[stored]
#[derive(Copy, Default, Serialize, Deserialize)]
pub struct HandleSteps {
    /// The step of the deductible, in won.
    pub deductible: Won,
    /// The step of the share, in won.
    pub share: Won,
    /// The step of the moments at which a handle begins and ends, in milliseconds.
    pub time: Moment,
    /// How long after a multiple of that step, counted from the epoch, they are. With a step of a day, midnight in Korea is 15
    /// hours.
    pub offset: Moment,
}

impl HandleSteps {
    /// No steps: any figure is permitted.
    pub const NONE: Self = Self { deductible: 0, share: 0, time: 0, offset: 0 };

    /// Whether a handle may begin or end at `moment`.
    pub fn permits(&self, moment: Moment) -> bool {
        self.time == 0 || moment.checked_rem(self.time) == Some(self.offset)
    }

    /// The last moment at which a handle may begin that is not after `moment`.
    pub fn last_before(&self, moment: Moment) -> Moment {
        let since = moment.saturating_sub(self.offset).checked_rem(self.time).unwrap_or_default();
        moment.saturating_sub(since)
    }
}

/// Whether `figure` is a multiple of `step`, or the step is zero and permits any.
pub fn is_in_steps(figure: u64, step: u64) -> bool {
    step == 0 || figure.is_multiple_of(step)
}

/// What applies over all categories.
#[stored]
#[derive(Copy, Serialize, Deserialize)]
pub struct PlanTerms {
    /// What the patient pays per benefit year before the insurer pays, in won.
    pub deductible: Won,
    /// The most that the insurer pays per benefit year, in won.
    pub annual_cap: Won,
    /// How long after its start a policy covers nothing.
    pub waiting_period: Moment,
    /// How long after the service a claim may be filed.
    pub filing_limit: Moment,
    /// A claim that pays no more than this is decided in the block in which it is submitted, in won.
    pub automatic_limit: Won,
    /// How long an assessor has to decide, and a provider to answer.
    pub decision_period: Moment,
    /// What happens after that time.
    pub overdue: OverdueRule,
    /// How long after a decision it may be appealed.
    pub appeal_window: Moment,
    /// How long an approval before the service reserves the benefit.
    pub preauthorisation_period: Moment,
    /// How claims are paid.
    pub settlement: SettlementMode,
    /// What the figures of one-time handles have to be multiples of.
    pub handle_steps: HandleSteps,
}

/// What limits the payments of one benefit year: the plan's, or a handle's own.
#[stored]
#[derive(Copy, Serialize, Deserialize)]
pub struct Limits {
    /// What the patient pays before the insurer pays, in won.
    pub deductible: Won,
    /// The most that the insurer pays, in won.
    pub cap: Won,
}

/// Why terms and rules do not make a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TermsError {
    /// There is no rule.
    NoRules,
    /// A category has two rules.
    DuplicateCategory,
    /// More than the whole would be covered.
    CoverageOutOfRange,
    /// Nothing could ever be paid: the annual cap, a line cap or a frequency is zero.
    NothingCovered,
    /// A period is longer than [`LONGEST_PERIOD`].
    PeriodTooLong,
    /// There is no time to file, to decide or to use an approval.
    NoTime,
    /// The steps of handles do not go into the plan's own deductible or annual cap, so that no handle could carry them whole;
    /// or that of the time is longer than a benefit year, or no longer than its offset.
    StepsOutOfRange,
}

impl PlanTerms {
    /// The limits of a plain policy.
    pub const fn limits(&self) -> Limits {
        Limits { deductible: self.deductible, cap: self.annual_cap }
    }

    /// Whether these terms and `rules` make a plan.
    pub fn check(&self, rules: &[CategoryRule]) -> Result<(), TermsError> {
        if rules.is_empty() {
            return Err(TermsError::NoRules);
        }
        let twice = |(place, rule): (usize, &CategoryRule)| {
            rules.iter().take(place).any(|earlier| earlier.category == rule.category)
        };
        if rules.iter().enumerate().any(twice) {
            return Err(TermsError::DuplicateCategory);
        }
        if rules.iter().any(|rule| rule.coverage > WHOLE) {
            return Err(TermsError::CoverageOutOfRange);
        }
        let nothing = |rule: &CategoryRule| rule.coverage == 0 || rule.line_cap == Some(0) || rule.frequency == Some(0);
        if self.annual_cap == 0 || rules.iter().any(nothing) {
            return Err(TermsError::NothingCovered);
        }
        let needed = [self.filing_limit, self.decision_period, self.preauthorisation_period];
        if needed.contains(&0) {
            return Err(TermsError::NoTime);
        }
        let all = [self.waiting_period, self.appeal_window].into_iter().chain(needed);
        if all.into_iter().any(|period| period > LONGEST_PERIOD) {
            return Err(TermsError::PeriodTooLong);
        }
        let HandleSteps { deductible, share, time, offset } = self.handle_steps;
        let whole = is_in_steps(self.deductible, deductible) && is_in_steps(self.annual_cap, share);
        if !whole || time > BENEFIT_YEAR || offset >= time.max(1) {
            return Err(TermsError::StepsOutOfRange);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::HOUR;

    const TERMS: PlanTerms = PlanTerms {
        deductible: 10_000,
        annual_cap: 1_000_000,
        waiting_period: 0,
        filing_limit: DAY,
        automatic_limit: 0,
        decision_period: DAY,
        overdue: OverdueRule::Wait,
        appeal_window: DAY,
        preauthorisation_period: DAY,
        settlement: SettlementMode::OnChain,
        handle_steps: HandleSteps::NONE,
    };

    const RULES: [CategoryRule; 1] = [CategoryRule {
        category: ServiceCategory::Medicine,
        coverage: WHOLE,
        copayment: 0,
        line_cap: None,
        frequency: None,
        preauthorisation: false,
        review: false,
    }];

    #[test]
    fn figure_should_be_in_steps_when_the_step_goes_into_it_or_is_none() {
        for (figure, step) in [(0, 0), (7, 0), (u64::MAX, 0), (0, 5), (5, 5), (15, 5), (7, 1), (u64::MAX, u64::MAX)] {
            assert!(is_in_steps(figure, step), "{figure} in steps of {step}");
        }
        for (figure, step) in [(1, 5), (4, 5), (6, 5), (u64::MAX, 2), (5, u64::MAX)] {
            assert!(!is_in_steps(figure, step), "{figure} in steps of {step}");
        }
    }

    #[test]
    fn steps_should_make_a_plan_when_a_handle_can_carry_all_of_its_limits() {
        let check = |deductible, share, time| {
            let handle_steps = HandleSteps { deductible, share, time, offset: 0 };
            PlanTerms { handle_steps, ..TERMS }.check(&RULES)
        };
        for (deductible, share, time) in
            [(0, 0, 0), (10_000, 1_000_000, BENEFIT_YEAR), (2_500, 50_000, DAY), (1, 1, 1), (5_000, 0, 0)]
        {
            assert_eq!(check(deductible, share, time), Ok(()), "{deductible}, {share}, {time}");
        }
        for (deductible, share, time) in [
            (3_000, 0, 0),
            (10_001, 0, 0),
            (Won::MAX, 0, 0),
            (0, 300_000, 0),
            (0, 1_000_001, 0),
            (0, 0, BENEFIT_YEAR + 1),
            (0, 0, Moment::MAX),
        ] {
            assert_eq!(
                check(deductible, share, time),
                Err(TermsError::StepsOutOfRange),
                "{deductible}, {share}, {time}"
            );
        }
        // Without a deductible of the plan, no handle carries one, and any step will do.
        let none =
            PlanTerms { deductible: 0, handle_steps: HandleSteps { deductible: 7, ..HandleSteps::NONE }, ..TERMS };
        assert_eq!(none.check(&RULES), Ok(()));
        for (time, offset, good) in
            [(DAY, DAY - 1, true), (DAY, DAY, false), (0, 0, true), (0, 1, false), (1, 0, true), (1, 1, false)]
        {
            let handle_steps = HandleSteps { time, offset, ..HandleSteps::NONE };
            assert_eq!(PlanTerms { handle_steps, ..TERMS }.check(&RULES).is_ok(), good, "{offset} of {time}");
        }
    }

    #[test]
    fn times_should_be_permitted_at_the_offset_of_each_step() {
        let midnight = HandleSteps { time: DAY, offset: 15 * HOUR, ..HandleSteps::NONE };
        // Midnight of 21 November 2026 in Korea.
        let day = 1_795_186_800_000;
        assert!(midnight.permits(day) && midnight.permits(day + 30 * DAY) && midnight.permits(15 * HOUR));
        for moment in [0, 1, day - 1, day + 1, day + HOUR, Moment::MAX] {
            assert!(!midnight.permits(moment), "{moment}");
        }
        assert_eq!([day - 1, day, day + 1].map(|moment| midnight.last_before(moment)), [day - DAY, day, day]);
        for moment in [0, 7, day + 7, Moment::MAX] {
            assert!(HandleSteps::NONE.permits(moment));
            assert_eq!(HandleSteps::NONE.last_before(moment), moment);
        }
    }
}
