//! Every error in plain English and Korean, with a code that programs can rely on.
//!
//! English is what the error displays; the Korean sentences are collected here, one file per kind of error.

mod certificate;
pub(crate) mod claim_words;
mod credential;
mod documents;
mod fhir;
mod governance;
mod keys;
mod load;
mod pallets;
mod proof;
mod qr;
mod remittance;
mod wallet;

pub use governance::english_of;
pub use pallets::korean_of;

use std::error::Error;

/// The languages in which the client speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Korean (한국어).
    Korean,
}

/// An error that explains itself to people and to programs.
pub trait Explained: Error {
    /// A code in `snake_case` that stays the same between versions, whatever the sentences say.
    fn code(&self) -> &'static str;

    /// The sentence in Korean. The one in English is what the error displays.
    fn korean(&self) -> String;

    /// The FHIR element that is at fault, for errors about FHIR.
    fn fhir_element(&self) -> Option<&str> {
        None
    }

    /// The sentence in `language`.
    fn message(&self, language: Language) -> String {
        match language {
            Language::English => self.to_string(),
            Language::Korean => self.korean(),
        }
    }
}
