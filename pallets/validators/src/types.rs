//! The records, and what follows from them alone.

use alloc::vec::Vec;
use bogam_primitives::OrganisationId;
use codec::{Decode, Encode};
use frame_support::stored;
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use sp_staking::SessionIndex;

/// Whether a validator wants to serve, and is wanted.
#[stored]
#[derive(Copy)]
pub enum Standing {
    /// It serves whenever its organisation and its account may.
    Serving,
    /// Its operator asked to leave.
    Leaving {
        /// The session in which it did.
        since: SessionIndex,
    },
    /// It authored nothing for so long that it was set aside. It is back once it rejoins, or authors.
    Offline {
        /// The session after which it was.
        since: SessionIndex,
    },
    /// Governance has removed it.
    Removed {
        /// The session in which it did.
        since: SessionIndex,
    },
    /// It was proven to have equivocated.
    Offender {
        /// The session in which the report was handled.
        since: SessionIndex,
    },
}

impl Standing {
    /// Whether the validator leaves for good as soon as the floor permits it.
    pub const fn is_final(self) -> bool {
        match self {
            Self::Serving | Self::Offline { .. } => false,
            Self::Leaving { .. } | Self::Removed { .. } | Self::Offender { .. } => true,
        }
    }

    /// Why the validator is not to serve, if it is not.
    pub const fn absence(self) -> Option<Absence> {
        match self {
            Self::Serving => None,
            Self::Leaving { .. } => Some(Absence::Leaving),
            Self::Offline { .. } => Some(Absence::Offline),
            Self::Removed { .. } => Some(Absence::Removed),
            Self::Offender { .. } => Some(Absence::Offender),
        }
    }
}

/// Why a validator is not to serve.
///
/// The variants stand in the order in which the floor takes validators back: the least harm first. A validator that wants
/// to leave but works is worth more than one that is offline, and the last resort is one that has been proven to equivocate.
#[stored]
#[derive(Copy, PartialOrd, Ord)]
pub enum Absence {
    /// Its operator asked to leave.
    Leaving,
    /// It authored nothing for too long.
    Offline,
    /// Its organisation is suspended or removed.
    OrganisationInactive,
    /// Its account does not act for its organisation any more.
    AccountNotOfOrganisation,
    /// Governance has removed it.
    Removed,
    /// It was proven to have equivocated.
    Offender,
    /// It has no session keys. The floor cannot take it back. The runtime keeps this from happening: keys of a validator
    /// cannot be purged.
    NoKeys,
}

/// The account under which a validator served before it moved to another one.
#[stored(no_skip_type_params)]
pub struct Predecessor<AccountId> {
    /// The account.
    pub account: AccountId,
    /// The session in which the validator moved away from it.
    pub until: SessionIndex,
}

/// A validator of an organisation, from its admission until it has left.
#[stored(no_skip_type_params)]
pub struct Candidate<AccountId> {
    /// The account whose session keys author and finalise.
    pub account: AccountId,
    /// The organisation that runs it.
    pub organisation: OrganisationId,
    /// The session in which governance admitted it. What it is reported for from before then is not held against it.
    pub admitted_in: SessionIndex,
    /// Under which account it served before, if it has moved.
    pub predecessor: Option<Predecessor<AccountId>>,
    /// Whether it wants to serve, and is wanted.
    pub standing: Standing,
    /// How many blocks it authored in the session before the current one.
    pub blocks_in_last_session: u32,
    /// In how many sessions in a row it has had its turns and authored nothing.
    pub idle_sessions: u32,
}

impl<AccountId> Candidate<AccountId> {
    /// A validator as it is admitted in `session`.
    pub(crate) const fn admitted(account: AccountId, organisation: OrganisationId, session: SessionIndex) -> Self {
        Self {
            account,
            organisation,
            admitted_in: session,
            predecessor: None,
            standing: Standing::Serving,
            blocks_in_last_session: 0,
            idle_sessions: 0,
        }
    }
}

/// A validator that is there from genesis.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GenesisValidator<AccountId> {
    /// The organisation that runs it.
    pub organisation: OrganisationId,
    /// Its account. The session pallet's genesis has its keys.
    pub account: AccountId,
}

/// A validator as apps see it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct ValidatorView<AccountId> {
    /// The record.
    pub record: Candidate<AccountId>,
    /// Whether it authors and finalises in this session.
    pub is_active: bool,
    /// Whether it will in the next one.
    pub is_queued: bool,
    /// Whether it is disabled for an offence: its blocks and votes do not count.
    pub is_disabled: bool,
    /// How many blocks it has authored in this session.
    pub blocks_in_this_session: u32,
    /// Why it is not to serve, as of now; `None` where it is.
    pub absence: Option<Absence>,
    /// Whether it serves in the next session all the same, because the set would be too small without it.
    pub is_retained: bool,
}

/// The validator set as apps see it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct Overview<AccountId> {
    /// The current session.
    pub session: SessionIndex,
    /// The least number of validators.
    pub floor: u32,
    /// The greatest.
    pub ceiling: u32,
    /// Who authors and finalises in this session, in the order of their turns.
    pub active: Vec<AccountId>,
    /// Who will in the next one.
    pub queued: Vec<AccountId>,
    /// Who would in the one after, if it were planned now.
    pub planned: Vec<AccountId>,
}

/// The slots of an organisation as apps see them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct SlotsView {
    /// How many validators it may run.
    pub granted: u32,
    /// How many it runs that are there to stay.
    pub used: u32,
}
