//! Issuing a whole batch: leaves and root first, then each credential with its proof.
//!
//! A schema may ask for more leaves than there are certificates. The rest belongs to nobody: random bytes in place of hashes, of
//! which no certificate is known to anybody, the issuer included. Who does not have the certificates cannot tell one from the
//! other, in the tree, in a proof, or in a status list.

use super::{
    claims::{Claims, LONGEST_SCHEMA_NAME, LONGEST_URI, StatusReference, check_uri, seconds_within, vct_of},
    disclosure::{check_name, has_digests},
    error::CredentialError,
    json::shortened,
    jwk::PublicKey,
    presentation::CREDENTIAL_TYPE,
    sd_jwt::{self, Concealed},
    signing::SigningKey,
};
use crate::documents::random_salt;
use bogam_primitives::{
    Moment, OrganisationId,
    certificate::{
        BatchId, BatchName, CertificateIndex, CertificateReference, Evidence, Leaf, SchemaId, filled_size,
        leaf::{LONGEST_DISCLOSURE, MOST_FIELDS},
        merkle::Tree,
    },
    time::SECOND,
};
use rand::{rand_core::UnwrapErr, rngs::SysRng, seq::index::sample};
use serde_json::{Map, Value};
use sp_core::H256;
use std::{num::NonZero, thread};

/// The most certificates of one batch in the client. The chain may have a lower limit.
pub const LARGEST_BATCH: usize = 1_000_000;

/// How many credentials are made before they are handed on: what is in memory at one time.
const WINDOW: usize = 1_024;

/// One certificate that is to be issued.
#[derive(Clone, Debug, PartialEq)]
pub struct Certificate {
    /// The holder's key, fresh for this certificate.
    pub holder: PublicKey,
    /// The fields. Each can be disclosed alone.
    pub fields: Map<String, Value>,
}

/// A batch that is to be issued. The order of the certificates is their place in the batch: a random order gives away less. Where
/// the batch has to be filled up, they are at random places.
#[derive(Clone, Debug, PartialEq)]
pub struct IssueBatch {
    /// The chain, by the hash of its first block.
    pub genesis: H256,
    /// The organisation that issues.
    pub organisation: OrganisationId,
    /// The schema.
    pub schema: SchemaId,
    /// The schema's name, from which the credential's type is made.
    pub schema_name: String,
    /// The schema's version.
    pub schema_version: u32,
    /// The issuer as a URI, under which its keys can be found.
    pub issuer: String,
    /// The certificates count from this moment on,
    pub valid_from: Moment,
    /// until before this one.
    pub valid_until: Moment,
    /// A random number.
    pub nonce: H256,
    /// The moment of signing.
    pub issued_at: Moment,
    /// The status list that this batch has to itself, as a URI: certificate `n` has place `n` in it.
    pub status_list: Option<String>,
    /// The fewest leaves of a batch, as the schema says. The batch is filled up to a multiple of it with leaves that belong to
    /// nobody, so that its size does not tell how many certificates there are.
    pub least_size: u32,
    /// The certificates.
    pub certificates: Vec<Certificate>,
}

/// What is being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The leaves are hashed.
    Hashing,
    /// The credentials are signed.
    Signing,
}

/// How far the work is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What is being done.
    pub step: Step,
    /// How many certificates are done.
    pub done: usize,
    /// How many there are.
    pub total: usize,
}

/// A batch whose root is known. The fields' salts exist only here and in the credentials: whoever drops it before the credentials
/// are written has a root for which there are none.
pub struct PreparedBatch {
    /// What was to be issued, without the certificates.
    batch: IssueBatch,
    name: BatchName,
    id: BatchId,
    vct: String,
    seconds: (u64, u64),
    tree: Tree,
    entries: Vec<Entry>,
    /// Where each certificate is in the tree.
    places: Vec<CertificateIndex>,
}

/// What is kept of one certificate: leaf and credential are made of it.
struct Entry {
    holder: PublicKey,
    concealed: Concealed,
}

impl Entry {
    /// Conceals the fields of certificate `index`.
    fn new(index: usize, certificate: &Certificate) -> Result<Self, CredentialError> {
        let concealed = sd_jwt::conceal(&certificate.fields)?;
        for (name, text) in certificate.fields.keys().zip(&concealed.disclosures) {
            if text.len() > LONGEST_DISCLOSURE {
                let (name, size) = (shortened(name), text.len());
                return Err(CredentialError::FieldTooLong { index, name, size, limit: LONGEST_DISCLOSURE });
            }
        }
        Ok(Self { holder: certificate.holder, concealed })
    }

    fn leaf(&self, batch: BatchId, index: CertificateIndex) -> Leaf {
        Leaf { batch, index, holder: self.holder.holder_key(), fields: self.concealed.digests.clone() }
    }
}

impl std::fmt::Debug for PreparedBatch {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("PreparedBatch").field("name", &self.name).finish_non_exhaustive()
    }
}

/// A fresh nonce for a batch.
pub fn batch_nonce() -> H256 {
    H256(random_salt())
}

/// How many leaves a batch of `count` certificates has: filled up, or as few as it needs where that would be too large.
fn leaves_of(count: usize, least: u32) -> Result<u32, CredentialError> {
    let needed = if count == 0 { 0 } else { count.max(least as usize) };
    if needed == 0 || needed > LARGEST_BATCH {
        return Err(CredentialError::BadBatchSize { size: needed, limit: LARGEST_BATCH });
    }
    // What fits into a batch fits into 32 bits.
    let filled = filled_size(count as u32, least).filter(|size| *size as usize <= LARGEST_BATCH);
    Ok(filled.unwrap_or(needed as u32))
}

/// Where `count` certificates are among `size` leaves: at random places, in random order. If there are no other leaves, the order
/// is kept.
fn places_among(count: usize, size: u32) -> Vec<CertificateIndex> {
    if size as usize <= count {
        return (0..size).collect();
    }
    // Like all that is random here, they come from the operating system, or there are none.
    let places = sample(&mut UnwrapErr(SysRng), size as usize, count);
    places.into_iter().map(|place| place as CertificateIndex).collect()
}

/// `work` for each number below `count`, on all cores; the results in their order.
fn on_all_cores<Output: Send>(
    range: std::ops::Range<usize>,
    work: impl Fn(usize) -> Result<Output, CredentialError> + Sync,
) -> Result<Vec<Output>, CredentialError> {
    let workers = thread::available_parallelism().map_or(1, NonZero::get);
    let share = range.len().div_ceil(workers).max(1);
    let (work, end) = (&work, range.end);
    thread::scope(|scope| {
        let shares = range.step_by(share).map(|start| {
            scope.spawn(move || (start..end.min(start.saturating_add(share))).map(work).collect::<Result<Vec<_>, _>>())
        });
        // All are started before the first is awaited.
        let shares: Vec<_> = shares.collect();
        let mut results = Vec::new();
        for share in shares {
            results.extend(share.join().map_err(|_| CredentialError::Interrupted)??);
        }
        Ok(results)
    })
}

/// Refuses fields that cannot be part of a certificate.
fn check_fields(fields: &Map<String, Value>) -> Result<(), CredentialError> {
    if fields.len() > MOST_FIELDS {
        return Err(CredentialError::TooManyFields(fields.len()));
    }
    for (place, (name, value)) in fields.iter().enumerate() {
        check_name(name)?;
        if has_digests(value) {
            return Err(CredentialError::NestedDigests(place));
        }
    }
    Ok(())
}

impl IssueBatch {
    /// Checks the whole batch, conceals the fields with their salts, and hashes leaves and tree. `progress` is called now and then.
    ///
    /// What is wrong with one certificate names its place; nothing is issued then.
    pub fn prepare(mut self, mut progress: impl FnMut(Progress)) -> Result<PreparedBatch, CredentialError> {
        let certificates = std::mem::take(&mut self.certificates);
        let total = certificates.len();
        let size = leaves_of(total, self.least_size)?;
        check_uri("issuer", &self.issuer)?;
        if let Some(uri) = &self.status_list {
            check_uri("status list", uri)?;
        }
        // Escaped, each byte of the name takes three.
        const { assert!(LONGEST_SCHEMA_NAME * 3 + 32 <= LONGEST_URI) };
        let vct = vct_of(&self.schema_name, self.schema_version)?;
        let seconds = seconds_within(self.valid_from, self.valid_until)?;
        let name = BatchName {
            organisation: self.organisation,
            schema: self.schema,
            size,
            valid_from: self.valid_from,
            valid_until: self.valid_until,
            nonce: self.nonce,
        };
        for (index, certificate) in certificates.iter().enumerate() {
            let at = |error| CredentialError::Certificate { index, error: Box::new(error) };
            check_fields(&certificate.fields).map_err(at)?;
        }
        let id = BatchId::derive(&name);
        let places = places_among(total, size);
        let place_of = |index: usize| places.get(index).copied().ok_or(CredentialError::NotInBatch);
        let mut entries = Vec::with_capacity(total);
        let mut leaves = vec![None; size as usize];
        let mut waiting = certificates.into_iter();
        for start in (0..total).step_by(WINDOW) {
            // The disclosures contain the fields, which are not kept a second time.
            let window: Vec<_> = waiting.by_ref().take(WINDOW).collect();
            let end = start + window.len();
            let concealed = on_all_cores(start..end, |index| {
                let entry = Entry::new(index, window.get(index - start).ok_or(CredentialError::NotInBatch)?)?;
                let place = place_of(index)?;
                let leaf = entry.leaf(id, place).hash();
                Ok((entry, place, leaf))
            })?;
            for (entry, place, leaf) in concealed {
                entries.push(entry);
                *leaves.get_mut(place as usize).ok_or(CredentialError::NotInBatch)? = Some(leaf);
            }
            progress(Progress { step: Step::Hashing, done: end, total });
        }
        let leaves = leaves.into_iter().map(|leaf| leaf.unwrap_or_else(|| H256(random_salt()))).collect();
        let tree = Tree::new(leaves).ok_or(CredentialError::BadBatchSize { size: 0, limit: LARGEST_BATCH })?;
        Ok(PreparedBatch { batch: self, name, id, vct, seconds, tree, entries, places })
    }
}

impl PreparedBatch {
    /// The identifier of the batch.
    pub fn id(&self) -> BatchId {
        self.id
    }

    /// What the batch is called after, as the chain is told.
    pub fn name(&self) -> &BatchName {
        &self.name
    }

    /// The root, as the chain is told.
    pub fn root(&self) -> H256 {
        self.tree.root()
    }

    /// The type of the credentials.
    pub fn vct(&self) -> &str {
        &self.vct
    }

    /// How many of its leaves belong to nobody.
    pub fn fillers(&self) -> usize {
        self.tree.size().saturating_sub(self.entries.len())
    }

    fn entry(&self, index: usize) -> Result<(&Entry, CertificateIndex), CredentialError> {
        let entry = self.entries.get(index).zip(self.places.get(index));
        entry.map(|(entry, place)| (entry, *place)).ok_or(CredentialError::NotInBatch)
    }

    fn path(&self, place: CertificateIndex) -> Result<Vec<H256>, CredentialError> {
        self.tree.path(place as usize).ok_or(CredentialError::NotInBatch)
    }

    /// The evidence of certificate `index`, in the order in which they were given, with all fields disclosed.
    pub fn evidence(&self, index: usize) -> Result<Evidence, CredentialError> {
        let (entry, place) = self.entry(index)?;
        let Leaf { batch, holder, fields, .. } = entry.leaf(self.id, place);
        Ok(Evidence {
            certificate: CertificateReference { batch, index: place },
            holder,
            fields,
            disclosures: entry.concealed.disclosures.clone(),
            size: self.name.size,
            path: self.path(place)?,
        })
    }

    /// The credential of certificate `index`, in the order in which they were given, signed by `key`, with all its disclosures.
    pub fn credential(&self, index: usize, key: &SigningKey) -> Result<String, CredentialError> {
        let (entry, place) = self.entry(index)?;
        let status = |uri: &String| StatusReference { uri: uri.clone(), index: u64::from(place) };
        let claims = Claims {
            issuer: self.batch.issuer.clone(),
            vct: self.vct.clone(),
            issued_at: self.batch.issued_at / SECOND,
            not_before: self.seconds.0,
            expires: self.seconds.1,
            holder: entry.holder,
            digests: entry.concealed.digests.clone(),
            status: self.batch.status_list.as_ref().map(status),
            genesis: self.batch.genesis,
            certificate: CertificateReference { batch: self.id, index: place },
            size: self.name.size,
            path: self.path(place)?,
        };
        let mut text = sd_jwt::issue(key.header(CREDENTIAL_TYPE, true), claims.to_json(), key)?;
        for disclosure in &entry.concealed.disclosures {
            text.push_str(disclosure);
            text.push('~');
        }
        Ok(text)
    }

    /// Signs every credential, on all cores, and hands them to `write` one after the other in the order in which the certificates
    /// were given, numbered from zero. What `write` answers with an error ends the work. Only some thousand credentials are in
    /// memory at a time.
    pub fn issue(
        &self,
        key: &SigningKey,
        mut progress: impl FnMut(Progress),
        mut write: impl FnMut(usize, String) -> Result<(), String>,
    ) -> Result<(), CredentialError> {
        let total = self.entries.len();
        for start in (0..total).step_by(WINDOW) {
            let end = total.min(start + WINDOW);
            let credentials = on_all_cores(start..end, |index| self.credential(index, key))?;
            for (index, credential) in (start..end).zip(credentials) {
                write(index, credential).map_err(CredentialError::Output)?;
            }
            progress(Progress { step: Step::Signing, done: end, total });
        }
        Ok(())
    }
}
