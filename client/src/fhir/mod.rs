//! FHIR R4: from `MedicationRequest`, `MedicationDispense`, `Consent` and `AuditEvent` to what goes on chain, and back.
//!
//! [`read`] takes one resource or a Bundle, [`map`] makes of each prescription in it the [`IssueTerms`] for the chain and
//! the private document with its salts, [`read_dispense`] does the like for a `MedicationDispense`, and [`to_fhir`] goes
//! back from chain and documents to resources with statuses. What FHIR allows and a prescription here cannot carry is
//! refused with a [`FhirError`] that names the element. [`map_consent`] and [`consent_to_fhir`] do the like for decisions of
//! a patient, [`receipt_to_audit_event`] and [`read_audit_event`] for accesses to his data, and
//! [`map_certificates`] makes certificates of what was given, found and written. docs/fhir-mapping.md has the whole table.

mod audit_event;
mod certificate;
pub mod claim;
mod consent;
mod dates;
mod decimal;
mod dispense;
mod error;
mod from_chain;
mod json;
mod node;
mod options;
mod reading;
mod references;
mod request;
mod to_chain;

#[cfg(test)]
pub(crate) mod tests;

pub use audit_event::{
    AccessFacts, AccessQuestion, AuditOptions, DecidedBy, OverrideFacts, ReceiptContent, ReceiptFacts, ReceiptsFacts,
    ReviewFacts, read_audit_event, receipt_to_audit_event,
};
pub use certificate::{
    CERTIFICATE_SYSTEM, CertificateOptions, CertificateResult, MappedCertificate, PRODUCT_EXTENSION, map_certificates,
    to_immunization,
};
pub use consent::{
    ConsentFacts, ConsentOptions, ConsentResult, ConsentWarning, ConsentWarningKind, DecisionFacts, DecisionStanding,
    MappedConsent, UntypedRule, consent_to_fhir, map_consent,
};
pub use dates::{FhirDateTime, day_of, format_moment};
pub use decimal::{LARGEST_QUANTITY, format_quantity, parse_quantity};
pub use dispense::{DispenseLine, ReadDispense, Supply, dispense_document, read_dispense};
pub use error::{FhirError, Problem};
pub use from_chain::{
    FillContent, FillFacts, ItemFacts, NotSupplied, PrescriptionFacts, PrescriptionStanding, WithdrawalFacts, to_fhir,
};
pub use json::LARGEST_INPUT;
pub use options::{
    DEFAULT_TIME_ZONE, IssueItem, IssueTerms, Limits, Mapped, MappingResult, Options, SCHEDULE_SYSTEM, ScheduleLimits,
    Warning, WarningKind, schedule_name, schedule_named, time_zone,
};
pub use reading::{Input, Source, read};
pub use references::Entry;
pub use to_chain::{map, map_all};

pub(crate) use error::shortened;
pub(crate) use json::{canonical, parse as parse_json};
pub(crate) use to_chain::issue_terms;
