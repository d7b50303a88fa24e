//! What happened: an event for everything that a call changes.

use frame_support::pallet_macros::pallet_section;

/// The events of the pallet.
#[pallet_section]
mod events {
    /// What happened. Events carry identifiers, numbers and reasons.
    #[pallet::event]
    #[pallet::generate_deposit(pub(crate) fn deposit_event)]
    pub enum Event<T: Config> {
        /// A schema was registered.
        SchemaRegistered {
            /// The schema.
            schema: SchemaId,
            /// The authority that registered it.
            authority: OrganisationId,
        },
        /// Nothing more is issued under a schema.
        SchemaRetired {
            /// The schema.
            schema: SchemaId,
            /// The authority that had registered it.
            authority: OrganisationId,
        },
        /// A batch was issued.
        BatchIssued {
            /// The batch.
            batch: BatchId,
            /// Its schema.
            schema: SchemaId,
            /// The organisation that issued it.
            organisation: OrganisationId,
            /// How many certificates it has.
            size: u32,
        },
        /// An authority endorsed a batch.
        BatchEndorsed {
            /// The batch.
            batch: BatchId,
            /// The authority.
            authority: OrganisationId,
        },
        /// An authority refused to endorse a batch, for good.
        BatchRefused {
            /// The batch.
            batch: BatchId,
            /// The authority.
            authority: OrganisationId,
            /// Why.
            reason: EndorsementRefusalReason,
        },
        /// Something happened to a certificate.
        StatusChanged {
            /// The certificate.
            certificate: CertificateReference,
            /// What happened.
            change: Change,
            /// The organisation that did it.
            by: OrganisationId,
        },
        /// A whole batch was revoked, for good.
        BatchRevoked {
            /// The batch.
            batch: BatchId,
            /// Why.
            reason: RevocationReason,
            /// The organisation that did it.
            by: OrganisationId,
        },
        /// A batch's record was removed, or more of its certificates' histories and marks.
        Pruned {
            /// The batch.
            batch: BatchId,
            /// Whether nothing is left of it.
            complete: bool,
        },
        /// A certificate was billed.
        Billed {
            /// The certificate.
            certificate: CertificateReference,
        },
        /// The bill for a certificate was reversed.
        Unbilled {
            /// The certificate.
            certificate: CertificateReference,
        },
    }
}
