//! What is wrong about motions, upgrades, keys and nodes, in Korean; and the errors of the pallets that govern the chain.
//!
//! Pallets that are not Bogam's own explain their errors for whoever writes pallets. They have a sentence in English here too.

use super::Explained;
use crate::governance::{
    GovernanceError,
    call::{LONGEST_CALL, hexadecimal},
    code::LARGEST_CODE,
    comparison::LARGEST_METADATA,
};

impl Explained for GovernanceError {
    fn code(&self) -> &'static str {
        match self {
            // The chain's errors have codes of their own, which whoever shows them takes from there.
            Self::Chain(_) => "chain",
            Self::NotACall(_) => "governance_not_a_call",
            Self::CallTooLong(_) => "governance_call_too_long",
            Self::NotAMotion => "governance_not_a_motion",
            Self::UnknownMotion(_) => "governance_unknown_motion",
            Self::TooFewVotes => "governance_too_few_votes",
            Self::CodeTooLarge => "governance_code_too_large",
            Self::NotARuntime(_) => "governance_not_a_runtime",
            Self::OtherCode { .. } => "governance_other_code",
            Self::NotAnUpgrade => "governance_not_an_upgrade",
            Self::MetadataTooLarge => "governance_metadata_too_large",
            Self::NotMetadata(_) => "governance_not_metadata",
            Self::NotAPeerId => "node_not_a_peer_id",
            Self::NoSessionKeys(_) => "validator_no_session_keys",
            Self::NotSessionKeys => "validator_not_session_keys",
        }
    }

    fn korean(&self) -> String {
        match self {
            Self::Chain(error) => error.korean(),
            Self::NotACall(detail) => format!("이 체인의 호출이 아닙니다: {detail}"),
            Self::CallTooLong(length) => {
                format!("호출이 {length}바이트입니다. 최대 {LONGEST_CALL}바이트까지 읽습니다.")
            }
            Self::NotAMotion => "안건은 번호나 해시(0x와 16진수 64자리)로 지정합니다.".into(),
            Self::UnknownMotion(motion) => {
                format!("안건 {motion}이(가) 없습니다. 잘못된 번호이거나 이미 종결되었습니다.")
            }
            Self::TooFewVotes => {
                "안건이 가결되었으나 이 사안에 필요한 수보다 찬성이 적어 아무것도 시행되지 않았습니다.".into()
            }
            Self::CodeTooLarge => format!("파일이 {LARGEST_CODE}바이트보다 큽니다. 그런 런타임은 없습니다."),
            Self::NotARuntime(_) => "런타임의 WASM 파일이 아닙니다.".into(),
            Self::OtherCode { expected, found } => format!(
                "파일의 해시는 {}이고 뜻한 것은 {}입니다. 다른 코드입니다.",
                hexadecimal(&found.0),
                hexadecimal(&expected.0)
            ),
            Self::NotAnUpgrade => "런타임 업그레이드에 대한 안건이 아니므로 비교할 코드가 없습니다.".into(),
            Self::MetadataTooLarge => {
                format!("파일이 {LARGEST_METADATA}바이트보다 큽니다. 그런 메타데이터는 없습니다.")
            }
            Self::NotMetadata(detail) => format!("런타임의 메타데이터 파일이 아닙니다: {detail}"),
            Self::NotAPeerId => "노드의 피어 ID(예: 12D3KooW…)가 아닙니다.".into(),
            Self::NoSessionKeys(detail) => format!("노드가 세션 키를 만들지 않습니다: {detail}"),
            Self::NotSessionKeys => "이 체인의 세션 키와 소유 증명이 아닙니다.".into(),
        }
    }
}

/// The Korean sentence for the error `name` of a pallet that governs the chain.
pub(super) fn korean_of(pallet: &str, name: &str) -> Option<&'static str> {
    let own = match pallet {
        "Validators" => VALIDATORS,
        "Metering" => METERING,
        "Governance" => GOVERNANCE,
        "Nodes" => NODES,
        _ => return foreign(pallet, name).map(|(_, _, korean)| *korean),
    };
    own.iter().find(|(error, _)| *error == name).map(|(_, korean)| *korean)
}

/// The English sentence for the error `name` of a pallet that is not Bogam's own.
pub fn english_of(pallet: &str, name: &str) -> Option<&'static str> {
    foreign(pallet, name).map(|(_, english, _)| *english)
}

fn foreign(pallet: &str, name: &str) -> Option<&'static (&'static str, &'static str, &'static str)> {
    let table = match pallet {
        "Council" => COUNCIL,
        "CouncilMembership" => MEMBERSHIP,
        "Session" => SESSION,
        "SafeMode" => SAFE_MODE,
        "Scheduler" => SCHEDULER,
        "System" => SYSTEM,
        _ => return None,
    };
    table.iter().find(|(error, _, _)| *error == name)
}

pub(super) const VALIDATORS: &[(&str, &str)] = &[
    ("OrganisationNotActive", "그런 기관이 없거나 자격이 정지 또는 제명되었습니다."),
    ("AccountNotOfOrganisation", "이 계정은 그 기관의 관리자도 좌석도 아닙니다."),
    ("NoSessionKeys", "이 계정에는 세션 키가 없습니다. 먼저 소유 증명과 함께 등록하십시오."),
    ("AlreadyValidator", "이미 검증인인 계정입니다."),
    ("NotValidator", "검증인이 아닌 계정입니다."),
    ("TooManyValidators", "검증인의 수가 한도에 이르렀습니다."),
    ("NoSlotLeft", "기관이 운영할 수 있는 검증인을 모두 운영하고 있습니다."),
    ("NotOperator", "검증인의 계정도, 그 기관의 관리자도 아닙니다."),
    ("NotAdmin", "검증인이 속한 기관의 관리자가 아닙니다."),
    ("AlreadyLeaving", "이미 떠나고 있는 검증인입니다."),
    ("AlreadyRemoved", "평의회가 내보냈거나 이중 투표가 증명된 검증인입니다. 평의회만 다시 받아들일 수 있습니다."),
    ("NotAway", "제외되지도, 떠나고 있지도 않은 검증인입니다."),
    ("MovedRecently", "이 계정으로 옮긴 지 얼마 되지 않아 이전 계정의 위반이 아직 신고될 수 있습니다."),
    ("KeysInUse", "검증인의 계정이거나 이번 또는 다음 세션에서 일하는 계정이므로 키가 필요합니다."),
    ("KeysOfMember", "아직 기관을 위해 일하는 다른 계정의 키입니다."),
    ("FloorTooLow", "최소 수가 이 체인이 허용하는 것보다 작습니다."),
    ("FloorAboveSet", "최소 수가 지금 일하는 검증인의 수보다 큽니다."),
    ("TooManySlots", "이 체인에서 한 기관이 가질 수 있는 것보다 많은 자리입니다."),
    ("SlotsInUse", "기관이 그보다 많은 검증인을 운영하고 있습니다."),
];

pub(super) const METERING: &[(&str, &str)] = &[("UnknownOrganisation", "그런 기관이 없거나 제명되었습니다.")];

pub(super) const GOVERNANCE: &[(&str, &str)] = &[
    ("AlreadyAuthorised", "이미 허가된 업그레이드가 있습니다. 먼저 거두어야 합니다."),
    ("NothingAuthorised", "허가된 업그레이드가 없습니다."),
    ("AuthorisationExpired", "업그레이드 허가의 기한이 지났습니다."),
    ("AuthorisationNotExpired", "업그레이드 허가의 기한이 지나지 않았습니다. 평의회만 거둘 수 있습니다."),
    ("CodeNotAuthorised", "허가된 코드가 아닙니다."),
    ("UnknownPallet", "그런 이름의 팔레트에는 호출이 없습니다."),
    ("UnknownCall", "팔레트에 그런 이름의 호출이 없습니다."),
    ("NeverPaused", "멈출 수 없는 팔레트입니다."),
    ("PauseTooShort", "적어도 한 블록은 멈추어야 합니다."),
    ("PauseTooLong", "찬성한 수로는 그렇게 많은 블록 동안 멈출 수 없습니다."),
    ("AlreadyPaused", "이미 그만큼 또는 더 오래 멈추어 있습니다."),
    ("TooManyPauses", "한꺼번에 멈출 수 있는 수에 이르렀습니다."),
    ("NotPaused", "멈추어 있지 않습니다."),
];

pub(super) const NODES: &[(&str, &str)] = &[
    ("NotMember", "어느 기관에도 속하지 않은 계정입니다."),
    ("OrganisationNotActive", "소속 기관의 자격이 정지되어 있습니다."),
    ("NotPeerId", "Ed25519 키를 가진 노드의 피어 ID가 아닙니다."),
    ("AlreadyListed", "이미 소속 기관이나 다른 기관의 노드로 등록되어 있습니다."),
    ("NotListed", "등록되지 않은 노드입니다."),
    ("NodeOfOther", "다른 기관이 등록한 노드입니다."),
    ("TooManyOfOrganisation", "소속 기관이 등록할 수 있는 노드를 모두 등록했습니다."),
    ("TooManyNodes", "노드의 수가 한도에 이르렀습니다."),
    ("LastNodeNeedsAdmin", "기관의 마지막 노드이므로 관리자만 뺄 수 있습니다."),
    (
        "NodeOfValidator",
        "목록이 강제되고 있고, 이번 또는 다음 세션에서 일하는 검증인에게 필요한 노드입니다. 기관의 마지막 노드이거나 기관이 제명되었습니다.",
    ),
    ("NobodyLeft", "서로 통신할 수 있는 노드가 하나도 남지 않게 됩니다."),
    ("ValidatorWithoutNode", "검증인이 일하고 있는데 등록된 노드가 없는 기관이 있습니다. 끊기게 됩니다."),
];

/// Name, English, Korean.
type Foreign = &'static [(&'static str, &'static str, &'static str)];

const COUNCIL: Foreign = &[
    ("NotMember", "You are not a member of the council.", "평의회의 구성원이 아닙니다."),
    (
        "DuplicateProposal",
        "The same motion is being voted on already.",
        "같은 안건에 대한 투표가 이미 진행되고 있습니다.",
    ),
    (
        "ProposalMissing",
        "There is no such motion: it is unknown, or closed already.",
        "그런 안건이 없습니다. 잘못 지정했거나 이미 종결되었습니다.",
    ),
    ("WrongIndex", "The number and the hash belong to two motions.", "번호와 해시가 서로 다른 안건의 것입니다."),
    ("DuplicateVote", "You have voted so on this motion already.", "이 안건에 이미 그렇게 투표했습니다."),
    ("AlreadyInitialized", "The council has members already.", "평의회의 구성원이 이미 정해졌습니다."),
    (
        "TooEarly",
        "The motion cannot be closed yet: neither are there enough votes, nor is its time over.",
        "아직 종결할 수 없습니다. 표가 충분하지 않고 투표 기간도 끝나지 않았습니다.",
    ),
    (
        "TooManyProposals",
        "There are as many motions as there can be: one has to be closed first.",
        "안건의 수가 한도에 이르렀습니다. 먼저 하나를 종결해야 합니다.",
    ),
    (
        "WrongProposalWeight",
        "What the motion does takes longer than a motion may.",
        "안건이 하는 일이 안건에 허용된 것보다 오래 걸립니다.",
    ),
    ("WrongProposalLength", "The motion is longer than was said.", "안건이 말한 것보다 깁니다."),
    (
        "PrimeAccountNotMember",
        "The prime member is not a member of the council.",
        "대표 구성원이 평의회의 구성원이 아닙니다.",
    ),
    ("ProposalActive", "The motion is still being voted on.", "아직 투표가 진행되는 안건입니다."),
];

const MEMBERSHIP: Foreign = &[
    ("AlreadyMember", "The account is a member of the council already.", "이미 평의회의 구성원인 계정입니다."),
    ("NotMember", "The account is not a member of the council.", "평의회의 구성원이 아닌 계정입니다."),
    ("TooManyMembers", "The council is full.", "평의회의 자리가 모두 찼습니다."),
];

const SESSION: Foreign = &[
    (
        "InvalidProof",
        "The proof does not show that this account owns the keys: have the node make them for this account.",
        "이 계정이 키를 소유한다는 증명이 맞지 않습니다. 노드에서 이 계정을 위해 키를 만드십시오.",
    ),
    (
        "NoAssociatedValidatorId",
        "The account acts for no organisation, so it can have no session keys.",
        "어느 기관에도 속하지 않은 계정이므로 세션 키를 가질 수 없습니다.",
    ),
    ("DuplicatedKey", "Another account has registered these keys.", "다른 계정이 이미 등록한 키입니다."),
    ("NoKeys", "The account has no session keys.", "이 계정에는 세션 키가 없습니다."),
    ("NoAccount", "The account does not exist on the chain.", "체인에 없는 계정입니다."),
];

const SAFE_MODE: Foreign = &[
    ("Entered", "The chain is in safe mode already.", "이미 안전 모드입니다."),
    ("Exited", "The chain is not in safe mode.", "안전 모드가 아닙니다."),
    (
        "NotConfigured",
        "On this chain only the council enters and extends safe mode.",
        "이 체인에서는 평의회만 안전 모드에 들어가고 연장할 수 있습니다.",
    ),
    ("NoDeposit", "There is no deposit.", "보증금이 없습니다."),
    ("AlreadyDeposited", "The account has a deposit already.", "이미 보증금을 낸 계정입니다."),
    ("CannotReleaseYet", "The deposit cannot be given back yet.", "아직 보증금을 돌려줄 수 없습니다."),
    ("CurrencyError", "The deposit cannot be held or given back.", "보증금을 잡거나 돌려줄 수 없습니다."),
];

const SCHEDULER: Foreign = &[
    ("FailedToSchedule", "The call cannot be scheduled.", "호출을 예약할 수 없습니다."),
    ("NotFound", "There is no such scheduled call.", "그렇게 예약된 호출이 없습니다."),
    ("TargetBlockNumberInPast", "The block is in the past.", "이미 지난 블록입니다."),
    ("RescheduleNoChange", "The call is scheduled for then already.", "이미 그때로 예약된 호출입니다."),
    ("Named", "The scheduled call has a name.", "이름이 있는 예약입니다."),
];

const SYSTEM: Foreign = &[
    (
        "CallFiltered",
        "This is not possible at present: the council has paused it, the chain is in safe mode, or the chain never permits it.",
        "지금은 할 수 없습니다. 평의회가 멈추었거나 안전 모드이거나 체인이 허용하지 않는 일입니다.",
    ),
    (
        "InvalidSpecName",
        "The runtime is one of another chain: its name differs.",
        "다른 체인의 런타임입니다. 이름이 다릅니다.",
    ),
    (
        "SpecVersionNeedsToIncrease",
        "The runtime's version is not higher than that of the one that runs.",
        "런타임의 버전이 지금 것보다 높지 않습니다.",
    ),
    (
        "FailedToExtractRuntimeVersion",
        "The file is not a runtime: it has no version.",
        "런타임 파일이 아닙니다. 버전이 없습니다.",
    ),
    (
        "MultiBlockMigrationsOngoing",
        "A migration of an earlier upgrade is not finished.",
        "이전 업그레이드의 이전 작업이 끝나지 않았습니다.",
    ),
    ("NothingAuthorized", "No upgrade is authorised.", "허가된 업그레이드가 없습니다."),
    ("Unauthorized", "This code is not the one that was authorised.", "허가된 코드가 아닙니다."),
];

#[cfg(test)]
mod tests {
    use super::*;
    use codec::Decode;
    use subxt::Metadata;

    #[test]
    fn errors_of_foreign_pallets_should_be_those_that_the_chain_has() {
        let bytes = include_bytes!("../../artifacts/bogam.scale");
        let metadata = Metadata::decode(&mut bytes.as_slice()).expect("the file is metadata");
        for (pallet, table) in [
            ("Council", COUNCIL),
            ("CouncilMembership", MEMBERSHIP),
            ("Session", SESSION),
            ("SafeMode", SAFE_MODE),
            ("Scheduler", SCHEDULER),
            ("System", SYSTEM),
        ] {
            let Some(variants) = metadata.pallet_by_name(pallet).and_then(|pallet| pallet.error_variants()) else {
                continue;
            };
            for (name, english, korean) in table {
                assert!(variants.iter().any(|variant| variant.name == *name), "{pallet} has no error {name}");
                assert!(english.ends_with('.') && korean.ends_with('.'), "{pallet}::{name}");
                assert_eq!(english_of(pallet, name), Some(*english));
            }
            // What a user of the command can run into has a sentence; of the system's errors some cannot be met from outside.
            for variant in variants.iter().filter(|_| pallet != "System") {
                assert!(english_of(pallet, &variant.name).is_some(), "{pallet}::{} has no sentence", variant.name);
            }
        }
    }

    #[test]
    fn errors_should_have_distinct_codes_and_both_languages() {
        let errors = [
            GovernanceError::NotACall("x".into()),
            GovernanceError::CallTooLong(1),
            GovernanceError::NotAMotion,
            GovernanceError::UnknownMotion("1".into()),
            GovernanceError::TooFewVotes,
            GovernanceError::CodeTooLarge,
            GovernanceError::NotARuntime("x"),
            GovernanceError::NotAnUpgrade,
            GovernanceError::MetadataTooLarge,
            GovernanceError::NotMetadata("x".into()),
            GovernanceError::NotAPeerId,
            GovernanceError::NoSessionKeys("x".into()),
            GovernanceError::NotSessionKeys,
        ];
        let codes: std::collections::BTreeSet<_> = errors.iter().map(Explained::code).collect();
        assert_eq!(codes.len(), errors.len());
        for error in errors {
            assert!(error.korean().chars().any(|letter| ('가'..='힣').contains(&letter)), "{error}");
            assert!(!error.to_string().is_empty());
        }
    }
}
