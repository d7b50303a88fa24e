//! Why a call is refused.

use frame_support::pallet_macros::pallet_section;

/// The errors of the pallet.
#[pallet_section]
mod errors {
    /// Why a call is refused. Nothing has changed then.
    #[pallet::error]
    pub enum Error<T> {
        /// There is no such schema.
        UnknownSchema,
        /// The authority has registered a schema of this name and version already.
        DuplicateSchema,
        /// The name of a schema is empty, not UTF-8, or has control characters.
        InvalidName,
        /// The name of the schema is too long.
        NameTooLong,
        /// A schema must permit at least one kind of organisation to issue.
        NoIssuingKinds,
        /// A kind of organisation or a profession is named twice.
        DuplicateIssuers,
        /// The longest validity of a schema is zero, or longer than the chain permits.
        LongestValidityOutOfRange,
        /// Only an active authority can be asked to endorse.
        EndorserNotAnAuthority,
        /// Another authority has registered the schema.
        NotYourSchema,
        /// Nothing more is issued under the schema.
        SchemaRetired,
        /// The schema does not permit this kind of organisation to issue.
        KindNotPermitted,
        /// The schema asks for a licence of another profession.
        ProfessionNotPermitted,
        /// There is no such batch, or it has been pruned.
        UnknownBatch,
        /// The batch has been issued already.
        DuplicateBatch,
        /// A batch needs a certificate.
        EmptyBatch,
        /// More certificates than a batch can have.
        BatchTooLarge,
        /// Validity ends before it starts.
        EmptyValidity,
        /// Validity is over already.
        AlreadyExpired,
        /// Validity is longer than the schema permits.
        ValidityTooLong,
        /// Validity starts too far in the future.
        StartsTooLate,
        /// Your organisation has neither issued the batch nor has to endorse it.
        NotYourBatch,
        /// The schema of the batch asks for no endorsement.
        EndorsementNotRequired,
        /// Another authority has to endorse the batch.
        NotYourEndorsement,
        /// The batch has been endorsed already.
        AlreadyEndorsed,
        /// The endorsement of the batch has been refused, for good.
        EndorsementRefused,
        /// The whole batch has been revoked, for good.
        BatchRevoked,
        /// The validity of the batch is over.
        Expired,
        /// The batch has no certificate at this index.
        IndexOutOfRange,
        /// The certificate is suspended already.
        AlreadySuspended,
        /// The certificate has been revoked, for good.
        AlreadyRevoked,
        /// The certificate has been superseded, for good.
        AlreadySuperseded,
        /// The certificate is not suspended.
        NotSuspended,
        /// The authority has suspended the certificate: only it can reinstate it, and the issuer can revoke, but not supersede.
        SuspendedByAuthority,
        /// The certificate has been suspended so often that only revoking or superseding it is left.
        TooManyChanges,
        /// Only the issuer can supersede.
        NotTheIssuer,
        /// A certificate cannot take its own place.
        SuccessorIsItself,
        /// There is no such certificate to take the place.
        UnknownSuccessor,
        /// The certificate that is to take the place is another organisation's.
        SuccessorOfAnother,
        /// The certificate that is to take the place is expired, suspended, revoked or superseded, or its batch is revoked or
        /// its endorsement refused.
        SuccessorNotActive,
        /// The validity of the batch and its retention are not over.
        RetentionNotOver,
        /// There is no such certificate, or its batch has been pruned.
        UnknownCertificate,
        /// The certificate does not count: it is suspended, revoked or superseded, or its batch revoked.
        CertificateNotActive,
        /// The certificate lacks the endorsement that its schema asks for: it is pending, or was refused.
        NotEndorsed,
        /// The certificate has been billed already.
        AlreadyBilled,
        /// The certificate has not been billed.
        NotBilled,
        /// The least size of a schema's batches is zero, or greater than the chain permits.
        LeastSizeOutOfRange,
        /// Fewer leaves than the schema asks for: fill the batch with leaves that belong to nobody.
        BatchTooSmall,
    }
}
