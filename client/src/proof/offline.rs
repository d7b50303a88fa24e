//! A proof that fits a file: all that a verifier with an anchor needs to know what the chain said about one certificate.
//!
//! A file is `BOGAMPROOF`, one byte with the version, and the rest in SCALE. [`parts`](super::parts) writes it as text for QR
//! codes.

use super::{
    Anchor, BlockNumber, FinalHeader, ProofError, check_chain, facts_from_proof, moment_of, storage::ProvenStorage,
};
use bogam_primitives::{
    Moment,
    certificate::{CertificateReference, Evidence, Facts, Question, Verdict, verify},
    time::MINUTE,
};
use codec::{Decode, DecodeAll, Encode};
use sp_consensus_grandpa::SetId;
use sp_core::H256;

/// What every file begins with, before its version.
const MAGIC: &[u8; 10] = b"BOGAMPROOF";

/// The version that is written and read.
const VERSION: u8 = 1;

/// The largest file, in bytes.
pub const LARGEST_PROOF: usize = 4 * 1024 * 1024;

/// The most changes of the authority set that a proof leads over. A set lasts at least a session of one hour, and mostly for
/// months; an anchor is to be renewed before.
pub const MOST_CHANGES: usize = 1024;

/// By how much a block may be ahead of the verifier's clock.
pub const CLOCK_TOLERANCE: Moment = 2 * MINUTE;

/// What the chain said about one certificate in one block, with all that proves it to whoever has an anchor.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct OfflineProof {
    /// The certificate.
    pub certificate: CertificateReference,
    /// The authority set from which the proof leads on.
    pub from: SetId,
    /// The changes of the authority set since then, one after the other: each the last block of its set.
    pub changes: Vec<FinalHeader>,
    /// The block whose state is proven.
    pub block: FinalHeader,
    /// The nodes of the state.
    pub nodes: Vec<Vec<u8>>,
}

/// What is proven of one block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProvenBlock {
    /// Its number.
    pub number: BlockNumber,
    /// Its hash.
    pub hash: H256,
    /// Its clock: what the chain said, it said then.
    pub moment: Moment,
}

/// The answer about a certificate, without trust in any node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProvenVerdict {
    /// Whether it counts, and why not. Of what happened after the block it knows nothing.
    pub verdict: Verdict,
    /// The block by whose state it was judged.
    pub block: ProvenBlock,
    /// How old that state is, in milliseconds: whoever asks decides whether it is young enough.
    pub age: Moment,
    /// What the block's state tells.
    pub facts: Facts,
    /// The anchor, led on to the block's authority set. Whoever keeps it need not check the changes again; but what was proven
    /// under earlier sets is then refused.
    pub anchor: Anchor,
}

impl ProvenVerdict {
    /// Refuses an answer by a state that is older than `longest`, in milliseconds.
    pub fn ensure_younger(&self, longest: Moment) -> Result<(), ProofError> {
        match self.age > longest {
            true => Err(ProofError::TooOld { age: self.age, limit: longest }),
            false => Ok(()),
        }
    }
}

impl OfflineProof {
    /// The bytes of the file.
    pub fn to_bytes(&self) -> Result<Vec<u8>, ProofError> {
        let size = self.encoded_size().saturating_add(MAGIC.len() + 1);
        ensure_file_size(size)?;
        let mut bytes = Vec::with_capacity(size);
        bytes.extend_from_slice(MAGIC);
        bytes.push(VERSION);
        self.encode_to(&mut bytes);
        Ok(bytes)
    }

    /// Reads a file. Nothing of it is checked but its form: see [`OfflineProof::check`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ProofError> {
        ensure_file_size(bytes.len())?;
        let (version, mut content) = match bytes.strip_prefix(MAGIC) {
            Some([version, content @ ..]) => (*version, content),
            _ => return Err(ProofError::NotAProof),
        };
        if version != VERSION {
            return Err(ProofError::UnknownVersion(version));
        }
        let proof = Self::decode_all(&mut content).map_err(|error| ProofError::Malformed(error.to_string()))?;
        let size = proof.changes.len();
        if size > MOST_CHANGES {
            return Err(ProofError::TooLarge { what: "list of set changes", size, limit: MOST_CHANGES });
        }
        Ok(proof)
    }

    /// Checks everything: that the authorities whom the anchor trusts, and those to whom they handed over, made the block
    /// final, and that its state is one of this chain and says what is said of it.
    pub fn check(&self, anchor: &Anchor) -> Result<(ProvenBlock, Facts, Anchor), ProofError> {
        let anchor = anchor.follow(self.from, &self.changes)?;
        anchor.check(&self.block)?;
        let header = &self.block.header;
        let state = ProvenStorage::new(header.state_root, self.nodes.iter().map(Vec::as_slice))?;
        check_chain(&state, anchor.genesis)?;
        let block = ProvenBlock { number: header.number, hash: header.hash(), moment: moment_of(&state)? };
        let facts = facts_from_proof(&state, self.certificate)?;
        Ok((block, facts, anchor))
    }

    /// Checks everything, and answers `question` about the certificate that `evidence` shows. `now`: the verifier's clock.
    pub fn verify(
        &self,
        anchor: &Anchor,
        evidence: &Evidence,
        question: &Question,
        now: Moment,
    ) -> Result<ProvenVerdict, ProofError> {
        if evidence.certificate != self.certificate {
            return Err(ProofError::OtherCertificate);
        }
        let (block, facts, anchor) = self.check(anchor)?;
        let ahead = block.moment.saturating_sub(now);
        if ahead > CLOCK_TOLERANCE {
            return Err(ProofError::InFuture { ahead });
        }
        let verdict = verify(evidence, &facts, question);
        Ok(ProvenVerdict { verdict, age: now.saturating_sub(block.moment), block, facts, anchor })
    }
}

/// Reads a file, checks everything, and answers: [`OfflineProof::from_bytes`] and [`OfflineProof::verify`] in one.
///
/// It needs no connection, and believes nobody but the anchor.
pub fn verify_offline(
    anchor: &Anchor,
    bytes: &[u8],
    evidence: &Evidence,
    question: &Question,
    now: Moment,
) -> Result<ProvenVerdict, ProofError> {
    OfflineProof::from_bytes(bytes)?.verify(anchor, evidence, question, now)
}

/// Whether `bytes` begin as a file does, of whatever version.
pub(super) fn is_file(bytes: &[u8]) -> bool {
    bytes.starts_with(MAGIC)
}

fn ensure_file_size(size: usize) -> Result<(), ProofError> {
    if size > LARGEST_PROOF {
        return Err(ProofError::TooLarge { what: "proof", size, limit: LARGEST_PROOF });
    }
    Ok(())
}
