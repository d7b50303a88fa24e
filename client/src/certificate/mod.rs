//! What certificates say: five kinds, each with a public JSON schema and a type.
//!
//! A [`Document`] is the object of the fields that the holder can disclose one by one. [`Document::parse`] refuses what does
//! not follow the schema of its [`Kind`]; [`Document::of`] and [`Document::content`] go between a document and the type of its
//! kind: [`Vaccination`], [`LaboratoryResult`], [`MedicalCertificate`], [`FitnessForWork`], [`Birth`].
//! `fhir::map_certificates` makes documents of FHIR resources. docs/certificate-documents.md has the tables.

mod content;
mod document;
mod error;
mod kind;
mod validation;

#[cfg(test)]
mod tests;

pub use content::{
    Assessment, Attachment, Birth, BirthSex, Certainty, Coding, Concept, Condition, Diagnosis, Dose, FitnessForWork,
    ICD_10, Identifier, KCD_8, LOINC, LaboratoryResult, LaboratoryValue, MedicalCertificate, Person, PlaceKind,
    Profession, Purpose, Quantity, QuantityRange, Ratio, RatioPart, ReferenceRange, Sex, Stage, UCUM, Vaccination,
};
pub use document::{Content, Document, LARGEST_CERTIFICATE};
pub use error::CertificateError;
pub use kind::Kind;
