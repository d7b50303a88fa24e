//! What can be wrong with a wallet.

use crate::{credential::CredentialError, keys::KeyError};

/// Why a wallet cannot be used, or does not do what it was asked to.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WalletError {
    /// There is no such file.
    #[error("there is no wallet {0}")]
    Missing(String),
    /// There is a file already; wallets are never overwritten.
    #[error("{0} exists already, and wallets are never overwritten")]
    Exists(String),
    /// Others than its owner can read the file.
    #[error("the wallet {path} can be read by others (mode {mode:03o}); take their rights away: chmod 600")]
    NotPrivate {
        /// The file.
        path: String,
        /// Its permission bits.
        mode: u32,
    },
    /// The file cannot be read or written.
    #[error("the wallet {path} cannot be used: {reason}")]
    File {
        /// The file.
        path: String,
        /// Why.
        reason: String,
    },
    /// Another program has it open.
    #[error("the wallet {0} is open in another program")]
    InUse(String),
    /// Larger than any wallet.
    #[error("the wallet has more than {limit} bytes")]
    TooLarge {
        /// The most that is possible, in bytes.
        limit: u64,
    },
    /// Not a wallet at all.
    #[error("this is not a wallet")]
    NotAWallet,
    /// The passphrase does not fit.
    #[error("the passphrase does not fit")]
    WrongPassphrase,
    /// The passphrase is too short.
    #[error("the passphrase must have at least {0} characters")]
    ShortPassphrase(usize),
    /// The file asks for more work to be opened than any wallet does.
    #[error("opening this file would take more work than any wallet needs")]
    TooMuchWork,
    /// The file is cut off or was changed.
    #[error("the wallet is damaged: it is cut off, or was changed")]
    Damaged,
    /// Decrypted, but in a format that is not known here.
    #[error("the wallet has a format that is not known here; a newer program may read it")]
    UnknownFormat,
    /// It has as many keys or credentials as a wallet can have.
    #[error("the wallet is full: it has {0} entries")]
    Full(usize),
    /// No key of the wallet is the credential's.
    #[error("the credential is for a key that is not in this wallet")]
    ForeignCredential,
    /// The credential is there already.
    #[error("the credential is in the wallet already")]
    AlreadyHeld,
    /// There is no such credential, or no such unused key.
    #[error("there is no such entry in the wallet")]
    NotHeld,
    /// The credential itself, or what is to be disclosed of it.
    #[error(transparent)]
    Credential(#[from] CredentialError),
}

impl WalletError {
    /// A code in `snake_case` that stays the same between versions.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing(_) => "wallet_missing",
            Self::Exists(_) => "wallet_exists",
            Self::NotPrivate { .. } => "wallet_not_private",
            Self::File { .. } => "wallet_file",
            Self::InUse(_) => "wallet_in_use",
            Self::TooLarge { .. } => "wallet_too_large",
            Self::NotAWallet => "wallet_not_a_wallet",
            Self::WrongPassphrase => "wallet_wrong_passphrase",
            Self::ShortPassphrase(_) => "wallet_short_passphrase",
            Self::TooMuchWork => "wallet_too_much_work",
            Self::Damaged => "wallet_damaged",
            Self::UnknownFormat => "wallet_unknown_format",
            Self::Full(_) => "wallet_full",
            Self::ForeignCredential => "wallet_foreign_credential",
            Self::AlreadyHeld => "wallet_already_held",
            Self::NotHeld => "wallet_not_held",
            Self::Credential(error) => error.code(),
        }
    }

    /// The error of a file, told of a wallet.
    pub(super) fn of_file(error: KeyError) -> Self {
        match error {
            KeyError::Missing(path) => Self::Missing(path),
            KeyError::NotPrivate { path, mode } => Self::NotPrivate { path, mode },
            KeyError::Exists(path) => Self::Exists(path),
            KeyError::File { path, reason } => Self::File { path, reason },
            KeyError::NotAKey => Self::NotAWallet,
        }
    }
}
