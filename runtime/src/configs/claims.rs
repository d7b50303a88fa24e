//! Claims: who insures, provides, decides and pays, and in which money.

use super::{governance::ClearingAgent, holders::PatientKeys};
use crate::{Balances, Certificates, Prescriptions, Runtime, RuntimeHoldReason, Signature, Timestamp};
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
    type Holders = PatientKeys;
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

    /// An item of a prescription with everything at its bound, written down as if it had been dispensed, so that each line of
    /// a claim needs a signature and a look at a full record.
    fn deliver(
        provider: bogam_primitives::OrganisationId,
        holder: &crate::AccountId,
        number: u32,
    ) -> Option<bogam_primitives::claim::ServiceReference> {
        use bogam_primitives::{
            Actor, Commitment, PrescriptionId,
            claim::ServiceReference,
            prescription::{DispenseReference, ItemIndex, QUANTITY_SCALE},
        };
        use frame_support::{BoundedVec, traits::Get};
        use pallet_prescriptions::{Fill, FillContent, FillLine, Fills};

        let items: u32 = <Runtime as pallet_prescriptions::Config>::MaxItems::get();
        let prescription = PrescriptionId(bogam_primitives::benchmarking::hash_of(number));
        let at = pallet_timestamp::Now::<Runtime>::get();
        let actor = Actor { account: holder.clone(), organisation: provider, licence: Some(0) };
        let line = |item: u32| FillLine {
            item: item as ItemIndex,
            quantity: QUANTITY_SCALE,
            substituted: false,
            billed: false,
        };
        let lines = BoundedVec::truncate_from((0..items).map(line).collect());
        let record = super::prescriptions::full_record(actor.clone(), holder.clone());
        let fill = Fill::<Runtime> {
            issue: 0,
            dispenser: actor,
            at,
            content: FillContent::Supplied { lines, commitment: Commitment::default() },
            previous: None,
            completed: None,
            withdrawn: None,
        };
        pallet_prescriptions::Prescriptions::<Runtime>::insert(prescription, record);
        Fills::<Runtime>::insert(prescription, 0, fill);
        let last = items.saturating_sub(1) as ItemIndex;
        Some(ServiceReference::Dispense(DispenseReference { prescription, fill: 0, item: last }))
    }
}
