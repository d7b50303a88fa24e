//! A small chain: authorities with keys, blocks with a state, and one batch of certificates.

use crate::proof::{
    Anchor, AuthoritySet, BlockNumber, FinalHeader, Header, Justification, OfflineProof, ProofError, StorageKey,
    facts::{Batch, Endorsement, LastRuntimeUpgrade, Organisation, RUNTIME, Schema, keys},
    facts_from_proof, first_keys,
    storage::ProvenStorage,
};
use bogam_primitives::{
    Actor, Capacities, Capacity, Commitment, LicenceId, Moment, OrganisationId, OrganisationKind, Profession,
    certificate::{
        BatchId, BatchName, CertificateReference, Evidence, FieldDigest, HolderKey, Leaf, Question, SchemaId,
        StatusChange, merkle::Tree,
    },
    entitlement::{Licence, LicenceChange, LicenceStatus, OrganisationChange, OrganisationStatus, Seat, SeatInterval},
    time::{DAY, HOUR},
};
use codec::{Compact, Encode};
use sp_consensus_grandpa::{
    AuthorityId, AuthorityList, ConsensusLog, GRANDPA_ENGINE_ID, Message, ScheduledChange, SetId, localized_payload,
};
use sp_core::{Blake2Hasher, H256, storage::StateVersion, storage::Storage};
use sp_keyring::Ed25519Keyring::{self, *};
use sp_runtime::{AccountId32, Digest, DigestItem, traits::Header as _};
use sp_state_machine::{InMemoryBackend, prove_read};
use std::{collections::BTreeMap, sync::LazyLock};

/// The clock of the proven block.
pub const NOW: Moment = 1_800_000_000_000;
pub const CLINIC: OrganisationId = 1;
pub const AUTHORITY: OrganisationId = 9;
pub const LICENCE: LicenceId = 7;
pub const PHYSICIAN: AccountId32 = AccountId32::new([1; 32]);
pub const REGISTRAR: AccountId32 = AccountId32::new([2; 32]);
pub const ISSUED_AT: Moment = NOW - 10 * DAY;
pub const ENDORSED_AT: Moment = NOW - 9 * DAY;
pub const GENESIS: H256 = H256([7; 32]);

/// The first authorities: three of four are more than two thirds.
pub const FIRST: [Ed25519Keyring; 4] = [Alice, Bob, Charlie, Dave];
/// The next ones.
pub const SECOND: [Ed25519Keyring; 4] = [Bob, Charlie, Dave, Eve];
pub const THIRD: [Ed25519Keyring; 3] = [Eve, Ferdie, One];

pub fn id(key: Ed25519Keyring) -> AuthorityId {
    key.public().into()
}

pub fn authorities(keys: &[Ed25519Keyring]) -> AuthorityList {
    keys.iter().map(|key| (id(*key), 1)).collect()
}

pub fn set(number: SetId, keys: &[Ed25519Keyring]) -> AuthoritySet {
    AuthoritySet::new(number, authorities(keys)).unwrap()
}

/// The anchor at block zero, with the first authorities as set 0.
pub fn anchor() -> Anchor {
    Anchor::new(GENESIS, 0, GENESIS, 0, &authorities(&FIRST))
}

pub fn header(number: BlockNumber, parent: H256, state: H256, logs: Vec<DigestItem>) -> Header {
    Header::new(number, H256::repeat_byte(3), state, parent, Digest { logs })
}

/// A header that follows `parent`.
pub fn child(parent: &Header) -> Header {
    header(parent.number + 1, parent.hash(), H256::zero(), vec![])
}

pub fn log(log: ConsensusLog<BlockNumber>) -> DigestItem {
    DigestItem::Consensus(GRANDPA_ENGINE_ID, log.encode())
}

pub fn scheduled(keys: &[Ed25519Keyring]) -> ScheduledChange<BlockNumber> {
    ScheduledChange { next_authorities: authorities(keys), delay: 0 }
}

/// The last block of a set, which names the next one.
pub fn change_header(number: BlockNumber, next: &[Ed25519Keyring]) -> Header {
    let next = log(ConsensusLog::ScheduledChange(scheduled(next)));
    header(number, H256::repeat_byte(1), H256::zero(), vec![DigestItem::Other(vec![1]), next])
}

pub type SignedVote = finality_grandpa::SignedPrecommit<
    H256,
    BlockNumber,
    sp_consensus_grandpa::AuthoritySignature,
    sp_consensus_grandpa::AuthorityId,
>;

/// A vote of `key` for a block.
pub fn vote(key: Ed25519Keyring, set: SetId, round: u64, hash: H256, number: BlockNumber) -> SignedVote {
    let precommit = finality_grandpa::Precommit::new(hash, number);
    let payload = localized_payload(round, set, &Message::<Header>::Precommit(precommit.clone()));
    finality_grandpa::SignedPrecommit { precommit, signature: key.sign(&payload).into(), id: id(key) }
}

pub const ROUND: u64 = 5;

/// The header, and votes for it.
pub fn made_final(header: Header, set: SetId, voters: &[Ed25519Keyring]) -> FinalHeader {
    let (target_hash, target_number) = (header.hash(), header.number);
    let precommits = voters.iter().map(|key| vote(*key, set, ROUND, target_hash, target_number)).collect();
    let commit = finality_grandpa::Commit { target_hash, target_number, precommits };
    FinalHeader { header, justification: Justification { round: ROUND, commit, votes_ancestries: vec![] } }
}

pub fn schema_id() -> SchemaId {
    SchemaId::derive(AUTHORITY, b"vaccination", 1)
}

pub fn batch_name() -> BatchName {
    BatchName {
        organisation: CLINIC,
        schema: schema_id(),
        size: 5,
        valid_from: ISSUED_AT,
        valid_until: NOW + 100 * DAY,
        nonce: H256::repeat_byte(2),
    }
}

pub fn certificate() -> CertificateReference {
    CertificateReference { batch: BatchId::derive(&batch_name()), index: 3 }
}

fn disclosure(index: u32, field: &str) -> String {
    format!("salt-{index}-{field}")
}

fn leaf(index: u32) -> Leaf {
    let mut fields = ["vaccine", "lot", "birthdate"].map(|field| FieldDigest::of(&disclosure(index, field))).to_vec();
    fields.sort();
    Leaf { batch: certificate().batch, index, holder: HolderKey(H256::from_low_u64_be(index.into())), fields }
}

fn tree() -> Tree {
    Tree::new((0..batch_name().size).map(|index| leaf(index).hash()).collect()).unwrap()
}

/// What the holder of certificate 3 shows: one field of three.
pub fn evidence() -> Evidence {
    let CertificateReference { index, .. } = certificate();
    let Leaf { holder, fields, .. } = leaf(index);
    Evidence {
        certificate: certificate(),
        holder,
        fields,
        disclosures: vec![disclosure(index, "vaccine")],
        size: batch_name().size,
        path: tree().path(3).unwrap(),
    }
}

pub fn question() -> Question {
    Question { moment: NOW, presented_by: Some(evidence().holder) }
}

pub fn batch() -> Batch {
    let by = Actor { account: REGISTRAR, organisation: AUTHORITY, licence: None };
    Batch {
        name: batch_name(),
        root: tree().root(),
        issuer: PHYSICIAN,
        licence: Some(LICENCE),
        issued_at: ISSUED_AT,
        endorser: Some(AUTHORITY),
        endorsement: Endorsement::Endorsed { by, at: ENDORSED_AT },
        revoked: None,
    }
}

pub fn schema() -> Schema {
    Schema {
        authority: AUTHORITY,
        name: b"vaccination".to_vec(),
        version: 1,
        digest: H256::repeat_byte(5),
        kinds: vec![OrganisationKind::Hospital, OrganisationKind::Clinic],
        professions: vec![Profession::Physician],
        longest_validity: 365 * DAY,
        least_size: 1,
        endorsement: Some(AUTHORITY),
        registered_at: 0,
        retired_at: None,
    }
}

pub fn organisation(kind: OrganisationKind) -> Organisation {
    Organisation {
        kind,
        admin: AccountId32::new([3; 32]),
        status: OrganisationStatus::Active,
        name: b"name".to_vec(),
        institution_code: b"11111111".to_vec(),
        admitted_at: 0,
        compromised: vec![],
    }
}

pub fn licence() -> Licence {
    Licence {
        authority: AUTHORITY,
        profession: Profession::Physician,
        person: Commitment(H256::repeat_byte(4)),
        valid_from: 0,
        valid_until: NOW + 1000 * DAY,
        status: LicenceStatus::Active,
    }
}

pub fn seat(organisation: OrganisationId, capacity: Capacity, licence: Option<LicenceId>) -> SeatInterval {
    let capacities = Capacities::of(&[capacity]);
    let seat = Seat { organisation, capacities, granted_at: HOUR, valid_from: HOUR, valid_until: None, licence };
    SeatInterval { seat, until: None, compromised_since: None }
}

/// The state of a block.
#[derive(Clone)]
pub struct State(BTreeMap<Vec<u8>, Vec<u8>>);

impl State {
    /// A state in which certificate 3 counts, among many other records.
    pub fn new() -> Self {
        let mut state = Self(BTreeMap::new());
        state.put(keys::runtime(), LastRuntimeUpgrade { version: Compact(1), name: RUNTIME.into() });
        state.put(keys::block_hash(0), GENESIS);
        state.put(keys::now(), NOW);
        state.put(keys::batch(certificate().batch), batch());
        state.put(keys::schema(schema_id()), schema());
        state.put(keys::seats(&PHYSICIAN), vec![seat(CLINIC, Capacity::IssueCertificate, Some(LICENCE))]);
        state.put(keys::seats(&REGISTRAR), vec![seat(AUTHORITY, Capacity::EndorseCertificate, None)]);
        for (id, kind) in [(CLINIC, OrganisationKind::Clinic), (AUTHORITY, OrganisationKind::Authority)] {
            let change = OrganisationChange { status: OrganisationStatus::Active, reason: None, since: 0 };
            state.put(keys::organisation(id), organisation(kind));
            state.put(keys::organisation_history(id), vec![change]);
        }
        state.put(keys::licence(LICENCE), licence());
        let valid_until = licence().valid_until;
        let change = LicenceChange { status: LicenceStatus::Active, reason: None, valid_until, since: 0 };
        state.put(keys::licence_history(LICENCE), vec![change]);
        // Others, so that the tree has branches everywhere.
        for other in 0..60u32 {
            let batch = BatchId(H256(sp_crypto_hashing::blake2_256(&other.encode())));
            state.put(keys::batch(batch), [7u8; 200]);
            state.put(keys::changes(CertificateReference { batch, index: other }), vec![1u8; 20]);
            state.put(keys::changes(CertificateReference { index: 1000 + other, ..certificate() }), vec![1u8; 20]);
            state.put(keys::organisation(1000 + other), [8u8; 100]);
            state.put(keys::seats(&AccountId32::new(batch.0.0)), [9u8; 60]);
        }
        state
    }

    pub fn put(&mut self, key: StorageKey, value: impl Encode) -> &mut Self {
        self.0.insert(key.0, value.encode());
        self
    }

    pub fn remove(&mut self, key: StorageKey) -> &mut Self {
        self.0.remove(&key.0);
        self
    }

    /// What happened to certificate 3.
    pub fn history(&mut self, history: Vec<StatusChange>) -> &mut Self {
        self.put(keys::changes(certificate()), history)
    }

    fn backend(&self) -> InMemoryBackend<Blake2Hasher> {
        (Storage { top: self.0.clone(), children_default: Default::default() }, StateVersion::V1).into()
    }

    pub fn root(&self) -> H256 {
        *self.backend().root()
    }

    /// What `state_getReadProof` answers with.
    pub fn prove(&self, keys: &[StorageKey]) -> Vec<Vec<u8>> {
        prove_from(&self.backend(), keys)
    }

    /// The keys that a proof about certificate 3 needs.
    pub fn keys(&self) -> Vec<StorageKey> {
        let backend = self.backend();
        let mut keys = first_keys(certificate());
        loop {
            let nodes = prove_from(&backend, &keys);
            let state = ProvenStorage::new(*backend.root(), nodes.iter().map(Vec::as_slice)).unwrap();
            match facts_from_proof(&state, certificate()) {
                Err(ProofError::NotProven { key, .. }) => keys.push(StorageKey(key)),
                _ => return keys,
            }
        }
    }

    /// A proof about certificate 3 in block 9, which the first authorities made final.
    pub fn proof(&self) -> OfflineProof {
        let header = header(9, H256::repeat_byte(4), self.root(), vec![]);
        OfflineProof {
            certificate: certificate(),
            from: 0,
            changes: vec![],
            block: made_final(header, 0, &FIRST[..3]),
            nodes: self.prove(&self.keys()),
        }
    }

    /// What the whole of it proves.
    pub fn proven(&self) -> ProvenStorage {
        ProvenStorage::new(self.root(), self.prove(&self.keys()).iter().map(Vec::as_slice)).unwrap()
    }
}

fn prove_from(backend: &InMemoryBackend<Blake2Hasher>, keys: &[StorageKey]) -> Vec<Vec<u8>> {
    let proof = prove_read(backend.clone(), keys.iter().map(|key| key.0.as_slice())).unwrap();
    proof.into_iter_nodes().collect()
}

/// The proof from a state in which certificate 3 counts.
pub fn valid_proof() -> OfflineProof {
    static PROOF: LazyLock<OfflineProof> = LazyLock::new(|| State::new().proof());
    PROOF.clone()
}
