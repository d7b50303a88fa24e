//! Claims: who insures, provides, decides and pays, and in which money.

use super::governance::ClearingAgent;
use crate::{Balances, Certificates, Prescriptions, Registry, Runtime, RuntimeHoldReason, Signature, Timestamp};
use bogam_primitives::Capacity;
use frame_support::{PalletId, parameter_types, traits::ConstU32};
use pallet_registry::{EnsureHolder, EnsureSeat};

parameter_types! {
    pub const Underwrite: Capacity = Capacity::Underwrite;
    pub const SubmitClaim: Capacity = Capacity::SubmitClaim;
    pub const AssessClaim: Capacity = Capacity::AssessClaim;
    pub const SettleClaim: Capacity = Capacity::SettleClaim;
    /// The accounts of organisations are derived from it.
    pub const ClaimsPalletId: PalletId = PalletId(*b"bg/claim");
}

impl pallet_claims::Config for Runtime {
    type InsurerOrigin = EnsureSeat<Runtime, Underwrite>;
    type ProviderOrigin = EnsureSeat<Runtime, SubmitClaim>;
    type AssessorOrigin = EnsureSeat<Runtime, AssessClaim>;
    type TreasurerOrigin = EnsureSeat<Runtime, SettleClaim>;
    type HolderOrigin = EnsureHolder<Runtime>;
    type GovernanceOrigin = ClearingAgent;
    type Holders = Registry;
    type Dispenses = Prescriptions;
    type Certificates = Certificates;
    type Currency = Balances;
    type RuntimeHoldReason = RuntimeHoldReason;
    type Time = Timestamp;
    type HolderSignature = Signature;
    type PalletId = ClaimsPalletId;
    type MaxRules = ConstU32<16>;
    type MaxLines = ConstU32<32>;
    type MaxBatch = ConstU32<64>;
    type WeightInfo = pallet_claims::weights::SubstrateWeight<Runtime>;
    #[cfg(feature = "runtime-benchmarks")]
    type BenchmarkHelper = super::prescriptions::BenchmarkHelper;
}

#[cfg(feature = "runtime-benchmarks")]
impl pallet_claims::benchmarking::BenchmarkHelper<crate::AccountId, Signature>
    for super::prescriptions::BenchmarkHelper
{
    fn holder(seed: u32) -> crate::AccountId {
        pallet_prescriptions::benchmarking::sr25519_holder(seed)
    }

    fn sign(holder: &crate::AccountId, payload: &[u8]) -> Signature {
        pallet_prescriptions::benchmarking::sr25519_sign(holder, payload)
    }

    fn set_time(now: bogam_primitives::Moment) {
        pallet_timestamp::Now::<Runtime>::put(now);
    }

    /// Nothing: benchmarks bill encounters instead, and the weight of looking a dispense up is added by the calls.
    fn deliver(
        _provider: bogam_primitives::OrganisationId,
        _holder: &crate::AccountId,
        _number: u32,
    ) -> Option<bogam_primitives::claim::ServiceReference> {
        None
    }
}
