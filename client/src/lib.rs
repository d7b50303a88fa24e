//! What apps link to use Bogam.
//!
//! - [`chain`]: typed questions and transactions, followed until they are final;
//! - [`fhir`]: FHIR R4 `MedicationRequest`, `MedicationDispense`, `Consent` and `AuditEvent` to what goes on chain, and back;
//! - [`documents`]: the private document of a prescription: its commitments, its encryption, its store;
//! - [`qr`]: the code that the patient carries;
//! - [`keys`]: key files, holder secrets and signed statements;
//! - [`messages`]: every error in English and Korean, with a code that programs can rely on.

pub mod chain;
pub mod documents;
pub mod fhir;
pub mod keys;
pub mod messages;
pub mod qr;
