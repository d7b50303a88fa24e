//! What calls cost at worst: every collection at its bound, keys whose accounts have begun where they end, and every call on
//! the longest way through it: where a call settles a hold whose deadline has passed, there is one.

#![allow(missing_docs, reason = "the macros of the benchmarks generate items that cannot be documented")]
#![cfg(feature = "runtime-benchmarks")]

pub use bogam_primitives::benchmarking::{sr25519_holder, sr25519_sign};

use crate::{ByHolder, Call, Config, Fills, NewPrescription, OrderedItem, Pallet, Prescriptions, State, SuppliedItem};
use bogam_primitives::{
    Actor, Commitment, Moment, PrescriptionId, Signed, Statement,
    benchmarking::hash_of,
    prescription::{
        AcceptPrescription, CancellationReason, DispenseReference, FillNumber, GiveBackReason, ItemIndex,
        NotDispensedReason, QUANTITY_SCALE, Quantity, Schedule, WithdrawalReason,
    },
    time::DAY,
    traits::{Dispenses, EnsureRole},
};
use core::ops::Range;
use frame_benchmarking::v2::*;
use frame_support::traits::{Get, Time};
use frame_system::{RawOrigin, pallet_prelude::BlockNumberFor};
use scale_info::prelude::vec::Vec;
use sp_core::H256;
use sp_runtime::traits::Zero;

/// What the benchmarks need of a runtime. They also need its schedule of ordinary prescriptions to permit `MaxIssues` and
/// a validity of 100 days, and its hold period to be shorter than that and than its withdrawal window.
pub trait BenchmarkHelper<AccountId, Signature> {
    /// A key that can sign, another one for each seed.
    fn holder(seed: u32) -> AccountId;

    /// The signature of a key from [`BenchmarkHelper::holder`] over `payload`.
    fn sign(holder: &AccountId, payload: &[u8]) -> Signature;

    /// Makes `Config::Time` tell `now`.
    fn set_time(now: Moment);
}

const AUTHORISED: Quantity = 1_000 * QUANTITY_SCALE;
const START: Moment = 1_700_000_000_000;
/// Longer than a hold, and within what the schedules permit.
const VALIDITY: Moment = 100 * DAY;

fn new_prescription<T: Config>(items: u32, issues: u32, seed: u32) -> NewPrescription<T::AccountId> {
    let item = |number: u32| OrderedItem {
        authorised: AUTHORISED,
        substitution_allowed: false,
        product: Commitment(H256::repeat_byte(number as u8)),
    };
    let key = |number: u32| T::BenchmarkHelper::holder(seed.saturating_mul(1_000).saturating_add(number));
    NewPrescription {
        commitment: Commitment(hash_of(seed)),
        schedule: Schedule::Ordinary,
        valid_from: T::Time::now(),
        valid_until: T::Time::now() + VALIDITY,
        interval: 0,
        holders: (0..issues).map(key).collect(),
        items: (0..items).map(item).collect(),
    }
}

/// Issues a prescription with everything at its bound.
fn issued<T: Config>() -> Result<PrescriptionId, BenchmarkError> {
    issued_to::<T>(T::MaxIssues::get())
}

/// The same, but for the number of its keys.
fn issued_to<T: Config>(keys: u32) -> Result<PrescriptionId, BenchmarkError> {
    T::BenchmarkHelper::set_time(START);
    let origin = T::PrescriberOrigin::successful_origin();
    let prescriber = T::PrescriberOrigin::ensure_role(origin.clone())?;
    let new = new_prescription::<T>(T::MaxItems::get(), keys, 1);
    let id = PrescriptionId::derive(prescriber.organisation, &new.commitment, new.valid_until);
    Pallet::<T>::issue(origin, new)?;
    Ok(id)
}

/// The origin of a key that may sign, of a prescription with everything at its bound.
pub fn key_origin<T: Config>() -> T::RuntimeOrigin {
    let signing = || ByHolder::<T>::iter_keys().find(|key| Pallet::<T>::sponsor_of(key).is_some());
    let key = signing().or_else(|| issued::<T>().ok().and_then(|_| signing()));
    RawOrigin::Signed(key.expect("a prescription that is issued has a key")).into()
}

fn dispenser<T: Config>() -> Result<Actor<T::AccountId>, BenchmarkError> {
    Ok(T::DispenserOrigin::ensure_role(T::DispenserOrigin::successful_origin())?)
}

fn holder<T: Config>(id: PrescriptionId) -> Result<T::AccountId, BenchmarkError> {
    let record = Prescriptions::<T>::get(id).ok_or("issued above")?;
    Ok(record.holder().ok_or("a record has a current key")?.clone())
}

/// Begins the accounts of all keys, as their first transactions do.
fn begin_accounts<T: Config>(id: PrescriptionId) -> Result<(), BenchmarkError> {
    let record = Prescriptions::<T>::get(id).ok_or("issued above")?;
    for key in &record.holders {
        frame_system::Pallet::<T>::inc_sufficients(key);
    }
    Ok(())
}

/// The hash of block zero, which a chain that runs has.
fn set_genesis<T: Config>() {
    let zero = BlockNumberFor::<T>::zero();
    if !frame_system::BlockHash::<T>::contains_key(zero) {
        frame_system::BlockHash::<T>::insert(zero, H256::repeat_byte(1));
    }
}

fn statement<T: Config>(id: PrescriptionId) -> Result<Signed<AcceptPrescription, T::HolderSignature>, BenchmarkError> {
    set_genesis::<T>();
    let record = Prescriptions::<T>::get(id).ok_or("issued above")?;
    let statement = Statement {
        genesis: frame_system::Pallet::<T>::block_hash(BlockNumberFor::<T>::zero()),
        content: AcceptPrescription { prescription: id, dispenser: dispenser::<T>()?.organisation, hold: record.holds },
        expires: T::Time::now() + VALIDITY,
    };
    let signature = T::BenchmarkHelper::sign(&holder::<T>(id)?, &statement.signing_payload());
    Ok(Signed { statement, signature })
}

fn accepted<T: Config>() -> Result<PrescriptionId, BenchmarkError> {
    accepted_of::<T>(T::MaxIssues::get())
}

fn accepted_of<T: Config>(keys: u32) -> Result<PrescriptionId, BenchmarkError> {
    let id = issued_to::<T>(keys)?;
    Pallet::<T>::accept(T::DispenserOrigin::successful_origin(), id, statement::<T>(id)?)?;
    Ok(id)
}

/// Issues a prescription and lets its first hold pass its deadline, for the next call to settle.
fn lapsed<T: Config>() -> Result<PrescriptionId, BenchmarkError> {
    lapsed_of::<T>(T::MaxIssues::get())
}

fn lapsed_of<T: Config>(keys: u32) -> Result<PrescriptionId, BenchmarkError> {
    let id = accepted_of::<T>(keys)?;
    T::BenchmarkHelper::set_time(START + T::HoldPeriod::get());
    Ok(id)
}

/// Supplies `quantity` of each of these items.
fn supplied(items: Range<u32>, quantity: Quantity) -> Vec<SuppliedItem> {
    items.map(|item| SuppliedItem { item: item as ItemIndex, quantity, substituted: false }).collect()
}

fn dispensed<T: Config>(id: PrescriptionId, lines: Vec<SuppliedItem>) -> Result<(), BenchmarkError> {
    Ok(Pallet::<T>::dispense(T::DispenserOrigin::successful_origin(), id, lines, Commitment::default())?)
}

/// Whether the first issue has been completed.
fn is_completed<T: Config>(id: PrescriptionId) -> bool {
    Prescriptions::<T>::get(id)
        .is_some_and(|record| record.issue > 0 || matches!(record.state, State::Dispensed { .. }))
}

/// Marks the cancellation of what is held.
fn marked<T: Config>(id: PrescriptionId) -> Result<(), BenchmarkError> {
    let reason = CancellationReason::ClinicalReason;
    Pallet::<T>::cancel(T::PrescriberOrigin::successful_origin(), id, reason)?;
    Ok(())
}

#[benchmarks]
mod benchmarks {
    use super::*;

    #[benchmark]
    fn issue(i: Linear<1, { T::MaxItems::get() }>, k: Linear<1, { T::MaxIssues::get() }>) {
        T::BenchmarkHelper::set_time(START);
        let origin = T::PrescriberOrigin::successful_origin();
        let new = new_prescription::<T>(i, k, 1);

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, new);

        assert_eq!(Prescriptions::<T>::iter_keys().count(), 1);
    }

    #[benchmark]
    fn replace(
        i: Linear<1, { T::MaxItems::get() }>,
        k: Linear<1, { T::MaxIssues::get() }>,
        o: Linear<1, { T::MaxIssues::get() }>,
    ) -> Result<(), BenchmarkError> {
        let old = lapsed_of::<T>(o)?;
        begin_accounts::<T>(old)?;
        let origin = T::PrescriberOrigin::successful_origin();
        let new = new_prescription::<T>(i, k, 2);

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, old, new);

        assert!(Prescriptions::<T>::get(old).is_some_and(|record| record.replaced_by.is_some()));
        Ok(())
    }

    #[benchmark]
    fn cancel(k: Linear<1, { T::MaxIssues::get() }>) -> Result<(), BenchmarkError> {
        let id = lapsed_of::<T>(k)?;
        begin_accounts::<T>(id)?;
        let origin = T::PrescriberOrigin::successful_origin();

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, id, CancellationReason::PrescribingError);

        assert!(Prescriptions::<T>::get(id).is_some_and(|record| record.signing_keys().is_empty()));
        Ok(())
    }

    #[benchmark]
    fn suspend() -> Result<(), BenchmarkError> {
        let id = lapsed::<T>()?;
        let origin = T::PrescriberOrigin::successful_origin();

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, id);

        assert!(Prescriptions::<T>::get(id).is_some_and(|record| record.suspended));
        Ok(())
    }

    #[benchmark]
    fn resume() -> Result<(), BenchmarkError> {
        let id = accepted::<T>()?;
        let origin = T::PrescriberOrigin::successful_origin();
        Pallet::<T>::suspend(origin.clone(), id)?;
        T::BenchmarkHelper::set_time(START + T::HoldPeriod::get());

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, id);

        assert!(Prescriptions::<T>::get(id).is_some_and(|record| !record.suspended));
        Ok(())
    }

    #[benchmark]
    fn accept() -> Result<(), BenchmarkError> {
        let id = lapsed::<T>()?;
        let origin = T::DispenserOrigin::successful_origin();
        let statement = statement::<T>(id)?;

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, id, statement);

        assert!(Prescriptions::<T>::get(id).is_some_and(|record| matches!(record.state, State::Held(_))));
        Ok(())
    }

    #[benchmark]
    fn dispense(l: Linear<1, { T::MaxItems::get() }>) -> Result<(), BenchmarkError> {
        let id = accepted::<T>()?;
        // What the other items need has been supplied, so that these lines complete the issue.
        if l < T::MaxItems::get() {
            dispensed::<T>(id, supplied(l..T::MaxItems::get(), AUTHORISED))?;
        }
        let origin = T::DispenserOrigin::successful_origin();

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, id, supplied(0..l, AUTHORISED), Commitment::default());

        assert!(is_completed::<T>(id));
        Ok(())
    }

    #[benchmark]
    fn not_dispensed() -> Result<(), BenchmarkError> {
        let id = accepted::<T>()?;
        let last = T::MaxItems::get().saturating_sub(1);
        if last > 0 {
            dispensed::<T>(id, supplied(0..last, AUTHORISED))?;
        }
        let origin = T::DispenserOrigin::successful_origin();

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, id, last as ItemIndex, NotDispensedReason::NotRequired);

        assert!(is_completed::<T>(id));
        Ok(())
    }

    #[benchmark]
    fn give_back(k: Linear<1, { T::MaxIssues::get() }>) -> Result<(), BenchmarkError> {
        let id = accepted_of::<T>(k)?;
        marked::<T>(id)?;
        begin_accounts::<T>(id)?;
        let origin = T::DispenserOrigin::successful_origin();

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, id, GiveBackReason::PrescriberRequest);

        assert!(Prescriptions::<T>::get(id).is_some_and(|record| record.signing_keys().is_empty()));
        Ok(())
    }

    #[benchmark]
    fn withdraw(
        e: Linear<1, { T::MaxFills::get().into() }>,
        k: Linear<1, { T::MaxIssues::get() }>,
    ) -> Result<(), BenchmarkError> {
        let id = accepted_of::<T>(k)?;
        let part = AUTHORISED / Quantity::from(T::MaxFills::get());
        for _ in 0..e {
            dispensed::<T>(id, supplied(0..T::MaxItems::get(), part))?;
        }
        // The end of a marked hold cancels besides.
        marked::<T>(id)?;
        begin_accounts::<T>(id)?;
        T::BenchmarkHelper::set_time(START + T::HoldPeriod::get());
        let newest = e.saturating_sub(1) as FillNumber;
        let origin = T::DispenserOrigin::successful_origin();

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, id, newest, WithdrawalReason::RecordedInError);

        assert!(Fills::<T>::get(id, newest).is_some_and(|fill| fill.withdrawn.is_some()));
        Ok(())
    }

    #[benchmark]
    fn nominate() -> Result<(), BenchmarkError> {
        let id = lapsed::<T>()?;
        let named = dispenser::<T>()?.organisation;
        let holder = holder::<T>(id)?;

        #[extrinsic_call]
        _(RawOrigin::Signed(holder), id, Some(named));

        assert!(Prescriptions::<T>::get(id).is_some_and(|record| record.nomination == Some(named)));
        Ok(())
    }

    #[benchmark]
    fn rotate() -> Result<(), BenchmarkError> {
        let id = lapsed::<T>()?;
        begin_accounts::<T>(id)?;
        let old = holder::<T>(id)?;
        let new = T::BenchmarkHelper::holder(u32::MAX);

        #[extrinsic_call]
        _(RawOrigin::Signed(old), id, 0, new.clone());

        assert_eq!(holder::<T>(id)?, new);
        Ok(())
    }

    #[benchmark]
    fn decline(k: Linear<1, { T::MaxIssues::get() }>) -> Result<(), BenchmarkError> {
        let id = lapsed_of::<T>(k)?;
        begin_accounts::<T>(id)?;
        let holder = holder::<T>(id)?;

        #[extrinsic_call]
        _(RawOrigin::Signed(holder), id);

        assert!(Prescriptions::<T>::get(id).is_some_and(|record| record.signing_keys().is_empty()));
        Ok(())
    }

    #[benchmark]
    fn request_renewal() -> Result<(), BenchmarkError> {
        let id = lapsed::<T>()?;
        let holder = holder::<T>(id)?;

        #[extrinsic_call]
        _(RawOrigin::Signed(holder), id);

        assert!(Prescriptions::<T>::get(id).is_some_and(|record| record.renewal_requested));
        Ok(())
    }

    #[benchmark]
    fn release_stale(k: Linear<1, { T::MaxIssues::get() }>) -> Result<(), BenchmarkError> {
        let id = accepted_of::<T>(k)?;
        marked::<T>(id)?;
        begin_accounts::<T>(id)?;
        T::BenchmarkHelper::set_time(START + T::HoldPeriod::get());
        let anyone: T::AccountId = whitelisted_caller();

        #[extrinsic_call]
        _(RawOrigin::Signed(anyone), id);

        assert!(Prescriptions::<T>::get(id).is_some_and(|record| record.signing_keys().is_empty()));
        Ok(())
    }

    #[benchmark]
    fn prune(
        f: Linear<1, { T::MaxFills::get().into() }>,
        k: Linear<1, { T::MaxIssues::get() }>,
    ) -> Result<(), BenchmarkError> {
        T::BenchmarkHelper::set_time(START);
        let origin = T::PrescriberOrigin::successful_origin();
        Pallet::<T>::issue(origin, new_prescription::<T>(T::MaxItems::get(), k, 1))?;
        let id = Prescriptions::<T>::iter_keys().next().ok_or("issued above")?;
        Pallet::<T>::accept(T::DispenserOrigin::successful_origin(), id, statement::<T>(id)?)?;
        let part = AUTHORISED / Quantity::from(T::MaxFills::get()) / 2;
        for _ in 0..f {
            dispensed::<T>(id, supplied(0..T::MaxItems::get(), part))?;
        }
        marked::<T>(id)?;
        let ended = START + VALIDITY.max(T::HoldPeriod::get());
        T::BenchmarkHelper::set_time(ended + T::Retention::get());
        begin_accounts::<T>(id)?;
        let anyone: T::AccountId = whitelisted_caller();

        #[extrinsic_call]
        _(RawOrigin::Signed(anyone), id);

        assert!(!Prescriptions::<T>::contains_key(id));
        Ok(())
    }

    #[benchmark]
    fn bill() -> Result<(), BenchmarkError> {
        let id = accepted::<T>()?;
        dispensed::<T>(id, supplied(0..T::MaxItems::get(), QUANTITY_SCALE))?;
        let last = T::MaxItems::get().saturating_sub(1) as ItemIndex;
        let reference = DispenseReference { prescription: id, fill: 0, item: last };

        #[block]
        {
            <Pallet<T> as Dispenses<_>>::bill(&reference)?;
        }

        assert!(Fills::<T>::get(id, 0).is_some_and(|fill| fill.is_billed()));
        Ok(())
    }

    impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
