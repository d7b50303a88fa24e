//! What is wrong with FHIR input, in Korean.

use super::Explained;
use crate::fhir::{
    ConsentWarning, ConsentWarningKind, FhirError, Problem, Warning, WarningKind,
    claim::{ClaimWarning, ClaimWarningKind},
};

impl Explained for FhirError {
    fn code(&self) -> &'static str {
        self.problem().code()
    }

    fn korean(&self) -> String {
        let resource = self.resource().map(|resource| format!("{resource}: ")).unwrap_or_default();
        format!("{resource}{}: {}", self.element(), korean(self.problem()))
    }

    fn fhir_element(&self) -> Option<&str> {
        Some(self.element())
    }
}

fn schedule(name: &str) -> &str {
    match name {
        "ordinary" => "일반",
        "controlled" => "마약류",
        other => other,
    }
}

fn korean(problem: &Problem) -> String {
    match problem {
        Problem::NotJson(detail) => format!("JSON이 아닙니다: {detail}"),
        Problem::InputTooLarge { limit } => format!("입력이 {limit}바이트보다 큽니다"),
        Problem::DuplicateMember(name) => {
            format!("한 객체 안에 \"{name}\" 항목이 두 번 나옵니다. 어느 것이 유효한지 알 수 없습니다")
        }
        Problem::InexactNumber(number) => format!("숫자 {number}은(는) 정규 JSON(RFC 8785)에 정확히 담을 수 없습니다"),
        Problem::NotAResource => "FHIR 리소스가 아닙니다: resourceType이 없습니다".into(),
        Problem::NothingFound(kind) => format!("입력에 {kind}이(가) 없습니다"),
        Problem::NotSelected(name) => format!("입력에 {name}이라는 것이 없습니다"),
        Problem::UnsupportedBundle(kind) => format!(
            "{kind} 유형의 Bundle은 읽지 않습니다. collection, message, document, searchset, transaction, batch만 읽습니다"
        ),
        Problem::NestedTooDeeply => "Bundle이 너무 깊이 중첩되어 있습니다".into(),
        Problem::ContainedRequest(container) => {
            format!("{container} 안에 포함된 MedicationRequest는 독립된 처방이 아니므로 발행할 수 없습니다")
        }
        Problem::Missing => "필수 항목이 없습니다".into(),
        Problem::WrongType { expected } => format!("항목의 형식이 잘못되었습니다 (필요한 형식: {expected})"),
        Problem::Malformed { value, expected } => {
            format!("\"{value}\"의 형식이 잘못되었습니다 (필요한 형식: {expected})")
        }
        Problem::StatusNotActive(status) => format!("상태가 \"{status}\"입니다. active인 처방만 발행할 수 있습니다"),
        Problem::IntentNotOrder(intent) => {
            format!("intent가 \"{intent}\"입니다. order 또는 original-order만 발행할 수 있습니다")
        }
        Problem::DoNotPerform => "투약 금지(doNotPerform) 요청입니다. 처방전으로 발행할 수 없습니다".into(),
        Problem::Reported => "다른 사람이 보고한 내용이며 처방자 본인의 처방이 아닙니다".into(),
        Problem::ModifierExtension => "리소스의 의미를 바꿀 수 있는 알 수 없는 modifierExtension이 있습니다".into(),
        Problem::ImplicitRules => "리소스의 의미를 바꿀 수 있는 알 수 없는 implicitRules가 있습니다".into(),
        Problem::NotDecimal(text) => format!("{text}은(는) 십진수가 아닙니다"),
        Problem::TooPrecise(text) => {
            format!("{text}은(는) 소수점 아래가 세 자리를 넘습니다. 수량은 천분의 일 단위로 셉니다")
        }
        Problem::QuantityNotPositive(text) => format!("수량은 0보다 커야 합니다 (현재 {text})"),
        Problem::QuantityTooLarge(text) => format!("수량 {text}이(가) 너무 큽니다"),
        Problem::Comparator(text) => format!("비교 기호 \"{text}\" 때문에 수량이 확정되지 않습니다"),
        Problem::MissingUnit => "수량에 단위가 없습니다. 한 상자인지 한 정인지 구별할 수 없습니다".into(),
        Problem::CodeWithoutSystem => "단위 코드에 코드 체계(system)가 없습니다".into(),
        Problem::UnresolvedReference(reference) => {
            format!("{reference}을(를) 입력에서 찾을 수 없고, 무엇인지 알려 주는 display도 없습니다")
        }
        Problem::AmbiguousReference(reference) => {
            format!("{reference}이(가) 입력의 서로 다른 여러 리소스를 가리킵니다")
        }
        Problem::WrongTarget { found, expected } => format!("{found}을(를) 가리킵니다. {expected}이어야 합니다"),
        Problem::MedicationNotIdentified => "어떤 의약품인지 알 수 없습니다: 코드, 이름, 성분이 모두 없습니다".into(),
        Problem::MedicationNotActive(status) => {
            format!("의약품의 상태가 \"{status}\"입니다. active인 의약품만 처방할 수 있습니다")
        }
        Problem::TooManyRepeats { issues, limit } => format!("조제 횟수 {issues}회가 한도 {limit}회를 넘습니다"),
        Problem::SubstitutionForbidden { schedule: name } => {
            format!("{} 처방은 대체조제를 허용할 수 없습니다", schedule(name))
        }
        Problem::UnknownSubstitution(code) => format!("대체조제 코드 \"{code}\"을(를) 알 수 없습니다"),
        Problem::InitialFill => "첫 조제량이 이후와 다른 처방은 발행할 수 없습니다".into(),
        Problem::UnknownTimeUnit(unit) => {
            format!("\"{unit}\"은(는) 알 수 없는 UCUM 시간 단위입니다 (s, min, h, d, wk, mo, a 가능)")
        }
        Problem::IntervalTooLong => "반복 조제 간격이 유효 기간 안에 들어가지 않습니다".into(),
        Problem::PeriodReversed => "기간의 끝이 시작보다 빠릅니다".into(),
        Problem::ValidityTooLong { limit_days } => format!("유효 기간이 허용된 {limit_days}일보다 깁니다"),
        Problem::StartsTooLate { limit_days } => format!("유효 기간이 지금부터 {limit_days}일보다 늦게 시작합니다"),
        Problem::AlreadyExpired => "유효 기간이 이미 지났습니다".into(),
        Problem::DateOutOfRange(text) => format!("\"{text}\"은(는) 처리할 수 있는 날짜 범위를 벗어납니다"),
        Problem::UnknownSchedule(text) => format!("\"{text}\"은(는) 처방 구분이 아닙니다 (ordinary, controlled 가능)"),
        Problem::ScheduleConflict { resource, chosen } => {
            format!("리소스에는 {} 처방으로 되어 있으나 {} 처방이 요청되었습니다", schedule(resource), schedule(chosen))
        }
        Problem::GroupDiffers => "한 묶음의 처방들은 이 항목이 서로 같아야 합니다".into(),
        Problem::TooManyItems { count, limit } => {
            format!("품목이 {count}개입니다. 처방전 하나에 최대 {limit}개까지 가능합니다")
        }
        Problem::DispenseNotCompleted(status) => {
            format!("상태가 \"{status}\"입니다. completed인 조제만 공급으로 기록됩니다")
        }
        Problem::UnitDiffers { found, expected } => {
            format!("단위 \"{found}\"이(가) 처방의 단위 \"{expected}\"와(과) 다릅니다")
        }
        Problem::NotOfThisPrescription => "이 처방전의 처방을 가리키지 않는 조제입니다".into(),
        Problem::SubstitutionNotAllowed => "처방에서 이 품목의 대체조제를 허용하지 않았습니다".into(),
        Problem::RecordDiffers => "처방 문서와 체인의 기록이 서로 맞지 않습니다".into(),
        Problem::ConsentNotActive(status) => format!("상태가 \"{status}\"입니다. active인 동의만 결정으로 보낼 수 있습니다"),
        Problem::UnknownCode { code, expected } => format!("코드 \"{code}\"을(를) 알 수 없습니다 (필요한 코드: {expected})"),
        Problem::NoKnownCode { expected } => format!("알려진 코드 체계의 코드가 없습니다 (필요한 코드: {expected})"),
        Problem::SeveralMeant => "하나만 뜻해야 하는 곳에 서로 다른 여러 가지가 적혀 있습니다".into(),
        Problem::SeveralCategories(kind) => format!("{kind} 리소스는 여러 정보 범주에 속하므로 어느 범주인지 알 수 없습니다"),
        Problem::SingleResources => "결정은 정보 범주에 관한 것이며 개별 리소스를 지정할 수 없습니다".into(),
        Problem::ContentCodes => "결정은 정보 범주에 관한 것이며 내용의 개별 코드를 지정할 수 없습니다".into(),
        Problem::LabelNotExpressible(code) => format!("이 규칙에서 보안 표지 \"{code}\"의 의미를 체인에 나타낼 수 없습니다"),
        Problem::SensitiveAlone => "민감 정보의 허용은 민감하지 않은 정보도 함께 허용하므로 표지 N이 함께 있어야 합니다".into(),
        Problem::UntypedRule => "type이 없는 provision은 기본 방침을 좁히는 것인지 그 예외인지에 따라 뜻이 반대가 됩니다. 어느 쪽인지 밝혀야 합니다".into(),
        Problem::NotAnException => "속한 규칙과 type이 같으므로 예외가 아닙니다".into(),
        Problem::ExceptionBeyondRule => "예외가 속한 규칙의 범위를 벗어납니다".into(),
        Problem::ExceptionTooWeak => "예외의 대상이 규칙의 대상보다 구체적이지 않아 체인에서 예외가 우선하지 않습니다".into(),
        Problem::ExceptionsConflict => "다른 예외와 모순되며 어느 쪽도 다른 쪽의 예외가 아닙니다".into(),
        Problem::UnknownParty(name) => format!("{name}이(가) 누구인지 알 수 없습니다"),
        Problem::OtherPatient => "지정한 환자와 다른 환자입니다".into(),
        Problem::OtherCustodian => "환자가 결정하는 보관 기관이 아닙니다".into(),
        Problem::AboutTreatment(code) => format!("치료에 관한 지시(\"{code}\")는 정보에 관한 결정이 아닙니다"),
        Problem::DeIdentification => "비식별 정보만 제공하도록 하는 것은 결정으로 강제할 수 없습니다".into(),
        Problem::ScopeContradicted => "범위(scope)가 연구인데 다른 목적이 적혀 있습니다".into(),
        Problem::CategoryContradicted => "동의의 범주(category)보다 규칙이 더 많은 것을 허용합니다".into(),
        Problem::TooManyDecisions { count, limit } => format!("결정이 {count}개 이상입니다. 최대 {limit}개까지 가능합니다"),
        Problem::DecisionNotKnown => "결정에 지정된 것이 없거나 알 수 없는 것이 있습니다".into(),
        Problem::NotAnAccess(code) => format!("\"{code}\" 유형의 사건은 환자 정보에 대한 접근이 아닙니다"),
        Problem::AccessFailed(code) => format!("결과가 \"{code}\"입니다. 성공한 접근(\"0\")만 기록합니다"),
        Problem::BreaksGlass => "응급 우회는 접근 요청이 아니라 응급 접근으로 기록해야 합니다".into(),
        Problem::PurposeConflict { resource, chosen } => {
            format!("사건에 적힌 목적은 {resource}인데 {chosen}이(가) 지정되었습니다")
        }
        Problem::RestrictedWithoutReason => "제한된 정보인데 어떤 민감 정보인지 적혀 있지 않습니다".into(),
        Problem::ReceiptNotKnown => "영수 기록에 지정된 것이 없거나 나머지와 맞지 않는 것이 있습니다".into(),
        Problem::ContainedResource(name) => {
            format!("{name} 안에 포함된 리소스는 독립적으로 존재하지 않으므로 증명할 수 없습니다")
        }
        Problem::StatusNotCertifiable { status, allowed } => {
            format!("상태가 \"{status}\"입니다. 다음만 증명할 수 있습니다: {allowed}")
        }
        Problem::NotGiven => "접종하지 않았다는 기록입니다".into(),
        Problem::Subpotent => "유효하지 않은 접종(isSubpotent)입니다".into(),
        Problem::SecondHand => "접종한 사람의 기록이 아닙니다. 원기록만 증명할 수 있습니다".into(),
        Problem::DataAbsent => "값이 없다고 원자료에 표시되어 있습니다".into(),
        Problem::DateInWords => "말로 적힌 날짜는 확인할 수 없습니다".into(),
        Problem::CategoryMissing => "검사실의 결과라는 표시가 없습니다. 아는 사람이 직접 밝혀야 합니다".into(),
        Problem::NotLaboratory(name) => format!("\"{name}\"은(는) 검사실 검사가 아닙니다"),
        Problem::CodeSystemMissing(name) => format!("{name} 코드가 없습니다"),
        Problem::SeveralResults => "여러 결과를 하나로 증명할 수 없습니다. 결과마다 따로 증명합니다".into(),
        Problem::FocusElsewhere => "환자 본인에 관한 결과가 아닙니다".into(),
        Problem::ValueNotCarried => "이 형식의 값은 담을 수 없습니다".into(),
        Problem::SeveralValues => "값은 하나만 있을 수 있습니다".into(),
        Problem::NotUcum => "단위가 UCUM 코드로 적혀 있지 않습니다".into(),
        Problem::RangeUnitDiffers { found, expected } => {
            format!("단위 \"{found}\"이(가) 값의 단위 \"{expected}\"와(과) 다릅니다")
        }
        Problem::RangeByAge => "나이별 참고치는 담을 수 없습니다".into(),
        Problem::PatientNotGiven => "환자 리소스가 입력에 없고 따로 주어지지도 않았습니다".into(),
        Problem::PatientDiffers => "주어진 환자가 이 리소스의 환자가 아닙니다".into(),
        Problem::PatientInactive => "더 이상 쓰이지 않는 환자 기록입니다".into(),
        Problem::NameAmbiguous => "쓰이는 이름이 여럿이고 어느 것이 유효한지 알 수 없습니다".into(),
        Problem::NotMedicalCertificate => "진단서라는 표시가 없습니다. 아는 사람이 직접 밝혀야 합니다".into(),
        Problem::SeveralAttachments => "첨부 문서가 여럿입니다. 증명서 하나는 문서 하나를 나타냅니다".into(),
        Problem::AttachmentMissing => "문서의 내용이 필요합니다. 주소나 SHA-1 해시로는 대신할 수 없습니다".into(),
        Problem::AttachmentDiffers => "첨부 항목에 적힌 문서와 내용이 다릅니다".into(),
        Problem::NotCertifiable(error) => format!("유효한 증명서 문서가 되지 않습니다: {}", error.korean()),
        Problem::ClaimNotActive(status) => {
            format!("상태가 \"{status}\"입니다. active인 청구와 보험 증권만 유효합니다")
        }
        Problem::UnknownCategory(code) => {
            format!("{code}이(가) 어느 진료 항목 구분에 속하는지 알 수 없습니다. 구분표에 지정할 수 있습니다")
        }
        Problem::CurrencyNotWon(currency) => format!("금액의 통화가 {currency}입니다. 체인은 원화(KRW)로 정산합니다"),
        Problem::NotWholeWon(amount) => format!("{amount}은(는) 원 단위로 떨어지지 않습니다"),
        Problem::AmountNotPositive(amount) => format!("금액은 0보다 커야 합니다 (현재 {amount})"),
        Problem::AmountTooLarge(amount) => format!("금액 {amount}이(가) 너무 큽니다"),
        Problem::AmountDiffers { stated, computed } => {
            format!("{stated}(으)로 적혀 있으나 합산하면 {computed}입니다")
        }
        Problem::NotResolved(key) => format!("{key}에 해당하는 것을 알 수 없습니다. 대응표에 지정할 수 있습니다"),
        Problem::FocalInsurance(count) => {
            format!("청구 대상(focal) 보험이 {count}개입니다. 정확히 하나여야 합니다")
        }
        Problem::ForeignProvider => "청구를 제출하는 기관이 아닌 다른 기관이 적혀 있습니다".into(),
        Problem::UnsupportedPayee(payee) => {
            format!("\"{payee}\"에게는 지급할 수 없습니다. 청구 기관이나 피보험자에게만 지급합니다")
        }
        Problem::NoService => "어떤 서비스(조제, 증명서, 진료)를 청구하는지 알 수 없습니다".into(),
        Problem::DuplicateService => "다른 항목이 같은 서비스를 청구하고 있습니다".into(),
        Problem::DuplicateSequence(sequence) => format!("순번 {sequence}이(가) 두 번 나옵니다"),
        Problem::TooManyLines { count, limit } => {
            format!("항목이 {count}개입니다. 청구 하나에 최대 {limit}개까지 가능합니다")
        }
        Problem::ServiceInFuture => "서비스 제공 시점이 미래입니다".into(),
        Problem::PreauthorisationUnused => "이 사전 승인으로 지급할 항목이 남아 있지 않습니다".into(),
        Problem::SeveralPayors { count } => format!("보험자가 {count}명입니다. 보험 증권의 보험자는 하나입니다"),
        Problem::ClaimRecordDiffers => "청구 문서와 체인의 기록이 서로 맞지 않습니다".into(),
    }
}

impl Warning {
    /// The warning in Korean. The one in English is what it displays.
    pub fn korean(&self) -> String {
        let text = match &self.kind {
            WarningKind::MedicationByName => "의약품을 입력에서 찾을 수 없어 이름(display)만으로 식별됩니다",
            WarningKind::PatientUnresolved => "입력에 환자 리소스가 없어 문서에는 참조만 담깁니다",
            WarningKind::RequesterMissing => "처방자가 적혀 있지 않습니다. 발행에 서명하는 사람이 처방자가 됩니다",
            WarningKind::SubstitutionAssumed => "대체조제에 관한 기재가 없어 FHIR 규정에 따라 허용됩니다",
            WarningKind::SubstitutionWithheld => "대체조제에 관한 기재가 없으며 이 처방 구분에서는 허용되지 않습니다",
            WarningKind::SubstitutionKind => "대체조제의 종류는 문서에만 담기며 체인은 허용 여부만 확인합니다",
            WarningKind::NoInterval => "반복 조제 간격이 없어 다음 조제가 바로 이어질 수 있습니다",
            WarningKind::IntervalUnused => "반복이 없는 처방이므로 조제 간격은 쓰이지 않습니다",
            WarningKind::ValidityAssumed => "유효 기간의 끝이 없어 기본값이 쓰입니다",
            WarningKind::ValidityOverridden => "요청에 따라 유효 기간의 끝이 바뀌었습니다",
            WarningKind::IntervalOverridden => "요청에 따라 조제 간격이 바뀌었습니다",
            WarningKind::Redated => "요청에 따라 날짜가 오늘로 옮겨졌고, 옛 날짜를 담은 서술(text)은 제거되었습니다",
            WarningKind::SuppliesCounted => {
                "요청에 따라 수량이 공급 1회로 기록되었고, 실제 양은 그 단위에 적혀 있습니다"
            }
            WarningKind::PerformerNotEnforced => "지정된 조제 기관은 문서에만 담깁니다. 약국 지정은 환자가 합니다",
            WarningKind::ProductDiffers => "처방과 다른 제품 코드이지만 대체조제로 표시되지 않았습니다",
            WarningKind::ReferenceUnresolved => {
                "가리키는 것이 입력에 없고 이름(display)도 없어 증명서에 담기지 않습니다"
            }
            WarningKind::NotCarried => "증명서에 담을 수 없는 형태여서 생략되었습니다",
        };
        format!("{}: {text}", self.element)
    }
}

impl ConsentWarning {
    /// The warning in Korean. The one in English is what it displays.
    pub fn korean(&self) -> String {
        let text = match &self.kind {
            ConsentWarningKind::Everybody => "대상(actor)이 없으므로 모든 사람을 뜻합니다",
            ConsentWarningKind::AllActions => "행위(action)가 없으므로 모든 행위를 뜻합니다",
            ConsentWarningKind::AllCategories => "정보 종류(class)가 없으므로 모든 범주를 뜻합니다",
            ConsentWarningKind::AllPurposes => "목적(purpose)이 없으므로 모든 목적을 뜻합니다",
            ConsentWarningKind::ResearchPurposes => "목적(purpose)이 없으므로 연구와 임상시험을 뜻합니다",
            ConsentWarningKind::SensitiveWithheld => {
                "보안 표지(securityLabel)가 없으므로 민감 정보는 허용되지 않습니다"
            }
            ConsentWarningKind::CategoryWider => "체인의 정보 범주는 여기에 적힌 종류보다 넓습니다",
            ConsentWarningKind::StartAssumed => "유효 기간의 시작이 없어 지금부터 유효합니다",
            ConsentWarningKind::NoEnd => "유효 기간의 끝이 없어 철회할 때까지 유효합니다",
            ConsentWarningKind::Redated => "요청에 따라 기간이 오늘로 옮겨졌습니다",
            ConsentWarningKind::ExceptionAssumed => "예외에 type이 없으므로 속한 규칙의 반대로 이해됩니다",
            ConsentWarningKind::CustodianAssumed => {
                "기관(organization)이 없으므로 지정된 보관 기관의 동의로 이해됩니다"
            }
            ConsentWarningKind::OptInNeeded => "연구 과제에 대한 허용은 결정이 아니라 참여(opt-in)로 이루어집니다",
        };
        format!("{}: {text}", self.element)
    }
}

impl ClaimWarning {
    /// The warning in Korean. The one in English is what it displays.
    pub fn korean(&self) -> String {
        let text = match self.kind {
            ClaimWarningKind::CategoryFromType => "진료 항목 구분을 알려 주는 코드가 없어 청구 유형에 따라 정했습니다",
            ClaimWarningKind::EncounterAssumed => {
                "진료(encounter)가 적혀 있지 않아 청구 번호로 대신합니다. 같은 진료를 다시 청구할 때는 같은 번호를 써야 합니다"
            }
            ClaimWarningKind::OtherInsurance => "다른 보험이 적혀 있습니다. 그 지급액은 체인에서 확인합니다",
            ClaimWarningKind::Exchanged => "지정된 환율로 금액을 원화로 바꾸었습니다",
            ClaimWarningKind::NoTotal => "합계가 적혀 있지 않아 비교하지 못했습니다",
            ClaimWarningKind::CostFromPlan => "본인 부담액은 체인에 등록된 보험 상품에 따라 정해집니다",
            ClaimWarningKind::FundsReserve => "사전 승인은 승인된 항목의 급여만 예약합니다",
        };
        format!("{}: {text}", self.element)
    }
}
