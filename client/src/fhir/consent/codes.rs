//! The codes of the field's standards, and the words of the chain that they stand for.

use crate::fhir::{
    error::{FhirError, Problem, shortened},
    node::Node,
};
use bogam_primitives::consent::{Action, Actions, Categories, Category, Purpose, Purposes, Sensitivities, Sensitivity};
use serde_json::{Value, json};

/// HL7's purposes of use.
pub(crate) const ACT_REASON: &str = "http://terminology.hl7.org/CodeSystem/v3-ActReason";
/// HL7's sensitivities, and much else.
pub(crate) const ACT_CODE: &str = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
/// HL7's degrees of confidentiality.
pub(crate) const CONFIDENTIALITY: &str = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality";
/// FHIR's consent actions.
pub(crate) const CONSENT_ACTION: &str = "http://terminology.hl7.org/CodeSystem/consentaction";
/// Bogam's own categories of data.
pub(crate) const CATEGORY_SYSTEM: &str = "urn:bogam:category";
/// The types of FHIR resources.
pub(crate) const RESOURCE_TYPES: &str = "http://hl7.org/fhir/resource-types";
const LOINC: &str = "http://loinc.org";

/// The resource types that each category holds and that belong to no other. Types that several categories share
/// (Observation, DiagnosticReport) are in none: they do not say which is meant.
const RESOURCES: [(Category, &[&str]); 17] = [
    (Category::Demographics, &["Patient", "RelatedPerson"]),
    (Category::Encounters, &["Encounter", "EpisodeOfCare", "Appointment"]),
    (Category::Conditions, &["Condition", "ClinicalImpression"]),
    (Category::Allergies, &["AllergyIntolerance", "AdverseEvent"]),
    (
        Category::Medications,
        &["MedicationRequest", "MedicationDispense", "MedicationAdministration", "MedicationStatement"],
    ),
    (Category::Immunizations, &["Immunization", "ImmunizationRecommendation"]),
    (Category::LaboratoryResults, &["Specimen"]),
    (Category::Imaging, &["ImagingStudy", "Media"]),
    (Category::Procedures, &["Procedure"]),
    (Category::FamilyHistory, &["FamilyMemberHistory"]),
    (Category::CarePlans, &["CarePlan", "Goal", "ServiceRequest"]),
    (Category::Documents, &["DocumentReference", "Composition"]),
    (Category::Genomics, &["MolecularSequence"]),
    (Category::Devices, &["Device", "DeviceUseStatement"]),
    (Category::Questionnaires, &["QuestionnaireResponse"]),
    (Category::Claims, &["Claim", "ClaimResponse", "ExplanationOfBenefit", "Account", "Invoice"]),
    (Category::Coverage, &["Coverage", "CoverageEligibilityResponse"]),
];

/// The categories that their resource types make up, so that naming all types is naming the category. The others also
/// hold a part of a type that they share.
const MADE_UP_OF_TYPES: [Category; 11] = [
    Category::Demographics,
    Category::Encounters,
    Category::Conditions,
    Category::Allergies,
    Category::Medications,
    Category::Immunizations,
    Category::Procedures,
    Category::FamilyHistory,
    Category::CarePlans,
    Category::Claims,
    Category::Coverage,
];

/// LOINC codes of documents and sections, with the category to which they belong, and whether they are all of it.
const DOCUMENTS: [(&str, Category, bool); 20] = [
    ("46240-8", Category::Encounters, true),
    ("11450-4", Category::Conditions, true),
    ("48765-2", Category::Allergies, true),
    ("10160-0", Category::Medications, false),
    ("57833-6", Category::Medications, false),
    ("11369-6", Category::Immunizations, true),
    ("11502-2", Category::LaboratoryResults, true),
    ("18748-4", Category::Imaging, true),
    ("47519-4", Category::Procedures, true),
    ("8716-3", Category::VitalSigns, true),
    ("29762-2", Category::SocialHistory, true),
    ("10157-6", Category::FamilyHistory, true),
    ("18776-5", Category::CarePlans, true),
    ("11488-4", Category::Documents, false),
    ("18842-5", Category::Documents, false),
    ("34133-9", Category::Documents, false),
    ("60591-5", Category::Documents, false),
    ("51969-4", Category::Genomics, false),
    ("42348-3", Category::Directives, true),
    ("48768-6", Category::Coverage, true),
];

/// Codes of ActCode that tell the receiver what to do or to leave (obligations and refrains). They say nothing about how
/// sensitive data are.
const INSTRUCTIONS: [&str; 30] = [
    "ANONY",
    "AOD",
    "AUDIT",
    "AUDTR",
    "CPLYCC",
    "CPLYCD",
    "CPLYJPP",
    "CPLYOPP",
    "CPLYOSP",
    "CPLYPOL",
    "DEID",
    "DELAU",
    "ENCRYPT",
    "ENCRYPTR",
    "ENCRYPTT",
    "ENCRYPTU",
    "HUAPRV",
    "MASK",
    "MINEC",
    "NOAUTH",
    "NOCOLLECT",
    "NODSCLCD",
    "NODSCLCDS",
    "NOINTEGRATE",
    "NORDSCLCD",
    "NORDSCLCDS",
    "NOREUSE",
    "PRIVMARK",
    "PSEUD",
    "REDACT",
];

/// Whether `code` of ActCode is an instruction to the receiver, and no sensitivity.
pub(crate) fn is_instruction(code: &str) -> bool {
    INSTRUCTIONS.contains(&code)
}

/// The one category to which resources of the type `kind` belong.
pub(crate) fn category_of_resource(kind: &str) -> Option<Category> {
    RESOURCES.iter().find(|(_, types)| types.contains(&kind)).map(|(category, _)| *category)
}

/// The code of `coding` (a FHIR Coding) if it is of `system`.
pub(crate) fn coding_code<'a>(coding: &Node<'a>, system: &str) -> Result<Option<Node<'a>>, FhirError> {
    match coding.text_of("system")? {
        Some(found) if found == system => coding.required("code").map(Some),
        _ => Ok(None),
    }
}

/// The word that `concept` (a FHIR CodeableConcept) has in `system`. Codings of other systems are translations.
pub(crate) fn coded<Word: Copy + PartialEq>(
    concept: &Node<'_>,
    system: &str,
    word_of: impl Fn(&str) -> Option<Word>,
    expected: &'static str,
) -> Result<Word, FhirError> {
    let mut found = None;
    for coding in concept.list_of("coding")? {
        let Some(code) = coding_code(&coding, system)? else { continue };
        let word = known(&code, &word_of, expected)?;
        if found.is_some_and(|other| other != word) {
            return Err(concept.refuse(Problem::SeveralMeant));
        }
        found = Some(word);
    }
    found.ok_or_else(|| concept.refuse_member("coding", Problem::NoKnownCode { expected }))
}

fn known<Word>(
    code: &Node<'_>,
    word_of: impl Fn(&str) -> Option<Word>,
    expected: &'static str,
) -> Result<Word, FhirError> {
    let text = code.text()?;
    word_of(text).ok_or_else(|| code.refuse(Problem::UnknownCode { code: shortened(text), expected }))
}

/// The actions of `rule`; `None` if it names none.
pub(super) fn actions(rule: &Node<'_>) -> Result<Option<Actions>, FhirError> {
    let concepts = rule.list_of("action")?;
    let mut actions = Actions::NONE;
    for concept in concepts {
        actions = actions.with(coded(&concept, CONSENT_ACTION, Action::from_code, "a consent action")?);
    }
    Ok((!actions.is_empty()).then_some(actions))
}

/// The purposes of `rule`; `None` if it names none.
pub(super) fn purposes(rule: &Node<'_>) -> Result<Option<Purposes>, FhirError> {
    let mut purposes = Purposes::NONE;
    for coding in rule.list_of("purpose")? {
        let expected = "a purpose of use";
        let code = coding_code(&coding, ACT_REASON)?;
        let code = code.ok_or_else(|| coding.refuse_member("system", Problem::NoKnownCode { expected }))?;
        purposes = purposes.with(known(&code, Purpose::from_code, expected)?);
    }
    Ok((!purposes.is_empty()).then_some(purposes))
}

/// Categories of data, and the elements that name only a part of one.
pub(super) struct Classes {
    pub(super) categories: Categories,
    pub(super) parts: Vec<String>,
}

/// The categories of `rule`; `None` if it names no class.
pub(super) fn classes(rule: &Node<'_>) -> Result<Option<Classes>, FhirError> {
    let mut categories = Categories::NONE;
    let mut whole = Categories::NONE;
    let mut types: Vec<&str> = Vec::new();
    let mut named = Vec::new();
    for coding in rule.list_of("class")? {
        let expected = "a class of data";
        let unknown =
            |code: &Node<'_>, text: &str| code.refuse(Problem::UnknownCode { code: shortened(text), expected });
        let category = if let Some(code) = coding_code(&coding, CATEGORY_SYSTEM)? {
            let category = known(&code, Category::from_code, expected)?;
            whole = whole.with(category);
            category
        } else if let Some(code) = coding_code(&coding, RESOURCE_TYPES)? {
            let text = code.text()?;
            if matches!(text, "Observation" | "DiagnosticReport") {
                return Err(code.refuse(Problem::SeveralCategories(text.to_owned())));
            }
            types.push(text);
            // Consent is the only type of its category, whose rest are documents.
            let category = if text == "Consent" { Some(Category::Directives) } else { category_of_resource(text) };
            category.ok_or_else(|| unknown(&code, text))?
        } else if let Some(code) = coding_code(&coding, LOINC)? {
            let text = code.text()?;
            let found = DOCUMENTS.iter().find(|(document, ..)| *document == text);
            let (_, category, all) = found.ok_or_else(|| unknown(&code, text))?;
            if *all {
                whole = whole.with(*category);
            }
            *category
        } else {
            return Err(coding.refuse_member("system", Problem::NoKnownCode { expected }));
        };
        categories = categories.with(category);
        named.push((category, coding.path().to_owned()));
    }
    for category in MADE_UP_OF_TYPES {
        let mut of_category = RESOURCES.iter().filter(|(one, _)| *one == category);
        if of_category.all(|(_, all)| all.iter().all(|kind| types.contains(kind))) {
            whole = whole.with(category);
        }
    }
    let parts = named.into_iter().filter(|(category, _)| !whole.contains(*category)).map(|(_, path)| path).collect();
    Ok((!categories.is_empty()).then_some(Classes { categories, parts }))
}

/// The security labels of a rule.
#[derive(Clone, Copy)]
pub(super) struct Labels {
    /// Everything up to normal confidentiality.
    pub(super) normal: bool,
    /// Everything up to very restricted: everything.
    pub(super) everything: bool,
    /// What has one of these sensitivities.
    pub(super) sensitivities: Sensitivities,
}

/// The labels of `rule`; `None` if it names none. A degree of confidentiality means everything up to it.
pub(super) fn labels(rule: &Node<'_>) -> Result<Option<Labels>, FhirError> {
    let mut labels = Labels { normal: false, everything: false, sensitivities: Sensitivities::NONE };
    let codings = rule.list_of("securityLabel")?;
    for coding in &codings {
        let expected = "a sensitivity or a degree of confidentiality";
        if let Some(code) = coding_code(coding, ACT_CODE)? {
            labels.sensitivities = labels.sensitivities.with(known(&code, Sensitivity::from_code, expected)?);
        } else if let Some(code) = coding_code(coding, CONFIDENTIALITY)? {
            match code.text()? {
                "N" => labels.normal = true,
                "V" => labels.everything = true,
                degree @ ("U" | "L" | "M" | "R") => {
                    return Err(code.refuse(Problem::LabelNotExpressible(degree.to_owned())));
                }
                other => return Err(code.refuse(Problem::UnknownCode { code: shortened(other), expected })),
            }
        } else {
            return Err(coding.refuse_member("system", Problem::NoKnownCode { expected }));
        }
    }
    Ok((!codings.is_empty()).then_some(labels))
}

/// A Coding.
pub(crate) fn coding(system: &str, code: &str) -> Value {
    json!({ "system": system, "code": code })
}

/// A CodeableConcept with one coding.
pub(crate) fn concept(system: &str, code: &str) -> Value {
    json!({ "coding": [coding(system, code)] })
}
