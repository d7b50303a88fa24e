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
use frame_system::{CanSetCodeResult, Pallet as System, RawOrigin};
use sp_runtime::traits::{Hash, One, Zero};

/// The most bytes that are added to the code of the running runtime.
const MOST_PADDING: u32 = 2 * 1024 * 1024;

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

/// The code of the runtime that is running, longer by `padding` bytes that mean nothing, if it takes them.
fn code<T: Config>(padding: u32) -> Vec<u8> {
    let code = unhashed::get_raw(b":code").unwrap_or_default();
    let mut padded = code.clone();
    if code.starts_with(b"\0asm") {
        // A custom section of WebAssembly: its kind, its size in LEB128, and a name without letters.
        padded.push(0);
        let mut size = padding.saturating_add(1);
        while size >= 0x80 {
            padded.push((size & 0x7f) as u8 | 0x80);
            size >>= 7;
        }
        padded.push(size as u8);
        padded.push(0);
    } else {
        // A frame of Zstandard that decoders skip: its mark and its size.
        padded.extend(0x184D_2A50u32.to_le_bytes());
        padded.extend(padding.to_le_bytes());
    }
    padded.resize(padded.len().saturating_add(padding as usize), 0);
    match System::<T>::can_set_code(&padded, true) {
        CanSetCodeResult::Ok => padded,
        _ => code,
    }
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

    /// With the code of the runtime that is running: under benchmarks a version need not be higher. The bytes are those that
    /// are added to it. So what is measured for none of them is the whole of a code, and each byte counts once too often.
    #[benchmark]
    fn apply_upgrade(b: Linear<0, MOST_PADDING>) -> Result<(), BenchmarkError> {
        let code = code::<T>(b);
        let code_hash = T::Hashing::hash(&code);
        Pallet::<T>::do_authorise_upgrade(code_hash)?;
        let caller: T::AccountId = whitelisted_caller();

        #[extrinsic_call]
        _(RawOrigin::Signed(caller), code);

        // And not that it was rejected.
        System::<T>::assert_last_event(Event::<T>::UpgradeApplied { code_hash }.into());
        Ok(())
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
