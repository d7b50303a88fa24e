//! What the chain keeps of schemas and batches, and what follows from it without a look at anything else.

use crate::Config;
use bogam_primitives::{
    Actor, LicenceId, Moment, OrganisationId, OrganisationKind, Profession,
    certificate::{
        BatchId, BatchName, BatchRevocation, CertificateIndex, EndorsementRefusalReason, SchemaId, Status, StatusChange,
    },
};
use codec::{Decode, DecodeWithMemTracking, Encode};
use frame_support::{BoundedVec, CloneNoBound, DebugNoBound, EqNoBound, PartialEqNoBound, stored, traits::ConstU32};
use scale_info::{TypeInfo, prelude::vec::Vec};
use sp_core::H256;
use sp_runtime::BoundedBTreeSet;

/// Room for every kind of organisation and every profession: more entries than there are of either must repeat one.
pub type MostIssuers = ConstU32<16>;

/// A schema as an authority registers it. Collections are as long as the caller made them: what does not fit is refused
/// with an error of its own, instead of a call that does not decode.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct NewSchema {
    /// Its name, in UTF-8, without control characters.
    pub name: Vec<u8>,
    /// Its version.
    pub version: u32,
    /// The SHA-256 digest of the JSON schema in canonical form (RFC 8785). Without salt: a schema is public.
    pub digest: H256,
    /// The kinds of organisations that may issue under it, each once.
    pub kinds: Vec<OrganisationKind>,
    /// The professions of which the issuer's licence has to be one, each once. None: no licence is needed.
    pub professions: Vec<Profession>,
    /// The longest time from the start of a batch's validity to its end.
    pub longest_validity: Moment,
    /// The fewest leaves of a batch, at least 1. An issuer with fewer certificates fills the batch with leaves that belong to
    /// nobody, so that a small batch does not tell who was there that day.
    pub least_size: u32,
    /// The authority that has to endorse each batch, if one has to. It may be another one than registers the schema.
    pub endorsement: Option<OrganisationId>,
}

/// A schema: what certificates say, and who may issue them. Apart from its end it never changes.
#[stored]
#[codec(mel_bound(T: Config))]
pub struct Schema<T: Config> {
    /// The authority that registered it.
    pub authority: OrganisationId,
    /// Its name, in UTF-8, without control characters.
    pub name: BoundedVec<u8, T::MaxNameLength>,
    /// Its version.
    pub version: u32,
    /// The SHA-256 digest of the JSON schema in canonical form (RFC 8785).
    pub digest: H256,
    /// The kinds of organisations that may issue under it. Never empty.
    pub kinds: BoundedBTreeSet<OrganisationKind, MostIssuers>,
    /// The professions of which the issuer's licence has to be one. Empty: no licence is needed.
    pub professions: BoundedBTreeSet<Profession, MostIssuers>,
    /// The longest time from the start of a batch's validity to its end.
    pub longest_validity: Moment,
    /// The fewest leaves of a batch, those that belong to nobody included.
    pub least_size: u32,
    /// The authority that has to endorse each batch, if one has to.
    pub endorsement: Option<OrganisationId>,
    /// When it was registered.
    pub registered_at: Moment,
    /// Since when nothing more is issued under it. What was issued before stays.
    pub retired_at: Option<Moment>,
}

/// A batch as an issuer commits to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct NewBatch {
    /// The schema of its certificates.
    pub schema: SchemaId,
    /// The root of the tree over its certificates, whose leaves name the batch.
    pub root: H256,
    /// How many leaves it has: its certificates, and those that belong to nobody.
    pub size: u32,
    /// From this moment on they count. It may lie in the past: what was measured this morning.
    pub valid_from: Moment,
    /// From this moment on they no longer count.
    pub valid_until: Moment,
    /// A random number.
    pub nonce: H256,
}

impl NewBatch {
    /// What the batch is called after, when `organisation` issues it.
    pub const fn name(&self, organisation: OrganisationId) -> BatchName {
        let Self { schema, size, valid_from, valid_until, nonce, .. } = *self;
        BatchName { organisation, schema, size, valid_from, valid_until, nonce }
    }
}

/// What an authority has said about a batch.
#[stored(no_skip_type_params)]
pub enum Endorsement<AccountId> {
    /// Nothing: it has not been asked, or not answered.
    None,
    /// It endorses.
    Endorsed {
        /// Who did so for it.
        by: Actor<AccountId>,
        /// When.
        at: Moment,
    },
    /// It refuses, for good.
    Refused {
        /// Why.
        reason: EndorsementRefusalReason,
        /// When.
        at: Moment,
    },
}

/// A batch of certificates.
#[stored]
#[codec(mel_bound(T: Config))]
pub struct Batch<T: Config> {
    /// What it is called after: issuing organisation, schema, size, interval and nonce.
    pub name: BatchName,
    /// The root of the tree over its certificates.
    pub root: H256,
    /// The account that issued it.
    pub issuer: T::AccountId,
    /// The licence under which it was issued, if there was one.
    pub licence: Option<LicenceId>,
    /// When it was issued.
    pub issued_at: Moment,
    /// The authority that has to endorse it, if one has to.
    pub endorser: Option<OrganisationId>,
    /// What that authority has said.
    pub endorsement: Endorsement<T::AccountId>,
    /// Its revocation as a whole, for good.
    pub revoked: Option<BatchRevocation>,
}

impl<T: Config> Batch<T> {
    /// What it is at `now`. What people are shown and what calls are refused for both come from here.
    pub fn standing(&self, now: Moment) -> BatchStanding {
        if self.revoked.is_some() {
            BatchStanding::Revoked
        } else if let Endorsement::Refused { .. } = self.endorsement {
            BatchStanding::EndorsementRefused
        } else if now >= self.name.valid_until {
            BatchStanding::Expired
        } else if self.is_unendorsed() {
            BatchStanding::EndorsementPending
        } else if now < self.name.valid_from {
            BatchStanding::NotYetValid
        } else {
            BatchStanding::Active
        }
    }

    /// Whether it lacks an endorsement that its schema asks for.
    pub fn is_unendorsed(&self) -> bool {
        self.endorser.is_some() && !matches!(self.endorsement, Endorsement::Endorsed { .. })
    }
}

/// What a batch is at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub enum BatchStanding {
    /// The authority has not endorsed it yet: its certificates do not count.
    EndorsementPending,
    /// The authority has refused: its certificates never count.
    EndorsementRefused,
    /// Validity has not begun.
    NotYetValid,
    /// Its certificates count, but for those whose status says otherwise.
    Active,
    /// Validity is over.
    Expired,
    /// It was revoked as a whole.
    Revoked,
}

/// A certificate's history, oldest first.
pub type History<T> = BoundedVec<StatusChange, <T as Config>::MaxChanges>;

/// A schema, with its identifier.
#[derive(CloneNoBound, DebugNoBound, PartialEqNoBound, EqNoBound, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
#[scale_info(skip_type_params(T))]
pub struct SchemaView<T: Config> {
    /// Its identifier.
    pub id: SchemaId,
    /// What is stored of it.
    pub record: Schema<T>,
}

/// A page of schemas.
#[derive(CloneNoBound, DebugNoBound, PartialEqNoBound, EqNoBound, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
#[scale_info(skip_type_params(T))]
pub struct SchemaPage<T: Config> {
    /// The schemas, in the order of their identifiers.
    pub schemas: Vec<SchemaView<T>>,
    /// The cursor of the next page, if there is one.
    pub next: Option<SchemaId>,
}

/// A batch as it stands.
#[derive(CloneNoBound, DebugNoBound, PartialEqNoBound, EqNoBound, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
#[scale_info(skip_type_params(T))]
pub struct BatchView<T: Config> {
    /// Its identifier.
    pub id: BatchId,
    /// What is stored of it.
    pub record: Batch<T>,
    /// What it is now.
    pub standing: BatchStanding,
}

/// A page of batches.
#[derive(CloneNoBound, DebugNoBound, PartialEqNoBound, EqNoBound, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
#[scale_info(skip_type_params(T))]
pub struct BatchPage<T: Config> {
    /// The batches, in the order of their identifiers.
    pub batches: Vec<BatchView<T>>,
    /// The cursor of the next page, if there is one.
    pub next: Option<BatchId>,
}

/// A certificate to which something has happened.
#[derive(CloneNoBound, DebugNoBound, PartialEqNoBound, EqNoBound, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
#[scale_info(skip_type_params(T))]
pub struct ChangedView<T: Config> {
    /// Its place in the batch.
    pub index: CertificateIndex,
    /// What it is now.
    pub status: Status,
    /// What happened to it, oldest first.
    pub history: History<T>,
}

/// A page of the certificates of a batch to which something has happened.
#[derive(CloneNoBound, DebugNoBound, PartialEqNoBound, EqNoBound, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
#[scale_info(skip_type_params(T))]
pub struct ChangedPage<T: Config> {
    /// The certificates, in no particular order.
    pub changed: Vec<ChangedView<T>>,
    /// The cursor of the next page, if there is one.
    pub next: Option<CertificateIndex>,
}
