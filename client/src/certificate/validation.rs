//! Whether fields follow the schema of their kind.

use super::{CertificateError, Kind};
use crate::fhir::{FhirDateTime, shortened};
use jsonschema::{Draft, ValidationError, Validator, error::ValidationErrorKind};
use serde_json::Value;
use std::sync::LazyLock;

/// The schemas, compiled once. Nothing is ever fetched: the schemas refer to nothing but themselves.
static VALIDATORS: LazyLock<[Option<Validator>; 5]> = LazyLock::new(|| {
    Kind::ALL.map(|kind| {
        jsonschema::options()
            .with_draft(Draft::Draft202012)
            .offline()
            .with_format("bogam-date", |text: &str| FhirDateTime::parse(text).is_some())
            .should_validate_formats(true)
            .build(kind.schema_value())
            .ok()
    })
});

/// Per kind, fields of which the second must not lie before the first.
const ORDER: [(Kind, &str, &str); 16] = [
    (Kind::Vaccination, "birth_date", "date"),
    (Kind::LaboratoryResult, "birth_date", "date"),
    (Kind::LaboratoryResult, "date", "date_until"),
    (Kind::MedicalCertificate, "birth_date", "onset_date"),
    (Kind::MedicalCertificate, "birth_date", "diagnosis_date"),
    (Kind::MedicalCertificate, "birth_date", "issue_date"),
    (Kind::MedicalCertificate, "onset_date", "diagnosis_date"),
    (Kind::MedicalCertificate, "diagnosis_date", "issue_date"),
    (Kind::MedicalCertificate, "admission_date", "discharge_date"),
    (Kind::FitnessForWork, "birth_date", "assessment_date"),
    (Kind::FitnessForWork, "assessment_date", "issue_date"),
    (Kind::FitnessForWork, "from", "until"),
    (Kind::FitnessForWork, "assessment_date", "until"),
    (Kind::Birth, "birth_date", "issue_date"),
    (Kind::Birth, "mother_birth_date", "birth_date"),
    (Kind::Birth, "father_birth_date", "birth_date"),
];

/// Checks `value`, an object, against the schema of `kind`, and what a schema cannot say: that a date exists, and that what
/// comes later does not lie before what comes first.
pub(super) fn check(kind: Kind, value: &Value) -> Result<(), CertificateError> {
    let unusable = || CertificateError::Schema { at: String::new(), keyword: "$schema".into() };
    let position = Kind::ALL.iter().position(|other| *other == kind).ok_or_else(unusable)?;
    let validator = VALIDATORS.get(position).and_then(Option::as_ref).ok_or_else(unusable)?;
    whole_numbers(value, &mut String::new())?;
    if let Some(error) = validator.iter_errors(value).next() {
        return Err(explain(&error));
    }
    for (_, first, later) in ORDER.iter().filter(|(of, ..)| *of == kind) {
        let (Some(before), Some(after)) = (date(value, first), date(value, later)) else { continue };
        // Dates of different precision are compared as far as both go.
        let shared = before.len().min(after.len());
        if before.get(..shared) > after.get(..shared) {
            return Err(CertificateError::DateOrder { at: format!("/{later}"), earlier: first });
        }
    }
    Ok(())
}

/// The day, month or year in the field `name`.
fn date<'a>(value: &'a Value, name: &str) -> Option<&'a str> {
    value.get(name)?.as_str()?.split('T').next()
}

/// Refuses numbers that are not whole: other implementations would pass them through a double. Whole ones are bounded by
/// the schemas.
fn whole_numbers(value: &Value, at: &mut String) -> Result<(), CertificateError> {
    let length = at.len();
    match value {
        Value::Number(number) if !number.is_i64() => Err(CertificateError::NumberNotWhole { at: at.clone() }),
        Value::Array(values) => values.iter().enumerate().try_for_each(|(index, inner)| {
            at.push_str(&format!("/{index}"));
            whole_numbers(inner, at)?;
            at.truncate(length);
            Ok(())
        }),
        Value::Object(members) => members.iter().try_for_each(|(name, inner)| {
            at.push_str(&format!("/{}", escaped(name)));
            whole_numbers(inner, at)?;
            at.truncate(length);
            Ok(())
        }),
        _ => Ok(()),
    }
}

/// `name` as a part of a JSON pointer, shortened if it is absurd.
pub(super) fn escaped(name: &str) -> String {
    shortened(name).replace('~', "~0").replace('/', "~1")
}

/// The library's finding as ours, without the value, which is nobody's business.
fn explain(error: &ValidationError<'_>) -> CertificateError {
    let at = shortened_pointer(error.instance_path().as_str());
    match error.kind() {
        ValidationErrorKind::Required { property } => {
            CertificateError::Missing { at: format!("{at}/{}", property.as_str().unwrap_or_default()) }
        }
        ValidationErrorKind::AdditionalProperties { unexpected } => CertificateError::Unknown {
            at: format!("{at}/{}", escaped(unexpected.first().map(String::as_str).unwrap_or_default())),
        },
        ValidationErrorKind::AnyOf { context } => {
            let names: Vec<&str> = context.iter().flatten().filter_map(missing).collect();
            if names.is_empty() {
                CertificateError::Combination { at }
            } else {
                CertificateError::MissingOneOf { at, names: names.join(", ") }
            }
        }
        ValidationErrorKind::OneOfNotValid { .. }
        | ValidationErrorKind::OneOfMultipleValid { .. }
        | ValidationErrorKind::MinProperties { .. }
        | ValidationErrorKind::MaxProperties { .. }
        | ValidationErrorKind::Not { .. } => CertificateError::Combination { at },
        ValidationErrorKind::Type { .. } => CertificateError::WrongType { expected: expected_type(error), at },
        ValidationErrorKind::Enum { options } => {
            let allowed = options.as_array().into_iter().flatten().filter_map(Value::as_str).collect::<Vec<_>>();
            CertificateError::NotAllowed { at, allowed: allowed.join(", ") }
        }
        ValidationErrorKind::Pattern { .. } => CertificateError::Malformed { at },
        ValidationErrorKind::Format { .. } => CertificateError::NoSuchDate { at },
        ValidationErrorKind::MaxLength { limit } => CertificateError::TooLong { at, limit: *limit },
        ValidationErrorKind::Minimum { limit } => CertificateError::TooSmall { at, least: limit.to_string() },
        ValidationErrorKind::Maximum { limit } => CertificateError::TooGreat { at, most: limit.to_string() },
        ValidationErrorKind::MinItems { limit } => CertificateError::TooFew { at, least: *limit },
        ValidationErrorKind::MaxItems { limit } => CertificateError::TooMany { at, most: *limit },
        ValidationErrorKind::UniqueItems => CertificateError::Repeated { at },
        ValidationErrorKind::Contains => CertificateError::CodeMissing { at },
        other => CertificateError::Schema { at, keyword: other.keyword().to_owned() },
    }
}

fn missing<'a>(error: &'a ValidationError<'static>) -> Option<&'a str> {
    match error.kind() {
        ValidationErrorKind::Required { property } => property.as_str(),
        _ => None,
    }
}

/// The types that the schema allows where `error` was found.
fn expected_type(error: &ValidationError<'_>) -> String {
    match error.kind() {
        ValidationErrorKind::Type { kind: jsonschema::error::TypeKind::Single(kind) } => kind.to_string(),
        _ => "another".into(),
    }
}

/// A pointer, shortened where hostile input made it absurdly long.
fn shortened_pointer(pointer: &str) -> String {
    pointer.split('/').map(shortened).collect::<Vec<_>>().join("/")
}
