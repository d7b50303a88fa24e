//! What a claim takes in the state, and that bounds are what they say.

use super::scenario::*;
use crate::{Claims, Policies, Services, Years, mock::*};
use codec::{Encode, MaxEncodedLen};
use frame_support::assert_ok;

/// Bytes that a map adds to each value: the hashed prefix, the key and the trie's nodes, at most.
const PER_MAP: usize = 160;

fn bytes() -> usize {
    let prefix = sp_io::hashing::twox_128(b"Insurance");
    let mut total = 0;
    let mut key = prefix.to_vec();
    while let Some(next) = sp_io::storage::next_key(&key) {
        if !next.starts_with(&prefix) {
            break;
        }
        total += next.len() + sp_io::storage::get(&next).map_or(0, |value| value.len());
        key = next;
    }
    total
}

#[test]
fn claim_should_take_two_maps_and_few_bytes() {
    run(|| {
        mint(INSURER_A, 1_000_000);
        let id = policy(1);
        medicine(id, 49, 20_000);
        let before = (bytes(), Claims::<Test>::iter().count() + Services::<Test>::iter().count());
        let claim_id = medicine(id, 50, 30_000);
        let after = (bytes(), Claims::<Test>::iter().count() + Services::<Test>::iter().count());
        let record = claim(claim_id).encode().len();
        let ledger = Services::<Test>::get(supplied(50).key()).expect("billed").encode().len();
        println!("claim of one line: {record} B, its ledger {ledger} B, with keys {} B", after.0 - before.0);
        println!("each further line: {} B", claim(claim_id).lines[0].encode().len());
        assert_eq!(after.1 - before.1, 2, "a claim of one line is in two maps");
        assert!(record <= 200 && ledger <= 48, "{record} {ledger}");
        assert!(after.0 - before.0 <= record + ledger + 2 * PER_MAP);

        let handle_id = handle(2);
        let taken = Policies::<Test>::get(handle_id).expect("handed out").encode().len();
        println!("handle: {taken} B, policy: {} B", Policies::<Test>::get(id).expect("issued").encode().len());
        println!("benefit year: {} B", year(id).encode().len());
        assert!(taken <= 160);
        assert_ok!(settle(&TREASURER_A, &[claim_id]));
        let remittance = crate::Remittances::<Test>::get(INSURER_A, 0).expect("made");
        println!("remittance of one claim: {} B", remittance.encode().len());
        assert!(remittance.encode().len() <= 120);
    });
}

#[test]
fn unused_benefit_years_should_take_nothing() {
    run(|| {
        mint(INSURER_A, 1_000_000);
        let id = policy(1);
        let claim_id = medicine(id, 50, 30_000);
        assert_eq!(Years::<Test>::iter().count(), 1);
        assert_ok!(settle(&TREASURER_A, &[claim_id]));
        assert_ok!(reverse(&TREASURER_P, claim_id));
        assert_eq!((Years::<Test>::iter().count(), Services::<Test>::iter().count()), (0, 0));
    });
}

#[test]
fn largest_claim_should_fit_the_proof_that_the_weights_count() {
    assert!(crate::Claim::<Test>::max_encoded_len() < 12_000);
    assert!(bogam_primitives::claim::ServiceLedger::max_encoded_len() < 12_000);
}
