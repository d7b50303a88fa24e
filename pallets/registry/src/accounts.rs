//! Which accounts the registry lets sign.
//!
//! An account can only send transactions while something keeps it alive in the system pallet. Members and patients own
//! no coin, so the registry does it: it holds **exactly one provider reference** for each account in [`Admitted`], however
//! many roles the account plays, and gives it back with the last one. Every way in is [`Pallet::admit`], every way out is
//! [`Pallet::dismiss`].
//!
//! The system refuses to take the last provider of an account on which something else still depends (a *consumer*
//! reference, for example session keys). The account then stays in [`Admitted`] without a role: it can do nothing with
//! the registry, it can be given a role again, and anyone can have it reclaimed once nothing depends on it.

use crate::{
    Admitted, Config, Error, Pallet,
    types::{Role, Roles},
};
use frame_support::ensure;
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
    /// Lets `account` sign, as `role`.
    pub(crate) fn admit(account: &T::AccountId, role: Role) {
        Admitted::<T>::mutate(account, |entry| {
            let roles = entry.unwrap_or_else(|| {
                frame_system::Pallet::<T>::inc_providers(account);
                Roles::default()
            });
            *entry = Some(roles.with(role));
        });
    }

    /// Ends `role` of `account`, and with its last role its right to sign, unless something else depends on it.
    pub(crate) fn dismiss(account: &T::AccountId, role: Role) {
        Admitted::<T>::mutate_exists(account, |entry| {
            if let Some(roles) = entry {
                let left = roles.without(role);
                let is_gone = left.is_empty() && Self::give_provider_back(account).is_ok();
                *entry = (!is_gone).then_some(left);
            }
        });
    }

    /// Gives back the provider of an account that has no role left.
    pub(crate) fn reclaim(account: &T::AccountId) -> DispatchResult {
        let roles = Admitted::<T>::get(account).ok_or(Error::<T>::NotAdmitted)?;
        ensure!(roles.is_empty(), Error::<T>::AccountInUse);
        Self::give_provider_back(account).map_err(|_| Error::<T>::ConsumersRemain)?;
        Admitted::<T>::remove(account);
        Ok(())
    }

    /// The roles of `account`.
    pub(crate) fn roles(account: &T::AccountId) -> Roles {
        Admitted::<T>::get(account).unwrap_or_default()
    }

    fn give_provider_back(account: &T::AccountId) -> Result<(), DispatchError> {
        frame_system::Pallet::<T>::dec_providers(account).map(|_| ())
    }
}
