//! `DocumentReference` to medical certificate: a signed document, by its digest.

use super::{
    CERTIFICATE_SYSTEM, Source,
    elements::{concept_of, date_of, owned_text},
    patient::person,
};
use crate::{
    certificate::{Attachment, Kind, MedicalCertificate},
    fhir::{
        FhirError, LARGEST_INPUT, WarningKind,
        error::{Problem, shortened},
        node::Node,
    },
};
use base64::{Engine, engine::general_purpose::STANDARD};
use sha1::{Digest, Sha1};
use sp_crypto_hashing::sha2_256;
use std::borrow::Cow;

pub(super) fn map(node: &Node<'_>, source: &mut Source<'_>) -> Result<MedicalCertificate, FhirError> {
    let status = node.required("status")?;
    if status.text()? != "current" {
        let problem = Problem::StatusNotCertifiable { status: shortened(status.text()?), allowed: "current" };
        return Err(status.refuse(problem));
    }
    if let Some(status) = node.get("docStatus")?
        && !matches!(status.text()?, "final" | "amended")
    {
        let problem = Problem::StatusNotCertifiable { status: shortened(status.text()?), allowed: "final, amended" };
        return Err(status.refuse(problem));
    }
    if !source.options.medical_certificate && !says_medical_certificate(node)? {
        return Err(node.refuse_member("type", Problem::NotMedicalCertificate));
    }
    let contents = node.list_of("content")?;
    let content = match contents.as_slice() {
        [content] => content,
        [] => return Err(node.refuse_member("content", Problem::Missing)),
        _ => return Err(node.refuse_member("content", Problem::SeveralAttachments)),
    };
    let described = content.required("attachment")?;
    let bytes = bytes(&described, source)?;
    let content_type = described.required("contentType")?.text()?.to_owned();
    let created = date_of(&described, "creation")?;
    let issue_date = match created.as_deref().and_then(|created| created.split('T').next()) {
        Some(day) => day.to_owned(),
        None => return Err(described.refuse_member("creation", Problem::Missing)),
    };
    let title = match owned_text(&described, "title")? {
        Some(title) => Some(title),
        None => owned_text(node, "description")?,
    };
    let person = person(node, "subject", source)?;
    Ok(MedicalCertificate {
        person,
        record_number: None,
        serial_number: None,
        identifier: None,
        address: None,
        diagnoses: Vec::new(),
        onset_date: None,
        diagnosis_date: None,
        opinion: None,
        admission_date: None,
        discharge_date: None,
        purpose: None,
        purpose_text: None,
        remarks: None,
        attachment: Some(Attachment {
            digest: hex::encode(sha2_256(&bytes)),
            size: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
            content_type,
            title,
            created,
            document_type: concept_of(node, "type")?,
        }),
        institution: source.name_in(node, "custodian")?,
        institution_address: None,
        physician: physician(node, source)?,
        profession: None,
        licence_number: None,
        issue_date,
    })
}

/// Whether a code in type or category says that it is a medical certificate.
fn says_medical_certificate(node: &Node<'_>) -> Result<bool, FhirError> {
    let mut concepts = node.list_of("category")?;
    concepts.extend(node.get("type")?);
    for concept in concepts {
        for coding in concept.list_of("coding")? {
            if coding.text_of("system")? == Some(CERTIFICATE_SYSTEM)
                && coding.text_of("code")? == Some(Kind::MedicalCertificate.name())
            {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// The content of the attachment: from the resource, or as it was given, and then checked against what the resource says.
/// FHIR's own hash is SHA-1, to which a second document can be made. It refutes a content and never replaces it.
fn bytes<'a>(node: &Node<'a>, source: &Source<'a>) -> Result<Cow<'a, [u8]>, FhirError> {
    let bytes = match (node.get("data")?, &source.options.attachment) {
        (Some(data), _) => {
            let dense: String = data.text()?.chars().filter(|character| !character.is_ascii_whitespace()).collect();
            let malformed =
                |_| data.refuse(Problem::Malformed { value: shortened(&dense), expected: "a text in base64" });
            Cow::Owned(STANDARD.decode(&dense).map_err(malformed)?)
        }
        (None, Some(given)) => Cow::Borrowed(given.as_slice()),
        (None, None) => return Err(node.refuse_member("data", Problem::AttachmentMissing)),
    };
    if bytes.len() > LARGEST_INPUT {
        return Err(node.refuse_member("data", Problem::InputTooLarge { limit: LARGEST_INPUT }));
    }
    if bytes.is_empty() {
        return Err(node.refuse_member("data", Problem::AttachmentMissing));
    }
    if let Some(size) = node.get("size")?
        && u64::try_from(bytes.len()) != Ok(size.count()?)
    {
        return Err(size.refuse(Problem::AttachmentDiffers));
    }
    if let Some(hash) = node.get("hash")?
        && hash.text()? != STANDARD.encode(Sha1::digest(&bytes))
    {
        return Err(hash.refuse(Problem::AttachmentDiffers));
    }
    Ok(bytes)
}

/// Who vouches for it: the authenticator, or the only author.
fn physician(node: &Node<'_>, source: &mut Source<'_>) -> Result<Option<String>, FhirError> {
    let is_organization = |reference: &Node<'_>| -> Result<bool, FhirError> {
        Ok(reference.text_of("reference")?.is_some_and(|literal| literal.starts_with("Organization/")))
    };
    if let Some(authenticator) = node.get("authenticator")?
        && !is_organization(&authenticator)?
    {
        return source.name_in(node, "authenticator");
    }
    let authors = node.list_of("author")?;
    match authors.as_slice() {
        [] => Ok(None),
        [author] => {
            let name = source.name(author)?;
            if name.is_none() {
                source.warn(author, WarningKind::ReferenceUnresolved);
            }
            Ok(name)
        }
        [first, ..] => {
            source.warn(first, WarningKind::NotCarried);
            Ok(None)
        }
    }
}
