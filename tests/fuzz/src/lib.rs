//! Fuzzing the whole runtime: bytes become blocks of calls, and after each block everything that must hold is checked.
//!
//! [`run`] takes any bytes. It starts a chain of the development consortium's genesis, reads [`STEP`] bytes at a time, and
//! makes of each either the end of a block, with a step in time, or a call by somebody. What call it is depends on the state that
//! the calls before it have left ([`acts`]): most are such as people send, some are broken in one place, sent by the
//! wrong person, put into batches, relayed or scheduled, and some are decoded from the bytes alone. Transactions
//! are signed and applied as a block's author applies them, so that metering, nonces and filters take part.
//!
//! After each block ([`checks`]): every pallet's `try_state`; the council is the admins; money is issued and destroyed by the
//! calls for it alone; the block is not overweight; its events decode. And always: no panic, no defensive failure, and no call
//! that tells to have used more weight than it has declared ([`weights`]).
//!
//! The same bytes always give the same blocks. What fails is made smaller by [`minimise`], and kept in the
//! corpus, which the tests replay. `docs/fuzzing.md` tells how.

// The runtime is one large type.
#![recursion_limit = "512"]
#![allow(clippy::redundant_closure, reason = "the getters of storages are generic over how their key is given")]

pub mod acts;
pub mod bytes;
pub mod chain;
pub mod checks;
pub mod failure;
pub mod keys;
pub mod motions;
pub mod play;
pub mod scene;
pub mod steps;
pub mod tally;
pub mod weights;
pub mod world;

pub use failure::{Failure, Kind, minimise};
pub use play::{MOST_STEPS, Outcome, STEP, input_of_seed, run};
pub use tally::Tally;
