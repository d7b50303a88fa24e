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

    /// Whether `key` belongs to a prescription, also to a cancelled one.
    pub fn is_key(key: &T::AccountId) -> bool {
        ByHolder::<T>::contains_key(key)
    }

    /// Whether a prescription keeps `key`, so that it can be nothing else: also if it may not sign any more, as withdrawing a
    /// fill could let it again. A cancelled one keeps none: else whoever prescribes to a key that is to become something else,
    /// and cancels, would bar it for years.
    pub fn keeps(key: &T::AccountId) -> bool {
        Self::belonging(key).is_some_and(|(_, record)| !record.is_cancelled())
    }

    /// The block in which `key` became one, and its prescription, while it may sign for that.
    fn signing(key: &T::AccountId) -> Option<(BlockNumberFor<T>, Prescription<T>)> {
        Self::belonging(key).filter(|(_, record)| record.signing_keys().contains(key))
    }

    /// The block in which `key` became one, and its prescription, whatever has become of it.
    fn belonging(key: &T::AccountId) -> Option<(BlockNumberFor<T>, Prescription<T>)> {
        let Belonging { prescription, since } = ByHolder::<T>::get(key)?;
        Some((since, Prescriptions::<T>::get(prescription)?))
    }

    /// Makes a fresh key one of the prescription's.
    pub(crate) fn engage_key(id: PrescriptionId, key: &T::AccountId) -> DispatchResult {
        ensure!(!Self::is_key(key) && T::Accounts::is_unknown(key), Error::<T>::HolderKeyReused);
        let since = frame_system::Pallet::<T>::block_number();
        ByHolder::<T>::insert(key, Belonging { prescription: id, since });
        Ok(())
    }

    /// Ends the accounts of all keys of a prescription that has been cancelled. They still lead to it.
    pub(crate) fn let_keys_go(record: &Prescription<T>) {
        record.holders.iter().for_each(T::Accounts::retire);
    }

    /// Forgets a key, and ends its account.
    pub(crate) fn retire_key(key: &T::AccountId) {
        ByHolder::<T>::remove(key);
        T::Accounts::retire(key);
    }
}
