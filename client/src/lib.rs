//! What apps link to use Bogam.
//!
//! - [`certificate`]: what certificates say: five kinds, their public schemas and their types;
//! - [`chain`]: typed questions and transactions, followed until they are final;
//! - [`credential`]: certificates as verifiable credentials: issued, presented, checked;
//! - [`fhir`]: FHIR R4 `MedicationRequest`, `MedicationDispense`, `Consent`, `AuditEvent`, and what certificates are made of,
//!   to what goes on chain, and back; `Claim` and `Coverage` likewise, in [`fhir::claim`];
//! - [`governance`]: the council's motions in words, upgrades compared, validators' keys;
//! - [`load`]: what a network takes, and how long it takes for it;
//! - [`remittance`]: what an insurer paid, as X12 835; statements of account;
//! - [`documents`]: the private document of a prescription: its commitments, its encryption, its store;
//! - [`qr`]: the code that the patient carries; [`parts`]: what is too long for one code;
//! - [`wallet`]: where a holder keeps keys and credentials;
//! - [`proof`]: what the chain says, proven from a finalised header, so that no node has to be trusted;
//! - [`keys`]: key files and holder secrets; [`statements`]: what patients sign with them;
//! - [`messages`]: every error in English and Korean, with a code that programs can rely on.

pub mod certificate;
pub mod chain;
pub mod credential;
pub mod documents;
pub mod fhir;
pub mod governance;
mod json;
pub mod keys;
pub mod load;
pub mod messages;
pub mod parts;
pub mod proof;
pub mod qr;
pub mod remittance;
pub mod statements;
pub mod wallet;

#[cfg(test)]
mod alterations;
#[cfg(test)]
mod seeds;
#[cfg(test)]
mod vectors;

// What the fuzz targets call, under the name by which they know this crate.
#[cfg(test)]
extern crate self as bogam_client;
#[cfg(test)]
#[path = "../fuzz/src/lib.rs"]
mod strangers;
