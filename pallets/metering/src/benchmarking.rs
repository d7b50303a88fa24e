//! What metering costs at worst: a holder with as many sponsors as there can be.

#![allow(missing_docs, reason = "the macros of the benchmarks generate items that cannot be documented")]
#![cfg(feature = "runtime-benchmarks")]

use crate::{Account, Allowances, Call, Config, Pallet};
use bogam_primitives::traits::{Sender, Senders};
use frame_benchmarking::v2::*;
use frame_support::traits::{EnsureOrigin, Get};

#[benchmarks]
mod benchmarks {
    use super::*;

    /// What validation, preparation and the correction afterwards do, for a holder with `s` sponsors. Who is behind the signer is
    /// not asked here: the extension adds what that costs.
    #[benchmark]
    fn meter(s: Linear<1, { T::MaxSponsors::get() }>) -> Result<(), BenchmarkError> {
        let Some(Sender::Holder(mut sponsors)) = T::Senders::sender(&T::Senders::holder_of_many()) else {
            return Err("a holder is no outsider".into());
        };
        sponsors.truncate(s as usize);
        for sponsor in &sponsors {
            Allowances::<T>::insert(sponsor, T::DefaultAllowance::get());
            Pallet::<T>::charge(Account::HoldersOf(*sponsor), 1);
        }
        let sender = Sender::Holder(sponsors);
        let mut charged = None;

        #[block]
        {
            let accounts = Pallet::<T>::accounts(&sender);
            if !Pallet::<T>::is_closed(&accounts) && Pallet::<T>::fullest(&accounts).is_some() {
                let accounts = Pallet::<T>::accounts(&sender);
                charged = Pallet::<T>::fullest(&accounts).map(|(account, _)| account);
            }
            if let Some(account) = charged {
                Pallet::<T>::charge(account, 1_000_000);
                Pallet::<T>::give_back(account, 1_000);
            }
        }

        assert!(charged.is_some_and(|account| Pallet::<T>::used(account) == 999_001));
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

        Ok(())
    }

    impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
