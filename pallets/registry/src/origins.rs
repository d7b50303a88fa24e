//! Origins for the runtime to hand to the other pallets: who may act, judged by rights as they are now.
//!
//! Whatever is not signed is refused with `BadOrigin`; whoever signed without the right learns which right is missing.

use crate::{Admins, Config, Entitlements, Error, Organisations, Pallet, types::OrganisationStatus};
use bogam_primitives::{
    Actor, Capacity, OrganisationId,
    traits::{self, EnsureRole, Holders as _},
};
use core::marker::PhantomData;
use frame_support::{
    ensure,
    traits::{Contains, Get},
};
use frame_system::ensure_signed;
use sp_runtime::DispatchError;

/// The capacity with which authorities license.
pub(crate) struct License;

impl Get<Capacity> for License {
    fn get() -> Capacity {
        Capacity::License
    }
}

/// The signer's seat entitles it to act in the capacity `C`.
pub struct EnsureSeat<T, C>(PhantomData<(T, C)>);

impl<T: Config, C: Get<Capacity>> EnsureRole<T::RuntimeOrigin> for EnsureSeat<T, C> {
    type Success = Actor<T::AccountId>;

    fn ensure_role(origin: T::RuntimeOrigin) -> Result<Self::Success, DispatchError> {
        let account = ensure_signed(origin)?;
        Pallet::<T>::entitlement(&account, C::get(), Pallet::<T>::now())
            .map_err(|reason| Error::<T>::from(reason).into())
    }

    #[cfg(feature = "runtime-benchmarks")]
    fn successful_origin() -> T::RuntimeOrigin {
        crate::benchmarking::seat_origin::<T>(C::get())
    }
}

/// The signer is the admin of an active organisation.
pub struct EnsureAdmin<T>(PhantomData<T>);

impl<T: Config> EnsureRole<T::RuntimeOrigin> for EnsureAdmin<T> {
    type Success = Actor<T::AccountId>;

    fn ensure_role(origin: T::RuntimeOrigin) -> Result<Self::Success, DispatchError> {
        let account = ensure_signed(origin)?;
        let organisation = Admins::<T>::get(&account).ok_or(Error::<T>::NotAnAdmin)?;
        let record = Organisations::<T>::get(organisation).ok_or(Error::<T>::UnknownOrganisation)?;
        match record.status {
            OrganisationStatus::Active => Ok(Actor { account, organisation, licence: None }),
            OrganisationStatus::Suspended => Err(Error::<T>::OrganisationSuspended.into()),
            OrganisationStatus::Removed => Err(Error::<T>::OrganisationRemoved.into()),
        }
    }

    #[cfg(feature = "runtime-benchmarks")]
    fn successful_origin() -> T::RuntimeOrigin {
        crate::benchmarking::admin_origin::<T>()
    }
}

/// The signer is a holder whom at least one organisation sponsors.
pub struct EnsureHolder<T>(PhantomData<T>);

impl<T: Config> EnsureRole<T::RuntimeOrigin> for EnsureHolder<T> {
    type Success = T::AccountId;

    fn ensure_role(origin: T::RuntimeOrigin) -> Result<Self::Success, DispatchError> {
        let account = ensure_signed(origin)?;
        ensure!(Pallet::<T>::is_sponsored(&account), Error::<T>::NotSponsored);
        Ok(account)
    }

    #[cfg(feature = "runtime-benchmarks")]
    fn successful_origin() -> T::RuntimeOrigin {
        crate::benchmarking::holder_origin::<T>()
    }
}

/// The organisations that are active and whose seats may have the capacity `C`, by the table of entitlements.
pub struct ActiveWithCapacity<T, C>(PhantomData<(T, C)>);

impl<T: Config, C: Get<Capacity>> Contains<OrganisationId> for ActiveWithCapacity<T, C> {
    fn contains(organisation: &OrganisationId) -> bool {
        let kind = <Pallet<T> as traits::Organisations>::kind(*organisation);
        kind.is_some_and(|kind| T::Entitlements::kinds(C::get()).contains(&kind))
    }
}
