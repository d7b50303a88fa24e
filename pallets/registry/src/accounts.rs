//! Which accounts the registry lets sign.
//!
//! An account can only send transactions while something keeps it alive in the system pallet. Members and patients own
//! no coin, so the registry does it: it holds **exactly one provider reference** for each account in [`Admitted`], however
//! many roles the account plays or organisations sponsor it, and gives it back with the last one. The ways in are
//! [`Pallet::admit`] for staff and [`Pallet::sponsor`](bogam_primitives::traits::Holders::sponsor) for holders, the ways out
//! [`Pallet::dismiss`] and [`Pallet::release`](bogam_primitives::traits::Holders::release).
//!
//! The system refuses to take the last provider of an account on which something else still depends (a *consumer*
//! reference, for example session keys). The account then stays in [`Admitted`] without a role: it can do nothing with
//! the registry, it can be admitted again, and anyone can have it reclaimed once nothing depends on it.

use crate::{
    Admitted, Config, Error, Pallet,
    types::{Admission, Role, Roles},
};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
    /// Lets `account` sign, as `role`. Refused for a holder (`AccountIsHolder`).
    pub(crate) fn admit(account: &T::AccountId, role: Role) -> DispatchResult {
        Admitted::<T>::try_mutate(account, |entry| {
            let roles = match entry {
                Some(Admission::Holder(_)) => return Err(Error::<T>::AccountIsHolder.into()),
                Some(Admission::Staff(roles)) => *roles,
                None => {
                    frame_system::Pallet::<T>::inc_providers(account);
                    Roles::default()
                }
            };
            *entry = Some(Admission::Staff(roles.with(role)));
            Ok(())
        })
    }

    /// Ends `role` of `account`, and with its last role its right to sign, unless something else depends on it.
    pub(crate) fn dismiss(account: &T::AccountId, role: Role) {
        Admitted::<T>::mutate_exists(account, |entry| {
            if let Some(Admission::Staff(roles)) = entry {
                let left = roles.without(role);
                *entry = match left.is_empty() {
                    true => Self::without_role(account),
                    false => Some(Admission::Staff(left)),
                };
            }
        });
    }

    /// Gives back the provider of an account that has no role left.
    pub(crate) fn reclaim(account: &T::AccountId) -> DispatchResult {
        match Admitted::<T>::get(account) {
            None => Err(Error::<T>::NotAdmitted.into()),
            Some(Admission::Staff(roles)) if roles.is_empty() => {
                Self::give_provider_back(account).map_err(|_| Error::<T>::ConsumersRemain)?;
                Admitted::<T>::remove(account);
                Ok(())
            }
            Some(_) => Err(Error::<T>::AccountInUse.into()),
        }
    }

    /// What is kept of an account that has lost its last role or sponsor: nothing, unless something else depends on it.
    pub(crate) fn without_role(account: &T::AccountId) -> Option<Admission<T>> {
        Self::give_provider_back(account).is_err().then(|| Admission::Staff(Roles::default()))
    }

    /// The roles of `account` as staff.
    pub(crate) fn roles(account: &T::AccountId) -> Roles {
        match Admitted::<T>::get(account) {
            Some(Admission::Staff(roles)) => roles,
            Some(Admission::Holder(_)) | None => Roles::default(),
        }
    }

    fn give_provider_back(account: &T::AccountId) -> Result<(), DispatchError> {
        frame_system::Pallet::<T>::dec_providers(account).map(|_| ())
    }
}
