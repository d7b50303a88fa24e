//! What must hold of the storage after every block.

use crate::{Config, Pallet, Usage};
use frame_support::{ensure, traits::Get};
use sp_runtime::{TryRuntimeError, traits::One};

impl<T: Config> Pallet<T> {
    /// Checks the storage and changes nothing. The invariants:
    ///
    /// 1. Nobody has used anything in a window that has not come.
    pub fn do_try_state() -> Result<(), TryRuntimeError> {
        let window = frame_system::Pallet::<T>::block_number() / T::Window::get().max(One::one());
        for (_, bucket) in Usage::<T>::iter() {
            ensure!(bucket.window <= window, "something was used in the future");
        }
        Ok(())
    }
}
