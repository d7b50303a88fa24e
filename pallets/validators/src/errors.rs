//! Why a call is refused.

use frame_support::pallet_macros::pallet_section;

/// The errors of the pallet.
#[pallet_section]
mod errors {
    /// Why a call is refused. Nothing has changed then.
    #[pallet::error]
    pub enum Error<T> {
        /// The organisation is unknown, suspended or removed.
        OrganisationNotActive,
        /// The account does not act for that organisation, as its admin or in a seat.
        AccountNotOfOrganisation,
        /// The account has no session keys. It has to register them first, with the proof that it owns them.
        NoSessionKeys,
        /// The account is a validator already.
        AlreadyValidator,
        /// The account is no validator.
        NotValidator,
        /// The set has as many validators as it can have.
        TooManyValidators,
        /// The organisation runs as many validators as it may.
        NoSlotLeft,
        /// You are neither the validator nor the admin of its organisation.
        NotOperator,
        /// You are not the admin of the validator's organisation.
        NotAdmin,
        /// The validator is leaving already.
        AlreadyLeaving,
        /// Governance has removed the validator, or it was proven to have equivocated. Only governance can admit it again.
        AlreadyRemoved,
        /// The validator is neither set aside nor leaving.
        NotAway,
        /// The validator moved to its account so recently that an offence under the old one may still be reported.
        MovedRecently,
        /// The account is a validator, or authors and finalises in this session or the next: its keys are needed.
        KeysInUse,
        /// The keys are another account's, and that still acts for an organisation.
        KeysOfMember,
        /// The floor is below the least that this chain permits.
        FloorTooLow,
        /// The floor is above the number of validators that serve now.
        FloorAboveSet,
        /// More slots than an organisation may have on this chain.
        TooManySlots,
        /// The organisation runs more validators than that.
        SlotsInUse,
    }
}
