//! FHIR R4 `Consent`: from a resource to the decisions that a subject sends, and back.
//!
//! [`map_consent`] makes of one resource the [`Terms`](bogam_primitives::consent::Terms) of one or several decisions: the
//! base rule and its exceptions. What the chain's rule of precedence cannot express is refused with the element that
//! asks for it. [`consent_to_fhir`] writes one resource for each decision, which maps back to the same terms.

mod actors;
mod codes;
mod from_chain;
mod options;
mod redating;
mod rules;
mod to_chain;

pub use from_chain::{ConsentFacts, DecisionFacts, DecisionStanding, consent_to_fhir};
pub use options::{ConsentOptions, ConsentResult, ConsentWarning, ConsentWarningKind, MappedConsent, UntypedRule};
pub use to_chain::map_consent;

pub(super) use actors::{
    CONSENT_SYSTEM, PROJECT_SYSTEM, SUBJECT_SYSTEM, consent_urn, is_called, logical, named_grantee,
    organisation_reference, resolve_in, seat_reference,
};
pub(super) use codes::{
    ACT_CODE, ACT_REASON, CATEGORY_SYSTEM, CONFIDENTIALITY, CONSENT_ACTION, RESOURCE_TYPES, category_of_resource,
    coded, coding, coding_code, concept, is_instruction,
};
