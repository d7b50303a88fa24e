//! The errors of the pallets in Korean. In English they are what the pallet's own documentation says, which travels in
//! the metadata.

/// The Korean sentence for the error `name` of `pallet`, for the pallets of Bogam.
pub fn korean_of(pallet: &str, name: &str) -> Option<&'static str> {
    let table = match pallet {
        "Registry" => REGISTRY,
        "Prescriptions" => PRESCRIPTIONS,
        _ => return None,
    };
    table.iter().find(|(error, _)| *error == name).map(|(_, sentence)| *sentence)
}

const REGISTRY: &[(&str, &str)] = &[
    ("UnknownOrganisation", "그런 기관이 없습니다."),
    ("NameInvalid", "기관 이름이 비어 있거나 UTF-8이 아니거나, 제어 문자나 양 끝의 공백이 있습니다."),
    ("NameTooLong", "기관 이름이 허용된 길이보다 깁니다."),
    ("CodeInvalid", "요양기관기호가 비어 있거나 보이는 ASCII 문자가 아닌 것이 있습니다."),
    ("CodeTooLong", "요양기관기호가 허용된 길이보다 깁니다."),
    ("CodeTaken", "이 요양기관기호를 쓰는, 또는 썼던 기관이 있습니다."),
    ("IdentifiersExhausted", "이 종류의 번호를 모두 썼습니다."),
    ("OrganisationSuspended", "기관의 자격이 정지되어 있습니다."),
    ("OrganisationNotSuspended", "기관의 자격이 정지되어 있지 않습니다."),
    ("OrganisationRemoved", "기관이 제명되었으며, 이는 되돌릴 수 없습니다."),
    ("HistoryFull", "이력이 가득 찼습니다. 권한을 다시 거둘 자리가 남지 않으므로 권한을 줄 수 없습니다."),
    ("NotAnAdmin", "서명한 계정은 기관의 관리자가 아닙니다."),
    ("AccountIsAdmin", "이 계정은 기관의 관리자입니다."),
    ("AccountIsSeat", "이 계정에는 다른 기관의 좌석이 있거나, 좌석이 있어서는 안 되는 곳에 좌석이 있습니다."),
    ("AccountIsHolder", "이 계정은 환자의 키입니다."),
    ("AccountCompromised", "이 계정의 키가 다른 사람의 손에 들어간 것으로 알려져 있습니다."),
    ("NotAdmitted", "등록부에 이 계정에 대한 것이 없습니다."),
    ("AccountInUse", "이 계정에는 역할이 있어 남아 있어야 합니다."),
    ("ConsumersRemain", "등록부 밖에서 아직 이 계정에 의존하는 것이 있습니다."),
    ("MomentInFuture", "시각이 미래입니다."),
    ("IntervalEmpty", "기간의 끝이 시작과 같거나 시작보다 이릅니다."),
    ("IntervalOver", "기간이 이미 끝났습니다."),
    ("NoCapacities", "좌석에는 적어도 하나의 권한이 있어야 합니다."),
    ("UnknownCapacity", "이 버전이 알지 못하는 권한이 들어 있습니다."),
    ("SeatExists", "이 계정에는 이미 이 기관의 좌석이 있습니다. 먼저 회수하십시오."),
    ("NoSeat", "이 계정에는 좌석이 없습니다."),
    ("SeatOfAnotherOrganisation", "다른 기관의 좌석입니다."),
    ("NeverSeated", "이 계정은 이 기관의 좌석을 가진 적이 없습니다."),
    ("CompromiseNotEarlier", "키 유출이 같은 날짜나 더 이른 날짜로 이미 신고되었습니다. 날짜는 앞당길 수만 있습니다."),
    ("SeatNotYetValid", "좌석의 유효 기간이 아직 시작되지 않았습니다."),
    ("SeatExpired", "좌석의 유효 기간이 끝났습니다."),
    ("CapacityNotGranted", "좌석에 이 권한이 없습니다."),
    ("GrantVoid", "그때 준 좌석은 무효입니다. 기관의 관리자 키가 다른 사람의 손에 있었습니다."),
    ("KindNotEntitled", "이 종류의 기관은 이 권한을 가질 수 없습니다."),
    ("UnknownLicence", "그런 면허가 없습니다."),
    ("PersonAlreadyLicensed", "면허청이 이 커밋먼트에 이미 면허를 주었습니다."),
    ("LicenceOfAnotherAuthority", "다른 면허청이 준 면허입니다."),
    ("LicenceRequired", "이 권한에는 면허가 필요합니다."),
    ("LicenceSuspended", "면허의 효력이 정지되어 있습니다."),
    ("LicenceNotSuspended", "면허의 효력이 정지되어 있지 않습니다."),
    ("LicenceRevoked", "면허가 취소되었으며, 이는 되돌릴 수 없습니다."),
    ("LicenceNotYetValid", "면허의 유효 기간이 아직 시작되지 않았습니다."),
    ("LicenceExpired", "면허의 유효 기간이 끝났습니다."),
    ("LicenceNotExtended", "새 유효 기간의 끝이 이전보다 늦지 않습니다."),
    ("ProfessionNotEntitled", "이 권한에 맞지 않는 직종의 면허입니다."),
    ("NotSponsored", "이 키를 후원하는 기관이 없거나, 이 기관이 후원하지 않습니다."),
    ("TooManySponsors", "이 키의 후원 기관 수가 한도에 이르렀습니다."),
    ("TooManyReferences", "이 기관이 이 키를 참조하는 수가 한도에 이르렀습니다."),
];

const PRESCRIPTIONS: &[(&str, &str)] = &[
    ("UnknownPrescription", "그런 처방전이 없거나, 보존 기간이 지나 정리되었습니다."),
    ("DuplicatePrescription", "이미 발행된 처방전입니다."),
    ("NoItems", "처방전에는 품목이 있어야 합니다."),
    ("TooManyItems", "처방전에 담을 수 있는 것보다 품목이 많습니다."),
    ("ZeroQuantity", "수량이 0입니다."),
    ("NoHolderKeys", "처방전에는 첫 교부분을 위한 키가 있어야 합니다."),
    ("TooManyIssues", "처방전이 가질 수 있는 것보다 교부 횟수가 많습니다."),
    ("HolderKeyReused", "환자의 키가 새것이 아닙니다. 두 번 적혔거나, 다른 처방전의 것이거나, 이미 후원받고 있습니다."),
    ("EmptyValidity", "유효 기간의 끝이 시작보다 이릅니다."),
    ("AlreadyExpired", "유효 기간이 이미 끝났습니다."),
    ("MomentOutOfRange", "계산할 수 없을 만큼 먼 미래의 시각입니다."),
    ("StartsTooLate", "유효 기간이 이 등급에서 허용하는 것보다 늦게 시작합니다."),
    ("ValidityTooLong", "유효 기간이 이 등급에서 허용하는 것보다 깁니다."),
    ("RepeatsNotPermitted", "이 등급에서 허용하는 것보다 교부 횟수가 많습니다."),
    ("SubstitutionNotPermitted", "이 등급에서는 대체조제를 허용하지 않습니다."),
    (
        "IntervalOutOfRange",
        "교부 간격이 맞지 않습니다. 반복이 없으면 0이어야 하고, 있으면 모두 유효 기간 안에 들어야 합니다.",
    ),
    ("NotYourPrescription", "다른 기관이 발행한 처방전입니다."),
    ("AlreadyDispensed", "조제가 끝난 처방전입니다."),
    ("AlreadyCancelled", "취소된 처방전입니다."),
    ("Expired", "처방전의 유효 기간이 끝났습니다."),
    ("NotYetValid", "처방전의 유효 기간이 아직 시작되지 않았습니다."),
    ("IssueNotDue", "이전 교부분 이후의 간격이 아직 지나지 않았습니다."),
    ("PrescriptionSuspended", "처방한 쪽에서 새 접수를 막아 두었습니다."),
    ("CurrentlyHeld", "약국이 처방전을 보유하고 있습니다. 먼저 반납되어야 합니다."),
    ("HeldByAnother", "다른 약국이 처방전을 보유하고 있습니다."),
    ("AlreadyHolding", "귀 약국이 이미 처방전을 보유하고 있습니다."),
    ("NotHeld", "귀 약국이 처방전을 보유하고 있지 않습니다."),
    ("CancellationPending", "처방전에 취소 표시가 되어 있습니다."),
    ("TooManyHolds", "처방전의 접수 횟수가 한도에 이르렀습니다."),
    ("NominatedElsewhere", "환자가 다른 약국을 지정했습니다."),
    ("StatementForAnotherPrescription", "환자의 진술서가 다른 처방전에 대한 것입니다."),
    ("StatementForAnotherDispenser", "환자의 진술서가 다른 약국을 위한 것입니다."),
    ("StatementUsed", "환자의 진술서가 다음 접수를 위한 것이 아닙니다. 이미 쓰였거나 그 뒤에 접수가 있었습니다."),
    ("StatementForAnotherChain", "환자의 진술서가 다른 체인을 위해 만들어졌습니다."),
    ("StatementExpired", "환자의 진술서의 기한이 지났습니다."),
    ("StatementSignatureInvalid", "진술서가 현재 교부분의 환자 키로 서명되지 않았습니다."),
    ("NoLines", "조제한 것이 적혀 있지 않습니다."),
    ("UnknownItem", "처방전에 그런 품목이 없습니다."),
    ("DuplicateItem", "한 품목이 두 번 적혔습니다."),
    ("ItemClosed", "조제하지 않음으로 닫힌 품목입니다."),
    ("ItemComplete", "이미 전량 조제된 품목입니다."),
    ("OverAuthorised", "처방된 수량보다 많이 조제하게 됩니다."),
    ("SubstitutionNotAllowed", "이 품목은 처방된 대로 조제해야 합니다."),
    ("TooManyFills", "처방전의 조제 기록이 가득 찼습니다."),
    ("UnknownFill", "그런 조제 기록이 없습니다."),
    ("NotYourFill", "다른 약국이 남긴 기록입니다."),
    ("AlreadyWithdrawn", "이미 철회된 기록입니다."),
    ("NotNewestFill", "더 새로운 기록을 먼저 철회해야 합니다."),
    ("FillBilled", "이미 청구된 기록입니다."),
    ("WithdrawalWindowOver", "기록을 철회할 수 있는 기간이 지났습니다."),
    ("LaterIssueHeld", "귀 약국이 더 나중의 교부분을 보유하고 있습니다. 먼저 반납해야 합니다."),
    ("AlreadySuspended", "이미 새 접수가 막혀 있습니다."),
    ("NotSuspended", "새 접수가 막혀 있지 않습니다."),
    ("NotTheHolder", "이 교부분의 키가 아닙니다."),
    ("UnknownIssue", "처방전에 그런 교부분이 없습니다."),
    ("IssueOver", "이미 끝난 교부분입니다."),
    ("NotADispenser", "지정할 수 없는 기관입니다."),
    ("RenewalAlreadyRequested", "이 교부분에서 이미 재처방을 요청했습니다."),
    ("HoldNotStale", "보유 기한이 아직 지나지 않았습니다."),
    ("NotEnded", "처방전이 아직 끝나지 않았습니다."),
    ("RetentionNotOver", "처방전은 끝났지만 보존 기간이 지나지 않았습니다."),
    ("UnknownDispense", "이 참조로 조제된 것이 없거나, 기록이 정리되었습니다."),
    ("DispenseWithdrawn", "조제가 철회되었습니다."),
    ("AlreadyBilled", "조제분이 이미 청구되었습니다."),
    ("NotBilled", "조제분이 청구되지 않았습니다."),
];

#[cfg(test)]
mod tests {
    use super::*;
    use codec::Decode;
    use subxt::Metadata;

    #[test]
    fn every_error_of_bogams_pallets_should_have_a_sentence_in_both_languages() {
        let bytes = include_bytes!("../../artifacts/bogam.scale");
        let metadata = Metadata::decode(&mut bytes.as_slice()).expect("the file is metadata");
        for (pallet, table) in [("Registry", REGISTRY), ("Prescriptions", PRESCRIPTIONS)] {
            let variants = metadata.pallet_by_name(pallet).and_then(|pallet| pallet.error_variants()).unwrap();
            for variant in variants {
                assert!(!variant.docs.is_empty(), "{pallet}::{} has no English sentence", variant.name);
                assert!(korean_of(pallet, &variant.name).is_some(), "{pallet}::{} has no Korean one", variant.name);
            }
            for (name, _) in table {
                assert!(variants.iter().any(|variant| variant.name == *name), "{pallet} has no error {name}");
            }
        }
    }
}
