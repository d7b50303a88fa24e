//! Encryption: XChaCha20-Poly1305 with a fresh key and a fresh nonce per document.

use super::{error::DocumentError, random};
use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use std::fmt;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// The hash under which a document is stored: blake2-256 of its ciphertext.
pub type DocumentHash = [u8; 32];

/// The largest document, in bytes, encrypted or not.
pub const LARGEST_DOCUMENT: u64 = 1024 * 1024;

/// The first byte of every ciphertext.
const VERSION: u8 = 1;
const NONCE: usize = 24;
const TAG: usize = 16;
/// Plaintexts are filled up to a multiple of this, so that a length tells little.
const BLOCK: usize = 1024;

/// What a document is for. It is part of what the encryption authenticates: one kind never passes for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The document of a prescription.
    Prescription,
    /// The document of a dispense.
    Dispense,
}

impl Purpose {
    fn associated_data(self) -> &'static [u8] {
        match self {
            Self::Prescription => b"bogam/sealed-prescription-document/v1",
            Self::Dispense => b"bogam/sealed-dispense-document/v1",
        }
    }
}

/// The key to one document. Erased from memory when dropped, and never shown by `Debug`.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct DocumentKey([u8; 32]);

impl DocumentKey {
    /// The key with these bytes.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Its bytes, for the QR code.
    pub fn expose(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for DocumentKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("DocumentKey(secret)")
    }
}

/// An encrypted document.
#[derive(Clone, Debug)]
pub struct Sealed {
    /// What is stored: version, nonce, and the encrypted content with its tag.
    pub ciphertext: Vec<u8>,
    /// Its hash, the name under which it is stored.
    pub hash: DocumentHash,
    /// The key that opens it.
    pub key: DocumentKey,
}

/// The hash of a ciphertext.
pub fn document_hash(ciphertext: &[u8]) -> DocumentHash {
    sp_crypto_hashing::blake2_256(ciphertext)
}

/// Encrypts `plaintext` under a fresh key.
pub fn seal(purpose: Purpose, plaintext: &[u8]) -> Result<Sealed, DocumentError> {
    let too_large = || DocumentError::TooLarge { size: plaintext.len() as u64, limit: LARGEST_DOCUMENT };
    let length = u32::try_from(plaintext.len()).map_err(|_| too_large())?;
    let filled_length = (plaintext.len() + 4).next_multiple_of(BLOCK);
    let total = 1 + NONCE + filled_length + TAG;
    if total as u64 > LARGEST_DOCUMENT {
        return Err(too_large());
    }
    let mut filled = Zeroizing::new(Vec::with_capacity(filled_length));
    filled.extend_from_slice(&length.to_le_bytes());
    filled.extend_from_slice(plaintext);
    filled.resize(filled_length, 0);

    let (mut key, mut nonce) = (Zeroizing::new([0; 32]), [0; NONCE]);
    random(&mut *key);
    random(&mut nonce);
    let payload = Payload { msg: &filled, aad: purpose.associated_data() };
    let encrypted = XChaCha20Poly1305::new((&*key).into())
        .encrypt(&XNonce::from(nonce), payload)
        .map_err(|_| DocumentError::Malformed("it cannot be encrypted".into()))?;

    let mut ciphertext = Vec::with_capacity(total);
    ciphertext.push(VERSION);
    ciphertext.extend_from_slice(&nonce);
    ciphertext.extend_from_slice(&encrypted);
    let hash = document_hash(&ciphertext);
    Ok(Sealed { ciphertext, hash, key: DocumentKey(*key) })
}

/// Decrypts what [`seal`] encrypted for the same purpose.
pub fn unseal(purpose: Purpose, ciphertext: &[u8], key: &DocumentKey) -> Result<Zeroizing<Vec<u8>>, DocumentError> {
    if ciphertext.len() as u64 > LARGEST_DOCUMENT {
        return Err(DocumentError::TooLarge { size: ciphertext.len() as u64, limit: LARGEST_DOCUMENT });
    }
    let (version, rest) = ciphertext.split_first().ok_or(DocumentError::UnknownFormat)?;
    if *version != VERSION {
        return Err(DocumentError::UnknownFormat);
    }
    let (nonce, encrypted) = rest.split_first_chunk::<NONCE>().ok_or(DocumentError::NotAuthentic)?;
    let payload = Payload { msg: encrypted, aad: purpose.associated_data() };
    let filled = XChaCha20Poly1305::new((&key.0).into())
        .decrypt(&XNonce::from(*nonce), payload)
        .map(Zeroizing::new)
        .map_err(|_| DocumentError::NotAuthentic)?;
    let malformed = || DocumentError::Malformed("its length is wrong".into());
    let (length, content) = filled.split_first_chunk::<4>().ok_or_else(malformed)?;
    let length = usize::try_from(u32::from_le_bytes(*length)).map_err(|_| malformed())?;
    content.get(..length).map(|content| Zeroizing::new(content.to_vec())).ok_or_else(malformed)
}
