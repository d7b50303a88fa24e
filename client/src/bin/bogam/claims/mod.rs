//! Claims: what insurers promise and providers bill, how it is decided, and how it is paid.
//!
//! FHIR comes in by `prepare`, `estimate` and `policy issue`, and goes out by `export`; X12 835 goes out by `settlement
//! remittance`.

mod agree;
#[expect(clippy::module_inception, reason = "claims themselves, among what surrounds them")]
pub mod claims;
mod estimate;
mod export;
mod fhir;
mod files;
pub mod money;
pub mod plans;
pub mod policies;
pub mod preauthorisations;
mod prepare;
mod remittances;
pub mod settlement;
mod state;
mod statements;
mod values;
mod words;
