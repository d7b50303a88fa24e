//! What apps link to use Bogam.
//!
//! - [`chain`]: typed questions and transactions, followed until they are final;
//! - [`credential`]: certificates as verifiable credentials: issued, presented, checked;
//! - [`fhir`]: FHIR R4 `MedicationRequest` and `MedicationDispense` to what goes on chain, and back;
//! - [`documents`]: the private document of a prescription: its commitments, its encryption, its store;
//! - [`qr`]: the code that the patient carries;
//! - [`wallet`]: where a holder keeps keys and credentials;
//! - [`keys`]: key files, holder secrets and signed statements;
//! - [`messages`]: every error in English and Korean, with a code that programs can rely on.

pub mod chain;
pub mod credential;
pub mod documents;
pub mod fhir;
pub mod keys;
pub mod messages;
pub mod qr;
pub mod wallet;
