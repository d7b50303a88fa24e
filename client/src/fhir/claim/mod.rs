//! FHIR R4 claims: from `Coverage` and `Claim` to what goes on chain, and back.
//!
//! - [`map_coverage`]: a `Coverage` becomes the terms of a policy;
//! - [`map_claim`]: a `Claim` becomes a claim, requests for approval, or a question what would be paid, by its `use`; with
//!   the private document to which the chain commits;
//! - [`claim_response`], [`explanation_of_benefit`], [`preauthorisation_response`], [`refusal_response`]: what the chain
//!   has decided, as FHIR has it; [`check_balance`] adds up what one of them says.
//!
//! What FHIR calls something is looked up in the tables of [`ClaimOptions`]: the mapping itself asks nobody. What names
//! itself as the chain does (`urn:bogam:…`) needs no table. The patient never goes on chain.

mod amount;
mod back;
mod balance;
mod category;
mod coverage;
mod document;
mod facts;
mod lines;
mod options;
mod resolve;
mod to_chain;

pub use amount::LARGEST_AMOUNT;
pub use back::{claim_response, explanation_of_benefit, preauthorisation_response, refusal_response};
pub use balance::{Balance, check_balance};
pub use coverage::{coverages, map_coverage};
pub use document::{ClaimDocument, DocumentedLine, open_and_check_claim};
pub use facts::{
    BenefitYearFacts, ClaimFacts, ClaimStanding, DecidedLine, PaymentFacts, PreauthorisationFacts,
    PreauthorisationStanding, Refusal,
};
pub use options::{
    CATEGORY_SYSTEM, ClaimOptions, ClaimRequest, ClaimWarning, ClaimWarningKind, CoverageTerms, Directory,
    EstimatedLine, Exchange, KnownPreauthorisation, MappedClaim, PreauthorisationRequest, SubscriberCommitment,
    category_name, category_named,
};
pub use to_chain::{claim_called, claims, map_claim};
