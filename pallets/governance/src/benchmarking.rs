//! What calls cost at worst: with as much paused, and over, as there can be.

#![allow(missing_docs, reason = "the macros of the benchmarks generate items that cannot be documented")]
#![cfg(feature = "runtime-benchmarks")]

use crate::{Authorised, Call, Config, Event, NameOf, Pallet, Pause, Paused, TargetOf};
use alloc::vec::Vec;
use codec::Encode;
use frame_benchmarking::v2::*;
use frame_support::{
    storage::unhashed,
    traits::{EnsureOrigin, Get, GetCallMetadata},
};
use frame_system::{Pallet as System, RawOrigin};
use sp_runtime::traits::{Hash, One, Zero};

/// About the most that fits into a block.
const LONGEST_CODE: u32 = 4 << 20;

fn name<T: Config>(bytes: Vec<u8>) -> Result<NameOf<T>, BenchmarkError> {
    NameOf::<T>::try_from(bytes).map_err(|_| "the name is too long".into())
}

/// The last call of the last pallet that may be paused.
fn pausable<T: Config>() -> Result<TargetOf<T>, BenchmarkError> {
    let found = T::RuntimeCall::get_module_names().iter().rev().find(|pallet| !Pallet::<T>::is_never_paused(pallet));
    let pallet = found.ok_or("nothing may be paused")?;
    let call = T::RuntimeCall::get_call_names(pallet).last().ok_or("the pallet has calls")?;
    Ok((name::<T>(pallet.as_bytes().to_vec())?, Some(name::<T>(call.as_bytes().to_vec())?)))
}

/// The code of the runtime that is running.
fn code() -> Vec<u8> {
    unhashed::get_raw(b":code").unwrap_or_default()
}

fn upgrade_origin<T: Config>() -> Result<T::RuntimeOrigin, BenchmarkError> {
    T::UpgradeOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)
}

#[benchmarks]
mod benchmarks {
    use super::*;

    #[benchmark]
    fn authorise_upgrade() -> Result<(), BenchmarkError> {
        let origin = upgrade_origin::<T>()?;

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, T::Hash::default());

        assert!(Authorised::<T>::get().is_some());
        Ok(())
    }

    #[benchmark]
    fn withdraw_upgrade() -> Result<(), BenchmarkError> {
        let origin = upgrade_origin::<T>()?;
        Pallet::<T>::do_authorise_upgrade(T::Hash::default())?;

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin);

        assert!(Authorised::<T>::get().is_none());
        Ok(())
    }

    /// With the code of the runtime that is running: under benchmarks a version need not be higher.
    #[benchmark]
    fn apply_upgrade() -> Result<(), BenchmarkError> {
        let code = code();
        let code_hash = T::Hashing::hash(&code);
        Pallet::<T>::do_authorise_upgrade(code_hash)?;
        let caller: T::AccountId = whitelisted_caller();

        #[extrinsic_call]
        _(RawOrigin::Signed(caller), code);

        // And not that it was rejected.
        System::<T>::assert_last_event(Event::<T>::UpgradeApplied { code_hash }.into());
        Ok(())
    }

    /// What `b` bytes of code add, whatever they say: they are hashed twice, and stored.
    #[benchmark]
    fn code_bytes(b: Linear<0, LONGEST_CODE>) {
        let bytes = alloc::vec![1_u8; b as usize];
        let hash;

        #[block]
        {
            hash = T::Hashing::hash(&bytes);
            System::<T>::update_code_in_storage(&bytes);
        }

        assert_eq!(T::Hashing::hash(&code()), hash);
    }

    #[benchmark]
    fn pause(p: Linear<0, { T::MaxPauses::get() }>) -> Result<(), BenchmarkError> {
        let origin = T::PauseOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
        for number in 0..p {
            let over = Pause { since: Zero::zero(), ends_at: Zero::zero() };
            let mut longest = number.encode();
            longest.resize(T::MaxNameLength::get() as usize, b'n');
            let longest = name::<T>(longest)?;
            Paused::<T>::insert((longest.clone(), Some(longest)), over);
        }
        let (pallet, call) = pausable::<T>()?;

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, pallet, call, One::one());

        assert_eq!(Paused::<T>::count(), 1);
        Ok(())
    }

    #[benchmark]
    fn resume() -> Result<(), BenchmarkError> {
        let origin = T::ResumeOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
        let (pallet, call) = pausable::<T>()?;
        // For longer than until the block in which the call is made.
        let blocks = 10u32.into();
        Pallet::<T>::do_pause(pallet.clone(), call.clone(), blocks, blocks)?;

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, pallet, call);

        assert_eq!(Paused::<T>::count(), 0);
        Ok(())
    }

    impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
