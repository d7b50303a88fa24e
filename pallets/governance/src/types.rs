//! The records, and what follows from them alone.

use alloc::vec::Vec;
use codec::{Decode, Encode};
use frame_support::stored;
use scale_info::TypeInfo;

/// A runtime that may be put in the place of the current one.
#[stored(no_skip_type_params)]
#[derive(Copy)]
pub struct Authorisation<Hash, BlockNumber> {
    /// The hash of its code, as it is stored and sent: compressed, if the code is.
    pub code_hash: Hash,
    /// The block in which it was authorised.
    pub authorised_at: BlockNumber,
    /// The first block in which it may no longer be applied.
    pub expires_at: BlockNumber,
}

impl<Hash, BlockNumber: PartialOrd> Authorisation<Hash, BlockNumber> {
    /// Whether it may no longer be applied in the block `now`.
    pub fn is_expired(&self, now: BlockNumber) -> bool {
        self.expires_at <= now
    }
}

/// For how long a pallet or a call is paused.
#[stored(no_skip_type_params)]
#[derive(Copy)]
pub struct Pause<BlockNumber> {
    /// The block in which it was paused.
    pub since: BlockNumber,
    /// The first block in which it is not any more.
    pub ends_at: BlockNumber,
}

impl<BlockNumber: PartialOrd> Pause<BlockNumber> {
    /// Whether it is over in the block `now`.
    pub fn is_over(&self, now: BlockNumber) -> bool {
        self.ends_at <= now
    }
}

/// A pause as apps see it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct PauseView<BlockNumber> {
    /// The name of the pallet in the runtime, in ASCII.
    pub pallet: Vec<u8>,
    /// The name of the call; `None` where the whole pallet is paused.
    pub call: Option<Vec<u8>>,
    /// The block in which it was paused.
    pub since: BlockNumber,
    /// The first block in which it is not any more.
    pub ends_at: BlockNumber,
}
