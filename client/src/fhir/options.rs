//! What the issuer decides about a mapping, and what comes out of it.

use crate::{documents::PrescriptionDocument, fhir::FhirError};
use bogam_primitives::{
    Commitment, Moment,
    prescription::{Quantity, Schedule},
    time::DAY,
};
use jiff::tz::TimeZone;
use std::fmt;

/// The time zone in which dates without a time of day are understood, unless another is chosen.
pub const DEFAULT_TIME_ZONE: &str = "Asia/Seoul";

/// The system of a `MedicationRequest.category` that names the schedule: its codes are `ordinary` and `controlled`.
pub const SCHEDULE_SYSTEM: &str = "urn:bogam:schedule";

/// What the chain allows prescriptions of one schedule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScheduleLimits {
    /// The longest validity, in milliseconds.
    pub longest_validity: Moment,
    /// How far ahead the validity may begin, in milliseconds.
    pub furthest_start: Moment,
    /// The most issues: the first supply and its repeats.
    pub most_issues: u8,
    /// Whether an item may allow substitution.
    pub substitution: bool,
}

/// What the chain allows. Checked before anything is sent, so that a refusal names the FHIR element.
///
/// The defaults are those of the runtime as it was first built; who is connected takes them from the chain instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The most items of one prescription.
    pub most_items: u8,
    /// For ordinary prescriptions.
    pub ordinary: ScheduleLimits,
    /// For controlled ones.
    pub controlled: ScheduleLimits,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            most_items: 16,
            ordinary: ScheduleLimits {
                longest_validity: 366 * DAY,
                furthest_start: 366 * DAY,
                most_issues: 24,
                substitution: true,
            },
            controlled: ScheduleLimits {
                longest_validity: 28 * DAY,
                furthest_start: 28 * DAY,
                most_issues: 1,
                substitution: false,
            },
        }
    }
}

impl Limits {
    /// The limits of `schedule`.
    pub fn of(&self, schedule: Schedule) -> ScheduleLimits {
        match schedule {
            Schedule::Ordinary => self.ordinary,
            Schedule::Controlled => self.controlled,
        }
    }
}

/// How a mapping is to be made.
#[derive(Clone, Debug)]
pub struct Options {
    /// The present moment, in milliseconds since the epoch.
    pub now: Moment,
    /// The zone in which dates without a time of day are understood.
    pub time_zone: TimeZone,
    /// Moves the dates of the requests to today, all by the same number of days, so that lengths stay.
    pub redate: bool,
    /// Ends the validity this many days after its start, whatever the resource says.
    pub valid_days: Option<u32>,
    /// Ends the validity this many days after its start where the resource does not say.
    pub default_valid_days: u32,
    /// The days between two issues, whatever the resource says.
    pub interval_days: Option<u32>,
    /// Counts supplies instead of tablets: each quantity is written as one, and its unit says how much that is. The chain
    /// then tells nobody how much was prescribed, and still prevents a second supply.
    pub whole_supplies: bool,
    /// The schedule. Must not contradict the resource; ordinary where neither says anything.
    pub schedule: Option<Schedule>,
    /// What the chain allows.
    pub limits: Limits,
}

impl Options {
    /// The usual options at the moment `now`: nothing overridden, a validity of 30 days where none is given, the time
    /// zone of [`DEFAULT_TIME_ZONE`].
    pub fn at(now: Moment) -> Self {
        Self {
            now,
            // The zone is compiled in; were it ever missing, its offset has been nine hours since 1988.
            time_zone: time_zone(DEFAULT_TIME_ZONE).unwrap_or_else(|| TimeZone::fixed(jiff::tz::Offset::constant(9))),
            redate: false,
            valid_days: None,
            default_valid_days: 30,
            interval_days: None,
            whole_supplies: false,
            schedule: None,
            limits: Limits::default(),
        }
    }
}

/// The time zone with an IANA name such as `Asia/Seoul`; `None` if there is none.
pub fn time_zone(name: &str) -> Option<TimeZone> {
    TimeZone::get(name).ok()
}

/// One item as the chain is to know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IssueItem {
    /// What may be dispensed per issue, in thousandths of the item's unit.
    pub authorised: Quantity,
    /// Whether another product may be supplied instead.
    pub substitution_allowed: bool,
    /// Commitment to the product.
    pub product: Commitment,
}

/// What is to be issued on chain. Holder keys, one per issue, are for the caller to add.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssueTerms {
    /// Commitment to the private document.
    pub commitment: Commitment,
    /// How strictly it is regulated.
    pub schedule: Schedule,
    /// Valid from this moment,
    pub valid_from: Moment,
    /// until before this one.
    pub valid_until: Moment,
    /// The least time between completing one issue and the next, in milliseconds; zero without repeats.
    pub interval: Moment,
    /// The number of issues: the first supply and its repeats.
    pub issues: u8,
    /// The items, in the order of the document.
    pub items: Vec<IssueItem>,
}

/// A mapped prescription: what goes on chain, what stays off it, and what the issuer should know.
#[derive(Clone, Debug)]
pub struct Mapped {
    /// What goes on chain.
    pub terms: IssueTerms,
    /// What stays off it.
    pub document: PrescriptionDocument,
    /// What the mapping assumed or could not enforce.
    pub warnings: Vec<Warning>,
}

/// Something that the mapping assumed, changed as asked, or could not enforce.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The FHIR element that it is about.
    pub element: String,
    /// What it is.
    pub kind: WarningKind,
}

impl Warning {
    /// A code in `snake_case` that stays the same between versions.
    pub fn code(&self) -> &'static str {
        match self.kind {
            WarningKind::MedicationByName => "medication_by_name",
            WarningKind::PatientUnresolved => "patient_unresolved",
            WarningKind::RequesterMissing => "requester_missing",
            WarningKind::SubstitutionAssumed => "substitution_assumed",
            WarningKind::SubstitutionWithheld => "substitution_withheld",
            WarningKind::SubstitutionKind => "substitution_kind",
            WarningKind::NoInterval => "no_interval",
            WarningKind::IntervalUnused => "interval_unused",
            WarningKind::ValidityAssumed => "validity_assumed",
            WarningKind::ValidityOverridden => "validity_overridden",
            WarningKind::IntervalOverridden => "interval_overridden",
            WarningKind::Redated => "redated",
            WarningKind::SuppliesCounted => "supplies_counted",
            WarningKind::PerformerNotEnforced => "performer_not_enforced",
            WarningKind::ProductDiffers => "product_differs",
            WarningKind::ReferenceUnresolved => "reference_unresolved",
            WarningKind::NotCarried => "not_carried",
        }
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.element, self.kind)
    }
}

/// The kinds of warnings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WarningKind {
    /// The medication is not in the input; its display alone says what it is.
    MedicationByName,
    /// The patient is not in the input; the document carries the reference only.
    PatientUnresolved,
    /// No requester is named.
    RequesterMissing,
    /// Nothing is said about substitution, so FHIR allows it.
    SubstitutionAssumed,
    /// Nothing is said about substitution, and the schedule does not allow it.
    SubstitutionWithheld,
    /// The kind of substitution is in the document only.
    SubstitutionKind,
    /// There are repeats and no interval.
    NoInterval,
    /// There is an interval and no repeat.
    IntervalUnused,
    /// The end of validity was assumed.
    ValidityAssumed,
    /// The end of validity was replaced as asked.
    ValidityOverridden,
    /// The interval was replaced as asked.
    IntervalOverridden,
    /// The dates were moved as asked.
    Redated,
    /// The quantities were written as supplies as asked.
    SuppliesCounted,
    /// The intended dispenser is in the document only.
    PerformerNotEnforced,
    /// A dispense names another product without calling it a substitution.
    ProductDiffers,
    /// What is referred to is not in the input and has no display, so the certificate does not say it.
    ReferenceUnresolved,
    /// The element is there in a form that a certificate does not carry, so the certificate does not say it.
    NotCarried,
}

impl fmt::Display for WarningKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::MedicationByName => "the medication is not in the input and is known by its display only",
            Self::PatientUnresolved => "the patient is not in the input; the document carries the reference only",
            Self::RequesterMissing => "no requester is named; who signs the issue is the prescriber",
            Self::SubstitutionAssumed => "nothing is said about substitution, so it is allowed, as FHIR has it",
            Self::SubstitutionWithheld => "nothing is said about substitution, and this schedule does not allow it",
            Self::SubstitutionKind => {
                "which substitution is meant is in the document only; the chain knows that it is allowed"
            }
            Self::NoInterval => "there is no dispense interval, so repeats may follow one another at once",
            Self::IntervalUnused => "there is no repeat, so the dispense interval has no effect",
            Self::ValidityAssumed => "the end of validity is not given, so the default was taken",
            Self::ValidityOverridden => "the end of validity was set as asked",
            Self::IntervalOverridden => "the dispense interval was set as asked",
            Self::Redated => "the dates were moved to today as asked, and narratives with the old dates were left out",
            Self::SuppliesCounted => {
                "each quantity was written as one supply as asked, and its unit says how much that is"
            }
            Self::PerformerNotEnforced => {
                "the intended dispenser is in the document only; nominating one is the patient's act"
            }
            Self::ProductDiffers => {
                "the product's code is another than prescribed, and it is not called a substitution"
            }
            Self::ReferenceUnresolved => {
                "what is referred to is not in the input and has no display, so the certificate does not say it"
            }
            Self::NotCarried => "the element is in a form that a certificate does not carry, so it does not say it",
        })
    }
}

/// The name of `schedule` in documents and messages.
pub fn schedule_name(schedule: Schedule) -> &'static str {
    match schedule {
        Schedule::Ordinary => "ordinary",
        Schedule::Controlled => "controlled",
    }
}

/// The schedule called `name`; `None` if there is none.
pub fn schedule_named(name: &str) -> Option<Schedule> {
    [Schedule::Ordinary, Schedule::Controlled].into_iter().find(|schedule| schedule_name(*schedule) == name)
}

/// The outcome of mapping one prescription of an input.
pub type MappingResult = Result<Mapped, FhirError>;
