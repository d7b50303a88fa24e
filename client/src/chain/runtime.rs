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
    ),
    substitute_type(
        path = "bogam_primitives::consent::SubjectId",
        with = "::subxt::utils::Static<::bogam_primitives::consent::SubjectId>"
    ),
    substitute_type(
        path = "bogam_primitives::consent::ConsentId",
        with = "::subxt::utils::Static<::bogam_primitives::consent::ConsentId>"
    ),
    substitute_type(
        path = "bogam_primitives::consent::ProjectId",
        with = "::subxt::utils::Static<::bogam_primitives::consent::ProjectId>"
    ),
    substitute_type(
        path = "bogam_primitives::consent::vocabulary::Purpose",
        with = "::subxt::utils::Static<::bogam_primitives::consent::Purpose>"
    ),
    substitute_type(
        path = "bogam_primitives::consent::vocabulary::Purposes",
        with = "::subxt::utils::Static<::bogam_primitives::consent::Purposes>"
    ),
    substitute_type(
        path = "bogam_primitives::consent::vocabulary::Action",
        with = "::subxt::utils::Static<::bogam_primitives::consent::Action>"
    ),
    substitute_type(
        path = "bogam_primitives::consent::vocabulary::Actions",
        with = "::subxt::utils::Static<::bogam_primitives::consent::Actions>"
    ),
    substitute_type(
        path = "bogam_primitives::consent::vocabulary::Category",
        with = "::subxt::utils::Static<::bogam_primitives::consent::Category>"
    ),
    substitute_type(
        path = "bogam_primitives::consent::vocabulary::Categories",
        with = "::subxt::utils::Static<::bogam_primitives::consent::Categories>"
    ),
    substitute_type(
        path = "bogam_primitives::consent::vocabulary::Sensitivities",
        with = "::subxt::utils::Static<::bogam_primitives::consent::Sensitivities>"
    ),
    substitute_type(
        path = "bogam_primitives::consent::research::BroadUse",
        with = "::subxt::utils::Static<::bogam_primitives::consent::BroadUse>"
    ),
    substitute_type(
        path = "bogam_primitives::consent::research::DiseaseArea",
        with = "::subxt::utils::Static<::bogam_primitives::consent::DiseaseArea>"
    ),
    substitute_type(
        path = "bogam_primitives::consent::research::Modifiers",
        with = "::subxt::utils::Static<::bogam_primitives::consent::Modifiers>"
    ),
    substitute_type(
        path = "bogam_primitives::consent::research::ProjectTerms",
        with = "::subxt::utils::Static<::bogam_primitives::consent::ProjectTerms>"
    ),
    substitute_type(
        path = "bogam_primitives::consent::research::ResearchScope",
        with = "::subxt::utils::Static<::bogam_primitives::consent::ResearchScope>"
    ),
    substitute_type(
        path = "bogam_primitives::consent::research::ResearchTerms",
        with = "::subxt::utils::Static<::bogam_primitives::consent::ResearchTerms>"
    ),
    substitute_type(
        path = "bogam_primitives::consent::research::ResearchUse",
        with = "::subxt::utils::Static<::bogam_primitives::consent::ResearchUse>"
    ),
    substitute_type(
        path = "bogam_primitives::consent::decide::Answer",
        with = "::subxt::utils::Static<::bogam_primitives::consent::Answer>"
    ),
    substitute_type(
        path = "bogam_primitives::consent::decision::Terms<A>",
        with = "::subxt::utils::Static<::bogam_primitives::consent::Terms<::subxt::utils::AccountId32>>"
    ),
    substitute_type(
        path = "bogam_primitives::consent::decision::Decision<A>",
        with = "::subxt::utils::Static<::bogam_primitives::consent::Decision<::subxt::utils::AccountId32>>"
    ),
    substitute_type(
        path = "bogam_primitives::consent::decision::Author<A>",
        with = "::subxt::utils::Static<::bogam_primitives::consent::Author<::subxt::utils::AccountId32>>"
    )
)]
mod generated {}

pub use generated::*;
