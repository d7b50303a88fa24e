//! What is wrong with a wallet, in Korean.

use super::Explained;
use crate::wallet::WalletError;

impl Explained for WalletError {
    fn code(&self) -> &'static str {
        WalletError::code(self)
    }

    fn korean(&self) -> String {
        match self {
            Self::Missing(path) => format!("지갑 {path}이(가) 없습니다"),
            Self::Exists(path) => format!("{path}이(가) 이미 있습니다. 지갑은 덮어쓰지 않습니다"),
            Self::NotPrivate { path, mode } => {
                format!(
                    "지갑 {path}을(를) 다른 사람이 읽을 수 있습니다 (권한 {mode:03o}). chmod 600으로 권한을 줄이십시오"
                )
            }
            Self::File { path, reason } => format!("지갑 {path}을(를) 사용할 수 없습니다: {reason}"),
            Self::InUse(path) => format!("지갑 {path}이(가) 다른 프로그램에서 열려 있습니다"),
            Self::TooLarge { limit } => format!("지갑이 {limit}바이트보다 큽니다"),
            Self::NotAWallet => "지갑이 아닙니다".into(),
            Self::WrongPassphrase => "암호가 맞지 않습니다".into(),
            Self::ShortPassphrase(least) => format!("암호는 {least}자 이상이어야 합니다"),
            Self::TooMuchWork => "이 파일을 여는 데 필요한 작업량이 어떤 지갑보다도 많습니다".into(),
            Self::Damaged => "지갑이 손상되었습니다: 잘렸거나 변경되었습니다".into(),
            Self::UnknownFormat => "지갑의 형식을 알 수 없습니다. 최신 프로그램이 필요할 수 있습니다".into(),
            Self::Full(entries) => format!("지갑이 가득 찼습니다: {entries}개가 들어 있습니다"),
            Self::ForeignCredential => "이 지갑에 없는 키의 증명서입니다".into(),
            Self::AlreadyHeld => "증명서가 이미 지갑에 있습니다".into(),
            Self::NotHeld => "지갑에 그런 항목이 없습니다".into(),
            Self::Credential(error) => error.korean(),
        }
    }
}
