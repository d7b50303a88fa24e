//! What is wrong with a key, in Korean.

use super::Explained;
use crate::keys::KeyError;

impl Explained for KeyError {
    fn code(&self) -> &'static str {
        KeyError::code(self)
    }

    fn korean(&self) -> String {
        match self {
            Self::Missing(path) => format!("키 파일 {path}이(가) 없습니다"),
            Self::NotPrivate { path, mode } => {
                format!(
                    "키 파일 {path}을(를) 다른 사람이 읽을 수 있습니다 (권한 {mode:03o}). chmod 600으로 권한을 줄이십시오"
                )
            }
            Self::Exists(path) => format!("{path}이(가) 이미 있습니다. 키 파일은 덮어쓰지 않습니다"),
            Self::File { path, reason } => format!("키 파일 {path}을(를) 사용할 수 없습니다: {reason}"),
            Self::NotAKey => "키가 아닙니다: 비밀 URI(문구 또는 //이름)나 16진수 64자리 시드가 필요합니다".into(),
        }
    }
}
