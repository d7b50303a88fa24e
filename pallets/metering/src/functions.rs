//! Charging.

use crate::{Account, Allowances, Bucket, Config, Error, Event, Pallet, Usage, types::UsageView};
use alloc::{vec, vec::Vec};
use bogam_primitives::{
    OrganisationId,
    traits::{Sender, Senders},
};
use frame_support::{
    dispatch::{DispatchInfo, DispatchResult},
    ensure,
    traits::Get,
};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::{
    SaturatedConversion,
    traits::{One, Saturating, Zero},
};

impl<T: Config> Pallet<T> {
    pub(crate) fn do_set_allowance(organisation: OrganisationId, allowance: Option<u64>) -> DispatchResult {
        ensure!(T::Senders::is_member(organisation), Error::<T>::UnknownOrganisation);
        match allowance {
            Some(allowance) => Allowances::<T>::insert(organisation, allowance),
            None => Allowances::<T>::remove(organisation),
        }
        let allowance = allowance.unwrap_or_else(T::DefaultAllowance::get);
        Self::deposit_event(Event::AllowanceSet { organisation, allowance });
        Ok(())
    }

    /// What the account may use in a window.
    pub(crate) fn allowance(account: Account) -> u64 {
        let of = |organisation| Allowances::<T>::get(organisation).unwrap_or_else(T::DefaultAllowance::get);
        match account {
            Account::Organisation(organisation) => of(organisation),
            // At least something, unless the organisation has nothing.
            Account::HoldersOf(organisation) => match of(organisation) {
                0 => 0,
                allowance => (T::HolderShare::get() * allowance).max(1),
            },
            Account::Council => T::DefaultAllowance::get(),
        }
    }

    /// What may be charged for a transaction of `sender`: the holders' share of each sponsor, or one account.
    pub(crate) fn accounts(sender: &Sender) -> Vec<Account> {
        match sender {
            Sender::Member(organisation) | Sender::Governor(Some(organisation)) => {
                vec![Account::Organisation(*organisation)]
            }
            Sender::Governor(None) => vec![Account::Council],
            Sender::Holder(sponsors) => sponsors.iter().map(|sponsor| Account::HoldersOf(*sponsor)).collect(),
        }
    }

    /// The number of the current window.
    fn window() -> BlockNumberFor<T> {
        // The integrity test keeps windows from being empty.
        frame_system::Pallet::<T>::block_number() / T::Window::get().max(One::one())
    }

    /// What the account has used, with what it has worked off since.
    pub(crate) fn used(account: Account) -> u64 {
        let Some(Bucket { window, used, .. }) = Usage::<T>::get(account) else { return 0 };
        let passed: u64 = Self::window().saturating_sub(window).saturated_into();
        // Who may use nothing but vote works its votes off like others.
        let worked_off = match Self::allowance(account) {
            0 => T::DefaultAllowance::get(),
            allowance => allowance,
        };
        used.saturating_sub(passed.saturating_mul(worked_off))
    }

    /// Whether any of the accounts is still within what the council's own operations may use over the allowance: as much as an
    /// allowance is unless governance says otherwise.
    pub(crate) fn has_reserve(accounts: &[Account]) -> bool {
        let within = |account: &Account| {
            Self::used(*account) < Self::allowance(*account).saturating_add(T::DefaultAllowance::get())
        };
        accounts.iter().any(within)
    }

    /// What the account has left in this window.
    pub(crate) fn left(account: Account) -> u64 {
        Self::allowance(account).saturating_sub(Self::used(account))
    }

    /// The account with the most left, and how much that is.
    pub(crate) fn fullest(accounts: &[Account]) -> Option<(Account, u64)> {
        accounts.iter().map(|account| (*account, Self::left(*account))).max_by_key(|(_, left)| *left)
    }

    pub(crate) fn charge(account: Account, amount: u64) {
        let (window, used) = (Self::window(), Self::used(account).saturating_add(amount));
        #[cfg(not(feature = "rehearsal"))]
        let bucket = Bucket { window, used };
        #[cfg(feature = "rehearsal")]
        let bucket = {
            let transactions = Usage::<T>::get(account).map_or(0, |bucket| bucket.transactions).saturating_add(1);
            Bucket { window, used, transactions }
        };
        Usage::<T>::insert(account, bucket);
    }

    /// Gives back what was charged in this block and not used.
    pub(crate) fn give_back(account: Account, amount: u64) {
        if amount > 0 {
            Usage::<T>::mutate(account, |bucket| {
                if let Some(bucket) = bucket {
                    bucket.used = bucket.used.saturating_sub(amount);
                }
            });
        }
    }

    /// What a transaction is charged whose call and extensions take `time`.
    pub(crate) fn price(info: &DispatchInfo, time: u64, length: usize) -> u64 {
        let base = T::BlockWeights::get().get(info.class).base_extrinsic.ref_time();
        let bytes = T::TimePerByte::get().saturating_mul(length as u64);
        time.saturating_add(base).saturating_add(bytes)
    }

    pub(crate) fn usage_of(organisation: OrganisationId) -> UsageView<BlockNumberFor<T>> {
        let (staff, holders) = (Account::Organisation(organisation), Account::HoldersOf(organisation));
        UsageView {
            allowance: Self::allowance(staff),
            used: Self::used(staff),
            holders_allowance: Self::allowance(holders),
            holders_used: Self::used(holders),
            next_window: Self::window().saturating_add(One::one()).saturating_mul(T::Window::get()),
        }
    }

    /// Whether there is nothing that any of the accounts may ever use.
    pub(crate) fn is_closed(accounts: &[Account]) -> bool {
        accounts.iter().all(|account| Self::allowance(*account).is_zero())
    }
}
