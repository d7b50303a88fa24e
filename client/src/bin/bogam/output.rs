//! What a command answers: a report, or a failure with a code, both for people and for programs.

use crate::context::Context;
use bogam_client::{
    certificate::CertificateError,
    chain::ChainError,
    credential::{CredentialError, parts::PartsError, status_list::StatusListError},
    documents::DocumentError,
    fhir::FhirError,
    keys::KeyError,
    messages::{Explained, Language},
    proof::{GatherError, ProofError},
    qr::QrError,
    wallet::WalletError,
};
use serde_json::{Value, json};
use std::process::ExitCode;

/// What came of a command.
pub type Outcome<T> = Result<T, Failure>;

/// What a command did or found.
#[derive(Debug)]
pub struct Report {
    /// For programs.
    pub value: Value,
    /// For people.
    pub text: String,
}

impl Report {
    /// The same for both: people get the JSON, indented.
    pub fn data(value: Value) -> Self {
        let text = serde_json::to_string_pretty(&value).unwrap_or_else(|_| value.to_string());
        Self { value, text }
    }
}

/// Why a command failed.
#[derive(Debug)]
pub struct Failure {
    exit: u8,
    code: String,
    english: String,
    korean: String,
    element: Option<String>,
    undecided: bool,
    ended: Option<Box<Report>>,
    /// What was found, beside the error.
    details: Option<Box<Value>>,
}

impl Failure {
    fn explained(exit: u8, error: &impl Explained) -> Self {
        Self {
            exit,
            code: error.code().to_owned(),
            english: error.message(Language::English),
            korean: error.message(Language::Korean),
            element: error.fhir_element().map(str::to_owned),
            undecided: false,
            ended: None,
            details: None,
        }
    }

    /// Wrong usage that the parser of the command line cannot see.
    pub fn usage(english: impl Into<String>, korean: impl Into<String>) -> Self {
        Self { exit: 2, ..Self::input("usage", english, korean) }
    }

    /// Input that cannot be used.
    pub fn input(code: &str, english: impl Into<String>, korean: impl Into<String>) -> Self {
        Self {
            exit: 3,
            code: code.into(),
            english: english.into(),
            korean: korean.into(),
            element: None,
            undecided: false,
            ended: None,
            details: None,
        }
    }

    /// The same with what was found, for programs.
    pub fn with_details(self, details: Value) -> Self {
        Self { details: Some(Box::new(details)), ..self }
    }

    /// What the chain does not know, as the pallet would say it.
    pub fn unknown(pallet: &str, name: &str, english: &str) -> Self {
        ChainError::Refused { pallet: pallet.into(), name: name.into(), explanation: english.into() }.into()
    }

    /// No failure: the command ended early, as it was asked to, with this report. What belongs to the act that was signed
    /// must be kept.
    pub fn ended(report: Report) -> Self {
        Self { exit: 0, undecided: true, ended: Some(Box::new(report)), ..Self::input("ended", "", "") }
    }

    /// Access that was asked for, recorded, and not granted.
    pub fn unreleased(code: &str, english: String, korean: String) -> Self {
        Self { exit: 1, ..Self::input(code, english, korean) }
    }

    /// Whether a transaction was sent whose fate is not known: what belongs to it must be kept.
    pub fn is_undecided(&self) -> bool {
        self.undecided
    }

    fn message(&self, language: Language) -> &str {
        match language {
            Language::English => &self.english,
            Language::Korean => &self.korean,
        }
    }
}

impl From<ChainError> for Failure {
    fn from(error: ChainError) -> Self {
        Self {
            exit: if error.is_refusal() { 1 } else { 4 },
            code: error.code(),
            english: error.message(Language::English),
            korean: error.message(Language::Korean),
            element: None,
            undecided: error.may_take_effect(),
            ended: None,
            details: None,
        }
    }
}

impl From<FhirError> for Failure {
    fn from(error: FhirError) -> Self {
        Self::explained(3, &error)
    }
}

impl From<QrError> for Failure {
    fn from(error: QrError) -> Self {
        Self::explained(3, &error)
    }
}

/// Input that cannot be used, whatever it is.
macro_rules! unusable_input {
    ($($Error:ty),*) => {
        $(impl From<$Error> for Failure {
            fn from(error: $Error) -> Self {
                Self::explained(3, &error)
            }
        })*
    };
}

unusable_input!(CertificateError, CredentialError, PartsError, ProofError, StatusListError, WalletError);

impl From<GatherError> for Failure {
    fn from(error: GatherError) -> Self {
        let exit = match error {
            GatherError::Proof(_) => 3,
            _ => 4,
        };
        Self::explained(exit, &error)
    }
}

impl From<KeyError> for Failure {
    fn from(error: KeyError) -> Self {
        Self::explained(3, &error)
    }
}

impl From<DocumentError> for Failure {
    fn from(error: DocumentError) -> Self {
        let exit = match error {
            DocumentError::BadLocation { .. } | DocumentError::Fhir(_) => 3,
            _ => 5,
        };
        Self::explained(exit, &error)
    }
}

/// The failure, for programs.
fn failure_value(failure: &Failure) -> Value {
    let mut error = json!({
        "code": failure.code,
        "message": failure.english,
        "messageKorean": failure.korean,
    });
    if let (Some(element), Value::Object(members)) = (&failure.element, &mut error) {
        members.insert("element".into(), element.as_str().into());
    }
    match &failure.details {
        Some(details) => json!({ "error": error, "details": details }),
        None => json!({ "error": error }),
    }
}

/// Says that the command line cannot be read, in JSON if it asks for that, and yields the exit code.
pub fn unreadable(error: &clap::Error, json: bool) -> ExitCode {
    // What is asked for with --help and --version is an answer, and no failure.
    if !json || !error.use_stderr() {
        let _ = error.print();
        return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
    }
    let said = error.to_string();
    let said = said.trim().trim_start_matches("error: ");
    let failure = Failure::usage(said, format!("명령을 이해할 수 없습니다: {said}"));
    println!("{}", failure_value(&failure));
    ExitCode::from(failure.exit)
}

/// Prints what came of the command, and yields the exit code.
pub fn finish(outcome: Outcome<Report>, context: &Context) -> ExitCode {
    let outcome = match outcome {
        Err(Failure { ended: Some(report), .. }) => Ok(*report),
        outcome => outcome,
    };
    match outcome {
        Ok(report) => {
            if context.json {
                println!("{}", report.value);
            } else {
                println!("{}", report.text.trim_end());
            }
            ExitCode::SUCCESS
        }
        Err(failure) => {
            if context.json {
                println!("{}", failure_value(&failure));
            } else {
                let label = match context.language {
                    Language::English => "error",
                    Language::Korean => "오류",
                };
                eprintln!("{label}: {} ({})", failure.message(context.language), failure.code);
            }
            ExitCode::from(failure.exit)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn exit_code_should_tell_who_is_at_fault() {
        let refused =
            ChainError::Refused { pallet: "Registry".into(), name: "NoSeat".into(), explanation: String::new() };
        let unreachable = ChainError::Unreachable { url: "ws://127.0.0.1:1".into(), detail: "refused".into() };
        for (failure, exit) in [
            (Failure::from(refused), 1),
            (ChainError::UnknownAccount("5".into()).into(), 1),
            (ChainError::NonceTaken("outdated".into()).into(), 1),
            (Failure::usage("no key", "키 없음"), 2),
            (QrError::NotBogam.into(), 3),
            (KeyError::NotAKey.into(), 3),
            (unreachable.into(), 4),
            (ChainError::NotFinal(Duration::from_secs(1)).into(), 4),
            (DocumentError::Missing { name: "ab".into() }.into(), 5),
        ] {
            assert_eq!(failure.exit, exit, "{failure:?}");
        }
    }

    #[test]
    fn failure_should_be_undecided_when_its_transaction_may_take_effect() {
        assert!(Failure::from(ChainError::Unfollowed("gone".into())).is_undecided());
        assert!(!Failure::from(ChainError::Node("gone".into())).is_undecided());
        assert!(!Failure::usage("no key", "키 없음").is_undecided());
    }

    #[test]
    fn failure_should_speak_both_languages_and_name_the_element_only_if_there_is_one() {
        let mut failure = Failure::input("file_unreadable", "cannot be read", "읽을 수 없습니다");
        let value = failure_value(&failure);
        assert_eq!(
            value,
            json!({ "error": {
                "code": "file_unreadable", "message": "cannot be read", "messageKorean": "읽을 수 없습니다",
            } })
        );
        failure.element = Some("MedicationRequest.status".into());
        assert_eq!(failure_value(&failure)["error"]["element"], "MedicationRequest.status");
    }
}
