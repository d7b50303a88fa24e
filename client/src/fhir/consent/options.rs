//! What the sender decides about the mapping of a Consent, and what comes out of it.

use crate::fhir::{DEFAULT_TIME_ZONE, FhirError, time_zone};
use bogam_primitives::{
    Moment, OrganisationId,
    consent::{Grantee, Terms},
};
use jiff::tz::TimeZone;
use std::{collections::BTreeMap, fmt};
use subxt::utils::AccountId32;

/// The most decisions that the runtime, as it was first built, keeps for one subject.
const MOST_DECISIONS: usize = 32;

/// What `Consent.provision` means where it has no type. FHIR R4 leaves both readings open, HL7's own examples use both,
/// and they are each other's opposite.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UntypedRule {
    /// The provision says for whom and for what the base policy holds: opting in permits exactly what it describes.
    Policy,
    /// The provision is an exception to the base policy, which holds for everything else: opting in permits everything
    /// but what it describes.
    Exception,
}

/// How a Consent is to be mapped.
#[derive(Clone, Debug)]
pub struct ConsentOptions {
    /// The present moment, in milliseconds since the epoch.
    pub now: Moment,
    /// The zone in which dates without a time of day are understood.
    pub time_zone: TimeZone,
    /// Moves the periods of the rules, all by the same number of days, so that the earliest start is today. The dates
    /// of the data stay.
    pub redate: bool,
    /// How the resource must name the patient: a reference (`Patient/1`), or an identifier (`system|value`). It is
    /// compared and never sent.
    pub patient: String,
    /// The organisation at which the patient is the subject that decides.
    pub custodian: OrganisationId,
    /// Who is meant by which reference (`Organization/1`) or identifier (`system|value`).
    pub grantees: BTreeMap<String, Grantee<AccountId32>>,
    /// How a provision without a type is read. `None`: it is refused where the readings differ.
    pub untyped_rule: Option<UntypedRule>,
    /// The most decisions that one resource may amount to.
    pub most_decisions: usize,
}

impl ConsentOptions {
    /// The usual options at the moment `now` for the subject that `patient` names at `custodian`: nobody else known, no
    /// dates moved, the time zone of [`DEFAULT_TIME_ZONE`], and a provision without a type refused.
    pub fn at(now: Moment, custodian: OrganisationId, patient: impl Into<String>) -> Self {
        Self {
            now,
            // The zone is compiled in; were it ever missing, its offset has been nine hours since 1988.
            time_zone: time_zone(DEFAULT_TIME_ZONE).unwrap_or_else(|| TimeZone::fixed(jiff::tz::Offset::constant(9))),
            redate: false,
            patient: patient.into(),
            custodian,
            grantees: BTreeMap::new(),
            untyped_rule: None,
            most_decisions: MOST_DECISIONS,
        }
    }
}

/// What a Consent amounts to on chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MappedConsent {
    /// The decisions, in the order in which they are to be sent: a rule before its exceptions, so that these are newer.
    pub decisions: Vec<Terms<AccountId32>>,
    /// What the mapping assumed.
    pub warnings: Vec<ConsentWarning>,
}

/// The outcome of mapping one Consent.
pub type ConsentResult = Result<MappedConsent, FhirError>;

/// Something that the mapping of a Consent assumed, widened, or changed as asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsentWarning {
    /// The FHIR element that it is about.
    pub element: String,
    /// What it is.
    pub kind: ConsentWarningKind,
}

/// The kinds of warnings about a Consent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConsentWarningKind {
    /// No actor is named: everybody is meant.
    Everybody,
    /// No action is named: all are meant.
    AllActions,
    /// No class of data is named: all categories are meant.
    AllCategories,
    /// No purpose is named: all are meant.
    AllPurposes,
    /// No purpose is named, and the scope is research: the purposes of research are meant.
    ResearchPurposes,
    /// No label is named: what is sensitive is not permitted.
    SensitiveWithheld,
    /// The category on chain holds more than the class that is named.
    CategoryWider,
    /// The start of validity is not given: it is now.
    StartAssumed,
    /// The end of validity is not given: the decision counts until it is revoked.
    NoEnd,
    /// The periods were moved as asked.
    Redated,
    /// An exception without a type is the opposite of the rule that it is in.
    ExceptionAssumed,
    /// No custodian is named: it is the one of the subject.
    CustodianAssumed,
    /// A permit for a research project is made by opting in, not by a decision.
    OptInNeeded,
}

impl ConsentWarningKind {
    /// All of them.
    pub const ALL: [Self; 13] = [
        Self::Everybody,
        Self::AllActions,
        Self::AllCategories,
        Self::AllPurposes,
        Self::ResearchPurposes,
        Self::SensitiveWithheld,
        Self::CategoryWider,
        Self::StartAssumed,
        Self::NoEnd,
        Self::Redated,
        Self::ExceptionAssumed,
        Self::CustodianAssumed,
        Self::OptInNeeded,
    ];
}

impl ConsentWarning {
    /// A code in `snake_case` that stays the same between versions.
    pub fn code(&self) -> &'static str {
        match self.kind {
            ConsentWarningKind::Everybody => "everybody",
            ConsentWarningKind::AllActions => "all_actions",
            ConsentWarningKind::AllCategories => "all_categories",
            ConsentWarningKind::AllPurposes => "all_purposes",
            ConsentWarningKind::ResearchPurposes => "research_purposes",
            ConsentWarningKind::SensitiveWithheld => "sensitive_withheld",
            ConsentWarningKind::CategoryWider => "category_wider",
            ConsentWarningKind::StartAssumed => "start_assumed",
            ConsentWarningKind::NoEnd => "no_end",
            ConsentWarningKind::Redated => "redated",
            ConsentWarningKind::ExceptionAssumed => "exception_assumed",
            ConsentWarningKind::CustodianAssumed => "custodian_assumed",
            ConsentWarningKind::OptInNeeded => "opt_in_needed",
        }
    }
}

impl fmt::Display for ConsentWarning {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.element, self.kind)
    }
}

impl fmt::Display for ConsentWarningKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Everybody => "no actor is named, so everybody is meant",
            Self::AllActions => "no action is named, so all are meant",
            Self::AllCategories => "no class of data is named, so all categories are meant",
            Self::AllPurposes => "no purpose is named, so all are meant",
            Self::ResearchPurposes => "no purpose is named, so research and clinical trials are meant",
            Self::SensitiveWithheld => "no security label is named, so data with a sensitivity are not permitted",
            Self::CategoryWider => "the category of data on chain holds more than this class",
            Self::StartAssumed => "the start of validity is not given, so it is now",
            Self::NoEnd => "the end of validity is not given, so the decision counts until it is revoked",
            Self::Redated => "the periods were moved to today as asked",
            Self::ExceptionAssumed => "the exception has no type, so it is the opposite of the rule that it is in",
            Self::CustodianAssumed => "no organization is named, so the custodian is the one that was chosen",
            Self::OptInNeeded => "a permit for a research project is made by opting in, not by a decision",
        })
    }
}
