//! What became of a claim or a request for approval, in words.

use super::Language;
use crate::fhir::claim::{ClaimFacts, ClaimStanding, PreauthorisationStanding};
use bogam_primitives::Won;

/// An amount with its thousands apart: `1,234,567`.
pub fn grouped(amount: u128) -> String {
    let digits = amount.to_string();
    let mut text = String::with_capacity(digits.len() * 4 / 3 + 1);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn won(amount: Won, language: Language) -> String {
    match language {
        Language::English => format!("{} won", grouped(amount.into())),
        Language::Korean => format!("{}원", grouped(amount.into())),
    }
}

/// What became of a claim, in one sentence.
pub fn disposition(facts: &ClaimFacts, language: Language) -> String {
    let sum = |of: fn(&crate::fhir::claim::DecidedLine) -> Won| {
        facts.lines.iter().fold(0u64, |sum, line| sum.saturating_add(of(line)))
    };
    let charge = won(sum(|line| line.charge), language);
    let paid = won(sum(|line| line.outcome.paid), language);
    let settled = won(facts.settled, language);
    use ClaimStanding::*;
    match language {
        Language::English => match facts.standing {
            Pended => "The claim waits for an assessor.".into(),
            InformationRequested => "The insurer has asked the provider a question.".into(),
            Appealed => format!("{paid} of {charge} are granted. An appeal is to be decided by another assessor."),
            Denied => format!("Nothing of {charge} is covered."),
            Funded => format!("{paid} of {charge} are granted, and the money is held."),
            Due => format!("{paid} of {charge} are granted and to be paid."),
            AwaitingReceipt => format!("{paid} of {charge} are granted. The payee is to confirm the bank transfer."),
            Settled => format!("{paid} of {charge} are granted, and {settled} have been paid."),
            Cancelled => "The provider took the claim back before it was decided.".into(),
            Reversed => "The claim was undone after it had been paid, and the money was given back.".into(),
        },
        Language::Korean => match facts.standing {
            Pended => "심사를 기다리는 청구입니다.".into(),
            InformationRequested => "보험자가 청구 기관에 보완 자료를 요청하였습니다.".into(),
            Appealed => format!("청구액 {charge} 중 {paid}이 인정되었고, 이의신청을 다른 심사자가 심사합니다."),
            Denied => format!("청구액 {charge} 중 보장되는 금액이 없습니다."),
            Funded => format!("청구액 {charge} 중 {paid}이 인정되었고, 지급액이 확보되었습니다."),
            Due => format!("청구액 {charge} 중 {paid}이 인정되어 지급될 예정입니다."),
            AwaitingReceipt => format!("청구액 {charge} 중 {paid}이 인정되었고, 수취인의 입금 확인을 기다립니다."),
            Settled => format!("청구액 {charge} 중 {paid}이 인정되었고, {settled}이 지급되었습니다."),
            Cancelled => "결정 전에 청구 기관이 청구를 취소하였습니다.".into(),
            Reversed => "지급 후 청구가 취소되어 금액이 반환되었습니다.".into(),
        },
    }
}

/// What became of a request for approval, in one sentence.
pub fn preauthorisation(standing: &PreauthorisationStanding, requested: Won, language: Language) -> String {
    let asked = won(requested, language);
    use PreauthorisationStanding::*;
    match (language, standing) {
        (Language::English, Pended) => "The request waits for an assessor.".into(),
        (Language::English, Approved { used_by: Some(_), .. }) => "The approval has been used by a claim.".into(),
        (Language::English, Approved { amount, .. }) => {
            format!("{} of {asked} are approved and reserved.", won(*amount, language))
        }
        (Language::English, Denied(_)) => format!("Nothing of {asked} is approved."),
        (Language::English, Lapsed) => {
            "The request was withdrawn or not decided in time, or the approval was not used in time.".into()
        }
        (Language::Korean, Pended) => "심사를 기다리는 사전 승인 요청입니다.".into(),
        (Language::Korean, Approved { used_by: Some(_), .. }) => "사전 승인이 청구에 사용되었습니다.".into(),
        (Language::Korean, Approved { amount, .. }) => {
            format!("요청액 {asked} 중 {}이 승인되어 예약되었습니다.", won(*amount, language))
        }
        (Language::Korean, Denied(_)) => format!("요청액 {asked}의 사전 승인이 거절되었습니다."),
        (Language::Korean, Lapsed) => {
            "요청이 철회되었거나 기한 안에 심사되지 않았거나, 사전 승인이 기한 안에 사용되지 않았습니다.".into()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amount_should_be_written_with_its_thousands_apart() {
        for (amount, text) in [(0, "0"), (999, "999"), (1_000, "1,000"), (1_234_567, "1,234,567")] {
            assert_eq!(grouped(amount), text);
        }
    }
}
