//! Sponsorship of holders, for the pallets that issue something to a patient's key; and the end of the accounts of keys, also
//! of those that other pallets keep ([`Config::OtherHolders`]).

use crate::{
    Admitted, Config, Error, Event, Pallet,
    types::{Admission, Holder, Role, Sponsorship},
};
use bogam_primitives::{OrganisationId, traits};
use frame_support::{BoundedVec, traits::Contains};
use sp_runtime::DispatchResult;

impl<T: Config> traits::Holders<T::AccountId> for Pallet<T> {
    /// Adds one reference. The account of a holder begins later, with its first transaction. That the organisation may sponsor
    /// is for the caller's origin to know.
    ///
    /// Refused for staff (`AccountIsAdmin`, `AccountIsSeat`) and where a bound is reached (`TooManySponsors`,
    /// `TooManyReferences`).
    fn sponsor(holder: &T::AccountId, organisation: OrganisationId) -> DispatchResult {
        Admitted::<T>::try_mutate(holder, |entry| {
            let mut record = match entry.take() {
                Some(Admission::Staff(roles)) if roles.contains(Role::Admin) => {
                    return Err(Error::<T>::AccountIsAdmin.into());
                }
                Some(Admission::Staff(roles)) if roles.contains(Role::Seat) => {
                    return Err(Error::<T>::AccountIsSeat.into());
                }
                Some(Admission::Holder(record)) => record,
                former => {
                    Self::deposit_event(Event::HolderAdmitted { holder: holder.clone() });
                    // For the account of former staff a provider is held already.
                    let since = former.is_none().then(frame_system::Pallet::<T>::block_number);
                    Holder { since, sponsors: BoundedVec::new() }
                }
            };
            match record.sponsors.iter_mut().find(|sponsorship| sponsorship.organisation == organisation) {
                Some(sponsorship) => {
                    sponsorship.references =
                        sponsorship.references.checked_add(1).ok_or(Error::<T>::TooManyReferences)?;
                }
                None => record
                    .sponsors
                    .try_push(Sponsorship { organisation, references: 1 })
                    .map_err(|_| Error::<T>::TooManySponsors)?,
            }
            *entry = Some(Admission::Holder(record));
            Ok(())
        })
    }

    /// Ends one reference; the last one ends the holder. Refused with `NotSponsored` where the organisation has none.
    fn release(holder: &T::AccountId, organisation: OrganisationId) -> DispatchResult {
        Admitted::<T>::try_mutate_exists(holder, |entry| {
            let Some(Admission::Holder(record)) = entry else { return Err(Error::<T>::NotSponsored.into()) };
            let (position, sponsorship) = record
                .sponsors
                .iter_mut()
                .enumerate()
                .find(|(_, sponsorship)| sponsorship.organisation == organisation)
                .ok_or(Error::<T>::NotSponsored)?;
            sponsorship.references = sponsorship.references.saturating_sub(1);
            if sponsorship.references == 0 {
                record.sponsors.remove(position);
            }
            if record.sponsors.is_empty() {
                *entry = match record.since {
                    Some(_) => {
                        if !T::OtherHolders::contains(holder) {
                            Self::end_account(holder);
                        }
                        None
                    }
                    None => Self::without_role(holder),
                };
                Self::deposit_event(Event::HolderDismissed { holder: holder.clone() });
            }
            Ok(())
        })
    }

    /// Of what other pallets keep, the registry knows nothing here: the runtime has to add it.
    fn is_sponsored(holder: &T::AccountId) -> bool {
        matches!(Admitted::<T>::get(holder), Some(Admission::Holder(_)))
    }
}

impl<T: Config> traits::KeyAccounts<T::AccountId> for Pallet<T> {
    fn is_unknown(account: &T::AccountId) -> bool {
        !Admitted::<T>::contains_key(account)
    }

    fn retire(key: &T::AccountId) {
        if !Admitted::<T>::contains_key(key) {
            Self::end_account(key);
        }
    }
}

impl<T: Config> Pallet<T> {
    /// Gives back the reference with which the account of a holder began, if the holder ever signed.
    fn end_account(holder: &T::AccountId) {
        if frame_system::Pallet::<T>::sufficients(holder) > 0 {
            frame_system::Pallet::<T>::dec_sufficients(holder);
        }
    }

    /// The block in which `account` became a holder, if its account begins with its first transaction.
    pub fn holder_since(account: &T::AccountId) -> Option<frame_system::pallet_prelude::BlockNumberFor<T>> {
        match Admitted::<T>::get(account) {
            Some(Admission::Holder(holder)) => holder.since,
            Some(Admission::Staff(_)) | None => None,
        }
    }
}
