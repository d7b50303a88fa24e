//! The file of a wallet: encrypted under a passphrase (age, scrypt), readable for its owner only, replaced in one step.

use super::error::WalletError;
use crate::{
    documents::random,
    keys::{read_private, write_private},
};
use age::{
    DecryptError,
    scrypt::{Identity, Recipient},
    secrecy::SecretString,
};
use std::{
    fs::{self, File, TryLockError},
    path::{Path, PathBuf},
};
use zeroize::Zeroizing;

/// The largest file, in bytes.
pub(super) const LARGEST_FILE: u64 = 32 * 1024 * 1024;

/// The most work that is done to open a file: N = 2^20, which takes 1 GiB of memory.
const MOST_WORK: u8 = 20;

/// The least work with which a file can be written: next to nothing, for tests.
pub(super) const LEAST_WORK: u8 = 10;

/// How much work each try at the passphrase costs: scrypt with N = 2 to the power of this.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorkFactor(u8);

impl WorkFactor {
    /// About a second and 256 MiB of memory.
    pub const STANDARD: Self = Self(18);

    /// A factor of 10 (next to nothing: for tests) to 20 (1 GiB of memory); others are taken to the nearest of these.
    pub fn new(factor: u8) -> Self {
        Self(factor.clamp(LEAST_WORK, MOST_WORK))
    }
}

impl Default for WorkFactor {
    fn default() -> Self {
        Self::STANDARD
    }
}

fn failed(path: &Path, error: &std::io::Error) -> WalletError {
    WalletError::File { path: path.display().to_string(), reason: error.to_string() }
}

fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(suffix);
    path.with_file_name(name)
}

/// Takes the wallet at `path` for this program alone, as long as the returned file is open.
///
/// The lock is a file beside it: the wallet's own is another one after each change.
pub(super) fn lock(path: &Path) -> Result<File, WalletError> {
    let beside = beside(path, ".lock");
    let mut options = File::options();
    options.create(true).truncate(false).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(&beside).map_err(|error| failed(&beside, &error))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(WalletError::InUse(path.display().to_string())),
        Err(TryLockError::Error(error)) => Err(failed(&beside, &error)),
    }
}

/// Reads and decrypts the file.
pub(super) fn read(path: &Path, passphrase: &SecretString) -> Result<Zeroizing<Vec<u8>>, WalletError> {
    let bytes = read_private(path, LARGEST_FILE + 1).map_err(WalletError::of_file)?;
    if bytes.len() as u64 > LARGEST_FILE {
        return Err(WalletError::TooLarge { limit: LARGEST_FILE });
    }
    if !is_encrypted(&bytes) {
        return Err(WalletError::NotAWallet);
    }
    decrypt(&bytes, passphrase, MOST_WORK)
}

/// Whether `bytes` begin as every encrypted file does.
pub(super) fn is_encrypted(bytes: &[u8]) -> bool {
    bytes.starts_with(b"age-encryption.org/")
}

/// Decrypts a file, unless that takes more than `most_work`.
pub(super) fn decrypt(
    bytes: &[u8],
    passphrase: &SecretString,
    most_work: u8,
) -> Result<Zeroizing<Vec<u8>>, WalletError> {
    let mut identity = Identity::new(passphrase.clone());
    identity.set_max_work_factor(most_work);
    match age::decrypt(&identity, bytes) {
        Ok(plaintext) => Ok(Zeroizing::new(plaintext)),
        Err(DecryptError::DecryptionFailed | DecryptError::KeyDecryptionFailed) => Err(WalletError::WrongPassphrase),
        Err(DecryptError::ExcessiveWork { .. }) => Err(WalletError::TooMuchWork),
        // Encrypted for somebody else, or by a newer version.
        Err(DecryptError::NoMatchingKeys | DecryptError::UnknownFormat) => Err(WalletError::NotAWallet),
        Err(_) => Err(WalletError::Damaged),
    }
}

fn encrypt(plaintext: &[u8], passphrase: &SecretString, work: WorkFactor) -> Result<Vec<u8>, WalletError> {
    let mut recipient = Recipient::new(passphrase.clone());
    recipient.set_work_factor(work.0);
    let ciphertext = age::encrypt(&recipient, plaintext).map_err(|_| WalletError::Damaged)?;
    match ciphertext.len() as u64 > LARGEST_FILE {
        true => Err(WalletError::TooLarge { limit: LARGEST_FILE }),
        false => Ok(ciphertext),
    }
}

/// Writes a new file. Never overwrites.
pub(super) fn create(
    path: &Path,
    plaintext: &[u8],
    passphrase: &SecretString,
    work: WorkFactor,
) -> Result<(), WalletError> {
    write_private(path, &encrypt(plaintext, passphrase, work)?).map_err(WalletError::of_file)
}

/// Replaces the file in one step: whenever the machine stops, there is the old one or the new one.
pub(super) fn replace(
    path: &Path,
    plaintext: &[u8],
    passphrase: &SecretString,
    work: WorkFactor,
) -> Result<(), WalletError> {
    let ciphertext = encrypt(plaintext, passphrase, work)?;
    let mut name = [0; 8];
    random(&mut name);
    let new = beside(path, &format!(".{}.new", hex::encode(name)));
    // Written through to the disk before it takes the old one's place.
    write_private(&new, &ciphertext).map_err(WalletError::of_file)?;
    if let Err(error) = fs::rename(&new, path) {
        // What is left over is encrypted; that it cannot be removed either is not the error to report.
        let _ = fs::remove_file(&new);
        return Err(failed(path, &error));
    }
    // The rename itself, too, where a folder can be synchronised. If it cannot, the new file is in place all the same.
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
    Ok(())
}
