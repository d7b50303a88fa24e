//! # Validators
//!
//! The consortium's validator set: who authors blocks and votes on their finality, and for which organisation.
//!
//! A validator is an account of a member organisation with session keys. Governance admits it, once its keys are
//! registered with the session pallet, which takes them only with a proof that the account owns them. It is in the set for as
//! long as nothing speaks against it:
//!
//! | what happens | who | effect |
//! |---|---|---|
//! | its operator leaves | the account, or the organisation's admin | leaves for good |
//! | governance removes it | governance | leaves for good |
//! | a proof that it equivocated | whoever reports it | disabled at once, leaves for good |
//! | it has its turns and authors nothing in several sessions | the chain | set aside until it rejoins or authors |
//! | its organisation is suspended | governance, in the registry | set aside until the organisation is reinstated |
//! | its organisation is removed | governance, in the registry | leaves for good |
//! | its account loses its role in the organisation | the organisation | set aside; the admin can move it to another account |
//!
//! **The set follows at session changes.** Each session change plans the session after the next, so that what is decided in
//! session *n* takes effect in session *n* + 2. The keys that count are those that were registered when the session was planned.
//!
//! ## The floor
//!
//! The set never has fewer validators than the floor, whatever happens. A rule that would undercut it is not refused, and
//! not forgotten: the validator is **retained** until there are enough others, the least harmful first ([`Absence`] has the
//! order), and each plan says so with an event. It then leaves without anybody doing anything again. Only keys cannot be
//! replaced by a rule, so they cannot be purged while they are needed: the runtime filters the session pallet's call for it
//! ([`KeepKeys`]), and [`Pallet::release_keys`] stands in its place.
//!
//! ## What holds always
//!
//! - The sets of this session and of the next are not empty, have no fewer validators than the floor, and each has keys.
//! - Whatever makes a validator leave also frees its organisation's slot.
//! - An offence counts under the account that it was committed with, also after the validator has moved to another one, and
//!   not against a validator that was admitted later.
//!
//! ## Rooms
//!
//! [`types`]: the records. `functions`: what calls do. `sessions`: what happens at session changes, with blocks and with
//! offences. `adapters`: what the runtime hands to the session pallet. `views`: what apps read. `try_state`: the invariants.

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub use adapters::{KeepKeys, MemberAccounts, NoIdentification, Sessions};
pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

use frame_support::pallet_macros::import_section;

mod adapters;
#[cfg(feature = "runtime-benchmarks")]
pub mod benchmarking;
mod errors;
mod events;
mod functions;
mod genesis;
pub mod migrations;
#[cfg(test)]
mod mock;
mod sessions;
#[cfg(test)]
mod tests;
mod try_state;
pub mod types;
mod views;
pub mod weights;

#[import_section(errors::errors)]
#[import_section(events::events)]
#[frame_support::pallet]
pub mod pallet {
    use super::*;
    use alloc::vec::Vec;
    use bogam_primitives::{
        OrganisationId,
        traits::{Members, Organisations},
    };
    use frame_support::pallet_prelude::*;
    use frame_system::pallet_prelude::*;
    use sp_runtime::traits::Zero;
    use sp_staking::SessionIndex;

    #[pallet::pallet]
    #[pallet::storage_version(migrations::STORAGE_VERSION)]
    pub struct Pallet<T>(_);

    #[pallet::config]
    pub trait Config:
        frame_system::Config<RuntimeEvent: From<Event<Self>>>
        + pallet_session::Config<ValidatorId = <Self as frame_system::Config>::AccountId>
        + pallet_session::historical::Config<FullIdentification = ()>
    {
        /// Who admits and removes validators, and sets the floor and the slots.
        type GovernanceOrigin: EnsureOrigin<Self::RuntimeOrigin>;

        /// Which organisations are active.
        type Organisations: Organisations;

        /// Whose accounts act for which organisation.
        type Members: Members<Self::AccountId>;

        /// The most validators, leaving ones included. No greater than what the consensus pallets take.
        #[pallet::constant]
        type MaxValidators: Get<u32>;

        /// The lowest floor that governance may set: at least 1.
        #[pallet::constant]
        type LeastFloor: Get<u32>;

        /// How many validators an organisation may run unless governance says otherwise.
        #[pallet::constant]
        type DefaultSlots: Get<u32>;

        /// The most that governance may permit it.
        #[pallet::constant]
        type MaxSlots: Get<u32>;

        /// After how many sessions in a row without a block a validator is set aside: at least 1.
        #[pallet::constant]
        type OfflineSessions: Get<u32>;

        /// How many turns a validator must have had in a session to be judged by it: at least 1. A validator's turns are
        /// taken to be the blocks of the session divided by the number of validators, which is never too many.
        #[pallet::constant]
        type LeastTurns: Get<u32>;

        /// For how many sessions offences can be reported: so long the roots of sessions are kept.
        #[pallet::constant]
        type HistoryDepth: Get<SessionIndex>;

        /// How many blocks a session has unless genesis says otherwise: at least 1.
        #[pallet::constant]
        type DefaultSessionLength: Get<BlockNumberFor<Self>>;

        /// What calls cost.
        type WeightInfo: WeightInfo;
    }

    /// The validators, in the order of their admission.
    #[pallet::storage]
    pub type Candidates<T: Config> = StorageValue<_, BoundedVec<Candidate<T::AccountId>, T::MaxValidators>, ValueQuery>;

    /// The least number of validators. Nothing undercuts it.
    #[pallet::storage]
    pub type Floor<T: Config> = StorageValue<_, u32, ValueQuery, T::LeastFloor>;

    /// How many validators an organisation may run, where that is not the default.
    #[pallet::storage]
    pub type Slots<T: Config> = StorageMap<_, Twox64Concat, OrganisationId, u32>;

    /// How many blocks each validator has authored in this session. Those that have authored none are not here.
    #[pallet::storage]
    pub type Authored<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, u32, ValueQuery>;

    /// How many blocks a session has. Set by genesis alone, so that test networks need not wait.
    #[pallet::storage]
    pub type SessionLength<T: Config> = StorageValue<_, BlockNumberFor<T>, ValueQuery, T::DefaultSessionLength>;

    /// The validators that are there from the beginning. Their keys are in the session pallet's genesis.
    #[pallet::genesis_config]
    #[derive(frame_support::DefaultNoBound)]
    pub struct GenesisConfig<T: Config> {
        /// The validators. Without any, the session pallet keeps the set of its own genesis.
        pub validators: Vec<GenesisValidator<T::AccountId>>,
        /// The least number of validators; zero stands for the lowest that the chain permits.
        pub floor: u32,
        /// How many blocks a session has; zero stands for the chain's default.
        pub session_length: BlockNumberFor<T>,
    }

    #[pallet::genesis_build]
    impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
        fn build(&self) {
            genesis::build(self);
        }
    }

    #[pallet::hooks]
    impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
        fn integrity_test() {
            assert!(T::LeastFloor::get() >= 1, "a set of validators cannot be empty");
            assert!(T::LeastFloor::get() <= T::MaxValidators::get(), "the lowest floor is above the ceiling");
            assert!(T::DefaultSlots::get() <= T::MaxSlots::get(), "more slots by default than permitted");
            assert!(T::OfflineSessions::get() >= 1, "nobody can be set aside for nothing");
            assert!(T::LeastTurns::get() >= 1, "nobody can be judged without a turn");
            assert!(!T::DefaultSessionLength::get().is_zero(), "a session needs a block");
            assert!(T::HistoryDepth::get() >= 1, "an offence must stay reportable after its session");
        }

        #[cfg(feature = "try-runtime")]
        fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
            Self::do_try_state()
        }
    }

    #[pallet::call]
    impl<T: Config> Pallet<T> {
        /// Admits `validator` for `organisation`, for which the account has to act and on whose behalf it has registered
        /// session keys. It serves from the session after the next on. Also takes back one that was to leave for good and is
        /// still retained. By governance.
        #[pallet::call_index(0)]
        #[pallet::weight(<T as Config>::WeightInfo::admit(T::MaxValidators::get())
            .saturating_add(T::Members::weight()))]
        pub fn admit(origin: OriginFor<T>, organisation: OrganisationId, validator: T::AccountId) -> DispatchResult {
            T::GovernanceOrigin::ensure_origin(origin)?;
            Self::do_admit(organisation, validator)
        }

        /// Removes a validator, as soon as the floor permits it. By governance.
        #[pallet::call_index(1)]
        #[pallet::weight(<T as Config>::WeightInfo::remove(T::MaxValidators::get()))]
        pub fn remove(origin: OriginFor<T>, validator: T::AccountId) -> DispatchResult {
            T::GovernanceOrigin::ensure_origin(origin)?;
            Self::do_remove(validator)
        }

        /// Leaves, as soon as the floor permits it. By the validator itself or the admin of its organisation.
        #[pallet::call_index(2)]
        #[pallet::weight(<T as Config>::WeightInfo::leave(T::MaxValidators::get())
            .saturating_add(T::Members::weight()))]
        pub fn leave(origin: OriginFor<T>, validator: T::AccountId) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_leave(who, validator)
        }

        /// Comes back after having been set aside, or stays after having asked to leave. By the validator itself or the
        /// admin of its organisation.
        #[pallet::call_index(3)]
        #[pallet::weight(<T as Config>::WeightInfo::rejoin(T::MaxValidators::get())
            .saturating_add(T::Members::weight()))]
        pub fn rejoin(origin: OriginFor<T>, validator: T::AccountId) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_rejoin(who, validator)
        }

        /// Moves a validator to another account of its organisation, which has registered session keys: for example because
        /// the old account's key was rotated. By the admin of its organisation, at most once while an offence under the old
        /// account may still be reported.
        #[pallet::call_index(4)]
        #[pallet::weight(<T as Config>::WeightInfo::move_to(T::MaxValidators::get())
            .saturating_add(T::Members::weight().saturating_mul(2)))]
        pub fn move_to(origin: OriginFor<T>, validator: T::AccountId, successor: T::AccountId) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_move(who, validator, successor)
        }

        /// Gives up the session keys of an account that is no validator and serves neither in this session nor in the next.
        /// By the account itself; by anyone if the account acts for no organisation any more.
        #[pallet::call_index(5)]
        #[pallet::weight(<T as Config>::WeightInfo::release_keys(T::MaxValidators::get())
            .saturating_add(T::Members::weight()))]
        pub fn release_keys(origin: OriginFor<T>, account: T::AccountId) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_release_keys(who, account)
        }

        /// Sets the least number of validators: no more than serve in this session and the next and would be planned for the
        /// one after. By governance.
        #[pallet::call_index(6)]
        #[pallet::weight(<T as Config>::WeightInfo::set_floor(T::MaxValidators::get())
            .saturating_add(T::Members::weight().saturating_mul(T::MaxValidators::get().into())))]
        pub fn set_floor(origin: OriginFor<T>, floor: u32) -> DispatchResult {
            T::GovernanceOrigin::ensure_origin(origin)?;
            Self::do_set_floor(floor)
        }

        /// Sets how many validators an organisation may run. By governance.
        #[pallet::call_index(7)]
        #[pallet::weight(<T as Config>::WeightInfo::set_slots(T::MaxValidators::get()))]
        pub fn set_slots(origin: OriginFor<T>, organisation: OrganisationId, slots: u32) -> DispatchResult {
            T::GovernanceOrigin::ensure_origin(origin)?;
            Self::do_set_slots(organisation, slots)
        }
    }

    #[pallet::view_functions]
    impl<T: Config> Pallet<T> {
        /// The sets of this session, of the next, and of the one after if it were planned now, with the floor.
        pub fn overview() -> Overview<T::AccountId> {
            Self::do_overview()
        }

        /// All validators that have not left, in the order of their admission.
        pub fn validators() -> Vec<ValidatorView<T::AccountId>> {
            Self::do_validators()
        }

        /// The validator with this account.
        pub fn validator(account: T::AccountId) -> Option<ValidatorView<T::AccountId>> {
            Self::do_validators().into_iter().find(|view| view.record.account == account)
        }

        /// How many validators an organisation may run, and runs.
        pub fn slots(organisation: OrganisationId) -> SlotsView {
            SlotsView { granted: Self::slots_of(organisation), used: Self::slots_used(organisation) }
        }
    }
}
