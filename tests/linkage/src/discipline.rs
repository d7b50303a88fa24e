//! What institutions do about linkage, and what the chain makes them do: the same year is simulated as it comes, the same with
//! steps for handles and a floor for batches, and with care besides.

use bogam_primitives::{
    Won,
    certificate::filled_size,
    claim::HandleSteps,
    prescription::{QUANTITY_SCALE, Quantity},
    time::{DAY, HOUR},
};
use serde::Serialize;

/// The steps of handles, where plans have any: half of the deductible, a third of the usual share, and midnight in Korea.
pub const STEPS: HandleSteps = HandleSteps { deductible: 50_000, share: 100_000, time: DAY, offset: 15 * HOUR };

/// The fewest leaves of a batch, where schemas ask for any.
pub const LEAST_SIZE: u32 = 16;

/// How an insurer hands out one-time handles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum HandleIssue {
    /// To one patient at a time, several in a row when the last ones are used up, each with what is left of the deductible.
    Runs,
    /// To all patients once a month, mixed, all with the same share and without a deductible, which the insurer keeps in its
    /// own books.
    Mixed,
}

/// What the institutions of the region are used to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Discipline {
    /// How the report calls it.
    pub name: &'static str,
    /// How handles are handed out.
    pub handles: HandleIssue,
    /// Whether all certificates of a day go into one batch in the evening, instead of one batch each at once.
    pub daily_certificates: bool,
    /// Whether claims are sent at night, mixed, one supply each, instead of at the counter.
    pub nightly_claims: bool,
    /// Whether records are asked for the evening before, for all who are expected, instead of during the visit.
    pub early_access: bool,
    /// Whether prescribers authorise one supply of each medicine, and say in the document how much that is, instead of
    /// counting tablets on the chain.
    pub whole_supplies: bool,
    /// What the figures of handles have to be multiples of, by the insurers' plans.
    pub handle_steps: HandleSteps,
    /// The fewest leaves of a batch, by the authority's schemas. Batches are filled up with leaves that belong to nobody.
    pub least_size: u32,
}

impl Discipline {
    /// What happens if nobody thinks about it: software sends everything at once.
    pub const AS_IT_COMES: Self = Self {
        name: "as it comes",
        handles: HandleIssue::Runs,
        daily_certificates: false,
        nightly_claims: false,
        early_access: false,
        whole_supplies: false,
        handle_steps: HandleSteps::NONE,
        least_size: 1,
    };

    /// The same, where plans and schemas make the chain refuse the finest of fingerprints. Nobody takes care of anything else.
    pub const ENFORCED: Self = Self {
        name: "as it comes, with steps and floors",
        handle_steps: STEPS,
        least_size: LEAST_SIZE,
        ..Self::AS_IT_COMES
    };

    /// Everything that institutions can do, with steps and floors.
    pub const CAREFUL: Self = Self {
        name: "careful",
        handles: HandleIssue::Mixed,
        daily_certificates: true,
        nightly_claims: true,
        early_access: true,
        whole_supplies: true,
        handle_steps: STEPS,
        least_size: LEAST_SIZE,
    };

    /// What is left of a deductible, as a handle may carry it: rounded to the patient's favour.
    pub fn in_steps(&self, deductible: Won) -> Won {
        deductible.saturating_sub(deductible.checked_rem(self.handle_steps.deductible).unwrap_or_default())
    }

    /// A quantity as it is written to the chain.
    pub fn written(&self, quantity: Quantity) -> Quantity {
        if self.whole_supplies { QUANTITY_SCALE } else { quantity }
    }

    /// How many leaves a batch of so many certificates has.
    pub fn filled(&self, certificates: u32) -> u32 {
        filled_size(certificates, self.least_size).unwrap_or(certificates)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deductible_should_be_rounded_down_when_there_are_steps() {
        assert_eq!([0, 49_999, 50_000, 99_999].map(|left| Discipline::ENFORCED.in_steps(left)), [0, 0, 50_000, 50_000]);
        assert_eq!([0, 1, 49_999].map(|left| Discipline::AS_IT_COMES.in_steps(left)), [0, 1, 49_999]);
    }

    #[test]
    fn quantity_should_be_one_supply_when_supplies_are_whole() {
        assert_eq!([30_000, 87_500].map(|quantity| Discipline::CAREFUL.written(quantity)), [1_000, 1_000]);
        assert_eq!([30_000, 87_500].map(|quantity| Discipline::ENFORCED.written(quantity)), [30_000, 87_500]);
    }

    #[test]
    fn batch_should_be_filled_when_there_is_a_floor() {
        assert_eq!([1, 16, 17, 33].map(|count| Discipline::CAREFUL.filled(count)), [16, 16, 32, 48]);
        assert_eq!([1, 2, 17].map(|count| Discipline::AS_IT_COMES.filled(count)), [1, 2, 17]);
    }
}
