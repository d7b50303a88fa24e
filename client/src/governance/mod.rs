//! Governance as members meet it: the council's motions, what they do in words, and what an upgrade would change.
//!
//! Calls are built and read with the metadata of the chain that is asked, not with types that were generated before: a
//! motion may be about a pallet that this program has never heard of, and whoever votes must see what it does all the same.
//!
//! - [`call`]: a call as a tree of named arguments, from its bytes;
//! - [`matter`]: the matters that the council decides, as calls;
//! - [`words`]: what a call does, in English and Korean;
//! - [`share`]: how many votes a matter needs;
//! - [`motion`]: the motions of the council, and what came of them;
//! - [`code`]: what a runtime's WASM file says of itself;
//! - [`comparison`]: what a new runtime changes;
//! - [`rule`]: the authorised upgrade, pauses and safe mode;
//! - [`session`]: the keys of a validator;
//! - [`peer`]: the names of nodes.

pub mod call;
pub mod code;
pub mod comparison;
mod error;
pub mod matter;
pub mod motion;
pub mod peer;
pub mod rule;
pub mod session;
pub mod share;
pub mod words;

pub use error::GovernanceError;
