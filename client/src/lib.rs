//! What apps link to use Bogam.
//!
//! - [`certificate`]: what certificates say: five kinds, their public schemas and their types;
//! - [`chain`]: typed questions and transactions, followed until they are final;
//! - [`fhir`]: FHIR R4 `MedicationRequest` and `MedicationDispense` to what goes on chain, and back;
//! - [`documents`]: the private document of a prescription: its commitments, its encryption, its store;
//! - [`qr`]: the code that the patient carries;
//! - [`keys`]: key files, holder secrets and signed statements;
//! - [`messages`]: every error in English and Korean, with a code that programs can rely on.

pub mod certificate;
pub mod chain;
pub mod documents;
pub mod fhir;
pub mod keys;
pub mod messages;
pub mod qr;
