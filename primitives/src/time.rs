//! Moments on the wall clock.
//!
//! Medical and legal validity is in wall-clock time, never in block numbers: blocks may come faster, slower or, for an
//! hour, not at all. All intervals in Bogam are half open: they contain their start and not their end.

/// Milliseconds since the Unix epoch, as the timestamp pallet tells them.
pub type Moment = u64;

/// One second, in milliseconds.
pub const SECOND: Moment = 1_000;
/// One minute, in milliseconds.
pub const MINUTE: Moment = 60 * SECOND;
/// One hour, in milliseconds.
pub const HOUR: Moment = 60 * MINUTE;
/// One day of 24 hours, in milliseconds.
pub const DAY: Moment = 24 * HOUR;
