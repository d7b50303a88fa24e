//! What happened: an event for everything that changes.

use frame_support::pallet_macros::pallet_section;

/// The events of the pallet.
#[pallet_section]
mod events {
    /// What happened.
    #[pallet::event]
    #[pallet::generate_deposit(pub(crate) fn deposit_event)]
    pub enum Event<T: Config> {
        /// Governance admitted a validator. It serves from the session after the next on.
        Admitted {
            /// Its account.
            validator: T::AccountId,
            /// The organisation that runs it.
            organisation: OrganisationId,
        },
        /// Governance removed a validator. It leaves as soon as the floor permits it.
        Removed {
            /// Its account.
            validator: T::AccountId,
        },
        /// The operator of a validator asked to leave. It leaves as soon as the floor permits it.
        Leaving {
            /// Its account.
            validator: T::AccountId,
        },
        /// A validator was set aside: it had its turns and authored nothing.
        SetAside {
            /// Its account.
            validator: T::AccountId,
            /// The session at whose end.
            session: SessionIndex,
        },
        /// A validator that was set aside or about to leave is back.
        Returned {
            /// Its account.
            validator: T::AccountId,
        },
        /// A validator moved to another account of its organisation.
        Moved {
            /// The account until now.
            from: T::AccountId,
            /// The account from now on.
            to: T::AccountId,
        },
        /// A validator was proven to have equivocated. It is disabled, and leaves as soon as the floor permits it.
        Equivocated {
            /// The account that was reported.
            validator: T::AccountId,
            /// The session in which it equivocated.
            session: SessionIndex,
        },
        /// A validator has left for good: it is not in the set that was planned now.
        Departed {
            /// Its account.
            validator: T::AccountId,
            /// The first session without it.
            session: SessionIndex,
        },
        /// A validator that is not to serve was planned all the same: the set would have been too small without it.
        Retained {
            /// Its account.
            validator: T::AccountId,
            /// Why it is not to serve.
            absence: Absence,
            /// The session that it was planned for.
            session: SessionIndex,
        },
        /// The session keys of an account that is no validator were given up.
        KeysReleased {
            /// The account.
            account: T::AccountId,
        },
        /// Governance set the least number of validators.
        FloorSet {
            /// The number.
            floor: u32,
        },
        /// Governance set how many validators an organisation may run.
        SlotsSet {
            /// The organisation.
            organisation: OrganisationId,
            /// How many.
            slots: u32,
        },
    }
}
