//! The holder's wallet: keys and received credentials in one encrypted file.
//!
//! A holder makes a key for each certificate ([`Wallet::new_key`]) and gives its public part to the issuer; the credential that
//! comes back is received only if it is for one of the wallet's keys. Every change is written at once, in one step.
//! While a wallet is open, no other program can open it.

mod error;
mod file;

#[cfg(test)]
mod tests;

pub use error::WalletError;
pub use file::WorkFactor;

use crate::credential::{Algorithm, CredentialError, Presentation, PublicKey, SigningKey};
/// A passphrase, erased from memory when it is dropped and never shown by `Debug`.
pub use age::secrecy::SecretString;

use age::secrecy::ExposeSecret;
use base64::{Engine, engine::general_purpose::STANDARD};
use bogam_primitives::{
    Moment,
    certificate::{CertificateReference, HolderKey},
};
use serde::{Deserialize, Serialize};
use std::{
    fmt,
    fs::File,
    path::{Path, PathBuf},
};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// The name of the format, in every wallet.
const FORMAT: &str = "bogam/wallet/v1";

/// The most keys, and the most credentials, of one wallet.
pub const MOST_ENTRIES: usize = 1_024;

/// The fewest characters of a passphrase.
pub const SHORTEST_PASSPHRASE: usize = 8;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Content {
    format: String,
    keys: Vec<StoredKey>,
    credentials: Vec<StoredCredential>,
}

#[derive(Serialize, Deserialize, Zeroize, ZeroizeOnDrop)]
#[serde(deny_unknown_fields)]
struct StoredKey {
    /// PKCS#8 in base64.
    secret: String,
    made_at: Moment,
}

#[derive(Serialize, Deserialize, Zeroize, ZeroizeOnDrop)]
#[serde(deny_unknown_fields)]
struct StoredCredential {
    text: String,
    received_at: Moment,
}

struct Credential {
    presentation: Presentation,
    received_at: Moment,
}

/// What a wallet tells of a credential.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// The batch and the place in it: the name of the credential in the wallet.
    pub certificate: CertificateReference,
    /// Who issued it: a URI.
    pub issuer: String,
    /// Its type: a URI made of the schema's name and version.
    pub vct: String,
    /// It counts from this second on,
    pub not_before: u64,
    /// until before this one.
    pub expires: u64,
    /// The names of its fields.
    pub fields: Vec<String>,
    /// The key for which it is.
    pub holder: HolderKey,
    /// When it was received.
    pub received_at: Moment,
}

/// An open wallet. `Debug` shows no content.
pub struct Wallet {
    path: PathBuf,
    passphrase: SecretString,
    work: WorkFactor,
    keys: Vec<(SigningKey, Moment)>,
    credentials: Vec<Credential>,
    /// Held as long as the wallet is open.
    _lock: File,
}

impl fmt::Debug for Wallet {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Wallet").field("path", &self.path).finish_non_exhaustive()
    }
}

/// What is in a wallet.
struct Entries {
    keys: Vec<(SigningKey, Moment)>,
    credentials: Vec<Credential>,
}

/// Reads what is in a wallet.
fn entries(plaintext: &[u8]) -> Result<Entries, WalletError> {
    let content: Content = serde_json::from_slice(plaintext).map_err(|_| WalletError::UnknownFormat)?;
    if content.format != FORMAT {
        return Err(WalletError::UnknownFormat);
    }
    for entries in [content.keys.len(), content.credentials.len()] {
        if entries > MOST_ENTRIES {
            return Err(WalletError::Full(entries));
        }
    }
    let key = |stored: &StoredKey| {
        let der = Zeroizing::new(STANDARD.decode(&stored.secret).map_err(|_| WalletError::UnknownFormat)?);
        Ok((SigningKey::from_pkcs8(&der)?, stored.made_at))
    };
    let credential = |stored: &StoredCredential| {
        let presentation = Presentation::decode_complete(&stored.text)?;
        Ok(Credential { presentation, received_at: stored.received_at })
    };
    let keys = content.keys.iter().map(key).collect::<Result<_, WalletError>>()?;
    let credentials = content.credentials.iter().map(credential).collect::<Result<_, WalletError>>()?;
    Ok(Entries { keys, credentials })
}

/// Whether `bytes` can be read as the file of a wallet under `passphrase`, or, if they are not encrypted, as what is in one.
/// For the fuzz target: it neither panics nor takes much memory, whatever it is given. A file that takes more than the least
/// work is not opened.
pub fn is_readable(bytes: &[u8], passphrase: &SecretString) -> bool {
    match file::is_encrypted(bytes) {
        true => file::decrypt(bytes, passphrase, file::LEAST_WORK).is_ok_and(|plaintext| entries(&plaintext).is_ok()),
        false => entries(bytes).is_ok(),
    }
}

fn check_passphrase(passphrase: &SecretString) -> Result<(), WalletError> {
    match passphrase.expose_secret().chars().count() < SHORTEST_PASSPHRASE {
        true => Err(WalletError::ShortPassphrase(SHORTEST_PASSPHRASE)),
        false => Ok(()),
    }
}

impl Wallet {
    /// Makes an empty wallet. Never overwrites.
    pub fn create(path: &Path, passphrase: SecretString, work: WorkFactor) -> Result<Self, WalletError> {
        check_passphrase(&passphrase)?;
        let lock = file::lock(path)?;
        let (path, keys, credentials) = (path.to_owned(), Vec::new(), Vec::new());
        let wallet = Self { path, passphrase, work, keys, credentials, _lock: lock };
        file::create(&wallet.path, &wallet.content()?, &wallet.passphrase, wallet.work)?;
        Ok(wallet)
    }

    /// Opens the wallet. `work` is what later changes are written with.
    pub fn open(path: &Path, passphrase: SecretString, work: WorkFactor) -> Result<Self, WalletError> {
        if !path.exists() {
            return Err(WalletError::Missing(path.display().to_string()));
        }
        let lock = file::lock(path)?;
        let plaintext = file::read(path, &passphrase)?;
        let Entries { keys, credentials } = entries(&plaintext)?;
        Ok(Self { path: path.to_owned(), passphrase, work, keys, credentials, _lock: lock })
    }

    fn content(&self) -> Result<Zeroizing<Vec<u8>>, WalletError> {
        let key = |(key, made_at): &(SigningKey, Moment)| StoredKey {
            secret: STANDARD.encode(key.expose()),
            made_at: *made_at,
        };
        let credential = |credential: &Credential| StoredCredential {
            text: credential.presentation.content().to_owned(),
            received_at: credential.received_at,
        };
        let content = Content {
            format: FORMAT.to_owned(),
            keys: self.keys.iter().map(key).collect(),
            credentials: self.credentials.iter().map(credential).collect(),
        };
        serde_json::to_vec(&content).map(Zeroizing::new).map_err(|_| WalletError::UnknownFormat)
    }

    fn save(&self) -> Result<(), WalletError> {
        file::replace(&self.path, &self.content()?, &self.passphrase, self.work)
    }

    /// Makes a fresh key. Its public part goes to the issuer; use each for one certificate only, or whoever sees two
    /// certificates can link them.
    pub fn new_key(&mut self, algorithm: Algorithm, now: Moment) -> Result<PublicKey, WalletError> {
        if self.keys.len() >= MOST_ENTRIES {
            return Err(WalletError::Full(self.keys.len()));
        }
        let key = SigningKey::generate(algorithm)?;
        let public = *key.public();
        self.keys.push((key, now));
        if let Err(error) = self.save() {
            self.keys.pop();
            return Err(error);
        }
        Ok(public)
    }

    /// The keys for which no credential is there yet.
    pub fn unused_keys(&self) -> Vec<PublicKey> {
        let used =
            |key: &PublicKey| self.credentials.iter().any(|credential| credential.presentation.claims().holder == *key);
        self.keys.iter().map(|(key, _)| *key.public()).filter(|key| !used(key)).collect()
    }

    /// Takes a credential: complete, as the issuer wrote it, and for one of the wallet's keys.
    ///
    /// That the issuer issued it, the chain says: [`Presentation::verify`] and the evidence.
    pub fn receive(&mut self, text: &str, now: Moment) -> Result<Held, WalletError> {
        let presentation = Presentation::decode_complete(text.trim())?;
        let claims = presentation.claims();
        if !self.keys.iter().any(|(key, _)| *key.public() == claims.holder) {
            return Err(WalletError::ForeignCredential);
        }
        if self.find(&claims.certificate).is_ok() {
            return Err(WalletError::AlreadyHeld);
        }
        if self.credentials.len() >= MOST_ENTRIES {
            return Err(WalletError::Full(self.credentials.len()));
        }
        let credential = Credential { presentation, received_at: now };
        let held = held(&credential);
        self.credentials.push(credential);
        if let Err(error) = self.save() {
            self.credentials.pop();
            return Err(error);
        }
        Ok(held)
    }

    /// The credentials, in the order in which they were received.
    pub fn list(&self) -> Vec<Held> {
        self.credentials.iter().map(held).collect()
    }

    fn find(&self, certificate: &CertificateReference) -> Result<usize, WalletError> {
        let found = self.credentials.iter().position(|held| held.presentation.claims().certificate == *certificate);
        found.ok_or(WalletError::NotHeld)
    }

    /// The credential itself: to look into it, to print it, or to check it against the chain.
    pub fn credential(&self, certificate: &CertificateReference) -> Result<&Presentation, WalletError> {
        let place = self.find(certificate)?;
        self.credentials.get(place).map(|held| &held.presentation).ok_or(WalletError::NotHeld)
    }

    /// Presents a credential to `audience`, which drew `nonce`, with `fields` only.
    pub fn present(
        &self,
        certificate: &CertificateReference,
        fields: &[&str],
        audience: &str,
        nonce: &str,
        now: Moment,
    ) -> Result<String, WalletError> {
        let presentation = self.credential(certificate)?;
        let holder = presentation.claims().holder;
        let key = self.keys.iter().find(|(key, _)| *key.public() == holder).ok_or(CredentialError::OtherHolderKey)?;
        Ok(presentation.present(fields, audience, nonce, now, &key.0)?)
    }

    /// Removes a credential and, if no other needs it, its key. It cannot be presented any more; it still counts.
    pub fn remove(&mut self, certificate: &CertificateReference) -> Result<(), WalletError> {
        let place = self.find(certificate)?;
        let credential = self.credentials.remove(place);
        let holder = credential.presentation.claims().holder;
        let needed = self.credentials.iter().any(|other| other.presentation.claims().holder == holder);
        let key_place = self.keys.iter().position(|(key, _)| *key.public() == holder).filter(|_| !needed);
        let key = key_place.map(|place| self.keys.remove(place));
        if let Err(error) = self.save() {
            if let (Some(place), Some(key)) = (key_place, key) {
                self.keys.insert(place, key);
            }
            self.credentials.insert(place, credential);
            return Err(error);
        }
        Ok(())
    }

    /// Removes a key for which there is no credential.
    pub fn remove_unused_key(&mut self, key: &HolderKey) -> Result<(), WalletError> {
        if !self.unused_keys().iter().any(|unused| unused.holder_key() == *key) {
            return Err(WalletError::NotHeld);
        }
        let place = self.keys.iter().position(|(own, _)| own.public().holder_key() == *key);
        let place = place.ok_or(WalletError::NotHeld)?;
        let removed = self.keys.remove(place);
        if let Err(error) = self.save() {
            self.keys.insert(place, removed);
            return Err(error);
        }
        Ok(())
    }

    /// Encrypts the wallet under another passphrase. Copies of the old file still open with the old one.
    pub fn change_passphrase(&mut self, passphrase: SecretString, work: WorkFactor) -> Result<(), WalletError> {
        check_passphrase(&passphrase)?;
        file::replace(&self.path, &self.content()?, &passphrase, work)?;
        self.passphrase = passphrase;
        self.work = work;
        Ok(())
    }
}

fn held(credential: &Credential) -> Held {
    let claims = credential.presentation.claims();
    Held {
        certificate: claims.certificate,
        issuer: claims.issuer.clone(),
        vct: claims.vct.clone(),
        not_before: claims.not_before,
        expires: claims.expires,
        fields: credential.presentation.disclosures().iter().map(|field| field.name().to_owned()).collect(),
        holder: claims.holder.holder_key(),
        received_at: credential.received_at,
    }
}
