//! The pallets whose calls are benchmarked on this runtime.

frame_benchmarking::define_benchmarks!(
    [frame_benchmarking, BaselineBench::<Runtime>]
    [frame_system, SystemBench::<Runtime>]
    [pallet_balances, Balances]
    [pallet_collective, Council]
    [pallet_membership, CouncilMembership]
    [pallet_preimage, Preimage]
    [pallet_scheduler, Scheduler]
    [pallet_timestamp, Timestamp]
    [pallet_meta_tx, MetaTransactions]
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
