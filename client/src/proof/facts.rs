//! From a proven state to the facts by which a certificate is judged: what the chain's own view function gathers, from the
//! same records and by the same rule, without a node that has to be believed.

use super::{
    BlockNumber, ProofError,
    storage::{ProvenStorage, StorageKey},
};
use bogam_primitives::{
    Actor, Capacity, LicenceId, Moment, OrganisationId, OrganisationKind, Profession,
    certificate::{
        BatchFacts, BatchId, BatchName, BatchRevocation, CertificateReference, EndorsementFacts,
        EndorsementRefusalReason, Facts, Lapse, SchemaFacts, SchemaId, StatusChange,
    },
    entitlement::{
        CompromisedSpan, ConsortiumEntitlements, Licence, LicenceChange, NotEntitled, OrganisationChange,
        OrganisationFacts, OrganisationStatus, RegistryRecords, SeatInterval, entitlement_at,
    },
};
use codec::{Compact, Decode, Encode};
use sp_core::H256;
use sp_runtime::AccountId32;
use std::ops::RangeInclusive;

/// The name of the chain's runtime.
pub const RUNTIME: &str = "bogam";

/// The versions of the runtime whose records this program can read and whose rules it knows. Whoever changes the records that
/// are read here, or the rules over them, raises the runtime's version and then, having adapted this, the upper end.
pub const KNOWN_RUNTIMES: RangeInclusive<u32> = 1..=1;

/// Which runtime last changed the form of the state, as `frame_system` keeps it.
#[derive(Debug, Encode, Decode)]
pub(super) struct LastRuntimeUpgrade {
    pub(super) version: Compact<u32>,
    pub(super) name: String,
}

/// An organisation, as the registry keeps it.
#[derive(Clone, Debug, Encode, Decode)]
pub(super) struct Organisation {
    pub(super) kind: OrganisationKind,
    pub(super) admin: AccountId32,
    pub(super) status: OrganisationStatus,
    pub(super) name: Vec<u8>,
    pub(super) institution_code: Vec<u8>,
    pub(super) admitted_at: Moment,
    pub(super) compromised: Vec<CompromisedSpan>,
}

/// A schema, as the certificates pallet keeps it.
#[derive(Clone, Debug, Encode, Decode)]
pub(super) struct Schema {
    pub(super) authority: OrganisationId,
    pub(super) name: Vec<u8>,
    pub(super) version: u32,
    pub(super) digest: H256,
    pub(super) kinds: Vec<OrganisationKind>,
    pub(super) professions: Vec<Profession>,
    pub(super) longest_validity: Moment,
    pub(super) least_size: u32,
    pub(super) endorsement: Option<OrganisationId>,
    pub(super) registered_at: Moment,
    pub(super) retired_at: Option<Moment>,
}

/// What an authority has said about a batch, as the certificates pallet keeps it.
#[derive(Clone, Debug, Encode, Decode)]
pub(super) enum Endorsement {
    None,
    Endorsed { by: Actor<AccountId32>, at: Moment },
    Refused { reason: EndorsementRefusalReason, at: Moment },
}

/// A batch, as the certificates pallet keeps it.
#[derive(Clone, Debug, Encode, Decode)]
pub(super) struct Batch {
    pub(super) name: BatchName,
    pub(super) root: H256,
    pub(super) issuer: AccountId32,
    pub(super) licence: Option<LicenceId>,
    pub(super) issued_at: Moment,
    pub(super) endorser: Option<OrganisationId>,
    pub(super) endorsement: Endorsement,
    pub(super) revoked: Option<BatchRevocation>,
}

/// The keys under which the chain keeps what is read here.
pub(super) mod keys {
    use super::*;

    pub(crate) fn runtime() -> StorageKey {
        StorageKey::value("System", "LastRuntimeUpgrade")
    }

    pub(crate) fn block_hash(number: BlockNumber) -> StorageKey {
        StorageKey::value("System", "BlockHash").twox_64(&number.encode())
    }

    pub(crate) fn now() -> StorageKey {
        StorageKey::value("Timestamp", "Now")
    }

    pub(crate) fn batch(batch: BatchId) -> StorageKey {
        StorageKey::value("Certificates", "Batches").identity(&batch.encode())
    }

    pub(crate) fn schema(schema: SchemaId) -> StorageKey {
        StorageKey::value("Certificates", "Schemas").identity(&schema.encode())
    }

    pub(crate) fn changes(certificate: CertificateReference) -> StorageKey {
        let CertificateReference { batch, index } = certificate;
        StorageKey::value("Certificates", "Changes").identity(&batch.encode()).twox_64(&index.encode())
    }

    pub(crate) fn seats(account: &AccountId32) -> StorageKey {
        StorageKey::value("Registry", "SeatHistory").blake2_128(&account.encode())
    }

    pub(crate) fn organisation(organisation: OrganisationId) -> StorageKey {
        StorageKey::value("Registry", "Organisations").twox_64(&organisation.encode())
    }

    pub(crate) fn organisation_history(organisation: OrganisationId) -> StorageKey {
        StorageKey::value("Registry", "OrganisationHistory").twox_64(&organisation.encode())
    }

    pub(crate) fn licence(licence: LicenceId) -> StorageKey {
        StorageKey::value("Registry", "Licences").twox_64(&licence.encode())
    }

    pub(crate) fn licence_history(licence: LicenceId) -> StorageKey {
        StorageKey::value("Registry", "LicenceHistory").twox_64(&licence.encode())
    }
}

/// The keys that every proof about a certificate has to cover. Which others it needs depends on what is under these.
pub fn first_keys(certificate: CertificateReference) -> Vec<StorageKey> {
    vec![keys::runtime(), keys::block_hash(0), keys::now(), keys::batch(certificate.batch), keys::changes(certificate)]
}

/// Checks that the state is one of the chain with this block zero, kept by a runtime that is known here.
///
/// Votes do not say of which chain they are: without this, a chain whose authorities use the same keys elsewhere could stand
/// in for this one.
pub fn check_chain(state: &ProvenStorage, genesis: H256) -> Result<(), ProofError> {
    let what = "hash of block zero";
    if state.decode::<H256>(what, &keys::block_hash(0))? != Some(genesis) {
        return Err(ProofError::OtherChain);
    }
    let what = "runtime's version";
    let LastRuntimeUpgrade { version: Compact(version), name } =
        state.decode(what, &keys::runtime())?.ok_or(ProofError::UnknownForm { what })?;
    if name != RUNTIME || !KNOWN_RUNTIMES.contains(&version) {
        return Err(ProofError::UnknownRuntime { name, version });
    }
    Ok(())
}

/// The clock of the block whose state it is.
pub fn moment_of(state: &ProvenStorage) -> Result<Moment, ProofError> {
    let what = "clock";
    state.decode(what, &keys::now())?.ok_or(ProofError::UnknownForm { what })
}

/// What the state tells about a certificate. That of an unknown batch is that there is none.
///
/// Refused with [`ProofError::NotProven`] where the proof leaves out what is needed: the key that the error names is then to
/// be proven too.
pub fn facts_from_proof(state: &ProvenStorage, certificate: CertificateReference) -> Result<Facts, ProofError> {
    let Some(batch) = state.decode::<Batch>("batch", &keys::batch(certificate.batch))? else {
        return Ok(Facts::default());
    };
    let history = state.decode::<Vec<StatusChange>>("status", &keys::changes(certificate))?.unwrap_or_default();
    let Batch { name, root, issuer, issued_at, endorsement, revoked, .. } = batch;
    let schema = state.decode::<Schema>("schema", &keys::schema(name.schema))?;
    let entitled_for = |account: &AccountId32, capacity, moment| match entitlement_at::<ConsortiumEntitlements, _, _>(
        &Proven(state),
        account,
        capacity,
        moment,
    ) {
        Ok(actor) => Ok(Ok(actor.organisation)),
        Err(NoAnswer::NotEntitled(reason)) => Ok(Err(Lapse::from(reason))),
        Err(NoAnswer::NotProven(error)) => Err(error),
    };
    let issuer_lapse = Lapse::of(entitled_for(&issuer, Capacity::IssueCertificate, issued_at)?, name.organisation);
    let endorsement = match endorsement {
        Endorsement::None => EndorsementFacts::None,
        Endorsement::Refused { at, .. } => EndorsementFacts::Refused { at },
        Endorsement::Endorsed { by, at } => {
            let entitled = entitled_for(&by.account, Capacity::EndorseCertificate, at)?;
            EndorsementFacts::Endorsed { at, lapse: Lapse::of(entitled, by.organisation) }
        }
    };
    Ok(Facts {
        batch: Some(BatchFacts { name, root, issued_at, issuer_lapse, endorsement, revoked }),
        schema: schema.map(|schema| SchemaFacts { endorsement: schema.endorsement, retired_at: schema.retired_at }),
        history,
    })
}

/// The registry's records, read from a proven state.
struct Proven<'a>(&'a ProvenStorage);

/// Why there is no answer about a right.
enum NoAnswer {
    NotEntitled(NotEntitled),
    NotProven(ProofError),
}

impl From<NotEntitled> for NoAnswer {
    fn from(reason: NotEntitled) -> Self {
        Self::NotEntitled(reason)
    }
}

impl From<ProofError> for NoAnswer {
    fn from(error: ProofError) -> Self {
        Self::NotProven(error)
    }
}

impl RegistryRecords<AccountId32> for Proven<'_> {
    type Failure = NoAnswer;

    fn seats(&self, account: &AccountId32) -> Result<Vec<SeatInterval>, NoAnswer> {
        Ok(self.0.decode("history of a seat", &keys::seats(account))?.unwrap_or_default())
    }

    fn organisation(&self, organisation: OrganisationId) -> Result<Option<OrganisationFacts>, NoAnswer> {
        let record: Option<Organisation> = self.0.decode("organisation", &keys::organisation(organisation))?;
        Ok(record.map(|Organisation { kind, compromised, .. }| OrganisationFacts { kind, compromised }))
    }

    fn organisation_history(&self, organisation: OrganisationId) -> Result<Vec<OrganisationChange>, NoAnswer> {
        let key = keys::organisation_history(organisation);
        Ok(self.0.decode("history of an organisation", &key)?.unwrap_or_default())
    }

    fn licence(&self, licence: LicenceId) -> Result<Option<Licence>, NoAnswer> {
        Ok(self.0.decode("licence", &keys::licence(licence))?)
    }

    fn licence_history(&self, licence: LicenceId) -> Result<Vec<LicenceChange>, NoAnswer> {
        Ok(self.0.decode("history of a licence", &keys::licence_history(licence))?.unwrap_or_default())
    }
}
