//! What a command answers: a report, or a failure with a code, both for people and for programs.

use crate::context::Context;
use bogam_client::{
    chain::ChainError,
    documents::DocumentError,
    fhir::FhirError,
    keys::KeyError,
    messages::{Explained, Language},
    qr::QrError,
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
}

impl Failure {
    fn explained(exit: u8, error: &impl Explained) -> Self {
        Self {
            exit,
            code: error.code().to_owned(),
            english: error.message(Language::English),
            korean: error.message(Language::Korean),
            element: error.fhir_element().map(str::to_owned),
        }
    }

    /// Wrong usage that the parser of the command line cannot see.
    pub fn usage(english: impl Into<String>, korean: impl Into<String>) -> Self {
        Self { exit: 2, code: "usage".into(), english: english.into(), korean: korean.into(), element: None }
    }

    /// Input that cannot be used.
    pub fn input(code: &str, english: impl Into<String>, korean: impl Into<String>) -> Self {
        Self { exit: 3, code: code.into(), english: english.into(), korean: korean.into(), element: None }
    }

    /// What the chain does not know, as the pallet would say it.
    pub fn unknown(pallet: &str, name: &str, english: &str) -> Self {
        ChainError::Refused { pallet: pallet.into(), name: name.into(), explanation: english.into() }.into()
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

/// Prints what came of the command, and yields the exit code.
pub fn finish(outcome: Outcome<Report>, context: &Context) -> ExitCode {
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
                let mut error = json!({
                    "code": failure.code,
                    "message": failure.english,
                    "messageKorean": failure.korean,
                });
                if let (Some(element), Value::Object(members)) = (&failure.element, &mut error) {
                    members.insert("element".into(), element.as_str().into());
                }
                println!("{}", json!({ "error": error }));
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
