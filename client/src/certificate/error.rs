//! What can be wrong with a certificate's document.

use super::Kind;

/// Why something is no document of its kind. Where a field is at fault, `at` is its JSON pointer (RFC 6901).
///
/// No message repeats a value: it may be about a patient's health.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[allow(
    missing_docs,
    reason = "each variant's sentence is its documentation, and its fields are what the sentence names"
)]
pub enum CertificateError {
    #[error("the document has {size} bytes; at most {limit} are possible")]
    TooLarge { size: usize, limit: usize },
    #[error("this is not JSON: {0}")]
    NotJson(String),
    #[error("the member \"{0}\" occurs twice in one object; which one counts is not defined")]
    DuplicateMember(String),
    #[error("a document is an object of fields")]
    NotAnObject,
    #[error("the document has {count} fields; at most {limit} are possible")]
    TooManyFields { count: usize, limit: usize },
    #[error("{at}: disclosing the field would take {size} bytes; at most {limit} are possible")]
    FieldTooLarge { at: String, size: usize, limit: usize },
    #[error("{at}: a number must be whole; decimals are texts, so that no digit is lost")]
    NumberNotWhole { at: String },
    #[error("{at}: the field is required and missing")]
    Missing { at: String },
    #[error("{at}: one of {names} is required")]
    MissingOneOf { at: String, names: String },
    #[error("{at}: no such field is known")]
    Unknown { at: String },
    #[error("{at}: the type must be {expected}")]
    WrongType { at: String, expected: String },
    #[error("{at}: the value must be one of {allowed}")]
    NotAllowed { at: String, allowed: String },
    #[error("{at}: the text does not have the form that it must have")]
    Malformed { at: String },
    #[error("{at}: the text is longer than {limit} characters")]
    TooLong { at: String, limit: u64 },
    #[error("{at}: the number must be at least {least}")]
    TooSmall { at: String, least: String },
    #[error("{at}: the number must be at most {most}")]
    TooGreat { at: String, most: String },
    #[error("{at}: there must be at least {least} of these")]
    TooFew { at: String, least: u64 },
    #[error("{at}: there may be at most {most} of these")]
    TooMany { at: String, most: u64 },
    #[error("{at}: the same value occurs twice")]
    Repeated { at: String },
    #[error("{at}: a code of the system that the schema asks for is missing")]
    CodeMissing { at: String },
    #[error("{at}: these do not go together, or exactly one of several is required")]
    Combination { at: String },
    #[error("{at}: there is no such date")]
    NoSuchDate { at: String },
    #[error("{at}: the date lies before {earlier}")]
    DateOrder { at: String, earlier: &'static str },
    #[error("{at}: the value does not follow the schema ({keyword})")]
    Schema { at: String, keyword: String },
    #[error("this is a document of the kind {found}, and {expected} was asked for", found = found.name(), expected = expected.name())]
    WrongKind { found: Kind, expected: Kind },
}

impl CertificateError {
    /// A code in `snake_case` that stays the same between versions.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "certificate_too_large",
            Self::NotJson(_) => "certificate_not_json",
            Self::DuplicateMember(_) => "certificate_duplicate_member",
            Self::NotAnObject => "certificate_not_an_object",
            Self::TooManyFields { .. } => "certificate_too_many_fields",
            Self::FieldTooLarge { .. } => "certificate_field_too_large",
            Self::NumberNotWhole { .. } => "certificate_number_not_whole",
            Self::Missing { .. } => "certificate_missing",
            Self::MissingOneOf { .. } => "certificate_missing_one_of",
            Self::Unknown { .. } => "certificate_unknown_field",
            Self::WrongType { .. } => "certificate_wrong_type",
            Self::NotAllowed { .. } => "certificate_not_allowed",
            Self::Malformed { .. } => "certificate_malformed",
            Self::TooLong { .. } => "certificate_too_long",
            Self::TooSmall { .. } => "certificate_too_small",
            Self::TooGreat { .. } => "certificate_too_great",
            Self::TooFew { .. } => "certificate_too_few",
            Self::TooMany { .. } => "certificate_too_many",
            Self::Repeated { .. } => "certificate_repeated",
            Self::CodeMissing { .. } => "certificate_code_missing",
            Self::Combination { .. } => "certificate_combination",
            Self::NoSuchDate { .. } => "certificate_no_such_date",
            Self::DateOrder { .. } => "certificate_date_order",
            Self::Schema { .. } => "certificate_schema",
            Self::WrongKind { .. } => "certificate_wrong_kind",
        }
    }

    /// The field at fault, as a JSON pointer; empty where the document as a whole is.
    pub fn pointer(&self) -> &str {
        match self {
            Self::FieldTooLarge { at, .. }
            | Self::NumberNotWhole { at }
            | Self::Missing { at }
            | Self::MissingOneOf { at, .. }
            | Self::Unknown { at }
            | Self::WrongType { at, .. }
            | Self::NotAllowed { at, .. }
            | Self::Malformed { at }
            | Self::TooLong { at, .. }
            | Self::TooSmall { at, .. }
            | Self::TooGreat { at, .. }
            | Self::TooFew { at, .. }
            | Self::TooMany { at, .. }
            | Self::Repeated { at }
            | Self::CodeMissing { at }
            | Self::Combination { at }
            | Self::NoSuchDate { at }
            | Self::DateOrder { at, .. }
            | Self::Schema { at, .. } => at,
            Self::TooLarge { .. }
            | Self::NotJson(_)
            | Self::DuplicateMember(_)
            | Self::NotAnObject
            | Self::TooManyFields { .. }
            | Self::WrongKind { .. } => "",
        }
    }
}
