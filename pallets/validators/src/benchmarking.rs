//! What calls cost at worst: with as many validators as there can be, and the one in question the last of them.

#![allow(missing_docs, reason = "the macros of the benchmarks generate items that cannot be documented")]
#![cfg(feature = "runtime-benchmarks")]

use crate::{Authored, Call, Candidate, Candidates, Config, Floor, Pallet, Slots, types::Standing};
use bogam_primitives::{OrganisationId, traits::Members};
use codec::Decode;
use frame_benchmarking::v2::*;
use frame_support::traits::{EnsureOrigin, Get};
use frame_system::RawOrigin;
use pallet_session::{NextKeys, QueuedKeys};
use sp_runtime::traits::TrailingZeroInput;
use sp_staking::offence::{OffenceDetails, OnOffenceHandler};

fn keys<T: Config>() -> Result<T::Keys, BenchmarkError> {
    T::Keys::decode(&mut TrailingZeroInput::zeroes()).map_err(|_| "zeroes are keys".into())
}

/// The admin of an active organisation of its own, with keys.
fn member<T: Config>(number: u32) -> Result<(T::AccountId, OrganisationId), BenchmarkError> {
    let (account, organisation) = T::Members::active_admin(number);
    NextKeys::<T>::insert(&account, keys::<T>()?);
    Ok((account, organisation))
}

/// So many validators, all of them in the sets; and the last one.
fn validators<T: Config>(count: u32) -> Result<T::AccountId, BenchmarkError> {
    let mut last = None;
    let mut candidates = alloc::vec::Vec::new();
    for number in 0..count {
        let (account, organisation) = member::<T>(number)?;
        candidates.push(Candidate::admitted(account.clone(), organisation, 0));
        last = Some(account);
    }
    let accounts = candidates.iter().map(|candidate| candidate.account.clone()).collect::<alloc::vec::Vec<_>>();
    let keys = keys::<T>()?;
    QueuedKeys::<T>::put(
        accounts.iter().map(|account| (account.clone(), keys.clone())).collect::<alloc::vec::Vec<_>>(),
    );
    pallet_session::Validators::<T>::put(accounts);
    Candidates::<T>::put(frame_support::BoundedVec::try_from(candidates).map_err(|_| "no more than there can be")?);
    Floor::<T>::put(T::LeastFloor::get());
    last.ok_or_else(|| "there is one".into())
}

fn governance<T: Config>() -> Result<T::RuntimeOrigin, BenchmarkError> {
    T::GovernanceOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)
}

fn standing<T: Config>(account: &T::AccountId) -> Option<Standing> {
    let candidates = Candidates::<T>::get();
    candidates.iter().find(|candidate| candidate.account == *account).map(|candidate| candidate.standing)
}

#[benchmarks]
mod benchmarks {
    use super::*;

    #[benchmark]
    fn admit(v: Linear<2, { T::MaxValidators::get() }>) -> Result<(), BenchmarkError> {
        validators::<T>(v - 1)?;
        let (account, organisation) = member::<T>(v)?;
        let origin = governance::<T>()?;

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, organisation, account.clone());

        assert_eq!(standing::<T>(&account), Some(Standing::Serving));
        Ok(())
    }

    #[benchmark]
    fn remove(v: Linear<1, { T::MaxValidators::get() }>) -> Result<(), BenchmarkError> {
        let account = validators::<T>(v)?;
        let origin = governance::<T>()?;

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, account.clone());

        assert!(matches!(standing::<T>(&account), Some(Standing::Removed { .. })));
        Ok(())
    }

    #[benchmark]
    fn leave(v: Linear<1, { T::MaxValidators::get() }>) -> Result<(), BenchmarkError> {
        let account = validators::<T>(v)?;

        #[extrinsic_call]
        _(RawOrigin::Signed(account.clone()), account.clone());

        assert!(matches!(standing::<T>(&account), Some(Standing::Leaving { .. })));
        Ok(())
    }

    #[benchmark]
    fn rejoin(v: Linear<1, { T::MaxValidators::get() }>) -> Result<(), BenchmarkError> {
        let account = validators::<T>(v)?;
        Pallet::<T>::leave(RawOrigin::Signed(account.clone()).into(), account.clone())?;

        #[extrinsic_call]
        _(RawOrigin::Signed(account.clone()), account.clone());

        assert_eq!(standing::<T>(&account), Some(Standing::Serving));
        Ok(())
    }

    #[benchmark]
    fn move_to(v: Linear<1, { T::MaxValidators::get() }>) -> Result<(), BenchmarkError> {
        // The admin moves the validator from an account that has lost its role to its own.
        let admin = validators::<T>(v)?;
        let old: T::AccountId = account("old", 0, 0);
        Candidates::<T>::mutate(|candidates| {
            for candidate in candidates.iter_mut().filter(|candidate| candidate.account == admin) {
                candidate.account = old.clone();
            }
        });

        #[extrinsic_call]
        _(RawOrigin::Signed(admin.clone()), old, admin.clone());

        assert_eq!(standing::<T>(&admin), Some(Standing::Serving));
        Ok(())
    }

    #[benchmark]
    fn release_keys(v: Linear<1, { T::MaxValidators::get() }>) -> Result<(), BenchmarkError> {
        validators::<T>(v)?;
        let (account, _) = member::<T>(T::MaxValidators::get())?;

        #[extrinsic_call]
        _(RawOrigin::Signed(account.clone()), account.clone());

        assert!(!NextKeys::<T>::contains_key(&account));
        Ok(())
    }

    #[benchmark]
    fn set_floor(v: Linear<{ T::LeastFloor::get() }, { T::MaxValidators::get() }>) -> Result<(), BenchmarkError> {
        validators::<T>(v)?;
        let origin = governance::<T>()?;

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, v);

        assert_eq!(Floor::<T>::get(), v);
        Ok(())
    }

    #[benchmark]
    fn set_slots(v: Linear<1, { T::MaxValidators::get() }>) -> Result<(), BenchmarkError> {
        validators::<T>(v)?;
        let organisation = Candidates::<T>::get().last().ok_or("there is one")?.organisation;
        let origin = governance::<T>()?;
        let slots = T::MaxSlots::get();

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, organisation, slots);

        assert!(Slots::<T>::get(organisation).is_none_or(|granted| granted == slots));
        Ok(())
    }

    #[benchmark]
    fn note_author() -> Result<(), BenchmarkError> {
        let author = validators::<T>(1)?;
        Authored::<T>::insert(&author, 1);

        #[block]
        {
            <Pallet<T> as pallet_authorship::EventHandler<_, _>>::note_author(author.clone());
        }

        assert_eq!(Authored::<T>::get(&author), 2);
        Ok(())
    }

    #[benchmark]
    fn on_offence(v: Linear<1, { T::MaxValidators::get() }>) -> Result<(), BenchmarkError> {
        let account = validators::<T>(v)?;
        let details = OffenceDetails { offender: (account.clone(), ()), reporters: alloc::vec![] };

        #[block]
        {
            <Pallet<T> as OnOffenceHandler<_, _, _>>::on_offence(&[details], &[], 0);
        }

        assert!(matches!(standing::<T>(&account), Some(Standing::Offender { .. })));
        Ok(())
    }

    impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
