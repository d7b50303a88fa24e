//! Whether a certificate counts, and why not: one pure function, for the chain and for everybody else.
//!
//! Whoever asks brings three things: the [`Evidence`] that a holder shows, the [`Facts`] that the chain tells about it (from a
//! view function, or proven from a finalised header, or kept from a time when there was a connection), and the
//! [`Question`]. [`verify`] answers with a [`Verdict`] that names **everything** that speaks against the certificate, in the
//! order in which [`Finding`] lists it, and not only the first.
//!
//! The rules in one place:
//!
//! - The evidence hashes to a leaf of the batch that it names: then each of its parts is what was issued.
//! - The holder is who presents it, where the question says who does.
//! - The issuer was entitled **when it issued**, as the registry's history tells it today. A licence that lapses
//!   later does no harm; a key that was in the wrong hands already then does, whenever that was found out. The same goes
//!   for the endorsing authority when it endorsed.
//! - Issued, endorsed where the schema asks for it, valid, and neither suspended, revoked nor superseded **at the
//!   moment in question**. What happens at a moment counts from that moment on; validity contains its start and not its end.

use crate::{
    Moment, OrganisationId,
    certificate::{
        BatchId, BatchName, CertificateReference, FieldDigest, HolderKey, Leaf, RevocationReason, Status, StatusChange,
        SuspensionReason,
        leaf::{LONGEST_DISCLOSURE, MOST_FIELDS},
        merkle::{LONGEST_PATH, ProofError, verify_inclusion},
        status_at,
    },
};
use alloc::{collections::BTreeSet, string::String, vec::Vec};
use codec::{Decode, DecodeWithMemTracking, Encode};
use frame_support::stored;
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use sp_core::H256;

/// What a holder shows of a certificate.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo, Serialize, Deserialize)]
pub struct Evidence {
    /// The batch and the place of the certificate in it.
    pub certificate: CertificateReference,
    /// The holder's key.
    pub holder: HolderKey,
    /// The digests of all fields, strictly ascending, disclosed or not.
    pub fields: Vec<FieldDigest>,
    /// The fields that the holder discloses: each the base64url text of salt, name and value, as in an SD-JWT.
    pub disclosures: Vec<String>,
    /// How many certificates the batch has, according to the holder.
    pub size: u32,
    /// The proof of inclusion, from the leaf upwards.
    pub path: Vec<H256>,
}

impl Evidence {
    /// The leaf that the evidence claims to be.
    pub fn leaf(&self) -> Leaf {
        let CertificateReference { batch, index } = self.certificate;
        Leaf { batch, index, holder: self.holder, fields: self.fields.clone() }
    }
}

/// What is asked.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo, Serialize, Deserialize,
)]
pub struct Question {
    /// The moment at which the certificate is to count.
    pub moment: Moment,
    /// The key that whoever presents the certificate has proven to have. That proof, a fresh signature, is the asker's to
    /// check. `None`: nobody has proven anything, as with a print-out.
    pub presented_by: Option<HolderKey>,
}

/// Why somebody was not entitled at a moment, as the registry's history tells it.
#[stored]
#[derive(Copy, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Lapse {
    /// The account had no seat that counted and included the capacity.
    NoSeat,
    /// The organisation was suspended or removed.
    OrganisationInactive,
    /// The seat had no licence, or one of another profession.
    LicenceMissing,
    /// The licence was suspended.
    LicenceSuspended,
    /// The licence was revoked.
    LicenceRevoked,
    /// The licence had not begun to count, or had ceased to.
    LicenceNotInForce,
    /// The account's key, or the one that granted its seat, was in the wrong hands.
    KeyCompromised,
}

impl Lapse {
    /// Why somebody who acted for `organisation` was not entitled to, if he was not. `entitled`: for whom he was.
    pub fn of(entitled: Result<OrganisationId, Self>, organisation: OrganisationId) -> Option<Self> {
        match entitled {
            Ok(entitled_for) if entitled_for == organisation => None,
            Ok(_) => Some(Self::NoSeat),
            Err(lapse) => Some(lapse),
        }
    }
}

/// What the chain tells of a schema.
#[stored]
#[derive(Copy, Serialize, Deserialize)]
pub struct SchemaFacts {
    /// The authority that has to endorse, if one has to.
    pub endorsement: Option<OrganisationId>,
    /// Since when nothing more is issued under it.
    pub retired_at: Option<Moment>,
}

/// What the chain tells of a batch's endorsement.
#[stored]
#[derive(Copy, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EndorsementFacts {
    /// Nobody has endorsed it, or nobody has to.
    None,
    /// The authority has endorsed it.
    Endorsed {
        /// When.
        at: Moment,
        /// Why the account that did so was not entitled to then, if it was not.
        lapse: Option<Lapse>,
    },
    /// The authority has refused.
    Refused {
        /// When.
        at: Moment,
    },
}

/// The end of a whole batch.
#[stored]
#[derive(Copy, Serialize, Deserialize)]
pub struct BatchRevocation {
    /// Why.
    pub reason: RevocationReason,
    /// When.
    pub at: Moment,
    /// The organisation that did it: the issuer's, or the endorsing authority.
    pub by: OrganisationId,
}

/// What the chain tells of a batch.
#[stored]
#[derive(Copy, Serialize, Deserialize)]
pub struct BatchFacts {
    /// What the batch is called after: issuer, schema, size and interval.
    pub name: BatchName,
    /// The root of its tree.
    pub root: H256,
    /// When it was issued.
    pub issued_at: Moment,
    /// Why the account that issued it was not entitled to then, if it was not.
    pub issuer_lapse: Option<Lapse>,
    /// Its endorsement.
    pub endorsement: EndorsementFacts,
    /// Its revocation as a whole.
    pub revoked: Option<BatchRevocation>,
}

/// What the chain tells about the batch that the evidence names, its schema, and the certificate at the index named.
#[derive(
    Clone, Debug, Default, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo, Serialize, Deserialize,
)]
pub struct Facts {
    /// The batch; `None` if the chain has none of this identifier, or no longer.
    pub batch: Option<BatchFacts>,
    /// The batch's schema.
    pub schema: Option<SchemaFacts>,
    /// What happened to the certificate, oldest first. Empty for one that has always been active.
    pub history: Vec<StatusChange>,
}

/// What was found. The variants stand in the order in which a verdict lists them.
///
/// All speak against the certificate but those at the end that [`Finding::is_remark`] tells.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Finding {
    /// The evidence has more fields, disclosures or hashes than any certificate, or a longer disclosure. Nothing of it
    /// was hashed.
    TooLarge,
    /// The digests of the fields are not strictly ascending.
    FieldsNotAscending,
    /// The same field is disclosed twice.
    DuplicateDisclosure,
    /// Something is disclosed that is no field of the certificate.
    DisclosureNotAField,
    /// Whoever presents the certificate has another key than the holder.
    HolderMismatch,
    /// The chain has no such batch, or no longer. Nothing further can be found then.
    UnknownBatch,
    /// The facts are about another batch than the evidence. Whoever gathered them is not to be trusted.
    OtherBatch,
    /// The batch has no certificate at this index.
    IndexOutOfRange,
    /// The batch has another number of certificates than the evidence says.
    SizeMismatch,
    /// The proof is too long or too short for the place in the batch.
    ProofLengthWrong,
    /// The evidence does not hash to the batch's root: some part of it is not what was issued.
    RootMismatch,
    /// The batch's schema is unknown.
    UnknownSchema,
    /// The certificate was issued after the moment in question.
    NotYetIssued,
    /// The issuer was not entitled when it issued.
    IssuerNotEntitled(Lapse),
    /// The authority's endorsement, which the schema asks for, was not there at the moment in question.
    NotEndorsed,
    /// The authority had refused its endorsement.
    EndorsementRefused,
    /// The authority endorsed by somebody who was not entitled then.
    EndorserNotEntitled(Lapse),
    /// Validity had not begun.
    NotYetValid,
    /// Validity was over.
    Expired,
    /// The whole batch had been revoked.
    BatchRevoked(RevocationReason),
    /// The certificate was suspended.
    Suspended(SuspensionReason),
    /// The certificate had been revoked.
    Revoked(RevocationReason),
    /// Another certificate had taken its place.
    Superseded(CertificateReference),
    /// Remark: nobody has proven to be the holder.
    HolderNotProven,
    /// Remark: after the moment in question the certificate was suspended, revoked or superseded, or its batch revoked, and
    /// it does not count today.
    EndedSince,
    /// Remark: nothing more is issued under its schema.
    SchemaRetired,
}

impl Finding {
    /// Whether the finding is only a remark, and does not speak against the certificate.
    pub const fn is_remark(&self) -> bool {
        matches!(self, Self::HolderNotProven | Self::EndedSince | Self::SchemaRetired)
    }
}

/// The answer.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo, Serialize, Deserialize)]
pub struct Verdict {
    /// Whether the certificate counts at the moment in question: nothing was found but remarks.
    pub valid: bool,
    /// Everything that was found, in the order of [`Finding`].
    pub findings: Vec<Finding>,
}

impl From<Vec<Finding>> for Verdict {
    fn from(findings: Vec<Finding>) -> Self {
        Self { valid: findings.iter().all(Finding::is_remark), findings }
    }
}

/// Whether the certificate counts, and why not. It neither fails nor panics, whatever it is given, and what is too large
/// it does not hash.
pub fn verify(evidence: &Evidence, facts: &Facts, question: &Question) -> Verdict {
    let mut findings = Vec::new();
    let well_formed = check_evidence(evidence, question, &mut findings);
    match &facts.batch {
        None => findings.push(Finding::UnknownBatch),
        Some(batch) => {
            check_inclusion(evidence, batch, well_formed, &mut findings);
            check_rights(batch, facts.schema.as_ref(), question.moment, &mut findings);
            check_validity(batch, &facts.history, question.moment, &mut findings);
        }
    }
    if question.presented_by.is_none() {
        findings.push(Finding::HolderNotProven);
    }
    if let Some(batch) = &facts.batch {
        let ended = |moment| status_at(&facts.history, moment) != Status::Active || is_revoked_at(batch, moment);
        if !ended(question.moment) && ended(Moment::MAX) {
            findings.push(Finding::EndedSince);
        }
    }
    if facts.schema.as_ref().is_some_and(|schema| schema.retired_at.is_some()) {
        findings.push(Finding::SchemaRetired);
    }
    findings.into()
}

/// What the evidence itself tells. Yields whether it is small enough to be hashed.
fn check_evidence(evidence: &Evidence, question: &Question, findings: &mut Vec<Finding>) -> bool {
    let Evidence { fields, disclosures, path, .. } = evidence;
    let well_formed = fields.len() <= MOST_FIELDS
        && disclosures.len() <= MOST_FIELDS
        && path.len() <= LONGEST_PATH
        && disclosures.iter().all(|disclosure| disclosure.len() <= LONGEST_DISCLOSURE);
    if well_formed {
        if !fields.is_sorted_by(|one, next| one < next) {
            findings.push(Finding::FieldsNotAscending);
        }
        let digests: Vec<_> = disclosures.iter().map(|disclosure| FieldDigest::of(disclosure)).collect();
        if digests.iter().collect::<BTreeSet<_>>().len() < digests.len() {
            findings.push(Finding::DuplicateDisclosure);
        }
        if digests.iter().any(|digest| !fields.contains(digest)) {
            findings.push(Finding::DisclosureNotAField);
        }
    } else {
        findings.push(Finding::TooLarge);
    }
    if question.presented_by.is_some_and(|key| key != evidence.holder) {
        findings.push(Finding::HolderMismatch);
    }
    well_formed
}

/// Whether the evidence is a leaf of the batch.
fn check_inclusion(evidence: &Evidence, batch: &BatchFacts, well_formed: bool, findings: &mut Vec<Finding>) {
    let CertificateReference { batch: named, index } = evidence.certificate;
    if BatchId::derive(&batch.name) != named {
        findings.push(Finding::OtherBatch);
    }
    let size = batch.name.size;
    if index >= size {
        findings.push(Finding::IndexOutOfRange);
    }
    if evidence.size != size {
        findings.push(Finding::SizeMismatch);
    }
    if index >= size || !well_formed {
        return;
    }
    match verify_inclusion(&batch.root, size, index, &evidence.leaf().hash(), &evidence.path) {
        Ok(()) => {}
        Err(ProofError::IndexOutOfRange) => findings.push(Finding::IndexOutOfRange),
        Err(ProofError::WrongLength) => findings.push(Finding::ProofLengthWrong),
        Err(ProofError::WrongRoot) => findings.push(Finding::RootMismatch),
    }
}

/// Whether who issued and who endorsed might.
fn check_rights(batch: &BatchFacts, schema: Option<&SchemaFacts>, moment: Moment, findings: &mut Vec<Finding>) {
    if schema.is_none() {
        findings.push(Finding::UnknownSchema);
    }
    if moment < batch.issued_at {
        findings.push(Finding::NotYetIssued);
    }
    if let Some(lapse) = batch.issuer_lapse {
        findings.push(Finding::IssuerNotEntitled(lapse));
    }
    if schema.is_some_and(|schema| schema.endorsement.is_some()) {
        match batch.endorsement {
            EndorsementFacts::None => findings.push(Finding::NotEndorsed),
            EndorsementFacts::Refused { at } if at <= moment => findings.push(Finding::EndorsementRefused),
            EndorsementFacts::Refused { .. } => findings.push(Finding::NotEndorsed),
            EndorsementFacts::Endorsed { at, lapse } => {
                if moment < at {
                    findings.push(Finding::NotEndorsed);
                }
                if let Some(lapse) = lapse {
                    findings.push(Finding::EndorserNotEntitled(lapse));
                }
            }
        }
    }
}

/// Whether the certificate was valid and active at `moment`.
fn check_validity(batch: &BatchFacts, history: &[StatusChange], moment: Moment, findings: &mut Vec<Finding>) {
    if moment < batch.name.valid_from {
        findings.push(Finding::NotYetValid);
    }
    if moment >= batch.name.valid_until {
        findings.push(Finding::Expired);
    }
    if let Some(revocation) = batch.revoked.filter(|revocation| revocation.at <= moment) {
        findings.push(Finding::BatchRevoked(revocation.reason));
    }
    match status_at(history, moment) {
        Status::Active => {}
        Status::Suspended(reason) => findings.push(Finding::Suspended(reason)),
        Status::Revoked(reason) => findings.push(Finding::Revoked(reason)),
        Status::Superseded(successor) => findings.push(Finding::Superseded(successor)),
    }
}

fn is_revoked_at(batch: &BatchFacts, moment: Moment) -> bool {
    batch.revoked.is_some_and(|revocation| revocation.at <= moment)
}

#[cfg(test)]
mod tests;
