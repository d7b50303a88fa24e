//! The kinds of certificates and their public schemas.

use crate::{fhir::canonical, messages::Language};
use bogam_primitives::{OrganisationId, certificate::SchemaId};
use serde_json::Value;
use sp_core::H256;
use sp_crypto_hashing::sha2_256;
use std::sync::LazyLock;

/// What a certificate certifies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// One vaccine, given to one person on one day.
    Vaccination,
    /// One result of one laboratory test.
    LaboratoryResult,
    /// A diagnosis for an employer, a court or whoever else asks for it (진단서).
    MedicalCertificate,
    /// Whether a person can do his work, without a diagnosis (업무적합성 평가).
    FitnessForWork,
    /// That a child was born (출생증명서).
    Birth,
}

/// The schemas as they are published, parsed once.
static SCHEMAS: LazyLock<[Value; 5]> = LazyLock::new(|| {
    // What is compiled in is JSON: a test pins the digest of each. Were it ever not, nothing would validate against it.
    Kind::ALL.map(|kind| serde_json::from_str(kind.schema()).unwrap_or_default())
});

impl Kind {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Vaccination, Self::LaboratoryResult, Self::MedicalCertificate, Self::FitnessForWork, Self::Birth];

    /// The name under which an authority registers the schema.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Vaccination => "vaccination",
            Self::LaboratoryResult => "laboratory-result",
            Self::MedicalCertificate => "medical-certificate",
            Self::FitnessForWork => "fitness-for-work",
            Self::Birth => "birth",
        }
    }

    /// The kind that is called `name`.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The version of the schema. A schema that was registered never changes: what changes gets another version.
    pub const fn version(self) -> u32 {
        1
    }

    /// The JSON Schema (draft 2020-12) as it is published.
    pub const fn schema(self) -> &'static str {
        match self {
            Self::Vaccination => include_str!("../../schemas/vaccination.json"),
            Self::LaboratoryResult => include_str!("../../schemas/laboratory-result.json"),
            Self::MedicalCertificate => include_str!("../../schemas/medical-certificate.json"),
            Self::FitnessForWork => include_str!("../../schemas/fitness-for-work.json"),
            Self::Birth => include_str!("../../schemas/birth.json"),
        }
    }

    /// [`Self::schema`] as a value.
    pub fn schema_value(self) -> &'static Value {
        let [vaccination, laboratory_result, medical_certificate, fitness_for_work, birth] = &*SCHEMAS;
        match self {
            Self::Vaccination => vaccination,
            Self::LaboratoryResult => laboratory_result,
            Self::MedicalCertificate => medical_certificate,
            Self::FitnessForWork => fitness_for_work,
            Self::Birth => birth,
        }
    }

    /// What goes on chain for the schema: the SHA-256 digest of its canonical form (RFC 8785).
    pub fn digest(self) -> H256 {
        // Only an inexact number has no canonical form, and the schemas have none: the test of the digests covers it.
        H256(sha2_256(&canonical(self.schema_value()).unwrap_or_default()))
    }

    /// The identifier of the schema where `authority` registered it.
    pub fn schema_id(self, authority: OrganisationId) -> SchemaId {
        SchemaId::derive(authority, self.name().as_bytes(), self.version())
    }

    /// What the kind is called for people.
    pub fn title(self, language: Language) -> &'static str {
        title_of(self.schema_value(), language).unwrap_or(self.name())
    }

    /// The names of the fields that a certificate of the kind can have, in the order in which they are shown.
    pub fn fields(self) -> impl Iterator<Item = &'static str> {
        self.schema_value()["properties"].as_object().into_iter().flatten().map(|(name, _)| name.as_str())
    }

    /// What the field `name` is called for people. `None` if the kind has no such field.
    pub fn field_title(self, name: &str, language: Language) -> Option<&'static str> {
        title_of(self.schema_value()["properties"].get(name)?, language)
    }
}

fn title_of(schema: &'static Value, language: Language) -> Option<&'static str> {
    let member = match language {
        Language::English => "title",
        Language::Korean => "x-title-ko",
    };
    schema.get(member)?.as_str()
}
