//! Settlement money: the accounts of organisations, issue and redemption.

use crate::{BankReferences, Circulating, ClearingAgent, Config, Error, Event, HoldReason, Pallet, Party, Redemptions};
use bogam_primitives::{OrganisationId, Won};
use frame_support::{
    ensure,
    pallet_prelude::DispatchResult,
    sp_runtime::traits::AccountIdConversion,
    traits::{
        Get,
        fungible::{Mutate, MutateHold},
        tokens::{Fortitude, Precision},
    },
};
use sp_core::H256;

impl<T: Config> Pallet<T> {
    /// The account that the pallet keeps for an organisation. No key opens it: money leaves it by the calls of this pallet
    /// alone, so an organisation's keys can change without its money moving.
    pub fn organisation_account(organisation: OrganisationId) -> T::AccountId {
        T::PalletId::get().into_sub_account_truncating(organisation)
    }

    /// The account of a party.
    pub fn account(party: &Party<T::AccountId>) -> T::AccountId {
        match party {
            Party::Organisation(organisation) => Self::organisation_account(*organisation),
            Party::Holder(key) => key.clone(),
        }
    }

    fn ensure_clearing_agent(who: &T::AccountId) -> Result<(), Error<T>> {
        ensure!(ClearingAgent::<T>::get().as_ref() == Some(who), Error::<T>::NotTheClearingAgent);
        Ok(())
    }

    /// Uses up a reference of the bank, so that a repeated call changes nothing.
    fn use_reference(reference: H256) -> Result<(), Error<T>> {
        ensure!(!BankReferences::<T>::contains_key(reference), Error::<T>::DuplicateReference);
        BankReferences::<T>::insert(reference, ());
        Ok(())
    }

    pub(crate) fn do_mint(
        agent: T::AccountId,
        organisation: OrganisationId,
        amount: Won,
        reference: H256,
    ) -> DispatchResult {
        Self::ensure_clearing_agent(&agent)?;
        ensure!(amount > 0, Error::<T>::ZeroAmount);
        Self::use_reference(reference)?;
        Circulating::<T>::try_mutate(|sum| {
            *sum = sum.checked_add(amount).ok_or(Error::<T>::AmountOutOfRange)?;
            Ok::<_, Error<T>>(())
        })?;
        T::Currency::mint_into(&Self::organisation_account(organisation), amount.into())?;
        Self::deposit_event(Event::Minted { organisation, amount });
        Ok(())
    }

    pub(crate) fn do_request_redemption(account: T::AccountId, amount: Won) -> DispatchResult {
        ensure!(amount > 0, Error::<T>::ZeroAmount);
        ensure!(!Redemptions::<T>::contains_key(&account), Error::<T>::RedemptionUnderWay);
        T::Currency::hold(&HoldReason::Redemption.into(), &account, amount.into())
            .map_err(|_| Error::<T>::InsufficientFunds)?;
        Redemptions::<T>::insert(&account, amount);
        Self::deposit_event(Event::RedemptionRequested { account, amount });
        Ok(())
    }

    pub(crate) fn do_cancel_redemption(account: T::AccountId) -> DispatchResult {
        let amount = Redemptions::<T>::take(&account).ok_or(Error::<T>::NoRedemption)?;
        T::Currency::release(&HoldReason::Redemption.into(), &account, amount.into(), Precision::Exact)?;
        Self::deposit_event(Event::RedemptionCancelled { account });
        Ok(())
    }

    pub(crate) fn do_redeem(
        agent: T::AccountId,
        party: Party<T::AccountId>,
        amount: Won,
        reference: H256,
    ) -> DispatchResult {
        Self::ensure_clearing_agent(&agent)?;
        let account = Self::account(&party);
        let requested = Redemptions::<T>::take(&account).ok_or(Error::<T>::NoRedemption)?;
        // What the bank has paid out must be what was asked for: the payee may have changed his mind in between.
        ensure!(requested == amount, Error::<T>::RedemptionDiffers);
        Self::use_reference(reference)?;
        T::Currency::burn_held(
            &HoldReason::Redemption.into(),
            &account,
            amount.into(),
            Precision::Exact,
            Fortitude::Polite,
        )?;
        // Nothing is redeemed that was not issued, unless a chain had money from elsewhere.
        Circulating::<T>::mutate(|sum| *sum = sum.saturating_sub(amount));
        Self::deposit_event(Event::Redeemed { account, amount });
        Ok(())
    }
}
