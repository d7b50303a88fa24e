//! What must hold of the storage after every block.

use crate::{Authored, Candidates, Config, Floor, Pallet, Slots, types::Standing};
use alloc::collections::BTreeSet;
use frame_support::{ensure, traits::Get};
use pallet_session::{
    Pallet as Session, QueuedKeys,
    historical::{HistoricalSessions, StoredRange},
};
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
    /// Checks the storage and changes nothing. The invariants, of which 3 to 5 do not concern a chain whose genesis names no
    /// validators:
    ///
    /// 1. **Candidates.** No account twice. Each was admitted, and got its standing, in a session that has come; it has not
    ///    taken its own place; and it has session keys.
    /// 2. **Slots.** No organisation runs more validators that are there to stay than it may, nor may more than the chain
    ///    permits. Slots are listed only where they differ from the default.
    /// 3. **The floor.** It is within the chain's limits, and there are as many candidates at least.
    /// 4. **The sets** of this session and of the next have as many validators at least, each once, with keys, and no more
    ///    than the ceiling.
    /// 5. **Roots** of past sessions are kept for no longer than offences can be reported, the current session's included.
    /// 6. **Blocks** are counted for validators of this session only, and none is counted as zero.
    pub fn do_try_state() -> Result<(), TryRuntimeError> {
        Self::check_candidates()?;
        Self::check_slots()?;
        if !Candidates::<T>::get().is_empty() {
            Self::check_sets()?;
            Self::check_roots()?;
        }
        let active = Session::<T>::validators();
        for (author, blocks) in Authored::<T>::iter() {
            ensure!(blocks > 0, "no block is counted");
            ensure!(active.contains(&author), "blocks are counted for somebody who does not serve");
        }
        Ok(())
    }

    fn check_candidates() -> Result<(), TryRuntimeError> {
        let session = Self::session();
        let candidates = Candidates::<T>::get();
        let accounts = candidates.iter().map(|candidate| &candidate.account).collect::<BTreeSet<_>>();
        ensure!(accounts.len() == candidates.len(), "a validator is listed twice");
        for candidate in &candidates {
            ensure!(candidate.admitted_in <= session, "a validator was admitted in the future");
            let since = match candidate.standing {
                Standing::Serving => candidate.admitted_in,
                Standing::Leaving { since }
                | Standing::Offline { since }
                | Standing::Removed { since }
                | Standing::Offender { since } => since,
            };
            ensure!((candidate.admitted_in..=session).contains(&since), "a standing is ill-timed");
            if let Some(predecessor) = &candidate.predecessor {
                ensure!(predecessor.account != candidate.account, "a validator has taken its own place");
                let stint = candidate.admitted_in..=session;
                ensure!(stint.contains(&predecessor.until), "a validator's move is ill-timed");
            }
            ensure!(Self::has_keys(&candidate.account), "a validator has no session keys");
        }
        Ok(())
    }

    fn check_slots() -> Result<(), TryRuntimeError> {
        for candidate in Candidates::<T>::get() {
            let organisation = candidate.organisation;
            let fits = Self::slots_used(organisation) <= Self::slots_of(organisation);
            ensure!(fits, "an organisation runs more validators than it may");
        }
        for (_, slots) in Slots::<T>::iter() {
            ensure!(slots <= T::MaxSlots::get(), "an organisation may run more validators than the chain permits");
            ensure!(slots != T::DefaultSlots::get(), "slots are listed that are the default");
        }
        Ok(())
    }

    fn check_sets() -> Result<(), TryRuntimeError> {
        let floor = Floor::<T>::get();
        ensure!((T::LeastFloor::get()..=T::MaxValidators::get()).contains(&floor), "the floor is out of range");
        ensure!(Candidates::<T>::decode_len().unwrap_or(0) >= floor as usize, "fewer validators than the floor");
        let queued = QueuedKeys::<T>::get().into_iter().map(|(validator, _)| validator).collect();
        for set in [Session::<T>::validators(), queued] {
            ensure!(set.len() >= floor as usize, "a set is below the floor");
            ensure!(set.len() <= T::MaxValidators::get() as usize, "a set is above the ceiling");
            ensure!(set.iter().collect::<BTreeSet<_>>().len() == set.len(), "a set has a validator twice");
            ensure!(set.iter().all(Self::has_keys), "a set has a validator without keys");
        }
        Ok(())
    }

    fn check_roots() -> Result<(), TryRuntimeError> {
        let session = Self::session();
        let (first, end) = StoredRange::<T>::get().ok_or("no root is stored")?;
        let oldest = session.saturating_sub(T::HistoryDepth::get());
        ensure!(first >= oldest, "roots are kept for too long");
        ensure!(end > session, "the root of this session is missing");
        let is_stored = |index: &u32| HistoricalSessions::<T>::contains_key(index);
        ensure!((first..end).all(|index| is_stored(&index)), "a root is missing");
        let count = HistoricalSessions::<T>::iter_keys().count();
        ensure!(count == end.saturating_sub(first) as usize, "a root is left over");
        Ok(())
    }
}
