//! What is wrong with a document or its store, in Korean.

use super::Explained;
use crate::documents::DocumentError;

impl Explained for DocumentError {
    fn code(&self) -> &'static str {
        DocumentError::code(self)
    }

    fn korean(&self) -> String {
        match self {
            Self::Missing { name } => format!("문서 {name}이(가) 저장소에 없습니다"),
            Self::Altered { name } => format!("문서 {name}이(가) 저장소에서 변경되었습니다: 내용의 해시가 다릅니다"),
            Self::TooLarge { size, limit } => format!("문서가 {size}바이트입니다. 최대 {limit}바이트까지 가능합니다"),
            Self::NotAuthentic => "문서를 복호화할 수 없습니다: 키가 맞지 않거나 내용이 진본이 아닙니다".into(),
            Self::UnknownFormat => "알 수 없는 형식의 문서입니다".into(),
            Self::Malformed(detail) => format!("문서의 형식이 잘못되었습니다: {detail}"),
            Self::ForeignDocument => "체인에 기록된 처방의 문서가 아닙니다".into(),
            Self::ForeignItem { item } => format!("문서의 품목 {item}이(가) 체인에 기록된 품목이 아닙니다"),
            Self::ItemCount { document, chain } => {
                format!("문서의 품목은 {document}개이고 체인의 품목은 {chain}개입니다")
            }
            Self::TermsDiffer(what) => format!("문서와 체인의 내용이 다릅니다: {what}"),
            Self::BadLocation { location, reason } => {
                format!("{location}은(는) 폴더나 저장소 URL이 아닙니다: {reason}")
            }
            Self::Store(detail) => format!("문서 저장소에 오류가 발생했습니다: {detail}"),
            Self::Fhir(error) => error.korean(),
        }
    }

    fn fhir_element(&self) -> Option<&str> {
        match self {
            Self::Fhir(error) => Some(error.element()),
            _ => None,
        }
    }
}
