//! What happened: an event for everything that a call changes.

use frame_support::pallet_macros::pallet_section;

/// The events of the pallet.
#[pallet_section]
mod events {
    /// What happened.
    #[pallet::event]
    #[pallet::generate_deposit(pub(crate) fn deposit_event)]
    pub enum Event<T: Config> {
        /// An organisation joined.
        OrganisationAdmitted {
            /// Its identifier.
            organisation: OrganisationId,
            /// What kind of institution it is.
            kind: OrganisationKind,
            /// Its admin.
            admin: T::AccountId,
        },
        /// An organisation may not act until it is reinstated.
        OrganisationSuspended {
            /// Which one.
            organisation: OrganisationId,
            /// Why.
            reason: OrganisationReason,
        },
        /// A suspended organisation may act again.
        OrganisationReinstated {
            /// Which one.
            organisation: OrganisationId,
        },
        /// An organisation left for good.
        OrganisationRemoved {
            /// Which one.
            organisation: OrganisationId,
            /// Why.
            reason: OrganisationReason,
        },
        /// Governance gave an organisation another admin.
        AdminReplaced {
            /// Which organisation.
            organisation: OrganisationId,
            /// The admin until now.
            old: T::AccountId,
            /// The admin from now on.
            new: T::AccountId,
            /// Since when the old key was in the wrong hands, if it was: seats granted since do not count.
            compromised_since: Option<Moment>,
        },
        /// An admin handed its organisation over to another key.
        AdminRotated {
            /// Which organisation.
            organisation: OrganisationId,
            /// The admin until now.
            old: T::AccountId,
            /// The admin from now on.
            new: T::AccountId,
        },
        /// An account may act for an organisation.
        SeatGranted {
            /// For which one.
            organisation: OrganisationId,
            /// Which account.
            account: T::AccountId,
            /// What it may do.
            capacities: Capacities,
            /// The licence that the seat is tied to.
            licence: Option<LicenceId>,
        },
        /// An account may no longer act for an organisation. What it did stands.
        SeatWithdrawn {
            /// For which one.
            organisation: OrganisationId,
            /// Which account.
            account: T::AccountId,
        },
        /// A seat that could no longer be used (its interval was over, or its organisation removed) was cleared away.
        SeatLapsed {
            /// Whose it was.
            organisation: OrganisationId,
            /// Which account had it.
            account: T::AccountId,
        },
        /// The key of a seat was in the wrong hands: nothing it signed for the organisation since then counts.
        SeatCompromised {
            /// Who reported it.
            organisation: OrganisationId,
            /// Which account.
            account: T::AccountId,
            /// Since when.
            since: Moment,
        },
        /// A licence was granted.
        LicenceGranted {
            /// Its identifier.
            licence: LicenceId,
            /// Who granted it.
            authority: OrganisationId,
            /// What it permits to practise.
            profession: Profession,
        },
        /// A licence does not count until it is reinstated.
        LicenceSuspended {
            /// Which one.
            licence: LicenceId,
            /// Why.
            reason: LicenceReason,
        },
        /// A suspended licence counts again.
        LicenceReinstated {
            /// Which one.
            licence: LicenceId,
        },
        /// A licence never counts again.
        LicenceRevoked {
            /// Which one.
            licence: LicenceId,
            /// Why.
            reason: LicenceReason,
        },
        /// A licence counts for longer.
        LicenceExtended {
            /// Which one.
            licence: LicenceId,
            /// Until when.
            valid_until: Moment,
        },
        /// A patient's key got its first sponsor.
        HolderAdmitted {
            /// The key.
            holder: T::AccountId,
        },
        /// A patient's key lost its last sponsor.
        HolderDismissed {
            /// The key.
            holder: T::AccountId,
        },
        /// An account without a role was released, now that nothing else depends on it.
        AccountReclaimed {
            /// Which one.
            account: T::AccountId,
        },
    }
}
