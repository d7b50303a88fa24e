//! # Certificates
//!
//! Health certificates that prove themselves: schemas, batches, endorsement, status, and verification with reasons.
//!
//! An authority registers a **schema**: what certificates of a name and version say (by the digest of a JSON schema), which
//! kinds of organisations and which professions may issue them, for how long at most, and whether an authority has to
//! endorse, and how many leaves a batch has at least. An issuer then commits to a **batch** of one to a million certificates
//! with one Merkle root, in one call of constant size; where there are fewer certificates than the schema asks for, leaves that
//! belong to nobody fill it. The certificates themselves, their fields and their holders' keys never reach the chain.
//!
//! | from | to | by |
//! |---|---|---|
//! | endorsement pending | active, or refused for good | the endorsing authority |
//! | active | suspended | the issuer's organisation, or the endorsing authority |
//! | suspended | active | the organisation that suspended, or the endorsing authority |
//! | active, suspended | revoked, for good | the issuer's organisation, or the endorsing authority |
//! | active, suspended | superseded by another certificate, for good | the issuer's organisation |
//! | any of a batch | batch revoked, for good | the issuer's organisation, or the endorsing authority |
//! | any | expired | time |
//!
//! Status is sparse: a certificate that has always been active has no state of its own. Each change has its reason, moment
//! and organisation, and stays.
//!
//! **Verification** is the pure function [`bogam_primitives::certificate::verify`], here behind a view function that gathers
//! the facts, and in clients over facts that they have proven or kept. Whether the issuer was entitled *when it issued* is
//! asked of the registry's history each time, so that a key that turns out to have been in the wrong hands takes down what
//! was issued with it since, and a licence that lapses takes down nothing.
//!
//! ## What holds always
//!
//! - Refused, revoked, superseded and retired are final.
//! - An identifier serves once, also after pruning: the end of validity is part of it, pruning waits for that end, and
//!   what is already expired cannot be issued.
//! - Every leaf names its batch and its place there, and a batch has one root for ever. So a certificate that was revoked
//!   cannot be issued again: in another batch it is no leaf, whatever the root. The chain sees no leaves; it is each
//!   verification that finds it.
//! - A suspension always leaves room in the history for a reinstatement and for the end.
//! - From the first step of pruning on the batch is unknown, so that no part of its status is ever missing unseen.
//!
//! `docs/certificates-table.md`, which the tests generate, shows the answer to every call in every state.
//!
//! ## Rooms
//!
//! [`types`]: the records, and what follows from them alone. `rules`: what calls are refused for. `functions`: what they
//! do. `errors`, `events`: what they say. `billing`: what pallets that bill may ask. `views`: what apps read. `try_state`:
//! the invariants.

#![cfg_attr(not(feature = "std"), no_std)]

pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

use frame_support::pallet_macros::import_section;

#[cfg(feature = "runtime-benchmarks")]
pub mod benchmarking;
mod billing;
mod errors;
mod events;
mod functions;
pub mod migrations;
#[cfg(test)]
mod mock;
mod rules;
#[cfg(test)]
mod tests;
mod try_state;
pub mod types;
mod views;
pub mod weights;

#[import_section(errors::errors)]
#[import_section(events::events)]
#[frame_support::pallet]
pub mod pallet {
    use super::*;
    use bogam_primitives::{
        Actor, Moment, OrganisationId,
        certificate::{
            BatchId, CertificateIndex, CertificateRecord, CertificateReference, Change, EndorsementRefusalReason,
            Evidence, Facts, Question, RevocationReason, SchemaId, Status, SuspensionReason, Verdict,
        },
        traits::{Credentials, EnsureRole, Organisations},
    };
    use frame_support::{pallet_prelude::*, traits::Time};
    use frame_system::pallet_prelude::*;

    /// The most entries on one page of a view function, and the most entries that one call prunes.
    pub const LONGEST_PAGE: u32 = 100;

    #[pallet::pallet]
    #[pallet::storage_version(migrations::STORAGE_VERSION)]
    pub struct Pallet<T>(_);

    #[pallet::config]
    pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
        /// Who may issue batches and change the status of what the same organisation has issued.
        type IssuerOrigin: EnsureRole<Self::RuntimeOrigin, Success = Actor<Self::AccountId>>;

        /// Who acts for an authority: registers and retires schemas, endorses, and changes the status of what it endorses.
        type AuthorityOrigin: EnsureRole<Self::RuntimeOrigin, Success = Actor<Self::AccountId>>;

        /// What an actor's kind and profession are, and who was entitled in the past.
        type Credentials: Credentials<Self::AccountId>;

        /// What kinds of organisations there are.
        type Organisations: Organisations;

        /// The wall clock.
        type Time: Time<Moment = Moment>;

        /// The longest name of a schema, in bytes.
        #[pallet::constant]
        type MaxNameLength: Get<u32>;

        /// The most certificates of a batch.
        #[pallet::constant]
        type MaxBatchSize: Get<u32>;

        /// The most changes of one certificate's status: at least 3.
        #[pallet::constant]
        type MaxChanges: Get<u32>;

        /// The longest validity that a schema may permit.
        #[pallet::constant]
        type LongestValidity: Get<Moment>;

        /// How long after the issue validity may start.
        #[pallet::constant]
        type FurthestStart: Get<Moment>;

        /// How long a batch stays after its validity before it may be pruned: at least as long as what was certified can
        /// be billed, appealed and asked about.
        #[pallet::constant]
        type Retention: Get<Moment>;

        /// What calls cost.
        type WeightInfo: WeightInfo;

        /// A clock for benchmarks.
        #[cfg(feature = "runtime-benchmarks")]
        type BenchmarkHelper: benchmarking::BenchmarkHelper;
    }

    /// The schemas, by an identifier that is itself a hash.
    #[pallet::storage]
    pub type Schemas<T: Config> = StorageMap<_, Identity, SchemaId, Schema<T>>;

    /// The batches, by an identifier that is itself a hash.
    #[pallet::storage]
    pub type Batches<T: Config> = StorageMap<_, Identity, BatchId, Batch<T>>;

    /// What has happened to certificates. Those to which nothing has happened are not here.
    #[pallet::storage]
    pub type Changes<T: Config> =
        StorageDoubleMap<_, Identity, BatchId, Twox64Concat, CertificateIndex, History<T>, ValueQuery>;

    /// The certificates that have been billed.
    #[pallet::storage]
    pub type BilledCertificates<T: Config> =
        StorageDoubleMap<_, Identity, BatchId, Twox64Concat, CertificateIndex, (), OptionQuery>;

    /// Batches whose record has been pruned, while some of their certificates' histories or marks are left.
    #[pallet::storage]
    pub type Pruning<T: Config> = StorageMap<_, Identity, BatchId, ()>;

    #[pallet::hooks]
    impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
        fn integrity_test() {
            assert!(T::MaxNameLength::get() > 0, "a schema needs a name");
            assert!(T::MaxBatchSize::get() > 0, "a batch needs a certificate");
            assert!(
                T::MaxChanges::get() >= 3,
                "a history must have room for a suspension, its end, and the end of all"
            );
            assert!(T::LongestValidity::get() > 0, "validity must last");
        }

        #[cfg(feature = "try-runtime")]
        fn try_state(_: BlockNumberFor<T>) -> Result<(), frame_support::sp_runtime::TryRuntimeError> {
            Self::do_try_state()
        }
    }

    #[pallet::call]
    impl<T: Config> Pallet<T> {
        /// Registers a schema. The identifier is [`SchemaId::derive`]d from authority, name and version.
        #[pallet::call_index(0)]
        #[pallet::weight(T::WeightInfo::register_schema(schema.name.len() as u32))]
        pub fn register_schema(origin: OriginFor<T>, schema: NewSchema) -> DispatchResult {
            let authority = T::AuthorityOrigin::ensure_role(origin)?;
            Self::do_register_schema(authority, schema)
        }

        /// Ends issuing under a schema, for good. What was issued stays what it is, and a pending endorsement may be given.
        #[pallet::call_index(1)]
        #[pallet::weight(T::WeightInfo::retire_schema())]
        pub fn retire_schema(origin: OriginFor<T>, schema: SchemaId) -> DispatchResult {
            let authority = T::AuthorityOrigin::ensure_role(origin)?;
            Self::do_retire_schema(authority, schema)
        }

        /// Issues a batch. The identifier is [`BatchId::derive`]d from everything but the root, and every leaf under the root
        /// has to name it.
        #[pallet::call_index(2)]
        #[pallet::weight(T::WeightInfo::issue())]
        pub fn issue(origin: OriginFor<T>, batch: NewBatch) -> DispatchResult {
            let issuer = T::IssuerOrigin::ensure_role(origin)?;
            Self::do_issue(issuer, batch)
        }

        /// Endorses a batch. From this moment on its certificates count.
        #[pallet::call_index(3)]
        #[pallet::weight(T::WeightInfo::endorse())]
        pub fn endorse(origin: OriginFor<T>, batch: BatchId) -> DispatchResult {
            let authority = T::AuthorityOrigin::ensure_role(origin)?;
            Self::do_endorse(authority, batch)
        }

        /// Refuses to endorse a batch, for good. The issuer may issue a better one.
        #[pallet::call_index(4)]
        #[pallet::weight(T::WeightInfo::refuse_endorsement())]
        pub fn refuse_endorsement(
            origin: OriginFor<T>,
            batch: BatchId,
            reason: EndorsementRefusalReason,
        ) -> DispatchResult {
            let authority = T::AuthorityOrigin::ensure_role(origin)?;
            Self::do_refuse_endorsement(authority, batch, reason)
        }

        /// Suspends a certificate: it does not count until it is reinstated.
        #[pallet::call_index(5)]
        #[pallet::weight(T::WeightInfo::suspend())]
        pub fn suspend(
            origin: OriginFor<T>,
            certificate: CertificateReference,
            reason: SuspensionReason,
        ) -> DispatchResult {
            let officer = Self::ensure_officer(origin)?;
            Self::do_suspend(officer, certificate, reason)
        }

        /// Ends a suspension. What the authority has suspended only the authority reinstates.
        #[pallet::call_index(6)]
        #[pallet::weight(T::WeightInfo::reinstate())]
        pub fn reinstate(origin: OriginFor<T>, certificate: CertificateReference) -> DispatchResult {
            let officer = Self::ensure_officer(origin)?;
            Self::do_reinstate(officer, certificate)
        }

        /// Revokes a certificate, for good. This is possible after its validity too.
        #[pallet::call_index(7)]
        #[pallet::weight(T::WeightInfo::revoke())]
        pub fn revoke(
            origin: OriginFor<T>,
            certificate: CertificateReference,
            reason: RevocationReason,
        ) -> DispatchResult {
            let officer = Self::ensure_officer(origin)?;
            Self::do_revoke(officer, certificate, reason)
        }

        /// Puts another certificate of the same organisation in the place of this one, for good. The successor must not have
        /// ended, but may still wait for its validity or endorsement. Not while the authority suspends this one.
        #[pallet::call_index(8)]
        #[pallet::weight(T::WeightInfo::supersede())]
        pub fn supersede(
            origin: OriginFor<T>,
            certificate: CertificateReference,
            successor: CertificateReference,
        ) -> DispatchResult {
            let issuer = T::IssuerOrigin::ensure_role(origin)?;
            Self::do_supersede(issuer, certificate, successor)
        }

        /// Revokes all certificates of a batch at once, for good. This is possible after its validity too.
        #[pallet::call_index(9)]
        #[pallet::weight(T::WeightInfo::revoke_batch())]
        pub fn revoke_batch(origin: OriginFor<T>, batch: BatchId, reason: RevocationReason) -> DispatchResult {
            let officer = Self::ensure_officer(origin)?;
            Self::do_revoke_batch(officer, batch, reason)
        }

        /// Removes a batch whose validity and retention are over, and up to `limit` histories and billing marks of its
        /// certificates: at least one and at most [`LONGEST_PAGE`]. To be repeated until nothing is left. Anyone may.
        #[pallet::call_index(10)]
        #[pallet::weight(T::WeightInfo::prune((*limit).clamp(1, LONGEST_PAGE)))]
        pub fn prune(origin: OriginFor<T>, batch: BatchId, limit: u32) -> DispatchResultWithPostInfo {
            ensure_signed(origin)?;
            let removed = Self::do_prune(batch, limit.clamp(1, LONGEST_PAGE))?;
            Ok(Some(T::WeightInfo::prune(removed)).into())
        }
    }

    #[pallet::view_functions]
    impl<T: Config> Pallet<T> {
        /// The schema.
        pub fn schema(id: SchemaId) -> Option<Schema<T>> {
            Schemas::<T>::get(id)
        }

        /// A page of the schemas, in the order of their identifiers, from the first one after `cursor`. A page has `limit`
        /// entries, but at least one and at most [`LONGEST_PAGE`].
        pub fn schemas(cursor: Option<SchemaId>, limit: u32) -> SchemaPage<T> {
            Self::schema_page(cursor, limit)
        }

        /// The batch as it stands now.
        pub fn batch(id: BatchId) -> Option<BatchView<T>> {
            Self::batch_view(id)
        }

        /// A page of the batches, in the order of their identifiers, from the first one after `cursor`. A page has `limit`
        /// entries, but at least one and at most [`LONGEST_PAGE`].
        pub fn batches(cursor: Option<BatchId>, limit: u32) -> BatchPage<T> {
            Self::batch_page(cursor, limit)
        }

        /// What the certificate was at `moment`, but for validity, endorsement and its batch; `None` if there is none.
        pub fn status(certificate: CertificateReference, moment: Moment) -> Option<Status> {
            Self::status_of(certificate, moment)
        }

        /// What has happened to the certificate, oldest first; `None` if there is none.
        pub fn history(certificate: CertificateReference) -> Option<History<T>> {
            Self::history_of(certificate)
        }

        /// A page of the certificates of a batch to which something has happened, from the first one after `cursor`. A
        /// page has `limit` entries, but at least one and at most [`LONGEST_PAGE`]. Empty for an unknown batch.
        pub fn changed(batch: BatchId, cursor: Option<CertificateIndex>, limit: u32) -> ChangedPage<T> {
            Self::changed_page(batch, cursor, limit)
        }

        /// All that the chain tells about the certificate, for who verifies by himself.
        pub fn facts(certificate: CertificateReference) -> Facts {
            Self::facts_about(certificate)
        }

        /// Whether the certificate counts, and why not. Who asks a node that is not his own had better ask for
        /// [`Pallet::facts`]: what is disclosed to him stays with him then.
        pub fn verify(evidence: Evidence, question: Question) -> Verdict {
            Self::verdict(&evidence, &question)
        }

        /// What is known of the certificate to who bills it.
        pub fn certificate_record(certificate: CertificateReference) -> Option<CertificateRecord> {
            Self::record_of(&certificate)
        }
    }
}
