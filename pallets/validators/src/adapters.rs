//! What the runtime hands to the system and session pallets so that this pallet's rules hold.

use crate::{Config, SessionLength};
use bogam_primitives::traits::Members;
use core::marker::PhantomData;
use frame_support::{
    traits::{Contains, EstimateNextSessionRotation, Get, IsSubType},
    weights::Weight,
};
use frame_system::pallet_prelude::BlockNumberFor;
use pallet_session::ShouldEndSession;
use sp_runtime::{
    Permill,
    traits::{Convert, One, Saturating, Zero},
};

/// All calls but the session pallet's `purge_keys`: keys of validators must stay while they are needed, and a filter of calls
/// cannot know whose they are. `release_keys` of this pallet stands in its place.
pub struct KeepKeys<T>(PhantomData<T>);

impl<T: Config> Contains<<T as frame_system::Config>::RuntimeCall> for KeepKeys<T>
where
    <T as frame_system::Config>::RuntimeCall: IsSubType<pallet_session::Call<T>>,
{
    fn contains(call: &<T as frame_system::Config>::RuntimeCall) -> bool {
        !matches!(call.is_sub_type(), Some(pallet_session::Call::purge_keys { .. }))
    }
}

/// Who may register session keys: accounts that act for an organisation. Each is a validator under its own account.
pub struct MemberAccounts<T>(PhantomData<T>);

impl<T: Config> Convert<T::AccountId, Option<T::AccountId>> for MemberAccounts<T> {
    fn convert(account: T::AccountId) -> Option<T::AccountId> {
        T::Members::organisation(&account).is_some().then_some(account)
    }
}

/// What the historical sessions say of a validator beside its account: nothing, so that a validator which is leaving can be
/// reported until its last block.
pub struct NoIdentification;

impl<AccountId> Convert<AccountId, Option<()>> for NoIdentification {
    fn convert(_: AccountId) -> Option<()> {
        Some(())
    }
}

/// Sessions of as many blocks each as genesis says.
pub struct Sessions<T>(PhantomData<T>);

impl<T: Config> Sessions<T> {
    /// The length, at least one block.
    fn length() -> BlockNumberFor<T> {
        SessionLength::<T>::get().max(One::one())
    }
}

impl<T: Config> ShouldEndSession<BlockNumberFor<T>> for Sessions<T> {
    fn should_end_session(now: BlockNumberFor<T>) -> bool {
        (now % Self::length()).is_zero()
    }
}

impl<T: Config> EstimateNextSessionRotation<BlockNumberFor<T>> for Sessions<T> {
    fn average_session_length() -> BlockNumberFor<T> {
        Self::length()
    }

    fn estimate_current_session_progress(now: BlockNumberFor<T>) -> (Option<Permill>, Weight) {
        let length = Self::length();
        let progress = Permill::from_rational((now % length).saturating_add(One::one()), length);
        (Some(progress), T::DbWeight::get().reads(1))
    }

    fn estimate_next_session_rotation(now: BlockNumberFor<T>) -> (Option<BlockNumberFor<T>>, Weight) {
        let length = Self::length();
        let left = length.saturating_sub(now % length);
        (Some(now.saturating_add(left)), T::DbWeight::get().reads(1))
    }
}
