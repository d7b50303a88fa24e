//! Whose keys sign for patients. What is issued to a key for years has sponsors in the registry; a prescription keeps its keys
//! itself. No key is staff's besides, and both sorts are fresh only where neither knows the key.

use crate::{AccountId, Prescriptions, Registry, Runtime, RuntimeOrigin};
use bogam_primitives::{
    OrganisationId,
    traits::{EnsureRole, Holders},
};
use frame_support::traits::Contains;
use sp_runtime::{DispatchError, DispatchResult};

/// Sponsorship in the registry, for pallets that also have to know of the keys of prescriptions.
pub struct PatientKeys;

impl Holders<AccountId> for PatientKeys {
    fn sponsor(holder: &AccountId, organisation: OrganisationId) -> DispatchResult {
        Registry::sponsor(holder, organisation)
    }

    fn release(holder: &AccountId, organisation: OrganisationId) -> DispatchResult {
        Registry::release(holder, organisation)
    }

    fn is_sponsored(holder: &AccountId) -> bool {
        Registry::is_sponsored(holder) || Prescriptions::keeps(holder)
    }
}

/// The keys that prescriptions keep, also those that may not sign any more.
pub struct PrescriptionKeys;

impl Contains<AccountId> for PrescriptionKeys {
    fn contains(account: &AccountId) -> bool {
        Prescriptions::keeps(account)
    }
}

/// The signer is a key that may sign for its prescription. Others are refused as holders without a sponsor are.
pub struct EnsurePrescriptionKey;

impl EnsureRole<RuntimeOrigin> for EnsurePrescriptionKey {
    type Success = AccountId;

    fn ensure_role(origin: RuntimeOrigin) -> Result<Self::Success, DispatchError> {
        let key = frame_system::ensure_signed(origin)?;
        match Prescriptions::sponsor_of(&key) {
            Some(_) => Ok(key),
            None => Err(pallet_registry::Error::<Runtime>::NotSponsored.into()),
        }
    }

    #[cfg(feature = "runtime-benchmarks")]
    fn successful_origin() -> RuntimeOrigin {
        pallet_prescriptions::benchmarking::key_origin::<Runtime>()
    }
}
