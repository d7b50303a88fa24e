//! The story that the demo tells and the end-to-end tests check, over real `bogam-node` processes and the real `bogam`
//! command.
//!
//! - [`network`] starts and stops validators, [`command`] runs the command, [`people`] has the keys of the development
//!   consortium, [`councillors`] vote;
//! - [`namespaces`] gives each validator a machine of its own, with cables that can be pulled and a [`relay`] that makes them
//!   long; [`promql`] tells which metrics an alert or a panel asks for;
//! - [`chaos`] kills, damages and doubles validators and checks that what was final stays, [`flood`] abuses them and times an
//!   honest member, [`hostile`] abuses them from a node that the chain lists;
//! - [`chain`] reads what is finalised, straight from a node's JSON-RPC and with the runtime's own types, so that what the
//!   command says is checked against something else than itself; [`transactions`] sends what the command would not;
//! - [`state`] exports the state and runs the pallets' invariants over it, [`leaks`] searches all of it;
//! - [`places`] are where measured figures stand in the documentation;
//! - [`fhir_examples`] issues every order of a folder, [`fhir_consents`] judges its consents and audit events and
//!   [`fhir_claims`] its claims, [`story`] tells it step by step;
//! - [`omissions`] leaves word of what this machine does not permit to check.

pub mod authors;
/// The people of a day's vaccinations, none of whom exists: the client's example.
#[path = "../../client/examples/certificate_samples/samples.rs"]
mod certificate_samples;
pub mod chain;
pub mod chaos;
pub mod command;
pub mod councillors;
pub mod failure;
pub mod fhir_claims;
pub mod fhir_consents;
pub mod fhir_examples;
pub mod flood;
pub mod hostile;
pub mod http;
pub mod leaks;
pub mod namespaces;
pub mod network;
pub mod node_key;
pub mod omissions;
pub mod people;
pub mod places;
pub mod promql;
pub mod relay;
pub mod state;
pub mod story;
pub mod transactions;

pub use failure::{Failure, Outcome, await_until, ensure};
pub use omissions::not_checked;
