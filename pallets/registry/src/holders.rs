//! Sponsorship of holders, for the pallets that issue something to a patient's key.

use crate::{
    Config, Error, Event, Holders, Pallet,
    types::{Holder, Role, Sponsorship},
};
use bogam_primitives::{OrganisationId, traits};
use frame_support::{BoundedVec, ensure};
use sp_runtime::DispatchResult;

impl<T: Config> traits::Holders<T::AccountId> for Pallet<T> {
    /// Adds one reference. That the organisation may sponsor is for the caller's origin to know.
    ///
    /// Refused for staff (`AccountIsAdmin`, `AccountIsSeat`) and where a bound is reached (`TooManySponsors`,
    /// `TooManyReferences`).
    fn sponsor(holder: &T::AccountId, organisation: OrganisationId) -> DispatchResult {
        let roles = Self::roles(holder);
        ensure!(!roles.contains(Role::Admin), Error::<T>::AccountIsAdmin);
        ensure!(!roles.contains(Role::Seat), Error::<T>::AccountIsSeat);

        Holders::<T>::try_mutate(holder, |entry| {
            let record = entry.get_or_insert_with(|| Holder { sponsors: BoundedVec::new() });
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
            if !roles.contains(Role::Holder) {
                Self::admit(holder, Role::Holder);
                Self::deposit_event(Event::HolderAdmitted { holder: holder.clone() });
            }
            Ok(())
        })
    }

    /// Ends one reference; the last one ends the holder. Refused with `NotSponsored` where the organisation has none.
    fn release(holder: &T::AccountId, organisation: OrganisationId) -> DispatchResult {
        Holders::<T>::try_mutate_exists(holder, |entry| {
            let record = entry.as_mut().ok_or(Error::<T>::NotSponsored)?;
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
                *entry = None;
                Self::dismiss(holder, Role::Holder);
                Self::deposit_event(Event::HolderDismissed { holder: holder.clone() });
            }
            Ok(())
        })
    }

    fn is_sponsored(holder: &T::AccountId) -> bool {
        Holders::<T>::contains_key(holder)
    }
}
