//! From codes to the ten categories of the chain.

use super::options::{CATEGORY_SYSTEM, ClaimOptions, category_named};
use crate::fhir::{
    error::{FhirError, Problem, shortened},
    node::Node,
};
use bogam_primitives::claim::ServiceCategory::{self, *};

/// The type of a claim: HL7's claim-type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ClaimType {
    Institutional,
    Oral,
    Pharmacy,
    Professional,
    Vision,
}

pub(super) const CLAIM_TYPE_SYSTEM: &str = "http://terminology.hl7.org/CodeSystem/claim-type";

impl ClaimType {
    pub(super) fn named(code: &str) -> Option<Self> {
        Some(match code {
            "institutional" => Self::Institutional,
            "oral" => Self::Oral,
            "pharmacy" => Self::Pharmacy,
            "professional" => Self::Professional,
            "vision" => Self::Vision,
            _ => return None,
        })
    }

    /// What such claims bill when no code says more.
    fn category(self) -> Option<ServiceCategory> {
        match self {
            Self::Oral => Some(Dental),
            Self::Pharmacy => Some(Medicine),
            Self::Institutional | Self::Professional | Self::Vision => None,
        }
    }
}

/// How a category was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) category: ServiceCategory,
    /// From the type of the claim only.
    pub(super) assumed: bool,
}

/// The category of an item: from its `category`, else from its `productOrService`, else from the claim's type. For each
/// code the chain's own system comes first, then the caller's table, then the one below.
pub(super) fn category_of(item: &Node<'_>, kind: ClaimType, options: &ClaimOptions) -> Result<Found, FhirError> {
    let product = item.required("productOrService")?;
    let mut shown = None;
    for concept in item.get("category")?.into_iter().chain([product.clone()]) {
        for coding in concept.list_of("coding")? {
            let Some(code) = coding.text_of("code")? else { continue };
            let system = coding.text_of("system")?;
            if system == Some(CATEGORY_SYSTEM) {
                let unknown =
                    || Problem::UnknownCode { code: shortened(code), expected: "the name of a category of service" };
                let category = category_named(code).ok_or_else(|| coding.refuse_member("code", unknown()))?;
                return Ok(Found { category, assumed: false });
            }
            let key = system.map_or_else(|| code.to_owned(), |system| format!("{system}|{code}"));
            let category = options.categories.get(&key).copied().or_else(|| built_in(system?, code));
            if let Some(category) = category {
                return Ok(Found { category, assumed: false });
            }
            shown = Some(key);
        }
    }
    match kind.category() {
        Some(category) => Ok(Found { category, assumed: true }),
        None => {
            let code = shown.or_else(|| Some(product.get("text").ok()??.text().ok()?.to_owned()));
            let problem = match code {
                Some(code) => Problem::UnknownCategory(shortened(&code)),
                None => Problem::Missing,
            };
            Err(product.refuse(problem))
        }
    }
}

/// Codes whose category is beyond doubt. docs/fhir-mapping.md prints this table.
fn built_in(system: &str, code: &str) -> Option<ServiceCategory> {
    match system {
        "http://terminology.hl7.org/CodeSystem/ex-benefitcategory" => benefit_category(code),
        "http://hl7.org/fhir/ex-serviceproduct" | "http://terminology.hl7.org/CodeSystem/ex-serviceproduct" => {
            match code {
                "exam" => Some(Consultation),
                "flushot" => Some(Prevention),
                _ => None,
            }
        }
        "http://hl7.org/fhir/ex-pharmaservice" | "http://terminology.hl7.org/CodeSystem/ex-pharmaservice" => match code
        {
            "smokecess" | "flushot" => Some(Prevention),
            "drugcost" | "markup" | "dispensefee" | "compoundfee" => Some(Medicine),
            _ => None,
        },
        "http://example.org/fhir/CodeSystem/ex-visionservice" => (code == "exam").then_some(Consultation),
        "http://terminology.hl7.org/CodeSystem/ex-USCLS" => Some(Dental),
        "http://www.nlm.nih.gov/research/umls/rxnorm" | "http://www.whocc.no/atc" => Some(Medicine),
        "http://hl7.org/fhir/sid/cvx" => Some(Prevention),
        "http://www.ama-assn.org/go/cpt" => procedure_terminology(code),
        _ => None,
    }
}

/// HL7's example categories of benefits, as far as one category of the chain contains them.
fn benefit_category(code: &str) -> Option<ServiceCategory> {
    match code {
        "2" | "63" => Some(Procedure),
        "3" => Some(Consultation),
        "4" | "62" => Some(Imaging),
        "5" => Some(Laboratory),
        "23" | "24" | "25" | "26" | "27" | "28" | "35" | "36" | "37" | "F3" => Some(Dental),
        "49" => Some(Hospitalisation),
        _ => None,
    }
}

/// The chapters of Current Procedural Terminology, five digits each.
fn procedure_terminology(code: &str) -> Option<ServiceCategory> {
    if code.len() != 5 || !code.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    match code.parse::<u32>().ok()? {
        // Anaesthesia and surgery.
        100..=1_999 | 10_004..=69_990 => Some(Procedure),
        70_010..=79_999 => Some(Imaging),
        80_047..=89_398 => Some(Laboratory),
        // Vaccines and their administration.
        90_460..=90_759 => Some(Prevention),
        // Evaluation and management.
        99_202..=99_499 => Some(Consultation),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_should_have_the_category_of_their_chapter() {
        let cpt = |code| built_in("http://www.ama-assn.org/go/cpt", code);
        assert_eq!(cpt("62264"), Some(Procedure));
        assert_eq!(cpt("71046"), Some(Imaging));
        assert_eq!(cpt("80053"), Some(Laboratory));
        assert_eq!(cpt("90471"), Some(Prevention));
        assert_eq!(cpt("99213"), Some(Consultation));
        for code in ["", "6226", "622640", "6226F", "02000", "92004", "+1234", "٦٢٢٦٤"] {
            assert_eq!(cpt(code), None, "{code}");
        }
        assert_eq!(built_in("urn:x", "exam"), None);
    }

    #[test]
    fn benefit_categories_should_be_mapped_where_one_category_contains_them() {
        assert_eq!(benefit_category("35"), Some(Dental));
        assert_eq!(benefit_category("49"), Some(Hospitalisation));
        for code in ["1", "30", "F6", ""] {
            assert_eq!(benefit_category(code), None, "{code}");
        }
    }
}
