//! What metering costs at worst: a holder with as many sponsors as there can be, each of which has an allowance of its own
//! and has used something of it.

#![allow(missing_docs, reason = "the macros of the benchmarks generate items that cannot be documented")]
#![cfg(feature = "runtime-benchmarks")]

use crate::{Account, Allowances, Call, CheckNonce, Config, Meter, Pallet, Usage};
use alloc::{vec, vec::Vec};
use bogam_primitives::{
    OrganisationId,
    traits::{Sender, Senders},
};
use frame_benchmarking::v2::*;
use frame_support::{
    dispatch::{DispatchClass, DispatchInfo, Pays, PostDispatchInfo},
    pallet_prelude::{TransactionSource, Weight},
    traits::{EnsureOrigin, Get},
};
use frame_system::RawOrigin;
use sp_runtime::traits::{
    AsSystemOriginSigner, AsTransactionAuthorizedOrigin, DispatchTransaction, Dispatchable, TransactionExtension,
    TxBaseImplication,
};

/// The bytes of a transaction.
const LENGTH: usize = 200;

/// What a call was declared to take.
const DECLARED: Weight = Weight::from_parts(100_000_000, 0);

/// What it took.
const TAKEN: PostDispatchInfo =
    PostDispatchInfo { actual_weight: Some(Weight::from_parts(50_000_000, 0)), pays_fee: Pays::Yes };

/// A holder, and `count` organisations as its sponsors. Those that it does not have make up the number.
fn holder<T: Config>(count: u32) -> Result<(T::AccountId, Vec<OrganisationId>), BenchmarkError> {
    let account = T::Senders::holder_of_many();
    let Some(Sender::Holder(mut sponsors)) = T::Senders::sender(&account) else {
        return Err("a holder is no outsider".into());
    };
    let others = (0..count).map(|number| OrganisationId::MAX - number);
    sponsors.extend(others);
    sponsors.truncate(count as usize);
    for sponsor in &sponsors {
        Allowances::<T>::insert(sponsor, T::DefaultAllowance::get());
        Pallet::<T>::charge(Account::HoldersOf(*sponsor), 1);
    }
    Ok((account, sponsors))
}

/// Some call.
fn remark<T: Config>() -> T::RuntimeCall {
    frame_system::Call::<T>::remark { remark: vec![] }.into()
}

/// What is known of it before.
fn declared() -> DispatchInfo {
    DispatchInfo {
        call_weight: DECLARED,
        extension_weight: DECLARED,
        class: DispatchClass::Normal,
        pays_fee: Pays::Yes,
    }
}

#[benchmarks(where
    T: Send + Sync,
    T::RuntimeCall: Dispatchable<Info = DispatchInfo, PostInfo = PostDispatchInfo>,
    <T::RuntimeCall as Dispatchable>::RuntimeOrigin:
        AsSystemOriginSigner<T::AccountId> + AsTransactionAuthorizedOrigin + Clone,
)]
mod benchmarks {
    use super::*;

    /// All that the extension does, but for asking who is behind the account: the weight of that is the runtime's.
    #[benchmark]
    fn meter(s: Linear<1, { T::MaxSponsors::get() }>) -> Result<(), BenchmarkError> {
        let (account, sponsors) = holder::<T>(s)?;
        let sender = Sender::Holder(sponsors);
        let origin: T::RuntimeOrigin = RawOrigin::Signed(account).into();
        let (call, info) = (remark::<T>(), declared());
        let accounts = Pallet::<T>::accounts(&sender);
        let is_closed;
        let left;

        #[block]
        {
            // What validation looks at.
            let validated = Pallet::<T>::accounts(&sender);
            is_closed = Pallet::<T>::is_closed(&validated);
            left = Pallet::<T>::fullest(&validated);
            let charged = <Meter<T> as TransactionExtension<T::RuntimeCall>>::prepare(
                Meter::new(),
                (Some(sender), ()),
                &origin,
                &call,
                &info,
                LENGTH,
            )?;
            <Meter<T> as TransactionExtension<T::RuntimeCall>>::post_dispatch_details(
                charged,
                &info,
                &TAKEN,
                LENGTH,
                &Ok(()),
            )?;
        }

        assert!(!is_closed && left.is_some());
        assert_eq!(Usage::<T>::iter_keys().count() as u32, s);
        assert!(accounts.into_iter().map(Pallet::<T>::used).sum::<u64>() > u64::from(s));
        Ok(())
    }

    /// The check of the first transaction of a holder, whose account it makes; the question who that is included.
    #[benchmark]
    fn check_nonce() -> Result<(), BenchmarkError> {
        let account = T::Senders::holder_of_many();
        let first = T::Senders::first_nonce(&account).ok_or("a holder is no outsider")?;
        let origin: T::RuntimeOrigin = RawOrigin::Signed(account.clone()).into();
        let (call, info) = (remark::<T>(), declared());
        let check = || CheckNonce::<T>::from(first.into());

        #[block]
        {
            let (_, signer, origin) = <CheckNonce<T> as TransactionExtension<T::RuntimeCall>>::validate(
                &check(),
                origin,
                &call,
                &info,
                LENGTH,
                (),
                &TxBaseImplication(&call),
                TransactionSource::External,
            )?;
            <CheckNonce<T> as TransactionExtension<T::RuntimeCall>>::prepare(
                check(),
                signer,
                &origin,
                &call,
                &info,
                LENGTH,
            )?;
        }

        assert_eq!(frame_system::Pallet::<T>::sufficients(&account), 1);
        assert!(frame_system::Pallet::<T>::account_nonce(&account) > T::Nonce::from(first));
        Ok(())
    }

    /// The same for an account that the registry keeps: it is read and written, and nobody is asked.
    #[benchmark]
    fn check_nonce_known() -> Result<(), BenchmarkError> {
        let known: T::AccountId = account("known", 0, 0);
        frame_system::Pallet::<T>::inc_providers(&known);
        let nonce = frame_system::Pallet::<T>::account_nonce(&known);
        let origin: T::RuntimeOrigin = RawOrigin::Signed(known.clone()).into();
        let (call, info) = (remark::<T>(), declared());

        #[block]
        {
            CheckNonce::<T>::from(nonce).validate_and_prepare(origin, &call, &info, LENGTH, 0)?;
        }

        assert!(frame_system::Pallet::<T>::account_nonce(&known) > nonce);
        Ok(())
    }

    /// The extension from its validation to its end, as a transaction runs it. No weight comes from it.
    #[benchmark(extra)]
    fn transaction() -> Result<(), BenchmarkError> {
        let (account, _) = holder::<T>(1)?;
        let origin: T::RuntimeOrigin = RawOrigin::Signed(account).into();
        let (call, info) = (remark::<T>(), declared());

        #[block]
        {
            let _ = Meter::<T>::new().test_run(origin, &call, &info, LENGTH, 0, |_| Ok(TAKEN))??;
        }

        assert!(Usage::<T>::iter_keys().next().is_some());
        Ok(())
    }

    #[benchmark]
    fn set_allowance() -> Result<(), BenchmarkError> {
        let Some(Sender::Holder(sponsors)) = T::Senders::sender(&T::Senders::holder_of_many()) else {
            return Err("a holder is no outsider".into());
        };
        let organisation = *sponsors.first().ok_or("a holder has a sponsor")?;
        let origin = T::GovernanceOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, organisation, Some(1));

        assert_eq!(Allowances::<T>::get(organisation), Some(1));
        Ok(())
    }

    impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
