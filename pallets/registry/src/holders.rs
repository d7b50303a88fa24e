//! Sponsorship of holders, for the pallets that issue something to a patient's key.

use crate::{
    Admitted, Config, Error, Event, Pallet,
    types::{Admission, Holder, Role, Sponsorship},
};
use bogam_primitives::{OrganisationId, traits};
use frame_support::BoundedVec;
use sp_runtime::DispatchResult;

impl<T: Config> traits::Holders<T::AccountId> for Pallet<T> {
    /// Adds one reference. That the organisation may sponsor is for the caller's origin to know.
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
                    if former.is_none() {
                        frame_system::Pallet::<T>::inc_providers(holder);
                    }
                    Self::deposit_event(Event::HolderAdmitted { holder: holder.clone() });
                    Holder { sponsors: BoundedVec::new() }
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
                *entry = Self::without_role(holder);
                Self::deposit_event(Event::HolderDismissed { holder: holder.clone() });
            }
            Ok(())
        })
    }

    fn is_sponsored(holder: &T::AccountId) -> bool {
        matches!(Admitted::<T>::get(holder), Some(Admission::Holder(_)))
    }
}
