//! What is charged, and how it runs off.

use bogam_primitives::OrganisationId;
use codec::{Decode, Encode};
use frame_support::stored;
use scale_info::TypeInfo;

/// What transactions are charged to.
#[stored]
#[derive(Copy)]
pub enum Account {
    /// The staff and the validators of an organisation.
    Organisation(OrganisationId),
    /// The holders whom it sponsors.
    HoldersOf(OrganisationId),
    /// Members of the council that act for no organisation.
    Council,
}

#[cfg(feature = "rehearsal")]
pub use crate::migrations::v2::Bucket;

/// What an account has used and not worked off.
#[cfg(not(feature = "rehearsal"))]
#[stored(no_skip_type_params)]
#[derive(Copy)]
pub struct Bucket<BlockNumber> {
    /// The number of the window in which it was last charged, counted from the first block.
    pub window: BlockNumber,
    /// What was used then and not yet worked off, in picoseconds of execution: more than the allowance, if the last
    /// transaction took more than was left.
    pub used: u64,
}

/// The allowance of an organisation as apps see it. All amounts are in picoseconds of execution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct UsageView<BlockNumber> {
    /// What its staff and validators may use in a window.
    pub allowance: u64,
    /// What they have used in this one, debts from earlier ones included.
    pub used: u64,
    /// What its holders may use in a window.
    pub holders_allowance: u64,
    /// What they have used in this one, debts from earlier ones included.
    pub holders_used: u64,
    /// The first block of the next window.
    pub next_window: BlockNumber,
}
