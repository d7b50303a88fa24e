//! The records of the registry and the words it uses for states, reasons and answers.

use crate::{Config, Error};
use alloc::{string::String, vec::Vec};
use bogam_primitives::{
    Capacities, Capacity, Commitment, LicenceId, Moment, OrganisationId, OrganisationKind, Profession,
    certificate::Lapse,
};
use codec::{Decode, Encode};
use frame_support::{BoundedVec, DebugNoBound, EqNoBound, PartialEqNoBound, stored};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// Which rights need what: the runtime's table.
///
/// It is consulted when a seat is granted and again whenever one is used, so a change of the table by a runtime upgrade
/// takes effect at once.
pub trait Entitlements {
    /// The kinds of organisation whose seats may hold `capacity`.
    fn kinds(capacity: Capacity) -> &'static [OrganisationKind];

    /// The professions whose licence `capacity` needs; `None` where it needs no licence.
    fn professions(capacity: Capacity) -> Option<&'static [Profession]>;
}

/// Where an organisation stands.
#[stored]
#[derive(Copy)]
pub enum OrganisationStatus {
    /// Its admin and its seats may act.
    Active,
    /// Neither its admin nor its seats may act until it is reinstated.
    Suspended,
    /// It has left or was expelled. Final: its identifier and its institution code are never given again.
    Removed,
}

/// Why an organisation was suspended or removed.
#[stored]
#[derive(Copy)]
pub enum OrganisationReason {
    /// It asked for it.
    Request,
    /// A court or a supervisory authority ordered it.
    LegalOrder,
    /// It broke the consortium's rules.
    Misconduct,
    /// Its systems or keys are, or may be, in the wrong hands.
    SecurityIncident,
    /// It is insolvent or has ceased to operate.
    Insolvency,
}

/// A span of time in which an admin key was in the wrong hands. **Both ends belong to it**: what was granted at the very
/// moment of the replacement may still have been the thief's.
#[stored]
#[derive(Copy)]
pub struct CompromisedSpan {
    /// The first moment at which the key is not to be trusted.
    pub since: Moment,
    /// When governance replaced the key.
    pub until: Moment,
}

impl CompromisedSpan {
    /// Whether `moment` is in the span.
    pub const fn contains(&self, moment: Moment) -> bool {
        self.since <= moment && moment <= self.until
    }
}

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

/// One entry in the history of an organisation: what holds from a moment on, until the next entry.
#[stored]
#[derive(Copy)]
pub struct OrganisationChange {
    /// The status from then on.
    pub status: OrganisationStatus,
    /// Why, where the status takes rights away.
    pub reason: Option<OrganisationReason>,
    /// Since when.
    pub since: Moment,
}

/// Where a licence stands, its interval of validity apart.
#[stored]
#[derive(Copy)]
pub enum LicenceStatus {
    /// It counts in its interval.
    Active,
    /// It does not count until it is reinstated.
    Suspended,
    /// It never counts again. Final.
    Revoked,
}

/// Why a licence was suspended or revoked, in the terms of licensing boards.
#[stored]
#[derive(Copy)]
pub enum LicenceReason {
    /// The licensee surrendered it.
    Surrendered,
    /// A disciplinary measure.
    Disciplinary,
    /// Requirements for keeping it (fees, continuing education, reporting) were not met.
    Lapsed,
    /// The licensee is unfit to practise for reasons of health.
    Incapacity,
    /// The licensee has died.
    Deceased,
    /// It was obtained by fraud.
    Fraud,
    /// A court ordered it.
    CourtOrder,
    /// It was granted by mistake.
    GrantedInError,
}

/// A licence to practise, granted to a person (not to an account) by an authority.
#[stored]
#[derive(Copy)]
pub struct Licence {
    /// The authority that granted it, alone able to change it.
    pub authority: OrganisationId,
    /// What it permits to practise.
    pub profession: Profession,
    /// A salted commitment to the person.
    pub person: Commitment,
    /// When it begins to count.
    pub valid_from: Moment,
    /// When it ceases to count.
    pub valid_until: Moment,
    /// Where it stands now.
    pub status: LicenceStatus,
}

/// One entry in the history of a licence: all that can change about it, from a moment on, until the next entry.
#[stored]
#[derive(Copy)]
pub struct LicenceChange {
    /// The status from then on.
    pub status: LicenceStatus,
    /// Why, where the status takes rights away.
    pub reason: Option<LicenceReason>,
    /// The end of validity as it was set then.
    pub valid_until: Moment,
    /// Since when.
    pub since: Moment,
}

/// The right of an account to act for one organisation.
#[stored]
#[derive(Copy)]
pub struct Seat {
    /// The organisation for which the account acts.
    pub organisation: OrganisationId,
    /// What it may do.
    pub capacities: Capacities,
    /// When the admin granted it. It does not count before, whatever `valid_from` says.
    pub granted_at: Moment,
    /// When it begins to count.
    pub valid_from: Moment,
    /// When it ceases to count; `None` for as long as it is not withdrawn.
    pub valid_until: Option<Moment>,
    /// The licence with which it stands and falls, in all its capacities.
    pub licence: Option<LicenceId>,
}

/// One entry in the history of an account: a seat from its grant to its end.
#[stored]
#[derive(Copy)]
pub struct SeatInterval {
    /// The seat as it was granted; the interval starts at its `granted_at`.
    pub seat: Seat,
    /// When it was withdrawn or otherwise ended; `None` while it is the account's live seat.
    pub until: Option<Moment>,
    /// From when on the account's key was in the wrong hands: nothing it signed since counts.
    pub compromised_since: Option<Moment>,
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

/// A patient's key, usable while at least one organisation sponsors it.
#[stored]
#[codec(mel_bound(T: Config))]
pub struct Holder<T: Config> {
    /// Who sponsors it, each organisation once. Never empty.
    pub sponsors: BoundedVec<Sponsorship, T::MaxSponsors>,
}

/// Why an account is, or was, not entitled to act in a capacity.
///
/// The variants stand in the order in which they are found: the first that applies is the answer.
#[stored]
#[derive(Copy)]
pub enum NotEntitled {
    /// The account has no seat.
    NoSeat,
    /// The account's key was in the wrong hands. Only an answer about the past: reporting it ends the seat.
    KeyCompromised,
    /// The seat has not begun to count.
    SeatNotYetValid,
    /// The seat has ceased to count.
    SeatExpired,
    /// The seat does not include the capacity.
    CapacityNotGranted,
    /// The organisation is suspended.
    OrganisationSuspended,
    /// The organisation is removed.
    OrganisationRemoved,
    /// The seat was granted while the organisation's admin key was in the wrong hands.
    GrantVoid,
    /// No organisation of this kind may hold the capacity.
    KindNotEntitled,
    /// The capacity needs a licence, and the seat has none.
    LicenceRequired,
    /// The licence is suspended.
    LicenceSuspended,
    /// The licence is revoked.
    LicenceRevoked,
    /// The licence has not begun to count.
    LicenceNotYetValid,
    /// The licence has ceased to count.
    LicenceExpired,
    /// The licence is for a profession that the capacity does not admit.
    ProfessionNotEntitled,
}

impl From<NotEntitled> for Lapse {
    /// What a verifier of certificates is told. He need not know the difference between a seat that had expired and one that
    /// there never was.
    fn from(reason: NotEntitled) -> Self {
        match reason {
            NotEntitled::NoSeat
            | NotEntitled::SeatNotYetValid
            | NotEntitled::SeatExpired
            | NotEntitled::CapacityNotGranted
            | NotEntitled::KindNotEntitled => Self::NoSeat,
            NotEntitled::KeyCompromised | NotEntitled::GrantVoid => Self::KeyCompromised,
            NotEntitled::OrganisationSuspended | NotEntitled::OrganisationRemoved => Self::OrganisationInactive,
            NotEntitled::LicenceRequired | NotEntitled::ProfessionNotEntitled => Self::LicenceMissing,
            NotEntitled::LicenceSuspended => Self::LicenceSuspended,
            NotEntitled::LicenceRevoked => Self::LicenceRevoked,
            NotEntitled::LicenceNotYetValid | NotEntitled::LicenceExpired => Self::LicenceNotInForce,
        }
    }
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

/// A role in which the registry lets an account sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It is the admin of an organisation that is not removed.
    Admin = 0,
    /// It has a live seat.
    Seat = 1,
    /// It is a sponsored holder.
    Holder = 2,
}

/// The roles of one account, one bit each.
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
