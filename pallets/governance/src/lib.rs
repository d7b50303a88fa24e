//! # Governance
//!
//! What a vote may do to the rules themselves. Who votes, and how many have to agree, is the runtime's matter: this pallet
//! only knows origins.
//!
//! ## Upgrades
//!
//! Governance **authorises** the hash of a runtime's code. Whoever has the code **applies** it, which needs no further
//! agreement: the hash says which code it is. One upgrade is authorised at a time; an authorisation expires, and governance
//! can **withdraw** it. As the system pallet does with its own authorisations, the code has to be a runtime of the same name
//! with a higher version; one that is not is rejected for good, and the authorisation is used up.
//!
//! The system pallet's own authorisations need the root origin, which nobody has, and neither expire nor can be withdrawn.
//!
//! | state | authorise | withdraw | apply |
//! |---|---|---|---|
//! | nothing authorised | authorised | [`Error::NothingAuthorised`] | [`Error::NothingAuthorised`] |
//! | authorised | [`Error::AlreadyAuthorised`] | by governance | by anyone, the code with that hash |
//! | expired | authorised | by anyone | [`Error::AuthorisationExpired`] |
//!
//! ## Pauses
//!
//! A smaller body can **pause** a pallet, or one of its calls, where a fault has to be stopped before a new runtime is there.
//! What is paused is refused as filtered, also in a batch, when relayed, when it was scheduled and when it is a motion.
//! Each pause has an end, no later than its origin may set; when it comes nobody has to do anything. **Resuming** ends it
//! earlier. This pallet and those that the runtime names in [`Config::NeverPaused`] can never be paused, so that governance
//! and consensus always go on.
//!
//! The runtime puts the pallet into its call filter: it is a `Contains<RuntimeCall>`.
//!
//! ## What holds always
//!
//! - No code is applied that is not authorised, or whose authorisation was withdrawn, used or has expired.
//! - Every pause ends without anybody's doing.
//! - The calls of this pallet are never filtered by it.
//!
//! ## Rooms
//!
//! [`types`]: the records. `functions`: what calls do, and the filter. `views`: what apps read. `try_state`: the invariants.

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

#[cfg(feature = "runtime-benchmarks")]
pub mod benchmarking;
mod functions;
pub mod migrations;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;
mod try_state;
pub mod types;
mod views;
pub mod weights;

#[frame_support::pallet]
pub mod pallet {
    use super::*;
    use alloc::vec::Vec;
    use frame_support::{pallet_prelude::*, traits::GetCallMetadata};
    use frame_system::pallet_prelude::*;

    /// The name of a pallet or of a call.
    pub type NameOf<T> = BoundedVec<u8, <T as Config>::MaxNameLength>;

    /// What can be paused: a call of a pallet, or the whole pallet.
    pub type TargetOf<T> = (NameOf<T>, Option<NameOf<T>>);

    #[pallet::pallet]
    #[pallet::storage_version(migrations::STORAGE_VERSION)]
    pub struct Pallet<T>(_);

    /// What the runtime decides.
    #[pallet::config]
    pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>, RuntimeCall: GetCallMetadata> {
        /// Who authorises and withdraws upgrades.
        type UpgradeOrigin: EnsureOrigin<Self::RuntimeOrigin>;

        /// Who pauses, and for how many blocks at most.
        type PauseOrigin: EnsureOrigin<Self::RuntimeOrigin, Success = BlockNumberFor<Self>>;

        /// Who resumes what is paused before it ends.
        type ResumeOrigin: EnsureOrigin<Self::RuntimeOrigin>;

        /// The names of the pallets that can never be paused, beside this one.
        type NeverPaused: Get<&'static [&'static str]>;

        /// For how many blocks an upgrade is authorised: at least 1.
        #[pallet::constant]
        type UpgradeLifetime: Get<BlockNumberFor<Self>>;

        /// The most pauses at a time: at least 1.
        #[pallet::constant]
        type MaxPauses: Get<u32>;

        /// The most bytes of the name of a pallet or call.
        #[pallet::constant]
        type MaxNameLength: Get<u32>;

        /// What calls cost.
        type WeightInfo: WeightInfo;
    }

    /// The upgrade that is authorised, also when it has expired.
    #[pallet::storage]
    pub type Authorised<T: Config> = StorageValue<_, Authorisation<T::Hash, BlockNumberFor<T>>>;

    /// What is paused. A pause that is over may still be here; it has no effect.
    #[pallet::storage]
    pub type Paused<T: Config> = CountedStorageMap<_, Blake2_128Concat, TargetOf<T>, Pause<BlockNumberFor<T>>>;

    /// What happened.
    #[pallet::event]
    #[pallet::generate_deposit(pub(crate) fn deposit_event)]
    pub enum Event<T: Config> {
        /// Governance authorised an upgrade of the runtime.
        UpgradeAuthorised {
            /// The hash of the code.
            code_hash: T::Hash,
            /// The first block in which it may no longer be applied.
            expires_at: BlockNumberFor<T>,
        },
        /// The authorisation of an upgrade was taken back, or cleared away after it had expired.
        UpgradeWithdrawn {
            /// The hash of the code.
            code_hash: T::Hash,
        },
        /// The authorised code is the runtime from the next block on.
        UpgradeApplied {
            /// The hash of the code.
            code_hash: T::Hash,
        },
        /// The authorised code is no runtime that could follow this one. The authorisation is used up.
        UpgradeRejected {
            /// The hash of the code.
            code_hash: T::Hash,
            /// Why it is not.
            error: DispatchError,
        },
        /// A pallet or a call is paused.
        Paused {
            /// The pallet.
            pallet: NameOf<T>,
            /// The call; `None` for all of the pallet.
            call: Option<NameOf<T>>,
            /// The first block in which it is not paused any more.
            ends_at: BlockNumberFor<T>,
        },
        /// A pause was ended before its time.
        Resumed {
            /// The pallet.
            pallet: NameOf<T>,
            /// The call; `None` for all of the pallet.
            call: Option<NameOf<T>>,
        },
    }

    /// Why a call is refused. Nothing has changed then.
    #[pallet::error]
    pub enum Error<T> {
        /// An upgrade is authorised already. Withdraw it first.
        AlreadyAuthorised,
        /// No upgrade is authorised.
        NothingAuthorised,
        /// The authorisation has expired.
        AuthorisationExpired,
        /// The authorisation has not expired: only governance can withdraw it.
        AuthorisationNotExpired,
        /// This is not the code that was authorised.
        CodeNotAuthorised,
        /// No pallet of this name has calls.
        UnknownPallet,
        /// The pallet has no call of this name.
        UnknownCall,
        /// This pallet can never be paused.
        NeverPaused,
        /// A pause has to last for a block at least.
        PauseTooShort,
        /// Whoever asks may not pause for so many blocks.
        PauseTooLong,
        /// It is paused already, and for no less time.
        AlreadyPaused,
        /// As much is paused as can be at a time.
        TooManyPauses,
        /// It is not paused.
        NotPaused,
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

    #[pallet::call]
    impl<T: Config> Pallet<T> {
        /// Authorises the runtime whose code has this hash to be put in the place of the current one, for as many blocks as
        /// the chain's constant says. By governance.
        #[pallet::call_index(0)]
        #[pallet::weight((T::WeightInfo::authorise_upgrade(), DispatchClass::Operational))]
        pub fn authorise_upgrade(origin: OriginFor<T>, code_hash: T::Hash) -> DispatchResult {
            T::UpgradeOrigin::ensure_origin(origin)?;
            Self::do_authorise_upgrade(code_hash)
        }

        /// Takes the authorisation back. By governance; by anyone once it has expired.
        #[pallet::call_index(1)]
        #[pallet::weight((T::WeightInfo::withdraw_upgrade(), DispatchClass::Operational))]
        pub fn withdraw_upgrade(origin: OriginFor<T>) -> DispatchResult {
            let is_governance = match T::UpgradeOrigin::try_origin(origin) {
                Ok(_) => true,
                Err(origin) => {
                    ensure_signed(origin)?;
                    false
                }
            };
            Self::do_withdraw_upgrade(is_governance)
        }

        /// Puts the authorised code in the place of the runtime, from the next block on. By anyone.
        ///
        /// Where the code is no runtime that could follow this one the call succeeds all the same, with the event
        /// [`Event::UpgradeRejected`], and the authorisation is used up.
        #[pallet::call_index(2)]
        #[pallet::weight((
            // There is no block with so many bytes.
            T::WeightInfo::apply_upgrade()
                .saturating_add(T::WeightInfo::code_bytes(u32::try_from(code.len()).unwrap_or(u32::MAX))),
            DispatchClass::Operational
        ))]
        pub fn apply_upgrade(origin: OriginFor<T>, code: Vec<u8>) -> DispatchResultWithPostInfo {
            ensure_signed(origin)?;
            Self::do_apply_upgrade(code)
        }

        /// Pauses a pallet, or one of its calls, for so many blocks, this one included. What is paused already is paused for
        /// longer. By whom the runtime names, for no longer than it permits them.
        #[pallet::call_index(3)]
        #[pallet::weight((T::WeightInfo::pause(T::MaxPauses::get()), DispatchClass::Operational))]
        pub fn pause(
            origin: OriginFor<T>,
            pallet: NameOf<T>,
            call: Option<NameOf<T>>,
            blocks: BlockNumberFor<T>,
        ) -> DispatchResult {
            let longest = T::PauseOrigin::ensure_origin(origin)?;
            Self::do_pause(pallet, call, blocks, longest)
        }

        /// Ends a pause before its time. By governance.
        #[pallet::call_index(4)]
        #[pallet::weight((T::WeightInfo::resume(), DispatchClass::Operational))]
        pub fn resume(origin: OriginFor<T>, pallet: NameOf<T>, call: Option<NameOf<T>>) -> DispatchResult {
            T::ResumeOrigin::ensure_origin(origin)?;
            Self::do_resume(pallet, call)
        }
    }

    #[pallet::view_functions]
    impl<T: Config> Pallet<T> {
        /// The upgrade that is authorised, also when it has expired.
        pub fn authorisation() -> Option<Authorisation<T::Hash, BlockNumberFor<T>>> {
            Authorised::<T>::get()
        }

        /// What is paused now, by name.
        pub fn pauses() -> Vec<PauseView<BlockNumberFor<T>>> {
            Self::do_pauses()
        }
    }
}
