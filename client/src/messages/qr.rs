//! What is wrong with a QR code, in Korean.

use super::Explained;
use crate::qr::QrError;

impl Explained for QrError {
    fn code(&self) -> &'static str {
        QrError::code(self)
    }

    fn korean(&self) -> String {
        match self {
            Self::NotBogam => "보감 코드가 아닙니다: 보감 코드는 BOGAM으로 시작합니다".into(),
            Self::UnknownVersion(version) => {
                format!("알 수 없는 코드 버전 {version}입니다. 최신 프로그램이 필요할 수 있습니다")
            }
            Self::BadCharacter(character) => format!("코드에 쓰일 수 없는 문자 {character:?}이(가) 있습니다"),
            Self::Truncated { missing, expected } => {
                format!("코드가 잘렸습니다: {expected}바이트 중 {missing}바이트가 없습니다")
            }
            Self::TooLong => "코드 뒤에 다른 내용이 붙어 있습니다".into(),
            Self::Damaged => "코드가 손상되었습니다: 검사합이 맞지 않습니다".into(),
            Self::Malformed => "코드의 내용을 알 수 없습니다".into(),
            Self::WithoutSecret => {
                "약국용 코드라서 서명할 비밀이 없습니다. 접수하려면 환자가 서명한 진술서도 필요합니다".into()
            }
            Self::HintTooLong(length) => format!("저장소 주소가 {length}바이트입니다. 최대 256바이트까지 가능합니다"),
            Self::NotDrawable(detail) => format!("코드를 그릴 수 없습니다: {detail}"),
        }
    }
}
