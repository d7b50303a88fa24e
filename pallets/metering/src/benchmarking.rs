//! What metering costs at worst: a holder with as many sponsors as there can be.

#![allow(missing_docs, reason = "the macros of the benchmarks generate items that cannot be documented")]
#![cfg(feature = "runtime-benchmarks")]

use crate::{Call, Config, Pallet, Usage};
use bogam_primitives::traits::{Sender, Senders};
use frame_benchmarking::v2::*;
use frame_support::traits::EnsureOrigin;

#[benchmarks]
mod benchmarks {
    use super::*;

    #[benchmark]
    fn meter() -> Result<(), BenchmarkError> {
        let holder = T::Senders::holder_of_many();
        let sender = T::Senders::sender(&holder).ok_or("a holder is no outsider")?;

        #[block]
        {
            let accounts = Pallet::<T>::accounts(&sender);
            if let Some((account, _)) = Pallet::<T>::fullest(&accounts) {
                Pallet::<T>::charge(account, 1_000_000);
                Pallet::<T>::give_back(account, 1_000);
            }
        }

        assert_eq!(Usage::<T>::iter().count(), 1);
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
