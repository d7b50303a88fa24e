//! Keys: files that only their owner can read, holder secrets, and signed statements.

use crate::documents::random;
use bogam_primitives::{Moment, PrescriptionId, Signed, Statement, StatementContent, prescription::AcceptPrescription};
use sp_core::{H256, sr25519::Signature};
use sp_runtime::{AccountId32, MultiSignature};
use std::{
    fmt, fs,
    io::{Read, Write},
    path::Path,
    str::FromStr,
};
use subxt_signer::{SecretUri, sr25519::Keypair};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// The largest key file, in bytes.
const LARGEST_FILE: u64 = 4096;

/// What can be wrong with a key or its file.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// There is no such file.
    #[error("there is no key file {0}")]
    Missing(String),
    /// Others than its owner can read the file.
    #[error("the key file {path} can be read by others (mode {mode:03o}); take their rights away: chmod 600")]
    NotPrivate {
        /// The file.
        path: String,
        /// Its permission bits.
        mode: u32,
    },
    /// A file is there already; keys are never overwritten.
    #[error("{0} exists already, and keys are never overwritten")]
    Exists(String),
    /// The file cannot be read or written.
    #[error("the key file {path} cannot be used: {reason}")]
    File {
        /// The file.
        path: String,
        /// Why.
        reason: String,
    },
    /// What is in the file or was typed is no key.
    #[error("this is not a key: a secret URI (phrase or //Name), or a seed of 64 hexadecimal digits, is needed")]
    NotAKey,
}

impl KeyError {
    /// A code in `snake_case` that stays the same between versions.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing(_) => "key_missing",
            Self::NotPrivate { .. } => "key_not_private",
            Self::Exists(_) => "key_exists",
            Self::File { .. } => "key_file",
            Self::NotAKey => "key_not_a_key",
        }
    }
}

/// An sr25519 key that signs. `Debug` shows its public account only.
#[derive(Clone)]
pub struct Key(Keypair);

impl fmt::Debug for Key {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Key").field(&self.account()).finish()
    }
}

impl Key {
    /// The key that `secret` stands for: a secret URI such as `//Alice` or a phrase with an optional path, or a seed of
    /// 64 hexadecimal digits with or without `0x`.
    pub fn parse(secret: &str) -> Result<Self, KeyError> {
        let secret = secret.trim();
        if secret.is_empty() {
            return Err(KeyError::NotAKey);
        }
        let bare_seed = secret.len() == 64 && secret.bytes().all(|byte| byte.is_ascii_hexdigit());
        let uri = Zeroizing::new(if bare_seed { format!("0x{secret}") } else { secret.to_owned() });
        let uri = SecretUri::from_str(&uri).map_err(|_| KeyError::NotAKey)?;
        Keypair::from_uri(&uri).map(Self).map_err(|_| KeyError::NotAKey)
    }

    /// The account of the key: its public key.
    pub fn account(&self) -> AccountId32 {
        AccountId32::new(self.0.public_key().0)
    }

    /// The pair as subxt signs transactions with it.
    pub fn keypair(&self) -> &Keypair {
        &self.0
    }

    /// Signs a statement for the chain with this genesis hash, to count before `expires`.
    pub fn sign<Content: StatementContent>(
        &self,
        genesis: H256,
        content: Content,
        expires: Moment,
    ) -> Signed<Content, MultiSignature> {
        let statement = Statement { genesis, content, expires };
        let signature = self.0.sign(&statement.signing_payload());
        Signed { statement, signature: MultiSignature::Sr25519(Signature::from_raw(signature.0)) }
    }

    /// Lets the pharmacy `dispenser` take the prescription for its hold number `hold`.
    pub fn sign_acceptance(
        &self,
        genesis: H256,
        prescription: PrescriptionId,
        dispenser: bogam_primitives::OrganisationId,
        hold: u32,
        expires: Moment,
    ) -> Signed<AcceptPrescription, MultiSignature> {
        self.sign(genesis, AcceptPrescription { prescription, dispenser, hold }, expires)
    }

    /// Reads a key file. Refused if others than its owner can read it.
    pub fn read(path: &Path) -> Result<Self, KeyError> {
        let secret = read_private(path, LARGEST_FILE)?;
        Self::parse(str::from_utf8(&secret).map_err(|_| KeyError::NotAKey)?)
    }

    /// Writes a new key file for `secret`, readable for its owner only, and returns the key. Never overwrites.
    pub fn store(path: &Path, secret: &str) -> Result<Self, KeyError> {
        let key = Self::parse(secret)?;
        write_private(path, format!("{}\n", secret.trim()).as_bytes())?;
        Ok(key)
    }

    /// Makes a new key from the operating system's randomness and writes its file. Never overwrites.
    pub fn generate(path: &Path) -> Result<Self, KeyError> {
        let secret = HolderSecret::generate();
        Self::store(path, &Zeroizing::new(format!("0x{}", hex::encode(secret.expose()))))
    }
}

/// Reads a file that only its owner may be able to read, up to `limit` bytes; a longer one is cut off there.
pub(crate) fn read_private(path: &Path, limit: u64) -> Result<Zeroizing<Vec<u8>>, KeyError> {
    let shown = || path.display().to_string();
    let failed = |error: std::io::Error| KeyError::File { path: shown(), reason: error.to_string() };
    let file = match fs::File::open(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Err(KeyError::Missing(shown())),
        other => other.map_err(failed)?,
    };
    // The rights of the opened file, not of whatever is at the path a moment later.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = file.metadata().map_err(failed)?.permissions().mode() & 0o777;
        if mode & 0o077 != 0 {
            return Err(KeyError::NotPrivate { path: shown(), mode });
        }
    }
    let mut bytes = Zeroizing::new(Vec::new());
    file.take(limit).read_to_end(&mut bytes).map_err(failed)?;
    Ok(bytes)
}

/// Writes a new file that only its owner can read. Refused if it exists.
pub fn write_private(path: &Path, content: &[u8]) -> Result<(), KeyError> {
    let shown = || path.display().to_string();
    let failed = |error: std::io::Error| KeyError::File { path: shown(), reason: error.to_string() };
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = match options.open(path) {
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => return Err(KeyError::Exists(shown())),
        other => other.map_err(failed)?,
    };
    file.write_all(content).and_then(|()| file.sync_all()).map_err(failed)
}

/// The secret of one issue of a prescription: a 32-byte seed. Erased from memory when dropped, never shown by `Debug`.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct HolderSecret([u8; 32]);

impl fmt::Debug for HolderSecret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("HolderSecret(secret)")
    }
}

impl HolderSecret {
    /// A fresh secret from the operating system's randomness.
    pub fn generate() -> Self {
        let mut seed = [0; 32];
        random(&mut seed);
        let secret = Self(seed);
        seed.zeroize();
        secret
    }

    /// The secret with these bytes.
    pub fn from_bytes(seed: [u8; 32]) -> Self {
        Self(seed)
    }

    /// Its bytes, for the QR code.
    pub fn expose(&self) -> &[u8; 32] {
        &self.0
    }

    /// The key that it is the secret of.
    pub fn key(&self) -> Result<Key, KeyError> {
        Keypair::from_secret_key(self.0).map(Key).map_err(|_| KeyError::NotAKey)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bogam_primitives::StatementError;
    use sp_core::{Pair, crypto::Ss58Codec, sr25519};

    fn folder() -> tempfile::TempDir {
        tempfile::tempdir().unwrap()
    }

    #[test]
    fn key_should_be_the_one_that_the_chain_derives() {
        for secret in
            ["//Alice", "//Bob//stash/soft", "bottom drive obey lake curtain smoke basket hold race lonely fit walk"]
        {
            let expected = sr25519::Pair::from_string(secret, None).unwrap().public();
            assert_eq!(Key::parse(secret).unwrap().account(), AccountId32::from(expected), "{secret}");
        }
        let alice = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
        assert_eq!(Key::parse(" //Alice\n").unwrap().account(), AccountId32::from_ss58check(alice).unwrap());
        let seed = [7; 32];
        let expected = AccountId32::from(sr25519::Pair::from_seed(&seed).public());
        assert_eq!(HolderSecret::from_bytes(seed).key().unwrap().account(), expected);
        assert_eq!(Key::parse(&hex::encode(seed)).unwrap().account(), expected);
        assert_eq!(Key::parse(&format!("0x{}", hex::encode(seed))).unwrap().account(), expected);
    }

    #[test]
    fn key_should_be_refused_when_it_is_none() {
        for text in ["", "  ", "hello world", "0x12", &"z".repeat(64), "bottom drive obey"] {
            assert_eq!(Key::parse(text).unwrap_err().code(), "key_not_a_key", "{text}");
        }
    }

    #[test]
    fn statement_should_verify_with_the_chains_own_check_and_for_its_signer_only() {
        let (holder, other) = (HolderSecret::generate().key().unwrap(), HolderSecret::generate().key().unwrap());
        let genesis = H256::repeat_byte(9);
        let prescription = PrescriptionId(H256::repeat_byte(3));
        let signed = holder.sign_acceptance(genesis, prescription, 4, 2, 1_000);

        let content = signed.verify(&genesis, 999, &holder.account()).unwrap();
        assert_eq!((content.prescription, content.dispenser, content.hold), (prescription, 4, 2));
        assert_eq!(signed.verify(&genesis, 999, &other.account()).err(), Some(StatementError::BadSignature));
        assert_eq!(signed.verify(&H256::zero(), 999, &holder.account()).err(), Some(StatementError::ForeignChain));
        assert_eq!(signed.verify(&genesis, 1_000, &holder.account()).err(), Some(StatementError::Expired));
    }

    #[test]
    fn generated_file_should_read_back_and_never_be_overwritten() {
        let folder = folder();
        let path = folder.path().join("key");
        let key = Key::generate(&path).unwrap();
        assert_eq!(Key::read(&path).unwrap().account(), key.account());
        assert_eq!(Key::generate(&path).unwrap_err().code(), "key_exists");
        assert_eq!(Key::store(&path, "//Alice").unwrap_err().code(), "key_exists");
        assert_eq!(Key::read(&path).unwrap().account(), key.account());
        assert_ne!(Key::generate(&folder.path().join("other")).unwrap().account(), key.account());
    }

    #[cfg(unix)]
    #[test]
    fn file_should_be_private_and_refused_when_others_can_read_it() {
        use std::os::unix::fs::PermissionsExt;
        let folder = folder();
        let path = folder.path().join("key");
        Key::store(&path, "//Alice").unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        for mode in [0o640, 0o604, 0o660, 0o610] {
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
            let error = Key::read(&path).unwrap_err();
            assert_eq!(error.code(), "key_not_private", "{mode:o}");
            assert!(error.to_string().contains(&format!("{mode:03o}")));
        }
    }

    #[test]
    fn file_should_be_refused_when_it_is_missing_or_holds_no_key() {
        let folder = folder();
        let path = folder.path().join("key");
        assert_eq!(Key::read(&path).unwrap_err().code(), "key_missing");
        write_private(&path, &[0xff, 0xfe]).unwrap();
        assert_eq!(Key::read(&path).unwrap_err().code(), "key_not_a_key");
        assert_eq!(Key::store(&folder.path().join("absent/key"), "//Alice").unwrap_err().code(), "key_file");
        assert_eq!(Key::store(&folder.path().join("new"), "nonsense").unwrap_err().code(), "key_not_a_key");
        assert!(!folder.path().join("new").exists());
    }

    #[test]
    fn debug_should_show_no_secret() {
        let secret = HolderSecret::from_bytes([0xab; 32]);
        assert_eq!(format!("{secret:?}"), "HolderSecret(secret)");
        assert!(!format!("{:?}", secret.key().unwrap()).contains("abab"));
    }
}
