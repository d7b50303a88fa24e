//! What is wrong with a remittance or a statement of account, in Korean.

use super::Explained;
use crate::remittance::RemittanceError;

impl Explained for RemittanceError {
    fn code(&self) -> &'static str {
        RemittanceError::code(self)
    }

    fn korean(&self) -> String {
        match self {
            Self::ControlNumber(number) => {
                format!("{number}은(는) 관리 번호가 아닙니다. 1부터 999,999,999까지 가능합니다")
            }
            Self::TextMissing { field } => format!("{field} 항목이 비어 있습니다"),
            Self::TextTooLong { field, limit } => format!("{field} 항목이 {limit}자보다 깁니다"),
            Self::TextCharacter { field, character } => {
                format!("{field} 항목에 835 전문에 담을 수 없는 문자 {character:?}이(가) 있습니다")
            }
            Self::NoClaims => "지급 통지에 청구가 하나도 없습니다".into(),
            Self::TooManyClaims { count, limit } => {
                format!("청구가 {count}건입니다. 지급 통지 하나에 최대 {limit}건까지 가능합니다")
            }
            Self::LineCount { claim, count, limit } => {
                format!("청구 {claim}의 항목이 {count}개입니다. 1개부터 {limit}개까지 가능합니다")
            }
            Self::ZeroAdjustment { claim } => format!("청구 {claim}에 금액이 0인 조정이 있습니다"),
            Self::AmountTooLarge { place } => format!("{place}의 금액이 너무 큽니다"),
            Self::LineDiffers { claim, line, charge, computed } => format!(
                "청구 {claim}의 항목 {line}은(는) 청구액이 {charge}이지만 지급액과 조정액의 합은 {computed}입니다"
            ),
            Self::ClaimDiffers { claim, what, stated, computed } => {
                format!("청구 {claim}의 {what} 금액이 {stated}(으)로 적혀 있으나 합산하면 {computed}입니다")
            }
            Self::PaymentDiffers { stated, computed } => {
                format!("지급액이 {stated}(으)로 적혀 있으나 청구와 기관 조정을 합산하면 {computed}입니다")
            }
            Self::DateOutOfRange(moment) => format!("시각 {moment}은(는) 날짜로 적을 수 없습니다"),
            Self::InputTooLarge { limit } => format!("입력이 {limit}바이트보다 큽니다"),
            Self::NotAnInterchange(detail) => format!("X12 전문이 아닙니다: {detail}"),
            Self::UnexpectedSegment { place, found, expected } => {
                format!("{place}번째 세그먼트가 {found}입니다. {expected}이어야 합니다")
            }
            Self::MissingElement { place, segment, element } => {
                format!("{place}번째 세그먼트({segment})에 {element}번 요소가 없습니다")
            }
            Self::BadAmount { place, value } => {
                format!("{place}번째 세그먼트의 \"{value}\"은(는) 원 단위 금액이 아닙니다")
            }
            Self::CountDiffers { segment, stated, counted } => {
                format!("{segment}에는 {stated}개로 적혀 있으나 실제로는 {counted}개입니다")
            }
            Self::ControlDiffers { segment } => format!("{segment}의 관리 번호가 시작할 때와 다릅니다"),
            Self::CurrencyNotWon(currency) => format!("금액의 통화가 원화(KRW)가 아니라 {currency}입니다"),
            Self::PeriodReversed => "명세서 기간의 끝이 시작보다 빠릅니다".into(),
            Self::TooManyEntries { count, limit } => {
                format!("항목이 {count}개입니다. 명세서 하나에 최대 {limit}개까지 가능합니다")
            }
            Self::OutsidePeriod { what } => format!("{what}이(가) 명세서 기간을 벗어납니다"),
            Self::RemittanceDiffers { remittance, stated, computed } => {
                format!("지급 통지 {remittance}의 합계가 {stated}(으)로 적혀 있으나 청구를 합산하면 {computed}입니다")
            }
            Self::DuplicateRemittance(remittance) => format!("지급 통지 {remittance}이(가) 두 번 나옵니다"),
            Self::DuplicateClaim(claim) => format!("청구 {claim}이(가) 두 번 나옵니다"),
            Self::Overpaid { claim, paid, open } => {
                format!("청구 {claim}에 {paid}이 지급되었으나 남아 있던 금액은 {open}입니다")
            }
            Self::ClosingDiffers { claim, stated, computed } => {
                format!("청구 {claim}의 기말 잔액이 {stated}(으)로 적혀 있으나 합산하면 {computed}입니다")
            }
            Self::ReversalPending(remittance) => {
                format!("지급 취소는 수취 확인을 기다리거나 거절될 수 없습니다: 지급 통지 {remittance}")
            }
        }
    }
}
