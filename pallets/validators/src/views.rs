//! What apps read. There are at most `MaxValidators` of everything.

use crate::{
    Authored, Config, Floor, Pallet,
    types::{Overview, ValidatorView},
};
use alloc::vec::Vec;
use frame_support::traits::Get;
use pallet_session::{Pallet as Session, QueuedKeys};

impl<T: Config> Pallet<T> {
    pub(crate) fn do_overview() -> Overview<T::AccountId> {
        let judged = Self::judged();
        let chosen = Self::plan(&judged).chosen;
        let planned = chosen.iter().filter_map(|place| judged.get(*place));
        Overview {
            session: Self::session(),
            floor: Floor::<T>::get(),
            ceiling: T::MaxValidators::get(),
            active: Session::<T>::validators(),
            queued: QueuedKeys::<T>::get().into_iter().map(|(validator, _)| validator).collect(),
            planned: planned.map(|(candidate, _)| candidate.account.clone()).collect(),
        }
    }

    pub(crate) fn do_validators() -> Vec<ValidatorView<T::AccountId>> {
        let judged = Self::judged();
        let retained = Self::plan(&judged).retained;
        let active = Session::<T>::validators();
        let disabled = Session::<T>::disabled_validators();
        let queued = QueuedKeys::<T>::get();
        let view = |(place, (record, absence))| {
            let record: crate::Candidate<T::AccountId> = record;
            let index = active.iter().position(|account| *account == record.account);
            ValidatorView {
                is_active: index.is_some(),
                is_queued: queued.iter().any(|(validator, _)| *validator == record.account),
                is_disabled: index.is_some_and(|index| disabled.contains(&(index as u32))),
                blocks_in_this_session: Authored::<T>::get(&record.account),
                absence,
                is_retained: retained.iter().any(|(other, _)| *other == place),
                record,
            }
        };
        judged.into_iter().enumerate().map(view).collect()
    }
}
