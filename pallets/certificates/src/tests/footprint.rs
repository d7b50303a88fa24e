//! What a batch and a status cost in state: the encoded value and 160 bytes for each map.

use super::scenario::*;
use crate::{Batches, BilledCertificates, Changes, NewBatch, Schemas};
use bogam_primitives::traits::Certifies;
use codec::{Encode, MaxEncodedLen};

/// What an entry of a map costs beside its value: key, hash and the nodes of the trie above it.
const PER_MAP: usize = 160;

#[test]
fn batch_should_cost_one_entry_of_constant_size() {
    run(|| {
        register_schemas();
        let mut bytes = vec![];
        for (number, size) in [(1, 1), (2, 1_000), (3, MAX_BATCH_SIZE)] {
            let new = NewBatch { size, ..draft(&endorsed_schema(), number) };
            assert_ok!(issue(&PHYSICIAN, new));
            bytes.push(record(id_of(CLINIC, &new)).encoded_size() + PER_MAP);
        }
        println!("a batch of 1, 1,000 and {MAX_BATCH_SIZE}: {bytes:?} bytes of state");
        assert!(bytes.iter().all(|size| *size == bytes[0]), "the size of a batch is no matter");
        assert!(bytes[0] <= 176 + PER_MAP);
        assert_eq!(Batches::<Test>::iter().count(), 3);
        assert_eq!(Changes::<Test>::iter().count() + BilledCertificates::<Test>::iter().count(), 0);

        let id = Batches::<Test>::iter_keys().next().expect("there are three");
        assert_ok!(endorse(&REGISTRAR, id));
        println!("endorsed: {} bytes of state", record(id).encoded_size() + PER_MAP);
        assert!(record(id).encoded_size() <= 256);
        println!("at most: {} bytes of state", crate::Batch::<Test>::max_encoded_len() + PER_MAP);
    });
}

#[test]
fn status_should_cost_one_entry_that_grows_with_what_happened() {
    run(|| {
        let id = issued(1);
        let bytes = |index| Changes::<Test>::get(id, index).encoded_size();
        assert_eq!(Changes::<Test>::iter().count(), 0);
        assert_ok!(revoke(&PHYSICIAN, at(id, 0)));
        assert_ok!(supersede(&PHYSICIAN, at(id, 1), at(id, 2)));
        println!("revoked: {} bytes of state; superseded: {}", bytes(0) + PER_MAP, bytes(1) + PER_MAP);
        assert!(bytes(0) <= 16 && bytes(1) <= 56);
        for _ in 0..(MAX_CHANGES - 1) / 2 {
            assert_ok!(suspend(&PHYSICIAN, at(id, 3)));
            assert_ok!(reinstate(&PHYSICIAN, at(id, 3)));
        }
        assert_ok!(supersede(&PHYSICIAN, at(id, 3), at(id, 2)));
        println!("a full history: {} bytes of state", bytes(3) + PER_MAP);
        assert!(bytes(3) <= 16 * MAX_CHANGES as usize + 40);
        assert_eq!(Changes::<Test>::iter().count(), 3);

        assert_ok!(Pallet::bill(&at(id, 2)));
        assert_eq!(BilledCertificates::<Test>::iter().count(), 1);
        println!("a billing mark: {PER_MAP} bytes of state");
        println!(
            "a schema: {} bytes",
            Schemas::<Test>::iter_values().map(|it| it.encoded_size()).max().unwrap_or(0) + PER_MAP
        );
    });
}

#[test]
fn issue_should_be_a_call_of_constant_size() {
    run(|| {
        register_schemas();
        let size_of = |size| {
            let batch = NewBatch { size, ..draft(&plain_schema(), 1) };
            RuntimeCall::Certificates(crate::Call::issue { batch }).encoded_size()
        };
        println!("issuing 100,000 certificates: a call of {} bytes", size_of(100_000));
        assert_eq!(size_of(1), size_of(100_000));
        assert!(size_of(100_000) <= 128);
    });
}
