//! What a provider or insurer knows that FHIR does not say, and what comes out of a mapping.

use super::document::ClaimDocument;
use crate::fhir::{
    DEFAULT_TIME_ZONE,
    error::{FhirError, Problem},
    time_zone,
};
use bogam_primitives::{
    Commitment, Moment, OrganisationId, PlanId, PolicyId, PreauthorisationId, Salt, Won,
    claim::{ClaimId, NewClaim, NewPreauthorisation, ServiceCategory, ServiceReference},
};
use jiff::tz::TimeZone;
use std::{collections::BTreeMap, fmt};

/// The system of a coding that names a category of service: its codes are those of [`category_name`].
pub const CATEGORY_SYSTEM: &str = "urn:bogam:service-category";

/// The use of a claim that is to be submitted.
pub(super) const CLAIM_USE: &str = "claim";
/// The use of a request for approval.
pub(super) const PREAUTHORISATION_USE: &str = "preauthorization";
/// The use of a question what would be paid.
pub(super) const ESTIMATE_USE: &str = "predetermination";

/// A table from what FHIR calls something to what it is on the chain.
///
/// The keys are literal references as they stand in the resource (`Coverage/42`, or a URL) and logical ones as
/// `system|value`. References to contained resources (`#…`) are never keys, as they mean something else in each resource:
/// the identifiers of what is contained are.
pub type Directory<T> = BTreeMap<String, T>;

/// An approval that a provider has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownPreauthorisation {
    /// The approval.
    pub id: PreauthorisationId,
    /// What it was given for. The first line of the category that has none gets it; without a category, the first line.
    pub category: Option<ServiceCategory>,
}

/// Another currency than won, at a rate that the caller answers for.
///
/// It exists for examples and demonstrations: the chain settles in won, and who bills in another currency has to know at
/// which rate and when. Without it, other currencies are refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchange {
    /// The currency's code, such as `USD`. Amounts in any other, won included, are refused then.
    pub currency: String,
    /// How many won one unit is. Amounts must come to whole won.
    pub won: Won,
}

/// How claims and coverages are to be mapped.
#[derive(Clone)]
pub struct ClaimOptions {
    /// The present moment, in milliseconds since the epoch.
    pub now: Moment,
    /// The zone in which dates without a time of day are understood.
    pub time_zone: TimeZone,
    /// The organisation that submits.
    pub provider: OrganisationId,
    /// Organisations: providers and insurers.
    pub organisations: Directory<OrganisationId>,
    /// Coverages: the policies or handles behind them.
    pub policies: Directory<PolicyId>,
    /// Plans, by insurer and the value of the Coverage's `class` of type `plan`.
    pub plans: BTreeMap<(OrganisationId, String), PlanId>,
    /// Approvals, by `preAuthRef`.
    pub preauthorisations: Directory<KnownPreauthorisation>,
    /// Services: dispenses and certificates, by what refers to them: a `MedicationDispense`, a prescription, a document.
    /// A key with `#` and an item's sequence behind it counts for that item only and comes first.
    pub services: Directory<ServiceReference>,
    /// The salt of each encounter, which the provider keeps with it; by `encounter`, or by the claim's own identifier
    /// where an item names no encounter.
    pub encounter_salts: Directory<Salt>,
    /// Categories, by `system|code` of `category` or `productOrService`; a code without a system is a key by itself. They
    /// come before the table that is built in.
    pub categories: Directory<ServiceCategory>,
    /// Another currency than won: see [`Exchange`].
    pub exchange: Option<Exchange>,
    /// The most lines of a claim on this chain.
    pub most_lines: u8,
}

impl fmt::Debug for ClaimOptions {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Salts are secret, and the keys of the tables are those of people's coverages.
        formatter.debug_struct("ClaimOptions").field("provider", &self.provider).finish_non_exhaustive()
    }
}

impl ClaimOptions {
    /// The usual options of `provider` at the moment `now`: empty tables, won only, at most 32 lines.
    pub fn at(now: Moment, provider: OrganisationId) -> Self {
        Self {
            now,
            // The zone is compiled in; were it ever missing, its offset has been nine hours since 1988.
            time_zone: time_zone(DEFAULT_TIME_ZONE).unwrap_or_else(|| TimeZone::fixed(jiff::tz::Offset::constant(9))),
            provider,
            organisations: Directory::new(),
            policies: Directory::new(),
            plans: BTreeMap::new(),
            preauthorisations: Directory::new(),
            services: Directory::new(),
            encounter_salts: Directory::new(),
            categories: Directory::new(),
            exchange: None,
            most_lines: 32,
        }
    }
}

/// A line whose payment is to be estimated before the service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EstimatedLine {
    /// What kind of service.
    pub category: ServiceCategory,
    /// What it would cost, in won.
    pub charge: Won,
    /// The approval obtained for it.
    pub preauthorisation: Option<PreauthorisationId>,
}

/// What a FHIR `Claim` becomes, by its `use`.
#[expect(clippy::large_enum_variant, reason = "there is one for each claim, and it is taken apart at once")]
#[derive(Clone, Debug)]
pub enum ClaimRequest {
    /// `claim`: to be submitted.
    Claim {
        /// Its identifier, which the patient signs.
        id: ClaimId,
        /// What to submit.
        claim: NewClaim,
        /// What stays off the chain.
        document: ClaimDocument,
    },
    /// `preauthorization`: one request per item, as an approval is for one line.
    Preauthorisations(Vec<PreauthorisationRequest>),
    /// `predetermination`: a question to which the chain answers without recording anything.
    Estimate {
        /// The policy or handle.
        policy: PolicyId,
        /// What would be billed, in the order of the items.
        lines: Vec<EstimatedLine>,
    },
}

impl ClaimRequest {
    /// FHIR's code for it.
    pub fn usage(&self) -> &'static str {
        match self {
            Self::Claim { .. } => CLAIM_USE,
            Self::Preauthorisations(_) => PREAUTHORISATION_USE,
            Self::Estimate { .. } => ESTIMATE_USE,
        }
    }

    fn another_use(&self, expected: &'static str) -> FhirError {
        FhirError::new("Claim.use", Problem::UnknownCode { code: self.usage().to_owned(), expected })
    }

    /// What is to be submitted, with what stays off the chain.
    ///
    /// # Errors
    /// If it is something else.
    pub fn into_claim(self) -> Result<(NewClaim, ClaimDocument), FhirError> {
        match self {
            Self::Claim { claim, document, .. } => Ok((claim, document)),
            other => Err(other.another_use(CLAIM_USE)),
        }
    }

    /// The requests for approval.
    ///
    /// # Errors
    /// If it is something else.
    pub fn into_preauthorisations(self) -> Result<Vec<PreauthorisationRequest>, FhirError> {
        match self {
            Self::Preauthorisations(requests) => Ok(requests),
            other => Err(other.another_use(PREAUTHORISATION_USE)),
        }
    }

    /// The policy, and the lines to be estimated.
    ///
    /// # Errors
    /// If it is something else.
    pub fn into_estimate(self) -> Result<(PolicyId, Vec<EstimatedLine>), FhirError> {
        match self {
            Self::Estimate { policy, lines } => Ok((policy, lines)),
            other => Err(other.another_use(ESTIMATE_USE)),
        }
    }
}

/// One item for which approval is asked.
#[derive(Clone, Debug)]
pub struct PreauthorisationRequest {
    /// The item.
    pub sequence: u64,
    /// The request's identifier, which the patient signs.
    pub id: PreauthorisationId,
    /// What to send.
    pub request: NewPreauthorisation,
    /// What stays off the chain. Each request has its own, so that no two have the same identifier.
    pub document: ClaimDocument,
}

/// A mapped claim, and what its submitter should know.
#[derive(Clone, Debug)]
pub struct MappedClaim {
    /// What goes on chain or is asked of it, with what stays off it.
    pub request: ClaimRequest,
    /// What the mapping assumed or does not enforce.
    pub warnings: Vec<ClaimWarning>,
}

/// What a `Coverage` says of a policy. The insured person's key is for the caller to add.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoverageTerms {
    /// Whose policy it is.
    pub insurer: OrganisationId,
    /// Its plan.
    pub plan: PlanId,
    /// From this moment on services are covered,
    pub from: Moment,
    /// and from this one on no longer.
    pub until: Moment,
    /// The insurer's number of the insured, committed to. It is not sent anywhere: the insurer keeps it with the policy.
    pub subscriber: Option<SubscriberCommitment>,
    /// What the mapping does not enforce.
    pub warnings: Vec<ClaimWarning>,
}

/// A commitment to a `subscriberId`, with its salt. `Debug` does not show the salt.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct SubscriberCommitment {
    /// Blinds it.
    pub salt: Salt,
    /// The commitment.
    pub commitment: Commitment,
}

impl fmt::Debug for SubscriberCommitment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("SubscriberCommitment").field("commitment", &self.commitment).finish_non_exhaustive()
    }
}

/// Something that the mapping assumed or does not enforce.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimWarning {
    /// The FHIR element that it is about.
    pub element: String,
    /// What it is.
    pub kind: ClaimWarningKind,
}

/// The kinds of warnings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClaimWarningKind {
    /// The category follows from the claim's type, because no code of the item says more.
    CategoryFromType,
    /// No encounter is named, so the claim's own number stands for it.
    EncounterAssumed,
    /// Another insurance is named; what it has paid is known to the chain, not taken from here.
    OtherInsurance,
    /// Amounts were exchanged into won at the caller's rate.
    Exchanged,
    /// No total is stated that could be compared.
    NoTotal,
    /// The coverage states what the patient pays; the plan on the chain decides.
    CostFromPlan,
    /// Money is to be reserved in favour of somebody; an approval here reserves benefit for the provider's line only.
    FundsReserve,
}

impl ClaimWarning {
    /// A code in `snake_case` that stays the same between versions.
    pub fn code(&self) -> &'static str {
        match self.kind {
            ClaimWarningKind::CategoryFromType => "category_from_type",
            ClaimWarningKind::EncounterAssumed => "encounter_assumed",
            ClaimWarningKind::OtherInsurance => "other_insurance",
            ClaimWarningKind::Exchanged => "exchanged",
            ClaimWarningKind::NoTotal => "no_total",
            ClaimWarningKind::CostFromPlan => "cost_from_plan",
            ClaimWarningKind::FundsReserve => "funds_reserve",
        }
    }
}

impl fmt::Display for ClaimWarning {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self.kind {
            ClaimWarningKind::CategoryFromType => "no code says which category this is, so the type of the claim does",
            ClaimWarningKind::EncounterAssumed => {
                "no encounter is named, so the claim's own identifier stands for it; a second claim for the same encounter \
                 must use the same one"
            }
            ClaimWarningKind::OtherInsurance => {
                "another insurance is named; what it has paid is taken from the chain and not from here"
            }
            ClaimWarningKind::Exchanged => "the amounts were exchanged into won at the rate given",
            ClaimWarningKind::NoTotal => "no total is stated, so there was none to compare",
            ClaimWarningKind::CostFromPlan => "what the patient pays is decided by the plan on the chain",
            ClaimWarningKind::FundsReserve => {
                "an approval reserves benefit for the line that is approved, and nothing else"
            }
        };
        write!(formatter, "{}: {text}", self.element)
    }
}

/// The name of `category` as a code and in documents.
pub fn category_name(category: ServiceCategory) -> &'static str {
    match category {
        ServiceCategory::Consultation => "consultation",
        ServiceCategory::Medicine => "medicine",
        ServiceCategory::Laboratory => "laboratory",
        ServiceCategory::Imaging => "imaging",
        ServiceCategory::Procedure => "procedure",
        ServiceCategory::Hospitalisation => "hospitalisation",
        ServiceCategory::Dental => "dental",
        ServiceCategory::KoreanMedicine => "korean-medicine",
        ServiceCategory::Prevention => "prevention",
        ServiceCategory::Document => "document",
    }
}

/// The category called `name`; `None` if there is none.
pub fn category_named(name: &str) -> Option<ServiceCategory> {
    ServiceCategory::ALL.into_iter().find(|category| category_name(*category) == name)
}
