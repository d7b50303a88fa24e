//! Why a load test cannot be made, in Korean.

use super::Explained;
use crate::load::LoadError;

impl Explained for LoadError {
    fn code(&self) -> &'static str {
        match self {
            // These have codes of their own, which whoever shows them takes from there.
            Self::Chain(_) => "chain",
            Self::Governance(error) => error.code(),
            Self::Key(error) => error.code(),
            Self::Node { .. } => "load_node",
            Self::NotADevelopmentChain(_) => "load_not_a_development_chain",
            Self::TwoChains(..) => "load_two_chains",
            Self::Settings { .. } => "load_settings",
            Self::AnotherConsortium(_) => "load_another_consortium",
            Self::Allowances { .. } => "load_allowances",
            Self::Preparation { .. } => "load_preparation",
            Self::Signing(_) => "load_signing",
        }
    }

    fn korean(&self) -> String {
        match self {
            Self::Chain(error) => error.korean(),
            Self::Governance(error) => error.korean(),
            Self::Key(error) => error.korean(),
            Self::Node { url, detail } => format!("{url}의 노드가 예상과 다르게 응답합니다: {detail}"),
            Self::NotADevelopmentChain(kind) => format!(
                "체인의 종류가 {kind}입니다. 부하 시험은 개발용 체인에서만 합니다. 보낸 것은 영원히 남습니다. 그래도 하려면 \
                 --force를 지정하십시오."
            ),
            Self::TwoChains(one, other) => format!("{one}과(와) {other}은(는) 서로 다른 체인의 노드입니다."),
            Self::Settings { korean, .. } => korean.clone(),
            Self::AnotherConsortium(account) => {
                format!("{account}은(는) 이 체인에서 역할이 없습니다. 이 시험은 개발용 컨소시엄의 기관과 키로 합니다.")
            }
            Self::Allowances { organisations, needed } => format!(
                "부하 시험을 하기에는 사용 한도가 작고, 평의회의 키가 개발용 컨소시엄의 키가 아닙니다. 기관 {}마다 평의회의 \
                 3분의 2가 한도를 올려야 합니다: bogam governance propose set-allowance 번호 --milliseconds {needed}, 그 뒤 \
                 표결하고 종결합니다. 지금 한도로 측정하려면 --keep-allowances를 지정하십시오.",
                Self::organisations(organisations)
            ),
            Self::Preparation { done, all, detail } => format!(
                "시험을 준비하지 못했습니다. 거래 {all}건 가운데 {done}건이 이루어졌습니다. 이루어지지 않은 첫 거래: {detail}"
            ),
            Self::Signing(detail) => format!("이 체인의 거래를 만들 수 없습니다: {detail}"),
        }
    }
}
