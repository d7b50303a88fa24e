//! FHIR R4 `AuditEvent`: from receipts of accesses, and to the questions of readers.
//!
//! [`receipt_to_audit_event`] writes what a receipt on chain records, [`read_audit_event`] reads of an event in a
//! hospital's own log what has to be asked on chain.

mod questions;
mod receipts;

pub use questions::{AccessQuestion, AuditOptions, read_audit_event};
pub use receipts::{
    AccessFacts, DecidedBy, OverrideFacts, ReceiptContent, ReceiptFacts, ReceiptsFacts, ReviewFacts,
    receipt_to_audit_event,
};

/// The types of events of FHIR.
const AUDIT_EVENT_TYPE: &str = "http://terminology.hl7.org/CodeSystem/audit-event-type";
/// FHIR's interactions.
const INTERACTION: &str = "http://hl7.org/fhir/restful-interaction";
/// DICOM's terms.
const DICOM: &str = "http://dicom.nema.org/resources/ontology/DCM";
/// What happens to a record in its life, after ISO 21089.
const LIFECYCLE: &str = "http://terminology.hl7.org/CodeSystem/iso-21089-lifecycle";
/// The types of entities.
const ENTITY_TYPE: &str = "http://terminology.hl7.org/CodeSystem/audit-entity-type";
/// The roles of entities.
const OBJECT_ROLE: &str = "http://terminology.hl7.org/CodeSystem/object-role";
/// The purpose of use of who breaks the glass.
const BREAK_THE_GLASS: &str = "BTG";
/// The type of the detail that tells the date of the data.
const DATA_DATE: &str = "data-date";
