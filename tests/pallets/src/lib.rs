//! What the unit tests of several pallets have in common:
//!
//! - [`people`]: people in fixed roles and keys that are sponsored, for runtimes without a registry;
//! - [`keys`]: patients' keys, which sign;
//! - [`model`]: how a model runs beside its pallet, and [`tally`] what was tried while it did.

pub mod keys;
pub mod model;
pub mod people;
pub mod tally;
