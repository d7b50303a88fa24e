//! What must hold of the storage after every block.

use crate::{Authorised, Config, Pallet, Paused};
use frame_support::{ensure, traits::Get};
use sp_runtime::{TryRuntimeError, traits::Saturating};

impl<T: Config> Pallet<T> {
    /// Checks the storage and changes nothing. The invariants:
    ///
    /// 1. **The authorisation** was not given in the future, and expires after its lifetime.
    /// 2. **Pauses** are no more than there can be, and as many as are counted. None began in the future, and each ends after
    ///    it began.
    /// 3. **What can never be paused** is not.
    pub fn do_try_state() -> Result<(), TryRuntimeError> {
        let now = Self::now();
        if let Some(authorised) = Authorised::<T>::get() {
            ensure!(authorised.authorised_at <= now, "an upgrade was authorised in the future");
            let expiry = authorised.authorised_at.saturating_add(T::UpgradeLifetime::get());
            ensure!(authorised.expires_at == expiry, "an authorisation does not expire when it should");
        }

        let count = Paused::<T>::iter_keys().count();
        ensure!(count == Paused::<T>::count() as usize, "pauses are miscounted");
        ensure!(count <= T::MaxPauses::get() as usize, "there are too many pauses");
        for ((pallet, _), pause) in Paused::<T>::iter() {
            ensure!(pause.since <= now, "a pause began in the future");
            ensure!(pause.since < pause.ends_at, "a pause ends before it began");
            let name = core::str::from_utf8(&pallet).map_err(|_| "a paused pallet has no name")?;
            ensure!(!Self::is_never_paused(name), "a pallet is paused that never can be");
        }
        Ok(())
    }
}
