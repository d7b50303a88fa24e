//! What apps read.

use crate::{Config, Pallet, PauseView, Paused};
use alloc::vec::Vec;
use frame_system::pallet_prelude::BlockNumberFor;

impl<T: Config> Pallet<T> {
    /// What is paused now: at most `MaxPauses`.
    pub(crate) fn do_pauses() -> Vec<PauseView<BlockNumberFor<T>>> {
        let now = Self::now();
        let mut pauses = Paused::<T>::iter()
            .filter(|(_, pause)| !pause.is_over(now))
            .map(|((pallet, call), pause)| PauseView {
                pallet: pallet.into_inner(),
                call: call.map(|call| call.into_inner()),
                since: pause.since,
                ends_at: pause.ends_at,
            })
            .collect::<Vec<_>>();
        pauses.sort_by(|one, other| (&one.pallet, &one.call).cmp(&(&other.pallet, &other.call)));
        pauses
    }
}
