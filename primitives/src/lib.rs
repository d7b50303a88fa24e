//! What Bogam's pallets, runtime and clients share.
//!
//! The pallets are islands: none of them has another Bogam pallet as a supertrait or reads foreign storage. What they
//! have to say to each other goes through the small traits of [`traits`], in the vocabulary of this crate:
//!
//! - [`identifiers`]: who and what is meant, on chain and off it;
//! - [`commitment`]: how the chain says *that* without saying *what*;
//! - [`statement`]: what a holder signs off chain when somebody else submits it;
//! - [`entitlement`]: who is, or was, entitled to what, from the registry's records;
//! - [`roles`]: the kinds of organisations, professions and capacities, and who acts when a call is made;
//! - [`claim`]: what claims share with apps, and how they are adjudicated;
//! - [`prescription`]: what prescriptions share with the pallets that bill them and the apps that sign for them;
//! - [`certificate`]: what a batch of certificates commits to, and the one function that says whether one counts;
//! - [`consent`]: what consent decisions say, and the one function that answers whether something may be done;
//! - [`node`]: members' nodes, and what a node asks the chain about them;
//! - [`transaction`]: what a node asks the chain about transactions that wait;
//! - [`time`]: moments on the wall clock;
//! - `benchmarking`: keys that sign in benchmarks, with the feature `runtime-benchmarks` alone.
//!
//! Nothing here reads or writes storage.

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
pub mod benchmarking;
pub mod certificate;
pub mod claim;
pub mod commitment;
pub mod consent;
pub mod entitlement;
pub mod identifiers;
pub mod node;
pub mod prescription;
pub mod roles;
pub mod statement;
pub mod time;
pub mod traits;
pub mod transaction;

pub use claim::{ClaimId, PlanId, PolicyId, PreauthorisationId, Won};
pub use commitment::{Commitment, Salt};
pub use identifiers::{LicenceId, OrganisationId};
pub use prescription::PrescriptionId;
pub use roles::{Actor, Capacities, Capacity, OrganisationKind, Profession};
pub use statement::{Signed, Statement, StatementContent, StatementError};
pub use time::Moment;
