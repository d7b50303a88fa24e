//! What is wrong with a proof of the chain's state, in Korean.

use super::Explained;
use crate::proof::{GatherError, ProofError};

impl Explained for ProofError {
    fn code(&self) -> &'static str {
        ProofError::code(self)
    }

    fn korean(&self) -> String {
        match self {
            Self::NotAProof => "보감 체인 상태의 증명이 아닙니다".into(),
            Self::UnknownVersion(version) => {
                format!("증명의 버전 {version}을(를) 알 수 없습니다. 더 새로운 프로그램이 필요할 수 있습니다")
            }
            Self::TooLarge { size, limit, .. } => {
                format!("증명 또는 그 일부의 크기가 {size}입니다. 최대 {limit}까지 가능합니다")
            }
            Self::Malformed(detail) => format!("증명이 잘렸거나 형식이 잘못되었습니다: {detail}"),
            Self::OtherCertificate => "다른 증명서에 대한 증명입니다".into(),
            Self::BadAnchor(detail) => format!("신뢰 기준점을 사용할 수 없습니다: {detail}"),
            Self::OtherSets { from, to, anchor } if anchor < from => format!(
                "증명은 검증인 집합 {from}에서 {to}까지 이어지지만 신뢰 기준점은 집합 {anchor}에 있습니다. \
                 그 사이의 변경이 빠져 있습니다"
            ),
            Self::OtherSets { from, to, anchor } => format!(
                "증명은 검증인 집합 {from}에서 {to}까지 이어지지만 신뢰 기준점은 집합 {anchor}에 있습니다. \
                 증명이 신뢰 기준점보다 오래되었습니다"
            ),
            Self::NotAfter { number, after } => {
                format!("블록 {number}이(가) 증명이 이어져야 할 블록 {after}보다 뒤가 아닙니다")
            }
            Self::OtherBlock { number } => format!("확정 증명이 블록 {number}의 헤더가 아닌 다른 블록의 것입니다"),
            Self::Stranger { number, set } => {
                format!("블록 {number}에 대한 투표 가운데 집합 {set}의 검증인이 아닌 키의 투표가 있습니다")
            }
            Self::BadSignature { number } => format!("블록 {number}에 대한 투표의 서명이 맞지 않습니다"),
            Self::OtherSet { number, set } => {
                format!("블록 {number}에 대한 투표가 집합 {set}보다 이전 검증인 집합의 것입니다")
            }
            Self::TooFewVotes { number, weight, needed } => {
                format!("블록 {number}의 투표가 {weight}입니다. 확정에는 {needed}이(가) 필요합니다")
            }
            Self::BrokenAncestry { number } => {
                format!("블록 {number}에 대한 투표가 헤더로 그 블록과 이어지지 않습니다")
            }
            Self::NotFinal { number } => format!("이 투표로는 블록 {number}이(가) 확정되지 않습니다"),
            Self::NoSetChange { number } => {
                format!("블록 {number}이(가) 검증인 집합의 마지막 블록이라고 하지만 다음 집합이 적혀 있지 않습니다")
            }
            Self::DelayedChange { number } => {
                format!(
                    "블록 {number}이(가) 나중에 일어날 검증인 집합 변경을 예고합니다. 즉시 변경만 따라갈 수 있습니다"
                )
            }
            Self::ForcedChange { number } => format!(
                "블록 {number}에서 검증인 집합이 이전 집합의 투표 없이 강제로 변경되었습니다. 새 신뢰 기준점이 필요합니다"
            ),
            Self::OtherState => "저장소 증명이 이 블록의 상태에 속하지 않습니다".into(),
            Self::NotProven { .. } => "필요한 상태가 증명에 들어 있지 않습니다".into(),
            Self::UnknownForm { .. } => "체인에 기록된 내용의 형식을 알 수 없습니다".into(),
            Self::OtherChain => "신뢰 기준점과 다른 체인의 증명입니다".into(),
            Self::UnknownRuntime { name, version } => format!(
                "체인이 이 프로그램이 알지 못하는 런타임({name} 버전 {version})을 쓰고 있습니다. 더 새로운 프로그램이 필요합니다"
            ),
            Self::InFuture { ahead } => {
                format!("증명의 블록이 {}초 미래에 있습니다. 이 컴퓨터의 시계가 맞는지 확인하십시오", ahead / 1000)
            }
            Self::TooOld { age, limit } => {
                format!("증명이 {}초 지났습니다. 최대 {}초까지 받아들입니다", age / 1000, limit / 1000)
            }
        }
    }
}

impl Explained for GatherError {
    fn code(&self) -> &'static str {
        GatherError::code(self)
    }

    fn korean(&self) -> String {
        match self {
            Self::Node { method, detail } => format!("노드가 {method}에 예상과 다르게 응답했습니다: {detail}"),
            Self::NodeBehind { node, anchor } => format!(
                "노드의 확정된 블록 {node}이(가) 신뢰 기준점의 블록 {anchor}보다 뒤가 아닙니다. 아직 따라잡는 중일 수 있습니다"
            ),
            Self::NoJustification(number) => format!("노드에 블록 {number}이(가) 확정되었다는 증명이 없습니다"),
            Self::Proof(error) => format!("노드가 준 것은 아무것도 증명하지 않습니다: {}", error.korean()),
        }
    }
}
