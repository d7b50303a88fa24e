//! What there is on the chain, by identifier, for acts to pick from.

use bogam_primitives::{
    ClaimId, LicenceId, OrganisationId, PlanId, PolicyId, PreauthorisationId, PrescriptionId,
    certificate::{BatchId, SchemaId},
    consent::{ProjectId, SubjectId},
    traits::Holders as _,
};
use bogam_runtime::{AccountId, Prescriptions, Registry, Runtime};

/// The identifiers of everything, as of the beginning of a block. The records are read when they are needed, so that what a
/// block has already done to them counts.
#[derive(Clone, Debug, Default)]
pub struct World {
    /// The organisations, removed ones included.
    pub organisations: Vec<OrganisationId>,
    /// The licences.
    pub licences: Vec<LicenceId>,
    /// The accounts that have a seat.
    pub seats: Vec<AccountId>,
    /// The accounts that the registry holds.
    pub admitted: Vec<AccountId>,
    /// The holders that may sign: those that the registry has, and the keys of prescriptions.
    pub holders: Vec<AccountId>,
    /// The prescriptions.
    pub prescriptions: Vec<PrescriptionId>,
    /// The subjects.
    pub subjects: Vec<SubjectId>,
    /// The research projects.
    pub projects: Vec<ProjectId>,
    /// The schemas.
    pub schemas: Vec<SchemaId>,
    /// The batches of certificates.
    pub batches: Vec<BatchId>,
    /// The insurance plans.
    pub plans: Vec<PlanId>,
    /// The policies and handles.
    pub policies: Vec<PolicyId>,
    /// The requests for approval.
    pub preauthorisations: Vec<PreauthorisationId>,
    /// The claims.
    pub claims: Vec<ClaimId>,
}

impl World {
    /// Reads the state.
    pub fn read() -> Self {
        let admitted: Vec<_> = pallet_registry::Admitted::<Runtime>::iter_keys().collect();
        Self {
            organisations: pallet_registry::Organisations::<Runtime>::iter_keys().collect(),
            licences: pallet_registry::Licences::<Runtime>::iter_keys().collect(),
            seats: pallet_registry::Seats::<Runtime>::iter_keys().collect(),
            holders: holders(&admitted),
            admitted,
            prescriptions: pallet_prescriptions::Prescriptions::<Runtime>::iter_keys().collect(),
            subjects: pallet_consent::Subjects::<Runtime>::iter_keys().collect(),
            projects: pallet_consent::Projects::<Runtime>::iter_keys().collect(),
            schemas: pallet_certificates::Schemas::<Runtime>::iter_keys().collect(),
            batches: pallet_certificates::Batches::<Runtime>::iter_keys().collect(),
            plans: pallet_claims::Plans::<Runtime>::iter_keys().collect(),
            policies: pallet_claims::Policies::<Runtime>::iter_keys().collect(),
            preauthorisations: pallet_claims::Preauthorisations::<Runtime>::iter_keys().collect(),
            claims: pallet_claims::Claims::<Runtime>::iter_keys().collect(),
        }
    }
}

/// Those of `admitted` that are holders, and the keys that may sign for a prescription.
fn holders(admitted: &[AccountId]) -> Vec<AccountId> {
    let registered = admitted.iter().filter(|account| Registry::is_sponsored(account)).cloned();
    let keys = pallet_prescriptions::ByHolder::<Runtime>::iter_keys();
    registered.chain(keys.filter(|key| Prescriptions::sponsor_of(key).is_some())).collect()
}
