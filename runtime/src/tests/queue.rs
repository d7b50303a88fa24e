//! Transactions that a node asks about together.

use super::*;
use bogam_primitives::transaction::runtime_decl_for_transaction_queue::TransactionQueueV1;
use frame_support::storage::with_transaction_unchecked;
use sp_runtime::{OpaqueExtrinsic, TransactionOutcome};
use sp_storage::StateVersion;
use sp_transaction_pool::runtime_api::runtime_decl_for_tagged_transaction_queue::TaggedTransactionQueueV3;

fn closed(transaction: &UncheckedExtrinsic) -> OpaqueExtrinsic {
    OpaqueExtrinsic::try_from_encoded_extrinsic(&transaction.encode()).expect("it has its length before it")
}

fn together(transactions: Vec<(TransactionSource, OpaqueExtrinsic)>) -> Vec<TransactionValidity> {
    Runtime::validate_transactions(System::block_hash(0), transactions)
}

/// What the SDK's function says of a transaction. It is not remembered.
fn singly(source: TransactionSource, transaction: &OpaqueExtrinsic) -> TransactionValidity {
    with_transaction_unchecked(|| {
        let decoded = UncheckedExtrinsic::decode(&mut &transaction.encode()[..]).expect("it decodes");
        let said =
            <Runtime as TaggedTransactionQueueV3<_>>::validate_transaction(source, decoded, System::block_hash(0));
        TransactionOutcome::Rollback(said)
    })
}

#[test]
fn transactions_should_get_the_answers_that_each_gets_alone_when_they_are_asked_about_together() {
    chain(genesis::LOCAL).execute_with(|| {
        let [physician, pharmacist] = [&consortium::CLINIC_PHYSICIAN, &consortium::PHARMACIST_A].map(key);
        let mut forged = signed(&physician, 0, remark());
        forged.preamble = signed(&pharmacist, 0, remark()).preamble;
        let asked: Vec<_> = [
            signed(&physician, 0, remark()),
            // Of the two, one at the most can come into a block.
            signed(&physician, 0, frame_system::Call::remark { remark: vec![4] }.into()),
            signed(&pharmacist, 1, remark()),
            forged,
            signed(&Sr25519Keyring::One.pair(), 0, remark()),
            UncheckedExtrinsic::new_bare(remark()),
            // Only the author of a block puts this into it.
            UncheckedExtrinsic::new_bare(pallet_timestamp::Call::set { now: 1 }.into()),
        ]
        .iter()
        .flat_map(|transaction| {
            [TransactionSource::External, TransactionSource::InBlock].map(|source| (source, closed(transaction)))
        })
        .collect();
        let expected: Vec<_> = asked.iter().map(|(source, transaction)| singly(*source, transaction)).collect();
        let valid = expected.iter().filter(|answer| answer.is_ok()).count();
        assert!(valid >= 6 && valid < expected.len(), "some are valid and some are not: {expected:?}");
        assert_eq!(together(asked.clone()), expected);
        // Nor does their order matter.
        let backwards: Vec<_> = expected.into_iter().rev().collect();
        assert_eq!(together(asked.into_iter().rev().collect()), backwards);
    });
}

#[test]
fn transactions_should_leave_the_state_as_it_was_when_they_are_asked_about() {
    chain(genesis::LOCAL).execute_with(|| {
        let root = || sp_io::storage::root(StateVersion::V1);
        let before = root();
        let asked = (TransactionSource::External, closed(&signed(&key(&consortium::PHARMACIST_A), 0, remark())));
        assert!(together(vec![asked.clone(), asked]).iter().all(Result::is_ok));
        assert_eq!(root(), before);
    });
}

#[test]
fn transaction_should_be_refused_alone_when_nobody_can_decode_it() {
    chain(genesis::LOCAL).execute_with(|| {
        let good = (TransactionSource::External, closed(&signed(&key(&consortium::PHARMACIST_A), 0, remark())));
        let nested = (0..300).fold(remark(), |call, _| pallet_utility::Call::batch { calls: vec![call] }.into());
        for bad in [
            OpaqueExtrinsic::from_blob(vec![]),
            OpaqueExtrinsic::from_blob(vec![0xff; 8]),
            // Something comes after the call.
            OpaqueExtrinsic::from_blob([good.1.inner(), &[0]].concat()),
            // Deeper than the runtime goes.
            closed(&UncheckedExtrinsic::new_bare(nested)),
        ] {
            let answers = together(vec![good.clone(), (TransactionSource::External, bad), good.clone()]);
            assert_eq!(answers[1], Err(InvalidTransaction::Call.into()));
            assert!(answers[0].is_ok());
            assert_eq!(answers[0], answers[2]);
        }
    });
}
