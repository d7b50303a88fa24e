//! Patients' keys on the whole runtime: when their accounts begin, what keeps them, and when they end.

use super::{block::*, consortium::*, *};
use crate::{AccountId, Balances, Metering, Prescriptions, Registry, configs::metering::Accounts};
use bogam_primitives::{
    Capacities, Capacity, Commitment, OrganisationId, PrescriptionId,
    prescription::Schedule,
    time::DAY,
    traits::{Holders, Sender, Senders},
};
use frame_support::traits::fungible::Mutate;
use pallet_prescriptions::{Call, NewPrescription, OrderedItem};
use sp_runtime::{ApplyExtrinsicResult, DispatchError};

/// The clinic, whose physician prescribes, and the first pharmacy.
const CLINIC_ID: OrganisationId = 2;
const PHARMACY_ID: OrganisationId = 3;

const PATIENT: Sr25519Keyring = Sr25519Keyring::Two;
const NEIGHBOUR: Sr25519Keyring = Sr25519Keyring::One;

fn account(key: Sr25519Keyring) -> AccountId {
    key.public().into()
}

fn has_account(key: Sr25519Keyring) -> bool {
    frame_system::Account::<Runtime>::contains_key(account(key))
}

/// A prescription of the clinic for one key, another one in each block.
fn prescription(key: AccountId) -> (PrescriptionId, NewPrescription<AccountId>) {
    let item =
        OrderedItem { authorised: 1_000, substitution_allowed: false, product: Commitment(H256::repeat_byte(1)) };
    let new = NewPrescription {
        commitment: Commitment(H256::from_low_u64_be(System::block_number().into())),
        schedule: Schedule::Ordinary,
        valid_from: 0,
        valid_until: 30 * DAY,
        interval: 0,
        holders: vec![key],
        items: vec![item],
    };
    (PrescriptionId::derive(CLINIC_ID, &new.commitment, new.valid_until), new)
}

fn issue(key: AccountId) -> (PrescriptionId, ApplyExtrinsicResult) {
    let (id, new) = prescription(key);
    (id, submit(&CLINIC_PHYSICIAN, Call::<Runtime>::issue { new }))
}

fn issued(key: Sr25519Keyring) -> PrescriptionId {
    let (id, done) = issue(account(key));
    assert_eq!(done, Ok(Ok(())));
    id
}

fn signs(key: Sr25519Keyring, call: impl Into<RuntimeCall>) -> ApplyExtrinsicResult {
    include(next(&key.pair(), call))
}

fn failed(error: impl Into<DispatchError>) -> ApplyExtrinsicResult {
    Ok(Err(error.into()))
}

fn refused(reason: InvalidTransaction) -> ApplyExtrinsicResult {
    Err(reason.into())
}

#[test]
fn key_of_a_prescription_should_sign_without_having_been_set_up() {
    run(|| {
        let prescription = issued(PATIENT);
        assert!(!has_account(PATIENT));
        begin_block(9);
        assert_eq!(*Metering::next_nonce(&account(PATIENT)), 2, "the number of the block in which it was issued");

        let first = next(&PATIENT.pair(), Call::<Runtime>::request_renewal { prescription });
        assert_eq!(include(first.clone()), Ok(Ok(())));
        let record = System::account(account(PATIENT));
        assert_eq!((record.providers, record.sufficients, *record.nonce), (0, 1, 3));
        assert_eq!(include(first), refused(InvalidTransaction::Stale));
        assert_eq!(signs(PATIENT, Call::<Runtime>::nominate { prescription, dispenser: None }), Ok(Ok(())));
        assert_eq!(System::sufficients(&account(PATIENT)), 1);
        assert!(pallet_metering::Pallet::<Runtime>::usage(CLINIC_ID).holders_used > 0, "the prescriber is charged");
    });
}

#[test]
fn key_should_be_an_outsider_when_its_prescription_is_cancelled() {
    run(|| {
        let prescription = issued(PATIENT);
        assert_eq!(signs(PATIENT, remark()), Ok(Ok(())));
        let reason = bogam_primitives::prescription::CancellationReason::PrescribingError;
        assert_eq!(submit(&CLINIC_PHYSICIAN, Call::<Runtime>::cancel { prescription, reason }), Ok(Ok(())));
        assert_eq!(signs(PATIENT, remark()), refused(InvalidTransaction::Custom(Refusal::Outsider as u8)));
        assert!(!has_account(PATIENT) && Prescriptions::is_key(&account(PATIENT)), "it leads to it, and is not kept");
    });
}

#[test]
fn what_a_key_signed_should_not_serve_again_when_the_key_comes_back() {
    run(|| {
        let prescription = issued(PATIENT);
        let rotate = |key| Call::<Runtime>::rotate { prescription, issue: 0, new_holder: account(key) };
        let old = next(&PATIENT.pair(), rotate(NEIGHBOUR));
        assert_eq!(include(old.clone()), Ok(Ok(())));
        assert!(!has_account(PATIENT) && !has_account(NEIGHBOUR));

        begin_block(5);
        assert_eq!(signs(NEIGHBOUR, rotate(PATIENT)), Ok(Ok(())));
        assert_eq!(*Metering::next_nonce(&account(PATIENT)), 5);
        assert_eq!(include(old), refused(InvalidTransaction::Stale));
    });
}

#[test]
fn nobody_should_be_staff_and_the_key_of_a_prescription() {
    run(|| {
        issued(PATIENT);
        let seat = pallet_registry::Call::<Runtime>::grant_seat {
            account: account(PATIENT),
            capacities: Capacities::of(&[Capacity::Custodian]),
            valid_from: 0,
            valid_until: None,
            licence: None,
        };
        assert_eq!(submit(&CLINIC, seat), failed(pallet_registry::Error::<Runtime>::AccountIsHolder));

        begin_block(3);
        let reused = failed(pallet_prescriptions::Error::<Runtime>::HolderKeyReused);
        assert_eq!(issue(PHARMACIST_A.account()).1, reused);
        assert_ok!(Registry::sponsor(&account(NEIGHBOUR), PHARMACY_ID));
        assert_eq!(issue(account(NEIGHBOUR)).1, reused);
    });
}

#[test]
fn key_of_a_prescription_should_not_be_fresh_for_anything_else() {
    run(|| {
        let prescription = issued(PATIENT);
        let register = pallet_consent::Call::<Runtime>::register_subject { key: account(PATIENT), guardian: None };
        let stale = failed(pallet_consent::Error::<Runtime>::KeyNotFresh);
        assert_eq!(submit(&HOSPITAL_RECORDS, register.clone()), stale);
        // Nobody is barred by what somebody prescribed to a key and cancelled.
        assert_eq!(signs(PATIENT, Call::<Runtime>::decline { prescription }), Ok(Ok(())));
        assert_eq!(submit(&HOSPITAL_RECORDS, register), Ok(Ok(())));
        begin_block(3);
        assert_eq!(issue(account(PATIENT)).1, failed(pallet_prescriptions::Error::<Runtime>::HolderKeyReused));
        Registry::do_try_state().unwrap();
        Prescriptions::do_try_state().unwrap();
    });
}

#[test]
fn key_of_a_cancelled_prescription_should_be_staffs_and_lose_nothing_when_it_is_pruned() {
    run(|| {
        let (prescription, patient) = (issued(PATIENT), account(PATIENT));
        assert_eq!(signs(PATIENT, Call::<Runtime>::decline { prescription }), Ok(Ok(())));
        let seat = pallet_registry::Call::<Runtime>::grant_seat {
            account: patient.clone(),
            capacities: Capacities::of(&[Capacity::Custodian]),
            valid_from: 0,
            valid_until: None,
            licence: None,
        };
        assert_eq!(submit(&CLINIC, seat), Ok(Ok(())));
        pallet_timestamp::Now::<Runtime>::put(30 * DAY + crate::configs::prescriptions::Retention::get());
        assert_eq!(submit(&HOSPITAL, Call::<Runtime>::prune { prescription }), Ok(Ok(())));
        assert_eq!((System::providers(&patient), System::sufficients(&patient)), (1, 0));
        assert_eq!(signs(PATIENT, remark()), Ok(Ok(())));
    });
}

#[test]
fn account_should_end_when_neither_the_registry_nor_a_prescription_keeps_the_key() {
    run(|| {
        let (prescription, patient) = (issued(PATIENT), account(PATIENT));
        assert_eq!(Accounts::sender(&patient), Some(Sender::Holder(vec![CLINIC_ID])));
        assert_ok!(Registry::sponsor(&patient, PHARMACY_ID));
        assert_eq!(Accounts::sender(&patient), Some(Sender::Holder(vec![PHARMACY_ID, CLINIC_ID])));
        assert_ok!(Registry::sponsor(&patient, CLINIC_ID));
        assert_eq!(Accounts::sender(&patient), Some(Sender::Holder(vec![PHARMACY_ID, CLINIC_ID])), "each once");
        assert_eq!(signs(PATIENT, remark()), Ok(Ok(())));

        assert_ok!(Registry::release(&patient, CLINIC_ID));
        assert_ok!(Registry::release(&patient, PHARMACY_ID));
        assert_eq!(System::sufficients(&patient), 1, "the prescription keeps it");
        assert_ok!(Registry::sponsor(&patient, PHARMACY_ID));
        pallet_timestamp::Now::<Runtime>::put(30 * DAY + crate::configs::prescriptions::Retention::get());
        assert_eq!(submit(&HOSPITAL, Call::<Runtime>::prune { prescription }), Ok(Ok(())));
        assert!(!Prescriptions::is_key(&patient));
        assert_eq!(System::sufficients(&patient), 1, "the registry keeps it");
        assert_ok!(Registry::release(&patient, PHARMACY_ID));
        assert!(!has_account(PATIENT));
    });
}

#[test]
fn holder_should_keep_its_numbers_when_its_money_leaves() {
    run(|| {
        issued(PATIENT);
        let patient = account(PATIENT);
        assert_ok!(Balances::mint_into(&patient, 10));
        begin_block(4);
        assert_eq!(signs(PATIENT, remark()), Ok(Ok(())));
        assert_eq!((System::providers(&patient), System::sufficients(&patient)), (1, 1));
        let dest = Address::Id(HOSPITAL.account());
        assert_eq!(
            signs(PATIENT, pallet_balances::Call::<Runtime>::transfer_all { dest, keep_alive: false }),
            Ok(Ok(()))
        );
        assert_eq!((System::providers(&patient), System::sufficients(&patient)), (0, 1));
        assert_eq!(*Metering::next_nonce(&patient), 4);
        // Staff with money is kept by the registry, and gets nothing more.
        assert_eq!(submit(&HOSPITAL, remark()), Ok(Ok(())));
        assert_eq!(System::sufficients(&HOSPITAL.account()), 0);
    });
}
