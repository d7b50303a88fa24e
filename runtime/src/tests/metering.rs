//! Metering on the whole runtime: signed transactions, applied by the executive. Nothing gets round the allowance of the
//! organisation whose account signs the outermost call.

use super::{block::*, consortium::*, *};
use bogam_primitives::OrganisationId;
use frame_support::{
    storage::{TransactionOutcome, with_transaction_unchecked},
    traits::Get,
};
use pallet_metering::{
    Pallet as Metering,
    extension::{OPERATIONAL, ORDINARY},
};
use sp_runtime::{ApplyExtrinsicResult, DispatchError};

/// The hospital and the clinic.
const HOSPITAL_ID: OrganisationId = 1;
const CLINIC_ID: OrganisationId = 2;

/// The first pharmacy, which sponsors the holder.
#[cfg(not(feature = "runtime-benchmarks"))]
const PHARMACY_ID: OrganisationId = 3;

/// How many blocks a window has.
const WINDOW: u32 = 60;

fn used(organisation: OrganisationId) -> u64 {
    Metering::<Runtime>::usage(organisation).used
}

fn waits() -> ApplyExtrinsicResult {
    Err(InvalidTransaction::ExhaustsResources.into())
}

fn outsider() -> TransactionValidityError {
    InvalidTransaction::Custom(Refusal::Outsider as u8).into()
}

fn batch(calls: Vec<RuntimeCall>) -> RuntimeCall {
    pallet_utility::Call::<Runtime>::batch { calls }.into()
}

/// What a call weighs as declared.
fn declared(call: &RuntimeCall) -> u64 {
    call.get_dispatch_info().call_weight.ref_time()
}

/// What the last transaction should be charged, by what the block counted for it.
fn price(length: usize) -> u64 {
    let counted = System::events().into_iter().rev().find_map(|record| match record.event {
        RuntimeEvent::System(
            frame_system::Event::ExtrinsicSuccess { dispatch_info }
            | frame_system::Event::ExtrinsicFailed { dispatch_info, .. },
        ) => Some(dispatch_info.weight),
        _ => None,
    });
    let byte: u64 = <Runtime as pallet_metering::Config>::TimePerByte::get();
    counted.expect("one was applied").ref_time() + byte * length as u64
}

/// Applies a transaction and checks that exactly its price is charged to the organisation; what came of it, and the price.
fn charge(
    organisation: OrganisationId,
    from: &DevelopmentKey,
    call: impl Into<RuntimeCall>,
) -> (Result<(), DispatchError>, u64) {
    let before = used(organisation);
    let transaction = next(&key(from), call);
    let length = transaction.encoded_size();
    let done = include(transaction).expect("it is applied");
    let charged = used(organisation) - before;
    assert_eq!(charged, price(length), "what was declared and not used is given back");
    (done, charged)
}

/// What the pool says. It is not remembered.
fn in_pool(from: &sr25519::Pair, call: impl Into<RuntimeCall>) -> TransactionValidity {
    let transaction = sent(next(from, call));
    with_transaction_unchecked(|| {
        let said = Executive::validate_transaction(TransactionSource::External, transaction, System::block_hash(0));
        TransactionOutcome::Rollback(said)
    })
}

fn set_allowance(organisation: OrganisationId, allowance: Option<u64>) {
    assert_ok!(decide(6, pallet_metering::Call::<Runtime>::set_allowance { organisation, allowance }));
}

/// Leaves the clinic with nothing, in a window of its own.
fn exhaust_clinic() {
    let (_, price) = charge(CLINIC_ID, &CLINIC_PHYSICIAN, remark());
    begin_block(WINDOW);
    set_allowance(CLINIC_ID, Some(price));
    assert_eq!(used(CLINIC_ID), 0);
    assert_eq!(charge(CLINIC_ID, &CLINIC_PHYSICIAN, remark()), (Ok(()), price));
}

#[test]
fn outsider_should_be_refused_with_its_code_whatever_it_wraps_the_call_in() {
    run(|| {
        let stranger = Sr25519Keyring::One.pair();
        let derived = pallet_utility::Call::<Runtime>::as_derivative { index: 0, call: Box::new(remark()) };
        let operational = pallet_governance::Call::<Runtime>::apply_upgrade { code: vec![1] };
        let calls: [RuntimeCall; 4] = [remark(), batch(vec![remark()]), derived.into(), operational.into()];
        for call in calls {
            assert_eq!(in_pool(&stranger, call.clone()), Err(outsider()));
            assert_eq!(include(next(&stranger, call)), Err(outsider()));
        }
        assert_eq!(pallet_metering::Usage::<Runtime>::iter().count(), 0);
    });
}

#[test]
fn batch_should_be_charged_for_all_that_is_in_it() {
    run(|| {
        let (done, one) = charge(CLINIC_ID, &CLINIC_PHYSICIAN, remark());
        assert_eq!(done, Ok(()));
        let (done, thirty) = charge(CLINIC_ID, &CLINIC_PHYSICIAN, batch(vec![remark(); 30]));
        assert_eq!(done, Ok(()));
        assert!(thirty > one && thirty > 30 * declared(&remark()));
        let (done, nested) = charge(CLINIC_ID, &CLINIC_PHYSICIAN, batch(vec![batch(vec![batch(vec![remark(); 30])])]));
        assert_eq!(done, Ok(()));
        assert!(nested > thirty);
        assert_eq!(used(HOSPITAL_ID), 0);
    });
}

#[test]
fn what_a_batch_did_not_use_should_be_given_back_exactly() {
    run(|| {
        let root_s: RuntimeCall = frame_system::Call::<Runtime>::set_heap_pages { pages: 1 }.into();
        let late = [vec![remark(); 41], vec![root_s.clone()]].concat();
        let (done, all) = charge(CLINIC_ID, &CLINIC_PHYSICIAN, batch(late));
        assert_eq!(done, Ok(()), "an interrupted batch is no failure");
        // The same calls, but the second one interrupts it.
        let early = [vec![remark(), root_s], vec![remark(); 40]].concat();
        let (done, some) = charge(CLINIC_ID, &CLINIC_PHYSICIAN, batch(early));
        assert_eq!(done, Ok(()));
        assert!(all - some >= 40 * declared(&remark()), "{some} of {all}");
    });
}

#[test]
fn calls_that_fail_or_are_filtered_should_be_charged_too() {
    run(|| {
        let root_s = frame_system::Call::<Runtime>::set_heap_pages { pages: 1 };
        let (done, charged) = charge(CLINIC_ID, &CLINIC_PHYSICIAN, root_s.clone());
        assert_eq!(done, Err(DispatchError::BadOrigin));
        assert!(charged > declared(&root_s.into()));

        let pallet = name("Utility");
        assert_ok!(decide(3, pallet_governance::Call::<Runtime>::pause { pallet, call: None, blocks: 10 }));
        let paused = batch(vec![remark(); 10]);
        let (done, charged) = charge(CLINIC_ID, &CLINIC_PHYSICIAN, paused.clone());
        assert_eq!(done, Err(filtered()));
        assert!(charged > declared(&paused), "a pause does not make calls cheap");

        assert_ok!(decide(3, pallet_safe_mode::Call::<Runtime>::force_enter {}));
        let (done, charged) = charge(CLINIC_ID, &CLINIC_PHYSICIAN, paused.clone());
        assert_eq!(done, Err(filtered()));
        assert!(charged > declared(&paused), "nor does safe mode");
    });
}

#[test]
fn members_should_not_get_round_their_allowance_with_the_scheduler() {
    run(|| {
        let call = Box::new(remark());
        let schedule =
            pallet_scheduler::Call::<Runtime>::schedule { when: 10, maybe_periodic: None, priority: 0, call };
        for (organisation, from) in [(CLINIC_ID, &CLINIC_PHYSICIAN), (HOSPITAL_ID, &HOSPITAL)] {
            let (done, charged) = charge(organisation, from, schedule.clone());
            assert_eq!(done, Err(DispatchError::BadOrigin), "only the council schedules");
            assert!(charged > 0);
        }
        assert_eq!(pallet_scheduler::Agenda::<Runtime>::iter().count(), 0);
    });
}

#[test]
fn scheduled_call_should_be_refused_while_it_is_paused() {
    run(|| {
        let allowance = pallet_metering::Call::<Runtime>::set_allowance { organisation: 1, allowance: Some(1) };
        let call: Box<RuntimeCall> = Box::new(allowance.into());
        let schedule =
            pallet_scheduler::Call::<Runtime>::schedule { when: 10, maybe_periodic: None, priority: 0, call };
        assert_ok!(decide(6, schedule));
        let pallet = name("Metering");
        assert_ok!(decide(3, pallet_governance::Call::<Runtime>::pause { pallet, call: None, blocks: 20 }));
        begin_block(10);
        let result = System::events().into_iter().find_map(|record| match record.event {
            RuntimeEvent::Scheduler(pallet_scheduler::Event::Dispatched { result, .. }) => Some(result),
            _ => None,
        });
        assert_eq!(result, Some(Err(filtered())));
        assert_eq!(pallet_metering::Allowances::<Runtime>::get(1), None);
    });
}

/// A call that a holder signs and somebody else sends.
#[cfg(not(feature = "runtime-benchmarks"))]
fn relayed(holder: Sr25519Keyring, call: RuntimeCall) -> RuntimeCall {
    use crate::Signature;
    use pallet_meta_tx::{MetaTxFor, MetaTxMarker};
    use pallet_verify_signature::VerifySignature;
    use sp_runtime::{generic::Era, traits::TransactionExtension};

    /// The only version of extensions that there is.
    const EXTENSION_VERSION: u8 = 0;

    let account: crate::AccountId = holder.public().into();
    let checks = (
        MetaTxMarker::<Runtime>::new(),
        frame_system::CheckNonZeroSender::<Runtime>::new(),
        frame_system::CheckSpecVersion::<Runtime>::new(),
        frame_system::CheckTxVersion::<Runtime>::new(),
        frame_system::CheckGenesis::<Runtime>::new(),
        frame_system::CheckMortality::<Runtime>::from(Era::Immortal),
        pallet_metering::CheckNonce::<Runtime>::from(Metering::<Runtime>::next_nonce(&account)),
    );
    let implicit = TransactionExtension::<RuntimeCall>::implicit(&checks).expect("nothing is missing");
    let payload = (EXTENSION_VERSION, call.clone(), checks.clone(), implicit);
    let signature = payload.using_encoded(|bytes| holder.sign(&sp_io::hashing::blake2_256(bytes)));
    let signature = VerifySignature::<Runtime>::new_with_signature(Signature::Sr25519(signature), account);
    let (marker, sender, spec, transaction, genesis, mortality, nonce) = checks;
    let extension = (signature, marker, sender, spec, transaction, genesis, mortality, nonce);
    let meta_tx = Box::new(MetaTxFor::<Runtime>::new(call, EXTENSION_VERSION, extension));
    let meta_tx_encoded_len = meta_tx.encoded_size() as u32;
    pallet_meta_tx::Call::<Runtime>::dispatch { meta_tx, meta_tx_encoded_len }.into()
}

/// A holder whom the pharmacy sponsors.
#[cfg(not(feature = "runtime-benchmarks"))]
fn holder() -> Sr25519Keyring {
    use bogam_primitives::traits::Holders;

    let holder = Sr25519Keyring::Two;
    assert_ok!(pallet_registry::Pallet::<Runtime>::sponsor(&holder.public().into(), PHARMACY_ID));
    holder
}

/// What came of the relayed call of the last transaction.
#[cfg(not(feature = "runtime-benchmarks"))]
fn relayed_result() -> Option<Result<(), DispatchError>> {
    System::events().into_iter().rev().find_map(|record| match record.event {
        RuntimeEvent::MetaTransactions(pallet_meta_tx::Event::Dispatched { result }) => {
            Some(result.map(|_| ()).map_err(|refused| refused.error))
        }
        _ => None,
    })
}

#[cfg(not(feature = "runtime-benchmarks"))]
#[test]
fn relayed_call_should_be_charged_to_whoever_relays_it() {
    run(|| {
        let holder = holder();
        let long = batch(vec![remark(); 30]);
        let (done, charged) = charge(CLINIC_ID, &CLINIC_PHYSICIAN, relayed(holder, long.clone()));
        assert_eq!((done, relayed_result()), (Ok(()), Some(Ok(()))));
        assert!(charged > declared(&long), "{charged}");
        let usage = Metering::<Runtime>::usage(PHARMACY_ID);
        assert_eq!((usage.used, usage.holders_used), (0, 0), "neither the holder nor its sponsor pays");
        // An outsider relays nothing, even what a holder has signed.
        let again = relayed(holder, long);
        assert_eq!(include(next(&Sr25519Keyring::One.pair(), again)), Err(outsider()));
    });
}

#[cfg(not(feature = "runtime-benchmarks"))]
#[test]
fn relayed_call_should_be_refused_while_it_is_paused_or_in_safe_mode() {
    run(|| {
        let holder = holder();
        let pallet = name("Utility");
        assert_ok!(decide(3, pallet_governance::Call::<Runtime>::pause { pallet, call: None, blocks: 10 }));
        let (done, _) = charge(CLINIC_ID, &CLINIC_PHYSICIAN, relayed(holder, batch(vec![])));
        // The outer call succeeds all the same.
        assert_eq!((done, relayed_result()), (Ok(()), Some(Err(filtered()))));
        assert_ok!(decide(3, pallet_safe_mode::Call::<Runtime>::force_enter {}));
        let (done, _) = charge(CLINIC_ID, &CLINIC_PHYSICIAN, relayed(holder, remark()));
        assert_eq!(done, Err(filtered()));
    });
}

#[test]
fn exhausted_organisation_should_wait_for_the_next_window_and_keep_its_nonce() {
    run(|| {
        exhaust_clinic();
        let from = key(&CLINIC_PHYSICIAN);
        let waiting = next(&from, remark());
        assert_eq!(include(waiting.clone()), waits());
        assert_eq!(in_pool(&from, remark()).map(|valid| valid.priority), Ok(0), "it stays in the pool");
        let neighbour = in_pool(&key(&HOSPITAL_PHYSICIAN), remark());
        assert_eq!(neighbour.map(|valid| valid.priority), Ok(ORDINARY));
        begin_block(2 * WINDOW - 1);
        assert_eq!(include(waiting.clone()), waits());
        begin_block(2 * WINDOW);
        assert_eq!(include(waiting), Ok(Ok(())), "the very same transaction");
    });
}

#[test]
fn exhausted_organisation_should_get_nothing_by_wrapping_calls() {
    run(|| {
        exhaust_clinic();
        let derived = pallet_utility::Call::<Runtime>::as_derivative { index: 0, call: Box::new(remark()) };
        let operational = pallet_governance::Call::<Runtime>::apply_upgrade { code: vec![1] };
        let calls: [RuntimeCall; 4] = [batch(vec![]), batch(vec![remark()]), derived.into(), operational.into()];
        for call in calls {
            assert_eq!(submit(&CLINIC_PHYSICIAN, call.clone()), waits());
            // Nor by another account of the organisation.
            assert_eq!(submit(&CLINIC_DENTIST, call), waits());
        }
        #[cfg(not(feature = "runtime-benchmarks"))]
        {
            assert_eq!(submit(&CLINIC_PHYSICIAN, relayed(holder(), remark())), waits());
        }
    });
}

#[test]
fn exhausted_organisation_should_still_vote() {
    run(|| {
        exhaust_clinic();
        let motion = Motion::propose(5, remark());
        assert_eq!(submit(&CLINIC, remark()), waits(), "its admin waits like everybody else");
        let vote = pallet_collective::Call::<Runtime, pallet_collective::Instance1>::vote {
            proposal: motion.hash,
            index: motion.index,
            approve: true,
        };
        let priority = in_pool(&key(&CLINIC), vote.clone()).map(|valid| valid.priority);
        // What the other checks of the transaction add is the same for all.
        assert!(priority.is_ok_and(|priority| priority >= OPERATIONAL));
        let (done, charged) = charge(CLINIC_ID, &CLINIC, vote);
        assert_eq!(done, Ok(()));
        assert!(charged > 0, "it is charged all the same");
    });
}

#[test]
fn organisation_without_allowance_should_be_refused_and_its_admin_still_vote() {
    run(|| {
        set_allowance(CLINIC_ID, Some(0));
        let no_allowance = TransactionValidityError::Invalid(InvalidTransaction::Custom(Refusal::NoAllowance as u8));
        assert_eq!(in_pool(&key(&CLINIC_PHYSICIAN), remark()), Err(no_allowance));
        let motion = Motion::propose(5, remark());
        assert_eq!(motion.vote(&CLINIC, true), Ok(Ok(())));
        set_allowance(CLINIC_ID, None);
        assert_eq!(submit(&CLINIC_PHYSICIAN, remark()), Ok(Ok(())));
    });
}
