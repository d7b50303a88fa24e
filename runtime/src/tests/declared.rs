//! What transactions declare to take, and what the block counts for them.

use super::{block::*, consortium::*, *};
use crate::{
    TxExtension,
    configs::{metering::Accounts, system::RuntimeBlockWeights},
    weights::{extrinsic_weights::ExtrinsicBaseWeight, paritydb_weights::ParityDbWeight},
};
use bogam_primitives::{
    OrganisationId,
    traits::{Holders, Sender, Senders},
};
use frame_support::weights::Weight;
use pallet_metering::WeightInfo;
use sp_runtime::traits::TransactionExtension;

/// What is measured of metering, and of the numbers of transactions.
type Metering = <Runtime as pallet_metering::Config>::WeightInfo;

/// The hospital, and the clinic.
const HOSPITAL_ID: OrganisationId = 1;
const CLINIC_ID: OrganisationId = 2;

/// Applies a transaction: what it declared, with what any takes, and what the block counts for it.
fn apply(transaction: UncheckedExtrinsic) -> (Weight, Weight) {
    let info = transaction.get_dispatch_info();
    // Bytes count as a proof.
    let bytes = Weight::from_parts(0, transaction.encoded_size() as u64);
    let any = RuntimeBlockWeights::get().get(info.class).base_extrinsic;
    let before = System::block_weight().total();
    assert_eq!(include(transaction), Ok(Ok(())));
    (info.total_weight() + any + bytes, System::block_weight().total() - before)
}

/// What metering spares where a single account is looked at.
fn spared_with_one_account() -> Weight {
    Metering::meter(4) - Metering::meter(1)
}

#[test]
fn block_should_count_no_more_for_staff_than_its_checks_take() {
    run(|| {
        let (declared, counted) = apply(next(&key(&CLINIC_PHYSICIAN), remark()));
        let found = Accounts::weight() - Accounts::weight_of(&Sender::Member(CLINIC_ID));
        let number = Metering::check_nonce() - Metering::check_nonce_known();
        assert!(found.ref_time() > 0 && number.ref_time() > 0);
        assert_eq!(declared - counted, found + number + spared_with_one_account());
    });
}

#[test]
fn block_should_count_in_full_that_a_holder_is_looked_for() {
    run(|| {
        let holder = Sr25519Keyring::Two;
        assert_ok!(pallet_registry::Pallet::<Runtime>::sponsor(&holder.public().into(), HOSPITAL_ID));
        for what in ["the first transaction, which makes the account", "another one"] {
            let (declared, counted) = apply(next(&holder.pair(), remark()));
            assert_eq!(declared - counted, spared_with_one_account(), "{what}");
        }
    });
}

#[test]
fn transaction_that_does_nothing_should_count_for_what_was_measured_and_its_storage() {
    run(|| {
        // The same that is measured.
        let nothing = frame_system::Call::<Runtime>::remark { remark: vec![] };
        let (_, counted) = apply(next(&key(&HOSPITAL), nothing));
        let storage = ParityDbWeight::get().reads_writes(3, 2);
        assert!(counted.ref_time() >= (ExtrinsicBaseWeight::get() + storage).ref_time(), "{counted:?}");
    });
}

#[test]
fn wallets_should_find_each_extension_by_its_name() {
    let named = <TxExtension as TransactionExtension<RuntimeCall>>::metadata();
    let names = named.into_iter().map(|one| one.identifier).collect::<Vec<_>>();
    let signed = ["CheckNonZeroSender", "CheckSpecVersion", "CheckTxVersion", "CheckGenesis", "CheckMortality"];
    let counted = ["Meter", "CheckNonce", "CheckWeight", "CheckMetadataHash", "WeightReclaim"];
    assert_eq!(names, [signed, counted].concat());
}
