//! What is there from the beginning. An inconsistent genesis stops with a clear word: it is found before there is a chain.
//!
//! Organisations and keys are judged by the registry's and the session pallet's own genesis, which come later.

use crate::{Candidate, Candidates, Config, Floor, GenesisConfig, SessionLength};
use alloc::collections::BTreeSet;
use frame_support::{BoundedVec, traits::Get};
use sp_runtime::traits::Zero;

pub(crate) fn build<T: Config>(config: &GenesisConfig<T>) {
    let candidates = config
        .validators
        .iter()
        .map(|validator| Candidate::admitted(validator.account.clone(), validator.organisation, 0))
        .collect::<alloc::vec::Vec<_>>();
    let accounts = candidates.iter().map(|candidate| &candidate.account).collect::<BTreeSet<_>>();
    assert!(accounts.len() == candidates.len(), "genesis: a validator is listed twice");
    for candidate in &candidates {
        let own = candidates.iter().filter(|other| other.organisation == candidate.organisation).count();
        assert!(
            own <= T::DefaultSlots::get() as usize,
            "genesis: organisation {} runs more validators than it may",
            candidate.organisation
        );
    }

    let floor = if config.floor == 0 { T::LeastFloor::get() } else { config.floor };
    assert!(floor >= T::LeastFloor::get(), "genesis: the floor is below the least");
    assert!(candidates.is_empty() || floor as usize <= candidates.len(), "genesis: the floor is above the set");
    Floor::<T>::put(floor);
    if !config.session_length.is_zero() {
        SessionLength::<T>::put(config.session_length);
    }
    Candidates::<T>::put(
        BoundedVec::try_from(candidates).unwrap_or_else(|_| panic!("genesis: there are too many validators")),
    );
}
