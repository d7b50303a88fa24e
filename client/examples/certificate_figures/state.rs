//! What batches and statuses take of the chain's state: their values as the chain encodes them, under their real keys, in a
//! tree of the chain's own layout.

use super::{METADATA, NOW, Outcome, YEAR};
use bogam_client::proof::StorageKey;
use bogam_primitives::{
    LicenceId, OrganisationId,
    certificate::{
        BatchId, BatchName, CertificateReference, Change, RevocationReason, SchemaId, StatusChange, SuspensionReason,
    },
};
use codec::Encode;
use sp_core::{Blake2Hasher, H256};
use sp_trie::{MemoryDB, TrieMut, trie_types::TrieDBMutBuilderV1};
use subxt::{ext::scale_value::scale::decode_as_type, metadata::Metadata};

/// How many records of each kind are put into the tree.
const RECORDS: u32 = 10_000;

/// What a record may take for its map, beside its encoded value: keys, hashes and the nodes of the tree above it.
const PER_MAP: usize = 160;

/// The account that issues, and the one that endorses.
const ACCOUNT: [u8; 32] = [5; 32];
const LICENCE: Option<LicenceId> = Some(7);
const CLINIC: OrganisationId = 2;
const AUTHORITY: OrganisationId = 1;

/// What the chain keeps of a batch before anything is said about it.
fn name(number: u32) -> BatchName {
    BatchName {
        organisation: CLINIC,
        schema: SchemaId::derive(AUTHORITY, b"vaccination", 1),
        size: 100_000,
        valid_from: NOW,
        valid_until: NOW + YEAR,
        nonce: H256(sp_crypto_hashing::blake2_256(&number.encode())),
    }
}

/// The value of a batch: name, root, issuer and licence, moment, who has to endorse, what was said, and whether it was revoked.
fn batch(number: u32, endorsed: bool) -> Vec<u8> {
    let root = H256(sp_crypto_hashing::sha2_256(&number.encode()));
    let issued = (name(number), root, ACCOUNT, LICENCE, NOW, Some(AUTHORITY)).encode();
    let endorsement = match endorsed {
        // The variants of the chain's `Endorsement`; that they are, is checked against its metadata.
        false => 0u8.encode(),
        true => (1u8, (ACCOUNT, AUTHORITY, None::<LicenceId>), NOW).encode(),
    };
    [issued, endorsement, None::<()>.encode()].concat()
}

fn batch_key(number: u32) -> (BatchId, StorageKey) {
    let id = BatchId::derive(&name(number));
    (id, StorageKey::value("Certificates", "Batches").identity(&id.encode()))
}

fn status_key(certificate: CertificateReference) -> StorageKey {
    let CertificateReference { batch, index } = certificate;
    StorageKey::value("Certificates", "Changes").identity(&batch.encode()).twox_64(&index.encode())
}

fn history(changes: &[Change]) -> Vec<u8> {
    changes.iter().map(|change| StatusChange { change: *change, at: NOW, by: CLINIC }).collect::<Vec<_>>().encode()
}

/// Refuses a value that the chain would not keep under `Certificates.entry`.
fn check(metadata: &Metadata, entry: &str, value: &[u8]) -> Outcome<()> {
    let storage = metadata.pallet_by_name("Certificates").and_then(|pallet| pallet.storage());
    let stored = storage.and_then(|storage| storage.entry_by_name(entry)).ok_or("the chain has no such map")?;
    let mut rest = value;
    decode_as_type(&mut rest, stored.value_ty(), metadata.types())
        .map_err(|error| format!("the chain would not keep this as a value of {entry}: {error:?}"))?;
    match rest.is_empty() {
        true => Ok(()),
        false => Err(format!("{} bytes are no part of a value of {entry}", rest.len()).into()),
    }
}

/// The bytes of all nodes of a tree with these entries.
fn size_of_tree(entries: impl Iterator<Item = (StorageKey, Vec<u8>)>) -> Outcome<usize> {
    let (mut nodes, mut root) = (MemoryDB::<Blake2Hasher>::new(&[0]), H256::zero());
    {
        let mut tree = TrieDBMutBuilderV1::<Blake2Hasher>::new(&mut nodes, &mut root).build();
        for (key, value) in entries {
            tree.insert(&key.0, &value).map_err(|error| format!("the tree cannot be made: {error:?}"))?;
        }
    }
    Ok(nodes.drain().into_values().filter(|(_, references)| *references > 0).map(|(node, _)| node.len()).sum())
}

/// Prints what each kind of record takes, and answers whether all are within their bounds.
pub fn measure() -> Outcome<bool> {
    let metadata = Metadata::decode_from(METADATA)?;
    let revoked = [Change::Revoked(RevocationReason::SourceWithdrawn)];
    let successor = CertificateReference { batch: BatchId(H256::repeat_byte(9)), index: 3 };
    let suspended =
        [Change::Suspended(SuspensionReason::UnderReview), Change::Reinstated, Change::Superseded(successor)];
    let values = [batch(0, false), batch(0, true), history(&revoked), history(&suspended)];
    for (entry, value) in ["Batches", "Batches", "Changes", "Changes"].into_iter().zip(&values) {
        check(&metadata, entry, value)?;
    }
    let [issued, endorsed, once, thrice] = values;
    let batches = |is_endorsed: bool| (0..RECORDS).map(move |number| (batch_key(number).1, batch(number, is_endorsed)));
    // The first certificate of each of many batches, and many certificates of one batch.
    let apart = |value: &[u8]| -> Vec<(StorageKey, Vec<u8>)> {
        let certificate = |number| CertificateReference { batch: batch_key(number).0, index: 0 };
        (0..RECORDS).map(|number| (status_key(certificate(number)), value.to_vec())).collect()
    };
    let together = |value: &[u8]| -> Vec<(StorageKey, Vec<u8>)> {
        let (batch, _) = batch_key(0);
        (0..RECORDS).map(|index| (status_key(CertificateReference { batch, index }), value.to_vec())).collect()
    };

    println!("state, of {RECORDS} records of a kind:          value, and all nodes of the tree, in bytes per record");
    let (key_of_batch, key_of_status) = (batch_key(0).1.0.len(), status_key(successor).0.len());
    println!("    (keys have {key_of_batch} bytes for a batch and {key_of_status} for a status; one map each)");
    let mut within = true;
    let mut tell = |what: &str, value: &[u8], size: usize| {
        let (size, bound) = (size.div_ceil(RECORDS as usize), value.len() + PER_MAP);
        let verdict = if size <= bound { "within" } else { "BEYOND" };
        println!("    {what:<37}{:>4}, {size:>4}: {verdict} {bound}", value.len());
        within &= size <= bound;
    };
    tell("a batch of any size, issued", &issued, size_of_tree(batches(false))?);
    tell("a batch of any size, endorsed", &endorsed, size_of_tree(batches(true))?);
    tell("revoked, one certificate of a batch", &once, size_of_tree(apart(&once).into_iter())?);
    tell("revoked, many certificates of a batch", &once, size_of_tree(together(&once).into_iter())?);
    tell("suspended, reinstated, superseded", &thrice, size_of_tree(apart(&thrice).into_iter())?);
    Ok(within)
}
