//! The records of the registry and the words it uses for states, reasons and answers. What decides about rights of the past
//! too is in the primitives, for whoever verifies from proven state.

use crate::{Config, Error};
use alloc::{string::String, vec::Vec};
pub use bogam_primitives::entitlement::{
    CompromisedSpan, Entitlements, Licence, LicenceChange, LicenceReason, LicenceStatus, NotEntitled,
    OrganisationChange, OrganisationReason, OrganisationStatus, Seat, SeatInterval,
};
use bogam_primitives::{Capacity, Commitment, LicenceId, Moment, OrganisationId, OrganisationKind, Profession};
use codec::{Decode, Encode};
use frame_support::{BoundedVec, DebugNoBound, EqNoBound, PartialEqNoBound, stored};
use frame_system::pallet_prelude::BlockNumberFor;
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// A member organisation.
#[stored]
#[codec(mel_bound(T: Config))]
pub struct Organisation<T: Config> {
    /// What kind of institution it is. Never changes.
    pub kind: OrganisationKind,
    /// The account that grants and withdraws its seats. Without rights once the organisation is removed.
    pub admin: T::AccountId,
    /// Where it stands.
    pub status: OrganisationStatus,
    /// Its public name, in UTF-8.
    pub name: BoundedVec<u8, T::MaxNameLength>,
    /// The code under which its regulator knows it, in printable ASCII. Unique in the consortium, for ever.
    pub institution_code: BoundedVec<u8, T::MaxCodeLength>,
    /// When it was admitted.
    pub admitted_at: Moment,
    /// When its admin keys were in the wrong hands: seats granted then do not count. Oldest first, nearly always empty.
    pub compromised: BoundedVec<CompromisedSpan, T::MaxHistory>,
}

impl<T: Config> Organisation<T> {
    /// Whether a seat granted at `moment` is void because the admin key was in the wrong hands.
    pub fn voids_grant_at(&self, moment: Moment) -> bool {
        self.compromised.iter().any(|span| span.contains(moment))
    }
}

/// How often one organisation sponsors a holder.
#[stored]
#[derive(Copy)]
pub struct Sponsorship {
    /// The sponsor.
    pub organisation: OrganisationId,
    /// How many references it has, never zero.
    pub references: u32,
}

/// Why the registry lets an account sign. Nobody is both: staff acts for an organisation, a holder for a patient.
#[stored]
#[codec(mel_bound(T: Config))]
pub enum Admission<T: Config> {
    /// As staff of an organisation. Without any role it is a former one's, staff's or holder's, on which something else
    /// depends still.
    Staff(Roles),
    /// As the key of a patient.
    Holder(Holder<T>),
}

/// A patient's key, usable while at least one organisation sponsors it.
#[stored]
#[codec(mel_bound(T: Config))]
pub struct Holder<T: Config> {
    /// The block in which it became one. Its account begins with its first transaction, whose number is this. `None` for what
    /// was staff, while the registry still holds a provider for its account.
    pub since: Option<BlockNumberFor<T>>,
    /// Who sponsors it, each organisation once. Never empty.
    pub sponsors: BoundedVec<Sponsorship, T::MaxSponsors>,
}

impl<T: Config> From<NotEntitled> for Error<T> {
    fn from(reason: NotEntitled) -> Self {
        match reason {
            NotEntitled::NoSeat => Self::NoSeat,
            NotEntitled::KeyCompromised => Self::AccountCompromised,
            NotEntitled::SeatNotYetValid => Self::SeatNotYetValid,
            NotEntitled::SeatExpired => Self::SeatExpired,
            NotEntitled::CapacityNotGranted => Self::CapacityNotGranted,
            NotEntitled::OrganisationSuspended => Self::OrganisationSuspended,
            NotEntitled::OrganisationRemoved => Self::OrganisationRemoved,
            NotEntitled::GrantVoid => Self::GrantVoid,
            NotEntitled::KindNotEntitled => Self::KindNotEntitled,
            NotEntitled::LicenceRequired => Self::LicenceRequired,
            NotEntitled::LicenceSuspended => Self::LicenceSuspended,
            NotEntitled::LicenceRevoked => Self::LicenceRevoked,
            NotEntitled::LicenceNotYetValid => Self::LicenceNotYetValid,
            NotEntitled::LicenceExpired => Self::LicenceExpired,
            NotEntitled::ProfessionNotEntitled => Self::ProfessionNotEntitled,
        }
    }
}

/// A role of staff.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It is the admin of an organisation that is not removed.
    Admin = 0,
    /// It has a live seat.
    Seat = 1,
}

/// The roles of one account of staff, one bit each.
#[stored]
#[derive(Copy, Default)]
pub struct Roles(u8);

impl Roles {
    const fn bit(role: Role) -> u8 {
        1 << (role as u8)
    }

    /// These roles and `role`.
    pub const fn with(self, role: Role) -> Self {
        Self(self.0 | Self::bit(role))
    }

    /// These roles but not `role`.
    pub const fn without(self, role: Role) -> Self {
        Self(self.0 & !Self::bit(role))
    }

    /// Whether `role` is among them.
    pub const fn contains(self, role: Role) -> bool {
        self.0 & Self::bit(role) != 0
    }

    /// Whether there is none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// A part of the list of organisations.
#[derive(DebugNoBound, PartialEqNoBound, EqNoBound, Encode, Decode, TypeInfo)]
#[scale_info(skip_type_params(T))]
pub struct OrganisationPage<T: Config> {
    /// The organisations, by ascending identifier.
    pub organisations: Vec<(OrganisationId, Organisation<T>)>,
    /// Where the next page starts; `None` at the end of the list.
    pub next: Option<OrganisationId>,
}

/// An organisation that is there from genesis. They are numbered from zero in the order in which they are listed.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GenesisOrganisation<AccountId> {
    /// What kind of institution it is.
    pub kind: OrganisationKind,
    /// Its admin.
    pub admin: AccountId,
    /// Its public name.
    pub name: String,
    /// The code under which its regulator knows it.
    pub institution_code: String,
}

/// A licence that is there from genesis. They are numbered from zero in the order in which they are listed.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GenesisLicence {
    /// The authority that grants it.
    pub authority: OrganisationId,
    /// What it permits to practise.
    pub profession: Profession,
    /// A salted commitment to the person.
    pub person: Commitment,
    /// When it begins to count, in milliseconds since the Unix epoch.
    pub valid_from: Moment,
    /// When it ceases to count, in milliseconds since the Unix epoch.
    pub valid_until: Moment,
}

/// A seat that is there from genesis, valid until it is withdrawn.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GenesisSeat<AccountId> {
    /// The account that holds it.
    pub account: AccountId,
    /// The organisation for which it acts.
    pub organisation: OrganisationId,
    /// What it may do.
    pub capacities: Vec<Capacity>,
    /// The licence that it is tied to.
    #[serde(default)]
    pub licence: Option<LicenceId>,
}
