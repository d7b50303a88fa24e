//! FHIR R4 to certificates: `Immunization`, `Observation` of a laboratory, and `DocumentReference`.
//!
//! Every such resource becomes a [`Document`] or is refused with the element at fault. What a certificate has no field for
//! is left out: a certificate that says less is still true. What would make it say something else is refused.

mod document_reference;
mod elements;
mod immunization;
mod laboratory;
mod patient;
mod to_immunization;

pub use to_immunization::to_immunization;

use super::{
    Entry, FhirError, Input, Warning,
    error::Problem,
    node::{Node, label, resource_type},
};
use crate::certificate::{Content, Document};
use serde_json::Value;

/// The system of a code in `DocumentReference.type` or `category` that says which kind of certificate the document is.
pub const CERTIFICATE_SYSTEM: &str = "urn:bogam:certificate";

/// The extension of an `Immunization` that holds the product's name, for which R4 has no element.
pub const PRODUCT_EXTENSION: &str = "urn:bogam:vaccine-product";

/// What who issues certificates knows beside the resources.
#[derive(Clone, Default)]
pub struct CertificateOptions {
    /// The `Patient`, where it is not in the input. Only used for resources that refer to it.
    pub patient: Option<Value>,
    /// That an `Observation` without any category comes from a laboratory.
    pub laboratory: bool,
    /// That a `DocumentReference` stands for a medical certificate, where it does not say so itself.
    pub medical_certificate: bool,
    /// The content of the attachment, where it is not in the resource.
    pub attachment: Option<Vec<u8>>,
}

/// A certificate's document that was made of a resource.
#[derive(Clone, Debug, PartialEq)]
pub struct MappedCertificate {
    /// The document.
    pub document: Document,
    /// What the document does not say although the resource does.
    pub warnings: Vec<Warning>,
}

/// The outcome of mapping one resource.
pub type CertificateResult = Result<MappedCertificate, FhirError>;

/// The types of resources of which certificates are made.
const CERTIFIED: [&str; 3] = ["Immunization", "Observation", "DocumentReference"];

/// Maps every `Immunization`, `Observation` and `DocumentReference` of `input`, in its order, each by its label
/// (`Immunization/42`). Those that are contained in other resources are refused. Refused as a whole if there is none.
pub fn map_certificates(
    input: &Input,
    options: &CertificateOptions,
) -> Result<Vec<(String, CertificateResult)>, FhirError> {
    let mut outcomes = Vec::new();
    for entry in input.entries() {
        let resource = &entry.resource;
        if resource_type(resource).is_some_and(|kind| CERTIFIED.contains(&kind)) {
            let outcome = map_resource(resource, input.entries(), options);
            outcomes.push((label(resource), outcome.map_err(|error| error.of_resource(label(resource)))));
        }
        let contained = resource.get("contained").and_then(Value::as_array).into_iter().flatten();
        for inner in contained.filter(|inner| resource_type(inner).is_some_and(|kind| CERTIFIED.contains(&kind))) {
            let kind = resource_type(resource).unwrap_or("resource").to_owned();
            let refusal = FhirError::new(format!("{kind}.contained"), Problem::ContainedResource(kind));
            outcomes.push((label(inner), Err(refusal.of_resource(label(inner)))));
        }
    }
    match outcomes.is_empty() {
        true => Err(FhirError::new("$this", Problem::NothingFound("Immunization, Observation, DocumentReference"))),
        false => Ok(outcomes),
    }
}

fn map_resource(resource: &Value, entries: &[Entry], options: &CertificateOptions) -> CertificateResult {
    let node = Node::resource(resource)?;
    node.refuse_modifiers()?;
    let mut source = Source { resource, entries, options, warnings: Vec::new() };
    let document = match resource_type(resource) {
        Some("Immunization") => document(&node, &immunization::map(&node, &mut source)?)?,
        Some("Observation") => document(&node, &laboratory::map(&node, &mut source)?)?,
        _ => document(&node, &document_reference::map(&node, &mut source)?)?,
    };
    Ok(MappedCertificate { document, warnings: source.warnings })
}

fn document<C: Content>(node: &Node<'_>, content: &C) -> Result<Document, FhirError> {
    Document::of(content).map_err(|error| node.refuse(Problem::NotCertifiable(error)))
}

/// A resource that is mapped, and what it refers to.
struct Source<'a> {
    resource: &'a Value,
    entries: &'a [Entry],
    options: &'a CertificateOptions,
    warnings: Vec<Warning>,
}
