//! The medical certificate (진단서).

use super::{Coding, Concept, Person, Profession};
use crate::certificate::{Content, Kind};
use serde::{Deserialize, Serialize};

/// A diagnosis, for whoever asks for it: either what was diagnosed, or a signed document by its digest, or both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MedicalCertificate {
    /// Who it is about.
    #[serde(flatten)]
    pub person: Person,
    /// The number of the patient's record (등록번호).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record_number: Option<String>,
    /// The number of the certificate (연번호).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub serial_number: Option<String>,
    /// An identifier of the person, for whom the law allows to ask for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identifier: Option<Identifier>,
    /// The person's address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// What was diagnosed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub diagnoses: Vec<Diagnosis>,
    /// When it began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub onset_date: Option<String>,
    /// When it was diagnosed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub diagnosis_date: Option<String>,
    /// Treatment, and what is to be expected of further treatment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opinion: Option<String>,
    /// When the person was admitted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub admission_date: Option<String>,
    /// When the person was discharged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discharge_date: Option<String>,
    /// For whom it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<Purpose>,
    /// For whom it is, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose_text: Option<String>,
    /// Remarks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remarks: Option<String>,
    /// The signed document that the certificate stands for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attachment: Option<Attachment>,
    /// The institution.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub institution: Option<String>,
    /// Its address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub institution_address: Option<String>,
    /// Who examined the person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub physician: Option<String>,
    /// The kind of licence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub profession: Option<Profession>,
    /// Its number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub licence_number: Option<String>,
    /// When the certificate was issued.
    pub issue_date: String,
}

impl Content for MedicalCertificate {
    const KIND: Kind = Kind::MedicalCertificate;
}

/// One diagnosis.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnosis {
    /// Codes; at least one is of KCD or ICD-10.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub codings: Vec<Coding>,
    /// The name of the disease.
    pub text: String,
    /// How certain it is.
    pub certainty: Certainty,
}

/// How certain a diagnosis is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// A final diagnosis (최종 진단).
    Final,
    /// A clinical estimate (임상적 추정).
    Provisional,
}

/// What a medical certificate is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// For an employer.
    Employer,
    /// For a court.
    Court,
    /// For an insurer.
    Insurer,
    /// For a school.
    School,
    /// For the military service administration.
    MilitaryService,
    /// For another public office.
    PublicOffice,
    /// For something else.
    Other,
}

/// An identifier of a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identifier {
    /// Who gives it, as a URI.
    pub system: String,
    /// The identifier.
    pub value: String,
}

/// A document, by its digest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// The SHA-256 digest of its bytes, in hexadecimal.
    pub digest: String,
    /// Its size, in bytes.
    pub size: u64,
    /// Its media type.
    pub content_type: String,
    /// Its title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// When it was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created: Option<String>,
    /// What kind of document it is.
    #[serde(default, rename = "type", skip_serializing_if = "Option::is_none")]
    pub document_type: Option<Concept>,
}
