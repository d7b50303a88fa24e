//! What is wrong with a certificate's document, in Korean.

use super::{Explained, Language};
use crate::certificate::CertificateError;

impl Explained for CertificateError {
    fn code(&self) -> &'static str {
        CertificateError::code(self)
    }

    fn korean(&self) -> String {
        match self {
            Self::TooLarge { size, limit } => format!("문서가 {size}바이트입니다. 최대 {limit}바이트까지 가능합니다"),
            Self::NotJson(detail) => format!("JSON이 아닙니다: {detail}"),
            Self::DuplicateMember(name) => {
                format!("한 객체 안에 \"{name}\" 항목이 두 번 나옵니다. 어느 것이 유효한지 알 수 없습니다")
            }
            Self::NotAnObject => "증명서 문서는 항목들을 담은 객체여야 합니다".into(),
            Self::TooManyFields { count, limit } => format!("항목이 {count}개입니다. 최대 {limit}개까지 가능합니다"),
            Self::FieldTooLarge { at, size, limit } => {
                format!("{at}: 항목을 공개하는 데 {size}바이트가 필요합니다. 최대 {limit}바이트까지 가능합니다")
            }
            Self::NumberNotWhole { at } => {
                format!("{at}: 숫자는 정수여야 합니다. 소수는 자릿수가 보존되도록 문자열로 적습니다")
            }
            Self::Missing { at } => format!("{at}: 필수 항목이 없습니다"),
            Self::MissingOneOf { at, names } => format!("{at}: 다음 중 하나가 필요합니다: {names}"),
            Self::Unknown { at } => format!("{at}: 알 수 없는 항목입니다"),
            Self::WrongType { at, expected } => format!("{at}: 형식이 잘못되었습니다 (필요한 형식: {expected})"),
            Self::NotAllowed { at, allowed } => format!("{at}: 다음 값 중 하나여야 합니다: {allowed}"),
            Self::Malformed { at } => format!("{at}: 글의 형식이 잘못되었습니다"),
            Self::TooLong { at, limit } => format!("{at}: 글이 {limit}자보다 깁니다"),
            Self::TooSmall { at, least } => format!("{at}: 숫자는 {least} 이상이어야 합니다"),
            Self::TooGreat { at, most } => format!("{at}: 숫자는 {most} 이하여야 합니다"),
            Self::TooFew { at, least } => format!("{at}: {least}개 이상이어야 합니다"),
            Self::TooMany { at, most } => format!("{at}: {most}개 이하여야 합니다"),
            Self::Repeated { at } => format!("{at}: 같은 값이 두 번 나옵니다"),
            Self::CodeMissing { at } => format!("{at}: 스키마가 요구하는 코드 체계의 코드가 없습니다"),
            Self::Combination { at } => {
                format!("{at}: 함께 쓸 수 없거나, 여러 항목 가운데 하나만 있어야 합니다")
            }
            Self::NoSuchDate { at } => format!("{at}: 존재하지 않는 날짜입니다"),
            Self::DateOrder { at, earlier } => format!("{at}: {earlier}보다 이른 날짜입니다"),
            Self::Schema { at, keyword } => format!("{at}: 스키마에 맞지 않습니다 ({keyword})"),
            Self::WrongKind { found, expected } => format!(
                "{} 문서입니다. {}이(가) 필요합니다",
                found.title(Language::Korean),
                expected.title(Language::Korean)
            ),
        }
    }
}
