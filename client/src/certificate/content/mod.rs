//! What the kinds have in common, and the type of each.

mod birth;
mod fitness;
mod laboratory;
mod medical;
mod vaccination;

pub use birth::{Birth, BirthSex, PlaceKind};
pub use fitness::{Assessment, Condition, FitnessForWork};
pub use laboratory::{LaboratoryResult, LaboratoryValue, QuantityRange, Ratio, RatioPart, ReferenceRange, Stage};
pub use medical::{Attachment, Certainty, Diagnosis, Identifier, MedicalCertificate, Purpose};
pub use vaccination::{Dose, Vaccination};

use serde::{Deserialize, Serialize};

/// The code system LOINC: what a laboratory measures.
pub const LOINC: &str = "http://loinc.org";
/// The code system UCUM: units.
pub const UCUM: &str = "http://unitsofmeasure.org";
/// The code system ICD-10: diseases.
pub const ICD_10: &str = "http://hl7.org/fhir/sid/icd-10";
/// The eighth revision of the Korean classification of diseases (한국표준질병·사인분류), as HL7 Korea names it.
pub const KCD_8: &str = "http://www.hl7korea.or.kr/CodeSystem/kostat-kcd-8";

/// Who the certificate is about. Each part is a field of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The whole name, where it is not known in parts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub full_name: Option<String>,
    /// Family name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub family_name: Option<String>,
    /// Given name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given_name: Option<String>,
    /// Family name in Latin letters, as in the passport.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub family_name_latin: Option<String>,
    /// Given name in Latin letters, as in the passport.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given_name_latin: Option<String>,
    /// Date of birth, as exactly as it is known.
    pub birth_date: String,
    /// Administrative gender, where it matters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sex: Option<Sex>,
}

/// Administrative gender, as FHIR has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    /// Female.
    Female,
    /// Male.
    Male,
    /// Other.
    Other,
}

/// A code of a system.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coding {
    /// The system, as a URI.
    pub system: String,
    /// The code in it.
    pub code: String,
    /// What it means.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub display: Option<String>,
}

/// What is meant, by codes, in words, or both.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Concept {
    /// Codes with the same meaning.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub codings: Vec<Coding>,
    /// In words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// A number with a unit of UCUM.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quantity {
    /// The number as it was written: `7.20` is not `7.2`.
    pub value: String,
    /// `<`, `<=`, `>=` or `>`, where only a bound is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comparator: Option<String>,
    /// The unit as it is shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The unit in UCUM.
    pub code: String,
}

/// Which licence a health professional has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Profession {
    /// Physician (의사).
    Physician,
    /// Dentist (치과의사).
    Dentist,
    /// Doctor of Korean medicine (한의사).
    KoreanMedicineDoctor,
    /// Midwife (조산사). Certifies births only.
    Midwife,
}
