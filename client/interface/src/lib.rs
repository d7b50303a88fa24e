//! The runtime's calls, events and view functions, generated from its metadata. `scripts/metadata` renews the file, and
//! an end-to-end test compares it with what a running node says.
//!
//! It is a crate of its own because it is large and changes only with the runtime: without it the client is compiled soon.

#![allow(missing_docs, clippy::all, reason = "generated from the metadata")]

#[subxt::subxt(
    runtime_metadata_path = "../artifacts/bogam.scale",
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
        path = "bogam_primitives::certificate::SchemaId",
        with = "::subxt::utils::Static<::bogam_primitives::certificate::SchemaId>"
    ),
    substitute_type(
        path = "bogam_primitives::certificate::BatchId",
        with = "::subxt::utils::Static<::bogam_primitives::certificate::BatchId>"
    ),
    substitute_type(
        path = "bogam_primitives::certificate::BatchName",
        with = "::subxt::utils::Static<::bogam_primitives::certificate::BatchName>"
    ),
    substitute_type(
        path = "bogam_primitives::certificate::CertificateReference",
        with = "::subxt::utils::Static<::bogam_primitives::certificate::CertificateReference>"
    ),
    substitute_type(
        path = "bogam_primitives::certificate::CertificateRecord",
        with = "::subxt::utils::Static<::bogam_primitives::certificate::CertificateRecord>"
    ),
    substitute_type(
        path = "bogam_primitives::certificate::status::EndorsementRefusalReason",
        with = "::subxt::utils::Static<::bogam_primitives::certificate::EndorsementRefusalReason>"
    ),
    substitute_type(
        path = "bogam_primitives::certificate::status::RevocationReason",
        with = "::subxt::utils::Static<::bogam_primitives::certificate::RevocationReason>"
    ),
    substitute_type(
        path = "bogam_primitives::certificate::status::SuspensionReason",
        with = "::subxt::utils::Static<::bogam_primitives::certificate::SuspensionReason>"
    ),
    substitute_type(
        path = "bogam_primitives::certificate::status::Status",
        with = "::subxt::utils::Static<::bogam_primitives::certificate::Status>"
    ),
    substitute_type(
        path = "bogam_primitives::certificate::status::StatusChange",
        with = "::subxt::utils::Static<::bogam_primitives::certificate::StatusChange>"
    ),
    substitute_type(
        path = "bogam_primitives::certificate::verification::BatchRevocation",
        with = "::subxt::utils::Static<::bogam_primitives::certificate::BatchRevocation>"
    ),
    substitute_type(
        path = "bogam_primitives::certificate::verification::Evidence",
        with = "::subxt::utils::Static<::bogam_primitives::certificate::Evidence>"
    ),
    substitute_type(
        path = "bogam_primitives::certificate::verification::Facts",
        with = "::subxt::utils::Static<::bogam_primitives::certificate::Facts>"
    ),
    substitute_type(
        path = "bogam_primitives::certificate::verification::Question",
        with = "::subxt::utils::Static<::bogam_primitives::certificate::Question>"
    ),
    substitute_type(
        path = "bogam_primitives::certificate::verification::Verdict",
        with = "::subxt::utils::Static<::bogam_primitives::certificate::Verdict>"
    ),
    substitute_type(
        path = "bogam_primitives::claim::ClaimId",
        with = "::subxt::utils::Static<::bogam_primitives::claim::ClaimId>"
    ),
    substitute_type(
        path = "bogam_primitives::claim::PlanId",
        with = "::subxt::utils::Static<::bogam_primitives::claim::PlanId>"
    ),
    substitute_type(
        path = "bogam_primitives::claim::PolicyId",
        with = "::subxt::utils::Static<::bogam_primitives::claim::PolicyId>"
    ),
    substitute_type(
        path = "bogam_primitives::claim::PreauthorisationId",
        with = "::subxt::utils::Static<::bogam_primitives::claim::PreauthorisationId>"
    ),
    substitute_type(
        path = "bogam_primitives::claim::ServiceKey",
        with = "::subxt::utils::Static<::bogam_primitives::claim::ServiceKey>"
    ),
    substitute_type(
        path = "bogam_primitives::claim::ServiceReference",
        with = "::subxt::utils::Static<::bogam_primitives::claim::ServiceReference>"
    ),
    substitute_type(
        path = "bogam_primitives::claim::ServiceCategory",
        with = "::subxt::utils::Static<::bogam_primitives::claim::ServiceCategory>"
    ),
    substitute_type(
        path = "bogam_primitives::claim::NewLine",
        with = "::subxt::utils::Static<::bogam_primitives::claim::NewLine>"
    ),
    substitute_type(
        path = "bogam_primitives::claim::NewClaim",
        with = "::subxt::utils::Static<::bogam_primitives::claim::NewClaim>"
    ),
    substitute_type(
        path = "bogam_primitives::claim::NewPreauthorisation",
        with = "::subxt::utils::Static<::bogam_primitives::claim::NewPreauthorisation>"
    ),
    substitute_type(
        path = "bogam_primitives::claim::PayeeKind",
        with = "::subxt::utils::Static<::bogam_primitives::claim::PayeeKind>"
    ),
    substitute_type(
        path = "bogam_primitives::claim::AuthoriseClaim",
        with = "::subxt::utils::Static<::bogam_primitives::claim::AuthoriseClaim>"
    ),
    substitute_type(
        path = "bogam_primitives::claim::AuthorisePreauthorisation",
        with = "::subxt::utils::Static<::bogam_primitives::claim::AuthorisePreauthorisation>"
    ),
    substitute_type(
        path = "bogam_primitives::claim::adjudication::Accumulators",
        with = "::subxt::utils::Static<::bogam_primitives::claim::Accumulators>"
    ),
    substitute_type(
        path = "bogam_primitives::claim::adjudication::Adjustment",
        with = "::subxt::utils::Static<::bogam_primitives::claim::Adjustment>"
    ),
    substitute_type(
        path = "bogam_primitives::claim::adjudication::LineOutcome",
        with = "::subxt::utils::Static<::bogam_primitives::claim::LineOutcome>"
    ),
    substitute_type(
        path = "bogam_primitives::claim::adjudication::Verdict",
        with = "::subxt::utils::Static<::bogam_primitives::claim::Verdict>"
    ),
    substitute_type(
        path = "bogam_primitives::claim::ledger::ServiceLedger",
        with = "::subxt::utils::Static<::bogam_primitives::claim::ServiceLedger>"
    ),
    substitute_type(
        path = "bogam_primitives::claim::plan::PlanTerms",
        with = "::subxt::utils::Static<::bogam_primitives::claim::PlanTerms>"
    ),
    substitute_type(
        path = "bogam_primitives::claim::plan::CategoryRule",
        with = "::subxt::utils::Static<::bogam_primitives::claim::CategoryRule>"
    ),
    substitute_type(
        path = "bogam_primitives::claim::plan::Limits",
        with = "::subxt::utils::Static<::bogam_primitives::claim::Limits>"
    ),
    substitute_type(
        path = "bogam_primitives::claim::plan::OverdueRule",
        with = "::subxt::utils::Static<::bogam_primitives::claim::OverdueRule>"
    ),
    substitute_type(
        path = "bogam_primitives::claim::plan::SettlementMode",
        with = "::subxt::utils::Static<::bogam_primitives::claim::SettlementMode>"
    ),
    substitute_type(
        path = "bogam_primitives::claim::reasons::AdjustmentGroup",
        with = "::subxt::utils::Static<::bogam_primitives::claim::AdjustmentGroup>"
    ),
    substitute_type(
        path = "bogam_primitives::claim::reasons::AdjustmentReason",
        with = "::subxt::utils::Static<::bogam_primitives::claim::AdjustmentReason>"
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

// So that the types are generated anew when the metadata is.
const _: &[u8] = include_bytes!("../../artifacts/bogam.scale");

pub use generated::*;
