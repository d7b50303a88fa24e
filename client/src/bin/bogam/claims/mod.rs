//! Claims: what insurers promise and providers bill, how it is decided, and how it is paid.
//!
//! A statement of account in the forms of the field, a FHIR ExplanationOfBenefit or an X12 835, is made of the same numbers
//! as `bogam settlement statement` and `bogam settlement remittance show`.

mod agree;
#[expect(clippy::module_inception, reason = "claims themselves, among what surrounds them")]
pub mod claims;
mod files;
pub mod money;
pub mod plans;
pub mod policies;
pub mod preauthorisations;
pub mod settlement;
mod state;
mod values;
mod words;
