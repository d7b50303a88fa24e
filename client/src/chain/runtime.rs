//! The runtime's calls, events and view functions, generated from its metadata. `scripts/metadata` renews the file, and
//! an end-to-end test compares it with what a running node says.

#![allow(missing_docs, clippy::all, reason = "generated from the metadata")]

#[subxt::subxt(
    runtime_metadata_path = "artifacts/bogam.scale",
    derive_for_all_types = "Clone, PartialEq, Eq",
    substitute_type(
        path = "bogam_primitives::prescription::PrescriptionId",
        with = "::subxt::utils::Static<::bogam_primitives::PrescriptionId>"
    ),
    substitute_type(
        path = "bogam_primitives::commitment::Commitment",
        with = "::subxt::utils::Static<::bogam_primitives::Commitment>"
    ),
    substitute_type(
        path = "bogam_primitives::roles::Capacity",
        with = "::subxt::utils::Static<::bogam_primitives::Capacity>"
    ),
    substitute_type(
        path = "bogam_primitives::roles::Capacities",
        with = "::subxt::utils::Static<::bogam_primitives::Capacities>"
    ),
    substitute_type(
        path = "bogam_primitives::roles::OrganisationKind",
        with = "::subxt::utils::Static<::bogam_primitives::OrganisationKind>"
    ),
    substitute_type(
        path = "bogam_primitives::roles::Profession",
        with = "::subxt::utils::Static<::bogam_primitives::Profession>"
    ),
    substitute_type(
        path = "bogam_primitives::prescription::Schedule",
        with = "::subxt::utils::Static<::bogam_primitives::prescription::Schedule>"
    ),
    substitute_type(
        path = "bogam_primitives::prescription::AcceptPrescription",
        with = "::subxt::utils::Static<::bogam_primitives::prescription::AcceptPrescription>"
    ),
    substitute_type(
        path = "bogam_primitives::prescription::reasons::CancellationReason",
        with = "::subxt::utils::Static<::bogam_primitives::prescription::CancellationReason>"
    ),
    substitute_type(
        path = "bogam_primitives::prescription::reasons::GiveBackReason",
        with = "::subxt::utils::Static<::bogam_primitives::prescription::GiveBackReason>"
    ),
    substitute_type(
        path = "bogam_primitives::prescription::reasons::NotDispensedReason",
        with = "::subxt::utils::Static<::bogam_primitives::prescription::NotDispensedReason>"
    ),
    substitute_type(
        path = "bogam_primitives::prescription::reasons::WithdrawalReason",
        with = "::subxt::utils::Static<::bogam_primitives::prescription::WithdrawalReason>"
    )
)]
mod generated {}

pub use generated::*;
