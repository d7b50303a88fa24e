//! Why a run could not be made.

use thiserror::Error;

/// Why a run could not be made.
#[derive(Debug, Error)]
pub enum LinkageError {
    /// The genesis of the simulated region is not one.
    #[error("the genesis of the simulated region was refused: {0}")]
    Genesis(String),
    /// The runtime has refused a call of the simulated year.
    #[error("the runtime refused {act}: {reason}")]
    Refused {
        /// What was to be done.
        act: String,
        /// What the runtime said.
        reason: String,
    },
    /// A record is not in the chain's storage.
    #[error("{0} is not in the storage of the chain")]
    Missing(String),
    /// An invariant of a pallet does not hold after the simulated year.
    #[error("after the simulated year, the state of {pallet} is inconsistent: {reason}")]
    State {
        /// The pallet.
        pallet: &'static str,
        /// What is wrong.
        reason: String,
    },
    /// What the generator says and what the chain keeps differ.
    #[error("the generator and the chain differ: {0}")]
    Differs(String),
    /// A page has no place for figures.
    #[error("{page} has no lines `{begin}` and `{end}`, in this order, between which figures belong")]
    NoMarkers {
        /// The page.
        page: String,
        /// The line before the figures.
        begin: &'static str,
        /// The line after them.
        end: &'static str,
    },
    /// A file cannot be read or written.
    #[error("{path}: {source}")]
    File {
        /// The file.
        path: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// The report cannot be written as JSON.
    #[error("the report cannot be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
}

impl LinkageError {
    /// A code in `snake_case` that stays the same between versions, whatever the sentences say.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Genesis(_) => "genesis_refused",
            Self::Refused { .. } => "call_refused",
            Self::Missing(_) => "record_missing",
            Self::State { .. } => "state_inconsistent",
            Self::Differs(_) => "generator_differs",
            Self::NoMarkers { .. } => "no_markers",
            Self::File { .. } => "file",
            Self::Json(_) => "json",
        }
    }

    /// The sentence in Korean. The one in English is what the error displays.
    pub fn korean(&self) -> String {
        match self {
            Self::Genesis(reason) => format!("가상 지역의 제네시스가 거부되었습니다: {reason}"),
            Self::Refused { act, reason } => format!("런타임이 {act} 호출을 거부했습니다: {reason}"),
            Self::Missing(what) => format!("체인 저장소에 {what} 기록이 없습니다"),
            Self::State { pallet, reason } => {
                format!("가상 연도가 끝난 뒤 {pallet} 팔렛의 상태가 일관되지 않습니다: {reason}")
            }
            Self::Differs(difference) => format!("생성기와 체인의 기록이 다릅니다: {difference}"),
            Self::NoMarkers { page, begin, end } => {
                format!("{page} 문서에 수치를 넣을 `{begin}` 줄과 `{end}` 줄이 순서대로 있지 않습니다")
            }
            Self::File { path, source } => format!("{path} 파일을 처리할 수 없습니다: {source}"),
            Self::Json(error) => format!("보고서를 JSON으로 쓸 수 없습니다: {error}"),
        }
    }
}
