//! What pallets that bill learn of what was dispensed, and how they mark it.

use crate::{Config, Error, Event, Fills, Pallet, Prescriptions, WeightInfo};
use bogam_primitives::{
    prescription::{DispenseRecord, DispenseReference},
    traits::Dispenses,
};
use frame_support::{ensure, pallet_prelude::DispatchResult, weights::Weight};

impl<T: Config> Dispenses<T::AccountId> for Pallet<T> {
    fn dispense(reference: &DispenseReference) -> Option<DispenseRecord<T::AccountId>> {
        Self::record_of_dispense(reference)
    }

    fn bill(reference: &DispenseReference) -> DispatchResult {
        Self::mark_billed(reference, true)
    }

    fn unbill(reference: &DispenseReference) -> DispatchResult {
        Self::mark_billed(reference, false)
    }

    fn weight() -> Weight {
        T::WeightInfo::bill()
    }
}

impl<T: Config> Pallet<T> {
    pub(crate) fn record_of_dispense(reference: &DispenseReference) -> Option<DispenseRecord<T::AccountId>> {
        let fill = Fills::<T>::get(reference.prescription, reference.fill)?;
        let line = fill.line(reference.item)?;
        let record = Prescriptions::<T>::get(reference.prescription)?;
        Some(DispenseRecord {
            provider: fill.dispenser.organisation,
            at: fill.at,
            quantity: line.quantity,
            holder: record.holders.get(usize::from(fill.issue))?.clone(),
            withdrawn: fill.withdrawn.is_some(),
            billed: line.billed,
        })
    }

    /// Sets or takes back the mark that the line has been billed.
    fn mark_billed(reference: &DispenseReference, billed: bool) -> DispatchResult {
        let DispenseReference { prescription, fill: number, item } = *reference;
        Fills::<T>::try_mutate(prescription, number, |slot| {
            let fill = slot.as_mut().ok_or(Error::<T>::UnknownDispense)?;
            let withdrawn = fill.withdrawn.is_some();
            let line = fill.line_mut(item).ok_or(Error::<T>::UnknownDispense)?;
            ensure!(!billed || !withdrawn, Error::<T>::DispenseWithdrawn);
            ensure!(!billed || !line.billed, Error::<T>::AlreadyBilled);
            ensure!(billed || line.billed, Error::<T>::NotBilled);
            line.billed = billed;
            Self::deposit_event(match billed {
                true => Event::Billed { prescription, fill: number, item },
                false => Event::Unbilled { prescription, fill: number, item },
            });
            Ok(())
        })
    }
}
