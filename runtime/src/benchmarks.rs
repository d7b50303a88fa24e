//! The pallets whose calls are benchmarked on this runtime. `docs/weights.md` tells what is not, and why.

/// What the SDK measures only together with pallets that are not here.
pub mod consensus;

/// What benchmarks call on the host beside what every runtime does.
#[cfg(feature = "std")]
pub use frame_benchmarking::benchmarking::HostFunctions;
#[cfg(feature = "std")]
pub use transactions::remark;

/// What the node measures transactions with.
#[cfg(feature = "std")]
mod transactions {
    use crate::{Hash, Nonce, RuntimeCall, UncheckedExtrinsic, genesis::consortium::HOSPITAL, signing::signed};
    use sp_core::{Pair, sr25519};

    /// A transaction that does nothing, of the hospital that all presets have: its number is `nonce`, and that of the first is
    /// zero. For the chain whose block zero has the hash `genesis`.
    pub fn remark(genesis: Hash, nonce: Nonce) -> Result<UncheckedExtrinsic, &'static str> {
        let key = sr25519::Pair::from_string(HOSPITAL.uri, None).map_err(|_| "the URI is not well formed")?;
        let call = RuntimeCall::System(frame_system::Call::remark { remark: Vec::new() });
        Ok(signed(genesis, &key, nonce, call))
    }
}

frame_benchmarking::define_benchmarks!(
    [frame_benchmarking, BaselineBench::<Runtime>]
    [consensus, ConsensusBench::<Runtime>]
    [frame_system, SystemBench::<Runtime>]
    [frame_system_extensions, SystemExtensionsBench::<Runtime>]
    [pallet_balances, Balances]
    [pallet_collective, Council]
    [pallet_grandpa, Grandpa]
    [pallet_membership, CouncilMembership]
    [pallet_meta_tx, MetaTransactions]
    [pallet_preimage, Preimage]
    [pallet_safe_mode, SafeMode]
    [pallet_scheduler, Scheduler]
    [pallet_timestamp, Timestamp]
    [pallet_utility, Utility]
    [pallet_verify_signature, Signatures]
    [pallet_validators, Validators]
    [pallet_metering, Metering]
    [pallet_nodes, Nodes]
    [pallet_governance, Governance]
    [pallet_registry, Registry]
    [pallet_prescriptions, Prescriptions]
    [pallet_consent, Consent]
    [pallet_certificates, Certificates]
    [pallet_claims, Claims]
);
