//! What is wrong with a credential, codes in several parts or a status list, in Korean.

use super::Explained;
use crate::{
    credential::{CredentialError, Part, status_list::StatusListError},
    parts::{PartsError, numbers},
};

fn name(part: Part) -> String {
    match part {
        Part::Credential => "발급자가 서명한 JWT".into(),
        Part::Disclosure(place) => format!("공개 항목 {}", place.saturating_add(1)),
        Part::KeyBinding => "소지자 키 증명 JWT".into(),
        Part::Keys => "키(JWK)".into(),
        Part::StatusList => "상태 목록".into(),
    }
}

/// A place as people count.
fn place(place: usize) -> usize {
    place.saturating_add(1)
}

impl Explained for CredentialError {
    fn code(&self) -> &'static str {
        CredentialError::code(self)
    }

    fn korean(&self) -> String {
        match self {
            Self::TooLarge { part, size, limit } => {
                format!("{}의 크기가 {size}바이트입니다. 최대 {limit}바이트까지 가능합니다", name(*part))
            }
            Self::NotAnSdJwt => "SD-JWT가 아닙니다: 서명된 JWT와 공개 항목을 ~로 구분한 형식이어야 합니다".into(),
            Self::NotAJwt(part) => format!("{}이(가) JWT가 아닙니다: 점으로 구분된 세 부분이 필요합니다", name(*part)),
            Self::NotBase64(part) => format!("{}이(가) 패딩 없는 base64url이 아닙니다", name(*part)),
            Self::NotJson { part, reason } => format!("{}의 JSON이 올바르지 않습니다: {reason}", name(*part)),
            Self::DuplicateMember { part, name: member } => {
                format!("{}에 항목 {member:?}이(가) 두 번 있습니다", name(*part))
            }
            Self::Unsigned(part) => format!("{}에 서명이 없습니다: 알고리즘이 \"none\"입니다", name(*part)),
            Self::UnexpectedAlgorithm { part, algorithm } => {
                format!(
                    "{}의 알고리즘 {algorithm:?}은(는) 사용할 수 없습니다. 키에 맞는 ES256 또는 EdDSA여야 합니다",
                    name(*part)
                )
            }
            Self::WrongType { part, expected, found } => {
                format!("{}의 유형이 {expected:?}이(가) 아니라 {found:?}입니다", name(*part))
            }
            Self::MissingMember { part, name: member } => format!("{}에 {member:?}이(가) 없습니다", name(*part)),
            Self::UnexpectedMember { part, name: member } => {
                format!("{}에 있어서는 안 되는 항목 {member:?}이(가) 있습니다", name(*part))
            }
            Self::BadMember { part, name: member } => format!("{}의 {member:?} 값이 올바르지 않습니다", name(*part)),
            Self::HolderKeyMissing => "증명서에 소지자 키(cnf)가 없습니다".into(),
            Self::BadKey => "알 수 없는 공개 키입니다: P-256 또는 Ed25519 키가 필요합니다".into(),
            Self::SecretKeyShown => "이 키에는 비밀 부분이 들어 있습니다. 공개 키만 사용해야 합니다".into(),
            Self::BadSecretKey => {
                "비밀 키가 아닙니다: PKCS#8 형식의 P-256(공개 키 포함) 또는 Ed25519 키가 필요합니다".into()
            }
            Self::SigningFailed => "키로 서명하지 못했습니다".into(),
            Self::TooManyFields(count) => format!("증명서의 항목이 {count}개입니다. 최대 64개까지 가능합니다"),
            Self::DigestsNotAscending => "항목의 해시가 오름차순이 아닙니다".into(),
            Self::ElementDisclosed(at) => {
                format!("공개 항목 {}은(는) 배열의 요소입니다. 항목은 통째로만 공개됩니다", place(*at))
            }
            Self::NestedDigests(at) => {
                format!("공개 항목 {}의 값 안에 해시가 있습니다. 항목은 통째로만 공개됩니다", place(*at))
            }
            Self::ShortSalt(at) => format!("공개 항목 {}의 솔트가 128비트보다 짧습니다", place(*at)),
            Self::ReservedName(field) => format!("{field:?}은(는) 항목 이름으로 쓸 수 없습니다"),
            Self::DuplicateDisclosure(at) => format!("공개 항목 {}이(가) 두 번 있습니다", place(*at)),
            Self::DuplicateField(field) => format!("항목 {field:?}이(가) 두 번 공개되었습니다"),
            Self::UnreferencedDisclosure(at) => format!("공개 항목 {}은(는) 이 증명서의 항목이 아닙니다", place(*at)),
            Self::Incomplete { digests, disclosures } => {
                format!("증명서의 항목은 {digests}개인데 공개 항목은 {disclosures}개뿐입니다")
            }
            Self::OtherChain => "다른 체인의 증명서입니다".into(),
            Self::NotInBatch => "발급된 증명서가 아닙니다: 묶음에 들어 있지 않습니다".into(),
            Self::ClaimDiffers(claim) => format!("증명서와 체인의 내용이 다릅니다: {claim:?}"),
            Self::BadIssuerSignature => "발급자의 서명이 맞지 않습니다".into(),
            Self::UnknownIssuerKey(id) => format!("발급자에게 키 {id:?}이(가) 없습니다"),
            Self::KeyBindingMissing => "소지자의 증명(key binding)이 없습니다".into(),
            Self::KeyBindingUnexpected => "보관할 증명서가 아니라 누군가에게 제시하는 문서입니다".into(),
            Self::BadKeyBinding => "소지자의 서명이 맞지 않습니다".into(),
            Self::KeyBindingOtherContent => "소지자의 증명이 다른 내용에 대한 것입니다 (sd_hash)".into(),
            Self::KeyBindingOtherAudience(audience) => {
                format!("소지자의 증명이 다른 상대방에 대한 것입니다: {audience:?}")
            }
            Self::KeyBindingOtherNonce => "소지자의 증명에 요청한 번호(nonce)가 없습니다".into(),
            Self::KeyBindingTooOld(age) => format!("소지자의 증명이 {age}초 전의 것이라 너무 오래되었습니다"),
            Self::KeyBindingFromFuture(ahead) => format!("소지자의 증명이 현재 시각보다 {ahead}초 앞서 있습니다"),
            Self::OtherHolderKey => "이 증명서의 소지자 키가 아닙니다".into(),
            Self::NoSuchField(field) => format!("증명서에 항목 {field:?}이(가) 없습니다"),
            Self::BadBatchSize { size, limit } => {
                format!("한 묶음에는 증명서를 1개에서 {limit}개까지 담을 수 있습니다. 지금은 {size}개입니다")
            }
            Self::BadInterval => "유효 기간에는 적어도 온전한 1초가 들어 있어야 합니다".into(),
            Self::BadUri { name, value } => {
                format!("{name}은(는) 512바이트 이하의 절대 URI여야 합니다: {value:?}")
            }
            Self::BadSchemaName => "양식의 이름은 1바이트에서 128바이트까지여야 합니다".into(),
            Self::FieldTooLong { index, name, size, limit } => {
                format!(
                    "증명서 {index}의 항목 {name:?}이(가) 솔트를 포함해 {size}바이트입니다. 최대 {limit}바이트까지 가능합니다"
                )
            }
            Self::Certificate { index, error } => format!("증명서 {index}: {}", error.korean()),
            Self::Output(detail) => format!("증명서를 쓰지 못했습니다: {detail}"),
            Self::Interrupted => "작업이 중단되었습니다".into(),
            Self::KeyFile { korean, .. } => korean.clone(),
        }
    }
}

impl Explained for PartsError {
    fn code(&self) -> &'static str {
        PartsError::code(self)
    }

    fn korean(&self) -> String {
        match self {
            Self::Code(error) => error.korean(),
            Self::TooLong { count, limit } => {
                format!("코드가 {count}개 필요합니다. 최대 {limit}개까지 가능합니다: 내용을 줄이거나 파일로 보내십시오")
            }
            Self::OtherSet => "다른 묶음의 코드입니다".into(),
            Self::Conflicting(number) => {
                format!("코드 {}이(가) 이미 다른 내용으로 있습니다", u16::from(*number).saturating_add(1))
            }
            Self::Missing(missing) => format!("빠진 코드가 있습니다: {}", numbers(missing)),
            Self::Empty => "아직 코드가 없거나 코드에 담을 내용이 없습니다".into(),
            Self::Damaged => "코드들이 서로 맞지 않습니다: 전체의 해시가 다릅니다".into(),
            Self::NotCompressed => "코드의 내용을 압축 해제할 수 없습니다".into(),
        }
    }
}

impl Explained for StatusListError {
    fn code(&self) -> &'static str {
        StatusListError::code(self)
    }

    fn korean(&self) -> String {
        match self {
            Self::TooManyEntries(count) => {
                format!("상태 목록의 항목이 {count}개입니다. 최대 16777216개까지 가능합니다")
            }
            Self::TooFewEntries(count) => {
                format!("상태 목록의 항목이 {count}개입니다. 누구의 것인지 드러나지 않도록 131072개 이상이어야 합니다")
            }
            Self::NoSuchEntry { index, size } => {
                format!("상태 목록의 항목은 {size}개이고 {index}번 항목은 없습니다")
            }
            Self::NotCompressed => "상태 목록을 압축 해제할 수 없습니다".into(),
            Self::Bomb => "상태 목록의 압축을 풀면 허용된 크기를 넘습니다".into(),
            Self::OtherPurpose(purpose) => format!("다른 용도의 상태 목록입니다: {purpose:?}"),
            Self::OtherAddress(address) => format!("다른 주소의 상태 목록입니다: {address:?}"),
            Self::NotInForce => "상태 목록이 지금은 유효하지 않습니다".into(),
            Self::BadInterval => "상태 목록의 유효 기간이 올바르지 않습니다".into(),
            Self::Text(error) => error.korean(),
        }
    }
}
