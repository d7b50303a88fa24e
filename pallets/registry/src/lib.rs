//! # Registry
//!
//! Who may do what on a Bogam network, and who might at any past moment.
//!
//! - An **organisation** is a member of the consortium. Governance admits, suspends, reinstates and removes it. Its
//!   **admin** decides who acts for it.
//! - A **licence** permits a person to practise a profession. An authority grants it, to a commitment to the person and
//!   not to an account, so that one licence can stand behind seats at several organisations.
//! - A **seat** lets an account act for one organisation in some capacities, in an interval, and where the capacity asks
//!   for it under a licence. A seat that is tied to a licence stands and falls with it, in all its capacities:
//!   suspending a physician's licence stops her at every hospital at once.
//! - A **holder** is a patient's key. It has no profile, and can sign while at least one organisation sponsors it.
//!
//! ## Rights are judged when they are used
//!
//! Other pallets meet the registry as origins ([`EnsureSeat`], [`EnsureAdmin`], [`EnsureHolder`]), which look at seat,
//! organisation and licence as they are at that moment and say precisely what is missing, as a set of active
//! organisations ([`ActiveWithCapacity`]), and as the [`Holders`](bogam_primitives::traits::Holders) trait.
//!
//! ## The past stays answerable
//!
//! Organisations, licences and seats keep a bounded history, from which [`Pallet::entitled_at`] answers whether a signer
//! was entitled at some moment years ago. The bound never protects a right: **giving** rights is refused
//! ([`Error::HistoryFull`]) unless room is left for taking them away again, and **taking them away** never needs more room
//! than was left.
//!
//! Withdrawing a seat or rotating a key leaves what was signed before it untouched. A **compromise** does not: from the
//! moment named as its beginning, nothing counts that the key signed, and no seat that a stolen admin key granted. A
//! compromised key is never admitted again.
//!
//! ## One vote for each active organisation
//!
//! The registry tells an [`Electorate`](bogam_primitives::traits::Electorate) of every organisation that becomes active or
//! ceases to be, and of every active one that gets another admin. So those who vote are always the admins of the active
//! organisations. Where there is no room for another vote, no further organisation becomes active
//! ([`Error::ElectorateFull`]).
//!
//! ## Accounts need no coin
//!
//! Whoever the registry admits can sign without owning anything. For staff, it holds exactly one provider reference,
//! however many roles an account plays, and gives it back with the last one. The account of a holder begins with its first
//! transaction, and ends with its last sponsor (`accounts.rs`). Because an account may cease to exist and later come back,
//! its nonce must not start again at zero, or old transactions could be sent a second time: the runtime's starts with the
//! number of the block (`sp_runtime::type_with_default`), and a holder's with that of the block in which it became one.

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod accounts;
#[cfg(feature = "runtime-benchmarks")]
pub mod benchmarking;
mod entitlement;
mod events;
mod functions;
mod genesis;
mod holders;
pub mod migrations;
#[cfg(test)]
mod mock;
mod organisations;
pub mod origins;
#[cfg(test)]
mod tests;
mod try_state;
pub mod types;
mod views;
pub mod weights;

pub use origins::{ActiveWithCapacity, EnsureAdmin, EnsureHolder, EnsureSeat};
pub use pallet::*;
pub use types::{
    Admission, Entitlements, GenesisLicence, GenesisOrganisation, GenesisSeat, Holder, Licence, LicenceReason,
    LicenceStatus, NotEntitled, Organisation, OrganisationPage, OrganisationReason, OrganisationStatus, Seat,
    SeatInterval,
};
pub use weights::WeightInfo;

use frame_support::pallet_macros::import_section;

/// The pallet.
#[import_section(events::events)]
#[frame_support::pallet]
pub mod pallet {
    use super::*;
    use crate::types::{LicenceChange, OrganisationChange};
    use alloc::vec::Vec;
    use bogam_primitives::{
        Actor, Capacities, Capacity, Commitment, LicenceId, Moment, OrganisationId, OrganisationKind, Profession,
        traits::{Electorate, EnsureRole},
    };
    use frame_support::{
        pallet_prelude::*,
        traits::{Contains, Time},
    };
    use frame_system::pallet_prelude::*;

    #[pallet::pallet]
    #[pallet::storage_version(migrations::STORAGE_VERSION)]
    pub struct Pallet<T>(_);

    /// What the runtime decides.
    #[pallet::config]
    pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
        /// Who admits, suspends, reinstates and removes organisations and replaces their admins.
        type GovernanceOrigin: EnsureOrigin<Self::RuntimeOrigin>;

        /// Who votes: the admins of the active organisations.
        type Electorate: Electorate<Self::AccountId>;

        /// The wall clock.
        type Time: Time<Moment = Moment>;

        /// Keys that other pallets keep as holders, also when they may not sign any more. None of them is ever staff.
        type OtherHolders: Contains<Self::AccountId>;

        /// Which capacity needs which kind of organisation and which profession.
        type Entitlements: Entitlements;

        /// The most bytes of an organisation's name.
        #[pallet::constant]
        type MaxNameLength: Get<u32>;

        /// The most bytes of an institution code.
        #[pallet::constant]
        type MaxCodeLength: Get<u32>;

        /// The most entries in the history of an organisation, a licence or an account. At least three: the beginning,
        /// a suspension and the end must fit.
        #[pallet::constant]
        type MaxHistory: Get<u32>;

        /// The most organisations that sponsor one holder.
        #[pallet::constant]
        type MaxSponsors: Get<u32>;

        /// What the calls weigh.
        type WeightInfo: WeightInfo;
    }

    /// The organisations, removed ones included.
    #[pallet::storage]
    pub type Organisations<T: Config> = StorageMap<_, Twox64Concat, OrganisationId, Organisation<T>>;

    /// The identifier of the next organisation.
    #[pallet::storage]
    pub type NextOrganisationId<T> = StorageValue<_, OrganisationId, ValueQuery>;

    /// Which organisation has, or had, an institution code.
    #[pallet::storage]
    pub type InstitutionCodes<T: Config> =
        StorageMap<_, Blake2_128Concat, BoundedVec<u8, T::MaxCodeLength>, OrganisationId>;

    /// The admins of the organisations that are not removed.
    #[pallet::storage]
    pub type Admins<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, OrganisationId>;

    /// What happened to each organisation, oldest first.
    #[pallet::storage]
    pub type OrganisationHistory<T: Config> =
        StorageMap<_, Twox64Concat, OrganisationId, BoundedVec<OrganisationChange, T::MaxHistory>, ValueQuery>;

    /// The licences, revoked ones included.
    #[pallet::storage]
    pub type Licences<T: Config> = StorageMap<_, Twox64Concat, LicenceId, Licence>;

    /// The identifier of the next licence.
    #[pallet::storage]
    pub type NextLicenceId<T> = StorageValue<_, LicenceId, ValueQuery>;

    /// The licence that an authority granted to a commitment.
    #[pallet::storage]
    pub type LicencesByPerson<T: Config> = StorageMap<_, Blake2_128Concat, (OrganisationId, Commitment), LicenceId>;

    /// What happened to each licence, oldest first.
    #[pallet::storage]
    pub type LicenceHistory<T: Config> =
        StorageMap<_, Twox64Concat, LicenceId, BoundedVec<LicenceChange, T::MaxHistory>, ValueQuery>;

    /// The live seats, at most one per account.
    #[pallet::storage]
    pub type Seats<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, Seat>;

    /// All seats that an account ever had, oldest first, the live one included.
    #[pallet::storage]
    pub type SeatHistory<T: Config> =
        StorageMap<_, Blake2_128Concat, T::AccountId, BoundedVec<SeatInterval, T::MaxHistory>, ValueQuery>;

    /// Keys of admins and seats that are known to have been in the wrong hands, and since when at the earliest. They are
    /// never admitted again.
    #[pallet::storage]
    pub type CompromisedKeys<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, Moment>;

    /// The accounts that the registry lets sign: staff with its roles, holders with their sponsors. For each of staff, also
    /// former, it holds exactly one provider reference.
    #[pallet::storage]
    pub type Admitted<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, Admission<T>>;

    /// The organisations, licences and seats that are there from the beginning, all since moment zero.
    #[pallet::genesis_config]
    #[derive(frame_support::DefaultNoBound)]
    pub struct GenesisConfig<T: Config> {
        /// The organisations, numbered from zero.
        pub organisations: Vec<GenesisOrganisation<T::AccountId>>,
        /// The licences, numbered from zero.
        pub licences: Vec<GenesisLicence>,
        /// The seats.
        pub seats: Vec<GenesisSeat<T::AccountId>>,
    }

    #[pallet::genesis_build]
    impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
        fn build(&self) {
            genesis::build(self);
        }
    }

    /// Why a call was refused.
    #[pallet::error]
    pub enum Error<T> {
        /// There is no such organisation.
        UnknownOrganisation,
        /// The name is empty, not UTF-8, or has control characters or blanks at its ends.
        NameInvalid,
        /// The name has more bytes than permitted.
        NameTooLong,
        /// The institution code is empty or has something else than visible ASCII characters.
        CodeInvalid,
        /// The institution code has more bytes than permitted.
        CodeTooLong,
        /// An organisation has, or had, this institution code.
        CodeTaken,
        /// All identifiers of this sort are used up.
        IdentifiersExhausted,
        /// The organisation is suspended.
        OrganisationSuspended,
        /// The organisation is not suspended.
        OrganisationNotSuspended,
        /// The organisation is removed, which is final.
        OrganisationRemoved,
        /// The history is full: rights cannot be given, because there would be no room for taking them away again.
        HistoryFull,
        /// The signer is not the admin of an organisation.
        NotAnAdmin,
        /// The account is the admin of an organisation.
        AccountIsAdmin,
        /// The account has a seat of another organisation, or of any where it may have none.
        AccountIsSeat,
        /// The account is a patient's key.
        AccountIsHolder,
        /// The account's key is known to have been in the wrong hands.
        AccountCompromised,
        /// The registry holds nothing for this account.
        NotAdmitted,
        /// The account has a role and must stay.
        AccountInUse,
        /// Something outside the registry still depends on the account.
        ConsumersRemain,
        /// The moment is in the future.
        MomentInFuture,
        /// The interval ends where it starts, or before.
        IntervalEmpty,
        /// The interval is over already.
        IntervalOver,
        /// A seat needs at least one capacity.
        NoCapacities,
        /// The set has a capacity that this version does not know.
        UnknownCapacity,
        /// The account has a seat of this organisation already; withdraw it first.
        SeatExists,
        /// The account has no seat.
        NoSeat,
        /// The seat is another organisation's.
        SeatOfAnotherOrganisation,
        /// The account never had a seat of this organisation.
        NeverSeated,
        /// The compromise was reported with this or an earlier date: the date can only be moved back.
        CompromiseNotEarlier,
        /// The seat has not begun to count.
        SeatNotYetValid,
        /// The seat has ceased to count.
        SeatExpired,
        /// The seat does not include this capacity.
        CapacityNotGranted,
        /// A seat granted at that moment is void: the organisation's admin key was in the wrong hands.
        GrantVoid,
        /// No organisation of this kind may hold this capacity.
        KindNotEntitled,
        /// There is no such licence.
        UnknownLicence,
        /// The authority has granted a licence to this commitment.
        PersonAlreadyLicensed,
        /// Another authority granted this licence.
        LicenceOfAnotherAuthority,
        /// The capacity needs a licence.
        LicenceRequired,
        /// The licence is suspended.
        LicenceSuspended,
        /// The licence is not suspended.
        LicenceNotSuspended,
        /// The licence is revoked, which is final.
        LicenceRevoked,
        /// The licence has not begun to count.
        LicenceNotYetValid,
        /// The licence has ceased to count.
        LicenceExpired,
        /// The new end of validity is not later than the old one.
        LicenceNotExtended,
        /// The licence is for a profession that this capacity does not admit.
        ProfessionNotEntitled,
        /// The key has no sponsor, or not this one.
        NotSponsored,
        /// The key has as many sponsors as permitted.
        TooManySponsors,
        /// The sponsor has as many references to the key as can be counted.
        TooManyReferences,
        /// There are as many votes as there can be: no further organisation can be active.
        ElectorateFull,
    }

    #[pallet::hooks]
    impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
        fn integrity_test() {
            Self::check_config();
        }

        #[cfg(feature = "try-runtime")]
        fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
            Self::do_try_state()
        }
    }

    #[pallet::call(weight(<T as Config>::WeightInfo))]
    impl<T: Config> Pallet<T> {
        /// Admits an organisation. By governance.
        ///
        /// `name`: its public name, in UTF-8. `institution_code`: the code under which its regulator knows it, in visible
        /// ASCII characters; unique in the consortium, also after removal. `admin`: an account without another role.
        #[pallet::call_index(0)]
        #[pallet::weight(<T as Config>::WeightInfo::admit_organisation().saturating_add(T::Electorate::weight()))]
        pub fn admit_organisation(
            origin: OriginFor<T>,
            kind: OrganisationKind,
            admin: T::AccountId,
            name: Vec<u8>,
            institution_code: Vec<u8>,
        ) -> DispatchResult {
            T::GovernanceOrigin::ensure_origin(origin)?;
            Self::do_admit_organisation(kind, admin, name, institution_code, Self::now()).map(|_| ())
        }

        /// Suspends an active organisation: neither its admin nor its seats may act. By governance.
        #[pallet::call_index(1)]
        #[pallet::weight(<T as Config>::WeightInfo::suspend_organisation().saturating_add(T::Electorate::weight()))]
        pub fn suspend_organisation(
            origin: OriginFor<T>,
            organisation: OrganisationId,
            reason: OrganisationReason,
        ) -> DispatchResult {
            T::GovernanceOrigin::ensure_origin(origin)?;
            Self::do_suspend_organisation(organisation, reason, Self::now())
        }

        /// Ends the suspension of an organisation. By governance.
        #[pallet::call_index(2)]
        #[pallet::weight(<T as Config>::WeightInfo::reinstate_organisation().saturating_add(T::Electorate::weight()))]
        pub fn reinstate_organisation(origin: OriginFor<T>, organisation: OrganisationId) -> DispatchResult {
            T::GovernanceOrigin::ensure_origin(origin)?;
            Self::do_reinstate_organisation(organisation, Self::now())
        }

        /// Removes an active or suspended organisation for good. By governance.
        ///
        /// Its seats no longer count; [`Pallet::reclaim_account`] clears them away.
        #[pallet::call_index(3)]
        #[pallet::weight(<T as Config>::WeightInfo::remove_organisation().saturating_add(T::Electorate::weight()))]
        pub fn remove_organisation(
            origin: OriginFor<T>,
            organisation: OrganisationId,
            reason: OrganisationReason,
        ) -> DispatchResult {
            T::GovernanceOrigin::ensure_origin(origin)?;
            Self::do_remove_organisation(organisation, reason, Self::now())
        }

        /// Gives an organisation another admin, because the key is lost or stolen. By governance.
        ///
        /// With `compromised_since` the old key was in the wrong hands from that moment on: seats that it granted since do
        /// not count, nor does what it signed since on a seat of its own, and it is never admitted again.
        #[pallet::call_index(4)]
        #[pallet::weight(<T as Config>::WeightInfo::replace_admin().saturating_add(T::Electorate::weight()))]
        pub fn replace_admin(
            origin: OriginFor<T>,
            organisation: OrganisationId,
            new_admin: T::AccountId,
            compromised_since: Option<Moment>,
        ) -> DispatchResult {
            T::GovernanceOrigin::ensure_origin(origin)?;
            Self::do_replace_admin(organisation, new_admin, compromised_since, Self::now())
        }

        /// Hands the organisation over to another key. By its admin.
        #[pallet::call_index(5)]
        #[pallet::weight(<T as Config>::WeightInfo::rotate_admin().saturating_add(T::Electorate::weight()))]
        pub fn rotate_admin(origin: OriginFor<T>, new_admin: T::AccountId) -> DispatchResult {
            let admin = EnsureAdmin::<T>::ensure_role(origin)?;
            Self::do_rotate_admin(admin, new_admin, Self::now())
        }

        /// Lets `account` act for the organisation. By its admin.
        ///
        /// It may do what `capacities` says, in [`valid_from`, `valid_until`) and not before this call; without an end
        /// until the seat is withdrawn. A `licence` is needed where one of the capacities needs one; the seat stands
        /// and falls with it.
        #[pallet::call_index(6)]
        pub fn grant_seat(
            origin: OriginFor<T>,
            account: T::AccountId,
            capacities: Capacities,
            valid_from: Moment,
            valid_until: Option<Moment>,
            licence: Option<LicenceId>,
        ) -> DispatchResult {
            let organisation = EnsureAdmin::<T>::ensure_role(origin)?.organisation;
            let granted_at = Self::now();
            Self::do_grant_seat(
                account,
                Seat { organisation, capacities, granted_at, valid_from, valid_until, licence },
            )
        }

        /// Ends the seat of `account`. What it did stands. By the admin of the seat's organisation.
        #[pallet::call_index(7)]
        pub fn withdraw_seat(origin: OriginFor<T>, account: T::AccountId) -> DispatchResult {
            let organisation = EnsureAdmin::<T>::ensure_role(origin)?.organisation;
            Self::do_withdraw_seat(organisation, account, Self::now())
        }

        /// Reports that the key of `account` was in the wrong hands from the moment `since` on. By the admin.
        ///
        /// Ends the seat, if it is live; voids what the key signed since then for this organisation, also on seats that
        /// ended before. A later report can only move the date back.
        #[pallet::call_index(8)]
        pub fn report_seat_compromise(origin: OriginFor<T>, account: T::AccountId, since: Moment) -> DispatchResult {
            let organisation = EnsureAdmin::<T>::ensure_role(origin)?.organisation;
            Self::do_report_seat_compromise(organisation, account, since, Self::now())
        }

        /// Grants a licence to practise `profession` in [`valid_from`, `valid_until`) to the person behind the
        /// commitment `person`. By a licensing seat of an authority, whose licence it then is.
        #[pallet::call_index(9)]
        pub fn grant_licence(
            origin: OriginFor<T>,
            profession: Profession,
            person: Commitment,
            valid_from: Moment,
            valid_until: Moment,
        ) -> DispatchResult {
            let authority = Self::ensure_authority(origin)?;
            Self::do_grant_licence(authority, profession, person, valid_from, valid_until, Self::now()).map(|_| ())
        }

        /// Suspends an active licence. By the authority that granted it.
        #[pallet::call_index(10)]
        pub fn suspend_licence(origin: OriginFor<T>, licence: LicenceId, reason: LicenceReason) -> DispatchResult {
            let authority = Self::ensure_authority(origin)?;
            Self::do_suspend_licence(authority, licence, reason, Self::now())
        }

        /// Ends the suspension of a licence. By the authority that granted it.
        #[pallet::call_index(11)]
        pub fn reinstate_licence(origin: OriginFor<T>, licence: LicenceId) -> DispatchResult {
            let authority = Self::ensure_authority(origin)?;
            Self::do_reinstate_licence(authority, licence, Self::now())
        }

        /// Revokes an active or suspended licence for good. By the authority that granted it.
        #[pallet::call_index(12)]
        pub fn revoke_licence(origin: OriginFor<T>, licence: LicenceId, reason: LicenceReason) -> DispatchResult {
            let authority = Self::ensure_authority(origin)?;
            Self::do_revoke_licence(authority, licence, reason, Self::now())
        }

        /// Moves the end of an active or suspended licence back, from now on: where it had expired it did not count in
        /// between. By the authority that granted it.
        #[pallet::call_index(13)]
        pub fn extend_licence(origin: OriginFor<T>, licence: LicenceId, valid_until: Moment) -> DispatchResult {
            let authority = Self::ensure_authority(origin)?;
            Self::do_extend_licence(authority, licence, valid_until, Self::now())
        }

        /// Clears away what the registry no longer needs to hold for `account`: a seat that is over (its interval has
        /// ended, or its organisation is removed), and the account itself if it has no role and nothing depends on it any
        /// more. By anyone.
        #[pallet::call_index(14)]
        pub fn reclaim_account(origin: OriginFor<T>, account: T::AccountId) -> DispatchResult {
            ensure_signed(origin)?;
            Self::do_reclaim_account(account, Self::now())
        }
    }

    #[pallet::view_functions]
    impl<T: Config> Pallet<T> {
        /// The organisation, removed ones included.
        pub fn organisation(organisation: OrganisationId) -> Option<Organisation<T>> {
            Organisations::<T>::get(organisation)
        }

        /// What happened to the organisation, oldest first.
        pub fn organisation_history(organisation: OrganisationId) -> Vec<OrganisationChange> {
            OrganisationHistory::<T>::get(organisation).into_inner()
        }

        /// The organisations from the identifier `from` on: at most `limit`, at least one, and
        /// never more than 100.
        pub fn organisations(from: OrganisationId, limit: u32) -> OrganisationPage<T> {
            Self::page_of_organisations(from, limit)
        }

        /// The licence, revoked ones included.
        pub fn licence(licence: LicenceId) -> Option<Licence> {
            Licences::<T>::get(licence)
        }

        /// What happened to the licence, oldest first.
        pub fn licence_history(licence: LicenceId) -> Vec<LicenceChange> {
            LicenceHistory::<T>::get(licence).into_inner()
        }

        /// The live seat of the account.
        pub fn seat(account: T::AccountId) -> Option<Seat> {
            Seats::<T>::get(account)
        }

        /// All seats that the account ever had, oldest first.
        pub fn seat_history(account: T::AccountId) -> Vec<SeatInterval> {
            SeatHistory::<T>::get(account).into_inner()
        }

        /// Whether the account may act in the capacity now, and for whom, or why not.
        pub fn entitled_now(account: T::AccountId, capacity: Capacity) -> Result<Actor<T::AccountId>, NotEntitled> {
            Self::entitlement(&account, capacity, Self::now())
        }

        /// Whether the account might act in the capacity at that moment, by all that is known today, or why not.
        pub fn entitled_at(
            account: T::AccountId,
            capacity: Capacity,
            moment: Moment,
        ) -> Result<Actor<T::AccountId>, NotEntitled> {
            Self::entitlement_at(&account, capacity, moment)
        }

        /// Who sponsors the holder; `None` if nobody does.
        pub fn holder(account: T::AccountId) -> Option<Holder<T>> {
            match Admitted::<T>::get(account) {
                Some(Admission::Holder(holder)) => Some(holder),
                Some(Admission::Staff(_)) | None => None,
            }
        }
    }
}
