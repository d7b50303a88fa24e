//! What consent shares between the chain, which evaluates it, and the apps that send, show and map it.
//!
//! - [`vocabulary`]: purposes, actions, categories of data and sensitivities, with the codes of HL7 and FHIR;
//! - [`decision`]: what a subject decides, about whom, and for when;
//! - [`mod@decide`]: the one pure function that answers whether something may be done, on the chain and off it;
//! - [`research`]: the terms of the Data Use Ontology, and whether a project keeps what a subject demands.

use crate::{Commitment, Moment, OrganisationId};
use codec::Encode;
use frame_support::stored;
use serde::{Deserialize, Serialize};
use sp_core::H256;
use sp_crypto_hashing::blake2_256;

pub mod decide;
pub mod decision;
pub mod research;
pub mod vocabulary;

pub use decide::{Answer, Outcome, Question, Reader, decide};
pub use decision::{Author, Decision, Effect, Grantee, Terms};
pub use research::{
    BroadUse, DiseaseArea, Mismatch, Modifier, Modifiers, ProjectTerms, ResearchScope, ResearchTerms, ResearchUse,
};
pub use vocabulary::{Action, Actions, Categories, Category, Purpose, Purposes, Sensitivities, Sensitivity};

/// Defines an identifier that is a hash.
macro_rules! identifier {
    ($(#[$meta:meta])* $Id:ident) => {
        $(#[$meta])*
        #[stored]
        #[derive(Copy, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $Id(pub H256);
    };
}

identifier! {
    /// A subject: a patient at one custodian. It stays the same when the key is rotated.
    SubjectId
}

identifier! {
    /// A decision of a subject, derived from its content and its number: an app knows it before the chain does, and it
    /// never returns.
    ConsentId
}

identifier! {
    /// A research project, derived from its content.
    ProjectId
}

impl SubjectId {
    /// The subject that `custodian` registers with `first_key`.
    pub fn derive<AccountId: Encode>(custodian: OrganisationId, first_key: &AccountId) -> Self {
        Self(H256(("bogam/subject-id/v1", custodian, first_key).using_encoded(blake2_256)))
    }
}

impl ConsentId {
    /// What `subject` decides as its decision number `sequence`. The numbers are counted from zero and none is given
    /// twice, so a repeated submission is refused and an identifier never returns.
    pub fn derive<AccountId: Encode>(subject: SubjectId, sequence: u32, terms: &Terms<AccountId>) -> Self {
        Self(H256(("bogam/consent-id/v1", subject, sequence, terms).using_encoded(blake2_256)))
    }

    /// The decision by which `subject` was taken into `project` under its broad consent, as its enrolment number `number`.
    /// Enrolments are counted apart, so that they do not use up the number for which an app is just preparing a decision.
    pub fn of_enrolment(subject: SubjectId, project: ProjectId, number: u32) -> Self {
        Self(H256(("bogam/enrolment-id/v1", subject, project, number).using_encoded(blake2_256)))
    }
}

impl ProjectId {
    /// The project of `organisation` with this protocol, until `until`.
    pub fn derive(organisation: OrganisationId, protocol: &Commitment, until: Moment) -> Self {
        Self(H256(("bogam/project-id/v1", organisation, protocol, until).using_encoded(blake2_256)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_should_change_with_each_part_of_their_content() {
        let subject = SubjectId::derive(1, &[1u8; 32]);
        assert_eq!(subject, SubjectId::derive(1, &[1u8; 32]));
        assert_ne!(subject, SubjectId::derive(2, &[1u8; 32]));
        assert_ne!(subject, SubjectId::derive(1, &[2u8; 32]));

        let project = ProjectId::derive(1, &Commitment::default(), 5);
        assert_ne!(project, ProjectId::derive(2, &Commitment::default(), 5));
        assert_ne!(project, ProjectId::derive(1, &Commitment(H256::repeat_byte(1)), 5));
        assert_ne!(project, ProjectId::derive(1, &Commitment::default(), 6));

        let terms = Terms::<[u8; 32]> {
            effect: Effect::Permit,
            grantee: Grantee::Anyone,
            actions: Actions::ALL,
            categories: Categories::ALL,
            purposes: Purposes::ALL,
            sensitivities: Sensitivities::NONE,
            valid_from: 0,
            valid_until: None,
            data_from: None,
            data_until: None,
        };
        let consent = ConsentId::derive(subject, 0, &terms);
        assert_ne!(consent, ConsentId::derive(SubjectId(H256::zero()), 0, &terms));
        assert_ne!(consent, ConsentId::derive(subject, 1, &terms));
        assert_ne!(consent, ConsentId::derive(subject, 0, &Terms { effect: Effect::Deny, ..terms }));
        assert_ne!(ConsentId::of_enrolment(subject, project, 0), ConsentId::of_enrolment(subject, project, 1));
    }
}
