//! What claims share with apps that prepare and read them: identifiers, categories, what a line bills, what patients
//! sign, the rules of a plan, and how a claim is adjudicated.
//!
//! - [`plan`]: what an insurer promises, per category and over all;
//! - [`adjudication`]: the one pure function that says what is paid of which line, and why not the rest. It answers an
//!   estimate before the service and decides the claim after it;
//! - [`ledger`]: what all insurers together have paid for one service, never more than its charge;
//! - [`reasons`]: why something is not paid, in the numbers of the field.

use crate::{
    Commitment, Moment, OrganisationId, StatementContent, certificate::CertificateReference,
    prescription::DispenseReference,
};
use codec::{Decode, DecodeWithMemTracking, Encode};
use frame_support::stored;
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use sp_core::H256;
use sp_crypto_hashing::blake2_256;

pub mod adjudication;
pub mod ledger;
pub mod plan;
pub mod reasons;

pub use adjudication::{Accumulators, Adjustment, LineInput, LineOutcome, Verdict, adjudicate};
pub use ledger::{LedgerEntry, LedgerError, MAX_PAYERS, ServiceLedger};
pub use plan::{CategoryRule, HandleSteps, Limits, OverdueRule, PlanTerms, SettlementMode, TermsError};
pub use reasons::{AdjustmentGroup, AdjustmentReason};

/// An amount of money in whole won. There is no smaller unit.
pub type Won = u64;

macro_rules! identifier {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[stored]
        #[derive(Copy, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name(pub H256);
    };
}

identifier!(
    /// A plan's identifier, derived from its insurer and content.
    PlanId
);
identifier!(
    /// The identifier of a policy or of a one-time handle, derived from its content. From outside, the two look alike.
    PolicyId
);
identifier!(
    /// A claim's identifier, derived from its content: an app knows it before the chain does, the patient signs it, and a
    /// repeated submission is refused as a duplicate.
    ClaimId
);
identifier!(
    /// A pre-authorisation's identifier, derived from its content.
    PreauthorisationId
);
identifier!(
    /// What two claims have in common that bill the same service.
    ServiceKey
);

impl PlanId {
    /// The identifier of the plan that `insurer` publishes under `commitment`.
    pub fn derive(insurer: OrganisationId, commitment: &Commitment, terms: &PlanTerms, rules: &[CategoryRule]) -> Self {
        Self(H256(("bogam/plan-id/v1", insurer, commitment, terms, rules).using_encoded(blake2_256)))
    }
}

impl PolicyId {
    /// The identifier of what `insurer` issues to the key `holder` under `plan` for the time given.
    ///
    /// A key is fresh when it gets a policy or a handle, so no two have the same identifier.
    pub fn derive<AccountId: Encode>(
        insurer: OrganisationId,
        plan: &PlanId,
        holder: &AccountId,
        from: Moment,
        until: Moment,
    ) -> Self {
        Self(H256(("bogam/policy-id/v1", insurer, plan, holder, from, until).using_encoded(blake2_256)))
    }
}

impl ClaimId {
    /// The identifier of the claim that `provider` makes with this content.
    pub fn derive(provider: OrganisationId, claim: &NewClaim) -> Self {
        Self(H256(("bogam/claim-id/v1", provider, claim).using_encoded(blake2_256)))
    }
}

impl PreauthorisationId {
    /// The identifier of what `provider` requests with this content.
    pub fn derive(provider: OrganisationId, request: &NewPreauthorisation) -> Self {
        Self(H256(("bogam/preauthorisation-id/v1", provider, request).using_encoded(blake2_256)))
    }
}

/// What kind of service a line bills. Coarse on purpose: a category is public to all members for ever.
#[stored]
#[derive(Copy, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ServiceCategory {
    /// A visit to a practice or an outpatient department.
    Consultation,
    /// Medicines.
    Medicine,
    /// Laboratory tests.
    Laboratory,
    /// Imaging.
    Imaging,
    /// A procedure or operation.
    Procedure,
    /// A stay in hospital.
    Hospitalisation,
    /// Dental care.
    Dental,
    /// Traditional Korean medicine.
    KoreanMedicine,
    /// Prevention: vaccinations and check-ups.
    Prevention,
    /// Documents: certificates and attests.
    Document,
}

impl ServiceCategory {
    /// How many categories there are.
    pub const COUNT: usize = 10;

    /// All categories, in order.
    pub const ALL: [Self; Self::COUNT] = [
        Self::Consultation,
        Self::Medicine,
        Self::Laboratory,
        Self::Imaging,
        Self::Procedure,
        Self::Hospitalisation,
        Self::Dental,
        Self::KoreanMedicine,
        Self::Prevention,
        Self::Document,
    ];
}

/// What a line bills.
#[stored]
#[derive(Copy, PartialOrd, Ord)]
pub enum ServiceReference {
    /// An item that a pharmacy supplied.
    Dispense(DispenseReference),
    /// A certificate that was issued.
    Certificate(CertificateReference),
    /// An encounter, known by its nullifier alone.
    Encounter {
        /// A salted hash that is the same whoever bills the encounter: see [`encounter_nullifier`].
        nullifier: H256,
        /// When it took place, as the provider states it.
        at: Moment,
    },
}

impl ServiceReference {
    /// What identifies the service over all claims. The time that a provider states for an encounter is no part of it.
    pub fn key(&self) -> ServiceKey {
        let hash = match self {
            Self::Dispense(reference) => ("bogam/service/dispense/v1", reference).using_encoded(blake2_256),
            Self::Certificate(reference) => ("bogam/service/certificate/v1", reference).using_encoded(blake2_256),
            Self::Encounter { nullifier, .. } => ("bogam/service/encounter/v1", nullifier).using_encoded(blake2_256),
        };
        ServiceKey(H256(hash))
    }
}

/// The nullifier of an encounter: a hash over the institution's number of the encounter (and of the item in its bill) and
/// 32 random bytes that the institution keeps with the encounter, so that it is the same whenever the encounter is
/// billed and says nothing to anybody else.
pub fn encounter_nullifier(provider: OrganisationId, salt: &crate::Salt, encounter: &[u8]) -> H256 {
    H256(("bogam/encounter/v1", provider, salt, encounter).using_encoded(blake2_256))
}

/// A line as a provider submits it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct NewLine {
    /// What kind of service.
    pub category: ServiceCategory,
    /// Which service.
    pub service: ServiceReference,
    /// What it costs, whoever pays.
    pub charge: Won,
    /// The approval obtained before.
    pub preauthorisation: Option<PreauthorisationId>,
}

/// To whom a claim is paid.
#[stored]
#[derive(Copy, PartialOrd, Ord, Serialize, Deserialize)]
pub enum PayeeKind {
    /// To the organisation that submits it.
    Provider,
    /// To the patient, who has paid the provider: the key of the policy or handle.
    Holder,
}

/// A claim as a provider submits it. What is too long is refused with an error of its own.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct NewClaim {
    /// The policy or handle.
    pub policy: PolicyId,
    /// To whom it is to be paid.
    pub payee: PayeeKind,
    /// The commitment to the FHIR Claim and its attachments.
    pub commitment: Commitment,
    /// What is billed, in the order in which it is adjudicated.
    pub lines: alloc::vec::Vec<NewLine>,
}

/// A request to approve a service before it is delivered.
#[stored]
#[derive(Copy)]
pub struct NewPreauthorisation {
    /// The policy or handle.
    pub policy: PolicyId,
    /// What kind of service.
    pub category: ServiceCategory,
    /// How much the insurer is asked to pay at most.
    pub amount: Won,
    /// The commitment to the FHIR Claim with use `preauthorization`.
    pub commitment: Commitment,
}

/// Content of the statement with which a patient agrees to a claim. The claim's identifier stands for all of its content;
/// policy and provider are named so that a signing device can show them. It serves once, as the claim does.
#[stored]
#[derive(Copy)]
pub struct AuthoriseClaim {
    /// The claim.
    pub claim: ClaimId,
    /// The policy or handle on which it is made.
    pub policy: PolicyId,
    /// The organisation that may submit it.
    pub provider: OrganisationId,
}

impl StatementContent for AuthoriseClaim {
    const TAG: &'static str = "bogam/authorise-claim/v1";
}

/// Content of the statement with which a patient agrees to a request for pre-authorisation. It serves once.
#[stored]
#[derive(Copy)]
pub struct AuthorisePreauthorisation {
    /// The request.
    pub preauthorisation: PreauthorisationId,
    /// The policy or handle.
    pub policy: PolicyId,
    /// The organisation that may submit it.
    pub provider: OrganisationId,
}

impl StatementContent for AuthorisePreauthorisation {
    const TAG: &'static str = "bogam/authorise-preauthorisation/v1";
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{PrescriptionId, certificate::BatchId};

    #[test]
    fn service_key_should_tell_services_apart_and_ignore_the_stated_time() {
        let nullifier = H256::repeat_byte(1);
        let encounter = ServiceReference::Encounter { nullifier, at: 1 };
        assert_eq!(encounter.key(), ServiceReference::Encounter { nullifier, at: 2 }.key());

        let certificate =
            |index| ServiceReference::Certificate(CertificateReference { batch: BatchId(nullifier), index });
        let dispense = |item| {
            ServiceReference::Dispense(DispenseReference { prescription: PrescriptionId(nullifier), fill: 0, item })
        };
        let keys = [encounter.key(), certificate(0).key(), certificate(1).key(), dispense(0).key(), dispense(1).key()];
        let distinct: std::collections::BTreeSet<_> = keys.into_iter().collect();
        assert_eq!(distinct.len(), keys.len());
    }

    #[test]
    fn claim_id_should_change_with_each_part_of_its_content() {
        let line = NewLine {
            category: ServiceCategory::Medicine,
            service: ServiceReference::Encounter { nullifier: H256::zero(), at: 1 },
            charge: 10,
            preauthorisation: None,
        };
        let claim = NewClaim {
            policy: PolicyId(H256::zero()),
            payee: PayeeKind::Provider,
            commitment: Commitment(H256::zero()),
            lines: vec![line.clone()],
        };
        let id = ClaimId::derive(1, &claim);
        assert_eq!(id, ClaimId::derive(1, &claim.clone()));
        assert_ne!(id, ClaimId::derive(2, &claim));
        let other = H256::repeat_byte(1);
        assert_ne!(id, ClaimId::derive(1, &NewClaim { policy: PolicyId(other), ..claim.clone() }));
        assert_ne!(id, ClaimId::derive(1, &NewClaim { payee: PayeeKind::Holder, ..claim.clone() }));
        assert_ne!(id, ClaimId::derive(1, &NewClaim { commitment: Commitment(other), ..claim.clone() }));
        let dearer = NewLine { charge: 11, ..line };
        assert_ne!(id, ClaimId::derive(1, &NewClaim { lines: vec![dearer], ..claim }));
    }

    #[test]
    fn categories_should_be_listed_once_in_order() {
        for (place, category) in ServiceCategory::ALL.into_iter().enumerate() {
            assert_eq!(category as usize, place);
        }
    }
}
