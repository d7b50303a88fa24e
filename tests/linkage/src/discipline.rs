//! What institutions do about linkage: the same year is simulated as it comes, and with care.

use serde::Serialize;

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
}

impl Discipline {
    /// What happens if nobody thinks about it: software sends everything at once.
    pub const AS_IT_COMES: Self = Self {
        name: "as it comes",
        handles: HandleIssue::Runs,
        daily_certificates: false,
        nightly_claims: false,
        early_access: false,
    };

    /// Everything that institutions can do without a change of the chain.
    pub const CAREFUL: Self = Self {
        name: "careful",
        handles: HandleIssue::Mixed,
        daily_certificates: true,
        nightly_claims: true,
        early_access: true,
    };
}
