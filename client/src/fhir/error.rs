//! What can be wrong with FHIR input, and where.

use crate::certificate::CertificateError;
use std::fmt;

/// Why FHIR input is refused: which element of which resource, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FhirError {
    resource: Option<String>,
    element: String,
    problem: Problem,
}

impl FhirError {
    /// An error at `element`, a FHIRPath such as `MedicationRequest.dispenseRequest.quantity.value`.
    pub fn new(element: impl Into<String>, problem: Problem) -> Self {
        Self { resource: None, element: element.into(), problem }
    }

    /// Says which resource is meant, for example `MedicationRequest/42`. A resource that was named already stays.
    pub fn of_resource(mut self, label: impl Into<String>) -> Self {
        self.resource.get_or_insert_with(|| label.into());
        self
    }

    /// A code in `snake_case` that stays the same between versions.
    pub fn code(&self) -> &'static str {
        self.problem.code()
    }

    /// The FHIR element at fault, as a FHIRPath.
    pub fn element(&self) -> &str {
        &self.element
    }

    /// The resource at fault, for example `MedicationRequest/42`, where it is known.
    pub fn resource(&self) -> Option<&str> {
        self.resource.as_deref()
    }

    /// What is wrong.
    pub fn problem(&self) -> &Problem {
        &self.problem
    }
}

impl fmt::Display for FhirError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(resource) = &self.resource {
            write!(formatter, "{resource}: ")?;
        }
        write!(formatter, "{}: {}", self.element, self.problem)
    }
}

impl std::error::Error for FhirError {}

/// What is wrong with an element. Texts that come from the input are shortened when they are shown.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[allow(
    missing_docs,
    reason = "each variant's sentence is its documentation, and its fields are what the sentence names"
)]
pub enum Problem {
    #[error("this is not JSON: {0}")]
    NotJson(String),
    #[error("the input is larger than {limit} bytes")]
    InputTooLarge { limit: usize },
    #[error("the member \"{0}\" occurs twice in one object; which one counts is not defined")]
    DuplicateMember(String),
    #[error("the number {0} cannot be kept exactly in canonical JSON (RFC 8785)")]
    InexactNumber(String),
    #[error("this is not a FHIR resource: it has no resourceType")]
    NotAResource,
    #[error("there is no {0} in the input")]
    NothingFound(&'static str),
    #[error("nothing in the input is called {0}")]
    NotSelected(String),
    #[error("a Bundle of type {0} is not read; collection, message, document, searchset, transaction and batch are")]
    UnsupportedBundle(String),
    #[error("Bundles are nested too deeply")]
    NestedTooDeeply,
    #[error("a MedicationRequest that is contained in a {0} has no existence of its own and is no order to issue")]
    ContainedRequest(String),
    #[error("the element is required and missing")]
    Missing,
    #[error("the element must be {expected}")]
    WrongType { expected: &'static str },
    #[error("\"{value}\" is not {expected}")]
    Malformed { value: String, expected: &'static str },
    #[error("the status is \"{0}\"; only an active request can be issued")]
    StatusNotActive(String),
    #[error("the intent is \"{0}\"; only an order or an original-order can be issued")]
    IntentNotOrder(String),
    #[error("the request forbids the medication (doNotPerform); a prescription cannot carry a prohibition")]
    DoNotPerform,
    #[error("the request was reported by somebody else and is not the prescriber's own")]
    Reported,
    #[error("a modifier extension may change the meaning of the resource, and this one is not known here")]
    ModifierExtension,
    #[error("implicit rules may change the meaning of the resource, and these are not known here")]
    ImplicitRules,
    #[error("{0} is not a decimal number")]
    NotDecimal(String),
    #[error("{0} has more than three decimals; quantities are counted in thousandths of the unit")]
    TooPrecise(String),
    #[error("a quantity must be greater than zero, and this one is {0}")]
    QuantityNotPositive(String),
    #[error("the quantity {0} is too large")]
    QuantityTooLarge(String),
    #[error("the comparator \"{0}\" leaves open how much is meant")]
    Comparator(String),
    #[error("the quantity has no unit; one box cannot be told from one tablet")]
    MissingUnit,
    #[error("a unit's code means nothing without its system")]
    CodeWithoutSystem,
    #[error("{0} cannot be found in the input, and no display says what it is")]
    UnresolvedReference(String),
    #[error("{0} stands for several different resources of the input")]
    AmbiguousReference(String),
    #[error("this refers to a {found}; it must be a {expected}")]
    WrongTarget { found: String, expected: &'static str },
    #[error("nothing here says which medication is meant: neither a code, nor a text, nor an ingredient")]
    MedicationNotIdentified,
    #[error("the medication's status is \"{0}\"; only an active one can be prescribed")]
    MedicationNotActive(String),
    #[error("{issues} supplies are asked for; at most {limit} are possible")]
    TooManyRepeats { issues: u64, limit: u8 },
    #[error("{schedule} prescriptions of this kind cannot allow substitution")]
    SubstitutionForbidden { schedule: &'static str },
    #[error("the substitution code \"{0}\" is not known here")]
    UnknownSubstitution(String),
    #[error("a first fill that differs from the later ones cannot be carried")]
    InitialFill,
    #[error("\"{0}\" is not a UCUM unit of time that is known here: s, min, h, d, wk, mo, a")]
    UnknownTimeUnit(String),
    #[error("the repeats with their interval do not fit into the validity")]
    IntervalTooLong,
    #[error("the period ends before it starts")]
    PeriodReversed,
    #[error("the validity is longer than the {limit_days} days that are allowed")]
    ValidityTooLong { limit_days: u64 },
    #[error("the validity begins later than {limit_days} days from now")]
    StartsTooLate { limit_days: u64 },
    #[error("the validity has ended already")]
    AlreadyExpired,
    #[error("\"{0}\" lies outside the dates that can be handled")]
    DateOutOfRange(String),
    #[error("\"{0}\" is not a schedule; ordinary and controlled are")]
    UnknownSchedule(String),
    #[error("the resource says {resource}, and {chosen} was asked for")]
    ScheduleConflict { resource: &'static str, chosen: &'static str },
    #[error("the requests of one group must agree here, and they do not")]
    GroupDiffers,
    #[error("there are {count} items; a prescription has at most {limit}")]
    TooManyItems { count: usize, limit: u8 },
    #[error("the status is \"{0}\"; only a completed dispense records a supply")]
    DispenseNotCompleted(String),
    #[error("the unit \"{found}\" is not that of the prescription, \"{expected}\"")]
    UnitDiffers { found: String, expected: String },
    #[error("the dispense does not name a request of this prescription")]
    NotOfThisPrescription,
    #[error("the prescription does not allow substitution of this item")]
    SubstitutionNotAllowed,
    #[error("the prescription document and the chain's record do not fit together")]
    RecordDiffers,
    #[error("the status is \"{0}\"; only an active consent can be decided")]
    ConsentNotActive(String),
    #[error("the code \"{code}\" is not known here; it must be {expected}")]
    UnknownCode { code: String, expected: &'static str },
    #[error("no code of a system that is known here says what is meant; it must be {expected}")]
    NoKnownCode { expected: &'static str },
    #[error("this names several different things where one must be meant")]
    SeveralMeant,
    #[error("{0} resources belong to several categories of data, and this does not say to which")]
    SeveralCategories(String),
    #[error("a decision is about categories of data and cannot be about single resources")]
    SingleResources,
    #[error("a decision is about categories of data and cannot be about single codes of content")]
    ContentCodes,
    #[error("what the label \"{0}\" means for this rule cannot be said on chain")]
    LabelNotExpressible(String),
    #[error("a permit of sensitive data permits what is not sensitive too; it must have the label N as well")]
    SensitiveAlone,
    #[error(
        "a provision without a type narrows the base policy or is an exception to it, which is the opposite; it must be said which"
    )]
    UntypedRule,
    #[error("this has the same type as the rule that it is in, so it is no exception to it")]
    NotAnException,
    #[error("the exception reaches beyond the rule that it is in")]
    ExceptionBeyondRule,
    #[error("the exception is about nobody more specific than its rule, so the chain would not let it win")]
    ExceptionTooWeak,
    #[error("this contradicts another exception, and neither is an exception to the other")]
    ExceptionsConflict,
    #[error("who or what is meant by {0} is not known")]
    UnknownParty(String),
    #[error("this is another patient than the one that is meant")]
    OtherPatient,
    #[error("this is not the custodian at which the patient decides")]
    OtherCustodian,
    #[error("a directive about treatment (\"{0}\") is no decision about data")]
    AboutTreatment(String),
    #[error("that data are released without identity only cannot be enforced by a decision")]
    DeIdentification,
    #[error("the scope is research, and other purposes are named")]
    ScopeContradicted,
    #[error("the category of the consent allows less than its rules permit")]
    CategoryContradicted,
    #[error("this amounts to {count} decisions or more; at most {limit} are possible")]
    TooManyDecisions { count: usize, limit: usize },
    #[error("the decision names nothing here, or something that is not known")]
    DecisionNotKnown,
    #[error("an event of the type \"{0}\" is no access to a patient's data")]
    NotAnAccess(String),
    #[error("the outcome is \"{0}\"; only an access that succeeded (\"0\") is to be recorded")]
    AccessFailed(String),
    #[error("an override in an emergency is not asked for; the glass is broken")]
    BreaksGlass,
    #[error("the event says {resource}, and {chosen} was asked for")]
    PurposeConflict { resource: &'static str, chosen: &'static str },
    #[error("the data are restricted, and no sensitivity says why")]
    RestrictedWithoutReason,
    #[error("the receipt names nothing here, or something that does not fit the rest of it")]
    ReceiptNotKnown,
    #[error("a resource that is contained in a {0} has no existence of its own and is not certified")]
    ContainedResource(String),
    #[error("the status is \"{status}\"; only {allowed} can be certified")]
    StatusNotCertifiable { status: String, allowed: &'static str },
    #[error("the vaccine was not given")]
    NotGiven,
    #[error("the dose was too weak to count (isSubpotent)")]
    Subpotent,
    #[error("the record does not come from who gave the vaccine; only an original record can be certified")]
    SecondHand,
    #[error("the source says itself that this is not known")]
    DataAbsent,
    #[error("a date in words cannot be checked")]
    DateInWords,
    #[error("nothing says that a laboratory found this; whoever knows that it did has to say so")]
    CategoryMissing,
    #[error("\"{0}\" is no laboratory test")]
    NotLaboratory(String),
    #[error("a code of {0} is missing")]
    CodeSystemMissing(&'static str),
    #[error("several results in one are not certified together; each result stands for itself")]
    SeveralResults,
    #[error("the result is about something else than the patient")]
    FocusElsewhere,
    #[error("a value of this type cannot be carried")]
    ValueNotCarried,
    #[error("only one value is possible")]
    SeveralValues,
    #[error("the unit is not given in UCUM")]
    NotUcum,
    #[error("the unit \"{found}\" is not that of the value, \"{expected}\"")]
    RangeUnitDiffers { found: String, expected: String },
    #[error("a reference range for an age cannot be carried")]
    RangeByAge,
    #[error("the patient is neither in the input nor given beside it")]
    PatientNotGiven,
    #[error("the patient that was given is not the one that the resource is about")]
    PatientDiffers,
    #[error("the record of the patient is not in use any more")]
    PatientInactive,
    #[error("several names are in use, and nothing says which one counts")]
    NameAmbiguous,
    #[error("nothing says that this is a medical certificate; whoever knows that it is has to say so")]
    NotMedicalCertificate,
    #[error("there are several attachments; a certificate stands for one document")]
    SeveralAttachments,
    #[error("the content itself is needed: neither an address nor a SHA-1 digest stands for it")]
    AttachmentMissing,
    #[error("the content is not the one that the attachment describes")]
    AttachmentDiffers,
    #[error("this makes no valid document: {0}")]
    NotCertifiable(CertificateError),
    #[error("the status is \"{0}\"; only an active claim or coverage counts")]
    ClaimNotActive(String),
    #[error("{0} stands for no category of service that is known here; a table of categories can name it")]
    UnknownCategory(String),
    #[error("the amount is in {0}, and the chain settles in won (KRW)")]
    CurrencyNotWon(String),
    #[error("{0} is not a whole number of won")]
    NotWholeWon(String),
    #[error("an amount must be greater than zero, and this one is {0}")]
    AmountNotPositive(String),
    #[error("the amount {0} is too large")]
    AmountTooLarge(String),
    #[error("{stated} is stated, and the parts come to {computed}")]
    AmountDiffers { stated: String, computed: String },
    #[error("nothing is known here under {0}; a table can name it")]
    NotResolved(String),
    #[error("{0} insurances are marked as focal; exactly one must be")]
    FocalInsurance(usize),
    #[error("the claim names another organisation than the one that submits it")]
    ForeignProvider,
    #[error("\"{0}\" cannot be paid; a claim is paid to its provider or to the insured person")]
    UnsupportedPayee(String),
    #[error("nothing says which service the item bills: a dispense, a certificate or an encounter")]
    NoService,
    #[error("another item bills the same service")]
    DuplicateService,
    #[error("the sequence {0} occurs twice")]
    DuplicateSequence(u64),
    #[error("there are {count} items; a claim has at most {limit}")]
    TooManyLines { count: usize, limit: u8 },
    #[error("the service lies in the future")]
    ServiceInFuture,
    #[error("no item is left that this approval could pay")]
    PreauthorisationUnused,
    #[error("{count} payors are named; a policy has one insurer")]
    SeveralPayors { count: usize },
    #[error("the claim's document and the chain's record do not fit together")]
    ClaimRecordDiffers,
}

impl Problem {
    /// A code in `snake_case` that stays the same between versions.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotJson(_) => "fhir_not_json",
            Self::InputTooLarge { .. } => "fhir_input_too_large",
            Self::DuplicateMember(_) => "fhir_duplicate_member",
            Self::InexactNumber(_) => "fhir_inexact_number",
            Self::NotAResource => "fhir_not_a_resource",
            Self::NothingFound(_) => "fhir_nothing_found",
            Self::NotSelected(_) => "fhir_not_selected",
            Self::UnsupportedBundle(_) => "fhir_unsupported_bundle",
            Self::NestedTooDeeply => "fhir_nested_too_deeply",
            Self::ContainedRequest(_) => "fhir_contained_request",
            Self::Missing => "fhir_missing",
            Self::WrongType { .. } => "fhir_wrong_type",
            Self::Malformed { .. } => "fhir_malformed",
            Self::StatusNotActive(_) => "fhir_status_not_active",
            Self::IntentNotOrder(_) => "fhir_intent_not_order",
            Self::DoNotPerform => "fhir_do_not_perform",
            Self::Reported => "fhir_reported",
            Self::ModifierExtension => "fhir_modifier_extension",
            Self::ImplicitRules => "fhir_implicit_rules",
            Self::NotDecimal(_) => "fhir_not_decimal",
            Self::TooPrecise(_) => "fhir_too_precise",
            Self::QuantityNotPositive(_) => "fhir_quantity_not_positive",
            Self::QuantityTooLarge(_) => "fhir_quantity_too_large",
            Self::Comparator(_) => "fhir_comparator",
            Self::MissingUnit => "fhir_missing_unit",
            Self::CodeWithoutSystem => "fhir_code_without_system",
            Self::UnresolvedReference(_) => "fhir_unresolved_reference",
            Self::AmbiguousReference(_) => "fhir_ambiguous_reference",
            Self::WrongTarget { .. } => "fhir_wrong_target",
            Self::MedicationNotIdentified => "fhir_medication_not_identified",
            Self::MedicationNotActive(_) => "fhir_medication_not_active",
            Self::TooManyRepeats { .. } => "fhir_too_many_repeats",
            Self::SubstitutionForbidden { .. } => "fhir_substitution_forbidden",
            Self::UnknownSubstitution(_) => "fhir_unknown_substitution",
            Self::InitialFill => "fhir_initial_fill",
            Self::UnknownTimeUnit(_) => "fhir_unknown_time_unit",
            Self::IntervalTooLong => "fhir_interval_too_long",
            Self::PeriodReversed => "fhir_period_reversed",
            Self::ValidityTooLong { .. } => "fhir_validity_too_long",
            Self::StartsTooLate { .. } => "fhir_starts_too_late",
            Self::AlreadyExpired => "fhir_already_expired",
            Self::DateOutOfRange(_) => "fhir_date_out_of_range",
            Self::UnknownSchedule(_) => "fhir_unknown_schedule",
            Self::ScheduleConflict { .. } => "fhir_schedule_conflict",
            Self::GroupDiffers => "fhir_group_differs",
            Self::TooManyItems { .. } => "fhir_too_many_items",
            Self::DispenseNotCompleted(_) => "fhir_dispense_not_completed",
            Self::UnitDiffers { .. } => "fhir_unit_differs",
            Self::NotOfThisPrescription => "fhir_not_of_this_prescription",
            Self::SubstitutionNotAllowed => "fhir_substitution_not_allowed",
            Self::RecordDiffers => "fhir_record_differs",
            Self::ConsentNotActive(_) => "fhir_consent_not_active",
            Self::UnknownCode { .. } => "fhir_unknown_code",
            Self::NoKnownCode { .. } => "fhir_no_known_code",
            Self::SeveralMeant => "fhir_several_meant",
            Self::SeveralCategories(_) => "fhir_several_categories",
            Self::SingleResources => "fhir_single_resources",
            Self::ContentCodes => "fhir_content_codes",
            Self::LabelNotExpressible(_) => "fhir_label_not_expressible",
            Self::SensitiveAlone => "fhir_sensitive_alone",
            Self::UntypedRule => "fhir_untyped_rule",
            Self::NotAnException => "fhir_not_an_exception",
            Self::ExceptionBeyondRule => "fhir_exception_beyond_rule",
            Self::ExceptionTooWeak => "fhir_exception_too_weak",
            Self::ExceptionsConflict => "fhir_exceptions_conflict",
            Self::UnknownParty(_) => "fhir_unknown_party",
            Self::OtherPatient => "fhir_other_patient",
            Self::OtherCustodian => "fhir_other_custodian",
            Self::AboutTreatment(_) => "fhir_about_treatment",
            Self::DeIdentification => "fhir_de_identification",
            Self::ScopeContradicted => "fhir_scope_contradicted",
            Self::CategoryContradicted => "fhir_category_contradicted",
            Self::TooManyDecisions { .. } => "fhir_too_many_decisions",
            Self::DecisionNotKnown => "fhir_decision_not_known",
            Self::NotAnAccess(_) => "fhir_not_an_access",
            Self::AccessFailed(_) => "fhir_access_failed",
            Self::BreaksGlass => "fhir_breaks_glass",
            Self::PurposeConflict { .. } => "fhir_purpose_conflict",
            Self::RestrictedWithoutReason => "fhir_restricted_without_reason",
            Self::ReceiptNotKnown => "fhir_receipt_not_known",
            Self::ContainedResource(_) => "fhir_contained_resource",
            Self::StatusNotCertifiable { .. } => "fhir_status_not_certifiable",
            Self::NotGiven => "fhir_not_given",
            Self::Subpotent => "fhir_subpotent",
            Self::SecondHand => "fhir_second_hand",
            Self::DataAbsent => "fhir_data_absent",
            Self::DateInWords => "fhir_date_in_words",
            Self::CategoryMissing => "fhir_category_missing",
            Self::NotLaboratory(_) => "fhir_not_laboratory",
            Self::CodeSystemMissing(_) => "fhir_code_system_missing",
            Self::SeveralResults => "fhir_several_results",
            Self::FocusElsewhere => "fhir_focus_elsewhere",
            Self::ValueNotCarried => "fhir_value_not_carried",
            Self::SeveralValues => "fhir_several_values",
            Self::NotUcum => "fhir_not_ucum",
            Self::RangeUnitDiffers { .. } => "fhir_range_unit_differs",
            Self::RangeByAge => "fhir_range_by_age",
            Self::PatientNotGiven => "fhir_patient_not_given",
            Self::PatientDiffers => "fhir_patient_differs",
            Self::PatientInactive => "fhir_patient_inactive",
            Self::NameAmbiguous => "fhir_name_ambiguous",
            Self::NotMedicalCertificate => "fhir_not_medical_certificate",
            Self::SeveralAttachments => "fhir_several_attachments",
            Self::AttachmentMissing => "fhir_attachment_missing",
            Self::AttachmentDiffers => "fhir_attachment_differs",
            Self::NotCertifiable(_) => "fhir_not_certifiable",
            Self::ClaimNotActive(_) => "fhir_claim_not_active",
            Self::UnknownCategory(_) => "fhir_unknown_category",
            Self::CurrencyNotWon(_) => "fhir_currency_not_won",
            Self::NotWholeWon(_) => "fhir_not_whole_won",
            Self::AmountNotPositive(_) => "fhir_amount_not_positive",
            Self::AmountTooLarge(_) => "fhir_amount_too_large",
            Self::AmountDiffers { .. } => "fhir_amount_differs",
            Self::NotResolved(_) => "fhir_not_resolved",
            Self::FocalInsurance(_) => "fhir_focal_insurance",
            Self::ForeignProvider => "fhir_foreign_provider",
            Self::UnsupportedPayee(_) => "fhir_unsupported_payee",
            Self::NoService => "fhir_no_service",
            Self::DuplicateService => "fhir_duplicate_service",
            Self::DuplicateSequence(_) => "fhir_duplicate_sequence",
            Self::TooManyLines { .. } => "fhir_too_many_lines",
            Self::ServiceInFuture => "fhir_service_in_future",
            Self::PreauthorisationUnused => "fhir_preauthorisation_unused",
            Self::SeveralPayors { .. } => "fhir_several_payors",
            Self::ClaimRecordDiffers => "fhir_claim_record_differs",
        }
    }
}

/// `text`, shortened so that hostile or huge input does not flood a message.
pub(crate) fn shortened(text: &str) -> String {
    const LONGEST: usize = 80;
    let clean: String = text.chars().map(|character| if character.is_control() { ' ' } else { character }).collect();
    match clean.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &clean[..end]),
        None => clean,
    }
}
