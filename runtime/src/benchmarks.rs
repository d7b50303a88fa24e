//! The pallets whose calls are benchmarked on this runtime. `docs/weights.md` tells what is not, and why.

/// What benchmarks call on the host beside what every runtime does.
#[cfg(feature = "std")]
pub use frame_benchmarking::benchmarking::HostFunctions;

frame_benchmarking::define_benchmarks!(
    [frame_benchmarking, BaselineBench::<Runtime>]
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
