//! Whose keys sign, and what becomes of their accounts.

use crate::{Belonging, ByHolder, Config, Error, Pallet, Prescription, Prescriptions};
use bogam_primitives::{OrganisationId, PrescriptionId, traits::KeyAccounts};
use frame_support::{ensure, pallet_prelude::DispatchResult};
use frame_system::pallet_prelude::BlockNumberFor;

impl<T: Config> Pallet<T> {
    /// The sponsor of `key`: the organisation that issued its prescription, exactly while the key may sign for it. That is
    /// while the prescription is there and not cancelled, and the key's issue not over
    /// ([`Prescription::signing_keys`], which tells of holds that have lapsed).
    pub fn sponsor_of(key: &T::AccountId) -> Option<OrganisationId> {
        Self::signing(key).map(|(_, record)| record.prescriber.organisation)
    }

    /// The block in which `key` became one, while it may sign.
    pub fn signs_since(key: &T::AccountId) -> Option<BlockNumberFor<T>> {
        Self::signing(key).map(|(since, _)| since)
    }

    /// Whether `key` belongs to a prescription, also if it may not sign any more: withdrawing a fill could let it again.
    pub fn is_key(key: &T::AccountId) -> bool {
        ByHolder::<T>::contains_key(key)
    }

    fn signing(key: &T::AccountId) -> Option<(BlockNumberFor<T>, Prescription<T>)> {
        let Belonging { prescription, since } = ByHolder::<T>::get(key)?;
        let record = Prescriptions::<T>::get(prescription)?;
        record.signing_keys().contains(key).then_some((since, record))
    }

    /// Makes a fresh key one of the prescription's.
    pub(crate) fn engage_key(id: PrescriptionId, key: &T::AccountId) -> DispatchResult {
        ensure!(!Self::is_key(key) && T::Accounts::is_unknown(key), Error::<T>::HolderKeyReused);
        let since = frame_system::Pallet::<T>::block_number();
        ByHolder::<T>::insert(key, Belonging { prescription: id, since });
        Ok(())
    }

    /// Forgets a key, and ends its account.
    pub(crate) fn retire_key(key: &T::AccountId) {
        // First, because whoever keeps the accounts asks who still keeps the key.
        ByHolder::<T>::remove(key);
        T::Accounts::retire(key);
    }
}
