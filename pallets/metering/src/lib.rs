//! # Metering
//!
//! There is no fee token. Each signed transaction is charged to the **allowance** of a member organisation, and whoever has
//! nothing to do with a member is refused in the pool.
//!
//! | who signs | what it is charged to |
//! |---|---|
//! | the admin or a seat of an organisation, or one of its validators | the organisation's allowance |
//! | a holder | its sponsors' allowance for holders, whichever has the most left |
//! | a member of the council | its organisation's allowance; operational calls never wait |
//! | anybody else | refused, with [`Refusal::Outsider`] |
//!
//! An allowance is execution time per **window** of blocks. A transaction is charged what it is declared to take (its
//! weight, that of its extensions, what any extrinsic takes, and its bytes) when it is applied, and gets back what it has not
//! used. So it does not matter whether calls come alone, in a batch or relayed: the weight of what is inside is in the weight of what
//! is outside, and whoever signs the outside is charged.
//!
//! **Over its allowance an organisation waits.** Its transactions stay valid: they are in the pool, behind everybody else's,
//! and block authors leave them there until the next window. A transaction is applied while anything is left,
//! even if it takes more than that; the debt is paid from the next windows. So nothing is too large ever to be applied, and
//! over time nobody gets more than its allowance. Only an allowance of zero refuses in the pool, with [`Refusal::NoAllowance`].
//!
//! **Holders have a share of their own**: an organisation's staff is not held up by what a patient's phone sends.
//!
//! **A holder's account begins with its first transaction.** Nobody sets it up: [`CheckNonce`], which stands in the place of the
//! system pallet's, knows who is a holder. Whoever ends a holder gives back the *sufficient* reference that it then got.
//!
//! ## What holds always
//!
//! - Validation writes nothing. [`Meter`] encodes to nothing, and [`CheckNonce`] as the system pallet's: wallets need not know
//!   either.
//! - What is charged and not used is given back, to the picosecond, to the same account.
//! - Over any number of windows, nobody has used more than their allowances and one transaction.
//!
//! ## Rooms
//!
//! [`extension`]: the transaction extension. [`nonce`]: the numbers of transactions. [`types`]: accounts and buckets. `functions`: charging, and what apps read.
//! `try_state`: the invariants.

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub use extension::{Meter, Refusal};
pub use nonce::CheckNonce;
pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

#[cfg(feature = "runtime-benchmarks")]
pub mod benchmarking;
pub mod extension;
mod functions;
pub mod migrations;
#[cfg(test)]
mod mock;
pub mod nonce;
#[cfg(test)]
mod tests;
mod try_state;
pub mod types;
pub mod weights;

#[frame_support::pallet]
pub mod pallet {
    use super::*;
    use bogam_primitives::{OrganisationId, traits::Senders};
    use frame_support::pallet_prelude::*;
    use frame_system::pallet_prelude::*;
    use sp_runtime::{Perbill, traits::Zero};

    #[pallet::pallet]
    #[pallet::storage_version(migrations::STORAGE_VERSION)]
    pub struct Pallet<T>(_);

    #[pallet::config]
    pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
        /// Who sets allowances.
        type GovernanceOrigin: EnsureOrigin<Self::RuntimeOrigin>;

        /// Who is behind an account.
        type Senders: Senders<Self::AccountId>;

        /// How many blocks a window has: at least 1.
        #[pallet::constant]
        type Window: Get<BlockNumberFor<Self>>;

        /// What an organisation may use in a window unless governance says otherwise, in picoseconds of execution.
        #[pallet::constant]
        type DefaultAllowance: Get<u64>;

        /// What an organisation's holders may use together, as a share of its allowance and beside it.
        #[pallet::constant]
        type HolderShare: Get<Perbill>;

        /// What a byte of a transaction is charged, in picoseconds of execution: bytes fill blocks too.
        #[pallet::constant]
        type TimePerByte: Get<u64>;

        /// The most sponsors of a holder.
        #[pallet::constant]
        type MaxSponsors: Get<u32>;

        /// What metering itself costs.
        type WeightInfo: WeightInfo;
    }

    /// What organisations may use in a window, where that is not the default.
    #[pallet::storage]
    pub type Allowances<T: Config> = StorageMap<_, Twox64Concat, OrganisationId, u64>;

    /// What has been used, by account. An account that has never been charged is not here.
    #[pallet::storage]
    pub type Usage<T: Config> = StorageMap<_, Twox64Concat, Account, Bucket<BlockNumberFor<T>>>;

    /// What happened.
    #[pallet::event]
    #[pallet::generate_deposit(pub(crate) fn deposit_event)]
    pub enum Event<T: Config> {
        /// Governance set what an organisation may use in a window.
        AllowanceSet {
            /// The organisation.
            organisation: OrganisationId,
            /// The allowance, in picoseconds of execution.
            allowance: u64,
        },
    }

    /// Why a call is refused. Nothing has changed then.
    #[pallet::error]
    pub enum Error<T> {
        /// There is no such organisation, or it has been removed.
        UnknownOrganisation,
    }

    #[pallet::hooks]
    impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
        fn integrity_test() {
            assert!(!T::Window::get().is_zero(), "a window needs a block");
            assert!(T::DefaultAllowance::get() > 0, "nobody could do anything");
            assert!(!T::HolderShare::get().is_zero(), "holders could do nothing");
        }

        #[cfg(feature = "try-runtime")]
        fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
            Self::do_try_state()
        }
    }

    #[pallet::call]
    impl<T: Config> Pallet<T> {
        /// Sets what an organisation may use in a window, in picoseconds of execution; `None` for the default. Zero refuses
        /// its transactions, and those of holders whom nobody else sponsors. By governance.
        #[pallet::call_index(0)]
        #[pallet::weight(T::WeightInfo::set_allowance())]
        pub fn set_allowance(
            origin: OriginFor<T>,
            organisation: OrganisationId,
            allowance: Option<u64>,
        ) -> DispatchResult {
            T::GovernanceOrigin::ensure_origin(origin)?;
            Self::do_set_allowance(organisation, allowance)
        }
    }

    #[pallet::view_functions]
    impl<T: Config> Pallet<T> {
        /// What an organisation and its holders may use in this window, and have used.
        pub fn usage(organisation: OrganisationId) -> UsageView<BlockNumberFor<T>> {
            Self::usage_of(organisation)
        }
    }
}
