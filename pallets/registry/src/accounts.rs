//! Which accounts the registry lets sign.
//!
//! An account can only send transactions while something keeps it alive in the system pallet. Members and patients own
//! no coin, so the registry does it, for staff and holders in different ways.
//!
//! **Staff**: the registry holds **exactly one provider reference** for each account, however many roles it plays, and gives it
//! back with the last one ([`Pallet::admit`], [`Pallet::dismiss`]).
//!
//! **Holders** are very many, and most never send a transaction. Nothing is set up for them: the account of a holder begins with
//! its first transaction, for which the runtime gives it one *sufficient* reference. The last
//! [`Pallet::release`](bogam_primitives::traits::Holders::release) gives that back. Other pallets may keep holders of their own
//! ([`Config::OtherHolders`]); such a key is never staff, and its account ends only when neither the registry nor they
//! keep it ([`Pallet::retire`](bogam_primitives::traits::KeyAccounts::retire)).
//!
//! The system refuses to take the last provider of an account on which something else still depends (a *consumer*
//! reference, for example session keys). The account then stays in [`Admitted`] without a role: it can do nothing with
//! the registry, it can be admitted again, and anyone can have it reclaimed once nothing depends on it. If it is sponsored as a
//! holder meanwhile, its provider stays what keeps it alive, until the last release ([`Holder::since`](crate::Holder::since)).

use crate::{
    Admitted, Config, Error, Pallet,
    types::{Admission, Role, Roles},
};
use frame_support::{ensure, traits::Contains};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
    /// Lets `account` sign, as `role`. Refused for a holder, the registry's or another pallet's (`AccountIsHolder`).
    pub(crate) fn admit(account: &T::AccountId, role: Role) -> DispatchResult {
        Admitted::<T>::try_mutate(account, |entry| {
            let roles = match entry {
                Some(Admission::Holder(_)) => return Err(Error::<T>::AccountIsHolder.into()),
                Some(Admission::Staff(roles)) => *roles,
                None => {
                    ensure!(!T::OtherHolders::contains(account), Error::<T>::AccountIsHolder);
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

    /// What is kept of an account for which the registry holds a provider, when it has lost its last role or sponsor: nothing,
    /// unless something else depends on it.
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
