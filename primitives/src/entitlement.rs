//! Who is, or was, entitled to what: the registry's records of seats, organisations and licences, and the rule over them.
//!
//! The rule is written once and asked about two times: now, by the registry, from what is current; and at a moment of the
//! past, by [`entitlement_at`], from the histories. Whoever can read the histories gets the same answer from the same code:
//! the registry from its storage, a verifier from what was proven to him of it. What several calls change at the same
//! moment counts, for that whole moment, as the last of them left it.
//!
//! In the metadata the records keep the path that they have in the registry, whose storage they are.

use crate::{
    Actor, Capacities, Capacity, Commitment, LicenceId, Moment, OrganisationId, OrganisationKind, Profession,
    certificate::Lapse,
};
use alloc::vec::Vec;
use frame_support::{ensure, stored};

mod table;

pub use table::ConsortiumEntitlements;

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
#[scale_info(replace_segment("bogam_primitives", "pallet_registry"))]
#[scale_info(replace_segment("entitlement", "types"))]
pub enum OrganisationStatus {
    /// Its admin and its seats may act.
    Active,
    /// Neither its admin nor its seats may act until it is reinstated.
    Suspended,
    /// It has left or was expelled. Final: its identifier and its institution code are never given again.
    Removed,
}

impl OrganisationStatus {
    /// How many changes at most may still take rights away: a suspension and a removal while it is active.
    pub const fn endings_ahead(self) -> usize {
        match self {
            Self::Active => 2,
            Self::Suspended => 1,
            Self::Removed => 0,
        }
    }
}

/// Why an organisation was suspended or removed.
#[stored]
#[derive(Copy)]
#[scale_info(replace_segment("bogam_primitives", "pallet_registry"))]
#[scale_info(replace_segment("entitlement", "types"))]
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
#[scale_info(replace_segment("bogam_primitives", "pallet_registry"))]
#[scale_info(replace_segment("entitlement", "types"))]
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

/// One entry in the history of an organisation: what holds from a moment on, until the next entry.
#[stored]
#[derive(Copy)]
#[scale_info(replace_segment("bogam_primitives", "pallet_registry"))]
#[scale_info(replace_segment("entitlement", "types"))]
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
#[scale_info(replace_segment("bogam_primitives", "pallet_registry"))]
#[scale_info(replace_segment("entitlement", "types"))]
pub enum LicenceStatus {
    /// It counts in its interval.
    Active,
    /// It does not count until it is reinstated.
    Suspended,
    /// It never counts again. Final.
    Revoked,
}

impl LicenceStatus {
    /// How many changes at most may still take rights away: a suspension and a revocation while it is active.
    pub const fn endings_ahead(self) -> usize {
        match self {
            Self::Active => 2,
            Self::Suspended => 1,
            Self::Revoked => 0,
        }
    }
}

/// Why a licence was suspended or revoked, in the terms of licensing boards.
#[stored]
#[derive(Copy)]
#[scale_info(replace_segment("bogam_primitives", "pallet_registry"))]
#[scale_info(replace_segment("entitlement", "types"))]
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
#[scale_info(replace_segment("bogam_primitives", "pallet_registry"))]
#[scale_info(replace_segment("entitlement", "types"))]
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
#[scale_info(replace_segment("bogam_primitives", "pallet_registry"))]
#[scale_info(replace_segment("entitlement", "types"))]
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
#[scale_info(replace_segment("bogam_primitives", "pallet_registry"))]
#[scale_info(replace_segment("entitlement", "types"))]
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
#[scale_info(replace_segment("bogam_primitives", "pallet_registry"))]
#[scale_info(replace_segment("entitlement", "types"))]
pub struct SeatInterval {
    /// The seat as it was granted; the interval starts at its `granted_at`.
    pub seat: Seat,
    /// When it was withdrawn or otherwise ended; `None` while it is the account's live seat.
    pub until: Option<Moment>,
    /// From when on the account's key was in the wrong hands: nothing it signed since counts.
    pub compromised_since: Option<Moment>,
}

/// Why an account is, or was, not entitled to act in a capacity.
///
/// The variants stand in the order in which they are found: the first that applies is the answer.
#[stored]
#[derive(Copy)]
#[scale_info(replace_segment("bogam_primitives", "pallet_registry"))]
#[scale_info(replace_segment("entitlement", "types"))]
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

/// What decides whether a seat entitles, as it is or was at one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EntitlementFacts {
    /// The seat.
    pub seat: Seat,
    /// The kind of its organisation.
    pub kind: OrganisationKind,
    /// Where its organisation stands.
    pub status: OrganisationStatus,
    /// Whether the seat was granted while the admin key was in the wrong hands.
    pub grant_void: bool,
    /// The licence that the seat is tied to.
    pub licence: Option<LicenceFacts>,
}

/// What decides whether a licence counts, as it is or was at one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LicenceFacts {
    /// What it permits to practise.
    pub profession: Profession,
    /// Where it stands.
    pub status: LicenceStatus,
    /// When it begins to count.
    pub valid_from: Moment,
    /// When it ceases to count.
    pub valid_until: Moment,
}

/// The rule: whether the seat entitles to `capacity` at `moment`. Intervals are half open.
pub fn judge<E: Entitlements>(facts: &EntitlementFacts, capacity: Capacity, moment: Moment) -> Result<(), NotEntitled> {
    let seat = &facts.seat;
    ensure!(seat.valid_from <= moment, NotEntitled::SeatNotYetValid);
    ensure!(seat.valid_until.is_none_or(|end| moment < end), NotEntitled::SeatExpired);
    ensure!(seat.capacities.contains(capacity), NotEntitled::CapacityNotGranted);

    match facts.status {
        OrganisationStatus::Active => (),
        OrganisationStatus::Suspended => return Err(NotEntitled::OrganisationSuspended),
        OrganisationStatus::Removed => return Err(NotEntitled::OrganisationRemoved),
    }
    ensure!(!facts.grant_void, NotEntitled::GrantVoid);
    ensure!(E::kinds(capacity).contains(&facts.kind), NotEntitled::KindNotEntitled);

    let professions = E::professions(capacity);
    let Some(licence) = &facts.licence else {
        return if professions.is_some() { Err(NotEntitled::LicenceRequired) } else { Ok(()) };
    };
    match licence.status {
        LicenceStatus::Active => (),
        LicenceStatus::Suspended => return Err(NotEntitled::LicenceSuspended),
        LicenceStatus::Revoked => return Err(NotEntitled::LicenceRevoked),
    }
    ensure!(licence.valid_from <= moment, NotEntitled::LicenceNotYetValid);
    ensure!(moment < licence.valid_until, NotEntitled::LicenceExpired);
    ensure!(
        professions.is_none_or(|professions| professions.contains(&licence.profession)),
        NotEntitled::ProfessionNotEntitled
    );
    Ok(())
}

/// What the registry keeps of an organisation, as far as it decides about rights of the past.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganisationFacts {
    /// What kind of institution it is.
    pub kind: OrganisationKind,
    /// When its admin keys were in the wrong hands.
    pub compromised: Vec<CompromisedSpan>,
}

impl OrganisationFacts {
    /// Whether a seat granted at `moment` is void because the admin key was in the wrong hands.
    pub fn voids_grant_at(&self, moment: Moment) -> bool {
        self.compromised.iter().any(|span| span.contains(moment))
    }
}

/// Whoever can read the registry's records and histories.
pub trait RegistryRecords<AccountId> {
    /// Why there is no answer: nobody is entitled, or the records cannot be read.
    type Failure: From<NotEntitled>;

    /// All seats that the account ever had, oldest first.
    fn seats(&self, account: &AccountId) -> Result<Vec<SeatInterval>, Self::Failure>;

    /// An organisation; `None` if there never was one of this number.
    fn organisation(&self, organisation: OrganisationId) -> Result<Option<OrganisationFacts>, Self::Failure>;

    /// What happened to an organisation, oldest first.
    fn organisation_history(&self, organisation: OrganisationId) -> Result<Vec<OrganisationChange>, Self::Failure>;

    /// A licence; `None` if there never was one of this number.
    fn licence(&self, licence: LicenceId) -> Result<Option<Licence>, Self::Failure>;

    /// What happened to a licence, oldest first.
    fn licence_history(&self, licence: LicenceId) -> Result<Vec<LicenceChange>, Self::Failure>;
}

/// Whether `account` might act in `capacity` at `moment`, and for whom and under which licence, as the histories tell it
/// today: a compromise that was reported later counts.
///
/// About the future nothing is known; a moment that has not come is judged as if nothing changed until then.
pub fn entitlement_at<E, AccountId, Records>(
    records: &Records,
    account: &AccountId,
    capacity: Capacity,
    moment: Moment,
) -> Result<Actor<AccountId>, Records::Failure>
where
    E: Entitlements,
    AccountId: Clone,
    Records: RegistryRecords<AccountId>,
{
    let interval = records
        .seats(account)?
        .into_iter()
        .find(|interval| interval.seat.granted_at <= moment && interval.until.is_none_or(|end| moment < end))
        .ok_or(NotEntitled::NoSeat)?;
    if interval.compromised_since.is_some_and(|since| since <= moment) {
        return Err(NotEntitled::KeyCompromised.into());
    }
    let seat = interval.seat;
    judge::<E>(&facts_at(records, seat, moment)?, capacity, moment)?;
    Ok(Actor { account: account.clone(), organisation: seat.organisation, licence: seat.licence })
}

fn facts_at<AccountId, Records: RegistryRecords<AccountId>>(
    records: &Records,
    seat: Seat,
    moment: Moment,
) -> Result<EntitlementFacts, Records::Failure> {
    let organisation = records.organisation(seat.organisation)?.ok_or(NotEntitled::NoSeat)?;
    // Organisation and licence are older than the seat, so that at each of its moments both have an entry.
    let status = records
        .organisation_history(seat.organisation)?
        .iter()
        .rfind(|change| change.since <= moment)
        .ok_or(NotEntitled::NoSeat)?
        .status;
    let licence = match seat.licence {
        None => None,
        Some(id) => {
            let licence = records.licence(id)?.ok_or(NotEntitled::LicenceRequired)?;
            let history = records.licence_history(id)?;
            let change = history.iter().rfind(|change| change.since <= moment).ok_or(NotEntitled::LicenceRequired)?;
            Some(LicenceFacts {
                profession: licence.profession,
                status: change.status,
                valid_from: licence.valid_from,
                valid_until: change.valid_until,
            })
        }
    };
    Ok(EntitlementFacts {
        seat,
        kind: organisation.kind,
        status,
        grant_void: organisation.voids_grant_at(seat.granted_at),
        licence,
    })
}
