//! What can go wrong between an app and the chain.

use crate::messages::{Language, english_of, korean_of};
use std::time::Duration;
use subxt::error::{DispatchError, TransactionEventsError};

/// Why a question has no answer, or a transaction no effect.
#[derive(Debug, thiserror::Error)]
pub enum ChainError {
    /// Nobody answers at that address.
    #[error("no node answers at {url} ({detail}): is it running, and is the address right?")]
    Unreachable {
        /// The address.
        url: String,
        /// What the connection said.
        detail: String,
    },
    /// The node, or the connection to it, failed in the middle.
    #[error("the node did not answer as expected: {0}")]
    Node(String),
    /// The runtime is not the one that this client was made for.
    #[error("the chain's runtime is not the one that this program was built for: {0}")]
    AnotherRuntime(String),
    /// The account cannot send transactions.
    #[error("the chain does not know the account {0}: it has no seat, is no admin, and nobody sponsors it")]
    UnknownAccount(String),
    /// Another transaction of the account was faster.
    #[error("another transaction of the same account came first ({0}): try again")]
    NonceTaken(String),
    /// The signature is not one of the account over this transaction on this chain.
    #[error("the node does not accept the signature of the transaction: {0}")]
    BadSignature(String),
    /// The node has no room for more.
    #[error("the node has no room for more transactions ({0}): try again later")]
    PoolFull(String),
    /// The council has set what the organisation may use of the chain to nothing.
    #[error("the organisation behind this account may not use the chain: the council has set its allowance to zero")]
    NoAllowance,
    /// The pool refused the transaction.
    #[error("the node refused the transaction before it came into a block: {0}")]
    RefusedByPool(String),
    /// It has not become final in time. It may still.
    #[error("the transaction was not final within {} seconds; it may still become so: look before you send it again", .0.as_secs())]
    NotFinal(Duration),
    /// It was sent, or may have been, and nothing more is known.
    #[error("the transaction was sent, but it is not known what became of it ({0}); look before you send it again")]
    Unfollowed(String),
    /// A pallet refused.
    #[error("{}", if .explanation.is_empty() { .name } else { .explanation })]
    Refused {
        /// The pallet, such as `Prescriptions`.
        pallet: String,
        /// The name of its error, such as `HeldByAnother`.
        name: String,
        /// What the pallet's documentation says of it.
        explanation: String,
    },
    /// The chain refused without a pallet's error.
    #[error("the chain refused: {0}")]
    RefusedOtherwise(String),
}

impl ChainError {
    /// The refusal as the events of a transaction tell it.
    pub(super) fn from_events(error: TransactionEventsError) -> Self {
        match error {
            TransactionEventsError::ExtrinsicFailed(dispatch) => Self::from_dispatch(dispatch),
            other => Self::Unfollowed(other.to_string()),
        }
    }

    /// The refusal at the door, from the words of the node: it gives no code that says more than "invalid".
    pub(super) fn from_pool(said: &str) -> Self {
        let lower = said.to_ascii_lowercase();
        let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
        let said = said.to_owned();
        if has(&["outdated", "stale", "low priority", "priority of the transaction", "priority is too low"])
            || has(&["already imported"])
        {
            Self::NonceTaken(said)
        } else if has(&["bad signature", "badproof", "bad proof"]) {
            Self::BadSignature(said)
        } else if has(&["pay some fees", "payment", "custom error: 10"]) {
            // The last is what the metering extension says of outsiders (`pallet_metering::Refusal::Outsider`).
            Self::UnknownAccount(said)
        } else if has(&["custom error: 11"]) {
            // `pallet_metering::Refusal::NoAllowance`.
            Self::NoAllowance
        } else if has(&["because of the limit", "exceeding limits", "immediately dropped"]) {
            Self::PoolFull(said)
        } else {
            Self::RefusedByPool(said)
        }
    }

    /// Whether the transaction may have had its effect, or still have it, although it failed for whoever sent it: what
    /// belongs to it (codes, documents) must be kept.
    pub fn may_take_effect(&self) -> bool {
        matches!(self, Self::NotFinal(_) | Self::Unfollowed(_))
    }

    /// The refusal behind a dispatch error.
    pub(super) fn from_dispatch(error: DispatchError) -> Self {
        let DispatchError::Module(module) = &error else { return Self::RefusedOtherwise(error.to_string()) };
        match module.details() {
            Ok(details) => Self::refused(details.pallet.name(), &details.variant.name, &details.variant.docs),
            Err(unknown) => Self::RefusedOtherwise(unknown.to_string()),
        }
    }

    /// The refusal with this error of a pallet, whose documentation has these lines. Those of pallets that are not Bogam's own
    /// speak to whoever writes pallets, so that our own words go before them.
    pub(super) fn refused(pallet: &str, name: &str, documentation: &[String]) -> Self {
        let own = english_of(pallet, name).map(str::to_owned);
        Self::Refused {
            pallet: pallet.to_owned(),
            name: name.to_owned(),
            explanation: own.unwrap_or_else(|| documentation.join(" ").trim().to_owned()),
        }
    }

    /// Whether the chain refused, rather than that nobody could ask it.
    pub fn is_refusal(&self) -> bool {
        matches!(
            self,
            Self::UnknownAccount(_)
                | Self::NonceTaken(_)
                | Self::BadSignature(_)
                | Self::PoolFull(_)
                | Self::NoAllowance
                | Self::RefusedByPool(_)
                | Self::Refused { .. }
                | Self::RefusedOtherwise(_)
        )
    }
}

/// `HeldByAnother` to `held_by_another`.
fn snake_case(name: &str) -> String {
    let mut text = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !text.is_empty() {
            text.push('_');
        }
        text.push(letter.to_ascii_lowercase());
    }
    text
}

impl ChainError {
    /// A code in `snake_case`; for the error of a pallet: the pallet's name and the error's.
    pub fn code(&self) -> String {
        match self {
            Self::Unreachable { .. } => "chain_unreachable".into(),
            Self::Node(_) => "chain_node".into(),
            Self::AnotherRuntime(_) => "chain_another_runtime".into(),
            Self::UnknownAccount(_) => "chain_unknown_account".into(),
            Self::NonceTaken(_) => "chain_nonce_taken".into(),
            Self::BadSignature(_) => "chain_bad_signature".into(),
            Self::PoolFull(_) => "chain_pool_full".into(),
            Self::NoAllowance => "chain_no_allowance".into(),
            Self::RefusedByPool(_) => "chain_refused_by_pool".into(),
            Self::Unfollowed(_) => "chain_unfollowed".into(),
            Self::NotFinal(_) => "chain_not_final".into(),
            Self::Refused { pallet, name, .. } => format!("{}_{}", snake_case(pallet), snake_case(name)),
            Self::RefusedOtherwise(_) => "chain_refused".into(),
        }
    }

    /// The sentence in Korean.
    pub fn korean(&self) -> String {
        match self {
            Self::Unreachable { url, .. } => {
                format!("{url}에서 응답하는 노드가 없습니다. 노드가 실행 중인지, 주소가 맞는지 확인하십시오.")
            }
            Self::Node(detail) => format!("노드가 예상과 다르게 응답했습니다: {detail}"),
            Self::AnotherRuntime(detail) => {
                format!("체인의 런타임이 이 프로그램이 만들어진 런타임과 다릅니다: {detail}")
            }
            Self::UnknownAccount(account) => format!(
                "체인이 계정 {account}을(를) 알지 못합니다. 좌석도 관리자 권한도 없고 후원하는 기관도 없습니다."
            ),
            Self::NonceTaken(detail) => {
                format!("같은 계정의 다른 거래가 먼저 도착했습니다({detail}). 다시 시도하십시오.")
            }
            Self::BadSignature(detail) => format!("노드가 거래의 서명을 받아들이지 않습니다: {detail}"),
            Self::PoolFull(detail) => {
                format!("노드에 거래를 더 받을 자리가 없습니다({detail}). 나중에 다시 시도하십시오.")
            }
            Self::Unfollowed(detail) => {
                format!("거래를 보냈으나 어떻게 되었는지 알 수 없습니다({detail}). 다시 보내기 전에 확인하십시오.")
            }
            Self::NoAllowance => {
                "이 계정의 기관은 체인을 쓸 수 없습니다. 평의회가 사용 한도를 0으로 정했습니다.".into()
            }
            Self::RefusedByPool(detail) => format!("거래가 블록에 들어가기 전에 노드가 거절했습니다: {detail}"),
            Self::NotFinal(limit) => format!(
                "거래가 {}초 안에 확정되지 않았습니다. 나중에 확정될 수 있으니 다시 보내기 전에 확인하십시오.",
                limit.as_secs()
            ),
            Self::Refused { pallet, name, .. } => korean_of(pallet, name)
                .map_or_else(|| format!("체인이 요청을 거절했습니다({pallet}: {name})."), str::to_owned),
            Self::RefusedOtherwise(detail) => format!("체인이 요청을 거절했습니다: {detail}"),
        }
    }

    /// The sentence in `language`.
    pub fn message(&self, language: Language) -> String {
        match language {
            Language::English => self.to_string(),
            Language::Korean => self.korean(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code_of(said: &str) -> String {
        ChainError::from_pool(said).code()
    }

    #[test]
    fn refusal_at_the_door_should_be_told_apart_when_the_node_says_why() {
        for (said, code) in [
            ("Invalid transaction: Transaction is outdated", "chain_nonce_taken"),
            ("The priority of the transaction is too low (pool 0 > current 0)", "chain_nonce_taken"),
            ("Transaction is already imported", "chain_nonce_taken"),
            ("Invalid transaction: Transaction has a bad signature", "chain_bad_signature"),
            ("Invalid transaction: Inability to pay some fees (e.g. account balance too low)", "chain_unknown_account"),
            ("Invalid Transaction: Custom error: 10", "chain_unknown_account"),
            ("Invalid Transaction: Custom error: 11", "chain_no_allowance"),
            ("Transaction couldn't enter the pool because of the limit", "chain_pool_full"),
            ("Transaction is temporarily banned", "chain_refused_by_pool"),
        ] {
            assert_eq!(code_of(said), code, "{said}");
        }
    }

    #[test]
    fn failure_should_be_undecided_only_when_the_transaction_may_be_somewhere() {
        assert!(ChainError::NotFinal(Duration::from_secs(1)).may_take_effect());
        assert!(ChainError::Unfollowed("gone".into()).may_take_effect());
        assert!(!ChainError::Node("gone".into()).may_take_effect());
        assert!(!ChainError::NonceTaken("outdated".into()).may_take_effect());
    }

    #[test]
    fn undecided_failure_should_not_count_as_a_refusal() {
        assert!(!ChainError::NotFinal(Duration::from_secs(1)).is_refusal());
        assert!(!ChainError::Unfollowed("gone".into()).is_refusal());
        assert!(ChainError::BadSignature("bad".into()).is_refusal());
    }

    #[test]
    fn code_of_a_pallets_error_should_name_both() {
        let refused = ChainError::Refused {
            pallet: "Prescriptions".into(),
            name: "HeldByAnother".into(),
            explanation: "Another pharmacy holds it.".into(),
        };
        assert_eq!(refused.code(), "prescriptions_held_by_another");
        assert_eq!(refused.to_string(), "Another pharmacy holds it.");
        assert!(refused.korean().contains("약국"));
    }
}
