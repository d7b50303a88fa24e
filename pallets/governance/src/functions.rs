//! What calls do, and the filter. Who may ask for it was decided by the call.

use crate::{Authorisation, Authorised, Config, Error, Event, NameOf, Pallet, Pause, Paused, TargetOf};
use alloc::vec::Vec;
use frame_support::{
    dispatch::{DispatchResult, DispatchResultWithPostInfo},
    ensure,
    traits::{CallMetadata, Contains, Get, GetCallMetadata, PalletInfoAccess},
};
use frame_system::{CanSetCodeResult, Pallet as System, SetCode, pallet_prelude::BlockNumberFor};
use sp_runtime::traits::{Hash, Saturating, Zero};

impl<T: Config> Pallet<T> {
    /// Stops with a clear word where the runtime's configuration makes no sense.
    pub(crate) fn check_config() {
        assert!(!T::UpgradeLifetime::get().is_zero(), "an upgrade would be expired from the beginning");
        assert!(T::MaxPauses::get() >= 1, "nothing could be paused");
        let pallets = T::RuntimeCall::get_module_names();
        for name in T::NeverPaused::get() {
            assert!(pallets.contains(name), "no pallet of the runtime has the name {name} and calls");
        }
        let longest = T::MaxNameLength::get() as usize;
        for pallet in pallets {
            assert!(pallet.len() <= longest, "the name of the pallet {pallet} is too long");
            for call in T::RuntimeCall::get_call_names(pallet) {
                assert!(call.len() <= longest, "the name of the call {pallet}.{call} is too long");
            }
        }
    }

    pub(crate) fn now() -> BlockNumberFor<T> {
        System::<T>::block_number()
    }
}

/// Upgrades.
impl<T: Config> Pallet<T> {
    pub(crate) fn do_authorise_upgrade(code_hash: T::Hash) -> DispatchResult {
        let now = Self::now();
        let is_free = Authorised::<T>::get().is_none_or(|authorised| authorised.is_expired(now));
        ensure!(is_free, Error::<T>::AlreadyAuthorised);
        let expires_at = now.saturating_add(T::UpgradeLifetime::get());
        Authorised::<T>::put(Authorisation { code_hash, authorised_at: now, expires_at });
        Self::deposit_event(Event::UpgradeAuthorised { code_hash, expires_at });
        Ok(())
    }

    pub(crate) fn do_withdraw_upgrade(is_governance: bool) -> DispatchResult {
        let authorised = Authorised::<T>::get().ok_or(Error::<T>::NothingAuthorised)?;
        ensure!(is_governance || authorised.is_expired(Self::now()), Error::<T>::AuthorisationNotExpired);
        Authorised::<T>::kill();
        Self::deposit_event(Event::UpgradeWithdrawn { code_hash: authorised.code_hash });
        Ok(())
    }

    pub(crate) fn do_apply_upgrade(code: Vec<u8>) -> DispatchResultWithPostInfo {
        let authorised = Authorised::<T>::get().ok_or(Error::<T>::NothingAuthorised)?;
        ensure!(!authorised.is_expired(Self::now()), Error::<T>::AuthorisationExpired);
        let code_hash = T::Hashing::hash(&code);
        ensure!(code_hash == authorised.code_hash, Error::<T>::CodeNotAuthorised);

        match System::<T>::can_set_code(&code, true) {
            CanSetCodeResult::Ok => (),
            // The same code can be applied when the migration is over.
            migrating @ CanSetCodeResult::MultiBlockMigrationsOngoing => migrating.into_result()?,
            CanSetCodeResult::InvalidVersion(error) => {
                // It would never be another version.
                Authorised::<T>::kill();
                Self::deposit_event(Event::UpgradeRejected { code_hash, error: error.into() });
                return Ok(().into());
            }
        }
        T::OnSetCode::set_code(code)?;
        Authorised::<T>::kill();
        Self::deposit_event(Event::UpgradeApplied { code_hash });
        Ok(().into())
    }
}

/// Pauses.
impl<T: Config> Pallet<T> {
    pub(crate) fn do_pause(
        pallet: NameOf<T>,
        call: Option<NameOf<T>>,
        blocks: BlockNumberFor<T>,
        longest: BlockNumberFor<T>,
    ) -> DispatchResult {
        Self::ensure_pausable(&pallet, call.as_ref())?;
        ensure!(!blocks.is_zero(), Error::<T>::PauseTooShort);
        ensure!(blocks <= longest, Error::<T>::PauseTooLong);

        let now = Self::now();
        let ends_at = now.saturating_add(blocks);
        let target = (pallet, call);
        let current = Paused::<T>::get(&target).filter(|pause| !pause.is_over(now));
        ensure!(current.is_none_or(|pause| pause.ends_at < ends_at), Error::<T>::AlreadyPaused);
        if current.is_none() {
            let over = Self::targets_that_are_over();
            let left = Paused::<T>::count().saturating_sub(over.len() as u32);
            ensure!(left < T::MaxPauses::get(), Error::<T>::TooManyPauses);
            // There are no more of them than pauses.
            over.iter().for_each(Paused::<T>::remove);
        }
        let since = current.map_or(now, |pause| pause.since);
        Paused::<T>::insert(&target, Pause { since, ends_at });
        let (pallet, call) = target;
        Self::deposit_event(Event::Paused { pallet, call, ends_at });
        Ok(())
    }

    pub(crate) fn do_resume(pallet: NameOf<T>, call: Option<NameOf<T>>) -> DispatchResult {
        let target = (pallet, call);
        let pause = Paused::<T>::get(&target).ok_or(Error::<T>::NotPaused)?;
        ensure!(!pause.is_over(Self::now()), Error::<T>::NotPaused);
        Paused::<T>::remove(&target);
        let (pallet, call) = target;
        Self::deposit_event(Event::Resumed { pallet, call });
        Ok(())
    }

    fn targets_that_are_over() -> Vec<TargetOf<T>> {
        let now = Self::now();
        Paused::<T>::iter().filter(|(_, pause)| pause.is_over(now)).map(|(target, _)| target).collect()
    }

    /// Whether there is such a pallet, and such a call of it, and whether it may be paused at all.
    fn ensure_pausable(pallet: &NameOf<T>, call: Option<&NameOf<T>>) -> DispatchResult {
        let pallet = T::RuntimeCall::get_module_names()
            .iter()
            .find(|name| name.as_bytes() == pallet.as_slice())
            .ok_or(Error::<T>::UnknownPallet)?;
        if let Some(call) = call {
            // This panics for pallets without calls, which are not among the names above.
            let is_known = T::RuntimeCall::get_call_names(pallet).iter().any(|name| name.as_bytes() == call.as_slice());
            ensure!(is_known, Error::<T>::UnknownCall);
        }
        ensure!(!Self::is_never_paused(pallet), Error::<T>::NeverPaused);
        Ok(())
    }

    /// Whether the pallet of this name can never be paused.
    pub(crate) fn is_never_paused(pallet: &str) -> bool {
        pallet == <Self as PalletInfoAccess>::name() || T::NeverPaused::get().contains(&pallet)
    }

    /// Whether a call of a pallet is paused, by its own name or with the whole pallet.
    pub fn is_paused(pallet: &str, call: &str) -> bool {
        if Self::is_never_paused(pallet) {
            return false;
        }
        // Names that are longer than permitted are not paused; the integrity test finds that there are none.
        let (Ok(pallet), Ok(call)) =
            (NameOf::<T>::try_from(pallet.as_bytes().to_vec()), NameOf::<T>::try_from(call.as_bytes().to_vec()))
        else {
            return false;
        };
        let now = Self::now();
        let is_live = |target: &TargetOf<T>| Paused::<T>::get(target).is_some_and(|pause| !pause.is_over(now));
        is_live(&(pallet.clone(), None)) || is_live(&(pallet, Some(call)))
    }
}

/// The filter: all calls but those that are paused.
impl<T: Config> Contains<<T as frame_system::Config>::RuntimeCall> for Pallet<T> {
    fn contains(call: &<T as frame_system::Config>::RuntimeCall) -> bool {
        // Nearly always nothing is paused, and this is all that is read.
        if Paused::<T>::count() == 0 {
            return true;
        }
        let CallMetadata { pallet_name, function_name } = call.get_call_metadata();
        !Self::is_paused(pallet_name, function_name)
    }
}
